//! The sums as a facts file: sorted, in Chinese keys, with the number of schools that state each figure.

pub mod head;
mod others;
mod records;
mod sections;

use std::collections::{BTreeSet, HashSet};

use crate::facts::model::Facts;
use crate::facts::prose::is_name;
use crate::facts::quoting::scalar;
use crate::facts::time::Period;
use crate::rollup::beneath::Ids;
use crate::rollup::names::{in_chinese, section, who};
use crate::rollup::partial::{Merged, Partial};
use crate::rollup::sources::{self, Figures};
use crate::rollup::total::Total;

/// The most records of a list, lines of shortcomings that a roll-up tells; of the rest it says how many there are.
pub const RECORDS: usize = 40;
pub const PROBLEMS: usize = 8;

/// Why something is in the table of sources alone.
const ALONE: Why = ["只有一个单位有或由本级主办", "only one body has it, or this body holds it itself"];
const ONE: Why = ["只有一个单位提出", "only one body tells it"];
const BELOW: Why = ["在县级以下或没有写明级别", "below the level of a county, or of none that is stated"];
const OVER: Why = ["超出一栏列出的项数", "more than a list tells"];

/// The most members of what is left out that are known by name.
const NAMED: usize = 200;

/// A reason in Chinese and in English.
type Why = [&'static str; 2];

/// The body that the sums are for, as far as it is known.
#[derive(Debug, Clone, Default)]
pub struct Own {
    pub id: Option<String>,
    pub name: Option<String>,
    /// The date of its summary.
    pub date: Option<String>,
    /// Its names: what it holds or gives itself is told in its own facts.
    pub names: BTreeSet<String>,
}

/// What the roll-up says of itself.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// How many schools should have handed in, where there is a register.
    pub expected: Option<u64>,
    pub missing: Vec<String>,
    pub left_out: Vec<String>,
    /// The name of the table of sources.
    pub sources: String,
}

/// A roll-up file, and what became of each figure.
pub struct Written {
    /// What it says of itself, to where it names its sources; the rest of that; and the sums.
    text: [String; 3],
    pub figures: Figures,
    /// The names that the sums of each record go by.
    pub ids: Ids,
    /// What the sums have and the file does not tell.
    pub left: Vec<Left>,
}

/// Members of a list that are not told, and why.
pub struct Left {
    /// The list, by its English name in the facts.
    pub list: &'static str,
    pub why: Why,
    pub count: usize,
    /// The first of them, and how many schools and bodies have each.
    pub members: Vec<(String, u64)>,
}

impl Left {
    fn new(list: &'static str, why: Why, members: impl ExactSizeIterator<Item = (String, u64)>) -> Self {
        Self { list, why, count: members.len(), members: members.take(NAMED).collect() }
    }
}

/// The partial sums beside a roll-up: the name of the file and its digest.
pub struct Kept<'k> {
    pub name: &'k str,
    pub digest: &'k str,
}

impl Written {
    /// The text of the file, which names its partial sums.
    pub fn text(&self, kept: Option<&Kept>) -> String {
        let [before, after, sums] = &self.text;
        let named = |kept: &Kept| format!("  部分和: {}\n  校验: {}\n", scalar(kept.name), scalar(kept.digest));
        format!("{before}{}{after}{sums}", kept.map(named).unwrap_or_default())
    }

    /// The part of the text that the sums alone decide.
    pub fn sums(&self) -> &str {
        &self.text[2]
    }
}

/// Writes the file. What the sums cannot say is left out, with a remark.
pub fn write(partial: &Partial, period: &Period, own: &Own, told: &Told) -> Written {
    let mut writer = Writer {
        partial,
        due: partial.leaves().count() as u64,
        text: String::new(),
        figures: Figures::new(),
        taken: HashSet::new(),
        ids: Ids::new(),
        left: Vec::new(),
        schools: Vec::new(),
        names: &own.names,
    };
    writer.sections();
    writer.finance();
    let areas_at = writer.text.len();
    writer.records();
    writer.publicity();
    writer.problems();
    let areas = writer.areas();
    writer.text.insert_str(areas_at, &areas);
    writer.unwritten();
    let sums = std::mem::take(&mut writer.text);
    writer.head(period, told);
    let before = std::mem::take(&mut writer.text);
    writer.body(own, told);
    Written { text: [before, writer.text, sums], figures: writer.figures, ids: writer.ids, left: writer.left }
}

