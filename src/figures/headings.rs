//! References that follow the paper rather than the facts: the number of a heading and the title of a paper. What they print
//! is known only once the paper is numbered; here it is found whether there is such a thing at all.

use crate::facts::model::{Area, Entry, Facts, Paper};
use crate::facts::nearest::nearest;
use crate::facts::value::Text;
use crate::figures::reference::{Found, Lost};

/// The names of the number of a heading: `{{ wenti.序号 }}`.
pub const NUMBER: [&str; 2] = ["序号", "number"];
/// The names of the title of a paper: `{{ 文件.work-plan.标题 }}`.
pub const TITLE: [&str; 2] = ["标题", "title"];
/// The names of the section that papers stand in.
const DOCUMENTS: [&str; 2] = ["文件", "documents"];

/// What a path stands for that leads to a heading or to the title of a paper; `None` for other paths.
pub(super) fn find<'a>(facts: &'a Facts, path: &[String]) -> Option<Result<Found<'a>, Lost>> {
    match path {
        [papers, key, last] if DOCUMENTS.contains(&papers.as_str()) && TITLE.contains(&last.as_str()) => {
            Some(title(facts, key))
        }
        [name, last] if NUMBER.contains(&last.as_str()) => heading(facts, name).map(|id| Ok(Found::Heading(id))),
        _ => None,
    }
}

/// The paper of an entry, by its key or the kind that it names.
fn title<'a>(facts: &'a Facts, key: &str) -> Result<Found<'a>, Lost> {
    let entries = &facts.documents.0;
    let of_kind = |paper: &Paper| paper.kind.as_ref().is_some_and(|kind| kind.text == key);
    let by_key = entries.iter().find(|(name, _)| name.text == key);
    let found = by_key.or_else(|| entries.iter().find(|(_, paper)| of_kind(paper)));
    found.map(|(name, paper)| Found::Title(name, paper)).ok_or_else(|| {
        let known: Vec<&str> = entries.iter().map(|(name, _)| name.text.as_str()).collect();
        Lost::Unknown { name: key.to_owned(), near: nearest(key, &known).map(str::to_owned) }
    })
}

/// The name under which a heading is known: the id of an area or item, else the English name of a section.
fn heading(facts: &Facts, name: &str) -> Option<String> {
    let papers = || facts.documents.0.iter().map(|(_, paper)| paper);
    let mut areas = facts.areas.iter().chain(papers().flat_map(|paper| &paper.areas));
    if areas.any(|area| in_area(area, name)) {
        return Some(name.to_owned());
    }
    let section = Facts::TABLE.find(name).or_else(|| Paper::TABLE.find(name));
    let chosen = || papers().flat_map(|paper| &paper.sections).any(|choice| choice.0.name.text == name);
    section.map(|(_, field)| field.en.to_owned()).or_else(|| chosen().then(|| name.to_owned()))
}

fn in_area(area: &Area, name: &str) -> bool {
    area.id.text == name || area.items.iter().any(|item| in_item(item, name))
}

fn in_item(item: &Entry, name: &str) -> bool {
    let is = |id: &Text| id.text == name;
    item.id.as_ref().is_some_and(is) || item.items.iter().any(|item| in_item(item, name))
}
