//! What must not be added: schools of another period, told twice, of two districts, counted with the body above them, with
//! errors in their facts; amounts in units that do not add up. And who has not handed in.

mod twice;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Say;
use crate::facts::value::Tier;
use crate::rollup::partial::{Broken, Head};
use crate::say;

use twice::twice;

/// The code of partial sums that cannot be taken.
pub const PARTIAL: &str = "E318";

/// A school of the register.
#[derive(Debug, Clone)]
pub struct Enrolled {
    pub id: String,
    pub name: String,
    /// Other names and former ids.
    pub aliases: Vec<String>,
    pub folder: String,
}

/// What a roll-up is asked to sum.
#[derive(Debug, Default)]
pub struct Asked {
    /// The period, as it is printed.
    pub period: String,
    /// The body that the sums are for, where it is known.
    pub body: Option<String>,
    pub register: Vec<Enrolled>,
    /// The folder of the run, as it was given; nothing where the files are not at hand.
    pub root: String,
}

/// Why something is not added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub code: &'static str,
    /// Where it is to be seen: a file below the run's folder and a line in it.
    pub at: Option<(String, usize)>,
    pub message: Say,
    pub hint: Say,
    /// The files that it keeps out, each with the name of its body.
    pub files: Vec<(String, String)>,
}

/// What becomes of the files of a run.
#[derive(Debug, Default)]
pub struct Verdict {
    pub refusals: Vec<Refusal>,
    /// Files that are no part of the sums and no fault: other periods, bodies inside a school.
    pub passed: BTreeSet<String>,
    /// The own facts of the body that the sums are for, and their file.
    pub own: Option<Head>,
    pub own_file: Option<String>,
    /// The body that the sums are for, as far as the files tell.
    pub body: Option<String>,
}

impl Verdict {
    /// The files that are not summed.
    pub fn out(&self) -> BTreeSet<String> {
        let refused = self.refusals.iter().flat_map(|refusal| &refusal.files).map(|(file, _)| file.clone());
        refused.chain(self.passed.iter().cloned()).collect()
    }
}

