//! Papers and references over several years: the change on last year against a computation of its own, sums over a term
//! against the sums of its files, and the files that lie beside the one that is told.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use niandu::diagnostic::{Diagnostics, Source};
use niandu::document::compose::{compose, papers};
use niandu::facts::amount::Sum;
use niandu::facts::{self, Dossier, File};
use niandu::figures::change::{self as change_of, Change, Measured};
use niandu::figures::reference::{Found, NAMED};
use niandu::figures::{self, Figures};
use proptest::prelude::*;

use crate::office::{self, niandu, said};
use crate::{edit, laws};

/// The names of figures whose examples need files of several years; those of all others are tried without.
pub const OF_OTHER_YEARS: [&str; 6] = ["上年", "2023", "任期", "比上年", "增减", "增幅"];

/// The head of a facts file.
fn head(year: i32, documents: &str) -> String {
    format!(
        "年度: {year}\n层级: 校\n单位: {{编号: a, 名称: {{署名: 星桥县第三小学工会委员会, 标题用名: 星桥县第三小学工会}}}}\n文件: {{{documents}}}\n"
    )
}

fn read(text: &str) -> File {
    let mut problems = Diagnostics::new();
    let file = facts::read(&Source::new("facts.yaml", text), &mut problems);
    file.unwrap_or_else(|| panic!("{text}\n{:?}", problems.sorted().iter().map(|p| &p.message.zh).collect::<Vec<_>>()))
}

fn path(text: &str) -> Vec<String> {
    text.split('.').map(str::to_owned).collect()
}

fn change(before: &str, now: &str, of: &str) -> Option<Change> {
    let files = [(2024, before), (2025, now)].map(|(year, facts)| read(&(head(year, "") + facts)));
    let [before, now] = files;
    let dossier = Dossier { current: now, previous: vec![before], next: None };
    figures::derive(&dossier).change(&path(of)).ok()
}

/// Tenths of a percent, half up, in whole numbers: none of the arithmetic of the program.
fn tenths(part: i128, whole: i128) -> (i128, bool) {
    ((part * 2000 + whole) / (whole * 2), part * 1000 % whole == 0)
}

