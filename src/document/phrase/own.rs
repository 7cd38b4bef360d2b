//! The author's own paragraphs: printed as they are written, to the last mark.

use std::collections::HashSet;

use super::{Phrases, sentence};
use crate::diagnostic::{Diagnostic, Origin};
use crate::facts::model::{Facts, Problem};
use crate::facts::value::{Piece, Prose};
use crate::figures::origins::bare;
use crate::figures::print::{self, Printed};
use crate::say;

impl Phrases<'_> {
    /// The paragraphs of a text that stands by itself. Only a clause that the tool has made is closed by it; where the
    /// author's own words stop in the middle of a sentence, he is told.
    pub fn own_paragraphs(&self, prose: &Prose) -> Vec<String> {
        self.printed.borrow_mut().insert(prose.origin);
        let mut paragraphs = Vec::new();
        for pieces in &prose.paragraphs {
            if let Some(set) = self.set_in_full(pieces) {
                paragraphs.extend(set);
                continue;
            }
            let text = self.pieces(pieces, prose.origin);
            let noted = |text: String| self.words_at(prose, text);
            if self.ends_in_clause(pieces) {
                paragraphs.push(noted(sentence(&text)));
                continue;
            }
            if self.figures.file().sound && !ends(&text) && is_sentence(&text) {
                self.warn_of_open_end(prose, &text);
            }
            paragraphs.push(noted(text));
        }
        paragraphs.retain(|text| !text.is_empty());
        paragraphs
    }

    /// Whether a paragraph ends in a reference that prints a clause or another text.
    fn ends_in_clause(&self, pieces: &[Piece]) -> bool {
        let Some(Piece::Reference(reference)) = pieces.last() else { return false };
        // What leads nowhere is a problem of its own.
        !matches!(
            print::resolve(reference, self.figures),
            Ok(Printed::Text(_) | Printed::Change(_) | Printed::Number(_) | Printed::Title(..))
        )
    }

    fn warn_of_open_end(&self, prose: &Prose, text: &str) {
        let source = &self.figures.file().source;
        let text = bare(text);
        let tail: String = text.chars().skip(text.chars().count().saturating_sub(8)).collect();
        let range = prose.origin.range();
        // The end of the paragraph, where it stands in the file as it is printed.
        let at = source.text().get(range.clone()).and_then(|written| written.find(&tail));
        let place = at.map_or_else(
            || source.first_line(prose.origin),
            |at| Origin::new(range.start + at..range.start + at + tail.len()),
        );
        self.report(
            Diagnostic::warning(
                "W075",
                say!("段末没有标点：“…{tail}”", "this paragraph ends without a mark: “…{tail}”"),
            )
            .at(source, place)
            .hint(say!(
                "补全这一段；确实到此为止就加上句号",
                "finish the paragraph, or put 。 where it does end there"
            )),
        );
    }
}

/// Whether a text ends as a paragraph may.
fn ends(text: &str) -> bool {
    text.ends_with(|c| "。！？…：；”’）》〉」』.!?:;)".contains(c))
}

/// Whether a text is more than a line of a few words, which needs no mark.
fn is_sentence(text: &str) -> bool {
    bare(text).chars().count() > 12 || text.contains(['。', '！', '？', '；'])
}

/// What stands in the sections that are called by their names: a text that cites a figure of one tells it.
fn cited_sections(facts: &Facts, named: &dyn Fn(&[&str]) -> bool) -> Vec<Origin> {
    let mut used: Vec<Origin> = Vec::new();
    let mut add = |names: [&str; 2], origins: Vec<Origin>| used.extend(origins.into_iter().filter(|_| named(&names)));
    add(["finance", "经费"], facts.finance.iter().map(|finance| finance.origin).collect());
    add(["membership", "会员与建会"], facts.membership.iter().map(|membership| membership.origin).collect());
    add(["cadres", "工会干部"], facts.cadres.iter().map(|cadres| cadres.origin).collect());
    add(["problems", "问题"], facts.problems.iter().map(|problem| problem.origin).collect());
    add(["experience", "体会"], facts.experience.iter().map(|point| point.origin).collect());
    add(["next", "下一步"], facts.next.iter().map(|point| point.origin).collect());
    used
}

/// The announced sets, stated rates and items of the plan that the references of a paper lead to.
pub(super) fn cited(facts: &Facts, names: &HashSet<String>) -> Vec<Origin> {
    let named = |words: &[&str]| words.iter().any(|word| names.contains(*word));
    let (slogans, rates, plan) = (named(&["slogans", "提法"]), named(&["rates", "比率"]), named(&["plan", "计划"]));
    let mut used: Vec<Origin> = Vec::new();
    used.extend(facts.slogans.iter().filter(|set| slogans || names.contains(&set.id.text)).map(|set| set.origin));
    let id = |rate: &crate::facts::model::StatedRate| rate.id.as_ref().is_some_and(|id| names.contains(&id.text));
    let rate = |rate: &&crate::facts::model::StatedRate| id(rate) || rates && names.contains(&rate.name.text);
    used.extend(facts.rates.iter().filter(rate).map(|rate| rate.origin));
    used.extend(facts.plan.iter().filter(|item| plan || names.contains(&item.id.text)).map(|item| item.origin));
    used.extend(cited_sections(facts, &named));
    let problem = |problem: &&Problem| problem.id.as_ref().is_some_and(|id| names.contains(&id.text));
    used.extend(facts.problems.iter().filter(problem).map(|problem| problem.origin));
    used
}
