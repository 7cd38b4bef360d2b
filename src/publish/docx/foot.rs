//! What stands at the foot: 署名 and 成文日期, 版记, and the page numbers.

use std::fmt::Display;

use super::story::{Face, Frame, Indent, Own, Rule, Stand, Story, extent};
use super::xml::Xml;
use super::{MAIN, seals};
use crate::document::{Imprint, Signature};

/// The footers by what the text calls them.
pub const ODD: &str = "rId4";
pub const EVEN: &str = "rId5";
pub const FIRST: &str = "rId6";

/// 7.3.5: a blank line, the issuers, the date.
pub fn push_signature(story: &mut Story, signature: &Signature) {
    if signature.rows().iter().any(|row| row.len() > 1) {
        return seals::push(story, signature);
    }
    let lines = signature.issuers.iter().map(|name| ("Signature", name.as_str()));
    let lines = lines.chain([("SignatureDate", signature.date.as_str())]);
    for (at, ((style, words), place)) in lines.zip(places(signature)).enumerate() {
        let (indent, own) = match place {
            Place::Right(hundredths) => (Indent::Sides(0, hundredths), Own::default()),
            Place::Left(left) => {
                (Indent::OfStyle, Own { sides: Some((left, -2 * TWO)), align: Some("left"), ..Own::default() })
            }
            Place::Between(left, right) => {
                (Indent::OfStyle, Own { sides: Some((left, right)), align: Some("center"), ..Own::default() })
            }
        };
        // Seals under one another do not touch.
        let below_seal = signature.sealed && at > 0 && at < signature.issuers.len();
        let lines = if below_seal { seals::ROOM } else { i32::from(at == 0) };
        story.paragraph(&Stand { style, lines, indent, own, ..Stand::default() }, words);
    }
}

/// Two characters in twentieths of a point.
pub const TWO: i32 = 632;

/// Where a line of a signature stands.
enum Place {
    /// So many hundredths of a character from the right edge.
    Right(i32),
    /// So many twentieths of a point from the left edge, with room over the right edge for wider faces.
    Left(i32),
    /// Centred between two such distances from both edges.
    Between(i32, i32),
}

/// The places of the issuers and of the date.
fn places(signature: &Signature) -> Vec<Place> {
    let date = extent(&signature.date);
    let names = || signature.issuers.iter().map(|name| extent(name));
    let widest = names().max().unwrap_or_default();
    let both = TWO;
    if signature.sealed {
        // 7.3.5.1: the date ends four characters from the edge and each name is centred on it; a name that has no room
        // there takes the date along. The room on both sides of the middle goes over the edge, so that no program with
        // wider faces or with blanks around figures breaks the line.
        let middle = (2 * both + date / 2).max(widest / 2).min(WIDTH / 2);
        let half = (middle + both).min(WIDTH - middle);
        let left = WIDTH - middle - half;
        return (0..=signature.issuers.len()).map(|_| Place::Between(left, middle - half)).collect();
    }
    // 7.3.5.2: the name ends two characters from the edge, the date begins two characters right of the name. A date that
    // is longer than the name ends two characters from the edge itself, and the name moves left.
    let Some(last) = names().next_back() else { return vec![Place::Right(200)] };
    if date >= last {
        let left = (WIDTH - both - date - both).max(0);
        return names().map(|_| Place::Left(left)).chain([Place::Left(left + both)]).collect();
    }
    let left = (WIDTH - both - last + both).max(0);
    names().map(|_| Place::Right(200)).chain([Place::Left(left)]).collect()
}

/// The width of the type area in twentieths of a point.
pub const WIDTH: i32 = 8844;

/// 版记 (7.4): a table whose last rule lies on the lower edge of the type area of the page on which the text ends; 4号,
/// between rules of 0.35 mm and 0.25 mm. Copies and printing stand one character in from both sides.
///
/// A letter has the copies alone, without rules (10.1). `duplex` is whether the margins change sides.
pub fn push_imprint(story: &mut Story, imprint: &Imprint, letter: bool, duplex: bool) {
    let copies = imprint.copies().map(|parts| parts.concat());
    let printed = !letter && (imprint.printed_by.is_some() || imprint.printed_on.is_some());
    if copies.is_none() && !printed {
        return;
    }
    let line = Stand { style: "ImprintLine", ..Stand::default() };
    story.upright_for_place();
    open_imprint(&mut story.xml, letter, duplex);
    if let Some(words) = &copies {
        open_line(&mut story.xml);
        story.paragraph(&Stand { indent: Indent::Inset(100, 400, 100), ..line }, words);
        close_line(&mut story.xml);
    }
    if printed {
        open_line(&mut story.xml);
        story.begin(&Stand { indent: Indent::Inset(100, 100, 100), ..line });
        story.run(imprint.printed_by.as_deref().unwrap_or_default(), Face::OfStyle);
        // To the tab of the style, which ends one character from the right edge.
        story.tab();
        story.run(&imprint.printed().unwrap_or_default(), Face::OfStyle);
        story.end();
        close_line(&mut story.xml);
    }
    story.xml.close();
    // The table has its place on the page of the paragraph after it.
    story.paragraph(&Stand { style: "Anchor", ..Stand::default() }, "");
}

