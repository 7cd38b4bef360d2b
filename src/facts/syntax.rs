//! What went wrong in a text that is not YAML: the parser knows where it stumbled, this module what the author did.

use crate::diagnostic::{Diagnostic, Origin, Say, Source};
use crate::facts::accidents::{bullet, foreign_mark, narrow};
use crate::facts::recover::Patch;
use crate::say;

/// The place where the parser stumbled.
struct Stumble<'a> {
    text: &'a str,
    at: usize,
    reason: &'a str,
    /// The line it is on, and its start.
    line: &'a str,
    start: usize,
}

/// An accident: its code, its bytes in the copy, what is said and what to do.
type Named = (&'static str, std::ops::Range<usize>, Say, Say);

/// A text that is not YAML: the place, the parser's reason, and the accident that led there. `text` is the patched file
/// and `at` a place in it.
pub fn named(source: &Source, text: &str, at: usize, reason: &str, patch: &Patch) -> Diagnostic {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    let stumble = Stumble { text, at, reason, line: text[start..end].trim_end_matches('\r'), start };
    // A run of brackets that the parser gives up on before the tree is too deep.
    let deep = |c: char| text.get(..at).is_some_and(|before| before.ends_with(&c.to_string().repeat(64)));
    if deep('[') || deep('{') {
        return Diagnostic::error("E014", say!("嵌套超过 64 层", "nested more than 64 levels deep"))
            .at(source, Origin::new(patch.back(at)..patch.back(at)))
            .hint(say!("检查括号和缩进", "check brackets and indentation"));
    }
    if let Some((range, mark)) = mark_above(&stumble) {
        return foreign_mark(source, Origin::new(patch.back(range.start)..patch.back(range.end)), mark);
    }
    let (code, range, message, hint) = tab(&stumble)
        .or_else(|| missing_colon(&stumble))
        .or_else(|| comment(&stumble))
        .or_else(|| quote(&stumble))
        .or_else(|| wide_signs(&stumble))
        .or_else(|| bracket(&stumble))
        .or_else(|| colon(&stumble))
        .or_else(|| sign(&stumble))
        .or_else(|| indentation(&stumble))
        .unwrap_or_else(|| other(&stumble));
    let message = if code == "E001" { Say { en: format!("{}: {reason}", message.en), ..message } } else { message };
    Diagnostic::error(code, message).at(source, Origin::new(patch.back(range.start)..patch.back(range.end))).hint(hint)
}

impl Stumble<'_> {
    /// The one character at a place.
    fn one(&self, at: usize) -> std::ops::Range<usize> {
        let next = self.text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |c| at + c.len_utf8());
        at..next
    }

    /// From the start of the line to where the parser stumbled.
    fn before(&self) -> &str {
        self.text.get(self.start..self.at).unwrap_or_default()
    }
}

/// `－ 编号: a` or `* 甲`, on the line or the one above.
fn mark_above<'a>(stumble: &Stumble<'a>) -> Option<(std::ops::Range<usize>, &'a str)> {
    let above = stumble.text[..stumble.start].trim_end_matches('\n');
    let above = above.rfind('\n').map_or(0, |at| at + 1);
    let mut start = above;
    for line in stumble.text[above..].split_inclusive('\n').take(2) {
        let item = line.trim_start_matches(' ');
        let mark = bullet(item).filter(|mark| *mark != "*" || item.starts_with("* "));
        if let Some(mark) = mark {
            let at = start + line.len() - item.len();
            return Some((at..at + mark.len(), mark));
        }
        start += line.len();
    }
    None
}

