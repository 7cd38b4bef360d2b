//! What was proposed and what was not, each with where it comes from: for a person and as JSON.

use serde::Serialize;

use crate::diagnostic::{Language, Say};
use crate::facts::time::Period;
use crate::plan::draft::{Draft, Passed, Place, Proposal};
use crate::plan::merge::{State, States};
use crate::say;

/// The lines for a person; `states` tells what the file has of each proposal.
pub fn lines(draft: &Draft<'_>, states: &States, path: &str, period: &Period, language: Language) -> Vec<String> {
    let tell = |text: Say| text.in_language(language).to_owned();
    let (name, count, own) = (period.name(), draft.proposals.len(), draft.own.len());
    let of_items = draft.proposals.iter().map(|proposal| states.of_item(&proposal.id));
    let mut lines = vec![
        tell(say!("{path}：{name}的计划，提议 {count} 项", "{path}: the plan for {name}, {count} proposals"))
            + &counted(of_items, language),
    ];
    if own > 0 {
        lines.push(tell(say!("已经写好的 {own} 项照录", "{own} items that are written already are copied")));
    }
    lines.extend(by_area(draft, states, language));
    if !draft.budget.is_empty() {
        let count = draft.budget.len();
        let told = say!("预算 {count} 行，照上年的支出", "{count} lines of the budget, as last year's expense");
        let of_lines = draft.budget.iter().map(|line| states.of_line(&line.item));
        lines.push(tell(told) + &counted(of_lines, language));
    }
    if !draft.passed.is_empty() {
        let count = draft.passed.len();
        lines.push(tell(say!("没有提议的 {count} 条：", "{count} records are not proposed:")));
        lines.extend(draft.passed.iter().map(|passed| left(passed, language)));
    }
    if something_waits(draft, states) {
        lines.push(tell(say!(
            "采纳：niandu plan --accept {path} [编号…]",
            "to accept: niandu plan --accept {path} [ID…]"
        )));
    }
    lines
}

/// Whether anything in the file can be accepted.
fn something_waits(draft: &Draft<'_>, states: &States) -> bool {
    let items = draft.proposals.iter().map(|proposal| states.of_item(&proposal.id));
    let lines = draft.budget.iter().map(|line| states.of_line(&line.item));
    states.others_wait || items.chain(lines).any(|state| state == State::Waiting)
}

/// How many there are in each state that one of them has.
fn counted(states: impl Iterator<Item = State>, language: Language) -> String {
    let states: Vec<State> = states.collect();
    let zh = language == Language::Chinese;
    let part = |state: State| {
        let (count, told) = (states.iter().filter(|own| **own == state).count(), state.told());
        let part = if zh { format!("{} {count}", told.zh) } else { format!("{count} {}", told.en) };
        (count > 0).then_some(part)
    };
    let parts: Vec<String> = State::ALL.into_iter().filter_map(part).collect();
    let (colon, comma) = if zh { ("：", "、") } else { (": ", ", ") };
    if parts.is_empty() { String::new() } else { format!("{colon}{}", parts.join(comma)) }
}

/// The proposals under the titles of their areas.
fn by_area(draft: &Draft<'_>, states: &States, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    let mut area: Option<Option<&str>> = None;
    for proposal in &draft.proposals {
        if area != Some(proposal.area.as_deref()) {
            area = Some(proposal.area.as_deref());
            let title = draft.areas.iter().find(|known| Some(known.id.text.as_str()) == proposal.area.as_deref());
            let none = || say!("没有归入领域的", "in no area").in_language(language).to_owned();
            lines.push(title.map_or_else(none, |area| area.title.text.clone()));
        }
        lines.extend(proposed(proposal, states.of_item(&proposal.id), language));
    }
    lines
}

