//! What follows from the facts: totals, shares, rates, counts. Nothing derived is typed by hand, and nothing here can fail:
//! what cannot be derived is simply not there, and a sentence that needs it says so.

pub mod change;
pub mod check;
pub mod difference;
pub mod due;
pub mod exhibits;
pub mod headings;
mod inputs;
mod names;
pub mod matter;
pub mod origins;
pub mod plan;
pub mod print;
pub mod progress;
pub mod rate;
pub mod reference;
pub mod shares;
pub mod slogans;
pub mod stems;
pub mod term;
mod values;
mod years;

use rust_decimal::Decimal;

use crate::facts::amount::{Amount, Grade, Sum, kind_of};
use crate::facts::model::{Activity, Award, Benefit, Congress, Facts, Finance, Line};
use crate::facts::table::{Item, Record};
use crate::facts::time::Period;
use crate::facts::value::Text;
use crate::facts::{Dossier, File};
use crate::figures::rate::Rate;

/// All figures of a dossier. Borrows the facts; computes on demand, always to the same result.
#[derive(Clone, Copy)]
pub struct Figures<'a> {
    pub dossier: &'a Dossier,
    file: &'a File,
    /// The time that the paper at hand tells, where a paper is at hand.
    term: Option<Period>,
    /// Where it is noted what the figures of a paper come from; `None` where nobody asks.
    ledger: Option<&'a origins::Ledger>,
}

/// The figures of a dossier. Total: it gives figures for any facts that could be read.
pub fn derive(dossier: &Dossier) -> Figures<'_> {
    Figures { dossier, file: &dossier.current, term: None, ledger: None }
}

/// The sum of a list, in the unit in which its members add up; `None` where the units differ or there is nothing.
pub fn sum<'a>(amounts: impl IntoIterator<Item = &'a Amount>) -> Option<(Sum, String)> {
    let mut total = Sum::NONE;
    let mut unit: Option<String> = None;
    for amount in amounts {
        unit = match unit {
            None => Some(amount.unit.clone()),
            Some(unit) if unit == amount.unit => Some(unit),
            Some(unit) if kind_of(&unit) == kind_of(&amount.unit) => Some(kind_of(&unit).to_owned()),
            Some(_) => return None,
        };
        total = total.plus(amount.sum);
    }
    unit.map(|unit| (total, unit))
}

/// Part over whole, where both count the same thing, are known exactly, and the whole is not zero.
pub fn rate(part: Option<&Amount>, whole: Option<&Amount>) -> Option<Rate> {
    let (part, whole) = (part?, whole?);
    if !count_the_same(&part.unit, &whole.unit) {
        // 60人次 of 62人 is no share: one person may count several times.
        return None;
    }
    (part.sum.is_exact() && whole.sum.is_exact()).then(|| Rate::new(part.sum.value, whole.sum.value))?
}

/// Whether amounts in these units can be part and whole. 个, 家 and 所 all count units, and of 76 persons 74 may give a
/// vote each.
fn count_the_same(part: &str, whole: &str) -> bool {
    const UNITS: [&str; 3] = ["个", "家", "所"];
    let units = |unit: &str| UNITS.contains(&unit);
    kind_of(part) == kind_of(whole) || units(part) && units(whole) || part == "票" && kind_of(whole) == "人"
}

impl<'a> Figures<'a> {
    /// The facts that these figures follow from.
    pub fn facts(self) -> &'a Facts {
        &self.file.facts
    }

    /// The file that these figures follow from.
    pub fn file(self) -> &'a File {
        self.file
    }

    /// The figures of the period before, if its file was given.
    pub fn previous(self) -> Option<Self> {
        let before = |file: &&'a File| file.period.end.succ_opt() == Some(self.file.period.start);
        self.dossier.previous.iter().find(before).map(|file| Self { file, ..self })
    }

    /// The share of one group of the staff in all staff; retirees are no part of it.
    pub fn staff_share(self, field: &str) -> Option<Rate> {
        let staff = self.facts().staff.as_ref()?;
        match staff.named(field) {
            Item::Amount(part) if !matches!(field, "total" | "retirees") => rate(Some(part), staff.total.as_ref()),
            _ => None,
        }
    }

    /// The coverage of a benefit against the base that the author named.
    pub fn coverage(self, benefit: &Benefit) -> Option<Rate> {
        rate(benefit.persons.as_ref(), self.base(benefit))
    }

    /// The amount that the author measures a benefit against.
    pub fn base(self, benefit: &Benefit) -> Option<&'a Amount> {
        self.at(benefit.base.as_ref()?)
    }

    /// The single stated amount that a path leads to.
    pub fn at(self, path: &Text) -> Option<&'a Amount> {
        let path: Vec<String> = path.text.split('.').map(|step| step.trim().to_owned()).collect();
        match self.find(&path) {
            Ok(reference::Found::Amount(whole)) => Some(whole),
            _ => None,
        }
    }
}

/// All prizes of an activity: stated numbers where given, else the winners listed. `None` without prizes.
pub fn prizes(activity: &Activity) -> Option<Sum> {
    let prize =
        |award: &Award| award.count.as_ref().map_or_else(|| Sum::exact(award.winners.len() as u64), |count| count.sum);
    let sum = activity.awards.iter().map(prize).fold(Sum::NONE, Sum::plus);
    Some(sum).filter(Sum::is_claimable)
}

/// Delegates present over delegates due.
pub fn attendance(congress: &Congress) -> Option<Rate> {
    rate(congress.present.as_ref(), congress.due.as_ref())
}

/// Delegates on leave, where nobody states them: those due less those present.
pub fn on_leave(congress: &Congress) -> Option<Sum> {
    let (due, present) = (congress.due.as_ref()?, congress.present.as_ref()?);
    let away = due.sum.value - present.sum.value;
    (due.sum.is_exact() && present.sum.is_exact() && away >= Decimal::ZERO).then(|| Sum::exact(away))
}

/// Proposals answered over proposals filed.
pub fn answer_rate(congress: &Congress) -> Option<Rate> {
    let proposals = congress.proposals.as_ref()?;
    rate(proposals.answered.as_ref(), proposals.filed.as_ref())
}

/// The total of the lines of income or expense; `None` where there are none.
pub fn lines_total(lines: &[Line]) -> Option<Sum> {
    sum(lines.iter().map(|line| &line.amount)).map(|(total, _)| total)
}

/// What is left at the end: carried over, plus income, less expense; `None` unless all of it is exact.
pub fn balance(finance: &Finance) -> Option<Sum> {
    let income = lines_total(&finance.income)?;
    let expense = lines_total(&finance.expense)?;
    let carried = finance.carried.as_ref().map_or(Sum::NONE, |carried| carried.sum);
    let known = [income, expense, carried].iter().all(Sum::is_exact);
    known.then(|| Sum::exact(carried.value + income.value - expense.value))
}

/// Expense over budgeted expense; `None` without a budget.
pub fn budget_share(finance: &Finance) -> Option<Rate> {
    let expense = lines_total(&finance.expense).filter(Sum::is_exact)?;
    let budget = lines_total(&finance.budget).filter(Sum::is_exact)?;
    Rate::new(expense.value, budget.value)
}

/// The share of one line in the total of its side.
pub fn line_share(line: &Line, lines: &[Line]) -> Option<Rate> {
    let total = lines_total(lines).filter(Sum::is_exact)?;
    (line.amount.sum.grade == Grade::Exact).then(|| Rate::new(line.amount.sum.value, total.value))?
}
