//! Reads a tree by the field table and collects every error on the way: one broken field costs that field, not the file.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say, Source};
use crate::facts::amount::{self, Amount};
use crate::facts::table::{Field, Item, Shape, Table};
use crate::facts::time::{self, Period, When};
use crate::facts::tree::{Key, Node, Value};
use crate::facts::value::{At, Level, Lines, Person, Prose, Role, Text};
use crate::say;

/// Reading in progress.
pub struct Reader<'a> {
    pub source: &'a Source,
    pub problems: &'a mut Diagnostics,
    /// The period of the file, once read; times without a year need it.
    pub period: Option<Period>,
    /// Every `id` seen, also those of records that could not be read: a reference to one of them is not dangling.
    pub ids: HashSet<String>,
    /// Names of fields that were written but could not be read: that they are missing is no second problem.
    pub broken: HashSet<&'static str>,
    /// Records (by their place) with a misspelt key, and the field that it most likely means.
    misspelt: HashSet<(Origin, &'static str)>,
}

impl<'a> Reader<'a> {
    /// A reader of `source` for a file about `period`.
    pub fn new(source: &'a Source, period: Option<Period>, problems: &'a mut Diagnostics) -> Self {
        Self { source, problems, period, ids: HashSet::new(), broken: HashSet::new(), misspelt: HashSet::new() }
    }
}

/// A type that can stand in a facts file.
pub trait Read: Sized {
    /// Whether a record without it is an error.
    const REQUIRED: bool;
    /// What may be written.
    fn shape() -> Shape;
    /// Reads it; problems are reported and give `None`.
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self>;
    /// The value where nothing is written; `None` where something must be.
    fn absent() -> Option<Self> {
        None
    }
    /// The value as references see it.
    fn item(&self) -> Item<'_>;
}

impl Reader<'_> {
    /// Reports an error at `origin`.
    pub fn refuse(&mut self, code: &'static str, origin: Origin, message: Say, hint: Say) {
        self.problems.push(Diagnostic::error(code, message).at(self.source, origin).hint(hint));
    }

    /// The values of a record in the order of its table. Unknown and doubled keys are reported; `None` if the node is no
    /// record at all.
    pub fn entries<'n>(&mut self, node: &'n Node, table: &'static Table) -> Option<Vec<Option<&'n Node>>> {
        let Value::Map(map) = &node.value else {
            self.not_a_record(node, table);
            return None;
        };
        let mut entries: Vec<Option<(&Key, &Node)>> = vec![None; table.fields.len()];
        for (key, value) in map {
            match table.find(&key.text) {
                None => self.unknown_key(key, node, table),
                Some((index, _)) if entries[index].is_some() => self.refuse(
                    "E022",
                    key.origin,
                    say!("“{0}”写了两次", "`{0}` is written twice", key.text),
                    say!("合并成一个", "merge the two"),
                ),
                Some((index, field)) => {
                    if let ("id", Value::Scalar(id)) = (field.en, &value.value) {
                        self.ids.insert(id.clone());
                    }
                    entries[index] = Some((key, value));
                }
            }
        }
        Some(entries.into_iter().map(|entry| entry.map(|(_, value)| value)).collect())
    }
}

