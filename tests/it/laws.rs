//! Laws that hold for any facts: sums claim no more than is known, rates are what integers say, numbering has no gaps,
//! and whatever record is missing, the paper still reads.

use std::collections::HashMap;

use niandu::diagnostic::{Origin, Severity};
use niandu::document::{Block, Document};
use niandu::facts::amount::{Sum, parse, plain};
use niandu::figures::rate::Rate;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::edit;
use crate::office;

// ---- amounts -------------------------------------------------------------------------------------------------------

/// A stated amount and one of the numbers that it may be in truth.
#[derive(Debug, Clone)]
struct Stated {
    written: String,
    truth: i64,
    /// The last place that the words speak of: how far from the number the truth may be.
    place: i64,
}

impl Stated {
    fn sum(&self) -> Sum {
        parse(&self.written, "人次", Origin::default())
            .unwrap_or_else(|why| panic!("{}: {}", self.written, why.message.zh))
            .sum
    }
}

/// What the words before and after a number say of the truth.
fn stated() -> impl Strategy<Value = Stated> {
    const FORMS: [(&str, &str, i64, i64); 14] = [
        // before, after, and the truth between number + low × place and number + high × place, in tenths
        ("", "", 0, 0),
        ("", "人次", 0, 0),
        ("近", "人次", -10, 0),
        ("将近", "", -10, 0),
        ("不足", "人次", -10, 0),
        ("约", "人次", -5, 5),
        ("大约", "人次", -5, 5),
        ("", "人次左右", -5, 5),
        ("", "余人次", 0, 10),
        ("", "多", 0, 10),
        ("", "几", 0, 10),
        ("", "人次以上", 0, 30),
        ("超过", "人次", 0, 30),
        ("逾", "人次", 0, 30),
    ];
    let number = (1_i64..100, prop::sample::select(vec![1_i64, 10, 100, 1000]));
    let known = (number, prop::sample::select(FORMS.to_vec()), 0.0..1.0_f64).prop_map(
        |((digits, size), (before, after, low, high), at)| {
            let number = digits * size;
            let place =
                (0..).map(|power| 10_i64.pow(power)).take_while(|place| number % place == 0).last().unwrap_or(1);
            let (low, high) = (low * place / 10, high * place / 10);
            let truth = number + low + ((high - low) as f64 * at).round() as i64;
            let place = if low == high { 0 } else { place.max(high) };
            Stated { written: format!("{before}{number}{after}"), truth, place }
        },
    );
    let unknown = (0_i64..5000).prop_map(|truth| Stated { written: "不详".to_owned(), truth, place: 0 });
    prop_oneof![8 => known, 1 => unknown]
}

/// What a printed sum claims: its number and the words around it.
fn claim(printed: &str) -> (i64, bool, bool, bool) {
    let bare = printed.trim_start_matches(['约', '近']);
    let digits: String = bare.chars().take_while(char::is_ascii_digit).collect();
    let rest = &bare[digits.len()..];
    assert!(["人次", "余人次", "人次以上"].contains(&rest), "{printed}");
    let number = digits.parse().unwrap_or_else(|_| panic!("{printed}"));
    (number, printed.starts_with('约'), printed.starts_with('近'), rest != "人次")
}

