//! Sums of schools: the same in any order and grouping, read back as they are claimed, and equal to those of a computation
//! that knows nothing of the crate.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use niandu::diagnostic::{Diagnostics, Origin, Source};
use niandu::facts::amount::{self, Sum};
use niandu::facts::time::Period;
use niandu::rollup::partial::Partial;
use niandu::rollup::take;
use niandu::rollup::total::{Place, Plus, Total};
use niandu::rollup::write::{Own, Told, Written, write};

/// What a school states; the numbers are drawn.
#[derive(Debug, Clone)]
pub struct School {
    number: usize,
    staff: u32,
    women: Option<u32>,
    members: u32,
    event: Option<(u8, u32)>,
    relief: Vec<(u8, u32, u32)>,
    problem: Option<u8>,
    income: Option<u32>,
    word: u8,
}

const EVENTS: [(&str, &str); 3] = [("tiaosheng", "教职工跳绳比赛"), ("hechang", "教职工合唱节"), ("dushu", "读书节")];
const WHO: [&str; 3] = ["困难教职工", "住院教职工", "退休教职工"];
const PROBLEMS: [&str; 3] = ["活动时间没有保证", "工会小组活动不经常", "场地不足"];

impl School {
    fn amount(&self, number: u32, unit: &str) -> String {
        match self.word {
            1 => format!("近{number}{unit}"),
            2 => format!("{number}余{unit}"),
            3 => format!("约{number}{unit}"),
            _ => format!("{number}{unit}"),
        }
    }

    fn yaml(&self) -> String {
        let n = self.number;
        let mut text = format!(
            "层级: 校\n年度: 2025\n单位:\n  编号: xiao-{n}\n  名称: {{署名: 第{n}小学工会委员会, 标题用名: 第{n}小学工会}}\n\
             教职工:\n  总数: {}人\n",
            self.staff
        );
        self.women.iter().for_each(|women| text += &format!("  女: {women}人\n"));
        text += &format!("会员与建会:\n  会员: {}人\n工作领域:\n  - {{编号: wenti, 标题: 文体}}\n", self.members);
        if let Some((event, persons)) = self.event {
            let (id, name) = EVENTS[usize::from(event)];
            let persons = self.amount(persons, "人");
            text += &format!("活动:\n  - {{编号: {id}, 领域: wenti, 名称: {name}, 参加: {persons}}}\n");
        }
        if !self.relief.is_empty() {
            text += "慰问:\n";
            for (who, persons, money) in &self.relief {
                let who = WHO[usize::from(*who)];
                text += &format!("  - {{领域: wenti, 对象: {who}, 人数: {persons}人, 金额: {money}元}}\n");
            }
        }
        self.problem.iter().for_each(|at| text += &format!("问题:\n  - 问题: {}\n", PROBLEMS[usize::from(*at)]));
        self.income
            .iter()
            .for_each(|money| text += &format!("经费:\n  收入:\n    - {{科目: 会费, 金额: {money}元}}\n"));
        text
    }

    pub fn partial(&self) -> Partial {
        let source = Source::new("2025.yaml", self.yaml());
        let mut problems = Diagnostics::new();
        let file = niandu::facts::read(&source, &mut problems).unwrap_or_else(|| panic!("{}", self.yaml()));
        let (partial, rows) = take::take(&file, &format!("xiao-{}/2025.yaml", self.number), &problems);
        assert!(!problems.has_errors(), "{:?}\n{}", problems.sorted(), self.yaml());
        assert!(rows.len() >= 2);
        partial
    }
}

pub fn schools(most: usize) -> impl Strategy<Value = Vec<School>> {
    let one = (
        (10_u32..300, prop::option::weighted(0.9, 0_u32..10), 0_u32..5, 0_u8..5),
        prop::option::weighted(0.7, (0_u8..3, 5_u32..900)),
        prop::collection::vec((0_u8..3, 1_u32..20, 100_u32..20_000), 0..3),
        prop::option::weighted(0.6, 0_u8..3),
        prop::option::weighted(0.8, 1000_u32..90_000),
    );
    prop::collection::vec(one, 1..most).prop_map(|drawn| {
        let mut schools = Vec::new();
        for (number, ((staff, women, away, word), event, mut relief, problem, income)) in drawn.into_iter().enumerate()
        {
            // One school helps each group once in a place and time.
            let mut seen = BTreeSet::new();
            relief.retain(|(who, _, _): &(u8, u32, u32)| seen.insert(*who));
            let (women, members) = (women.map(|less| staff - less), staff - away);
            schools.push(School { number, staff, women, members, event, relief, problem, income, word });
        }
        schools
    })
}

fn sum(parts: impl IntoIterator<Item = Partial>) -> Partial {
    let mut all = Partial::default();
    parts.into_iter().for_each(|part| all.plus(part));
    all
}

