//! Where every sum comes from: a row for each amount that was added.

use std::collections::BTreeMap;
use std::io;

use serde::{Deserialize, Serialize};

/// An amount that a school states. Rows are in the order of their figures, then of files and lines.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Row {
    /// The figure, by the name that sums go by.
    pub figure: String,
    /// The file below the run's folder, with `/`.
    pub file: String,
    pub line: usize,
    /// The id of the body that states it.
    pub school: String,
    pub name: String,
    /// In its words.
    pub stated: String,
}

/// What a figure became in the roll-up file: its path there, and its sum as it is printed.
pub type Figures = BTreeMap<String, (String, String)>;

/// The heads of the columns.
const HEAD: [&str; 7] = ["数据", "合计", "单位编号", "单位", "文件", "行", "填报"];

/// How a table of sources begins: with the mark without which spreadsheets take the text for GBK, and the heads.
pub fn opening() -> String {
    format!("\u{feff}{}\r\n", HEAD.join(","))
}

/// Writes the table of sources. `rows` are in their order.
pub fn write(to: impl io::Write, figures: &Figures, rows: impl Iterator<Item = io::Result<Row>>) -> io::Result<()> {
    let mut to = to;
    to.write_all(opening().as_bytes())?;
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(to);
    for row in rows {
        let row = row?;
        let (path, sum) = match figures.get(&row.figure) {
            Some((path, sum)) => (path.as_str(), sum.as_str()),
            None => (row.figure.as_str(), ""),
        };
        let line = row.line.to_string();
        table.write_record([path, sum, &row.school, &row.name, &row.file, &line, &row.stated].map(harmless))?;
    }
    table.flush()
}

/// A cell that no spreadsheet takes for a formula.
pub fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}
