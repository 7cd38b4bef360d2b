//! Times as precise as the writer knows them: a day, a month, a span, a festival; and the [`Period`] a file reports on.

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::{Origin, Say};
use crate::say;

/// The time that a facts file reports on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    pub start: NaiveDate,
    pub end: NaiveDate,
}

impl Period {
    /// A calendar year.
    pub fn year(year: i32) -> Option<Self> {
        Some(Self { start: NaiveDate::from_ymd_opt(year, 1, 1)?, end: NaiveDate::from_ymd_opt(year, 12, 31)? })
    }

    /// Reads `2025`, `2025年`, `2024—2025学年`, `2024-09 .. 2025-08`.
    pub fn parse(written: &str) -> Result<Self, Say> {
        let text: String = written.chars().filter(|c| !c.is_whitespace()).collect();
        let wrong = || {
            say!(
                "“{written}”不是一个时期（可写 2025、2024—2025学年、2024-09..2025-08）",
                "“{written}” is not a period (write 2025, 2024—2025学年 or 2024-09..2025-08)"
            )
        };
        let halves = [("上半年", 1, 6), ("下半年", 7, 12)];
        if let Some((year, first, last)) = halves.iter().find_map(|(word, first, last)| {
            Some((whole_year(text.strip_suffix(word)?.trim_end_matches('年'))?, *first, *last))
        }) {
            let range = month_span(year, first).zip(month_span(year, last));
            return range.map(|(first, last)| Self { start: first.0, end: last.1 }).ok_or_else(wrong);
        }
        if let Some(years) = text.strip_suffix("学年度").or_else(|| text.strip_suffix("学年")) {
            let (first, second) = split_range(years).ok_or_else(wrong)?;
            let (first, second) = (whole_year(first).ok_or_else(wrong)?, whole_year(second).ok_or_else(wrong)?);
            let range = NaiveDate::from_ymd_opt(first, 9, 1).zip(NaiveDate::from_ymd_opt(second, 8, 31));
            return range.filter(|_| second == first + 1).map(|(start, end)| Self { start, end }).ok_or_else(wrong);
        }
        if let Some(year) = whole_year(text.trim_end_matches('年').trim_end_matches("年度")) {
            return Self::year(year).ok_or_else(wrong);
        }
        let (first, second) = split_range(&text).ok_or_else(wrong)?;
        let start = read_date(first, None).ok_or_else(wrong)?.0;
        let end = read_date(second, None).ok_or_else(wrong)?.1;
        if start < end { Ok(Self { start, end }) } else { Err(wrong()) }
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
        } else if start.year() == end.year() {
            match (start.month(), end.month()) {
                (1, 6) => format!("{}年上半年", start.year()),
                (7, 12) => format!("{}年下半年", start.year()),
                (first, last) if first == last => format!("{}年{first}月", start.year()),
                (first, last) => format!("{}年{first}月至{last}月", start.year()),
            }
        } else {
            format!("{}年{}月至{}年{}月", start.year(), start.month(), end.year(), end.month())
        }
    }

    /// What a paper calls the whole of it: 全年, 本学年; nothing for another span.
    pub fn span_word(&self) -> &'static str {
        let name = self.name();
        if name.ends_with("学年") {
            "本学年"
        } else if name.ends_with('月') || name.ends_with("半年") {
            ""
        } else {
            "全年"
        }
    }

    /// The year in which a month written without a year lies, if the period has just one such month.
    fn year_of(&self, month: u32) -> Option<i32> {
        let mut years = (self.start.year()..=self.end.year()).filter(|&year| {
            let Some((first, last)) = month_span(year, month) else { return false };
            first <= self.end && last >= self.start
        });
        years.next().filter(|_| years.next().is_none())
    }
}

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
            (Precision::Span, Some((start, end))) if self.written.starts_with(|c: char| c.is_ascii_digit()) => {
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

/// Reads a time. What starts with a digit must be a date; other words are an occasion (春节前, “三八”节前后, 全年).
pub fn parse(written: &str, period: Option<&Period>, origin: Origin) -> Result<When, Say> {
    let text: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    let make = |days, precision| When { origin, written: text.clone(), days, precision };
    if let Some(days) = named_span(&text, period) {
        return Ok(make(Some(days), Precision::Span));
    }
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return Ok(make(occasion(&text, period), Precision::Occasion));
    }
    if let Some((start, end)) = read_date(&text, period) {
        return Ok(make(Some((start, end)), if start == end { Precision::Day } else { Precision::Month }));
    }
    let wrong = || {
        say!(
            "“{written}”不是一个日期（可写 2025-05-20、5月20日、4月、4月至6月）",
            "“{written}” is not a date (write 2025-05-20, 5月20日, 4月 or 4月至6月)"
        )
    };
    // 9月中旬, 3月8日前后, 2025年春节前: a date with a word on it, or a year before an occasion.
    const ABOUT: [&str; 9] = ["前后", "前", "后", "上旬", "中旬", "下旬", "初", "底", "末"];
    let stem = |word: &&str| text.strip_suffix(*word).filter(|stem| stem.ends_with(['月', '日']));
    if let Some(days) = ABOUT.iter().find_map(|word| read_date(stem(word)?, period)) {
        return Ok(make(Some(days), Precision::Occasion));
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if let Some(rest) =
        rest.strip_prefix('年').filter(|rest| !rest.is_empty() && !rest.starts_with(|c: char| c.is_ascii_digit()))
    {
        // The season of the year that is named, so that a year outside the period shows.
        let year = text.split_once('年').and_then(|(year, _)| whole_year(year)).and_then(Period::year);
        let days = occasion(rest, year.as_ref()).or(year.map(|year| (year.start, year.end)));
        return Ok(make(days, Precision::Occasion));
    }
    let (first, second) = split_range(&text).ok_or_else(wrong)?;
    let start = read_date(first, period).ok_or_else(wrong)?.0;
    let whole = if second.contains('月') || second.contains('-') {
        second.to_owned()
    } else {
        format!("{}月{second}", start.month())
    };
    let end = read_date(&whole, period).ok_or_else(wrong)?.1;
    if start <= end { Ok(make(Some((start, end)), Precision::Span)) } else { Err(wrong()) }
}

fn split_range(text: &str) -> Option<(&str, &str)> {
    ["..", "——", "—", "–", "至", "到", "～", "~"].iter().find_map(|mark| text.split_once(mark)).or_else(|| {
        // A single hyphen only between two plain years or month names; 2025-05 is a date.
        text.split_once('-')
            .filter(|(first, second)| first.ends_with(['月', '日']) || second.len() == 4 && first.len() == 4)
    })
}

fn whole_year(text: &str) -> Option<i32> {
    text.parse().ok().filter(|year| (1900..=2200).contains(year) && text.len() == 4)
}

fn month_span(year: i32, month: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let next =
        if month == 12 { NaiveDate::from_ymd_opt(year + 1, 1, 1) } else { NaiveDate::from_ymd_opt(year, month + 1, 1) };
    Some((first, next?.pred_opt()?))
}

/// First and last day of `2025-05-20`, `2025-05`, `2025年5月20日`, `2025年5月`, `5月20日`, `5月`.
fn read_date(text: &str, period: Option<&Period>) -> Option<(NaiveDate, NaiveDate)> {
    let text = text.replace(['年', '月', '/', '.'], "-");
    let had_year = text.split('-').next().is_some_and(|part| part.len() == 4);
    let parts: Vec<&str> = text.trim_end_matches('日').split('-').filter(|part| !part.is_empty()).collect();
    if parts.iter().any(|part| part.len() > 4 || part.parse::<u32>().is_err()) {
        return None;
    }
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<u32>().ok());
    let (year, month, day) = if had_year {
        (i32::try_from(number(0)?).ok()?, number(1)?, number(2))
    } else {
        let month = number(0)?;
        let year = period.and_then(|period| period.year_of(month).or(Some(period.end.year())))?;
        (year, month, number(1))
    };
    if parts.len() > 2 + usize::from(had_year) {
        return None;
    }
    match day {
        Some(day) => NaiveDate::from_ymd_opt(year, month, day).map(|day| (day, day)),
        None => month_span(year, month),
    }
}

