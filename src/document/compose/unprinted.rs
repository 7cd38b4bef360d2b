//! What the file says and this paper does not print: nothing is lost in silence.

use super::Writer;
use super::enclosed::is_cover;
use crate::diagnostic::{Diagnostic, Origin, Say};
use crate::document::letterhead::Style;
use crate::document::manifest::{Signed, Tells};
use crate::document::{Document, phrase};
use crate::facts::model::Paper;
use crate::facts::value::{Prose, Text};
use crate::figures::origins::bare;
use crate::say;

/// The parts of an official document that the plain layout has not (GB/T 9704 7.2, 7.4).
const HEAD: [&str; 2] = ["版头", "letterhead"];
const FOOT: [&str; 2] = ["版记", "colophon"];

/// What papers that go upward have (7.2.6), but neither letters nor minutes (10.1, 10.3).
const SIGNER: [&str; 2] = ["签发人一行", "line for who signs it off"];

/// The line of the 版记 that letters do not have (10.1).
const PRINTED: [&str; 2] = ["印发一行", "line for its printing"];

/// 附注 (7.3.6).
const NOTE: [&str; 2] = ["附注一行", "line for a note"];

/// The names below the text.
const SIGNED: [&str; 2] = ["落款", "signature"];

/// The line under the title.
const SPEAKER: [&str; 2] = ["报告人一行", "line for a speaker"];

/// A field of a letterhead: where it stands, its names, and the part of the page that would print it.
type Lettered = (Option<Origin>, [&'static str; 2], [&'static str; 2]);

fn letterhead(paper: &Paper) -> [Lettered; 13] {
    let one = |text: &Option<Text>| text.as_ref().map(|text| text.origin);
    let first = |list: &[Text]| list.first().map(|text| text.origin);
    [
        (first(&paper.mark), ["版头", "mark"], HEAD),
        (one(&paper.copy), ["份号", "copy"], HEAD),
        (one(&paper.number), ["文号", "number"], HEAD),
        (one(&paper.secrecy), ["密级", "secrecy"], HEAD),
        (one(&paper.urgency), ["紧急程度", "urgency"], HEAD),
        (first(&paper.signer), ["签发人", "signer"], SIGNER),
        (paper.sealed.map(|sealed| sealed.origin), ["用印", "sealed"], SIGNED),
        (one(&paper.speaker), ["报告人", "speaker"], SPEAKER),
        (first(&paper.issuers), ["联合署名", "issuers"], SIGNED),
        (first(&paper.cc), ["抄送", "cc"], FOOT),
        (one(&paper.printed_by), ["印发机关", "printed_by"], PRINTED),
        (paper.printed_on.as_ref().map(|when| when.origin), ["印发日期", "printed_on"], PRINTED),
        (one(&paper.note), ["附注", "note"], NOTE),
    ]
}

