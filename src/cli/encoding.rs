//! Which encoding a file that is not UTF-8 most likely has. Nothing is converted: the author saves it anew.

/// The bytes that are looked at; enough to tell, however large the file.
const SAMPLE: usize = 64 * 1024;

/// The name of the 16-bit encoding, by its byte order mark or by the NUL bytes of what is ASCII.
pub fn sixteen_bits(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\xff\xfe") {
        return Some("UTF-16 LE");
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Some("UTF-16 BE");
    }
    // Colons, blanks, digits and line ends are ASCII: every facts file has many of them, with a NUL on one side.
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let ascii = |byte: &u8| matches!(byte, b'\n' | b' '..=b'~');
    let mut counts = [0_usize; 2];
    for pair in sample.chunks_exact(2) {
        if let [low, high] = pair {
            counts[0] += usize::from(ascii(low) && *high == 0);
            counts[1] += usize::from(*low == 0 && ascii(high));
        }
    }
    let enough = |count: usize, other: usize| count >= 4 && count * 20 > sample.len() / 2 && other * 8 < count;
    match counts {
        [low, high] if enough(low, high) => Some("UTF-16 LE"),
        [low, high] if enough(high, low) => Some("UTF-16 BE"),
        _ => None,
    }
}

/// Whether every byte fits the pattern of GBK: pairs that begin with 0x81–0xFE, among ASCII.
pub fn is_gbk(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let mut rest = sample.iter();
    let mut pairs = 0_usize;
    while let Some(&first) = rest.next() {
        match first {
            0..=0x7f => {}
            0x81..=0xfe => match rest.next() {
                Some(0x40..=0x7e | 0x80..=0xfe) => pairs += 1,
                // The sample may end within a pair; the file may not.
                None if sample.len() < bytes.len() => {}
                _ => return false,
            },
            _ => return false,
        }
    }
    pairs > 0
}
