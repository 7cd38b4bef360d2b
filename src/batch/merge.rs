//! Makes one run of its parts again. Parts fit together where they were made in the same way for the same schools, and
//! where none is there twice and none is missing. Their records are streams in one order; so is what they become.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashSet};
use std::io::{self, ErrorKind};

use crate::batch::config::is_below;
use crate::batch::manifest::{Gone, Head, Setting, Tally};
use crate::batch::record::{Output, Record, Role, Status};
use crate::batch::shard::Shard;
use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say, Source};
use crate::say;

/// A part of a run by its manifest.
pub struct Part {
    /// How the user would name the manifest.
    pub name: String,
    pub head: Head,
}

/// The parts that are not among these. Parts that do not fit are refused; that some are missing, too, unless `partial`.
pub fn fit(parts: &[&Part], partial: bool, problems: &mut Diagnostics) -> Vec<Shard> {
    let mut found: BTreeMap<Shard, &Part> = BTreeMap::new();
    let mut first: Option<(&Part, Shard)> = None;
    for &part in parts {
        let Some(shard) = part.head.shard else {
            problems.push(
                at(
                    part,
                    "E294",
                    say!("这是整次运行的清单，不是其中一份", "this is the manifest of a whole run, not of a part"),
                )
                .hint(say!("只合并用 --shard 写出的各份", "join parts that were written with --shard")),
            );
            continue;
        };
        if let Some((other, number)) = first {
            let differences = differences(&other.head, number, &part.head, shard);
            if !differences.is_empty() {
                problems.push(apart(part, other, &differences));
                continue;
            }
        } else {
            first = Some((part, shard));
        }
        if let Some(twice) = found.insert(shard, part) {
            let name = &twice.name;
            problems.push(
                at(part, "E295", say!("第 {shard} 份已有：{name}", "part {shard} is there already: {name}"))
                    .hint(say!("每份只给一次", "give each part once")),
            );
        }
    }
    let Some((part, shard)) = first.filter(|_| !problems.has_errors()) else { return Vec::new() };
    let absent: Vec<Shard> = shard.all().filter(|shard| !found.contains_key(shard)).collect();
    if !absent.is_empty() {
        let list = absent.iter().map(ToString::to_string).collect::<Vec<_>>();
        let (zh, en) = (list.join("、"), list.join(", "));
        let problem = if partial {
            let message = say!("缺第 {zh} 份，只合并了其余各份", "without {en}; the other parts were joined");
            at(part, "W292", message)
        } else {
            at(part, "E295", say!("缺第 {zh} 份", "missing: {en}"))
        };
        problems.push(
            problem
                .hint(say!("补上那些份；先看其余各份，用 --partial", "add them; --partial joins the others for now")),
        );
    }
    absent
}

/// A problem of a manifest as a whole; by its code's first letter an error or a warning.
fn at(part: &Part, code: &'static str, message: Say) -> Diagnostic {
    let make = if code.starts_with('W') { Diagnostic::warning } else { Diagnostic::error };
    make(code, message).at(&Source::new(part.name.clone(), ""), Origin::default())
}

fn apart(part: &Part, other: &Part, differences: &[Say]) -> Diagnostic {
    let name = &other.name;
    let row = |language: fn(&Say) -> &str, comma| differences.iter().map(language).collect::<Vec<_>>().join(comma);
    let message = Say {
        zh: format!("与 {name} 不是同一次运行：{}", row(|say| &say.zh, "；")),
        en: format!("it is not of the same run as {name}: {}", row(|say| &say.en, "; ")),
    };
    at(part, "E294", message).hint(say!(
        "各份用同样的命令、模板、字体和版本写出",
        "write all parts with one command, one version, the same templates and fonts"
    ))
}

