//! Where the words of a paper come from. Texts are plain strings until a paper is numbered; so each figure, clause and
//! sentence of the author's carries, directly in front of it, one character that no text of a person holds. It is the number
//! of a [`Note`] in the [`Ledger`] of the paper, and is taken out again when the text becomes blocks.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::diagnostic::{Origin, Source};
use crate::facts::File;
use crate::facts::amount::{Amount, plain};
use crate::facts::table::Record;
use crate::facts::value::Text;
use crate::figures::Figures;
use crate::figures::change::{By, Change};
use crate::figures::rate::Rate;
use crate::figures::shares::{Share, Shown};

/// The first of the characters that stand for notes. The reader refuses all of their plane in a facts file (E002).
const FIRST: u32 = 0x10_0000;
/// The last of them; what comes after so many notes goes without.
const LAST: u32 = 0x10_fffd;

/// What a part of a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// A figure as the author entered it.
    Fact,
    /// A figure that follows from facts.
    Figure,
    /// A clause told of records.
    Clause,
    /// The author's own words.
    Words,
    /// Words of a template.
    Template,
}

/// What something is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Called {
    /// By what stands there in the file of its places, and a name behind that, which may be empty.
    Of(Origin, &'static str),
    /// By what its places have in common, and a name behind that.
    Sum(&'static str),
    Named(String),
}

/// Where a part of a paper comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub sort: Sort,
    pub called: Called,
    /// How a figure follows from others: 46÷98=46.9%.
    pub formula: Option<String>,
    /// Where it is written, or what it follows from.
    pub places: Vec<(Source, Origin)>,
    /// The words that it is about, as they stood when it was noted.
    pub words: String,
}

/// The notes of one paper.
#[derive(Debug, Default)]
pub struct Ledger {
    notes: RefCell<Vec<Rc<Note>>>,
    /// The notes of single values, so that the same value read twice reads the same.
    known: RefCell<HashMap<(Sort, usize, Origin), u32>>,
}

impl Ledger {
    /// The note that a character stands for.
    pub fn note(&self, mark: char) -> Option<(usize, Rc<Note>)> {
        let number = usize::try_from((mark as u32).checked_sub(FIRST)?).ok()?;
        self.notes.borrow().get(number).map(|note| (number, note.clone()))
    }

    /// The words with the mark of a new note in front of them.
    fn put(&self, note: Note) -> String {
        let mut notes = self.notes.borrow_mut();
        let Some(mark) = u32::try_from(notes.len()).ok().and_then(mark) else { return note.words };
        let words = marked(mark, &note.words);
        notes.push(Rc::new(Note { words: bare(&note.words).into_owned(), ..note }));
        words
    }
}

/// The character for the note of this number.
fn mark(number: u32) -> Option<char> {
    FIRST.checked_add(number).filter(|code| *code <= LAST).and_then(char::from_u32)
}

/// Words with a mark in front of them.
fn marked(mark: char, words: &str) -> String {
    let mut marked = String::with_capacity(mark.len_utf8() + words.len());
    marked.push(mark);
    marked.push_str(words);
    marked
}

/// Whether a character stands for a note.
pub fn is_mark(c: char) -> bool {
    (FIRST..=LAST).contains(&(c as u32))
}

/// A text without the marks in it: what is decided by how a text begins or how long it is, is decided by this.
pub fn bare(text: &str) -> Cow<'_, str> {
    // The first byte of every mark, and of no character below their plane.
    if text.as_bytes().contains(&0xf4) { Cow::Owned(text.split(is_mark).collect()) } else { Cow::Borrowed(text) }
}

impl<'a> Figures<'a> {
    /// The same figures with notes of where their words come from.
    pub fn noting(self, ledger: &'a Ledger) -> Self {
        Self { ledger: Some(ledger), ..self }
    }

    /// Whether it is noted where words come from.
    pub fn notes(self) -> bool {
        self.ledger.is_some()
    }

    /// The note that a character stands for, with its number.
    pub fn note_of(self, mark: char) -> Option<(usize, Rc<Note>)> {
        self.ledger?.note(mark)
    }

    /// Words with a note of where they come from; the words alone where nobody asks or where there are none.
    pub fn noted(
        self,
        words: String,
        sort: Sort,
        called: Called,
        formula: Option<String>,
        places: impl FnOnce() -> Vec<(Source, Origin)>,
    ) -> String {
        match self.ledger {
            Some(ledger) if !words.is_empty() => ledger.put(Note { sort, called, formula, places: places(), words }),
            _ => words,
        }
    }

    /// Places of the current file.
    pub fn at_places(self, origins: impl IntoIterator<Item = Origin>) -> Vec<(Source, Origin)> {
        origins.into_iter().map(|origin| (self.file().source.clone(), origin)).collect()
    }

