//! Walks the line for one dossier: facts → figures → document → publish. What needs two stages lives here, too: which fact
//! no paper used, and where in the facts a character stands that no face has.

mod answers;
mod choice;
pub mod faces;
mod facts_inside;
mod names;
mod printing;
pub mod draft;
pub mod same;
pub mod trace;
mod untold;

pub use choice::{ALL, LeftOut, USUAL, named};

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::document::Document;
use crate::document::compose::{self, compose_plainly, papers, period, topic, undated};
use crate::document::templates::Templates;
use crate::facts::model::Paper as Entry;
use crate::facts::time::Period;
use crate::facts::{Answered, Dossier, File};
use crate::figures;
use crate::publish::pdf::Standard;
use crate::publish::{Format, Publication, calendar};
use crate::say;
use crate::workshop::Workshop;

/// What is asked for.
#[derive(Clone, Default)]
pub struct Order {
    /// Kinds of paper, by any of their names, or [`ALL`]; where there are none, the year-end summary or what the facts
    /// name instead.
    pub kinds: Vec<String>,
    pub formats: Vec<Format>,
    /// The layout of all papers; that of each entry or kind where absent.
    pub layout: Option<String>,
    /// Whether all papers are printed on both sides; by each entry where not.
    pub duplex: bool,
    /// The pattern for file names; the kind's own where absent.
    pub name: Option<String>,
    /// Whether HTML pages leave out where figures and clauses come from.
    pub hides_origins: bool,
    /// What the PDFs conform to.
    pub standard: Standard,
    /// Whether the PDFs hold the facts that they are made of.
    pub embeds: bool,
}

impl Order {
    /// Whether anything of it shows where the words of a paper come from.
    fn notes(&self) -> bool {
        let shown = [Format::Html, Format::Docx].iter().any(|format| self.formats.contains(format));
        self.embeds || shown && !self.hides_origins
    }
}

/// A paper in all formats asked for.
pub struct Paper {
    pub kind: String,
    /// Its title on one line.
    pub title: String,
    /// The file name without its ending.
    pub stem: String,
    pub publications: Vec<Publication>,
    /// Pages of the PDF, where one was printed.
    pub pages: Option<usize>,
    /// Events of the calendar and items of the plan without days, where it tells a plan.
    pub days: Option<(usize, usize)>,
}

/// What became of one facts file.
pub struct Outcome {
    pub source: Source,
    /// Empty where anything in the file is an error.
    pub papers: Vec<Paper>,
    /// The problems that are still open.
    pub problems: Diagnostics,
    /// Why single papers are not among `papers`, though the others may be.
    pub withheld: Diagnostics,
    /// Those that the author has looked into.
    pub answered: Vec<Answered>,
    /// Kinds that the facts are not enough for, where all were asked for.
    pub left_out: Vec<LeftOut>,
}

impl Outcome {
    /// A file of which nothing came.
    pub fn empty(source: Source) -> Self {
        let (problems, withheld) = (Diagnostics::new(), Diagnostics::new());
        Self { source, papers: Vec::new(), problems, withheld, answered: Vec::new(), left_out: Vec::new() }
    }

    /// A file of which nothing came but a problem.
    pub fn refused(source: Source, problem: Diagnostic) -> Self {
        let mut outcome = Self::empty(source);
        outcome.problems.push(problem);
        outcome
    }
}

/// Which facts files of a run belong together, known from a first look at each: organisation and period.
///
/// Holds no facts, so that a run over many schools needs the memory of one.
#[derive(Default)]
pub struct Shelf {
    keys: Vec<Option<(String, Period)>>,
    /// Files that were not given but lie beside those that were.
    near: Vec<Option<(String, Period)>>,
}

impl Shelf {
    /// Takes note of the next file of the run.
    pub fn add(&mut self, source: Option<&Source>) {
        self.keys.push(source.and_then(look));
    }

    /// Takes note of a file that lies beside those of the run.
    pub fn add_near(&mut self, source: Option<&Source>) {
        self.near.push(source.and_then(look));
    }

