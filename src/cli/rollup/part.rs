//! Partial sums in files: a json with the sums and, beside it, a csv with the rows of their sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::spool::{Spool, rows};
use super::{Stop, Summed, folder_of, guard, kept, name_of};
use crate::batch::shard::Shard;
use crate::cli::{TOOL, disk};
use crate::diagnostic::{Diagnostic, Say};
use crate::facts::time::Period;
use crate::rollup::beneath::Ids;
use crate::rollup::judge::{self, Asked, Enrolled};
use crate::rollup::partial::{Head, Partial, VERSION};
use crate::rollup::total::Plus;
use crate::rollup::write::Written;
use crate::say;

/// A partial sum as it is written.
#[derive(Serialize, Deserialize)]
pub struct Part {
    version: u32,
    /// The program that has made it: others may count otherwise.
    tool: String,
    period: [String; 2],
    body: Option<String>,
    /// The parts of a run that are in it.
    shards: BTreeSet<String>,
    register: Vec<[String; 3]>,
    aliases: BTreeMap<String, Vec<String>>,
    /// Files that are not summed.
    heads: BTreeMap<String, Head>,
    partial: Partial,
    /// The name and the date of the body's paper, where the call names them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    date: Option<String>,
    /// Of a roll-up: the names that the sums of its records go by, and the length and the digest of its text.
    #[serde(skip_serializing_if = "Ids::is_empty", default)]
    ids: Ids,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    written: Option<(usize, String)>,
}

impl Part {
    fn new(period: &Period, asked: &Asked, partial: Partial) -> Self {
        let register = asked.register.iter();
        Self {
            version: VERSION,
            tool: TOOL.to_owned(),
            period: [period.start.to_string(), period.end.to_string()],
            body: asked.body.clone(),
            shards: BTreeSet::new(),
            register: register.clone().map(|one| [one.id.clone(), one.name.clone(), one.folder.clone()]).collect(),
            aliases: register.map(|one| (one.id.clone(), one.aliases.clone())).collect(),
            heads: BTreeMap::new(),
            partial,
            name: None,
            date: None,
            ids: Ids::new(),
            written: None,
        }
    }

    /// Those of a roll-up, which is written beside it.
    /// `left` are the files of its period that could not be summed.
    pub fn of(
        written: &Written,
        period: &Period,
        asked: &Asked,
        partial: Partial,
        left: BTreeMap<String, Head>,
    ) -> Self {
        let mark = kept::mark(written.sums());
        Self { ids: written.ids.clone(), written: Some(mark), heads: left, ..Self::new(period, asked, partial) }
    }

    /// The version that has made it.
    pub fn tool(&self) -> &str {
        &self.tool
    }

    /// Whether this program counts as the one that has made it.
    pub fn is_current(&self) -> bool {
        self.version == VERSION && self.tool == TOOL
    }

    /// Whether a roll-up has the sums that were made with it.
    pub fn is_of(&self, text: &str) -> bool {
        let text = text.replace("\r\n", "\n");
        let text = text.trim_end();
        self.written.as_ref().is_some_and(|(bytes, digest)| {
            let sums = text.len().checked_sub(*bytes).and_then(|start| text.get(start..));
            sums.is_some_and(|sums| kept::mark(sums).1 == *digest)
        })
    }

    /// The sums, and the names that those of each record go by.
    pub fn sums(self) -> (Partial, Ids) {
        (self.partial, self.ids)
    }
}

/// The table of the rows of a partial sum.
pub fn table(path: &Path) -> PathBuf {
    path.with_extension("csv")
}

/// Writes a partial sum.
pub fn write(path: &Path, summed: Summed, mut wrote: impl FnMut(String)) -> Result<(), Stop> {
    let Summed { period, asked, mut heads, partial, rows, shards, name, date, .. } = summed;
    heads.retain(|file, _| !partial.heads.contains_key(file));
    let part = Part { shards, heads, name, date, ..Part::new(&period, &asked, partial) };
    wrote(write_rows(path, rows)?.display().to_string());
    kept::write(path, &part)?;
    wrote(path.display().to_string());
    Ok(())
}

/// Writes the rows of a partial sum, in their order.
pub fn write_rows(path: &Path, rows: Spool) -> Result<PathBuf, Stop> {
    let (folder, rows) = (folder_of(path), rows.sorted()?);
    let written = disk::stream(&folder, &name_of(&table(path)), |to| {
        let mut table = csv::WriterBuilder::new().has_headers(false).from_writer(to);
        for row in rows {
            table.serialize(row?)?;
        }
        table.flush()
    })?;
    Ok(written)
}

fn refused(message: Say, hint: Say) -> Stop {
    Stop::Problem(Box::new(Diagnostic::error("E309", message).hint(hint)))
}

