//! Tables, charts with their figures, and photos.

use super::Draw;
use super::foot::{WIDTH, close_cell, open_cell, push_grid};
use super::package::Part;
use super::section::LYING;
use super::story::{Face, Own, Stand, Story};
use super::xml::Xml;
use crate::diagnostic::Diagnostics;
use crate::document::exhibit::{Exhibit, ImageFormat, Photo, Table};

/// English Metric Units in a twentieth of a point, in which pictures are measured.
const UNITS: i64 = 635;
/// The largest photo: the width of the type area and about half of its height.
const ROOM: (i64, i64) = (WIDTH as i64 * UNITS, 6500 * UNITS);
/// The largest drawing, whose words are to be read: a page but for two lines of its title.
const PAGE: (i64, i64) = (ROOM.0, 11_500 * UNITS);
/// The size of a pixel where a picture is smaller than that: 1/96 inch.
const PIXEL: i64 = 9525;

/// A table of more columns has smaller type and narrower margins in its cells.
const FEW: usize = 8;
/// The widest word that is not broken, in characters; figures are never.
const WORD: i64 = 5;
/// As many rows as half a page holds.
const SHORT: usize = 15;

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
                self.push_picture(&mut story.xml, bytes, "png", (scaled(size, PAGE), 1), &chart.alt);
                story.end();
                push_chart_table(story, &chart.table);
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
        self.push_picture(
            &mut story.xml,
            bytes,
            ending,
            (scaled(photo.image.size, ROOM), photo.image.orientation),
            &photo.alt,
        );
        story.end();
        story.paragraph(&Stand { style: "Caption", ..Stand::default() }, &photo.caption);
    }

    /// A picture of this size, as it is seen, turned as its EXIF orientation asks.
    fn push_picture(&mut self, xml: &mut Xml, bytes: Vec<u8>, ending: &str, shape: ((i64, i64), u8), alt: &str) {
        let number = self.media.len() + 1;
        let (seen, orientation) = shape;
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
        xml.close_all(6);
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

/// The size at which a picture of so many pixels is shown in a room.
fn scaled((wide, high): (u32, u32), room: (i64, i64)) -> (i64, i64) {
    let (wide, high) = (i64::from(wide.max(1)) * PIXEL, i64::from(high.max(1)) * PIXEL);
    let (mut width, mut height) = (wide, high);
    if width > room.0 {
        (width, height) = (room.0, high * room.0 / wide);
    }
    if height > room.1 {
        (width, height) = (wide * room.1 / high, room.1);
    }
    (width.max(1), height.max(1))
}

/// The size in pixels that a PNG file states in its first chunk.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    Some((number(16)?, number(20)?))
}

/// How a table is set.
struct Setting {
    head: &'static str,
    cell: &'static str,
    /// The size of its type in twentieths of a point.
    size: i64,
    /// The margins on both sides of a cell.
    margin: i32,
    /// Its width.
    room: i32,
}

/// 小四, 五号 and 小五.
const SETTINGS: [Setting; 5] = [
    Setting { head: "CellHead", cell: "Cell", size: 240, margin: 108, room: WIDTH },
    Setting { head: "CellHeadSmall", cell: "CellSmall", size: 210, margin: 108, room: WIDTH },
    Setting { head: "CellHeadSmall", cell: "CellSmall", size: 210, margin: 40, room: WIDTH },
    Setting { head: "CellHeadSmall", cell: "CellSmall", size: 210, margin: 40, room: LYING },
    Setting { head: "CellHeadLeast", cell: "CellLeast", size: 180, margin: 20, room: LYING },
];

impl Setting {
    /// The first in which a table has room; the last where it has in none.
    fn of(table: &Table) -> &'static Self {
        let settings = SETTINGS.get(if table.head.len() > FEW { 2 } else { 0 }..).unwrap_or(&SETTINGS);
        let fits = |setting: &&Self| setting.widths(table, true).iter().sum::<i64>() <= i64::from(setting.room);
        let last = settings.last().unwrap_or(&SETTINGS[0]);
        settings.iter().find(fits).unwrap_or(last)
    }

    fn lies(&self) -> bool {
        self.room > WIDTH
    }

    /// How wide each column must be that nothing is broken, or that no figure is: digits of some faces are wider than half
    /// a character.
    fn widths(&self, table: &Table, least: bool) -> Vec<i64> {
        let cell = |words: &str| {
            let whole: i64 = words.chars().map(|c| if c.is_ascii() { 60 } else { 100 }).sum();
            let breaks = least && !words.contains(|c: char| c.is_ascii_digit());
            if breaks { whole.min(WORD * 100) } else { whole }
        };
        let column = |at: usize| {
            let cells = table.rows.iter().filter_map(|row| row.get(at)).map(|cell| &**cell);
            let widest = cells.chain(table.head.get(at).map(String::as_str)).map(cell).max().unwrap_or(0).max(50);
            i64::from(self.margin) * 2 + widest * self.size / 100
        };
        (0..table.head.len()).map(column).collect()
    }
}

