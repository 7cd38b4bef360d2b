//! 版头 of an official paper, a letter and minutes (GB/T 9704 7.2, 10.1, 10.3).

use super::Page;
use super::write::push_text;
use crate::document::letterhead::{Letterhead, Style};
use crate::document::title::ems;

impl Page {
    /// In the order of reading, from the top of the page: in a letter the mark stands above all (10.1).
    pub(super) fn letterhead(&mut self, head: &Letterhead) {
        self.out.push_str("<div class=\"letterhead\">\n");
        if head.style == Style::Letter {
            self.mark(head);
            self.out.push_str("<div class=\"beside\">\n");
            self.graded(head);
            self.numbering(head);
            self.close("div");
        } else {
            self.graded(head);
            self.mark(head);
            self.numbering(head);
        }
        self.close("div");
    }

    /// 份号, 密级和保密期限, 紧急程度, a line each (7.2.1 to 7.2.3).
    fn graded(&mut self, head: &Letterhead) {
        if head.copy.is_none() && head.secrecy.is_none() && head.urgency.is_none() {
            return;
        }
        self.out.push_str("<div class=\"graded\">\n");
        for (class, line) in [("copy", &head.copy), ("secrecy", &head.secrecy), ("urgency", &head.urgency)] {
            if let Some(line) = line {
                self.element("p", class, line);
            }
        }
        self.close("div");
    }

    /// 发文机关标志: the names one under another, 文件 to their right, in the middle of them (7.2.4).
    fn mark(&mut self, head: &Letterhead) {
        if head.mark.is_empty() && head.word.is_none() {
            return;
        }
        let longest = head.mark.iter().map(|name| ems(name)).max().unwrap_or(0);
        let longest = (longest + head.word.as_deref().map_or(0, ems)).max(1);
        self.out.push_str(&format!("<p class=\"mark\" style=\"--longest:{longest}\"><span class=\"names\">"));
        for (index, name) in head.mark.iter().enumerate() {
            self.out.push_str(if index == 0 { "" } else { "<br>" });
            push_text(&mut self.out, name);
        }
        self.out.push_str("</span>");
        if let Some(word) = &head.word {
            self.out.push_str("<span class=\"word\">");
            push_text(&mut self.out, word);
            self.out.push_str("</span>");
        }
        self.close("p");
    }

    /// 发文字号 and 签发人 (7.2.5, 7.2.6).
    fn numbering(&mut self, head: &Letterhead) {
        if head.number.is_none() && head.signers.is_empty() {
            return;
        }
        self.open("div", if head.signers.is_empty() { "numbering" } else { "numbering upward" });
        self.out.push('\n');
        if let Some(number) = &head.number {
            self.element("p", "number", number);
        }
        if !head.signers.is_empty() {
            self.out.push_str("<p class=\"signers\">签发人：");
            for (index, name) in head.signers.iter().enumerate() {
                // Two names to a line (7.2.6).
                let parting = match index {
                    0 => "",
                    _ if index % 2 == 0 => "<br>",
                    _ => "　",
                };
                self.out.push_str(parting);
                self.out.push_str("<span>");
                push_text(&mut self.out, name);
                self.out.push_str("</span>");
            }
            self.close("p");
        }
        self.close("div");
    }
}
