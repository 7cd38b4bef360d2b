//! Facts and figures of niandu without the rest of the house: what reads and checks needs no templates and no Typst.

#[path = "../../src/diagnostic.rs"]
pub mod diagnostic;
#[path = "../../src/facts/mod.rs"]
pub mod facts;
#[path = "../../src/figures/mod.rs"]
pub mod figures;

use diagnostic::{Diagnostics, Source};

/// Reads and checks one text as a facts file; gives all that is to be said about it.
pub fn check(name: &str, text: &str) -> Diagnostics {
    let source = Source::new(name, text);
    let mut problems = Diagnostics::new();
    if let Some(file) = facts::read(&source, &mut problems) {
        let dossier = facts::Dossier { current: file, previous: Vec::new(), next: None };
        let found = figures::check::contradictions(figures::derive(&dossier));
        problems.append(found);
        return dossier.current.answer(problems.without_repeats()).0;
    }
    problems
}
