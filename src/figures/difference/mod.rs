//! What differs between two facts files of a body: of two years, or two states of one. First what is written, value by
//! value; then what follows from it.

mod derived;
mod same;
mod written;

use crate::diagnostic::Origin;
use crate::facts::Dossier;
use crate::figures;
use crate::figures::change::Change;

/// All that differs.
pub struct Differences {
    /// What is written otherwise, in the order of the later file; what only the earlier one has follows its neighbours.
    pub facts: Vec<Fact>,
    /// What is written in other words and means the same, in the same order: 1.5万元 and 15000元, 4月 and 2025年4月.
    pub rewritten: Vec<Fact>,
    /// The figures that follow otherwise.
    pub figures: Vec<Figure>,
}

/// A value, or a whole record, that is written otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The section of the file that it belongs to, Chinese and English.
    pub section: [&'static str; 2],
    /// What references call it, in the words of the later file where that has it.
    pub path: String,
    /// The name of the record that it is a value of, where the path has only an id.
    pub of: String,
    /// As the earlier and the later file have it; `None` where it is not written.
    pub sides: [Option<Side>; 2],
}

/// What one file has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// As it is written; of a whole record, its name.
    pub text: String,
    pub origin: Origin,
}

/// A figure that follows otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What references call it.
    pub path: String,
    /// As it prints; `None` where nothing follows.
    pub sides: [Option<String>; 2],
    /// From the one to the other, where that can be said.
    pub change: Option<Change>,
}

/// What differs between the file before (the first of `previous`) and the current one.
pub fn differences(dossier: &Dossier) -> Differences {
    let now = figures::derive(dossier);
    let Some(file) = dossier.previous.first() else {
        return Differences { facts: Vec::new(), rewritten: Vec::new(), figures: Vec::new() };
    };
    let before = now.of_file(file);
    let [facts, rewritten] = written::differing(before, now);
    Differences { facts, rewritten, figures: derived::differing(before, now) }
}
