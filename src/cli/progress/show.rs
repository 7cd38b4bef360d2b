//! How a plan stands, on the terminal: its items by area, what may belong to them, what nobody had planned.

use crate::cli::table::aligned;
use crate::diagnostic::{Language, Say};
use crate::plan::progress::{self, Group, Progress, Row};
use crate::say;

/// The lines of it all.
pub fn lines(progress: &Progress, language: Language) -> Vec<String> {
    let say = |text: Say| text.in_language(language).to_owned();
    let mut lines = vec![say(progress.title())];
    lines.extend(progress.until.as_ref().map(|until| say(say!("截至{until}", "as of {until}"))));
    lines.extend(progress.totals.lines().into_iter().map(say));
    for group in &progress.areas {
        lines.push(String::new());
        lines.push(group.title.clone().unwrap_or_else(|| say(say!("其他工作", "Other work"))));
        lines.extend(table(group, language));
    }
    if !progress.offered.is_empty() {
        lines.push(String::new());
        lines.push(say(say!(
            "可能落实了计划的记录，未计入；核对以后用 --confirm 写进文件：",
            "Records that may carry out an item, not counted; once you have looked at them, --confirm writes them down:"
        )));
        for offered in &progress.offered {
            let (record, reason) = (say(offered.record.line()), say(progress::reason(offered.reason)));
            let (item, title) = (&offered.item, &offered.title);
            lines
                .push(say(say!("  {record} → {title}（{item}）：{reason}", "  {record} → {title} ({item}): {reason}")));
        }
    }
    if !progress.unplanned.is_empty() {
        lines.push(String::new());
        lines.push(say(say!("计划外的工作：", "Work that was not planned:")));
        lines.extend(progress.unplanned.iter().map(|record| format!("  {}", say(record.line()))));
    }
    lines
}

/// The items of an area; the records of each below it.
fn table(group: &Group, language: Language) -> Vec<String> {
    let say = |text: Say| text.in_language(language).to_owned();
    let head = [say!("事项", "item"), say!("时间", "due"), say!("进展", "state"), say!("实绩/指标", "actual/target")];
    let mut rows = vec![head.map(say)];
    rows.extend(group.items.iter().map(|row| cells(row, language)));
    let mut aligned = aligned(&rows).into_iter();
    let mut lines: Vec<String> = aligned.next().into_iter().collect();
    for (line, row) in aligned.zip(&group.items) {
        lines.push(line);
        lines.extend(row.records.iter().map(|record| format!("    {}", say(record.line()))));
    }
    lines
}

fn cells(row: &Row, language: Language) -> [String; 4] {
    let say = |text: Say| text.in_language(language).to_owned();
    let mark = if row.stated { "*" } else { "" };
    let late = progress::timing(row.timing).map(|timing| format!(" {}", say(timing))).unwrap_or_default();
    [
        row.title.clone(),
        row.due.clone().unwrap_or_default(),
        format!("{}{mark}{late}", say(progress::state(row.state))),
        row.figure().map(say).unwrap_or_default(),
    ]
}
