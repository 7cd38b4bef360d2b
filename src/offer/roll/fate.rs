//! What becomes of each key when a year is rolled forward: whoever and whatever goes on stays, what has to be counted or
//! decided anew is asked for, what came of the year is gone.

use crate::facts::numeral;
use crate::facts::pending;
use crate::facts::table::{Field, Shape, Table};

/// What becomes of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stays as it is.
    Keep,
    /// It stays unless it speaks of its year; then it is asked for.
    Lasting,
    /// It stays, the years in it moved on.
    Years,
    /// It stays, with its references asked for: what they refer to may be gone.
    Words,
    /// It is to be entered anew: 待填.
    Ask,
    /// It is gone.
    Drop,
    /// An ordinal: one more.
    Advance,
    /// A record, or a list of them, with fates of its own.
    Inside,
}

/// Records about who we and others are: all but numbers stays.
const STANDING: [&str; 9] =
    ["organisation", "names", "former_name", "school", "superiors", "body", "person", "slogan", "slogan_member"];
/// Texts that go on from year to year.
const LASTING: [&str; 34] = [
    "kind",
    "host",
    "organiser",
    "partners",
    "place",
    "subject",
    "purpose",
    "method",
    "verb",
    "way",
    "who",
    "goods",
    "fund",
    "giver",
    "by",
    "product",
    "object",
    "inspector",
    "cause",
    "receiver",
    "items",
    "channels",
    "measures",
    "outlets",
    "site",
    "name",
    "unit",
    "role",
    "guiding",
    "transition",
    "lead",
    "tail",
    "title",
    "topic",
];
/// Names by which records are found; they stay whatever is in them.
const NAMES: [&str; 7] = ["area", "item", "series", "every", "of", "id", "name"];

/// What becomes of `field` in a record of `table`.
pub fn fate(table: &Table, field: &Field) -> Fate {
    if let Some(fate) = special(table.en, field.en) {
        return fate;
    }
    let computed = ["由工具算", "供核对"].iter().any(|word| field.doc_zh.contains(word));
    if computed && !field.required {
        return Fate::Drop;
    }
    let standing = STANDING.contains(&table.en);
    match (field.shape)() {
        Shape::Amount => Fate::Ask,
        Shape::When if standing => Fate::Keep,
        Shape::When | Shape::Percent => Fate::Ask,
        Shape::Number if field.en == "ordinal" => Fate::Advance,
        Shape::Number | Shape::Flag | Shape::Period | Shape::Choice(_) => Fate::Keep,
        shape if shape.records().is_some() && !is_word(&shape) => Fate::Inside,
        Shape::Named(_) => Fate::Ask,
        _ if NAMES.contains(&field.en) => Fate::Keep,
        Shape::Prose if standing => Fate::Words,
        _ if standing => Fate::Keep,
        _ if LASTING.contains(&field.en) => Fate::Lasting,
        _ if field.required => Fate::Ask,
        _ => Fate::Drop,
    }
}

fn special(table: &str, field: &str) -> Option<Fate> {
    Some(match (table, field) {
        ("facts", "include") => Fate::Years,
        ("facts", "experience" | "next") => Fate::Ask,
        ("document", "number" | "period") => Fate::Ask,
        (
            "document",
            "to" | "cc" | "printed_by" | "signer" | "issuers" | "speaker" | "note" | "secrecy" | "urgency" | "mark",
        ) => Fate::Keep,
        ("slogan" | "slogan_member", "members") => Fate::Words,
        // What a report is about is chosen anew: last year's event is no matter of this one.
        (
            "document",
            "opening" | "closing" | "attachments" | "title" | "topic" | "present" | "excused" | "attending",
        ) => Fate::Drop,
        ("area" | "entry", "text") => Fate::Ask,
        ("area" | "entry", "title") => Fate::Keep,
        ("problem", "text" | "cause" | "remedy") => Fate::Words,
        ("problem", "since" | "id") => Fate::Keep,
        ("plan_item", "id" | "title" | "target" | "owner" | "continues") => Fate::Keep,
        ("plan_item", "goal" | "measure") => Fate::Words,
        ("plan_item", "status" | "actual" | "from" | "proposed") | ("line", "proposed") => Fate::Drop,
        ("plan_item", "carried" | "assigned") => Fate::Keep,
        ("facts", "plan_period") | (_, "fulfils") => Fate::Drop,
        ("honour", "to") | ("training", "speaker") => Fate::Ask,
        ("congress", "session") | (_, "theme" | "documents") if table != "facts" => Fate::Ask,
        ("congress" | "meeting", "agenda") => Fate::Inside,
        ("congress", "vote") => Fate::Drop,
        ("activity", "awards" | "then" | "rank" | "field") => Fate::Drop,
        (_, "outside" | "photos") => Fate::Drop,
        // The clause of last year's event told last year's event.
        ("area" | "entry" | "superiors" | "slogan_member", _) => return None,
        (_, "lead" | "tail") => Fate::Drop,
        _ => return None,
    })
}

/// Whether a value may be a mere word: a person, an outlet.
fn is_word(shape: &Shape) -> bool {
    match shape {
        Shape::WordOr(_) => true,
        Shape::List(inner) => is_word(inner),
        _ => false,
    }
}

/// Whether a text speaks of its year: a number, a reference, an anniversary, an ordinal, or the year in a word.
pub fn dated(text: &str) -> bool {
    text.chars().any(|c| c.is_numeric() && c != '〇') || ordinal(text)
}

/// Whether a name cannot be used again: it counts, or refers to a record.
pub fn ordinal(text: &str) -> bool {
    let numeral = |c: char| c.is_ascii_digit() || c == '百' || numeral::is_ordinal(c);
    let counts = text.match_indices('第').any(|(at, word)| {
        let rest = text[at + word.len()..].trim_start_matches(numeral);
        rest.len() < text[at + word.len()..].len() && rest.starts_with(['个', '届', '次', '期', '周'])
    });
    let words = ["{{", "周年", "今年", "去年", "上年", "明年", "本年度", "上半年", "下半年", pending::MARK];
    counts || words.iter().any(|word| text.contains(word))
}
