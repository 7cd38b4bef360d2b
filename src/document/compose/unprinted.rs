//! What the file says and this paper does not print: nothing is lost in silence.

use super::Writer;
use crate::diagnostic::{Diagnostic, Origin};
use crate::document::manifest::{Signed, Tells};
use crate::facts::model::Paper;
use crate::facts::value::Text;
use crate::say;

/// The parts of an official document that the plain layout has not (GB/T 9704 7.2, 7.4).
const HEAD: [&str; 2] = ["版头", "letterhead"];
const FOOT: [&str; 2] = ["版记", "colophon"];

/// The line under the title.
const SPEAKER: [&str; 2] = ["报告人一行", "line for a speaker"];

/// A field of a letterhead: where it stands, its names, and the part of the page that would print it.
type Lettered = (Option<Origin>, [&'static str; 2], [&'static str; 2]);

fn letterhead(paper: &Paper) -> [Lettered; 9] {
    let one = |text: &Option<Text>| text.as_ref().map(|text| text.origin);
    let first = |list: &[Text]| list.first().map(|text| text.origin);
    [
        (one(&paper.number), ["文号", "number"], HEAD),
        (one(&paper.secrecy), ["密级", "secrecy"], HEAD),
        (one(&paper.urgency), ["紧急程度", "urgency"], HEAD),
        (first(&paper.signer), ["签发人", "signer"], HEAD),
        (one(&paper.speaker), ["报告人", "speaker"], SPEAKER),
        (first(&paper.cc), ["抄送", "cc"], FOOT),
        (one(&paper.printed_by), ["印发机关", "printed_by"], FOOT),
        (paper.printed_on.as_ref().map(|when| when.origin), ["印发日期", "printed_on"], FOOT),
        (one(&paper.note), ["附注", "note"], ["附注一行", "line for a note"]),
    ]
}

impl Writer<'_> {
    /// Fields of a letterhead, guiding words beside an opening of the author's own, and photos.
    pub(super) fn warn_of_unprinted(&self) {
        self.warn_of_part();
        self.warn_of_guiding();
        self.warn_of_photos();
        let name = &self.manifest.name;
        for (origin, [zh, en], part) in self.paper.map(letterhead).into_iter().flatten() {
            let Some(origin) = origin.filter(|_| !self.prints(part)) else { continue };
            let [part_zh, part_en] = part;
            self.warn(
                Diagnostic::warning(
                    "W055",
                    say!("{zh}没有印出：这种版式没有{part_zh}", "`{en}` is not printed: this layout has no {part_en}"),
                )
                .hint(say!(
                    "{name}不写{zh}；不需要时删去",
                    "this kind of paper has no `{en}`; delete it if it is not needed"
                )),
                origin,
            );
        }
    }

    /// Whether papers of this kind have that part of the page.
    fn prints(&self, part: [&str; 2]) -> bool {
        part == FOOT && self.manifest.imprint || part == SPEAKER && self.manifest.signature == Signed::UnderTitle
    }

    fn warn_of_guiding(&self) {
        let Some(paper) = self.paper.filter(|paper| paper.opening.is_some() && !self.has(&["guiding"])) else { return };
        let Some(guiding) = &paper.guiding else { return };
        let message =
            say!("“指导思想”没有印出：开头由作者自己写了", "`guiding` is not printed: the opening is the author's own");
        let hint = say!("并入 开头，或删去一个", "make it part of `opening`, or delete one of them");
        self.warn(Diagnostic::warning("W058", message).hint(hint), guiding.origin);
    }

    /// All photos of a file are one problem, at the first of them.
    fn warn_of_photos(&self) {
        if self.manifest.tells == Tells::Plan {
            return;
        }
        let placed = self.figures.facts().placed();
        let mut photos = placed.iter().flat_map(|record| record.place().photos);
        let Some(first) = photos.next() else { return };
        let count = 1 + photos.count();
        let message = say!(
            "{count}张照片没有印出：这种版式不放照片",
            "photos are not printed ({count}): this layout has no place for them"
        );
        let hint = say!("另存留档，正文照写", "keep them on file; the text is complete without them");
        self.warn(Diagnostic::warning("W059", message).hint(hint), first.origin);
    }

    pub(super) fn warn(&self, problem: Diagnostic, origin: Origin) {
        let source = &self.figures.file().source;
        self.phrases.report(problem.at(source, source.first_line(origin)));
    }
}
