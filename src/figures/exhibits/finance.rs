//! Income and expense by their lines, and year by year.

use super::{Plate, Stated, scaled, whole};
use crate::facts::amount::Amount;
use crate::facts::model::{Finance, Line};
use crate::figures::{Figures, lines_total};

/// The lines of income.
pub fn income(figures: Figures<'_>, finance: &Finance) -> Option<Plate> {
    let sides = [("收入", finance.income.as_slice())];
    by_line(figures, format!("{}经费收入", figures.file().period.name()), &sides)
}

/// The lines of expense, with the budget where there is one.
pub fn expense(figures: Figures<'_>, finance: &Finance) -> Option<Plate> {
    let name = figures.file().period.name();
    if finance.budget.is_empty() {
        return by_line(figures, format!("{name}经费支出"), &[("支出", &finance.expense)]);
    }
    let sides = [("预算", finance.budget.as_slice()), ("支出", &finance.expense)];
    by_line(figures, format!("{name}经费预算和支出"), &sides).filter(|_| !finance.expense.is_empty())
}

fn by_line(figures: Figures<'_>, title: String, sides: &[(&str, &[Line])]) -> Option<Plate> {
    let mut labels: Vec<String> = Vec::new();
    for line in sides.iter().flat_map(|(_, lines)| *lines) {
        if !labels.contains(&line.item.text) {
            labels.push(line.item.text.clone());
        }
    }
    if labels.is_empty() {
        return None;
    }
    // A line that is written twice is one line with the sum of both.
    let value = |lines: &[Line], label: &String| {
        let same = lines.iter().filter(|line| line.item.text == *label);
        same.map(|line| Stated::of(figures, &line.amount)).reduce(Stated::plus)
    };
    let row = |(name, lines): &(&str, &[Line])| {
        ((*name).to_owned(), labels.iter().map(|label| value(lines, label)).collect())
    };
    let (unit, rows) = scaled(sides.iter().map(row).collect(), "元", true);
    Some(Plate { title, over: "科目", labels, unit, rows, adds_up: true })
}

/// Income and expense of each of several years. The totals are sums of lines where there are lines, else those stated.
pub fn by_year(years: &[Figures<'_>]) -> Option<Plate> {
    let [first, .., last] = years else { return None };
    let name = |year: &Figures<'_>| year.file().period.name();
    let title = format!("{}至{}经费收支", name(first), name(last));
    type Side = fn(&Finance) -> (&[Line], Option<&Amount>);
    let side = |year: &Figures<'_>, side: Side| {
        let (lines, total) = side(year.facts().finance.as_ref()?);
        let of = |amount| Stated::of(*year, amount);
        // Lines that do not add up have no total of their own.
        let lines = lines.iter().filter(|_| lines_total(lines).is_some());
        let sum = lines.map(|line| of(&line.amount)).reduce(Stated::plus).or_else(|| total.map(of))?;
        Some(Stated { words: None, ..sum })
    };
    let income: Side = |finance| (&finance.income, finance.income_total.as_ref());
    let expense: Side = |finance| (&finance.expense, finance.expense_total.as_ref());
    let rows: Vec<(String, Vec<Option<Stated>>)> = vec![
        ("收入".to_owned(), years.iter().map(|year| side(year, income)).collect()),
        ("支出".to_owned(), years.iter().map(|year| side(year, expense)).collect()),
    ];
    if rows.iter().flat_map(|(_, values)| values).flatten().count() == 0 {
        return None;
    }
    let (unit, rows) = scaled(rows, "元", true);
    Some(Plate {
        title,
        over: "年度",
        labels: years.iter().map(name).collect(),
        unit,
        rows: whole(rows),
        adds_up: true,
    })
}
