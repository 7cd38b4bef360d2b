//! Resolves the references of the author's text: a path through the field table to a fact, or to a figure behind it.

use crate::facts::amount::{Amount, Sum, plain};
use crate::facts::model::{Activity, Congress, Entered, Facts, Finance, Line, Problem};
use crate::facts::reader::nearest;
use crate::facts::table::{Item, Record};
use crate::facts::time::When;
use crate::facts::value::{Level, Prose};
use crate::figures::rate::Rate;
use crate::figures::{self, Figures};

/// What a reference stands for.
pub enum Found<'a> {
    /// A text, printed as it is.
    Text(String),
    /// A single stated amount, printed as written.
    Amount(&'a Amount),
    /// A sum or count, with its unit.
    Sum(Sum, String),
    Rate(Rate),
    When(&'a When),
    Prose(&'a Prose),
    /// A whole record, told as a clause.
    Clause(Entered<'a>),
}

/// Why a reference stands for nothing.
pub enum Lost {
    /// No fact or figure has this name.
    Unknown { name: String, near: Option<String> },
    /// The name is right, but nothing is written there.
    Empty { name: String },
    /// The amounts have units that do not add up.
    Mixed { name: String },
    /// The file of the period before was not given.
    NoPrevious,
    /// It is a group of values, not one.
    Group { name: String },
}

/// Names of figures behind a fact, Chinese and English.
const SHARE: [&str; 2] = ["占比", "share"];
const TOTAL: [&str; 2] = ["合计", "total"];
const COUNT: [&str; 2] = ["数量", "count"];
const BALANCE: [&str; 2] = ["结余", "balance"];
const ANSWERED: [&str; 2] = ["办复率", "answer_rate"];
const ATTENDANCE: [&str; 2] = ["出席率", "attendance_rate"];
const LEAVE: [&str; 2] = ["请假", "leave"];
const COVERAGE: [&str; 2] = ["覆盖率", "coverage"];
const PRIZES: [&str; 2] = ["获奖", "prizes"];
const PERIOD: [&str; 2] = ["时期名", "period_name"];
/// The names by which a path leads to the year before.
pub const PREVIOUS: [&str; 2] = ["上年", "previous"];
/// All names of figures, for the question which one was meant.
const FIGURES: [[&str; 2]; 9] = [SHARE, TOTAL, COUNT, BALANCE, ANSWERED, ATTENDANCE, LEAVE, COVERAGE, PRIZES];

/// Where a walk along a path stands.
enum Place<'a> {
    Item(Item<'a>),
    Found(Found<'a>),
}

impl<'a> Figures<'a> {
    /// What `path` stands for in the current file, or in the previous one after `上年`.
    pub fn find(self, path: &[String]) -> Result<Found<'a>, Lost> {
        if let Some((first, rest)) = path.split_first()
            && PREVIOUS.contains(&first.as_str())
        {
            return match self.previous().ok_or(Lost::NoPrevious)?.find(rest)? {
                // A record of another year is no matter of this one; its figures may be compared.
                Found::Clause(_) => Err(Lost::Group { name: path.join(".") }),
                found => Ok(found),
            };
        }
        let (facts, steps) = (self.facts(), path);
        if let [name] = steps
            && PERIOD.contains(&name.as_str())
        {
            return Ok(Found::Text(self.file().period.name()));
        }
        let name = path.join(".");
        let Some((first, rest)) = steps.split_first() else { return Err(Lost::Group { name }) };
        let mut place = start(facts, first)?;
        let mut owner: Item<'a> = Item::Record(facts);
        for step in rest {
            let item = match place {
                Place::Item(item) => item,
                // 荣誉.县级.数量 says the same as 荣誉.县级.
                Place::Found(Found::Sum(..)) if COUNT.contains(&step.as_str()) => continue,
                Place::Found(_) => return Err(unknown(step, &[])),
            };
            place = self.step(facts, &owner, &item, step)?;
            owner = item;
        }
        match place {
            Place::Found(found) => Ok(found),
            Place::Item(item) => value(facts, item, &name),
        }
    }

    /// One step of a path: a figure behind the value, a field of a record, or a field over a list of records.
    fn step(self, facts: &'a Facts, owner: &Item<'a>, item: &Item<'a>, step: &str) -> Result<Place<'a>, Lost> {
        if let Some(found) = self.figure(facts, owner, item, step) {
            return found.map(Place::Found);
        }
        match item {
            Item::Record(record) => field(*record, step).map(Place::Item),
            Item::List(items) if items.is_empty() => Err(Lost::Empty { name: step.to_owned() }),
            Item::List(items) => over_list(items, step).map(Place::Item),
            _ => Err(unknown(step, FIGURES.as_flattened())),
        }
    }

    /// A figure that is computed, not written. `None` if `step` names none here.
    fn figure(
        self,
        facts: &'a Facts,
        owner: &Item<'a>,
        item: &Item<'a>,
        step: &str,
    ) -> Option<Result<Found<'a>, Lost>> {
        let there = |found: Option<Found<'a>>| Some(found.ok_or_else(|| Lost::Empty { name: step.to_owned() }));
        let sum = |sum: Option<Sum>, unit: &str| there(sum.map(|sum| Found::Sum(sum, unit.to_owned())));
        let is = |names: [&str; 2]| names.contains(&step);
        match item {
            Item::List(items) if is(COUNT) => sum(Some(Sum::exact(items.len() as u64)), ""),
            Item::List(_) if is(TOTAL) => sum(finance_side(facts, owner, item), "元"),
            Item::List(items) if Level::of(step).is_some() => {
                there(Some(Found::Sum(at_level(facts, items, step)?, String::new())))
            }
            Item::Amount(part) if is(SHARE) => there(self.share(facts, owner, part).map(Found::Rate)),
            Item::Record(record) => {
                let at = record.origin();
                if let (true, Item::Amount(part)) =
                    (is(SHARE) && record.table().en == Line::TABLE.en, record.named("amount"))
                {
                    return there(self.share(facts, item, part).map(Found::Rate));
                }
                if is(BALANCE) && record.table().en == Finance::TABLE.en {
                    return sum(
                        facts.finance.as_ref().and_then(figures::balance).filter(|left| !left.value.is_sign_negative()),
                        "元",
                    );
                }
                if is(ANSWERED) && record.table().en == "proposals" {
                    let congress = facts
                        .congress
                        .iter()
                        .find(|congress| congress.proposals.as_ref().is_some_and(|p| p.origin == at));
                    return there(congress.and_then(figures::answer_rate).map(Found::Rate));
                }
                match entered(facts, *record)? {
                    Entered::Activity(activity) if is(PRIZES) => prizes(activity, &sum),
                    Entered::Congress(congress) => congress_figure(congress, step, &there),
                    Entered::Benefit(benefit) if is(COVERAGE) => there(self.coverage(benefit).map(Found::Rate)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The share of an amount in the whole that it is a part of: staff, or one side of the finances.
    fn share(self, facts: &Facts, owner: &Item<'_>, part: &Amount) -> Option<Rate> {
        let Item::Record(record) = owner else { return None };
        if record.table().en == "staff" {
            let staff = facts.staff.as_ref()?;
            return figures::rate(Some(part), staff.total.as_ref()).filter(|_| staff.retirees.as_ref() != Some(part));
        }
        let finance = facts.finance.as_ref()?;
        let line_in = |lines: &[Line]| {
            lines.iter().find(|line| line.origin == record.origin()).and_then(|line| figures::line_share(line, lines))
        };
        line_in(&finance.income).or_else(|| line_in(&finance.expense))
    }
}

/// A figure that was asked for: found, or known but without data.
type Asked<'a> = Option<Result<Found<'a>, Lost>>;

fn prizes<'a>(activity: &Activity, sum: &dyn Fn(Option<Sum>, &str) -> Asked<'a>) -> Asked<'a> {
    let unit = activity.awards.iter().find_map(|award| award.count.as_ref()).map_or("个", |count| count.unit.as_str());
    sum(figures::prizes(activity), unit)
}

fn congress_figure<'a>(congress: &Congress, step: &str, there: &dyn Fn(Option<Found<'a>>) -> Asked<'a>) -> Asked<'a> {
    if ATTENDANCE.contains(&step) {
        there(figures::attendance(congress).map(Found::Rate))
    } else if LEAVE.contains(&step) {
        there(figures::on_leave(congress).map(|sum| Found::Sum(sum, "人".to_owned())))
    } else {
        None
    }
}

/// The total of a side of the finances, if the list is one.
fn finance_side(facts: &Facts, owner: &Item<'_>, list: &Item<'_>) -> Option<Sum> {
    let (Item::Record(record), Item::List(items)) = (owner, list) else { return None };
    let finance = facts.finance.as_ref().filter(|finance| finance.origin == record.origin())?;
    let first =
        items.first().and_then(|item| if let Item::Record(line) = item { Some(line.origin()) } else { None })?;
    let lines = if finance.income.iter().any(|line| line.origin == first) { &finance.income } else { &finance.expense };
    figures::lines_total(lines)
}

/// The honours of a list that a level granted.
fn at_level(facts: &Facts, items: &[Item<'_>], step: &str) -> Option<Sum> {
    let level = Level::of(step)?;
    let mut count = 0_u64;
    for item in items {
        let Item::Record(record) = item else { return None };
        let honour = facts.honours.iter().find(|honour| honour.origin == record.origin())?;
        count += u64::from(honour.rank.is_some_and(|rank| rank.value == level));
    }
    Some(Sum::exact(count))
}

/// The first step: a record by its id, or a section of the file.
fn start<'a>(facts: &'a Facts, name: &str) -> Result<Place<'a>, Lost> {
    if let Some(record) = facts.entered(|record| record.id().is_some_and(|id| id.text == name)) {
        return Ok(Place::Item(Item::Record(record.record())));
    }
    if let Some(problem) = facts.problems.iter().find(|problem| problem.id.as_ref().is_some_and(|id| id.text == name)) {
        return Ok(Place::Item(Item::Record(problem)));
    }
    match Facts::TABLE.find(name) {
        Some((index, field)) => match facts.item(index) {
            Item::Nothing => Err(Lost::Empty { name: field.zh.to_owned() }),
            item => Ok(Place::Item(item)),
        },
        None => {
            let placed = facts.placed();
            let ids = placed.iter().filter_map(|record| record.id()).map(|id| id.text.as_str());
            let known: Vec<&str> =
                ids.chain(Facts::TABLE.fields.iter().flat_map(|field| [field.en, field.zh])).collect();
            Err(unknown(name, &known))
        }
    }
}

fn field<'a>(record: &'a dyn Record, step: &str) -> Result<Item<'a>, Lost> {
    match record.table().find(step) {
        Some((index, field)) => match record.item(index) {
            Item::Nothing => Err(Lost::Empty { name: field.zh.to_owned() }),
            Item::List(items) if items.is_empty() => Err(Lost::Empty { name: field.zh.to_owned() }),
            item => Ok(item),
        },
        None => {
            let fields = record.table().fields.iter().flat_map(|field| [field.en, field.zh]);
            let known: Vec<&str> = fields.chain(FIGURES.into_iter().flatten()).collect();
            Err(unknown(step, &known))
        }
    }
}

/// One field over all records of a list; records without it add nothing. A line of income or expense goes by its name.
fn over_list<'a>(items: &[Item<'a>], step: &str) -> Result<Item<'a>, Lost> {
    let mut found = Vec::new();
    let mut problem = unknown(step, &[]);
    for item in items {
        let Item::Record(record) = item else { return Err(problem) };
        if record.table().en == Line::TABLE.en
            && let Item::Text(name) = record.named("item")
            && name.text == step
        {
            return Ok(Item::Record(*record));
        }
        match field(*record, step) {
            Ok(item) => found.push(item),
            Err(lost) => problem = lost,
        }
    }
    if found.is_empty() { Err(problem) } else { Ok(Item::List(found)) }
}

