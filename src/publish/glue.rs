//! Where a line may not break although Unicode allows it: inside a figure with its unit, before a connector.

use std::collections::BTreeSet;

/// Units of more than one character; the first character of any other unit is kept with its figure and no more.
const LONG_UNITS: [&str; 28] = [
    "人次",
    "人月",
    "周年",
    "学年",
    "学期",
    "学时",
    "课时",
    "小时",
    "分钟",
    "公里",
    "千米",
    "厘米",
    "毫米",
    "公斤",
    "千克",
    "年度",
    "年级",
    "年代",
    "月份",
    "季度",
    "世纪",
    "平方",
    "立方",
    "公顷",
    "平方米",
    "立方米",
    "平方公里",
    "班级",
];

/// Between a figure and its unit: 11.5万元, 300余人.
const MAGNITUDES: &str = "百千万亿余多来";

/// Marks that may not begin a line (GB/T 15834 5.1.7 and 5.1.8: 连接号, 间隔号), yet Unicode breaks before them.
const CONNECTORS: [char; 6] = ['～', '~', '–', '·', '•', '－'];

/// Cuts `text` where the layout shall put glue: no line may end between two neighbouring pieces.
///
/// A figure and its unit are one thing to the reader (2025|年, 第|40|个); the pieces together are exactly `text`.
pub fn pieces(text: &str) -> Vec<&str> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut joints = BTreeSet::new();
    let mut at = 0;
    while at < chars.len() {
        if is_digit(chars[at].1) {
            at = figure(&chars, at, &mut joints);
        } else {
            connector(&chars, at, &mut joints);
            at += 1;
        }
    }
    cut(text, &chars, &joints)
}

/// Glues the figure that begins at `start` and returns the index after it.
fn figure(chars: &[(usize, char)], start: usize, joints: &mut BTreeSet<usize>) -> usize {
    if start > 0 && chars[start - 1].1 == '第' {
        joints.insert(start);
    }
    let mut end = start;
    while let Some(&(_, c)) = chars.get(end) {
        let inner = ".,:．，：".contains(c) && chars.get(end + 1).is_some_and(|next| is_digit(next.1));
        // A full-width comma or colon between figures is punctuation of the sentence, not part of the figure.
        if !(is_digit(c) || inner && c.is_ascii()) {
            break;
        }
        end += 1;
    }
    unit(chars, end, joints);
    end
}

/// Glues the unit that begins at `at` to the figure before it.
fn unit(chars: &[(usize, char)], at: usize, joints: &mut BTreeSet<usize>) {
    let mut at = at;
    while chars.get(at).is_some_and(|&(_, c)| MAGNITUDES.contains(c)) {
        joints.insert(at);
        at += 1;
    }
    if !chars.get(at).is_some_and(|&(_, c)| is_han(c)) {
        return;
    }
    joints.insert(at);
    let here: String = chars[at..].iter().take(4).map(|&(_, c)| c).collect();
    if let Some(long) = LONG_UNITS.iter().filter(|long| here.starts_with(**long)).map(|long| long.chars().count()).max()
    {
        joints.extend(at + 1..at + long);
    }
}

/// Glues a mark that may not begin a line to what stands before it.
fn connector(chars: &[(usize, char)], at: usize, joints: &mut BTreeSet<usize>) {
    let c = chars[at].1;
    let beside = |offset: isize| at.checked_add_signed(offset).and_then(|i| chars.get(i)).map(|&(_, c)| c);
    let Some(before) = beside(-1) else { return };
    // A single — connects; two are a dash, which may begin a line.
    let connects = c == '—' && before != '—' && beside(1) != Some('—');
    if (CONNECTORS.contains(&c) || connects) && !before.is_whitespace() {
        joints.insert(at);
    }
    // 分隔号 stands neither at the beginning nor at the end of a line; between letters it may be an address.
    if c == '/' && is_han(before) && beside(1).is_some_and(is_han) {
        joints.insert(at + 1);
    }
}

fn cut<'a>(text: &'a str, chars: &[(usize, char)], joints: &BTreeSet<usize>) -> Vec<&'a str> {
    let mut pieces = Vec::with_capacity(joints.len() + 1);
    let mut from = 0;
    for &joint in joints {
        let to = chars.get(joint).map_or(text.len(), |&(offset, _)| offset);
        if to > from {
            pieces.push(&text[from..to]);
            from = to;
        }
    }
    if from < text.len() || pieces.is_empty() {
        pieces.push(&text[from..]);
    }
    pieces
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Chinese characters in the blocks that names and running text use.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn a_figure_keeps_its_unit() {
        let glued = |text| pieces(text).join("|");
        assert_eq!(glued("截至2025年12月28日"), "截至2025|年12|月28|日");
        assert_eq!(glued("共11.5万元，42人次"), "共11.5|万|元，42|人|次");
        assert_eq!(glued("第40个教师节"), "第|40|个教师节");
        assert_eq!(glued("占49.1%，300余人"), "占49.1%，300|余|人");
        assert_eq!(glued("63%～68%"), "63%|～68%");
        assert_eq!(glued("阿卜杜·买买提"), "阿卜杜|·买买提");
        assert_eq!(glued("小学—初中——两段"), "小学|—初中——两段");
    }

    #[test]
    fn the_pieces_are_the_text() {
        for text in ["", "无", "2025", "·起头", "第", "5/6", "男/女", "共3，"] {
            assert_eq!(pieces(text).concat(), text);
        }
    }
}
