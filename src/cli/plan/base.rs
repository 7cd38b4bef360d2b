//! The files of a plan on disk: one changed in place, with all that it includes, and the proposal kept beside it, against
//! which the next one is merged.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::disk;
use crate::diagnostic::{Diagnostic, Diagnostics, Source};
use crate::facts::include;
use crate::plan::merge::{lost, source_of};

/// The folder beside a plan in which the last proposal is kept; hidden, so that nobody takes it for facts.
const FOLDER: &str = ".niandu/plan";

/// Where the last proposal for the file `next` is kept: under its own name.
pub fn place(next: &Path) -> PathBuf {
    let folder = next.parent().unwrap_or(Path::new("")).join(FOLDER);
    folder.join(next.file_name().unwrap_or_default())
}

/// The last proposal for the file `next`, if one is kept; the error where it cannot be read.
pub fn read(next: &Path) -> Result<Option<Source>, Box<Diagnostic>> {
    let place = place(next);
    if !place.exists() {
        return Ok(None);
    }
    disk::read(&place).map(Some).map_err(|problem| Box::new(lost(&place.display().to_string(), &problem.message)))
}

/// One problem alone.
pub fn single(problem: Diagnostic) -> Diagnostics {
    let mut problems = Diagnostics::new();
    problems.push(problem);
    problems
}

/// Writes those files of `source`, which was read from `path`, that have another text in `texts`: all of them or none.
pub fn rewrite(path: &Path, source: &Source, texts: &[String]) -> Result<(), Box<Diagnostic>> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let parts = include::named(source).into_iter().map(|part| folder.join(part.path));
    let paths = std::iter::once(path.to_owned()).chain(parts);
    let mut written: Vec<(PathBuf, String)> = Vec::new();
    for ((path, range), text) in paths.zip(source.files()).zip(texts) {
        let old = &source.text()[range];
        if old == text {
            continue;
        }
        if let Err(problem) = replace(&path, text) {
            written.iter().for_each(|(path, old)| drop(replace(path, old)));
            return Err(problem);
        }
        written.push((path, old.to_owned()));
    }
    Ok(())
}

/// Writes a file and the proposal that it was merged with: both, or neither as far as the disk allows. Of a proposal that
/// is newer than the file the person's edits could not be told; so the file is written first.
pub fn rewrite_with(path: &Path, source: &Source, texts: &[String], proposal: &str) -> Result<(), Box<Diagnostic>> {
    rewrite(path, source, texts)?;
    keep(path, proposal).inspect_err(|_| {
        let old: Vec<String> = source.files().map(|range| source.text()[range].to_owned()).collect();
        let new = source_of(source, texts);
        drop(rewrite(path, &new, &old));
    })
}

/// Keeps the proposal that was written to `next`.
pub fn keep(next: &Path, proposal: &str) -> Result<(), Box<Diagnostic>> {
    let place = place(next);
    let name = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
    disk::write(place.parent().unwrap_or(Path::new("")), &name, proposal.as_bytes()).map(|_| ())
}

/// Puts `text` in the place of a file, through a link to where it leads; its byte order mark stays.
fn replace(path: &Path, text: &str) -> Result<(), Box<Diagnostic>> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mark = if disk::is_marked(&path) { "\u{feff}" } else { "" };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    disk::write(path.parent().unwrap_or(Path::new("")), &name, format!("{mark}{text}").as_bytes()).map(|_| ())
}
