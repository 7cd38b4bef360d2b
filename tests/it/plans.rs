//! Laws of papers that look ahead: every item of the plan is told, once in the measures and once in the months, in the order
//! of the months, and whatever an item leaves out, no mark is left behind.

use niandu::diagnostic::{Diagnostics, Source};
use niandu::publish::Format;
use niandu::report::{self, Order};
use proptest::prelude::*;

use crate::office;

/// What is planned: names that bring a verb, names that take one, names that the tool knows no verb for.
const TITLES: [&str; 10] = [
    "教职工跳绳比赛",
    "召开七届三次教职工大会",
    "完善提案办理制度",
    "把社团时间排入课表",
    "心理健康讲座",
    "送温暖工作",
    "教工之家茶水柜",
    "女职工体检",
    "由工会委员联系青年教师",
    "“书香校园”读书节",
];

/// Fields that an item may have or not, but its time.
const FIELDS: [&str; 7] = [
    "措施: 以工会小组为单位进行",
    "措施: 先摸底。摸清以后分批办理。",
    "目标: 人人参加",
    "指标: 60人",
    "责任人: 文体委员",
    "频次: 每年一次",
    "承接: shang",
];

/// An item: its title, its fields, its month.
#[derive(Debug, Clone)]
struct Item {
    title: &'static str,
    fields: Vec<&'static str>,
    month: Option<u32>,
    area: bool,
}

impl Item {
    fn yaml(&self, number: usize) -> String {
        let month = self.month.map(|month| format!(", 时间: {month}月")).unwrap_or_default();
        let area = if self.area { ", 领域: wenti" } else { "" };
        let fields: String = self.fields.iter().map(|field| format!(", {field}")).collect();
        format!("  - {{编号: p{number}, 事项: {}{month}{area}{fields}}}\n", self.title)
    }
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    let more = || {
        let fields = prop::sample::subsequence(FIELDS.to_vec(), 0..=FIELDS.len()).prop_map(|mut fields| {
            fields.dedup_by_key(|field| field.split(':').next());
            fields
        });
        (fields, prop::option::of(1_u32..=12), any::<bool>())
    };
    let titles = prop::sample::subsequence(TITLES.to_vec(), 1..=TITLES.len()).prop_shuffle();
    (titles, prop::collection::vec(more(), TITLES.len())).prop_map(|(titles, more)| {
        let item = |(title, (fields, month, area))| Item { title, fields, month, area };
        titles.into_iter().zip(more).map(item).collect()
    })
}

/// The paper of this kind as Markdown, without the escapes.
fn paper(kind: &str, items: &[Item]) -> String {
    let list: String = items.iter().enumerate().map(|(number, item)| item.yaml(number)).collect();
    let facts = format!(
        "层级: 校\n年度: 2026\n单位: {{编号: xingqiao, 名称: {{署名: 星桥县实验小学工会委员会, 标题用名: 星桥县实验小学工会}}}}\n\
         文件: {{{kind}: {{日期: 2026-01-08}}}}\n工作领域: [{{编号: wenti, 标题: 开展各项工作}}]\n计划:\n{list}"
    );
    let order = Order { kinds: vec![kind.to_owned()], formats: vec![Format::Markdown], ..Order::default() };
    let (dossier, problems) = report::dossier(&Source::new("facts.yaml", &facts), Diagnostics::new(), &[], None);
    let outcome = report::make(&dossier.expect("facts"), problems, &order, office::workshop());
    let said: Vec<_> =
        outcome.problems.sorted().iter().map(|problem| (problem.code, problem.message.zh.clone())).collect();
    assert!(said.is_empty(), "{said:?} of\n{facts}");
    let bytes = &outcome.papers.first().expect("a paper").publications.first().expect("Markdown").bytes;
    String::from_utf8(bytes.clone()).expect("UTF-8").replace('\\', "")
}

/// Marks that no sentence holds side by side, and brackets with nothing in them.
fn sound(text: &str) -> Result<(), TestCaseError> {
    for bad in [
        "，，", "，。", "；。", "。。", "：。", "、。", "，；", "；；", "，）", "（，", "（）", "。，", "。）", "。（",
        "，、",
    ] {
        prop_assert!(!text.contains(bad), "{bad} in\n{text}");
    }
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let begins = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        prop_assert!(!begins.starts_with(['，', '；', '。', '、', '：']), "{line}");
    }
    Ok(())
}

/// The months that stand at the heads of lines or in headings, in their order.
fn months(text: &str) -> Vec<u32> {
    const NUMERALS: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    let of_line = |line: &str| {
        let (month, rest) = line.trim_start_matches(['#', ' ']).split_once('月')?;
        let named = NUMERALS.iter().position(|name| *name == month).and_then(|at| u32::try_from(at + 1).ok());
        month.parse().ok().or(named).filter(|_| rest.is_empty() || rest.starts_with('：'))
    };
    text.lines().filter_map(of_line).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_work_plan_tells_every_item_once_in_each_part(items in items()) {
        let text = paper("work-plan", &items);
        sound(&text)?;
        let (measures, schedule) = text.split_once("、月度工作安排").unwrap_or((&text, ""));
        for item in &items {
            let every = item.fields.iter().any(|field| field.starts_with("频次"));
            prop_assert_eq!(measures.matches(item.title).count(), 1, "{} in\n{}", item.title, measures);
            let scheduled = usize::from(item.month.is_some() || every);
            // A schedule names a meeting and does not call it.
            let name = item.title.strip_prefix("召开").unwrap_or(item.title);
            prop_assert_eq!(schedule.matches(name).count(), scheduled, "{} in\n{}", name, schedule);
            if let Some(month) = item.month {
                let line = schedule.lines().find(|line| line.contains(name)).unwrap_or_default();
                prop_assert!(line.starts_with(&format!("{month}月：")), "{line}");
            }
        }
        let months = months(schedule);
        prop_assert!(months.is_sorted(), "{months:?}");
    }

    #[test]
    fn months_as_headings_come_in_order_and_hold_every_item(items in items()) {
        let text = paper("monthly-plan", &items);
        sound(&text)?;
        for item in &items {
            prop_assert_eq!(text.matches(item.title).count(), 1, "{} in\n{}", item.title, &text);
        }
        let found = months(&text);
        let mut wanted: Vec<u32> = items.iter().filter_map(|item| item.month).collect();
        wanted.sort_unstable();
        wanted.dedup();
        prop_assert_eq!(found, wanted, "{}", &text);
    }

    #[test]
    fn points_are_a_sentence_each(items in items()) {
        let text = paper("key-points", &items);
        sound(&text)?;
        for item in &items {
            prop_assert_eq!(text.matches(item.title).count(), 1, "{} in\n{}", item.title, &text);
        }
    }
}
