//! What templates see of a record: formatted values and booleans under the English keys of the field table, never a number
//! to compute with. A field that is not written is not there, so a clause that needs it cannot print a blank.

mod areas;
mod events;
mod people;
mod plan;
mod records;
mod verbs;

use serde_json::{Map, Value, json};

pub use areas::is_inspection;
pub use events::role_name;
pub use people::{cadres, membership, organisation, staff};
pub use plan::{acts, plan_item};
pub use records::{finance, share_of, total_of};
pub use verbs::{is_visit, opens_with_verb};

use crate::document::number::chinese;
use crate::facts::amount::Amount;
use crate::facts::model::{Entered, OWN, Regulation};
use crate::facts::table::{Item, Record};
use crate::facts::time::Precision;
use crate::facts::types::Step;
use crate::facts::value::{Person, Prose, Role, Tier};
use crate::figures::origins::bare;
use crate::figures::slogans::row;
use crate::figures::{Figures, shares};

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
    often(&mut view, entered);
    verbs::method(&mut view);
    verbs::occasion(&mut view);
    add_shares(&mut view, entered, figures);
    add_own(&mut view, entered, figures);
    view
}

/// How often is not said again where the author's words say it.
fn often(view: &mut Map<String, Value>, entered: Entered<'_>) {
    let Some(every) = entered.place().every else { return };
    let says =
        |(key, value): (&String, &Value)| key != "every" && value.as_str().is_some_and(|v| v.contains(&every.text));
    if view.iter().any(says) {
        view.remove("every");
    }
}

/// What the clauses of each kind need beyond the written fields.
fn add_own(view: &mut Map<String, Value>, entered: Entered<'_>, figures: Figures<'_>) {
    match entered {
        Entered::Activity(activity) => {
            events::activity(view, activity, figures);
            if activity.role.is_none_or(|role| role.value == Role::Host) {
                verbs::subject(view);
            }
        }
        Entered::Congress(congress) => events::congress(view, congress, figures),
        Entered::Meeting(meeting) => {
            view.insert("agenda".to_owned(), agenda(&meeting.agenda));
            put(view, "resolutions", titles(meeting.resolutions.iter().map(|text| text.text.as_str())));
        }
        Entered::Training(training) => {
            if training.host.is_none() {
                verbs::subject(view);
            }
            put(view, "documents", titles(training.documents.iter().map(|text| text.text.as_str())));
        }
        Entered::Benefit(benefit) => records::base(view, benefit.base.as_ref()),
        Entered::Honour(honour) => records::honour(view, honour, figures),
        Entered::Publicity(publicity) => records::publicity(view, publicity, figures),
        Entered::Regulation(regulation) => {
            put(view, "title", titles([regulation.title.text.as_str()].into_iter()));
            // The body does not speak of itself as of another.
            if regulation.by.as_ref().is_some_and(|by| is_own(&by.text, figures)) {
                view.remove("by");
            }
        }
        Entered::Openness(openness) => areas::openness(view, openness),
        Entered::Donation(donation) => areas::donation(view, donation),
        Entered::Insurance(insurance) => records::base(view, insurance.base.as_ref()),
        Entered::Labour(labour) => {
            records::base(view, labour.base.as_ref());
            areas::labour(view, labour);
        }
        Entered::RetireeWork(work) => areas::retirees(view, &work.title.text),
        Entered::WomenWork(work) => areas::women(view, work),
        Entered::Inspection(inspection) => areas::inspection(view, inspection, figures),
        Entered::Home(home) => {
            records::base(view, home.base.as_ref());
            areas::home(view, home);
        }
        Entered::Relief(relief) => {
            view.insert("helped".to_owned(), Value::Bool(relief.received.is_some_and(|flag| flag.value)));
        }
        Entered::Evaluation(_) => {}
    }
}

/// The titles of regulations that one clause tells together.
pub fn regulations(view: &mut Map<String, Value>, together: &[&Regulation]) {
    put(view, "title", titles(together.iter().map(|regulation| regulation.title.text.as_str())));
}

/// Shares as stated, else computed. How many came to a congress is told, not its share, unless the author states it.
fn add_shares(view: &mut Map<String, Value>, entered: Entered<'_>, figures: Figures<'_>) {
    if matches!(entered, Entered::Congress(_)) {
        return;
    }
    for share in shares::shares_of(entered.record()) {
        if let Some(shown) = figures.shown(entered.record(), share) {
            view.insert("all".to_owned(), Value::Bool(shown.is_all()));
            view.insert("alike".to_owned(), Value::Bool(alike(entered.record(), share)));
            put(view, share.stated, figures.shown_noted(entered.record(), share));
        }
    }
}

/// Whether part and whole of a share read alike: 44个 of 44个.
pub fn alike(record: &dyn Record, share: &shares::Share) -> bool {
    match (record.named(share.part), record.named(share.whole)) {
        (Item::Amount(part), Item::Amount(whole)) => part.text == whole.text,
        _ => false,
    }
}

/// Fields that say where and how to tell a record and are not themselves told. A month or a date is told where the kind
/// asks for it; the number of an award is told where it is more than its names.
const NOT_TOLD: [&str; 13] =
    ["id", "area", "item", "when", "outside", "series", "of", "role", "rank", "count", "text", "photos", "fulfils"];

