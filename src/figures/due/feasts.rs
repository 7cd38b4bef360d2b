//! The days of feasts, of the solar year and of the lunar one.

use chrono::{Datelike, Months, NaiveDate};
use tyme4rs::tyme::lunar::LunarDay;
use tyme4rs::tyme::solar::{SolarDay, SolarTerm};

/// How the day of a feast is found.
#[derive(Clone, Copy)]
enum Day {
    Solar(u32, u32),
    Lunar(u32, u32),
    /// One of the 24 terms of the solar year.
    Term(&'static str),
}

const FEASTS: [(&str, Day); 14] = [
    ("元旦", Day::Solar(1, 1)),
    ("春节", Day::Lunar(1, 1)),
    ("元宵", Day::Lunar(1, 15)),
    ("三八", Day::Solar(3, 8)),
    ("清明", Day::Term("清明")),
    ("五一", Day::Solar(5, 1)),
    ("五四", Day::Solar(5, 4)),
    ("六一", Day::Solar(6, 1)),
    ("端午", Day::Lunar(5, 5)),
    ("七一", Day::Solar(7, 1)),
    ("教师节", Day::Solar(9, 10)),
    ("中秋", Day::Lunar(8, 15)),
    ("国庆", Day::Solar(10, 1)),
    ("重阳", Day::Lunar(9, 9)),
];

/// A feast that words name.
#[derive(Clone, Copy)]
pub struct Feast(Day);

/// The feasts that words name.
pub fn named(words: &str) -> Vec<Feast> {
    FEASTS.iter().filter(|(name, _)| words.contains(name)).map(|(_, day)| Feast(*day)).collect()
}

impl Feast {
    /// The days before it in this year up to its eve: the month before a lunar feast, those of the month of the eve else.
    pub fn before(self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        let eve = self.day(year)?.pred_opt()?;
        let lunar = matches!(self.0, Day::Lunar(..));
        let first = if lunar { eve.succ_opt()?.checked_sub_months(Months::new(1))? } else { eve.with_day(1)? };
        Some((first, eve))
    }

    fn day(self, year: i32) -> Option<NaiveDate> {
        match self.0 {
            Day::Solar(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Day::Lunar(month, day) => {
                let [year, month] = [isize::try_from(year).ok()?, isize::try_from(month).ok()?];
                solar(LunarDay::new(year, month, usize::try_from(day).ok()?).ok()?.get_solar_day())
            }
            Day::Term(name) => {
                let term = SolarTerm::new(isize::try_from(year).ok()?, name).ok()?;
                solar(term.get_julian_day().get_solar_day())
            }
        }
    }
}

fn solar(found: SolarDay) -> Option<NaiveDate> {
    let part = |number: usize| u32::try_from(number).ok();
    NaiveDate::from_ymd_opt(i32::try_from(found.get_year()).ok()?, part(found.get_month())?, part(found.get_day())?)
}
