//! Parts of a month as plans name them: 上旬, 中下旬, 月底; and the words that stand around a date.

use chrono::{Datelike, NaiveDate};

/// Parts of a month, by their first day and last.
const PARTS: [(&str, u32, u32); 9] = [
    ("上中旬", 1, 20),
    ("中下旬", 11, 31),
    ("上旬", 1, 10),
    ("中旬", 11, 20),
    ("下旬", 21, 31),
    ("初", 1, 10),
    ("中", 11, 20),
    ("底", 21, 31),
    ("末", 21, 31),
];
/// Words that go with a date or a part of a month, and leave it what it is.
const AROUND: [&str; 11] = ["前后", "左右", "以前", "以后", "之前", "之后", "期间", "前", "后", "起", "内"];
/// Times of a day.
const HOURS: [&str; 5] = ["上午", "下午", "中午", "晚上", "晚"];
/// What is due before something.
pub const BEFORE: [&str; 3] = ["以前", "之前", "前"];

/// The date in 9月中旬, 3月8日前后, 6月底前: what is left without the words on it; `None` where there are none.
pub(super) fn stem(text: &str) -> Option<&str> {
    fn cut<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
        words.iter().find_map(|word| text.strip_suffix(word))
    }
    let around = cut(text, &AROUND);
    let date = around.or_else(|| cut(text, &HOURS)).filter(|stem| stem.ends_with(['月', '日']));
    let month = || cut(around.unwrap_or(text), &PARTS.map(|(word, ..)| word)).filter(|stem| stem.ends_with('月'));
    date.or_else(month)
}

/// The days of a month that the words behind it speak of: 中旬, 底; up to the end of it in 底前, 中旬以前. `None` where they
/// name no part of one.
pub fn days((first, last): (NaiveDate, NaiveDate), words: &str) -> Option<(NaiveDate, NaiveDate)> {
    let before = BEFORE.iter().find_map(|word| words.strip_suffix(word));
    let named = before.unwrap_or(words);
    let (_, from, to) = PARTS.iter().find(|(word, ..)| *word == named)?;
    let start = if before.is_some() { first } else { first.with_day(*from)? };
    Some((start, first.with_day(*to).unwrap_or(last)))
}

/// Whether words behind a date leave open which day it is: 前后, 以后, 左右.
pub fn is_vague(words: &str) -> bool {
    AROUND.iter().any(|word| words.ends_with(word))
}
