//! Whether a merged text says what was decided, and nothing else: it is read again before it is written.

use crate::diagnostic::Source;
use crate::facts::tree::Node;
use crate::offer::roll::records::members;
use crate::plan::merge::SECTIONS;
use crate::plan::merge::fields::{Record, Records, same};
use crate::plan::merge::weigh::{Fate, Weighed};
use crate::plan::proposals::{self, entry};

/// Whether `after` is `mine` (with the tree `ours`) with what was decided for each list.
pub(super) fn holds(after: &Source, mine: &Source, ours: &Node, weighed: &[Vec<Weighed<'_>>]) -> bool {
    let Ok(root) = proposals::tree(after) else { return false };
    others_stay(ours, &root)
        && SECTIONS.iter().zip(weighed).all(|(section, found)| {
            let count = |root: &Node| section.find(root).map_or(0, |(_, list)| members(list).len());
            let many = |wanted: fn(&Fate<'_>) -> bool| found.iter().filter(|one| wanted(&one.fate)).count();
            let added = many(|fate| matches!(fate, Fate::Add(_)));
            let removed = many(|fate| matches!(fate, Fate::Remove));
            let (before, now) = (Records::of(section, ours, mine), Records::of(section, &root, after));
            count(&root) + removed == count(ours) + added && found.iter().all(|one| came_true(one, &before, &now))
        })
}

/// Whether one record has become what was decided.
fn came_true(one: &Weighed<'_>, before: &Records<'_>, now: &Records<'_>) -> bool {
    let (was, is) = (before.get(&one.id), now.get(&one.id));
    match (&one.fate, was, is) {
        (Fate::Stay, Some(was), Some(is)) => equal(was, is, &|_| false),
        (Fate::Stay | Fate::Remove, _, None) => true,
        (Fate::Add(new), _, Some(is)) => equal(*new, is, &|_| false),
        (Fate::Update(changes), Some(was), Some(is)) => {
            let changed = |name: &str| changes.iter().any(|change| change.name == name);
            let value = |name: &str| is.get(name).map(|(_, value)| value);
            equal(was, is, &changed) && changes.iter().all(|change| same(value(&change.name), change.new))
        }
        _ => false,
    }
}

/// Whether two records say the same, but for some of their fields.
fn equal(a: Record<'_>, b: Record<'_>, but: &dyn Fn(&str) -> bool) -> bool {
    let within = |a: Record<'_>, b: Record<'_>| {
        let fields = a.fields();
        let value = |name: &str| b.get(name).map(|(_, value)| value);
        fields.iter().all(|(name, _, own)| but(name) || same(Some(own), value(name)))
    };
    within(a, b) && within(b, a) && (a.mark().is_some() == b.mark().is_some())
}

/// Whether all that no list of proposals holds is as it was.
fn others_stay(before: &Node, after: &Node) -> bool {
    let ours = |key: &str| SECTIONS.iter().any(|section| section.path[0].contains(&key));
    let kept = |from: &Node, to: &Node, skip: &dyn Fn(&str) -> bool| {
        let value = |key: &str| entry(to, [key, key]).map(|(_, value)| value);
        from.entries().iter().all(|(key, own)| skip(&key.text) || same(Some(own), value(&key.text)))
    };
    let finance = ["finance", "经费"];
    let inside = match (entry(before, finance), entry(after, finance)) {
        (Some((_, before)), Some((_, after))) => kept(before, after, &|key| ["budget", "预算"].contains(&key)),
        (Some(_), None) => false,
        (None, _) => true,
    };
    inside && kept(before, after, &ours) && kept(after, before, &ours)
}
