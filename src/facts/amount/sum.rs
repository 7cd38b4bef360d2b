//! Sums that never claim more than their terms do.

use rust_decimal::Decimal;
use rust_decimal::prelude::RoundingStrategy;
use serde::{Deserialize, Serialize};

/// How firmly a number is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// 42人
    Exact,
    /// 600余, 600多, 600以上, 超过600: not less than the number.
    Above,
    /// 近600, 不足600: not more than the number.
    Below,
    /// 约600, 600左右: somewhere around it.
    About,
}

impl Grade {
    /// What can be said of the sum of two such numbers.
    fn join(self, other: Self) -> Self {
        match (self, other) {
            (Grade::Exact, grade) | (grade, Grade::Exact) => grade,
            (a, b) if a == b => a,
            _ => Grade::About,
        }
    }
}

/// The sum of any number of amounts of one kind; the sum of none is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// The numbers as stated, added; money in 元.
    #[serde(with = "super::exactly")]
    pub value: Decimal,
    pub grade: Grade,
    /// The last decimal place that the roughest term speaks of: 100 for 近600, zero where all are exact.
    #[serde(with = "super::exactly")]
    pub(super) place: Decimal,
    /// How many amounts were added.
    pub(super) terms: u32,
    /// Some term is known to exist but not how large it is; unknown is not zero.
    pub(super) unknown: bool,
}

impl Sum {
    /// The sum of no amounts.
    pub const NONE: Sum =
        Sum { value: Decimal::ZERO, grade: Grade::Exact, place: Decimal::ZERO, terms: 0, unknown: false };

    /// An exact number, counted by the tool.
    pub fn exact(value: impl Into<Decimal>) -> Self {
        Sum { value: value.into(), terms: 1, ..Sum::NONE }
    }

    /// Both together. Commutative and associative, with [`Sum::NONE`] as neutral element.
    pub fn plus(self, other: Self) -> Self {
        Sum {
            value: self.value + other.value,
            grade: self.grade.join(other.grade),
            place: self.place.max(other.place),
            terms: self.terms + other.terms,
            unknown: self.unknown || other.unknown,
        }
    }

    /// How many amounts were added.
    pub fn terms(&self) -> u32 {
        self.terms
    }

    /// What it claims where some term is missing: no more than that it is not less.
    pub fn at_least(self) -> Self {
        let grade = if self.grade == Grade::Above { Grade::Exact } else { self.grade };
        Sum { unknown: true, grade, ..self }
    }

    /// What is stated of it, whatever may be missing beside.
    pub fn as_stated(self) -> Self {
        Sum { unknown: false, ..self }
    }

    /// As [`Sum::print`]; but 余 stands behind a round number only: 3047人以上, not 3047余人.
    pub fn print_added(&self, unit: &str) -> String {
        let (value, ..) = self.claim();
        let odd = self.grade == Grade::Above && !(value % Decimal::TEN).is_zero();
        if odd { Sum { value, ..self.at_least() }.print(unit) } else { self.print(unit) }
    }

    /// Whether nothing in it is 不详.
    pub fn is_known(&self) -> bool {
        !self.unknown
    }

    /// Whether anything can be claimed: of 约1000 and an unknown amount not even 约1000.
    pub fn is_claimable(&self) -> bool {
        self.terms > 0
            && (!self.unknown || (matches!(self.grade, Grade::Exact | Grade::Above) && !self.value.is_zero()))
    }

    /// Whether the sum is known to the last digit.
    pub fn is_exact(&self) -> bool {
        self.grade == Grade::Exact && !self.unknown
    }

    /// The sum with `unit`, claiming no more than its terms: 42人, 620余人次, 约620人次, 1.9万元.
    ///
    /// Money (unit 元) is given in 万元 or 亿元 only where that is exact at two decimals.
    pub fn print(&self, unit: &str) -> String {
        let (value, before, after) = self.claim();
        let (number, unit) = scale(value, unit);
        let after_unit = if self.unknown { "以上" } else { "" };
        format!("{before}{number}{after}{unit}{after_unit}")
    }

    /// The number that may be claimed, and the words before and after it.
    fn claim(&self) -> (Decimal, &'static str, &'static str) {
        let step = (self.place / Decimal::TEN).max(if self.value.fract().is_zero() {
            Decimal::ONE
        } else {
            Decimal::new(1, 2)
        });
        let floor = (self.value / step).floor() * step;
        let near = (self.value / step).round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero) * step;
        match self.grade {
            Grade::Exact => (self.value, "", ""),
            // 以上 already says that it may be more.
            Grade::Above => (floor, "", if self.unknown { "" } else { "余" }),
            Grade::Below if self.terms == 1 && !self.unknown => (self.value, "近", ""),
            Grade::Below | Grade::About => (near, "约", ""),
        }
    }
}

/// A number and its unit in the largest of 元, 万元, 亿元 that is exact at two decimals; other units stay as they are.
fn scale(value: Decimal, unit: &str) -> (String, String) {
    if unit == "元" {
        for (size, name) in [(100_000_000, "亿元"), (10_000, "万元")] {
            let scaled = value / Decimal::from(size);
            if scaled.abs() >= Decimal::ONE && scaled.round_dp(2) == scaled {
                return (plain(scaled), name.to_owned());
            }
        }
    }
    (plain(value), unit.to_owned())
}

/// A decimal without trailing zeros, 0 before the point (GB/T 15835).
pub fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}
