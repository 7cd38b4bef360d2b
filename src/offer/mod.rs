//! What the program offers to write with: a JSON [`schema`] for editors, [`reference`](mod@reference) pages for readers, a [`draft`] to
//! begin a year with, or last year's file [`rolled`](roll) forward. All of it is made from the field table, so that none of
//! it can speak of a key that the reader does not know.

pub mod draft;
mod json;
pub mod reference;
pub mod roll;
pub mod schema;

use crate::diagnostic::Language;
use crate::facts::model::{Activity, Training};
use crate::facts::table::{Field, Shape, Table};
use crate::facts::types::Choice;
use crate::facts::value::{Level, Progress, Role, Tier};

/// The kinds of paper that the program brings along: the key of each, and its names on paper, the fullest first.
pub const PAPERS: [(&str, &[&str]); 18] = [
    ("brief", &["工作简报", "简报", "情况简介", "工作简介"]),
    ("brief-public", &["工作简报（公开版）", "公开简报", "对外简介"]),
    ("chronicle", &["大事记", "工会大事记"]),
    ("congress-report", &["工会工作报告", "工作报告"]),
    ("district-summary", &["教育工会工作总结", "区县教育工会总结", "区县工作总结"]),
    ("half-year-review", &["半年工作小结", "半年工作总结", "学期工作小结"]),
    ("inspection-report", &["检查情况报告", "检查情况通报", "考核情况报告", "考核情况通报"]),
    ("key-points", &["工作要点", "年度工作要点"]),
    ("monthly-plan", &["月度工作计划", "女职工工作计划"]),
    ("notice", &["印发通知", "通知"]),
    ("submission", &["报送报告", "报送"]),
    ("term-report", &["多年工作汇报"]),
    ("topic-report", &["专题报告", "专题情况报告"]),
    ("work-opinion", &["工作意见"]),
    ("work-plan", &["工作计划", "年度工作计划"]),
    ("work-report", &["工作汇报", "工会工作汇报", "工作情况汇报"]),
    ("work-report-oral", &["口头工作汇报", "汇报发言稿", "工作汇报发言"]),
    ("year-end-summary", &["年度工作总结", "工作总结", "年终总结"]),
];

/// The kind of paper that every body writes.
const FIRST: &str = "year-end-summary";

/// The key under which a new file speaks of its paper.
fn paper(language: Language) -> &'static str {
    let names = PAPERS.iter().find(|(kind, _)| *kind == FIRST).and_then(|(_, names)| names.first());
    names.copied().filter(|_| language == Language::Chinese).unwrap_or(FIRST)
}

/// The names of the kinds of paper, as a sentence has them.
fn papers(language: Language) -> String {
    let zh = language == Language::Chinese;
    let [own, or] = if zh { ["、", " 或 "] } else { [", ", " or "] };
    let one = |(kind, names): &(&str, &[&str])| format!("{}{or}{kind}", names.join(own));
    PAPERS.iter().map(one).collect::<Vec<_>>().join(if zh { "；" } else { "; " })
}

/// The name of a field in a language.
pub(crate) fn key(field: &Field, language: Language) -> &'static str {
    if language == Language::Chinese { field.zh } else { field.en }
}

/// The meaning of a field in a language.
fn meaning(field: &Field, language: Language) -> &'static str {
    if language == Language::Chinese { field.doc_zh } else { field.doc_en }
}

/// What holds where a field is not written, in a language; empty where nothing does.
fn default(field: &Field, language: Language) -> &'static str {
    field.default[usize::from(language == Language::English)]
}

/// The records that a shape leads to.
fn tables(shape: &Shape) -> Option<&'static Table> {
    match shape {
        Shape::Record(table) | Shape::WordOr(table) => Some(table),
        Shape::List(inner) | Shape::Named(inner) => tables(inner),
        _ => None,
    }
}

