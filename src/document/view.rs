//! What templates see of a record: formatted values and booleans under the English keys of the field table, never a number
//! to compute with. A field that is not written is not there, so a clause that needs it cannot print a blank.

use serde_json::{Map, Value, json};

use crate::document::number::chinese;
use crate::facts::amount::Amount;
use crate::facts::model::{
    Activity, Award, Benefit, Congress, Entered, Finance, Follow, Honour, Line, OWN, Publicity, Staff,
};
use crate::facts::table::{Item, Record};
use crate::facts::time::{Period, Precision};
use crate::facts::types::Step;
use crate::facts::value::{Person, Prose, Role, Text};
use crate::figures::{self, Figures};

/// How prose is printed; the caller resolves the references.
pub type Print<'p> = &'p dyn Fn(&Prose) -> String;

/// A record with all its written fields, and the figures that its clauses use.
pub fn record(entered: Entered<'_>, figures: Figures<'_>, print: Print) -> Map<String, Value> {
    let mut view = fields(entered.record(), figures, print);
    put(&mut view, "self", Some(own_name(figures)));
    let when = entered.place().when;
    put(&mut view, "own_verb", entered.place().verb.map(|verb| verb.text.clone()));
    // What lies outside the period is told with its time, or it would seem to belong to it.
    let outside = entered.place().outside;
    let own_time = when.filter(|when| outside || when.precision == Precision::Occasion);
    put(&mut view, "occasion", own_time.map(|when| when.print(&figures.file().period)));
    put(
        &mut view,
        "day",
        when.filter(|when| !outside && when.precision == Precision::Day).map(|when| when.print(&figures.file().period)),
    );
    quote(&mut view, "theme");
    match entered {
        Entered::Activity(activity) => add_activity(&mut view, activity, &figures.file().period),
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
        Entered::Publicity(publicity) => add_publicity(&mut view, publicity),
        _ => {}
    }
    view
}

/// Fields that say where and how to tell a record and are not themselves told. A month or a date is told where the kind
/// asks for it; the number of an award is told where it is more than its names.
const NOT_TOLD: [&str; 11] = ["id", "area", "item", "when", "outside", "series", "of", "role", "rank", "count", "text"];

/// The fields that are written in a record but do not stand in `text`: their names in Chinese and English.
pub fn left_out(entered: Entered<'_>, view: &Map<String, Value>, text: &str) -> Vec<[&'static str; 2]> {
    let fields = entered.record().table().fields.iter();
    let told = |field: &&crate::facts::table::Field| {
        // The rank of an activity is a place won (团体第二名); that of an honour is a level and no text.
        let asked = match field.en {
            "rank" => true,
            "verb" => entered.place().verb.is_some(),
            name => !NOT_TOLD.contains(&name),
        };
        asked && view.get(field.en).is_some_and(|value| !stands_in(value, text))
    };
    fields.filter(told).map(|field| [field.zh, field.en]).collect()
}

