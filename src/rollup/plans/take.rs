//! What the plan of one file adds.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::sources::Row;
use super::{Clash, Counts, Day, Goal, Holds, Matter, Plan, Plans};
use crate::diagnostic::{Diagnostics, Origin};
use crate::facts::File;
use crate::facts::amount::Amount;
use crate::facts::model::PlanItem;
use crate::facts::time::{Period, Precision, When};
use crate::facts::value::{Piece, Prose, Tier};
use crate::figures::{matter, plan};
use crate::rollup::partial::Head;
use crate::rollup::take::{self, normal};
use crate::rollup::total::{Place, Plus, Total};

/// What a plan may still lack and be summed: proposals count as none, and a value that is to be entered is none yet.
const OPEN: [&str; 2] = ["E345", "E065"];

/// Units in which targets do not add up: shares, points.
const SHARES: [&str; 7] = ["%", "％", "‰", "百分点", "个百分点", "倍", "分"];

/// The plan of the body above.
#[derive(Debug, Clone)]
pub struct Own {
    /// Its file below the run's folder.
    pub file: String,
    pub head: Head,
    /// Whether the file is for the period itself; else the plan stands in one for an earlier time.
    pub is_of_period: bool,
    pub items: Vec<OwnItem>,
}

/// An item of it.
#[derive(Debug, Clone)]
pub struct OwnItem {
    pub id: String,
    pub title: String,
    pub line: usize,
    days: Option<(NaiveDate, NaiveDate)>,
}

/// Whether a file may hold the plan for a period: it is for that time, or ends right before it.
pub fn may_hold(file: &Period, period: &Period) -> bool {
    file.start <= period.end && file.end.succ_opt().is_some_and(|next| next >= period.start)
}

/// What has to be mended before a plan is summed.
pub fn faults(problems: Diagnostics) -> Diagnostics {
    problems.filtered(|problem| !OPEN.contains(&problem.code))
}

/// The plan of the body above, where the file holds the one for the period.
pub fn own(file: &File, place: &str, period: &Period) -> Option<Own> {
    let item = |item: &PlanItem| OwnItem {
        id: item.id.text.clone(),
        title: item.title.text.clone(),
        line: line(file, item.origin),
        days: firm(file, item, period),
    };
    let items: Vec<OwnItem> = accepted(file).map(item).collect();
    let holds = plan::planned(file) == *period && !items.is_empty();
    let is_of_period = file.period == *period;
    holds.then(|| Own { file: place.to_owned(), head: take::head(file), is_of_period, items })
}

/// Whether a file is one of a body above schools.
pub fn is_above(file: &File) -> bool {
    take::head(file).tier > Tier::School as u8
}

/// What a file adds, and a row for every item.
pub fn take(file: &File, place: &str, period: &Period, own: Option<&Own>) -> (Plans, Vec<Row>) {
    let mut head = take::head(file);
    let is_of_period = file.period == *period;
    let is_planned = plan::planned(file) == *period;
    let proposed: Vec<&PlanItem> =
        file.facts.plan.iter().filter(|item| is_planned && !item.proposed.is_empty()).collect();
    let proposals = (proposed.len(), proposed.first().map_or(0, |item| line(file, item.origin)));
    let holds = match (is_planned && accepted(file).next().is_some(), proposals.0) {
        (true, _) => Holds::Items,
        (false, 0) => Holds::Nothing,
        (false, _) => Holds::Proposals,
    };
    // Who speaks for the period is judged by what is planned for it.
    head.period = if holds == Holds::Items { period.name() } else { String::new() };
    let mut taker =
        Taker { file, place, period, own, name: head.name.clone(), plans: Plans::default(), rows: Vec::new() };
    if holds == Holds::Items && own.is_none_or(|own| own.file != place) {
        taker.items(&head);
        taker.goals();
    }
    taker.plans.files.insert(place.to_owned(), Plan { head, is_of_period, holds, proposals });
    (taker.plans, taker.rows)
}

fn accepted(file: &File) -> impl Iterator<Item = &PlanItem> {
    file.facts.plan.iter().filter(|item| item.proposed.is_empty())
}

fn line(file: &File, origin: Origin) -> usize {
    file.source.position(origin.range().start).0
}

