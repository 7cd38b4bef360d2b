//! A plan beside what was done, in words and figures ready to be shown: on a terminal, as a page, for a program.

use serde::Serialize;

use crate::diagnostic::{Origin, Say};
use crate::facts::File;
use crate::facts::model::Entered;
use crate::figures::Figures;
use crate::figures::progress::attained::{Attained, Unclear};
use crate::figures::progress::offers::{Offer, Reason, words};
use crate::figures::progress::{Account, Standing, State, Timing};
use crate::say;

/// How a plan stands.
#[derive(Debug, Clone, Serialize)]
pub struct Progress {
    pub body: String,
    pub period: String,
    /// The last day that was looked at; the whole time where absent.
    pub until: Option<String>,
    pub plan: String,
    pub facts: String,
    pub totals: Totals,
    pub areas: Vec<Group>,
    /// Records that look like an item and are not counted.
    pub offered: Vec<Offered>,
    /// Work that looks like no item.
    pub unplanned: Vec<Told>,
}

/// How many of everything.
#[derive(Debug, Clone, Serialize)]
pub struct Totals {
    pub items: usize,
    pub done: usize,
    pub partly: usize,
    pub open: usize,
    pub ahead: usize,
    pub done_rate: Option<String>,
    pub targets: usize,
    pub targets_reached: usize,
    pub on_time: usize,
    pub late: usize,
    /// Carried out or under way, and nobody knows whether in time.
    pub time_unknown: usize,
    /// Proposals that wait to be accepted and are no items yet.
    pub proposed: usize,
}

/// The items of an area.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// The heading of the area; nothing for items of none.
    pub title: Option<String>,
    pub items: Vec<Row>,
}

/// One item.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub id: String,
    pub title: String,
    pub place: Place,
    pub due: Option<String>,
    pub owner: Option<String>,
    pub state: State,
    /// Whether the author says so himself.
    pub stated: bool,
    pub carried: Vec<String>,
    pub target: Option<String>,
    pub actual: Option<String>,
    pub attained: Option<String>,
    pub reached: Option<bool>,
    /// Why nobody can say which figure was reached.
    pub unclear: Option<Unclear>,
    pub timing: Timing,
    pub records: Vec<Told>,
}

/// A record.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    pub id: Option<String>,
    pub name: String,
    pub when: Option<String>,
    /// Whether it was not over on the last day that is looked at.
    pub begun: bool,
    pub place: Place,
}

/// Where something is written.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    pub file: String,
    pub line: usize,
}

/// A record that looks like an item.
#[derive(Debug, Clone, Serialize)]
pub struct Offered {
    pub item: String,
    pub title: String,
    pub reason: Reason,
    pub record: Told,
}

impl Progress {
    /// An account as it is shown. `figures` are those of the file with what was done.
    pub fn of(account: &Account<'_>, figures: Figures<'_>) -> Self {
        let names = &account.facts.facts.organisation.names;
        let rest = account.rest(figures);
        let shown = Shown { account };
        Self {
            body: names.title.text.clone(),
            period: account.period.name(),
            until: account.until.map(|day| day.to_string()),
            plan: account.plan.source.name().to_owned(),
            facts: account.facts.source.name().to_owned(),
            totals: totals(account),
            areas: shown.groups(),
            offered: rest.offers.iter().map(|offer| shown.offered(offer)).collect(),
            unplanned: rest.unplanned.iter().map(|record| shown.told(*record, false)).collect(),
        }
    }

    /// What the whole is called.
    pub fn title(&self) -> Say {
        let Self { body, period, .. } = self;
        say!("{body}{period}计划完成情况", "Progress of the plan for {period}, {body}")
    }
}

fn totals(account: &Account<'_>) -> Totals {
    let (targets, targets_reached) = account.targets();
    Totals {
        items: account.standings.len(),
        done: account.count(State::Done),
        partly: account.count(State::Partly),
        open: account.count(State::Open),
        ahead: account.count(State::Ahead),
        done_rate: account.done().map(|rate| rate.print()),
        targets,
        targets_reached,
        on_time: account.timed(Timing::OnTime),
        late: account.timed(Timing::Late),
        time_unknown: account.timed(Timing::Unknown),
        proposed: account.proposed,
    }
}

