//! A number is stated once: changed in the facts, it changes everywhere it is printed, in every kind of paper, and
//! nothing changes but it and what follows from it.

use std::collections::HashSet;
use std::ops::Range;

use niandu::diagnostic::{Diagnostics, Source};
use niandu::document::Document;
use niandu::facts;
use niandu::facts::check::words::walk::{self, Words};
use rust_decimal::Decimal;

use crate::deletions::{papers, tree, written};
use crate::samples::{self, Sample};

/// The numbers that are tried over all samples.
const TRIED: usize = 160;

/// A text cut into numbers and what stands between them.
fn cut(text: &str) -> (Vec<String>, Vec<String>) {
    let (mut numbers, mut words) = (Vec::new(), vec![String::new()]);
    let mut chars = text.chars().peekable();
    let mut number = String::new();
    while let Some(c) = chars.next() {
        let point = c == '.' && !number.is_empty() && chars.peek().is_some_and(char::is_ascii_digit);
        if c.is_ascii_digit() || point {
            number.push(c);
        } else {
            words.last_mut().expect("one at least").push(c);
        }
        let goes_on = chars.peek().is_some_and(|next| next.is_ascii_digit() || *next == '.');
        if !(number.is_empty() || goes_on || point) {
            numbers.push(std::mem::take(&mut number));
            words.push(String::new());
        }
    }
    (numbers, words)
}

/// Every text of all papers, cut.
fn all(papers: &[(String, Document)]) -> Vec<(Vec<String>, Vec<String>)> {
    papers.iter().flat_map(|(_, document)| document.texts().into_iter().map(cut).collect::<Vec<_>>()).collect()
}

/// Where the numbers of stated amounts stand: those that are one number of at least two digits, in plain digits.
fn stated(text: &str) -> Vec<Range<usize>> {
    let source = Source::new("facts.yaml", text);
    let file = facts::read(&source, &mut Diagnostics::new()).expect("a sample");
    let mut found = Vec::new();
    walk::each(&file.facts, &mut |_, words| {
        let Words::Amount(amount) = words else { return };
        let range = amount.origin.range();
        let written = &text[range.clone()];
        let digits = |c: char| c.is_ascii_digit();
        let (Some(from), Some(to)) = (written.find(digits), written.rfind(digits)) else { return };
        if written[from..=to].chars().all(digits) && to > from {
            found.push(range.start + from..range.start + to + 1);
        }
    });
    found
}

/// The papers with another number at a place; `None` where the facts are refused with it.
fn with(sample: &Sample, text: &str, place: &Range<usize>, number: u64) -> Option<Vec<(Vec<String>, Vec<String>)>> {
    let text = format!("{}{number}{}", &text[..place.start], &text[place.end..]);
    let (papers, problems) = papers(sample, text);
    (!problems.has_errors()).then(|| all(&papers))
}

/// Two numbers in a row near `number` that no paper of the sample prints and that the facts bear.
fn neighbours(sample: &Sample, text: &str, place: &Range<usize>, printed: &HashSet<String>) -> Option<(u64, Cut, Cut)> {
    let number: u64 = text[place.clone()].parse().ok()?;
    let fresh = |number: &u64| !printed.contains(&number.to_string());
    let near = (1..40_u64).flat_map(|step| [number.checked_sub(step + 1), Some(number + step)]).flatten();
    let mut near = near.filter(|first| *first > 9 && fresh(first) && fresh(&(first + 1))).take(3);
    near.find_map(|first| Some((first, with(sample, text, place, first)?, with(sample, text, place, first + 1)?)))
}

type Cut = Vec<(Vec<String>, Vec<String>)>;

/// What differs between two papers but should not, where a number was `first` in the one and is one more in the other; and
/// how often the number is printed.
fn differences(first: u64, one: &Cut, other: &Cut) -> (usize, Vec<String>) {
    let mut wrong = Vec::new();
    let mut times = 0;
    if one.len() != other.len() {
        return (0, vec![format!("{} texts become {}", one.len(), other.len())]);
    }
    for ((numbers, words), (new_numbers, new_words)) in one.iter().zip(other) {
        if words != new_words || numbers.len() != new_numbers.len() {
            wrong.push(format!("{words:?} becomes {new_words:?}"));
            continue;
        }
        for (at, (number, new)) in numbers.iter().zip(new_numbers).enumerate() {
            let own = *number == first.to_string();
            times += usize::from(own);
            let follows = words[at + 1].starts_with('%') || follows(number, new);
            if own && *new != (first + 1).to_string() || !own && number != new && !follows {
                wrong.push(format!("{number} becomes {new} before {}", words[at + 1]));
            }
        }
    }
    (times, wrong)
}

/// Whether a figure has grown or shrunk by one, counted in 元 or 万元.
fn follows(number: &str, new: &str) -> bool {
    let (Ok(number), Ok(new)) = (number.parse::<Decimal>(), new.parse::<Decimal>()) else { return false };
    let step = (number - new).abs();
    step == Decimal::ONE || step == Decimal::new(1, 4)
}

#[test]
fn a_number_changes_everywhere_and_nothing_else_does() {
    let samples = samples::all();
    let (mut tried, mut told, mut wrong) = (0, 0, Vec::new());
    for sample in &samples {
        let text = written(&tree(sample), None);
        let places = stated(&text);
        let whole = all(&papers(sample, text.clone()).0);
        let printed: HashSet<String> = whole.into_iter().flat_map(|(numbers, _)| numbers).collect();
        let every = places.len().div_ceil(TRIED / samples.len()).max(1);
        for place in places.iter().step_by(every) {
            let Some((first, one, other)) = neighbours(sample, &text, place, &printed) else { continue };
            let (times, found) = differences(first, &one, &other);
            let line = &text[text[..place.start].rfind('\n').map_or(0, |at| at + 1)..place.end];
            wrong.extend(found.into_iter().map(|fault| format!("{} {line} as {first}: {fault}", sample.name)));
            tried += 1;
            told += usize::from(times > 0);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried > 50 && told > 40, "{tried} tried, {told} of them printed");
}

#[test]
fn the_search_for_differences_finds_them() {
    let cut_all = |texts: &[&str]| texts.iter().map(|text| cut(text)).collect::<Cut>();
    let one = cut_all(&["收到17件，占57.9%，共117元", "另收到17件"]);
    assert_eq!(differences(17, &one, &cut_all(&["收到18件，占58.1%，共118元", "另收到18件"])), (2, Vec::new()));
    for other in [
        ["收到18件，占58.1%，共118元", "另收到17件"],
        ["收到18件，占58.1%，共140元", "另收到18件"],
        ["收到了18件，占58.1%，共118元", "另收到18件"],
    ] {
        assert_eq!(differences(17, &one, &cut_all(&other)).1.len(), 1, "{other:?}");
    }
}
