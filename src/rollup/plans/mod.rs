//! The plans of schools rolled up for a period: what several of them plan, with targets summed; goals that they share; and,
//! where the body above has a plan of its own, what falls on the same days and which of its items nobody has taken up.
//!
//! What each file adds is a [`Plans`] ([`take`]); they add up in any order and grouping.

pub mod page;
pub mod sources;
pub mod take;
pub mod told;
pub mod write;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::figures::matter;
use crate::rollup::partial::Head;
use crate::rollup::total::{Place, Plus, Total};

/// The plans of any number of bodies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plans {
    /// All files that have anything to do with the period, by their place below the run's folder.
    pub files: BTreeMap<String, Plan>,
    /// What is planned, by its name or the id of the item of the body above.
    pub matters: BTreeMap<String, Matter>,
    /// The goals, by their words without marks.
    pub goals: BTreeMap<String, Goal>,
    /// What the areas are called, by their id.
    pub areas: BTreeMap<String, Counts>,
    /// The files that have taken up an item of the body above, by its id.
    pub taken: BTreeMap<String, BTreeSet<String>>,
    pub clashes: BTreeSet<Clash>,
}

/// Texts, each with how many say it.
pub type Counts = BTreeMap<String, u64>;

/// What is known of a file beside what it adds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    pub head: Head,
    /// Whether the file is for the period itself; else it is for an earlier one, and may hold the plan of this one.
    pub is_of_period: bool,
    pub holds: Holds,
    /// The proposals that are not accepted, and the line of the first.
    pub proposals: (usize, usize),
}

/// Whether a file holds the plan for the period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holds {
    #[default]
    Nothing,
    /// Proposals only, of which none is accepted.
    Proposals,
    Items,
}

/// What several plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matter {
    pub schools: u64,
    /// Bodies above schools.
    pub bodies: u64,
    /// How many items there are.
    pub items: u64,
    pub titles: Counts,
    pub times: Counts,
    pub rhythms: Counts,
    pub areas: Counts,
    pub target: Total,
}

/// A goal that several have in the same words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Goal {
    pub bodies: u64,
    pub words: Counts,
}

/// An item of the body above and one of a school that fall on the same days.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clash {
    pub own: Day,
    pub other: Day,
}

/// An item on firm days.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    pub place: Place,
    pub title: String,
    pub days: (NaiveDate, NaiveDate),
}

impl Plans {
    /// The files whose plans are summed.
    pub fn summed(&self) -> impl Iterator<Item = (&String, &Plan)> + Clone {
        self.files.iter().filter(|(_, plan)| plan.holds == Holds::Items)
    }
}

impl Matter {
    /// How many bodies of whatever level plan it.
    pub fn spread(&self) -> u64 {
        self.schools + self.bodies
    }

    /// What it is called: as all call it, else by most, without the ordinals and years that are each one's own.
    pub fn title(&self) -> String {
        let is_one = self.titles.len() == 1;
        let mut bare = Counts::new();
        for (title, count) in &self.titles {
            let name = Some(matter::bare(title)).filter(|bare| !is_one && !bare.is_empty());
            *bare.entry(name.unwrap_or_else(|| title.clone())).or_default() += count;
        }
        most(&bare).map_or_else(String::new, |(title, _)| title.to_owned())
    }

    /// When more than half plan it.
    pub fn time(&self) -> Option<&str> {
        usual(&self.times, self.items)
    }

    /// How often, as more than half write it.
    pub fn rhythm(&self) -> Option<&str> {
        usual(&self.rhythms, self.items)
    }

    /// The area that most put it into.
    pub fn area(&self) -> Option<&str> {
        most(&self.areas).map(|(area, _)| area)
    }

    /// The sum of the targets, where all of them are in units that add up: 以上 where not all items have one.
    pub fn claim(&self) -> Option<String> {
        self.target.part()?.claim(self.items)
    }

    /// How many items have a target.
    pub fn stated(&self) -> u64 {
        self.target.covers()
    }
}

/// What most say; of two that are as common the first in order.
pub fn most(counts: &Counts) -> Option<(&str, u64)> {
    counts.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(text, count)| (text.as_str(), *count))
}

/// What more than half of all say.
fn usual(counts: &Counts, all: u64) -> Option<&str> {
    most(counts).filter(|(_, count)| count * 2 > all).map(|(text, _)| text)
}

impl Plus for Matter {
    fn plus(&mut self, other: Self) {
        self.schools += other.schools;
        self.bodies += other.bodies;
        self.items += other.items;
        self.titles.plus(other.titles);
        self.times.plus(other.times);
        self.rhythms.plus(other.rhythms);
        self.areas.plus(other.areas);
        self.target.plus(other.target);
    }
}

impl Plus for Goal {
    fn plus(&mut self, other: Self) {
        self.bodies += other.bodies;
        self.words.plus(other.words);
    }
}

impl Plus for Plans {
    fn plus(&mut self, other: Self) {
        self.files.extend(other.files);
        self.matters.plus(other.matters);
        self.goals.plus(other.goals);
        self.areas.plus(other.areas);
        for (item, mut files) in other.taken {
            self.taken.entry(item).or_default().append(&mut files);
        }
        self.clashes.extend(other.clashes);
    }
}
