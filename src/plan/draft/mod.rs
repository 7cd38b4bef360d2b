//! What next year's plan may hold, drawn from the facts: a pure function of the files of a body, the plans of the bodies
//! above it and an order.
//!
//! | what is proposed | room |
//! |---|---|
//! | what comes every year, or is due again | `history` (found again in earlier years), `recurring`, `titles`, `season`, `feasts` |
//! | congresses and their sessions | `congress` |
//! | what the plan of the year did not finish | `unfinished` |
//! | remedies of shortcomings, next steps | `ahead`, `wording` |
//! | what a body above asks for | `assigned` |
//! | figures and money | `target`, `budget` |

mod ahead;
mod areas;
mod assigned;
mod budget;
mod congress;
mod feasts;
mod history;
mod names;
mod recurring;
mod season;
mod target;
mod titles;
mod unfinished;
mod wording;
pub mod write;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say, Source};
use crate::facts::amount::Amount;
use crate::facts::model::{Area, PlanItem};
use crate::facts::time::Period;
use crate::facts::{Dossier, File};
use crate::figures::plan;
use crate::plan::calendar::Calendar;
use crate::plan::draft::areas::{areas, rank};
use crate::say;

/// What is to be drafted.
pub struct Order<'a> {
    /// The time that is planned.
    pub period: Period,
    pub calendar: Calendar,
    /// Whether targets are wanted.
    pub targets: bool,
    /// Files of the bodies above, with their plans for that time.
    pub superiors: &'a [File],
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub source: Source,
    pub origin: Origin,
}

impl Place {
    fn new(file: &File, origin: Origin) -> Self {
        Self { source: file.source.clone(), origin }
    }

    /// The name of the file and the line in it.
    pub fn file_and_line(&self) -> (&str, usize) {
        let at = self.origin.range().start;
        (self.source.file_at(at).0, self.source.line(at))
    }
}

/// An item that the plan may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub id: String,
    pub area: Option<String>,
    pub item: Option<String>,
    pub title: String,
    pub when: Option<String>,
    pub measure: Option<String>,
    pub target: Option<String>,
    /// What the plan before wanted to come of it.
    pub goal: Option<String>,
    pub owner: Option<String>,
    pub every: Option<String>,
    pub continues: Option<String>,
    /// The periods whose plans had it and did not finish it.
    pub carried: Vec<String>,
    /// The body above that asks for it.
    pub assigned: Option<String>,
    /// The records that it comes from, by id or path.
    pub stems: Vec<String>,
    /// Where the first of them stands.
    pub place: Place,
    pub reasons: Vec<Say>,
    /// What sentences call it, without what changes from year to year.
    names: Vec<String>,
    /// Of these, its whole names.
    whole: Vec<String>,
}

impl Proposal {
    fn new(id: String, title: String, stem: String, place: Place) -> Self {
        let names = names::called(&title);
        let (stems, whole) = (vec![stem], vec![names::timeless(&title)]);
        let (area, item, when, measure, target, owner) = (None, None, None, None, None, None);
        let (goal, every, continues, assigned, carried, reasons) = (None, None, None, None, Vec::new(), Vec::new());
        Self {
            id,
            area,
            item,
            title,
            when,
            measure,
            target,
            goal,
            owner,
            every,
            continues,
            carried,
            assigned,
            stems,
            place,
            reasons,
            names,
            whole,
        }
    }
}

/// A line of the budget, as much as was spent on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub item: String,
    pub amount: String,
    pub stem: String,
    pub place: Place,
}

/// What is not proposed, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    pub name: String,
    pub place: Place,
    pub reason: Say,
}

/// The draft of a plan.
pub struct Draft<'a> {
    /// The areas of the plan: those of the facts, and what a person's own items have beside them in a paper of their own.
    pub areas: Vec<Area>,
    /// What this year's file plans for that time already, in a person's own words.
    pub own: Vec<&'a PlanItem>,
    pub proposals: Vec<Proposal>,
    pub budget: Vec<Line>,
    pub passed: Vec<Passed>,
    /// What is missing for a better draft.
    pub problems: Diagnostics,
}

/// Drafts the plan for the time of `order`.
pub fn draft<'a>(dossier: &'a Dossier, order: &'a Order<'a>) -> Draft<'a> {
    let mut drafting = Drafting::new(dossier, order);
    drafting.recurring();
    drafting.congress();
    drafting.unfinished();
    drafting.planned_already();
    drafting.problems();
    drafting.next_steps();
    drafting.assigned();
    drafting.finish()
}

/// A draft in the making.
struct Drafting<'a> {
    dossier: &'a Dossier,
    order: &'a Order<'a>,
    draft: Draft<'a>,
    /// What would be proposed, had a person not planned it already, and the item of theirs.
    taken: Vec<(Proposal, &'a PlanItem)>,
}

impl<'a> Drafting<'a> {
    fn new(dossier: &'a Dossier, order: &'a Order<'a>) -> Self {
        let file = &dossier.current;
        let ours = plan::planned(file) == order.period && order.period != file.period;
        let own: Vec<&PlanItem> = if ours { file.facts.plan.iter().collect() } else { Vec::new() };
        let areas = areas(file, &own);
        let (proposals, budget, passed) = (Vec::new(), Vec::new(), Vec::new());
        let draft = Draft { areas, own, proposals, budget, passed, problems: Diagnostics::new() };
        let mut drafting = Self { dossier, order, draft, taken: Vec::new() };
        drafting.missing_years();
        drafting
    }

