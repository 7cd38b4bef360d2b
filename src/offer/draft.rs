//! A facts file to begin a year with: every section of the model, what must be written as 待填, the rest as comments.
//!
//! No example is a value: an invented one that is overlooked would be printed. Examples stand in the comments.

use crate::diagnostic::Language;
use crate::facts::model::{Activity, Facts};
use crate::facts::pending::MARK;
use crate::facts::reader::Read;
use crate::facts::table::{Field, Shape, Table};
use crate::offer::{example, is_placed, key, meaning, same, shared, tables};

/// What most papers need, beside what every file must have; the rest begins as a comment.
const LIVE: [&str; 8] = ["year", "period", "organisation", "documents", "date", "staff", "total", "areas"];
/// Of the keys that all records of areas share, those that are shown with every kind of record.
const SHARED: [&str; 5] = ["id", "area", "item", "when", "every"];

/// A new facts file for `period`, written under the key `named` (`year` or `period`), with the schema in `schema`.
pub fn draft(named: &str, period: &str, schema: &str, language: Language) -> String {
    let Shape::Record(root) = Facts::shape() else { return String::new() };
    let mut draft = Draft { language, out: String::new(), within: vec![root], period: period.to_owned() };
    draft.out.push_str(&schema_line(schema));
    draft.out.push_str(draft.say(HEAD));
    let skipped = ["include", if named == "year" { "period" } else { "year" }];
    for field in root.fields.iter().filter(|field| !skipped.contains(&field.en)) {
        let live = LIVE.contains(&field.en);
        draft.out.push('\n');
        draft.field(field, Line { depth: 0, live, dash: false });
    }
    draft.out
}

/// The line by which an editor finds the schema.
pub fn schema_line(schema: &str) -> String {
    format!("# yaml-language-server: $schema=./{schema}\n")
}

const HEAD: [&str; 2] = [
    "## 一个单位一个时期的事实。每处“待填”都要填上，没有的删去整行；填完之前，工具逐处提醒，不会印出。\n\
     ## 行首有一个“#”的是没有启用的内容：要用时去掉“#”和后面的一个空格。行首有“##”的和行末“#”后面的是说明。\n",
    "## The facts of one body in one period. Fill in every 待填, or delete its line; until then each is reported and none printed.\n\
     ## A line that begins with one # is not in use yet: take the # and one blank away. ## and what follows a # are notes.\n",
];

/// Where a line stands.
#[derive(Clone, Copy)]
struct Line {
    depth: usize,
    /// Whether it is in use, and no comment.
    live: bool,
    /// Whether it begins a member of a list.
    dash: bool,
}

struct Draft {
    language: Language,
    out: String,
    /// The records around the line: none is written within itself.
    within: Vec<&'static Table>,
    period: String,
}

impl Draft {
    fn say(&self, both: [&'static str; 2]) -> &'static str {
        both[usize::from(self.language == Language::English)]
    }

    fn line(&mut self, line: Line, text: &str) {
        let mark = if line.live { "" } else { "# " };
        let indent = "  ".repeat(if line.dash { line.depth.saturating_sub(1) } else { line.depth });
        let dash = if line.dash { "- " } else { "" };
        self.out.push_str(&format!("{mark}{indent}{dash}{text}\n"));
    }

    fn record(&mut self, table: &'static Table, line: Line) {
        self.within.push(table);
        let mut dash = line.dash;
        for field in table.fields.iter().filter(|field| shown(table, field)) {
            let live = line.live && (field.required || LIVE.contains(&field.en));
            if tables_within(field).is_some_and(|inner| self.within.iter().any(|outer| same(outer, inner))) {
                continue;
            }
            self.field(field, Line { live, dash, ..line });
            dash = false;
        }
        self.within.pop();
    }

    fn field(&mut self, field: &'static Field, line: Line) {
        let name = key(field, self.language);
        let note = self.note(field);
        let inner = Line { depth: line.depth + 1, dash: false, ..line };
        let member = Line { depth: line.depth + 2, dash: true, ..line };
        let example = example(field);
        let author = example.split_once(": ").map_or(example.as_str(), |(key, _)| key).to_owned();
        match (field.shape)() {
            Shape::Record(table) => {
                self.line(line, &format!("{name}:  # {note}"));
                self.record(table, inner);
            }
            Shape::List(shape) => match *shape {
                Shape::Record(table) => {
                    self.line(line, &format!("{name}:  # {note}"));
                    self.record(table, member);
                }
                Shape::Named(_) => self.line(line, &format!("{name}: [{{{author}: {MARK}}}]  # {note}")),
                _ => self.line(line, &format!("{name}: [{MARK}]  # {note}")),
            },
            Shape::Named(shape) => {
                self.line(line, &format!("{name}:  # {note}"));
                match *shape {
                    Shape::Record(table) => {
                        self.line(inner, &format!("{author}:"));
                        self.record(table, Line { depth: line.depth + 2, ..inner });
                    }
                    _ => self.line(inner, &format!("{author}: {MARK}")),
                }
            }
            Shape::Period => {
                let period = self.period.clone();
                self.line(line, &format!("{name}: {period}  # {note}"));
            }
            _ => self.line(line, &format!("{name}: {MARK}  # {note}")),
        }
    }

    /// What a key means, whether it must be written, and an example.
    fn note(&self, field: &Field) -> String {
        let zh = self.language == Language::Chinese;
        let mut note = meaning(field, self.language).to_owned();
        let shape = (field.shape)();
        if let Shape::Choice(words) = &shape {
            let mine: Vec<&str> = words.iter().copied().filter(|word| word.is_ascii() != zh).collect();
            let words = if mine.is_empty() { words.clone() } else { mine };
            note.push_str(&format!("{}{}", self.say(["：", ": "]), words.join(self.say(["、", ", "]))));
        }
        let example = example(field);
        let scalar = tables_within(field).is_none() && !matches!(shape, Shape::Choice(_) | Shape::Named(_));
        if scalar && !example.is_empty() && !note.contains(&example) {
            note.push_str(&format!("{}{example}", self.say(["，如 ", ", such as "])));
        }
        if field.required {
            note.push_str(self.say(["（必填）", " (required)"]));
        }
        note
    }
}

fn tables_within(field: &Field) -> Option<&'static Table> {
    tables(&(field.shape)())
}

/// Whether a new file shows this key: what the tool computes is left out, and of the keys that all records of areas share
/// each kind but the first shows a few.
fn shown(table: &Table, field: &Field) -> bool {
    let computed = ["由工具算", "供核对"].iter().any(|word| field.doc_zh.contains(word));
    let first = same(table, &Activity::TABLE);
    let shared = is_placed(table) && shared().iter().any(|other| other.en == field.en);
    (!computed || field.required) && (first || !shared || SHARED.contains(&field.en))
}
