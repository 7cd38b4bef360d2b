//! Where a line of a title may end, and how gladly.
//!
//! The general dictionary is `icu_segmenter`'s: baked in and ready in microseconds, where jieba takes 0.1 s to load.
//! It knows few compounds, so names, dates and the [`lexicon`](super::lexicon) are read first and it only sees the rest.

use std::collections::HashSet;
use std::sync::OnceLock;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use super::lexicon::{BODIES, BODY_PARTS, JOINS, LEANING, PLACES, SCHOOLS, TAILS, TERMS, UNIONS, VERBS};
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
    text: &'a str,
    /// Byte offset of every character, and the length.
    at: Vec<usize>,
    chars: Vec<char>,
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

    fn fits(&self, start: usize, end: usize) -> bool {
        self.width(start, end).wide <= LINE
    }
}

/// What a token is, as far as breaking is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A proper name from the facts, or what looks like one.
    Name,
    /// A year, a date, a term: 2025年度, 第二学期.
    Time,
    Word,
    /// One character that no dictionary joins to its neighbours: most likely a piece of an unknown word.
    Lone,
    Mark,
}

#[derive(Debug, Clone, Copy)]
struct Token {
    start: usize,
    end: usize,
    kind: Kind,
}

/// Reading: from characters to tokens.
impl<'a> Title<'a> {
    fn tokens(&self, names: &[&str]) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut free = 0;
        for (start, end) in self.find_names(names) {
            self.words(free, start, &mut tokens);
            tokens.push(Token { start, end, kind: Kind::Name });
            free = end;
        }
        self.words(free, self.len(), &mut tokens);
        self.find_bodies(tokens)
    }

    /// The tokens of the characters `start..end`, which hold no name from the facts.
    fn words(&self, start: usize, end: usize, tokens: &mut Vec<Token>) {
        let (mut index, mut rest) = (start, start);
        while index < end {
            match self.known(index) {
                Some((to, kind)) => {
                    let to = to.min(end);
                    self.segment(rest, index, tokens);
                    tokens.push(Token { start: index, end: to, kind });
                    (index, rest) = (to, to);
                }
                None => index += 1,
            }
        }
        self.segment(rest, end, tokens);
    }

    /// The names that stand in the title, in order; where two overlap, the one that begins first, then the longer.
    /// A name longer than a line is none: it must break at its words.
    fn find_names(&self, names: &[&str]) -> Vec<(usize, usize)> {
        let index_of = |byte: usize| self.at.binary_search(&byte).unwrap_or(0);
        let mut found: Vec<(usize, usize)> = names
            .iter()
            .filter(|name| !name.is_empty())
            .flat_map(|name| self.text.match_indices(name))
            .map(|(at, name)| (index_of(at), index_of(at + name.len())))
            .filter(|&(start, end)| self.fits(start, end))
            .collect();
        found.sort_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
        let mut free = 0;
        found.retain(|&(start, end)| {
            let keep = start >= free;
            if keep {
                free = end;
            }
            keep
        });
        found
    }

    /// What begins at `index` and is known without the dictionary.
    fn known(&self, index: usize) -> Option<(usize, Kind)> {
        let c = self.chars[index];
        if is_mark(c) {
            return Some((index + 1, Kind::Mark));
        }
        self.figure(index).or_else(|| self.ordinal(index)).or_else(|| self.term(index).map(|end| (end, Kind::Word)))
    }

    /// Arabic figures and Latin letters, with the unit that belongs to them: 2024—2025学年, 12月31日, STEAM.
    fn figure(&self, start: usize) -> Option<(usize, Kind)> {
        let mut end = self.latin(start)?;
        let figures = self.chars[start..end].iter().any(char::is_ascii_digit);
        if !figures {
            return Some((end, Kind::Word));
        }
        let mut kind = Kind::Word;
        while let Some(unit) = self.unit(end) {
            kind = Kind::Time;
            end = match self.latin(end + unit) {
                Some(next) if matches!(self.chars[end], '年' | '月') => next,
                _ => {
                    end += unit;
                    break;
                }
            };
        }
        for half in ["上半年", "下半年"] {
            if kind == Kind::Time && self.starts(end, half) {
                end += 3;
            }
        }
        if kind == Kind::Word && end < self.len() && !is_mark(self.chars[end]) {
            end += 1; // a figure never stands apart from its unit, whatever the unit is
        }
        Some((end, kind))
    }

    /// The end of the run of figures and letters at `start`, joined by the marks that join figures.
    fn latin(&self, start: usize) -> Option<usize> {
        let run = |from: usize| (from..self.len()).find(|&i| !self.chars[i].is_ascii_alphanumeric()).unwrap_or(self.len());
        let mut end = run(start);
        while end > start && end < self.len() && matches!(self.chars[end], '—' | '–' | '-' | '～' | '~' | '.' | '/' | '·' | '&' | '+') {
            let next = run(end + 1);
            if next == end + 1 {
                break;
            }
            end = next;
        }
        (end > start).then_some(end)
    }

    /// The length of the unit of time at `index`.
    fn unit(&self, index: usize) -> Option<usize> {
        let units = ["学年度", "学年", "年度", "年代", "周年", "年", "月份", "月", "日", "届"];
        units.iter().find(|unit| self.starts(index, unit)).map(|unit| unit.chars().count())
    }

    /// 第七届, 第二学期, 八届三次.
    fn ordinal(&self, start: usize) -> Option<(usize, Kind)> {
        let number = |from: usize| {
            let end = (from..self.len()).find(|&i| !"一二三四五六七八九十百〇零0123456789".contains(self.chars[i]));
            end.unwrap_or(self.len())
        };
        let first = if self.chars[start] == '第' { start + 1 } else { start };
        let end = number(first);
        if end == first {
            return None;
        }
        if first == start {
            let second = if self.starts(end, "届") { number(end + 1) } else { end };
            return (second > end + 1 && self.starts(second, "次")).then_some((second + 1, Kind::Time));
        }
        let units = ["学期", "季度", "学年", "届", "次", "期", "批", "轮", "个", "号"];
        let unit = units.iter().find(|unit| self.starts(end, unit)).map_or(0, |unit| unit.chars().count());
        let kind = if matches!(unit, 2) { Kind::Time } else { Kind::Word };
        Some((end + unit, kind))
    }

    /// The end of the longest term of the lexicon at `start`.
    fn term(&self, start: usize) -> Option<usize> {
        static SET: OnceLock<(HashSet<&str>, usize)> = OnceLock::new();
        let (terms, longest) = SET.get_or_init(|| {
            let terms: HashSet<&str> = TERMS.split_whitespace().chain(BODIES.iter().copied()).collect();
            let longest = terms.iter().map(|term| term.chars().count()).max().unwrap_or(0);
            (terms, longest)
        });
        let end = (start + longest).min(self.len());
        (start + 1..=end).rev().find(|&end| terms.contains(self.slice(start, end)))
    }

    /// The dictionary's words between two known tokens.
    fn segment(&self, start: usize, end: usize, tokens: &mut Vec<Token>) {
        if start == end {
            return;
        }
        let run = self.slice(start, end);
        let bounds = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(run);
        let mut from = start;
        for byte in bounds.filter(|&byte| byte > 0) {
            let to = self.at.binary_search(&(self.at[start] + byte)).unwrap_or(end);
            if to > from {
                tokens.push(Token { start: from, end: to, kind: if to - from == 1 { Kind::Lone } else { Kind::Word } });
                from = to;
            }
        }
        if from < end {
            tokens.push(Token { start: from, end, kind: Kind::Word });
        }
    }

    fn starts(&self, index: usize, what: &str) -> bool {
        index <= self.len() && self.text[self.at[index]..].starts_with(what)
    }

    fn text(&self, token: &Token) -> &'a str {
        self.slice(token.start, token.end)
    }
}

