//! The author's draft: areas, items and sections as headings and paragraphs of a Markdown file beside the facts.
//!
//! A draft becomes part of the tree before any record is read, so that every rule, reference and diagnostic meets it as it
//! meets the facts, on its own lines. `2025.md` belongs to all papers of the file, `2025.工作计划.md` to the entry of that
//! name in `documents`. What a draft does not mention stays as it is in the facts.

mod join;
pub mod lines;

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::facts::draft::join::{Joiner, Part};
use crate::facts::draft::lines::{DEEPEST, Lines, Written};
use crate::facts::model::SectionName;
use crate::facts::nearest::nearest;
use crate::facts::pending::MARK;
use crate::facts::tree::{Node, Value};
use crate::say;

/// What the ids of headings begin with that their author gave none: a noncharacter, so that no record can name them.
pub const UNNAMED: char = '\u{fdd3}';

/// A record of the facts and the part of a draft that speaks for it: what the one answers holds for the other.
pub type Spoken = (Origin, Origin);

/// Puts the drafts of `source` into the tree of its facts.
pub fn join(source: &Source, root: &mut Node, problems: &mut Diagnostics) -> Vec<Spoken> {
    if source.drafts().next().is_none() || !matches!(root.value, Value::Map(_)) {
        return Vec::new();
    }
    let spoken = source.drafts().map(|(_, file)| (root.origin, Origin::new(file))).collect();
    let mut joiner = Joiner { source, problems, spoken };
    let mut general = Vec::new();
    for (_, file) in source.drafts().filter(|(names, _)| names.is_empty()) {
        if let Some(mut draft) = joiner.read(file) {
            joiner.areas(root, std::mem::take(&mut draft.areas));
            general.push(draft);
        }
    }
    for (names, file) in source.drafts().filter(|(names, _)| !names.is_empty()) {
        match joiner.entry(root, names) {
            Some(at) => {
                if let Some(draft) = joiner.read(file.clone()) {
                    joiner.of_paper(root, at, draft, Origin::new(file));
                }
            }
            None => joiner.unknown(root, names, file),
        }
    }
    // What is left speaks for the papers that say nothing of their own.
    for draft in general {
        joiner.general(root, draft);
    }
    joiner.spoken
}

/// A draft in order.
struct Draft {
    title: Option<Written>,
    opening: Vec<Written>,
    /// Sections that the author writes himself.
    sections: Vec<(&'static SectionName, Part)>,
    areas: Vec<Part>,
}

impl Joiner<'_> {
    /// Reads one draft; `None` where nothing is written.
    fn read(&mut self, file: Range<usize>) -> Option<Draft> {
        let start = Origin::new(file.start..file.start);
        let before = self.problems.sorted().len();
        let lines = lines::read(self.source, file, self.problems);
        if lines.opening.is_empty() && lines.headings.is_empty() {
            if self.problems.sorted().len() == before {
                self.problems.push(
                    Diagnostic::warning("W200", say!("草稿是空的", "this draft is empty")).at(self.source, start).hint(
                        say!("写上标题和段落，或删去这个文件", "write headings and paragraphs, or delete the file"),
                    ),
                );
            }
            return None;
        }
        Some(self.draft(lines))
    }

    fn draft(&mut self, lines: Lines) -> Draft {
        let mut draft = Draft { title: None, opening: lines.opening, sections: Vec::new(), areas: Vec::new() };
        let mut parts: Vec<Part> = Vec::new();
        for (at, heading) in lines.headings.into_iter().enumerate() {
            match heading.level {
                1 if at == 0 => {
                    draft.title = heading.title;
                    draft.opening.extend(heading.paragraphs);
                }
                2 => parts.push(Part { heading, items: Vec::new() }),
                3..=DEEPEST => {
                    let place = heading.origin;
                    let level = heading.level;
                    if !below(&mut parts, Part { heading, items: Vec::new() }, level - 2) {
                        self.wrong_level(place, level);
                    }
                }
                level => self.wrong_level(heading.origin, level),
            }
        }
        for part in parts {
            let named = |word: &Option<Written>| word.as_ref().and_then(|word| SectionName::of(&word.text));
            let section = if part.heading.id.is_some() { named(&part.heading.id) } else { named(&part.heading.title) };
            match section {
                Some(section) => draft.sections.push((section, part)),
                None => draft.areas.push(part),
            }
        }
        draft
    }

