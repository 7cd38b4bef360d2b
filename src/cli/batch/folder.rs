//! One folder of a run: its facts files one after the other, each a school that is up to date, is written or is refused.
//! Nothing of another folder is read, so that nothing of another school can come into a paper.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::batch::manifest::hex;
use crate::batch::record::{self, Input, Output, Paper, Record, Role, Status};
use crate::batch::register::Roll;
use crate::cli::batch::beside::{Beside, beside, listing, read};
use crate::cli::batch::books::{Books, Known, Place};
use crate::cli::batch::entry::{
    is_rolled, keep, left_behind, name, noted, place, places, reason, stale, warned, written_as,
};
use crate::cli::batch::notes::{self, Notes};
use crate::cli::batch::store::{Store, Wanted};
use crate::cli::batch::survey::{Facts, Folder};
use crate::cli::batch::written;
use crate::cli::{disk, photos, render};
use crate::diagnostic::{self, Diagnostic, Diagnostics, Say, Source};
use crate::facts::time::Period;
use crate::facts::value::Tier;
use crate::facts::{Answered, Dossier};
use crate::report::{self, Order, Outcome};
use crate::say;
use crate::workshop::Workshop;

/// What all folders of a run have in common; lent to every thread.
pub struct Bench<'r> {
    pub order: &'r Order,
    /// The kinds that bodies of each level write, where the order names none.
    pub levels: &'r BTreeMap<Tier, Vec<String>>,
    pub workshop: &'r Workshop,
    pub period: Period,
    /// Whether warnings count as errors.
    pub denies: bool,
    /// Whether everything is written again.
    pub force: bool,
    pub store: &'r Store,
    pub books: &'r Books,
    /// The register, for the names of schools whose facts do not say them.
    pub roll: &'r Roll,
    /// The way from the run's folder to the output folder, for links to photos.
    pub way: PathBuf,
}

/// What became of a facts file in this run.
pub struct Done {
    /// Below the run's folder.
    pub facts: String,
    pub name: String,
    pub fate: Fate,
    /// Where its record stands; nothing where it could not be entered.
    pub place: Option<Place>,
    /// What it is to be told; nothing where it is up to date.
    pub told: Option<Told>,
    /// What was written, below the output folder, and how large it is.
    pub written: Vec<(String, Say)>,
    /// The papers that its record names, below the output folder.
    pub stands: Vec<String>,
    /// Why it is refused or not whole.
    pub why: Option<Say>,
    /// The journal cannot be written: the run ends.
    pub stuck: Option<Box<Diagnostic>>,
}

/// What a facts file is told.
#[derive(Default)]
pub struct Told {
    pub problems: Diagnostics,
    pub answered: Vec<Answered>,
    pub left_out: Vec<report::LeftOut>,
    /// Why single papers were not written.
    pub withheld: Diagnostics,
}

/// What became of it in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Unchanged,
    Written,
    Partly,
    Refused,
}

