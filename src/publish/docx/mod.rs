//! A document as a Word file (ISO/IEC 29500, WordprocessingML) that opens right in Word, WPS and LibreOffice: real styles
//! with their faces by name, numbers as text, the grid of 22 × 28, odd and even page numbers (GB/T 9704-2012).
//!
//! | step | room |
//! |---|---|
//! | words to paragraphs | `paper`, with `head` (版头), `foot` (署名, 版记, page numbers) and `exhibits` |
//! | pages, upright and lying | `section` |
//! | paragraphs to XML | `story`, `xml` |
//! | where figures come from | `origins`, `controls` (which words stand in one) |
//! | XML to a file | `package` |
//!
//! The looks are no code: `parts/styles.xml`.

mod controls;
mod exhibits;
mod foot;
mod head;
mod origins;
pub mod read;
mod package;
mod paper;
mod seals;
mod section;
mod story;
mod xml;

use self::package::{Part, Relation, archive, relations};
use self::paper::Main;
use self::xml::Xml;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::document::exhibit::Chart;
use crate::say;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A part of the text in the folder `word`; `content` is the middle of the name of its sort.
macro_rules! word {
    ($name:literal, $content:literal, $text:expr) => {
        Part::xml(
            concat!("word/", $name, ".xml"),
            concat!("application/vnd.openxmlformats-officedocument.wordprocessingml.", $content, "+xml"),
            $text,
        )
    };
}

/// The sort of a relation between the parts of an office file, by the end of its URI.
macro_rules! office {
    ($sort:literal) => {
        concat!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/", $sort)
    };
}

/// Draws a chart as a PNG picture.
pub type Draw<'a> = &'a dyn Fn(&Chart) -> Result<Vec<u8>, Diagnostics>;

/// The whole paper as a Word file; with `origins`, every live figure and clause stands in a content control that carries
/// the path of its fact. The same document gives the same bytes, whatever the day and the machine.
pub fn docx(document: &Document, origins: bool, draw: Draw<'_>) -> Result<Vec<u8>, Diagnostics> {
    let main = paper::paper(document, origins, draw)?;
    let needed = relations_of_text(&main);
    let mut parts = vec![
        relations(
            "",
            &[
                Relation::new("rId1", office!("officeDocument"), "word/document.xml"),
                Relation::new("rId2", CORE_PROPERTIES, "docProps/core.xml"),
                Relation::new("rId3", office!("extended-properties"), "docProps/app.xml"),
            ],
        ),
        word!("document", "document.main", main.text),
        relations("word/document.xml", &needed),
        word!("styles", "styles", include_str!("parts/styles.xml")),
        word!("settings", "settings", settings(document.duplex)),
        word!("fontTable", "fontTable", include_str!("parts/fontTable.xml")),
        word!("footer1", "footer", foot::page_number("right")),
        word!("footer2", "footer", foot::page_number("left")),
        word!("footer3", "footer", foot::first_page()),
        Part::xml("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", core(document)),
        Part::xml("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", app()),
    ];
    if main.lies {
        parts.push(word!("footer4", "footer", section::page_number("right")));
        parts.push(word!("footer5", "footer", section::page_number("left")));
    }
    parts.extend(main.origins);
    parts.extend(main.media);
    archive(&parts).map_err(|reason| {
        let message = say!("Word 文件无法写出：{reason}", "the Word file cannot be written: {reason}");
        let mut problems = Diagnostics::new();
        problems.push(Diagnostic::error("E005", message));
        problems
    })
}

/// What the text needs. Its pictures go by their numbers, see [`exhibits`].
fn relations_of_text(main: &Main) -> Vec<Relation> {
    let mut needed = vec![
        Relation::new("rId1", office!("styles"), "styles.xml"),
        Relation::new("rId2", office!("settings"), "settings.xml"),
        Relation::new("rId3", office!("fontTable"), "fontTable.xml"),
        Relation::new(foot::ODD, office!("footer"), "footer1.xml"),
        Relation::new(foot::EVEN, office!("footer"), "footer2.xml"),
        Relation::new(foot::FIRST, office!("footer"), "footer3.xml"),
    ];
    if main.lies {
        needed.push(Relation::new(section::ODD, office!("footer"), "footer4.xml"));
        needed.push(Relation::new(section::EVEN, office!("footer"), "footer5.xml"));
    }
    if !main.origins.is_empty() {
        needed.push(Relation::new("rId7", office!("customXml"), format!("../{}", origins::ITEM)));
    }
    for (at, part) in main.media.iter().enumerate() {
        let target = part.name.trim_start_matches("word/");
        needed.push(Relation::new(exhibits::id(at), office!("image"), target));
    }
    needed
}

const CORE_PROPERTIES: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

/// How the file behaves. On paper printed on both sides the binding margin of even pages is on the right (6.3).
fn settings(duplex: bool) -> String {
    let settings = include_str!("parts/settings.xml");
    if duplex {
        settings.replace("<w:bordersDoNotSurroundHeader/>", "<w:mirrorMargins/>\n  <w:bordersDoNotSurroundHeader/>")
    } else {
        settings.to_owned()
    }
}

/// Title, author, keywords and date: the date of the paper, never the clock.
fn core(document: &Document) -> String {
    let date = document.date;
    let time = format!("{:04}-{:02}-{:02}T00:00:00Z", date.year, date.month, date.day);
    let mut xml = Xml::part();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", &"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", &"http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", &"http://purl.org/dc/terms/"),
            ("xmlns:xsi", &"http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    xml.words("dc:title", &[], &document.title);
    xml.words("dc:creator", &[], &document.author);
    xml.words("cp:keywords", &[], &document.keywords.join("；"));
    xml.words("cp:lastModifiedBy", &[], &document.author);
    for name in ["dcterms:created", "dcterms:modified"] {
        xml.words(name, &[("xsi:type", &"dcterms:W3CDTF")], &time);
    }
    xml.words("dc:language", &[], "zh-CN");
    xml.close();
    xml.finish()
}

fn app() -> String {
    let mut xml = Xml::part();
    xml.open("Properties", &[("xmlns", &"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")]);
    xml.words("Application", &[], concat!("niandu ", env!("CARGO_PKG_VERSION")));
    xml.close();
    xml.finish()
}
