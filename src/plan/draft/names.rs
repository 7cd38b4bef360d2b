//! Names without what changes from year to year, and names found again in sentences.

use chrono::Datelike;

use crate::facts::numeral;
use crate::facts::time::Period;
pub use crate::figures::matter::{bare, undated};
use crate::figures::matter::{core, shared};

/// How the numbers in a name go on.
#[derive(Debug, Clone, Copy)]
pub struct Onward {
    /// What counts years (第41个教师节, 115周年) goes on by so many.
    pub years: u32,
    /// What counts holdings (第三届) is this one next; as it is where that is not known.
    pub next: Option<u32>,
}

/// What a number in a name counts.
#[derive(PartialEq)]
enum Counts {
    Years,
    Holdings,
}

/// A name with its numbers moved on: 第41个教师节 is 第42个教师节 a year later, 第三届 is 第四届 the next time.
pub fn advanced(text: &str, onward: Onward) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let behind = rest.strip_prefix('第').filter(|_| first == '第');
        let found = counted(behind.unwrap_or(rest), behind.is_some(), counter(text));
        let moved = found.and_then(|(number, digits, after, counts)| match counts {
            Counts::Years => Some((number + onward.years, digits, after)),
            Counts::Holdings => onward.next.map(|next| (next, digits, after)),
        });
        match moved {
            Some((number, digits, after)) => {
                out.push_str(if behind.is_some() { "第" } else { "" });
                out += &if digits { number.to_string() } else { numeral::chinese(number) };
                rest = after;
            }
            // A number is not looked into: of 2115周年 nothing is moved.
            None if first.is_ascii_digit() => {
                let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                out.push_str(&rest[..end]);
                rest = &rest[end..];
            }
            None => {
                out.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    out
}

/// Which holding a name says that it is: 3 of 第三届教职工读书节.
pub fn ordinal(text: &str) -> Option<u32> {
    text.match_indices('第').find_map(|(at, mark)| {
        let (number, _, _, counts) = counted(&text[at + mark.len()..], true, counter(text))?;
        (counts == Counts::Holdings).then_some(number)
    })
}

/// The word that counts the holdings in a name: of 第三届读书节第二期 it is 届, of 第七届委员会第二次会议 it is 次.
fn counter(text: &str) -> char {
    let numbered = |counter: &char| {
        text.match_indices('第').any(|(at, mark)| {
            let behind = &text[at + mark.len()..];
            numeral::leading(behind).is_some_and(|(_, after)| after.starts_with(*counter))
        })
    };
    ['次', '届', '期'].into_iter().find(numbered).unwrap_or('届')
}

/// The number at the start of a text if it counts the times of something, whether it is in digits, what follows it and what
/// it counts. 第41个教师节 counts years, 第二个百年 does not.
fn counted(text: &str, ordinal: bool, counter: char) -> Option<(u32, bool, &str, Counts)> {
    const DAYS: [char; 4] = ['节', '日', '周', '月'];
    const NEAR: usize = 14;
    let digits = text.starts_with(|c: char| c.is_ascii_digit());
    let (number, after) = if digits { numeral::leading(text)? } else { numeral::take(text)? };
    let feast = || {
        let named = after.strip_prefix('个').filter(|named| !named.starts_with("百年"));
        named.is_some_and(|named| named.chars().take(NEAR).any(|c| DAYS.contains(&c)))
    };
    let counts = match ordinal {
        true if after.starts_with(counter) => Counts::Holdings,
        true if feast() => Counts::Years,
        false if after.starts_with("周年") => Counts::Years,
        _ => return None,
    };
    (number < 9000).then_some((number, digits, after, counts))
}

/// A name with the years of the file that it comes from moved on: 2025年教师羽毛球赛 of 2025 is 2026年教师羽毛球赛 a year
/// later, 2024—2025学年 is 2025—2026学年. Gives the name and each year that was moved, old and new; other years stay.
pub fn years_moved(text: &str, file: &Period, years: u32) -> (String, Vec<(String, String)>) {
    const BEHIND: [&str; 6] = ["学年", "年", "赛季", "届", "春季", "秋季"];
    let (mut out, mut moved, mut rest) = (String::new(), Vec::new(), text);
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        if end == 0 {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (span, after) = span_of_years(rest, end);
        let word = BEHIND.iter().find(|word| after.starts_with(**word));
        let told: Vec<i32> = span.split(|c: char| !c.is_ascii_digit()).filter_map(|year| year.parse().ok()).collect();
        let own = end == 4 && told.iter().any(|year| (file.start.year()..=file.end.year()).contains(year));
        match word.filter(|_| own) {
            Some(word) => {
                let new = later(span, years);
                moved.push((format!("{span}{word}"), format!("{new}{word}")));
                out += &new;
            }
            None => out += span,
        }
        rest = after;
    }
    (out, moved)
}

/// The year at the start of a text, or two that are joined (2024—2025), and what follows.
fn span_of_years(text: &str, end: usize) -> (&str, &str) {
    let second = text[end..].strip_prefix(['—', '-', '–', '－', '~', '至']).filter(|_| end == 4);
    let length = |second: &str| second.find(|c: char| !c.is_ascii_digit()).unwrap_or(second.len());
    match second.filter(|second| length(second) == 4) {
        Some(second) => text.split_at(text.len() - second.len() + 4),
        None => text.split_at(end),
    }
}

/// Each year of a span, later.
fn later(span: &str, years: u32) -> String {
    let number = |part: &str| match part.parse::<u32>() {
        Ok(year) => (year + years).to_string(),
        Err(_) => part.to_owned(),
    };
    match span.split_at_checked(4) {
        Some((first, rest)) if !rest.is_empty() => {
            let mark = rest.len() - 4;
            format!("{}{}{}", number(first), &rest[..mark], number(&rest[mark..]))
        }
        _ => number(span),
    }
}

/// A name without what stands in brackets.
fn unbracketed(name: &str) -> String {
    let (mut out, mut depth) = (String::new(), 0_usize);
    for c in name.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// A name without what changes from year to year, a year in brackets among it: 教师篮球联赛 of 教师篮球联赛（2025赛季）.
pub fn timeless(name: &str) -> String {
    let inner = name.split_once(['（', '(']).map_or("", |(_, inner)| inner);
    let year = inner.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit));
    if year { bare(&unbracketed(name)) } else { bare(name) }
}

