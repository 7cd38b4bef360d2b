//! What differs between two files: every edit of a value is found, and nothing else; and tables over ten years.

use std::collections::BTreeSet;

use niandu::diagnostic::{Diagnostics, Source};
use niandu::facts::{self, Dossier, File};
use niandu::figures::difference::{Differences, differences};
use proptest::prelude::*;
use serde_json::Value;

use crate::edit;
use crate::office::{self, niandu, said};

/// Keys of amounts and of words that any value of the same unit, or any word, can stand under.
const COUNTS: [&str; 7] = ["人数", "金额", "参加人次", "场次", "篇数", "应到", "指标"];
const WORDS: [&str; 6] = ["成效", "主题", "地点", "责任人", "措施", "目的"];

fn read(text: &str) -> File {
    facts::read(&Source::new("facts.yaml", text), &mut Diagnostics::new()).expect("the file reads")
}

fn compare(before: &str, after: &str) -> Differences {
    differences(&Dossier { previous: vec![read(before)], current: read(after), next: None })
}

/// One more than an amount as it is written: 78人 is 79人, 1.68万元 is 2.68万元.
fn more(written: &str) -> String {
    let digits: String = written.chars().take_while(char::is_ascii_digit).collect();
    let number: u64 = digits.parse().expect("an amount begins with digits");
    format!("{}{}", number + 1, &written[digits.len()..])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]
    #[test]
    fn every_edit_is_found_and_nothing_else(picks in prop::collection::vec(any::<prop::sample::Index>(), 0..12)) {
        let text = &office::samples()[0];
        let scalars: Vec<_> = edit::scalars(text)
            .into_iter()
            .filter(|scalar| {
                let written = &text[scalar.range.clone()];
                let counted = COUNTS.contains(&scalar.key.as_str()) && written.starts_with(|c: char| c.is_ascii_digit());
                counted || WORDS.contains(&scalar.key.as_str()) && !written.starts_with(['"', '|'])
            })
            .collect();
        let chosen: BTreeSet<usize> = picks.iter().map(|pick| pick.index(scalars.len())).collect();
        let news: Vec<String> = chosen
            .iter()
            .map(|at| {
                let written = &text[scalars[*at].range.clone()];
                if COUNTS.contains(&scalars[*at].key.as_str()) { more(written) } else { format!("{written}又") }
            })
            .collect();
        let changes: Vec<_> = chosen.iter().zip(&news).map(|(at, new)| (&scalars[*at], new.as_str())).collect();
        let found = compare(text, &edit::with(text, &changes));
        let pairs = |found: &Differences| -> BTreeSet<(String, String)> {
            let both = found.facts.iter().map(|fact| fact.sides.clone().map(|side| side.map(|side| side.text)));
            both.map(|[one, other]| (one.unwrap_or_default(), other.unwrap_or_default())).collect()
        };
        let wanted: BTreeSet<(String, String)> =
            changes.iter().map(|(scalar, new)| (text[scalar.range.clone()].to_owned(), (*new).to_owned())).collect();
        prop_assert_eq!(pairs(&found), wanted);
        prop_assert_eq!(found.facts.len(), chosen.len());
        // The other way round the same stands on the other side.
        let back = compare(&edit::with(text, &changes), text);
        prop_assert_eq!(back.facts.len(), found.facts.len());
        prop_assert_eq!(back.figures.len(), found.figures.len());
    }
}

#[test]
fn a_file_does_not_differ_from_itself() {
    for text in office::samples() {
        let found = compare(&text, &text);
        assert!(found.facts.is_empty() && found.figures.is_empty());
    }
}

#[test]
fn a_record_that_is_new_or_gone_is_told_whole_and_the_figures_follow() {
    let head = "年度: 2025\n层级: 校\n单位: {编号: a, 名称: {署名: 甲, 标题用名: 甲}}\n";
    let before = format!("{head}慰问:\n  - {{编号: k, 对象: 困难教职工, 人数: 5人, 金额: 5000元}}\n");
    let after = format!("{before}  - {{编号: z, 对象: 住院教职工, 人数: 3人, 金额: 1500元}}\n");
    let found = compare(&before, &after);
    let [only] = found.facts.as_slice() else { panic!("{:?}", found.facts) };
    assert_eq!((only.path.as_str(), only.section), ("z", ["慰问", "relief"]));
    assert!(only.sides[0].is_none() && only.sides[1].as_ref().is_some_and(|side| side.text == "住院教职工"));
    let figures: Vec<_> = found.figures.iter().map(|figure| (figure.path.as_str(), figure.sides.clone())).collect();
    let sides = |one: &str, two: &str| [Some(one.to_owned()), Some(two.to_owned())];
    assert_eq!(
        figures,
        [("慰问.数量", sides("1", "2")), ("慰问.人数", sides("5人", "8人")), ("慰问.金额", sides("5000元", "6500元")),]
    );
}

