//! The words of a finished PDF, in the order in which it prints them. Any PDF may be given, also a damaged or a hostile one.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Name, Object, ObjectIdentifier, Stream, String as PdfString};
use hayro_syntax::page::Page;

use super::read::text;

/// More words than a paper ever has.
const MOST: usize = 8 << 20;

/// What a PDF prints, page after page, without page numbers and other artefacts where it marks them (ISO 32000-1 14.8.2.2)
/// and without the words of drawings. `None` where it is no PDF, is locked, or prints a text that cannot be read.
pub fn words(bytes: &[u8]) -> Option<String> {
    let pdf = Pdf::new(bytes.to_vec()).ok()?;
    let mut reader = Reader::default();
    for page in pdf.pages().iter() {
        reader.page(page)?;
        reader.words.push('\n');
    }
    Some(reader.words).filter(|words| !words.trim().is_empty())
}

#[derive(Default)]
struct Reader {
    words: String,
    /// The fonts that are known, by where they stand in the file.
    known: HashMap<ObjectIdentifier, Rc<Face>>,
}

/// What the codes of a font mean.
struct Face {
    /// How many bytes a code has.
    width: usize,
    meaning: HashMap<u32, String>,
}

/// A part of a page that is marked, of which `words` are taken: those that it prints, none, or those that it says it has.
#[derive(PartialEq, Eq)]
enum Marked {
    Printed,
    Artefact,
    Told,
}

impl Reader {
    /// What one page prints; `None` where that cannot be read.
    fn page(&mut self, page: &Page<'_>) -> Option<()> {
        let mut marked: Vec<Marked> = Vec::new();
        let mut face: Option<Rc<Face>> = None;
        let mut operations = page.operations();
        while let Some(operation) = operations.next() {
            let operands = || operation.operands().cloned();
            match &**operation.operator {
                b"BMC" | b"BDC" => {
                    let operands: Vec<Object<'_>> = operands().collect();
                    let part = self.marked(&operands, marked.iter().any(|part| *part != Marked::Printed));
                    marked.push(part);
                }
                b"EMC" => drop(marked.pop()),
                b"Tf" => {
                    let name = operands().next().and_then(Object::into_name);
                    face = name.and_then(|name| self.face(page, &name));
                }
                b"Tj" | b"'" | b"\"" | b"TJ" if marked.iter().all(|part| *part == Marked::Printed) => {
                    let shown = operands().last()?;
                    self.show(face.as_deref()?, shown)?;
                }
                _ => {}
            }
            if self.words.len() > MOST {
                return None;
            }
        }
        Some(())
    }

    /// How a part is marked that begins with these operands; what it says to stand for is taken at once, unless the part
    /// around it is not printed either.
    fn marked(&mut self, operands: &[Object<'_>], hidden: bool) -> Marked {
        let [tag, more @ ..] = operands else { return Marked::Printed };
        if tag.clone().into_name().is_some_and(|name| name.as_ref() == b"Artifact") {
            return Marked::Artefact;
        }
        let properties = more.first().cloned().and_then(Object::into_dict);
        match properties.and_then(|properties| properties.get::<PdfString<'_>>("ActualText")) {
            Some(told) if !hidden => {
                self.words += &text(told.as_bytes());
                Marked::Told
            }
            Some(_) => Marked::Told,
            None => Marked::Printed,
        }
    }

    fn face(&mut self, page: &Page<'_>, name: &Name<'_>) -> Option<Rc<Face>> {
        let font = page.resources().get_font(name)?;
        let at = font.obj_id();
        if let Some(known) = at.and_then(|at| self.known.get(&at)) {
            return Some(known.clone());
        }
        let face = Rc::new(Face::new(&font));
        self.known.extend(at.map(|at| (at, face.clone())));
        Some(face)
    }

    /// Takes the words of a text, or of a row of texts with shifts between them.
    fn show(&mut self, face: &Face, shown: Object<'_>) -> Option<()> {
        match shown {
            Object::String(codes) => face.read(codes.as_bytes(), &mut self.words),
            Object::Array(row) => {
                let mut texts = row.iter::<Object<'_>>().filter_map(Object::into_string);
                texts.try_for_each(|codes| face.read(codes.as_bytes(), &mut self.words))
            }
            _ => Some(()),
        }
    }
}

impl Face {
    fn new(font: &Dict<'_>) -> Self {
        let composite = font.get::<Name<'_>>("Subtype").is_some_and(|name| name.as_ref() == b"Type0");
        let map = font.get::<Stream<'_>>("ToUnicode").and_then(|stream| Some(stream.decoded().ok()?.into_owned()));
        let meaning = map.map(|map| meaning(&String::from_utf8_lossy(&map))).unwrap_or_default();
        Self { width: if composite { 2 } else { 1 }, meaning }
    }