/// In what two parts differ that must be alike: each thing once, with both values where they can be read.
fn differences(a: &Head, part_a: Shard, b: &Head, part_b: Shard) -> Vec<Say> {
    let mut found = Vec::new();
    let mut compare = |name: Say, a: String, b: String| {
        if a != b {
            let none = |text: String| if text.is_empty() { "—".to_owned() } else { text };
            let (a, b) = (none(a), none(b));
            found.push(Say {
                zh: format!("{} {b}，那里是 {a}", name.zh), en: format!("{} {b}, there {a}", name.en)
            });
        }
    };
    let (from, to) = (&a.setting, &b.setting);
    compare(say!("份数", "parts"), part_a.count().to_string(), part_b.count().to_string());
    compare(say!("时期", "period"), a.period.clone(), b.period.clone());
    compare(say!("版本", "version"), from.tool.clone(), to.tool.clone());
    let kinds = |setting: &Setting| {
        let levels = setting.levels.iter().map(|(level, kinds)| format!("{level}: {}", kinds.join(" ")));
        setting.kinds.iter().cloned().chain(levels).collect::<Vec<_>>().join(" ")
    };
    compare(say!("文种", "kinds"), kinds(from), kinds(to));
    compare(say!("格式", "formats"), from.formats.join(" "), to.formats.join(" "));
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    compare(say!("版式", "layout"), optional(&from.layout), optional(&to.layout));
    compare(say!("文件名", "file names"), optional(&from.name), optional(&to.name));
    compare(say!("PDF 标准", "PDF standard"), from.standard.clone(), to.standard.clone());
    let flags = |setting: &Setting| {
        let Setting { duplex, origins, embeds, denies, .. } = setting;
        let named =
            [("--duplex", *duplex), ("--no-origins", !origins), ("--embed-facts", *embeds), ("--deny", *denies)];
        named.into_iter().filter(|(_, set)| *set).map(|(name, _)| name).collect::<Vec<_>>().join(" ")
    };
    compare(say!("选项", "options"), flags(from), flags(to));
    let files = |setting: &Setting| -> BTreeMap<(Role, String), String> {
        setting.shared.iter().map(|input| ((input.role, input.path.clone()), input.sha256.clone())).collect()
    };
    let (from, to) = (files(from), files(to));
    let keys = from.keys().chain(to.keys().filter(|key| !from.contains_key(*key)));
    for key @ (role, path) in keys.filter(|key| from.get(*key) != to.get(*key)) {
        let role = match role {
            Role::Font => say!("字体", "font"),
            Role::Css => say!("样式表", "style sheet"),
            _ => say!("模板", "template"),
        };
        let short = |hash: Option<&String>| hash.map(|hash| hash.chars().take(8).collect()).unwrap_or_default();
        let name = Say { zh: format!("{} {path}", role.zh), en: format!("{} {path}", role.en) };
        compare(name, short(from.get(key)), short(to.get(key)));
    }
    if a.register != b.register {
        found.push(say!("学校名册不同", "another register"));
    }
    found
}

/// What is said of the whole; `gone` are the papers that stand where the whole is written and belong to no school of it.
pub fn head(parts: &[&Part], absent: Vec<Shard>, tally: Tally, gone: Vec<Gone>) -> Option<Head> {
    let first = &parts.first()?.head;
    let config = first.config.clone();
    Some(Head { absent, config, gone, ..Head::new(first.setting.clone(), first.period.clone(), tally) })
}

/// A record and which part it is of; or which part could not be read on, and why.
pub type Next = Result<(usize, Record), (usize, io::Error)>;

/// The records of all parts in one order. What does not belong where it stands ends them with an error.
pub struct Joined<I> {
    parts: Vec<(Shard, I)>,
    /// The next record of each part.
    waiting: Vec<Option<Record>>,
    order: BinaryHeap<Reverse<(String, usize)>>,
    failed: Option<(usize, io::Error)>,
}

impl<I: Iterator<Item = io::Result<Record>>> Joined<I> {
    /// The records of these parts.
    pub fn new(parts: Vec<(Shard, I)>) -> Self {
        let waiting = parts.iter().map(|_| None).collect();
        let count = parts.len();
        let mut joined = Self { parts, waiting, order: BinaryHeap::new(), failed: None };
        (0..count).for_each(|at| joined.advance(at, ""));
        joined
    }

