//! Papers that go with another: issued under a notice, each a paper of its own, or attached to a report.

use std::collections::HashSet;

use super::{Writer, kind_of, papers, texts};
use crate::diagnostic::{Diagnostic, Diagnostics, Origin};
use crate::document::manifest::{Enclosing, Manifest, Tells};
use crate::document::templates::Templates;
use crate::document::{Date, Document, Enclosed};
use crate::facts::model::Paper;
use crate::facts::nearest::nearest;
use crate::facts::time::{Precision, When};
use crate::facts::value::{Text, Tier};
use crate::figures::Figures;
use crate::say;

/// A paper that a cover carries, written.
pub(super) struct Carried {
    paper: Enclosed,
    /// Whether it tells what is to come: then those who get it are to do something.
    plan: bool,
}

/// A paper that a cover is to carry: one of the entries of the facts, or a kind that no entry is written for.
struct Asked<'a> {
    kind: &'a str,
    manifest: &'a Manifest,
    entry: Option<&'a Paper>,
}

/// Why a word in `encloses` names no paper that can go along.
enum Refused<'a> {
    Unknown(&'a Text),
    Cover(&'a Text),
    Twice(&'a Text),
}

/// What a cover is to carry, in order: what the author lists, else the kinds of its manifest as far as the facts have them.
fn asked<'a>(
    figures: Figures<'a>,
    manifest: &'a Manifest,
    cover: Option<&'a Paper>,
    templates: &'a Templates,
) -> (Vec<Asked<'a>>, Vec<Refused<'a>>) {
    let (mut list, mut refused): (Vec<Asked<'a>>, Vec<Refused<'a>>) = Default::default();
    let listed = cover.map(|cover| cover.encloses.as_slice()).unwrap_or_default();
    for name in listed {
        let found = named(figures, name, templates);
        if found.is_empty() {
            refused.push(Refused::Unknown(name));
        }
        for paper in found {
            if is_cover(paper.manifest) {
                refused.push(Refused::Cover(name));
            } else if list.iter().any(|other| other.is(&paper)) {
                refused.push(Refused::Twice(name));
            } else {
                list.push(paper);
            }
        }
    }
    if listed.is_empty() {
        for wanted in &manifest.encloses {
            let kinds = wanted.split('|').filter_map(|kind| templates.kind(kind));
            let found = kinds.map(|(kind, manifest)| (kind, manifest, papers(figures, kind, manifest)));
            let first = found.into_iter().find(|(_, _, entries)| !entries.is_empty());
            let Some((kind, manifest, entries)) = first else { continue };
            list.extend(entries.into_iter().map(|entry| Asked { kind, manifest, entry: Some(entry) }));
        }
    }
    (list, refused)
}

/// The papers that a word means: the entry of that key, else all of that kind.
fn named<'a>(figures: Figures<'a>, name: &'a Text, templates: &'a Templates) -> Vec<Asked<'a>> {
    let documents = &figures.facts().documents.0;
    if let Some((key, entry)) = documents.iter().find(|(key, _)| key.text == name.text) {
        let kind = templates.kind(&kind_of(key, entry).text);
        return kind.map(|(kind, manifest)| Asked { kind, manifest, entry: Some(entry) }).into_iter().collect();
    }
    let Some((kind, manifest)) = templates.kind(&name.text) else { return Vec::new() };
    let entries = papers(figures, kind, manifest);
    let none = entries.is_empty().then_some(None);
    let one = |entry| Asked { kind, manifest, entry };
    entries.into_iter().map(Some).chain(none).map(one).collect()
}

/// Whether papers of this kind are there to carry others.
pub(super) fn is_cover(manifest: &Manifest) -> bool {
    !manifest.encloses.is_empty()
}

impl Asked<'_> {
    fn is(&self, other: &Asked<'_>) -> bool {
        self.kind == other.kind && self.entry.map(|entry| entry.origin) == other.entry.map(|entry| entry.origin)
    }
}

