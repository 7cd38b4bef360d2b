//! What stands around the areas: opening, profile, and the sections with facts of their own.

use serde_json::{Value, json};

use super::{Writer, fill, texts};
use crate::document::number::chinese;
use crate::document::{phrase, view};
use crate::facts::model::{Entered, Facts};
use crate::facts::value::{Prose, Reference};
use crate::figures::print;

impl Writer<'_> {
    /// The opening: the author's, or composed from superiors and guiding words; then the transition.
    pub(super) fn opening(&self) -> Vec<String> {
        let own = self.paper.and_then(|paper| paper.opening.as_ref());
        let transition = self.paper.and_then(|paper| paper.transition.as_ref());
        let transition = transition
            .map_or_else(|| fill(&self.manifest.transition, self.figures, &[]), |text| self.phrases.inline(text));
        let mut paragraphs =
            own.map(|own| self.sentences(own)).unwrap_or_else(|| self.composed_opening().into_iter().collect());
        let wanted = self.paper.is_some_and(|paper| paper.transition.is_some());
        match paragraphs.last_mut() {
            Some(last) if last.ends_with('：') && !wanted => {}
            Some(last) => last.push_str(&transition),
            None => paragraphs.push(transition),
        }
        paragraphs
    }

    fn composed_opening(&self) -> Option<String> {
        let superiors = self.figures.facts().organisation.superiors.as_ref();
        let guiding = self.paper.and_then(|paper| paper.guiding.as_ref());
        let mut c = serde_json::Map::new();
        c.insert("period".to_owned(), json!(self.figures.file().period.name()));
        c.insert("self".to_owned(), json!(view::own_name(self.figures)));
        if let Some(guiding) = guiding {
            c.insert("guiding".to_owned(), json!(phrase::trimmed(&self.phrases.inline(guiding))));
        }
        for (key, names) in
            superiors.map(|s| [("lead", &s.lead), ("guide", &s.guide), ("support", &s.support)]).into_iter().flatten()
        {
            if !names.is_empty() {
                c.insert(key.to_owned(), json!(texts(names).join("、")));
            }
        }
        self.component("opening", &Value::Object(c)).map(|text| phrase::sentence(&text))
    }

    /// School and staff in one paragraph, unless the author's own opening tells of them.
    pub(super) fn profile(&self) -> Option<String> {
        let facts = self.figures.facts();
        let opening = self.paper.and_then(|paper| paper.opening.as_ref());
        let told = |reference: &Reference| {
            let first = reference.path.first().map_or("", String::as_str);
            Facts::TABLE.find(first).is_some_and(|(_, field)| matches!(field.en, "staff" | "organisation"))
        };
        if opening.is_some_and(|opening| print::references(opening).any(told)) {
            return None;
        }
        let print = |prose: &Prose| self.phrases.inline(prose);
        let mut c = serde_json::Map::new();
        if let Some(staff) = &facts.staff {
            c = view::fields(staff, self.figures, &print);
            let share = |name: &String| Some((name.clone(), json!(self.figures.staff_share(name)?.print())));
            let shares: serde_json::Map<String, Value> = c.keys().filter_map(share).collect();
            c.insert("shares".to_owned(), Value::Object(shares));
        }
        if let Some(school) = &facts.organisation.school {
            c.insert("school".to_owned(), Value::Object(view::fields(school, self.figures, &print)));
        }
        self.component("profile", &Value::Object(c)).map(|text| phrase::sentence(&text))
    }

    /// The paragraphs of a section that does not come from an area.
    pub(super) fn section(&self, name: &str) -> Vec<String> {
        let facts = self.figures.facts();
        match name {
            "publicity" => {
                let free = facts.placed().into_iter().filter(|record| {
                    matches!(record, Entered::Publicity(_))
                        && record.place().area.is_none()
                        && !self.is_told_elsewhere(*record)
                });
                self.phrases.paragraph(&free.collect::<Vec<_>>()).into_iter().collect()
            }
            "finance" => self.finance(),
            "experience" => points(facts.experience.iter().map(|point| self.phrases.inline(point)).collect()),
            "problems" => self.problems(),
            "next" => points(facts.next.iter().map(|step| self.phrases.inline(step)).collect()),
            _ => Vec::new(),
        }
    }

    /// The shortcomings in order, each with its remedy.
    fn problems(&self) -> Vec<String> {
        let told = self.figures.facts().problems.iter().map(|problem| {
            let text = self.phrases.inline(&problem.text);
            let Some(remedy) = &problem.remedy else { return text };
            let view =
                json!({ "problem": phrase::trimmed(&text), "remedy": phrase::trimmed(&self.phrases.inline(remedy)) });
            self.component("problem", &view).unwrap_or_default()
        });
        points(told.collect())
    }

    fn finance(&self) -> Vec<String> {
        let Some(finance) = &self.figures.facts().finance else { return Vec::new() };
        if let Some(text) = &finance.text {
            let audit = finance.audit.iter().flat_map(|audit| self.sentences(audit));
            return self.sentences(text).into_iter().chain(audit).collect();
        }
        let view = view::finance(finance, &|prose| phrase::trimmed(&self.phrases.inline(prose)).to_owned());
        self.component("finance", &Value::Object(view)).map(|text| phrase::sentence(&text)).into_iter().collect()
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
