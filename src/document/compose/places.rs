//! Which facts a paper has a place for: what it has no section for is not missing in it.

use std::collections::HashSet;

use super::period;
use super::sections::{FRAME, section_name};
use crate::document::manifest::{Manifest, Tells};
use crate::facts::model::{Facts, Paper};
use crate::figures::Figures;

/// The records that belong to areas, whatever their list.
pub const RECORDS: &str = "records";
/// Sections of a paper that tell other facts than those of their own name. A section that is not listed tells the facts
/// whose English name it bears, if there are such.
const TELLS: [(&str, &[&str]); 7] = [
    ("term", &[RECORDS]),
    ("profile", &["membership", "cadres"]),
    ("text", &["slogans", "rates"]),
    ("tasks", &["plan"]),
    ("schedule", &["plan"]),
    ("finance-totals", &["finance"]),
    ("term_finance", &["finance"]),
];

/// The sections of a paper by their English names: the kind's, or those that its author chooses instead.
pub fn sections_of<'a>(manifest: &'a Manifest, paper: Option<&'a Paper>) -> Vec<&'a str> {
    let of_kind = manifest.sections.iter().map(|section| section.is.as_str());
    match paper.map(|paper| paper.sections.as_slice()).filter(|chosen| !chosen.is_empty()) {
        None => of_kind.collect(),
        Some(chosen) => {
            let chosen = chosen.iter().map(|choice| section_name(&choice.0.name.text));
            chosen.chain(of_kind.filter(|name| FRAME.contains(name))).collect()
        }
    }
}

/// The sections of the facts that a paper has a place for, by their English names, and [`RECORDS`].
///
/// A paper that looks back on another time than the file tells what happened in it; the figures, shortcomings and next steps
/// of the file are those of the whole.
pub fn places(figures: Figures<'_>, manifest: &Manifest, paper: Option<&Paper>) -> HashSet<&'static str> {
    let other_time = period::told(figures, manifest, paper) != figures.file().period;
    let mut places: HashSet<&'static str> = HashSet::new();
    for name in sections_of(manifest, paper) {
        match TELLS.iter().find(|(section, _)| *section == name) {
            Some((_, facts)) => places.extend(*facts),
            None if name == "areas" => places.extend(of_areas(manifest, paper)),
            None => places.extend(Facts::TABLE.find(name).map(|(_, field)| field.en)),
        }
    }
    if manifest.tells == Tells::Past && other_time {
        places.retain(|place| *place == RECORDS);
    }
    // What a paper has of its own stands in the place of what the file has.
    let own = |place: &str| match place {
        "problems" => paper.is_some_and(|paper| !paper.problems.is_empty()),
        "next" => paper.is_some_and(|paper| !paper.next.is_empty()),
        _ => false,
    };
    places.retain(|place| !own(place));
    places
}

/// What stands in areas: of a paper that looks back, records; of a plan, its items.
fn of_areas(manifest: &Manifest, paper: Option<&Paper>) -> Vec<&'static str> {
    let mut places = vec!["slogans", "rates"];
    match manifest.tells {
        Tells::Plan => places.push("plan"),
        // What it leaves aside by its nature, such as what lies outside its time, is known from its composing.
        Tells::Past if manifest.partial => {}
        Tells::Past => places.push(RECORDS),
    }
    // A paper with areas of its own has no place for those of the file.
    if paper.is_none_or(|paper| paper.areas.is_empty()) {
        places.push("areas");
    }
    places
}
