//! A plan beside what was done: nothing that was planned is lost, the figures are what a count of its own gives, what a
//! person confirms is written without touching anything else.

use std::collections::BTreeSet;
use std::fs;

use niandu::diagnostic::{Diagnostics, Language, Severity, Source};
use niandu::facts::model::{Entered, PlanItem};
use niandu::facts::{self, Dossier, File};
use niandu::figures::plan::planned;
use niandu::figures::progress::offers::Reason;
use niandu::figures::progress::{Account, Standing, State, Timing};
use niandu::figures::reference::Found;
use niandu::figures::{self, Figures};
use niandu::offer::roll;
use niandu::plan::calendar::Calendar;
use niandu::plan::draft::{self, Order};
use niandu::plan::progress::Progress;
use niandu::plan::{confirm, page};
use proptest::prelude::*;

use crate::edit;
use crate::office::{self, niandu, niandu_in, said};

/// The three years of the first school; what it did in 2026 is for these tests alone.
fn years() -> [String; 3] {
    let sample = office::root().join("sample-data/qinghe-no1-primary");
    let of = [sample.join("2024.yaml"), sample.join("2025.yaml"), office::root().join("tests/plans/loop/2026.yaml")];
    of.map(|path| fs::read_to_string(path).expect("a year"))
}

fn read(text: &str) -> File {
    let mut problems = Diagnostics::new();
    let file = facts::read(&Source::new("facts.yaml", text), &mut problems);
    file.unwrap_or_else(|| panic!("{text}\n{:?}", problems.sorted().iter().map(|p| &p.message.zh).collect::<Vec<_>>()))
}

/// The last of these files with those before it.
fn dossier(texts: &[&str]) -> Dossier {
    let mut files: Vec<File> = texts.iter().map(|text| read(text)).collect();
    let mut dossier = office::dossier(files.pop().expect("a file"));
    files.reverse();
    dossier.previous = files;
    dossier
}

fn account<'a>(figures: Figures<'a>) -> Account<'a> {
    figures.account(None).expect("a plan for the time")
}

fn codes(dossier: &Dossier) -> Vec<&'static str> {
    let problems = figures::check::contradictions(figures::derive(dossier));
    problems.sorted().iter().filter(|problem| problem.severity != Severity::Hint).map(|problem| problem.code).collect()
}

/// The periods that an item says it was carried over from.
fn periods(item: &PlanItem) -> Vec<String> {
    item.carried.iter().map(|period| period.text.clone()).collect()
}

/// Those, and the one that did not finish it now.
fn history(left: &Standing<'_>, account: &Account<'_>) -> Vec<String> {
    periods(left.item).into_iter().chain([account.period.name()]).collect()
}

#[test]
fn three_years_close_the_loop() {
    let [first, second, third] = years();
    for (texts, counts) in [(vec![&first, &second], [14, 1, 1, 0]), (vec![&first, &second, &third], [11, 1, 5, 0])] {
        let texts: Vec<&str> = texts.into_iter().map(String::as_str).collect();
        let dossier = dossier(&texts);
        assert_eq!(codes(&dossier), [""; 0]);
        let figures = figures::derive(&dossier);
        let account = account(figures);
        assert_eq!(State::ALL.map(|state| account.count(state)), counts);
        assert_eq!(account.standings.len(), counts.iter().sum::<usize>());
        // What was not finished goes on in the plan that follows, with its history; what was finished is not carried over.
        let next = &dossier.current.facts.plan;
        let left: Vec<&Standing<'_>> = account.standings.iter().filter(|it| it.state != State::Done).collect();
        assert_eq!(left.len(), counts[1] + counts[2]);
        for left in &left {
            let id = &left.item.id.text;
            let item = next.iter().find(|item| item.id.text == *id).unwrap_or_else(|| panic!("{id} is lost"));
            assert_eq!(periods(item), history(left, &account), "{id}");
            assert_eq!(item.continues.as_ref().map(|of| of.text.as_str()), Some(id.as_str()));
        }
        let carried = next.iter().filter(|item| !item.carried.is_empty());
        assert_eq!(carried.count(), left.len());
    }
}

