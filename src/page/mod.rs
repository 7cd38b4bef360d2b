//! Pages for the office that runs many schools: one look, one file each with nothing beside it, lists that fold.

mod escape;

use std::fmt::Display;
use std::io::{self, Write};

use sha2::{Digest, Sha256};

pub use crate::page::escape::{Address, Text};

use crate::diagnostic::{Language, Say};
use crate::publish::html::write::push_base64;
use crate::say;

const STYLE: &str = include_str!("style.css");

/// Lists of more members are folded.
pub const FOLDED: usize = 24;

/// A page in the making.
pub struct Page<'t> {
    pub to: &'t mut dyn Write,
    pub language: Language,
}

/// Something that is wrong, as it is told on a page.
pub struct Told<'p> {
    pub code: &'p str,
    /// Where it stands; empty where that is plain.
    pub place: String,
    pub message: &'p str,
    pub hint: Option<&'p str>,
    pub is_error: bool,
}

/// Whether this is a page that `generator` has written.
pub fn is_by(bytes: &[u8], generator: &str) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..1024).unwrap_or(bytes)).into_owned();
    start.starts_with("<!doctype html>") && start.contains(&format!("content=\"{generator}\""))
}

impl Page<'_> {
    /// Words of the page itself.
    pub fn say(&self, say: Say) -> String {
        say.in_language(self.language).to_owned()
    }

    /// The head of the page: `style` is what it has beside the common one; nothing but `script` may run in it.
    pub fn begin(&mut self, title: Say, generator: &str, style: &str, script: Option<&str>) -> io::Result<()> {
        let lang = if self.language == Language::Chinese { "zh-CN" } else { "en" };
        let scripts = script.map(|script| {
            let mut hash = String::new();
            push_base64(&mut hash, &Sha256::digest(script.as_bytes()));
            format!(";script-src 'sha256-{hash}'")
        });
        let (scripts, title) = (scripts.unwrap_or_default(), self.say(title));
        let title = Text(&title);
        writeln!(
            self.to,
            "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
             <meta name=\"generator\" content=\"{generator}\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';style-src 'unsafe-inline'{scripts}\">\n\
             <title>{title}</title>\n<style>\n{STYLE}{style}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n</header>\n<main>"
        )
    }

    /// What the page comes to, in figures; those that are not `shown` are left out.
    pub fn totals<const N: usize>(&mut self, figures: [(Say, &dyn Display, bool); N]) -> io::Result<()> {
        let heading = self.say(say!("合计", "Totals"));
        writeln!(
            self.to,
            "<section aria-labelledby=\"totals\">\n<h2 id=\"totals\">{heading}</h2>\n<dl class=\"totals\">"
        )?;
        for (name, figure, _) in figures.into_iter().filter(|(_, _, shown)| *shown) {
            writeln!(self.to, "<div><dt>{}</dt><dd>{figure}</dd></div>", self.say(name))?;
        }
        writeln!(self.to, "</dl>\n</section>")
    }

    /// A section of names, each with a note; nothing where there are none.
    pub fn list(&mut self, id: &str, heading: Say, members: &[(String, String)]) -> io::Result<()> {
        if members.is_empty() {
            return Ok(());
        }
        let count = members.len();
        let lead = self.say(say!("共 {count} 所", "{count} in all"));
        self.section(id, heading)?;
        self.names(&lead, members)?;
        self.end_section()
    }

    /// Opens a section.
    pub fn section(&mut self, id: &str, heading: Say) -> io::Result<()> {
        let heading = self.say(heading);
        writeln!(self.to, "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>", Text(&heading))
    }

    /// Closes it.
    pub fn end_section(&mut self) -> io::Result<()> {
        writeln!(self.to, "</section>")
    }

    /// Names that fold where they are many.
    pub fn names(&mut self, lead: &str, members: &[(String, String)]) -> io::Result<()> {
        let open = if members.len() > FOLDED { "" } else { " open" };
        writeln!(self.to, "<details{open}>\n<summary>{}</summary>\n<ul class=\"names\" role=\"list\">", Text(lead))?;
        for (name, note) in members {
            writeln!(self.to, "<li>{} <small>{}</small></li>", Text(name), Text(note))?;
        }
        writeln!(self.to, "</ul>\n</details>")
    }

    /// One problem of a list.
    pub fn told(&mut self, told: &Told) -> io::Result<()> {
        let Told { code, place, message, hint, is_error } = told;
        let class = if *is_error { " class=\"error\"" } else { "" };
        write!(self.to, "<li{class}><code>{}</code> ", Text(code))?;
        if !place.is_empty() {
            write!(self.to, "<small>{}</small> ", Text(place))?;
        }
        write!(self.to, "{}", Text(message))?;
        if let Some(hint) = hint {
            write!(self.to, "<br><small>{}</small>", Text(hint))?;
        }
        writeln!(self.to, "</li>")
    }

    /// A file and a line in it.
    pub fn place(&self, file: &str, line: usize) -> String {
        let line = if line > 0 { self.say(say!("第 {line} 行", "line {line}")) } else { String::new() };
        let gap = if file.is_empty() || line.is_empty() { "" } else { " " };
        format!("{file}{gap}{line}")
    }
}
