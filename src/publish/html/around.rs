//! What stands around the running text: titles, signatures, papers that go with the first, 版记.

use super::Page;
use super::head::push_day;
use super::write::{push_attribute, push_text};
use crate::document::letterhead::Style;
use crate::document::title::ems;
use crate::document::{Document, Enclosed, Imprint, Signature};

impl Page {
    /// All papers of the page, the first one first.
    pub(super) fn push_papers(&mut self, document: &Document) {
        self.out.push_str("<main id=\"paper\"");
        let classes = classes(document);
        if !classes.is_empty() {
            push_attribute(&mut self.out, "class", &classes);
        }
        if let Some(imprint) = &document.imprint {
            push_attribute(&mut self.out, "style", &format!("--imprint:{}", lines(imprint)));
        }
        self.out.push_str(">\n<article>\n<header>\n");
        if let Some(head) = &document.letterhead {
            self.letterhead(head);
        }
        self.title("", &document.title, &document.title_lines);
        self.byline(&document.byline);
        self.out.push_str("</header>\n<div class=\"text\">\n");
        self.recipients(document.recipients.as_deref());
        self.body(&document.body);
        self.attachments(document);
        self.attendance(&document.attendance);
        self.out.push_str("</div>\n");
        self.signature(document.signature.as_ref());
        if let Some(note) = &document.note {
            self.element("p", "note", &format!("（{note}）"));
        }
        self.out.push_str("</article>\n");
        for (index, paper) in document.enclosed.iter().enumerate() {
            self.enclosed(paper, index + 1);
        }
        if let Some(imprint) = &document.imprint {
            self.imprint(imprint);
        }
        self.out.push_str("</main>\n");
    }

    /// A paper that goes with this one, under its own title: an outline of its own.
    fn enclosed(&mut self, paper: &Enclosed, number: usize) {
        let _ = self.next_heading();
        self.out.push_str(&format!("<article class=\"enclosed\" aria-labelledby=\"paper-{number}\">\n"));
        if let Some(label) = &paper.label {
            self.element("p", "label", label);
        }
        self.out.push_str("<header>\n");
        self.title(&format!(" id=\"paper-{number}\""), &paper.title, &paper.title_lines);
        self.byline(&paper.byline);
        self.out.push_str("</header>\n<div class=\"text\">\n");
        self.recipients(paper.recipients.as_deref());
        self.body(&paper.body);
        self.out.push_str("</div>\n");
        self.signature(paper.signature.as_ref());
        self.out.push_str("</article>\n");
    }

    /// A title in its lines (GB/T 9704 7.3.1). The style needs the longest of them: a phone shrinks the type until it fits.
    fn title(&mut self, attributes: &str, title: &str, lines: &[String]) {
        let whole = [title.to_owned()];
        let lines = if lines.is_empty() { &whole } else { lines };
        let longest = lines.iter().map(|line| ems(line)).max().unwrap_or(0).max(1);
        self.out.push_str(&format!("<h1{attributes} style=\"--longest:{longest}\">"));
        for (index, line) in lines.iter().enumerate() {
            self.out.push_str(if index == 0 { "" } else { "<br>" });
            push_text(&mut self.out, line);
        }
        self.close("h1");
    }

    /// Date and speaker under the title.
    fn byline(&mut self, byline: &[String]) {
        for line in byline {
            self.out.push_str("<p class=\"byline\">");
            self.dated(line);
            self.close("p");
        }
    }

    /// A line in which the date of the paper is a date to machines, too.
    fn dated(&mut self, line: &str) {
        let printed = self.date.chinese();
        let found = line.split_once(&printed);
        // 12025年1月1日 is no date of ours.
        let found = found.filter(|(before, _)| !before.ends_with(|c: char| c.is_ascii_digit()));
        let Some((before, after)) = found else { return push_text(&mut self.out, line) };
        push_text(&mut self.out, before);
        push_day(&mut self.out, self.date);
        self.out.push_str(&printed);
        self.out.push_str("</time>");
        push_text(&mut self.out, after);
    }

    /// 署名 and 成文日期 (GB/T 9704 7.3.5).
    fn signature(&mut self, signature: Option<&Signature>) {
        let Some(signature) = signature else { return };
        self.open("footer", seal(signature));
        self.out.push('\n');
        signature.issuers.iter().for_each(|issuer| self.element("p", "issuer", issuer));
        self.out.push_str("<p class=\"date\">");
        self.dated(&signature.date);
        self.out.push_str("</p>\n</footer>\n");
    }

    /// 版记 (GB/T 9704 7.4).
    fn imprint(&mut self, imprint: &Imprint) {
        self.out.push_str("<div class=\"imprint\">\n");
        if let Some(copies) = imprint.copies() {
            self.element("p", "copies", &copies.concat());
        }
        let printed: Vec<String> = imprint.printed_by.clone().into_iter().chain(imprint.printed()).collect();
        if !printed.is_empty() {
            self.out.push_str("<div class=\"printed\">\n");
            printed.iter().for_each(|line| self.element("p", "", line));
            self.close("div");
        }
        self.close("div");
    }
}

/// What the style needs to know of the whole paper.
fn classes(document: &Document) -> String {
    let style = document.letterhead.as_ref().map(|head| match head.style {
        Style::Official => "official",
        Style::Letter => "letter",
        Style::Minutes => "minutes",
    });
    style.into_iter().chain(document.duplex.then_some("duplex")).collect::<Vec<_>>().join(" ")
}

/// How many lines 版记 has on paper, rather too many: the style keeps room for them at the end of the text. In 4号 a line has 29
/// characters between its indents; where the copies go on it has 26.
fn lines(imprint: &Imprint) -> i32 {
    let more = |text: &str, first: i32, next: i32| ((ems(text) - first).max(0) + next - 1) / next;
    let copies = imprint.copies().map_or(0, |copies| 1 + more(&copies.concat(), 28, 25));
    let printed: Vec<String> = imprint.printed_by.clone().into_iter().chain(imprint.printed()).collect();
    let beside = printed.iter().map(|line| ems(line) + 2).sum::<i32>() <= 30;
    let alone: i32 = printed.iter().map(|line| 1 + more(line, 28, 28)).sum();
    copies + if beside { alone.min(1) } else { alone }
}

/// The class of a signature that leaves room for a seal. A name in the middle over a date that ends four characters from the
/// edge (7.3.5.1) may be eight characters longer than the date; a longer one would leave the type area.
fn seal(signature: &Signature) -> &'static str {
    let longest = signature.issuers.iter().map(|name| ems(name)).max().unwrap_or(0);
    match signature.sealed {
        false => "",
        true if longest <= ems(&signature.date) + 7 => "sealed",
        true => "sealed long",
    }
}
