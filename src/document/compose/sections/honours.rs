//! What was won: the honours of the body and of its people, gathered from the highest level to the lowest.

use serde_json::{Value, json};

use super::{Line, lines};
use crate::diagnostic::Origin;
use crate::document::compose::Writer;
use crate::document::view;
use crate::facts::model::{Entered, Honour, OWN};
use crate::facts::value::Level;

impl<'a> Writer<'a> {
    /// How many honours there were of each level; then those of the body, then those of its people. One that a reference
    /// tells elsewhere is counted and not named again.
    pub(super) fn honours(&self) -> Vec<Line> {
        let all = self.honours_in_time();
        let mut left: Vec<&Honour> = all.clone();
        left.retain(|honour| !self.is_told_elsewhere(Entered::Honour(honour)) && self.top != Some(honour.origin));
        let (own, others): (Vec<_>, Vec<_>) = left.iter().partition(|honour| is_own(honour));
        let told = |list: Vec<&'a Honour>| self.told(&list.into_iter().map(Entered::Honour).collect::<Vec<_>>());
        let mut paragraphs: Vec<String> = [told(own), told(others)].into_iter().flatten().collect();
        if let Some(counted) = self.counted(&all, left.len() < all.len() && !left.is_empty()) {
            match paragraphs.first_mut() {
                Some(first) => first.insert_str(0, &counted),
                None => paragraphs.push(counted),
            }
        }
        lines(paragraphs)
    }

    /// All honours of the time told, the highest first.
    fn honours_in_time(&self) -> Vec<&'a Honour> {
        let facts = self.figures.facts();
        let here = |honour: &&Honour| self.in_time(Entered::Honour(honour)) && self.is_shown(Entered::Honour(honour));
        let mut all: Vec<&Honour> = facts.honours.iter().filter(here).collect();
        let date = |honour: &Honour| honour.when.as_ref().and_then(|when| when.order());
        all.sort_by_key(|honour| (rank(honour), date(honour).unwrap_or(chrono::NaiveDate::MAX), honour.origin));
        all
    }

    /// 全年获市级荣誉2项、县级荣誉3项; nothing where so few are told that each can be counted at a glance, or where the
    /// level of one is not known.
    fn counted(&self, all: &[&Honour], part: bool) -> Option<String> {
        if all.len() < 3 || all.iter().any(|honour| honour.rank.is_none() || honour.status.is_some()) {
            return None;
        }
        let of = |level: Level| -> Vec<Origin> {
            all.iter().filter(|honour| rank(honour) == Some(level)).map(|honour| honour.origin).collect()
        };
        let counts = Level::WORDS.iter().map(|(level, _)| (level.name(), of(*level))).filter(|(_, of)| !of.is_empty());
        let count =
            |level: &str, of: Vec<Origin>| self.figures.counted(of.len().to_string(), &format!("荣誉.{level}"), of);
        let counts: Vec<Value> =
            counts.map(|(level, of)| json!({ "level": level, "count": count(level, of) })).collect();
        let c = json!({
            "span": self.period.span_word(), "self": view::own_name(self.figures), "counts": counts, "part": part,
        });
        self.component("honours_counted", &c)
    }

    /// The highest honour of the body itself, where the opening that is used tells it. What a reference tells elsewhere is
    /// not told here.
    pub(in crate::document::compose) fn top_honour(&self) -> Option<Origin> {
        self.opening_form().filter(|form| form.honour && self.paper.is_none_or(|paper| paper.opening.is_none()))?;
        let own = |honour: &&&Honour| {
            is_own(honour) && honour.status.is_none() && !self.is_told_elsewhere(Entered::Honour(honour))
        };
        self.honours_in_time().iter().find(own).map(|honour| honour.origin)
    }

    /// That honour as the last words of a sentence about the body.
    pub(super) fn top_told(&self) -> Option<String> {
        let honour = self.figures.facts().honours.iter().find(|honour| Some(honour.origin) == self.top)?;
        Some(self.phrases.of_itself(Entered::Honour(honour))).filter(|text| !text.is_empty())
    }
}

fn rank(honour: &Honour) -> Option<Level> {
    honour.rank.map(|rank| rank.value)
}

/// Whether an honour was granted to the body itself and nobody else.
fn is_own(honour: &Honour) -> bool {
    !honour.to.is_empty() && honour.to.iter().all(|person| OWN.contains(&person.name.as_str()))
}
