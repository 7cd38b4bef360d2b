//! Records that nobody has put to an item of the plan: those that look like one, with the reason, and the work that looks
//! like none.

use serde::Serialize;

use crate::facts::File;
use crate::facts::model::{Entered, PlanItem};
use crate::facts::table::Item;
use crate::figures::progress::standing::{Lies, lies};
use crate::figures::progress::{Account, Standing};
use crate::figures::term::is_same;
use crate::figures::{Figures, matter};

/// Why a record looks like an item; the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    /// Its series is the id of the item, or that of a record that the item comes from.
    Series,
    /// The item comes from the same record of an earlier period, or has its id but for the year.
    Origin,
    /// They are called nearly the same.
    Title,
}

/// A record that looks like an item.
pub struct Offer<'a> {
    pub item: &'a PlanItem,
    pub record: Entered<'a>,
    pub reason: Reason,
}

/// The records that are put to no item: those that look like one, in the order of the plan, and the work that does not,
/// in the order of the file.
pub struct Rest<'a> {
    pub offers: Vec<Offer<'a>>,
    pub unplanned: Vec<Entered<'a>>,
}

impl<'a> Account<'a> {
    /// What is put to no item. Earlier years are looked up in the files of `figures`.
    pub fn rest(&self, figures: Figures<'a>) -> Rest<'a> {
        let (mut offers, mut unplanned): (Vec<(usize, Offer<'a>)>, Vec<Entered<'a>>) = (Vec::new(), Vec::new());
        let earlier: Vec<&'a File> =
            figures.dossier.previous.iter().filter(|file| file.period < self.facts.period).collect();
        for record in self.facts.facts.placed() {
            let free = !self.standings.iter().any(|standing| super::standing::names(record, standing.item));
            if !free || lies(record, self.until) == Lies::After {
                continue;
            }
            match self.nearest(record, &earlier) {
                Some(found) => offers.push(found),
                None if is_work(record) => unplanned.push(record),
                None => {}
            }
        }
        offers.sort_by_key(|(at, _)| *at);
        Rest { offers: offers.into_iter().map(|(_, offer)| offer).collect(), unplanned }
    }

    /// The item that a record looks most like, and its place in the plan.
    fn nearest(&self, record: Entered<'a>, earlier: &[&File]) -> Option<(usize, Offer<'a>)> {
        let words = words(record);
        let likes = self.standings.iter().enumerate().filter_map(|(at, Standing { item, .. })| {
            let (reason, nearness) = likeness(item, record, &words, earlier)?;
            // Of items equally near the first one is meant.
            Some(((reason, std::cmp::Reverse(nearness), at), *item))
        });
        let ((reason, _, at), item) = likes.min_by_key(|(rank, _)| *rank)?;
        Some((at, Offer { item, record, reason }))
    }
}

/// Whether a record is work that may be planned: an honour or an article comes of it.
fn is_work(record: Entered<'_>) -> bool {
    !matches!(
        record,
        Entered::Honour(_) | Entered::Publicity(_) | Entered::Regulation(_) | Entered::Openness(_) | Entered::Home(_)
    )
}

/// Why a record looks like an item, and how near the names are, of 1000.
fn likeness(item: &PlanItem, record: Entered<'_>, words: &str, earlier: &[&File]) -> Option<(Reason, usize)> {
    let series = |record: Entered<'_>| match record {
        Entered::Activity(activity) => activity.series.as_ref().map(|series| series.text.clone()),
        _ => None,
    };
    let own = item.continues.iter().chain([&item.id]).map(|id| id.text.as_str());
    let known: Vec<&str> = own.chain(item.from.iter().map(|id| id.text.as_str())).collect();
    let before: Vec<Entered<'_>> = earlier
        .iter()
        .flat_map(|file| item.from.iter().filter_map(|id| file.facts.entered(|old| has_id(old, &id.text))))
        .collect();
    if let Some(series) = series(record)
        && (known.iter().any(|id| *id == series) || before.iter().any(|old| self::series_of(*old) == Some(&series)))
    {
        return Some((Reason::Series, 1000));
    }
    let id = record.id().map(|id| stem(&id.text));
    let same_id = id.is_some_and(|id| known.iter().any(|known| stem(known) == id));
    if same_id || before.iter().any(|old| is_same(*old, record)) {
        return Some((Reason::Origin, 1000));
    }
    nearness(&item.title.text, words).map(|near| (Reason::Title, near))
}

fn series_of(record: Entered<'_>) -> Option<&String> {
    if let Entered::Activity(activity) = record { activity.series.as_ref().map(|series| &series.text) } else { None }
}

fn has_id(record: Entered<'_>, id: &str) -> bool {
    record.id().is_some_and(|own| own.text == id)
}

/// An id without the year behind it: tiaosheng for tiaosheng-2025.
fn stem(id: &str) -> &str {
    let digits = id.chars().rev().take_while(char::is_ascii_digit).count();
    if digits == 4 { id[..id.len() - 4].trim_end_matches(['-', '_', '.']) } else { id }
}

/// What a record is about, in a few words.
pub fn words(record: Entered<'_>) -> String {
    let text = |field: &str| match record.record().table().find(field).map(|_| record.record().named(field)) {
        Some(Item::Text(text)) => text.text.clone(),
        _ => String::new(),
    };
    match record {
        Entered::Relief(relief) => {
            format!("{}{}", relief.way.as_ref().map_or("慰问", |way| way.text.as_str()), relief.who.text)
        }
        _ => ["title", "kind", "object", "cause", "product"].map(text).concat(),
    }
}

/// How near two names are, of 1000, without what changes from year to year; `None` where they are not.
fn nearness(planned: &str, done: &str) -> Option<usize> {
    const NEAR: usize = 650;
    let (a, b) = (matter::core(planned), matter::core(done));
    if a.is_empty() || b.is_empty() {
        return None;
    }
    if a == b {
        return Some(1000);
    }
    let (common, all) = matter::shared(&a, &b);
    Some(2000 * common / all.max(1)).filter(|near| *near >= NEAR)
}
