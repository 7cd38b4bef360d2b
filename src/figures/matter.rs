//! What a record or an item is about, by its name: without what changes from year to year, so that the same matter is found
//! again in other years, in plans and at other schools.

use crate::facts::numeral;

/// What one does with a matter.
const VERBS: [&str; 16] = [
    "召开",
    "举办",
    "举行",
    "组织",
    "办好",
    "开好",
    "开展",
    "选送教师参加",
    "选送稿件参加",
    "选送作品参加",
    "选送",
    "组队参加",
    "参加",
    "办理",
    "做好",
    "继续",
];

/// Words that many names have: nearly all that a union does is for the staff.
const COMMON: [&str; 4] = ["活动", "工作", "教职工", "职工"];

/// A name without quotes, blanks, years, ordinals, sessions and anniversaries.
pub fn bare(name: &str) -> String {
    let mut left = String::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        if let Some(behind) = counted(rest) {
            rest = behind;
            continue;
        }
        if !"“”‘’《》「」\"' ".contains(first) {
            left.push(first);
        }
        rest = &rest[first.len_utf8()..];
    }
    left
}

/// The heart of a name: bare, without its verb and the words that every event has.
pub fn core(name: &str) -> String {
    let trimmed = name.trim();
    let verb = VERBS.iter().find_map(|verb| trimmed.strip_prefix(verb));
    let left = bare(verb.unwrap_or(trimmed)).replace(['，', '、'], "");
    COMMON.iter().fold(left, |left, word| left.replace(word, ""))
}

/// How many pairs of neighbouring characters two names share, and how many both have together.
pub fn shared(a: &str, b: &str) -> (usize, usize) {
    let pairs = |name: &str| -> Vec<(char, char)> { name.chars().zip(name.chars().skip(1)).collect() };
    let (a, mut b) = (pairs(a), pairs(b));
    let (all, mut common) = (a.len() + b.len(), 0);
    for pair in a {
        if let Some(at) = b.iter().position(|other| *other == pair) {
            b.swap_remove(at);
            common += 1;
        }
    }
    (common, all)
}

/// An id without its years: tiaosheng of tiaosheng-2025; the id itself where nothing else is in it.
pub fn undated(id: &str) -> String {
    let years = |part: &&str| part.len() == 4 && part.starts_with("20") && part.chars().all(|c| c.is_ascii_digit());
    let parts: Vec<&str> = id.split(['-', '_']).filter(|part| !years(part)).collect();
    let left = parts.join("-");
    if left.is_empty() { id.to_owned() } else { left }
}

/// What stands behind an ordinal, a session or a year at the beginning of a text: 第八届, 七届三次, 2026年, 2025—2026学年.
fn counted(text: &str) -> Option<&str> {
    const COUNTERS: [&str; 9] = ["届", "次", "期", "个", "周年", "年度", "年", "学年", "赛季"];
    let year = |text: &str| text.as_bytes().iter().take_while(|c| c.is_ascii_digit()).count() == 4;
    let second = text.get(4..).filter(|_| year(text)).and_then(|rest| rest.strip_prefix(['—', '-', '–', '至']));
    let text = second.filter(|second| year(second)).unwrap_or(text);
    let behind = text.strip_prefix('第').unwrap_or(text);
    let end = behind.find(|c: char| !c.is_ascii_digit() && !numeral::is_numeral(c)).filter(|end| *end > 0)?;
    let rest = &behind[end..];
    let counter = COUNTERS.iter().find(|counter| rest.starts_with(**counter))?;
    Some(&rest[counter.len()..])
}
