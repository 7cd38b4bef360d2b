//! Words, written so that nothing in them is read as XML.

/// Words, safe in an element and in a double-quoted attribute.
///
/// XML 1.0 (2.2) has no form for most control characters, not even as a reference: U+FFFD stands for each of them, as it
/// does on an HTML page. A carriage return, and in an attribute any break, would be read as a line feed or a blank.
pub(super) fn push_xml(out: &mut String, words: &str) {
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
}