#[test]
fn the_third_year_stands_as_its_records_say() {
    let [first, second, third] = years();
    let dossier = dossier(&[&first, &second, &third]);
    let figures = figures::derive(&dossier);
    let account = account(figures);
    let of = |id: &str| account.standings.iter().find(|standing| standing.item.id.text == id).expect("an item");
    assert_eq!(of("jianbuzou").timing, Timing::Late);
    assert_eq!(of("tijian").timing, Timing::OnTime);
    assert_eq!((of("tijian").state, of("tijian").attained.reached()), (State::Partly, Some(false)));
    // 61人次 say nothing of a target of 60人.
    assert_eq!((of("nvgong-jiangzuo").state, of("nvgong-jiangzuo").attained.reached()), (State::Done, None));
    let rest = account.rest(figures);
    let offers: Vec<_> = rest.offers.iter().map(|offer| (offer.item.id.text.as_str(), offer.reason)).collect();
    assert_eq!(offers, [("tiaosheng", Reason::Series)]);
    let unplanned: Vec<_> = rest.unplanned.iter().filter_map(|record| record.id()).map(|id| id.text.as_str()).collect();
    assert_eq!(unplanned, ["tanxin-chun", "qipaiqiu-2026"]);
}

/// What may happen to a record that carries out an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stays,
    /// It is deleted.
    Goes,
    /// It says no longer what it carries out.
    Forgets,
    /// It gets another id.
    Renamed,
}

/// The text with these fates of its records that carry out an item.
fn changed(text: &str, fates: &[Fate]) -> String {
    let linked: Vec<_> =
        edit::records(text).into_iter().filter(|range| text[range.clone()].contains("落实: ")).collect();
    let mut out = text.to_owned();
    for (range, fate) in linked.iter().zip(fates).rev() {
        let record = &text[range.clone()];
        let new = match fate {
            Fate::Stays => continue,
            Fate::Goes => String::new(),
            Fate::Forgets => record
                .lines()
                .filter(|line| !line.trim_start().starts_with("落实: "))
                .map(|line| match (line.find("落实: "), line) {
                    (Some(at), line) => {
                        let end = line[at..].find(", ").expect("more behind it") + at + 2;
                        format!("{}{}\n", &line[..at], &line[end..])
                    }
                    (None, line) => format!("{line}\n"),
                })
                .collect(),
            Fate::Renamed => record.replacen("编号: ", "编号: x-", 1),
        };
        out.replace_range(range.clone(), &new);
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever becomes of the records, every item of the plan is there; it is not done where nothing carries it out.
    #[test]
    fn no_item_is_lost(fates in prop::collection::vec(
        prop_oneof![Just(Fate::Stays), Just(Fate::Goes), Just(Fate::Forgets), Just(Fate::Renamed)], 17)
    ) {
        let [first, second, _] = years();
        let before = dossier(&[&first, &second]);
        let text = changed(&second, &fates);
        let after = dossier(&[&first, &text]);
        let (was, is) = (account(figures::derive(&before)), account(figures::derive(&after)));
        let ids = |account: &Account<'_>| -> Vec<String> {
            account.standings.iter().map(|standing| standing.item.id.text.clone()).collect()
        };
        prop_assert_eq!(ids(&was), ids(&is));
        prop_assert_eq!(State::ALL.map(|state| is.count(state)).iter().sum::<usize>(), is.standings.len());
        for (was, is) in was.standings.iter().zip(&is.standings) {
            prop_assert!(is.records.len() <= was.records.len());
            if is.records.is_empty() {
                prop_assert_eq!(is.state, State::Open, "{}", is.item.id.text);
            } else if is.records.len() == was.records.len() {
                prop_assert_eq!(is.state, was.state, "{}", is.item.id.text);
            }
        }
        // What is not finished is proposed for the plan that follows, with its history, also where a record looks like it.
        let unplanned = text.split("# 2026 年工作计划的事项").next().expect("a first part").to_owned();
        let unplanned = self::dossier(&[&first, &unplanned]);
        let period = niandu::figures::plan::following(unplanned.current.period).expect("a year after it");
        let order = Order { period, calendar: Calendar::default(), targets: false, superiors: &[] };
        let draft = draft::draft(&unplanned, &order);
        for left in is.standings.iter().filter(|it| it.state != State::Done) {
            let id = &left.item.id.text;
            let goes_on = draft.proposals.iter().find(|it| it.continues.as_ref() == Some(id));
            let carried = goes_on.map(|proposal| proposal.carried.clone());
            prop_assert_eq!(carried, Some(history(left, &is)), "{} is lost", id);
        }
        // A record that names no item is offered or unplanned, never both and never gone.
        let rest = is.rest(figures::derive(&after));
        let mut told: Vec<u32> = Vec::new();
        let number = |record: Entered<'_>| u32::try_from(record.record().origin().range().start).expect("a small file");
        told.extend(rest.offers.iter().map(|offer| number(offer.record)));
        told.extend(rest.unplanned.iter().map(|record| number(*record)));
        let once: BTreeSet<u32> = told.iter().copied().collect();
        prop_assert_eq!(once.len(), told.len());
        let forgotten = fates.iter().filter(|fate| **fate == Fate::Forgets).count();
        let gone: usize = was.rest(figures::derive(&before)).unplanned.len();
        prop_assert!(told.len() >= gone + forgotten, "{} of {gone} and {forgotten}", told.len());
    }
}

