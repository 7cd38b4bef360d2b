//! What a plan calls a matter of last year: who hosts it stays, which time it is moves on.

use crate::facts::model::{Activity, Entered, Publicity, Relief};
use crate::facts::numeral;
use crate::facts::value::{Level, Piece, Prose, Role};
use crate::plan::draft::history::{History, name};
use crate::plan::draft::names::{self, Onward};

/// The title of a matter in the plan to which its numbers go on; nothing where it is no matter of a plan.
pub fn title(history: &History<'_>, onward: Onward) -> Option<String> {
    let record = history.latest().record;
    let called = name(record).map(|name| moved_on(&name, history, onward));
    Some(match record {
        Entered::Activity(activity) => of_activity(activity, history, onward),
        Entered::Training(training) => match &training.host {
            Some(host) => format!("参加{}{}", host.text, moved_on(&training.title.text, history, onward)),
            None => moved_on(&training.title.text, history, onward),
        },
        Entered::Relief(relief) => of_relief(relief),
        Entered::Benefit(benefit) => match benefit.kind.text.as_str() {
            kind if kind.contains("互助") || kind.contains("保险") => format!("办理{kind}"),
            kind if kind.starts_with("体检") || kind.starts_with("疗休养") => format!("教职工{kind}"),
            kind => kind.to_owned(),
        },
        Entered::Honour(honour) if honour.rank.is_some_and(|rank| rank.value == Level::School) => {
            format!("评选{}", honour.title.text)
        }
        Entered::Publicity(publicity) => bulletin(publicity)?,
        Entered::Openness(_) => format!("推进{}", called?),
        Entered::Evaluation(evaluation) => format!("民主评议{}", evaluation.object.text),
        Entered::Insurance(insurance) => format!("办理{}", insurance.product.text),
        Entered::Inspection(inspection) => match &inspection.inspector {
            None => format!("检查{}", inspection.object.text),
            Some(_) => return None,
        },
        Entered::Honour(_) | Entered::Home(_) | Entered::Regulation(_) | Entered::Congress(_) => return None,
        _ => called?,
    })
}

/// What a record is called where it is not for the plan: its name, of relief with what was done.
pub fn called(record: Entered<'_>) -> String {
    match record {
        Entered::Relief(relief) => of_relief(relief),
        _ => name(record).unwrap_or_default(),
    }
}

/// How it is done, where the record says it: what is made public.
pub fn measure(record: Entered<'_>) -> Option<String> {
    let Entered::Openness(openness) = record else { return None };
    let items = joined(openness.items.iter().map(|item| item.text.as_str()));
    (!items.is_empty()).then(|| format!("公开{items}"))
}

/// Whether a matter is of the kind that plans have, also where it is no matter of this one.
pub fn is_planned_for(record: Entered<'_>) -> bool {
    match record {
        Entered::Home(_) | Entered::Regulation(_) | Entered::Congress(_) => false,
        Entered::Honour(honour) => honour.rank.is_some_and(|rank| rank.value == Level::School),
        Entered::Publicity(publicity) => bulletin(publicity).is_some(),
        Entered::Inspection(inspection) => inspection.inspector.is_none(),
        _ => true,
    }
}

fn of_activity(activity: &Activity, history: &History<'_>, onward: Onward) -> String {
    let host = activity.host.as_ref().map_or("", |host| host.text.as_str());
    let own = match (activity.ordinal, onward.next) {
        // What stands in the title beside the ordinal counts something else.
        (Some(_), Some(next)) => {
            let title = names::advanced(&activity.title.text, Onward { next: None, ..onward });
            format!("第{}届{title}", numeral::chinese(next))
        }
        _ => moved_on(&activity.title.text, history, onward),
    };
    let who = activity.subject.as_ref().map_or("教职工", |who| who.text.as_str());
    match activity.role.map_or(Role::Host, |role| role.value) {
        Role::Host => match activity.purpose.as_ref().and_then(occasion).filter(|_| is_other_each_year(history)) {
            Some(occasion) => format!("{}活动", names::advanced(&occasion, onward)),
            None => own,
        },
        Role::Joint if activity.partners.is_empty() => own,
        Role::Joint => {
            let partners = joined(activity.partners.iter().map(|partner| partner.text.as_str()));
            format!("与{partners}联合举办{own}")
        }
        Role::Undertake => format!("承办{host}{own}"),
        Role::Assist => format!("配合{host}开展{own}"),
        Role::Team => format!("组队参加{host}{own}"),
        Role::Send if activity.participants.is_none() && activity.entries.is_some() => {
            format!("选送{}参加{host}{own}", entries(activity))
        }
        Role::Send => format!("选送{who}参加{host}{own}"),
        Role::Recommend => format!("推荐{who}参加{host}{own}"),
    }
}

/// A name with the numbers that stand in it moved on; an ordinal that was the same the time before counts something else, and
/// so may 第二次 and 第一期 where nobody has seen them go up.
fn moved_on(title: &str, history: &History<'_>, onward: Onward) -> String {
    let before = history.seen.get(1).and_then(|seen| name(seen.record));
    let goes_up = before.map_or(title.contains('届'), |before| names::ordinal(&before) != names::ordinal(title));
    names::advanced(title, Onward { next: onward.next.filter(|_| goes_up), ..onward })
}

/// What is sent to a contest, by how it is counted.
fn entries(activity: &Activity) -> &'static str {
    match activity.entries.as_ref().map_or("", |entries| entries.unit.as_str()) {
        "篇" => "稿件",
        "节" | "堂" => "教师",
        _ => "作品",
    }
}

/// Whether it was another event last time: then it goes by its occasion.
fn is_other_each_year(history: &History<'_>) -> bool {
    let mut names = history.seen.iter().filter_map(|seen| name(seen.record)).map(|name| names::bare(&name));
    let latest = names.next();
    names.any(|name| Some(name) != latest)
}

/// 庆祝第41个教师节 of 为庆祝第41个教师节.
fn occasion(purpose: &Prose) -> Option<String> {
    let [paragraph] = purpose.paragraphs.as_slice() else { return None };
    let [Piece::Text(text)] = paragraph.as_slice() else { return None };
    let occasion = text.strip_prefix('为')?;
    ["庆祝", "纪念", "迎接"].iter().any(|word| occasion.starts_with(word)).then(|| occasion.to_owned())
}

fn of_relief(relief: &Relief) -> String {
    let way = relief.way.as_ref().map_or("慰问", |way| way.text.as_str());
    format!("{way}{}", relief.who.text)
}

/// A bulletin of one's own: it is counted in issues.
fn bulletin(publicity: &Publicity) -> Option<String> {
    let issues = publicity.articles.as_ref().is_some_and(|articles| articles.unit == "期");
    if publicity.bulletins.is_none() && !issues {
        return None;
    }
    let name = name(Entered::Publicity(publicity)).unwrap_or_else(|| "工会简报".to_owned());
    Some(format!("编印{name}"))
}

/// 评优评先、职称评聘和食堂采购
fn joined<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<&str> = names.collect();
    match names.pop() {
        None => String::new(),
        Some(last) if names.is_empty() => last.to_owned(),
        Some(last) => format!("{}和{last}", names.join("、")),
    }
}
