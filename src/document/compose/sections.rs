//! What stands around the areas: opening, profile, and the sections with facts of their own.

use serde_json::{Value, json};

use super::{Writer, fill, texts};
use crate::document::number::chinese;
use crate::document::{phrase, view};
use crate::facts::model::{Entered, Facts};
use crate::facts::value::{Prose, Reference, Tier};
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
            Some(last) if phrase::closed(last) || last.ends_with(['，', '；', '：']) => last.push_str(&transition),
            _ => paragraphs.push(transition),
        }
        paragraphs
    }

    fn composed_opening(&self) -> Option<String> {
        let superiors = self.figures.facts().organisation.superiors.as_ref();
        let guiding = self.paper.and_then(|paper| paper.guiding.as_ref());
        let mut c = serde_json::Map::new();
        c.insert("period".to_owned(), json!(self.figures.file().period.name()));
        c.insert("self".to_owned(), json!(view::own_name(self.figures)));
        // A body inside a school is not its union, and claims none of the union's duties.
        let group = self.figures.facts().level.is_some_and(|level| level.value == Tier::Group);
        c.insert("group".to_owned(), json!(group));
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

    /// The body, its school and its people: what the tool tells of them in one paragraph, then the author's own. What his
    /// opening tells already is left out.
    pub(super) fn profile(&self) -> Vec<String> {
        let facts = self.figures.facts();
        let print = |prose: &Prose| self.phrases.inline(prose);
        let mut paragraph: Vec<String> = Vec::new();
        if !self.opening_tells("staff") && !self.opening_tells("organisation") {
            let staff = facts.staff.as_ref().map(|staff| view::staff(staff, self.figures, &print));
            let mut c = staff.unwrap_or_default();
            // A district speaks of all its schools, not of one.
            let above = facts.level.is_some_and(|level| !matches!(level.value, Tier::Group | Tier::School));
            c.insert("above".to_owned(), json!(above));
            if let Some(across) = facts.level.and_then(|level| across(level.value)) {
                let area =
                    self.figures.file().source.text().get(facts.level.map_or(0..0, |level| level.origin.range()));
                let district = area.is_some_and(|word| word.contains('区') && !word.contains('县'));
                c.insert("across".to_owned(), json!(if district && across == "全县" { "全区" } else { across }));
            }
            if let Some(school) = &facts.organisation.school {
                c.insert("school".to_owned(), Value::Object(view::fields(school, self.figures, &print)));
            }
            paragraph.extend(self.component("profile", &Value::Object(c)));
            paragraph.extend(self.component("body", &Value::Object(view::organisation(self.figures))));
        }
        let mut own = Vec::new();
        if let Some(membership) = facts.membership.as_ref().filter(|_| !self.opening_tells("membership")) {
            match &membership.text {
                Some(text) => own.extend(self.sentences(text)),
                None => {
                    let c = Value::Object(view::membership(membership, self.figures, &print));
                    paragraph.extend(self.component("membership", &c));
                }
            }
        }
        if let Some(cadres) = facts.cadres.as_ref().filter(|_| !self.opening_tells("cadres")) {
            match &cadres.text {
                Some(text) => own.extend(self.sentences(text)),
                None => {
                    let c = Value::Object(view::cadres(cadres, self.figures, &print));
                    paragraph.extend(self.component("cadres", &c));
                }
            }
        }
        let told: String = paragraph.iter().map(|text| phrase::sentence(text)).collect();
        Some(told).filter(|told| !told.is_empty()).into_iter().chain(own).collect()
    }

    /// Whether the author's opening refers to a section of the facts.
    fn opening_tells(&self, section: &str) -> bool {
        let opening = self.paper.and_then(|paper| paper.opening.as_ref());
        let tells = |reference: &Reference| {
            let first = reference.path.first().map_or("", String::as_str);
            Facts::TABLE.find(first).is_some_and(|(_, field)| field.en == section)
        };
        opening.is_some_and(|opening| print::references(opening).any(tells))
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
            let words = |prose: &Prose| phrase::trimmed(&self.phrases.inline(prose)).to_owned();
            let mut view = serde_json::Map::new();
            view.insert("problem".to_owned(), json!(words(&problem.text)));
            for (key, prose) in [("cause", &problem.cause), ("remedy", &problem.remedy)] {
                view.extend(prose.as_ref().map(|prose| (key.to_owned(), json!(words(prose)))));
            }
            view.extend(problem.since.as_ref().map(|since| ("since".to_owned(), json!(since.text.text))));
            self.component("problem", &Value::Object(view)).unwrap_or_default()
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

/// What a body above the schools speaks for.
fn across(tier: Tier) -> Option<&'static str> {
    match tier {
        Tier::District => Some("全县"),
        Tier::City => Some("全市"),
        _ => None,
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
