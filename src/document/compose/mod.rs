//! One kind of paper from the figures of a dossier: opening, areas with their items, the sections that follow, signature.

mod areas;
mod dated;
mod enclosed;
mod part;
pub mod draft;
pub mod pattern;
pub mod period;
mod public;
pub mod places;
mod sections;
mod term;
pub mod topic;
mod unprinted;

pub use dated::undated;
pub use part::first_text;
pub use pattern::fill;
pub use sections::section_name;

use enclosed::{Carried, is_cover};

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say};
use crate::document::manifest::{Manifest, Signed, Tells};
use crate::document::parse::{self, Scheme};
use crate::document::phrase::{self, Phrases};
use crate::document::templates::Templates;
use crate::document::{Block, Date, Document, Signature, title};
use crate::facts::model::{Area, Entered, Entry, Paper, SectionName};
use crate::facts::time::Period;
use crate::facts::value::{Prose, Reference, Text};
use crate::figures::slogans::Set;
use crate::figures::{Figures, print};
use crate::say;

/// A finished paper, what is to be said about it, and the places of the records that it tells.
pub struct Composed {
    pub document: Option<Document>,
    pub problems: Diagnostics,
    pub used: HashSet<Origin>,
    /// The places of the records that this paper leaves out by its nature: of another time, or of a type that it does not
    /// show.
    pub aside: HashSet<Origin>,
}

/// Writes one paper of `kind`, by what the file says about it in `entry`. The document is there only where no error was
/// found.
pub fn compose(
    figures: Figures<'_>,
    kind: &str,
    manifest: &Manifest,
    entry: Option<&Paper>,
    templates: &Templates,
) -> Composed {
    let mut writer = Writer::new(figures, manifest, entry, templates);
    writer.check_period(kind);
    let date = writer.date(kind);
    let told = writer.carry(date);
    let body = writer.body(kind);
    let document = body.zip(date).map(|(body, date)| writer.document(body, date));
    let whole = !is_cover(manifest) || !writer.carried.is_empty();
    if let Some(document) = &document {
        writer.check_public(document);
    }
    writer.phrases.warn_of_repeats();
    writer.warn_of_unprinted(document.as_ref());
    writer.warn_of_level();
    let aside = writer.aside();
    let (problems, mut used) = writer.phrases.finish();
    used.extend(told);
    Composed { document: document.filter(|_| whole && !problems.has_errors()), problems, used, aside }
}

/// What the file says about papers of this kind, under any of the kind's names: one entry for each paper.
pub fn papers<'a>(figures: Figures<'a>, kind: &str, manifest: &Manifest) -> Vec<&'a Paper> {
    let entries = figures.facts().documents.0.iter();
    let asked = |(name, paper): &&(Text, Paper)| manifest.answers_to(kind, &kind_of(name, paper).text);
    entries.filter(asked).map(|(_, paper)| paper).collect()
}

/// The kind that an entry of `documents` is for: the one it names, else its key.
pub fn kind_of<'a>(key: &'a Text, paper: &'a Paper) -> &'a Text {
    paper.kind.as_ref().unwrap_or(key)
}

/// The title of a paper on one line, and where the author forces breaks, with them.
/// `more` are places of the pattern beside those of [`fill`].
pub fn title_text(
    figures: Figures<'_>,
    paper: Option<&Paper>,
    manifest: &Manifest,
    period: &Period,
    more: &[(&str, &str)],
) -> String {
    match paper.and_then(|paper| paper.title.as_ref()) {
        Some(title) => title.0.text.clone(),
        None => {
            let topic = topic::title(figures, manifest, paper);
            fill(&manifest.title, figures, period, &[&[("topic", topic.as_str())], more].concat())
        }
    }
}

