//! What comes every year, or is due again.

use chrono::Datelike;

use crate::diagnostic::Say;
use crate::facts::File;
use crate::facts::model::Entered;
use crate::facts::table::Item;
use crate::figures::stems;
use crate::offer::roll::due_again;
use crate::plan::draft::history::{History, Seen, histories, holdings, name, text};
use crate::plan::draft::names::{self, Onward};
use crate::plan::draft::season::{self, Move, YEAR};
use crate::plan::draft::titles::{called, is_planned_for, measure, title};
use crate::plan::draft::write::plain;
use crate::plan::draft::{Drafting, Place, Proposal, areas};
use crate::say;

/// What becomes of a matter.
enum Fate {
    /// It is proposed, and this is why.
    Proposed(Say),
    /// It is not.
    Passed(Say),
    /// It is over since long, and nobody asks.
    Gone,
}

impl<'a> Drafting<'a> {
    /// Proposes what comes every year or is due again, and notes what is not.
    pub(super) fn recurring(&mut self) {
        let all = histories(self.files());
        let next = holdings(&all, |history| matches!(self.fate(history), Fate::Proposed(_)));
        for (history, next) in all.iter().zip(next) {
            let latest = history.latest();
            if !is_planned_for(latest.record) {
                continue;
            }
            let place = Place::new(latest.file, latest.record.record().origin());
            match self.fate(history) {
                Fate::Gone => {}
                Fate::Passed(reason) => self.pass(called(latest.record), place, reason),
                Fate::Proposed(reason) => {
                    if let Some(proposal) = self.proposal(history, next, place, reason) {
                        self.draft.proposals.push(proposal);
                    }
                }
            }
        }
    }

    /// Whether a matter is for the plan.
    fn fate(&self, history: &History<'_>) -> Fate {
        let Seen { file, record } = history.latest();
        let every = record.place().every.map(|every| every.text.as_str());
        let last = record.place().when.and_then(|when| when.days).map_or(file.period.end, |(_, end)| end);
        let due = every.and_then(|every| due_again(every, last));
        let (base, years) = (self.is_base(file), history.periods());
        match (due, every) {
            (Some(due), Some(every)) if due > self.order.period.end.year() => {
                Fate::Passed(say!("{every}，{due}年才到期", "{every}: due again in {due}"))
            }
            (Some(due), Some(every)) => Fate::Proposed(say!("{every}，{due}年到期", "{every}: due in {due}")),
            _ if !base && history.seen.len() > 1 && !self.is_current(file) => {
                Fate::Passed(say!("{years}有，上年没有", "in {years}, but not last year"))
            }
            _ if !base => Fate::Gone,
            _ if history.seen.len() > 1 => Fate::Proposed(say!("{years}都有", "in {years}")),
            (_, Some(every)) => Fate::Proposed(say!("写了频次：{every}", "it says how often: {every}")),
            _ if has(record, "series") => Fate::Proposed(say!("写了系列", "it has a series")),
            _ if has(record, "ordinal") && !matches!(record, Entered::Honour(_)) => {
                Fate::Proposed(say!("写了届次", "it has an ordinal"))
            }
            _ => Fate::Passed(say!("只有{years}有", "only in {years}")),
        }
    }

    fn is_current(&self, file: &File) -> bool {
        std::ptr::eq(file, &self.dossier.current)
    }

    fn proposal(&self, history: &History<'_>, next: Option<u32>, place: Place, reason: Say) -> Option<Proposal> {
        let Seen { file, record } = history.latest();
        let months = season::months(&file.period, &self.order.period);
        let years = months / YEAR;
        let written = title(history, Onward { years, next })?;
        let (title, moved) = names::years_moved(&written, &file.period, years);
        let stem = self.stem(file, record);
        let series = text(record, "series").map(|series| series.text.clone());
        let id = series.unwrap_or_else(|| names::undated(&stem).replace('.', "-"));
        let mut proposal = Proposal::new(id, title, stem, place);
        proposal.measure = measure(record);
        proposal.whole.extend(name(record).iter().map(|name| names::timeless(name)));
        proposal.names.extend(name(record).iter().flat_map(|name| names::called(name)));
        self.settle(&mut proposal, file, record, months);
        proposal.reasons.insert(0, reason);
        proposal.reasons.extend(told_moved(&moved));
        self.target(&mut proposal, history);
        Some(proposal)
    }

    /// Gives a proposal the area, the time and the rhythm of the record that it comes from.
    pub(super) fn settle(&self, proposal: &mut Proposal, file: &File, record: Entered<'_>, months: u32) {
        let place = record.place();
        (proposal.area, proposal.item) = self.area(place.area.map(|it| &*it.text), place.item.map(|it| &*it.text));
        proposal.every = place.every.map(|every| every.text.clone());
        let Some(when) = place.when else { return };
        let purpose = match record {
            Entered::Activity(activity) => activity.purpose.as_ref().map(plain),
            _ => None,
        };
        let words = [Some(proposal.title.clone()), name(record), purpose].into_iter().flatten().collect::<String>();
        match season::moved(when, file, &Move { months, calendar: &self.order.calendar, words: &words }) {
            Some(moved) => {
                proposal.when = Some(moved.written);
                proposal.reasons.extend(moved.reason);
            }
            None => proposal.reasons.push(season::lost(when)),
        }
    }

    /// An area and an item of it, as far as this year's file still has them.
    pub(super) fn area(&self, area: Option<&str>, item: Option<&str>) -> (Option<String>, Option<String>) {
        let known = self.draft.areas.iter().find(|known| Some(known.id.text.as_str()) == area);
        let has = |item: &&str| known.is_some_and(|area| areas::holds(&area.items, item));
        (known.map(|area| area.id.text.clone()), item.filter(has).map(str::to_owned))
    }

    /// The id of a record; of one without, its list and a mark of what it is about.
    pub(super) fn stem(&self, file: &File, record: Entered<'_>) -> String {
        if let Some(id) = record.id() {
            return id.text.clone();
        }
        let path = file.paths().get(record.record().origin()).unwrap_or_default();
        let list = match path.split_once('[') {
            Some((list, _)) if !self.in_english() => list,
            _ => file.facts.list_of(record),
        };
        format!("{list}-{}", stems::of_record(record))
    }
}

/// What years in a title were moved on.
pub(super) fn told_moved(moved: &[(String, String)]) -> impl Iterator<Item = Say> {
    moved.iter().map(|(was, now)| say!("标题里的{was}改作{now}", "{was} in its title is {now} now"))
}

fn has(record: Entered<'_>, field: &str) -> bool {
    !matches!(record.record().named(field), Item::Nothing)
}
