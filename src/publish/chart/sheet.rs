//! What a chart is drawn on: elements of SVG, collected in their order.

use std::fmt::Write;

use rust_decimal::Decimal;

use super::{Look, WIDTH};
use crate::document::exhibit::{Chart, Series};
use crate::publish::escape::push_xml;

/// The size of words in a chart: 小四.
pub(super) const SIZE: f64 = 12.0;
/// The smallest that they may become: 小五.
pub(super) const SMALL: f64 = 9.0;
/// Grey that is as far from white paper as from a dark screen: 4.5:1 to both.
const GREY: &str = "#767676";
/// Lines behind the drawing, which nobody needs to see.
const PALE: &str = "#a6a6a6";
/// How far lines of a hatching are apart.
const HATCH: f64 = 5.0;

/// How far a line behind the drawing stays away from a number.
const GAP: f64 = 1.5;

/// Where a word is held.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A box on the sheet.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Area {
    /// Whether two boxes share any room.
    pub(super) fn meets(&self, other: &Area) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }
}

#[derive(Default)]
pub(super) struct Sheet {
    elements: String,
    height: f64,
}

impl Sheet {
    /// Everything so far is above `y`.
    pub(super) fn reach(&mut self, y: f64) {
        self.height = self.height.max(y);
    }

    pub(super) fn height(&self) -> f64 {
        self.height.max(1.0)
    }

