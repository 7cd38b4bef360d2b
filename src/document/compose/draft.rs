//! The draft to begin writing from: the headings of a paper, and under them the sentences that its records would become,
//! with the figures of the records as live references.
//!
//! What the author has written himself stays in the facts file, and its heading stands alone. So does the heading of
//! records that a text could not tell by reference, for want of an id.

mod live;

use std::collections::HashSet;

use super::{Writer, term};
use crate::diagnostic::Origin;
use crate::document::manifest::Manifest;
use crate::document::phrase;
use crate::document::templates::Templates;
use crate::facts::model::{Area, Entered, Entry, Paper, SECTIONS, Section, SectionName};
use crate::facts::value::Text;
use crate::figures::Figures;

/// One heading of a draft.
#[derive(Debug, Clone)]
pub struct Piece {
    /// The number of its `#`.
    pub level: usize,
    pub title: String,
    pub id: Option<String>,
    /// The sentences under it.
    pub text: Option<String>,
}

/// A draft, and the records for want of whose ids a heading stands alone.
#[derive(Debug, Default)]
pub struct Drafted {
    pub pieces: Vec<Piece>,
    pub nameless: Vec<Origin>,
}

impl Drafted {
    /// As the file is written; the texts of the pieces at `bare` are left out.
    pub fn text(&self, bare: &HashSet<usize>) -> String {
        let mut text = String::new();
        for (at, piece) in self.pieces.iter().enumerate() {
            let id = piece.id.as_ref().map(|id| format!(" {{#{id}}}")).unwrap_or_default();
            let gap = if text.is_empty() { "" } else { "\n" };
            text += &format!("{gap}{} {}{id}\n", "#".repeat(piece.level), piece.title);
            if let Some(told) = piece.text.as_ref().filter(|_| !bare.contains(&at)) {
                text += &format!("\n{told}\n");
            }
        }
        text
    }

    /// The pieces that have sentences.
    pub fn told(&self) -> Vec<usize> {
        (0..self.pieces.len()).filter(|at| self.pieces[*at].text.is_some()).collect()
    }
}

/// Drafts a paper of this kind; `chinese` says in which language the file names its fields.
pub fn draft(
    figures: Figures<'_>,
    manifest: &Manifest,
    entry: Option<&Paper>,
    templates: &Templates,
    chinese: bool,
) -> Drafted {
    let mut writer = Writer::new(figures, manifest, entry, templates);
    writer.phrases = writer.phrases.keeping();
    let mut drafted = Drafted::default();
    for section in &manifest.sections {
        match SectionName::named(&section.is).map(|name| name.section) {
            Some(Section::Areas) => writer.draft_areas(chinese, &mut drafted),
            // A term of one year tells its areas; of several years no draft beside one file could speak.
            Some(Section::Term) if !term::is_told(figures, manifest, writer.period) => {
                writer.draft_areas(chinese, &mut drafted);
            }
            // A plan without a heading of its own is a part of another text, and no section that an author could write.
            Some(Section::Plan) if section.title.is_some() => {
                writer.draft_plan(section.title.as_deref(), chinese, &mut drafted);
            }
            _ => {}
        }
    }
    drafted
}

impl<'a> Writer<'a> {
    fn draft_areas(&self, chinese: bool, drafted: &mut Drafted) {
        for area in self.areas_of() {
            let (title, id) = (area.title.text.clone(), Some(area.id.text.clone()));
            let text = match area.text {
                Some(_) => None,
                None => self.drafted(&self.records(area, None, &area.order), chinese, &mut drafted.nameless),
            };
            drafted.pieces.push(Piece { level: 2, title, id, text });
            self.draft_items(area, &area.items, 3, chinese, drafted);
        }
    }

    /// The measures of a plan as a section of the author's: its areas and items are headings, their sentences paragraphs.
    /// Nothing where a line has a number of its own, which headings and paragraphs cannot give it.
    fn draft_plan(&self, title: Option<&str>, chinese: bool, drafted: &mut Drafted) {
        let Some(name) = SECTIONS.iter().find(|name| name.section == Section::Plan) else { return };
        let id = name.names[usize::from(chinese)].to_owned();
        let head = Piece { level: 2, title: title.unwrap_or(name.title).to_owned(), id: Some(id), text: None };
        let mut pieces = vec![head];
        for line in self.plan() {
            let Some((depth, text)) = line.plain() else { return };
            match (depth, pieces.last_mut()) {
                (0, Some(piece)) => {
                    let told = live::of_items(text, &self.figures.facts().plan, self.figures, chinese);
                    let before = piece.text.take().map(|before| format!("{before}\n\n")).unwrap_or_default();
                    piece.text = Some(before + &told);
                }
                (depth, _) => {
                    let (level, title) = (2 + usize::from(depth), text.to_owned());
                    pieces.push(Piece { level, title, id: None, text: None });
                }
            }
        }
        if pieces.len() > 1 || pieces.iter().any(|piece| piece.text.is_some()) {
            drafted.pieces.append(&mut pieces);
        }
    }

    /// Items with headings; where one has none, they all keep the places that they have in the facts.
    fn draft_items(&self, area: &Area, items: &[Entry], level: usize, chinese: bool, drafted: &mut Drafted) {
        let titles: Option<Vec<&Text>> = items.iter().map(|item| item.title.as_ref()).collect();
        for (item, title) in items.iter().zip(titles.into_iter().flatten()) {
            let order = if item.order.is_empty() { &area.order } else { &item.order };
            let text = match (&item.text, &item.id) {
                (None, Some(id)) => {
                    self.drafted(&self.records(area, Some(&id.text), order), chinese, &mut drafted.nameless)
                }
                _ => None,
            };
            let id = item.id.as_ref().map(|id| id.text.clone());
            drafted.pieces.push(Piece { level, title: title.text.clone(), id, text });
            self.draft_items(area, &item.items, level + 1, chinese, drafted);
        }
    }

    /// Records as a paragraph with live references; `None` where one of them has no id or cannot be referred to.
    fn drafted(&self, records: &[Entered<'a>], chinese: bool, nameless: &mut Vec<Origin>) -> Option<String> {
        let before = nameless.len();
        nameless.extend(records.iter().filter(|record| record.id().is_none()).map(|record| record.record().origin()));
        if nameless.len() > before {
            return None;
        }
        let clauses = self.phrases.clauses(records, &self.shown());
        let live = clauses.iter().map(|clause| live::live(clause, self.figures, chinese));
        phrase::join(&live.collect::<Option<Vec<_>>>()?)
    }
}
