//! How a figure has changed since the period before: by how much, by how many percent, and by how many percentage points
//! where it is a rate. What is not known to the last digit has at most a direction.

use std::str::FromStr;

use rust_decimal::Decimal;
use rust_decimal::prelude::RoundingStrategy;

use crate::facts::amount::{Amount, Grade, Sum, kind_of, plain};
use crate::figures::rate::Rate;

/// A change on the period before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Same,
    /// More than before; by how much, where both are known exactly.
    More(Option<By>),
    /// Less than before.
    Less(Option<By>),
    /// There was none before.
    New,
    /// There is none any more.
    Gone(String),
    /// It was held for the first time.
    First,
    /// A rate that rose by so many percentage points.
    Up(String),
    /// A rate that fell by so many percentage points.
    Down(String),
}

/// By how much, and how many percent of what it was before that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    pub amount: String,
    pub percent: String,
}

/// A figure with the least and the most that it can mean.
#[derive(Debug, Clone)]
pub struct Measured {
    sum: Sum,
    unit: String,
    least: Option<Decimal>,
    most: Option<Decimal>,
}

impl From<&Amount> for Measured {
    fn from(amount: &Amount) -> Self {
        // A figure in 万元 is taken as it is written, as in all sums.
        let exact = amount.sum.is_exact().then_some(amount.sum.value);
        let (least, most) = (exact.or_else(|| amount.least()), exact.or_else(|| amount.most()));
        Self { sum: amount.sum, unit: amount.unit.clone(), least, most }
    }
}

impl Measured {
    /// A sum. Of what is below or about a number nothing more is known.
    pub fn of(sum: Sum, unit: &str) -> Self {
        let value = Some(sum.value);
        let least = if matches!(sum.grade, Grade::Exact | Grade::Above) { value } else { None };
        let most = if matches!(sum.grade, Grade::Exact | Grade::Below) && sum.is_known() { value } else { None };
        Self { sum, unit: unit.to_owned(), least, most }
    }
}

/// The change from `before` to `now`; `None` where they count different things or nothing can be said.
pub fn change(now: &Measured, before: &Measured) -> Option<Change> {
    let counts = |a: &str, b: &str| kind_of(a) == kind_of(b);
    if !counts(&now.unit, &before.unit) {
        return None;
    }
    if !now.sum.is_exact() || !before.sum.is_exact() {
        return match (now.least, now.most, before.least, before.most) {
            (Some(least), _, _, Some(most)) if least > most => Some(Change::More(None)),
            (_, Some(most), Some(least), _) if most < least => Some(Change::Less(None)),
            _ => None,
        };
    }
    let difference = now.sum.value.checked_sub(before.sum.value)?;
    if difference.is_zero() {
        return Some(Change::Same);
    }
    // A deficit is no base of a growth, and what grows out of one grew by no percentage.
    if now.sum.value.is_sign_negative() || before.sum.value.is_sign_negative() {
        return Some(if difference > Decimal::ZERO { Change::More(None) } else { Change::Less(None) });
    }
    if before.sum.value.is_zero() {
        return Some(Change::New);
    }
    if now.sum.value.is_zero() {
        return Some(Change::Gone(before.sum.print(&before.unit)));
    }
    let amount = Sum::exact(difference.abs()).print(&now.unit);
    let percent = Rate::new(difference.abs(), before.sum.value)?.print();
    let by = Some(By { amount, percent });
    Some(if difference > Decimal::ZERO { Change::More(by) } else { Change::Less(by) })
}

/// The change of a computed rate in percentage points. Both are taken by part and whole: the difference of two quotients
/// that were cut off may lie on the wrong side of a half.
pub fn points_of(now: &Rate, before: &Rate) -> Option<Change> {
    let whole = now.whole.checked_mul(before.whole)?;
    let part = now.part.checked_mul(before.whole)?.checked_sub(before.part.checked_mul(now.whole)?)?;
    points(Rate::new(part, whole)?.percent(), Decimal::ZERO)
}

/// The change of a rate, both in percent: always in percentage points.
pub fn points(now: Decimal, before: Decimal) -> Option<Change> {
    let difference = now.checked_sub(before)?;
    if difference.is_zero() {
        return Some(Change::Same);
    }
    let points = round(difference.abs());
    Some(if difference > Decimal::ZERO { Change::Up(points) } else { Change::Down(points) })
}

/// Half up to one decimal, without one that is nothing: 0.3, 1, 10; what is not nothing never rounds to it.
fn round(value: Decimal) -> String {
    let rounded = |places| value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let places = (1..=12).find(|places| !rounded(*places).is_zero()).unwrap_or(12);
    plain(rounded(places))
}

/// A rate as its author states it: 97.4%.
pub fn stated(text: &str) -> Option<Decimal> {
    Decimal::from_str(text.trim().strip_suffix(['%', '％'])?.trim()).ok()
}
