//! What the program offers to write with: schema and reference pages are those of the field table, a fresh file and a
//! rolled one read without an error but 待填.
//!
//! `UPDATE_DOCS=1 cargo test --test it offer` writes schema and pages anew.

use std::fs;

use niandu::diagnostic::Language;
use niandu::offer::{reference, schema};

use crate::office;

/// The committed copies, each with what it must be.
fn pages() -> [(&'static str, String); 4] {
    [
        ("docs/schema/niandu.zh.json", schema::schema(Language::Chinese)),
        ("docs/schema/niandu.en.json", schema::schema(Language::English)),
        ("docs/reference.zh.md", reference::reference(Language::Chinese)),
        ("docs/reference.md", reference::reference(Language::English)),
    ]
}

#[test]
fn schema_and_reference_are_fresh() {
    for (name, text) in pages() {
        let path = office::root().join(name);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(&path, &text).expect("a page is written");
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == text, "{name} is stale: UPDATE_DOCS=1 cargo test --test it offer");
    }
}
