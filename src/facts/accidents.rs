//! Slips of syntax by their names: each is said in the same words whether the parser stumbled over it or not.

use crate::diagnostic::{Diagnostic, Origin, Source};
use crate::say;

/// The longest reference that is looked for, in bytes.
const LONGEST_REFERENCE: usize = 1000;

/// 年度：2025
pub fn wide_colon(source: &Source, place: Origin) -> Diagnostic {
    Diagnostic::error("E077", say!("键后面用了全角冒号", "a full-width colon follows the key"))
        .at(source, place)
        .hint(say!("改成半角冒号加空格（: ）", "write an ASCII colon and a space (: )"))
}

/// 年度:2025
pub fn no_blank(source: &Source, place: Origin) -> Diagnostic {
    Diagnostic::error("E078", say!("冒号后面缺一个空格", "a space is missing after the colon"))
        .at(source, place)
        .hint(say!("冒号后空一格再写值", "leave a space between colon and value"))
}

/// -甲
pub fn no_blank_after_dash(source: &Source, place: Origin) -> Diagnostic {
    Diagnostic::error("E078", say!("- 后面缺一个空格", "a space is missing after the -"))
        .at(source, place)
        .hint(say!("- 后空一格再写", "leave a space after the -"))
}

/// ｛名称: 歌咏比赛｝
pub fn wide_bracket(source: &Source, place: Origin, c: char) -> Diagnostic {
    let ascii = narrow(c);
    if matches!(c, '【' | '】') {
        return Diagnostic::error("E089", say!("列表用了 {c}", "a list is opened with {c}")).at(source, place).hint(
            say!("写成半角 [甲, 乙]；是正文就给值加引号", "write [甲, 乙]; if it is text, put the value in quotes"),
        );
    }
    Diagnostic::error("E089", say!("这里用了全角的 {c}", "this {c} is full-width"))
        .at(source, place)
        .hint(say!("改成半角 {ascii}；是正文就给值加引号", "write {ascii}; if it is text, put the value in quotes"))
}

/// － 甲
pub fn foreign_mark(source: &Source, place: Origin, mark: &str) -> Diagnostic {
    Diagnostic::error("E089", say!("列表的每一项前用了“{mark}”", "the items of this list are marked with “{mark}”"))
        .at(source, place)
        .hint(say!("每一项前写半角“- ”（后空一格）", "begin each item with “- ”, an ASCII hyphen and a space"))
}

/// The mark of an item, as other programs set it, at the start of a text.
pub fn bullet(text: &str) -> Option<&str> {
    let c = text.chars().next().filter(|c| "－–—―•·∙●○■□◆◇▪▸►➢✓√*".contains(*c))?;
    let rest = &text[c.len_utf8()..];
    (!rest.starts_with(c) && !rest.is_empty()).then(|| &text[..c.len_utf8()])
}

/// The mark of the first item of a list that is none to YAML: a bullet, or a number where the next line has one, too.
pub fn list_mark(written: &str) -> Option<&str> {
    if let Some(mark) = bullet(written) {
        return Some(mark);
    }
    let mut lines = written.lines();
    let first = numbered(lines.next()?)?;
    lines.any(|line| numbered(line.trim_start()).is_some()).then_some(first)
}

/// `1.`, `1、`, `（1）`, `一、` at the start of a line.
fn numbered(line: &str) -> Option<&str> {
    let open = line.strip_prefix(['（', '(']).unwrap_or(line);
    let digits = |c: char| c.is_ascii_digit() || crate::facts::numeral::is_ordinal(c);
    let after = open.trim_start_matches(digits);
    let number = open.len() - after.len();
    let mark = after.chars().next().filter(|c| matches!(c, '.' | '．' | '、' | '）' | ')' | '，'))?;
    let rest = &after[mark.len_utf8()..];
    let decimal = mark == '.' && rest.starts_with(|c: char| c.is_ascii_digit());
    ((1..=9).contains(&number) && !decimal).then(|| &line[..line.len() - rest.len()])
}

/// The sign of YAML that a full-width one looks like.
pub fn narrow(c: char) -> char {
    match c {
        '，' => ',',
        '｛' => '{',
        '｝' => '}',
        '［' => '[',
        '］' | '】' => ']',
        '【' => '[',
        '｜' => '|',
        '＞' => '>',
        c => c,
    }
}

/// `正文: {{ 教职工.总数 }}人`
pub fn braces(source: &Source, place: Origin) -> Diagnostic {
    Diagnostic::error("E016", say!("值以 {{{{ 开头，没有加引号", "the value starts with {{{{ and is not in quotes"))
        .at(source, source.first_line(place))
        .hint(say!("给整个值加引号，或改用 | 段落", "put the whole value in quotes, or write it as a | block"))
}

/// A value that begins with a sign that means something else to YAML.
pub fn sign_at_start(source: &Source, place: Origin, sign: char) -> Diagnostic {
    Diagnostic::error("E089", say!("值以 {sign} 开头，没有加引号", "the value starts with {sign} and is not in quotes"))
        .at(source, source.first_line(place))
        .hint(say!("给整个值加引号", "put the whole value in quotes"))
}

/// A key that is a group or a list: almost always `{{ a.b }}` as a value.
pub fn odd_key(source: &Source, place: Origin) -> Diagnostic {
    let text = source.text();
    let start = place.range().start;
    if start > 0 && text.get(start - 1..start + 1) == Some("{{") {
        // A reference is short; where it is not closed, the rest of a large file need not be read to see that.
        let ends = |pair: &[u8]| pair == b"}}";
        let rest = text.as_bytes().get(start..).unwrap_or_default();
        let end = rest.windows(2).take(LONGEST_REFERENCE).position(ends).map_or(start, |at| start + at + 2);
        return braces(source, Origin::new(start - 1..end));
    }
    Diagnostic::error("E016", say!("键必须是一个词", "a key must be a single word"))
        .at(source, source.first_line(place))
        .hint(say!("检查这里的括号", "check the brackets here"))
}
