//! A clause with the figures of its records as references, in the place of the words that they print.

use std::ops::Range;

use crate::diagnostic::Origin;
use crate::document::phrase::{Clause, kept};
use crate::facts::model::{Entered, PlanItem};
use crate::facts::table::{Field, Item, Record};
use crate::facts::value::Reference;
use crate::figures::print::{self, Printed};
use crate::figures::{Figures, shares};

/// Figures behind a record that are no fields of it.
const BEHIND: [[&str; 2]; 2] = [["获奖", "prizes"], ["请假", "leave"]];

/// The name of an item of the plan.
const TITLE: [&str; 2] = ["事项", "title"];

/// A path and what it prints.
struct Printable {
    path: String,
    text: String,
    /// Words rather than a figure.
    words: bool,
}

/// The clause with references; `None` where one of its records could not be referred to at all. A figure that two fields
/// print, or that stands twice, stays as it is: nobody could say which is which.
pub(super) fn live(clause: &Clause<'_>, figures: Figures<'_>, chinese: bool) -> Option<String> {
    // The author's own references stay as he wrote them.
    let (text, mut put) = kept::parted(&clause.text);
    for record in &clause.records {
        let printables = printables(*record, figures, chinese);
        let words: Vec<Range<usize>> = printables
            .iter()
            .filter(|each| each.words)
            .flat_map(|each| text.match_indices(&each.text).map(|(at, part)| at..at + part.len()))
            .collect();
        let mut figures: Vec<&Printable> = printables.iter().filter(|each| !each.words).collect();
        // The longest first: 12人次 is not 12人.
        figures.sort_by_key(|each| std::cmp::Reverse(each.text.len()));
        let before = put.len();
        for each in &figures {
            if figures.iter().filter(|other| other.text == each.text).count() > 1 {
                continue;
            }
            let free = |place: &Range<usize>| {
                !words.iter().any(|word| overlap(word, place)) && !put.iter().any(|(taken, _)| overlap(taken, place))
            };
            let mut places = places(&text, &each.text).filter(free);
            if let (Some(place), None) = (places.next(), places.next()) {
                put.push((place, each.path.clone()));
            }
        }
        if put.len() == before {
            put.push(by_words(&text, &printables, &put)?);
        }
    }
    put.sort_by_key(|(place, _)| (place.start, place.end));
    Some(written(&text, &put))
}

/// A paragraph of a plan with the figures of its items as references, and with the names of items that have none; which
/// item a figure belongs to is known by its name beside it.
pub(super) fn of_items(text: &str, items: &[PlanItem], figures: Figures<'_>, chinese: bool) -> String {
    let (text, mut put) = kept::parted(text);
    let here: Vec<(&PlanItem, Range<usize>)> = items
        .iter()
        .filter_map(|item| {
            let mut places = places(&text, &item.title.text);
            places.next().filter(|_| places.next().is_none()).map(|place| (item, place))
        })
        .collect();
    let mut all: Vec<(usize, Printable)> = Vec::new();
    for (at, (item, _)) in here.iter().enumerate() {
        let mut found = Vec::new();
        within(*item, &base(item, figures, chinese), figures, chinese, &mut found);
        all.extend(found.into_iter().filter(|each| !each.words).map(|each| (at, each)));
    }
    all.sort_by_key(|(_, each)| std::cmp::Reverse(each.text.len()));
    let mut told = vec![false; here.len()];
    for (at, each) in &all {
        let free = |place: &Range<usize>| {
            !here.iter().any(|(_, name)| overlap(name, place)) && !put.iter().any(|(taken, _)| overlap(taken, place))
        };
        let mut places = places(&text, &each.text).filter(free);
        let alone = all.iter().filter(|(_, other)| other.text == each.text).count() == 1;
        if let (Some(place), None, true) = (places.next(), places.next(), alone) {
            put.push((place, each.path.clone()));
            told[*at] = true;
        }
    }
    for ((item, name), _) in here.iter().zip(&told).filter(|(_, told)| !**told) {
        if !put.iter().any(|(taken, _)| overlap(taken, name)) {
            put.push((name.clone(), format!("{}.{}", base(item, figures, chinese), TITLE[usize::from(!chinese)])));
        }
    }
    put.sort_by_key(|(place, _)| (place.start, place.end));
    written(&text, &put)
}