/// The weights of the rules in eighths of a point: 0.35 mm and 0.25 mm.
const OUTER: i32 = 8;
const INNER: i32 = 6;

/// The table. Its left edge is counted from that of the page: LibreOffice leaves a table as wide as the text in the text
/// where it shall stand on the edge of the text. On paper printed on both sides the page on which it will stand is not
/// known: in the middle of the page it is 1 mm beside the type area of either side, as much as 5.2.1 allows.
fn open_imprint(xml: &mut Xml, letter: bool, duplex: bool) {
    let x = if duplex { ("w:tblpXSpec", &"center" as &dyn Display) } else { ("w:tblpX", &1588 as &dyn Display) };
    xml.open("w:tbl", &[]);
    xml.open("w:tblPr", &[]);
    xml.empty(
        "w:tblpPr",
        &[
            ("w:leftFromText", &0),
            ("w:rightFromText", &0),
            ("w:vertAnchor", &"margin"),
            ("w:horzAnchor", &"page"),
            x,
            ("w:tblpYSpec", &"bottom"),
        ],
    );
    xml.empty("w:tblOverlap", &[("w:val", &"never")]);
    xml.empty("w:tblW", &[("w:w", &WIDTH), ("w:type", &"dxa")]);
    if !letter {
        xml.open("w:tblBorders", &[]);
        for (edge, weight) in [("w:top", OUTER), ("w:bottom", OUTER), ("w:insideH", INNER)] {
            xml.empty(edge, &[("w:val", &"single"), ("w:sz", &weight), ("w:space", &0), ("w:color", &"000000")]);
        }
        xml.close();
    }
    xml.empty("w:tblLayout", &[("w:type", &"fixed")]);
    push_no_margins(xml);
    xml.close();
    push_grid(xml, &[WIDTH]);
}

/// Cells without margins of their own at the sides.
pub fn push_no_margins(xml: &mut Xml) {
    xml.open("w:tblCellMar", &[]);
    for side in ["w:left", "w:right"] {
        xml.empty(side, &[("w:w", &0), ("w:type", &"dxa")]);
    }
    xml.close();
}

fn open_line(xml: &mut Xml) {
    xml.open("w:tr", &[]);
    xml.open("w:trPr", &[]);
    xml.empty("w:cantSplit", &[]);
    xml.close();
    open_cell(xml, WIDTH, 1);
}

fn close_line(xml: &mut Xml) {
    close_cell(xml);
    xml.close();
}

/// The columns of a table.
pub fn push_grid(xml: &mut Xml, widths: &[i32]) {
    xml.open("w:tblGrid", &[]);
    for width in widths {
        xml.empty("w:gridCol", &[("w:w", width)]);
    }
    xml.close();
}

/// Begins a cell over so many columns. Its words stand in the middle of its height, whatever the faces of its neighbours.
pub fn open_cell(xml: &mut Xml, width: i32, columns: usize) {
    xml.open("w:tc", &[]);
    xml.open("w:tcPr", &[]);
    xml.empty("w:tcW", &[("w:w", &width), ("w:type", &"dxa")]);
    if columns > 1 {
        xml.empty("w:gridSpan", &[("w:val", &columns)]);
    }
    xml.empty("w:vAlign", &[("w:val", &"center")]);
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
    push_number(&mut story);
    story.end();
    story.xml.close();
    story.xml.finish()
}

/// — 1 —.
pub fn push_number(story: &mut Story) {
    story.run("— ", Face::OfStyle);
    for (sort, field) in [("begin", ""), ("", " PAGE "), ("separate", "")] {
        push_field(&mut story.xml, sort, field);
    }
    story.run("1", Face::OfStyle);
    push_field(&mut story.xml, "end", "");
    story.run(" —", Face::OfStyle);
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
/// thick line below (10.1). It lies under its paragraph: over one, programs turn its lines round.
pub fn first_page() -> String {
    let mut story = footer();
    let rule = Rule { edge: "w:bottom", line: "thinThickSmallGap", weight: 36, space: 0, colour: "FF0000" };
    let own = Own {
        frame: Some(Frame { x: 1134, y: 16838 - 1134 - 110, width: 9638, height: 110 }),
        rule: Some(rule),
        height: Some((0, 20)),
        ..Own::default()
    };
    story.paragraph(&Stand { style: "Footer", own, ..Stand::default() }, "");
    story.paragraph(&Stand { style: "Footer", ..Stand::default() }, "");
    story.xml.close();
    story.xml.finish()
}

/// A footer begins.
pub fn footer() -> Story {
    let mut story = Story::new(false);
    story.xml.open("w:ftr", &[("xmlns:w", &MAIN)]);
    story
}
