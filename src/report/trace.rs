//! Where each number of a paper comes from, as a list.

use std::ops::Range;

use super::Draft;
use crate::document::exhibit::{Chart, Exhibit, Table};
use crate::document::origins::digits;
use crate::document::text::{Provenance, Sort, Span, Text};
use crate::document::{Block, Document};
use crate::publish::held::{Role, Told};

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
    /// Whether it is a date or a time, whole: 2025年3月8日.
    pub time: bool,
    /// The words around it; of a figure in a table the heads of its row and column, and the cell.
    pub around: String,
    /// The number in these words and what follows it.
    onward: String,
    /// Where it comes from; `None` where nobody knows.
    pub from: Option<Provenance>,
}

impl Number {
    /// Whether it is the number that is asked for: 98, 98人 and 46.9% all name what they say, also where the unit is no
    /// part of the figure. Commas, blanks and wide characters make no difference. A date is asked for as a date, by a
    /// part of it that is one, too.
    pub fn is(&self, asked: &str) -> bool {
        if let Some(date) = date(asked) {
            return self.time && has_date(&self.number, &date);
        }
        if self.time {
            return false;
        }
        let (own, onward, asked) = (plain(&self.number), plain(&self.onward), plain(asked));
        let first = |text: &str| digits(text).first().and_then(|range| text.get(range.clone())).map(str::to_owned);
        own == asked
            || digits(&own).iter().any(|range| own.get(range.clone()) == Some(asked.as_str()))
            || onward.starts_with(&asked) && first(&onward) == first(&asked)
    }
}

/// A number as it is compared: without commas and blanks, and with ASCII characters for wide ones.
pub fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' | '％' | '．' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        _ => c,
    };
    text.chars().filter(|c| !matches!(c, ',' | '，') && !c.is_whitespace()).map(narrow).collect()
}

/// Whether a text has these digits as a number of their own.
pub fn has_number(text: &str, asked: &str) -> bool {
    around_of(text, asked).is_some()
}

/// The words around a number in a text, if it stands there whole.
pub fn around_of(text: &str, asked: &str) -> Option<String> {
    let asked = plain(asked);
    let digit = |c: char| c.is_ascii_digit();
    let whole = |at: &usize| {
        let (before, rest) = text.split_at(*at);
        let after = rest.get(asked.len()..).unwrap_or_default();
        !(asked.starts_with(digit) && before.ends_with(digit) || asked.ends_with(digit) && after.starts_with(digit))
    };
    let at = text.match_indices(asked.as_str()).map(|(at, _)| at).find(whole)?;
    Some(around(text, &(at..at + asked.len())))
}

/// The date or time that is asked for, as papers write it: 2025-03-01 and 2025年03月01日 are 2025年3月1日; `None` for what is
/// none.
pub fn date(asked: &str) -> Option<String> {
    let asked = plain(asked).replace('：', ":");
    let figures = digits(&asked);
    let first = figures.first().filter(|first| first.start == 0)?;
    if asked.contains(NAMES) || asked.contains("学年") {
        return is_time(&asked, first).then(|| without_zeros(&asked));
    }
    let parts: Vec<&str> = asked.split(['-', '/', '.']).collect();
    let within = |part: &str, most: u32| part.parse().is_ok_and(|part: u32| (1..=most).contains(&part));
    let year = |part: &str| part.len() == 4 && part.starts_with(['1', '2']);
    match parts[..] {
        [y, m, d] if year(y) && within(m, 12) && within(d, 31) => Some(without_zeros(&format!("{y}年{m}月{d}日"))),
        [y, m] if year(y) && within(m, 12) && !asked.contains('.') => Some(without_zeros(&format!("{y}年{m}月"))),
        [clock] => is_time(clock, first).then(|| clock.to_owned()),
        _ => None,
    }
}

/// A date without leading zeros (GB/T 9704 7.3.5.4).
fn without_zeros(date: &str) -> String {
    let mut out = String::with_capacity(date.len());
    for c in date.chars() {
        if c != '0' || out.ends_with(|last: char| last.is_ascii_digit()) {
            out.push(c);
        }
    }
    out
}

/// Whether a date is the one that is asked for, or has it as a part: 2025年3月8日 has 2025年3月 and 3月8日.
fn has_date(date: &str, asked: &str) -> bool {
    let date = plain(date).replace('：', ":");
    let ends = |at: usize| date.get(..at).is_some_and(|before| !before.ends_with(|c: char| c.is_ascii_digit()));
    date.match_indices(asked).any(|(at, _)| ends(at))
}

/// Every number of the papers, in the order of reading.
pub fn numbers(drafts: &[Draft<'_>]) -> Vec<Number> {
    drafts.iter().flat_map(|draft| of_document(&draft.document)).collect()
}

/// Every number of a paper and of those that go with it: but for dates and the numbers of headings.
pub fn of_document(document: &Document) -> Vec<Number> {
    all_of_document(document).into_iter().filter(|number| !number.time).collect()
}

/// As [`of_document`], and the dates of the running text.
pub fn all_of_document(document: &Document) -> Vec<Number> {
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
                of_text(text).filter(of_figure).collect()
            }
            Block::Exhibit(Exhibit::Table(table) | Exhibit::Chart(Chart { table, .. })) => of_table(table),
            block => block.known().into_iter().flat_map(of_text).collect(),
        };
        let under = joined(&headings);
        for number in &mut numbers {
            number.paper.push_str(title);
            number.under.push_str(&under);
            number.paragraph = paragraph;
        }
        found.append(&mut numbers);
    }
    found
}

