//! A [`Document`] as the JSON file that a layout reads.
//!
//! Text reaches Typst only as strings in this file, never as markup: no character of it can be syntax.

use serde::Serialize;

use super::exhibits::{Names, Shown};
use crate::document::letterhead::{self, Style};
use crate::document::{self, Block, Document};
use crate::publish::glue::pieces;

/// A text in pieces between which no line may end (see [`pieces`]).
type Pieces<'a> = Vec<&'a str>;

#[derive(Serialize)]
struct Paper<'a> {
    duplex: bool,
    title: &'a str,
    title_lines: Vec<Pieces<'a>>,
    author: &'a str,
    keywords: &'a [String],
    date: Day,
    letterhead: Option<Letterhead<'a>>,
    byline: Vec<Pieces<'a>>,
    recipients: Option<Pieces<'a>>,
    body: Vec<Part>,
    attachments: Vec<Attachment<'a>>,
    signature: Option<Signature<'a>>,
    /// The words 出席, 请假 and 列席, each with the pieces of its names.
    attendance: Vec<(&'a str, Pieces<'a>)>,
    note: Option<Pieces<'a>>,
    enclosed: Vec<Enclosed<'a>>,
    imprint: Option<Imprint<'a>>,
}

/// 版头. `style` is official, letter or minutes.
#[derive(Serialize)]
struct Letterhead<'a> {
    style: &'static str,
    copy: Option<&'a str>,
    secrecy: Option<&'a str>,
    urgency: Option<&'a str>,
    mark: &'a [String],
    word: Option<&'a str>,
    number: Option<&'a str>,
    signers: &'a [String],
}

/// A paper that goes with this one; the same fields mean the same.
#[derive(Serialize)]
struct Enclosed<'a> {
    label: Option<&'a str>,
    title: &'a str,
    title_lines: Vec<Pieces<'a>>,
    byline: Vec<Pieces<'a>>,
    recipients: Option<Pieces<'a>>,
    body: Vec<Part>,
    attachments: [Attachment<'a>; 0],
    attendance: [(&'a str, Pieces<'a>); 0],
    signature: Option<Signature<'a>>,
    note: Option<Pieces<'a>>,
}

#[derive(Serialize)]
struct Imprint<'a> {
    /// The word before the copies, and the pieces of what follows it.
    copies: Option<(String, Vec<String>)>,
    printed_by: Option<&'a str>,
    printed: Option<String>,
}

#[derive(Serialize)]
struct Day {
    year: i32,
    month: u8,
    day: u8,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Part {
    /// `level` decides the face (GB/T 9704 7.3.3), `depth` the place in the outline.
    Heading { level: u8, depth: u8, text: String, pieces: Vec<String> },
    /// `lead` is a heading that runs into the text.
    Paragraph { lead: Option<Lead>, pieces: Vec<String> },
    /// A chart, a table or a photo, each a kind of its own.
    #[serde(untagged)]
    Exhibit(Shown),
}

#[derive(Serialize)]
struct Lead {
    level: u8,
    pieces: Vec<String>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    /// `1.` and so on; empty where there is only one (GB/T 9704 7.3.4).
    number: String,
    pieces: Pieces<'a>,
}

#[derive(Serialize)]
struct Signature<'a> {
    issuers: &'a [String],
    /// The same as they stand beside and under one another.
    rows: Vec<&'a [String]>,
    date: &'a str,
    sealed: bool,
}

/// The bytes of the JSON file for `document`.
pub fn json(document: &Document) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&paper(document, &mut Names::default()))
}

fn paper<'a>(document: &'a Document, names: &mut Names) -> Paper<'a> {
    let date = document.date;
    Paper {
        duplex: document.duplex,
        title: &document.title,
        title_lines: centred(&document.title_lines),
        author: &document.author,
        keywords: &document.keywords,
        date: Day { year: date.year, month: date.month, day: date.day },
        letterhead: document.letterhead.as_ref().map(letterhead),
        byline: centred(&document.byline),
        recipients: document.recipients.as_deref().map(pieces),
        body: body(&document.body, 1, names),
        attachments: attachments(&document.attachments),
        signature: document.signature.as_ref().map(signature),
        attendance: document.attendance.iter().map(|[word, names]| (word.as_str(), pieces(names))).collect(),
        note: document.note.as_deref().map(pieces),
        enclosed: document.enclosed.iter().map(|paper| enclosed(paper, names)).collect(),
        imprint: document.imprint.as_ref().map(imprint),
    }
}