/// An account being shown.
struct Shown<'s, 'a> {
    account: &'s Account<'a>,
}

impl<'a> Shown<'_, 'a> {
    /// The items by areas, in the order of the areas of the plan's file; those of none come last.
    fn groups(&self) -> Vec<Group> {
        let mut left: Vec<&Standing<'a>> = self.account.standings.iter().collect();
        let mut groups = Vec::new();
        let areas = self.account.plan.facts.areas.iter().chain(&self.account.facts.facts.areas);
        for area in areas {
            let here = |standing: &&Standing<'a>| standing.item.area.as_ref().is_some_and(|id| id.text == area.id.text);
            let (of_area, others): (Vec<_>, Vec<_>) = left.into_iter().partition(here);
            left = others;
            if !of_area.is_empty() {
                let items = of_area.into_iter().map(|standing| self.row(standing)).collect();
                groups.push(Group { title: Some(area.title.text.clone()), items });
            }
        }
        if !left.is_empty() {
            groups.push(Group { title: None, items: left.into_iter().map(|standing| self.row(standing)).collect() });
        }
        groups
    }

    fn row(&self, standing: &Standing<'a>) -> Row {
        let Standing { item, attained, .. } = standing;
        let stated = || item.actual.as_ref().map(|actual| actual.text.clone());
        let (actual, rate, reached) = match attained {
            Attained::Figure { sum, unit, rate, reached, .. } => (Some(sum.print(unit)), *rate, *reached),
            _ => (stated(), None, None),
        };
        let text = |text: &crate::facts::value::Text| text.text.clone();
        let due = standing.due.as_ref().map(|due| due.print(&self.account.period));
        Row {
            id: text(&item.id),
            title: text(&item.title),
            place: place(self.account.plan, item.origin),
            due: due.or_else(|| item.every.as_ref().map(text)),
            owner: item.owner.as_ref().map(text),
            state: standing.state,
            stated: standing.stated,
            carried: item.carried.iter().map(text).collect(),
            target: item.target.as_ref().map(|target| target.text.clone()),
            actual,
            attained: rate.map(|rate| rate.print()),
            reached,
            unclear: if let Attained::Unclear(why) = attained { Some(*why) } else { None },
            timing: standing.timing,
            records: standing
                .records
                .iter()
                .map(|record| self.told(*record, false))
                .chain(standing.begun.iter().map(|record| self.told(*record, true)))
                .collect(),
        }
    }

    fn told(&self, record: Entered<'_>, begun: bool) -> Told {
        Told {
            id: record.id().map(|id| id.text.clone()),
            name: called(record),
            when: record.place().when.map(|when| when.print(&self.account.facts.period)),
            begun,
            place: place(self.account.facts, record.record().origin()),
        }
    }

    fn offered(&self, offer: &Offer<'a>) -> Offered {
        Offered {
            item: offer.item.id.text.clone(),
            title: offer.item.title.text.clone(),
            reason: offer.reason,
            record: self.told(offer.record, false),
        }
    }
}

/// What a record is about; one that does not say goes by its kind.
pub fn called(record: Entered<'_>) -> String {
    let words = words(record);
    if words.is_empty() { record.record().table().zh.to_owned() } else { words }
}

fn place(file: &File, origin: Origin) -> Place {
    let start = origin.range().start;
    Place { file: file.source.file_at(start).0.to_owned(), line: file.source.line(start) }
}

/// The words for a state.
pub fn state(state: State) -> Say {
    match state {
        State::Done => say!("完成", "done"),
        State::Partly => say!("部分完成", "partly done"),
        State::Open => say!("未完成", "not done"),
        State::Ahead => say!("未到时间", "not yet due"),
    }
}

/// Whether an item was done in time, in words; nothing where nobody knows.
pub fn timing(timing: Timing) -> Option<Say> {
    match timing {
        Timing::OnTime => Some(say!("按时", "on time")),
        Timing::Late => Some(say!("逾期", "late")),
        Timing::Unknown => None,
    }
}

