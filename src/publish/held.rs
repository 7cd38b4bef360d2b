//! A finished paper read back, with what its file carries of where its words come from. Any file may be given, also one
//! that another program has saved, that is damaged or that means harm.

use std::sync::Arc;

use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart};

use crate::document::text::{Provenance, Sort, Span, Text};

/// What a file says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    /// Its title on one line.
    pub title: Option<String>,
    /// Its texts in their order, with the origins that the file carries.
    pub texts: Vec<Told>,
}

/// A text of a finished paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub text: Text,
    pub role: Role,
}

/// What a text is in its paper, as far as that says where others stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Role {
    #[default]
    Words,
    /// A heading, and how many it may stand under.
    Heading(u8),
    /// The title of the paper, or of one that goes with it.
    Title,
}

/// Gathers texts and their spans while a file is read.
#[derive(Default)]
pub(super) struct Gatherer {
    words: String,
    spans: Vec<Span>,
    /// What is open, the innermost last: the number of its span, where it has one.
    open: Vec<Option<usize>>,
    role: Role,
    texts: Vec<Told>,
}

impl Gatherer {
    /// A part begins, from somewhere or not.
    pub fn open(&mut self, from: Option<Arc<Provenance>>) {
        let at = self.words.len();
        let number = from.map(|from| {
            self.spans.push(Span { range: at..at, from });
            self.spans.len() - 1
        });
        self.open.push(number);
    }

    /// The part that began last ends.
    pub fn close(&mut self) {
        let end = self.words.len();
        let span = self.open.pop().flatten().and_then(|number| self.spans.get_mut(number));
        span.into_iter().for_each(|span| span.range.end = end);
    }

    /// Tells where the part that began last comes from.
    pub fn tell(&mut self, from: Option<Arc<Provenance>>) {
        self.open.pop();
        self.open(from);
    }

    /// Says what the text that is being read is.
    pub fn role(&mut self, role: Role) {
        self.role = role;
    }

    /// More words of the text.
    pub fn words(&mut self, words: &str) {
        self.words.push_str(words);
    }

    /// A text ends; what is still open goes on in the next.
    pub fn end(&mut self) {
        let end = self.words.len();
        let mut spans = std::mem::take(&mut self.spans);
        for number in self.open.iter_mut().filter(|number| number.is_some()) {
            let open = number.and_then(|number| spans.get_mut(number));
            *number = open.map(|span| {
                span.range.end = end;
                self.spans.push(Span { range: 0..0, from: span.from.clone() });
                self.spans.len() - 1
            });
        }
        spans.retain(|span| !span.range.is_empty());
        let words = std::mem::take(&mut self.words);
        let role = std::mem::take(&mut self.role);
        if !words.trim().is_empty() {
            self.texts.push(Told { text: Text::new(words, spans), role });
        }
    }

    /// All texts.
    pub fn texts(mut self) -> Vec<Told> {
        self.end();
        self.texts
    }
}

/// The value of an attribute.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.html_attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), |value| value.into_owned()))
}

/// What an entity stands for.
pub(super) fn entity(name: &BytesRef<'_>) -> Option<String> {
    match name.resolve_char_ref().ok()? {
        Some(c) => Some(c.to_string()),
        None => resolve_predefined_entity(name).map(str::to_owned),
    }
}

/// The sort of this name, as files have it.
pub(super) fn sort(name: &str) -> Option<Sort> {
    const SORTS: [(&str, Sort); 5] = [
        ("fact", Sort::Fact),
        ("figure", Sort::Figure),
        ("clause", Sort::Clause),
        ("words", Sort::Words),
        ("template", Sort::Template),
    ];
    SORTS.into_iter().find(|(own, _)| *own == name).map(|(_, sort)| sort)
}
