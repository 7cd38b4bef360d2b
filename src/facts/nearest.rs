//! The known word that an unknown one most likely means.

/// The most known words that are compared with one that is unknown: of thousands of ids many are near.
const COMPARED: usize = 300;
/// The longest word, in bytes, that is taken for a slip of another one.
const LONGEST_WORD: usize = 200;

/// The known word that `word` most likely means.
pub fn nearest<'w>(word: &str, known: &[&'w str]) -> Option<&'w str> {
    let (close, enough): (fn(&str, &str) -> f64, f64) =
        if word.is_ascii() { (strsim::jaro_winkler, 0.72) } else { (common_characters, 0.49) };
    if word.len() > LONGEST_WORD {
        return None;
    }
    let word = word.to_lowercase();
    let begins = |candidate: &str| candidate.chars().next() == word.chars().next();
    known
        .iter()
        .copied()
        .filter(|candidate| candidate.len() <= LONGEST_WORD)
        .take(COMPARED)
        // Among words equally near the one that begins alike is meant: 目地 is 目的, not 条目.
        .map(|candidate| (close(&word, candidate), candidate))
        .filter(|(score, _)| *score > enough)
        .fold(None, |best: Option<(f64, &str)>, next| match best {
            Some(best) if best.0 > next.0 || best.0 == next.0 && (begins(best.1) || !begins(next.1)) => Some(best),
            _ => Some(next),
        })
        .map(|(_, candidate)| candidate)
}

/// The share of characters that two words have in common, in the same order. Chinese keys are two or three characters
/// long: measures made for letters see nothing in common in 主题 and 主提.
fn common_characters(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut row = vec![0_u32; b.len() + 1];
    for x in &a {
        let mut diagonal = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    f64::from(2 * row[b.len()]) / (a.len() + b.len()).max(1) as f64
}
