//! What templates see of a record: formatted values and booleans under the English keys of the field table, never a number
//! to compute with. A field that is not written is not there, so a clause that needs it cannot print a blank.

use serde_json::{Map, Value, json};

use crate::document::number::chinese;
use crate::facts::amount::Amount;
use crate::facts::model::{Activity, Award, Benefit, Congress, Entered, Finance, Follow, Honour, Line, OWN, Staff};
use crate::facts::table::{Item, Record};
use crate::facts::time::Precision;
use crate::facts::types::Step;
use crate::facts::value::{Person, Prose, Role};
use crate::figures::{self, Figures};

/// How prose is printed; the caller resolves the references.
pub type Print<'p> = &'p dyn Fn(&Prose) -> String;

/// A record with all its written fields, and the figures that its clauses use.
pub fn record(entered: Entered<'_>, figures: Figures<'_>, print: Print) -> Map<String, Value> {
    let mut view = fields(entered.record(), figures, print);
    put(&mut view, "self", Some(own_name(figures)));
    let when = entered.place().when;
    put(
        &mut view,
        "occasion",
        when.filter(|when| when.precision == Precision::Occasion).map(|when| when.written.clone()),
    );
    put(
        &mut view,
        "day",
        when.filter(|when| when.precision == Precision::Day).map(|when| when.print(&figures.file().period)),
    );
    match entered {
        Entered::Activity(activity) => add_activity(&mut view, activity),
        Entered::Congress(congress) => add_congress(&mut view, congress),
        Entered::Meeting(meeting) => {
            view.insert("agenda".to_owned(), agenda(&meeting.agenda));
            put(&mut view, "resolutions", titles(meeting.resolutions.iter().map(|text| text.text.as_str())));
        }
        Entered::Training(training) => {
            put(&mut view, "documents", titles(training.documents.iter().map(|text| text.text.as_str())));
        }
        Entered::Benefit(benefit) => add_benefit(&mut view, benefit, figures),
        Entered::Honour(honour) => add_honour(&mut view, honour),
        Entered::Publicity(publicity) => put(&mut view, "articles_unit", unit(publicity.articles.as_ref())),
        Entered::Relief(_) => {}
    }
    view
}

/// What the paper calls its own body.
pub fn own_name(figures: Figures<'_>) -> String {
    figures.facts().organisation.names.own.as_ref().map_or_else(|| "校工会".to_owned(), |own| own.text.clone())
}

/// Every written field of a record, formatted, under its English key.
pub fn fields(record: &dyn Record, figures: Figures<'_>, print: Print) -> Map<String, Value> {
    let mut view = Map::new();
    for (index, field) in record.table().fields.iter().enumerate() {
        if let Some(value) = item(record.item(index), figures, print) {
            view.insert(field.en.to_owned(), value);
        }
    }
    view
}

fn item(item: Item<'_>, figures: Figures<'_>, print: Print) -> Option<Value> {
    Some(match item {
        Item::Nothing => return None,
        Item::Text(text) => Value::String(text.text.clone()),
        Item::Prose(prose) => Value::String(print(prose)),
        // 收到作品不详 is no sentence: what is not known is not told.
        Item::Amount(amount) if !amount.sum.is_known() => return None,
        Item::Amount(amount) => Value::String(amount.text.clone()),
        Item::Amounts(amounts) => Value::String(amounts.iter().map(|amount| amount.text.as_str()).collect()),
        Item::When(when) => Value::String(when.print(&figures.file().period)),
        Item::Person(person) => Value::String(full_name(person)),
        Item::Number(number) => Value::String(chinese(number)),
        Item::Record(record) => Value::Object(fields(record, figures, print)),
        Item::List(items) if items.is_empty() => return None,
        Item::List(items) => list(items, figures, print),
    })
}

/// A list of names in a row takes 、 (GB/T 15834); a list of records stays a list.
fn list(items: Vec<Item<'_>>, figures: Figures<'_>, print: Print) -> Value {
    let values: Vec<Value> = items.into_iter().filter_map(|each| item(each, figures, print)).collect();
    if values.iter().all(Value::is_string) {
        let words: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
        return Value::String(words.join("、"));
    }
    Value::Array(values)
}

fn put(view: &mut Map<String, Value>, key: &str, value: Option<String>) {
    if let Some(value) = value {
        view.insert(key.to_owned(), Value::String(value));
    }
}

fn full_name(person: &Person) -> String {
    format!("{}{}", person.unit.as_deref().unwrap_or_default(), person.name)
}

/// Titles in book marks; none stands between two of them (GB/T 15834 4.14).
fn titles<'t>(texts: impl Iterator<Item = &'t str>) -> Option<String> {
    let marked: String =
        texts.map(|text| if text.contains('《') { text.to_owned() } else { format!("《{text}》") }).collect();
    (!marked.is_empty()).then_some(marked)
}

