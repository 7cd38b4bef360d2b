//! What stands around the areas: opening, profile, closing.

use serde_json::{Map, Value, json};

use super::{Line, lines};
use crate::document::compose::{Writer, fill, texts};
use crate::document::manifest::Form;
use crate::document::{phrase, view};
use crate::facts::model::Facts;
use crate::facts::nearest::nearest;
use crate::facts::value::{Prose, Reference, Text, Tier};
use crate::figures::print;
use crate::say;

impl Writer<'_> {
    /// The opening: the author's, or composed from superiors and guiding words; then the transition.
    pub(super) fn opening(&self) -> Vec<Line> {
        let own = self.paper.and_then(|paper| paper.opening.as_ref());
        let transition = self.paper.and_then(|paper| paper.transition.as_ref());
        let transition = transition.map_or_else(
            || fill(&self.manifest.transition, self.figures, &self.period, &[]),
            |text| self.phrases.inline(text),
        );
        let mut paragraphs =
            own.map(|own| self.sentences(own)).unwrap_or_else(|| self.composed_opening().into_iter().collect());
        let wanted = self.paper.is_some_and(|paper| paper.transition.is_some());
        match paragraphs.last_mut() {
            _ if transition.is_empty() => {}
            Some(last) if last.ends_with('：') && !wanted => {}
            Some(last) if phrase::closed(last) || last.ends_with(['，', '；', '：']) => last.push_str(&transition),
            _ => paragraphs.push(transition),
        }
        lines(paragraphs)
    }

    /// The last words: the author's, or the form that he or the kind chooses.
    pub(super) fn closing(&self) -> Vec<Line> {
        if let Some(closing) = self.paper.and_then(|paper| paper.closing.as_ref()) {
            return lines(self.sentences(closing));
        }
        let chosen = self.paper.and_then(|paper| paper.closing_form.as_ref());
        let usual = self.manifest.closings.first().filter(|form| form.name == "usual");
        let form = self.form(&self.manifest.closings, chosen).or(usual);
        let told = form.and_then(|form| self.component(&form.component, &Value::Object(self.frame())));
        lines(told.map(|text| phrase::sentence(&text)).into_iter().collect())
    }

    /// The wording that the author chooses; a name that the kind does not know is his error.
    pub(super) fn form<'m>(&self, forms: &'m [Form], chosen: Option<&Text>) -> Option<&'m Form> {
        let chosen = chosen?;
        let found = forms.iter().find(|form| form.name == chosen.text);
        if found.is_none() {
            let (name, known) = (&chosen.text, forms.iter().map(|form| form.name.as_str()).collect::<Vec<_>>());
            let all = known.join("、");
            let hint = match nearest(name, &known) {
                Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
                None => say!("这个文种有：{all}", "this kind has: {all}"),
            };
            self.fault("E150", chosen.origin, say!("没有叫“{name}”的式样", "there is no form `{name}`"), hint);
        }
        found
    }

    fn composed_opening(&self) -> Option<String> {
        let chosen = self.paper.and_then(|paper| paper.opening_form.as_ref());
        let form = self.form(&self.manifest.openings, chosen).or(self.manifest.openings.first())?;
        self.component(&form.component, &Value::Object(self.frame())).map(|text| phrase::sentence(&text))
    }

    /// What openings and closings may speak of.
    pub(super) fn frame(&self) -> Map<String, Value> {
        let superiors = self.figures.facts().organisation.superiors.as_ref();
        let guiding = self.paper.and_then(|paper| paper.guiding.as_ref());
        let mut c = Map::new();
        c.insert("period".to_owned(), json!(self.period.name()));
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
        c
    }

    /// The body, its school and its people: what the tool tells of them in one paragraph, then the author's own. What his
    /// opening tells already is left out.
    pub(super) fn profile(&self) -> Vec<Line> {
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
            // What the staff says already is left out, and told all the same.
            self.phrases.take(membership.origin);
            match &membership.text {
                Some(text) => own.extend(self.sentences(text)),
                None => {
                    let c = Value::Object(view::membership(membership, self.figures, &print));
                    paragraph.extend(self.component("membership", &c));
                }
            }
        }
        if let Some(cadres) = facts.cadres.as_ref().filter(|_| !self.opening_tells("cadres")) {
            self.phrases.take(cadres.origin);
            match &cadres.text {
                Some(text) => own.extend(self.sentences(text)),
                None => {
                    let c = Value::Object(view::cadres(cadres, self.figures, &print));
                    paragraph.extend(self.component("cadres", &c));
                }
            }
        }
        let told: String = paragraph.iter().map(|text| phrase::sentence(text)).collect();
        lines(Some(told).filter(|told| !told.is_empty()).into_iter().chain(own).collect())
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
}

/// What a body above the schools speaks for.
fn across(tier: Tier) -> Option<&'static str> {
    match tier {
        Tier::District => Some("全县"),
        Tier::City => Some("全市"),
        _ => None,
    }
}
