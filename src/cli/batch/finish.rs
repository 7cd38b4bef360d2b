//! The end of a run: manifest, table and page, and what is left of schools that have gone.

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::Path;

use crate::batch::config::is_below;
use crate::batch::manifest::{self, CSV_NAME, Gone, Head, INDEX_NAME, Setting, Tally};
use crate::batch::merge::{self, Papers};
use crate::batch::record::{Input, Output, Record, Role, Status};
use crate::batch::{index, register};
use crate::cli::batch::books::{Books, Place};
use crate::cli::batch::notes;
use crate::cli::batch::request::Request;
use crate::cli::batch::store::Store;
use crate::cli::batch::written;
use crate::cli::{TOOL, disk};
use crate::diagnostic::{Diagnostic, Diagnostics, Language, Source};
use crate::facts::time::Period;
use crate::facts::value::Tier;
use crate::publish::Format;
use crate::workshop::Workshop;

/// What holds for all schools of a run.
pub fn setting(request: &Request, workshop: &Workshop) -> Setting {
    let Request { order, levels, denies, .. } = request;
    let of_text = |role, source: &Source| Input {
        role,
        path: source.name().to_owned(),
        sha256: manifest::hex(source.text().as_bytes()),
    };
    let own = workshop.templates.sources().iter().filter(|source| workshop.templates.is_own(source.name()));
    let mut shared: Vec<Input> = own.map(|source| of_text(Role::Template, source)).collect();
    // Where the style sheet lies is nothing that a page depends on.
    let house = workshop.house.iter().map(|source| Input { path: last(source.name()), ..of_text(Role::Css, source) });
    shared.extend(house);
    if order.formats.contains(&Format::Pdf) {
        shared.extend(fonts(workshop));
    }
    Setting {
        tool: TOOL.to_owned(),
        kinds: order.kinds.clone(),
        levels: levels.iter().map(|(tier, kinds)| (word(*tier).to_owned(), kinds.clone())).collect(),
        names: names(order.kinds.iter().chain(levels.values().flatten()), workshop),
        formats: order.formats.iter().map(|format| format.ending().to_owned()).collect(),
        layout: order.layout.clone(),
        duplex: order.duplex,
        name: order.name.clone(),
        origins: !order.hides_origins,
        standard: order.standard.name().to_owned(),
        embeds: order.embeds,
        denies: *denies,
        shared,
    }
}

/// The word that a level is written with.
fn word(tier: Tier) -> &'static str {
    Tier::WORDS.iter().find(|(level, _)| *level == tier).map_or("", |(_, words)| words[0])
}

/// Kinds by the names of their folders, with their names on paper.
fn names<'k>(kinds: impl Iterator<Item = &'k String>, workshop: &Workshop) -> BTreeMap<String, String> {
    let name = |kind: &String| Some((kind.clone(), workshop.templates.manifest(kind)?.name.clone()));
    kinds.filter_map(name).collect()
}

fn last(path: &str) -> String {
    Path::new(path).file_name().map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned())
}

/// The faces that are not the program's own, by their roles.
fn fonts(workshop: &Workshop) -> Vec<Input> {
    let mut hashed: BTreeMap<&str, String> = BTreeMap::new();
    let mut faces = Vec::new();
    for choice in workshop.press.fonts().choices() {
        let Some(place) = &choice.place else { continue };
        let sha256 = hashed.entry(place).or_insert_with(|| notes::now(Path::new(place))).clone();
        faces.push(Input { role: Role::Font, path: format!("{}: {}", choice.role.family(), choice.face), sha256 });
    }
    faces
}

/// What a run ends with.
pub struct Ended {
    pub head: Head,
    /// What could not be removed, or was not for being a person's.
    pub problems: Diagnostics,
    /// What was removed, below the output folder.
    pub removed: Vec<String>,
}

/// What the end of a run needs to know.
pub struct End<'r> {
    pub request: &'r Request,
    pub setting: Setting,
    pub period: Period,
    pub store: &'r Store,
    pub books: &'r Books,
    /// The facts files of the run, sorted, and where their records stand.
    pub facts: &'r [String],
    pub places: &'r [Place],
}

