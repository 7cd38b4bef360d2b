//! Words of a fixed list: yes and no, roles, levels.

use crate::facts::reader::{Read, Reader};
use crate::facts::table::{Field, Item, Shape};
use crate::facts::tree::Node;
use crate::facts::value::{At, Level, Only, Progress, Role, Tier};

/// A type whose values are the words of a fixed list.
pub trait Choice: Sized + Copy {
    /// The value that a word means.
    fn of(word: &str) -> Option<Self>;
    /// All words, those to be offered first.
    fn words() -> Vec<&'static str>;
    /// The word that is printed for this value; `None` where it says nothing on paper.
    fn name(self) -> Option<&'static str>;
}

/// The first word of a value, which is the one printed.
fn first_word<T: PartialEq>(words: &[(T, &[&'static str])], value: &T) -> Option<&'static str> {
    words.iter().find(|(each, _)| each == value).and_then(|(_, words)| words.first().copied())
}

impl Choice for bool {
    fn of(word: &str) -> Option<Self> {
        match word {
            "是" | "true" | "yes" => Some(true),
            "否" | "false" | "no" => Some(false),
            _ => None,
        }
    }
    fn words() -> Vec<&'static str> {
        vec!["是", "否", "true", "false"]
    }
    fn name(self) -> Option<&'static str> {
        None
    }
}

/// Makes a choice of each type that lists its words.
macro_rules! listed {
    ($($name:ident)*) => { $(
        impl Choice for $name {
            fn of(word: &str) -> Option<Self> {
                $name::of(word)
            }
            fn words() -> Vec<&'static str> {
                $name::WORDS.iter().flat_map(|(_, words)| words.iter().copied()).collect()
            }
            fn name(self) -> Option<&'static str> {
                first_word(&$name::WORDS, &self)
            }
        }
    )* };
}

listed! { Role Level Tier Progress Only }

impl<T: Choice> Read for At<T> {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::Choice(T::words())
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        reader.choice(node, field, T::of, T::words()).map(|value| Self { origin: node.origin, value })
    }
    fn item(&self) -> Item<'_> {
        self.value.name().map_or(Item::Nothing, Item::Word)
    }
}
