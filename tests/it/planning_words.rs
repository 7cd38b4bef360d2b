//! What a draft makes of the words of this year's file: ordinals, years and dates in them, feasts, what is planned already; and
//! the plans that it is not built upon.

use std::fs;

use niandu::diagnostic::{Diagnostics, Source};
use niandu::facts;
use niandu::plan::draft::{self, Draft, Proposal};

use crate::office::{self, niandu};
use crate::planning::{dossier, file_of, folder, order, run, sample_text};

/// What is proposed of the facts of 2025 and those of the years before: id, title, time and reasons of each.
fn proposed(this: &str, earlier: &[String]) -> Vec<Proposal> {
    let dossier = dossier(&file_of(2025, this), earlier);
    let order = order(&dossier, &[]);
    draft::draft(&dossier, &order).proposals
}

/// Titles and times of what is proposed of these activities of 2025.
fn told(activities: &str) -> Vec<(String, String)> {
    let told = |it: Proposal| (it.title, it.when.unwrap_or_default());
    proposed(&format!("活动:\n{activities}"), &[]).into_iter().map(told).collect()
}

fn reasons(proposal: &Proposal) -> String {
    proposal.reasons.iter().map(|reason| reason.zh.as_str()).collect::<Vec<_>>().join("；")
}

#[test]
fn a_plan_that_check_refuses_is_not_built_upon() {
    let item = |more: &str| format!("  - {{编号: a, 领域: wenti, 事项: 比赛{more}}}\n");
    let circle = "  - {编号: a, 领域: wenti, 事项: 甲, 承接: b}\n  - {编号: b, 领域: wenti, 事项: 乙, 承接: a}\n";
    let unknown = "活动:\n  - {编号: qiu, 领域: wenti, 名称: 排球赛, 落实: c}\n";
    let plans = [
        (item(", 指标: 60"), "E359"),
        (circle.to_owned(), "E356"),
        (item(", 结转: [2026年]"), "E357"),
        (item(", 结转: [2022年, 2024年, 2023年]"), "E326"),
        (item(", 结转: [2023年, 2023年]"), "E326"),
        (format!("{}{unknown}", item("")), "E355"),
    ];
    for (plan, code) in plans {
        let folder = folder(&file_of(2025, &format!("计划时期: 2025\n计划:\n{plan}")));
        let (exit, told) = run(folder.path(), &["2025.yaml"]);
        assert!(exit == 1 && told.contains(code) && told.contains("--> 2025.yaml:"), "{code}: {told}");
        assert_eq!(office::names(folder.path()), ["2025.yaml"], "{code}");
    }
    let twice = "活动:\n  - {编号: qiu, 领域: wenti, 名称: 排球赛, 落实: a}\n  - {编号: qi, 领域: wenti, 名称: 棋赛, 落实: a}\n";
    let folder = folder(&file_of(2025, &format!("计划时期: 2025\n计划:\n{}{twice}", item(""))));
    let (exit, told) = run(folder.path(), &["2025.yaml"]);
    assert!(exit == 0 && told.contains("W355"), "{told}");
}

#[test]
fn a_plan_in_the_file_before_is_checked_as_well() {
    let folder = folder(&file_of(2025, "活动:\n  - {编号: qiu, 领域: wenti, 名称: 排球赛, 落实: a}\n"));
    let before = "计划时期: 2025\n计划:\n  - {编号: a, 领域: wenti, 事项: 比赛, 指标: 60}\n";
    fs::write(folder.path().join("2024.yaml"), file_of(2024, before)).expect("written");
    let (exit, told) = run(folder.path(), &["2025.yaml"]);
    assert!(exit == 1 && told.contains("E359") && told.contains("2024.yaml:"), "{told}");
}

#[test]
fn the_schema_beside_a_plan_is_named() {
    let folder = folder(&file_of(2025, ""));
    let output = |to: &str| {
        let output = niandu(folder.path(), &["plan", "2025.yaml", "-o", to]);
        String::from_utf8(output.stdout).expect("text")
    };
    assert!(output("out/2026.yaml").contains("out/niandu.zh.json"));
    assert!(!output("out/other.yaml").contains("niandu.zh.json"), "it is there already");
}