/// Names that the facts do not know.
impl Title<'_> {
    /// Joins place and body (云溪县 + 第三 + 中学 + 工会) into one name where it fits on a line.
    fn find_bodies(&self, tokens: Vec<Token>) -> Vec<Token> {
        let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
        let mut index = 0;
        while index < tokens.len() {
            let end = self.body(&tokens, index).unwrap_or(index);
            let (first, last) = (tokens[index], tokens[end]);
            if end > index && self.fits(first.start, last.end) {
                joined.push(Token { end: last.end, kind: Kind::Name, ..first });
                index = end + 1;
            } else {
                joined.push(first);
                index += 1;
            }
        }
        joined
    }

    /// The last token of the body's name that begins at `first`, at most eight parts on.
    fn body(&self, tokens: &[Token], first: usize) -> Option<usize> {
        let mut last = None;
        if tokens[first].kind == Kind::Word && BODIES.contains(&self.text(&tokens[first])) {
            return None; // 中国教育工会青禾市委员会: the place begins a name of its own
        }
        let mut placed = matches!(tokens[first].kind, Kind::Name);
        for (index, token) in tokens.iter().enumerate().skip(first).take(12) {
            let text = self.text(token);
            let place = text.ends_with(PLACES);
            let named = BODIES.contains(&text) || (index == first && token.kind == Kind::Name);
            let part = matches!(token.kind, Kind::Lone) && !TAILS.contains(&text)
                || BODY_PARTS.contains(&text)
                || text.starts_with('第') && token.kind == Kind::Word
                || !placed && token.kind == Kind::Word && token.end - token.start == 2 && !self.is_plain(text);
            if !(place || named || part) || (index > first && token.kind == Kind::Name) {
                break;
            }
            placed |= place;
            if named && placed && index > first {
                last = Some(index);
            }
        }
        last
    }

    /// Whether a word is known not to be the name of a place.
    fn is_plain(&self, text: &str) -> bool {
        VERBS.contains(&text) || TAILS.contains(&text) || LEANING.contains(&text) || matches!(text, "关于" | "全县" | "全市" | "全区")
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
            let joint = UNIONS.contains(&after) && SCHOOLS.iter().any(|school| before.ends_with(school));
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
        if TAILS.contains(&after) || LEANING.contains(&after) {
            return Place::Inside;
        }
        if JOINS.contains(&before) {
            return Place::Word(2);
        }
        if before == "的" {
            return Place::Word(3);
        }
        let lone = |token: &Token| token.kind == Kind::Lone && !TAILS.contains(&self.text(token));
        if lone(left) || lone(right) || before.ends_with(PLACES) && left.kind != Kind::Name {
            return Place::Inside;
        }
        Place::Word(match (left.kind, right.kind) {
            (Kind::Name, Kind::Name) => 0,
            _ if after == "关于" => 0,
            (Kind::Name, _) => 1,
            _ if before == "关于" => 12,
            _ if VERBS.contains(&before) => 8,
            (Kind::Time, Kind::Time) => 8,
            (_, Kind::Time) => 3,
            (Kind::Time, _) => 14,
            _ => 6,
        })
    }

    fn beside_mark(&self, left: &Token, right: &Token) -> Place {
        let (before, after) = (self.chars[right.start - 1], self.chars[right.start]);
        if after.is_whitespace() || closes(after) || opens(before) || joins(before) || joins(after) {
            return Place::Inside;
        }
        if before.is_whitespace() {
            return Place::Word(0);
        }
        if opens(after) {
            let verb = VERBS.contains(&self.text(left)) || left.kind == Kind::Name;
            return Place::Word(if verb { 2 } else { 5 });
        }
        if TAILS.contains(&self.text(right)) || LEANING.contains(&self.text(right)) {
            return Place::Inside;
        }
        match before {
            '”' | '’' if self.short_quote(left.start) => Place::Inside,
            '、' if left.start < 4 || !closes(self.chars[left.start - 1]) => Place::Word(10),
            '、' | '，' | '；' | '：' => Place::Word(2),
            _ => Place::Word(5),
        }
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
            if mark || after.is_whitespace() || figure || is_extender(after) {
                self.places[index] = Place::Never;
            }
        }
    }
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || opens(c) || closes(c) || joins(c)
}

fn opens(c: char) -> bool {
    "《〈“‘（〔【「『([{".contains(c)
}

fn mate(c: char) -> Option<char> {
    let (open, close) = ("《〈“‘（〔【「『([{", "》〉”’）〕】」』)]}");
    close.chars().position(|mark| mark == c).and_then(|at| open.chars().nth(at))
}

/// Marks that never begin a line.
pub fn closes(c: char) -> bool {
    "》〉”’）〕】」』)]}。，、；：？！．.,;:?!%％‰℃…".contains(c)
}

/// Marks that hold together what stands on both sides.
fn joins(c: char) -> bool {
    "—–-～~·/".contains(c)
}

/// Marks that belong to the character before them: accents, joiners, variation selectors.
fn is_extender(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{20d0}'..='\u{20ff}')
}
