//! What a roll-up of plans has to tell beside the plan itself, each at its place: bodies without a plan, proposals, clashes
//! of days, items that were not taken up.

use std::collections::{BTreeMap, BTreeSet};

use super::take::Own;
use super::{Clash, Day, Holds, Plan, Plans};
use crate::diagnostic::Say;
use crate::facts::value::Tier;
use crate::rollup::judge::Refusal;
use crate::say;

/// The most names that a message tells; the page has them all.
const NAMED: usize = 5;

/// Files that yield to a later one: the plan that stands in the file of the period itself is the one that counts.
pub fn superseded(plans: &Plans) -> BTreeSet<String> {
    let folder = |file: &str| file.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let later: BTreeSet<(String, &str)> = plans
        .files
        .iter()
        .filter(|(_, plan)| plan.is_of_period && plan.holds != Holds::Nothing)
        .map(|(file, plan)| (folder(file), plan.head.id.as_str()))
        .collect();
    let yields = |file: &str, plan: &Plan| !plan.is_of_period && later.contains(&(folder(file), plan.head.id.as_str()));
    plans.files.iter().filter(|(file, plan)| yields(file, plan)).map(|(file, _)| file.clone()).collect()
}

/// The bodies that have handed in, but no plan for the period, or none that is accepted.
pub fn without(plans: &Plans, own: Option<&str>, period: &str) -> Vec<Refusal> {
    let nested = plans.files.keys().any(|file| file.contains('/'));
    let have: BTreeSet<&str> = plans
        .files
        .values()
        .filter(|plan| plan.holds == Holds::Items || plan.head.broken.is_some())
        .map(|plan| plan.head.id.as_str())
        .collect();
    let mut others: BTreeMap<&str, (&String, &Plan)> = BTreeMap::new();
    for (file, plan) in &plans.files {
        let id = plan.head.id.as_str();
        let is_above = nested && !file.contains('/') || Some(id) == own;
        // A body within a school need not plan for itself.
        let is_group = plan.head.tier == Tier::Group as u8 && !plan.head.name.is_empty();
        if !is_above && !is_group && !have.contains(id) && !id.is_empty() {
            // The file with proposals is the one to mend, else the last.
            let known = others.get(id).is_some_and(|(_, known)| known.holds > plan.holds);
            if !known {
                others.insert(id, (file, plan));
            }
        }
    }
    others.into_values().map(|(file, plan)| lacking(file, plan, period)).collect()
}

fn lacking(file: &str, plan: &Plan, period: &str) -> Refusal {
    let (name, (count, line)) = (&plan.head.name, plan.proposals);
    let (message, hint) = match plan.holds {
        Holds::Proposals => (
            say!(
                "“{name}”{period}的计划里 {count} 项都是提议，一项也没有采纳",
                "the plan of “{name}” for {period} has nothing but proposals ({count}), and none is accepted"
            ),
            say!(
                "采纳：niandu plan --accept 文件；不等它用 --partial",
                "accept them: niandu plan --accept FILE; --partial goes on without it"
            ),
        ),
        _ => (
            say!("“{name}”没有{period}的计划", "“{name}” has no plan for {period}"),
            say!("补报；不等它用 --partial", "have it handed in; --partial goes on without it"),
        ),
    };
    let files = vec![(file.to_owned(), name.clone())];
    Refusal { code: "E323", at: Some((file.to_owned(), line.max(1))), message, hint, files }
}

/// Files with a plan that stand aside without being refused: of a body within a school, and in the folder itself one that
/// cannot be read.
pub fn passed_over(plans: &Plans, passed: &BTreeSet<String>, own: Option<&Own>) -> Vec<Refusal> {
    let aside =
        plans.files.iter().filter(|(file, _)| passed.contains(*file) && own.is_none_or(|own| own.file != **file));
    aside.filter_map(|(file, plan)| aside_for(file, plan)).collect()
}

fn aside_for(file: &str, plan: &Plan) -> Option<Refusal> {
    let (head, name) = (&plan.head, &plan.head.name);
    if let Some(broken) = &head.broken {
        let (count, code, zh, en) = (broken.count, &broken.code, &broken.zh, &broken.en);
        let message = say!(
            "{file} 有 {count} 处错误，没有计入；第一处 {code}：{zh}",
            "{file} is not summed; errors: {count}, the first {code}: {en}"
        );
        let hint = say!("全部错误：niandu check", "all of them: niandu check");
        return Some(warning("W314", file, broken.line.max(1), message, hint));
    }
    (head.tier == Tier::Group as u8 && plan.holds != Holds::Nothing).then(|| {
        let message = say!(
            "“{name}”是校内组织，它的计划不与学校的并列，没有计入",
            "“{name}” is a body within a school; its plan does not stand beside those of schools, and is not summed"
        );
        let hint = say!("要计入的，写进它所属学校的计划", "what shall be counted goes into the plan of its school");
        warning("W314", file, head.lines[0].max(1), message, hint)
    })
}

