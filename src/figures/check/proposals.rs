//! What the tool proposed and nobody has accepted yet: no paper is written of it.

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say};
use crate::facts::File;
use crate::facts::model::Line;
use crate::facts::value::Text;
use crate::figures::Figures;
use crate::say;

/// Tells every proposal of the file, what it stems from, and where that stands.
pub(super) fn open(figures: Figures<'_>, problems: &mut Diagnostics) {
    let facts = figures.facts();
    for item in &facts.plan {
        let Some(first) = item.proposed.first() else { continue };
        problems.push(told(figures, first.origin, &item.title.text, &item.id.text, &item.proposed));
    }
    let Some(finance) = &facts.finance else { return };
    for Line { item, proposed, .. } in [&finance.income, &finance.expense, &finance.budget].into_iter().flatten() {
        let Some(stem) = proposed else { continue };
        problems.push(told(figures, stem.origin, &item.text, &item.text, std::slice::from_ref(stem)));
    }
}

fn told(figures: Figures<'_>, place: Origin, title: &str, id: &str, stems: &[Text]) -> Diagnostic {
    let source = &figures.file().source;
    let stems: Vec<Say> = stems.iter().map(|stem| stem_told(figures, &stem.text)).collect();
    let zh = stems.iter().map(|stem| stem.zh.as_str()).collect::<Vec<_>>().join("、");
    let en = stems.iter().map(|stem| stem.en.as_str()).collect::<Vec<_>>().join(", ");
    let name = source.name();
    let message = say!(
        "“{title}”是提议，还没有采纳；出自 {zh}",
        "`{title}` is a proposal that nobody has accepted yet; it comes from {en}"
    );
    let hint = say!(
        "采纳：niandu plan --accept {name} {id}；不要的删去",
        "accept it: niandu plan --accept {name} {id}; or delete it"
    );
    Diagnostic::error("E345", message).at(source, place).hint(hint)
}

/// An id, and the file and line of what it names where that is known.
fn stem_told(figures: Figures<'_>, stem: &str) -> Say {
    let earlier = figures.dossier.previous.iter();
    let found = earlier.chain([figures.file()]).find_map(|file| Some((file, place_of(file, stem)?)));
    let Some((file, place)) = found else { return say!("{stem}", "{stem}") };
    let at = place.range().start;
    let (name, line) = (file.source.file_at(at).0, file.source.line(at));
    say!("{stem}（{name} 第{line}行）", "{stem} ({name} line {line})")
}

/// Where what a proposal stems from stands in a file: a record by its id, a value by its path, the third of a list by its number.
fn place_of(file: &File, stem: &str) -> Option<Origin> {
    let numbered = || {
        let (list, number) = stem.rsplit_once('.')?;
        file.paths().place(&format!("{list}[{number}]"))
    };
    file.paths().place(stem).or_else(numbered)
}
