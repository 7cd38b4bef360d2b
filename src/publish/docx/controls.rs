//! Which parts of a text stand in content controls.
//!
//! Most programs that read Word files take no words out of controls. Where a chronicle is nothing but its records, controls
//! around all of each would leave them nothing but dates; there they stand around the first statement alone.

use std::ops::Range;
use std::sync::Arc;

use super::origins::Origins;
use crate::document::text::{Provenance, Sort, Span, Text};
use crate::document::{Block, Document, point};

/// How many characters a line has.
const LINE: usize = 28;

/// Whether no paragraph of the paper has a line of words outside of its controls.
pub fn leave_nothing(document: &Document, origins: &Origins) -> bool {
    let bodies = std::iter::once(&document.body).chain(document.enclosed.iter().map(|paper| &paper.body));
    let speaks = |block: &Block| matches!(block, Block::Paragraph(text) if outside(text, origins) > LINE);
    !bodies.flatten().any(speaks)
}

/// How many characters of a text stand in no control.
fn outside(text: &Text, origins: &Origins) -> usize {
    let (mut at, mut count) = (0, 0);
    let mut add = |from: usize, to: usize| count += text.get(from..to).unwrap_or_default().chars().count();
    for Mark { range, .. } in marks(text, origins) {
        add(at, range.start);
        at = at.max(range.end);
    }
    add(at, text.len());
    count
}

/// The controls of a text.
pub fn marks<'t>(text: &'t Text, origins: &Origins) -> Vec<Mark<'t>> {
    text.spans().iter().filter(|span| origins.carries(&span.from)).map(|span| Mark::of(text, span)).collect()
}

/// A control that will stand around a range of a text.
pub struct Mark<'t> {
    pub range: Range<usize>,
    pub from: &'t Arc<Provenance>,
    /// Whether it stands for the whole paragraph.
    pub whole: bool,
}

impl<'t> Mark<'t> {
    /// The range of a span; a number takes along what makes one word with it.
    fn of(text: &Text, span: &'t Span) -> Self {
        let Range { start, mut end } = span.range;
        let digits = text.get(start..end).is_some_and(|part| part.ends_with(|c: char| c.is_ascii_digit()));
        if span.from.sort == Sort::Fact && digits {
            let rest = text.get(end..).unwrap_or_default();
            let wide = end + WORDS.iter().find(|word| rest.starts_with(**word)).map_or(0, |word| word.len());
            let others = text.spans().iter().filter(|other| !std::ptr::eq(*other, span));
            let cuts = |other: &Span| other.range.start < wide && (end..wide).contains(&other.range.end);
            end = if others.into_iter().any(cuts) { end } else { wide };
        }
        Self { range: start..end, from: &span.from, whole: false }
    }
}

/// What makes one word with the number before it.
const WORDS: [&str; 5] = ["岁及以下", "岁以下", "岁以上", "%", "‰"];

/// Draws in the control around a record of a chronicle, which is its date, one clause and a full stop: the control stands
/// around the first statement of the clause, and its title says that the rest of the paragraph comes from there, too.
pub fn narrow(text: &str, marks: &mut [Mark<'_>]) {
    let Some((clause, inner)) = marks.split_first_mut() else { return };
    let Range { start, end } = clause.range;
    let (before, words, after) = (text.get(..start), text.get(start..end), text.get(end..));
    let (Some(before), Some(words), Some(after)) = (before, words, after) else { return };
    let dated = before.ends_with('\u{3000}');
    let closed = after.chars().all(|c| "。；！？".contains(c));
    if clause.from.sort != Sort::Clause || !dated || !closed {
        return;
    }
    let mark = |c: char| "，；：。！？".contains(c);
    let statement = start + point(words).0.trim_end_matches(mark).len();
    // What lies across its end is taken in whole.
    let statement =
        inner.iter().filter(|mark| mark.range.start < statement).map(|mark| mark.range.end).fold(statement, usize::max);
    if start < statement && statement < end {
        clause.range.end = statement;
        clause.whole = true;
    }
}
