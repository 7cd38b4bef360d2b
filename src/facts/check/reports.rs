//! Papers on one topic, and what an inspection found.

use crate::facts::amount::Amount;
use crate::facts::check::Check;
use crate::facts::model::{Inspection, Paper};
use crate::facts::nearest::nearest;
use crate::facts::topic::{Topic, Unfit};
use crate::say;

impl Check<'_> {
    /// The topic of a paper leads to something.
    pub(super) fn topic(&mut self, paper: &Paper) {
        let facts = &self.file.facts;
        let Some(topic) = &paper.topic else { return };
        let word = &topic.text;
        if self.lost(&[word]) {
            return;
        }
        match Topic::of(facts, &paper.areas, word) {
            Ok(_) => {}
            Err(Unfit::Empty) => {
                let field = crate::facts::model::Facts::TABLE.find(word).map(|(_, field)| field);
                // A section that could not be read has been told.
                if field.is_some_and(|field| self.lost(&[field.en, field.zh])) {
                    return;
                }
                self.error(
                    "E191",
                    topic.origin,
                    say!("专题“{word}”没有事实可写", "there are no facts on the topic `{word}`"),
                    say!("先写上“{word}”这一栏，或换一个专题", "fill in `{word}` first, or choose another topic"),
                );
            }
            Err(Unfit::Unknown) => {
                let hint = match nearest(word, &Topic::names(facts)) {
                    Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
                    None => say!(
                        "写一个栏目名（如 经费）、一个领域的编号或一条记录的编号",
                        "name a section (such as finance), the id of an area or the id of a record"
                    ),
                };
                self.error("E190", topic.origin, say!("没有叫“{word}”的专题", "there is no topic `{word}`"), hint);
            }
        }
    }

    /// What was found of single items: passed are no more than looked at, and those no more than the units inspected.
    pub(super) fn inspection(&mut self, inspection: &Inspection) {
        for finding in &inspection.findings {
            self.parts(finding);
            let Some((checked, units)) = finding.checked.as_ref().zip(inspection.units.as_ref()) else { continue };
            let more = |(part, whole): (&Amount, &Amount)| {
                part.unit == whole.unit && part.least().zip(whole.most()).is_some_and(|(part, whole)| part > whole)
            };
            if more((checked, units)) {
                let (item, part, whole) = (&finding.item.text, &checked.text, &units.text);
                let line = self.file.source.line_from(units.origin, checked.origin);
                let (line_zh, line_en) = (line.zh, line.en);
                self.warn(
                    "W190",
                    checked.origin,
                    say!(
                        "“{item}”检查了{part}，多于受检的{whole}（{line_zh}）",
                        "{part} were looked at for “{item}”, more than the {whole} inspected ({line_en})"
                    ),
                    say!(
                        "核对这两个数；不是一回事的，换一个单位，如 份、本",
                        "check the two numbers; where they count different things, use another unit, such as 份"
                    ),
                );
            }
        }
    }
}
