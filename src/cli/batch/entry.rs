//! What the books keep of a facts file: its papers and where they stand, its problems, and what it says of a stale roll-up.

use std::path::Path;

use crate::batch::manifest::hex;
use crate::batch::record::{Output, Paper, Problem, Record, Role, Severity, Words};
use crate::cli::batch::folder::Fate;
use crate::cli::batch::survey::Folder;
use crate::cli::{disk, stale};
use crate::diagnostic::{self, Diagnostic, Diagnostics, Say};
use crate::publish::Publication;
use crate::report;
use crate::say;

/// Whether a roll-up with its partial sums is among what a record was made of: whether it is stale depends on files that
/// are no inputs of it.
pub(super) fn is_rolled(record: &Record) -> bool {
    let facts = record.inputs.iter().filter(|input| matches!(input.role, Role::Facts | Role::Include));
    facts.into_iter().any(|input| Path::new(&input.path).with_extension("part.json").is_file())
}

/// What a record says of a roll-up that is no longer the sum of its files.
pub(super) fn warned(record: &Record) -> Vec<String> {
    let told = record.problems.iter().filter(|problem| problem.code == stale::CODE);
    told.map(|problem| problem.message.zh.clone()).collect()
}

/// The same as it is now.
pub(super) fn stale(facts: &Path) -> Vec<String> {
    let mut problems = Diagnostics::new();
    disk::facts(facts).iter().for_each(|(source, _)| stale::say(source, facts, &mut problems));
    problems.sorted().into_iter().map(|problem| problem.message.zh.clone()).collect()
}

/// Leaves only these files to a record.
pub(super) fn keep(record: &mut Record, stays: impl Fn(&Output) -> bool) {
    record.papers.iter_mut().for_each(|paper| paper.files.retain(&stays));
    record.papers.retain(|paper| !paper.files.is_empty());
}

/// A paper as the books have it.
pub(super) fn written_as(paper: &report::Paper, folder: &Folder) -> Paper {
    let file = |publication: &Publication| Output {
        path: place(folder, paper, publication),
        bytes: publication.bytes.len() as u64,
        sha256: hex(&publication.bytes),
    };
    let files = paper.publications.iter().map(file).collect();
    Paper { kind: paper.kind.clone(), title: paper.title.clone(), pages: paper.pages, files }
}

/// The files of a record that a run which was not whole has left as they were.
pub(super) fn left_behind(record: &Record, papers: &[Paper], fate: Fate) -> Vec<Output> {
    let is_new = |file: &&Output| papers.iter().flat_map(|paper| &paper.files).any(|other| other.path == file.path);
    let old = || record.files().filter(|file| !is_new(file)).cloned().collect();
    if fate == Fate::Partly { old() } else { Vec::new() }
}

/// Where the files of a paper stand, below the output folder.
pub(super) fn places(paper: &Paper) -> impl Iterator<Item = String> + '_ {
    paper.files.iter().map(|output| output.path.clone())
}

/// The name of a publication.
pub(super) fn name(paper: &report::Paper, publication: &Publication) -> String {
    format!("{}.{}", paper.stem, publication.format.ending())
}

/// Where a publication is to stand below the output folder.
pub(super) fn place(folder: &Folder, paper: &report::Paper, publication: &Publication) -> String {
    folder.place(&name(paper, publication))
}

/// A problem as it is kept; none of a hint.
pub(super) fn noted(problem: &Diagnostic) -> Option<Problem> {
    let severity = match problem.severity {
        diagnostic::Severity::Error => Severity::Error,
        diagnostic::Severity::Warning => Severity::Warning,
        diagnostic::Severity::Hint => return None,
    };
    let words = |say: &Say| Words { zh: say.zh.clone(), en: say.en.clone() };
    let place = problem.place.as_ref().map(|(source, origin)| {
        let start = origin.range().start;
        (source.file_at(start).0.to_owned(), source.position(start))
    });
    let (file, (line, column)) = place.unwrap_or_default();
    let (code, message) = (problem.code.to_owned(), words(&problem.message));
    Some(Problem { code, severity, file, line, column, message, hint: problem.hint.as_ref().map(words) })
}

/// Why a school is refused, on one line.
pub(super) fn reason(problem: &Diagnostic) -> Say {
    let place = problem.place.as_ref().map(|(source, origin)| {
        let start = origin.range().start;
        format!("{}:{} ", source.file_at(start).0, source.position(start).0)
    });
    let (place, code, Say { zh, en }) = (place.unwrap_or_default(), problem.code, &problem.message);
    say!("{place}{code} {zh}", "{place}{code} {en}")
}