proptest! {
    #[test]
    fn sums_do_not_depend_on_order_or_grouping(terms in prop::collection::vec(stated(), 0..8), cut in 0_usize..8) {
        let sums: Vec<Sum> = terms.iter().map(Stated::sum).collect();
        let all = sums.iter().copied().fold(Sum::NONE, Sum::plus);
        let backwards = sums.iter().rev().copied().fold(Sum::NONE, Sum::plus);
        let (left, right) = sums.split_at(cut.min(sums.len()));
        let half = |part: &[Sum]| part.iter().copied().fold(Sum::NONE, Sum::plus);
        prop_assert_eq!(all, backwards);
        prop_assert_eq!(all, half(left).plus(half(right)));
        prop_assert_eq!(all.plus(Sum::NONE), all);
        prop_assert_eq!(Sum::NONE.plus(all), all);
    }

    #[test]
    fn a_sum_claims_no_more_than_its_terms(terms in prop::collection::vec(stated(), 1..8)) {
        let total = terms.iter().map(Stated::sum).fold(Sum::NONE, Sum::plus);
        let truth: i64 = terms.iter().map(|term| term.truth).sum();
        let doubt: i64 = terms.iter().map(|term| term.place).sum();
        let unknown = terms.iter().any(|term| term.written == "不详");
        let printed = total.print("人次");
        let (number, about, near, at_least) = claim(&printed);
        // Rounding 约 to a tenth of the roughest place may add half of that tenth.
        let room = doubt + terms.iter().map(|term| term.place).max().unwrap_or(0) / 20 + 1;
        prop_assert_eq!(unknown, printed.ends_with("以上"), "{}", printed);
        match (about, near, at_least) {
            (true, _, true) => prop_assert!(truth >= number - room, "{} of {:?}", printed, terms),
            (true, _, false) => prop_assert!((truth - number).abs() <= room, "{} of {:?}", printed, terms),
            (_, true, _) => prop_assert!(truth <= number, "{} of {:?}", printed, terms),
            (_, _, true) => prop_assert!(truth >= number, "{} of {:?}", printed, terms),
            _ => prop_assert_eq!(truth, number, "{} of {:?}", printed, terms),
        }
    }

    /// 万元 and 亿元 only where nothing is lost by it.
    #[test]
    fn money_keeps_its_value(fen in 0_i64..500_000_000_000, round in prop::sample::select(vec![1_i64, 100, 10_000, 1_000_000])) {
        let value = Decimal::new(fen / round * round, 2);
        let printed = Sum::exact(value).print("元");
        let (number, size) = match printed.strip_suffix("亿元") {
            Some(number) => (number, 100_000_000),
            None => match printed.strip_suffix("万元") {
                Some(number) => (number, 10_000),
                None => (printed.strip_suffix("元").expect("a unit"), 1),
            },
        };
        let number: Decimal = number.parse().expect("a number");
        prop_assert_eq!(number * Decimal::from(size), value, "{}", printed);
        prop_assert!(number.scale() <= 2, "{}", printed);
    }

    /// An amount is printed as its author wrote it, with the unit of its field where he wrote a bare number.
    #[test]
    fn an_amount_is_printed_as_written(term in stated()) {
        let amount = parse(&term.written, "人次", Origin::default()).expect("an amount");
        let bare = |text: &str| text.replace("人次", "");
        prop_assert_eq!(bare(&amount.text), bare(&term.written));
        prop_assert_eq!(amount.text.matches("人次").count(), usize::from(term.written != "不详"));
    }
}

#[test]
fn near_600_and_24_make_about_620() {
    let sum = |terms: &[&str]| {
        let sums = terms.iter().map(|written| parse(written, "人次", Origin::default()).expect("an amount").sum);
        sums.fold(Sum::NONE, Sum::plus).print("人次")
    };
    assert_eq!(sum(&["近600人次", "24"]), "约620人次");
    assert_eq!(sum(&["600余人次", "24"]), "620余人次");
    assert_eq!(sum(&["600", "24"]), "624人次");
    assert_eq!(sum(&["近600人次"]), "近600人次");
    assert_eq!(sum(&["600", "不详"]), "600人次以上");
    assert_eq!(sum(&[]), "0人次");
}

// ---- rates ---------------------------------------------------------------------------------------------------------

/// A percentage by whole numbers only: half up at one decimal, more where it would round to nothing or to all.
fn percent(part: u128, whole: u128) -> String {
    if (part * 100).is_multiple_of(whole) {
        return format!("{}%", part * 100 / whole);
    }
    let mut size = 10;
    loop {
        let scaled = (2 * part * 100 * size + whole) / (2 * whole);
        if scaled != 0 && scaled != 100 * size {
            let digits = size.ilog10() as usize;
            return format!("{}.{:0digits$}%", scaled / size, scaled % size);
        }
        size *= 10;
    }
}