impl End<'_> {
    /// Writes manifest, table and page, as far as they are not there already.
    pub fn write(self, language: Language) -> Result<Ended, Box<Diagnostic>> {
        let Self { request, store, .. } = &self;
        let unread = |error: io::Error| disk::unwritten(&store.shown(&self.name()), &error);
        let settled = request.config.as_ref();
        let register = settled.map(|settled| register::of(&settled.config)).unwrap_or_default();
        let mut tally = Tally::new(register);
        let (mut statuses, mut current) = (Vec::new(), HashSet::new());
        for record in self.records() {
            let record = record.map_err(unread)?;
            tally.add(&record);
            statuses.push(record.status);
            current.extend(files(record).map(|output| short(&output.path)));
        }
        let mut problems = Diagnostics::new();
        let mut gone = self.gone(&statuses, &current);
        let mut removed = Vec::new();
        if request.prune {
            gone = self.prune(gone, &mut problems, &mut removed);
        }
        let mut head = Head::new(self.setting.clone(), self.period.name(), tally);
        head.shard = request.shard;
        head.config = settled.map(|settled| settled.input.clone());
        head.gone = gone;
        if request.shard.is_none() {
            store.renew(INDEX_NAME, |to| index::write(to, &head, self.records(), language))?;
            store.renew(CSV_NAME, |to| manifest::write_csv(to, &head, self.records()))?;
        }
        // The books are closed by it, and it comes last.
        store.renew(&self.name(), |to| manifest::write_json(to, &head, self.records()))?;
        Ok(Ended { head, problems, removed })
    }

    fn name(&self) -> String {
        manifest::json_name(self.request.shard)
    }

    fn records(&self) -> impl Iterator<Item = io::Result<Record>> + '_ {
        self.places.iter().map(|place| self.books.read(*place))
    }

    /// What earlier runs have written and this one has not, as far as it is there: for facts that have gone, or that have
    /// become other papers. What a school is refused for says nothing of its old papers.
    fn gone(&self, statuses: &[Status], current: &HashSet<u128>) -> Vec<Gone> {
        let mut papers = Papers::new();
        let mut add = |gone: Gone| {
            let there = |output: &Output| is_below(&output.path) && self.store.out.join(&output.path).is_file();
            let files =
                gone.files.into_iter().filter(|output| !current.contains(&short(&output.path)) && there(output));
            merge::note(Gone { files: files.collect(), ..gone }, &mut papers);
        };
        self.books.head.iter().flat_map(|head| &head.gone).cloned().for_each(&mut add);
        for record in self.books.all() {
            let here = self.facts.binary_search(&record.facts).ok().and_then(|at| statuses.get(at));
            if here.is_none_or(|status| *status == Status::Written) {
                let (facts, name) = (record.facts.clone(), record.name.clone());
                add(Gone { facts, name, files: files(record).collect() });
            }
        }
        let gone = papers.into_iter();
        gone.map(|(facts, (name, files))| Gone { facts, name, files: files.into_values().collect() }).collect()
    }

    /// Removes what has gone; gives what could not be removed.
    fn prune(&self, gone: Vec<Gone>, problems: &mut Diagnostics, removed: &mut Vec<String>) -> Vec<Gone> {
        let mut left = Vec::new();
        for mut school in gone {
            school.files.retain(|output| match self.remove(output) {
                Ok(()) => {
                    removed.push(output.path.clone());
                    false
                }
                Err(problem) => {
                    problems.push(*problem);
                    true
                }
            });
            left.extend(Some(school).filter(|school| !school.files.is_empty()));
        }
        left
    }

    /// Removes a file, unless a person has changed it.
    fn remove(&self, output: &Output) -> Result<(), Box<Diagnostic>> {
        let (place, shown) = (self.store.out.join(&output.path), self.store.shown(&output.path));
        let is_noted = |sha256: &str| sha256 == output.sha256 || self.books.has_written(&output.path, sha256);
        if !self.request.force && !written::may_go(&place, is_noted) {
            return Err(Box::new(written::kept(&shown)));
        }
        self.store.remove(&output.path).map_err(|error| disk::unwritten(&shown, &error))
    }
}

fn files(record: Record) -> impl Iterator<Item = Output> {
    record.papers.into_iter().flat_map(|paper| paper.files).chain(record.old)
}

/// A path in few bytes: of many schools it would take room.
fn short(path: &str) -> u128 {
    let hash = manifest::hex(path.as_bytes());
    hash.get(..32).and_then(|half| u128::from_str_radix(half, 16).ok()).unwrap_or_default()
}
