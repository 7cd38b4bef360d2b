//! Columns and lines: values upward over labels that stand side by side.

use rust_decimal::Decimal;

use super::WIDTH;
use super::scale::Scale;
use super::sheet::{Anchor, Area, SIZE, SMALL, Sheet, ems, plain};
use crate::document::exhibit::{Chart, Series};

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

    /// The axis of values with its round numbers, and the line at zero; the lines behind the drawing leave out `numbers`.
    fn axes(&self, numbers: &[Number], sheet: &mut Sheet) {
        let areas: Vec<Area> = numbers.iter().map(|number| number.area).collect();
        for tick in self.scale.ticks() {
            let y = self.y(tick);
            if !tick.is_zero() {
                sheet.guide((self.left, RIGHT), y, &areas);
            }
            sheet.text((self.left - 4.0, y + 0.35 * SIZE), Anchor::End, SIZE, &plain(tick));
        }
        let zero = self.y(Decimal::ZERO);
        sheet.axis((self.left, zero), (RIGHT, zero));
    }

    /// The line that the labels stand on. Where the values go below zero their numbers stand below the box.
    fn foot(&self) -> f64 {
        let below = if self.scale.ticks().first().is_some_and(Decimal::is_sign_negative) { ABOVE } else { 0.0 };
        self.top + RISE + below + 1.3 * SIZE
    }

    /// The labels under the values: each of them, or, where they do not fit, the last and every so many before it.
    fn labels(&self, chart: &Chart, size: f64, sheet: &mut Sheet) {
        let widest = chart.labels.iter().map(|label| ems(label) * size).fold(1.0, f64::max);
        let every = ((widest + 2.0) / self.slot).ceil().max(1.0) as usize;
        let last = chart.labels.len().saturating_sub(1);
        for (at, label) in chart.labels.iter().enumerate().filter(|(at, _)| (last - at).is_multiple_of(every)) {
            sheet.text((self.middle(at), self.foot()), Anchor::Middle, size, label);
        }
    }
}

/// A number at its value.
struct Number {
    area: Area,
    words: String,
    size: f64,
}

impl Number {
    /// A number on the line at `line`, its middle at `x` or as near to it as the sheet allows.
    fn at((x, line): (f64, f64), size: f64, value: Decimal) -> Self {
        let words = value.to_string();
        let width = ems(&words) * size;
        let middle = x.clamp(width / 2.0, (WIDTH - width / 2.0).max(width / 2.0));
        // Digits have nothing below their line and reach to three quarters of their size.
        Self { area: Area { x: middle - width / 2.0, y: line - 0.8 * size, width, height: 0.85 * size }, words, size }
    }