/// The date of the cover that carries this paper: what is issued together is dated once.
pub(super) fn date_of_cover(
    figures: Figures<'_>,
    kind: &str,
    paper: Option<&Paper>,
    templates: &Templates,
) -> Option<Date> {
    let origin = paper.map(|paper| paper.origin);
    figures.facts().documents.0.iter().find_map(|(key, cover)| {
        let (_, manifest) = templates.kind(&kind_of(key, cover).text)?;
        let date = day(cover.date.as_ref()).filter(|_| is_cover(manifest))?;
        let (list, _) = asked(figures, manifest, Some(cover), templates);
        let carries = list.iter().any(|asked| asked.kind == kind && asked.entry.map(|entry| entry.origin) == origin);
        carries.then_some(date)
    })
}

/// Whether what a cover carries could not be read: any paper may be meant.
pub(super) fn is_open(figures: Figures<'_>) -> bool {
    figures.file().lost.contains("encloses")
}

/// A time that is dated to the day.
pub(super) fn day(when: Option<&When>) -> Option<Date> {
    let when = when.filter(|when| when.precision == Precision::Day)?;
    when.days.map(|(day, _)| Date::from(day))
}

/// Titles in a row, each with its marks: 《…》和《…》, 《…》《…》和《…》 (GB/T 15834: no 、 between two titles).
fn row(titles: &[String]) -> String {
    let marked = |title: &String| format!("《{title}》");
    match titles {
        [first @ .., last] if !first.is_empty() => {
            format!("{}和{}", first.iter().map(marked).collect::<String>(), marked(last))
        }
        all => all.iter().map(marked).collect(),
    }
}

impl<'a> Writer<'a> {
    /// Writes the papers that go with this one, and gives the places of the records that they tell.
    pub(super) fn carry(&mut self, date: Option<Date>) -> HashSet<Origin> {
        let mut told = HashSet::new();
        if !is_cover(self.manifest) {
            self.warn_of_idle();
            return told;
        }
        let (list, refused) = asked(self.figures, self.manifest, self.paper, self.phrases.templates());
        refused.iter().for_each(|refused| self.refuse(refused));
        if list.is_empty() && refused.is_empty() {
            self.nothing_to_carry();
        }
        let Some(date) = date else { return told };
        for (at, asked) in list.iter().enumerate() {
            let planned = list.iter().skip(at + 1).any(|next| next.manifest.tells == Tells::Plan);
            let (carried, problems, used) = self.enclose(asked, date, planned);
            self.carried.extend(carried);
            self.phrases.report_all(problems);
            told.extend(used);
        }
        self.label_attached();
        told
    }

    /// One of the papers, as it stands behind this one; `planned` where a plan comes after it. The date of the cover is its
    /// date, unless it has its own.
    fn enclose(&self, asked: &Asked<'a>, date: Date, planned: bool) -> (Option<Carried>, Diagnostics, HashSet<Origin>) {
        let attached = self.manifest.enclosed_as == Enclosing::Attached;
        let mut writer = Writer::new(self.figures, asked.manifest, asked.entry, self.phrases.templates());
        writer.planned = planned;
        writer.gather_exhibits();
        // Its own head is for when it goes alone.
        let layout = asked.entry.and_then(|entry| entry.layout.as_ref());
        writer.layout = layout.map_or(&asked.manifest.layout, |layout| layout.text.as_str());
        let own = day(asked.entry.and_then(|entry| entry.date.as_ref()));
        let body = writer.body(asked.kind);
        let document = body.map(|body| writer.document(body, own.unwrap_or(date)));
        writer.phrases.warn_of_repeats();
        writer.warn_of_unprinted(document.as_ref());
        writer.warn_of_level();
        writer.warn_of_idle();
        writer.warn_of_attachments();
        if let Some(document) = document.as_ref().filter(|_| !attached) {
            self.warn_of_nameless(asked, document);
        }
        let salutation = writer.salutation();
        let (problems, used) = writer.phrases.finish();
        let carried = document.filter(|_| !problems.has_errors()).map(|document| Carried {
            plan: asked.manifest.tells == Tells::Plan,
            paper: Enclosed {
                label: None,
                title: document.title,
                title_lines: document.title_lines,
                byline: document.byline,
                // Whom an issued paper is for is said by its notice; whom it speaks to, by itself.
                recipients: if attached { document.recipients } else { salutation },
                body: document.body,
                signature: document.signature.filter(|_| attached),
            },
        });
        (carried, problems, used)
    }

