//! Texts and addresses as they may stand in a page.

use std::fmt::{self, Display, Write};

use crate::publish::html::write::push_text;

/// Text between tags or in an attribute in double quotes.
pub struct Text<'t>(pub &'t str);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut safe = String::with_capacity(self.0.len());
        push_text(&mut safe, self.0);
        f.write_str(&safe)
    }
}

/// The address of a file by its path below the page's folder.
pub struct Address<'p>(pub &'p str);

impl Display for Address<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                    f.write_char(byte.into())?
                }
                byte => write!(f, "%{byte:02X}")?,
            }
        }
        Ok(())
    }
}
