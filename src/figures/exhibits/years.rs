//! Figures over the years: the same path in the file of each year.

use rust_decimal::Decimal;
use rust_decimal::prelude::RoundingStrategy;

use super::{Basis, Plate, Row, Stated, Value, scaled};
use crate::facts::amount::kind_of;
use crate::facts::model::Facts;
use crate::facts::table::{Item, Table};
use crate::facts::value::Level;
use crate::figures::Figures;
use crate::figures::change;
use crate::figures::names::{BALANCE, COUNT, LEAVE, PRIZES, SHARE, TOTAL};
use crate::figures::reference::{Found, Lost};
use crate::figures::shares::SHARES;

/// Why a path gives no figure over the years.
pub enum Unfit {
    /// It leads nowhere; what was meant, perhaps.
    Unknown { near: Option<String> },
    /// It leads to what is no number.
    NoNumber,
}

/// What stands in one year, in a unit.
enum Figure {
    Sum(Stated, String),
    /// In percent.
    Share(Decimal, Basis),
}

/// One path, its name and its figure in each year.
struct Track {
    name: String,
    figures: Vec<Option<Figure>>,
}

/// Figures over `years`, those of one unit side by side: a plate for each unit, in the order of their first figure. What has
/// not two years is left out.
pub fn over_years(
    figures: Figures<'_>,
    years: &[Figures<'_>],
    paths: &[(&str, Option<&str>)],
) -> Vec<Result<Plate, (usize, Unfit)>> {
    let mut plates: Vec<(String, Vec<Track>)> = Vec::new();
    let mut unfit = Vec::new();
    for (at, (path, name)) in paths.iter().enumerate() {
        let steps: Vec<String> = path.split('.').map(|step| step.trim().to_owned()).collect();
        match track(figures, years, &steps, *name) {
            Err(reason) => unfit.push(Err((at, reason))),
            Ok(track) if track.figures.iter().flatten().count() < 2 => {}
            Ok(track) => {
                let unit = unit(&track);
                match plates.iter_mut().find(|(own, _)| *own == unit) {
                    Some((_, tracks)) => tracks.push(track),
                    None => plates.push((unit, vec![track])),
                }
            }
        }
    }
    unfit.into_iter().chain(plates.into_iter().map(|(unit, tracks)| Ok(plate(&unit, tracks, years)))).collect()
}

fn track(figures: Figures<'_>, years: &[Figures<'_>], path: &[String], name: Option<&str>) -> Result<Track, Unfit> {
    if let Err(Lost::Unknown { near, .. }) = figures.find(path) {
        return Err(Unfit::Unknown { near });
    }
    let mut found = Vec::new();
    for year in years {
        let there = figures.same_path(path, *year).and_then(|path| Some((year.find(&path).ok()?, path)));
        let from = there.as_ref().map(|(_, path)| {
            let (places, formula) = year.followed(path);
            Basis::figure(path.join("."), formula, places)
        });
        found.push(match there.map(|(found, _)| found).zip(from) {
            Some((Found::Amount(amount), _)) => {
                Some(Figure::Sum(Stated::of(*year, amount), kind_of(&amount.unit).to_owned()))
            }
            Some((Found::Sum(sum, unit), from)) => Some(Figure::Sum(Stated::new(sum, from), kind_of(&unit).to_owned())),
            Some((Found::Rate(rate), from)) => Some(Figure::Share(rate.percent(), from)),
            Some((Found::Text(text), from)) => Some(Figure::Share(change::stated(&text).ok_or(Unfit::NoNumber)?, from)),
            None => None,
            Some(_) => return Err(Unfit::NoNumber),
        });
    }
    if found.iter().all(Option::is_none) && matches!(figures.find(path), Err(Lost::Group { .. } | Lost::Mixed { .. })) {
        return Err(Unfit::NoNumber);
    }
    Ok(Track { name: name.map_or_else(|| called(&in_chinese(figures, path)), str::to_owned), figures: found })
}

