//! One paper, one wording: Markdown, HTML, the laid-out page and the Word file of a document hold the same words in the same
//! order. Page numbers, contents and what only those read who do not see a picture are no words of the paper.

use niandu::diagnostic::Diagnostics;
use niandu::document::Document;
use niandu::publish::html::html;
use niandu::publish::markdown::markdown;
use niandu::report::{self, ALL};
use typst::layout::{Frame, FrameItem, Point, Transform};

use crate::parcel::{parcel, written};
use crate::{office, plain, samples};

/// The styles of what stands in a letterhead, which Markdown has not.
const HEAD: [&str; 5] = ["HeadLine", "HeadBold", "Mark", "DocumentNumber", "Signers"];

/// Words as they are compared: without blanks, which each format sets in its own way.
fn bare(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace() && *c != '\u{2060}').collect()
}

fn of_document(document: &Document) -> String {
    bare(&plain::of_document(document).concat())
}

fn of_markdown(document: &Document) -> String {
    bare(&plain::of_markdown(&markdown(document)).concat())
}

fn of_html(document: &Document) -> String {
    let blocks = plain::of_html(&html(document, ""));
    bare(&blocks.iter().map(|(_, words)| words.as_str()).collect::<String>())
}

fn of_word(document: &Document, origins: bool) -> String {
    let paragraphs = parcel(&written(document, origins)).paragraphs();
    let body = paragraphs.iter().filter(|found| !HEAD.contains(&found.style.as_str()));
    bare(&body.map(|found| found.words.as_str()).collect::<String>())
}

/// The words of the pages in the order in which they were set. What has a place of its own on the page, the letterhead and
/// the imprint, is taken out: it is set when its page is.
fn of_pages(document: &Document) -> String {
    let sheets = office::workshop().press.print(document).unwrap_or_else(|problems| panic!("{problems:?}"));
    let mut words = String::new();
    for page in sheets.pages() {
        gather(&page.frame, Transform::identity(), &mut words);
    }
    let mut words = bare(&words);
    let placed = document.letterhead.iter().flat_map(|head| head.texts()).map(bare);
    let placed: Vec<String> =
        placed.chain(document.imprint.iter().flat_map(|it| it.lines()).map(|it| bare(&it))).collect();
    for text in &placed {
        words = words.replacen(text.as_str(), "", 1);
    }
    words.replacen("签发人：", "", usize::from(document.letterhead.as_ref().is_some_and(|it| !it.signers.is_empty())))
}

/// The text above the foot of the page, where its number stands.
fn gather(frame: &Frame, to_page: Transform, words: &mut String) {
    for (at, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                let place = to_page.pre_concat(Transform::translate(at.x, at.y)).pre_concat(group.transform);
                gather(&group.frame, place, words);
            }
            FrameItem::Text(text) => {
                let place = Point::new(at.x, at.y).transform(to_page);
                if place.y.to_mm() < 263.0 {
                    words.push_str(&text.glyphs.iter().map(|glyph| &text.text[glyph.range()]).collect::<String>());
                }
            }
            _ => {}
        }
    }
}

/// Where two wordings part.
fn parting(a: &str, b: &str) -> String {
    let at = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let around = |words: &str| words.chars().skip(at.saturating_sub(12)).take(40).collect::<String>();
    format!("…{} | …{}", around(a), around(b))
}

fn documents() -> Vec<(String, Document)> {
    let mut found = Vec::new();
    for sample in samples::all() {
        let mut problems = Diagnostics::new();
        let kinds = [ALL.to_owned()];
        let (drafts, _) = report::drafts(&sample.dossier, &kinds, None, &office::workshop().templates, &mut problems);
        let named =
            |draft: report::Draft<'_>| (format!("{} {} {}", sample.name, draft.kind, draft.key), draft.document);
        found.extend(drafts.into_iter().map(named));
    }
    found
}

#[test]
fn all_formats_of_a_paper_hold_the_same_words_in_the_same_order() {
    let documents = documents();
    assert!(documents.len() >= 20, "{}", documents.len());
    for (name, document) in &documents {
        let expected = of_document(document);
        assert!(expected.chars().count() > 100, "{name}");
        let formats = [
            ("md", of_markdown(document)),
            ("html", of_html(document)),
            ("docx", of_word(document, true)),
            ("docx without origins", of_word(document, false)),
        ];
        for (format, found) in &formats {
            assert!(*found == expected, "{name}, {format}: {}", parting(&expected, found));
        }
        let imprint: String = document.imprint.iter().flat_map(|imprint| imprint.lines()).collect();
        let expected = expected.strip_suffix(bare(&imprint).as_str()).expect("an imprint at the end");
        let found = of_pages(document);
        assert!(found == expected, "{name}, pages: {}", parting(expected, &found));
    }
}

/// The law must be able to fail: a word more or less, or two that have changed places, are found.
#[test]
fn a_change_of_words_is_found() {
    let (_, document) = documents().into_iter().next().expect("a paper");
    let mut other = document.clone();
    other.body.swap(0, 1);
    assert_ne!(of_word(&document, true), of_word(&other, true));
    assert_ne!(of_pages(&document), of_pages(&other));
    assert_ne!(of_html(&document), of_html(&other));
    assert_ne!(of_markdown(&document), of_markdown(&other));
}
