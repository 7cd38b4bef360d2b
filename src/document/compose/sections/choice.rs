//! What may be wrong with the sections that an author chooses: one asked for twice, a place that there is not, an area left
//! out.

use std::collections::HashMap;

use super::{PART, section_name};
use crate::diagnostic::{Diagnostic, Origin};
use crate::document::compose::Writer;
use crate::facts::model::SectionChoice;
use crate::facts::nearest::nearest;
use crate::facts::types::Short;
use crate::say;

impl Writer<'_> {
    /// Looks at the author's list once for a paper.
    pub(super) fn check_choice(&self) {
        let Some(chosen) = self.paper.map(|paper| &paper.sections).filter(|chosen| !chosen.is_empty()) else { return };
        let areas = self.areas_of();
        let ids: Vec<&str> = areas.iter().map(|area| area.id.text.as_str()).collect();
        let mut seen: HashMap<&str, Origin> = HashMap::new();
        for choice in chosen.iter().map(|choice| &choice.0) {
            let name = choice.name.text.as_str();
            // A paper may have several parts.
            if seen.insert(section_name(name), choice.name.origin).is_some() && !PART.contains(&name) {
                self.fault(
                    "E156",
                    choice.name.origin,
                    say!("栏目“{name}”列了两次", "the section `{name}` is listed twice"),
                    say!("留下一处", "keep one of them"),
                );
            }
            let Some(under) = choice.under.as_ref().filter(|under| !ids.contains(&under.text.as_str())) else {
                continue;
            };
            let word = &under.text;
            let all = ids.join("、");
            let hint = match nearest(word, &ids) {
                Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
                None => say!("有这些领域：{all}", "there are: {all}"),
            };
            self.fault(
                "E157",
                under.origin,
                say!("没有叫“{word}”的领域可以归入", "there is no area `{word}` to stand under"),
                hint,
            );
        }
        self.check_progress(chosen);
        // Who places areas one by one and forgets one is told; who lists none of them leaves them out on purpose.
        let placed = |id: &str| chosen.iter().any(|choice| choice.0.name.text == id);
        if seen.contains_key("areas") || !ids.iter().any(|id| placed(id)) {
            return;
        }
        for area in areas.iter().filter(|area| !placed(&area.id.text) && self.has_words(area)) {
            let (title, source) = (&area.title.text, &self.figures.file().source);
            let message = say!(
                "领域“{title}”没有列在 栏目 里，没有写入这份文件",
                "the area “{title}” is not listed in `sections` and is left out of this paper"
            );
            let hint = say!("把它的编号列进 栏目，或列上 工作领域", "list its id in `sections`, or list `areas`");
            self.phrases.report(Diagnostic::warning("W157", message).at(source, area.title.origin).hint(hint));
        }
    }

    /// A section that tells what came of the plan says nothing where there is none for this time.
    fn check_progress(&self, chosen: &[Short<SectionChoice>]) {
        let wanted = chosen.iter().map(|choice| &choice.0.name);
        let Some(name) = wanted.into_iter().find(|name| section_name(&name.text) == "plan-progress") else { return };
        if self.figures.account(None).is_some_and(|account| !account.standings.is_empty()) {
            return;
        }
        let (file, word, period) = (self.figures.file(), &name.text, self.figures.file().period.name());
        let message = say!(
            "没有{period}的计划，栏目“{word}”没有内容，没有写入",
            "there is no plan for {period}, so that the section `{word}` has nothing to say and is left out"
        );
        let hint = say!(
            "这一期的计划写在本文件（写明 计划时期: {period}）或上一期的文件里，上一期的文件放在同一文件夹；不用就删去这个栏目",
            "that plan stands in this file (with plan_period: {period}) or in that of the period before, in the same folder; or delete the section"
        );
        self.phrases.report(Diagnostic::warning("W364", message).at(&file.source, name.origin).hint(hint));
    }
}
