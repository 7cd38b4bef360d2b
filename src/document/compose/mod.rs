//! One kind of paper from the figures of a dossier: opening, areas with their items, the sections that follow, signature.

mod areas;
mod dated;
mod enclosed;
mod exhibits;
mod letterhead;
mod part;
pub mod draft;
pub mod pattern;
pub mod period;
pub mod public;
pub mod places;
mod prose;
mod sections;
mod term;
pub mod topic;
mod unprinted;

pub use dated::undated;
pub use part::first_text;
pub use pattern::fill;
pub use prose::own_prose;
pub use sections::section_name;

use enclosed::{Carried, is_cover};
use exhibits::Exhibits;
use prose::{areas_of, told_whole, written_of};

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say};
use crate::document::manifest::{Manifest, Signed};
use crate::document::origins::Origins;
use crate::document::parse::{self, Scheme};
use crate::document::phrase::Phrases;
use crate::document::templates::Templates;
use crate::document::{Block, Date, Document, Signature, title};
use crate::facts::model::{Area, Entered, Paper, SectionName};
use crate::facts::nearest::nearest;
use crate::facts::time::Period;
use crate::facts::value::{Prose, Text};
use crate::figures::Figures;
use crate::figures::origins::{Called, Ledger, Sort};
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

/// Writes one paper of `kind`, by what the file says about it in `entry`, for the layout that is `asked` for, else that of
/// the entry or the kind. The document is there only where no error was found. Its texts know where their parts come from.
pub fn compose<'a>(
    figures: Figures<'a>,
    kind: &str,
    manifest: &'a Manifest,
    entry: Option<&'a Paper>,
    templates: &'a Templates,
    asked: Option<&'a str>,
) -> Composed {
    compose_plainly(figures.noting(&Ledger::default()), kind, manifest, entry, templates, asked)
}

/// As [`compose`], for those who read no more than the words or the problems: nothing is noted of where the words come
/// from, which saves a third of the time.
pub fn compose_plainly<'a>(
    figures: Figures<'a>,
    kind: &str,
    manifest: &'a Manifest,
    entry: Option<&'a Paper>,
    templates: &'a Templates,
    asked: Option<&'a str>,
) -> Composed {
    let mut writer = Writer::new(figures, manifest, entry, templates);
    writer.choose_layout(asked);
    writer.check_period(kind);
    let date = writer.date(kind);
    writer.gather_exhibits();
    let told = writer.carry(date);
    let body = writer.body(kind);
    let document = body.zip(date).map(|(body, date)| writer.document(body, date));
    let whole = !is_cover(manifest) || !writer.carried.is_empty();
    if let Some(document) = &document {
        writer.check_public(document);
    }
    writer.phrases.warn_of_repeats();
    writer.warn_of_unprinted(document.as_ref());
    writer.warn_of_letterhead();
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
    /// The layout that it is set in.
    layout: &'a str,
    /// The papers that go with this one.
    carried: Vec<Carried>,
    /// Whether a plan stands behind it under the same cover.
    planned: bool,
    /// What it shows beside its words.
    exhibits: Exhibits,
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
            layout: &manifest.layout,
            carried: Vec::new(),
            planned: false,
            exhibits: Exhibits::default(),
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
            layout: self.layout.to_owned(),
            duplex: self.paper.and_then(|paper| paper.duplex).is_some_and(|flag| flag.value),
            letterhead: self.letterhead(),
            attendance: self.attendance(),
            note: self.note(),
            title_lines: title::lines(&written, &self.names()),
            byline: self.byline(date),
            author: issuers.join("、"),
            keywords: vec![names.title.text.clone(), self.period.name(), self.manifest.name.clone()],
            title,
            date,
            recipients: spoken_to.or(to).or_else(|| self.manifest.salutation.clone()),
            body,
            attachments: self.attachments(),
            signature: (self.manifest.signature == Signed::Below).then(|| Signature {
                issuers,
                date: date.chinese(),
                sealed: self.is_sealed(),
            }),
            enclosed: self.enclosed(),
            imprint: self.imprint(),
            schedule: self.appointments(),
        }
    }

    /// The layout that is asked for, else that of the paper, else that of its kind. One that no template has is the
    /// author's error.
    fn choose_layout(&mut self, asked: Option<&'a str>) {
        let own = self.paper.and_then(|paper| paper.layout.as_ref());
        self.layout = asked.or(own.map(|own| own.text.as_str())).unwrap_or(&self.manifest.layout);
        let Some(own) = own else { return };
        let known: Vec<&str> = self.phrases.templates().layouts().collect();
        if known.contains(&own.text.as_str()) {
            return;
        }
        // What it lacks in that layout nobody knows.
        self.layout = asked.unwrap_or(&self.manifest.layout);
        let (name, all) = (&own.text, known.join("、"));
        let hint = match nearest(name, &known) {
            Some(near) => say!("是不是 {near}？", "did you mean `{near}`?"),
            None => say!("有：{all}", "there are: {all}"),
        };
        self.fault("E225", own.origin, say!("没有叫“{name}”的版式", "there is no layout `{name}`"), hint);
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
        let shown = self.exhibits.all();
        let scheme = Scheme {
            labels: &self.manifest.numbering,
            run_in: wanted.unwrap_or(self.manifest.run_in),
            exhibits: &shown,
        };
        let text = templates.body(kind, &view);
        let source = templates.body_source(kind);
        let origins = Origins::new(self.figures);
        match text.and_then(|text| parse::blocks(&text, &source, scheme, &origins)) {
            Ok(body) => {
                body.lost.iter().for_each(|id| self.phrases.report_lost_number(id));
                Some(exhibits::numbered(body.blocks))
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
            Ok(text) => Some(self.of_template(register, name, text)).filter(|text| !text.is_empty()),
            Err(problem) => {
                self.phrases.report(*problem);
                None
            }
        }
    }

    /// Words of a template with a note of where it is.
    fn of_template(&self, register: &str, name: &str, text: String) -> String {
        let place = || self.phrases.templates().place_of(register, name).into_iter().collect();
        self.figures.noted(text, Sort::Template, Called::Named(name.to_owned()), None, place)
    }

    /// What a sentence tells of records that are no records of areas, with a note of them.
    fn told_of_these(&self, text: String, origins: impl IntoIterator<Item = Origin>) -> String {
        let origins: Vec<Origin> = origins.into_iter().collect();
        let called = Called::Of(origins.first().copied().unwrap_or_default(), "");
        // What is told of a record is within the words of the template.
        let template = text.chars().next().filter(|first| {
            let note = self.figures.note_of(*first);
            note.is_some_and(|(_, note)| note.sort == Sort::Template)
        });
        let text = template.map_or(text.as_str(), |mark| text.strip_prefix(mark).unwrap_or(&text)).to_owned();
        let told = self.figures.noted(text, Sort::Clause, called, None, || self.figures.at_places(origins));
        template.into_iter().map(String::from).collect::<String>() + &told
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
