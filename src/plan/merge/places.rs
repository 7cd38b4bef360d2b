//! The areas and items that a new proposal names, fitted to those that the person's file has: nothing is put where there is no
//! such place.

use crate::facts::tree::{Key, Node, Value};
use crate::offer::roll::records::members;
use crate::plan::proposals::{AREAS, PLAN, entry};

const ITEM: [&str; 2] = ["item", "条目"];
/// The key of the items within an area.
pub(super) const ITEMS: [&str; 2] = ["items", "条目"];

/// Takes out of `new` the areas that the person's file has elsewhere, in a paper of its own, and the places of items for which
/// it has none: `base` tells which areas the person has deleted.
pub(super) fn fit(new: &mut Node, base: Option<&Node>, mine: &Node) {
    let (mut areas, top) = (all_areas(mine), AREAS.records(mine).len());
    let known = |areas: &[&Node], id: &str| areas.iter().any(|area| AREAS.id_of(area).as_deref() == Some(id));
    let deleted = base.map(|root| AREAS.records(root)).unwrap_or_default();
    let before = new.clone();
    let added = AREAS
        .records(&before)
        .into_iter()
        .filter(|area| AREAS.id_of(area).is_some_and(|id| !known(&all_areas(mine), &id) && !known(&deleted, &id)));
    areas.extend(added);
    let of_papers: Vec<String> = all_areas(mine).into_iter().skip(top).filter_map(|area| AREAS.id_of(area)).collect();
    each(new, AREAS.path[0], |list| list.retain(|area| AREAS.id_of(area).is_none_or(|id| !of_papers.contains(&id))));
    each(new, PLAN.path[0], |list| {
        for record in list {
            let named = |names| entry(record, names).and_then(|(_, node)| scalar(node)).unwrap_or_default();
            let (id, item) = (named(["area", "领域"]), named(ITEM));
            let homes: Vec<&&Node> = areas.iter().filter(|area| AREAS.id_of(area).as_deref() == Some(&id)).collect();
            let has_item = homes.iter().any(|area| holds(area, &item));
            let goes = |key: &Key| {
                homes.is_empty() && ["area", "领域"].contains(&key.text.as_str())
                    || !has_item && ITEM.contains(&key.text.as_str())
            };
            if let Value::Map(entries) = &mut record.value {
                entries.retain(|(key, _)| !goes(key));
            }
        }
    });
}

/// The areas of a file, those of its papers behind.
pub(super) fn all_areas(root: &Node) -> Vec<&Node> {
    let papers = entry(root, ["documents", "文件"]).map(|(_, node)| node.entries()).unwrap_or_default();
    let of_papers = papers.iter().flat_map(|(_, paper)| AREAS.records(paper));
    AREAS.records(root).into_iter().chain(of_papers).collect()
}

/// Whether an entry of this name is within an area.
fn holds(area: &Node, id: &str) -> bool {
    let items = entry(area, ITEMS).map(|(_, list)| members(list)).unwrap_or_default();
    items.into_iter().any(|item| AREAS.id_of(item).as_deref() == Some(id) || holds(item, id))
}

/// Does something with the members of a list.
fn each(root: &mut Node, names: [&str; 2], change: impl FnOnce(&mut Vec<Node>)) {
    let Value::Map(entries) = &mut root.value else { return };
    let list = entries.iter_mut().find(|(key, _)| names.contains(&key.text.as_str()));
    if let Some((_, Node { value: Value::List(items), .. })) = list {
        change(items);
    }
}

fn scalar(node: &Node) -> Option<String> {
    if let Value::Scalar(text) = &node.value { Some(text.trim().to_owned()) } else { None }
}
