//! A paper from its title to its 版记, paragraph by paragraph.

use super::controls;
use super::exhibits::Gallery;
use super::foot;
use super::head;
use super::package::Part;
use super::story::{Face, Indent, Stand, Story, width};
use super::{Draw, MAIN};
use crate::diagnostic::Diagnostics;
use crate::document::letterhead::{Letterhead, Style};
use crate::document::{Block, Document, Enclosed, point};

/// The main part of a Word file and what it needs beside it.
pub struct Main {
    pub text: String,
    pub media: Vec<Part>,
    pub origins: Vec<Part>,
    /// Whether some of its pages lie.
    pub lies: bool,
}

/// The main part for `document`.
pub fn paper(document: &Document, origins: bool, draw: Draw<'_>) -> Result<Main, Diagnostics> {
    let letter = document.letterhead.as_ref().is_some_and(|head| head.style == Style::Letter);
    let mut story = Story::new(origins);
    story.sections.letter = letter;
    story.narrow = controls::leave_nothing(document, &story.origins);
    let mut gallery = Gallery::new(draw);
    story.xml.open(
        "w:document",
        &[
            ("xmlns:w", &MAIN),
            ("xmlns:r", &"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
            ("xmlns:wp", &"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
            ("xmlns:a", &"http://schemas.openxmlformats.org/drawingml/2006/main"),
            ("xmlns:pic", &"http://schemas.openxmlformats.org/drawingml/2006/picture"),
        ],
    );
    story.xml.open("w:body", &[]);
    push_document(&mut story, &mut gallery, document)?;
    for enclosed in &document.enclosed {
        push_enclosed(&mut story, &mut gallery, enclosed)?;
    }
    if let Some(imprint) = &document.imprint {
        foot::push_imprint(&mut story, imprint, letter, document.duplex);
    }
    story.end_sections();
    story.xml.close_all(2);
    let lies = story.sections.lie;
    Ok(Main { origins: story.origins.parts(), media: gallery.media, text: story.xml.finish(), lies })
}

fn push_document(story: &mut Story, gallery: &mut Gallery<'_>, document: &Document) -> Result<(), Diagnostics> {
    if let Some(letterhead) = &document.letterhead {
        head::push(story, letterhead);
    }
    push_title(
        story,
        "Title",
        &document.title,
        &document.title_lines,
        false,
        above_title(document.letterhead.as_ref()),
    );
    push_byline(story, &document.byline);
    push_recipients(story, document.recipients.as_deref());
    let list = document.attachment_lines();
    let ending = !list.is_empty() || !document.attendance.is_empty() || document.signature.is_some();
    let stand = Body { ending, apart: document.recipients.is_none(), headed: document.letterhead.is_some() };
    push_body(story, gallery, &document.body, stand)?;
    push_attachments(story, document, &list);
    push_attendance(story, &document.attendance);
    if let Some(signature) = &document.signature {
        foot::push_signature(story, signature);
    }
    if let Some(note) = &document.note {
        story.paragraph(&Stand { style: "Note", ..Stand::default() }, &format!("（{note}）"));
    }
    Ok(())
}

/// Blank lines above the title: two under a rule (GB/T 9704 7.3.1), none where it begins the page.
fn above_title(letterhead: Option<&Letterhead>) -> i32 {
    if letterhead.is_some() { 2 } else { 0 }
}

/// A paper that goes with this one, on a new page (GB/T 9704 7.3.7).
fn push_enclosed(story: &mut Story, gallery: &mut Gallery<'_>, paper: &Enclosed) -> Result<(), Diagnostics> {
    if let Some(label) = &paper.label {
        story.paragraph(&Stand { style: "EnclosureLabel", page: true, ..Stand::default() }, label);
    }
    // Its title stands on the third line under the label.
    let (page, lines) = if paper.label.is_some() { (false, 1) } else { (true, 0) };
    push_title(story, "EnclosedTitle", &paper.title, &paper.title_lines, page, lines);
    push_byline(story, &paper.byline);
    push_recipients(story, paper.recipients.as_deref());
    let stand = Body { ending: paper.signature.is_some(), apart: paper.recipients.is_none(), headed: false };
    push_body(story, gallery, &paper.body, stand)?;
    if let Some(signature) = &paper.signature {
        foot::push_signature(story, signature);
    }
    Ok(())
}

/// A title in its lines (GB/T 9704 7.3.1).
fn push_title(story: &mut Story, style: &'static str, title: &str, lines: &[String], page: bool, above: i32) {
    story.begin(&Stand { style, page, lines: above, ..Stand::default() });
    if lines.is_empty() {
        story.run(title, Face::OfStyle);
    } else {
        story.lines(lines);
    }
    story.end();
}

/// Date and speaker under the title, after a blank line.
fn push_byline(story: &mut Story, byline: &[String]) {
    for (at, line) in byline.iter().enumerate() {
        story.paragraph(&Stand { style: "Byline", lines: i32::from(at == 0), ..Stand::default() }, line);
    }
}

/// 主送机关, one blank line under what stands above it (GB/T 9704 7.3.2).
fn push_recipients(story: &mut Story, recipients: Option<&str>) {
    if let Some(to) = recipients {
        story.paragraph(&Stand { style: "Recipients", lines: 1, ..Stand::default() }, &format!("{to}："));
    }
}

/// What stands around a running text.
#[derive(Clone, Copy)]
struct Body {
    /// Whether something stands under it that must not begin a page alone.
    ending: bool,
    /// Whether its first line stands a blank line under the title.
    apart: bool,
    /// Whether a letterhead takes half of its first page.
    headed: bool,
}

/// The running text.
fn push_body(
    story: &mut Story,
    gallery: &mut Gallery<'_>,
    body: &[Block],
    Body { ending, apart, headed }: Body,
) -> Result<(), Diagnostics> {
    // 7.3.5.5: signature and date never stand alone on a page. A last paragraph of one line takes the one before it along.
    let short = body.last().is_some_and(|block| block.texts().iter().map(|text| width(text)).sum::<i32>() <= 2600);
    let kept = if ending { body.len().saturating_sub(1 + usize::from(short)) } else { body.len() };
    // 7.3.3: the first page shows text, also where the rest of a short paper has no room under the letterhead. Not every
    // program breaks a paragraph that is kept with the next.
    let first = body.iter().position(|block| !matches!(block, Block::Heading { .. })).filter(|_| headed);
    for (at, block) in body.iter().enumerate() {
        let lines = i32::from(apart && at == 0);
        let keep = at >= kept && first != Some(at);
        match block {
            Block::Heading { level, number, text } => {
                story.begin(&Stand {
                    style: heading(*level),
                    lines: if *level == 0 { 0 } else { lines },
                    ..Stand::default()
                });
                story.run(number, Face::OfStyle);
                story.text(text, Face::OfStyle);
                story.end();
            }
            Block::Paragraph(text) => {
                story.begin(&Stand { style: "", keep, lines, ..Stand::default() });
                story.text(text, Face::OfStyle);
                story.end();
            }
            Block::RunIn { level, .. } => {
                story.begin(&Stand { style: run_in(*level), keep, lines, ..Stand::default() });
                push_run_in(story, block);
                story.end();
            }
            Block::Exhibit(exhibit) => gallery.push(story, exhibit, lines)?,
        }
    }
    Ok(())
}

fn heading(level: u8) -> &'static str {
    match level {
        0 => "Heading0",
        1 => "Heading1",
        2 => "Heading2",
        3 => "Heading3",
        _ => "Heading4",
    }
}

fn run_in(level: u8) -> &'static str {
    match level {
        0 | 1 => "RunIn1",
        2 => "RunIn2",
        3 => "RunIn3",
        _ => "RunIn4",
    }
}