/// A table under its caption, on pages that lie where no upright page is wide enough.
fn push_table(story: &mut Story, table: &Table, lines: i32) {
    let setting = Setting::of(table);
    let mut push = |story: &mut Story| {
        let lines = if setting.lies() { 0 } else { lines };
        story.paragraph(&Stand { style: "Caption", keep: true, lines, ..Stand::default() }, &table.caption);
        push_rows(story, table, setting);
    };
    if setting.lies() { story.lying(&mut push) } else { push(story) }
}

/// The figures of a chart, whose caption stands under it.
fn push_chart_table(story: &mut Story, table: &Table) {
    let setting = Setting::of(table);
    let caption = Stand { style: "Caption", keep: !setting.lies(), ..Stand::default() };
    story.paragraph(&caption, &table.caption);
    let mut push = |story: &mut Story| push_rows(story, table, setting);
    if setting.lies() { story.lying(&mut push) } else { push(story) }
}

/// A table. Its head is repeated on every page, no row is broken, no line has a set height.
fn push_rows(story: &mut Story, table: &Table, setting: &Setting) {
    let widths = widths(table, setting);
    open_table(&mut story.xml, setting);
    push_grid(&mut story.xml, &widths);
    open_row(&mut story.xml, true);
    for (head, width) in table.head.iter().zip(&widths) {
        open_cell(&mut story.xml, *width, 1);
        story.paragraph(&Stand { style: setting.head, keep: true, ..Stand::default() }, head);
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
            story.begin(&Stand { style: setting.cell, keep, own: Own { align, ..Own::default() }, ..Stand::default() });
            story.text(cell, Face::OfStyle);
            story.end();
            close_cell(&mut story.xml);
        }
        story.xml.close();
    }
    story.xml.close();
    story.end_table();
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

/// The width of each column, together the room that there is. Where all words have room on one line, what is left is
/// shared evenly; else figures have theirs and the columns of words share what they leave by their need.
fn widths(table: &Table, setting: &Setting) -> Vec<i32> {
    let (whole, least) = (setting.widths(table, false), setting.widths(table, true));
    let sum = |widths: &[i64]| widths.iter().sum::<i64>();
    let room = i64::from(setting.room);
    let all = sum(&least).max(1);
    let (left, wanted) = (room - all, (sum(&whole) - sum(&least)).max(1));
    let share = (room - sum(&whole)) / i64::try_from(whole.len()).unwrap_or(i64::MAX).max(1);
    let width = |(whole, least): (&i64, &i64)| match (share >= 0, left >= 0) {
        (true, _) => whole + share,
        (_, true) => least + (whole - least) * left / wanted,
        _ => least * room / all,
    };
    whole.iter().zip(&least).map(|both| i32::try_from(width(both)).unwrap_or(WIDTH)).collect()
}

fn open_table(xml: &mut Xml, setting: &Setting) {
    xml.open("w:tbl", &[]);
    xml.open("w:tblPr", &[]);
    xml.empty("w:tblW", &[("w:w", &setting.room), ("w:type", &"dxa")]);
    xml.empty("w:jc", &[("w:val", &"center")]);
    xml.open("w:tblBorders", &[]);
    for edge in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
        xml.empty(edge, &[("w:val", &"single"), ("w:sz", &4), ("w:space", &0), ("w:color", &"000000")]);
    }
    xml.close();
    xml.empty("w:tblLayout", &[("w:type", &"autofit")]);
    xml.open("w:tblCellMar", &[]);
    xml.empty("w:left", &[("w:w", &setting.margin), ("w:type", &"dxa")]);
    xml.empty("w:right", &[("w:w", &setting.margin), ("w:type", &"dxa")]);
    xml.close();
    xml.empty("w:tblLook", &[("w:val", &"00A0"), ("w:firstRow", &1), ("w:firstColumn", &1)]);
    xml.close();
}
