//! How far one item of a plan has come.

use chrono::{Datelike, Days, Months, NaiveDate};

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
        // On its last day an item is not yet overdue; what comes again and again is due for the first time before.
        let early = self.until.is_some_and(|until| until < last);
        let waits = self.until.is_some_and(|until| until < self.first_due(item, due.as_ref()).min(last));
        let begins = !begun.is_empty() || item.every.is_some() && early;
        let seen = match (records.is_empty(), attained.reached()) {
            (true, _) if !begun.is_empty() => State::Partly,
            (true, Some(true)) => State::Done,
            (true, Some(false)) if attained.is_something() => State::Partly,
            (true, _) if waits => State::Ahead,
            (true, _) => State::Open,
            (false, Some(true)) => State::Done,
            (false, Some(false)) => State::Partly,
            // What comes again and again is not done before its time is over.
            (false, None) if begins => State::Partly,
            (false, None) => State::Done,
        };
        let timing = timing(due.as_ref(), &records, &begun);
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

impl View<'_, '_> {
    /// The last day on which an item that comes again and again is to be done for the first time, as far as its words say;
    /// else the last day of its time.
    fn first_due(&self, item: &PlanItem, due: Option<&When>) -> NaiveDate {
        let (first, last) = due.and_then(|due| due.days).unwrap_or((self.period.start, self.period.end));
        let words = item.every.as_ref().map(|every| every.text.replace('个', "")).unwrap_or_default();
        let (year, month) = (first.year(), first.month());
        let ends = [
            ("每周", first.checked_add_days(Days::new(6))),
            ("每月", last_of(year, month)),
            ("每季", last_of(year, (month - 1) / 3 * 3 + 3)),
            ("每半年", last_of(year, (month - 1) / 6 * 6 + 6)),
            // What is planned from January on has its first term in spring.
            ("每学期", if month < 8 { last_of(year, 7) } else { last_of(year + 1, 1) }),
        ];
        ends.into_iter().find(|(word, _)| words.contains(word)).and_then(|(_, end)| end).unwrap_or(last)
    }
}

/// The last day of a month.
fn last_of(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// Whether a record says that it carries out this item.
pub(super) fn names(record: Entered<'_>, item: &PlanItem) -> bool {
    record.place().fulfils.iter().any(|id| id.text == item.id.text)
}

/// Late where a record began after the last day due, in time where all were over by then; who is not sure of the days, or has
/// not ended in time, does not know.
fn timing(due: Option<&When>, records: &[Entered<'_>], begun: &[Entered<'_>]) -> Timing {
    let firm = |when: &When| when.days.filter(|_| when.precision != Precision::Occasion);
    let Some((_, last)) = due.and_then(firm) else { return Timing::Unknown };
    let days: Vec<_> = records.iter().chain(begun).map(|record| record.place().when.and_then(firm)).collect();
    if days.iter().flatten().any(|(first, _)| *first > last) {
        Timing::Late
    } else if !records.is_empty() && days.iter().all(|days| days.is_some_and(|(_, end)| end <= last)) {
        Timing::OnTime
    } else {
        Timing::Unknown
    }
}
