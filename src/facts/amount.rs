//! Amounts as an office states them: 42人, 近600人次, 11.5万元, 30余篇.
//!
//! A single amount is printed as it was written. Amounts add up to a [`Sum`], a commutative monoid that never claims more
//! than its terms do: 近600 and 24 make 约620, not 600余.

use rust_decimal::Decimal;
use rust_decimal::prelude::RoundingStrategy;

use crate::diagnostic::Origin;
use crate::facts::numeral;
use crate::facts::refused::Refused;
use crate::say;

/// One stated amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    pub origin: Origin,
    /// As it is printed: the words of the author, with the field's unit where he wrote a bare number.
    pub text: String,
    /// The unit as written, without 万 or 亿: 人, 人次, 元.
    pub unit: String,
    /// What it adds to a sum.
    pub sum: Sum,
}

impl Amount {
    /// The least that it can mean; `None` where nothing can be said. 近600 is more than 500, 近100 at least 50; 不足600 may be
    /// anything below; 1.2万 may be a rounded 11950.
    pub fn least(&self) -> Option<Decimal> {
        let value = self.sum.value;
        match self.sum.grade {
            _ if !self.sum.is_known() => None,
            Grade::Exact => Some(value - self.step() / Decimal::TWO),
            Grade::Above => Some(value),
            Grade::Below if self.text.starts_with("不足") => None,
            Grade::Below | Grade::About => Some((value - self.away()).max(value / Decimal::TWO)),
        }
    }

    /// The most that it can mean; `None` where nothing can be said: 600余 and 600以上 have no upper end.
    pub fn most(&self) -> Option<Decimal> {
        let value = self.sum.value;
        match self.sum.grade {
            _ if !self.sum.is_known() => None,
            Grade::Exact => Some(value + self.step() / Decimal::TWO),
            Grade::Above => None,
            Grade::Below => Some(value),
            Grade::About => Some(value + self.away()),
        }
    }

    /// How far an approximate number may be off: less than one of its last place, 99 for 近600.
    fn away(&self) -> Decimal {
        let place = self.sum.place;
        place - Decimal::ONE.min(place / Decimal::ONE_HUNDRED)
    }

    /// The last place of a number written in 万 or 亿 with decimals, which may have been rounded there: 100 for 1.87万元.
    /// Zero for numbers that claim to be the very number.
    pub fn step(&self) -> Decimal {
        let large = [('万', 10_000), ('亿', 100_000_000)];
        let Some((number, size)) = large
            .iter()
            .find_map(|(c, size)| Some((self.text.split(*c).next()?, *size)).filter(|_| self.text.contains(*c)))
        else {
            return Decimal::ZERO;
        };
        let places =
            number.split_once('.').map_or(0, |(_, fraction)| fraction.chars().filter(char::is_ascii_digit).count());
        match u32::try_from(places) {
            Ok(places @ 1..=20) => Decimal::from(size) * Decimal::new(1, places),
            _ => Decimal::ZERO,
        }
    }

    /// Whether it and `other` count the same: persons with persons, units with units; times of persons are neither.
    pub fn counts_like(&self, other: &Amount) -> bool {
        const UNITS: [&[&str]; 3] = [&["个", "家", "所", "项"], &["件", "起", "条", "份"], &["票", "人", "名", "位"]];
        let (a, b) = (self.unit.as_str(), other.unit.as_str());
        kind_of(a) == kind_of(b) || UNITS.iter().any(|group| group.contains(&a) && group.contains(&b))
    }
}

/// How firmly a number is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// 42人
    Exact,
    /// 600余, 600多, 600以上, 超过600: not less than the number.
    Above,
    /// 近600, 不足600: not more than the number.
    Below,
    /// 约600, 600左右: somewhere around it.
    About,
}

impl Grade {
    /// What can be said of the sum of two such numbers.
    fn join(self, other: Self) -> Self {
        match (self, other) {
            (Grade::Exact, grade) | (grade, Grade::Exact) => grade,
            (a, b) if a == b => a,
            _ => Grade::About,
        }
    }
}

/// The sum of any number of amounts of one kind; the sum of none is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// The numbers as stated, added; money in 元.
    pub value: Decimal,
    pub grade: Grade,
    /// The last decimal place that the roughest term speaks of: 100 for 近600, zero where all are exact.
    place: Decimal,
    /// How many amounts were added.
    terms: u32,
    /// Some term is known to exist but not how large it is; unknown is not zero.
    unknown: bool,
}

