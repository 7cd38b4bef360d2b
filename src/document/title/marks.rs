//! Punctuation at the ends of a line (GB/T 15834 5.1): what closes begins none, what opens ends none.

pub fn is_mark(c: char) -> bool {
    c.is_whitespace() || opens(c) || closes(c) || joins(c)
}

pub fn opens(c: char) -> bool {
    "《〈“‘（〔【「『([{".contains(c)
}

pub fn mate(c: char) -> Option<char> {
    let (open, close) = ("《〈“‘（〔【「『([{", "》〉”’）〕】」』)]}");
    close.chars().position(|mark| mark == c).and_then(|at| open.chars().nth(at))
}

/// Marks that never begin a line.
pub fn closes(c: char) -> bool {
    "》〉”’）〕】」』)]}。，、；：？！．.,;:?!%％‰℃…".contains(c)
}

/// Marks that hold together what stands on both sides.
pub fn joins(c: char) -> bool {
    "—–-～~·/".contains(c)
}

/// Marks that belong to the character before them: accents, joiners, variation selectors.
pub fn is_extender(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{20d0}'..='\u{20ff}')
}
