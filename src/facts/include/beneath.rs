//! A roll-up beneath the facts of the body that it is for: what that body states itself wins, and where both state a figure
//! that differs it is told.
//!
//! Sums of schools and figures of the body's own never make a share together: a section is filled from the roll-up only
//! where all that both state agrees, and a base that stands in a section which does not agree is taken away.

use std::collections::HashSet;

use super::{KEY, ROLLUP};
use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::facts::amount::{self, Amount};
use crate::facts::model::Facts;
use crate::facts::table::{Field, Shape, Table};
use crate::facts::time::Period;
use crate::facts::tree::{Key, Node, Value};
use crate::say;

/// The period of a file, by either of its keys.
const PERIOD: [&str; 4] = ["year", "年度", "period", "时期"];
const ID: [&str; 2] = ["id", "编号"];
const SERIES: [&str; 2] = ["series", "系列"];
const BASE: [&str; 2] = ["of", "基数"];

/// Puts a roll-up beneath what has been read.
pub(super) fn put(root: &mut Node, part: Node, source: &Source, problems: &mut Diagnostics) {
    let mut under = Under { source, problems, apart: HashSet::new(), taken: ids(root) };
    let (Value::Map(entries), Value::Map(mut below)) = (&mut root.value, part.value) else { return };
    if let Some((key, _)) = below.iter().find(|(key, _)| ROLLUP.contains(&key.text.as_str()))
        && let Some((first, _)) = entries.iter().find(|(key, _)| ROLLUP.contains(&key.text.as_str()))
    {
        let (here, there) = (key.origin, first.origin);
        return under.second(here, there);
    }
    if !under.same_period(entries, &below) {
        return;
    }
    // Sections first: whether they agree decides what may be measured against them.
    below.sort_by_key(|(key, node)| (matches!(node.value, Value::List(_)), key.origin));
    let twins = twins(entries);
    for (key, mut node) in below {
        let name = key.text.as_str();
        let Some((_, field)) = Facts::TABLE.find(name) else {
            entries.push((key, node));
            continue;
        };
        if KEY.contains(&name)
            || PERIOD.contains(&name) && entries.iter().any(|(own, _)| PERIOD.contains(&own.text.as_str()))
        {
            continue;
        }
        without_twins(&mut node, field, &twins);
        let own = entries.iter_mut().find(|(own, _)| [field.en, field.zh].contains(&own.text.as_str()));
        match own {
            Some((_, own)) if own.is_blank() => *own = node,
            Some((_, own)) => under.field(own, node, field),
            None => entries.push((key, under.without_base(node))),
        }
    }
}

/// Figures that two sections state of the same persons.
const TWINS: [[[&str; 2]; 2]; 3] = [
    [["staff", "total"], ["membership", "staff"]],
    [["staff", "members"], ["membership", "members"]],
    [["staff", "cadres"], ["cadres", "total"]],
];

/// A figure by its section and field, with the value that its twin has in the body's own facts.
type Twin = ([&'static str; 2], String);

/// The figures whose twins the body states itself.
fn twins(own: &[(Key, Node)]) -> Vec<Twin> {
    let both = TWINS.into_iter().flat_map(|[one, other]| [[one, other], [other, one]]);
    let stated = |[section, name]: [&'static str; 2]| {
        let (_, field) = Facts::TABLE.find(section)?;
        let (_, node) = own.iter().find(|(key, _)| [field.en, field.zh].contains(&key.text.as_str()))?;
        let (_, inner) = table_of(&(field.shape)())?.find(name)?;
        scalar(node.get([inner.en, inner.zh])).map(str::to_owned)
    };
    both.filter_map(|[own, twin]| Some((twin, stated(own)?))).collect()
}

/// Takes the figures out of a section of the roll-up that the body states otherwise under another name: the same persons
/// are not told twice with two numbers.
fn without_twins(node: &mut Node, section: &Field, twins: &[Twin]) {
    let (Some(table), Value::Map(entries)) = (table_of(&(section.shape)()), &mut node.value) else { return };
    for ([_, name], stated) in twins.iter().filter(|([of, _], _)| *of == section.en) {
        let Some((_, field)) = table.find(name) else { continue };
        let other = |node: &Node| scalar(Some(node)).is_some_and(|sum| sum != stated);
        entries.retain(|(key, node)| ![field.en, field.zh].contains(&key.text.as_str()) || !other(node));
    }
}

/// The ids that stand in each section of a file.
fn ids(root: &Node) -> Vec<(String, HashSet<String>)> {
    fn walk(node: &Node, found: &mut HashSet<String>) {
        match &node.value {
            Value::List(items) => items.iter().for_each(|item| walk(item, found)),
            Value::Map(entries) => {
                if let Some(Value::Scalar(id)) = node.get(ID).map(|node| &node.value) {
                    found.insert(id.trim().to_owned());
                }
                entries.iter().for_each(|(_, value)| walk(value, found));
            }
            Value::Empty | Value::Scalar(_) => {}
        }
    }
    let of = |(key, node): &(Key, Node)| {
        let mut found = HashSet::new();
        walk(node, &mut found);
        (key.text.clone(), found)
    };
    root.entries().iter().map(of).collect()
}

fn table_of(shape: &Shape) -> Option<&'static Table> {
    // Under names of the author's own there is nothing that both have.
    if matches!(shape, Shape::Named(_)) { None } else { shape.records() }
}

fn scalar(node: Option<&Node>) -> Option<&str> {
    match &node?.value {
        Value::Scalar(text) => Some(text.trim()),
        _ => None,
    }
}

struct Under<'a> {
    source: &'a Source,
    problems: &'a mut Diagnostics,
    /// The sections in which the body's own figures differ from the sums, by their names.
    apart: HashSet<&'static str>,
    /// The ids of the body's own records by their section.
    taken: Vec<(String, HashSet<String>)>,
}

