//! Faces by role. A layout asks for `role-fang` and never for a real face; who plays the role is decided here.
//!
//! Discovery hands over [`Offer`]s; a file is read and parsed only when a page needs a glyph from it.

mod catalogue;
mod header;
pub mod needs;

use std::io;
use std::sync::{Arc, OnceLock};

use typst::foundations::Bytes;
use typst::text::{Coverage, Font, FontBook, FontFlags, FontInfo, FontStretch, FontStyle, FontVariant, FontWeight};
use typst::utils::LazyHash;

pub use self::header::{Header, headers};

/// The built-in face, LXGW WenKai Regular (SIL OFL 1.1): plays what no other face plays, and lends single characters.
///
/// A function and not a constant: the compiler would carry the megabytes of a constant through the metadata of the crate,
/// which made every build three times as slow.
#[inline(never)]
pub(crate) fn regular() -> &'static [u8] {
    include_bytes!(concat!(env!("OUT_DIR"), "/LXGWWenKai-Regular.ttf"))
}

/// Its bold face.
#[inline(never)]
fn bold() -> &'static [u8] {
    include_bytes!(concat!(env!("OUT_DIR"), "/LXGWWenKai-Bold.ttf"))
}

/// The family of the built-in face in layouts, last in every list.
const SPARE: &str = "role-spare";

/// What the built-in faces are called.
pub const SPARE_FACE: &str = "LXGW WenKai";
const SPARE_BOLD: &str = "LXGW WenKai Bold";

/// What a face is for (GB/T 9704 5.2.2, 7.3.1, 7.3.3, 7.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// 小标宋: the title.
    Biaosong,
    /// 仿宋: running text, headings of levels 3 and 4.
    Fang,
    /// 黑体: headings of level 1.
    Hei,
    /// 楷体: headings of level 2.
    Kai,
    /// 宋体: page numbers.
    Song,
}

impl Role {
    /// All roles in the order of the page.
    pub const ALL: [Self; 5] = [Self::Biaosong, Self::Fang, Self::Hei, Self::Kai, Self::Song];

    /// The family name by which layouts ask for it.
    pub fn family(self) -> &'static str {
        match self {
            Self::Biaosong => "role-biaosong",
            Self::Fang => "role-fang",
            Self::Hei => "role-hei",
            Self::Kai => "role-kai",
            Self::Song => "role-song",
        }
    }

    /// The class of type in the standard's words.
    pub fn class(self) -> &'static str {
        match self {
            Self::Biaosong => "小标宋",
            Self::Fang => "仿宋",
            Self::Hei => "黑体",
            Self::Kai => "楷体",
            Self::Song => "宋体",
        }
    }
}

/// How well a face fits its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A face of the class that the standard names.
    OfClass,
    /// A face of a neighbouring class.
    StandIn,
    /// The built-in face.
    BuiltIn,
}

/// Who plays a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub role: Role,
    /// The face by its own name.
    pub face: String,
    pub standing: Standing,
    /// The file that it lies in; `None` for the built-in face.
    pub place: Option<String>,
    /// Whether it lies in a folder that the user named.
    pub given: bool,
}

/// Reads a whole font file.
type Load = Box<dyn Fn() -> io::Result<Vec<u8>> + Send + Sync>;

/// The bytes of one font file, read when first needed and then kept. Faces of one collection share it.
pub struct FontFile {
    load: Load,
    bytes: OnceLock<Option<Bytes>>,
}

impl FontFile {
    /// A file that `load` reads.
    pub fn new(load: impl Fn() -> io::Result<Vec<u8>> + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self { load: Box::new(load), bytes: OnceLock::new() })
    }

    fn bytes(&self) -> Option<Bytes> {
        self.bytes.get_or_init(|| (self.load)().ok().map(Bytes::new)).clone()
    }
}

/// A face that a search found.
pub struct Offer {
    pub header: Header,
    pub file: Arc<FontFile>,
    /// The name of its file, for people.
    pub place: String,
    /// The user named the folder it lies in: goes before everything the system has.
    pub given: bool,
}

/// A face that is parsed when first needed.
struct Slot {
    file: Arc<FontFile>,
    index: u32,
    font: OnceLock<Option<Loaded>>,
}

struct Loaded {
    font: Font,
    /// One bit for each character up to the last that the face has.
    glyphs: Vec<u64>,
}

/// The faces of a run, one for each role and the built-in ones.
pub struct Fonts {
    book: LazyHash<FontBook>,
    /// For each entry of the book, which slot it is.
    entries: Vec<usize>,
    slots: Vec<Slot>,
    choices: Vec<Choice>,
}