#[test]
fn an_ordinal_counts_holdings_and_not_years() {
    let game = |year: u32, ordinal: u32| {
        file_of(
            year,
            &format!(
                "活动:\n  - {{编号: qiu-{year}, 系列: qiu, 领域: wenti, 频次: 每两年一次, 名称: 排球赛, 届次: {ordinal}}}\n"
            ),
        )
    };
    let titles =
        |this: &str, earlier: &[String]| proposed(this, earlier).into_iter().map(|it| it.title).collect::<Vec<_>>();
    assert_eq!(titles("", &[game(2024, 3), game(2022, 2)]), ["第四届排球赛"]);
    assert_eq!(titles("", &[game(2023, 3)]), ["第四届排球赛"], "a year was missed");
    let named = |year: u32, title: &str| {
        file_of(
            year,
            &format!("活动:\n  - {{编号: jie-{year}, 系列: jie, 领域: wenti, 频次: 每两年一次, 名称: {title}}}\n"),
        )
    };
    assert_eq!(titles("", &[named(2024, "第三届读书节"), named(2022, "第二届读书节")]), ["第四届读书节"]);
    let two = "活动:\n  - {编号: chun, 系列: qiu, 领域: wenti, 名称: 排球赛, 届次: 3}\n  - {编号: qiu, 系列: qiu, 领域: wenti, 名称: 排球赛, 届次: 4}\n";
    assert_eq!(titles(two, &[]), ["第五届排球赛", "第六届排球赛"]);
    let years = "  - {编号: yan, 系列: yan, 领域: wenti, 名称: 庆祝新中国成立76周年演出}\n  - {编号: jie, 系列: jie, 领域: wenti, 名称: 庆祝第41个教师节演出}\n  - {编号: bai, 系列: bai, 领域: wenti, 名称: 第二个百年奋斗目标宣讲}\n";
    let years: Vec<String> = told(years).into_iter().map(|(title, _)| title).collect();
    assert_eq!(years, ["庆祝新中国成立77周年演出", "庆祝第42个教师节演出", "第二个百年奋斗目标宣讲"]);
}

#[test]
fn a_year_in_a_title_moves_on_with_the_plan() {
    let moved = [
        ("2025年教师羽毛球赛", "2026年教师羽毛球赛"),
        ("2025年度继续教育培训", "2026年度继续教育培训"),
        ("教师篮球联赛（2025赛季）", "教师篮球联赛（2026赛季）"),
        ("2024—2025学年优秀教师评选", "2025—2026学年优秀教师评选"),
        ("1949年老照片展", "1949年老照片展"),
        ("12025年展", "12025年展"),
    ];
    for (was, now) in moved {
        let activity = format!("活动:\n  - {{编号: a, 系列: a, 领域: wenti, 名称: {was}}}\n");
        let all = proposed(&activity, &[]);
        assert_eq!(all[0].title, now);
        assert_eq!(reasons(&all[0]).contains("改作"), was != now, "{}", reasons(&all[0]));
    }
    let all = proposed("活动:\n  - {编号: a, 系列: a, 领域: wenti, 名称: 2025年羽毛球赛}\n", &[]);
    assert!(reasons(&all[0]).contains("标题里的2025年改作2026年"), "{}", reasons(&all[0]));
    let item = "计划时期: 2025\n计划:\n  - {编号: a, 领域: wenti, 事项: 举办2025年羽毛球赛, 进展: 未完成}\n";
    assert_eq!(proposed(item, &[])[0].title, "举办2026年羽毛球赛");
    let season = |year: u32| format!("活动:\n  - {{编号: lan{year}, 领域: wenti, 名称: 教师篮球联赛（{year}赛季）}}\n");
    let both = proposed(&season(2025), &[file_of(2024, &season(2024))]);
    assert_eq!(both[0].title, "教师篮球联赛（2026赛季）", "found again without its year");
}

#[test]
fn no_time_is_lost_without_a_word() {
    let long = "活动:\n  - {编号: a, 系列: a, 领域: wenti, 时间: 2025-10-10 .. 2025-12-20, 名称: 练兵}\n";
    let all = proposed(long, &[]);
    assert_eq!(all[0].when.as_deref(), Some("10月至12月"));
    assert!(reasons(&all[0]).contains("只定到月"), "{}", reasons(&all[0]));
    let over = "活动:\n  - {编号: a, 系列: a, 领域: wenti, 时间: 2024-12-01 .. 2025-01-20, 名称: 练兵, 跨期: 是}\n";
    let all = proposed(over, &[]);
    assert!(all[0].when.is_some() || reasons(&all[0]).contains("时间待定"), "{:?}", all[0]);
}