/// Every record that `root` leads to, each once, what belongs to a record right behind it; with the depth of each.
fn reachable(root: &'static Table) -> Vec<(usize, &'static Table)> {
    fn add(table: &'static Table, depth: usize, all: &mut Vec<(usize, &'static Table)>) {
        if all.iter().any(|(_, known)| same(known, table)) {
            return;
        }
        all.push((depth, table));
        for next in table.fields.iter().filter_map(|field| tables(&(field.shape)())) {
            add(next, depth + 1, all);
        }
    }
    let mut all = Vec::new();
    add(root, 0, &mut all);
    all
}

/// Whether two tables describe one kind of record: two of them may have the same name, and a table may stand in two places.
fn same(a: &Table, b: &Table) -> bool {
    a.en == b.en && a.fields.len() == b.fields.len() && a.doc_en == b.doc_en
}

/// A name for each of `tables` that no other has: `person`, and `person-2` for another kind of person.
fn names(tables: &[&'static Table]) -> Vec<String> {
    let earlier = |at: usize| tables.iter().take(at).filter(|table| table.en == tables[at].en).count();
    let name = |at: usize| match earlier(at) {
        0 => tables[at].en.to_owned(),
        count => format!("{}-{}", tables[at].en, count + 1),
    };
    (0..tables.len()).map(name).collect()
}

/// A value as a person would write it into this field; empty where the value is a record of its own.
fn example(field: &Field) -> String {
    if field.example.is_empty() { of_shape(&(field.shape)(), field.units) } else { field.example.to_owned() }
}

fn of_shape(shape: &Shape, units: &[&str]) -> String {
    match shape {
        Shape::Amount => match units.first().copied().unwrap_or("个") {
            "元" => "1.2万元".to_owned(),
            "人次" => "近600人次".to_owned(),
            unit => format!("12{unit}"),
        },
        Shape::When => "4月18日".to_owned(),
        Shape::Period => "2025".to_owned(),
        Shape::Number => "7".to_owned(),
        Shape::Flag => "是".to_owned(),
        Shape::Percent => "97.4%".to_owned(),
        Shape::Choice(words) => words.first().copied().unwrap_or_default().to_owned(),
        Shape::List(inner) => of_shape(inner, units),
        Shape::Text | Shape::Prose | Shape::Named(_) | Shape::WordOr(_) | Shape::Record(_) => String::new(),
    }
}

/// Of the words of a choice in a language, the first for each meaning: 县级, and not 县、县级、全县.
fn first_words(words: &[&'static str], language: Language) -> Vec<&'static str> {
    fn kept<T: Choice>(words: &[&'static str]) -> Option<Vec<&'static str>> {
        let mut seen = Vec::new();
        let mut new = |word: &&str| {
            let name = T::of(word).and_then(T::name);
            let new = name.is_none() || !seen.contains(&name);
            seen.push(name);
            new
        };
        Some(words.iter().copied().filter(&mut new).collect())
    }
    let zh = language == Language::Chinese;
    let mine: Vec<&str> = words.iter().copied().filter(|word| word.is_ascii() != zh).collect();
    let mine = if mine.is_empty() { words.to_vec() } else { mine };
    let of = |all: Vec<&'static str>| all == words;
    let first = match () {
        () if of(Level::words()) => kept::<Level>(&mine),
        () if of(Tier::words()) => kept::<Tier>(&mine),
        () if of(Role::words()) => kept::<Role>(&mine),
        () if of(Progress::words()) => kept::<Progress>(&mine),
        () => None,
    };
    first.unwrap_or(mine)
}

/// The keys that all records of areas share, the first of each of them.
fn shared() -> &'static [Field] {
    let (some, other) = (Activity::TABLE.fields, Training::TABLE.fields);
    let count = some.iter().zip(other).take_while(|(a, b)| a.en == b.en && a.doc_en == b.doc_en).count();
    &some[..count]
}

/// Whether a record has the keys that all records of areas share.
fn is_placed(table: &Table) -> bool {
    let shared = shared();
    table.fields.len() >= shared.len() && shared.iter().zip(table.fields).all(|(a, b)| a.en == b.en && a.zh == b.zh)
}
