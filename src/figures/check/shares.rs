//! Shares: a part is no more than the base it is measured against, and a stated share follows from its inputs.

use rust_decimal::Decimal;
use rust_decimal::prelude::RoundingStrategy;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say};
use crate::facts::amount::Amount;
use crate::facts::model::{Facts, StatedRate};
use crate::facts::table::{Item, Record, Table};
use crate::facts::value::Text;
use crate::figures::check::finance;
use crate::figures::rate::Rate;
use crate::figures::reference::{Found, Lost};
use crate::figures::{Figures, lines_total, shares};
use crate::say;

/// Words in the name of a rate that may well exceed all: a plan more than fulfilled, a growth.
const ABOVE_ALL: [&str; 8] = ["完成", "达成", "实现", "增", "超", "提高", "同比", "比上年"];

/// One share: what is stated, and the inputs it follows from. Each with the names of its field.
struct Share<'a> {
    stated: Option<&'a Text>,
    name: [&'a str; 2],
    part: Option<(&'a Amount, [&'a str; 2])>,
    whole: Option<(&'a Amount, [&'a str; 2])>,
    /// Whether it may be more than 100 %.
    above_all: bool,
}

/// Checks all shares.
pub(super) fn shares(figures: Figures<'_>, problems: &mut Diagnostics) {
    let facts = figures.facts();
    let mut check = Check { figures, problems };
    for entered in facts.placed() {
        check.record(entered.record());
    }
    for congress in &facts.congress {
        if let Some(proposals) = &congress.proposals {
            check.record(proposals);
        }
    }
    if let Some(membership) = &facts.membership {
        check.record(membership);
    }
    for rate in &facts.rates {
        check.rate(rate);
    }
    check.lines(facts);
}

struct Check<'a, 'p> {
    figures: Figures<'a>,
    problems: &'p mut Diagnostics,
}