proptest! {
    #[test]
    fn a_rate_is_what_whole_numbers_say(whole in 1_u32..20_000, share in 0.0..=1.0_f64, edge in 0_u32..12) {
        let part = match edge {
            0..4 => edge.min(whole),
            4..8 => whole - (edge - 4).min(whole),
            _ => (f64::from(whole) * share).round() as u32,
        };
        let rate = Rate::new(part.into(), whole.into()).expect("a whole that is not zero");
        let printed = rate.print();
        prop_assert_eq!(&printed, &percent(part.into(), whole.into()));
        prop_assert_eq!(printed == "100%", part == whole);
        prop_assert_eq!(printed == "0%", part == 0);
    }
}

#[test]
fn nearly_all_is_not_all() {
    let print = |part: u32, whole: u32| Rate::new(part.into(), whole.into()).map(|rate| rate.print());
    assert_eq!(print(4999, 5000).as_deref(), Some("99.98%"));
    assert_eq!(print(1, 5000).as_deref(), Some("0.02%"));
    assert_eq!(print(249_999_999, 250_000_000).as_deref(), Some("99.99%以上"));
    assert_eq!(print(1, 250_000_000).as_deref(), Some("不足0.01%"));
    assert_eq!(print(61, 78).as_deref(), Some("78.2%"));
    assert_eq!(print(1, 16).as_deref(), Some("6.3%"), "half up");
    assert_eq!(print(0, 0), None);
    assert_eq!(plain(Decimal::new(500, 1)), "50");
}

// ---- numbering -----------------------------------------------------------------------------------------------------

const NUMERALS: [&str; 15] =
    ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四"];

/// Facts with areas of 0 to 3 items, each of which says something or not, and sections that are there or not.
fn outline(areas: &[(bool, Vec<bool>)], sections: [bool; 3]) -> String {
    let mut text = "年度: 2025\n单位:\n  编号: x\n  名称: {署名: 星桥县小学工会, 标题用名: 星桥县小学工会}\n\
                    文件:\n  year-end-summary: {日期: 2025-12-26}\n工作领域:\n  - {编号: z, 标题: 首要工作, 正文: 有。}\n"
        .to_owned();
    for (at, (own, items)) in areas.iter().enumerate() {
        text += &format!("  - 编号: a{at}\n    标题: 领域{at}\n");
        text += if *own { "    正文: 有内容。\n" } else { "" };
        text += if items.is_empty() { "" } else { "    条目:\n" };
        for (number, says) in items.iter().enumerate() {
            let own = if *says { ", 正文: 有内容。" } else { "" };
            text += &format!("      - {{标题: 条目{number}{own}}}\n");
        }
    }
    for (there, section) in sections.iter().zip(["体会: [一条]\n", "问题: [{问题: 一条}]\n", "下一步: [一条]\n"])
    {
        text += if *there { section } else { "" };
    }
    text
}

/// The labels that follow each other without a gap, for headings of these levels.
fn labels(levels: &[u8]) -> Vec<String> {
    let (mut first, mut second) = (0, 0);
    let label = |level: &u8| match level {
        1 => {
            (first, second) = (first + 1, 0);
            format!("{}、", NUMERALS[first])
        }
        _ => {
            second += 1;
            format!("（{}）", NUMERALS[second])
        }
    };
    levels.iter().map(label).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn dropped_sections_leave_no_gap(
        areas in prop::collection::vec((any::<bool>(), prop::collection::vec(any::<bool>(), 0..4)), 0..8),
        sections in any::<[bool; 3]>(),
    ) {
        let document = office::make(&outline(&areas, sections)).paper();
        let headings: Vec<(u8, String)> = document.body.iter().filter_map(|block| match block {
            Block::Heading { level, number, .. } => Some((*level, number.clone())),
            Block::Paragraph(_) | Block::RunIn { .. } | Block::Exhibit(_) => None,
        }).collect();
        let levels: Vec<u8> = headings.iter().map(|(level, _)| *level).collect();
        let printed: Vec<String> = headings.into_iter().map(|(_, number)| number).collect();
        prop_assert_eq!(printed, labels(&levels));
        let told = areas.iter().filter(|(own, items)| *own || items.contains(&true)).count();
        let there = sections.iter().filter(|there| **there).count();
        prop_assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1 + told + there);
        let items = areas.iter().flat_map(|(_, items)| items).filter(|says| **says).count();
        prop_assert_eq!(levels.iter().filter(|level| **level == 2).count(), items);
    }
}