/// Every number of a finished file and the dates in it, by what its texts are; `title` is that of the first paper in it.
pub fn of_texts(title: &str, texts: &[Told]) -> Vec<Number> {
    let mut found = Vec::new();
    let mut headings: Vec<(u8, String)> = Vec::new();
    let (mut paper, mut titles) = (title.to_owned(), 0);
    for Told { text, role } in texts {
        let mut numbers: Vec<Number> = match role {
            Role::Title => {
                titles += 1;
                headings.clear();
                if titles > 1 {
                    paper = text.as_str().to_owned();
                }
                continue;
            }
            Role::Heading(level) => {
                headings.retain(|(above, _)| above < level);
                headings.push((*level, text.trim().to_owned()));
                of_text(text).filter(of_figure).collect()
            }
            Role::Words => of_text(text).collect(),
        };
        let under = joined(&headings);
        for number in &mut numbers {
            number.paper.push_str(&paper);
            number.under.push_str(&under);
        }
        found.append(&mut numbers);
    }
    found
}

/// Headings that one text stands under.
fn joined(headings: &[(u8, String)]) -> String {
    headings.iter().map(|(_, heading)| heading.as_str()).collect::<Vec<_>>().join(" › ")
}

/// Digits of a heading are those of a name, unless they are a figure of the facts.
fn of_figure(number: &Number) -> bool {
    number.from.as_ref().is_some_and(|from| is_figure(from.sort))
}

/// The numbers of a text, and its dates.
fn of_text(text: &Text) -> impl Iterator<Item = Number> {
    let mut read = 0;
    digits(text).into_iter().filter_map(move |range| {
        if range.start < read {
            return None;
        }
        let time = is_time(text, &range);
        let whole = if time { whole_time(text, range.clone()) } else { range.clone() };
        read = whole.end;
        let number = if time { text.get(whole.clone()).unwrap_or_default().to_owned() } else { printed(text, &range) };
        Some(Number {
            paper: String::new(),
            paragraph: 0,
            under: String::new(),
            number,
            time,
            around: around(text, &whole),
            onward: text.get(range.start..).unwrap_or_default().chars().take(ONWARD).collect(),
            from: origin(text, &whole).or_else(|| origin(text, &range)),
        })
    })
}

/// A date or a time as far as it goes on: 2025年3月8日, 14:30.
fn whole_time(text: &str, first: Range<usize>) -> Range<usize> {
    let mut whole = first;
    while let Some(rest) = text.get(whole.end..) {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        // 至 and the dash join two dates; only names and the mark of a clock join the parts of one.
        let after = rest.get(digits..).and_then(|rest| rest.chars().next());
        let before = text.get(..whole.end).unwrap_or_default();
        let step = match rest.chars().next() {
            Some(name) if NAMES.contains(&name) && before.ends_with(|c: char| c.is_ascii_digit()) => name.len_utf8(),
            Some('分') if before.ends_with(|c: char| c.is_ascii_digit()) && before.contains('时') => '分'.len_utf8(),
            Some(mark @ (':' | '：')) if before.ends_with(|c: char| c.is_ascii_digit()) => mark.len_utf8(),
            Some(_) if digits > 0 && before.ends_with([':', '：']) => digits,
            Some(_)
                if digits > 0 && before.ends_with(NAMES) && after.is_some_and(|c| NAMES.contains(&c) || c == '分') =>
            {
                digits
            }
            _ => break,
        };
        whole.end += step;
    }
    whole
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

/// What the parts of a date or a time are called.
const NAMES: [char; 4] = ['年', '月', '日', '时'];

/// Whether a number is part of a date or a time: 2025年, 5月20日, 2024—2025学年, 14:30.
pub fn is_time(text: &str, range: &Range<usize>) -> bool {
    let after = text.get(range.end..).unwrap_or_default();
    let before = text.get(..range.start).unwrap_or_default();
    // 2024—2025学年, 3、4月, 5月6日至8日: the name of the last holds for all of them.
    let joined = after.trim_start_matches(|c: char| c.is_ascii_digit() || "—-至、和".contains(c));
    let row = joined.len() < after.len() && after.starts_with(['—', '-', '至', '、', '和']);
    // 14:30, but not 2:1, which is a score.
    let own = text.get(range.clone()).unwrap_or_default();
    let is = |text: &str, most: u32| text.parse::<u32>().is_ok_and(|number| number <= most);
    let leading = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let two = |text: &str| leading(text) == 2 && text.get(..2).is_some_and(|text| is(text, 59));
    let clock = is(own, 24) && after.strip_prefix([':', '：']).is_some_and(two);
    let hour = before.strip_suffix([':', '：']).map(|before| before.rsplit(|c: char| !c.is_ascii_digit()).next());
    let minute = own.len() == 2 && is(own, 59) && hour.flatten().is_some_and(|hour| is(hour, 59));
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
