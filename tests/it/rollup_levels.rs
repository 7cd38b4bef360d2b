//! Level by level nothing is lost: a city sums the schools of its counties one by one, whatever their roll-ups tell, and what
//! a county states itself wins.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use niandu::diagnostic::{Diagnostics, Source};
use niandu::facts::time::Period;
use niandu::rollup::partial::Partial;
use niandu::rollup::total::Plus;
use niandu::rollup::write::{Kept, Own, Told, Written, write};
use niandu::rollup::{beneath, take};

use crate::office::{self, names};
use crate::rollup::{contest, paper, rollup, school, sums};
use crate::rollup_sums::{School, schools};

/// Sums schools in a folder of their own and hands in what comes of it: `city/<id>/`, with the county's own facts or none.
fn county(city: &Path, id: &str, schools: &[(usize, String)], own: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    for (n, more) in schools {
        let place = folder.path().join(n.to_string());
        fs::create_dir_all(&place).expect("a folder");
        fs::write(place.join("2025.yaml"), school(*n, more).replace("qinghe", id)).expect("a file");
    }
    if !own.is_empty() {
        fs::write(folder.path().join("2025.yaml"), facts(id, own)).expect("a file");
    }
    let (code, told) = rollup(folder.path(), &["--period", "2025", "--id", id, "--name", &format!("{id}教育工会")]);
    assert_eq!(code, Some(0), "{told}");
    hand_in(folder.path(), &city.join(id), own.is_empty());
}

/// The own facts of a body above schools.
fn facts(id: &str, own: &str) -> String {
    format!(
        "包含: [汇总-2025.yaml]\n层级: 县\n年度: 2025\n单位:\n  编号: {id}\n  上级工会: shi\n  \
         名称: {{署名: {id}教育工会, 标题用名: {id}教育工会}}\n{own}"
    )
}

/// What lies in the folder of a county itself; a roll-up alone is its facts.
fn hand_in(from: &Path, to: &Path, is_bare: bool) {
    fs::create_dir_all(to).expect("a folder");
    for name in names(from).into_iter().filter(|name| from.join(name).is_file()) {
        fs::copy(from.join(&name), to.join(&name)).expect("copied");
    }
    if is_bare {
        fs::rename(to.join("汇总-2025.yaml"), to.join("2025.yaml")).expect("renamed");
    }
}

const CITY: [&str; 6] = ["--id", "shi", "--name", "某市教育工会", "--period", "2025"];

fn city() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn what_only_one_school_of_each_county_has_reaches_the_city() {
    let city = city();
    let told = format!(
        "{}问题:\n  - {{问题: 活动时间没有保证}}\n宣传:\n  - {{篇数: 3篇}}\n  - {{简报: 2期}}\n",
        contest("30人")
    );
    county(city.path(), "qinghe", &[(1, told.replace("  - {简报: 2期}\n", "")), (2, String::new())], "");
    county(city.path(), "xingqiao", &[(3, told.clone()), (4, String::new())], "");
    let (code, said) = rollup(city.path(), &CITY);
    assert!(code == Some(0) && said.contains("计入 2 个单位、4 所学校"), "{said}");
    let text = sums(city.path());
    assert!(text.starts_with('#') && text.contains("\n层级: 市\n"), "{text}");
    for part in [
        "  学校数: 4所\n",
        "    tiaosheng: 2所\n",
        "  总数: 170人  # 4个单位填报",
        "  下属工会: 4个\n",
        "参加者: 2所学校, 时间: 4月, 参加: 60人",
        "问题: 活动时间没有保证，涉及2所学校}",
        "动词: 2所学校刊发, 篇数: 6篇}",
        "动词: 1所学校编发, 简报: 2期}",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains("区县教育工会"), "{text}");
    let table = fs::read_to_string(city.path().join("汇总-2025.csv")).expect("sources");
    let row = "教职工.总数,170人,xiao-3,青禾县第3小学工会,xingqiao/2025.yaml:3/2025.yaml,7,43人";
    assert!(table.contains(row), "{table}");
}

