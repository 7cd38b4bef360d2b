//! The running text of a page.

use super::Page;
use super::write::{push_attribute, push_text};
use crate::document::text::Text;
use crate::document::{Block, Document};

/// The deepest element of a heading: a title and three levels, as many as one reads at a glance. What stands deeper is set
/// like the text around it (GB/T 9704 7.3.3), and is a paragraph that calls itself a heading to a screen reader.
const DEEPEST: usize = 4;

impl Page {
    /// 主送机关 (GB/T 9704 7.3.2).
    pub(super) fn recipients(&mut self, recipients: Option<&str>) {
        if let Some(to) = recipients {
            self.element("p", "to", &format!("{to}："));
        }
    }

    /// The blocks. A paper may go from 一、 straight to 1.; its outline may not, so that the element follows the depth and the
    /// class the level.
    pub(super) fn body(&mut self, body: &[Block]) {
        for block in body {
            match block {
                Block::Heading { level, number, text } => self.heading((*level).min(4), number, text),
                Block::Paragraph(text) => {
                    self.out.push_str("<p>");
                    self.text(text);
                    self.close("p");
                }
                Block::RunIn { level, number, title, text } => self.run_in(*level, number, title, text),
                Block::Exhibit(exhibit) => self.exhibit(exhibit),
            }
        }
    }

    fn heading(&mut self, level: u8, number: &str, text: &Text) {
        let Some(heading) = self.next_heading() else { return };
        let depth = heading.depth;
        let deep = depth > DEEPEST;
        let element = if deep { "p".to_owned() } else { format!("h{depth}") };
        self.out.push_str(&format!("<{element} class=\"level{level}\""));
        push_attribute(&mut self.out, "id", &heading.id);
        if deep {
            self.out.push_str(&format!(" role=\"heading\" aria-level=\"{depth}\""));
        }
        self.out.push('>');
        push_text(&mut self.out, number);
        self.text(text);
        self.close(&element);
    }

    /// The next of the outline, which was made of the same blocks in the same order.
    pub(super) fn next_heading(&mut self) -> Option<super::contents::Heading> {
        self.headings.next()
    }

    fn run_in(&mut self, level: u8, number: &str, title: &Text, text: &Text) {
        self.out.push_str("<p>");
        // Only the second level has a face of its own beside that of the text (GB/T 9704 7.3.3).
        self.out.push_str(if level == 2 { "<span class=\"level2\">" } else { "<span>" });
        push_text(&mut self.out, number);
        self.text(title);
        let whole = Block::run_in_title(number, title);
        // What it has beyond number and title is the mark that closes it.
        push_text(&mut self.out, whole.get(number.len() + title.len()..).unwrap_or_default());
        self.out.push_str("</span>");
        self.text(text);
        self.close("p");
    }

    /// 附件说明 (GB/T 9704 7.3.4).
    pub(super) fn attachments(&mut self, document: &Document) {
        let lines = document.attachment_lines();
        if lines.is_empty() {
            return;
        }
        self.open("div", if lines.len() == 1 { "attachment" } else { "attachments" });
        self.out.push('\n');
        lines.iter().for_each(|line| self.element("p", "", line));
        self.close("div");
    }

    /// 出席, 请假 and 列席 of minutes (GB/T 9704 10.3).
    pub(super) fn attendance(&mut self, attendance: &[[String; 2]]) {
        if attendance.is_empty() {
            return;
        }
        self.out.push_str("<div class=\"attendance\">\n");
        for [word, names] in attendance {
            self.out.push_str("<p><span class=\"word\">");
            push_text(&mut self.out, &format!("{word}："));
            self.out.push_str("</span>");
            push_text(&mut self.out, names);
            self.close("p");
        }
        self.close("div");
    }
}
