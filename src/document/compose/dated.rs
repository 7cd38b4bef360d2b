//! The date of a paper: its own, or that of the cover that carries it; never the clock (PDF/A demands one, and the same facts
//! give the same bytes).

use super::enclosed::{date_of_cover, day, is_open};
use super::{Writer, kind_of};
use crate::diagnostic::Diagnostic;
use crate::document::Date;
use crate::document::templates::Templates;
use crate::facts::model::Paper;
use crate::facts::value::Text;
use crate::figures::Figures;
use crate::say;

/// What is to be said of an entry whose paper has no date to the day, neither of its own nor of a cover that carries it.
pub fn undated(figures: Figures<'_>, key: &Text, paper: &Paper, templates: &Templates) -> Option<Diagnostic> {
    let file = figures.file();
    let (kind, _) = templates.kind(&kind_of(key, paper).text)?;
    let open = paper.date.is_none() && is_open(figures);
    if open || date(figures, kind, Some(paper), templates).is_some() || file.lost.contains("date") {
        return None;
    }
    let place = paper.date.as_ref().map_or_else(|| file.source.first_line(paper.origin), |when| when.origin);
    Some(missing(&key.text).at(&file.source, place))
}

fn missing(kind: &str) -> Diagnostic {
    Diagnostic::error(
        "E051",
        say!("落款缺少成文日期（写到日）", "the signature lacks the date of the paper, to the day"),
    )
    .hint(say!(
        "在 文件 → {kind} → 日期 写上，如 2025-12-26",
        "write it under documents → {kind} → date, such as 2025-12-26"
    ))
}

/// The date of a paper. One that is written and not to the day is not made good by a cover.
fn date(figures: Figures<'_>, kind: &str, paper: Option<&Paper>, templates: &Templates) -> Option<Date> {
    match paper.and_then(|paper| paper.date.as_ref()) {
        Some(when) => day(Some(when)),
        None => date_of_cover(figures, kind, paper, templates),
    }
}

impl Writer<'_> {
    /// The date of the paper; that there is none is reported.
    pub(super) fn date(&self, kind: &str) -> Option<Date> {
        let templates = self.phrases.templates();
        let found = date(self.figures, kind, self.paper, templates);
        if found.is_none() {
            match self.paper {
                Some(paper) => self.report_undated(paper),
                None => self.report_no_entry(kind),
            }
        }
        found
    }

    fn report_undated(&self, paper: &Paper) {
        let mut entries = self.figures.facts().documents.0.iter();
        let entry = entries.find(|(_, other)| other.origin == paper.origin);
        let problem = entry.and_then(|(key, paper)| undated(self.figures, key, paper, self.phrases.templates()));
        problem.into_iter().for_each(|problem| self.phrases.report(problem));
    }

    /// The facts have no entry for the paper, unless it is one that could not be read or has another name.
    fn report_no_entry(&self, kind: &str) {
        let file = self.figures.file();
        let templates = self.phrases.templates();
        let strange = |(key, paper): &(Text, Paper)| templates.kind(&kind_of(key, paper).text).is_none();
        let misnamed = self.figures.facts().documents.0.iter().any(strange);
        if misnamed || is_open(self.figures) || ["date", "documents"].iter().any(|name| file.lost.contains(*name)) {
            return;
        }
        let place = self.figures.facts().organisation.names.signature.origin;
        self.phrases.report(missing(kind).at(&file.source, place));
    }
}
