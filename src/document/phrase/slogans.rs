//! An announced set in full, where a reference to it stands alone in a paragraph: 围绕“一个中心”。… and its members.

use super::Phrases;
use super::paragraphs::{join, sentence, trimmed};
use crate::document::number::chinese;
use crate::facts::value::{Piece, Prose, Reference};
use crate::figures::slogans::Set;

impl Phrases<'_> {
    /// The paragraphs of the set that a paragraph of the author consists of; `None` where it is another paragraph.
    pub(super) fn set_in_full(&self, pieces: &[Piece]) -> Option<Vec<String>> {
        let reference = alone(pieces)?;
        let [name] = reference.path.as_slice() else { return None };
        let slogan = self.figures.facts().slogans.iter().find(|slogan| slogan.id.text == *name)?;
        self.cite(reference, ());
        let told = self.within(slogan.origin, reference.origin, || self.set_paragraphs(Set::from(slogan)).join("\n"));
        Some(told.split('\n').map(str::to_owned).collect())
    }

    /// A set of sets is a paragraph for each of them, or one sentence where nobody wrote sentences for them.
    fn set_paragraphs(&self, set: Set<'_>) -> Vec<String> {
        match (set.is_of_sets(), set.has_prose()) {
            (true, true) if set.lead.is_none() && set.text.is_none() => {
                set.members().flat_map(|member| self.set_paragraphs(member)).collect()
            }
            (true, false) => join(&set.members().map(plain).collect::<Vec<_>>()).into_iter().collect(),
            (_, true) => self.with_sentences(set),
            (false, false) => vec![sentence(&plain(set))],
        }
    }

    /// The name of a set, its own words, then its members one by one: 抓住“两个善于”。一是…。二是…。 A set of one needs no
    /// number: 围绕“一个中心”，即…。
    fn with_sentences(&self, set: Set<'_>) -> Vec<String> {
        let mut paragraphs = vec![String::new()];
        let told = set.members().any(Set::has_prose);
        let single = set.members().count() == 1 && set.members().all(|member| !member.is_of_sets());
        self.add(&mut paragraphs, vec![sentence(&if told && !single { set.name() } else { plain(set) })]);
        self.add_words(&mut paragraphs, set);
        for (number, member) in (1..).zip(set.members()).filter(|_| told) {
            let label = chinese(number);
            let name = if member.is_of_sets() { member.name() } else { plain(member) };
            if !single {
                self.add(&mut paragraphs, vec![sentence(&format!("{label}是{name}"))]);
            }
            self.add_words(&mut paragraphs, member);
            if member.members().any(Set::has_prose) {
                for inner in member.members() {
                    self.add(&mut paragraphs, self.set_paragraphs(inner));
                }
            }
        }
        paragraphs
    }

    /// The author's own words on a set or a member: the leading sentence, then the paragraphs.
    fn add_words(&self, paragraphs: &mut Vec<String>, set: Set<'_>) {
        for prose in [set.lead, set.text].into_iter().flatten() {
            let words = |prose: &Prose| self.paragraphs(prose).iter().map(|text| sentence(text)).collect::<Vec<_>>();
            self.add(paragraphs, words(prose));
        }
    }

    /// Sentences that go on where the last paragraph ends; further ones are paragraphs of their own.
    fn add(&self, paragraphs: &mut Vec<String>, more: Vec<String>) {
        let mut more = more.into_iter();
        if let (Some(last), Some(first)) = (paragraphs.last_mut(), more.next()) {
            last.push_str(&first);
        }
        paragraphs.extend(more);
    }
}

/// The reference that a paragraph consists of, be it closed with a full stop or not.
pub fn alone(pieces: &[Piece]) -> Option<&Reference> {
    let bare = |text: &str| text.chars().all(|c| c.is_whitespace() || c == '。');
    let mut parts = pieces.iter().filter(|piece| !matches!(piece, Piece::Text(text) if bare(text)));
    match (parts.next(), parts.next()) {
        (Some(Piece::Reference(reference)), None) if reference.format.is_none() => Some(reference),
        _ => None,
    }
}

/// A set without sentences: 坚持“三个服务”，即服务教学、服务教师、服务学生.
fn plain(set: Set<'_>) -> String {
    let row = set.row();
    if row.is_empty() { set.name() } else { format!("{}，即{}", set.name(), trimmed(&row)) }
}
