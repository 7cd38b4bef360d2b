//! What people write for a date, and what can only be asked about: 3/8 is the eighth of March or the third of August.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::facts::numeral;
use crate::facts::refused::Refused;
use crate::facts::time::{Period, split_range, whole_year};
use crate::say;

/// A date in Chinese numerals in Arabic ones: 三月八日, 二〇二五年3月; 3月8号 as 3月8日. Other words stay as they are.
pub fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = rest.find(|c| !numeral::is_numeral(c)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(length);
        let unit = after.chars().next().filter(|c| matches!(c, '年' | '月' | '日' | '号'));
        let joined = after.starts_with('、');
        let value = match unit {
            Some('年') => numeral::year(run).map(|year| year.to_string()),
            _ if unit.is_some() || joined => numeral::whole(run).map(|value| value.to_string()),
            _ => None,
        };
        match value.filter(|_| length > 0) {
            Some(value) => {
                normal.push_str(&value);
                rest = after;
            }
            None if length > 0 => return text.to_owned(),
            None => {
                let day = c == '号' && normal.ends_with(|c: char| c.is_ascii_digit());
                normal.push(if day { '日' } else { c });
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    normal.replace("月份", "月")
}

/// Whether a time is written in numerals and nothing else: 二月三十日, not 八月中秋.
pub fn in_numerals(text: &str) -> bool {
    text.chars().all(|c| numeral::is_numeral(c) || c.is_ascii_digit() || "年月份日号、至到—-".contains(c))
}

/// What a spreadsheet makes of a day in this century: the days since the end of 1899.
pub fn serial(text: &str) -> Option<NaiveDate> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let number: u64 = whole.parse().ok().filter(|number| (36_526..=55_153).contains(number) && whole.len() == 5)?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(number))
}

/// The refusal of a day as a spreadsheet counts it.
pub fn refuse_serial(written: &str, day: NaiveDate) -> Refused {
    let (year, month, day) = (day.year(), day.month(), day.day());
    Refused {
        code: Some("E087"),
        message: say!(
            "“{written}”像是表格里的日期序号（{year}年{month}月{day}日）",
            "“{written}” looks like a spreadsheet's number for a day ({year}-{month}-{day})"
        ),
        hint: Some(say!("写成 {year}-{month:02}-{day:02}", "write {year}-{month:02}-{day:02}")),
    }
}

/// The parts of a date in digits with one kind of separator.
fn parts(text: &str) -> Option<(Vec<u32>, Vec<usize>, char)> {
    let separator = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let words: Vec<&str> = text.split(separator).collect();
    let numbers: Option<Vec<u32>> = words
        .iter()
        .map(|word| word.parse().ok().filter(|_| word.len() <= 4 && word.chars().all(|c| c.is_ascii_digit())))
        .collect();
    Some((numbers?, words.iter().map(|word| word.len()).collect(), separator))
}

/// A date that can be read in two ways, with both of them.
pub fn ambiguous(written: &str, text: &str, period: Option<&Period>) -> Option<Refused> {
    let year = period.map_or(2024, |period| period.end.year());
    let of = |year: i32, month: u32, day: u32| {
        NaiveDate::from_ymd_opt(year, month, day).map(|_| if day > 0 { (month, day) } else { (month, 0) })
    };
    if let Some(asked) = months_apart(written, text) {
        return Some(asked);
    }
    let short = text.split_once('年').filter(|(year, _)| year.len() == 2 && year.chars().all(|c| c.is_ascii_digit()));
    if let Some((short, rest)) = short {
        return Some(asked(written, &[format!("20{short}年{rest}")]));
    }
    if let Some(short) = Some(text).filter(|text| text.len() == 6 && !text.starts_with("20") && !text.starts_with("19"))
    {
        let number = |range: std::ops::Range<usize>| short.get(range).and_then(|part| part.parse::<u32>().ok());
        let (a, b, c) = (number(0..2)?, number(2..4)?, number(4..6)?);
        of(2000 + i32::try_from(a).ok()?, b, c)?;
        return Some(asked(written, &[format!("20{a:02}-{b:02}-{c:02}")]));
    }
    let (numbers, lengths, separator) = parts(text)?;
    match (numbers.as_slice(), lengths.as_slice()) {
        (&[a, b], [1..=2, 1..=2]) if a != b => {
            let day = of(year, a, b).map(|(month, day)| format!("{month}月{day}日"));
            let other = match separator {
                '-' if a < b && (1..=12).contains(&a) && b <= 12 => Some(format!("{a}月至{b}月")),
                _ => of(year, b, a).map(|(month, day)| format!("{month}月{day}日")),
            };
            Some(asked(written, &[day?, other?]))
        }
        (&[a, b, c], [2, 1..=2, 1..=2]) => {
            let reading = |year: u32, day: u32| {
                of(2000 + i32::try_from(year).ok()?, b, day).map(|_| format!("20{year:02}-{b:02}-{day:02}"))
            };
            let readings: Vec<String> = [reading(a, c), reading(c, a)].into_iter().flatten().collect();
            (!readings.is_empty()).then(|| asked(written, &readings))
        }
        _ => None,
    }
}