#[test]
fn the_same_value_in_other_words_is_told_apart() {
    let year = |year: u32, amount: &str, time: &str| {
        format!(
            "年度: {year}\n层级: 校\n单位: {{编号: a, 名称: {{署名: 甲, 标题用名: 甲}}}}\n\
             慰问:\n  - {{编号: k, 对象: 困难教职工, 时间: {time}, 人数: 5人, 金额: {amount}}}\n"
        )
    };
    let paths =
        |facts: &[niandu::figures::difference::Fact]| facts.iter().map(|fact| fact.path.clone()).collect::<Vec<_>>();
    let found = compare(&year(2024, "1.5万元", "4月"), &year(2025, "15000元", "2025年4月"));
    assert_eq!(paths(&found.rewritten), ["k.时间", "k.金额"]);
    assert!(found.facts.is_empty(), "{:?}", paths(&found.facts));
    assert!(found.figures.is_empty(), "{:?}", found.figures);
    // What is not exact, another month and two years are changes.
    let found = compare(&year(2025, "1.5万元", "2024年4月"), &year(2025, "约15000元", "2025年4月"));
    assert!(found.rewritten.is_empty());
    assert_eq!(paths(&found.facts), ["k.时间", "k.金额"]);
}

#[test]
fn a_balance_and_a_deficit_are_one_figure() {
    let year = |expense: u32| {
        format!(
            "年度: 2025\n层级: 校\n单位: {{编号: a, 名称: {{署名: 甲, 标题用名: 甲}}}}\n\
             经费:\n  收入: [{{科目: 拨款, 金额: 30000元}}]\n  支出: [{{科目: 活动, 金额: {expense}元}}]\n"
        )
    };
    let balance = |before: u32, after: u32| {
        let found = compare(&year(before), &year(after));
        let of = found.figures.iter().filter(|figure| figure.path == "经费.结余").collect::<Vec<_>>();
        let [only] = of.as_slice() else { panic!("{:?}", found.figures) };
        only.sides.clone().map(Option::unwrap_or_default)
    };
    assert_eq!(balance(27000, 36000), ["结余3000元", "超支6000元"]);
    assert_eq!(balance(36000, 32000), ["超支6000元", "超支2000元"]);
    assert_eq!(balance(27000, 28000), ["3000元", "2000元"]);
}

