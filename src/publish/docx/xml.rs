//! XML as text: elements that are closed in order, and words that stay words.

use std::fmt::{Display, Write};

use crate::publish::escape::push_xml;

/// The text of an XML part as it grows. What is opened is closed in turn by who opened it.
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
        debug_assert!(!self.open.is_empty(), "nothing is open after {}", self.tail());
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
        push_xml(&mut self.text, words);
        self.close();
    }

    fn tag(&mut self, name: &str, attributes: Attributes<'_>) {
        let _ = write!(self.text, "<{name}");
        for (key, value) in attributes {
            let _ = write!(self.text, " {key}=\"");
            push_xml(&mut self.text, &value.to_string());
            self.text.push('"');
        }
    }

    /// Ends so many elements.
    pub fn close_all(&mut self, elements: usize) {
        (0..elements).for_each(|_| self.close());
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// How long the text is.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Puts what is finished into the text, at a place where elements may stand.
    pub fn insert(&mut self, at: usize, elements: &str) {
        if self.text.is_char_boundary(at) {
            self.text.insert_str(at, elements);
        }
    }

    /// The end of the text, for who looks for a fault.
    fn tail(&self) -> String {
        let mut last: Vec<char> = self.text.chars().rev().take(80).collect();
        last.reverse();
        last.into_iter().collect()
    }

    /// The finished text. Whoever leaves an element open has closed another one too late: what follows stood in the wrong
    /// place. Outside of tests it is at least well-formed.
    pub fn finish(mut self) -> String {
        debug_assert!(self.open.is_empty(), "{:?} not closed after {}", self.open, self.tail());
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }
}
