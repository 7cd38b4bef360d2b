//! Records told by less than a clause each: their names in one row, or only how many there are.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{Phrases, trimmed};
use crate::diagnostic::Origin;
use crate::document::manifest::Shows;
use crate::document::view;
use crate::facts::amount::{Amount, Sum};
use crate::facts::model::{Activity, Entered, Facts, Honour, Meeting, OWN, Relief, Training};
use crate::facts::value::{Level, Role};
use crate::figures::slogans::row;
use crate::figures::{self, Figures};

/// How much of each record of a paragraph is told.
pub struct Shown<'m> {
    /// By the English names of lists; what is not there is told in full.
    pub of: &'m BTreeMap<String, Shows>,
    /// How many names a row has before the rest is only counted (甲、乙、丙等6项).
    pub listed: usize,
    /// Whether no helped person may be named: such records are only counted, and what their authors wrote is not printed.
    pub public: bool,
}

/// Lists that tell of helped persons.
pub const HELPING: [&str; 4] = ["relief", "benefits", "insurance", "donations"];

impl Shown<'_> {
    /// How much of this record is told, where the kind's wish can be met: a few records are figures already.
    pub fn of(&self, list: &str, entered: Entered<'_>) -> Shows {
        let asked = self.of.get(list).copied().unwrap_or(Shows::Full);
        if self.public && HELPING.contains(&list) {
            let received = matches!(entered, Entered::Relief(relief) if received(relief));
            return if received || asked == Shows::Nothing { Shows::Nothing } else { Shows::Count };
        }
        let own_words = entered.place().text.is_some() && asked == Shows::Names;
        let whole = match entered {
            Entered::Home(_) | Entered::Publicity(_) => asked != Shows::Nothing,
            Entered::Openness(_) | Entered::Evaluation(_) | Entered::Labour(_) | Entered::Inspection(_) => {
                asked == Shows::Names
            }
            Entered::Honour(honour) => asked == Shows::Names && honour.status.is_some(),
            Entered::RetireeWork(_) => asked == Shows::Names,
            Entered::Relief(relief) => asked != Shows::Nothing && received(relief),
            _ => false,
        };
        if whole || own_words { Shows::Full } else { asked }
    }
}

fn received(relief: &Relief) -> bool {
    relief.received.is_some_and(|flag| flag.value)
}

/// Our part in an event, as far as a row tells it apart; and the verb that its names share.
#[derive(Clone, PartialEq, Eq)]
struct Part {
    role: &'static str,
    verb: String,
}