/// The time of an item as its plan means it.
fn time(file: &File, item: &PlanItem, period: &Period) -> Option<When> {
    item.when.as_ref().map(|when| plan::in_plan(when, &file.period, period))
}

/// The days of an item that says them; a month, a season, an occasion is none.
fn firm(file: &File, item: &PlanItem, period: &Period) -> Option<(NaiveDate, NaiveDate)> {
    const LONGEST: i64 = 31;
    let when = time(file, item, period)?;
    let (first, last) = when.days?;
    let dated = when.precision == Precision::Day
        || when.precision == Precision::Span
            && when.written.contains(['日', '号', '-', '.', '/'])
            && (last - first).num_days() < LONGEST;
    dated.then_some((first, last))
}

/// The time as it is counted: the month of a day or of a part of a month, else as it is printed within the period. What lies outside is not counted.
fn counted(when: &When, period: &Period) -> Option<String> {
    let Some((first, last)) = when.days else { return Some(when.print(period)) };
    if last < period.start || period.end < first {
        return None;
    }
    let is_one = (first.year(), first.month()) == (last.year(), last.month());
    let says_month = matches!(when.precision, Precision::Day | Precision::Month)
        || when.precision == Precision::Span && when.written.starts_with(|c: char| c.is_ascii_digit())
        || when.precision == Precision::Occasion && is_part_of_month(&when.written);
    if is_one && says_month {
        let year =
            if period.start.year() == period.end.year() { String::new() } else { format!("{}年", first.year()) };
        return Some(format!("{year}{}月", first.month()));
    }
    Some(when.print(period))
}

/// 4月中旬, 4月初 lie within the month; 4月前 and 4月起 do not.
fn is_part_of_month(written: &str) -> bool {
    let rest =
        written.rsplit_once('月').map(|(_, rest)| rest).filter(|_| written.starts_with(|c: char| c.is_ascii_digit()));
    rest.is_some_and(|rest| matches!(rest, "初" | "中" | "底" | "末") || rest.ends_with('旬'))
}

/// A target that adds up with others.
fn target(item: &PlanItem) -> Option<&Amount> {
    item.target.as_ref().filter(|target| !SHARES.contains(&target.unit.as_str()))
}

impl Own {
    /// The item that another one takes up: it is assigned by this body, and stems from the item, has its id, or is called
    /// the same.
    fn taken(&self, item: &PlanItem) -> Option<&OwnItem> {
        let above = normal(&item.assigned.as_ref()?.text);
        let mut names = self.head.names.iter().chain([&self.head.name, &self.head.id]);
        if !names.any(|name| normal(name) == above) {
            return None;
        }
        let stems = |own: &&OwnItem| item.from.iter().any(|from| from.text == own.id);
        let same_id = |own: &&OwnItem| matter::undated(&own.id) == matter::undated(&item.id.text);
        let same_name = |own: &&OwnItem| key_of(&own.title) == key_of(&item.title.text);
        let find = |is: &dyn Fn(&&OwnItem) -> bool| self.items.iter().find(is);
        find(&stems).or_else(|| find(&same_id)).or_else(|| find(&same_name))
    }
}

/// What brings items together that are not known by an id: their name, without what changes from year to year.
fn key_of(title: &str) -> String {
    let core = normal(&matter::core(title));
    if core.is_empty() { normal(title) } else { core }
}

/// The key of a matter: the id of the item of the body above, else the name.
fn key(own: Option<&Own>, item: &PlanItem) -> String {
    let name = key_of(&item.title.text);
    let items = own.map_or(&[][..], |own| &own.items);
    let taken = own.and_then(|own| own.taken(item));
    match taken.or_else(|| items.iter().find(|own| key_of(&own.title) == name)) {
        Some(own) => format!("id {}", own.id),
        None => format!("name {name}"),
    }
}

struct Taker<'a> {
    file: &'a File,
    place: &'a str,
    period: &'a Period,
    own: Option<&'a Own>,
    name: String,
    plans: Plans,
    rows: Vec<Row>,
}

