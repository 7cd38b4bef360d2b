//! Figures side by side, as charts and tables show them: by month, by line, by year, by school.
//!
//! Every number is exact or is none: what is only about right stands in the table in its own words and is not drawn.

mod basis;
mod finance;
mod months;
mod schools;
mod years;

use rust_decimal::Decimal;

pub use finance::{by_year, expense, income};
pub use months::{Counted, by_month};
pub use schools::{WORDS as SCHOOL_WORDS, by_school};
pub use years::{Unfit, over_years};

pub use basis::Basis;

use crate::facts::amount::{Amount, Sum, plain};
use crate::figures::Figures;

/// Values over labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plate {
    /// What it shows, without a number: 2025年各月活动次数.
    pub title: String,
    /// What the labels are: 月份, 年度, 科目, 学校.
    pub over: &'static str,
    pub labels: Vec<String>,
    /// The unit of all values.
    pub unit: String,
    pub rows: Vec<Row>,
    /// Whether the values of a row add up to something.
    pub adds_up: bool,
}

/// One row of values, one for each label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub name: String,
    pub values: Vec<Value>,
    /// All of them together, where they add up.
    pub total: Option<Value>,
    /// What belongs to the row and stands over no label, and why: activities without a month.
    pub beside: Option<(&'static str, Value)>,
}

/// A value as it is printed, and as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Without its unit where it is exact, else in its own words; empty where nothing is known.
    pub text: String,
    /// Where it is exact.
    pub number: Option<Decimal>,
    /// What it follows from, where that is known.
    pub from: Option<Basis>,
}

impl Value {
    /// Of what nothing is known.
    pub const UNKNOWN: Value = Value { text: String::new(), number: None, from: None };

    fn exact(number: Decimal, from: Option<Basis>) -> Self {
        Self { text: plain(number), number: Some(number.normalize()), from }
    }
}

/// A sum that is to be printed: the words of its author where it is a single amount.
#[derive(Clone)]
struct Stated {
    sum: Sum,
    words: Option<String>,
    from: Basis,
}

impl Stated {
    /// An amount of one of the years.
    fn of(figures: Figures<'_>, amount: &Amount) -> Self {
        Self { sum: amount.sum, words: Some(amount.text.clone()), from: Basis::of(figures, amount) }
    }

    /// What is neither an amount of the facts nor a sum of two of them.
    fn new(sum: Sum, from: Basis) -> Self {
        Self { sum, words: None, from }
    }

    /// Both together.
    fn plus(self, other: Self) -> Self {
        Self { sum: self.sum.plus(other.sum), words: None, from: self.from.plus(other.from) }
    }
}

/// Rows of sums in one unit. Money is given in 万元 where all of it is exact at two decimals, and all of it with as many
/// decimals as one amount needs: 1.90 beside 2.69.
fn scaled(rows: Vec<(String, Vec<Option<Stated>>)>, unit: &str, adds_up: bool) -> (String, Vec<Row>) {
    let large = Decimal::from(10_000);
    let totals: Vec<Option<Stated>> = rows.iter().map(|(_, values)| total(values).filter(|_| adds_up)).collect();
    let exact = || rows.iter().flat_map(|(_, values)| values).chain(&totals).flatten().map(|it| it.sum);
    let exact = || exact().filter(Sum::is_exact).map(|sum| sum.value);
    let fits = |value: Decimal| (value / large).round_dp(2) == value / large;
    let (size, scaled) = if unit == "元" && exact().any(|value| value.abs() >= large) && exact().all(fits) {
        (large, "万元")
    } else {
        (Decimal::ONE, unit)
    };
    let decimals = exact().map(|value| (value / size).normalize().scale()).max().filter(|_| unit == "元").unwrap_or(0);
    let value = |stated: &Stated| match stated.sum.is_exact() {
        true => {
            let mut number = (stated.sum.value / size).normalize();
            number.rescale(decimals.max(number.scale()));
            let text = number.to_string();
            Value { from: Some(stated.from.clone().giving(&text, scaled)), number: Some(number), text }
        }
        false => {
            let words = stated.words.clone().unwrap_or_else(|| stated.sum.print(unit));
            let text = if stated.sum.is_claimable() { words } else { String::new() };
            Value { number: None, from: Some(stated.from.clone().giving(&text, "")), text }
        }
    };
    let row = |((name, values), total): (&(String, Vec<Option<Stated>>), &Option<Stated>)| Row {
        name: name.clone(),
        values: values.iter().map(|stated| stated.as_ref().map_or(Value::UNKNOWN, value)).collect(),
        total: total.as_ref().map(value),
        beside: None,
    };
    (scaled.to_owned(), rows.iter().zip(&totals).map(row).collect())
}

/// Of rows with a value that is not known nobody knows the whole.
fn whole(mut rows: Vec<Row>) -> Vec<Row> {
    for row in rows.iter_mut().filter(|row| row.values.iter().any(|value| value.text.is_empty())) {
        row.total = None;
    }
    rows
}

/// The sum of the known values; `None` where there are not two of them.
fn total(values: &[Option<Stated>]) -> Option<Stated> {
    let known = || values.iter().flatten().cloned();
    known().nth(1)?;
    known().reduce(Stated::plus).map(|sum| Stated { words: None, ..sum })
}