/// 全年, 上半年, 下半年 and the quarters of the period.
fn named_span(text: &str, period: Option<&Period>) -> Option<(NaiveDate, NaiveDate)> {
    let period = period?;
    let span = |first, last| {
        let year = period.year_of(first).unwrap_or(period.end.year());
        Some((month_span(year, first)?.0, month_span(year, last)?.1))
    };
    match text {
        "全年" | "全学年" => Some((period.start, period.end)),
        "上半年" => span(1, 6),
        "下半年" => span(7, 12),
        "一季度" | "第一季度" => span(1, 3),
        "二季度" | "第二季度" => span(4, 6),
        "三季度" | "第三季度" => span(7, 9),
        "四季度" | "第四季度" => span(10, 12),
        _ => None,
    }
}

/// The season of the occasions that school unions name; for ordering, not for printing.
fn occasion(text: &str, period: Option<&Period>) -> Option<(NaiveDate, NaiveDate)> {
    const SEASONS: [(&str, u32); 16] = [
        ("元旦", 1),
        ("寒假", 1),
        ("春节", 2),
        ("元宵", 2),
        ("三八", 3),
        ("清明", 4),
        ("五一", 5),
        ("五四", 5),
        ("六一", 6),
        ("端午", 6),
        ("七一", 7),
        ("暑假", 7),
        ("教师节", 9),
        ("中秋", 9),
        ("国庆", 10),
        ("重阳", 10),
    ];
    let month = SEASONS.iter().find(|(word, _)| text.contains(word))?.1;
    month_span(period?.year_of(month)?, month)
}
