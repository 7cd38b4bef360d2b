//! Which days a time of a plan has: whoever asks when an item is due, shows it in a calendar or puts it in order asks here.
//! The reader of times knows the season that an occasion falls in; here 国庆节前 ends on 30 September, 5月中旬 has ten days.

mod feasts;

use chrono::{Datelike, Months, NaiveDate};

use crate::facts::time::part::{self, BEFORE};
use crate::facts::time::{Period, Precision, When};
use crate::figures::plan::has_year;

/// First day and last.
pub type Days = (NaiveDate, NaiveDate);

/// Occasions that no date of the calendar year holds, and how many months before and after the month that they are ordered
/// by they may lie in: 春节 is in January or February.
const MOVING: [(&str, u32, u32); 7] =
    [("春节", 1, 0), ("元宵", 0, 1), ("端午", 1, 0), ("中秋", 0, 1), ("重阳", 0, 1), ("寒假", 0, 1), ("暑假", 0, 1)];

/// The days of a time in the plan for `plan`; of an occasion that is not firm all those in which it may lie.
pub fn days(when: &When, plan: &Period) -> Option<Days> {
    firm(when, plan).or_else(|| season(when))
}

/// The days that a time is put in order by: an occasion that is not firm stands in its usual month.
pub fn order(when: &When, plan: &Period) -> Option<Days> {
    firm(when, plan).or(when.days)
}

/// The days of a time as far as its words fix them: dates, parts of a month, what ends before a feast or a date.
pub fn firm(when: &When, plan: &Period) -> Option<Days> {
    if when.precision != Precision::Occasion {
        return when.days;
    }
    let words = when.written.split_once('月').filter(|_| is_dated(when)).map(|(_, words)| words);
    let dated = words.and_then(|words| of_month(when.days?, words, plan));
    dated.or_else(|| before_feast(when, plan))
}

/// Whether an occasion is a date with words on it.
fn is_dated(when: &When) -> bool {
    when.days.is_some_and(|(first, last)| first == last)
        || when.written.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}

/// 中旬, 底前, 前 behind a month; 10日前 behind it.
fn of_month((first, last): Days, words: &str, plan: &Period) -> Option<Days> {
    if let Some(days) = part::days((first, last), words) {
        return Some(days);
    }
    let before = BEFORE.iter().find_map(|word| words.strip_suffix(word));
    if before.is_none_or(|date| !date.is_empty() && !date.ends_with('日')) {
        // 3月8日（星期六）, 3月8日上午
        return (first == last && !part::is_vague(words)).then_some((first, last));
    }
    // By 10 September, but before the month of September.
    let end = if first == last { last } else { first.pred_opt()? };
    (end >= plan.start).then_some((end.with_day(1)?, end))
}

/// 国庆节前. In a plan for a year 元旦前 is the end of that year.
fn before_feast(when: &When, plan: &Period) -> Option<Days> {
    let is_before = BEFORE.iter().any(|word| when.written.ends_with(word));
    let feasts = feasts::named(&when.written);
    let [feast] = feasts.as_slice() else { return None };
    let outside = when.days.filter(|(first, last)| *first > plan.end || *last < plan.start || has_year(when));
    match outside {
        _ if !is_before => None,
        Some((first, _)) => feast.before(first.year()),
        None => within(*feast, plan),
    }
}

/// The days before a feast whose eve lies in the time that is planned.
fn within(feast: feasts::Feast, plan: &Period) -> Option<Days> {
    let years = plan.start.year()..=plan.end.year() + 1;
    years.filter_map(|year| feast.before(year)).find(|(_, eve)| (plan.start..=plan.end).contains(eve))
}

/// The eves of the feasts that words such as 国庆、春节前各一次 name, in order; none where one of them is not in the plan.
pub fn eves(words: &str, plan: &Period) -> Vec<NaiveDate> {
    let named = if words.contains('前') { feasts::named(words) } else { Vec::new() };
    let eves: Option<Vec<NaiveDate>> = named.into_iter().map(|feast| Some(within(feast, plan)?.1)).collect();
    let mut eves = eves.unwrap_or_default();
    eves.sort_unstable();
    eves
}

/// The months in which an occasion may lie.
fn season(when: &When) -> Option<Days> {
    let (first, last) = when.days?;
    let moving = MOVING.iter().find(|(word, ..)| !is_dated(when) && when.written.contains(word));
    let Some((_, before, after)) = moving else { return Some((first, last)) };
    let from = first.checked_sub_months(Months::new(*before)).unwrap_or(first);
    let next = last.succ_opt().and_then(|day| day.checked_add_months(Months::new(*after)));
    Some((from, next.and_then(|day| day.pred_opt()).unwrap_or(last)))
}

/// Months that are named one by one and do not follow each other: 3月、9月. Counted from the year 0, the first being `from`.
pub fn apart(written: &str, from: i32) -> Option<Vec<i32>> {
    let parts: Vec<&str> = written.split(['、', '和', '及', '与']).collect();
    let month = |part: &&str| part.trim_end_matches('月').parse::<i32>().ok().filter(|month| (1..=12).contains(month));
    let months: Vec<i32> = parts.iter().map(month).collect::<Option<_>>()?;
    let first = *months.first()?;
    let at: Vec<i32> = months.iter().map(|month| from + (month - first).rem_euclid(12)).collect();
    let runs = at.windows(2).all(|pair| matches!(pair, [a, b] if b - a == 1));
    (!runs && months.len() > 1).then_some(at)
}