/// Proposals beside items that are accepted: they are not summed.
pub fn proposals(plans: &Plans) -> Vec<Refusal> {
    let open = plans.summed().filter(|(_, plan)| plan.proposals.0 > 0);
    let one = |(file, plan): (&String, &Plan)| {
        let (name, (count, line)) = (&plan.head.name, plan.proposals);
        let message = say!(
            "“{name}”有 {count} 项提议还没有采纳，不计入",
            "proposals of “{name}” that are not accepted and not summed: {count}"
        );
        let hint =
            say!("要的采纳（niandu plan --accept），不要的删去", "accept them (niandu plan --accept), or delete them");
        warning("W320", file, line, message, hint)
    };
    open.map(one).collect()
}

/// Items of schools on the days of the body above.
pub fn clashes(plans: &Plans) -> Vec<Refusal> {
    let one = |Clash { own, other }: &Clash| {
        let (name, title, days) = (&other.place.name, &other.title, days(other));
        let (above, theirs, when) = (&own.place.name, &own.title, self::days(own));
        let (file, line) = (&own.place.file, own.place.line);
        let message = say!(
            "“{name}”的“{title}”（{days}）与“{above}”的“{theirs}”（{when}，{file} 第{line}行）撞期",
            "“{title}” of “{name}” ({days}) falls on the days of “{theirs}” of “{above}” ({when}, {file} line {line})"
        );
        let hint = say!(
            "改一方的时间；本来就是上级的这一项，写上 交办",
            "move one of them; if it is that very item, say so with `assigned`"
        );
        warning("W318", &other.place.file, other.place.line, message, hint)
    };
    plans.clashes.iter().map(one).collect()
}

fn days(day: &Day) -> String {
    let (first, last) = day.days;
    if first == last { first.to_string() } else { format!("{first} .. {last}") }
}

/// An item of the body above, and who has not taken it up.
pub struct Untaken<'p> {
    pub title: &'p str,
    pub line: usize,
    /// How many have.
    pub by: usize,
    /// The names of the others, with their files; of none where nobody has.
    pub names: Vec<(String, String)>,
}

/// The items of the body above that not all have taken up, in its order.
pub fn untaken<'p>(plans: &Plans, own: &'p Own) -> Vec<Untaken<'p>> {
    let none = BTreeSet::new();
    let mut found = Vec::new();
    for item in &own.items {
        let taken = plans.taken.get(&item.id).unwrap_or(&none);
        let others = plans.summed().filter(|(file, _)| **file != own.file && !taken.contains(*file));
        if others.clone().next().is_none() {
            continue;
        }
        let named = others.filter(|_| !taken.is_empty());
        let names = named.map(|(file, plan)| (plan.head.name.clone(), file.clone())).collect();
        found.push(Untaken { title: &item.title, line: item.line, by: taken.len(), names });
    }
    found
}

/// The same as it is told: one warning for each item that some have taken up, and one for all that nobody has.
pub fn not_taken_up(untaken: &[Untaken], own: &Own) -> Vec<Refusal> {
    let hint = || {
        say!(
            "要它们承接的，发给它们：niandu plan --from-superior；承接的事项写 交办 和 出自",
            "hand the plan down: niandu plan --from-superior; an item that is taken up says `assigned` and `from`"
        )
    };
    let (nobody, some): (Vec<&Untaken>, Vec<&Untaken>) = untaken.iter().partition(|item| item.by == 0);
    let mut found = Vec::new();
    for Untaken { title, line, by, names } in some {
        let (count, named) = (names.len(), shortened(names.iter().map(|(name, _)| name.as_str())));
        let message = say!(
            "“{title}”有 {by} 个单位承接，{count} 个没有：{named}",
            "“{title}” is taken up by {by} bodies, and not by {count}: {named}"
        );
        found.push(warning("W319", &own.file, *line, message, hint()));
    }
    if let Some(first) = nobody.first() {
        let (count, named) = (nobody.len(), shortened(nobody.iter().map(|item| item.title)));
        let message = say!("{count} 项没有单位承接：{named}", "items that no body has taken up: {count}: {named}");
        found.push(warning("W319", &own.file, first.line, message, hint()));
    }
    found
}

/// The first of some names; of more than a few, that there are more.
fn shortened<'n>(names: impl ExactSizeIterator<Item = &'n str>) -> String {
    let more = if names.len() > NAMED { "……" } else { "" };
    format!("{}{more}", names.take(NAMED).collect::<Vec<_>>().join("、"))
}

fn warning(code: &'static str, file: &str, line: usize, message: Say, hint: Say) -> Refusal {
    Refusal { code, at: Some((file.to_owned(), line)), message, hint, files: Vec::new() }
}
