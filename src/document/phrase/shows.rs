//! Records told in short: by their names, 先后举办了…、…和…, or by their number alone.

use serde_json::{Map, Value, json};

use super::row::row;
use super::{Phrases, clauses};
use crate::document::manifest::Shows;
use crate::document::view;
use crate::facts::model::{Activity, Entered};
use crate::facts::value::Role;
use crate::figures;

impl Phrases<'_> {
    /// How much of a record is told; one that the author has put into words is told in them.
    pub fn shows(&self, entered: Entered<'_>) -> Shows {
        let shown = self.shown.get(self.list_of(entered)).copied().unwrap_or(Shows::Full);
        let own = entered.place().text.is_some() && shown != Shows::Nothing;
        if own { Shows::Full } else { shown }
    }

    /// The records of a paragraph that one short clause tells together with the first of them.
    pub(super) fn in_short<'r>(&self, records: &[Entered<'r>]) -> Vec<Entered<'r>> {
        let Some(first) = records.first() else { return Vec::new() };
        let way = |entered: Entered<'_>| (self.list_of(entered), is_guest(entered), self.shows(entered));
        let wanted = way(*first);
        records.iter().copied().filter(|record| way(*record) == wanted).collect()
    }

    /// That clause; `None` where the templates have no words for records of this list.
    pub(super) fn short_clause(&self, together: &[Entered<'_>]) -> Option<String> {
        let first = together.first()?;
        let names: Vec<String> = together.iter().map(|record| self.short_name(*record)).collect();
        let mut c = Map::new();
        c.insert("list".to_owned(), json!(self.list_of(*first)));
        c.insert("guest".to_owned(), json!(is_guest(*first)));
        c.insert("several".to_owned(), json!(together.len() > 1));
        c.insert("names".to_owned(), json!(row(&names)));
        c.insert("count".to_owned(), json!(together.len().to_string()));
        let sum = |amounts: Vec<_>| figures::sum(amounts).filter(|(sum, _)| sum.is_claimable());
        let reliefs =
            || together.iter().filter_map(|each| if let Entered::Relief(each) = each { Some(*each) } else { None });
        let whole = |known: usize| known == together.len();
        let persons: Vec<_> = reliefs().filter_map(|relief| relief.persons.as_ref()).collect();
        let money: Vec<_> = reliefs().filter_map(|relief| relief.amount.as_ref()).collect();
        for (key, amounts) in [("persons", persons), ("amount", money)] {
            let told = if whole(amounts.len()) { sum(amounts) } else { None };
            c.extend(told.map(|(sum, unit)| (key.to_owned(), Value::String(sum.print(&unit)))));
        }
        let component = if self.shows(*first) == Shows::Count { "counted" } else { "names" };
        match self.templates.clause(self.register, component, &Value::Object(c)) {
            Ok(text) => Some(text).filter(|text| !text.is_empty()),
            Err(problem) => {
                self.report(*problem);
                None
            }
        }
    }

    /// What a record is called in a row of its like.
    fn short_name(&self, entered: Entered<'_>) -> String {
        let title = clauses::title_of(entered);
        match entered {
            Entered::Activity(activity) => {
                let view = view::record(entered, self.figures, &|prose| self.inline(prose));
                let ordinal = view.get("ordinal").and_then(Value::as_str).unwrap_or_default();
                let host = activity.host.as_ref().filter(|_| is_guest(entered)).map(|host| host.text.as_str());
                format!("{}{ordinal}{title}", host.unwrap_or_default())
            }
            Entered::Honour(_) => format!("“{}”", title.trim_matches(['“', '”'])),
            _ => title,
        }
    }

    /// The list of the facts that a record stands in.
    fn list_of(&self, entered: Entered<'_>) -> &'static str {
        let contest =
            |activity: &Activity| self.figures.facts().contests.iter().any(|contest| contest.origin == activity.origin);
        match entered {
            Entered::Activity(activity) if contest(activity) => "contests",
            Entered::Activity(_) => "activities",
            Entered::Training(_) => "training",
            Entered::Meeting(_) => "meetings",
            Entered::Congress(_) => "congress",
            Entered::Relief(_) => "relief",
            Entered::Benefit(_) => "benefits",
            Entered::Honour(_) => "honours",
            Entered::Publicity(_) => "publicity",
            Entered::Regulation(_) => "regulations",
            Entered::Openness(_) => "openness",
            Entered::Evaluation(_) => "evaluations",
            Entered::Donation(_) => "donations",
            Entered::Insurance(_) => "insurance",
            Entered::RetireeWork(_) => "retired",
            Entered::WomenWork(_) => "women",
            Entered::Labour(_) => "labour",
            Entered::Inspection(_) => "inspections",
            Entered::Home(_) => "homes",
        }
    }
}

/// Whether we took part in what another body held.
fn is_guest(entered: Entered<'_>) -> bool {
    let Entered::Activity(Activity { role, .. }) = entered else { return false };
    matches!(role.map(|role| role.value), Some(Role::Assist | Role::Team | Role::Send | Role::Recommend))
}