/// Every prose that a paper prints outside the records, for what its references tell. A record that another record's
/// words tell keeps its own place: whether those words are printed depends on the record they belong to.
fn printed_prose<'a>(
    figures: Figures<'a>,
    paper: Option<&'a Paper>,
    areas: &'a [Area],
    manifest: &Manifest,
) -> Vec<&'a Prose> {
    let facts = figures.facts();
    let mut list: Vec<&Prose> = Vec::new();
    for area in areas.iter().chain(written_of(figures, paper, manifest)) {
        list.extend(&area.text);
        area.items.iter().for_each(|item| entry_prose(item, &mut list));
    }
    if let Some(paper) = paper {
        list.extend(paper.text.iter().chain(&paper.goals).chain(&paper.safeguards));
        list.extend(paper.sections.iter().filter_map(|choice| choice.0.text.as_ref()));
        list.extend(&paper.next);
        let opening = paper.opening.as_ref().or(paper.guiding.as_ref());
        list.extend(opening.into_iter().chain(&paper.transition).chain(&paper.closing));
    }
    for problem in paper.iter().flat_map(|paper| &paper.problems).chain(&facts.problems) {
        list.extend(std::iter::once(&problem.text).chain(&problem.cause).chain(&problem.remedy));
    }
    list.extend(facts.membership.iter().flat_map(|membership| &membership.text));
    list.extend(facts.cadres.iter().flat_map(|cadres| &cadres.text));
    list.extend(facts.experience.iter().chain(&facts.next));
    list.extend(facts.finance.iter().flat_map(|finance| finance.text.iter().chain(&finance.audit)));
    // A set of slogans is printed with its sentences where a reference to it stands alone.
    let paragraphs = list.iter().copied().flat_map(|prose| &prose.paragraphs);
    let named: Vec<&Reference> = paragraphs.filter_map(|pieces| phrase::alone(pieces)).collect();
    for slogan in &facts.slogans {
        if named.iter().any(|reference| *reference.path == [slogan.id.text.as_str()]) {
            list.extend(Set::from(slogan).prose());
        }
    }
    list
}

/// Every text that the author has written for one paper alone.
pub fn own_prose(paper: &Paper) -> Vec<&Prose> {
    let mut list: Vec<&Prose> = Vec::new();
    for area in &paper.areas {
        list.extend(&area.text);
        area.items.iter().for_each(|item| entry_prose(item, &mut list));
    }
    list.extend(paper.text.iter().chain(&paper.guiding).chain(&paper.goals).chain(&paper.safeguards));
    list.extend(paper.sections.iter().filter_map(|choice| choice.0.text.as_ref()));
    list.extend(paper.opening.iter().chain(&paper.transition).chain(&paper.closing));
    list
}

/// The sections that the author writes himself: those of the paper, then those of all papers that tell what was.
fn written_of<'a>(
    figures: Figures<'a>,
    paper: Option<&'a Paper>,
    manifest: &Manifest,
) -> impl Iterator<Item = &'a Area> + use<'a> {
    let shared = (manifest.tells == Tells::Past).then_some(&figures.facts().written);
    let own = paper.into_iter().flat_map(|paper| &paper.written);
    let mine: Vec<&Area> = own.collect();
    let others = shared.into_iter().flatten().filter({
        let mine = mine.clone();
        move |area| mine.iter().all(|own| own.id.text != area.id.text)
    });
    mine.into_iter().chain(others)
}

/// The areas that a paper tells: its own, else those of the file.
fn areas_of<'a>(figures: Figures<'a>, paper: Option<&'a Paper>) -> &'a [Area] {
    paper.map(|paper| paper.areas.as_slice()).filter(|own| !own.is_empty()).unwrap_or(&figures.facts().areas)
}

fn entry_prose<'a>(entry: &'a Entry, list: &mut Vec<&'a Prose>) {
    list.extend([&entry.text, &entry.lead, &entry.tail].into_iter().flatten());
    entry.items.iter().for_each(|item| entry_prose(item, list));
}

/// Ids that stand alone in a reference: the whole record is told there, and so not in its own place.
fn told_whole<'a>(
    figures: Figures<'a>,
    manifest: &Manifest,
    paper: Option<&'a Paper>,
    period: Period,
) -> HashSet<&'a str> {
    // The words of a year's areas are of that year; a paper over several years has its own or none.
    let years = term::is_told(figures, manifest, period) && paper.is_none_or(|paper| paper.areas.is_empty());
    let areas = if years { &[] } else { areas_of(figures, paper) };
    let references = printed_prose(figures, paper, areas, manifest).into_iter().flat_map(print::references);
    references.filter(|reference| reference.path.len() == 1).map(|reference| reference.path[0].as_str()).collect()
}

