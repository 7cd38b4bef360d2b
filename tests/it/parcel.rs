//! A Word file as it is read: its parts, and the words of its paragraphs.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use niandu::document::Document;
use niandu::publish::docx::docx;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// The parts of a Word file by their names.
pub struct Parcel {
    pub parts: BTreeMap<String, Vec<u8>>,
}

/// A paragraph: its style, its words, and the tags of the controls in it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Paragraph {
    pub style: String,
    pub words: String,
    /// Of each control its tag and the words in it.
    pub controls: Vec<(String, String)>,
}

/// A picture of one point: what a chart is drawn as where no one looks at it.
pub const POINT: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x02\0\0\0\x01\x08\x02\0\0\0";

/// The Word file of a document, with origins or without.
pub fn written(document: &Document, origins: bool) -> Vec<u8> {
    docx(document, origins, &|_| Ok(POINT.to_vec())).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// What another program finds in it.
pub fn parcel(bytes: &[u8]) -> Parcel {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        let name = file.name().expect("a name").into_owned();
        assert!(parts.insert(name.clone(), bytes).is_none(), "{name} twice");
    }
    Parcel { parts }
}

impl Parcel {
    pub fn text(&self, name: &str) -> &str {
        let bytes = self.parts.get(name).unwrap_or_else(|| panic!("no {name}"));
        std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{name} is not UTF-8"))
    }

    /// The paragraphs of the text in their order.
    pub fn paragraphs(&self) -> Vec<Paragraph> {
        let mut paragraphs: Vec<Paragraph> = Vec::new();
        let mut open: Vec<(String, usize)> = Vec::new();
        let text = self.text("word/document.xml");
        walk(text, &mut |step| match step {
            Step::Open(name, attributes) => {
                let value = attributes.get("w:val").cloned().unwrap_or_default();
                match name {
                    "w:p" => paragraphs.push(Paragraph::default()),
                    "w:pStyle" => paragraphs.last_mut().expect("a paragraph").style = value,
                    "w:tag" => {
                        let controls = &mut paragraphs.last_mut().expect("a paragraph").controls;
                        open.push((value.clone(), controls.len()));
                        controls.push((value, String::new()));
                    }
                    _ => {}
                }
            }
            Step::Words("w:t", words) => {
                let paragraph = paragraphs.last_mut().expect("a paragraph");
                paragraph.words.push_str(words);
                open.iter().for_each(|(_, at)| paragraph.controls[*at].1.push_str(words));
            }
            Step::Close("w:sdt") => {
                open.pop().expect("a control");
            }
            _ => {}
        });
        paragraphs
    }
}

/// A step through XML.
pub enum Step<'a> {
    Open(&'a str, BTreeMap<String, String>),
    Words(&'a str, &'a str),
    Close(&'a str),
}

/// Walks through XML, which must be well-formed.
pub fn walk(text: &str, take: &mut dyn FnMut(Step<'_>)) {
    let forbidden = |c: char| c < ' ' && !"\t\n\r".contains(c) || c == '\u{fffe}' || c == '\u{ffff}';
    assert!(!text.contains(forbidden), "a character that XML has not in {text}");
    let mut reader = Reader::from_str(text);
    let mut open: Vec<String> = Vec::new();
    loop {
        match reader.read_event().unwrap_or_else(|reason| panic!("{reason} in {text}")) {
            Event::Start(start) => {
                open.push(name(&start));
                take(Step::Open(&name(&start), attributes(&start)));
            }
            Event::Empty(start) => {
                take(Step::Open(&name(&start), attributes(&start)));
                take(Step::Close(&name(&start)));
            }
            Event::End(_) => take(Step::Close(&open.pop().expect("an open element"))),
            Event::Text(words) => {
                let words = words.xml10_content();
                take(Step::Words(open.last().map_or("", String::as_str), &words));
            }
            Event::GeneralRef(reference) => {
                let c = match reference.resolve_char_ref().expect("a character") {
                    Some(c) => c.to_string(),
                    None => match reference.xml10_content().as_ref() {
                        "amp" => "&".to_owned(),
                        "lt" => "<".to_owned(),
                        "gt" => ">".to_owned(),
                        "quot" => "\"".to_owned(),
                        other => panic!("&{other};"),
                    },
                };
                take(Step::Words(open.last().map_or("", String::as_str), &c));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?} not closed");
}

fn name(start: &BytesStart<'_>) -> String {
    String::from(start.name().as_ref())
}

fn attributes(start: &BytesStart<'_>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for attribute in start.attributes() {
        let attribute = attribute.expect("an attribute, each once");
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).expect("its value").into_owned();
        found.insert(String::from(attribute.key.as_ref()), value);
    }
    found
}

/// Every element of a text, with its attributes.
pub fn elements(text: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut found = Vec::new();
    walk(text, &mut |step| {
        if let Step::Open(name, attributes) = step {
            found.push((name.to_owned(), attributes));
        }
    });
    found
}