/// `日期 2025-12-26` among lines that have keys.
fn missing_colon(stumble: &Stumble) -> Option<Named> {
    let looks = ["simple key", "mapping values", "did not find expected"];
    if !looks.iter().any(|reason| stumble.reason.contains(reason)) {
        return None;
    }
    let above = stumble.text[..stumble.start].trim_end_matches('\n');
    let above = above.rfind('\n').map_or(0, |at| at + 1);
    let mut start = above;
    for line in stumble.text[above..].split_inclusive('\n').take(2) {
        let item = line.trim_start_matches([' ', '-']);
        let at = start + line.len() - item.len();
        let item = item.trim_end();
        let word = item.split([' ', '\u{3000}']).next().filter(|word| word.len() < item.len());
        if let Some(word) = word.filter(|word| !item.contains([':', '：', '"', '\'', '{', '[', '#']) && is_key(word)) {
            return Some((
                "E001",
                at..at + item.len(),
                say!("“{word}”后面缺冒号", "a colon is missing after `{word}`"),
                say!("写成“{word}: 值”", "write `{word}: value`"),
            ));
        }
        start += line.len();
    }
    None
}

/// Whether a word is a key of any table.
fn is_key(word: &str) -> bool {
    const COMMON: [&str; 20] = [
        "编号",
        "领域",
        "条目",
        "时间",
        "日期",
        "地点",
        "名称",
        "标题",
        "对象",
        "人数",
        "金额",
        "参加",
        "角色",
        "届次",
        "级别",
        "署名",
        "总数",
        "项目",
        "户数",
        "获奖者",
    ];
    COMMON.contains(&word)
}

/// The tab or wide space that indents the line or one beside it: the parser stumbles on either side of the line break.
fn tab(stumble: &Stumble) -> Option<Named> {
    let above = stumble.text[..stumble.start].trim_end_matches('\n');
    let mut line_start = if above.is_empty() { 0 } else { above.rfind('\n').map_or(0, |at| at + 1) };
    for line in stumble.text[line_start..].split_inclusive('\n').take(3) {
        let indent = line.len() - line.trim_start_matches([' ', '\t', '\u{3000}', '\u{a0}']).len();
        if let Some((at, c)) = line[..indent].char_indices().find(|(_, c)| *c != ' ') {
            let range = line_start + at..line_start + at + c.len_utf8();
            let (message, hint) = if c == '\t' {
                (
                    say!("缩进用了制表符（Tab）", "the indentation holds a tab"),
                    say!("缩进用空格，不用制表符（Tab）", "indent with spaces, not with tabs"),
                )
            } else {
                (
                    say!("缩进用了全角空格", "the indentation holds a wide space"),
                    say!("缩进用半角空格", "indent with ASCII spaces"),
                )
            };
            return Some(("E086", range, message, hint));
        }
        line_start += line.len();
    }
    None
}

/// ` #` that swallows a closing bracket.
fn comment(stumble: &Stumble) -> Option<Named> {
    let mut lines = stumble.text[stumble.start..].split_inclusive('\n');
    let line = lines.next()?.trim_end();
    let at = line.find(" #").map(|at| at + 1)?;
    let swallowed = &line[at..];
    if !stumble.reason.contains("bracket") && !stumble.reason.contains("flow") && !stumble.reason.contains("block")
        || !swallowed.contains(['}', ']'])
        || swallowed[1..].starts_with(' ')
    {
        return None;
    }
    let range = stumble.start + at..stumble.start + line.len();
    Some((
        "E001",
        range,
        say!("# 之后成了注释，括号没有合上", "what follows the # is a comment, and the bracket stays open"),
        say!("给有 # 的值加引号", "put the value with the # in quotes"),
    ))
}

