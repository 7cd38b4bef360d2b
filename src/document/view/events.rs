//! What clauses of activities, contests and congresses need: roles, prizes with their winners, what followed, votes.

use serde_json::{Map, Value, json};

use super::{agenda, full_name, put, titles, unit};
use crate::document::number::chinese;
use crate::facts::amount::Amount;
use crate::facts::model::{Activity, Award, Congress, Follow, Vote};
use crate::facts::value::{Person, Role, Text};
use crate::figures::slogans::row;
use crate::figures::{self, Figures, shares};

pub(super) fn activity(view: &mut Map<String, Value>, activity: &Activity, figures: Figures<'_>) {
    let role = role_name(activity.role.map_or(Role::Host, |role| role.value));
    view.insert("role".to_owned(), Value::String(role.to_owned()));
    let told = activity.title.text.starts_with('第') && activity.title.text.contains('届');
    view.remove("ordinal");
    let ordinal = activity.ordinal.filter(|_| !told);
    put(view, "ordinal", ordinal.map(|ordinal| format!("第{}届", chinese(ordinal.value))));
    put(view, "entries_unit", unit(activity.entries.as_ref()));
    put(view, "prizes_unit", unit(activity.prizes.as_ref()));
    let first = winners_of(&activity.awards);
    view.insert("named".to_owned(), serde_json::Value::Bool(!first.is_empty()));
    let object = ["subject", "participants", "entries"].iter().any(|key| view.contains_key(*key));
    let sends = matches!(role, "选送" | "推荐") && !object && !first.is_empty() && first.len() <= 3;
    let whole = sends && activity.awards.iter().all(|award| !award.winners.is_empty() && remaining(award).is_none());
    // Those who were sent are named as the object, and not once more as winners.
    put(view, "sent", whole.then(|| row(first.iter().map(|person| full_name(person)))));
    view.insert("awards".to_owned(), awards(&activity.awards, whole.then_some(first.as_slice()), figures));
    // Those named before go on: 方茗还代表学校参加.
    let mut named = first.clone();
    let mut then = Vec::new();
    for next in &activity.then {
        then.push(follow(next, &first, &named, figures));
        named.extend(winners_of(&next.awards));
    }
    view.insert("then".to_owned(), Value::Array(then));
}

/// What followed an activity. Who went on leads the sentence, unless it is the very winners told before; `named` are those
/// whom the sentence has named by then.
fn follow(follow: &Follow, first: &[&Person], named: &[&Person], figures: Figures<'_>) -> Value {
    let period = &figures.file().period;
    let mut view = Map::new();
    put(&mut view, "title", Some(follow.title.text.clone()));
    let outside = follow.when.as_ref().filter(|_| follow.outside.is_some_and(|flag| flag.value));
    put(&mut view, "day", outside.map(|when| when.print(period)));
    put(&mut view, "for", follow.own.as_ref().map(|own| own.text.clone()));
    let winners = winners_of(&follow.awards);
    let same = winners.len() == first.len() && winners.iter().zip(first).all(|(a, b)| a.name == b.name);
    let alone = winners.len() == 1 && follow.awards.len() == 1;
    let leader = winners.first().filter(|_| alone && !same);
    let more = leader.is_some_and(|leader| named.iter().any(|person| person.name == leader.name));
    let name = |person: &&Person| if more { person.name.clone() } else { full_name(person) };
    put(&mut view, "who", leader.map(name));
    view.insert("more".to_owned(), Value::Bool(more));
    let known = (same || alone).then_some(winners.as_slice());
    view.insert("awards".to_owned(), awards(&follow.awards, known, figures));
    Value::Object(view)
}

/// The word for a role.
pub fn role_name(role: Role) -> &'static str {
    Role::WORDS.iter().find(|(each, _)| *each == role).map_or("", |(_, words)| words[0])
}

fn winners_of(awards: &[Award]) -> Vec<&Person> {
    awards.iter().flat_map(|award| &award.winners).collect()
}

/// The stated number of an award, where it is more than the names listed.
fn remaining(award: &Award) -> Option<&Amount> {
    let count = award.count.as_ref().filter(|count| count.sum.is_known())?;
    let complete = count.sum.is_exact() && count.sum.value == rust_decimal::Decimal::from(award.winners.len());
    (!complete).then_some(count)
}

/// Awards in the author's order, as a clause tells them: single winners of neighbouring ranks share one predicate (分获),
/// neighbouring numbers without names stand in a row. `known` names that the clause has already told are not told again.
fn awards(awards: &[Award], known: Option<&[&Person]>, figures: Figures<'_>) -> Value {
    let mut told: Vec<Value> = Vec::new();
    let mut at = 0;
    while let Some(award) = awards.get(at) {
        let run = |fits: fn(&Award) -> bool| awards[at..].iter().take_while(|award| fits(award)).count();
        let counted = run(|award| award.winners.is_empty());
        let singles = run(|award| award.winners.len() == 1 && remaining(award).is_none());
        let (view, taken) = if counted > 0 {
            let numbers = awards[at..at + counted].iter().map(|award| {
                let count = award.count.as_ref().filter(|count| count.sum.is_known());
                format!("{}{}", award.rank.text, count.map_or_else(String::new, |count| figures.fact(count)))
            });
            (json!({ "counted": numbers.collect::<Vec<_>>().join("、") }), counted)
        } else if singles > 1 {
            (shared(&awards[at..at + singles], known), singles)
        } else {
            (single(award, known, figures), 1)
        };
        told.push(view);
        at += taken;
    }
    Value::Array(told)
}

