//! Clauses in a row: no three begin alike, and the whole is joined with ； and closed with 。 (GB/T 15834).

use std::collections::HashMap;

use super::Phrases;
use super::clauses::Told;
use crate::facts::model::{Entered, Placed, Regulation};
use crate::facts::time::Precision;
use crate::facts::value::Text;

/// Openings that a paragraph has used, with how often.
type Openings = HashMap<String, u32>;

/// A clause of a paragraph and the records that it tells.
pub struct Clause<'r> {
    pub text: String,
    pub records: Vec<Entered<'r>>,
}

impl Phrases<'_> {
    /// Records in a row as one paragraph; `None` without records.
    pub fn paragraph(&self, records: &[Entered<'_>]) -> Option<String> {
        join(&self.clauses(records).into_iter().map(|clause| clause.text).collect::<Vec<_>>())
    }

    /// The clauses of such a paragraph.
    pub fn clauses<'r>(&self, records: &[Entered<'r>]) -> Vec<Clause<'r>> {
        let mut used = Openings::new();
        let mut worded: HashMap<String, u32> = HashMap::new();
        let mut last = String::new();
        let mut clauses = Vec::new();
        let mut before: Option<Entered<'_>> = None;
        let mut left = records;
        while let Some(record) = left.first() {
            let together = alike(left);
            let (now, later) = left.split_at(together.len().max(1));
            left = later;
            now.iter().for_each(|record| self.tell(*record));
            let origin = record.record().origin();
            let mut texts = Vec::new();
            self.within(origin, origin, || {
                texts = self.candidates(*record, before, &together);
                String::new()
            });
            before = Some(*record);
            // The freshest opening wins; among equals the earlier, more usual wording.
            let count = |map: &HashMap<String, u32>, key: &str| map.get(key).copied().unwrap_or(0);
            let fresh = |told: &Told| {
                let heard = (count(&used, &opening(&told.text)), opening(&told.text) == last);
                (told.left_out.len(), heard, count(&worded, &told.wording))
            };
            let Some(best) = texts.into_iter().min_by_key(fresh) else { continue };
            last = opening(&best.text);
            *used.entry(last.clone()).or_default() += 1;
            self.warn_of_unprinted(*record, &best);
            *worded.entry(best.wording).or_default() += 1;
            clauses.push(Clause { text: best.text, records: now.to_vec() });
        }
        clauses
    }
}

/// The regulations at the front of a list that one clause can tell: made by the same body in the same way, and nothing
/// else is said of any of them.
fn alike<'r>(records: &[Entered<'r>]) -> Vec<&'r Regulation> {
    let bare = |regulation: &Regulation| {
        let place = regulation.place();
        let words = [place.purpose, place.method, place.effect, place.lead, place.tail, place.text];
        let timed = place.outside || place.when.is_some_and(|when| when.precision == Precision::Occasion);
        words.iter().all(Option::is_none) && place.verb.is_none() && place.every.is_none() && !timed
    };
    let way = |regulation: &'r Regulation| {
        let text = |text: &'r Option<Text>| text.as_ref().map(|text| text.text.as_str());
        (text(&regulation.action), text(&regulation.by))
    };
    let mut together: Vec<&Regulation> = Vec::new();
    for record in records {
        match record {
            Entered::Regulation(next) if bare(next) && together.first().is_none_or(|first| way(first) == way(next)) => {
                together.push(next);
            }
            _ => break,
        }
    }
    together
}

/// How a clause begins, as the ear hears it: its first word or so.
fn opening(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(c @ ('为' | '在' | '与' | '被' | '向')) => c.to_string(),
        Some(c) => std::iter::once(c).chain(chars.next()).collect(),
        None => String::new(),
    }
}

/// A sentence part without the punctuation that its place in the sentence decides.
pub fn trimmed(text: &str) -> &str {
    text.trim().trim_start_matches(['，', '；', '。', '、']).trim_end_matches(['。', '；', '，', '、'])
}

/// Clauses of one paragraph: ； between them and 。 at the end; where one holds a 。 inside, all end with 。.
pub fn join(clauses: &[String]) -> Option<String> {
    let clauses: Vec<&str> = clauses.iter().map(|clause| trimmed(clause)).filter(|clause| !clause.is_empty()).collect();
    if clauses.is_empty() {
        return None;
    }
    let mark = if clauses.iter().any(|clause| clause.contains(['。', '！', '？'])) { "。" } else { "；" };
    let mut text = String::new();
    for (at, clause) in clauses.iter().enumerate() {
        text.push_str(clause);
        let last = at + 1 == clauses.len();
        text.push_str(if closed(clause) {
            ""
        } else if last {
            "。"
        } else {
            mark
        });
    }
    Some(text)
}

/// Whether a text already ends a sentence; a quotation that ends one inside its quotes does.
pub fn closed(text: &str) -> bool {
    let bare = text.trim_end_matches(['”', '’', '）', '》']);
    text.ends_with(['。', '！', '？', '…']) || (bare.ends_with(['。', '！', '？']) && text.ends_with('”'))
}

/// A text as a whole sentence.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    if closed(text) || text.ends_with('：') { text.to_owned() } else { format!("{}。", trimmed(text)) }
}
