//! Takes the notes out of a text that is to be printed: what is left is the words alone, with a span for each note that
//! still stands in front of its words.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::path::{Component, Path};
use std::rc::Rc;
use std::sync::Arc;

use super::days::Calendar;
use super::text::{Day, Place, Provenance, Span, Text};
use crate::diagnostic::{Origin, Source};
use crate::facts::File;
use crate::figures::Figures;
use crate::figures::origins::{Called, Note, Sort, is_mark};

/// The notes of a paper, told once each.
pub struct Origins<'f> {
    figures: Figures<'f>,
    told: RefCell<HashMap<usize, Arc<Provenance>>>,
    calendar: Calendar<'f>,
}

/// A part of a text with an origin, and where the clause or the words in it are written.
type Within = (Range<usize>, Option<(Source, Origin)>);

/// Puts the numbers of headings where a text asks for them.
type Fill<'f> = &'f mut dyn for<'t> FnMut(&'t str) -> Cow<'t, str>;

/// A mark that was met: where its words begin, and its note.
struct Met {
    at: usize,
    number: usize,
    note: Rc<Note>,
}

impl<'f> Origins<'f> {
    /// The notes of a paper about `figures`.
    pub fn new(figures: Figures<'f>) -> Self {
        Self { figures, told: RefCell::default(), calendar: Calendar::new(figures) }
    }

    /// A text without the marks in it. `fill` puts the numbers of headings where they are asked for.
    pub fn text(&self, marked: &str, fill: Fill<'_>) -> Text {
        let mut words = String::with_capacity(marked.len());
        let mut met: Vec<Met> = Vec::new();
        for (index, part) in marked.split(is_mark).enumerate() {
            if index == 0 {
                words.push_str(&fill(part));
                continue;
            }
            let at = part.as_ptr() as usize - marked.as_ptr() as usize;
            let mark = marked.get(..at).and_then(|before| before.chars().next_back());
            let note = mark.and_then(|mark| self.figures.note_of(mark));
            met.extend(note.map(|(number, note)| Met { at: words.len(), number, note }));
            words.push_str(&fill(part));
        }
        if met.is_empty() {
            return words.into();
        }
        let (spans, days) = self.spans(&words, met, fill);
        Text::new(words, spans).with_days(days)
    }

    /// The spans of the notes, each as far as its words go on as they were noted; and the days that clauses say.
    fn spans(&self, words: &str, met: Vec<Met>, fill: Fill<'_>) -> (Vec<Span>, Vec<Day>) {
        let (mut spans, mut days): (Vec<Span>, Vec<Day>) = Default::default();
        let mut within: Vec<Within> = Vec::new();
        let mut open: Vec<Range<usize>> = Vec::new();
        for Met { at, number, note } in met {
            open.retain(|outer| outer.end > at);
            let told = fill(&note.words);
            let length = told_on(words.get(at..).unwrap_or_default(), &told, note.sort);
            let end = open.last().map_or(at + length, |outer| outer.end.min(at + length));
            if end == at {
                continue;
            }
            open.push(at..end);
            let place = note.places.first().cloned().filter(|_| matches!(note.sort, Sort::Clause | Sort::Words));
            within.push((at..end, place));
            if note.sort == Sort::Clause {
                days.extend(self.calendar.of_clause(words, &(at..end), &note.places));
            }
            spans.push(Span { range: at..end, from: self.told(number, &note) });
        }
        let more = self.numbers(words, &within);
        spans.extend(more);
        (spans, days)
    }

    /// Numbers that stand in a clause or in the author's words and are no figures of their own: where each is written.
    fn numbers(&self, words: &str, within: &[Within]) -> Vec<Span> {
        let mut found = Vec::new();
        for range in digits(words) {
            let inner = within.iter().rfind(|(outer, _)| outer.start <= range.start && range.end <= outer.end);
            let Some((_, Some((source, origin)))) = inner else { continue };
            let next = words.get(range.end..).and_then(|rest| rest.chars().next());
            if next.is_none_or(|next| "年月日时届".contains(next)) {
                continue;
            }
            let found_at = alike(source.text(), *origin, words, &range);
            let Some(at) = found_at.first() else { continue };
            let file = self.file(source);
            let path = file.and_then(|file| file.paths().around(*at, *origin)).unwrap_or_default();
            let mut places: Vec<Place> = found_at.iter().map(|at| self.place(source, *at)).collect();
            places.dedup();
            let provenance = Provenance { sort: Sort::Fact, path: path.to_owned(), formula: None, places };
            found.push(Span { range, from: Arc::new(provenance) });
        }
        found
    }

    fn told(&self, number: usize, note: &Note) -> Arc<Provenance> {
        if let Some(told) = self.told.borrow().get(&number) {
            return told.clone();
        }
        let told = Arc::new(self.provenance(note));
        self.told.borrow_mut().insert(number, told.clone());
        told
    }

