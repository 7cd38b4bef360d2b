//! What the plan of the year did not finish goes on, with its history.

use crate::diagnostic::Say;
use crate::facts::File;
use crate::facts::model::{Entered, PlanItem};
use crate::facts::value::Progress;
use crate::figures::{self, plan};
use crate::offer::roll::due_again;
use crate::plan::draft::history::name;
use crate::plan::draft::write::plain;
use crate::plan::draft::{Drafting, Place, Proposal, names, season};
use crate::say;

/// An item of the plan of this year, and how far it has come.
struct Account<'a> {
    item: &'a PlanItem,
    done: bool,
    /// How that is known.
    how: Say,
}

impl<'a> Drafting<'a> {
    /// Carries over what was not finished; what recurs goes on under the name that the plan had for it.
    pub(super) fn unfinished(&mut self) {
        let Some(file) = figures::derive(self.dossier).plan_of_file() else { return };
        for item in file.facts.plan.iter().filter(|item| !item.proposed.is_empty()) {
            let reason = say!("去年的提议，没有采纳", "a proposal of last year that was not accepted");
            self.pass(&item.title.text, Place::new(file, item.origin), reason);
        }
        for account in self.accounts(file) {
            let item = account.item;
            let carried =
                || item.carried.iter().map(|text| text.text.clone()).chain([self.dossier.current.period.name()]);
            let carried: Vec<String> = if account.done { Vec::new() } else { carried().collect() };
            // Of two items with one name the second goes on by itself.
            let again = |proposal: &&mut Proposal| proposal.continues.is_none() && self_same(item, proposal);
            if let Some(proposal) = self.draft.proposals.iter_mut().find(again) {
                proposal.id = item.id.text.clone();
                proposal.continues = Some(item.id.text.clone());
                proposal.owner = item.owner.as_ref().map(|owner| owner.text.clone());
                proposal.carried = carried;
                // What was not done is still to be done as it was meant.
                let meant = item.measure.as_ref().filter(|_| !account.done && proposal.measure.is_none()).map(plain);
                proposal.measure = meant.or(proposal.measure.take());
                proposal.reasons.extend((!account.done).then_some(account.how));
                continue;
            }
            match (account.done, self.rhythm(item)) {
                (true, None) => self.pass(&item.title.text, Place::new(file, item.origin), account.how),
                (_, reason) => {
                    let proposal = self.carried(file, item, carried, reason.unwrap_or(account.how));
                    self.draft.proposals.push(proposal);
                }
            }
        }
    }

    /// How far each item of the plan has come: as it says itself, as records say that carry it out, or by its name.
    fn accounts(&self, file: &'a File) -> Vec<Account<'a>> {
        let placed = self.dossier.current.facts.placed();
        let account = |item: &'a PlanItem| {
            let fulfils = |record: &&Entered<'_>| record.place().fulfils.iter().any(|id| id.text == item.id.text);
            let named = |record: &&Entered<'_>| is_of(item, **record);
            let stated = item.status.map(|status| status.value);
            let (done, how) = match (stated, placed.iter().find(fulfils), placed.iter().find(named)) {
                (Some(Progress::Done), ..) => (true, say!("计划里的这一项已完成", "this item of the plan is done")),
                (Some(Progress::Partly), ..) => {
                    (false, say!("计划里的这一项部分完成", "this item of the plan is partly done"))
                }
                (Some(Progress::Open), ..) => {
                    (false, say!("计划里的这一项没有完成", "this item of the plan is not done"))
                }
                (None, Some(record), _) => (true, self.by(*record, say!("由它落实", "carried out by it"))),
                (None, None, Some(record)) => {
                    (true, self.by(*record, say!("同名，看来由它落实", "by its name, carried out by it")))
                }
                (None, None, None) => {
                    (false, say!("没有写进展，也没有记录落实它", "it has no status, and no record carries it out"))
                }
            };
            Account { item, done, how }
        };
        let accepted = file.facts.plan.iter().filter(|item| item.proposed.is_empty());
        accepted.map(account).collect()
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

    fn carried(&self, file: &File, item: &PlanItem, carried: Vec<String>, reason: Say) -> Proposal {
        let id = item.id.text.clone();
        let place = Place::new(file, item.origin);
        let mut proposal = Proposal::new(id.clone(), item.title.text.clone(), id.clone(), place);
        let text = |text: &Option<crate::facts::value::Text>| text.as_ref().map(|text| text.text.clone());
        (proposal.area, proposal.item) =
            self.area(item.area.as_ref().map(|it| &*it.text), item.item.as_ref().map(|it| &*it.text));
        (proposal.owner, proposal.every, proposal.assigned) =
            (text(&item.owner), text(&item.every), text(&item.assigned));
        proposal.measure = item.measure.as_ref().map(plain);
        proposal.continues = Some(id);
        proposal.carried = carried;
        proposal.reasons.push(reason);
        let period = plan::planned(file);
        let months = season::months(&period, &self.order.period);
        let when = item.when.as_ref();
        let moved = when.and_then(|when| season::of_plan(when, file, &period, months, &self.order.calendar));
        if let Some(moved) = moved {
            proposal.when = Some(moved.written);
            proposal.reasons.extend(moved.reason);
        }
        proposal
    }
}

/// Whether a record is what an item of the plan was about: by id, series or name.
fn is_of(item: &PlanItem, record: Entered<'_>) -> bool {
    let id = names::undated(&item.id.text);
    let series = super::history::text(record, "series").is_some_and(|series| series.text == id);
    let own = record.id().is_some_and(|own| names::undated(&own.text) == id);
    let named = || name(record).is_some_and(|name| names::bare(&item.title.text).ends_with(&names::bare(&name)));
    series || own || named()
}

/// Whether a proposal is the matter of an item of the plan: by id, or because the item is called so.
fn self_same(item: &PlanItem, proposal: &Proposal) -> bool {
    let id = names::undated(&item.id.text);
    let stems = proposal.stems.iter().any(|stem| names::undated(stem) == id);
    let title = names::bare(&item.title.text);
    proposal.id == id || stems || proposal.whole.iter().any(|name| title.ends_with(name.as_str()))
}
