//! The drafts beside a facts file: `2025.md` for all papers of `2025.yaml`, `2025.工作计划.md` for the plan.

use std::fs;
use std::path::{Path, PathBuf};

use crate::batch::record::Role;
use crate::cli::disk::{self, Witness};
use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::facts::draft;
use crate::facts::time::Period;
use crate::facts::tree::MAX_BYTES;
use crate::offer::PAPERS;
use crate::say;

/// The ending of a draft.
pub const ENDING: &str = "md";

/// Whether a path ends as a draft does.
pub fn is_draft(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING))
}

/// The drafts beside a facts file, that for all papers first: the name of the paper in the file's name, and the path.
fn beside(facts: &Path) -> Vec<(Option<String>, PathBuf)> {
    let (Some(stem), folder) = (facts.file_stem(), facts.parent().unwrap_or(Path::new(""))) else { return Vec::new() };
    let stem = stem.to_string_lossy();
    let folder = if folder == Path::new("") { Path::new(".") } else { folder };
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let named = entries.filter_map(|entry| {
        let name = entry.ok()?.file_name().to_string_lossy().into_owned();
        let path = facts.with_file_name(&name);
        let rest = name.strip_suffix(".md").or(name.strip_suffix(".MD"))?.strip_prefix(stem.as_ref())?;
        match rest.strip_prefix('.') {
            Some(paper) if !paper.is_empty() => Some((Some(paper.to_owned()), path)),
            None if rest.is_empty() => Some((None, path)),
            _ => None,
        }
    });
    let mut drafts: Vec<_> = named.filter(|(_, path)| path.is_file()).collect();
    drafts.sort();
    drafts
}

/// All names of the kind of paper that a draft is for, the one in its file name first.
fn names(paper: Option<String>) -> Vec<String> {
    let Some(paper) = paper else { return Vec::new() };
    let kind = PAPERS.iter().find(|(kind, names)| *kind == paper || names.contains(&paper.as_str()));
    let all = kind.into_iter().flat_map(|(kind, names)| std::iter::once(kind).chain(names.iter()));
    let others: Vec<String> = all.filter(|name| **name != paper).map(|name| (*name).to_owned()).collect();
    std::iter::once(paper).chain(others).collect()
}

/// The facts with the drafts beside them. `size` is that of all files of the source; a draft that cannot be read is told
/// and left out.
pub fn with(
    source: Source,
    facts: &Path,
    mut size: usize,
    problems: &mut Diagnostics,
    witness: &mut dyn Witness,
) -> Source {
    let mut drafts = Vec::new();
    for (paper, path) in beside(facts) {
        match disk::read_seen(&path, Role::Draft, witness) {
            Ok(draft) => {
                size += draft.text().len();
                if size > MAX_BYTES {
                    problems.push(
                        Diagnostic::error(
                            "E010",
                            say!("连同草稿超过 16 MB", "with its drafts the file is larger than 16 MB"),
                        )
                        .at(&draft, Origin::default())
                        .hint(say!("确认这是一份草稿", "make sure that this is a draft")),
                    );
                    break;
                }
                drafts.push((names(paper), draft));
            }
            Err(problem) => problems.push(*problem),
        }
    }
    if drafts.is_empty() { source } else { source.with_drafts(&drafts) }
}

/// A draft that was given in the place of its facts file.
pub fn given(path: &Path) -> Box<Diagnostic> {
    let source = Source::new(path.display().to_string(), "");
    let facts = facts_of(path).display().to_string();
    Box::new(
        Diagnostic::error("E207", say!("这是草稿，不是事实文件", "this is a draft, not a facts file"))
            .at(&source, Origin::default())
            .hint(say!(
                "给出旁边的事实文件 {facts}，草稿会一起读",
                "name the facts file {facts} beside it; the draft is read with it"
            )),
    )
}

/// The facts file that a draft belongs to: up to the first dot where that is a period (2025.工作计划.md).
fn facts_of(draft: &Path) -> PathBuf {
    let name = draft.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.split('.').next().unwrap_or_default();
    draft.with_file_name(format!("{stem}.yaml"))
}

/// A draft of a period in a folder without facts of that period, such as 2026.md beside no 2026.yaml.
pub fn alone(path: &Path) -> Option<Diagnostic> {
    let facts = facts_of(path);
    let stem = facts.file_stem()?.to_string_lossy().into_owned();
    let there = ["yaml", "yml", "YAML", "YML"].iter().any(|ending| facts.with_extension(ending).exists());
    if !is_draft(path) || there || Period::parse(&stem).is_err() {
        return None;
    }
    let source = Source::new(path.display().to_string(), "");
    Some(
        Diagnostic::warning(
            "W202",
            say!("草稿旁边没有事实文件 {stem}.yaml", "there is no facts file {stem}.yaml beside this draft"),
        )
        .at(&source, Origin::default())
        .hint(say!("写上事实文件，或给草稿改成它的名字", "write the facts file, or name the draft as it is named")),
    )
}

/// A draft for the next period: the names of the kind it is for, its name, its text.
pub type Rolled = (Vec<String>, PathBuf, String);

/// The headings of the drafts beside last year's file, for the drafts beside the new one.
pub fn rolled(source: &Source, last: &Path, new: &Path) -> Vec<Rolled> {
    let stem = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let drafts = source.drafts().filter_map(|(names, file)| {
        let name = Path::new(source.file_at(file.start).0).file_name()?.to_string_lossy().into_owned();
        let rest = name.strip_prefix(&stem(last))?;
        let text = draft::headings(source, file);
        (!text.is_empty()).then(|| (names.to_vec(), PathBuf::from(format!("{}{rest}", stem(new))), text))
    });
    drafts.collect()
}
