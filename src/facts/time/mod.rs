//! Times as precise as the writer knows them: a day, a month, a span, a festival; and the [`Period`] a file reports on.

mod parse;
pub mod part;
mod period;

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::Origin;

pub use parse::parse;
pub(super) use parse::{split_range, whole_year};
pub use period::Period;

/// When something was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    pub origin: Origin,
    /// As it was written.
    pub written: String,
    /// First and last day of what was written, as far as it says.
    pub days: Option<(NaiveDate, NaiveDate)>,
    pub precision: Precision,
}

/// How precise a time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    Day,
    Month,
    /// Several days or months, a half-year.
    Span,
    /// A festival or another occasion in words.
    Occasion,
}

impl When {
    /// For ordering only: the first day known, occasions by the season they fall in.
    pub fn order(&self) -> Option<NaiveDate> {
        // What went on all the year is told where the year ends, not before its first day.
        const LONG: i64 = 300;
        self.days.map(|(start, end)| if (end - start).num_days() > LONG { end } else { start })
    }

    /// As it is printed inside its own period: 5月20日, 4月, 春节前; the year only where it was written in words.
    pub fn print(&self, period: &Period) -> String {
        match (self.precision, self.days) {
            (Precision::Day, Some((day, _))) if self.written.starts_with(|c: char| c.is_ascii_digit()) => {
                let year = self.year_part(day, period);
                format!("{year}{}月{}日", day.month(), day.day())
            }
            (Precision::Month, Some((day, _))) => format!("{}{}月", self.year_part(day, period), day.month()),
            // 2024—2025学年, 6、7月 and 3月初至4月中旬 are names of spans, printed as they are.
            (Precision::Span, Some((start, end)))
                if self.written.starts_with(|c: char| c.is_ascii_digit())
                    && !self.written.contains(['学', '、', '和', '及', '与', '季', '旬', '初', '中', '底', '末']) =>
            {
                self.print_span(start, end, period)
            }
            _ => self.written.replace("..", "至"),
        }
    }

    /// 5月20日至22日, 4月至6月: what both ends share is said once.
    fn print_span(&self, start: NaiveDate, end: NaiveDate, period: &Period) -> String {
        let year = self.year_part(start, period);
        let end_year = if start.year() == end.year() { String::new() } else { format!("{}年", end.year()) };
        let whole =
            start.day() == 1 && end.succ_opt().is_some_and(|next| next.day() == 1) && !self.written.contains('日');
        if whole {
            return format!("{year}{}月至{end_year}{}月", start.month(), end.month());
        }
        let month = if end_year.is_empty() && start.month() == end.month() {
            String::new()
        } else {
            format!("{}月", end.month())
        };
        format!("{year}{}月{}日至{end_year}{month}{}日", start.month(), start.day(), end.day())
    }

    fn year_part(&self, day: NaiveDate, period: &Period) -> String {
        let one_year = period.start.year() == period.end.year();
        if one_year && day.year() == period.start.year() { String::new() } else { format!("{}年", day.year()) }
    }
}
