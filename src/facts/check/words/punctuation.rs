//! Punctuation: pairs that do not close, half-width marks among Chinese, doubled marks, blanks (GB/T 15834).

use crate::facts::check::Check;
use crate::facts::check::words::passage::{Passage, REFERENCE, is_han};
use crate::say;

/// Quotes and brackets, opening and closing.
const PAIRS: [(char, char); 8] =
    [('“', '”'), ('‘', '’'), ('（', '）'), ('《', '》'), ('〈', '〉'), ('【', '】'), ('「', '」'), ('〔', '〕')];
/// Half-width marks and what stands for them among Chinese.
const WIDTHS: [(char, char); 6] = [(',', '，'), (';', '；'), (':', '：'), ('?', '？'), ('!', '！'), ('.', '。')];
/// Marks of which no two stand in a row.
const STOPS: [char; 5] = ['，', '。', '；', '：', '、'];

impl Check<'_> {
    /// The rules on full-width marks; each says the first place of a paragraph.
    pub(super) fn full_width_marks(&mut self, passage: &Passage<'_>) {
        self.pairs(passage);
        self.doubled(passage);
        self.between_quotes(passage);
    }

    /// The rules on what is half-width among Chinese.
    pub(super) fn half_width_marks(&mut self, passage: &Passage<'_>) {
        self.widths(passage);
        self.blanks(passage);
    }

    fn pairs(&mut self, passage: &Passage<'_>) {
        let mut open: Vec<(usize, char)> = Vec::new();
        let mut wrong = None;
        for (index, &c) in passage.chars.iter().enumerate() {
            if let Some((_, close)) = PAIRS.iter().find(|(open, _)| *open == c) {
                open.push((index, *close));
            } else if PAIRS.iter().any(|(_, close)| *close == c) {
                match open.last() {
                    Some((_, close)) if *close == c => {
                        open.pop();
                    }
                    // （一) closed by the half-width mark is another matter; 1） closes nothing, nor does it’s.
                    _ if lone(passage, index) => {}
                    _ => wrong = wrong.or(Some(index)),
                }
            } else if c == ')' && open.last().is_some_and(|(_, close)| *close == '）') {
                open.pop();
            }
        }
        let Some(index) = wrong.or(open.first().map(|(index, _)| *index)) else { return };
        let c = passage.at(index);
        let closing = wrong.is_some();
        let message = if closing {
            say!("“{c}”没有配对的前一半", "`{c}` closes nothing")
        } else {
            say!("“{c}”没有配对的后一半", "`{c}` is not closed")
        };
        self.warn(
            "W131",
            passage.place(index, index + 1),
            message,
            say!("补上或删去", "add the other half, or take it out"),
        );
    }

    fn widths(&mut self, passage: &Passage<'_>) {
        let among = |c: char| is_han(c) || c == REFERENCE || is_mark(c);
        let is_wrong = |index: &usize| {
            let (before, c, next) = (passage.before(*index), passage.at(*index), passage.at(index + 1));
            match c {
                ',' | ';' | ':' | '?' | '!' => {
                    is_han(before) || is_han(next) && (among(before) || before.is_ascii_digit() || before == '%')
                }
                '.' => is_han(before) && (is_han(next) || matches!(next, '\0' | '.')),
                '(' => is_han(before) || is_han(next) && (among(before) || before == '\0'),
                ')' => is_han(before),
                '"' => is_han(before) || is_han(next),
                _ => false,
            }
        };
        let mut found = (0..passage.chars.len()).filter(is_wrong);
        let Some(index) = found.next() else { return };
        let (c, more) = (passage.at(index), found.count());
        let full = match c {
            '(' | ')' => "（）".to_owned(),
            '"' => "“”".to_owned(),
            '.' if passage.at(index + 1) == '.' => "……".to_owned(),
            _ => WIDTHS.iter().find(|(half, _)| *half == c).map_or('，', |(_, full)| *full).to_string(),
        };
        let message = if more == 0 {
            say!("中文里用了半角的“{c}”", "a half-width `{c}` among Chinese")
        } else {
            say!(
                "中文里用了半角的“{c}”，本段还有{more}处",
                "a half-width `{c}` among Chinese, and {more} more in this paragraph"
            )
        };
        self.warn(
            "W132",
            passage.place(index, index + 1),
            message,
            say!("改为全角：{full}", "use the full-width form: {full}"),
        );
    }

    /// Digits and letters are half-width (GB/T 15835).
    pub(super) fn wide_digits(&mut self, passage: &Passage<'_>) {
        let wide = |c: char| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％');
        let Some(from) = passage.chars.iter().position(|c| wide(*c)) else { return };
        let to = from + passage.chars.iter().skip(from).take_while(|c| wide(**c)).count();
        let written = passage.text(from, to);
        // The full-width forms lie in one block, in the order of ASCII.
        let half: String = written.chars().filter_map(|c| char::from_u32((c as u32).checked_sub(0xfee0)?)).collect();
        self.warn(
            "W133",
            passage.place(from, to),
            say!("数字和字母要用半角，这里是“{written}”", "digits and letters are half-width, here is “{written}”"),
            say!("改为 {half}", "write {half}"),
        );
    }

    fn doubled(&mut self, passage: &Passage<'_>) {
        let stop = |c: char| STOPS.contains(&c);
        let twice = |index: &usize| {
            let (c, next) = (passage.at(*index), passage.at(index + 1));
            stop(c) && stop(next)
                || matches!((c, next), ('！' | '？', '。' | '，' | '；') | ('，' | '；' | '、', '！' | '？'))
                    && passage.before(*index) != c
        };
        let Some(from) = (0..passage.chars.len()).find(twice) else { return };
        let to = from + passage.chars.iter().skip(from).take_while(|c| stop(**c) || matches!(c, '！' | '？')).count();
        let written = passage.text(from, to);
        self.warn(
            "W134",
            passage.place(from, to),
            say!("标点重复：{written}", "two marks in a row: {written}"),
            say!("只留一个", "keep one"),
        );
    }

    fn between_quotes(&mut self, passage: &Passage<'_>) {
        let needless = |index: &usize| {
            passage.at(*index) == '、'
                && matches!((passage.before(*index), passage.at(index + 1)), ('”', '“') | ('》', '《'))
        };
        let Some(index) = (1..passage.chars.len()).find(needless) else { return };
        let written = passage.text(index - 1, index + 2);
        self.warn(
            "W135",
            passage.place(index, index + 1),
            say!("“{written}”之间不用顿号（GB/T 15834）", "no 、 stands between adjacent {written} (GB/T 15834)"),
            say!("删去顿号", "take the 、 out"),
        );
    }

    /// A blank is printed as it is; a name of two characters may be spread on purpose.
    fn blanks(&mut self, passage: &Passage<'_>) {
        let chinese = |c: char| is_han(c) || is_mark(c);
        let blank = |index: &usize| {
            let index = *index;
            let (before, c, next) = (passage.before(index), passage.at(index), passage.at(index + 1));
            let spread = !is_han(passage.before(index - 1)) && !is_han(passage.at(index + 2));
            c == ' ' && chinese(before) && chinese(next) && !(spread && is_han(before) && is_han(next))
        };
        let Some(index) = (1..passage.chars.len()).find(blank) else { return };
        let from =
            (0..index).rev().find(|at| !is_han(passage.at(*at))).map_or(0, |at| at + 1).max(index.saturating_sub(4));
        let written = passage.text(from, index + 2);
        self.warn(
            "W136",
            passage.place(index, index + 1),
            say!("中文里有空格：“{written}”", "a blank among Chinese: “{written}”"),
            say!("删去空格", "take it out"),
        );
    }
}

/// A closing mark that rightly has no opening one: 1）, 一）, it’s.
fn lone(passage: &Passage<'_>, index: usize) -> bool {
    let before = passage.before(index);
    match passage.at(index) {
        '）' => {
            let digits = |c: char| c.is_ascii_alphanumeric() || crate::facts::check::words::numerals::is_numeral(c);
            let from = (0..index).rev().find(|at| !digits(passage.at(*at))).map_or(0, |at| at + 1);
            from < index && index - from <= 2 && matches!(passage.before(from), '\0' | '；' | '。' | '，' | '：' | ' ')
        }
        '’' => before.is_ascii_alphanumeric(),
        _ => false,
    }
}

/// Full-width punctuation.
fn is_mark(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '、' | '！' | '？' | '“' | '”' | '《' | '》' | '（' | '）' | '【' | '】')
}
