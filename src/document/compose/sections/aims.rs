//! What a plan starts from and what it rests on: guiding words, goals, main tasks, safeguards.

use super::told::points;
use super::{Line, lines};
use crate::document::compose::Writer;
use crate::document::number::Label;
use crate::document::phrase;
use crate::facts::value::Prose;

impl Writer<'_> {
    /// The guiding words as a section of their own; an announced set that stands alone is printed in full.
    pub(super) fn guiding(&self) -> Vec<Line> {
        lines(self.paper.and_then(|paper| paper.guiding.as_ref()).map(|text| self.whole(text)).unwrap_or_default())
    }

    /// The goals in a row: 一是…；二是…。 Goals of several paragraphs stand by themselves.
    pub(super) fn goals(&self) -> Vec<Line> {
        let goals: Vec<Vec<String>> = self.paper.iter().flat_map(|p| &p.goals).map(|goal| self.whole(goal)).collect();
        if goals.iter().any(|goal| goal.len() > 1) {
            return lines(goals.into_iter().flatten().collect());
        }
        lines(points(goals.into_iter().flatten().collect()))
    }

    /// How the plan is made sure of, each point numbered.
    pub(super) fn safeguards(&self) -> Vec<Line> {
        let points: Vec<String> =
            self.paper.iter().flat_map(|paper| &paper.safeguards).flat_map(|point| self.whole(point)).collect();
        match points.as_slice() {
            [_, _, ..] => points.iter().map(|point| Line::item(self.depth_of_headings(), point)).collect(),
            _ => lines(points),
        }
    }

    /// The main tasks in the author's words: the text of the paper, then the areas of the paper alone.
    pub(super) fn tasks(&self) -> Vec<Line> {
        let mut told = self.own_text();
        for area in self.paper.iter().flat_map(|paper| &paper.areas) {
            told.extend(self.planned_area(area, &[], self.depth_of_headings()));
        }
        told
    }

    /// How far below a section's heading the first level with a number is.
    fn depth_of_headings(&self) -> u8 {
        let below = (1..).zip(self.manifest.numbering.iter().skip(1));
        below.into_iter().find(|(_, label)| **label != Label::None).map_or(1, |(depth, _)| depth)
    }

    /// The author's paragraphs, each closed: guiding words may have been written for the middle of a sentence.
    pub(super) fn whole(&self, text: &Prose) -> Vec<String> {
        let open = |text: &str| text.ends_with(['：', '；', '，']);
        let close = |text: String| if open(&text) { text } else { phrase::sentence(&text) };
        self.phrases.paragraphs(text).into_iter().map(close).collect()
    }
}