impl Taker<'_> {
    fn at(&self, origin: Origin) -> Place {
        Place { file: self.place.to_owned(), line: line(self.file, origin), name: self.name.clone() }
    }

    fn items(&mut self, head: &Head) {
        let mut matters: BTreeMap<String, Matter> = BTreeMap::new();
        let mut used: BTreeSet<&str> = BTreeSet::new();
        for item in accepted(self.file) {
            let (key, when) = (key(self.own, item), time(self.file, item, self.period));
            let counted = when.and_then(|when| counted(&when, self.period));
            self.row(&key, item, head, counted.as_deref());
            self.against(item);
            used.extend(item.area.as_ref().map(|area| area.text.as_str()));
            matters.entry(key).or_default().plus(Matter {
                items: 1,
                titles: one(Some(item.title.text.trim().to_owned())),
                times: one(counted),
                rhythms: one(item.every.as_ref().map(|every| every.text.trim().to_owned())),
                areas: one(item.area.as_ref().map(|area| area.text.clone())),
                target: target(item).map_or_else(Total::default, |target| Total::of(target, self.at(target.origin))),
                ..Matter::default()
            });
        }
        let is_school = head.tier <= Tier::School as u8;
        for matter in matters.values_mut() {
            (matter.schools, matter.bodies) = (u64::from(is_school), u64::from(!is_school));
        }
        self.plans.matters = matters;
        for area in self.file.facts.areas.iter().filter(|area| used.contains(area.id.text.as_str())) {
            self.plans.areas.entry(area.id.text.clone()).or_default().plus(one(Some(area.title.text.clone())));
        }
    }

    fn row(&mut self, key: &str, item: &PlanItem, head: &Head, counted: Option<&str>) {
        let written = |origin: Origin| self.file.source.text().get(origin.range()).unwrap_or_default().to_owned();
        self.rows.push(Row {
            matter: key.to_owned(),
            file: self.place.to_owned(),
            line: line(self.file, item.origin),
            school: head.id.clone(),
            name: head.name.clone(),
            title: item.title.text.trim().to_owned(),
            time: item.when.as_ref().map(|when| when.written.clone()).unwrap_or_default(),
            counted: counted.unwrap_or_default().to_owned(),
            target: item.target.as_ref().map(|target| written(target.origin)).unwrap_or_default(),
        });
    }

    /// Looks at an item beside the plan of the body above: it takes up one of its items, or falls on the days of others.
    fn against(&mut self, item: &PlanItem) {
        let Some(own) = self.own else { return };
        let taken = own.taken(item);
        if let Some(taken) = taken {
            self.plans.taken.entry(taken.id.clone()).or_default().insert(self.place.to_owned());
        }
        let Some(days) = firm(self.file, item, self.period) else { return };
        for one in &own.items {
            let Some(theirs) = one.days else { continue };
            if theirs.0 <= days.1 && days.0 <= theirs.1 && taken.is_none_or(|taken| taken.id != one.id) {
                let place = Place { file: own.file.clone(), line: one.line, name: own.head.name.clone() };
                let own = Day { place, title: one.title.clone(), days: theirs };
                let other = Day { place: self.at(item.origin), title: item.title.text.clone(), days };
                self.plans.clashes.insert(Clash { own, other });
            }
        }
    }

    /// The goals of its papers; one that refers to the school's own facts says nothing elsewhere.
    fn goals(&mut self) {
        for goal in self.file.facts.documents.0.iter().flat_map(|(_, paper)| &paper.goals) {
            let words = words(goal);
            let key = words.as_deref().map(normal).unwrap_or_default();
            if !key.is_empty() {
                // A goal that stands in two papers of a body is one.
                self.plans.goals.entry(key).or_insert_with(|| Goal { bodies: 1, words: one(words) });
            }
        }
    }
}

/// Words without references, without the full stop.
fn words(prose: &Prose) -> Option<String> {
    let text = |piece: &Piece| match piece {
        Piece::Text(text) => Some(text.clone()),
        Piece::Reference(_) => None,
    };
    let text: String = prose.paragraphs.iter().flatten().map(text).collect::<Option<String>>()?;
    let text = text.trim().trim_end_matches(['。', '；', '.', ';']);
    (!text.is_empty()).then(|| text.to_owned())
}

fn one(text: Option<String>) -> Counts {
    text.into_iter().map(|text| (text, 1)).collect()
}