impl<'a> Check<'a, '_> {
    fn push(&mut self, problem: Diagnostic, origin: Origin, hint: Say) {
        self.problems.push(problem.at(&self.figures.file().source, origin).hint(hint));
    }

    /// Every share of a record that the table knows.
    fn record(&mut self, record: &'a dyn Record) {
        let table = record.table();
        for shares::Share { stated: rate, part, whole, .. } in shares::shares_of(record) {
            let amount = |name: &str| if let Item::Amount(amount) = record.named(name) { Some(amount) } else { None };
            let text = |name: &str| if let Item::Text(text) = record.named(name) { Some(text) } else { None };
            let (mut part_of, mut base) = (amount(part), amount(whole));
            let (mut names, mut within) = ([names(table, part), names(table, whole)], false);
            if *whole == "of" {
                base = text("of").and_then(|of| self.base(of, part_of));
                within = true;
            } else if let (None, None, "membership", Some(staff)) =
                (part_of, base, table.en, &self.figures.facts().staff)
                && *rate == "rate"
            {
                (part_of, base) = (staff.members.as_ref(), staff.total.as_ref());
                names = [["教职工.会员", "staff.members"], ["教职工.总数", "staff.total"]];
            }
            let share = Share {
                stated: text(rate),
                name: self::names(table, rate),
                part: part_of.map(|part| (part, names[0])),
                whole: base.map(|base| (base, names[1])),
                above_all: false,
            };
            self.share(&share, within);
            let given = amount(part).is_some() && (amount(whole).is_some() || text(whole).is_some());
            if let Some(stated) = text(rate).filter(|_| !given && table.en != "membership") {
                self.baseless(stated, table, [part, whole]);
            }
        }
    }

    /// A stated share without its inputs. What is known of all (提案办复率100%) may stand alone; a coverage, whose base the
    /// record names nowhere, may not, nor may a share that someone must have computed.
    fn baseless(&mut self, stated: &'a Text, table: &'static Table, inputs: [&str; 2]) {
        let lost = inputs.iter().any(|name| self.figures.file().lost.contains(*name));
        let all = percent(stated).is_some_and(|(value, _)| value == Decimal::ONE_HUNDRED) && inputs[1] != "of";
        let above = percent(stated).is_some_and(|(value, _)| value > Decimal::ONE_HUNDRED);
        if lost || all || above {
            return;
        }
        let text = &stated.text;
        let ([part_zh, part_en], [whole_zh, whole_en]) = (names(table, inputs[0]), names(table, inputs[1]));
        let message = say!("{text}没有写明基数", "{text} does not say of what");
        let hint = say!("写上 {part_zh} 和 {whole_zh}", "give `{part_en}` and `{whole_en}`");
        self.push(Diagnostic::warning("W090", message), stated.origin, hint);
    }

    /// A rate that has no field elsewhere: its base is a number of its own, a reference, or only words.
    fn rate(&mut self, rate: &'a StatedRate) {
        let of = rate.of.as_ref();
        let referred = of.filter(|_| rate.whole.is_none()).and_then(|of| self.referred(of));
        let whole = rate.whole.as_ref().map(|whole| (whole, ["分母", "whole"]));
        let share = Share {
            stated: Some(&rate.rate.text),
            name: [&rate.name.text, &rate.name.text],
            part: rate.part.as_ref().map(|part| (part, ["分子", "part"])),
            whole: whole.or(referred.map(|whole| (whole, ["基数", "of"]))),
            above_all: ABOVE_ALL.iter().any(|word| rate.name.text.contains(word)),
        };
        self.share(&share, true);
        let lost = ["of", "part", "whole"].iter().any(|name| self.figures.file().lost.contains(*name));
        if of.is_none() && (rate.part.is_none() || rate.whole.is_none()) && !lost {
            let (name, text) = (&rate.name.text, &rate.rate.text.text);
            let message = say!("“{name}”{text}没有写明基数", "“{name}” {text} does not say of what");
            let hint = say!("写上 基数，或 分子 和 分母", "give `of`, or `part` and `whole`");
            self.push(Diagnostic::warning("W090", message), rate.rate.text.origin, hint);
        }
    }

    /// The shares of income and expense in their totals.
    fn lines(&mut self, facts: &'a Facts) {
        let Some(finance) = &facts.finance else { return };
        let income = (&finance.income, &finance.income_total, "income");
        let expense = (&finance.expense, &finance.expense_total, "expense");
        for (lines, stated, side) in [income, expense] {
            // Where the lines do not make the stated total, one of them is wrong, and with it every share.
            let open = self.figures.file().lost.contains(side)
                || stated.as_ref().is_some_and(|stated| !finance::is_sum(stated, lines));
            let Some(total) = lines_total(lines).filter(|total| total.is_exact() && !open) else { continue };
            for line in lines {
                let Some(stated) = &line.share else { continue };
                let name = [line.item.text.as_str(); 2];
                if self.above_all(&stated.text, name) {
                    continue;
                }
                let (amount, total_text) = (&line.amount.text, total.print("元"));
                let bounds = line.amount.least().zip(line.amount.most());
                let bounds = bounds.map(|(least, most)| [(least, total.value), (most, total.value)]);
                if let Some(right) = bounds.and_then(|bounds| disagrees(&stated.text, bounds)) {
                    let inputs = say!("{amount}占合计{total_text}的", "{amount} of {total_text}");
                    self.wrong(&stated.text, name, &right, &inputs);
                }
            }
        }
    }

    /// A stated share against 100 %, and against its inputs. `within`: that the part is no more than the whole is looked
    /// at here, because the whole stands elsewhere.
    fn share(&mut self, share: &Share<'_>, within: bool) {
        let inputs = share.part.zip(share.whole);
        let inputs = inputs.filter(|((part, _), (whole, _))| part.counts_like(whole));
        let over = inputs.is_some_and(|((part, _), (whole, _))| exceeds(part, whole)) && !share.above_all;
        if let (true, true, Some((part, whole))) = (over, within, inputs) {
            self.above_whole(part, whole);
        }
        let Some(stated) = share.stated else { return };
        // That the part is too large is the cause; the rate only follows.
        if over || !share.above_all && self.above_all(stated, share.name) {
            return;
        }
        let Some(((part, part_name), (whole, whole_name))) = inputs else { return };
        let (Some(least), Some(most)) = (part.least().zip(whole.most()), part.most().zip(whole.least())) else {
            return;
        };
        let Some(right) = disagrees(stated, [least, most]) else { return };
        let (part_text, whole_text) = (&part.text, &whole.text);
        let ([part_zh, part_en], [whole_zh, whole_en]) = (part_name, whole_name);
        let source = &self.figures.file().source;
        let (at_part, at_whole) =
            (source.line_from(part.origin, stated.origin), source.line_from(whole.origin, stated.origin));
        let inputs = Say {
            zh: format!("“{part_zh}”{part_text}（{}）占“{whole_zh}”{whole_text}（{}）的", at_part.zh, at_whole.zh),
            en: format!("`{part_en}` {part_text} ({}) of `{whole_en}` {whole_text} ({})", at_part.en, at_whole.en),
        };
        self.wrong(stated, share.name, &right, &inputs);
    }

    /// Nothing is more than all of itself. Gives whether this is.
    fn above_all(&mut self, stated: &Text, [zh, en]: [&str; 2]) -> bool {
        let above = percent(stated).is_some_and(|(value, _)| value > Decimal::ONE_HUNDRED);
        if above {
            let text = &stated.text;
            let message = say!("“{zh}”{text}超过了100%", "`{en}` {text} is more than 100%");
            self.push(Diagnostic::error("E093", message), stated.origin, say!("核对这个数", "check this number"));
        }
        above
    }

    fn wrong(&mut self, stated: &Text, [zh, en]: [&str; 2], right: &str, inputs: &Say) {
        let (text, from_zh, from_en) = (&stated.text, &inputs.zh, &inputs.en);
        let message = say!("“{zh}”写的是{text}，而{from_zh}{right}", "`{en}` is {text}, but {from_en} is {right}");
        let hint = say!("改正其中一个；不写则由工具算", "correct one of them; leave it out and it is computed");
        self.push(Diagnostic::error("E091", message), stated.origin, hint);
    }

    fn above_whole(&mut self, (part, part_name): (&Amount, [&str; 2]), (whole, whole_name): (&Amount, [&str; 2])) {
        let (small, large) = (&part.text, &whole.text);
        let ([part_zh, part_en], [whole_zh, whole_en]) = (part_name, whole_name);
        let line = self.figures.file().source.line_from(whole.origin, part.origin);
        let (line_zh, line_en) = (line.zh, line.en);
        let message = say!(
            "“{part_zh}”{small}多于“{whole_zh}”{large}（{line_zh}）",
            "`{part_en}` {small} is more than `{whole_en}` {large} ({line_en})"
        );
        self.push(Diagnostic::error("E047", message), part.origin, say!("核对这两个数", "check the two numbers"));
    }

    /// The number that `of` leads to. It counts what the part counts: persons for persons.
    fn base(&mut self, of: &Text, part: Option<&Amount>) -> Option<&'a Amount> {
        let persons = |amount: &Amount| ["人", "名", "位", "人次"].contains(&amount.unit.as_str());
        let found = self.find(of).ok().filter(|whole| part.is_none_or(|part| persons(part) == persons(whole)));
        if found.is_none() {
            self.no_base(of, part.is_none_or(persons));
        }
        found
    }

    /// The number that `of` leads to where it may also be words: 125个基层工会 names the base and no more.
    fn referred(&mut self, of: &Text) -> Option<&'a Amount> {
        let found = self.find(of);
        let section = of.text.split_once('.').is_some_and(|(section, _)| Facts::TABLE.find(section.trim()).is_some());
        if found.is_err() && section {
            self.no_base(of, false);
        }
        found.ok()
    }

    fn find(&self, of: &Text) -> Result<&'a Amount, Option<Lost>> {
        let path: Vec<String> = of.text.split('.').map(|step| step.trim().to_owned()).collect();
        match self.figures.find(&path) {
            Ok(Found::Amount(whole)) => Ok(whole),
            Ok(_) => Err(None),
            Err(lost) => Err(Some(lost)),
        }
    }

    /// `of` does not lead to what it should. `persons`: to a number of persons, not just to a number.
    fn no_base(&mut self, of: &Text, persons: bool) {
        let path = &of.text;
        if path.split('.').any(|step| self.figures.file().lost.contains(step.trim())) {
            return;
        }
        let (message, hint) = if persons {
            (
                say!("“基数”没有指向一个人数：{path}", "`of` does not lead to a number of persons: {path}"),
                say!("写成 教职工.总数、教职工.会员 或 教职工.女", "write staff.total, staff.members or staff.women"),
            )
        } else {
            (
                say!("“基数”没有指向一个数：{path}", "`of` does not lead to a number: {path}"),
                say!(
                    "写成 单位.下属工会 这样的栏目，先填上那个数",
                    "name a field such as organisation.units, and fill it in"
                ),
            )
        };
        self.push(Diagnostic::error("E056", message), of.origin, hint);
    }
}

