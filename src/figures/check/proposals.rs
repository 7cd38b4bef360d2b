//! What the tool proposed and nobody has accepted yet: no paper is written of it.

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say};
use crate::facts::File;
use crate::facts::model::Line;
use crate::facts::value::Text;
use crate::figures::{Figures, stems};
use crate::say;

/// Tells every proposal of the file, what it stems from, and where that stands.
pub(super) fn open(figures: Figures<'_>, problems: &mut Diagnostics) {
    let facts = figures.facts();
    for item in &facts.plan {
        let Some(first) = item.proposed.first() else { continue };
        let stems = item.proposed.iter().map(|stem| match (&item.assigned, stem_told(figures, &stem.text)) {
            (Some(body), found) if found.zh == stem.text => {
                let (body, stem) = (&body.text, &stem.text);
                say!("{body}的计划（{stem}）", "the plan of {body} ({stem})")
            }
            (_, found) => found,
        });
        problems.push(told(figures, first.origin, &item.title.text, &item.id.text, &stems.collect::<Vec<_>>()));
    }
    let Some(finance) = &facts.finance else { return };
    for Line { item, proposed, .. } in [&finance.income, &finance.expense, &finance.budget].into_iter().flatten() {
        let Some(stem) = proposed else { continue };
        problems.push(told(figures, stem.origin, &item.text, &item.text, &[stem_told(figures, &stem.text)]));
    }
}

fn told(figures: Figures<'_>, place: Origin, title: &str, id: &str, stems: &[Say]) -> Diagnostic {
    let source = &figures.file().source;
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

/// What a proposal stems from, and the file and line of it where one of the earlier files has it: the proposal's own file has
/// nothing but the proposal by that name.
fn stem_told(figures: Figures<'_>, stem: &str) -> Say {
    let found = figures.dossier.previous.iter().find_map(|file| Some((file, place_of(file, stem)?)));
    let Some((file, place)) = found else { return say!("{stem}", "{stem}") };
    let at = place.range().start;
    let (name, line) = (file.source.file_at(at).0, file.source.line(at));
    say!("{stem}（{name} 第{line}行）", "{stem} ({name} line {line})")
}

/// Where what a proposal stems from stands in a file: a record, an item of the plan or a shortcoming by its id, a value by its
/// path, what has no id by what it says.
fn place_of(file: &File, stem: &str) -> Option<Origin> {
    let facts = &file.facts;
    let record = || facts.entered(|it| it.id().is_some_and(|id| id.text == stem)).map(|it| it.record().origin());
    let item = || facts.plan.iter().find(|item| item.id.text == stem).map(|item| item.origin);
    let named = |id: &Option<Text>| id.as_ref().is_some_and(|id| id.text == stem);
    let problem = || facts.problems.iter().find(|problem| named(&problem.id)).map(|problem| problem.origin);
    let value = || stem.contains(['.', '[']).then(|| file.paths().place(stem)).flatten();
    let numbered = || {
        let (list, number) = stem.rsplit_once('.')?;
        file.paths().place(&format!("{list}[{number}]"))
    };
    record().or_else(item).or_else(problem).or_else(value).or_else(numbered).or_else(|| stems::place(file, stem))
}
