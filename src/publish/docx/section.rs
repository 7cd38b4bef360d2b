//! Sections: pages that stand, and pages that lie under a table too wide for the type area (GB/T 9704 8).

use super::foot::{self, WIDTH, close_cell, footer, push_number};
use super::story::{Indent, LINE, Own, Stand, Story};
use super::xml::Xml;

/// The footers of lying pages by what the text calls them.
pub const ODD: &str = "rId8";
pub const EVEN: &str = "rId9";

/// The width of the type area of a lying page, the height of an upright one, in twentieths of a point.
pub const LYING: i32 = 12756;

/// The pages of a paper as they follow each other.
#[derive(Default)]
pub struct Sections {
    /// Whether the first page is that of a letter, which has no number (10.1).
    pub letter: bool,
    /// How many have ended.
    ended: usize,
    /// Whether the text stands on lying pages.
    turned: bool,
    /// Whether there are lying pages.
    pub lie: bool,
    /// Where a section can end so that no heading stays behind alone.
    seam: Option<Seam>,
}

/// A place where a section can end.
#[derive(Clone, Copy)]
enum Seam {
    /// In the properties of a paragraph.
    In(usize),
    /// After a table, where it needs a paragraph of its own.
    After(usize),
}

impl Sections {
    /// A paragraph of the text itself was begun, whose properties end there. A heading goes along with what it heads.
    pub fn paragraph(&mut self, at: usize, heads: bool) {
        if !heads {
            self.seam = Some(Seam::In(at));
        }
    }
}

impl Story {
    /// A table of the text itself has ended.
    pub fn end_table(&mut self) {
        self.sections.seam = Some(Seam::After(self.xml.len()));
    }

    /// On to lying pages, with all headings that stand over what lies. `push` writes what stands there.
    pub fn lying(&mut self, push: &mut dyn FnMut(&mut Self)) {
        if !self.sections.turned {
            let seam = self.sections.seam.take().unwrap_or(Seam::After(self.xml.len()));
            self.end_section(seam);
        }
        // Paragraphs on these pages are written as on others: what is not of them turns the page upright again.
        self.sections.turned = false;
        push(self);
        self.sections.turned = true;
        self.sections.lie = true;
    }

    /// On to upright pages again, where they lie.
    pub fn upright(&mut self) {
        if self.sections.turned {
            self.end_section(Seam::After(self.xml.len()));
            self.sections.turned = false;
        }
    }

    /// The same before a table with a place of its own on the page: a section that begins with one does not begin a page.
    pub fn upright_for_place(&mut self) {
        if self.sections.turned {
            self.paragraph(&Stand { style: "Anchor", ..Stand::default() }, "");
        }
    }

    /// Ends a section at a place of the text.
    fn end_section(&mut self, seam: Seam) {
        let mut xml = Xml::default();
        let at = match seam {
            Seam::In(at) => {
                self.push_section(&mut xml);
                at
            }
            Seam::After(at) => {
                xml.open("w:p", &[]);
                xml.open("w:pPr", &[]);
                xml.empty("w:pStyle", &[("w:val", &"Anchor")]);
                self.push_section(&mut xml);
                xml.close_all(2);
                at
            }
        };
        self.xml.insert(at, &xml.finish());
        self.sections.ended += 1;
    }

    /// The last section, whose properties stand at the end of the text.
    pub fn end_sections(&mut self) {
        if self.sections.turned {
            // A text does not end with a table.
            self.lying(&mut |story| story.paragraph(&Stand { style: "Anchor", ..Stand::default() }, ""));
        }
        let mut xml = Xml::default();
        self.push_section(&mut xml);
        let at = self.xml.len();
        self.xml.insert(at, &xml.finish());
    }

    /// The properties of the section that ends: footers, A4, margins of 37, 26, 35 and 28 mm (5.1, 5.2.1), 22 lines of 28
    /// characters (5.2.3). The margins of a lying page are those of an upright one that is turned to the left.
    ///
    /// The dash of a page number lies 7 mm under the type area: it is 3.4 mm over the foot of its line, which is 24.6 mm
    /// from the foot of the page.
    fn push_section(&self, xml: &mut Xml) {
        let Sections { letter, ended, turned, .. } = self.sections;
        let first = letter && ended == 0;
        xml.open("w:sectPr", &[]);
        let (odd, even) = if turned { (ODD, EVEN) } else { (foot::ODD, foot::EVEN) };
        let footers = [("default", odd), ("even", even), ("first", foot::FIRST)];
        for (sort, id) in footers.into_iter().filter(|(sort, _)| first || *sort != "first") {
            xml.empty("w:footerReference", &[("w:type", &sort), ("r:id", &id)]);
        }
        let (width, height) = (11906, 16838);
        if turned {
            xml.empty("w:pgSz", &[("w:w", &height), ("w:h", &width), ("w:orient", &"landscape")]);
            push_margins(xml, [1588, 2098, 1474, 1984], 851);
        } else {
            xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height)]);
            push_margins(xml, [2098, 1474, 1984, 1588], 1395);
        }
        if first {
            xml.empty("w:titlePg", &[]);
        }
        xml.empty("w:docGrid", &[("w:type", &"linesAndChars"), ("w:linePitch", &LINE), ("w:charSpace", &-849)]);
        xml.close();
    }
}

fn push_margins(xml: &mut Xml, [top, right, bottom, left]: [i32; 4], footer: i32) {
    xml.empty(
        "w:pgMar",
        &[
            ("w:top", &top),
            ("w:right", &right),
            ("w:bottom", &bottom),
            ("w:left", &left),
            ("w:header", &851),
            ("w:footer", &footer),
            ("w:gutter", &0),
        ],
    );
}

/// The footer of lying pages: the number stands where it stands on the other pages when the sheet is upright (8), that is
/// beside the type area, turned to the right. `align` is its side of the upright sheet.
pub fn page_number(align: &'static str) -> String {
    let mut story = footer();
    let xml = &mut story.xml;
    xml.open("w:tbl", &[]);
    xml.open("w:tblPr", &[]);
    xml.empty(
        "w:tblpPr",
        &[
            ("w:leftFromText", &0),
            ("w:rightFromText", &0),
            ("w:vertAnchor", &"page"),
            ("w:horzAnchor", &"page"),
            ("w:tblpX", &1395),
            ("w:tblpY", &1588),
        ],
    );
    xml.empty("w:tblW", &[("w:w", &400), ("w:type", &"dxa")]);
    xml.empty("w:tblLayout", &[("w:type", &"fixed")]);
    foot::push_no_margins(xml);
    xml.close();
    foot::push_grid(xml, &[400]);
    xml.open("w:tr", &[]);
    xml.open("w:trPr", &[]);
    xml.empty("w:trHeight", &[("w:val", &WIDTH), ("w:hRule", &"exact")]);
    xml.close();
    xml.open("w:tc", &[]);
    xml.open("w:tcPr", &[]);
    xml.empty("w:tcW", &[("w:w", &400), ("w:type", &"dxa")]);
    xml.empty("w:textDirection", &[("w:val", &"tbRl")]);
    xml.close();
    let indent = if align == "right" { Indent::Sides(0, 100) } else { Indent::Sides(100, 0) };
    let own = Own { align: Some(align), ..Own::default() };
    story.begin(&Stand { style: "Footer", indent, own, ..Stand::default() });
    push_number(&mut story);
    story.end();
    close_cell(&mut story.xml);
    story.xml.close_all(2);
    story.paragraph(&Stand { style: "Footer", ..Stand::default() }, "");
    story.xml.close();
    story.xml.finish()
}
