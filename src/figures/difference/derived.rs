//! What follows otherwise: every total, count, share and rate that either file gives.

use std::collections::BTreeSet;

use crate::facts::amount::{Amount, Sum};
use crate::facts::model::{Facts, PlanItem, Staff};
use crate::facts::table::{Field, Item, Record, Shape};
use crate::facts::value::Level;
use crate::figures::difference::Figure;
use crate::figures::names::{BALANCE, COUNT, SHARE, TOTAL};
use crate::figures::reference::Found;
use crate::figures::shares::SHARES;
use crate::figures::term::stem;
use crate::figures::years::compared;
use crate::figures::{Figures, balance};

/// All figures that differ, those of the later file in its order first.
pub fn differing(before: Figures<'_>, now: Figures<'_>) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for path in paths(now) {
        let there = now.same_path(&path, before).or_else(|| of_other_year(&path, now, before));
        let old = there.as_ref().and_then(|path| figure(before, path));
        seen.extend(there);
        found.extend(differs(&path, old, figure(now, &path)));
    }
    for path in paths(before).into_iter().filter(|path| !seen.contains(path)) {
        found.extend(differs(&path, figure(before, &path), None));
    }
    // What both state is a fact, and told there.
    let both_state = stated(before).is_some() && stated(now).is_some();
    found.retain(|figure| !(both_state && is_balance(&split(&figure.path))));
    found
}

/// The path of the record in the earlier file whose id is the same but for a year.
fn of_other_year(path: &[String], now: Figures<'_>, before: Figures<'_>) -> Option<Vec<String>> {
    let (first, rest) = path.split_first()?;
    let here = now.facts().entered(|record| record.id().is_some_and(|id| id.text == *first))?;
    let like = |id: &str| !stem(id).is_empty() && stem(id) == stem(first);
    let there = before.facts().entered(|record| {
        record.record().table().en == here.record().table().en && record.id().is_some_and(|id| like(&id.text))
    })?;
    Some(there.id().map(|id| id.text.clone()).into_iter().chain(rest.iter().cloned()).collect())
}

fn differs(path: &[String], before: Option<Found<'_>>, now: Option<Found<'_>>) -> Option<Figure> {
    let figures = [before, now];
    let overspent = figures.iter().flatten().any(is_deficit);
    let sides = figures
        .each_ref()
        .map(|found| found.as_ref().and_then(|found| if overspent { left(found) } else { print(found) }));
    let [before, now] = figures;
    (sides[0] != sides[1]).then(|| Figure {
        path: path.join("."),
        change: now.zip(before).and_then(|(now, before)| compared(&now, &before)),
        sides,
    })
}

/// The figure at a path, if one follows there. What is overspent is a balance below nothing, which papers tell otherwise.
fn figure<'a>(figures: Figures<'a>, path: &[String]) -> Option<Found<'a>> {
    if let Some(finance) = figures.facts().finance.as_ref().filter(|_| is_balance(path)) {
        let left = stated(figures).map(|stated| stated.sum).or_else(|| balance(finance));
        return left.map(|left| Found::Sum(left, "元".to_owned()));
    }
    figures.find(path).ok().filter(|found| matches!(found, Found::Sum(..) | Found::Rate(_)))
}

/// Whether a path leads to what is left of the finances.
fn is_balance(path: &[String]) -> bool {
    let [.., section, last] = path else { return false };
    Facts::TABLE.find("finance").is_some_and(|(_, field)| field.zh == section) && BALANCE.contains(&last.as_str())
}

/// What is left as the file states it.
fn stated(figures: Figures<'_>) -> Option<&Amount> {
    figures.facts().finance.as_ref()?.balance.as_ref()
}

fn is_deficit(found: &Found<'_>) -> bool {
    matches!(found, Found::Sum(sum, _) if sum.value.is_sign_negative())
}

/// A balance beside a deficit, by its word: 结余3000元, 超支6000元.
fn left(found: &Found<'_>) -> Option<String> {
    let Found::Sum(sum, unit) = found else { return print(found) };
    let word = if is_deficit(found) { "超支" } else { "结余" };
    Some(format!("{word}{}", Sum::exact(sum.value.abs()).print(unit)))
}

fn print(found: &Found<'_>) -> Option<String> {
    match found {
        Found::Sum(sum, unit) => Some(sum.print(unit)),
        Found::Rate(rate) => Some(rate.print()),
        _ => None,
    }
}

/// The paths of all figures that a file may give, in the order of its keys.
fn paths(figures: Figures<'_>) -> Vec<Vec<String>> {
    let facts = figures.facts();
    let mut paths = Vec::new();
    for (index, field) in Facts::TABLE.fields.iter().enumerate() {
        match Record::item(facts, index) {
            Item::Record(record) => of_record(record, field.zh, &mut paths),
            Item::List(items) => of_list(field.zh, &items, &mut paths),
            _ => {}
        }
    }
    paths.iter().map(|path| split(path)).collect()
}

fn split(path: &str) -> Vec<String> {
    path.split('.').map(str::to_owned).collect()
}

/// Counts and sums over a list, and the shares of its records.
fn of_list(name: &str, items: &[Item<'_>], paths: &mut Vec<String>) {
    let Some(Item::Record(first)) = items.first() else { return };
    paths.push(format!("{name}.{}", COUNT[0]));
    if first.table().find("rank").is_some() {
        paths.extend(Level::WORDS.iter().map(|(level, _)| format!("{name}.{}.{}", level.name(), COUNT[0])));
    }
    // Targets of different matters are no sum; and 数量 of a list is how many it has.
    let adds_up = |field: &&Field| matches!((field.shape)(), Shape::Amount) && field.zh != COUNT[0];
    let summed = first.table().fields.iter().filter(adds_up).filter(|_| first.table().en != PlanItem::TABLE.en);
    paths.extend(summed.map(|field| format!("{name}.{}", field.zh)));
    for item in items {
        if let Item::Record(record) = item
            && let Some(id) = record.id()
        {
            of_record(*record, &id.text, paths);
        }
    }
}

/// What follows within one record.
fn of_record(record: &dyn Record, name: &str, paths: &mut Vec<String>) {
    let table = record.table();
    if table.en == Staff::TABLE.en {
        let groups = table.fields.iter().filter(|field| matches!((field.shape)(), Shape::Amount));
        paths.extend(groups.map(|field| format!("{name}.{}.{}", field.zh, SHARE[0])));
    }
    if table.find("expense").is_some() {
        for side in ["income", "expense"].iter().filter_map(|side| table.find(side)).map(|(_, field)| field.zh) {
            paths.push(format!("{name}.{side}.{}", TOTAL[0]));
        }
        paths.push(format!("{name}.{}", BALANCE[0]));
    }
    paths.extend(SHARES.iter().filter(|share| share.of == table.en).map(|share| format!("{name}.{}", share.names[0])));
    for (index, field) in table.fields.iter().enumerate() {
        if let Item::Record(inner) = record.item(index) {
            of_record(inner, &format!("{name}.{}", field.zh), paths);
        }
    }
}
