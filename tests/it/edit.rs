//! Facts files changed by their places: a record left out, a value put in the place of another.

use std::ops::Range;

use niandu::diagnostic::{Diagnostics, Source};
use niandu::facts::tree::{self, Node, Value};

/// The lists of records that belong to areas.
const SECTIONS: [&str; 18] = [
    "活动",
    "activities",
    "竞赛",
    "contests",
    "学习培训",
    "training",
    "会议",
    "meetings",
    "教代会",
    "congress",
    "慰问",
    "relief",
    "福利",
    "benefits",
    "荣誉",
    "honours",
    "宣传",
    "publicity",
];

/// A scalar of the file.
pub struct Scalar {
    /// The key that it stands under.
    pub key: String,
    /// The bytes that a new value takes the place of, the `|` of a block included.
    pub range: Range<usize>,
}

fn root(text: &str) -> Node {
    let mut problems = Diagnostics::new();
    let root = tree::parse(&Source::new("facts.yaml", text), 0..text.len(), &mut problems);
    root.unwrap_or_else(|| panic!("{problems:?}"))
}

fn map(node: &Node) -> Vec<(&str, usize, &Node)> {
    match &node.value {
        Value::Map(entries) => {
            entries.iter().map(|(key, value)| (key.text.as_str(), key.origin.range().start, value)).collect()
        }
        _ => Vec::new(),
    }
}

/// The whole lines from the one that holds `start` to the one before the one that holds `end`; to the end of the line
/// of `start` at least. Blank lines and comments at the end belong to what follows.
fn lines(text: &str, start: usize, end: usize) -> Range<usize> {
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let first_end = text[start..].find('\n').map_or(text.len(), |at| start + at + 1);
    let to = text[..end].rfind('\n').map_or(0, |at| at + 1).max(first_end);
    let mut last = from;
    let mut at = from;
    for line in text[from..to].split_inclusive('\n') {
        at += line.len();
        if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
            last = at;
        }
    }
    from..last
}

/// The members of a list that stand on lines of their own, each with its dash.
fn members(text: &str, list: &Node, end: usize) -> Vec<Range<usize>> {
    let Value::List(items) = &list.value else { return Vec::new() };
    let start = |at: usize| items.get(at).map(|item| item.origin.range().start);
    let ranges = (0..items.len()).map(|at| lines(text, start(at).unwrap_or(end), start(at + 1).unwrap_or(end)));
    let ranges: Vec<_> = ranges.collect();
    let apart = ranges.iter().all(|range| text[range.clone()].trim_start().starts_with('-'));
    if apart { ranges } else { Vec::new() }
}

/// The top-level entries: key, value, and where the next one begins.
fn top<'n>(text: &str, root: &'n Node) -> Vec<(&'n str, usize, &'n Node, usize)> {
    let entries = map(root);
    let next = |at: usize| entries.get(at + 1).map_or(text.len(), |(_, start, _)| *start);
    entries.iter().enumerate().map(|(at, (key, start, value))| (*key, *start, *value, next(at))).collect()
}

/// All records that belong to areas, as whole lines.
pub fn records(text: &str) -> Vec<Range<usize>> {
    let root = root(text);
    let sections = top(text, &root).into_iter().filter(|(key, ..)| SECTIONS.contains(key));
    sections.flat_map(|(_, _, list, end)| members(text, list, end)).collect()
}

/// All members of all lists of the file, records and others, and all top-level entries, as whole lines.
pub fn entries(text: &str) -> Vec<Range<usize>> {
    let root = root(text);
    let mut found = Vec::new();
    for (_, start, value, end) in top(text, &root) {
        found.push(lines(text, start, end));
        found.extend(members(text, value, end));
    }
    found
}

/// All keys with their values that stand on lines of their own inside records.
pub fn fields(text: &str) -> Vec<Range<usize>> {
    fn below(text: &str, node: &Node, end: usize, found: &mut Vec<Range<usize>>) {
        match &node.value {
            Value::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    let next = items.get(at + 1).map_or(end, |next| next.origin.range().start);
                    below(text, item, next, found);
                }
            }
            Value::Map(_) => {
                let entries = map(node);
                for (at, (key, start, value)) in entries.iter().enumerate() {
                    let next = entries.get(at + 1).map_or(end, |(_, start, _)| *start);
                    let range = lines(text, *start, next);
                    if text[range.clone()].trim_start().starts_with(&format!("{key}:")) {
                        found.push(range);
                    }
                    below(text, value, next, found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    below(text, &root(text), text.len(), &mut found);
    found
}

/// The text without these parts. A list or group that loses its last member stays as an empty one.
pub fn without(text: &str, parts: &[Range<usize>]) -> String {
    let mut parts = parts.to_vec();
    parts.sort_by_key(|part| part.start);
    let (mut out, mut from) = (String::new(), 0);
    for part in parts {
        out.push_str(&text[from..part.start]);
        from = part.end;
    }
    out.push_str(&text[from..]);
    out
}

/// The text with the author's own paragraphs taken out of its areas and papers, so that all records are phrased.
pub fn unwritten(text: &str) -> String {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for range in fields(text) {
        let key = text[range.clone()].trim_start();
        if ["正文:", "补语:", "次序:", "开头:", "过渡:", "结尾:", "专题:"].iter().any(|name| key.starts_with(name))
        {
            // A tail in a record on one line is no line of its own; the author's words there may stay.
            parts.push(range);
        }
    }
    without(text, &parts)
}

/// Every scalar that is a value, in the order of the file.
pub fn scalars(text: &str) -> Vec<Scalar> {
    fn below(text: &str, key: &str, node: &Node, found: &mut Vec<Scalar>) {
        match &node.value {
            Value::Scalar(_) => {
                let range = node.origin.range();
                let before = text[..range.start].trim_end();
                let start = if before.ends_with('|') { before.len() - 1 } else { range.start };
                let end = start + text[start..range.end].trim_end().len();
                found.push(Scalar { key: key.to_owned(), range: start..end });
            }
            Value::List(items) => items.iter().for_each(|item| below(text, key, item, found)),
            Value::Map(_) => map(node).into_iter().for_each(|(key, _, value)| below(text, key, value, found)),
            Value::Empty => {}
        }
    }
    let mut found = Vec::new();
    below(text, "", &root(text), &mut found);
    found
}

/// `value` as YAML that reads back to it, whatever it is.
pub fn quoted(value: &str) -> String {
    serde_json::to_string(value).expect("a string is JSON")
}

/// The text with the value of some scalars replaced.
pub fn with(text: &str, changes: &[(&Scalar, &str)]) -> String {
    let mut changes: Vec<_> = changes.iter().collect();
    changes.sort_by_key(|(scalar, _)| scalar.range.start);
    let (mut out, mut from) = (String::new(), 0);
    for (scalar, value) in changes {
        out.push_str(&text[from..scalar.range.start]);
        out.push_str(&quoted(value));
        from = scalar.range.end;
    }
    out.push_str(&text[from..]);
    out
}
