//! XML as text: elements that close themselves in order, and words that stay words.

use std::fmt::{Display, Write};

/// The text of an XML part as it grows. What is opened is closed in turn, so that it is always well-formed.
#[derive(Default)]
pub struct Xml {
    text: String,
    open: Vec<&'static str>,
}

/// The attributes of an element.
pub type Attributes<'a> = &'a [(&'a str, &'a dyn Display)];

impl Xml {
    /// An empty text under the declaration that every part begins with.
    pub fn part() -> Self {
        Self { text: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned(), open: Vec::new() }
    }

    /// Begins an element.
    pub fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.tag(name, attributes);
        self.text.push('>');
        self.open.push(name);
    }

    /// Ends the element that was begun last.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            let _ = write!(self.text, "</{name}>");
        }
    }

    /// An element without content.
    pub fn empty(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.tag(name, attributes);
        self.text.push_str("/>");
    }

    /// An element that holds nothing but words.
    pub fn words(&mut self, name: &'static str, attributes: Attributes<'_>, words: &str) {
        self.open(name, attributes);
        escape(&mut self.text, words);
        self.close();
    }

    fn tag(&mut self, name: &str, attributes: Attributes<'_>) {
        let _ = write!(self.text, "<{name}");
        for (key, value) in attributes {
            let _ = write!(self.text, " {key}=\"");
            escape(&mut self.text, &value.to_string());
            self.text.push('"');
        }
    }

    /// The finished text.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }
}

/// Words, safe in an element and in a double-quoted attribute.
///
/// XML 1.0 (2.2) has no form for most control characters, not even as a reference: U+FFFD stands for each of them, as it
/// does on an HTML page. A carriage return, and in an attribute any break, would be read as a line feed or a blank.
fn escape(out: &mut String, words: &str) {
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
}