/// A quote that is not closed, or closed too early.
fn quote(stumble: &Stumble) -> Option<Named> {
    if stumble.reason.contains("trailing content") {
        return Some((
            "E001",
            stumble.one(stumble.at),
            say!("引号合上以后还有字", "something follows the closing quote"),
            say!("整个值放进引号；引号里面的引号用“ ”", "put the whole value in the quotes; inside them write “ ”"),
        ));
    }
    if stumble.reason.contains("quote") {
        let before = &stumble.text[..stumble.at];
        let open = before.rfind(['"', '\'']).filter(|open| stumble.at - open < 4000).unwrap_or(stumble.at);
        let end = stumble.text[open..].find('\n').map_or(stumble.text.len(), |at| open + at);
        return Some((
            "E001",
            open..end,
            say!("引号没有合上", "this quote is never closed"),
            say!("在值的末尾补上引号", "add the closing quote at the end of the value"),
        ));
    }
    None
}

/// Full-width brackets and commas where YAML wants its own.
fn wide_signs(stumble: &Stumble) -> Option<Named> {
    let item = stumble.line.trim_start_matches([' ', '-']);
    let value = item.split_once(": ").map_or(item, |(_, value)| value);
    let wide = ['｛', '［', '｝', '］'];
    let bracket = if item.starts_with(wide) || value.starts_with(wide) { stumble.line.find(wide) } else { None };
    let comma = || {
        let colon = stumble.text.get(stumble.at..).is_some_and(|rest| rest.starts_with(':'));
        let flow = stumble.before().contains('{') && colon;
        stumble.before().rfind('，').filter(|_| flow)
    };
    let at = bracket.or_else(comma)?;
    let c = stumble.line[at..].chars().next()?;
    let ascii = narrow(c);
    Some((
        "E089",
        stumble.one(stumble.start + at),
        say!("这里用了全角的 {c}", "this {c} is full-width"),
        say!("改成半角 {ascii}；是正文就给值加引号", "write {ascii}; if it is text, put the value in quotes"),
    ))
}

/// A bracket that is not closed, or closed twice.
fn bracket(stumble: &Stumble) -> Option<Named> {
    let open = stumble.reason.starts_with("unclosed")
        || stumble.reason.contains("unexpected EOF while parsing a flow")
        || stumble.reason.contains("only valid inside a block");
    let wrong = stumble.reason.contains("misplaced bracket") || stumble.reason.contains("mismatched bracket");
    if open || wrong {
        let message = if open {
            say!("括号没有合上", "this bracket is never closed")
        } else {
            say!("括号不配对", "the brackets do not match")
        };
        let hint = say!("{{ 配 }}，[ 配 ]，各合上一次", "close each {{ with }} and each [ with ], once");
        return Some(("E001", stumble.one(stumble.at), message, hint));
    }
    let value = stumble.line.trim_start_matches([' ', '-']).split_once(": ").map(|(_, value)| value.trim_start());
    let text =
        value.is_some_and(|value| value.starts_with(['[', '{'])) && stumble.reason.contains("did not find expected");
    if text && stumble.before().trim_end().ends_with([']', '}']) {
        if value.is_some_and(|value| value.starts_with("{{")) {
            return Some(braces_named(stumble));
        }
        return Some((
            "E001",
            stumble.one(stumble.at),
            say!("括号合上以后还有字", "something follows the closing bracket"),
            say!("是正文就给整个值加引号", "if it is text, put the whole value in quotes"),
        ));
    }
    stumble.line.contains("{{").then(|| braces_named(stumble))
}

fn braces_named(stumble: &Stumble) -> Named {
    let at = stumble.line.find("{{").unwrap_or(0);
    let end = stumble.line[at..].find("}}").map_or(stumble.line.len(), |end| at + end + 2);
    (
        "E016",
        stumble.start + at..stumble.start + end,
        say!("有 {{{{ 的值没有加引号", "a value with {{{{ is not in quotes"),
        say!("给整个值加引号，或改用 | 段落", "put the whole value in quotes, or write it as a | block"),
    )
}

