//! The season kept: the same month or span a year later, a day moved to one that suits.

use chrono::{Datelike, Months, NaiveDate};

use crate::diagnostic::Say;
use crate::facts::File;
use crate::facts::time::{Period, Precision, When};
use crate::figures::plan::{has_year, in_plan};
use crate::plan::calendar::Calendar;
use crate::plan::draft::feasts;
use crate::say;

/// The months of a year.
pub const YEAR: u32 = 12;
/// Words behind a date by which it is no day of its own.
const AROUND: [&str; 9] = ["前后", "左右", "以前", "以后", "之前", "之后", "期间", "前", "起"];

/// A time in the plan, and why it is another day.
pub struct Moved {
    pub written: String,
    pub reason: Option<Say>,
}

/// How many months lie between a file and the time that is planned: whole years, so that the season stays.
pub fn months(file: &Period, to: &Period) -> u32 {
    let apart = (to.start.year() - file.start.year()) * 12 + to.start.month0() as i32 - file.start.month0() as i32;
    let years = (apart + 11).div_euclid(12).max(1);
    u32::try_from(years).unwrap_or(1) * YEAR
}

/// How a time moves on.
pub struct Move<'a> {
    pub months: u32,
    pub calendar: &'a Calendar,
    /// What the matter is called, and what it is for: a feast may be named.
    pub words: &'a str,
}

/// A time of `file`, later; nothing where there is none to be written.
pub fn moved(when: &When, file: &File, on: &Move<'_>) -> Option<Moved> {
    let plain = |written: String| Some(Moved { written, reason: None });
    let dated = when.written.starts_with(|c: char| c.is_ascii_digit());
    match (when.precision, when.days) {
        (Precision::Month, Some((day, _))) => plain(format!("{}月", day.month())),
        (Precision::Day, Some((day, _))) => day_moved(day, day, on),
        (Precision::Span, Some((start, end))) if dated && whole_months(when, start, end) => {
            let joined = when.written.contains(['、', '和', '及', '与']) && !has_year(when);
            plain(if joined { when.written.clone() } else { months_of(start, end) })
        }
        (Precision::Span, Some(days)) if dated && days == (file.period.start, file.period.end) => {
            plain(file.period.span_word().to_owned()).filter(|moved| !moved.written.is_empty())
        }
        (Precision::Span, Some((start, end))) if dated && (end - start).num_days() < 32 => day_moved(start, end, on),
        (Precision::Span, Some((start, end))) if dated => long_span(when, start, end, on),
        (Precision::Span, _) if dated => None,
        (Precision::Occasion, Some((start, end)))
            if dated && start == end && !AROUND.iter().any(|word| when.written.ends_with(word)) =>
        {
            day_moved(start, end, on)
        }
        _ => plain(without_year(when)).filter(|moved| !moved.written.is_empty()),
    }
}

/// A span of more than a month: a term or a school year is another one, of days only the months stay.
fn long_span(when: &When, start: NaiveDate, end: NaiveDate, on: &Move<'_>) -> Option<Moved> {
    if when.written.contains('学') {
        let later = |day: NaiveDate| day.checked_add_months(Months::new(on.months));
        // A term that ends in February ends on its last day in a leap year, too.
        let last = end.succ_opt().and_then(later).and_then(|next| next.pred_opt());
        let period = Period { start: later(start)?, end: last? };
        return Some(Moved { written: period.name(), reason: None });
    }
    if start.year() != end.year() {
        return None;
    }
    let was = when.written.replace("..", "至");
    let written = months_of(start, end);
    let reason = say!("上次是{was}，这次只定到月", "it was {was}; now only its months are set");
    Some(Moved { written, reason: Some(reason) })
}

/// 10月至12月.
fn months_of(start: NaiveDate, end: NaiveDate) -> String {
    format!("{}月至{}月", start.month(), end.month())
}

/// A time that cannot be written in the plan is told at least.
pub fn lost(when: &When) -> Say {
    let was = &when.written;
    say!(
        "原来的时间是{was}，在计划里写不成，时间待定",
        "its time was {was}, which cannot be written in the plan: it is open"
    )
}

/// A time of the plan that is over, in the plan that follows it.
pub fn of_plan(when: &When, file: &File, plan: &Period, on: &Move<'_>) -> Option<Moved> {
    moved(&in_plan(when, &file.period, plan), file, on)
}

/// A time as a plan for its own period writes it, without the year.
pub fn as_written(when: &When) -> Option<String> {
    let written = match (when.precision, when.days) {
        (Precision::Month, Some((day, _))) => format!("{}月", day.month()),
        (Precision::Day, Some((day, _))) => day.to_string(),
        (Precision::Span, Some((start, end))) if has_year(when) && whole_months(when, start, end) => {
            months_of(start, end)
        }
        (Precision::Span, _) => when.written.clone(),
        _ => without_year(when),
    };
    (!written.is_empty()).then_some(written)
}

fn whole_months(when: &When, start: NaiveDate, end: NaiveDate) -> bool {
    let ends = start.day() == 1 && end.succ_opt().is_some_and(|next| next.day() == 1);
    ends && !when.written.contains(['日', '学']) && start.year() == end.year()
}

/// What is written behind its year.
fn without_year(when: &When) -> String {
    if !has_year(when) {
        return when.written.clone();
    }
    when.written.split_once('年').map(|(_, rest)| rest.to_owned()).unwrap_or_default()
}

fn day_moved(start: NaiveDate, end: NaiveDate, on: &Move<'_>) -> Option<Moved> {
    let (was_zh, was_en) = (chinese(start), start.to_string());
    // What lasts some days is over by the feast.
    let by_feast = feasts::feast(on.words, end, on.months).and_then(|feast| on.calendar.before_feast(feast, end));
    let begins = by_feast.and_then(|last| last.checked_sub_signed(end - start));
    let Some(day) = begins.or_else(|| on.calendar.moved(start, on.months)) else {
        let month = start.month();
        let reason = say!(
            "上次在{was_zh}，{month}月没有上课的工作日，日子待定；学期有出入就用 --term 写明",
            "it was on {was_en}; that month has no working day in term, so the day is open: name the terms with --term where they are others"
        );
        return Some(Moved { written: format!("{month}月"), reason: Some(reason) });
    };
    let weekday = WEEKDAYS[day.weekday().num_days_from_monday() as usize];
    let (zh, en, weekday_en) = (chinese(day), day.to_string(), day.format("%A"));
    let reason = say!("上次在{was_zh}，这次排在{zh}，星期{weekday}", "it was on {was_en}, now on {en}, a {weekday_en}");
    let last = day.checked_add_signed(end - start).unwrap_or(day);
    let written = match last == day {
        true => day.to_string(),
        false => format!("{}月{}日至{}月{}日", day.month(), day.day(), last.month(), last.day()),
    };
    Some(Moved { written, reason: Some(reason) })
}

const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

fn chinese(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
