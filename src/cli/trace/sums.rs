//! Where the sums of a roll-up come from: the table beside it.

use std::path::Path;

use crate::cli::disk;
use crate::diagnostic::Diagnostics;
use crate::document::text::Place;
use crate::facts::tree::{self, Node, Value};

/// The tables of sources of those of the places that stand in a roll-up.
pub fn tables(places: &[Place]) -> Vec<String> {
    let mut files: Vec<&str> = places.iter().map(|place| place.file.as_str()).collect();
    files.dedup();
    files.into_iter().filter_map(table).collect()
}

fn table(file: &str) -> Option<String> {
    let path = Path::new(file);
    let source = disk::read(path).ok()?;
    let named = |line: &str| line.starts_with("汇总") || line.starts_with("rollup");
    if !source.text().lines().any(named) {
        return None;
    }
    let root = tree::parse(&source, source.files().next()?, &mut Diagnostics::new())?;
    let word = |node: &Node| if let Value::Scalar(text) = &node.value { Some(text.trim().to_owned()) } else { None };
    let name = root.get(["rollup", "汇总"])?.get(["sources", "出处"]).and_then(word)?;
    let beside = path.parent().unwrap_or(Path::new("")).join(name);
    Some(beside.display().to_string())
}
