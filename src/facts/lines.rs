//! Accidents of typing that a line shows by itself, for a file that is not YAML because of them.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Origin, Source};
use crate::facts::accidents;

/// How far around a line its siblings are looked for.
const NEAR: usize = 40;
/// The longest key, in characters, that is taken for one.
const LONGEST_KEY: usize = 12;

/// An accident that can only mean one thing.
pub struct Accident {
    pub kind: Kind,
    /// The place in the file.
    pub place: Range<usize>,
    pub mend: Mend,
}

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 年度：2025
    WideColon,
    /// 年度:2025
    NoBlank,
    /// 正文: {{ 教职工.总数 }}人
    Braces,
    /// 名称: @全体教师
    Sign(char),
}

/// How a copy of the file is put right. Places are bytes of the file.
pub enum Mend {
    /// Other bytes of the same number.
    Replace(Range<usize>, &'static str),
    /// A character at each of these places.
    Insert(Vec<usize>, char),
}

impl Accident {
    /// What is said about it, for a file that begins at byte `base` of the source.
    pub fn diagnostic(&self, source: &Source, base: usize) -> Diagnostic {
        let place = Origin::new(base + self.place.start..base + self.place.end);
        match self.kind {
            Kind::WideColon => accidents::wide_colon(source, place),
            Kind::NoBlank => accidents::no_blank(source, place),
            Kind::Braces => accidents::braces(source, place),
            Kind::Sign(sign) => accidents::sign_at_start(source, place, sign),
        }
    }
}

/// One line that may hold a key.
struct Line {
    /// Whether an item of a list begins on it.
    item: bool,
    /// The column of its key, or of its text where it has no key.
    column: usize,
    content: Content,
}

enum Content {
    /// `key:` or `key: value`; the value that must be quoted, if it must.
    Key(Option<Accident>),
    /// A key with the wrong separator.
    Wrong(Accident),
    Text,
}

/// The accidents of a file, in its order.
pub fn accidents(text: &str) -> Vec<Accident> {
    let lines = structure(text);
    let proper = |line: &Line| matches!(line.content, Content::Key(_));
    let mut sound: Vec<bool> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let above = lines.iter().take(at).rev().take(NEAR);
        let below = lines.iter().skip(at + 1).take(NEAR);
        // A line belongs to the group of this one unless an item begins between them.
        let stops = |other: &Line| other.column < line.column;
        let ahead = below.take_while(|other| !(stops(other) || other.item && other.column == line.column));
        let evidence = line.column == 0
            || ahead.into_iter().any(|other| other.column == line.column && proper(other))
            || !line.item && has_sibling(above, line.column);
        sound.push(evidence);
    }
    let mended = lines.into_iter().zip(sound).filter_map(|(line, evidence)| match line.content {
        Content::Wrong(accident) => Some(accident).filter(|_| evidence),
        Content::Key(accident) => accident,
        Content::Text => None,
    });
    mended.collect()
}

/// Whether one of the lines above, going up, is a proper key of the same group.
fn has_sibling<'a>(above: impl Iterator<Item = &'a Line>, column: usize) -> bool {
    for line in above.take_while(|line| line.column >= column) {
        if line.column == column && matches!(line.content, Content::Key(_)) {
            return true;
        }
        if line.column == column && line.item {
            return false;
        }
    }
    false
}

/// The lines that belong to the structure: not those of blocks, of continued values and of comments.
fn structure(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let (mut block, mut filled) = (None, false);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let body = line.trim_end_matches(['\n', '\r']);
        let indent = body.len() - body.trim_start_matches(' ').len();
        if body.trim().is_empty() || block.is_some_and(|column| indent > column) {
            continue;
        }
        block = None;
        let mut rest = &body[indent..];
        let mut column = indent;
        while let Some(inner) = rest.strip_prefix("- ") {
            let blanks = inner.len() - inner.trim_start_matches(' ').len();
            (rest, column) = (&inner[blanks..], column + 2 + blanks);
        }
        let continued = filled && lines.last().is_some_and(|last| indent > last.column);
        if rest.starts_with('#') || continued {
            continue;
        }
        let (content, value) = content(rest, start + column);
        if value.is_some_and(|value| matches!(value.trim_end_matches(['+', '-']), "|" | ">")) {
            block = Some(column);
        }
        filled = value.is_none_or(|value| !value.is_empty());
        lines.push(Line { item: column > indent, column, content });
    }
    lines
}

