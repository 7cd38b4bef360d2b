//! What the plan of the year did not finish goes on, with its history.

use crate::diagnostic::{Origin, Say};
use crate::facts::File;
use crate::facts::model::{Entered, PlanItem};
use crate::facts::time::{self, Period};
use crate::facts::value::Text;
use crate::figures::progress::offers::Offer;
use crate::figures::progress::{Standing, State};
use crate::figures::{self, plan};
use crate::offer::roll::due_again;
use crate::plan::draft::recurring::told_moved;
use crate::plan::draft::write::plain;
use crate::plan::draft::{Drafting, Place, Proposal, names, season};
use crate::say;

/// An item of the plan of this year, and how far it has come.
struct Judged<'a> {
    item: &'a PlanItem,
    done: bool,
    /// How that is known.
    how: Say,
}

impl<'a> Drafting<'a> {
    /// Carries over what was not finished; what recurs goes on under the name that the plan had for it.
    pub(super) fn unfinished(&mut self) {
        let figures = figures::derive(self.dossier);
        let Some(account) = figures.account(None) else { return };
        let file = account.plan;
        for item in file.facts.plan.iter().filter(|item| !item.proposed.is_empty()) {
            let reason = say!("去年的提议，没有采纳", "a proposal of last year that was not accepted");
            self.pass(&item.title.text, Place::new(file, item.origin), reason);
        }
        let offers = account.rest(figures).offers;
        for standing in &account.standings {
            let Judged { item, done, how } = self.judged(standing, &offers);
            let carried = if done { Vec::new() } else { carried_over(item, &account.period) };
            let by: Vec<String> = standing.records.iter().filter_map(|it| it.id()).map(|id| id.text.clone()).collect();
            let again = |proposal: &&mut Proposal| self_same(item, proposal);
            if let Some(proposal) = self.draft.proposals.iter_mut().find(again) {
                proposal.id = item.id.text.clone();
                proposal.continues = Some(item.id.text.clone());
                proposal.owner = item.owner.as_ref().map(|owner| owner.text.clone());
                proposal.carried = carried;
                keep_words(proposal, item, done);
                proposal.reasons.extend((!done).then_some(how));
                continue;
            }
            match (done, self.rhythm(item)) {
                (true, None) => self.pass(&item.title.text, Place::new(file, item.origin), how),
                (_, rhythm) => {
                    let reasons = (!done).then_some(how).into_iter().chain(rhythm);
                    let mut proposal = self.carried(file, item, carried, reasons);
                    // It comes from the item, and from what was done of it.
                    proposal.stems.extend(by.into_iter().filter(|id| *id != item.id.text));
                    self.draft.proposals.push(proposal);
                }
            }
        }
    }