fn exceeds(part: &Amount, whole: &Amount) -> bool {
    part.least().zip(whole.most()).is_some_and(|(part, whole)| part > whole)
}

/// The names of a field, Chinese and English.
fn names(table: &'static Table, field: &str) -> [&'static str; 2] {
    table.find(field).map_or(["", ""], |(_, field)| [field.zh, field.en])
}

/// The number of a stated share and its decimals.
fn percent(stated: &Text) -> Option<(Decimal, u32)> {
    let value: Decimal = stated.text.trim().strip_suffix('%')?.parse().ok()?;
    Some((value, value.scale()))
}

/// What the share must be, if what is stated cannot be it: not the correct rounding, half up and at its own precision, of
/// anything between the smallest and the largest share that the inputs allow.
fn disagrees(stated: &Text, [least, most]: [(Decimal, Decimal); 2]) -> Option<String> {
    let (value, places) = percent(stated)?;
    let rounded = |(part, whole): (Decimal, Decimal)| {
        let share = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
        Some(share.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero))
    };
    if rounded(least)? <= value && value <= rounded(most)? {
        return None;
    }
    if least == most {
        Rate::new(least.0, least.1).map(|rate| rate.print())
    } else {
        let (low, high) = (rounded(least)?, rounded(most)?);
        Some(if low == high { format!("{low}%") } else { format!("{low}%至{high}%") })
    }
}
