//! Texts: names in one line, whole paragraphs, persons, the steps of an agenda.

use crate::diagnostic::Origin;
use crate::facts::reader::{Read, Reader};
use crate::facts::table::{Field, Item, Shape, Table};
use crate::facts::tree::{Node, Value};
use crate::facts::value::{Lines, Person, Prose, Text};
use crate::say;

impl Read for Text {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::Text
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        let text = reader.words(node, field)?.trim().to_owned();
        if text.contains(['\n', '\r']) {
            let (zh, en) = (field.zh, field.en);
            let place = reader.source.first_line(node.origin);
            reader.refuse(
                "E019",
                place,
                say!("“{zh}”要写在一行里", "`{en}` takes one line"),
                say!("去掉换行", "take the line break away"),
            );
            return None;
        }
        if field.en == "place" && reader.is_open(&text, node.origin) {
            return None;
        }
        let sound =
            !reader.is_names_in_one(field, &text, node.origin) && !reader.is_bare_session(field, &text, node.origin);
        sound.then_some(Self { origin: node.origin, text })
    }
    fn item(&self) -> Item<'_> {
        Item::Text(self)
    }
}

impl Read for Lines {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::Text
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        let lines = reader.words(node, field)?.lines().map(str::trim).filter(|line| !line.is_empty());
        let text = lines.collect::<Vec<_>>().join("\n");
        Some(Self(Text { origin: node.origin, text }))
    }
    fn item(&self) -> Item<'_> {
        Item::Text(&self.0)
    }
}

impl Read for Prose {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::Prose
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        let text = reader.words(node, field)?;
        crate::facts::prose::read(text, node.origin, reader)
    }
    fn item(&self) -> Item<'_> {
        Item::Prose(self)
    }
}

impl Read for Person {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        static TABLE: Table = crate::facts::model::Named::TABLE;
        Shape::WordOr(&TABLE)
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        if let Value::Scalar(_) = &node.value {
            let name = Text::read(node, field, reader)?;
            if reader.is_several(&name.text, &['、', '，', ','], node.origin)
                || reader.is_spaced(&name.text, node.origin)
            {
                return None;
            }
            return Some(Self { origin: node.origin, name: name.text, unit: None });
        }
        let named = crate::facts::model::Named::read(node, field, reader)?;
        Some(Self { origin: named.origin, name: named.name.text, unit: named.unit.map(|unit| unit.text) })
    }
    fn item(&self) -> Item<'_> {
        Item::Person(self)
    }
}

/// One step of an agenda: its verb and what it was about (听取: 学校工作报告).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub origin: Origin,
    pub verb: String,
    pub object: Text,
}

impl Read for Step {
    const REQUIRED: bool = true;
    fn shape() -> Shape {
        Shape::Named(Box::new(Shape::Text))
    }
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self> {
        if let Value::Map(entries) = &node.value
            && let [(verb, object)] = entries.as_slice()
            && !verb.text.contains(['\n', '\r'])
        {
            let object = Text::read(object, field, reader)?;
            return Some(Self { origin: node.origin, verb: verb.text.clone(), object });
        }
        reader.refuse(
            "E031",
            reader.source.first_line(node.origin),
            say!("议程要写成“动词: 内容”", "a step of the agenda is `verb: matter`"),
            say!("例如 {{听取: 学校工作报告}}", "for example {{听取: 学校工作报告}}"),
        );
        None
    }
    fn item(&self) -> Item<'_> {
        Item::Text(&self.object)
    }
}