struct Writer<'a> {
    partial: &'a Partial,
    /// How many should state every figure.
    due: u64,
    text: String,
    figures: Figures,
    /// The ids that are taken.
    taken: HashSet<String>,
    ids: Ids,
    left: Vec<Left>,
    /// How many schools stand behind each merged record.
    schools: Vec<(String, u64)>,
    /// The names of the body that the sums are for.
    names: &'a BTreeSet<String>,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// The figures that are not in the file have their sums in the table of sources all the same.
    fn unwritten(&mut self) {
        let part = |total: &Total| total.most().and_then(|part| part.claim(0)).unwrap_or_default();
        let mut left: Vec<(String, String, String)> = Vec::new();
        for (path, total) in &self.partial.figures {
            left.push((path.clone(), in_chinese(path), part(total)));
        }
        for (list, key, merged) in
            self.partial.records.iter().flat_map(|(list, all)| all.iter().map(move |(key, one)| (list, key, one)))
        {
            for (field, total) in &merged.sums {
                let (zh, table) = section(list).map_or(("", None), |(zh, table)| (zh, Some(table)));
                let named =
                    field.split('.').next().and_then(|first| table?.find(first)).map_or("", |(_, field)| field.zh);
                let rest = field.split_once('.').map_or(String::new(), |(_, rest)| format!(".{rest}"));
                left.push((format!("{list}/{key}/{field}"), format!("{zh}.{key}.{named}{rest}"), part(total)));
            }
        }
        left.extend(
            self.partial
                .problems
                .iter()
                .map(|(key, merged)| (format!("problems/{key}/count"), format!("问题.{key}"), who(merged))),
        );
        for (figure, path, sum) in left {
            self.figures
                .entry(figure)
                .or_insert_with(|| (path, if sum.is_empty() { sum } else { format!("{sum}（未列）") }));
        }
    }

    /// A sum under its path; `None` where nothing can be claimed.
    fn claim(&mut self, figure: &str, path: String, total: &Total, due: u64) -> Option<(String, u64)> {
        let part = total.most()?;
        let due = if total.0.len() > 1 { due.max(total.covers()) } else { due };
        let claim = part.claim(due)?;
        for other in total.0.values().filter(|other| *other != part) {
            self.not_counted(figure, &path, other.unit());
        }
        self.figures.insert(figure.to_owned(), (path, claim.clone()));
        Some((claim, part.stated))
    }

    /// Takes note that the amounts of a figure in this unit are in no sum.
    fn not_counted(&mut self, figure: &str, path: &str, unit: &str) {
        self.figures.insert(sources::in_unit(figure, unit), (path.to_owned(), "（单位不同，未计入）".to_owned()));
    }

    /// How many of those who should state something do.
    fn of(&self, stated: u64, due: u64) -> String {
        if stated < due { format!("{due}个单位中{stated}个填报") } else { format!("{due}个单位填报") }
    }

    /// A list with its head and how many are left out of it, each time why.
    fn list<const N: usize>(&mut self, zh: &str, rows: &[String], left: [Left; N]) {
        let told = self.left.len();
        self.left.extend(left.into_iter().filter(|left| left.count > 0));
        let left = self.left.get(told..).unwrap_or_default();
        let left: Vec<String> = left.iter().map(|Left { count, why, .. }| format!("另有{count}项{}", why[0])).collect();
        let more = format!("# {zh}：{}，没有列出，见“出处”。", left.join("，"));
        if rows.is_empty() {
            if !left.is_empty() {
                self.line(&format!("\n{more}"));
            }
            return;
        }
        self.line(&format!("\n{zh}:"));
        rows.iter().for_each(|row| self.line(row));
        if !left.is_empty() {
            self.line(&format!("  {more}"));
        }
    }

    /// The name by which a merged record is known.
    fn id(&mut self, list: &str, name: &str, keys: &[&str], merged: &Merged) -> String {
        let zh = section(list).map_or("", |(zh, _)| zh);
        let name = id_of(name);
        // A name that is a section's would lead to that section.
        let own = merged.named && Facts::TABLE.find(&name).is_none();
        let name = match name.as_str() {
            "" => format!("各校{zh}"),
            name if own => name.to_owned(),
            name => format!("{zh}-{name}"),
        };
        let id = free(name, &mut self.taken);
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        self.ids.entry(list.to_owned()).or_default().insert(id.clone(), keys);
        if merged.schools > 0 {
            self.schools.push((id.clone(), merged.schools));
        }
        id
    }
}

/// A name as an id.
pub fn id_of(name: &str) -> String {
    let name: String = name.chars().map(|c| if is_name(c) { c } else { '-' }).take(24).collect();
    name.trim_matches('-').to_owned()
}

/// The id itself, or with a number where it is taken.
pub fn free(name: String, taken: &mut HashSet<String>) -> String {
    let mut id = name.clone();
    for number in 2.. {
        if taken.insert(id.clone()) {
            break;
        }
        id = format!("{name}-{number}");
    }
    id
}
