//! What the command line asks for, read once: an [`Order`] for the papers, and places on disk for the rest.

use std::path::PathBuf;

use clap::ArgMatches;

use crate::cli::args;
use crate::cli::fonts::Places;
use crate::diagnostic::Say;
use crate::publish::Format;
use crate::publish::pdf::Standard;
use crate::report::Order;
use crate::say;

/// What the command line asks for. What a paper is made of goes into the order; here stays what touches the disk.
pub struct Request {
    pub facts: Vec<PathBuf>,
    pub order: Order,
    pub out: PathBuf,
    pub templates: Option<PathBuf>,
    pub fonts: Places,
    /// The style sheet of the house.
    pub css: Option<PathBuf>,
    pub open: bool,
}

impl Request {
    /// Reads the options; what they name is not looked for yet. The error says which of them do not go together.
    pub fn read(matches: &ArgMatches) -> Result<Self, Say> {
        Ok(Self {
            facts: matches.get_many::<PathBuf>("facts").into_iter().flatten().cloned().collect(),
            order: order(matches, &Order::default())?,
            out: matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| "out".into()),
            templates: matches.get_one::<PathBuf>("templates").cloned(),
            fonts: Places::read(matches),
            css: matches.get_one::<PathBuf>("css").cloned(),
            open: matches.get_flag("open"),
        })
    }

    /// Whether anything is printed, so that faces and layouts are needed.
    pub fn prints(&self) -> bool {
        self.order.formats.contains(&Format::Pdf)
    }
}

/// What the options say of papers; where they say nothing, as in `usual`, where formats may be absent, too.
pub fn order(matches: &ArgMatches, usual: &Order) -> Result<Order, Say> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let named = args::several(matches, "format");
    let formats = if usual.formats.is_empty() { Format::USUAL.as_slice() } else { &usual.formats };
    let asked = |format: &Format| match named.as_slice() {
        [] => formats.contains(format),
        named => named.iter().any(|name| name == format.ending()),
    };
    let formats: Vec<Format> = Format::ALL.into_iter().filter(asked).collect();
    let embeds = matches.get_flag("embed-facts");
    if !formats.contains(&Format::Pdf) {
        let idle = if embeds { Some("--embed-facts") } else { text("pdf-standard").map(|_| "--pdf-standard") };
        if let Some(option) = idle {
            return Err(say!(
                "{option} 只对 PDF 有用，而 -f 里没有 pdf",
                "{option} is for PDF, and -f does not name pdf"
            ));
        }
    }
    let hides_origins = matches.get_flag("no-origins");
    if !formats.contains(&Format::Html) && matches.contains_id("css") {
        return Err(say!("--css 只对网页有用，而 -f 里没有 html", "--css is for HTML, and -f does not name html"));
    }
    if hides_origins && !formats.iter().any(|format| [Format::Html, Format::Docx].contains(format)) {
        return Err(say!(
            "--no-origins 只对网页和 Word 文件有用，而 -f 里没有 html 或 docx",
            "--no-origins is for HTML and Word files, and -f names neither html nor docx"
        ));
    }
    let kinds = args::several(matches, "kind");
    Ok(Order {
        kinds: if kinds.is_empty() { usual.kinds.clone() } else { kinds },
        formats,
        layout: text("layout").or_else(|| usual.layout.clone()),
        duplex: matches.get_flag("duplex"),
        name: text("name").or_else(|| usual.name.clone()),
        hides_origins,
        standard: standard(matches.get_one::<String>("pdf-standard"), embeds)?,
        embeds,
    })
}

/// The standard asked for; without one, the usual one that allows what goes inside.
fn standard(named: Option<&String>, embeds: bool) -> Result<Standard, Say> {
    let usual = if embeds { Standard::WITH_FILES } else { Standard::USUAL };
    let standard = Standard::named(named.map_or(usual, String::as_str))?;
    if embeds && !standard.attaches() {
        let name = standard.name();
        let usual = Standard::WITH_FILES;
        return Err(say!(
            "PDF 标准 {name} 不许附文件，--embed-facts 用不了；可用 {usual}、3b、3u、3a、4f",
            "PDF standard {name} allows no files inside, as --embed-facts wants; there are {usual}, 3b, 3u, 3a, 4f"
        ));
    }
    Ok(standard)
}
