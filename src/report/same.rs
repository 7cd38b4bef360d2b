//! Whether a finished paper still reads as its facts give it now.

use crate::document::exhibit::{Chart, Exhibit, Table};
use crate::document::{Block, Document, Signature};

/// Whether a paper has the words of a document in their order: titles, running text, tables, signatures. What belongs to a
/// layout (版头 and 版记, page numbers, drawings) makes no difference, and no blank does.
pub fn reads_as(document: &Document, words: &str) -> bool {
    let words = plain(words);
    let mut from = 0;
    passages(document).iter().map(|passage| plain(passage)).all(|passage| {
        let found = words.get(from..).and_then(|rest| rest.find(&passage));
        from += found.map_or(0, |at| at + passage.len());
        found.is_some()
    })
}

/// The words alone: without blanks, what joins and parts them unseen, and the numbers of pages (GB/T 9704 7.5).
fn plain(text: &str) -> String {
    const UNSEEN: [char; 5] = ['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}', '\u{fffd}'];
    let seen: String = text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !UNSEEN.contains(c)).collect();
    let mut out = String::with_capacity(seen.len());
    let mut left = seen.as_str();
    while let Some((before, rest)) = left.split_once('—') {
        out.push_str(before);
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let number = rest.get(end..).and_then(|rest| rest.strip_prefix('—')).filter(|_| end > 0);
        left = number.unwrap_or(rest);
        out.push_str(if number.is_some() { "" } else { "—" });
    }
    out + left
}

/// The words of a document in passages: within one of them nothing else stands, between two of them there may be a drawing
/// or what belongs to the layout.
fn passages(document: &Document) -> Vec<String> {
    let mut passages = Passages(vec![String::new()]);
    passages.add(&document.title);
    passages.beginning(&document.byline, document.recipients.as_deref());
    passages.body(&document.body);
    document.attachment_lines().iter().for_each(|line| passages.add(line));
    document.attendance_lines().iter().for_each(|line| passages.add(line));
    passages.signature(document.signature.as_ref());
    document.note_line().iter().for_each(|line| passages.add(line));
    for paper in &document.enclosed {
        passages.add(paper.label.as_deref().unwrap_or_default());
        passages.add(&paper.title);
        passages.beginning(&paper.byline, paper.recipients.as_deref());
        passages.body(&paper.body);
        passages.signature(paper.signature.as_ref());
    }
    passages.0
}

struct Passages(Vec<String>);

impl Passages {
    fn add(&mut self, words: &str) {
        self.0.iter_mut().next_back().into_iter().for_each(|last| last.push_str(words));
    }

    fn gap(&mut self) {
        self.0.push(String::new());
    }

    fn beginning(&mut self, byline: &[String], recipients: Option<&str>) {
        byline.iter().for_each(|line| self.add(line));
        if let Some(to) = recipients {
            self.add(to);
            self.add("：");
        }
    }

    fn body(&mut self, body: &[Block]) {
        for block in body {
            match block {
                Block::RunIn { number, title, text, .. } => {
                    self.add(&Block::run_in_title(number, title));
                    self.add(text);
                }
                Block::Exhibit(Exhibit::Table(table)) => self.table(table),
                Block::Exhibit(Exhibit::Chart(Chart { table, .. })) => {
                    self.gap();
                    self.table(table);
                }
                Block::Exhibit(Exhibit::Photo(photo)) => self.add(&photo.caption),
                block => block.texts().into_iter().for_each(|text| self.add(text)),
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.add(&table.caption);
        table.head.iter().for_each(|head| self.add(head));
        table.rows.iter().flatten().for_each(|cell| self.add(cell));
    }

    fn signature(&mut self, signature: Option<&Signature>) {
        if let Some(Signature { issuers, date, .. }) = signature {
            issuers.iter().for_each(|issuer| self.add(issuer));
            self.add(date);
        }
    }
}
