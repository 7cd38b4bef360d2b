//! Templates tried with made-up facts before any paper is written with them: which fields they use that are not there, and
//! which of their branches nothing reaches.

mod corpus;

use std::collections::{BTreeMap, BTreeSet};

use self::corpus::{Size, Stock};
use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::document::Document;
use crate::document::compose::{compose_plainly, papers};
use crate::document::manifest::{Manifest, Shows};
use crate::document::templates::scan::{Scanned, Sort};
use crate::document::templates::shapes::{self, Shapes};
use crate::document::templates::{Templates, gather, guard, is_absence, reaches};
use crate::facts::model::Facts;
use crate::facts::{self, Dossier};
use crate::figures;

/// How many small files are tried with every kind, and how many whole ones with a kind of each register.
const FILES: [(Size, u64); 2] = [(Size::Small, 40), (Size::Whole, 3)];

/// How many files with all fields are tried when templates are loaded.
const FEW: u64 = 1;

/// Whole facts files, divided by lines of three hyphens; earlier years of the same body stand behind `--- # before`.
const RARE: &str = include_str!("rare.yaml");

/// What became of a trial.
#[derive(Debug, Default)]
pub struct Trial {
    /// What is wrong with the templates.
    pub problems: Diagnostics,
    /// What every component and body was given to tell.
    pub shapes: Shapes,
    /// The components that each kind was told with.
    pub used: BTreeMap<String, BTreeSet<String>>,
    /// The branches that nothing reached: file and place.
    pub unreached: Vec<(Source, Origin)>,
    /// How many branches there are.
    pub branches: usize,
    /// Whether a template went beyond its bounds, after which nothing more is tried.
    beyond: bool,
}

/// What a trial looks at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope<'k> {
    /// Whether the built-in templates are checked as well as the user's own.
    pub all: bool,
    /// The only kind to write; every one where none is named.
    pub kind: Option<&'k str>,
}

/// Tries templates. Those that were loaded with marks ([`Templates::marked`]) tell which branches were reached.
pub fn run(templates: &Templates, scope: Scope<'_>) -> Trial {
    let all = scope.all;
    let kinds: Vec<_> = templates.kinds().filter(|(kind, _)| scope.kind.is_none_or(|only| only == *kind)).collect();
    let stock = Stock { words: words(templates), kinds };
    let mut trial = Trial::default();
    guard::reached();
    let brief = if scope.kind.is_none() { in_short(&stock) } else { Vec::new() };
    for (size, count) in FILES {
        let chosen = kinds_for(size, &stock);
        for texts in (0..count).map(|seed| corpus::files(seed, size, &stock)).chain(rare(size)) {
            if let Some(dossier) = dossier(&texts) {
                chosen.iter().for_each(|kind| trial.write(&dossier, kind, templates));
                let others = brief.iter().filter(|_| size == Size::Small);
                others.for_each(|(kind, manifest)| trial.write_as(&dossier, kind, manifest, templates));
            }
        }
    }
    let reached = guard::reached();
    let wrong = wrong_fields(templates, all, &trial.shapes);
    trial.problems.append(wrong);
    for (number, (source, origin)) in templates.branches().into_iter().enumerate() {
        if all || templates.is_own(source.name()) {
            trial.branches += 1;
            if !reached.contains(&number) {
                trial.unreached.push((source.clone(), origin));
            }
        }
    }
    trial.problems = std::mem::take(&mut trial.problems).without_repeats();
    trial
}

/// What is wrong in the user's own templates: fields that are not there, and bounds that are not kept. Only where a field
/// seems to be missing all files are looked at.
pub fn faults(templates: &Templates) -> Diagnostics {
    let trial = few(templates);
    let missing = !trial.beyond && wrong_fields(templates, false, &trial.shapes).has_errors();
    if missing { run(templates, Scope::default()).problems } else { trial.problems.without_repeats() }
}