    /// The organisation of file `at`.
    pub fn body(&self, at: usize) -> Option<&str> {
        self.keys.get(at)?.as_ref().map(|(body, _)| body.as_str())
    }

    /// The files noted with [`Self::add_near`] that tell an earlier period of the organisation of file `at`. Where two
    /// files tell the same period, nobody knows which of them is meant, and neither is taken.
    pub fn near(&self, at: usize) -> Vec<usize> {
        let Some(Some((body, period))) = self.keys.get(at) else { return Vec::new() };
        let alone = |key: &(String, Period)| {
            self.keys.iter().chain(&self.near).flatten().filter(|other| *other == key).count() == 1
        };
        let wanted = |key: &(String, Period)| key.0 == *body && key.1.end < period.start && alone(key);
        (0..self.near.len()).filter(|&other| self.near[other].as_ref().is_some_and(wanted)).collect()
    }

    /// The files that belong to the dossier of file `at`: those of the same organisation for other periods.
    pub fn beside(&self, at: usize) -> Vec<usize> {
        let Some(Some((body, period))) = self.keys.get(at) else { return Vec::new() };
        let same =
            |key: &Option<(String, Period)>| key.as_ref().is_some_and(|(id, other)| id == body && other != period);
        (0..self.keys.len()).filter(|&other| same(&self.keys[other])).collect()
    }

    /// The first file of the run with the same organisation and period as file `at`, if that is another one.
    pub fn first_of_same(&self, at: usize) -> Option<usize> {
        let key = self.keys.get(at)?.as_ref()?;
        self.keys.iter().position(|other| other.as_ref() == Some(key)).filter(|first| *first < at)
    }
}

/// Organisation and period of a file, from a first look at it.
pub fn look(source: &Source) -> Option<(String, Period)> {
    crate::facts::peek(&outline(source)).or_else(|| crate::facts::peek(source))
}

/// The sections of a file that say whose facts they are and when; the rest, nearly all of it, need not be parsed for that.
fn outline(source: &Source) -> Source {
    const KEYS: [&str; 6] = ["organisation", "单位", "year", "年度", "period", "时期"];
    let mut text = String::new();
    let mut wanted = false;
    let files = source.files().filter_map(|file| source.text().get(file));
    for line in files.flat_map(|file| file.split_inclusive('\n').chain(["\n"])) {
        if !line.starts_with([' ', '\t', '#', '\r', '\n']) {
            let key = line.split([':', '：']).next().unwrap_or_default();
            wanted = KEYS.contains(&key.trim_matches(['"', '\'', ' ']));
        }
        if wanted {
            text.push_str(line);
        }
    }
    Source::new(source.name(), text)
}

/// Reads a facts file and the files of the same organisation `beside` it into a dossier: the earlier ones, the latest
/// first, and the one of the period after. `doubled` names a file that has already told the same period.
///
/// `problems` are those of getting hold of the source. Problems of the files beside are not told here: each of them has its
/// own turn.
pub fn dossier(
    source: &Source,
    mut problems: Diagnostics,
    beside: &[Source],
    doubled: Option<&str>,
) -> (Option<Dossier>, Diagnostics) {
    let Some(current) = crate::facts::read(source, &mut problems) else { return (None, problems) };
    if let Some(first) = doubled {
        // Its other problems have been told, or will be, with the first file.
        problems = Diagnostics::new();
        problems.push(twice(&current, first));
        return (None, problems);
    }
    let others = beside.iter().filter_map(|source| crate::facts::read(source, &mut Diagnostics::new()));
    let others = others.filter(|file| file.sound);
    let (mut previous, later): (Vec<File>, Vec<File>) = others.partition(|file| file.period < current.period);
    previous.retain(|file| file.period.end < current.period.start);
    previous.sort_by_key(|file| std::cmp::Reverse(file.period));
    let after = later.into_iter().filter(|file| file.period.start > current.period.end);
    let next = after.min_by_key(|file| file.period);
    (Some(Dossier { current, previous, next }), problems)
}

