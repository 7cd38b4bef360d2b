//! What a run over many schools leaves: its parts, its register, its manifest and its page, made from records without disk.

use std::collections::BTreeSet;
use std::io::BufReader;

use sha2::{Digest, Sha256};

use niandu::batch::config::Config;
use niandu::batch::manifest::{self, Gone, Head, Setting, Tally};
use niandu::batch::record::{Input, Output, Paper, Problem, Record, Role, Severity, Status, Words};
use niandu::batch::register::{self, Entry, Roll};
use niandu::batch::shard::Shard;
use niandu::batch::{config, index};
use niandu::diagnostic::{Diagnostics, Language, Source};

use crate::office;

/// A setting as most runs have it.
pub fn setting() -> Setting {
    let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
    Setting {
        tool: "0.1.0".to_owned(),
        kinds: words(&["year-end-summary"]),
        levels: Default::default(),
        names: [("year-end-summary".to_owned(), "工作总结".to_owned())].into(),
        formats: words(&["html", "md"]),
        layout: None,
        duplex: false,
        name: None,
        origins: true,
        standard: "a-2a".to_owned(),
        embeds: false,
        denies: false,
        shared: vec![input(Role::Template, "clause.md", "a"), input(Role::Font, "body", "b")],
    }
}

fn input(role: Role, path: &str, content: &str) -> Input {
    Input { role, path: path.to_owned(), sha256: manifest::hex(content.as_bytes()) }
}

/// What the file of a paper says in these tests.
pub fn content(path: &str) -> String {
    format!("这是 {path}\n")
}

/// The record of a school in this folder that was written in two formats.
pub fn record(folder: &str, name: &str) -> Record {
    let file = |ending: &str| {
        let path = format!("{folder}/{name}2025年工作总结.{ending}");
        let content = content(&path);
        Output { bytes: content.len() as u64, sha256: manifest::hex(content.as_bytes()), path }
    };
    let paper = Paper {
        kind: "year-end-summary".to_owned(),
        title: format!("{name}2025年工作总结"),
        pages: None,
        files: vec![file("html"), file("md")],
    };
    Record {
        facts: format!("{folder}/2025.yaml"),
        id: folder.to_owned(),
        name: name.to_owned(),
        period: "2025年".to_owned(),
        parent: "qinghe".to_owned(),
        status: Status::Written,
        papers: vec![paper],
        old: Vec::new(),
        kept: Vec::new(),
        problems: Vec::new(),
        inputs: vec![input(Role::Facts, &format!("{folder}/2025.yaml"), folder)],
    }
}

/// A problem of a record, in Chinese.
pub fn problem(code: &str, line: usize, zh: &str) -> Problem {
    Problem {
        code: code.to_owned(),
        severity: if code.starts_with('E') { Severity::Error } else { Severity::Warning },
        file: String::new(),
        line,
        column: 1,
        message: Words { zh: zh.to_owned(), en: format!("en: {zh}") },
        hint: Some(Words { zh: "核对".to_owned(), en: "check".to_owned() }),
    }
}

/// The record of a school that was refused and has nothing of earlier runs.
pub fn refused(folder: &str, name: &str) -> Record {
    let problems = vec![problem("E051", 7, "女 65人 多于 62人"), problem("W070", 9, "没有写进任何文件")];
    Record { status: Status::Refused, papers: Vec::new(), problems, ..record(folder, name) }
}

/// The head of a run with these records and this register.
pub fn head(records: &[Record], register: Vec<Entry>) -> Head {
    let mut tally = Tally::new(register);
    records.iter().for_each(|record| tally.add(record));
    Head::new(setting(), "2025年".to_owned(), tally)
}

fn entry(id: &str, name: &str, aliases: &[&str]) -> Entry {
    let aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
    Entry { id: id.to_owned(), name: name.to_owned(), aliases, folder: id.to_owned() }
}

/// What one of the writers writes.
fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).expect("memory takes everything");
    String::from_utf8(bytes).expect("UTF-8")
}

/// The manifest of a run.
pub fn json(head: &Head, records: &[Record]) -> String {
    written(|to| manifest::write_json(to, head, records.iter().cloned().map(Ok)))
}

