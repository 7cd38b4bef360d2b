//! Reads the Markdown that a template made and numbers its headings: after this, structure is data.

use std::borrow::Cow;
use std::collections::HashMap;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::diagnostic::{Diagnostic, Origin, Source};
use crate::document::Block;
use crate::document::exhibit::{Chart, Exhibit};
use crate::document::number::{Counter, Label};
use crate::document::origins::Origins;
use crate::document::text::Text;
use crate::figures::origins::bare as unmarked_words;
use crate::say;

/// How the headings of a paper are numbered.
#[derive(Debug, Clone, Copy)]
pub struct Scheme<'m> {
    /// The labels of levels 1 to 4.
    pub labels: &'m [Label],
    /// Whether a heading that has one paragraph and nothing else below it runs into that paragraph.
    pub run_in: bool,
    /// What stands where a text asks for it with [`exhibit`].
    pub exhibits: &'m [Exhibit],
}

/// A numbered body.
#[derive(Debug)]
pub struct Body {
    pub blocks: Vec<Block>,
    /// Ids whose number the text asks for and that no heading has.
    pub lost: Vec<String>,
}

/// Noncharacters, which no text of a person holds: `ANCHOR id END` in a heading names it, `NUMBER id END` in a text asks
/// for the number of the heading of that name.
const ANCHOR: char = '\u{fdd0}';
const NUMBER: char = '\u{fdd1}';
const END: char = '\u{fdd2}';
/// A heading that begins with it is no heading but a numbered paragraph: an item of a list.
const ITEM: char = '\u{fdd3}';

/// A paragraph that begins with it is the exhibit of this index.
const EXHIBIT: char = '\u{fdd4}';

/// What stands for the exhibit with this index until the text is read.
pub fn exhibit(index: usize) -> String {
    format!("{EXHIBIT}{index}{END}")
}

/// The exhibit that a paragraph stands for.
fn exhibit_of<'m>(text: &str, scheme: Scheme<'m>) -> Option<&'m Exhibit> {
    let index = text.strip_prefix(EXHIBIT)?.strip_suffix(END)?;
    scheme.exhibits.get(index.parse::<usize>().ok()?)
}

/// A paragraph that is numbered as a heading of its level would be.
pub fn item(text: &str) -> String {
    format!("{ITEM}{text}")
}

/// A heading that can be referred to by `id`.
pub fn anchored(id: &str, title: &str) -> String {
    format!("{ANCHOR}{id}{END}{title}")
}

/// A line without the name by which it is referred to; `None` where it has a number that only the program gives.
pub fn unmarked(line: &str) -> Option<&str> {
    (!line.starts_with([ITEM, EXHIBIT])).then(|| line.rsplit(END).next().unwrap_or(line))
}

/// What stands for the number of the heading `id` until the headings are numbered.
pub fn number_of(id: &str) -> String {
    format!("{NUMBER}{id}{END}")
}

/// The blocks of a body. Only headings of the levels `#` (a part) to `#####` and paragraphs may stand in it; anything else
/// is a fault of `template` and is reported there.
pub fn blocks(
    markdown: &str,
    template: &Source,
    scheme: Scheme<'_>,
    origins: &Origins<'_>,
) -> Result<Body, Box<Diagnostic>> {
    let mut blocks = Vec::new();
    let mut counter = Counter::new(scheme.labels);
    let mut numbers: HashMap<String, String> = HashMap::new();
    let mut text = String::new();
    // One function knows the Markdown options: plain CommonMark, no extension.
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Paragraph | Tag::Heading { .. }) => text.clear(),
            Event::Text(part) => text.push_str(&part),
            Event::End(TagEnd::Paragraph) => blocks.push(match exhibit_of(&text, scheme) {
                Some(exhibit) => Block::Exhibit(exhibit.clone()),
                None => Block::Paragraph(std::mem::take(&mut text).into()),
            }),
            Event::End(TagEnd::Heading(level)) => {
                let level = level_of(level).ok_or_else(|| fault(template, &text))?;
                let (label, number) = counter.next(level);
                let number = label.print(number);
                let (id, title) = split_anchor(&text);
                numbers.extend(id.filter(|_| !number.is_empty()).map(|id| (id.to_owned(), bare(&number).to_owned())));
                let level = label.face(level);
                blocks.push(match (title.strip_prefix(ITEM), label) {
                    (Some(text), _) => Block::RunIn { level, number, title: Text::default(), text: text.into() },
                    (None, Label::Is) => Block::RunIn { level, number, title: title.into(), text: Text::default() },
                    (None, _) => Block::Heading { level, number, text: title.into() },
                });
            }
            _ => return Err(fault(template, &text)),
        }
    }
    let mut body = Body { blocks: run_in(blocks, scheme.run_in), lost: Vec::new() };
    let Body { blocks, lost } = &mut body;
    for text in blocks.iter_mut().flat_map(texts) {
        let mut seen = Vec::new();
        let told = origins.text(text.as_str(), &mut |part| fill(part, &numbers, &mut seen));
        lost.extend(seen);
        *text = told;
    }
    Ok(body)
}

