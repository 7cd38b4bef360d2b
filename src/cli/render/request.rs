//! What the command line asks for, read once: an [`Order`] for the papers, and places on disk for the rest.

use std::path::PathBuf;

use clap::ArgMatches;

use crate::cli::args;
use crate::cli::fonts::Places;
use crate::publish::Format;
use crate::report::Order;

/// What the command line asks for. What a paper is made of goes into the order; here stays what touches the disk.
pub(super) struct Request {
    pub facts: Vec<PathBuf>,
    pub order: Order,
    pub out: PathBuf,
    pub templates: Option<PathBuf>,
    pub fonts: Places,
}

impl Request {
    /// Reads the options; what they name is not looked for yet.
    pub fn read(matches: &ArgMatches) -> Self {
        Self {
            facts: matches.get_many::<PathBuf>("facts").into_iter().flatten().cloned().collect(),
            order: order(matches),
            out: matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| "out".into()),
            templates: matches.get_one::<PathBuf>("templates").cloned(),
            fonts: Places::read(matches),
        }
    }

    /// Whether anything is printed, so that faces and layouts are needed.
    pub fn prints(&self) -> bool {
        self.order.formats.contains(&Format::Pdf)
    }
}

fn order(matches: &ArgMatches) -> Order {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let named = args::several(matches, "format");
    let asked = |format: &Format| named.is_empty() || named.iter().any(|name| name == format.ending());
    Order {
        kinds: args::several(matches, "kind"),
        formats: Format::ALL.into_iter().filter(asked).collect(),
        layout: text("layout"),
        name: text("name"),
    }
}
