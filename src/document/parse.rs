//! Reads the Markdown that a template made and numbers its headings: after this, structure is data.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::diagnostic::{Diagnostic, Origin, Source};
use crate::document::Block;
use crate::document::number::Counter;
use crate::say;

/// The blocks of a body. Only headings of the levels `##` to `#####` and paragraphs may stand in it; anything else is a
/// fault of `template` and is reported there.
pub fn blocks(markdown: &str, template: &Source) -> Result<Vec<Block>, Box<Diagnostic>> {
    let mut blocks = Vec::new();
    let mut counter = Counter::default();
    let mut text = String::new();
    // One function knows the Markdown options: plain CommonMark, no extension.
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Paragraph | Tag::Heading { .. }) => text.clear(),
            Event::Text(part) => text.push_str(&part),
            Event::End(TagEnd::Paragraph) => blocks.push(Block::Paragraph(std::mem::take(&mut text))),
            Event::End(TagEnd::Heading(level)) => {
                let level = level_of(level).ok_or_else(|| fault(template, &text))?;
                blocks.push(Block::Heading { level, number: counter.next(level), text: std::mem::take(&mut text) });
            }
            _ => return Err(fault(template, &text)),
        }
    }
    Ok(blocks)
}

fn level_of(level: HeadingLevel) -> Option<u8> {
    match level {
        HeadingLevel::H2 => Some(1),
        HeadingLevel::H3 => Some(2),
        HeadingLevel::H4 => Some(3),
        HeadingLevel::H5 => Some(4),
        HeadingLevel::H1 | HeadingLevel::H6 => None,
    }
}

fn fault(template: &Source, near: &str) -> Box<Diagnostic> {
    let near: String = near.chars().take(20).collect();
    Box::new(
        Diagnostic::error(
            "E061",
            say!(
                "模板写出了标题和段落以外的内容（在“{near}”附近）",
                "the template wrote something other than headings and paragraphs (near “{near}”)"
            ),
        )
        .at(template, Origin::default())
        .hint(say!("正文只用 ## 至 ##### 标题和单行段落", "use headings ## to ##### and paragraphs on one line only")),
    )
}
