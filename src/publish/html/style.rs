//! What a style sheet cannot do in a page: a browser says nothing of it and leaves out the rest.

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say, Source};
use crate::say;

/// What is wrong with a style sheet: the first mark that has no partner, and everything that it would load from elsewhere.
pub fn faults(source: &Source) -> Diagnostics {
    let mut problems = Diagnostics::new();
    let mut scan = Scan { text: source.text(), at: 0 };
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut odd: Option<(usize, usize, Say)> = None;
    while let Some(piece) = scan.next_piece() {
        let found = match piece {
            Piece::Open(mark, at) => {
                open.push((mark, at));
                None
            }
            Piece::Close(mark, at) => match open.pop() {
                Some((opening, _)) if partner(opening) == mark => None,
                Some((opening, at)) => Some((at, 1, unmatched(opening))),
                None => Some((at, 1, unmatched(mark))),
            },
            Piece::Endless(at, length, what) => Some((at, length, what)),
            Piece::Loads(at, length) => {
                problems.push(loads(source, at, length));
                None
            }
        };
        if found.is_some() {
            odd = found;
            break;
        }
    }
    let left = open.first().map(|&(mark, at)| (at, 1, unmatched(mark)));
    if let Some((at, length, what)) = odd.or(left) {
        problems.push(Diagnostic::warning("W250", what).at(source, Origin::new(at..at + length)).hint(say!(
            "从这里起的样式浏览器不认；补上或删去一个",
            "a browser ignores what follows; add the missing mark or delete this one"
        )));
    }
    problems
}

fn loads(source: &Source, at: usize, length: usize) -> Diagnostic {
    Diagnostic::warning("W251", say!("样式要从别处取内容", "this style sheet loads something from elsewhere"))
        .at(source, Origin::new(at..at + length))
        .hint(say!(
            "网页自成一体，不取外面的文件；图片写成 data: 地址，样式写进同一个文件",
            "a page is whole by itself and loads nothing; write pictures as `data:` addresses and all styles in one file"
        ))
}

fn unmatched(mark: char) -> Say {
    say!("“{mark}”没有配对", "`{mark}` has no partner")
}

fn partner(opening: char) -> char {
    match opening {
        '{' => '}',
        '(' => ')',
        _ => ']',
    }
}

/// What matters in a style sheet, at a byte of it.
enum Piece {
    Open(char, usize),
    Close(char, usize),
    /// A comment or a string that does not end, with the length of its beginning.
    Endless(usize, usize, Say),
    /// An `@import`, or a `url(…)` of what is not in the page.
    Loads(usize, usize),
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn next_piece(&mut self) -> Option<Piece> {
        while let Some(c) = self.rest().chars().next() {
            let (at, rest) = (self.at, self.rest());
            self.at += c.len_utf8();
            match c {
                '{' | '(' | '[' => return Some(Piece::Open(c, at)),
                '}' | ')' | ']' => return Some(Piece::Close(c, at)),
                '\\' => self.at += self.rest().chars().next().map_or(0, char::len_utf8),
                '"' | '\'' if !self.string(c) => {
                    return Some(Piece::Endless(at, 1, say!("这个引号没有收尾", "this string does not end")));
                }
                '/' if rest.starts_with("/*") => match rest.get(2..).and_then(|rest| rest.find("*/")) {
                    Some(end) => self.at = at + 2 + end + 2,
                    None => {
                        self.at = self.text.len();
                        return Some(Piece::Endless(at, 2, say!("这个注释没有收尾", "this comment does not end")));
                    }
                },
                '@' if begins(rest, "@import") => return Some(Piece::Loads(at, "@import".len())),
                'u' | 'U' if begins(rest, "url(") && !self.joined(at) => {
                    let piece = self.address(at);
                    if piece.is_some() {
                        return piece;
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Whether the letter at `at` goes on with a longer word.
    fn joined(&self, at: usize) -> bool {
        let before = self.text.get(..at).and_then(|before| before.chars().next_back());
        before.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '_')
    }

    /// Reads to the end of a string; false where its line ends first.
    fn string(&mut self, quote: char) -> bool {
        let mut chars = self.rest().char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' => {
                    chars.next();
                }
                '\n' => break,
                _ if c == quote => {
                    self.at += at + c.len_utf8();
                    return true;
                }
                _ => {}
            }
        }
        false
    }

    /// Reads a `url(…)`, whose address may hold any mark; a piece where it does not end or is not of this page.
    fn address(&mut self, at: usize) -> Option<Piece> {
        let inside = self.text.get(at + "url(".len()..).unwrap_or_default();
        let Some(end) = end_of_address(inside) else {
            self.at = self.text.len();
            return Some(Piece::Endless(at, "url(".len(), say!("这个地址没有收尾", "this address does not end")));
        };
        self.at = at + "url(".len() + end + 1;
        let address = inside.get(..end).unwrap_or_default().trim().trim_matches(['"', '\'']);
        let own = begins(address, "data:") || address.starts_with('#') || address.is_empty();
        (!own).then_some(Piece::Loads(at, self.at - at))
    }
}

/// Where the bracket closes, behind the quotes of an address that is in quotes.
fn end_of_address(inside: &str) -> Option<usize> {
    let skipped = inside.len() - inside.trim_start().len();
    let quoted = inside.trim_start().starts_with(['"', '\'']);
    let quote = inside.trim_start().chars().next().filter(|_| quoted);
    let from = match quote {
        Some(quote) => skipped + 1 + inside.get(skipped + 1..)?.find(quote)?,
        None => 0,
    };
    Some(from + inside.get(from..)?.find(')')?)
}

/// Whether a text begins with these ASCII letters, large or small.
fn begins(text: &str, letters: &str) -> bool {
    text.get(..letters.len()).is_some_and(|start| start.eq_ignore_ascii_case(letters))
}
