//! The period after a period, and years moved on in names.

use chrono::{Datelike, Months};

use crate::facts::time::Period;

/// The period after `period`, as it would be written by who wrote `written`.
pub fn next(period: &Period, written: &str) -> Option<(String, Period)> {
    let start = period.end.succ_opt()?;
    let months = (start.year() - period.start.year()) * 12 + start.month() as i32 - period.start.month() as i32;
    let months = u32::try_from(months).ok().filter(|months| *months > 0)?;
    let end = start.checked_add_months(Months::new(months))?.pred_opt()?;
    let after = Period { start, end };
    let half = after.name();
    let shifted = moved(written, &|year| Some(year + i32::try_from(months / 12).ok()?));
    let plain = format!("{} .. {}", start.format("%Y-%m"), end.format("%Y-%m"));
    let written =
        [shifted, half, plain].into_iter().find(|text| Period::parse(text).is_ok_and(|read| read == after))?;
    Some((written, after))
}

/// The years of `from` in a name, moved on as far as `to` lies behind it: tiaosheng-2025 is tiaosheng-2026.
pub fn advanced(text: &str, from: &Period, to: &Period) -> String {
    let by = to.start.year() - from.start.year();
    let ours = |year: i32| (from.start.year()..=from.end.year()).contains(&year);
    moved(text, &|year| ours(year).then_some(year + by))
}

/// A text with each number of four digits put through `to`.
pub fn moved(text: &str, to: &dyn Fn(i32) -> Option<i32>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let (digits, after) = from.split_at(from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len()));
        let year = Some(digits).filter(|digits| digits.len() == 4).and_then(|digits| to(digits.parse().ok()?));
        out.push_str(before);
        out.push_str(&year.map_or_else(|| digits.to_owned(), |year| year.to_string()));
        rest = after;
    }
    out.push_str(rest);
    out
}
