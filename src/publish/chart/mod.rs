//! A chart as SVG: one drawing for HTML, PDF and the picture in a Word file.
//!
//! It is drawn for paper first. One grey (#767676, as far from black as from white), outlines and hatching tell the series
//! apart, so that a black-and-white printer and a dark screen lose nothing. Every number that is printed is the exact one;
//! binary fractions only place things. The drawing has no ids, so that several stand on one page.

mod bars;
mod plot;
mod scale;
mod sheet;

use crate::document::exhibit::{Chart, Shape};

use self::sheet::Sheet;

/// How a chart looks where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// The families of its words, as CSS lists them.
    pub font: &'a str,
    /// A CSS colour for all that is not grey; may be `currentColor`.
    pub ink: &'a str,
}

/// The width of the drawing in its own units: points, where it is as wide as the type area (156 mm).
pub const WIDTH: f64 = 442.0;

/// The chart as an `<svg>` element that is as wide as it may be.
pub fn svg(chart: &Chart, look: &Look<'_>) -> String {
    draw(chart).finish(&chart.alt, look)
}

/// How high the drawing is in its own units; [`WIDTH`] is its width.
pub fn height(chart: &Chart) -> f64 {
    draw(chart).height()
}

/// Columns whose words do not fit side by side lie down.
fn draw(chart: &Chart) -> Sheet {
    let mut sheet = Sheet::default();
    let stands = match chart.shape {
        Shape::Bars => false,
        Shape::Columns => plot::columns(chart, &mut sheet),
        Shape::Line => plot::lines(chart, &mut sheet),
    };
    if !stands {
        sheet = Sheet::default();
        bars::draw(chart, &mut sheet);
    }
    sheet
}

/// Every word of the drawing that comes from the paper, to ask whether a face has them all.
pub fn words(chart: &Chart) -> impl Iterator<Item = &str> {
    let names = chart.series.iter().map(|series| &series.name);
    chart.labels.iter().chain(names).chain([&chart.unit]).map(String::as_str)
}
