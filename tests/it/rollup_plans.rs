//! `niandu rollup --plans`: what several schools plan, what falls on the same days, what was not taken up; and the same in
//! any order and grouping.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use niandu::diagnostic::{Diagnostics, Source};
use niandu::facts::time::Period;
use niandu::facts::{self, File};
use niandu::rollup::plans::take::{Own, own, take};
use niandu::rollup::plans::write::write;
use niandu::rollup::plans::{Plans, told};
use niandu::rollup::total::Plus;
use niandu::rollup::write::{Own as Above, Told};

use crate::office::{self, niandu, said};

/// A facts file of a school with a plan for 2026: in the file of that year, or in that of the year before.
fn school(n: usize, year: u32, goals: &str, plan: &str) -> String {
    format!(
        "层级: 校\n年度: {year}\n计划时期: 2026\n单位:\n  编号: xiao-{n}\n  \
         名称: {{署名: 青禾县第{n}小学工会委员会, 标题用名: 青禾县第{n}小学工会}}\n  上级工会: qinghe\n\
         文件:\n  work-plan: {{日期: 待填, 工作目标: [{goals}]}}\n\
         工作领域:\n  - {{编号: wenti, 标题: 开展文体活动}}\n计划:\n{plan}"
    )
}

const DISTRICT: &str = "层级: 县\n年度: 2026\n计划时期: 2026\n单位:\n  编号: qinghe\n  \
    名称: {署名: 青禾县教育工会, 标题用名: 青禾县教育工会}\n文件:\n  work-plan: {日期: 2026-01-10}\n\
    计划:\n  - {编号: yundonghui, 事项: 全县教职工运动会, 时间: 2026-05-16}\n  \
    - {编号: peixun, 事项: 基层工会主席培训, 时间: 3月}\n";

/// Three schools and their district; the first has handed in for the year before, too, and the third has a proposal.
fn district() -> TempDir {
    office::folder(&[
        ("2026.yaml", DISTRICT),
        (
            "一小/2026.yaml",
            &school(
                1,
                2026,
                "教职工满意率不低于上年。",
                "  - {编号: tiaosheng, 领域: wenti, 事项: 第八届教职工跳绳比赛, 时间: 2026-04-10, 指标: 60人}\n  \
                 - {编号: canjia, 事项: 组队参加县教职工运动会, 时间: 2026-05-16, 交办: 青禾县教育工会, 出自: [yundonghui]}\n",
            ),
        ),
        ("一小/2025.yaml", &school(1, 2025, "", "  - {编号: tiaosheng, 事项: 第八届教职工跳绳比赛, 指标: 9999人}\n")),
        (
            "二小/2025.yaml",
            &school(
                2,
                2025,
                "教职工满意率不低于上年",
                "  - {编号: bisai, 领域: wenti, 事项: 举办第三届教职工跳绳比赛, 时间: 4月, 指标: 45人}\n  \
                 - {编号: chunyou, 事项: 教职工春游, 时间: 2026-05-16}\n",
            ),
        ),
        (
            "三小/2026.yaml",
            &school(
                3,
                2026,
                "人人参加活动",
                "  - {编号: tiaosheng, 领域: wenti, 事项: 教职工跳绳比赛, 时间: 5月}\n  \
                 - {编号: hechang, 事项: 教职工合唱节, 提议: [hechang-2025]}\n",
            ),
        ),
    ])
}

