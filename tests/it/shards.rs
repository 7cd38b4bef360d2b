//! Parts of a run joined into one: what comes of it is what one run would have written, and what does not fit is refused.

use std::fs;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;
use walkdir::WalkDir;

use niandu::batch::manifest::{self, Gone, Head};
use niandu::batch::record::Record;
use niandu::batch::register::Entry;
use niandu::batch::shard::Shard;
use niandu::diagnostic::Language;

use crate::batch_index::{content, csv, head, json, page, record, refused};
use crate::office::{facts, niandu, said};

/// The schools of a run, sorted as a manifest has them.
fn schools() -> Vec<Record> {
    let names = ["b c", "东/石坪小学", "柳树#小学", "a", "a-b", "e", "f", "g", "h", "z"];
    let mut schools: Vec<Record> = names.iter().map(|name| record(name, "工会")).collect();
    schools.push(refused("refused", "拒收小学工会"));
    schools.sort_by(|a, b| a.facts.cmp(&b.facts));
    schools
}

fn register() -> Vec<Entry> {
    let entry = |id: &str| Entry { id: id.into(), name: format!("{id}校"), aliases: Vec::new(), folder: id.into() };
    ["z", "a", "nobody", "e", "refused"].map(entry).to_vec()
}

fn part(text: &str) -> Shard {
    Shard::parse(text).expect("a part")
}

/// Head and records of one part.
fn of(shard: Shard, all: &[Record]) -> (Head, Vec<Record>) {
    let records: Vec<Record> = all.iter().filter(|record| shard.takes(record.folder())).cloned().collect();
    let head = Head { shard: Some(shard), ..head(&records, register()) };
    (head, records)
}

/// Writes papers and manifest of a part into a folder.
fn write(folder: &Path, shard: Shard, all: &[Record]) {
    let (head, records) = of(shard, all);
    put(folder, &head, &records);
}

fn put(folder: &Path, head: &Head, records: &[Record]) {
    for file in records.iter().flat_map(|record| &record.papers).flat_map(|paper| &paper.files) {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content(&file.path)).expect("a paper");
    }
    fs::create_dir_all(folder).expect("a folder");
    fs::write(folder.join(manifest::json_name(head.shard)), json(head, records)).expect("a manifest");
}

/// What one run over all schools writes.
fn whole(folder: &Path, all: &[Record]) {
    let head = head(all, register());
    put(folder, &head, all);
    fs::write(folder.join(manifest::CSV_NAME), csv(&head, all)).expect("a table");
    fs::write(folder.join(manifest::INDEX_NAME), page(&head, all, Language::Chinese)).expect("a page");
}

/// The files below a folder with their bytes, without what is not for the user and without the manifests of parts.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let shown = |entry: &walkdir::DirEntry| entry.depth() == 0 || entry.file_name() != manifest::STATE;
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).into_iter().filter_entry(shown) {
        let entry = entry.expect("an entry");
        let name = entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
        if entry.file_type().is_file() && !(name.starts_with("manifest.") && name.contains("-of-")) {
            files.push((name, fs::read(entry.path()).expect("a file")));
        }
    }
    files.sort();
    files
}

