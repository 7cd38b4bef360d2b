//! Shortcomings by their words, and the schools that may be examples.

use std::collections::{BTreeMap, BTreeSet};

use super::{Taker, normal, whole};
use crate::diagnostic::Origin;
use crate::facts::amount::{Amount, Sum};
use crate::facts::model::OWN;
use crate::facts::value::{Role, Tier};
use crate::rollup::kinds::{BODIES, RANKED};
use crate::rollup::partial::{Candidate, Highest, Merged};
use crate::rollup::total::Plus;

impl Taker<'_> {
    /// Shortcomings, by their words; what refers to the school's own facts says nothing elsewhere.
    pub(super) fn problems(&mut self, tier: u8) {
        let texts: Vec<(String, Option<String>, Origin)> = self
            .facts()
            .problems
            .iter()
            .filter(|problem| self.is_taken(problem.origin))
            .filter_map(|problem| {
                let words = self.file.source.text().get(problem.text.origin.range())?;
                let plain = !words.contains("{{");
                let text: String = problem
                    .text
                    .paragraphs
                    .iter()
                    .flatten()
                    .filter_map(|piece| match piece {
                        crate::facts::value::Piece::Text(text) => Some(text.as_str()),
                        crate::facts::value::Piece::Reference(_) => None,
                    })
                    .collect();
                let id = problem.id.as_ref().map(|id| id.text.clone());
                (plain && !text.trim().is_empty()).then(|| (bare(&text), id, problem.origin))
            })
            .collect();
        for (text, id, origin) in texts {
            let counted = counted(&text).filter(|_| tier > Tier::School as u8);
            let words = counted.as_ref().map_or(text.as_str(), |(words, ..)| words);
            let key = normal(words);
            let mut one = Merged::new(words, Vec::new(), self.at(origin));
            match counted {
                Some((_, schools, ref bodies)) => (one.schools, one.bodies) = (schools, bodies.clone()),
                None => self.weigh(&mut one, id.as_deref().unwrap_or_default(), tier),
            }
            self.row(format!("problems/{key}/count"), origin, text);
            match self.partial.problems.get_mut(&key) {
                Some(own) => own.add(one),
                None => drop(self.partial.problems.insert(key, one)),
            }
        }
    }

    /// The figures by which schools are ranked. A body above schools hands on those that it has found.
    pub(super) fn candidates(&mut self, tier: u8) {
        let facts = self.facts();
        let mut found: Vec<(String, Candidate)> = Vec::new();
        let candidate = |name: &str, sum: Sum, printed: String, honours: u64| Candidate {
            value: sum.value,
            name: name.to_owned(),
            file: self.place.to_owned(),
            printed,
            honours,
        };
        if tier > Tier::School as u8 {
            let rollup = facts.rollup.iter().filter(|rollup| self.is_taken(rollup.origin));
            for given in rollup.flat_map(|rollup| &rollup.candidates) {
                let honours = given.honours.as_ref().map(whole).unwrap_or_default();
                let printed = given.value.text.clone();
                found.push((
                    given.figure.text.clone(),
                    candidate(&given.school.text, given.value.sum, printed, honours),
                ));
            }
        } else {
            let named = |to: &[crate::facts::value::Person]| to.iter().any(|one| OWN.contains(&one.name.as_str()));
            let honours = facts.honours.iter().filter(|honour| named(&honour.to)).count() as u64;
            let hosted = facts.activities.iter().chain(&facts.contests);
            let hosted = hosted.filter(|one| one.role.is_none_or(|role| role.value <= Role::Undertake)).count() as u64;
            let add = |amounts: Vec<Option<&Amount>>| crate::figures::sum(amounts.into_iter().flatten());
            let own = facts.relief.iter().filter(|relief| !relief.received.is_some_and(|flag| flag.value));
            let answered = facts.congress.iter().filter_map(|congress| congress.proposals.as_ref());
            let articles = facts.publicity.iter().flat_map(|one| {
                let each = one.outlets.iter().map(|outlet| outlet.0.articles.as_ref());
                if one.articles.is_some() { vec![one.articles.as_ref()] } else { each.collect() }
            });
            let sums = [
                Some((Sum::exact(hosted), "项".to_owned())),
                add(facts.training.iter().map(|training| training.sessions.as_ref()).collect()),
                add(own.map(|relief| relief.amount.as_ref()).collect()),
                add(answered.map(|proposals| proposals.answered.as_ref()).collect()),
                // Articles are ranked by number; pieces of other kinds are not set against them.
                add(articles.filter(|amount| amount.is_some_and(|amount| amount.unit == "篇")).collect()),
                add(vec![facts.membership.as_ref().and_then(|membership| membership.new_members.as_ref())]),
            ];
            for (figure, sum) in RANKED.iter().zip(sums) {
                let sum = sum.filter(|(sum, _)| sum.is_claimable() && !sum.value.is_zero());
                found.extend(sum.map(|(sum, unit)| {
                    ((*figure).to_owned(), candidate(&self.name, sum, sum.print_added(&unit), honours))
                }));
            }
        }
        for (figure, candidate) in found {
            self.partial.candidates.entry(figure).or_default().plus(Highest(BTreeSet::from([candidate])));
        }
    }
}

/// A shortcoming that ends in who has it, as a roll-up writes it: its words, the schools and the bodies of each level.
fn counted(text: &str) -> Option<(&str, u64, BTreeMap<u8, u64>)> {
    let (words, who) = match text.strip_suffix('）') {
        Some(text) => text.rsplit_once('（')?,
        None => text.rsplit_once("，涉及")?,
    };
    let (mut schools, mut bodies) = (0, BTreeMap::new());
    for part in who.split('和') {
        let at = part.find(|c: char| !c.is_ascii_digit())?;
        let (count, unit) = part.split_at(at);
        let count: u64 = count.parse().ok()?;
        if unit == "所学校" {
            schools = count;
        } else {
            let tier = BODIES.iter().find(|(_, word)| unit.strip_prefix('个') == Some(*word))?.0;
            bodies.insert(tier, count);
        }
    }
    Some((bare_end(words), schools, bodies))
}

/// A sentence without its full stop, borrowed.
fn bare_end(text: &str) -> &str {
    text.trim().trim_end_matches(['。', '；', '.'])
}

/// A sentence without its full stop.
fn bare(text: &str) -> String {
    bare_end(text).to_owned()
}