impl Sum {
    /// The sum of no amounts.
    pub const NONE: Sum =
        Sum { value: Decimal::ZERO, grade: Grade::Exact, place: Decimal::ZERO, terms: 0, unknown: false };

    /// An exact number, counted by the tool.
    pub fn exact(value: impl Into<Decimal>) -> Self {
        Sum { value: value.into(), terms: 1, ..Sum::NONE }
    }

    /// Both together. Commutative and associative, with [`Sum::NONE`] as neutral element.
    pub fn plus(self, other: Self) -> Self {
        Sum {
            value: self.value + other.value,
            grade: self.grade.join(other.grade),
            place: self.place.max(other.place),
            terms: self.terms + other.terms,
            unknown: self.unknown || other.unknown,
        }
    }

    /// Whether nothing in it is 不详.
    pub fn is_known(&self) -> bool {
        !self.unknown
    }

    /// Whether anything can be claimed: of 约1000 and an unknown amount not even 约1000.
    pub fn is_claimable(&self) -> bool {
        self.terms > 0
            && (!self.unknown || (matches!(self.grade, Grade::Exact | Grade::Above) && !self.value.is_zero()))
    }

    /// Whether the sum is known to the last digit.
    pub fn is_exact(&self) -> bool {
        self.grade == Grade::Exact && !self.unknown
    }

    /// The sum with `unit`, claiming no more than its terms: 42人, 620余人次, 约620人次, 1.9万元.
    ///
    /// Money (unit 元) is given in 万元 or 亿元 only where that is exact at two decimals.
    pub fn print(&self, unit: &str) -> String {
        let (value, before, after) = self.claim();
        let (number, unit) = scale(value, unit);
        let after_unit = if self.unknown { "以上" } else { "" };
        format!("{before}{number}{after}{unit}{after_unit}")
    }

    /// The number that may be claimed, and the words before and after it.
    fn claim(&self) -> (Decimal, &'static str, &'static str) {
        let step = (self.place / Decimal::TEN).max(if self.value.fract().is_zero() {
            Decimal::ONE
        } else {
            Decimal::new(1, 2)
        });
        let floor = (self.value / step).floor() * step;
        let near = (self.value / step).round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero) * step;
        match self.grade {
            Grade::Exact => (self.value, "", ""),
            // 以上 already says that it may be more.
            Grade::Above => (floor, "", if self.unknown { "" } else { "余" }),
            Grade::Below if self.terms == 1 && !self.unknown => (self.value, "近", ""),
            Grade::Below | Grade::About => (near, "约", ""),
        }
    }
}

/// A number and its unit in the largest of 元, 万元, 亿元 that is exact at two decimals; other units stay as they are.
fn scale(value: Decimal, unit: &str) -> (String, String) {
    if unit == "元" {
        for (size, name) in [(100_000_000, "亿元"), (10_000, "万元")] {
            let scaled = value / Decimal::from(size);
            if scaled.abs() >= Decimal::ONE && scaled.round_dp(2) == scaled {
                return (plain(scaled), name.to_owned());
            }
        }
    }
    (plain(value), unit.to_owned())
}

/// A decimal without trailing zeros, 0 before the point (GB/T 15835).
pub fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

/// Units that count the same thing and so may be added; the first is the one a mixed sum is given in.
const SAME: [&[&str]; 4] = [&["次", "场", "讲"], &["人", "名", "位"], &["队", "支队伍", "支队", "支", "个队"], &["元"]];

/// The unit in which amounts of this unit add up.
pub fn kind_of(unit: &str) -> &str {
    SAME.iter().find(|group| group.contains(&unit)).map_or(unit, |group| group[0])
}

/// Words before a number that make it approximate.
pub const BEFORE: [(&str, Grade); 14] = [
    ("不少于", Grade::Above),
    ("不低于", Grade::Above),
    ("不超过", Grade::Below),
    ("不到", Grade::Below),
    ("大约", Grade::About),
    ("约", Grade::About),
    ("将近", Grade::Below),
    ("接近", Grade::Below),
    ("近", Grade::Below),
    ("不足", Grade::Below),
    ("超过", Grade::Above),
    ("至少", Grade::Above),
    ("逾", Grade::Above),
    ("超", Grade::Above),
];
const INSIDE: [&str; 3] = ["余", "多", "几"];
const AFTER: [(&str, Grade); 3] = [("左右", Grade::About), ("上下", Grade::About), ("以上", Grade::Above)];
/// Words for an amount that exists but is not known.
const UNKNOWN: [&str; 3] = ["不详", "未知", "待统计"];