/// The steps of a path as a paper can name them: keys by their Chinese names, whichever the author writes, and a record by
/// its own name. Names that the author chose are those that he chose.
fn in_chinese(figures: Figures<'_>, path: &[String]) -> Vec<String> {
    let facts = figures.facts();
    let Some((first, rest)) = path.split_first() else { return Vec::new() };
    let mut table = Some(&Facts::TABLE);
    let mut names = Vec::new();
    match facts.entered(|record| record.id().is_some_and(|id| id.text == *first)) {
        Some(entered) => {
            let record = entered.record();
            table = Some(record.table());
            let own = ["title", "name"].into_iter().find_map(|name| match record.named(name) {
                Item::Text(text) => Some(text.text.clone()),
                _ => None,
            });
            names.push(own.unwrap_or_else(|| first.clone()));
        }
        None => table = key(table, first, &mut names),
    }
    for step in rest {
        table = key(table, step, &mut names);
    }
    names
}

/// The Chinese name of one key of a record of this kind, or of a figure behind it; gives the kind of what stands there.
fn key(table: Option<&'static Table>, step: &str, names: &mut Vec<String>) -> Option<&'static Table> {
    let field = table.and_then(|table| table.find(step)).map(|(_, field)| field);
    let share =
        SHARES.iter().find(|share| table.is_some_and(|table| table.en == share.of) && share.names.contains(&step));
    let figure = [SHARE, TOTAL, COUNT, BALANCE, LEAVE, PRIZES].into_iter().find(|names| names.contains(&step));
    let level = Level::of(step).and_then(|level| Level::WORDS.iter().find(|(own, _)| *own == level));
    let level = level.and_then(|(_, words)| words.first()).copied();
    let known = field.map(|field| field.zh).or(share.map(|share| share.names[0])).or(figure.map(|names| names[0]));
    names.push(known.or(level).unwrap_or(step).to_owned());
    match field {
        Some(field) => (field.shape)().records(),
        // A level of a list leads to the same records.
        None => table,
    }
}

/// What a path is called where nobody says: its last step, with the one before it where that alone says nothing.
fn called(path: &[String]) -> String {
    const BARE: [&str; 11] =
        ["总数", "人数", "金额", "次数", "场次", "数量", "合计", "参加", "参加人次", "累计", "占比"];
    match path {
        [.., before, last] if BARE.contains(&last.as_str()) => format!("{before}{last}"),
        [.., last] => last.clone(),
        [] => String::new(),
    }
}

fn unit(track: &Track) -> String {
    let first = track.figures.iter().flatten().next();
    first.map_or_else(String::new, |figure| match figure {
        Figure::Sum(_, unit) => unit.clone(),
        Figure::Share(..) => "%".to_owned(),
    })
}

fn plate(unit: &str, tracks: Vec<Track>, years: &[Figures<'_>]) -> Plate {
    let names: Vec<String> = tracks.iter().map(|track| track.name.clone()).collect();
    let (unit, rows) = if unit == "%" {
        (unit.to_owned(), tracks.into_iter().map(shares).collect())
    } else {
        // In another year the figure may count something else; then it is not known there.
        let of_unit = |figure: Option<Figure>| match figure {
            Some(Figure::Sum(stated, own)) if own == unit => Some(stated),
            _ => None,
        };
        let rows = tracks.into_iter().map(|track| (track.name, track.figures.into_iter().map(of_unit).collect()));
        scaled(rows.collect(), unit, false)
    };
    Plate {
        title: format!("{}历年变化", names.join("、")),
        over: "年度",
        labels: years.iter().map(|year| year.file().period.name()).collect(),
        unit,
        rows,
        adds_up: false,
    }
}

fn shares(track: Track) -> Row {
    let value = |figure: Option<Figure>| match figure {
        // As shares are printed everywhere: with one decimal, half up.
        Some(Figure::Share(share, from)) => {
            Value::exact(share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero), Some(from))
        }
        _ => Value::UNKNOWN,
    };
    Row { name: track.name, values: track.figures.into_iter().map(value).collect(), total: None, beside: None }
}
