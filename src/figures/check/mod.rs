//! Contradictions that show only once references are resolved, a room for each subject: [`shares`].

mod shares;

use crate::diagnostic::Diagnostics;
use crate::figures::Figures;

/// Checks the figures of the file that is told.
pub fn contradictions(figures: Figures<'_>) -> Diagnostics {
    let mut problems = Diagnostics::new();
    shares::bases(figures, &mut problems);
    problems
}
