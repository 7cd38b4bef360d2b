//! Honours and publicity.

use std::collections::BTreeMap;

use super::{Taker, normal};
use crate::facts::amount::{Amount, Sum};
use crate::facts::model::OWN;
use crate::facts::value::Tier;
use crate::rollup::partial::{Alike, Merged};
use crate::rollup::total::{Total, term};

/// What groups that hold an honour are counted as, beside bodies (个) and persons (人); and who holds it in a roll-up.
pub const GROUPS: &str = "集体";
pub const OTHERS: &str = "各校集体";

impl Taker<'_> {
    /// Honours, by level and title: bodies, groups and persons apart.
    pub(super) fn honours(&mut self, tier: u8) {
        let mut merged: BTreeMap<String, Merged> = BTreeMap::new();
        for honour in &self.facts().honours {
            if honour.outside.is_some_and(|flag| flag.value) || !self.is_taken(honour.origin) {
                continue;
            }
            let own = honour.to.iter().any(|person| OWN.contains(&person.name.as_str()));
            let listed = honour.to.iter().filter(|person| !OWN.contains(&person.name.as_str())).count();
            let rank = honour.rank.map(|rank| rank.value.name()).unwrap_or_default();
            let title = honour.title.text.trim_matches(['“', '”']).to_owned();
            let groups = honour.to.iter().filter(|person| person.is_group()).count();
            let exact = |count: usize| (count > 0).then(|| Sum::exact(count as u64));
            let stated = honour.count.as_ref().filter(|_| !own).map(term);
            // A number of all says nothing of each, unless they are all of one sort.
            let (groups, persons) = match groups {
                0 => (None, stated.or(exact(listed))),
                groups if groups >= listed => (stated.or(exact(groups)), None),
                groups => (exact(groups), exact(listed - groups)),
            };
            let rolled = honour.count.as_ref().filter(|_| honour.text.is_some() && tier > Tier::School as u8);
            let mut parts: Vec<(&str, Sum)> = Vec::new();
            match rolled {
                // What the body below gathered says itself whom it counts.
                Some(count) if honour.to.iter().any(|to| to.name == OTHERS) => parts.push((GROUPS, term(count))),
                Some(count) => parts.push((if count.unit == "个" { "个" } else { "人" }, term(count))),
                None => {
                    parts.extend(own.then(|| ("个", Sum::exact(1))));
                    parts.extend(groups.map(|sum| (GROUPS, sum)));
                    parts.extend(persons.map(|sum| ("人", sum)));
                }
            }
            for (unit, sum) in parts {
                let key = format!("{rank}|{}|{unit}", normal(&title));
                let mut one =
                    Merged::new(&title, vec![title.clone(), rank.to_owned(), unit.to_owned()], self.at(honour.origin));
                let id = honour.id.as_ref().map(|id| id.text.as_str()).unwrap_or_default();
                self.weigh(&mut one, id, tier);
                if let Some(by) = &honour.by {
                    one.alike.insert("by".to_owned(), Alike { text: Some(by.text.clone()), records: 1 });
                }
                let names: Vec<&str> = honour.to.iter().map(|person| person.name.as_str()).collect();
                self.row(format!("honours/{key}/count"), honour.origin, format!("{title}：{}", names.join("、")));
                one.sums.insert(
                    "count".to_owned(),
                    Total::counted(sum, if unit == GROUPS { "个" } else { unit }, self.at(honour.origin)),
                );
                match merged.get_mut(&key) {
                    Some(first) => first.add(one),
                    None => drop(merged.insert(key, one)),
                }
            }
        }
        if !merged.is_empty() {
            self.partial.records.insert("honours".to_owned(), merged);
        }
    }

    /// Publicity, by what is counted: articles by outlet or with no outlet named, by their unit; bulletins.
    pub(super) fn publicity(&mut self, tier: u8) {
        let facts = self.facts();
        let mut all: BTreeMap<String, Merged> = BTreeMap::new();
        for record in &facts.publicity {
            if !self.is_taken(record.origin) {
                continue;
            }
            let id = record.id.as_ref().map(|id| id.text.as_str()).unwrap_or_default();
            let each = record.outlets.iter().filter_map(|outlet| outlet.0.articles.as_ref());
            let articles: Vec<&Amount> =
                if record.articles.is_some() { record.articles.iter().collect() } else { each.collect() };
            let articles = articles.into_iter().map(|amount| (format!("articles.{}", amount.unit), amount));
            let bulletins = record.bulletins.iter().map(|amount| ("bulletins".to_owned(), amount));
            for (field, amount) in articles.chain(bulletins) {
                let mut one = Merged::new("", Vec::new(), self.at(record.origin));
                self.weigh(&mut one, id, tier);
                let total = self.note(format!("publicity/{field}/{field}"), amount);
                one.sums.insert(field.clone(), total);
                match all.get_mut(&field) {
                    Some(all) => all.add(one),
                    None => drop(all.insert(field, one)),
                }
            }
        }
        if !all.is_empty() {
            self.partial.records.insert("publicity".to_owned(), all);
        }
    }
}
