//! Records of the lists that are gathered by the table.

use std::collections::{BTreeMap, HashSet};

use super::{Taker, amount, normal, text, whole};
use crate::diagnostic::Origin;
use crate::facts::amount::{Sum, kind_of};
use crate::facts::model::Award;
use crate::facts::table::{Item, Record};
use crate::facts::value::{Role, Tier};
use crate::rollup::kinds::{KINDS, Kind};
use crate::rollup::partial::{Alike, Merged};
use crate::rollup::total::{Total, term};

impl<'a> Taker<'a> {
    /// The records of all lists that are gathered by the table.
    pub(super) fn records(&mut self, tier: u8) {
        let facts = self.facts();
        let placed = facts.placed();
        let outside = placed.iter().filter(|entered| entered.place().outside).map(|entered| entered.record().origin());
        // What a body above gave is its gift.
        let received = facts.relief.iter().filter(|relief| relief.received.is_some_and(|flag| flag.value));
        let skipped: HashSet<Origin> = outside.chain(received.map(|relief| relief.origin)).collect();
        for kind in &KINDS {
            let Item::List(items) = facts.named(kind.list) else { continue };
            let mut merged: BTreeMap<String, Merged> = BTreeMap::new();
            for item in items {
                let Item::Record(record) = item else { continue };
                if skipped.contains(&record.origin()) || !self.is_taken(record.origin()) {
                    continue;
                }
                let Some((key, one)) = self.record(kind, record, tier) else { continue };
                match merged.get_mut(&key) {
                    Some(own) => own.add(one),
                    None => drop(merged.insert(key, one)),
                }
            }
            if !merged.is_empty() {
                self.partial.records.insert(kind.list.to_owned(), merged);
            }
        }
    }

    fn record(&mut self, kind: &Kind, record: &'a dyn Record, tier: u8) -> Option<(String, Merged)> {
        let mut about: Vec<String> = kind.about.iter().map(|field| text(record, field)).collect();
        let title = about.first().cloned().unwrap_or_default();
        let event = matches!(kind.list, "activities" | "contests" | "training" | "meetings");
        let role = text(record, "role");
        // What the school's own party branch holds is the school's.
        let inside = ["校", "学校", "本校", "我校"].iter().any(|word| text(record, "host").starts_with(word));
        let hosted = !text(record, "host").is_empty() && !inside;
        let part = match kind.list {
            "training" if hosted => "参加",
            _ if role.is_empty() || role == Role::Host.word() || !hosted && inside => "",
            _ if role == Role::Joint.word() && !hosted => "",
            _ => &role,
        };
        if !part.is_empty() {
            about.push(part.to_owned());
        }
        let (series, id) = (text(record, "series"), text(record, "id"));
        // One series is one matter whatever it is called; of an id that is seen when all are there.
        let key = match (event, series.as_str(), id.as_str()) {
            (true, "", "") | (false, ..) => about.iter().map(|part| normal(part)).collect::<Vec<_>>().join("|"),
            (true, "", id) => format!("{id}|{part}|{}", normal(&title)),
            (true, series, _) => format!("{series}|{part}|"),
        };
        let mut one = Merged::new(&title, about, self.at(record.origin()));
        one.series = event && !series.is_empty();
        one.named = one.series || event && !id.is_empty();
        self.weigh(&mut one, &id, tier);
        for field in kind.alike.iter().filter(|field| **field != "host" || hosted) {
            if let Some(written) = self.written(record, field) {
                one.alike.insert((*field).to_owned(), Alike { text: Some(written), records: 1 });
            }
        }
        let figure = |field: &str| format!("{}/{key}/{field}", kind.list);
        for field in kind.due.iter().chain(kind.given) {
            let amount = match field.split_once('.') {
                None => amount(record, field),
                Some((inner, field)) => match record.named(inner) {
                    Item::Record(inside) => {
                        one.inner.insert(inner.to_owned(), 1);
                        amount(inside, field)
                    }
                    _ => None,
                },
            };
            if let Some(amount) = amount {
                let total = self.note(figure(field), amount);
                one.sums.insert((*field).to_owned(), total);
            }
        }
        if let Item::Amounts(amounts) = record.named("participants") {
            // Persons and the times that they came are no sum, but both may be told of one event.
            if ["人", "人次"].iter().all(|unit| amounts.iter().any(|amount| kind_of(&amount.unit) == *unit)) {
                one.inner.insert("participants".to_owned(), 1);
            }
            for amount in amounts {
                let total = self.note(figure("participants"), amount);
                one.sums.entry("participants".to_owned()).or_default().add(total);
            }
        }
        if let Some(activity) =
            self.facts().activities.iter().chain(&self.facts().contests).find(|a| a.origin == record.origin())
        {
            for award in &activity.awards {
                self.award(award, figure(&format!("awards.{}", award.rank.text)), &mut one);
            }
        }
        if kind.list == "openness"
            && let Item::List(items) = record.named("items")
        {
            let words = items.iter().filter_map(|item| if let Item::Text(text) = item { Some(text) } else { None });
            one.listed = words.map(|word| (word.text.clone(), one.spread())).collect();
        }
        Some((key, one))
    }

    /// How many schools a record stands for.
    pub(super) fn weigh(&self, one: &mut Merged, id: &str, tier: u8) {
        if tier <= Tier::School as u8 {
            one.schools = 1;
            return;
        }
        let below = self.facts().rollup.iter().flat_map(|rollup| &rollup.schools.0);
        match below.into_iter().find(|(name, _)| name.text == id) {
            Some((_, schools)) => one.schools = whole(schools),
            None => drop(one.bodies.insert(tier, 1)),
        }
    }

    /// The prizes of one rank: as stated, else the winners listed.
    fn award(&mut self, award: &Award, figure: String, one: &mut Merged) {
        let (sum, unit, origin, stated) = match &award.count {
            Some(count) => (term(count), count.unit.clone(), count.origin, count.text.clone()),
            None if award.winners.is_empty() => return,
            None => {
                let winners: Vec<&str> = award.winners.iter().map(|person| person.name.as_str()).collect();
                (Sum::exact(winners.len() as u64), "个".to_owned(), award.origin, winners.join("、"))
            }
        };
        let place = self.at(origin);
        self.row(figure, origin, stated);
        let total = one.sums.entry(format!("awards.{}", award.rank.text)).or_default();
        total.add(Total::counted(sum, &unit, place));
    }

    /// A text as it was written: times and paths are read again from it.
    fn written(&self, record: &dyn Record, field: &str) -> Option<String> {
        match record.named(field) {
            Item::Text(text) => Some(text.text.clone()),
            Item::Word(word) => Some(word.to_owned()),
            Item::When(when) => {
                let written = self.file.source.text().get(when.origin.range())?;
                Some(written.trim_matches(['"', '\'']).trim().to_owned())
            }
            _ => None,
        }
    }
}
