//! What stands at the foot: 署名 and 成文日期, 版记, and the page numbers.

use super::MAIN;
use super::paper::signature_places;
use super::story::{Face, Frame, Indent, Own, Rule, Stand, Story};
use super::xml::Xml;
use crate::document::{Imprint, Signature};

/// A distance from the right edge in hundredths of a character.
pub type Place = i32;

/// The footers by what the text calls them.
pub const ODD: &str = "rId4";
pub const EVEN: &str = "rId5";
pub const FIRST: &str = "rId6";

/// 7.3.5: a blank line, the issuers, the date, all set from the right edge.
pub fn push_signature(story: &mut Story, signature: &Signature) {
    let (names, date) = signature_places(signature);
    for (at, (issuer, right)) in signature.issuers.iter().zip(names).enumerate() {
        let stand = Stand {
            style: "Signature",
            lines: i32::from(at == 0),
            indent: Indent::Sides(0, right),
            ..Stand::default()
        };
        story.paragraph(&stand, issuer);
    }
    let stand = Stand {
        style: "SignatureDate",
        lines: i32::from(signature.issuers.is_empty()),
        indent: Indent::Sides(0, date),
        ..Stand::default()
    };
    story.paragraph(&stand, &signature.date);
}

/// The width of the type area in twentieths of a point.
pub const WIDTH: i32 = 8844;

/// 版记 (7.4): a table that lies on the lower edge of the type area of the page on which the text ends, 4号, between rules
/// of 0.35 mm and 0.25 mm; copies and printing stand one character in from both sides.
pub fn push_imprint(story: &mut Story, imprint: &Imprint) {
    let copies = imprint.copies();
    let printed = imprint.printed_by.is_some() || imprint.printed_on.is_some();
    if copies.is_none() && !printed {
        return;
    }
    push_imprint_table(&mut story.xml);
    if let Some([word, names]) = &copies {
        story.xml.open("w:tr", &[]);
        open_cell(&mut story.xml, WIDTH, 2);
        let indent = Indent::Hanging(100, 400);
        story.paragraph(&Stand { style: "ImprintLine", indent, ..Stand::default() }, &format!("{word}{names}"));
        close_cell(&mut story.xml);
        story.xml.close();
    }
    if printed {
        story.xml.open("w:tr", &[]);
        let own = Own { align: Some("right"), ..Own::default() };
        let left = Stand { style: "ImprintLine", indent: Indent::Sides(100, 0), ..Stand::default() };
        let right = Stand { style: "ImprintLine", indent: Indent::Sides(0, 100), own, ..Stand::default() };
        let printed_on = imprint.printed().unwrap_or_default();
        for (stand, words) in [(left, imprint.printed_by.as_deref().unwrap_or_default()), (right, &printed_on)] {
            open_cell(&mut story.xml, WIDTH / 2, 1);
            story.paragraph(&stand, words);
            close_cell(&mut story.xml);
        }
        story.xml.close();
    }
    story.xml.close();
    // A table hangs on the paragraph after it.
    story.paragraph(&Stand { style: "Anchor", ..Stand::default() }, "");
}

fn push_imprint_table(xml: &mut Xml) {
    xml.open("w:tbl", &[]);
    xml.open("w:tblPr", &[]);
    xml.empty(
        "w:tblpPr",
        &[("w:vertAnchor", &"margin"), ("w:horzAnchor", &"margin"), ("w:tblpX", &1), ("w:tblpYSpec", &"bottom")],
    );
    xml.empty("w:tblW", &[("w:w", &WIDTH), ("w:type", &"dxa")]);
    xml.open("w:tblBorders", &[]);
    for (edge, weight) in [("w:top", 8), ("w:bottom", 8), ("w:insideH", 6)] {
        xml.empty(edge, &[("w:val", &"single"), ("w:sz", &weight), ("w:space", &0), ("w:color", &"000000")]);
    }
    xml.close();
    xml.empty("w:tblLayout", &[("w:type", &"fixed")]);
    xml.open("w:tblCellMar", &[]);
    for edge in ["w:left", "w:right"] {
        xml.empty(edge, &[("w:w", &0), ("w:type", &"dxa")]);
    }
    xml.close();
    xml.close();
    push_grid(xml, &[WIDTH / 2, WIDTH / 2]);
}

