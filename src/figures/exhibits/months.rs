//! How many activities each month had.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::{Plate, Row, Value};
use crate::facts::time::{Period, When};

/// An activity: the year of the paper that it belongs to, and its time.
pub type Counted<'a> = (String, Option<&'a When>);

/// The activities of `period`, counted by month; those of several years by year. `None` where there are none.
pub fn by_month(activities: &[Counted<'_>], period: &Period) -> Option<Plate> {
    if activities.is_empty() {
        return None;
    }
    let months = months(period);
    let name = period.name();
    let (title, over, labels, counts) = if months.len() > 12 {
        let mut years: Vec<&String> = Vec::new();
        for (year, _) in activities {
            if !years.contains(&year) {
                years.push(year);
            }
        }
        let count = |year: &&String| activities.iter().filter(|(own, _)| own == *year).count();
        let counts: Vec<usize> = years.iter().map(count).collect();
        (format!("{name}各年活动次数"), "年度", years.into_iter().cloned().collect(), counts)
    } else {
        let count = |month: &(i32, u32)| activities.iter().filter(|(_, when)| month_of(*when) == Some(*month)).count();
        let labels = months.iter().map(|(_, month)| format!("{month}月")).collect();
        (format!("{name}各月活动次数"), "月份", labels, months.iter().map(count).collect())
    };
    let counted: usize = counts.iter().sum();
    let number = |count: usize| Value::exact(Decimal::from(count as u64));
    let beside = activities.len().saturating_sub(counted);
    let row = Row {
        name: "活动".to_owned(),
        values: counts.into_iter().map(number).collect(),
        total: Some(number(activities.len())),
        beside: (beside > 0).then(|| ("未分月", number(beside))),
    };
    Some(Plate { title, over, labels, unit: "次".to_owned(), rows: vec![row], adds_up: true })
}

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
