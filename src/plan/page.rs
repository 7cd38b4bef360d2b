//! How a plan stands, as one page for the office's own eyes; no paper. It needs nothing beside it and has no script.

use std::fmt::Write;

use crate::diagnostic::{Language, Say};
use crate::figures::progress::State;
use crate::plan::progress::{self, Group, Offered, Progress, Row, Told};
use crate::publish::html::office::{self, Text};
use crate::say;

const STYLE: &str = include_str!("page.css");

/// The page. The same account gives the same bytes.
pub fn page(progress: &Progress, language: Language) -> String {
    let title = progress.title().in_language(language).to_owned();
    let mut page = Page { out: office::begin(&title, STYLE, None, language), language };
    page.totals(progress);
    progress.areas.iter().enumerate().for_each(|(at, group)| page.group(at, group));
    page.offered(&progress.offered);
    page.unplanned(&progress.unplanned);
    page.end(progress);
    page.out
}

/// A page in the making. Writing to a string cannot fail.
struct Page {
    out: String,
    language: Language,
}

impl Page {
    fn say(&self, say: Say) -> String {
        say.in_language(self.language).to_owned()
    }

    fn put(&mut self, html: std::fmt::Arguments<'_>) {
        let _ = self.out.write_fmt(html);
    }

    fn totals(&mut self, progress: &Progress) {
        let totals = &progress.totals;
        let heading = self.say(say!("合计", "Totals"));
        self.put(format_args!("<section aria-labelledby=\"totals\">\n<h2 id=\"totals\">{heading}</h2>\n"));
        if let Some(until) = &progress.until {
            let until = self.say(say!("截至{until}", "As of {until}"));
            self.put(format_args!("<p class=\"note\">{}</p>\n", Text(&until)));
        }
        self.put(format_args!("<dl class=\"totals\">\n"));
        let count = |number: usize| number.to_string();
        let rate = totals.done_rate.clone().unwrap_or_else(|| "—".to_owned());
        let figures = [
            (say!("计划事项", "Items"), count(totals.items), true),
            (progress::state(State::Done), count(totals.done), true),
            (progress::state(State::Partly), count(totals.partly), true),
            (progress::state(State::Open), count(totals.open), true),
            (progress::state(State::Ahead), count(totals.ahead), totals.ahead > 0),
            (say!("完成率", "Done"), rate, true),
            (say!("指标", "Targets"), count(totals.targets), totals.targets > 0),
            (say!("达到指标", "Targets reached"), count(totals.targets_reached), totals.targets > 0),
            (say!("按时", "On time"), count(totals.on_time), true),
            (say!("逾期", "Late"), count(totals.late), true),
            (say!("时间不明", "Time unknown"), count(totals.time_unknown), totals.time_unknown > 0),
            (say!("未采纳的提议", "Proposals"), count(totals.proposed), totals.proposed > 0),
        ];
        for (name, figure, _) in figures.into_iter().filter(|(_, _, shown)| *shown) {
            let name = self.say(name);
            self.put(format_args!("<div><dt>{name}</dt><dd>{}</dd></div>\n", Text(&figure)));
        }
        self.put(format_args!("</dl>\n</section>\n"));
    }

    fn group(&mut self, at: usize, group: &Group) {
        let title = group.title.clone().unwrap_or_else(|| self.say(say!("其他工作", "Other work")));
        self.put(format_args!(
            "<section aria-labelledby=\"area-{at}\">\n<h2 id=\"area-{at}\">{}</h2>\n<ol class=\"items\" role=\"list\">\n",
            Text(&title)
        ));
        group.items.iter().for_each(|row| self.row(row));
        self.put(format_args!("</ol>\n</section>\n"));
    }

    fn row(&mut self, row: &Row) {
        let class = match row.state {
            State::Done => "good",
            State::Partly => "some",
            State::Open => "bad",
            State::Ahead => "ahead",
        };
        let state = self.say(progress::state(row.state));
        self.put(format_args!(
            "<li>\n<div><h3>{}</h3>\n<small>{}</small></div>\n<p class=\"state {class}\">{state}{}</p>\n<div>\n",
            Text(&row.title),
            Text(&row.id),
            if row.stated { "*" } else { "" },
        ));
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
            self.put(format_args!("<p>{}</p>\n", Text(&line)));
        }
        self.records(&row.records);
        self.put(format_args!("</div>\n</li>\n"));
    }

    fn records(&mut self, records: &[Told]) {
        if records.is_empty() {
            return;
        }
        self.put(format_args!("<ul class=\"records\" role=\"list\">\n"));
        for record in records {
            let line = self.say(record.line());
            self.put(format_args!("<li>{}</li>\n", Text(&line)));
        }
        self.put(format_args!("</ul>\n"));
    }

    fn offered(&mut self, offered: &[Offered]) {
        if offered.is_empty() {
            return;
        }
        let heading =
            self.say(say!("可能落实了计划的记录（未计入）", "Records that may carry out an item (not counted)"));
        self.put(format_args!(
            "<section aria-labelledby=\"offered\">\n<h2 id=\"offered\">{heading}</h2>\n<ul class=\"records\" role=\"list\">\n"
        ));
        for Offered { item, title, reason, record } in offered {
            let (record, reason) = (self.say(record.line()), self.say(progress::reason(*reason)));
            let line =
                self.say(say!("{record} → {title}（{item}）：{reason}", "{record} → {title} ({item}): {reason}"));
            self.put(format_args!("<li>{}</li>\n", Text(&line)));
        }
        self.put(format_args!("</ul>\n</section>\n"));
    }

    fn unplanned(&mut self, unplanned: &[Told]) {
        if unplanned.is_empty() {
            return;
        }
        let heading = self.say(say!("计划外的工作", "Work that was not planned"));
        self.put(format_args!("<section aria-labelledby=\"unplanned\">\n<h2 id=\"unplanned\">{heading}</h2>\n"));
        self.records(unplanned);
        self.put(format_args!("</section>\n"));
    }

    fn end(&mut self, progress: &Progress) {
        let stated = progress.areas.iter().flat_map(|group| &group.items).any(|row| row.stated);
        let timed = progress.totals.on_time + progress.totals.late > 0;
        let star = self.say(say!("* 由本人在 进展 里写明。", "* As its author states it."));
        let due = self.say(say!(
            "按时与否，看记录的时间是否晚于计划的时间；写得不够准确的不算。",
            "On time or late is seen from the time of the record and that of the plan; where they are not firm nothing is said."
        ));
        let files = format!("{} · {}", progress.plan, progress.facts);
        let files = if progress.plan == progress.facts { progress.plan.clone() } else { files };
        self.put(format_args!("</main>\n<footer>\n"));
        for line in [stated.then_some(star), timed.then_some(due), Some(files)].into_iter().flatten() {
            self.put(format_args!("<p>{}</p>\n", Text(&line)));
        }
        self.put(format_args!("</footer>\n</body>\n</html>\n"));
    }
}