/// The fields that a few files do not know, in the user's own templates. Those of the built-in ones they know, so that
/// papers are soon begun.
pub fn unknown_to_few(templates: &Templates) -> Diagnostics {
    wrong_fields(templates, false, &few(templates).shapes)
}

/// A trial with a few files.
fn few(templates: &Templates) -> Trial {
    let stock = Stock { words: words(templates), kinds: templates.kinds().collect() };
    let brief = in_short(&stock);
    let mut trial = Trial::default();
    for dossier in rare(Size::Small).filter_map(|texts| dossier(&texts)) {
        // Of the built-in kinds those that the file is written for will do.
        let figures = figures::derive(&dossier);
        let meant = |(kind, manifest): &&(&str, &Manifest)| {
            templates.is_own(&format!("{kind}/template.yaml")) || !papers(figures, kind, manifest).is_empty()
        };
        stock.kinds.iter().filter(meant).for_each(|(kind, _)| trial.write(&dossier, kind, templates));
        brief.iter().for_each(|(kind, manifest)| trial.write_as(&dossier, kind, manifest, templates));
    }
    for dossier in (0..FEW).filter_map(|seed| dossier(&corpus::files(seed, Size::Full, &stock))) {
        stock.kinds.iter().for_each(|(kind, _)| trial.write(&dossier, kind, templates));
    }
    trial
}

/// The fields that are not there, in the user's own templates or in all.
fn wrong_fields(templates: &Templates, all: bool, shapes: &Shapes) -> Diagnostics {
    let texts = templates.sources().iter().filter(|source| gather::is_template(source.name()));
    let scanned: Vec<(&Source, Scanned<'_>)> = texts.map(|source| (source, Scanned::new(source.text()))).collect();
    let mut problems = Diagnostics::new();
    shapes::check(&scanned, |source| all || templates.is_own(source.name()), shapes, &mut problems);
    problems
}

/// The kinds that files of a size are tried with: small ones with all, whole ones with one that tells areas in each register.
fn kinds_for<'a>(size: Size, stock: &Stock<'a>) -> Vec<&'a str> {
    let mut registers = BTreeSet::new();
    let wanted = |(_, manifest): &&(&str, &Manifest)| {
        let told = manifest
            .sections
            .iter()
            .find(|section| ["areas", "term", "topic", "inspection"].contains(&section.is.as_str()));
        size == Size::Small || told.is_some_and(|told| registers.insert((told.is.clone(), manifest.register.clone())))
    };
    stock.kinds.iter().filter(wanted).map(|(kind, _)| *kind).collect()
}

/// A kind that tells areas, with its records in rows of names and only counted: a kind may ask for that of any list, whether
/// a built-in one does or not.
fn in_short<'a>(stock: &Stock<'a>) -> Vec<(&'a str, Manifest)> {
    let telling =
        stock.kinds.iter().find(|(_, manifest)| manifest.sections.iter().any(|section| section.is == "areas"));
    let shows = |how: Shows| Facts::TABLE.fields.iter().map(move |field| (field.en.to_owned(), how)).collect();
    let short =
        |how| telling.map(|(kind, manifest)| (*kind, Manifest { shows: shows(how), listed: 2, ..(*manifest).clone() }));
    [Shows::Names, Shows::Count].into_iter().filter_map(short).collect()
}

/// The files of some years, the latest first, as one dossier.
fn dossier(texts: &[String]) -> Option<Dossier> {
    let read = |text: &String| facts::read(&Source::new("trial.yaml", text.as_str()), &mut Diagnostics::new());
    let mut files = texts.iter().filter_map(read);
    Some(Dossier { current: files.next()?, previous: files.collect(), next: None })
}