impl Bench<'_> {
    /// Does all files of a folder that the run is for; `begun` is told which of them is being written, and `done` what
    /// became of each.
    pub fn work(&self, folder: &Folder, begun: &dyn Fn(&str), done: &mut dyn FnMut(Done) -> bool) {
        // The files of this folder below the output folder, in small letters, and the facts that they are written from.
        let mut taken: HashMap<String, String> = HashMap::new();
        if folder.path.is_empty() {
            taken.insert("index.html".to_owned(), "niandu batch".to_owned());
        }
        for file in folder.files.iter().filter(|file| file.is_of(self.period)) {
            let facts = folder.place(&file.name);
            let known = self.books.known(&facts);
            let beside = beside(file, folder);
            let unchanged = known.as_ref().filter(|known| self.is_unchanged(known, file, folder, &beside, &taken));
            let ended = if let Some(known) = unchanged {
                let stands = known.record.papers.iter().flat_map(places).collect();
                Done { place: Some(known.place), stands, ..Done::new(facts.clone(), Fate::Unchanged) }
            } else {
                begun(&facts);
                let made = || self.make(file, folder, &beside, known.as_ref(), &taken);
                catch_unwind(AssertUnwindSafe(made)).unwrap_or_else(|_| self.broken(&facts, known.as_ref()))
            };
            for place in &ended.stands {
                taken.entry(place.to_lowercase()).or_insert_with(|| facts.clone());
            }
            if !done(ended) {
                return;
            }
        }
    }

    /// Whether everything that a record was made of is as it was, and everything that it tells of is there.
    fn is_unchanged(
        &self,
        known: &Known,
        file: &Facts,
        folder: &Folder,
        beside: &Beside<'_>,
        taken: &HashMap<String, String>,
    ) -> bool {
        let Known { record, current, .. } = known;
        if self.force || !current || record.status != Status::Written || beside.first.is_some() {
            return false;
        }
        let is_other = |input: &&Input| matches!(input.role, Role::Previous | Role::Next);
        let others = || record.inputs.iter().filter(is_other);
        let same_files = others().count() == beside.files.len();
        let as_now = |input: &Input| match input.role {
            Role::Facts => input.sha256 == notes::written(file.digest),
            Role::Previous | Role::Next => beside.files.iter().any(|(other, role)| {
                *role == input.role
                    && folder.place(&other.name) == input.path
                    && notes::written(other.digest) == input.sha256
            }),
            Role::Folder => input.sha256 == hex(listing(file, folder, beside).as_bytes()),
            _ => input.sha256 == notes::now(Path::new(&input.path)),
        };
        let stands = |output: &Output| !taken.contains_key(&output.path.to_lowercase()) && self.stands(output);
        same_files
            && (!is_rolled(record) || warned(record) == stale(Path::new(&record.facts)))
            && record.inputs.iter().all(as_now)
            && record.papers.iter().flat_map(|paper| &paper.files).all(stands)
    }

    /// Whether a paper is there as it was written.
    fn stands(&self, output: &Output) -> bool {
        let path = self.store.out.join(&output.path);
        let same_size = std::fs::symlink_metadata(&path).is_ok_and(|it| it.is_file() && it.len() == output.bytes);
        same_size && notes::now(&path) == output.sha256
    }

    /// Reads a facts file with what belongs to it and writes its papers.
    fn make(
        &self,
        file: &Facts,
        folder: &Folder,
        beside: &Beside<'_>,
        known: Option<&Known>,
        taken: &HashMap<String, String>,
    ) -> Done {
        let facts = folder.place(&file.name);
        let mut notes = Notes::default();
        notes.folder(&folder.path, &listing(file, folder, beside));
        let (source, dossier, problems) = read(&facts, folder, beside, &mut notes);
        let mut record = self.record(&facts, file, dossier.as_ref(), known);
        let mut outcome = match dossier {
            Some(mut dossier) => {
                photos::read_seen(&mut dossier.current, &mut notes);
                photos::link(&mut dossier.current, &self.way.join(&folder.path));
                report::make(&dossier, problems, &self.order_of(&dossier), self.workshop)
            }
            None => Outcome { problems, ..Outcome::empty(source) },
        };
        record.inputs = notes.inputs();
        // What another file has been written to since then is no paper of this one.
        keep(&mut record, |output| !taken.contains_key(&output.path.to_lowercase()));
        if let Some((stem, first)) = doubled(&outcome, folder, taken) {
            outcome.problems.push(render::taken_name(&stem, first, &outcome.source));
        }
        let mut done = self.deliver(&mut outcome, folder, &mut record);
        // Of what earlier runs have written, that which somebody has changed or removed is no paper of a run any more.
        record.old.retain(|output| self.stands(output));
        if done.fate == Fate::Refused {
            keep(&mut record, |output| self.stands(output));
        }
        done.name.clone_from(&record.name);
        done.stands = record.papers.iter().flat_map(places).collect();
        if done.stuck.is_none() {
            self.enter(&record, known, &mut done);
        }
        let Outcome { problems, answered, left_out, withheld, .. } = outcome;
        done.told = Some(Told { problems, answered, left_out, withheld });
        done
    }

    /// What is asked of a body: the kinds of the order, else those of its level, else those that its facts name.
    fn order_of(&self, dossier: &Dossier) -> Cow<'_, Order> {
        if !self.order.kinds.is_empty() {
            return Cow::Borrowed(self.order);
        }
        let level = dossier.current.facts.level.map_or(Tier::School, |level| level.value);
        let of_level = self.levels.get(&level).cloned();
        let kinds = of_level.unwrap_or_else(|| report::named(dossier, &self.workshop.templates));
        Cow::Owned(Order { kinds, ..self.order.clone() })
    }

    /// Who the facts are of; what they do not say is taken from what was known before.
    fn record(&self, facts: &str, file: &Facts, dossier: Option<&Dossier>, known: Option<&Known>) -> Record {
        let before = known.map(|known| &known.record);
        let or_before = |text: Option<String>, field: fn(&Record) -> &String| {
            text.or_else(|| before.map(|record| field(record).clone())).unwrap_or_default()
        };
        let body = dossier.map(|dossier| &dossier.current.facts.organisation);
        let key = file.key.as_ref();
        let id = body.map(|body| body.id.text.clone()).or_else(|| key.map(|(id, _)| id.clone()));
        let parent = body.map(|body| body.parent.as_ref().map(|parent| parent.text.clone()).unwrap_or_default());
        let id = or_before(id, |record| &record.id);
        let folder = record::folder(facts);
        let name = body.map(|body| body.names.title.text.clone());
        let registered = || self.roll.name(&id, folder).map(str::to_owned);
        Record {
            facts: facts.to_owned(),
            name: or_before(name.or_else(registered), |record| &record.name),
            id,
            period: or_before(key.map(|(_, period)| period.name()), |record| &record.period),
            parent: or_before(parent, |record| &record.parent),
            status: Status::Refused,
            papers: before.map(|record| record.papers.clone()).unwrap_or_default(),
            old: before.map(|record| record.old.clone()).unwrap_or_default(),
            kept: Vec::new(),
            problems: Vec::new(),
            inputs: Vec::new(),
        }
    }

    /// Writes what the facts became, or nothing. `record` learns what stands there afterwards.
    fn deliver(&self, outcome: &mut Outcome, folder: &Folder, record: &mut Record) -> Done {
        let mut done = Done::new(record.facts.clone(), Fate::Refused);
        let weighs = |problem: &&&Diagnostic| match problem.severity {
            diagnostic::Severity::Error => true,
            diagnostic::Severity::Warning => self.denies,
            diagnostic::Severity::Hint => false,
        };
        let refused = outcome.problems.sorted().iter().any(|problem| weighs(&problem));
        if !refused && !outcome.papers.is_empty() {
            self.write(outcome, folder, record, &mut done);
        } else if !refused && !outcome.withheld.has_errors() {
            // All kinds were asked for, and the facts are enough for none.
            done.fate = Fate::Written;
            record.papers.clear();
            record.old.clear();
        }
        let all = [outcome.problems.sorted(), outcome.withheld.sorted()].concat();
        let first = all.iter().find(|problem| problem.severity == diagnostic::Severity::Error);
        let first = first.or_else(|| all.iter().find(weighs)).filter(|_| done.fate != Fate::Written);
        let first = first.or_else(|| all.iter().find(|_| !record.kept.is_empty()));
        done.why = first.map(|problem| reason(problem));
        record.problems = all.iter().filter_map(|problem| noted(problem)).collect();
        record.status = match done.fate {
            Fate::Written | Fate::Unchanged => Status::Written,
            Fate::Partly => Status::Partly,
            Fate::Refused => Status::Refused,
        };
        done
    }

    /// Writes the papers of an outcome: all of them are ready before the first takes its place.
    fn write(&self, outcome: &mut Outcome, folder: &Folder, record: &mut Record, done: &mut Done) {
        let wanted = outcome.papers.iter().flat_map(|paper| {
            let wanted = |publication| Wanted { name: name(paper, publication), bytes: &publication.bytes };
            paper.publications.iter().map(wanted)
        });
        let may_go = |place: &str| self.may_go(place, record);
        let (ready, kept) = match self.store.prepare(&folder.path, wanted, may_go, self.force) {
            Ok(prepared) => prepared,
            Err(problem) => return outcome.withheld.push(*problem),
        };
        let mut papers: Vec<Paper> = outcome.papers.iter().map(|paper| written_as(paper, folder)).collect();
        let replaced: Vec<String> = ready.iter().map(|ready| ready.place.clone()).collect();
        let begun = papers.iter().flat_map(|paper| &paper.files).filter(|file| replaced.contains(&file.path));
        if !ready.is_empty()
            && let Err(error) = self.books.begin(&record.facts, &begun.collect::<Vec<_>>())
        {
            done.stuck = Some(disk::unwritten(&self.store.shown(".niandu/journal.jsonl"), &error));
            return;
        }
        let failed = self.store.place(&folder.path, ready);
        let is_there = |path: &String| !kept.contains(path) && failed.iter().all(|(place, _)| place != path);
        for (paper, made) in outcome.papers.iter().zip(&mut papers) {
            for (publication, file) in paper.publications.iter().zip(&made.files) {
                if replaced.contains(&file.path) && is_there(&file.path) {
                    done.written.push((file.path.clone(), render::size(paper, publication)));
                }
            }
            made.files.retain(|file| is_there(&file.path));
        }
        let any = papers.iter().any(|paper| !paper.files.is_empty());
        failed.into_iter().for_each(|(_, problem)| outcome.withheld.push(*problem));
        kept.iter().for_each(|place| outcome.withheld.push(written::kept(&self.store.shown(place))));
        done.fate = match (any, outcome.withheld.has_errors() || !kept.is_empty()) {
            (true, false) => Fate::Written,
            (true, true) => Fate::Partly,
            (false, _) => Fate::Refused,
        };
        record.kept = kept;
        if any {
            record.old = left_behind(record, &papers, done.fate);
            record.papers = papers;
        }
    }

    /// Whether a file may be replaced: an earlier run has written it, or there is none.
    fn may_go(&self, place: &str, known: &Record) -> bool {
        let of_record = |sha256: &str| known.files().any(|file| file.path == place && file.sha256 == sha256);
        let is_noted = |sha256: &str| of_record(sha256) || self.books.has_written(place, sha256);
        written::may_go(&self.store.out.join(place), is_noted)
    }

    /// Enters a record, unless the books have it already.
    fn enter(&self, record: &Record, known: Option<&Known>, done: &mut Done) {
        let same = known.filter(|known| known.current && known.record == *record && done.written.is_empty());
        let entered = match same {
            Some(known) => Ok(known.place),
            None => self.books.enter(record),
        };
        match entered {
            Ok(place) => done.place = Some(place),
            Err(error) => {
                done.stuck = Some(disk::unwritten(&self.store.shown(".niandu/journal.jsonl"), &error));
            }
        }
    }

    /// The program itself has failed on this school; the others go on.
    fn broken(&self, facts: &str, known: Option<&Known>) -> Done {
        let message = say!("写这一份时程序出了错", "the program failed on this file");
        let problem = Diagnostic::error("E285", message)
            .at(&Source::new(facts, ""), Default::default())
            .hint(say!("其余照写；把这份文件发给我们", "the others are written; please send us this file"));
        let key = Facts { name: String::new(), key: None, digest: None };
        let mut record = self.record(facts, &key, None, known);
        record.problems.extend(noted(&problem));
        let mut done = Done::new(facts.to_owned(), Fate::Refused);
        done.name.clone_from(&record.name);
        done.why = Some(reason(&problem));
        self.enter(&record, known, &mut done);
        let mut told = Told::default();
        told.problems.push(problem);
        done.told = Some(told);
        done
    }
}

impl Done {
    fn new(facts: String, fate: Fate) -> Self {
        let (name, written, stands) = (String::new(), Vec::new(), Vec::new());
        Self { facts, name, fate, place: None, told: None, written, stands, why: None, stuck: None }
    }
}

/// The first file name of an outcome that another facts file has, and that file.
fn doubled<'t>(outcome: &Outcome, folder: &Folder, taken: &'t HashMap<String, String>) -> Option<(String, &'t str)> {
    outcome.papers.iter().find_map(|paper| {
        let mut places = paper.publications.iter().map(|publication| place(folder, paper, publication));
        let first = places.find_map(|place| taken.get(&place.to_lowercase()))?;
        Some((paper.stem.clone(), first.as_str()))
    })
}
