//! A [`Document`] as the JSON file that a layout reads.
//!
//! Text reaches Typst only as strings in this file, never as markup: no character of it can be syntax.

use serde::Serialize;

use super::glue::pieces;
use crate::document::{Block, Document};

/// A text in pieces between which no line may end (see [`pieces`]).
type Pieces<'a> = Vec<&'a str>;

#[derive(Serialize)]
struct Paper<'a> {
    title: &'a str,
    title_lines: Vec<Pieces<'a>>,
    author: &'a str,
    keywords: &'a [String],
    date: Day,
    recipients: Option<Pieces<'a>>,
    body: Vec<Part>,
    attachments: Vec<Attachment<'a>>,
    signature: Option<Signature<'a>>,
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
    Heading {
        level: u8,
        depth: u8,
        text: String,
        pieces: Vec<String>,
    },
    Paragraph {
        pieces: Vec<String>,
    },
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
    date: &'a str,
}

/// The bytes of the JSON file for `document`.
pub fn json(document: &Document) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&paper(document))
}

fn paper(document: &Document) -> Paper<'_> {
    let date = document.date;
    Paper {
        title: &document.title,
        // A blank at a line's end would shift its middle.
        title_lines: document.title_lines.iter().map(|line| pieces(line.trim())).collect(),
        author: &document.author,
        keywords: &document.keywords,
        date: Day { year: date.year, month: date.month, day: date.day },
        recipients: document.recipients.as_deref().map(pieces),
        body: body(&document.body),
        attachments: attachments(&document.attachments),
        signature: document.signature.as_ref().map(|s| Signature { issuers: &s.issuers, date: &s.date }),
    }
}

/// The blocks with the depth of each heading: PDF/UA (ISO 14289-1 7.4.2) allows no skipped level, while a paper may go
/// from 一、 straight to 1. The document title is the only heading of depth 1.
fn body(blocks: &[Block]) -> Vec<Part> {
    let mut open: Vec<u8> = Vec::new();
    let part = |block| match block {
        &Block::Heading { level, ref number, ref text } => {
            open.retain(|&above| above < level);
            open.push(level);
            let depth = u8::try_from(open.len()).unwrap_or(u8::MAX).saturating_add(1);
            let text = format!("{number}{text}");
            Part::Heading { level, depth, pieces: owned(&text), text }
        }
        Block::Paragraph(text) => Part::Paragraph { pieces: owned(text) },
        Block::RunIn { number, title, text, .. } => {
            Part::Paragraph { pieces: owned(&format!("{}{text}", Block::run_in_title(number, title))) }
        }
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
