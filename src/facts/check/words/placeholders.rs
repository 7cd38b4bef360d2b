//! Placeholders left standing: XX, ××, __, ○○, 200*, x%, （空）, 某校.

use crate::facts::check::Check;
use crate::facts::check::words::passage::{Passage, is_han};
use crate::facts::numeral::loose_digit;
use crate::say;

/// What a single X stands for a number before.
const COUNTED: [char; 20] = [
    '年', '月', '日', '人', '元', '次', '名', '个', '项', '篇', '件', '场', '户', '届', '条', '位', '所', '家', '期',
    '%',
];
/// Brackets with nothing in them.
const EMPTY: [(char, char); 5] = [('（', '）'), ('(', ')'), ('《', '》'), ('“', '”'), ('【', '】')];
/// Words in brackets for something still to come.
const LATER: [&str; 7] = ["略", "待补充", "待补", "待核实", "待核", "待定", "待统计"];
/// Words that a template says to its writer.
const TEMPLATE: [&str; 5] = ["此处填", "（此处", "请填写", "（填写", "【填写"];
/// What 某 stands before where a name was taken out; 某些, 某种, 某一 are ordinary words.
const MASKED: [&str; 13] = ["某", "校", "老师", "教师", "同志", "县", "市", "区", "镇", "单位", "学校", "月某", "年某"];

impl Check<'_> {
    /// One problem a paragraph: ×年×月×日 was forgotten once, not three times.
    pub(super) fn placeholders(&mut self, passage: &Passage<'_>) {
        let (mut sure, mut likely) = (Vec::new(), Vec::new());
        let mut index = 0;
        while index < passage.chars.len() {
            if let Some(to) = masked_name(passage, index) {
                likely.push((index, to));
            } else if let Some(to) = certain(passage, index) {
                sure.push((index, to));
            } else if let Some(to) = doubtful(passage, index) {
                likely.push((index, to));
            }
            index += run(passage, index);
        }
        if let Some((from, to)) = sure.first().copied() {
            let (written, place) = (passage.text(from, to), passage.place(from, to));
            let (more_zh, more_en) = others(sure.len());
            let message = say!("这里的“{written}”还没有填{more_zh}", "“{written}” is still to be filled in{more_en}");
            self.error("E120", place, message, say!("填上内容，或删去", "fill it in, or take it out"));
        } else if let Some((from, to)) = likely.first().copied() {
            let (written, place) = (passage.text(from, to), passage.place(from, to));
            let (more_zh, more_en) = others(likely.len());
            let message =
                say!("“{written}”像是还没有填的占位{more_zh}", "“{written}” looks like a placeholder{more_en}");
            self.warn("W121", place, message, say!("写明，或改写这一句", "say what is meant, or reword"));
        }
    }
}

/// How many more there are in the paragraph besides the first, for the end of a message.
pub(super) fn others(all: usize) -> (String, String) {
    match all.saturating_sub(1) {
        0 => (String::new(), String::new()),
        more => (format!("，本段还有{more}处"), format!(", and {more} more in this paragraph")),
    }
}

/// Surnames that are hardly ever the end of another word, after which a name may be masked on purpose.
const SURNAMES: &str =
    "王李张刘陈杨黄赵吴徐孙朱胡郭林罗郑梁谢宋唐韩邓冯曹彭萧董潘袁蔡蒋杜魏苏吕卢姚沈姜崔谭陆廖贾邹熊孟薛闫侯邵钱覃戴";

/// The end of a name of which the given name was taken out: 张××, ××同志. It may be meant so.
fn masked_name(passage: &Passage<'_>, index: usize) -> Option<usize> {
    let length = run(passage, index);
    if !is_x(passage.at(index)) || length > 3 || passage.before(index).is_ascii_alphanumeric() {
        return None;
    }
    let (before, to) = (passage.before(index), index + length);
    let titled = length > 1 && passage.one_of(to, &["同志", "老师", "学生", "同学"]).is_some();
    let next = passage.at(to);
    let counted = COUNTED.contains(&next) || matches!(next, '县' | '镇' | '乡' | '村' | '区' | '市' | '校' | '米');
    (titled || SURNAMES.contains(before) && !counted && !next.is_ascii_alphanumeric()).then_some(to)
}