/// 3/5月: two months, or all from the first to the second.
fn months_apart(written: &str, text: &str) -> Option<Refused> {
    let (numbers, lengths, mark) = parts(text.strip_suffix('月')?)?;
    let (&[a, b], &[1..=2, 1..=2]) = (numbers.as_slice(), lengths.as_slice()) else { return None };
    let months = mark != '-' && (1..=12).contains(&a) && a < b && b <= 12;
    months.then(|| asked(written, &[format!("{a}月、{b}月"), format!("{a}月至{b}月")]))
}

fn asked(written: &str, readings: &[String]) -> Refused {
    let (zh, en) = (readings.join(" 还是 "), readings.join(" or "));
    let message = if readings.len() > 1 {
        say!("“{written}”有两种读法", "“{written}” can be read in two ways")
    } else {
        say!("“{written}”没有写全", "“{written}” is not written out")
    };
    Refused::asked(message, say!("写明是 {zh}", "write {en}"))
}

/// A term without a year in a file about a calendar year, which has parts of two school years.
pub fn unclear_term(written: &str) -> Refused {
    Refused::asked(
        say!("“{written}”在自然年里说不清是哪个学期", "“{written}” may be either term of a calendar year"),
        say!("写明是 春季学期 还是 秋季学期", "write 春季学期 or 秋季学期"),
    )
}

/// Why something that begins like a date is none: 13月, 2月30日, an end before its start.
pub fn wrong(written: &str, text: &str, period: Option<&Period>) -> Refused {
    let plain = text.replace(['年', '月', '/', '.'], "-");
    let numbers: Vec<Option<u32>> =
        plain.trim_end_matches(['日', '-']).split('-').map(|part| part.parse().ok()).collect();
    let year = |number: u32| i32::try_from(number).ok().filter(|year| (1900..=2200).contains(year));
    let date = match numbers.as_slice() {
        [Some(first), Some(month)] if year(*first).is_some() => Some((year(*first), *month, None)),
        [Some(first), Some(month), Some(day)] if year(*first).is_some() => Some((year(*first), *month, Some(*day))),
        [Some(month)] if text.contains('月') => Some((None, *month, None)),
        [Some(month), Some(day)] => Some((None, *month, Some(*day))),
        _ => None,
    };
    let Some((named, month, day)) = date else {
        return say!(
            "“{written}”不是一个日期（可写 2025-05-20、5月20日、4月、4月至6月）",
            "“{written}” is not a date (write 2025-05-20, 5月20日, 4月 or 4月至6月)"
        )
        .into();
    };
    if !(1..=12).contains(&month) {
        return say!("“{written}”不是一个日期：没有{month}月", "“{written}” is not a date: there is no month {month}")
            .into();
    }
    let year = named.or(period.map(|period| period.end.year())).unwrap_or(2024);
    let day = day.unwrap_or(0);
    say!(
        "“{written}”不是一个日期：{year}年{month}月没有{day}日",
        "“{written}” is not a date: {year}-{month} has no day {day}"
    )
    .into()
}

/// The days of the week behind 星期, as they are written.
pub const WEEKDAYS: [(&str, Weekday); 8] = [
    ("一", Weekday::Mon),
    ("二", Weekday::Tue),
    ("三", Weekday::Wed),
    ("四", Weekday::Thu),
    ("五", Weekday::Fri),
    ("六", Weekday::Sat),
    ("日", Weekday::Sun),
    ("天", Weekday::Sun),
];

/// 3月8日（星期六）: the date and what its weekday is called; the rest where it is none.
pub fn weekday(text: &str) -> Option<(&str, Weekday)> {
    let bracketed = || {
        let (date, rest) = text.split_once(['（', '('])?;
        Some((date, rest.strip_suffix(['）', ')'])?))
    };
    // 2025年4月18日星期五
    let bare = || text.find('日').map(|at| text.split_at(at + '日'.len_utf8()));
    let (date, word) = bracketed().or_else(bare)?;
    let name = ["星期", "礼拜", "周"].iter().find_map(|prefix| word.strip_prefix(prefix))?;
    WEEKDAYS.iter().find(|(word, _)| *word == name).map(|(_, day)| (date, *day))
}

/// The refusal of a day with the name of another.
pub fn wrong_weekday(written: &str, day: NaiveDate) -> Refused {
    let en = day.weekday();
    let name = WEEKDAYS.iter().find(|(_, each)| *each == en).map_or("", |(name, _)| name);
    let (year, month, number) = (day.year(), day.month(), day.day());
    Refused::with(
        say!(
            "“{written}”的星期不对：{year}年{month}月{number}日是星期{name}",
            "“{written}” has the wrong weekday: {year}-{month}-{number} is a {en}"
        ),
        say!("核对日期和星期", "check date and weekday"),
    )
}