// ---- records that are missing --------------------------------------------------------------------------------------

/// What no paper may hold, whatever facts it is made from.
const FAULTS: [&str; 38] = [
    "、、",
    "。。",
    "，，",
    "；；",
    "：：",
    "，。",
    "；。",
    "、。",
    "。，",
    "。；",
    "，；",
    "；，",
    "、，",
    "，、",
    "：。",
    "：，",
    "：；",
    "“”",
    "《》",
    "（）",
    "（，",
    "，）",
    "“，",
    "{{",
    "}}",
    "  ",
    "的的",
    "组织组织",
    "开展开展",
    "举办举办",
    "参加参加",
    "慰问慰问",
    "荣获获",
    "获获",
    "召开召开",
    "承办承办",
    "None",
    "null",
];

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// The first fault of a text, with what stands around it.
pub fn fault(text: &str) -> Option<String> {
    if let Some(fault) = FAULTS.iter().find(|fault| text.contains(**fault)) {
        return Some(format!("{fault} in {text}"));
    }
    let chars: Vec<char> = text.chars().collect();
    let between =
        chars.windows(3).find(|three| is_han(three[0]) && ",;:!?()\"' ".contains(three[1]) && is_han(three[2]));
    let first = chars.first().filter(|c| "，。；、：）》”".contains(**c));
    between.map(|three| format!("{three:?} in {text}")).or_else(|| first.map(|c| format!("{c} begins {text}")))
}

/// The faults of a paper's texts.
fn faults(document: &Document) -> Vec<String> {
    document.texts().into_iter().filter_map(fault).collect()
}

#[test]
fn the_search_for_faults_finds_them() {
    for text in ["甲、、乙", "甲，。", "慰问（）", "甲,乙", "，甲", "第{{ x }}届", "举办举办比赛"]
    {
        assert!(fault(text).is_some(), "{text}");
    }
    assert_eq!(fault("举办“春”（第2届）比赛，10:30开始。"), None);
}

/// A paper without a fault, or errors that all have a place in the file.
fn reads_or_says_where(facts: &str, without: &str) -> bool {
    reads_or_says_where_of(office::KIND, facts, without)
}

/// The same of a paper of this kind.
pub fn reads_or_says_where_of(kind: &str, facts: &str, without: &str) -> bool {
    let made = office::make_kind(facts, kind);
    for problem in made.problems.sorted() {
        let (_, origin) = problem.place.as_ref().unwrap_or_else(|| panic!("{} has no place, {without}", problem.code));
        assert!(
            origin.range().end <= facts.len() && !origin.range().is_empty(),
            "{} points nowhere, {without}",
            problem.code
        );
    }
    let refused = made.problems.sorted().iter().any(|problem| problem.severity == Severity::Error);
    assert_eq!(made.document.is_none(), refused, "{without}: {}", made.said());
    if let Some(document) = &made.document {
        let faults = faults(document);
        assert!(faults.is_empty(), "{without}: {faults:?}");
    }
    !refused
}

#[test]
fn any_record_may_be_missing() {
    let (mut written, mut refused) = (0, 0);
    for sample in office::samples() {
        assert!(reads_or_says_where(&sample, "nothing"), "the sample is sound");
        for record in edit::entries(&sample) {
            let without = edit::without(&sample, std::slice::from_ref(&record));
            if reads_or_says_where(&without, &sample[record]) { written += 1 } else { refused += 1 }
        }
    }
    // Records that the author's text refers to leave a dangling reference, the others a shorter paper.
    assert!(written > 40 && refused > 10, "{written} written, {refused} refused");
}