#[test]
fn what_the_file_of_a_county_has_no_room_for_reaches_the_city() {
    let city = city();
    let event = |n: usize| format!("  - {{编号: e{n}, 系列: s{n}, 领域: wenti, 名称: 第{n}号比赛, 参加: 10人}}\n");
    let many = |range: std::ops::Range<usize>| format!("活动:\n{}", range.map(event).collect::<String>());
    // Each of two schools holds 45 events: the county's file tells 40 of them. The other county has the last one alone.
    county(city.path(), "qinghe", &[(1, many(10..55)), (2, many(10..55))], "");
    county(city.path(), "xingqiao", &[(3, many(54..55)), (4, String::new())], "");
    let told = fs::read_to_string(city.path().join("qinghe/2025.yaml")).expect("a file");
    assert!(told.contains("另有5项超出一栏列出的项数") && !told.contains("第54号比赛"), "{told}");
    let (code, said) = rollup(city.path(), &CITY);
    assert_eq!(code, Some(0), "{said}");
    let text = sums(city.path());
    assert!(text.contains("名称: 第54号比赛, 参加者: 3所学校, 参加: 30人"), "{text}");
}

#[test]
fn what_a_county_states_wins_and_its_own_records_stand() {
    let city = city();
    let relief = "慰问:\n  - {领域: wenti, 对象: 困难教职工, 人数: 2人, 金额: 1000元}\n";
    let games = "活动:\n  - {编号: yundonghui, 领域: wenti, 名称: 教职工运动会, 角色: 组队参加, 主办单位: xingqiao教育工会, 参加: 20人}\n";
    let own = "工作领域:\n  - {编号: wenti, 标题: 办好文体活动}\n教职工: {总数: 130人}\n慰问:\n  - {领域: wenti, 对象: 困难教职工, 人数: 5人, 金额: 5000元}\n\
               活动:\n  - {编号: xian, 领域: wenti, 名称: 全县教职工运动会, 参加: 100人}\n\
               经费:\n  收入:\n    - {科目: 会费, 金额: 9万元}\n";
    let money = "经费:\n  收入:\n    - {科目: 会费, 金额: 2万元}\n";
    county(city.path(), "qinghe", &[(1, format!("{relief}{money}")), (2, String::new())], "");
    county(city.path(), "xingqiao", &[(3, format!("{relief}{games}{money}")), (4, games.to_owned())], own);
    let (code, said) = rollup(city.path(), &CITY);
    assert_eq!(code, Some(0), "{said}");
    let text = sums(city.path());
    for part in [
        // 41 and 42 of one county, 130 of the other; its women are those of its schools and stay out.
        "  总数: 213人  # 4个单位填报",
        "  女: 43人以上  # 4个单位中2个填报",
        "动词: 2所学校和1个区县教育工会慰问, 对象: 困难教职工, 人数: 9人, 金额: 7000元",
        "    - {科目: 会费, 金额: 11万元}",
        "各单位合计收入",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    // The games are the county's own and are not counted with those of the schools that came.
    assert!(!text.contains("参加: 140人") && !text.contains("运动会"), "{text}");
    // A body of one's own stays where it is one level further.
    let province = tempfile::tempdir().expect("a folder");
    hand_in(city.path(), &province.path().join("shi"), true);
    let (code, said) = rollup(
        province.path(),
        &["--id", "sheng", "--name", "某省教育工会", "--date", "2025-12-30", "--period", "2025"],
    );
    assert!(code == Some(0) && said.contains("计入 1 个单位、4 所学校"), "{said}");
    let above = sums(province.path());
    assert!(above.contains("动词: 2所学校和1个区县教育工会慰问, 对象: 困难教职工, 人数: 9人, 金额: 7000元"), "{above}");
    assert!(above.contains("\n层级: 省\n") && above.contains("  总数: 213人  # 4个单位填报"), "{above}");
    assert!(paper(province.path(), "汇总-2025.yaml").contains("213人"));
}

#[test]
fn partial_sums_that_are_not_those_of_the_roll_up_are_refused() {
    let make = || {
        let city = city();
        county(city.path(), "qinghe", &[(1, contest("30人")), (2, String::new())], "");
        county(city.path(), "xingqiao", &[(3, String::new())], "教职工: {总数: 43人}\n");
        city
    };
    let refused = |city: &TempDir, reason: &str| {
        let (code, told) = rollup(city.path(), &CITY);
        assert!(code == Some(1) && told.contains("错误[E318]: “") && told.contains(reason), "{reason}: {told}");
        assert!(told.contains("在那一级再汇总一次") && !city.path().join("汇总-2025.yaml").exists(), "{told}");
        let (code, told) = rollup(city.path(), &[&CITY[..], &["--partial"]].concat());
        assert!(code == Some(1) && told.contains("计入 1 个单位"), "{told}");
    };
    let edit = |path: &Path, from: &str, to: &str| {
        let text = fs::read_to_string(path).expect("a file");
        assert!(text.contains(from), "{from} in {text}");
        fs::write(path, text.replacen(from, to, 1)).expect("a file");
    };
    let gone = make();
    fs::remove_file(gone.path().join("qinghe/汇总-2025.part.json")).expect("removed");
    refused(&gone, "读不了");
    let rows = make();
    fs::remove_file(rows.path().join("xingqiao/汇总-2025.part.csv")).expect("removed");
    refused(&rows, "读不了");
    let other = make();
    edit(&other.path().join("qinghe/汇总-2025.part.json"), "青禾县第1小学工会", "青禾县第9小学工会");
    refused(&other, "不是这份汇总的");
    let outside = make();
    edit(&outside.path().join("qinghe/2025.yaml"), "部分和: 汇总", "部分和: ../汇总");
    refused(&outside, "不在本文件夹之内");
    let changed = make();
    edit(&changed.path().join("xingqiao/汇总-2025.yaml"), "  会员: 42人", "  会员: 43人");
    refused(&changed, "汇总里的数改过了");
    // What only the head says may be filled in, and an editor may end lines as it likes.
    let filled = make();
    let path = filled.path().join("qinghe/2025.yaml");
    edit(&path, "  编号: qinghe\n", "  编号: qinghe\n  上级工会: shi\n");
    let text = fs::read_to_string(&path).expect("a file");
    fs::write(&path, format!("{}\r\n", text.replace('\n', "\r\n"))).expect("a file");
    let (code, told) = rollup(filled.path(), &CITY);
    assert_eq!(code, Some(0), "{told}");
}

#[test]
fn a_body_is_never_counted_with_its_schools_nor_a_school_in_two_bodies() {
    let city = city();
    county(city.path(), "qinghe", &[(1, String::new()), (2, String::new())], "");
    county(city.path(), "xingqiao", &[(3, String::new()), (4, String::new())], "");
    let place = city.path().join("qinghe/1");
    fs::create_dir_all(&place).expect("a folder");
    fs::write(place.join("2025.yaml"), school(1, "")).expect("a file");
    let (code, told) = rollup(city.path(), &["--period", "2025"]);
    assert!(code == Some(1) && told.contains("错误[E304]: “qinghe教育工会”与它下属的 1 个单位"), "{told}");
    fs::remove_dir_all(&place).expect("removed");
    county(city.path(), "donghe", &[(4, String::new()), (5, String::new())], "");
    let (code, told) = rollup(city.path(), &CITY);
    assert_eq!(code, Some(1), "{told}");
    let said =
        "错误[E303]: “青禾县第4小学工会”报在了两个上级之下（donghe、xingqiao）：donghe/2025.yaml:4/2025.yaml 第4行";
    assert!(told.contains(said), "{told}");
    let (_, told) = rollup(city.path(), &[&CITY[..], &["--partial"]].concat());
    assert!(told.contains("计入 1 个单位、2 所学校"), "{told}");
}

#[test]
fn own_facts_over_an_earlier_roll_up_are_no_school_of_their_own_run() {
    let folder = office::folder(&[("1/2025.yaml", &school(1, "")), ("2/2025.yaml", &school(2, ""))]);
    fs::write(folder.path().join("2025.yaml"), facts("qinghe", "")).expect("a file");
    let run = || {
        let (code, told) = rollup(folder.path(), &["--period", "2025"]);
        assert!(code == Some(0) && told.contains("计入 2 个单位、2 所学校"), "{told}");
        names(folder.path())
            .into_iter()
            .filter(|name| name.starts_with('汇'))
            .map(|name| fs::read(folder.path().join(name)).expect("a file"))
            .collect::<Vec<_>>()
    };
    let first = run();
    assert!(first.len() == 5 && first == run());
}

/// A roll-up of these schools as the next level takes it: its text is read again, and its partial sums put beneath.
fn taken(id: usize, all: &[&School]) -> (Partial, usize) {
    let below = sum(all.iter().map(|school| school.partial()));
    let written = written(&below);
    let text = written.text(Some(&Kept { name: "汇总-2025.part.json", digest: "0" }));
    let text = text.replace("待填", "county");
    let source = Source::new("汇总-2025.yaml", text.clone());
    let mut problems = Diagnostics::new();
    let file = niandu::facts::read(&source, &mut problems).unwrap_or_else(|| panic!("{:?}\n{text}", problems.sorted()));
    assert!(!problems.has_errors(), "{:?}\n{text}", problems.sorted());
    let json = serde_json::to_string(&below).expect("JSON");
    let place = format!("{id}/2025.yaml");
    let below = serde_json::from_str::<Partial>(&json).expect("a partial sum").within(&place);
    let (mut own, rows) = take::own(&file, &place, &problems, below.leaves().count() as u64);
    assert!(rows.is_empty(), "a bare roll-up states nothing itself: {rows:?}");
    beneath::put(&file, &mut own, below, &written.ids);
    (own, all.len())
}

fn sum(parts: impl IntoIterator<Item = Partial>) -> Partial {
    let mut all = Partial::default();
    parts.into_iter().for_each(|part| all.plus(part));
    all
}

fn written(partial: &Partial) -> Written {
    let told = Told { sources: "汇总-2025.csv".to_owned(), ..Told::default() };
    write(partial, &Period::parse("2025").expect("a year"), &Own::default(), &told)
}

/// What a roll-up says of its schools and candidates.
fn told(written: &Written) -> Vec<String> {
    let text = written.text(None);
    let rest =
        text.split("\n汇总:\n").nth(1).and_then(|rest| rest.split("\n单位:\n").next()).expect("what it says of itself");
    rest.lines().map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn counties_and_then_the_city_are_the_city_at_once(schools in schools(14), groups in prop::collection::vec(0_usize..4, 14)) {
        let mut counties: BTreeMap<usize, Vec<&School>> = BTreeMap::new();
        schools.iter().zip(&groups).for_each(|(school, group)| counties.entry(*group).or_default().push(school));
        let parts: Vec<(Partial, usize)> = counties.iter().map(|(id, all)| taken(*id, all)).collect();
        prop_assert_eq!(parts.iter().map(|(_, count)| count).sum::<usize>(), schools.len());
        let city = sum(parts.into_iter().map(|(part, _)| part));
        let (city, at_once) = (written(&city), written(&sum(schools.iter().map(School::partial))));
        prop_assert_eq!(city.sums(), at_once.sums());
        prop_assert_eq!(told(&city), told(&at_once));
        prop_assert_eq!(city.figures, at_once.figures);
    }
}
