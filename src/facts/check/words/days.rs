//! Days that no calendar has: 2月30日, 4月31日, 13月5日.

use chrono::{Datelike, NaiveDate};

use crate::facts::check::Check;
use crate::facts::check::words::numerals::{self, is_numeral};
use crate::facts::check::words::passage::Passage;
use crate::say;

impl Check<'_> {
    /// Every day that is named with its month exists.
    pub(super) fn calendar(&mut self, passage: &Passage<'_>) {
        let period = self.file.period;
        for at in (1..passage.chars.len()).filter(|at| passage.at(*at) == '月') {
            let Some((month, from)) = number_before(passage, at) else { continue };
            let named = (passage.before(from) == '年').then(|| numerals::year_before(passage, from - 1)).flatten();
            let exists = |day: u32| match named {
                Some((year, _)) => NaiveDate::from_ymd_opt(year, month, day).is_some(),
                None => {
                    let years = period.start.year()..=period.end.year();
                    years.into_iter().any(|year| NaiveDate::from_ymd_opt(year, month, day).is_some())
                }
            };
            let Some((day, to)) = day(passage, at + 1) else { continue };
            let until = || {
                let link = passage.one_of(to, &["至", "到", "—", "－", "-", "~", "～", "、"])?;
                day_of(passage, to + link.chars().count())
            };
            let wrong = if exists(day) { until().filter(|(day, _)| !exists(*day)) } else { Some((day, to)) };
            let Some((day, to)) = wrong else { continue };
            let start = named.map_or(from, |(_, from)| from);
            let (written, place) = (passage.text(start, to), passage.place(start, to));
            let message = if (1..=12).contains(&month) {
                say!("{month}月没有{day}日：“{written}”", "month {month} has no day {day}: “{written}”")
            } else {
                say!("没有{month}月：“{written}”", "there is no month {month}: “{written}”")
            };
            self.warn("W145", place, message, say!("核对日期", "check the date"));
        }
    }
}

/// The number of one or two digits just before `end`, and where it begins.
fn number_before(passage: &Passage<'_>, end: usize) -> Option<(u32, usize)> {
    let part = |c: char| c.is_ascii_digit() || is_numeral(c);
    let from = (0..end).rev().take_while(|at| part(passage.at(*at)) && end - at <= 3).last()?;
    let (number, to) = numerals::whole(passage, from)?;
    let open = !part(passage.before(from)) && !matches!(passage.before(from), '.' | '个' | '-' | '—');
    (to == end && number < 100 && open).then_some((number, from))
}

/// 30日 at `index`, also where a span goes on (28—31日): the day and one past it.
fn day(passage: &Passage<'_>, index: usize) -> Option<(u32, usize)> {
    let (number, to) = numerals::whole(passage, index).filter(|(number, _)| *number < 100)?;
    match passage.at(to) {
        '日' | '号' => Some((number, to + 1)),
        '—' | '－' | '-' | '~' | '～' | '至' | '到' => day_of(passage, to + 1).map(|_| (number, to)),
        _ => None,
    }
}

fn day_of(passage: &Passage<'_>, index: usize) -> Option<(u32, usize)> {
    let (number, to) = numerals::whole(passage, index).filter(|(number, _)| *number < 100)?;
    matches!(passage.at(to), '日' | '号').then_some((number, to + 1))
}
