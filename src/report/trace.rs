//! Where each number of a paper comes from, as a list.

use std::ops::Range;

use super::Draft;
use crate::document::exhibit::{Chart, Exhibit, Table};
use crate::document::origins::digits;
use crate::document::text::{Provenance, Sort, Span, Text};
use crate::document::{Block, Document};

/// A number in the running text of a paper.
#[derive(Debug, Clone)]
pub struct Number {
    /// The title of the paper that it stands in; that of an enclosed paper for what stands there.
    pub paper: String,
    /// Which block of that paper it stands in, counted from one: headings and paragraphs.
    pub paragraph: usize,
    /// The headings that it stands under, with their numbers; empty before the first.
    pub under: String,
    /// The number as it is printed, with its unit where it is a figure of its own.
    pub number: String,
    /// The words around it; of a figure in a table the heads of its row and column, and the cell.
    pub around: String,
    /// The number in these words and what follows it.
    onward: String,
    /// Where it comes from; `None` where nobody knows.
    pub from: Option<Provenance>,
}

impl Number {
    /// Whether it is the number that is asked for: 98, 98人 and 46.9% all name what they say, also where the unit is no
    /// part of the figure. Commas, blanks and wide characters make no difference.
    pub fn is(&self, asked: &str) -> bool {
        let (own, onward, asked) = (plain(&self.number), plain(&self.onward), plain(asked));
        let first = |text: &str| digits(text).first().and_then(|range| text.get(range.clone())).map(str::to_owned);
        own == asked
            || digits(&own).iter().any(|range| own.get(range.clone()) == Some(asked.as_str()))
            || onward.starts_with(&asked) && first(&onward) == first(&asked)
    }
}

/// A number as it is compared: without commas and blanks, and with ASCII characters for wide ones.
fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' | '％' | '．' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        _ => c,
    };
    text.chars().filter(|c| !matches!(c, ',' | '，') && !c.is_whitespace()).map(narrow).collect()
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
    let mut headings: Vec<(u8, String)> = Vec::new();
    for (paragraph, block) in (1..).zip(body) {
        let mut numbers: Vec<Number> = match block {
            Block::Heading { level, number, text } => {
                headings.retain(|(above, _)| above < level);
                headings.push((*level, format!("{number}{text}")));
                // Digits of a heading are those of a name, unless they are a figure of the facts.
                let figure = |number: &Number| number.from.as_ref().is_some_and(|from| is_figure(from.sort));
                of_text(text).filter(figure).collect()
            }
            Block::Exhibit(Exhibit::Table(table) | Exhibit::Chart(Chart { table, .. })) => of_table(table),
            block => block.known().into_iter().flat_map(of_text).collect(),
        };
        let under = headings.iter().map(|(_, heading)| heading.as_str()).collect::<Vec<_>>().join(" › ");
        for number in &mut numbers {
            number.paper.push_str(title);
            number.under.push_str(&under);
            number.paragraph = paragraph;
        }
        found.append(&mut numbers);
    }
    found
}

/// Every number of texts whose paper is not known in parts: of a finished file.
pub fn of_texts<'t>(title: &str, texts: impl IntoIterator<Item = &'t Text>) -> Vec<Number> {
    texts.into_iter().flat_map(of_text).map(|number| Number { paper: title.to_owned(), ..number }).collect()
}

/// The numbers of a text, but for those of dates.
fn of_text(text: &Text) -> impl Iterator<Item = Number> {
    digits(text).into_iter().filter(|range| !is_time(text, range)).map(|range| Number {
        paper: String::new(),
        paragraph: 0,
        under: String::new(),
        number: printed(text, &range),
        around: around(text, &range),
        onward: text.get(range.start..).unwrap_or_default().chars().take(ONWARD).collect(),
        from: origin(text, &range),
    })
}

/// The figures of a table; the first cell of a row is its head.
fn of_table(table: &Table) -> Vec<Number> {
    let mut found = Vec::new();
    for row in &table.rows {
        let name = row.first().map(Text::as_str).unwrap_or_default();
        for (cell, head) in row.iter().zip(&table.head).skip(1) {
            let place = format!("{}：{name}，{head}，{cell}", table.caption);
            found.extend(of_text(cell).map(|number| Number { around: place.clone(), ..number }));
        }
    }
    found
}

fn is_figure(sort: Sort) -> bool {
    matches!(sort, Sort::Fact | Sort::Figure)
}

/// How much of what follows a number may be asked for with it.
const ONWARD: usize = 24;

/// The spans that hold a part of a text, the outer ones first.
fn spans_around<'t>(text: &'t Text, range: &Range<usize>) -> impl DoubleEndedIterator<Item = &'t Span> + use<'t> {
    let range = range.clone();
    text.spans().iter().filter(move |span| span.range.start <= range.start && range.end <= span.range.end)
}

/// Where a part of a text comes from: the innermost span around it.
pub fn origin(text: &Text, range: &Range<usize>) -> Option<Provenance> {
    spans_around(text, range).next_back().map(|span| (*span.from).clone())
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
    let figure = spans_around(text, range).rfind(|span| is_figure(span.from.sort));
    let short = figure.map(|span| span.range.clone()).filter(|own| own.len() < range.len() + 40);
    let after = text.get(range.end..).unwrap_or_default();
    let unit = UNITS.iter().find(|unit| after.starts_with(**unit)).map_or(0, |unit| unit.len());
    let with_unit = range.start..range.end + unit;
    text.get(short.filter(|own| own.len() > with_unit.len()).unwrap_or(with_unit)).unwrap_or_default().to_owned()
}

/// Units that are printed with a number which is no figure of its own; a longer one before a shorter one.
const UNITS: [&str; 18] =
    ["万元", "亿元", "元", "人次", "人", "次", "个", "件", "项", "名", "场", "期", "篇", "册", "户", "节", "%", "％"];

/// The words around a number: as many as tell it from others.
fn around(text: &str, range: &Range<usize>) -> String {
    const BEFORE: usize = 12;
    const AFTER: usize = 10;
    let before: Vec<char> = text.get(..range.start).unwrap_or_default().chars().rev().take(BEFORE).collect();
    let after = text.get(range.end..).unwrap_or_default().chars().take(AFTER);
    let number = text.get(range.clone()).unwrap_or_default().chars();
    before.into_iter().rev().chain(number).chain(after).collect()
}
