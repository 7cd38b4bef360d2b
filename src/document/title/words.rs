//! Where a line of a title may end, and how gladly.

use super::lexicon::{JOINS, LEADS, LEANING, PLACES, SCHOOLS, TAILS, UNIONS, VERBS, has};
use super::marks::{closes, is_extender, joins, mate, opens};
use super::tokens::{Kind, Token};
use super::width::{LINE, Width};

/// How good it is to end a line at a place; the smaller the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Between two words; the number is what it costs.
    Word(i32),
    /// Inside something that belongs together: a name, 《》, a quotation.
    Whole,
    /// Between two characters of a word.
    Inside,
    /// Never: a closing mark would begin the line or an opening one end it.
    Never,
}

/// A title with the places where its lines may end.
pub struct Title<'a> {
    pub(super) text: &'a str,
    /// Byte offset of every character, and the length.
    pub(super) at: Vec<usize>,
    pub(super) chars: Vec<char>,
    /// `places[i]` is the place before character `i`.
    places: Vec<Place>,
    /// Width of the first `i` characters.
    sums: Vec<Width>,
}

impl<'a> Title<'a> {
    /// Reads one unbroken title.
    pub fn read(text: &'a str, names: &[&str]) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let at = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut sums = vec![Width::default()];
        for &c in &chars {
            sums.push(*sums.last().unwrap_or(&Width::default()) + Width::of(c));
        }
        let mut title = Self { text, at, places: vec![Place::Inside; chars.len()], chars, sums };
        let tokens = title.tokens(names);
        title.judge(&tokens);
        title.keep_groups();
        title.keep_marks();
        title
    }

    /// The number of characters.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// The characters `start..end`.
    pub fn slice(&self, start: usize, end: usize) -> &'a str {
        &self.text[self.at[start]..self.at[end]]
    }

    /// What it is to begin a line with character `index`.
    pub fn place(&self, index: usize) -> Place {
        self.places[index]
    }

    /// The width of a line of the characters `start..end`; blanks at its end do not count.
    pub fn width(&self, start: usize, end: usize) -> Width {
        let mut end = end;
        while end > start && self.chars[end - 1].is_whitespace() {
            end -= 1;
        }
        self.sums[end] - self.sums[start]
    }

    pub(super) fn fits(&self, start: usize, end: usize) -> bool {
        self.width(start, end).wide <= LINE
    }
}

