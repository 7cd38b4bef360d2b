//! Days of records in the words of a paper: what is printed as 3月7日 is a date of a year to machines, too.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::Date;
use super::text::Day;
use crate::diagnostic::{Origin, Source};
use crate::facts::time::{Precision, When};
use crate::figures::Figures;

/// The days of the records of one body and year, as they are printed.
pub struct Calendar<'f> {
    figures: Figures<'f>,
    days: OnceCell<HashMap<Origin, (String, Date)>>,
}

impl<'f> Calendar<'f> {
    /// The days of the records of `figures`.
    pub fn new(figures: Figures<'f>) -> Self {
        Self { figures, days: OnceCell::new() }
    }

    /// Where the clause in `range`, told of the records at `places`, says the day of one of them, or stands behind it as in a
    /// chronicle.
    pub fn of_clause(&self, words: &str, range: &Range<usize>, places: &[(Source, Origin)]) -> Vec<Day> {
        let here = places.iter().filter(|(source, _)| *source == self.figures.file().source);
        let days = here.filter_map(|(_, origin)| self.days().get(origin));
        days.flat_map(|(printed, date)| {
            let found = said(words, range, printed);
            found.map(|at| Day { range: at..at + printed.len(), date: *date }).collect::<Vec<_>>()
        })
        .collect()
    }

    fn days(&self) -> &HashMap<Origin, (String, Date)> {
        self.days.get_or_init(|| {
            let records = self.figures.facts().placed().into_iter();
            let printed = |when: &When| (when.print(&self.figures.file().period), day(when));
            let days = records.filter_map(|record| Some((record.record().origin(), printed(record.place().when?))));
            days.filter_map(|(origin, (printed, day))| Some((origin, (printed, day?)))).collect()
        })
    }
}

/// The day of a time that is written in figures as one.
fn day(when: &When) -> Option<Date> {
    let in_figures = when.written.starts_with(|c: char| c.is_ascii_digit());
    let (first, last) = when.days.filter(|_| when.precision == Precision::Day && in_figures)?;
    (first == last).then(|| Date::from(first))
}

/// Where a day stands in a clause or right before it. 13月7日, 2024年3月7日 and 3月7日至9日 are other times than 3月7日.
fn said(words: &str, range: &Range<usize>, printed: &str) -> impl Iterator<Item = usize> {
    let before = words.get(..range.start).and_then(|before| before.strip_suffix('\u{3000}')?.strip_suffix(printed));
    let clause = words.get(range.clone()).unwrap_or_default();
    let inside = clause.match_indices(printed).map(|(at, _)| range.start + at);
    before.map(str::len).into_iter().chain(inside).filter(|&at| {
        let before = words.get(..at).unwrap_or_default();
        let after = words.get(at + printed.len()..).unwrap_or_default();
        !before.ends_with(|c: char| c.is_ascii_digit() || c == '年') && !after.starts_with('至')
    })
}
