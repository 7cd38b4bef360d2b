//! What some of the schools add up to. Any two partials make one, in any order and grouping, with the same result.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::rollup::total::{Place, Plus, Total};

/// How many candidates are kept for each figure.
const CANDIDATES: usize = 3;

/// The version of the written form.
pub const VERSION: u32 = 2;

/// The sums of any number of schools.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partial {
    /// The files that are summed, by their place below the run's folder.
    pub heads: BTreeMap<String, Head>,
    /// How many files have each section.
    pub sections: BTreeMap<String, u64>,
    /// The figures of the sections by their path in English: staff.total, staff.others.外聘, finance.income.会费.
    pub figures: BTreeMap<String, Total>,
    /// The records of each list, by what they are about.
    pub records: BTreeMap<String, BTreeMap<String, Merged>>,
    /// The shortcomings, by their id or their words.
    pub problems: BTreeMap<String, Merged>,
    /// For each figure the schools where it is highest.
    pub candidates: BTreeMap<String, Highest>,
}

impl Partial {
    /// Those that should state every figure: schools, and bodies above them whose schools are not known one by one.
    pub fn leaves(&self) -> impl Iterator<Item = (&String, &Head)> + Clone {
        self.heads.iter().filter(|(_, head)| !head.by_schools)
    }

    /// Those that have handed in to the body that the sums are for.
    pub fn roots(&self) -> impl Iterator<Item = &Head> + Clone {
        self.heads.values().filter(|head| head.within.is_none())
    }

    /// The same sums as they are seen from above: all places stand within the file of the body whose schools these are.
    pub fn within(mut self, place: &str) -> Self {
        let inside = |file: &mut String| *file = self::inside(place, file);
        self.heads = self.heads.into_iter().map(|(file, head)| (self::inside(place, &file), head)).collect();
        self.heads.values_mut().for_each(|head| {
            head.within = Some(place.to_owned());
            head.hash = String::new();
        });
        let records = self.records.values_mut().flat_map(BTreeMap::values_mut).chain(self.problems.values_mut());
        let mut totals: Vec<&mut Total> = self.figures.values_mut().collect();
        for merged in records {
            inside(&mut merged.first.file);
            totals.extend(merged.sums.values_mut());
        }
        totals.into_iter().flat_map(|total| total.0.values_mut()).for_each(|part| inside(&mut part.first.file));
        for highest in self.candidates.values_mut() {
            let named = |mut one: Candidate| {
                inside(&mut one.file);
                one
            };
            highest.0 = std::mem::take(&mut highest.0).into_iter().map(named).collect();
        }
        self
    }
}

/// The place of a school's file as it is seen from above: the file of the body that has summed it, then its own.
pub fn inside(place: &str, file: &str) -> String {
    format!("{place}:{file}")
}

impl Plus for Partial {
    fn plus(&mut self, other: Self) {
        self.heads.extend(other.heads);
        self.sections.plus(other.sections);
        self.figures.plus(other.figures);
        self.records.plus(other.records);
        self.problems.plus(other.problems);
        self.candidates.plus(other.candidates);
    }
}

/// What is known of a facts file without its figures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub id: String,
    /// Its name in titles.
    pub name: String,
    /// All its other names.
    #[serde(skip_serializing_if = "BTreeSet::is_empty", default)]
    pub names: BTreeSet<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub parent: Option<String>,
    /// Its level, as the number of [`Tier`](crate::facts::value::Tier) from below; that of a school where it says none.
    pub tier: u8,
    /// Its period, as it is printed.
    pub period: String,
    /// How many schools it speaks for.
    pub schools: u64,
    /// The base unions below it: for a school itself.
    pub unions: Option<u64>,
    /// The schools that a body above schools has summed without.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub missing: Vec<String>,
    /// The lines of its id, its parent and its period.
    pub lines: [usize; 3],
    /// Whether the schools below it are summed in its place.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub by_schools: bool,
    /// The file of the body in whose sums it is, where it has not handed in itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub within: Option<String>,
    /// The hash of its text and of what it includes; nothing of one that a body below has summed.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub hash: String,
    /// Why its facts cannot be used.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub broken: Option<Broken>,
}

