//! What a paper is about, where it is about one thing: the topic that the facts name, or the only record there is.

use crate::document::manifest::Manifest;
use crate::document::view;
use crate::facts::model::{Entered, Inspection, Paper};
use crate::facts::topic::Topic;
use crate::figures::Figures;

/// The topic of a paper: the one written for it, else the only record of the list that the kind is about.
pub fn of<'a>(figures: Figures<'a>, manifest: &Manifest, paper: Option<&'a Paper>) -> Option<Topic<'a>> {
    let facts = figures.facts();
    if let Some(paper) = paper
        && let Some(name) = &paper.topic
    {
        return Topic::of(facts, &paper.areas, &name.text).ok();
    }
    match candidates(figures, manifest).as_slice() {
        [only] => Some(Topic::Record(*only)),
        _ => None,
    }
}

/// The records that a paper of this kind can be about; none where a kind is about no list.
pub(super) fn candidates<'a>(figures: Figures<'a>, manifest: &Manifest) -> Vec<Entered<'a>> {
    let Some(list) = &manifest.about else { return Vec::new() };
    let facts = figures.facts();
    facts.placed().into_iter().filter(|record| facts.list_of(*record) == list).collect()
}

/// What a title calls the topic; empty for a paper that is about no single thing.
pub fn title(figures: Figures<'_>, manifest: &Manifest, paper: Option<&Paper>) -> String {
    match of(figures, manifest, paper) {
        None => String::new(),
        Some(Topic::Finance(_)) => "经费收支".to_owned(),
        Some(Topic::Membership(_)) => "会员发展和建会".to_owned(),
        Some(Topic::List([_, zh])) => format!("{zh}工作").replace("工作工作", "工作"),
        Some(Topic::Area(area)) => area.title.text.clone(),
        Some(Topic::Record(Entered::Inspection(inspection))) => inspected(inspection),
        Some(Topic::Record(record)) => event(record, figures),
    }
}

/// 基层工会经费收支检查, 模范职工之家验收: the name of an inspection, without 情况.
pub(super) fn inspected(inspection: &Inspection) -> String {
    let object = inspection.object.text.trim_end_matches("情况");
    if view::is_inspection(object) { object.to_owned() } else { format!("{object}检查") }
}

/// The name of an event with its ordinal; the matter of another record.
fn event(record: Entered<'_>, figures: Figures<'_>) -> String {
    let view = view::record(record, figures, &|_| String::new());
    let word = |key: &str| view.get(key).and_then(serde_json::Value::as_str).unwrap_or_default();
    let name =
        ["title", "kind", "who", "cause", "product", "object"].into_iter().map(word).find(|text| !text.is_empty());
    let ordinal = if matches!(record, Entered::Congress(_)) { word("session") } else { word("ordinal") };
    format!("{ordinal}{}", name.unwrap_or_default())
}
