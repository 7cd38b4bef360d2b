//! The change on the period before in words, once for everybody: the component `change`, which an office may reword.

use serde_json::{Map, Value, json};

use super::Phrases;
use crate::figures::change::{By, Change};

impl Phrases<'_> {
    /// 比上年增加12人，增长8.3%; 与上年持平; 比上年提高1.2个百分点.
    pub fn change(&self, change: &Change) -> String {
        match self.templates.clause(self.register, "change", &Value::Object(view(change))) {
            Ok(text) => text,
            Err(problem) => {
                self.report(*problem);
                String::new()
            }
        }
    }
}

/// What the component sees of a change.
fn view(change: &Change) -> Map<String, Value> {
    let mut c = Map::new();
    let mut put = |key: &str, text: &str| {
        c.insert(key.to_owned(), json!(text));
    };
    let (way, by) = match change {
        Change::Same => ("same", None),
        Change::More(by) => ("more", by.as_ref()),
        Change::Less(by) => ("less", by.as_ref()),
        Change::New => ("new", None),
        Change::Gone(before) => {
            put("before", before);
            ("gone", None)
        }
        Change::First => ("first", None),
        Change::Up(points) | Change::Down(points) => {
            put("points", points);
            (if matches!(change, Change::Up(_)) { "up" } else { "down" }, None)
        }
    };
    put("way", way);
    if let Some(By { amount, percent }) = by {
        put("amount", amount);
        put("percent", percent);
    }
    c
}
