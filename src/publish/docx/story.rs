//! The running text of a Word file: paragraphs with a style, runs with a face, content controls around what has an origin.

use std::fmt::Display;
use std::ops::Range;

use super::controls::{self, Mark};
use super::origins::Origins;
use super::section::Sections;
use super::xml::Xml;
use crate::document::text::Text;

/// 字, in twentieths of a point: a twenty-eighth of the type area.
const CHARACTER: f64 = 8844.0 / 28.0;
/// 行, in twentieths of a point: 22 of them fill the type area.
pub const LINE: i32 = 579;

/// How a paragraph stands, beside what its style says.
#[derive(Default, Clone, Copy)]
pub struct Stand {
    /// The style's id in `styles.xml`.
    pub style: &'static str,
    /// Whether it stays on the page of the paragraph after it.
    pub keep: bool,
    /// Whether it begins a page.
    pub page: bool,
    /// Blank lines above it.
    pub lines: i32,
    pub indent: Indent,
    /// What of its properties no other field says; see the order in [`Story::begin`].
    pub own: Own,
}

/// Properties of single paragraphs that are seldom needed, as they stand in the file.
#[derive(Default, Clone, Copy)]
pub struct Own {
    /// Its place on the page instead of in the text.
    pub frame: Option<Frame>,
    /// A rule: its edge, line, weight in eighths of a point, distance in points and colour.
    pub rule: Option<Rule>,
    /// Room above it and its height, in twentieths of a point, where they are no lines of the grid.
    pub height: Option<(i32, i32)>,
    /// Indents from both sides in twentieths of a point; they may be negative.
    pub sides: Option<(i32, i32)>,
    /// `left`, `center` or `right`, where it is not that of the style.
    pub align: Option<&'static str>,
}

/// A place on the page instead of in the text, in twentieths of a point from its upper left corner.
#[derive(Clone, Copy)]
pub struct Frame {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

/// A rule above or below a paragraph.
#[derive(Clone, Copy)]
pub struct Rule {
    /// `w:top` or `w:bottom`.
    pub edge: &'static str,
    pub line: &'static str,
    pub weight: i32,
    pub space: i32,
    pub colour: &'static str,
}

/// Indents in hundredths of a character, where they are not those of the style.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
pub enum Indent {
    #[default]
    OfStyle,
    /// From the left edge, from the right edge.
    Sides(i32, i32),
    /// The first line, and the lines after it.
    Hanging(i32, i32),
    /// The same, and from the right edge.
    Inset(i32, i32, i32),
}

/// The face of a run, where it is not that of its paragraph.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Face {
    OfStyle,
    /// 黑体.
    Hei,
    /// 楷体.
    Kai,
}

/// The text as it grows.
pub struct Story {
    pub xml: Xml,
    pub origins: Origins,
    pub sections: Sections,
    /// Whether the controls around records stand around their first statement alone.
    pub narrow: bool,
}

/// How many elements are open around the paragraphs of the text itself: the document and its body.
const TEXT: usize = 2;

impl Story {
    /// No text yet; with `origins`, controls will stand around what has one.
    pub fn new(origins: bool) -> Self {
        Self { xml: Xml::part(), origins: Origins::new(origins), sections: Sections::default(), narrow: false }
    }

