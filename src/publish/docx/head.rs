//! 版头: what stands above the title (GB/T 9704 7.2, 10.1, 10.3).

use super::foot::{WIDTH, close_cell, open_cell, push_grid};
use super::story::{Face, Frame, Indent, LINE, Own, Rule, Stand, Story, width};
use super::xml::Xml;
use crate::document::letterhead::{Letterhead, Style};

const RED: &str = "FF0000";
/// The size of a mark that is not too long for its line, 小初, and the smallest, in points.
const MARK: i32 = 36;
const SMALLEST_MARK: i32 = 22;
/// The height of a line in hundredths of its type, at which all programs set the type with the same room above it.
const EVEN_LINE: i32 = 127;
/// The room above the type in such a line, in hundredths of the type.
const ABOVE: i32 = 13;

/// The letterhead in its style.
pub fn push(story: &mut Story, head: &Letterhead) {
    match head.style {
        Style::Official | Style::Minutes => {
            let above = push_lines(story, head);
            push_mark(story, head, above);
            push_number(story, head);
        }
        Style::Letter => push_letter(story, head),
    }
}

/// 份号, 密级, 紧急程度, each on a line of its own from the first (7.2.1 to 7.2.3); gives how many there are.
fn push_lines(story: &mut Story, head: &Letterhead) -> i32 {
    let lines = lines(head);
    for (style, words) in &lines {
        story.paragraph(&Stand { style, ..Stand::default() }, words);
    }
    i32::try_from(lines.len()).unwrap_or_default()
}

fn lines(head: &Letterhead) -> Vec<(&'static str, &str)> {
    let lines = [("HeadLine", &head.copy), ("HeadBold", &head.secrecy), ("HeadBold", &head.urgency)];
    lines.into_iter().filter_map(|(style, words)| words.as_deref().map(|words| (style, words))).collect()
}

/// A line of a mark: its size in points and, in twentieths of a point, the height that suits it.
fn mark_line(words: &str) -> (i32, i32) {
    // In one line, narrower than the type area.
    let fitting = 44_200 / width(words).max(1);
    let size = fitting.clamp(SMALLEST_MARK, MARK);
    (size, size * EVEN_LINE / 5)
}

