//! The days of a plan as an iCalendar file, read back by a parser that knows nothing of us.

use std::fs;

use icalendar::{Calendar, Component, EventLike};
use proptest::prelude::*;

use niandu::diagnostic::{Diagnostics, Source};
use niandu::publish::Format;
use niandu::report::{self, Order, Outcome};

use crate::office::{self, niandu, said};

fn made(text: &str, kinds: &[&str], formats: &[Format]) -> Outcome {
    let source = Source::new("facts.yaml", text);
    let (dossier, problems) = report::dossier(&source, Diagnostics::new(), &[], None);
    let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
    let order = Order { kinds, formats: formats.to_vec(), ..Order::default() };
    let dossier = dossier.unwrap_or_else(|| panic!("{problems:?}"));
    report::make(&dossier, problems, &order, office::workshop())
}

/// The calendar of the plan of a facts file, as text.
fn ics(text: &str, kind: &str) -> (String, (usize, usize)) {
    let outcome = made(text, &[kind], &[Format::Calendar]);
    let codes: Vec<_> =
        outcome.problems.sorted().iter().map(|problem| (problem.code, problem.message.zh.clone())).collect();
    let [paper] = outcome.papers.as_slice() else { panic!("{codes:?}\n{text}") };
    let bytes = paper.publications[0].bytes.clone();
    (String::from_utf8(bytes).expect("UTF-8"), paper.days.expect("a plan"))
}

/// What a calendar says of an event: its name, title, first day and the day behind the last.
fn events(text: &str) -> Vec<[String; 4]> {
    let calendar: Calendar = text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"));
    let value = |event: &icalendar::Event, key: &str| event.property_value(key).unwrap_or_default().to_owned();
    calendar.events().map(|event| ["UID", "SUMMARY", "DTSTART", "DTEND"].map(|key| value(event, key))).collect()
}

fn facts(items: &str) -> String {
    format!(
        "年度: 2026\n计划时期: 2026\n单位:\n  编号: qinghe-1\n  名称: {{署名: 甲会, 标题用名: 甲会, 自称: 我会}}\n文件:\n  work-plan: {{日期: 2026-01-08}}\n  monthly-plan: {{日期: 2026-01-08}}\n工作领域:\n  - {{编号: l, 标题: 办好活动, 条目: []}}\n计划:\n{items}"
    )
}

