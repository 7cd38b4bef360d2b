//! What a written record says of itself, before it is read: whether it recurs, whether it is done, what it is called.

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::Origin;
use crate::facts::numeral;
use crate::facts::table::{Field, Shape, Table};
use crate::facts::time::{self, Period};
use crate::facts::tree::{Node, Value};
use crate::facts::value::Progress;

/// A value that an alias brought here: it stands above its key, or above the member before it. `floor` is where the value
/// itself may begin.
pub fn alias(node: &Node, floor: usize) -> Option<Origin> {
    if node.is_blank() {
        return None;
    }
    let start = node.origin.range().start;
    if start < floor {
        return Some(node.origin);
    }
    let mut floor = start;
    match &node.value {
        Value::List(items) => items.iter().find_map(|item| {
            let found = alias(item, floor);
            // The alias of the member before begins where that one does.
            floor = floor.max(item.origin.range().start + 1);
            found
        }),
        Value::Map(entries) => entries.iter().find_map(|(key, value)| alias(value, key.origin.range().start)),
        _ => None,
    }
}

/// The year in which a record that comes every few years is due again; `None` where it comes every year, or nobody knows.
/// `period` is the one in which it is told.
pub fn due(record: &Node, period: &Period) -> Option<i32> {
    let when = text_of(record, ["when", "时间"]);
    let days = when.and_then(|when| time::parse(&when, Some(period), record.origin).ok()?.days);
    due_again(&text_of(record, ["every", "频次"])?, days.map_or(period.end, |(_, end)| end))
}

/// The year in which what comes so often is due again after `last`; `None` where it comes every year, or nobody knows.
pub fn due_again(every: &str, last: NaiveDate) -> Option<i32> {
    let years = rhythm(every).filter(|years| *years > 1)?;
    last.year().checked_add(i32::try_from(years).ok()?)
}

/// How many years lie between two times: 2 for 每两年一次, 两年一次, 隔年, 每隔一年.
fn rhythm(every: &str) -> Option<u32> {
    let apart = |years| if every.contains('隔') { years + 1 } else { years };
    if every.contains("隔年") {
        return Some(2);
    }
    every.char_indices().find_map(|(at, _)| {
        let before = every.get(..at)?.chars().next_back();
        if before.is_some_and(|c| c == '第' || numeral::is_numeral(c) || c.is_ascii_digit()) {
            return None;
        }
        let (years, rest) = numeral::leading(every.get(at..)?)?;
        let rest = rest.trim_start();
        let counts = rest.starts_with("学年") || rest.starts_with('年') && !rest.starts_with("年级");
        (counts && years < 100).then(|| apart(years))
    })
}

/// Whether a record of an area is carried over: it recurs, or it is one of those that every year has.
pub fn carried(record: &Node, section: &Field, table: &Table) -> bool {
    let has = |names| text_of(record, names).is_some();
    let every = has(["every", "频次"]);
    match section.en {
        "congress" | "homes" => true,
        "honours" => every,
        _ => every || has(["series", "系列"]) || table.find("ordinal").is_some() && has(["ordinal", "届次"]),
    }
}

/// Whether an item of the plan is done.
pub fn is_done(record: &Node) -> bool {
    let status = text_of(record, ["status", "进展"]);
    status.is_some_and(|status| Progress::of(&status) == Some(Progress::Done))
}

/// Whether a field holds the author's own sentences; other texts are names.
pub fn is_prose(field: &Field) -> bool {
    matches!((field.shape)(), Shape::Prose)
}

/// The members of a list; a single value is a list of one.
pub fn members(node: &Node) -> Vec<&Node> {
    match &node.value {
        Value::List(items) => items.iter().collect(),
        Value::Empty => Vec::new(),
        _ => vec![node],
    }
}

/// The text of a value that is one.
pub fn value_text(node: &Node) -> Option<&str> {
    if let Value::Scalar(text) = &node.value { Some(text) } else { None }
}

/// The text under a key, if one is written there.
pub fn text_of(record: &Node, names: [&str; 2]) -> Option<String> {
    let text = record.get(names).and_then(value_text)?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The words by which a person knows a record: those of its first required key but the id; else the id.
pub fn name(record: &Node, table: &Table) -> String {
    let required =
        table.fields.iter().find(|field| field.required && field.en != "id").map(|field| [field.en, field.zh]);
    let title = required.and_then(|names| text_of(record, names));
    // Without a title of its own the record goes by the first thing that it says.
    let silent =
        |key: &str| table.find(key).is_none_or(|(_, field)| ["id", "area", "item", "when", "role"].contains(&field.en));
    let said = || record.entries().iter().filter(|(key, _)| !silent(&key.text)).find_map(|(_, node)| first_words(node));
    title.or_else(said).or_else(|| text_of(record, ["id", "编号"])).unwrap_or_default()
}

/// The first scalar in a value.
fn first_words(node: &Node) -> Option<String> {
    match &node.value {
        Value::Scalar(text) => text.lines().next().map(str::to_owned),
        Value::List(items) => items.iter().find_map(first_words),
        Value::Map(entries) => entries.iter().find_map(|(_, node)| first_words(node)),
        Value::Empty => None,
    }
}
