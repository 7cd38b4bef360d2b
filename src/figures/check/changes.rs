//! The word before a difference against its direction: 增加{{ 慰问.金额.增减 }} where it has become less.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::check::words::walk;
use crate::facts::value::{Piece, Reference};
use crate::figures::Figures;
use crate::figures::change::Change;
use crate::figures::reference::{DIFFERENCE, GROWTH};
use crate::say;

const UP: [&str; 7] = ["增加", "增长", "提高", "上升", "增加了", "增长了", "提高了"];
const DOWN: [&str; 6] = ["减少", "下降", "降低", "减少了", "下降了", "降低了"];

/// Checks the words before every difference and growth that the author's text refers to.
pub(super) fn directions(figures: Figures<'_>, problems: &mut Diagnostics) {
    walk::each_prose(figures.facts(), |prose| {
        for pieces in &prose.paragraphs {
            for pair in pieces.windows(2) {
                if let [Piece::Text(before), Piece::Reference(reference)] = pair
                    && let Some(problem) = wrong_way(before.trim_end(), reference, figures)
                {
                    problems.push(problem.at(&figures.file().source, reference.origin));
                }
            }
        }
    });
}

fn wrong_way(before: &str, reference: &Reference, figures: Figures<'_>) -> Option<Diagnostic> {
    let (last, path) = reference.path.split_last()?;
    if ![DIFFERENCE, GROWTH].iter().any(|names| names.contains(&last.as_str())) {
        return None;
    }
    let ends = |words: &[&'static str]| words.iter().copied().find(|word| before.ends_with(word));
    let (said, up) = ends(&UP).map(|word| (word, true)).or_else(|| ends(&DOWN).map(|word| (word, false)))?;
    let rose = match figures.change(path).ok()? {
        Change::More(_) | Change::Up(_) => true,
        Change::Less(_) | Change::Down(_) => false,
        _ => return None,
    };
    let (zh, en) = if rose { ("增加", "more") } else { ("减少", "less") };
    (rose != up).then(|| {
        Diagnostic::warning(
            "W170",
            say!("写的是“{said}”，与上年相比其实是{zh}", "the text says {said}, but it has become {en} than last year"),
        )
        .hint(say!("改用 比上年，由工具写出方向", "write `change`, which brings the right word along"))
    })
}