/// Where the fields of an item are found: by its id, unless the record that it goes on with has the same one.
fn base(item: &PlanItem, figures: Figures<'_>, chinese: bool) -> String {
    let id = &item.id.text;
    let path = vec![id.clone(), TITLE[1].to_owned()];
    let reference = Reference { origin: Origin::default(), path, format: None };
    match (figures.facts().entered(|record| record.id().is_some_and(|own| own.text == *id)), chinese) {
        (None, _) if print::resolve(&reference, figures).is_ok() => id.clone(),
        (_, true) => format!("计划.{id}"),
        (_, false) => format!("plan.{id}"),
    }
}

/// Where a record without figures is referred to: the first of its texts that stands in the clause once.
fn by_words(text: &str, printables: &[Printable], taken: &[(Range<usize>, String)]) -> Option<(Range<usize>, String)> {
    printables.iter().filter(|each| each.words).find_map(|each| {
        let mut places = places(text, &each.text);
        let place = places.next().filter(|place| !taken.iter().any(|(other, _)| overlap(other, place)))?;
        places.next().is_none().then(|| (place, each.path.clone()))
    })
}

fn written(text: &str, put: &[(Range<usize>, String)]) -> String {
    let (mut out, mut from) = (String::new(), 0);
    for (place, path) in put {
        out.push_str(text.get(from..place.start).unwrap_or_default());
        out.push_str(&format!("{{{{ {path} }}}}"));
        from = place.end;
    }
    out + text.get(from..).unwrap_or_default()
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Where `part` stands in `text` as a figure of its own: 3人, but not in 13人 and 3人次; no blank beside it, which a
/// reference would swallow.
fn places<'t>(text: &'t str, part: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    text.match_indices(part).map(|(at, part)| at..at + part.len()).filter(move |place| {
        let before = text.get(..place.start).and_then(|before| before.chars().last()).unwrap_or('\0');
        let after = text.get(place.end..).and_then(|after| after.chars().next()).unwrap_or('\0');
        let digits = part.starts_with(|c: char| c.is_ascii_digit()) && (before.is_ascii_digit() || before == '.');
        let more = part.ends_with(|c: char| c.is_ascii_digit()) && (after.is_ascii_digit() || after == '.');
        let longer = part.ends_with('人') && after == '次';
        !part.is_empty() && !digits && !more && !longer && before != ' ' && after != ' '
    })
}

/// Everything of a record that a reference prints as text.
fn printables(entered: Entered<'_>, figures: Figures<'_>, chinese: bool) -> Vec<Printable> {
    let Some(id) = entered.id() else { return Vec::new() };
    let mut found = Vec::new();
    within(entered.record(), &id.text, figures, chinese, &mut found);
    for names in BEHIND {
        add(&id.text, names, false, figures, chinese, &mut found);
    }
    found
}

fn within(record: &dyn Record, path: &str, figures: Figures<'_>, chinese: bool, found: &mut Vec<Printable>) {
    // Names by which the file speaks of itself are never printed.
    const SILENT: [&str; 6] = ["id", "area", "item", "series", "of", "photos"];
    for (index, field) in record.table().fields.iter().enumerate().filter(|(_, field)| !SILENT.contains(&field.en)) {
        let names = [field.zh, field.en];
        match record.item(index) {
            Item::Record(inner) => within(inner, &format!("{path}.{}", key(field, chinese)), figures, chinese, found),
            Item::Amount(_) | Item::Amounts(_) | Item::When(_) => add(path, names, false, figures, chinese, found),
            // What is stated for a share goes by the name of the share.
            Item::Text(_) if shares::shares_of(record).any(|share| share.stated == field.en) => {}
            Item::Text(_) => add(path, names, true, figures, chinese, found),
            _ => {}
        }
    }
    for share in shares::shares_of(record) {
        add(path, share.names, false, figures, chinese, found);
    }
}

fn add(path: &str, names: [&str; 2], words: bool, figures: Figures<'_>, chinese: bool, found: &mut Vec<Printable>) {
    let path = format!("{path}.{}", names[usize::from(!chinese)]);
    let steps = path.split('.').map(str::to_owned).collect();
    let reference = Reference { origin: Origin::default(), path: steps, format: None };
    if let Ok(Printed::Text(text)) = print::resolve(&reference, figures)
        && !text.is_empty()
        && !found.iter().any(|each| each.path == path)
    {
        found.push(Printable { path, text, words });
    }
}

fn key(field: &Field, chinese: bool) -> &'static str {
    if chinese { field.zh } else { field.en }
}
