//! How far one item of a plan has come.

use chrono::{Datelike, Months, NaiveDate};

use crate::facts::File;
use crate::facts::model::{Entered, PlanItem};
use crate::facts::numeral;
use crate::facts::time::{Period, When};
use crate::facts::value;
use crate::figures::due::{self, Days};
use crate::figures::plan::in_plan;
use crate::figures::progress::attained::Attained;
use crate::figures::progress::{Standing, State, Timing};

/// A plan, and the records that items are looked for in.
pub(super) struct View<'a, 'p> {
    pub plan: &'a File,
    pub period: Period,
    pub until: Option<NaiveDate>,
    /// The time that the records are of.
    pub told: Period,
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
pub(super) fn lies(record: Entered<'_>, told: &Period, until: Option<NaiveDate>) -> Lies {
    let days = record.place().when.and_then(|when| due::days(when, told));
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
            match lies(record, &self.told, self.until) {
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
        let span = self.span(item, due.as_ref());
        // On its last day an item is not yet overdue; what comes again and again is due for the first time before.
        let early = self.is_before(span.last);
        let waits = self.is_before(span.first_due.min(span.last));
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
        let state = stated.unwrap_or(seen);
        // What its author calls undone was done neither in time nor late.
        let timing = if state == State::Open { Timing::Unknown } else { self.timing(span.firm, &records, &begun) };
        Standing { item, due, days: span.days, state, stated: stated.is_some(), records, begun, attained, timing }
    }
}

/// The time of an item, as far as it says one.
struct Span {
    days: Option<Days>,
    /// Its last day, where that is sure.
    firm: Option<NaiveDate>,
    last: NaiveDate,
    /// The last day on which it is to be done for the first time.
    first_due: NaiveDate,
}

impl View<'_, '_> {
    fn span(&self, item: &PlanItem, due: Option<&When>) -> Span {
        let words = item.every.as_ref().map(|every| every.text.as_str()).unwrap_or_default();
        // 国庆、春节前各一次 is over with the last of its feasts.
        let eves = if due.is_none() { due::eves(words, &self.period) } else { Vec::new() };
        let of_feasts = eves.first().zip(eves.last()).map(|(first, last)| (*first, *last));
        let days = due.and_then(|due| due::days(due, &self.period)).or(of_feasts);
        let (first, last) = days.unwrap_or((self.period.start, self.period.end));
        let firm = due.and_then(|due| due::firm(due, &self.period)).or(of_feasts).map(|(_, last)| last);
        let rhythm = || first_of(words, first).unwrap_or(last);
        Span { days, firm, last, first_due: of_feasts.map_or_else(rhythm, |(first, _)| first) }
    }

    /// Whether the day that is asked for comes before `day`. Before the time of the plan all is still to come, and after it
    /// nothing.
    fn is_before(&self, day: NaiveDate) -> bool {
        let Period { start, end } = self.period;
        self.until.is_some_and(|until| until < start || until <= end && until < day)
    }

    /// Late where a record began after the last day due, in time where all were over by then; who is not sure of the days, or
    /// has not ended in time, does not know.
    fn timing(&self, last: Option<NaiveDate>, records: &[Entered<'_>], begun: &[Entered<'_>]) -> Timing {
        let firm = |when: &When| due::firm(when, &self.told);
        let Some(last) = last else { return Timing::Unknown };
        let days: Vec<_> = records.iter().chain(begun).map(|record| record.place().when.and_then(firm)).collect();
        if days.iter().flatten().any(|(first, _)| *first > last) {
            Timing::Late
        } else if !records.is_empty() && days.iter().all(|days| days.is_some_and(|(_, end)| end <= last)) {
            Timing::OnTime
        } else {
            Timing::Unknown
        }
    }
}

/// The last day of the first time of what comes again and again from the day `first` on, as far as its words say one: 每月,
/// 每两个月, 每季度.
fn first_of(words: &str, first: NaiveDate) -> Option<NaiveDate> {
    let (year, month) = (first.year(), first.month());
    if words.contains("每学期") {
        // What is planned from January on has its first term in spring.
        return if month < 8 { last_of(year, 7) } else { last_of(year + 1, 1) };
    }
    let (number, unit) = rhythm(words)?;
    let last = match unit {
        '周' => return first.checked_add_days(chrono::Days::new(u64::from(7 * number - 1))),
        '月' => month + number - 1,
        '季' => (month - 1) / 3 * 3 + 3 * number,
        _ => (month - 1) / 6 * 6 + 6 * number,
    };
    last_of(year + i32::try_from((last - 1) / 12).ok()?, (last - 1) % 12 + 1)
}

/// How many of which unit lie between one time and the next: 每两个月 is 2 of 月, 隔周 2 of 周, 每半年 1 of 半.
fn rhythm(words: &str) -> Option<(u32, char)> {
    let (mark, rest) =
        [('每', 1), ('隔', 2)].into_iter().find_map(|(mark, times)| Some((times, words.split_once(mark)?.1)))?;
    let two = rest.strip_prefix(['两', '双']).map(|rest| (2, rest));
    let (number, rest) = two.or_else(|| numeral::leading(rest)).unwrap_or((mark, rest));
    let unit = rest.trim_start_matches('个').chars().next()?;
    ("周月季半".contains(unit) && (1..=24).contains(&number)).then_some((number, unit))
}

/// The last day of a month.
fn last_of(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// Whether a record says that it carries out this item.
pub(super) fn names(record: Entered<'_>, item: &PlanItem) -> bool {
    record.place().fulfils.iter().any(|id| id.text == item.id.text)
}
