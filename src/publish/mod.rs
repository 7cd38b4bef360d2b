//! What leaves the house: a document as Markdown, HTML, PDF or a Word file, and the days of a plan as a calendar. A
//! publisher knows no school.

pub mod calendar;
pub mod chart;
pub mod docx;
mod escape;
mod glue;
pub mod held;
pub mod html;
pub mod markdown;
pub mod pdf;

/// A format of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    Markdown,
    Html,
    Pdf,
    Docx,
    /// The days of a plan; no words of the paper.
    Calendar,
}

impl Format {
    /// All formats in the order in which they are written.
    pub const ALL: [Self; 5] = [Self::Markdown, Self::Html, Self::Pdf, Self::Docx, Self::Calendar];
    /// Those that are written where none is named. A draft for Word and a calendar are asked for.
    pub const USUAL: [Self; 3] = [Self::Markdown, Self::Html, Self::Pdf];

    /// The ending of its files, which is also its name on the command line.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Calendar => "ics",
        }
    }
}

/// A finished publication: complete, to be written once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    pub format: Format,
    pub bytes: Vec<u8>,
}
