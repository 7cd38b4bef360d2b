//! A finished paper: what its file carries of where its numbers come from, or the facts that it was made from.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::{Asked, Traced, of_facts, trouble};
use crate::cli::{disk, tell};
use crate::diagnostic::Diagnostics;
use crate::document::text::Text;
use crate::publish::held::Held;
use crate::publish::{docx, html, pdf};
use crate::report::trace::{self, Number};

/// The endings of papers.
const ENDINGS: [&str; 4] = ["md", "html", "pdf", "docx"];

/// The ending of a file that is a paper; `None` for facts.
pub fn ending(path: &Path) -> Option<&'static str> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    ENDINGS.into_iter().find(|known| *known == ending)
}

/// What is read from the file of a paper.
#[derive(Default)]
struct Paper {
    title: Option<String>,
    /// Its words, where they can be compared with what the facts give.
    words: Option<String>,
    /// Its texts, with the origins that the file carries.
    texts: Vec<Text>,
    /// The facts inside.
    facts: Vec<pdf::read::HeldFile>,
}

impl Paper {
    fn read(bytes: &[u8], ending: &str) -> Self {
        let of = |Held { title, texts }| Self { title, texts, ..Self::default() };
        match ending {
            "docx" => docx::read::held(bytes).map(of).unwrap_or_default(),
            "html" => of(html::read::held(&String::from_utf8_lossy(bytes))),
            "pdf" => {
                let held = pdf::read::held(bytes).unwrap_or_default();
                Self { title: held.title, facts: held.files, ..Self::default() }
            }
            _ => {
                let text = String::from_utf8_lossy(bytes).into_owned();
                let title = text.lines().find_map(|line| line.strip_prefix("# ")).map(unescaped);
                Self { title, words: Some(text), ..Self::default() }
            }
        }
    }
}

/// Where the numbers of a finished paper come from: by what its file carries, by the facts inside it, else by those that
/// lie beside it or that the user names.
pub fn traced(
    path: &Path,
    ending: &str,
    facts: Option<&PathBuf>,
    asked: &Asked<'_>,
) -> Result<Vec<Traced>, Diagnostics> {
    let bytes = fs::read(path).map_err(|error| trouble::unreadable(path, &disk::reason(&error)))?;
    let paper = Paper::read(&bytes, ending);
    if let Some(file) = facts {
        let found = with_title(of_facts(vec![file.clone()], asked)?, &paper);
        return if found.is_empty() {
            Err(trouble::without_facts(path))
        } else {
            Ok(compared(found, &paper, path, asked))
        };
    }
    let title = paper.title.clone().unwrap_or_default();
    let carried = trace::of_texts(&title, &paper.texts);
    let known = |number: &Number| number.from.is_some() && asked.number.is_none_or(|asked| number.is(asked));
    if carried.iter().any(known) {
        let numbers = carried.into_iter().filter(|number| number.from.is_some()).collect();
        return Ok(vec![Traced { facts: path.to_owned(), kind: String::new(), title, text: String::new(), numbers }]);
    }
    if let Some(found) = inside(path, &paper, asked) {
        return Ok(found);
    }
    let mut found = Vec::new();
    for file in beside(path) {
        // Facts that cannot be read are none that the paper was made from.
        found.extend(of_facts(vec![file], asked).map(|all| with_title(all, &paper)).unwrap_or_default());
    }
    match found.is_empty() {
        false => Ok(compared(found, &paper, path, asked)),
        // The file tells of other numbers than the one that is asked for.
        true if carried.iter().any(|number| number.from.is_some()) => {
            Err(trouble::absent(&[path.to_owned()], asked.number))
        }
        true => Err(trouble::without_facts(path)),
    }
}

/// Those of the papers that have the title of this one.
fn with_title(all: Vec<Traced>, paper: &Paper) -> Vec<Traced> {
    all.into_iter().filter(|each| paper.title.as_ref() == Some(&each.title)).collect()
}

/// Says so where none of them reads as the paper does.
fn compared(found: Vec<Traced>, paper: &Paper, path: &Path, asked: &Asked<'_>) -> Vec<Traced> {
    if !found.iter().any(|each| paper.words.as_ref().is_none_or(|words| *words == each.text)) {
        tell::say(&trouble::changed(path), asked.language);
    }
    found
}

/// The papers of the facts inside a PDF, by the names that they have there; `None` without facts that give this paper.
fn inside(path: &Path, paper: &Paper, asked: &Asked<'_>) -> Option<Vec<Traced>> {
    let folder = tempfile::tempdir().ok().filter(|_| !paper.facts.is_empty())?;
    for file in &paper.facts {
        let name = Path::new(&file.name);
        // A hostile file may name any place.
        if !name.components().all(|part| matches!(part, Component::Normal(_))) {
            continue;
        }
        let whole = folder.path().join(name);
        fs::create_dir_all(whole.parent()?).ok()?;
        fs::write(&whole, &file.bytes).ok()?;
    }
    let facts = crate::cli::files::find(&[folder.path().to_owned()], None).0;
    let mut found = Vec::new();
    for file in facts {
        found.extend(of_facts(vec![file], asked).map(|all| with_title(all, paper)).unwrap_or_default());
    }
    for each in &mut found {
        let file = each.facts.strip_prefix(folder.path()).unwrap_or(&each.facts).display().to_string();
        each.facts = PathBuf::from(format!("{}:{file}", path.display()));
        let places =
            each.numbers.iter_mut().filter_map(|number| number.from.as_mut()).flat_map(|from| &mut from.places);
        for place in places {
            let short = Path::new(&place.file).strip_prefix(folder.path()).map(|short| short.display().to_string());
            place.file = short.unwrap_or(std::mem::take(&mut place.file));
        }
    }
    Some(found).filter(|found| !found.is_empty())
}

/// The facts files that may be those of a paper: in its folder and the two above it.
fn beside(path: &Path) -> Vec<PathBuf> {
    const UP: usize = 3;
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut found = Vec::new();
    for folder in whole.ancestors().skip(1).take(UP) {
        let entries = walkdir::WalkDir::new(folder).min_depth(1).max_depth(1).sort_by_file_name();
        let yaml = |path: &Path| path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
        let files = entries.into_iter().flatten().map(walkdir::DirEntry::into_path);
        found.extend(files.filter(|path| path.is_file() && yaml(path)));
    }
    found
}

/// A line of Markdown without the marks that keep its words from being read as anything else.
fn unescaped(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' || !chars.peek().is_some_and(char::is_ascii_punctuation) {
            words.push(c);
        }
    }
    words
}