/// An item: its target, the month it is due, what its author says.
#[derive(Debug, Clone)]
struct Planned {
    target: Option<u32>,
    month: Option<u32>,
    status: Option<&'static str>,
}

/// A record: how many took part, in which month, and which items it carries out.
#[derive(Debug, Clone)]
struct Held {
    persons: u32,
    month: u32,
    of: Vec<usize>,
}

fn plans() -> impl Strategy<Value = (Vec<Planned>, Vec<Held>, Option<u32>)> {
    let status =
        prop_oneof![4 => Just(None), 1 => Just(Some("完成")), 1 => Just(Some("部分完成")), 1 => Just(Some("未完成"))];
    let item = (prop::option::of(1_u32..120), prop::option::of(1_u32..=12), status)
        .prop_map(|(target, month, status)| Planned { target, month, status });
    prop::collection::vec(item, 1..12).prop_flat_map(|items| {
        let count = items.len();
        let held = (1_u32..90, 1_u32..=12, prop::collection::btree_set(0..count, 0..=count.min(3)))
            .prop_map(|(persons, month, of)| Held { persons, month, of: of.into_iter().collect() });
        (Just(items), prop::collection::vec(held, 0..16), prop::option::of(1_u32..=12))
    })
}

fn yaml(items: &[Planned], held: &[Held]) -> String {
    let mut text = String::from(
        "年度: 2025\n计划时期: 2025\n层级: 校\n\
         单位: {编号: a, 名称: {署名: 星桥县第三小学工会委员会, 标题用名: 星桥县第三小学工会}}\n\
         工作领域: [{编号: w, 标题: 开展活动}]\n计划:\n",
    );
    for (at, Planned { target, month, status }) in items.iter().enumerate() {
        let target = target.map(|target| format!(", 指标: {target}人")).unwrap_or_default();
        let month = month.map(|month| format!(", 时间: {month}月")).unwrap_or_default();
        let status = status.map(|status| format!(", 进展: {status}")).unwrap_or_default();
        text += &format!("  - {{编号: p{at}, 领域: w, 事项: 第{at}号事项{target}{month}{status}}}\n");
    }
    text += if held.is_empty() { "" } else { "活动:\n" };
    for (at, Held { persons, month, of }) in held.iter().enumerate() {
        let of: Vec<String> = of.iter().map(|of| format!("p{of}")).collect();
        let of = of.join(", ");
        text += &format!(
            "  - {{编号: r{at}, 领域: w, 时间: {month}月, 名称: 活动{at}, 参加: {persons}人, 落实: [{of}]}}\n"
        );
    }
    text
}

/// The last day of a month of 2025.
fn last_day(month: u32) -> chrono::NaiveDate {
    let first = chrono::NaiveDate::from_ymd_opt(2025, month, 1).expect("a month");
    first + chrono::Months::new(1) - chrono::Days::new(1)
}

