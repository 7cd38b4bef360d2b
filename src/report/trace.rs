//! Where each number of a paper comes from, as a list.

use std::ops::Range;

use super::Draft;
use crate::document::origins::digits;
use crate::document::text::{Provenance, Sort, Text};
use crate::document::{Block, Document};

/// A number in the running text of a paper.
#[derive(Debug, Clone)]
pub struct Number {
    /// The title of the paper that it stands in; that of an enclosed paper for what stands there.
    pub paper: String,
    /// Which block of that paper it stands in, counted from one: headings and paragraphs.
    pub paragraph: usize,
    /// The number as it is printed, with its unit where it is a figure of its own.
    pub number: String,
    /// The words around it.
    pub around: String,
    /// Where it comes from; `None` where nobody knows.
    pub from: Option<Provenance>,
}

impl Number {
    /// Whether it is the number that is asked for: 98, 98人 and 46.9% all name what they say.
    pub fn is(&self, asked: &str) -> bool {
        let plain = |text: &str| text.replace([',', ' '], "");
        let (own, asked) = (plain(&self.number), plain(asked));
        own == asked || digits(&own).iter().any(|range| own.get(range.clone()) == Some(asked.as_str()))
    }
}

/// Every number of the papers, in the order of reading.
pub fn numbers(drafts: &[Draft<'_>]) -> Vec<Number> {
    drafts.iter().flat_map(|draft| of_document(&draft.document)).collect()
}

/// Every number of a paper and of those that go with it: but for dates and the numbers of headings.
pub fn of_document(document: &Document) -> Vec<Number> {
    let mut found = of_body(&document.title, &document.body);
    for paper in &document.enclosed {
        found.extend(of_body(&paper.title, &paper.body));
    }
    found
}

fn of_body(title: &str, body: &[Block]) -> Vec<Number> {
    let mut found = Vec::new();
    for (paragraph, block) in (1..).zip(body) {
        let texts: Vec<&Text> = match block {
            Block::Paragraph(text) => vec![text],
            Block::RunIn { title, text, .. } => vec![title, text],
            // The name of an area or an item.
            Block::Heading { .. } | Block::Exhibit(_) => Vec::new(),
        };
        for text in texts {
            for range in digits(text).into_iter().filter(|range| !is_time(text, range)) {
                let from = origin(text, &range);
                found.push(Number {
                    paper: title.to_owned(),
                    paragraph,
                    number: printed(text, &range),
                    around: around(text, &range),
                    from,
                });
            }
        }
    }
    found
}

/// Where a part of a text comes from: the innermost span around it.
pub fn origin(text: &Text, range: &Range<usize>) -> Option<Provenance> {
    let around = text.spans().iter().filter(|span| span.range.start <= range.start && range.end <= span.range.end);
    around.last().map(|span| (*span.from).clone())
}

/// Whether a number is part of a date or a time: 2025年, 5月20日, 2024—2025学年, 14:30.
pub fn is_time(text: &str, range: &Range<usize>) -> bool {
    const NAMES: [char; 4] = ['年', '月', '日', '时'];
    let after = text.get(range.end..).unwrap_or_default();
    let before = text.get(..range.start).unwrap_or_default();
    // 2024—2025学年, 3、4月, 5月6日至8日: the name of the last holds for all of them.
    let joined = after.trim_start_matches(|c: char| c.is_ascii_digit() || "—-至、和".contains(c));
    let row = joined.len() < after.len() && after.starts_with(['—', '-', '至', '、', '和']);
    let clock = after.starts_with([':', '：']) && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    let minute =
        before.ends_with([':', '：']) && before.trim_end_matches([':', '：']).ends_with(|c: char| c.is_ascii_digit());
    after.starts_with(NAMES)
        || after.starts_with("学年")
        || after.starts_with("分") && before.ends_with('时')
        || row && (joined.starts_with(NAMES) || joined.starts_with("学年"))
        || clock
        || minute
}

/// A number with the unit that belongs to it.
fn printed(text: &Text, range: &Range<usize>) -> String {
    let own = text.spans().iter().filter(|span| span.range.start <= range.start && range.end <= span.range.end);
    let figure = own.filter(|span| matches!(span.from.sort, Sort::Fact | Sort::Figure)).next_back();
    let short = figure.map(|span| span.range.clone()).filter(|own| own.len() < range.len() + 40);
    text.get(short.unwrap_or_else(|| range.clone())).unwrap_or_default().to_owned()
}

/// The words around a number: as many as tell it from others.
fn around(text: &str, range: &Range<usize>) -> String {
    const BEFORE: usize = 12;
    const AFTER: usize = 10;
    let before: Vec<char> = text.get(..range.start).unwrap_or_default().chars().rev().take(BEFORE).collect();
    let after = text.get(range.end..).unwrap_or_default().chars().take(AFTER);
    let number = text.get(range.clone()).unwrap_or_default().chars();
    before.into_iter().rev().chain(number).chain(after).collect()
}
