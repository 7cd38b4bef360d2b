//! `niandu batch`: which files a run writes and which it leaves alone, whatever happens to it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::SystemTime;

use niandu::batch::manifest::hex;

use crate::office::{facts, folder, names, niandu, niandu_in, said};

const LONG: &str = "青禾县实验教育集团第一小学东校区与城南九年一贯制学校及附属幼儿园联合工会小组第二分会暨离退休教职工分会和退役教师志愿服务联络工作";

/// Three schools whose names are hard on files.
fn schools() -> [(&'static str, String); 3] {
    [
        ("各校/a b/2025.yaml", facts("../../甲", "甲小学工会")),
        ("各校/yi/2025.yaml", facts("yi", "乙小学工会")),
        ("各校/长/2025.yaml", facts("chang", LONG)),
    ]
}

fn town() -> tempfile::TempDir {
    let files = schools();
    folder(&files.each_ref().map(|(name, text)| (*name, text.as_str())))
}

const MD: [&str; 4] = ["batch", "各校", "-f", "md,html"];

fn batch(folder: &Path) -> Output {
    niandu(folder, &MD)
}

/// Every file below a folder with its bytes and the time when it was written, without those for the program alone.
fn tree(folder: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let mut tree = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("an entry");
        let name = entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
        if entry.file_type().is_file() && !name.starts_with(".niandu") {
            let written = entry.metadata().expect("metadata").modified().expect("a time");
            tree.insert(name, (fs::read(entry.path()).expect("a file"), written));
        }
    }
    tree
}

fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    tree(folder).into_iter().map(|(name, (bytes, _))| (name, bytes)).collect()
}

/// The names of files that differ or were written again.
fn renewed(before: &BTreeMap<String, (Vec<u8>, SystemTime)>, folder: &Path) -> Vec<String> {
    let now = tree(folder);
    let gone = before.keys().filter(|name| !now.contains_key(*name)).map(|name| format!("-{name}"));
    let new = now.iter().filter(|(name, file)| before.get(*name) != Some(file)).map(|(name, _)| name.clone());
    gone.chain(new).collect()
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).expect("facts");
    assert!(text.contains(from), "{from} in {text}");
    fs::write(path, text.replace(from, to)).expect("facts");
}

fn ended(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "{}", said(output));
}

/// The line that counts the schools of a run.
fn counts(output: &Output) -> String {
    said(output).lines().find(|line| line.starts_with("共 ")).map(str::to_owned).unwrap_or_else(|| said(output))
}

const YI: [&str; 2] = ["yi/乙小学工会2025年工作总结.html", "yi/乙小学工会2025年工作总结.md"];
const MANIFESTS: [&str; 3] = ["index.html", "manifest.csv", "manifest.json"];

#[test]
fn every_school_is_written_to_a_folder_of_its_own() {
    let town = town();
    let output = batch(town.path());
    ended(&output, 0);
    let long = ["html", "md"].map(|ending| format!("长/{LONG}2025年工作总结.{ending}"));
    let first = ["html", "md"].map(|ending| format!("a b/甲小学工会2025年工作总结.{ending}"));
    let mut expected: Vec<String> = MANIFESTS.iter().chain(&YI).map(|name| (*name).to_owned()).collect();
    assert_eq!(LONG.chars().count(), 64);
    expected.extend(first.into_iter().chain(long));
    expected.sort();
    assert_eq!(bytes(&town.path().join("out")).into_keys().collect::<Vec<_>>(), expected);
    assert_eq!(names(town.path()), ["out", "各校"], "nothing beside the output folder");
    let told = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    assert!(told.contains("out/a b/甲小学工会2025年工作总结.md（1 KB）"), "{told}");
    // The same paper as that of `render`.
    let alone = niandu(town.path(), &["render", "各校/yi/2025.yaml", "-f", "md,html", "-o", "one"]);
    ended(&alone, 0);
    for name in YI {
        let one = town.path().join("one").join(name.trim_start_matches("yi/"));
        assert!(fs::read(one).expect("a paper") == fs::read(town.path().join("out").join(name)).expect("a paper"));
    }
}

#[test]
fn a_run_without_a_change_writes_nothing_and_a_change_only_what_it_touches() {
    let town = town();
    ended(&batch(town.path()), 0);
    let out = town.path().join("out");
    let before = tree(&out);
    let output = batch(town.path());
    ended(&output, 0);
    assert_eq!(renewed(&before, &out), [""; 0]);
    assert!(counts(&output).contains("写出 0，没有变 3"), "{}", said(&output));
    assert!(output.stdout.is_empty());
    assert_eq!(names(&out.join(".niandu")), ["lock"]);
    edit(&town.path().join("各校/yi/2025.yaml"), "16人", "18人");
    ended(&batch(town.path()), 0);
    // The page says nothing of a paper that has changed by a word.
    assert_eq!(renewed(&before, &out), ["manifest.csv", "manifest.json", YI[0], YI[1]]);
    // A paper that somebody has removed comes back, and with it nothing else.
    let before = tree(&out);
    fs::remove_file(out.join(YI[1])).expect("a paper");
    ended(&batch(town.path()), 0);
    assert_eq!(renewed(&before, &out), [YI[1]]);
    // What is written is the same whatever the number of threads, and by force everything is written again.
    let before = tree(&out);
    ended(&niandu(town.path(), &[&MD[..], &["-o", "one", "-j", "1"]].concat()), 0);
    assert_eq!(bytes(&out), bytes(&town.path().join("one")));
    ended(&niandu(town.path(), &[&MD[..], &["--force"]].concat()), 0);
    let papers = renewed(&before, &out);
    assert_eq!(papers.len(), before.len() - MANIFESTS.len(), "{papers:?}");
    // Another order makes other papers of all schools.
    ended(&niandu(town.path(), &[&MD[..], &["--no-origins"]].concat()), 0);
    assert!(renewed(&before, &out).contains(&"manifest.json".to_owned()));
}