    /// Begins a paragraph. The properties stand in the order that the schema asks for (ISO/IEC 29500-1 17.3.1.26).
    pub fn begin(&mut self, stand: &Stand) {
        let text = self.xml.depth() == TEXT;
        if text {
            self.upright();
        }
        let xml = &mut self.xml;
        xml.open("w:p", &[]);
        xml.open("w:pPr", &[]);
        if !stand.style.is_empty() {
            xml.empty("w:pStyle", &[("w:val", &stand.style)]);
        }
        if stand.keep {
            xml.empty("w:keepNext", &[]);
        }
        if stand.page {
            xml.empty("w:pageBreakBefore", &[]);
        }
        if let Some(frame) = stand.own.frame {
            push_frame(xml, frame);
        }
        if let Some(Rule { edge, line, weight, space, colour }) = stand.own.rule {
            xml.open("w:pBdr", &[]);
            xml.empty(edge, &[("w:val", &line), ("w:sz", &weight), ("w:space", &space), ("w:color", &colour)]);
            xml.close();
        }
        match stand.own.height {
            Some((before, line)) => xml.empty(
                "w:spacing",
                &[("w:before", &before), ("w:after", &0), ("w:line", &line), ("w:lineRule", &"exact")],
            ),
            None if stand.lines > 0 => {
                xml.empty("w:spacing", &[("w:beforeLines", &(stand.lines * 100)), ("w:before", &(stand.lines * LINE))]);
            }
            None => {}
        }
        push_indent(xml, stand);
        if let Some(align) = stand.own.align {
            xml.empty("w:jc", &[("w:val", &align)]);
        }
        if text {
            self.sections.paragraph(self.xml.len(), stand.style.starts_with("Heading"));
        }
        self.xml.close();
    }

    /// Ends the paragraph.
    pub fn end(&mut self) {
        self.xml.close();
    }

    /// A paragraph of plain words.
    pub fn paragraph(&mut self, stand: &Stand, words: &str) {
        self.begin(stand);
        self.run(words, Face::OfStyle);
        self.end();
    }

    /// Words in one face.
    pub fn run(&mut self, words: &str, face: Face) {
        if words.is_empty() {
            return;
        }
        self.xml.open("w:r", &[]);
        self.face(words, face);
        self.xml.words("w:t", &[("xml:space", &"preserve")], words);
        self.xml.close();
    }

    /// Words in the face of their paragraph, in a size of their own, in points.
    pub fn sized(&mut self, words: &str, points: i32) {
        if words.is_empty() {
            return;
        }
        self.xml.open("w:r", &[]);
        self.xml.open("w:rPr", &[]);
        self.xml.empty("w:rFonts", &[("w:hint", &"eastAsia")]);
        for name in ["w:sz", "w:szCs"] {
            self.xml.empty(name, &[("w:val", &(points * 2))]);
        }
        self.xml.close();
        self.xml.words("w:t", &[("xml:space", &"preserve")], words);
        self.xml.close();
    }

    /// On to the next tab stop.
    pub fn tab(&mut self) {
        self.xml.open("w:r", &[]);
        self.xml.empty("w:tab", &[]);
        self.xml.close();
    }

