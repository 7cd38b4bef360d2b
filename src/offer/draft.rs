//! A facts file to begin a year with: every section of the model, what must be written as 待填, the rest as comments.
//!
//! No example is a value: an invented one that is overlooked would be printed. Examples stand in the comments.

use chrono::Datelike;

use crate::diagnostic::Language;
use crate::facts::model::Facts;
use crate::facts::pending::MARK;
use crate::facts::reader::Read;
use crate::facts::table::{Field, Shape, Table};
use crate::facts::time::Period;
use crate::offer::roll::moved;
use crate::offer::{example, first_words, is_placed, key, meaning, paper, same, shared};

/// What most papers need, beside what every file must have; the rest begins as a comment.
const LIVE: [&str; 8] = ["year", "period", "organisation", "documents", "date", "staff", "total", "areas"];
/// Of the keys that all records of areas share, those that are shown with every kind of record.
const SHARED: [&str; 5] = ["id", "area", "item", "when", "every"];

/// A new facts file for `period`, written under the key `named` (`year` or `period`), with the schema in `schema`.
pub fn draft(named: &str, period: &str, schema: &str, language: Language) -> String {
    let Shape::Record(root) = Facts::shape() else { return String::new() };
    // Examples are of 2025; those of a file of another year are moved on.
    let by = Period::parse(period).map_or(0, |period| period.end.year() - 2025);
    let period = period.to_owned();
    let mut draft = Draft { language, out: String::new(), within: vec![root], shown: Vec::new(), period, by };
    draft.out.push_str(&schema_line(schema));
    draft.out.push_str(draft.say(HEAD));
    for field in root.fields {
        draft.out.push('\n');
        if ["year", "period"].contains(&field.en) && field.en != named {
            draft.other_period(field);
            continue;
        }
        if tables_within(field).is_some_and(is_placed) && draft.shown.iter().all(|(table, _)| !is_placed(table)) {
            draft.common();
        }
        let live = LIVE.contains(&field.en);
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
     ## 第一行是给编辑器看的，留着不动。往下，行首有一个“#”的是没有启用的内容：要用时去掉“#”和后面的一个空格。\n\
     ## 行首有“##”的和行末“#”后面的是说明。\n",
    "## The facts of one body in one period. Fill in every 待填, or delete its line; until then each is reported and none printed.\n\
     ## The first line is for editors and stays. Below it, a line that begins with one # is not in use yet: take the # and one\n\
     ## blank away. ## and what follows a # are notes.\n",
];

const COMMON: [&str; 2] = [
    "## 以下从“活动”到“职工之家”的每一条记录，以及“宣传”，都可以另写这些键，照抄到记录里即可：\n",
    "## Every record below, from activities to homes, and of publicity, may also have these keys; copy them into the record:\n",
];
const ALLOWED: [&str; 2] = [
    "##     核实: [W101: 已与上级核对]  # 工具的提醒核对无误时，写明代码和理由；写在所在的记录里，不在记录里的写在行首\n",
    "##     allow: [W101: 已与上级核对]  # where a warning has been looked into: code and reason, in its record or at the top level\n",
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
    /// The records that have been written out, each with the key under which it was.
    shown: Vec<(&'static Table, &'static str)>,
    period: String,
    /// How many years the examples are moved on.
    by: i32,
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

    /// A key and its value, with a note if there is one.
    fn entry(&mut self, line: Line, entry: &str, note: &str) {
        let mark = if note.is_empty() { "" } else { "  # " };
        self.line(line, &format!("{entry}{mark}{note}"));
    }

    /// The key that may stand in the place of the one for the period: a file has one of them.
    fn other_period(&mut self, field: &'static Field) {
        let (name, example) = (key(field, self.language), self.example(field));
        let note = self.say(match field.en {
            "year" => ["写整年时用这一行，不写时期", "for a whole year, in the place of `period`"],
            _ => ["不是整年时用这一行，不写年度", "where it is not a year, in the place of `year`"],
        });
        self.out.push_str(&format!("## {name}: {example}  # {note}\n"));
    }

    /// What all records of areas may have beside their own keys, told once before the first of them.
    fn common(&mut self) {
        self.out.push_str(self.say(COMMON));
        for field in shared().iter().filter(|field| !SHARED.contains(&field.en)) {
            let example = match (field.shape)() {
                Shape::List(inner) => match *inner {
                    Shape::Record(table) => format!("[{}]", self.flow(table, true)),
                    _ => format!("[{}]", self.example(field)),
                },
                _ => self.example(field),
            };
            let entry = format!("##     {}: {example}", key(field, self.language));
            let note = meaning(field, self.language);
            let note = if note == key(field, self.language) { String::new() } else { format!("  # {note}") };
            self.out.push_str(&format!("{entry}{note}\n"));
        }
        self.out.push_str(self.say(ALLOWED));
        self.out.push('\n');
    }

    /// A record on one line: all its keys with examples, or those that it must have as 待填.
    fn flow(&self, table: &'static Table, whole: bool) -> String {
        let fields = table.fields.iter().filter(|field| whole || field.required);
        let value = |field| if whole { self.example(field) } else { MARK.to_owned() };
        let entries: Vec<String> =
            fields.map(|field| format!("{}: {}", key(field, self.language), value(field))).collect();
        format!("{{{}}}", entries.join(", "))
    }

    /// An example, of the year of the file.
    fn example(&self, field: &Field) -> String {
        if field.en == "documents" && matches!((field.shape)(), Shape::Named(_)) {
            return paper(self.language).to_owned();
        }
        self.moved(&example(field))
    }

    fn moved(&self, text: &str) -> String {
        moved(text, &|year| (2024..=2026).contains(&year).then_some(year + self.by))
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
        let example = self.example(field);
        let author = example.split_once(": ").map_or(example.as_str(), |(key, _)| key).to_owned();
        match (field.shape)() {
            Shape::Record(table) => {
                self.entry(line, &format!("{name}:"), &note);
                self.record(table, inner);
            }
            Shape::List(shape) => match *shape {
                Shape::Record(table) => self.list(name, table, note, line, member),
                Shape::Named(_) => self.entry(line, &format!("{name}: [{{{author}: {MARK}}}]"), &note),
                _ => self.entry(line, &format!("{name}: [{MARK}]"), &note),
            },
            Shape::Named(shape) => {
                self.entry(line, &format!("{name}:"), &note);
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
                self.entry(line, &format!("{name}: {period}"), &note);
            }
            _ => self.entry(line, &format!("{name}: {MARK}"), &note),
        }
    }

    /// A list of records; one that has been written out before is told on one line.
    fn list(&mut self, name: &'static str, table: &'static Table, mut note: String, line: Line, member: Line) {
        let mark = if note.is_empty() { "" } else { self.say(["；", "; "]) };
        if let Some((_, before)) = self.shown.iter().find(|(shown, _)| same(shown, table)) {
            let [open, close] = [self.say(["键同上面的“", "keys as in "]), self.say(["”", " above"])];
            let note = format!("{note}{mark}{open}{before}{close}");
            return self.entry(line, &format!("{name}: [{}]", self.flow(table, false)), &note);
        }
        self.shown.push((table, name));
        if is_placed(table) {
            note.push_str(mark);
            note.push_str(self.say(["共有的键见上", "shared keys: see above"]));
        }
        self.entry(line, &format!("{name}:"), &note);
        self.record(table, member);
    }

    /// What a key means if it does not say so itself, an example, and whether it must be written.
    fn note(&self, field: &Field) -> String {
        let shape = (field.shape)();
        let example = self.example(field);
        let meaning = self.moved(meaning(field, self.language));
        let scalar = tables_within(field).is_none() && !matches!(shape, Shape::Choice(_) | Shape::Named(_));
        let told = meaning.contains(self.say(["如", "such as"]));
        let mut note = if meaning == key(field, self.language) { String::new() } else { meaning };
        if let Shape::Choice(words) = &shape {
            let words = first_words(words, self.language).join(self.say(["、", ", "]));
            note.push_str(&format!("{}{words}", if note.is_empty() { "" } else { self.say(["：", ": "]) }));
        }
        if scalar && !example.is_empty() && !told {
            let mark = if note.is_empty() { "" } else { self.say(["，", ", "]) };
            note.push_str(&format!("{mark}{}{example}", self.say(["如 ", "such as "])));
        }
        if field.required {
            note.push_str(self.say(["（必填）", " (required)"]));
        }
        note
    }
}

fn tables_within(field: &Field) -> Option<&'static Table> {
    (field.shape)().records()
}

/// Whether a new file shows this key: of those that all records of areas share each kind shows a few.
fn shown(table: &Table, field: &Field) -> bool {
    !is_placed(table) || SHARED.contains(&field.en) || shared().iter().all(|other| other.en != field.en)
}