/// What a line holds that begins at byte `start` of the file, and its value where it has a key.
fn content(rest: &str, start: usize) -> (Content, Option<&str>) {
    let Some((end, colon)) = rest.char_indices().find(|(_, c)| matches!(c, ':' | '：')) else {
        return (Content::Text, None);
    };
    let word = rest[..end].trim_end();
    let after = &rest[end + colon.len_utf8()..];
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let is_key = !word.is_empty() && word.chars().all(plain) && word.chars().count() <= LONGEST_KEY;
    let quoted = word.starts_with(['"', '\'']);
    if colon == ':' && (after.is_empty() || after.starts_with([' ', '\t'])) {
        let value = after.trim();
        let at = start + end + 1 + (after.len() - after.trim_start().len());
        let accident = if is_key || quoted { start_of_value(value, at) } else { None };
        return (Content::Key(accident), Some(value));
    }
    if !is_key {
        return (Content::Text, None);
    }
    let place = start..start + end + colon.len_utf8();
    let separator = start + end..start + end + colon.len_utf8();
    let (kind, mend) = if colon == '：' {
        (Kind::WideColon, Mend::Replace(separator, ":  "))
    } else {
        (Kind::NoBlank, Mend::Insert(vec![separator.end], ' '))
    };
    (Content::Wrong(Accident { kind, place, mend }), Some(after.trim()))
}

/// A value that needs quotes: it begins with a sign that means something else to YAML.
fn start_of_value(value: &str, at: usize) -> Option<Accident> {
    let mut chars = value.chars();
    let first = chars.next()?;
    let second = chars.next();
    let kind = match first {
        '{' if value.starts_with("{{") && !value.ends_with("}}}") => Kind::Braces,
        // `*name` is an alias and `&name` an anchor to those who know them; names in Chinese are neither.
        '*' | '&' if second.is_some_and(|c| !c.is_ascii()) => Kind::Sign(first),
        '@' | '`' | '%' => Kind::Sign(first),
        '|' | '>' | '!' if second.is_some_and(|c| !c.is_whitespace() && !"+-!".contains(c)) => Kind::Sign(first),
        _ => return None,
    };
    // What has quotes or a comment of its own is left to the author.
    if value.contains('\'') || value.contains(" #") {
        return None;
    }
    let place = at..at + value.len();
    let mend = Mend::Insert(vec![place.start, place.end], '\'');
    Some(Accident { kind, place, mend })
}

/// The key at the start of a line, whatever separates it from its value.
pub fn key(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches([' ', '-', '{', '"', '\'', '\u{feff}']);
    let end = rest.find([':', '：'])?;
    let word = rest[..end].trim_end_matches([' ', '"', '\'']);
    (!word.is_empty() && word.chars().count() <= 2 * LONGEST_KEY).then_some(word)
}

/// The ids in a text that could not be read.
pub fn ids(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for name in ["编号", "id"] {
        for (at, _) in text.match_indices(name) {
            let rest = text[at + name.len()..].trim_start_matches([' ', '"', '\'']);
            let Some(value) = rest.strip_prefix(':').or_else(|| rest.strip_prefix('：')) else { continue };
            let value = value.trim_start_matches([' ', '"', '\'', '“']);
            let end = value.find([',', '，', '}', '\n', '\r', '"', '\'', ' ', '”', '#']).unwrap_or(value.len());
            found.extend((end > 0).then(|| value[..end].to_owned()));
        }
    }
    found
}
