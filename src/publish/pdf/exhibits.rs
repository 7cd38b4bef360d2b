//! Charts, tables and photos for a layout: what they say as data, what they show as files beside it.

use serde::Serialize;

use super::Press;
use crate::document::exhibit::{self, Chart, Exhibit, ImageFormat, Table};
use crate::document::{Block, Document};
use crate::publish::chart::{self, Look};
use crate::publish::glue::pieces;

/// A text in pieces between which no line may end.
type Pieces = Vec<String>;

/// An exhibit as a layout reads it.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Shown {
    /// `ratio` is how high the drawing is to how wide.
    Chart {
        file: String,
        alt: String,
        ratio: f64,
        table: Grid,
    },
    Table {
        table: Grid,
    },
    Photo {
        file: String,
        alt: String,
        caption: Pieces,
        width: u32,
        height: u32,
    },
}

/// A table.
#[derive(Serialize)]
pub(super) struct Grid {
    caption: Pieces,
    head: Vec<Pieces>,
    rows: Vec<Vec<Pieces>>,
}

/// Names the files of exhibits, in the order of the paper.
#[derive(Default)]
pub(super) struct Names(usize);

impl Names {
    fn next(&mut self, ending: &str) -> String {
        self.0 += 1;
        format!("exhibit-{}.{ending}", self.0)
    }

    /// An exhibit under the next name.
    pub(super) fn shown(&mut self, exhibit: &Exhibit) -> Shown {
        let file = self.next(ending(exhibit));
        match exhibit {
            Exhibit::Chart(chart) => {
                let ratio = chart::height(chart) / chart::WIDTH;
                Shown::Chart { file, alt: chart.alt.clone(), ratio, table: grid(&chart.table) }
            }
            Exhibit::Table(table) => Shown::Table { table: grid(table) },
            Exhibit::Photo(photo) => {
                let (width, height) = photo.image.size;
                Shown::Photo { file, alt: photo.alt.clone(), caption: cut(&photo.caption), width, height }
            }
        }
    }
}

/// The files that the exhibits of a document show, under the names that its data has for them.
pub(super) fn files(document: &Document, press: &Press) -> Vec<(String, Vec<u8>)> {
    let mut names = Names::default();
    let enclosed = document.enclosed.iter().flat_map(|paper| &paper.body);
    let mut files = Vec::new();
    for block in document.body.iter().chain(enclosed) {
        let Block::Exhibit(exhibit) = block else { continue };
        let name = names.next(ending(exhibit));
        match exhibit {
            Exhibit::Chart(chart) => files.push((name, drawing(chart, press).into_bytes())),
            Exhibit::Photo(photo) => files.push((name, photo.image.bytes.to_vec())),
            Exhibit::Table(_) => {}
        }
    }
    files
}

fn ending(exhibit: &Exhibit) -> &'static str {
    match exhibit {
        Exhibit::Chart(_) => "svg",
        Exhibit::Table(_) => "none",
        Exhibit::Photo(exhibit::Photo { image, .. }) => match image.format {
            ImageFormat::Jpeg => "jpg",
            ImageFormat::Png => "png",
        },
    }
}

/// The drawing in the face of the text, black on the paper.
fn drawing(chart: &Chart, press: &Press) -> String {
    let font = press.family(chart::words(chart));
    chart::svg(chart, &Look { font, ink: "#000000" })
}

fn grid(table: &Table) -> Grid {
    Grid {
        caption: cut(&table.caption),
        head: table.head.iter().map(|cell| cut(cell)).collect(),
        rows: table.rows.iter().map(|row| row.iter().map(|cell| cut(cell)).collect()).collect(),
    }
}

fn cut(text: &str) -> Pieces {
    pieces(text).into_iter().map(str::to_owned).collect()
}
