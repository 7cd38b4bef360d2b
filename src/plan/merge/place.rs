//! The edits that a merge makes: values in their places, new records behind those of their area, in the style of the list.

use crate::diagnostic::Source;
use crate::facts::quoting::scalar;
use crate::facts::tree::{Key, Node, Value};
use crate::offer::roll::Edits;
use crate::offer::roll::records::value_text;
use crate::plan::merge::fields::{Record, key_name, table};
use crate::plan::merge::remarks::{indent, last_line};
use crate::plan::merge::weigh::{Change, Fate, Weighed};
use crate::plan::merge::{Trio, is_flow};
use crate::plan::proposals::{self, entry};

/// Writes what became of the records of a list; `None` where its layout does not allow that.
pub(super) fn write<'a>(
    trio: &Trio<'a>,
    root: &'a Node,
    found: &[Weighed<'a>],
    edits: &mut Edits<'_>,
    source: &Source,
) -> Option<()> {
    let mut removed: Vec<&Node> = Vec::new();
    let mut added: Vec<Record<'a>> = Vec::new();
    for one in found {
        match &one.fate {
            Fate::Stay => {}
            Fate::Update(changes) => update(trio, trio.mine.get(&one.id)?, changes, edits, source),
            Fate::Remove => removed.push(trio.mine.get(&one.id)?.node),
            Fate::Add(record) => added.push(*record),
        }
    }
    if removed.is_empty() && added.is_empty() {
        return Some(());
    }
    let writer = Writer { trio, source, english: speaks_english(trio, root) };
    let Some((key, list)) = trio.section.find(root) else { return writer.begin(root, &added, edits) };
    let items: &[Node] = match &list.value {
        Value::List(items) => items,
        Value::Empty => &[],
        _ => return None,
    };
    let stays = |item: &Node| !removed.iter().any(|gone| gone.origin == item.origin);
    let keeps: Vec<bool> = items.iter().map(stays).collect();
    if keeps.contains(&false) {
        if !keeps.contains(&true) && added.is_empty() && !edits.is_flow(list) {
            // A key without a value would be a problem of its own.
            let colon = edits.colon(key);
            edits.put(colon..colon, " []");
        }
        edits.members(list, &keeps);
    }
    writer.add(key, list, items, &keeps, &added, edits);
    Some(())
}

