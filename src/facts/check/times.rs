//! Times: the period of the file, and dates that lie outside it.

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::facts::check::Check;
use crate::facts::model::Facts;
use crate::facts::time::{Period, Precision, When};
use crate::say;

/// The one period of the file. `years_broken`: one was written, could not be read, and has been reported.
pub fn period(facts: &Facts, years_broken: bool, source: &Source, problems: &mut Diagnostics) -> Option<Period> {
    match (&facts.year, &facts.period) {
        (Some(year), None) => Some(year.period),
        (None, Some(period)) => Some(period.period),
        (Some(_), Some(period)) => {
            problems.push(
                Diagnostic::error("E018", say!("年度和时期只能写一个", "write either `year` or `period`"))
                    .at(source, period.origin)
                    .hint(say!("删去其中一个", "delete one of them")),
            );
            None
        }
        (None, None) if years_broken => None,
        (None, None) => {
            let first = source.text().find(|c: char| !c.is_whitespace()).unwrap_or(0);
            problems.push(
                Diagnostic::error("E023", say!("缺少“年度”（year）", "`year` (年度) is missing"))
                    .at(source, source.first_line(Origin::new(first..source.text().len())))
                    .hint(say!(
                        "补上：年度: 2025；不是整年时写 时期",
                        "add it: `year: 2025`; where it is not a year write `period`"
                    )),
            );
            None
        }
    }
}

impl Check<'_> {
    /// Dates lie inside the period unless the record says otherwise.
    pub(super) fn when(&mut self, when: Option<&When>, outside: bool) {
        let Some(when) = when else { return };
        // 2024年12月底 is a date with a word on it; 春节前 says no year.
        let dated = when.written.starts_with(|c: char| c.is_ascii_digit());
        let other_year = ["去年", "上年", "明年", "来年", "次年"].iter().any(|word| when.written.starts_with(word));
        if other_year && !outside {
            let written = &when.written;
            self.error(
                "E045",
                when.origin,
                say!("“{written}”说的是另一年", "“{written}” speaks of another year"),
                say!(
                    "改正时间；确要写入的，加 跨期: 是",
                    "correct the time; if it shall be told all the same, add `outside: yes`"
                ),
            );
            return;
        }
        let Some((start, end)) = when.days.filter(|_| when.precision != Precision::Occasion || dated) else { return };
        let period = self.file.period;
        if !outside && !self.file.lost.contains("outside") && (start < period.start || end > period.end) {
            let (written, name) = (&when.written, period.name());
            self.error(
                "E045",
                when.origin,
                say!("“{written}”不在{name}之内", "“{written}” lies outside {name}"),
                say!(
                    "改正日期；确要写入的，加 跨期: 是",
                    "correct the date; if it shall be told all the same, add `outside: yes`"
                ),
            );
        }
    }
}