fn names(files: &[(String, Vec<u8>)]) -> Vec<&str> {
    files.iter().map(|(name, _)| name.as_str()).collect()
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn merge(folder: &Path, arguments: &[&str]) -> Output {
    niandu(folder, &[&["merge"], arguments].concat())
}

/// That a call is refused with this code and these words, and `out` is not there.
fn refuses(folder: &Path, arguments: &[&str], expected: &[&str]) {
    let output = merge(folder, arguments);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {told}");
    for word in expected {
        assert!(told.contains(word), "{arguments:?} does not say {word}:\n{told}");
    }
    for name in [manifest::INDEX_NAME, manifest::CSV_NAME, "manifest.json"] {
        assert!(!folder.join("all").join(name).exists(), "{name} was written all the same");
    }
}

#[test]
fn parts_in_folders_of_their_own_become_one_run_in_any_order() {
    let all = schools();
    let at = folder();
    whole(&at.path().join("whole"), &all);
    let expected = files(&at.path().join("whole"));
    for count in [1_u32, 2, 3] {
        let shards: Vec<Shard> = part(&format!("1/{count}")).all().collect();
        let folders: Vec<String> = shards.iter().map(|shard| format!("part-{}", shard.tag())).collect();
        shards.iter().zip(&folders).for_each(|(shard, folder)| write(&at.path().join(folder), *shard, &all));
        let out = format!("all-{count}");
        let turned: Vec<&str> = folders.iter().rev().map(String::as_str).chain(["-o", &out]).collect();
        let output = merge(at.path(), &turned);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let found = files(&at.path().join(&out));
        assert_eq!(names(&found), names(&expected));
        assert!(found == expected, "{count} parts make another run");
        assert!(said(&output).contains("11 个事实文件，已写成 10"), "{}", said(&output));
        let told = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(
            told.lines().collect::<Vec<_>>(),
            ["index.html", "manifest.json", "manifest.csv"].map(|name| format!("{out}/{name}"))
        );
        // Nothing temporary stays, and once more changes nothing.
        assert!(
            !WalkDir::new(at.path().join(&out).join(manifest::STATE))
                .into_iter()
                .flatten()
                .any(|entry| { entry.file_type().is_file() && entry.file_name() != "lock" })
        );
        let paper = at.path().join(&out).join(&all[0].papers[0].files[0].path);
        let time = || fs::metadata(&paper).and_then(|data| data.modified()).expect("a time");
        let before = time();
        assert_eq!(merge(at.path(), &turned).status.code(), Some(0));
        assert!(time() == before && files(&at.path().join(&out)) == expected);
    }
}

#[test]
fn parts_in_one_folder_become_one_run_there() {
    let all = schools();
    let at = folder();
    whole(&at.path().join("whole"), &all);
    part("1/2").all().for_each(|shard| write(&at.path().join("all"), shard, &all));
    let output = merge(at.path(), &["all"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(files(&at.path().join("all")) == files(&at.path().join("whole")));
    assert!(at.path().join("all/manifest.1-of-2.json").exists(), "the next run of the part goes on from its manifest");
}

#[test]
fn schools_told_twice_are_found_across_parts() {
    let mut all = schools();
    for record in &mut all {
        if ["e", "f", "g", "h"].contains(&record.folder()) {
            record.id = "a".to_owned();
        }
    }
    let at = folder();
    whole(&at.path().join("whole"), &all);
    part("1/3").all().for_each(|shard| write(&at.path().join("all"), shard, &all));
    assert_eq!(merge(at.path(), &["all"]).status.code(), Some(0));
    assert!(files(&at.path().join("all")) == files(&at.path().join("whole")));
    let text = fs::read_to_string(at.path().join("all/manifest.json")).expect("a manifest");
    assert!(text.contains("\"facts\":[\"a/2025.yaml\",\"e/2025.yaml\",\"f/2025.yaml\""), "{text}");
}

/// Something that makes a part one of another run.
type Change = fn(&mut Head);

#[test]
fn parts_that_do_not_fit_are_refused_by_name() {
    let all = schools();
    let at = folder();
    let path = |name: &str| at.path().join(name);
    write(&path("one"), part("1/2"), &all);
    write(&path("two"), part("2/2"), &all);
    write(&path("third"), part("3/3"), &all);
    whole(&path("whole"), &all);
    write(&path("again"), part("1/2"), &all);
    refuses(at.path(), &["one", "-o", "all"], &["E295", "one/manifest.1-of-2.json", "缺第 2/2 份"]);
    refuses(
        at.path(),
        &["one", "again", "two", "-o", "all"],
        &["E295", "again/manifest.1-of-2.json", "one/manifest.1-of-2.json"],
    );
    refuses(at.path(), &["one", "third", "-o", "all"], &["E294", "third/manifest.3-of-3.json", "份数 3，那里是 2"]);
    refuses(at.path(), &["one", "whole", "-o", "all"], &["E293", "整次运行"]);
    refuses(at.path(), &["one", "nowhere", "-o", "all"], &["E293", "nowhere", "没有这个文件或文件夹"]);
    fs::create_dir(path("empty")).expect("a folder");
    refuses(at.path(), &["empty", "-o", "all"], &["E293", "--shard 1/2"]);
    fs::copy(path("whole/manifest.json"), path("empty/manifest.2-of-2.json")).expect("a copy");
    refuses(at.path(), &["one", "empty", "-o", "all"], &["E294", "整次运行"]);

    let changes: [(&str, Change); 7] = [
        ("版本 9.9.9，那里是 0.1.0", |head| head.setting.tool = "9.9.9".to_owned()),
        ("时期 2024年，那里是 2025年", |head| head.period = "2024年".to_owned()),
        ("文种 —，那里是 year-end-summary", |head| head.setting.kinds.clear()),
        ("选项 --deny，那里是 —", |head| head.setting.denies = true),
        ("字体 body", |head| head.setting.shared[1].sha256 = "0".repeat(64)),
        ("模板 clause.md —，那里是", |head| drop(head.setting.shared.remove(0))),
        ("学校名册不同", |head| drop(head.register.pop())),
    ];
    for (expected, change) in changes {
        let (mut head, records) = of(part("2/2"), &all);
        change(&mut head);
        put(&path("two"), &head, &records);
        refuses(
            at.path(),
            &["one", "two", "-o", "all"],
            &["E294", "two/manifest.2-of-2.json", "one/manifest.1-of-2.json", expected],
        );
    }
    assert!(!path("all").exists(), "what is refused leaves no trace");
    let output = merge(at.path(), &["one", "two"]);
    assert_eq!(output.status.code(), Some(2), "several folders need -o: {}", said(&output));
}

#[test]
fn what_is_there_is_joined_on_request_and_says_what_is_not() {
    let all = schools();
    let at = folder();
    write(&at.path().join("two"), part("2/3"), &all);
    let output = merge(at.path(), &["two", "-o", "all", "--partial"]);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("W292") && told.contains("缺第 1/3、3/3 份"), "{told}");
    let page = fs::read_to_string(at.path().join("all/index.html")).expect("a page");
    assert!(page.contains("缺第 1/3、3/3 份"), "{page}");
    let text = fs::read_to_string(at.path().join("all/manifest.json")).expect("a manifest");
    assert!(text.contains("\"absent\":[\"1/3\",\"3/3\"]"), "{text}");
    // With the others there it is whole.
    [part("1/3"), part("3/3")].into_iter().for_each(|shard| write(&at.path().join(shard.tag()), shard, &all));
    assert_eq!(merge(at.path(), &["two", "1-of-3", "3-of-3", "-o", "all"]).status.code(), Some(0));
    whole(&at.path().join("whole"), &all);
    assert!(files(&at.path().join("all")) == files(&at.path().join("whole")));
}

#[test]
fn damaged_parts_are_refused() {
    let all = schools();
    let at = folder();
    let path = |name: &str| at.path().join(name);
    let fresh = || part("1/2").all().for_each(|shard| write(&path(&shard.tag()), shard, &all));
    let call = ["1-of-2", "2-of-2", "-o", "all"];
    fresh();
    let (_, records) = of(part("1/2"), &all);
    let paper = &records.iter().find_map(|record| record.papers.first()).expect("a paper").files[0];
    let paper = path("1-of-2").join(&paper.path);
    let name = paper.file_name().expect("a name").to_string_lossy().into_owned();

    // Nothing is copied, neither of what was changed nor of the rest.
    let bytes = fs::read(&paper).expect("a paper");
    fs::write(&paper, vec![b'x'; bytes.len()]).expect("a paper");
    refuses(at.path(), &call, &["E296", &name, "不符"]);
    fs::remove_file(&paper).expect("a paper");
    refuses(at.path(), &call, &["E296", &name, "没有这个文件"]);
    assert!(!path("all").exists());
    fresh();

    let manifest = path("1-of-2").join("manifest.1-of-2.json");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    let foreign = of(part("2/2"), &all).1.remove(0);
    let broken = [
        text[..text.len() - 4].to_owned(),
        text[..text.find("\"schools\"").expect("schools")].to_owned(),
        String::new(),
        text.replacen("\"version\":1", "\"version\":7", 1),
        text.replace(
            "\"schools\":[\n",
            &format!("\"schools\":[\n{},\n", serde_json::to_string(&foreign).expect("JSON")),
        ),
        text.replace(
            "\"schools\":[\n",
            &format!("\"schools\":[\n{},\n", serde_json::to_string(&records[1]).expect("JSON")),
        ),
        text.replace("\"files\":[{\"path\":\"", "\"files\":[{\"path\":\"../../../"),
        text.replace("\"files\":[{\"path\":\"", "\"files\":[{\"path\":\"/"),
    ];
    for text in broken {
        fs::write(&manifest, &text).expect("a manifest");
        refuses(at.path(), &call, &["E293", "manifest.1-of-2.json"]);
    }
    fs::write(&manifest, &text).expect("a manifest");
    assert_eq!(merge(at.path(), &call).status.code(), Some(0));
    let stray: Vec<String> = crate::office::names(at.path());
    assert_eq!(stray, ["1-of-2", "2-of-2", "all"], "nothing outside");
}

#[test]
fn papers_that_lie_where_the_whole_is_written_are_held_against_their_manifests() {
    let all = schools();
    let at = folder();
    part("1/2").all().for_each(|shard| write(&at.path().join("all"), shard, &all));
    let place = at.path().join("all").join(&all[0].papers[0].files[0].path);
    let bytes = fs::read(&place).expect("a paper");
    // As many bytes as before.
    fs::write(&place, vec![b'x'; bytes.len()]).expect("a paper");
    let name = place.file_name().expect("a name").to_string_lossy().into_owned();
    refuses(at.path(), &["all"], &["E296", &name, "不符"]);
    fs::write(&place, bytes).expect("a paper");
    assert_eq!(merge(at.path(), &["all"]).status.code(), Some(0));
}

#[test]
fn what_a_person_has_changed_in_the_whole_is_not_replaced() {
    let all = schools();
    let at = folder();
    part("1/2").all().for_each(|shard| write(&at.path().join(shard.tag()), shard, &all));
    let call = ["1-of-2", "2-of-2", "-o", "all"];
    assert_eq!(merge(at.path(), &call).status.code(), Some(0));
    let place = at.path().join("all").join(&all[0].papers[0].files[0].path);
    fs::write(&place, "我的").expect("a paper");
    let name = place.file_name().expect("a name").to_string_lossy().into_owned();
    let output = merge(at.path(), &call);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("E297") && said(&output).contains(&name), "{}", said(&output));
    assert_eq!(fs::read_to_string(&place).expect("a paper"), "我的");
    fs::remove_file(&place).expect("a paper");
    assert_eq!(merge(at.path(), &call).status.code(), Some(0));
}

#[test]
fn papers_of_schools_that_went_are_listed_and_stay() {
    let all = schools();
    let at = folder();
    let call = ["1-of-2", "2-of-2", "-o", "all"];
    let write_all =
        |all: &[Record]| part("1/2").all().for_each(|shard| write(&at.path().join(shard.tag()), shard, all));
    write_all(&all);
    assert_eq!(merge(at.path(), &call).status.code(), Some(0));
    write_all(&all[1..]);
    let read = || {
        let text = fs::read(at.path().join("all/manifest.json")).expect("a manifest");
        manifest::read(text.as_slice()).expect("a manifest").0.gone
    };
    for _ in 0..2 {
        assert_eq!(merge(at.path(), &call).status.code(), Some(0));
        assert_eq!(read(), [Gone::of(all[0].clone()).expect("papers")]);
        assert!(at.path().join("all").join(&all[0].papers[0].files[0].path).exists());
    }
    // Schools of a part that is not there have not gone.
    assert_eq!(merge(at.path(), &["2-of-2", "-o", "all", "--partial"]).status.code(), Some(0));
    assert!(read().len() <= 1);
    write_all(&all);
    assert_eq!(merge(at.path(), &call).status.code(), Some(0));
    assert_eq!(read(), []);
}

const CONFIG: &str = "时期: 2025\n格式: [md, html]\n学校名册:\n  - {编号: jia, 名称: 甲小学}\n  \
                      - {编号: wu, 名称: 戊小学}\n  - {编号: huai, 名称: 坏小学, 文件夹: 坏}\n";

/// A folder `schools` with its configuration, four sound schools and a bad one.
fn district(config: &str) -> TempDir {
    let bad = facts("huai", "坏小学工会").replace("参加: 16人", "参与: 16人");
    crate::office::folder(&[
        ("schools/niandu.yaml", config),
        ("schools/a/2025.yaml", &facts("jia", "甲小学工会")),
        ("schools/b c/2025.yaml", &facts("yi", "乙小学工会")),
        ("schools/东/丙 #1/2025.yaml", &facts("bing", "丙小学工会")),
        ("schools/d/2025.yaml", &facts("ding", "丁小学工会")),
        ("schools/坏/2025.yaml", &bad),
    ])
}

#[test]
fn a_run_in_parts_equals_one_run_byte_for_byte() {
    let at = district(CONFIG);
    let batch = |out: &str, shard: &[&str]| {
        let output = niandu(at.path(), &[&["batch", "schools", "-o", out, "--quiet"], shard].concat());
        output.status.code().unwrap_or_else(|| panic!("{}", said(&output)))
    };
    assert_eq!(batch("whole", &[]), 1, "one school is bad");
    let expected = files(&at.path().join("whole"));
    assert_eq!(expected.len(), 4 * 2 + 3);
    let codes = ["1/2", "2/2"].map(|shard| batch(&format!("part-{}", &shard[..1]), &["--shard", shard]));
    assert_eq!(codes.iter().max(), Some(&1), "{codes:?}");
    assert_eq!(merge(at.path(), &["part-2", "part-1", "-o", "all"]).status.code(), Some(0));
    assert!(files(&at.path().join("all")) == expected, "{:?}", names(&files(&at.path().join("all"))));
    // The same in one folder; a whole run there afterwards finds nothing to do.
    for shard in ["3/3", "1/3", "2/3"] {
        batch("one", &["--shard", shard]);
    }
    assert_eq!(merge(at.path(), &["one"]).status.code(), Some(0));
    assert!(files(&at.path().join("one")) == expected);
    batch("one", &[]);
    assert!(files(&at.path().join("one")) == expected);

    let page = fs::read_to_string(at.path().join("all/index.html")).expect("a page");
    for word in ["戊小学", "乙小学工会", "E021", "%E4%B8%99%20%231/"] {
        assert!(page.contains(word), "{word} is not on the page");
    }
}

#[test]
fn a_wrong_configuration_is_told_where_it_stands_and_nothing_is_written() {
    let cases = [
        ("文种: [年终总接]\n", "E290", "niandu.yaml:1:"),
        ("时期: 2025\n版式: oficial\n", "E290", "niandu.yaml:2:"),
        ("文件名: \"{titel}\"\n", "E290", "niandu.yaml:1:"),
        ("格式: [doc]\n", "E290", "niandu.yaml:1:"),
        ("学校名册:\n  - {编号: a, 名称: 甲, 文件夹: ../甲}\n", "E291", "niandu.yaml:2:"),
        ("学校名册:\n  - {编号: a, 名称: 甲}\n  - {编号: a, 名称: 乙}\n", "E292", "niandu.yaml:3:"),
        ("周期: 2025\n", "E021", "niandu.yaml:1:"),
        ("时期: 明年\n", "E029", "niandu.yaml:1:"),
    ];
    for (config, code, place) in cases {
        let at = district(config);
        let output = niandu(at.path(), &["batch", "schools", "-o", "out", "-f", "md"]);
        let told = said(&output);
        assert_eq!(output.status.code(), Some(1), "{config}{told}");
        assert!(told.contains(code) && told.contains(place), "{config}{told}");
        assert!(!at.path().join("out").exists(), "{config}");
    }
}

#[test]
fn the_register_is_held_against_what_was_handed_in() {
    let config = "格式: [md]\n学校名册:\n  - {编号: jia, 名称: 甲小学, 别名: [yi]}\n  - {编号: wu, 名称: 戊小学}\n  \
                  - {编号: huai, 名称: 坏小学, 文件夹: 坏}\n";
    let at = district(config);
    let output = niandu(at.path(), &["batch", "schools", "-o", "out"]);
    let told = said(&output);
    for word in ["W290", "a/2025.yaml、b c/2025.yaml", "W291", "2 个事实文件的单位不在名册里", "戊小学"]
    {
        assert!(told.contains(word), "{word}: {told}");
    }
    let table = fs::read_to_string(at.path().join("out/manifest.csv")).expect("a table");
    assert!(table.contains(",wu,戊小学,2025年,,missing,"), "{table}");
}
