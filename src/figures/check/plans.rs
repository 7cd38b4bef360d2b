//! A plan and the records that carry it out: which time it is for, which items continue each other, what is named twice or
//! not at all, and figures that do not agree.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say};
use crate::facts::amount::Amount;
use crate::facts::model::{Entered, PlanItem};
use crate::facts::nearest::nearest;
use crate::facts::time::Period;
use crate::facts::value::{Progress, Text};
use crate::figures::Figures;
use crate::figures::plan::{comes_again, following, planned, said};
use crate::figures::progress::attained::{Added, Attained, summed};
use crate::say;

/// Checks the plan of the file that is told, and what its records say of the plan for its time.
pub(super) fn plans(figures: Figures<'_>, problems: &mut Diagnostics) {
    let mut check = Check { figures, problems };
    check.period();
    check.unclear();
    check.carried();
    check.circles();
    for item in &figures.facts().plan {
        check.units(item);
        check.measured(item);
        check.stated(item);
    }
    check.fulfilled();
    check.actual();
}

struct Check<'a, 'p> {
    figures: Figures<'a>,
    problems: &'p mut Diagnostics,
}

impl<'a> Check<'a, '_> {
    fn error(&mut self, code: &'static str, origin: Origin, message: Say, hint: Say) {
        let source = &self.figures.file().source;
        self.problems.push(Diagnostic::error(code, message).at(source, origin).hint(hint));
    }

    fn warn(&mut self, code: &'static str, origin: Origin, message: Say, hint: Say) {
        let source = &self.figures.file().source;
        self.problems.push(Diagnostic::warning(code, message).at(source, origin).hint(hint));
    }

    /// A plan is for the time of its file or for the one that follows at once.
    fn period(&mut self) {
        let (file, own) = (self.figures.file(), self.figures.file().period);
        let Some(written) = &file.facts.plan_period else { return };
        if written.period == own || own.end.succ_opt() == Some(written.period.start) {
            return;
        }
        let (name, is) = (own.name(), written.period.name());
        let next = following(own).map_or_else(String::new, |next| next.name());
        self.error(
            "E358",
            written.origin,
            say!("计划时期{is}不接着本文件的{name}", "the plan for {is} does not follow the {name} of this file"),
            say!(
                "写 {name}（本期的计划）或 {next}（下一期的计划）",
                "write {name} (a plan for this period) or {next} (a plan for the next)"
            ),
        );
    }

    /// Where nothing says whether a plan is for the time of its file or the one after, how far its items have come may be
    /// said of either.
    fn unclear(&mut self) {
        let file = self.figures.file();
        let own = file.period;
        let Some(item) = file.facts.plan.iter().find(|item| item.status.is_some() || item.actual.is_some()) else {
            return;
        };
        let before = &self.figures.dossier.previous;
        let elsewhere = || before.iter().any(|file| !file.facts.plan.is_empty() && planned(file) == own);
        if said(file).is_some() || file.facts.placed().is_empty() || elsewhere() {
            return;
        }
        let (name, taken) = (own.name(), planned(file).name());
        self.warn(
            "W365",
            item.origin,
            say!(
                "写了进展或实绩，看不出计划是{name}的还是{taken}的，按{taken}的看",
                "this says what came of it, and nothing says whether the plan is for {name} or {taken}; it is taken for {taken}"
            ),
            say!(
                "在文件开头写明 计划时期: {name} 或 计划时期: {taken}",
                "write plan_period: {name} or plan_period: {taken} at the top of the file"
            ),
        );
    }

    /// What an item is carried over from are periods before its plan, whose files are there.
    fn carried(&mut self) {
        let file = self.figures.file();
        let plan = planned(file);
        let dossier = self.figures.dossier;
        let known: Vec<Period> = std::iter::once(file).chain(&dossier.previous).map(|file| file.period).collect();
        for item in &file.facts.plan {
            let mut latest: Option<Period> = None;
            for named in &item.carried {
                match Period::parse(&named.text) {
                    Ok(period) if period.start < plan.start => {
                        let earlier = latest.filter(|latest| period.start <= latest.start);
                        if let Some(earlier) = earlier {
                            self.out_of_order(named, &earlier, period == earlier);
                        } else if !known.contains(&period) {
                            self.untold(named);
                        }
                        latest = earlier.or(Some(period));
                    }
                    parsed => self.not_before(named, parsed.is_ok(), &plan),
                }
            }
        }
    }

    fn untold(&mut self, named: &Text) {
        let word = &named.text;
        self.warn(
            "W356",
            named.origin,
            say!("没有{word}的事实，核对不了结转", "there are no facts of {word} to see what was carried over"),
            say!(
                "把那一期的文件放在同一文件夹，或一并写在命令里",
                "put the file of that period into the same folder, or name it in the command, too"
            ),
        );
    }

    /// The periods that did not finish an item are told once each, the earliest first: the next one is written behind them.
    fn out_of_order(&mut self, named: &Text, earlier: &Period, twice: bool) {
        let (word, before) = (&named.text, earlier.name());
        let message = match twice {
            true => say!("结转里{word}写了两遍", "{word} is named twice here"),
            false => say!("结转里{word}写在{before}后面", "{word} stands behind {before} here"),
        };
        let hint = say!(
            "每期写一遍，先后照年份，如 [2023年, 2024年]",
            "name each period once, the earliest first, such as [2023年, 2024年]"
        );
        self.error("E326", named.origin, message, hint);
    }

    fn not_before(&mut self, named: &Text, is_period: bool, plan: &Period) {
        let (word, name) = (&named.text, plan.name());
        let message = if is_period {
            say!("结转自{word}，而这是{name}的计划", "carried over from {word}, but this is the plan for {name}")
        } else {
            say!("“{word}”不是一个时期", "“{word}” is not a period")
        };
        let hint =
            say!("写计划里有过它、没有办完的时期，如 2024年", "name the periods whose plans had it, such as 2024年");
        self.error("E357", named.origin, message, hint);
    }

    /// Items of one plan do not continue each other: what they continue stands in the plan before.
    fn circles(&mut self) {
        let plan = &self.figures.facts().plan;
        let before = self.figures.previous();
        let earlier = |id: &str| before.is_some_and(|file| file.facts().plan.iter().any(|item| item.id.text == id));
        let here: HashMap<&str, &PlanItem> = plan.iter().map(|item| (item.id.text.as_str(), item)).collect();
        let next = |item: &PlanItem| {
            let to = item.continues.as_ref()?;
            here.get(to.text.as_str()).copied().filter(|_| to.text != item.id.text && !earlier(&to.text))
        };
        let mut told: Vec<&str> = Vec::new();
        for item in plan {
            let mut circle = vec![item.id.text.as_str()];
            let mut at = next(item);
            while let Some(step) = at.filter(|step| !circle.contains(&step.id.text.as_str())) {
                circle.push(&step.id.text);
                at = next(step);
            }
            // Those that only lead into a circle are no part of it.
            let closed = at.is_some_and(|step| step.id.text == item.id.text);
            let Some(continues) = item.continues.as_ref().filter(|_| closed && !told.contains(&circle[0])) else {
                continue;
            };
            told.extend(&circle);
            circle.push(&item.id.text);
            let row = circle.join(" → ");
            self.error(
                "E356",
                continues.origin,
                say!("同一份计划里的事项互相承接：{row}", "items of one plan continue each other: {row}"),
                say!(
                    "承接 写上期计划里那一项的编号；新的事项不写 承接",
                    "`continues` names an item of the plan before; a new item continues nothing"
                ),
            );
        }
    }

    /// A target of 120 may be persons, teams or articles.
    fn units(&mut self, item: &PlanItem) {
        let stated = [("指标", "target", &item.target), ("实绩", "actual", &item.actual)];
        for (zh, en, amount) in stated {
            let Some(amount) = amount.as_ref().filter(|amount| amount.unit.is_empty() && amount.sum.is_known()) else {
                continue;
            };
            let number = &amount.text;
            self.error(
                "E359",
                amount.origin,
                say!("{zh}“{number}”没有单位", "the {en} “{number}” has no unit"),
                say!("写明单位，如 {number}人、{number}篇", "add it, such as {number}人 or {number}篇"),
            );
        }
    }

    /// Persons are no attendance: what was reached has the unit of what was aimed at.
    fn measured(&mut self, item: &PlanItem) {
        let (Some(target), Some(actual)) = (&item.target, &item.actual) else { return };
        if [target, actual].iter().any(|amount| amount.unit.is_empty() || !amount.sum.is_known())
            || actual.counts_like(target)
        {
            return;
        }
        let (aimed, reached, unit) = (&target.text, &actual.text, &target.unit);
        self.warn(
            "W367",
            actual.origin,
            say!(
                "实绩{reached}与指标{aimed}单位不同，看不出是否达到",
                "the actual figure {reached} and the target {aimed} have different units, so nobody can compare them"
            ),
            say!("两处写同一个单位，如都写“{unit}”", "write both in one unit, such as {unit}"),
        );
    }

    /// What the author says of an item agrees with his own figures.
    fn stated(&mut self, item: &PlanItem) {
        let (Some(status), Some(target), Some(actual)) = (item.status, &item.target, &item.actual) else { return };
        let (aimed, reached) = (&target.text, &actual.text);
        let message = match (status.value, Attained::of(item, &[]).reached()) {
            (Progress::Open, Some(true)) => say!(
                "进展写未完成，实绩{reached}却达到了指标{aimed}",
                "the status is open, but the actual figure {reached} reaches the target {aimed}"
            ),
            (Progress::Done, Some(false)) => say!(
                "进展写完成，实绩{reached}却没有达到指标{aimed}",
                "the status is done, but the actual figure {reached} misses the target {aimed}"
            ),
            _ => return,
        };
        let hint = say!(
            "核对进展和实绩，改正其中一个；确是这样的，核实后注明",
            "check both and correct one of them; where both are right, say so in an answer"
        );
        self.warn("W366", status.origin, message, hint);
    }

    /// What records say that they carry out are items of the plan for their time, and each item is carried out once.
    fn fulfilled(&mut self) {
        let placed = self.figures.facts().placed();
        let named: Vec<(Entered<'a>, &'a Text)> =
            placed.iter().flat_map(|record| record.place().fulfils.iter().map(|id| (*record, id))).collect();
        let Some((_, first)) = named.first() else { return };
        let Some(plan) = self.figures.plan_of_file() else {
            return self.no_plan(first);
        };
        let items = &plan.facts.plan;
        let known: Vec<&str> = items.iter().map(|item| item.id.text.as_str()).collect();
        let mut seen: HashMap<&str, Origin> = HashMap::new();
        for (record, id) in named {
            let word = id.text.as_str();
            match items.iter().find(|item| item.id.text == word) {
                None if plan.lost.contains(word) => {}
                None => self.unknown(id, &known, plan.period == self.figures.file().period),
                Some(item) => match seen.insert(word, record.record().origin()) {
                    Some(earlier) if earlier == record.record().origin() => self.repeated(id, item),
                    Some(earlier) if !comes_again(item) => self.twice(id, item, earlier),
                    _ => {}
                },
            }
        }
    }

    fn no_plan(&mut self, first: &Text) {
        let name = self.figures.file().period.name();
        self.warn(
            "W358",
            first.origin,
            say!("没有{name}的计划，不知道落实了什么", "there is no plan for {name} that this could carry out"),
            say!(
                "计划写在本文件或上一期文件的 计划 里；把上一期的文件放在同一文件夹，或一并写在命令里",
                "the plan stands in this file or in that of the period before; put that file into the same folder, or name it in the command, too"
            ),
        );
    }

    fn unknown(&mut self, id: &Text, known: &[&str], own: bool) {
        let (word, name) = (&id.text, self.figures.file().period.name());
        let hint = match nearest(word, known) {
            Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
            None if own => {
                say!("核对编号；计划外的工作不写 落实", "check the id; work that was not planned fulfils nothing")
            }
            None => say!(
                "核对上一期文件里的编号；计划外的工作不写 落实",
                "check the ids in the file before; work that was not planned fulfils nothing"
            ),
        };
        let message = say!("{name}的计划里没有“{word}”", "the plan for {name} has no item `{word}`");
        self.error("E355", id.origin, message, hint);
    }

    fn repeated(&mut self, id: &Text, item: &PlanItem) {
        let title = &item.title.text;
        self.warn(
            "W355",
            id.origin,
            say!("这条记录把“{title}”写了两遍", "this record names “{title}” twice"),
            say!("留一个", "keep one"),
        );
    }

    fn twice(&mut self, id: &Text, item: &PlanItem, earlier: Origin) {
        let line = self.figures.file().source.line_from(earlier, id.origin);
        let (title, line_zh, line_en) = (&item.title.text, line.zh, line.en);
        self.warn(
            "W355",
            id.origin,
            say!(
                "“{title}”已由另一条记录落实（{line_zh}）",
                "“{title}” is carried out by another record already ({line_en})"
            ),
            say!(
                "留一处 落实；本来要办几次的，在计划里写 频次",
                "keep one of them; where it was planned several times, the plan says `every`"
            ),
        );
    }

    /// The figure that the author states for an item agrees with that of the records.
    fn actual(&mut self) {
        if self.figures.facts().plan.iter().all(|item| item.actual.is_none()) {
            return;
        }
        let Some(account) = self.figures.account(None) else { return };
        // What is wrong with a plan in another file is told there.
        if !std::ptr::eq(account.plan, self.figures.file()) {
            return;
        }
        for standing in &account.standings {
            let (Some(actual), false) = (&standing.item.actual, standing.records.is_empty()) else { continue };
            let Ok(Added { sum, unit, .. }) = summed(actual, &standing.records) else { continue };
            let same = |actual: &Amount| sum.value == actual.sum.value || !sum.is_exact() || !actual.sum.is_exact();
            if !actual.sum.is_known() || same(actual) {
                continue;
            }
            let (stated, printed) = (&actual.text, sum.print(&unit));
            self.warn(
                "W357",
                actual.origin,
                say!(
                    "实绩写{stated}，落实它的记录合计{printed}",
                    "the actual figure is {stated}, the records that carry it out have {printed}"
                ),
                say!(
                    "改正其中一个；不写 实绩 就取记录里的数",
                    "correct one of them; without `actual` that of the records is taken"
                ),
            );
        }
    }
}