fn enclosed<'a>(paper: &'a document::Enclosed, names: &mut Names) -> Enclosed<'a> {
    Enclosed {
        label: paper.label.as_deref(),
        title: &paper.title,
        title_lines: centred(&paper.title_lines),
        byline: centred(&paper.byline),
        recipients: paper.recipients.as_deref().map(pieces),
        body: body(&paper.body, 2, names),
        attachments: [],
        attendance: [],
        signature: paper.signature.as_ref().map(signature),
        note: None,
    }
}

fn letterhead(head: &letterhead::Letterhead) -> Letterhead<'_> {
    let style = match head.style {
        Style::Official => "official",
        Style::Letter => "letter",
        Style::Minutes => "minutes",
    };
    Letterhead {
        style,
        copy: head.copy.as_deref(),
        secrecy: head.secrecy.as_deref(),
        urgency: head.urgency.as_deref(),
        mark: &head.mark,
        word: head.word.as_deref(),
        number: head.number.as_deref(),
        signers: &head.signers,
    }
}

fn imprint(imprint: &document::Imprint) -> Imprint<'_> {
    Imprint {
        copies: imprint.copies().map(|[word, names]| (word, owned(&names))),
        printed_by: imprint.printed_by.as_deref(),
        printed: imprint.printed(),
    }
}

fn signature(signature: &document::Signature) -> Signature<'_> {
    Signature { issuers: &signature.issuers, rows: signature.rows(), date: &signature.date, sealed: signature.sealed }
}

/// Lines that are centred: a blank at a line's end would shift its middle.
fn centred(lines: &[String]) -> Vec<Pieces<'_>> {
    lines.iter().map(|line| pieces(line.trim())).collect()
}

/// The blocks with the depth of each heading: PDF/UA (ISO 14289-1 7.4.2) allows no skipped level, while a paper may go
/// from 一、 straight to 1. `above` is the depth of the title: that of the document is its only heading of depth 1.
fn body(blocks: &[Block], above: u8, names: &mut Names) -> Vec<Part> {
    let mut open: Vec<u8> = Vec::new();
    let part = |block: &Block| match block {
        &Block::Heading { level, ref number, ref text } => {
            let level = level.min(4);
            open.retain(|&above| above < level);
            open.push(level);
            let depth = u8::try_from(open.len()).unwrap_or(u8::MAX).saturating_add(above);
            let text = format!("{number}{text}");
            Part::Heading { level, depth, pieces: owned(&text), text }
        }
        Block::Paragraph(text) => Part::Paragraph { lead: None, pieces: owned(text) },
        Block::RunIn { level, number, title, text } => {
            // Only 一、 and （一） have faces of their own; a point without a heading is led by its first words.
            let (words, rest) =
                if title.is_empty() && *level <= 2 { document::point(text) } else { ("", text.as_str()) };
            let words = format!("{}{words}", Block::run_in_title(number, title));
            let lead = Lead { level: (*level).min(4), pieces: owned(&words) };
            Part::Paragraph { lead: Some(lead), pieces: owned(rest) }
        }
        Block::Exhibit(exhibit) => Part::Exhibit(names.shown(exhibit)),
    };
    blocks.iter().map(part).collect()
}

fn owned(text: &str) -> Vec<String> {
    pieces(text).into_iter().map(str::to_owned).collect()
}

fn attachments(names: &[String]) -> Vec<Attachment<'_>> {
    let number = |at| if names.len() > 1 { format!("{}.", at + 1) } else { String::new() };
    names.iter().enumerate().map(|(at, name)| Attachment { number: number(at), pieces: pieces(name) }).collect()
}
