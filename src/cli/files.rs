//! The facts files of a run: found in folders, grouped by body, read one dossier at a time.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::batch::config;
use crate::cli::{disk, drafts, photos, stale};
use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::facts::Dossier;
use crate::facts::include;
use crate::report::{self, Shelf};
use crate::say;

/// Facts files, and the folders with which something is wrong.
pub type Found = (Vec<PathBuf>, Vec<(PathBuf, Diagnostic)>);

/// The facts files that `given` names, sorted and each once: files as they are, folders with all that lies below them.
/// What another file of the run includes is read with that one, and what lies in the folder of `templates` is no facts file.
/// A folder without facts files is a problem.
pub fn find(given: &[PathBuf], templates: Option<&Path>) -> Found {
    let mut files: Vec<PathBuf> = Vec::new();
    let mut faults = Vec::new();
    let apart: Vec<PathBuf> = templates.map(canonical).into_iter().collect();
    for path in given {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let (below, problems) = listed(path, &apart);
        let none = below.is_empty().then(|| empty(path));
        faults.extend(problems.into_iter().chain(none).map(|problem| (path.clone(), problem)));
        files.extend(below);
    }
    files.sort();
    let mut seen = HashSet::new();
    files.retain(|path| seen.insert(canonical(path)));
    let includes: Vec<Vec<PathBuf>> = files.iter().map(|path| included(path)).collect();
    (without_included(files, &includes), faults)
}

/// All facts files of a folder and below, by name, also those that others include; nothing hidden, and nothing below the
/// folders `apart`, which are canonical. What is wrong with the folder comes second.
pub fn listed(folder: &Path, apart: &[PathBuf]) -> (Vec<PathBuf>, Vec<Diagnostic>) {
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    let left_out = |entry: &DirEntry| !apart.is_empty() && apart.contains(&canonical(entry.path()));
    let wanted = |entry: &DirEntry| is_shown(entry) && !(entry.file_type().is_dir() && left_out(entry));
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(wanted) {
        match entry {
            Ok(entry) if is_facts(entry.path()) => files.push(plain(folder, entry.path())),
            Ok(entry) => faults.extend(drafts::alone(&plain(folder, entry.path()))),
            Err(error) => faults.push(unreadable(folder, &error)),
        }
    }
    (files, faults)
}

/// Below the folder itself nothing hidden is looked at.
fn is_shown(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
}

/// Whether a file is one by its name; what a run over many schools is to do is none.
fn is_facts(path: &Path) -> bool {
    if path.file_name().is_some_and(|name| name == config::FILE) {
        return false;
    }
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ending == "yaml" || ending == "yml") && path.is_file()
}

/// A file found in `.` is named as the user would name it.
fn plain(folder: &Path, found: &Path) -> PathBuf {
    if folder == Path::new(".") { found.strip_prefix(folder).unwrap_or(found).to_owned() } else { found.to_owned() }
}

fn unreadable(folder: &Path, error: &walkdir::Error) -> Diagnostic {
    let source = Source::new(folder.display().to_string(), "");
    let reason = error.io_error().map_or_else(|| error.to_string(), disk::reason);
    Diagnostic::error("E004", say!("读不了这个文件夹：{reason}", "this folder cannot be read: {error}"))
        .at(&source, Origin::default())
        .hint(say!("核对文件名和权限", "check its name and permissions"))
}

fn empty(folder: &Path) -> Diagnostic {
    let source = Source::new(folder.display().to_string(), "");
    Diagnostic::error("E004", say!("这个文件夹里没有事实文件", "there is no facts file in this folder"))
        .at(&source, Origin::default())
        .hint(say!("事实文件的扩展名为 yaml 或 yml", "facts files end in yaml or yml"))
}

/// The files without those that another one includes; of files that include each other the first stays.
/// `includes` has for each file what [`included`] gives.
pub fn without_included(files: Vec<PathBuf>, includes: &[Vec<PathBuf>]) -> Vec<PathBuf> {
    if includes.iter().all(Vec::is_empty) {
        return files;
    }
    let own: HashMap<PathBuf, usize> = files.iter().enumerate().map(|(at, path)| (canonical(path), at)).collect();
    let below = |at: usize| includes[at].iter().filter_map(|path| own.get(path).copied()).collect::<Vec<_>>();
    let named: HashSet<usize> = (0..files.len()).flat_map(below).collect();
    let (mains, others): (Vec<usize>, Vec<usize>) = (0..files.len()).partition(|at| !named.contains(at));
    let mut reached: HashSet<usize> = HashSet::new();
    let mut kept: Vec<usize> = Vec::new();
    for at in mains.into_iter().chain(others) {
        if reached.contains(&at) {
            continue;
        }
        kept.push(at);
        let mut next = vec![at];
        while let Some(at) = next.pop() {
            if reached.insert(at) {
                next.extend(below(at));
            }
        }
    }
    kept.sort_unstable();
    kept.into_iter().map(|at| files[at].clone()).collect()
}

