//! The same event told in two records: certain by series and ordinal, likely by name and time.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::facts::check::Check;
use crate::facts::model::Entered;
use crate::facts::pending;
use crate::facts::table::Item;
use crate::facts::time::{Precision, When};
use crate::facts::value::{Level, Role, Text};
use crate::say;

/// How an event of one kind is told apart from another of the same name.
struct Kind {
    record: &'static str,
    /// The field that names it.
    title: &'static str,
    /// Fields that make it another event where both are given and differ.
    apart: &'static [&'static str],
    /// Whether different numbers make it another event: help given twice to other persons is no repetition.
    numbers: bool,
}

const KINDS: [Kind; 15] = [
    kind("activity", "title", &["host", "organiser", "subject", "theme", "place", "ordinal", "series", "rank"], false),
    kind("training", "title", &["host", "speaker", "subject", "theme", "documents", "place"], false),
    kind("meeting", "title", &["agenda", "resolutions"], false),
    kind("congress", "kind", &["session"], false),
    kind("relief", "who", &["way", "giver", "goods", "fund"], true),
    kind("benefit", "kind", &["place", "of"], true),
    kind("honour", "title", &["to", "by", "selection", "ordinal"], true),
    kind("regulation", "title", &["action", "by"], false),
    kind("evaluation", "object", &["result"], true),
    kind("donation", "cause", &["receiver", "goods"], true),
    kind("insurance", "product", &[], true),
    kind("retiree_work", "title", &["place"], true),
    kind("women_work", "title", &["measures"], true),
    kind("inspection", "object", &["inspector", "items"], true),
    kind("home", "title", &[], false),
];

const fn kind(record: &'static str, title: &'static str, apart: &'static [&'static str], numbers: bool) -> Kind {
    Kind { record, title, apart, numbers }
}

/// Signs of a series: 第一期 and 第二期, 上学期 and 下学期, 男子 and 女子 are two events.
const SERIAL: &str = "0123456789一二三四五六七八九十两上下前后春夏秋冬男女初高中甲乙丙";
/// How many earlier records a record is compared with; more of one name are a series anyway.
const COMPARED: usize = 8;

/// One record as an event.
struct Event<'a> {
    entered: Entered<'a>,
    kind: &'static Kind,
    title: &'a Text,
    /// The title without blanks, quotes and the year.
    core: String,
}

impl Check<'_> {
    /// No event has two records.
    pub(super) fn events(&mut self, placed: &[Entered<'_>]) {
        let events: Vec<Event> = placed.iter().filter_map(|entered| event(*entered)).collect();
        let mut named: HashMap<(&str, &str), Vec<&Event>> = HashMap::new();
        let mut dated: HashMap<(&str, NaiveDate), Vec<&Event>> = HashMap::new();
        let mut serial: HashMap<(&str, u32), &Event> = HashMap::new();
        for event in &events {
            let told = self.series(event, &mut serial);
            let same_name = named.entry((event.kind.record, &event.core)).or_default();
            let mut twin = latest(same_name, |other| may_be_one(event, other) && alike(event, other));
            same_name.push(event);
            if let Some(day) = day(event) {
                let same_day = dated.entry((event.kind.record, day)).or_default();
                twin = twin.or_else(|| latest(same_day, |other| near(event, other) && alike(event, other)));
                same_day.push(event);
            }
            if let Some(twin) = twin.filter(|_| !told) {
                self.twice(event, twin);
            }
        }
    }

    /// The fourth of a series is held once. Gives whether it has been told before.
    fn series<'e>(&mut self, event: &'e Event<'e>, seen: &mut HashMap<(&'e str, u32), &'e Event<'e>>) -> bool {
        let Entered::Activity(activity) = event.entered else { return false };
        let (Some(series), Some(ordinal)) = (&activity.series, activity.ordinal) else { return false };
        let first = seen.insert((&series.text, ordinal.value), event).filter(|first| !same_id(event, first));
        let Some(first) = first else { return false };
        let (name, number) = (&series.text, ordinal.value);
        let line = self.file.source.line_from(first.title.origin, ordinal.origin);
        let (line_zh, line_en) = (line.zh, line.en);
        self.error(
            "E101",
            ordinal.origin,
            say!(
                "系列“{name}”第{number}届在{line_zh}已经写过",
                "number {number} of the series `{name}` is already told in {line_en}"
            ),
            say!("合并成一条，或改正届次", "merge the two, or correct the ordinal"),
        );
        true
    }

    fn twice(&mut self, event: &Event<'_>, twin: &Event<'_>) {
        let name = &event.core;
        let line = self.file.source.line_from(twin.title.origin, event.title.origin);
        let (line_zh, line_en) = (line.zh, line.en);
        self.warn(
            "W101",
            event.title.origin,
            say!("“{name}”像是与{line_zh}的同一件事", "“{name}” looks like the same event as in {line_en}"),
            say!(
                "是一件事就合并；不是就写明时间、届次或参加者",
                "merge the two if they are; else give time, ordinal or who took part"
            ),
        );
    }
}

