//! The JSON Schema (2020-12) of a facts file. It offers one language and accepts both: the names of the other language are
//! listed with `doNotSuggest`, so that an editor takes them and does not propose them.
//!
//! A schema that flags a sound file teaches its user to look away. So it says no more than the reader does: blanks are
//! accepted where somebody may still be typing, and what an amount or a time may be is left to `niandu check`.

use crate::diagnostic::Language;
use crate::facts::answers::ALLOW;
use crate::facts::model::Facts;
use crate::facts::pending;
use crate::facts::reader::Read;
use crate::facts::table::{Field, Shape, Table};
use crate::offer::json::{Json, map, texts};
use crate::offer::{PAPERS, default, example, key, meaning, names, reachable, same};

/// The sections of which a facts file has one: what they say is the file's period.
const PERIOD: [&str; 4] = ["year", "年度", "period", "时期"];

/// The schema that offers `language`.
pub fn schema(language: Language) -> String {
    let Shape::Record(root) = Facts::shape() else { return String::new() };
    let tables: Vec<_> = reachable(root).into_iter().map(|(_, table)| table).collect();
    let writer = Writer { language, names: names(&tables), tables };
    let mut schema = vec![("$schema".to_owned(), Json::from("https://json-schema.org/draft/2020-12/schema"))];
    if let Json::Map(entries) = writer.record(root) {
        schema.extend(entries);
    }
    let records = writer.tables.iter().zip(&writer.names).skip(1);
    let defs = writer.values().into_iter().chain(records.map(|(table, name)| (name.clone(), writer.record(table))));
    schema.push(("$defs".to_owned(), Json::Map(defs.collect())));
    Json::Map(schema).print()
}

/// The schema in the making.
struct Writer {
    language: Language,
    tables: Vec<&'static Table>,
    names: Vec<String>,
}

impl Writer {
    /// The plain values that fields share. A number is a text to the reader, and so is 是.
    fn values(&self) -> Vec<(String, Json)> {
        let zh = self.language == Language::Chinese;
        let value = |name: &str, types: &[&str], zh_title: &str, en_title: &str| {
            let title = if zh { zh_title } else { en_title };
            let types = texts(types.iter().copied());
            (name.to_owned(), map([("title", title.into()), ("type", types)]))
        };
        let any = ["string", "number", "boolean", "null"];
        vec![
            value("text", &any, "一行文字", "a line of text"),
            value("prose", &any, "作者的话，可含引用", "the author's words, with references"),
            value("amount", &["string", "number", "null"], "数量", "an amount"),
            value("when", &["string", "number", "null"], "时间", "a time"),
            value("period", &["string", "number", "null"], "时期", "a period"),
            value("number", &["string", "integer", "null"], "整数", "a whole number"),
            value("percent", &["string", "null"], "百分比", "a percentage"),
        ]
    }

    fn record(&self, table: &'static Table) -> Json {
        let zh = self.language == Language::Chinese;
        let (title, doc) = if zh { (table.zh, table.doc_zh) } else { (table.en, table.doc_en) };
        let offered = table.fields.iter().map(|field| (key(field, self.language).to_owned(), self.offered(field)));
        let other = if zh { Language::English } else { Language::Chinese };
        let accepted = table.fields.iter().filter(|field| field.en != field.zh);
        let accepted = accepted.map(|field| (key(field, other).to_owned(), self.accepted(field)));
        let allow = ALLOW.iter().map(|name| {
            let doc = if zh { "对提醒的答复：代码和理由" } else { "answers to warnings: code and reason" };
            let kinds = texts(["array", "object", "null"]);
            let offered = name.is_ascii() != zh;
            let entry = map([("description", doc.into()), ("type", kinds), ("doNotSuggest", Json::Bool(!offered))]);
            ((*name).to_owned(), entry)
        });
        let mut entries = vec![
            ("title".to_owned(), title.into()),
            ("description".to_owned(), doc.into()),
            ("type".to_owned(), texts(["object", "null"])),
            ("properties".to_owned(), Json::Map(offered.chain(accepted).chain(allow).collect())),
            ("additionalProperties".to_owned(), Json::Bool(false)),
        ];
        let needed = self.needed(table);
        if !needed.is_empty() {
            entries.push(("allOf".to_owned(), Json::List(needed)));
        }
        Json::Map(entries)
    }

    /// What a record must have, under either name.
    fn needed(&self, table: &'static Table) -> Vec<Json> {
        let one_of = |names: &[&str]| {
            let required = names.iter().map(|name| map([("required", texts([*name]))]));
            map([("anyOf", Json::List(required.collect()))])
        };
        let required = table.fields.iter().filter(|field| field.required);
        let other = |field: &Field| if self.language == Language::Chinese { field.en } else { field.zh };
        let mut needed: Vec<Json> = required.map(|field| one_of(&[key(field, self.language), other(field)])).collect();
        if same(table, &Facts::TABLE) {
            needed.push(one_of(&PERIOD));
        }
        needed
    }

