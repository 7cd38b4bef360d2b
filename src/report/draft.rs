//! The draft of a paper, tried before it is given away: with it the paper says what it says without it, word for word, and
//! nothing new is to be said of the facts.

use std::collections::{BTreeMap, HashSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::document::compose::draft::{self, Drafted};
use crate::document::compose::papers;
use crate::document::templates::Templates;
use crate::document::{Block, Document};
use crate::facts::Dossier;
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

/// Drafts a paper of a sound dossier.
pub fn draft(dossier: &Dossier, wanted: &Wanted<'_>, templates: &Templates) -> Result<Ready, Box<Diagnostic>> {
    let Some(manifest) = templates.manifest(wanted.kind) else { return Err(nothing(dossier, wanted)) };
    let figures = figures::derive(dossier);
    let own = |entry: &&&crate::facts::model::Paper| !wanted.names.is_empty() || entry.areas.is_empty();
    let all = papers(figures, wanted.kind, manifest);
    let entry = all.iter().find(own).copied();
    let (told, absent) = (manifest.sections.iter().any(|section| section.is == "areas"), all.is_empty());
    if !told || absent && !wanted.names.is_empty() {
        return Err(nothing(dossier, wanted));
    }
    let drafted = draft::draft(figures, manifest, entry, templates, in_chinese(dossier));
    if drafted.pieces.is_empty() {
        return Err(nothing(dossier, wanted));
    }
    let trial = Trial { dossier, wanted, templates, before: said(dossier, wanted, templates) };
    let bare = trial.unsound(&drafted).ok_or_else(|| nothing(dossier, wanted))?;
    let (text, kept) = (drafted.text(&bare), bare.len());
    Ok(Ready { text, nameless: drafted.nameless, kept })
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
    let Some(read) = read else { return (counted(&problems), Vec::new()) };
    let dossier = Dossier { previous: dossier.previous.clone(), next: dossier.next.clone(), ..read };
    let figures = figures::derive(&dossier);
    problems.append(figures::check::contradictions(figures));
    let kinds = [wanted.kind.to_owned()];
    let drafts = super::drafts(&dossier, &kinds, templates, &mut problems).0;
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

fn nothing(dossier: &Dossier, wanted: &Wanted<'_>) -> Box<Diagnostic> {
    let file = &dossier.current;
    let kind = wanted.names.first().map_or(wanted.kind, String::as_str);
    Box::new(
        Diagnostic::error("E208", say!("这里没有“{kind}”可写的草稿", "there is nothing to draft for `{kind}`"))
            .at(&file.source, file.facts.organisation.id.origin)
            .hint(say!(
                "要有工作领域，并在“文件”里写上这份文件的日期",
                "it takes areas, and the date of the paper under `documents`"
            )),
    )
}
