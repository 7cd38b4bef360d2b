//! The facts files of a run, by folder, and a first look at each: whose facts they are, of when, and the hash of what they say.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::batch::record::Role;
use crate::batch::shard::Shard;
use crate::cli::disk::{self, Witness};
use crate::cli::files;
use crate::diagnostic::{Diagnostic, Origin, Source};
use crate::facts::include;
use crate::facts::time::Period;
use crate::{report, say};

/// A facts file.
pub struct Facts {
    /// Its name in its folder.
    pub name: String,
    /// Organisation and period; nothing where a first look does not find them.
    pub key: Option<(String, Period)>,
    /// SHA-256 of its bytes; nothing where it cannot be read.
    pub digest: Option<[u8; 32]>,
}

impl Facts {
    /// The period that it tells, by its name where its text does not say.
    fn period(&self) -> Option<Period> {
        let stem = || Path::new(&self.name).file_stem()?.to_str().map(str::to_owned);
        self.key.as_ref().map(|(_, period)| *period).or_else(|| Period::parse(&stem()?).ok())
    }

    /// Whether it is one of a run for this period: it tells the period, or nobody knows what it tells.
    pub fn is_of(&self, period: Period) -> bool {
        self.period().is_none_or(|own| own == period)
    }
}

/// A folder with facts files.
pub struct Folder {
    /// Below the run's folder, with `/`; empty for that folder itself.
    pub path: String,
    /// By name.
    pub files: Vec<Facts>,
}

impl Folder {
    /// Where a file of it lies, below the run's folder.
    pub fn place(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}/{name}", self.path) }
    }
}

/// All facts files below the current folder, without roll-ups, which are the facts of no body.
pub struct Survey {
    pub folders: Vec<Folder>,
    pub faults: Vec<Diagnostic>,
}

impl Survey {
    /// Looks at every facts file below the current folder with so many threads; nothing below the folders `apart` is one.
    /// Of a part of a run, only the folders of that part are looked at, and those above them, whose files may include
    /// files below.
    pub fn new(apart: &[PathBuf], shard: Option<Shard>, threads: usize) -> Self {
        let (found, mut faults) = files::listed(Path::new("."), apart);
        let mut named = Vec::new();
        for path in found {
            match below(&path) {
                Some((folder, name)) => named.push((path, folder, name)),
                None => faults.push(nameless(&path)),
            }
        }
        if let Some(shard) = shard {
            let taken = named.iter().map(|(_, folder, _)| folder.as_str()).filter(|folder| shard.takes(folder));
            let looked_at: HashSet<String> = taken.flat_map(with_above).map(str::to_owned).collect();
            named.retain(|(_, folder, _)| looked_at.contains(folder));
        }
        let paths: Vec<PathBuf> = named.iter().map(|(path, ..)| path.clone()).collect();
        let mut looks = looked(&paths, threads);
        let includes: Vec<Vec<PathBuf>> = looks.iter_mut().map(|look| std::mem::take(&mut look.includes)).collect();
        // Names are sorted as bytes, which is not the order of a walk.
        let kept = files::without_included(paths, &includes);
        let mut folders: BTreeMap<String, Vec<Facts>> = BTreeMap::new();
        let mut kept = kept.into_iter().peekable();
        for ((path, folder, name), look) in named.into_iter().zip(looks) {
            if kept.next_if(|kept| *kept == path).is_some() && !look.is_rollup {
                folders.entry(folder).or_default().push(Facts { name, key: look.key, digest: look.digest });
            }
        }
        let folders = folders.into_iter().map(|(path, mut files)| {
            files.sort_by(|a, b| a.name.cmp(&b.name));
            Folder { path, files }
        });
        Self { folders: folders.collect(), faults }
    }

    /// The folders of a part of a run.
    pub fn limit(&mut self, shard: Shard) {
        self.folders.retain(|folder| shard.takes(&folder.path));
    }

    /// The latest of all periods.
    pub fn latest(&self) -> Option<Period> {
        self.periods().into_keys().max_by_key(|period| (period.end, period.start))
    }

    /// The periods that the files tell, and how many tell each.
    pub fn periods(&self) -> BTreeMap<Period, usize> {
        let mut periods = BTreeMap::new();
        for (_, period) in self.folders.iter().flat_map(|folder| &folder.files).filter_map(|file| file.key.as_ref()) {
            *periods.entry(*period).or_default() += 1;
        }
        periods
    }
}

/// A folder and all that it lies in.
fn with_above(folder: &str) -> impl Iterator<Item = &str> {
    let steps = folder.match_indices('/').map(|(at, _)| at).chain([0, folder.len()]);
    steps.map(|end| &folder[..end])
}

/// Folder and name of a file below the current folder, with `/`; nothing where a name is no text.
fn below(path: &Path) -> Option<(String, String)> {
    let mut steps: Vec<&str> = path.iter().map(|step| step.to_str()).collect::<Option<_>>()?;
    let name = steps.pop()?;
    Some((steps.join("/"), name.to_owned()))
}

fn nameless(path: &Path) -> Diagnostic {
    let source = Source::new(path.display().to_string(), "");
    let message = say!("文件夹或文件的名称不是 UTF-8", "the name of the file or of a folder is not UTF-8");
    Diagnostic::error("E286", message).at(&source, Origin::default()).hint(say!(
        "改个名称；从 Windows 的压缩包解出来的，解压时选 GBK",
        "rename it; if it comes from a Windows archive, unpack it again as GBK"
    ))
}

/// What a first look at a file finds.
struct Look {
    key: Option<(String, Period)>,
    digest: Option<[u8; 32]>,
    includes: Vec<PathBuf>,
    is_rollup: bool,
}

/// A look at each file.
fn looked(paths: &[PathBuf], threads: usize) -> Vec<Look> {
    let share = paths.len().div_ceil(threads.max(1)).max(1);
    std::thread::scope(|scope| {
        let looks = |part: &[PathBuf]| part.iter().map(|path| look(path)).collect::<Vec<_>>();
        let workers: Vec<_> = paths.chunks(share).map(|part| scope.spawn(move || looks(part))).collect();
        let parts = paths.chunks(share).zip(workers);
        // What one thread could not finish is looked at again.
        parts.flat_map(|(part, worker)| worker.join().unwrap_or_else(|_| looks(part))).collect()
    })
}

/// Hashes what is read.
#[derive(Default)]
struct Hashing(Option<[u8; 32]>);

impl Witness for Hashing {
    fn saw(&mut self, _: Role, _: &Path, bytes: Option<&[u8]>) {
        self.0 = bytes.map(|bytes| Sha256::digest(bytes).into());
    }
}

fn look(path: &Path) -> Look {
    let mut hashing = Hashing::default();
    let Ok(source) = disk::read_seen(path, Role::Facts, &mut hashing) else {
        return Look { key: None, digest: hashing.0, includes: Vec::new(), is_rollup: false };
    };
    let includes = files::included_by(path, &source);
    let key = if includes.is_empty() {
        report::look(&source)
    } else {
        disk::facts(path).ok().and_then(|(source, _)| report::look(&source))
    };
    Look { key, digest: hashing.0, includes, is_rollup: include::is_rollup(&source) }
}