/// The state of an item by counting on one's fingers.
fn expected(item: &Planned, at: usize, held: &[Held], until: Option<u32>) -> State {
    let here: Vec<&Held> =
        held.iter().filter(|held| held.of.contains(&at) && until.is_none_or(|until| held.month <= until)).collect();
    let sum: u32 = here.iter().map(|held| held.persons).sum();
    match (item.status, here.is_empty(), item.target) {
        (Some("完成"), ..) => State::Done,
        (Some("部分完成"), ..) => State::Partly,
        (Some(_), ..) => State::Open,
        (None, true, _) if until.is_some_and(|until| until < item.month.unwrap_or(12)) => State::Ahead,
        (None, true, _) => State::Open,
        (None, false, Some(target)) if sum < target => State::Partly,
        (None, false, _) => State::Done,
    }
}

/// A share in percent, rounded half up to a tenth, by integers.
fn percent(part: usize, whole: usize) -> String {
    let tenths = (part * 2000 / whole).div_ceil(2);
    let exact = (part * 1000).is_multiple_of(whole) && tenths.is_multiple_of(10);
    if exact { format!("{}%", tenths / 10) } else { format!("{}.{}%", tenths / 10, tenths % 10) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn figures_are_what_a_count_of_its_own_gives((items, held, until) in plans()) {
        let dossier = dossier(&[&yaml(&items, &held)]);
        let figures = figures::derive(&dossier);
        let day = until.map(last_day);
        let account = figures.account(day).expect("a plan");
        for (at, (item, standing)) in items.iter().zip(&account.standings).enumerate() {
            prop_assert_eq!(standing.state, expected(item, at, &held, until), "p{} of {:?} {:?}", at, items, held);
            let here = held.iter().filter(|held| held.of.contains(&at) && until.is_none_or(|until| held.month <= until));
            let late = item.month.is_some_and(|due| here.clone().any(|held| held.month > due));
            let known = item.month.is_some() && item.status != Some("未完成") && here.clone().count() > 0;
            let timing = if !known { Timing::Unknown } else if late { Timing::Late } else { Timing::OnTime };
            prop_assert_eq!(standing.timing, timing);
        }
        // The figures that a text refers to are of the whole time.
        let count = |state: State| (0..items.len()).filter(|at| expected(&items[*at], *at, &held, None) == state).count();
        let at = |path: &str| figures.find(&path.split('.').map(str::to_owned).collect::<Vec<_>>());
        for (path, number) in [
            ("计划.事项数", items.len()), ("plan.done", count(State::Done)), ("计划.部分完成", count(State::Partly)),
            ("plan.open", count(State::Open)),
        ] {
            let Ok(Found::Sum(sum, unit)) = at(path) else { panic!("{path}") };
            prop_assert_eq!((sum.value, unit), (number.into(), String::new()));
        }
        let Ok(Found::Rate(rate)) = at("计划.完成率") else { panic!("a rate") };
        prop_assert_eq!(rate.print(), percent(count(State::Done), items.len()));
        let named = account.rest(figures);
        let free = held.iter().filter(|held| held.of.is_empty() && until.is_none_or(|until| held.month <= until)).count();
        prop_assert_eq!(named.offers.len() + named.unplanned.len(), free);
    }

    /// What is confirmed stands in the records; every other byte stays, whatever comments and line ends there are.
    #[test]
    fn confirming_adds_and_changes_nothing_else(notes in prop::collection::vec(any::<bool>(), 40), dos in any::<bool>()) {
        let [first, second, _] = years();
        let text = changed(&second, &[Fate::Forgets; 17]);
        let mut notes = notes.into_iter().cycle();
        let noted = |line: &str| match line.starts_with("    领域: ") && notes.next().unwrap_or_default() {
            true => format!("{line}   # 说明\n\n"),
            false => format!("{line}\n"),
        };
        let text: String = text.lines().map(noted).collect();
        let text = if dos { text.replace('\n', "\r\n") } else { text };
        let dossier = dossier(&[&first, &text]);
        let figures = figures::derive(&dossier);
        let account = account(figures);
        let offers = account.rest(figures).offers;
        prop_assert!(offers.len() >= 12, "{}", offers.len());
        let new = roll::apply(&text, &confirm::confirm(&dossier.current, &offers.iter().collect::<Vec<_>>()));
        let mut back = new.clone();
        for id in offers.iter().map(|offer| &offer.item.id.text) {
            let end = if dos { "\r\n" } else { "\n" };
            back = back.replacen(&format!(", 落实: {id},"), ",", 1).replacen(&format!("    落实: {id}{end}"), "", 1);
        }
        prop_assert_eq!(&back, &text);
        let confirmed = self::dossier(&[&first, &new]);
        let after = self::account(figures::derive(&confirmed));
        prop_assert_eq!(after.rest(figures::derive(&confirmed)).offers.len(), 0);
        let linked: usize = after.standings.iter().map(|standing| standing.records.len()).sum();
        prop_assert_eq!(linked, offers.len());
    }
}

#[test]
fn the_page_is_safe_stable_and_speaks_both_languages() {
    let [first, second, _] = years();
    let first = first.replace("第四届教职工读书节", "“<script>alert(1)</script>&”读书节");
    let dossier = dossier(&[&first, &second]);
    let figures = figures::derive(&dossier);
    let progress = Progress::of(&account(figures), figures);
    for (language, words) in [(Language::Chinese, "部分完成"), (Language::English, "partly done")] {
        let written = |progress: &Progress| {
            let mut bytes = Vec::new();
            page::write(&mut bytes, progress, language).expect("memory takes it");
            String::from_utf8(bytes).expect("UTF-8")
        };
        let html = written(&progress);
        assert_eq!(html, written(&Progress::of(&account(figures), figures)));
        assert!(html.contains(words) && html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;"));
        assert!(!html.contains("<script") && html.contains("default-src 'none';style-src 'unsafe-inline'\""));
        assert!(html.contains("prefers-color-scheme:dark") && html.contains("width=device-width"));
        for standing in &account(figures).standings {
            assert!(html.contains(&format!("<small>{}</small>", standing.item.id.text)));
        }
        let open = |tag: &str| html.matches(&format!("<{tag}")).count() - html.matches(&format!("</{tag}>")).count();
        assert_eq!(["section", "ul", "ol", "li", "div", "dl", "h2", "h3"].map(open), [0; 8]);
    }
}

#[test]
fn the_program_shows_confirms_and_refuses() {
    let [first, second, third] = years();
    let unlinked = changed(&second, &[Fate::Forgets; 17]);
    let other = third.replace("qinghe-no1-primary", "qinghe-no9-primary");
    let town = office::folder(&[
        ("2024.yaml", &first),
        ("2025.yaml", &unlinked),
        ("2026.yaml", &third),
        ("别校.yaml", &other),
    ]);
    let run = |arguments: &[&str]| niandu(town.path(), arguments);
    let out = |arguments: &[&str]| {
        let output = run(arguments);
        assert!(output.status.success(), "{}", said(&output));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let before = out(&["progress", "2025.yaml"]);
    assert!(before.contains("计划16项：完成0项，部分完成0项，未完成16项；完成率0%"), "{before}");
    // One by its id, then all; nothing else of the file changes.
    let one = out(&["progress", "2025.yaml", "--confirm", "tijian-2025"]);
    assert_eq!(one, "2025.yaml\n  体检 → 教职工体检（tijian）\n");
    assert!(out(&["progress", "2025.yaml"]).contains("教职工体检"));
    out(&["progress", "2025.yaml", "--confirm"]);
    assert_eq!(out(&["progress", "2025.yaml", "--confirm"]), "没有要写的\n");
    let wrong = run(&["progress", "2025.yaml", "--confirm", "tijan-2025"]);
    assert!(wrong.status.code() == Some(1) && said(&wrong).contains("E363"), "{}", said(&wrong));
    // Plan and facts may stand apart, and a day may be asked for.
    let json = out(&["progress", "2025.yaml", "2026.yaml", "--as-of", "2026-06-30", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["totals"]["items"], 17);
    assert_eq!(json["until"], "2026-06-30");
    let sum: u64 = ["done", "partly", "open", "ahead"].iter().filter_map(|key| json["totals"][key].as_u64()).sum();
    assert_eq!(sum, 17);
    assert_eq!(out(&["progress", "2025.yaml", "--html", "进度/页.html"]), "进度/页.html\n");
    let html = fs::read(town.path().join("进度/页.html")).expect("the page");
    out(&["progress", "2025.yaml", "--html", "进度/页.html"]);
    assert_eq!(html, fs::read(town.path().join("进度/页.html")).expect("the page"));
    // A page replaces a page of its own and nothing else.
    fs::write(town.path().join("别的.html"), "<!doctype html>\n<p>别人的</p>").expect("a page of others");
    for target in ["2025.yaml", "2024.yaml", "新.yml", "总结.md", "别的.html", "进度"] {
        let before = fs::read(town.path().join(target)).ok();
        let refused = run(&["progress", "2025.yaml", "--html", target]);
        assert!(refused.status.code() == Some(1) && said(&refused).contains("E364"), "{target}: {}", said(&refused));
        assert_eq!(before, fs::read(town.path().join(target)).ok(), "{target}");
    }
    // What does not go together is refused.
    for (arguments, code) in [
        (vec!["progress", "2024.yaml"], "E360"),
        (vec!["progress", "2024.yaml", "2026.yaml"], "E362"),
        (vec!["progress", "2025.yaml", "别校.yaml"], "E361"),
    ] {
        let refused = run(&arguments);
        assert!(refused.status.code() == Some(1) && said(&refused).contains(code), "{}", said(&refused));
    }
    let day = niandu_in("en", town.path(), &["progress", "2025.yaml", "--as-of", "yesterday"]);
    assert!(day.status.code() == Some(2) && said(&day).contains("no date"), "{}", said(&day));
}

/// A school of 2025 with this plan and these records.
fn small(plan: &str, records: &str) -> String {
    format!(
        "年度: 2025\n层级: 校\n单位: {{编号: a, 名称: {{署名: 甲小学工会委员会, 标题用名: 甲小学工会}}}}\n\
         工作领域: [{{编号: l, 标题: 办好活动}}]\n{plan}{records}"
    )
}

#[test]
fn how_far_an_item_has_come_does_not_say_which_plan_it_is_of() {
    let record = "活动:\n  - {领域: l, 时间: 5月, 名称: 教职工合唱}\n";
    let plan = |more: &str| small(&format!("计划:\n  - {{编号: p, 事项: 登山, 时间: 4月{more}}}\n"), record);
    for more in ["", ", 进展: 完成", ", 实绩: 30人, 指标: 30人"] {
        assert_eq!(planned(&read(&plan(more))).name(), "2026年", "{more}");
        let own = plan(more).replace("计划:\n", "计划时期: 2025\n计划:\n");
        assert_eq!(planned(&read(&own)).name(), "2025年", "{more}");
        assert_eq!(codes(&dossier(&[&own])), [""; 0]);
        assert_eq!(codes(&dossier(&[&plan(more)])), if more.is_empty() { vec![] } else { vec!["W365"] });
        // Where the plan for this year stands in the file before, or the item was left over from this year, all is plain.
        let before = "年度: 2024\n计划时期: 2025\n计划:\n  - {编号: q, 事项: 合唱}\n";
        let before = format!("{before}{}", small("", "").replace("年度: 2025\n", ""));
        assert_eq!(codes(&dossier(&[&before, &plan(more)])), [""; 0]);
        assert_eq!(codes(&dossier(&[&plan(&format!("{more}, 结转: [2025年]"))])), [""; 0]);
    }
}

#[test]
fn an_item_done_once_gets_the_record_of_its_time() {
    let plan = "计划时期: 2025\n计划:\n  - {编号: spring, 事项: 教职工登山活动, 时间: 4月}\n  - {编号: autumn, 事项: 教职工登山比赛, 时间: 10月}\n";
    let records = "活动:\n  - {编号: o, 领域: l, 时间: 10月, 名称: 教职工登山}\n  - {编号: a, 领域: l, 时间: 4月, 名称: 教职工登山}\n\
                   \x20 - {编号: m, 领域: l, 时间: 6月, 名称: 教职工登山}\n";
    let dossier = dossier(&[&small(plan, records)]);
    let figures = figures::derive(&dossier);
    let account = account(figures);
    let rest = account.rest(figures);
    let id = |record: &Entered<'_>| record.id().map(|id| id.text.clone()).unwrap_or_default();
    let offers: Vec<_> = rest.offers.iter().map(|offer| (offer.item.id.text.clone(), id(&offer.record))).collect();
    assert_eq!(offers, [("spring".to_owned(), "a".to_owned()), ("autumn".to_owned(), "o".to_owned())]);
    assert_eq!(rest.unplanned.iter().map(id).collect::<Vec<_>>(), ["m"]);
    // One that is carried out already is offered nothing more.
    let linked = small(plan, &records.replace("{编号: a,", "{编号: a, 落实: spring,"));
    let edits = {
        let read = self::dossier(&[&linked]);
        let figures = figures::derive(&read);
        self::account(figures).rest(figures).offers.len()
    };
    assert_eq!(edits, 1);
    let twice = linked.replace("落实: spring", "落实: [spring, spring]");
    let read = self::dossier(&[&twice]);
    let problems = figures::check::contradictions(figures::derive(&read));
    let told: Vec<_> = problems.sorted().iter().map(|problem| (problem.code, problem.message.zh.clone())).collect();
    assert!(told.iter().any(|(code, words)| *code == "W355" && words.contains("写了两遍")), "{told:?}");
}

#[test]
fn what_comes_again_is_behind_once_its_first_time_is_over() {
    for (every, ahead, open) in [
        ("每月一次", "2025-01-30", "2025-01-31"),
        ("每个季度一次", "2025-03-30", "2025-03-31"),
        ("每学期至少一次", "2025-07-30", "2025-07-31"),
        ("每半年一次", "2025-06-29", "2025-06-30"),
        ("每两个月一次", "2025-02-27", "2025-02-28"),
        ("每2个月至少一次", "2025-02-27", "2025-02-28"),
        ("每三个月一次", "2025-03-30", "2025-03-31"),
        ("隔周一次", "2025-01-13", "2025-01-14"),
        ("春节前各一次", "2025-01-27", "2025-01-28"),
        ("每周一次", "2025-01-06", "2025-01-07"),
        ("经常", "2025-12-30", "2025-12-31"),
    ] {
        let plan = format!("计划时期: 2025\n计划:\n  - {{编号: p, 事项: 学习, 频次: {every}}}\n");
        let dossier = dossier(&[&small(&plan, "")]);
        let state = |day: &str| {
            let account = figures::derive(&dossier).account(Some(day.parse().expect("a day"))).expect("a plan");
            account.standings[0].state
        };
        assert_eq!((state(ahead), state(open)), (State::Ahead, State::Open), "{every}");
    }
}

#[test]
fn the_counts_of_times_add_up_and_a_record_without_a_name_has_its_kind() {
    let plan = "计划时期: 2025\n计划:\n  - {编号: p, 事项: 读书, 时间: 4月至6月}\n  - {编号: q, 事项: 公开, 时间: 4月}\n  - {编号: r, 事项: 体检, 时间: 5月}\n";
    let records = "活动:\n  - {领域: l, 时间: 4月至6月, 名称: 读书, 落实: p}\n校务公开:\n  - {领域: l, 时间: 4月, 次数: 2次, 落实: q}\n";
    let dossier = dossier(&[&small(plan, records)]);
    let figures = figures::derive(&dossier);
    let account = figures.account("2025-05-10".parse().ok()).expect("a plan");
    let progress = Progress::of(&account, figures);
    let totals = &progress.totals;
    assert_eq!((totals.on_time, totals.late, totals.time_unknown), (1, 0, 1));
    let shown = progress.areas.iter().flat_map(|group| &group.items).flat_map(|item| &item.records);
    assert!(shown.into_iter().any(|record| record.name == "校务公开"));
}

/// Where the one item of this plan for 2025 stands by these records on a day.
fn standing<T>(item: &str, records: &str, day: &str, see: impl Fn(&Standing<'_>, &Progress) -> T) -> T {
    let plan = format!("计划时期: 2025\n计划:\n  - {{编号: p, 事项: 慰问困难教职工, {item}}}\n");
    let dossier = dossier(&[&small(&plan, records)]);
    let figures = figures::derive(&dossier);
    let account = figures.account(day.parse().ok()).expect("a plan");
    see(&account.standings[0], &Progress::of(&account, figures))
}

#[test]
fn an_item_is_due_on_the_last_day_that_its_words_have() {
    for (when, last, behind) in [
        ("国庆节前", "2025-09-29", "2025-09-30"),
        ("教师节前", "2025-09-08", "2025-09-09"),
        ("春节前", "2025-01-27", "2025-01-28"),
        ("清明节前", "2025-04-02", "2025-04-03"),
        ("元旦前", "2025-12-30", "2025-12-31"),
        ("5月中旬", "2025-05-19", "2025-05-20"),
        ("3月底", "2025-03-30", "2025-03-31"),
        ("6月底前", "2025-06-29", "2025-06-30"),
        ("9月10日前", "2025-09-09", "2025-09-10"),
        ("6月前", "2025-05-30", "2025-05-31"),
        ("5月上旬至6月中旬", "2025-06-19", "2025-06-20"),
    ] {
        let state = |day| standing(&format!("时间: {when}"), "", day, |standing, _| standing.state);
        assert_eq!((state(last), state(behind)), (State::Ahead, State::Open), "{when}");
    }
    let held = |when: &str| format!("活动:\n  - {{领域: l, 时间: {when}, 名称: 慰问, 落实: p}}\n");
    for (when, timing) in [
        ("2025-09-30", Timing::OnTime),
        ("国庆节前", Timing::OnTime),
        ("10月8日", Timing::Late),
        ("国庆节前后", Timing::Unknown),
    ] {
        assert_eq!(
            standing("时间: 国庆节前", &held(when), "2025-12-31", |standing, _| standing.timing),
            timing,
            "{when}"
        );
    }
    // What comes before feasts is over with the last of them, not with the year.
    let records =
        "活动:\n  - {领域: l, 时间: 1月10日, 名称: 慰问, 落实: p}\n  - {领域: l, 时间: 1月12日, 名称: 慰问, 落实: p}\n";
    let state = |every: &str, day| standing(&format!("频次: {every}"), records, day, |standing, _| standing.state);
    assert_eq!(
        [state("春节前各一次", "2025-01-27"), state("春节前各一次", "2025-01-28")],
        [State::Partly, State::Done]
    );
    assert_eq!(
        [state("春节、国庆节前各一次", "2025-09-29"), state("春节、国庆节前各一次", "2025-09-30")],
        [State::Partly, State::Done]
    );
    // Outside the time of the plan nothing is due, or all is.
    let state = |when: &str, day| standing(when, "", day, |standing, _| standing.state);
    assert_eq!(
        [state("时间: 2024-12-20, 跨期: 是", "2024-12-25"), state("时间: 次年1月", "2026-01-05")],
        [State::Ahead, State::Open]
    );
}

#[test]
fn what_the_author_says_is_shown_and_checked_against_his_figures() {
    let records = |counts: [&str; 2]| {
        let line = |count: &str| format!("  - {{领域: l, 时间: 4月, 名称: 慰问, 参加: {count}, 落实: p}}\n");
        format!("活动:\n{}", counts.map(line).concat())
    };
    let row = |item: &str, records: &str| {
        standing(item, records, "", |standing, progress| {
            let row = progress.areas[0].items[0].clone();
            let figure = row.figure().map(|figure| figure.zh).unwrap_or_default();
            (
                standing.state,
                row.reached,
                progress.totals.on_time + progress.totals.late + progress.totals.time_unknown,
                figure,
            )
        })
    };
    let both = records(["近60人", "64人"]);
    assert_eq!(
        row("时间: 4月, 指标: 60人, 频次: 两次", &both),
        (State::Done, Some(true), 1, "约124人/60人（达到）".to_owned())
    );
    assert_eq!(row("时间: 4月, 指标: 70人, 频次: 两次", &both).1, None);
    let open = "时间: 4月, 进展: 未完成, 频次: 两次";
    assert_eq!(row(open, &both), (State::Open, None, 0, String::new()));
    assert_eq!(row("时间: 4月, 实绩: 59人", ""), (State::Open, None, 0, "59人/—".to_owned()));
    assert_eq!(row("时间: 4月, 指标: 60人, 实绩: 59人次", "").3, "59人次/60人，单位不同");
    assert_eq!(row("时间: 4月, 指标: 60人, 实绩: 61人", "").0, State::Done);
}

#[test]
fn a_day_outside_the_plan_is_told() {
    let [first, second, _] = years();
    let town = office::folder(&[("2024.yaml", &first), ("2025.yaml", &second)]);
    let run = |day: &str| niandu(town.path(), &["progress", "2025.yaml", "--as-of", day]);
    for (day, told) in [("2024-12-31", true), ("2025-01-01", false), ("2025-12-31", false), ("2026-01-01", true)] {
        let output = run(day);
        assert!(output.status.success() && said(&output).contains("W368") == told, "{day}: {}", said(&output));
    }
}