/// Whether every text of a value stands in `text`.
fn stands_in(value: &Value, text: &str) -> bool {
    match value {
        Value::String(part) => text.contains(part.trim_matches(['。', '，', '；'])),
        Value::Array(parts) => parts.iter().all(|part| stands_in(part, text)),
        Value::Object(parts) => parts.values().all(|part| stands_in(part, text)),
        _ => true,
    }
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
        Item::Amounts(amounts) => {
            let known: String = amounts.iter().filter(|a| a.sum.is_known()).map(|a| a.text.as_str()).collect();
            Value::String(Some(known).filter(|known| !known.is_empty())?)
        }
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

/// A name that stands in quotation marks; the author may have written them himself.
fn quote(view: &mut Map<String, Value>, key: &str) {
    if let Some(Value::String(text)) = view.get_mut(key)
        && !(text.starts_with('“') && text.ends_with('”'))
    {
        *text = format!("“{text}”");
    }
}

fn add_activity(view: &mut Map<String, Value>, activity: &Activity, period: &Period) {
    let role = role_name(activity.role.map_or(Role::Host, |role| role.value));
    view.insert("role".to_owned(), Value::String(role.to_owned()));
    let told = activity.title.text.starts_with('第') && activity.title.text.contains('届');
    view.remove("ordinal");
    let ordinal = activity.ordinal.filter(|_| !told);
    put(view, "ordinal", ordinal.map(|ordinal| format!("第{}届", chinese(ordinal.value))));
    put(view, "entries_unit", unit(activity.entries.as_ref()));
    let first = winners_of(&activity.awards);
    let object = ["subject", "participants", "entries"].iter().any(|key| view.contains_key(*key));
    let sends = matches!(role, "选送" | "推荐") && !object && !first.is_empty() && first.len() <= 3;
    let whole = sends && activity.awards.iter().all(|award| !award.winners.is_empty() && remaining(award).is_none());
    // Those who were sent are named as the object, and not once more as winners.
    put(view, "sent", whole.then(|| row(&first.iter().map(|person| full_name(person)).collect::<Vec<_>>())));
    view.insert("awards".to_owned(), awards(&activity.awards, whole.then_some(first.as_slice())));
    view.insert("then".to_owned(), activity.then.iter().map(|next| follow(next, &first, period)).collect());
}

fn unit(amount: Option<&Amount>) -> Option<String> {
    amount.map(|amount| amount.unit.clone())
}

/// What followed an activity. Who went on leads the sentence, unless it is the very winners told before.
fn follow(follow: &Follow, first: &[&Person], period: &Period) -> Value {
    let mut view = Map::new();
    put(&mut view, "title", Some(follow.title.text.clone()));
    let outside = follow.when.as_ref().filter(|_| follow.outside.is_some_and(|flag| flag.value));
    put(&mut view, "day", outside.map(|when| when.print(period)));
    put(&mut view, "for", follow.own.as_ref().map(|own| own.text.clone()));
    let winners = winners_of(&follow.awards);
    let same = winners.len() == first.len() && winners.iter().zip(first).all(|(a, b)| a.name == b.name);
    let alone = winners.len() == 1 && follow.awards.len() == 1;
    put(&mut view, "who", (alone && !same).then(|| winners[0].name.clone()));
    view.insert("awards".to_owned(), awards(&follow.awards, (same || alone).then_some(winners.as_slice())));
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
fn remaining(award: &Award) -> Option<&str> {
    let count = award.count.as_ref().filter(|count| count.sum.is_known())?;
    let complete = count.sum.is_exact() && count.sum.value == rust_decimal::Decimal::from(award.winners.len());
    (!complete).then_some(count.text.as_str())
}

/// Awards in the author's order, as a clause tells them: single winners of neighbouring ranks share one predicate (分获),
/// neighbouring numbers without names stand in a row. `known` names that the clause has already told are not told again.
fn awards(awards: &[Award], known: Option<&[&Person]>) -> Value {
    let mut told: Vec<Value> = Vec::new();
    let mut at = 0;
    while let Some(award) = awards.get(at) {
        let run = |fits: fn(&Award) -> bool| awards[at..].iter().take_while(|award| fits(award)).count();
        let counted = run(|award| award.winners.is_empty());
        let singles = run(|award| award.winners.len() == 1 && remaining(award).is_none());
        let (view, taken) = if counted > 0 {
            let numbers = awards[at..at + counted].iter().map(|award| {
                let count = award.count.as_ref().filter(|count| count.sum.is_known());
                format!("{}{}", award.rank.text, count.map_or("", |count| count.text.as_str()))
            });
            (json!({ "counted": numbers.collect::<Vec<_>>().join("、") }), counted)
        } else if singles > 1 {
            (shared(&awards[at..at + singles], known), singles)
        } else {
            (single(award, known), 1)
        };
        told.push(view);
        at += taken;
    }
    Value::Array(told)
}

fn single(award: &Award, known: Option<&[&Person]>) -> Value {
    let names: Vec<String> = award.winners.iter().map(full_name).collect();
    let mut view = Map::new();
    put(&mut view, "rank", Some(award.rank.text.clone()));
    put(&mut view, "names", known.is_none().then(|| row(&names)));
    put(&mut view, "of", remaining(award).map(str::to_owned));
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
    let names = if let [first, second] = names.as_slice() { format!("{first}和{second}") } else { row(&names) };
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

fn add_congress(view: &mut Map<String, Value>, congress: &Congress) {
    view.insert("agenda".to_owned(), agenda(&congress.agenda));
    let voted = |name: &Text| {
        let title = name.text.trim_matches(['《', '》']);
        congress.agenda.iter().any(|step| step.verb.contains("通过") && step.object.text.contains(title))
    };
    let others = congress.resolutions.iter().filter(|name| !voted(name));
    view.remove("resolutions");
    put(view, "resolutions", titles(others.map(|text| text.text.as_str())));
    put(view, "answer_rate", figures::answer_rate(congress).map(|rate| rate.print()));
    let by_delegates = ["代表", "教代会"].iter().any(|word| congress.kind.text.contains(word));
    view.insert("delegates".to_owned(), Value::Bool(by_delegates));
}

fn add_benefit(view: &mut Map<String, Value>, benefit: &Benefit, figures: Figures<'_>) {
    let coverage = figures.coverage(benefit);
    view.insert("all".to_owned(), Value::Bool(coverage.is_some_and(|rate| rate.part == rate.whole)));
    put(view, "coverage", coverage.map(|rate| rate.print()));
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
    quote(view, "title");
    // A medal or a prize is named as it is; only a title of honour stands in quotation marks.
    let ends = |words: &[&str]| words.iter().any(|word| honour.title.text.ends_with(word));
    let (medal, prize) = (ends(&["奖章", "证书"]), ends(&["奖", "杯", "名"]));
    if medal || prize {
        put(view, "title", Some(honour.title.text.clone()));
    }
    view.insert("medal".to_owned(), Value::Bool(medal));
    view.insert("prize".to_owned(), Value::Bool(prize));
}

/// Outlets in a row, each with its own number of articles where it has one.
fn add_publicity(view: &mut Map<String, Value>, publicity: &Publicity) {
    put(view, "articles_unit", unit(publicity.articles.as_ref()));
    let named = publicity.outlets.iter().map(|outlet| {
        let articles = outlet.0.articles.as_ref().filter(|articles| articles.sum.is_known());
        format!("{}{}", outlet.0.name.text, articles.map_or("", |articles| articles.text.as_str()))
    });
    view.remove("outlets");
    put(view, "outlets", Some(named.collect::<Vec<_>>().join("、")).filter(|names| !names.is_empty()));
}

/// Income and expense with their totals, shares and the balance.
pub fn finance(finance: &Finance, print: Print) -> Map<String, Value> {
    let mut view = Map::new();
    for (key, lines) in [("income", &finance.income), ("expense", &finance.expense)] {
        if let Some(total) = figures::lines_total(lines) {
            view.insert(
                key.to_owned(),
                json!({ "total": total.print("元"), "many": lines.len() > 1, "lines": lines.iter().map(line).collect::<Vec<_>>() }),
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
