//! What a school plans and what becomes of it. Every answer has dice of its own, so that the plan in one file and the records
//! in the next agree without either being read.

use crate::sample::dice::Dice;
use crate::sample::school::School;

/// What became of an item of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Done,
    /// Begun, and its target not reached.
    Partly,
    Not,
}

impl School {
    fn dice_of(&self, what: &str, year: u32) -> Dice {
        // FNV-1a; the first bit keeps these dice apart from those of the years.
        let word = what.bytes().fold(u64::from(year) | 1 << 63, |word, byte| {
            (word ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3) | 1 << 63
        });
        Dice::new(self.seed, self.number as u64, word)
    }

    /// Whether an item is put into the plan for a year, `percent` times of a hundred.
    pub fn wanted(&self, id: &str, percent: usize, year: u32) -> bool {
        self.dice_of(id, year).chance(percent)
    }

    /// Whether an item stands in the plan for a year: it is wanted, or was not finished in the year before.
    pub fn planned(&self, id: &str, percent: usize, measured: bool, year: u32) -> bool {
        self.wanted(id, percent, year) || self.left(id, percent, measured, year - 1)
    }

    /// Whether an item stood in the plan for a year and was not finished in it.
    pub fn left(&self, id: &str, percent: usize, measured: bool, year: u32) -> bool {
        self.fate(id, measured, year) != Fate::Done && self.planned(id, percent, measured, year)
    }

    /// What becomes of an item in a year; only one with a target can be done in part. What was left in a year is done in
    /// the next.
    pub fn fate(&self, id: &str, measured: bool, year: u32) -> Fate {
        let thrown = |year| match self.dice_of(&format!("{id}?"), year).below(100) {
            0..10 if measured => Fate::Partly,
            10..20 => Fate::Not,
            _ => Fate::Done,
        };
        if thrown(year - 1) == Fate::Done { thrown(year) } else { Fate::Done }
    }

    /// The target of an item in the plan for a year.
    pub fn goal(&self, id: &str, year: u32, low: u32, high: u32) -> u32 {
        self.dice_of(&format!("{id}!"), year).between(low, high)
    }
}
