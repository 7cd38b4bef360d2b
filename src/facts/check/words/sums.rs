//! Parts and their sum in one sentence: 男20人、女61人，共78人; 应到78人，实到70人，请假5人.

use rust_decimal::Decimal;
use rust_decimal::prelude::RoundingStrategy;

use crate::facts::amount::plain;
use crate::facts::check::Check;
use crate::facts::check::words::numerals::{self, Number};
use crate::facts::check::words::passage::{Passage, REFERENCE, is_stop};
use crate::say;

/// Words that bring in a total right before its number; of two that fit the longer one comes first.
const TOTAL: [&str; 8] = ["合计", "总计", "共计", "总共", "一共", "共有", "共为", "共"];
/// Units that persons, things and money are told in; 人次 stands before 人, and is never added up.
const UNITS: [&str; 24] = [
    "人次", "万元", "亿元", "元", "人", "名", "位", "个", "家", "所", "户", "件", "篇", "场", "次", "条", "项", "幅",
    "节", "份", "期", "册", "台", "支",
];
/// Words of a sentence whose numbers do not simply add up.
const OTHER: [&str; 22] = [
    "每", "各", "平均", "人均", "分别", "其余", "倍", "其中", "上年", "去年", "包括", "%", "减", "退出", "调出",
    "调离", "除", "扣", "兼", "重复", "支出", "余",
];
/// Marks before a number, or after it, by which it is approximate or no count.
const ABOUT: &str = "近约超逾第余多几年月日届";

/// A number with its unit.
struct Counted {
    number: Number,
    unit: &'static str,
    /// In 元 where it is money.
    value: Decimal,
    /// One past the unit.
    to: usize,
}

impl Check<'_> {
    /// Parts and the total that a sentence gives agree.
    pub(super) fn sums(&mut self, passage: &Passage<'_>) {
        let mut start = 0;
        for index in 0..=passage.chars.len() {
            if matches!(passage.at(index), '\0' | '。' | '！') {
                self.sentence(passage, start, index);
                start = index + 1;
            }
        }
    }

    fn sentence(&mut self, passage: &Passage<'_>, start: usize, end: usize) {
        let total = (start..end).find(|at| matches!(passage.at(*at), '共' | '合' | '总' | '一') && led(passage, *at));
        let due = passage.find("应到", start).filter(|at| *at < end);
        if total.is_none() && due.is_none() {
            return;
        }
        let Some(numbers) = counted(passage, start, end) else { return };
        if let Some(at) = total {
            self.total(passage, start, at, &numbers);
        }
        if due.is_some() {
            self.attendance(passage, &numbers);
        }
    }

    /// Two parts or more of one unit, and then their sum.
    fn total(&mut self, passage: &Passage<'_>, start: usize, at: usize, numbers: &[Counted]) {
        let Some(total) = numbers.iter().find(|counted| counted.number.from > at) else { return };
        let word = passage.one_of(at, &TOTAL).map_or(0, |word| word.chars().count());
        if total.number.from != at + word || total.unit == "人次" || !closed(passage, total.to) {
            return;
        }
        let parts: Vec<&Counted> = numbers.iter().take_while(|counted| counted.number.to <= at).collect();
        let other = (start..at).any(|index| {
            // 退休2人 are no longer counted; 退休教师2人 are.
            passage.one_of(index, &OTHER).is_some()
                || passage.starts(index, "退休") && passage.at(index + 2).is_ascii_digit()
        });
        if parts.len() < 2 || other || parts.iter().any(|part| kind(part.unit) != kind(total.unit)) {
            return;
        }
        let Some(sum) = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value)) else { return };
        let next = passage.text(total.to, total.to + 4);
        let split = next.contains("其中") && sum <= total.value;
        if rounded(sum, total) || split {
            return;
        }
        let told = parts.iter().map(|part| passage.text(part.number.from, part.to)).collect::<Vec<_>>().join("、");
        let (written, right) = (passage.text(total.number.from, total.to), in_unit(sum, total.unit));
        self.differ(passage, total, say!("{told}合计{right}，这里写{written}", "{told} make {right}, not {written}"));
    }

    /// 应到 is 实到 and 请假 together.
    fn attendance(&mut self, passage: &Passage<'_>, numbers: &[Counted]) {
        let [due, present, rest @ ..] = numbers else { return };
        let means = |counted: &Counted, words: &[&str]| {
            let mut end = counted.number.from;
            while let Some(noun) =
                passage.ends_one_of(end, &["代表", "会员", "教职工", "职工", "人数", "为", "的", "有"])
            {
                end -= noun.chars().count();
            }
            passage.ends_one_of(end, words).is_some()
        };
        let absent: Vec<&Counted> = rest
            .iter()
            .take_while(|counted| {
                means(counted, &["请假", "病假", "事假", "公假", "缺席", "缺勤", "未到", "出差", "外出"])
            })
            .collect();
        // Who came late may be counted among either.
        let late = rest.get(absent.len()).is_some_and(|counted| means(counted, &["迟到", "早退", "其他", "其余"]));
        let one_kind = absent.iter().all(|counted| kind(counted.unit) == kind(due.unit));
        if absent.is_empty()
            || late
            || !one_kind
            || !means(due, &["应到"])
            || !means(present, &["实到", "到会", "出席"])
        {
            return;
        }
        let Some(sum) = absent.iter().try_fold(present.value, |sum, part| sum.checked_add(part.value)) else { return };
        if sum == due.value {
            return;
        }
        let (written, right) = (passage.text(due.number.from, due.to), in_unit(sum, due.unit));
        let message = say!(
            "实到与请假合计{right}，应到写的是{written}",
            "those present and on leave make {right}, but {written} were due"
        );
        self.differ(passage, due, message);
    }

    fn differ(&mut self, passage: &Passage<'_>, at: &Counted, message: crate::diagnostic::Say) {
        let place = passage.place(at.number.from, at.to);
        self.warn("W144", place, message, say!("核对这几个数", "check the numbers"));
    }
}

