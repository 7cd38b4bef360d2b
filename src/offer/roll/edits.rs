//! Changes of a text by place. What no edit covers stays byte for byte: comments, layout, line ends.

use std::ops::Range;

use crate::diagnostic::Source;
use crate::facts::pending::MARK;
use crate::facts::tree::{Key, Node, Value};

/// One change: these bytes become this text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub range: Range<usize>,
    pub text: String,
}

/// `text` with all edits made. They are sorted; one that begins within another is left out.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for edit in edits {
        let Some(before) = text.get(at..edit.range.start) else { continue };
        out.push_str(before);
        out.push_str(&edit.text);
        at = edit.range.end.max(edit.range.start);
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// Edits in the making.
pub struct Edits<'a> {
    text: &'a str,
    list: Vec<Edit>,
}

impl<'a> Edits<'a> {
    /// No edit of `text` yet.
    pub fn new(text: &'a str) -> Self {
        Self { text, list: Vec::new() }
    }

    /// All edits in order, none within another.
    pub fn done(mut self) -> Vec<Edit> {
        self.list.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let mut done: Vec<Edit> = Vec::new();
        for edit in self.list {
            if done.last().is_none_or(|last| last.range.end <= edit.range.start) && !done.contains(&edit) {
                done.push(edit);
            }
        }
        done
    }

    /// Puts `text` in the place of the bytes of `range`.
    pub fn put(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.list.push(Edit { range, text: text.into() });
    }

    /// Puts a single word in the place of the value under `key`; what is blank stays blank.
    pub fn value(&mut self, key: &Key, value: &Node, word: &str) {
        if value.is_blank() {
            return;
        }
        let start = value.origin.range().start;
        let colon = self.colon(key);
        let between = self.text.get(colon..start).unwrap_or("\n");
        let block =
            self.text.get(start..).is_some_and(|rest| rest.starts_with(['|', '>'])) || between.contains(['|', '>']);
        let plain = matches!(value.value, Value::Scalar(_)) && !block && !between.contains('\n');
        if plain {
            self.put(start..self.end(value), word);
        } else {
            let gap = if word.is_empty() { "" } else { " " };
            self.put(colon..self.end(value), format!("{gap}{word}"));
        }
    }

    /// Puts 待填 in the place of the value under `key`.
    pub fn ask(&mut self, key: &Key, value: &Node) {
        self.value(key, value, MARK);
    }

    /// The byte behind the colon of a key.
    pub(crate) fn colon(&self, key: &Key) -> usize {
        let end = key.origin.range().end;
        self.text.get(end..).and_then(|rest| rest.find(':')).map_or(end, |at| end + at + 1)
    }

    /// Where a value really ends: the parser counts blank lines and comments behind a block in.
    pub(crate) fn end(&self, node: &Node) -> usize {
        let range = node.origin.range();
        let last = match &node.value {
            _ if self.is_flow(node) => range.end,
            Value::List(items) => items.last().map_or(range.start, |item| self.end(item)),
            Value::Map(entries) => entries.last().map_or(range.start, |(key, value)| self.entry(key, value).end),
            Value::Empty | Value::Scalar(_) => range.end,
        };
        let text = self.text.get(range.start..last).unwrap_or_default();
        range.start + text.trim_end().len()
    }

    fn entry(&self, key: &Key, value: &Node) -> Range<usize> {
        let end = if value.is_blank() { self.colon(key) } else { self.end(value) };
        key.origin.range().start..end.max(self.colon(key))
    }

    /// Whether a value is written in brackets.
    pub fn is_flow(&self, node: &Node) -> bool {
        let begins = |c| self.text.get(node.origin.range().start..).is_some_and(|rest| rest.starts_with(c));
        match &node.value {
            Value::Map(_) => begins('{'),
            // A block may begin where its first member does, and that may be a flow.
            Value::List(items) => {
                begins('[') && items.first().is_none_or(|item| item.origin.range().start > node.origin.range().start)
            }
            _ => false,
        }
    }

    /// Puts a single word in the place of a member of a list.
    pub fn item(&mut self, node: &Node, word: &str) {
        let range = node.origin.range();
        let Value::Scalar(text) = &node.value else { return };
        let written = self.text.get(range.clone()).unwrap_or_default();
        let start = if written.contains(text.trim()) && !written.starts_with(['|', '>', '-']) {
            range.start
        } else {
            let line = self.dash(range.start);
            self.text.get(line..).and_then(|rest| rest.find('-')).map_or(range.start, |at| line + at + 2)
        };
        self.put(start..self.end(node), word);
    }

