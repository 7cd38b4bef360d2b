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
    /// A problem that no longer needs its source. `cursor` is lent from one problem to the next.
    pub fn of(problem: &Diagnostic, cursor: &mut Cursor) -> Self {
        Self {
            code: problem.code,
            severity: problem.severity,
            message: problem.message.clone(),
            place: problem.place.as_ref().map(|(source, origin)| cursor.place(source, *origin)).unwrap_or_default(),
            label: problem.label.clone(),
            hint: problem.hint.clone(),
        }
    }
}

impl Answer {
    /// An answer that no longer needs its source.
    pub fn of(answered: &Answered, cursor: &mut Cursor) -> Self {
        let source = answered.problem.place.as_ref().map(|(source, _)| source);
        Self {
            problem: Record::of(&answered.problem, cursor),
            reason: answered.by.reason.clone(),
            answer: source.map(|source| cursor.place(source, answered.by.origin)).unwrap_or_default(),
        }
    }
}

/// Lines and columns of places that come in their order: the text is walked once, however many problems it has.
#[derive(Default)]
pub struct Cursor {
    /// The file that is walked, and the offset that was reached.
    file: Option<(Source, usize)>,
    at: Option<Position>,
}

impl Cursor {
    fn place(&mut self, source: &Source, origin: Origin) -> Place {
        let range = origin.range();
        let (name, base, text) = source.file_at(range.start);
        let start = self.walk(source, base, text, range.start - base);
        let end = onward(start, text, range.end - base);
        Place {
            file: Some(name.to_owned()),
            start: Some(start),
            end: Some(end),
            snippet: Some(snippet(text, start.offset).to_owned()),
        }
    }

    fn walk(&mut self, source: &Source, base: usize, text: &str, to: usize) -> Position {
        let file = (source.clone(), base);
        let from = self.at.filter(|at| self.file.as_ref() == Some(&file) && at.offset <= to);
        let reached = onward(from.unwrap_or(Position { offset: 0, line: 1, column: 1 }), text, to);
        *self = Self { file: Some(file), at: Some(reached) };
        reached
    }
}

/// The position of a later byte of the text, or its end.
fn onward(mut from: Position, text: &str, to: usize) -> Position {
    for c in text[from.offset..].chars() {
        if from.offset + c.len_utf8() > to {
            break;
        }
        from.offset += c.len_utf8();
        (from.line, from.column) = if c == '\n' { (from.line + 1, 1) } else { (from.line, from.column + 1) };
    }
    from
}

/// The line around a byte of a text, which begins a character.
fn snippet(text: &str, at: usize) -> &str {
    let line = |from: usize| text[from..].lines().next().unwrap_or_default();
    // Of a very long line not even the beginning is looked for.
    let before = text[..at].chars().rev().take(SNIPPET).take_while(|c| *c != '\n');
    let whole = line(at - before.map(char::len_utf8).sum::<usize>());
    if whole.chars().nth(SNIPPET).is_none() {
        return whole;
    }
    let rest = line(at);
    rest.char_indices().nth(SNIPPET).map_or(rest, |(end, _)| &rest[..end])
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
    use super::Cursor;
    use crate::diagnostic::{Origin, Source};

    #[test]
    fn a_cursor_finds_the_places_that_the_source_names() {
        let part = Source::new("b.yaml", "活动:\r\n  - 名称: 赛\n");
        let source = Source::new("a.yaml", "年度: 2025\n\n# é🙂\n包含: b.yaml").with(&[part]);
        let mut cursor = Cursor::default();
        let ends = [0, 1, 3, 14, 20, 33, 40, 60, 30, 2, source.text().len() + 9];
        for start in ends {
            for end in ends.into_iter().filter(|end| *end >= start) {
                let place = cursor.place(&source, Origin::new(start..end));
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
        let place = Cursor::default().place(&source, Origin::new(13 + 300..13 + 303));
        assert_eq!(place.snippet, Some("字".repeat(300)));
    }
}
