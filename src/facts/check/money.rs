//! Money a head: amounts that no union would spend on one person, and a standard that does not make the amount.

use rust_decimal::Decimal;

use crate::facts::amount::{Amount, plain};
use crate::facts::check::Check;
use crate::facts::model::{Benefit, Entered, Finance};
use crate::facts::table::Item;
use crate::facts::value::Tier;
use crate::say;

/// Record, its money, its persons, and the most that one person is credibly given, in 元. Help for a grave illness and the
/// gift of a generous donor are well below 100 000; what a member receives in kind, below 20 000; a premium, below 10 000;
/// a claim, below a million. Far above stands 万 where 元 was meant.
const HEADS: [(&str, &str, &[&str], u32); 7] = [
    ("relief", "amount", &["persons", "households"], 100_000),
    ("donation", "amount", &["persons"], 100_000),
    ("benefit", "amount", &["persons"], 20_000),
    ("women_work", "amount", &["persons"], 20_000),
    ("retiree_work", "amount", &["persons"], 20_000),
    ("insurance", "amount", &["persons"], 10_000),
    ("insurance", "paid", &["claims"], 1_000_000),
];
/// The most that a union takes in or spends in a year for each person of the staff, in 元: its fund is two per cent of the
/// wages and the members' dues.
const BUDGET: u32 = 50_000;
/// The least that is worth telling: below 1 元 a head 元 stands where 万元 was meant.
const LEAST: Decimal = Decimal::ONE;

impl Check<'_> {
    pub(super) fn money(&mut self, record: Entered<'_>) {
        let kind = record.record().table().en;
        let mut absurd = false;
        for (_, money, persons, most) in HEADS.iter().filter(|row| row.0 == kind) {
            let amount =
                |name: &&str| if let Item::Amount(amount) = record.record().named(name) { Some(amount) } else { None };
            let (Some(money), Some(persons)) = (amount(money), persons.iter().find_map(amount)) else { continue };
            absurd |= self.a_head(money, persons, *most, true);
        }
        if let (Entered::Benefit(benefit), false) = (record, absurd) {
            self.standard(benefit);
        }
    }

    /// The money of a year for each person of the staff.
    pub(super) fn budget(&mut self, finance: &Finance) {
        let facts = &self.file.facts;
        // The staff of a district may be that of its office, whose fund is that of all schools.
        let school = facts.level.is_none_or(|level| level.value <= Tier::School);
        let own = facts.staff.as_ref().filter(|_| school).and_then(|staff| staff.total.as_ref());
        let Some(persons) = own.or(facts.membership.as_ref().and_then(|all| all.staff.as_ref())) else { return };
        let lines = finance.income.iter().chain(&finance.expense).chain(&finance.budget).map(|line| &line.amount);
        let totals = [&finance.income_total, &finance.expense_total, &finance.balance, &finance.carried];
        for money in lines.chain(totals.into_iter().flatten()).collect::<Vec<_>>() {
            self.a_head(money, persons, BUDGET, false);
        }
    }

    /// Gives whether the money for each person is beyond belief. `small`: also where it is next to nothing.
    fn a_head(&mut self, money: &Amount, persons: &Amount, most: u32, small: bool) -> bool {
        let heads = persons.sum.value;
        let Some(each) = money.sum.value.checked_div(heads).filter(|_| money.sum.is_known()) else { return false };
        let high = money.least().zip(persons.most()).is_some_and(|(money, heads)| money > heads * Decimal::from(most));
        let low = small && money.most().zip(persons.least()).is_some_and(|(money, heads)| money < heads * LEAST);
        if !high && !low {
            return false;
        }
        let (each, text, people, unit) = (plain(each.round_dp(2)), &money.text, &persons.text, &persons.unit);
        let line = self.file.source.line_from(persons.origin, money.origin);
        let (line_zh, line_en) = (line.zh, line.en);
        self.warn(
            "W104",
            money.origin,
            say!(
                "{text}按{people}（{line_zh}）算，每{unit}合{each}元，不合常理",
                "{text} for {people} ({line_en}) is {each}元 each, which is hard to believe"
            ),
            say!("核对金额的单位是元还是万元", "check whether the amount is in 元 or in 万元"),
        );
        true
    }

    /// So much for each of so many persons makes the amount.
    fn standard(&mut self, benefit: &Benefit) {
        let (Some(each), Some(persons), Some(amount)) = (&benefit.each, &benefit.persons, &benefit.amount) else {
            return;
        };
        let known = [each, persons, amount].iter().all(|number| number.sum.is_exact());
        let Some(product) = each.sum.value.checked_mul(persons.sum.value).filter(|_| known) else { return };
        let fits = (product - amount.sum.value).abs() <= amount.step() / Decimal::TWO;
        if !fits {
            let (each, people, text, product) = (&each.text, &persons.text, &amount.text, plain(product));
            self.warn(
                "W094",
                amount.origin,
                say!(
                    "每人{each}、{people}，应为{product}元，“金额”写的是{text}",
                    "{each} for each of {people} makes {product}元, but `amount` is {text}"
                ),
                say!("核对标准、人数和金额", "check the standard, the persons and the amount"),
            );
        }
    }
}
