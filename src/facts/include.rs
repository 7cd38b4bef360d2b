//! One body's facts in several files: what the main file includes is read as if it stood in it. A roll-up is put beneath:
//! what the others state wins.

use std::ops::Range;

mod beneath;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::facts::model::Facts;
use crate::facts::recover::Hole;
use crate::facts::tree::{self, Key, Node, Value};
use crate::say;

/// The names of the key.
const KEY: [&str; 2] = ["include", "包含"];

/// The names of the key that only a roll-up has.
pub const ROLLUP: [&str; 2] = ["rollup", "汇总"];

/// The names of the key that says which time a plan is for.
const PLANNED: [&str; 2] = ["plan_period", "计划时期"];

/// A file that a facts file includes: its path as written, and where that stands.
pub struct Included {
    pub path: String,
    pub origin: Origin,
}

/// The files that the first file of `source` includes, in its order.
pub fn named(source: &Source) -> Vec<Included> {
    // Most files include nothing; they need not be parsed twice.
    let key = |line: &str| KEY.iter().any(|name| line.trim_start_matches(['"', '\'']).starts_with(name));
    let Some(file) = source.files().next() else { return Vec::new() };
    if !source.text()[file.clone()].lines().any(key) {
        return Vec::new();
    }
    let Some(root) = tree::read(source, file, &mut Diagnostics::new(), &mut Vec::new()) else { return Vec::new() };
    let Some(node) = root.get(KEY) else { return Vec::new() };
    let nodes = if let Value::List(items) = &node.value { items.as_slice() } else { std::slice::from_ref(node) };
    let path = |node: &Node| match &node.value {
        Value::Scalar(path) => Some(Included { path: path.trim().to_owned(), origin: node.origin }),
        _ => None,
    };
    nodes.iter().filter_map(path).collect()
}

/// Whether the first file of `source` is a roll-up: the sums of other bodies, and the facts of none.
pub fn is_rollup(source: &Source) -> bool {
    has_key(source, ROLLUP)
}

/// Whether it is a roll-up of plans: those of facts are for no other time than what was done.
pub fn is_rollup_of_plans(source: &Source) -> bool {
    is_rollup(source) && has_key(source, PLANNED)
}

fn has_key(source: &Source, names: [&str; 2]) -> bool {
    let first = source.files().next().and_then(|file| source.text().get(file)).unwrap_or_default();
    let key = |line: &str| line.split_once([':', '：']).is_some_and(|(key, _)| names.contains(&unquoted(key)));
    first.trim_start_matches('\u{feff}').lines().any(key)
}

/// A key at the beginning of a line, without its quotes; what is indented is none.
fn unquoted(key: &str) -> &str {
    key.trim_end().trim_matches(['"', '\''])
}

/// Reads all files of `source` into one tree: lists under the same key are joined in the order of the files; any other key
/// may stand in one file only. A roll-up comes last and yields to all others. What is broken is described in `holes`; `None`
/// where the first file cannot be parsed.
pub fn parse(source: &Source, problems: &mut Diagnostics, holes: &mut Vec<Hole>) -> Option<Node> {
    let mut files = source.files();
    let mut root = tree::read(source, files.next()?, problems, holes)?;
    let mut sums = Vec::new();
    for file in files {
        let Some(part) = tree::read(source, file.clone(), problems, holes) else { continue };
        if part.get(ROLLUP).is_some() {
            sums.push(part);
        } else {
            join(&mut root, part, &file, source, problems);
        }
    }
    for part in sums {
        beneath::put(&mut root, part, source, problems);
    }
    Some(root)
}

fn join(root: &mut Node, part: Node, file: &Range<usize>, source: &Source, problems: &mut Diagnostics) {
    let (Value::Map(entries), Value::Map(more)) = (&mut root.value, part.value) else {
        problems.push(
            Diagnostic::error("E020", say!("包含的文件要写成一组键值", "an included file is a group of keys"))
                .at(source, source.first_line(Origin::new(file.clone())))
                .hint(say!("每个键一行，如 活动:", "one key a line, such as `activities:`")),
        );
        return;
    };
    for (key, node) in more {
        if KEY.contains(&key.text.as_str()) {
            problems.push(
                Diagnostic::error("E083", say!("包含的文件里不能再包含", "an included file includes no further file"))
                    .at(source, key.origin)
                    .hint(say!("写到主文件的“包含”里", "name it in the `include` of the main file")),
            );
            continue;
        }
        let same = |other: &Key| {
            let index = |name: &str| Facts::TABLE.find(name).map(|(index, _)| index);
            other.text == key.text || index(&other.text).is_some() && index(&other.text) == index(&key.text)
        };
        match entries.iter_mut().find(|(other, _)| same(other)) {
            Some((_, Node { value: Value::List(items), .. })) if matches!(node.value, Value::List(_)) => {
                if let Value::List(more) = node.value {
                    items.extend(more);
                }
            }
            Some((first, _)) if !["allow", "核实"].contains(&key.text.as_str()) => {
                let name = &key.text;
                let line = source.line_from(first.origin, key.origin);
                let (line_zh, line_en) = (line.zh, line.en);
                problems.push(
                    Diagnostic::error(
                        "E022",
                        say!("“{name}”已写在{line_zh}", "`{name}` is already written in {line_en}"),
                    )
                    .at(source, key.origin)
                    .hint(say!("只有列表可以分写在几个文件里", "only lists may be spread over several files")),
                );
            }
            _ => entries.push((key, node)),
        }
    }
}
