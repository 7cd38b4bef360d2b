//! Which characters of a paper the face of their role lacks, and where in the facts they stand.

use std::collections::HashSet;

use crate::diagnostic::{Origin, Source};
use crate::document::Document;
use crate::publish::pdf::fonts::{Fonts, Role, needs};

/// A character that the face of its role lacks.
pub struct Lack {
    pub role: Role,
    pub character: char,
    /// The face that prints it instead; `None` where no face has it.
    pub printer: Option<String>,
    /// Its first place in the facts; `None` for a character of a template.
    pub place: Option<(Source, Origin)>,
}

/// What the faces lack for a paper, by role and in the order in which the paper has the characters, each once.
pub fn lacks(document: &Document, source: &Source, fonts: &Fonts) -> Vec<Lack> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for (role, text) in needs::texts(document) {
        for c in text.chars().filter(|c| !fonts.has(role, *c)) {
            if seen.insert((role, c)) {
                let printer = fonts.printer(role, c).map(str::to_owned);
                let place = place(source, c).map(|origin| (source.clone(), origin));
                found.push(Lack { role, character: c, printer, place });
            }
        }
    }
    found.sort_by_key(|lack| Role::ALL.iter().position(|role| *role == lack.role));
    found
}

/// The first place of a character in the facts.
pub(super) fn place(source: &Source, c: char) -> Option<Origin> {
    source.text().find(c).map(|at| Origin::new(at..at + c.len_utf8()))
}
