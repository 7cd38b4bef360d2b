//! What a paper shows beside its words: tables, charts with their figures, photos.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::text::Text;

/// What stands between the paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exhibit {
    Table(Table),
    Chart(Chart),
    Photo(Photo),
}

impl Exhibit {
    /// Its texts in the order of reading: without what only those read who do not see it.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Table(table) => table.texts(),
            Self::Chart(chart) => chart.table.texts(),
            Self::Photo(photo) => vec![photo.caption.as_str()],
        }
    }
}

/// A table. The first column heads its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub caption: String,
    /// The heads of the columns.
    pub head: Vec<String>,
    /// Every row has as many cells as the head.
    pub rows: Vec<Vec<Text>>,
}

impl Table {
    /// Its texts in the order of reading.
    pub fn texts(&self) -> Vec<&str> {
        let cells = self.rows.iter().flatten().map(Text::as_str);
        std::iter::once(self.caption.as_str()).chain(self.head.iter().map(String::as_str)).chain(cells).collect()
    }
}

/// A chart; its figures stand in a table under it, so that nobody needs to see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    pub shape: Shape,
    /// What it shows in one or two sentences, for those who do not see it.
    pub alt: String,
    /// The unit of its values, printed at the axis.
    pub unit: String,
    /// What the values stand over: months, years, schools.
    pub labels: Vec<String>,
    pub series: Vec<Series>,
    /// Its caption and figures.
    pub table: Table,
}

/// How the values of a chart are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Upright bars, side by side where there are several series.
    Columns,
    /// Lying bars, for long labels.
    Bars,
    /// Points joined by a line, for a change over years.
    Line,
}

/// One row of values in a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    pub name: String,
    /// A value for each label; `None` where it is not known.
    pub values: Vec<Option<Decimal>>,
}

/// A photo with its caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    pub caption: String,
    /// What it shows, for those who do not see it; the caption where the author says nothing else.
    pub alt: String,
    /// Its file, from where the paper is written; where nobody knows that, as the author names it, from the facts.
    pub path: String,
    pub image: Image,
}

/// A picture file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    pub bytes: Arc<[u8]>,
    pub format: ImageFormat,
    /// Its size in pixels as it is seen, after turning.
    pub size: (u32, u32),
    /// How its file asks to be turned (EXIF): 1 not at all, 3 half round, 6 a quarter to the right, 8 to the left; 2, 4, 5
    /// and 7 are mirrored, too. Browsers and the PDF press follow the file by themselves.
    pub orientation: u8,
}

/// The formats that every publication can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageFormat {
    Jpeg,
    Png,
}
