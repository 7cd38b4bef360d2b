//! What is said of kinds that were not written: those that lack the same stand together, so that a person can read it.

use crate::cli::machine::LeftOut;
use crate::diagnostic::{Language, Say};
use crate::say;

/// Kinds that lack the same.
pub struct Group {
    names: String,
    /// What the facts lack; none where the kinds only have no entry.
    lacks: Option<Say>,
}

impl Group {
    /// As a line of its own.
    pub fn line(&self) -> Say {
        let (names, Say { zh, en }) = (&self.names, self.reason());
        say!("没有写 {names}：{zh}", "not written: {names} ({en})")
    }

    fn reason(&self) -> Say {
        self.lacks.clone().unwrap_or_else(|| say!("没有列在 文件 里", "not in `documents`"))
    }
}

/// The kinds by what they lack, in the order of the kinds; those that only have no entry are last. Kinds of other levels
/// are no want of this body.
pub fn groups(kinds: &[LeftOut], language: Language) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for kind in kinds.iter().filter(|kind| !kind.of_others) {
        let (name, mark) = match language {
            Language::Chinese => (&kind.name, "、"),
            Language::English => (&kind.kind, ", "),
        };
        match groups.iter_mut().find(|group| group.lacks == kind.facts) {
            Some(group) => group.names += &format!("{mark}{name}"),
            None => groups.push(Group { names: name.clone(), lacks: kind.facts.clone() }),
        }
    }
    groups.sort_by_key(|group| group.lacks.is_none());
    groups
}

/// All groups of a file on one line; nothing where there are none.
pub fn line(file: &str, groups: &[Group]) -> Option<Say> {
    let row = |text: fn(Say) -> String, [open, close]: [&str; 2], mark: &str| {
        let each = groups.iter().map(|group| format!("{}{open}{}{close}", group.names, text(group.reason())));
        each.collect::<Vec<_>>().join(mark)
    };
    let (zh, en) = (row(|say| say.zh, ["（", "）"], "；"), row(|say| say.en, [" (", ")"], "; "));
    (!groups.is_empty()).then(|| say!("{file}：没有写 {zh}", "{file}: not written: {en}"))
}