#[test]
fn points_have_one_form() {
    let year = |women: u32| {
        format!(
            "年度: 2025\n层级: 校\n单位: {{编号: a, 名称: {{署名: 甲, 标题用名: 甲}}}}\n\
             教职工: {{总数: 1000人, 女: {women}人}}\n"
        )
    };
    let change = |before: u32, after: u32| {
        let found = compare(&year(before), &year(after));
        format!("{:?}", found.figures.first().and_then(|figure| figure.change.clone()))
    };
    assert_eq!(change(500, 600), r#"Some(Up("10"))"#);
    assert_eq!(change(500, 513), r#"Some(Up("1.3"))"#);
    let thirds = |women: u32, all: u32| {
        format!(
            "年度: 2025\n层级: 校\n单位: {{编号: a, 名称: {{署名: 甲, 标题用名: 甲}}}}\n\
             教职工: {{总数: {all}人, 女: {women}人}}\n"
        )
    };
    let found = compare(&thirds(500, 1000), &thirds(511, 1001));
    let change =
        found.figures.iter().find(|figure| figure.path.ends_with("占比")).and_then(|figure| figure.change.clone());
    assert_eq!(format!("{change:?}"), r#"Some(Up("1"))"#);
}

#[test]
fn two_bodies_are_compared_with_a_warning_at_the_second() {
    let body = |id: &str| format!("年度: 2025\n层级: 校\n单位:\n  编号: {id}\n  名称: {{署名: 甲, 标题用名: 甲}}\n");
    let folder = office::folder(&[("a.yaml", &body("a")), ("b.yaml", &body("b"))]);
    for more in [&[][..], &["--json"]] {
        let shown = niandu(folder.path(), &[&["diff", "a.yaml", "b.yaml"], more].concat());
        assert!(
            shown.status.success() && said(&shown).contains("W313") && said(&shown).contains("b.yaml:4"),
            "{}",
            said(&shown)
        );
    }
    let same = niandu(folder.path(), &["diff", "a.yaml", "a.yaml"]);
    assert!(!said(&same).contains("W313"));
}

#[test]
fn the_program_shows_two_years_of_a_school() {
    let school = office::root().join("sample-data/qinghe-no1-primary");
    let shown = niandu(&school, &["diff", "2024.yaml", "2025.yaml"]);
    let text = String::from_utf8(shown.stdout).expect("UTF-8");
    assert!(shown.status.success(), "{text}");
    for line in ["教职工.总数", "77人 → 78人", "教职工.女.占比", "77.9% → 78.2%", "+0.3个百分点", "+7900元（+41.6%）"]
    {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let json = niandu(&school, &["diff", "2024.yaml", "2025.yaml", "--json"]);
    let json: Value = serde_json::from_slice(&json.stdout).expect("JSON");
    let facts = json["facts"].as_array().expect("facts");
    let total = facts.iter().find(|fact| fact["path"] == "教职工.总数").expect("the staff");
    assert_eq!((&total["before"]["text"], &total["after"]["text"]), (&Value::from("77人"), &Value::from("78人")));
    let line = total["after"]["line"].as_u64().expect("a line") as usize;
    let written = std::fs::read_to_string(school.join("2025.yaml")).expect("the sample");
    assert!(written.lines().nth(line - 1).is_some_and(|line| line.contains("总数: 78人")));
    let wrong = niandu(&school, &["diff", "2024.yaml", "2019.yaml"]);
    assert!(!wrong.status.success() && said(&wrong).contains("2019.yaml"), "{}", said(&wrong));
}

#[test]
fn a_table_tells_ten_years_from_the_files_beside() {
    let year = |year: i32| {
        let exhibit = if year == 2025 {
            "    图表: [{是: 历年变化, 指标: [慰问.金额], 标题: 慰问支出}]\n"
        } else {
            ""
        };
        format!(
            "年度: {year}\n层级: 校\n单位: {{编号: a, 名称: {{署名: 甲小学工会委员会, 标题用名: 甲小学工会}}}}\n文件:\n  year-end-summary:\n    日期: {year}-12-28\n{exhibit}\
             工作领域: [{{编号: fuwu, 标题: 办好关爱实事}}]\n慰问:\n  - {{领域: fuwu, 对象: 困难教职工, 人数: 5人, 金额: {}元}}\n",
            (year - 2000) * 100
        )
    };
    let files: Vec<(String, String)> = (2016..=2025).map(|at| (format!("{at}.yaml"), year(at))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = office::folder(&files);
    let made = niandu(folder.path(), &["render", "2025.yaml", "-f", "md", "-o", "out"]);
    assert!(made.status.success(), "{}", said(&made));
    let name = office::names(&folder.path().join("out")).remove(0);
    let paper = std::fs::read_to_string(folder.path().join("out").join(name)).expect("the paper");
    for at in 2016..=2025 {
        assert!(paper.contains(&format!("{at}")) && paper.contains(&((at - 2000) * 100).to_string()), "{at}\n{paper}");
    }
}

#[test]
fn a_year_in_an_id_is_no_difference() {
    let year = |year: u32, title: &str| {
        format!(
            "年度: {year}\n层级: 校\n单位: {{编号: a, 名称: {{署名: 甲, 标题用名: 甲}}}}\n工作领域: [{{编号: l, 标题: 活动}}]\n\
             活动:\n  - {{编号: sanba-{year}, 领域: l, 名称: {title}, 参加: {}人}}\n",
            year - 2000
        )
    };
    let found = compare(&year(2024, "妇女节插花"), &year(2025, "妇女节登山"));
    let of = found.facts.iter().filter(|fact| fact.section[1] == "activities").collect::<Vec<_>>();
    assert!(of.len() == 2 && of.iter().all(|fact| fact.sides.iter().all(Option::is_some)), "{of:?}");
}
