//! Records become clauses, clauses become a paragraph that reads as one hand wrote it: verbs and sentence forms vary, no
//! three clauses begin alike, and the whole is joined with ； and closed with 。 (GB/T 15834).

mod change;
mod clauses;
mod headings;
pub mod kept;
mod own;
mod paragraphs;
mod reliefs;
mod rows;
mod slogans;

pub(crate) use clauses::rule;
use paragraphs::join_with;
pub use paragraphs::{Clause, closed, in_sentences, join, sentence, trimmed};
pub use rows::{HELPING, Shown, joined};
pub use slogans::alone;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Origin};
use crate::document::templates::Templates;
use crate::facts::value::{Piece, Prose, Reference};
use crate::figures::Figures;
use crate::figures::origins::{Called, Sort};
use crate::figures::print::{self, Printed};
use crate::say;

/// Writes the sentences of one paper; keeps what was told and what went wrong.
pub struct Phrases<'a> {
    pub figures: Figures<'a>,
    templates: &'a Templates,
    /// The voice that clauses are told in.
    pub register: &'a str,
    /// Whether the paper is for the public: no helped person is named.
    public: bool,
    /// Whether the author's references stay readable in what is printed, for a draft of it.
    keeps: bool,
    problems: RefCell<Diagnostics>,
    /// How often each record was told as a clause.
    told: RefCell<HashMap<Origin, u32>>,
    /// The circles of references that have been reported, each by its members.
    circles: RefCell<HashSet<Vec<Origin>>>,
    /// What the references that were printed start with: an id or a section, then what they name in it.
    cited: RefCell<HashSet<String>>,
    /// The texts of the author that were printed.
    printed: RefCell<HashSet<Origin>>,
    /// The headings whose numbers the text asks for, and where.
    numbers: RefCell<BTreeSet<(String, Origin)>>,
    /// How many rows of names were told, to vary them.
    rows: Cell<u32>,
    /// The records and texts that are being written now, outermost first: a reference back to one of them is a circle.
    open: RefCell<Vec<Origin>>,
}

impl<'a> Phrases<'a> {
    /// Sentences about the facts behind `figures`.
    pub fn new(figures: Figures<'a>, templates: &'a Templates, register: &'a str) -> Self {
        Self {
            figures,
            templates,
            register,
            public: false,
            keeps: false,
            problems: RefCell::default(),
            told: RefCell::default(),
            circles: RefCell::default(),
            cited: RefCell::default(),
            printed: RefCell::default(),
            numbers: RefCell::default(),
            rows: Cell::default(),
            open: RefCell::default(),
        }
    }

    /// The same sentences for the public, if `public` is set.
    pub fn for_public(self, public: bool) -> Self {
        Self { public, ..self }
    }

    /// The same sentences with the author's references still in them (see [`kept`]).
    pub fn keeping(self) -> Self {
        Self { keeps: true, ..self }
    }

    /// Which row of names this is, counted from 0.
    fn turn(&self) -> u32 {
        self.rows.replace(self.rows.get() + 1)
    }