impl Writer<'_> {
    /// Fields of a letterhead, guiding words beside an opening of the author's own, and photos.
    pub(super) fn warn_of_unprinted(&self, document: Option<&Document>) {
        self.warn_of_part();
        self.warn_of_guiding(document);
        self.warn_of_photos();
        for (origin, [zh, en], part) in self.paper.map(letterhead).into_iter().flatten() {
            let Some(origin) = origin.filter(|_| !self.prints(part)) else { continue };
            let [part_zh, part_en] = part;
            self.warn(
                Diagnostic::warning(
                    "W055",
                    say!("{zh}没有印出：这种版式没有{part_zh}", "`{en}` is not printed: this layout has no {part_en}"),
                )
                .hint(self.where_printed(part, [zh, en])),
                origin,
            );
        }
    }

    /// The layout that would print a field of a letterhead, else that papers of this kind have none.
    fn where_printed(&self, part: [&str; 2], [zh, en]: [&str; 2]) -> Say {
        let name = &self.manifest.name;
        if [HEAD, FOOT, NOTE].contains(&part) {
            return say!(
                "要印就写 版式: official（文件）、letter（信函）或 minutes（纪要）；不需要时删去",
                "write `layout: official`, `letter` or `minutes` to print it; delete it if it is not needed"
            );
        }
        // Of a paper that has a head of its own the office has chosen the format.
        let of_plain = self.style().is_none();
        if part == PRINTED && of_plain {
            return say!(
                "要印就写 版式: official（文件）或 minutes（纪要）；不需要时删去",
                "write `layout: official` or `minutes` to print it; delete it if it is not needed"
            );
        }
        if part == SIGNER && of_plain {
            return say!(
                "要印就写 版式: official（文件）；不需要时删去",
                "write `layout: official` to print it; delete it if it is not needed"
            );
        }
        if part == SIGNER || part == PRINTED {
            let (zh_format, en_format) = match self.style() {
                Some(Style::Minutes) => ("纪要", "minutes have"),
                _ => ("信函", "letters have"),
            };
            return say!(
                "{zh_format}没有这一项；改用 版式: official（文件）才印，不需要时删去",
                "{en_format} none; it is printed with `layout: official`, delete it if it is not needed"
            );
        }
        say!("{name}不写{zh}；不需要时删去", "this kind of paper has no `{en}`; delete it if it is not needed")
    }

    /// Whether the layout and papers of this kind have that part of the page.
    fn prints(&self, part: [&str; 2]) -> bool {
        match part {
            HEAD | NOTE => self.style().is_some(),
            SIGNER => self.style() == Some(Style::Official),
            FOOT => self.manifest.imprint || self.style().is_some(),
            PRINTED => self.style().map_or(self.manifest.imprint, |style| style != Style::Letter),
            SPEAKER => self.manifest.signature == Signed::UnderTitle,
            SIGNED => self.manifest.signature == Signed::Below,
            _ => false,
        }
    }

    /// Whether guiding words stand in the paper: an opening is offered them and need not take them.
    fn guides(&self, guiding: &Prose, document: Option<&Document>) -> bool {
        if !self.phrases.is_printed(guiding) {
            return false;
        }
        let words = bare(phrase::trimmed(&self.phrases.inline(guiding))).into_owned();
        let plain = words.split('\\').next().unwrap_or_default();
        let there = |document: &Document| document.texts().iter().any(|text| text.contains(plain));
        self.has(&["guiding"]) || document.is_none_or(there)
    }

    fn warn_of_guiding(&self, document: Option<&Document>) {
        let guiding = self.paper.and_then(|paper| paper.guiding.as_ref());
        let Some(guiding) = guiding.filter(|guiding| !self.guides(guiding, document)) else { return };
        let covered = is_cover(self.manifest) && self.paper.is_some_and(|paper| paper.text.is_some());
        if !covered && self.own_frame("opening", |paper| paper.opening.as_ref()).is_none() {
            // Why nothing is written has been said.
            if document.is_none() {
                return;
            }
            let name = &self.manifest.name;
            let message = say!(
                "指导思想没有写进“{name}”：它的开头不写指导思想",
                "`guiding` is not told: the opening of “{name}” has no guiding words"
            );
            let hint = say!("移到写它的文种下，或删去", "move it to a kind that tells it, or delete it");
            return self.warn(Diagnostic::warning("W221", message).hint(hint), guiding.origin);
        }
        let message =
            say!("“指导思想”没有印出：开头由作者自己写了", "`guiding` is not printed: the opening is the author's own");
        let hint = say!("并入 开头，或删去一个", "make it part of `opening`, or delete one of them");
        self.warn(Diagnostic::warning("W058", message).hint(hint), guiding.origin);
    }

    /// All photos of a file are one problem, at the first of them. Where one of its papers asks for them, the author knows
    /// how, and the others go without.
    fn warn_of_photos(&self) {
        if self.manifest.tells == Tells::Plan || self.figures.file().asks_for_photos() {
            return;
        }
        let placed = self.figures.facts().placed();
        let mut photos = placed.iter().flat_map(|record| record.place().photos);
        let Some(first) = photos.next() else { return };
        let count = 1 + photos.count();
        let message = say!(
            "{count}张照片没有印出：没有一份文件要照片",
            "photos are not printed ({count}): no paper asks for them"
        );
        let hint =
            say!("要印出来，就在文件的 图表 里加上 照片", "to print them, add `photos` to the `exhibits` of a paper");
        self.warn(Diagnostic::warning("W059", message).hint(hint), first.origin);
    }

    pub(super) fn warn(&self, problem: Diagnostic, origin: Origin) {
        let source = &self.figures.file().source;
        self.phrases.report(problem.at(source, source.first_line(origin)));
    }
}