/// 发文机关标志: its upper edge 35 mm under that of the type area (7.2.4, 10.3), `above` lines of text being over it.
fn push_mark(story: &mut Story, head: &Letterhead, above: i32) {
    let word = head.word.as_deref().unwrap_or_default();
    if let [first, .., _] = head.mark.as_slice() {
        let longest = head.mark.iter().max_by_key(|name| width(name)).unwrap_or(first);
        let (size, line) = mark_line(&format!("{longest}　{word}"));
        push_spacer(story, 1984 - above * LINE - size * ABOVE / 5);
        push_joint_mark(story, &head.mark, word, size, line);
        return;
    }
    let words = format!("{}{word}", head.mark.concat());
    let (size, line) = mark_line(&words);
    let before = (1984 - above * LINE - size * ABOVE / 5).max(0);
    push_mark_line(story, &words, size, Own { height: Some((before, line)), ..Own::default() });
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
fn push_joint_mark(story: &mut Story, names: &[String], word: &str, size: i32, line: i32) {
    let right = (width(word) + 50) * size / 5;
    let right = if word.is_empty() { 0 } else { right };
    let widest = names.iter().map(|name| width(name)).max().unwrap_or_default() * size / 5 + 40;
    let left = widest.min(WIDTH - right);
    let columns: &[i32] = if right > 0 { &[left, right] } else { &[left] };
    open_table(&mut story.xml, columns, "center", None);
    for (at, name) in names.iter().enumerate() {
        story.xml.open("w:tr", &[]);
        open_cell(&mut story.xml, left, 1);
        let own = Own { height: Some((0, line)), align: Some("distribute"), ..Own::default() };
        push_mark_line(story, name, size, own);
        close_cell(&mut story.xml);
        if right > 0 {
            push_merged_cell(story, right, at == 0, word, size, line);
        }
        story.xml.close();
    }
    story.xml.close();
}

/// A cell that goes over all rows; its words stand in the first.
fn push_merged_cell(story: &mut Story, room: i32, first: bool, word: &str, size: i32, line: i32) {
    story.xml.open("w:tc", &[]);
    story.xml.open("w:tcPr", &[]);
    story.xml.empty("w:tcW", &[("w:w", &room), ("w:type", &"dxa")]);
    if first {
        story.xml.empty("w:vMerge", &[("w:val", &"restart")]);
    } else {
        story.xml.empty("w:vMerge", &[]);
    }
    story.xml.empty("w:vAlign", &[("w:val", &"center")]);
    story.xml.close();
    let own = Own { height: Some((0, line)), align: Some("right"), ..Own::default() };
    push_mark_line(story, if first { word } else { "" }, size, own);
    close_cell(&mut story.xml);
}

/// The line of the number: two blank lines under the mark, and the room above and below in it.
const NUMBER: (i32, i32) = (2 * LINE + 87, 406);

/// 发文字号 two blank lines under the mark, centred (7.2.5), or with the 签发人 on one line (7.2.6), and the red rule 4 mm
/// under it (7.2.7).
fn push_number(story: &mut Story, head: &Letterhead) {
    let number = head.number.as_deref().unwrap_or_default();
    if !head.signers.is_empty() {
        return push_signers(story, number, &head.signers);
    }
    let rule = Rule { edge: "w:bottom", line: "single", weight: 12, space: 9, colour: RED };
    let rule = (head.style == Style::Official).then_some(rule);
    if rule.is_some() || !number.is_empty() {
        let own = Own { rule, height: Some(NUMBER), ..Own::default() };
        story.paragraph(&Stand { style: "DocumentNumber", own, ..Stand::default() }, number);
    }
}

/// The number one character in from the left on the line of the last signers, two of whom stand on a line.
fn push_signers(story: &mut Story, number: &str, signers: &[String]) {
    let rows: Vec<String> = signers.chunks(2).map(|pair| pair.join("　")).collect();
    let widest = rows.iter().map(|row| width(row)).max().unwrap_or_default();
    let right = ((400 + widest + 100) * WIDTH / 2800).clamp(WIDTH / 4, WIDTH * 3 / 4);
    push_spacer(story, NUMBER.0);
    open_table(&mut story.xml, &[WIDTH - right, right], "left", Some(12));
    for (at, row) in rows.iter().enumerate() {
        let last = at + 1 == rows.len();
        story.xml.open("w:tr", &[]);
        open_cell(&mut story.xml, WIDTH - right, 1);
        let own = Own { height: Some((if at > 0 { LINE - NUMBER.1 } else { 0 }, NUMBER.1)), ..Own::default() };
        let stand = Stand { style: "DocumentNumber", own: Own { align: Some("left"), ..own }, ..Stand::default() };
        let indent = Indent::Sides(100, 0);
        story.paragraph(&Stand { indent, ..stand }, if last { number } else { "" });
        close_cell(&mut story.xml);
        open_cell(&mut story.xml, right, 1);
        let indent = if at == 0 { Indent::OfStyle } else { Indent::Sides(400, 0) };
        story.begin(&Stand { style: "Signers", own, indent, ..Stand::default() });
        if at == 0 {
            story.run("签发人：", Face::OfStyle);
        }
        story.run(row, Face::Kai);
        story.end();
        close_cell(&mut story.xml);
        story.xml.close();
    }
    story.xml.close();
}

/// A table without rules but that under it, in eighths of a point.
fn open_table(xml: &mut Xml, columns: &[i32], align: &'static str, rule: Option<i32>) {
    xml.open("w:tbl", &[]);
    xml.open("w:tblPr", &[]);
    let width: i32 = columns.iter().sum();
    xml.empty("w:tblW", &[("w:w", &width), ("w:type", &"dxa")]);
    xml.empty("w:jc", &[("w:val", &align)]);
    if let Some(weight) = rule {
        xml.open("w:tblBorders", &[]);
        xml.empty("w:bottom", &[("w:val", &"single"), ("w:sz", &weight), ("w:space", &0), ("w:color", &RED)]);
        xml.close();
    }
    xml.empty("w:tblLayout", &[("w:type", &"fixed")]);
    xml.open("w:tblCellMar", &[]);
    xml.empty("w:left", &[("w:w", &0), ("w:type", &"dxa")]);
    // 7.2.7: the rule lies 4 mm under the words; 42 of the 227 are in their line.
    let below = if rule.is_some() { 185 } else { 0 };
    xml.empty("w:bottom", &[("w:w", &below), ("w:type", &"dxa")]);
    xml.empty("w:right", &[("w:w", &0), ("w:type", &"dxa")]);
    xml.close();
    xml.close();
    push_grid(xml, columns);
}

/// 信函 (10.1): the mark 30 mm from the edge of the page, under it a double rule of 170 mm, its thick line above; then 份号
/// and the like from the left and the number from the right, 7/8 of a character under the rule.
fn push_letter(story: &mut Story, head: &Letterhead) {
    let words = format!("{}{}", head.mark.concat(), head.word.as_deref().unwrap_or_default());
    let (size, line) = mark_line(&words);
    let above = size * ABOVE / 5;
    let space = (227 - above) / 20;
    let rule = Rule { edge: "w:bottom", line: "thickThinSmallGap", weight: 24, space, colour: RED };
    // The text goes on where the frame ends; about 154 of the 280 under the rule are in its first line.
    let height = line + space * 20 + 90 + 126;
    let frame = Frame::At { x: 1134, y: 1701 - above, width: 9638, height };
    let own = Own { frame: Some(frame), rule: Some(rule), height: Some((0, line)), ..Own::default() };
    push_mark_line(story, &words, size, own);
    let lines = lines(head);
    let number = head.number.as_deref().unwrap_or_default();
    let flush = Stand { style: "HeadLine", own: Own { align: Some("right"), ..Own::default() }, ..Stand::default() };
    if lines.is_empty() {
        story.paragraph(&flush, number);
        return;
    }
    open_table(&mut story.xml, &[WIDTH / 2, WIDTH / 2], "left", None);
    for (at, (style, words)) in lines.iter().enumerate() {
        story.xml.open("w:tr", &[]);
        open_cell(&mut story.xml, WIDTH / 2, 1);
        story.paragraph(&Stand { style, ..Stand::default() }, words);
        close_cell(&mut story.xml);
        open_cell(&mut story.xml, WIDTH / 2, 1);
        story.paragraph(&flush, if at == 0 { number } else { "" });
        close_cell(&mut story.xml);
        story.xml.close();
    }
    story.xml.close();
}
