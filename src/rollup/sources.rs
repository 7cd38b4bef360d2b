//! Where every sum comes from: a row for each amount that was added.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Origin;
use crate::facts::amount;
use crate::rollup::total::kind;

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

/// The name of those amounts of a figure that are in this unit, where they are in no sum.
pub fn in_unit(figure: &str, unit: &str) -> String {
    format!("{figure}\u{1f}{}", kind(unit))
}

/// What became of the figure of a row; `apart` are figures some of whose units are in no sum.
fn became<'f>(row: &Row, figures: &'f Figures, apart: &BTreeSet<&str>) -> Option<&'f (String, String)> {
    let unit = || Some(amount::parse(&row.stated, "", Origin::default()).ok()?.unit);
    let other = apart.contains(row.figure.as_str()).then(unit).flatten();
    other.and_then(|unit| figures.get(&in_unit(&row.figure, &unit))).or_else(|| figures.get(&row.figure))
}

/// Writes the table of sources. `rows` are in their order.
pub fn write(to: impl io::Write, figures: &Figures, rows: impl Iterator<Item = io::Result<Row>>) -> io::Result<()> {
    let mut to = to;
    let apart = figures.keys().filter_map(|figure| Some(figure.split_once('\u{1f}')?.0)).collect();
    to.write_all(opening().as_bytes())?;
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(to);
    for row in rows {
        let row = row?;
        let (path, sum) = match became(&row, figures, &apart) {
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
