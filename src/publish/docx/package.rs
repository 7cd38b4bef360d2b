//! The package of a Word file (ISO/IEC 29500-2): parts in a ZIP archive, what they are and how they belong together.

use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::Xml;

const CONTENT_TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPE_OF_RELATIONSHIPS: &str = "application/vnd.openxmlformats-package.relationships+xml";

/// A part: a file of the package.
pub struct Part {
    /// Without the leading slash: `word/document.xml`.
    pub name: String,
    /// What it is; none where its ending says so.
    pub content: Option<&'static str>,
    pub bytes: Vec<u8>,
}

impl Part {
    /// A part of XML.
    pub fn xml(name: &str, content: &'static str, text: impl Into<String>) -> Self {
        Self { name: name.to_owned(), content: Some(content), bytes: text.into().into_bytes() }
    }
}

/// That one part needs another.
pub struct Relation {
    /// What the text of the part calls it.
    pub id: String,
    /// Its sort, a URI.
    pub sort: &'static str,
    /// The other part, as it is found from the folder of this one.
    pub target: String,
}

impl Relation {
    pub fn new(id: impl Into<String>, sort: &'static str, target: impl Into<String>) -> Self {
        Self { id: id.into(), sort, target: target.into() }
    }
}

/// The part that says what another one (or the package itself, `""`) needs.
pub fn relations(of: &str, relations: &[Relation]) -> Part {
    let (folder, file) = of.rsplit_once('/').map_or(("", of), |(folder, file)| (folder, file));
    let slash = if folder.is_empty() { "" } else { "/" };
    let mut xml = Xml::part();
    xml.open("Relationships", &[("xmlns", &RELATIONSHIPS)]);
    for relation in relations {
        xml.empty("Relationship", &[("Id", &relation.id), ("Type", &relation.sort), ("Target", &relation.target)]);
    }
    xml.close();
    Part { name: format!("{folder}{slash}_rels/{file}.rels"), content: None, bytes: xml.finish().into_bytes() }
}

/// The part that says what every other one is.
fn content_types(parts: &[Part]) -> Part {
    let mut xml = Xml::part();
    xml.open("Types", &[("xmlns", &CONTENT_TYPES)]);
    let endings =
        [("rels", TYPE_OF_RELATIONSHIPS), ("xml", "application/xml"), ("png", "image/png"), ("jpeg", "image/jpeg")];
    for (ending, content) in endings {
        xml.empty("Default", &[("Extension", &ending), ("ContentType", &content)]);
    }
    for part in parts {
        if let Some(content) = part.content {
            xml.empty("Override", &[("PartName", &format!("/{}", part.name)), ("ContentType", &content)]);
        }
    }
    xml.close();
    Part { name: "[Content_Types].xml".to_owned(), content: None, bytes: xml.finish().into_bytes() }
}

/// The archive of these parts in their order. No clock and no machine is in it: the same parts give the same bytes.
pub fn archive(parts: &[Part]) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // Readers that guess what a file is look at its first part.
    for part in std::iter::once(&content_types(parts)).chain(parts) {
        archive.start_file(part.name.as_str(), options)?;
        archive.write_all(&part.bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