/// What sentences call something with this name: the name itself, and what is left of it without the words that many names
/// share; 师徒结对 for 师徒结对活动.
pub fn called(name: &str) -> Vec<String> {
    const BEFORE: [&str; 5] = ["全体教职工", "教职工", "教工", "教师", "职工"];
    const BEHIND: [&str; 6] = ["活动", "比赛", "大赛", "竞赛", "工作", "评选"];
    let heart = |whole: &str| {
        let start = BEFORE.iter().find_map(|word| whole.strip_prefix(word)).unwrap_or(whole);
        BEHIND.iter().find_map(|word| start.strip_suffix(word)).unwrap_or(start).to_owned()
    };
    let mut names: Vec<String> = Vec::new();
    for whole in [bare(name), bare(&unbracketed(name))] {
        for name in [heart(&whole), whole].into_iter().rev() {
            if name.chars().count() >= 2 && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// Whether a sentence names something that is called so.
pub fn mentions(sentence: &str, names: &[String]) -> bool {
    let sentence = bare(sentence);
    names.iter().any(|name| sentence.contains(name.as_str()))
}

/// Whether two names mean one matter: they are the same but for a verb, or one says before the other only whose it is. An
/// assembly of another body is another assembly.
pub fn same_matter(a: &str, b: &str) -> bool {
    const VERBS: [&str; 7] = ["组队参加", "参加", "举办", "组织", "开展", "召开", "推进"];
    const LEAST: usize = 4;
    let name = |text: &str| {
        let bare = bare(text);
        VERBS.iter().find_map(|verb| bare.strip_prefix(verb).map(str::to_owned)).unwrap_or(bare)
    };
    let (a, b) = (name(a), name(b));
    let ends = |long: &str, short: &str| short.chars().count() >= LEAST && long.ends_with(short);
    a == b || !a.ends_with("大会") && (ends(&a, &b) || ends(&b, &a))
}

/// Whether two names mean one matter though they say it in other words: what is left of them without verbs and the words that
/// tell nothing is the same, or one says before the other only whose it is. 办理职工医疗互助 is 医疗互助保障参保工作; of an
/// assembly that is not said.
pub fn same_heart(a: &str, b: &str) -> bool {
    const FILL: [&str; 2] = ["保障", "参保"];
    const LEAST: usize = 4;
    let heart = |name: &str| FILL.iter().fold(core(name), |left, word| left.replace(word, ""));
    let (a, b) = (heart(a), heart(b));
    let short = a.chars().count().min(b.chars().count());
    short >= LEAST && !a.ends_with("大会") && (a.ends_with(&b) || b.ends_with(&a))
}

/// Whether a title says of the persons of a proposal, among others, that they are called on: 看望困难和退休教职工 for
/// 走访慰问困难教职工.
pub fn same_persons(title: &str, proposed: &str) -> bool {
    const VERBS: [&str; 7] = ["走访慰问", "登门慰问", "看望", "慰问", "走访", "探望", "帮扶"];
    const ALL: [&str; 4] = ["教职工", "教职员工", "教师", "职工"];
    let Some(who) = VERBS.iter().find_map(|verb| proposed.strip_prefix(verb)) else { return false };
    let who = ALL.iter().find_map(|all| who.strip_suffix(all)).unwrap_or(who);
    who.chars().count() >= 2 && title.contains(who) && VERBS.iter().any(|verb| title.contains(verb))
}

/// Whether two names or sentences say nearly the same: most pairs of characters are in both.
pub fn alike(a: &str, b: &str) -> bool {
    let (common, all) = shared(&bare(a), &bare(b));
    all > 0 && common * 20 >= all * 6
}
