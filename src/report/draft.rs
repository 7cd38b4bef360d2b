//! The draft of a paper, tried before it is given away: with it the paper says what it says without it, word for word, and
//! nothing new is to be said of the facts.

use std::collections::{BTreeMap, HashSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::document::compose::draft::{self, Drafted};
use crate::document::compose::papers;
use crate::document::manifest::{Items, Manifest};
use crate::document::templates::Templates;
use crate::document::{Block, Document};
use crate::facts::Dossier;
use crate::facts::model::Paper;
use crate::figures;
use crate::say;

/// What is drafted.
pub struct Wanted<'w> {
    pub kind: &'w str,
    /// The names of the kind where the draft is for papers of this kind alone; none where it is for all.
    pub names: Vec<String>,
    /// What the draft will be called.
    pub file: String,
}

/// A draft, ready to be written.
pub struct Ready {
    pub text: String,
    /// Records that have no id: their sentences are left to the program.
    pub nameless: Vec<Origin>,
    /// How many headings keep their records for another reason.
    pub kept: usize,
}

/// Why there is nothing to draft.
#[derive(Clone, Copy)]
enum Lack {
    /// The kind is not made of areas, nor of the items of a plan in paragraphs.
    Kind,
    /// The kind tells several years at once.
    Years,
    /// `documents` has no such paper.
    Paper,
    /// `documents` has several of the kind.
    Which,
    /// There are no areas, or no items of the plan.
    Facts,
    /// No draft would say the same.
    Differs,
}

/// Drafts a paper of a sound dossier.
pub fn draft(dossier: &Dossier, wanted: &Wanted<'_>, templates: &Templates) -> Result<Ready, Box<Diagnostic>> {
    let lacks = |lack| Err(nothing(dossier, wanted, templates, lack));
    let Some(manifest) = templates.manifest(wanted.kind) else { return lacks(Lack::Kind) };
    if let Some(lack) = lack_of(manifest) {
        return lacks(lack);
    }
    let figures = figures::derive(dossier);
    let all = papers(figures, wanted.kind, manifest);
    let entry = match (keyed(dossier, wanted), all.as_slice()) {
        // The draft for all papers has the areas that they share.
        _ if wanted.names.is_empty() => all.iter().find(|entry| entry.areas.is_empty()).copied(),
        (Some(paper), _) => Some(paper),
        (None, [paper]) => Some(*paper),
        (None, []) => return lacks(Lack::Paper),
        (None, _) => return lacks(Lack::Which),
    };
    let drafted = draft::draft(figures, manifest, entry, templates, in_chinese(dossier));
    if drafted.pieces.is_empty() {
        let years = manifest.sections.iter().any(|section| section.is == "term") && !dossier.previous.is_empty();
        return lacks(if years { Lack::Years } else { Lack::Facts });
    }
    let trial = Trial { dossier, wanted, templates, before: said(dossier, wanted, templates) };
    let Some(bare) = trial.unsound(&drafted) else { return lacks(Lack::Differs) };
    let (text, kept) = (drafted.text(&bare), bare.len());
    Ok(Ready { text, nameless: drafted.nameless, kept })
}

/// The kind that the draft for all papers is made after: of those that are written where none is named, the first that can
/// be drafted.
pub fn usual(dossier: &Dossier, templates: &Templates) -> String {
    let kinds = super::choice::usual(figures::derive(dossier), templates);
    let can = |kind: &&&str| templates.manifest(kind).is_some_and(|manifest| lack_of(manifest).is_none());
    kinds.iter().find(can).or(kinds.first()).map_or(super::USUAL, |kind| kind).to_owned()
}

/// What is missing in a kind of paper for a draft of it.
fn lack_of(manifest: &Manifest) -> Option<Lack> {
    let has = |name: &str| manifest.sections.iter().any(|section| section.is == name);
    match () {
        () if has("areas") || has("term") || has("plan") && manifest.items == Items::Chained => None,
        () => Some(Lack::Kind),
    }
}

/// The paper whose key is the first name that is wanted.
fn keyed<'d>(dossier: &'d Dossier, wanted: &Wanted<'_>) -> Option<&'d Paper> {
    let papers = dossier.current.facts.documents.0.iter();
    let name = wanted.names.first()?;
    papers.filter(|(key, _)| *name == key.text).map(|(_, paper)| paper).next()
}

/// Whether the file names its fields in Chinese.
fn in_chinese(dossier: &Dossier) -> bool {
    let source = &dossier.current.source;
    let main = source.files().next().and_then(|file| source.text().get(file)).unwrap_or_default();
    main.lines().any(|line| line.trim_start_matches(['"', '\'']).starts_with("单位"))
}

/// What is said of a dossier, each with how often (its place may move from the facts into the draft), and the papers that come of it.
type Said = (BTreeMap<(String, String), usize>, Vec<Document>);

