//! Laws of the checks on numbers: true facts are never called wrong, however roughly they are stated, and a number that is
//! off by its last digit always is, once and under one code.

use niandu::diagnostic::{Diagnostics, Severity, Source};
use niandu::{facts, figures};
use proptest::prelude::*;

use crate::office;

/// A file with `sections`, and the codes of all that is said about it.
fn codes(sections: &str) -> Vec<&'static str> {
    let head = "年度: 2025\n单位: {编号: xq, 名称: {署名: 星桥县实验小学工会委员会, 标题用名: 星桥县实验小学工会}}\n\
                工作领域: [{编号: a, 标题: 服务教职工}]\n";
    let source = Source::new("facts.yaml", format!("{head}{sections}"));
    let mut problems = Diagnostics::new();
    let file = facts::read(&source, &mut problems).unwrap_or_else(|| panic!("{sections}"));
    let dossier = office::dossier(file);
    problems.append(figures::check::contradictions(figures::derive(&dossier)));
    problems.sorted().iter().filter(|problem| problem.severity != Severity::Hint).map(|problem| problem.code).collect()
}

/// The codes of a file of 2025 beside that of 2024.
fn after(last: &str, now: &str) -> Vec<&'static str> {
    let read = |year: u32, sections: &str| {
        let head = format!(
            "年度: {year}\n单位: {{编号: xq, 名称: {{署名: 星桥县实验小学工会委员会, 标题用名: 星桥县实验小学工会}}}}\n\
             工作领域: [{{编号: a, 标题: 服务教职工}}]\n"
        );
        let source = Source::new("facts.yaml", format!("{head}{sections}"));
        facts::read(&source, &mut Diagnostics::new()).unwrap_or_else(|| panic!("{sections}"))
    };
    let mut dossier = office::dossier(read(2025, now));
    dossier.previous.push(read(2024, last));
    let problems = figures::check::contradictions(figures::derive(&dossier));
    problems.sorted().iter().map(|problem| problem.code).collect()
}

#[test]
fn a_year_follows_from_the_year_before() {
    let contest = |number: u32, more: &str| {
        format!("活动: [{{领域: a, 时间: 4月, 系列: tiaosheng, 名称: 跳绳比赛, 届次: {number}, 参加: 40人{more}}}]\n")
    };
    assert_eq!(after(&contest(3, ""), &contest(4, "")), [""; 0]);
    assert_eq!(after(&contest(3, ""), &contest(5, "")), ["W119"]);
    assert_eq!(after(&contest(3, ""), &contest(3, "")), ["W119"]);
    assert_eq!(after(&contest(3, ""), &contest(3, ", 频次: 每两年一次")), [""; 0]);
    let plan = |more: &str| format!("计划: [{{编号: tiaosheng, 事项: 跳绳比赛, 时间: 4月{more}}}]\n");
    assert_eq!(after(&plan(""), &plan(", 承接: tiaosheng")), [""; 0]);
    assert_eq!(after(&plan(""), &plan(", 承接: tiaoshen")), ["W119"]);
    let congress = |session: &str| format!("教代会: [{{领域: a, 时间: 3月, 类型: 教职工大会, 届次: {session}}}]\n");
    assert_eq!(after(&congress("七届二次"), &congress("七届三次")), [""; 0]);
    assert_eq!(after(&congress("七届四次"), &congress("八届一次")), [""; 0]);
    assert_eq!(after(&congress("七届三次"), &congress("七届二次")), ["W112"]);
}

#[test]
fn sessions_of_one_kind_are_held_once() {
    let two = |first: &str, second: &str| {
        codes(&format!(
            "教代会:\n  - {{领域: a, 时间: 2025-03-28, 类型: 教职工大会, 届次: {first}}}\n  \
             - {{领域: a, 时间: 2025-11-14, 类型: 教职工大会, 届次: {second}}}\n"
        ))
    };
    assert_eq!(two("七届二次", "七届三次"), [""; 0]);
    assert_eq!(two("七届三次", "七届二次"), ["W112"]);
    assert_eq!(two("七届二次", "第七届第二次"), ["E101"]);
}

/// `part` of `whole` in percent with `places` decimals, half up, in units of the last place.
fn rounded(part: u64, whole: u64, places: u32) -> u64 {
    (part * 100 * 10_u64.pow(places) * 2 + whole) / (whole * 2)
}

