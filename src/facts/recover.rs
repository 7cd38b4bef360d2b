//! What can still be read of a file that is not YAML: accidents with one meaning are mended in a copy, and what is broken
//! costs only the section or record that it stands in.

use std::collections::HashSet;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics, Source};
use crate::facts::builder::{self, Fault};
use crate::facts::check::characters::is_hidden;
use crate::facts::lines::{self, Mend};
use crate::facts::tree::Node;

/// The most places that are said to be broken; a file with more is not a facts file.
const MAX_FAULTS: usize = 40;
/// The most sections, or records of one, that are looked at one by one.
const MAX_PARTS: usize = 4000;
/// How deep the broken part is looked for: the file, its sections, their records.
const DEEPEST: usize = 2;

/// What was left out of a broken file.
#[derive(Debug, Clone)]
pub struct Hole {
    /// The section (or the whole file) in which something is missing.
    pub within: Range<usize>,
    /// The keys that stood there directly below it.
    pub keys: HashSet<String>,
    /// The section's own key.
    pub section: String,
    /// The ids of what stood there: a reference to one of them is not dangling.
    pub ids: Vec<String>,
}

/// How the bytes of a mended copy lie in the source.
pub struct Patch {
    /// Where the file begins in the source.
    base: usize,
    /// Where bytes were added, in the bytes of the source, in order.
    added: Vec<usize>,
}

impl Patch {
    /// Nothing added yet to the file that begins at `base`.
    pub fn new(base: usize) -> Self {
        Self { base, added: Vec::new() }
    }

    /// The place in the source of a byte of the copy.
    pub fn back(&self, at: usize) -> usize {
        let (mut low, mut high) = (0, self.added.len());
        // The number of bytes added before `at`: the i-th stands at added[i] + i in the copy.
        while low < high {
            let middle = (low + high) / 2;
            if self.added.get(middle).is_some_and(|place| place + middle < at) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        self.base + at - low.min(at)
    }

    /// The place in the copy of a byte of the source.
    pub fn forth(&self, at: usize) -> usize {
        let at = at.saturating_sub(self.base);
        at + self.added.partition_point(|place| *place <= at)
    }
}

/// The search for what can be read of one file.
pub struct Recovery<'a> {
    source: &'a Source,
    file: Range<usize>,
    text: String,
    patch: Patch,
    faults: usize,
    /// Where in the copy something was left out.
    blanked: Vec<Range<usize>>,
}

impl<'a> Recovery<'a> {
    /// Of the bytes `file` of `source`.
    pub fn new(source: &'a Source, file: Range<usize>) -> Self {
        // A hidden character has been refused already; that the parser stumbles over it is no second problem.
        let whole = source.text().get(file.clone()).unwrap_or_default();
        let mut copy = String::with_capacity(whole.len());
        for c in whole.chars() {
            if is_hidden(c) && c.len_utf8() == 1 && copy.ends_with(char::is_alphanumeric) {
                // Within a word a blank would be a problem of its own.
                copy.push('_');
            } else if is_hidden(c) {
                copy.push_str(&"    "[..c.len_utf8()])
            } else {
                copy.push(c)
            }
        }
        let patch = Patch::new(file.start);
        Self { source, file, text: copy, patch, faults: 0, blanked: Vec::new() }
    }

    /// The tree of what can be read; `None` where reading ends altogether.
    pub fn run(mut self, problems: &mut Diagnostics, holes: &mut Vec<Hole>) -> Option<Option<Node>> {
        self.mend(problems);
        self.search(0..self.text.len(), 0, problems);
        holes.extend(self.blanked.iter().map(|range| self.hole(range)));
        // Several parts that are each sound may still not go together; then the rest cannot be trusted.
        match builder::build(self.source, &self.text, 0, &self.patch, problems) {
            Ok(root) => Some(root),
            Err(fault) if fault.is_alias() && !self.blanked.is_empty() => None,
            Err(fault) => {
                if fault.ends || self.blanked.is_empty() {
                    problems.push(fault.diagnostic(self.source, &self.text, &self.patch));
                }
                None
            }
        }
    }

    /// Puts right, in the copy, what can only mean one thing, and reports it.
    fn mend(&mut self, problems: &mut Diagnostics) {
        let found = lines::accidents(&self.text);
        let mut copy = String::with_capacity(self.text.len() + found.len());
        let mut from = 0;
        for accident in &found {
            let start = self.patch.base;
            problems.push(accident.diagnostic(self.source, start));
            match &accident.mend {
                Mend::Replace(range, with) => {
                    copy.push_str(self.text.get(from..range.start).unwrap_or_default());
                    copy.push_str(with);
                    from = range.end;
                }
                Mend::Insert(places, with) => {
                    for place in places {
                        copy.push_str(self.text.get(from..*place).unwrap_or_default());
                        copy.push(*with);
                        self.patch.added.push(*place);
                        from = *place;
                    }
                }
            }
        }
        copy.push_str(self.text.get(from..).unwrap_or_default());
        self.text = copy;
    }

    /// Why a part of the copy cannot be read by itself.
    fn fault(&self, part: &Range<usize>) -> Option<Box<Fault>> {
        let text = self.text.get(part.clone())?;
        let built = builder::build(self.source, text, part.start, &self.patch, &mut Diagnostics::new());
        // The anchor may stand in another part.
        built.err().filter(|fault| part.len() == self.text.len() || !fault.is_alias())
    }