/// Any single field of a record may be missing as well.
#[test]
fn any_field_may_be_missing() {
    let (mut written, mut refused) = (0, 0);
    for sample in office::samples() {
        for field in edit::fields(&sample) {
            let without = edit::without(&sample, std::slice::from_ref(&field));
            if reads_or_says_where(&without, &sample[field]) { written += 1 } else { refused += 1 }
        }
    }
    assert!(written > 100 && refused > 30, "{written} written, {refused} refused");
}

/// How the ear hears the beginning of a clause.
fn beginning(clause: &str) -> String {
    clause.chars().take(2).collect()
}

/// The beginnings that three or more clauses of a paragraph share.
fn monotonous(paragraph: &str) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for clause in paragraph.split(['；', '。']).filter(|clause| !clause.is_empty()) {
        *counts.entry(beginning(clause)).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count > 2).map(|(beginning, _)| beginning).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Over the records of the sample in their items, all of them phrased by the tool.
    #[test]
    fn no_three_clauses_begin_alike(keep in prop::collection::vec(any::<bool>(), 80)) {
        let sample = edit::unwritten(&office::samples()[0]);
        let records = edit::records(&sample);
        prop_assert!(records.len() > 40 && records.len() < keep.len());
        let dropped: Vec<_> = records.into_iter().zip(&keep).filter(|(_, keep)| !**keep).map(|(record, _)| record).collect();
        let document = office::make(&edit::without(&sample, &dropped)).paper();
        prop_assert_eq!(faults(&document), Vec::<String>::new());
        for block in &document.body {
            if let Block::Paragraph(text) = block {
                prop_assert_eq!(monotonous(text), Vec::<String>::new(), "{}", text);
            }
        }
    }
}

#[test]
fn no_three_clauses_of_the_samples_begin_alike() {
    for sample in office::samples() {
        for facts in [edit::unwritten(&sample), sample] {
            for block in &office::make(&facts).paper().body {
                if let Block::Paragraph(text) = block {
                    assert_eq!(monotonous(text), Vec::<String>::new(), "{text}");
                }
            }
        }
    }
}

/// Plain records of the kinds that the tool can tell in several ways, as many of each as a busy year has.
const PLAIN: [(&str, &str, [&str; 5]); 5] = [
    ("竞赛", "参加: 16人, 名称: ", ["跳绳比赛", "拔河比赛", "书法比赛", "朗诵比赛", "棋类比赛"]),
    ("活动", "角色: 配合, 主办单位: 县总工会, 名称: ", ["登山活动", "植树活动", "观影活动", "徒步活动", "献血活动"]),
    ("学习培训", "参加者: 青年教师, 内容: ", ["礼仪讲座", "法律讲座", "健康讲座", "安全讲座", "摄影讲座"]),
    ("慰问", "金额: 600元, 对象: ", ["困难教职工", "住院教职工", "退休教职工", "生育女教职工", "援教教师"]),
    ("荣誉", "名称: 县优秀教师, 获得者: ", ["马向川", "田小满", "周宁", "何静书", "陆青"]),
];

fn plain_records(counts: &[usize]) -> String {
    let mut text = "年度: 2025\n单位:\n  编号: x\n  名称: {署名: 星桥县小学工会, 标题用名: 星桥县小学工会}\n文件:\n  \
                    year-end-summary: {日期: 2025-12-26}\n工作领域: [{编号: a, 标题: 各项工作}]\n"
        .to_owned();
    for ((section, fields, names), count) in PLAIN.iter().zip(counts) {
        text += &format!("{section}:\n");
        for name in &names[..*count] {
            text += &format!("  - {{领域: a, {fields}{name}}}\n");
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Up to four records alike in kind and field, where the second wording of one may be the first of another.
    #[test]
    fn records_of_one_kind_are_told_in_turn(counts in prop::collection::vec(0_usize..5, 5)) {
        prop_assume!(counts.iter().sum::<usize>() > 0);
        let document = office::make(&plain_records(&counts)).paper();
        let Some(Block::Paragraph(text)) = document.body.last() else { panic!("a paragraph") };
        prop_assert_eq!(text.matches(['；', '。']).count(), counts.iter().sum::<usize>());
        prop_assert_eq!(monotonous(text), Vec::<String>::new(), "{}", text);
    }
}
