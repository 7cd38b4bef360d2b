//! The text on the laid-out pages, and that the three formats hold the same text in the same bytes every time.

use niandu::document::Document;
use niandu::publish::html::html;
use niandu::publish::markdown::markdown;
use niandu::publish::pdf::pool_of_one;
use typst::layout::{Frame, FrameItem, Point};

use crate::office;
use crate::plain;

/// The foot of the type area in millimetres from the top (GB/T 9704 5.2.1); below it stands the page number.
const FOOT: f64 = 37.0 + 225.0;

/// A text without its blanks, which no two formats set alike.
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The text on all pages in the order of reading, without blanks and page numbers.
pub fn text(document: &Document) -> String {
    let press = &office::workshop().press;
    let sheets = press.print(document).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert!(sheets.warnings().is_empty(), "{:?}", sheets.warnings());
    let mut text = String::new();
    for page in sheets.pages() {
        gather(&page.frame, Point::zero(), &mut text);
    }
    bare(&text)
}

fn gather(frame: &Frame, origin: Point, text: &mut String) {
    for (at, item) in frame.items() {
        let at = origin + *at;
        match item {
            FrameItem::Group(group) => {
                gather(&group.frame, at + Point::new(group.transform.tx, group.transform.ty), text);
            }
            FrameItem::Text(run) if at.y.to_mm() < FOOT => {
                run.glyphs.iter().for_each(|glyph| text.push_str(&run.text[glyph.range()]));
            }
            _ => {}
        }
    }
}

#[test]
fn the_three_formats_hold_the_same_text() {
    let summaries = office::samples().map(|sample| office::make(&sample).paper());
    for document in summaries.into_iter().chain(crate::covers::both()) {
        let from_markdown = bare(&plain::of_markdown(&markdown(&document)).concat());
        let page = html(&document, office::workshop().css.text());
        let from_html = bare(&plain::of_html(&page).into_iter().map(|(_, text)| text).collect::<String>());
        assert!(from_markdown.chars().count() > 400, "a paper of some length");
        assert_eq!(from_html, from_markdown);
        assert_eq!(text(&document), from_markdown);
    }
}

fn pdf(document: &Document) -> Vec<u8> {
    let press = &office::workshop().press;
    let sheets = press.print(document).unwrap_or_else(|problems| panic!("{problems:?}"));
    sheets.export().unwrap_or_else(|problems| panic!("{problems:?}"))
}

#[test]
fn one_thread_and_two_print_the_same_bytes() {
    let documents = office::samples().map(|sample| office::make(&sample).paper());
    let alone: Vec<Vec<u8>> = documents.iter().map(pdf).collect();
    assert!(alone.iter().all(|bytes| bytes.starts_with(b"%PDF-")));
    let both = || {
        let print = || pool_of_one().expect("a pool").install(|| documents.iter().map(pdf).collect::<Vec<_>>());
        std::thread::scope(|scope| {
            let other = scope.spawn(print);
            (print(), other.join().expect("the other thread prints"))
        })
    };
    let (first, second) = both();
    assert!(first == alone && second == alone, "the PDFs differ");
}
