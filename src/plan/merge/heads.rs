//! The headings of areas and the names of the body. A proposal follows them, but they are no proposals: where this year's file
//! has changed them since, the person is told, and nothing is written.

use crate::diagnostic::Source;
use crate::facts::model::Names;
use crate::facts::tree::{Key, Node};
use crate::offer::roll::records::members;
use crate::plan::merge::fields::same;
use crate::plan::merge::place::flow;
use crate::plan::merge::places::{ITEMS, all_areas};
use crate::plan::merge::{Difference, What};
use crate::plan::proposals::{AREAS, entry};

/// A heading or a name, where it is written.
struct Head<'a> {
    /// What it belongs to, and which of its names it is: alike in every file and language.
    path: String,
    /// What it belongs to, as a person calls it.
    of: String,
    key: &'a Key,
    value: &'a Node,
}

/// The headings and names that have changed since the proposal `base`, and that the file `mine` has otherwise.
pub(super) fn differ(base: &Node, mine: &Node, source: &Source, new: &Node) -> Vec<Difference> {
    let (before, now) = (heads(base), heads(new));
    let find = |all: &[Head<'_>], path: &str| all.iter().position(|head| head.path == path);
    let told = |own: Head<'_>| {
        let (was, is) = (&before[find(&before, &own.path)?], &now[find(&now, &own.path)?]);
        let news = !same(Some(was.value), Some(is.value)) && !same(Some(own.value), Some(is.value));
        let (mine, proposed) = (Some(flow(own.value)), Some(flow(is.value)));
        let what = What::Field { key: own.key.text.clone(), mine, proposed };
        news.then(|| Difference { place: Some(source.first_line(own.key.origin)), id: own.of, what })
    };
    heads(mine).into_iter().filter_map(told).collect()
}

/// All of a file: of its body first, then of its areas with their items, those of its papers among them.
fn heads(root: &Node) -> Vec<Head<'_>> {
    let mut all = Vec::new();
    let body = entry(root, ["organisation", "单位"]);
    if let Some((key, (_, names))) = body.and_then(|(key, body)| Some((key, entry(body, ["names", "名称"])?))) {
        all.extend(names.entries().iter().map(|(name, value)| {
            let field = Names::TABLE.find(&name.text).map_or(name.text.as_str(), |(_, field)| field.en);
            Head { path: format!("/{field}"), of: key.text.clone(), key: name, value }
        }));
    }
    all_areas(root).into_iter().for_each(|area| headings(area, "", &mut all));
    all
}

fn headings<'a>(area: &'a Node, above: &str, all: &mut Vec<Head<'a>>) {
    let Some(id) = AREAS.id_of(area) else { return };
    let path = if above.is_empty() { id } else { format!("{above}.{id}") };
    if let Some((key, value)) = entry(area, ["title", "标题"]) {
        all.push(Head { path: path.clone(), of: path.clone(), key, value });
    }
    let items = entry(area, ITEMS).map(|(_, list)| members(list)).unwrap_or_default();
    items.into_iter().for_each(|item| headings(item, &path, all));
}
