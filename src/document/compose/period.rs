//! The time that a paper tells: that of the file, unless the facts or the kind say otherwise.

use chrono::{Datelike, NaiveDate};

use crate::document::manifest::{Manifest, Tells};
use crate::document::number::chinese;
use crate::facts::model::Paper;
use crate::facts::time::{self, Period, When};
use crate::figures::Figures;

/// The time that a paper of this kind tells: the one written for it, else that of the plan for kinds that look ahead, else
/// that of the file.
pub fn told(figures: Figures<'_>, manifest: &Manifest, paper: Option<&Paper>) -> Period {
    let own = figures.file().period;
    match (paper.and_then(|paper| paper.period.as_ref()), manifest.tells) {
        (Some(written), _) => written.period,
        (None, Tells::Plan) => {
            // A plan that is dated after the time of its file is for what follows.
            let date = paper.and_then(|paper| paper.date.as_ref()).and_then(|date| date.days);
            let later = date.is_some_and(|(day, _)| day > own.end);
            if later { following(own).unwrap_or(own) } else { planned(figures) }
        }
        (None, Tells::Past) => own,
    }
}

/// Whether a time is longer than a kind tells.
pub fn is_too_long(manifest: &Manifest, period: &Period) -> bool {
    let (start, end) = (period.start, period.end);
    let months = i64::from(end.year() - start.year()) * 12 + i64::from(end.month()) - i64::from(start.month()) + 1;
    manifest.months.is_some_and(|most| months > i64::from(most))
}

/// The time of a plan: the period after that of a file that tells what was done, else the file's own.
pub fn planned(figures: Figures<'_>) -> Period {
    let own = figures.file().period;
    let facts = figures.facts();
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
    // How far an item has come can be said of the plan of this period only.
    let accounted = facts.plan.iter().any(|item| item.status.is_some());
    match next {
        Some(next) if lies_in(&next) => next,
        _ if lies_in(&own) || accounted => own,
        Some(next) if !facts.placed().is_empty() => next,
        _ => own,
    }
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

/// How many years a period has, as papers count them: 一年, 三年; a period that is no whole years goes by its name.
pub fn years(period: &Period) -> String {
    let mut months = 0;
    while period.start.checked_add_months(chrono::Months::new(months)).is_some_and(|day| day <= period.end) {
        months += 12;
    }
    let whole = period.start.checked_add_months(chrono::Months::new(months)).and_then(|day| day.pred_opt());
    match months / 12 {
        _ if whole != Some(period.end) => period.name(),
        2 => "两年".to_owned(),
        years => format!("{}年", chinese(years)),
    }
}

/// What a paper calls the time after a period: the one that the file has a plan for, the year that follows a year, else
/// 今后.
pub fn ahead(figures: Figures<'_>, period: &Period) -> String {
    let plan = Some(planned(figures)).filter(|plan| !figures.facts().plan.is_empty() && plan.start > period.end);
    let year = |next: &Period| years(period) == "一年" && next.start > period.end;
    plan.or(following(*period).filter(year)).map_or_else(|| "今后".to_owned(), |next| next.name())
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