struct Writer<'a> {
    figures: Figures<'a>,
    manifest: &'a Manifest,
    paper: Option<&'a Paper>,
    /// The time that the paper tells.
    period: Period,
    /// Whether that is only a part of the time of the file.
    part: bool,
    told_whole: HashSet<&'a str>,
    /// The honour that the opening tells.
    top: Option<Origin>,
    /// Whether honours are gathered in a section of their own.
    gathers: bool,
    phrases: Phrases<'a>,
    /// The papers that go with this one.
    carried: Vec<Carried>,
    /// Whether a plan stands behind it under the same cover.
    planned: bool,
}

impl<'a> Writer<'a> {
    fn new(figures: Figures<'a>, manifest: &'a Manifest, paper: Option<&'a Paper>, templates: &'a Templates) -> Self {
        let period = period::told(figures, manifest, paper);
        let figures = figures.telling(period);
        let mut writer = Self {
            figures,
            manifest,
            paper,
            period,
            part: period.is_part_of(&figures.file().period),
            told_whole: told_whole(figures, manifest, paper, period),
            top: None,
            gathers: false,
            phrases: Phrases::new(figures, templates, &manifest.register).for_public(manifest.public),
            carried: Vec::new(),
            planned: false,
        };
        writer.gathers = writer.has(&["honours"]);
        writer.top = writer.top_honour();
        writer
    }

    fn document(&self, body: Vec<Block>, date: Date) -> Document {
        let names = &self.figures.facts().organisation.names;
        let papers = self.carried_titles(true);
        let written = title_text(self.figures, self.paper, self.manifest, &self.period, &[("papers", papers.as_str())]);
        let title = written.replace('\n', "");
        let issuers = self.issuers();
        let to = self.paper.map(|paper| texts(&paper.to).join("、")).filter(|to| !to.is_empty());
        let spoken_to = self.paper.and_then(|paper| paper.salutation.as_ref()).map(|text| text.text.clone());
        Document {
            title_lines: title::lines(&written, &self.names()),
            byline: self.byline(date),
            author: issuers.join("、"),
            keywords: vec![names.title.text.clone(), self.period.name(), self.manifest.name.clone()],
            title,
            date,
            recipients: spoken_to.or(to).or_else(|| self.manifest.salutation.clone()),
            body,
            attachments: self.attachments(),
            signature: (self.manifest.signature == Signed::Below).then(|| Signature { issuers, date: date.chinese() }),
            enclosed: self.enclosed(),
            imprint: self.imprint(),
        }
    }

    /// Who is spoken to: 各位代表.
    fn salutation(&self) -> Option<String> {
        let own = self.paper.and_then(|paper| paper.salutation.as_ref());
        own.map(|text| text.text.clone()).or_else(|| self.manifest.salutation.clone())
    }

    /// Date and speaker under the title, where the kind has them there.
    fn byline(&self, date: Date) -> Vec<String> {
        if self.manifest.signature != Signed::UnderTitle {
            return Vec::new();
        }
        let speaker = self.paper.and_then(|paper| paper.speaker.as_ref());
        std::iter::once(format!("（{}）", date.chinese())).chain(speaker.map(|name| name.text.clone())).collect()
    }

    /// The numbered body.
    fn body(&self, kind: &str) -> Option<Vec<Block>> {
        let view = json!({ "sections": self.sections() });
        let templates = self.phrases.templates();
        let wanted = self.paper.and_then(|paper| paper.run_in).map(|flag| flag.value);
        let scheme = Scheme { labels: &self.manifest.numbering, run_in: wanted.unwrap_or(self.manifest.run_in) };
        let text = templates.body(kind, &view);
        match text.and_then(|text| parse::blocks(&text, &templates.body_source(kind), scheme)) {
            Ok(body) => {
                body.lost.iter().for_each(|id| self.phrases.report_lost_number(id));
                Some(body.blocks)
            }
            Err(problem) => {
                self.phrases.report(*problem);
                None
            }
        }
    }

