//! The same event told in two kinds of record: a resolution and a regulation, a benefit and work for women, relief and work
//! for retirees.

use std::collections::HashMap;

use crate::diagnostic::Origin;
use crate::facts::amount::Amount;
use crate::facts::check::Check;
use crate::facts::check::events::same_time;
use crate::facts::model::{Benefit, Entered, Placed, Regulation, Relief, RetireeWork, WomenWork};
use crate::facts::pending;
use crate::facts::time::When;
use crate::facts::value::Text;
use crate::say;

/// How many records of the other kind a record is compared with; no union has more of them.
const COMPARED: usize = 40;
/// What is done with a regulation before or after it is resolved, which is another event.
const STAGES: [&str; 8] = ["起草", "修订", "修改", "完善", "执行", "落实", "印发", "宣传"];

impl Check<'_> {
    /// No event is told by records of two kinds.
    pub(super) fn across(&mut self, placed: &[Entered<'_>]) {
        let facts = &self.file.facts;
        self.resolved(placed);
        for women in facts.women.iter().take(COMPARED) {
            if let Some(benefit) = facts.benefits.iter().take(COMPARED).find(|benefit| one_benefit(women, benefit)) {
                self.told_by_both(&women.title, &benefit.kind);
            }
        }
        for retired in facts.retired.iter().take(COMPARED) {
            if let Some(relief) = facts.relief.iter().take(COMPARED).find(|relief| one_visit(retired, relief)) {
                self.told_by_both(&retired.title, &relief.who);
            }
        }
    }

    /// A resolution that is entered as a regulation as well.
    fn resolved(&mut self, placed: &[Entered<'_>]) {
        let regulations = self.file.facts.regulations.iter().filter(|regulation| is_made(regulation));
        let made: HashMap<String, &Regulation> =
            regulations.map(|regulation| (core(&regulation.title.text), regulation)).collect();
        if made.is_empty() {
            return;
        }
        for entered in placed {
            let resolutions = match entered {
                Entered::Congress(congress) => &congress.resolutions,
                Entered::Meeting(meeting) => &meeting.resolutions,
                _ => continue,
            };
            for resolution in resolutions {
                let Some(regulation) = made.get(&core(&resolution.text)) else { continue };
                if at_one_time(regulation.place().when, entered.place().when) {
                    self.told_by_both(&regulation.title, resolution);
                }
            }
        }
    }

    fn told_by_both(&mut self, one: &Text, two: &Text) {
        let (early, late) = if one.origin < two.origin { (one, two) } else { (two, one) };
        if [early, late].iter().any(|text| pending::places(&text.text).next().is_some()) {
            return;
        }
        let name = &late.text;
        let place: Origin = late.origin;
        let line = self.file.source.line_from(early.origin, place);
        let (line_zh, line_en) = (line.zh, line.en);
        self.warn(
            "W101",
            place,
            say!("“{name}”像是与{line_zh}的同一件事", "“{name}” looks like the same event as in {line_en}"),
            say!(
                "是一件事就只留一条；不是就写明不同的时间或人数",
                "keep one of the two if they are; else give each its time or number"
            ),
        );
    }
}

/// Whether a regulation was made by being resolved.
fn is_made(regulation: &Regulation) -> bool {
    !regulation.action.as_ref().is_some_and(|action| STAGES.iter().any(|stage| action.text.contains(stage)))
}

/// A title without quotes and book marks.
fn core(title: &str) -> String {
    title.chars().filter(|c| !c.is_whitespace() && !"“”《》".contains(*c)).collect()
}

fn at_one_time(one: Option<&When>, two: Option<&When>) -> bool {
    one.zip(two).is_none_or(|(one, two)| same_time(one, two))
}

/// Whether both give one and the same number, or both the same time and no different number.
fn agree(numbers: &[(Option<&Amount>, Option<&Amount>)], times: (Option<&When>, Option<&When>)) -> bool {
    let given = || numbers.iter().filter_map(|(one, two)| one.zip(*two));
    let same =
        |(one, two): (&Amount, &Amount)| one.sum.value == two.sum.value && one.sum.is_exact() == two.sum.is_exact();
    let timed = times.0.zip(times.1).is_some_and(|(one, two)| same_time(one, two));
    given().all(same) && at_one_time(times.0, times.1) && (timed || given().next().is_some())
}

/// 女教职工两癌筛查 as work for women and 两癌筛查 as a benefit.
fn one_benefit(women: &WomenWork, benefit: &Benefit) -> bool {
    let (one, two) = (core(&women.title.text), core(&benefit.kind.text));
    let (long, short) = if one.len() >= two.len() { (&one, &two) } else { (&two, &one) };
    // 体检 is part of many names; a name that says no more fits only itself.
    let named = long == short || short.chars().count() >= 4 && long.ends_with(short.as_str());
    let numbers =
        [(women.persons.as_ref(), benefit.persons.as_ref()), (women.amount.as_ref(), benefit.amount.as_ref())];
    named && agree(&numbers, (women.place().when, benefit.place().when))
}

/// 春节慰问退休教职工 as work for retirees and 退休教职工 as relief.
fn one_visit(retired: &RetireeWork, relief: &Relief) -> bool {
    let title = &retired.title.text;
    let visits = ["慰问", "看望", "走访"].iter().any(|word| title.contains(word));
    let numbers =
        [(retired.persons.as_ref(), relief.persons.as_ref()), (retired.amount.as_ref(), relief.amount.as_ref())];
    let counted = numbers.iter().any(|(one, two)| one.is_some() && two.is_some());
    visits
        && counted
        && title.contains(relief.who.text.as_str())
        && agree(&numbers, (retired.place().when, relief.place().when))
}