/// The fields that are written in a record but do not stand in `text`, which has no marks of notes: their names in Chinese and English.
pub fn left_out(entered: Entered<'_>, view: &Value, text: &str) -> Vec<[&'static str; 2]> {
    let fields = entered.record().table().fields.iter().enumerate();
    let missing = |(index, field): &(usize, &'static crate::facts::table::Field)| {
        let asked = match (field.en, entered) {
            // The rank of an activity is a place won (团体第二名); that of an honour is a level and no text.
            ("rank", _) => true,
            ("verb", _) => entered.place().verb.is_some(),
            // The details of an inspection are for a report of its own.
            ("basis" | "teams" | "findings" | "problems" | "advice", Entered::Inspection(_)) => false,
            // The stated number of prizes is there to be checked against those listed.
            ("prizes", Entered::Activity(activity)) => activity.awards.is_empty(),
            (name, _) => !NOT_TOLD.contains(&name),
        };
        let written = !matches!(entered.record().item(*index), Item::Nothing);
        asked && written && view.get(field.en).is_some_and(|value| !stands_in(value, text))
    };
    fields.filter(missing).map(|(_, field)| [field.zh, field.en]).collect()
}

/// Whether every text of a value stands in `text`.
fn stands_in(value: &Value, text: &str) -> bool {
    match value {
        Value::String(part) => text.contains(bare(part).trim_matches(['。', '，', '；'])),
        Value::Array(parts) => parts.iter().all(|part| stands_in(part, text)),
        Value::Object(parts) => parts.values().all(|part| stands_in(part, text)),
        _ => true,
    }
}

/// What the paper calls its own body. Only the union of a school is 校工会 where the author gives it no name.
pub fn own_name(figures: Figures<'_>) -> String {
    let names = &figures.facts().organisation.names;
    let school = figures.facts().level.is_none_or(|level| level.value == Tier::School);
    match &names.own {
        Some(own) => own.text.clone(),
        None if school => "校工会".to_owned(),
        None => names.title.text.clone(),
    }
}

/// Whether a text names the body itself.
fn is_own(name: &str, figures: Figures<'_>) -> bool {
    let organisation = &figures.facts().organisation;
    let names = [&organisation.names.signature, &organisation.names.title].into_iter().chain(&organisation.names.own);
    OWN.contains(&name) || names.chain(&organisation.aliases).any(|own| own.text == name)
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

fn item(value: Item<'_>, figures: Figures<'_>, print: Print) -> Option<Value> {
    Some(match value {
        // A word of a list says how to tell a record; where it is told itself, the view of the record puts it in.
        Item::Nothing | Item::Word(_) => return None,
        Item::Text(text) => Value::String(text.text.clone()),
        Item::Prose(prose) => Value::String(print(prose)),
        // 收到作品不详 is no sentence: what is not known is not told.
        Item::Amount(amount) if !amount.sum.is_known() => return None,
        Item::Amount(amount) => Value::String(figures.fact(amount)),
        Item::Amounts(amounts) => {
            let mut known = String::new();
            let mut open = false;
            for amount in amounts.iter().filter(|amount| amount.sum.is_known()) {
                // 2支队伍以上、55人以上: what stands after the unit would run into the next number.
                known += if open { "、" } else { "" };
                known += &figures.fact(amount);
                open = amount.text.ends_with(['上', '右', '下']);
            }
            Value::String(Some(known).filter(|known| !known.is_empty())?)
        }
        Item::When(when) => Value::String(when.print(&figures.file().period)),
        Item::Person(person) => Value::String(full_name(person)),
        Item::Number(number) => Value::String(chinese(number)),
        Item::Record(record) => Value::Object(fields(record, figures, print)),
        Item::List(items) if items.is_empty() => return None,
        Item::List(items) => list(items, figures, print),
        Item::Named(named) => {
            let pairs = named
                .into_iter()
                .filter_map(|(name, value)| Some(json!({ "name": name.text, "amount": item(value, figures, print)? })));
            Value::Array(pairs.collect())
        }
    })
}

/// A list of names in a row takes 、 (GB/T 15834); a list of records stays a list.
fn list(items: Vec<Item<'_>>, figures: Figures<'_>, print: Print) -> Value {
    let values: Vec<Value> = items.into_iter().filter_map(|each| item(each, figures, print)).collect();
    if values.iter().all(Value::is_string) {
        return Value::String(row(values.iter().filter_map(Value::as_str).map(str::to_owned)));
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
    groups.into_iter().map(|(verb, objects)| json!({ "verb": verb, "objects": row(objects) })).collect()
}

/// A name that stands in quotation marks; the author may have written them himself.
fn quote(view: &mut Map<String, Value>, key: &str) {
    if let Some(Value::String(text)) = view.get_mut(key)
        && !(text.starts_with('“') && text.ends_with('”'))
    {
        *text = format!("“{text}”");
    }
}

fn unit(amount: Option<&Amount>) -> Option<String> {
    amount.map(|amount| amount.unit.clone())
}