/// The page of a run.
pub fn page(head: &Head, records: &[Record], language: Language) -> String {
    written(|to| index::write(to, head, records.iter().cloned().map(Ok), language))
}

/// The table of a run.
pub fn csv(head: &Head, records: &[Record]) -> String {
    written(|to| manifest::write_csv(to, head, records.iter().cloned().map(Ok)))
}

#[test]
fn every_folder_is_in_exactly_one_part_and_always_in_the_same() {
    let folders: Vec<String> = (0..2000).map(|at| format!("区{}/school-{at}", at % 7)).collect();
    for count in [1, 2, 3, 8] {
        let first = Shard::parse(&format!("1/{count}")).expect("a part");
        let mut sizes = vec![0_usize; count];
        for folder in &folders {
            let taking: Vec<u32> = first.all().filter(|shard| shard.takes(folder)).map(Shard::index).collect();
            let [index] = taking.as_slice() else { panic!("{folder} is in {taking:?} of {count}") };
            sizes[*index as usize - 1] += 1;
        }
        let fair = folders.len() / count;
        assert!(sizes.iter().all(|size| size.abs_diff(fair) < fair / 4 + 1), "{sizes:?}");
    }
    // Other machines and later versions must agree with this one.
    let of = |folder: &str| {
        Shard::parse("1/1000").expect("a part").all().find(|shard| shard.takes(folder)).map(Shard::index)
    };
    let digest = |folder: &str| {
        let digest = Sha256::digest(folder.as_bytes());
        u64::from_be_bytes(digest[..8].try_into().expect("eight bytes"))
    };
    for folder in ["", "qinghe-no1-primary", "青禾一小"] {
        assert_eq!(of(folder), u32::try_from(digest(folder) % 1000 + 1).ok());
    }
    assert_eq!(of("qinghe-no1-primary"), Some(PINNED));
}

/// The part of a thousand in which one folder is for ever.
const PINNED: u32 = 760;

#[test]
fn a_part_is_written_one_way() {
    for text in ["1/2", "2/2", "1/1", "17/500"] {
        assert_eq!(Shard::parse(text).map(|shard| shard.to_string()), Ok(text.to_owned()));
    }
    for text in
        ["", "1", "0/2", "3/2", "1/0", "0/0", "+1/2", "1 / 2", "１/２", "-1/2", "1/2/3", "99999999999/99999999999"]
    {
        let refused = Shard::parse(text).expect_err(text);
        assert!(refused.zh.contains(text) && refused.en.contains(text), "{text}: {refused:?}");
    }
}

fn records() -> Vec<Record> {
    vec![record("a", "青禾县第一小学工会"), record("b c", "星桥#中学工会"), refused("d", "柳树小学工会")]
}

#[test]
fn a_manifest_is_read_as_it_was_written_and_only_whole() {
    let records = records();
    let mut head = head(&records, vec![entry("a", "青禾县第一小学", &["青禾一小"]), entry("x", "石坪小学", &[])]);
    head.config = Some(input(Role::Config, config::FILE, "c"));
    head.gone = Gone::of(record("away", "东溪小学工会")).into_iter().collect();
    let text = json(&head, &records);
    let parsed: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(parsed["schools"].as_array().map(Vec::len), Some(3));
    assert_eq!(parsed["totals"]["missing"], 1);
    assert_eq!(text.lines().filter(|line| line.starts_with("{\"facts\":") && line.contains("inputs")).count(), 3);

    let (again, stream) = manifest::read(BufReader::new(text.as_bytes())).expect("a manifest");
    assert_eq!(again, head);
    assert_eq!(stream.map(|record| record.expect("a record")).collect::<Vec<_>>(), records);

    // Wherever it is cut off, it is not taken for a whole one.
    let whole = text.trim_end();
    for at in (0..whole.len()).filter(|at| whole.is_char_boundary(*at)) {
        let cut = manifest::read(BufReader::new(&whole.as_bytes()[..at]));
        let fails = cut.map_or(true, |(_, mut stream)| stream.any(|record| record.is_err()));
        assert!(fails, "cut at {at} of {}", whole.len());
    }
    let newer = text.replacen("\"version\":1", "\"version\":2", 1);
    assert!(manifest::read(BufReader::new(newer.as_bytes())).is_err());

    let lines: Vec<&str> = text.lines().filter(|line| line.contains("\"inputs\"")).collect();
    assert_eq!(manifest::read_line(lines[0]), Some(records[0].clone()));
    assert_eq!(manifest::read_line(&lines[0][..lines[0].len() - 4]), None);
}

