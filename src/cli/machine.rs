//! What a run has to say, as data for other programs. The fields and their meaning are stable: a change that could break
//! a reader raises [`VERSION`].

use serde::{Serialize, Serializer};

use crate::diagnostic::{Diagnostic, Origin, Say, Severity, Source};
use crate::facts::Answered;

/// The version of the format.
const VERSION: u32 = 1;
/// The longest snippet, in characters.
const SNIPPET: usize = 300;

/// A whole run.
#[derive(Serialize)]
pub struct Report {
    version: u32,
    /// The files that were checked, in the order of the run.
    pub files: Vec<File>,
    /// By file, place and code; those without a place first.
    pub problems: Vec<Record>,
    /// What the authors have looked into, in the same order.
    pub answered: Vec<Answer>,
    pub summary: Summary,
}

/// A file of the run.
#[derive(Serialize)]
pub struct File {
    pub name: String,
    /// `clean`, `warnings` or `errors`; denied warnings are errors.
    pub status: &'static str,
    /// The papers written for it.
    pub written: Vec<String>,
}

/// One problem.
#[derive(Serialize)]
pub struct Record {
    pub code: &'static str,
    #[serde(serialize_with = "severity")]
    pub severity: Severity,
    #[serde(serialize_with = "both")]
    pub message: Say,
    #[serde(flatten)]
    pub place: Place,
    #[serde(serialize_with = "both_or_null")]
    pub label: Option<Say>,
    #[serde(serialize_with = "both_or_null")]
    pub hint: Option<Say>,
}

/// Where a problem is; everything is null where no file can be pointed at.
#[derive(Serialize, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub file: Option<String>,
    pub start: Option<Position>,
    /// The first position behind the place.
    pub end: Option<Position>,
    /// The line of the place; of a very long one, the part that begins at the place.
    pub snippet: Option<String>,
}

/// A position in a file.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Bytes from the start of the text in UTF-8; a byte order mark does not count.
    pub offset: usize,
    /// Counted from one.
    pub line: usize,
    /// Counted from one, in characters (Unicode code points).
    pub column: usize,
}

/// A warning that its author has answered.
#[derive(Serialize)]
pub struct Answer {
    #[serde(flatten)]
    pub problem: Record,
    /// The author's words.
    pub reason: String,
    /// Where the answer stands.
    pub answer: Place,
}

/// How many of everything.
#[derive(Serialize, Default)]
pub struct Summary {
    pub files: usize,
    pub errors: usize,
    pub warnings: usize,
    pub hints: usize,
    pub answered: usize,
}

impl Default for Report {
    fn default() -> Self {
        Self {
            version: VERSION,
            files: Vec::new(),
            problems: Vec::new(),
            answered: Vec::new(),
            summary: Summary::default(),
        }
    }
}

impl Report {
    /// The report with everything in the order of files and places.
    pub fn sorted(&mut self) -> &Self {
        self.problems.sort_by(|a, b| (&a.place, a.code).cmp(&(&b.place, b.code)));
        self.answered.sort_by(|a, b| (&a.problem.place, a.problem.code).cmp(&(&b.problem.place, b.problem.code)));
        self
    }
}

impl Record {
    /// A problem that no longer needs its source.
    pub fn of(problem: &Diagnostic) -> Self {
        Self {
            code: problem.code,
            severity: problem.severity,
            message: problem.message.clone(),
            place: problem.place.as_ref().map(|(source, origin)| Place::of(source, *origin)).unwrap_or_default(),
            label: problem.label.clone(),
            hint: problem.hint.clone(),
        }
    }
}

impl Answer {
    /// An answer that no longer needs its source.
    pub fn of(answered: &Answered) -> Self {
        let source = answered.problem.place.as_ref().map(|(source, _)| source);
        Self {
            problem: Record::of(&answered.problem),
            reason: answered.by.reason.clone(),
            answer: source.map(|source| Place::of(source, answered.by.origin)).unwrap_or_default(),
        }
    }
}

impl Place {
    fn of(source: &Source, origin: Origin) -> Self {
        let range = origin.range();
        let (name, base, text) = source.file_at(range.start);
        let position = |at: usize| {
            let (line, column) = source.position(at);
            Position { offset: at.saturating_sub(base).min(text.len()), line, column }
        };
        Self {
            file: Some(name.to_owned()),
            start: Some(position(range.start)),
            end: Some(position(range.end.min(base + text.len()))),
            snippet: Some(snippet(text, range.start.saturating_sub(base))),
        }
    }
}

/// The line around a byte of a text.
fn snippet(text: &str, at: usize) -> String {
    let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let line_start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    if line.chars().count() <= SNIPPET {
        return line.to_owned();
    }
    text[at..].lines().next().unwrap_or_default().chars().take(SNIPPET).collect()
}

impl Summary {
    /// Counts one more.
    pub fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Hint => self.hints += 1,
        }
    }
}

/// The name of a severity in the format.
fn severity<S: Serializer>(severity: &Severity, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    })
}

#[derive(Serialize)]
struct Both<'a> {
    zh: &'a str,
    en: &'a str,
}

fn both<S: Serializer>(say: &Say, to: S) -> Result<S::Ok, S::Error> {
    Both { zh: &say.zh, en: &say.en }.serialize(to)
}

fn both_or_null<S: Serializer>(say: &Option<Say>, to: S) -> Result<S::Ok, S::Error> {
    say.as_ref().map(|say| Both { zh: &say.zh, en: &say.en }).serialize(to)
}
