//! What stands where on a laid-out page: runs of text and rules, in millimetres from the top left corner of the page.

use niandu::document::Document;
use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::visualize::{Color, FixedStroke, Geometry, Paint};
use typst_layout::Page;

use crate::office;

/// The pages of a document, laid out in its layout with the built-in face.
pub fn pages(document: &Document) -> Vec<Leaf> {
    leaves(&office::workshop().press, document)
}

/// The same with the faces of another press.
pub fn leaves(press: &niandu::publish::pdf::Press, document: &Document) -> Vec<Leaf> {
    let sheets = press.print(document).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert!(sheets.warnings().is_empty(), "{:?}", sheets.warnings());
    sheets.pages().iter().map(leaf).collect()
}

/// A page.
pub struct Leaf {
    pub width: f64,
    pub height: f64,
    /// From the top to the bottom, from the left to the right.
    pub runs: Vec<Run>,
    pub rules: Vec<Rule>,
}

/// Text on one baseline in one face.
#[derive(Debug, Clone)]
pub struct Run {
    pub text: String,
    pub left: f64,
    pub right: f64,
    /// The upper and the lower edge of the ideographic em box.
    pub top: f64,
    pub bottom: f64,
    /// The upper and the lower edge of its ink.
    pub ink: (f64, f64),
    /// In points.
    pub size: f64,
    pub face: String,
    pub red: bool,
    /// Whether it is read with the page turned to the right.
    pub sideways: bool,
}

/// A straight line.
#[derive(Debug, Clone)]
pub struct Rule {
    pub left: f64,
    pub right: f64,
    /// Its upper and lower edge.
    pub top: f64,
    pub bottom: f64,
    pub red: bool,
}

impl Leaf {
    /// The first run that holds these words.
    pub fn find(&self, words: &str) -> &Run {
        self.runs
            .iter()
            .find(|run| run.text.contains(words))
            .unwrap_or_else(|| panic!("no {words} in {:#?}", self.runs))
    }

    /// The words of the page without blanks.
    pub fn text(&self) -> String {
        self.runs.iter().flat_map(|run| run.text.chars()).filter(|c| !c.is_whitespace()).collect()
    }

    /// Its page number: what stands below the type area.
    pub fn number(&self) -> Option<&Run> {
        self.runs.iter().rfind(|run| run.top > 262.5)
    }
}

fn leaf(page: &Page) -> Leaf {
    let frame = &page.frame;
    let mut leaf = Leaf { width: mm(frame.width()), height: mm(frame.height()), runs: Vec::new(), rules: Vec::new() };
    gather(frame, Transform::identity(), &mut leaf);
    let mut runs: Vec<Run> = Vec::new();
    for run in std::mem::take(&mut leaf.runs) {
        match runs.last_mut().filter(|before| follows(before, &run)) {
            Some(before) => {
                before.text.push_str(&run.text);
                before.right = run.right;
                before.ink = (before.ink.0.min(run.ink.0), before.ink.1.max(run.ink.1));
            }
            None => runs.push(run),
        }
    }
    runs.sort_by(|a, b| (a.top + 1e-3 * a.left).total_cmp(&(b.top + 1e-3 * b.left)));
    leaf.runs = runs;
    leaf
}

/// Whether a run goes on where another ends.
fn follows(before: &Run, run: &Run) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() < 0.1;
    !run.sideways
        && near(before.top, run.top)
        && run.left > before.right - 3.0
        && run.left < before.right + 3.0
        && before.face == run.face
        && near(before.size, run.size)
}

fn gather(frame: &Frame, ts: Transform, leaf: &mut Leaf) {
    for (at, item) in frame.items() {
        let here = ts.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Group(group) => gather(&group.frame, here.pre_concat(group.transform), leaf),
            FrameItem::Text(text) => {
                let bbox = text.bbox();
                let (start, end) = (seen(Point::zero(), here), seen(Point::with_x(text.width()), here));
                let (upper, lower) = (seen(bbox.min, here), seen(bbox.max, here));
                let size = mm(text.size);
                leaf.runs.push(Run {
                    text: text.glyphs.iter().map(|glyph| &text.text[glyph.range()]).collect(),
                    left: start.0,
                    right: end.0,
                    top: start.1 - 0.88 * size,
                    bottom: start.1 + 0.12 * size,
                    ink: (upper.1.min(lower.1), upper.1.max(lower.1)),
                    size: text.size.to_pt(),
                    face: text.font.info().family.clone()
                        + if text.font.info().variant.weight.to_number() > 500 { " Bold" } else { "" },
                    red: is_red(&text.fill),
                    sideways: (end.0 - start.0).abs() < 0.01 && end.1 < start.1,
                });
            }
            FrameItem::Shape(shape, _) => {
                if let (Geometry::Line(to), Some(stroke)) = (&shape.geometry, &shape.stroke) {
                    leaf.rules.push(rule(seen(Point::zero(), here), seen(*to, here), stroke));
                }
            }
            _ => {}
        }
    }
}

fn rule(from: (f64, f64), to: (f64, f64), stroke: &FixedStroke) -> Rule {
    let half = mm(stroke.thickness) / 2.0;
    Rule {
        left: from.0.min(to.0),
        right: from.0.max(to.0),
        top: from.1.min(to.1) - half,
        bottom: from.1.max(to.1) + half,
        red: is_red(&stroke.paint),
    }
}

/// Red as measuring programs take it.
fn is_red(paint: &Paint) -> bool {
    let Paint::Solid(color) = paint else { return false };
    let [red, green, blue, _] = color_of(color);
    red > 0.55 && green < 0.35 && blue < 0.35
}

fn color_of(color: &Color) -> [f32; 4] {
    let rgb = color.to_rgb();
    [rgb.red, rgb.green, rgb.blue, rgb.alpha]
}

fn seen(point: Point, ts: Transform) -> (f64, f64) {
    let point = point.transform(ts);
    (mm(point.x), mm(point.y))
}

fn mm(length: Abs) -> f64 {
    length.to_mm()
}
