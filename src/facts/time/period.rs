//! The time that a file reports on: a year, a half-year, a school year, a term, a span of months.

use chrono::{Datelike, NaiveDate};

use crate::facts::dates;
use crate::facts::refused::Refused;
use crate::facts::time::parse::{month_span, read_date, split_range, whole_year};
use crate::say;

/// The time that a facts file reports on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    pub start: NaiveDate,
    pub end: NaiveDate,
}

/// 2021年
fn named_year(text: &str) -> Option<i32> {
    whole_year(text.strip_suffix('年')?)
}

impl Period {
    /// A calendar year.
    pub fn year(year: i32) -> Option<Self> {
        Some(Self { start: NaiveDate::from_ymd_opt(year, 1, 1)?, end: NaiveDate::from_ymd_opt(year, 12, 31)? })
    }

    /// Reads `2025`, `2025年`, `2024—2025学年`, `2024—2025学年第一学期`, `2024-09 .. 2025-08`.
    pub fn parse(written: &str) -> Result<Self, Refused> {
        let text: String = written.chars().filter(|c| !c.is_whitespace()).collect();
        if let Some(refused) = dates::unclear_period(written, &text) {
            return Err(refused);
        }
        let wrong =
            || -> Refused { say!("“{written}”不是一个时期", "“{written}” is not a period").into() };
        let halves = [("上半年", 1, 6), ("下半年", 7, 12)];
        if let Some((year, first, last)) = halves.iter().find_map(|(word, first, last)| {
            Some((whole_year(text.strip_suffix(word)?.trim_end_matches('年'))?, *first, *last))
        }) {
            let range = month_span(year, first).zip(month_span(year, last));
            return range.map(|(first, last)| Self { start: first.0, end: last.1 }).ok_or_else(wrong);
        }
        if let Some((years, first)) = dates::term(&text) {
            let year = Self::parse(years)?;
            let range = if first {
                month_span(year.start.year(), 9).zip(month_span(year.end.year(), 1))
            } else {
                month_span(year.end.year(), 2).zip(month_span(year.end.year(), 8))
            };
            return range.map(|(first, last)| Self { start: first.0, end: last.1 }).ok_or_else(wrong);
        }
        if let Some(years) = text.strip_suffix("学年度").or_else(|| text.strip_suffix("学年")) {
            let (first, second) = split_range(years).or_else(|| years.split_once('/')).ok_or_else(wrong)?;
            let (first, second) = (whole_year(first).ok_or_else(wrong)?, whole_year(second).ok_or_else(wrong)?);
            let range = NaiveDate::from_ymd_opt(first, 9, 1).zip(NaiveDate::from_ymd_opt(second, 8, 31));
            return range.filter(|_| second == first + 1).map(|(start, end)| Self { start, end }).ok_or_else(wrong);
        }
        if let Some(year) = whole_year(text.trim_end_matches('年').trim_end_matches("年度")) {
            return Self::year(year).ok_or_else(wrong);
        }
        let (first, second) = split_range(&text).ok_or_else(wrong)?;
        if let (Some(first), Some(last)) = (named_year(first), named_year(second)) {
            let range = Self::year(first).zip(Self::year(last)).filter(|_| first < last);
            return range.map(|(first, last)| Self { start: first.start, end: last.end }).ok_or_else(wrong);
        }
        let start = read_date(first, None).ok_or_else(wrong)?.0;
        // 2025年1月至6月: the year is said once.
        let end = read_date(second, Self::year(start.year()).as_ref()).ok_or_else(wrong)?.1;
        let known = |day: NaiveDate| (1900..=2200).contains(&day.year());
        if start < end && known(start) && known(end) { Ok(Self { start, end }) } else { Err(wrong()) }
    }

    /// As a paper names it: 2025年, 2024—2025学年, 2024年10月至2025年9月.
    pub fn name(&self) -> String {
        let (start, end) = (self.start, self.end);
        if *self == Self::year(start.year()).unwrap_or(*self) && start.year() == end.year() {
            format!("{}年", start.year())
        } else if (start.month(), start.day(), end.month(), end.day()) == (9, 1, 8, 31)
            && end.year() == start.year() + 1
        {
            format!("{}—{}学年", start.year(), end.year())
        } else if let Some(term) = self.term_name() {
            term
        } else if start.year() == end.year() {
            match (start.month(), end.month()) {
                (1, 6) => format!("{}年上半年", start.year()),
                (7, 12) => format!("{}年下半年", start.year()),
                (first, last) if first == last => format!("{}年{first}月", start.year()),
                (first, last) => format!("{}年{first}月至{last}月", start.year()),
            }
        } else if (start.month(), start.day(), end.month(), end.day()) == (1, 1, 12, 31) {
            format!("{}年至{}年", start.year(), end.year())
        } else {
            format!("{}年{}月至{}年{}月", start.year(), start.month(), end.year(), end.month())
        }
    }

    /// 2024—2025学年第一学期, if it is one.
    fn term_name(&self) -> Option<String> {
        let (start, end) = (self.start, self.end);
        let first =
            (start.month(), start.day(), end.month(), end.day()) == (9, 1, 1, 31) && end.year() == start.year() + 1;
        let second =
            (start.month(), start.day(), end.month(), end.day()) == (2, 1, 8, 31) && end.year() == start.year();
        let (year, term) = if first { (start.year(), "第一学期") } else { (start.year() - 1, "第二学期") };
        (first || second).then(|| format!("{year}—{}学年{term}", year + 1))
    }

    /// What a paper calls the whole of it: 全年, 本学年, 上半年; nothing for another span.
    pub fn span_word(&self) -> &'static str {
        let name = self.name();
        if name.ends_with("学年") {
            "本学年"
        } else if name.ends_with("学期") {
            "本学期"
        } else if name.ends_with("上半年") {
            "上半年"
        } else if name.ends_with("下半年") {
            "下半年"
        } else if name.ends_with('月') || name.contains('至') {
            ""
        } else {
            "全年"
        }
    }

    /// What a paper calls the time up to its own end: 一年来, 半年来.
    pub fn since_word(&self) -> &'static str {
        match self.span_word() {
            "全年" => "一年来",
            "本学年" => "一学年来",
            "本学期" => "一学期来",
            "上半年" | "下半年" => "半年来",
            _ => "一段时间以来",
        }
    }

    /// What a paper calls the time that it looks ahead to: 下半年, 下学期; 下一步 where there is no such word.
    pub fn next_word(&self) -> &'static str {
        match self.span_word() {
            "上半年" => "下半年",
            "本学期" => "下学期",
            _ => "下一步",
        }
    }

    /// Whether this time is a part of `whole`, and not the whole of it.
    pub fn is_part_of(&self, whole: &Self) -> bool {
        self != whole && whole.start <= self.start && self.end <= whole.end
    }

    /// The year in which a month written without a year lies, if the period has just one such month.
    pub(super) fn year_of(&self, month: u32) -> Option<i32> {
        let mut years = (self.start.year()..=self.end.year()).filter(|&year| {
            let Some((first, last)) = month_span(year, month) else { return false };
            first <= self.end && last >= self.start
        });
        years.next().filter(|_| years.next().is_none())
    }
}