#[test]
fn times_become_days_and_nothing_is_made_up() {
    let items = "  - {编号: a, 领域: l, 事项: 跳绳比赛, 时间: 2026-04-17, 措施: \"“以小组为单位；人人参加, 不落一人”\", 责任人: 文体委员}\n\
        \x20 - {编号: b, 领域: l, 事项: 体检, 时间: 10月, 指标: 78人}\n\
        \x20 - {编号: c, 领域: l, 事项: 读书节, 时间: 4月至6月}\n\
        \x20 - {编号: d, 领域: l, 事项: 看望困难教职工, 时间: 春节前}\n\
        \x20 - {编号: e, 领域: l, 事项: 送清凉, 时间: 3月、9月}\n\
        \x20 - {编号: f, 领域: l, 事项: 新年联欢会, 时间: 次年1月}\n\
        \x20 - {编号: g, 领域: l, 事项: 集中学习, 频次: 每月一次}\n\
        \x20 - {编号: h, 领域: l, 事项: 看望住院教职工, 时间: 全年}\n\
        \x20 - {编号: i, 领域: l, 事项: 庆祝妇女节, 时间: “三八”节前}\n";
    let (text, counts) = ics(&facts(items), "work-plan");
    assert_eq!(counts, (8, 2));
    let uid = |id: &str| format!("{id}.20260101-20261231@qinghe-1");
    let expected = [
        ("a", "跳绳比赛", "20260417", "20260418"),
        ("b", "体检", "20261001", "20261101"),
        ("c", "读书节", "20260401", "20260701"),
        ("d", "看望困难教职工（春节前）", "20260117", "20260217"),
        ("e-1", "送清凉", "20260301", "20260401"),
        ("e-2", "送清凉", "20260901", "20261001"),
        ("f", "新年联欢会", "20270101", "20270201"),
        ("i", "庆祝妇女节（“三八”节前）", "20260301", "20260308"),
    ];
    let expected: Vec<[String; 4]> =
        expected.iter().map(|(id, title, from, to)| [uid(id), (*title).into(), (*from).into(), (*to).into()]).collect();
    assert_eq!(events(&text), expected);
    let calendar: Calendar = text.parse().expect("a calendar");
    let first = calendar.events().next().expect("an event");
    assert_eq!(first.get_description(), Some("措施：“以小组为单位；人人参加, 不落一人”\n责任人：文体委员"));
    assert_eq!(first.get_categories(), Some(vec!["办好活动".to_owned()]));
    assert_eq!(first.property_value("DTSTAMP"), Some("20260108T000000Z"), "the paper's date, not the clock");
    assert_eq!(calendar.property_value("X-WR-CALNAME"), Some("甲会2026年工作计划"));
    // RFC 5545 3.1: lines end in CRLF and have no more than 75 bytes.
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    // The same plan month by month has the same events, so that a calendar does not hold them twice.
    assert_eq!(events(&ics(&facts(items), "monthly-plan").0), expected);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn every_item_with_a_time_is_in_it_once_with_its_words(
        items in prop::collection::vec((0..7_usize, "[一-龥]{1,40}", prop::option::of("[一-龥，；a-z, ;:]{1,90}")), 1..9)
    ) {
        const TIMES: [(&str, bool); 7] = [
            ("时间: 2026-03-05", true),
            ("时间: 4月", true),
            ("时间: 5月至7月", true),
            ("时间: 教师节前", true),
            ("时间: 下半年", true),
            ("频次: 每季度一次", false),
            ("时间: 全年", false),
        ];
        let mut text = String::new();
        let mut wanted = Vec::new();
        for (number, (time, words, measure)) in items.iter().enumerate() {
            let (time, dated) = TIMES[*time];
            let more = measure.as_ref().map(|words| format!(", 措施: \"办{words}好\"")).unwrap_or_default();
            text += &format!("  - {{编号: shi-{number}, 领域: l, 事项: 办第{number}件{words}事, {time}{more}}}\n");
            if dated {
                wanted.push((number, format!("办第{number}件{words}事"), measure.as_ref().map(|words| format!("办{words}好"))));
            }
        }
        let outcome = made(&facts(&text), &["work-plan"], &[Format::Calendar]);
        // Random words may be wrong words; then no paper is made, and that is another law.
        prop_assume!(!outcome.papers.is_empty());
        let bytes = &outcome.papers[0].publications[0].bytes;
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        let calendar: Calendar = text.parse().map_err(TestCaseError::fail)?;
        prop_assert_eq!(calendar.events().count(), wanted.len());
        for ((number, title, measure), event) in wanted.iter().zip(calendar.events()) {
            let uid = format!("shi-{number}.20260101-20261231@qinghe-1");
            prop_assert_eq!(event.get_uid(), Some(uid.as_str()));
            prop_assert!(event.get_summary().is_some_and(|told| told.starts_with(title.as_str())));
            let told = event.get_description().unwrap_or_default();
            prop_assert_eq!(measure.is_some(), told.starts_with("措施：办"), "{}", told);
        }
        prop_assert_eq!(outcome.papers[0].days, Some((wanted.len(), items.len() - wanted.len())));
        // The crate does not count the blank of the last part of a folded line.
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 76));
        prop_assert_eq!(&made(&facts(&facts_items(&items, &TIMES)), &["work-plan"], &[Format::Calendar]).papers[0].publications[0].bytes, bytes);
    }
}

/// The items again, so that a second run starts from nothing.
fn facts_items(items: &[(usize, String, Option<String>)], times: &[(&str, bool)]) -> String {
    let line = |(number, (time, words, measure)): (usize, &(usize, String, Option<String>))| {
        let more = measure.as_ref().map(|words| format!(", 措施: \"办{words}好\"")).unwrap_or_default();
        format!("  - {{编号: shi-{number}, 领域: l, 事项: 办第{number}件{words}事, {}{more}}}\n", times[*time].0)
    };
    items.iter().enumerate().map(line).collect()
}