fn event(entered: Entered<'_>) -> Option<Event<'_>> {
    let record = entered.record();
    let kind = KINDS.iter().find(|kind| kind.record == record.table().en)?;
    // The record outlives the borrow that `Entered` hands out, and so does its text.
    let Item::Text(title) = record.named(kind.title) else { return None };
    // What is still to be entered is like nothing.
    if pending::places(&title.text).next().is_some() {
        return None;
    }
    let plain = |c: &char| !c.is_whitespace() && !"“”‘’《》（）()\"".contains(*c);
    let core: String = title.text.chars().filter(plain).collect();
    let digits = core.trim_start_matches(|c: char| c.is_ascii_digit());
    let without_year = digits.strip_prefix("年度").or_else(|| digits.strip_prefix('年'));
    let core = match without_year.filter(|rest| core.len() > digits.len() && !rest.is_empty()) {
        Some(rest) => rest.to_owned(),
        None => core,
    };
    Some(Event { entered, kind, title, core })
}

/// The day of an event that is dated to the day.
fn day(event: &Event<'_>) -> Option<NaiveDate> {
    let when = event.entered.place().when.filter(|when| when.precision == Precision::Day)?;
    when.days.map(|days| days.0)
}

/// Whether both may have been at the same time, or one of them is unknown.
fn may_be_one(a: &Event<'_>, b: &Event<'_>) -> bool {
    a.entered.place().when.zip(b.entered.place().when).is_none_or(|(first, second)| same_time(first, second))
}

/// Whether two times may be one: the same day, or a month and a day of it.
pub(super) fn same_time(first: &When, second: &When) -> bool {
    let within = |day: &When, month: &When| match (day.days, month.days) {
        (Some(day_of), Some(span)) => {
            day.precision == Precision::Day
                && month.precision == Precision::Month
                && span.0 <= day_of.0
                && day_of.1 <= span.1
        }
        _ => false,
    };
    first.written == second.written
        || first.days == second.days
            && first.days.is_some()
            && first.precision == second.precision
            && first.precision != Precision::Occasion
        || within(first, second)
        || within(second, first)
}

/// Whether two names of the same day are one but for a few words: 跳绳比赛 and 教职工跳绳比赛.
fn near(a: &Event<'_>, b: &Event<'_>) -> bool {
    let (long, short) = if a.core.len() >= b.core.len() { (&a.core, &b.core) } else { (&b.core, &a.core) };
    let mut rest = short.chars().peekable();
    let mut added = String::new();
    for c in long.chars() {
        if rest.next_if_eq(&c).is_none() {
            added.push(c);
        }
    }
    let (short_len, added_len) = (short.chars().count(), added.chars().count());
    let longer = rest.peek().is_none() && short_len >= 4 && added_len <= short_len;
    if longer {
        return !added.contains(|c| SERIAL.contains(c));
    }
    let took_part = |event: &Event<'_>| printed(event.entered.record().named("participants"));
    let same_people = took_part(a).is_some() && took_part(a) == took_part(b);
    let differing = long.chars().zip(short.chars()).filter(|(a, b)| a != b).collect::<Vec<_>>();
    same_people
        && long.chars().count() == short_len
        && matches!(differing[..], [(a, b)] if !SERIAL.contains(a) && !SERIAL.contains(b))
}

/// The latest of the events before that passes.
fn latest<'e>(before: &[&'e Event<'e>], passes: impl Fn(&Event<'_>) -> bool) -> Option<&'e Event<'e>> {
    before.iter().rev().take(COMPARED).copied().find(|other| passes(other))
}

/// Whether both have one id, which has been reported as such.
fn same_id(a: &Event<'_>, b: &Event<'_>) -> bool {
    a.entered.id().zip(b.entered.id()).is_some_and(|(a, b)| a.text == b.text)
}

/// Whether nothing tells the two apart.
fn alike(a: &Event<'_>, b: &Event<'_>) -> bool {
    let (first, second) = (a.entered.record(), b.entered.record());
    let numbers = first.table().fields.iter().enumerate().filter(|_| a.kind.numbers);
    let numbers = numbers.map(|(index, _)| (first.item(index), second.item(index)));
    let numbers = numbers.filter(|pair| matches!(pair, (Item::Amount(_), Item::Amount(_))));
    let apart = a.kind.apart.iter().map(|name| (first.named(name), second.named(name)));
    !same_id(a, b)
        && rank(a.entered) == rank(b.entered)
        && role(a.entered) == role(b.entered)
        && apart.chain(numbers).all(|(x, y)| match (printed(x), printed(y)) {
            (Some(x), Some(y)) => x == y,
            _ => true,
        })
}

fn rank(entered: Entered<'_>) -> Option<Level> {
    match entered {
        Entered::Home(home) => home.rank.map(|rank| rank.value),
        _ => entered.level(),
    }
}

fn role(entered: Entered<'_>) -> Option<Role> {
    match entered {
        Entered::Activity(activity) => Some(activity.role.map_or(Role::Host, |role| role.value)),
        _ => None,
    }
}

/// A value for comparison; `None` where nothing is written.
fn printed(item: Item<'_>) -> Option<String> {
    match item {
        Item::Text(text) => Some(text.text.clone()),
        Item::Amount(amount) => Some(amount.text.clone()),
        Item::Amounts(amounts) => Some(amounts.iter().map(|amount| amount.text.as_str()).collect()),
        Item::Person(person) => Some(person.name.clone()),
        Item::Number(number) => Some(number.to_string()),
        Item::List(items) if items.is_empty() => None,
        Item::List(items) => Some(items.into_iter().filter_map(printed).collect::<Vec<_>>().join("、")),
        _ => None,
    }
}
