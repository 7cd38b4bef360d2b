//! A finished paper: what its file carries of where its numbers come from, or the facts that it was made from.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::{Asked, Traced, of_facts, trouble};
use crate::cli::{disk, tell};
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::publish::held::{Held, Told};
use crate::publish::markdown::markdown;
use crate::publish::{docx, html, pdf};
use crate::report::same;
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
    words: Words,
    /// Its texts, with the origins that the file carries.
    texts: Vec<Told>,
    /// The facts inside.
    facts: Vec<pdf::read::HeldFile>,
}

/// The words of a paper, to be compared with what the facts give.
#[derive(Default)]
enum Words {
    Markdown(String),
    Plain(String),
    /// They stand in the file in no way that can be read.
    #[default]
    Unreadable,
}

impl Paper {
    fn read(bytes: &[u8], ending: &str) -> Self {
        match ending {
            "docx" => docx::read::held(bytes).map(Self::of).unwrap_or_default(),
            "html" => Self::of(html::read::held(&String::from_utf8_lossy(bytes))),
            "pdf" => {
                let held = pdf::read::held(bytes).unwrap_or_default();
                let words = pdf::words::words(bytes).map_or(Words::Unreadable, Words::Plain);
                Self { title: held.title, facts: held.files, words, ..Self::default() }
            }
            _ => {
                let text = String::from_utf8_lossy(bytes).into_owned();
                let title = text.lines().find_map(|line| line.strip_prefix("# ")).map(unescaped);
                Self { title, words: Words::Markdown(text), ..Self::default() }
            }
        }
    }

    fn of(Held { title, texts }: Held) -> Self {
        let words: Vec<&str> = texts.iter().map(|told| told.text.as_str()).collect();
        Self { title, words: Words::Plain(words.join("\n")), texts, ..Self::default() }
    }

    /// Whether it reads as the facts give it now.
    fn is(&self, traced: &Traced) -> bool {
        let same = |document: &Document| match &self.words {
            Words::Markdown(text) => *text == markdown(document),
            Words::Plain(words) => same::reads_as(document, words),
            Words::Unreadable => false,
        };
        traced.document.as_ref().is_some_and(same)
    }

    /// Whether these words stand in it, as far as that can be known.
    fn has(&self, words: &str) -> bool {
        match &self.words {
            Words::Markdown(text) | Words::Plain(text) => trace::plain(text).contains(&trace::plain(words)),
            Words::Unreadable => true,
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
        return chosen(with_title(of_facts(vec![file.clone()], asked)?, &paper), &paper, path, asked);
    }
    let title = paper.title.clone().unwrap_or_default();
    let carried = trace::of_texts(&title, &paper.texts);
    let carries = carried.iter().any(|number| number.from.is_some());
    let known = |number: &Number| number.from.is_some() && asked.number.is_none_or(|asked| number.is(asked));
    let answers = carried.iter().any(known);
    let own = || {
        let numbers = carried.into_iter().filter(|number| number.from.is_some()).collect();
        let texts = paper.texts.iter().map(|told| told.text.as_str().to_owned()).collect();
        let (facts, kind) = (path.to_owned(), String::new());
        vec![Traced { facts, kind, title, texts, document: None, numbers }]
    };
    if answers {
        return Ok(own());
    }
    if let Some(found) = inside(path, &paper, asked) {
        return Ok(found);
    }
    let mut found = Vec::new();
    for file in beside(path) {
        // Facts that cannot be read are none that the paper was made from.
        found.extend(of_facts(vec![file], asked).map(|all| with_title(all, &paper)).unwrap_or_default());
    }
    match found.is_empty() && carries {
        // The file tells of other numbers than the one that is asked for.
        true => Ok(own()),
        false => chosen(found, &paper, path, asked),
    }
}

/// Those of the papers that have the title of this one.
fn with_title(all: Vec<Traced>, paper: &Paper) -> Vec<Traced> {
    all.into_iter().filter(|each| paper.title.as_ref() == Some(&each.title)).collect()
}

/// Those of the papers with its title that this one is: those that read as it does, where there are any. Papers of several
/// facts files are not told apart by guessing; and it is said where none of them reads so, or nobody can know.
fn chosen(found: Vec<Traced>, paper: &Paper, path: &Path, asked: &Asked<'_>) -> Result<Vec<Traced>, Diagnostics> {
    if found.is_empty() {
        return Err(trouble::without_facts(path));
    }
    let (same, others): (Vec<Traced>, Vec<Traced>) = found.into_iter().partition(|each| paper.is(each));
    let differs = same.is_empty();
    let taken = if differs { others } else { same };
    let mut files: Vec<&Path> = taken.iter().map(|each| each.facts.as_path()).collect();
    files.dedup();
    if files.len() > 1 {
        return Err(trouble::several(path, &files));
    }
    if !differs {
        return Ok(taken);
    }
    if let Words::Unreadable = paper.words {
        tell::say(&trouble::unread(path), asked.language);
        return Ok(taken);
    }
    let given = |number: &str| taken.iter().flat_map(|each| &each.numbers).any(|own| own.is(number));
    match asked.number {
        Some(number) if paper.has(number) && !given(number) => return Err(trouble::gone(path, number)),
        // What the facts give now is no answer about a paper that has it not.
        Some(number) if trace::date(number).is_none() && !paper.has(number) => {
            return Err(trouble::absent(&[path.to_owned()], asked.number, &[]));
        }
        _ => tell::say(&trouble::changed(path), asked.language),
    };
    Ok(taken)
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
