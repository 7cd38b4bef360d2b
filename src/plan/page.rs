use std::io::{self, Write};

use crate::diagnostic::{Language, Say};
use crate::figures::progress::State;
use crate::page::{Page, Text, is_by};
use crate::plan::progress::{self, Group, Offered, Progress, Row, Told};
use crate::say;

/// What a page of a plan says has written it.
const GENERATOR: &str = "niandu progress";
const STYLE: &str = include_str!("page.css");

/// Whether this is such a page, of whatever facts.
pub fn is_own(bytes: &[u8]) -> bool {
    is_by(bytes, GENERATOR)
}

/// Writes the page. The same account gives the same bytes.
pub fn write(to: &mut dyn Write, progress: &Progress, language: Language) -> io::Result<()> {
    let mut account = Account { page: Page { to, language } };
    account.page.begin(progress.title(), GENERATOR, STYLE, None)?;
    account.totals(progress)?;
    for (at, group) in progress.areas.iter().enumerate() {
        account.group(at, group)?;
    }
    account.offered(&progress.offered)?;
    account.unplanned(&progress.unplanned)?;
    account.end(progress)
}

/// The page in the making.
struct Account<'t> {
    page: Page<'t>,
}

impl Account<'_> {
    fn say(&self, say: Say) -> String {
        self.page.say(say)
    }

    fn totals(&mut self, progress: &Progress) -> io::Result<()> {
        let totals = &progress.totals;
        if let Some(until) = &progress.until {
            let until = self.say(say!("截至{until}", "As of {until}"));
            writeln!(self.page.to, "<p class=\"note\">{}</p>", Text(&until))?;
        }
        let rate = totals.done_rate.as_deref().unwrap_or("—");
        self.page.totals([
            (say!("计划事项", "Items"), &totals.items, true),
            (progress::state(State::Done), &totals.done, true),
            (progress::state(State::Partly), &totals.partly, true),
            (progress::state(State::Open), &totals.open, true),
            (progress::state(State::Ahead), &totals.ahead, totals.ahead > 0),
            (say!("完成率", "Done"), &rate, true),
            (say!("指标", "Targets"), &totals.targets, totals.targets > 0),
            (say!("达到指标", "Targets reached"), &totals.targets_reached, totals.targets > 0),
            (say!("按时", "On time"), &totals.on_time, true),
            (say!("逾期", "Late"), &totals.late, true),
            (say!("时间不明", "Time unknown"), &totals.time_unknown, totals.time_unknown > 0),
            (say!("未采纳的提议", "Proposals"), &totals.proposed, totals.proposed > 0),
        ])
    }

    fn group(&mut self, at: usize, group: &Group) -> io::Result<()> {
        let title = group.title.clone().unwrap_or_else(|| self.say(say!("其他工作", "Other work")));
        writeln!(
            self.page.to,
            "<section aria-labelledby=\"area-{at}\">\n<h2 id=\"area-{at}\">{}</h2>\n<ol class=\"items\" role=\"list\">",
            Text(&title)
        )?;
        for row in &group.items {
            self.row(row)?;
        }
        writeln!(self.page.to, "</ol>\n</section>")
    }

    fn row(&mut self, row: &Row) -> io::Result<()> {
        let class = match row.state {
            State::Done => "good",
            State::Partly => "some",
            State::Open => "bad",
            State::Ahead => "ahead",
        };
        let state = self.say(progress::state(row.state));
        writeln!(
            self.page.to,
            "<li>\n<div><h3>{}</h3>\n<small>{}</small></div>\n<p class=\"state {class}\">{state}{}</p>\n<div>",
            Text(&row.title),
            Text(&row.id),
            if row.stated { "*" } else { "" },
        )?;
        let late = progress::timing(row.timing).map(|timing| self.say(timing));
        let due = row.due.as_ref().map(|due| self.say(say!("时间：{due}", "Due: {due}")));
        let due = match (due, late) {
            (Some(due), Some(late)) => Some(self.say(say!("{due}，{late}", "{due}, {late}"))),
            (due, late) => due.or(late),
        };
        let owner = row.owner.as_ref().map(|owner| self.say(say!("责任人：{owner}", "In charge: {owner}")));
        let figure = row.figure().map(|Say { zh, en }| self.say(say!("实绩/指标：{zh}", "Actual/target: {en}")));
        let carried = row.carried.join("、");
        let carried = (!carried.is_empty()).then(|| self.say(say!("结转自{carried}", "Carried over from {carried}")));
        for line in [due, owner, figure, carried].into_iter().flatten() {
            writeln!(self.page.to, "<p>{}</p>", Text(&line))?;
        }
        self.records(&row.records)?;
        writeln!(self.page.to, "</div>\n</li>")
    }

    fn records(&mut self, records: &[Told]) -> io::Result<()> {
        if records.is_empty() {
            return Ok(());
        }
        writeln!(self.page.to, "<ul class=\"records\" role=\"list\">")?;
        for record in records {
            let line = self.say(record.line());
            writeln!(self.page.to, "<li>{}</li>", Text(&line))?;
        }
        writeln!(self.page.to, "</ul>")
    }

    fn offered(&mut self, offered: &[Offered]) -> io::Result<()> {
        if offered.is_empty() {
            return Ok(());
        }
        let heading = say!("可能落实了计划的记录（未计入）", "Records that may carry out an item (not counted)");
        self.page.section("offered", heading)?;
        writeln!(self.page.to, "<ul class=\"records\" role=\"list\">")?;
        for Offered { item, title, reason, record } in offered {
            let (record, reason) = (self.say(record.line()), self.say(progress::reason(*reason)));
            let line =
                self.say(say!("{record} → {title}（{item}）：{reason}", "{record} → {title} ({item}): {reason}"));
            writeln!(self.page.to, "<li>{}</li>", Text(&line))?;
        }
        writeln!(self.page.to, "</ul>\n</section>")
    }

    fn unplanned(&mut self, unplanned: &[Told]) -> io::Result<()> {
        if unplanned.is_empty() {
            return Ok(());
        }
        self.page.section("unplanned", say!("计划外的工作", "Work that was not planned"))?;
        self.records(unplanned)?;
        self.page.end_section()
    }

    fn end(&mut self, progress: &Progress) -> io::Result<()> {
        let stated = progress.areas.iter().flat_map(|group| &group.items).any(|row| row.stated);
        let timed = progress.totals.on_time + progress.totals.late > 0;
        let star = self.say(say!("* 由本人在 进展 里写明。", "* As its author states it."));
        let due = self.say(say!(
            "按时与否，看记录的时间是否晚于计划的时间；写得不够准确的不算。",
            "On time or late is seen from the time of the record and that of the plan; where they are not firm nothing is said."
        ));
        let files = format!("{} · {}", progress.plan, progress.facts);
        let files = if progress.plan == progress.facts { progress.plan.clone() } else { files };
        writeln!(self.page.to, "</main>\n<footer>")?;
        for line in [stated.then_some(star), timed.then_some(due), Some(files)].into_iter().flatten() {
            writeln!(self.page.to, "<p>{}</p>", Text(&line))?;
        }
        writeln!(self.page.to, "</footer>\n</body>\n</html>")
    }
}
