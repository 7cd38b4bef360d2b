//! Amounts as an office states them: 42人, 近600人次, 11.5万元, 30余篇.
//!
//! A single amount is printed as it was written. Amounts add up to a [`Sum`], a commutative monoid that never claims more
//! than its terms do: 近600 and 24 make 约620, not 600余.

pub mod exactly;
mod parse;
mod sum;

use rust_decimal::Decimal;

use crate::diagnostic::Origin;

pub use parse::{BEFORE, parse};
pub use sum::{Grade, Sum, plain};

/// One stated amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    pub origin: Origin,
    /// As it is printed: the words of the author, with the field's unit where he wrote a bare number.
    pub text: String,
    /// The unit as written, without 万 or 亿: 人, 人次, 元.
    pub unit: String,
    /// What it adds to a sum.
    pub sum: Sum,
}

impl Amount {
    /// The least that it can mean; `None` where nothing can be said. 近600 is more than 500, 近100 at least 50; 不足600 may be
    /// anything below; 1.2万 may be a rounded 11950.
    pub fn least(&self) -> Option<Decimal> {
        let value = self.sum.value;
        match self.sum.grade {
            _ if !self.sum.is_known() => None,
            Grade::Exact => Some(value - self.step() / Decimal::TWO),
            Grade::Above => Some(value),
            Grade::Below if self.text.starts_with("不足") => None,
            Grade::Below | Grade::About => Some((value - self.away()).max(value / Decimal::TWO)),
        }
    }

    /// The most that it can mean; `None` where nothing can be said: 600余 and 600以上 have no upper end.
    pub fn most(&self) -> Option<Decimal> {
        let value = self.sum.value;
        match self.sum.grade {
            _ if !self.sum.is_known() => None,
            Grade::Exact => Some(value + self.step() / Decimal::TWO),
            Grade::Above => None,
            Grade::Below => Some(value),
            Grade::About => Some(value + self.away()),
        }
    }

    /// How far an approximate number may be off: less than one of its last place, 99 for 近600.
    fn away(&self) -> Decimal {
        let place = self.sum.place;
        place - Decimal::ONE.min(place / Decimal::ONE_HUNDRED)
    }

    /// The last place of a number written in 万 or 亿 with decimals, which may have been rounded there: 100 for 1.87万元.
    /// Zero for numbers that claim to be the very number.
    pub fn step(&self) -> Decimal {
        let large = [('万', 10_000), ('亿', 100_000_000)];
        let Some((number, size)) = large
            .iter()
            .find_map(|(c, size)| Some((self.text.split(*c).next()?, *size)).filter(|_| self.text.contains(*c)))
        else {
            return Decimal::ZERO;
        };
        let places =
            number.split_once('.').map_or(0, |(_, fraction)| fraction.chars().filter(char::is_ascii_digit).count());
        match u32::try_from(places) {
            Ok(places @ 1..=20) => Decimal::from(size) * Decimal::new(1, places),
            _ => Decimal::ZERO,
        }
    }

    /// Whether it and `other` count the same: persons with persons, units with units; times of persons are neither.
    pub fn counts_like(&self, other: &Amount) -> bool {
        const UNITS: [&[&str]; 3] = [&["个", "家", "所", "项"], &["件", "起", "条", "份"], &["票", "人", "名", "位"]];
        let (a, b) = (self.unit.as_str(), other.unit.as_str());
        kind_of(a) == kind_of(b) || UNITS.iter().any(|group| group.contains(&a) && group.contains(&b))
    }
}

/// Units that count the same thing and so may be added; the first is the one a mixed sum is given in.
const SAME: [&[&str]; 4] = [&["次", "场", "讲"], &["人", "名", "位"], &["队", "支队伍", "支队", "支", "个队"], &["元"]];

/// The unit in which amounts of this unit add up.
pub fn kind_of(unit: &str) -> &str {
    SAME.iter().find(|group| group.contains(&unit)).map_or(unit, |group| group[0])
}
