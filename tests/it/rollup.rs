//! `niandu rollup` as it is called: what is summed, what is refused and where it is said, and the paper that comes of it.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::office::{self, names, niandu, said};

/// A school of the district: number `n`, with this staff, and further sections.
pub fn school(n: usize, more: &str) -> String {
    format!(
        "层级: 校\n年度: 2025\n单位:\n  编号: xiao-{n}\n  名称: {{署名: 青禾县第{n}小学工会委员会, 标题用名: 青禾县第{n}小学工会}}\n  \
         上级工会: qinghe\n教职工: {{总数: {}人, 女: {}人, 会员: {}人}}\n\
         工作领域:\n  - {{编号: wenti, 标题: 开展文体活动}}\n{more}",
        40 + n,
        20 + n,
        39 + n
    )
}

/// A contest that several schools hold.
pub fn contest(persons: &str) -> String {
    format!(
        "活动:\n  - {{编号: tiaosheng-2025, 系列: tiaosheng, 领域: wenti, 时间: 4月, 名称: 教职工跳绳比赛, 参加: {persons}, \
         奖项: [{{奖级: 一等奖, 数量: 2人}}]}}\n"
    )
}

fn district(schools: &[(&str, String)]) -> TempDir {
    let files: Vec<(&str, &str)> = schools.iter().map(|(name, text)| (*name, text.as_str())).collect();
    office::folder(&files)
}

fn three() -> TempDir {
    district(&[
        ("一小/2025.yaml", school(1, &contest("30人"))),
        ("二小/2025.yaml", school(2, &contest("近20人"))),
        ("三小/2025.yaml", school(3, "问题:\n  - {问题: 活动时间没有保证}\n")),
    ])
}

const OWN: [&str; 6] = ["--id", "qinghe", "--name", "青禾县教育工会", "--date", "2025-12-30"];

pub fn rollup(folder: &Path, more: &[&str]) -> (Option<i32>, String) {
    let output = niandu(folder, &[&["rollup", "."], more].concat());
    (output.status.code(), said(&output))
}

pub fn sums(folder: &Path) -> String {
    fs::read_to_string(folder.join("汇总-2025.yaml")).expect("a roll-up")
}

