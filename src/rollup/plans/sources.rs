//! Which items of which schools a matter of the rolled-up plan comes from: a row for each item.

use std::collections::BTreeMap;
use std::io;

use serde::{Deserialize, Serialize};

use crate::rollup::sources::harmless;

/// An item of a plan. Rows are in the order of their matters, then of files and lines.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Row {
    /// The matter, by the key that plans add up by.
    pub matter: String,
    /// The file below the run's folder, with `/`.
    pub file: String,
    pub line: usize,
    /// The id and the name of the body.
    pub school: String,
    pub name: String,
    /// The item in its words.
    pub title: String,
    pub time: String,
    /// The time as it is counted: its month.
    pub counted: String,
    pub target: String,
}

/// What the matters became in the file.
pub type Written = BTreeMap<String, Matter>;

/// What a matter became in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matter {
    /// Its id there; nothing where it is not told.
    pub id: String,
    /// The sum of its targets.
    pub sum: String,
    /// When it is, as most have it; nothing where they do not agree.
    pub time: String,
}

const HEAD: [&str; 10] =
    ["汇总事项", "指标合计", "单位编号", "单位", "文件", "行", "事项", "时间", "指标", "时间与汇总不同"];

/// How such a table begins: with the mark without which spreadsheets take the text for GBK, and the heads.
pub fn opening() -> String {
    format!("\u{feff}{}\r\n", HEAD.join(","))
}

/// Writes the table. `rows` are in their order.
pub fn write(mut to: impl io::Write, written: &Written, rows: impl Iterator<Item = io::Result<Row>>) -> io::Result<()> {
    to.write_all(opening().as_bytes())?;
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(to);
    let none = Matter::default();
    for row in rows {
        let row = row?;
        let Matter { id, sum, time } = written.get(&row.matter).unwrap_or(&none);
        let line = row.line.to_string();
        let differs = !row.time.is_empty() && !time.is_empty() && row.counted != *time;
        let other = if differs { format!("汇总为{time}") } else { String::new() };
        let cells: [&str; 10] =
            [id, sum, &row.school, &row.name, &row.file, &line, &row.title, &row.time, &row.target, &other];
        table.write_record(cells.map(harmless))?;
    }
    table.flush()
}
