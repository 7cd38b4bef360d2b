//! A paragraph as the author wrote it, every character of which knows its place in the file.

use std::cell::OnceCell;

use crate::diagnostic::{Origin, Source};
use crate::facts::check::words::walk::{Spot, Words};
use crate::facts::value::{Piece, Prose, Reference};

/// Stands for a reference; no file can contain it, for it is refused as a hidden character.
pub const REFERENCE: char = '\u{fffc}';

/// Stretches of characters: the first, one past the last, the first byte.
type Runs = Vec<(usize, usize, usize)>;

/// One paragraph.
pub struct Passage<'a> {
    /// Its characters; a reference is one [`REFERENCE`].
    pub chars: Vec<char>,
    pub spot: Spot,
    source: &'a Source,
    /// The whole value.
    whole: Origin,
    /// Stretches of characters whose bytes stand in the file just so: first character, one past the last, first byte.
    found: Runs,
    /// How many bytes stand before each character; counted when the first place is asked for.
    bytes: OnceCell<Vec<usize>>,
    /// What stands for each [`REFERENCE`], by its character.
    pub references: Vec<(usize, &'a Reference)>,
}

/// The paragraphs of a value.
pub fn of<'a>(words: Words<'a>, spot: Spot, source: &'a Source) -> Vec<Passage<'a>> {
    match words {
        Words::Prose(prose) => paragraphs(prose, spot, source),
        Words::Text(text) => text.text.lines().map(|line| single(line, text.origin, spot, source)).collect(),
        Words::When(when) => vec![single(&when.written, when.origin, spot, source)],
        Words::Person(person) => {
            let names = std::iter::once(&person.name).chain(&person.unit);
            names.map(|name| single(name, person.origin, spot, source)).collect()
        }
        Words::Amount(_) => Vec::new(),
    }
}

fn paragraphs<'a>(prose: &'a Prose, spot: Spot, source: &'a Source) -> Vec<Passage<'a>> {
    let mut cursor = prose.origin.range().start;
    let paragraph = |pieces: &'a Vec<Piece>| {
        let mut passage = Passage::new(prose.origin, spot, source);
        for piece in pieces {
            match piece {
                Piece::Text(text) => passage.push(text, &mut cursor),
                Piece::Reference(reference) => {
                    passage.references.push((passage.chars.len(), reference));
                    passage.chars.push(REFERENCE);
                    if reference.origin != prose.origin {
                        cursor = cursor.max(reference.origin.range().end);
                    }
                }
            }
        }
        passage
    };
    prose.paragraphs.iter().map(paragraph).collect()
}

fn single<'a>(text: &str, origin: Origin, spot: Spot, source: &'a Source) -> Passage<'a> {
    let mut passage = Passage::new(origin, spot, source);
    passage.push(text, &mut origin.range().start);
    passage
}

impl<'a> Passage<'a> {
    fn new(whole: Origin, spot: Spot, source: &'a Source) -> Self {
        Self {
            chars: Vec::new(),
            spot,
            source,
            whole,
            found: Runs::new(),
            bytes: OnceCell::new(),
            references: Vec::new(),
        }
    }

    /// Adds text. Folding puts line breaks between its characters in the file, which are passed over; what quoting has
    /// changed has no place of its own.
    fn push(&mut self, text: &str, cursor: &mut usize) {
        let (from, end) = (self.chars.len(), self.whole.range().end);
        self.chars.extend(text.chars());
        let rest = self.source.text().get(*cursor..end).unwrap_or_default();
        if let Some(at) = rest.find(text) {
            self.found.push((from, self.chars.len(), *cursor + at));
            *cursor += at + text.len();
            return;
        }
        let Some(first) = text.chars().next() else { return };
        // The mark of a block or a quote may come first, hardly more than that.
        for (at, _) in rest.match_indices(first).take(4) {
            let begin = *cursor + at;
            if let Some((runs, length)) = folded(rest.get(at..).unwrap_or_default(), text) {
                self.found.extend(runs.into_iter().map(|(a, b, byte)| (from + a, from + b, begin + byte)));
                *cursor = begin + length;
                return;
            }
        }
    }

