//! Characters that have no place in a text.

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::say;

/// Whether a character changes how text is shown without being seen: C0 and C1 controls, bidi controls, blanks of no
/// width, variation selectors, tags, private use.
pub fn is_hidden(c: char) -> bool {
    match c {
        '\n' | '\r' | '\t' => false,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' => true,
        '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{3164}' | '\u{ffa0}' => true,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}' | '\u{e000}'..='\u{f8ff}' => true,
        '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}' => true,
        _ => false,
    }
}

/// The refusal of a hidden character, without its place.
pub fn hidden(c: char) -> Diagnostic {
    if c == '\u{feff}' {
        let message = say!("文字中间有字节序标记（BOM，U+FEFF）", "a byte order mark (BOM, U+FEFF) within the text");
        let hint =
            say!("删去它；它只能在文件开头，常由拼接文件带入", "delete it; it belongs to the start of a file only");
        return Diagnostic::error("E002", message).hint(hint);
    }
    let code = c as u32;
    Diagnostic::error("E002", say!("看不见的字符 U+{code:04X}", "an invisible character, U+{code:04X}"))
        .hint(say!("删去它；常由别处复制时带入", "delete it; it often comes along when copying"))
}

/// The most hidden characters that are told one by one; a file with more is no text.
const MOST: usize = 50;

/// Refuses the hidden characters of a file; `false` where there is one.
pub fn refuse(source: &Source, problems: &mut Diagnostics) -> bool {
    let mut clean = true;
    for (at, c) in source.text().char_indices().filter(|(_, c)| is_hidden(*c)).take(MOST) {
        problems.push(hidden(c).at(source, Origin::new(at..at + c.len_utf8())));
        clean = false;
    }
    clean
}