#[test]
fn a_run_without_schools_is_a_manifest_too() {
    let head = head(&[], Vec::new());
    let text = json(&head, &[]);
    let parsed: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(parsed["schools"].as_array().map(Vec::len), Some(0));
    let (again, stream) = manifest::read(BufReader::new(text.as_bytes())).expect("a manifest");
    assert_eq!((again, stream.count()), (head, 0));
}

#[test]
fn every_part_of_the_setting_makes_another_fingerprint() {
    let own = setting();
    let changes: [fn(&mut Setting); 12] = [
        |it| it.tool.push('1'),
        |it| it.kinds.clear(),
        |it| it.formats.push("pdf".to_owned()),
        |it| it.layout = Some(String::new()),
        |it| it.duplex = true,
        |it| it.name = Some("{title}".to_owned()),
        |it| it.origins = false,
        |it| it.standard.clear(),
        |it| it.embeds = true,
        |it| it.denies = true,
        |it| it.shared[1].sha256.replace_range(..1, "z"),
        |it| drop(it.shared.pop()),
    ];
    let mut seen = BTreeSet::from([own.fingerprint()]);
    for change in changes {
        let mut other = own.clone();
        change(&mut other);
        assert!(seen.insert(other.fingerprint()), "{other:?}");
    }
    let mut turned = own.clone();
    turned.shared.reverse();
    assert_eq!(turned.fingerprint(), own.fingerprint());
}

#[test]
fn a_role_is_written_with_one_word() {
    use Role::{Config, Css, Draft, Facts, Folder, Font, Include, Next, Photo, Previous, Template};
    for role in [Facts, Include, Draft, Previous, Next, Photo, Folder, Template, Font, Css, Config] {
        assert_eq!(serde_json::to_string(&role).expect("JSON"), format!("\"{}\"", role.word()));
    }
}

#[test]
fn the_table_has_a_line_for_each_file_and_loses_nobody() {
    let mut records = records();
    records[0].name = "=HYPERLINK(\"http://example.com\")".to_owned();
    records[0].problems = vec![problem("W070", 1, "一"), problem("W070", 2, "二"), problem("W101", 3, "三")];
    let none = Input { role: Role::Draft, path: "; a.md".to_owned(), sha256: String::new() };
    records[0].inputs.push(none);
    let head = head(&records, vec![entry("x", "石坪小学, \"分校\"", &[])]);
    let text = csv(&head, &records);
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark, for Excel");
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let names = table.headers().expect("a heading").clone();
    let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
    let column = |row: &csv::StringRecord, name: &str| {
        let at = names.iter().position(|other| other == name).unwrap_or_else(|| panic!("no column {name}"));
        row[at].to_owned()
    };
    assert_eq!(
        rows.iter().map(|row| column(row, "status")).collect::<Vec<_>>(),
        ["written", "written", "written", "written", "refused", "missing"]
    );
    assert_eq!(column(&rows[0], "name"), "'=HYPERLINK(\"http://example.com\")", "no formula for Excel");
    assert_eq!(column(&rows[0], "problems"), "W070 W101");
    assert_eq!(column(&rows[2], "file"), "b c/星桥#中学工会2025年工作总结.html");
    assert_eq!(column(&rows[4], "file"), "");
    // What was read for a school stands in each of its rows, in the order of its record.
    let facts = format!("facts:{}={}", records[0].facts, records[0].inputs[0].sha256);
    assert_eq!(column(&rows[0], "inputs"), format!("{facts}; draft:; a.md="));
    assert_eq!(column(&rows[1], "inputs"), column(&rows[0], "inputs"));
    assert!(column(&rows[4], "inputs").starts_with("facts:") && column(&rows[5], "inputs").is_empty());
    assert_eq!(column(&rows[5], "name"), "石坪小学, \"分校\"");
    let files: BTreeSet<String> =
        rows.iter().map(|row| column(row, "sha256")).filter(|hash| !hash.is_empty()).collect();
    assert_eq!(files.len(), 4);
}

