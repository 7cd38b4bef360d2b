//! What people wrote: facts files as checked, typed records whose every value knows its place.

pub mod accidents;
pub mod amount;
pub mod answers;
pub mod builder;
pub mod check;
pub mod dates;
pub mod draft;
pub mod include;
pub mod lines;
pub mod model;
pub mod nearest;
pub mod numeral;
pub mod paths;
pub mod pending;
pub mod picture;
pub mod prose;
pub mod quoting;
pub mod reader;
pub mod recover;
pub mod refused;
pub mod slips;
pub mod syntax;
pub mod table;
pub mod time;
pub mod topic;
pub mod tree;
pub mod types;
pub mod value;

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Severity, Source};
use crate::facts::model::{Entry, Facts, Photo, Showing};
use crate::facts::paths::Paths;
use crate::facts::picture::{Picture, Unusable};
use crate::facts::reader::{Read, Reader};
use crate::facts::time::Period;
use crate::facts::value::Text;

/// One facts file, read.
#[derive(Debug, Clone)]
pub struct File {
    pub source: Source,
    pub period: Period,
    pub facts: Facts,
    /// Ids of records and names of fields that were written but could not be read: that they are missing is no second
    /// problem.
    pub lost: HashSet<String>,
    /// What the author has looked into and confirmed.
    pub allowed: Vec<Allowed>,
    /// The pictures that the papers ask for, by the place where their file is named; filled by who can read files.
    pub pictures: HashMap<Origin, Result<Picture, Unusable>>,
    /// Whether it was read without an error: only then is something that is missing in the paper a problem of its own.
    pub sound: bool,
    /// Made when the first path is asked for.
    paths: OnceLock<Paths>,
}

/// An answer of the author to a warning: `核实: [W101: 已与上级核对]`.
#[derive(Debug, Clone)]
pub struct Allowed {
    /// The code and its reason, where they stand.
    pub origin: Origin,
    /// The record that the answer belongs to; it holds for every place within.
    pub scope: Origin,
    /// The parts of drafts that speak for that record.
    pub drafts: Vec<Origin>,
    pub code: String,
    pub reason: String,
}

/// A warning that the author has answered.
#[derive(Debug, Clone)]
pub struct Answered {
    pub problem: Diagnostic,
    pub by: Allowed,
}

impl Allowed {
    /// Whether the answer holds for what stands at this byte.
    pub fn covers(&self, at: usize) -> bool {
        std::iter::once(&self.scope).chain(&self.drafts).any(|place| place.range().contains(&at))
    }
}

impl File {
    /// What the values of the file are called by references.
    pub fn paths(&self) -> &Paths {
        self.paths.get_or_init(|| Paths::of(&self.facts))
    }

    /// Whether any of its papers asks for the photos of its records.
    pub fn asks_for_photos(&self) -> bool {
        let mut asked = self.facts.documents.0.iter().flat_map(|(_, paper)| &paper.exhibits);
        asked.any(|exhibit| Showing::named(&exhibit.0.is.text) == Some(Showing::Photos))
    }

    /// The photos of its records, where a paper asks for them.
    pub fn asked_photos(&self) -> Vec<&Photo> {
        if !self.asks_for_photos() {
            return Vec::new();
        }
        self.facts.placed().into_iter().flat_map(|record| record.place().photos).collect()
    }

    /// The problems that are still open, and those that the author has answered with `allow`.
    pub fn answer(&self, problems: Diagnostics) -> (Diagnostics, Vec<Answered>) {
        let mut answered = Vec::new();
        let mut allowed: HashMap<&str, Vec<&Allowed>> = HashMap::new();
        for answer in &self.allowed {
            allowed.entry(&answer.code).or_default().push(answer);
        }
        let open = problems.filtered(|problem| {
            let Some((source, place)) = &problem.place else { return true };
            let mut candidates = allowed.get(problem.code).into_iter().flatten();
            let by = candidates.find(|allowed| allowed.covers(place.range().start));
            let by = by.filter(|_| problem.severity != Severity::Error && *source == self.source);
            answered.extend(by.map(|by| Answered { problem: problem.clone(), by: (*by).clone() }));
            by.is_none()
        });
        (open, answered)
    }
}

/// The files of one organisation around the one that is told.
#[derive(Debug, Clone)]
pub struct Dossier {
    pub current: File,
    /// Earlier periods, the latest first.
    pub previous: Vec<File>,
    /// The period after the current one.
    pub next: Option<File>,
}

