//! The date of a paper: that it fits, what is told to have come after it, and years left over from last year's paper.

use chrono::{Datelike, NaiveDate};

use crate::facts::check::Check;
use crate::facts::model::{Entered, Paper, PlanItem};
use crate::facts::time::{Precision, When};
use crate::say;

/// So many records after the date of the paper are no slips: the date is.
const SLIPS: usize = 3;
/// Words in a kind of paper by which it sums up only a part of the period.
const PARTIAL: [&str; 9] = ["half", "mid", "半年", "term", "学期", "month", "月", "季", "quarter"];
/// Words in an item of a plan by which it takes up what was.
const PAST: [&str; 20] = [
    "总结", "提案", "遗留", "结转", "整改", "反馈", "归档", "考核", "表彰", "评选", "决算", "审计", "审查", "报告",
    "统计", "基础", "以来", "未", "制定", "修订",
];

impl Check<'_> {
    /// A paper is dated in its period or in the year after it; another year is most likely left over from another paper.
    /// That there is a date is asked by the document stage, which knows what paper goes with what cover.
    pub(super) fn dated(&mut self, paper: &Paper) {
        let Some((day, when)) = day(paper.date.as_ref()) else { return };
        let (period, written) = (self.file.period, &when.written);
        let late = period.end.checked_add_days(chrono::Days::new(366)).is_some_and(|last| day > last);
        if late || day < period.start {
            let name = period.name();
            self.warn(
                "W052",
                when.origin,
                say!("成文日期 {written} 与{name}对不上", "the date {written} does not fit {name}"),
                say!("核对年份", "check the year"),
            );
        }
        self.number_of_year(paper, day);
    }

    /// A number of last year is left over from last year's paper.
    fn number_of_year(&mut self, paper: &Paper, day: NaiveDate) {
        let Some(number) = &paper.number else { return };
        let marked = number.text.split_once('〔').and_then(|(_, rest)| rest.split_once('〕'));
        let year = marked.and_then(|(year, _)| year.trim().parse::<i32>().ok());
        let dated = day.year();
        if year.is_some_and(|year| year != dated) {
            let text = &number.text;
            self.warn(
                "W114",
                number.origin,
                say!("文号是{text}，成文日期在{dated}年", "the number is {text}, but the paper is dated in {dated}"),
                say!("核对文号的年份", "check the year of the number"),
            );
        }
    }

    /// The date of the latest summary of the whole period. One before the period has been reported as such.
    fn summary_date(&self) -> Option<(NaiveDate, &When)> {
        let whole = |kind: &str| {
            (kind.contains("summary") || kind.contains("总结")) && !PARTIAL.iter().any(|word| kind.contains(word))
        };
        let papers = self.file.facts.documents.0.iter().filter(|(kind, _)| whole(&kind.text));
        let dates = papers.filter_map(|(_, paper)| day(paper.date.as_ref()));
        dates.max_by_key(|(date, _)| *date).filter(|(date, _)| *date >= self.file.period.start)
    }

    /// What a summary tells has been when it is dated.
    pub(super) fn after_the_paper(&mut self, placed: &[Entered<'_>]) {
        let Some((date, paper)) = self.summary_date() else { return };
        let (dated, at) = (paper.written.clone(), paper.origin);
        let dates =
            placed.iter().filter(|record| !record.place().outside).filter_map(|record| day(record.place().when));
        let late: Vec<&When> =
            dates.filter(|(day, _)| *day > date && *day <= self.file.period.end).map(|(_, when)| when).collect();
        let hint = say!(
            "核对这两个日期；还没有办的事写在 下一步",
            "check the two dates; what has not been yet belongs under `next`"
        );
        let count = late.len();
        if count > SLIPS {
            let message = say!(
                "有{count}条记录的日期在成文日期 {dated} 之后",
                "{count} records are later than the paper, dated {dated}"
            );
            self.warn("W111", at, message, hint);
            return;
        }
        for when in late {
            let written = &when.written;
            let line = self.file.source.line_from(at, when.origin);
            let (line_zh, line_en) = (line.zh, line.en);
            let message = say!(
                "{written} 在成文日期 {dated}（{line_zh}）之后",
                "{written} is later than the paper, dated {dated} ({line_en})"
            );
            self.warn("W111", when.origin, message, hint.clone());
        }
    }

    /// An item of a plan that names a year that is over.
    pub(super) fn left_over(&mut self, item: &PlanItem) {
        let title = &item.title.text;
        let quoted = title.contains(['“', '”', '《', '》', '"']);
        if quoted || item.outside.is_some_and(|flag| flag.value) || PAST.iter().any(|word| title.contains(word)) {
            return;
        }
        let first = self.file.period.start.year();
        let mut pieces = title.split('年').collect::<Vec<_>>();
        pieces.pop();
        let years = pieces.iter().filter_map(|before| year_at_end(before));
        if let Some(year) = years.max().filter(|year| *year < first) {
            let name = self.file.period.name();
            self.warn(
                "W113",
                item.title.origin,
                say!("{name}的计划里写了{year}年：{title}", "the plan of {name} speaks of {year}: {title}"),
                say!("核对年份", "check the year"),
            );
        }
    }
}

/// The day of a time that is dated to the day.
fn day(when: Option<&When>) -> Option<(NaiveDate, &When)> {
    let when = when.filter(|when| when.precision == Precision::Day)?;
    when.days.map(|(day, _)| (day, when))
}

/// The year that stands at the end of a text: 2024 of 办好2024.
fn year_at_end(text: &str) -> Option<i32> {
    let digits: Vec<char> = text.chars().rev().take_while(char::is_ascii_digit).collect();
    let year: i32 = digits.iter().rev().collect::<String>().parse().ok()?;
    (digits.len() == 4 && (1900..2100).contains(&year)).then_some(year)
}
