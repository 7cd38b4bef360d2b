//! A document as one self-contained HTML page: nothing is fetched, nothing runs.

use std::fmt::Write;

use crate::document::title::ems;
use crate::document::{Block, Date, Document, Enclosed, Imprint, Signature};

/// What the page may load: its own style and nothing else, not even a picture.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The whole paper as a page that looks as `style` (CSS) says, on a screen, in the dark and on A4 paper.
///
/// All text of the document is escaped; numbers are text, so that they are copied and read out.
pub fn html(document: &Document, style: &str) -> String {
    let mut page = String::with_capacity(style.len() + 8 * 1024);
    push_head(&mut page, document, style);
    page.push_str("<body>\n<article>\n");
    page.push_str("<header>\n");
    push_title(&mut page, "h1", "", &document.title, &document.title_lines);
    push_byline(&mut page, &document.byline);
    page.push_str("</header>\n<main>\n");
    push_recipients(&mut page, document.recipients.as_deref());
    push_body(&mut page, &document.body, 1);
    push_attachments(&mut page, document);
    page.push_str("</main>\n");
    if let Some(signature) = &document.signature {
        push_signature(&mut page, signature, document.date);
    }
    for (index, paper) in document.enclosed.iter().enumerate() {
        push_enclosed(&mut page, paper, index + 1, document.date);
    }
    if let Some(imprint) = &document.imprint {
        push_imprint(&mut page, imprint);
    }
    page.push_str("</article>\n</body>\n</html>\n");
    page
}

/// A paper that goes with this one: a region of the page under its own title, which is no second title of the page.
fn push_enclosed(page: &mut String, paper: &Enclosed, number: usize, date: Date) {
    let _ = writeln!(page, "<section class=\"enclosed\" aria-labelledby=\"paper-{number}\">");
    if let Some(label) = &paper.label {
        push_element(page, "p", "label", label);
    }
    page.push_str("<header>\n");
    push_title(page, "h2", &format!(" id=\"paper-{number}\" class=\"title\""), &paper.title, &paper.title_lines);
    push_byline(page, &paper.byline);
    page.push_str("</header>\n<div class=\"text\">\n");
    push_recipients(page, paper.recipients.as_deref());
    push_body(page, &paper.body, 2);
    page.push_str("</div>\n");
    if let Some(signature) = &paper.signature {
        push_signature(page, signature, date);
    }
    page.push_str("</section>\n");
}

/// 版记 (GB/T 9704 7.4).
fn push_imprint(page: &mut String, imprint: &Imprint) {
    page.push_str("<div class=\"imprint\">\n");
    if let Some(copies) = imprint.copies() {
        push_element(page, "p", "copies", &copies.concat());
    }
    let printed: Vec<String> = imprint.printed_by.clone().into_iter().chain(imprint.printed()).collect();
    if !printed.is_empty() {
        page.push_str("<div class=\"printed\">\n");
        printed.iter().for_each(|line| push_element(page, "p", "", line));
        page.push_str("</div>\n");
    }
    page.push_str("</div>\n");
}

/// Date and speaker under the title.
fn push_byline(page: &mut String, byline: &[String]) {
    byline.iter().for_each(|line| push_element(page, "p", "byline", line));
}

fn push_recipients(page: &mut String, recipients: Option<&str>) {
    if let Some(to) = recipients {
        push_element(page, "p", "to", &format!("{to}："));
    }
}