#[test]
fn a_school_has_handed_in_under_its_id_a_former_one_a_name_or_in_its_folder() {
    let mut register = vec![
        entry("a", "甲小学", &["old-a"]),
        entry("b", "乙小学", &[]),
        entry("c", "丙小学", &["丙校"]),
        entry("d", "丁小学", &[]),
    ];
    register[3].folder = "东/丁".to_owned();
    let who = |records: &[Record]| {
        let mut roll = Roll::new(register.clone());
        records.iter().for_each(|record| roll.note(record));
        let missing = roll.missing().into_iter().map(|one| one.id).collect::<Vec<_>>().concat();
        let twice = roll.twice().into_iter().map(|one| one.id).collect::<Vec<_>>().concat();
        let strangers = roll.strangers().into_iter().map(|one| one.facts).collect::<Vec<_>>().join(" ");
        (missing, twice, strangers)
    };
    let expected = |missing: &str, twice: &str, strangers: &str| (missing.into(), twice.into(), strangers.into());
    let of = |folder: &str, id: &str, name: &str| Record { id: id.to_owned(), ..record(folder, name) };
    assert_eq!(who(&[]), expected("abcd", "", ""));
    assert_eq!(who(&[of("elsewhere", "a", "某小学")]), expected("bcd", "", ""));
    assert_eq!(who(&[of("elsewhere", "old-a", "某小学")]), expected("bcd", "", ""));
    assert_eq!(who(&[of("elsewhere", "x", "丙校")]), expected("abd", "", ""));
    assert_eq!(who(&[of("elsewhere", "x", "乙小学")]), expected("acd", "", ""));
    assert_eq!(who(&[of("东/丁", "x", "某小学")]), expected("abc", "", ""));
    // A file that cannot be read is known by its folder; elsewhere it is nobody's.
    assert_eq!(who(&[of("b", "", "")]), expected("acd", "", ""));
    assert_eq!(who(&[of("b", "b", "乙小学"), of("b", "", "乙小学")]), expected("acd", "", ""));
    let roll = Roll::new(register.clone());
    assert_eq!(roll.name("old-a", "b"), Some("甲小学"));
    assert_eq!((roll.name("", "东/丁"), roll.name("x", "b"), roll.name("", "")), (Some("丁小学"), None, None));
    assert_eq!(who(&[of("elsewhere", "", "")]), expected("abcd", "", ""));
    assert_eq!(who(&[of("x", "x", "某小学")]), expected("abcd", "", "x/2025.yaml"));
    assert_eq!(who(&[of("a", "a", "甲小学"), of("z", "old-a", "甲小学")]), expected("bcd", "a", ""));
    // What lies in the folder of a school under another name, such as its women's committee, is no second school.
    assert_eq!(who(&[of("a", "a", "甲小学"), of("a", "a-women", "甲小学女职工委员会")]), expected("bcd", "", ""));
    assert_eq!(who(&[refused("a", "甲小学")]), expected("bcd", "", ""), "a refused school has handed in");
}

/// What reading a configuration says: code, line and message of each problem.
fn said(text: &str) -> Vec<String> {
    let mut problems = Diagnostics::new();
    let config = Config::read(&Source::new(config::FILE, text), &mut problems);
    assert_eq!(config.is_none(), problems.has_errors(), "{problems:?}");
    let one = |problem: &&niandu::diagnostic::Diagnostic| {
        let (source, origin) = problem.place.as_ref().expect("a place");
        format!("{} {} {}", problem.code, source.position(origin.range().start).0, problem.message.zh)
    };
    problems.sorted().iter().map(one).collect()
}

