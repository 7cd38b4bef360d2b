//! Patterns of titles, file names and headings, and the places in them: `{title}{period}工作总结`.

use chrono::Datelike;

use super::period;
use crate::document::view;
use crate::facts::time::Period;
use crate::figures::Figures;

/// What stands in a place of a pattern.
type Value = fn(Figures<'_>, &Period) -> String;

/// The places that every pattern may have, and what stands in them.
const VALUES: [(&str, Value); 9] = [
    ("title", |figures, _| figures.facts().organisation.names.title.text.clone()),
    ("self", |figures, _| view::own_name(figures)),
    ("period", |_, period| period.name()),
    // 全年, then 下半年.
    ("span", |_, period| period.span_word().to_owned()),
    ("next", |_, period| period.next_word().to_owned()),
    // 三年, then 2026年 or 今后.
    ("years", |_, period| period::years(period)),
    ("ahead", |figures, period| period::ahead(figures, period)),
    ("year", |_, period| period.end.year().to_string()),
    ("id", |figures, _| figures.facts().organisation.id.text.clone()),
];

/// The places that a title may have beside those of every pattern: what the paper is about, what it carries.
pub const TITLE_PLACES: [&str; 2] = ["topic", "papers"];
/// Those that a transition may have beside them.
pub const TRANSITION_PLACES: [&str; 1] = ["topic"];
/// Those that a file name may have beside them.
pub const FILE_PLACES: [&str; 4] = ["kind", "name", "key", "topic"];

/// The places of every pattern, then those of `more`.
pub fn places<'p>(more: &[&'p str]) -> Vec<&'p str> {
    VALUES.iter().map(|(name, _)| *name).chain(more.iter().copied()).collect()
}

/// A pattern with its places filled: those of every pattern and those of `more`.
///
/// In one pass: a name of the facts that looks like a place is text.
pub fn fill(pattern: &str, figures: Figures<'_>, period: &Period, more: &[(&str, &str)]) -> String {
    let value = |place: &str| match VALUES.iter().find(|(name, _)| *name == place) {
        Some((_, value)) => Some(value(figures, period)),
        None => more.iter().find(|(name, _)| *name == place).map(|(_, text)| (*text).to_owned()),
    };
    let (mut text, mut rest) = (String::new(), pattern);
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        match after.split_once('}').and_then(|(place, tail)| Some((value(place)?, tail))) {
            Some((found, tail)) => {
                text.push_str(&found);
                rest = tail;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text + rest
}