/// Finished papers of every kind, to try layouts with.
pub fn specimens(templates: &Templates) -> Vec<Document> {
    let mut papers_of = Vec::new();
    let dossiers: Vec<Dossier> = rare(Size::Small).filter_map(|texts| dossier(&texts)).collect();
    for dossier in &dossiers {
        let figures = figures::derive(dossier);
        for (kind, manifest) in templates.kinds() {
            let entry = papers(figures, kind, manifest).into_iter().next();
            papers_of.extend(compose_plainly(figures, kind, manifest, entry, templates, None).document);
        }
    }
    papers_of
}

/// Facts written by hand for what chance does not bring together: the files of each dossier, the latest first.
fn rare(size: Size) -> impl Iterator<Item = Vec<String>> {
    let files = |dossier: &str| dossier.split("\n--- # before\n").map(str::to_owned).collect();
    RARE.split("\n---\n").filter(move |_| size == Size::Small).map(files)
}

impl Trial {
    /// Writes all papers of a kind and keeps what the templates did wrong. What the made-up facts lack is no fault of theirs.
    fn write(&mut self, dossier: &Dossier, kind: &str, templates: &Templates) {
        if let Some(manifest) = templates.manifest(kind) {
            self.write_as(dossier, kind, manifest, templates);
        }
    }

    /// As [`Trial::write`], by another manifest.
    fn write_as(&mut self, dossier: &Dossier, kind: &str, manifest: &Manifest, templates: &Templates) {
        if self.beyond {
            return;
        }
        let figures = figures::derive(dossier);
        let entries = papers(figures, kind, manifest);
        let entries: Vec<_> = if entries.is_empty() { vec![None] } else { entries.into_iter().map(Some).collect() };
        shapes::listen();
        for entry in entries {
            let problems = compose_plainly(figures, kind, manifest, entry, templates, None).problems;
            let found = problems.filtered(|problem| is_of_template(problem, dossier));
            self.beyond |= found.sorted().iter().any(|problem| problem.code == "E216");
            self.problems.append(found);
        }
        let learned = shapes::learned();
        self.used.entry(kind.to_owned()).or_default().extend(learned.keys().cloned());
        learned.iter().for_each(|(name, shape)| self.shapes.entry(name.clone()).or_default().merge(shape));
    }
}

fn is_of_template(problem: &Diagnostic, dossier: &Dossier) -> bool {
    let of_facts =
        |source: &Source| dossier.previous.iter().chain([&dossier.current]).any(|file| file.source == *source);
    let elsewhere = problem.place.as_ref().is_some_and(|(source, _)| !of_facts(source));
    elsewhere && !is_absence(problem)
}

/// The words that templates and verb rules compare with, by the record whose clause they belong to.
fn words(templates: &Templates) -> BTreeMap<String, Vec<String>> {
    let texts: Vec<Scanned<'_>> = templates
        .sources()
        .iter()
        .filter(|source| gather::is_template(source.name()))
        .map(|source| Scanned::new(source.text()))
        .collect();
    let mut own: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut calls: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for scanned in &texts {
        for definition in scanned.definitions() {
            for tag in scanned.tags.get(definition.tags).unwrap_or_default() {
                let texts = tag.tokens.iter().filter(|token| token.sort == Sort::Text);
                let words = texts.map(|token| scanned.word(token).trim_matches(['"', '\'', '`']));
                own.entry(definition.name).or_default().extend(words.filter(|word| !word.is_empty()));
                calls.entry(definition.name).or_default().extend(scanned.calls(tag).into_iter().map(|(name, _)| name));
            }
        }
    }
    let mut words: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in own.keys() {
        let reached = own.iter().filter(|(other, _)| *other == name || reaches(name, other, &calls));
        let mut all: BTreeSet<&str> = reached.flat_map(|(_, words)| words.iter().copied()).collect();
        all.extend(templates.verb_ends(name));
        words.insert((*name).to_owned(), all.into_iter().map(str::to_owned).collect());
    }
    let every: BTreeSet<String> = words.values().flatten().cloned().collect();
    words.insert(String::new(), every.into_iter().collect());
    words
}
