//! Other periods of the same body: the file of a year, the files of a term of office, and which record of one year is the
//! same event as a record of another.

use chrono::Datelike;

use crate::facts::File;
use crate::facts::amount::{Sum, kind_of};
use crate::facts::model::{Activity, Entered, Facts, Finance, Home, Labour, Membership};
use crate::facts::table::Item;
use crate::facts::time::Period;
use crate::facts::value::Role;
use crate::figures::Figures;
use crate::figures::reference::{Found, Lost};
use crate::figures::shares::SHARES;

/// The names by which a path leads to the sum over a term.
pub const TERM: [&str; 2] = ["任期", "term"];

/// What counts the same things year after year: the sections all of it, and the fields of other sections and records.
const STOCKS: [&str; 6] = ["staff", "cadres", "organisation", "rates", "bodies", "people"];
const STOCK_FIELDS: [(&str, &[&str]); 4] = [
    ("membership", &["staff", "members", "units", "units_with_union", "unions"]),
    ("homes", &["total"]),
    ("finance", &["carried", "left"]),
    ("labour", &["persons"]),
];
/// What is left at the end is carried into the next year.
const BALANCE: [&str; 2] = ["结余", "balance"];

/// An id without the year behind it: tiaosheng for tiaosheng-2025.
pub(super) fn stem(id: &str) -> &str {
    let digits = id.chars().rev().take_while(char::is_ascii_digit).count();
    if digits == 4 { id[..id.len() - 4].trim_end_matches(['-', '_', '.']) } else { id }
}

impl<'a> Figures<'a> {
    /// The same figures for a paper that tells `period`, which may be a term of several files.
    pub fn telling(self, period: Period) -> Self {
        Self { term: Some(period), ..self }
    }

    /// The term of the paper at hand; where none is at hand, that of the first paper of the file that tells more than the
    /// file does.
    pub fn term(self) -> Option<Period> {
        let own = self.file.period;
        let wider = |period: &Period| period.end - period.start > own.end - own.start;
        let papers = self.file.facts.documents.0.iter();
        let written = || papers.filter_map(|(_, paper)| paper.period.as_ref().map(|span| span.period)).find(wider);
        self.term.filter(wider).or_else(written)
    }

    /// The figures of another file of the dossier.
    pub fn of_file(self, file: &'a File) -> Self {
        Self { file, ..self }
    }

    /// The figures of each file that lies in `term`, the earliest first; the current file is one of them.
    pub fn years(self, term: Period) -> Vec<Self> {
        let within = |file: &&'a File| file.period.start >= term.start && file.period.end <= term.end;
        let earlier = self.dossier.previous.iter().filter(|file| file.period.end < self.file.period.start);
        let mut files: Vec<&'a File> = earlier.chain([self.file]).filter(within).collect();
        // Of a year and its first half only the year counts.
        files.sort_by_key(|file| (file.period.start, std::cmp::Reverse(file.period.end)));
        let mut apart: Vec<&'a File> = Vec::new();
        for file in files {
            if apart.last().is_none_or(|last| last.period.end < file.period.start) {
                apart.push(file);
            }
        }
        apart.into_iter().map(|file| Self { file, ..self }).collect()
    }

    /// The parts of `term` that no file tells, by name and year by year.
    pub fn missing(self, term: Period) -> Vec<String> {
        let mut missing = Vec::new();
        let mut from = Some(term.start);
        let end = term.end.succ_opt();
        let next = self.years(term).into_iter().map(|year| Some(year.file.period));
        for period in next.chain([None]) {
            let until = period.map(|period| period.start).or(end);
            if let (Some(from), Some(until)) = (from, until)
                && from < until
            {
                let last = until.pred_opt().unwrap_or(until);
                missing.extend((from.year()..=last.year()).map(|year| format!("{year}年")));
            }
            from = period.and_then(|period| period.end.succ_opt());
        }
        missing
    }

