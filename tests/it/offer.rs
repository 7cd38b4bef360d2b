//! What the program offers to write with: schema and reference pages are those of the field table; a new file and a rolled
//! one read without any error but 待填.
//!
//! `UPDATE_DOCS=1 cargo test --test it offer` writes schema and pages anew.

use std::fs;

use niandu::diagnostic::{Diagnostics, Language, Severity, Source};
use niandu::facts::table::{Shape, Table};
use niandu::facts::{self, File, reader::Read};
use niandu::figures::reference::NAMED;
use niandu::offer::roll::{self, Order, Rolled};
use niandu::offer::{draft, reference, schema};
use serde_json::Value;

use crate::office::{self, names, niandu, said};

const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];

/// The committed copies, each with what it must be.
fn pages() -> [(&'static str, String); 4] {
    [
        ("docs/schema/niandu.zh.json", schema::schema(Language::Chinese)),
        ("docs/schema/niandu.en.json", schema::schema(Language::English)),
        ("docs/reference.zh.md", reference::reference(Language::Chinese)),
        ("docs/reference.md", reference::reference(Language::English)),
    ]
}

#[test]
fn schema_and_reference_are_fresh() {
    for (name, text) in pages() {
        let path = office::root().join(name);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(&path, &text).expect("a page is written");
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == text, "{name} is stale: UPDATE_DOCS=1 cargo test --test it offer");
    }
}

/// All records of the model.
fn tables() -> Vec<&'static Table> {
    fn inner(shape: Shape) -> Option<&'static Table> {
        match shape {
            Shape::Record(table) | Shape::WordOr(table) => Some(table),
            Shape::List(shape) | Shape::Named(shape) => inner(*shape),
            _ => None,
        }
    }
    let mut all: Vec<&'static Table> = inner(facts::model::Facts::shape()).into_iter().collect();
    let mut at = 0;
    while let Some(table) = all.get(at).copied() {
        for next in table.fields.iter().filter_map(|field| inner((field.shape)())) {
            if !all.iter().any(|known| known.doc_en == next.doc_en && known.en == next.en) {
                all.push(next);
            }
        }
        at += 1;
    }
    assert!(all.len() > 40, "{} records", all.len());
    all
}

/// The schema of a record: the root, or one of its definitions.
fn schema_of<'a>(schema: &'a Value, table: &Table, language: Language) -> &'a Value {
    let doc = if language == Language::Chinese { table.doc_zh } else { table.doc_en };
    let defs = schema["$defs"].as_object().expect("definitions");
    let mut records = defs.values().chain([schema]);
    records.find(|record| record["description"] == doc && record["properties"].is_object()).expect(doc)
}

#[test]
fn the_schema_offers_one_language_and_accepts_both() {
    for language in LANGUAGES {
        let schema: Value = serde_json::from_str(&schema::schema(language)).expect("JSON");
        for table in tables() {
            let record = schema_of(&schema, table, language);
            assert_eq!(record["additionalProperties"], false, "{}", table.en);
            for field in table.fields {
                let zh = language == Language::Chinese;
                let (mine, other) = if zh { (field.zh, field.en) } else { (field.en, field.zh) };
                assert_ne!(record["properties"][mine]["doNotSuggest"], true, "{} {mine}", table.en);
                assert!(record["properties"][mine]["description"].is_string(), "{} {mine}", table.en);
                assert_eq!(record["properties"][other]["doNotSuggest"], true, "{} {other}", table.en);
                let either = |needed: &Value| {
                    needed["anyOf"].as_array().is_some_and(|names| {
                        names.len() == 2
                            && names.iter().all(|name| name["required"][0] == mine || name["required"][0] == other)
                    })
                };
                let needed = record["allOf"].as_array().is_some_and(|all| all.iter().any(either));
                assert_eq!(needed, field.required, "{} {mine}", table.en);
            }
        }
    }
}

