//! 版头: what stands above the title (GB/T 9704 7.2, 10.1, 10.3).

use super::foot::{WIDTH, close_cell, push_grid};
use super::story::{Face, Indent, LINE, Own, Rule, Stand, Story, width};
use super::xml::Xml;
use crate::document::letterhead::{Letterhead, Style};

const RED: &str = "FF0000";
/// The largest mark, 小初, and the smallest, in points.
const MARK: (i32, i32) = (36, 10);
/// The widest mark and the highest, in hundredths of a point: narrower than the type area, and not so high that the first
/// page has no room for text.
const ROOM: (i32, i32) = (42_500, 17_000);
/// The height of a line in hundredths of its type, at which all programs set the type with the same room above it.
const EVEN_LINE: i32 = 127;
/// The room above the type in such a line, in hundredths of the type.
const ABOVE: i32 = 13;
/// The room above the line of a number, two blank lines and the rest of its own, and its height.
const NUMBER: (i32, i32) = (2 * LINE + 87, 406);

/// The letterhead in its style.
pub fn push(story: &mut Story, head: &Letterhead) {
    match head.style {
        Style::Official | Style::Minutes => {
            let lines = lines(head, true);
            lines.iter().for_each(|line| push_line(story, line));
            push_mark(story, head, i32::try_from(lines.len()).unwrap_or_default());
            push_number(story, head);
        }
        Style::Letter => push_letter(story, head),
    }
}

/// 份号, 密级 and 紧急程度 (7.2.1 to 7.2.3), a line each. 密级 stands on the second, where the lines have their places.
fn lines(head: &Letterhead, placed: bool) -> Vec<(&'static str, &str)> {
    let copy = head.copy.as_deref().or((placed && head.secrecy.is_some()).then_some(""));
    let bold = [head.secrecy.as_deref(), head.urgency.as_deref()].map(|words| ("HeadBold", words));
    let lines = [("HeadLine", copy)].into_iter().chain(bold);
    lines.filter_map(|(style, words)| words.map(|words| (style, words))).collect()
}