    /// 附件, or 附件1 and so on where there are several (GB/T 9704 7.3.7).
    fn label_attached(&mut self) {
        if self.manifest.enclosed_as != Enclosing::Attached {
            return;
        }
        let several = self.carried.len() + self.paper.map_or(0, |paper| paper.attachments.len()) > 1;
        for (index, carried) in self.carried.iter_mut().enumerate() {
            let label = if several { format!("附件{}", index + 1) } else { "附件".to_owned() };
            carried.paper.label = Some(label);
        }
    }

    /// The titles of the papers in a row. In a title the body is named once: 《…工会2025年工作总结》和《2026年工作计划》.
    pub(super) fn carried_titles(&self, short: bool) -> String {
        let body = self.figures.facts().organisation.names.title.text.as_str();
        let whole: Vec<String> = self.carried.iter().map(|carried| carried.paper.title.clone()).collect();
        let named = whole.first().is_some_and(|first| first.starts_with(body));
        let bare = |title: &String| title.strip_prefix(body).filter(|rest| !rest.is_empty()).map(str::to_owned);
        let titles = whole
            .iter()
            .enumerate()
            .map(|(index, title)| bare(title).filter(|_| short && named && index > 0).unwrap_or_else(|| title.clone()));
        row(&titles.collect::<Vec<_>>())
    }

    /// Whether any of the papers tells what is to come.
    pub(super) fn carries_a_plan(&self) -> bool {
        self.carried.iter().any(|carried| carried.plan)
    }

    /// 附件说明: the papers attached, then what the author names beside them.
    pub(super) fn attachments(&self) -> Vec<String> {
        let attached = self.carried.iter().filter(|carried| carried.paper.label.is_some());
        let own = self.paper.map(|paper| texts(&paper.attachments)).unwrap_or_default();
        attached.map(|carried| carried.paper.title.clone()).chain(own).collect()
    }

    /// The papers, as they stand behind this one.
    pub(super) fn enclosed(&self) -> Vec<Enclosed> {
        self.carried.iter().map(|carried| carried.paper.clone()).collect()
    }
}