/// The largest number that an amount may have: far above any budget, far below what sums and rates can carry.
const MAX: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0); // 10^15

/// Units that a number in words may have where the field allows any: 一线职工 is no amount.
const COUNTERS: [&str; 40] = [
    "个",
    "家",
    "人",
    "名",
    "个班",
    "班",
    "所",
    "位",
    "项",
    "件",
    "队",
    "支",
    "节",
    "篇",
    "幅",
    "条",
    "份",
    "票",
    "期",
    "元",
    "支队伍",
    "个单位",
    "个代表队",
    "次",
    "场",
    "讲",
    "人次",
    "户",
    "笔",
    "起",
    "支队",
    "个队",
    "张",
    "本",
    "副",
    "套",
    "对",
    "组",
    "部",
    "台",
];

/// Reads an amount. `default` is the unit that a bare number of this field has.
///
/// Errors are sentences about the words, for the caller to place.
pub fn parse(written: &str, default: &str, origin: Origin) -> Result<Amount, Refused> {
    let text: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    if UNKNOWN.contains(&text.as_str()) {
        let sum = Sum { terms: 1, unknown: true, ..Sum::NONE };
        return Ok(Amount { origin, text, unit: default.to_owned(), sum });
    }
    let mut grades = Vec::new();
    let mut rest = text.as_str();
    if let Some((word, grade)) = BEFORE.iter().find(|(word, _)| rest.starts_with(word)) {
        rest = &rest[word.len()..];
        grades.push(*grade);
    }
    let in_words = rest.starts_with(numeral::is_numeral);
    let number = if grades.is_empty() { None } else { take_round(&mut rest) };
    let (mut value, mut place) = number.or_else(|| take_number(&mut rest)).ok_or_else(|| why(written, &text))?;
    take_more(&mut rest, &mut grades);
    for (word, size) in [("万", 10_000), ("亿", 100_000_000)] {
        if let Some(after) = rest.strip_prefix(word) {
            rest = after;
            let size = Decimal::from(size);
            value = value.checked_mul(size).ok_or_else(|| why(written, &text))?;
            place *= size;
        }
    }
    if value > MAX {
        return Err(say!("“{written}”大得不合情理", "“{written}” is beyond all reason").into());
    }
    take_more(&mut rest, &mut grades);
    if let Some((word, grade)) = AFTER.iter().find(|(word, _)| rest.ends_with(word)) {
        rest = &rest[..rest.len() - word.len()];
        grades.push(*grade);
    }
    if grades.len() > 1 {
        return Err(say!("“{written}”用了两个约数词", "“{written}” is approximate twice over").into());
    }
    let mixed = rest.starts_with(numeral::is_numeral) && !["千克", "千米", "千字"].contains(&rest);
    let odd = mixed || in_words && !rest.is_empty() && !COUNTERS.contains(&rest);
    if odd || rest.chars().any(|c| !c.is_alphabetic()) || rest.chars().count() > 6 {
        return Err(why(written, &text));
    }
    let grade = grades.first().copied().unwrap_or(Grade::Exact);
    let printed = if rest.is_empty() { with_default(&text, default) } else { text.clone() };
    let unit = if rest.is_empty() { default.to_owned() } else { rest.to_owned() };
    let place = if grade == Grade::Exact { Decimal::ZERO } else { place };
    Ok(Amount { origin, text: printed, unit, sum: Sum { value, grade, place, terms: 1, unknown: false } })
}

/// A bare number with the unit of its field; 左右 and 以上 stand after the unit.
fn with_default(text: &str, default: &str) -> String {
    match AFTER.iter().find(|(word, _)| text.ends_with(word)) {
        Some((word, _)) => format!("{}{default}{word}", &text[..text.len() - word.len()]),
        None => format!("{text}{default}"),
    }
}

fn take_more(rest: &mut &str, grades: &mut Vec<Grade>) {
    if let Some(after) = INSIDE.iter().find_map(|word| rest.strip_prefix(word)) {
        *rest = after;
        grades.push(Grade::Above);
    }
}

