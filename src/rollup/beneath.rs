//! The sums of a body's schools beneath what the body states itself: what it states wins, as in its own papers.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::facts::File;
use crate::facts::table::{Item, Record};
use crate::rollup::kinds::SECTIONS;
use crate::rollup::matters::{self, are_near, stem};
use crate::rollup::names::{base, section};
use crate::rollup::partial::{Merged, Partial};
use crate::rollup::take::{self, text};
use crate::rollup::total::Plus;

/// The records of a roll-up file by their lists and ids: each with the names that its sums go by.
pub type Ids = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// The sums of schools that give way, by the beginning of their names.
#[derive(Debug, Default)]
pub struct Dropped {
    figures: BTreeSet<String>,
    records: BTreeSet<String>,
}

impl Dropped {
    /// Whether a figure of the schools gives way.
    pub fn has(&self, figure: &str) -> bool {
        self.figures.contains(figure) || self.records.iter().any(|record| figure.starts_with(record))
    }
}

/// What a body states of the records of a list.
#[derive(Default)]
struct Stated {
    ids: BTreeSet<String>,
    series: BTreeSet<String>,
    stems: BTreeSet<String>,
}

impl Stated {
    /// Whether one of the names of a matter is near one of the body's own.
    fn is_near(&self, matter: &Merged) -> bool {
        let titles = || matter.titles.keys().map(|title| stem(title));
        self.stems.iter().any(|own| titles().any(|title| are_near(&BTreeSet::from([own.clone(), title]))))
    }
}

/// Puts the sums of schools beneath what their body states itself, which is `own`. Gives what of them gives way.
pub fn put(file: &File, own: &mut Partial, mut below: Partial, ids: &Ids) -> Dropped {
    let mut dropped = Dropped::default();
    let apart = sections(own, &mut below, &mut dropped);
    finance(own, &mut below, &mut dropped);
    records(file, &mut below, ids, &mut dropped);
    for merged in below.records.values_mut().flat_map(BTreeMap::values_mut) {
        let within = |path: &str| base(path).is_some_and(|path| apart.iter().any(|zh| path.starts_with(zh)));
        if merged.alike.get("of").and_then(|of| of.text.as_deref()).is_some_and(within) {
            merged.alike.remove("of");
        }
    }
    own.plus(below);
    dropped
}

/// Sections: where one figure of both differs, none of the schools' stays in it. Gives the sections that differ.
fn sections(own: &Partial, below: &mut Partial, dropped: &mut Dropped) -> Vec<String> {
    let due = below.leaves().count() as u64;
    let mut apart = Vec::new();
    for (name, _) in SECTIONS {
        let under = format!("{name}.");
        let stated: Vec<_> = own.figures.iter().filter(|(path, _)| path.starts_with(&under)).collect();
        let agrees = stated.iter().all(|(path, own)| below.figures.get(*path).is_none_or(|sum| own.agrees(sum, due)));
        if !agrees {
            dropped.figures.extend(below.figures.keys().filter(|path| path.starts_with(&under)).cloned());
            apart.extend(section(name).map(|(zh, _)| format!("{zh}.")));
        }
        dropped.figures.extend(stated.into_iter().map(|(path, _)| path.clone()));
    }
    let units = "organisation.units";
    dropped.figures.extend(own.figures.contains_key(units).then(|| units.to_owned()));
    below.figures.retain(|path, _| !dropped.figures.contains(path));
    apart
}

/// The purse of the body is another one than those of its schools.
fn finance(own: &Partial, below: &mut Partial, dropped: &mut Dropped) {
    if !own.sections.contains_key("finance") {
        return;
    }
    let money = |path: &str| path.starts_with("finance");
    dropped.figures.extend(below.figures.keys().filter(|path| money(path)).cloned());
    below.figures.retain(|path, _| !money(path));
    below.sections.retain(|section, _| !money(section));
}

/// Records that the body has itself, by id or series; and what it holds and tells of itself.
fn records(file: &File, below: &mut Partial, ids: &Ids, dropped: &mut Dropped) {
    let rolled = take::rolled(file);
    let names = take::head(file);
    let is_body = |name: &str| name == names.name || names.names.contains(name);
    let hosted = |one: &Merged| one.alike.get("host").and_then(|host| host.text.as_deref()).is_some_and(is_body);
    let problems = std::mem::take(&mut below.problems);
    below.records.insert("problems".to_owned(), problems);
    for (list, all) in &mut below.records {
        let stated = stated(file, &rolled, list);
        let known = ids.get(list).into_iter().flatten();
        let mut gone: BTreeSet<String> =
            known.filter(|(id, _)| stated.ids.contains(*id)).flat_map(|(_, keys)| keys.iter().cloned()).collect();
        for matter in matters::of(all) {
            let one = &matter.merged;
            let series = one.series && matter.keys.iter().any(|key| stated.series.contains(first(key)));
            if series || hosted(one) && stated.is_near(one) {
                gone.extend(matter.keys.into_iter().map(str::to_owned));
            }
        }
        all.retain(|key, _| !gone.contains(key));
        dropped.records.extend(gone.into_iter().map(|key| format!("{list}/{key}/")));
    }
    below.problems = below.records.remove("problems").unwrap_or_default();
    below.records.retain(|_, all| !all.is_empty());
}

/// The series in the name that a sum goes by.
fn first(key: &str) -> &str {
    key.split('|').next().unwrap_or_default()
}

fn stated(file: &File, rolled: &Range<usize>, list: &str) -> Stated {
    let mut stated = Stated::default();
    let Item::List(items) = file.facts.named(list) else { return stated };
    for item in items {
        let Item::Record(record) = item else { continue };
        if rolled.contains(&record.origin().range().start) {
            continue;
        }
        stated.ids.insert(text(record, "id"));
        stated.series.insert(text(record, "series"));
        stated.stems.insert(stem(&text(record, "title")));
    }
    for blank in [&mut stated.ids, &mut stated.series, &mut stated.stems] {
        blank.remove("");
    }
    stated
}