/// The refusal of a span whose end comes before its start.
pub fn backwards(written: &str) -> Refused {
    Refused::with(
        say!("“{written}”的终点早于起点", "“{written}” ends before it begins"),
        say!(
            "核对先后；跨年的写上年份，如 2024年12月25日至2025年1月3日",
            "check the order; write the years where it passes a year's end, as in 2024年12月25日至2025年1月3日"
        ),
    )
}

/// The days that an ordinal fixes: 第40个教师节 was 2024-09-10. The words around it make it the month.
pub fn anniversary(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let (before, rest) = text.split_once("个教师节")?;
    let ordinal = before.strip_prefix('第')?;
    let ordinal =
        numeral::whole(ordinal).or_else(|| ordinal.parse().ok()).filter(|ordinal| (1..=200).contains(ordinal))?;
    let year = 1984 + i32::try_from(ordinal).ok()?;
    let day = |day| NaiveDate::from_ymd_opt(year, 9, day);
    if rest.is_empty() { Some((day(10)?, day(10)?)) } else { Some((day(1)?, day(30)?)) }
}

/// `2025-04-18 14:00` without its hour, which no paper prints; other words stay as they are.
pub fn without_clock(written: &str) -> &str {
    let text = written.trim();
    let Some((day, clock)) = text.rsplit_once([' ', 'T', '\u{3000}']) else { return text };
    let mut parts = clock.split([':', '：']);
    let hour = parts.next().and_then(|hour| hour.parse::<u32>().ok()).is_some_and(|hour| hour < 24);
    let minutes: Vec<_> = parts.map(|part| part.parse::<u32>().ok().filter(|part| *part < 60)).collect();
    let is_clock = hour && (1..=2).contains(&minutes.len()) && minutes.iter().all(Option::is_some);
    let day = day.trim_end();
    if is_clock && day.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '日' | '号')) { day } else { text }
}

/// 20250308, as some programs write a day.
pub fn compact(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let number: u32 = text.parse().ok().filter(|_| text.len() == 8)?;
    let day = NaiveDate::from_ymd_opt(i32::try_from(number / 10_000).ok()?, number / 100 % 100, number % 100)?;
    (1900..=2200).contains(&day.year()).then_some((day, day))
}

/// A term of a school year: the words before it, and whether it is the first one.
pub fn term(text: &str) -> Option<(&str, bool)> {
    let (years, word) = text.split_at(text.find("学年")? + "学年".len());
    Some((years, term_word(word.trim_start_matches('度'))?))
}

/// Whether a word is the first term of a school year or the second one.
pub fn term_word(word: &str) -> Option<bool> {
    match word {
        "第一学期" | "上学期" => Some(true),
        "第二学期" | "下学期" => Some(false),
        _ => None,
    }
}

/// The refusal of 二〇二五.
pub fn in_digits(written: &str, year: i32) -> Refused {
    Refused::with(
        say!("“{written}”要用数字写", "“{written}” is to be written in digits"),
        say!("写成 {year}", "write {year}"),
    )
}

/// A period that could be another one, or is not written in digits.
pub fn unclear_period(written: &str, text: &str) -> Option<Refused> {
    if let Some(day) = serial(text) {
        return Some(refuse_serial(written, day));
    }
    let in_words = text.trim_end_matches(['度', '年']);
    if let Some(year) = numeral::year(in_words) {
        return Some(in_digits(written, year));
    }
    // 2025年第一学期 is the autumn of a school year, or the spring of a calendar year.
    let of_term = text.split_once('年').and_then(|(year, word)| whole_year(year).filter(|_| term_word(word).is_some()));
    if let Some(year) = of_term {
        let (before, after) = (year - 1, year + 1);
        let both = say!(
            "写明是 {before}—{year}学年第二学期 还是 {year}—{after}学年第一学期",
            "write {before}—{year}学年第二学期 or {year}—{after}学年第一学期"
        );
        return Some(Refused::asked(say!("“{written}”有两种读法", "“{written}” can be read in two ways"), both));
    }
    let years = split_range(text).and_then(|(first, second)| Some((whole_year(first)?, whole_year(second)?)));
    if let Some((first, second)) = years {
        let both = say!(
            "写明是 {first}—{second}学年 还是 {first}-01..{second}-12",
            "write {first}—{second}学年 or {first}-01..{second}-12"
        );
        return Some(Refused::asked(say!("“{written}”有两种读法", "“{written}” can be read in two ways"), both));
    }
    let short = in_words.len() == 2 && in_words.chars().all(|c| c.is_ascii_digit());
    short.then(|| {
        let hint = say!("写成 20{in_words}", "write 20{in_words}");
        Refused::asked(say!("“{written}”没有写全", "“{written}” is not written out"), hint)
    })
}