/// How many times the character at `index` stands in a row; the several forms of X are one.
fn run(passage: &Passage<'_>, index: usize) -> usize {
    let class = |c: char| if is_x(c) { 'x' } else { c };
    let first = class(passage.at(index));
    passage.chars.iter().skip(index).take_while(|c| class(**c) == first).count().max(1)
}

fn is_x(c: char) -> bool {
    matches!(c, 'x' | 'X' | '×' | 'ｘ' | 'Ｘ')
}

/// The end of a placeholder that begins at `index` and can be nothing else.
fn certain(passage: &Passage<'_>, index: usize) -> Option<usize> {
    let length = run(passage, index);
    let (before, to) = (passage.before(index), index + length);
    let (c, next) = (passage.at(index), passage.at(to));
    let found = match c {
        'x' | 'X' | '×' | 'ｘ' | 'Ｘ' => crossed(before, next, length),
        '_' | '＿' => length > 1 && !(before.is_ascii_alphanumeric() && next.is_ascii_alphanumeric()),
        // 二○○八年 is a year.
        '○' | '〇' | '◯' => length > 1 && loose_digit(before).is_none() && loose_digit(next).is_none(),
        '△' | '□' => length > 1,
        '*' | '＊' => before.is_ascii_digit() && (is_han(next) || matches!(next, '\0' | '%' | '，' | '。')),
        '（' if passage.starts(index, "（空）") => return Some(index + 3),
        _ => return EMPTY.iter().find(|pair| pair.0 == c).and_then(|pair| empty(passage, index, pair.1)),
    };
    // A year of which the decade is known is shown whole: 20××.
    found.then_some(to)
}

fn crossed(before: char, next: char, length: usize) -> bool {
    let within_a_word = before.is_ascii_alphabetic() || next.is_ascii_alphabetic();
    let within_an_address =
        matches!(before, '/' | '.' | '-' | '_' | '@' | '=') || matches!(next, '/' | '.' | '_' | '@');
    if within_a_word || within_an_address {
        return false;
    }
    // 4×100米 is a relay; 202X年 is no year.
    length > 1 || COUNTED.contains(&next) && !before.is_ascii_digit() || next == '年' && before.is_ascii_digit()
}

fn empty(passage: &Passage<'_>, index: usize, close: char) -> Option<usize> {
    let blanks = passage.chars.iter().skip(index + 1).take_while(|c| matches!(c, ' ' | '　')).count();
    let to = index + 1 + blanks;
    (passage.at(to) == close && !passage.before(index).is_ascii_alphanumeric()).then_some(to + 1)
}

/// The end of what is most likely a placeholder.
fn doubtful(passage: &Passage<'_>, index: usize) -> Option<usize> {
    let length = run(passage, index);
    match passage.at(index) {
        '？' | '?' if length > 1 => Some(index + length),
        '？' | '?' if matches!(passage.before(index), '（' | '(') && matches!(passage.at(index + 1), '）' | ')') => {
            Some(index + 1)
        }
        '（' => {
            let word = passage.one_of(index + 1, &LATER);
            let closed = word.filter(|word| passage.at(index + 1 + word.chars().count()) == '）');
            closed.map(|word| index + 2 + word.chars().count()).or_else(|| template(passage, index))
        }
        '【' | '此' | '请' => template(passage, index),
        '某' if passage.before(index) != '某' => {
            passage.one_of(index + 1, &MASKED).map(|word| index + 1 + word.chars().count())
        }
        '…' if passage.before(index) != '…' => {
            let unit = passage.at(index + length);
            let counted = matches!(unit, '个' | '名' | '%' | '元' | '次' | '场')
                && !(unit == '个' && matches!(passage.at(index + length + 1), '人' | '别' | '性' | '体'))
                && !(unit == '名' && matches!(passage.at(index + length + 1), '师' | '单' | '家'));
            counted.then_some(index + length + 1)
        }
        _ => None,
    }
}

fn template(passage: &Passage<'_>, index: usize) -> Option<usize> {
    passage.one_of(index, &TEMPLATE).map(|word| index + word.chars().count())
}