impl Fonts {
    /// Casts the roles from `offers`, in the order of the catalogue; a face from a given folder before any other.
    pub fn new(offers: &[Offer]) -> Self {
        let built_in = |bytes: &'static [u8]| {
            let file = FontFile { load: Box::new(|| Err(io::ErrorKind::NotFound.into())), bytes: OnceLock::new() };
            // A view of the program's own bytes: nothing is copied.
            let _ = file.bytes.set(Some(Bytes::new(bytes)));
            Slot { file: Arc::new(file), index: 0, font: OnceLock::new() }
        };
        let mut fonts = Self {
            book: LazyHash::new(FontBook::new()),
            entries: Vec::new(),
            slots: vec![built_in(regular()), built_in(bold())],
            choices: Vec::new(),
        };
        for role in Role::ALL {
            fonts.cast(role, offers);
        }
        fonts.enter(SPARE, 0);
        fonts
    }

    /// The built-in faces alone.
    pub fn built_in() -> Self {
        Self::new(&[])
    }

    fn cast(&mut self, role: Role, offers: &[Offer]) {
        let chosen = best(role, offers, true).or_else(|| best(role, offers, false));
        let bold = matches!(role, Role::Biaosong | Role::Hei);
        let (slot, choice) = match chosen {
            Some((offer, standing)) => {
                let face = offer.header.names.first().cloned().unwrap_or_default();
                let (place, given) = (Some(offer.place.clone()), offer.given);
                (self.slot(offer), Choice { role, face, standing, place, given })
            }
            None => {
                let face = if bold { SPARE_BOLD } else { SPARE_FACE }.to_owned();
                let choice = Choice { role, face, standing: Standing::BuiltIn, place: None, given: false };
                (usize::from(bold), choice)
            }
        };
        self.enter(role.family(), slot);
        self.choices.push(choice);
    }

    /// The slot of an offered face; a face in two roles has one slot.
    fn slot(&mut self, offer: &Offer) -> usize {
        let same = |slot: &Slot| Arc::ptr_eq(&slot.file, &offer.file) && slot.index == offer.header.index;
        self.slots.iter().position(same).unwrap_or_else(|| {
            self.slots.push(Slot { file: offer.file.clone(), index: offer.header.index, font: OnceLock::new() });
            self.slots.len() - 1
        })
    }

    /// A family of one face. What Typst reads from the book is then only the name; the face itself stays unread.
    fn enter(&mut self, family: &str, slot: usize) {
        let variant = FontVariant::new(FontStyle::Normal, FontWeight::REGULAR, FontStretch::NORMAL);
        self.book.push(FontInfo {
            family: family.to_owned(),
            variant,
            flags: FontFlags::empty(),
            axes: Vec::new(),
            coverage: Coverage::from_vec(Vec::new()),
        });
        self.entries.push(slot);
    }

    /// Who plays which role, in the order of [`Role::ALL`].
    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// The characters of `text` that no face of the set has, with their places in bytes.
    pub fn missing(&self, text: &str) -> Vec<(usize, char)> {
        text.char_indices().filter(|&(_, c)| !invisible(c) && !self.covers(c)).collect()
    }

    /// Whether any face has `c`; the built-in face is asked first, as it has most.
    fn covers(&self, c: char) -> bool {
        self.slots.iter().any(|slot| slot.has(c))
    }

    /// The family of the running text where its face has every character of `words`, else the built-in one.
    pub fn family<'t>(&self, words: impl IntoIterator<Item = &'t str>) -> &'static str {
        let role = Role::Fang.family();
        let entry = self.book.select_family(role).next().and_then(|index| self.entries.get(index));
        let face = entry.and_then(|slot| self.slots.get(*slot));
        let has = |c: char| invisible(c) || face.is_some_and(|face| face.has(c));
        if words.into_iter().flat_map(str::chars).all(has) { role } else { SPARE }
    }

    /// The face that prints `c` where a text is set in `role`, by its name; `None` where no face has it. That of the role
    /// is asked first, then the built-in one, then those of the other roles, as the layouts do.
    pub fn printer(&self, role: Role, c: char) -> Option<&str> {
        let plays = |role: Role| self.choices.iter().position(|choice| choice.role == role);
        let has = |at: &usize| self.entries.get(*at).and_then(|slot| self.slots.get(*slot)).is_some_and(|it| it.has(c));
        let face = |at: usize| Some(self.choices.get(at)?.face.as_str());
        if invisible(c) || plays(role).as_ref().is_some_and(has) {
            return plays(role).and_then(face);
        }
        let spare = self.slots.first().filter(|slot| slot.has(c)).map(|_| SPARE_FACE);
        spare.or_else(|| LENDERS.into_iter().filter_map(plays).find(has).and_then(face))
    }

    /// Whether the face of `role` itself has `c`.
    pub fn has(&self, role: Role, c: char) -> bool {
        let own = self.choices.iter().find(|choice| choice.role == role).map(|choice| choice.face.as_str());
        self.printer(role, c) == own
    }

    /// How many of the 20 902 Chinese characters of GBK, U+4E00 to U+9FA5, the face of `role` has; 6763 are those of GB 2312.
    pub fn extent(&self, role: Role) -> usize {
        ('\u{4e00}'..='\u{9fa5}').filter(|c| self.has(role, *c)).count()
    }

    /// The catalogue in which Typst looks faces up.
    pub fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    /// The face at an entry of the catalogue, parsed when first asked for.
    pub fn font(&self, index: usize) -> Option<Font> {
        let slot = &self.slots[*self.entries.get(index)?];
        slot.loaded().map(|loaded| loaded.font.clone())
    }
}

