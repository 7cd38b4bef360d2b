//! Everything that is built once for a run and lent by reference: the templates and the press.

use crate::diagnostic::{Diagnostics, Source};
use crate::document::templates::{Templates, gather, layout};
use crate::document::{Document, trial};
use crate::publish::html::style;
use crate::publish::pdf::Press;
use crate::publish::pdf::fonts::Fonts;

/// The templates that ship with the program, by their path below `report-templates`, sorted; the build collects them.
pub const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// How many papers a layout is tried with.
const SPECIMENS: usize = 3;

/// What every paper of a run is made with. Shared by all threads.
pub struct Workshop {
    pub templates: Templates,
    pub press: Press,
    /// The style sheet of HTML pages.
    pub css: Source,
    /// A style sheet of the house, which has the last word on HTML pages.
    pub house: Option<Source>,
}

impl Workshop {
    /// Sets up the workshop. `own` are a user's template files, by their path below his folder: each stands in for the
    /// built-in one of the same name or adds to them.
    pub fn new(own: Vec<Source>, fonts: Fonts) -> Result<Self, Diagnostics> {
        let templates = templates(own)?;
        let css = templates.sources().iter().find(|source| source.name() == PAGE).cloned();
        let css = css.unwrap_or_else(|| Source::new(PAGE, ""));
        let press = Press::new(layouts(&templates), fonts);
        Ok(Self { templates, press, css, house: None })
    }
}

/// The style sheet of HTML pages among the templates.
const PAGE: &str = "layouts/page.css";

/// The templates alone, for those who print nothing. The user's own are tried before anything is written with them.
pub fn templates(own: Vec<Source>) -> Result<Templates, Diagnostics> {
    let tried = own.iter().any(|source| gather::is_template(source.name()));
    let templates = Templates::load(built_in(), own)?;
    let problems = if tried { trial::faults(&templates) } else { Diagnostics::new() };
    if problems.has_errors() { Err(problems) } else { Ok(templates) }
}

/// The templates that ship with the program.
pub fn built_in() -> Vec<Source> {
    BUILT_IN.iter().map(|(name, text)| Source::new(*name, *text)).collect()
}

/// The files of layouts, with the parts that they share.
fn layouts(templates: &Templates) -> impl Iterator<Item = &Source> {
    templates.sources().iter().filter(|source| source.name().starts_with("layouts/") && source.name().ends_with(".typ"))
}

/// What a browser would leave out of a style sheet of the user's own among the templates.
pub fn try_style(templates: &Templates) -> Diagnostics {
    let own = templates.sources().iter().find(|source| source.name() == PAGE && templates.is_own(PAGE));
    own.map(style::faults).unwrap_or_default()
}

/// Prints papers in the user's own layouts, to see that each of them can be printed; gives what is wrong with them.
pub fn try_layouts(templates: &Templates) -> Diagnostics {
    let mut problems = Diagnostics::new();
    let files = || layouts(templates);
    if !files().any(|source| templates.is_own(source.name())) {
        return problems;
    }
    // A part of the user's own may stand in any layout.
    let parts = files().any(|source| templates.is_own(source.name()) && layout(source.name()).is_none());
    let tried = files().filter(|source| parts || templates.is_own(source.name()));
    let papers = trial::specimens(templates);
    let press = Press::new(files(), Fonts::built_in());
    for name in tried.filter_map(|source| layout(source.name())) {
        let set = papers.iter().filter(|paper| paper.layout == name);
        // A layout that no kind asks for is tried with any paper.
        for paper in set.chain(papers.iter().take(1)).take(SPECIMENS) {
            let paper = Document { layout: name.to_owned(), ..paper.clone() };
            match press.print(&paper) {
                Ok(sheets) => problems.append(sheets.warnings().clone()),
                Err(found) => {
                    problems.append(found);
                    break;
                }
            }
        }
    }
    problems.without_repeats()
}
