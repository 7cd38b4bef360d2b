//! The page beside a roll-up of plans, for the office: who has no plan, what falls on the same days, what was not taken up,
//! what several plan, and which goals they share. No paper tells any of it.

use std::io::{self, Write};

use super::told::Untaken;
use super::write::Written;
use super::{Goal, Matter, Plans, most};
use crate::diagnostic::Language;
use crate::page::{Address, Page, Text};
use crate::rollup::judge::Refusal;
use crate::rollup::office::{GENERATOR, told};
use crate::say;

/// What the page tells.
pub struct Office<'o> {
    /// The period as it is printed, and the body.
    pub period: String,
    pub name: Option<&'o str>,
    pub plans: &'o Plans,
    pub missing: &'o [String],
    pub refused: &'o [Refusal],
    pub proposals: &'o [Refusal],
    pub clashes: &'o [Refusal],
    /// Items of the body above that not all have taken up.
    pub untaken: &'o [Untaken<'o>],
    pub written: &'o Written,
    /// The roll-up and the table of its sources.
    pub files: [&'o str; 2],
}

/// Writes the page.
pub fn write(to: &mut dyn Write, office: &Office, language: Language) -> io::Result<()> {
    let mut page = Page { to, language };
    let (period, name) = (&office.period, office.name.unwrap_or_default());
    page.begin(say!("{name}{period}计划汇总情况", "{name} {period}: the plans rolled up"), GENERATOR, "", None)?;
    page.totals([
        (say!("计入的单位", "Bodies summed"), &office.plans.summed().count(), true),
        (say!("未报送", "Missing"), &office.missing.len(), true),
        (say!("未计入的原因", "Reasons not to count"), &office.refused.len(), true),
        (say!("撞期", "Clashes"), &office.clashes.len(), true),
        (say!("没有都承接的事项", "Items not taken up by all"), &office.untaken.len(), true),
        (say!("几个单位都列的事项", "Items of several"), &office.written.told.len(), true),
        (say!("共同的工作目标", "Goals in common"), &office.written.goals.len(), true),
    ])?;
    let missing: Vec<_> = office.missing.iter().map(|name| (name.clone(), String::new())).collect();
    page.list("missing", say!("未报送", "Missing"), &missing)?;
    told(&mut page, "refused", say!("未计入", "Not counted"), office.refused)?;
    told(&mut page, "proposals", say!("没有采纳的提议", "Proposals that are not accepted"), office.proposals)?;
    told(&mut page, "clashes", say!("撞期", "On the same days"), office.clashes)?;
    untaken(&mut page, office.untaken)?;
    matters(&mut page, office)?;
    goals(&mut page, office)?;
    let bodies = office.plans.summed().map(|(file, plan)| (plan.head.name.clone(), format!("{} {file}", plan.head.id)));
    page.list("summed", say!("已计入", "Summed"), &bodies.collect::<Vec<_>>())?;
    let files = office.files.map(|file| format!("<a href=\"{}\">{}</a>", Address(file), Text(file))).join(" ");
    writeln!(page.to, "</main>\n<footer>\n<p>{files}</p>\n</footer>\n</body>\n</html>")
}

fn untaken(page: &mut Page, items: &[Untaken]) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    page.section("untaken", say!("本级事项的承接", "Items of the body above that not all have taken up"))?;
    let (nobody, some): (Vec<_>, Vec<_>) = items.iter().partition(|item| item.by == 0);
    for Untaken { title, by, names, .. } in some {
        let count = names.len();
        let lead = say!("{title}：{by} 个单位承接，{count} 个没有", "{title}: taken up by {by}, not by {count}");
        page.names(&page.say(lead), names)?;
    }
    if !nobody.is_empty() {
        let count = nobody.len();
        let titles: Vec<_> = nobody.iter().map(|item| (item.title.to_owned(), String::new())).collect();
        page.names(&page.say(say!("没有单位承接的 {count} 项", "{count} that nobody has taken up")), &titles)?;
    }
    page.end_section()
}

fn matters(page: &mut Page, office: &Office) -> io::Result<()> {
    if office.written.told.is_empty() {
        return Ok(());
    }
    page.section("matters", say!("几个单位都列的事项", "Items of several"))?;
    let row = |key: &String| {
        let matter = office.plans.matters.get(key)?;
        Some((matter.title(), note(page, matter)))
    };
    let rows: Vec<(String, String)> = office.written.told.iter().filter_map(row).collect();
    let (told, left) = (rows.len(), office.written.left);
    let lead = say!("列出 {told} 项，另有 {left} 项见出处表", "{told} told, {left} more in the table of sources");
    page.names(&page.say(lead), &rows)?;
    page.end_section()
}

/// How many plan it, when, and what the targets come to.
fn note(page: &Page, matter: &Matter) -> String {
    let (bodies, stated, items) = (matter.spread(), matter.stated(), matter.items);
    let mut parts = vec![page.say(say!("{bodies} 个单位", "{bodies} bodies"))];
    parts.extend(matter.times.iter().map(|(time, count)| format!("{time}×{count}")));
    match matter.claim() {
        Some(sum) => parts.push(page.say(say!(
            "指标合计 {sum}（{items} 项中 {stated} 项写了）",
            "targets: {sum} ({stated} of {items} state one)"
        ))),
        None if matter.target.mixed().is_some() => {
            parts.push(page.say(say!("指标的单位不一，没有相加", "targets in units that do not add up")));
        }
        None => {}
    }
    parts.join(&page.say(say!("，", ", ")))
}

fn goals(page: &mut Page, office: &Office) -> io::Result<()> {
    let goals: Vec<&Goal> = office.written.goals.iter().filter_map(|key| office.plans.goals.get(key)).collect();
    if goals.is_empty() {
        return Ok(());
    }
    page.section("goals", say!("共同的工作目标", "Goals in common"))?;
    let words = |goal: &&Goal| most(&goal.words).map_or("", |(words, _)| words).to_owned();
    let rows: Vec<_> = goals.iter().map(|goal| (words(goal), goal.bodies.to_string())).collect();
    let count = rows.len();
    page.names(&page.say(say!("{count} 条", "{count} goals")), &rows)?;
    page.end_section()
}
