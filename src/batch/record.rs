//! What became of one facts file in a run over many. A record is all that a run remembers of a school: it is a line of the
//! journal, an entry of the manifest and a row of the index, and it holds no clock and no path outside the run's folders.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Language, Say};

/// What became of one facts file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The facts file below the run's folder, with `/`. Records are known and sorted by it.
    pub facts: String,
    /// The id of the body; empty where it could not be read, and so the next three.
    pub id: String,
    /// Its name in titles.
    pub name: String,
    /// Its period, as it is printed: 2025年.
    pub period: String,
    /// The id of the union above it, where the facts name one.
    pub parent: String,
    pub status: Status,
    /// The papers of this run that are up to date under the run's output folder.
    pub papers: Vec<Paper>,
    /// Files of earlier runs that this one could not write anew and that stand as they were.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub old: Vec<Output>,
    /// Files that a person has changed and that were left alone, below the output folder.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub kept: Vec<String>,
    /// What its facts are to be told, hints left out.
    pub problems: Vec<Problem>,
    /// Everything that was read for it and for it alone; what all schools share is noted once for the run.
    pub inputs: Vec<Input>,
}

impl Record {
    /// The folder of the facts file below the run's; nothing where it lies in that itself.
    pub fn folder(&self) -> &str {
        folder(&self.facts)
    }

    /// How many of its problems weigh so much.
    pub fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }

    /// Its files, those of earlier runs last.
    pub fn files(&self) -> impl Iterator<Item = &Output> {
        self.papers.iter().flat_map(|paper| &paper.files).chain(&self.old)
    }

    /// Pages of its PDFs.
    pub fn pages(&self) -> usize {
        self.papers.iter().filter_map(|paper| paper.pages).sum()
    }
}

impl Words {
    /// The sentence in `language`.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

impl From<Say> for Words {
    fn from(say: Say) -> Self {
        Self { zh: say.zh, en: say.en }
    }
}

/// The folder of a place below a run's folder; empty for what lies in that itself.
pub fn folder(place: &str) -> &str {
    place.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What a school has of the papers that were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// All of them.
    Written,
    /// Some of them; the problems say why.
    Partly,
    /// None; what an earlier run has written for it stands as it was.
    Refused,
}

/// A paper in all its formats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// The kind, by the name of its folder.
    pub kind: String,
    /// Its title, on one line.
    pub title: String,
    /// Pages of the PDF, where one was printed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub pages: Option<usize>,
    pub files: Vec<Output>,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Its place below the output folder, with `/`.
    pub path: String,
    pub bytes: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    pub role: Role,
    /// Its place below the run's folder, with `/`.
    pub path: String,
    /// SHA-256 of its content, hexadecimal; of a folder, of the names of the body's facts files and drafts in it. Empty where
    /// there was none: that one comes is a change, too.
    pub sha256: String,
}

/// What a file was read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Facts,
    Include,
    Draft,
    Previous,
    Next,
    Photo,
    /// Which facts files and drafts lie in the school's folder.
    Folder,
    Template,
    Font,
    Css,
    Config,
}

impl Role {
    /// The word that it is written with.
    pub fn word(self) -> &'static str {
        match self {
            Self::Facts => "facts",
            Self::Include => "include",
            Self::Draft => "draft",
            Self::Previous => "previous",
            Self::Next => "next",
            Self::Photo => "photo",
            Self::Folder => "folder",
            Self::Template => "template",
            Self::Font => "font",
            Self::Css => "css",
            Self::Config => "config",
        }
    }
}

/// A problem of a school, told without its snippet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub code: String,
    pub severity: Severity,
    /// Below the run's folder, with `/`; empty where the problem has no place.
    pub file: String,
    /// From 1; 0 where the problem has no place.
    pub line: usize,
    pub column: usize,
    pub message: Words,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hint: Option<Words>,
}

/// How grave a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Error,
    Warning,
}

/// A sentence in both languages: a record does not depend on who made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    pub zh: String,
    pub en: String,
}
