//! Templates tried with made-up facts before any paper is written with them: which fields they use that are not there, and
//! which of their branches nothing reaches.

mod corpus;

use std::collections::{BTreeMap, BTreeSet};

use self::corpus::{Size, Stock};
use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::document::compose::{compose, papers};
use crate::document::manifest::Manifest;
use crate::document::templates::scan::{Scanned, Sort};
use crate::document::templates::shapes::{self, Shapes};
use crate::document::templates::{Templates, gather, guard, reaches};
use crate::facts::{self, Dossier};
use crate::figures;

/// How many small files are tried with every kind, and how many whole ones with a kind of each register.
const FILES: [(Size, u64); 2] = [(Size::Small, 24), (Size::Whole, 8)];

/// Whole facts files, divided by lines of three hyphens.
const RARE: &str = include_str!("rare.yaml");

/// What became of a trial.
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
}

/// Tries templates that were loaded with marks ([`Templates::marked`]). What is the user's own is checked; `all` checks the
/// built-in ones as well.
pub fn run(templates: &Templates, all: bool) -> Trial {
    let kinds: Vec<_> = templates.kinds().collect();
    let stock = Stock { words: words(templates), kinds };
    let (mut problems, mut shapes, mut used) = (Diagnostics::new(), Shapes::new(), BTreeMap::new());
    let mut reached = guard::reached();
    reached.clear();
    for (size, count) in FILES {
        let mut registers = BTreeSet::new();
        let told = |(_, manifest): &&(&str, &Manifest)| {
            let areas = manifest.sections.iter().any(|section| section.is == "areas");
            size == Size::Small || areas && registers.insert(manifest.register.clone())
        };
        let chosen: Vec<_> = stock.kinds.iter().filter(told).map(|(kind, _)| *kind).collect();
        let made = (0..count).map(|seed| corpus::file(seed, size, &stock));
        for text in made.chain(rare(size)) {
            let source = Source::new("trial.yaml", text);
            let Some(current) = facts::read(&source, &mut Diagnostics::new()) else { continue };
            let dossier = Dossier { current, previous: Vec::new(), next: None };
            for kind in &chosen {
                shapes::listen();
                problems.append(write(&dossier, kind, templates));
                let learned = shapes::learned();
                used.entry((*kind).to_owned()).or_insert_with(BTreeSet::new).extend(learned.keys().cloned());
                learned.iter().for_each(|(name, shape)| shapes.entry(name.clone()).or_default().merge(shape));
            }
        }
        reached.extend(guard::reached());
    }
    let texts: Vec<(&Source, Scanned<'_>)> = templates
        .sources()
        .iter()
        .filter(|s| gather::is_template(s.name()))
        .map(|s| (s, Scanned::new(s.text())))
        .collect();
    shapes::check(&texts, |source| all || templates.is_own(source.name()), &shapes, &mut problems);
    let wanted = |(source, _): &(&Source, Origin)| all || templates.is_own(source.name());
    let branches: Vec<(&Source, Origin)> = templates.branches();
    let open = branches.iter().enumerate().filter(|(number, _)| !reached.contains(number)).map(|(_, branch)| *branch);
    let unreached = open.filter(wanted).map(|(source, origin)| (source.clone(), origin)).collect();
    let branches = branches.iter().filter(|branch| wanted(branch)).count();
    Trial { problems: problems.without_repeats(), shapes, used, unreached, branches }
}

/// Facts written by hand for what chance does not bring together.
fn rare(size: Size) -> impl Iterator<Item = String> {
    RARE.split("\n---\n").filter(move |_| size == Size::Small).map(str::to_owned)
}

/// Writes all papers of a kind; gives what the templates did wrong. What the made-up facts lack is no fault of theirs.
fn write(dossier: &Dossier, kind: &str, templates: &Templates) -> Diagnostics {
    let figures = figures::derive(dossier);
    let mut problems = Diagnostics::new();
    let Some(manifest) = templates.manifest(kind) else { return problems };
    let entries = papers(figures, kind, manifest);
    let entries: Vec<_> = if entries.is_empty() { vec![None] } else { entries.into_iter().map(Some).collect() };
    for entry in entries {
        problems.append(compose(figures, kind, manifest, entry, templates).problems);
    }
    problems.filtered(|problem| is_of_template(problem, dossier))
}

fn is_of_template(problem: &Diagnostic, dossier: &Dossier) -> bool {
    let elsewhere = problem.place.as_ref().is_some_and(|(source, _)| *source != dossier.current.source);
    let absent = problem.message.en.contains("not defined") || problem.message.en.contains("undefined");
    elsewhere && !absent
}

/// The words that templates and verb rules compare with, by the record whose clause they belong to.
fn words(templates: &Templates) -> BTreeMap<String, Vec<String>> {
    let texts: Vec<Scanned<'_>> = templates
        .sources()
        .iter()
        .filter(|source| gather::is_template(source.name()))
        .map(|source| Scanned::new(source.text()))
        .collect();
    let (mut own, mut calls): (BTreeMap<&str, BTreeSet<&str>>, BTreeMap<&str, BTreeSet<&str>>) = Default::default();
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