    /// Says which files are missed: without earlier ones it cannot be seen what comes every year.
    fn missing_years(&mut self) {
        let file = &self.dossier.current;
        let origin = file.facts.year.as_ref().or(file.facts.period.as_ref()).map_or(Origin::default(), |it| it.origin);
        let warning =
            |code, message: Say, hint: Say| Diagnostic::warning(code, message).at(&file.source, origin).hint(hint);
        let mut found = Diagnostics::new();
        if self.dossier.previous.is_empty() {
            let message = say!(
                "旁边没有更早的文件，看不出哪些事年年都有：只提议写了系列、届次或频次的",
                "there is no earlier file beside it, so that nobody sees what comes every year: only what has series, ordinal or `every` is proposed"
            );
            let hint = say!(
                "把上年的文件放在一起，或用 --previous 给出",
                "put last year's file beside it, or name it with --previous"
            );
            found.push(warning("W330", message, hint));
        }
        if !self.files().any(|file| self.is_base(file)) {
            let name = self.order.period.name();
            let message = say!(
                "没有“{name}”的上年同期的文件：只提议没有办完的、问题的对策和下一步",
                "there is no file of the same time a year before {name}: only what is unfinished, remedies and next steps are proposed"
            );
            let hint = say!("用 --previous 给出上年同期的文件", "name it with --previous");
            found.push(warning("W331", message, hint));
        }
        self.draft.problems.append(found);
    }

    /// The files of the body, the latest first.
    fn files(&self) -> impl Iterator<Item = &'a File> + use<'a> {
        std::iter::once(&self.dossier.current).chain(&self.dossier.previous)
    }

    /// Whether a file tells of the same season, a year before the one that is planned.
    fn is_base(&self, file: &File) -> bool {
        let back = chrono::Months::new(season::YEAR * self.years_long());
        let (start, end) =
            (self.order.period.start.checked_sub_months(back), self.order.period.end.checked_sub_months(back));
        start.is_some_and(|start| start <= file.period.start) && end.is_some_and(|end| file.period.end <= end)
    }

    /// How many years the plan is for, a part of one counted as one.
    fn years_long(&self) -> u32 {
        let days = (self.order.period.end - self.order.period.start).num_days() + 1;
        u32::try_from((days + 182) / 365).unwrap_or(1).max(1)
    }

    /// Whether this year's file is written with English keys.
    fn in_english(&self) -> bool {
        write::in_english(&self.dossier.current)
    }

    /// Notes that something is not proposed.
    fn pass(&mut self, name: impl Into<String>, place: Place, reason: Say) {
        self.draft.passed.push(Passed { name: name.into(), place, reason });
    }

    /// Takes out what a person has planned already.
    fn planned_already(&mut self) {
        let own = self.draft.own.clone();
        for proposal in std::mem::take(&mut self.draft.proposals) {
            match own.iter().find(|item| is_planned(item, &proposal)) {
                None => self.draft.proposals.push(proposal),
                Some(item) => {
                    let reason = self.planned_at(item);
                    self.pass(&proposal.title, proposal.place.clone(), reason);
                    self.taken.push((proposal, item));
                }
            }
        }
    }

    /// Why what a person has planned already is not proposed.
    fn planned_at(&self, item: &PlanItem) -> Say {
        let line = self.dossier.current.source.line_from(item.origin, Origin::default());
        let (zh, en) = (line.zh, line.en);
        say!("计划里已有（{zh}）", "planned already ({en})")
    }

    /// The draft, in the order of the areas, each id once.
    fn finish(mut self) -> Draft<'a> {
        self.budget();
        let areas = &self.draft.areas;
        let rank = |proposal: &Proposal| rank(areas, proposal.area.as_deref(), proposal.item.as_deref());
        self.draft.proposals.sort_by_cached_key(rank);
        let mut taken: Vec<String> = self.draft.own.iter().map(|item| item.id.text.clone()).collect();
        for proposal in &mut self.draft.proposals {
            let id = proposal.id.clone();
            let mut count = 2;
            while taken.contains(&proposal.id) {
                proposal.id = format!("{id}-{count}");
                count += 1;
            }
            taken.push(proposal.id.clone());
        }
        self.draft.passed.sort_by_cached_key(|passed| {
            let (file, line) = passed.place.file_and_line();
            (std::cmp::Reverse(file.to_owned()), line)
        });
        self.draft
    }
}

/// Whether a person's own item is what is proposed.
fn is_planned(item: &PlanItem, proposal: &Proposal) -> bool {
    let ids = std::iter::once(&item.id).chain(&item.continues).map(|id| id.text.as_str());
    let from = item.from.iter().any(|id| proposal.stems.contains(&id.text));
    from || ids.into_iter().any(|id| id == proposal.id)
        || names::mentions(&item.title.text, &proposal.names)
        || names::alike(&item.title.text, &proposal.title)
        || names::same_persons(&item.title.text, &proposal.title)
}

/// Whether a number is known to the last digit.
fn exact(amount: &Amount) -> bool {
    amount.sum.is_exact()
}
