//! What leaves the house: a document as Markdown, HTML or PDF. A publisher knows no school.

pub mod html;
pub mod markdown;
pub mod pdf;
