//! Pictures that records name: read by the command line, looked at here, never changed.

use std::io::Cursor;
use std::sync::Arc;

/// A picture that every publication can hold, as its file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub bytes: Arc<[u8]>,
    pub format: Format,
    /// Its pixels across and down, as it is seen after turning.
    pub size: (u32, u32),
    /// How a viewer turns it, by EXIF: 1 not at all, 3 half, 6 a quarter to the right, 8 to the left; the even ones below
    /// and 5, 7 are mirrored, too.
    pub orientation: u8,
    /// The way to its file from where papers are written, with `/`; nobody here knows it.
    pub link: Option<String>,
}

/// The formats that every publication can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Jpeg,
    Png,
}

/// Why a picture cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unusable {
    /// There is no such file, or it cannot be read, for this reason in Chinese and English.
    Missing(Option<[String; 2]>),
    /// It lies outside the folder of the facts.
    Outside,
    /// It is no JPEG or PNG, or not a whole one.
    Foreign,
    /// It is a JPEG in the four inks of a press (CMYK), whose colours no screen shows and no archived PDF holds without the
    /// profile of that press.
    Inks,
    /// It has more bytes or pixels than any print needs.
    Large,
}

/// The largest file that is read.
pub const MAX_BYTES: u64 = 20 * 1024 * 1024;
/// The most pixels that are unpacked: an A3 page at 600 dpi.
const MAX_PIXELS: u64 = 70_000_000;

impl Picture {
    /// Looks at the bytes of a file.
    pub fn read(bytes: Vec<u8>) -> Result<Self, Unusable> {
        if bytes.len() as u64 > MAX_BYTES {
            return Err(Unusable::Large);
        }
        let (format, (width, height)) = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            (Format::Png, png(&bytes).ok_or(Unusable::Foreign)?)
        } else {
            let (size, components) = jpeg(&bytes).ok_or(Unusable::Foreign)?;
            if !matches!(components, 1 | 3) {
                return Err(Unusable::Inks);
            }
            (Format::Jpeg, size)
        };
        if width == 0 || height == 0 {
            return Err(Unusable::Foreign);
        }
        if u64::from(width) * u64::from(height) > MAX_PIXELS {
            return Err(Unusable::Large);
        }
        let orientation = if format == Format::Jpeg { orientation(&bytes) } else { 1 };
        let size = if orientation >= 5 { (height, width) } else { (width, height) };
        Ok(Self { bytes: bytes.into(), format, size, orientation, link: None })
    }
}

/// Whether a path leads to a file in the folder of the facts or below it.
pub fn lies_inside(path: &str) -> bool {
    let steps = || path.split(['/', '\\']);
    let drive = path.chars().nth(1) == Some(':');
    !path.is_empty() && !drive && steps().all(|step| step != "..") && !path.starts_with(['/', '\\'])
}

/// How a viewer turns it; not at all where the file does not say, or says what no camera means.
fn orientation(bytes: &[u8]) -> u8 {
    let exif = exif::Reader::new().read_from_container(&mut Cursor::new(bytes)).ok();
    let field = exif.as_ref().and_then(|exif| exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY));
    let turned = field.and_then(|field| field.value.get_uint(0)).and_then(|turned| u8::try_from(turned).ok());
    turned.filter(|turned| (1..=8).contains(turned)).unwrap_or(1)
}

fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes: [u8; N] = bytes.get(at..at.checked_add(N)?)?.try_into().ok()?;
    Some(bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// The size of a PNG, where its chunks lead to its end.
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 8usize;
    let mut size = None;
    loop {
        let length = usize::try_from(number::<4>(bytes, at)?).ok()?;
        let name = bytes.get(at.checked_add(4)?..at.checked_add(8)?)?;
        let end = at.checked_add(12)?.checked_add(length)?;
        bytes.get(at..end)?;
        match name {
            b"IHDR" => size = Some((number::<4>(bytes, at + 8)?, number::<4>(bytes, at + 12)?)),
            b"IEND" => return size,
            _ => {}
        }
        at = end;
    }
}

/// The size of a JPEG of the usual sorts (baseline, progressive) and of how many components its colours are, 1 being grey
/// and 3 those of a screen, where it has a picture and an end.
fn jpeg(bytes: &[u8]) -> Option<((u32, u32), u32)> {
    if !bytes.starts_with(b"\xff\xd8") {
        return None;
    }
    let mut at = 2usize;
    let mut frame = None;
    loop {
        if bytes.get(at) != Some(&0xff) {
            return None;
        }
        match *bytes.get(at.checked_add(1)?)? {
            // A byte that fills.
            0xff => at += 1,
            // Eight bits a sample, height, width, components.
            0xc0..=0xc2 if bytes.get(at + 4) == Some(&8) => {
                let size = (number::<2>(bytes, at + 7)?, number::<2>(bytes, at + 5)?);
                frame = Some((size, number::<1>(bytes, at + 9)?));
                at = at.checked_add(2)?.checked_add(usize::try_from(number::<2>(bytes, at + 2)?).ok()?)?;
            }
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => return None,
            // The picture itself: whole where an end mark comes after it.
            0xda => return frame.filter(|_| bytes.get(at..).is_some_and(ends)),
            _ => at = at.checked_add(2)?.checked_add(usize::try_from(number::<2>(bytes, at + 2)?).ok()?)?,
        }
    }
}

/// Whether the end mark stands somewhere, as cameras may write more behind it.
fn ends(rest: &[u8]) -> bool {
    rest.windows(2).rev().any(|pair| pair == b"\xff\xd9")
}
