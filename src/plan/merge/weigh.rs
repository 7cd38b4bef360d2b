//! What becomes of each record: which of its fields follow the new proposal, and what stays the person's.

use crate::facts::tree::{Key, Node};
use crate::offer::roll::Edits;
use crate::offer::roll::records::value_text;
use crate::plan::merge::fields::{Record, key_name, same};
use crate::plan::merge::place::flow;
use crate::plan::merge::remarks::{self, has_comment};
use crate::plan::merge::{Difference, Trio, What};
use crate::plan::proposals::MARK;

/// What becomes of a record.
pub(super) enum Fate<'a> {
    /// It stays to the last byte.
    Stay,
    /// Its untouched fields follow the new proposal.
    Update(Vec<Change<'a>>),
    /// It is new.
    Add(Record<'a>),
    /// It is proposed no longer, and nobody has touched it.
    Remove,
}

/// A field that follows the new proposal.
pub(super) struct Change<'a> {
    pub name: String,
    /// Where it stands, if it does.
    pub mine: Option<(&'a Key, &'a Node)>,
    /// What it becomes; `None` where it goes.
    pub new: Option<&'a Node>,
}

/// A record, and what becomes of it.
pub(super) struct Weighed<'a> {
    pub id: String,
    pub fate: Fate<'a>,
    pub differences: Vec<Difference>,
}

/// Weighs all records of a list, those of the person's file first, in its order.
pub(super) fn weigh<'a>(trio: &Trio<'a>) -> Vec<Weighed<'a>> {
    let base = |id: &str| trio.base.as_ref().and_then(|base| base.get(id));
    let mut all = Vec::new();
    for (id, mine) in &trio.mine.list {
        all.push(match trio.new.get(id) {
            _ if trio.only_adds() => stays(id),
            Some(new) => both(trio, id, base(id), *mine, new),
            None => no_longer(trio, id, base(id), *mine),
        });
    }
    for (id, new) in trio.new.list.iter().filter(|(id, _)| trio.mine.get(id).is_none()) {
        all.push(match base(id) {
            None if is_known(trio, *new) => stays(id),
            None => Weighed { id: id.clone(), fate: Fate::Add(*new), differences: Vec::new() },
            Some(_) if trio.only_adds() => stays(id),
            Some(base) => deleted(id, base, *new),
        });
    }
    all
}

impl Weighed<'_> {
    /// Notes, once, that nobody asked this time for what stays.
    fn unasked(&mut self, trio: &Trio<'_>, mine: Record<'_>, option: &'static str) {
        let place = Some(trio.mine.source.first_line(mine.node.origin));
        let difference = Difference { place, id: self.id.clone(), what: What::Unasked(option) };
        if !self.differences.contains(&difference) {
            self.differences.push(difference);
        }
    }
}

fn stays(id: &str) -> Weighed<'static> {
    Weighed { id: id.to_owned(), fate: Fate::Stay, differences: Vec::new() }
}

/// Whether the person's file has a record of this origin under another id, where no last proposal tells of it.
fn is_known(trio: &Trio<'_>, new: Record<'_>) -> bool {
    let mut others = trio.mine.list.iter().filter(|(id, _)| trio.new.get(id).is_none()).map(|(_, mine)| mine);
    trio.base.is_none() && new.stems().is_some_and(|stems| others.any(|mine| same(mine.stems(), Some(stems))))
}

/// The option that asks for what a field says, where nobody gave it this time.
fn unasked(trio: &Trio<'_>, record: Record<'_>, name: &str) -> Option<&'static str> {
    let body = || record.get("assigned").and_then(|(_, body)| value_text(body));
    match name {
        "target" => (!trio.asked.targets).then_some("--targets"),
        "assigned" | "proposed" => {
            let given = |body: &str| trio.asked.bodies.iter().any(|given| given == body.trim());
            body().is_some_and(|body| !given(body)).then_some("--from-superior")
        }
        _ => None,
    }
}

