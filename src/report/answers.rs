//! Answers of authors to warnings that there are not.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin};
use crate::explain;
use crate::facts::{Allowed, Answered, File};
use crate::say;

/// Answers that answer nothing: the warning has gone, or the answer stands in the wrong record. `unasked` are warnings that
/// this run would not give anyway.
pub(super) fn idle_answers(file: &File, answered: &[Answered], unasked: &[&str], problems: &mut Diagnostics) {
    let used: HashSet<Origin> = answered.iter().map(|answer| answer.by.origin).collect();
    let idle = |allowed: &&Allowed| !used.contains(&allowed.origin) && !unasked.contains(&allowed.code.as_str());
    for allowed in file.allowed.iter().filter(idle) {
        let code = &allowed.code;
        problems.push(
            Diagnostic::warning(
                "W085",
                say!("这条核实没有对应的提醒 {code}", "this answer meets no {code}: there is no such warning here"),
            )
            .at(&file.source, allowed.origin)
            .hint(say!("删去它，或移到有提醒的那条记录里", "delete it, or move it to the record that is warned about")),
        );
    }
}

/// Answers to a warning that does not exist.
pub(super) fn unknown_answers(file: &File, problems: &mut Diagnostics) {
    for allowed in file.allowed.iter().filter(|allowed| !explain::is_code(&allowed.code)) {
        let code = &allowed.code;
        problems.push(
            Diagnostic::warning("W085", say!("没有代码 {code}", "there is no code {code}"))
                .at(&file.source, allowed.origin)
                .hint(say!("niandu explain 列出全部代码", "`niandu explain` lists all codes")),
        );
    }
}
