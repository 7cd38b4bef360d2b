//! 大事记: what happened on which day, told in order of time: date, what, who, how many.

use chrono::{Datelike, NaiveDate};
use serde_json::json;

use super::Line;
use crate::diagnostic::Diagnostic;
use crate::document::compose::Writer;
use crate::document::phrase;
use crate::facts::model::Entered;
use crate::facts::time::{Precision, When};
use crate::say;

/// What went on longer is no event: 全年, 上半年.
const LONGEST: i64 = 100;

/// Lists whose records are events: without a date they are missed.
const EVENTS: [&str; 6] = ["activities", "contests", "congress", "honours", "donations", "inspections"];

impl Writer<'_> {
    /// The dated records in order. What is known to the month stands at the end of that month; what went on all the year
    /// or has no date is left out.
    pub(super) fn chronicle(&self, by_month: bool) -> Vec<Line> {
        let mut events: Vec<((NaiveDate, u8), &When, Entered<'_>)> = Vec::new();
        for record in self.figures.facts().placed().into_iter().filter(|record| self.in_time(*record)) {
            match record.place().when {
                Some(when) => events.extend(place(when).map(|place| (place, when, record))),
                None => self.remark_undated(record),
            }
        }
        events.sort_by_key(|(place, _, record)| (*place, record.record().origin()));
        let mut lines = Vec::new();
        let mut month = None;
        for ((day, _), when, record) in events {
            let what = self.phrases.logged(record);
            if what.is_empty() {
                continue;
            }
            let here = (day.year(), day.month());
            if by_month && month != Some(here) {
                month = Some(here);
                lines.push(Line::heading(1, None, &self.month_name(day)));
            }
            let c = json!({ "when": when.print(&self.period), "what": phrase::sentence(&what) });
            lines.extend(self.component("logged", &c).map(Line::paragraph));
        }
        lines
    }

    fn month_name(&self, day: NaiveDate) -> String {
        let one_year = self.period.start.year() == self.period.end.year();
        if one_year { format!("{}月", day.month()) } else { format!("{}年{}月", day.year(), day.month()) }
    }

    fn remark_undated(&self, record: Entered<'_>) {
        if !EVENTS.contains(&self.figures.facts().list_of(record)) || !self.figures.file().sound {
            return;
        }
        let source = &self.figures.file().source;
        let zh = record.record().table().zh;
        let en = record.record().table().en;
        self.phrases.report(
            Diagnostic::hint_only(
                "H190",
                say!("这条{zh}没有时间，大事记没有写入", "this {en} has no date and is left out of the chronicle"),
            )
            .at(source, source.first_line(record.record().origin()))
            .hint(say!("知道到月也可以写上，如 时间: 4月", "a month will do, such as `when: 4月`")),
        );
    }
}

/// Where a time stands in a log: its day, or the end of the month it began in; `None` for what was no event.
fn place(when: &When) -> Option<(NaiveDate, u8)> {
    let (first, last) = when.days?;
    if (last - first).num_days() > LONGEST {
        return None;
    }
    match when.precision {
        Precision::Day | Precision::Occasion => Some((first, 0)),
        Precision::Month => Some((end_of_month(first), 1)),
        Precision::Span => Some((end_of_month(first), 2)),
    }
}

fn end_of_month(day: NaiveDate) -> NaiveDate {
    let next = day.with_day(1).and_then(|first| first.checked_add_months(chrono::Months::new(1)));
    next.and_then(|next| next.pred_opt()).unwrap_or(day)
}
