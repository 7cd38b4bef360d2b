//! Pages for the office's own eyes, no papers: what they have in common. Each is one file that needs nothing beside it, in
//! light and dark, on a screen as narrow as a phone's.

use std::fmt::{self, Display, Write};

use sha2::{Digest, Sha256};

use crate::diagnostic::Language;
use crate::publish::html::write::{push_base64, push_text};

const STYLE: &str = include_str!("office.css");

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

/// The beginning of a page up to its first section: `style` is what it has beside the common one, `script` the only script
/// that it lets run.
pub fn begin(title: &str, style: &str, script: Option<&str>, language: Language) -> String {
    let lang = if language == Language::Chinese { "zh-CN" } else { "en" };
    let allowed = script.map_or_else(String::new, |script| {
        let mut hash = String::from(";script-src 'sha256-");
        push_base64(&mut hash, &Sha256::digest(script.as_bytes()));
        hash + "'"
    });
    let title = Text(title);
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';style-src 'unsafe-inline'{allowed}\">\n\
         <title>{title}</title>\n<style>\n{STYLE}{style}</style>\n</head>\n<body>\n\
         <header>\n<h1>{title}</h1>\n</header>\n<main>\n"
    )
}
