//! Proposals accepted in place: the mark of an item becomes what it stems from, that of a line of the budget goes. Nothing
//! else of the file changes.

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::facts::nearest::nearest;
use crate::facts::tree::{Key, Node};
use crate::offer::roll::{Edit, Edits, texts};
use crate::plan::proposals::{self, ALL, FROM, MARK, Section, entry};
use crate::say;

/// What accepting came to.
pub struct Accepted {
    /// The changes of the source's text, in order.
    pub edits: Vec<Edit>,
    /// The proposals that are accepted, by their ids, in the order of the file.
    pub ids: Vec<String>,
    /// How many are left.
    pub left: usize,
}

/// A proposal as it is written.
struct Proposal<'n> {
    section: &'static Section,
    id: String,
    record: &'n Node,
    key: &'n Key,
}

/// Accepts the proposals with these ids (of a line of the finances, its 科目); all of them where none is named. All or
/// nothing: an id that is not known, or accepted already, is told, and nothing is changed.
pub fn accept(source: &Source, ids: &[String]) -> Result<Accepted, Diagnostics> {
    let root = proposals::tree(source)?;
    let all = open(&root);
    let mut problems = Diagnostics::new();
    for id in ids {
        if !all.iter().any(|proposal| proposal.id == id.trim()) {
            problems.push(unknown(source, &root, &all, id.trim()));
        }
    }
    let wanted = |proposal: &&Proposal<'_>| ids.is_empty() || ids.iter().any(|id| id.trim() == proposal.id);
    let mut edits = Edits::new(source.text());
    let taken: Vec<&Proposal<'_>> = all.iter().filter(wanted).collect();
    for proposal in &taken {
        match proposal.section.is_plan() {
            true if entry(proposal.record, FROM).is_some() => problems.push(twice(source, proposal)),
            true => rename(&mut edits, source.text(), proposal.key),
            false => {
                proposals::cut(&mut edits, source.text(), proposal.record, &|key| key.origin == proposal.key.origin)
            }
        }
    }
    if problems.has_errors() {
        return Err(problems);
    }
    let accepted = Accepted {
        edits: edits.done(),
        ids: taken.iter().map(|proposal| proposal.id.clone()).collect(),
        left: all.len() - taken.len(),
    };
    // What an unusual layout makes of the change is seen before it is written.
    let after = rewritten(source, &accepted.edits);
    match proposals::tree(&after) {
        Ok(root) if open(&root).len() == accepted.left => Ok(accepted),
        _ => Err(unsound(source)),
    }
}

/// The proposals of a file, in its order.
fn open(root: &Node) -> Vec<Proposal<'_>> {
    let mut all = Vec::new();
    for section in &ALL {
        for record in section.records(root) {
            let Some((key, _)) = entry(record, MARK) else { continue };
            all.push(Proposal { section, id: section.id_of(record).unwrap_or_default(), record, key });
        }
    }
    all.sort_by_key(|proposal| proposal.key.origin);
    all
}

/// The files of `source` with the edits made, as a source.
pub(super) fn rewritten(source: &Source, edits: &[Edit]) -> Source {
    let mut files =
        source.files().zip(texts(source, edits)).map(|(range, text)| Source::new(source.file_at(range.start).0, text));
    let main = files.next().unwrap_or_else(|| source.clone());
    let parts: Vec<Source> = files.collect();
    if parts.is_empty() { main } else { main.with(&parts) }
}

/// Puts the other word in the place of the key; its quotes stay.
fn rename(edits: &mut Edits<'_>, text: &str, key: &Key) {
    let range = key.origin.range();
    let written = text.get(range.clone()).unwrap_or_default();
    let word = FROM[usize::from(key.text == MARK[1])];
    match written.find(&key.text) {
        Some(at) => edits.put(range.start + at..range.start + at + key.text.len(), word),
        None => edits.put(range, word),
    }
}

fn unknown(source: &Source, root: &Node, all: &[Proposal<'_>], id: &str) -> Diagnostic {
    let mut records = ALL.iter().flat_map(|section| section.records(root).into_iter().map(move |one| (section, one)));
    if let Some((_, record)) = records.find(|(section, record)| section.id_of(record).is_some_and(|own| own == id)) {
        let message = say!("“{id}”已经采纳，或本来不是提议", "`{id}` is accepted already, or was no proposal");
        let hint = say!("从命令里去掉它", "leave it out of the command");
        return Diagnostic::error("E347", message).at(source, source.first_line(record.origin)).hint(hint);
    }
    let known: Vec<&str> = all.iter().map(|proposal| proposal.id.as_str()).collect();
    let hint = match (nearest(id, &known), known.len()) {
        (Some(near), _) => say!("是不是“{near}”？", "did you mean `{near}`?"),
        (None, 0) => say!("文件里没有提议", "the file has no proposals"),
        (None, _) => {
            let (zh, en) = (known.join("、"), known.join(", "));
            say!("有：{zh}", "there are: {en}")
        }
    };
    Diagnostic::error("E346", say!("没有编号为“{id}”的提议", "there is no proposal with the id `{id}`"))
        .at(source, Origin::default())
        .hint(hint)
}

fn twice(source: &Source, proposal: &Proposal<'_>) -> Diagnostic {
    let [en, zh] = FROM;
    let message = say!("这一项又有“提议”，又有“{zh}”", "this item has both `proposed` and `{en}`");
    let hint = say!("把两处的编号并到“提议”里，去掉“{zh}”", "put all ids under `proposed` and take `{en}` away");
    Diagnostic::error("E349", message).at(source, proposal.key.origin).hint(hint)
}

/// A layout that cannot be changed in place without loss.
pub(super) fn unsound(source: &Source) -> Diagnostics {
    let mut problems = Diagnostics::new();
    let message = say!(
        "这个文件的写法改不了：改过以后不再是原来的内容，所以一字未动",
        "this layout cannot be changed in place: it would not say the same, so nothing is touched"
    );
    let hint = say!(
        "把“计划”和“预算”写成一项一行的列表（- {{编号: …}}），再试",
        "write `plan` and `budget` as lists with an item a line (- {{id: …}}), then try again"
    );
    problems.push(Diagnostic::error("E351", message).at(source, Origin::default()).hint(hint));
    problems
}
