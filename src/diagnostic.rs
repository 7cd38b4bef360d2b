//! Problems in what people wrote, as data: [`Source`], [`Origin`], [`Diagnostic`], [`Diagnostics`]. Depends on nothing.
//!
//! A diagnostic points at a file that the reader can edit and says what is wrong, why, and what to do. Only `cli` prints.

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::say;

/// A text that a person wrote: a facts file with the files that it includes, or a template. Owns the text that every
/// [`Origin`] points into.
///
/// Cheap to clone; two clones are the same source.
#[derive(Clone)]
pub struct Source(Arc<Inner>);

struct Inner {
    text: String,
    /// The files one after the other; never empty, and the first begins at 0.
    parts: Vec<Part>,
    /// Made when the first place is asked for; most files have none to show.
    marks: OnceLock<Marks>,
}

/// Where lines begin and how many characters stand before some bytes: places of a large file are found without reading it
/// again for each.
struct Marks {
    /// The byte behind each line feed.
    lines: Vec<u32>,
    /// The number of characters before every [`STRIDE`]th byte.
    characters: Vec<u32>,
}

/// Bytes between two marks.
const STRIDE: usize = 1024;

impl Marks {
    fn new(text: &str) -> Self {
        let (mut lines, mut characters, mut count) = (Vec::new(), Vec::new(), 0);
        for (at, byte) in text.bytes().enumerate() {
            if at % STRIDE == 0 {
                characters.push(count);
            }
            count += u32::from(begins_character(byte));
            if byte == b'\n' {
                lines.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
            }
        }
        Self { lines, characters }
    }

    /// The number of line feeds before byte `at`.
    fn line_feeds(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start as usize <= at)
    }

    /// The number of characters of `text` that begin before byte `at`.
    fn characters(&self, text: &str, at: usize) -> usize {
        let mark = (at / STRIDE).min(self.characters.len().saturating_sub(1));
        let known = self.characters.get(mark).map_or(0, |count| *count as usize);
        let rest = text.as_bytes().get(mark * STRIDE..at).unwrap_or_default();
        known + rest.iter().filter(|byte| begins_character(**byte)).count()
    }
}

/// Whether a byte of UTF-8 is the first one of its character.
fn begins_character(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

/// One file of a source and where it begins in the whole text.
#[derive(Clone)]
struct Part {
    name: String,
    start: usize,
    /// For an author's draft: the names of the kind of paper that it is for, none where it is for all of them.
    draft: Option<Vec<String>>,
}

impl Source {
    /// `name` is how the user named the file; `text` its content, UTF-8 without a byte order mark.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let parts = vec![Part { name: name.into(), start: 0, draft: None }];
        Self(Arc::new(Inner { text: text.into(), parts, marks: OnceLock::new() }))
    }

    /// This source with the files that it includes behind it; each stays a file of its own.
    pub fn with(&self, included: &[Source]) -> Self {
        let mut text = self.text().to_owned();
        let mut parts = vec![Part { name: self.name().to_owned(), start: 0, draft: None }];
        for source in included {
            text.push('\n');
            parts.push(Part { name: source.name().to_owned(), start: text.len(), draft: None });
            text.push_str(source.text());
        }
        Self(Arc::new(Inner { text, parts, marks: OnceLock::new() }))
    }

    /// This source with drafts of its author behind it, each for the kind of paper that has one of the names; a draft
    /// without a name is for all of them.
    pub fn with_drafts(&self, drafts: &[(Vec<String>, Source)]) -> Self {
        let (mut text, mut parts) = (self.text().to_owned(), self.0.parts.clone());
        for (names, source) in drafts {
            text.push('\n');
            parts.push(Part { name: source.name().to_owned(), start: text.len(), draft: Some(names.clone()) });
            text.push_str(source.text());
        }
        Self(Arc::new(Inner { text, parts, marks: OnceLock::new() }))
    }

    /// The name under which diagnostics show this source: that of its first file.
    pub fn name(&self) -> &str {
        &self.0.parts[0].name
    }

    /// The whole text, of all files.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The bytes of each facts file within the whole text, in order.
    pub fn files(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.parts().filter(|(part, _)| part.draft.is_none()).map(|(_, range)| range)
    }

    /// The author's drafts: the names of the kind of paper that each is for, and its bytes within the whole text.
    pub fn drafts(&self) -> impl Iterator<Item = (&[String], Range<usize>)> + '_ {
        self.parts().filter_map(|(part, range)| Some((part.draft.as_deref()?, range)))
    }

    fn parts(&self) -> impl Iterator<Item = (&Part, Range<usize>)> + '_ {
        let ends = self.0.parts.iter().skip(1).map(|part| part.start - 1).chain([self.text().len()]);
        self.0.parts.iter().zip(ends).map(|(part, end)| (part, part.start..end))
    }

    /// The file in which `offset` lies: its name, where it begins in the whole text, and its own text.
    pub fn file_at(&self, offset: usize) -> (&str, usize, &str) {
        let at = self.0.parts.partition_point(|part| part.start <= offset).saturating_sub(1);
        let part = &self.0.parts[at];
        let end = self.0.parts.get(at + 1).map_or(self.text().len(), |next| next.start - 1);
        (&part.name, part.start, &self.text()[part.start..end])
    }

    /// Where `place` is, for someone who reads about `here`: 第18行, and the file's name where it is another one.
    pub fn line_from(&self, place: Origin, here: Origin) -> Say {
        let line = self.line(place.range().start);
        let (name, start, _) = self.file_at(place.range().start);
        if start == self.file_at(here.range().start).1 {
            return say!("第{line}行", "line {line}");
        }
        say!("{name} 第{line}行", "{name} line {line}")
    }

    /// The part of `origin` on its first line, so that a snippet shows where a long value begins.
    pub fn first_line(&self, origin: Origin) -> Origin {
        let range = origin.range();
        let text = self.text().get(range.clone()).unwrap_or_default();
        Origin::new(range.start..range.start + text.find('\n').unwrap_or(text.len()))
    }

    /// Line of a byte offset within its file, counted from one.
    pub fn line(&self, offset: usize) -> usize {
        let (_, start, part) = self.file_at(offset);
        let at = offset.clamp(start, start + part.len());
        self.marks().line_feeds(at) - self.marks().line_feeds(start) + 1
    }

    /// Line and column of a byte offset within its file, both counted from one, the column in characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let (_, start, part) = self.file_at(offset);
        let (text, marks) = (self.text(), self.marks());
        let at = text.floor_char_boundary(offset.clamp(start, start + part.len()));
        let line_start = match marks.line_feeds(at).checked_sub(1).and_then(|last| marks.lines.get(last)) {
            Some(line) => start.max(*line as usize),
            None => start,
        };
        (self.line(offset), marks.characters(text, at) - marks.characters(text, line_start) + 1)
    }

    fn marks(&self) -> &Marks {
        self.0.marks.get_or_init(|| Marks::new(self.text()))
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({})", self.name())
    }
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Source {}

