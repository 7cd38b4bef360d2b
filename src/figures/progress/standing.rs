//! How far one item of a plan has come.

use chrono::NaiveDate;

use crate::facts::File;
use crate::facts::model::{Entered, PlanItem};
use crate::facts::time::{Period, Precision, When};
use crate::facts::value;
use crate::figures::plan::in_plan;
use crate::figures::progress::attained::Attained;
use crate::figures::progress::{Standing, State, Timing};

/// A plan, and the records that items are looked for in.
pub(super) struct View<'a, 'p> {
    pub plan: &'a File,
    pub period: Period,
    pub until: Option<NaiveDate>,
    pub placed: &'p [Entered<'a>],
}

/// Where a record lies, seen from the last day that is looked at.
#[derive(PartialEq, Eq)]
pub(super) enum Lies {
    Over,
    Begun,
    After,
}

/// Where a record lies. One that does not say when was told as done, and is over.
pub(super) fn lies(record: Entered<'_>, until: Option<NaiveDate>) -> Lies {
    let days = record.place().when.and_then(|when| when.days);
    match (days, until) {
        (Some((first, _)), Some(until)) if first > until => Lies::After,
        (Some((_, last)), Some(until)) if last > until => Lies::Begun,
        _ => Lies::Over,
    }
}

impl<'a> View<'a, '_> {
    pub fn standing(&self, item: &'a PlanItem) -> Standing<'a> {
        let due = item.when.as_ref().map(|when| in_plan(when, &self.plan.period, &self.period));
        let all = self.placed.iter().filter(|record| names(**record, item)).copied();
        let (mut records, mut begun) = (Vec::new(), Vec::new());
        for record in all {
            match lies(record, self.until) {
                Lies::Over => records.push(record),
                Lies::Begun => begun.push(record),
                Lies::After => {}
            }
        }
        let attained = Attained::of(item, &records);
        let stated = item.status.map(|status| match status.value {
            value::Progress::Done => State::Done,
            value::Progress::Partly => State::Partly,
            value::Progress::Open => State::Open,
        });
        let last = due.as_ref().and_then(|due| due.days).map_or(self.period.end, |(_, last)| last);
        // On its last day an item is not yet overdue.
        let early = self.until.is_some_and(|until| until < last);
        let begins = !begun.is_empty() || item.every.is_some() && early;
        let seen = match (records.is_empty(), attained.reached()) {
            (true, _) if !begun.is_empty() => State::Partly,
            (true, Some(true)) => State::Done,
            (true, Some(false)) if attained.is_something() => State::Partly,
            (true, _) if early => State::Ahead,
            (true, _) => State::Open,
            (false, Some(true)) => State::Done,
            (false, Some(false)) => State::Partly,
            // What comes again and again is not done before its time is over.
            (false, None) if begins => State::Partly,
            (false, None) => State::Done,
        };
        let timing = timing(due.as_ref(), &records);
        Standing {
            item,
            due,
            state: stated.unwrap_or(seen),
            stated: stated.is_some(),
            records,
            begun,
            attained,
            timing,
        }
    }
}

/// Whether a record says that it carries out this item.
pub(super) fn names(record: Entered<'_>, item: &PlanItem) -> bool {
    record.place().fulfils.iter().any(|id| id.text == item.id.text)
}

/// Late where a record began after the last day due, in time where all were over by then; who is not sure of the days does
/// not know.
fn timing(due: Option<&When>, records: &[Entered<'_>]) -> Timing {
    let firm = |when: &When| when.days.filter(|_| when.precision != Precision::Occasion);
    let Some((_, last)) = due.and_then(firm) else { return Timing::Unknown };
    let days: Vec<_> = records.iter().map(|record| record.place().when.and_then(firm)).collect();
    if days.iter().flatten().any(|(first, _)| *first > last) {
        Timing::Late
    } else if !days.is_empty() && days.iter().all(|days| days.is_some_and(|(_, end)| end <= last)) {
        Timing::OnTime
    } else {
        Timing::Unknown
    }
}
