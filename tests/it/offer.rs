//! What the program offers to write with: schema and reference pages are those of the field table; a new file reads without
//! any error but 待填.
//!
//! `UPDATE_DOCS=1 cargo test --test it offer` writes schema and pages anew.

use std::fs;

use niandu::diagnostic::{Diagnostics, Language, Severity, Source};
use niandu::facts::table::{Shape, Table};
use niandu::facts::{self, reader::Read};
use niandu::figures::reference::NAMED;
use niandu::offer::{PAPERS, draft, reference, schema};
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
pub fn errors(text: &str) -> (Vec<String>, usize) {
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
fn the_papers_offered_are_those_that_the_templates_know() {
    let templates = niandu::workshop::templates(Vec::new()).expect("templates");
    let kinds: Vec<_> = templates.kinds().collect();
    assert_eq!(kinds.len(), PAPERS.len());
    for ((kind, manifest), (name, names)) in kinds.into_iter().zip(PAPERS) {
        assert_eq!(kind, name);
        assert_eq!(names.len(), manifest.aliases.len() + 1, "{names:?}");
        assert!(names.iter().all(|name| manifest.answers_to(kind, name)), "{names:?}");
    }
}

#[test]
fn the_keys_that_all_records_have_are_told_once_and_no_kind_is_written_out_twice() {
    let text = draft::draft("year", "2026", "niandu.zh.json", Language::Chinese);
    for once in ["成效:", "照片:", "核实:", "包含:", "参赛规模:", "# 竞赛: [{名称: 待填}]"] {
        assert_eq!(text.matches(once).count(), 1, "{once}");
    }
    for there in ["入会率:", "建会率:", "出席率:", "请假:", "奖项总数:", "收入合计:", "年度工作总结:", "2026-12-26"]
    {
        assert!(text.contains(there), "{there}");
    }
    for gone in ["2025-", "organisation", "# 校务公开；", "全县、", "下面的“"] {
        assert!(!text.replace("2025-10", "").contains(gone), "{gone}");
    }
    let doubled =
        text.lines().find(|line| line.matches('如').count() > 1 && !line.contains("如下") && !line.starts_with("##"));
    assert_eq!(doubled, None);
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
        计划时期: 2025\n计划: [{编号: pa, 事项: 甲, 进展: 完成}, {编号: pb, 事项: 乙, 进展: 部分完成}, {编号: pc, 事项: 丙, 进展: 未完成}]\n\
        工作领域:\n  - 编号: wenti\n    标题: 文体\n    条目:\n      - 编号: a\n        标题: 甲\n        正文: |\n";
    for figure in NAMED.iter().filter(|figure| !crate::years::OF_OTHER_YEARS.contains(&figure.names[0])) {
        for example in figure.example {
            let made = office::make(&format!("{facts}          共{{{{ {example} }}}}。\n"));
            assert!(!made.problems.has_errors(), "{example}: {}", made.said());
        }
    }
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
fn a_rolled_file_that_contradicts_itself_is_not_written() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let last = office::root().join("sample-data/qinghe-county/2025.yaml");
    let last = last.to_string_lossy();
    // The union was founded in 1956: a file for 1950 cannot be sound.
    let output = niandu(folder.path(), &["new", "back", "--from", &last, "--year", "1950"]);
    assert_eq!(output.status.code(), Some(1));
    let told = said(&output);
    assert!(told.contains("E068") && told.contains("E100"), "{told}");
    assert!(!folder.path().join("back").join("1950.yaml").exists());
}
