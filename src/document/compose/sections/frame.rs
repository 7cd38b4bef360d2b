//! What stands around the areas: opening, profile, closing.

use serde_json::{Map, Value, json};

use super::{Line, lines};
use crate::diagnostic::Origin;
use crate::document::compose::{Writer, fill, period, texts, title_text, topic};
use crate::document::manifest::Form;
use crate::document::number::chinese;
use crate::document::{phrase, view};
use crate::facts::model::{Facts, Paper};
use crate::facts::nearest::nearest;
use crate::facts::table::{Item, Record};
use crate::facts::value::{Prose, Reference, Text, Tier};
use crate::figures::origins::bare;
use crate::figures::plan::following;
use crate::figures::print;
use crate::say;

impl Writer<'_> {
    /// The opening: the author's, or composed from superiors and guiding words; then the transition.
    pub(super) fn opening(&self) -> Vec<Line> {
        let own = self.own_frame("opening", |paper| paper.opening.as_ref());
        let transition = self.transition();
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

    /// The sentence that leads to the body.
    pub(super) fn transition(&self) -> String {
        let own = self.paper.and_then(|paper| paper.transition.as_ref());
        let topic = || topic::title(self.figures, self.manifest, self.paper);
        let of_kind = || fill(&self.manifest.transition, self.figures, &self.period, &[("topic", &topic())]);
        own.map_or_else(of_kind, |text| self.phrases.inline(text))
    }

    /// The last words: the author's, or the form that he or the kind chooses.
    pub(super) fn closing(&self) -> Vec<Line> {
        if let Some(closing) = self.own_frame("closing", |paper| paper.closing.as_ref()) {
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
        let found = forms.iter().find(|form| form.answers_to(&chosen.text));
        if found.is_none() {
            let name = &chosen.text;
            let names = || forms.iter().map(|form| form.zh.as_deref().unwrap_or(&form.name));
            let all = names().collect::<Vec<_>>().join("、");
            let known: Vec<&str> = names().chain(forms.iter().map(|form| form.name.as_str())).collect();
            let hint = match nearest(name, &known) {
                Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
                None => say!("这个文种有：{all}", "this kind has: {all}"),
            };
            self.fault("E150", chosen.origin, say!("没有叫“{name}”的式样", "there is no form `{name}`"), hint);
        }
        found
    }

    /// The opening that the author chooses, else the kind's first, unless that stands back.
    pub(super) fn opening_form(&self) -> Option<&Form> {
        let chosen = self.paper.and_then(|paper| paper.opening_form.as_ref());
        let openings = &self.manifest.openings;
        let known = chosen.and_then(|chosen| openings.iter().find(|form| form.answers_to(&chosen.text)));
        let usual = openings.first();
        known.or(usual.filter(|form| !form.unless.as_deref().is_some_and(|section| self.opens(section))))
    }

    fn composed_opening(&self) -> Option<String> {
        if let Some(event) = self.event_opening() {
            return Some(event);
        }
        let chosen = self.paper.and_then(|paper| paper.opening_form.as_ref());
        self.form(&self.manifest.openings, chosen);
        let form = self.opening_form()?;
        let mut c = self.frame();
        c.extend(self.top_told().map(|honour| ("honour".to_owned(), json!(honour))));
        self.component(&form.component, &Value::Object(c)).map(|text| phrase::sentence(&text))
    }

    /// Whether the author has written a section that can open the paper in place of an opening.
    fn opens(&self, section: &str) -> bool {
        let written = |paper: &Paper| match section {
            "guiding" => paper.guiding.is_some(),
            "text" => paper.text.is_some(),
            "goals" => !paper.goals.is_empty(),
            _ => false,
        };
        self.has(&[section]) && self.paper.is_some_and(written)
    }

    /// What openings and closings may speak of.
    pub(super) fn frame(&self) -> Map<String, Value> {
        let superiors = self.figures.facts().organisation.superiors.as_ref();
        let guiding = self.paper.and_then(|paper| paper.guiding.as_ref()).filter(|_| !self.has(&["guiding"]));
        let mut c = Map::new();
        let facts = self.figures.facts();
        let areas = self.areas_of().iter().filter(|area| self.has_words(area)).count();
        for (key, text) in [
            ("period", self.period.name()),
            ("span", self.period.span_word().to_owned()),
            ("since", self.period.since_word().to_owned()),
            ("next", self.period.next_word().to_owned()),
            ("title", facts.organisation.names.title.text.clone()),
            ("areas", how_many(areas)),
            ("coming", following(self.period).map(|next| next.name()).unwrap_or_default()),
        ] {
            c.insert(key.to_owned(), json!(text));
        }
        c.insert("problems".to_owned(), json!(self.has(&["problems"]) && !self.problems_of().is_empty()));
        if let Some(units) = facts.organisation.units.as_ref().filter(|units| units.sum.is_known()) {
            c.insert("units".to_owned(), json!(self.figures.fact(units)));
        }
        c.extend(self.across().map(|across| ("across".to_owned(), json!(across))));
        // The author's own sentence leads to the body.
        c.insert("led".to_owned(), json!(self.paper.is_some_and(|paper| paper.transition.is_some())));
        let topic = topic::title(self.figures, self.manifest, self.paper);
        if !topic.is_empty() {
            c.insert("topic".to_owned(), json!(topic));
        }
        c.insert("heading".to_owned(), json!(title_text(self.figures, self.paper, self.manifest, &self.period, &[])));
        c.insert("to".to_owned(), json!(self.paper.is_some_and(|paper| !paper.to.is_empty())));
        c.insert("self".to_owned(), json!(view::own_name(self.figures)));
        c.insert("years".to_owned(), json!(period::years(&self.period)));
        c.insert("ahead".to_owned(), json!(period::ahead(self.figures, &self.period)));
        c.insert("signature".to_owned(), json!(self.figures.facts().organisation.names.signature.text));
        let spoken_to = self.paper.and_then(|paper| paper.salutation.as_ref()).map(|text| &text.text);
        c.extend(spoken_to.or(self.manifest.salutation.as_ref()).map(|text| ("spoken_to".to_owned(), json!(text))));
        // A body inside a school is not its union, and claims none of the union's duties.
        let group = self.figures.facts().level.is_some_and(|level| level.value == Tier::Group);
        c.insert("group".to_owned(), json!(group));
        if let Some(guiding) = guiding {
            let words = self.phrases.inline(guiding);
            let words = phrase::trimmed(&words);
            c.insert("guiding".to_owned(), json!(words));
            c.insert("hangs".to_owned(), json!(hangs(words)));
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
            paragraph.extend(self.component("profile", &Value::Object(self.profile_view())));
            paragraph.extend(self.component("body", &Value::Object(view::organisation(self.figures))));
        }
        let mut own = Vec::new();
        if let Some(membership) = facts.membership.as_ref().filter(|_| !self.opening_tells("membership")) {
            // What the staff says already is left out, and told all the same.
            self.phrases.take(membership.origin);
            match &membership.text {
                Some(text) => own.extend(self.sentences(text)),
                None => {
                    let mut c = view::membership(membership, self.figures, &print);
                    c.insert("span".to_owned(), json!(self.period.span_word()));
                    if self.part {
                        // What is new is counted for the whole time of the file.
                        ["new_members", "new_units"].iter().for_each(|key| drop(c.remove(*key)));
                    }
                    paragraph.extend(self.component("membership", &Value::Object(c)));
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
        let mut told: String = paragraph.iter().map(|text| phrase::sentence(text)).collect();
        if let Some(of) = self.reported().filter(|_| !told.is_empty()) {
            told.insert_str(0, &of);
        }
        lines(Some(told).filter(|told| !told.is_empty()).into_iter().chain(own).collect())
    }

    /// Of which schools the figures are, where some have not handed in and any of the figures is a sum of the others.
    fn reported(&self) -> Option<String> {
        let facts = self.figures.facts();
        let rollup = facts.rollup.as_ref().filter(|rollup| !rollup.is_whole())?;
        let source = &self.figures.file().source;
        let file = |origin: Origin| source.file_at(origin.range().start).1;
        let sums = |record: &dyn Record| {
            let amounts = (0..record.table().fields.len()).filter_map(|index| match record.item(index) {
                Item::Amount(amount) => Some(amount.origin),
                _ => None,
            });
            amounts.into_iter().any(|origin| file(origin) == file(rollup.origin))
        };
        let staff = facts.staff.as_ref().is_some_and(|staff| sums(staff));
        let membership = facts.membership.as_ref().is_some_and(|membership| sums(membership));
        let cadres = facts.cadres.as_ref().is_some_and(|cadres| sums(cadres));
        let checked = !rollup.left_out.is_empty();
        let view = json!({ "reported": self.figures.fact(&rollup.reported), "checked": checked });
        self.component("reported", &view).filter(|_| staff || membership || cadres)
    }

    /// What a body above the schools speaks for: 全县, or 全区 where its level is written so.
    fn across(&self) -> Option<&'static str> {
        let level = self.figures.facts().level?;
        let across = across(level.value)?;
        let written = self.figures.file().source.text().get(level.origin.range());
        let district = written.is_some_and(|word| word.contains('区') && !word.contains('县'));
        Some(if district && across == "全县" { "全区" } else { across })
    }

    /// The staff and the school, as templates see them.
    pub(super) fn profile_view(&self) -> Map<String, Value> {
        let facts = self.figures.facts();
        let print = |prose: &Prose| self.phrases.inline(prose);
        let staff = facts.staff.as_ref().map(|staff| view::staff(staff, self.figures, &print));
        let mut c = staff.unwrap_or_default();
        // A district speaks of all its schools, not of one.
        let above = facts.level.is_some_and(|level| !matches!(level.value, Tier::Group | Tier::School));
        c.insert("above".to_owned(), json!(above));
        c.extend(self.across().map(|across| ("across".to_owned(), json!(across))));
        if let Some(school) = &facts.organisation.school {
            c.insert("school".to_owned(), Value::Object(view::fields(school, self.figures, &print)));
        }
        c
    }

    /// Whether the author's opening refers to a section of the facts.
    fn opening_tells(&self, section: &str) -> bool {
        let opening = self.own_frame("opening", |paper| paper.opening.as_ref());
        let tells = |reference: &Reference| {
            let first = reference.path.first().map_or("", String::as_str);
            Facts::TABLE.find(first).is_some_and(|(_, field)| field.en == section)
        };
        opening.is_some_and(|opening| print::references(opening).any(tells))
    }
}

/// A number of things as a sentence has it: 两个方面, 五个方面; nothing for a single one.
pub(super) fn how_many(count: usize) -> String {
    match count {
        0 | 1 => String::new(),
        2 => "两".to_owned(),
        more => chinese(u32::try_from(more).unwrap_or(u32::MAX)),
    }
}

/// Whether words end with what only says around what or by what: 围绕学校教育教学, 以服务教职工为主线.
fn hangs(words: &str) -> bool {
    const AROUND: [&str; 7] = ["围绕", "紧紧围绕", "紧密围绕", "按照", "根据", "本着", "遵循"];
    let words = bare(words);
    let last = words.rsplit(['，', '。', '；']).next().unwrap_or(&words);
    let by = last.starts_with('以')
        && ["为主线", "为中心", "为重点", "为指导", "为目标", "为抓手", "为宗旨", "为依托", "为载体", "为根本"]
            .iter()
            .any(|end| last.ends_with(end));
    by || AROUND.iter().any(|word| last.starts_with(word))
}

/// What a body above the schools speaks for.
fn across(tier: Tier) -> Option<&'static str> {
    match tier {
        Tier::District => Some("全县"),
        Tier::City => Some("全市"),
        _ => None,
    }
}
