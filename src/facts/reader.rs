//! Reads a tree by the field table and collects every error on the way: one broken field costs that field, not the file.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say, Source};
use crate::facts::Allowed;
use crate::facts::answers::ALLOW;
use crate::facts::model::Facts;
use crate::facts::nearest::nearest;
use crate::facts::pending;
use crate::facts::recover::Hole;
use crate::facts::table::{Field, Item, Shape, Table};
use crate::facts::time::Period;
use crate::facts::tree::{Key, Node, Value};
use crate::say;

/// Reading in progress.
pub struct Reader<'a> {
    pub source: &'a Source,
    pub problems: &'a mut Diagnostics,
    /// The period of the file, once read; times without a year need it.
    pub period: Option<Period>,
    /// Every `id` seen, also those of records that could not be read: a reference to one of them is not dangling.
    pub ids: HashSet<String>,
    /// Names of fields that were written but could not be read: that they are missing is no second problem.
    pub broken: HashSet<&'static str>,
    /// What the author has confirmed with `allow`.
    pub allowed: Vec<Allowed>,
    /// Records (by their place) with a misspelt key, and the field that it most likely means.
    misspelt: HashSet<(Origin, &'static str)>,
    /// What could not even be parsed.
    holes: Vec<Hole>,
}

impl<'a> Reader<'a> {
    /// A reader of `source` for a file about `period`.
    pub fn new(source: &'a Source, period: Option<Period>, problems: &'a mut Diagnostics) -> Self {
        Self {
            source,
            problems,
            period,
            ids: HashSet::new(),
            broken: HashSet::new(),
            allowed: Vec::new(),
            misspelt: HashSet::new(),
            holes: Vec::new(),
        }
    }

    /// What could not be parsed has been reported; that it is missing is no second problem.
    pub fn holes(&mut self, holes: Vec<Hole>) {
        for hole in &holes {
            self.ids.extend(hole.ids.iter().cloned());
            let names = hole.keys.iter().chain([&hole.section]);
            let fields = names.filter_map(|name| Facts::TABLE.find(name));
            self.broken.extend(fields.flat_map(|(_, field)| [field.en, field.zh]));
        }
        self.holes = holes;
    }

    /// Whether all that stood under a key could not be parsed.
    fn is_emptied(&self, field: &Field, entry: &Node) -> bool {
        let start = entry.origin.range().start;
        let named = |name: &str| name == field.zh || name == field.en;
        self.holes.iter().any(|hole| hole.within.contains(&start) && named(&hole.section))
    }

    /// Whether a field of this record stood in what could not be parsed.
    fn in_hole(&self, field: &Field, record: &Node) -> bool {
        let start = record.origin.range().start;
        self.holes
            .iter()
            .any(|hole| hole.within.contains(&start) && (hole.keys.contains(field.zh) || hole.keys.contains(field.en)))
    }
}

/// A type that can stand in a facts file.
pub trait Read: Sized {
    /// Whether a record without it is an error.
    const REQUIRED: bool;
    /// What may be written.
    fn shape() -> Shape;
    /// Reads it; problems are reported and give `None`.
    fn read(node: &Node, field: &Field, reader: &mut Reader) -> Option<Self>;
    /// The value where nothing is written; `None` where something must be.
    fn absent() -> Option<Self> {
        None
    }
    /// The value as references see it.
    fn item(&self) -> Item<'_>;
}

impl Reader<'_> {
    /// Reports an error at `origin`.
    pub fn refuse(&mut self, code: &'static str, origin: Origin, message: Say, hint: Say) {
        self.problems.push(Diagnostic::error(code, message).at(self.source, origin).hint(hint));
    }

    /// The values of a record in the order of its table. Unknown and doubled keys are reported; `None` if the node is no
    /// record at all.
    pub fn entries<'n>(&mut self, node: &'n Node, table: &'static Table) -> Option<Vec<Option<&'n Node>>> {
        let Value::Map(map) = &node.value else {
            self.not_a_record(node, table);
            return None;
        };
        let mut entries: Vec<Option<(&Key, &Node)>> = vec![None; table.fields.len()];
        let mut last: Option<(usize, &Field)> = None;
        let map = self.first_of_two(map, node, table);
        let lacking = lacking(map, table);
        for (key, value) in map {
            match table.find(&key.text) {
                None if ALLOW.contains(&key.text.as_str()) => self.allow(key, value, node.origin),
                None if self.is_cut_off(key, value) => {
                    // What stands before the comma is only half of its value.
                    if let Some((index, field)) = last {
                        entries[index] = None;
                        self.misspelt.insert((node.origin, field.en));
                    }
                }
                None => self.unknown_key(key, node.origin, table, value, lacking),
                Some((index, _)) if entries[index].is_some() => self.refuse(
                    "E022",
                    key.origin,
                    say!("“{0}”写了两次", "`{0}` is written twice", key.text),
                    say!("合并成一个", "merge the two"),
                ),
                Some((index, field)) => {
                    if let ("id", Value::Scalar(id)) = (field.en, &value.value) {
                        self.ids.insert(id.clone());
                        // Nobody refers to the body that reports, nor to one of a register.
                        if !["organisation", "enrolled"].contains(&table.en) {
                            self.refuse_odd_id(id.trim(), value.origin);
                        }
                    }
                    entries[index] = Some((key, value));
                    last = Some((index, field));
                }
            }
        }
        Some(entries.into_iter().map(|entry| entry.map(|(_, value)| value)).collect())
    }
}