/// Whether a word for a total stands at `at` and begins a clause.
fn led(passage: &Passage<'_>, at: usize) -> bool {
    matches!(passage.before(at), '，' | ',' | '；' | '：' | '、') && passage.one_of(at, &TOTAL).is_some()
}

/// The numbers of a sentence with their units; `None` where one of them is approximate, a reference, or has no unit.
fn counted(passage: &Passage<'_>, start: usize, end: usize) -> Option<Vec<Counted>> {
    let (mut found, mut index) = (Vec::new(), start);
    while index < end {
        if passage.at(index) == REFERENCE {
            return None;
        }
        let number = passage.at(index).is_ascii_digit().then(|| numerals::digits(passage, index)).flatten();
        let Some(number) = number else {
            index += 1;
            continue;
        };
        index = number.to;
        if matches!(passage.at(number.to), '年' | '月' | '日' | '时' | '号' | '届') {
            continue;
        }
        let about = ABOUT.contains(passage.before(number.from)) || ABOUT.contains(passage.at(number.to));
        if about || passage.before(number.from).is_ascii_alphanumeric() {
            return None;
        }
        let unit = UNITS.into_iter().find(|unit| passage.starts(number.to, unit))?;
        let size = match unit {
            "万元" => 10_000,
            "亿元" => 100_000_000,
            _ => 1,
        };
        let to = number.to + unit.chars().count();
        found.push(Counted { number, unit, value: number.value.checked_mul(Decimal::from(size))?, to });
    }
    Some(found)
}

fn kind(unit: &str) -> &str {
    match unit {
        "万元" | "亿元" | "元" => "元",
        "人" | "名" | "位" => "人",
        _ => unit,
    }
}

/// Whether a unit ends here: 共78人 rather than 共78人份.
fn closed(passage: &Passage<'_>, to: usize) -> bool {
    is_stop(passage.at(to)) || passage.at(to) == '（'
}

/// Whether a total is the sum at the decimals that were written.
fn rounded(sum: Decimal, total: &Counted) -> bool {
    let size = if total.number.value.is_zero() { None } else { total.value.checked_div(total.number.value) };
    let scaled = size.and_then(|size| sum.checked_div(size));
    let same = |scaled: Decimal| {
        let rounded = scaled.round_dp_with_strategy(total.number.places, RoundingStrategy::MidpointAwayFromZero);
        rounded == total.number.value
    };
    sum == total.value || scaled.is_some_and(same)
}

/// A sum in the unit that the author used.
fn in_unit(sum: Decimal, unit: &str) -> String {
    let size = match unit {
        "万元" => Decimal::from(10_000),
        "亿元" => Decimal::from(100_000_000),
        _ => Decimal::ONE,
    };
    let value = sum.checked_div(size).unwrap_or(sum);
    format!("{}{unit}", plain(value.normalize()))
}
