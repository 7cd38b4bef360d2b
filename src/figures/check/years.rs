//! This year's file against last year's, where that was given: what a plan continues, which time an event is held, which
//! session a congress is.

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say};
use crate::facts::check::meetings::serial;
use crate::facts::model::{Activity, Facts};
use crate::facts::nearest::nearest;
use crate::figures::{Figures, plan};
use crate::say;

/// Checks the file that is told against that of the period before.
pub(super) fn compare(figures: Figures<'_>, problems: &mut Diagnostics) {
    let Some(before) = figures.previous() else { return };
    let mut check = Check { figures, before, problems };
    check.continued();
    check.series();
    check.sessions();
}

struct Check<'a, 'p> {
    figures: Figures<'a>,
    before: Figures<'a>,
    problems: &'p mut Diagnostics,
}

impl<'a> Check<'a, '_> {
    fn warn(&mut self, code: &'static str, origin: Origin, message: Say, hint: Say) {
        let source = &self.figures.file().source;
        self.problems.push(Diagnostic::warning(code, message).at(source, origin).hint(hint));
    }

    /// What an item continues is an item of the plan before.
    fn continued(&mut self) {
        let Some(before) = self.figures.plan_before() else { return };
        let known: Vec<&str> = before.facts.plan.iter().map(|item| item.id.text.as_str()).collect();
        let name = plan::planned(before).name();
        for item in &self.figures.facts().plan {
            let Some(id) = &item.continues else { continue };
            let word = &id.text;
            if known.contains(&word.as_str()) || before.lost.contains(word) {
                continue;
            }
            let hint = match nearest(word, &known) {
                Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
                None => say!("核对编号；新的事项不写 承接", "check the id; a new item continues nothing"),
            };
            let message = say!("{name}的计划里没有“{word}”", "the plan for {name} has no item `{word}`");
            self.warn("W119", id.origin, message, hint);
        }
    }

    /// An event that was held for the third time last year is held for the fourth time now.
    fn series(&mut self) {
        let mut told: Vec<&str> = Vec::new();
        for activity in activities(self.figures.facts()) {
            let (Some(series), Some(ordinal)) = (&activity.series, activity.ordinal) else { continue };
            // Of several in one year the first says how it goes on.
            if told.contains(&series.text.as_str()) {
                continue;
            }
            told.push(&series.text);
            let same = activities(self.before.facts())
                .filter(|last| last.series.as_ref().is_some_and(|name| name.text == series.text));
            let Some((number, rhythm)) =
                same.filter_map(|last| Some((last.ordinal?.value, last.every.is_some()))).max_by_key(|last| last.0)
            else {
                continue;
            };
            let value = ordinal.value;
            let next = number.checked_add(1) == Some(value);
            if next || value == number && (rhythm || activity.every.is_some()) {
                continue;
            }
            let (title, name) = (&activity.title.text, self.before.file().period.name());
            let message = say!(
                "{title}是第{value}届，{name}写的是第{number}届",
                "{title} is number {value}; {name} had number {number}"
            );
            self.warn("W119", ordinal.origin, message, say!("核对届次", "check the ordinal"));
        }
    }

    /// A congress does not go back to an earlier session.
    fn sessions(&mut self) {
        for congress in &self.figures.facts().congress {
            let (Some(session), Some(now)) = (&congress.session, serial(congress)) else { continue };
            let same = self.before.facts().congress.iter().filter(|last| last.kind.text == congress.kind.text);
            let last = same.filter_map(|last| Some((serial(last)?, last.session.as_ref()?))).max_by_key(|last| last.0);
            let Some((_, last)) = last.filter(|(last, _)| now <= *last && congress.outside.is_none()) else { continue };
            let (kind, text, name) = (&congress.kind.text, &session.text, self.before.file().period.name());
            let before = &last.text;
            let message =
                say!("{kind}是{text}，{name}已经开到{before}", "the {kind} is {text}, but {name} had come to {before}");
            self.warn("W112", session.origin, message, say!("核对届次", "check the session"));
        }
    }
}

fn activities(facts: &Facts) -> impl Iterator<Item = &Activity> {
    facts.activities.iter().chain(&facts.contests)
}
