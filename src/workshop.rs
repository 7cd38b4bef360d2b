//! Everything that is built once for a run and lent by reference: the templates and the press.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Source};
use crate::document::templates::Templates;
use crate::publish::pdf::Press;
use crate::publish::pdf::fonts::Fonts;

/// The templates that ship with the program, by their path below `report-templates`, sorted; the build collects them.
pub const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// What every paper of a run is made with. Shared by all threads.
pub struct Workshop {
    pub templates: Templates,
    pub press: Press,
    /// The style sheet of HTML pages.
    pub css: Source,
}

impl Workshop {
    /// Sets up the workshop. `own` are a user's template files, by their path below his folder: each stands in for the
    /// built-in one of the same name or adds to them.
    pub fn new(own: Vec<Source>, fonts: Fonts) -> Result<Self, Diagnostics> {
        let sources = sources(own);
        let layout = sources.get("layouts/plain.typ").cloned().unwrap_or_else(|| Source::new("layouts/plain.typ", ""));
        let css = sources.get("layouts/page.css").cloned().unwrap_or_else(|| Source::new("layouts/page.css", ""));
        let templates = Templates::load(sources.into_values().collect())?;
        Ok(Self { templates, press: Press::new(&layout, fonts), css })
    }
}

/// The templates alone, for those who print nothing.
pub fn templates(own: Vec<Source>) -> Result<Templates, Diagnostics> {
    Templates::load(sources(own).into_values().collect())
}

/// The built-in templates and the user's own by their path.
fn sources(own: Vec<Source>) -> BTreeMap<String, Source> {
    let built_in = BUILT_IN.iter().map(|(name, text)| ((*name).to_owned(), Source::new(*name, *text)));
    built_in.chain(own.into_iter().map(|source| (source.name().to_owned(), source))).collect()
}
