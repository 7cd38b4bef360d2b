//! The plain text of a document and of its published forms, block by block, for comparing one with the other.

use niandu::document::{Block, Document, Signature};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The text of every block of the paper in printed order, the title first.
pub fn of_document(document: &Document) -> Vec<String> {
    let mut lines = vec![document.title.clone()];
    lines.extend(document.byline.iter().cloned());
    lines.extend(document.recipients.iter().map(|to| format!("{to}：")));
    lines.extend(document.body.iter().map(of_block));
    lines.extend(document.attachment_lines());
    lines.extend(document.attendance_lines());
    lines.extend(document.signature.iter().flat_map(of_signature));
    lines.extend(document.note_line());
    for paper in &document.enclosed {
        lines.extend(paper.label.clone());
        lines.push(paper.title.clone());
        lines.extend(paper.byline.iter().cloned());
        lines.extend(paper.recipients.iter().map(|to| format!("{to}：")));
        lines.extend(paper.body.iter().map(of_block));
        lines.extend(paper.signature.iter().flat_map(of_signature));
    }
    lines.extend(document.imprint.iter().flat_map(|imprint| imprint.lines()));
    lines
}

fn of_block(block: &Block) -> String {
    match block {
        Block::Heading { number, text, .. } => format!("{number}{text}"),
        Block::Paragraph(text) => text.to_string(),
        Block::RunIn { number, title, text, .. } => format!("{}{text}", Block::run_in_title(number, title)),
        Block::Exhibit(exhibit) => exhibit.texts().concat(),
    }
}

fn of_signature(signature: &Signature) -> Vec<String> {
    signature.issuers.iter().chain([&signature.date]).cloned().collect()
}

/// The text of every heading and paragraph of Markdown, read with all extensions; anything else is a fault.
pub fn of_markdown(markdown: &str) -> Vec<String> {
    let mut options = Options::all();
    // These rewrite text on purpose: quotes to curly quotes, `{#id}` after a heading, 1^2^ and H~2~O.
    options.remove(Options::ENABLE_SMART_PUNCTUATION);
    options.remove(Options::ENABLE_HEADING_ATTRIBUTES);
    options.remove(Options::ENABLE_SUPERSCRIPT | Options::ENABLE_MATH);
    let mut blocks: Vec<String> = Vec::new();
    let mut unseen = false;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell) => blocks.push(String::new()),
            // What a picture shows is read by those only who do not see it.
            Event::Start(Tag::Image { .. }) => unseen = true,
            Event::End(TagEnd::Image) => unseen = false,
            Event::Text(_) if unseen => {}
            Event::Text(text) => blocks.last_mut().expect("text in a block").push_str(&text),
            // What stands between two papers says nothing.
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell) | Event::Rule => {}
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow)
            | Event::End(TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow) => {}
            other => panic!("{other:?} in {markdown:?}"),
        }
    }
    blocks
}

/// Elements without an end.
const VOID: [&str; 3] = ["br", "img", "input"];

fn is_block(name: &str) -> bool {
    ["p", "caption", "th", "td", "figcaption"].contains(&name) || name.starts_with('h') && name.len() == 2
}

/// The text of every h1 to h6, p and cell of the paper on a page, and the names of their elements. Strict: it reads only
/// what the publisher writes, and panics on anything else.
pub fn of_html(page: &str) -> Vec<(String, String)> {
    let body = page.split_once("<body>").expect("a body").1.split_once("</body>").expect("its end").0;
    // What helps to read the page is no part of the paper, and stands before it.
    let body = body.split_once("<main").map_or("", |(_, main)| main.split_once('>').expect("a closed tag").1);
    let body = &format!("<main>{body}");
    let mut blocks: Vec<(String, String)> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("a closed tag");
        let name = tag.split(' ').next().expect("a name").to_owned();
        assert!(!text.contains('>'), "a bare > in {piece:?}");
        match name.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop().as_deref(), Some(closed), "{piece:?}"),
            None if VOID.contains(&name.as_str()) || tag.ends_with('/') => {}
            None => {
                if is_block(&name) {
                    blocks.push((name.clone(), String::new()));
                }
                open.push(name);
            }
        }
        if open.iter().any(|name| name == "svg") {
            continue; // A drawing; its figures stand in the table under it.
        }
        if open.iter().any(|name| is_block(name)) {
            blocks.last_mut().expect("text in a block").1.push_str(&unescaped(text));
        } else {
            assert_eq!(text.trim_matches('\n'), "", "text outside a block");
        }
    }
    assert!(open.is_empty(), "{open:?} not closed");
    blocks
}

fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(';').expect("a character reference");
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            "#13" => '\r',
            other => panic!("&{other};"),
        });
        out.push_str(rest);
    }
    out
}
