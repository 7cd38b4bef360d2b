//! What the reader reads: a numbered [`Document`] with every reference resolved.
//!
//! The body is a flat list of [`Block`]s; what stands around it (title lines, addressees, attachments, signature) are
//! typed fields, so that every publisher places them by the same rule and none has to find them in running text.

pub mod compose;
pub mod escape;
pub mod number;
pub mod parse;
pub mod phrase;
pub mod templates;
pub mod title;
pub mod view;

use chrono::{Datelike, NaiveDate};

/// One finished paper, the same for every publisher.
///
/// All text is plain text exactly as it shall be read: no Markdown, Typst or HTML syntax is live in any field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The whole title on one line, for metadata, bookmarks and file names.
    pub title: String,
    /// The title as it is set, broken into lines that form a trapezoid or a diamond (GB/T 9704 7.3.1).
    pub title_lines: Vec<String>,
    /// Who answers for the paper: the issuers' names, for metadata.
    pub author: String,
    /// Words that a search should find the paper by.
    pub keywords: Vec<String>,
    /// The date of the paper, for metadata (PDF/A demands one); never the clock.
    pub date: Date,
    /// 主送机关, without the final colon (GB/T 9704 7.3.2).
    pub recipients: Option<String>,
    /// The running text.
    pub body: Vec<Block>,
    /// 附件说明: the names of the attachments in order (GB/T 9704 7.3.4).
    pub attachments: Vec<String>,
    /// 署名 and 成文日期 (GB/T 9704 7.3.5); `None` where the kind carries none.
    pub signature: Option<Signature>,
}

impl Document {
    /// Every text of the paper, in the order of reading.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts: Vec<&str> = vec![&self.title];
        texts.extend(self.recipients.as_deref());
        for block in &self.body {
            match block {
                Block::Heading { number, text, .. } => texts.extend([number.as_str(), text.as_str()]),
                Block::Paragraph(text) => texts.push(text),
            }
        }
        texts.extend(self.attachments.iter().map(String::as_str));
        if let Some(signature) = &self.signature {
            texts.extend(signature.issuers.iter().map(String::as_str));
            texts.push(&signature.date);
        }
        texts
    }

    /// The lines of the 附件说明: `附件：` and the name, or `附件：1.` and on with `2.` where there are several; no
    /// punctuation after a name (GB/T 9704 7.3.4).
    pub fn attachment_lines(&self) -> Vec<String> {
        match self.attachments.as_slice() {
            [only] => vec![format!("附件：{only}")],
            all => {
                let label = |index| if index == 0 { "附件：" } else { "" };
                all.iter().enumerate().map(|(index, name)| format!("{}{}.{name}", label(index), index + 1)).collect()
            }
        }
    }
}

/// One block of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading. `level` 1 to 4 stands for 一、 （一） 1. （1）; `number` is the printed label (empty where unnumbered).
    Heading { level: u8, number: String, text: String },
    /// One paragraph on one line of text.
    Paragraph(String),
}

/// 署名 and 成文日期.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The issuers, one line each.
    pub issuers: Vec<String>,
    /// The date as printed: 2025年12月28日.
    pub date: String,
}

/// A calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    pub year: i32,
    pub month: u8,
    pub day: u8,
}

impl Date {
    /// As papers date themselves, without leading zeros: 2025年2月5日 (GB/T 9704 7.3.5.4).
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }
}

impl From<NaiveDate> for Date {
    fn from(day: NaiveDate) -> Self {
        let small = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
        Self { year: day.year(), month: small(day.month()), day: small(day.day()) }
    }
}
