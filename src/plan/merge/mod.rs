//! A new proposal merged with what a person made of the last one, by the text of both: three ways, field by field.
//!
//! What the person has changed, added, deleted or accepted stays as it is, and is listed where the new proposal says
//! something else. What nobody has touched follows the new proposal. Comments and layout stay.
//!
//! | step | room |
//! |---|---|
//! | the records of a list and their fields, and when two values say the same | `fields` |
//! | the comments, and which record each belongs to | `remarks` |
//! | what becomes of one record | `weigh` |
//! | what is proposed under another id | `renamed` |
//! | headings and names that are told and never changed | `heads` |
//! | what the new proposal says of areas that the person does not have | `places` |
//! | the text of what is new, and its place | `place` |
//! | whether the text says what was decided | `proof` |
//! | what the file has of each proposal | `state` |

mod fields;
mod heads;
mod place;
mod places;
mod proof;
mod remarks;
mod renamed;
mod state;
mod weigh;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say, Source};
use crate::facts::tree::Node;
use crate::offer::roll::{Edit, Edits};
use crate::plan::accept::{rewritten, unsound};
use crate::plan::proposals::{self, AREAS, BUDGET, PLAN, Section};
use crate::say;
use fields::Records;
pub use state::{State, States};
use weigh::{Fate, Weighed, weigh};

/// A new proposal merged with a person's file.
pub struct Merged {
    /// The changes of the person's text, in order.
    pub edits: Vec<Edit>,
    /// What stays as the person has it while the new proposal says something else, in the order of the file.
    pub differences: Vec<Difference>,
    /// The ids of the records that are new, brought up to date, and taken out.
    pub added: Vec<String>,
    pub updated: Vec<String>,
    pub removed: Vec<String>,
    /// What the file has of each proposal.
    pub states: States,
    /// That the last proposal could not be read, so that it is as good as lost.
    pub lost: Option<Diagnostic>,
}

/// Something that stays although the new proposal says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where it stands in the person's file; `None` where the person has deleted it.
    pub place: Option<Origin>,
    pub id: String,
    pub what: What,
}

/// How it differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A field, by its key: what it says, and what is proposed; `None` where it is not there.
    Field { key: String, mine: Option<String>, proposed: Option<String> },
    /// The person has deleted it, and it is proposed with other words.
    Deleted,
    /// It is proposed no longer: why it stays. Without a reason, as the last proposal is lost.
    Withdrawn(Vec<Why>),
    /// It is proposed under another id, and whether nothing else about it is new.
    Renamed { to: String, only: bool },
    /// Nobody asked for the like this time: the option that does.
    Unasked(&'static str),
}

/// What keeps something that is proposed no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Accepted,
    Changed,
    /// The person has written a comment on it.
    Noted,
}

impl Why {
    fn told(self) -> Say {
        match self {
            Self::Accepted => say!("已采纳", "it is accepted"),
            Self::Changed => say!("改动过", "it was changed"),
            Self::Noted => say!("有注释", "it has a comment"),
        }
    }
}

/// What was asked for beside this year's own facts. The silence of a proposal about anything else says nothing.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Whether targets were wanted.
    pub targets: bool,
    /// The bodies above whose plans were given, by the name that `assigned` has.
    pub bodies: Vec<String>,
}

impl Difference {
    /// The difference as it is told, without its place.
    pub fn told(&self) -> Say {
        let id = &self.id;
        match &self.what {
            What::Field { key, mine, proposed } => {
                let none = say!("（没有）", "(nothing)");
                let shown = |value: &Option<String>| match value {
                    Some(text) => say!("{text}", "{text}"),
                    None => none.clone(),
                };
                let (mine, proposed) = (shown(mine), shown(proposed));
                Say {
                    zh: format!("{id} 的“{key}”：文件里是 {}，提议是 {}", mine.zh, proposed.zh),
                    en: format!("{id}, `{key}`: the file has {}, proposed is {}", mine.en, proposed.en),
                }
            }
            What::Deleted => say!("{id}：您删去了，提议有变", "{id}: you deleted it, and the proposal has changed"),
            What::Withdrawn(reasons) if reasons.is_empty() => say!(
                "{id}：不再提议；没有上次的提议可比，照旧",
                "{id}: proposed no longer; left, as no last proposal is kept to compare with"
            ),
            What::Withdrawn(reasons) => {
                let reasons: Vec<Say> = reasons.iter().map(|why| why.told()).collect();
                let zh = reasons.iter().map(|why| why.zh.as_ref()).collect::<Vec<&str>>().join("、");
                let en = reasons.iter().map(|why| why.en.as_ref()).collect::<Vec<&str>>().join(" and ");
                say!("{id}：不再提议，因{zh}而保留", "{id}: proposed no longer; kept, as {en}")
            }
            What::Renamed { to, only: true } => say!(
                "{id}：{to} 看来就是这一项（只是编号变了），没有另添",
                "{id}: {to} seems to be this item (only the id is new) and is not added"
            ),
            What::Renamed { to, only: false } => say!(
                "{id}：{to} 看来就是这一项（编号变了），没有另添",
                "{id}: {to} seems to be this item (the id is new) and is not added"
            ),
            What::Unasked(option) => {
                say!("{id}：这次没有给出 {option}，照旧", "{id}: {option} is not given this time; left as it is")
            }
        }
    }
}

