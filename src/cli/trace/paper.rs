//! What a finished paper says of itself: its title, and in an HTML page where its numbers come from.

use std::io::Read;
use std::path::Path;

/// A finished paper.
pub struct Paper {
    /// Its title on one line.
    pub title: Option<String>,
    /// Its words, where they can be read without setting it anew.
    pub text: Option<String>,
    /// The origins that the file carries: what is printed, path, formula, places.
    pub carried: Vec<[String; 4]>,
}

/// The endings of papers.
const ENDINGS: [&str; 4] = ["md", "html", "pdf", "docx"];
/// The largest part of a Word file that is read.
const LARGEST: u64 = 32 * 1024 * 1024;

/// The ending of a file that is a paper; `None` for facts.
pub fn ending(path: &Path) -> Option<&'static str> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    ENDINGS.into_iter().find(|known| *known == ending)
}

/// Reads a paper of this ending.
pub fn read(bytes: &[u8], ending: &str) -> Paper {
    match ending {
        "docx" => word(bytes),
        "pdf" => Paper { title: in_metadata(bytes), text: None, carried: Vec::new() },
        "html" => page(&String::from_utf8_lossy(bytes)),
        _ => markdown(&String::from_utf8_lossy(bytes)),
    }
}

fn markdown(text: &str) -> Paper {
    let title = text.lines().find_map(|line| line.strip_prefix("# ")).map(unescaped);
    Paper { title, text: Some(text.to_owned()), carried: Vec::new() }
}

/// The title in the metadata of a PDF/A, which is never compressed.
fn in_metadata(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let (_, rest) = text.split_once("<dc:title>")?;
    let inside = rest.split_once("</dc:title>")?.0;
    let (_, rest) = inside.split_once("<rdf:li")?;
    let (words, _) = rest.split_once('>')?.1.split_once("</rdf:li>")?;
    Some(entities(words))
}

fn word(bytes: &[u8]) -> Paper {
    let title = part(bytes, "docProps/core.xml").and_then(|core| {
        let (_, rest) = core.split_once("<dc:title>")?;
        Some(entities(rest.split_once("</dc:title>")?.0))
    });
    Paper { title, text: None, carried: Vec::new() }
}

/// A part of a Word file.
fn part(bytes: &[u8], name: &str) -> Option<String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).ok()?;
    let file = archive.by_name(name).ok()?;
    let mut text = String::new();
    file.take(LARGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// An HTML page carries its origins as attributes of the elements around what they are about.
fn page(text: &str) -> Paper {
    let title = text.split_once("<title>").and_then(|(_, rest)| Some(entities(rest.split_once("</title>")?.0)));
    let mut carried = Vec::new();
    for (at, _) in text.match_indices("data-path=\"") {
        let tag_from = text.get(..at).and_then(|before| before.rfind('<')).unwrap_or(at);
        let Some((tag, rest)) = text.get(tag_from..).and_then(|rest| rest.split_once('>')) else { continue };
        let value = |name: &str| {
            let found = tag.split_once(&format!("{name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
            found.map(|(value, _)| entities(value)).unwrap_or_default()
        };
        // An outer one goes on over those in it: only what stands before the next tag is surely its own.
        let own = rest.split_once('<').map_or(rest, |(own, _)| own);
        carried.push([entities(own), value("data-path"), value("data-formula"), value("data-from")]);
    }
    Paper { title, text: None, carried }
}

/// Text without the entities of HTML and XML.
fn entities(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&amp;", "&")];
    named.iter().fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c))
}

/// A line of Markdown without the marks that keep its words from being read as anything else.
fn unescaped(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' || !chars.peek().is_some_and(char::is_ascii_punctuation) {
            words.push(c);
        }
    }
    words
}
