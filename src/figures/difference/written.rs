//! What is written otherwise: records side by side, each value under its key.

use crate::diagnostic::Origin;
use crate::facts::model::{Facts, Honour, Line};
use crate::facts::table::{Item, Record};
use crate::facts::time::Period;
use crate::facts::value::{Piece, Prose};
use crate::figures::Figures;
use crate::figures::difference::{Fact, Side, same};
use crate::figures::reference::entered;
use crate::figures::term::{is_same, stem};

/// Fields by which a record is known, the most telling first.
const NAMES: [&str; 11] = ["title", "name", "text", "who", "kind", "product", "object", "cause", "rank", "file", "is"];

/// All values and records that differ; then the values that are only written otherwise.
pub fn differing(before: Figures<'_>, now: Figures<'_>) -> [Vec<Fact>; 2] {
    let facts = [before.facts(), now.facts()];
    let periods = [before.file().period, now.file().period];
    let mut found = [Vec::new(), Vec::new()];
    for (index, field) in Facts::TABLE.fields.iter().enumerate() {
        let section = [field.zh, field.en];
        let mut comparing = Comparing { facts, periods, section, of: String::new(), found: &mut found };
        let owners = facts.map(|facts| facts.origin);
        comparing.items(facts.map(|facts| Record::item(facts, index)), field.zh, owners);
    }
    found
}

