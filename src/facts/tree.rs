//! YAML as a spanned tree: every scalar stays the text that was written, so `1.10` and `007` keep their digits.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::facts::builder;
use crate::facts::recover::{Hole, Patch, Recovery};
use crate::say;

/// The largest facts file that is read, in bytes: a thousand times a busy school's year.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
/// The largest text that is searched for what can still be read when it is not YAML: ten times what a person writes.
const MAX_MENDED: usize = 1024 * 1024;

/// A value in the file and its place.
#[derive(Debug, Clone)]
pub struct Node {
    pub origin: Origin,
    pub value: Value,
}

/// What stands there.
#[derive(Debug, Clone)]
pub enum Value {
    /// Nothing at all (`key:`), or a plain `~` or `null`.
    Empty,
    /// A scalar, as text.
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(Key, Node)>),
}

/// A key of a map and its place.
#[derive(Debug, Clone)]
pub struct Key {
    pub origin: Origin,
    pub text: String,
}

impl Node {
    /// Whether nothing is written here: no value, or only blanks.
    pub fn is_blank(&self) -> bool {
        match &self.value {
            Value::Empty => true,
            Value::Scalar(text) => text.trim().is_empty(),
            Value::List(_) | Value::Map(_) => false,
        }
    }

    /// The entries of a map; none where this is no map.
    pub fn entries(&self) -> &[(Key, Node)] {
        if let Value::Map(entries) = &self.value { entries } else { &[] }
    }

    /// The value under a key that has these two names.
    pub fn get(&self, names: [&str; 2]) -> Option<&Node> {
        let Value::Map(entries) = &self.value else { return None };
        entries.iter().find(|(key, _)| names.contains(&key.text.as_str())).map(|(_, node)| node)
    }
}

impl Value {
    /// What a person would call this value.
    pub fn noun(&self) -> crate::diagnostic::Say {
        match self {
            Value::Empty => say!("空白", "nothing"),
            Value::Scalar(_) => say!("一个值", "a single value"),
            Value::List(_) => say!("一个列表", "a list"),
            Value::Map(_) => say!("一组键值", "a group of keys"),
        }
    }
}

/// Reads the YAML document in the bytes `file` of `source` (one of [`Source::files`]) into a tree. What is not YAML, or
/// unfolds beyond the budgets, is reported in `problems` and gives `None`.
pub fn parse(source: &Source, file: Range<usize>, problems: &mut Diagnostics) -> Option<Node> {
    let mut holes = Vec::new();
    read(source, file, problems, &mut holes).filter(|_| holes.is_empty())
}

/// As [`parse`], but what is broken costs only the section or record that it stands in: that is reported, left out, and
/// described in `holes`.
pub fn read(source: &Source, file: Range<usize>, problems: &mut Diagnostics, holes: &mut Vec<Hole>) -> Option<Node> {
    let start = Origin::new(file.start..file.start);
    if source.text().len() > MAX_BYTES {
        problems.push(
            Diagnostic::error("E010", say!("文件超过 16 MB", "the file is larger than 16 MB"))
                .at(source, start)
                .hint(say!("确认这是一份事实文件", "make sure that this is a facts file")),
        );
        return None;
    }
    let patch = Patch::new(file.start);
    let text = source.text().get(file.clone()).unwrap_or_default();
    let root = match builder::build(source, text, 0, &patch, problems) {
        Ok(root) => root,
        Err(fault) if fault.ends || text.len() > MAX_MENDED => {
            problems.push(fault.diagnostic(source, text, &patch));
            return None;
        }
        Err(_) => Recovery::new(source, file).run(problems, holes)?,
    };
    if root.is_none() && holes.is_empty() {
        problems.push(
            Diagnostic::error("E011", say!("文件是空的", "the file is empty"))
                .at(source, start)
                .hint(say!("至少要写 单位 和 年度", "write at least `organisation` and `year`")),
        );
    }
    root
}
