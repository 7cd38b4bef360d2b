//! The built-in templates and the user's own, as one set: a file of his stands in for the built-in one of the same name, a
//! component for the built-in component, wherever he defines it.

use std::collections::BTreeSet;

use super::scan::Scanned;
use crate::diagnostic::Source;

/// All template files of a run.
pub struct Gathered {
    /// Every file, sorted by its name.
    pub sources: Vec<Source>,
    /// The names of those that are the user's own.
    pub own: BTreeSet<String>,
}

/// What the name of a built-in file of components begins with where a file of the user's has its name: his components
/// stand in for those of the same name, and the others stay.
const BESIDE: &str = "built-in/";

/// Whether a file is a template: text with tags, in a folder of its own.
pub fn is_template(name: &str) -> bool {
    name.contains('/') && (name.ends_with(".md") || name.ends_with(".txt"))
}

/// Puts together the files that ship and the user's own, each named by its path below its folder.
pub fn gather(built_in: Vec<Source>, own: Vec<Source>) -> Gathered {
    let defined: BTreeSet<String> = own
        .iter()
        .filter(|source| is_template(source.name()))
        .flat_map(|source| {
            Scanned::new(source.text()).definitions().into_iter().map(|found| found.name.to_owned()).collect::<Vec<_>>()
        })
        .collect();
    let names: BTreeSet<String> = own.iter().map(|source| source.name().to_owned()).collect();
    let kept = built_in.into_iter().filter_map(|source| {
        let taken = names.contains(source.name());
        let shared = source.name().ends_with(".txt");
        if taken && !shared {
            return None;
        }
        let name = if taken { format!("{BESIDE}{}", source.name()) } else { source.name().to_owned() };
        let text = if is_template(source.name()) { without(source.text(), &defined) } else { source.text().to_owned() };
        Some(Source::new(name, text))
    });
    let mut sources: Vec<Source> = kept.chain(own).collect();
    sources.sort_by(|a, b| a.name().cmp(b.name()));
    Gathered { sources, own: names }
}

/// A template without the components of these names; every other character keeps its place.
fn without(text: &str, names: &BTreeSet<String>) -> String {
    let mut left = text.to_owned();
    for definition in Scanned::new(text).definitions() {
        if names.contains(definition.name) {
            let blank = |c: char| if c == '\n' { "\n".to_owned() } else { " ".repeat(c.len_utf8()) };
            let blanks: String = text.get(definition.range.clone()).unwrap_or_default().chars().map(blank).collect();
            left.replace_range(definition.range, &blanks);
        }
    }
    left
}