fn read(path: &Path) -> Result<(Part, File), Stop> {
    let shown = path.display();
    let hint = || say!("用 niandu rollup --part 写出的文件", "give files that `niandu rollup --part` has written");
    let fault = |reason: String| {
        refused(say!("读不了部分和 {shown}：{reason}", "the partial sum {shown} cannot be read: {reason}"), hint())
    };
    let file = File::open(path).map_err(|error| fault(disk::reason(&error)))?;
    let part: Part =
        serde_json::from_reader(std::io::BufReader::new(file)).map_err(|error| fault(error.to_string()))?;
    if !part.is_current() {
        let tool = &part.tool;
        return Err(fault(format!("niandu {tool}")));
    }
    let table = table(path);
    let rows = File::open(&table).map_err(|error| fault(format!("{}: {}", table.display(), disk::reason(&error))))?;
    Ok((part, rows))
}

/// Joins partial sums, in any order and grouping, to those of the body `id`, where that is named.
pub fn join(paths: Vec<PathBuf>, target: &Path, id: Option<&String>) -> Result<Summed, Stop> {
    let folder = folder_of(target);
    guard::takes(&folder)?;
    let mut spool = Spool::new(folder);
    let (mut heads, mut partial) = (BTreeMap::new(), Partial::default());
    let mut shards = BTreeSet::new();
    let mut register: BTreeMap<String, Enrolled> = BTreeMap::new();
    let mut first: Option<([String; 2], Option<String>)> = None;
    let (mut name, mut date) = (None, None);
    for path in &paths {
        let (mut part, table) = read(path)?;
        let shown = path.display();
        let named = id.filter(|_| part.body.is_none()).cloned();
        let same = (part.period.clone(), part.body.clone().or(named));
        let other = id.is_some_and(|id| same.1.as_ref() != Some(id));
        if other || first.get_or_insert_with(|| same.clone()) != &same {
            let message = say!(
                "{shown} 与前面的部分和不是一次汇总的：时期或单位不同",
                "{shown} is no part of the same sum: its period or its body differs"
            );
            return Err(refused(
                message,
                say!("用同样的 --period 和 --id 各汇总一次", "sum all with the same --period and --id"),
            ));
        }
        part.heads.extend(part.partial.heads.clone());
        let file = part.heads.keys().find(|file| heads.contains_key(*file));
        let shard = part.shards.intersection(&shards).next();
        if let Some(twice) = file.or(shard) {
            let message = say!("{shown} 与前面的部分和都有 {twice}", "{shown} and one before it both hold {twice}");
            return Err(refused(message, say!("每份只给一次", "give each part once")));
        }
        name = name.or(part.name.take());
        date = date.or(part.date.take());
        for [id, name, folder] in part.register.drain(..) {
            let aliases = part.aliases.remove(&id).unwrap_or_default();
            register.insert(id.clone(), Enrolled { id, name, aliases, folder });
        }
        heads.append(&mut part.heads);
        shards.append(&mut part.shards);
        partial.plus(part.partial);
        for row in rows(table) {
            spool.add(vec![row?])?;
        }
    }
    let Some(([start, end], body)) = first else {
        return Err(Stop::Call(say!("没有给出部分和", "no parts are given")));
    };
    let period = Period::parse(&format!("{start} .. {end}")).map_err(|refused| Stop::Call(refused.message))?;
    let asked = Asked { period: period.name(), body, register: register.into_values().collect(), root: String::new() };
    let mut verdict = judge::heads(&heads, &asked);
    // What is only now seen to be wrong has been summed.
    let out = verdict.out();
    let late: Vec<&String> = partial.heads.keys().filter(|file| out.contains(*file)).collect();
    if let Some(file) = late.first() {
        let message = say!(
            "各份分开看不出的问题：{file} 等 {} 个文件不能计入，而它们已在部分和里",
            "seen only together: {file} and others, {} files in all, must not be summed, and are in the parts",
            late.len()
        );
        let hint = say!("改正后重新汇总，或不分份汇总", "mend it and sum again, or sum without parts");
        let first = verdict.refusals.iter().find(|refusal| refusal.files.iter().any(|(one, _)| one == *file));
        let mut message = message;
        if let Some(first) = first {
            message.zh += &format!("（{} {}）", first.code, first.message.zh);
            message.en += &format!(" ({} {})", first.code, first.message.en);
        }
        return Err(Stop::Problem(Box::new(Diagnostic::error("E307", message).hint(hint))));
    }
    verdict.passed.clear();
    Ok(Summed { period, asked, heads, verdict, partial, rows: spool, shards, root: None, name, date })
}

/// The parts of a run that are not among those given.
pub fn lacking(shards: &BTreeSet<String>) -> Vec<String> {
    let given: Vec<Shard> = shards.iter().filter_map(|shard| Shard::parse(shard).ok()).collect();
    let all: BTreeSet<Shard> = given.iter().flat_map(|shard| shard.all()).collect();
    all.into_iter().filter(|shard| !given.contains(shard)).map(|shard| shard.to_string()).collect()
}
