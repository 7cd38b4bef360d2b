//! The records of a list and their fields under one name in either language, and when two values say the same.

use crate::diagnostic::Source;
use crate::facts::model::{Area, Line, PlanItem};
use crate::facts::table::{Field, Table};
use crate::facts::tree::{Key, Node, Value};
use crate::plan::proposals::{AREAS, FROM, MARK, PLAN, Section, entry};

/// The records of a list.
pub(super) struct Records<'a> {
    pub source: &'a Source,
    /// Each by its id; of two with the same the first counts, and one without an id is nobody's business.
    pub list: Vec<(String, Record<'a>)>,
}

/// One record as it is written.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub node: &'a Node,
    /// The list that it stands in.
    pub list: &'a Node,
    section: &'static Section,
}

impl<'a> Records<'a> {
    /// Those of a section.
    pub fn of(section: &'static Section, root: &'a Node, source: &'a Source) -> Self {
        let mut list: Vec<(String, Record<'a>)> = Vec::new();
        let Some((_, whole)) = section.find(root) else { return Self { source, list } };
        for node in section.records(root) {
            let Some(id) = section.id_of(node) else { continue };
            if !list.iter().any(|(known, _)| *known == id) {
                list.push((id, Record { node, list: whole, section }));
            }
        }
        Self { source, list }
    }

    /// The record with this id.
    pub fn get(&self, id: &str) -> Option<Record<'a>> {
        self.list.iter().find(|(known, _)| known == id).map(|(_, record)| *record)
    }
}

impl<'a> Record<'a> {
    /// Its fields, each under the English name of its key; what it stems from has one name, accepted or not.
    pub fn fields(self) -> Vec<(String, &'a Key, &'a Node)> {
        let table = table(self.section);
        let name = |key: &Key| match table.find(&key.text) {
            Some((_, field)) if self.section.is_plan() && field.en == FROM[0] => MARK[0].to_owned(),
            Some((_, field)) => field.en.to_owned(),
            None => key.text.clone(),
        };
        self.node.entries().iter().map(|(key, value)| (name(key), key, value)).collect()
    }

    /// The value of a field.
    pub fn get(self, name: &str) -> Option<(&'a Key, &'a Node)> {
        self.fields().into_iter().find(|(own, ..)| own == name).map(|(_, key, value)| (key, value))
    }

    /// The key that marks it as a proposal.
    pub fn mark(self) -> Option<&'a Key> {
        entry(self.node, MARK).map(|(key, _)| key)
    }

    /// What it stems from, whether it is accepted or not.
    pub fn stems(self) -> Option<&'a Node> {
        self.get(MARK[0]).map(|(_, stems)| stems)
    }
}

/// The names that the keys of a section's records have.
pub(super) fn table(section: &Section) -> &'static Table {
    match section.path {
        path if path == PLAN.path => &PlanItem::TABLE,
        path if path == AREAS.path => &Area::TABLE,
        _ => &Line::TABLE,
    }
}

/// A key of the records of a section, by its English name, in the language asked for.
pub(super) fn key_name(section: &Section, name: &str, english: bool) -> String {
    let named = |field: &'static Field| if english { field.en } else { field.zh };
    table(section).find(name).map_or_else(|| name.to_owned(), |(_, field)| named(field).to_owned())
}

/// Whether two values say the same: how they are written, and in which language their keys are, is no difference. A single
/// value is a list of one.
pub(super) fn same(a: Option<&Node>, b: Option<&Node>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => alike(a, b),
        _ => false,
    }
}

fn alike(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::Scalar(a), Value::Scalar(b)) => a.trim() == b.trim(),
        (Value::Empty, Value::Empty) => true,
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b)),
        (Value::List(list), _) => matches!(list.as_slice(), [only] if alike(only, b)),
        (_, Value::List(list)) => matches!(list.as_slice(), [only] if alike(a, only)),
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|((x, a), (y, b))| x.text == y.text && alike(a, b))
        }
        _ => false,
    }
}
