//! The comments in a person's file, and which record each belongs to: nothing that a person remarks upon is taken out, and
//! nothing comes between it and its remark.

use std::ops::Range;

use crate::diagnostic::Source;
use crate::facts::tree::{Node, Value};
use crate::offer::roll::Edits;
use crate::plan::merge::fields::Record;

/// Whether a comment belongs to a record: on the line of its dash, within it, on its last line, behind its last field and
/// deeper than its dash, or right above it.
pub(super) fn are_on(record: Record<'_>, source: &Source) -> bool {
    let (text, edits) = (source.text(), Edits::new(source.text()));
    let start = record.node.origin.range().start;
    let end = edits.end(record.node);
    if !has_dashes(&edits, record.list) {
        let alone = text.get(edits.line_start(start)..start).is_some_and(|before| before.trim().is_empty());
        let above = alone && above(source, edits.line_start(start)).is_some();
        return above || has_comment(text, start..edits.line_end(end), record.node);
    }
    let dash = edits.dash(start);
    let is_first = matches!(&record.list.value, Value::List(items) if items.first().is_some_and(|first| first.origin == record.node.origin));
    let above = above(source, dash).is_some_and(|column| is_first || column <= indent(text, dash));
    above
        || last_line(source, end, indent(text, dash)) > end
        || has_comment(text, dash..edits.line_end(end), record.node)
}

/// Whether the members of a list stand behind dashes.
fn has_dashes(edits: &Edits<'_>, list: &Node) -> bool {
    matches!(list.value, Value::List(_)) && !edits.is_flow(list)
}

/// The column of the comment on the line above the one that begins at `line`, in the same file; `None` where there is none.
fn above(source: &Source, line: usize) -> Option<usize> {
    let (_, start, _) = source.file_at(line);
    let above = source.text().get(start..line)?.lines().next_back()?;
    above.trim_start().starts_with('#').then(|| indent(above, 0))
}

/// Where something that ends at `at` ends with the remarks behind it: the byte itself, else the start of the line of the last
/// comment below it that is deeper than the column. Blank lines may stand between them.
pub(super) fn last_line(source: &Source, at: usize, column: usize) -> usize {
    let (_, start, file) = source.file_at(at);
    let (mut last, mut line) = (at, Edits::new(source.text()).line_end(at));
    for text in source.text().get(line..start + file.len()).unwrap_or_default().split_inclusive('\n') {
        match text.trim_start() {
            "" => {}
            words if words.starts_with('#') && indent(text, 0) > column => last = line,
            _ => break,
        }
        line += text.len();
    }
    last
}

/// The blanks that the line at `line` begins with.
pub(super) fn indent(text: &str, line: usize) -> usize {
    let rest = text.get(line..).unwrap_or_default();
    rest.len() - rest.trim_start_matches(' ').len()
}

/// Whether a comment stands in the bytes `range`, which hold `node`: a # that belongs to none of its words.
pub(super) fn has_comment(text: &str, range: Range<usize>, node: &Node) -> bool {
    let mut words = Vec::new();
    gather(node, text, &mut words);
    words.sort_by_key(|word| word.start);
    let mut at = range.start;
    for word in words {
        if text.get(at..word.start).is_some_and(|gap| gap.contains('#')) {
            return true;
        }
        at = at.max(word.end);
    }
    text.get(at..range.end).is_some_and(|gap| gap.contains('#'))
}

/// Where the words of a value stand, its keys among them.
fn gather(node: &Node, text: &str, words: &mut Vec<Range<usize>>) {
    match &node.value {
        Value::Empty => {}
        Value::Scalar(_) => words.push(lines_of(node, text)),
        Value::List(items) => items.iter().for_each(|item| gather(item, text, words)),
        Value::Map(entries) => entries.iter().for_each(|(key, value)| {
            words.push(key.origin.range());
            gather(value, text, words);
        }),
    }
}

/// The bytes of a word; of a block without the line of its sign, which may have a comment.
fn lines_of(node: &Node, text: &str) -> Range<usize> {
    let range = node.origin.range();
    let written = text.get(range.clone()).unwrap_or_default();
    let head = if written.starts_with(['|', '>']) { written.find('\n').unwrap_or(written.len()) } else { 0 };
    range.start + head..range.end
}