impl Reader<'_> {
    /// One field of a record that is being read.
    pub fn field<T: Read>(&mut self, field: &'static Field, entry: Option<&Node>, record: &Node) -> Option<T> {
        match entry {
            // The author's words stand where they stand, also as long as they are to be written; a name leads nowhere.
            Some(node) if !T::REQUIRED && pending::whole(node) && !is_prose(&T::shape()) => {
                self.pending(node);
                self.broken.extend([field.en, field.zh]);
                T::absent()
            }
            Some(node) if !node.is_blank() => T::read(node, field, self).or_else(|| {
                self.broken.extend([field.en, field.zh]);
                T::absent()
            }),
            None if self.misspelt.contains(&(record.origin, field.en)) || self.in_hole(field, record) => {
                self.broken.extend([field.en, field.zh]);
                T::absent()
            }
            Some(node) if self.is_emptied(field, node) => {
                self.broken.extend([field.en, field.zh]);
                T::absent()
            }
            _ if !T::REQUIRED => T::absent(),
            empty => {
                let (zh, en) = (field.zh, field.en);
                let place = empty.unwrap_or(record);
                self.refuse(
                    "E023",
                    self.source.first_line(place.origin),
                    say!("缺少“{zh}”（{en}）", "`{en}` ({zh}) is missing"),
                    Say { zh: format!("补上：{}", field.doc_zh), en: format!("add it: {}", field.doc_en) },
                );
                None
            }
        }
    }

    /// One member of a list; a blank one is an error, for nobody writes a list of nothing.
    pub fn member<T: Read>(&mut self, node: &Node, field: &Field) -> Option<T> {
        if node.is_blank() {
            let (zh, en) = (field.zh, field.en);
            self.refuse(
                "E009",
                node.origin,
                say!("“{zh}”的列表里有一项是空的", "the list `{en}` has an empty member"),
                say!("填上，或删去这一项", "fill it in, or delete it"),
            );
            return None;
        }
        if pending::whole(node) && !is_prose(&T::shape()) {
            self.pending(node);
            return None;
        }
        T::read(node, field, self)
    }

    /// Some member of this list could not be read.
    pub fn lost_from(&mut self, field: &Field) {
        self.broken.extend([field.en, field.zh]);
    }

    fn not_a_record(&mut self, node: &Node, table: &'static Table) {
        if self.pending(node) || self.is_mistyped_record(node, table) {
            return;
        }
        let (zh, en, found) = (table.zh, table.en, node.value.noun());
        let (found_zh, found_en) = (found.zh, found.en);
        self.refuse(
            "E020",
            self.source.first_line(node.origin),
            say!("“{zh}”要写成一组键值，这里是{found_zh}", "`{en}` is a group of keys, here is {found_en}"),
            say!("每个键一行，下一级缩进两个空格", "one key a line, the next level two spaces in"),
        );
    }

    fn unknown_key(
        &mut self,
        key: &Key,
        record: Origin,
        table: &'static Table,
        value: &Node,
        lacking: Option<&'static Field>,
    ) {
        if let Some(meant) = self.mistyped_key(key, value, table) {
            self.misspelt.insert((record, meant.en));
            return;
        }
        let (zh, name) = (table.zh, &key.text);
        let known: Vec<&str> = table.fields.iter().flat_map(|field| [field.en, field.zh]).collect();
        let lacking = lacking.map(|field| if name.is_ascii() { field.en } else { field.zh });
        let hint = match nearest(name, &known).or(lacking) {
            Some(near) => {
                if let Some((_, field)) = table.find(near) {
                    self.misspelt.insert((record, field.en));
                }
                say!("是不是“{near}”？", "did you mean `{near}`?")
            }
            None => {
                let all_zh = table.fields.iter().map(|field| field.zh).collect::<Vec<_>>().join("、");
                let all_en = table.fields.iter().map(|field| field.en).collect::<Vec<_>>().join(", ");
                say!("这里可以写：{all_zh}", "known here: {all_en}")
            }
        };
        let en = table.en;
        self.refuse("E021", key.origin, say!("“{zh}”没有“{name}”这一项", "`{en}` has no key `{name}`"), hint);
    }

    /// The text of a scalar that is more than words; anything else is reported, also what is still to be filled in.
    pub fn scalar<'n>(&mut self, node: &'n Node, field: &Field) -> Option<&'n str> {
        let pending = self.pending(node);
        if pending { None } else { self.text_of(node, field) }
    }

    /// The words of a scalar; anything else is reported. Words with a part that is still to be filled in are words.
    pub fn words<'n>(&mut self, node: &'n Node, field: &Field) -> Option<&'n str> {
        self.pending(node);
        self.text_of(node, field)
    }

    fn text_of<'n>(&mut self, node: &'n Node, field: &Field) -> Option<&'n str> {
        if let Value::Scalar(text) = &node.value {
            return Some(text.as_str()).filter(|text| !self.is_wide_bar(text, node.origin));
        }
        let (zh, en, found) = (field.zh, field.en, node.value.noun());
        let (found_zh, found_en) = (found.zh, found.en);
        let start = node.origin.range().start;
        let broken = |hole: &Hole| hole.within.len() < self.source.text().len() && hole.within.contains(&start);
        if !node.entries().is_empty() && self.holes.iter().any(broken) {
            // What is left of a value that could not be parsed says nothing of its own.
            return None;
        }
        let written = self.source.text().get(node.origin.range()).unwrap_or_default();
        if let [(key, value)] = node.entries()
            && !written.starts_with('{')
            && let Value::Scalar(_) = value.value
        {
            let end = key.origin.range().end;
            let colon = self.source.text().get(end..).and_then(|rest| rest.find(':')).unwrap_or_default();
            self.refuse(
                "E024",
                Origin::new(end + colon..end + colon + 1),
                say!(
                    "半角冒号加空格把这句话切成了键和值",
                    "the colon and space make a key and a value of this sentence"
                ),
                say!(
                    "改用全角冒号（：），或给整个值加引号",
                    "write a full-width colon (：), or put the whole value in quotes"
                ),
            );
            return None;
        }
        let hint = if self.source.text()[node.origin.range()].starts_with("{{") || matches!(node.value, Value::Map(_)) {
            say!(
                "只写一个值；若以 {{{{ 开头，请用引号括起来或改用 | 段落",
                "write one value; if it starts with {{{{, put it in quotes or write it as a | block"
            )
        } else {
            say!("只写一个值", "write one value")
        };
        self.refuse(
            "E024",
            self.source.first_line(node.origin),
            say!("“{zh}”要写一个值，这里是{found_zh}", "`{en}` takes one value, here is {found_en}"),
            hint,
        );
        None
    }

    pub fn choice<T>(&mut self, node: &Node, field: &Field, of: fn(&str) -> Option<T>, words: Vec<&str>) -> Option<T> {
        let text = self.scalar(node, field)?.trim();
        let found = of(text);
        if found.is_none() {
            let (zh, en, all) = (field.zh, field.en, words.join("、"));
            // The English words are read, too; to list them in Chinese would only be in the way.
            let own = words.iter().copied().filter(|word| !word.is_ascii()).collect::<Vec<_>>().join("、");
            let hint = match nearest(text, &words) {
                Some(near) => say!("是不是“{near}”？可以写：{own}", "did you mean “{near}”? Known: {all}"),
                None => say!("可以写：{own}", "known: {all}"),
            };
            self.refuse("E025", node.origin, say!("“{zh}”里不认识“{text}”", "`{en}` knows no “{text}”"), hint);
        }
        found
    }
}

fn is_prose(shape: &Shape) -> bool {
    match shape {
        Shape::Prose => true,
        Shape::List(inner) => is_prose(inner),
        _ => false,
    }
}

/// The one required field that a record lacks: an unknown key in it is most likely that field under another name.
fn lacking(map: &[(Key, Node)], table: &'static Table) -> Option<&'static Field> {
    let written = |field: &Field| map.iter().any(|(key, _)| key.text == field.en || key.text == field.zh);
    let mut missing = table.fields.iter().filter(|field| field.required && !written(field));
    missing.next().filter(|_| missing.next().is_none())
}
