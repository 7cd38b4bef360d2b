//! The facts files of a run, read by several threads; what each adds is summed by each thread and then of all.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::kept;
use super::spool::Spool;
use crate::cli::{disk, stale};
use crate::diagnostic::{Diagnostics, Source};
use crate::facts::time::Period;
use crate::facts::value::Tier;
use crate::facts::{Dossier, include};
use crate::figures;
use crate::report;
use crate::rollup::partial::{Head, Partial};
use crate::rollup::take;
use crate::rollup::total::Plus;

/// The files of a run.
pub struct Files {
    /// Each by its place below the folder, with `/`.
    pub paths: Vec<(String, PathBuf)>,
    pub threads: usize,
    /// Whether some of them lie in folders of their own.
    pub is_nested: bool,
    /// Where rows are laid aside.
    pub folder: PathBuf,
}

/// What was found.
pub struct Found {
    /// All files, also those that are not summed.
    pub heads: BTreeMap<String, Head>,
    pub partial: Partial,
    pub rows: Spool,
}

impl Files {
    /// Those below a folder.
    pub fn new(root: &Path, paths: Vec<PathBuf>, threads: usize, folder: PathBuf) -> Self {
        let named = |path: PathBuf| {
            let below = path.strip_prefix(root).unwrap_or(&path);
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            (parts.join("/"), path)
        };
        let mut paths: Vec<(String, PathBuf)> = paths.into_iter().map(named).collect();
        paths.sort();
        let is_nested = paths.iter().any(|(place, _)| place.contains('/'));
        Self { paths, threads, is_nested, folder }
    }

    /// The latest period that any of them tells.
    pub fn latest(&self) -> Option<Period> {
        let periods = self.each(Vec::new, |found: &mut Vec<Period>, _, path| {
            let source = disk::read(path).ok();
            found.extend(source.as_ref().and_then(report::look).map(|(_, period)| period));
            Ok(())
        });
        let latest = |a: &Period, b: &Period| (a.end, a.start).cmp(&(b.end, b.start));
        periods.ok()?.into_iter().flatten().max_by(latest)
    }

    /// Sums those of a period, without `skipped`.
    pub fn sum(&self, period: &Period, skipped: &BTreeSet<String>) -> io::Result<Found> {
        let new =
            || Found { heads: BTreeMap::new(), partial: Partial::default(), rows: Spool::new(self.folder.clone()) };
        let found = self.each(new, |found: &mut Found, place, path| {
            if skipped.contains(place) {
                return Ok(());
            }
            let mut partial = self.one(place, path, period, &mut found.rows)?;
            found.heads.extend(partial.heads.iter().map(|(file, head)| (file.clone(), head.clone())));
            partial.heads.retain(|_, head| head.broken.is_none() && head.period == period.name());
            found.partial.plus(partial);
            Ok(())
        })?;
        let mut all = new();
        for each in found {
            all.heads.extend(each.heads);
            all.partial.plus(each.partial);
            all.rows.join(each.rows)?;
        }
        Ok(all)
    }

    /// What one file adds; its rows go to a spool.
    fn one(&self, place: &str, path: &Path, period: &Period, rows: &mut Spool) -> io::Result<Partial> {
        let (source, problems) = match disk::facts(path) {
            Ok(read) => read,
            Err(problem) => {
                let mut problems = Diagnostics::new();
                problems.push(*problem);
                return Ok(bare(place, Head { broken: take::broken(&problems), ..Head::default() }));
            }
        };
        let hash = stale::hash(&source);
        let mut partial = self.of(place, path, source, problems, period, rows)?;
        partial.heads.get_mut(place).into_iter().for_each(|head| head.hash.clone_from(&hash));
        Ok(partial)
    }

    /// What a file that could be read adds.
    fn of(
        &self,
        place: &str,
        path: &Path,
        source: Source,
        mut problems: Diagnostics,
        period: &Period,
        rows: &mut Spool,
    ) -> io::Result<Partial> {
        // What the schools plan is no part of what they have done.
        if include::is_rollup_of_plans(&source) {
            return Ok(Partial::default());
        }
        let seen = report::look(&source);
        if let Some((id, other)) = seen.as_ref().filter(|(_, other)| other != period) {
            let line = line_of(&source, &["year", "年度", "period", "时期"]);
            let (id, period, tier) = (id.clone(), other.name(), Tier::School as u8);
            return Ok(bare(place, Head { id, period, tier, lines: [0, 0, line], ..Head::default() }));
        }
        let Some(file) = crate::facts::read(&source, &mut problems) else {
            let (id, period) = seen.map(|(id, period)| (id, period.name())).unwrap_or_default();
            return Ok(bare(place, Head { id, period, broken: take::broken(&problems), ..Head::default() }));
        };
        let dossier = Dossier { current: file, previous: Vec::new(), next: None };
        problems.append(figures::check::contradictions(figures::derive(&dossier)));
        let file = dossier.current;
        // The own facts of the body that the sums are for include an earlier roll-up of the very same schools.
        let is_own = self.is_nested && !place.contains('/');
        if is_own || problems.has_errors() || !kept::is_named(&file) {
            let (partial, own) = take::take(&file, place, &problems);
            return rows.add(own).map(|()| partial);
        }
        match kept::open(&file, path) {
            Ok(kept) => kept.take(&file, place, &problems, rows),
            Err(broken) => Ok(bare(place, Head { broken: Some(broken), ..take::head(&file) })),
        }
    }

    /// Walks the files with all threads; each has a state of its own.
    pub fn each<T: Send>(
        &self,
        new: impl Fn() -> T + Sync,
        walk: impl Fn(&mut T, &str, &Path) -> io::Result<()> + Sync,
    ) -> io::Result<Vec<T>> {
        let next = AtomicUsize::new(0);
        let work = || -> io::Result<T> {
            let mut state = new();
            while let Some((place, path)) = self.paths.get(next.fetch_add(1, Ordering::Relaxed)) {
                walk(&mut state, place, path)?;
            }
            Ok(state)
        };
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..self.threads.max(1)).map(|_| scope.spawn(work)).collect();
            let gone = || io::Error::other("a thread has ended");
            workers.into_iter().map(|worker| worker.join().unwrap_or_else(|_| Err(gone()))).collect()
        })
    }
}

/// What is known of a file that adds nothing.
fn bare(place: &str, head: Head) -> Partial {
    Partial { heads: BTreeMap::from([(place.to_owned(), head)]), ..Partial::default() }
}

/// The first line that begins with one of these keys.
fn line_of(source: &Source, keys: &[&str]) -> usize {
    let is = |line: &str| keys.iter().any(|key| line.starts_with(key));
    source.text().lines().position(is).map_or(0, |at| at + 1)
}

/// The name of the body of a file.
pub fn name(path: &Path) -> Option<String> {
    let (source, _) = disk::facts(path).ok()?;
    let file = crate::facts::read(&source, &mut Diagnostics::new())?;
    Some(file.facts.organisation.names.title.text)
}
