//! Amounts of one unit or several, whole numbers, shares.

use rust_decimal::Decimal;

use crate::diagnostic::Origin;
use crate::facts::amount::{self, Amount};
use crate::facts::numeral;
use crate::facts::reader::{Read, Reader};
use crate::facts::table::{Field, Item, Shape};
use crate::facts::tree::Node;
use crate::facts::value::Text;
use crate::say;

impl Read for Amount {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::Amount
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        let written = reader.scalar(node, field)?;
        read_amount(written, node.origin, field, reader)
    }
    fn item(&self) -> Item<'_> {
        Item::Amount(self)
    }
}

fn read_amount(written: &str, origin: Origin, field: &Field, reader: &mut Reader) -> Option<Amount> {
    let default = field.units.first().copied().unwrap_or("");
    if reader.is_wide(written, origin) || reader.is_unfilled(written, origin) {
        return None;
    }
    match amount::parse(written, default, origin) {
        Ok(amount) if field.units.is_empty() || field.units.contains(&amount.unit.as_str()) => Some(amount),
        Ok(amount) => {
            let (zh, en, unit, units) = (field.zh, field.en, amount.unit, field.units.join("、"));
            reader.refuse(
                "E027",
                origin,
                say!("“{zh}”的单位不能是“{unit}”", "`{en}` is not counted in “{unit}”"),
                say!("这里的单位：{units}", "units here: {units}"),
            );
            None
        }
        Err(refused) => {
            let hint = if field.en == "participants" && !written.contains(|c: char| c.is_ascii_digit()) {
                say!(
                    "这里写人数，如 48人；谁参加写在 参加者 里",
                    "the number stands here, such as 48人; who took part goes into `subject`"
                )
            } else if written.starts_with("每人") || written.starts_with("人均") {
                say!("这里写总数；每人多少写在 人均 里", "the total stands here; what each received goes into `each`")
            } else {
                say!("写成 42人、近600人次、11.5万元 这样的数量", "write an amount such as 42人, 近600人次 or 11.5万元")
            };
            reader.refuse_value("E026", origin, refused, hint);
            None
        }
    }
}

/// How many took part, in one or more units: 9支队伍118人.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participants(pub Vec<Amount>);

impl Read for Participants {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::Amount
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        let written = reader.scalar(node, field)?;
        if reader.is_unfilled(written, node.origin) {
            return None;
        }
        let parts = split_amounts(written);
        let amounts: Vec<_> = parts.iter().filter_map(|part| read_amount(part, node.origin, field, reader)).collect();
        if amounts.len() < parts.len() {
            return None;
        }
        if let Some(amount) = amounts.iter().find(|amount| takes_no_part(&amount.unit)) {
            let unit = &amount.unit;
            reader.refuse(
                "E027",
                node.origin,
                say!("“参加”的单位不能是“{unit}”", "`participants` is not counted in “{unit}”"),
                say!(
                    "这里的单位：{TAKE_PART}；作品数写在 作品 里",
                    "units here: {TAKE_PART}; works are counted in `entries`"
                ),
            );
            return None;
        }
        // 48 of what? A bare number has no unit to print here.
        if let Some(amount) = amounts.iter().find(|amount| amount.unit.is_empty() && amount.sum.is_known()) {
            let number = &amount.text;
            reader.refuse(
                "E026",
                node.origin,
                say!("“{number}”没有单位", "“{number}” has no unit"),
                say!("写成 {number}人 或 {number}支队伍", "write {number}人 or {number}支队伍"),
            );
            return None;
        }
        Some(Self(amounts))
    }
    fn item(&self) -> Item<'_> {
        Item::Amounts(&self.0)
    }
}

/// What may take part, for the hint; other units are taken, too.
const TAKE_PART: &str = "人、名、人次、支队伍、个班、个小组、对师徒、户、个家庭、所学校、家单位";
/// What takes no part: money, pieces of work, measures.
const NO_PART: [&str; 20] = [
    "元", "角", "件", "篇", "幅", "份", "本", "册", "首", "张", "堂", "节", "项", "条", "小时", "天", "分钟", "公里",
    "米", "%",
];