#[test]
fn schools_are_summed_to_facts_that_pass_a_check_and_make_a_paper() {
    let folder = three();
    let (code, told) = rollup(folder.path(), &OWN);
    assert_eq!(code, Some(0), "{told}");
    let text = sums(folder.path());
    for line in [
        "  总数: 126人  # 3个单位填报",
        "  女: 66人  # 3个单位填报",
        "  会员: 123人  # 3个单位填报",
        "  学校数: 3所",
        "    tiaosheng: 2所",
    ] {
        assert!(text.lines().any(|own| own == line), "{line} in\n{text}");
    }
    assert!(text.contains("参加者: 2所学校, 时间: 4月, 参加: 约50人, 奖项: [{奖级: 一等奖, 数量: 4人}]"), "{text}");
    let checked = niandu(folder.path(), &["check", "汇总-2025.yaml"]);
    let told = String::from_utf8(checked.stdout).expect("UTF-8");
    assert!(told.contains("0 处错误，0 处提醒"), "{told}");
    let output = niandu(folder.path(), &["render", "汇总-2025.yaml", "-k", "district-summary", "-f", "md"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let [paper] = names(&folder.path().join("out")).try_into().expect("one paper");
    let paper = fs::read_to_string(folder.path().join("out").join(paper)).expect("a paper");
    assert!(paper.contains("全县教育系统现有教职工126人，其中女教职工66人，占教职工总数的52.4%"), "{paper}");
    assert!(paper.contains("工会会员123人，入会率97.6%"), "{paper}");
    assert!(["举办", "组织"].iter().any(|verb| paper.contains(&format!("2所学校{verb}教职工跳绳比赛"))), "{paper}");
    assert!(!paper.contains("据已报送"), "{paper}");
}

#[test]
fn every_sum_has_its_sources() {
    let folder = three();
    rollup(folder.path(), &OWN);
    let table = fs::read_to_string(folder.path().join("汇总-2025.csv")).expect("sources");
    assert!(table.starts_with("\u{feff}数据,合计,单位编号,单位,文件,行,填报\r\n"), "{table}");
    for row in [
        "教职工.总数,126人,xiao-2,青禾县第2小学工会,二小/2025.yaml,7,42人",
        "活动.tiaosheng.参加,约50人,xiao-2,青禾县第2小学工会,二小/2025.yaml,11,近20人",
    ] {
        assert!(table.contains(row), "{row} in\n{table}");
    }
}

/// The own facts of the district, which include the roll-up.
const DISTRICT: &str = "包含: [汇总-2025.yaml]\n层级: 县\n年度: 2025\n单位:\n  编号: qinghe\n  \
    名称: {署名: 青禾县教育工会, 标题用名: 青禾县教育工会}\n文件:\n  district-summary: {日期: 2025-12-30}\n\
    教职工: {总数: 130人}\n\
    工作领域:\n  - {编号: wenti, 标题: 办好文体活动}\n";

#[test]
fn what_the_district_states_wins_and_what_differs_is_told() {
    let folder = three();
    fs::write(folder.path().join("2025.yaml"), DISTRICT).expect("a file");
    let (code, told) = rollup(folder.path(), &[]);
    assert_eq!(code, Some(0), "{told}");
    assert!(sums(folder.path()).contains("编号: qinghe\n"), "{}", sums(folder.path()));
    let checked = niandu(folder.path(), &["check", "2025.yaml"]);
    let told = String::from_utf8(checked.stdout).expect("UTF-8");
    assert!(told.contains("提醒[W300]: “总数”写的是130人，各校汇总为126人（汇总-2025.yaml 第"), "{told}");
    assert!(told.contains("--> 2025.yaml:9:"), "{told}");
    assert!(told.contains("0 处错误，1 处提醒"), "{told}");
    let output = niandu(folder.path(), &["render", "2025.yaml", "-k", "district-summary", "-f", "md", "-o", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let [paper] = names(&folder.path().join("out")).try_into().expect("one paper");
    let text = fs::read_to_string(folder.path().join("out").join(paper)).expect("a paper");
    // 66 women of the schools and 130 persons of the district make no share.
    assert!(text.contains("教职工130人") && !text.contains("女教职工") && !text.contains("50.8%"), "{text}");
    // Nor do the members of the schools and the staff of the district.
    assert!(text.contains("123人") && !text.contains("入会率"), "{text}");
    assert!(text.contains("办好文体活动") && text.contains("2所学校"), "{text}");
}

#[test]
fn a_sum_is_traced_to_the_line_of_the_roll_up() {
    let folder = three();
    fs::write(folder.path().join("2025.yaml"), DISTRICT.replace("教职工: {总数: 130人}\n", "")).expect("a file");
    rollup(folder.path(), &[]);
    let line = sums(folder.path()).lines().position(|line| line.starts_with("  总数:")).expect("a line") + 1;
    let output = niandu(folder.path(), &["trace", "2025.yaml", "126人", "-k", "district-summary"]);
    let told = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    assert!(told.contains(&format!("汇总-2025.yaml:{line}")), "{told}{}", said(&output));
    assert!(told.contains("汇总-2025.csv"), "{told}");
}

#[test]
fn what_must_not_be_added_is_told_all_at_once_with_names_and_lines() {
    let register = "时期: 2025\n学校名册:\n  - {编号: xiao-1, 名称: 青禾县第一小学}\n  - {编号: xiao-9, 名称: 青禾县第九小学, 别名: [lao-9]}\n  \
                    - {编号: xiao-5, 名称: 青禾县第五小学}\n";
    let folder = district(&[
        ("niandu.yaml", register.to_owned()),
        ("一小/2025.yaml", school(1, "")),
        ("二小/2024.yaml", school(2, "").replace("2025", "2024")),
        ("三小/2025.yaml", school(3, "")),
        ("三小副本/2025.yaml", school(3, "")),
        ("四小/2025.yaml", school(4, "").replace("上级工会: qinghe", "上级工会: xingqiao")),
        ("六小/2025.yaml", school(6, "").replace("女: 26人", "女: 99人")),
        (
            "七小/2025.yaml",
            school(7, "学习培训:\n  - {编号: shide, 领域: wenti, 内容: 师德学习, 场次: 2次, 参加人次: 40人次}\n"),
        ),
        (
            "八小/2025.yaml",
            school(8, "学习培训:\n  - {编号: shide, 领域: wenti, 内容: 师德学习, 场次: 2次, 参加人次: 40人次}\n"),
        ),
        (
            "九小/2025.yaml",
            school(9, "学习培训:\n  - {编号: shide, 领域: wenti, 内容: 师德学习, 场次: 2次, 参加人次: 48人}\n"),
        ),
        ("九小旧/2025.yaml", school(9, "").replace("xiao-9", "lao-9")),
        (
            "县/2025.yaml",
            DISTRICT
                .replace("包含: [汇总-2025.yaml]\n", "")
                .replace("工作领域:\n  - {编号: wenti, 标题: 办好文体活动}\n", ""),
        ),
    ]);
    let (code, told) = rollup(folder.path(), &[]);
    assert_eq!(code, Some(1), "{told}");
    assert!(!folder.path().join("汇总-2025.yaml").exists());
    for (part, place) in [
        ("错误[E300]: “青禾县第2小学工会”没有2025年的事实，只有2024年的", "二小/2024.yaml:2:"),
        (
            "错误[E301]: “青禾县第3小学工会”报了 2 份：三小/2025.yaml 第4行、三小副本/2025.yaml 第4行",
            "三小/2025.yaml:4:",
        ),
        ("错误[E303]: “青禾县第4小学工会”的上级工会是 xingqiao，不是 qinghe", "四小/2025.yaml:6:"),
        ("错误[E305]: “青禾县第6小学工会”的事实有 1 处错误", "六小/2025.yaml:7:"),
        ("错误[E304]: “青禾县教育工会”与它下属的", "县/2025.yaml:4:"),
        ("错误[E306]: “青禾县第五小学”没有报送2025年的事实", "niandu.yaml:5:"),
        ("错误[E301]: “青禾县第9小学工会”报了 2 份", "九小/2025.yaml:4:"),
    ] {
        let at = told.find(part).unwrap_or_else(|| panic!("{part} in\n{told}"));
        let shown = told[at..].lines().nth(1).unwrap_or_default();
        assert!(shown.contains(place), "{part}: {shown}");
    }
    assert!(!told.contains("一小/2025.yaml:"), "who is right is not named: {told}");
    // The ninth is out, so that the times of persons are alone.
    assert!(!told.contains("E302"), "{told}");
    let (code, told) =
        rollup(folder.path(), &["--partial", "--id", "qinghe", "--name", "青禾县教育工会", "--date", "2025-12-30"]);
    assert_eq!(code, Some(1), "{told}");
    let text = sums(folder.path());
    assert!(text.contains("  学校数: 3所\n  应报: 3所\n  未报: [青禾县第五小学]\n"), "{text}");
    assert!(text.contains("  总数: 136人  # 3个单位填报"), "1, 7 and 8: {text}");
    let output = niandu(folder.path(), &["render", "汇总-2025.yaml", "-k", "district-summary", "-f", "md"]);
    let [paper] = names(&folder.path().join("out")).try_into().unwrap_or_else(|_| panic!("{}", said(&output)));
    let paper = fs::read_to_string(folder.path().join("out").join(paper)).expect("a paper");
    assert!(paper.contains("据已报送且核对无误的3所学校统计，全县教育系统现有教职工136人"), "{paper}");
}

#[test]
fn units_that_do_not_add_up_are_refused() {
    let training = |attendance: &str| {
        format!("学习培训:\n  - {{编号: shide, 领域: wenti, 内容: 师德学习, 场次: 2次, 参加人次: {attendance}}}\n")
    };
    let folder = district(&[
        ("一小/2025.yaml", school(1, &training("40人次"))),
        ("二小/2025.yaml", school(2, &training("50人次"))),
        ("三小/2025.yaml", school(3, &training("48人"))),
    ]);
    let (code, told) = rollup(folder.path(), &OWN);
    assert_eq!(code, Some(1), "{told}");
    for part in ["错误[E302]", "三小/2025.yaml:11:", "2个单位按“人次”", "1个单位按“人”"] {
        assert!(told.contains(part), "{part} in {told}");
    }
    // What most state stands, as the least that it can be.
    let (_, told) = rollup(folder.path(), &[&OWN[..], &["--partial"]].concat());
    assert!(sums(folder.path()).contains("参加人次: 90人次以上"), "{told}{}", sums(folder.path()));
}

#[test]
fn persons_and_times_of_persons_are_no_sum_but_teams_stand_beside_persons() {
    let event = |took_part: &str| {
        format!("活动:\n  - {{编号: sv, 系列: sv, 领域: wenti, 名称: 教职工拔河比赛, 参加: {took_part}}}\n")
    };
    let of = |amounts: [&str; 3]| {
        let [one, two, three] = amounts;
        district(&[
            ("一小/2025.yaml", school(1, &event(one))),
            ("二小/2025.yaml", school(2, &event(two))),
            ("三小/2025.yaml", school(3, &event(three))),
        ])
    };
    let folder = of(["30人", "25名", "31人次"]);
    let (code, told) = rollup(folder.path(), &OWN);
    assert_eq!(code, Some(1), "{told}");
    for part in ["错误[E302]", "一小/2025.yaml 第11行", "三小/2025.yaml:11:", "都写 人，或都写 人次"] {
        assert!(told.contains(part), "{part} in {told}");
    }
    rollup(folder.path(), &[&OWN[..], &["--partial"]].concat());
    assert!(sums(folder.path()).contains("参加: 55人以上"), "{}", sums(folder.path()));
    let table = fs::read_to_string(folder.path().join("汇总-2025.csv")).expect("sources");
    assert!(table.contains("活动.sv.参加,（单位不同，未计入）,xiao-3"), "{table}");
    assert!(table.contains("活动.sv.参加,55人以上,xiao-2"), "{table}");

    let folder = of(["30人", "25人", "2支队伍"]);
    let (code, told) = rollup(folder.path(), &OWN);
    assert_eq!(code, Some(0), "{told}");
    assert!(sums(folder.path()).contains("参加: 2支队伍以上、55人以上"), "{}", sums(folder.path()));
    niandu(folder.path(), &["render", "汇总-2025.yaml", "-k", "district-summary", "-f", "md"]);
    let [paper] = names(&folder.path().join("out")).try_into().expect("one paper");
    let paper = fs::read_to_string(folder.path().join("out").join(paper)).expect("a paper");
    assert!(paper.contains("2支队伍以上、55人以上参加"), "{paper}");

    let folder = of(["30人60人次", "25人", "20人"]);
    let (code, told) = rollup(folder.path(), &OWN);
    assert_eq!(code, Some(0), "{told}");
    assert!(sums(folder.path()).contains("参加: 75人60人次以上"), "{}", sums(folder.path()));
}

#[test]
fn a_rough_sum_that_is_not_whole_is_told_as_rough() {
    let district = |last: &str| {
        let training = |persons: &str| {
            format!("学习培训:\n  - {{编号: shide, 领域: wenti, 内容: 师德学习, 场次: 2次{persons}}}\n")
        };
        district(&[
            ("一小/2025.yaml", school(1, &training(", 参加人次: 近500人次"))),
            ("二小/2025.yaml", school(2, &training(", 参加人次: 12人次"))),
            ("三小/2025.yaml", school(3, &training(last))),
        ])
    };
    for (last, told) in [("", "参加人次: 约510人次"), (", 参加人次: 40人次", "参加人次: 约550人次")]
    {
        let folder = district(last);
        rollup(folder.path(), &OWN);
        let text = sums(folder.path());
        assert!(text.contains(told) && !text.contains("人次以上"), "{told} in {text}");
    }
}

#[test]
fn groups_that_are_honoured_are_no_persons() {
    let honour = |title: &str, to: &str| {
        format!("荣誉:\n  - {{领域: wenti, 名称: {title}, 级别: 县级, 授予单位: 县总工会, 获得者: [{to}]}}\n")
    };
    let folder = district(&[
        ("一小/2025.yaml", school(1, &honour("工人先锋号", "英语组"))),
        ("二小/2025.yaml", school(2, &honour("工人先锋号", "后勤组, 数学教研组"))),
        ("三小/2025.yaml", school(3, &honour("师德标兵", "林晓禾"))),
    ]);
    rollup(folder.path(), &OWN);
    niandu(folder.path(), &["render", "汇总-2025.yaml", "-k", "district-summary", "-f", "md"]);
    let [paper] = names(&folder.path().join("out")).try_into().expect("one paper");
    let paper = fs::read_to_string(folder.path().join("out").join(paper)).expect("a paper");
    assert!(paper.contains("各校3个集体获县总工会“工人先锋号”称号"), "{paper}");
    assert!(paper.contains("各校教职工1人获县总工会“师德标兵”称号"), "{paper}");
}

#[test]
fn schools_with_articles_and_items_of_news_are_ranked_by_articles() {
    let news = |articles: &str| format!("宣传:\n  - {{媒体: [县教育信息网], 篇数: {articles}}}\n");
    let folder = district(&[
        (
            "一小/2025.yaml",
            school(1, "宣传:\n  - {媒体: [县教育信息网], 篇数: 45篇}\n  - {媒体: [学校公众号], 篇数: 23条}\n"),
        ),
        ("二小/2025.yaml", school(2, &news("12篇"))),
        ("三小/2025.yaml", school(3, &news("90条"))),
    ]);
    rollup(folder.path(), &OWN);
    let text = sums(folder.path());
    let ranked: Vec<&str> = text.lines().filter(|line| line.contains("依据: 宣传.篇数")).collect();
    assert!(ranked.len() == 2 && ranked[0].contains("45篇") && ranked[1].contains("12篇"), "{text}");
}

#[test]
fn the_staff_that_the_district_states_is_not_told_again_with_the_number_of_the_schools() {
    let folder = three();
    fs::write(folder.path().join("2025.yaml"), DISTRICT).expect("a file");
    rollup(folder.path(), &[]);
    let output = niandu(folder.path(), &["render", "2025.yaml", "-k", "district-summary", "-f", "md"]);
    let [paper] = names(&folder.path().join("out")).try_into().unwrap_or_else(|_| panic!("{}", said(&output)));
    let paper = fs::read_to_string(folder.path().join("out").join(paper)).expect("a paper");
    assert!(paper.contains("现有教职工130人") && paper.contains("工会会员123人"), "{paper}");
    assert!(!paper.contains("126") && !paper.contains("入会率"), "no share of two ways of counting: {paper}");
}

#[test]
fn a_part_that_some_do_not_state_makes_no_share() {
    let folder =
        district(&[("一小/2025.yaml", school(1, "")), ("二小/2025.yaml", school(2, "").replace(", 女: 22人", ""))]);
    let (code, told) = rollup(folder.path(), &OWN);
    assert_eq!(code, Some(0), "{told}");
    assert!(sums(folder.path()).contains("  女: 21人以上  # 2个单位中1个填报"), "{}", sums(folder.path()));
    let output = niandu(folder.path(), &["render", "汇总-2025.yaml", "-k", "district-summary", "-f", "md"]);
    assert_eq!(output.status.code(), Some(1), "a paper of figures alone has no areas: {}", said(&output));
}

#[test]
fn parts_joined_in_any_order_are_one_sum() {
    let folder = three();
    let work = tempfile::tempdir().expect("a folder");
    let schools = folder.path().to_string_lossy().into_owned();
    let run = |call: &[&str]| {
        let output = niandu(work.path(), call);
        (output.status.code(), said(&output))
    };
    let (code, told) = run(&[&["rollup", &schools, "-o", "whole/汇总-2025.yaml"], &OWN[..]].concat());
    assert!(code == Some(0) && told.contains("计入 3 个单位"), "{told}");
    for shard in 1..=3 {
        let (shard, named, unnamed) =
            (format!("{shard}/3"), format!("parts/{shard}.json"), format!("open/{shard}.json"));
        run(&["rollup", &schools, "--period", "2025", "--id", "qinghe", "--shard", &shard, "--part", &named]);
        run(&["rollup", &schools, "--period", "2025", "--shard", &shard, "--part", &unnamed]);
    }
    let given: Vec<String> =
        names(&work.path().join("parts")).into_iter().filter(|name| name.ends_with("json")).collect();
    assert!(given.len() > 1, "{given:?}");
    let join_of = |folder: &str, order: &[String], target: &str, more: &[&str]| {
        let parts: Vec<String> = order.iter().map(|name| format!("{folder}/{name}")).collect();
        let mut call = vec!["rollup", "--join"];
        call.extend(parts.iter().map(String::as_str));
        call.extend(["-o", target]);
        call.extend(more);
        run(&call)
    };
    let join = |order: &[String], target: &str, more: &[&str]| join_of("parts", order, target, more);
    let (code, told) = join(&given[..1], "a.yaml", &[]);
    assert!(code == Some(1) && told.contains("错误[E307]: 还缺这几份"), "{told}");
    let (code, told) = join(&[given[0].clone(), given[0].clone()], "a.yaml", &[]);
    assert!(code == Some(1) && told.contains("错误[E309]"), "{told}");
    let mut backward = given.clone();
    backward.reverse();
    let (code, told) = join(&given, "a.yaml", &["--id", "another"]);
    assert!(code == Some(1) && told.contains("错误[E309]"), "{told}");
    // Who is summed for may be named with the parts or when they are joined.
    for (parts, order) in [("parts", &given), ("parts", &backward), ("open", &given)] {
        let (code, told) = join_of(parts, order, "joined/汇总-2025.yaml", &OWN);
        assert_eq!(code, Some(0), "{told}");
        for name in ["汇总-2025.yaml", "汇总-2025.csv", "汇总-2025.part.json", "汇总-2025.part.csv"] {
            let read = |at: &str| fs::read_to_string(work.path().join(at).join(name)).expect("a file");
            assert_eq!(read("whole"), read("joined"), "{name}");
        }
    }
}

#[test]
fn a_roll_up_of_another_year_and_an_empty_folder_are_refused() {
    let folder = three();
    fs::write(folder.path().join("2025.yaml"), DISTRICT.replace("年度: 2025", "年度: 2024")).expect("a file");
    rollup(folder.path(), &[&OWN[..], &["--period", "2025"]].concat());
    let checked = niandu(folder.path(), &["check", "2025.yaml"]);
    let told = String::from_utf8(checked.stdout).expect("UTF-8");
    assert!(told.contains("错误[E308]: 汇总的是2025年，本文件写的是2024年"), "{told}");
    let (code, told) = rollup(folder.path(), &["--period", "2019", "-o", "x.yaml"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("E300") || told.contains("E310"), "{told}");
    let empty = office::folder(&[("一小/2025.md", "")]);
    let (code, told) = rollup(empty.path(), &[]);
    assert!(code == Some(1) && told.contains("E310"), "{told}");
}

#[test]
fn what_may_be_one_matter_is_told_and_not_merged() {
    let event = |id: &str, name: &str| format!("活动:\n  - {{编号: {id}, 领域: wenti, 名称: {name}, 参加: 20人}}\n");
    let folder = district(&[
        ("一小/2025.yaml", school(1, &event("tiaosheng", "教职工跳绳比赛"))),
        ("二小/2025.yaml", school(2, &event("shengsai", "跳绳比赛"))),
        ("三小/2025.yaml", school(3, &event("h1", "教职工合唱节"))),
        ("四小/2025.yaml", school(4, &event("h1", "登山"))),
    ]);
    let (code, told) = rollup(folder.path(), &OWN);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("提醒[W301]: 可能是一件事，没有合并：“跳绳比赛”（1）、“教职工跳绳比赛”（1）"), "{told}");
    assert!(told.contains("提醒[W302]: 编号“h1”在各校有 2 种名称（教职工合唱节、登山），没有合并"), "{told}");
    assert!(!sums(folder.path()).contains("合唱"), "{}", sums(folder.path()));
}

#[test]
fn a_series_is_one_matter_whatever_it_is_called_and_an_id_where_the_names_are_near() {
    let event = |id: &str, series: &str, name: &str, persons: usize| {
        format!("活动:\n  - {{编号: {id}, {series}领域: wenti, 名称: {name}, 参加: {persons}人}}\n")
    };
    let folder = district(&[
        ("一小/2025.yaml", school(1, &event("a1", "系列: qiu, ", "教职工乒乓球比赛", 10))),
        ("二小/2025.yaml", school(2, &event("b1", "系列: qiu, ", "教职工羽毛球比赛", 20))),
        ("三小/2025.yaml", school(3, &event("tiao", "", "教职工跳绳比赛", 30))),
        ("四小/2025.yaml", school(4, &event("tiao", "", "跳绳比赛", 40))),
    ]);
    let (code, told) = rollup(folder.path(), &OWN);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("提醒[W302]: 系列“qiu”在各校有 2 种名称"), "{told}");
    let text = sums(folder.path());
    for part in [
        "{编号: qiu, 领域: wenti, 系列: qiu, 名称: 教职工乒乓球比赛等活动, 参加者: 2所学校, 参加: 30人}",
        "{编号: tiao, 领域: wenti, 名称: 教职工跳绳比赛, 参加者: 2所学校, 参加: 70人}",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let table = fs::read_to_string(folder.path().join("汇总-2025.csv")).expect("sources");
    assert_eq!(table.matches("活动.tiao.参加,70人").count(), 2, "{table}");
}

#[test]
fn a_school_under_another_name_is_told_whichever_id_comes_first() {
    for (named, other) in [(1, 2), (2, 1)] {
        let alias = format!("  别名: [青禾县第{other}小学工会]\n  上级工会");
        let folder = district(&[
            ("一小/2025.yaml", school(other, "")),
            ("二小/2025.yaml", school(named, "").replace("  上级工会", &alias)),
            ("三小/2025.yaml", school(3, "")),
        ]);
        let (code, told) = rollup(folder.path(), &OWN);
        assert!(code == Some(1) && told.contains("错误[E301]") && told.contains("报了 2 份"), "{told}");
        assert!(!told.contains("第3小学"), "{told}");
    }
}

#[test]
fn a_name_that_two_schools_have_beside_their_own_is_told() {
    let named = |n: usize| school(n, "").replace("  上级工会", "  别名: [实验小学]\n  上级工会");
    let folder =
        district(&[("一小/2025.yaml", named(1)), ("二小/2025.yaml", named(2)), ("三小/2025.yaml", school(3, ""))]);
    let (code, told) = rollup(folder.path(), &OWN);
    assert_eq!(code, Some(0), "{told}");
    let at =
        told.find("提醒[W317]: 2 个单位都有别名“实验小学”：“青禾县第1小学工会”（一小/2025.yaml）、“青禾县第2小学工会”");
    let at = at.unwrap_or_else(|| panic!("{told}"));
    assert!(told[at..].lines().nth(1).is_some_and(|place| place.contains("一小/2025.yaml:4:")), "{told}");
    assert_eq!(told.matches("W317").count(), 1, "{told}");
}

#[test]
fn schools_of_one_name_are_two_schools() {
    let same = |n: usize| school(n, "").replace(&format!("第{n}小学"), "中心小学");
    let folder = district(&[("甲/2025.yaml", same(1)), ("乙/2025.yaml", same(2))]);
    let (code, told) = rollup(folder.path(), &OWN);
    assert_eq!(code, Some(0), "{told}");
    assert!(sums(folder.path()).contains("  总数: 83人  # 2个单位填报"), "{}", sums(folder.path()));
    assert!(!told.contains("W317"), "{told}");
}

#[test]
fn nothing_is_overwritten_but_an_earlier_roll_up() {
    let folder = three();
    fs::write(folder.path().join("2025.yaml"), DISTRICT).expect("a file");
    fs::write(folder.path().join("niandu.yaml"), "时期: 2025\n").expect("a file");
    fs::write(folder.path().join("名单.csv"), "姓名\n").expect("a file");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).ok();
    let calls = [
        ("-o", "2025.yaml", "2025.yaml"),
        ("-o", "niandu.yaml", "niandu.yaml"),
        ("-o", "一小/2025.yaml", "一小/2025.yaml"),
        ("-o", "名单.yaml", "名单.csv"),
        ("-o", "名单.csv", "名单.csv"),
        ("-o", "一小", "一小"),
        ("--part", "2025.yaml", "2025.yaml"),
        ("--part", "名单.json", "名单.csv"),
    ];
    for (option, target, named) in calls {
        let before = (read(target), read(named), names(folder.path()));
        let (code, told) = rollup(folder.path(), &["--period", "2025", option, target]);
        assert!(code == Some(1) && told.contains("E311") && told.contains(&format!("--> {named}")), "{target}: {told}");
        assert_eq!(before, (read(target), read(named), names(folder.path())), "{target}");
    }
    fs::write(folder.path().join("汇总-2025.yaml"), DISTRICT).expect("a file");
    let (code, told) = rollup(folder.path(), &["--period", "2025"]);
    assert!(code == Some(1) && told.contains("E311"), "{told}");
    assert!(read("汇总-2025.yaml").as_deref() == Some(DISTRICT) && read("汇总-2025.csv").is_none());
    fs::remove_file(folder.path().join("汇总-2025.yaml")).expect("removed");
    // Twice the same is the same.
    for more in [["-o", "汇总-2025.yaml"], ["--part", "一.json"]] {
        for _ in 0..2 {
            let (code, told) = rollup(folder.path(), &[&["--period", "2025"], &more[..]].concat());
            assert_eq!(code, Some(0), "{told}");
        }
    }
    let output = niandu(folder.path(), &["rollup", "2025.yaml"]);
    assert!(said(&output).contains("E312") && said(&output).contains("2025.yaml"), "{}", said(&output));
    let (_, told) = rollup(folder.path(), &["-o", "2025.yaml/汇总.yaml"]);
    assert!(told.contains("E005") && told.contains("2025.yaml"), "{told}");
}

#[test]
fn what_not_all_make_public_is_no_item_and_the_money_is_that_of_the_schools() {
    let item = |items: &str| format!("校务公开:\n  - {{领域: wenti, 事项: [{items}]}}\n");
    let money = "经费:\n  上年结转: 1万元\n  收入:\n    - {科目: 会费, 金额: 2万元}\n  支出:\n    - {科目: 活动, 金额: 1万元}\n";
    let both = district(&[
        ("一小/2025.yaml", school(1, &format!("{}{money}", item("绩效工资, 职称评聘")))),
        ("二小/2025.yaml", school(2, &format!("{}{money}", item("绩效工资")))),
    ]);
    let (code, told) = rollup(both.path(), &OWN);
    assert_eq!(code, Some(0), "{told}");
    assert!(sums(both.path()).contains("事项: [绩效工资]"), "{}", sums(both.path()));
    let paper = paper(both.path(), "汇总-2025.yaml");
    assert!(paper.contains("2所学校公开绩效工资"), "{paper}");
    assert!(paper.contains("各校工会合计上年结转2万元，收入4万元，支出2万元。"), "{paper}");
    // One of them has no money, and nothing is made public by both.
    let apart = district(&[
        ("一小/2025.yaml", school(1, &item("职称评聘"))),
        ("二小/2025.yaml", school(2, &format!("{}{money}", item("绩效工资")))),
    ]);
    let (code, told) = rollup(apart.path(), &OWN);
    assert_eq!(code, Some(0), "{told}");
    assert!(!sums(apart.path()).contains("事项"), "{}", sums(apart.path()));
    let paper = self::paper(apart.path(), "汇总-2025.yaml");
    assert!(paper.contains("2所学校开展校务公开"), "{paper}");
    assert!(paper.contains("据1所学校填报，各校工会合计上年结转1万元，收入2万元，支出1万元。"), "{paper}");
    // One of them has told its income only.
    let (start, _) = money.split_once("  支出").expect("income first");
    fs::write(apart.path().join("一小/2025.yaml"), school(1, &format!("{}{start}", item("职称评聘")))).expect("a file");
    let (code, told) = rollup(apart.path(), &OWN);
    assert_eq!(code, Some(0), "{told}");
    let told = "各校工会合计上年结转2万元（2所学校填报），收入4万元（2所学校填报），支出1万元（1所学校填报）。";
    assert!(self::paper(apart.path(), "汇总-2025.yaml").contains(told), "{}", sums(apart.path()));
    // The purse of the district is its own, whatever the schools have in theirs.
    let own = format!(
        "{}\n经费:\n  收入:\n    - {{科目: 会费, 金额: 5万元}}\n",
        DISTRICT.replace("总数: 130人", "总数: 83人")
    );
    fs::write(both.path().join("2025.yaml"), own).expect("a file");
    let checked = niandu(both.path(), &["check", "2025.yaml"]);
    assert!(!String::from_utf8_lossy(&checked.stdout).contains("W300"), "{}", said(&checked));
    let paper = self::paper(both.path(), "2025.yaml");
    assert!(paper.contains("5万元") && !paper.contains("各校工会"), "{paper}");
}

/// The district summary of some facts.
pub fn paper(folder: &Path, facts: &str) -> String {
    let out = format!("out-{facts}");
    let output = niandu(folder, &["render", facts, "-k", "district-summary", "-f", "md", "-o", &out]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let [paper] = names(&folder.join(&out)).try_into().expect("one paper");
    fs::read_to_string(folder.join(&out).join(paper)).expect("a paper")
}

#[test]
fn what_is_left_out_says_why_and_what_is_refused_names_a_path_that_can_be_copied() {
    let honours: String = (0..42).map(|n| format!("  - {{名称: 先进{n}, 级别: 市级, 获得者: [张三]}}\n")).collect();
    let more = format!("荣誉:\n{honours}  - {{名称: 先进, 级别: 校级, 获得者: [张三]}}\n{}", contest("30人"));
    let budget = "经费:\n  预算:\n    - {科目: 活动, 金额: 2万元}\n";
    let folder = district(&[
        ("各校/一小/2025.yaml", school(1, &more)),
        ("各校/二小/2025.yaml", school(2, budget)),
        ("各校/三小/2025.yaml", school(3, "会议: 5\n")),
    ]);
    let output = niandu(folder.path(), &[&["rollup", "各校", "--partial"], &OWN[..]].concat());
    assert!(said(&output).contains("niandu check 各校/三小/2025.yaml"), "{}", said(&output));
    let text = sums(&folder.path().join("各校"));
    for part in [
        "  # 荣誉：另有1项在县级以下或没有写明级别，另有2项超出一栏列出的项数，没有列出，见“出处”。",
        "\n# 活动：另有1项只有一个单位有或由本级主办，没有列出，见“出处”。",
        "\n# 经费：只有预算，没有列出，见“出处”。",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}
