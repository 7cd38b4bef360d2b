//! The words of a title: names from the facts, dates, terms of the [`lexicon`](super::lexicon), then the dictionary's.
//!
//! The dictionary is `icu_segmenter`'s: baked in and ready in microseconds, where jieba takes 0.1 s to load. It knows
//! few compounds and sees only what the others leave; a single character that it leaves over is taken for a piece of a
//! word that it does not know.

use std::collections::HashSet;
use std::sync::OnceLock;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use super::lexicon::{BODIES, BODY_PARTS, LEANING, PLACES, TAILS, TERMS, VERBS, has};
use super::marks::is_mark;
use super::words::Title;

/// What a token is, as far as breaking is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
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
pub struct Token {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
}

/// Reading: from characters to tokens.
impl<'a> Title<'a> {
    pub(super) fn tokens(&self, names: &[&str]) -> Vec<Token> {
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
    pub(super) fn words(&self, start: usize, end: usize, tokens: &mut Vec<Token>) {
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
        let run =
            |from: usize| (from..self.len()).find(|&i| !self.chars[i].is_ascii_alphanumeric()).unwrap_or(self.len());
        let mut end = run(start);
        while end > start
            && end < self.len()
            && matches!(self.chars[end], '—' | '–' | '-' | '～' | '~' | '.' | '/' | '·' | '&' | '+')
        {
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
            let terms: HashSet<&str> = TERMS.split_whitespace().chain(BODIES.split_whitespace()).collect();
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

    pub(super) fn text(&self, token: &Token) -> &'a str {
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
        if tokens[first].kind == Kind::Word && has(BODIES, self.text(&tokens[first])) {
            return None; // 中国教育工会青禾市委员会: the place begins a name of its own
        }
        let mut placed = matches!(tokens[first].kind, Kind::Name);
        for (index, token) in tokens.iter().enumerate().skip(first).take(12) {
            let text = self.text(token);
            let place = text.ends_with(PLACES);
            let named = has(BODIES, text) || (index == first && token.kind == Kind::Name);
            let part = matches!(token.kind, Kind::Lone) && !has(TAILS, text)
                || has(BODY_PARTS, text)
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
        has(VERBS, text) || has(TAILS, text) || has(LEANING, text) || matches!(text, "关于" | "全县" | "全市" | "全区")
    }
}
