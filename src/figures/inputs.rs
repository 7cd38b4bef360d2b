//! What a reference of the author's text follows from: the places that its figure is made of, and how.

use crate::diagnostic::{Origin, Source};
use crate::facts::amount::{Amount, plain};
use crate::facts::model::{Finance, Line};
use crate::facts::table::{Item, Record};
use crate::facts::value::{Level, Reference};
use crate::figures::change::Change;
use crate::figures::names::{BALANCE, COUNT, LEAVE, PREVIOUS, SHARE};
use crate::figures::origins::{Called, Sort, added, compared, divided};
use crate::figures::reference::{CHANGE, DIFFERENCE, Found, GROWTH};
use crate::figures::term::TERM;
use crate::figures::{Figures, lines_total, shares};

/// Where a figure comes from.
#[derive(Default)]
pub(super) struct Inputs {
    pub places: Vec<(Source, Origin)>,
    /// `None` for what is printed as it is written.
    pub formula: Option<String>,
}

impl<'a> Figures<'a> {
    /// What a reference prints, with a note of what it follows from.
    pub fn referred(self, reference: &Reference, words: String) -> String {
        if !self.notes() {
            return words;
        }
        let path = &reference.path;
        let Inputs { places, mut formula } = self.inputs(path, &words).unwrap_or_default();
        if let (None, Some(_), Ok(Found::Amount(amount))) = (&formula, &reference.format, self.find(path)) {
            formula = Some(format!("{}={words}", amount.text));
        }
        let is = if formula.is_some() { Sort::Figure } else { Sort::Fact };
        self.noted(words, is, Called::Named(path.join(".")), formula, || places)
    }

    /// What the figure at a path follows from: its places, and how where it is not printed as it is written.
    pub(super) fn followed(self, path: &[String]) -> (Vec<(Source, Origin)>, Option<String>) {
        let words = self.find(path).ok().and_then(|found| printed(&found)).unwrap_or_default();
        let Inputs { places, formula } = self.inputs(path, &words).unwrap_or_default();
        (places, formula)
    }

    fn inputs(self, path: &[String], words: &str) -> Option<Inputs> {
        let (first, rest) = path.split_first()?;
        if PREVIOUS.contains(&first.as_str()) {
            return self.previous()?.inputs(rest, words);
        }
        if let Some(inputs) = self.progress_inputs(path) {
            return Some(inputs);
        }
        if let Some(item) = self.item_at(path) {
            return self.of_item(&item, words);
        }
        if TERM.contains(&first.as_str()) {
            return self.of_term(rest, words);
        }
        if let Some(year) = self.of_year(first).filter(|_| !rest.is_empty()) {
            return year.inputs(rest, words);
        }
        let (last, of) = path.split_last()?;
        if [CHANGE, DIFFERENCE, GROWTH].iter().any(|names| names.contains(&last.as_str())) {
            return self.of_change(of, last);
        }
        if COUNT.contains(&last.as_str()) && self.item_at(of).is_none() {
            // 荣誉.县级.数量 says the same as 荣誉.县级.
            return self.inputs(of, words);
        }
        let (record, owner) = (self.item_at(of)?, of.split_last().and_then(|(_, owner)| self.item_at(owner)));
        match &record {
            Item::Amount(part) if SHARE.contains(&last.as_str()) => self.of_share(path, part, owner.as_ref()),
            Item::Record(record) => self.of_record(*record, path, words),
            Item::List(items) if Level::of(last).is_some() => Some(self.of_level(items, last)),
            Item::List(items) if COUNT.contains(&last.as_str()) => {
                let formula = Some(format!("{}{}条", of.join("."), items.len()));
                Some(Inputs { places: self.at_places(items.iter().filter_map(origin)), formula })
            }
            item => self.of_item(item, words),
        }
    }

