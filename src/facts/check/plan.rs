//! Items of the plan beside each other.

use std::collections::HashMap;

use crate::diagnostic::Origin;
use crate::facts::check::Check;
use crate::facts::pending;
use crate::say;

impl Check<'_> {
    /// A matter that stands in the plan twice, at the same time or without one, was copied and not changed.
    pub(super) fn planned_twice(&mut self) {
        let mut seen: HashMap<(&str, Option<&str>), Origin> = HashMap::new();
        let file = self.file;
        for item in &file.facts.plan {
            let (title, time) = (item.title.text.as_str(), item.when.as_ref().map(|when| when.written.as_str()));
            if title == pending::MARK {
                continue;
            }
            let Some(first) = seen.insert((title, time), item.title.origin) else { continue };
            let line = file.source.line_from(first, item.title.origin);
            let (line_zh, line_en) = (line.zh, line.en);
            self.warn(
                "W161",
                item.title.origin,
                say!("计划里“{title}”写了两次（{line_zh}）", "“{title}” stands in the plan twice ({line_en})"),
                say!("留一条；确是两件事，在事项里写出分别", "keep one of them; if they differ, say in the titles how"),
            );
        }
    }
}
