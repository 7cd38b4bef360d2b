//! Whether what is to be added is alike: amounts in units that do not add up, and records that may be of one matter or of
//! several.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Say;
use crate::rollup::judge::Refusal;
use crate::rollup::matters::{self, stem};
use crate::rollup::names::section;
use crate::rollup::partial::{Head, Merged, Partial};
use crate::rollup::total::{Place, Total};
use crate::say;

/// Figures that are stated in units that do not add up, each with the first school of each unit.
pub fn units(partial: &Partial) -> Vec<Refusal> {
    let mut found: Vec<Refusal> = Vec::new();
    for (path, total) in &partial.figures {
        found.extend(mixed(path, total));
    }
    for (list, all) in &partial.records {
        let (zh, table) = section(list).map_or((list.as_str(), None), |(zh, table)| (zh, Some(table)));
        for matter in matters::of(all) {
            for (field, total) in &matter.merged.sums {
                // Teams may take part beside persons.
                let total = match field.as_str() {
                    "participants" => &took_part(&matter.merged, total).unwrap_or_default(),
                    _ => total,
                };
                let last =
                    field.split('.').next().and_then(|first| table?.find(first)).map_or("", |(_, field)| field.zh);
                let title = matter.merged.title();
                found.extend(mixed(&format!("{zh}“{title}”的{last}"), total));
            }
        }
    }
    found
}

/// Those who took part, where some records count persons and others times of persons.
pub fn took_part(merged: &Merged, total: &Total) -> Option<Total> {
    total.persons_or_times(merged.inner.get("participants").copied().unwrap_or_default())
}

fn mixed(figure: &str, total: &Total) -> Option<Refusal> {
    let units = total.mixed()?;
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for (_, part) in &units {
        let (unit, stated, Place { file, line, name }) = (part.unit(), part.stated, &part.first);
        zh.push(format!("{stated}个单位按“{unit}”（如“{name}”，{file} 第{line}行）"));
        en.push(format!("{stated} by “{unit}” (such as “{name}”, {file} line {line})"));
    }
    // The one that fewest state is most likely the slip.
    let all: Vec<&str> = units.iter().map(|(_, part)| part.unit()).collect();
    let least = units.iter().map(|(_, part)| part).min_by_key(|part| part.stated)?;
    Some(Refusal {
        code: "E302",
        at: Some((least.first.file.clone(), least.first.line)),
        message: Say {
            zh: format!("{figure}单位不一，加不起来：{}", zh.join("，")),
            en: format!("{figure} is stated in units that do not add up: {}", en.join(", ")),
        },
        hint: Say {
            zh: format!("统一成一个单位：都写 {}", all.join("，或都写 ")),
            en: format!("use one unit for all: {}", all.join(" or ")),
        },
        files: Vec::new(),
    })
}

/// Names that may mean the same, and ids that may mean different things: for a person to look at.
pub fn alike(partial: &Partial) -> Vec<Refusal> {
    let mut found = Vec::new();
    for (list, all) in &partial.records {
        if !["activities", "contests", "training", "meetings"].contains(&list.as_str()) {
            continue;
        }
        let matters = matters::of(all);
        let mut stems: BTreeMap<String, Vec<(String, &Merged)>> = BTreeMap::new();
        let mut apart: BTreeMap<String, Vec<&Merged>> = BTreeMap::new();
        for matter in &matters {
            let one = &matter.merged;
            if matter.is_mixed() {
                found.push(one_series(&matter.name(), one));
            }
            if matter.apart {
                apart.entry(matter.name()).or_default().push(one);
            } else {
                stems.entry(stem(one.title())).or_default().push((matter.name(), one));
            }
        }
        found.extend(apart.iter().filter_map(|(id, group)| other_matters(id, group)));
        for group in stems.values().filter(|group| group.len() > 1) {
            found.extend(same_matter(group));
        }
    }
    let mut stems: BTreeMap<String, Vec<(String, &Merged)>> = BTreeMap::new();
    for (key, one) in &partial.problems {
        stems.entry(stem(one.title())).or_default().push((key.clone(), one));
    }
    stems.values().filter(|group| group.len() > 1).for_each(|group| found.extend(same_matter(group)));
    found
}