/// What has a list of records to merge; the areas only get those that are new.
const SECTIONS: [Section; 3] = [AREAS, PLAN, BUDGET];

/// Merges the proposal `new` into `mine`, the person's file; `base` is the proposal that `mine` was made from. Without it
/// nobody knows what is the person's own: then nothing of `mine` is changed, and only what it does not know is added. What
/// was not `asked` for again stays.
pub fn merge(base: Option<&Source>, mine: &Source, new: &Source, asked: &Asked) -> Result<Merged, Diagnostics> {
    let ours = proposals::tree(mine)?;
    let mut theirs = proposals::tree(new)?;
    let (mut before, mut broken) = (None, None);
    if let Some(base) = base {
        match proposals::tree(base) {
            Ok(root) => before = Some((base, root)),
            Err(problems) => broken = problems.sorted().first().map(|problem| lost(base.name(), &problem.message)),
        }
    }
    let last = before.as_ref().map(|(_, root)| root);
    let mut differences = last.map(|last| heads::differ(last, &ours, mine, &theirs)).unwrap_or_default();
    places::fit(&mut theirs, last, &ours);
    let mut edits = Edits::new(mine.text());
    let (mut trios, mut weighed) = (Vec::new(), Vec::new());
    for section in &SECTIONS {
        let trio = Trio {
            section,
            asked,
            base: before.as_ref().map(|(base, root)| Records::of(section, root, base)),
            mine: Records::of(section, &ours, mine),
            new: Records::of(section, &theirs, new),
        };
        let found = weigh(&trio);
        differences.extend(found.iter().flat_map(|one| one.differences.clone()));
        weighed.push(found);
        trios.push(trio);
    }
    // What goes on stands before what begins, where both come to the end of the file.
    for begins in [false, true] {
        let all = trios.iter().zip(&weighed).filter(|(trio, _)| trio.section.find(&ours).is_none() == begins);
        for (trio, found) in all {
            place::write(trio, &ours, found, &mut edits, mine).ok_or_else(|| unsound(mine))?;
        }
    }
    let edits = close_up(edits.done(), mine.text());
    let after = rewritten(mine, &edits);
    if !edits.is_empty() && !proof::holds(&after, mine, &ours, &weighed) {
        return Err(unsound(mine));
    }
    differences.sort_by_key(|difference| (difference.place.is_none(), difference.place));
    let fates = |wanted: fn(&Fate<'_>) -> bool| {
        let all = weighed.iter().flatten();
        all.filter(|one| wanted(&one.fate)).map(|one: &Weighed<'_>| one.id.clone()).collect()
    };
    Ok(Merged {
        added: fates(|fate| matches!(fate, Fate::Add(_))),
        updated: fates(|fate| matches!(fate, Fate::Update(_))),
        removed: fates(|fate| matches!(fate, Fate::Remove)),
        states: States::of(&after, &trios, &weighed).ok_or_else(|| unsound(mine))?,
        edits,
        differences,
        lost: broken,
    })
}

/// Where the last line of a file goes, a line that follows it needs no line break of its own.
fn close_up(mut edits: Vec<Edit>, text: &str) -> Vec<Edit> {
    for at in 1..edits.len() {
        let (before, now) = (&edits[at - 1], &edits[at]);
        let begins = text.get(..before.range.start).is_some_and(|above| above.ends_with('\n'));
        if before.text.is_empty() && begins && before.range.end == now.range.start && now.range.is_empty() {
            edits[at].text = now.text.trim_start_matches(['\r', '\n']).to_owned();
        }
    }
    edits
}

/// The last proposal, kept in the file `name`, cannot be read: without it nobody knows what is the person's own.
pub fn lost(name: &str, reason: &Say) -> Diagnostic {
    let (zh, en) = (&reason.zh, &reason.en);
    let message = say!(
        "上次的提议 {name} 读不了（{zh}）：这次只添新的提议，别的一概不动",
        "the last proposal, {name}, cannot be read ({en}): new proposals are added, and nothing else is touched"
    );
    let hint = say!("这个文件由工具写，不要改它；这次会重新写好", "the program writes this file anew; leave it alone");
    Diagnostic::warning("W345", message).hint(hint)
}

/// The files of `source` with other texts, as a source.
pub fn source_of(source: &Source, texts: &[String]) -> Source {
    let names = source.files().map(|range| source.file_at(range.start).0.to_owned());
    let mut files = names.zip(texts).map(|(name, text)| Source::new(name, text.as_str()));
    let main = files.next().unwrap_or_else(|| source.clone());
    let parts: Vec<Source> = files.collect();
    if parts.is_empty() { main } else { main.with(&parts) }
}

/// The same list in the last proposal, the person's file, and the new proposal.
struct Trio<'a> {
    section: &'static Section,
    asked: &'a Asked,
    base: Option<Records<'a>>,
    mine: Records<'a>,
    new: Records<'a>,
}

impl Trio<'_> {
    /// Whether only what is new is taken over.
    fn only_adds(&self) -> bool {
        self.section.path == AREAS.path
    }
}

/// Whether a tree is the root of a file in brackets.
fn is_flow(source: &Source, node: &Node) -> bool {
    Edits::new(source.text()).is_flow(node)
}
