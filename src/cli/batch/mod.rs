//! `niandu batch`: the facts of many schools in, the papers of all of them out, with what became of each.
//!
//! A run has three parts. The [survey] looks at every facts file. The [crew] takes [folder] after folder, each file with
//! those [beside] it, and writes what is not up to date into the [store], noting each finished school in the [books] as an
//! [entry]. The [end](finish) writes manifest, table and page. Whatever breaks a run off, the next one goes on from the
//! books.

mod beside;
mod books;
mod command;
mod crew;
mod entry;
mod finish;
mod folder;
mod notes;
mod progress;
mod request;
pub mod store;
mod survey;
pub mod written;

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use clap::ArgMatches;

use self::books::{Books, Place};
pub use self::command::command;
use self::crew::News;
use self::finish::{End, Ended};
use self::folder::{Bench, Done, Fate};
use self::progress::Progress;
use self::request::{Refusal, Request};
use self::store::Store;
use self::survey::{Folder, Survey};

use crate::batch::manifest::{self, Setting};
use crate::batch::record;
use crate::batch::register::{self, Roll};
use crate::cli::render::Tools;
use crate::cli::tell::{Manner, Messages, Teller};
use crate::cli::{DONE, REFUSED, args, disk, files, machine, note, render, wrong_call};
use crate::diagnostic::{Diagnostic, Diagnostics, Language, Origin, Say, Severity, Source};
use crate::facts::time::Period;
use crate::publish::Format;
use crate::publish::pdf::pool_of_one;
use crate::say;
use crate::workshop::{self, Workshop};

/// Runs the command; gives the exit code.
pub fn run(matches: &ArgMatches, language: Language) -> u8 {
    let json = matches.get_flag("json").then_some(Messages::Json);
    let messages = json.unwrap_or_else(|| Messages::named(matches.get_one::<String>("messages")));
    let mut teller = Teller::new(Manner {
        language,
        messages,
        hints: matches.get_flag("hints"),
        deny: args::denies(matches),
        product: false,
    });
    let code = match prepared(matches, &mut teller) {
        Ok((request, workshop)) => {
            let mut run = Run { request: &request, workshop: &workshop, teller: &mut teller, messages, language };
            run.all().unwrap_or_else(|problem| {
                run.say(*problem);
                REFUSED
            })
        }
        Err(Refusal::Call(wrong)) => return wrong_call(wrong, language),
        Err(Refusal::Problems(problems)) => {
            teller.say(&problems);
            REFUSED
        }
    };
    teller.finish();
    code
}

/// What the run is to do and what it does it with. What is wrong with tools has been said.
fn prepared(matches: &ArgMatches, teller: &mut Teller) -> Result<(Request, Workshop), Refusal> {
    let mut problems = Diagnostics::new();
    let mut request = Request::read(matches, &mut problems)?;
    teller.say(&problems);
    let tools = Tools { templates: request.templates.as_deref(), fonts: &request.fonts, css: request.css.as_deref() };
    let said = || Refusal::Problems(Diagnostics::new());
    let workshop = render::workshop(&tools, &request.order, teller).ok_or_else(said)?;
    request.settle(matches, &workshop.templates)?;
    if request.order.formats.contains(&Format::Pdf) {
        let pool = pool_of_one().map_err(|error| say!("起不了工作线程：{error}", "no worker thread: {error}"))?;
        if teller.say(&pool.install(|| workshop::try_layouts(&workshop.templates))) {
            return Err(said());
        }
    }
    Ok((request, workshop))
}

/// A run.
struct Run<'r> {
    request: &'r Request,
    workshop: &'r Workshop,
    teller: &'r mut Teller,
    messages: Messages,
    language: Language,
}

/// How many schools ended how, and why some did.
#[derive(Default)]
struct Counts {
    unchanged: usize,
    written: usize,
    partly: usize,
    refused: usize,
    why: Vec<Say>,
    /// Whether anything was written.
    any: bool,
}

