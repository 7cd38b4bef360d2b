//! Where the figures and clauses of a Word file come from: content controls in the text, and a part of its own that says
//! of each path how the figure follows and which lines it is written in.

use std::sync::Arc;

use super::package::{Part, Relation, relations};
use super::xml::Xml;
use crate::document::text::{Provenance, Sort};

/// The namespace of the part with the origins.
pub const NAMESPACE: &str = "urn:niandu:origins";
/// The part with the origins.
pub const ITEM: &str = "customXml/item1.xml";
const PROPERTIES: &str = "customXml/itemProps1.xml";
const DATA_STORE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";
/// The part's own identity; no two parts of one file may share it, files may.
const IDENTITY: &str = "{6E69616E-6475-4F72-8967-696E73000001}";
/// Word refuses a file with a longer tag.
const LONGEST: usize = 64;
/// Ends the title of a control at the beginning of a paragraph that comes from there as a whole, see `controls`.
pub const WHOLE: &str = "（整段）";

/// The content controls of a file.
pub struct Origins {
    /// Whether the file has any.
    shown: bool,
    /// Each origin once, under the tag that its controls carry.
    known: Vec<(String, Arc<Provenance>)>,
    /// How many controls there are: each has a number of its own.
    controls: i32,
}

impl Origins {
    /// No control yet; none at all unless `shown`.
    pub fn new(shown: bool) -> Self {
        Self { shown, known: Vec::new(), controls: 0 }
    }

    /// Whether a control shall stand around what comes from there: a live figure or a clause, not the author's own words.
    pub fn carries(&self, from: &Provenance) -> bool {
        self.shown && matches!(from.sort, Sort::Fact | Sort::Figure | Sort::Clause)
    }

    /// Begins a control around the runs that follow. Its title is the path for the eye; `whole` says there that the rest of
    /// the paragraph comes from the same place.
    pub fn open(&mut self, xml: &mut Xml, from: &Arc<Provenance>, whole: bool) {
        self.controls = self.controls.saturating_add(1);
        let tag = self.tag(from);
        xml.open("w:sdt", &[]);
        xml.open("w:sdtPr", &[]);
        let title = if whole {
            format!("{}{WHOLE}", first(&from.path, LONGEST - WHOLE.chars().count()))
        } else {
            short(&from.path)
        };
        xml.empty("w:alias", &[("w:val", &title)]);
        xml.empty("w:tag", &[("w:val", &tag)]);
        xml.empty("w:id", &[("w:val", &self.controls)]);
        xml.close();
        xml.open("w:sdtContent", &[]);
    }

    /// Ends the control.
    pub fn close(xml: &mut Xml) {
        xml.close();
        xml.close();
    }

    /// The tag of an origin: its path; where one path has several origins or is too long, told apart at its end.
    fn tag(&mut self, from: &Arc<Provenance>) -> String {
        if let Some((tag, _)) = self.known.iter().find(|(_, known)| Arc::ptr_eq(known, from) || known == from) {
            return tag.clone();
        }
        let base = short(&from.path);
        let taken = |tag: &str| self.known.iter().any(|(known, _)| known == tag);
        let numbered = (2_u32..).map(|number| {
            let end = format!("#{number}");
            format!("{}{end}", first(&base, LONGEST - end.len()))
        });
        let tag = std::iter::once(base.clone()).chain(numbered).find(|tag| !taken(tag)).unwrap_or_default();
        self.known.push((tag.clone(), from.clone()));
        tag
    }

    /// The part with all origins and the parts that it needs; nothing where there is none. `folder` is that of the part
    /// whose controls these are.
    pub fn parts(&self) -> Vec<Part> {
        if self.known.is_empty() {
            return Vec::new();
        }
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps";
        vec![
            Part { name: ITEM.to_owned(), content: None, bytes: self.item().into_bytes() },
            relations(ITEM, &[Relation::new("rId1", kind, "itemProps1.xml")]),
            Part::xml(
                PROPERTIES,
                "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
                properties(),
            ),
        ]
    }

    fn item(&self) -> String {
        let mut xml = Xml::part();
        xml.open("origins", &[("xmlns", &NAMESPACE)]);
        for (tag, from) in &self.known {
            let sort = sort(from.sort);
            match &from.formula {
                Some(formula) => {
                    xml.open("origin", &[("tag", tag), ("sort", &sort), ("path", &from.path), ("formula", formula)])
                }
                None => xml.open("origin", &[("tag", tag), ("sort", &sort), ("path", &from.path)]),
            }
            for place in &from.places {
                xml.empty("place", &[("file", &place.file), ("line", &place.line)]);
            }
            xml.close();
        }
        xml.close();
        xml.finish()
    }
}

fn properties() -> String {
    let mut xml = Xml::part();
    xml.open("ds:datastoreItem", &[("ds:itemID", &IDENTITY), ("xmlns:ds", &DATA_STORE)]);
    xml.open("ds:schemaRefs", &[]);
    xml.empty("ds:schemaRef", &[("ds:uri", &NAMESPACE)]);
    xml.close_all(2);
    xml.finish()
}

fn sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Fact => "fact",
        Sort::Figure => "figure",
        Sort::Clause => "clause",
        Sort::Words => "words",
        Sort::Template => "template",
    }
}

/// A path as a tag can hold it: one that is too long keeps its beginning and ends in a mark made from the whole of it.
fn short(path: &str) -> String {
    if path.chars().map(char::len_utf16).sum::<usize>() <= LONGEST {
        return path.to_owned();
    }
    // FNV-1a: the same path has the same mark in every version of the program.
    let mark = path.bytes().fold(0x811c_9dc5_u32, |mark, byte| (mark ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{}~{mark:08x}", first(path, LONGEST - 9))
}

/// The first characters of a text, as many as `room` units of UTF-16 hold.
fn first(text: &str, room: usize) -> String {
    let mut left = room;
    text.chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= left;
            left = left.saturating_sub(c.len_utf16());
            fits
        })
        .collect()
}