    /// The templates that the sentences are made with.
    pub fn templates(&self) -> &'a Templates {
        self.templates
    }

    /// Warns of records that the paper tells more than once.
    pub fn warn_of_repeats(&self) {
        if self.has_errors() {
            return;
        }
        let told = self.told.borrow();
        for record in self.figures.facts().placed() {
            let origin = record.record().origin();
            if told.get(&origin).is_some_and(|times| *times > 1) {
                let source = &self.figures.file().source;
                self.report(
                    Diagnostic::warning(
                        "W049",
                        say!("这条记录在正文里写了不止一次", "this record is told more than once"),
                    )
                    .at(source, source.first_line(origin))
                    .hint(say!(
                        "只留一处整句引用；别处引用它的数字",
                        "keep one reference to the whole; refer to its figures elsewhere"
                    )),
                );
            }
        }
    }

    /// What went wrong so far, and the places of the records told.
    pub fn finish(self) -> (Diagnostics, HashSet<Origin>) {
        let cited = self.cited.into_inner();
        let placed = self.figures.facts().placed();
        let mentioned = placed.iter().filter(|record| record.id().is_some_and(|id| cited.contains(&id.text)));
        let mut used: HashSet<Origin> = mentioned.map(|record| record.record().origin()).collect();
        used.extend(self.told.into_inner().into_keys());
        used.extend(self.printed.into_inner());
        used.extend(own::cited(self.figures.facts(), &cited));
        (self.problems.into_inner().without_repeats(), used)
    }

    /// Takes note of a fact that the paper tells although no clause of a record and no text of the author does.
    pub fn take(&self, origin: Origin) {
        self.printed.borrow_mut().insert(origin);
    }

    /// Whether a text of the author has been printed so far.
    pub fn is_printed(&self, text: &Prose) -> bool {
        self.printed.borrow().contains(&text.origin)
    }

    /// Whether something went wrong so far.
    pub fn has_errors(&self) -> bool {
        self.problems.borrow().has_errors()
    }

    /// Reports a problem; one that is reported again is said once.
    pub fn report(&self, problem: Diagnostic) {
        self.problems.borrow_mut().push(problem);
    }

    /// Reports what was said of another paper that goes with this one.
    pub fn report_all(&self, problems: Diagnostics) {
        self.problems.borrow_mut().append(problems);
    }

    /// The author's paragraphs with their references resolved.
    pub fn paragraphs(&self, prose: &Prose) -> Vec<String> {
        self.printed.borrow_mut().insert(prose.origin);
        let told = prose.paragraphs.iter().flat_map(|pieces| match self.set_in_full(pieces) {
            Some(paragraphs) => paragraphs,
            None => vec![self.words_at(prose, self.pieces(pieces, prose.origin))],
        });
        told.filter(|text| !text.is_empty()).collect()
    }

    /// The author's words in a row, for use inside a sentence.
    pub fn inline(&self, prose: &Prose) -> String {
        let paragraphs = self.paragraphs(prose);
        let Some((last, before)) = paragraphs.split_last() else { return String::new() };
        before.iter().map(|paragraph| sentence(paragraph)).collect::<String>() + last
    }

    /// The author's words with a note of where they stand.
    fn words_at(&self, prose: &Prose, words: String) -> String {
        let called = Called::Of(prose.origin, "");
        self.figures.noted(words, Sort::Words, called, None, || self.figures.at_places([prose.origin]))
    }

    fn pieces(&self, pieces: &[Piece], origin: Origin) -> String {
        let mut text = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(part) => text.push_str(part),
                Piece::Reference(reference) => text.push_str(&self.referred(reference, origin)),
            }
        }
        text
    }

    /// What a reference in the text at `origin` prints.
    fn referred(&self, reference: &Reference, origin: Origin) -> String {
        let keep = |printed: String| if self.keeps { kept::kept(reference, &printed) } else { printed };
        match self.cite(reference, print::resolve(reference, self.figures)) {
            Ok(Printed::Text(part)) => keep(self.figures.referred(reference, part)),
            Ok(Printed::Change(change)) => keep(self.figures.referred(reference, self.change(&change))),
            Ok(Printed::Number(id)) => keep(self.number(&id, reference.origin)),
            Ok(Printed::Title(key, paper)) => keep(self.title_of(key, paper, reference.origin)),
            Ok(Printed::Clause(entered)) => {
                self.within(entered.record().origin(), reference.origin, || self.clause(entered))
            }
            Ok(Printed::Prose(prose)) if prose.origin == origin => {
                self.circle(reference.origin);
                String::new()
            }
            Ok(Printed::Prose(prose)) => self.within(prose.origin, reference.origin, || self.inline(prose)),
            Err(problem) => {
                if !print::is_lost(reference, &problem, self.figures) {
                    self.report(*problem);
                }
                keep(String::new())
            }
        }
    }

    /// Takes note of what a printed reference tells.
    fn cite<T>(&self, reference: &Reference, printed: T) -> T {
        self.cited.borrow_mut().extend(reference.path.iter().take(2).cloned());
        printed
    }

    /// Writes something unless it is being written already.
    fn within(&self, what: Origin, place: Origin, write: impl FnOnce() -> String) -> String {
        let round = self.open.borrow().iter().position(|open| *open == what);
        if let Some(from) = round {
            // One circle is one problem, wherever it is entered.
            let mut members = self.open.borrow()[from..].to_vec();
            members.sort();
            if self.circles.borrow_mut().insert(members) {
                self.circle(place);
            }
            return String::new();
        }
        self.open.borrow_mut().push(what);
        let text = write();
        self.open.borrow_mut().pop();
        text
    }

    fn circle(&self, place: Origin) {
        let message = say!("引用绕成了圈", "this reference leads back to itself");
        let hint = say!("去掉其中一处引用", "take one of the references away");
        self.report(Diagnostic::error("E048", message).at(&self.figures.file().source, place).hint(hint));
    }
}