/// The errors of a file: how many, and the first of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Broken {
    pub count: usize,
    pub code: String,
    pub line: usize,
    pub zh: String,
    pub en: String,
}

/// The records of several schools that are of one matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    /// How many schools have one.
    pub schools: u64,
    /// Bodies above schools that have one of their own, by the number of their level.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub bodies: BTreeMap<u8, u64>,
    /// How many records there are.
    pub records: u64,
    /// How many of them have a record inside, by its field.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub inner: BTreeMap<String, u64>,
    /// The texts that say what it is, each with the number of records: the first field of its kind.
    pub titles: BTreeMap<String, u64>,
    /// What else it is about, in the order of its kind.
    pub about: Vec<String>,
    /// Whether some school calls it a series.
    pub series: bool,
    /// Whether it is known by an id, not by its words alone.
    pub named: bool,
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub alike: BTreeMap<String, Alike>,
    /// Things that records list, each with how many schools and bodies do: what was made public.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub listed: BTreeMap<String, u64>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub sums: BTreeMap<String, Total>,
    /// Where the first of them stands.
    pub first: Place,
}

impl Merged {
    /// Of one record.
    pub fn new(title: &str, about: Vec<String>, first: Place) -> Self {
        Self {
            schools: 0,
            bodies: BTreeMap::new(),
            records: 1,
            inner: BTreeMap::new(),
            titles: BTreeMap::from([(title.to_owned(), 1)]),
            about,
            series: false,
            named: false,
            alike: BTreeMap::new(),
            listed: BTreeMap::new(),
            sums: BTreeMap::new(),
            first,
        }
    }

    /// What it is called by most; of two names that are as common the first in order.
    pub fn title(&self) -> &str {
        let most = self.titles.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
        most.map_or("", |(title, _)| title)
    }

    /// How many bodies of whatever level have one.
    pub fn spread(&self) -> u64 {
        self.schools + self.bodies.values().sum::<u64>()
    }

    /// Adds a record of the same file.
    pub fn add(&mut self, other: Self) {
        let (schools, bodies) = (self.schools.max(other.schools), std::mem::take(&mut self.bodies));
        self.plus(other);
        self.schools = schools;
        if !bodies.is_empty() {
            self.bodies = bodies;
        }
        let all = self.spread();
        self.listed.values_mut().for_each(|bodies| *bodies = all.min(*bodies));
        self.sums.values_mut().flat_map(|total| total.0.values_mut()).for_each(|part| part.stated = 1);
    }
}

impl Plus for Merged {
    fn plus(&mut self, other: Self) {
        self.schools += other.schools;
        self.bodies.plus(other.bodies);
        self.records += other.records;
        self.inner.plus(other.inner);
        self.titles.plus(other.titles);
        // Both are about the same: that is what brought them together. Where ids did, the lesser in order stands.
        if other.about < self.about {
            self.about = other.about;
        }
        self.series |= other.series;
        self.named |= other.named;
        self.alike.plus(other.alike);
        self.listed.plus(other.listed);
        self.sums.plus(other.sums);
        if other.first < self.first {
            self.first = other.first;
        }
    }
}

/// A text that records may share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alike {
    /// What all say; `None` where they differ.
    pub text: Option<String>,
    /// How many say anything.
    pub records: u64,
}

impl Plus for Alike {
    fn plus(&mut self, other: Self) {
        self.records += other.records;
        if self.text != other.text {
            self.text = None;
        }
    }
}

/// The schools where a figure is highest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Highest(pub BTreeSet<Candidate>);

impl Plus for Highest {
    fn plus(&mut self, other: Self) {
        self.0.extend(other.0);
        while self.0.len() > CANDIDATES {
            self.0.pop_last();
        }
    }
}

/// A school that may be an example to others, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// By which it is ranked.
    #[serde(with = "crate::facts::amount::exactly")]
    pub value: Decimal,
    pub name: String,
    pub file: String,
    /// The figure as it is printed.
    pub printed: String,
    /// How often the school is named among honours already.
    pub honours: u64,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |c: &Self| (c.name.clone(), c.file.clone(), c.printed.clone(), c.honours);
        other.value.cmp(&self.value).then_with(|| key(self).cmp(&key(other)))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
