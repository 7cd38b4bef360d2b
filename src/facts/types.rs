//! The types that a field may have, each with how it is read and what is wrong with what it is not.

use rust_decimal::Decimal;

use crate::diagnostic::Origin;
use crate::facts::amount::{self, Amount};
use crate::facts::dates;
use crate::facts::numeral;
use crate::facts::reader::{Read, Reader};
use crate::facts::table::{Field, Item, Shape, Table};
use crate::facts::time::{self, Period, When};
use crate::facts::tree::{Node, Value};
use crate::facts::value::{At, Level, Lines, Person, Progress, Prose, Role, Text, Tier};
use crate::say;

impl Read for Text {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::Text
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        let text = reader.words(node, field)?.trim().to_owned();
        if text.contains(['\n', '\r']) {
            let (zh, en) = (field.zh, field.en);
            let place = reader.source.first_line(node.origin);
            reader.refuse(
                "E019",
                place,
                say!("“{zh}”要写在一行里", "`{en}` takes one line"),
                say!("去掉换行", "take the line break away"),
            );
            return None;
        }
        let sound =
            !reader.is_names_in_one(field, &text, node.origin) && !reader.is_bare_session(field, &text, node.origin);
        sound.then_some(Self { origin: node.origin, text })
    }
    fn item(&self) -> Item<'_> {
        Item::Text(self)
    }
}

impl Read for Lines {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::Text
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        let lines = reader.words(node, field)?.lines().map(str::trim).filter(|line| !line.is_empty());
        let text = lines.collect::<Vec<_>>().join("\n");
        Some(Self(Text { origin: node.origin, text }))
    }
    fn item(&self) -> Item<'_> {
        Item::Text(&self.0)
    }
}

impl Read for Prose {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::Prose
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        let text = reader.words(node, field)?;
        crate::facts::prose::read(text, node.origin, reader)
    }
    fn item(&self) -> Item<'_> {
        Item::Prose(self)
    }
}

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
    if reader.is_wide(written, origin) {
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
            let hint = say!(
                "写成 42人、近600人次、11.5万元 这样的数量",
                "write an amount such as 42人, 近600人次 or 11.5万元"
            );
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
        let parts = split_amounts(written);
        let amounts: Vec<_> = parts.iter().filter_map(|part| read_amount(part, node.origin, field, reader)).collect();
        if amounts.len() < parts.len() {
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

impl Read for When {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::When
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        let written = reader.scalar(node, field)?;
        // Where the file's period is missing or wrong, that is the problem to report; a day is then read in a leap year.
        let period = reader.period.or_else(|| Period::year(2024));
        if reader.is_wide(written, node.origin) {
            return None;
        }
        match time::parse(written, period.as_ref(), node.origin) {
            Ok(when) => Some(when),
            Err(refused) => {
                let hint = say!(
                    "核对年月日；说不清日期时写场合，如 春节前",
                    "check the date; where it is not known write the occasion, such as 春节前"
                );
                reader.refuse_value("E028", node.origin, refused, hint);
                None
            }
        }
    }
    fn item(&self) -> Item<'_> {
        Item::When(self)
    }
}

/// A period and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub origin: Origin,
    pub period: Period,
}

impl Read for Span {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::Period
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        let written = reader.scalar(node, field)?;
        if reader.is_wide(written, node.origin) {
            return None;
        }
        match Period::parse(written) {
            Ok(period) => Some(Self { origin: node.origin, period }),
            Err(refused) => {
                reader.refuse_value("E029", node.origin, refused, say!("改正年度", "correct the period"));
                None
            }
        }
    }
    fn item(&self) -> Item<'_> {
        Item::Nothing
    }
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
        if reader.is_wide(written, node.origin) {
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
        if reader.is_wide(written, node.origin) {
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
                reader.refuse(
                    "E073",
                    node.origin,
                    say!("“{zh}”要写百分比，这里是“{written}”", "`{en}` takes a percentage, here is “{written}”"),
                    say!("写成 57.9% 这样的数", "write a number such as 57.9%"),
                );
                None
            }
        }
    }
    fn item(&self) -> Item<'_> {
        Item::Text(&self.text)
    }
}

/// A year or a day of any time, also long before the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Founded {
    /// As it is printed: 1956年, 1956年9月1日.
    pub text: Text,
    /// The year in it.
    pub year: i32,
}

