//! What the fields of the facts, their values and bodies of each level are called in a roll-up file.

use crate::facts::model::Facts;
use crate::facts::table::{Shape, Table};
use crate::facts::value::Tier;
use crate::rollup::kinds::BODIES;
use crate::rollup::partial::Merged;

/// A path of the facts in Chinese, as far as it is made of fields.
pub fn in_chinese(path: &str) -> String {
    static FACTS: Table = Facts::TABLE;
    let mut table = Some(&FACTS);
    let step = |step: &str, table: &mut Option<&'static Table>| match table.and_then(|table| table.find(step)) {
        Some((_, field)) => {
            *table = record(&(field.shape)());
            field.zh.to_owned()
        }
        None => {
            *table = None;
            step.to_owned()
        }
    };
    path.split('.').map(|one| step(one, &mut table)).collect::<Vec<_>>().join(".")
}

/// Who has a merged record: 38所学校, 3个区县教育工会, or both.
pub fn who(merged: &Merged) -> String {
    let mut parts = Vec::new();
    if merged.schools > 0 {
        parts.push(bodies(Tier::School as u8, merged.schools));
    }
    parts.extend(merged.bodies.iter().map(|(tier, count)| bodies(*tier, *count)));
    parts.join("和")
}

/// A number of bodies of one level.
pub fn bodies(tier: u8, count: u64) -> String {
    if tier <= Tier::School as u8 {
        return format!("{count}所学校");
    }
    let [.., highest] = BODIES;
    let (_, word) = BODIES.into_iter().find(|(own, _)| *own == tier).unwrap_or(highest);
    format!("{count}个{word}")
}

/// A base in Chinese that the roll-up file has: the members stand under 会员与建会 there.
pub fn base(path: &str) -> Option<String> {
    let (first, rest) = path.split_once('.')?;
    let (_, section) = Facts::TABLE.find(first.trim())?;
    let table = record(&(section.shape)())?;
    let (_, field) = table.find(rest.trim())?;
    match (section.en, field.en) {
        ("staff", "members") => Some("会员与建会.会员".to_owned()),
        ("staff", "cadres") => Some("工会干部.总数".to_owned()),
        ("staff" | "membership" | "cadres", _) => Some(format!("{}.{}", section.zh, field.zh)),
        _ => None,
    }
}

/// A section of the facts: its name in Chinese and its fields.
pub fn section(en: &str) -> Option<(&'static str, &'static Table)> {
    let (_, field) = Facts::TABLE.find(en)?;
    Some((field.zh, record(&(field.shape)())?))
}

/// The record that a field of a record holds.
pub fn inner_table(table: &Table, field: &str) -> Option<&'static Table> {
    record(&(table.find(field)?.1.shape)())
}

/// The record that a shape leads to.
fn record(shape: &Shape) -> Option<&'static Table> {
    match shape {
        Shape::Record(table) | Shape::WordOr(table) => Some(table),
        Shape::List(inner) | Shape::Named(inner) => record(inner),
        _ => None,
    }
}
