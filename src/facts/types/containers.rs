//! What holds values of another type: nothing or one, a list, values by name, a record that a word may stand for.

use std::collections::HashSet;

use crate::facts::reader::{Read, Reader};
use crate::facts::table::{Field, Item, Shape};
use crate::facts::tree::{Node, Value};
use crate::facts::value::Text;
use crate::say;

impl<T: Read> Read for Option<T> {
    const REQUIRED: bool = false;
    fn shape() -> Shape {
        T::shape()
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        T::read(node, field, reader).map(Some)
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
    fn item(&self) -> Item<'_> {
        self.as_ref().map_or(Item::Nothing, Read::item)
    }
}

impl<T: Read> Read for Vec<T> {
    const REQUIRED: bool = false;
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
    /// A single value stands for a list of one.
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            Value::List(items) => {
                let read: Self = items.iter().filter_map(|item| reader.member(item, field)).collect();
                if read.len() < items.len() {
                    reader.lost_from(field);
                }
                Some(read)
            }
            _ => {
                let read = if reader.is_undashed(node) || reader.is_marked(node) {
                    None
                } else {
                    T::read(node, field, reader)
                };
                if read.is_none() {
                    reader.lost_from(field);
                }
                Some(read.into_iter().collect())
            }
        }
    }
    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
    fn item(&self) -> Item<'_> {
        Item::List(self.iter().map(Read::item).collect())
    }
}

/// Values under keys that the author chooses, in the order of the file.
#[derive(Debug, Clone)]
pub struct ByName<T>(pub Vec<(Text, T)>);

impl<T: Read> Read for ByName<T> {
    const REQUIRED: bool = false;
    fn shape() -> Shape {
        Shape::Named(Box::new(T::shape()))
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            reader.scalar(&Node { origin: node.origin, value: Value::Map(Vec::new()) }, field);
            return None;
        };
        let mut named: Vec<(Text, T)> = Vec::new();
        let mut seen: HashSet<&str> = HashSet::new();
        for (key, value) in entries {
            if !seen.insert(&key.text) {
                let name = &key.text;
                let (message, hint) =
                    (say!("“{name}”写了两次", "`{name}` is written twice"), say!("合并成一个", "merge the two"));
                reader.refuse("E022", key.origin, message, hint);
            } else if let Some(value) = T::read(value, field, reader) {
                named.push((Text { origin: key.origin, text: key.text.clone() }, value));
            } else {
                // References to it lead to something that was written.
                reader.ids.insert(key.text.clone());
            }
        }
        Some(Self(named))
    }
    fn absent() -> Option<Self> {
        Some(Self(Vec::new()))
    }
    fn item(&self) -> Item<'_> {
        if self.0.is_empty() {
            return Item::Nothing;
        }
        Item::Named(self.0.iter().map(|(name, value)| (name, value.item())).collect())
    }
}

/// A list for all, or one for each of some names.
#[derive(Debug, Clone, Default)]
pub struct Lists<T> {
    pub all: Vec<T>,
    pub each: Vec<(Text, Vec<T>)>,
}

impl<T> Lists<T> {
    /// All members, whatever list they stand in.
    pub fn members(&self) -> impl Iterator<Item = &T> {
        self.all.iter().chain(self.each.iter().flat_map(|(_, list)| list))
    }
}

impl<T: Read> Read for Lists<T> {
    const REQUIRED: bool = false;
    fn shape() -> Shape {
        <Vec<T>>::shape()
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            Value::Map(_) => ByName::read(node, field, reader).map(|named| Self { all: Vec::new(), each: named.0 }),
            _ => Vec::read(node, field, reader).map(|all| Self { all, each: Vec::new() }),
        }
    }
    fn absent() -> Option<Self> {
        Some(Self { all: Vec::new(), each: Vec::new() })
    }
    fn item(&self) -> Item<'_> {
        Item::List(self.members().map(Read::item).collect())
    }
}

/// A record that may be written as a single word.
pub trait Worded: Read {
    /// The record that a word alone stands for.
    fn word(text: Text) -> Self;
}

/// A record, or the word that stands for it.
#[derive(Debug, Clone)]
pub struct Short<T>(pub T);

impl<T: Worded> Read for Short<T> {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        match T::shape() {
            Shape::Record(table) => Shape::WordOr(table),
            shape => shape,
        }
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            Value::Scalar(_) => Text::read(node, field, reader).map(|text| Self(T::word(text))),
            _ => T::read(node, field, reader).map(Self),
        }
    }
    fn item(&self) -> Item<'_> {
        self.0.item()
    }
}
