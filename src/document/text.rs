//! A text of a finished paper that still knows where its parts come from.

use std::fmt::{self, Display, Formatter};
use std::ops::{Deref, Range};
use std::sync::Arc;

use super::Date;
pub use crate::figures::origins::Sort;

/// Words exactly as they are read, where the figures and clauses in them come from, and which of them are days.
///
/// Two texts are equal where they read alike; the rest is no part of that.
#[derive(Debug, Clone, Default)]
pub struct Text {
    words: String,
    spans: Vec<Span>,
    days: Vec<Day>,
}

/// A part of a text with one origin.
#[derive(Debug, Clone)]
pub struct Span {
    /// Bytes of the text.
    pub range: Range<usize>,
    pub from: Arc<Provenance>,
}

/// A part of a text that says a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Bytes of the text.
    pub range: Range<usize>,
    pub date: Date,
}

/// Where a part of a paper comes from, in words that need no facts to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    pub sort: Sort,
    /// The path of the fact or figure, as a reference names it: `membership.total`, `tiaosheng.participants`.
    pub path: String,
    /// How a figure follows from the facts: 46÷98=46.9%. `None` for what is printed as it is written.
    pub formula: Option<String>,
    /// The lines that it is written in, or follows from, in their order.
    pub places: Vec<Place>,
}

/// A line of a file of the author's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub file: String,
    /// Counted from one.
    pub line: usize,
}

impl Display for Place {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.file, self.line)
    }
}

impl Text {
    /// A text with its spans in the order of their beginnings, an outer one before those in it. Spans nest or lie apart.
    pub fn new(words: impl Into<String>, mut spans: Vec<Span>) -> Self {
        spans.sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
        Self { words: words.into(), spans, days: Vec::new() }
    }

    /// The same text with the days in it. Of those that lie across one another only the first is kept.
    pub fn with_days(self, mut days: Vec<Day>) -> Self {
        days.sort_by_key(|day| (day.range.start, day.range.end));
        let mut end = 0;
        days.retain(|day| {
            let apart = day.range.start >= end;
            end = if apart { day.range.end } else { end };
            apart
        });
        Self { days, ..self }
    }

    /// The words alone.
    pub fn as_str(&self) -> &str {
        &self.words
    }

    /// The parts that know where they come from, by their beginnings, an outer one before those in it.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The days in it, in their order.
    pub fn days(&self) -> &[Day] {
        &self.days
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.words
    }
}

impl Display for Text {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(&self.words)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words
    }
}

impl Eq for Text {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.words == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.words == *other
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self::new(words, Vec::new())
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Self::from(words.to_owned())
    }
}
