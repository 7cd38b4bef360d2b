//! Numbers for readers: heading labels, ordinals and 一是, 二是.

use serde::{Deserialize, Serialize};

pub use crate::facts::numeral::chinese;

/// How the headings of one level are labelled (GB/T 9704 7.3.3 gives the first four).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub enum Label {
    #[serde(rename = "一、")]
    Comma,
    #[serde(rename = "（一）")]
    Brackets,
    #[serde(rename = "1.")]
    Dot,
    #[serde(rename = "（1）")]
    Round,
    #[serde(rename = "第一部分")]
    Part,
    /// 一是…, run into the paragraph.
    #[serde(rename = "一是")]
    Is,
    #[serde(rename = "none")]
    None,
}

impl Label {
    /// The labels of levels 1 to 4 in a paper that asks for no others (GB/T 9704 7.3.3).
    pub const STANDARD: [Label; 4] = [Label::Comma, Label::Brackets, Label::Dot, Label::Round];

    /// The label of the heading with this number.
    pub fn print(self, number: u32) -> String {
        match self {
            Label::Comma => format!("{}、", chinese(number)),
            Label::Brackets => format!("（{}）", chinese(number)),
            Label::Dot => format!("{number}."),
            Label::Round => format!("（{number}）"),
            Label::Part => format!("第{}部分\u{3000}", chinese(number)),
            Label::Is => format!("{}是", chinese(number)),
            Label::None => String::new(),
        }
    }

    /// The level whose face a heading with this label has; `at` is its own level.
    pub fn face(self, at: u8) -> u8 {
        match self {
            Label::Part => 0,
            Label::Comma => 1,
            Label::Brackets => 2,
            Label::Dot => 3,
            Label::Round => 4,
            Label::Is | Label::None => at,
        }
    }
}

/// Counts headings level by level; a heading starts the levels below it anew, a part all of them.
#[derive(Debug)]
pub struct Counter<'l> {
    labels: &'l [Label],
    counts: [u32; 5],
}

impl<'l> Counter<'l> {
    /// Labels for levels 1 to 4; a level beyond them goes without.
    pub fn new(labels: &'l [Label]) -> Self {
        Self { labels, counts: [0; 5] }
    }

    /// The label of the next heading of `level` (0 for a part, 1 to 4) and the level whose face it has.
    pub fn next(&mut self, level: u8) -> (Label, u32) {
        let at = usize::from(level.min(4));
        self.counts[at] += 1;
        self.counts[at + 1..].fill(0);
        let label = match at.checked_sub(1) {
            None => Label::Part,
            Some(index) => self.labels.get(index).copied().unwrap_or(Label::None),
        };
        (label, self.counts[at])
    }
}

#[cfg(test)]
mod tests {
    use super::chinese;

    #[test]
    fn chinese_numerals() {
        let cases = [
            (0, "零"),
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (101, "一百零一"),
            (110, "一百一十"),
            (1005, "一千零五"),
            (2020, "二千零二十"),
        ];
        for (number, text) in cases {
            assert_eq!(chinese(number), text);
        }
    }
}
