//! A document as Markdown: CommonMark that any parser reads back to the document's exact text.

use crate::document::escape::escape;
use crate::document::{Block, Document};

/// The whole paper: the title as `#`, levels 一、 to （1） as `##` to `#####`, every paragraph on one line.
///
/// Addressees, attachments and signature stand as plain paragraphs in their printed order (GB/T 9704 7.3).
pub fn markdown(document: &Document) -> String {
    let mut blocks = vec![format!("# {}", escape(&document.title))];
    blocks.extend(document.recipients.iter().map(|to| escape(&format!("{to}："))));
    blocks.extend(document.body.iter().map(block));
    blocks.extend(document.attachment_lines().iter().map(|line| escape(line)));
    if let Some(signature) = &document.signature {
        blocks.extend(signature.issuers.iter().chain([&signature.date]).map(|line| escape(line)));
    }
    blocks.retain(|block| !block.is_empty());
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { level, number, text } => {
            let marks = "#".repeat(usize::from((*level).clamp(1, 4)) + 1);
            format!("{marks} {}", escape(&format!("{number}{text}")))
        }
        Block::Paragraph(text) => escape(text),
        Block::RunIn { number, title, text, .. } => escape(&format!("{}{text}", Block::run_in_title(number, title))),
    }
}