fn push_line(story: &mut Story, (style, words): &(&'static str, &str)) {
    story.paragraph(&Stand { style, ..Stand::default() }, words);
}

/// The size of a mark as wide as these words, in points, and the line for it, in twentieths of a point.
fn mark_line(words: &str, names: usize) -> (i32, i32) {
    let names = i32::try_from(names).unwrap_or(i32::MAX).max(1);
    let wide = ROOM.0 / width(words).max(1);
    let high = ROOM.1 / names.saturating_mul(EVEN_LINE);
    let size = wide.min(high).clamp(MARK.1, MARK.0);
    (size, size * EVEN_LINE / 5)
}

/// 发文机关标志: its upper edge 35 mm under that of the type area (7.2.4, 10.3), `above` lines of text being over it. It
/// stands in a table of one cell, as it does in the forms that offices use: what is large there is not the paper's title.
fn push_mark(story: &mut Story, head: &Letterhead, above: i32) {
    let word = head.word.as_deref().unwrap_or_default();
    let before = |size: i32| (1984 - above * LINE - size * ABOVE / 5).max(0);
    if head.mark.len() > 1 {
        let longest = head.mark.iter().max_by_key(|name| width(name)).map_or("", String::as_str);
        let (size, line) = mark_line(&format!("{longest}　{word}"), head.mark.len());
        push_spacer(story, before(size));
        return push_joint_mark(story, &head.mark, word, (size, line));
    }
    let words = format!("{}{word}", head.mark.concat());
    let (size, line) = mark_line(&words, 1);
    push_spacer(story, before(size));
    let mark =
        |story: &mut Story| push_mark_line(story, &words, size, Own { height: Some((0, line)), ..Own::default() });
    push_row(story, &Row { columns: &[WIDTH], ..Row::default() }, &[&mark]);
}

fn push_mark_line(story: &mut Story, words: &str, size: i32, own: Own) {
    story.begin(&Stand { style: "Mark", own, ..Stand::default() });
    story.sized(words, size);
    story.end();
}

/// Room above a table.
fn push_spacer(story: &mut Story, height: i32) {
    let own = Own { height: Some((0, height.max(2))), ..Own::default() };
    story.paragraph(&Stand { style: "Anchor", own, ..Stand::default() }, "");
}

/// Several names, the leading one first and all equally wide, with 文件 to their right in the middle.
fn push_joint_mark(story: &mut Story, names: &[String], word: &str, (size, line): (i32, i32)) {
    let widest = names.iter().map(|name| width(name)).max().unwrap_or_default() * size / 5 + 40;
    let right = (width(word) + 50) * size / 5;
    let mark = |align| Own { height: Some((0, line)), align: Some(align), ..Own::default() };
    let left = |story: &mut Story| names.iter().for_each(|name| push_mark_line(story, name, size, mark("distribute")));
    let right_cell = |story: &mut Story| push_mark_line(story, word, size, mark("right"));
    let columns = [widest.min(WIDTH - right), right];
    push_row(
        story,
        &Row { columns: &columns, upright: "center", align: "center", ..Row::default() },
        &[&left, &right_cell],
    );
}

/// 发文字号 two blank lines under the mark, centred (7.2.5), or with the 签发人 on one line (7.2.6), and the red rule 4 mm
/// under it (7.2.7).
fn push_number(story: &mut Story, head: &Letterhead) {
    let number = head.number.as_deref().unwrap_or_default();
    if !head.signers.is_empty() {
        return push_signers(story, number, &head.signers);
    }
    let (height, space) = if number.is_empty() { ((2 * LINE, 2), 0) } else { (NUMBER, 9) };
    let rule = Rule { edge: "w:bottom", line: "single", weight: 12, space, colour: RED };
    let own = Own { rule: Some(rule), height: Some(height), ..Own::default() };
    story.paragraph(&Stand { style: "DocumentNumber", own, ..Stand::default() }, number);
}

/// The number one character in from the left on the line of the last signers, two of whom stand on a line where both have
/// room beside the number. That is never broken.
fn push_signers(story: &mut Story, number: &str, signers: &[String]) {
    let number_room = if number.is_empty() { 0 } else { 100 + width(number) + 100 };
    let room = 2800 - number_room - 400 - 100;
    let in_rows = |size: usize| signers.chunks(size).map(|row| row.join("　")).collect::<Vec<String>>();
    let widest = |rows: &[String]| rows.iter().map(|row| width(row)).max().unwrap_or_default();
    let rows = Some(in_rows(2)).filter(|rows| widest(rows) <= room).unwrap_or_else(|| in_rows(1));
    let most = (2800 - number_room) * WIDTH / 2800;
    let right = ((400 + widest(&rows) + 100) * WIDTH / 2800).max(WIDTH / 4).min(most);
    push_spacer(story, NUMBER.0);
    let columns = [WIDTH - right, right];
    let row = Row { columns: &columns, upright: "bottom", rule: Some(12), ..Row::default() };
    let left = |story: &mut Story| {
        let own = Own { height: Some((0, NUMBER.1)), align: Some("left"), ..Own::default() };
        let stand = Stand { style: "DocumentNumber", own, indent: Indent::Sides(100, 0), ..Stand::default() };
        story.paragraph(&stand, number);
    };
    let right = |story: &mut Story| {
        for (at, row) in rows.iter().enumerate() {
            let own = Own { height: Some((if at > 0 { LINE - NUMBER.1 } else { 0 }, NUMBER.1)), ..Own::default() };
            let indent = if at == 0 { Indent::OfStyle } else { Indent::Sides(400, 0) };
            story.begin(&Stand { style: "Signers", own, indent, ..Stand::default() });
            story.run(if at == 0 { "签发人：" } else { "" }, Face::OfStyle);
            story.run(row, Face::Kai);
            story.end();
        }
    };
    push_row(story, &row, &[&left, &right]);
}

/// Things side by side.
struct Row<'a> {
    /// How wide they are.
    columns: &'a [i32],
    /// Where the lower of them stands, beside the higher.
    upright: &'static str,
    align: &'static str,
    /// A red rule under all, in eighths of a point.
    rule: Option<i32>,
    /// Its upper left corner in twentieths of a point from that of the page, where it stands there and not in the text.
    place: Option<(i32, i32)>,
}

impl Default for Row<'_> {
    fn default() -> Self {
        Self { columns: &[], upright: "top", align: "left", rule: None, place: None }
    }
}

/// Things side by side in the text, without a rule.
pub fn push_beside(story: &mut Story, columns: &[i32], cells: &[&dyn Fn(&mut Story)]) {
    push_row(story, &Row { columns, ..Row::default() }, cells);
}

