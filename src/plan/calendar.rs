//! Days on which a school can do something: no holiday, and in term unless the matter belongs to the holidays.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use tyme4rs::tyme::Culture;
use tyme4rs::tyme::holiday::LegalHoliday;
use tyme4rs::tyme::solar::SolarDay;

use crate::facts::time::Period;

/// Holidays and terms.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// The terms that the office states; each takes the place of the usual one that it overlaps.
    terms: Vec<Period>,
}

impl Calendar {
    /// A calendar with these terms; where none is stated for a half of the school year, the usual one holds.
    pub fn new(terms: Vec<Period>) -> Self {
        Self { terms }
    }

    /// Whether school is on: a day of a term, weekends included.
    pub fn in_term(&self, day: NaiveDate) -> bool {
        let usual = [second_term(day.year()), first_term(day.year()), first_term(day.year() - 1)];
        usual.into_iter().flatten().any(|term| {
            let overlap = |stated: &&Period| stated.start <= term.end && term.start <= stated.end;
            within(day, self.terms.iter().find(overlap).unwrap_or(&term))
        })
    }

    /// The day of the month `months` later on which a matter of the day `was` is best done: the same weekday of the same
    /// week of the month, or the nearest day that suits it; nothing where no day of that month does.
    pub fn moved(&self, was: NaiveDate, months: u32) -> Option<NaiveDate> {
        let first = was.with_day(1)?.checked_add_months(chrono::Months::new(months))?;
        let last = first.checked_add_months(chrono::Months::new(1))?.pred_opt()?;
        let wanted = same_weekday(was, first, last);
        let mut days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).collect();
        days.sort_by_key(|day| ((*day - wanted).num_days().abs(), *day));
        days.into_iter().find(|day| self.suits(*day, was))
    }

    /// The day on which a matter that is held for a feast is best done: the nearest one on or before the feast that suits it.
    pub fn before_feast(&self, feast: NaiveDate, was: NaiveDate) -> Option<NaiveDate> {
        const NEAR: usize = 10;
        let back = std::iter::successors(Some(feast), NaiveDate::pred_opt);
        let found = back.take(NEAR).find(|day| self.suits(*day, was))?;
        // The day before the first of January belongs to the plan before: what was on that day stays there.
        let stays = found.year() < feast.year() && (was.month(), was.day()) == (feast.month(), feast.day());
        Some(if stays { feast } else { found })
    }

    /// Whether a matter of the day `was` can be done on `day`.
    fn suits(&self, day: NaiveDate, was: NaiveDate) -> bool {
        let weekday = !is_weekend(day) || is_weekend(was);
        let school = self.in_term(day) || !self.in_term(was);
        weekday && school && !is_holiday(day)
    }
}

fn within(day: NaiveDate, period: &Period) -> bool {
    period.start <= day && day <= period.end
}

/// The same weekday of the same week of the month: the fourth Friday; the last one where there is no fifth.
fn same_weekday(was: NaiveDate, first: NaiveDate, last: NaiveDate) -> NaiveDate {
    let week = u64::from((was.day() - 1) / 7);
    let ahead = (7 + was.weekday().num_days_from_monday() - first.weekday().num_days_from_monday()) % 7;
    let begin = first + Days::new(u64::from(ahead));
    let found = begin + Days::new(7 * week);
    if found > last { found - Days::new(7) } else { found }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Whether a day is a legal holiday: as announced for the year, or by the law where nothing has been announced yet.
pub fn is_holiday(day: NaiveDate) -> bool {
    let announced = |day: NaiveDate| {
        let (year, month, date) = solar(day)?;
        LegalHoliday::from_ymd(year, month, date)
    };
    if let Some(named) = announced(day) {
        return !named.is_work();
    }
    // Every list of a year has its first of October.
    let known = NaiveDate::from_ymd_opt(day.year(), 10, 1).and_then(announced).is_some();
    !known && by_law(day)
}

/// The holidays of the law as it is since 2025.
fn by_law(day: NaiveDate) -> bool {
    let lunar = |day| lunar(day).unwrap_or_default();
    let eve = day.succ_opt().is_some_and(|next| lunar(next) == (1, 1));
    let fixed = matches!((day.month(), day.day()), (1, 1) | (5, 1..=2) | (10, 1..=3));
    let moving = matches!(lunar(day), (1, 1..=3) | (5, 5) | (8, 15));
    fixed || moving || eve || is_tomb_sweeping(day)
}

/// Whether it is 清明, which the sun decides: the first day of that solar term.
fn is_tomb_sweeping(day: NaiveDate) -> bool {
    let term = |day| {
        let (year, month, date) = solar(day)?;
        Some(SolarDay::from_ymd(year, month, date).get_term_day().get_solar_term().get_name())
    };
    let is = |day| term(day).is_some_and(|name| name == "清明");
    is(day) && !day.pred_opt().is_some_and(is)
}

/// The days of a year as the lunar calendar names them; a leap month is negative.
fn lunar(day: NaiveDate) -> Option<(isize, usize)> {
    let (year, month, date) = solar(day)?;
    let lunar = SolarDay::from_ymd(year, month, date).get_lunar_day();
    Some((lunar.get_month(), lunar.get_day()))
}

fn solar(day: NaiveDate) -> Option<(isize, usize, usize)> {
    Some((isize::try_from(day.year()).ok()?, usize::try_from(day.month()).ok()?, usize::try_from(day.day()).ok()?))
}

/// The first day of the lunar year that begins in `year`.
fn new_year(year: i32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 1, 20)?;
    first.iter_days().take(34).find(|day| lunar(*day) == Some((1, 1)))
}

/// The usual second term: from the day after 元宵 to 5 July.
fn second_term(year: i32) -> Option<Period> {
    Some(Period { start: new_year(year)? + Days::new(15), end: NaiveDate::from_ymd_opt(year, 7, 5)? })
}

/// The usual first term: from 1 September to three weeks before the lunar new year, yet at least to 10 January.
fn first_term(year: i32) -> Option<Period> {
    let end = (new_year(year + 1)? - Days::new(21)).max(NaiveDate::from_ymd_opt(year + 1, 1, 10)?);
    Some(Period { start: NaiveDate::from_ymd_opt(year, 9, 1)?, end })
}