fn said(dossier: &Dossier, wanted: &Wanted<'_>, templates: &Templates) -> Said {
    let mut problems = Diagnostics::new();
    let (read, found) = super::dossier(&dossier.current.source, Diagnostics::new(), &[], None);
    problems.append(found);
    let Some(mut read) = read else { return (counted(&problems), Vec::new()) };
    // A draft stands behind the facts, whose places it leaves as they are.
    read.current.pictures.clone_from(&dossier.current.pictures);
    let dossier = Dossier { previous: dossier.previous.clone(), next: dossier.next.clone(), ..read };
    let figures = figures::derive(&dossier);
    problems.append(figures::check::contradictions(figures));
    let kinds = [wanted.kind.to_owned()];
    let drafts = super::drafts(&dossier, &kinds, None, templates, &mut problems).0;
    let (problems, _) = dossier.current.answer(problems.without_repeats());
    (counted(&problems), drafts.into_iter().map(|draft| draft.document).collect())
}

fn counted(problems: &Diagnostics) -> BTreeMap<(String, String), usize> {
    let mut counts = BTreeMap::new();
    for problem in problems.sorted() {
        *counts.entry((problem.code.to_owned(), problem.message.zh.clone())).or_default() += 1;
    }
    counts
}

struct Trial<'a> {
    dossier: &'a Dossier,
    wanted: &'a Wanted<'a>,
    templates: &'a Templates,
    before: Said,
}

impl Trial<'_> {
    /// The pieces whose sentences must be left out, so that the rest changes nothing; `None` where even the headings do.
    fn unsound(&self, drafted: &Drafted) -> Option<HashSet<usize>> {
        let told = drafted.told();
        let none = HashSet::new();
        if self.changes_nothing(&drafted.text(&none)) {
            return Some(none);
        }
        let alone = |at: &usize| {
            let others: HashSet<usize> = told.iter().copied().filter(|other| other != at).collect();
            !self.changes_nothing(&drafted.text(&others))
        };
        let bare: HashSet<usize> = told.iter().copied().filter(alone).collect();
        let all: HashSet<usize> = told.iter().copied().collect();
        [bare, all].into_iter().find(|bare| self.changes_nothing(&drafted.text(bare)))
    }

    /// Whether the papers are the same with this draft, and no problem is new.
    fn changes_nothing(&self, text: &str) -> bool {
        let file = Source::new(self.wanted.file.clone(), text);
        let source = self.dossier.current.source.with_drafts(&[(self.wanted.names.clone(), file)]);
        let mut dossier = self.dossier.clone();
        dossier.current.source = source;
        let (problems, papers) = said(&dossier, self.wanted, self.templates);
        let (before, old) = &self.before;
        let known = |(problem, count): (&(String, String), &usize)| before.get(problem) >= Some(count);
        problems.iter().all(known) && papers.len() == old.len() && papers.iter().zip(old).all(|(a, b)| same(a, b))
    }
}

fn same(a: &Document, b: &Document) -> bool {
    let blocks = |paper: &Document| paper.body.iter().map(Block::clone).collect::<Vec<_>>();
    a.title == b.title && blocks(a) == blocks(b)
}

fn nothing(dossier: &Dossier, wanted: &Wanted<'_>, templates: &Templates, lack: Lack) -> Box<Diagnostic> {
    let file = &dossier.current;
    let named = templates.manifest(wanted.kind).map(|manifest| manifest.name.as_str());
    let (zh, en) = (named.unwrap_or(wanted.kind), wanted.kind);
    let (message, hint) = match lack {
        Lack::Kind => (
            say!("“{zh}”不按工作领域成文，没有可写的草稿", "`{en}` is not made of areas: there is nothing to draft"),
            say!("它由记录直接成文；要改动，就改事实", "it is made from the records alone; change the facts instead"),
        ),
        Lack::Years => (
            say!(
                "“{zh}”由几年的文件合写，没有可写的草稿",
                "`{en}` is made from the files of several years: there is nothing to draft"
            ),
            say!(
                "各年的话写在各年的文件里；这份文件自己的开头、结尾写在“文件”里",
                "what a year says stands in the file of that year; give this paper its own `opening` or `closing`"
            ),
        ),
        Lack::Paper => (
            say!("“文件”里没有“{zh}”，没有可写的草稿", "`documents` has no `{en}`: there is nothing to draft"),
            say!("先在“文件”里写上它的日期", "first give its date under `documents`"),
        ),
        Lack::Which => (
            say!("“文件”里不止一份“{zh}”", "`documents` has more than one `{en}`"),
            say!("用 -k 写出其中一份的键名", "name one of them by its key with -k"),
        ),
        Lack::Facts => (
            say!("没有工作领域或计划，没有可写的草稿", "there are no areas and no plan: there is nothing to draft"),
            say!("先写上工作领域和记录", "first write areas and records"),
        ),
        Lack::Differs => (
            say!("写成草稿，“{zh}”的话会走样", "as a draft, `{en}` would not say the same"),
            say!(
                "照旧由工具成文；要自己写的，直接写在 正文 里",
                "leave it to the program, or write a `text` of your own"
            ),
        ),
    };
    Box::new(Diagnostic::error("E208", message).at(&file.source, file.facts.organisation.id.origin).hint(hint))
}