impl Read for Founded {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::When
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        let written: String = reader.scalar(node, field)?.chars().filter(|c| !c.is_whitespace()).collect();
        if reader.is_wide(&written, node.origin) {
            return None;
        }
        if let Some(day) = dates::serial(&written) {
            let hint = say!("写成 1956年 或 1956-09-01", "write 1956年 or 1956-09-01");
            reader.refuse_value("E028", node.origin, dates::refuse_serial(&written, day), hint);
            return None;
        }
        let text = if written.ends_with(|c: char| c.is_ascii_digit()) && written.len() == 4 {
            format!("{written}年")
        } else {
            written.clone()
        };
        let year = text.get(..4).and_then(|year| year.parse().ok()).filter(|year| (1800..=2200).contains(year));
        let dated = text.strip_suffix('年').is_some_and(|year| year.len() == 4)
            || time::parse(&text, Period::year(2024).as_ref(), node.origin).is_ok();
        let Some(year) = year.filter(|_| dated) else {
            let (zh, en) = (field.zh, field.en);
            reader.refuse(
                "E028",
                node.origin,
                say!("“{zh}”要以年份开头，这里是“{written}”", "`{en}` begins with a year, here is “{written}”"),
                say!("写成 1956年 或 1956-09-01", "write 1956年 or 1956-09-01"),
            );
            return None;
        };
        let text = dashed_day(&text).unwrap_or(text);
        Some(Self { text: Text { origin: node.origin, text }, year })
    }
    fn item(&self) -> Item<'_> {
        Item::Text(&self.text)
    }
}

/// 1956-09-01 and 1956-09 as papers write them.
fn dashed_day(text: &str) -> Option<String> {
    let mut parts = text.split('-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next());
    match day {
        Some(day) => Some(format!("{year}年{month}月{}日", day?)),
        None => Some(format!("{year}年{month}月")),
    }
}

/// A record that may be written as a single word.
pub trait Worded: Read {
    /// The record that a word alone stands for.
    fn word(text: Text) -> Self;
}

/// A record, or the word that stands for it.
#[derive(Debug, Clone)]
pub struct Short<T>(pub T);

impl<T: Worded> Read for Short<T> {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        match T::shape() {
            Shape::Record(table) => Shape::WordOr(table),
            shape => shape,
        }
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            Value::Scalar(_) => Text::read(node, field, reader).map(|text| Self(T::word(text))),
            _ => T::read(node, field, reader).map(Self),
        }
    }
    fn item(&self) -> Item<'_> {
        self.0.item()
    }
}

/// A type whose values are the words of a fixed list.
pub trait Choice: Sized + Copy {
    /// The value that a word means.
    fn of(word: &str) -> Option<Self>;
    /// All words, those to be offered first.
    fn words() -> Vec<&'static str>;
    /// The word that is printed for this value; `None` where it says nothing on paper.
    fn name(self) -> Option<&'static str>;
}

/// The first word of a value, which is the one printed.
fn first_word<T: PartialEq>(words: &[(T, &[&'static str])], value: &T) -> Option<&'static str> {
    words.iter().find(|(each, _)| each == value).and_then(|(_, words)| words.first().copied())
}

impl Choice for bool {
    fn of(word: &str) -> Option<Self> {
        match word {
            "是" | "true" | "yes" => Some(true),
            "否" | "false" | "no" => Some(false),
            _ => None,
        }
    }
    fn words() -> Vec<&'static str> {
        vec!["是", "否", "true", "false"]
    }
    fn name(self) -> Option<&'static str> {
        None
    }
}

impl Choice for Role {
    fn of(word: &str) -> Option<Self> {
        Role::of(word)
    }
    fn words() -> Vec<&'static str> {
        Role::WORDS.iter().flat_map(|(_, words)| words.iter().copied()).collect()
    }
    fn name(self) -> Option<&'static str> {
        first_word(&Role::WORDS, &self)
    }
}

impl Choice for Level {
    fn of(word: &str) -> Option<Self> {
        Level::of(word)
    }
    fn words() -> Vec<&'static str> {
        Level::WORDS.iter().flat_map(|(_, words)| words.iter().copied()).collect()
    }
    fn name(self) -> Option<&'static str> {
        first_word(&Level::WORDS, &self)
    }
}

impl Choice for Tier {
    fn of(word: &str) -> Option<Self> {
        Tier::of(word)
    }
    fn words() -> Vec<&'static str> {
        Tier::WORDS.iter().flat_map(|(_, words)| words.iter().copied()).collect()
    }
    fn name(self) -> Option<&'static str> {
        first_word(&Tier::WORDS, &self)
    }
}