/// The columns of a table.
pub fn push_grid(xml: &mut Xml, widths: &[i32]) {
    xml.open("w:tblGrid", &[]);
    for width in widths {
        xml.empty("w:gridCol", &[("w:w", width)]);
    }
    xml.close();
}

/// Begins a cell over so many columns.
pub fn open_cell(xml: &mut Xml, width: i32, columns: usize) {
    xml.open("w:tc", &[]);
    xml.open("w:tcPr", &[]);
    xml.empty("w:tcW", &[("w:w", &width), ("w:type", &"dxa")]);
    if columns > 1 {
        xml.empty("w:gridSpan", &[("w:val", &columns)]);
    }
    xml.close();
}

/// Ends the cell.
pub fn close_cell(xml: &mut Xml) {
    xml.close();
}

/// The footer of odd pages (`right`) or even pages (`left`): — 1 —, one character from the edge (7.5).
pub fn page_number(align: &'static str) -> String {
    let mut story = footer();
    let indent = if align == "right" { Indent::Sides(0, 100) } else { Indent::Sides(100, 0) };
    story.begin(&Stand {
        style: "Footer",
        indent,
        own: Own { align: Some(align), ..Own::default() },
        ..Stand::default()
    });
    story.run("— ", Face::OfStyle);
    for (sort, field) in [("begin", ""), ("", " PAGE "), ("separate", "")] {
        push_field(&mut story.xml, sort, field);
    }
    story.run("1", Face::OfStyle);
    push_field(&mut story.xml, "end", "");
    story.run(" —", Face::OfStyle);
    story.end();
    story.xml.finish()
}

fn push_field(xml: &mut Xml, sort: &'static str, field: &str) {
    xml.open("w:r", &[]);
    if sort.is_empty() {
        xml.words("w:instrText", &[("xml:space", &"preserve")], field);
    } else {
        xml.empty("w:fldChar", &[("w:fldCharType", &sort)]);
    }
    xml.close();
}

/// The footer of the first page of a letter: no number, and a rule 20 mm from the foot of the page, 170 mm long, its
/// thick line below (10.1).
pub fn first_page() -> String {
    let mut story = footer();
    let rule = Rule { edge: "w:top", line: "thinThickSmallGap", weight: 24, space: 0, colour: "FF0000" };
    let own = Own {
        frame: Some(Frame { x: 1134, y: 16838 - 1134 - 60, width: 9638, height: 60 }),
        rule: Some(rule),
        height: Some((0, 20)),
        ..Own::default()
    };
    story.paragraph(&Stand { style: "Footer", own, ..Stand::default() }, "");
    story.paragraph(&Stand { style: "Footer", ..Stand::default() }, "");
    story.xml.finish()
}

fn footer() -> Story {
    let mut xml = Xml::part();
    xml.open("w:ftr", &[("xmlns:w", &MAIN)]);
    Story { xml, origins: super::origins::Origins::new(false) }
}

/// The section: footers, A4, margins of 37, 26, 35 and 28 mm (5.1, 5.2.1), 22 lines of 28 characters (5.2.3).
///
/// The dash of a page number lies 7 mm under the type area: it is 3.4 mm over the foot of its line, which is 24.6 mm from
/// the foot of the page.
pub fn push_section(xml: &mut Xml, letter: bool) {
    xml.open("w:sectPr", &[]);
    let footers = [("default", ODD), ("even", EVEN), ("first", FIRST)];
    for (sort, id) in footers.into_iter().filter(|(sort, _)| letter || *sort != "first") {
        xml.empty("w:footerReference", &[("w:type", &sort), ("r:id", &id)]);
    }
    xml.empty("w:pgSz", &[("w:w", &11906), ("w:h", &16838)]);
    xml.empty(
        "w:pgMar",
        &[
            ("w:top", &2098),
            ("w:right", &1474),
            ("w:bottom", &1984),
            ("w:left", &1588),
            ("w:header", &851),
            ("w:footer", &1395),
            ("w:gutter", &0),
        ],
    );
    if letter {
        xml.empty("w:titlePg", &[]);
    }
    xml.empty(
        "w:docGrid",
        &[("w:type", &"linesAndChars"), ("w:linePitch", &super::story::LINE), ("w:charSpace", &-849)],
    );
    xml.close();
}
