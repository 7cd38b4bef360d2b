//! Template text as tags and words, as far as the checks of names need it. What is not well formed is left to the engine,
//! which says what is wrong with it.

use std::ops::Range;

/// What a tag is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `{{ … }}`
    Print,
    /// `{% … %}`
    Statement,
}

/// A tag of a template.
#[derive(Debug, Clone)]
pub struct Tag {
    pub kind: Kind,
    /// From the first brace to the last.
    pub range: Range<usize>,
    /// Whether the tag swallows the blanks behind it: `-%}`.
    pub trims: bool,
    pub tokens: Vec<Token>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Word,
    /// A text in quotation marks.
    Text,
    Number,
    Sign,
}

/// A word, number, text or sign in a tag.
#[derive(Debug, Clone)]
pub struct Token {
    pub sort: Sort,
    pub range: Range<usize>,
}

/// A template's text with its tags.
#[derive(Debug, Clone)]
pub struct Scanned<'t> {
    pub text: &'t str,
    pub tags: Vec<Tag>,
}

/// A component that a template defines.
#[derive(Debug, Clone)]
pub struct Definition<'t> {
    pub name: &'t str,
    /// Where its name stands.
    pub at: Range<usize>,
    /// From `{% component` to the end of `{% endcomponent … %}`.
    pub range: Range<usize>,
    /// The places of its tags among all, those that open and close it included.
    pub tags: Range<usize>,
}

impl<'t> Scanned<'t> {
    /// Finds the tags of a template.
    pub fn new(text: &'t str) -> Self {
        let (mut tags, mut at) = (Vec::new(), 0);
        while let Some(start) = text.get(at..).and_then(|rest| rest.find('{')).map(|found| at + found) {
            let rest = text.get(start..).unwrap_or_default();
            let (kind, end) = match rest.get(..2) {
                Some("{{") => (Kind::Print, "}}"),
                Some("{%") => (Kind::Statement, "%}"),
                Some("{#") => {
                    at = rest.find("#}").map_or(text.len(), |end| start + end + 2);
                    continue;
                }
                _ => {
                    at = start + 1;
                    continue;
                }
            };
            let Some(tag) = tag(text, start, kind, end) else { break };
            at = tag.range.end;
            if tag.tokens.len() == 1 && self_word(text, &tag) == Some("raw") {
                at = end_of_raw(text, at);
                continue;
            }
            tags.push(tag);
        }
        Self { text, tags }
    }

    /// The text of a token.
    pub fn word(&self, token: &Token) -> &'t str {
        self.text.get(token.range.clone()).unwrap_or_default()
    }

    /// The text of the token at a place of a tag; empty beyond the last.
    pub fn nth(&self, tag: &Tag, at: usize) -> &'t str {
        tag.tokens.get(at).map(|token| self.word(token)).unwrap_or_default()
    }

    /// The components that the template defines.
    pub fn definitions(&self) -> Vec<Definition<'t>> {
        let mut found = Vec::new();
        for (first, tag) in self.tags.iter().enumerate() {
            if tag.kind != Kind::Statement || self.nth(tag, 0) != "component" {
                continue;
            }
            let Some(name) = tag.tokens.get(1) else { continue };
            let closes = |tag: &Tag| tag.kind == Kind::Statement && self.nth(tag, 0) == "endcomponent";
            let Some(length) = self.tags.get(first..).and_then(|rest| rest.iter().position(closes)) else { continue };
            let last = first + length;
            let end = self.tags.get(last).map_or(tag.range.end, |tag| tag.range.end);
            found.push(Definition {
                name: self.word(name),
                at: name.range.clone(),
                range: tag.range.start..end,
                tags: first..last + 1,
            });
        }
        found
    }

    /// The components that a tag calls, each with the place of its name: `<name …/>` where a value may begin.
    pub fn calls(&self, tag: &Tag) -> Vec<(&'t str, usize)> {
        let opens = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| tag.tokens.get(before));
            // After a value the sign is a comparison.
            before.is_none_or(|before| {
                before.sort == Sort::Sign && ![")", "]", "}"].contains(&self.word(before))
                    || before.sort == Sort::Word && OPERATORS.contains(&self.word(before))
            })
        };
        let called = |at: &usize| {
            ["<", "</"].contains(&self.nth(tag, *at))
                && tag.tokens.get(at + 1).is_some_and(|next| next.sort == Sort::Word)
                && opens(*at)
        };
        (0..tag.tokens.len()).filter(called).map(|at| (self.nth(tag, at + 1), at + 1)).collect()
    }
}

/// Words that stand between values.
const OPERATORS: [&str; 9] = ["and", "or", "not", "in", "is", "if", "elif", "else", "set"];
/// Signs of more than one character, the longest first.
const SIGNS: [&str; 11] = ["...", "==", "!=", "<=", ">=", "</", "/>", "?.", "?[", "**", "//"];

fn self_word<'t>(text: &'t str, tag: &Tag) -> Option<&'t str> {
    tag.tokens.first().and_then(|token| text.get(token.range.clone()))
}

/// Where the text behind `{% endraw %}` begins.
fn end_of_raw(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find("{%")).map(|found| at + found) {
        let inner = text.get(start + 2..).unwrap_or_default().trim_start_matches('-').trim_start();
        if inner.starts_with("endraw") {
            return text.get(start..).and_then(|rest| rest.find("%}")).map_or(text.len(), |end| start + end + 2);
        }
        at = start + 2;
    }
    text.len()
}

/// The tag that begins at `start`; none where it does not end.
fn tag(text: &str, start: usize, kind: Kind, end: &str) -> Option<Tag> {
    let mut at = start + 2;
    if text.get(at..)?.starts_with('-') {
        at += 1;
    }
    let mut tokens = Vec::new();
    loop {
        let rest = text.get(at..)?;
        let blank = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
        if blank > 0 {
            at += blank;
            continue;
        }
        let trims = rest.starts_with('-') && rest.get(1..).is_some_and(|rest| rest.starts_with(end));
        if trims || rest.starts_with(end) {
            let range = start..at + usize::from(trims) + end.len();
            return Some(Tag { kind, range, trims, tokens });
        }
        let token = token(rest, at)?;
        at = token.range.end;
        tokens.push(token);
    }
}

/// The token at the beginning of `rest`, which stands at `at`.
fn token(rest: &str, at: usize) -> Option<Token> {
    let first = rest.chars().next()?;
    let (sort, length) = match first {
        '"' | '\'' | '`' => (Sort::Text, quoted(rest, first)?),
        '0'..='9' => (Sort::Number, rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())),
        c if c.is_alphabetic() || c == '_' => {
            (Sort::Word, rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len()))
        }
        _ => {
            let long = SIGNS.iter().find(|sign| rest.starts_with(**sign)).map(|sign| sign.len());
            (Sort::Sign, long.unwrap_or_else(|| first.len_utf8()))
        }
    };
    Some(Token { sort, range: at..at + length })
}

/// The length of a text with its quotation marks.
fn quoted(rest: &str, mark: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == mark => return Some(at + c.len_utf8()),
            _ => {}
        }
    }
    None
}