    /// Words in the lines given.
    pub fn lines(&mut self, lines: &[String]) {
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                self.xml.open("w:r", &[]);
                self.xml.empty("w:br", &[]);
                self.xml.close();
            }
            self.run(line, Face::OfStyle);
        }
    }

    /// The properties of a run. Quotes, dashes and dots are in Latin faces, too; the hint keeps them full width.
    fn face(&mut self, words: &str, face: Face) {
        let (style, face) = match face {
            Face::OfStyle if words.is_ascii() => return,
            Face::OfStyle => ("", ""),
            Face::Hei => ("Run1", "黑体"),
            Face::Kai => ("Run2", "楷体_GB2312"),
        };
        self.xml.open("w:rPr", &[]);
        if style.is_empty() {
            self.xml.empty("w:rFonts", &[("w:hint", &"eastAsia")]);
        } else {
            self.xml.empty("w:rStyle", &[("w:val", &style)]);
            // Not every program asks a character style for its face.
            let faces = [("w:ascii", &face as &dyn Display), ("w:hAnsi", &face), ("w:eastAsia", &face)];
            self.xml.empty("w:rFonts", &[[("w:hint", &"eastAsia" as &dyn Display)].as_slice(), &faces].concat());
        }
        self.xml.close();
    }

    /// A text whose parts know where they come from: each of them in a content control that carries its path.
    pub fn text(&mut self, text: &Text, face: Face) {
        self.led(text, text.len(), face);
    }

    /// The same; the first `led` bytes have a face of their own.
    pub fn led(&mut self, text: &Text, led: usize, face: Face) {
        let mut marks = controls::marks(text, &self.origins);
        if self.narrow {
            controls::narrow(text, &mut marks);
        }
        self.stretch(text, 0..text.len(), &mut marks.as_slice(), (led, face));
    }

    /// The text of a range, with the controls that lie in it. What does not nest has no control.
    fn stretch(&mut self, text: &str, range: Range<usize>, marks: &mut &[Mark<'_>], lead: (usize, Face)) {
        let mut at = range.start;
        while let Some((mark, rest)) = marks.split_first() {
            let (from, to) = (mark.range.start, mark.range.end);
            if from >= range.end {
                break;
            }
            *marks = rest;
            let sound = from >= at && to <= range.end && text.get(from..to).is_some_and(|part| !part.is_empty());
            if !sound {
                continue;
            }
            self.piece(text, at..from, lead);
            self.origins.open(&mut self.xml, mark.from, mark.whole);
            self.stretch(text, from..to, marks, lead);
            Origins::close(&mut self.xml);
            at = to;
        }
        self.piece(text, at..range.end, lead);
    }

    /// A range of a text whose first bytes have a face of their own.
    fn piece(&mut self, text: &str, range: Range<usize>, (led, face): (usize, Face)) {
        let cut = led.clamp(range.start, range.end);
        self.run(text.get(range.start..cut).unwrap_or_default(), face);
        self.run(text.get(cut..range.end).unwrap_or_default(), Face::OfStyle);
    }
}

fn push_frame(xml: &mut Xml, Frame { x, y, width, height }: Frame) {
    xml.empty(
        "w:framePr",
        &[
            ("w:w", &width),
            ("w:h", &height),
            ("w:hRule", &"exact"),
            ("w:wrap", &"notBeside"),
            ("w:vAnchor", &"page"),
            ("w:hAnchor", &"page"),
            ("w:x", &x),
            ("w:y", &y),
        ],
    );
}

/// Indents in characters, which follow the size of the type, and for programs that know none in twentieths of a point.
fn push_indent(xml: &mut Xml, stand: &Stand) {
    let length = |hundredths: i32| (f64::from(hundredths) * CHARACTER / 100.0).round();
    if let Some((left, right)) = stand.own.sides {
        xml.empty("w:ind", &[("w:left", &left), ("w:right", &right)]);
        return;
    }
    let (first, rest, right) = match stand.indent {
        Indent::OfStyle => return,
        Indent::Sides(left, right) => (left, left, right),
        Indent::Hanging(first, rest) => (first, rest, 0),
        Indent::Inset(first, rest, right) => (first, rest, right),
    };
    let hanging = if rest > first { ["w:hangingChars", "w:hanging"] } else { ["w:firstLineChars", "w:firstLine"] };
    let difference = (rest - first).abs();
    let lengths = [rest, right, difference].map(length);
    xml.empty(
        "w:ind",
        &[
            ("w:leftChars", &rest),
            ("w:left", &lengths[0]),
            ("w:rightChars", &right),
            ("w:right", &lengths[1]),
            (hanging[0], &difference),
            (hanging[1], &lengths[2]),
        ],
    );
}

/// The length of running text in twentieths of a point, as `styles.xml` sets it: 16 points, three tenths of a point closer.
pub fn extent(words: &str) -> i32 {
    words.trim_end().chars().map(|c| if c.is_ascii() { 154 } else { 314 }).sum()
}

/// The width of words in hundredths of a character: what is not Chinese is half as wide.
pub fn width(words: &str) -> i32 {
    words.trim_end().chars().map(|c| if c.is_ascii() { 50 } else { 100 }).sum()
}