fn roll_up(folder: &Path, more: &[&str]) -> (Option<i32>, String) {
    let output = niandu(folder, &[&["rollup", ".", "--plans", "--period", "2026"], more].concat());
    (output.status.code(), said(&output))
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn what_several_plan_becomes_the_plan_of_the_body_above() {
    let folder = district();
    let (code, told) = roll_up(folder.path(), &[]);
    assert_eq!(code, Some(0), "{told}");
    let text = read(folder.path(), "计划汇总-2026.yaml");
    let item = "{编号: 教职工跳绳比赛, 领域: wenti, 事项: 教职工跳绳比赛, 时间: 4月, 指标: 105人以上}  # 3个单位，3项中2项写了指标";
    for part in [item, "    教职工跳绳比赛: 3所\n", "      - 教职工满意率不低于上年  # 2个单位\n", "  学校数: 3所\n"]
    {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert!(!text.contains("合唱") && !text.contains("9999") && !text.contains("春游"), "{text}");
    let table = read(folder.path(), "计划汇总-2026.csv");
    let row =
        "教职工跳绳比赛,105人以上,xiao-2,青禾县第2小学工会,二小/2025.yaml,13,举办第三届教职工跳绳比赛,4月,45人,\r\n";
    assert!(table.contains(row), "{table}");
    assert!(table.contains("教职工跳绳比赛,5月,,汇总为4月\r\n"), "{table}");
    assert!(table.contains("教职工春游,2026-05-16,") && !table.contains("合唱"), "{table}");
    let included = format!("包含: [计划汇总-2026.yaml]\n{DISTRICT}");
    fs::write(folder.path().join("2026.yaml"), included).expect("the own plan");
    let output = niandu(folder.path(), &["render", "2026.yaml", "-k", "work-plan", "-f", "md"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let paper = read(&folder.path().join("out"), &office::names(&folder.path().join("out"))[0]);
    assert!(paper.contains("教职工跳绳比赛") && paper.contains("基层工会主席培训"), "{paper}");
    let again = roll_up(folder.path(), &[]);
    assert_eq!((again.0, read(folder.path(), "计划汇总-2026.yaml")), (Some(0), text), "{}", again.1);
}

#[test]
fn a_part_of_a_month_counts_as_its_month_and_no_majority_is_no_time() {
    let with = |times: &[&str]| {
        let item = |time: &str| format!("  - {{编号: b, 领域: wenti, 事项: 教职工跳绳比赛, 时间: {time}}}\n");
        let files: Vec<(String, String)> = times
            .iter()
            .enumerate()
            .map(|(at, time)| (format!("校{at}/2026.yaml"), school(at + 1, 2026, "", &item(time))))
            .collect();
        let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let folder = office::folder(&files);
        let (code, told) = roll_up(folder.path(), &[]);
        assert_eq!(code, Some(0), "{told}");
        (read(folder.path(), "计划汇总-2026.yaml"), read(folder.path(), "计划汇总-2026.csv"))
    };
    let (text, table) = with(&["2026-04-10", "4月", "4月中旬", "10月"]);
    assert!(text.contains("事项: 教职工跳绳比赛, 时间: 4月}"), "{text}");
    assert_eq!(table.matches("汇总为4月").count(), 1, "{table}");
    let (text, table) = with(&["2026-04-10", "4月", "4月前", "10月"]);
    assert!(text.contains("事项: 教职工跳绳比赛}") && !table.contains("汇总为"), "{text}\n{table}");
}

#[test]
fn a_body_within_a_school_is_left_out_and_named() {
    let folder = district();
    let women = school(9, 2026, "", "  - {编号: sanba, 事项: 妇女节活动}\n").replace("层级: 校\n", "层级: 校内组织\n");
    let place = folder.path().join("女工委");
    fs::create_dir(&place).and_then(|()| fs::write(place.join("2026.yaml"), women)).expect("its file");
    let (code, told) = roll_up(folder.path(), &[]);
    assert!(code == Some(0) && told.contains("W314") && told.contains("女工委/2026.yaml:"), "{code:?} {told}");
    assert!(read(folder.path(), "计划汇总-2026.html").contains("校内组织"));
    assert!(!read(folder.path(), "计划汇总-2026.csv").contains("妇女节活动"));
}

#[test]
fn clashes_proposals_and_what_was_not_taken_up_are_told_where_they_stand() {
    let folder = district();
    let (_, told) = roll_up(folder.path(), &[]);
    for (code, place) in [
        ("W318", "二小/2025.yaml:14:"),
        ("W319", "2026.yaml:10:"),
        ("W319", "2026.yaml:11:"),
        ("W320", "三小/2026.yaml:14:"),
    ] {
        let mut lines = told.lines().zip(told.lines().skip(1));
        assert!(lines.any(|(head, at)| head.contains(code) && at.contains(place)), "{code} {place} in\n{told}");
    }
    assert_eq!(told.matches("提醒[").count(), 4, "{told}");
    assert!(
        told.contains(
            "“教职工春游”（2026-05-16）与“青禾县教育工会”的“全县教职工运动会”（2026-05-16，2026.yaml 第10行）撞期"
        ),
        "{told}"
    );
    assert!(told.contains("有 1 个单位承接，2 个没有：青禾县第3小学工会、青禾县第2小学工会"), "{told}");
    let page = read(folder.path(), "计划汇总-2026.html");
    for part in [
        "<code>W318</code>",
        "<code>W320</code>",
        "全县教职工运动会：1 个单位承接，2 个没有",
        "没有单位承接的 1 项</summary>",
    ] {
        assert!(page.contains(part), "{part} in\n{page}");
    }
}

#[test]
fn a_body_without_a_plan_stops_the_run_unless_it_may_go_on() {
    let folder = district();
    let none = school(4, 2026, "", "  - {编号: a, 事项: 读书节, 提议: [a-2025]}\n");
    fs::create_dir(folder.path().join("四小")).expect("a folder");
    fs::write(folder.path().join("四小/2026.yaml"), none).expect("proposals only");
    let (code, told) = roll_up(folder.path(), &[]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("E323") && told.contains("一项也没有采纳"), "{told}");
    assert!(!folder.path().join("计划汇总-2026.yaml").exists());
    let (code, told) = roll_up(folder.path(), &["--partial"]);
    assert_eq!(code, Some(1), "{told}");
    let text = read(folder.path(), "计划汇总-2026.yaml");
    assert!(text.contains("  未计入: [青禾县第4小学工会]") && text.contains("学校数: 3所"), "{text}");
    let other = niandu(folder.path(), &["rollup", ".", "--plans", "--period", "2031"]);
    assert_eq!(other.status.code(), Some(1), "{}", said(&other));
    fs::write(folder.path().join("mine.yaml"), "年度: 2026\n").expect("a file");
    let (code, told) = roll_up(folder.path(), &["-o", &folder.path().join("mine.yaml").display().to_string()]);
    assert!(code == Some(1) && told.contains("E311"), "{told}");
    assert_eq!(niandu(folder.path(), &["rollup", ".", "--plans"]).status.code(), Some(2));
}

#[test]
fn a_roll_up_of_plans_is_no_part_of_one_of_facts() {
    let folder = district();
    roll_up(folder.path(), &[]);
    let plans = read(folder.path(), "计划汇总-2026.yaml");
    let city = office::folder(&[("青禾/2026.yaml", DISTRICT), ("青禾/计划汇总-2026.yaml", &plans)]);
    let output = niandu(city.path(), &["rollup", ".", "--period", "2026", "--id", "shi", "--name", "市教育工会"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("计入 1 个单位"), "{}", said(&output));
}

#[test]
fn a_made_up_district_has_a_plan_of_what_its_schools_plan() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = niandu(folder.path(), &["sample", "d", "--schools", "12", "--district"]);
    assert!(made.status.success(), "{}", said(&made));
    let (code, told) = roll_up(&folder.path().join("d"), &["--date", "2026-01-10"]);
    assert_eq!(code, Some(0), "{told}");
    let checked = niandu(&folder.path().join("d"), &["check", "计划汇总-2026.yaml"]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    let text = read(&folder.path().join("d"), "计划汇总-2026.yaml");
    assert!(text.contains("学校数: 12所") && text.contains("事项: 走访慰问困难教职工, 时间: 春节前"), "{text}");
    // The targets of the check-ups, added by hand.
    let mut sum = 0;
    for n in 1..=12 {
        let facts = read(&folder.path().join(format!("d/school-{n:06}")), "2025.yaml");
        let plan: serde_json::Value = serde_saphyr::from_str(&facts).expect("YAML");
        for item in plan["计划"].as_array().expect("a plan") {
            if item["事项"] == "教职工体检" {
                let target = item["指标"].as_str().expect("a target");
                sum += target.trim_end_matches('人').parse::<u32>().expect("persons");
            }
        }
    }
    assert!(text.contains(&format!("事项: 教职工体检, 指标: {sum}人")), "{sum} in\n{text}");
}

fn file(text: &str) -> File {
    let mut problems = Diagnostics::new();
    facts::read(&Source::new("plan.yaml", text), &mut problems).unwrap_or_else(|| panic!("{problems:?}\n{text}"))
}

const TITLES: [&str; 4] = ["教职工跳绳比赛", "教职工合唱节", "读书节", "教职工春游"];

/// An item of a school: which matter, its ordinal, its day in May, its target.
type Item = (usize, u32, u32, Option<u32>);

fn plan(n: usize, items: &[Item]) -> String {
    let item = |(at, (what, ordinal, day, target)): (usize, &Item)| {
        let target = target.map(|target| format!(", 指标: {target}人")).unwrap_or_default();
        format!("  - {{编号: x{at}, 事项: 第{ordinal}届{}, 时间: 2026-05-{day:02}{target}}}\n", TITLES[*what])
    };
    school(n, 2026, "人人参加活动", &items.iter().enumerate().map(item).collect::<String>())
}

fn taken(n: usize, items: &[Item], own: &Own) -> Plans {
    let period = Period::year(2026).expect("a year");
    take(&file(&plan(n, items)), &format!("{n}/2026.yaml"), &period, Some(own)).0
}

fn summed(parts: impl Iterator<Item = Plans>) -> Plans {
    parts.fold(Plans::default(), |mut all, part| {
        all.plus(part);
        all
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    /// Plans add up in any order and grouping; targets come to what they come to, and every day in common is told.
    #[test]
    fn order_and_grouping_do_not_matter(
        schools in prop::collection::vec(
            prop::collection::vec((0..TITLES.len(), 1u32..30, 14u32..19, prop::option::of(1u32..200)), 1..5), 1..8),
        cut in 0usize..8,
    ) {
        let period = Period::year(2026).expect("a year");
        let own = own(&file(DISTRICT), "2026.yaml", &period).expect("the plan of the district");
        let each = |n: usize| taken(n, &schools[n], &own);
        let forward = summed((0..schools.len()).map(each));
        let cut = cut.min(schools.len());
        let backward = summed([summed((cut..schools.len()).rev().map(each)), summed((0..cut).rev().map(each))].into_iter());
        prop_assert_eq!(&forward, &backward);
        let text = |plans: &Plans| write(plans, &period, &Above::default(), Some(&own), &Told::default()).text;
        prop_assert_eq!(text(&forward), text(&backward));
        let mut totals: BTreeMap<usize, (u32, usize, usize)> = BTreeMap::new();
        for (what, _, _, target) in schools.iter().flatten() {
            let total = totals.entry(*what).or_default();
            *total = (total.0 + target.unwrap_or(0), total.1 + usize::from(target.is_some()), total.2 + 1);
        }
        for (what, (sum, stated, items)) in totals {
            let claim = forward.matters.iter().find(|(_, matter)| matter.titles.keys().any(|title| title.ends_with(TITLES[what])));
            let claim = claim.and_then(|(_, matter)| matter.claim());
            let open = if stated < items { "以上" } else { "" };
            prop_assert_eq!(claim, (stated > 0).then(|| format!("{sum}人{open}")));
        }
        let days = schools.iter().flatten().filter(|(_, _, day, _)| *day == 16).count();
        prop_assert_eq!(told::clashes(&forward).len(), days);
    }
}