/// In which order the faces of other roles lend a character, as `face` in `layouts/parts/gongwen.typ` has it.
const LENDERS: [Role; 5] = [Role::Fang, Role::Song, Role::Kai, Role::Hei, Role::Biaosong];

impl Slot {
    /// Whether the face has a glyph for `c`.
    fn has(&self, c: char) -> bool {
        let (word, bit) = (c as usize / 64, c as usize % 64);
        self.loaded().is_some_and(|loaded| loaded.glyphs.get(word).is_some_and(|bits| bits >> bit & 1 == 1))
    }

    fn loaded(&self) -> Option<&Loaded> {
        let parse = || {
            let font = Font::new(self.file.bytes()?, self.index)?;
            let mut glyphs = Vec::new();
            for c in font.info().coverage.iter() {
                let word = c as usize / 64;
                if glyphs.len() <= word {
                    glyphs.resize(word + 1, 0);
                }
                glyphs[word] |= 1 << (c % 64);
            }
            Some(Loaded { font, glyphs })
        };
        self.font.get_or_init(parse).as_ref()
    }
}

/// The best face for `role` among those offered, from given folders or from the others.
fn best(role: Role, offers: &[Offer], given: bool) -> Option<(&Offer, Standing)> {
    let candidates: Vec<(&Offer, Vec<String>)> = offers
        .iter()
        .filter(|offer| offer.given == given && !offer.header.restricted)
        .map(|offer| (offer, offer.header.names.iter().map(|name| catalogue::plain(name)).collect()))
        .collect();
    catalogue::known(role).iter().find_map(|known| {
        let plays = |(_, names): &&(&Offer, Vec<String>)| names.iter().any(|n| catalogue::matches(known.pattern, n));
        candidates.iter().find(plays).map(|(offer, _)| (*offer, known.standing))
    })
}

/// Characters that leave no mark and need no glyph.
fn invisible(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{FontFile, Fonts, Header, Offer, Role, Standing, regular};

    fn offer(name: &str, given: bool) -> Offer {
        let header = Header { index: 0, names: vec![name.to_owned()], restricted: false };
        Offer { header, file: FontFile::new(|| Ok(regular().to_vec())), place: name.to_owned(), given }
    }

    fn who(fonts: &Fonts, role: Role) -> (&str, Standing) {
        let choice = fonts.choices().iter().find(|choice| choice.role == role).expect("every role is cast");
        (&choice.face, choice.standing)
    }

    #[test]
    fn a_given_folder_goes_before_the_system_and_a_better_face_before_a_worse() {
        let fonts = Fonts::new(&[
            offer("FangSong", false),
            offer("FandolFang-Regular", true),
            offer("NotoSerifCJKsc-Bold", false),
            offer("方正小标宋简体", false),
        ]);
        assert_eq!(who(&fonts, Role::Fang), ("FandolFang-Regular", Standing::OfClass));
        assert_eq!(who(&fonts, Role::Biaosong), ("方正小标宋简体", Standing::OfClass));
        assert_eq!(who(&fonts, Role::Hei), ("LXGW WenKai Bold", Standing::BuiltIn));
    }

    #[test]
    fn a_face_that_may_not_be_embedded_is_passed_over() {
        let mut locked = offer("FangSong", true);
        locked.header.restricted = true;
        assert_eq!(who(&Fonts::new(&[locked]), Role::Fang).1, Standing::BuiltIn);
    }

    #[test]
    fn a_face_that_lacks_a_character_is_helped_by_another() {
        // A font without any character: its table of them is not found under its name.
        let mut bare = regular().to_vec();
        let at = bare.windows(4).position(|tag| tag == b"cmap").expect("a table of characters");
        bare[at] = b'x';
        let fang = Offer { file: FontFile::new(move || Ok(bare.clone())), ..offer("FangSong", false) };
        let fonts = Fonts::new(&[fang, offer("方正小标宋简体", false)]);
        assert!(!fonts.has(Role::Fang, '工') && fonts.has(Role::Biaosong, '工') && fonts.has(Role::Fang, '\n'));
        assert_eq!(fonts.printer(Role::Fang, '工'), Some("LXGW WenKai"));
        assert_eq!(fonts.printer(Role::Biaosong, '工'), Some("方正小标宋简体"));
        assert_eq!(fonts.printer(Role::Fang, '\u{1f600}'), None);
        assert_eq!((fonts.extent(Role::Fang), fonts.extent(Role::Kai)), (0, 20902));
    }

    #[test]
    fn missing_characters_are_found_with_their_places() {
        let fonts = Fonts::built_in();
        assert_eq!(fonts.missing("工会2025年\n〔〕“—”①"), []);
        assert_eq!(fonts.missing("甲\u{1f600}乙"), [(3, '\u{1f600}')]);
    }
}
