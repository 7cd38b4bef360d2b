//! What single years add to the sums of a matter, each with its year; what repeats itself but for the numbers is said once.

use serde_json::{Value, json};

use super::{Dated, Term, without};
use crate::document::phrase;
use crate::facts::model::{Activity, Entered};
use crate::facts::value::Role;
use crate::figures::origins::{bare, is_mark};

/// Units of more than one character.
const UNITS: [&str; 6] = ["人次", "万元", "亿元", "万人", "课时", "公里"];

impl<'a> Term<'_, '_, 'a> {
    /// What one year's record adds to the sums: a rank, the prizes won elsewhere, an effect that its author has counted.
    /// An effect without a number is a word on that year, not on the term.
    pub(super) fn detail(&self, (at, record): Dated<'a>) -> Option<(&str, String)> {
        let year = &self.years[at];
        let mut view = year.view(record);
        let congress = matches!(record, Entered::Congress(_));
        let keep: &[&str] =
            if congress { &["agenda", "resolutions", "tail", "effect"] } else { &["rank", "awards", "then", "effect"] };
        view.retain(|key, _| keep.contains(&key.as_str()));
        view.entry("agenda").or_insert_with(|| json!([]));
        if let Some(Value::Array(steps)) = view.get_mut("agenda") {
            // What was heard is heard every year; what was resolved stays.
            steps.retain(|step| {
                step["verb"].as_str().is_some_and(|verb| verb.contains("通过") || verb.contains("选举"))
            });
        }
        // What is said of a congress in closing is said of that year, unless it says what was resolved.
        let resolved = |text: &Value| text.as_str().is_some_and(|text| text.contains("通过") || text.contains("选举"));
        if !view.get("tail").is_some_and(resolved) {
            view.remove("tail");
        }
        let counted = |text: &Value| text.as_str().is_some_and(|text| text.chars().any(|c| c.is_ascii_digit()));
        if !view.get("effect").is_some_and(counted) {
            view.remove("effect");
        }
        let elsewhere = |activity: &Activity| !matches!(activity.role.map(|role| role.value), None | Some(Role::Host));
        if !matches!(record, Entered::Activity(activity) if elsewhere(activity)) {
            ["rank", "awards", "then"].iter().for_each(|key| {
                view.remove(*key);
            });
        }
        let phrases = year.phrases();
        let text = phrases.templates().clause(phrases.register, "term_detail", &Value::Object(view)).ok()?;
        let text = phrase::trimmed(&text);
        (!text.is_empty()).then(|| (year.name.as_str(), self.noted(&[(at, record)], text.to_owned())))
    }
}

/// The details as components print them. 2023年有6人次领到互助金，2024年7人次: where only the numbers differ, the later years
/// give only those.
pub(super) fn told(details: &[(&str, String)]) -> Vec<Value> {
    let texts: Vec<String> = details.iter().map(|(_, text)| without(text, "全年")).collect();
    let first = texts.first().map(|text| Counted::of(text));
    let view = |(at, text): (usize, &String)| {
        let own = Counted::of(text);
        let again = first.as_ref().filter(|first| at > 0 && first.words == own.words);
        let text = again.and_then(|_| own.numbers()).unwrap_or_else(|| text.clone());
        json!({ "year": details.get(at).map(|(year, _)| *year), "text": text })
    };
    texts.iter().enumerate().map(view).collect()
}

/// A text taken apart into its numbers and the words around them.
struct Counted {
    words: String,
    numbers: Vec<String>,
}

impl Counted {
    fn of(text: &str) -> Self {
        let (mut words, mut numbers) = (String::new(), Vec::new());
        let mut rest = text;
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
            let (before, number) = rest.split_at(at);
            let end = number.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(number.len());
            let (digits, after) = number.split_at(end);
            let unit = UNITS.iter().find(|unit| after.starts_with(**unit)).map(|unit| (*unit).to_owned());
            let next = || after.chars().next().filter(|c| c.is_alphabetic()).map(String::from);
            // The number goes with what is noted of it.
            let marks = before.get(before.trim_end_matches(is_mark).len()..).unwrap_or_default();
            numbers.push(format!("{marks}{digits}{}", unit.or_else(next).unwrap_or_default()));
            words.push_str(&bare(before));
            words.push('#');
            rest = after;
        }
        words.push_str(&bare(rest));
        Self { words, numbers }
    }

    /// The numbers alone; nothing where there are none, or too many to be told apart.
    fn numbers(&self) -> Option<String> {
        match self.numbers.as_slice() {
            [one] => Some(one.clone()),
            [one, two] => Some(format!("分别为{one}和{two}")),
            _ => None,
        }
    }
}
