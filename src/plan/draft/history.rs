//! A record found again in the files of earlier years: by its series, by its id without the year, by its name.

use std::collections::HashMap;

use crate::facts::File;
use crate::facts::model::Entered;
use crate::facts::table::Item;
use crate::facts::value::Text;
use crate::plan::draft::names;

/// A record in the file that tells it.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub file: &'a File,
    pub record: Entered<'a>,
}

/// A matter through the years, the latest first; each file tells it once.
pub struct History<'a> {
    pub seen: Vec<Seen<'a>>,
}

impl<'a> History<'a> {
    /// The latest that is told of it.
    pub fn latest(&self) -> Seen<'a> {
        self.seen[0]
    }

    /// The names of the periods that had it, the earliest first: 2023年、2024年.
    pub fn periods(&self) -> String {
        self.seen.iter().rev().map(|seen| seen.file.period.name()).collect::<Vec<_>>().join("、")
    }
}

/// Which holding a record says that it is.
pub fn ordinal(record: Entered<'_>) -> Option<u32> {
    let stated = match record {
        Entered::Activity(activity) => activity.ordinal.map(|ordinal| ordinal.value),
        _ => None,
    };
    stated.or_else(|| names::ordinal(&name(record)?))
}

/// What a record is one holding of: its series, else what it is called.
fn series(record: Entered<'_>) -> Option<String> {
    let kind = record.record().table().en;
    let series = text(record, "series").map(|series| format!("{kind} series {}", series.text));
    series.or_else(|| name_key(record).pop())
}

/// Which holding each matter is next, as far as its records are numbered: the highest of its series so far and one more; of
/// several of one series that `counts` the later ones come behind.
pub fn holdings(all: &[History<'_>], counts: impl Fn(&History<'_>) -> bool) -> Vec<Option<u32>> {
    let mut told: HashMap<String, Vec<u32>> = HashMap::new();
    let mut highest: HashMap<String, u32> = HashMap::new();
    for history in all {
        let Some(key) = series(history.latest().record) else { continue };
        let most = history.seen.iter().filter_map(|seen| ordinal(seen.record)).max();
        let known = highest.entry(key.clone()).or_default();
        *known = (*known).max(most.unwrap_or_default());
        told.entry(key).or_default().extend(ordinal(history.latest().record).filter(|_| counts(history)));
    }
    told.values_mut().for_each(|ordinals| {
        ordinals.sort_unstable();
        ordinals.dedup();
    });
    let next = |history: &History<'_>| {
        let (key, own) = (series(history.latest().record)?, ordinal(history.latest().record)?);
        let before = told.get(&key)?.iter().filter(|ordinal| **ordinal < own).count();
        Some(highest.get(&key)? + 1 + u32::try_from(before).ok()?)
    };
    all.iter().map(next).collect()
}

/// All records of the files, the latest file first, as matters through the years.
pub fn histories<'a>(files: impl Iterator<Item = &'a File>) -> Vec<History<'a>> {
    let mut all: Vec<History<'a>> = Vec::new();
    let mut known: HashMap<String, Vec<usize>> = HashMap::new();
    for file in files {
        let (seen, here) = (file.facts.placed(), all.len());
        let mut homeless: Vec<Seen<'a>> = Vec::new();
        // First what is surely the same, then what bears the same name.
        let join =
            |record: Entered<'a>, keys: &[String], all: &mut Vec<History<'a>>, known: &HashMap<String, Vec<usize>>| {
                let free =
                    |at: &&usize| **at < here && !std::ptr::eq(all[**at].seen[all[**at].seen.len() - 1].file, file);
                let found = keys.iter().filter_map(|key| known.get(key)).flatten().find(free).copied();
                if let Some(at) = found {
                    all[at].seen.push(Seen { file, record });
                }
                found
            };
        for record in seen {
            match join(record, &marks(record), &mut all, &known) {
                Some(at) => note(&mut known, record, at),
                None => homeless.push(Seen { file, record }),
            }
        }
        for Seen { record, .. } in homeless {
            let at = join(record, &name_key(record), &mut all, &known).unwrap_or_else(|| {
                all.push(History { seen: vec![Seen { file, record }] });
                all.len() - 1
            });
            note(&mut known, record, at);
        }
    }
    all
}

fn note(known: &mut HashMap<String, Vec<usize>>, record: Entered<'_>, at: usize) {
    for key in marks(record).into_iter().chain(name_key(record)) {
        let places = known.entry(key).or_default();
        if !places.contains(&at) {
            places.push(at);
        }
    }
}

/// By what a record is surely the same: series and id.
fn marks(record: Entered<'_>) -> Vec<String> {
    let kind = record.record().table().en;
    let series = text(record, "series").map(|series| format!("{kind} series {}", series.text));
    let id = record.id().map(|id| format!("{kind} id {}", names::undated(&id.text)));
    series.into_iter().chain(id).collect()
}

/// By what it is called, and who hosts it.
fn name_key(record: Entered<'_>) -> Vec<String> {
    let kind = record.record().table().en;
    let host = text(record, "host").map_or("", |host| host.text.as_str());
    name(record).map(|name| format!("{kind} name {} {host}", names::timeless(&name))).into_iter().collect()
}

/// What a record is called: its first required text, or the outlets that published.
pub fn name(record: Entered<'_>) -> Option<String> {
    match record {
        Entered::Publicity(publicity) => {
            let outlets: Vec<&str> = publicity.outlets.iter().map(|outlet| outlet.0.name.text.as_str()).collect();
            (!outlets.is_empty()).then(|| outlets.join("、"))
        }
        Entered::Openness(_) => Some("校务公开".to_owned()),
        _ => {
            let fields = record.record().table().fields;
            let named = fields.iter().find(|field| field.required && field.en != "id");
            named.and_then(|field| text(record, field.en)).map(|text| text.text.clone())
        }
    }
}

/// A text of a record.
pub fn text<'a>(record: Entered<'a>, field: &str) -> Option<&'a Text> {
    match record.record().named(field) {
        Item::Text(text) => Some(text),
        _ => None,
    }
}
