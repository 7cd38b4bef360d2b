//! Resolves the references of the author's text: a path through the field table to a fact, or to a figure behind it.

use std::collections::HashSet;

use crate::diagnostic::Origin;
use crate::facts::amount::{Amount, Sum};
use crate::facts::model::{
    Activity, Body, Congress, Entered, Facts, Finance, Line, Member, Paper, PlanItem, Slogan, SloganMember, StatedRate,
};
use crate::facts::nearest::nearest;
use crate::facts::table::{Item, Record};
use crate::facts::time::When;
use crate::facts::value::{Level, Prose, Text};
use crate::figures::change::Change;
use crate::figures::headings;
use crate::figures::names::{BALANCE, COUNT, LEAVE, PERIOD, PRIZES, SHARE, TOTAL, figure_names};
pub use crate::figures::names::{CHANGE, DIFFERENCE, Figure, GROWTH, NAMED, PREVIOUS};
use crate::figures::rate::Rate;
use crate::figures::shares::{self, Shown};
use crate::figures::values::value;
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
    /// The change on the period before.
    Change(Change),
    When(&'a When),
    Prose(&'a Prose),
    /// A whole record, told as a clause.
    Clause(Entered<'a>),
    /// The number of the heading of this name.
    Heading(String),
    /// The title of a paper, which stands under this key.
    Title(&'a Text, &'a Paper),
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
    /// No file tells the year that the path names.
    NoYear { name: String },
    /// No paper of the file tells a term.
    NoTerm,
    /// Some years of the term have no file.
    Gap { missing: Vec<String> },
    /// What counts the same things every year does not add up over the years; nor does a rate.
    Stock { name: String, rate: bool },
    /// The period before has no such figure.
    NoBase { name: String, period: String },
    /// Nothing can be said of the change.
    Unclear { name: String },
    /// It is a group of values, not one.
    Group { name: String },
}

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
                // Its headings and titles are those of its own papers.
                Found::Clause(_) | Found::Heading(_) | Found::Title(..) => Err(Lost::Group { name: path.join(".") }),
                found => Ok(found),
            };
        }
        if let Some((first, rest)) = path.split_first()
            && let Some(found) = self.elsewhere(first, rest)
        {
            return found;
        }
        if let Some((last, of)) = path.split_last()
            && [CHANGE, DIFFERENCE, GROWTH].iter().any(|names| names.contains(&last.as_str()))
        {
            return self.changed(of, last);
        }
        if let Some(found) = self.progress_at(path) {
            return found;
        }
        let (facts, steps) = (self.facts(), path);
        if let Some(found) = headings::find(facts, path) {
            return found;
        }
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

    /// What is written at the end of a path; `None` where that is a figure, or nothing.
    pub(super) fn item_at(self, path: &[String]) -> Option<Item<'a>> {
        let (first, rest) = path.split_first()?;
        let facts = self.facts();
        let Place::Item(mut item) = start(facts, first).ok()? else { return None };
        let mut owner: Item<'a> = Item::Record(facts);
        for step in rest {
            let Place::Item(next) = self.step(facts, &owner, &item, step).ok()? else { return None };
            owner = std::mem::replace(&mut item, next);
        }
        Some(item)
    }

    /// One step of a path: a figure behind the value, a field of a record, or a field over a list of records.
    fn step(self, facts: &'a Facts, owner: &Item<'a>, item: &Item<'a>, step: &str) -> Result<Place<'a>, Lost> {
        if let Some(found) = self.figure(facts, owner, item, step) {
            return found.map(Place::Found);
        }
        match item {
            Item::Record(record) => field(*record, step).map(Place::Item),
            Item::List(items) if items.is_empty() => Err(Lost::Empty { name: step.to_owned() }),
            Item::List(items) => match items.as_slice() {
                // Where there is only one congress its figures need no name of it.
                [only @ Item::Record(_)] if let Some(found) = self.figure(facts, item, only, step) => {
                    found.map(Place::Found)
                }
                // An item of the plan may have the id of the record that it goes on with.
                _ => match planned(items, step) {
                    Some(item) => Ok(Place::Item(item)),
                    None => over_list(facts, items, step).map(Place::Item),
                },
            },
            Item::Named(named) => by_name(named, step).map(Place::Item),
            _ => Err(unknown(step, &figure_names().collect::<Vec<_>>())),
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
                if is(SHARE) && record.table().en == Line::TABLE.en {
                    return there(match (record.named("share"), record.named("amount")) {
                        (Item::Text(stated), _) => Some(Found::Text(stated.text.clone())),
                        (_, Item::Amount(part)) => self.share(facts, item, part).map(Found::Rate),
                        _ => None,
                    });
                }
                if is(BALANCE) && record.table().en == Finance::TABLE.en {
                    return there(facts.finance.as_ref().and_then(left));
                }
                if let Some(share) = shares::named(*record, step) {
                    return there(self.shown(*record, share).map(|shown| match shown {
                        Shown::Stated(text) => Found::Text(text.text.clone()),
                        Shown::Computed(rate) => Found::Rate(rate),
                    }));
                }
                match entered(facts, *record)? {
                    Entered::Activity(activity) if is(PRIZES) => prizes(activity, &sum),
                    Entered::Congress(congress) if is(LEAVE) => there(leave(congress)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The share of an amount in the whole that it is a part of: staff, or one side of the finances.
    fn share(self, facts: &Facts, owner: &Item<'_>, part: &Amount) -> Option<Rate> {
        let staff = facts.staff.as_ref();
        if let (Item::Named(_), Some(staff)) = (owner, staff) {
            let other = staff.others.0.iter().any(|(_, amount)| amount.origin == part.origin);
            return figures::rate(Some(part).filter(|_| other), staff.total.as_ref());
        }
        let Item::Record(record) = owner else { return None };
        if record.table().en == "staff" {
            let staff = staff?;
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

/// What is left at the end: as stated, else computed.
fn left(finance: &Finance) -> Option<Found<'_>> {
    match &finance.balance {
        Some(stated) => Some(Found::Amount(stated)),
        None => {
            let left = figures::balance(finance).filter(|left| !left.value.is_sign_negative())?;
            Some(Found::Sum(left, "元".to_owned()))
        }
    }
}

/// Delegates on leave: as stated, else computed.
fn leave(congress: &Congress) -> Option<Found<'_>> {
    match &congress.leave {
        Some(leave) => Some(Found::Amount(leave)),
        None => figures::on_leave(congress).map(|sum| Found::Sum(sum, "人".to_owned())),
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
    if let Some(record) = with_id(facts, name) {
        return Ok(Place::Item(Item::Record(record)));
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

/// Whether a record of the file has this id.
pub(super) fn with_name(facts: &Facts, name: &str) -> bool {
    let called = |record: Entered<'_>| record.id().is_some_and(|id| id.text == name);
    facts.entered(called).is_some() || with_id(facts, name).is_some()
}

/// A slogan, a stated rate or an item of the plan by its id.
fn with_id<'a>(facts: &'a Facts, name: &str) -> Option<&'a dyn Record> {
    let slogans = facts.slogans.iter().map(|record| record as &dyn Record);
    let rates = facts.rates.iter().map(|record| record as &dyn Record);
    let plan = facts.plan.iter().map(|record| record as &dyn Record);
    slogans.chain(rates).chain(plan).find(|record| record.id().is_some_and(|id| id.text == name))
}

/// The item of the plan with this id among records of a list.
fn planned<'a>(items: &[Item<'a>], id: &str) -> Option<Item<'a>> {
    items.iter().find_map(|item| match item {
        Item::Record(record) => {
            let is = record.table().en == PlanItem::TABLE.en && record.id().is_some_and(|own| own.text == id);
            is.then_some(Item::Record(*record))
        }
        _ => None,
    })
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
            let known: Vec<&str> = fields.chain(figure_names()).collect();
            Err(unknown(step, &known))
        }
    }
}

/// The field by whose value a record of a list is called: a line of income by its 科目, a person by the name.
fn called_by(record: &dyn Record) -> Option<&'static str> {
    match record.table() {
        table if table.en == Line::TABLE.en => Some("item"),
        table if [StatedRate::TABLE.en, Body::TABLE.en, Member::TABLE.en].contains(&table.en) => Some("name"),
        table if [Slogan::TABLE.en, SloganMember::TABLE.en].contains(&table.en) => Some("title"),
        _ => None,
    }
}

