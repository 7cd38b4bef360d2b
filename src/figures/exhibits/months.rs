//! How many activities each month had.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::{Basis, Plate, Row, Value};
use crate::diagnostic::{Origin, Source};
use crate::facts::time::{Period, When};

/// An activity: the year of the paper that it belongs to, its time, and where it is written.
pub struct Counted<'a> {
    pub year: String,
    pub when: Option<&'a When>,
    pub place: (Source, Origin),
}

/// The activities of `period`, counted by month; those of several years by year. `None` where there are none.
pub fn by_month(activities: &[Counted<'_>], period: &Period) -> Option<Plate> {
    if activities.is_empty() {
        return None;
    }
    let months = months(period);
    let name = period.name();
    let places = |wanted: &dyn Fn(&Counted<'_>) -> bool| -> Places {
        activities.iter().filter(|each| wanted(each)).map(|each| each.place.clone()).collect()
    };
    let (title, over, labels, counts): (String, _, Vec<String>, Vec<Places>) = if months.len() > 12 {
        let mut years: Vec<&String> = Vec::new();
        for Counted { year, .. } in activities {
            if !years.contains(&year) {
                years.push(year);
            }
        }
        let count = |year: &&String| places(&|each| each.year == **year);
        let counts: Vec<Places> = years.iter().map(count).collect();
        (format!("{name}各年活动次数"), "年度", years.into_iter().cloned().collect(), counts)
    } else {
        let count = |month: &(i32, u32)| places(&|each| month_of(each.when) == Some(*month));
        let labels = months.iter().map(|(_, month)| format!("{month}月")).collect();
        (format!("{name}各月活动次数"), "月份", labels, months.iter().map(count).collect())
    };
    let beside = places(&|each| !counts.iter().flatten().any(|counted| *counted == each.place));
    let lists = lists(activities);
    let number = |of: Option<&str>, places: Places| {
        let count = Decimal::from(places.len() as u64);
        Value::exact(count, Some(Basis::activities(of, places, &lists)))
    };
    let of_label = |(label, places): (&String, Places)| number(Some(label), places);
    let row = Row {
        name: "活动".to_owned(),
        values: labels.iter().zip(counts).map(of_label).collect(),
        total: Some(number(None, places(&|_| true))),
        beside: (!beside.is_empty()).then(|| ("未分月", number(Some("未分月"), beside))),
    };
    Some(Plate { title, over, labels, unit: "次".to_owned(), rows: vec![row], adds_up: true })
}

/// Where activities are written.
type Places = Vec<(Source, Origin)>;

/// The beginnings of the lists that the activities stand in: the line of the key, else that of the first of them.
fn lists(activities: &[Counted<'_>]) -> Places {
    let mut found: Places = Vec::new();
    for (source, origin) in activities.iter().map(|each| &each.place) {
        if found.iter().any(|(own, _)| own == source) {
            continue;
        }
        let before = source.text().get(..origin.range().start).unwrap_or_default();
        let key = KEYS.iter().filter_map(|key| before.rfind(&format!("\n{key}:")).map(|at| (at + 1, key.len()))).max();
        let list = key.map_or(*origin, |(at, length)| Origin::new(at..at + length));
        found.push((source.clone(), list));
    }
    found
}

/// What the list of the activities is called in a file.
const KEYS: [&str; 2] = ["活动", "activities"];

/// The months of a period, each with its year.
fn months(period: &Period) -> Vec<(i32, u32)> {
    let mut months = Vec::new();
    let mut day = NaiveDate::from_ymd_opt(period.start.year(), period.start.month(), 1);
    while let Some(first) = day.filter(|day| *day <= period.end) {
        months.push((first.year(), first.month()));
        day = first.checked_add_months(chrono::Months::new(1));
    }
    months
}

/// The month that all of a time lies in.
fn month_of(when: Option<&When>) -> Option<(i32, u32)> {
    let (first, last) = when?.days?;
    let month = (first.year(), first.month());
    (month == (last.year(), last.month())).then_some(month)
}