/// The value at the end of a path.
fn value<'a>(facts: &'a Facts, item: Item<'a>, name: &str) -> Result<Found<'a>, Lost> {
    let group = || Lost::Group { name: name.to_owned() };
    match item {
        Item::Text(text) => Ok(Found::Text(text.text.clone())),
        Item::Person(person) => Ok(Found::Text(person.name.clone())),
        Item::Prose(prose) => Ok(Found::Prose(prose)),
        Item::Amount(amount) => Ok(Found::Amount(amount)),
        Item::Amounts([amount]) => Ok(Found::Amount(amount)),
        Item::Amounts(amounts) => Ok(Found::Text(amounts.iter().map(|amount| amount.text.as_str()).collect())),
        Item::When(when) => Ok(Found::When(when)),
        Item::Number(number) => Ok(Found::Text(plain(number.into()))),
        Item::Record(record) => match entered(facts, record) {
            Some(entered) => Ok(Found::Clause(entered)),
            None if record.table().en == Problem::TABLE.en => match record.named("text") {
                Item::Prose(prose) => Ok(Found::Prose(prose)),
                _ => Err(group()),
            },
            None if record.table().en == Line::TABLE.en => match record.named("amount") {
                Item::Amount(amount) => Ok(Found::Amount(amount)),
                _ => Err(group()),
            },
            None => Err(group()),
        },
        Item::List(items) => list_value(&items, name),
        Item::Nothing => Err(Lost::Empty { name: name.to_owned() }),
    }
}

