//! Puts an example into a sound file: its sections take the place of those of the same name.

/// `base` with the top-level sections of `example` in place of its own. `section` gives the section that a key means: each
/// has one in Chinese and one in English.
pub fn overlay(base: &str, example: &str, section: &dyn Fn(&str) -> Option<usize>) -> String {
    let same = |a: &str, b: &str| a == b || section(a).is_some() && section(a) == section(b);
    let given: Vec<&str> = sections(example).into_iter().map(|(key, _)| key).collect();
    let kept = sections(base).into_iter().filter(|(key, _)| !given.iter().any(|other| same(key, other)));
    kept.map(|(_, text)| text).chain([example]).collect()
}

/// The top-level keys of a text with the lines that belong to each; what stands before the first has no key.
fn sections(text: &str) -> Vec<(&str, &str)> {
    let mut starts: Vec<usize> = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begins = line.contains(':') && !line.starts_with([' ', '#', '-', '\n', '}', ']']);
        if begins && at > 0 {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let parts = starts.iter().zip(ends).map(|(start, end)| &text[*start..end]);
    parts.map(|part| (part.split(':').next().unwrap_or_default().trim(), part)).collect()
}
