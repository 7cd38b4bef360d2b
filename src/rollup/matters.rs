//! Which records of different schools are of one matter. Those of one series are, whatever they are called; those of one id
//! are where their names are near: an id may be the same by chance.

use std::collections::{BTreeMap, BTreeSet};

use crate::rollup::partial::Merged;
use crate::rollup::take::normal;
use crate::rollup::total::Plus;

/// Records that are of one matter.
pub struct Matter<'a> {
    /// The names that their sums go by.
    pub keys: Vec<&'a str>,
    pub merged: Merged,
    /// Others have the same id and are of another matter.
    pub apart: bool,
}

impl Matter<'_> {
    /// The name by which the schools know it, with the part that they took in it; nothing where it is known by its words.
    pub fn name(&self) -> String {
        let key = self.keys.first().copied().unwrap_or_default();
        let mut parts = key.split('|');
        let (name, part) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        match (self.merged.named, part) {
            (false, _) => key.trim_matches('|').to_owned(),
            (true, "") => name.to_owned(),
            (true, part) if name.ends_with(part) => name.to_owned(),
            (true, part) => format!("{name}-{part}"),
        }
    }

    /// What it is called: of names that are not near, the most usual one, and others.
    pub fn title(&self) -> String {
        let title = self.merged.title();
        match self.is_mixed() {
            true if title.ends_with("活动") => format!("{title}等"),
            true => format!("{title}等活动"),
            false => title.to_owned(),
        }
    }

    /// Whether it is known under names that are not near.
    pub fn is_mixed(&self) -> bool {
        self.merged.named && !are_near(&self.merged.titles.keys().map(|title| stem(title)).collect())
    }
}

/// The matters of a list.
pub fn of(all: &BTreeMap<String, Merged>) -> Vec<Matter<'_>> {
    let mut named: BTreeMap<(&str, &str), Vec<(&str, &Merged)>> = BTreeMap::new();
    let mut matters = Vec::new();
    for (key, merged) in all {
        let mut parts = key.split('|');
        match (merged.named, parts.next(), parts.next()) {
            (true, Some(name), Some(part)) => named.entry((name, part)).or_default().push((key, merged)),
            _ => matters.push(Matter { keys: vec![key], merged: merged.clone(), apart: false }),
        }
    }
    for group in named.into_values() {
        let titles = group.iter().flat_map(|(_, one)| one.titles.keys()).map(|title| stem(title)).collect();
        let one = group.iter().any(|(_, one)| one.series) || are_near(&titles);
        let each = group.iter().map(|(key, own)| Matter { keys: vec![*key], merged: (*own).clone(), apart: !one });
        if !one {
            matters.extend(each);
            continue;
        }
        matters.extend(each.reduce(|mut all, next| {
            all.keys.extend(next.keys);
            all.merged.plus(next.merged);
            all
        }));
    }
    matters
}

/// Whether one of some names holds all others.
pub(super) fn are_near(titles: &BTreeSet<String>) -> bool {
    let Some(short) = titles.iter().min_by_key(|title| title.chars().count()) else { return true };
    !short.is_empty() && titles.iter().all(|title| title.contains(short.as_str()))
}

/// What is left of a name without the words that many names have.
pub fn stem(title: &str) -> String {
    const WORDS: [&str; 14] =
        ["全校", "教职工", "教师", "职工", "会员", "本校", "校", "年度", "举办", "活动", "比赛", "竞赛", "大赛", "赛"];
    let mut text = normal(title);
    if let Some((_, rest)) = text.split_once('届') {
        text = rest.to_owned();
    }
    let plain = WORDS.iter().fold(text.clone(), |text, word| text.replace(word, ""));
    if plain.chars().count() < 2 { text } else { plain }
}
