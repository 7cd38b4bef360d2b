//! The field table: every key of a facts file with its Chinese and English name, type, units and meaning.
//!
//! One `record!` block declares a record once; the struct, its table, its reader and the access that references in the
//! author's text use are all made from it, so they cannot disagree.

use crate::diagnostic::Origin;
use crate::facts::amount::Amount;
use crate::facts::time::When;
use crate::facts::value::{Person, Prose, Text};

/// One kind of record.
pub struct Table {
    pub en: &'static str,
    pub zh: &'static str,
    pub doc_zh: &'static str,
    pub doc_en: &'static str,
    pub fields: &'static [Field],
}

/// One key of a record.
pub struct Field {
    pub en: &'static str,
    pub zh: &'static str,
    /// The units that an amount may have here; the first is meant where a bare number is written. Empty: any unit.
    pub units: &'static [&'static str],
    pub required: bool,
    pub shape: fn() -> Shape,
    pub doc_zh: &'static str,
    pub doc_en: &'static str,
    /// A value as a person writes it; empty where that of the shape will do.
    pub example: &'static str,
    /// What holds where nothing is written, Chinese and English; empty where nothing does.
    pub default: [&'static str; 2],
}

/// What a value may be; drives schema and reference page.
pub enum Shape {
    /// One line of text, printed as it is.
    Text,
    /// Author's paragraphs, with live references.
    Prose,
    /// An amount as stated.
    Amount,
    /// A time as precise as the writer knows it.
    When,
    /// A period.
    Period,
    /// A whole number.
    Number,
    /// 是 or 否.
    Flag,
    /// One word of a list.
    Choice(Vec<&'static str>),
    List(Box<Shape>),
    /// Keys that the author chooses, each with a value.
    Named(Box<Shape>),
    /// A share as stated: 57.9%.
    Percent,
    /// A single word, or the record written out.
    WordOr(&'static Table),
    Record(&'static Table),
}

impl Shape {
    /// The records that it leads to, through lists and names.
    pub fn records(&self) -> Option<&'static Table> {
        match self {
            Self::Record(table) | Self::WordOr(table) => Some(table),
            Self::List(inner) | Self::Named(inner) => inner.records(),
            _ => None,
        }
    }
}

impl Table {
    /// The field that `key` names in either language.
    pub fn find(&self, key: &str) -> Option<(usize, &'static Field)> {
        self.fields.iter().enumerate().find(|(_, field)| field.en == key || field.zh == key)
    }
}

/// A value as references see it.
pub enum Item<'a> {
    Nothing,
    Text(&'a Text),
    Prose(&'a Prose),
    Amount(&'a Amount),
    Amounts(&'a [Amount]),
    When(&'a When),
    Person(&'a Person),
    Number(u32),
    /// A word of a fixed list (县级, 主办), as it is printed.
    Word(&'static str),
    Record(&'a dyn Record),
    List(Vec<Item<'a>>),
    /// Values under names that the author chose.
    Named(Vec<(&'a Text, Item<'a>)>),
}

/// What every record offers.
pub trait Record {
    /// Its kind.
    fn table(&self) -> &'static Table;
    /// Where it stands.
    fn origin(&self) -> Origin;
    /// The value of the field at `index` of the table.
    fn item(&self, index: usize) -> Item<'_>;

    /// The value of the field with the English name `en`.
    fn named(&self, en: &str) -> Item<'_> {
        self.table().find(en).map_or(Item::Nothing, |(index, _)| self.item(index))
    }

    /// The name by which the file speaks of this record.
    fn id(&self) -> Option<&Text> {
        match self.named("id") {
            Item::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Declares records: struct, table, reader and access in one.
macro_rules! record {
    ($(
        $(#[$attr:meta])*
        $name:ident $en:literal $zh:literal ($doc_zh:literal, $doc_en:literal) {
            $( $field:ident $fen:literal $fzh:literal : $ty:ty $([$($unit:literal)*])? = $fdoc_zh:literal, $fdoc_en:literal
                $(=> $example:literal)? $(or $default_zh:literal, $default_en:literal)? ; )*
        }
    )*) => {$(
        $(#[$attr])*
        #[doc = $doc_en]
        #[derive(Debug, Clone)]
        pub struct $name {
            /// Where the record stands in its source.
            pub origin: $crate::diagnostic::Origin,
            $( #[doc = $fdoc_en] pub $field: $ty, )*
        }

        impl $name {
            /// The field table of this record.
            pub const TABLE: $crate::facts::table::Table = $crate::facts::table::Table {
                en: $en, zh: $zh, doc_zh: $doc_zh, doc_en: $doc_en,
                fields: &[$( $crate::facts::table::Field {
                    en: $fen, zh: $fzh, units: &[$($($unit),*)?],
                    required: <$ty as $crate::facts::reader::Read>::REQUIRED,
                    shape: <$ty as $crate::facts::reader::Read>::shape,
                    doc_zh: $fdoc_zh, doc_en: $fdoc_en,
                    example: concat!($($example)?),
                    default: [concat!($($default_zh)?), concat!($($default_en)?)],
                } ),*],
            };
        }

        impl $crate::facts::reader::Read for $name {
            const REQUIRED: bool = true;
            fn shape() -> $crate::facts::table::Shape {
                static TABLE: $crate::facts::table::Table = $name::TABLE;
                $crate::facts::table::Shape::Record(&TABLE)
            }
            fn read(node: &$crate::facts::tree::Node, _: &$crate::facts::table::Field, reader: &mut $crate::facts::reader::Reader) -> Option<Self> {
                static TABLE: $crate::facts::table::Table = $name::TABLE;
                let mut entries = reader.entries(node, &TABLE)?.into_iter();
                let mut fields = TABLE.fields.iter();
                $( let $field: Option<$ty> = match (fields.next(), entries.next()) {
                    (Some(field), Some(entry)) => reader.field(field, entry, node),
                    _ => None,
                }; )*
                Some(Self { origin: node.origin, $( $field: $field? ),* })
            }
            fn item(&self) -> $crate::facts::table::Item<'_> {
                $crate::facts::table::Item::Record(self)
            }
        }

        impl $crate::facts::table::Record for $name {
            fn table(&self) -> &'static $crate::facts::table::Table {
                static TABLE: $crate::facts::table::Table = $name::TABLE;
                &TABLE
            }
            fn origin(&self) -> $crate::diagnostic::Origin {
                self.origin
            }
            fn item(&self, index: usize) -> $crate::facts::table::Item<'_> {
                let mut at = 0..;
                $( if at.next() == Some(index) {
                    return $crate::facts::reader::Read::item(&self.$field);
                } )*
                $crate::facts::table::Item::Nothing
            }
        }
    )*};
}
pub(crate) use record;