impl Under<'_> {
    fn second(&mut self, here: Origin, there: Origin) {
        let line = self.source.line_from(there, here);
        let (line_zh, line_en) = (line.zh, line.en);
        self.problems.push(
            Diagnostic::error(
                "E308",
                say!(
                    "已有一份汇总（{line_zh}），只能有一份",
                    "there is a roll-up already ({line_en}), and only one can be"
                ),
            )
            .at(self.source, here)
            .hint(say!(
                "“包含”里只留一份；下级的汇总由下级包含",
                "include one; that of a body below is included there"
            )),
        );
    }

    /// The sums of another time say nothing here.
    fn same_period(&mut self, own: &[(Key, Node)], below: &[(Key, Node)]) -> bool {
        fn period(entries: &[(Key, Node)]) -> Option<(Period, Origin)> {
            entries
                .iter()
                .filter(|(key, _)| PERIOD.contains(&key.text.as_str()))
                .find_map(|(_, node)| Some((Period::parse(scalar(Some(node))?).ok()?, node.origin)))
        }
        let (Some((own, _)), Some((sums, place))) = (period(own), period(below)) else { return true };
        if own == sums {
            return true;
        }
        let (told, summed) = (own.name(), sums.name());
        self.problems.push(
            Diagnostic::error(
                "E308",
                say!("汇总的是{summed}，本文件写的是{told}", "the roll-up is of {summed}, this file of {told}"),
            )
            .at(self.source, place)
            .hint(say!("包含同一时期的汇总", "include the roll-up of the same period")),
        );
        false
    }

    /// A value that both have.
    fn field(&mut self, own: &mut Node, below: Node, field: &'static Field) {
        let table = table_of(&(field.shape)());
        match (&mut own.value, table) {
            (Value::List(items), Some(table)) => {
                if let Value::List(more) = below.value {
                    self.list(items, more, table, field);
                }
            }
            // The money of the body itself is another purse than that of its schools.
            (Value::Map(_), Some(_)) if field.en == "finance" => {}
            (Value::Map(_), Some(table)) => {
                let agrees = self.compare(own, &below, table);
                if !agrees {
                    self.apart.extend([field.en, field.zh]);
                }
                if agrees {
                    fill(own, below);
                }
            }
            _ => {}
        }
    }

    /// Records of both: one that the body has itself, by id or series, stands alone.
    fn list(&mut self, own: &mut Vec<Node>, below: Vec<Node>, table: &'static Table, field: &Field) {
        let here = [field.en, field.zh];
        for node in below {
            let same = |item: &&Node| {
                [ID, SERIES].into_iter().any(|names| {
                    let name = scalar(node.get(names));
                    name.is_some() && name == scalar(item.get(names))
                })
            };
            if let Some(item) = own.iter().find(same) {
                let item = item.clone();
                self.compare(&item, &node, table);
                continue;
            }
            let mut node = self.without_base(node);
            let id = scalar(node.get(ID)).map(str::to_owned);
            let elsewhere = |id: &String| {
                self.taken.iter().any(|(section, ids)| !here.contains(&section.as_str()) && ids.contains(id))
            };
            if let Some(id) = id.filter(elsewhere) {
                rename(&mut node, &format!("{id}-汇总"));
            }
            own.push(node);
        }
    }

    /// Whether the figures that both state agree; each that does not is told at the body's own.
    fn compare(&mut self, own: &Node, below: &Node, table: &'static Table) -> bool {
        let mut agrees = true;
        for (key, node) in own.entries() {
            let Some((_, field)) = table.find(&key.text) else { continue };
            let Some(other) = below.get([field.en, field.zh]) else { continue };
            agrees &= match ((field.shape)(), table_of(&(field.shape)())) {
                (Shape::Amount, _) => self.amounts(node, other, field),
                (Shape::Named(_), _) => self.named(node, other, field),
                (Shape::Record(_), Some(inner)) => self.compare(node, other, inner),
                _ => true,
            };
        }
        agrees
    }

    /// Figures under names that the author chose.
    fn named(&mut self, own: &Node, below: &Node, field: &'static Field) -> bool {
        let mut agrees = true;
        for (key, node) in own.entries() {
            if let Some((_, other)) = below.entries().iter().find(|(other, _)| other.text == key.text) {
                agrees &= self.amounts(node, other, field);
            }
        }
        agrees
    }

    fn amounts(&mut self, own: &Node, below: &Node, field: &'static Field) -> bool {
        let read = |node: &Node| -> Option<Amount> {
            amount::parse(scalar(Some(node))?, field.units.first().copied().unwrap_or_default(), node.origin).ok()
        };
        let (Some(mine), Some(sum)) = (read(own), read(below)) else { return true };
        let claim = |amount: &Amount| (amount.sum.value, amount.sum.grade, amount.sum.is_known());
        if claim(&mine) == claim(&sum) && mine.counts_like(&sum) {
            return true;
        }
        let line = self.source.line_from(below.origin, own.origin);
        let (zh, en, stated, summed, line_zh, line_en) = (field.zh, field.en, mine.text, sum.text, line.zh, line.en);
        self.problems.push(
            Diagnostic::warning(
                "W300",
                say!(
                    "“{zh}”写的是{stated}，各校汇总为{summed}（{line_zh}）",
                    "`{en}` is {stated}, the sum of the schools is {summed} ({line_en})"
                ),
            )
            .at(self.source, own.origin)
            .hint(say!(
                "以这里写的为准；该用汇总的就删去这里的，两数口径不同就核实",
                "what stands here holds; delete it to use the sum, or answer this where they count differently"
            )),
        );
        false
    }

    /// A record without a base whose section is the body's own: the share would mix two ways of counting.
    fn without_base(&self, mut node: Node) -> Node {
        let within = |path: &str| path.split('.').next().is_some_and(|first| self.apart.contains(first.trim()));
        if scalar(node.get(BASE)).is_some_and(within)
            && let Value::Map(entries) = &mut node.value
        {
            entries.retain(|(key, _)| !BASE.contains(&key.text.as_str()));
        }
        if let Value::List(items) = node.value {
            node.value = Value::List(items.into_iter().map(|item| self.without_base(item)).collect());
        }
        node
    }
}

/// What only the roll-up has.
fn fill(own: &mut Node, below: Node) {
    let (Value::Map(entries), Value::Map(more)) = (&mut own.value, below.value) else { return };
    for (key, node) in more {
        let names = |text: &str| names_of(text, &key.text);
        match entries.iter_mut().find(|(own, _)| names(&own.text)) {
            Some((_, own)) if own.is_blank() => *own = node,
            Some((_, own)) => fill(own, node),
            None => entries.push((key, node)),
        }
    }
}

/// Whether two keys are one field in two languages.
fn names_of(one: &str, other: &str) -> bool {
    let tables = Facts::TABLE.fields.iter().filter_map(|field| table_of(&(field.shape)()));
    one == other
        || tables
            .flat_map(|table| table.fields)
            .any(|field| [field.en, field.zh].contains(&one) && [field.en, field.zh].contains(&other))
}

fn rename(node: &mut Node, name: &str) {
    let Value::Map(entries) = &mut node.value else { return };
    for (_, value) in entries.iter_mut().filter(|(key, _)| ID.contains(&key.text.as_str())) {
        value.value = Value::Scalar(name.to_owned());
    }
}