    /// A value as it is written, or the sum of several.
    fn of_item(self, item: &Item<'a>, words: &str) -> Option<Inputs> {
        let amounts = amounts(item);
        match amounts.as_slice() {
            [] => Some(Inputs { places: self.at_places(origin(item)), formula: None }),
            [only] if only.text == words => Some(Inputs { places: self.at_places([only.origin]), formula: None }),
            all if all.iter().map(|amount| amount.text.as_str()).collect::<String>() == words => {
                Some(Inputs { places: self.at_places(all.iter().map(|amount| amount.origin)), formula: None })
            }
            all => {
                let places = self.at_places(all.iter().map(|amount| amount.origin));
                Some(Inputs { places, formula: (all.len() > 1).then(|| added(all, words)) })
            }
        }
    }

    fn of_share(self, path: &[String], part: &'a Amount, owner: Option<&Item<'a>>) -> Option<Inputs> {
        let Ok(Found::Rate(rate)) = self.find(path) else { return None };
        let finance = self.facts().finance.as_ref();
        let sides = finance.into_iter().flat_map(|finance| [&finance.income, &finance.expense]);
        let side = sides.into_iter().find(|lines| lines.iter().any(|line| line.amount.origin == part.origin));
        let whole: Vec<Origin> = match (side, owner) {
            (Some(lines), _) => lines.iter().map(|line| line.amount.origin).collect(),
            _ => self.facts().staff.iter().filter_map(|staff| staff.total.as_ref()).map(|total| total.origin).collect(),
        };
        let places = self.at_places(std::iter::once(part.origin).chain(whole));
        Some(Inputs { places, formula: Some(divided(&rate, &rate.print())) })
    }

    /// A figure behind a record: a share of it, what is left, who is away, how many prizes.
    fn of_record(self, record: &'a dyn Record, path: &[String], words: &str) -> Option<Inputs> {
        let last = path.last()?.as_str();
        if let Some(share) = shares::named(record, last) {
            return match (record.named(share.stated), record.named(share.part), self.find(path)) {
                (Item::Text(stated), ..) => Some(Inputs { places: self.at_places([stated.origin]), formula: None }),
                (_, Item::Amount(part), Ok(Found::Rate(rate))) => {
                    let mut places = self.at_places([part.origin]);
                    places.extend(self.whole(record, share).map(|whole| self.place_of(whole)));
                    Some(Inputs { places, formula: Some(divided(&rate, words)) })
                }
                _ => None,
            };
        }
        if record.table().en == Line::TABLE.en {
            return match (record.named("share"), record.named("amount")) {
                (Item::Text(stated), _) => Some(Inputs { places: self.at_places([stated.origin]), formula: None }),
                (_, Item::Amount(part)) => self.of_share(path, part, None),
                _ => None,
            };
        }
        if BALANCE.contains(&last) && record.table().en == Finance::TABLE.en {
            return Some(self.of_balance(self.facts().finance.as_ref()?, words));
        }
        if LEAVE.contains(&last) {
            let parts = [record.named("due"), record.named("present")];
            let parts: Vec<&Amount> = parts.iter().flat_map(amounts).collect();
            let formula = match parts.as_slice() {
                [due, present] => Some(format!("{}-{}={words}", due.text, present.text)),
                _ => None,
            };
            return Some(Inputs { places: self.at_places(parts.iter().map(|part| part.origin)), formula });
        }
        let Item::List(awards) = record.named("awards") else { return None };
        Some(Inputs {
            places: self.at_places(awards.iter().filter_map(origin)),
            formula: Some(format!("奖项={words}")),
        })
    }

    fn of_balance(self, finance: &Finance, words: &str) -> Inputs {
        if let Some(stated) = finance.balance.as_ref().filter(|stated| stated.text == words) {
            return Inputs { places: self.at_places([stated.origin]), formula: None };
        }
        let total = |lines: &[Line]| lines_total(lines).map_or_else(String::new, |total| total.print("元"));
        let carried = finance.carried.as_ref().map(|carried| format!("{}+", carried.text)).unwrap_or_default();
        let formula = format!("{carried}{}-{}={words}", total(&finance.income), total(&finance.expense));
        let lines = finance.income.iter().chain(&finance.expense).map(|line| line.amount.origin);
        let places = self.at_places(finance.carried.iter().map(|carried| carried.origin).chain(lines));
        Inputs { places, formula: Some(formula) }
    }

