//! The sections with facts of their own: publicity, finance, experience, shortcomings, next steps.

use serde_json::{Value, json};

use super::{Line, lines};
use crate::document::compose::{Writer, term};
use crate::document::number::chinese;
use crate::document::{phrase, view};
use crate::facts::model::{Entered, Problem};
use crate::facts::value::Prose;
use crate::figures::origins::bare;

impl Writer<'_> {
    /// Publicity that belongs to no area.
    pub(super) fn publicity(&self) -> Vec<Line> {
        if term::is_told(self.figures, self.manifest, self.period) {
            return self.publicity_of_years();
        }
        let placed = self.figures.facts().placed();
        let free = placed.into_iter().filter(|record| {
            matches!(record, Entered::Publicity(_))
                && record.place().area.is_none()
                && !self.is_told_elsewhere(*record)
                && self.in_time(*record)
                && self.is_shown(*record)
        });
        lines(self.phrases.paragraph(&free.collect::<Vec<_>>()).into_iter().collect())
    }

    pub(super) fn experience(&self) -> Vec<Line> {
        if self.part { Vec::new() } else { self.points(&self.figures.facts().experience) }
    }

    /// The next steps: those of the paper, else those of the file, which a paper of a part of its time does not take.
    /// A paper that goes on with the plan does not announce it in short.
    pub(super) fn next(&self) -> Vec<Line> {
        if !self.figures.facts().plan.is_empty() && self.has(&["plan", "schedule"]) {
            return Vec::new();
        }
        let own = self.paper.map(|paper| paper.next.as_slice()).filter(|own| !own.is_empty());
        let whole: &[Prose] = if self.part { &[] } else { &self.figures.facts().next };
        self.points(own.unwrap_or(whole))
    }

    /// Points of the author in order: 一是…；二是…。
    pub(super) fn points(&self, list: &[Prose]) -> Vec<Line> {
        lines(points(list.iter().map(|point| self.phrases.inline(point)).collect()))
    }

    /// The shortcomings that this paper tells: its own, else those of the file, as with the next steps.
    pub(super) fn problems_of(&self) -> &[Problem] {
        let own = self.paper.map(|paper| paper.problems.as_slice()).filter(|own| !own.is_empty());
        let whole: &[Problem] = if self.part { &[] } else { &self.figures.facts().problems };
        own.unwrap_or(whole)
    }

    /// The shortcomings in order, each with its remedy.
    pub(super) fn problems(&self) -> Vec<Line> {
        let told = self.problems_of().iter().enumerate().map(|(at, problem)| {
            let words = |prose: &Prose| phrase::trimmed(&self.phrases.inline(prose)).to_owned();
            let mut view = serde_json::Map::new();
            view.insert("problem".to_owned(), json!(words(&problem.text)));
            // Neighbours are not put right in the same words.
            view.insert("turn".to_owned(), json!((at % 3).to_string()));
            for (key, prose) in [("cause", &problem.cause), ("remedy", &problem.remedy)] {
                view.extend(prose.as_ref().map(|prose| (key.to_owned(), json!(words(prose)))));
            }
            view.extend(problem.since.as_ref().map(|since| ("since".to_owned(), json!(since.text.text))));
            self.component("problem", &Value::Object(view)).unwrap_or_default()
        });
        lines(points(told.collect()))
    }

    /// Income and expense; they are those of the whole time of the file, and no part of it tells them.
    pub(super) fn finance(&self) -> Vec<Line> {
        let Some(finance) = self.figures.facts().finance.as_ref().filter(|_| !self.part) else { return Vec::new() };
        if let Some(text) = &finance.text {
            let audit = finance.audit.iter().flat_map(|audit| self.sentences(audit));
            return lines(self.sentences(text).into_iter().chain(audit).collect());
        }
        self.phrases.take(finance.origin);
        let mut view =
            view::finance(finance, self.figures, &|prose| phrase::trimmed(&self.phrases.inline(prose)).to_owned());
        view.insert("span".to_owned(), json!(self.period.span_word()));
        view.insert("register".to_owned(), json!(self.manifest.register));
        lines(self.component("finance", &Value::Object(view)).map(|text| phrase::sentence(&text)).into_iter().collect())
    }
}

/// Points in order, told as 一是…；二是…。; a single point is just a sentence. Points of several sentences stand alone.
pub(super) fn points(list: Vec<String>) -> Vec<String> {
    let list: Vec<&str> = list.iter().map(|point| phrase::trimmed(point)).filter(|point| !point.is_empty()).collect();
    if let [only] = list.as_slice() {
        return vec![phrase::sentence(only)];
    }
    let numbered: Vec<String> =
        (1..).zip(&list).map(|(number, point)| labelled(&format!("{}是", chinese(number)), point)).collect();
    if list.iter().any(|point| point.contains('。')) {
        return numbered.iter().map(|point| phrase::sentence(point)).collect();
    }
    phrase::join(&numbered).into_iter().collect()
}

/// A point with its label, unless its author has given it that label himself.
fn labelled(label: &str, point: &str) -> String {
    if bare(point).starts_with(label) { point.to_owned() } else { format!("{label}{point}") }
}
