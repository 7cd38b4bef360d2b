//! 待填: what `niandu new` writes where a value is still to be entered. It is a problem of its own, and no other.

use crate::diagnostic::Origin;
use crate::facts::numeral;
use crate::facts::reader::Reader;
use crate::facts::tree::{Node, Value};
use crate::say;

/// The mark for a value that is still to be entered.
pub const MARK: &str = "待填";
/// A word that begins like the mark and is none: 待填报的表格.
const WORD: &str = "待填报";

/// Whether nothing but the mark is written here.
pub fn whole(node: &Node) -> bool {
    matches!(&node.value, Value::Scalar(text) if text.trim() == MARK)
}

/// Where the mark stands in a text.
pub fn places(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices(MARK).map(|(at, _)| at).filter(|at| !text[*at..].starts_with(WORD))
}

/// Words for a value that is still to come.
const LATER: [&str; 9] = ["待定", "未定", "待补", "待补充", "待核实", "另定", "时间待定", "地点待定", "具体时间待定"];

/// Whether a time or a place is said to be still open: 待定.
pub fn is_later(text: &str) -> bool {
    LATER.contains(&text)
}

/// The placeholder in a time or an amount, where no word may have such a sign: ×月×日, 2025年X月, __人, 某月.
pub fn placeholder(text: &str) -> Option<&str> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |index: usize| chars.get(index).map_or('\0', |(_, c)| *c);
    for (index, (start, c)) in chars.iter().enumerate() {
        let letter = |c: char| c.is_ascii_alphabetic() && !matches!(c, 'x' | 'X');
        let before = if index == 0 { '\0' } else { at(index - 1) };
        let class = |c: char| match c {
            'x' | 'X' | '×' | 'ｘ' | 'Ｘ' => 'x',
            '_' | '＿' => '_',
            '○' | '◯' | '△' | '□' => '□',
            '?' | '？' => '?',
            '*' | '＊' => '*',
            _ => '\0',
        };
        let kind = class(*c);
        let length = chars[index..].iter().take_while(|(_, c)| class(*c) == kind && kind != '\0').count();
        let next = at(index + length.max(1));
        let counted = "年月日号人名元万亿次个场件篇项户支队%余多".contains(next) && next != '\0';
        let found = match kind {
            'x' => !letter(before) && !letter(next) && (length > 1 || counted && class(before) != 'x'),
            '_' | '?' | '*' => length > 1 || counted,
            // 二○二五年 is a year.
            '□' => counted && !numeral::is_numeral(before),
            _ => *c == '某' && matches!(next, '年' | '月' | '日'),
        };
        if found {
            let end = chars.get(index + length.max(1)).map_or(text.len(), |(end, _)| *end);
            let end = if *c == '某' { end + next.len_utf8() } else { end };
            return text.get(*start..end);
        }
    }
    None
}

impl Reader<'_> {
    /// Reports every 待填 in a scalar; says whether there is one.
    pub(super) fn pending(&mut self, node: &Node) -> bool {
        let Value::Scalar(text) = &node.value else { return false };
        if places(text).next().is_none() {
            return false;
        }
        let start = node.origin.range().start;
        let written = self.source.text().get(node.origin.range()).unwrap_or_default();
        let mut places: Vec<Origin> =
            places(written).map(|at| Origin::new(start + at..start + at + MARK.len())).collect();
        if places.is_empty() {
            places.push(self.source.first_line(node.origin));
        }
        // What refers to such a value has no problem of its own.
        self.broken.insert(MARK);
        for place in places {
            self.refuse(
                "E065",
                place,
                say!("这里还没有填", "this is still to be filled in"),
                say!("填上；没有这一项就删去", "fill it in, or delete what does not apply"),
            );
        }
        true
    }
}