    fn provenance(&self, note: &Note) -> Provenance {
        let path = match &note.called {
            Called::Named(path) => path.clone(),
            Called::Of(origin, name) => {
                let file = note.places.first().and_then(|(source, _)| self.file(source));
                let there = file.and_then(|file| file.paths().get(*origin));
                let parts = [there.unwrap_or_default(), name].into_iter().filter(|part| !part.is_empty());
                parts.collect::<Vec<_>>().join(".")
            }
            Called::Sum(name) => {
                let path = |(source, origin): &(Source, Origin)| self.file(source)?.paths().get(*origin);
                let paths: Vec<&str> = note.places.iter().filter_map(path).collect();
                let parts = [shared(&paths), (*name).to_owned()];
                parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
            }
        };
        let mut places: Vec<Place> = Vec::new();
        for (source, origin) in &note.places {
            let place = self.place(source, origin.range().start);
            if !places.contains(&place) {
                places.push(place);
            }
        }
        Provenance { sort: note.sort, path, formula: note.formula.clone(), places }
    }

    fn place(&self, source: &Source, at: usize) -> Place {
        // What a template says is called by its place among the templates.
        let name = source.file_at(at).0;
        let known = self.file(source).map(|_| short_name(name, self.figures.dossier.current.source.name()));
        Place { file: known.unwrap_or(name.into()).into_owned(), line: source.line(at) }
    }

    /// The file whose text this is.
    fn file(&self, source: &Source) -> Option<&'f File> {
        let dossier = self.figures.dossier;
        let mut files = std::iter::once(&dossier.current).chain(&dossier.previous).chain(&dossier.next);
        files.find(|file| file.source == *source)
    }
}

/// What a file is called in a paper made of `main`: by its path below the folder of that, else by its last name. Where the
/// facts lie on somebody's disk is nobody else's business.
pub fn short_name<'n>(name: &'n str, main: &str) -> Cow<'n, str> {
    let path = Path::new(name);
    let folder = Path::new(main).parent().unwrap_or(Path::new(""));
    let below = path.strip_prefix(folder).ok().filter(|below| !below.is_absolute());
    let below = below.filter(|below| !below.components().any(|part| part == Component::ParentDir));
    below.or(path.file_name().map(Path::new)).unwrap_or(path).to_string_lossy()
}

/// What all of these paths have in common: where they begin alike, 经费.收入 of its lines; else how they end, 金额 of several
/// records, so that a sum is not called after one of them.
fn shared(paths: &[&str]) -> String {
    let steps: Vec<Vec<&str>> = paths.iter().map(|path| path.split('.').collect()).collect();
    let Some((first, others)) = steps.split_first() else { return String::new() };
    let alike = |at: usize| others.iter().all(|steps| steps.get(at) == first.get(at));
    let begin = (0..first.len()).take_while(|at| alike(*at)).count();
    if begin > 0 {
        return first.get(..begin).unwrap_or_default().join(".");
    }
    let last = first.last().filter(|last| others.iter().all(|steps| steps.last() == Some(last)));
    last.map(|last| (*last).to_owned()).unwrap_or_default()
}

/// How many bytes two texts begin with alike.
fn common(one: &str, other: &str) -> usize {
    one.floor_char_boundary(one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count())
}

/// How far a text goes on as it was noted. Of a clause and of the author's words only a later part may be left.
fn told_on(text: &str, noted: &str, sort: Sort) -> usize {
    const ENOUGH: usize = 4;
    let length = common(text, noted);
    let start = text.char_indices().nth(ENOUGH).and_then(|(end, _)| text.get(..end));
    let later = start.filter(|_| matches!(sort, Sort::Clause | Sort::Words)).and_then(|start| noted.find(start));
    match later.and_then(|at| noted.get(at..)) {
        Some(later) if length < start.map_or(0, str::len) => common(text, later),
        _ => length,
    }
}

/// The numbers of a text: digits with the point or the commas between them.
pub fn digits(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        let between = |last: &Range<usize>| matches!(text.get(last.end..at), Some("" | "." | ","));
        match found.last_mut().filter(|last| between(last)) {
            Some(last) => last.end = at + 1,
            None => found.push(at..at + 1),
        }
    }
    found
}

/// Where in a part of a text the number of `words` at `range` stands: with what follows it there, and of several such places
/// those whose words around it are the most like; more than one where the same is written twice.
fn alike(text: &str, part: Origin, words: &str, range: &Range<usize>) -> Vec<usize> {
    let part = part.range();
    let Some(inside) = text.get(part.clone()) else { return Vec::new() };
    let (before, rest) = words.split_at(range.start);
    let next = words.get(range.end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let wanted = words.get(range.start..range.end + next).unwrap_or_default();
    let number = |c: char| c.is_ascii_digit() || c == '.';
    let backwards = |text: &str| text.chars().rev().zip(before.chars().rev()).take_while(|(a, b)| a == b).count();
    let score = |at: usize| {
        let (own_before, own_rest) = inside.split_at(at);
        let onwards = own_rest.chars().zip(rest.chars()).take_while(|(a, b)| a == b).count();
        (!own_before.ends_with(number)).then(|| (backwards(own_before) + onwards, at))
    };
    let found: Vec<(usize, usize)> = inside.match_indices(wanted).filter_map(|(at, _)| score(at)).collect();
    let most = found.iter().map(|(score, _)| *score).max();
    found.into_iter().filter(|(score, _)| Some(*score) == most).map(|(_, at)| part.start + at).collect()
}
