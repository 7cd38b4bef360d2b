//! The target of an item beside the figure that was reached: the one that the author states, else the sum of what the
//! records that carry the item out have in the unit of the target.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::facts::amount::{Amount, Grade, Sum, kind_of};
use crate::facts::model::{Entered, PlanItem};
use crate::facts::table::{Item, Record};
use crate::figures::rate::Rate;

/// The fields that say how large a piece of work was, whatever its kind; prizes, delegates due and the like do not.
const EXTENT: [&str; 19] = [
    "participants",
    "persons",
    "households",
    "attendance",
    "present",
    "sessions",
    "entries",
    "articles",
    "bulletins",
    "amount",
    "notices",
    "schools",
    "voters",
    "units",
    "contracts",
    "cases",
    "count",
    "new",
    "filed",
];
/// What is done so and so often is done once by a record that does not say how often.
const TIMES: &str = "次";

/// Why nobody can say which figure was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unclear {
    /// No record has a figure in the unit of the target.
    NoFigure,
    /// A record has two of them.
    Ambiguous,
    /// A figure is 不详.
    Unknown,
    /// The figure that the author states has another unit than the target.
    Units,
}

/// What was reached of a target.
#[derive(Debug, Clone, PartialEq)]
pub enum Attained {
    /// The item has no target, or nothing was done.
    Nothing,
    Figure {
        sum: Sum,
        unit: String,
        /// Over the target, where both are known to the last digit.
        rate: Option<Rate>,
        /// Whether it is not less than the target; `None` where nobody can say.
        reached: Option<bool>,
        /// Whether the author states it himself.
        stated: bool,
    },
    Unclear(Unclear),
}

impl Attained {
    /// What these records reached of the target of an item.
    pub fn of(item: &PlanItem, records: &[Entered<'_>]) -> Self {
        let Some(target) = &item.target else { return Self::Nothing };
        match &item.actual {
            Some(actual) if actual.counts_like(target) => {
                let Added { sum, floor, .. } = Added::default().plus(actual.sum);
                Self::figure(target, Added { sum, floor, unit: actual.unit.clone() }, true)
            }
            Some(_) => Self::Unclear(Unclear::Units),
            None if records.is_empty() => Self::Nothing,
            None => match summed(target, records) {
                Ok(added) => Self::figure(target, added, false),
                Err(why) => Self::Unclear(why),
            },
        }
    }

    fn figure(target: &Amount, added: Added, stated: bool) -> Self {
        let Added { sum, unit, floor } = added;
        if !sum.is_known() || !target.sum.is_known() {
            return Self::Unclear(Unclear::Unknown);
        }
        let exact = sum.is_exact() && target.sum.is_exact();
        let rate = exact.then(|| Rate::new(sum.value, target.sum.value)).flatten();
        let reached = reached(&sum, floor, target.sum.value);
        Self::Figure { sum, unit, rate, reached, stated }
    }

    /// Whether the target was reached, as far as anybody knows.
    pub fn reached(&self) -> Option<bool> {
        if let Self::Figure { reached, .. } = self { *reached } else { None }
    }

    /// Whether any part of the target was reached.
    pub fn is_something(&self) -> bool {
        matches!(self, Self::Figure { sum, .. } if !sum.value.is_zero())
    }
}

/// Whether a figure is not less than `target`: 近600 may be, 600余 is not less than 600, and where `floor` alone, what is
/// sure of a sum, reaches the target the rest does not matter.
fn reached(sum: &Sum, floor: Decimal, target: Decimal) -> Option<bool> {
    match sum.grade {
        Grade::Exact => Some(sum.value >= target),
        Grade::Below if sum.value < target => Some(false),
        Grade::Above | Grade::Below | Grade::About => (floor >= target).then_some(true),
    }
}

/// What records have in the unit of a target.
pub struct Added {
    pub sum: Sum,
    pub unit: String,
    /// What the sum is not less than: the terms that are exact, or more than they say.
    floor: Decimal,
}

impl Default for Added {
    fn default() -> Self {
        Self { sum: Sum::NONE, unit: String::new(), floor: Decimal::ZERO }
    }
}

impl Added {
    fn plus(self, term: Sum) -> Self {
        let sure = matches!(term.grade, Grade::Exact | Grade::Above);
        let floor = self.floor + if sure { term.value } else { Decimal::ZERO };
        Self { sum: self.sum.plus(term), floor, ..self }
    }
}

/// The sum of what the records have in the unit of the target.
pub fn summed(target: &Amount, records: &[Entered<'_>]) -> Result<Added, Unclear> {
    let mut added = Added::default();
    let mut unit: Option<String> = None;
    for record in records {
        let (sum, own) = extent(target, record.record())?;
        added = added.plus(sum);
        unit = match unit {
            Some(unit) if unit != own => Some(kind_of(&unit).to_owned()),
            _ => Some(own),
        };
    }
    unit.map(|unit| Added { unit, ..added }).ok_or(Unclear::NoFigure)
}

/// The one figure of a record in the unit of the target.
fn extent(target: &Amount, record: &dyn Record) -> Result<(Sum, String), Unclear> {
    let kind = kind_of(&target.unit);
    let mut found: Vec<&Amount> = Vec::new();
    for field in EXTENT.iter().filter(|field| record.table().find(field).is_some()) {
        let here = match record.named(field) {
            Item::Amount(amount) => std::slice::from_ref(amount),
            Item::Amounts(amounts) => amounts,
            _ => &[],
        };
        found.extend(here.iter().filter(|amount| kind_of(&amount.unit) == kind));
    }
    match found.as_slice() {
        [only] => Ok((only.sum, only.unit.clone())),
        [] if kind == TIMES => Ok((Sum::exact(1), target.unit.clone())),
        [] => Err(Unclear::NoFigure),
        _ => Err(Unclear::Ambiguous),
    }
}