/// A table of one row, of which only the rule is seen.
fn push_row(story: &mut Story, row: &Row<'_>, cells: &[&dyn Fn(&mut Story)]) {
    open_table(&mut story.xml, row);
    story.xml.open("w:tr", &[]);
    for (cell, width) in cells.iter().zip(row.columns) {
        story.xml.open("w:tc", &[]);
        story.xml.open("w:tcPr", &[]);
        story.xml.empty("w:tcW", &[("w:w", width), ("w:type", &"dxa")]);
        story.xml.empty("w:vAlign", &[("w:val", &row.upright)]);
        story.xml.close();
        cell(story);
        close_cell(&mut story.xml);
    }
    story.xml.close();
    story.xml.close();
}

fn open_table(xml: &mut Xml, row: &Row<'_>) {
    xml.open("w:tbl", &[]);
    xml.open("w:tblPr", &[]);
    if let Some((x, y)) = row.place {
        xml.empty(
            "w:tblpPr",
            &[
                ("w:leftFromText", &0),
                ("w:rightFromText", &0),
                ("w:bottomFromText", &BELOW_RULE),
                ("w:vertAnchor", &"page"),
                ("w:horzAnchor", &"page"),
                ("w:tblpX", &x),
                ("w:tblpY", &y),
            ],
        );
    }
    let width: i32 = row.columns.iter().sum();
    xml.empty("w:tblW", &[("w:w", &width), ("w:type", &"dxa")]);
    xml.empty("w:jc", &[("w:val", &row.align)]);
    if let Some(weight) = row.rule {
        xml.open("w:tblBorders", &[]);
        xml.empty("w:bottom", &[("w:val", &"single"), ("w:sz", &weight), ("w:space", &0), ("w:color", &RED)]);
        xml.close();
    }
    xml.empty("w:tblLayout", &[("w:type", &"fixed")]);
    xml.open("w:tblCellMar", &[]);
    xml.empty("w:left", &[("w:w", &0), ("w:type", &"dxa")]);
    // 7.2.7: the rule lies 4 mm under the words; 42 of the 227 are in their line.
    let below = if row.rule.is_some() { 185 } else { 0 };
    xml.empty("w:bottom", &[("w:w", &below), ("w:type", &"dxa")]);
    xml.empty("w:right", &[("w:w", &0), ("w:type", &"dxa")]);
    xml.close();
    xml.close();
    push_grid(xml, row.columns);
}

/// 7/8 of a character (10.1) from a rule to the number under it, of which about 154 of the 280 are in its line.
const BELOW_RULE: i32 = 126;

/// 信函 (10.1): the mark 30 mm from the edge of the page, under it a double rule of 170 mm, its thick line above; then 份号
/// and the like from the left and the number from the right, 7/8 of a character under the rule.
fn push_letter(story: &mut Story, head: &Letterhead) {
    let name = head.mark.first().map_or("", String::as_str);
    let words = format!("{name}{}", head.word.as_deref().unwrap_or_default());
    let (size, line) = mark_line(&words, 1);
    let above = size * ABOVE / 5;
    // A rule of the paragraph: not every program draws both lines of one that belongs to a table.
    let rule = Rule { edge: "w:bottom", line: "thickThinSmallGap", weight: 36, space: (227 - above) / 20, colour: RED };
    let own = Own { rule: Some(rule), height: Some((0, line)), ..Own::default() };
    let place = Some((1134, 1701 - above));
    let mark = |story: &mut Story| push_mark_line(story, &words, size, own);
    push_row(story, &Row { columns: &[9638], place, ..Row::default() }, &[&mark]);
    let lines = lines(head, false);
    let number = head.number.as_deref().unwrap_or_default();
    let flush = Stand { style: "HeadLine", own: Own { align: Some("right"), ..Own::default() }, ..Stand::default() };
    if lines.is_empty() {
        return story.paragraph(&flush, number);
    }
    // What follows a table with its own place is moved under it. LibreOffice does so with a paragraph, not with a table.
    push_spacer(story, 0);
    let left = |story: &mut Story| lines.iter().for_each(|line| push_line(story, line));
    let right = |story: &mut Story| story.paragraph(&flush, number);
    push_row(story, &Row { columns: &[WIDTH / 2, WIDTH / 2], ..Row::default() }, &[&left, &right]);
}