    fn of_level(self, items: &[Item<'a>], level: &str) -> Inputs {
        let wanted = Level::of(level);
        let honours = self.facts().honours.iter();
        let here = honours.filter(|honour| {
            let listed = items.iter().any(|item| origin(item) == Some(honour.origin));
            listed && honour.rank.map(|rank| rank.value) == wanted
        });
        let places = self.at_places(here.map(|honour| honour.origin));
        Inputs { formula: Some(format!("{level}荣誉{}条", places.len())), places }
    }

    fn of_term(self, path: &[String], words: &str) -> Option<Inputs> {
        let (mut places, mut terms) = (Vec::new(), Vec::new());
        for year in self.years(self.term()?) {
            let Some(path) = self.same_path(path, year) else { continue };
            let Some(told) = year.find(&path).ok().and_then(|found| printed(&found)) else { continue };
            places.extend(year.inputs(&path, &told).unwrap_or_default().places);
            terms.push(told);
        }
        Some(Inputs { places, formula: Some(format!("{}={words}", terms.join("+"))) })
    }

    /// A change on the year before: both figures, and what it is.
    fn of_change(self, path: &[String], how: &str) -> Option<Inputs> {
        let before = self.previous()?;
        let was = self.same_path(path, before)?;
        let told = |figures: Self, path: &[String]| figures.find(path).ok().and_then(|found| printed(&found));
        let (now, then) = (told(self, path)?, told(before, &was)?);
        let mut places = self.inputs(path, &now).unwrap_or_default().places;
        places.extend(before.inputs(&was, &then).unwrap_or_default().places);
        Some(Inputs { places, formula: self.change(path).ok().map(|change| of_change(&change, how, &now, &then)) })
    }
}

/// The whole change, or the part of it that is asked for.
fn of_change(change: &Change, how: &str, now: &str, then: &str) -> String {
    let whole = compared(change, now, then);
    match whole.split_once('，') {
        Some((difference, _)) if DIFFERENCE.contains(&how) => difference.to_owned(),
        Some((_, growth)) if GROWTH.contains(&how) => growth.to_owned(),
        _ => whole,
    }
}

/// A figure in words.
fn printed(found: &Found<'_>) -> Option<String> {
    match found {
        Found::Amount(amount) => Some(amount.text.clone()),
        Found::Sum(sum, unit) if sum.is_exact() && unit.is_empty() => Some(plain(sum.value)),
        Found::Sum(sum, unit) => Some(sum.print(unit)),
        Found::Rate(rate) => Some(rate.print()),
        Found::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// Where a value stands.
fn origin(item: &Item<'_>) -> Option<Origin> {
    match item {
        Item::Text(text) => Some(text.origin),
        Item::Prose(prose) => Some(prose.origin),
        Item::Amount(amount) => Some(amount.origin),
        Item::Amounts(amounts) => amounts.first().map(|amount| amount.origin),
        Item::When(when) => Some(when.origin),
        Item::Person(person) => Some(person.origin),
        Item::Record(record) => Some(record.origin()),
        Item::List(items) => items.first().and_then(origin),
        Item::Named(named) => named.first().map(|(name, _)| name.origin),
        Item::Nothing | Item::Number(_) | Item::Word(_) => None,
    }
}

/// The amounts that a value is made of.
fn amounts<'a>(item: &Item<'a>) -> Vec<&'a Amount> {
    match item {
        Item::Amount(amount) => vec![amount],
        Item::Amounts(amounts) => amounts.iter().collect(),
        Item::List(items) => items.iter().flat_map(amounts).collect(),
        Item::Named(named) => named.iter().flat_map(|(_, item)| amounts(item)).collect(),
        Item::Record(record) if record.table().en == Line::TABLE.en => match record.named("amount") {
            Item::Amount(amount) => vec![amount],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
