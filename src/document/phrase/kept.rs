//! References that stay in a sentence beside what they print, so that a draft of the sentence can have them again.

use std::ops::Range;

use crate::facts::value::Reference;

/// Before the reference, between it and what it prints, after both: noncharacters, which no facts file can hold.
const OPEN: char = '\u{fdd4}';
const PRINTS: char = '\u{fdd5}';
const CLOSE: char = '\u{fdd6}';

/// What a reference prints, with the reference itself.
pub(super) fn kept(reference: &Reference, printed: &str) -> String {
    format!("{OPEN}{}{PRINTS}{printed}{CLOSE}", written(reference))
}

/// A reference as an author writes it, without its braces.
fn written(reference: &Reference) -> String {
    let format = reference.format.as_ref().map(|format| format!(" | {format}")).unwrap_or_default();
    format!("{}{format}", reference.path.join("."))
}

/// A sentence as it is printed, and its references where they print.
pub fn parted(text: &str) -> (String, Vec<(Range<usize>, String)>) {
    let (mut plain, mut references) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        plain.push_str(before);
        rest = after;
        let Some((reference, after)) = rest.split_once(PRINTS) else { continue };
        let Some((printed, after)) = after.split_once(CLOSE) else { continue };
        let start = plain.len();
        plain.push_str(printed);
        references.push((start..plain.len(), reference.to_owned()));
        rest = after;
    }
    plain.push_str(rest);
    (plain, references)
}