fn twice(file: &File, first: &str) -> Diagnostic {
    let id = &file.facts.organisation.id;
    let (body, period) = (&id.text, file.period.name());
    Diagnostic::error(
        "E071",
        say!(
            "“{body}”{period}的事实已在 {first} 中给出",
            "the facts of `{body}` for {period} are already given in {first}"
        ),
    )
    .at(&file.source, id.origin)
    .hint(say!("每个单位每个时期只给一个文件", "give one file for each body and period"))
}

/// What checking one dossier finds: open problems, and those that the author has answered.
pub struct Checked {
    pub problems: Diagnostics,
    pub answered: Vec<Answered>,
    /// Kinds that the facts are not enough for, where all were asked for.
    pub left_out: Vec<LeftOut>,
}

/// Checks the figures of a dossier and, where `kinds` are named, what composing these papers has to say. No paper is made.
pub fn check(dossier: &Dossier, mut problems: Diagnostics, kinds: &[String], templates: &Templates) -> Checked {
    let figures = figures::derive(dossier);
    problems.append(figures::check::contradictions(figures));
    templates.formulas.check(figures, &mut problems);
    let mut left_out = Vec::new();
    if kinds.is_empty() {
        entries(dossier, templates, &mut problems);
        answers::unknown_answers(&dossier.current, &mut problems);
    } else {
        left_out = composed(dossier, kinds, None, templates, &mut problems, false).1;
        problems = problems.without_repeats();
    }
    let (problems, answered) = dossier.current.answer(problems);
    Checked { problems, answered, left_out }
}

/// Makes all papers of an order from one dossier. `problems` are those that reading the current file has met.
pub fn make(dossier: &Dossier, mut problems: Diagnostics, order: &Order, workshop: &Workshop) -> Outcome {
    let figures = figures::derive(dossier);
    problems.append(figures::check::contradictions(figures));
    workshop.templates.formulas.check(figures, &mut problems);
    let (kinds, layout, templates) = (&order.kinds, order.layout.as_deref(), &workshop.templates);
    let (mut documents, left_out) = composed(dossier, kinds, layout, templates, &mut problems, order.notes());
    documents.iter_mut().for_each(|draft| draft.document.duplex |= order.duplex);
    let prints = order.formats.contains(&Format::Pdf);
    let withheld = if prints && order.embeds {
        facts_inside::withhold(dossier, &mut documents, &mut problems)
    } else {
        Diagnostics::new()
    };
    printing::no_calendar(&documents, &dossier.current.source, order, &mut problems);
    let stems = names::stems(&documents, order.name.as_deref(), figures, &mut problems);
    let source = dossier.current.source.clone();
    for draft in documents.iter().filter(|_| prints) {
        printing::missing_characters(&draft.document, &source, workshop, &mut problems);
    }
    let mut papers = Vec::new();
    if !problems.has_errors() {
        for (draft, stem) in documents.iter().zip(stems) {
            let inside = if prints && order.embeds { facts_inside::files(dossier, draft) } else { Vec::new() };
            match printing::publish(draft, &source, order, &inside, workshop, &mut problems) {
                Ok((publications, pages)) => {
                    printing::too_long(draft, pages, &source, &mut problems);
                    let (kind, title) = (draft.kind.to_owned(), draft.document.title.clone());
                    let days = calendar::counts(&draft.document);
                    // Of a paper without a plan a calendar alone is nothing.
                    if !publications.is_empty() {
                        papers.push(Paper { kind, title, stem, publications, pages, days });
                    }
                }
                Err(faults) => problems.append(faults),
            }
        }
    }
    let (mut problems, answered) = dossier.current.answer(problems.without_repeats());
    if problems.has_errors() {
        papers.clear();
    } else {
        let unasked: &[&str] = if prints && order.embeds { &[] } else { &[facts_inside::NAMES] };
        answers::idle_answers(&dossier.current, &answered, unasked, &mut problems);
    }
    Outcome { source, papers, problems, withheld, answered, left_out }
}

