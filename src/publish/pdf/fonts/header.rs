//! What a font file says of itself in its first kilobytes: the names of its faces and whether they may be embedded.
//!
//! Office faces are tens of megabytes; to learn a name only the table directory, `name` and `OS/2` are read.

use std::io::{self, Read, Seek, SeekFrom};

/// One face of a font file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The face's place in a collection, 0 in a file of one face.
    pub index: u32,
    /// Full names, PostScript name and, for a regular face, family names, in the languages the file has.
    pub names: Vec<String>,
    /// The file forbids to embed this face (OpenType OS/2, fsType: Restricted License embedding), as PDF/A demands.
    pub restricted: bool,
}

/// More faces or tables than any real file has: what claims more is damaged.
const LIMIT: u32 = 256;

/// The faces of the font file (TrueType, OpenType or a collection) that `file` reads.
pub fn headers(file: &mut (impl Read + Seek)) -> io::Result<Vec<Header>> {
    let mut start = [0; 12];
    file.read_exact(&mut start)?;
    let offsets = match &start[..4] {
        b"ttcf" => {
            let count = long(&start, 8).min(LIMIT);
            let table = read(file, 12, 4 * count)?;
            (0..count as usize).map(|i| long(&table, 4 * i)).collect()
        }
        b"\0\x01\0\0" | b"OTTO" | b"true" => vec![0],
        _ => return Err(io::Error::from(io::ErrorKind::InvalidData)),
    };
    let mut found = Vec::new();
    for (index, offset) in (0..).zip(offsets) {
        found.push(face(file, index, offset)?);
    }
    Ok(found)
}

fn face(file: &mut (impl Read + Seek), index: u32, offset: u32) -> io::Result<Header> {
    let count = u32::from(short(&read(file, offset, 6)?, 4)).min(LIMIT);
    let directory = read(file, offset.saturating_add(12), 16 * count)?;
    let mut header = Header { index, names: Vec::new(), restricted: false };
    for entry in directory.chunks_exact(16) {
        let (from, size) = (long(entry, 8), long(entry, 12));
        match &entry[..4] {
            b"name" => header.names = names(&read(file, from, size.min(1 << 16))?),
            b"OS/2" if size >= 10 => header.restricted = short(&read(file, from, 10)?, 8) & 0xf == 2,
            _ => {}
        }
    }
    Ok(header)
}

/// The names by which a face is asked for. A family name stands for the regular face only.
fn names(table: &[u8]) -> Vec<String> {
    const FAMILY: u16 = 1;
    const STYLE: u16 = 2;
    const FULL: u16 = 4;
    const POSTSCRIPT: u16 = 6;
    let storage = usize::from(short(table, 4));
    let records: Vec<(u16, String)> = (0..usize::from(short(table, 2)))
        .filter_map(|i| {
            let record = table.get(6 + 12 * i..18 + 12 * i)?;
            let from = storage + usize::from(short(record, 10));
            let bytes = table.get(from..from + usize::from(short(record, 8)))?;
            Some((short(record, 6), decode(short(record, 0), short(record, 2), bytes)?))
        })
        .collect();
    let regular = records
        .iter()
        .filter(|(id, _)| *id == STYLE)
        .all(|(_, style)| ["regular", "normal", "book", "常规", "标准"].contains(&style.to_lowercase().as_str()));
    let mut names = Vec::new();
    for (id, name) in records {
        if (id == FULL || id == POSTSCRIPT || id == FAMILY && regular) && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Unicode names, and ASCII ones in the old Macintosh encoding. Names in GBK repeat what a Unicode record says.
fn decode(platform: u16, encoding: u16, bytes: &[u8]) -> Option<String> {
    match (platform, encoding) {
        (0, _) | (3, 1 | 10) => {
            let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).collect::<Result<_, _>>().ok()
        }
        (1, 0) if bytes.is_ascii() => String::from_utf8(bytes.to_vec()).ok(),
        _ => None,
    }
}

fn read(file: &mut (impl Read + Seek), from: u32, size: u32) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; size as usize];
    file.seek(SeekFrom::Start(from.into()))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// The 16 bits at `at`, 0 past the end.
fn short(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |b| u16::from_be_bytes([b[0], b[1]]))
}

/// The 32 bits at `at`, 0 past the end.
fn long(bytes: &[u8], at: usize) -> u32 {
    u32::from(short(bytes, at)) << 16 | u32::from(short(bytes, at + 2))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::headers;
    use crate::publish::pdf::fonts::regular;

    #[test]
    fn the_built_in_face_says_its_name() {
        let found = headers(&mut Cursor::new(regular())).expect("the built-in face is a font");
        assert_eq!(found.len(), 1);
        assert!(found[0].names.iter().any(|name| name == "LXGW WenKai"), "{:?}", found[0].names);
        assert!(found[0].names.iter().any(|name| name == "霞鹜文楷"), "{:?}", found[0].names);
        assert!(!found[0].restricted);
    }

    #[test]
    fn a_damaged_file_is_an_error_and_no_panic() {
        for size in [0, 3, 11, 12, 40, 400] {
            assert!(headers(&mut Cursor::new(&regular()[..size])).is_err(), "{size} bytes");
        }
        assert!(headers(&mut Cursor::new(b"ttcf\0\0\0\0\xff\xff\xff\xff")).is_err());
        assert!(headers(&mut Cursor::new([7; 4000])).is_err());
    }
}
