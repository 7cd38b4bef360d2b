//! Which time a plan is for, and which file holds the plan for a time. A file may hold the plan for its own time, as the one
//! that `niandu plan` drafts, or that for the time after, behind what was done.

use chrono::{Datelike, NaiveDate};

use crate::facts::File;
use crate::facts::amount::kind_of;
use crate::facts::model::PlanItem;
use crate::facts::time::{self, Period, When};
use crate::figures::Figures;

impl<'a> Figures<'a> {
    /// The file whose plan is for the time of the current one: that file itself, else the one of the period before.
    pub fn plan_of_file(self) -> Option<&'a File> {
        let mut files = std::iter::once(self.file()).chain(&self.dossier.previous);
        files.find(|file| !file.facts.plan.is_empty() && planned(file) == self.file().period)
    }

    /// The file whose plan is for the time right before that of the plan in the current one.
    pub fn plan_before(self) -> Option<&'a File> {
        let start = planned(self.file()).start;
        let before = |file: &&File| !file.facts.plan.is_empty() && planned(file).end.succ_opt() == Some(start);
        self.dossier.previous.iter().find(before)
    }
}

/// The time of the plan in a file: the one that the file says, else the period after that of a file that tells what was done,
/// else the file's own. How far an item has come may be said of either plan, and decides nothing.
pub fn planned(file: &File) -> Period {
    let next = || following(file.period).filter(|_| !file.facts.placed().is_empty());
    said(file).or_else(next).unwrap_or(file.period)
}

/// The time that a file says its plan is for: in so many words, by days with a year, or by items that its own period did not
/// finish.
pub fn said(file: &File) -> Option<Period> {
    let (own, facts) = (file.period, &file.facts);
    if let Some(written) = &facts.plan_period {
        return Some(written.period);
    }
    let next = following(own);
    // A January after the year belongs to the plan of either year and says nothing.
    let tail = |day: NaiveDate| {
        let after = |period: &Period| day > period.end && (day - period.end).num_days() <= 31;
        after(&own) || next.as_ref().is_some_and(after)
    };
    let times = facts.plan.iter().filter_map(|item| item.when.as_ref()).filter(|when| has_year(when));
    let dated: Vec<NaiveDate> =
        times.filter_map(|when| when.days).map(|(day, _)| day).filter(|day| !tail(*day)).collect();
    let lies_in = |period: &Period| !dated.is_empty() && dated.iter().all(|day| within(*day, period));
    let mut carried = facts.plan.iter().flat_map(|item| &item.carried);
    match next {
        Some(next) if lies_in(&next) => Some(next),
        _ if lies_in(&own) => Some(own),
        next => next.filter(|_| carried.any(|text| Period::parse(&text.text).is_ok_and(|period| period == own))),
    }
}

/// Whether an item is meant to be carried out more than once.
pub fn comes_again(item: &PlanItem) -> bool {
    item.every.is_some() || item.target.as_ref().is_some_and(|target| kind_of(&target.unit) == "次")
}

/// A time as the plan for `plan` means it, in a file for `file`: 4月 is April of the year that is planned, 次年1月 lies after
/// it.
pub fn in_plan(when: &When, file: &Period, plan: &Period) -> When {
    const AFTER_PLAN: [&str; 2] = ["次年", "第二年"];
    const AFTER_FILE: [&str; 2] = ["明年", "来年"];
    let behind = |words: [&str; 2]| words.iter().find_map(|word| when.written.strip_prefix(word));
    let (words, period) = match (behind(AFTER_PLAN), behind(AFTER_FILE)) {
        (Some(rest), _) => (rest, following(*plan)),
        (None, Some(rest)) => (rest, following(*file)),
        (None, None) if has_year(when) || file == plan => return when.clone(),
        (None, None) => (when.written.as_str(), Some(*plan)),
    };
    time::parse(words, period.as_ref(), when.origin).unwrap_or_else(|_| when.clone())
}

/// Whether a time is written with its year.
pub fn has_year(when: &When) -> bool {
    let digits: Vec<char> = when.written.chars().take_while(char::is_ascii_digit).collect();
    digits.len() >= 4
}

fn within(day: NaiveDate, period: &Period) -> bool {
    (period.start..=period.end).contains(&day)
}

/// The period of the same length that follows; a year follows a year, a term a term.
pub fn following(period: Period) -> Option<Period> {
    let start = period.end.succ_opt()?;
    let months = (period.end.year() - period.start.year()) * 12 + i32::try_from(period.end.month()).ok()?
        - i32::try_from(period.start.month()).ok()?
        + 1;
    let last = start.checked_add_months(chrono::Months::new(u32::try_from(months).ok()?))?.pred_opt()?;
    Some(Period { start, end: last })
}