    /// Has the next record of a part wait, which comes behind `last`.
    fn advance(&mut self, at: usize, last: &str) {
        let (shard, records) = &mut self.parts[at];
        match records.next().map(|record| record.and_then(|record| belongs(record, *shard, last))) {
            Some(Ok(record)) => {
                self.order.push(Reverse((record.facts.clone(), at)));
                self.waiting[at] = Some(record);
            }
            Some(Err(error)) => self.failed = self.failed.take().or(Some((at, error))),
            None => {}
        }
    }
}

impl<I: Iterator<Item = io::Result<Record>>> Iterator for Joined<I> {
    type Item = Next;

    fn next(&mut self) -> Option<Next> {
        if let Some(failed) = self.failed.take() {
            self.order.clear();
            return Some(Err(failed));
        }
        let Reverse((facts, at)) = self.order.pop()?;
        let record = self.waiting[at].take()?;
        self.advance(at, &facts);
        Some(Ok((at, record)))
    }
}

/// The record, if it may stand in a manifest of this part behind the one of `last`.
fn belongs(record: Record, shard: Shard, last: &str) -> io::Result<Record> {
    let invalid = |reason: String| Err(io::Error::new(ErrorKind::InvalidData, reason));
    let facts = &record.facts;
    if facts.as_str() <= last {
        return invalid(format!("{facts} stands behind {last}"));
    }
    if !shard.takes(record.folder()) {
        return invalid(format!("{facts} is not in part {shard}"));
    }
    let paths = record.files().map(|file| &file.path).chain(&record.kept);
    if let Some(path) = paths.into_iter().find(|path| !is_below(path)) {
        return invalid(format!("{path} is not below the output folder"));
    }
    Ok(record)
}

/// Papers by the facts file that they were made of, with its school's name.
pub type Papers = BTreeMap<String, (String, BTreeMap<String, Output>)>;

/// The papers of `before` that a school of `now` has no longer, or whose school has gone; both sorted. What a school is
/// refused for says nothing of its old papers.
pub fn left(
    before: impl Iterator<Item = io::Result<Record>>,
    now: impl Iterator<Item = io::Result<Record>>,
    papers: &mut Papers,
) -> io::Result<()> {
    let mut now = now.peekable();
    for record in before {
        let record = record?;
        while now.next_if(|next| next.as_ref().is_ok_and(|next| next.facts < record.facts)).is_some() {}
        if let Some(Err(error)) = now.next_if(Result::is_err) {
            return Err(error);
        }
        let same = now.peek().and_then(|next| next.as_ref().ok()).filter(|next| next.facts == record.facts);
        let stands = |file: &Output| {
            let mut files = same.iter().flat_map(|next| next.files());
            same.is_some_and(|next| next.status != Status::Written) || files.any(|other| other.path == file.path)
        };
        let files: Vec<Output> = record.files().cloned().collect();
        let gone = files.into_iter().filter(|file| !stands(file)).collect();
        note(Gone { facts: record.facts, name: record.name, files: gone }, papers);
    }
    Ok(())
}

/// Adds papers that have gone.
pub fn note(gone: Gone, papers: &mut Papers) {
    if !gone.files.is_empty() {
        let (name, files) = papers.entry(gone.facts).or_default();
        *name = gone.name;
        files.extend(gone.files.into_iter().map(|file| (file.path.clone(), file)));
    }
}

/// The papers that are left, without those that a school has now.
pub fn gone(papers: Papers, now: impl Iterator<Item = io::Result<Record>>) -> io::Result<Vec<Gone>> {
    let mut paths: HashSet<String> = papers.values().flat_map(|(_, files)| files.keys().cloned()).collect();
    if !paths.is_empty() {
        for record in now {
            record?.files().for_each(|file| _ = paths.remove(&file.path));
        }
    }
    let gone = papers.into_iter().map(|(facts, (name, files))| {
        let files = files.into_values().filter(|file| paths.contains(&file.path)).collect();
        Gone { facts, name, files }
    });
    Ok(gone.filter(|gone| !gone.files.is_empty()).collect())
}
