//! What the reader reads: a numbered [`Document`] with every reference resolved.
//!
//! The body is a flat list of [`Block`]s; what stands around it (title lines, addressees, attachments, signature) are
//! typed fields, so that every publisher places them by the same rule and none has to find them in running text.

pub mod appointment;
pub mod compose;
mod days;
pub mod escape;
pub mod exhibit;
pub mod formulas;
pub mod letterhead;
pub mod manifest;
pub mod number;
pub mod origins;
pub mod parse;
pub mod phrase;
mod seals;
pub mod templates;
pub mod text;
pub mod title;
pub mod trial;
pub mod view;

use chrono::{Datelike, NaiveDate};

use appointment::Schedule;
use exhibit::{Chart, Exhibit};
use letterhead::Letterhead;
use text::Text;

/// One finished paper, the same for every publisher.
///
/// All text is plain text exactly as it shall be read: no Markdown, Typst or HTML syntax is live in any field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The layout that it is set in, by its name: plain, official, letter, minutes or one of the user's own.
    pub layout: String,
    /// Whether it is printed on both sides: the binding margin of even pages is on the right (GB/T 9704 5.2.1, 6.3).
    pub duplex: bool,
    /// 版头; `None` in the plain layout.
    pub letterhead: Option<Letterhead>,
    /// The whole title on one line, for metadata, bookmarks and file names.
    pub title: String,
    /// The title as it is set, broken into lines that form a trapezoid or a diamond (GB/T 9704 7.3.1).
    pub title_lines: Vec<String>,
    /// Date and speaker under the title, a line each, where the kind has them there.
    pub byline: Vec<String>,
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
    /// 出席, 请假 and 列席 of minutes with their names (GB/T 9704 10.3).
    pub attendance: Vec<[String; 2]>,
    /// 附注 without its brackets (GB/T 9704 7.3.6).
    pub note: Option<String>,
    /// Papers that go with this one, each on a new page.
    pub enclosed: Vec<Enclosed>,
    /// 版记, the last thing on the last page (GB/T 9704 7.4).
    pub imprint: Option<Imprint>,
    /// The days of the plan that it tells, for calendars; none of it is printed.
    pub schedule: Option<Schedule>,
}

impl Document {
    /// Every text of the paper, in the order of reading.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts: Vec<&str> = self.letterhead.iter().flat_map(Letterhead::texts).collect();
        texts.push(&self.title);
        texts.extend(self.byline.iter().map(String::as_str));
        texts.extend(self.recipients.as_deref());
        texts.extend(self.body.iter().flat_map(Block::texts));
        texts.extend(self.attachments.iter().map(String::as_str));
        texts.extend(self.attendance.iter().flatten().map(String::as_str));
        texts.extend(self.signature.iter().flat_map(Signature::texts));
        texts.extend(self.note.as_deref());
        for paper in &self.enclosed {
            texts.extend(paper.label.as_deref());
            texts.push(&paper.title);
            texts.extend(paper.byline.iter().map(String::as_str));
            texts.extend(paper.recipients.as_deref());
            texts.extend(paper.body.iter().flat_map(Block::texts));
            texts.extend(paper.signature.iter().flat_map(Signature::texts));
        }
        if let Some(imprint) = &self.imprint {
            texts.extend(imprint.cc.as_deref());
            texts.extend([&imprint.printed_by, &imprint.printed_on].into_iter().flatten().map(String::as_str));
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

    /// The lines of the attendance: the word with its colon and the names (GB/T 9704 10.3).
    pub fn attendance_lines(&self) -> Vec<String> {
        self.attendance.iter().map(|[word, names]| format!("{word}：{names}")).collect()
    }

    /// 附注 in its brackets (GB/T 9704 7.3.6).
    pub fn note_line(&self) -> Option<String> {
        self.note.as_ref().map(|note| format!("（{note}）"))
    }
}

/// One block of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading. `level` 1 to 4 has the face of 一、 （一） 1. （1）, 0 that of a part (第一部分); `number` is the printed
    /// label (empty where unnumbered).
    Heading { level: u8, number: String, text: Text },
    /// One paragraph on one line of text.
    Paragraph(Text),
    /// A heading and the paragraph that it runs into: 1.标题。正文, or 一是标题。正文. `text` may be empty; so may `title`, for
    /// a numbered paragraph without a heading.
    RunIn { level: u8, number: String, title: Text, text: Text },
    /// A table, a chart or a photo.
    Exhibit(Exhibit),
}

