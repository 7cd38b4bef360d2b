//! A page read back: its title, and its texts with the origins that their elements carry.

use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::document::text::{Place, Provenance};
use crate::publish::held::{Gatherer, Held, Role, attribute, entity, sort};

/// Elements within a text; any other begins a new one.
const INLINE: [&str; 11] = ["span", "a", "b", "i", "em", "strong", "time", "br", "wbr", "mark", "sup"];

/// Reads a page. One that does not read on as a page ends there.
pub fn held(page: &str) -> Held {
    let title = page.split_once("<title>").and_then(|(_, rest)| Some(rest.split_once("</title>")?.0));
    let title = title.map(|title| quick_xml::escape::unescape(title).map_or(title.to_owned(), |it| it.into_owned()));
    let main = page.find("<main").and_then(|at| page.get(at..)).unwrap_or(page);
    let mut reader = Reader::from_str(main);
    // A browser closes what a page leaves open; pages of this program leave nothing open but what cannot be closed.
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut gatherer = Gatherer::default();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) if tag.name().as_ref() == "span" => gatherer.open(origin(&tag).map(Arc::new)),
            Event::Start(tag) | Event::Empty(tag) if !INLINE.contains(&tag.name().as_ref()) => {
                gatherer.end();
                gatherer.role(role(&tag));
            }
            Event::End(tag) if tag.name().as_ref() == "span" => gatherer.close(),
            Event::End(tag) if tag.name().as_ref() == "main" => break,
            Event::End(tag) if !INLINE.contains(&tag.name().as_ref()) => gatherer.end(),
            Event::Text(words) => gatherer.words(&words),
            Event::GeneralRef(name) => gatherer.words(&entity(&name).unwrap_or_default()),
            Event::Eof => break,
            _ => {}
        }
    }
    Held { title, texts: gatherer.texts() }
}

/// What the text of an element is.
fn role(tag: &BytesStart<'_>) -> Role {
    let name = tag.name();
    // A heading that is too deep for an element of its own tells its depth.
    let told = || attribute(tag, "aria-level").and_then(|depth| depth.parse().ok());
    let depth = name.as_ref().strip_prefix('h').and_then(|depth| depth.parse().ok()).or_else(told);
    match depth {
        Some(1) => Role::Title,
        Some(depth @ 2..=6) => Role::Heading(depth),
        _ => Role::Words,
    }
}

/// What an element says of where its words come from.
fn origin(tag: &BytesStart<'_>) -> Option<Provenance> {
    let class = attribute(tag, "class")?;
    let sort = sort(class.strip_prefix("origin ")?)?;
    let value = |name: &str| attribute(tag, name).filter(|value| !value.is_empty());
    let place = |place: &str| {
        let (file, line) = place.rsplit_once(':')?;
        Some(Place { file: file.to_owned(), line: line.parse().ok()? })
    };
    // The name of a file may have a blank in it: a place ends in a number.
    let mut places = Vec::new();
    let mut left = String::new();
    for part in value("data-from").unwrap_or_default().split(' ') {
        left = if left.is_empty() { part.to_owned() } else { format!("{left} {part}") };
        if let Some(found) = place(&left) {
            places.push(found);
            left.clear();
        }
    }
    Some(Provenance { sort, path: value("data-path").unwrap_or_default(), formula: value("data-formula"), places })
}
