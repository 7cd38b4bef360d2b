//! Text and bytes, written so that nothing in them is read as HTML.

/// Text, safe in an element and in a double-quoted attribute. A carriage return would be read as a line feed.
pub fn push_text(out: &mut String, text: &str) {
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        let safe = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            b'\r' => "&#13;",
            b'\0' => "\u{fffd}",
            _ => continue,
        };
        out.push_str(&text[written..at]);
        out.push_str(safe);
        written = at + 1;
    }
    out.push_str(&text[written..]);
}

/// ` name="value"`.
pub(super) fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_text(out, value);
    out.push('"');
}

/// The bytes in base 64 (RFC 4648 4), as a `data:` address has them.
pub fn push_base64(out: &mut String, bytes: &[u8]) {
    const DIGITS: [char; 64] = digits();
    out.reserve(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let digit = DIGITS.get((bits >> (18 - 6 * at) & 63) as usize).copied().unwrap_or('=');
            out.push(if at <= group.len() as u32 { digit } else { '=' });
        }
    }
}

const fn digits() -> [char; 64] {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut digits = ['='; 64];
    let mut at = 0;
    while at < 64 {
        digits[at] = letters[at] as char;
        at += 1;
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::push_base64;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (bytes, expected) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE=")]
        {
            let mut out = String::new();
            push_base64(&mut out, bytes.as_bytes());
            assert_eq!(out, expected);
        }
        let mut out = String::new();
        push_base64(&mut out, &[0xff, 0xfe, 0x3e]);
        assert_eq!(out, "//4+");
    }
}