/// The folder of a file.
fn folder(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The path of a file below the run's folder, as a shell takes it.
fn at_hand(root: &str, file: &str) -> String {
    let path = match root.trim_end_matches(['/', '\\']) {
        "" | "." => file.to_owned(),
        root => format!("{root}/{file}"),
    };
    if path.contains([' ', '(', ')', '&', ';', '\'']) { format!("\"{path}\"") } else { path }
}

/// A place as it is told.
fn told(file: &str, line: usize) -> Say {
    say!("{file} 第{line}行", "{file} line {line}")
}

/// Judges all files of a run by who they speak for.
pub fn heads(all: &BTreeMap<String, Head>, asked: &Asked) -> Verdict {
    let mut verdict = Verdict::default();
    let mut open: BTreeMap<&String, &Head> = BTreeMap::new();
    let now = |head: &Head| head.period == asked.period;
    // Those in the sums of others come and go with these.
    let roots: BTreeMap<&String, &Head> = all.iter().filter(|(_, head)| head.within.is_none()).collect();
    let nested = roots.keys().any(|file| file.contains('/'));
    for (file, head) in &roots {
        match &head.broken {
            // A file of the body above, or an earlier roll-up.
            Some(_) if nested && !file.contains('/') => drop(verdict.passed.insert((*file).clone())),
            // What cannot be read at all may be of any period.
            Some(broken) if now(head) || head.period.is_empty() => {
                verdict.refusals.push(unusable(file, head, broken, asked));
            }
            None if now(head) && head.tier != Tier::Group as u8 => drop(open.insert(file, head)),
            _ => drop(verdict.passed.insert((*file).clone())),
        }
    }
    own(&roots, &mut open, asked, &mut verdict);
    wrong_period(&roots, asked, &open, &mut verdict);
    twice(&mut open, &BTreeMap::new(), asked, &mut verdict.refusals);
    let known = asked.body.clone().or(verdict.own.as_ref().map(|own| own.id.clone()));
    verdict.body = known.or_else(|| most_named(&open));
    elsewhere(&mut open, verdict.body.as_deref(), &mut verdict.refusals);
    with_schools(&mut open, &mut verdict.refusals);
    let within = all.iter().filter(|(_, head)| head.within.as_ref().is_some_and(|root| open.contains_key(root)));
    let within = within.collect();
    twice(&mut open, &within, asked, &mut verdict.refusals);
    verdict.refusals.sort_by(|a, b| a.at.cmp(&b.at).then(a.code.cmp(b.code)));
    verdict
}

/// A file that cannot be summed: its facts have errors, or the partial sums beside its roll-up cannot be taken.
fn unusable(file: &str, head: &Head, broken: &Broken, asked: &Asked) -> Refusal {
    let (name, count, code) = (named(file, head), broken.count, &broken.code);
    let (zh, en) = (&broken.zh, &broken.en);
    let path = at_hand(&asked.root, file);
    let (code, message, hint) = if code == PARTIAL {
        let message = say!("“{name}”的部分和不能用：{zh}", "the partial sums of “{name}” cannot be taken: {en}");
        let hint = say!(
            "在那一级再汇总一次（niandu rollup），把写出的几个文件一起报来",
            "run `niandu rollup` again at that level, and hand in all the files that it writes"
        );
        (PARTIAL, message, hint)
    } else {
        let message = say!(
            "“{name}”的事实有 {count} 处错误，没有计入；第一处 {code}：{zh}",
            "the facts of “{name}” are not summed; errors: {count}, the first {code}: {en}"
        );
        ("E305", message, say!("全部错误：niandu check {path}", "all of them: niandu check {path}"))
    };
    Refusal { code, at: Some((file.to_owned(), broken.line)), message, hint, files: vec![(file.to_owned(), name)] }
}

fn named(file: &str, head: &Head) -> String {
    if head.name.is_empty() { folder(file).to_owned() } else { head.name.clone() }
}

/// Bodies that have handed in, but for another time.
fn wrong_period(all: &BTreeMap<&String, &Head>, asked: &Asked, open: &BTreeMap<&String, &Head>, verdict: &mut Verdict) {
    let ids: BTreeSet<&str> = open.values().map(|head| head.id.as_str()).collect();
    let refused = verdict.refusals.iter().flat_map(|refusal| &refusal.files).map(|(file, _)| folder(file));
    let folders: BTreeSet<&str> = open.keys().map(|file| folder(file)).chain(refused).collect();
    let mut others: BTreeMap<&str, Vec<(&String, &Head)>> = BTreeMap::new();
    let own = verdict.own.as_ref().map(|own| own.id.as_str()).or(asked.body.as_deref());
    let other = |head: &Head| head.period != asked.period && !head.id.is_empty() && Some(head.id.as_str()) != own;
    for (file, head) in all.iter().filter(|(_, head)| other(head)) {
        let apart = !folder(file).is_empty() && folders.contains(folder(file));
        if !ids.contains(head.id.as_str()) && !apart && head.tier != Tier::Group as u8 {
            others.entry(&head.id).or_default().push((file, head));
        }
    }
    let mut found = Vec::new();
    for files in others.values() {
        // The last of them is the one that was most likely meant.
        let Some((file, head)) = files.last() else { continue };
        let (name, wanted, period) = (named(file, head), &asked.period, &head.period);
        found.push(Refusal {
            code: "E300",
            at: Some(((*file).clone(), head.lines[2])),
            message: say!(
                "“{name}”没有{wanted}的事实，只有{period}的",
                "“{name}” has no facts for {wanted}, only for {period}"
            ),
            hint: say!("补报{wanted}的；年度写错了就改正", "hand them in for {wanted}, or correct the year"),
            files: files.iter().map(|(file, head)| ((*file).clone(), named(file, head))).collect(),
        });
    }
    for (file, _) in found.iter().flat_map(|refusal| &refusal.files) {
        verdict.passed.remove(file);
    }
    verdict.refusals.append(&mut found);
}

/// The body that most of the others name as theirs.
fn most_named(open: &BTreeMap<&String, &Head>) -> Option<String> {
    let parents = children(open);
    let all: usize = parents.values().map(Vec::len).sum();
    parents.into_iter().find(|(_, below)| below.len() * 2 > all).map(|(parent, _)| parent.to_owned())
}

/// A school of another district.
fn elsewhere(open: &mut BTreeMap<&String, &Head>, body: Option<&str>, refusals: &mut Vec<Refusal>) {
    let several: BTreeSet<&str> = open.values().filter_map(|head| head.parent.as_deref()).collect();
    if body.is_none() && several.len() < 2 {
        return;
    }
    let ids: BTreeSet<&str> = open.values().map(|head| head.id.as_str()).collect();
    let mut found: Vec<Refusal> = Vec::new();
    for (file, head) in open.iter() {
        let Some(parent) = head.parent.as_deref().filter(|parent| Some(*parent) != body) else { continue };
        // Counted together with the body above it: that one is refused.
        if ids.contains(parent) {
            continue;
        }
        let name = &head.name;
        let message = match &body {
            Some(body) => {
                say!("“{name}”的上级工会是 {parent}，不是 {body}", "the union above “{name}” is {parent}, not {body}")
            }
            None => say!(
                "“{name}”的上级工会是 {parent}，其他单位的是别的，不知道为谁汇总",
                "the union above “{name}” is {parent}, that of others is another one"
            ),
        };
        found.push(Refusal {
            code: "E303",
            at: Some(((*file).clone(), head.lines[1])),
            message,
            hint: say!(
                "由它自己的上级汇总；为别的单位汇总用 --id",
                "its own district sums it; for whom the sums are is said with --id"
            ),
            files: vec![((*file).clone(), name.clone())],
        });
    }
    let out: BTreeSet<String> = found.iter().flat_map(|refusal| &refusal.files).map(|(file, _)| file.clone()).collect();
    open.retain(|file, _| !out.contains(*file));
    refusals.append(&mut found);
}

/// The bodies below each body, by its id.
fn children<'h>(open: &BTreeMap<&String, &'h Head>) -> BTreeMap<&'h str, Vec<&'h Head>> {
    let mut children: BTreeMap<&str, Vec<&Head>> = BTreeMap::new();
    for head in open.values() {
        if let Some(parent) = head.parent.as_deref().filter(|parent| *parent != head.id) {
            children.entry(parent).or_default().push(head);
        }
    }
    children
}

