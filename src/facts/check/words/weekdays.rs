//! A date beside a day of the week: the calendar knows whether they belong together.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::facts::check::Check;
use crate::facts::check::words::numerals;
use crate::facts::check::words::passage::Passage;
use crate::facts::check::words::walk::Part;
use crate::facts::dates::WEEKDAYS;
use crate::say;

/// How far before a date its year may be named.
const FAR: usize = 60;

impl Check<'_> {
    /// Every 3月8日（星期六） in the paragraph.
    pub(super) fn weekdays(&mut self, passage: &Passage<'_>) {
        if passage.spot.outside {
            return;
        }
        for index in 0..passage.chars.len() {
            let written =
                if matches!(passage.at(index), '星' | '礼' | '周') { weekday(passage, index) } else { None };
            let Some((day, length)) = written else { continue };
            let Some(date) = date_before(passage, index) else { continue };
            let Some(days) = self.days(passage, &date) else { continue };
            if days.is_empty() || days.iter().any(|possible| possible.weekday() == day) {
                continue;
            }
            let (from, to) = (date.from, index + length);
            let Some(real) = days.first() else { continue };
            let (year, month, dom) = (real.year(), real.month(), real.day());
            let right = WEEKDAYS.iter().find(|(_, day)| *day == real.weekday()).map_or("", |(name, _)| name);
            let en = english(real.weekday());
            self.error(
                "E128",
                passage.place(from, to),
                say!("{year}年{month}月{dom}日是星期{right}", "{year}-{month:02}-{dom:02} is a {en}"),
                say!("核对日期和星期", "check the date and the day of the week"),
            );
        }
    }

    /// The days that a date may mean; `None` where the year is not certain.
    fn days(&self, passage: &Passage<'_>, date: &Date) -> Option<Vec<NaiveDate>> {
        let period = self.file.period;
        let range = period.start.year()..=period.end.year();
        if let Some(year) = date.year {
            return Some(NaiveDate::from_ymd_opt(year, date.month, date.day).into_iter().collect());
        }
        // Beside another year the date may well be of that one.
        let marks = (0..date.from).rev().take(FAR).filter(|at| passage.at(*at) == '年');
        if marks.filter_map(|at| numerals::year_before(passage, at)).any(|(year, _)| !range.contains(&year)) {
            return None;
        }
        let ahead = i32::from(matches!(passage.spot.part, Part::Ahead | Part::Plan | Part::Closing));
        let years = period.start.year()..=period.end.year() + ahead;
        let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, date.month, date.day));
        Some(days.filter(|day| *day >= period.start && (ahead > 0 || *day <= period.end)).collect())
    }
}

struct Date {
    year: Option<i32>,
    month: u32,
    day: u32,
    from: usize,
}

/// 星期六, 礼拜天, 周五: the day and the length of the word.
fn weekday(passage: &Passage<'_>, index: usize) -> Option<(Weekday, usize)> {
    let word = passage.one_of(index, &["星期", "礼拜", "周"])?;
    let length = word.chars().count();
    // 3月8日周一行 would be a name.
    let day = WEEKDAYS.iter().find(|(name, _)| passage.starts(index + length, name))?.1;
    Some((day, length + 1))
}

/// The date that ends just before `index`, a bracket or a blank between.
fn date_before(passage: &Passage<'_>, index: usize) -> Option<Date> {
    let mut end = index;
    while matches!(passage.before(end), '（' | '(' | ' ' | '，') {
        end -= 1;
    }
    if passage.before(end) == '日' {
        let (day, at) = number_before(passage, end - 1)?;
        let (month, from) = number_before(passage, at.checked_sub(1).filter(|at| passage.at(*at) == '月')?)?;
        let mark = from.checked_sub(1).filter(|at| passage.at(*at) == '年');
        let year = mark.and_then(|at| numerals::year_before(passage, at));
        // 去年3月8日 and 每年3月8日 are not of this year.
        if mark.is_some() && year.is_none() {
            return None;
        }
        return Some(Date { year: year.map(|year| year.0), month, day, from: year.map_or(from, |year| year.1) });
    }
    let (day, at) = number_before(passage, end)?;
    let (month, at) = number_before(passage, at.checked_sub(1).filter(|at| matches!(passage.at(*at), '-' | '/'))?)?;
    let mark = at.checked_sub(1).filter(|at| matches!(passage.at(*at), '-' | '/'))?;
    let (year, from) = numerals::year_before(passage, mark)?;
    Some(Date { year: Some(year), month, day, from })
}

/// The number of one or two digits that ends just before `index`, and where it begins.
fn number_before(passage: &Passage<'_>, index: usize) -> Option<(u32, usize)> {
    let from = (index.saturating_sub(2)..index).rev().take_while(|at| passage.at(*at).is_ascii_digit()).last()?;
    (!passage.before(from).is_ascii_digit()).then(|| numerals::whole(passage, from).map(|(value, _)| (value, from)))?
}

fn english(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}
