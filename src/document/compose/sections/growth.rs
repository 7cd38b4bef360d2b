//! How a body has grown from the first to the last year of a term: what changed alike is said once, and the groups of the
//! staff stand together.

use serde_json::{Map, Value, json};

use crate::facts::amount::{Amount, kind_of};
use crate::facts::table::{Item, Record};
use crate::figures::Figures;
use crate::figures::change::{Change, Measured, change};
use crate::figures::origins::{Called, Sort, bare};

/// What is compared: section, field, and its name on paper.
const STANDING: [(&str, &str, &str); 7] = [
    ("school", "students", "在校学生"),
    ("staff", "total", "教职工"),
    ("staff", "members", "工会会员"),
    ("membership", "members", "工会会员"),
    ("membership", "units_with_union", "已建会单位"),
    ("membership", "unions", "基层工会"),
    ("cadres", "total", "工会干部"),
];
/// Groups of the staff.
const MAKEUP: [(&str, &str, &str); 3] =
    [("staff", "party", "党员"), ("staff", "senior", "高级职称"), ("staff", "bachelor", "本科以上学历")];

/// A figure that has changed.
struct Grown {
    names: Vec<&'static str>,
    from: String,
    to: String,
    way: &'static str,
    /// By how much, where both are known exactly.
    by: Option<String>,
}

impl Grown {
    fn view(&self, suffix: &str) -> Value {
        let name = self.names.join("、") + suffix;
        json!({ "name": name, "many": self.names.len() > 1, "from": self.from, "to": self.to, "way": self.way })
    }
}

/// The sections of the facts of which a figure has changed.
pub(super) fn sections(first: Figures<'_>, last: Figures<'_>) -> impl Iterator<Item = &'static str> {
    STANDING.iter().filter(move |standing| grown(first, last, **standing).is_some()).map(|standing| standing.0)
}

/// `changes`, and `makeup` where several groups of the staff have all grown, or all shrunk, by a known number.
pub(super) fn told(first: Figures<'_>, last: Figures<'_>) -> Map<String, Value> {
    let mut changes: Vec<Grown> = Vec::new();
    for next in STANDING.iter().filter_map(|standing| grown(first, last, *standing)) {
        let alike = |before: &Grown| (bare(&before.from), bare(&before.to)) == (bare(&next.from), bare(&next.to));
        match changes.last_mut().filter(|before| alike(before)) {
            Some(before) => before.names.extend(next.names),
            None => changes.push(next),
        }
    }
    let mut changes: Vec<Value> = changes.iter().map(|change| change.view("")).collect();
    let groups: Vec<Grown> = MAKEUP.iter().filter_map(|standing| grown(first, last, *standing)).collect();
    let by: Option<Vec<&str>> = groups.iter().map(|group| group.by.as_deref()).collect();
    let alike = groups.windows(2).all(|pair| matches!(pair, [a, b] if a.way == b.way));
    let mut c = Map::new();
    match (by, groups.first()) {
        (Some(by), Some(one)) if groups.len() > 1 && alike => {
            let now: Vec<String> = groups.iter().map(|group| format!("{}{}", group.names.concat(), group.to)).collect();
            c.insert("makeup".to_owned(), json!({ "now": now.join("、"), "by": by.join("、"), "way": one.way }));
        }
        _ => changes.extend(groups.iter().map(|group| group.view(if group.names == ["党员"] { "" } else { "教职工" }))),
    }
    c.insert("changes".to_owned(), json!(changes));
    c
}

/// One figure of the first and of the last year, where it has changed: 教职工由76人增加到78人.
fn grown(first: Figures<'_>, last: Figures<'_>, (section, field, name): (&str, &str, &'static str)) -> Option<Grown> {
    let (before, now) = (standing(first, section, field)?, standing(last, section, field)?);
    let same = kind_of(&before.unit) == kind_of(&now.unit);
    let (way, by) = match change(&Measured::from(now), &Measured::from(before)).filter(|_| same)? {
        Change::More(by) => ("more", by),
        Change::New => ("more", None),
        Change::Less(by) => ("less", by),
        Change::Gone(_) => ("less", None),
        _ => return None,
    };
    let (from, to) = (first.fact(before), last.fact(now));
    let by = by.map(|by| {
        let (more, less) = if way == "more" { (now, before) } else { (before, now) };
        let formula = format!("{}-{}={}", more.text, less.text, by.amount);
        let path = last.file().paths().get(now.origin).unwrap_or_default();
        let places = || [last.at_places([now.origin]), first.at_places([before.origin])].concat();
        last.noted(by.amount, Sort::Figure, Called::Named(format!("{path}.增减")), Some(formula), places)
    });
    Some(Grown { names: vec![name], from, to, way, by })
}

fn standing<'a>(figures: Figures<'a>, section: &str, field: &str) -> Option<&'a Amount> {
    let facts = figures.facts();
    let record: &dyn Record = match section {
        "school" => facts.organisation.school.as_ref()?,
        "staff" => facts.staff.as_ref()?,
        "membership" => facts.membership.as_ref()?,
        _ => facts.cadres.as_ref()?,
    };
    match record.named(field) {
        Item::Amount(amount) => Some(amount),
        _ => None,
    }
}
