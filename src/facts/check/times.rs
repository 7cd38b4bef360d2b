//! Times: the period of the file, dates that lie outside it, and dates in the wrong order.

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::facts::check::Check;
use crate::facts::check::words::walk::is_plan;
use crate::facts::model::{Activity, Entered, Facts, Organisation, Paper, PlanItem, Problem};
use crate::facts::time::{Period, Precision, When};
use crate::facts::types::Founded;
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

/// The day of a time that is given to the day.
fn to_the_day(when: &When) -> Option<NaiveDate> {
    when.days.filter(|_| when.precision == Precision::Day).map(|(first, _)| first)
}

impl Check<'_> {
    /// Dates lie inside the period unless the record says otherwise.
    pub(super) fn when(&mut self, when: Option<&When>, outside: bool) {
        let Some(when) = when else { return };
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
        let Some((start, end)) = firm(when) else { return };
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
    /// What followed an activity came after it.
    pub(super) fn followed(&mut self, activity: &Activity) {
        for follow in &activity.then {
            let (Some(first), Some(then)) = (&activity.when, &follow.when) else { continue };
            // A time outside the period has been reported as such.
            let inside =
                |day: NaiveDate, outside: bool| outside || self.file.period.start <= day && day <= self.file.period.end;
            if let (Some((start, _)), Some((_, end))) = (firm(first), firm(then))
                && inside(start, activity.outside.is_some())
                && inside(end, follow.outside.is_some())
                && end < start
            {
                self.order(then, first, ["后续", "then"], ["活动", "activity"]);
            }
        }
    }

    /// A paper is printed when it has been written.
    pub(super) fn paper(&mut self, paper: &Paper) {
        if let (Some(date), Some(printed)) = (&paper.date, &paper.printed_on)
            && let (Some((start, _)), Some((_, end))) = (firm(date), firm(printed))
            && end < start
        {
            self.order(printed, date, ["印发日期", "printed_on"], ["日期", "date"]);
        }
    }

    /// What a paper tells has happened when it is dated. Of several papers the last one may tell everything; a plan tells
    /// what is to come.
    pub(super) fn after_the_paper(&mut self, placed: &[Entered<'_>]) {
        let papers = self.file.facts.documents.0.iter().filter(|(kind, _)| !is_plan(&kind.text));
        let dates: Option<Vec<(&When, NaiveDate)>> =
            papers.map(|(_, paper)| paper.date.as_ref().and_then(|date| Some((date, to_the_day(date)?)))).collect();
        let Some((date, last)) = dates.and_then(|dates| dates.into_iter().max_by_key(|(_, day)| *day)) else { return };
        // A paper dated before the period has the wrong year, which is said by itself.
        if last < self.file.period.start {
            return;
        }
        for entered in placed.iter().filter(|entered| !entered.place().outside) {
            let Some(when) = entered.place().when else { continue };
            let day = to_the_day(when).filter(|day| *day > last && *day <= self.file.period.end);
            if day.is_none() {
                continue;
            }
            let (written, dated) = (&when.written, &date.written);
            let line = self.file.source.line_from(date.origin, when.origin);
            let (line_zh, line_en) = (line.zh, line.en);
            self.warn(
                "W148",
                when.origin,
                say!(
                    "{written}在文件日期{dated}（{line_zh}）之后",
                    "{written} is after the paper's date, {dated} ({line_en})"
                ),
                say!(
                    "核对两个日期；还没有做的事写进 下一步 或 计划",
                    "check the two dates; what is still to be done belongs into `next` or `plan`"
                ),
            );
        }
    }

    fn order(&mut self, late: &When, early: &When, late_name: [&str; 2], early_name: [&str; 2]) {
        let ([late_zh, late_en], [early_zh, early_en]) = (late_name, early_name);
        let (after, before) = (&late.written, &early.written);
        let line = self.file.source.line_from(early.origin, late.origin);
        let (line_zh, line_en) = (line.zh, line.en);
        self.error(
            "E100",
            late.origin,
            say!(
                "“{late_zh}”的时间{after}早于“{early_zh}”的{before}（{line_zh}）",
                "`{late_en}` {after} is earlier than `{early_en}` {before} ({line_en})"
            ),
            say!("核对这两个时间", "check the two times"),
        );
    }

    /// What the body has been named since when is past.
    pub(super) fn history(&mut self, body: &Organisation) {
        let founded = body.founded.as_ref();
        self.past(founded, ["成立", "founded"]);
        for former in &body.former {
            self.past(former.until.as_ref(), ["用到", "until"]);
            let (Some(founded), Some(until)) = (founded, &former.until) else { continue };
            if until.year < founded.year {
                let (end, start) = (&until.text.text, &founded.text.text);
                let line = self.file.source.line_from(founded.text.origin, until.text.origin);
                let (line_zh, line_en) = (line.zh, line.en);
                self.error(
                    "E100",
                    until.text.origin,
                    say!(
                        "曾用名用到{end}，早于{start}成立（{line_zh}）",
                        "this name was given up in {end}, before the founding in {start} ({line_en})"
                    ),
                    say!("核对这两个时间", "check the two times"),
                );
            }
        }
    }

    pub(super) fn since(&mut self, problem: &Problem) {
        self.past(problem.since.as_ref(), ["始于", "since"]);
    }

    /// A year that cannot lie after the period.
    fn past(&mut self, time: Option<&Founded>, name: [&str; 2]) {
        let period = self.file.period;
        if let Some(time) = time.filter(|time| time.year > period.end.year()) {
            let ([zh, en], written, span) = (name, &time.text.text, period.name());
            self.error(
                "E100",
                time.text.origin,
                say!("“{zh}”写的{written}晚于{span}", "`{en}` {written} is later than {span}"),
                say!("核对年份", "check the year"),
            );
        }
    }

    /// A plan speaks of the period or of the one that follows.
    pub(super) fn plan(&mut self, item: &PlanItem) {
        let Some(when) = item.when.as_ref().filter(|_| item.outside.is_none() && !self.lost(&["outside"])) else {
            return;
        };
        let Some((start, end)) = firm(when) else { return };
        let period = self.file.period;
        let length = period.end - period.start + chrono::TimeDelta::days(1);
        // A term of five years is followed by another, a half-year by the rest of the year.
        let last = period.end.checked_add_signed(length.max(chrono::TimeDelta::days(366)));
        if start < period.start || last.is_some_and(|last| end > last) {
            let (written, name) = (&when.written, period.name());
            self.error(
                "E045",
                when.origin,
                say!(
                    "“{written}”既不在{name}，也不在下一期",
                    "“{written}” lies neither in {name} nor in the period after it"
                ),
                say!(
                    "改正日期；确要写入的，加 跨期: 是",
                    "correct the date; if it shall be told all the same, add `outside: yes`"
                ),
            );
        }
    }
}

/// First and last day of a time that is a date. 2024年12月底 is a date with a word on it; 春节前 says no year.
fn firm(when: &When) -> Option<(NaiveDate, NaiveDate)> {
    let dated = when.written.starts_with(|c: char| c.is_ascii_digit());
    when.days.filter(|_| when.precision != Precision::Occasion || dated)
}
