//! What has become of each proposal in the person's file.

use std::collections::BTreeMap;

use crate::diagnostic::{Say, Source};
use crate::plan::merge::Trio;
use crate::plan::merge::fields::Records;
use crate::plan::merge::weigh::Weighed;
use crate::plan::proposals::{self, AREAS};
use crate::say;

/// What a person has made of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    /// It still waits to be accepted.
    #[default]
    Waiting,
    Accepted,
    /// It is not there: the person has taken it out.
    Deleted,
}

impl State {
    /// All states, in the order in which they are told.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Accepted, Self::Deleted];

    /// The state as a person calls it.
    pub fn told(self) -> Say {
        match self {
            Self::Waiting => say!("待采纳", "waiting"),
            Self::Accepted => say!("已采纳", "accepted"),
            Self::Deleted => say!("已删去", "deleted"),
        }
    }

    /// The state as a program reads it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Deleted => "deleted",
        }
    }
}

/// The states of the proposals; in a file that was not there all of them wait.
#[derive(Debug, Default)]
pub struct States {
    items: BTreeMap<String, State>,
    lines: BTreeMap<String, State>,
    /// Whether the file has proposals that are not made again, and still wait.
    pub others_wait: bool,
}

impl States {
    /// The state of the item with this id.
    pub fn of_item(&self, id: &str) -> State {
        self.items.get(id).copied().unwrap_or_default()
    }

    /// The state of this line of the budget.
    pub fn of_line(&self, item: &str) -> State {
        self.lines.get(item).copied().unwrap_or_default()
    }

    /// What `after`, the merged file, has of the proposals in `trios`; `weighed` tells under which id. `None` where it cannot
    /// be read.
    pub(super) fn of(after: &Source, trios: &[Trio<'_>], weighed: &[Vec<Weighed<'_>>]) -> Option<Self> {
        let root = proposals::tree(after).ok()?;
        let mut states = Self::default();
        for (trio, found) in trios.iter().zip(weighed).filter(|(trio, _)| trio.section.path != AREAS.path) {
            let there = Records::of(trio.section, &root, after);
            let own_id = |one: &Weighed<'_>| one.own.clone().unwrap_or_else(|| one.id.clone());
            let proposed: Vec<(&str, String)> = found
                .iter()
                .filter(|one| trio.new.get(&one.id).is_some())
                .map(|one| (one.id.as_str(), own_id(one)))
                .collect();
            let state = |own: &str| match there.get(own) {
                None => State::Deleted,
                Some(record) if record.mark().is_some() => State::Waiting,
                Some(_) => State::Accepted,
            };
            let list = proposed.iter().map(|(id, own)| ((*id).to_owned(), state(own)));
            if trio.section.is_plan() { &mut states.items } else { &mut states.lines }.extend(list);
            let is_other = |id: &str| proposed.iter().all(|(_, own)| own != id);
            states.others_wait |= there.list.iter().any(|(id, record)| record.mark().is_some() && is_other(id));
        }
        Some(states)
    }
}
