//! What the author wrote in words: every text that may be printed, a room for each kind of slip.

mod lists;
mod numbers;
pub mod numerals;
mod occasions;
pub mod passage;
mod persons;
mod placeholders;
mod punctuation;
mod repeats;
pub mod walk;
mod weekdays;
mod years;

use crate::facts::check::Check;
use crate::facts::check::words::passage::Passage;
use crate::facts::check::words::repeats::Met;
use crate::facts::check::words::walk::{Spot, Words};

impl Check<'_> {
    /// Checks every text of the file.
    pub(super) fn words(&mut self) {
        let file = self.file;
        let mut met = Met::new();
        walk::each(&file.facts, &mut |spot, words| self.value(&spot, words, &mut met));
        self.headings_twice();
    }

    fn value<'w>(&mut self, spot: &Spot, words: Words<'w>, met: &mut Met) {
        let passages = passage::of(words, *spot, &self.file.source);
        if let Words::When(_) = words {
            passages.iter().for_each(|passage| self.occasions(passage));
            return;
        }
        for passage in &passages {
            self.passage(passage);
        }
        if let Words::Prose(prose) = words {
            self.lists(&passages);
            let place = |index: usize| {
                passages.get(index).map_or(prose.origin, |passage| passage.place(0, passage.chars.len().min(12)))
            };
            self.paragraph_twice(prose, spot, place, met);
        }
    }

    fn passage(&mut self, passage: &Passage<'_>) {
        self.placeholders(passage);
        self.missing_number(passage);
        self.stated_numbers(passage);
        self.years(passage);
        self.occasions(passage);
        self.weekdays(passage);
        self.punctuation(passage);
        self.personal_data(passage);
    }
}