fn single(award: &Award, known: Option<&[&Person]>, figures: Figures<'_>) -> Value {
    let names: Vec<String> = award.winners.iter().map(full_name).collect();
    let mut view = Map::new();
    put(&mut view, "rank", Some(award.rank.text.clone()));
    put(&mut view, "names", known.is_none().then(|| row(names)));
    put(&mut view, "of", remaining(award).map(|count| figures.fact(count)));
    Value::Object(view)
}

/// 甲和乙分获一、二等奖: ranks that end alike are joined. One winner of several ranks is told once.
fn shared(awards: &[Award], known: Option<&[&Person]>) -> Value {
    let mut names: Vec<String> = awards.iter().flat_map(|award| &award.winners).map(full_name).collect();
    let several = names.iter().any(|name| *name != names[0]);
    let distinct = (1..names.len()).all(|at| !names[..at].contains(&names[at]));
    if !several {
        names.truncate(1);
    }
    let names = if let [first, second] = names.as_slice() { format!("{first}和{second}") } else { row(names) };
    let rank = joined_ranks(&awards.iter().map(|award| award.rank.text.as_str()).collect::<Vec<_>>(), distinct);
    let mut view = Map::new();
    put(&mut view, "rank", Some(rank));
    put(&mut view, "names", known.is_none().then_some(names));
    view.insert("shared".to_owned(), Value::Bool(several));
    Value::Object(view)
}

/// 一等奖 and 二等奖 make 一、二等奖; 第一名 and 第二名 make 第一、二名; other ranks stand in a row.
fn joined_ranks(ranks: &[&str], distinct: bool) -> String {
    let stems = |before: &str, after: &str| -> Option<Vec<String>> {
        let stem = |rank: &&str| Some(rank.strip_prefix(before)?.strip_suffix(after)?.to_owned());
        ranks.iter().map(stem).collect::<Option<Vec<_>>>().filter(|_| distinct)
    };
    if let Some(stems) = stems("", "等奖") {
        return format!("{}等奖", stems.join("、"));
    }
    match stems("第", "名") {
        Some(stems) => format!("第{}名", stems.join("、")),
        None => ranks.join("、"),
    }
}

/// What a congress heard, adopted and answered.
pub(super) fn congress(view: &mut Map<String, Value>, congress: &Congress, figures: Figures<'_>) {
    view.insert("agenda".to_owned(), agenda(&congress.agenda));
    let voted = |name: &Text| {
        let title = name.text.trim_matches(['《', '》']);
        congress.agenda.iter().any(|step| step.verb.contains("通过") && step.object.text.contains(title))
    };
    let others = congress.resolutions.iter().filter(|name| !voted(name));
    view.remove("resolutions");
    put(view, "resolutions", titles(others.map(|text| text.text.as_str())));
    let answers = congress.proposals.as_ref().and_then(|proposals| {
        let share = shares::named(proposals, "rate")?;
        figures.shown_noted(proposals, share)
    });
    put(view, "answer_rate", answers);
    // For papers that tell who was away; a summary tells it where the author does.
    let away = figures::on_leave(congress).filter(|away| congress.leave.is_none() && !away.value.is_zero());
    put(view, "away", away.map(|away| on_leave(congress, away.print("人"), figures)));
    vote(view, congress, figures);
    // That it was carried is said by the agenda.
    let carried = congress.agenda.iter().any(|step| step.verb.contains("通过"));
    let bare =
        |vote: &Vote| vote.result.as_ref().is_some_and(|result| ["通过", "表决通过"].contains(&result.text.as_str()));
    if let Some(Value::Object(told)) =
        view.get_mut("vote").filter(|_| carried && congress.vote.as_ref().is_some_and(bare))
    {
        told.remove("result");
    }
    let by_delegates = ["代表", "教代会"].iter().any(|word| congress.kind.text.contains(word));
    view.insert("delegates".to_owned(), Value::Bool(by_delegates));
}

/// Those away as they are printed: due less present.
fn on_leave(congress: &Congress, printed: String, figures: Figures<'_>) -> String {
    let (Some(due), Some(present)) = (&congress.due, &congress.present) else { return printed };
    let formula = |printed: &str| format!("{}-{}={printed}", due.text, present.text);
    figures.derived(printed, (congress.origin, "请假"), formula, [due.origin, present.origin])
}

/// How a vote was held, and its numbers in a row: 赞成41票、反对1票.
fn vote(view: &mut Map<String, Value>, congress: &Congress, figures: Figures<'_>) {
    let Some(vote) = &congress.vote else { return };
    let counts = [("赞成", &vote.yes), ("反对", &vote.no), ("弃权", &vote.abstain)];
    let counts = counts.into_iter().filter_map(|(word, count)| {
        let count = count.as_ref().filter(|count| count.sum.is_known())?;
        Some(format!("{word}{}", figures.fact(count)))
    });
    put(view, "votes", Some(row(counts)).filter(|counts| !counts.is_empty()));
    let way =
        vote.method.as_ref().map(|method| method.text.trim_end_matches("方式").trim_start_matches('以').to_owned());
    view.insert("voting".to_owned(), Value::Bool(way.as_ref().is_some_and(|way| way.ends_with("表决"))));
    put(view, "way", way);
}
