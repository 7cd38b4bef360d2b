//! What is left of a plan for the one that follows.

use crate::facts::model::PlanItem;
use crate::figures::Figures;
use crate::figures::progress::{Standing, State};

/// An item that was not finished, and for how long.
pub struct Unfinished<'a> {
    pub item: &'a PlanItem,
    pub standing: Standing<'a>,
    /// The periods whose plans had it and did not finish it, in order; that of this plan is the last.
    pub carried: Vec<String>,
}

/// The items of the plan for the time of the current file that were done in part or not at all, in its order; none where
/// no file has such a plan.
pub fn unfinished(figures: Figures<'_>) -> Vec<Unfinished<'_>> {
    let Some(account) = figures.account(None) else { return Vec::new() };
    let name = account.period.name();
    let left = account.standings.into_iter().filter(|standing| standing.state != State::Done);
    left.map(|standing| {
        let mut carried: Vec<String> = standing.item.carried.iter().map(|period| period.text.clone()).collect();
        if carried.last() != Some(&name) {
            carried.push(name.clone());
        }
        Unfinished { item: standing.item, standing, carried }
    })
    .collect()
}