impl Reader<'_> {
    /// One field of a record that is being read.
    pub fn field<T: Read>(&mut self, field: &'static Field, entry: Option<&Node>, record: &Node) -> Option<T> {
        match entry {
            Some(node) if !matches!(node.value, Value::Empty) => T::read(node, field, self).or_else(|| {
                self.broken.extend([field.en, field.zh]);
                T::absent()
            }),
            None if self.misspelt.contains(&(record.origin, field.en)) => {
                self.broken.extend([field.en, field.zh]);
                T::absent()
            }
            _ if !T::REQUIRED => T::absent(),
            empty => {
                let (zh, en) = (field.zh, field.en);
                let place = empty.unwrap_or(record);
                self.refuse(
                    "E023",
                    first_line(self.source, place.origin),
                    say!("缺少“{zh}”（{en}）", "`{en}` ({zh}) is missing"),
                    Say { zh: format!("补上：{}", field.doc_zh), en: format!("add it: {}", field.doc_en) },
                );
                None
            }
        }
    }

    /// Some member of this list could not be read.
    fn lost_from(&mut self, field: &Field) {
        let known = crate::facts::model::Facts::TABLE.find(field.en).map(|(_, field)| field);
        self.broken.extend(known.into_iter().flat_map(|field| [field.en, field.zh]));
    }

    fn not_a_record(&mut self, node: &Node, table: &'static Table) {
        let (zh, en, found) = (table.zh, table.en, node.value.noun());
        let (found_zh, found_en) = (found.zh, found.en);
        self.refuse(
            "E020",
            first_line(self.source, node.origin),
            say!("“{zh}”要写成一组键值，这里是{found_zh}", "`{en}` is a group of keys, here is {found_en}"),
            say!("每个键一行，下一级缩进两个空格", "one key a line, the next level two spaces in"),
        );
    }

    fn unknown_key(&mut self, key: &Key, record: &Node, table: &'static Table) {
        let (zh, name) = (table.zh, &key.text);
        let known: Vec<&str> = table.fields.iter().flat_map(|field| [field.en, field.zh]).collect();
        let hint = match nearest(name, &known).or_else(|| only_missing(record, table)) {
            Some(near) => {
                if let Some((_, field)) = table.find(near) {
                    self.misspelt.insert((record.origin, field.en));
                }
                say!("是不是“{near}”？", "did you mean `{near}`?")
            }
            None => {
                let all_zh = table.fields.iter().map(|field| field.zh).collect::<Vec<_>>().join("、");
                let all_en = table.fields.iter().map(|field| field.en).collect::<Vec<_>>().join(", ");
                say!("这里可以写：{all_zh}", "known here: {all_en}")
            }
        };
        let en = table.en;
        self.refuse("E021", key.origin, say!("“{zh}”没有“{name}”这一项", "`{en}` has no key `{name}`"), hint);
    }

    /// The text of a scalar on one line; anything else is reported.
    fn scalar<'n>(&mut self, node: &'n Node, field: &Field) -> Option<&'n str> {
        if let Value::Scalar(text) = &node.value {
            return Some(text);
        }
        let (zh, en, found) = (field.zh, field.en, node.value.noun());
        let (found_zh, found_en) = (found.zh, found.en);
        let hint = if self.source.text()[node.origin.range()].starts_with("{{") || matches!(node.value, Value::Map(_)) {
            say!(
                "只写一个值；若以 {{{{ 开头，请用引号括起来或改用 | 段落",
                "write one value; if it starts with {{{{, put it in quotes or write it as a | block"
            )
        } else {
            say!("只写一个值", "write one value")
        };
        self.refuse(
            "E024",
            first_line(self.source, node.origin),
            say!("“{zh}”要写一个值，这里是{found_zh}", "`{en}` takes one value, here is {found_en}"),
            hint,
        );
        None
    }

    fn choice<T>(&mut self, node: &Node, field: &Field, of: fn(&str) -> Option<T>, words: Vec<&str>) -> Option<T> {
        let text = self.scalar(node, field)?.trim();
        let found = of(text);
        if found.is_none() {
            let (zh, en, all) = (field.zh, field.en, words.join("、"));
            let hint = match nearest(text, &words) {
                Some(near) => say!("是不是“{near}”？可以写：{all}", "did you mean “{near}”? Known: {all}"),
                None => say!("可以写：{all}", "known: {all}"),
            };
            self.refuse("E025", node.origin, say!("“{zh}”里不认识“{text}”", "`{en}` knows no “{text}”"), hint);
        }
        found
    }
}

/// The one required field that a record lacks: an unknown key in it is most likely that field under another name.
fn only_missing(record: &Node, table: &'static Table) -> Option<&'static str> {
    let Value::Map(map) = &record.value else { return None };
    let written = |field: &Field| map.iter().any(|(key, _)| key.text == field.en || key.text == field.zh);
    let mut missing = table.fields.iter().filter(|field| field.required && !written(field));
    missing.next().filter(|_| missing.next().is_none()).map(|field| field.zh)
}

/// The known word that `word` most likely means.
pub fn nearest<'w>(word: &str, known: &[&'w str]) -> Option<&'w str> {
    let (close, enough): (fn(&str, &str) -> f64, f64) =
        if word.is_ascii() { (strsim::jaro_winkler, 0.72) } else { (common_characters, 0.49) };
    let word = word.to_lowercase();
    known
        .iter()
        .copied()
        .map(|candidate| (close(&word, candidate), candidate))
        .filter(|(score, _)| *score > enough)
        .fold(None, |best: Option<(f64, &str)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
        .map(|(_, candidate)| candidate)
}

