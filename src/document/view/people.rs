//! What the profile tells of the body and its people: staff, members, cadres, the unions below.

use serde_json::{Map, Value};

use super::{Print, fields, own_name, put};
use crate::diagnostic::Origin;
use crate::facts::amount::Amount;
use crate::facts::model::{Cadres, Membership, Staff};
use crate::facts::table::{Item, Record};
use crate::figures::rate::Rate;
use crate::figures::slogans::row;
use crate::figures::{Figures, rate, shares};

/// The groups of the staff in the order of a paper, each with its name and whether its share is told.
const GROUPS: [(&str, &str, bool); 13] = [
    ("teachers", "专任教师", true),
    ("women", "女教职工", true),
    ("men", "男教职工", false),
    ("under_35", "35岁以下青年教职工", true),
    ("over_50", "50岁以上教职工", true),
    ("minority", "少数民族教职工", false),
    ("party", "党员", false),
    ("bachelor", "本科以上学历", false),
    ("master", "研究生学历", false),
    ("senior", "高级职称", false),
    ("middle", "中级职称", false),
    ("junior", "初级职称", false),
    ("cadres", "工会干部", false),
];

/// The staff: its number, its groups in a row, the members.
pub fn staff(staff: &Staff, figures: Figures<'_>, print: Print) -> Map<String, Value> {
    let facts = figures.facts();
    let mut view = fields(staff, figures, print);
    // What a section of its own tells is not told twice.
    if facts.membership.as_ref().is_some_and(|membership| membership.members.is_some()) {
        view.remove("members");
    }
    if facts.cadres.as_ref().is_some_and(|cadres| cadres.total.is_some()) {
        view.remove("cadres");
    }
    let (shared, mut plain) = groups(&view, figures);
    let others: Vec<String> =
        staff.others.0.iter().filter_map(|(name, amount)| told(&name.text, amount, figures)).collect();
    // The union's own people come last.
    let last = plain.len() - usize::from(view.contains_key("cadres"));
    plain.splice(last..last, others);
    let groups: Vec<String> = [with_shares(&shared), row(plain)].into_iter().filter(|text| !text.is_empty()).collect();
    put(&mut view, "groups", (!groups.is_empty()).then(|| groups.join("；")));
    let stated = facts.membership.as_ref().is_some_and(|membership| membership.rate.is_some());
    let share = figures.staff_share("members").filter(|_| !stated);
    put(&mut view, "member_share", share.map(|share| staff_rate("members", &share, figures)));
    view
}

/// A group whose share of the staff is told: its name with its number, and the share.
type Shared = (String, String);

/// The groups of the staff whose share is told, and the others.
fn groups(view: &Map<String, Value>, figures: Figures<'_>) -> (Vec<Shared>, Vec<String>) {
    let (mut shared, mut plain) = (Vec::new(), Vec::new());
    for (field, name, is_shared) in GROUPS {
        let Some(number) = view.get(field).and_then(Value::as_str) else { continue };
        let group = format!("{}{number}", named(field, name, figures));
        match figures.staff_share(field).filter(|_| is_shared) {
            Some(share) => shared.push((group, staff_rate(field, &share, figures))),
            None => plain.push(group),
        }
    }
    (shared, plain)
}

/// The name of a group; of one with a number in it, 35岁以下, it is noted what the author calls it and where.
fn named(field: &str, name: &str, figures: Figures<'_>) -> String {
    let known =
        figures.facts().staff.as_ref().and_then(|staff| match (staff.named(field), staff.table().find(field)) {
            (Item::Amount(amount), Some((_, field))) => Some((amount.origin, field.zh)),
            _ => None,
        });
    match known.filter(|_| name.contains(|c: char| c.is_ascii_digit())) {
        Some((origin, own)) => {
            figures.derived(name.to_owned(), (origin, ""), |name| format!("{own}：{name}"), [origin])
        }
        None => name.to_owned(),
    }
}

