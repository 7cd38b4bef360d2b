//! What the values of a file are called: the path by which a reference in the author's text names each of them.

use std::collections::HashMap;

use crate::diagnostic::Origin;
use crate::facts::table::{Item, Record};

/// The paths of all values and records of a file by where they stand.
#[derive(Debug, Clone, Default)]
pub struct Paths(HashMap<Origin, String>);

impl Paths {
    /// The paths of everything in `facts`.
    pub fn of(facts: &dyn Record) -> Self {
        let mut paths = Self::default();
        paths.record(facts, "");
        paths
    }

    /// The path of what stands at `origin`.
    pub fn get(&self, origin: Origin) -> Option<&str> {
        self.0.get(&origin).map(String::as_str)
    }

    /// Where the value or record of this path stands; of several the first.
    pub fn place(&self, path: &str) -> Option<Origin> {
        self.0.iter().filter(|(_, known)| *known == path).map(|(origin, _)| *origin).min()
    }

    /// The path of the smallest value within `whole` that holds the byte `at`.
    pub fn around(&self, at: usize, whole: Origin) -> Option<&str> {
        let holds = |origin: &Origin| {
            let range = origin.range();
            range.contains(&at) && whole.range().start <= range.start && range.end <= whole.range().end
        };
        let held = self.0.iter().filter(|(origin, _)| holds(origin));
        held.min_by_key(|(origin, path)| (origin.range().len(), path.as_str())).map(|(_, path)| path.as_str())
    }

    fn record(&mut self, record: &dyn Record, base: &str) {
        for (index, field) in record.table().fields.iter().enumerate() {
            let path = if base.is_empty() { field.zh.to_owned() } else { format!("{base}.{}", field.zh) };
            self.item(record.item(index), path);
        }
    }

    fn item(&mut self, item: Item<'_>, path: String) {
        let origin = match &item {
            Item::Text(text) => text.origin,
            Item::Prose(prose) => prose.origin,
            Item::Amount(amount) => amount.origin,
            Item::When(when) => when.origin,
            Item::Person(person) => person.origin,
            Item::Record(record) => {
                // A record is known by the name that the author gave it.
                let path = record.id().map_or(path, |id| id.text.clone());
                self.record(*record, &path);
                self.0.insert(record.origin(), path);
                return;
            }
            Item::Amounts(amounts) => {
                amounts.iter().for_each(|amount| drop(self.0.insert(amount.origin, path.clone())));
                return;
            }
            Item::List(_) | Item::Named(_) => return self.several(item, &path),
            Item::Nothing | Item::Number(_) | Item::Word(_) => return,
        };
        self.0.insert(origin, path);
    }

    fn several(&mut self, item: Item<'_>, path: &str) {
        match item {
            Item::List(items) => {
                for (number, item) in (1..).zip(items) {
                    let name = called(&item).map(|name| format!("{path}.{name}"));
                    self.item(item, name.unwrap_or_else(|| format!("{path}[{number}]")));
                }
            }
            Item::Named(named) => {
                for (name, item) in named {
                    self.item(item, format!("{path}.{}", name.text));
                }
            }
            _ => {}
        }
    }
}

/// What a reference calls a record of a list that goes by its name and not by an id: a line of income, a body, a person.
fn called<'a>(item: &Item<'a>) -> Option<&'a str> {
    let Item::Record(record) = item else { return None };
    let field = match record.table().en {
        "line" => "item",
        "rate" | "body" | "person" => "name",
        "slogan" | "slogan_member" => "title",
        _ => return None,
    };
    match record.named(field) {
        Item::Text(text) => Some(&text.text),
        _ => None,
    }
}
