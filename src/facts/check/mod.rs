//! Rules that a well-formed file can still break, a room for each subject: [`characters`], [`names`], [`numbers`],
//! [`times`], [`words`].

pub mod characters;
mod names;
mod numbers;
mod times;
pub mod words;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say};
use crate::facts::File;
use crate::facts::model::Entered;

pub use times::period;

/// Checks every rule on a file that could be read.
pub fn rules(file: &File, problems: &mut Diagnostics) {
    let mut check = Check { file, problems };
    check.signature();
    check.ids();
    check.places();
    for record in file.facts.placed() {
        check.when(record.place().when, record.place().outside);
        match record {
            Entered::Activity(activity) => {
                check.role(activity);
                check.awards(&activity.awards);
                for follow in &activity.then {
                    check.when(follow.when.as_ref(), follow.outside.is_some_and(|flag| flag.value));
                    check.awards(&follow.awards);
                }
            }
            Entered::Congress(congress) => check.congress(congress),
            Entered::Honour(honour) => {
                let listed = honour.to.len();
                check.listed(listed, honour.count.as_ref(), honour.to.last().map(|person| person.origin));
            }
            _ => {}
        }
    }
    if let Some(staff) = &file.facts.staff {
        check.staff(staff);
    }
    for area in &file.facts.areas {
        check.heading(&area.title);
        check.entries(&area.items, 2);
    }
    check.words();
}

/// A file under examination.
struct Check<'a> {
    file: &'a File,
    problems: &'a mut Diagnostics,
}

impl Check<'_> {
    /// Reports a contradiction: nothing is written until it is gone.
    fn error(&mut self, code: &'static str, origin: Origin, message: Say, hint: Say) {
        self.problems.push(Diagnostic::error(code, message).at(&self.file.source, origin).hint(hint));
    }

    /// Reports what may be wrong; the author may answer it with `allow`.
    #[allow(dead_code)]
    fn warn(&mut self, code: &'static str, origin: Origin, message: Say, hint: Say) {
        self.problems.push(Diagnostic::warning(code, message).at(&self.file.source, origin).hint(hint));
    }

    /// Remarks what could be better, for those who ask.
    #[allow(dead_code)]
    fn remark(&mut self, code: &'static str, origin: Origin, message: Say, hint: Say) {
        self.problems.push(Diagnostic::hint_only(code, message).at(&self.file.source, origin).hint(hint));
    }
}