impl Choice for Progress {
    fn of(word: &str) -> Option<Self> {
        Progress::of(word)
    }
    fn words() -> Vec<&'static str> {
        Progress::WORDS.iter().flat_map(|(_, words)| words.iter().copied()).collect()
    }
    fn name(self) -> Option<&'static str> {
        first_word(&Progress::WORDS, &self)
    }
}

impl<T: Choice> Read for At<T> {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::Choice(T::words())
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        reader.choice(node, field, T::of, T::words()).map(|value| Self { origin: node.origin, value })
    }
    fn item(&self) -> Item<'_> {
        self.value.name().map_or(Item::Nothing, Item::Word)
    }
}

impl Read for Person {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        static TABLE: Table = crate::facts::model::Named::TABLE;
        Shape::WordOr(&TABLE)
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        if let Value::Scalar(_) = &node.value {
            let name = Text::read(node, field, reader)?;
            if reader.is_several(&name.text, &['、', '，', ','], node.origin) {
                return None;
            }
            return Some(Self { origin: node.origin, name: name.text, unit: None });
        }
        let named = crate::facts::model::Named::read(node, field, reader)?;
        Some(Self { origin: named.origin, name: named.name.text, unit: named.unit.map(|unit| unit.text) })
    }
    fn item(&self) -> Item<'_> {
        Item::Person(self)
    }
}

/// One step of an agenda: its verb and what it was about (听取: 学校工作报告).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub origin: Origin,
    pub verb: String,
    pub object: Text,
}

impl Read for Step {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::Named(Box::new(Shape::Text))
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        if let Value::Map(entries) = &node.value
            && let [(verb, object)] = entries.as_slice()
            && !verb.text.contains(['\n', '\r'])
        {
            let object = Text::read(object, field, reader)?;
            return Some(Self { origin: node.origin, verb: verb.text.clone(), object });
        }
        reader.refuse(
            "E031",
            reader.source.first_line(node.origin),
            say!("议程要写成“动词: 内容”", "a step of the agenda is `verb: matter`"),
            say!("例如 {{听取: 学校工作报告}}", "for example {{听取: 学校工作报告}}"),
        );
        None
    }
    fn item(&self) -> Item<'_> {
        Item::Text(&self.object)
    }
}

impl<T: Read> Read for Option<T> {
    const REQUIRED: bool = false;
    fn shape() -> Shape {
        T::shape()
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        T::read(node, field, reader).map(Some)
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
    fn item(&self) -> Item<'_> {
        self.as_ref().map_or(Item::Nothing, Read::item)
    }
}

impl<T: Read> Read for Vec<T> {
    const REQUIRED: bool = false;
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
    /// A single value stands for a list of one.
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            Value::List(items) => {
                let read: Self = items.iter().filter_map(|item| reader.member(item, field)).collect();
                if read.len() < items.len() {
                    reader.lost_from(field);
                }
                Some(read)
            }
            _ => {
                let read = if reader.is_undashed(node) { None } else { T::read(node, field, reader) };
                if read.is_none() {
                    reader.lost_from(field);
                }
                Some(read.into_iter().collect())
            }
        }
    }
    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
    fn item(&self) -> Item<'_> {
        Item::List(self.iter().map(Read::item).collect())
    }
}

/// Values under keys that the author chooses, in the order of the file.
#[derive(Debug, Clone)]
pub struct ByName<T>(pub Vec<(Text, T)>);

impl<T: Read> Read for ByName<T> {
    const REQUIRED: bool = false;
    fn shape() -> Shape {
        Shape::Named(Box::new(T::shape()))
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            reader.scalar(&Node { origin: node.origin, value: Value::Map(Vec::new()) }, field);
            return None;
        };
        let mut named: Vec<(Text, T)> = Vec::new();
        for (key, value) in entries {
            if named.iter().any(|(name, _)| name.text == key.text) {
                let name = &key.text;
                let (message, hint) =
                    (say!("“{name}”写了两次", "`{name}` is written twice"), say!("合并成一个", "merge the two"));
                reader.refuse("E022", key.origin, message, hint);
            } else if let Some(value) = T::read(value, field, reader) {
                named.push((Text { origin: key.origin, text: key.text.clone() }, value));
            }
        }
        Some(Self(named))
    }
    fn absent() -> Option<Self> {
        Some(Self(Vec::new()))
    }
    fn item(&self) -> Item<'_> {
        if self.0.is_empty() {
            return Item::Nothing;
        }
        Item::Named(self.0.iter().map(|(name, value)| (name, value.item())).collect())
    }
}
