//! Reads a time as people write it: a date, a month, a span, an occasion.

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::Origin;
use crate::facts::dates;
use crate::facts::numeral;
use crate::facts::refused::Refused;
use crate::facts::time::{Period, Precision, When, part};

/// Reads a time. What starts with a digit must be a date; other words are an occasion (春节前, “三八”节前后, 全年).
pub fn parse(written: &str, period: Option<&Period>, origin: Origin) -> Result<When, Refused> {
    let words: String = dates::without_clock(written).chars().filter(|c| !c.is_whitespace()).collect();
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
    if let Some(days) = part::stem(&text).and_then(|stem| read_date(stem, period)) {
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
    named_span(rest, Some(&year)).or_else(|| occasion(rest, Some(&year))).or(Some((year.start, year.end)))
}

/// 4月至6月, 2025-05-20..2025-05-22, 5月20日—22日.
fn range(written: &str, text: &str, period: Option<&Period>) -> Result<(NaiveDate, NaiveDate), Refused> {
    let dotted = || text.split_once('-').filter(|(first, _)| first.contains(['.', '/']));
    let (first, second) = split_range(text).or_else(dotted).ok_or_else(|| dates::wrong(written, text, period))?;
    let (start, start_end) = read_end(first, period).ok_or_else(|| dates::wrong(written, first, period))?;
    // What the end does not say it shares with the start.
    let has_month = second.contains(['月', '-', '.', '/']);
    let whole = if has_month { second.to_owned() } else { format!("{}月{second}", start.month()) };
    let year = Period::year(start.year());
    let bare_month = !has_month && start != start_end && second.chars().all(|c| c.is_ascii_digit());
    let whole = if bare_month { format!("{second}月") } else { whole };
    let has_year = first.split(['年', '-', '.', '/']).next().is_some_and(|part| part.len() == 4);
    let end = read_end(&whole, if has_year { year.as_ref() } else { period });
    let end = end.ok_or_else(|| dates::wrong(written, second, period))?.1;
    if start <= end { Ok((start, end)) } else { Err(dates::backwards(written)) }
}

/// One end of a range: a date, or a part of a month.
fn read_end(text: &str, period: Option<&Period>) -> Option<(NaiveDate, NaiveDate)> {
    let of_part = || {
        let (month, words) = text.split_at(text.rfind('月')? + '月'.len_utf8());
        part::days(read_date(month, period)?, words)
    };
    read_date(text, period).or_else(of_part)
}

/// 6、7月 and 3月8日、9日: the days from the first to the last.
fn joined(text: &str, period: Option<&Period>) -> Option<(NaiveDate, NaiveDate)> {
    let parts: Vec<&str> = text.split(['、', '和', '及', '与']).collect();
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

/// The two ends of a range, whatever mark joins them.
pub fn split_range(text: &str) -> Option<(&str, &str)> {
    ["..", "——", "—", "–", "－", "至", "到", "～", "~"].iter().find_map(|mark| text.split_once(mark)).or_else(|| {
        // A single hyphen only between two plain years or month names, in 4月18-20日 and 1-6月; 2025-05 is a date.
        text.split_once('-').filter(|(first, second)| {
            let bare = |tail: char| {
                let digits = second.strip_suffix(tail).is_some_and(|day| day.chars().all(|c| c.is_ascii_digit()));
                digits && first.ends_with(|c: char| c.is_ascii_digit())
            };
            let months = bare('月') && (first.len() <= 2 || first.contains('年') && !first.contains('月'));
            let days = bare('日') && first.contains('月');
            first.ends_with(['月', '日']) || second.len() == 4 && first.len() == 4 || months || days
        })
    })
}

/// A year of four digits.
pub fn whole_year(text: &str) -> Option<i32> {
    text.parse().ok().filter(|year| (1900..=2200).contains(year) && text.len() == 4)
}

pub(super) fn month_span(year: i32, month: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let next =
        if month == 12 { NaiveDate::from_ymd_opt(year + 1, 1, 1) } else { NaiveDate::from_ymd_opt(year, month + 1, 1) };
    Some((first, next?.pred_opt()?))
}

/// First and last day of `2025-05-20`, `2025-05`, `2025年5月20日`, `2025年5月`, `5月20日`, `5月`.
pub(super) fn read_date(text: &str, period: Option<&Period>) -> Option<(NaiveDate, NaiveDate)> {
    if names_months(text) {
        return None;
    }
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

/// Whether a text that looks like one date names two months: 3-5月, 3月-5月, 3/5月, 3月..5月.
fn names_months(text: &str) -> bool {
    const MARKS: [char; 3] = ['-', '/', '.'];
    let Some((before, after)) = text.split_once('月') else { return text.contains("..") };
    let number = before.split_once('年').map_or(before, |(_, month)| month);
    let of_year = number.split_once(MARKS).is_some_and(|(year, month)| year.len() == 4 && !month.contains(MARKS));
    after.starts_with(MARKS) || number.contains(MARKS) && !of_year
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
        "一季度" | "第一季度" | "1季度" | "第1季度" => span(1, 3),
        "二季度" | "第二季度" | "2季度" | "第2季度" => span(4, 6),
        "三季度" | "第三季度" | "3季度" | "第3季度" => span(7, 9),
        "四季度" | "第四季度" | "4季度" | "第4季度" => span(10, 12),
        _ => None,
    }
}

/// The season of the occasions that school unions name; for ordering, not for printing.
fn occasion(text: &str, period: Option<&Period>) -> Option<(NaiveDate, NaiveDate)> {
    // 去年年底 is another one.
    const ENDS: [(&str, u32); 4] = [("年初", 1), ("年底", 12), ("年末", 12), ("年终", 12)];
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
    let ends = ENDS.iter().find(|(word, _)| text.starts_with(word));
    let month = ends.or_else(|| SEASONS.iter().find(|(word, _)| text.contains(word)))?.1;
    month_span(period?.year_of(month)?, month)
}