/// A paper that is composed but not published.
pub struct Draft<'a> {
    pub kind: &'a str,
    /// The kind's name on paper and its pattern of file names.
    name: &'a str,
    file: &'a str,
    /// The name under which the facts speak of the paper, and where; the kind where they do not.
    pub key: String,
    place: Origin,
    /// The title that the author has given it, on one line.
    title: Option<String>,
    /// Whether it is for the public.
    public: bool,
    /// The time that it tells.
    pub period: Period,
    /// What the paper is about, where it is about one thing.
    topic: String,
    /// The pages that it must fit on, and where the facts speak of it.
    room: Option<(usize, Origin)>,
    pub document: Document,
}

/// Composes the papers of an order, in `layout` where one is asked for; what is wrong goes to `problems`. Kinds that the
/// facts are not enough for come second. The texts know where their parts come from.
pub fn drafts<'a>(
    dossier: &Dossier,
    kinds: &[String],
    layout: Option<&str>,
    templates: &'a Templates,
    problems: &mut Diagnostics,
) -> (Vec<Draft<'a>>, Vec<LeftOut>) {
    composed(dossier, kinds, layout, templates, problems, true)
}

/// As [`drafts`]; it is only noted where the words come from if somebody asks.
fn composed<'a>(
    dossier: &Dossier,
    kinds: &[String],
    layout: Option<&str>,
    templates: &'a Templates,
    problems: &mut Diagnostics,
    notes: bool,
) -> (Vec<Draft<'a>>, Vec<LeftOut>) {
    entries(dossier, templates, problems);
    let figures = figures::derive(dossier);
    let mut used = HashSet::new();
    let mut aside: Option<HashSet<Origin>> = None;
    let mut drafts = Vec::new();
    let chosen = choice::choose(dossier, kinds, templates, problems);
    for (kind, manifest) in chosen.kinds.iter().copied() {
        let entries = papers(figures, kind, manifest);
        let none = entries.is_empty().then_some(None);
        for entry in entries.into_iter().map(Some).chain(none) {
            let compose = if notes { compose::compose } else { compose_plainly };
            let composed = compose(figures, kind, manifest, entry, templates, layout);
            problems.append(composed.problems);
            used.extend(composed.used);
            // Only what no paper of the order could tell is left out on purpose.
            let left = composed.aside;
            aside = Some(aside.map_or_else(|| left.clone(), |aside| aside.intersection(&left).copied().collect()));
            let period = period::told(figures, manifest, entry);
            let (key, place) = name_of(dossier, entry).unwrap_or((kind, Origin::default()));
            let fallback = figures.facts().organisation.names.title.origin;
            let room = manifest.pages.map(|pages| (pages, entry.map_or(fallback, |entry| entry.origin)));
            drafts.extend(composed.document.map(|document| Draft {
                topic: topic::title(figures, manifest, entry),
                room,
                kind,
                public: manifest.public,
                name: &manifest.name,
                file: &manifest.file,
                key: key.to_owned(),
                place,
                title: entry.and_then(|entry| entry.title.as_ref()).map(|_| document.title.clone()),
                period,
                document,
            }));
        }
    }
    used.extend(aside.into_iter().flatten());
    if !problems.has_errors() {
        untold::Told::new(dossier, &chosen.kinds, templates, used).report(figures, problems);
    }
    (drafts, chosen.left_out)
}

/// The key under which an entry stands in `documents`, and its place.
fn name_of<'a>(dossier: &'a Dossier, entry: Option<&Entry>) -> Option<(&'a str, Origin)> {
    let origin = entry?.origin;
    let entries = dossier.current.facts.documents.0.iter();
    entries.filter(|(_, paper)| paper.origin == origin).map(|(key, _)| (key.text.as_str(), key.origin)).next()
}

/// What holds for every entry of `documents`, whether or not its paper is asked for: its kind is known and its date given.
fn entries(dossier: &Dossier, templates: &Templates, problems: &mut Diagnostics) {
    choice::unknown_kinds(dossier, templates, problems);
    let figures = figures::derive(dossier);
    for (key, paper) in &dossier.current.facts.documents.0 {
        undated(figures, key, paper, templates).into_iter().for_each(|problem| problems.push(problem));
    }
}
