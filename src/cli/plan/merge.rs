//! A proposal written to its file: as it is where there is none yet, else merged with what a person made of the last one.

use std::path::Path;

use crate::cli::plan::base;
use crate::cli::{DONE, REFUSED, disk, note, tell, wrote};
use crate::diagnostic::{Diagnostic, Diagnostics, Language, Severity, Source};
use crate::offer::roll::texts;
use crate::plan::merge::{Merged, merge};
use crate::say;

/// Writes the text `proposal` to the file `next` and keeps it beside that file; gives the exit code.
pub fn write(next: &Path, proposal: &str, language: Language) -> u8 {
    let done = if next.symlink_metadata().is_ok() { merged(next, proposal, language) } else { begun(next, proposal) };
    match done {
        Ok(()) => DONE,
        Err(problems) => {
            tell::say(&problems.filtered(|problem| problem.severity == Severity::Error), language);
            REFUSED
        }
    }
}

/// A file that is not there yet: it and the proposal kept beside it, or neither.
fn begun(next: &Path, proposal: &str) -> Result<(), Diagnostics> {
    let single = |problem: Box<Diagnostic>| base::single(*problem);
    let name = next.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let folder = next.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    disk::write_new(folder, &name, proposal.as_bytes()).map_err(single)?;
    if let Err(problem) = base::keep(next, proposal) {
        disk::take_back(next);
        return Err(single(problem));
    }
    wrote(&next.display().to_string());
    Ok(())
}

/// A file that is there: the person's edits stay, and what differs is listed.
fn merged(next: &Path, proposal: &str, language: Language) -> Result<(), Diagnostics> {
    let (source, problems) = disk::facts(next).map_err(|problem| base::single(*problem))?;
    if problems.has_errors() {
        return Err(problems);
    }
    let (last, unread) = base::read(next).map_or_else(|problem| (None, Some(problem)), |last| (last, None));
    if last.is_none() && unread.is_none() {
        let told = say!(
            "没有上次的提议可比：只添新的提议，别的不动",
            "no earlier proposal is kept to compare with: new proposals are added, and nothing else is touched"
        );
        note(&told, language);
    }
    let new = Source::new(next.display().to_string(), proposal);
    let mut merged = merge(last.as_ref(), &source, &new)?;
    if let Some(warning) = unread.or(merged.lost.take()) {
        tell::say(&base::single(warning), language);
    }
    base::rewrite_with(next, &source, &texts(&source, &merged.edits), proposal).map_err(|problem| base::single(*problem))?;
    tell_merged(&merged, &source, language);
    wrote(&next.display().to_string());
    Ok(())
}

/// What the merge changed, and what it left as the person has it.
fn tell_merged(merged: &Merged, source: &Source, language: Language) {
    let mark = if language == Language::Chinese { "、" } else { ", " };
    let lists = [
        (&merged.added, say!("新的提议", "new proposals")),
        (&merged.updated, say!("随新的提议改了", "brought up to date")),
        (&merged.removed, say!("不再提议，去掉了", "proposed no longer and taken out")),
    ];
    for (ids, what) in lists.into_iter().filter(|(ids, _)| !ids.is_empty()) {
        let (count, list) = (ids.len(), ids.join(mark));
        let (zh, en) = (what.zh, what.en);
        wrote(say!("{zh} {count} 项：{list}", "{en} ({count}): {list}").in_language(language));
    }
    if merged.differences.is_empty() {
        return;
    }
    let count = merged.differences.len();
    wrote(say!("照您的保留、与新的提议不同的 {count} 处：", "kept as you have it, unlike the new proposal ({count}):").in_language(language));
    for difference in &merged.differences {
        let line = difference.place.map(|place| source.line_from(place, Default::default()));
        let line = line.as_ref().map_or("—", |line| line.in_language(language));
        wrote(&format!("  {line} {}", difference.told().in_language(language)));
    }
}
