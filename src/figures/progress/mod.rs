//! What came of a plan: each of its items beside the records that carry it out, the figure it aimed at beside the one that
//! was reached, and the work that nobody had planned. What the author says of an item holds; all else is seen from the
//! records that name it in their 落实. Likely matches are offered and count for nothing until he confirms them.
//!
//! | room | what it tells |
//! |---|---|
//! | `standing` | how far one item has come, and whether in time |
//! | [`attained`] | its target beside the figure that was reached |
//! | [`offers`] | records that look like an item, and those that look like none |
//! | [`named`] | the figures that a text may refer to |

pub mod attained;
pub mod named;
pub mod offers;
mod standing;

use chrono::NaiveDate;
use serde::Serialize;

use crate::facts::File;
use crate::facts::model::{Entered, PlanItem};
use crate::facts::time::{Period, When};
use crate::figures::Figures;
use crate::figures::due::Days;
use crate::figures::plan::planned;
use crate::figures::progress::attained::Attained;
use crate::figures::rate::Rate;

/// How far an item has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Done,
    Partly,
    Open,
    /// Not begun, and not yet due on the day that is asked for.
    Ahead,
}

impl State {
    /// All states, in the order in which they are counted.
    pub const ALL: [State; 4] = [State::Done, State::Partly, State::Open, State::Ahead];
}

/// Whether an item was carried out in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Timing {
    OnTime,
    Late,
    /// Item or record does not say firmly when.
    Unknown,
}

/// How one item stands.
pub struct Standing<'a> {
    pub item: &'a PlanItem,
    /// When it is due, in the time that the plan is for.
    pub due: Option<When>,
    /// The days of that; of feasts that it comes again before, from the eve of the first to that of the last.
    pub days: Option<Days>,
    pub state: State,
    /// Whether the author says so himself.
    pub stated: bool,
    /// The records that carry it out and were over by the day that is asked for.
    pub records: Vec<Entered<'a>>,
    /// Those that had begun by then and were not over.
    pub begun: Vec<Entered<'a>>,
    pub attained: Attained,
    pub timing: Timing,
}

/// A plan beside what was done.
pub struct Account<'a> {
    /// The file with the plan, and the one with what was done; they may be the same.
    pub plan: &'a File,
    pub facts: &'a File,
    /// The time that the plan is for.
    pub period: Period,
    /// The last day that is looked at; the whole time where absent.
    pub until: Option<NaiveDate>,
    /// The items in the order of the plan; mere proposals are none.
    pub standings: Vec<Standing<'a>>,
    /// The proposals that wait to be accepted.
    pub proposed: usize,
}

impl<'a> Account<'a> {
    /// How the items of the plan in `plan` stand by what `facts` tells, up to and with the day `until`.
    pub fn of(plan: &'a File, facts: &'a File, until: Option<NaiveDate>) -> Self {
        let period = planned(plan);
        let placed = facts.facts.placed();
        let (items, proposals): (Vec<_>, Vec<_>) = plan.facts.plan.iter().partition(|item| item.proposed.is_empty());
        let view = standing::View { plan, period, until, told: facts.period, placed: &placed };
        let standings = items.into_iter().map(|item| view.standing(item)).collect();
        Self { plan, facts, period, until, standings, proposed: proposals.len() }
    }

    /// The items in this state.
    pub fn in_state(&self, state: State) -> impl Iterator<Item = &Standing<'a>> {
        self.standings.iter().filter(move |standing| standing.state == state)
    }

    /// How many items are in this state.
    pub fn count(&self, state: State) -> usize {
        self.in_state(state).count()
    }

    /// Items done over all items; `None` for a plan without items.
    pub fn done(&self) -> Option<Rate> {
        Rate::new(self.count(State::Done).into(), self.standings.len().into())
    }

    /// How many items with records, also those under way, were carried out in time, late, or nobody knows when; none of those
    /// that their author calls undone.
    pub fn timed(&self, timing: Timing) -> usize {
        let told = self.standings.iter().filter(|standing| !(standing.records.is_empty() && standing.begun.is_empty()));
        told.filter(|standing| standing.state != State::Open).filter(|standing| standing.timing == timing).count()
    }

    /// How many targets there are, and how many of them are known to be reached.
    pub fn targets(&self) -> (usize, usize) {
        let all = self.standings.iter().filter(|standing| standing.item.target.is_some());
        let reached = all.clone().filter(|standing| standing.attained.reached() == Some(true));
        (all.count(), reached.count())
    }
}

impl<'a> Figures<'a> {
    /// The plan for the time of the current file beside what that file tells; `None` where no file has such a plan.
    pub fn account(self, until: Option<NaiveDate>) -> Option<Account<'a>> {
        self.plan_of_file().map(|plan| Account::of(plan, self.file(), until))
    }
}