/// Why a record looks like an item.
pub fn reason(reason: Reason) -> Say {
    match reason {
        Reason::Series => say!("同一系列", "same series"),
        Reason::Origin => say!("出自同一件事", "same matter in an earlier year"),
        Reason::Title => say!("名称相近", "similar name"),
    }
}

/// Why nobody can say which figure was reached.
pub fn unclear(why: Unclear) -> Say {
    match why {
        Unclear::NoFigure => say!("记录里没有同一单位的数", "no record has a figure in this unit"),
        Unclear::Ambiguous => say!("记录里有几个同一单位的数", "a record has several figures in this unit"),
        Unclear::Unknown => say!("数不详", "a figure is unknown"),
        Unclear::Units => say!("单位不同", "different units"),
    }
}

impl Row {
    /// Target and figure reached in a line; nothing where there is neither.
    pub fn figure(&self) -> Option<Say> {
        let Some(target) = &self.target else {
            return self.actual.as_ref().map(|actual| say!("{actual}/—", "{actual}/–"));
        };
        let (zh, en) = match (&self.attained, self.reached) {
            (Some(rate), _) => (format!("（{rate}）"), format!(" ({rate})")),
            // Of 近60人 and 64人 there is no rate, and yet 60人 were reached.
            (None, Some(true)) => ("（达到）".to_owned(), " (reached)".to_owned()),
            (None, Some(false)) => ("（未达到）".to_owned(), " (missed)".to_owned()),
            (None, None) => Default::default(),
        };
        let (actual_zh, actual_en) = match &self.actual {
            Some(actual) => (actual.as_str(), actual.as_str()),
            None if self.unclear.is_some() => ("？", "?"),
            None => ("—", "–"),
        };
        let why = self.unclear.map(unclear);
        let (why_zh, why_en) =
            why.map_or_else(Default::default, |Say { zh, en }| (format!("，{zh}"), format!(", {en}")));
        Some(say!("{actual_zh}/{target}{zh}{why_zh}", "{actual_en}/{target}{en}{why_en}"))
    }
}

impl Told {
    /// When, what and where, in a line.
    pub fn line(&self) -> Say {
        let Self { name, when, begun, place: Place { file, line }, .. } = self;
        let when = when.as_ref().map_or_else(String::new, |when| format!("{when} "));
        let (zh, en) = if *begun { ("（进行中）", " (under way)") } else { ("", "") };
        say!("{when}{name}{zh} {file}:{line}", "{when}{name}{en} {file}:{line}")
    }
}

impl Totals {
    /// All counts in sentences, one a line.
    pub fn lines(&self) -> Vec<Say> {
        let Self {
            items,
            done,
            partly,
            open,
            ahead,
            targets,
            targets_reached,
            on_time,
            late,
            time_unknown,
            proposed,
            ..
        } = self;
        let rate = self.done_rate.as_deref().unwrap_or("—");
        let mut first = say!(
            "计划{items}项：完成{done}项，部分完成{partly}项，未完成{open}项",
            "{items} items: {done} done, {partly} partly done, {open} not done"
        );
        let mut add = |more: Say| {
            first.zh += &more.zh;
            first.en += &more.en;
        };
        if *ahead > 0 {
            add(say!("，未到时间{ahead}项", ", {ahead} not yet due"));
        }
        add(say!("；完成率{rate}", "; {rate} done"));
        let mut lines = vec![first];
        if *targets > 0 {
            lines
                .push(say!("指标{targets}个，达到{targets_reached}个", "{targets} targets, {targets_reached} reached"));
        }
        let told = on_time + late + time_unknown;
        if told > 0 {
            lines.push(say!(
                "有记录的{told}项（含进行中的，不含写明未完成的）：按时{on_time}项，逾期{late}项，时间不明{time_unknown}项",
                "{told} with records, those under way included and those stated not done left out: {on_time} on time, {late} late, {time_unknown} of unknown time"
            ));
        }
        if *proposed > 0 {
            lines.push(say!(
                "另有{proposed}项提议未采纳，不计在内（niandu plan --accept）",
                "{proposed} proposals are not accepted and not counted (niandu plan --accept)"
            ));
        }
        lines
    }
}