impl Run<'_> {
    fn say(&mut self, problem: Diagnostic) -> bool {
        let mut problems = Diagnostics::new();
        problems.push(problem);
        self.teller.say(&problems)
    }

    /// From the first look to the last line; gives the exit code.
    fn all(&mut self) -> Result<u8, Box<Diagnostic>> {
        let request = self.request;
        let templates = request.templates.as_deref().map(files::canonical);
        // From here on everything is named from the run's folder, as manifest and papers do.
        std::env::set_current_dir(&request.dir).map_err(|error| disk::unwritten(&request.dir, &error))?;
        let apart: Vec<PathBuf> = templates.into_iter().chain([files::canonical(&request.out)]).collect();
        // The latest period is that of the whole run, whatever part of it this is.
        let part = request.shard.filter(|_| request.period.is_some());
        let mut survey = Survey::new(&apart, part, request.threads);
        let faulty = survey.faults.iter().any(|fault| fault.severity == Severity::Error);
        for fault in &survey.faults {
            self.say(fault.clone());
        }
        let period = self.period(&survey)?;
        if let Some(shard) = request.shard {
            survey.limit(shard);
        }
        let wanted = |folder: &&Folder| folder.files.iter().any(|file| file.is_of(period));
        let folders: Vec<&Folder> = survey.folders.iter().filter(wanted).collect();
        let of_run = |folder: &&Folder| {
            let own = folder.files.iter().filter(|file| file.is_of(period));
            own.map(|file| folder.place(&file.name)).collect::<Vec<_>>()
        };
        let mut facts: Vec<String> = folders.iter().flat_map(of_run).collect();
        facts.sort();
        if facts.is_empty() && request.shard.is_none() {
            return Err(Box::new(nothing(&survey, period, &request.dir.display().to_string())));
        }
        let registered = request.config.as_ref().is_some_and(|settled| !settled.config.register.is_empty());
        if !registered {
            let doubled = doubled(&folders, period);
            self.teller.say(&doubled);
        }
        let setting = finish::setting(request, self.workshop);
        let store = Store::open(request.out.clone(), request.shown.clone(), request.shard)?;
        let manifest = request.out.join(manifest::json_name(request.shard));
        let books = Books::open(&manifest, store.journal(), &setting.fingerprint())
            .map_err(|error| disk::unwritten(&store.shown(".niandu"), &error))?;
        let mut counts = Counts::default();
        let places = self.schools(&folders, &facts, period, &store, &books, &mut counts);
        if counts.any && request.order.formats.contains(&Format::Pdf) {
            render::say_substitutions(self.workshop.press.fonts(), self.language);
        }
        let ended = places.map(|places| self.end(setting, period, &store, &books, &facts, &places));
        let Some(ended) = ended.and_then(|ended| ended.map_err(|problem| self.say(*problem)).ok()) else {
            self.last_lines(&counts, &facts, None);
            let line = say!("没有写完；再运行一次就接着写", "the run was not finished; start it again to go on");
            note(&line, self.language);
            return Ok(REFUSED);
        };
        books.close().map_err(|error| disk::unwritten(&store.shown(".niandu"), &error))?;
        store.close();
        let failed = counts.refused + counts.partly > 0 || !ended.problems.is_empty() || faulty;
        self.teller.say(&ended.problems);
        self.last_lines(&counts, &facts, Some(&ended));
        Ok(if failed { REFUSED } else { DONE })
    }

    /// The period of the run.
    fn period(&self, survey: &Survey) -> Result<Period, Box<Diagnostic>> {
        if let Some(period) = self.request.period {
            return Ok(period);
        }
        let latest = survey.latest().ok_or_else(|| Box::new(empty(survey, &self.request.dir.display().to_string())))?;
        let (name, periods) = (latest.name(), survey.periods());
        let others: usize = periods.values().sum::<usize>() - periods.get(&latest).copied().unwrap_or_default();
        if others > 0 && self.messages == Messages::Text {
            let line = say!(
                "写 {name}：各校文件中最晚的时期（另有 {others} 个文件写别的时期；要写那些，用 --period）",
                "writing {name}, the latest period of all files ({others} files tell other periods; name one by --period)"
            );
            note(&line, self.language);
        }
        Ok(latest)
    }

    /// Writes all schools; gives where their records stand, or nothing where the run ends before its end.
    fn schools(
        &mut self,
        folders: &[&Folder],
        facts: &[String],
        period: Period,
        store: &Store,
        books: &Books,
        counts: &mut Counts,
    ) -> Option<Vec<Place>> {
        let Request { order, levels, way, denies, force, fail_fast, threads, .. } = self.request;
        let workshop = self.workshop;
        let register = self.request.config.as_ref().map(|settled| register::of(&settled.config));
        let roll = &Roll::new(register.unwrap_or_default());
        let (denies, force, way) = (*denies, *force, way.clone());
        let bench = Bench { order, levels, workshop, period, denies, force, store, books, roll, way };
        let silent = self.request.quiet || self.messages != Messages::Text;
        let mut progress = Progress::new(facts.len(), silent, self.language);
        let mut places: Vec<Option<Place>> = vec![None; facts.len()];
        // What is done is told in the order of the facts.
        let mut waiting: BTreeMap<usize, Done> = BTreeMap::new();
        let mut next = 0;
        let mut stuck = false;
        crew::work(folders, &bench, *threads, *fail_fast, |news| match news {
            News::Begun(name) => progress.begun(&name),
            News::Idle(reason) => {
                progress.aside(|| note(&reason, self.language));
            }
            News::Done(mut done) => {
                progress.done();
                if let Some(problem) = done.stuck.take() {
                    stuck = true;
                    progress.aside(|| self.say(*problem));
                }
                if let Ok(at) = facts.binary_search(&done.facts) {
                    places[at] = done.place;
                    waiting.insert(at, *done);
                }
                while let Some(done) = waiting.remove(&next) {
                    progress.aside(|| self.tell(done, counts));
                    next += 1;
                }
            }
        });
        waiting.into_values().for_each(|done| progress.aside(|| self.tell(done, counts)));
        progress.end();
        places.into_iter().collect::<Option<Vec<Place>>>().filter(|_| !stuck)
    }

    /// Tells what became of a school.
    fn tell(&mut self, done: Done, counts: &mut Counts) {
        match done.fate {
            Fate::Unchanged => counts.unchanged += 1,
            Fate::Written => counts.written += 1,
            Fate::Partly => counts.partly += 1,
            Fate::Refused => counts.refused += 1,
        }
        counts.any |= !done.written.is_empty();
        if let Some(why) = &done.why {
            let (name, Say { zh, en }) = (&done.name, why);
            let (zh_name, en_name) = match name.as_str() {
                "" => Default::default(),
                name => (format!("{name}："), format!("{name}: ")),
            };
            counts.why.push(Say { zh: format!("{zh_name}{zh}"), en: format!("{en_name}{en}") });
        }
        let Some(told) = done.told else { return };
        self.teller.file(&done.facts, &told.problems, &told.answered);
        self.teller.left_out(&told.left_out);
        if !told.withheld.is_empty() {
            self.teller.fault(&told.withheld);
        }
        if self.request.quiet && self.messages == Messages::Text {
            return;
        }
        for (place, size) in &done.written {
            self.teller.written(self.request.shown.join(place).display().to_string(), size);
        }
    }

    fn end(
        &mut self,
        setting: Setting,
        period: Period,
        store: &Store,
        books: &Books,
        facts: &[String],
        places: &[Place],
    ) -> Result<Ended, Box<Diagnostic>> {
        let ended = End { request: self.request, setting, period, store, books, facts, places }.write(self.language)?;
        if let Some(settled) = self.request.config.as_ref().filter(|_| self.request.shard.is_none()) {
            let head = &ended.head;
            self.teller.say(&register::remarks(&settled.config, &settled.source, &head.twice, &head.strangers));
        }
        Ok(ended)
    }

    /// The last lines: how many of everything, then who was not written and why.
    fn last_lines(&mut self, counts: &Counts, facts: &[String], ended: Option<&Ended>) {
        self.teller.total(self.totals(counts, facts, ended));
        let say = |line: Say| note(&line, self.language);
        if let Some(head) = ended.map(|ended| &ended.head) {
            if !head.missing.is_empty() && head.shard.is_none() {
                let (count, names) = (head.missing.len(), few(head.missing.iter().map(|one| one.name.as_str())));
                let Say { zh, en } = names;
                say(say!("名册中 {count} 所没有报送：{zh}", "{count} of the register have not handed in: {en}"));
            }
            let files: usize = head.gone.iter().map(|gone| gone.files.len()).sum();
            if files > 0 {
                say(say!(
                    "{files} 个旧文件已没有对应的事实，照留（列在 index.html 里）；要删去，加 --prune",
                    "{files} old papers have no facts any more and were left (index.html lists them); --prune removes them"
                ));
            }
        }
        for place in ended.iter().flat_map(|ended| &ended.removed) {
            let shown = self.request.shown.join(place);
            let shown = shown.display();
            say(say!("已删去 {shown}", "removed {shown}"));
        }
        let Counts { unchanged, written, partly, refused, why, .. } = counts;
        let (schools, own) = apart(facts);
        let (zh, en) = match own {
            0 => (format!("共 {schools} 所"), format!("{schools} schools")),
            _ => (format!("共 {schools} 所，本级 {own} 份"), format!("{schools} schools, {own} of the body above")),
        };
        say(say!(
            "{zh}：写出 {written}，没有变 {unchanged}，没有写全 {partly}，没有写出 {refused}",
            "{en}: {written} written, {unchanged} up to date, {partly} not in full, {refused} refused"
        ));
        let untried = facts.len().saturating_sub(counts.all());
        if untried > 0 {
            say(say!("还有 {untried} 份没有轮到写", "{untried} were not tried"));
        }
        why.iter().for_each(|line| say(line.clone()));
    }

    /// The same for a program.
    fn totals(&self, counts: &Counts, facts: &[String], ended: Option<&Ended>) -> machine::Totals {
        let (schools, own) = apart(facts);
        let head = ended.map(|ended| &ended.head);
        let missing = head.filter(|head| head.shard.is_none()).map(|head| &head.missing);
        let removed = ended.iter().flat_map(|ended| &ended.removed);
        machine::Totals {
            schools,
            own,
            written: counts.written,
            up_to_date: counts.unchanged,
            partly: counts.partly,
            refused: counts.refused,
            not_tried: facts.len().saturating_sub(counts.all()),
            missing: missing.into_iter().flatten().map(|one| one.name.clone()).collect(),
            removed: removed.map(|place| self.request.shown.join(place).display().to_string()).collect(),
        }
    }
}

