//! Contradictions that show only once references are resolved and figures derived, a room for each subject:
//! `shares` (stated rates against their inputs, parts against the base they name), `finance` (totals and balance),
//! `words` (numbers in the author's text), `changes` (the word before a difference), `years` (this year's file against last year's),
//! `plans` (a plan and what carries it out), `proposals` (what nobody has accepted yet).

mod changes;
mod finance;
mod plans;
mod proposals;
mod shares;
mod words;
mod years;

use crate::diagnostic::Diagnostics;
use crate::figures::{Figures, print};

/// Checks the figures of the file that is told.
pub fn contradictions(figures: Figures<'_>) -> Diagnostics {
    let mut problems = Diagnostics::new();
    proposals::open(figures, &mut problems);
    shares::shares(figures, &mut problems);
    finance::finance(figures, &mut problems);
    print::dangling_references(figures, &mut problems);
    years::compare(figures, &mut problems);
    plans::plans(figures, &mut problems);
    changes::directions(figures, &mut problems);
    words::compare(figures, &mut problems);
    problems
}

/// Checks of these only the plan and what carries it out: what is to be known before a plan is built upon.
pub fn of_plan(figures: Figures<'_>) -> Diagnostics {
    let mut problems = Diagnostics::new();
    plans::plans(figures, &mut problems);
    problems
}
