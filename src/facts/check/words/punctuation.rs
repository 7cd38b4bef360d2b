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

    /// The year of a document number stands in 〔〕 (GB/T 9704 7.2.5).
    pub(super) fn document_numbers(&mut self, passage: &Passage<'_>) {
        let closed = |c: &char| matches!(c, ')' | '）' | ']' | '］' | '】');
        let marks = passage.chars.iter().enumerate().filter(|(_, c)| closed(c));
        let found = marks.filter_map(|(close, _)| Some((close, document_number(passage, close)?)));
        for (close, (from, to)) in found {
            let year = passage.text(close - 4, close);
            let written = passage.text(from, to);
            let number = passage.text(close + 1, to).trim_start_matches('第').to_owned();
            let right = format!("〔{year}〕{number}");
            self.warn(
                "W147",
                passage.place(from, to),
                say!(
                    "发文字号“{written}”的年份没有用六角括号",
                    "the year in the document number “{written}” is not in 〔〕"
                ),
                say!("写成 {right}（GB/T 9704 7.2.5）", "write {right} (GB/T 9704 7.2.5)"),
            );
        }
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
                // 綦教工(2008)3号 is told as a document number.
                '(' if next.is_ascii_digit() && document_number(passage, *index + 5).is_some() => false,
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
        let message = say!("中文里用了半角的“{c}”", "a half-width `{c}` among Chinese");
        let hint = say!("改为全角：{full}", "use the full-width form: {full}");
        self.slip("W132", passage, (index, index + 1), more + 1, (message, hint));
    }

    /// Digits and letters are half-width (GB/T 15835).
    pub(super) fn wide_digits(&mut self, passage: &Passage<'_>) {
        let wide = |c: char| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％');
        let Some(from) = passage.chars.iter().position(|c| wide(*c)) else { return };
        let begins = |index: &usize| wide(passage.at(*index)) && !wide(passage.before(*index));
        let count = (from..passage.chars.len()).filter(begins).count();
        let to = from + passage.chars.iter().skip(from).take_while(|c| wide(**c)).count();
        let written = passage.text(from, to);
        // The full-width forms lie in one block, in the order of ASCII.
        let half: String = written.chars().filter_map(|c| char::from_u32((c as u32).checked_sub(0xfee0)?)).collect();
        let message =
            say!("数字和字母要用半角，这里是“{written}”", "digits and letters are half-width, here is “{written}”");
        self.slip("W133", passage, (from, to), count, (message, say!("改为 {half}", "write {half}")));
    }

    fn doubled(&mut self, passage: &Passage<'_>) {
        let stop = |c: char| STOPS.contains(&c);
        let twice = |index: &usize| {
            let (c, next) = (passage.at(*index), passage.at(index + 1));
            stop(c) && stop(next)
                || matches!((c, next), ('！' | '？', '。' | '，' | '；') | ('，' | '；' | '、', '！' | '？'))
                    && passage.before(*index) != c
        };
        let mut found = (0..passage.chars.len()).filter(twice);
        let Some(from) = found.next() else { return };
        let to = from + passage.chars.iter().skip(from).take_while(|c| stop(**c) || matches!(c, '！' | '？')).count();
        let written = passage.text(from, to);
        // 。。。 is one slip of three characters.
        let count = 1 + found.filter(|index| *index >= to).count();
        let message = say!("标点重复：{written}", "two marks in a row: {written}");
        self.slip("W134", passage, (from, to), count, (message, say!("只留一个", "keep one")));
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
            c == ' '
                && chinese(before)
                && chinese(next)
                && !(spread && is_han(before) && is_han(next))
                && !between_phrases(passage, index)
        };
        let mut found = (1..passage.chars.len()).filter(blank);
        let Some(index) = found.next() else { return };
        let count = 1 + found.count();
        let from =
            (0..index).rev().find(|at| !is_han(passage.at(*at))).map_or(0, |at| at + 1).max(index.saturating_sub(4));
        let written = passage.text(from, index + 2);
        let message = say!("中文里有空格：“{written}”", "a blank among Chinese: “{written}”");
        self.slip("W136", passage, (index, index + 1), count, (message, say!("删去空格", "take it out")));
    }
}

/// Whether a blank stands between two phrases of a slogan or a title: “不忘初心 牢记使命”.
fn between_phrases(passage: &Passage<'_>, index: usize) -> bool {
    let mark = |at: &usize| matches!(passage.at(*at), '“' | '”' | '《' | '》');
    let open = (0..index).rev().find(mark).is_some_and(|at| matches!(passage.at(at), '“' | '《'));
    let close = (index..passage.chars.len()).find(mark).is_some_and(|at| matches!(passage.at(at), '”' | '》'));
    let phrase = |at: [usize; 2]| at.iter().all(|at| is_han(passage.at(*at)));
    open && close && index >= 2 && phrase([index - 2, index - 1]) && phrase([index + 1, index + 2])
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

/// The document number whose year is closed at `close` by a bracket other than 〕: 綦教工[2008]3号. Gives its opening
/// bracket and one past 号.
pub(super) fn document_number(passage: &Passage<'_>, close: usize) -> Option<(usize, usize)> {
    let open = close.checked_sub(5)?;
    let pair = (passage.at(open), passage.at(close));
    let brackets = matches!(pair, ('(' | '（', ')' | '）') | ('[' | '［', ']' | '］') | ('【', '】'));
    let year: String = passage.chars.get(open + 1..close)?.iter().collect();
    let sound = brackets && year.parse::<u32>().is_ok_and(|year| (1949..=2100).contains(&year));
    let mut to = close + 1 + usize::from(passage.at(close + 1) == '第');
    let digits = to;
    while passage.at(to).is_ascii_digit() && to - digits < 5 {
        to += 1;
    }
    // 3号楼 is a house.
    let numbered = to > digits && passage.at(to) == '号' && !"楼栋院门厅馆线车机房场桌口".contains(passage.at(to + 1));
    (sound && is_han(passage.before(open)) && numbered).then_some((open, to + 1))
}