/// 女教职工59人，占教职工总数的77.6%; of several groups the shares stand together, with the base named once.
fn with_shares(groups: &[Shared]) -> String {
    match groups {
        [] => String::new(),
        [(group, share)] => format!("{group}，占教职工总数的{share}"),
        [before @ .., (_, last)] => {
            let names = row(groups.iter().map(|(group, _)| group.clone()));
            let shares = row(before.iter().map(|(_, share)| share.clone()));
            format!("{names}，分别占教职工总数的{shares}和{last}")
        }
    }
}

/// The share of a group in all staff as it is printed.
fn staff_rate(field: &str, share: &Rate, figures: Figures<'_>) -> String {
    let staff = figures.facts().staff.as_ref();
    let part = staff.and_then(|staff| match staff.named(field) {
        Item::Amount(amount) => Some(amount.origin),
        _ => None,
    });
    let whole = staff.and_then(|staff| staff.total.as_ref()).map(|total| total.origin);
    let of = part.or(whole).unwrap_or_default();
    figures.rated(share, (of, "占比"), part.into_iter().chain(whole))
}

fn told(name: &str, amount: &Amount, figures: Figures<'_>) -> Option<String> {
    amount.sum.is_known().then(|| format!("{name}{}", figures.fact(amount)))
}

/// Members and founding, with rates as stated or computed.
pub fn membership(membership: &Membership, figures: Figures<'_>, print: Print) -> Map<String, Value> {
    let mut view = fields(membership, figures, print);
    put(&mut view, "span", Some(figures.file().period.span_word().to_owned()));
    for share in shares::shares_of(membership) {
        put(&mut view, share.stated, figures.shown_noted(membership, share));
    }
    let total = figures.facts().staff.as_ref().and_then(|staff| staff.total.as_ref());
    if total.is_some_and(|total| membership.staff.as_ref().is_some_and(|staff| staff.sum == total.sum)) {
        view.remove("staff");
    }
    view
}

/// The cadres of the union and their groups in a row.
pub fn cadres(cadres: &Cadres, figures: Figures<'_>, print: Print) -> Map<String, Value> {
    let mut view = fields(cadres, figures, print);
    let part = |field: &str, name: &str| match cadres.named(field) {
        Item::Amount(amount) => told(name, amount, figures),
        _ => None,
    };
    let ranks = cadres.ranks.0.iter().filter_map(|(name, amount)| told(&name.text, amount, figures));
    let time = row([part("full_time", "专职"), part("part_time", "兼职")].into_iter().flatten());
    let ranks = row(ranks);
    // Two divisions of the same persons are kept apart.
    let mark = if time.is_empty() || ranks.is_empty() { "，" } else { "；" };
    let parts = [time, ranks].into_iter().filter(|parts| !parts.is_empty());
    let women = part("women", "女干部").map(|women| {
        let from: Vec<Origin> =
            [&cadres.women, &cadres.total].into_iter().flatten().map(|amount| amount.origin).collect();
        let of = from.first().copied().unwrap_or_default();
        let share = rate(cadres.women.as_ref(), cadres.total.as_ref());
        let share = share.map(|share| format!("，占工会干部的{}", figures.rated(&share, (of, "占比"), from)));
        women + &share.unwrap_or_default()
    });
    let groups: Vec<String> = parts.chain(women).collect();
    put(&mut view, "parts", (!groups.is_empty()).then(|| groups.join(mark)));
    view
}

/// When the body was founded and the unions below it.
pub fn organisation(figures: Figures<'_>) -> Map<String, Value> {
    let organisation = &figures.facts().organisation;
    let mut view = Map::new();
    put(&mut view, "self", Some(own_name(figures)));
    put(&mut view, "founded", organisation.founded.as_ref().map(|founded| founded.text.text.clone()));
    let counted = figures.facts().membership.as_ref().is_some_and(|membership| membership.unions.is_some());
    let units = organisation.units.as_ref().filter(|units| !counted && units.sum.is_known());
    put(&mut view, "units", units.map(|units| figures.fact(units)));
    view
}