    /// A heading whose level has no place where it stands.
    pub(super) fn wrong_level(&mut self, place: Origin, level: usize) {
        let sign = "#".repeat(level.min(DEEPEST + 1));
        let hint = match level {
            1 => say!(
                "整份文件的标题只在最前面写一次；领域用 ##",
                "the title of the paper stands once, at the top; areas have ##"
            ),
            level if level > DEEPEST => {
                say!("标题最多到 #####，并入上一级", "##### is the deepest; make it part of the level above")
            }
            _ => say!(
                "## 是领域，### 是条目，逐级往下写",
                "## is an area, ### an item below it, and so on level by level"
            ),
        };
        self.problems.push(
            Diagnostic::error("E201", say!("标题的级别不对：{sign}", "this heading has the wrong level: {sign}"))
                .at(self.source, place)
                .hint(hint),
        );
    }

    /// A draft whose name is that of no paper of the file: it may be a note that is no draft at all.
    fn unknown(&mut self, root: &Node, names: &[String], file: Range<usize>) {
        let Some(name) = names.first() else { return };
        let known: Vec<String> = join::papers(root).into_iter().flatten().collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let hint = match nearest(name, &known) {
            Some(near) => say!("是不是“{near}”？是就给文件改名", "did you mean `{near}`? Then rename the file"),
            None if known.is_empty() => {
                say!("先在事实文件的“文件”里写上它的日期", "first give its date under `documents` in the facts")
            }
            None => {
                let all = known.join("、");
                say!("事实文件的“文件”里有：{all}", "`documents` in the facts has: {all}")
            }
        };
        let first = self.source.first_line(Origin::new(file));
        self.problems.push(
            Diagnostic::warning(
                "W201",
                say!("这份草稿没有用上：“文件”里没有“{name}”", "this draft is not used: `documents` has no `{name}`"),
            )
            .at(self.source, first)
            .hint(hint),
        );
    }
}

/// Hangs an item under the last heading `depth` levels down; `false` where there is none.
fn below(parts: &mut [Part], item: Part, depth: usize) -> bool {
    let Some(last) = parts.last_mut() else { return false };
    match depth {
        0 | 1 => {
            last.items.push(item);
            true
        }
        _ => below(&mut last.items, item, depth - 1),
    }
}

/// The areas and items of a draft as headings alone, to be written on in another year; what had words is to be filled in.
pub fn headings(source: &Source, file: Range<usize>) -> String {
    let lines = lines::read(source, file, &mut Diagnostics::new());
    let mut text = String::new();
    let mut area = false;
    for heading in lines.headings {
        let named = |word: &Option<Written>| word.as_ref().is_some_and(|word| SectionName::of(&word.text).is_some());
        let section = if heading.id.is_some() { named(&heading.id) } else { named(&heading.title) };
        area = if heading.level == 2 { !section } else { area && heading.level > 2 };
        if !area {
            continue;
        }
        let gap = if text.is_empty() { "" } else { "\n" };
        let title = heading.title.map(|title| format!(" {}", title.text)).unwrap_or_default();
        let id = heading.id.map(|id| format!(" {{#{}}}", id.text)).unwrap_or_default();
        text += &format!("{gap}{}{title}{id}\n", "#".repeat(heading.level));
        if !heading.paragraphs.is_empty() {
            text += &format!("\n{MARK}\n");
        }
    }
    text
}