/// An amount of money as it is printed, in 分.
fn fen(printed: &str) -> i128 {
    let (number, size) = match printed.strip_suffix("万元") {
        Some(number) => (number, 1_000_000),
        None => (printed.strip_suffix('元').expect("money"), 100),
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let part: i128 = format!("{part:0<6}").parse().expect("decimals");
    whole.parse::<i128>().expect("a number") * size + part * size / 1_000_000
}

fn percent(part: i128, whole: i128) -> String {
    let (tenths, exact) = tenths(part, whole);
    if exact && tenths % 10 == 0 { format!("{}%", tenths / 10) } else { format!("{}.{}%", tenths / 10, tenths % 10) }
}

proptest! {
    #[test]
    fn a_change_is_what_a_calculator_finds(before in 0_i128..3000, now in 0_i128..3000) {
        let facts = |number| format!("教职工: {{总数: 9000人, 会员: {number}人}}\n");
        let found = change(&facts(before), &facts(now), "教职工.会员").expect("exact figures compare");
        let by = (now - before).abs();
        match found {
            Change::Same => prop_assert_eq!(by, 0),
            Change::New => prop_assert!(before == 0 && now > 0),
            Change::Gone(was) => { prop_assert!(now == 0); prop_assert_eq!(was, format!("{before}人")); }
            Change::More(Some(found)) | Change::Less(Some(found)) => {
                prop_assert!(before > 0 && now > 0);
                prop_assert_eq!(found.amount, format!("{by}人"));
                // A growth that is not nothing never prints as 0.0%, nor one that is not the whole as 100.0%.
                let plain = percent(by, before);
                if !["0.0%", "100.0%"].contains(&plain.as_str()) {
                    prop_assert_eq!(found.percent, plain);
                }
            }
            other => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn money_changes_to_the_last_fen(before in 0_i128..1_000_000, now in 0_i128..1_000_000, wide in any::<bool>()) {
        // In 元 with two decimals, or in 万元 with as many: a unit is a hundred of what is counted here.
        let unit = if wide { "万元" } else { "元" };
        let facts = |fen: i128| format!("工作领域: [{{编号: b, 标题: 关爱}}]\n慰问: [{{编号: k, 领域: b, 时间: 春节前, 对象: 困难教职工, 金额: {}.{:02}{unit}}}]\n", fen / 100, fen % 100);
        let found = change(&facts(before), &facts(now), "k.金额").expect("exact figures compare");
        let (by, rose) = ((now - before).abs(), now > before);
        match found {
            Change::Same => prop_assert_eq!(by, 0),
            Change::New => prop_assert!(before == 0 && now > 0),
            Change::Gone(_) => prop_assert!(now == 0 && before > 0),
            Change::More(Some(ref found)) | Change::Less(Some(ref found)) => {
                prop_assert_eq!(rose, matches!(change(&facts(before), &facts(now), "k.金额"), Some(Change::More(_))));
                prop_assert_eq!(fen(&found.amount), if wide { by * 10_000 } else { by }, "{}", found.amount);
                let plain = percent(by, before);
                if !["0.0%", "100.0%"].contains(&plain.as_str()) {
                    prop_assert_eq!(&found.percent, &plain);
                }
            }
            other => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn a_deficit_has_a_direction_and_no_percentage(before in -500_i64..500, now in -500_i64..500) {
        let measured = |value: i64| Measured::of(Sum::exact(value), "元");
        let found = change_of::change(&measured(now), &measured(before)).expect("they count the same");
        match found {
            Change::Same => prop_assert_eq!(now, before),
            Change::More(by) => { prop_assert!(now > before); prop_assert_eq!(by.is_none(), before < 0 || now < 0); }
            Change::Less(by) => { prop_assert!(now < before); prop_assert_eq!(by.is_none(), before < 0 || now < 0); }
            Change::New => prop_assert!(before == 0 && now > 0),
            Change::Gone(_) => prop_assert!(now == 0 && before > 0),
            other => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn a_rate_changes_by_points(whole in 1_i128..500, before in 0_i128..500, now in 0_i128..500) {
        let (before, now) = (before.min(whole), now.min(whole));
        let facts = |number| format!("教职工: {{总数: {whole}人, 女: {number}人}}\n");
        let found = change(&facts(before), &facts(now), "教职工.女.占比").expect("rates compare");
        let expected = percent((now - before).abs(), whole);
        match found {
            Change::Same => prop_assert_eq!(now, before),
            Change::Up(ref points) | Change::Down(ref points) => {
                prop_assert_eq!(now > before, matches!(found, Change::Up(_)));
                // One decimal unless it is exact at fewer; what is not nothing never prints as 0.0.
                let value = |text: &str| text.trim_end_matches('%').parse::<f64>().expect("a number");
                prop_assert!(value(points) == value(&expected) || expected == "0.0%", "{points} {expected}");
            }
            other => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn a_sum_over_a_term_is_the_sum_of_its_files(money in prop::collection::vec(0_i64..100_000, 2..6), persons in prop::collection::vec(1_i64..40, 6)) {
        let last = 2025;
        let first = last + 1 - i32::try_from(money.len()).expect("few years");
        let file = |at: usize| {
            let year = first + i32::try_from(at).expect("few years");
            let documents = if year == last { format!("congress-report: {{日期: 2025-12-28, 时期: {first}年 .. {last}年}}") } else { String::new() };
            read(&(head(year, &documents) + &format!("工作领域: [{{编号: b, 标题: 关爱}}]\n慰问: [{{编号: k{year}, 领域: b, 时间: 春节前, 对象: 困难教职工, 人数: {}人, 金额: {}元}}]\n", persons[at], money[at])))
        };
        let mut previous: Vec<File> = (0..money.len()).map(file).collect();
        let current = previous.pop().expect("a file");
        previous.reverse();
        let dossier = Dossier { current, previous, next: None };
        let figures = figures::derive(&dossier);
        let sum = |of: &str| match figures.find(&path(of)) {
            Ok(Found::Sum(sum, unit)) => (sum.value, unit),
            _ => panic!("{of}"),
        };
        prop_assert_eq!(sum("任期.慰问.金额"), (money.iter().sum::<i64>().into(), "元".to_owned()));
        let all: i64 = persons.iter().take(money.len()).sum();
        prop_assert_eq!(sum("term.relief.persons"), (all.into(), "人次".to_owned()));
        prop_assert_eq!(sum("任期.k2025.金额"), sum("任期.慰问.金额"));
        prop_assert_eq!(sum("任期.慰问.数量").0, money.len().into());
    }
}

#[test]
fn the_references_of_the_pages_to_other_years_lead_somewhere() {
    let file = |year: i32| {
        let documents =
            if year == 2025 { "congress-report: {日期: 2025-12-28, 时期: 2023年 .. 2025年}" } else { "" };
        let members = year - 1960;
        read(&(head(year, documents) + AREA + &format!("教职工: {{总数: 90人, 会员: {members}人}}\n")))
    };
    let dossier = Dossier { current: file(2025), previous: vec![file(2024), file(2023)], next: None };
    let figures = figures::derive(&dossier);
    let mut tried = 0;
    for figure in NAMED.iter().filter(|figure| OF_OTHER_YEARS.contains(&figure.names[0])) {
        for example in figure.example {
            assert!(figures.find(&path(example)).is_ok(), "{example}");
            tried += 1;
        }
    }
    assert_eq!(tried, 2 * OF_OTHER_YEARS.len());
}

/// Files of a case in order, the current one last.
fn case(name: &str) -> Vec<File> {
    let folder = office::root().join("tests/cases/documents").join(name);
    let mut names = office::names(&folder);
    names.retain(|name| name.ends_with(".yaml"));
    names.iter().map(|name| read(&fs::read_to_string(folder.join(name)).expect("a file"))).collect()
}

#[test]
fn every_sum_of_the_five_year_report_is_the_sum_of_its_files() {
    let mut files = case("term-report-over-five-years");
    let paper =
        fs::read_to_string(office::root().join("tests/cases/documents/term-report-over-five-years/expected.md"))
            .expect("the paper");
    assert_eq!(files.len(), 5);
    let total = |pick: &dyn Fn(&File) -> rust_decimal::Decimal| files.iter().map(pick).sum::<rust_decimal::Decimal>();
    let wan = |sum: rust_decimal::Decimal| format!("{}万元", (sum / rust_decimal::Decimal::from(10_000)).normalize());
    let value = |amount: &Option<facts::amount::Amount>| amount.as_ref().expect("an amount").sum.value;
    let relief = |at: usize| total(&|file| value(&file.facts.relief[at].amount));
    let helped = |at: usize| total(&|file| value(&file.facts.relief[at].persons));
    for expected in [
        format!(
            "走访慰问困难教职工{}人次、帮扶患大病的教职工{}人次，分别送去慰问金{}和{}",
            helped(0),
            helped(1),
            wan(relief(0)),
            wan(relief(1))
        ),
        format!("以上慰问共支出{}", wan(relief(0) + relief(1))),
        format!(
            "五年共{}人次捐款{}",
            total(&|f| value(&f.facts.donations[0].persons)),
            wan(total(&|f| value(&f.facts.donations[0].amount)))
        ),
        format!(
            "五年共开展工会干部培训{}期，{}人次参加",
            total(&|f| value(&f.facts.training[0].sessions)),
            total(&|f| value(&f.facts.training[0].attendance))
        ),
        format!(
            "新增{}个，到2025年末累计{}个",
            total(&|f| value(&f.facts.homes[0].new)),
            value(&files[4].facts.homes[0].total)
        ),
    ] {
        assert!(paper.contains(&expected), "{expected}\n{paper}");
    }
    // Each year's part of the relief stands with its year.
    for (year, file) in (2021..).zip(&files) {
        let sum: rust_decimal::Decimal = file.facts.relief.iter().map(|relief| value(&relief.amount)).sum();
        let expected = format!("{year}年{}", wan(sum));
        assert!(paper.contains(&expected), "{expected}");
    }
    // One number changed in one file changes the paper.
    let before = composed(&files);
    files[1].facts.relief[0].amount.as_mut().expect("an amount").sum.value += rust_decimal::Decimal::from(100);
    assert_ne!(before, composed(&files));
}

fn composed(files: &[File]) -> Vec<String> {
    let templates = &office::workshop().templates;
    let manifest = templates.manifest("term-report").expect("the kind");
    let (current, previous) = files.split_last().expect("files");
    let dossier = Dossier { current: current.clone(), previous: previous.iter().rev().cloned().collect(), next: None };
    let figures: Figures<'_> = figures::derive(&dossier);
    let entry = papers(figures, "term-report", manifest).into_iter().next();
    let document = compose(figures, "term-report", manifest, entry, templates, None).document.expect("a paper");
    document.texts().into_iter().map(str::to_owned).collect()
}

/// The three sample years of a school, the last first.
fn sample_years() -> Vec<String> {
    let folder = office::root().join("sample-data/qinghe-no1-primary");
    let read = |year: i32| office::alone(&fs::read_to_string(folder.join(format!("{year}.yaml"))).expect("a sample"));
    [2025, 2024, 2023].map(read).to_vec()
}

/// What composing the report of the term says with these files: the texts, or the codes of the errors.
fn report(texts: &[String], kind: &str) -> Result<Vec<String>, Vec<&'static str>> {
    let mut problems = Diagnostics::new();
    let mut files: Vec<File> =
        texts.iter().filter_map(|text| facts::read(&Source::new("facts.yaml", text.as_str()), &mut problems)).collect();
    if files.len() < texts.len() || problems.has_errors() {
        return Err(problems.sorted().iter().map(|problem| problem.code).collect());
    }
    let dossier = Dossier { current: files.remove(0), previous: files, next: None };
    let figures = figures::derive(&dossier);
    let templates = &office::workshop().templates;
    let manifest = templates.manifest(kind).expect("the kind");
    let entry = papers(figures, kind, manifest).into_iter().next();
    let composed = compose(figures, kind, manifest, entry, templates, None);
    let codes = composed.problems.sorted().iter().map(|problem| problem.code).collect();
    composed.document.ok_or(codes).map(|document| document.texts().into_iter().map(str::to_owned).collect())
}

/// Without any single record of any of the years the report reads well, or something is said.
#[test]
fn any_record_of_any_year_may_be_missing_from_the_report() {
    let samples = sample_years();
    let mut written = 0;
    let mut refused: BTreeMap<&str, usize> = BTreeMap::new();
    for at in 0..samples.len() {
        for record in edit::entries(&samples[at]) {
            let mut texts = samples.clone();
            texts[at] = edit::without(&samples[at], std::slice::from_ref(&record));
            match report(&texts, "congress-report") {
                Ok(paper) => {
                    let faults: Vec<_> = paper.iter().filter_map(|text| laws::fault(text)).collect();
                    assert!(faults.is_empty(), "without {}: {faults:?}", &samples[at][record]);
                    written += 1;
                }
                Err(codes) => {
                    assert!(!codes.is_empty(), "without {}", &samples[at][record]);
                    codes.into_iter().for_each(|code| *refused.entry(code).or_default() += 1);
                }
            }
        }
    }
    // What others name, a topic among them, what must be there and the entry of the paper itself are missed; nothing else is in the way.
    let expected = ["E023", "E035", "E042", "E043", "E044", "E051", "E190", "E191"];
    assert!(written > 120 && refused.keys().all(|code| expected.contains(code)), "{written} written, {refused:?}");
}

/// Every sentence of the report that has a figure of one year only says which year it is.
#[test]
fn what_only_one_year_did_says_the_year() {
    let paper = report(&sample_years(), "congress-report").expect("a paper").join("\n");
    for (year, matter) in [
        ("2023年，", "教职工诗歌朗诵会，46人参加"),
        ("2024年，", "从教三十年教师座谈会，26人参加"),
        ("2024年", "获团体第五名，2025年获团体第三名"),
        ("由2023年的93.4%", "提高到2025年的97.4%"),
    ] {
        let at = paper.find(matter).unwrap_or_else(|| panic!("{matter} in {paper}"));
        let before = paper[..at].rfind(year).unwrap_or_else(|| panic!("{year} before {matter}"));
        assert!(!paper[before..at].contains('。'), "{matter}");
    }
}

/// Writes files into a folder.
fn write(folder: &Path, files: &[(&str, String)]) {
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("a file is written");
    }
}

const AREA: &str =
    "工作领域: [{编号: b, 标题: 关爱}]\n慰问: [{领域: b, 时间: 春节前, 对象: 困难教职工, 人数: 3人, 金额: 900元}]\n";

#[test]
fn last_years_file_is_found_beside_this_years_and_no_paper_is_written_for_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let now = head(2025, "year-end-summary: {日期: 2025-12-26}") + AREA + "体会: [\"慰问金{{ 慰问.金额.比上年 }}\"]\n";
    let before = head(2024, "") + &AREA.replace("900元", "600元");
    let other = (head(2024, "") + AREA).replace("编号: a,", "编号: ab,");
    write(
        folder.path(),
        &[("2025.yaml", now), ("x.yaml", before.clone()), ("other.yaml", other), ("bad.yaml", "编号: a, [".to_owned())],
    );
    let output = niandu(folder.path(), &["render", "2025.yaml", "-f", "md"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let written = office::names(&folder.path().join("out"));
    assert_eq!(written, ["星桥县第三小学工会2025年工作总结.md"]);
    let paper = fs::read_to_string(folder.path().join("out").join(&written[0])).expect("the paper");
    assert!(paper.contains("慰问金比上年增加300元，增长50%"), "{paper}");
    // Checking finds it, too.
    assert_eq!(niandu(folder.path(), &["check", "2025.yaml"]).status.code(), Some(0));
    // Of two files of one year nobody knows which is meant.
    write(folder.path(), &[("y.yaml", before)]);
    let output = niandu(folder.path(), &["render", "2025.yaml", "-f", "md"]);
    assert!(said(&output).contains("E034"), "{}", said(&output));
}
