//! The plans of schools as a facts file: what at least two of them plan, with how many do.

use std::collections::{BTreeSet, HashSet};

use super::take::Own;
use super::{Goal, Matter, Plans, most, sources};
use crate::facts::model::Facts;
use crate::facts::quoting::scalar;
use crate::facts::time::Period;
use crate::rollup::kinds::AREAS;
use crate::rollup::write::head::{level_above, time_of};
use crate::rollup::write::{self, PROBLEMS, RECORDS, Told, free, id_of};

/// A roll-up of plans, and what became of each matter.
pub struct Written {
    pub text: String,
    pub sources: sources::Written,
    /// The keys of the matters and of the goals that it tells, in its order; and of how many more matters several plan.
    pub told: Vec<String>,
    pub goals: Vec<String>,
    pub left: usize,
}

/// Writes the file. Matters are told from the one that most plan downwards; those of the body above come first.
pub fn write(plans: &Plans, period: &Period, above: &write::Own, own: Option<&Own>, told: &Told) -> Written {
    let (matters, left) = chosen(plans, own);
    let mut taken = HashSet::new();
    let mut text = Lines(String::new());
    let mut sources = sources::Written::new();
    for (key, matter) in plans.matters.iter() {
        let (sum, time) = (matter.claim().unwrap_or_default(), matter.time().unwrap_or_default().to_owned());
        sources.insert(key.clone(), sources::Matter { id: String::new(), sum, time });
    }
    let ids: Vec<String> = matters.iter().map(|(key, matter)| id(key, matter, &mut taken)).collect();
    for ((key, _), id) in matters.iter().zip(&ids) {
        sources.entry((*key).clone()).and_modify(|written| written.id.clone_from(id));
    }
    let goals = common(plans);
    head(&mut text, plans, period, told, matters.iter().zip(&ids).map(|((_, matter), id)| (id, *matter)));
    body(&mut text, above, own, &goals);
    let used: BTreeSet<&str> = matters.iter().filter_map(|(_, matter)| matter.area()).collect();
    areas(&mut text, plans, &used);
    text.line("\n计划:");
    for ((key, matter), id) in matters.iter().zip(&ids) {
        text.line(&item(key, matter, id, own));
    }
    if matters.is_empty() {
        text.0.truncate(text.0.len() - "\n计划:\n".len());
    }
    if left > 0 {
        text.line(&format!("# 另有{left}项几个单位都列的，超出一栏列出的项数，见“出处”。"));
    }
    let keys = matters.iter().map(|(key, _)| (*key).clone()).collect();
    Written { text: text.0, sources, told: keys, goals: goals.iter().map(|(key, _)| (*key).clone()).collect(), left }
}

struct Lines(String);

impl Lines {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }
}

/// What at least two plan, as far as a list tells; and how many more there are.
fn chosen<'p>(plans: &'p Plans, own: Option<&Own>) -> (Vec<(&'p String, &'p Matter)>, usize) {
    let place = |key: &str| {
        let id = key.strip_prefix("id ")?;
        own?.items.iter().position(|item| item.id == id)
    };
    let mut found: Vec<_> = plans.matters.iter().filter(|(_, matter)| matter.spread() > 1).collect();
    found.sort_by_key(|(key, matter)| {
        let at = place(key);
        (at.is_none(), at, std::cmp::Reverse(matter.spread()), *key)
    });
    let left = found.len().saturating_sub(RECORDS);
    found.truncate(RECORDS);
    (found, left)
}

/// The goals that at least two have, those that most have first.
fn common(plans: &Plans) -> Vec<(&String, &Goal)> {
    let mut found: Vec<_> = plans.goals.iter().filter(|(_, goal)| goal.bodies > 1).collect();
    found.sort_by_key(|(key, goal)| (std::cmp::Reverse(goal.bodies), *key));
    found.truncate(PROBLEMS);
    found
}

/// The name of a matter: that of the item of the body above, else made of its words.
fn id(key: &str, matter: &Matter, taken: &mut HashSet<String>) -> String {
    let name = match key.strip_prefix("id ") {
        Some(id) => id.to_owned(),
        None => match id_of(&matter.title()) {
            name if name.is_empty() => "各校计划".to_owned(),
            // A name that is a section's would lead to that section.
            name if Facts::TABLE.find(&name).is_some() => format!("计划-{name}"),
            name => name,
        },
    };
    free(name, taken)
}