/// How many facts files are those of schools, and how many those of the body above them, in the run's folder itself.
fn apart(facts: &[String]) -> (usize, usize) {
    let own = facts.iter().filter(|place| record::folder(place).is_empty()).count();
    if own < facts.len() { (facts.len() - own, own) } else { (facts.len(), 0) }
}

impl Counts {
    /// All that were tried.
    fn all(&self) -> usize {
        self.unchanged + self.written + self.partly + self.refused
    }
}

/// Bodies whose facts lie in several folders; the papers of each are written all the same. A register says more of them.
fn doubled(folders: &[&Folder], period: Period) -> Diagnostics {
    let mut problems = Diagnostics::new();
    let mut first: HashMap<&str, (&Folder, String)> = HashMap::new();
    for folder in folders {
        let told = |file: &&survey::Facts| file.key.as_ref().is_some_and(|(_, own)| *own == period);
        for file in folder.files.iter().filter(told) {
            let Some((id, _)) = &file.key else { continue };
            let place = folder.place(&file.name);
            let (home, other) = first.entry(id).or_insert_with(|| (folder, place.clone()));
            // Two files in one folder are told by an error of the second.
            if home.path == folder.path {
                continue;
            }
            let message = say!("编号“{id}”在 {other} 里也有", "the id `{id}` stands in {other}, too");
            problems
                .push(Diagnostic::warning("W280", message).at(&Source::new(place, ""), Origin::default()).hint(say!(
                "两份都照写；是两所学校的，给其中一所改编号，是一所学校的，删去一份",
                "both are written; if they are two schools, change the id of one, if it is one school, delete a file"
            )));
        }
    }
    problems
}

