//! The figures of a plan that a text may refer to: 计划.完成率. They are of the plan for the time of the file, which may stand
//! in the file before it.

use crate::diagnostic::{Origin, Source};
use crate::facts::amount::{Sum, plain};
use crate::figures::Figures;
use crate::figures::inputs::Inputs;
use crate::figures::origins::{Called, Sort, divided};
use crate::figures::progress::{Account, Standing, State};
use crate::figures::reference::{Found, Lost};

/// The names of the section that the items stand in.
const PLAN: [&str; 2] = ["计划", "plan"];
pub const RATE: [&str; 2] = ["完成率", "done_rate"];
pub const DONE: [&str; 2] = ["完成", "done"];
pub const PARTLY: [&str; 2] = ["部分完成", "partly"];
pub const OPEN: [&str; 2] = ["未完成", "open"];
pub const ITEMS: [&str; 2] = ["事项数", "items"];
/// The names of the items that are not done, in words.
pub const PARTLY_NAMED: [&str; 2] = ["部分完成事项", "partly_items"];
pub const OPEN_NAMED: [&str; 2] = ["未完成事项", "open_items"];

/// All of them, for the question which one was meant.
pub const ALL: [[&str; 2]; 7] = [RATE, DONE, PARTLY, OPEN, ITEMS, PARTLY_NAMED, OPEN_NAMED];

/// What a name asks of an account.
enum Asked {
    Rate,
    /// How many items; of a state, or all.
    Count(Option<State>),
    Titles(State),
}

impl Asked {
    fn named(name: &str) -> Option<Self> {
        let is = |names: [&str; 2]| names.contains(&name);
        Some(match () {
            () if is(RATE) => Self::Rate,
            () if is(ITEMS) => Self::Count(None),
            () if is(DONE) => Self::Count(Some(State::Done)),
            () if is(PARTLY) => Self::Count(Some(State::Partly)),
            () if is(OPEN) => Self::Count(Some(State::Open)),
            () if is(PARTLY_NAMED) => Self::Titles(State::Partly),
            () if is(OPEN_NAMED) => Self::Titles(State::Open),
            () => return None,
        })
    }

    /// The items that it is about.
    fn items<'s, 'a>(&self, account: &'s Account<'a>) -> Vec<&'s Standing<'a>> {
        let of = |state: &Option<State>, standing: &&Standing<'a>| state.is_none_or(|state| standing.state == state);
        let state = match self {
            Self::Rate => None,
            Self::Count(state) => *state,
            Self::Titles(state) => Some(*state),
        };
        account.standings.iter().filter(|standing| of(&state, standing)).collect()
    }
}

impl<'a> Figures<'a> {
    /// What a path leads to that asks how the plan stands; `None` for other paths. An item of this id comes first.
    pub(in crate::figures) fn progress_at(self, path: &[String]) -> Option<Result<Found<'a>, Lost>> {
        let (asked, name) = self.asked(path)?;
        let empty = || Lost::Empty { name: path.join(".") };
        let Some(account) = self.account(None).filter(|account| !account.standings.is_empty()) else {
            return Some(Err(empty()));
        };
        let items = asked.items(&account);
        Some(match asked {
            Asked::Rate => account.done().map(Found::Rate).ok_or_else(empty),
            Asked::Count(_) => Ok(Found::Sum(Sum::exact(items.len() as u64), String::new())),
            Asked::Titles(_) if items.is_empty() => Err(Lost::Empty { name: name.to_owned() }),
            Asked::Titles(_) => {
                let titles: Vec<&str> = items.iter().map(|standing| standing.item.title.text.as_str()).collect();
                Ok(Found::Text(titles.join("、")))
            }
        })
    }

    /// Where such a figure comes from, and how.
    pub(in crate::figures) fn progress_inputs(self, path: &[String]) -> Option<Inputs> {
        let (asked, _) = self.asked(path)?;
        let account = self.account(None)?;
        let items = asked.items(&account);
        let places = places(&account, &items);
        let formula = match asked {
            Asked::Rate => account.done().map(|rate| divided(&rate, &rate.print())),
            Asked::Count(_) => Some(format!("{}{}条", path.join("."), items.len())),
            Asked::Titles(_) => None,
        };
        Some(Inputs { places, formula })
    }

    /// How many items of the plan are in a state, or all, or the rate of those done, as printed and with a note of where it comes
    /// from; `None` where there is no plan.
    pub fn progress_noted(self, names: [&'static str; 2]) -> Option<String> {
        let path = [PLAN[0].to_owned(), names[0].to_owned()];
        let words = match self.progress_at(&path)?.ok()? {
            Found::Sum(sum, _) => plain(sum.value),
            Found::Rate(rate) => rate.print(),
            _ => return None,
        };
        let Inputs { places, formula } = self.progress_inputs(&path)?;
        Some(self.noted(words, Sort::Figure, Called::Named(path.join(".")), formula, || places))
    }

    fn asked(self, path: &[String]) -> Option<(Asked, &str)> {
        let [plan, name] = path else { return None };
        let own = || self.facts().plan.iter().any(|item| item.id.text == *name);
        let asked = Some(name).filter(|_| PLAN.contains(&plan.as_str())).and_then(|name| Asked::named(name))?;
        (!own()).then_some((asked, name.as_str()))
    }
}

/// Where items stand in the file of their plan.
pub(in crate::figures) fn places(account: &Account<'_>, items: &[&Standing<'_>]) -> Vec<(Source, Origin)> {
    items.iter().map(|standing| (account.plan.source.clone(), standing.item.title.origin)).collect()
}