    /// This body and those that sign with it, in their order (GB/T 9704 7.3.5.2); each signs once.
    fn issuers(&self) -> Vec<String> {
        let mut issuers = vec![self.figures.facts().organisation.names.signature.text.clone()];
        for name in self.paper.iter().flat_map(|paper| &paper.issuers) {
            if !issuers.contains(&name.text) {
                issuers.push(name.text.clone());
            }
        }
        issuers
    }

    /// Proper names that a title must not be broken inside.
    fn names(&self) -> Vec<&str> {
        let organisation = &self.figures.facts().organisation;
        let names = [&organisation.names.signature, &organisation.names.title];
        let school = organisation.school.as_ref().map(|school| &school.name);
        let joint = self.paper.iter().flat_map(|paper| &paper.issuers);
        names
            .into_iter()
            .chain(&organisation.aliases)
            .chain(school)
            .chain(joint)
            .map(|name| name.text.as_str())
            .collect()
    }

    fn fault(&self, code: &'static str, place: Origin, message: Say, hint: Say) {
        self.phrases.report(Diagnostic::error(code, message).at(&self.figures.file().source, place).hint(hint));
    }

    /// Nothing would stand under any heading: for want of facts, or because no record belongs to an area.
    fn nothing_to_write(&self) {
        // Why a cover carries nothing has been said.
        if is_cover(self.manifest) {
            return;
        }
        let facts = self.figures.facts();
        let placed = facts.placed();
        let loose = placed.iter().find(|record| record.place().area.is_none()).filter(|_| self.has(&["areas"]));
        match loose {
            Some(record) => self.fault(
                "E052",
                self.figures.file().source.first_line(record.record().origin()),
                say!(
                    "没有可写的内容：记录没有归入工作领域",
                    "there is nothing to write: the records belong to no area"
                ),
                say!("写上 领域，它才有去处", "give it an `area` to stand in"),
            ),
            None => self.fault(
                "E052",
                facts.organisation.origin,
                say!(
                    "没有可写的内容：工作领域和各栏目都是空的",
                    "there is nothing to write: areas and sections are empty"
                ),
                say!("至少写一个工作领域及其记录", "write at least one area with its records"),
            ),
        }
    }

    /// The author's paragraphs, as they are written.
    fn sentences(&self, text: &Prose) -> Vec<String> {
        self.phrases.own_paragraphs(text)
    }

    fn component(&self, name: &str, view: &Value) -> Option<String> {
        self.component_in(&self.manifest.register, name, view)
    }

    /// A component in a voice that is not the paper's own.
    fn component_in(&self, register: &str, name: &str, view: &Value) -> Option<String> {
        match self.phrases.templates().clause(register, name, view) {
            Ok(text) => Some(text).filter(|text| !text.is_empty()),
            Err(problem) => {
                self.phrases.report(*problem);
                None
            }
        }
    }

    /// The author's own words for a section.
    fn own_section(&self, name: &str) -> Option<&'a Area> {
        let wanted = SectionName::named(name)?;
        let kind_has = |name: &str| self.manifest.sections.iter().any(|section| section.is == name);
        // Under the same heading a paper of one year and one of several have sections of different names.
        let means = |own: &SectionName| {
            own.section == wanted.section
                || !own.title.is_empty() && own.title == wanted.title && !kind_has(own.names[0]) && kind_has(name)
        };
        let named = |area: &&Area| SectionName::of(&area.id.text).is_some_and(means);
        written_of(self.figures, self.paper, self.manifest).find(named)
    }

    /// The author's own opening or closing.
    fn own_frame(&self, name: &str, own: impl Fn(&'a Paper) -> Option<&'a Prose>) -> Option<&'a Prose> {
        self.paper.and_then(own).or_else(|| self.own_section(name).and_then(|area| area.text.as_ref()))
    }

    /// Whether a reference tells the whole record somewhere else.
    fn is_told_elsewhere(&self, record: Entered<'_>) -> bool {
        record.id().is_some_and(|id| self.told_whole.contains(id.text.as_str()))
    }
}

fn texts(list: &[Text]) -> Vec<String> {
    list.iter().map(|text| text.text.clone()).collect()
}