/// The name of a heading and its title.
fn split_anchor(text: &str) -> (Option<&str>, &str) {
    match text.strip_prefix(ANCHOR).and_then(|rest| rest.split_once(END)) {
        Some((id, title)) => (Some(id), title),
        None => (None, text),
    }
}

/// A label as running text speaks of it: 五, （二）, 3, 第一部分.
fn bare(label: &str) -> &str {
    label.trim_end_matches(['、', '.', '\u{3000}', '是'])
}

/// A text with the numbers of headings in the place of what asks for them.
fn fill<'t>(text: &'t str, numbers: &HashMap<String, String>, lost: &mut Vec<String>) -> Cow<'t, str> {
    if !text.contains(NUMBER) {
        return text.into();
    }
    let mut filled = String::with_capacity(text.len());
    let mut left = text;
    while let Some((before, rest)) = left.split_once(NUMBER) {
        filled.push_str(before);
        left = rest;
        let Some((id, after)) = rest.split_once(END) else { break };
        match numbers.get(id) {
            Some(number) => filled.push_str(number),
            None => lost.push(id.to_owned()),
        }
        left = after;
    }
    (filled + left).into()
}

/// The texts of a block that may carry notes.
fn texts(block: &mut Block) -> Vec<&mut Text> {
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => vec![text],
        Block::RunIn { title, text, .. } => vec![title, text],
        Block::Exhibit(Exhibit::Table(table) | Exhibit::Chart(Chart { table, .. })) => {
            table.rows.iter_mut().flatten().collect()
        }
        Block::Exhibit(Exhibit::Photo(_)) => Vec::new(),
    }
}

/// Headings that run into the one paragraph under them. A heading labelled 一是 always does.
fn run_in(blocks: Vec<Block>, all: bool) -> Vec<Block> {
    let mut done: Vec<Block> = Vec::new();
    let mut left = blocks.into_iter().peekable();
    while let Some(block) = left.next() {
        let block = match block {
            Block::RunIn { level, number, title, text } if text.is_empty() => {
                let text = match left.peek_mut() {
                    Some(Block::Paragraph(text)) => std::mem::take(text),
                    _ => Text::default(),
                };
                if !text.is_empty() {
                    left.next();
                }
                Block::RunIn { level, number, title, text }
            }
            other => other,
        };
        done.push(block);
    }
    if !all {
        return done;
    }
    let mut joined: Vec<Block> = Vec::new();
    for at in 0..done.len() {
        let paragraph = |index: usize| matches!(done.get(index), Some(Block::Paragraph(_)));
        let leaf = |index: usize| match (&done[index], done.get(index + 1)) {
            // What has no number stands on a line of its own: the months of a schedule.
            (Block::Heading { level, number, .. }, Some(Block::Paragraph(_))) if !number.is_empty() => {
                let deeper = matches!(done.get(index + 2), Some(Block::Heading { level: next, .. }) if next > level);
                *level > 1 && !paragraph(index + 2) && !deeper
            }
            _ => false,
        };
        match &done[at] {
            Block::Heading { level, number, text } if leaf(at) => {
                let Some(Block::Paragraph(own)) = done.get(at + 1) else { continue };
                joined.push(Block::RunIn {
                    level: *level,
                    number: number.clone(),
                    title: text.clone(),
                    text: own.clone(),
                });
            }
            Block::Paragraph(_) if at > 0 && leaf(at - 1) => {}
            block => joined.push(block.clone()),
        }
    }
    joined
}

fn level_of(level: HeadingLevel) -> Option<u8> {
    match level {
        HeadingLevel::H1 => Some(0),
        HeadingLevel::H2 => Some(1),
        HeadingLevel::H3 => Some(2),
        HeadingLevel::H4 => Some(3),
        HeadingLevel::H5 => Some(4),
        HeadingLevel::H6 => None,
    }
}

fn fault(template: &Source, near: &str) -> Box<Diagnostic> {
    let near: String = unmarked_words(near).chars().take(20).collect();
    Box::new(
        Diagnostic::error(
            "E061",
            say!(
                "模板写出了标题和段落以外的内容（在“{near}”附近）",
                "the template wrote something other than headings and paragraphs (near “{near}”)"
            ),
        )
        .at(template, Origin::default())
        .hint(say!("正文只用 # 至 ##### 标题和单行段落", "use headings # to ##### and paragraphs on one line only")),
    )
}
