//! Every piece of text of a facts file that may be printed, found through the field table: a new field is covered on the
//! day it is declared.

use std::collections::HashSet;

use crate::diagnostic::Origin;
use crate::facts::amount::Amount;
use crate::facts::model::{Entered, Facts, Paper, SectionName};
use crate::facts::table::{Field, Item, Record};
use crate::facts::time::When;
use crate::facts::value::{Person, Prose, Text};

/// What stands in a field.
#[derive(Clone, Copy)]
pub enum Words<'a> {
    Text(&'a Text),
    Prose(&'a Prose),
    Person(&'a Person),
    When(&'a When),
    Amount(&'a Amount),
}

/// The part that a text plays in the paper; what it may say of other years follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Title,
    Opening,
    Closing,
    /// What comes after the period: next steps and remedies.
    Ahead,
    /// A plan, be it for the period or for the one after it.
    Plan,
    Body,
}

/// Where a text stands in the facts.
#[derive(Clone, Copy)]
pub struct Spot {
    /// The record.
    pub table: &'static str,
    pub field: &'static Field,
    pub part: Part,
    /// Whether the record lies outside the period and says so.
    pub outside: bool,
    /// The paper that alone prints it; `None` for facts that any paper may tell.
    pub paper: Option<Origin>,
}

/// Words in the names of papers that tell what is to come.
const PLANS: [&str; 4] = ["plan", "计划", "要点", "意见"];

/// Whether a kind of paper tells what is to come.
pub fn is_plan(kind: &str) -> bool {
    PLANS.iter().any(|word| kind.contains(word))
}

/// Fields whose text is never printed: names by which the file speaks of itself, and the names of files.
const SILENT: [&str; 21] = [
    "is",
    "path",
    "id",
    "area",
    "order",
    "include",
    "series",
    "of",
    "parent",
    "continues",
    "from",
    "proposed",
    "fulfils",
    "file",
    "aliases",
    "former",
    "under",
    "topic",
    "encloses",
    "opening_form",
    "closing_form",
];

/// Calls `visit` for every text of `facts`, in the order of the field table.
pub fn each<'a>(facts: &'a Facts, visit: &mut dyn FnMut(Spot, Words<'a>)) {
    let mut outside = HashSet::new();
    for record in facts.placed() {
        if record.place().outside {
            outside.insert(record.record().origin());
        }
        if let Entered::Activity(activity) = record {
            let follows = activity.then.iter().filter(|follow| follow.outside.is_some_and(|flag| flag.value));
            outside.extend(follows.map(|follow| follow.origin));
        }
    }
    let mut walk = Walk { outside, plan: false, section: None, visit };
    walk.record(facts, false, None);
    // What stands in a paper is printed in that paper alone.
    for (kind, paper) in &facts.documents.0 {
        walk.plan = is_plan(&kind.text);
        walk.record(paper, false, Some(paper.origin));
    }
}

/// Calls `visit` for every paragraph text of `facts`.
pub fn each_prose<'a>(facts: &'a Facts, mut visit: impl FnMut(&'a Prose)) {
    each(facts, &mut |_, words| {
        if let Words::Prose(prose) = words {
            visit(prose);
        }
    });
}

struct Walk<'v, 'a> {
    outside: HashSet<Origin>,
    /// Whether the paper at hand is a plan.
    plan: bool,
    /// The part of the section in the author's words that is walked.
    section: Option<Part>,
    visit: &'v mut dyn FnMut(Spot, Words<'a>),
}

impl<'a> Walk<'_, 'a> {
    fn record(&mut self, record: &'a dyn Record, outside: bool, paper: Option<Origin>) {
        let outside = outside || self.outside.contains(&record.origin());
        let table = record.table();
        for (index, field) in table.fields.iter().enumerate() {
            let item = record.item(index);
            if matches!(item, Item::Nothing | Item::Number(_)) {
                continue;
            }
            // A record's item is the id of a heading; that of a line of income is its name. Papers are walked by themselves.
            if SILENT.contains(&field.en)
                || field.en == "item" && table.en != "line"
                || table.en == "facts" && ["documents", "rollup"].contains(&field.en)
                || table.en == "document" && field.en == "kind"
            {
                continue;
            }
            if field.en == "written" {
                self.written(&item, outside, paper);
                continue;
            }
            let spot = Spot { table: table.en, field, part: self.part(table.en, field.en), outside, paper };
            self.item(item, spot);
        }
    }

    /// Sections in the author's words play the part of what they stand for.
    fn written(&mut self, sections: &Item<'a>, outside: bool, paper: Option<Origin>) {
        let Item::List(sections) = sections else { return };
        for section in sections {
            let Item::Record(section) = section else { continue };
            let id = section.id().and_then(|id| SectionName::of(&id.text)).map_or("", |name| name.names[0]);
            self.section = match id {
                "opening" => Some(Part::Opening),
                "closing" if self.plan => Some(Part::Plan),
                "closing" => Some(Part::Closing),
                "next" => Some(Part::Ahead),
                _ => None,
            };
            self.record(*section, outside, paper);
            self.section = None;
        }
    }

    fn item(&mut self, item: Item<'a>, spot: Spot) {
        match item {
            Item::Text(text) => (self.visit)(spot, Words::Text(text)),
            Item::Prose(prose) => (self.visit)(spot, Words::Prose(prose)),
            Item::Person(person) => (self.visit)(spot, Words::Person(person)),
            Item::When(when) => (self.visit)(spot, Words::When(when)),
            Item::Record(record) => self.record(record, spot.outside, spot.paper),
            Item::List(items) => items.into_iter().for_each(|item| self.item(item, spot)),
            Item::Named(entries) => entries.into_iter().for_each(|(_, item)| self.item(item, spot)),
            Item::Amount(amount) => (self.visit)(spot, Words::Amount(amount)),
            Item::Amounts(amounts) => amounts.iter().for_each(|amount| (self.visit)(spot, Words::Amount(amount))),
            Item::Nothing | Item::Word(_) | Item::Number(_) => {}
        }
    }

    fn part(&self, table: &str, field: &str) -> Part {
        if let Some(part) = self.section {
            return part;
        }
        match (table, field) {
            (table, "title") if table == Paper::TABLE.en => Part::Title,
            (table, "opening" | "guiding" | "transition") if table == Paper::TABLE.en => Part::Opening,
            (table, "closing") if table == Paper::TABLE.en && self.plan => Part::Plan,
            (table, "closing") if table == Paper::TABLE.en => Part::Closing,
            ("facts", "next") | ("problem", "remedy") => Part::Ahead,
            ("plan_item", _) => Part::Plan,
            _ => Part::Body,
        }
    }
}