    /// The character at `index`; NUL, which no file contains, where there is none.
    pub fn at(&self, index: usize) -> char {
        self.chars.get(index).copied().unwrap_or('\0')
    }

    /// The character before `index`; NUL where there is none.
    pub fn before(&self, index: usize) -> char {
        index.checked_sub(1).map_or('\0', |index| self.at(index))
    }

    /// Whether `word` begins at `index`.
    pub fn starts(&self, index: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(offset, c)| self.at(index + offset) == c)
    }

    /// Whether `word` ends just before `index`.
    pub fn ends(&self, index: usize, word: &str) -> bool {
        let count = word.chars().count();
        index.checked_sub(count).is_some_and(|from| self.starts(from, word))
    }

    /// The word of `words` that begins at `index`.
    pub fn one_of<'w>(&self, index: usize, words: &[&'w str]) -> Option<&'w str> {
        words.iter().copied().find(|word| self.starts(index, word))
    }

    /// The word of `words` that ends just before `index`.
    pub fn ends_one_of<'w>(&self, index: usize, words: &[&'w str]) -> Option<&'w str> {
        words.iter().copied().find(|word| self.ends(index, word))
    }

    /// Where `word` begins at or after `from`.
    pub fn find(&self, word: &str, from: usize) -> Option<usize> {
        (from..self.chars.len()).find(|&index| self.starts(index, word))
    }

    /// The characters `from..to` as they were written.
    pub fn text(&self, from: usize, to: usize) -> String {
        self.chars.get(from..to.min(self.chars.len())).unwrap_or_default().iter().collect()
    }

    /// The place of the characters `from..to`.
    pub fn place(&self, from: usize, to: usize) -> Origin {
        let last = to.max(from + 1) - 1;
        match (self.byte(from), self.byte(last)) {
            (Some((start, _)), Some((_, end))) if start < end => Origin::new(start..end),
            _ => self.source.first_line(self.whole),
        }
    }

    /// First byte and one past the last of a character in the file.
    fn byte(&self, index: usize) -> Option<(usize, usize)> {
        if let Ok(at) = self.references.binary_search_by_key(&index, |(at, _)| *at) {
            let place = self.references.get(at)?.1.origin.range();
            return Some((place.start, place.end));
        }
        let run = self.found.partition_point(|(_, to, _)| *to <= index);
        let (from, _, start) = self.found.get(run).filter(|(from, _, _)| *from <= index)?;
        let counted = self.bytes.get_or_init(|| {
            let lengths = self.chars.iter().scan(0, |sum, c| Some(std::mem::replace(sum, *sum + c.len_utf8())));
            lengths.collect()
        });
        let before = start + counted.get(index)?.checked_sub(*counted.get(*from)?)?;
        Some((before, before + self.chars.get(index)?.len_utf8()))
    }
}

/// `text` in `written` with blanks and line breaks passed over: the runs of characters that stand together, each with its
/// first byte, and how many bytes were read.
fn folded(written: &str, text: &str) -> Option<(Runs, usize)> {
    let mut runs = Runs::new();
    let (mut source, mut end, mut together) = (written.char_indices().peekable(), 0, false);
    for (index, c) in text.chars().enumerate() {
        if c == ' ' {
            together = false;
            continue;
        }
        while source.next_if(|(_, next)| next.is_whitespace()).is_some() {
            together = false;
        }
        let (at, _) = source.next_if(|(_, next)| *next == c)?;
        match runs.last_mut().filter(|_| together) {
            Some(run) => run.1 = index + 1,
            None => runs.push((index, index + 1, at)),
        }
        (end, together) = (at + c.len_utf8(), true);
    }
    Some((runs, end))
}

/// Whether a character is a Chinese one, 〇 included.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '〇' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character ends a clause: full-width punctuation, or the end of the text.
pub fn is_stop(c: char) -> bool {
    matches!(c, '\0' | '，' | '。' | '；' | '、' | '：' | '！' | '？' | ',' | ';' | '.' | '）' | '”')
}