#[test]
fn a_school_with_errors_fails_alone_and_keeps_its_papers() {
    let town = town();
    ended(&batch(town.path()), 0);
    let out = town.path().join("out");
    let before = tree(&out);
    let yi = town.path().join("各校/yi/2025.yaml");
    edit(&yi, "4月", "13月");
    edit(&town.path().join("各校/a b/2025.yaml"), "16人", "18人");
    let output = batch(town.path());
    ended(&output, 1);
    let first = ["html", "md"].map(|ending| format!("a b/甲小学工会2025年工作总结.{ending}"));
    let expected: Vec<String> = first.into_iter().chain(MANIFESTS.map(str::to_owned)).collect();
    assert_eq!(renewed(&before, &out), expected);
    let last: Vec<String> = said(&output).lines().rev().take(2).map(str::to_owned).collect();
    assert_eq!(
        last,
        [
            "乙小学工会：yi/2025.yaml:10 E028 “13月”不是一个日期：没有13月",
            "共 3 所：写出 1，没有变 1，没有写全 0，没有写出 1",
        ]
    );
    let manifest = fs::read_to_string(out.join("manifest.json")).expect("a manifest");
    let line = manifest.lines().find(|line| line.contains("yi/2025.yaml\",\"id")).expect("its record");
    assert!(line.contains("\"status\":\"refused\"") && YI.iter().all(|name| line.contains(name)), "{line}");
    // It is told again, and nothing is written for it.
    let before = tree(&out);
    let again = niandu(town.path(), &[&MD[..], &["--prune"]].concat());
    ended(&again, 1);
    assert!(said(&again).contains("错误[E028]") && counts(&again).contains("没有变 2"), "{}", said(&again));
    assert_eq!(renewed(&before, &out), [""; 0]);
    // Even if nothing of it can be read.
    fs::write(&yi, "年度: [").expect("facts");
    ended(&niandu(town.path(), &[&MD[..], &["--prune"]].concat()), 1);
    assert!(out.join(YI[0]).exists());
    fs::write(&yi, facts("yi", "乙小学工会")).expect("facts");
    ended(&batch(town.path()), 0);
}

#[test]
fn everything_that_is_read_for_a_school_is_a_change_of_that_school() {
    let town = town();
    let school = town.path().join("各校/yi");
    let photo = include_bytes!("../../src/cli/trace/dot.png");
    let with_photo = facts("yi", "乙小学工会")
        .replace("{日期: 2025-12-26}", "{日期: 2025-12-26, 图表: [照片]}")
        .replace("参加: 16人", "参加: 16人, 照片: {文件: a.png, 说明: 比赛现场}");
    fs::write(school.join("2025.yaml"), with_photo).expect("facts");
    fs::write(school.join("a.png"), photo).expect("a photo");
    ended(&batch(town.path()), 0);
    let changed = |what: &str, code: i32| {
        let output = batch(town.path());
        ended(&output, code);
        assert!(counts(&output).contains("没有变 2"), "{what}: {}", said(&output));
        let output = batch(town.path());
        assert!(counts(&output).contains(if code == 0 { "没有变 3" } else { "没有变 2" }), "{what}: {}", said(&output));
    };
    let last = facts("yi", "乙小学工会").replace("2025", "2024");
    fs::write(school.join("2024.yaml"), &last).expect("last year's facts");
    changed("a year before", 0);
    fs::write(school.join("2024.yaml"), last.replace("16人", "17人")).expect("last year's facts");
    changed("another year before", 0);
    fs::write(school.join("2025.md"), "# 丰富文体活动\n\n我们一直重视文体活动。\n").expect("a draft");
    changed("a draft", 0);
    fs::remove_file(school.join("2025.md")).expect("a draft");
    changed("no draft", 0);
    fs::write(school.join("2024.md"), "# 丰富文体活动\n\n去年也重视。\n").expect("a draft");
    changed("a draft of last year", 0);
    edit(&school.join("2025.yaml"), "年度: 2025\n", "年度: 2025\n包含: 荣誉.yaml\n");
    fs::write(school.join("荣誉.yaml"), "荣誉:\n  - {领域: huodong, 名称: 先进集体, 获得者: 本会}\n").expect("facts");
    changed("a file that is included", 0);
    edit(&school.join("荣誉.yaml"), "先进集体", "模范集体");
    changed("another file that is included", 0);
    fs::remove_file(school.join("a.png")).expect("a photo");
    changed("no photo", 1);
}

