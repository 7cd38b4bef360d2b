//! The samples of the repository, whatever there are: every facts file below `sample-data` with those beside it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use niandu::diagnostic::{Diagnostics, Source};
use niandu::facts::picture::Picture;
use niandu::facts::{Dossier, File, include};
use niandu::offer::PAPERS;
use niandu::report::{self, Shelf};

use crate::office;

/// A facts file of the samples.
pub struct Sample {
    /// Body and period, as folder and file are called: `qinghe-no1-primary/2025`.
    pub name: String,
    pub source: Source,
    /// With the files of the same body beside it.
    pub dossier: Dossier,
}

/// Drafts, each with the names of the kind of paper that it is for.
pub type Drafts = Vec<(Vec<String>, Source)>;

impl Sample {
    /// A file of this sample, read again, with the photos that it asks for.
    pub fn seen(&self, mut file: File) -> File {
        let (body, _) = self.name.split_once('/').expect("a body and a period");
        see(&mut file, body);
        file
    }

    /// The drafts that the author has put beside the facts.
    pub fn drafts(&self) -> Drafts {
        let text = |range: std::ops::Range<usize>| (self.source.file_at(range.start).0, &self.source.text()[range]);
        let draft = |range| Source::new(text(std::ops::Range::clone(&range)).0, text(range).1);
        self.source.drafts().map(|(names, range)| (names.to_vec(), draft(range))).collect()
    }
}

/// Reads the photos of a file of this body, as the program does.
fn see(file: &mut File, body: &str) {
    let folder = office::root().join("sample-data").join(body);
    let photos: Vec<_> = file.asked_photos().into_iter().map(|photo| photo.file.clone()).collect();
    for name in photos {
        let bytes = std::fs::read(folder.join(&name.text)).unwrap_or_else(|error| panic!("{}: {error}", name.text));
        file.pictures.insert(name.origin, Picture::read(bytes));
    }
}

/// The facts files of each body: its folder, and the files in it that no other one includes.
pub fn bodies() -> BTreeMap<String, Vec<PathBuf>> {
    let mut bodies: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for entry in walkdir::WalkDir::new(office::root().join("sample-data")).sort_by_file_name() {
        let path = entry.expect("a readable folder").into_path();
        if path.extension().is_none_or(|ending| ending != "yaml") {
            continue;
        }
        let folder = path.parent().and_then(Path::file_name).expect("a folder").to_string_lossy().into_owned();
        bodies.entry(folder).or_default().push(path);
    }
    for files in bodies.values_mut() {
        let parts: Vec<PathBuf> = files.iter().flat_map(|path| included(path)).collect();
        files.retain(|path| !parts.contains(path));
    }
    assert!(bodies.len() >= 4, "{bodies:?}");
    bodies
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn own(path: &Path) -> Source {
    Source::new(path.file_name().expect("a name").to_string_lossy(), text(path))
}

fn included(path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().expect("a folder");
    include::named(&own(path)).into_iter().map(|part| folder.join(part.path)).collect()
}

/// The drafts beside a facts file, as the program finds them: `2025.md` for all its papers, `2025.工作计划.md` for one.
pub fn drafts_of(facts: &Path) -> Drafts {
    let stem = facts.file_stem().expect("a name").to_string_lossy().into_owned();
    let folder = facts.parent().expect("a folder");
    let named = office::names(folder).into_iter().filter_map(|name| {
        let paper = name.strip_suffix(".md")?.strip_prefix(&stem)?.to_owned();
        paper.is_empty().then(Vec::new).or_else(|| paper.strip_prefix('.').map(names)).map(|names| (names, name))
    });
    named.map(|(names, name)| (names, own(&folder.join(name)))).collect()
}

/// All names of the kind of paper that a draft is for, the one in its file name first.
fn names(paper: &str) -> Vec<String> {
    let of_kind = PAPERS.iter().find(|(kind, names)| *kind == paper || names.contains(&paper));
    let all = of_kind.into_iter().flat_map(|(kind, names)| std::iter::once(kind).chain(names.iter()));
    std::iter::once(paper).chain(all.copied().filter(|name| *name != paper)).map(str::to_owned).collect()
}

/// Every sample, read with the drafts beside it, without an error.
pub fn all() -> Vec<Sample> {
    let mut samples = Vec::new();
    for (body, files) in bodies() {
        let parts = |path: &PathBuf| included(path).iter().map(|path| own(path)).collect::<Vec<_>>();
        let joined = |path: &PathBuf| own(path).with(&parts(path)).with_drafts(&drafts_of(path));
        let sources: Vec<Source> = files.iter().map(joined).collect();
        let mut shelf = Shelf::default();
        sources.iter().for_each(|source| shelf.add(Some(source)));
        for (at, (source, path)) in sources.iter().zip(&files).enumerate() {
            let beside: Vec<Source> = shelf.beside(at).into_iter().map(|other| sources[other].clone()).collect();
            let (dossier, problems) = report::dossier(source, Diagnostics::new(), &beside, None);
            assert!(!problems.has_errors(), "{body}: {:?}", problems.sorted());
            let stem = path.file_stem().expect("a name").to_string_lossy();
            let mut dossier = dossier.unwrap_or_else(|| panic!("{body}/{stem} is not read"));
            std::iter::once(&mut dossier.current).chain(&mut dossier.previous).for_each(|file| see(file, &body));
            samples.push(Sample { name: format!("{body}/{stem}"), source: source.clone(), dossier });
        }
    }
    samples
}
