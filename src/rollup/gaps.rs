//! Which schools do not state a figure that others do.

use std::collections::{BTreeMap, BTreeSet};

use crate::rollup::kinds::SECTIONS;
use crate::rollup::names::in_chinese;
use crate::rollup::partial::{Head, Partial, inside};
use crate::rollup::sources::Row;

/// How many are known by name.
const NAMED: usize = 200;

/// A figure that not all state.
pub struct Gap {
    /// Its path in English and in Chinese.
    pub figure: String,
    pub zh: String,
    /// How many do not.
    pub count: usize,
    /// The first of them, with their files.
    pub names: Vec<(String, String)>,
}

/// Finds gaps in rows, which come in their order.
pub struct Gaps<'p> {
    leaves: BTreeMap<&'p String, &'p Head>,
    /// The figure whose rows are passing, and the files that state it.
    at: Option<(String, BTreeSet<String>)>,
    found: Vec<Gap>,
}

/// What a figure is looked into as: each of the sections by itself, all money as one.
fn watched(figure: &str) -> Option<&str> {
    let (section, _) = figure.split_once('.')?;
    match section {
        "finance" => Some(section),
        _ => SECTIONS.iter().any(|(name, _)| *name == section).then_some(figure),
    }
}

impl<'p> Gaps<'p> {
    /// Among the schools of these sums.
    pub fn new(partial: &'p Partial) -> Self {
        Self { leaves: partial.leaves().collect(), at: None, found: Vec::new() }
    }

    /// Takes note of the next row.
    pub fn note(&mut self, row: &Row) {
        let watched = watched(&row.figure);
        if self.at.as_ref().is_some_and(|(figure, _)| Some(figure.as_str()) != watched) {
            self.close();
        }
        if let Some(figure) = watched {
            self.at.get_or_insert_with(|| (figure.to_owned(), BTreeSet::new())).1.insert(row.file.clone());
        }
    }

    /// All that were found.
    pub fn found(mut self) -> Vec<Gap> {
        self.close();
        self.found
    }

    fn close(&mut self) {
        let Some((figure, stated)) = self.at.take() else { return };
        // What a body above schools states counts for all of its schools.
        let above: Vec<String> =
            stated.iter().filter(|file| !self.leaves.contains_key(file)).map(|file| inside(file, "")).collect();
        let states = |file: &str| stated.contains(file) || above.iter().any(|above| file.starts_with(above.as_str()));
        let silent: Vec<_> = self.leaves.iter().filter(|(file, _)| !states(file)).collect();
        if !silent.is_empty() {
            let names = silent.iter().take(NAMED).map(|(file, head)| (head.name.clone(), (**file).clone()));
            let (names, count) = (names.collect(), silent.len());
            self.found.push(Gap { zh: in_chinese(&figure), figure, count, names });
        }
    }
}