    fn offered(&self, field: &Field) -> Json {
        let zh = self.language == Language::Chinese;
        let other = if zh { field.en } else { field.zh };
        let mut doc = meaning(field, self.language).to_owned();
        if !field.units.is_empty() {
            let (word, mark) = if zh { ("。单位：", "、") } else { ("; units: ", ", ") };
            doc.push_str(&format!("{word}{}", field.units.join(mark)));
        }
        let shape = (field.shape)();
        let mut entries = vec![
            ("title".to_owned(), Json::Text(format!("{} {other}", key(field, self.language)))),
            ("description".to_owned(), Json::Text(doc)),
        ];
        let example = example(field);
        if !example.is_empty() && !matches!(shape, Shape::Choice(_)) && shape.records().is_none() {
            entries.push(("examples".to_owned(), Json::List(vec![as_json(&example, &shape)])));
        }
        // An editor writes the default of a schema out: only what is a value may be one.
        if matches!(shape, Shape::Choice(_)) && !default(field, self.language).is_empty() {
            entries.push(("default".to_owned(), default(field, self.language).into()));
        }
        if let (true, Shape::Named(inner)) = (field.en == "documents", &shape) {
            entries.push(("properties".to_owned(), self.papers(inner)));
        }
        if let Json::Map(value) = self.value(&shape) {
            entries.extend(value);
        }
        Json::Map(entries)
    }

    /// The kinds of paper that the program brings along; other names are the author's.
    fn papers(&self, inner: &Shape) -> Json {
        let zh = self.language == Language::Chinese;
        let names = PAPERS.iter().flat_map(|(kind, names)| names.iter().chain([kind]));
        let entry = |name: &&str| {
            let mut entries = vec![("doNotSuggest".to_owned(), Json::Bool(name.is_ascii() == zh))];
            if let Json::Map(value) = self.value(inner) {
                entries.extend(value);
            }
            ((*name).to_owned(), Json::Map(entries))
        };
        Json::Map(names.map(entry).collect())
    }

    fn accepted(&self, field: &Field) -> Json {
        let mut entries = vec![("doNotSuggest".to_owned(), Json::Bool(true))];
        if let Json::Map(value) = self.value(&(field.shape)()) {
            entries.extend(value);
        }
        Json::Map(entries)
    }

    fn value(&self, shape: &Shape) -> Json {
        let plain = |name: &str| map([("$ref", Json::Text(format!("#/$defs/{name}")))]);
        // The words beside a bare $ref (title, doNotSuggest) are overlooked by the YAML language server.
        let alone = |name: &str| map([("anyOf", Json::List(vec![plain(name)]))]);
        match shape {
            Shape::Text => alone("text"),
            Shape::Prose => alone("prose"),
            Shape::Amount => alone("amount"),
            Shape::When => alone("when"),
            Shape::Period => alone("period"),
            Shape::Number => alone("number"),
            Shape::Percent => alone("percent"),
            Shape::Flag => self.choice(&["是", "否", "true", "false"]),
            Shape::Choice(words) => self.choice(words),
            // A single value stands for a list of one.
            Shape::List(inner) => {
                let member = || if let Shape::Named(object) = &**inner { self.step(object) } else { self.value(inner) };
                let list = map([("type", "array".into()), ("items", member())]);
                map([("anyOf", Json::List(vec![list, member()]))])
            }
            Shape::Named(inner) => {
                map([("type", texts(["object", "null"])), ("additionalProperties", self.value(inner))])
            }
            Shape::WordOr(table) => map([("anyOf", Json::List(vec![plain("text"), plain(&self.name(table))]))]),
            Shape::Record(table) => alone(&self.name(table)),
        }
    }

    /// A step of an agenda: one verb of the author's, and what it was about.
    fn step(&self, object: &Shape) -> Json {
        let one = || Json::Number(1);
        map([
            ("type", "object".into()),
            ("additionalProperties", self.value(object)),
            ("minProperties", one()),
            ("maxProperties", one()),
        ])
    }

    /// The words of this language are offered; the others, and 待填, are accepted.
    fn choice(&self, words: &[&str]) -> Json {
        let zh = self.language == Language::Chinese;
        let flag = words.contains(&"true");
        let mine: Vec<&str> = words.iter().copied().filter(|word| word.is_ascii() != zh).collect();
        let offered = match mine.as_slice() {
            _ if flag && !zh => Json::List(vec![Json::Bool(true), Json::Bool(false)]),
            [] => texts(words.iter().copied()),
            mine => texts(mine.iter().copied()),
        };
        let more = ["yes", "no"].into_iter().filter(|_| flag);
        let accepted: Vec<&str> = words.iter().copied().chain(more).chain([pending::MARK, ""]).collect();
        let pattern = format!("^\\s*({})\\s*$", accepted.join("|"));
        // A type that is named is proposed, too: an editor would offer `null` beside 是 and 否.
        let no =
            texts(["object", "array", "number", "boolean"].into_iter().filter(|kind| !(flag && *kind == "boolean")));
        let other = map([("not", map([("type", no)])), ("pattern", pattern.as_str().into())]);
        map([("anyOf", Json::List(vec![map([("enum", offered)]), other]))])
    }

    fn name(&self, table: &Table) -> String {
        let found = self.tables.iter().position(|known| same(known, table));
        found.and_then(|at| self.names.get(at)).cloned().unwrap_or_default()
    }
}

/// An example as JSON: `副科级: 2人` is an object where keys are the author's.
fn as_json(example: &str, shape: &Shape) -> Json {
    let named = match shape {
        Shape::List(inner) => matches!(**inner, Shape::Named(_)),
        shape => matches!(shape, Shape::Named(_)),
    };
    match example.split_once(": ").filter(|_| named) {
        Some((key, value)) => Json::Map(vec![(key.to_owned(), value.into())]),
        None => example.into(),
    }
}