/// Other names that several bodies bear and none is called by: it cannot be said whom they mean.
pub fn names(partial: &Partial) -> Vec<Refusal> {
    let heads = || partial.heads.iter().filter(|(_, head)| head.within.is_none());
    let called: BTreeSet<&str> = heads().flat_map(|(_, head)| [head.id.as_str(), head.name.as_str()]).collect();
    let mut bearers: BTreeMap<&str, Vec<(&String, &Head)>> = BTreeMap::new();
    for (file, head) in heads() {
        for name in head.names.iter().filter(|name| !called.contains(name.as_str())) {
            bearers.entry(name).or_default().push((file, head));
        }
    }
    // Bodies of one name have the words of that name in common.
    let differ =
        |group: &[(&String, &Head)]| group.iter().any(|(_, head)| group.iter().any(|one| one.1.name != head.name));
    bearers.into_iter().filter(|(_, group)| differ(group)).filter_map(|(name, group)| borne(name, &group)).collect()
}

fn borne(name: &str, group: &[(&String, &Head)]) -> Option<Refusal> {
    let (file, head) = group.first()?;
    let each = |(file, head): &(&String, &Head)| format!("“{}”（{file}）", head.name);
    let of: Vec<String> = group.iter().take(4).map(each).collect();
    let count = group.len();
    Some(Refusal {
        code: "W317",
        at: Some(((*file).clone(), head.lines[0])),
        message: Say {
            zh: format!("{count} 个单位都有别名“{name}”：{}", of.join("、")),
            en: format!("{count} bodies have the other name “{name}”: {}", of.join(", ")),
        },
        hint: say!(
            "是一所学校的，只留一份；不是的，把别名改得分得开",
            "if they are one school, keep one file; if not, let their other names differ"
        ),
        files: Vec::new(),
    })
}

/// A series that goes by names that are not near.
fn one_series(series: &str, one: &Merged) -> Refusal {
    let names: Vec<&str> = one.titles.keys().take(3).map(String::as_str).collect();
    let (count, title) = (one.titles.len(), one.title());
    Refusal {
        code: "W302",
        at: Some((one.first.file.clone(), one.first.line)),
        message: Say {
            zh: format!(
                "系列“{series}”在各校有 {count} 种名称（{}），已按一件事合并，写作“{title}”等",
                names.join("、")
            ),
            en: format!(
                "the series `{series}` has {count} names ({}) and is merged as one matter, told as “{title}” and others",
                names.join(", ")
            ),
        },
        hint: say!("不是一件事的，改其中一些的系列", "where they are different matters, change some of the series"),
        files: Vec::new(),
    }
}

/// An id that is of different matters in different schools.
fn other_matters(id: &str, group: &[&Merged]) -> Option<Refusal> {
    let first = group.iter().map(|one| &one.first).min()?;
    let names: Vec<&str> = group.iter().take(3).map(|one| one.title()).collect();
    let count = group.len();
    Some(Refusal {
        code: "W302",
        at: Some((first.file.clone(), first.line)),
        message: Say {
            zh: format!("编号“{id}”在各校有 {count} 种名称（{}），没有合并", names.join("、")),
            en: format!("the id `{id}` has {count} names ({}), which are not merged", names.join(", ")),
        },
        hint: say!("是一件事的，写同样的 系列", "where they are one matter, give them one `series`"),
        files: Vec::new(),
    })
}

fn same_matter(group: &[(String, &Merged)]) -> Option<Refusal> {
    let (_, first) = group.first()?;
    let title = |one: &Merged| format!("“{}”（{}）", one.title(), one.spread());
    let names: Vec<String> = group.iter().take(4).map(|(_, one)| title(one)).collect();
    Some(Refusal {
        code: "W301",
        at: Some((first.first.file.clone(), first.first.line)),
        message: Say {
            zh: format!("可能是一件事，没有合并：{}", names.join("、")),
            en: format!("these may be one matter and are not merged: {}", names.join(", ")),
        },
        hint: say!("是一件事的，写同样的 系列 或 编号", "if they are one, give them the same `series` or id"),
        files: Vec::new(),
    })
}