/// Where a value stands in its [`Source`]: a range of bytes. Small, so that every value of the facts can carry one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Origin {
    start: u32,
    end: u32,
}

impl Origin {
    /// The bytes `range` of a source. Sources are limited to far less than 4 GiB by the reader.
    pub fn new(range: Range<usize>) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: clamp(range.start), end: clamp(range.end.max(range.start)) }
    }

    /// The bytes in the source.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The part of this place from byte `from` to byte `to`, counted from its start.
    pub fn part(self, from: usize, to: usize) -> Self {
        let start = self.start as usize;
        Self::new(start + from..start + to)
    }
}

/// The language in which the tool speaks to its user (papers are always Chinese).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Chinese,
    English,
}

/// One sentence in both languages of the tool.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Say {
    pub zh: String,
    pub en: String,
}

impl Say {
    /// The sentence in `language`.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

/// A [`Say`] from two format strings, Chinese first.
#[macro_export]
macro_rules! say {
    ($zh:literal, $en:literal $(, $($arg:tt)*)?) => {
        $crate::diagnostic::Say { zh: format!($zh $(, $($arg)*)?), en: format!($en $(, $($arg)*)?) }
    };
}

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The paper would be wrong: nothing is written.
    Error,
    /// The paper may be wrong; it is written.
    Warning,
    /// Something that could be better; said on request only.
    Hint,
}

/// One problem: code, place, fact, cause and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: &'static str,
    pub severity: Severity,
    /// What is wrong.
    pub message: Say,
    /// The file and the place in it; `None` only where no file can be pointed at.
    pub place: Option<(Source, Origin)>,
    /// What stands at the place, beside the caret.
    pub label: Option<Say>,
    /// What to do about it.
    pub hint: Option<Say>,
}

impl Diagnostic {
    /// A problem that keeps the paper from being written.
    pub fn error(code: &'static str, message: Say) -> Self {
        Self { code, severity: Severity::Error, message, place: None, label: None, hint: None }
    }

    /// A problem that the author should know of.
    pub fn warning(code: &'static str, message: Say) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Something that could be better.
    pub fn hint_only(code: &'static str, message: Say) -> Self {
        Self { severity: Severity::Hint, ..Self::error(code, message) }
    }

    /// Points at a place.
    pub fn at(mut self, source: &Source, origin: Origin) -> Self {
        self.place = Some((source.clone(), origin));
        self
    }

    /// Says what stands at the place.
    pub fn label(mut self, label: Say) -> Self {
        self.label = Some(label);
        self
    }

    /// Says what to do.
    pub fn hint(mut self, hint: Say) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// The problems of a run, kept sorted by file and place when read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// No problem yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all problems of `other`.
    pub fn append(&mut self, other: Diagnostics) {
        self.0.extend(other.0);
    }

    /// The same problems, each said once.
    pub fn without_repeats(self) -> Self {
        let mut seen = HashSet::new();
        let mut first = |d: &Diagnostic| {
            let place = d.place.as_ref().map(|(source, origin)| (Arc::as_ptr(&source.0), *origin));
            seen.insert((d.code, place, d.message.clone(), d.label.clone(), d.hint.clone()))
        };
        self.filtered(&mut first)
    }

    /// Whether any of them keeps the paper from being written.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    /// Only those that `keep` says yes to.
    pub fn filtered(self, keep: impl FnMut(&Diagnostic) -> bool) -> Self {
        let mut list = self.0;
        list.retain(keep);
        Self(list)
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All problems, by file name, then place, then code; problems without a place come first.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut list: Vec<&Diagnostic> = self.0.iter().collect();
        list.sort_by_cached_key(|d| {
            let place = d.place.as_ref().map(|(source, origin)| {
                let file = source.file_at(origin.range().start).0;
                (file.to_owned(), *origin)
            });
            (place, d.code)
        });
        list
    }
}