    /// Reports what is broken in a part and blanks it, as little of it as possible.
    fn search(&mut self, part: Range<usize>, level: usize, problems: &mut Diagnostics) {
        let Some(fault) = self.fault(&part) else { return };
        let parts = if level < DEEPEST && !fault.ends { self.parts(&part, level) } else { Vec::new() };
        if !(2..=MAX_PARTS).contains(&parts.len()) {
            self.report(&fault, problems);
            return self.blank(part);
        }
        let before = self.faults;
        for (at, inner) in parts.iter().enumerate() {
            if self.faults >= MAX_FAULTS {
                return self.blank(inner.start..part.end);
            }
            self.search(inner.clone(), level + 1, problems);
            if at == 0 && level > 0 && self.faults > before {
                // Without its head nobody knows whose the rest is.
                return self.blank(part);
            }
        }
        if self.faults == before {
            // Each is sound alone: they do not line up, and what follows the break belongs to nobody knows what.
            self.report(&fault, problems);
            let from = parts.iter().rev().find(|inner| inner.start <= fault.at).map_or(part.start, |inner| inner.start);
            self.blank(from..part.end);
        } else if self.fault(&part).is_some() {
            self.blank(part);
        }
    }

    fn report(&mut self, fault: &Fault, problems: &mut Diagnostics) {
        self.faults += 1;
        let problem = fault.diagnostic(self.source, &self.text, &self.patch);
        // The marks of a whole list are wrong once.
        let again = |said: &&Diagnostic| said.code == "E089" && said.message == problem.message;
        let repeated = problem.code == "E089" && problems.sorted().iter().any(again);
        if !repeated {
            problems.push(problem);
        }
    }

    /// The sections of the file, or the records of a section, its head first.
    fn parts(&self, part: &Range<usize>, level: usize) -> Vec<Range<usize>> {
        let text = self.text.get(part.clone()).unwrap_or_default();
        let mut starts = vec![part.start];
        let mut at = part.start;
        let mut column = None;
        for line in text.split_inclusive('\n') {
            let rest = line.trim();
            let indent = line.find(|c| c != ' ').unwrap_or(line.len());
            // How far a tab or a wide space indents nobody knows; it begins nothing.
            let indent = if line[indent..].starts_with(['\t', '\u{3000}', '\u{a0}']) { usize::MAX } else { indent };
            let written = at > part.start && !rest.is_empty() && !rest.starts_with('#');
            let begins = match level {
                0 => written && begins_section(line),
                _ => written && indent <= *column.get_or_insert(indent),
            };
            if begins {
                starts.push(at);
            }
            at += line.len();
        }
        let ends = starts.iter().skip(1).copied().chain([part.end]);
        starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
    }

    /// Leaves a part out: blanks of the same length, so that all places stay where they are.
    fn blank(&mut self, part: Range<usize>) {
        let Some(text) = self.text.get(part.clone()) else { return };
        let blanks: String = text.bytes().map(|b| if matches!(b, b'\n' | b'\r') { b as char } else { ' ' }).collect();
        self.blanked.push(part.clone());
        self.text.replace_range(part, &blanks);
    }

    /// What stood in a part that was left out, as far as a glance can tell.
    fn hole(&self, part: &Range<usize>) -> Hole {
        let source = self.source.text();
        let start = self.patch.back(part.start);
        let end = self.patch.back(part.end);
        let text = source.get(start..end).unwrap_or_default();
        let file = source.get(self.file.clone()).unwrap_or_default();
        let (section, range) = section_at(file, start - self.file.start);
        let whole = range.start + self.file.start == start;
        let within = if whole { self.file.clone() } else { range.start + self.file.start..range.end + self.file.start };
        let mut keys = HashSet::new();
        let sections = text.lines().filter(|line| whole && !line.starts_with([' ', '-', '#']));
        keys.extend(sections.filter_map(lines::key).map(str::to_owned));
        if !whole && !is_item(text.trim_start()) {
            let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
            let least = text.lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
            keys.extend(text.lines().filter(|line| indent(line) == least).filter_map(lines::key).map(str::to_owned));
        }
        Hole { within, keys, section: section.to_owned(), ids: lines::ids(text) }
    }
}

/// Whether a line is an item of a list.
fn is_item(line: &str) -> bool {
    line == "-" || line.starts_with("- ")
}

/// Whether a section begins on this line.
fn begins_section(line: &str) -> bool {
    !line.starts_with([' ', '#', '}', ']', '\n', '\r', '\t', '\u{3000}', '\u{a0}']) && !is_item(line.trim_end())
}

/// The section in which byte `at` of a file lies: its key and its bytes.
fn section_at(file: &str, at: usize) -> (&str, Range<usize>) {
    let (mut start, mut end, mut here) = (0, file.len(), 0);
    for line in file.split_inclusive('\n') {
        if begins_section(line) {
            if here > at {
                end = here;
                break;
            }
            start = here;
        }
        here += line.len();
    }
    let text = file.get(start..end).unwrap_or_default();
    (text.lines().next().and_then(lines::key).unwrap_or_default(), start..end)
}
