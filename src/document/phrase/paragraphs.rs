//! Clauses in a row: no three begin alike, and the whole is joined with ； and closed with 。 (GB/T 15834).

use std::collections::{BTreeMap, HashMap, HashSet};

use super::clauses::{Together, Told, is_own_honour};
use super::rows::{Shown, of_like, origins};
use super::{Phrases, reliefs};
use crate::diagnostic::Origin;
use crate::document::manifest::Shows;
use crate::facts::model::{Entered, Placed, Regulation};
use crate::facts::time::Precision;
use crate::facts::value::Text;
use crate::figures::origins::{bare, is_mark};

/// Openings that a paragraph has used, with how often.
type Openings = HashMap<String, u32>;

/// A clause of a paragraph and the records that it tells.
pub struct Clause<'r> {
    pub text: String,
    pub records: Vec<Entered<'r>>,
}

impl Phrases<'_> {
    /// Records in a row as one paragraph, each in a clause; `None` without records.
    pub fn paragraph(&self, records: &[Entered<'_>]) -> Option<String> {
        self.paragraph_showing(records, &Shown { of: &BTreeMap::new(), listed: 4, public: false })
    }

    /// Records in a row as one paragraph, each told as far as `shown` says: what is told by its name or counted stands
    /// with its like where the first of them stands.
    pub fn paragraph_showing(&self, records: &[Entered<'_>], shown: &Shown<'_>) -> Option<String> {
        let clauses: Vec<String> = self.clauses(records, shown).into_iter().map(|clause| clause.text).collect();
        if self.register == SPOKEN { spoken(&clauses) } else { in_sentences(&clauses) }
    }

    /// The clauses of such a paragraph.
    pub fn clauses<'r>(&self, records: &[Entered<'r>], shown: &Shown<'_>) -> Vec<Clause<'r>> {
        let facts = self.figures.facts();
        let list = |record: Entered<'r>| facts.list_of(record);
        let plain = shown.of.is_empty() && !shown.public;
        let mut grouped: HashSet<Origin> = HashSet::new();
        let mut used = Openings::new();
        let mut worded: HashMap<String, u32> = HashMap::new();
        let mut last = String::new();
        let mut clauses: Vec<Clause<'r>> = Vec::new();
        let mut before: Option<Entered<'_>> = None;
        let mut left = records;
        while let Some(record) = left.first() {
            let how = if plain { Shows::Full } else { shown.of(list(*record), *record) };
            if how != Shows::Full {
                left = &left[1..];
                if how != Shows::Nothing && !grouped.contains(&record.record().origin()) {
                    let group = of_like(shown, &list, records, *record);
                    grouped.extend(origins(&group));
                    let like: Vec<Entered<'r>> = group.iter().map(|(_, record)| *record).collect();
                    let told = if how == Shows::Count {
                        self.counted(&group)
                    } else {
                        self.names(list(*record), &like, shown.listed)
                    };
                    clauses.extend(told.map(|text| Clause { text: self.clause_of(&like, text), records: like }));
                    before = None;
                }
                continue;
            }
            let together = Together { regulations: alike(left), reliefs: reliefs::reliefs(left) };
            let (now, later) = left.split_at(together.len());
            left = later;
            now.iter().for_each(|record| self.tell(*record));
            let origin = record.record().origin();
            // The freshest opening wins; among equals the earlier, more usual wording.
            let count = |map: &HashMap<String, u32>, key: &str| map.get(key).copied().unwrap_or(0);
            let fresh = |told: &Told| {
                let opening = opening(&told.text);
                (told.left_out.len(), (count(&used, &opening), opening == last), count(&worded, &told.wording))
            };
            let mut texts = Vec::new();
            self.within(origin, origin, || {
                texts = self.candidates(*record, before, &together, &[], &|told| fresh(told) == (0, (0, false), 0));
                String::new()
            });
            let follows_own = before.is_some_and(is_own_honour) && is_own_honour(*record);
            before = Some(*record);
            let Some(best) = texts.into_iter().min_by_key(fresh) else { continue };
            last = opening(&best.text);
            *used.entry(last.clone()).or_default() += 1;
            self.warn_of_unprinted(*record, &best);
            *worded.entry(best.wording).or_default() += 1;
            match clauses.last_mut() {
                // The body is named once for the honours that follow each other.
                Some(last) if follows_own && bare(&best.text).starts_with('被') && !closed(&last.text) => {
                    last.text.push('，');
                    last.text.push_str(&self.clause_of(now, best.text));
                    last.records.extend(now);
                }
                before => {
                    let we = if before.is_none() && best.active && self.register == SPOKEN { "我们" } else { "" };
                    let text = self.clause_of(now, format!("{we}{}", best.text));
                    clauses.push(Clause { text, records: now.to_vec() });
                }
            }
        }
        clauses
    }
}

/// The register of what is said aloud.
const SPOKEN: &str = "oral";

/// Clauses as they are spoken: a sentence each.
fn spoken(clauses: &[String]) -> Option<String> {
    let told: String = clauses.iter().map(|clause| sentence(clause)).collect();
    Some(told).filter(|told| !told.is_empty())
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
    let mut chars = text.chars().filter(|c| !is_mark(*c));
    match chars.next() {
        Some(c @ ('为' | '在' | '与' | '被' | '向')) => c.to_string(),
        Some(c) => std::iter::once(c).chain(chars.next()).collect(),
        None => String::new(),
    }
}

/// A sentence part without the punctuation that its place in the sentence decides.
pub fn trimmed(text: &str) -> &str {
    let text = text.trim();
    let words = text.trim_start_matches(is_mark);
    let begun = words.trim_start().trim_start_matches(['，', '；', '。', '、']);
    // What stands before a mark that goes, goes.
    let text = if begun.len() < words.len() { begun } else { text };
    text.trim_end_matches(['。', '；', '，', '、'])
}

/// Clauses of one paragraph: ； between them and 。 at the end; where one holds a 。 inside, all end with 。.
pub fn join(clauses: &[String]) -> Option<String> {
    let clauses: Vec<&str> = clauses.iter().map(|clause| trimmed(clause)).filter(|clause| !clause.is_empty()).collect();
    if clauses.is_empty() {
        return None;
    }
    let mark = if clauses.iter().any(|clause| clause.contains(ENDS)) { "。" } else { "；" };
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

/// What ends a sentence.
const ENDS: [char; 3] = ['。', '！', '？'];
/// The characters and the clauses that one sentence holds before its reader loses the thread.
const LONG: usize = 160;
const MANY: usize = 6;

/// Clauses of one paragraph in as many sentences as they need, each of about the same number of clauses.
pub fn in_sentences(clauses: &[String]) -> Option<String> {
    let length: usize = clauses.iter().map(|clause| bare(clause).chars().count()).sum();
    let sentences = length.div_ceil(LONG).max(clauses.len().div_ceil(MANY)).max(1);
    let size = clauses.len().div_ceil(sentences).max(1);
    if clauses.iter().any(|clause| trimmed(clause).contains(ENDS)) {
        return join(clauses);
    }
    let text: String = clauses.chunks(size).filter_map(join).collect();
    Some(text).filter(|text| !text.is_empty())
}

/// Parts of a clause with `mark` between them; `None` without parts.
pub(super) fn join_with(parts: &[String], mark: &str) -> Option<String> {
    (!parts.is_empty()).then(|| parts.join(mark))
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