/// The first names of many.
fn few<'n>(names: impl ExactSizeIterator<Item = &'n str>) -> Say {
    const NAMED: usize = 10;
    let more = names.len() > NAMED;
    let names: Vec<&str> = names.take(NAMED).collect();
    let (zh, en) = if more { ("等", ", …") } else { ("", "") };
    Say { zh: format!("{}{zh}", names.join("、")), en: format!("{}{en}", names.join(", ")) }
}

/// No file tells the period that is asked for.
fn nothing(survey: &Survey, period: Period, dir: &str) -> Diagnostic {
    let periods = survey.periods();
    if periods.is_empty() {
        return empty(survey, dir);
    }
    let name = period.name();
    let there = periods.keys().rev().map(Period::name).collect::<Vec<_>>();
    let (zh, en) = (there.join("、"), there.join(", "));
    let message = say!("{dir} 里没有{name}的事实文件", "there is no facts file for {name} in {dir}");
    let hint = say!("有的是 {zh}；核对 --period 和 niandu.yaml", "there are {en}; check --period and niandu.yaml");
    Diagnostic::error("E284", message).hint(hint)
}

/// There is no facts file at all, or none that says when.
fn empty(survey: &Survey, dir: &str) -> Diagnostic {
    let first = survey.folders.first().and_then(|folder| Some(folder.place(&folder.files.first()?.name)));
    let message = say!("{dir} 里没有事实文件", "there is no facts file in {dir}");
    let hint = say!("一校一夹：{dir}/学校/2025.yaml", "a folder for each school: {dir}/SCHOOL/2025.yaml");
    match first {
        None => Diagnostic::error("E284", message).hint(hint),
        Some(file) => Diagnostic::error(
            "E284",
            say!("{dir} 里没有一个文件写明单位和时期", "no file in {dir} says whose facts it has and when"),
        )
        .hint(say!("用 niandu check 看 {file} 错在哪里", "see what is wrong with {file} by `niandu check`")),
    }
}
