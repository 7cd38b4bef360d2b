//! What a page says of itself before its body.

use super::write::{push_attribute, push_text};
use crate::document::{Date, Document};

/// What the page may load: its own style and the pictures that are in it, and nothing else.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

pub(super) fn push_head(out: &mut String, document: &Document, styles: &[&str]) {
    out.push_str("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    push_meta(out, "http-equiv", "Content-Security-Policy", POLICY);
    push_meta(out, "name", "viewport", "width=device-width, initial-scale=1");
    push_meta(out, "name", "color-scheme", "light dark");
    out.push_str("<title>");
    push_text(out, &document.title);
    out.push_str("</title>\n");
    push_meta(out, "name", "author", &document.author);
    push_meta(out, "name", "keywords", &document.keywords.join(","));
    push_meta(out, "name", "dcterms.date", &iso(document.date));
    push_meta(out, "name", "generator", concat!("niandu ", env!("CARGO_PKG_VERSION")));
    for style in styles {
        out.push_str("<style>\n");
        // A style, too, comes from a file: nothing in it may end the element. To CSS `<\/` in a string means `</`.
        out.push_str(&style.replace("</", "<\\/"));
        out.push_str("</style>\n");
    }
    out.push_str("</head>\n");
}

fn push_meta(out: &mut String, key: &str, name: &str, content: &str) {
    if content.is_empty() {
        return;
    }
    out.push_str("<meta");
    push_attribute(out, key, name);
    push_attribute(out, "content", content);
    out.push_str(">\n");
}

/// Begins what says a day.
pub(super) fn push_day(out: &mut String, date: Date) {
    out.push_str(&format!("<time datetime=\"{}\">", iso(date)));
}

/// A date as `datetime` has it.
fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}