fn written(partial: &Partial) -> Written {
    let own =
        Own {
            id: Some("qinghe".to_owned()), name: Some("青禾县教育工会".to_owned()), date: None, ..Own::default()
        };
    let told = Told { sources: "汇总-2025.csv".to_owned(), ..Told::default() };
    write(partial, &Period::parse("2025").expect("a year"), &own, &told)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn sums_are_the_same_in_any_order_and_grouping(schools in schools(9), cut in 0_usize..8, turn in 0_usize..8) {
        let parts: Vec<Partial> = schools.iter().map(School::partial).collect();
        let whole = sum(parts.clone());
        let mut turned = parts.clone();
        turned.rotate_left(turn % parts.len());
        prop_assert_eq!(&sum(turned.clone()), &whole);
        let (left, right) = turned.split_at(cut % parts.len());
        let grouped = sum([sum(right.to_vec()), Partial::default(), sum(left.to_vec())]);
        prop_assert_eq!(&grouped, &whole);
        // As it goes from one machine to another.
        let text = serde_json::to_string(&grouped).expect("JSON");
        let back: Partial = serde_json::from_str(&text).expect("a partial sum");
        prop_assert_eq!(written(&back).text(None), written(&whole).text(None));
        prop_assert_eq!(back, whole);
    }

    #[test]
    fn what_is_claimed_is_read_back(amounts in prop::collection::vec((0_u8..7, 1_u32..3000), 1..6), due in 0_u64..8, money: bool) {
        let unit = if money { "元" } else { "人" };
        let words = |(word, number): &(u8, u32)| match word {
            1 => format!("近{number}{unit}"),
            2 => format!("{number}余{unit}"),
            3 => format!("约{number}{unit}"),
            4 => format!("{number}{unit}以上"),
            5 => "待统计".to_owned(),
            6 => format!("{number}.5{unit}"),
            _ => format!("{number}{unit}"),
        };
        let read = |text: &str| amount::parse(text, unit, Origin::default()).unwrap_or_else(|refused| panic!("{text}: {refused:?}"));
        let place = || Place { file: "一小/2025.yaml".to_owned(), line: 1, name: "一小".to_owned() };
        let mut total = Total::default();
        amounts.iter().for_each(|amount| total.plus(Total::of(&read(&words(amount)), place())));
        let part = total.part().expect("one unit");
        if let Some(claim) = part.claim(due) {
            let back = Total::of(&read(&claim), place());
            let back = back.part().expect("one unit");
            prop_assert_eq!(back.claim(0), Some(claim.clone()), "{:?}", amounts);
            // Never more than the terms allow: what is exact in all of them is exact in the claim.
            let exact = amounts.iter().all(|(word, _)| matches!(word, 0 | 6)) && due <= amounts.len() as u64;
            prop_assert_eq!(exact, back.sum.is_exact(), "{} of {:?}", claim, amounts);
        }
    }

    /// The sums of the crate against sums of the lines of the files, which know nothing of the crate.
    #[test]
    fn sums_equal_those_of_the_raw_lines(mut schools in schools(12)) {
        schools.iter_mut().for_each(|school| school.word = 0);
        let whole = sum(schools.iter().map(School::partial));
        let text = written(&whole).text(None);
        let files: Vec<String> = schools.iter().map(School::yaml).collect();
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>().parse::<u64>().expect("a number");
        let lines = |start: &str| -> Vec<u64> {
            files.iter().flat_map(|file| file.lines()).filter(|line| line.starts_with(start)).map(digits).collect()
        };
        let count = files.len() as u64;
        for key in ["总数", "女", "会员"] {
            let found = lines(&format!("  {key}: "));
            let (total, stated): (u64, u64) = (found.iter().sum(), found.len() as u64);
            if total > 0 {
                let (open, of) = if stated < count { ("以上", format!("{count}个单位中{stated}个填报")) } else { ("", format!("{count}个单位填报")) };
                let line = format!("  {key}: {total}人{open}  # {of}");
                prop_assert!(text.lines().any(|own| own == line), "{} in\n{}", line, text);
            }
        }
        // Records: a field of a line in braces.
        let field = |line: &str, key: &str| line.split(&format!("{key}: ")).nth(1).and_then(|rest| rest.split([',', '}']).next()).map(str::to_owned);
        for who in WHO {
            let own: Vec<&str> = files.iter().flat_map(|file| file.lines()).filter(|line| line.contains(&format!("对象: {who},"))).collect();
            let persons: u64 = own.iter().map(|line| digits(&field(line, "人数").expect("persons"))).sum();
            let told = text.lines().find(|line| line.contains(&format!("对象: {who},")));
            prop_assert_eq!(told.is_some(), !own.is_empty());
            if let Some(told) = told {
                prop_assert_eq!(field(told, "人数"), Some(format!("{persons}人")));
                let schools = files.iter().filter(|file| file.contains(&format!("对象: {who},"))).count();
                prop_assert!(told.contains(&format!("动词: {schools}所学校")), "{}", told);
            }
        }
        let mut events: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
        for (id, name) in EVENTS {
            for line in files.iter().flat_map(|file| file.lines()).filter(|line| line.contains(&format!("名称: {name},"))) {
                let entry = events.entry(id).or_default();
                *entry = (entry.0 + 1, entry.1 + digits(&field(line, "参加").expect("persons")));
            }
        }
        for (id, (held, persons)) in events.into_iter().filter(|(_, (held, _))| *held > 1) {
            let told = text.lines().find(|line| line.contains(&format!("编号: {id},"))).unwrap_or_default();
            prop_assert!(told.contains(&format!("参加者: {held}所学校, 参加: {persons}人")), "{} {} in {}", held, persons, told);
        }
        for problem in PROBLEMS {
            let have = files.iter().filter(|file| file.contains(&format!("问题: {problem}\n"))).count();
            prop_assert_eq!(text.contains(&format!("问题: {problem}，涉及{have}所学校")), have > 1);
        }
    }
}

#[test]
fn the_sum_of_nothing_adds_nothing() {
    let one = School {
        number: 1,
        staff: 10,
        women: None,
        members: 9,
        event: None,
        relief: Vec::new(),
        problem: None,
        income: None,
        word: 0,
    };
    let (mut both, part) = (Partial::default(), one.partial());
    both.plus(part.clone());
    both.plus(Partial::default());
    assert_eq!(both, part);
    assert!(Sum::NONE.terms() == 0);
}