impl Block {
    /// Its texts in the order of reading.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Block::Heading { number, text, .. } => vec![number, text],
            Block::Paragraph(text) => vec![text],
            Block::RunIn { number, title, text, .. } => vec![number, title, text],
            Block::Exhibit(exhibit) => exhibit.texts(),
        }
    }

    /// Those of its texts that may know where their parts come from: running text, and the cells of a table.
    pub fn known(&self) -> Vec<&Text> {
        match self {
            Block::Heading { text, .. } | Block::Paragraph(text) => vec![text],
            Block::RunIn { title, text, .. } => vec![title, text],
            Block::Exhibit(Exhibit::Table(table) | Exhibit::Chart(Chart { table, .. })) => {
                table.rows.iter().flatten().collect()
            }
            Block::Exhibit(Exhibit::Photo(_)) => Vec::new(),
        }
    }

    /// The heading that runs into a paragraph, as it is printed: number, title and its mark.
    pub fn run_in_title(number: &str, title: &str) -> String {
        let closed = title.is_empty() || title.ends_with(['。', '！', '？', '：', '；', '，']);
        let mark = if closed { "" } else { "。" };
        format!("{number}{title}{mark}")
    }
}

/// The words of a paragraph that is a point of its own, and the rest: they are set as the heading that the point has not
/// (GB/T 9704 7.3.3), up to the first mark outside brackets and quotes. A point without such a mark is all heading.
pub fn point(text: &str) -> (&str, &str) {
    let mut open = 0_u32;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '“' | '《' | '‘' => open += 1,
            '）' | '”' | '》' | '’' => open = open.saturating_sub(1),
            '，' | '；' | '：' | '。' | '！' | '？' if open == 0 => return text.split_at(at + c.len_utf8()),
            _ => {}
        }
    }
    (text, "")
}

/// A paper that goes with another: issued by a notice, or attached to a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosed {
    /// 附件 or 附件1, at the head of its first page (GB/T 9704 7.3.7); `None` for an issued paper, which is no 附件.
    pub label: Option<String>,
    pub title: String,
    pub title_lines: Vec<String>,
    pub byline: Vec<String>,
    pub recipients: Option<String>,
    /// Numbered by itself.
    pub body: Vec<Block>,
    /// An issued paper has none: the notice is signed.
    pub signature: Option<Signature>,
}

/// 版记 (GB/T 9704 7.4): copies and printing, without the words 抄送： and 印发.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imprint {
    pub cc: Option<String>,
    pub printed_by: Option<String>,
    /// To the day: 2025年12月28日.
    pub printed_on: Option<String>,
}

impl Imprint {
    /// The word before the copies and what follows it, closed with 。 (GB/T 9704 7.4.2).
    pub fn copies(&self) -> Option<[String; 2]> {
        let mark = |names: &str| if names.ends_with('。') { "" } else { "。" };
        self.cc.as_ref().map(|names| ["抄送：".to_owned(), format!("{names}{}", mark(names))])
    }

    /// The date of printing with the word after it (7.4.3).
    pub fn printed(&self) -> Option<String> {
        self.printed_on.as_ref().map(|date| format!("{date}印发"))
    }

    /// Its lines in the order of reading.
    pub fn lines(&self) -> Vec<String> {
        let copies = self.copies().map(|parts| parts.concat());
        copies.into_iter().chain(self.printed_by.clone()).chain(self.printed()).collect()
    }
}

/// 署名 and 成文日期.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The issuers, one line each.
    pub issuers: Vec<String>,
    /// The date as printed: 2025年12月28日.
    pub date: String,
    /// Whether it keeps room for a seal: the date ends four characters from the edge and the name is centred on it (7.3.5.1).
    pub sealed: bool,
}

impl Signature {
    fn texts(&self) -> impl Iterator<Item = &str> {
        self.issuers.iter().chain([&self.date]).map(String::as_str)
    }
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
