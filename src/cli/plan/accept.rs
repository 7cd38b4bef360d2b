//! `niandu plan --accept`: proposals taken over in place.

use std::path::Path;

use crate::cli::plan::base;
use crate::cli::{DONE, REFUSED, disk, tell, wrote};
use crate::diagnostic::{Diagnostics, Language, Severity};
use crate::offer::roll::texts;
use crate::plan::accept::accept;
use crate::say;

/// Accepts the proposals of a file that have these ids, all of them where none is named; gives the exit code.
pub fn run(path: &Path, ids: &[String], language: Language) -> u8 {
    let refuse = |problems: Diagnostics| {
        tell::say(&problems, language);
        REFUSED
    };
    let (source, problems) = match disk::facts(path) {
        Ok(read) => read,
        Err(problem) => return refuse(base::single(*problem)),
    };
    if problems.has_errors() {
        return refuse(problems);
    }
    let accepted = match accept(&source, ids) {
        Ok(accepted) => accepted,
        Err(problems) => return refuse(problems.filtered(|problem| problem.severity == Severity::Error)),
    };
    if let Err(problem) = base::rewrite(path, &source, &texts(&source, &accepted.edits)) {
        return refuse(base::single(*problem));
    }
    let (count, left) = (accepted.ids.len(), accepted.left);
    let list = accepted.ids.join(if language == Language::Chinese { "、" } else { ", " });
    let told = match (count, left) {
        (0, _) => say!("没有提议", "there are no proposals"),
        (_, 0) => say!("采纳了 {count} 项：{list}", "{count} accepted: {list}"),
        _ => {
            say!("采纳了 {count} 项：{list}；还有 {left} 项提议", "{count} accepted: {list}; {left} proposals are left")
        }
    };
    wrote(told.in_language(language));
    DONE
}