/// Colons: full-width ones, one without its blank, one too many.
fn colon(stumble: &Stumble) -> Option<Named> {
    let line = stumble.line;
    if let Some(at) = line.find('：').filter(|_| !line.contains(": ") && !line.trim_end().ends_with(':')) {
        let hint = say!("改成半角冒号加空格（: ）", "write an ASCII colon and a space (: )");
        let at = stumble.start + at;
        return Some(("E077", at..at + 3, say!("键后面用了全角冒号", "a full-width colon follows the key"), hint));
    }
    if let Some(at) = line.find(':').filter(|_| !line.contains(": ") && !line.trim_end().ends_with(':')) {
        let hint = say!("冒号后空一格再写值", "leave a space between colon and value");
        let at = stumble.start + at;
        return Some(("E078", at..at + 1, say!("冒号后面缺一个空格", "a space is missing after the colon"), hint));
    }
    let item = line.trim_start_matches(' ');
    if item.starts_with('-') && !item.starts_with("- ") && item.len() > 1 && !item.starts_with("--") {
        let at = stumble.start + line.len() - item.len();
        let hint = say!("- 后空一格再写", "leave a space after the -");
        return Some(("E078", at..at + 1, say!("- 后面缺一个空格", "a space is missing after the -"), hint));
    }
    // 重点: 办好: 教工之家
    let second = stumble.reason.contains("mapping values") && stumble.before().contains(": ");
    second.then(|| {
        (
            "E001",
            stumble.one(stumble.at),
            say!("值里又有半角冒号加空格", "the value holds a colon and a space of its own"),
            say!("改用全角冒号（：），或给整个值加引号", "write a full-width colon (：), or put the value in quotes"),
        )
    })
}

/// A sign that cannot begin a value.
fn sign(stumble: &Stumble) -> Option<Named> {
    let reasons = ["unexpected character", "scanning a tag", "block scalar", "unknown anchor", "keys are not allowed"];
    let c = stumble.text.get(stumble.at..)?.chars().next()?;
    if !reasons.iter().any(|reason| stumble.reason.contains(reason)) || c.is_alphanumeric() || c.is_whitespace() {
        return None;
    }
    Some((
        "E089",
        stumble.one(stumble.at),
        say!("值以 {c} 开头，没有加引号", "the value starts with {c} and is not in quotes"),
        say!("给整个值加引号", "put the whole value in quotes"),
    ))
}

/// A line that stands under none of those above it.
fn indentation(stumble: &Stumble) -> Option<Named> {
    let indent = stumble.line.len() - stumble.line.trim_start_matches(' ').len();
    let first = stumble.before().trim().is_empty();
    let deeper = stumble.reason.contains("mapping values");
    let looks = stumble.reason.contains("did not find expected") || stumble.reason.contains("simple key") || deeper;
    if !looks || !(first || deeper) {
        return None;
    }
    let last = stumble.text[..stumble.start].lines().rev().find(|line| !line.trim().is_empty())?;
    let above = last.len() - last.trim_start_matches([' ', '-']).len();
    let range = stumble.start + indent..stumble.start + stumble.line.trim_end().len();
    if stumble.reason.contains("simple key") {
        return Some((
            "E001",
            range,
            say!("这一行既不是“键: 值”，也接不上前一行", "this line is no `key: value` and continues nothing"),
            say!(
                "补上键和冒号；是上一个值的后半，就多缩进两格",
                "add key and colon; if it belongs to the value above, indent it by two more"
            ),
        ));
    }
    Some((
        "E001",
        range,
        say!("这一行的缩进（{indent}格）对不上", "the indentation of this line ({indent}) fits nothing above it"),
        say!(
            "同级的行要对齐；上一行的内容缩进{above}格",
            "align it with its siblings; what stands above is indented by {above}"
        ),
    ))
}

fn other(stumble: &Stumble) -> Named {
    (
        "E001",
        stumble.one(stumble.at),
        say!("这里不是正确的 YAML", "this is not valid YAML"),
        say!(
            "检查这一行及上一行的缩进、冒号、引号和括号",
            "check indentation, colons, quotes and brackets in this line and the one above"
        ),
    )
}
