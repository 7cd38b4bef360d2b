//! The examples of the catalogue as whole files.

#[path = "../explain/overlay.rs"]
mod overlay;

use niandu::explain::Entry;
use niandu::facts::model::Facts;

/// The sound file that examples are put into.
pub const BASE: &str = include_str!("../explain/base.yaml");

/// An example of `entry` as a file.
pub fn whole(entry: &Entry, example: &str) -> String {
    if entry.whole { example.to_owned() } else { put_into(BASE, example) }
}

/// `base` with the sections of `example` in place of its own.
pub fn put_into(base: &str, example: &str) -> String {
    overlay::overlay(base, example, &|key| Facts::TABLE.find(key).map(|(index, _)| index))
}
