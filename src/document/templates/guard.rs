//! What keeps a template within bounds: its output is capped, its steps are counted, and what it keeps in variables is
//! small. The counting is woven into the user's own templates when they are loaded, and so is what makes a comparison look
//! at words alone; places in the woven text are told as places of what he wrote.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Error, Write};
use std::ops::Range;

use tera::{Kwargs, State, Tera, Value};

use super::scan::{Kind, Scanned, Sort, Tag, Token};
use crate::figures::origins::bare;

/// The most that one template may write, in bytes.
pub const LARGEST_OUTPUT: usize = 4 * 1024 * 1024;
/// The most rounds of loops and calls of components in one go.
const MOST_STEPS: u32 = 50_000;
/// The longest text that a variable may hold, in bytes.
const LONGEST_VARIABLE: usize = 64 * 1024;
/// What the engine says where a bound is met; never seen by the user.
pub const BEYOND: &str = "beyond the bounds of a template";

const STEP: &str = "niandu_step";
const SEEN: &str = "niandu_seen";
const WORDS: &str = "niandu_words";

thread_local! {
    static STEPS: Cell<u32> = const { Cell::new(0) };
    static REACHED: RefCell<BTreeSet<usize>> = const { RefCell::new(BTreeSet::new()) };
}

/// What is woven into a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weave {
    /// Whether steps and variables are kept within bounds.
    pub bounds: bool,
    /// Where marks at every branch are wanted, the number of the first.
    pub marks: Option<usize>,
}

/// A template's text with what was woven in.
#[derive(Debug, Clone, Default)]
pub struct Woven {
    pub text: String,
    /// Where something was woven in, in the written text, and its length.
    inserted: Vec<(usize, usize)>,
    /// The branches that carry marks, by the places of their tags.
    pub branches: Vec<Range<usize>>,
}

impl Woven {
    /// A range of the woven text as one of the written text.
    pub fn written(&self, range: Range<usize>) -> Range<usize> {
        self.before(range.start)..self.before(range.end)
    }

    fn before(&self, at: usize) -> usize {
        let mut shift = 0;
        for (place, length) in &self.inserted {
            if place + shift >= at {
                break;
            }
            if at < place + shift + length {
                return *place;
            }
            shift += length;
        }
        at - shift
    }
}

/// Weaves into a template what `what` asks for.
pub fn weave(scanned: &Scanned<'_>, what: Weave) -> Woven {
    let mut woven = Woven::default();
    let mut more: Vec<(usize, String)> = Vec::new();
    for tag in &scanned.tags {
        if what.bounds {
            more.extend(compared(scanned, tag).into_iter().map(|at| (at, format!(" | {WORDS} "))));
        }
        if tag.kind != Kind::Statement {
            continue;
        }
        let (word, name) = (scanned.nth(tag, 0), scanned.nth(tag, 1));
        let mut calls = Vec::new();
        match word {
            "for" | "component" if what.bounds => calls.push(format!("{STEP}()")),
            "set" | "set_global" if what.bounds => calls.push(format!("{STEP}(of={name})")),
            _ => {}
        }
        if let Some(first) = what.marks.filter(|_| ["if", "elif", "else", "for"].contains(&word)) {
            calls.push(format!("{SEEN}(n={})", first + woven.branches.len()));
            woven.branches.push(tag.range.clone());
        }
        let (open, close) = if tag.trims { ("{{-", "-}}") } else { ("{{", "}}") };
        let call: String = calls.iter().map(|call| format!("{open} {call} {close}")).collect();
        more.push((tag.range.end, call));
    }
    let mut from = 0;
    for (at, words) in more {
        woven.text.push_str(scanned.text.get(from..at).unwrap_or_default());
        woven.text.push_str(&words);
        woven.inserted.push((at, words.len()));
        from = at;
    }
    woven.text.push_str(scanned.text.get(from..).unwrap_or_default());
    woven
}