/// Reads one facts file. Every problem of the file is added to `problems`; `None` if not even organisation and period
/// could be read.
pub fn read(source: &Source, problems: &mut Diagnostics) -> Option<File> {
    check::characters::refuse(source, problems);
    let mut holes = Vec::new();
    let mut root = include::parse(source, problems, &mut holes)?;
    let spoken = draft::join(source, &mut root, problems);
    let mut reader = Reader::new(source, peek_period(&root), problems);
    reader.holes(holes);
    let facts = Facts::read(&root, &ROOT, &mut reader);
    let (mut ids, mut broken, mut allowed) = (reader.ids, reader.broken, reader.allowed);
    // What the author answers in the facts he answers for the words that his draft has for them.
    for answer in allowed.iter_mut() {
        let of_record = spoken.iter().filter(|(record, _)| *record == answer.scope);
        answer.drafts.extend(of_record.map(|(_, words)| *words));
    }
    let sound = facts.is_some();
    // Where only the body is unknown, everything else can still be checked.
    let facts = facts.or_else(|| {
        if root.entries().is_empty() {
            return None;
        }
        broken.extend(["organisation", "单位"]);
        let mut again = Diagnostics::new();
        let mut reader = Reader::new(source, peek_period(&root), &mut again);
        let facts = Facts::read(&nameless(&root), &ROOT, &mut reader);
        ids.extend(reader.ids);
        facts
    })?;
    let years_broken = ["year", "period"].iter().any(|name| broken.contains(name));
    let period = check::period(&facts, years_broken, source, problems)?;
    let known: HashSet<String> = known_ids(&facts).into_iter().map(|id| id.text.clone()).collect();
    let lost = ids.difference(&known).cloned().chain(broken.into_iter().map(str::to_owned)).collect();
    let (pictures, paths) = (HashMap::new(), OnceLock::new());
    let mut file = File { source: source.clone(), period, facts, lost, allowed, pictures, sound, paths };
    check::rules(&file, problems);
    file.sound = !problems.has_errors();
    sound.then_some(file)
}

/// Reads a file that is one record of another kind than facts, by the same rules: every problem is added to `problems`;
/// `None` where the file as a whole is none.
pub fn read_as<R: Read>(source: &Source, table: &table::Table, problems: &mut Diagnostics) -> Option<R> {
    let root = include::parse(source, problems, &mut Vec::new())?;
    let field = table::Field {
        en: table.en,
        zh: table.zh,
        shape: R::shape,
        doc_zh: table.doc_zh,
        doc_en: table.doc_en,
        ..ROOT
    };
    R::read(&root, &field, &mut Reader::new(source, None, problems))
}

/// The field that a whole file is the value of.
const ROOT: table::Field = table::Field {
    en: Facts::TABLE.en,
    zh: Facts::TABLE.zh,
    units: &[],
    required: true,
    shape: <Facts as Read>::shape,
    doc_zh: Facts::TABLE.doc_zh,
    doc_en: Facts::TABLE.doc_en,
    example: "",
    default: ["", ""],
};

/// The same facts of a body of no name.
fn nameless(root: &tree::Node) -> tree::Node {
    let origin = root.origin;
    let entry = |key: &str, value| (tree::Key { origin, text: key.to_owned() }, tree::Node { origin, value });
    let word = || tree::Value::Scalar("本会".to_owned());
    let names = tree::Value::Map(vec![entry("signature", word()), entry("title", word())]);
    let body = tree::Value::Map(vec![entry("id", word()), entry("names", names)]);
    let others = root.entries().iter().filter(|(key, _)| !["organisation", "单位"].contains(&key.text.as_str()));
    let entries = others.cloned().chain([entry("organisation", body)]).collect();
    tree::Node { origin, value: tree::Value::Map(entries) }
}

/// The ids of all that could be read, of whatever kind.
fn known_ids(facts: &Facts) -> Vec<&Text> {
    fn items<'f>(entries: &'f [Entry], ids: &mut Vec<&'f Text>) {
        for entry in entries {
            ids.extend(&entry.id);
            items(&entry.items, ids);
        }
    }
    let mut ids = vec![&facts.organisation.id];
    ids.extend(facts.placed().iter().filter_map(|record| record.id()));
    ids.extend(facts.problems.iter().filter_map(|problem| problem.id.as_ref()));
    ids.extend(facts.rates.iter().filter_map(|rate| rate.id.as_ref()));
    ids.extend(facts.slogans.iter().map(|slogan| &slogan.id));
    ids.extend(facts.plan.iter().map(|item| &item.id));
    let of_papers = facts.documents.0.iter().flat_map(|(_, paper)| paper.areas.iter().chain(&paper.written));
    for area in facts.areas.iter().chain(&facts.written).chain(of_papers) {
        ids.push(&area.id);
        items(&area.items, &mut ids);
    }
    ids
}

/// Organisation and period of a facts file, without reading the rest; `None` where the file does not say.
pub fn peek(source: &Source) -> Option<(String, Period)> {
    let root = include::parse(source, &mut Diagnostics::new(), &mut Vec::new())?;
    let period = peek_period(&root)?;
    let scalar = |node: &tree::Node| {
        if let tree::Value::Scalar(text) = &node.value { Some(text.trim().to_owned()) } else { None }
    };
    let id = root.get(["organisation", "单位"])?.get(["id", "编号"]).and_then(scalar)?;
    Some((id, period))
}

/// The period, before the rest is read: times without a year depend on it. Errors are left to the reader proper.
fn peek_period(root: &tree::Node) -> Option<Period> {
    let tree::Value::Map(entries) = &root.value else { return None };
    entries.iter().find_map(|(key, node)| match &node.value {
        tree::Value::Scalar(text) if ["year", "年度", "period", "时期"].contains(&key.text.as_str()) => {
            Period::parse(text).ok()
        }
        _ => None,
    })
}
