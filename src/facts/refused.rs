//! Why a value is not taken: what is wrong with it, and what to write instead.

use crate::diagnostic::Say;

/// A value that is refused; the caller knows its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// A code of its own where the cause has one.
    pub code: Option<&'static str>,
    pub message: Say,
    /// What to write; the field's own hint where there is nothing better to say.
    pub hint: Option<Say>,
}

impl Refused {
    /// What is wrong and what to write.
    pub fn with(message: Say, hint: Say) -> Self {
        Self { code: None, message, hint: Some(hint) }
    }

    /// A value that can be read in two ways: it is asked about, not guessed.
    pub fn asked(message: Say, hint: Say) -> Self {
        Self { code: Some("E088"), message, hint: Some(hint) }
    }
}

impl From<Say> for Refused {
    fn from(message: Say) -> Self {
        Self { code: None, message, hint: None }
    }
}

/// The value with the half-width form of every full-width digit and sign of numbers; `None` where there is none.
pub fn narrowed(written: &str) -> Option<String> {
    let digit = |c: char| matches!(c, '０'..='９');
    if !written.contains(digit) && !written.contains('％') {
        return None;
    }
    let narrow = |c: char| match c {
        '０'..='９' | '％' | '．' | '－' | '／' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    Some(written.trim().chars().map(narrow).collect())
}
