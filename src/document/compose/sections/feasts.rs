//! The days before a feast: what is planned 春节前 or 教师节前 has its end on the eve.

use chrono::{Datelike, Months, NaiveDate};
use tyme4rs::tyme::lunar::LunarDay;

/// Feasts with month and day, and whether these are of the lunar year.
const FEASTS: [(&str, u32, u32, bool); 12] = [
    ("春节", 1, 1, true),
    ("元宵", 1, 15, true),
    ("三八", 3, 8, false),
    ("五一", 5, 1, false),
    ("五四", 5, 4, false),
    ("六一", 6, 1, false),
    ("端午", 5, 5, true),
    ("七一", 7, 1, false),
    ("教师节", 9, 10, false),
    ("中秋", 8, 15, true),
    ("国庆", 10, 1, false),
    ("重阳", 9, 9, true),
];

/// The days that words such as 春节前 speak of, in the year of the day `within`: the month up to the eve of a lunar feast, those
/// of the month of the eve for one of the solar year. `None` where the words name no feast, or two, or the days around one.
pub(super) fn before(words: &str, within: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    if !words.ends_with('前') {
        return None;
    }
    let mut named = FEASTS.iter().filter(|(name, ..)| words.contains(name));
    let (Some((_, month, day, lunar)), None) = (named.next(), named.next()) else { return None };
    let feast = if *lunar {
        solar(within.year(), *month, *day)?
    } else {
        NaiveDate::from_ymd_opt(within.year(), *month, *day)?
    };
    let eve = feast.pred_opt()?;
    let first = if *lunar { feast.checked_sub_months(Months::new(1))? } else { eve.with_day(1)? };
    Some((first, eve))
}

/// The day of a lunar date in the lunar year that begins in `year`.
fn solar(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    let lunar =
        LunarDay::new(isize::try_from(year).ok()?, isize::try_from(month).ok()?, usize::try_from(day).ok()?).ok()?;
    let found = lunar.get_solar_day();
    let part = |number: usize| u32::try_from(number).ok();
    NaiveDate::from_ymd_opt(i32::try_from(found.get_year()).ok()?, part(found.get_month())?, part(found.get_day())?)
}
