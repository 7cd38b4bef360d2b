//! The measures of a plan: its items under the areas, those without a measure chained, the others a sentence each.

mod voice;

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::frame::how_many;
use super::{Line, lines};
use crate::diagnostic::Diagnostic;
use crate::document::compose::{Writer, own_prose};
use crate::document::manifest::{Items, Tells};
use crate::document::{phrase, view};
use crate::facts::model::{Area, Entry, PlanItem};
use crate::facts::time::{Period, Precision, When};
use crate::facts::value::Prose;
use crate::figures::plan::{in_plan, planned};
use crate::figures::print;
use crate::say;
pub(super) use voice::Voice;
use voice::{Clause, enumerated, goes_on, part_measure, sentences};

/// The heading of what belongs to no area, where there are areas.
const OTHERS: &str = "其他工作";
/// Words for what is aimed at, in turn.
const AIMS: [&str; 2] = ["力争", "争取"];
impl<'a> Writer<'a> {
    /// The areas with their items; what belongs to none stands last.
    pub(in crate::document::compose) fn plan(&self) -> Vec<Line> {
        let items = self.planned_items();
        let own = self.paper.map(|paper| paper.areas.as_slice()).unwrap_or_default();
        let known = |area: &&Area| !own.iter().any(|own| own.id.text == area.id.text);
        let mut told = Vec::new();
        let mut left = items.clone();
        for area in own {
            let (here, rest) = split(&left, area);
            left = rest;
            // Where the same areas tell what was done, their words are told there.
            if self.has(&["areas", "term"]) {
                if !here.is_empty() {
                    told.extend(self.planned_area(&bare(area, self.manifest.items), &here, 1));
                }
                continue;
            }
            let area_lines = self.planned_area(area, &here, 1);
            if area_lines.is_empty() {
                self.warn_of_empty(area);
            }
            told.extend(area_lines);
        }
        for area in self.figures.facts().areas.iter().filter(known) {
            let (here, rest) = split(&left, area);
            left = rest;
            if !here.is_empty() {
                told.extend(self.planned_area(&bare(area, self.manifest.items), &here, 1));
            }
        }
        let depth = if told.is_empty() { 1 } else { 2 };
        let rest = self.told_items(&left, depth);
        if depth == 2 && !rest.is_empty() {
            told.push(Line::heading(1, None, OTHERS));
        }
        told.extend(rest);
        told
    }

    /// An area of a plan: its own words, its items, the entries below; nothing where nothing stands under its heading.
    pub(in crate::document::compose) fn planned_area(&self, area: &Area, items: &[&PlanItem], depth: u8) -> Vec<Line> {
        let mut told = lines(area.text.as_ref().map(|text| self.whole(text)).unwrap_or_default());
        let ids = entry_ids(&area.items);
        let (below, here): (Vec<&PlanItem>, Vec<&PlanItem>) =
            items.iter().partition(|item| item.item.as_ref().is_some_and(|name| ids.contains(name.text.as_str())));
        told.extend(self.told_items(&here, depth + 1));
        for entry in &area.items {
            told.extend(self.planned_entry(entry, &below, (depth + 1).min(4)));
        }
        let apart = self.has(&["areas"]);
        if !apart {
            told.extend(self.placed_under(area));
        }
        if !told.is_empty() {
            self.phrases.take(area.origin);
            told.insert(0, Line::heading(depth, Some(&area.id).filter(|_| !apart), &area.title.text));
        }
        told
    }

    fn planned_entry(&self, entry: &Entry, items: &[&PlanItem], depth: u8) -> Vec<Line> {
        let words = |prose: &Option<Prose>| prose.as_ref().map(|text| self.whole(text)).unwrap_or_default();
        let mut told = lines(words(&entry.lead));
        told.extend(lines(words(&entry.text)));
        let own = |item: &&&PlanItem| {
            entry.id.as_ref().is_some_and(|id| item.item.as_ref().is_some_and(|name| name.text == id.text))
        };
        let here: Vec<&PlanItem> = items.iter().filter(own).copied().collect();
        told.extend(self.told_items(&here, (depth + 1).min(4)));
        told.extend(lines(words(&entry.tail)));
        for below in &entry.items {
            told.extend(self.planned_entry(below, items, (depth + 1).min(4)));
        }
        if let Some(title) = entry.title.as_ref().filter(|_| !told.is_empty()) {
            told.insert(0, Line::heading(depth, None, &title.text));
        }
        told
    }

    /// Items under one heading: a numbered paragraph each, or in one paragraph.
    fn told_items(&self, items: &[&PlanItem], depth: u8) -> Vec<Line> {
        let clauses = self.clauses(items);
        if self.manifest.items == Items::Numbered && clauses.len() > 1 {
            return clauses.iter().map(|clause| Line::item(depth, &phrase::sentence(&clause.text))).collect();
        }
        let told = sentences(clauses)
            .into_iter()
            .filter_map(|sentence| phrase::join(&sentence.into_iter().map(|clause| clause.text).collect::<Vec<_>>()));
        let text: String = told.collect();
        lines(Some(text).filter(|text| !text.is_empty()).into_iter().collect())
    }