/// One of the values that the author has named.
fn by_name<'a>(named: &[(&'a crate::facts::value::Text, Item<'a>)], step: &str) -> Result<Item<'a>, Lost> {
    let found = named.iter().find(|(name, _)| name.text == step);
    match found {
        Some((_, Item::Amount(amount))) => Ok(Item::Amount(amount)),
        _ => Err(unknown(step, &named.iter().map(|(name, _)| name.text.as_str()).collect::<Vec<_>>())),
    }
}

/// One field over all records of a list; records without it add nothing. Some records go by their names.
///
/// The relief that our own staff received is told like the rest, but adds nothing: the sums are of what we gave.
fn over_list<'a>(facts: &Facts, items: &[Item<'a>], step: &str) -> Result<Item<'a>, Lost> {
    let received = received(facts);
    let mut found = Vec::new();
    let mut problem = unknown(step, &[]);
    for item in items {
        let Item::Record(record) = item else { return Err(problem) };
        if let Some(field) = called_by(*record)
            && let Item::Text(name) = record.named(field)
            && name.text == step
        {
            return Ok(Item::Record(*record));
        }
        match field(*record, step) {
            // 宣传.媒体.篇数: the outlets of all records are one list.
            Ok(Item::List(items)) => found.extend(items),
            Ok(Item::Amount(_)) if received.contains(&record.origin()) => {
                problem = Lost::Empty { name: step.to_owned() };
            }
            Ok(item) => found.push(item),
            Err(lost) => problem = lost,
        }
    }
    if found.is_empty() { Err(problem) } else { Ok(Item::List(found)) }
}

/// The records of relief that a body above gave to our own staff.
fn received(facts: &Facts) -> HashSet<Origin> {
    let received = facts.relief.iter().filter(|relief| relief.received.is_some_and(|flag| flag.value));
    received.map(|relief| relief.origin).collect()
}

/// The record of an area that `record` is, if it is one.
pub(super) fn entered<'a>(facts: &'a Facts, record: &dyn Record) -> Option<Entered<'a>> {
    let (origin, table) = (record.origin(), record.table().en);
    facts.entered(|entered| entered.record().origin() == origin && entered.record().table().en == table)
}

fn unknown(name: &str, known: &[&str]) -> Lost {
    // A figure that does not fit here has a known name all the same; to suggest it again would help nobody.
    let near = nearest(name, known).filter(|near| *near != name);
    Lost::Unknown { name: name.to_owned(), near: near.map(str::to_owned) }
}
