//! What each code means, with a bad and a good example: the catalogue behind `niandu explain`.
//!
//! The catalogue is data, a YAML file a subject beside this one. Its examples are tests as well: every bad one yields its
//! code and nothing else, every good one (a near-miss) yields nothing.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Lists files beside this one with their texts.
macro_rules! files {
    ($( $name:literal )*) => { &[ $( ($name, include_str!($name)) ),* ] };
}

/// The files of the catalogue; a test compares them with the folder.
pub const FILES: &[(&str, &str)] = files! {
    "file.yaml"
    "reading.yaml"
    "names.yaml"
    "numbers.yaml"
    "times.yaml"
    "events.yaml"
    "words.yaml"
    "references.yaml"
    "paper.yaml"
    "covers.yaml"
    "program.yaml"
    "new.yaml"
    "plans.yaml"
    "kinds.yaml"
    "reports.yaml"
    "rollup.yaml"
    "templates.yaml"
    "years.yaml"
    "draft.yaml"
    "topics.yaml"
    "minutes.yaml"
    "pages.yaml"
    "letterhead.yaml"
    "printing.yaml"
    "origins.yaml"
    "exhibits.yaml"
    "batch.yaml"
    "run.yaml"
};

/// Text in both languages of the tool.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both {
    pub zh: String,
    pub en: String,
}

/// One code of the catalogue.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What is wrong, in a few words.
    pub title: Both,
    /// Why it matters and how the tool decides.
    pub why: Both,
    /// Sections of a facts file that yield this code, and no other, when they replace those of a sound file. The first is
    /// shown to the user.
    #[serde(default)]
    pub bad: Vec<String>,
    /// Sections that come close and yield nothing; the first shows how to put the bad example right.
    #[serde(default)]
    pub good: Vec<String>,
    /// Examples that are whole files rather than sections.
    #[serde(default)]
    pub whole: bool,
    /// Where no example can be a facts file: what is shown instead.
    #[serde(default)]
    pub shown: Option<Both>,
}

/// All codes, sorted. The error names the file of the catalogue that cannot be read; a test keeps that from happening.
pub fn catalogue() -> Result<BTreeMap<String, Entry>, String> {
    let mut all = BTreeMap::new();
    for &(name, text) in FILES {
        all.extend(read(text).map_err(|error| format!("{name}: {error}"))?);
    }
    Ok(all)
}

/// Whether the catalogue has this code; without reading it as a whole.
pub fn is_code(code: &str) -> bool {
    let begins = |line: &str| line.strip_prefix(code).is_some_and(|rest| rest.starts_with(':'));
    FILES.iter().any(|(_, text)| text.lines().any(begins))
}

/// The codes of one file of the catalogue.
pub fn read(text: &str) -> Result<BTreeMap<String, Entry>, String> {
    serde_saphyr::from_str(text).map_err(|error| error.to_string())
}
