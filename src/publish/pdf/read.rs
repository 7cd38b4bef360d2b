//! A PDF read back: its title, and the files that it holds. Any PDF may be given, also a damaged or a hostile one.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Object, Stream, String as PdfString};
use quick_xml::Reader;
use quick_xml::events::Event;

/// What a PDF says of itself, as far as it concerns its facts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    /// Its title: that of the XMP metadata, else that of the information dictionary.
    pub title: Option<String>,
    /// The files that it holds, in the order of its list.
    pub files: Vec<HeldFile>,
}

/// A file inside a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldFile {
    /// Its name, with `/` between folders.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// More files and bytes, and more nodes and levels of the list of names, than a paper with its facts ever has.
const FILES: usize = 1000;
const BYTES: usize = 64 << 20;
const NODES: usize = 1000;
const LEVELS: usize = 16;

/// Reads a PDF; `None` where it is none, or is locked.
pub fn held(bytes: &[u8]) -> Option<Held> {
    let pdf = Pdf::new(bytes.to_vec()).ok()?;
    let root: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    let written = root.get::<Stream<'_>>("Metadata").and_then(|stream| Some(stream.decoded().ok()?.into_owned()));
    let title = written.as_deref().and_then(title);
    let title = title.or_else(|| pdf.metadata().title.as_deref().map(text)).filter(|title| !title.trim().is_empty());
    let mut files = Vec::new();
    if let Some(tree) = root.get::<Dict<'_>>("Names").and_then(|names| names.get("EmbeddedFiles")) {
        collect(&tree, &mut { NODES }, 0, &mut files);
    }
    Some(Held { title, files })
}

/// The files of a name tree (ISO 32000-1 7.9.6). One that leads back to itself ends with its `nodes` or levels.
fn collect(node: &Dict<'_>, nodes: &mut usize, level: usize, files: &mut Vec<HeldFile>) {
    let names = node.get::<Array<'_>>("Names");
    for spec in names.iter().flat_map(|names| names.iter::<Object<'_>>()).filter_map(Object::into_dict) {
        let size: usize = files.iter().map(|file| file.bytes.len()).sum();
        if files.len() >= FILES || size >= BYTES {
            return;
        }
        files.extend(file(&spec));
    }
    let kids = node.get::<Array<'_>>("Kids");
    for kid in kids.iter().flat_map(|kids| kids.iter::<Object<'_>>()).filter_map(Object::into_dict) {
        let Some(left) = nodes.checked_sub(1).filter(|_| level < LEVELS) else { return };
        *nodes = left;
        collect(&kid, nodes, level + 1, files);
    }
}

/// The file of a file specification (ISO 32000-1 7.11.3).
fn file(spec: &Dict<'_>) -> Option<HeldFile> {
    let name = spec.get::<PdfString<'_>>("UF").or_else(|| spec.get("F"))?;
    let streams = spec.get::<Dict<'_>>("EF")?;
    let stream = streams.get::<Stream<'_>>("UF").or_else(|| streams.get("F"))?;
    Some(HeldFile { name: text(name.as_bytes()), bytes: stream.decoded().ok()?.into_owned() })
}

/// A text string (ISO 32000-1 7.9.2.2): UTF-16 or UTF-8 by its mark; without one UTF-8, as many writers have it.
pub(super) fn text(bytes: &[u8]) -> String {
    let sixteen = |from: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| from([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xfe, 0xff, rest @ ..] => sixteen(u16::from_be_bytes, rest),
        [0xff, 0xfe, rest @ ..] => sixteen(u16::from_le_bytes, rest),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The text of `dc:title` in XMP metadata.
fn title(xmp: &[u8]) -> Option<String> {
    let mut reader = Reader::from_reader(xmp);
    let (mut inside, mut title) = (false, String::new());
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) if tag.name().as_ref() == "dc:title" => inside = true,
            Event::End(tag) if tag.name().as_ref() == "dc:title" => return Some(title.trim().to_owned()),
            Event::Text(words) if inside => title += &words,
            Event::GeneralRef(name) if inside => match name.resolve_char_ref().ok()? {
                Some(c) => title.push(c),
                None => title += quick_xml::escape::resolve_predefined_entity(&name)?,
            },
            Event::Eof => return None,
            _ => {}
        }
    }
}
