//! What came of the plan for the time of the file: for those who ask for it.

use serde_json::{Map, Value, json};

use super::Line;
use crate::document::compose::Writer;
use crate::document::phrase;
use crate::figures::progress::{State, named};

impl Writer<'_> {
    /// How many items of the plan are done, done in part and not done. A paper of a part of the time does not know.
    pub(super) fn plan_progress(&self) -> Vec<Line> {
        let account = self.figures.account(None).filter(|account| !self.part && !account.standings.is_empty());
        let Some(account) = account else { return Vec::new() };
        let all = account.count(State::Done) == account.standings.len();
        let mut c = Map::new();
        c.insert("span".to_owned(), json!(account.period.span_word()));
        c.insert("all".to_owned(), json!(all));
        c.insert("items".to_owned(), json!(self.figures.progress_noted(named::ITEMS)));
        let some = |state: State| account.count(state) > 0;
        for (key, names, told) in [
            ("done", named::DONE, some(State::Done)),
            ("partly", named::PARTLY, some(State::Partly)),
            ("open", named::OPEN, some(State::Open)),
            ("rate", named::RATE, !all && some(State::Done)),
        ] {
            c.extend(self.figures.progress_noted(names).filter(|_| told).map(|words| (key.to_owned(), json!(words))));
        }
        let told = self.component("plan_progress", &Value::Object(c));
        told.map(|text| Line::paragraph(phrase::sentence(&text))).into_iter().collect()
    }
}