    /// The clauses of items in their order; neighbours that need nothing but their names share a verb.
    fn clauses(&self, items: &[&PlanItem]) -> Vec<Clause> {
        let mut voice = Voice::default();
        let mut told = Vec::new();
        let mut left = items;
        let numbered = self.manifest.items == Items::Numbered;
        while let Some(first) = left.first() {
            let alike = |item: &&&PlanItem| self.is_bare(item) && self.verbs(item) == self.verbs(first);
            let many = if numbered || !self.is_bare(first) { 1 } else { left.iter().take_while(alike).count().max(1) };
            let (now, later) = left.split_at(many);
            left = later;
            let next = later.first().and_then(|next| self.owner_told(next));
            told.push(self.clause(now, next, &mut voice));
        }
        told
    }

    /// Whether an item is told by its name alone, after a verb that others can share.
    fn is_bare(&self, item: &PlanItem) -> bool {
        let more = assigned(item).is_some()
            || item.measure.is_some()
            || item.goal.is_some()
            || item.target.is_some()
            || item.every.is_some();
        let bare =
            !more && item.continues.is_none() && self.time_told(item).is_none() && self.owner_told(item).is_none();
        bare && !self.verbs(item).is_empty()
    }

    /// Neighbours as a clause; `next` is in charge of what follows.
    fn clause(&self, items: &[&PlanItem], next: Option<String>, voice: &mut Voice) -> Clause {
        let Some((first, more)) = items.split_first() else { return Clause { text: String::new(), own: false } };
        let own = first.measure.is_some() || first.goal.is_some();
        let mut c = self.item_view(first, voice);
        if !more.is_empty() {
            let names: Vec<String> = items.iter().map(|item| item.title.text.clone()).collect();
            c.insert("title".to_owned(), json!(enumerated(&names)));
        }
        self.put_owner(&mut c, next, voice);
        items.iter().for_each(|item| self.phrases.take(item.origin));
        let text = self.component("plan_item", &Value::Object(c)).unwrap_or_default();
        Clause { text: self.told_of_these(text, items.iter().map(|item| item.origin)), own }
    }

    /// Whether items are told in paragraphs.
    fn chains(&self) -> bool {
        self.manifest.items == Items::Chained
    }

    /// Who is in charge of neighbours is said once, after the last of them: 以上两项由组织部负责.
    fn put_owner(&self, c: &mut Map<String, Value>, next: Option<String>, voice: &mut Voice) {
        let Some(owner) = c.get("owner").and_then(Value::as_str).filter(|_| self.chains()) else { return };
        voice.together += 1;
        if next.is_some_and(|next| next == owner) {
            c.remove("owner");
        } else {
            let many = how_many(std::mem::take(&mut voice.together));
            c.extend(Some(many).filter(|many| !many.is_empty()).map(|many| ("together".to_owned(), json!(many))));
        }
    }

    /// What the sentence on an item sees.
    pub(in crate::document::compose) fn item_view(&self, item: &PlanItem, voice: &mut Voice) -> Map<String, Value> {
        let turn = voice.aims % 2;
        let rule = self.phrases.templates().verb_rule(&self.manifest.register, "plan_item", "", &item.title.text);
        let takers = rule.and_then(|rule| rule.takers.as_deref());
        let words = |prose: &Prose| phrase::trimmed(&self.phrases.inline(prose)).to_owned();
        let mut c = view::plan_item(item, takers, [AIMS[turn], AIMS[1 - turn]], self.figures, &words);
        voice.aims += usize::from(c.contains_key("target")) + usize::from(c.contains_key("goal"));
        let verb = voice.verb(&self.verbs(item));
        let title = &item.title.text;
        let assigned = assigned(item);
        // Two neighbours that begin with 继续 are one too many.
        let again = assigned.is_none()
            && item.continues.is_some()
            && !goes_on(title)
            && !voice.again
            && (!verb.is_empty() || view::acts(title));
        voice.again = again;
        if again {
            c.insert("again".to_owned(), json!(true));
        }
        c.insert("verb".to_owned(), json!(verb));
        if let Some(above) = assigned {
            c.insert("assigned".to_owned(), json!(above));
        }
        c.extend(self.owner_told(item).map(|owner| ("owner".to_owned(), json!(owner))));
        if let Some(time) = self.time_told(item) {
            self.put_time(&mut c, &time);
        }
        part_measure(&mut c);
        c
    }

    /// When an item is due. A time that begins with a figure does not follow the number of the item: 1.3月 reads as 1.3.
    pub(in crate::document::compose) fn put_time(&self, c: &mut Map<String, Value>, time: &str) {
        let behind = !self.chains() && time.starts_with(|first: char| first.is_ascii_digit());
        c.insert(if behind { "on" } else { "at" }.to_owned(), json!(time));
    }