/// Steps of an agenda; neighbours with the same verb share it.
fn agenda(steps: &[Step]) -> Value {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for step in steps {
        match groups.last_mut() {
            Some((verb, objects)) if *verb == step.verb => objects.push(step.object.text.clone()),
            _ => groups.push((step.verb.clone(), vec![step.object.text.clone()])),
        }
    }
    groups.into_iter().map(|(verb, objects)| json!({ "verb": verb, "objects": row(&objects) })).collect()
}

/// Names in a row; adjacent book titles take no mark between them.
fn row(names: &[String]) -> String {
    let mut text = String::new();
    for name in names {
        let adjacent_titles = text.ends_with('》') && name.starts_with('《');
        if !text.is_empty() && !adjacent_titles {
            text.push('、');
        }
        text.push_str(name);
    }
    text
}

fn add_activity(view: &mut Map<String, Value>, activity: &Activity) {
    let role = role_name(activity.role.map_or(Role::Host, |role| role.value));
    view.insert("role".to_owned(), Value::String(role.to_owned()));
    put(view, "ordinal", activity.ordinal.map(|ordinal| format!("第{}届", chinese(ordinal.value))));
    view.insert("awards".to_owned(), awards(&activity.awards, None));
    let sent: Vec<String> = winners_of(&activity.awards).iter().map(|person| full_name(person)).collect();
    let whole = activity.awards.iter().all(|award| !award.winners.is_empty() && remaining(award).is_none());
    put(view, "winners", (!sent.is_empty() && whole && sent.len() <= 3).then(|| row(&sent)));
    view.insert("one_award".to_owned(), Value::Bool(activity.awards.len() == 1));
    put(view, "entries_unit", unit(activity.entries.as_ref()));
    let first = winners_of(&activity.awards);
    view.insert("then".to_owned(), activity.then.iter().map(|next| follow(next, &first)).collect());
}

fn unit(amount: Option<&Amount>) -> Option<String> {
    amount.map(|amount| amount.unit.clone())
}

/// What followed an activity. One winner of one award leads the sentence, unless he was the only one before.
fn follow(follow: &Follow, first: &[&Person]) -> Value {
    let mut view = Map::new();
    put(&mut view, "title", Some(follow.title.text.clone()));
    put(&mut view, "for", follow.own.as_ref().map(|own| own.text.clone()));
    let known = match winners_of(&follow.awards).as_slice() {
        [one] if follow.awards.len() == 1 => {
            let alone = matches!(first, [only] if only.name == one.name);
            put(&mut view, "who", (!alone).then(|| one.name.clone()));
            vec![*one]
        }
        _ => Vec::new(),
    };
    view.insert("awards".to_owned(), awards(&follow.awards, Some(&known)));
    Value::Object(view)
}

/// The word for a role.
pub fn role_name(role: Role) -> &'static str {
    Role::WORDS.iter().find(|(each, _)| *each == role).map_or("", |(_, words)| words[0])
}

fn winners_of(awards: &[Award]) -> Vec<&Person> {
    awards.iter().flat_map(|award| &award.winners).collect()
}

/// Whether an award has more prizes than the names listed.
fn remaining(award: &Award) -> Option<&str> {
    let count = award.count.as_ref().filter(|count| count.sum.is_known())?;
    (count.sum.value != rust_decimal::Decimal::from(award.winners.len()) || !count.sum.is_exact())
        .then_some(count.text.as_str())
}

/// Awards as a clause tells them: single winners of neighbouring ranks share one predicate (分获), the rest stand alone;
/// `known` names that the clause has already told are not told again.
fn awards(awards: &[Award], known: Option<&[&Person]>) -> Value {
    let mut told: Vec<Value> = Vec::new();
    let mut counted: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(award) = awards.get(at) {
        let singles =
            awards[at..].iter().take_while(|award| award.winners.len() == 1 && remaining(award).is_none()).count();
        if award.winners.is_empty() {
            match &award.count {
                Some(count) => counted.push(format!("{}{}", award.rank.text, count.text)),
                None => told.push(json!({ "rank": award.rank.text })),
            }
            at += 1;
        } else if singles > 1 {
            told.push(shared(&awards[at..at + singles]));
            at += singles;
        } else {
            told.push(single(award, known));
            at += 1;
        }
    }
    json!({ "told": told, "counted": counted.join("、") })
}

