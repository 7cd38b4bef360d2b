//! What a figure of a table follows from.

use crate::diagnostic::{Origin, Source};
use crate::facts::amount::Amount;
use crate::figures::Figures;
use crate::figures::origins::{Called, Sort};

/// Where a figure of a table comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    pub sort: Sort,
    pub called: Called,
    /// How it follows from others; `None` for what is printed as it is written.
    pub formula: Option<String>,
    pub places: Vec<(Source, Origin)>,
    /// What is added up, in words, while the sum is not known.
    terms: Vec<String>,
}

impl Basis {
    /// An amount of one of the years.
    pub(super) fn of(figures: Figures<'_>, amount: &Amount) -> Self {
        Self {
            sort: Sort::Fact,
            called: Called::Of(amount.origin, ""),
            formula: None,
            places: figures.at_places([amount.origin]),
            terms: vec![amount.text.clone()],
        }
    }

    /// A figure that follows from what stands at `places`.
    pub(super) fn figure(path: String, formula: Option<String>, places: Vec<(Source, Origin)>) -> Self {
        let sort = if formula.is_some() { Sort::Figure } else { Sort::Fact };
        Self { sort, called: Called::Named(path), formula, places, terms: Vec::new() }
    }

    /// How many activities there are at `places`, `of` a month or a year, or of all: 3月活动4项. Where there are none, the
    /// lists at `lists` say so.
    pub fn activities(of: Option<&str>, places: Vec<(Source, Origin)>, lists: &[(Source, Origin)]) -> Self {
        let part = of.map(|of| format!("（{of}）")).unwrap_or_default();
        let of = of.unwrap_or_default();
        let (formula, places) = match places.len() {
            0 => (format!("{of}没有活动"), lists.to_vec()),
            count => (format!("{of}活动{count}项"), places),
        };
        Self::figure(format!("活动.数量{part}"), Some(formula), places)
    }

    /// That of the sum of both.
    pub(super) fn plus(self, other: Self) -> Self {
        let called = match self.called {
            Called::Of(..) => Called::Sum("合计"),
            named => named,
        };
        let (mut places, mut terms) = (self.places, self.terms);
        places.extend(other.places);
        terms.extend(other.terms);
        Self { sort: Sort::Figure, called, formula: None, places, terms }
    }

    /// That of a figure which is printed as `text` under this unit: how it follows is said where it reads otherwise.
    pub(super) fn giving(self, text: &str, unit: &str) -> Self {
        let as_written = |term: &String| *term == text || term.strip_prefix(text).is_some_and(|rest| rest == unit);
        let formula = match self.terms.as_slice() {
            [] => return Self { formula: self.formula.map(|formula| restated(formula, text, unit)), ..self },
            [only] if self.sort == Sort::Fact && as_written(only) => None,
            terms => Some(format!("{}={text}{unit}", terms.join("+"))),
        };
        let sort = if formula.is_some() { Sort::Figure } else { self.sort };
        Self { sort, formula, ..self }
    }
}

/// A formula whose result is printed with more decimals than it needs: …=1.9万元 beside 2.69 gives 1.90万元.
fn restated(formula: String, text: &str, unit: &str) -> String {
    let bare = text.trim_end_matches('0').trim_end_matches('.');
    match formula.rsplit_once('=') {
        Some((terms, result)) if text.contains('.') && result.strip_suffix(unit) == Some(bare) => {
            format!("{terms}={text}{unit}")
        }
        _ => formula,
    }
}
