//! Where numbers come from, on the terminal: a line for each number where all are listed, all that is known where one is
//! asked for.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Traced, sums};
use crate::cli::{table, wrote};
use crate::diagnostic::{Language, Say};
use crate::document::text::Place;
use crate::report::trace::Number;
use crate::say;

/// The widest number, path and formula in a list, and the most lines of a file that it names.
const WIDEST: [usize; 3] = [20, 30, 34];
const MOST: usize = 4;

/// All numbers of a paper, one on a line, under the headings that they stand under.
pub fn list(paper: &Traced, numbers: &[&Number], language: Language) {
    wrote(&title(paper));
    let row = |number: &&Number| {
        let from = number.from.as_ref();
        let path = from.map(|from| from.path.as_str()).unwrap_or_default();
        let formula = from.and_then(|from| from.formula.as_deref()).unwrap_or_default();
        let lines = from.map(|from| lines(&from.places, MOST, language)).unwrap_or_default();
        let [widest, path_widest, formula_widest] = WIDEST;
        [clipped(&number.number, widest), clipped(path, path_widest), lines, clipped(formula, formula_widest)]
    };
    let rows: Vec<[String; 4]> = numbers.iter().map(row).collect();
    let mut under: Option<(&str, &str)> = None;
    for (number, row) in numbers.iter().zip(table::aligned(&rows)) {
        let here = (number.paper.as_str(), number.under.as_str());
        if under != Some(here) {
            let enclosed = if number.paper == paper.title { "" } else { here.0 };
            let place: Vec<&str> = [enclosed, here.1].into_iter().filter(|part| !part.is_empty()).collect();
            if !place.is_empty() {
                wrote(&format!(" {}", clipped(&place.join("，"), WIDEST.iter().sum())));
            }
            under = Some(here);
        }
        wrote(&row);
    }
}

/// All that is known of each number.
pub fn each(paper: &Traced, numbers: &[&Number], language: Language) {
    wrote(&title(paper));
    for number in numbers {
        wrote(&format!("  {}", number.number));
        let from = number.from.as_ref();
        let enclosed = Some(&number.paper).filter(|own| **own != paper.title);
        let place = [enclosed, Some(&number.under)].into_iter().flatten().filter(|part| !part.is_empty());
        let place: Vec<&str> = place.map(String::as_str).collect();
        let rows = [
            (say!("标题", "under"), place.join("，")),
            (say!("原文", "words"), number.around.trim_start_matches(['，', '；', '。', '、', '：']).to_owned()),
            (say!("事实", "fact"), from.map(|from| from.path.clone()).unwrap_or_default()),
            (say!("算式", "formula"), from.and_then(|from| from.formula.clone()).unwrap_or_default()),
            (say!("出处", "lines"), from.map(|from| lines(&from.places, usize::MAX, language)).unwrap_or_default()),
            (say!("各校", "schools"), from.map(|from| sums::tables(&from.places).join("、")).unwrap_or_default()),
        ];
        for (name, words) in rows.iter().filter(|(_, words)| !words.is_empty()) {
            row(name, words, language);
        }
    }
}

fn row(name: &Say, words: &str, language: Language) {
    const NAMES: usize = 7;
    let name = name.in_language(language);
    wrote(&format!("    {name}{}{words}", " ".repeat(NAMES.saturating_sub(name.width()) + 1)));
}

fn title(paper: &Traced) -> String {
    format!("{}（{}）", paper.title, paper.facts.display())
}

/// The lines of each file after its name: 2025.yaml:198、199.
fn lines(places: &[Place], most: usize, language: Language) -> String {
    let mark = if language == Language::Chinese { "、" } else { ", " };
    let mut files: Vec<(&str, Vec<String>)> = Vec::new();
    for place in places.iter().take(most) {
        let line = place.line.to_string();
        match files.iter_mut().find(|(file, _)| *file == place.file) {
            Some((_, lines)) => lines.push(line),
            None => files.push((&place.file, vec![line])),
        }
    }
    let told: Vec<String> = files.into_iter().map(|(file, lines)| format!("{file}:{}", lines.join(mark))).collect();
    let count = places.len();
    let more = say!("等{count}处", " and so on, {count} in all");
    let more = if count > most { more.in_language(language) } else { "" };
    format!("{}{more}", told.join(mark))
}

/// A text that is no wider than `widest`: of a longer one the beginning and the end, which has the result of a formula.
fn clipped(text: &str, widest: usize) -> String {
    if text.width() <= widest {
        return text.to_owned();
    }
    let half = widest.saturating_sub(1) / 2;
    let fitting = |chars: &mut dyn Iterator<Item = char>| -> Vec<char> {
        let mut width = 0;
        let fits = |c: &char| {
            width += c.width().unwrap_or_default();
            width <= half
        };
        chars.take_while(fits).collect()
    };
    let start: String = fitting(&mut text.chars()).into_iter().collect();
    let end: String = fitting(&mut text.chars().rev()).into_iter().rev().collect();
    format!("{start}…{end}")
}