struct Comparing<'a, 'o> {
    /// The earlier and the later file.
    facts: [&'a Facts; 2],
    /// The times that they tell.
    periods: [Period; 2],
    section: [&'static str; 2],
    /// The record at hand, by name.
    of: String,
    /// What differs, and what is only written otherwise.
    found: &'o mut [Vec<Fact>; 2],
}

impl<'a> Comparing<'a, '_> {
    /// What stands under one key in both files, within the records at `owners`.
    fn items(&mut self, items: [Item<'a>; 2], path: &str, owners: [Origin; 2]) {
        match items {
            [Item::Record(before), Item::Record(after)] => self.records([before, after], path),
            [Item::Record(only), Item::Nothing] => self.whole([Some(only), None], path),
            [Item::Nothing, Item::Record(only)] => self.whole([None, Some(only)], path),
            items if items.iter().any(is_many) => {
                let [before, after] = items.map(members);
                for (name, pair) in paired(self.facts, before, after) {
                    let path = name.map_or_else(|| path.to_owned(), |name| format!("{path}.{name}"));
                    self.items(pair, &path, owners);
                }
            }
            [before, after] => {
                let sides = [side(&before, owners[0]), side(&after, owners[1])];
                if text(&sides[0]) != text(&sides[1]) {
                    let kind = usize::from(same::is_same([&before, &after], self.periods));
                    self.found[kind].push(Fact {
                        section: self.section,
                        path: path.to_owned(),
                        of: self.of.clone(),
                        sides,
                    });
                }
            }
        }
    }

    /// Two records that are the same one, key by key.
    fn records(&mut self, records: [&'a dyn Record; 2], path: &str) {
        let [_, after] = records;
        // A record is known by the name that the author gave it; the year in that is no difference.
        let known = after.id().map(|id| id.text.clone());
        let path = known.clone().unwrap_or_else(|| path.to_owned());
        let above = known.map(|_| std::mem::replace(&mut self.of, words(after)));
        for (index, field) in after.table().fields.iter().enumerate().filter(|(_, field)| field.en != "id") {
            let items = records.map(|record| record.item(index));
            self.items(items, &format!("{path}.{}", field.zh), records.map(Record::origin));
        }
        if let Some(above) = above {
            self.of = above;
        }
    }

    /// A record that only one of the files has.
    fn whole(&mut self, records: [Option<&'a dyn Record>; 2], path: &str) {
        let Some(record) = records.iter().copied().flatten().next() else { return };
        let path = record.id().map_or_else(|| path.to_owned(), |id| id.text.clone());
        let sides = records.map(|record| record.map(|record| Side { text: words(record), origin: record.origin() }));
        self.found[0].push(Fact { section: self.section, path, of: self.of.clone(), sides });
    }
}

/// Whether an item has members that are compared one by one.
fn is_many(item: &Item<'_>) -> bool {
    match item {
        Item::Named(_) => true,
        Item::List(items) => items.iter().any(|item| matches!(item, Item::Record(_))),
        _ => false,
    }
}

/// A member of a list and the name that the author gave it as a key.
type Member<'a> = (Option<&'a str>, Item<'a>);

fn members(item: Item<'_>) -> Vec<Member<'_>> {
    match item {
        Item::Nothing => Vec::new(),
        Item::Named(named) => named.into_iter().map(|(name, item)| (Some(name.text.as_str()), item)).collect(),
        Item::List(items) => items.into_iter().map(|item| (None, item)).collect(),
        item => vec![(None, item)],
    }
}

/// Whether a member of the earlier file is the same as one of the later.
type Likeness = fn([&Facts; 2], &Member<'_>, &Member<'_>) -> bool;

/// Each member with the one that is the same in the other file, in the order of the later; what only the earlier has stands
/// last.
fn paired<'a>(
    facts: [&'a Facts; 2],
    before: Vec<Member<'a>>,
    after: Vec<Member<'a>>,
) -> Vec<(Option<String>, [Item<'a>; 2])> {
    let mut before: Vec<Option<Member<'a>>> = before.into_iter().map(Some).collect();
    let mut pairs = Vec::new();
    // The surest likeness first: of two alike records the one with the same id is the same.
    let likeness: [Likeness; 5] = [same_id, same_words, same_matter, same_stem, same_name];
    let mut partners: Vec<Option<usize>> = vec![None; after.len()];
    for alike in likeness {
        for (at, member) in after.iter().enumerate() {
            let free = |index: &usize, partners: &[Option<usize>]| !partners.contains(&Some(*index));
            if partners[at].is_none() {
                let mut candidates = (0..before.len()).filter(|index| free(index, &partners));
                let partner =
                    candidates.find(|index| before[*index].as_ref().is_some_and(|old| alike(facts, old, member)));
                partners[at] = partner;
            }
        }
    }
    for ((name, item), partner) in after.into_iter().zip(partners) {
        let old = partner.and_then(|at| before[at].take()).map_or(Item::Nothing, |(_, item)| item);
        pairs.push((label(name, &item), [old, item]));
    }
    pairs.extend(before.into_iter().flatten().map(|(name, item)| (label(name, &item), [item, Item::Nothing])));
    pairs
}

fn same_id(_: [&Facts; 2], (name, item): &Member<'_>, (other_name, other): &Member<'_>) -> bool {
    let id =
        |item: &Item<'_>| if let Item::Record(record) = item { record.id().map(|id| id.text.clone()) } else { None };
    name.is_some() && name == other_name || id(item).is_some() && id(item) == id(other)
}

/// The ids are the same but for a year.
fn same_stem(_: [&Facts; 2], (_, item): &Member<'_>, (_, other): &Member<'_>) -> bool {
    let (Item::Record(one), Item::Record(other)) = (item, other) else { return false };
    let known = one.id().zip(other.id()).filter(|(one, other)| one.text != other.text);
    known.is_some_and(|(one, other)| !stem(&one.text).is_empty() && stem(&one.text) == stem(&other.text))
}

fn same_words(_: [&Facts; 2], (_, item): &Member<'_>, (_, other): &Member<'_>) -> bool {
    let (Item::Record(one), Item::Record(other)) = (item, other) else { return false };
    let [one, other] = [one, other].map(|record| {
        let mut words = Vec::new();
        leaves(*record, &mut words);
        words
    });
    one == other
}

/// All that is written in a record, in order.
fn leaves(record: &dyn Record, words: &mut Vec<(&'static str, String)>) {
    for (index, field) in record.table().fields.iter().enumerate() {
        let item = record.item(index);
        words.extend(side(&item, Origin::default()).map(|side| (field.en, side.text)));
        for (_, item) in members(item) {
            if let Item::Record(record) = item {
                leaves(record, words);
            }
        }
    }
}

fn same_matter(facts: [&Facts; 2], (_, item): &Member<'_>, (_, other): &Member<'_>) -> bool {
    let (Item::Record(one), Item::Record(other)) = (item, other) else { return false };
    let pair = (entered(facts[0], *one), entered(facts[1], *other));
    matches!(pair, (Some(one), Some(other)) if is_same(one, other))
}

fn same_name(_: [&Facts; 2], (name, item): &Member<'_>, (other_name, other): &Member<'_>) -> bool {
    let (Item::Record(one), Item::Record(two)) = (item, other) else {
        return name.is_none()
            && other_name.is_none()
            && text(&side(item, Origin::default())) == text(&side(other, Origin::default()));
    };
    // Two events of other names are two events; an honour is known by its title.
    let placed = |record: &dyn Record| record.table().find("area").is_some() && record.table().en != Honour::TABLE.en;
    let [one, two] = [one, two].map(|record| called(*record).filter(|_| !placed(*record)));
    one.is_some() && one == two
}

/// What a reference calls a member of a list.
fn label(name: Option<&str>, item: &Item<'_>) -> Option<String> {
    let record = if let Item::Record(record) = item { called(*record) } else { None };
    name.map(str::to_owned).or(record)
}

/// The words by which a person knows a record.
fn words(record: &dyn Record) -> String {
    called(record).or_else(|| record.id().map(|id| id.text.clone())).unwrap_or_default()
}

/// The first field that names a record; a line of income or expense goes by its 科目.
fn called(record: &dyn Record) -> Option<String> {
    let own: &[&str] = if record.table().en == Line::TABLE.en { &["item"] } else { &NAMES };
    own.iter().find_map(|name| side(&record.named(name), Origin::default())).map(|side| side.text)
}

fn text(side: &Option<Side>) -> Option<&str> {
    side.as_ref().map(|side| side.text.as_str())
}

/// A value as it is written; `owner` stands for what has no place of its own.
fn side(item: &Item<'_>, owner: Origin) -> Option<Side> {
    let (text, origin) = match item {
        Item::Nothing | Item::Record(_) | Item::Named(_) => return None,
        Item::Text(text) => (text.text.clone(), text.origin),
        Item::Prose(prose) => (written(prose), prose.origin),
        Item::Amount(amount) => (amount.text.clone(), amount.origin),
        Item::Amounts(amounts) => {
            let first = amounts.first()?;
            (amounts.iter().map(|amount| amount.text.as_str()).collect(), first.origin)
        }
        Item::When(when) => (when.written.clone(), when.origin),
        Item::Person(person) => (person.unit.clone().unwrap_or_default() + &person.name, person.origin),
        Item::Number(number) => (number.to_string(), owner),
        Item::Word(word) => ((*word).to_owned(), owner),
        Item::List(items) => {
            let sides: Vec<Side> = items.iter().filter_map(|item| side(item, owner)).collect();
            let texts: Vec<&str> = sides.iter().map(|side| side.text.as_str()).collect();
            (texts.join("、"), sides.first()?.origin)
        }
    };
    Some(Side { text, origin })
}

/// Prose with its references as they are written.
fn written(prose: &Prose) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Reference(reference) => {
            let format = reference.format.as_ref().map(|format| format!(" | {format}")).unwrap_or_default();
            format!("{{{{ {}{format} }}}}", reference.path.join("."))
        }
    };
    let paragraphs: Vec<String> = prose.paragraphs.iter().map(|pieces| pieces.iter().map(piece).collect()).collect();
    paragraphs.join("\n")
}