fn head<'p>(
    text: &mut Lines,
    plans: &Plans,
    period: &Period,
    told: &Told,
    matters: impl Iterator<Item = (&'p String, &'p Matter)>,
) {
    let name = period.name();
    text.line(&format!("# {name}各单位计划的汇总，由 niandu rollup --plans 写出。要改，改各单位的文件，再汇总一次；"));
    text.line("# 也可在本级自己的文件里写，那里写的优先。“以上”表示有的没有写指标；每一项出自哪些单位，见“出处”。");
    let summed = plans.summed().map(|(_, plan)| &plan.head);
    let top = summed.clone().map(|head| head.tier).max().unwrap_or_default();
    text.line(&format!("层级: {}", level_above(top)));
    let (key, value) = time_of(period);
    text.line(&format!("{key}: {value}\n计划时期: {value}\n\n汇总:"));
    text.line(&format!("  学校数: {}所", summed.map(|head| head.schools).sum::<u64>()));
    told.expected.into_iter().for_each(|expected| text.line(&format!("  应报: {expected}所")));
    for (key, names) in [("未报", &told.missing), ("未计入", &told.left_out)] {
        if !names.is_empty() {
            let names: Vec<String> = names.iter().map(|name| scalar(name)).collect();
            text.line(&format!("  {key}: [{}]", names.join(", ")));
        }
    }
    text.line(&format!("  出处: {}", scalar(&told.sources)));
    let schools: Vec<_> = matters.filter(|(_, matter)| matter.schools > 0).collect();
    if !schools.is_empty() {
        text.line("  各项学校数:");
        schools.iter().for_each(|(id, matter)| text.line(&format!("    {}: {}所", scalar(id), matter.schools)));
    }
}

/// Whose plan it is, and the goals in common.
fn body(text: &mut Lines, above: &write::Own, own: Option<&Own>, goals: &[(&String, &Goal)]) {
    let known = |value: &Option<String>| value.as_deref().map_or_else(|| "待填".to_owned(), scalar);
    let name = known(&above.name);
    text.line(&format!("\n单位:\n  编号: {}\n  名称: {{署名: {name}, 标题用名: {name}}}", known(&above.id)));
    // The date stands in the own file of the period, where there is one.
    let dated = above.date.is_some() || !own.is_some_and(|own| own.is_of_period);
    if !dated && goals.is_empty() {
        return;
    }
    text.line("\n文件:\n  work-plan:");
    if dated {
        text.line(&format!("    日期: {}", known(&above.date)));
    }
    if !goals.is_empty() {
        text.line("    工作目标:");
    }
    for (_, goal) in goals {
        let (words, bodies) = (most(&goal.words).map_or("", |(words, _)| words), goal.bodies);
        text.line(&format!("      - {}  # {bodies}个单位", scalar(words)));
    }
}

/// The areas that the matters belong to: the usual ones in their order, then the others.
fn areas(text: &mut Lines, plans: &Plans, used: &BTreeSet<&str>) {
    let usual = |id: &str| AREAS.iter().position(|(area, _)| *area == id).unwrap_or(AREAS.len());
    let mut sorted: Vec<&str> = used.iter().copied().collect();
    sorted.sort_by_key(|id| (usual(id), *id));
    if !sorted.is_empty() {
        text.line("\n工作领域:");
    }
    for id in sorted {
        let title = plans.areas.get(id).and_then(most).map_or(id, |(title, _)| title);
        text.line(&format!("  - {{编号: {}, 标题: {}}}", scalar(id), scalar(title)));
    }
}

/// An item of the plan, with how many plan it.
fn item(key: &str, matter: &Matter, id: &str, own: Option<&Own>) -> String {
    let above = key.strip_prefix("id ").and_then(|id| own?.items.iter().find(|item| item.id == id));
    let title = above.map_or_else(|| matter.title(), |item| item.title.trim().to_owned());
    let mut fields = vec![format!("编号: {}", scalar(id))];
    fields.extend(matter.area().map(|area| format!("领域: {}", scalar(area))));
    fields.push(format!("事项: {}", scalar(&title)));
    fields.extend(matter.time().map(|time| format!("时间: {}", scalar(time))));
    fields.extend(matter.rhythm().map(|every| format!("频次: {}", scalar(every))));
    fields.extend(matter.claim().map(|sum| format!("指标: {}", scalar(&sum))));
    let (bodies, stated, items) = (matter.spread(), matter.stated(), matter.items);
    let mut remark = format!("{bodies}个单位");
    if matter.target.mixed().is_some() {
        remark += "，指标的单位不一，没有相加";
    } else if stated > 0 && stated < items {
        remark += &format!("，{items}项中{stated}项写了指标");
    }
    format!("  - {{{}}}  # {remark}", fields.join(", "))
}
