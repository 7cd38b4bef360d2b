//! What stands at the end of a path: the fact itself, a sum over a list, or the words that stand for a whole record.

use crate::facts::amount::{Amount, plain};
use crate::facts::model::{Body, Facts, Line, Member, PlanItem, Problem, StatedRate};
use crate::facts::table::{Item, Record};
use crate::figures::reference::{Found, Lost, entered};
use crate::figures::{self, slogans};

/// The value at the end of a path.
pub(super) fn value<'a>(facts: &'a Facts, item: Item<'a>, name: &str) -> Result<Found<'a>, Lost> {
    let group = || Lost::Group { name: name.to_owned() };
    match item {
        Item::Text(text) => Ok(Found::Text(text.text.clone())),
        Item::Person(person) => Ok(Found::Text(person.name.clone())),
        Item::Prose(prose) => Ok(Found::Prose(prose)),
        Item::Amount(amount) => Ok(Found::Amount(amount)),
        Item::Amounts([amount]) => Ok(Found::Amount(amount)),
        Item::Amounts(amounts) => Ok(Found::Text(amounts.iter().map(|amount| amount.text.as_str()).collect())),
        Item::When(when) => Ok(Found::When(when)),
        Item::Number(number) => Ok(Found::Text(plain(number.into()))),
        Item::Word(word) => Ok(Found::Text(word.to_owned())),
        Item::Named(named) => list_value(&named.into_iter().map(|(_, item)| item).collect::<Vec<_>>(), name),
        Item::Record(record) if let Some(set) = slogans::Set::of(facts, record) => Ok(Found::Text(set.inline())),
        Item::Record(record) => match entered(facts, record) {
            Some(entered) => Ok(Found::Clause(entered)),
            None if record.table().en == Problem::TABLE.en => match record.named("text") {
                Item::Prose(prose) => Ok(Found::Prose(prose)),
                _ => Err(group()),
            },
            None if record.table().en == Line::TABLE.en => match record.named("amount") {
                Item::Amount(amount) => Ok(Found::Amount(amount)),
                _ => Err(group()),
            },
            None => match record.named(spoken_by(record).ok_or_else(group)?) {
                Item::Text(text) => Ok(Found::Text(text.text.clone())),
                _ => Err(group()),
            },
        },
        Item::List(items) => match slogans::members(facts, &items) {
            Some(row) => Ok(Found::Text(row)),
            None => list_value(&items, name),
        },
        Item::Nothing => Err(Lost::Empty { name: name.to_owned() }),
    }
}

/// The field that stands for a whole record in a sentence.
fn spoken_by(record: &dyn Record) -> Option<&'static str> {
    match record.table() {
        table if table.en == StatedRate::TABLE.en => Some("rate"),
        table if table.en == PlanItem::TABLE.en => Some("title"),
        table if [Body::TABLE.en, Member::TABLE.en].contains(&table.en) => Some("name"),
        _ => None,
    }
}

fn list_value<'a>(items: &[Item<'a>], name: &str) -> Result<Found<'a>, Lost> {
    if items.is_empty() {
        return Err(Lost::Empty { name: name.to_owned() });
    }
    let mut amounts: Vec<&Amount> = Vec::new();
    let mut texts: Vec<&str> = Vec::new();
    for item in items {
        match item {
            Item::Amount(amount) => amounts.push(amount),
            Item::Amounts(list) => amounts.extend(list.iter()),
            Item::Text(text) => texts.push(&text.text),
            Item::Person(person) => texts.push(&person.name),
            _ => return Err(Lost::Group { name: name.to_owned() }),
        }
    }
    if amounts.is_empty() {
        return Ok(Found::Text(texts.join("、")));
    }
    let mixed = || Lost::Mixed { name: name.to_owned() };
    if !texts.is_empty() {
        return Err(mixed());
    }
    let (sum, unit) = figures::sum(amounts).ok_or_else(mixed)?;
    // Nothing can be said of the sum: 0件以上 would be true and say nothing.
    if sum.is_claimable() { Ok(Found::Sum(sum, unit)) } else { Err(Lost::Empty { name: name.to_owned() }) }
}
