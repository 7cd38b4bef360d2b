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
    pub target: String,
}

/// What a matter became in the file: its id there (nothing where it is not told), and the sum of its targets.
pub type Written = BTreeMap<String, (String, String)>;

const HEAD: [&str; 9] = ["汇总事项", "指标合计", "单位编号", "单位", "文件", "行", "事项", "时间", "指标"];

/// How such a table begins: with the mark without which spreadsheets take the text for GBK, and the heads.
pub fn opening() -> String {
    format!("\u{feff}{}\r\n", HEAD.join(","))
}

/// Writes the table. `rows` are in their order.
pub fn write(mut to: impl io::Write, written: &Written, rows: impl Iterator<Item = io::Result<Row>>) -> io::Result<()> {
    to.write_all(opening().as_bytes())?;
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(to);
    for row in rows {
        let row = row?;
        let (id, sum) = written.get(&row.matter).map_or(("", ""), |(id, sum)| (id, sum));
        let line = row.line.to_string();
        let cells = [id, sum, &row.school, &row.name, &row.file, &line, &row.title, &row.time, &row.target];
        table.write_record(cells.map(harmless))?;
    }
    table.flush()
}