#[test]
fn a_date_at_the_head_of_a_step_is_its_time() {
    let steps = [
        ("2026年5月12日组织青年教师座谈，听取意见", "组织青年教师座谈", Some("2026-05-12"), Some("听取意见")),
        ("2026年3月召开财务公开说明会", "召开财务公开说明会", Some("3月"), None),
        ("3月召开财务公开说明会", "召开财务公开说明会", Some("3月"), None),
        ("明年3月至5月整理档案资料", "整理档案资料", Some("3月至5月"), None),
        ("2027年3月召开财务公开说明会", "2027年3月召开财务公开说明会", None, None),
        ("明年修缮职工书屋，比今年多添书", "今年修缮职工书屋", None, Some("比去年多添书")),
        ("列入下年度预算，修缮职工书屋", "列入本年度预算", None, Some("修缮职工书屋")),
    ];
    for (step, title, when, measure) in steps {
        for list in [
            format!("下一步:\n  - {step}\n"),
            format!("问题:\n  - {{问题: 场地小, 对策: “{step}”}}\n").replace(['“', '”'], "\""),
        ] {
            let all = proposed(&list, &[]);
            let found = (all[0].title.as_str(), all[0].when.as_deref(), all[0].measure.as_deref());
            assert_eq!(found, (title, when, measure), "{list}");
            let turned = step.contains("下年度") || step.starts_with("明年修");
            assert_eq!(reasons(&all[0]).contains("改作"), turned, "{}", reasons(&all[0]));
        }
    }
}

#[test]
fn a_step_that_names_a_proposal_is_its_measure_and_its_time() {
    let league =
        "活动:\n  - {编号: lan, 系列: lan, 领域: wenti, 时间: 10月, 名称: 教师篮球联赛（2025赛季）}\n下一步:\n";
    let all = proposed(&format!("{league}  - 举办教师篮球联赛，明年增加女队\n"), &[]);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0].measure.as_deref(), Some("今年增加女队"));
    assert!(reasons(&all[0]).contains("“明年”改作“今年”"), "{}", reasons(&all[0]));
    let all = proposed(&format!("{league}  - 2026年5月12日举办教师篮球联赛\n"), &[]);
    assert_eq!((all.len(), all[0].when.as_deref()), (1, Some("2026-05-12")), "{all:?}");
}

#[test]
fn what_is_held_for_a_feast_is_never_after_it() {
    let held = |day: &str, title: &str| {
        told(&format!("  - {{编号: a, 系列: a, 领域: wenti, 时间: {day}, 名称: {title}}}\n")).remove(0).1
    };
    assert_eq!(held("2025-05-30", "庆“六一”亲子活动"), "2026-06-01");
    assert_eq!(held("2025-04-30", "庆祝劳动节表彰会"), "2026-04-30");
    assert_eq!(held("2025-09-30", "迎国庆歌会"), "2026-09-30");
    assert_eq!(held("2025-12-31", "元旦晚会"), "2026-12-31");
    assert_eq!(held("2025-09-10", "教师节座谈会"), "2026-09-10");
    assert_eq!(held("2025-09-12", "教师节座谈会"), "2026-09-11", "what was behind the feast goes by its weekday");
    let purpose = "  - {编号: a, 系列: a, 领域: wenti, 时间: 2025-05-30, 目的: 为庆祝六一国际儿童节, 名称: 游园}\n";
    assert_eq!(told(purpose)[0].1, "2026-06-01");
}

/// The draft of the first sample school with the plan of its county.
fn under_the_county(told: impl Fn(&Draft<'_>)) {
    let county = office::root().join("sample-data/qinghe-county/2025.yaml");
    let county = fs::read_to_string(county).expect("a sample");
    let superiors = [facts::read(&Source::new("county.yaml", county), &mut Diagnostics::new()).expect("sound")];
    let dossier = dossier(&sample_text(2025), &[sample_text(2024), sample_text(2023)]);
    let order = order(&dossier, &superiors);
    told(&draft::draft(&dossier, &order));
}

#[test]
fn what_is_planned_already_is_not_proposed_for_the_body_above() {
    under_the_county(|draft| {
        let title = |title: &str| draft.proposals.iter().find(|it| it.title.contains(title));
        assert!(title("走访慰问困难教职工").is_none());
        let passed = draft
            .passed
            .iter()
            .find(|it| it.name == "走访慰问困难教职工" && it.place.file_and_line().0 == "county.yaml");
        assert!(passed.expect("it is told").reason.zh.contains("计划里已有（第"));
        for id in ["huzhu", "dushu"] {
            assert!(!draft.proposals.iter().any(|it| it.stems == [id]), "{id} is one of ours");
        }
        for id in ["jiaodai", "gongkai"] {
            assert!(draft.proposals.iter().any(|it| it.stems == [id]), "{id} is another matter");
        }
    });
}