/// A heading and the text that it runs into. The words of the heading have the face of its level (7.3.3).
fn push_run_in(story: &mut Story, block: &Block) {
    let Block::RunIn { level, number, title, text } = block else { return };
    let face = match level {
        0 | 1 => Face::Hei,
        2 => Face::Kai,
        _ => Face::OfStyle,
    };
    let whole = Block::run_in_title(number, title);
    let mark = whole.get(number.len() + title.len()..).unwrap_or_default();
    story.run(number, face);
    story.text(title, face);
    story.run(mark, face);
    // A point without a heading is led by its first words.
    let led = if title.is_empty() && *level <= 2 { point(text).0.len() } else { 0 };
    story.led(text, led, face);
}

/// 附件说明: a name that wraps goes on under its first character (GB/T 9704 7.3.4).
fn push_attachments(story: &mut Story, document: &Document, lines: &[String]) {
    for (at, line) in lines.iter().enumerate() {
        let number = if lines.len() > 1 { width(&format!("{}.", at + 1)) } else { 0 };
        let indent = Indent::Hanging(if at == 0 { 200 } else { 500 }, 500 + number);
        let keep = at + 1 < lines.len() || document.signature.is_some();
        story.paragraph(
            &Stand { style: "Attachments", keep, lines: i32::from(at == 0), indent, ..Stand::default() },
            line,
        );
    }
}

/// 出席, 请假, 列席: one blank line under the body, the names hanging after the colon (GB/T 9704 10.3).
fn push_attendance(story: &mut Story, attendance: &[[String; 2]]) {
    for (at, [word, names]) in attendance.iter().enumerate() {
        story.begin(&Stand { style: "Attendance", lines: i32::from(at == 0), ..Stand::default() });
        story.run(&format!("{word}："), Face::Hei);
        story.run(names, Face::OfStyle);
        story.end();
    }
}
