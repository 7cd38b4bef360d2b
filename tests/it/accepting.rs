//! Proposals accepted in place: nothing of the file changes but their marks.

use std::fs;

use proptest::prelude::*;

use niandu::diagnostic::Source;
use niandu::offer::roll::apply;
use niandu::plan::accept::accept;

use crate::office::{self, niandu, said};

/// A record of a list as a person may have written it.
#[derive(Debug, Clone)]
struct Written {
    proposal: bool,
    /// Whether it is written in brackets.
    flow: bool,
    /// Where the mark stands among the keys.
    at: usize,
    /// How its ids are written: a word, a list, a list of lines.
    stems: usize,
    above: bool,
    beside: bool,
    blank: bool,
}

fn written() -> impl Strategy<Value = Written> {
    (any::<bool>(), any::<bool>(), 0..3_usize, 0..3_usize, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(proposal, flow, at, stems, above, beside, blank)| Written { proposal, flow, at, stems, above, beside, blank },
    )
}

/// The text of a list of records; `mark` gives the key of the mark of each, none where it has gone.
fn list(
    records: &[Written],
    pairs: &dyn Fn(usize) -> Vec<String>,
    indent: &str,
    mark: &dyn Fn(usize) -> Option<(&'static str, bool)>,
) -> String {
    let mut text = String::new();
    for (number, one) in records.iter().enumerate() {
        if one.above {
            text += &format!("{indent}# 第{number}项 上面的话\n");
        }
        let mut keys: Vec<(String, bool)> = pairs(number).into_iter().map(|pair| (pair, false)).collect();
        let at = one.at.min(keys.len());
        if one.proposal {
            let stems = if one.flow { one.stems % 2 } else { one.stems };
            if let Some((mark, whole)) = mark(number) {
                let value = match stems {
                    _ if whole => " jiu-2025".to_owned(),
                    0 => " jiu-2025".to_owned(),
                    1 => " [jiu-2025, \"b 2\"]".to_owned(),
                    _ => format!("\n{indent}    - jiu-2025\n{indent}    - b"),
                };
                keys.insert(at, (format!("{mark}:{value}"), true));
            } else if one.beside && !one.flow {
                keys.insert(at, (String::new(), true));
            }
        }
        if one.flow {
            let all: Vec<&str> = keys.iter().map(|(pair, _)| pair.as_str()).collect();
            text += &format!("{indent}- {{{}}}{}\n", all.join(", "), if one.beside { "  # 旁注" } else { "" });
        } else {
            for (place, (pair, marked)) in keys.iter().enumerate() {
                let noted = *marked && one.beside;
                let gone = pair.is_empty();
                let blanks = match (noted, gone) {
                    (true, true) => "# 旁注",
                    (true, false) => "  # 旁注",
                    _ => "",
                };
                text += &format!("{indent}{}{pair}{blanks}\n", if place == 0 { "- " } else { "  " });
            }
        }
        if one.blank {
            text += "\n";
        }
    }
    text
}

/// A file with a plan and a budget; those of `taken` are accepted.
fn file(
    items: &[Written],
    lines: &[Written],
    english: bool,
    crlf: bool,
    taken: &dyn Fn(bool, usize) -> bool,
) -> String {
    let key = |zh: &'static str, en: &'static str| if english { en } else { zh };
    let pairs = |number: usize| {
        vec![format!("{}: shi-{number}", key("编号", "id")), format!("{}: 办好第{number}件事", key("事项", "title"))]
    };
    let mark = |number| Some((if taken(true, number) { key("出自", "from") } else { key("提议", "proposed") }, false));
    let money = |number: usize| {
        vec![format!("{}: 科目{number}", key("科目", "item")), format!("{}: {number}万元", key("金额", "amount"))]
    };
    let line = |number| (!taken(false, number)).then(|| (key("提议", "proposed"), true));
    let mut text = "# 明年\n年度: 2026\n\n单位: {编号: a, 名称: {署名: 甲, 标题用名: 甲}}  # 我们\n".to_owned();
    if !items.is_empty() {
        text += &format!("{}:  # 计划\n{}", key("计划", "plan"), list(items, &pairs, "  ", &mark));
    }
    if !lines.is_empty() {
        text += &format!(
            "{}:\n  {}:\n{}",
            key("经费", "finance"),
            key("预算", "budget"),
            list(lines, &money, "    ", &line)
        );
    }
    text += "# 完\n";
    if crlf { text.replace('\n', "\r\n") } else { text }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn accepting_changes_nothing_but_the_marks(
        items in prop::collection::vec(written(), 0..6),
        lines in prop::collection::vec(written(), 0..4),
        chosen in prop::collection::vec(any::<bool>(), 12),
        all in any::<bool>(), english in any::<bool>(), crlf in any::<bool>(),
    ) {
        let wanted = |plan: bool, number: usize| {
            let (list, from) = if plan { (&items, 0) } else { (&lines, 6) };
            list.get(number).is_some_and(|one| one.proposal) && (all || chosen[from + number])
        };
        let before = file(&items, &lines, english, crlf, &|_, _| false);
        let after = file(&items, &lines, english, crlf, &wanted);
        let mut ids: Vec<String> = (0..items.len()).filter(|at| wanted(true, *at)).map(|at| format!("shi-{at}")).collect();
        ids.extend((0..lines.len()).filter(|at| wanted(false, *at)).map(|at| format!("科目{at}")));
        let source = Source::new("2026.yaml", before.as_str());
        // Without an id all are meant, which is tried where all are chosen.
        if ids.is_empty() && !all {
            return Ok(());
        }
        let named: &[String] = if all { &[] } else { &ids };
        let accepted = accept(&source, named).map_err(|problems| TestCaseError::fail(format!("{problems:?}\n{before}")))?;
        prop_assert_eq!(apply(&before, &accepted.edits), after, "of\n{}", before);
        prop_assert_eq!(accepted.ids.len(), ids.len());
        let proposals = items.iter().chain(&lines).filter(|one| one.proposal).count();
        prop_assert_eq!(accepted.left, proposals - ids.len());
    }
}

const HEAD: &str = "年度: 2026\n单位:\n  编号: a\n  名称: {署名: 甲, 标题用名: 甲}\n";

/// What accepting these ids of a text says, by code and line, or the text that it makes.
fn tried(text: &str, ids: &[&str]) -> Result<String, Vec<(&'static str, usize)>> {
    let source = Source::new("2026.yaml", text);
    let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    match accept(&source, &ids) {
        Ok(accepted) => Ok(apply(text, &accepted.edits)),
        Err(problems) => Err(problems
            .sorted()
            .iter()
            .map(|problem| (problem.code, problem.place.as_ref().map_or(0, |(s, at)| s.line(at.range().start))))
            .collect()),
    }
}

#[test]
fn comments_within_a_line_of_the_budget_stay() {
    for (line, after) in [
        ("- {科目: 甲, 金额: 1元, 提议: 乙}  # 注", "- {科目: 甲, 金额: 1元}  # 注"),
        ("- {提议: 乙, 科目: 甲, 金额: 1元}", "- {科目: 甲, 金额: 1元}"),
        ("- {科目: 甲,  # 注\n       提议: 乙,\n       金额: 1元}", "- {科目: 甲,  # 注\n       金额: 1元}"),
        ("- {科目: 甲,\n       提议: 乙,  # 注\n       金额: 1元}", "- {科目: 甲,\n         # 注\n       金额: 1元}"),
        ("- {科目: 甲, 金额: 1元,  # 注\n       提议: 乙}", "- {科目: 甲, 金额: 1元,  # 注\n       }"),
        (
            "- 科目: 甲\n      提议:\n        # 注\n        乙\n      金额: 1元",
            "- 科目: 甲\n      \n        # 注\n        \n      金额: 1元",
        ),
    ] {
        let text = format!("{HEAD}经费:\n  预算:\n    {line}\n");
        assert_eq!(tried(&text, &["甲"]), Ok(format!("{HEAD}经费:\n  预算:\n    {after}\n")));
    }
}

/// E346, E347, E348, E349: all or nothing, each told where it stands.
#[test]
fn what_cannot_be_accepted_is_told_and_nothing_is_changed() {
    let plan = "计划:\n  - {编号: a-1, 事项: 甲, 提议: x}\n  - {编号: a-2, 事项: 乙, 出自: x}\n";
    let text = format!("{HEAD}{plan}");
    assert_eq!(tried(&text, &["a-1", "a-3"]), Err(vec![("E346", 1)]));
    assert_eq!(tried(&text, &["a-2", "a-1"]), Err(vec![("E347", 7)]));
    assert!(tried(&text, &["a-1"]).is_ok());
    let both = format!("{HEAD}计划:\n  - {{编号: a-1, 事项: 甲, 提议: x, 出自: y}}\n");
    assert_eq!(tried(&both, &[]), Err(vec![("E349", 6)]));
    let alias = format!("{HEAD}计划:\n  - &a {{编号: a-1, 事项: 甲, 提议: x}}\n  - *a\n");
    assert_eq!(tried(&alias, &[]), Err(vec![("E348", 6)]));
    assert_eq!(tried("年度: [2026\n", &[]).map_err(|all| all.len()), Err(1));
}

#[test]
fn a_file_is_refused_until_its_proposals_are_accepted() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = office::samples()[0].replacen(
        "\n计划:\n",
        "\n计划:\n  - {编号: xin, 领域: wenti, 事项: 新办的事, 提议: [tiaosheng-2024]}\n",
        1,
    );
    assert!(text.contains("编号: xin"));
    let before = fs::read_to_string(office::root().join("sample-data/qinghe-no1-primary/2024.yaml")).expect("a sample");
    fs::write(folder.path().join("2024.yaml"), &before).expect("a file");
    let path = folder.path().join("2025.yaml");
    fs::write(&path, format!("\u{feff}{}", text.replace('\n', "\r\n"))).expect("a file");
    let output = niandu(folder.path(), &["check", "2025.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stdout).into_owned() + &said(&output);
    assert_eq!(told.matches("E345").count(), 1, "{told}");
    let line = before.lines().position(|line| line.contains("编号: tiaosheng-2024")).expect("the record") + 1;
    assert!(told.contains(&format!("tiaosheng-2024（2024.yaml 第{line}行）")), "{told}");
    let output = niandu(folder.path(), &["plan", "--accept", "2025.yaml", "xn"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("E346") && said(&output).contains("xin"), "{}", said(&output));
    let output = niandu(folder.path(), &["plan", "--accept", "2025.yaml", "xin"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let new = fs::read_to_string(&path).expect("the file");
    let expected = text.replacen("提议: [tiaosheng-2024]", "出自: [tiaosheng-2024]", 1).replace('\n', "\r\n");
    assert_eq!(new, format!("\u{feff}{expected}"));
    let output = niandu(folder.path(), &["check", "2025.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let output = niandu(folder.path(), &["plan", "--accept", "2025.yaml"]);
    assert!(output.status.success() && String::from_utf8_lossy(&output.stdout).contains("没有提议"));
}

#[test]
fn an_included_file_is_changed_in_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("parts")).expect("a folder");
    fs::write(folder.path().join("2026.yaml"), format!("{HEAD}包含: [parts/jihua.yaml]\n")).expect("a file");
    fs::write(folder.path().join("parts/jihua.yaml"), "# 计划\n计划:\n  - {编号: p, 事项: 甲, 提议: x}")
        .expect("a file");
    let output = niandu(folder.path(), &["plan", "--accept", "2026.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let part = fs::read_to_string(folder.path().join("parts/jihua.yaml")).expect("the part");
    assert_eq!(part, "# 计划\n计划:\n  - {编号: p, 事项: 甲, 出自: x}");
}
