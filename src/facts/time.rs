//! Times as precise as the writer knows them: a day, a month, a span, a festival; and the [`Period`] a file reports on.

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::Origin;
use crate::facts::dates;
use crate::facts::numeral;
use crate::facts::refused::Refused;
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

    /// Reads `2025`, `2025年`, `2024—2025学年`, `2024—2025学年第一学期`, `2024-09 .. 2025-08`.
    pub fn parse(written: &str) -> Result<Self, Refused> {
        let text: String = written.chars().filter(|c| !c.is_whitespace()).collect();
        if let Some(refused) = dates::unclear_period(written, &text) {
            return Err(refused);
        }
        let wrong = || -> Refused {
            say!(
                "“{written}”不是一个时期（可写 2025、2024—2025学年、2024-09..2025-08）",
                "“{written}” is not a period (write 2025, 2024—2025学年 or 2024-09..2025-08)"
            )
            .into()
        };
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

    /// What a paper calls the whole of it: 全年, 本学年; nothing for another span.
    pub fn span_word(&self) -> &'static str {
        let name = self.name();
        if name.ends_with("学年") {
            "本学年"
        } else if name.ends_with("学期") {
            "本学期"
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
            // 2024—2025学年 and 6、7月 are names of spans, printed as they are.
            (Precision::Span, Some((start, end)))
                if self.written.starts_with(|c: char| c.is_ascii_digit()) && !self.written.contains(['学', '、']) =>
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

/// Words that go with a date and leave it what it is.
const ABOUT: [&str; 21] = [
    "上旬", "中旬", "下旬", "前后", "左右", "以前", "以后", "之前", "之后", "期间", "上午", "下午", "中午", "晚上",
    "晚", "前", "后", "起", "初", "底", "末",
];

/// Reads a time. What starts with a digit must be a date; other words are an occasion (春节前, “三八”节前后, 全年).
pub fn parse(written: &str, period: Option<&Period>, origin: Origin) -> Result<When, Refused> {
    let words: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    let text = dates::normal(&words);
    let make = |days, precision| When { origin, written: text.clone(), days, precision };
    let occasion_of = |days| When { origin, written: words.clone(), days, precision: Precision::Occasion };
    if let Some(days) = named_span(&text, period) {
        return Ok(make(Some(days), Precision::Span));
    }
    if dates::term_word(&text).is_some() {
        return Err(dates::unclear_term(written));
    }
    if let Some((start, end)) = dates::anniversary(&text) {
        return Ok(make(Some((start, end)), if start == end { Precision::Day } else { Precision::Span }));
    }
    if let Some(year) = numeral::year(&text) {
        return Err(dates::in_digits(written, year));
    }
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return Ok(occasion_of(occasion(&text, period)));
    }
    if let Some(day) = dates::serial(&text) {
        return Err(dates::refuse_serial(written, day));
    }
    if let Some(refused) = dates::ambiguous(written, &text, period) {
        return Err(refused);
    }
    let date = read_date(&text, period).or_else(|| dates::compact(&text));
    if let Some((start, end)) = date {
        return Ok(make(Some((start, end)), if start == end { Precision::Day } else { Precision::Month }));
    }
    if let Some(days) = joined(&text, period) {
        return Ok(make(Some(days), Precision::Span));
    }
    // 9月中旬, 3月8日前后, 2025年春节前: a date with a word on it, or a year before an occasion.
    let stem = |word: &&str| text.strip_suffix(*word).filter(|stem| stem.ends_with(['月', '日']));
    if let Some(days) = ABOUT.iter().find_map(|word| read_date(stem(word)?, period)) {
        return Ok(occasion_of(Some(days)));
    }
    if let Some((date, name)) = dates::weekday(&text)
        && let Some((day, last)) = read_date(date, period)
        && day == last
    {
        let right = day.weekday() == name;
        return if right { Ok(occasion_of(Some((day, day)))) } else { Err(dates::wrong_weekday(written, day)) };
    }
    if let Some(days) = of_year(&text) {
        let year = if text.len() == 4 { format!("{text}年") } else { text.clone() };
        return Ok(When { written: year, ..make(Some(days), Precision::Occasion) });
    }
    match range(written, &text, period) {
        Ok(days) => Ok(make(Some(days), Precision::Span)),
        // 八月中秋 begins like a date and is an occasion in words.
        Err(_) if !words.starts_with(|c: char| c.is_ascii_digit()) && !dates::in_numerals(&words) => {
            Ok(occasion_of(occasion(&words, period)))
        }
        Err(refused) => Err(refused),
    }
}

/// 2025年, 2025年春节前: the season of the year that is named, so that a year outside the period shows.
fn of_year(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let whole = text.len() == 4 || text.ends_with('年') || text.contains('学');
    if let Some(period) = Period::parse(text).ok().filter(|_| whole) {
        return Some((period.start, period.end));
    }
    let (year, rest) = text.split_once('年').filter(|(_, rest)| !rest.starts_with(|c: char| c.is_ascii_digit()))?;
    let year = Period::year(whole_year(year)?)?;
    occasion(rest, Some(&year)).or(Some((year.start, year.end)))
}

/// 4月至6月, 2025-05-20..2025-05-22, 5月20日—22日.
fn range(written: &str, text: &str, period: Option<&Period>) -> Result<(NaiveDate, NaiveDate), Refused> {
    let dotted = || text.split_once('-').filter(|(first, _)| first.contains(['.', '/']));
    let (first, second) = split_range(text).or_else(dotted).ok_or_else(|| dates::wrong(written, text, period))?;
    let (start, start_end) = read_date(first, period).ok_or_else(|| dates::wrong(written, first, period))?;
    // What the end does not say it shares with the start.
    let has_month = second.contains(['月', '-', '.', '/']);
    let whole = if has_month { second.to_owned() } else { format!("{}月{second}", start.month()) };
    let year = Period::year(start.year());
    let of_day = first.contains(['日', '-', '.', '/']) || start == start_end;
    let bare_month = !has_month && !of_day;
    let whole = if bare_month { format!("{second}月") } else { whole };
    let has_year = first.split(['年', '-', '.', '/']).next().is_some_and(|part| part.len() == 4);
    let end = read_date(&whole, if has_year { year.as_ref() } else { period });
    let end = end.ok_or_else(|| dates::wrong(written, second, period))?.1;
    if start <= end { Ok((start, end)) } else { Err(dates::backwards(written)) }
}

/// 6、7月 and 3月8日、9日: the days from the first to the last.
fn joined(text: &str, period: Option<&Period>) -> Option<(NaiveDate, NaiveDate)> {
    let parts: Vec<&str> = text.split('、').collect();
    let [first, .., last] = parts.as_slice() else { return None };
    let end = read_date(last, period)?;
    let start = match (first.contains('月'), last.contains('月')) {
        (true, _) => read_date(first, period)?,
        (false, true) if last.ends_with('月') => read_date(&format!("{first}月"), period)?,
        _ => return None,
    };
    let end = if last.contains('月') { end } else { read_date(&format!("{}月{last}", start.0.month()), period)? };
    (start.0 <= end.1).then_some((start.0, end.1))
}

pub(super) fn split_range(text: &str) -> Option<(&str, &str)> {
    ["..", "——", "—", "–", "至", "到", "～", "~"].iter().find_map(|mark| text.split_once(mark)).or_else(|| {
        // A single hyphen only between two plain years or month names; 2025-05 is a date.
        text.split_once('-')
            .filter(|(first, second)| first.ends_with(['月', '日']) || second.len() == 4 && first.len() == 4)
    })
}

pub(super) fn whole_year(text: &str) -> Option<i32> {
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
    let four_digits = |part: &str| part.len() == 4 && part.chars().all(|c| c.is_ascii_digit());
    let had_year = text.split('-').next().is_some_and(four_digits);
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
    let school_year = (8..=9).contains(&period.start.month()) && period.end.year() == period.start.year() + 1;
    match text {
        "第一学期" | "上学期" if school_year => {
            Some((period.start, month_span(period.end.year(), 1)?.1.min(period.end)))
        }
        "第二学期" | "下学期" if school_year => Some((month_span(period.end.year(), 2)?.0, period.end)),
        "春季学期" => span(2, 7),
        "秋季学期" => {
            let year = period.year_of(9).unwrap_or(period.end.year());
            let end = month_span(year + 1, 1)?.1;
            Some((month_span(year, 9)?.0, if year == period.end.year() { end.min(period.end) } else { end }))
        }
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