#[test]
fn what_is_wrong_with_the_configuration_is_told_where_it_stands() {
    let register = |schools: &str| format!("时期: 2025\n学校名册:\n{schools}");
    assert_eq!(said("时期: 2025\n文种: [year-end-summary]\n格式: [md, docx]\n"), [""; 0]);
    let cases = [
        ("周期: 2025\n".to_owned(), "E021 1"),
        ("时期: 20x5\n".to_owned(), "E029 1"),
        ("时期: 2025\n格式: [pdf, doc]\n".to_owned(), "E290 2 没有“doc”这种格式"),
        (register("  - {编号: a, 名称: 甲小学, 文件夹: ../甲}\n"), "E291 3 “../甲”"),
        (register("  - {编号: a, 名称: 甲小学, 文件夹: /甲}\n"), "E291 3"),
        (register("  - {编号: ., 名称: 甲小学, 文件夹: 甲/./乙}\n"), "E291 3"),
        (
            register("  - {编号: a, 名称: 甲小学}\n  - {编号: b, 名称: 乙小学}\n  - {编号: a, 名称: 丙小学}\n"),
            "E292 5 “a”",
        ),
        (register("  - {编号: a, 名称: 甲小学}\n  - {编号: b, 名称: 乙小学, 别名: [x, a]}\n"), "E292 4 “a”"),
        (register("  - {编号: a, 名称: 甲小学}\n  - {编号: b, 名称: 乙小学, 文件夹: a/}\n"), "E292 4"),
        (register("  - {名称: 甲小学}\n"), "E023 3"),
    ];
    for (text, expected) in cases {
        let said = said(&text);
        assert!(said.len() == 1 && said[0].starts_with(expected), "{text}\n{said:?}");
    }
    // Two schools of one name are two schools; a word said twice of one school is no contradiction.
    assert_eq!(
        said(&register("  - {编号: a, 名称: 甲小学, 别名: [a, 甲]}\n  - {编号: b, 名称: 甲小学, 文件夹: 乙/甲}\n")),
        [""; 0]
    );
}

#[test]
fn the_run_tells_of_schools_twice_and_of_strangers_at_the_register() {
    let source =
        Source::new(config::FILE, "时期: 2025\n学校名册:\n  - {编号: a, 名称: 甲小学}\n  - {编号: b, 名称: 乙小学}\n");
    let mut problems = Diagnostics::new();
    let config = Config::read(&source, &mut problems).unwrap_or_else(|| panic!("{problems:?}"));
    let mut roll = Roll::new(register::of(&config));
    let strangers = (0..7).map(|at| record(&format!("s{at}"), "外校"));
    let all = [record("b", "乙小学"), Record { id: "b".to_owned(), ..record("乙", "乙小学") }];
    strangers.chain(all).for_each(|record| roll.note(&record));
    let told = register::remarks(&config, &source, &roll.twice(), &roll.strangers());
    let told: Vec<String> =
        told.sorted().iter().map(|problem| format!("{} {}", problem.code, problem.message.en)).collect();
    let several = "s0/2025.yaml 外校, s1/2025.yaml 外校, s2/2025.yaml 外校, s3/2025.yaml 外校, s4/2025.yaml 外校, …";
    assert_eq!(
        told,
        [
            format!("W291 the bodies of 7 facts files are not in the register: {several}"),
            "W290 “乙小学” of the register has 2 facts files: b/2025.yaml, 乙/2025.yaml".to_owned(),
        ]
    );
    assert_eq!(roll.missing().len(), 1);
}

