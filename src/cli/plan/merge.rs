//! A proposal written to its file: as it is where there is none yet, else merged with what a person made of the last one.

use std::path::Path;

use crate::cli::plan::base;
use crate::cli::{disk, note, tell};
use crate::diagnostic::{Diagnostic, Diagnostics, Language, Origin, Say, Severity, Source};
use crate::facts;
use crate::facts::time::Period;
use crate::figures::plan;
use crate::offer::roll::texts;
use crate::plan::merge::{Asked, Merged, States, merge};
use crate::say;

/// What is to be said of a file that is written.
#[derive(Default)]
pub struct Written {
    /// What a merge changed in it, and what it left as the person has it.
    pub told: Vec<Say>,
    /// What it has of the proposals.
    pub states: States,
}

/// Writes the text `proposal` to the file `next` and keeps it beside that file.
pub fn write(next: &Path, proposal: &str, asked: &Asked, language: Language) -> Result<Written, Diagnostics> {
    let errors = |problems: Diagnostics| problems.filtered(|problem| problem.severity == Severity::Error);
    if next.symlink_metadata().is_ok() {
        merged(next, proposal, asked, language).map_err(errors)
    } else {
        begun(next, proposal).map(|()| Written::default()).map_err(|problem| base::single(*problem))
    }
}

/// A file that is not there yet: it and the proposal kept beside it, or neither.
fn begun(next: &Path, proposal: &str) -> Result<(), Box<Diagnostic>> {
    let name = next.file_name().unwrap_or_default().to_string_lossy();
    disk::write_new(next.parent().unwrap_or(Path::new("")), &name, proposal.as_bytes())?;
    base::keep(next, proposal).inspect_err(|_| disk::take_back(next))
}

/// A file that is there: the person's edits stay, and what differs is listed.
fn merged(next: &Path, proposal: &str, asked: &Asked, language: Language) -> Result<Written, Diagnostics> {
    let single = |problem: Box<Diagnostic>| base::single(*problem);
    let (source, problems) = disk::facts(next).map_err(single)?;
    if problems.has_errors() {
        return Err(problems);
    }
    let new = Source::new(next.display().to_string(), proposal);
    if let (Some(theirs), Some(ours)) = (facts::peek(&source), facts::peek(&new))
        && theirs != ours
    {
        return Err(base::single(another(&source, theirs.1, ours.1)));
    }
    if let (Some(theirs), Some(ours)) = (plan_period(&source), plan_period(&new))
        && theirs != ours
    {
        return Err(base::single(another_plan(&source, theirs, ours)));
    }
    let (last, unread) = base::read(next).map_or_else(|problem| (None, Some(*problem)), |last| (last, None));
    if last.is_none() && unread.is_none() {
        let told = say!(
            "没有上次的提议可比：只添新的提议，别的不动",
            "no earlier proposal is kept to compare with: new proposals are added, and nothing else is touched"
        );
        note(&told, language);
    }
    let mut merged = merge(last.as_ref(), &source, &new, asked)?;
    if let Some(warning) = unread.or(merged.lost.take()) {
        tell::say(&base::single(warning), language);
    }
    base::rewrite_with(next, &source, &texts(&source, &merged.edits), proposal).map_err(single)?;
    Ok(Written { told: told(&merged, &source), states: merged.states })
}

/// The time that the plan in a file is for; `None` where it has no plan.
fn plan_period(source: &Source) -> Option<Period> {
    let file = facts::read(source, &mut Diagnostics::new())?;
    (!file.facts.plan.is_empty() || file.facts.plan_period.is_some()).then(|| plan::planned(&file))
}

/// The plan in the file that is there is for another time than the proposals.
fn another_plan(source: &Source, theirs: Period, ours: Period) -> Diagnostic {
    let (theirs, ours) = (theirs.name(), ours.name());
    let message = say!(
        "这个文件里的计划是{theirs}的，{ours}的提议并不进去",
        "the plan in this file is for {theirs}: proposals for {ours} do not belong in it"
    );
    let hint = say!(
        "用 -o 另写一个文件；里面的计划就是{ours}的，写明 计划时期",
        "write to another file (-o); where its plan is for {ours}, say so: `plan_period`"
    );
    Diagnostic::error("E352", message).at(source, Origin::default()).hint(hint)
}

/// The file that is there is of another body or another time.
fn another(source: &Source, theirs: Period, ours: Period) -> Diagnostic {
    let (theirs, ours) = (theirs.name(), ours.name());
    let message = say!(
        "这个文件已经有了，写的是另一个单位或另一个时期（{theirs}），{ours}的提议并不进去",
        "this file is there already and of another body or time ({theirs}): proposals for {ours} do not belong in it"
    );
    let hint = say!("用 -o 另写一个文件", "write to another file: -o");
    Diagnostic::error("E352", message).at(source, Origin::default()).hint(hint)
}

/// What the merge changed, and what it left as the person has it.
fn told(merged: &Merged, source: &Source) -> Vec<Say> {
    let lists = [
        (&merged.added, say!("新的提议", "new proposals")),
        (&merged.updated, say!("随新的提议改了", "brought up to date")),
        (&merged.removed, say!("不再提议，去掉了", "proposed no longer and taken out")),
    ];
    let some = lists.into_iter().filter(|(ids, _)| !ids.is_empty());
    let mut lines: Vec<Say> = some
        .map(|(ids, what)| {
            let (count, zh, en) = (ids.len(), ids.join("、"), ids.join(", "));
            Say { zh: format!("{} {count} 项：{zh}", what.zh), en: format!("{} ({count}): {en}", what.en) }
        })
        .collect();
    let count = merged.differences.len();
    if count > 0 {
        lines.push(say!(
            "照您的保留、与新的提议不同的 {count} 处：",
            "kept as you have it, unlike the new proposal ({count}):"
        ));
    }
    for difference in &merged.differences {
        let nowhere = say!("—", "—");
        let line = difference.place.map_or(nowhere, |place| source.line_from(place, Default::default()));
        let told = difference.told();
        lines.push(Say { zh: format!("  {} {}", line.zh, told.zh), en: format!("  {} {}", line.en, told.en) });
    }
    lines
}