    fn draw(&self, sheet: &mut Sheet) {
        let Area { x, y, width, .. } = self.area;
        sheet.text((x + width / 2.0, y + 0.8 * self.size), Anchor::Middle, self.size, &self.words);
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
    let numbers = numbers.map(|value| ems(&value.to_string())).fold(0.5, f64::max);
    let labels = chart.labels.iter().map(|label| ems(label)).fold(0.5, f64::max);
    let fits = |ems: f64, room: f64| SIZE.min((room - 1.0) / ems);
    let (number_size, label_size) = (fits(numbers, room), fits(labels, plot.slot));
    if number_size < SMALL || label_size < SMALL {
        return false;
    }
    let zero = plot.y(Decimal::ZERO);
    let (mut bars, mut numbers) = (Vec::new(), Vec::new());
    for (at, series) in chart.series.iter().enumerate() {
        for (slot, value) in series.values.iter().enumerate().filter_map(|(slot, value)| Some((slot, (*value)?))) {
            let y = plot.y(value);
            let x = plot.middle(slot) + wide * (at as f64 - chart.series.len() as f64 / 2.0);
            let inset = wide * 0.06;
            let area = Area { x: x + inset, y: y.min(zero), width: wide - 2.0 * inset, height: (y - zero).abs() };
            bars.push((area, at));
            let line = if value.is_sign_negative() { y + number_size } else { y - 3.0 };
            numbers.push(Number::at((x + wide / 2.0, line), number_size, value));
        }
    }
    plot.axes(&numbers, sheet);
    bars.into_iter().for_each(|(area, at)| sheet.bar(area, at));
    numbers.iter().for_each(|number| number.draw(sheet));
    plot.labels(chart, label_size, sheet);
    true
}

/// Draws lines. A number that would stand on another, on a point or on a line is left to the table, but for those of the last
/// label.
pub(super) fn lines(chart: &Chart, sheet: &mut Sheet) -> bool {
    let foot = sheet.head(chart, |sheet, (x, y), at| {
        let y = y - 4.5;
        sheet.curve(&[(x, y), (x + 20.0, y)], at);
        sheet.mark((x + 10.0, y), at);
    });
    let plot = Plot::new(chart, foot);
    let of_series = |series: &Series| -> Vec<Option<(f64, f64)>> {
        let places = series.values.iter().enumerate();
        places.map(|(slot, value)| value.map(|value| (plot.middle(slot), plot.y(value)))).collect()
    };
    let places: Vec<Vec<Option<(f64, f64)>>> = chart.series.iter().map(of_series).collect();
    let numbers = numbers(chart, &plot, &places);
    plot.axes(&numbers, sheet);
    for (at, places) in places.iter().enumerate() {
        // Where a value is not known the line is broken.
        places.split(Option::is_none).for_each(|run| {
            sheet.curve(&run.iter().flatten().copied().collect::<Vec<_>>(), at);
        });
        places.iter().flatten().for_each(|place| sheet.mark(*place, at));
    }
    numbers.iter().for_each(|number| number.draw(sheet));
    plot.labels(chart, SIZE, sheet);
    true
}

/// The numbers that have room at their points; those of the last label are placed first, and in any case.
fn numbers(chart: &Chart, plot: &Plot, places: &[Vec<Option<(f64, f64)>>]) -> Vec<Number> {
    let (dots, curves) = obstacles(plot, places);
    let mut numbers: Vec<Number> = Vec::new();
    let last = chart.labels.len().saturating_sub(1);
    for slot in std::iter::once(last).chain(0..last) {
        let mut values: Vec<Decimal> =
            chart.series.iter().filter_map(|series| series.values.get(slot).copied().flatten()).collect();
        values.sort_unstable();
        values.dedup();
        let ends = values.len().saturating_sub(1);
        // The highest first and the lowest next; what is between them has room at the side alone.
        let order = (0..values.len()).rev().take(1).chain(0..ends);
        for (at, value) in order.filter_map(|at| Some((at, *values.get(at)?))) {
            let tried = candidates(plot, slot, value, (at == ends, at == 0));
            let clear = |number: &&Number, lines: bool| {
                let hit = |others: &[Area]| others.iter().any(|other| other.meets(&number.area));
                !(hit(&dots) || numbers.iter().any(|other| other.area.meets(&number.area)) || lines && hit(&curves))
            };
            let free = tried.iter().position(|it| clear(&it, true));
            let forced = || tried.iter().position(|it| clear(&it, false)).or(Some(0));
            let chosen = free.or_else(|| forced().filter(|_| slot == last));
            numbers.extend(chosen.and_then(|at| tried.into_iter().nth(at)));
        }
    }
    numbers
}

/// Where the number of a point may stand, the best place first: over the highest and under the lowest of a label, so that
/// nobody takes one number for the other; else beside it.
fn candidates(plot: &Plot, slot: usize, value: Decimal, (highest, lowest): (bool, bool)) -> Vec<Number> {
    const BESIDE: f64 = 6.0;
    let (x, y) = (plot.middle(slot), plot.y(value));
    let half = ems(&value.to_string()) * SIZE / 2.0 + BESIDE;
    let over = (x, y - 6.0);
    let under = (x, y + SIZE + 4.0);
    let sides =
        [(x - half, y + 0.35 * SIZE), (x + half, y + 0.35 * SIZE), (x - half, y - 6.0), (x - half, y + SIZE + 4.0)];
    let ends = highest.then_some(over).into_iter().chain(lowest.then_some(under));
    ends.chain(sides).map(|place| Number::at(place, SIZE, value)).collect()
}

/// What no number may stand on: the points with the axis and its labels, and the lines between the points.
fn obstacles(plot: &Plot, places: &[Vec<Option<(f64, f64)>>]) -> (Vec<Area>, Vec<Area>) {
    const DOT: f64 = 3.2;
    const STEPS: i32 = 12;
    let around = |(x, y): (f64, f64), by: f64| Area { x: x - by, y: y - by, width: 2.0 * by, height: 2.0 * by };
    let mut dots: Vec<Area> = places.iter().flatten().flatten().map(|place| around(*place, DOT)).collect();
    let width = WIDTH - plot.left;
    dots.push(Area { x: plot.left, y: plot.foot() - SIZE, width, height: SIZE });
    dots.push(Area { x: plot.left, y: plot.y(Decimal::ZERO) - 0.5, width, height: 1.0 });
    let mut curves = Vec::new();
    for (from, to) in places.iter().flat_map(|run| run.iter().zip(run.iter().skip(1))) {
        let (Some((x1, y1)), Some((x2, y2))) = (from, to) else { continue };
        let part = |step: i32| f64::from(step) / f64::from(STEPS);
        curves.extend((0..=STEPS).map(|step| around((x1 + (x2 - x1) * part(step), y1 + (y2 - y1) * part(step)), 1.0)));
    }
    (dots, curves)
}
