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
use crate::document::templates::{Templates, gather, guard};
use crate::facts::{self, Dossier};
use crate::figures;

/// How many small files are tried with every kind, and how many whole ones with a kind of each register.
const FILES: [(Size, u64); 2] = [(Size::Small, 24), (Size::Whole, 8)];

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
        for seed in 0..count {
            let text = corpus::file(seed, size, &stock);
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

/// The words that templates and verb rules compare with, each once.
fn words(templates: &Templates) -> Vec<String> {
    let mut words: BTreeSet<String> = templates.verb_ends().map(str::to_owned).collect();
    for source in templates.sources().iter().filter(|source| gather::is_template(source.name())) {
        let scanned = Scanned::new(source.text());
        let texts = scanned.tags.iter().flat_map(|tag| &tag.tokens).filter(|token| token.sort == Sort::Text);
        words.extend(texts.map(|token| scanned.word(token).trim_matches(['"', '\'', '`']).to_owned()));
    }
    words.retain(|word| !word.is_empty());
    words.into_iter().collect()
}