    /// The figures of the file that tells the year (or the school year) called `name`.
    pub fn of_year(self, name: &str) -> Option<Self> {
        let called = |file: &&'a File| {
            let full = file.period.name();
            full == name || full.strip_suffix('年') == Some(name)
        };
        let next = self.dossier.next.iter();
        let mut files = self.dossier.previous.iter().chain([self.file]).chain(next);
        files.find(called).map(|file| Self { file, ..self })
    }

    /// The path that leads to the same figure in the file of another year; `None` where that file has no such record.
    pub(super) fn same_path(self, path: &[String], other: Self) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let Some(here) = self.facts().entered(|record| record.id().is_some_and(|id| id.text == *first)) else {
            return Some(path.to_vec());
        };
        let there = other.facts().entered(|record| is_same(here, record) && record.id().is_some());
        let id = match there.and_then(Entered::id) {
            Some(id) => id.text.clone(),
            None => {
                let named = |record: Entered<'_>| record.id().is_some_and(|id| id.text == *first);
                other.facts().entered(|record| named(record) && table(record) == table(here))?;
                first.clone()
            }
        };
        Some(std::iter::once(id).chain(rest.iter().cloned()).collect())
    }

    /// The sum of a figure over the files of the term.
    pub(super) fn over_term(self, path: &[String]) -> Result<Found<'a>, Lost> {
        let name = path.join(".");
        let term = self.term().ok_or(Lost::NoTerm)?;
        let missing = self.missing(term);
        if !missing.is_empty() {
            return Err(Lost::Gap { missing });
        }
        if let Some(rate) = self.is_stock(path) {
            return Err(Lost::Stock { name, rate });
        }
        // A name that is wrong is wrong in the file that uses it, too.
        let here = self.find(path);
        if let Err(lost @ (Lost::Unknown { .. } | Lost::Mixed { .. } | Lost::Group { .. })) = here {
            return Err(lost);
        }
        let mut parts = Vec::new();
        for year in self.years(term) {
            let Some(path) = self.same_path(path, year) else { continue };
            parts.push(match year.find(&path) {
                Ok(Found::Amount(amount)) => (amount.sum, amount.unit.clone()),
                Ok(Found::Sum(sum, unit)) => (sum, unit),
                Ok(Found::Rate(_)) => return Err(Lost::Stock { name, rate: true }),
                Ok(_) => return Err(Lost::Group { name }),
                Err(lost @ Lost::Mixed { .. }) => return Err(lost),
                Err(_) => continue,
            });
        }
        if parts.is_empty() {
            return Err(Lost::Empty { name });
        }
        let (sum, unit) = add_up(&parts).ok_or_else(|| Lost::Mixed { name: name.clone() })?;
        if sum.is_claimable() { Ok(Found::Sum(sum, unit)) } else { Err(Lost::Empty { name }) }
    }

    /// Whether a path leads to what does not add up over the years; whether that is for being a rate.
    fn is_stock(self, path: &[String]) -> Option<bool> {
        let (first, rest) = path.split_first()?;
        let last = rest.last().unwrap_or(first);
        let rate = ["占比", "share"].contains(&last.as_str())
            || SHARES.iter().any(|share| share.names.contains(&last.as_str()));
        if rate {
            return Some(true);
        }
        let record = self.facts().entered(|record| record.id().is_some_and(|id| id.text == *first));
        let section = match record {
            Some(Entered::Home(_)) => "homes",
            Some(Entered::Labour(_)) => "labour",
            Some(_) => return None,
            None => Facts::TABLE.find(first)?.1.en,
        };
        if STOCKS.contains(&section) || BALANCE.contains(&last.as_str()) {
            return Some(false);
        }
        let (_, fields) = STOCK_FIELDS.iter().find(|(name, _)| *name == section)?;
        let table = match section {
            "membership" => &Membership::TABLE,
            "homes" => &Home::TABLE,
            "finance" => &Finance::TABLE,
            _ => &Labour::TABLE,
        };
        let (_, field) = table.find(last)?;
        fields.contains(&field.en).then_some(false)
    }
}

/// The sum of a figure over several years, each with its unit; `None` where they count different things or there is none.
/// Persons of several years are counted by attendance: the same person may be among them every year.
pub fn add_up(years: &[(Sum, String)]) -> Option<(Sum, String)> {
    let mut total = Sum::NONE;
    let mut unit: Option<String> = None;
    for (sum, own) in years {
        unit = match unit {
            Some(unit) if unit == *own => Some(unit),
            Some(unit) if persons(&unit, own) => Some("人次".to_owned()),
            Some(unit) if kind_of(&unit) == kind_of(own) => Some(kind_of(own).to_owned()),
            Some(_) => return None,
            None => Some(own.clone()),
        };
        total = total.plus(*sum);
    }
    let unit = unit?;
    Some((total, if years.len() > 1 && persons(&unit, "人") { "人次".to_owned() } else { unit }))
}

/// Whether both units count persons or their attendance.
fn persons(one: &str, other: &str) -> bool {
    let person = |unit: &str| kind_of(unit) == "人" || unit == "人次";
    person(one) && person(other)
}

fn table(record: Entered<'_>) -> &'static str {
    record.record().table().en
}

/// Whether two records of different years tell the same event: the same series, else the same matter with the same part
/// of ours in it.
pub fn is_same(one: Entered<'_>, other: Entered<'_>) -> bool {
    match (one, other) {
        (Entered::Activity(one), Entered::Activity(other)) => match (&one.series, &other.series) {
            (Some(one), Some(other)) => one.text == other.text,
            _ => one.title.text == other.title.text && role(one) == role(other),
        },
        _ if table(one) != table(other) => false,
        _ => match (name(one), name(other)) {
            (Some(one), Some(other)) => one == other,
            _ => false,
        },
    }
}

fn role(activity: &Activity) -> (Role, Option<&str>) {
    (activity.role.map_or(Role::Host, |role| role.value), activity.host.as_ref().map(|host| host.text.as_str()))
}

/// What a record is about; an honour is about its title, its level and its holders.
pub fn name(record: Entered<'_>) -> Option<String> {
    const FIELDS: [&str; 6] = ["title", "who", "kind", "object", "cause", "product"];
    let text = |field: &str| match record.record().named(field) {
        Item::Text(text) => Some(text.text.clone()),
        _ => None,
    };
    match record {
        Entered::Honour(_) => None,
        Entered::Publicity(record) => {
            let names: Vec<&str> = record.outlets.iter().map(|outlet| outlet.0.name.text.as_str()).collect();
            (!names.is_empty()).then(|| names.join("、"))
        }
        Entered::Relief(record) => {
            let way = record.way.as_ref().map_or("慰问", |way| way.text.as_str());
            let helped = record.received.is_some_and(|flag| flag.value);
            Some(format!("{way} {} {helped}", record.who.text))
        }
        Entered::Inspection(record) => {
            Some(format!("{} {}", record.inspector.as_ref().map_or("", |name| name.text.as_str()), record.object.text))
        }
        Entered::Home(record) => Some(format!("{:?} {}", record.rank.map(|rank| rank.value), record.title.text)),
        _ => FIELDS.iter().find_map(|field| text(field)),
    }
}