impl Phrases<'_> {
    /// The records of one list, their names in a row; the names of what we held and of what we took part in apart.
    pub(super) fn names(&self, list: &str, records: &[Entered<'_>], listed: usize) -> Option<String> {
        let kept = listed.clamp(2, 3);
        records.iter().for_each(|record| self.tell(*record));
        let mut groups: Vec<(Part, Vec<String>, Vec<Entered<'_>>)> = Vec::new();
        for record in records {
            let (part, name) = (self.part(*record), self.name(*record));
            match groups.iter_mut().find(|(known, ..)| known.role == part.role && joins(&known.verb, &part.verb)) {
                Some((known, names, here)) => {
                    here.push(*record);
                    if known.verb != part.verb {
                        known.verb = "组织".to_owned();
                    }
                    names.push(name);
                }
                None => groups.push((part, vec![name], vec![*record])),
            }
        }
        // What was ours comes first.
        groups.sort_by_key(|(part, ..)| ROLES.iter().position(|role| *role == part.role));
        let turn = self.turn();
        let groups: Vec<Value> = groups
            .iter()
            .enumerate()
            .map(|(at, (part, names, here))| {
                let cut = names.len() > listed.max(2) && list != "honours";
                let listed = if cut { names.get(..kept).unwrap_or_default() } else { names };
                let people = list == "honours" && part.role != "own";
                let told = if people { listed.join("，") } else { in_row(listed, cut) };
                let again = at > 0 && part.role == "own";
                let number = self.number_of(list, here);
                json!({
                    "again": again,
                    "role": part.role, "verb": part.verb, "names": told, "number": number,
                    "many": names.len() > 2, "cut": cut,
                })
            })
            .collect();
        let mut c =
            json!({ "list": list, "self": view::own_name(self.figures), "groups": groups, "later": turn % 2 == 1 });
        self.put_sums(&mut c, records);
        self.row("names", &c)
    }

    /// How many records there are of each list, in the order in which the lists come up.
    pub(super) fn counted(&self, records: &[(&'static str, Entered<'_>)]) -> Option<String> {
        records.iter().for_each(|(_, record)| self.tell(*record));
        let mut groups: Vec<(&str, &str, Vec<Entered<'_>>)> = Vec::new();
        for (list, record) in records {
            let role = role(*record);
            match groups.iter_mut().find(|(known, part, _)| known == list && *part == role) {
                Some((_, _, group)) => group.push(*record),
                None => groups.push((list, role, vec![*record])),
            }
        }
        let told = groups.iter().filter_map(|(list, role, group)| {
            let number = self.number_of(list, group);
            let mut c = json!({ "list": list, "role": role, "number": number });
            if let Some(view) = c.as_object_mut() {
                view.extend(sessions(group, self.figures).map(|text| ("sessions".to_owned(), json!(text))));
                view.extend(kinds(group).map(|text| ("kinds".to_owned(), json!(text))));
                view.extend(by_level(group, self.figures).map(|text| ("levels".to_owned(), json!(text))));
            }
            self.put_sums(&mut c, group);
            self.row("counted", &c)
        });
        super::join_with(&told.collect::<Vec<_>>(), "，")
    }

    /// How many records there are, as it is printed.
    fn number_of(&self, list: &str, records: &[Entered<'_>]) -> String {
        let called = Facts::TABLE.find(list).map_or(list, |(_, field)| field.zh);
        let origins = records.iter().map(|record| record.record().origin());
        self.figures.counted(records.len().to_string(), called, origins)
    }

    fn row(&self, component: &str, c: &Value) -> Option<String> {
        match self.templates.clause(self.register, component, c) {
            Ok(text) => Some(trimmed(&text).to_owned()).filter(|text| !text.is_empty()),
            Err(problem) => {
                self.report(*problem);
                None
            }
        }
    }

    /// Persons and money over all records, where every one of them says it.
    fn put_sums(&self, c: &mut Value, records: &[Entered<'_>]) {
        let sums = [
            ("persons", total(records, |record| persons(record), self.figures)),
            ("amount", total(records, |record| money(record), self.figures)),
            ("attendance", total(records, |record| attendance(record), self.figures)),
        ];
        if let Some(view) = c.as_object_mut() {
            view.extend(sums.into_iter().filter_map(|(key, sum)| Some((key.to_owned(), json!(sum?)))));
        }
    }

    fn part(&self, entered: Entered<'_>) -> Part {
        let role = role(entered);
        if let Entered::Activity(_) = entered
            && role != "host"
        {
            // The template has the verb: what others hold we only take part in.
            return Part { role, verb: String::new() };
        }
        if let Entered::Honour(honour) = entered {
            let own = honour.to.iter().any(|person| OWN.contains(&person.name.as_str()));
            let quoted = self.honour_title(honour).starts_with('“');
            let verb = if quoted { "获评" } else { "获" };
            return Part {
                role: if own { "own" } else { "" },
                verb: if own { verb.to_owned() } else { String::new() },
            };
        }
        if let Entered::Regulation(regulation) = entered {
            let action = regulation.action.as_ref().map_or("制定", |action| action.text.as_str());
            return Part { role: "", verb: action.to_owned() };
        }
        let title = super::clauses::title_of(entered);
        if super::clauses::brings_its_verb(entered) || entered.place().verb.is_some() && !title.is_empty() {
            let verb = entered.place().verb.map(|verb| verb.text.clone()).unwrap_or_default();
            return Part { role, verb };
        }
        let of = entered.record().table().en;
        let rule = self.templates.verb_rule(self.register, of, super::clauses::role_of(entered), &title);
        let verb = rule.and_then(|rule| rule.verbs.first().cloned()).unwrap_or_default();
        Part { role, verb }
    }

    /// What stands for a record in a row.
    fn name(&self, entered: Entered<'_>) -> String {
        match entered {
            Entered::Honour(honour) => {
                let title = self.honour_title(honour);
                let names: Vec<String> = honour.to.iter().map(|person| person.name.clone()).collect();
                if names.iter().any(|name| OWN.contains(&name.as_str())) {
                    return title;
                }
                let count = honour.count.as_ref().filter(|count| count.sum.value > Decimal::from(names.len()));
                let of = count.map(|count| format!("等{}", self.figures.fact(count))).unwrap_or_default();
                let verb = if title.starts_with('“') { "获评" } else { "获" };
                format!("{}{of}{verb}{title}", row(names))
            }
            Entered::Congress(congress) => {
                format!("{}{}", congress.session.as_ref().map_or("", |text| text.text.as_str()), congress.kind.text)
            }
            Entered::Activity(_) | Entered::Regulation(_) | Entered::Donation(_) => {
                let view = view::record(entered, self.figures, &|prose| self.inline(prose));
                let word = |key: &str| view.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
                match entered {
                    Entered::Donation(_) => word("event"),
                    _ => word("ordinal") + &word("title"),
                }
            }
            _ => super::clauses::title_of(entered),
        }
    }

    /// The title of an honour as it is printed: in quotation marks, or a prize as it is.
    fn honour_title(&self, honour: &Honour) -> String {
        let view = view::record(Entered::Honour(honour), self.figures, &|prose| self.inline(prose));
        view.get("title").and_then(Value::as_str).unwrap_or_default().to_owned()
    }
}

/// Our parts in an event, in the order in which a row tells them.
const ROLES: [&str; 7] = ["own", "host", "joint", "undertake", "assist", "join", ""];

/// Verbs that one verb can stand for; what brings its own verb stands apart.
fn joins(a: &str, b: &str) -> bool {
    const HOLD: [&str; 4] = ["举办", "组织", "开展", "组织开展"];
    a == b || HOLD.contains(&a) && HOLD.contains(&b)
}

/// Names or sums in a row, 和 before the last.
pub fn joined<T: AsRef<str>>(parts: &[T]) -> String {
    let parts = || parts.iter().map(|part| part.as_ref().to_owned());
    match parts().next_back() {
        Some(last) if parts().len() > 1 => format!("{}和{last}", row(parts().take(parts().len() - 1))),
        Some(last) => last,
        None => String::new(),
    }
}

/// Names in a row, the last two joined by 和 where all of them are there.
fn in_row(names: &[String], cut: bool) -> String {
    let marks = match names {
        [first, second] => first.ends_with(['》', '”']) || second.starts_with(['《', '“']),
        [.., before, _] => before.ends_with(['》', '”']),
        _ => false,
    };
    if cut || marks { row(names.iter().cloned()) } else { joined(names) }
}

/// Our part: whose an event is must never be in doubt.
fn role(entered: Entered<'_>) -> &'static str {
    match entered {
        Entered::Activity(Activity { role, .. }) => match role.map_or(Role::Host, |role| role.value) {
            Role::Host => "host",
            Role::Joint => "joint",
            Role::Undertake => "undertake",
            Role::Assist => "assist",
            Role::Team | Role::Send | Role::Recommend => "join",
        },
        Entered::Training(Training { host: Some(_), .. }) => "join",
        Entered::Inspection(inspection) if inspection.inspector.is_some() => "join",
        _ => "host",
    }
}

fn persons(entered: Entered<'_>) -> Option<&Amount> {
    match entered {
        Entered::Relief(record) => record.persons.as_ref(),
        Entered::Donation(record) => record.persons.as_ref(),
        _ => None,
    }
}

fn money(entered: Entered<'_>) -> Option<&Amount> {
    match entered {
        Entered::Relief(record) => record.amount.as_ref(),
        Entered::Benefit(record) => record.amount.as_ref(),
        Entered::Donation(record) => record.amount.as_ref(),
        _ => None,
    }
}

fn attendance(entered: Entered<'_>) -> Option<&Amount> {
    match entered {
        Entered::Training(record) => record.attendance.as_ref(),
        _ => None,
    }
}

/// The sum over all records; `None` where one of them does not say, or nothing can be claimed of it.
///
/// The same person may be helped twice: a sum over several records is of 人次.
fn total<'a>(
    records: &[Entered<'a>],
    of: fn(Entered<'a>) -> Option<&'a Amount>,
    figures: Figures<'_>,
) -> Option<String> {
    let amounts: Vec<&Amount> = records.iter().map(|record| of(*record)).collect::<Option<_>>()?;
    if let [only] = amounts.as_slice() {
        return only.sum.is_known().then(|| figures.fact(only));
    }
    let (sum, unit) = figures::sum(amounts.iter().copied())?;
    let unit = if ["人", "名", "位"].contains(&unit.as_str()) { "人次" } else { &unit };
    (sum.is_claimable() && sum.is_known()).then(|| figures.summed(sum.print(unit), amounts))
}

/// How often: the sessions of meetings and trainings. A meeting that does not say was one.
fn sessions(records: &[Entered<'_>], figures: Figures<'_>) -> Option<String> {
    let meetings = records.iter().all(|record| matches!(record, Entered::Meeting(_)));
    let stated = |record: &Entered<'_>| match *record {
        Entered::Meeting(Meeting { sessions, .. }) | Entered::Training(Training { sessions, .. }) => sessions.clone(),
        _ => None,
    };
    let stated: Vec<Amount> = records.iter().filter_map(stated).collect();
    let silent = records.len() - stated.len();
    if silent > 0 && !meetings {
        return None;
    }
    let (sum, unit) = match figures::sum(&stated) {
        Some(sum) => sum,
        None if stated.is_empty() => (Sum::NONE, "次".to_owned()),
        None => return None,
    };
    let sum = (0..silent).fold(sum, |sum, _| sum.plus(Sum::exact(1)));
    // A meeting that does not say counts by itself.
    let from = records.iter().map(|record| match record {
        Entered::Meeting(Meeting { sessions: Some(own), .. })
        | Entered::Training(Training { sessions: Some(own), .. }) => own.origin,
        other => other.record().origin(),
    });
    let terms: Vec<String> = stated.iter().map(|own| own.text.clone()).collect();
    let ones = (0..silent).map(|_| "1".to_owned());
    let formula = |sum: &str| format!("{}={sum}", terms.iter().cloned().chain(ones).collect::<Vec<_>>().join("+"));
    let of = records.first().map(|record| record.record().origin()).unwrap_or_default();
    (sum.is_known() && sum.is_claimable()).then(|| figures.derived(sum.print(&unit), (of, "次数"), formula, from))
}

/// The kinds of congress among these records, each once.
fn kinds(records: &[Entered<'_>]) -> Option<String> {
    let mut kinds: Vec<String> = Vec::new();
    for record in records {
        let Entered::Congress(congress) = record else { return None };
        if !kinds.contains(&congress.kind.text) {
            kinds.push(congress.kind.text.clone());
        }
    }
    (!kinds.is_empty()).then(|| row(kinds))
}

/// Honours by level, from the highest: 市级荣誉2项、县级荣誉3项.
fn by_level(records: &[Entered<'_>], figures: Figures<'_>) -> Option<String> {
    let mut levels: BTreeMap<Level, Vec<Origin>> = BTreeMap::new();
    for record in records {
        let Entered::Honour(Honour { rank: Some(rank), .. }) = record else { return None };
        levels.entry(rank.value).or_default().push(rank.origin);
    }
    let told = levels.into_iter().map(|(level, of)| {
        let number = figures.counted(of.len().to_string(), &format!("荣誉.{}", level.name()), of);
        format!("{}荣誉{number}项", level.name())
    });
    Some(row(told)).filter(|told| !told.is_empty())
}

/// The records that belong together with the first of `left` in one row: all of its list that are told so.
pub(super) fn of_like<'a>(
    shown: &Shown<'_>,
    list: &dyn Fn(Entered<'a>) -> &'static str,
    all: &[Entered<'a>],
    first: Entered<'a>,
) -> Vec<(&'static str, Entered<'a>)> {
    let how = shown.of(list(first), first);
    let named = all.iter().map(|record| (list(*record), *record));
    named
        .filter(|(name, record)| shown.of(name, *record) == how && (how == Shows::Count || *name == list(first)))
        .collect()
}

/// The places of records.
pub(super) fn origins(records: &[(&'static str, Entered<'_>)]) -> impl Iterator<Item = Origin> {
    records.iter().map(|(_, record)| record.record().origin())
}
