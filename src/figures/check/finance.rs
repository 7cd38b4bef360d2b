//! Income and expense: stated totals against their lines, the balance against both, the budget against what was spent.

use std::collections::HashSet;

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Diagnostics, Say};
use crate::facts::amount::{Amount, Sum};
use crate::facts::model::{Finance, Line};
use crate::figures::Figures;
use crate::say;

/// Checks the finances of the file that is told.
pub(super) fn finance(figures: Figures<'_>, problems: &mut Diagnostics) {
    let Some(finance) = &figures.facts().finance else { return };
    let lost = |name: &str| figures.file().lost.contains(name);
    let (income_lost, expense_lost) = (lost("income"), lost("expense"));
    let mut check = Check { figures, problems };
    let mut sound = true;
    if !income_lost {
        sound &= check.total(finance.income_total.as_ref(), &finance.income, ["收入合计", "income_total"]);
    }
    if !expense_lost {
        sound &= check.total(finance.expense_total.as_ref(), &finance.expense, ["支出合计", "expense_total"]);
        check.budget(finance);
    }
    if sound && !income_lost && !expense_lost && !lost("carried") {
        check.balance(finance);
    }
}

struct Check<'a, 'p> {
    figures: Figures<'a>,
    problems: &'p mut Diagnostics,
}

impl Check<'_, '_> {
    /// A stated total is the sum of its lines. Gives whether it may be.
    fn total(&mut self, stated: Option<&Amount>, lines: &[Line], name: [&str; 2]) -> bool {
        let Some(stated) = stated.filter(|_| !lines.is_empty()) else { return true };
        let sound = is_sum(stated, lines);
        if !sound {
            let sum = lines.iter().map(|line| line.amount.sum).fold(Sum::NONE, Sum::plus).print("元");
            let ([zh, en], text) = (name, &stated.text);
            let line = lines.first().map(|line| self.figures.file().source.line_from(line.origin, stated.origin));
            let (line_zh, line_en) = line.map_or_else(Default::default, |line| (line.zh, line.en));
            let message = say!(
                "“{zh}”写的是{text}，各项（{line_zh}起）相加是{sum}",
                "`{en}` is {text}, but its lines (from {line_en}) add up to {sum}"
            );
            self.contradicts(stated, message);
        }
        sound
    }

    /// What is left is what was carried over and came in, less what was spent.
    fn balance(&mut self, finance: &Finance) {
        let Some(stated) = &finance.balance else { return };
        fn side<'f>(lines: &'f [Line], total: &'f Option<Amount>) -> Vec<&'f Amount> {
            if lines.is_empty() { total.iter().collect() } else { lines.iter().map(|line| &line.amount).collect() }
        }
        let (income, expense) =
            (side(&finance.income, &finance.income_total), side(&finance.expense, &finance.expense_total));
        if income.is_empty() || expense.is_empty() {
            return;
        }
        let plus = finance.carried.iter().chain(income).map(|amount| (amount, true));
        let terms: Vec<(&Amount, bool)> = plus.chain(expense.into_iter().map(|amount| (amount, false))).collect();
        if !agrees(stated, &terms) {
            let signed = |(amount, plus): &(&Amount, bool)| if *plus { amount.sum.value } else { -amount.sum.value };
            let sum: Decimal = terms.iter().map(signed).sum();
            let minus = if sum.is_sign_negative() { "-" } else { "" };
            let (text, sum) = (&stated.text, Sum::exact(sum.abs()).print("元"));
            let message = say!(
                "“报出结余”写的是{text}，上年结转加收入减支出是{minus}{sum}",
                "`left` is {text}, but carried plus income less expense is {minus}{sum}"
            );
            self.contradicts(stated, message);
        }
    }

    fn contradicts(&mut self, stated: &Amount, message: Say) {
        let hint = say!("核对各项和合计；不写则由工具算", "check lines and total; leave it out and it is computed");
        let source = &self.figures.file().source;
        self.problems.push(Diagnostic::error("E092", message).at(source, stated.origin).hint(hint));
    }

    /// What was budgeted goes by the names under which it was spent.
    fn budget(&mut self, finance: &Finance) {
        if finance.expense.is_empty() {
            return;
        }
        let spent: HashSet<&str> = finance.expense.iter().map(|line| line.item.text.as_str()).collect();
        for line in finance.budget.iter().filter(|line| !spent.contains(line.item.text.as_str())) {
            let item = &line.item.text;
            let message =
                say!("预算里的“{item}”在支出里没有", "“{item}” is budgeted, but no line of expense has this name");
            let hint =
                say!("两处用同一个科目名；没有支出的写 0元", "use one name in both; write 0元 where nothing was spent");
            let source = &self.figures.file().source;
            self.problems.push(Diagnostic::warning("W092", message).at(source, line.item.origin).hint(hint));
        }
    }
}

/// Whether a stated total may be the sum of its lines.
pub(super) fn is_sum(stated: &Amount, lines: &[Line]) -> bool {
    let terms: Vec<(&Amount, bool)> = lines.iter().map(|line| (&line.amount, true)).collect();
    agrees(stated, &terms)
}

/// Whether a stated amount may be the sum of its terms (added or taken away). A total in 万元 may be rounded at its last
/// place; a total in 元 may differ from lines in 万元 by what these were rounded.
fn agrees(stated: &Amount, terms: &[(&Amount, bool)]) -> bool {
    let mut exact = stated.sum.is_exact();
    let (mut least, mut most) = (Some(Decimal::ZERO), Some(Decimal::ZERO));
    let (mut sum, mut rounding) = (Decimal::ZERO, stated.step() / Decimal::TWO);
    for (amount, plus) in terms {
        let (low, high) = if *plus {
            (amount.least(), amount.most())
        } else {
            (amount.most().map(|most| -most), amount.least().map(|least| -least))
        };
        exact &= amount.sum.is_exact();
        least = least.zip(low).map(|(sum, low)| sum + low);
        most = most.zip(high).map(|(sum, high)| sum + high);
        sum += if *plus { amount.sum.value } else { -amount.sum.value };
        if stated.step().is_zero() {
            rounding += amount.step() / Decimal::TWO;
        }
    }
    if exact {
        return (sum - stated.sum.value).abs() <= rounding;
    }
    let over = least.zip(stated.most()).is_some_and(|(sum, stated)| sum > stated);
    let under = most.zip(stated.least()).is_some_and(|(sum, stated)| sum < stated);
    !over && !under
}
