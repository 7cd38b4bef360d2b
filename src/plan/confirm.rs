//! Likely matches that a person has confirmed, written into his file: the record says which item it carries out. All else
//! of the text stays as it is.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Origin};
use crate::facts::tree::{Key, Node};
use crate::facts::{File, include};
use crate::figures::progress::offers::Offer;
use crate::offer::roll::{Edit, Edits, members};

/// The key by which a record names what it carries out, English and Chinese.
const FULFILS: [&str; 2] = ["fulfils", "落实"];
const ID: [&str; 2] = ["id", "编号"];

/// The changes of the text of `file` by which the records of these offers name their items.
pub fn confirm(file: &File, offers: &[&Offer<'_>]) -> Vec<Edit> {
    let source = &file.source;
    let Some(root) = include::parse(source, &mut Diagnostics::new(), &mut Vec::new()) else { return Vec::new() };
    let mut wanted: BTreeMap<Origin, &str> =
        offers.iter().map(|offer| (offer.record.record().origin(), offer.item.id.text.as_str())).collect();
    let mut edits = Edits::new(source.text());
    for record in root.entries().iter().flat_map(|(_, list)| members(list)) {
        // A record that stands twice by an alias is written once.
        if let Some(id) = wanted.remove(&record.origin) {
            name(&mut edits, record, id);
        }
    }
    edits.done()
}

/// Lets a record name an item.
fn name(edits: &mut Edits<'_>, record: &Node, id: &str) {
    let id = as_yaml(id);
    let is = |names: [&'static str; 2]| move |(key, _): &&(Key, Node)| names.contains(&key.text.as_str());
    let entries = record.entries();
    if let Some((key, value)) = entries.iter().find(is(FULFILS)) {
        match value.is_blank() {
            true => edits.fill(key, &id),
            false => edits.value(key, value, &id),
        }
        return;
    }
    let Some((key, value)) = entries.iter().find(is(ID)).or(entries.first()) else { return };
    let word = FULFILS[usize::from(!key.text.is_ascii())];
    edits.after(record, (key, value), &format!("{word}: {id}"));
}

/// An id as YAML reads it back.
fn as_yaml(id: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_".contains(c);
    let bare = id.chars().all(plain) && id.starts_with(char::is_alphabetic) && !id.eq_ignore_ascii_case("null");
    if bare { id.to_owned() } else { format!("'{}'", id.replace('\'', "''")) }
}