fn push_head(page: &mut String, document: &Document, style: &str) {
    page.push_str("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    push_meta(page, "http-equiv", "Content-Security-Policy", POLICY);
    push_meta(page, "name", "viewport", "width=device-width, initial-scale=1");
    push_meta(page, "name", "color-scheme", "light dark");
    page.push_str("<title>");
    push_text(page, &document.title);
    page.push_str("</title>\n");
    push_meta(page, "name", "author", &document.author);
    push_meta(page, "name", "keywords", &document.keywords.join(","));
    push_meta(page, "name", "dcterms.date", &iso(document.date));
    push_meta(page, "name", "generator", concat!("niandu ", env!("CARGO_PKG_VERSION")));
    page.push_str("<style>\n");
    // A style, too, comes from a file: nothing in it may end the element. To CSS `<\/` in a string means `</`.
    page.push_str(&style.replace("</", "<\\/"));
    page.push_str("</style>\n</head>\n");
}

fn push_meta(page: &mut String, key: &str, name: &str, content: &str) {
    if content.is_empty() {
        return;
    }
    let _ = write!(page, "<meta {key}=\"{name}\" content=\"");
    push_text(page, content);
    page.push_str("\">\n");
}

/// A title in its lines (GB/T 9704 7.3.1). The style needs the longest of them: a phone shrinks the type until it fits.
fn push_title(page: &mut String, element: &str, attributes: &str, title: &str, lines: &[String]) {
    let whole = [title.to_owned()];
    let lines = if lines.is_empty() { &whole } else { lines };
    let longest = lines.iter().map(|line| ems(line)).max().unwrap_or(0).max(1);
    let _ = write!(page, "<{element}{attributes} style=\"--longest:{longest}\">");
    for (index, line) in lines.iter().enumerate() {
        page.push_str(if index == 0 { "" } else { "<br>" });
        push_text(page, line);
    }
    let _ = writeln!(page, "</{element}>");
}

/// The running text under a title of the level `above`. A paper may go from 一、 straight to 1.; the outline of the page may
/// not, so that the element follows the depth and the class the level.
fn push_body(page: &mut String, body: &[Block], above: usize) {
    let mut open: Vec<u8> = Vec::new();
    for block in body {
        match block {
            Block::Heading { level, number, text } => {
                let level = (*level).min(4);
                open.retain(|above| *above < level);
                open.push(level);
                let element = format!("h{}", (above + open.len()).min(6));
                push_element(page, &element, &format!("level{level}"), &format!("{number}{text}"));
            }
            Block::Paragraph(text) => push_element(page, "p", "", text),
            Block::RunIn { level, number, title, text } => {
                page.push_str("<p>");
                // Only the second level has a face of its own beside that of the text (GB/T 9704 7.3.3).
                page.push_str(if *level == 2 { "<span class=\"level2\">" } else { "<span>" });
                push_text(page, &Block::run_in_title(number, title));
                page.push_str("</span>");
                push_text(page, text);
                page.push_str("</p>\n");
            }
            Block::Exhibit(_) => {}
        }
    }
}

/// 附件说明 (GB/T 9704 7.3.4).
fn push_attachments(page: &mut String, document: &Document) {
    let lines = document.attachment_lines();
    if lines.is_empty() {
        return;
    }
    page.push_str(if lines.len() == 1 { "<div class=\"attachment\">\n" } else { "<div class=\"attachments\">\n" });
    for line in &lines {
        push_element(page, "p", "", line);
    }
    page.push_str("</div>\n");
}

/// 署名 and 成文日期 (GB/T 9704 7.3.5).
fn push_signature(page: &mut String, signature: &Signature, date: Date) {
    page.push_str("<footer>\n");
    for issuer in &signature.issuers {
        push_element(page, "p", "issuer", issuer);
    }
    page.push_str("<p class=\"date\">");
    let printed = date.chinese();
    if signature.date == printed {
        let _ = write!(page, "<time datetime=\"{}\">{printed}</time>", iso(date));
    } else {
        push_text(page, &signature.date);
    }
    page.push_str("</p>\n</footer>\n");
}

fn push_element(page: &mut String, element: &str, class: &str, text: &str) {
    let _ = write!(page, "<{element}");
    if !class.is_empty() {
        let _ = write!(page, " class=\"{class}\"");
    }
    page.push('>');
    push_text(page, text);
    let _ = writeln!(page, "</{element}>");
}

/// Text, safe in an element and in a double-quoted attribute. A carriage return would be read as a line feed.
fn push_text(page: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '"' => page.push_str("&quot;"),
            '\'' => page.push_str("&#39;"),
            '\r' => page.push_str("&#13;"),
            '\0' => page.push('\u{fffd}'),
            _ => page.push(c),
        }
    }
}

fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}
