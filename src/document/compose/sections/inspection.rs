//! 检查情况报告: basis and method, the general result, what was found item by item, shortcomings, advice.

use serde_json::{Map, Value, json};

use super::Line;
use crate::document::compose::{Writer, topic};
use crate::document::{phrase, view};
use crate::facts::model::{Entered, Finding, Inspection};
use crate::facts::topic::Topic;
use crate::facts::value::Prose;
use crate::figures::shares;

impl<'a> Writer<'a> {
    /// The inspection that the paper is about. Where there are several and none is named, the author is asked.
    fn inspected(&self) -> Option<&'a Inspection> {
        match topic::of(self.figures, self.manifest, self.paper)? {
            Topic::Record(Entered::Inspection(inspection)) => Some(inspection),
            _ => None,
        }
    }

    fn about_inspection(&self, write: impl Fn(&'a Inspection) -> Vec<Line>) -> Vec<Line> {
        self.inspected().map(write).unwrap_or_default()
    }

    /// Basis, time, teams, method: how the inspection was held. The author's opening stands in its place.
    pub(super) fn inspection_opening(&self) -> Vec<Line> {
        if self.paper.is_some_and(|paper| paper.opening.is_some()) {
            return self.opening();
        }
        self.about_inspection(|inspection| {
            self.phrases.take(inspection.origin);
            let mut paragraph: String = self.told_of(inspection, "inspection_opening").into_iter().collect();
            let transition = self.transition();
            paragraph.push_str(&transition);
            if paragraph.is_empty() { Vec::new() } else { vec![Line::paragraph(paragraph)] }
        })
    }

    /// How many were inspected and how many passed, and the result in the author's words.
    pub(super) fn inspection_result(&self) -> Vec<Line> {
        self.about_inspection(|inspection| {
            self.told_of(inspection, "inspection_result").into_iter().map(Line::paragraph).collect()
        })
    }

    /// What was found, a heading for each item.
    pub(super) fn findings(&self) -> Vec<Line> {
        self.about_inspection(|inspection| {
            let mut lines = Vec::new();
            for finding in &inspection.findings {
                let told = self.finding(finding, lines.len() % 4 == 2);
                if !told.is_empty() {
                    lines.push(Line::heading(1, None, &finding.item.text));
                    lines.push(Line::paragraph(told));
                }
            }
            lines
        })
    }

    pub(super) fn inspection_problems(&self) -> Vec<Line> {
        self.about_inspection(|inspection| self.points(&inspection.problems))
    }

    pub(super) fn advice(&self) -> Vec<Line> {
        self.about_inspection(|inspection| self.points(&inspection.advice))
    }

    /// One finding: its figures in a sentence, then the author's words. Every other one is `later` and begins otherwise.
    fn finding(&self, finding: &'a Finding, later: bool) -> String {
        let mut c = view::fields(finding, self.figures, &|prose| self.words(prose));
        self.put_share(&mut c, finding);
        let counts = |unit: &str| ["个", "家"].contains(&unit);
        let bare = finding.checked.as_ref().is_some_and(|checked| counts(&checked.unit));
        c.insert("bare".to_owned(), Value::Bool(bare));
        c.insert("later".to_owned(), Value::Bool(later));
        c.remove("text");
        let told = self.component("finding", &Value::Object(c)).map(|text| phrase::sentence(&text));
        let figures = told.map(|text| self.told_of_these(text, [finding.origin]));
        let own = finding.text.iter().flat_map(|text| self.sentences(text));
        figures.into_iter().chain(own.map(|text| phrase::sentence(&text))).collect()
    }

    /// A sentence of the inspection by this component.
    fn told_of(&self, inspection: &'a Inspection, component: &str) -> Option<String> {
        let entered = Entered::Inspection(inspection);
        let mut c = view::record(entered, self.figures, &|prose| self.words(prose));
        c.insert("when".to_owned(), json!(self.dated(inspection.when.as_ref())));
        let bodies = inspection.units.as_ref().is_some_and(|units| ["个", "家", "所"].contains(&units.unit.as_str()));
        c.insert("bodies".to_owned(), Value::Bool(bodies));
        self.put_share(&mut c, inspection);
        let told = self.component(component, &Value::Object(c))?;
        Some(self.told_of_these(phrase::sentence(&told), [inspection.origin]))
    }

    fn put_share(&self, c: &mut Map<String, Value>, record: &'a dyn crate::facts::table::Record) {
        for share in shares::shares_of(record) {
            if let Some(shown) = self.figures.shown(record, share) {
                c.insert("all".to_owned(), Value::Bool(shown.is_all()));
                c.insert("alike".to_owned(), Value::Bool(view::alike(record, share)));
                c.insert("rate".to_owned(), json!(self.figures.shown_noted(record, share)));
            }
        }
    }

    fn words(&self, prose: &Prose) -> String {
        phrase::trimmed(&self.phrases.inline(prose)).to_owned()
    }
}
