//! Where proposals stand in a facts file as it is written: items of the plan and lines of the finances, each with the key
//! that marks it.

use crate::diagnostic::{Diagnostic, Diagnostics, Source};
use crate::facts::include;
use crate::facts::tree::{Key, Node, Value};
use crate::offer::roll::Edits;
use crate::offer::roll::records::{alias, members, text_of};
use crate::say;

/// The mark of a proposal.
pub const MARK: [&str; 2] = ["proposed", "提议"];
/// What it becomes in an item of the plan.
pub const FROM: [&str; 2] = ["from", "出自"];

/// A list of records that may be proposals: the keys that lead to it, and the one that a record goes by.
pub struct Section {
    pub path: &'static [[&'static str; 2]],
    pub id: [&'static str; 2],
}

/// The items of the plan.
pub const PLAN: Section = Section { path: &[["plan", "计划"]], id: ["id", "编号"] };
/// The lines of the budget.
pub const BUDGET: Section = Section { path: &[FINANCE, ["budget", "预算"]], id: LINE };
/// The areas, to which a proposal may add one.
pub const AREAS: Section = Section { path: &[["areas", "工作领域"]], id: ["id", "编号"] };

const FINANCE: [&str; 2] = ["finance", "经费"];
const LINE: [&str; 2] = ["item", "科目"];

/// All lists that may hold a proposal.
pub const ALL: [Section; 4] = [
    PLAN,
    BUDGET,
    Section { path: &[FINANCE, ["income", "收入"]], id: LINE },
    Section { path: &[FINANCE, ["expense", "支出"]], id: LINE },
];

impl Section {
    /// Whether its records are items of the plan, which keep what they stem from.
    pub fn is_plan(&self) -> bool {
        self.path == PLAN.path
    }

    /// The key and the value of the list; `None` where it is not written.
    pub fn find<'n>(&self, root: &'n Node) -> Option<(&'n Key, &'n Node)> {
        self.path.iter().try_fold(None, |at: Option<(&Key, &'n Node)>, names| {
            let node = at.map_or(root, |(_, node)| node);
            entry(node, *names).map(Some)
        })?
    }

    /// Its records, in order.
    pub fn records<'n>(&self, root: &'n Node) -> Vec<&'n Node> {
        let list = self.find(root).map(|(_, list)| members(list)).unwrap_or_default();
        list.into_iter().filter(|record| matches!(record.value, Value::Map(_))).collect()
    }

    /// What a record goes by.
    pub fn id_of(&self, record: &Node) -> Option<String> {
        text_of(record, self.id)
    }
}

/// The entry of a record under either name of a key.
pub fn entry<'n>(record: &'n Node, names: [&str; 2]) -> Option<(&'n Key, &'n Node)> {
    record.entries().iter().find(|(key, _)| names.contains(&key.text.as_str())).map(|(key, value)| (key, value))
}

/// The whole tree of a file that can be changed in place: it is YAML throughout, and no list of proposals has an alias.
pub fn tree(source: &Source) -> Result<Node, Diagnostics> {
    let (mut problems, mut holes) = (Diagnostics::new(), Vec::new());
    let root = include::parse(source, &mut problems, &mut holes).filter(|_| holes.is_empty());
    let Some(root) = root else { return Err(problems) };
    for (key, list) in ALL.iter().filter_map(|section| section.find(&root)) {
        if let Some(place) = alias(list, key.origin.range().end) {
            let message = say!(
                "这里的内容在别处用 * 引用，不能就地改",
                "this is used elsewhere by an alias (*) and cannot be changed in place"
            );
            let hint =
                say!("在用 * 的地方把内容写出来，去掉 &", "write the content out where * stands, and take the & away");
            let mut problems = Diagnostics::new();
            problems.push(Diagnostic::error("E348", message).at(source, source.first_line(place)).hint(hint));
            return Err(problems);
        }
    }
    Ok(root)
}

/// Takes the entries that `gone` names out of a record; comments beside and between them stay.
pub fn cut(edits: &mut Edits<'_>, text: &str, record: &Node, gone: &dyn Fn(&Key) -> bool) {
    let flow = edits.is_flow(record);
    let entries = record.entries();
    let mut keeps = Vec::new();
    for (at, (key, value)) in entries.iter().enumerate() {
        let around = [at.checked_sub(1).and_then(|at| entries.get(at)), entries.get(at + 1)];
        let noted = gone(key)
            && if flow {
                cut_in_brackets(edits, text, (key, value), around)
            } else {
                cut_line(edits, text, key, value)
            };
        keeps.push(noted || !gone(key));
    }
    if keeps.contains(&false) {
        edits.entries(record, &keeps);
    }
}

/// Where an entry ends.
fn end_of(edits: &Edits<'_>, key: &Key, value: &Node) -> usize {
    if value.is_blank() { edits.colon(key) } else { edits.end(value) }
}

/// Takes an entry out and leaves a comment that stands between its key and its value.
fn cut_apart(edits: &mut Edits<'_>, text: &str, key: &Key, value: &Node, end: usize) {
    let (start, colon) = (key.origin.range().start, edits.colon(key));
    let from = value.origin.range().start.max(colon);
    if text.get(colon..from).is_some_and(|gap| gap.trim().is_empty()) {
        edits.put(start..end, "");
    } else {
        edits.put(start..colon, "");
        edits.put(from..end, "");
    }
}

/// Takes out an entry that has a comment on its lines, and nothing but the entry; gives whether there was one.
fn cut_line(edits: &mut Edits<'_>, text: &str, key: &Key, value: &Node) -> bool {
    let end = end_of(edits, key, value);
    if text.get(edits.colon(key)..value.origin.range().start).is_some_and(|gap| gap.contains('#')) {
        cut_apart(edits, text, key, value, end);
        return true;
    }
    let rest = text.get(end..edits.line_end(end)).unwrap_or_default();
    let comment = rest.find('#');
    if let Some(at) = comment {
        edits.put(key.origin.range().start..end + at, "");
    }
    comment.is_some()
}

/// Takes out an entry in brackets that has a comment between it and its neighbours, with the comma behind it; gives whether
/// there was one. A comma may stand before a closing bracket, but none behind an opening one.
fn cut_in_brackets(
    edits: &mut Edits<'_>,
    text: &str,
    (key, value): (&Key, &Node),
    [before, after]: [Option<&(Key, Node)>; 2],
) -> bool {
    let (start, end) = (key.origin.range().start, end_of(edits, key, value));
    let from = before.map_or(start, |(key, value)| end_of(edits, key, value));
    let to = after.map_or(end, |(key, _)| key.origin.range().start);
    let noted = |range| text.get(range).is_some_and(|gap: &str| gap.contains('#'));
    let within = noted(edits.colon(key)..value.origin.range().start);
    if !(within || noted(end..to) || after.is_none() && noted(from..start)) {
        return false;
    }
    let comma = text.get(end..to).and_then(|gap| gap.find(',')).filter(|at| !noted(end..end + at));
    cut_apart(edits, text, key, value, comma.map_or(end, |at| end + at + 1));
    true
}