#[test]
fn the_schema_refers_to_nothing_that_is_not_there() {
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
                map.values().for_each(|value| references(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    for language in LANGUAGES {
        let schema: Value = serde_json::from_str(&schema::schema(language)).expect("JSON");
        let mut found = Vec::new();
        references(&schema, &mut found);
        assert!(found.len() > 500, "{}", found.len());
        for name in found {
            let name = name.strip_prefix("#/$defs/").expect("a definition");
            assert!(schema["$defs"][name].is_object(), "{name}");
        }
    }
}

/// The errors of a text, in short, without those of 待填; and how many of those there are.
fn errors(text: &str) -> (Vec<String>, usize) {
    let mut problems = Diagnostics::new();
    let source = Source::new("facts.yaml", text);
    facts::read(&source, &mut problems);
    let errors = problems.filtered(|problem| problem.severity == Severity::Error);
    let line = |place: &Option<_>| {
        place
            .as_ref()
            .map_or(0, |(source, at): &(Source, niandu::diagnostic::Origin)| source.position(at.range().start).0)
    };
    let (pending, other): (Vec<_>, Vec<_>) = errors.sorted().into_iter().partition(|problem| problem.code == "E065");
    (other.iter().map(|d| format!("{} line {}: {}", d.code, line(&d.place), d.message.zh)).collect(), pending.len())
}

/// A new file with everything in it in use.
fn uncommented(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix("# ") {
        Some(rest) if !line.contains("yaml-language-server") => format!("{rest}\n"),
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

#[test]
fn a_new_file_has_every_section_and_only_waits_to_be_filled_in() {
    for (language, named, period) in [
        (Language::Chinese, "year", "2026"),
        (Language::English, "year", "2025—2026学年"),
        (Language::Chinese, "period", "2025-10 .. 2026-09"),
    ] {
        let text = draft::draft(named, period, "niandu.zh.json", language);
        let (wrong, pending) = errors(&text);
        assert!(wrong.is_empty() && pending > 4, "{wrong:?}");
        let whole = uncommented(&text);
        let (wrong, all) = errors(&whole);
        assert!(wrong.is_empty() && all > 300, "{all} places, {wrong:#?}");
        for field in
            facts::model::Facts::TABLE.fields.iter().filter(|field| !["include", "year", "period"].contains(&field.en))
        {
            let key = if language == Language::Chinese { field.zh } else { field.en };
            assert!(whole.contains(&format!("\n{key}:")), "{key}");
        }
    }
}

#[test]
fn the_examples_are_values_that_their_fields_take() {
    let text = uncommented(&draft::draft("year", "2025", "niandu.zh.json", Language::Chinese));
    let mut filled = 0;
    let with_example = |line: &str| {
        let example = line.rsplit_once("如 ").map(|(_, example)| example.trim_end_matches("（必填）"));
        let Some(example) = example.filter(|_| line.contains("待填")) else { return format!("{line}\n") };
        filled += 1;
        format!("{}\n", line.split("  # ").next().unwrap_or_default().replace("待填", &format!("{example:?}")))
    };
    let text: String = text.lines().map(with_example).collect();
    assert!(filled > 200, "{filled}");
    let types = [
        "E008", "E019", "E020", "E021", "E024", "E025", "E026", "E027", "E028", "E029", "E030", "E031", "E032", "E033",
        "E073",
    ];
    let wrong: Vec<_> =
        errors(&text).0.into_iter().filter(|error| types.iter().any(|code| error.starts_with(code))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_references_of_the_pages_lead_somewhere() {
    let facts = "年度: 2025\n单位:\n  编号: a\n  名称: {署名: 甲, 标题用名: 甲}\n文件: {year-end-summary: {日期: 2025-12-26}}\n\
        教职工: {总数: 62人, 女: 45人}\n活动:\n  - {编号: tiaosheng, 领域: wenti, 条目: a, 时间: 4月, 名称: 跳绳比赛, 奖项: [{奖级: 一等奖, 数量: 2个}]}\n\
        教代会:\n  - {编号: dahui, 领域: wenti, 条目: a, 类型: 教职工大会, 应到: 62人, 实到: 60人, 提案: {立案: 4件, 办复: 3件}}\n\
        福利:\n  - {编号: tijian, 领域: wenti, 条目: a, 项目: 体检, 人数: 60人, 基数: 教职工.总数}\n\
        荣誉:\n  - {领域: wenti, 条目: a, 名称: 先进集体, 级别: 市, 获得者: 本会}\n\
        经费: {收入: [{科目: 会费, 金额: 2万元}], 支出: [{科目: 活动, 金额: 1万元}]}\n\
        工作领域:\n  - 编号: wenti\n    标题: 文体\n    条目:\n      - 编号: a\n        标题: 甲\n        正文: |\n";
    for figure in &NAMED {
        for example in
            figure.example.iter().filter(|example| !example.starts_with("上年") && !example.starts_with("previous"))
        {
            let made = office::make(&format!("{facts}          共{{{{ {example} }}}}。\n"));
            assert!(!made.problems.has_errors(), "{example}: {}", made.said());
        }
    }
}

/// Everything that can be rolled: both samples, the sound file of the catalogue, every case of a document.
fn sound() -> Vec<(String, String)> {
    let cases = office::root().join("tests/cases/documents");
    let mut files: Vec<_> =
        names(&cases).into_iter().map(|name| (name.clone(), cases.join(name).join("facts.yaml"))).collect();
    files.push(("base".to_owned(), office::root().join("tests/explain/base.yaml")));
    let mut files: Vec<_> =
        files.into_iter().filter_map(|(name, path)| Some((name, fs::read_to_string(path).ok()?))).collect();
    files.extend(office::samples().into_iter().enumerate().map(|(at, text)| (format!("sample {at}"), text)));
    assert!(files.len() > 15, "{}", files.len());
    files
}

fn read(text: &str) -> File {
    facts::read(&Source::new("facts.yaml", text), &mut Diagnostics::new()).expect("a sound file")
}

/// The file rolled forward, and its text.
fn rolled(text: &str) -> (Rolled, String) {
    let file = read(text);
    let written = file.facts.year.as_ref().or(file.facts.period.as_ref()).expect("a period").origin.range();
    let (written, period) = roll::next(&file.period, &text[written]).expect("a period after it");
    let rolled = roll::roll(&file, &Order { period, written: &written, schema: "niandu.zh.json" }).expect("no alias");
    let new = roll::apply(text, &rolled.edits);
    (rolled, new)
}

#[test]
fn a_rolled_file_only_waits_to_be_filled_in() {
    for (name, text) in sound() {
        let (_, new) = rolled(&text);
        let (wrong, pending) = errors(&new);
        assert!(wrong.is_empty() && pending > 0, "{name}: {pending} places, {wrong:#?}\n{new}");
        let made = office::make(&new);
        let told = made.problems.sorted();
        let other: Vec<_> = told.iter().filter(|d| d.severity == Severity::Error && d.code != "E065").collect();
        assert!(other.is_empty(), "{name}: {}\n{new}", made.said());
    }
}

#[test]
fn what_no_edit_covers_stays_byte_for_byte() {
    for (name, text) in sound() {
        for text in [text.clone(), text.replace('\n', "\r\n")] {
            let (rolled, new) = rolled(&text);
            let (mut old_at, mut new_at) = (0, 0);
            for edit in &rolled.edits {
                assert!(old_at <= edit.range.start && edit.range.start <= edit.range.end, "{name}: {edit:?}");
                let kept = &text[old_at..edit.range.start];
                assert_eq!(&new[new_at..new_at + kept.len()], kept, "{name}");
                new_at += kept.len();
                assert_eq!(&new[new_at..new_at + edit.text.len()], edit.text, "{name}");
                (old_at, new_at) = (edit.range.end, new_at + edit.text.len());
            }
            assert_eq!(&new[new_at..], &text[old_at..], "{name}");
            let comments =
                |text: &str| text.lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>();
            let kept = comments(&new);
            assert!(comments(&text).iter().all(|comment| kept.contains(comment)), "{name}");
        }
    }
}

/// A rolled file with something in every place that waits: the first of some values that the field takes.
fn filled(text: &str) -> String {
    const VALUES: [&str; 10] =
        ["2026-12-26", "12人", "12件", "12次", "12个", "12篇", "1.2万元", "95%", "12户", "填好的话"];
    let mut text = text.to_owned();
    while let Some(at) = text.find("待填") {
        let tried = VALUES.map(|value| format!("{}{value}{}", &text[..at], &text[at + "待填".len()..]));
        let count = |text: &String| {
            let (wrong, pending) = errors(text);
            wrong.len() + pending
        };
        text = tried.into_iter().min_by_key(count).expect("a value");
    }
    text
}

#[test]
fn a_filled_file_is_rolled_again() {
    for (name, text) in sound() {
        let full = filled(&rolled(&text).1);
        let (wrong, _) = errors(&full);
        assert!(wrong.is_empty(), "{name}: {wrong:#?}\n{full}");
        let (_, again) = rolled(&full);
        let (wrong, pending) = errors(&again);
        assert!(wrong.is_empty() && pending > 0, "{name}: {wrong:#?}\n{again}");
        assert_eq!(again.matches("yaml-language-server").count(), 1, "{name}");
    }
}

#[test]
fn what_goes_on_is_kept_and_what_was_is_gone() {
    let text = "# 说明\n年度: 2025  # 一年\n单位:\n  编号: a\n  名称: {署名: 甲, 标题用名: 甲}\n  上级: {领导: [校党支部]}\n  学校: {校名: 甲校, 学生: 860人}\n\
        文件:\n  year-end-summary:\n    日期: 2025-12-26  # 写到日\n    指导思想: 围绕教学\n    开头: |\n      {{ 教职工.总数 }}。\n\n      完。\n\
        # 人数\n教职工: {总数: 62人, 女: 45人}\n核实: {W101: 无妨}\n\
        工作领域:\n  - 编号: wenti\n    标题: 文体\n    次序: [tiao-2025, bu]\n    正文: 全年{{ tiao-2025.参加 }}。\n\
        活动:\n  # 跳绳\n  - 编号: tiao-2025\n    领域: wenti\n    时间: 2025-04-18\n    目的: 为庆祝第41个教师节\n    做法: 以小组为单位\n    名称: 跳绳比赛\n    届次: 第3届  # 届\n    参加: 48人\n    奖项:\n      - {奖级: 一等奖, 获奖者: [甲]}\n\
        \x20 - {编号: bu, 领域: wenti, 时间: 5月, 名称: 健步走}  # 一次\n\
        问题:\n  - 问题: 还有{{ tiao-2025.参加 }}没有轮到\n    始于:\n  - 对策: 改\n    问题: 场地小\n\
        计划:\n  - {编号: p1, 事项: 甲, 进展: 完成}\n  - 进展: 未完成\n    编号: p2\n    事项: 乙\n    时间: 6月\n";
    let expected = "# yaml-language-server: $schema=./niandu.zh.json\n# 说明\n年度: 2026  # 一年\n单位:\n  编号: a\n  名称: {署名: 甲, 标题用名: 甲}\n  上级: {领导: [校党支部]}\n  学校: {校名: 甲校, 学生: 待填}\n\
        文件:\n  year-end-summary:\n    日期: 待填  # 写到日\n    指导思想: 围绕教学\n\
        # 人数\n教职工: {总数: 待填, 女: 待填}\n\
        工作领域:\n  - 编号: wenti\n    标题: 文体\n    次序: [tiao-2026]\n    正文: 待填\n\
        活动:\n  # 跳绳\n  - 编号: tiao-2026\n    领域: wenti\n    时间: 待填\n    目的: 待填\n    做法: 以小组为单位\n    名称: 跳绳比赛\n    届次: 第4届  # 届\n    参加: 待填\n\
        问题:\n  - 问题: 还有待填没有轮到\n    始于:\n  - 始于: 2025年\n    对策: 改\n    问题: 场地小\n\
        计划:\n  - 承接: p2\n    编号: p2\n    事项: 乙\n    时间: 待填\n";
    let (rolled, new) = rolled(text);
    assert_eq!(new, expected);
    let left: Vec<&str> = rolled.left.iter().map(|left| left.name.as_str()).collect();
    assert_eq!(left, ["健步走", "甲"]);
}

#[test]
fn the_period_after_a_period() {
    for (written, next) in [
        ("2025", "2026"),
        ("2025年", "2026年"),
        ("2024—2025学年", "2025—2026学年"),
        ("2025年上半年", "2025年下半年"),
        ("2025下半年", "2026年上半年"),
        ("2024-10 .. 2025-09", "2025-10 .. 2026-09"),
        ("2025-03 .. 2025-05", "2025年6月至8月"),
        ("2021-01 .. 2025-12", "2026-01 .. 2030-12"),
    ] {
        let period = facts::time::Period::parse(written).expect(written);
        let found = roll::next(&period, written).expect(written);
        assert_eq!(facts::time::Period::parse(&found.0), Ok(found.1), "{written}");
        if written != "2025-03 .. 2025-05" {
            assert_eq!(found.0, next, "{written}");
        }
    }
}

#[test]
fn an_alias_is_refused_and_not_broken() {
    let text = office::samples()[0].replacen("年度: 2025", "年度: 2025\n人员名录:\n  - &a {姓名: 甲}\n  - *a", 1);
    let file = read(&text);
    let order = Order { period: file.period, written: "2026", schema: "niandu.zh.json" };
    let problem = roll::roll(&file, &order).err().expect("an alias");
    assert_eq!(problem.code, "E067");
}

#[test]
fn a_workspace_is_begun_and_nothing_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let none = niandu(folder.path(), &["new", "."]);
    assert_eq!(none.status.code(), Some(2), "{}", said(&none));
    assert!(said(&none).contains("--year 2026"), "{}", said(&none));
    let output = niandu(folder.path(), &["new", "甲", "--year", "2026"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(names(&folder.path().join("甲")), ["2026.yaml", "niandu.zh.json"]);
    let path = folder.path().join("甲/2026.yaml");
    fs::write(&path, "我的\n").expect("a file");
    let again = niandu(folder.path(), &["new", "甲", "--year", "2026"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(said(&again).contains("E066"), "{}", said(&again));
    assert_eq!(fs::read_to_string(&path).expect("the file"), "我的\n");
    let other = niandu(folder.path(), &["new", "乙", "--period", "2025-10..2026-09"]);
    assert_eq!(other.status.code(), Some(0), "{}", said(&other));
    assert_eq!(names(&folder.path().join("乙")), ["2025年10月至2026年9月.yaml", "niandu.zh.json"]);
}

#[test]
fn a_year_of_several_files_stays_several_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let main = "年度: 2025\n包含: [2025/活动.yaml]\n单位:\n  编号: a\n  名称: {署名: 甲, 标题用名: 甲}\n";
    let part = "# 别人写的\n竞赛:\n  - {编号: qi-2025, 时间: 4月, 名称: 象棋比赛, 届次: 2}\n";
    fs::create_dir(folder.path().join("2025")).expect("a folder");
    fs::write(folder.path().join("2025.yaml"), main).expect("a file");
    fs::write(folder.path().join("2025/活动.yaml"), part).expect("a file");
    let output = niandu(folder.path(), &["new", ".", "--from", "2025.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let new = fs::read_to_string(folder.path().join("2026/活动.yaml")).expect("the part");
    assert_eq!(new, "# 别人写的\n竞赛:\n  - {编号: qi-2026, 时间: 待填, 名称: 象棋比赛, 届次: 3}\n");
    let main = fs::read_to_string(folder.path().join("2026.yaml")).expect("the file");
    assert!(main.contains("包含: [2026/活动.yaml]"), "{main}");
}