/// Units of the last of `places` decimals as a number: 962 with one is 96.2.
fn decimal(units: u64, places: u32) -> String {
    let size = 10_u64.pow(places);
    if places == 0 {
        units.to_string()
    } else {
        format!("{}.{:0width$}", units / size, units % size, width = places as usize)
    }
}

/// How an office may state `truth` without lying.
fn stated(truth: u64, form: u8, unit: &str) -> String {
    let place = 10_u64.pow(truth.max(1).ilog10().saturating_sub(1));
    let (below, above) = (truth / place * place, truth.div_ceil(place) * place);
    match form {
        0 => format!("近{above}{unit}"),
        1 => format!("约{below}{unit}"),
        2 if below < truth => format!("{below}余{unit}"),
        3 => format!("{below}{unit}以上"),
        4 if above > truth => format!("不足{above}{unit}"),
        5 => format!("{above}{unit}左右"),
        _ => format!("{truth}{unit}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// A rate is right at every precision, and wrong one digit beside it.
    #[test]
    fn a_rate_is_its_own_rounding_and_no_other(whole in 1_u64..6000, share in 0.0..=1.0_f64, places in 0_u32..=3, up: bool) {
        let part = ((whole as f64 * share) as u64).min(whole);
        let right = rounded(part, whole, places);
        let section = |units| format!("会员与建会: {{单位: {whole}个, 已建会: {part}个, 建会率: {}%}}\n", decimal(units, places));
        prop_assert_eq!(codes(&section(right)), Vec::<&str>::new());
        let all = 100 * 10_u64.pow(places);
        let wrong = if up || right == 0 { right + 1 } else { right - 1 };
        let expected = if wrong > all { "E093" } else { "E091" };
        prop_assert_eq!(codes(&section(wrong)), vec![expected]);
    }

    /// A total in 万元 is the rounded sum of lines in 元, and wrong one digit beside it.
    #[test]
    fn a_total_is_the_sum_of_its_lines(lines in prop::collection::vec(1_u64..200_000, 1..8), up: bool) {
        let list: Vec<String> = lines.iter().enumerate().map(|(at, line)| format!("{{科目: 第{at}项, 金额: {line}元}}")).collect();
        let sum: u64 = lines.iter().sum();
        let section = |total: String| format!("经费: {{收入: [{}], 收入合计: {total}}}\n", list.join(", "));
        prop_assert_eq!(codes(&section(format!("{sum}元"))), Vec::<&str>::new());
        prop_assert_eq!(codes(&section(format!("{}元", if up { sum + 1 } else { sum - 1 }))), vec!["E092"]);
        let hundreds = (sum + 50) / 100;
        prop_assert_eq!(codes(&section(format!("{}万元", decimal(hundreds, 2)))), Vec::<&str>::new());
        prop_assert_eq!(codes(&section(format!("{}万元", decimal(hundreds + 1, 2)))), vec!["E092"]);
    }

    /// Numbers that are true, stated as roughly as one likes, contradict nothing.
    #[test]
    fn what_is_true_is_never_called_wrong(
        women in 1_u64..3000, men in 1_u64..3000, places in 0_u32..=2, forms in prop::array::uniform7(0_u8..9),
    ) {
        let total = women + men;
        let number = |truth, at: usize| stated(truth, forms[at], "人");
        let section = format!(
            "教职工: {{总数: {}, 女: {}, 男: {}, 会员: {}}}\n会员与建会: {{会员: {}, 单位: {}, 已建会: {}, 建会率: {}%}}\n",
            number(total, 0), number(women, 1), number(men, 2), number(total, 3), number(total, 4),
            stated(total, forms[5], "个"), stated(women, forms[6], "个"), decimal(rounded(women, total, places), places)
        );
        prop_assert_eq!(codes(&section), Vec::<&str>::new(), "{}", section);
    }

    /// One person more or less than there are is one problem, whichever number is wrong.
    #[test]
    fn a_miscount_is_one_problem(women in 1_u64..3000, men in 1_u64..3000, off in 1_u64..50, more: bool) {
        let total = if more { women + men + off } else { (women + men).saturating_sub(off) };
        let found = codes(&format!("教职工: {{总数: {total}人, 女: {women}人, 男: {men}人}}\n"));
        let both = women > total && men > total;
        let expected = if both { vec!["E047"; 2] } else if women.max(men) > total { vec!["E047"] } else { vec!["E090"] };
        prop_assert_eq!(found, expected);
    }
}
