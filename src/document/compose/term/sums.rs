//! What several years amount to: the sum of each figure, the rates of the first and the last year, relief as a whole.

use serde_json::{Map, Value, json};

use super::{Dated, Term};
use crate::document::phrase;
use crate::facts::amount::{self, Amount, Sum, kind_of};
use crate::facts::model::Entered;
use crate::facts::table::{Item, Record};
use crate::figures::change::{Change, points};
use crate::figures::origins::{self, Called, Sort};
use crate::figures::shares;
use crate::figures::term::add_up;

impl<'a> Term<'_, '_, 'a> {
    /// The sum of one amount over the years, and the amount of each year: only where every year gives it.
    pub(super) fn sums(
        &self,
        c: &mut Map<String, Value>,
        name: &str,
        group: &[Dated<'a>],
        amount: &dyn Fn(&'a dyn Record) -> Option<&'a Amount>,
    ) {
        let amounts: Option<Vec<(usize, &Amount)>> =
            group.iter().map(|(year, record)| Some((*year, amount(record.record())?))).collect();
        let Some(amounts) = amounts else { return };
        let stated: Vec<(Sum, String)> = amounts.iter().map(|(_, amount)| (amount.sum, amount.unit.clone())).collect();
        let Some((sum, unit)) = add_up(&stated).filter(|(sum, _)| sum.is_claimable() && sum.is_known()) else { return };
        let total = self.added(name, &amounts, sum.print(&unit));
        c.insert(format!("total_{name}"), json!(total));
        let figures = |year: &usize| self.years[*year].figures;
        let each =
            amounts.iter().map(|(year, amount)| format!("{}{}", self.years[*year].name, figures(year).fact(amount)));
        c.insert(format!("each_{name}"), json!(each.collect::<Vec<_>>().join("、")));
    }

    /// The sum of what single years have, as it is printed.
    pub(super) fn added(&self, name: &str, amounts: &[(usize, &Amount)], printed: String) -> String {
        let Some((last, _)) = amounts.last() else { return printed };
        let figures = |year: &usize| self.years[*year].figures;
        let places = || -> Vec<_> {
            let place = |(year, amount): &(usize, &Amount)| (figures(year).file().source.clone(), amount.origin);
            amounts.iter().map(place).collect()
        };
        let terms: Vec<&Amount> = amounts.iter().map(|(_, amount)| *amount).collect();
        let formula = origins::added(&terms, &printed);
        let named =
            |(year, amount): &(usize, &Amount)| figures(year).file().paths().get(amount.origin).map(str::to_owned);
        let path = amounts.last().and_then(named).unwrap_or_else(|| name.to_owned());
        figures(last).noted(printed, Sort::Figure, Called::Named(format!("任期.{path}")), Some(formula), places)
    }

    /// The rates of the first and the last year, where they differ: 合格率由2021年的91.7%提高到2025年的100%. How many came to a
    /// congress is told, not its share.
    pub(super) fn rates(&self, group: &[Dated<'a>]) -> Vec<Value> {
        let (Some((first, before)), Some((last, now))) = (group.first(), group.last()) else { return Vec::new() };
        let (first, last) = (&self.years[*first], &self.years[*last]);
        let shares = shares::shares_of(now.record()).filter(|_| !matches!(now, Entered::Congress(_)));
        let rate = |share| {
            let from = first.figures.shown(before.record(), share)?;
            let to = last.figures.shown(now.record(), share)?;
            let up = match points(to.percent()?, from.percent()?)? {
                Change::Up(_) => true,
                Change::Down(_) => false,
                _ => return None,
            };
            let name = share.names[0];
            let from = first.figures.shown_noted(before.record(), share)?;
            let to = last.figures.shown_noted(now.record(), share)?;
            Some(json!({ "name": name, "first": first.name, "from": from, "last": last.name, "to": to, "up": up }))
        };
        shares.filter_map(rate).collect()
    }

    /// What relief of several kinds amounts to over the term, year by year.
    pub(super) fn given(&self, groups: &[Vec<Dated<'a>>]) -> Option<String> {
        let own = |record: &Entered<'_>| matches!(record, Entered::Relief(relief) if relief.received.is_none());
        let relief: Vec<&Vec<Dated<'a>>> =
            groups.iter().filter(|group| group.iter().all(|(_, record)| own(record))).collect();
        if relief.len() < 2 {
            return None;
        }
        let (last, _) = relief.last()?.last()?;
        let mut c = Map::new();
        let (mut all, mut given) = (Vec::new(), Vec::new());
        for (at, _) in self.years.iter().enumerate() {
            let amounts = relief.iter().flat_map(|group| group.iter()).filter(|(year, _)| *year == at);
            let amounts: Option<Vec<&Amount>> =
                amounts.map(|(_, record)| of_record(record.record(), "amount")).collect();
            let amounts = amounts?;
            let (sum, unit) = crate::figures::sum(amounts.iter().copied()).filter(|(sum, _)| sum.is_known())?;
            all.push((sum, unit));
            given.push(amounts.into_iter().map(|amount| (at, amount)).collect::<Vec<_>>());
        }
        let (sum, _) = add_up(&all)?;
        let printed = money(&all.iter().map(|(sum, _)| *sum).chain([sum]).collect::<Vec<_>>());
        let (total, each) = printed.split_last()?;
        let each = self.years.iter().zip(each).zip(&given).map(|((year, sum), of)| {
            let sum = self.added("慰问.金额", of, sum.clone());
            format!("{}{sum}", year.name)
        });
        c.insert("total".to_owned(), json!(self.added("慰问.金额", &given.concat(), total.clone())));
        c.insert("each".to_owned(), json!(each.collect::<Vec<_>>().join("、")));
        let phrases = self.years[*last].phrases();
        let text = phrases.templates().clause(phrases.register, "term_given", &Value::Object(c)).ok()?;
        (!text.is_empty()).then(|| phrase::sentence(&text))
    }
}

/// Sums of money in a row in one unit: 万元 only where it is exact for all of them.
pub(in crate::document::compose) fn money(sums: &[Sum]) -> Vec<String> {
    let large = sums.iter().all(|sum| sum.print("元").ends_with('万') || sum.print("元").ends_with("万元"));
    let plain = |sum: &Sum| {
        if large || !sum.is_exact() { sum.print("元") } else { format!("{}元", amount::plain(sum.value)) }
    };
    sums.iter().map(plain).collect()
}

/// An amount of a record; of those who took part the persons.
pub(super) fn of_record<'a>(record: &'a dyn Record, field: &str) -> Option<&'a Amount> {
    match record.named(field) {
        Item::Amount(amount) => Some(amount),
        Item::Amounts([only]) => Some(only),
        Item::Amounts(list) => list.iter().find(|amount| kind_of(&amount.unit) == "人" || amount.unit == "人次"),
        _ => None,
    }
}