#[test]
fn a_run_that_was_broken_off_ends_with_the_same_bytes() {
    let files: Vec<(String, String)> = (0..8)
        .map(|at| (format!("各校/s{at}/2025.yaml"), facts(&format!("s{at}"), &format!("第{at}小学工会"))))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let town = folder(&files);
    ended(&niandu(town.path(), &[&MD[..], &["-o", "whole"]].concat()), 0);
    let whole = bytes(&town.path().join("whole"));
    for lines in [1, 5, 11] {
        let out = format!("out{lines}");
        let mut child = Command::new(env!("CARGO_BIN_EXE_niandu"))
            .args(["--lang", "zh"])
            .args(MD)
            .args(["-o", &out, "-j", "2"])
            .current_dir(town.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        let told = BufReader::new(child.stdout.take().expect("its output"));
        assert_eq!(told.lines().take(lines).count(), lines);
        child.kill().expect("it is ended");
        child.wait().expect("it has ended");
        for (name, file) in bytes(&town.path().join(&out)) {
            assert!(whole.get(&name) == Some(&file), "{name} is half written");
        }
        ended(&niandu(town.path(), &[&MD[..], &["-o", &out]].concat()), 0);
        assert_eq!(bytes(&town.path().join(&out)), whole, "after {lines} lines");
        assert_eq!(names(&town.path().join(&out).join(".niandu")), ["lock"]);
    }
}

/// The journal tells what was about to be replaced; a torn last line tells nothing.
#[test]
fn a_journal_is_believed_as_far_as_it_goes() {
    let town = town();
    ended(&batch(town.path()), 0);
    let out = town.path().join("out");
    let whole = bytes(&out);
    let manifest = fs::read_to_string(out.join("manifest.json")).expect("a manifest");
    let fingerprint = manifest.lines().find(|line| line.starts_with("\"fingerprint\"")).expect("a fingerprint");
    let record = manifest.lines().find(|line| line.contains("yi/2025.yaml\",\"id")).expect("a record");
    let fingerprint = format!("{{{}}}", fingerprint.trim_end_matches(','));
    let fingerprint = fingerprint.as_str();
    // Of the same length as before, as a paper in which a number has changed.
    let paper = fs::read_to_string(out.join(YI[1])).expect("a paper").replace("16人", "61人");
    // The run that was broken off was about to write it.
    let file = serde_json::json!({ "path": YI[1], "bytes": paper.len(), "sha256": hex(paper.as_bytes()) });
    let writing = serde_json::json!({ "writing": "yi/2025.yaml", "files": [file] });
    let journals = [
        (format!("{fingerprint}\n{writing}\n{{\"facts\":\"yi/20"), 1),
        (format!("{fingerprint}\n{writing}\n"), 1),
        ("{\"fingerprint\":\"".to_owned(), 0),
        ("\u{0}\u{0}\n".to_owned(), 0),
        (format!("{fingerprint}\n{}\n{}", record.trim_end_matches(','), "{\"writing\":\"长/2025"), 0),
        (format!("{{\"fingerprint\":\"another\"}}\n{}\n{writing}\n", record.trim_end_matches(',')), 1),
    ];
    for (journal, written) in journals {
        fs::write(out.join(".niandu/journal.jsonl"), &journal).expect("a journal");
        fs::create_dir(out.join(".niandu/tmp")).expect("a folder");
        fs::write(out.join(".niandu/tmp/7"), "半").expect("what a broken run has left");
        if written > 0 {
            fs::write(out.join(YI[1]), &paper).expect("a paper");
        }
        let output = batch(town.path());
        ended(&output, 0);
        assert!(
            counts(&output).contains(&format!("写出 {written}，没有变 {}", 3 - written)),
            "{journal}: {}",
            said(&output)
        );
        assert_eq!(bytes(&out), whole, "{journal}");
        assert_eq!(names(&out.join(".niandu")), ["lock"]);
    }
    // A manifest that is none is as good as no manifest.
    fs::write(out.join("manifest.json"), &manifest[..manifest.len() / 2]).expect("half a manifest");
    ended(&batch(town.path()), 0);
    assert_eq!(bytes(&out), whole);
}

#[test]
fn papers_of_schools_that_have_gone_are_listed_and_removed_on_request() {
    let town = town();
    ended(&batch(town.path()), 0);
    let out = town.path().join("out");
    fs::remove_dir_all(town.path().join("各校/yi")).expect("a school");
    edit(&town.path().join("各校/a b/2025.yaml"), "标题用名: 甲小学", "标题用名: 甲中心小学");
    for _ in 0..2 {
        let output = batch(town.path());
        ended(&output, 0);
        assert!(said(&output).contains("4 个旧文件"), "{}", said(&output));
        assert!(YI.iter().all(|name| out.join(name).exists()));
        let manifest = fs::read_to_string(out.join("manifest.json")).expect("a manifest");
        let gone =
            manifest.split("\"gone\":").nth(1).and_then(|rest| rest.split("\"schools\":").next()).expect("a list");
        assert!(gone.contains(YI[0]) && gone.contains("a b/甲小学工会2025年工作总结.md"), "{gone}");
    }
    fs::write(out.join("yi/批注.txt"), "我的").expect("a file of the user's own");
    let output = niandu(town.path(), &[&MD[..], &["--prune"]].concat());
    ended(&output, 0);
    assert!(!said(&output).contains("旧文件"), "{}", said(&output));
    assert_eq!(names(&out.join("yi")), ["批注.txt"]);
    assert_eq!(names(&out.join("a b")), ["甲中心小学工会2025年工作总结.html", "甲中心小学工会2025年工作总结.md"]);
}

#[test]
fn who_asks_for_it_stops_at_the_first_refusal() {
    let town = town();
    edit(&town.path().join("各校/a b/2025.yaml"), "4月", "13月");
    let call = [&MD[..], &["--fail-fast", "-j", "1"]].concat();
    let output = niandu(town.path(), &call);
    ended(&output, 1);
    let out = town.path().join("out");
    assert!(bytes(&out).is_empty(), "nothing of the others, and no manifest");
    assert!(said(&output).contains("再运行一次就接着写"), "{}", said(&output));
    edit(&town.path().join("各校/a b/2025.yaml"), "13月", "4月");
    ended(&niandu(town.path(), &call), 0);
    assert!(MANIFESTS.iter().all(|name| out.join(name).exists()));
}

#[test]
fn an_output_folder_that_cannot_be_one_is_refused() {
    let town = town();
    fs::write(town.path().join("file"), "").expect("a file");
    let output = niandu(town.path(), &[&MD[..], &["-o", "file"]].concat());
    ended(&output, 1);
    assert!(said(&output).contains("错误[E005]: 写不了 file"), "{}", said(&output));
    for out in ["各校", ".", "各校/yi", "各校/../各校"] {
        let output = niandu(town.path(), &[&MD[..], &["-o", out]].concat());
        ended(&output, 2);
        assert!(said(&output).contains("换一个文件夹"), "{out}: {}", said(&output));
    }
    // Below the facts it is no place to look for facts.
    ended(&niandu(town.path(), &[&MD[..], &["-o", "各校/out"]].concat()), 0);
    fs::write(town.path().join("各校/out/2025.yaml"), facts("x", "某校工会")).expect("facts");
    let output = niandu(town.path(), &[&MD[..], &["-o", "各校/out"]].concat());
    ended(&output, 0);
    assert!(counts(&output).starts_with("共 3 所"), "{}", said(&output));
    fs::remove_dir_all(town.path().join("各校/out")).expect("the papers");
    // A place that cannot be replaced.
    fs::create_dir_all(town.path().join("out").join(YI[1])).expect("a folder");
    let output = batch(town.path());
    ended(&output, 1);
    assert!(said(&output).contains("错误[E005]") && counts(&output).contains("没有写全 1"), "{}", said(&output));
    assert!(town.path().join("out").join(YI[0]).exists());
    fs::remove_dir(town.path().join("out").join(YI[1])).expect("a folder");
    ended(&batch(town.path()), 0);
    assert_eq!(bytes(&town.path().join("out")).len(), 9);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_outside_of_the_output_folder() {
    let town = town();
    fs::create_dir_all(town.path().join("elsewhere")).expect("a folder");
    fs::create_dir_all(town.path().join("out")).expect("a folder");
    std::os::unix::fs::symlink("../elsewhere", town.path().join("out/yi")).expect("a link");
    let output = batch(town.path());
    ended(&output, 1);
    assert!(said(&output).contains("out/yi/乙小学工会2025年工作总结"), "{}", said(&output));
    assert!(said(&output).contains("：有链接通到输出文件夹外面"), "{}", said(&output));
    assert!(names(&town.path().join("elsewhere")).is_empty());
}

#[test]
fn schools_of_one_name_do_not_meet_and_files_of_one_body_do() {
    let town = folder(&[
        ("各校/one/2025.yaml", &facts("one", "中心小学工会")),
        ("各校/two/2025.yaml", &facts("two", "中心小学工会")),
        ("各校/two/copy.yaml", &facts("two", "中心小学工会")),
        ("各校/three/2025.yaml", &facts("one", "完全中学工会")),
        ("各校/甲.yaml", &facts("jia", "完全小学工会")),
        ("各校/乙.yaml", &facts("yi", "完全小学工会")),
    ]);
    let output = niandu(town.path(), &["batch", "各校", "-f", "md"]);
    ended(&output, 1);
    let told = said(&output);
    assert!(told.contains("错误[E071]: “two”2025年的事实已在 two/2025.yaml 中给出"), "{told}");
    assert!(told.contains("错误[E072]: “完全小学工会2025年工作总结”已由 乙.yaml 写出"), "{told}");
    assert!(told.contains("提醒[W280]: 编号“one”在 one/2025.yaml 里也有\n--> three/2025.yaml"), "{told}");
    assert!(counts(&output).contains("写出 4，没有变 0，没有写全 0，没有写出 2"), "{told}");
    let out = town.path().join("out");
    let papers: Vec<String> = bytes(&out).into_keys().filter(|name| name.ends_with(".md")).collect();
    let name = "中心小学工会2025年工作总结.md";
    let others =
        ["three/完全中学工会2025年工作总结.md", "two/中心小学工会2025年工作总结.md", "完全小学工会2025年工作总结.md"];
    assert_eq!(papers, [&[format!("one/{name}")][..], &others.map(str::to_owned)].concat());
    // A page of the run is not written over by a paper.
    let output = niandu(town.path(), &["batch", "各校", "-f", "html", "-o", "html", "--name", "Index"]);
    ended(&output, 1);
    assert!(names(&town.path().join("html")).contains(&"index.html".to_owned()));
    assert!(!names(&town.path().join("html")).contains(&"Index.html".to_owned()));
}

#[test]
fn what_is_the_same_for_all_stands_in_a_file() {
    let town = town();
    let config = "时期: 2025\n文种: [year-end-summary]\n格式: [md]\n输出: ../上报\n文件名: '{id}-{year}'\n\
                  学校名册:\n  - {编号: yi, 名称: 乙小学}\n  - {编号: bing, 名称: 丙小学}\n";
    let path = town.path().join("各校/niandu.yaml");
    fs::write(&path, config).expect("a configuration");
    fs::write(town.path().join("各校/yi/2024.yaml"), facts("yi", "乙小学工会").replace("2025", "2024")).expect("facts");
    let output = niandu(town.path(), &["batch", "各校"]);
    ended(&output, 0);
    assert!(said(&output).contains("名册中 1 所没有报送：丙小学"), "{}", said(&output));
    assert_eq!(names(&town.path().join("上报/yi")), ["yi-2025.md"]);
    assert_eq!(names(&town.path().join("上报/a b")), ["-..-甲-2025.md"]);
    // A longer register makes no paper another one.
    let before = tree(&town.path().join("上报"));
    edit(&path, "编号: bing", "编号: ding");
    let output = niandu(town.path(), &["batch", "各校"]);
    ended(&output, 0);
    assert!(counts(&output).contains("没有变 3"), "{}", said(&output));
    assert_eq!(renewed(&before, &town.path().join("上报")), ["index.html", "manifest.csv", "manifest.json"]);
    // The command has the last word.
    let call = ["batch", "各校", "-f", "html", "-o", "out", "--name", "{title}", "--period", "2024"];
    ended(&niandu(town.path(), &call), 0);
    assert_eq!(names(&town.path().join("out/yi")), ["乙小学工会.html"]);
    // What it does not know is said at its place.
    for (word, wrong, line) in [("[md]", "[doc]", 3), ("year-end-summary", "总括", 2), ("'{id}-{year}'", "'{ID}'", 5)]
    {
        fs::write(&path, config.replace(word, wrong)).expect("a configuration");
        let output = niandu(town.path(), &["batch", "各校"]);
        ended(&output, 1);
        let told = said(&output);
        assert!(told.contains("错误[E290]") && told.contains(&format!("各校/niandu.yaml:{line}:")), "{wrong}: {told}");
    }
}

#[test]
fn one_run_at_a_time_writes_to_a_folder() {
    let town = town();
    ended(&batch(town.path()), 0);
    let lock = fs::File::options().write(true).open(town.path().join("out/.niandu/lock")).expect("a lock");
    lock.lock().expect("the lock");
    let before = tree(&town.path().join("out"));
    edit(&town.path().join("各校/yi/2025.yaml"), "16人", "18人");
    let output = batch(town.path());
    ended(&output, 1);
    assert!(said(&output).contains("错误[E282]: 另一次运行正在写 out"), "{}", said(&output));
    assert_eq!(renewed(&before, &town.path().join("out")), [""; 0]);
    lock.unlock().expect("the lock");
    ended(&batch(town.path()), 0);
}

#[test]
fn a_run_without_schools_says_what_is_missing() {
    let town = town();
    fs::write(town.path().join("file.yaml"), "").expect("a file");
    fs::create_dir(town.path().join("empty")).expect("a folder");
    let calls: [(&[&str], i32, &str); 8] = [
        (&["batch", "file.yaml"], 1, "错误[E280]"),
        (&["batch", "nowhere"], 1, "错误[E004]"),
        (&["batch", "empty"], 1, "错误[E284]: empty 里没有事实文件"),
        (&["batch", "各校", "--period", "2023"], 1, "错误[E284]: 各校 里没有2023年的事实文件"),
        (&["batch", "各校", "--period", "明年"], 2, "不是一个时期"),
        (&["batch", "各校", "-k", "总括"], 2, "没有叫“总括”的文种"),
        (&["batch", "各校", "--shard", "3/2"], 2, "没有第 3 份"),
        (&["batch"], 2, "缺少"),
    ];
    for (call, code, expected) in calls {
        let output = niandu(town.path(), call);
        ended(&output, code);
        assert!(said(&output).contains(expected), "{call:?}: {}", said(&output));
        assert_eq!(names(town.path()), ["empty", "file.yaml", "各校"], "{call:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_said() {
    use std::os::unix::ffi::OsStrExt;
    let town = town();
    let name = std::ffi::OsStr::from_bytes(b"\xbc\xd7");
    let school = town.path().join("各校").join(name);
    fs::create_dir(&school).expect("a folder");
    fs::write(school.join("2025.yaml"), facts("jia", "甲小学工会")).expect("facts");
    let output = batch(town.path());
    ended(&output, 1);
    assert!(said(&output).contains("错误[E286]") && counts(&output).contains("写出 3"), "{}", said(&output));
}

#[test]
fn a_program_is_told_everything_in_one_document() {
    let town = town();
    edit(&town.path().join("各校/yi/2025.yaml"), "4月", "13月");
    let output = niandu_in("en", town.path(), &[&MD[..], &["--json"]].concat());
    ended(&output, 1);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(report["files"][0]["written"][0], "out/a b/甲小学工会2025年工作总结.md");
    assert_eq!(
        (&report["files"][1]["name"], &report["files"][1]["status"]),
        (&"yi/2025.yaml".into(), &"errors".into())
    );
    assert_eq!(report["problems"][0]["code"], "E028");
    assert!(
        said(&output).contains("3 schools: 2 written, 0 up to date, 0 not in full, 1 refused"),
        "{}",
        said(&output)
    );
    // In quiet only what is wrong is said.
    let output = niandu(town.path(), &[&MD[..], &["--quiet", "--force"]].concat());
    assert!(output.stdout.is_empty() && said(&output).contains("E028"), "{}", said(&output));
}

#[test]
fn warnings_may_count_as_errors() {
    let text = facts("yi", "乙小学工会").replace("活动:", "教职工: {总数: 40人, 女: 41人}\n活动:");
    let warned = facts("jia", "甲小学工会") + "体会: [\"我们的工作很好。。\"]\n";
    let town = folder(&[("各校/yi/2025.yaml", &text), ("各校/jia/2025.yaml", &warned)]);
    let output = niandu(town.path(), &["batch", "各校", "-f", "md"]);
    assert!(counts(&output).contains("写出 1") && said(&output).contains("提醒["), "{}", said(&output));
    let output = niandu(town.path(), &["batch", "各校", "-f", "md", "--deny", "warnings", "-o", "strict"]);
    ended(&output, 1);
    assert!(counts(&output).contains("没有写出 2") && !town.path().join("strict/jia").exists(), "{}", said(&output));
    let output = niandu(town.path(), &["explain", "E285"]);
    ended(&output, 0);
}

/// Which part a school is in depends on its folder; what a file includes is no school in any of them.
#[test]
fn the_parts_of_a_run_are_the_whole() {
    let mut files: Vec<(String, String)> = (0..5)
        .map(|at| (format!("各校/s{at}/2025.yaml"), facts(&format!("s{at}"), &format!("第{at}小学工会"))))
        .collect();
    for (at, (_, text)) in files.iter_mut().enumerate() {
        *text = text.replace("年度: 2025\n", &format!("年度: 2025\n包含: 附{at}/荣誉.yaml\n"));
    }
    let honours = "荣誉:\n  - {领域: huodong, 名称: 先进集体, 获得者: 本会}\n".to_owned();
    files.extend((0..5).map(|at| (format!("各校/s{at}/附{at}/荣誉.yaml"), honours.clone())));
    files.push(("各校/s1/2026.yaml".to_owned(), facts("s1", "第1小学工会").replace("2025", "2026")));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let town = folder(&files);
    for period in [&["--period", "2025"][..], &[]] {
        let whole = niandu(town.path(), &[&["batch", "各校", "-f", "md", "-o", "whole"], period].concat());
        ended(&whole, 0);
        let mut parts = BTreeMap::new();
        for part in ["1/3", "2/3", "3/3"] {
            let call = [&["batch", "各校", "-f", "md", "-o", "parts", "--shard", part], period].concat();
            ended(&niandu(town.path(), &call), 0);
        }
        for (name, bytes) in bytes(&town.path().join("parts")).into_iter().filter(|(name, _)| name.ends_with(".md")) {
            parts.insert(name, bytes);
        }
        let mut whole = bytes(&town.path().join("whole"));
        whole.retain(|name, _| name.ends_with(".md"));
        assert_eq!(parts, whole);
        assert_eq!(whole.len(), if period.is_empty() { 6 } else { 5 });
    }
}

/// The sums of all schools are the facts of none, wherever they lie.
#[test]
fn a_roll_up_beside_the_schools_is_no_school() {
    let town = town();
    ended(&batch(town.path()), 0);
    let expected = bytes(&town.path().join("out"));
    let sums = "层级: 区县\n年度: 2025\n\n汇总:\n  学校数: 3所\n\n单位:\n  编号: qu\n  名称: {署名: 区教育工会委员会, 标题用名: 区教育工会}\n";
    fs::write(town.path().join("各校/汇总-2025.yaml"), sums).expect("a roll-up");
    let later = sums.replace("2025", "2026").replace("汇总:", "\"rollup\" :");
    fs::write(town.path().join("各校/yi/sums.yaml"), later).expect("a roll-up");
    let output = batch(town.path());
    ended(&output, 0);
    assert!(counts(&output).contains("写出 0，没有变 3"), "{}", said(&output));
    assert_eq!(bytes(&town.path().join("out")), expected);
}

/// The district whose schools are in the register is not in it itself.
#[test]
fn the_districts_own_facts_are_no_stranger_to_the_register() {
    let config = "学校名册:\n  - {编号: yi, 名称: 乙小学}\n";
    let town = folder(&[
        ("各校/niandu.yaml", config),
        ("各校/2025.yaml", &facts("qu", "区教育工会")),
        ("各校/yi/2025.yaml", &facts("yi", "乙小学工会")),
    ]);
    let output = batch(town.path());
    ended(&output, 0);
    assert!(counts(&output).contains("写出 2") && !said(&output).contains("W291"), "{}", said(&output));
    assert!(town.path().join("out/区教育工会2025年工作总结.md").exists());
}

/// What a person has written into a paper is no run's to lose.
#[test]
fn a_paper_changed_by_hand_stays_and_is_told() {
    let town = town();
    ended(&batch(town.path()), 0);
    let out = town.path().join("out");
    let whole = bytes(&out);
    let manifest = || fs::read_to_string(out.join("manifest.json")).expect("a manifest");
    let facts_file = town.path().join("各校/yi/2025.yaml");
    // At the same length.
    edit(&out.join(YI[1]), "16人", "61人");
    let own = fs::read(out.join(YI[1])).expect("a paper");
    for _ in 0..2 {
        let output = batch(town.path());
        ended(&output, 1);
        let told = said(&output);
        assert!(
            counts(&output).contains("写出 0，没有变 2，没有写全 1") && told.contains("提醒[W293]: out/yi/"),
            "{told}"
        );
        assert!(told.contains("乙小学工会：W293"), "{told}");
        assert!(fs::read(out.join(YI[1])).expect("a paper") == own);
        assert!(manifest().contains(&format!("\"kept\":[\"{}\"]", YI[1])), "{}", manifest());
        assert!(fs::read_to_string(out.join("index.html")).expect("a page").contains("被人改过"));
    }
    edit(&facts_file, "16人", "18人");
    let output = batch(town.path());
    ended(&output, 1);
    assert_eq!(fs::read(out.join(YI[1])).expect("a paper"), own);
    assert!(bytes(&out)[YI[0]] != whole[YI[0]], "the other one is new");
    // What equals the paper that is to be written is nobody's change.
    edit(&facts_file, "18人", "61人");
    ended(&batch(town.path()), 0);
    assert!(!manifest().contains("\"kept\":["), "{}", manifest());
    edit(&facts_file, "61人", "16人");
    ended(&batch(town.path()), 0);
    assert_eq!(bytes(&out), whole);
    // By force it is given up, and moved away it is written anew.
    fs::write(out.join(YI[1]), &own).expect("a paper");
    ended(&niandu(town.path(), &[&MD[..], &["--force"]].concat()), 0);
    assert_eq!(bytes(&out), whole);
    fs::write(out.join(YI[1]), &own).expect("a paper");
    ended(&batch(town.path()), 1);
    fs::rename(out.join(YI[1]), town.path().join("mine.md")).expect("moved");
    ended(&batch(town.path()), 0);
    assert_eq!(bytes(&out), whole);
    // A school that is refused keeps those that nobody has touched.
    edit(&out.join(YI[1]), "16人", "61人");
    edit(&facts_file, "4月", "13月");
    ended(&batch(town.path()), 1);
    assert!(manifest().contains(YI[0]) && !manifest().contains(YI[1]), "{}", manifest());
    assert!(out.join(YI[1]).exists());
}

/// Old papers are removed on request, those that a person has worked on are not.
#[test]
fn what_a_person_has_changed_is_not_removed_with_the_old_papers() {
    let town = town();
    ended(&batch(town.path()), 0);
    let out = town.path().join("out");
    edit(&out.join(YI[1]), "16人", "61人");
    fs::remove_dir_all(town.path().join("各校/yi")).expect("a school");
    let output = niandu(town.path(), &[&MD[..], &["--prune"]].concat());
    ended(&output, 1);
    let told = said(&output);
    assert!(told.contains("W293") && told.contains(&format!("已删去 out/{}", YI[0])), "{told}");
    assert!(!told.contains(&format!("已删去 out/{}", YI[1])), "{told}");
    assert_eq!(names(&out.join("yi")), [YI[1].trim_start_matches("yi/")]);
    ended(&niandu(town.path(), &[&MD[..], &["--prune", "--force"]].concat()), 0);
    assert!(!out.join("yi").exists());
}

/// A run that was killed leaves papers that the next one replaces, also where the facts have changed in between.
#[test]
fn what_a_broken_run_has_written_is_no_persons() {
    let town = town();
    let out = town.path().join("out");
    ended(&batch(town.path()), 0);
    let other = niandu(town.path(), &[&MD[..], &["-o", "other", "--no-origins"]].concat());
    ended(&other, 0);
    // As if killed behind the first file of a school under another order, before its record.
    let paper = fs::read(town.path().join("other").join(YI[0])).expect("a paper");
    assert!(paper != fs::read(out.join(YI[0])).expect("a paper"));
    let file = serde_json::json!({ "path": YI[0], "bytes": paper.len(), "sha256": hex(&paper) });
    let writing = serde_json::json!({ "writing": "yi/2025.yaml", "files": [file] });
    fs::write(out.join(".niandu/journal.jsonl"), format!("{{\"fingerprint\":\"x\"}}\n{writing}\n")).expect("a journal");
    fs::write(out.join(YI[0]), &paper).expect("a paper");
    edit(&town.path().join("各校/yi/2025.yaml"), "16人", "18人");
    let output = batch(town.path());
    ended(&output, 0);
    let now = fs::read(out.join(YI[0])).expect("a paper");
    assert!(now != paper && !said(&output).contains("W293"), "{}", said(&output));
    // So are those of a part, when the whole is run afterwards without having been joined.
    ended(&niandu(town.path(), &[&MD[..], &["-o", "parts", "--period", "2025", "--shard", "1/1"]].concat()), 0);
    edit(&town.path().join("各校/yi/2025.yaml"), "18人", "19人");
    ended(&niandu(town.path(), &[&MD[..], &["-o", "parts", "--period", "2025"]].concat()), 0);
}

/// Who cannot be read is named as the register does, by the id or by the folder.
#[test]
fn a_school_that_cannot_be_read_has_the_name_of_the_register() {
    let config = "时期: 2025\n学校名册:\n  - {编号: yi, 名称: 乙小学}\n  - {编号: bing, 名称: 丙小学, 文件夹: 三}\n";
    let town = folder(&[
        ("各校/niandu.yaml", config),
        ("各校/别处/2025.yaml", "年度: 2025\n单位:\n  编号: yi\n"),
        ("各校/三/2025.yaml", "年度: ["),
        ("各校/四/2025.yaml", "年度: ["),
    ]);
    let output = batch(town.path());
    ended(&output, 1);
    let lines: Vec<String> = said(&output).lines().rev().take(3).map(str::to_owned).collect();
    let expected = ["四/2025.yaml:1 E001", "乙小学：别处/2025.yaml:3 E023", "丙小学：三/2025.yaml:1 E001"];
    for (line, expected) in lines.iter().zip(expected) {
        assert!(line.starts_with(expected), "{lines:?}");
    }
    let table = fs::read_to_string(town.path().join("out/manifest.csv")).expect("a table");
    assert!(table.contains("\n三/2025.yaml,,丙小学,") && table.contains("\n别处/2025.yaml,yi,乙小学"), "{table}");
    assert!(!said(&output).contains("W290") && !table.contains("missing"), "{}", said(&output));
}

/// What is asked of each level stands in the configuration; else each file's own entries say what is written.
#[test]
fn kinds_are_those_of_the_level_or_of_the_file() {
    let plan = facts("yi", "乙小学工会");
    let district = format!("层级: 县\n{}", facts("qu", "区教育工会"));
    let town = folder(&[("各校/2025.yaml", &district), ("各校/yi/2025.yaml", &plan)]);
    let kinds = |output: &Output| {
        let told = said(output);
        let manifest = fs::read(town.path().join("out/manifest.json")).expect(&told);
        let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
        let of = |school: &serde_json::Value| {
            let papers = school["papers"].as_array().expect("papers").clone();
            let kinds = papers.iter().map(|paper| paper["kind"].as_str().unwrap_or_default().to_owned());
            (school["facts"].as_str().unwrap_or_default().to_owned(), kinds.collect::<Vec<_>>())
        };
        let all: Vec<_> = manifest["schools"].as_array().expect("schools").iter().map(of).collect();
        (all, manifest, told)
    };
    let path = town.path().join("各校/niandu.yaml");
    fs::write(&path, "文种: {校: [year-end-summary], 县: [year-end-summary, work-plan]}\n格式: [md]\n")
        .expect("a configuration");
    let (_, manifest, told) = kinds(&niandu(town.path(), &["batch", "各校"]));
    assert_eq!(manifest["setting"]["levels"]["校"], serde_json::json!(["year-end-summary"]), "{told}");
    assert_eq!(manifest["totals"]["schools"], 1, "{told}");
    assert_eq!(manifest["totals"]["own"], 1, "{told}");
    assert!(told.contains("共 1 所，本级 1 份："), "{told}");
    // The command has the last word, for every file.
    let (all, ..) = kinds(&niandu(town.path(), &["batch", "各校", "-k", "year-end-summary"]));
    assert!(all.iter().all(|(_, kinds)| *kinds == ["year-end-summary"]), "{all:?}");
    // A level that there is none of.
    fs::write(&path, "文种: {院: [year-end-summary]}\n").expect("a configuration");
    let output = niandu(town.path(), &["batch", "各校", "-f", "md"]);
    ended(&output, 1);
    assert!(said(&output).contains("错误[E290]: 没有“院”这一级"), "{}", said(&output));
}

/// A run names the program by what it is made of, so that another build writes all papers again.
#[test]
fn the_manifest_names_the_build() {
    let town = town();
    ended(&batch(town.path()), 0);
    let path = town.path().join("out/manifest.json");
    let manifest = fs::read_to_string(&path).expect("a manifest");
    let tool = manifest.split("\"tool\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a tool").to_owned();
    let (version, digits) = tool.split_once('+').expect("a digest");
    assert_eq!(version, env!("CARGO_PKG_VERSION"));
    assert!(digits.len() == 12 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()), "{tool}");
}

/// Who stops at the first refusal is told how many were not tried; a program is told the totals.
#[test]
fn what_a_run_came_to_is_told_in_full() {
    let town = town();
    edit(&town.path().join("各校/a b/2025.yaml"), "4月", "13月");
    let output = niandu(town.path(), &[&MD[..], &["--fail-fast", "-j", "1"]].concat());
    assert!(said(&output).contains("还有 2 份没有轮到写"), "{}", said(&output));
    fs::write(town.path().join("各校/niandu.yaml"), "学校名册:\n  - {编号: bing, 名称: 丙小学}\n").expect("a register");
    ended(&batch(town.path()), 1);
    let output = niandu(town.path(), &[&MD[..], &["--json"]].concat());
    ended(&output, 1);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let totals = &report["totals"];
    assert_eq!((&totals["up_to_date"], &totals["refused"]), (&2.into(), &1.into()), "{totals}");
    assert_eq!(totals["missing"], serde_json::json!(["丙小学"]));
}

/// Old papers of a school that is refused are counted, and marked as old.
#[test]
fn old_papers_are_marked() {
    let town = town();
    ended(&batch(town.path()), 0);
    edit(&town.path().join("各校/yi/2025.yaml"), "4月", "13月");
    ended(&batch(town.path()), 1);
    let manifest = fs::read_to_string(town.path().join("out/manifest.json")).expect("a manifest");
    assert!(manifest.contains("\"old\":2,"), "{manifest}");
    let page = fs::read_to_string(town.path().join("out/index.html")).expect("a page");
    assert!(page.contains("旧文件（个）") && page.contains("<small class=\"old\">旧</small>"));
}

/// The district's own paper is of another roll-up than its schools' files.
#[test]
fn a_roll_up_whose_files_have_changed_is_told() {
    let district = format!("层级: 县\n包含: [汇总-2025.yaml]\n{}", facts("qu", "区教育工会"));
    let town = folder(&[
        ("各校/yi/2025.yaml", &facts("yi", "乙小学工会")),
        ("各校/bing/2025.yaml", &facts("bing", "丙小学工会")),
        ("各校/ding/2025.yaml", &facts("ding", "丁小学工会")),
    ]);
    let roll =
        || niandu(town.path(), &["rollup", "各校", "--period", "2025", "-o", "各校/汇总-2025.yaml", "--id", "qu"]);
    ended(&roll(), 0);
    fs::write(town.path().join("各校/2025.yaml"), district).expect("facts");
    let check = || {
        let output = niandu(town.path(), &["check", "各校/2025.yaml"]);
        format!("{}{}", String::from_utf8_lossy(&output.stdout), said(&output))
    };
    assert!(!check().contains("W303"), "{}", check());
    let run = || said(&niandu(town.path(), &["batch", "各校", "-f", "md"]));
    assert!(!run().contains("W303"));
    edit(&town.path().join("各校/yi/2025.yaml"), "16人", "18人");
    fs::remove_dir_all(town.path().join("各校/ding")).expect("a school");
    fs::create_dir(town.path().join("各校/wu")).expect("a school");
    fs::write(town.path().join("各校/wu/2025.yaml"), facts("wu", "戊小学工会")).expect("facts");
    let expected = "汇总以后各校的文件变了：改了 yi/2025.yaml；没有了 ding/2025.yaml；新来 wu/2025.yaml";
    assert!(check().contains(expected), "{}", check());
    // In a run, too, although no file of the district itself has changed.
    let told = run();
    assert!(told.contains(expected), "{told}");
    ended(&roll(), 0);
    assert!(!check().contains("W303") && !run().contains("W303"), "{}", check());
    // Where the files are elsewhere, or the partial sums are, nothing is known.
    edit(&town.path().join("各校/yi/2025.yaml"), "18人", "19人");
    fs::remove_file(town.path().join("各校/汇总-2025.part.json")).expect("the partial sums");
    assert!(!check().contains("W303"), "{}", check());
}

/// Name and date of the body's paper go with a part.
#[test]
fn name_and_date_go_with_the_parts() {
    let town = town();
    let call = ["rollup", "各校", "--period", "2025", "--id", "qu", "--name", "区教育工会", "--date", "2025-12-30"];
    ended(&niandu(town.path(), &[&call[..], &["--shard", "1/1", "--part", "1.json"]].concat()), 0);
    ended(&niandu(town.path(), &["rollup", "--join", "1.json", "-o", "sum.yaml"]), 0);
    let sum = fs::read_to_string(town.path().join("sum.yaml")).expect("a roll-up");
    assert!(sum.contains("日期: 2025-12-30") && sum.contains("标题用名: 区教育工会"), "{sum}");
}