/// Where the values end that a tag compares with `==` and `!=`. They are compared by their words: two texts that read alike
/// are alike, wherever they come from. A filter binds closer than any comparison.
fn compared(scanned: &Scanned<'_>, tag: &Tag) -> Vec<usize> {
    let mut ends = Vec::new();
    for (at, sign) in tag.tokens.iter().enumerate().filter(|(_, token)| ["==", "!="].contains(&scanned.word(token))) {
        let left = at.checked_sub(1).and_then(|before| tag.tokens.get(before));
        ends.extend(left.filter(|left| !is_literal(left)).map(|_| sign.range.start));
        ends.extend(value_end(scanned, tag, at + 1));
    }
    ends
}

/// What a template writes itself carries no notes.
fn is_literal(token: &Token) -> bool {
    matches!(token.sort, Sort::Text | Sort::Number)
}

/// Where the value ends that begins with a token: a path, or what stands in brackets.
fn value_end(scanned: &Scanned<'_>, tag: &Tag, first: usize) -> Option<usize> {
    let start = tag.tokens.get(first)?;
    if is_literal(start) || start.sort == Sort::Sign && scanned.word(start) != "(" {
        return None;
    }
    let mut at = if start.sort == Sort::Sign { closing(scanned, tag, first)? } else { first };
    loop {
        at = match scanned.nth(tag, at + 1) {
            "." | "?." => at + 2,
            "[" | "?[" | "(" => closing(scanned, tag, at + 1)?,
            _ => break,
        };
    }
    tag.tokens.get(at).map(|last| last.range.end)
}

/// The bracket that closes the one at `open`.
fn closing(scanned: &Scanned<'_>, tag: &Tag, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for at in open..tag.tokens.len() {
        match scanned.nth(tag, at) {
            "(" | "[" | "?[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Gives the engine the functions that woven templates call, and takes away its own.
pub fn prepare(tera: &mut Tera) {
    tera.register_function("range", |_: Kwargs, _: &State| none());
    tera.register_function("throw", |_: Kwargs, _: &State| none());
    tera.register_filter(WORDS, |value: Value, _: Kwargs, _: &State| match value.as_str().map(bare) {
        Some(Cow::Owned(words)) => Value::from(words),
        _ => value,
    });
    tera.register_function(STEP, |arguments: Kwargs, _: &State| step(&arguments));
    tera.register_function(SEEN, |arguments: Kwargs, _: &State| {
        let number: Option<u64> = arguments.get("n")?;
        let number = number.and_then(|number| usize::try_from(number).ok());
        REACHED.with_borrow_mut(|reached| reached.extend(number));
        Ok::<Value, tera::Error>(Value::safe_string(""))
    });
}

fn none() -> Result<Value, tera::Error> {
    Err(tera::Error::message("no such function"))
}

fn step(arguments: &Kwargs) -> Result<Value, tera::Error> {
    let kept: Option<&Value> = arguments.get("of")?;
    let too_long = kept.and_then(Value::as_str).is_some_and(|text| text.len() > LONGEST_VARIABLE);
    let left = STEPS.get();
    if left == 0 || too_long {
        return Err(tera::Error::message(BEYOND));
    }
    STEPS.set(left - 1);
    Ok(Value::safe_string(""))
}

/// Begins one rendering: its steps are counted anew.
pub fn begin() {
    STEPS.set(MOST_STEPS);
}

/// The marks that renderings of this thread came by since the last call.
pub fn reached() -> BTreeSet<usize> {
    REACHED.with_borrow_mut(std::mem::take)
}

/// A writer that takes no more than a template may write.
#[derive(Default)]
pub struct Capped(Vec<u8>);

impl Capped {
    /// What was written.
    pub fn text(self) -> String {
        String::from_utf8(self.0).unwrap_or_default()
    }
}

impl Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > LARGEST_OUTPUT {
            return Err(Error::other(BEYOND));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The woven templates by name.
pub type Weaving = BTreeMap<String, Woven>;
