//! Staff, membership, cadres and money.

use super::{PURSES, Taker};
use crate::facts::model::Line;
use crate::facts::table::{Item, Record};
use crate::facts::value::Tier;
use crate::rollup::kinds::SECTIONS;

impl<'a> Taker<'a> {
    /// Staff, membership, cadres. The members of a school are counted once, in whichever section it states them.
    pub(super) fn sections(&mut self, tier: u8) {
        let facts = self.facts();
        let units = facts.organisation.units.as_ref().filter(|_| tier > Tier::School as u8);
        if let Some(units) = units {
            self.figure("organisation.units".to_owned(), units);
        }
        let amount = |section: Option<&'a dyn Record>, field: &str| match section?.named(field) {
            Item::Amount(amount) => Some(amount),
            _ => None,
        };
        let section = |name: &str| -> Option<&'a dyn Record> {
            match name {
                "staff" => facts.staff.as_ref().map(|staff| staff as &dyn Record),
                "membership" => facts.membership.as_ref().map(|membership| membership as &dyn Record),
                _ => facts.cadres.as_ref().map(|cadres| cadres as &dyn Record),
            }
        };
        for (name, fields) in SECTIONS {
            for field in fields {
                let elsewhere = match (name, *field) {
                    ("staff", "total") => amount(section("membership"), "staff"),
                    ("membership", "staff") => amount(section("staff"), "total"),
                    ("membership", "members") => amount(section("staff"), "members"),
                    ("cadres", "total") => amount(section("staff"), "cadres"),
                    _ => None,
                };
                if let Some(amount) = amount(section(name), field).or(elsewhere) {
                    self.figure(format!("{name}.{field}"), amount);
                }
            }
        }
        for (name, amount) in facts.staff.iter().flat_map(|staff| &staff.others.0) {
            self.figure(format!("staff.others.{}", name.text), amount);
        }
        for (name, amount) in facts.cadres.iter().flat_map(|cadres| &cadres.ranks.0) {
            self.figure(format!("cadres.ranks.{}", name.text), amount);
        }
    }

    pub(super) fn finance(&mut self) {
        let Some(finance) = self.facts().finance.as_ref().filter(|finance| self.is_taken(finance.origin)) else {
            return;
        };
        let schools = self.schools;
        let mut count = |section: String| _ = self.partial.sections.insert(section, schools);
        count("finance".to_owned());
        if !self.beneath.is_empty() {
            count(PURSES.to_owned());
        }
        let sides: [(&str, &[Line]); 3] =
            [("income", &finance.income), ("expense", &finance.expense), ("budget", &finance.budget)];
        sides.iter().filter(|(_, lines)| !lines.is_empty()).for_each(|(side, _)| count(format!("finance.{side}")));
        if finance.carried.is_some() {
            count("finance.carried".to_owned());
        }
        for (side, line) in sides.iter().flat_map(|(side, lines)| lines.iter().map(move |line| (side, line))) {
            self.figure(format!("finance.{side}.{}", line.item.text), &line.amount);
        }
        if let Some(carried) = &finance.carried {
            self.figure("finance.carried".to_owned(), carried);
        }
    }
}
