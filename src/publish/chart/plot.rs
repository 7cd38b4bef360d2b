//! Columns and lines: values upward over labels that stand side by side.

use rust_decimal::Decimal;

use super::WIDTH;
use super::scale::Scale;
use super::sheet::{Anchor, Area, SIZE, SMALL, Sheet, ems, plain};
use crate::document::exhibit::Chart;

/// How high the values rise.
const RISE: f64 = 120.0;
/// The right end of the plot: as much is left there as a number needs on the other side.
const RIGHT: f64 = WIDTH - 18.0;
/// Room over the highest value, for its number.
const ABOVE: f64 = 16.0;
/// How much of the room of a label its columns take, and the widest that one may be.
const FULL: f64 = 0.76;
const WIDEST: f64 = 56.0;

/// The box that values stand in.
struct Plot {
    left: f64,
    top: f64,
    scale: Scale,
    /// The room of one label.
    slot: f64,
}

impl Plot {
    fn y(&self, value: Decimal) -> f64 {
        self.top + RISE * (1.0 - self.scale.place(value))
    }

    fn middle(&self, at: usize) -> f64 {
        self.left + self.slot * (at as f64 + 0.5)
    }

    fn new(chart: &Chart, top: f64) -> Self {
        let scale = Scale::of(chart);
        let widest = scale.ticks().iter().map(|tick| ems(&plain(*tick))).fold(0.0, f64::max);
        let left = widest * SIZE + 6.0;
        Self { left, top: top + ABOVE, scale, slot: (RIGHT - left) / chart.labels.len().max(1) as f64 }
    }

    /// The axis of values with its round numbers, and the line at zero.
    fn axes(&self, sheet: &mut Sheet) {
        for tick in self.scale.ticks() {
            let y = self.y(tick);
            if !tick.is_zero() {
                sheet.guide((self.left, y), (RIGHT, y));
            }
            sheet.text((self.left - 4.0, y + 0.35 * SIZE), Anchor::End, SIZE, &plain(tick));
        }
        let zero = self.y(Decimal::ZERO);
        sheet.axis((self.left, zero), (RIGHT, zero));
    }

    /// The labels under the values: each of them, or every so many where they do not fit.
    fn labels(&self, chart: &Chart, size: f64, sheet: &mut Sheet) {
        let widest = chart.labels.iter().map(|label| ems(label) * size).fold(1.0, f64::max);
        let every = ((widest + 2.0) / self.slot).ceil().max(1.0) as usize;
        // Where the values go below zero their numbers stand below the box.
        let below = if self.scale.ticks().first().is_some_and(Decimal::is_sign_negative) { ABOVE } else { 0.0 };
        let y = self.top + RISE + below + 1.3 * SIZE;
        for (at, label) in chart.labels.iter().enumerate().filter(|(at, _)| at.is_multiple_of(every)) {
            sheet.text((self.middle(at), y), Anchor::Middle, size, label);
        }
    }
}

/// Draws columns; `false` where labels or numbers would not fit beside each other.
pub(super) fn columns(chart: &Chart, sheet: &mut Sheet) -> bool {
    let foot = sheet.head(chart, |sheet, (x, y), at| {
        sheet.bar(Area { x: x + 2.0, y: y - 9.0, width: 16.0, height: 9.0 }, at);
    });
    let plot = Plot::new(chart, foot);
    let wide = (plot.slot * FULL / chart.series.len().max(1) as f64).min(WIDEST);
    // A number may reach over its column as far as to the next.
    let room = if chart.series.len() > 1 { wide } else { plot.slot };
    let numbers = chart.series.iter().flat_map(|series| &series.values).flatten();
    let numbers = numbers.map(|value| ems(&plain(*value))).fold(0.5, f64::max);
    let labels = chart.labels.iter().map(|label| ems(label)).fold(0.5, f64::max);
    let fits = |ems: f64, room: f64| SIZE.min((room - 1.0) / ems);
    let (number_size, label_size) = (fits(numbers, room), fits(labels, plot.slot));
    if number_size < SMALL || label_size < SMALL {
        return false;
    }
    plot.axes(sheet);
    let zero = plot.y(Decimal::ZERO);
    for (at, series) in chart.series.iter().enumerate() {
        for (slot, value) in series.values.iter().enumerate().filter_map(|(slot, value)| Some((slot, (*value)?))) {
            let y = plot.y(value);
            let x = plot.middle(slot) + wide * (at as f64 - chart.series.len() as f64 / 2.0);
            let inset = wide * 0.06;
            let area = Area { x: x + inset, y: y.min(zero), width: wide - 2.0 * inset, height: (y - zero).abs() };
            sheet.bar(area, at);
            let number = if value.is_sign_negative() { y + number_size } else { y - 3.0 };
            sheet.text((x + wide / 2.0, number), Anchor::Middle, number_size, &plain(value));
        }
    }
    plot.labels(chart, label_size, sheet);
    true
}

/// Draws lines. A number that would stand on another is left to the table.
pub(super) fn lines(chart: &Chart, sheet: &mut Sheet) -> bool {
    let foot = sheet.head(chart, |sheet, (x, y), at| {
        let y = y - 4.5;
        sheet.curve(&[(x, y), (x + 20.0, y)], at);
        sheet.mark((x + 10.0, y), at);
    });
    let plot = Plot::new(chart, foot);
    plot.axes(sheet);
    for (at, series) in chart.series.iter().enumerate() {
        let places = series.values.iter().enumerate();
        let places: Vec<Option<(f64, f64)>> =
            places.map(|(slot, value)| value.map(|value| (plot.middle(slot), plot.y(value)))).collect();
        // Where a value is not known the line is broken.
        places.split(Option::is_none).for_each(|run| {
            sheet.curve(&run.iter().flatten().copied().collect::<Vec<_>>(), at);
        });
        places.iter().flatten().for_each(|place| sheet.mark(*place, at));
    }
    let mut taken: Vec<Area> = Vec::new();
    for slot in 0..chart.labels.len() {
        let mut values: Vec<Decimal> =
            chart.series.iter().filter_map(|series| series.values.get(slot).copied().flatten()).collect();
        values.sort_unstable();
        values.dedup();
        // Over the highest point and under the lowest: nobody takes one number for the other.
        if let Some(highest) = values.pop() {
            number(sheet, &mut taken, (plot.middle(slot), plot.y(highest) - 6.0), &plain(highest));
        }
        if let Some(lowest) = values.first() {
            number(sheet, &mut taken, (plot.middle(slot), plot.y(*lowest) + SIZE + 4.0), &plain(*lowest));
        }
    }
    plot.labels(chart, SIZE, sheet);
    true
}

/// A number of a point, unless it would stand on another.
fn number(sheet: &mut Sheet, taken: &mut Vec<Area>, (x, line): (f64, f64), words: &str) {
    let width = ems(words) * SIZE;
    let middle = x.clamp(width / 2.0, (WIDTH - width / 2.0).max(width / 2.0));
    let area = Area { x: middle - width / 2.0, y: line - SIZE, width, height: SIZE };
    if !taken.iter().any(|other| other.meets(&area)) {
        taken.push(area);
        sheet.text((middle, line), Anchor::Middle, SIZE, words);
    }
}
