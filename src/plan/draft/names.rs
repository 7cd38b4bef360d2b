//! Names without what changes from year to year, and names found again in sentences.

use crate::facts::numeral;
use crate::figures::matter::shared;
pub use crate::figures::matter::{bare, undated};

/// An ordinal moved on: 第41个教师节 is 第42个教师节 a year later, 115周年 is 116周年.
pub fn advanced(text: &str, by: u32) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let behind = rest.strip_prefix('第').filter(|_| first == '第');
        match counted(behind.unwrap_or(rest), behind.is_some()) {
            Some((number, digits, after)) => {
                out.push_str(if behind.is_some() { "第" } else { "" });
                out += &if digits { (number + by).to_string() } else { numeral::chinese(number + by) };
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

/// The number at the start of a text if it counts the times of something, whether it is in digits, and what follows it.
fn counted(text: &str, ordinal: bool) -> Option<(u32, bool, &str)> {
    let digits = text.starts_with(|c: char| c.is_ascii_digit());
    let (number, after) = if digits { numeral::leading(text)? } else { numeral::take(text)? };
    let counts = if ordinal { after.starts_with(['届', '个', '次', '期']) } else { after.starts_with("周年") };
    (counts && number < 9000).then_some((number, digits, after))
}

/// What sentences call something with this name: the name itself, and what is left of it without the words that many names
/// share; 师徒结对 for 师徒结对活动.
pub fn called(name: &str) -> Vec<String> {
    const BEFORE: [&str; 5] = ["全体教职工", "教职工", "教工", "教师", "职工"];
    const BEHIND: [&str; 6] = ["活动", "比赛", "大赛", "竞赛", "工作", "评选"];
    let whole = bare(name);
    let start = BEFORE.iter().find_map(|word| whole.strip_prefix(word)).unwrap_or(&whole);
    let core = BEHIND.iter().find_map(|word| start.strip_suffix(word)).unwrap_or(start);
    let long = |name: &&str| name.chars().count() >= 2;
    let mut names: Vec<String> = [whole.as_str(), core].into_iter().filter(long).map(str::to_owned).collect();
    names.dedup();
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