    /// What these codes mean; `None` where the font does not say so of one of them.
    fn read(&self, codes: &[u8], words: &mut String) -> Option<()> {
        for code in codes.chunks(self.width) {
            let code = code.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
            words.push_str(self.meaning.get(&code).filter(|_| words.len() <= MOST)?);
        }
        Some(())
    }
}

/// The most codes of ranges that a map is read for: no font has more.
const CODES: usize = 0x1_0000;

/// What a ToUnicode map says (ISO 32000-1 9.10.3): the texts of single codes and of ranges of codes.
fn meaning(map: &str) -> HashMap<u32, String> {
    let mut found = HashMap::new();
    let parts = Parts { left: map };
    let mut row: Vec<Part> = Vec::new();
    let mut size = 0;
    let mut left = CODES;
    for part in parts {
        match part {
            Part::Word(word) => {
                size = match word {
                    "beginbfchar" => 2,
                    "beginbfrange" => 3,
                    _ => 0,
                };
                row.clear();
            }
            part if size > 0 => {
                row.push(part);
                if row.len() == size {
                    enter(&mut found, std::mem::take(&mut row), &mut left);
                }
            }
            _ => {}
        }
    }
    found
}

/// Enters a line of a map: a code and its text, or the first and last code of a range and their texts. So many codes may
/// still be `left` to it.
fn enter(found: &mut HashMap<u32, String>, row: Vec<Part<'_>>, left: &mut usize) {
    let code = |digits: &str| u32::from_str_radix(digits, 16).ok();
    match &row[..] {
        [Part::Digits(of), Part::Digits(text)] => found.extend(code(of).zip(unicode(text, 0))),
        [Part::Digits(first), Part::Digits(last), texts] => {
            let Some((first, last)) = code(first).zip(code(last)) else { return };
            for (after, of) in (first..=last).enumerate().take(*left) {
                *left -= 1;
                let text = match texts {
                    Part::Row(texts) => texts.get(after).and_then(|text| unicode(text, 0)),
                    Part::Digits(text) => u16::try_from(after).ok().and_then(|after| unicode(text, after)),
                    Part::Word(_) => None,
                };
                found.extend(text.map(|text| (of, text)));
            }
        }
        _ => {}
    }
}

/// A text in UTF-16, in hexadecimal digits; its last unit so many higher.
fn unicode(digits: &str, higher: u16) -> Option<String> {
    let unit = |at: usize| u16::from_str_radix(digits.get(at..at + 4)?, 16).ok();
    let mut units: Vec<u16> = (0..digits.len()).step_by(4).map(unit).collect::<Option<_>>()?;
    let last = units.last_mut()?;
    *last = last.wrapping_add(higher);
    Some(String::from_utf16_lossy(&units))
}

/// The parts of a map.
struct Parts<'m> {
    left: &'m str,
}

enum Part<'m> {
    Word(&'m str),
    Digits(String),
    Row(Vec<String>),
}

impl<'m> Iterator for Parts<'m> {
    type Item = Part<'m>;

    fn next(&mut self) -> Option<Part<'m>> {
        self.left = self.left.trim_start_matches(|c: char| c.is_whitespace() || c == '\0' || c == ']');
        let digits = |text: &str| text.chars().filter(char::is_ascii_hexdigit).collect::<String>();
        if let Some(rest) = self.left.strip_prefix('[') {
            let (inside, rest) = rest.split_once(']').unwrap_or((rest, ""));
            self.left = rest;
            let texts = inside.split('<').skip(1).map(|text| digits(text.split('>').next().unwrap_or_default()));
            return Some(Part::Row(texts.collect()));
        }
        if let Some(rest) = self.left.strip_prefix('<').filter(|rest| !rest.starts_with('<')) {
            let (inside, rest) = rest.split_once('>').unwrap_or((rest, ""));
            self.left = rest;
            return Some(Part::Digits(digits(inside)));
        }
        let first = self.left.chars().next()?.len_utf8();
        let end = |c: char| c.is_whitespace() || "<[]\0".contains(c);
        let end = self.left.get(first..).and_then(|rest| rest.find(end)).map_or(self.left.len(), |end| first + end);
        let (word, rest) = self.left.split_at(end);
        self.left = rest;
        Some(Part::Word(word))
    }
}

#[cfg(test)]
mod tests {
    use super::meaning;

    #[test]
    fn a_map_gives_single_codes_and_ranges() {
        let map = "1 begincodespacerange <0000> <FFFF> endcodespacerange\n2 beginbfchar\n<0001> <9752>\n<0002> <D840DC0B>\n\
                   endbfchar\n2 beginbfrange <0003> <0005> <0041>\n<0010><0011>[<4E00> <4E8C4E09>] endbfrange";
        let found = meaning(map);
        let told = |code: u32| found.get(&code).map(String::as_str);
        assert_eq!([1, 2, 3, 5].map(told), [Some("青"), Some("\u{2000b}"), Some("A"), Some("C")]);
        assert_eq!([0x10, 0x11, 0, 6].map(told), [Some("一"), Some("二三"), None, None]);
        assert!(meaning("beginbfrange <0000> <FFFFFFFF> <0041> <zz").len() <= 0x10000);
        let many = "beginbfrange ".to_owned() + &"<0000> <FFFF> <0041> ".repeat(400);
        assert!(meaning(&many).len() <= 0x10000);
    }
}