    /// Takes entries out of a record; `keeps` says which stay.
    pub fn entries(&mut self, node: &Node, keeps: &[bool]) {
        let spans: Vec<_> = node.entries().iter().map(|(key, value)| self.entry(key, value)).collect();
        if self.is_flow(node) {
            return self.flow(&spans, keeps);
        }
        let mut at = 0;
        while at < spans.len() {
            if keeps.get(at) == Some(&true) {
                at += 1;
                continue;
            }
            let span = &spans[at];
            let line = self.line_start(span.start);
            let alone = self.text.get(line..span.start).is_some_and(|before| before.trim().is_empty());
            // The first key behind a dash: the next that stays moves up to it.
            let next = (at + 1..spans.len()).find(|next| keeps.get(*next) == Some(&true));
            match next.filter(|_| !alone) {
                Some(next) => {
                    self.put(span.start..spans[next].start, "");
                    at = next;
                }
                None => {
                    self.put(if alone { line } else { span.start }..self.line_end(span.end), "");
                    at += 1;
                }
            }
        }
    }

    /// Makes a comment of a key whose list has no member left; what else stands between them stays.
    pub fn comment(&mut self, key: &Key, value: &Node) {
        let at = key.origin.range().start;
        self.put(at..at, "# ");
        if self.is_flow(value) {
            self.put(self.colon(key)..self.end(value), "");
        } else {
            self.members(value, &[]);
        }
    }

    /// Takes members out of a list; `keeps` says which stay.
    pub fn members(&mut self, node: &Node, keeps: &[bool]) {
        let Value::List(items) = &node.value else { return };
        let spans: Vec<_> = items.iter().map(|item| item.origin.range().start..self.end(item)).collect();
        if self.is_flow(node) {
            return self.flow(&spans, keeps);
        }
        for (at, span) in spans.iter().enumerate() {
            if keeps.get(at) != Some(&true) {
                let from = self.dash(span.start);
                self.put(from..self.line_end(span.end), "");
            }
        }
    }

    /// `[a, b, c]` and `{a: 1, b: 2}`: each goes with the comma behind it, the last with the one before it.
    fn flow(&mut self, spans: &[Range<usize>], keeps: &[bool]) {
        let stays = |at: &usize| keeps.get(*at) == Some(&true);
        let mut at = 0;
        while at < spans.len() {
            if stays(&at) {
                at += 1;
                continue;
            }
            let next = (at..spans.len()).find(stays);
            let range = match (next, at.checked_sub(1)) {
                (Some(next), _) => spans[at].start..spans[next].start,
                (None, Some(before)) => spans[before].end..spans[spans.len() - 1].end,
                (None, None) => spans[at].start..spans[spans.len() - 1].end,
            };
            self.put(range, "");
            at = next.unwrap_or(spans.len());
        }
    }

    /// Writes `entry` in front of an entry of a record.
    pub fn before(&mut self, node: &Node, key: &Key, entry: &str) {
        let at = key.origin.range().start;
        let column = self.text.get(self.line_start(at)..at).unwrap_or_default().chars().count();
        let line = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        let gap = if self.is_flow(node) { ", ".to_owned() } else { format!("{line}{}", " ".repeat(column)) };
        self.put(at..at, format!("{entry}{gap}"));
    }

    /// Writes `entry` behind an entry of a record, on a line of its own where the record has lines; a comment behind that
    /// entry stays with it.
    pub fn after(&mut self, node: &Node, (key, value): (&Key, &Node), entry: &str) {
        let Range { start, end } = self.entry(key, value);
        if self.is_flow(node) {
            return self.put(end..end, format!(", {entry}"));
        }
        let column = self.text.get(self.line_start(start)..start).unwrap_or_default().chars().count();
        let line = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        let (at, indent) = (self.line_end(end), " ".repeat(column));
        let ended = self.text.get(..at).is_some_and(|before| before.ends_with('\n'));
        self.put(at..at, if ended { format!("{indent}{entry}{line}") } else { format!("{line}{indent}{entry}") });
    }

    /// Puts a single word behind a key that has no value yet.
    pub fn fill(&mut self, key: &Key, word: &str) {
        let colon = self.colon(key);
        self.put(colon..colon, format!(" {word}"));
    }

    pub(crate) fn line_start(&self, at: usize) -> usize {
        self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |found| found + 1)
    }

    /// The start of the line with the dash of the member that begins at `at`.
    pub(crate) fn dash(&self, at: usize) -> usize {
        let mut line = self.line_start(at);
        while line > 0 && !self.text.get(line..).is_some_and(|rest| rest.trim_start_matches(' ').starts_with('-')) {
            line = self.line_start(line - 1);
        }
        line
    }

    /// The end of the line that holds `at`, its line break included.
    pub(crate) fn line_end(&self, at: usize) -> usize {
        self.text.get(at..).and_then(|rest| rest.find('\n')).map_or(self.text.len(), |found| at + found + 1)
    }
}

/// The texts of all files of `source` with the edits made.
pub fn texts(source: &Source, edits: &[Edit]) -> Vec<String> {
    let file = |range: Range<usize>| {
        let within = edits.iter().filter(|edit| range.start <= edit.range.start && edit.range.end <= range.end);
        let moved = |edit: &Edit| Edit {
            range: edit.range.start - range.start..edit.range.end - range.start,
            text: edit.text.clone(),
        };
        apply(&source.text()[range.clone()], &within.map(moved).collect::<Vec<_>>())
    };
    source.files().map(file).collect()
}