/// What can be wrong with what a cover is to carry.
impl Writer<'_> {
    fn refuse(&self, refused: &Refused<'_>) {
        match refused {
            Refused::Unknown(name) => self.unknown_paper(name),
            Refused::Cover(name) => {
                let word = &name.text;
                self.fault(
                    "E153",
                    name.origin,
                    say!(
                        "“{word}”本身就是带文件的，不能再随件发出",
                        "`{word}` carries papers itself and cannot be carried"
                    ),
                    say!("所附文件 写总结、计划这类文件", "under `encloses` write papers such as a summary or a plan"),
                );
            }
            Refused::Twice(name) => {
                let word = &name.text;
                let message = say!("“{word}”在所附文件里写了两次", "`{word}` is enclosed twice");
                let hint = say!("留下一个", "keep one of them");
                self.warn(Diagnostic::warning("W154", message).hint(hint), name.origin);
            }
        }
    }

    fn unknown_paper(&self, name: &Text) {
        let word = &name.text;
        let keys = self.figures.facts().documents.0.iter().map(|(key, _)| key.text.as_str());
        let templates = self.phrases.templates();
        let kinds = templates.kinds().filter(|(_, manifest)| !is_cover(manifest));
        let known: Vec<&str> = keys.chain(kinds.flat_map(|(kind, manifest)| [kind, manifest.name.as_str()])).collect();
        // The entry could not be read, or it names a kind that there is not: that has been said.
        let entries = &self.figures.facts().documents.0;
        if !self.figures.file().sound || entries.iter().any(|(key, _)| key.text == *word) {
            return;
        }
        let hint = match nearest(word, &known) {
            Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
            None => say!("写文种，或 文件 里的一个键", "write a kind of paper, or a key under `documents`"),
        };
        self.fault(
            "E152",
            name.origin,
            say!(
                "所附文件“{word}”不是文种，“文件”里也没有",
                "`{word}` to enclose is neither a kind nor a key of `documents`"
            ),
            hint,
        );
    }

    /// A cover over nothing. Where it is not written about at all, or in part could not be read, that has been said.
    fn nothing_to_carry(&self) {
        let Some(paper) = self.paper.filter(|_| self.figures.file().sound) else { return };
        let name = &self.manifest.name;
        let templates = self.phrases.templates();
        let kinds = self.manifest.encloses.iter().flat_map(|kind| kind.split('|'));
        let kinds = kinds.filter_map(|kind| templates.manifest(kind));
        let usual = kinds.map(|manifest| manifest.name.as_str()).collect::<Vec<_>>().join(" 或 ");
        self.fault(
            "E154",
            self.figures.file().source.first_line(paper.origin),
            say!("{name}没有可附的文件", "there is no paper for this cover to carry"),
            say!(
                "在“文件”里写上{usual}，或用 所附文件 指明",
                "write such a paper under `documents`, or name it under `encloses`"
            ),
        );
    }

    /// What a paper that is no cover shall carry goes nowhere.
    fn warn_of_idle(&self) {
        let Some(first) = self.paper.and_then(|paper| paper.encloses.first()) else { return };
        let name = &self.manifest.name;
        let message =
            say!("{name}不带别的文件，所附文件没有印出", "this kind carries no papers: `encloses` is not printed");
        let covers = self.phrases.templates().kinds().filter(|(_, manifest)| is_cover(manifest));
        let covers = covers.map(|(_, manifest)| manifest.name.as_str()).collect::<Vec<_>>().join(" 或 ");
        let hint = say!("带文件的文种是 {covers}", "kinds that carry papers: {covers}");
        self.warn(Diagnostic::warning("W153", message).hint(hint), first.origin);
    }

    /// What an enclosed paper has attached to itself has no place behind the cover.
    fn warn_of_attachments(&self) {
        let Some(first) = self.paper.and_then(|paper| paper.attachments.first()) else { return };
        let message = say!(
            "随件发出的文件不另写附件说明，它的附件没有印出",
            "an enclosed paper has no list of attachments: they are not printed"
        );
        let hint = say!("附件写在印发它的通知或报送它的报告里", "name the attachments in the cover");
        self.warn(Diagnostic::warning("W156", message).hint(hint), first.origin);
    }

    /// An issued paper is unsigned: its title must say whose it is.
    fn warn_of_nameless(&self, asked: &Asked<'_>, document: &Document) {
        let organisation = &self.figures.facts().organisation;
        let names = [&organisation.names.title, &organisation.names.signature].into_iter().chain(&organisation.aliases);
        let title = asked.entry.and_then(|entry| entry.title.as_ref());
        let Some(title) = title.filter(|_| !names.into_iter().any(|name| document.title.contains(&name.text))) else {
            return;
        };
        let body = &organisation.names.title.text;
        let message =
            say!("印发的文件不落款，标题里要有单位名称", "an issued paper is not signed, and its title names no body");
        let hint = say!("标题前加上“{body}”", "begin the title with `{body}`");
        self.warn(Diagnostic::warning("W155", message).hint(hint), title.0.origin);
    }

    /// A kind is written by bodies of certain levels.
    pub(super) fn warn_of_level(&self) {
        let facts = self.figures.facts();
        let Some((level, paper)) = facts.level.zip(self.paper) else { return };
        let levels = &self.manifest.levels;
        if levels.is_empty() || levels.iter().any(|name| Some(level.value) == Tier::of(name)) {
            return;
        }
        let source = &self.figures.file().source;
        let name = &self.manifest.name;
        let own = source.text().get(level.origin.range()).unwrap_or_default();
        let message =
            say!("层级是“{own}”，一般不写{name}", "a body of the level `{own}` writes no such paper as a rule");
        let hint = say!(
            "核对层级和文种；确实要写的，用 核实 说明",
            "check level and kind; if it is meant, answer this with `allow`"
        );
        self.warn(Diagnostic::warning("W152", message).hint(hint), source.first_line(paper.origin));
    }
}