fn proposed(proposal: &Proposal, state: State, language: Language) -> [String; 2] {
    let (id, title) = (&proposal.id, &proposal.title);
    let mark = if language == Language::Chinese { "；" } else { "; " };
    let state = state.told();
    let state = state.in_language(language);
    let details =
        [&proposal.when, &proposal.target].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("  ");
    let reasons = proposal.reasons.iter().map(|reason| reason.in_language(language)).collect::<Vec<_>>().join(mark);
    let place = place(&proposal.place);
    [format!("  {state}  {id}  {title}  {details}").trim_end().to_owned(), format!("      {place}  {reasons}")]
}

fn left(passed: &Passed, language: Language) -> String {
    format!("  {}  {}  {}", place(&passed.place), passed.name, passed.reason.in_language(language))
}

/// The name of a file and the line in it.
fn place(place: &Place) -> String {
    let (file, line) = place.file_and_line();
    format!("{file}:{line}")
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    file: &'a str,
    period: String,
    /// The ids of the items that a person has written already.
    own: Vec<&'a str>,
    proposals: Vec<Item<'a>>,
    budget: Vec<Line<'a>>,
    passed: Vec<Left<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    area: Option<&'a str>,
    item: Option<&'a str>,
    title: &'a str,
    when: Option<&'a str>,
    measure: Option<&'a str>,
    target: Option<&'a str>,
    goal: Option<&'a str>,
    owner: Option<&'a str>,
    every: Option<&'a str>,
    continues: Option<&'a str>,
    carried: &'a [String],
    assigned: Option<&'a str>,
    stems: &'a [String],
    /// `waiting`, `accepted` or `deleted`, as the file has it now.
    state: &'static str,
    source: Where<'a>,
    reasons: Vec<Both<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    item: &'a str,
    amount: &'a str,
    stem: &'a str,
    state: &'static str,
    source: Where<'a>,
}

#[derive(Serialize)]
struct Left<'a> {
    name: &'a str,
    source: Where<'a>,
    reason: Both<'a>,
}

#[derive(Serialize)]
struct Where<'a> {
    file: &'a str,
    line: usize,
}

#[derive(Serialize)]
struct Both<'a> {
    zh: &'a str,
    en: &'a str,
}

/// The draft as one JSON document.
pub fn json(draft: &Draft<'_>, states: &States, file: &str, period: &Period) -> String {
    let report = Report {
        version: 1,
        file,
        period: period.name(),
        own: draft.own.iter().map(|item| item.id.text.as_str()).collect(),
        proposals: draft.proposals.iter().map(|proposal| item(proposal, states)).collect(),
        budget: draft
            .budget
            .iter()
            .map(|line| Line {
                item: &line.item,
                amount: &line.amount,
                stem: &line.stem,
                state: states.of_line(&line.item).name(),
                source: source(&line.place),
            })
            .collect(),
        passed: draft
            .passed
            .iter()
            .map(|left| Left { name: &left.name, source: source(&left.place), reason: both(&left.reason) })
            .collect(),
    };
    serde_json::to_string_pretty(&report).unwrap_or_default()
}

fn item<'a>(proposal: &'a Proposal, states: &States) -> Item<'a> {
    Item {
        id: &proposal.id,
        area: proposal.area.as_deref(),
        item: proposal.item.as_deref(),
        title: &proposal.title,
        when: proposal.when.as_deref(),
        measure: proposal.measure.as_deref(),
        target: proposal.target.as_deref(),
        goal: proposal.goal.as_deref(),
        owner: proposal.owner.as_deref(),
        every: proposal.every.as_deref(),
        continues: proposal.continues.as_deref(),
        carried: &proposal.carried,
        assigned: proposal.assigned.as_deref(),
        stems: &proposal.stems,
        state: states.of_item(&proposal.id).name(),
        source: source(&proposal.place),
        reasons: proposal.reasons.iter().map(both).collect(),
    }
}

fn source(place: &Place) -> Where<'_> {
    let (file, line) = place.file_and_line();
    Where { file, line }
}

fn both(say: &Say) -> Both<'_> {
    Both { zh: &say.zh, en: &say.en }
}
