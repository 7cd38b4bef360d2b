//! What is said twice: the same paragraph, the same heading.

use std::collections::HashMap;

use crate::diagnostic::Origin;
use crate::facts::check::Check;
use crate::facts::check::words::walk::Spot;
use crate::facts::model::Entry;
use crate::facts::pending;
use crate::facts::value::{Piece, Prose, Text};
use crate::say;

/// Paragraphs shorter than this may well be said twice (增强了团队凝聚力).
const SHORTEST: usize = 16;

/// The paragraphs that were met: what they say and in which paper, and where.
pub(super) type Met = HashMap<(Option<Origin>, String), Origin>;

impl Check<'_> {
    /// No paragraph of a paper stands in it twice; two papers may well close with the same words.
    pub(super) fn paragraph_twice(
        &mut self,
        prose: &Prose,
        spot: &Spot,
        place: impl Fn(usize) -> Origin,
        met: &mut Met,
    ) {
        for (index, pieces) in prose.paragraphs.iter().enumerate() {
            let mut said = String::new();
            for piece in pieces {
                match piece {
                    Piece::Text(text) => said.push_str(text),
                    Piece::Reference(reference) => said.extend(reference.path.iter().map(String::as_str)),
                }
            }
            if said.chars().nth(SHORTEST - 1).is_none() || pending::places(&said).next().is_some() {
                continue;
            }
            let here = place(index);
            let Some(first) = met.insert((spot.paper, said), here).filter(|first| *first != here) else { continue };
            let line = self.file.source.line_from(first, here);
            let (line_zh, line_en) = (line.zh, line.en);
            self.warn(
                "W139",
                here,
                say!("这一段与{line_zh}的相同", "this paragraph is the same as in {line_en}"),
                say!("删去一处", "take one of them out"),
            );
        }
    }

    /// No two areas, and no two items of one area, have the same heading.
    pub(super) fn headings_twice(&mut self) {
        let file = self.file;
        self.same_heading(file.facts.areas.iter().map(|area| &area.title));
        for area in &file.facts.areas {
            self.same_items(&area.items);
        }
    }

    fn same_items(&mut self, items: &[Entry]) {
        self.same_heading(items.iter().filter_map(|item| item.title.as_ref()));
        // Items deeper than this are refused; a file of them must not overflow the stack.
        items.iter().for_each(|item| self.same_items(&item.items));
    }

    fn same_heading<'t>(&mut self, titles: impl Iterator<Item = &'t Text>) {
        let mut met: HashMap<&str, Origin> = HashMap::new();
        for title in titles.filter(|title| pending::places(&title.text).next().is_none()) {
            let Some(first) = met.insert(&title.text, title.origin).filter(|first| *first != title.origin) else {
                continue;
            };
            let (name, line) = (&title.text, self.file.source.line_from(first, title.origin));
            let (line_zh, line_en) = (line.zh, line.en);
            self.warn(
                "W140",
                title.origin,
                say!("标题“{name}”在{line_zh}已经用过", "the heading “{name}” is already used in {line_en}"),
                say!("合并，或换一个标题", "join the two, or choose another heading"),
            );
        }
    }
}