    /// The whole element. Its words are read from `alt`, and its labels not one by one.
    pub(super) fn finish(self, alt: &str, look: &Look<'_>) -> String {
        let mut svg = String::with_capacity(self.elements.len() + 400);
        let height = self.height();
        let _ = write!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100%\" viewBox=\"0 0 {WIDTH} {height:.2}\" role=\"img\" aria-label=\""
        );
        push_xml(&mut svg, alt);
        svg.push_str("\" font-family=\"");
        push_xml(&mut svg, look.font);
        svg.push_str("\" fill=\"");
        push_xml(&mut svg, look.ink);
        svg.push_str("\" stroke=\"none\">");
        // The ink is written where it is used: what reads the drawing alone need not know inheritance of `stroke`.
        let mut ink = String::new();
        push_xml(&mut ink, look.ink);
        svg.push_str(&self.elements.replace(INK, &ink));
        svg.push_str("</svg>");
        svg
    }

    /// Words on the line at `y`.
    pub(super) fn text(&mut self, at: (f64, f64), anchor: Anchor, size: f64, words: &str) {
        let (x, y) = at;
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let _ = write!(self.elements, "<text x=\"{x:.2}\" y=\"{y:.2}\" font-size=\"{size:.2}\"{anchor}>");
        push_xml(&mut self.elements, words);
        self.elements.push_str("</text>");
        self.reach(y + 0.2 * size);
    }

    /// A line that carries something: an axis.
    pub(super) fn axis(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.stroke(from, to, INK, 0.75);
    }

    /// A level line behind the drawing, which leaves out the numbers that stand on it: nothing runs through them.
    pub(super) fn guide(&mut self, (from, to): (f64, f64), y: f64, numbers: &[Area]) {
        let mut gaps: Vec<&Area> =
            numbers.iter().filter(|area| area.y - 1.0 < y && y < area.y + area.height + 1.0).collect();
        gaps.sort_by(|one, other| one.x.total_cmp(&other.x));
        let mut at = from;
        for gap in gaps {
            if gap.x - GAP > at {
                self.stroke((at, y), (gap.x - GAP, y), PALE, 0.4);
            }
            at = at.max(gap.x + gap.width + GAP);
        }
        if at < to {
            self.stroke((at, y), (to, y), PALE, 0.4);
        }
    }

    fn stroke(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), colour: &str, width: f64) {
        let _ = write!(
            self.elements,
            "<path d=\"M{x1:.2} {y1:.2}L{x2:.2} {y2:.2}\" stroke=\"{colour}\" stroke-width=\"{width}\"/>"
        );
        self.reach(y1.max(y2));
    }

    /// A bar of the series with this index: grey, empty, hatched one way, the other way, and again.
    pub(super) fn bar(&mut self, area: Area, series: usize) {
        let Area { x, y, width, height } = area;
        let fill = if series.is_multiple_of(4) { GREY } else { "none" };
        let _ = write!(
            self.elements,
            "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\" fill=\"{fill}\" stroke=\"{INK}\" stroke-width=\"0.5\"/>"
        );
        if series % 4 >= 2 {
            self.hatch(area, series % 4 == 3);
        }
        self.reach(y + height);
    }

    /// Lines at 45° within a box, falling to the right or rising: drawn one by one, so that no pattern needs an id.
    fn hatch(&mut self, area: Area, rises: bool) {
        let mut lines = String::new();
        let mut offset = HATCH / 2.0;
        while offset < area.width + area.height {
            // The line runs from the left or lower edge to the upper or right one; offset is measured along both.
            let (x1, y1) = if offset <= area.height { (0.0, offset) } else { (offset - area.height, area.height) };
            let (x2, y2) = if offset <= area.width { (offset, 0.0) } else { (area.width, offset - area.width) };
            let place = |x: f64, y: f64| (area.x + if rises { area.width - x } else { x }, area.y + y);
            let ((x1, y1), (x2, y2)) = (place(x1, y1), place(x2, y2));
            let _ = write!(lines, "M{x1:.2} {y1:.2}L{x2:.2} {y2:.2}");
            offset += HATCH;
        }
        if !lines.is_empty() {
            let _ = write!(self.elements, "<path d=\"{lines}\" stroke=\"{INK}\" stroke-width=\"0.5\" fill=\"none\"/>");
        }
    }

    /// A line through the points of a series: whole, dashed, dotted.
    pub(super) fn curve(&mut self, points: &[(f64, f64)], series: usize) {
        let dash = ["", " stroke-dasharray=\"6 3\"", " stroke-dasharray=\"2 2\"", " stroke-dasharray=\"8 3 2 3\""];
        let dash = dash.get(series % 4).copied().unwrap_or_default();
        let mut path = String::new();
        for (at, (x, y)) in points.iter().enumerate() {
            let _ = write!(path, "{}{x:.2} {y:.2}", if at == 0 { 'M' } else { 'L' });
        }
        if points.len() > 1 {
            let _ =
                write!(self.elements, "<path d=\"{path}\" fill=\"none\" stroke=\"{INK}\" stroke-width=\"1.2\"{dash}/>");
        }
    }

    /// The mark of a series at a point of its line.
    pub(super) fn mark(&mut self, (x, y): (f64, f64), series: usize) {
        let style = match series % 4 {
            0 => format!("fill=\"{INK}\" stroke=\"{INK}\""),
            _ => format!("fill=\"{GREY}\" stroke=\"{INK}\""),
        };
        let path = match series % 4 {
            0 => format!("M{:.2} {y:.2}a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0z", x - 2.6),
            1 => format!("M{:.2} {:.2}h5v5h-5z", x - 2.5, y - 2.5),
            2 => format!("M{x:.2} {:.2}l3 5.2h-6z", y - 3.2),
            _ => format!("M{x:.2} {:.2}l3.2 3.2l-3.2 3.2l-3.2 -3.2z", y - 3.2),
        };
        let _ = write!(self.elements, "<path d=\"{path}\" {style} stroke-width=\"0.75\"/>");
        self.reach(y + 3.2);
    }

    /// The first line: the unit on the left, and on the right what the series are, where there are several. Gives the
    /// line's foot.
    pub(super) fn head(&mut self, chart: &Chart, sample: impl Fn(&mut Self, (f64, f64), usize)) -> f64 {
        let mut foot = 0.0;
        if !chart.unit.is_empty() {
            self.text((0.0, SIZE), Anchor::Start, SIZE, &format!("单位：{}", chart.unit));
            foot = 1.5 * SIZE;
        }
        if chart.series.len() < 2 {
            return foot;
        }
        let long = |series: &Series| 22.0 + SIZE * ems(&series.name) + SIZE;
        let mut rows: Vec<Vec<usize>> = vec![Vec::new()];
        let mut room = WIDTH - if foot > 0.0 { SIZE * (ems(&chart.unit) + 4.0) } else { 0.0 };
        for (at, series) in chart.series.iter().enumerate() {
            if room < long(series) && rows.last().is_some_and(|row| !row.is_empty())
                || room < long(series) && foot > 0.0
            {
                rows.push(Vec::new());
                room = WIDTH;
            }
            room -= long(series);
            if let Some(row) = rows.last_mut() {
                row.push(at);
            }
        }
        for (line, row) in rows.iter().enumerate() {
            let y = SIZE + line as f64 * 1.5 * SIZE;
            let wide: f64 = row.iter().filter_map(|at| chart.series.get(*at)).map(long).sum();
            let mut x = (WIDTH - wide + SIZE).max(0.0);
            for (at, series) in row.iter().filter_map(|at| Some((*at, chart.series.get(*at)?))) {
                sample(self, (x, y), at);
                let size = SIZE.min(((WIDTH - x - 22.0) / ems(&series.name).max(1.0)).max(1.0));
                self.text((x + 22.0, y), Anchor::Start, size, &series.name);
                x += long(series);
            }
            foot = y + 0.5 * SIZE;
        }
        foot
    }
}

/// Stands for the ink until the drawing is finished; no text holds it, as control characters are left out of texts.
const INK: &str = "\u{1}";

/// How wide words are, in characters of their size; digits as wide as any face of the roles draws them.
pub(super) fn ems(words: &str) -> f64 {
    words.chars().map(|c| if c.is_ascii() { 0.6 } else { 1.0 }).sum()
}

/// A number as it is printed: without zeros at its end, 0 before the point (GB/T 15835).
pub(super) fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

/// Words cut into lines of at most `room` characters, the last of them with more than one.
pub(super) fn wrapped(words: &str, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut left = room;
    for c in words.chars() {
        let wide = ems(c.encode_utf8(&mut [0; 4]));
        if wide > left && lines.last().is_some_and(|line| !line.is_empty()) {
            lines.push(String::new());
            left = room;
        }
        left -= wide;
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
    }
    // One character alone on the last line takes another along.
    if let [.., before, last] = lines.as_mut_slice()
        && last.chars().count() == 1
        && before.chars().count() > 2
        && let Some(c) = before.pop()
    {
        last.insert(0, c);
    }
    lines
}