/// E350: a calendar is made of a plan; beside one, other papers simply have none.
#[test]
fn only_a_plan_has_a_calendar() {
    let text = &office::samples()[0];
    let outcome = made(text, &["year-end-summary"], &[Format::Calendar]);
    assert!(outcome.papers.is_empty());
    assert_eq!(outcome.problems.sorted().iter().filter(|problem| problem.code == "E350").count(), 1);
    let outcome = made(text, &["year-end-summary", "work-plan"], &[Format::Markdown, Format::Calendar]);
    let written: Vec<(&str, usize)> =
        outcome.papers.iter().map(|paper| (paper.kind.as_str(), paper.publications.len())).collect();
    assert_eq!(written, [("year-end-summary", 1), ("work-plan", 2)]);
}

#[test]
fn a_calendar_is_written_on_the_command_line() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("2025.yaml"), &office::samples()[0]).expect("a file");
    let output = niandu(folder.path(), &["render", "2025.yaml", "-k", "工作计划", "-f", "ics"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains(".ics（13 项日程；另有 4 ") && told.contains("没有定下日子"), "{told}");
}

/// A plan whose times are parts of months, spans that begin in one month, and what is due before a feast.
const TIMES: [(&str, &str); 15] = [
    ("甲", "全年"),
    ("乙", "下半年"),
    ("丙", "上半年"),
    ("丁", "5月"),
    ("戊", "4月至12月"),
    ("己", "4-6月"),
    ("庚", "4月"),
    ("辛", "3月底"),
    ("壬", "3月5日"),
    ("癸", "5月中旬"),
    ("子", "10月28日至11月3日"),
    ("丑", "国庆节前"),
    ("寅", "6月底前"),
    ("卯", "元旦前"),
    ("辰", "3月8日至5月20日"),
];

fn timed() -> String {
    let line = |(at, (name, time)): (usize, &(&str, &str))| {
        format!("  - {{编号: t{at}, 领域: l, 事项: 办{name}事, 时间: {time}}}\n")
    };
    facts(&TIMES.iter().enumerate().map(line).collect::<String>())
}

#[test]
fn a_calendar_keeps_the_days_of_parts_of_months_and_their_words() {
    let events = events(&ics(&timed(), "work-plan").0);
    let of = |name: &str| {
        let event = events.iter().find(|event| event[1].starts_with(&format!("办{name}事"))).expect("an event");
        [event[1].as_str(), event[2].as_str(), event[3].as_str()].map(str::to_owned)
    };
    for (name, title, first, end) in [
        ("辛", "办辛事（3月底）", "20260321", "20260401"),
        ("癸", "办癸事（5月中旬）", "20260511", "20260521"),
        ("子", "办子事", "20261028", "20261104"),
        ("丑", "办丑事（国庆节前）", "20260901", "20261001"),
        ("寅", "办寅事（6月底前）", "20260601", "20260701"),
        ("卯", "办卯事（元旦前）", "20261201", "20270101"),
        ("己", "办己事", "20260401", "20260701"),
    ] {
        assert_eq!(of(name), [title, first, end]);
    }
}

#[test]
fn a_schedule_goes_by_day_and_start() {
    let outcome = made(&timed(), &["monthly-plan"], &[Format::Markdown]);
    let [paper] = outcome.papers.as_slice() else { panic!("{:?}", outcome.problems) };
    let text = String::from_utf8(paper.publications[0].bytes.clone()).expect("UTF-8");
    let lines = text.lines().filter(|line| line.starts_with("### ") || line.contains("办") && line.contains("事"));
    let told: Vec<&str> = lines.map(|line| line.trim_start_matches("### ").trim_end_matches('。')).collect();
    let expected = [
        "三月",
        "（一）办壬事（5日）",
        "（二）办辛事（月底）",
        "三月至五月",
        "办辰事（3月8日至5月20日）",
        "四月",
        "办庚事",
        "四月至六月",
        "办己事",
        "四月至十二月",
        "办戊事",
        "五月",
        "（一）办丁事",
        "（二）办癸事（中旬）",
        "上半年",
        "办丙事",
        "6月底前",
        "办寅事",
        "国庆节前",
        "办丑事",
        "十月",
        "办子事（28日至11月3日）",
        "下半年",
        "办乙事",
        "元旦前",
        "办卯事",
        "全年",
        "办甲事",
    ];
    assert_eq!(told, expected);
}
