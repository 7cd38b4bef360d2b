//! Lying bars: long labels and many of them.

use rust_decimal::Decimal;

use super::WIDTH;
use super::scale::Scale;
use super::sheet::{Anchor, Area, SIZE, SMALL, Sheet, ems, wrapped};
use crate::document::exhibit::Chart;

/// The most of the width that labels take.
const LABELS: f64 = 0.4 * WIDTH;
/// The height that all rows together should keep to: that of a page less its head and caption.
const PAGE: f64 = 520.0;
/// How high a bar is where there is room.
const BAR: f64 = 14.0;

/// Where the bars lie.
struct Rows {
    size: f64,
    /// The end of the labels.
    left: f64,
    /// Where zero is, and how long the whole axis is.
    start: f64,
    length: f64,
    scale: Scale,
    bar: f64,
}

impl Rows {
    fn new(chart: &Chart) -> Self {
        let count = chart.series.len().max(1) as f64;
        let rows = chart.labels.len().max(1) as f64;
        let bar = BAR.min(PAGE / rows / (count + 0.4)).max(SMALL);
        let size = SIZE.min(bar);
        let widest = chart.labels.iter().map(|label| ems(label) * size).fold(0.0, f64::max);
        let left = widest.min(LABELS);
        let values = || chart.series.iter().flat_map(|series| &series.values).flatten();
        let number = |wanted: bool| {
            let those = values().filter(|value| value.is_sign_negative() == wanted);
            those.map(|value| ems(&value.to_string()) * size + 6.0).fold(0.0, f64::max)
        };
        let start = left + 6.0 + number(true);
        let length = (WIDTH - start - number(false)).max(40.0);
        Self { size, left, start, length, scale: Scale::of(chart), bar }
    }

    fn x(&self, value: Decimal) -> f64 {
        self.start + self.length * self.scale.place(value)
    }
}

/// Draws the bars, a row for each label. The numbers stand at their ends, so that no axis needs any.
pub(super) fn draw(chart: &Chart, sheet: &mut Sheet) {
    let foot = sheet.head(chart, |sheet, (x, y), at| {
        sheet.bar(Area { x: x + 2.0, y: y - 9.0, width: 16.0, height: 9.0 }, at);
    });
    let rows = Rows::new(chart);
    let top = foot + 2.0;
    let mut y = top;
    for (slot, label) in chart.labels.iter().enumerate() {
        let lines = wrapped(label, rows.left / rows.size + 0.01);
        let words = lines.len() as f64 * rows.size * 1.1;
        let bars = rows.bar * chart.series.len().max(1) as f64;
        let high = words.max(bars);
        let first = y + (high - words) / 2.0 + 0.93 * rows.size;
        for (at, line) in lines.iter().enumerate() {
            let line_y = first + at as f64 * rows.size * 1.1;
            sheet.text((rows.left, line_y), Anchor::End, rows.size, line);
        }
        for (at, series) in chart.series.iter().enumerate() {
            if let Some(value) = series.values.get(slot).copied().flatten() {
                bar(sheet, &rows, y + (high - bars) / 2.0 + at as f64 * rows.bar, value, at);
            }
        }
        y += high + 0.4 * rows.bar;
    }
    let zero = rows.x(Decimal::ZERO);
    sheet.axis((zero, top - 1.0), (zero, y));
    sheet.reach(y + 1.0);
}

fn bar(sheet: &mut Sheet, rows: &Rows, y: f64, value: Decimal, series: usize) {
    let (zero, end) = (rows.x(Decimal::ZERO), rows.x(value));
    let inset = 0.08 * rows.bar;
    let area = Area { x: zero.min(end), y: y + inset, width: (end - zero).abs(), height: rows.bar - 2.0 * inset };
    sheet.bar(area, series);
    let line = y + rows.bar / 2.0 + 0.36 * rows.size;
    if value.is_sign_negative() {
        sheet.text((end - 3.0, line), Anchor::End, rows.size, &value.to_string());
    } else {
        sheet.text((end + 3.0, line), Anchor::Start, rows.size, &value.to_string());
    }
}