/// The other files that a facts file includes.
fn included(path: &Path) -> Vec<PathBuf> {
    // What can be read once only, such as a pipe, is left for the reading proper.
    if !path.is_file() {
        return Vec::new();
    }
    disk::read(path).map_or_else(|_| Vec::new(), |source| included_by(path, &source))
}

/// The other files that a facts file of this text includes.
pub fn included_by(path: &Path, source: &Source) -> Vec<PathBuf> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let own = canonical(path);
    let named = include::named(source).into_iter().map(|included| canonical(&folder.join(included.path)));
    named.filter(|named| *named != own).collect()
}

pub fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// The files of a run and which of them belong together. Holds no facts: what one file needs is gone before the next is
/// read.
pub struct Run {
    pub paths: Vec<PathBuf>,
    /// Files of the same folders that may tell earlier periods of the same bodies; no paper is written for them.
    near: Vec<PathBuf>,
    shelf: Shelf,
}

impl Run {
    /// Takes a first look at every file, and at what lies beside it in its folder.
    pub fn new(paths: Vec<PathBuf>) -> Self {
        let mut shelf = Shelf::default();
        let mut near: Vec<PathBuf> = Vec::new();
        let beside = neighbours(&paths);
        // A single file that lies alone has nobody to stand beside.
        for path in paths.iter().filter(|_| paths.len() > 1 || !beside.is_empty()) {
            shelf.add(disk::facts(path).ok().map(|(source, _)| source).as_ref());
        }
        let bodies: HashSet<String> = (0..paths.len()).filter_map(|at| shelf.body(at)).map(str::to_owned).collect();
        for path in beside {
            // Nearly always the text tells at once that it is of another body, and need not be parsed.
            let names = |source: &Source| bodies.iter().any(|body| source.text().contains(body.as_str()));
            if let Some(source) = disk::read(&path).ok().filter(names) {
                shelf.add_near(Some(&source));
                near.push(path);
            }
        }
        Self { paths, near, shelf }
    }

    /// The name of a file of the run, as it was given.
    pub fn name(&self, at: usize) -> String {
        self.paths[at].display().to_string()
    }

    /// The file at a place of the run, with the files of the same body beside it.
    pub fn read(&self, at: usize) -> (Source, Option<Dossier>, Diagnostics) {
        let (source, mut problems) = match disk::facts(&self.paths[at]) {
            Ok(read) => read,
            Err(problem) => {
                let mut problems = Diagnostics::new();
                problems.push(*problem);
                return (Source::new(self.name(at), ""), None, problems);
            }
        };
        stale::say(&source, &self.paths[at], &mut problems);
        let given = self.shelf.beside(at).into_iter().map(|i| &self.paths[i]);
        let near = self.shelf.near(at).into_iter().map(|i| &self.near[i]);
        let sound = |path: &PathBuf| disk::facts(path).ok().filter(|(_, problems)| !problems.has_errors());
        let beside: Vec<Source> = given.chain(near).filter_map(sound).map(|(source, _)| source).collect();
        let first = self.shelf.first_of_same(at).map(|i| self.name(i));
        let (mut dossier, problems) = report::dossier(&source, problems, &beside, first.as_deref());
        dossier.iter_mut().for_each(|dossier| photos::read(&mut dossier.current));
        (source, dossier, problems)
    }
}

/// The other facts files in the folders of `paths`, sorted.
fn neighbours(paths: &[PathBuf]) -> Vec<PathBuf> {
    let given: HashSet<PathBuf> = paths.iter().map(|path| canonical(path)).collect();
    let folders: BTreeSet<&Path> =
        paths.iter().filter(|path| path.is_file()).map(|path| path.parent().unwrap_or(Path::new(""))).collect();
    let mut found = Vec::new();
    for folder in folders {
        let place = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let entries = WalkDir::new(place).min_depth(1).max_depth(1).sort_by_file_name().into_iter().flatten();
        let facts = entries.filter(|entry| is_shown(entry) && is_facts(entry.path()));
        let named = facts.map(|entry| folder.join(entry.file_name()));
        found.extend(named.filter(|path| !given.contains(&canonical(path))));
    }
    found
}
