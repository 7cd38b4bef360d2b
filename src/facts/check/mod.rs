//! Rules that a well-formed file can still break, a room for each subject:
//!
//! | room | what it looks at |
//! |---|---|
//! | [`characters`] | characters that no text should hold |
//! | `names` | ids, areas, items, headings, whose event it was |
//! | `numbers` | parts and wholes |
//! | `twins` | numbers and counts that stand in two places |
//! | `holders` | who holds an honour, who granted it, which time it was |
//! | `attendance` | who was at a meeting |
//! | `letterhead` | values that GB/T 9704 gives a form |
//! | `dates` | the date of a paper, what came after it, years left over |
//! | `prizes` | prizes, winners, ranks, honours |
//! | `reports` | the topic of a paper, what an inspection found |
//! | `meetings` | quorum and votes |
//! | `sets` | announced sets and their members |
//! | `money` | money a head |
//! | `plan` | the same matter planned twice |
//! | `times` | the period, dates outside it, dates in the wrong order |
//! | `events` | the same event told twice |
//! | `across` | the same event told by two kinds of record |
//! | `bodies` | one body under two names, one person in two units |
//! | [`words`] | the author's words: placeholders, marks, years, numbers left out |
//! | `weak` | records that say neither when nor where nor how many |
//!
//! Rules that need references or derived figures are in `figures::check`.

mod across;
mod attendance;
mod bodies;
pub mod characters;
mod dates;
mod events;
mod holders;
mod letterhead;
pub mod meetings;
mod money;
mod names;
mod numbers;
mod plan;
mod points;
mod prizes;
mod reports;
mod sets;
mod times;
mod twins;
mod weak;
pub mod words;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say};
use crate::facts::File;
use crate::facts::model::Entered;

pub use times::period;

/// Checks every rule on a file that could be read.
pub fn rules(file: &File, problems: &mut Diagnostics) {
    let mut check = Check { file, problems, slips: Vec::new() };
    let placed = file.facts.placed();
    check.signature();
    check.ids(&placed);
    check.places(&placed);
    for record in &placed {
        check.record(*record);
    }
    check.after_the_paper(&placed);
    check.events(&placed);
    check.across(&placed);
    check.bodies(&placed);
    check.sections();
    check.points();
    check.words();
}

impl Check<'_> {
    /// The rules on one record of an area.
    fn record(&mut self, entered: Entered<'_>) {
        self.when(entered.place().when, entered.place().outside);
        self.parts(entered.record());
        self.money(entered);
        self.weak(entered);
        match entered {
            Entered::Activity(activity) => {
                self.role(activity);
                self.field(activity);
                self.ordinal(&activity.title, activity.ordinal);
                self.awards(&activity.awards);
                self.contest(activity);
                self.followed(activity);
                for follow in &activity.then {
                    self.when(follow.when.as_ref(), follow.outside.is_some_and(|flag| flag.value));
                    self.awards(&follow.awards);
                }
            }
            Entered::Congress(congress) => {
                if let Some(proposals) = &congress.proposals {
                    self.parts(proposals);
                }
                self.congress(congress);
                self.delegates(congress);
            }
            Entered::Honour(honour) => {
                self.honour(honour);
                self.holders(&honour.to);
                self.granted(honour);
                self.ordinal(&honour.title, honour.ordinal);
            }
            Entered::Inspection(inspection) => self.inspection(inspection),
            Entered::Home(home) => self.homes(home),
            Entered::Publicity(publicity) => self.articles(publicity),
            _ => {}
        }
    }

    /// The rules on what belongs to no area.
    fn sections(&mut self) {
        let facts = &self.file.facts;
        self.history(&facts.organisation);
        self.stated_twice();
        if let Some(staff) = &facts.staff {
            self.parts(staff);
            self.others(staff);
        }
        if let Some(membership) = &facts.membership {
            self.parts(membership);
        }
        if let Some(cadres) = &facts.cadres {
            self.parts(cadres);
            self.ranks(cadres);
        }
        if let Some(finance) = &facts.finance {
            self.budget(finance);
        }
        self.sessions(&facts.congress);
        for (_, paper) in &facts.documents.0 {
            self.paper(paper);
            self.dated(paper);
            self.topic(paper);
            self.letterhead(paper);
            self.present(paper);
        }
        facts.slogans.iter().for_each(|slogan| self.slogan(slogan));
        facts.problems.iter().for_each(|problem| self.since(problem));
        for item in &facts.plan {
            self.plan(item);
            self.left_over(item);
        }
        self.planned_twice();
        let of_papers = facts.documents.0.iter().flat_map(|(_, paper)| paper.areas.iter().chain(&paper.written));
        for area in facts.areas.iter().chain(&facts.written).chain(of_papers) {
            self.heading(&area.title);
            self.entries(&area.items, 2);
        }
        let of_papers = facts.documents.0.iter().map(|(_, paper)| &paper.written);
        for written in std::iter::once(&facts.written).chain(of_papers) {
            self.written(written);
        }
    }
}

/// A file under examination.
struct Check<'a> {
    file: &'a File,
    problems: &'a mut Diagnostics,
    /// What is said once for the whole file.
    slips: Vec<words::slips::Slip>,
}

impl Check<'_> {
    /// Whether a field of one of these names was written and could not be read: that it is missing has been said.
    fn lost(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.file.lost.contains(*name))
    }

    /// Reports a contradiction: nothing is written until it is gone.
    fn error(&mut self, code: &'static str, origin: Origin, message: Say, hint: Say) {
        self.problems.push(Diagnostic::error(code, message).at(&self.file.source, origin).hint(hint));
    }

    /// Reports what may be wrong; the author may answer it with `allow`.
    fn warn(&mut self, code: &'static str, origin: Origin, message: Say, hint: Say) {
        self.problems.push(Diagnostic::warning(code, message).at(&self.file.source, origin).hint(hint));
    }

    /// Remarks what could be better, for those who ask.
    fn remark(&mut self, code: &'static str, origin: Origin, message: Say, hint: Say) {
        self.problems.push(Diagnostic::hint_only(code, message).at(&self.file.source, origin).hint(hint));
    }
}
