//! What a paper on one topic is about: a section of the file, an area of work or a single record.

use crate::facts::model::{Area, Entered, Facts, Finance, Membership};
use crate::facts::table::{Item, Record};

/// What a paper on one topic is about.
#[derive(Clone, Copy)]
pub enum Topic<'a> {
    Finance(&'a Finance),
    /// Members and the founding of unions.
    Membership(&'a Membership),
    /// All records of a list; its English and Chinese names.
    List([&'static str; 2]),
    Area(&'a Area),
    Record(Entered<'a>),
}

/// Why a name leads to no topic.
pub enum Unfit {
    /// Nothing is called so.
    Unknown,
    /// There is such a section, but nothing stands in it.
    Empty,
}

impl<'a> Topic<'a> {
    /// What `name` means: the id of a record or of an area (`own` areas of the paper first), or a section.
    pub fn of(facts: &'a Facts, own: &'a [Area], name: &str) -> Result<Self, Unfit> {
        if let Some(record) = facts.entered(|record| record.id().is_some_and(|id| id.text == name)) {
            return Ok(Topic::Record(record));
        }
        if let Some(area) = own.iter().chain(&facts.areas).find(|area| area.id.text == name) {
            return Ok(Topic::Area(area));
        }
        let (index, field) = Facts::TABLE.find(name).ok_or(Unfit::Unknown)?;
        match field.en {
            "finance" => facts.finance.as_ref().map(Topic::Finance).ok_or(Unfit::Empty),
            "membership" => facts.membership.as_ref().map(Topic::Membership).ok_or(Unfit::Empty),
            list if LISTS.contains(&list) => match facts.item(index) {
                Item::List(items) if !items.is_empty() => Ok(Topic::List([field.en, field.zh])),
                _ => Err(Unfit::Empty),
            },
            _ => Err(Unfit::Unknown),
        }
    }

    /// All names that lead to a topic, in both languages.
    pub fn names(facts: &Facts) -> Vec<&str> {
        let sections =
            Facts::TABLE.fields.iter().filter(|field| SECTIONS.contains(&field.en) || LISTS.contains(&field.en));
        let ids = facts.placed().into_iter().filter_map(Entered::id).map(|id| id.text.as_str());
        let areas = facts.areas.iter().map(|area| area.id.text.as_str());
        sections.flat_map(|field| [field.zh, field.en]).chain(areas).chain(ids).collect()
    }
}

/// Sections that are a topic of their own.
const SECTIONS: [&str; 2] = ["finance", "membership"];

/// Lists of records that are a topic of their own.
const LISTS: [&str; 19] = [
    "activities",
    "contests",
    "training",
    "meetings",
    "congress",
    "relief",
    "benefits",
    "honours",
    "regulations",
    "openness",
    "evaluations",
    "donations",
    "insurance",
    "retired",
    "women",
    "labour",
    "inspections",
    "homes",
    "publicity",
];
