//! One paper, one wording: Markdown, HTML, the laid-out page and the Word file of a document hold the same words in the same
//! order. Page numbers, contents and what only those read who do not see a picture are no words of the paper.

use niandu::diagnostic::Diagnostics;
use niandu::document::Document;
use niandu::publish::html::html;
use niandu::publish::markdown::markdown;
use niandu::report::{self, ALL};

use crate::parcel::{parcel, written};
use crate::{office, plain, ruler, samples};

/// The styles of what stands in a letterhead, which Markdown has not.
const HEAD: [&str; 5] = ["HeadLine", "HeadBold", "Mark", "DocumentNumber", "Signers"];

/// In millimetres from the top of the page: the number of the page stands below.
const FOOT: f64 = 263.0;

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
    let words = bare(&blocks.iter().map(|(_, words)| words.as_str()).collect::<String>());
    without_head(document, words)
}

/// The words without the letterhead, which Markdown has not.
fn without_head(document: &Document, mut words: String) -> String {
    let Some(head) = &document.letterhead else { return words };
    for text in head.texts() {
        words = words.replacen(&bare(text), "", 1);
    }
    words.replacen("签发人：", "", usize::from(!head.signers.is_empty()))
}

fn of_word(document: &Document, origins: bool) -> String {
    let paragraphs = parcel(&written(document, origins)).paragraphs();
    let body = paragraphs.iter().filter(|found| !HEAD.contains(&found.style.as_str()));
    bare(&body.map(|found| found.words.as_str()).collect::<String>())
}

/// The words of the pages in the order in which they were set. What has a place of its own on the page, the letterhead and
/// the imprint, is taken out: it is set when its page is. The red mark may be the name that signs the paper, too.
fn of_pages(document: &Document) -> String {
    let leaves = ruler::pages(document);
    let runs = leaves.iter().flat_map(|leaf| &leaf.runs).filter(|run| !run.red && run.top < FOOT);
    let mut words = bare(&runs.map(|run| run.text.as_str()).collect::<String>());
    if let Some(head) = &document.letterhead {
        for text in head.texts().filter(|text| !head.mark.iter().chain(&head.word).any(|mark| mark == text)) {
            words = words.replacen(&bare(text), "", 1);
        }
        words = words.replacen("签发人：", "", usize::from(!head.signers.is_empty()));
    }
    // Who prints the paper may be who signs it: the imprint stands behind.
    for line in document.imprint.iter().flat_map(|imprint| imprint.lines()).map(|line| bare(&line)) {
        if let Some(at) = words.rfind(&line) {
            words.replace_range(at..at + line.len(), "");
        }
    }
    words
}

/// Where two wordings part.
fn parting(a: &str, b: &str) -> String {
    let at = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let around = |words: &str| words.chars().skip(at.saturating_sub(12)).take(40).collect::<String>();
    format!("…{} | …{}", around(a), around(b))
}

/// Every paper of every sample in every layout.
fn documents() -> Vec<(String, Document)> {
    let mut found = Vec::new();
    let kinds = [ALL.to_owned()];
    let templates = &office::workshop().templates;
    for sample in samples::all() {
        for layout in ["plain", "official", "letter", "minutes"] {
            let mut problems = Diagnostics::new();
            let (drafts, _) = report::drafts(&sample.dossier, &kinds, Some(layout), templates, &mut problems);
            let named = |draft: report::Draft<'_>| {
                (format!("{} {} {} {layout}", sample.name, draft.kind, draft.key), draft.document)
            };
            found.extend(drafts.into_iter().map(named));
        }
    }
    found
}

#[test]
fn all_formats_of_a_paper_hold_the_same_words_in_the_same_order() {
    let documents = documents();
    assert!(documents.len() >= 80, "{}", documents.len());
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