/// The addresses in a page.
fn links(page: &str) -> Vec<&str> {
    page.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        let mut digit = || char::from(rest.next().expect("a digit")).to_digit(16).expect("hexadecimal");
        bytes.push(if byte == b'%' { u8::try_from(digit() * 16 + digit()).expect("a byte") } else { byte });
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn the_page_links_every_paper_and_tells_every_school() {
    let records = records();
    let mut head = head(&records, vec![entry("a", "青禾县第一小学", &[]), entry("x", "石坪小学", &[])]);
    head.gone = Gone::of(record("away", "东溪小学工会")).into_iter().collect();
    for (language, words) in [
        (Language::Chinese, ["lang=\"zh-CN\"", "未报送", "第 7 行", "女 65人 多于 62人", "1 处错误，1 处提醒"]),
        (Language::English, ["lang=\"en\"", "Missing", "line 7", "en: 女 65人 多于 62人", "1 error, 1 warning"]),
    ] {
        let page = page(&head, &records, language);
        for word in words.into_iter().chain([
            "石坪小学",
            "青禾县第一小学工会",
            "柳树小学工会",
            "away/东溪小学工会2025年工作总结.md",
        ]) {
            assert!(page.contains(word), "{word} is not on the page");
        }
        assert_eq!(page.matches("<h3>").count(), 3);
        let linked: BTreeSet<String> = links(&page).into_iter().map(decoded).collect();
        let files = records.iter().flat_map(|record| &record.papers).flat_map(|paper| &paper.files);
        let mut expected: BTreeSet<String> = files.map(|file| file.path.clone()).collect();
        expected.extend(["manifest.json".to_owned(), "manifest.csv".to_owned()]);
        assert_eq!(linked, expected);
        for link in links(&page) {
            assert!(link.is_ascii() && !link.contains([' ', '#', '?', '\'']), "{link}");
        }
    }
}

#[test]
fn nothing_that_a_school_writes_becomes_part_of_the_page() {
    let evil = "</li><script>alert(1)</script><img src=x onerror=alert(1)> & \"a\" 'b'";
    let mut bad = refused("e", evil);
    bad.id = evil.to_owned();
    bad.facts = format!("{}/2025.yaml", evil.replace('/', "-"));
    bad.problems.iter_mut().for_each(|problem| {
        evil.clone_into(&mut problem.message.zh);
        evil.clone_into(&mut problem.file);
        evil.clone_into(&mut problem.code);
        problem.hint = Some(Words { zh: evil.to_owned(), en: evil.to_owned() });
    });
    let mut fine = record("f", "甲");
    evil.clone_into(&mut fine.papers[0].title);
    fine.papers[0].files[0].path = format!("f/{}.{evil}", evil.replace('/', "-"));
    let records = [bad, fine];
    let mut head = head(&records, vec![entry(evil, evil, &[])]);
    evil.clone_into(&mut head.period);
    head.setting.layout = Some(evil.to_owned());
    head.gone = Gone::of(record("g", evil)).into_iter().collect();
    let page = page(&head, &records, Language::Chinese);
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("<img").count(), 0);
    assert_eq!(
        page.matches("onerror").count(),
        page.matches("&gt;&lt;img src=x onerror").count() + 2,
        "two in addresses"
    );
    // The policy lets the page's own script run and no other.
    let script = page.split("<script>").nth(1).and_then(|rest| rest.split("</script>").next()).expect("a script");
    let digest = Sha256::digest(script.as_bytes());
    let mut hash = String::new();
    niandu::publish::html::write::push_base64(&mut hash, &digest);
    assert!(page.contains(&format!("script-src 'sha256-{hash}'")), "{hash}");
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn of_a_school_with_many_problems_some_are_listed() {
    let mut many = refused("m", "甲");
    many.problems = (1..=200).map(|line| problem(if line > 150 { "E051" } else { "W070" }, line, "有误")).collect();
    let records = [many];
    let page = page(&head(&records, Vec::new()), &records, Language::English);
    assert!(page.contains("50 errors, 150 warnings") && page.contains("180 more in"), "{page}");
    assert_eq!(page.matches("<code>E051</code>").count(), 20, "errors come first");
}

#[test]
fn of_very_many_schools_those_are_listed_that_need_a_look() {
    let records = records();
    let mut head = head(&records, Vec::new());
    let listed = |head: &Head| page(head, &records, Language::Chinese).matches("<h3>").count();
    assert_eq!(listed(&head), 3);
    head.totals.schools = 20_001;
    assert_eq!(listed(&head), 1);
    assert!(page(&head, &records, Language::Chinese).contains("这里只列没有全部写成的"));
}

#[test]
fn the_pages_about_batches_show_every_key_of_the_configuration() {
    for name in ["docs/batch.md", "docs/batch.zh.md"] {
        let text = std::fs::read_to_string(office::root().join(name)).expect(name);
        for field in Config::TABLE.fields.iter().chain(config::Enrolled::TABLE.fields) {
            assert!(
                text.contains(&format!("`{}`", field.en)) && text.contains(&format!("`{}`", field.zh)),
                "{name}: {}",
                field.en
            );
        }
        let examples: Vec<&str> = text.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        assert!(!examples.is_empty(), "{name} shows no {}", config::FILE);
        for example in examples {
            assert_eq!(said(example), [""; 0], "{name}:\n{example}");
        }
    }
}