    /// The verbs that the name of an item can take; none where it brings its own or none is known.
    fn verbs(&self, item: &PlanItem) -> Vec<String> {
        let title = &item.title.text;
        if view::acts(title) {
            return Vec::new();
        }
        let rule = self.phrases.templates().verb_rule(&self.manifest.register, "plan_item", "", title);
        rule.map(|rule| rule.verbs.clone()).unwrap_or_default()
    }

    /// The time of an item, where the kind asks for it and neither a schedule nor its name tells it.
    fn time_told(&self, item: &PlanItem) -> Option<String> {
        if !self.manifest.dated || self.has(&["schedule"]) {
            return None;
        }
        let period = self.plan_period();
        let time = self.time_of(item)?.print(&period);
        (!item.title.text.contains(&time)).then_some(time)
    }

    /// Who is in charge, where no schedule tells it; numbered items are terse and leave it out.
    fn owner_told(&self, item: &PlanItem) -> Option<String> {
        if !self.manifest.owners || self.manifest.items == Items::Numbered && !self.has(&["schedule"]) {
            return None;
        }
        let scheduled = self.has(&["schedule"]) && (item.when.is_some() || item.every.is_some());
        item.owner.as_ref().filter(|_| !scheduled || !self.has(&["plan"])).map(|owner| owner.text.clone())
    }

    /// The time that the plan is for.
    pub(in crate::document::compose) fn plan_period(&self) -> Period {
        if self.manifest.tells == Tells::Plan { self.period } else { planned(self.figures.file()) }
    }

    /// When an item is due, in the time that the plan is for.
    pub(in crate::document::compose) fn time_of(&self, item: &PlanItem) -> Option<When> {
        let when = item.when.as_ref()?;
        let plan = self.plan_period();
        let time = in_plan(when, &self.figures.file().period, &plan);
        let firm = time.days.filter(|_| time.precision != Precision::Occasion);
        // The first month after it still belongs to a plan.
        let fits = |(first, _): (chrono::NaiveDate, _)| first >= plan.start && (first - plan.end).num_days() <= 31;
        if firm.is_some_and(|days| !fits(days)) && item.outside.is_none() && self.figures.file().sound {
            self.warn_of_time(when, &plan);
        }
        Some(time)
    }

    fn warn_of_time(&self, when: &When, plan: &Period) {
        let (written, name) = (&when.written, plan.name());
        let message = say!("“{written}”不在{name}的计划之内", "“{written}” lies outside the plan for {name}");
        let hint = say!(
            "改正时间；确要写入的，加 跨期: 是",
            "correct the time; if it shall be told all the same, add `outside: yes`"
        );
        let source = &self.figures.file().source;
        self.phrases.report(Diagnostic::warning("W160", message).at(source, when.origin).hint(hint));
    }

    /// The items that no text of this paper tells already.
    pub(in crate::document::compose) fn planned_items(&self) -> Vec<&'a PlanItem> {
        let facts = self.figures.facts();
        let prose = self.paper.map(own_prose).unwrap_or_default();
        let alone: HashSet<&str> = prose
            .into_iter()
            .flat_map(print::references)
            .filter_map(|reference| if let [name] = reference.path.as_slice() { Some(name.as_str()) } else { None })
            .filter(|name| facts.entered(|record| record.id().is_some_and(|id| id.text == *name)).is_none())
            .collect();
        facts.plan.iter().filter(|item| !alone.contains(item.id.text.as_str())).collect()
    }
}

/// The body above that asks for an item; claiming its matter as our own is a serious error. None where the name says it.
fn assigned(item: &PlanItem) -> Option<&str> {
    let above = item.assigned.as_ref().map(|above| above.text.as_str());
    above.filter(|above| !item.title.text.contains(above))
}

/// The items of an area, and the others.
fn split<'p>(items: &[&'p PlanItem], area: &Area) -> (Vec<&'p PlanItem>, Vec<&'p PlanItem>) {
    items.iter().partition(|item| item.area.as_ref().is_some_and(|name| name.text == area.id.text))
}

/// An area of the file without what it says of the period that the file tells. Numbered items need no headings between.
fn bare(area: &Area, items: Items) -> Area {
    fn empty(entry: &Entry) -> Entry {
        let items = entry.items.iter().map(empty).collect();
        Entry { text: None, lead: None, tail: None, items, ..entry.clone() }
    }
    let entries = area.items.iter().filter(|_| items == Items::Chained).map(empty).collect();
    Area { text: None, items: entries, ..area.clone() }
}

fn entry_ids(entries: &[Entry]) -> HashSet<&str> {
    let below = entries.iter().flat_map(|entry| entry_ids(&entry.items));
    entries.iter().filter_map(|entry| entry.id.as_ref()).map(|id| id.text.as_str()).chain(below).collect()
}
