//! Tables, charts with their figures, and photos.

use super::Draw;
use super::foot::{WIDTH, close_cell, open_cell, push_grid};
use super::package::Part;
use super::story::{Face, Own, Stand, Story};
use super::xml::Xml;
use crate::diagnostic::Diagnostics;
use crate::document::exhibit::{Exhibit, ImageFormat, Photo, Table};

/// English Metric Units in a twentieth of a point, in which pictures are measured.
const UNITS: i64 = 635;
/// The largest picture: the width of the type area and about half of its height.
const ROOM: (i64, i64) = (WIDTH as i64 * UNITS, 6500 * UNITS);
/// The size of a pixel where a picture is smaller than that: 1/96 inch.
const PIXEL: i64 = 9525;

/// Half a character of a cell, in twentieths of a point.
const HALF: i64 = 120;
/// A table of more columns has narrower margins in its cells.
const FEW: usize = 8;

/// What the text calls the picture `at`.
pub fn id(at: usize) -> String {
    format!("rIdImage{}", at + 1)
}

/// The pictures of a file.
pub struct Gallery<'d> {
    draw: Draw<'d>,
    pub media: Vec<Part>,
}

impl<'d> Gallery<'d> {
    /// No picture yet.
    pub fn new(draw: Draw<'d>) -> Self {
        Self { draw, media: Vec::new() }
    }

    /// An exhibit under so many blank lines.
    pub fn push(&mut self, story: &mut Story, exhibit: &Exhibit, lines: i32) -> Result<(), Diagnostics> {
        match exhibit {
            Exhibit::Table(table) => push_table(story, table, lines),
            Exhibit::Chart(chart) => {
                let bytes = (self.draw)(chart)?;
                let size = png_size(&bytes).unwrap_or((1600, 900));
                story.begin(&Stand { style: "Picture", lines, ..Stand::default() });
                self.push_picture(&mut story.xml, bytes, "png", (size, 1), &chart.alt);
                story.end();
                push_table(story, &chart.table, 0);
            }
            Exhibit::Photo(photo) => self.push_photo(story, photo, lines),
        }
        Ok(())
    }

    fn push_photo(&mut self, story: &mut Story, photo: &Photo, lines: i32) {
        let ending = match photo.image.format {
            ImageFormat::Jpeg => "jpeg",
            ImageFormat::Png => "png",
        };
        let bytes = photo.image.bytes.to_vec();
        story.begin(&Stand { style: "Picture", lines, ..Stand::default() });
        self.push_picture(&mut story.xml, bytes, ending, (photo.image.size, photo.image.orientation), &photo.alt);
        story.end();
        story.paragraph(&Stand { style: "Caption", ..Stand::default() }, &photo.caption);
    }

    /// A picture of a size in pixels, as it is seen, turned as its EXIF orientation asks and scaled to the room that there is.
    fn push_picture(&mut self, xml: &mut Xml, bytes: Vec<u8>, ending: &str, shape: ((u32, u32), u8), alt: &str) {
        let number = self.media.len() + 1;
        let (size, orientation) = shape;
        let seen = scaled(size);
        let turn = Turn::of(orientation);
        // Office programs measure a turned picture before it is turned. What stands out above and below is said apart; what
        // does on the sides is not, as the paragraph is centred and LibreOffice would push the picture by as much.
        let (width, height) = if turn.quarters % 2 == 1 { (seen.1, seen.0) } else { seen };
        let ends = ((seen.1 - height) / 2).max(0);
        let name = format!("image{number}.{ending}");
        xml.open("w:r", &[]);
        xml.open("w:drawing", &[]);
        xml.open("wp:inline", &[("distT", &0), ("distB", &0), ("distL", &0), ("distR", &0)]);
        xml.empty("wp:extent", &[("cx", &width), ("cy", &height)]);
        xml.empty("wp:effectExtent", &[("l", &0), ("t", &ends), ("r", &0), ("b", &ends)]);
        xml.empty("wp:docPr", &[("id", &number), ("name", &name), ("descr", &alt)]);
        xml.open("a:graphic", &[]);
        xml.open("a:graphicData", &[("uri", &"http://schemas.openxmlformats.org/drawingml/2006/picture")]);
        xml.open("pic:pic", &[]);
        xml.open("pic:nvPicPr", &[]);
        xml.empty("pic:cNvPr", &[("id", &number), ("name", &name), ("descr", &alt)]);
        xml.empty("pic:cNvPicPr", &[]);
        xml.close();
        xml.open("pic:blipFill", &[]);
        xml.empty("a:blip", &[("r:embed", &id(number - 1))]);
        xml.open("a:stretch", &[]);
        xml.empty("a:fillRect", &[]);
        xml.close();
        xml.close();
        push_shape(xml, width, height, turn);
        for _ in 0..6 {
            xml.close();
        }
        self.media.push(Part { name: format!("word/media/{name}"), content: None, bytes });
    }
}

/// How a picture is turned: mirrored first, then by so many quarters to the right.
#[derive(Clone, Copy)]
struct Turn {
    across: bool,
    upside: bool,
    quarters: i32,
}

impl Turn {
    /// What an EXIF orientation asks for.
    fn of(orientation: u8) -> Self {
        let (across, upside, quarters) = match orientation {
            2 => (true, false, 0),
            3 => (false, false, 2),
            4 => (false, true, 0),
            5 => (true, false, 3),
            6 => (false, false, 1),
            7 => (true, false, 1),
            8 => (false, false, 3),
            _ => (false, false, 0),
        };
        Self { across, upside, quarters }
    }
}

