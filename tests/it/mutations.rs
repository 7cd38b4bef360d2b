//! Every bad example of the catalogue, changed twenty times in ways that must not matter: order and indentation of the
//! other sections, comments, line ends, names, language of the keys, quotes. Each file yields exactly its code.

use std::collections::BTreeMap;
use std::ops::Range;

use niandu::diagnostic::{Diagnostics, Source};
use niandu::explain::{self, Entry};
use niandu::facts::model::Facts;
use niandu::facts::table::{Shape, Table};
use niandu::facts::tree::{self, Node, Value};
use niandu::facts::{self, Dossier};
use niandu::figures;

use crate::examples::{self, BASE, put_into};
use crate::office;

/// Mutated files of each code.
const FILES: usize = 20;
/// The fewest codes that must be tried.
const AT_LEAST: usize = 30;

/// Names for other names; all of a file change together.
const NAMES: [(&str, &str); 4] =
    [("青禾县", "临江县"), ("第二小学", "第五小学"), ("qinghe-no2", "linjiang-5"), ("kunnan", "bangkun")];
/// Sections that a sound file may have besides.
const MORE: [(&str, &str); 2] = [
    ("体会", "体会:\n  - 事事有人管，件件有回音\n"),
    ("人员名录", "人员名录:\n  - {姓名: 柏青石, 单位: 数学组, 职务: 工会主席}\n"),
];

/// Numbers that are the same on every machine (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides as u64).expect("a small number")
    }

    fn coin(&mut self) -> bool {
        self.roll(2) == 0
    }
}

/// The codes that reading and checking a text yields, sorted.
fn codes(text: &str) -> Vec<&'static str> {
    let mut problems = Diagnostics::new();
    let source = Source::new("facts.yaml", text);
    let mut codes: Vec<&str> = match facts::read(&source, &mut problems) {
        Some(file) => {
            let dossier = Dossier { current: file, previous: Vec::new(), next: None };
            problems.append(figures::check::contradictions(figures::derive(&dossier)));
            let open = dossier.current.answer(problems.without_repeats()).0;
            open.sorted().iter().map(|problem| problem.code).collect()
        }
        None => problems.without_repeats().sorted().iter().map(|problem| problem.code).collect(),
    };
    codes.sort_unstable();
    codes
}

/// The sections of a sound text, each from its key to the next.
fn sections(text: &str) -> Vec<String> {
    let mut sections: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        match sections.last_mut() {
            Some(section) if line.starts_with([' ', '-', '#', '\n']) => section.push_str(line),
            _ => sections.push(line.to_owned()),
        }
    }
    sections
}

/// The sound sections around an example in another order and dress.
fn around(example: &str, dice: &mut Dice) -> String {
    let mut base = BASE.to_owned();
    for (key, more) in MORE {
        if dice.coin() && !example.contains(key) {
            base.push_str(more);
        }
    }
    let marker = "示例: x\n";
    let kept = put_into(&base, &format!("{example}{marker}"));
    let kept = kept.strip_suffix(&format!("{example}{marker}")).expect("the example comes last");
    let mut sections = sections(kept);
    for at in (1..sections.len()).rev() {
        sections.swap(at, dice.roll(at + 1));
    }
    let (indent, comments) = (dice.coin(), dice.coin());
    let dress = |section: String| {
        let section = if indent { section.replace("\n ", "\n   ") } else { section };
        if comments { format!("\n# 以下一栏\n{section}") } else { section }
    };
    sections.into_iter().map(dress).collect()
}

/// What is to be put in place of some bytes.
type Changes = Vec<(Range<usize>, String)>;

