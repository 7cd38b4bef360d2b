//! The words of this year's file in the plan for the time after: 明年 is 今年 there, and a date at the head is a time.

use chrono::Datelike;

use crate::diagnostic::{Origin, Say};
use crate::facts::time::{self, Period, When};
use crate::plan::draft::season;
use crate::say;

/// What a year is called in this year's file, and in the plan for the next. The longer ones come first.
const YEARS: [(&str, &str); 10] = [
    ("下一年度", "本年度"),
    ("下年度", "本年度"),
    ("本年度", "上年度"),
    ("明年度", "本年度"),
    ("今年度", "上年度"),
    ("下一年", "今年"),
    ("明年", "今年"),
    ("来年", "今年"),
    ("今年", "去年"),
    ("去年", "前年"),
];
/// What of these is the year that is planned.
const AHEAD: [&str; 6] = ["下一年度", "下年度", "明年度", "下一年", "明年", "来年"];

/// From which time words are taken, and for which they are written.
#[derive(Clone, Copy)]
pub struct Between {
    pub told: Period,
    pub planned: Period,
}

impl Between {
    /// Whether what this year's file calls next year is the year that is planned.
    fn is_next_year(self) -> bool {
        self.planned.start.year() == self.told.end.year() + 1
    }

    /// Words as the plan says them, and what was changed.
    pub fn turned(self, words: &str) -> (String, Vec<Say>) {
        let (mut out, mut changes, mut rest): (String, Vec<(&str, &str)>, &str) = (String::new(), Vec::new(), words);
        while let Some(first) = rest.chars().next().filter(|_| self.is_next_year()) {
            match YEARS.iter().find(|(was, _)| rest.starts_with(was)) {
                Some(change) => {
                    out += change.1;
                    rest = &rest[change.0.len()..];
                    if !changes.contains(change) {
                        changes.push(*change);
                    }
                }
                None => {
                    out.push(first);
                    rest = &rest[first.len_utf8()..];
                }
            }
        }
        let said = |(was, now): (&str, &str)| {
            say!("今年的文件里的“{was}”改作“{now}”", "{was} in this year's file is {now} in the plan")
        };
        (out + rest, changes.into_iter().map(said).collect())
    }

    /// The date with which words begin, where it lies in the time that is planned, and the words behind it.
    pub fn dated(self, words: &str) -> Option<(When, &str)> {
        const LONGEST: usize = 24;
        const LEAST: usize = 4;
        let year = AHEAD.iter().find(|year| words.starts_with(**year)).filter(|_| self.is_next_year());
        let words = year.map_or(words, |year| &words[year.len()..]);
        if !words.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let ends: Vec<usize> = words.char_indices().map(|(at, _)| at).take(LONGEST).collect();
        let date = |end: &usize| {
            let (date, rest) = words.split_at(*end);
            let date = date.trim_end_matches('份');
            let when = Some(date).filter(|date| date.contains('月') || date.matches('-').count() == 2);
            let when = time::parse(when?, Some(&self.planned), Origin::default()).ok()?;
            let (first, last) = when.days?;
            let inside = self.planned.start <= first && last <= self.planned.end;
            Some((when, rest.trim_start_matches(['，', '、', ' ', '：']))).filter(|_| inside)
        };
        let (when, rest) = ends.iter().rev().find_map(date)?;
        let title = rest.split(['，', '；', '。']).next().unwrap_or_default();
        (title.chars().count() >= LEAST).then_some((when, rest))
    }

    /// Whether a time that is written in the plan lies in another one.
    pub fn lies_in(self, written: &str, when: &When) -> bool {
        let days = |when: When| when.days;
        let inner = time::parse(written, Some(&self.planned), Origin::default()).ok().and_then(days);
        let within = |(first, last), (start, end)| start <= first && last <= end;
        inner.zip(when.days).is_some_and(|(inner, outer)| within(inner, outer))
    }
}

/// A time as the plan writes it, and where it was said.
pub fn told_time(when: &When) -> Option<(String, Say)> {
    let written = season::as_written(when)?;
    let was = &when.written;
    let reason = say!("文字里写了时间：{was}", "its words tell the time: {was}");
    Some((written, reason))
}