    /// How far an item has come: the same account that `niandu progress` gives. Where a record looks like it and nobody
    /// has said so, it is not done, and the reason names that record.
    fn judged(&self, standing: &Standing<'a>, offers: &[Offer<'a>]) -> Judged<'a> {
        let item = standing.item;
        let looks = offers.iter().find(|offer| offer.item.origin == item.origin);
        let (done, how) = match (standing.state, standing.stated, standing.records.first()) {
            (State::Done, true, _) => (true, say!("计划里的这一项已完成", "this item of the plan is done")),
            (State::Partly, true, _) => (false, say!("计划里的这一项部分完成", "this item of the plan is partly done")),
            (_, true, _) => (false, say!("计划里的这一项没有完成", "this item of the plan is not done")),
            (State::Done, false, Some(record)) => (true, self.by(*record, say!("由它落实", "carried out by it"))),
            (State::Done, false, None) => (true, say!("达到了指标", "its target is reached")),
            (_, false, Some(record)) => {
                (false, self.by(*record, say!("由它落实，没有办完", "carried out by it in part")))
            }
            (_, false, None) => match looks {
                Some(offer) => (false, self.unconfirmed(item, offer.record)),
                None => (false, say!("没有写进展，也没有记录落实它", "it has no status, and no record carries it out")),
            },
        };
        Judged { item, done, how }
    }

    /// A record that looks like an item, and what to write where it is the one.
    fn unconfirmed(&self, item: &PlanItem, record: Entered<'_>) -> Say {
        let id = &item.id.text;
        let how = say!(
            "看来落实了它，但没有写明，按没有完成结转；就是它的，在那条记录里写 落实: {id}",
            "it looks like it, and does not say so, so the item is carried over; if it is the one, write `fulfils: {id}` there"
        );
        self.by(record, how)
    }

    fn by(&self, record: Entered<'_>, how: Say) -> Say {
        let place = Place::new(&self.dossier.current, record.record().origin());
        let ((file, line), zh, en) = (place.file_and_line(), how.zh, how.en);
        say!("{file} 第{line}行的记录：{zh}", "the record of {file} line {line}: {en}")
    }

    /// Why an item comes again though it is done: it says how often, and is due.
    fn rhythm(&self, item: &PlanItem) -> Option<Say> {
        let every = &item.every.as_ref()?.text;
        let due = due_again(every, self.dossier.current.period.end);
        let now = due.is_none_or(|due| due <= chrono::Datelike::year(&self.order.period.end));
        now.then(|| say!("计划里写了频次：{every}", "the plan says how often: {every}"))
    }

    fn carried(
        &self,
        file: &File,
        item: &PlanItem,
        carried: Vec<String>,
        reasons: impl Iterator<Item = Say>,
    ) -> Proposal {
        let id = item.id.text.clone();
        let place = Place::new(file, item.origin);
        let period = plan::planned(file);
        let months = season::months(&period, &self.order.period);
        let (title, years) = names::years_moved(&item.title.text, &period, months / season::YEAR);
        let mut proposal = Proposal::new(id.clone(), title, id.clone(), place);
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.text.clone());
        (proposal.area, proposal.item) =
            self.area(item.area.as_ref().map(|it| &*it.text), item.item.as_ref().map(|it| &*it.text));
        (proposal.owner, proposal.assigned) = (text(&item.owner), text(&item.assigned));
        keep_words(&mut proposal, item, carried.is_empty());
        proposal.continues = Some(id);
        proposal.carried = carried;
        proposal.reasons.extend(reasons.chain(told_moved(&years)));
        let Some(when) = &item.when else { return proposal };
        let on = season::Move { months, calendar: &self.order.calendar, words: &item.title.text };
        match season::of_plan(when, file, &period, &on) {
            Some(moved) if self.lies_outside(&moved.written, item.origin) => {
                let (was, name) = (moved.written, self.order.period.name());
                proposal.reasons.push(say!(
                    "原定{was}，不在{name}里，时间待定",
                    "it was due at {was}, which is not in {name}: its time is open"
                ));
            }
            Some(moved) => {
                proposal.when = Some(moved.written);
                proposal.reasons.extend(moved.reason);
            }
            None => proposal.reasons.push(season::lost(when)),
        }
        proposal
    }

    /// Whether a time lies outside the part of a year that is planned. The plan of a whole year has all seasons, and may
    /// reach into the January behind it.
    fn lies_outside(&self, written: &str, origin: Origin) -> bool {
        const PART: i64 = 360;
        let period = self.order.period;
        let days = time::parse(written, Some(&period), origin).ok().and_then(|when| when.days);
        let part = (period.end - period.start).num_days() < PART;
        part && days.is_some_and(|(first, last)| last < period.start || period.end < first)
    }
}

/// Keeps what the plan said of an item, as it was written; its target only where that is still to be reached.
fn keep_words(proposal: &mut Proposal, item: &PlanItem, done: bool) {
    let text = |text: &Option<Text>| text.as_ref().map(|text| text.text.clone());
    proposal.every = text(&item.every).or(proposal.every.take());
    proposal.measure = item.measure.as_ref().map(plain).or(proposal.measure.take());
    proposal.goal = item.goal.as_ref().map(plain);
    if !done {
        proposal.target = item.target.as_ref().map(|target| target.text.clone()).or(proposal.target.take());
    }
}

/// The periods whose plans did not finish an item, that of this plan last.
fn carried_over(item: &PlanItem, period: &Period) -> Vec<String> {
    let mut carried: Vec<String> = item.carried.iter().map(|text| text.text.clone()).collect();
    if carried.last() != Some(&period.name()) {
        carried.push(period.name());
    }
    carried
}

/// Whether a proposal is the matter of an item of the plan: by id, or because the item is called so.
fn self_same(item: &PlanItem, proposal: &Proposal) -> bool {
    let id = names::undated(&item.id.text);
    let stems = proposal.stems.iter().any(|stem| names::undated(stem) == id);
    let title = names::timeless(&item.title.text);
    proposal.id == id || stems || proposal.whole.iter().any(|name| title.ends_with(name.as_str()))
}
