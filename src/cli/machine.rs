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
    /// Of a run over many schools: what came of all of them, also of those of which nothing else is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub totals: Option<Totals>,
}

/// What came of a run over many schools.
#[derive(Serialize)]
pub struct Totals {
    pub schools: usize,
    /// Facts files of the body above the schools.
    pub own: usize,
    pub written: usize,
    pub up_to_date: usize,
    pub partly: usize,
    pub refused: usize,
    /// Those that a run that ended before its end has not come to.
    pub not_tried: usize,
    /// Schools of the register that have not handed in.
    pub missing: Vec<String>,
    /// Old papers that were removed.
    pub removed: Vec<String>,
}

/// A file of the run.
#[derive(Serialize)]
pub struct File {
    pub name: String,
    /// `clean`, `warnings` or `errors`; denied warnings are errors.
    pub status: &'static str,
    /// The papers written for it.
    pub written: Vec<String>,
    /// Kinds of paper that it is not enough for, where all were asked for.
    pub left_out: Vec<LeftOut>,
}

/// A kind of paper that was left out.
#[derive(Serialize)]
pub struct LeftOut {
    /// The name of its folder, and its name on paper.
    pub kind: String,
    pub name: String,
    /// What it lacks.
    #[serde(serialize_with = "both")]
    pub lacks: Say,
    /// What the facts lack for it, told to a person; none where only its entry is missing.
    #[serde(skip)]
    pub facts: Option<Say>,
    /// Whether bodies of other levels write it: a person is not told.
    #[serde(skip)]
    pub of_others: bool,
}

impl LeftOut {
    /// As the report has it.
    pub fn of(left_out: &crate::report::LeftOut) -> Self {
        Self {
            kind: left_out.kind.clone(),
            name: left_out.name.clone(),
            lacks: left_out.reason(),
            facts: left_out.lacking(),
            of_others: left_out.level.is_some(),
        }
    }
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
            totals: None,
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
            place: problem.place.as_ref().map(|(source, origin)| place(source, *origin)).unwrap_or_default(),
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
            answer: source.map(|source| place(source, answered.by.origin)).unwrap_or_default(),
        }
    }
}

fn place(source: &Source, origin: Origin) -> Place {
    let range = origin.range();
    let (name, base, text) = source.file_at(range.start);
    let position = |at: usize| {
        let mut offset = (at - base).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let (line, column) = source.position(base + offset);
        Position { offset, line, column }
    };
    let start = position(range.start);
    let end = position(range.end);
    let snippet = snippet(text, start.offset).to_owned();
    Place { file: Some(name.to_owned()), start: Some(start), end: Some(end), snippet: Some(snippet) }
}

/// The line around a byte of a text, which begins a character; of a very long line, the part that begins there.
fn snippet(text: &str, at: usize) -> &str {
    // Of a very long line neither the beginning nor the end is looked for.
    let before = text[..at].chars().rev().take(SNIPPET).take_while(|c| *c != '\n');
    let from = at - before.map(char::len_utf8).sum::<usize>();
    let short = |from: usize| {
        let rest = &text[from..];
        let end = rest.char_indices().take(SNIPPET + 1).find(|(_, c)| *c == '\n');
        end.map(|(end, _)| rest[..end].strip_suffix('\r').unwrap_or(&rest[..end]))
            .or_else(|| rest.chars().nth(SNIPPET).is_none().then_some(rest))
    };
    short(from).or_else(|| short(at)).unwrap_or_else(|| {
        let rest = &text[at..];
        rest.char_indices().nth(SNIPPET).map_or(rest, |(end, _)| &rest[..end])
    })
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

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Origin, Source};

    #[test]
    fn places_are_those_that_the_source_names() {
        let part = Source::new("b.yaml", "活动:\r\n  - 名称: 赛\n");
        let source = Source::new("a.yaml", "年度: 2025\n\n# é🙂\n包含: b.yaml").with(&[part]);
        let ends = [0, 1, 3, 14, 20, 33, 40, 60, 30, 2, source.text().len() + 9];
        for start in ends {
            for end in ends.into_iter().filter(|end| *end >= start) {
                let place = super::place(&source, Origin::new(start..end));
                let (name, base, text) = source.file_at(start);
                let found = place.start.expect("a start");
                assert_eq!((found.line, found.column), source.position(start), "{start}");
                assert_eq!(place.file.as_deref(), Some(name));
                assert!(found.offset <= start - base && text.is_char_boundary(found.offset));
                let last = place.end.expect("an end");
                assert!(last >= found && last.offset <= text.len());
                let line = text.lines().nth(found.line - 1).unwrap_or_default();
                assert_eq!(place.snippet.as_deref(), Some(line), "{start}");
            }
        }
    }

    #[test]
    fn a_very_long_line_is_shown_from_the_place_on() {
        let source = Source::new("a.yaml", format!("年度: 2025\n{}\n", "字".repeat(2000)));
        let place = super::place(&source, Origin::new(13 + 300..13 + 303));
        assert_eq!(place.snippet, Some("字".repeat(300)));
    }
}