fn list_value<'a>(items: &[Item<'a>], name: &str) -> Result<Found<'a>, Lost> {
    if items.is_empty() {
        return Err(Lost::Empty { name: name.to_owned() });
    }
    let mut amounts: Vec<&Amount> = Vec::new();
    let mut texts: Vec<&str> = Vec::new();
    for item in items {
        match item {
            Item::Amount(amount) => amounts.push(amount),
            Item::Amounts(list) => amounts.extend(list.iter()),
            Item::Text(text) => texts.push(&text.text),
            Item::Person(person) => texts.push(&person.name),
            _ => return Err(Lost::Group { name: name.to_owned() }),
        }
    }
    if amounts.is_empty() {
        return Ok(Found::Text(texts.join("、")));
    }
    let mixed = || Lost::Mixed { name: name.to_owned() };
    if !texts.is_empty() {
        return Err(mixed());
    }
    let (sum, unit) = figures::sum(amounts).ok_or_else(mixed)?;
    // Nothing can be said of the sum: 0件以上 would be true and say nothing.
    if sum.is_claimable() { Ok(Found::Sum(sum, unit)) } else { Err(Lost::Empty { name: name.to_owned() }) }
}

/// The record of an area that `record` is, if it is one.
fn entered<'a>(facts: &'a Facts, record: &dyn Record) -> Option<Entered<'a>> {
    let (origin, table) = (record.origin(), record.table().en);
    facts.entered(|entered| entered.record().origin() == origin && entered.record().table().en == table)
}

fn unknown(name: &str, known: &[&str]) -> Lost {
    // A figure that does not fit here has a known name all the same; to suggest it again would help nobody.
    let near = nearest(name, known).filter(|near| *near != name);
    Lost::Unknown { name: name.to_owned(), near: near.map(str::to_owned) }
}
