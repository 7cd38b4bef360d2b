//! Breaking a title into lines that form a trapezoid or a diamond (GB/T 9704 7.3.1: 词意完整，排列对称，长短适宜).
//!
//! `tokens` reads the words, `words` says where a careful secretary may begin a new line and how gladly, `shape`
//! picks among those places the ones that give the fairest figure. `lexicon` holds the fixed terms of union papers.

mod lexicon;
mod marks;
mod shape;
mod tokens;
mod width;
mod words;

use words::Title;

/// The lines of `title` as they are set in 2号 type on the 156 mm of GB/T 9704 (7.3.1).
///
/// `names` are the proper names that the facts know; a line ends inside one only where the name alone is longer than a
/// line. A `'\n'` in the title is the author's own break and stands. Joined together, the lines are the title without
/// its `'\n'`; a blank at which a line ends stays at its end. An empty title has no lines.
pub fn lines(title: &str, names: &[&str]) -> Vec<String> {
    title.split('\n').filter(|part| !part.is_empty()).flat_map(|part| broken(part, names)).collect()
}

/// The length of a title line in whole characters, as the widest face draws it.
pub fn ems(line: &str) -> i32 {
    let width: i32 = line.trim_end().chars().map(|c| width::Width::of(c).wide).sum();
    (width + width::EM - 1) / width::EM
}

fn broken(part: &str, names: &[&str]) -> Vec<String> {
    let title = Title::read(part, names);
    let mut lines = Vec::new();
    let mut start = 0;
    for end in shape::breaks(&title).into_iter().chain([title.len()]) {
        lines.push(title.slice(start, end).to_owned());
        start = end;
    }
    lines
}