fn push_shape(xml: &mut Xml, width: i64, height: i64, turn: Turn) {
    xml.open("pic:spPr", &[]);
    let flip = |flips: bool| i32::from(flips);
    xml.open(
        "a:xfrm",
        &[("rot", &(turn.quarters * 5_400_000)), ("flipH", &flip(turn.across)), ("flipV", &flip(turn.upside))],
    );
    xml.empty("a:off", &[("x", &0), ("y", &0)]);
    xml.empty("a:ext", &[("cx", &width), ("cy", &height)]);
    xml.close();
    xml.open("a:prstGeom", &[("prst", &"rect")]);
    xml.empty("a:avLst", &[]);
    xml.close();
    xml.close();
}

/// The size at which a picture of so many pixels is shown.
fn scaled((wide, high): (u32, u32)) -> (i64, i64) {
    let (wide, high) = (i64::from(wide.max(1)) * PIXEL, i64::from(high.max(1)) * PIXEL);
    let (mut width, mut height) = (wide, high);
    if width > ROOM.0 {
        (width, height) = (ROOM.0, high * ROOM.0 / wide);
    }
    if height > ROOM.1 {
        (width, height) = (wide * ROOM.1 / high, ROOM.1);
    }
    (width.max(1), height.max(1))
}

/// The size in pixels that a PNG file states in its first chunk.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    Some((number(16)?, number(20)?))
}

/// As many rows as half a page holds.
const SHORT: usize = 15;

/// A table under its caption. Its head is repeated on every page, no row is broken, no line has a set height.
fn push_table(story: &mut Story, table: &Table, lines: i32) {
    let keep = Stand { style: "Caption", keep: true, lines, ..Stand::default() };
    story.paragraph(&keep, &table.caption);
    let margin = if table.head.len() > FEW { 20 } else { 108 };
    let widths = widths(table, margin);
    open_table(&mut story.xml, margin);
    push_grid(&mut story.xml, &widths);
    open_row(&mut story.xml, true);
    for (head, width) in table.head.iter().zip(&widths) {
        open_cell(&mut story.xml, *width, 1);
        story.paragraph(&Stand { style: "CellHead", keep: true, ..Stand::default() }, head);
        close_cell(&mut story.xml);
    }
    story.xml.close();
    for (at, row) in table.rows.iter().enumerate() {
        // A short table stays on one page, as it does in print.
        let keep = table.rows.len() <= SHORT && at + 1 < table.rows.len();
        open_row(&mut story.xml, false);
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            open_cell(&mut story.xml, *width, 1);
            let align = (at == 0).then_some("left");
            story.begin(&Stand { style: "Cell", keep, own: Own { align, ..Own::default() }, ..Stand::default() });
            story.text(cell, Face::OfStyle);
            story.end();
            close_cell(&mut story.xml);
        }
        story.xml.close();
    }
    story.xml.close();
}

fn open_row(xml: &mut Xml, head: bool) {
    xml.open("w:tr", &[]);
    xml.open("w:trPr", &[]);
    xml.empty("w:cantSplit", &[]);
    if head {
        xml.empty("w:tblHeader", &[]);
    }
    xml.close();
}

/// The width of each column, together the type area: as its longest words need, and an even share of what is left.
fn widths(table: &Table, margin: i32) -> Vec<i32> {
    let columns = table.head.len();
    let need = |at: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(at)).map(|cell| &**cell);
        let halves = cells.chain(table.head.get(at).map(String::as_str)).map(halves).max().unwrap_or(0);
        i64::from(margin) * 2 + halves.max(1) * HALF
    };
    let needs: Vec<i64> = (0..columns).map(need).collect();
    let (room, all) = (i64::from(WIDTH), needs.iter().sum::<i64>().max(1));
    let left = (room - all).max(0) / i64::try_from(columns).unwrap_or(i64::MAX).max(1);
    let width = |need: &i64| if all > room { need * room / all } else { need + left };
    needs.iter().map(|need| i32::try_from(width(need)).unwrap_or(WIDTH)).collect()
}

/// How wide words are, in half characters.
fn halves(words: &str) -> i64 {
    words.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn open_table(xml: &mut Xml, margin: i32) {
    xml.open("w:tbl", &[]);
    xml.open("w:tblPr", &[]);
    xml.empty("w:tblW", &[("w:w", &WIDTH), ("w:type", &"dxa")]);
    xml.empty("w:jc", &[("w:val", &"center")]);
    xml.open("w:tblBorders", &[]);
    for edge in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
        xml.empty(edge, &[("w:val", &"single"), ("w:sz", &4), ("w:space", &0), ("w:color", &"000000")]);
    }
    xml.close();
    xml.empty("w:tblLayout", &[("w:type", &"autofit")]);
    xml.open("w:tblCellMar", &[]);
    xml.empty("w:left", &[("w:w", &margin), ("w:type", &"dxa")]);
    xml.empty("w:right", &[("w:w", &margin), ("w:type", &"dxa")]);
    xml.close();
    xml.empty("w:tblLook", &[("w:val", &"00A0"), ("w:firstRow", &1), ("w:firstColumn", &1)]);
    xml.close();
}
