//! What becomes of each record: which of its fields follow the new proposal, and what stays the person's.

use crate::facts::tree::{Key, Node};
use crate::offer::roll::Edits;
use crate::offer::roll::records::value_text;
use crate::plan::merge::fields::{Record, key_name, same};
use crate::plan::merge::place::flow;
use crate::plan::merge::remarks::{self, has_comment};
use crate::plan::merge::renamed;
use crate::plan::merge::{Difference, Trio, What, Why};
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
    /// The other id under which the person's file has it.
    pub own: Option<String>,
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
    let renamed = renamed::find(trio, &all);
    let is_told = |one: &Weighed<'_>| renamed.iter().any(|(_, own)| *own == one.id);
    for one in all.iter_mut().filter(|one| is_told(one)) {
        one.differences.retain(|difference| !matches!(difference.what, What::Withdrawn(_)));
    }
    for (id, new) in trio.new.list.iter().filter(|(id, _)| trio.mine.get(id).is_none()) {
        if let Some((_, own)) = renamed.iter().find(|(new, _)| new == id) {
            all.push(renamed::weigh(trio, id, own, *new));
            continue;
        }
        all.push(match base(id) {
            None => Weighed { fate: Fate::Add(*new), ..stays(id) },
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

pub(super) fn stays<'a>(id: &str) -> Weighed<'a> {
    Weighed { id: id.to_owned(), own: None, fate: Fate::Stay, differences: Vec::new() }
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
            told.differences.push(difference(trio, id, mine, &name, now));
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
    let reasons = match base {
        Some(base) => match unasked(trio, base, "assigned") {
            Some(option) => {
                told.unasked(trio, mine, option);
                return told;
            }
            None => reasons(trio, base, mine),
        },
        None if trio.base.is_none() && mine.mark().is_some() => Vec::new(),
        None => return told,
    };
    if base.is_some() && reasons.is_empty() {
        told.fate = Fate::Remove;
    } else {
        let place = Some(trio.mine.source.first_line(mine.node.origin));
        told.differences.push(Difference { place, id: id.to_owned(), what: What::Withdrawn(reasons) });
    }
    told
}

/// What keeps a record that is proposed no longer: what the person has done with it.
fn reasons<'a>(trio: &Trio<'a>, base: Record<'a>, mine: Record<'a>) -> Vec<Why> {
    let value = |record: Record<'a>, name: &str| record.get(name).map(|(_, value)| value);
    let accepted = mine.mark().is_none() && (!trio.section.is_plan() || mine.stems().is_some());
    // A line of the budget loses its mark when it is accepted.
    let as_ever = |name: &str| {
        accepted && !trio.section.is_plan() && name == MARK[0] || same(value(base, name), value(mine, name))
    };
    let changed = !names(&[Some(base), Some(mine)]).iter().all(|name| as_ever(name));
    let noted = remarks::are_on(mine, trio.mine.source);
    let all = [(accepted, Why::Accepted), (changed, Why::Changed), (noted, Why::Noted)];
    all.into_iter().filter(|(holds, _)| *holds).map(|(_, why)| why).collect()
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

/// The fields in which the person's record differs from a new proposal under another id, where that says something new.
pub(super) fn fields_differ(
    trio: &Trio<'_>,
    id: &str,
    base: Option<Record<'_>>,
    mine: Record<'_>,
    new: Record<'_>,
) -> Vec<Difference> {
    let mut differences = Vec::new();
    for name in names(&[Some(new), base, Some(mine)]) {
        let (before, own, now) = (base.and_then(|base| base.get(&name)), mine.get(&name), new.get(&name));
        let [before, own_value, now] = [before, own, now].map(|field| field.map(|(_, value)| value));
        let silent = now.is_none() && base.is_some_and(|base| unasked(trio, base, &name).is_some());
        let known = same(own_value, now) || base.is_some() && same(before, now);
        if !(known || silent || renamed::is_origin(trio, &name)) {
            differences.push(difference(trio, id, mine, &name, now));
        }
    }
    differences
}

/// What a field says, and what is proposed.
fn difference(trio: &Trio<'_>, id: &str, mine: Record<'_>, name: &str, now: Option<&Node>) -> Difference {
    let own = mine.get(name);
    let place = own.map_or(mine.node.origin, |(key, _)| key.origin);
    let place = Some(trio.mine.source.first_line(place));
    Difference { place, id: id.to_owned(), what: field(trio, name, own, now) }
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
