//! Reads an amount as people write it, and says what is wrong with what is none.

use rust_decimal::Decimal;

use crate::diagnostic::Origin;
use crate::facts::amount::{Amount, Grade, Sum};
use crate::facts::numeral;
use crate::facts::refused::Refused;
use crate::say;

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
    if let Some(sum) = text.strip_prefix(['￥', '¥']).filter(|sum| sum.starts_with(digit)) {
        let plain = sum.replace(',', "");
        let plain = plain.strip_suffix('元').unwrap_or(&plain);
        return Refused::with(not, say!("写成 {plain}元", "write {plain}元"));
    }
    if let Some(share) = text.strip_prefix("百分之").and_then(numeral::whole) {
        return Refused::with(not, say!("写成 {share}%", "write {share}%"));
    }
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