    /// What is printed as it is written, at its place.
    fn written(self, words: &str, origin: Origin) -> String {
        let Some(ledger) = self.ledger.filter(|_| !words.is_empty()) else { return words.to_owned() };
        let key = (Sort::Fact, std::ptr::from_ref(self.file()) as usize, origin);
        let known = ledger.known.borrow().get(&key).copied();
        if let Some(number) = known
            && ledger.notes.borrow().get(number as usize).is_some_and(|note| note.words == words)
            && let Some(mark) = mark(number)
        {
            return marked(mark, words);
        }
        let number = u32::try_from(ledger.notes.borrow().len()).unwrap_or(u32::MAX);
        ledger.known.borrow_mut().insert(key, number);
        self.noted(words.to_owned(), Sort::Fact, Called::Of(origin, ""), None, || self.at_places([origin]))
    }

    /// An amount as it is printed.
    pub fn fact(self, amount: &Amount) -> String {
        self.written(&amount.text, amount.origin)
    }

    /// A text with a figure of the author's in it, such as a share as he states it.
    pub fn stated(self, text: &Text) -> String {
        self.written(&text.text, text.origin)
    }

    /// A figure that follows from what stands at `from`; it is called by what stands at `of` and `name`.
    pub fn derived(
        self,
        words: String,
        (of, name): (Origin, &'static str),
        formula: impl FnOnce(&str) -> String,
        from: impl IntoIterator<Item = Origin>,
    ) -> String {
        if !self.notes() {
            return words;
        }
        let formula = formula(&words);
        self.noted(words, Sort::Figure, Called::Of(of, name), Some(formula), || self.at_places(from))
    }

    /// The sum of amounts as it is printed; a single one is no sum.
    pub fn summed<'m>(self, words: String, amounts: impl IntoIterator<Item = &'m Amount>) -> String {
        if !self.notes() {
            return words;
        }
        let amounts: Vec<&Amount> = amounts.into_iter().collect();
        match amounts.as_slice() {
            [only] if only.text == words => self.fact(only),
            [] => words,
            all => {
                let formula = added(all, &words);
                let places = || self.at_places(all.iter().map(|amount| amount.origin));
                self.noted(words, Sort::Figure, Called::Sum("合计"), Some(formula), places)
            }
        }
    }

    /// How many there are of what stands at these places.
    pub fn counted(self, words: String, called: &str, of: impl IntoIterator<Item = Origin>) -> String {
        if !self.notes() {
            return words;
        }
        let places = self.at_places(of);
        let formula = format!("{called}{}条", places.len());
        self.noted(words, Sort::Figure, Called::Named(format!("{called}.数量")), Some(formula), || places)
    }

    /// A rate as it is printed.
    pub fn rated(self, rate: &Rate, of: (Origin, &'static str), from: impl IntoIterator<Item = Origin>) -> String {
        self.derived(rate.print(), of, |printed| divided(rate, printed), from)
    }

    /// A share of a record as it is printed: as stated, else computed.
    pub fn shown_noted(self, record: &'a dyn Record, share: &'static Share) -> Option<String> {
        Some(match self.shown(record, share)? {
            Shown::Stated(text) => self.stated(text),
            Shown::Computed(rate) if self.notes() => self.share_noted(record, share, &rate),
            Shown::Computed(rate) => rate.print(),
        })
    }

    fn share_noted(self, record: &'a dyn Record, share: &'static Share, rate: &Rate) -> String {
        let crate::facts::table::Item::Amount(part) = record.named(share.part) else { return rate.print() };
        let mut places = self.at_places([part.origin]);
        places.extend(self.whole(record, share).map(|whole| self.place_of(whole)));
        let printed = rate.print();
        let formula = divided(rate, &printed);
        let called = Called::Of(record.origin(), share.names[0]);
        self.noted(printed, Sort::Figure, called, Some(formula), || places)
    }

    /// Where an amount stands that may be one of another year.
    pub fn place_of(self, amount: &Amount) -> (Source, Origin) {
        let here = |file: &&'a File| {
            let written = file.source.text().get(amount.origin.range()).unwrap_or_default();
            let written: String = written.chars().filter(|c| !c.is_whitespace() && !"\"'".contains(*c)).collect();
            !written.is_empty() && file.paths().get(amount.origin).is_some() && amount.text.starts_with(&written)
        };
        let others = self.dossier.previous.iter().chain(&self.dossier.next);
        let file = std::iter::once(self.file()).chain(others).find(here).unwrap_or(self.file());
        (file.source.clone(), amount.origin)
    }
}

/// 52人+46人=98人
pub fn added(amounts: &[&Amount], sum: &str) -> String {
    let terms: Vec<&str> = amounts.iter().map(|amount| amount.text.as_str()).collect();
    format!("{}={}", terms.join("+"), bare(sum))
}

/// 46÷98=46.9%
pub fn divided(rate: &Rate, printed: &str) -> String {
    format!("{}÷{}={}", plain(rate.part), plain(rate.whole), bare(printed))
}

/// 12人-10人=2人，2人÷10人=20%
pub fn compared(change: &Change, now: &str, then: &str) -> String {
    let (more, less) = if matches!(change, Change::Less(_) | Change::Down(_)) { (then, now) } else { (now, then) };
    match change {
        Change::More(Some(By { amount, percent })) | Change::Less(Some(By { amount, percent })) => {
            format!("{more}-{less}={amount}，{amount}÷{then}={percent}")
        }
        Change::Up(points) | Change::Down(points) => format!("{more}-{less}={points}个百分点"),
        _ => format!("{now}；上年{then}"),
    }
}