/// The share of characters that two words have in common, in the same order. Chinese keys are two or three characters
/// long: measures made for letters see nothing in common in 主题 and 主提.
fn common_characters(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut row = vec![0_u32; b.len() + 1];
    for x in &a {
        let mut diagonal = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    f64::from(2 * row[b.len()]) / (a.len() + b.len()).max(1) as f64
}

/// The part of `origin` on its first line, so that a snippet shows where a long value begins.
pub fn first_line(source: &Source, origin: Origin) -> Origin {
    let range = origin.range();
    let end = source.text()[range.clone()].find('\n').map_or(range.end, |at| range.start + at);
    Origin::new(range.start..end)
}

impl Read for Text {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::Text
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        let text = reader.scalar(node, field)?.trim().to_owned();
        if text.contains(['\n', '\r']) {
            let (zh, en) = (field.zh, field.en);
            let place = first_line(reader.source, node.origin);
            reader.refuse(
                "E019",
                place,
                say!("“{zh}”要写在一行里", "`{en}` takes one line"),
                say!("去掉换行", "take the line break away"),
            );
            return None;
        }
        Some(Self { origin: node.origin, text })
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
        let lines = reader.scalar(node, field)?.lines().map(str::trim).filter(|line| !line.is_empty());
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
        let text = reader.scalar(node, field)?;
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
        Err(message) => {
            reader.refuse(
                "E026",
                origin,
                message,
                say!(
                    "写成 42人、近600人次、11.5万元 这样的数量",
                    "write an amount such as 42人, 近600人次 or 11.5万元"
                ),
            );
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
        (amounts.len() == parts.len()).then_some(Self(amounts))
    }
    fn item(&self) -> Item<'_> {
        Item::Amounts(&self.0)
    }
}

/// Cuts `9支队伍118人` before each number that follows a unit.
fn split_amounts(written: &str) -> Vec<String> {
    let mut parts: Vec<String> = vec![String::new()];
    let mut in_unit = false;
    for c in written.chars().filter(|c| !c.is_whitespace() && !matches!(c, '、' | '，')) {
        let starts_number = c.is_ascii_digit() || matches!(c, '近' | '约');
        if starts_number && in_unit {
            parts.push(String::new());
        }
        in_unit = !starts_number
            && !matches!(c, '.' | ',' | '余' | '多' | '几' | '近' | '约' | '万')
            && parts.last().is_some_and(|part| part.contains(|c: char| c.is_ascii_digit()));
        if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
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
        match time::parse(written, period.as_ref(), node.origin) {
            Ok(when) => Some(when),
            Err(message) => {
                let hint = say!(
                    "核对年月日；说不清日期时写场合，如 春节前",
                    "check the date; where it is not known write the occasion, such as 春节前"
                );
                reader.refuse("E028", node.origin, message, hint);
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
        match Period::parse(written) {
            Ok(period) => Some(Self { origin: node.origin, period }),
            Err(message) => {
                reader.refuse("E029", node.origin, message, say!("改正年度", "correct the period"));
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
        let digits = written.trim_start_matches('第').trim_end_matches(['届', '次', '名', '个']);
        match digits.parse() {
            Ok(value) => Some(Self { origin: node.origin, value }),
            Err(_) => {
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

/// A type whose values are the words of a fixed list.
pub trait Choice: Sized + Copy {
    /// The value that a word means.
    fn of(word: &str) -> Option<Self>;
    /// All words, those to be offered first.
    fn words() -> Vec<&'static str>;
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
}

impl Choice for Role {
    fn of(word: &str) -> Option<Self> {
        Role::of(word)
    }
    fn words() -> Vec<&'static str> {
        Role::WORDS.iter().flat_map(|(_, words)| words.iter().copied()).collect()
    }
}

impl Choice for Level {
    fn of(word: &str) -> Option<Self> {
        Level::of(word)
    }
    fn words() -> Vec<&'static str> {
        Level::WORDS.iter().flat_map(|(_, words)| words.iter().copied()).collect()
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
        Item::Nothing
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
            first_line(reader.source, node.origin),
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
                let read: Self = items.iter().filter_map(|item| T::read(item, field, reader)).collect();
                if read.len() < items.len() {
                    reader.lost_from(field);
                }
                Some(read)
            }
            _ => {
                let read = T::read(node, field, reader);
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
        Item::Nothing
    }
}