/// The level that most of the bodies have; of two the lower.
fn usual(open: &BTreeMap<&String, &Head>) -> u8 {
    let mut tiers: BTreeMap<u8, usize> = BTreeMap::new();
    open.values().for_each(|head| *tiers.entry(head.tier).or_default() += 1);
    tiers.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map_or(0, |(tier, _)| *tier)
}

/// The own facts of the body that the sums are for: they lie in the run's folder itself.
fn own(all: &BTreeMap<&String, &Head>, open: &mut BTreeMap<&String, &Head>, asked: &Asked, verdict: &mut Verdict) {
    let (children, usual) = (children(open), usual(open));
    let is_own = |file: &str, head: &Head| {
        let above = children.contains_key(head.id.as_str()) || head.tier > usual;
        !file.contains('/') && (asked.body.as_ref() == Some(&head.id) || above)
    };
    let found: Vec<(String, Head)> = open
        .iter()
        .filter(|(file, head)| is_own(file, head))
        .map(|(file, head)| ((*file).clone(), (*head).clone()))
        .collect();
    if found.is_empty() {
        // Facts that include a roll-up which is not there yet are broken, and say whose they are.
        let above = |head: &Head| children.contains_key(head.id.as_str()) || head.tier > usual && !open.is_empty();
        let broken =
            all.iter().filter(|(file, head)| !file.contains('/') && head.broken.is_some() && !head.id.is_empty());
        let own = broken.map(|(file, head)| (*file, *head)).find(|(_, head)| above(head));
        (verdict.own_file, verdict.own) = own.map(|(file, head)| (file.clone(), head.clone())).unzip();
    }
    for (file, head) in found {
        open.remove(&file);
        verdict.passed.insert(file.clone());
        (verdict.own_file, verdict.own) = (Some(file), Some(head));
    }
}

/// A body above schools that is counted together with them.
fn with_schools(open: &mut BTreeMap<&String, &Head>, refusals: &mut Vec<Refusal>) {
    let usual = usual(open);
    let mut found = Vec::new();
    let children = children(open);
    for (file, head) in open.iter() {
        let below = children.get(head.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        let higher = head.tier > usual && head.tier != Tier::Township as u8;
        let name = &head.name;
        let message = match below.first() {
            Some(first) => {
                let (school, count) = (&first.name, below.len());
                say!(
                    "“{name}”与它下属的 {count} 个单位（如“{school}”）一起计入，会重复",
                    "“{name}” would be counted together with {count} of its own bodies, such as “{school}”"
                )
            }
            None if higher => say!(
                "“{name}”比其他单位高一级，它的数里可能已有别的单位",
                "“{name}” stands above the others, and its figures may hold theirs"
            ),
            None => continue,
        };
        found.push(Refusal {
            code: "E304",
            at: Some(((*file).clone(), head.lines[0])),
            message,
            hint: say!(
                "本级自己的事实文件放在文件夹的最上层；别的上级不要放在一起",
                "the own facts of the body above lie in the folder itself; leave other bodies out"
            ),
            files: vec![((*file).clone(), name.clone())],
        });
    }
    let out: BTreeSet<String> = found.iter().flat_map(|r: &Refusal| &r.files).map(|(file, _)| file.clone()).collect();
    open.retain(|file, _| !out.contains(*file));
    refusals.append(&mut found);
}

/// The schools of the register of which there is no file at all.
pub fn missing<'a>(all: &BTreeMap<String, Head>, register: &'a [Enrolled]) -> Vec<&'a Enrolled> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for (file, head) in all {
        names.extend([head.id.as_str(), folder(file)]);
    }
    let here = |school: &&Enrolled| {
        let mut own = school.aliases.iter().chain([&school.id]);
        !own.any(|name| names.contains(name.as_str())) && !names.contains(school.folder.as_str())
    };
    register.iter().filter(here).collect()
}
