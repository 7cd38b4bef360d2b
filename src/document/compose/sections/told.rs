//! The sections with facts of their own: publicity, finance, experience, shortcomings, next steps.

use serde_json::{Value, json};

use super::{Line, lines};
use crate::document::compose::Writer;
use crate::document::number::chinese;
use crate::document::{phrase, view};
use crate::facts::model::Entered;
use crate::facts::value::Prose;

impl Writer<'_> {
    /// Publicity that belongs to no area.
    pub(super) fn publicity(&self) -> Vec<Line> {
        let placed = self.figures.facts().placed();
        let free = placed.into_iter().filter(|record| {
            matches!(record, Entered::Publicity(_)) && record.place().area.is_none() && !self.is_told_elsewhere(*record)
        });
        lines(self.phrases.paragraph(&free.collect::<Vec<_>>()).into_iter().collect())
    }

    pub(super) fn experience(&self) -> Vec<Line> {
        self.points(&self.figures.facts().experience)
    }

    pub(super) fn next(&self) -> Vec<Line> {
        self.points(&self.figures.facts().next)
    }

    /// Points of the author in order: 一是…；二是…。
    pub(super) fn points(&self, list: &[Prose]) -> Vec<Line> {
        lines(points(list.iter().map(|point| self.phrases.inline(point)).collect()))
    }

    /// The shortcomings in order, each with its remedy.
    pub(super) fn problems(&self) -> Vec<Line> {
        let told = self.figures.facts().problems.iter().map(|problem| {
            let words = |prose: &Prose| phrase::trimmed(&self.phrases.inline(prose)).to_owned();
            let mut view = serde_json::Map::new();
            view.insert("problem".to_owned(), json!(words(&problem.text)));
            for (key, prose) in [("cause", &problem.cause), ("remedy", &problem.remedy)] {
                view.extend(prose.as_ref().map(|prose| (key.to_owned(), json!(words(prose)))));
            }
            view.extend(problem.since.as_ref().map(|since| ("since".to_owned(), json!(since.text.text))));
            self.component("problem", &Value::Object(view)).unwrap_or_default()
        });
        lines(points(told.collect()))
    }

    /// Income and expense.
    pub(super) fn finance(&self) -> Vec<Line> {
        let Some(finance) = &self.figures.facts().finance else { return Vec::new() };
        if let Some(text) = &finance.text {
            let audit = finance.audit.iter().flat_map(|audit| self.sentences(audit));
            return lines(self.sentences(text).into_iter().chain(audit).collect());
        }
        self.phrases.take(finance.origin);
        let view = view::finance(finance, &|prose| phrase::trimmed(&self.phrases.inline(prose)).to_owned());
        lines(self.component("finance", &Value::Object(view)).map(|text| phrase::sentence(&text)).into_iter().collect())
    }
}

/// Points in order, told as 一是…；二是…。; a single point is just a sentence. Points of several sentences stand alone.
fn points(list: Vec<String>) -> Vec<String> {
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
    if point.starts_with(label) { point.to_owned() } else { format!("{label}{point}") }
}