/// The other name of every key that has one, and quotes for the plain values before byte `sound`.
fn changes(node: &Node, shape: &Shape, text: &str, sound: usize, changes: &mut Changes) {
    let table: Option<&'static Table> = match shape {
        Shape::Record(table) | Shape::WordOr(table) => Some(table),
        _ => None,
    };
    match (&node.value, shape) {
        (Value::Map(entries), Shape::Named(inner)) => {
            entries.iter().for_each(|(_, value)| self::changes(value, inner, text, sound, changes));
        }
        (Value::List(items), Shape::List(inner)) => {
            items.iter().for_each(|item| self::changes(item, inner, text, sound, changes));
        }
        (Value::Map(_), Shape::List(inner)) => self::changes(node, inner, text, sound, changes),
        (Value::Map(entries), _) => {
            for (key, value) in entries {
                let Some((_, field)) = table.and_then(|table| table.find(&key.text)) else { continue };
                if text[key.origin.range()] == *field.zh {
                    changes.push((key.origin.range(), field.en.to_owned()));
                }
                self::changes(value, &(field.shape)(), text, sound, changes);
            }
        }
        (Value::Scalar(value), _) => {
            let range = node.origin.range();
            if range.end <= sound && text[range.clone()] == *value && !value.contains(['"', '\\', '\n']) {
                changes.push((range, format!("\"{value}\"")));
            }
        }
        _ => {}
    }
}

/// Keys in English and values in quotes, here and there; a text that is not YAML stays as it is.
fn translated(text: &str, sound: usize, dice: &mut Dice) -> String {
    let mut problems = Diagnostics::new();
    let Some(root) = tree::parse(&Source::new("facts.yaml", text), 0..text.len(), &mut problems) else {
        return text.to_owned();
    };
    if problems.has_errors() {
        return text.to_owned();
    }
    static TABLE: Table = Facts::TABLE;
    let mut all = Changes::new();
    changes(&root, &Shape::Record(&TABLE), text, sound, &mut all);
    all.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut changed = text.to_owned();
    for (range, word) in all {
        if dice.coin() {
            changed.replace_range(range, &word);
        }
    }
    changed
}

/// One mutated file.
fn mutant(entry: &Entry, example: &str, dice: &mut Dice) -> String {
    let before = if entry.whole { String::new() } else { around(example, dice) };
    let mut text = format!("{before}{example}");
    if dice.coin() {
        text = translated(&text, before.len(), dice);
    }
    if dice.coin() {
        text = NAMES.iter().fold(text, |text, (name, other)| text.replace(name, other));
    }
    if dice.coin() {
        text = format!("# 事实\n\n{text}");
    }
    if dice.coin() { text.replace('\n', "\r\n") } else { text }
}

/// The whole catalogue, as it is on disk.
fn catalogue() -> BTreeMap<String, Entry> {
    let mut all = BTreeMap::new();
    let folder = office::root().join("src/explain");
    for name in office::names(&folder).into_iter().filter(|name| name.ends_with(".yaml")) {
        let text = std::fs::read_to_string(folder.join(&name)).expect("a file of the catalogue");
        all.extend(explain::read(&text).unwrap_or_else(|error| panic!("{name}: {error}")));
    }
    all
}

#[test]
fn mutated_files_yield_the_code_of_their_example() {
    let (mut tried, mut files, mut faults) = (0, 0, Vec::new());
    for (code, entry) in &catalogue() {
        let seed = code.bytes().fold(0, |seed, byte| seed * 256 + u64::from(byte));
        let mut dice = Dice(seed);
        let whole = |example: &str| examples::whole(entry, example);
        // What shows only on paper is shown by the cases of papers.
        // Hints are remarks on anything at all: they count only where a hint is what is shown.
        let codes = |text: &str| {
            let mut found = codes(text);
            found.retain(|found| code.starts_with('H') || !found.starts_with('H'));
            found
        };
        let bad: Vec<&String> = entry.bad.iter().filter(|example| !codes(&whole(example)).is_empty()).collect();
        if bad.is_empty() {
            continue;
        }
        tried += 1;
        for at in 0..FILES {
            let example = bad[at % bad.len()];
            let (expected, text) = (codes(&whole(example)), mutant(entry, example, &mut dice));
            let found = codes(&text);
            files += 1;
            if found != expected || expected.iter().any(|expected| expected != code) {
                faults.push(format!("{code}, file {at}: {found:?} instead of {expected:?}\n{text}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} of {files} files\n{}", faults.len(), faults.join("\n---\n"));
    assert!(tried >= AT_LEAST, "{tried} codes");
}