/// A record that the person has, and that is proposed.
fn both<'a>(trio: &Trio<'a>, id: &str, base: Option<Record<'a>>, mine: Record<'a>, new: Record<'a>) -> Weighed<'a> {
    let mut told = stays(id);
    let mut changes = Vec::new();
    for name in names(&[Some(new), base, Some(mine)]) {
        let value = |record: Record<'a>| record.get(&name).map(|(_, value)| value);
        let (before, own, now) = (base.and_then(value), mine.get(&name), value(new));
        let own_value = own.map(|(_, value)| value);
        if name == trio.section.id[0] || same(own_value, now) || base.is_some() && same(before, now) {
            continue;
        }
        let silent = now.is_none() || name == MARK[0];
        if let Some(option) = base.filter(|_| silent).and_then(|base| unasked(trio, base, &name)) {
            told.unasked(trio, mine, option);
            continue;
        }
        let untouched = base.is_some() && same(own_value, before) && mine.mark().is_some();
        let writable = own.is_none_or(|(key, value)| !value.is_blank() && !is_noted(trio, key, value));
        if untouched && writable {
            changes.push(Change { name, mine: own, new: now });
        } else {
            let place = own.map_or(mine.node.origin, |(key, _)| key.origin);
            let place = Some(trio.mine.source.first_line(place));
            told.differences.push(Difference { place, id: id.to_owned(), what: field(trio, &name, own, now) });
        }
    }
    if !changes.is_empty() {
        told.fate = Fate::Update(changes);
    }
    told
}

/// A record that the person has, and that is not proposed.
fn no_longer<'a>(trio: &Trio<'a>, id: &str, base: Option<Record<'a>>, mine: Record<'a>) -> Weighed<'a> {
    let mut told = stays(id);
    let lost = trio.base.is_none() && mine.mark().is_some();
    let Some(base) = base else {
        if lost {
            told.differences.push(withdrawn(trio, id, mine));
        }
        return told;
    };
    let value = |record: Record<'a>, name: &str| record.get(name).map(|(_, value)| value);
    if let Some(option) = unasked(trio, base, "assigned") {
        told.unasked(trio, mine, option);
        return told;
    }
    let names = names(&[Some(base), Some(mine)]);
    let untouched = mine.mark().is_some()
        && names.iter().all(|name| same(value(base, name), value(mine, name)))
        && !remarks::are_on(mine, trio.mine.source);
    if untouched {
        told.fate = Fate::Remove;
    } else {
        told.differences.push(withdrawn(trio, id, mine));
    }
    told
}

/// A record that the person has deleted, and that is proposed again.
fn deleted<'a>(id: &str, base: Record<'a>, new: Record<'a>) -> Weighed<'a> {
    let mut told = stays(id);
    let value = |record: Record<'a>, name: &str| record.get(name).map(|(_, value)| value);
    if !names(&[Some(base), Some(new)]).iter().all(|name| same(value(base, name), value(new, name))) {
        told.differences.push(Difference { place: None, id: id.to_owned(), what: What::Deleted });
    }
    told
}

fn withdrawn(trio: &Trio<'_>, id: &str, mine: Record<'_>) -> Difference {
    let place = Some(trio.mine.source.first_line(mine.node.origin));
    Difference { place, id: id.to_owned(), what: What::Withdrawn }
}

fn field(trio: &Trio<'_>, name: &str, mine: Option<(&Key, &Node)>, new: Option<&Node>) -> What {
    let english = mine.is_some_and(|(key, _)| key.text.is_ascii());
    let key = mine.map(|(key, _)| key.text.clone());
    What::Field {
        key: key.unwrap_or_else(|| key_name(trio.section, name, english)),
        mine: mine.map(|(_, value)| flow(value)),
        proposed: new.map(flow),
    }
}

/// Whether a comment stands within a value or before it, where a change would lose it.
fn is_noted(trio: &Trio<'_>, key: &Key, value: &Node) -> bool {
    let text = trio.mine.source.text();
    let edits = Edits::new(text);
    has_comment(text, edits.colon(key)..edits.end(value), value)
}

/// The names of the fields of these records, each once, those of the first first.
fn names(records: &[Option<Record<'_>>]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (name, ..) in records.iter().flatten().flat_map(|record| record.fields()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