fn single(award: &Award, known: Option<&[&Person]>) -> Value {
    let same = known.is_some_and(|known| {
        known.len() == award.winners.len() && known.iter().zip(&award.winners).all(|(a, b)| a.name == b.name)
    });
    let mut view = Map::new();
    put(&mut view, "rank", Some(award.rank.text.clone()));
    let names: Vec<String> = award.winners.iter().map(full_name).collect();
    put(&mut view, "names", (!same).then(|| row(&names)));
    put(&mut view, "of", remaining(award).map(str::to_owned));
    Value::Object(view)
}

/// 甲和乙分获一、二等奖: ranks that end alike are joined.
fn shared(awards: &[Award]) -> Value {
    let names: Vec<String> = awards.iter().flat_map(|award| &award.winners).map(full_name).collect();
    let ranks: Vec<&str> = awards.iter().map(|award| award.rank.text.as_str()).collect();
    let stems: Option<Vec<&str>> = ranks.iter().map(|rank| rank.strip_suffix("等奖")).collect();
    let ranks = stems.map_or_else(|| ranks.join("、"), |stems| format!("{}等奖", stems.join("、")));
    let names = if let [first, second] = names.as_slice() { format!("{first}和{second}") } else { row(&names) };
    json!({ "names": names, "rank": ranks, "shared": true })
}

fn add_congress(view: &mut Map<String, Value>, congress: &Congress) {
    view.insert("agenda".to_owned(), agenda(&congress.agenda));
    put(view, "resolutions", titles(congress.resolutions.iter().map(|text| text.text.as_str())));
    put(view, "answer_rate", figures::answer_rate(congress).map(|rate| rate.print()));
    let by_delegates = congress.kind.text.contains("代表");
    view.insert("delegates".to_owned(), Value::Bool(by_delegates));
}

fn add_benefit(view: &mut Map<String, Value>, benefit: &Benefit, figures: Figures<'_>) {
    let coverage = figures.coverage(benefit);
    view.insert("all".to_owned(), Value::Bool(coverage.is_some_and(|rate| rate.part == rate.whole)));
    put(view, "coverage", coverage.map(|rate| rate.print()));
    view.insert("quoted".to_owned(), Value::Bool(benefit.kind.text.starts_with('“')));
    if let Some((group, whole)) = benefit.base.as_ref().and_then(|base| base_words(&base.text)) {
        put(view, "group", Some(group));
        put(view, "whole", Some(whole));
    }
}

/// Who is meant by the base of a coverage, and the base as a share names it: 教职工 and 教职工总数.
fn base_words(path: &str) -> Option<(String, String)> {
    let (_, field) = Staff::TABLE.find(path.rsplit('.').next()?)?;
    Some(match field.en {
        "total" => ("教职工".to_owned(), "教职工总数".to_owned()),
        "members" => ("会员".to_owned(), "会员总数".to_owned()),
        _ => (format!("{}教职工", field.zh), format!("{}教职工", field.zh)),
    })
}

fn add_honour(view: &mut Map<String, Value>, honour: &Honour) {
    let own = honour.to.iter().any(|person| OWN.contains(&person.name.as_str()));
    let named = honour.to.iter().filter(|person| !OWN.contains(&person.name.as_str()));
    let names: Vec<String> = named.map(full_name).collect();
    view.insert("own".to_owned(), Value::Bool(own));
    view.remove("to");
    put(view, "to", (!names.is_empty()).then(|| row(&names)));
    let more = honour.count.as_ref().filter(|count| count.sum.value > rust_decimal::Decimal::from(honour.to.len()));
    put(view, "of", more.map(|count| count.text.clone()));
    let prize = ["奖", "奖章", "证书", "杯", "名"].iter().any(|end| honour.title.text.ends_with(end));
    view.insert("prize".to_owned(), Value::Bool(prize));
}

/// Income and expense with their totals, shares and the balance.
pub fn finance(finance: &Finance, print: Print) -> Map<String, Value> {
    let mut view = Map::new();
    for (key, lines) in [("income", &finance.income), ("expense", &finance.expense)] {
        if let Some(total) = figures::lines_total(lines) {
            view.insert(
                key.to_owned(),
                json!({ "total": total.print("元"), "lines": lines.iter().map(line).collect::<Vec<_>>() }),
            );
        }
    }
    put(&mut view, "carried", finance.carried.as_ref().map(|carried| carried.text.clone()));
    let balance = figures::balance(finance);
    put(
        &mut view,
        "balance",
        balance.filter(|balance| !balance.value.is_sign_negative()).map(|balance| balance.print("元")),
    );
    put(
        &mut view,
        "overspent",
        balance.filter(|balance| balance.value.is_sign_negative()).map(|mut balance| {
            balance.value = -balance.value;
            balance.print("元")
        }),
    );
    put(&mut view, "audit", finance.audit.as_ref().map(print));
    view
}

fn line(line: &Line) -> Value {
    json!({ "item": line.item.text, "amount": line.amount.text })
}
