//! The facts inside a PDF: which files a paper is made of, and who should not get them.

use std::collections::BTreeSet;

use super::Draft;
use crate::diagnostic::{Diagnostic, Diagnostics, Source};
use crate::document::compose::public;
use crate::document::origins::short_name;
use crate::document::{Block, Document};
use crate::facts::Dossier;
use crate::publish::pdf::Attachment;
use crate::say;

/// The warning that is given only where facts go inside.
pub(super) const NAMES: &str = "W260";

/// Takes out the papers for the public: they take no facts along, which name those who were helped, whom such a paper does
/// not name. What is said of each of them is given back. Of the other papers it is said that the names go with them.
pub(super) fn withhold(dossier: &Dossier, drafts: &mut Vec<Draft<'_>>, problems: &mut Diagnostics) -> Diagnostics {
    let file = &dossier.current;
    let mut withheld = Diagnostics::new();
    drafts.retain(|draft| {
        if draft.public {
            withheld.push(refusal(draft.name).at(&file.source, file.source.first_line(draft.place)));
        }
        !draft.public
    });
    if let Some((place, name)) = public::helped(&file.facts).filter(|_| !drafts.is_empty()) {
        let warning = Diagnostic::warning(
            NAMES,
            say!(
                "事实里有受助人“{name}”等姓名，会随 PDF 传出",
                "the facts name “{name}”, who was helped; the PDF passes that on"
            ),
        )
        .hint(say!(
            "只发给可以看这些事实的人；要广泛发放的，不加 --embed-facts",
            "give it to those only who may see these facts; leave out --embed-facts for a wider circle"
        ));
        problems.push(warning.at(&file.source, file.source.first_line(place)));
    }
    withheld
}

fn refusal(name: &str) -> Diagnostic {
    Diagnostic::error(
        "E260",
        say!(
            "{name}对外公开，不能带上事实文件，没有写出",
            "a {name} is for the public and cannot hold the facts: not written"
        ),
    )
    .hint(say!(
        "公开的文种另写一次，不加 --embed-facts",
        "write the paper for the public by itself, without --embed-facts"
    ))
}

/// The files that a paper is made of: this year's with what it includes and the author's drafts, and those of earlier
/// years that it tells or takes figures from.
pub(super) fn files(dossier: &Dossier, draft: &Draft<'_>) -> Vec<Attachment> {
    let cited = cited(&draft.document);
    let told = dossier.previous.iter().filter(|file| {
        let main = dossier.current.source.name();
        let name = |at: usize| short_name(file.source.file_at(at).0, main);
        let named = file.source.files().any(|range| cited.contains(&*name(range.start)));
        named || file.period.end >= draft.period.start
    });
    let mut sources = vec![&dossier.current.source];
    sources.extend(told.map(|file| &file.source));
    let main = dossier.current.source.name();
    sources.into_iter().flat_map(|source| parts(source, main)).collect()
}

/// Every file of a source, under the name by which the paper speaks of it.
fn parts<'s>(source: &'s Source, main: &'s str) -> impl Iterator<Item = Attachment> + 's {
    let facts = source.files().map(|range| (range, "事实文件"));
    let drafts = source.drafts().map(|(_, range)| (range, "作者草稿"));
    facts.chain(drafts).map(move |(range, what)| {
        let (name, _, text) = source.file_at(range.start);
        Attachment::new(&short_name(name, main), text, what)
    })
}

/// The names of the files that parts of a paper come from.
fn cited(document: &Document) -> BTreeSet<&str> {
    let enclosed = document.enclosed.iter().flat_map(|paper| &paper.body);
    let texts = document.body.iter().chain(enclosed).flat_map(Block::known);
    texts.flat_map(|text| text.spans()).flat_map(|span| &span.from.places).map(|place| place.file.as_str()).collect()
}