fn takes_no_part(unit: &str) -> bool {
    NO_PART.contains(&unit) || ["作品", "论文", "元", "课例"].iter().any(|word| unit.ends_with(word))
}

/// Cuts `9支队伍不足118人` before each number that follows a unit, and before the word that qualifies it.
fn split_amounts(written: &str) -> Vec<String> {
    let text: String = written.chars().filter(|c| !c.is_whitespace() && !matches!(c, '、' | '，')).collect();
    let mut parts = Vec::new();
    let is_digit = |c: char| c.is_ascii_digit() || numeral::is_numeral(c);
    let (mut start, mut in_unit, mut counted) = (0, false, false);
    for (at, c) in text.char_indices() {
        let qualifies = amount::BEFORE.iter().any(|(word, _)| {
            let after = text[at..].strip_prefix(word);
            after.is_some_and(|rest| rest.starts_with(is_digit))
        });
        if (is_digit(c) || qualifies) && in_unit {
            parts.push(text[start..at].to_owned());
            (start, counted) = (at, false);
        }
        counted |= is_digit(c);
        in_unit = counted
            && !is_digit(c)
            && !matches!(c, '.' | ',' | '余' | '多' | '几' | '万' | '-' | '~' | '～' | '—' | '–' | '至' | '到');
    }
    parts.push(text[start..].to_owned());
    parts
}

/// A whole number, such as an ordinal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    pub origin: Origin,
    pub value: u32,
}

impl Read for Number {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::Number
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        let written = reader.scalar(node, field)?.trim();
        if reader.is_wide(written, node.origin) || reader.is_unfilled(written, node.origin) {
            return None;
        }
        let digits = written.trim_start_matches('第').trim_end_matches(['届', '次', '名', '个']).trim();
        match digits.parse().ok().or_else(|| numeral::whole(digits)) {
            Some(value) => Some(Self { origin: node.origin, value }),
            None => {
                let (zh, en) = (field.zh, field.en);
                reader.refuse(
                    "E030",
                    node.origin,
                    say!("“{zh}”要写整数，这里是“{written}”", "`{en}` takes a whole number, here is “{written}”"),
                    say!("只写数字，如 7", "write digits only, such as 7"),
                );
                None
            }
        }
    }
    fn item(&self) -> Item<'_> {
        Item::Number(self.value)
    }
}

/// A share as the office states it: 57.9%.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Percent {
    /// As it was written.
    pub text: Text,
    /// In percent: 57.9.
    pub value: Decimal,
    /// The decimals that were written; the share claims no more.
    pub places: u32,
}

impl Read for Percent {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::Percent
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        let written = reader.scalar(node, field)?.trim();
        if reader.is_wide(written, node.origin) || reader.is_unfilled(written, node.origin) {
            return None;
        }
        let digits = written.strip_suffix('%').filter(|digits| digits.starts_with(|c: char| c.is_ascii_digit()));
        let value = digits.and_then(|digits| digits.parse::<Decimal>().ok());
        match value {
            Some(value) => {
                let text = Text { origin: node.origin, text: written.to_owned() };
                Some(Self { text, value, places: value.scale() })
            }
            None => {
                let (zh, en) = (field.zh, field.en);
                let hint = match written.strip_prefix("百分之").and_then(numeral::whole) {
                    Some(share) => say!("写成 {share}%", "write {share}%"),
                    None => say!("写成 57.9% 这样的数", "write a number such as 57.9%"),
                };
                reader.refuse(
                    "E073",
                    node.origin,
                    say!("“{zh}”要写百分比，这里是“{written}”", "`{en}` takes a percentage, here is “{written}”"),
                    hint,
                );
                None
            }
        }
    }
    fn item(&self) -> Item<'_> {
        Item::Text(&self.text)
    }
}
