//! Text that Markdown reads back exactly: the one escaper of the templates and of the Markdown publisher.

/// Escapes `text` so that a CommonMark parser gives exactly `text` back, wherever on a line it is put.
///
/// The result is one line: a line feed comes out as `&#10;`. Safe also beside other escaped texts (`2023` then `. 年初`
/// make no list) and under the GFM extensions (tables, strikethrough, footnotes). Only NUL has no form in Markdown.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let body = text.trim_start_matches(is_blank).len();
    let last = text.trim_end_matches(is_blank).len();
    let start = text.len() - body;
    let mut written = 0;
    for (at, c) in text.char_indices() {
        let form = match c {
            // Parsers trim blanks at both ends of a line, and a line feed would begin another.
            _ if is_blank(c) && (at < start || at >= last) => reference(c),
            '\n' | '\r' => reference(c),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '|' | '~' => format!("\\{c}"),
            '-' | '+' | '=' | ':' if at == start => format!("\\{c}"),
            '.' | ')' if ends_list_marker(text, start, at) => format!("\\{c}"),
            _ => continue,
        };
        out.push_str(&text[written..at]);
        out.push_str(&form);
        written = at + c.len_utf8();
    }
    out.push_str(&text[written..]);
    out
}

/// What parsers trim at the ends of a line.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\u{b}' | '\u{c}' | '\r')
}

/// Whether the `.` or `)` at `at` would make a list marker of the figures before it.
fn ends_list_marker(text: &str, start: usize, at: usize) -> bool {
    let figures = text[start..at].bytes().all(|byte| byte.is_ascii_digit());
    figures && text[at + 1..].chars().next().is_none_or(char::is_whitespace)
}

fn reference(c: char) -> String {
    format!("&#{};", c as u32)
}