/// Why `text` (as written, without blanks) is no amount: what a person meant is asked about, not guessed.
fn why(written: &str, text: &str) -> Refused {
    let not = say!("“{written}”不是一个数量", "“{written}” is not an amount");
    let digit = |c: char| c.is_ascii_digit();
    let number_end = |from: &str| from.find(|c: char| !digit(c) && c != '.').unwrap_or(from.len());
    let first = text.find(digit);
    if let Some(start) = first {
        let from = &text[start..];
        let (low, rest) = from.split_at(number_end(from));
        let second = ["——", "-", "~", "～", "—", "–", "至", "到"].iter().find_map(|mark| rest.strip_prefix(mark));
        if let Some(second) = second.filter(|second| second.starts_with(digit)) {
            let (high, unit) = second.split_at(number_end(second));
            return Refused::asked(
                say!("“{written}”是一个范围，不是一个数", "“{written}” is a range, not a number"),
                say!(
                    "写成一个数，如 {low}{unit}以上 或 不超过{high}{unit}",
                    "write one number, such as {low}{unit}以上 or 不超过{high}{unit}"
                ),
            );
        }
        if let Some(decimals) = rest.strip_prefix(',').filter(|rest| rest.starts_with(digit) && !low.contains('.')) {
            let (decimals, unit) = decimals.split_at(number_end(decimals));
            return Refused::with(
                say!(
                    "“{written}”的逗号分不清是小数点还是千位分隔",
                    "the comma in “{written}” may be a decimal point or a separator of thousands"
                ),
                say!(
                    "写成 {low}.{decimals}{unit} 或 {low}{decimals}{unit}",
                    "write {low}.{decimals}{unit} or {low}{decimals}{unit}"
                ),
            );
        }
        if rest.starts_with(['千', '百', '十']) {
            return Refused::asked(
                say!("“{written}”把数字和汉字混着写", "“{written}” mixes digits and words"),
                say!("全用数字，如 1500人、11.5万元", "use digits only, such as 1500人 or 11.5万元"),
            );
        }
    }
    if text.starts_with(['共', '达', '计', '有', '总', '累', '合']) && text.contains(digit) {
        let hint = say!("只写数量本身，如 42人", "write the amount alone, such as 42人");
        return Refused::with(say!("“{written}”前面多了字", "words stand before the number in “{written}”"), hint);
    }
    if text.contains(['（', '(']) && first.is_some() {
        let hint = say!("只写数量本身，说明写到别的栏目", "write the amount alone, remarks elsewhere");
        return Refused::with(
            say!("“{written}”的数量后面带了说明", "a remark follows the number in “{written}”"),
            hint,
        );
    }
    let vague = text.starts_with(['几', '数', '上', '好', '许', '若']) && !text.contains(digit);
    if vague || first.is_none() && text.chars().filter(|c| numeral::is_numeral(*c)).count() > 1 {
        return Refused {
            hint: Some(say!(
                "用数字写明，如 42人、约30人、30多人",
                "write it in digits, such as 42人, 约30人 or 30多人"
            )),
            ..say!("“{written}”说不出是多少", "“{written}” does not say how many").into()
        };
    }
    not.into()
}

/// 近百人, 超过千人, 近万人: a hundred or a thousand that only an approximate amount may leave uncounted.
fn take_round(rest: &mut &str) -> Option<(Decimal, Decimal)> {
    if rest.starts_with('万') {
        return Some((Decimal::ONE, Decimal::ONE));
    }
    let (word, size) = [("百", Decimal::ONE_HUNDRED), ("千", Decimal::ONE_THOUSAND)]
        .into_iter()
        .find(|(word, _)| rest.starts_with(word))?;
    *rest = &rest[word.len()..];
    Some((size, size))
}

/// Takes a number off the front: its value and the place of its last digit that is not a trailing zero.
fn take_number(rest: &mut &str) -> Option<(Decimal, Decimal)> {
    if let Some((value, after)) = numeral::take(rest) {
        *rest = after;
        let value = Decimal::from(value);
        return Some((value, last_place(value)));
    }
    let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
    let digits = &rest[..length];
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let grouped = whole.contains(',');
    let groups_hold = whole
        .split(',')
        .enumerate()
        .all(|(i, group)| if i == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 });
    if whole.is_empty() || fraction.contains(['.', ',']) || digits.ends_with('.') || grouped && !groups_hold {
        return None;
    }
    let value: Decimal = digits.replace(',', "").parse().ok()?;
    let place = if fraction.is_empty() { last_place(value) } else { Decimal::new(1, value.scale()) };
    *rest = &rest[length..];
    Some((value, place))
}

/// The place of the last digit of a whole number that is not zero: 100 for 600.
fn last_place(value: Decimal) -> Decimal {
    let (mut left, mut place) = (value, Decimal::ONE);
    while !left.is_zero() && (left % Decimal::TEN).is_zero() {
        left /= Decimal::TEN;
        place *= Decimal::TEN;
    }
    place
}
