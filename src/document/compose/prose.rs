//! The author's texts of a paper, and the areas and sections that hold them.

use std::collections::HashSet;

use super::term;
use crate::document::manifest::{Manifest, Tells};
use crate::document::phrase;
use crate::facts::model::{Area, Entry, Paper};
use crate::facts::time::Period;
use crate::facts::value::{Prose, Reference};
use crate::figures::slogans::Set;
use crate::figures::{Figures, print};

/// Every prose that a paper prints outside the records, for what its references tell. A record that another record's
/// words tell keeps its own place: whether those words are printed depends on the record they belong to.
fn printed_prose<'a>(
    figures: Figures<'a>,
    paper: Option<&'a Paper>,
    areas: &'a [Area],
    manifest: &Manifest,
) -> Vec<&'a Prose> {
    let facts = figures.facts();
    let mut list: Vec<&Prose> = Vec::new();
    for area in areas.iter().chain(written_of(figures, paper, manifest)) {
        list.extend(&area.text);
        area.items.iter().for_each(|item| entry_prose(item, &mut list));
    }
    if let Some(paper) = paper {
        list.extend(paper.text.iter().chain(&paper.goals).chain(&paper.safeguards));
        list.extend(paper.sections.iter().filter_map(|choice| choice.0.text.as_ref()));
        list.extend(&paper.next);
        let opening = paper.opening.as_ref().or(paper.guiding.as_ref());
        list.extend(opening.into_iter().chain(&paper.transition).chain(&paper.closing));
    }
    for problem in paper.iter().flat_map(|paper| &paper.problems).chain(&facts.problems) {
        list.extend(std::iter::once(&problem.text).chain(&problem.cause).chain(&problem.remedy));
    }
    list.extend(facts.membership.iter().flat_map(|membership| &membership.text));
    list.extend(facts.cadres.iter().flat_map(|cadres| &cadres.text));
    list.extend(facts.experience.iter().chain(&facts.next));
    list.extend(facts.finance.iter().flat_map(|finance| finance.text.iter().chain(&finance.audit)));
    // A set of slogans is printed with its sentences where a reference to it stands alone.
    let paragraphs = list.iter().copied().flat_map(|prose| &prose.paragraphs);
    let named: Vec<&Reference> = paragraphs.filter_map(|pieces| phrase::alone(pieces)).collect();
    for slogan in &facts.slogans {
        if named.iter().any(|reference| *reference.path == [slogan.id.text.as_str()]) {
            list.extend(Set::from(slogan).prose());
        }
    }
    list
}

/// Every text that the author has written for one paper alone.
pub fn own_prose(paper: &Paper) -> Vec<&Prose> {
    let mut list: Vec<&Prose> = Vec::new();
    for area in &paper.areas {
        list.extend(&area.text);
        area.items.iter().for_each(|item| entry_prose(item, &mut list));
    }
    list.extend(paper.text.iter().chain(&paper.guiding).chain(&paper.goals).chain(&paper.safeguards));
    list.extend(paper.sections.iter().filter_map(|choice| choice.0.text.as_ref()));
    list.extend(paper.opening.iter().chain(&paper.transition).chain(&paper.closing));
    list
}

/// The sections that the author writes himself: those of the paper, then those of all papers that tell what was.
pub(super) fn written_of<'a>(
    figures: Figures<'a>,
    paper: Option<&'a Paper>,
    manifest: &Manifest,
) -> impl Iterator<Item = &'a Area> + use<'a> {
    let shared = (manifest.tells == Tells::Past).then_some(&figures.facts().written);
    let own = paper.into_iter().flat_map(|paper| &paper.written);
    let mine: Vec<&Area> = own.collect();
    let others = shared.into_iter().flatten().filter({
        let mine = mine.clone();
        move |area| mine.iter().all(|own| own.id.text != area.id.text)
    });
    mine.into_iter().chain(others)
}

/// The areas that a paper tells: its own, else those of the file.
pub(super) fn areas_of<'a>(figures: Figures<'a>, paper: Option<&'a Paper>) -> &'a [Area] {
    paper.map(|paper| paper.areas.as_slice()).filter(|own| !own.is_empty()).unwrap_or(&figures.facts().areas)
}

fn entry_prose<'a>(entry: &'a Entry, list: &mut Vec<&'a Prose>) {
    list.extend([&entry.text, &entry.lead, &entry.tail].into_iter().flatten());
    entry.items.iter().for_each(|item| entry_prose(item, list));
}

/// Ids that stand alone in a reference: the whole record is told there, and so not in its own place.
pub(super) fn told_whole<'a>(
    figures: Figures<'a>,
    manifest: &Manifest,
    paper: Option<&'a Paper>,
    period: Period,
) -> HashSet<&'a str> {
    // The words of a year's areas are of that year; a paper over several years has its own or none.
    let years = term::is_told(figures, manifest, period) && paper.is_none_or(|paper| paper.areas.is_empty());
    let areas = if years { &[] } else { areas_of(figures, paper) };
    let references = printed_prose(figures, paper, areas, manifest).into_iter().flat_map(print::references);
    references.filter(|reference| reference.path.len() == 1).map(|reference| reference.path[0].as_str()).collect()
}
