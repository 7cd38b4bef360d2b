//! Which files of an output folder are the program's: those whose content some run has noted there. Any other file was
//! made or changed by a person, and is nobody's to replace.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::batch::manifest::{STATE, hex};
use crate::batch::record::{Output, Paper};
use crate::cli::batch::notes;
use crate::diagnostic::Diagnostic;
use crate::say;

/// The contents that runs have noted, each with its place: in manifests, and in the journals of runs that were broken off.
#[derive(Debug, Default)]
pub struct Written(HashSet<u128>);

/// A line of a manifest or a journal, as far as it names files.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    papers: Vec<Paper>,
    #[serde(default)]
    old: Vec<Output>,
    #[serde(default)]
    files: Vec<Output>,
}

impl Written {
    /// What is noted in an output folder, by whole runs and by parts.
    pub fn read(out: &Path) -> Self {
        let state = out.join(STATE);
        let is_manifest = |path: &PathBuf| {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            name.starts_with("manifest.") && name.ends_with(".json")
        };
        let manifests = below(out).into_iter().filter(is_manifest);
        let journals = below(&state).into_iter().chain([state]).map(|folder| folder.join("journal.jsonl"));
        let mut written = Self::default();
        manifests.chain(journals).for_each(|path| written.note(&path));
        written
    }

    /// Notes every file that a manifest or a journal names; a line that is torn names none.
    fn note(&mut self, path: &Path) {
        let Ok(file) = File::open(path) else { return };
        for line in BufReader::new(file).split(b'\n').map_while(Result::ok) {
            let line = line.strip_suffix(b",").unwrap_or(&line);
            let Ok(Line { papers, old, files }) = serde_json::from_slice(line) else { continue };
            let files = papers.into_iter().flat_map(|paper| paper.files).chain(old).chain(files);
            self.0.extend(files.map(|file| key(&file.path, &file.sha256)));
        }
    }

    /// Whether a run has noted this content for this place.
    pub fn has(&self, place: &str, sha256: &str) -> bool {
        self.0.contains(&key(place, sha256))
    }
}

fn below(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

/// A file in few bytes: of many schools it would take room.
fn key(place: &str, sha256: &str) -> u128 {
    let hash = hex(format!("{place}\n{sha256}").as_bytes());
    hash.get(..32).and_then(|half| u128::from_str_radix(half, 16).ok()).unwrap_or_default()
}

/// Whether nothing is lost where what stands at a path is replaced, `is_noted` telling the contents that runs have written.
pub fn may_go(path: &Path, is_noted: impl Fn(&str) -> bool) -> bool {
    match fs::symlink_metadata(path) {
        // A folder is replaced by nothing: who tries says so.
        Ok(found) if found.is_dir() => true,
        Ok(found) if found.is_file() => found.len() == 0 || is_noted(&notes::now(path)),
        Ok(_) => false,
        Err(_) => true,
    }
}

/// A file that a person has made or changed stays.
pub fn kept(shown: &Path) -> Diagnostic {
    let shown = shown.display();
    let message = say!("{shown} 被人改过，没有动它", "{shown} was changed by a person and left as it is");
    Diagnostic::warning("W293", message).hint(say!(
        "要留下所改的，把它移到别处再运行；不要了，加 --force",
        "to keep the change move the file elsewhere and run again; to give it up add --force"
    ))
}
