//! 提法: set formulas with the time in which they are current (党的二十大精神), and the order in which they stand in a row.
//!
//! They come from `phrases/formulas.yaml`, so that an office keeps them up without a new program.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::check::words::passage::{self, Passage};
use crate::facts::check::words::walk;
use crate::facts::time::Period;
use crate::figures::Figures;
use crate::say;

/// A paper on a year is written after it: what became current in these days after the period may stand in it.
const WRITTEN_WITHIN: Days = Days::new(183);

/// The file as it is written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    series: Vec<Series>,
    #[serde(default)]
    orders: Vec<Vec<String>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Series {
    name: String,
    formulas: Vec<WrittenFormula>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFormula {
    text: String,
    #[serde(default)]
    also: Vec<String>,
    from: String,
    #[serde(default)]
    until: Option<String>,
}

/// One formula and the days in which it is current.
#[derive(Debug, Clone)]
struct Formula {
    series: usize,
    text: String,
    from: NaiveDate,
    until: Option<NaiveDate>,
}

/// All formulas, ready to be looked for.
#[derive(Debug, Clone, Default)]
pub struct Formulas {
    formulas: Vec<Formula>,
    names: Vec<String>,
    orders: Vec<Vec<String>>,
    /// Every wording by its first two characters, with the formula that it is.
    wordings: HashMap<(char, char), Vec<(String, usize)>>,
}

impl Formulas {
    /// Reads the file. The error is a sentence on what is wrong, with the word that is.
    pub fn parse(text: &str) -> Result<Self, String> {
        let written: Written = serde_saphyr::from_str(text).map_err(|error| error.to_string())?;
        let mut all = Self { orders: written.orders, ..Self::default() };
        for (series, Series { name, formulas }) in written.series.into_iter().enumerate() {
            all.names.push(name);
            for formula in formulas {
                let until = formula.until.as_deref().map(day).transpose()?;
                let wordings: Vec<String> = std::iter::once(formula.text.clone()).chain(formula.also).collect();
                for wording in wordings {
                    let mut chars = wording.chars();
                    let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return Err(wording) };
                    all.wordings.entry((first, second)).or_default().push((wording, all.formulas.len()));
                }
                all.formulas.push(Formula { series, text: formula.text, from: day(&formula.from)?, until });
            }
        }
        Ok(all)
    }

    /// The latest formula of a series that is current on a day; `None` where there is no such series or none is current.
    pub fn current(&self, series: &str, on: NaiveDate) -> Option<&str> {
        let index = self.names.iter().position(|name| name == series)?;
        self.latest(index, on).map(|formula| formula.text.as_str())
    }

    fn latest(&self, series: usize, on: NaiveDate) -> Option<&Formula> {
        let current = self.formulas.iter().filter(|formula| {
            formula.series == series && formula.from <= on && formula.until.is_none_or(|until| on < until)
        });
        current.max_by_key(|formula| formula.from)
    }

    /// The formulas of the author's texts that are out of date, not yet current, or in the wrong order.
    pub fn check(&self, figures: Figures<'_>, problems: &mut Diagnostics) {
        let file = figures.file();
        walk::each(&file.facts, &mut |spot, words| {
            for passage in passage::of(words, spot, &file.source).iter().filter(|passage| passage.chars.len() > 3) {
                let found = self.found(passage);
                for (at, length, formula) in &found {
                    self.dated(passage, (*at, *length), formula, file.period, problems, &file.source);
                }
                self.ordered(passage, problems, &file.source);
            }
        });
    }

    /// The formulas in a text with their place; a longer wording counts, not one inside it.
    fn found(&self, passage: &Passage<'_>) -> Vec<(usize, usize, &Formula)> {
        let mut found: Vec<(usize, usize, &Formula)> = Vec::new();
        let mut at = 0;
        while at < passage.chars.len() {
            let candidates = self.wordings.get(&(passage.at(at), passage.at(at + 1)));
            let matching = candidates.into_iter().flatten().filter(|(wording, _)| passage.starts(at, wording));
            let longest = matching.max_by_key(|(wording, _)| wording.len());
            match longest.and_then(|(wording, index)| Some((wording.chars().count(), self.formulas.get(*index)?))) {
                Some((length, formula)) => {
                    found.push((at, length, formula));
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    fn dated(
        &self,
        passage: &Passage<'_>,
        (at, length): (usize, usize),
        formula: &Formula,
        period: Period,
        problems: &mut Diagnostics,
        source: &crate::diagnostic::Source,
    ) {
        let written = passage.text(at, at + length);
        let last = period.end.checked_add_days(WRITTEN_WITHIN).unwrap_or(period.end);
        let told = period.name();
        let (message, day) = match formula.until {
            Some(until) if until < period.start => {
                let year = until.format("%Y");
                (
                    say!(
                        "“{written}”是{year}年以前的提法，本文写{told}",
                        "“{written}” was current until {year}; this tells {told}"
                    ),
                    period.end,
                )
            }
            _ if formula.from > last => {
                let year = formula.from.format("%Y");
                (
                    say!(
                        "“{written}”是{year}年才有的提法，本文写{told}",
                        "“{written}” is current from {year} on; this tells {told}"
                    ),
                    period.end,
                )
            }
            _ => return,
        };
        let now = self.latest(formula.series, day).filter(|now| now.text != formula.text);
        let hint = match now.map(|now| &now.text) {
            Some(now) => say!(
                "当时通行的是“{now}”；确要回顾的，写上 核实",
                "current then: {now}; where it looks back, answer with `allow`"
            ),
            None => {
                say!("核对提法；确要回顾的，写上 核实", "check the formula; where it looks back, answer with `allow`")
            }
        };
        problems.push(Diagnostic::warning("W148", message).at(source, passage.place(at, at + length)).hint(hint));
    }

    /// Formulas in a row (joined by 、 or by nothing) stand in their order.
    fn ordered(&self, passage: &Passage<'_>, problems: &mut Diagnostics, source: &crate::diagnostic::Source) {
        for order in &self.orders {
            let mut before: Option<(usize, usize)> = None;
            let mut at = 0;
            while at < passage.chars.len() {
                let Some(rank) = order.iter().position(|formula| passage.starts(at, formula)) else {
                    // Anything but a mark of a row ends the row.
                    before = before.filter(|_| matches!(passage.at(at), '、' | '和'));
                    at += 1;
                    continue;
                };
                let end = at + order.get(rank).map_or(1, |formula| formula.chars().count());
                if let Some((earlier, _)) = before.filter(|(earlier, _)| *earlier > rank) {
                    let first = order.get(rank).map(String::as_str).unwrap_or_default();
                    let then = order.get(earlier).map(String::as_str).unwrap_or_default();
                    let problem = Diagnostic::warning(
                        "W149",
                        say!(
                            "并列的提法次序不对：“{first}”在“{then}”之前",
                            "formulas in a row are out of order: {first} comes before {then}"
                        ),
                    );
                    let whole = order.join("、");
                    problems.push(
                        problem
                            .at(source, passage.place(at, end))
                            .hint(say!("按次序写：{whole}", "the order is {whole}")),
                    );
                }
                before = Some((rank, end));
                at = end;
            }
        }
    }
}

/// A day as the file has it: 2022-10-22.
fn day(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| text.to_owned())
}
