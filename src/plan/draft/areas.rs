//! The areas of a plan, and where something stands in their order.

use crate::facts::File;
use crate::facts::model::{Area, Entry, PlanItem};

/// The areas of a file, with those that its own plan uses and only one of its papers has.
pub fn areas(file: &File, own: &[&PlanItem]) -> Vec<Area> {
    let mut areas = file.facts.areas.clone();
    let of_papers = || file.facts.documents.0.iter().flat_map(|(_, paper)| &paper.areas);
    for item in own {
        let Some(id) = item.area.as_ref().map(|area| area.text.as_str()) else { continue };
        let named = |area: &&Area| area.id.text == id;
        let Some(at) = areas.iter().position(|area| area.id.text == id) else {
            areas.extend(of_papers().find(named).cloned());
            continue;
        };
        let Some(entry) = item.item.as_ref().map(|entry| entry.text.as_str()) else { continue };
        let holding =
            |known: &&Entry| known.id.as_ref().is_some_and(|id| id.text == entry) || holds(&known.items, entry);
        if !holds(&areas[at].items, entry) {
            areas[at].items.extend(of_papers().filter(named).flat_map(|area| &area.items).find(holding).cloned());
        }
    }
    areas
}

/// Where an area and an item of it stand in the order of the paper; what has no area comes last.
pub fn rank(areas: &[Area], area: Option<&str>, item: Option<&str>) -> (usize, usize) {
    let Some(at) = areas.iter().position(|known| Some(known.id.text.as_str()) == area) else {
        return (areas.len(), 0);
    };
    let of_item = |item| ids(&areas[at].items).iter().position(|id| *id == item);
    (at, item.and_then(of_item).unwrap_or(usize::MAX))
}

/// Whether an item with this id is among the entries or below them.
pub fn holds(entries: &[Entry], id: &str) -> bool {
    ids(entries).contains(&id)
}

/// The ids of entries and of those below them, in the order of the paper.
fn ids(entries: &[Entry]) -> Vec<&str> {
    let mut all = Vec::new();
    for entry in entries {
        all.extend(entry.id.as_ref().map(|id| id.text.as_str()));
        all.extend(ids(&entry.items));
    }
    all
}