/// Judging: from tokens to places.
impl Title<'_> {
    fn judge(&mut self, tokens: &[Token]) {
        for pair in tokens.windows(2) {
            self.places[pair[1].start] = self.between(&pair[0], &pair[1]);
        }
        for name in tokens.iter().filter(|token| token.kind == Kind::Name) {
            self.judge_name(name);
        }
    }

    /// A name has joints of its own: between a school and its union, and less gladly between its words.
    fn judge_name(&mut self, name: &Token) {
        let mut parts = Vec::new();
        self.words(name.start, name.end, &mut parts);
        for pair in parts.windows(2) {
            let (before, after) = (self.text(&pair[0]), self.text(&pair[1]));
            let joint = has(UNIONS, after) && SCHOOLS.split_whitespace().any(|school| before.ends_with(school));
            self.places[pair[1].start] = match self.between(&pair[0], &pair[1]) {
                _ if joint => Place::Word(30),
                Place::Word(_) => Place::Whole,
                _ if before.ends_with(PLACES) => Place::Whole,
                worse => worse,
            };
        }
    }

    fn between(&self, left: &Token, right: &Token) -> Place {
        let (before, after) = (self.text(left), self.text(right));
        if left.kind == Kind::Mark || right.kind == Kind::Mark {
            return self.beside_mark(left, right);
        }
        if has(TAILS, after) || has(LEANING, after) {
            return Place::Inside;
        }
        if has(LEADS, before) {
            return Place::Inside;
        }
        if has(JOINS, before) {
            return Place::Word(2);
        }
        if before == "的" {
            return Place::Word(3);
        }
        let lone = |token: &Token| token.kind == Kind::Lone && !has(TAILS, self.text(token));
        if lone(left) || lone(right) || before.ends_with(PLACES) && left.kind != Kind::Name {
            return Place::Inside;
        }
        Place::Word(match (left.kind, right.kind) {
            (Kind::Name, Kind::Name) => 0,
            _ if after == "关于" => 0,
            (Kind::Name, _) => 1,
            _ if before == "关于" => 16,
            _ if has(VERBS, before) => 8,
            (Kind::Time, Kind::Time) => 8,
            (_, Kind::Time) => 3,
            (Kind::Time, _) => 14,
            _ => 6,
        })
    }

    fn beside_mark(&self, left: &Token, right: &Token) -> Place {
        if self.is_subtitle(right.start) {
            return Place::Word(0);
        }
        let (before, after) = (self.chars[right.start - 1], self.chars[right.start]);
        if after.is_whitespace() || closes(after) || opens(before) || joins(before) || joins(after) {
            return Place::Inside;
        }
        if before.is_whitespace() {
            return Place::Word(0);
        }
        if opens(after) {
            let verb = has(VERBS, self.text(left)) || left.kind == Kind::Name;
            return Place::Word(if verb { 2 } else { 5 });
        }
        if has(TAILS, self.text(right)) || has(LEANING, self.text(right)) {
            return Place::Inside;
        }
        match before {
            '”' | '’' if self.short_quote(left.start) => Place::Inside,
            '、' if left.start < 4 || !closes(self.chars[left.start - 1]) => Place::Word(10),
            '、' | '，' | '；' | '：' => Place::Word(2),
            _ => Place::Word(5),
        }
    }

    /// Whether a —— begins at `index`: a subtitle has a line of its own, and the dash is never split.
    fn is_subtitle(&self, index: usize) -> bool {
        self.chars[index - 1] != '—' && self.chars[index] == '—' && self.chars.get(index + 1) == Some(&'—')
    }

    /// Whether the quotation that ends at `end` has at most three characters: “三八”, “十四五”, “安康杯” qualify what follows.
    fn short_quote(&self, end: usize) -> bool {
        (1..=4).any(|back| end >= back && opens(self.chars[end - back]))
    }

    /// Keeps what stands between a pair of marks on one line, with what leans on it, where that fits on a line.
    fn keep_groups(&mut self) {
        let mut open: Vec<usize> = Vec::new();
        for index in 0..self.len() {
            let c = self.chars[index];
            if opens(c) {
                open.push(index);
            } else if let Some(mate) = mate(c) {
                let Some(depth) = open.iter().rposition(|&at| self.chars[at] == mate) else { continue };
                let start = open[depth];
                open.truncate(depth);
                if self.fits(start, self.leaning_end(index + 1)) {
                    for place in &mut self.places[start + 1..=index] {
                        *place = (*place).max(Place::Whole);
                    }
                }
            }
        }
    }

    /// The end of what leans on a group that ends at `end`: 《…》的通知 is kept whole only where 通知 need not stand alone.
    fn leaning_end(&self, end: usize) -> usize {
        match self.len() - end {
            3 if self.chars[end - 1] == '》' && self.chars[end] == '的' => end + 3,
            _ => end,
        }
    }

    /// No line begins with a mark that closes and none ends with one that opens (GB/T 15834).
    fn keep_marks(&mut self) {
        for index in 1..self.len() {
            let (before, after) = (self.chars[index - 1], self.chars[index]);
            let mark = closes(after) || opens(before) || joins(before) || joins(after);
            let figure = before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
            if self.is_subtitle(index) {
                continue;
            }
            if mark || after.is_whitespace() || figure || is_extender(after) {
                self.places[index] = Place::Never;
            }
        }
    }
}
