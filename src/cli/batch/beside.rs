//! The other files of a folder that a facts file is made with, and how it is read with them.

use std::path::Path;

use crate::batch::record::Role;
use crate::cli::batch::notes::{self, Notes};
use crate::cli::batch::survey::{Facts, Folder};
use crate::cli::{disk, stale};
use crate::diagnostic::{Diagnostics, Source};
use crate::facts::Dossier;
use crate::facts::time::Period;
use crate::report;

/// What a facts file is made with: the other files of its body.
pub(super) struct Beside<'f> {
    /// Those of other periods, each with what it is for the file.
    pub files: Vec<(&'f Facts, Role)>,
    /// The file that has already told the same.
    pub first: Option<&'f Facts>,
}

/// The other files of a folder that belong to a file: all earlier ones of its body and the next one. Where two of them tell
/// the same period, nobody knows which is meant, and neither is taken.
pub(super) fn beside<'f>(file: &Facts, folder: &'f Folder) -> Beside<'f> {
    let Some((body, period)) = &file.key else { return Beside { files: Vec::new(), first: None } };
    let of_body =
        || folder.files.iter().filter_map(|other| Some((other, other.key.as_ref()?))).filter(|(_, key)| key.0 == *body);
    let told = |period: Period| of_body().filter(move |(_, key)| key.1 == period);
    let alone: Vec<_> = of_body().filter(|(_, key)| told(key.1).count() == 1).collect();
    let previous = alone.iter().filter(|(_, key)| key.1.end < period.start).map(|(other, _)| (*other, Role::Previous));
    let next = alone.iter().filter(|(_, key)| key.1.start > period.end).min_by_key(|(_, key)| key.1);
    let files = previous.chain(next.map(|(other, _)| (*other, Role::Next))).collect();
    let first = told(*period).map(|(other, _)| other).next().filter(|first| first.name < file.name);
    Beside { files, first }
}

/// What the folder holds of a file's body.
pub(super) fn listing(file: &Facts, folder: &Folder, beside: &Beside<'_>) -> String {
    let others = beside.files.iter().map(|(other, _)| *other).chain(beside.first);
    let names: Vec<&str> = others.chain([file]).map(|file| file.name.as_str()).collect();
    notes::listing(&folder.path, &names)
}

/// Reads a facts file and those beside it.
pub(super) fn read(
    facts: &str,
    folder: &Folder,
    beside: &Beside<'_>,
    notes: &mut Notes,
) -> (Source, Option<Dossier>, Diagnostics) {
    let (source, mut problems) = match disk::facts_seen(Path::new(facts), notes) {
        Ok(read) => read,
        Err(problem) => {
            let mut problems = Diagnostics::new();
            problems.push(*problem);
            return (Source::new(facts, ""), None, problems);
        }
    };
    stale::say(&source, Path::new(facts), &mut problems);
    let mut others = Vec::new();
    for (other, role) in &beside.files {
        notes.facts_are = Some(*role);
        let read = disk::facts_seen(Path::new(&folder.place(&other.name)), notes);
        others.extend(read.ok().filter(|(_, problems)| !problems.has_errors()).map(|(source, _)| source));
    }
    notes.facts_are = None;
    let first = beside.first.map(|first| folder.place(&first.name));
    let (dossier, problems) = report::dossier(&source, problems, &others, first.as_deref());
    (source, dossier, problems)
}
