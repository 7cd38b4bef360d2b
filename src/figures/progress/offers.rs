//! Records that nobody has put to an item of the plan: those that look like one, with the reason, and the work that looks
//! like none.

use std::cmp::Reverse;

use serde::Serialize;

use crate::facts::File;
use crate::facts::model::{Entered, PlanItem};
use crate::facts::table::Item;
use crate::figures::due::{self, Days};
use crate::figures::plan::comes_again;
use crate::figures::progress::standing::{Lies, lies};
use crate::figures::progress::{Account, Standing};
use crate::figures::term::{is_same, stem};
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
    /// What is put to no item. Earlier years are looked up in the files of `figures`. A record is offered to one item at most,
    /// and an item that is done once gets one record at most; the likest pairs come first.
    pub fn rest(&self, figures: Figures<'a>) -> Rest<'a> {
        let placed = self.facts.facts.placed();
        let named = |record: &Entered<'a>, item: &PlanItem| super::standing::names(*record, item);
        let free = |record: &Entered<'a>| !self.standings.iter().any(|standing| named(record, standing.item));
        let left: Vec<Entered<'a>> = placed
            .iter()
            .copied()
            .filter(|record| free(record) && lies(*record, &self.facts.period, self.until) != Lies::After)
            .collect();
        let mut full: Vec<bool> = self
            .standings
            .iter()
            .map(|Standing { item, .. }| !comes_again(item) && placed.iter().any(|record| named(record, item)))
            .collect();
        let mut offered = vec![false; left.len()];
        let mut offers = Vec::new();
        for ((reason, ..), at, of) in self.likes(&left, figures) {
            if full[at] || offered[of] {
                continue;
            }
            let item = self.standings[at].item;
            (full[at], offered[of]) = (!comes_again(item), true);
            offers.push((at, of, Offer { item, record: left[of], reason }));
        }
        offers.sort_by_key(|(at, of, _)| (*at, *of));
        let unplanned = left.iter().zip(&offered).filter(|(record, offered)| !**offered && is_work(**record));
        let unplanned = unplanned.map(|(record, _)| *record).collect();
        Rest { offers: offers.into_iter().map(|(.., offer)| offer).collect(), unplanned }
    }

    /// The pairs of an item and a record that look alike, by their places, the likest first.
    fn likes(&self, left: &[Entered<'a>], figures: Figures<'a>) -> Vec<(Rank, usize, usize)> {
        let earlier: Vec<&'a File> =
            figures.dossier.previous.iter().filter(|file| file.period < self.facts.period).collect();
        let mut likes = Vec::new();
        for (of, record) in left.iter().enumerate() {
            let words = words(*record);
            for (at, Standing { item, days, .. }) in self.standings.iter().enumerate() {
                let season = season(*days, record.place().when.and_then(|when| due::days(when, &self.facts.period)));
                let like = likeness(item, *record, (&words, season), &earlier);
                likes.extend(like.map(|(reason, near)| ((reason, season, Reverse(near)), at, of)));
            }
        }
        likes.sort_unstable();
        likes
    }
}

/// How like an item and a record are: why, whether the time fits, how near the names are.
type Rank = (Reason, Season, Reverse<usize>);

/// Whether a record lies in the time of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Season {
    Fits,
    /// One of them does not say when.
    Unknown,
    Other,
}

fn season(item: Option<Days>, record: Option<Days>) -> Season {
    match (item, record) {
        (Some((from, to)), Some((first, last))) if first <= to && from <= last => Season::Fits,
        (Some(_), Some(_)) => Season::Other,
        _ => Season::Unknown,
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
fn likeness(
    item: &PlanItem,
    record: Entered<'_>,
    (words, season): (&str, Season),
    earlier: &[&File],
) -> Option<(Reason, usize)> {
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
    nearness(&item.title.text, words, season).map(|near| (Reason::Title, near))
}

fn series_of(record: Entered<'_>) -> Option<&String> {
    if let Entered::Activity(activity) = record { activity.series.as_ref().map(|series| &series.text) } else { None }
}

fn has_id(record: Entered<'_>, id: &str) -> bool {
    record.id().is_some_and(|own| own.text == id)
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
fn nearness(planned: &str, done: &str, season: Season) -> Option<usize> {
    const NEAR: usize = 650;
    let (a, b) = (matter::core(planned), matter::core(done));
    if a.is_empty() || b.is_empty() {
        return None;
    }
    if a == b {
        return Some(1000);
    }
    // A name in short, in its month: 登山 in October for 登山比赛 of October.
    let in_short = season == Season::Fits && a.chars().count().min(b.chars().count()) > 1;
    let holds = in_short && (a.starts_with(&b) || b.starts_with(&a));
    let (common, all) = matter::shared(&a, &b);
    Some(2000 * common / all.max(1)).filter(|near| holds || *near >= NEAR)
}
