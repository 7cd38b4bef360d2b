//! A figure that many schools state, as their sum.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::facts::amount::{Amount, Grade, Sum, kind_of};

/// Adds up in any order and grouping; the default value adds nothing.
pub trait Plus {
    /// Adds what the other holds.
    fn plus(&mut self, other: Self);
}

impl Plus for u64 {
    fn plus(&mut self, other: Self) {
        *self += other;
    }
}

impl<K: Ord, V: Plus> Plus for BTreeMap<K, V> {
    fn plus(&mut self, other: Self) {
        for (key, value) in other {
            match self.entry(key) {
                std::collections::btree_map::Entry::Occupied(mut own) => own.get_mut().plus(value),
                std::collections::btree_map::Entry::Vacant(free) => drop(free.insert(value)),
            }
        }
    }
}

/// Where a school states something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file below the run's folder, with `/`.
    pub file: String,
    pub line: usize,
    /// The school's name in titles.
    pub name: String,
}

/// The amounts of one figure, kept apart where their units do not add up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Total(pub BTreeMap<String, Part>);

/// The amounts of units that add up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub sum: Sum,
    /// How many files state it.
    pub stated: u64,
    /// How many amounts it counts as where all are to be there: what a body states for its schools counts for each of them.
    covers: u64,
    /// The units as written.
    units: BTreeSet<String>,
    /// The first place where it is stated.
    pub first: Place,
}

impl Plus for Part {
    fn plus(&mut self, other: Self) {
        self.sum = self.sum.plus(other.sum);
        self.stated += other.stated;
        self.covers += other.covers;
        self.units.extend(other.units);
        if other.first < self.first {
            self.first = other.first;
        }
    }
}

impl Plus for Total {
    fn plus(&mut self, other: Self) {
        self.0.plus(other.0);
    }
}

/// What an amount adds to a sum. 620人以上 says no more than that it is not less, and 余 is not to come of it.
pub fn term(amount: &Amount) -> Sum {
    let open = amount.sum.grade == Grade::Above && !amount.text.contains(['余', '多', '几']);
    if open { amount.sum.at_least() } else { amount.sum }
}

/// Units that differ in word only.
const ALIKE: [&[&str]; 3] = [&["个", "家", "所", "间"], &["件", "条", "份", "项", "起"], &["期"]];

/// Who took part as persons, and how often: both are told of one event, but make no sum.
const PERSONS: [&str; 2] = ["人", "人次"];

/// Whether a unit counts persons or times of persons.
pub fn counts_persons(unit: &str) -> bool {
    PERSONS.contains(&kind(unit))
}

/// The unit in which amounts of this unit add up.
pub fn kind(unit: &str) -> &str {
    ALIKE.iter().find(|group| group.contains(&unit)).map_or_else(|| kind_of(unit), |group| group[0])
}

impl Total {
    /// The total of one amount of one file.
    pub fn of(amount: &Amount, place: Place) -> Self {
        Self::one(kind(&amount.unit).to_owned(), term(amount), amount.unit.clone(), place)
    }

    /// As [`Total::of`], whatever the unit: prizes are prizes, be they counted as 个 or as 人.
    pub fn counted(sum: Sum, unit: &str, place: Place) -> Self {
        Self::one(String::new(), sum, unit.to_owned(), place)
    }

    fn one(kind: String, sum: Sum, unit: String, first: Place) -> Self {
        Self(BTreeMap::from([(kind, Part { sum, stated: 1, covers: 1, units: BTreeSet::from([unit]), first })]))
    }

    /// Adds another amount of the same file.
    pub fn add(&mut self, other: Self) {
        self.plus(other);
        self.0.values_mut().for_each(|part| (part.stated, part.covers) = (1, 1));
    }

    /// Lets an amount stand for all schools of the body that states it.
    pub fn stand_for(&mut self, schools: u64) {
        self.0.values_mut().for_each(|part| (part.stated, part.covers) = (schools, schools));
    }

    /// How many amounts they count as, in whatever unit.
    pub fn covers(&self) -> u64 {
        self.0.values().map(|part| part.covers).sum()
    }

    /// The amounts; of several units that do not add up, those that most state, and of several that are as common the first.
    pub fn most(&self) -> Option<&Part> {
        self.0.values().rev().max_by_key(|part| part.stated)
    }

    /// Whether a body and its schools state the same, where `due` of them should; a sum that says nothing agrees with all.
    pub fn agrees(&self, schools: &Self, due: u64) -> bool {
        let (Some(own), Some(sum)) = (self.most(), schools.most()) else { return true };
        let (own_claim, sum_claim) = (own.claim(0), sum.claim(due));
        let told = |part: &Part, due: u64| {
            let sum = part.told(due);
            (sum.value, sum.grade, sum.is_known())
        };
        sum_claim.is_none()
            || own_claim == sum_claim
            || kind(own.unit()) == kind(sum.unit()) && told(own, 0) == told(sum, due)
    }

    /// Those who took part as persons in some records and as times of persons in others, where `both` records state both.
    pub fn persons_or_times(&self, both: u64) -> Option<Self> {
        let of = |unit: &str| Some((unit.to_owned(), self.0.get(unit).filter(|part| part.covers > both)?.clone()));
        let found: BTreeMap<String, Part> = PERSONS.into_iter().filter_map(of).collect();
        (found.len() > 1).then_some(Self(found))
    }

    /// The amounts, where their units add up.
    pub fn part(&self) -> Option<&Part> {
        let mut parts = self.0.values();
        parts.next().filter(|_| parts.next().is_none())
    }

    /// The first place of each unit, where units differ.
    pub fn mixed(&self) -> Option<Vec<(&str, &Part)>> {
        (self.0.len() > 1).then(|| self.0.iter().map(|(kind, part)| (kind.as_str(), part)).collect())
    }
}

impl Part {
    /// The unit in which the sum is told.
    pub fn unit(&self) -> &str {
        let mut units = self.units.iter();
        match (units.next(), units.next()) {
            (Some(unit), None) => unit,
            (Some(unit), Some(_)) => Some(kind(unit)).filter(|kind| self.units.contains(*kind)).unwrap_or(unit),
            _ => "",
        }
    }

    /// How many amounts it counts as.
    pub fn covers(&self) -> u64 {
        self.covers
    }

    /// Whether as many amounts are there as are due.
    pub fn is_whole(&self, due: u64) -> bool {
        self.covers >= due
    }

    /// The sum where `due` amounts would make it whole.
    fn told(&self, due: u64) -> Sum {
        if self.is_whole(due) { self.sum } else { self.sum.at_least() }
    }

    /// The sum as it may be claimed where `due` amounts would make it whole: 2047人, 2047人以上, 约620人次. Where some are
    /// missing and those that are there are rough, it is not sure that there are as many: then it is 约 of what is stated,
    /// as long as most have stated it. `None` where nothing can be said, or nothing more than nothing.
    pub fn claim(&self, due: u64) -> Option<String> {
        let sum = self.told(due);
        let vague = matches!(sum.grade, Grade::About | Grade::Below);
        let sum = if vague && self.covers * 2 > due { sum.as_stated() } else { sum };
        (sum.is_claimable() && !sum.value.is_zero()).then(|| sum.print_added(self.unit()))
    }
}
