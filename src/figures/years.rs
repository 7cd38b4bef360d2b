//! References that lead to other years: to the file of a year, to a term, to the change on the period before.

use crate::facts::model::Entered;
use crate::figures::Figures;
use crate::figures::change::{self, Change, Measured};
use crate::figures::reference::{CHANGE, DIFFERENCE, Found, Lost, with_name};
use crate::figures::term::TERM;

impl<'a> Figures<'a> {
    /// What a path stands for that leads to another year or to a term; `None` for other paths.
    pub(super) fn elsewhere(self, first: &str, rest: &[String]) -> Option<Result<Found<'a>, Lost>> {
        let is_year = first.len() >= 4 && first.chars().take(4).all(|c| c.is_ascii_digit());
        let term = TERM.contains(&first);
        if (!is_year && !term) || with_name(self.facts(), first) {
            return None;
        }
        if rest.is_empty() {
            return Some(Err(Lost::Group { name: first.to_owned() }));
        }
        if term {
            return Some(self.over_term(rest));
        }
        let year = self.of_year(first);
        // Where the paper lacks years of its term, that is the problem.
        let missing = || self.term().map(|term| self.missing(term)).unwrap_or_default();
        let lost = || match missing() {
            missing if missing.iter().any(|year| year.trim_end_matches('年') == first) => Lost::Gap { missing },
            _ => Lost::NoYear { name: first.to_owned() },
        };
        Some(match year.ok_or_else(lost).and_then(|year| year.find(rest)) {
            Ok(Found::Clause(_) | Found::Heading(_) | Found::Title(..)) => {
                Err(Lost::Group { name: format!("{first}.{}", rest.join(".")) })
            }
            found => found,
        })
    }

    /// The change of a figure on the period before, or a part of it: its wording, how much it is, how many percent.
    pub(super) fn changed(self, path: &[String], how: &str) -> Result<Found<'a>, Lost> {
        let change = self.change(path)?;
        let part = |text: &String| Ok(Found::Text(text.clone()));
        match &change {
            _ if CHANGE.contains(&how) => Ok(Found::Change(change)),
            Change::More(Some(by)) | Change::Less(Some(by)) if DIFFERENCE.contains(&how) => part(&by.amount),
            Change::More(Some(by)) | Change::Less(Some(by)) => part(&by.percent),
            Change::Up(points) | Change::Down(points) if DIFFERENCE.contains(&how) => {
                Ok(Found::Text(format!("{points}个百分点")))
            }
            _ => Err(Lost::Unclear { name: path.join(".") }),
        }
    }

    /// The change of a figure on the period before.
    pub fn change(self, path: &[String]) -> Result<Change, Lost> {
        let name = path.join(".");
        let now = self.find(path)?;
        let before = self.previous().ok_or(Lost::NoPrevious)?;
        let no_base = || Lost::NoBase { name: name.clone(), period: before.file().period.name() };
        match self.same_path(path, before) {
            None if self.is_first(path) => Ok(Change::First),
            None => Err(no_base()),
            Some(path) => match before.find(&path) {
                Err(Lost::Empty { .. } | Lost::Unknown { .. }) => Err(no_base()),
                Err(lost) => Err(lost),
                Ok(before) => compared(&now, &before).ok_or_else(|| Lost::Unclear { name: name.clone() }),
            },
        }
    }

    /// Whether a path leads into an event that was held for the first time.
    fn is_first(self, path: &[String]) -> bool {
        let first = path.first().map_or("", String::as_str);
        let record = self.facts().entered(|record| record.id().is_some_and(|id| id.text == first));
        matches!(record, Some(Entered::Activity(activity)) if activity.ordinal.is_some_and(|ordinal| ordinal.value == 1))
    }
}

/// The change from one figure to another, where they are of one kind.
pub(super) fn compared(now: &Found<'_>, before: &Found<'_>) -> Option<Change> {
    let measured = |found: &Found<'_>| match found {
        Found::Amount(amount) => Some(Measured::from(*amount)),
        Found::Sum(sum, unit) => Some(Measured::of(*sum, unit)),
        _ => None,
    };
    let percent = |found: &Found<'_>| match found {
        Found::Rate(rate) => Some(rate.percent()),
        Found::Text(text) => change::stated(text),
        _ => None,
    };
    if let (Found::Rate(now), Found::Rate(before)) = (now, before) {
        return change::points_of(now, before);
    }
    match (measured(now), measured(before)) {
        (Some(now), Some(before)) => change::change(&now, &before),
        (None, None) => change::points(percent(now)?, percent(before)?),
        _ => None,
    }
}
