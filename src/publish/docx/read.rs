//! A Word file read back: its title, and its texts with the origins that their controls carry. Word and others keep both
//! the controls and the part with the origins when they save the file, if under another name.

use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::origins::{NAMESPACE, WHOLE};
use crate::document::text::{Place, Provenance, Sort};
use crate::publish::held::{Gatherer, Held, Role, Told, attribute, entity, sort};

/// The largest part that is read.
const LARGEST: u64 = 32 << 20;
/// So many parts of data of its own a file may have, of which one is that with the origins.
const ITEMS: usize = 100;

type Package<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Reads a Word file; `None` where it is none.
pub fn held(bytes: &[u8]) -> Option<Held> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let text = part(&mut package, "word/document.xml")?;
    let known = known(&mut package);
    Some(Held { title: title(&mut package), texts: texts(&text, &known) })
}

fn part(package: &mut Package<'_>, name: &str) -> Option<String> {
    let mut text = String::new();
    package.by_name(name).ok()?.take(LARGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// `dc:title` of the core properties.
fn title(package: &mut Package<'_>) -> Option<String> {
    let core = part(package, "docProps/core.xml")?;
    let mut reader = Reader::from_str(&core);
    let (mut inside, mut title) = (false, String::new());
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) if tag.name().as_ref() == "dc:title" => inside = true,
            Event::End(tag) if tag.name().as_ref() == "dc:title" => return Some(title.trim().to_owned()),
            Event::Text(words) if inside => title.push_str(&words),
            Event::GeneralRef(name) if inside => title.push_str(&entity(&name)?),
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// The origins of the part that has them, by their tags.
fn known(package: &mut Package<'_>) -> HashMap<String, Arc<Provenance>> {
    let is_item = |name: &String| name.starts_with("customXml/item") && !name.starts_with("customXml/itemProps");
    let names = package.file_names().flatten().map(|name| name.into_owned());
    let names: Vec<String> = names.filter(is_item).take(ITEMS).collect();
    let items: Vec<String> = names.iter().filter_map(|name| part(package, name)).collect();
    items.iter().find(|item| item.contains(NAMESPACE)).map(|item| origins(item)).unwrap_or_default()
}

fn origins(item: &str) -> HashMap<String, Arc<Provenance>> {
    let mut known = HashMap::new();
    let mut open: Option<(String, Provenance)> = None;
    let mut reader = Reader::from_str(item);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) if tag.local_name().as_ref() == "origin" => open = origin(&tag),
            // One without places.
            Event::Empty(tag) if tag.local_name().as_ref() == "origin" => {
                known.extend(origin(&tag).map(|(tag, from)| (tag, Arc::new(from))));
            }
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "place" => {
                let line = attribute(&tag, "line").and_then(|line| line.parse().ok());
                let place = attribute(&tag, "file").zip(line).map(|(file, line)| Place { file, line });
                open.iter_mut().for_each(|(_, from)| from.places.extend(place.clone()));
            }
            Event::End(tag) if tag.local_name().as_ref() == "origin" => {
                known.extend(open.take().map(|(tag, from)| (tag, Arc::new(from))));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    known
}

fn origin(tag: &BytesStart<'_>) -> Option<(String, Provenance)> {
    let own = attribute(tag, "sort").and_then(|name| sort(&name)).unwrap_or(Sort::Fact);
    let path = attribute(tag, "path").unwrap_or_default();
    let formula = attribute(tag, "formula").filter(|formula| !formula.is_empty());
    Some((attribute(tag, "tag")?, Provenance { sort: own, path, formula, places: Vec::new() }))
}

/// The paragraphs, with the controls in them.
fn texts(document: &str, known: &HashMap<String, Arc<Provenance>>) -> Vec<Told> {
    let mut gatherer = Gatherer::default();
    let mut reads = false;
    // Of each open control whether it stands for its paragraph; and how many that do have ended before their paragraph.
    let (mut controls, mut whole) = (Vec::new(), 0);
    let mut reader = Reader::from_str(document);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) if tag.name().as_ref() == "w:sdt" => {
                controls.push(false);
                gatherer.open(None);
            }
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == "w:alias" => {
                let told = attribute(&tag, "w:val").is_some_and(|title| title.ends_with(WHOLE));
                controls.iter_mut().rev().take(1).for_each(|whole| *whole = told);
            }
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == "w:tag" => {
                gatherer.tell(attribute(&tag, "w:val").and_then(|tag| known.get(&tag).cloned()));
            }
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == "w:pStyle" => {
                gatherer.role(attribute(&tag, "w:val").map(|style| role(&style)).unwrap_or_default());
            }
            Event::Start(tag) if tag.name().as_ref() == "w:t" => reads = true,
            Event::Text(words) if reads => gatherer.words(&words),
            Event::GeneralRef(name) if reads => gatherer.words(&entity(&name).unwrap_or_default()),
            Event::End(tag) => match tag.name().as_ref() {
                "w:sdt" => match controls.pop() {
                    Some(true) => whole += 1,
                    _ => gatherer.close(),
                },
                "w:t" => reads = false,
                "w:p" => {
                    (0..std::mem::take(&mut whole)).for_each(|_| gatherer.close());
                    gatherer.end();
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    gatherer.texts()
}

/// What a paragraph of this style is. Other programs write the number of a level behind a name of their own.
fn role(style: &str) -> Role {
    let level = style.strip_prefix("Heading").or_else(|| style.strip_prefix("标题"));
    match (style, level.and_then(|level| level.trim().parse().ok())) {
        ("Title" | "EnclosedTitle", _) => Role::Title,
        (_, Some(level)) => Role::Heading(level),
        _ => Role::Words,
    }
}