/// Brings the fields of a record up to date.
fn update(trio: &Trio<'_>, record: Record<'_>, changes: &[Change<'_>], edits: &mut Edits<'_>, source: &Source) {
    let mark = record.mark();
    let english = mark.is_some_and(|key| key.text.is_ascii());
    for Change { name, mine, new } in changes {
        match (mine, new, mark) {
            (Some((key, value)), Some(new), _) => edits.value(key, value, &flow(new)),
            (None, Some(new), Some(mark)) => {
                let entry = format!("{}: {}", key_name(trio.section, name, english), flow(new));
                edits.before(record.node, mark, &entry);
            }
            _ => {}
        }
    }
    let goes = |key: &Key| {
        let gone =
            |change: &Change<'_>| change.new.is_none() && change.mine.is_some_and(|(own, _)| own.origin == key.origin);
        changes.iter().any(gone)
    };
    if changes.iter().any(|change| change.new.is_none()) {
        proposals::cut(edits, source.text(), record.node, &goes);
    }
}

/// Whether the list, else the file, is written with English keys.
fn speaks_english(trio: &Trio<'_>, root: &Node) -> bool {
    let first = trio.mine.list.first().and_then(|(_, record)| record.node.entries().first());
    first.or(root.entries().first()).is_some_and(|(key, _)| key.text.is_ascii())
}

struct Writer<'t, 'a> {
    trio: &'t Trio<'a>,
    source: &'t Source,
    english: bool,
}

impl Writer<'_, '_> {
    /// Puts new records behind the last that stays of their area, else behind the last of all.
    fn add(&self, key: &Key, list: &Node, items: &[Node], keeps: &[bool], added: &[Record<'_>], edits: &mut Edits<'_>) {
        let last = |wanted: &dyn Fn(&Node) -> bool| {
            (0..items.len()).rev().find(|at| keeps.get(*at) == Some(&true) && items.get(*at).is_some_and(wanted))
        };
        let mut places: Vec<(Option<usize>, Vec<Record<'_>>)> = Vec::new();
        for record in added {
            let own = area(record.node);
            let behind = own.and_then(|own| last(&|item| area(item) == Some(own))).or_else(|| last(&|_| true));
            match places.iter_mut().find(|(place, _)| *place == behind) {
                Some((_, records)) => records.push(*record),
                None => places.push((behind, vec![*record])),
            }
        }
        for (behind, records) in places {
            match behind.and_then(|at| items.get(at)) {
                Some(item) if edits.is_flow(list) => {
                    let at = edits.end(item);
                    edits.put(at..at, format!(", {}", self.in_brackets(&records)));
                }
                None if edits.is_flow(list) => {
                    let at = list.origin.range().start + 1;
                    edits.put(at..at, self.in_brackets(&records));
                }
                Some(item) => {
                    let indent = self.indent(edits.dash(item.origin.range().start));
                    let end = last_line(self.source, edits.end(item), indent);
                    self.lines(end, &self.block(&records, indent, edits.is_flow(item)), edits);
                }
                None => {
                    let first = items.first().map(|item| self.indent(edits.dash(item.origin.range().start)));
                    let column = self.indent(edits.line_start(key.origin.range().start));
                    self.lines(edits.colon(key), &self.block(&records, first.unwrap_or(column + 2), true), edits);
                }
            }
        }
    }

    /// A list that is not there yet: its key, and where that must be, the one above it.
    fn begin(&self, root: &Node, added: &[Record<'_>], edits: &mut Edits<'_>) -> Option<()> {
        let path = self.trio.section.path;
        let name = |at: usize| path.get(at).map(|names| names[usize::from(!self.english)]);
        let above = path.first().filter(|_| path.len() > 1).and_then(|names| entry(root, *names));
        let Some((key, node)) = above else {
            if is_flow(self.source, root) || root.entries().is_empty() {
                return None;
            }
            let mut lines: Vec<String> =
                (0..path.len()).filter_map(|at| Some(format!("{}{}:", " ".repeat(2 * at), name(at)?))).collect();
            lines.extend(self.block(added, 2 * path.len(), true));
            self.lines(self.source.files().next()?.end, &lines, edits);
            return Some(());
        };
        let (last_key, last) = match node.entries().last() {
            Some((key, value)) => (key, value),
            None if node.is_blank() => {
                let column = self.indent(edits.line_start(key.origin.range().start)) + 2;
                self.lines(edits.colon(key), &self.under(name(1)?, added, column), edits);
                return Some(());
            }
            None => return None,
        };
        let end = if last.is_blank() { edits.colon(last_key) } else { edits.end(last) };
        if edits.is_flow(node) {
            edits.put(end..end, format!(", {}: [{}]", name(1)?, self.in_brackets(added)));
        } else {
            let column = self.indent(edits.line_start(node.entries().first()?.0.origin.range().start));
            let end = last_line(self.source, end, column);
            self.lines(end, &self.under(name(1)?, added, column), edits);
        }
        Some(())
    }

    /// A key in this column with a list of records under it.
    fn under(&self, key: &str, records: &[Record<'_>], column: usize) -> Vec<String> {
        let head = format!("{}{key}:", " ".repeat(column));
        std::iter::once(head).chain(self.block(records, column + 2, true)).collect()
    }

    /// The blanks that a line begins with.
    fn indent(&self, line: usize) -> usize {
        indent(self.source.text(), line)
    }

    /// Writes whole lines behind the line that holds the byte `at`.
    fn lines(&self, at: usize, lines: &[String], edits: &mut Edits<'_>) {
        let text = self.source.text();
        let (_, start, file) = self.source.file_at(at);
        let place = edits.line_end(at).min(start + file.len());
        let end = if file.contains("\r\n") { "\r\n" } else { "\n" };
        let open = !text.get(..place).is_some_and(|before| before.is_empty() || before.ends_with('\n'));
        let all = lines.join(end);
        edits.put(place..place, if open { format!("{end}{all}") } else { format!("{all}{end}") });
    }

    /// Records behind dashes, each on a line of its own where its neighbour is.
    fn block(&self, records: &[Record<'_>], indent: usize, flow: bool) -> Vec<String> {
        let blanks = " ".repeat(indent);
        let mut lines = Vec::new();
        for record in records {
            if flow {
                lines.push(format!("{blanks}- {{{}}}", self.pairs(*record).join(", ")));
                continue;
            }
            for (at, pair) in self.pairs(*record).into_iter().enumerate() {
                lines.push(format!("{blanks}{}{pair}", if at == 0 { "- " } else { "  " }));
            }
        }
        lines
    }

    fn in_brackets(&self, records: &[Record<'_>]) -> String {
        let one = |record: &Record<'_>| format!("{{{}}}", self.pairs(*record).join(", "));
        records.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    /// The fields of a record as they are written, with keys in the language of the list.
    fn pairs(&self, record: Record<'_>) -> Vec<String> {
        let table = table(self.trio.section);
        let key = |key: &Key| match table.find(&key.text) {
            Some((_, field)) => (if self.english { field.en } else { field.zh }).to_owned(),
            None => scalar(&key.text),
        };
        record.node.entries().iter().map(|(name, value)| format!("{}: {}", key(name), flow(value))).collect()
    }
}

/// The area of a record.
fn area(record: &Node) -> Option<&str> {
    entry(record, ["area", "领域"]).and_then(|(_, area)| value_text(area)).map(str::trim)
}

/// A value on one line.
pub(super) fn flow(node: &Node) -> String {
    match &node.value {
        Value::Empty => "~".to_owned(),
        Value::Scalar(text) => scalar(text.trim()),
        Value::List(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => {
            let pair = |(key, value): &(Key, Node)| format!("{}: {}", scalar(&key.text), flow(value));
            format!("{{{}}}", entries.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
    }
}
