//! The outline of a page: an anchor for every heading, and the contents of a long paper.

use std::collections::HashSet;

use super::write::push_text;
use crate::document::{Block, Document};

/// A paper with fewer headings is seen at a glance.
const ENOUGH: usize = 4;
/// How many levels the contents show.
const LEVELS: usize = 2;
/// How many characters of a heading its anchor keeps.
const ANCHOR: usize = 24;
/// Anchors that the page uses itself.
const TAKEN: [&str; 4] = ["paper", "contents", "show-contents", "show-origins"];

/// A heading with its place in the outline.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    /// 1 is the title of a paper. No depth is skipped, though a paper may go from 一、 straight to 1.
    pub depth: usize,
    /// Where the contents have it, from 1: a paper that goes with the first is one entry among the headings of the first, and
    /// its own headings stand under it.
    place: usize,
    /// The anchor: the words of the heading, so that a link outlives new numbers.
    pub id: String,
    /// Number and words.
    pub text: String,
}

/// The headings of all papers of the page, in their order, with the titles of those that go with the first. Each paper has an
/// outline of its own.
pub(super) fn headings(document: &Document) -> Vec<Heading> {
    let mut used: HashSet<String> = TAKEN.iter().map(|&id| id.to_owned()).collect();
    used.extend((0..document.enclosed.len()).map(paper_id));
    let mut headings = Vec::new();
    push_headings(&mut headings, &mut used, &document.body, 0);
    for (index, paper) in document.enclosed.iter().enumerate() {
        headings.push(Heading { depth: 1, place: 1, id: paper_id(index), text: paper.title.clone() });
        push_headings(&mut headings, &mut used, &paper.body, 1);
    }
    headings
}

/// The anchor of a paper that goes with the first.
fn paper_id(index: usize) -> String {
    let number = index + 1;
    format!("paper-{number}")
}

fn push_headings(headings: &mut Vec<Heading>, used: &mut HashSet<String>, body: &[Block], above: usize) {
    let mut open: Vec<u8> = Vec::new();
    for block in body {
        let Block::Heading { level, number, text } = block else { continue };
        let level = (*level).min(4);
        open.retain(|above| *above < level);
        open.push(level);
        let (depth, place) = (1 + open.len(), above + open.len());
        headings.push(Heading { depth, place, id: anchor(text, used), text: format!("{number}{text}") });
    }
}

/// An anchor of the words of a heading that nothing else on the page has.
fn anchor(words: &str, used: &mut HashSet<String>) -> String {
    let letters: String = words.chars().take(ANCHOR).map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let parts: Vec<&str> = letters.split('-').filter(|part| !part.is_empty()).collect();
    let base = if parts.is_empty() { "section".to_owned() } else { parts.join("-") };
    let mut id = base.clone();
    let mut number = 1;
    while !used.insert(id.clone()) {
        number += 1;
        id = format!("{base}-{number}");
    }
    id
}

/// What helps to read the page: the way past the contents, the contents, and the switch that marks where figures come from.
/// Both open by a checkbox, which needs no script and says its state to everybody.
pub(super) fn push_aids(out: &mut String, headings: &[Heading], origins: bool) {
    let contents = headings.len() >= ENOUGH;
    if !contents && !origins {
        return;
    }
    out.push_str("<a class=\"skip\" href=\"#paper\">跳到正文</a>\n<aside class=\"aids\" aria-label=\"阅读辅助\">\n");
    if origins {
        out.push_str(
            "<p class=\"switch\"><input type=\"checkbox\" id=\"show-origins\" autocomplete=\"off\">\
             <label for=\"show-origins\">显示出处</label></p>\n",
        );
    }
    if contents {
        out.push_str(
            "<p class=\"switch opens\"><input type=\"checkbox\" id=\"show-contents\" autocomplete=\"off\">\
             <label for=\"show-contents\">显示目录</label></p>\n\
             <nav id=\"contents\" aria-label=\"目录\">\n",
        );
        push_list(out, headings);
        out.push_str("</nav>\n");
    }
    out.push_str("</aside>\n");
}

/// The headings as lists in lists.
fn push_list(out: &mut String, headings: &[Heading]) {
    // How many lists are open.
    let mut open = 0;
    for heading in headings.iter().filter(|heading| heading.place <= LEVELS) {
        if heading.place > open {
            out.push_str(&"<ol>\n<li>".repeat(heading.place - open));
        } else {
            out.push_str("</li>\n");
            out.push_str(&"</ol>\n</li>\n".repeat(open - heading.place));
            out.push_str("<li>");
        }
        open = heading.place;
        out.push_str("<a href=\"#");
        push_text(out, &heading.id);
        out.push_str("\">");
        push_text(out, &heading.text);
        out.push_str("</a>");
    }
    out.push_str(&"</li>\n</ol>\n".repeat(open));
}
