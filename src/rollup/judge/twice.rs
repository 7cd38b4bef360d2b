//! Schools that are handed in twice.

use std::collections::{BTreeMap, BTreeSet};

use super::{Asked, Refusal, told};
use crate::diagnostic::Say;
use crate::rollup::partial::Head;
use crate::say;

/// Ids that mean the same: each leads to a lesser one, the least to none.
#[derive(Default)]
struct Joined(BTreeMap<String, String>);

impl Joined {
    /// The least of the ids that mean the same as this one.
    fn first(&self, id: &str) -> String {
        let mut at = id;
        while let Some(next) = self.0.get(at) {
            at = next;
        }
        at.to_owned()
    }

    fn join(&mut self, one: &str, other: &str) {
        let (one, other) = (self.first(one), self.first(other));
        match one.cmp(&other) {
            std::cmp::Ordering::Less => drop(self.0.insert(other, one)),
            std::cmp::Ordering::Greater => drop(self.0.insert(one, other)),
            std::cmp::Ordering::Equal => {}
        }
    }
}

/// A school that several files speak for, by its id, by another name or by the register. Those `within` the sums of others
/// are known by the file of the body that has summed them.
pub(super) fn twice(
    open: &mut BTreeMap<&String, &Head>,
    within: &BTreeMap<&String, &Head>,
    asked: &Asked,
    refusals: &mut Vec<Refusal>,
) {
    let all: BTreeMap<&String, &Head> = open.iter().chain(within).map(|(file, head)| (*file, *head)).collect();
    // Every name leads to an id of its own; an alias may lead to that of another file.
    let mut own: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for head in all.values().filter(|head| head.within.is_none()) {
        own.entry(&head.id).or_default().insert(&head.id);
        own.entry(&head.name).or_default().insert(&head.id);
    }
    let mut register: BTreeMap<&str, &str> = BTreeMap::new();
    for school in &asked.register {
        for name in school.aliases.iter().chain([&school.id]) {
            register.insert(name, &school.id);
        }
    }
    let mut joined = Joined::default();
    for head in all.values() {
        joined.join(&head.id, register.get(head.id.as_str()).copied().unwrap_or(&head.id));
        // Only a name that one body bears says who is meant, and in other districts others may bear it.
        let names = head.names.iter().filter(|_| head.within.is_none());
        let meant = names.filter_map(|alias| own.get(alias.as_str()).filter(|ids| ids.len() == 1));
        meant.flatten().for_each(|other| joined.join(&head.id, other));
    }
    let mut groups: BTreeMap<String, BTreeSet<&String>> = BTreeMap::new();
    for (file, head) in &all {
        groups.entry(joined.first(&head.id)).or_default().insert(file);
    }
    for files in groups.values().filter(|files| files.len() > 1) {
        let heads: Vec<(&String, &Head)> = files.iter().filter_map(|file| Some((*file, *all.get(file)?))).collect();
        let Some((first, head)) = heads.first() else { continue };
        let parents: BTreeSet<&Option<String>> = heads.iter().map(|(_, head)| &head.parent).collect();
        let places: Vec<Say> = heads.iter().map(|(file, head)| told(file, head.lines[0])).collect();
        let zh = places.iter().map(|place| place.zh.as_str()).collect::<Vec<_>>().join("、");
        let en = places.iter().map(|place| place.en.as_str()).collect::<Vec<_>>().join(", ");
        let name = &head.name;
        let districts = parents.len() > 1;
        let message = if districts {
            let of: Vec<&str> = heads.iter().filter_map(|(_, head)| head.parent.as_deref()).collect();
            let of = of.join("、");
            say!("“{name}”报在了两个上级之下（{of}）：{zh}", "“{name}” is handed in under two bodies ({of}): {en}")
        } else {
            say!("“{name}”报了 {} 份：{zh}", "“{name}” is handed in {} times: {en}", files.len())
        };
        refusals.push(Refusal {
            code: if districts { "E303" } else { "E301" },
            at: Some(((*first).clone(), head.lines[if districts { 1 } else { 0 }])),
            message,
            hint: say!(
                "只留一份；不是一个单位的，改编号和别名",
                "keep one of them; if they are two bodies, change their ids and other names"
            ),
            files: heads.iter().map(|(file, head)| handed_in(file, head, &all)).collect(),
        });
    }
    let out: BTreeSet<String> =
        refusals.iter().flat_map(|refusal| &refusal.files).map(|(file, _)| file.clone()).collect();
    open.retain(|file, _| !out.contains(*file));
}

/// The file that was handed in with a school in it, and the name of its body.
fn handed_in(file: &str, head: &Head, all: &BTreeMap<&String, &Head>) -> (String, String) {
    let above = head.within.as_ref().and_then(|root| Some((root.clone(), all.get(root)?.name.clone())));
    above.unwrap_or_else(|| (file.to_owned(), head.name.clone()))
}
