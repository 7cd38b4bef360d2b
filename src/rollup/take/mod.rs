//! What one facts file adds.

pub(super) mod honours;
mod records;
mod sections;
mod words;

use std::ops::Range;

use crate::diagnostic::{Diagnostics, Origin, Severity};
use crate::facts::File;
use crate::facts::amount::Amount;
use crate::facts::model::Facts;
use crate::facts::table::{Item, Record};
use crate::facts::value::Tier;
use crate::rollup::partial::{Broken, Head, Partial};
use crate::rollup::sources::Row;
use crate::rollup::total::{Place, Total};

/// In how many places the money is that of a body above schools, not of the schools.
pub const PURSES: &str = "finance.own";

/// What a file adds to the sums, and a row for every amount in it. `place` is the file below the run's folder.
pub fn take(file: &File, place: &str, problems: &Diagnostics) -> (Partial, Vec<Row>) {
    taken(file, place, problems, None)
}

/// What a body states itself, beside its roll-up, whose partial sums are summed in place of what the roll-up holds: those of
/// this many schools.
pub fn own(file: &File, place: &str, problems: &Diagnostics, schools: u64) -> (Partial, Vec<Row>) {
    taken(file, place, problems, Some(schools))
}

/// The text of the roll-up among the files of a body; empty where there is none.
pub fn rolled(file: &File) -> Range<usize> {
    let Some(rollup) = &file.facts.rollup else { return 0..0 };
    let (_, start, text) = file.source.file_at(rollup.origin.range().start);
    start..start + text.len()
}

fn taken(file: &File, place: &str, problems: &Diagnostics, schools: Option<u64>) -> (Partial, Vec<Row>) {
    let mut head = head(file);
    head.broken = broken(problems);
    head.by_schools = schools.is_some();
    let beneath = if schools.is_some() { rolled(file) } else { 0..0 };
    let (name, partial) = (head.name.clone(), Partial::default());
    let mut taker = Taker { file, place, name, beneath, schools: schools.unwrap_or(1), rows: Vec::new(), partial };
    if head.broken.is_none() {
        taker.sections(head.tier);
        taker.finance();
        taker.records(head.tier);
        taker.honours(head.tier);
        taker.publicity(head.tier);
        taker.problems(head.tier);
        taker.candidates(head.tier);
    }
    let id = head.id.clone();
    taker.partial.heads.insert(place.to_owned(), head);
    let mut rows = taker.rows;
    rows.iter_mut().for_each(|row| row.school.clone_from(&id));
    (taker.partial, rows)
}

/// Who a file speaks for.
pub fn head(file: &File) -> Head {
    let facts = &file.facts;
    let own = &facts.organisation;
    let line = |origin: Origin| file.source.position(origin.range().start).0;
    let tier = facts.level.map_or(Tier::School, |level| level.value) as u8;
    let reported = facts.rollup.as_ref().map(|rollup| whole(&rollup.reported));
    let names = [&own.names.signature.text, &own.names.title.text].into_iter();
    let names = names.chain(own.aliases.iter().map(|alias| &alias.text));
    let names = names.chain(own.former.iter().map(|former| &former.name.text));
    let names = names.chain(own.school.iter().map(|school| &school.name.text));
    let name = own.names.title.text.clone();
    let when = facts.period.as_ref().or(facts.year.as_ref()).map(|span| span.origin);
    Head {
        hash: String::new(),
        id: own.id.text.trim().to_owned(),
        names: names.filter(|each| **each != name).cloned().collect(),
        name,
        parent: own.parent.as_ref().map(|parent| parent.text.trim().to_owned()),
        tier,
        period: file.period.name(),
        schools: reported.unwrap_or(u64::from(tier <= Tier::School as u8)),
        missing: facts
            .rollup
            .iter()
            .flat_map(|sum| sum.missing.iter().chain(&sum.left_out))
            .map(|name| name.text.clone())
            .collect(),
        unions: if tier <= Tier::School as u8 { Some(1) } else { own.units.as_ref().map(whole) },
        lines: [line(own.id.origin), own.parent.as_ref().map_or(0, |parent| line(parent.origin)), when.map_or(0, line)],
        by_schools: false,
        within: None,
        broken: None,
    }
}

fn whole(amount: &Amount) -> u64 {
    u64::try_from(amount.sum.value.trunc()).unwrap_or_default()
}

/// The errors among the problems of a file.
pub fn broken(problems: &Diagnostics) -> Option<Broken> {
    let sorted = problems.sorted();
    let mut errors = sorted.iter().filter(|problem| problem.severity == Severity::Error);
    let first = errors.next()?;
    let line = first.place.as_ref().map_or(0, |(source, origin)| source.position(origin.range().start).0);
    let (zh, en) = (first.message.zh.clone(), first.message.en.clone());
    Some(Broken { count: 1 + errors.count(), code: first.code.to_owned(), line, zh, en })
}

struct Taker<'a> {
    file: &'a File,
    place: &'a str,
    name: String,
    /// The text whose records are not taken: others are summed in their place.
    beneath: Range<usize>,
    /// How many schools a figure of the file stands for.
    schools: u64,
    rows: Vec<Row>,
    partial: Partial,
}

impl<'a> Taker<'a> {
    fn facts(&self) -> &'a Facts {
        &self.file.facts
    }

    fn at(&self, origin: Origin) -> Place {
        let line = self.file.source.position(origin.range().start).0;
        Place { file: self.place.to_owned(), line, name: self.name.clone() }
    }

    /// Takes note of an amount for the list of sources; gives what it adds.
    fn note(&mut self, figure: String, amount: &Amount) -> Total {
        let place = self.at(amount.origin);
        self.row(figure, amount.origin, amount.text.clone());
        Total::of(amount, place)
    }

    fn row(&mut self, figure: String, origin: Origin, stated: String) {
        let start = origin.range().start;
        let (file, at, _) = self.file.source.file_at(start);
        // An included file lies in the folder of the file that includes it, or below.
        let file = if at == 0 { self.place.to_owned() } else { beside(self.place, self.file.source.name(), file) };
        let line = self.file.source.position(start).0;
        self.rows.push(Row { figure, file, line, school: String::new(), name: self.name.clone(), stated });
    }

    fn figure(&mut self, path: String, amount: &Amount) {
        if !self.is_taken(amount.origin) {
            return;
        }
        let total = self.note(path.clone(), amount);
        let figure = self.partial.figures.entry(path).or_default();
        figure.add(total);
        figure.stand_for(self.schools);
    }

    fn is_taken(&self, origin: Origin) -> bool {
        !self.beneath.contains(&origin.range().start)
    }
}

/// A text or a word of a record; nothing where there is none.
pub(super) fn text(record: &dyn Record, field: &str) -> String {
    match record.named(field) {
        Item::Text(text) => text.text.trim().to_owned(),
        Item::Word(word) => word.to_owned(),
        _ => String::new(),
    }
}

fn amount<'r>(record: &'r dyn Record, field: &str) -> Option<&'r Amount> {
    match record.named(field) {
        Item::Amount(amount) => Some(amount),
        _ => None,
    }
}

/// The name of an included file below the run's folder: `main` is that of the file that includes it, which is known as
/// `source`.
fn beside(main: &str, source: &str, included: &str) -> String {
    let above = |path: &str| path.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let below = included.get(above(source)..).unwrap_or(included);
    format!("{}{below}", main.get(..above(main)).unwrap_or_default())
}

/// Words as they are compared: without marks and blanks.
pub fn normal(text: &str) -> String {
    let narrow = |c: char| match c {
        '！'..='～' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        _ => c,
    };
    text.chars().map(narrow).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
