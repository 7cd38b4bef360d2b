//! How the clauses of a plan sound beside each other: what has been said is not said next, short ones share a sentence.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::document::phrase;
use crate::figures::origins::{bare, is_mark};
use crate::figures::slogans::row;

/// The most clauses that one sentence chains, and the most characters that they may have where one says how it is done.
const CHAIN: usize = 3;
const LONGEST: usize = 64;

/// Words after which 继续 has nothing to say: the ordinal or the adverb says it.
const GOES_ON: [&str; 10] = ["继续", "坚持", "进一步", "不断", "持续", "再", "巩固", "深化", "第", "把"];

/// How far the voice of a plan has come: what it has said is not what it says next.
#[derive(Default)]
pub(in crate::document::compose) struct Voice {
    pub(super) heard: HashMap<String, u32>,
    last: String,
    pub(super) aims: usize,
    pub(super) again: bool,
    /// How many neighbours the same body is in charge of.
    pub(super) together: usize,
}

/// An item as a clause.
pub(super) struct Clause {
    pub(super) text: String,
    /// It says how it is done, or what for.
    pub(super) own: bool,
}

impl Clause {
    /// Whether it can stand in a sentence with others.
    fn chains(&self) -> bool {
        !self.text.contains(['。', '；', '！', '？'])
    }
}

impl Voice {
    /// Of the verbs that fit, the one that has been heard least, and not the last one again.
    pub(super) fn verb(&mut self, verbs: &[String]) -> String {
        let heard = |verb: &&String| (self.last == **verb, self.heard.get(*verb).copied().unwrap_or(0));
        let verb = verbs.iter().min_by_key(heard).cloned().unwrap_or_default();
        *self.heard.entry(verb.clone()).or_default() += 1;
        self.last.clone_from(&verb);
        verb
    }
}

/// Clauses in sentences: neighbours share one as long as it is easily read, and none is left over alone.
pub(super) fn sentences(clauses: Vec<Clause>) -> Vec<Vec<Clause>> {
    let mut told: Vec<Vec<Clause>> = Vec::new();
    for clause in clauses {
        let fits = |sentence: &&mut Vec<Clause>| {
            let all = || sentence.iter().chain([&clause]);
            let size: usize = all().map(|clause| bare(&clause.text).chars().count()).sum();
            sentence.len() < CHAIN && all().all(Clause::chains) && (size <= LONGEST || !all().any(|clause| clause.own))
        };
        match told.last_mut().filter(fits) {
            Some(sentence) => sentence.push(clause),
            None => told.push(vec![clause]),
        }
    }
    if let [.., before, last] = told.as_mut_slice()
        && before.len() == CHAIN
        && last.iter().all(Clause::chains)
        && last.len() == 1
    {
        last.splice(0..0, before.pop());
    }
    told
}

/// The first sentence of a measure goes with the name of the matter; what it says more stands behind it.
pub(super) fn part_measure(c: &mut Map<String, Value>) {
    let Some(measure) = c.get("measure").and_then(Value::as_str) else { return };
    let Some(end) = measure.find(['。', '！', '？']) else { return };
    let (first, rest) = measure.split_at(end);
    let open = |marks: [char; 2]| first.matches(marks[0]).count() > first.matches(marks[1]).count();
    let whole = [['“', '”'], ['《', '》'], ['（', '）']].into_iter().any(open);
    let (first, rest) = match rest.strip_prefix('。') {
        Some(rest) if !whole => (first.to_owned(), rest.to_owned()),
        _ => (String::new(), measure.to_owned()),
    };
    // What stands behind is noted with it.
    let marks: String = measure.chars().take_while(|c| is_mark(*c)).collect();
    let rest = if first.is_empty() || rest.is_empty() { rest } else { format!("{marks}{rest}") };
    for (key, text) in [("measure", first), ("more", rest)] {
        c.remove(key);
        c.extend(Some(text).filter(|text| !text.is_empty()).map(|text| (key.to_owned(), json!(text))));
    }
}

/// Names in a row, the last after 和: 跳绳比赛、健步走和合唱比赛; only 、 where a name has such a word or mark itself.
pub(super) fn enumerated(names: &[String]) -> String {
    let plain = !names.iter().any(|name| name.contains(['和', '、', '”', '》']));
    if plain { phrase::joined(names) } else { row(names.iter().cloned()) }
}

/// Whether a name says itself that something goes on.
pub(super) fn goes_on(title: &str) -> bool {
    GOES_ON.iter().any(|word| title.starts_with(word)) || title.contains('届') || title.contains('年')
}
