//! Drafting: this year's file, those beside it and the plans of the bodies above in, a new file out.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::batch::config::{self, Config};
use crate::cli::files::Run;
use crate::cli::plan::{list, merge};
use crate::cli::{DONE, REFUSED, disk, new, note, tell, wrong_call, wrote};
use crate::diagnostic::{Diagnostic, Diagnostics, Language, Origin, Say, Severity, Source};
use crate::facts::time::Period;
use crate::facts::value::Tier;
use crate::facts::{self, Dossier, File};
use crate::figures::{self, Figures, check, plan};
use crate::offer::{roll, schema};
use crate::plan::calendar::Calendar;
use crate::plan::draft::{Draft, Order, draft, write};
use crate::plan::merge::{Asked, States};
use crate::say;

/// Why nothing is drafted.
enum Stop {
    Call(Say),
    Problems(Diagnostics),
}

impl From<Diagnostic> for Stop {
    fn from(problem: Diagnostic) -> Self {
        let mut problems = Diagnostics::new();
        problems.push(problem);
        Self::Problems(problems)
    }
}

impl From<Box<Diagnostic>> for Stop {
    fn from(problem: Box<Diagnostic>) -> Self {
        (*problem).into()
    }
}

/// Runs the command; gives the exit code.
pub fn run(matches: &ArgMatches, language: Language) -> u8 {
    match job(matches, language) {
        Ok(()) => DONE,
        Err(Stop::Call(message)) => wrong_call(message, language),
        Err(Stop::Problems(problems)) => {
            tell::say(&problems, language);
            note(&say!("计划没有起草", "no plan is drafted"), language);
            REFUSED
        }
    }
}

fn job(matches: &ArgMatches, language: Language) -> Result<(), Stop> {
    let paths = |name: &str| matches.get_many::<PathBuf>(name).into_iter().flatten().cloned().collect::<Vec<_>>();
    let Some(this) = matches.get_one::<PathBuf>("file") else { return Ok(()) };
    let dossier = dossier(this, &paths("previous"))?;
    let file = &dossier.current;
    let (written, period) = planned(file, matches.get_one::<String>("period"))?;
    sound_plan(&dossier, language)?;
    let superiors = superiors(&paths("from-superior"), file, &period)?;
    let terms = terms(matches, this)?;
    let order =
        Order { period, calendar: Calendar::new(terms), targets: matches.get_flag("targets"), superiors: &superiors };
    let draft = draft(&dossier, &order);
    let schema = if language == Language::Chinese { "niandu.zh.json" } else { "niandu.en.json" };
    let name = period.name();
    let text = write::text(&draft, file, &write::Page { schema, notes: language, written: &written, name: &name });
    let beside = || this.with_file_name(new::file_name(&period));
    let path = matches.get_one::<PathBuf>("output").cloned().unwrap_or_else(beside);
    sound(&path, &text)?;
    let body = |file: &File| file.facts.organisation.names.title.text.clone();
    let asked = Asked { targets: order.targets, bodies: superiors.iter().map(body).collect() };
    let mut done = merge::write(&path, &text, &asked, language).map_err(Stop::Problems)?;
    done.told.extend(put_schema(&path, schema, language)?);
    tell::say(&draft.problems, language);
    let json = matches.get_flag("json");
    tell_draft(&draft, &done.states, &path, &period, json, language);
    // What is read by a program is one document alone.
    done.told.iter().for_each(|line| if json { note(line, language) } else { wrote(line.in_language(language)) });
    Ok(())
}

fn tell_draft(draft: &Draft<'_>, states: &States, path: &Path, period: &Period, json: bool, language: Language) {
    let shown = path.display().to_string();
    if json {
        wrote(&list::json(draft, states, &shown, period));
    } else {
        list::lines(draft, states, &shown, period, language).iter().for_each(|line| wrote(line));
    }
}

/// This year's file with the earlier ones of its body: those that are named, and those beside it.
fn dossier(this: &Path, previous: &[PathBuf]) -> Result<Dossier, Stop> {
    let (source, _) = disk::facts(this)?;
    let own = facts::peek(&source);
    for path in previous {
        let (earlier, _) = disk::facts(path)?;
        if let (Some(own), Some(other)) = (&own, facts::peek(&earlier)) {
            check_previous(own, &other, &earlier)?;
        }
    }
    let given: Vec<PathBuf> = std::iter::once(this.to_owned()).chain(previous.iter().cloned()).collect();
    let (_, dossier, problems) = Run::new(given).read(0);
    let wrong = errors(problems);
    match dossier {
        Some(dossier) if wrong.is_empty() => Ok(dossier),
        _ => Err(Stop::Problems(wrong)),
    }
}

/// A plan that `check` refuses is not built upon, be it in this year's file or in the one before it; what it warns of is told.
fn sound_plan(dossier: &Dossier, language: Language) -> Result<(), Stop> {
    let figures = figures::derive(dossier);
    let (mut told, _) = dossier.current.answer(check::of_plan(figures));
    let holds = |before: &Figures<'_>| figures.plan_of_file().is_some_and(|plan| std::ptr::eq(plan, before.file()));
    if let Some(before) = figures.previous().filter(holds) {
        told.append(errors(check::of_plan(before)));
    }
    if told.has_errors() {
        return Err(Stop::Problems(told));
    }
    tell::say(&told, language);
    Ok(())
}

/// What keeps a file from being built upon: every error but a place that is still to be filled in.
fn errors(problems: Diagnostics) -> Diagnostics {
    problems.filtered(|problem| problem.severity == Severity::Error && problem.code != "E065")
}

fn check_previous(own: &(String, Period), other: &(String, Period), source: &Source) -> Result<(), Stop> {
    let (body, period) = (&other.0, other.1.name());
    let message = if own.0 != other.0 {
        let own = &own.0;
        say!("这是“{body}”的文件，不是“{own}”的", "this is a file of `{body}`, not of `{own}`")
    } else if other.1.end >= own.1.start {
        let now = own.1.name();
        say!("{period}不早于{now}", "{period} is not before {now}")
    } else {
        return Ok(());
    };
    let hint = say!("--previous 给出同一单位更早的文件", "--previous names earlier files of the same body");
    Err(Diagnostic::error("E331", message).at(source, Origin::default()).hint(hint).into())
}

/// The time that is planned, as it is written: that after the file, or the one that is named.
fn planned(file: &File, named: Option<&String>) -> Result<(String, Period), Stop> {
    let own = new::period_as_written(file);
    let next = roll::next(&file.period, &own);
    let asked = match named.map(|written| (written.trim().to_owned(), Period::parse(written))) {
        Some((written, Ok(period))) => Some((written, period)),
        Some((_, Err(refused))) => return Err(Stop::Call(refused.message)),
        None => None,
    };
    let Some((written, period)) = asked.or(next) else {
        return Err(Stop::Call(say!("推不出下一个时期，用 --period 写明", "name the next period: --period")));
    };
    let own = file.period.name();
    let does_not_follow = |at: Origin, period: &Period| {
        let name = period.name();
        let message = say!("计划的{name}不是紧接着{own}的一期", "{name}, the time of the plan, does not follow {own}");
        let hint = say!(
            "由前一期的文件起草；或改正时期",
            "draft it from the file of the period before it, or correct the period"
        );
        Stop::from(Diagnostic::error("E330", message).at(&file.source, at).hint(hint))
    };
    let place = file.facts.year.as_ref().or(file.facts.period.as_ref()).map_or(Origin::default(), |span| span.origin);
    if file.period.end.succ_opt() != Some(period.start) {
        return Err(does_not_follow(place, &period));
    }
    match &file.facts.plan_period {
        Some(stated) if ![file.period, period].contains(&stated.period) => {
            Err(does_not_follow(stated.origin, &stated.period))
        }
        _ => Ok((written, period)),
    }
}

/// The files of the bodies above, each with a plan for the time.
fn superiors(paths: &[PathBuf], own: &File, period: &Period) -> Result<Vec<File>, Stop> {
    paths.iter().map(|path| superior(path, own, period)).collect()
}

fn superior(path: &Path, own: &File, period: &Period) -> Result<File, Stop> {
    let (source, mut problems) = disk::facts(path)?;
    let file = facts::read(&source, &mut problems);
    let wrong = errors(problems);
    let Some(file) = file.filter(|_| wrong.is_empty()) else { return Err(Stop::Problems(wrong)) };
    let refuse = |code, origin: Origin, message: Say, hint: Say| {
        Err(Diagnostic::error(code, message).at(&source, source.first_line(origin)).hint(hint).into())
    };
    let (id, name) = (&file.facts.organisation.id, &file.facts.organisation.names.title.text);
    if id.text == own.facts.organisation.id.text {
        let message = say!("这是本单位自己的文件", "this is a file of the body itself");
        return refuse(
            "E333",
            id.origin,
            message,
            say!("--from-superior 给出上级的文件", "--from-superior names a file of a body above"),
        );
    }
    let Some(first) = file.facts.plan.first() else {
        let message = say!("{name}的这份文件里没有计划", "this file of {name} has no plan");
        let hint = say!("给出写有“计划”的文件", "name the file that has its `plan`");
        return refuse("E333", id.origin, message, hint);
    };
    let theirs = plan::planned(&file);
    if theirs.start > period.end || period.start > theirs.end {
        let (theirs, ours) = (theirs.name(), period.name());
        let message =
            say!("{name}的这份计划是{theirs}的，不是{ours}的", "this plan of {name} is for {theirs}, not for {ours}");
        let hint =
            say!("给出那一期的计划；计划时期写错了就改正", "name its plan for that time, or correct its `plan_period`");
        let place = file.facts.plan_period.as_ref().map_or(first.origin, |stated| stated.origin);
        return refuse("E332", place, message, hint);
    }
    if !is_above(&file, own) {
        let message = say!("{name}不是本单位的上级", "{name} is no body above this one");
        let hint = say!(
            "给出上级的文件；它确是上级的，两边写明 层级，或在今年的文件里写 上级工会",
            "name a file of a body above; if it is one, say so: `level` in both files, or `parent` in this year's"
        );
        return refuse("E333", id.origin, message, hint);
    }
    Ok(file)
}

/// Whether a file is of a body above: the one that is named as such, or one of a higher level. Who does not say is a school.
fn is_above(file: &File, own: &File) -> bool {
    let level = |file: &File| file.facts.level.map_or(Tier::School, |level| level.value);
    let parent = own.facts.organisation.parent.as_ref();
    parent.is_some_and(|parent| parent.text == file.facts.organisation.id.text) || level(file) > level(own)
}

/// The terms that are stated: on the command line, or in the `niandu.yaml` beside the file or one folder above.
fn terms(matches: &ArgMatches, this: &Path) -> Result<Vec<Period>, Stop> {
    let named: Vec<&String> = matches.get_many::<String>("term").into_iter().flatten().collect();
    if !named.is_empty() {
        let read = |written: &&String| Period::parse(written).map_err(|refused| Stop::Call(refused.message));
        return named.iter().map(read).collect();
    }
    let folder = this.parent().unwrap_or(Path::new(""));
    let above = folder.join("..");
    let Some(path) = [folder, &above].map(|folder| folder.join(config::FILE)).into_iter().find(|path| path.is_file())
    else {
        return Ok(Vec::new());
    };
    let mut problems = Diagnostics::new();
    match Config::read(&disk::read(&path)?, &mut problems) {
        Some(config) => Ok(config.terms.iter().map(|term| term.period).collect()),
        None => Err(Stop::Problems(problems)),
    }
}

/// Whether what would be written can be read.
fn sound(path: &Path, text: &str) -> Result<(), Stop> {
    let mut problems = Diagnostics::new();
    facts::read(&Source::new(path.display().to_string(), text), &mut problems);
    let mut wrong = errors(problems);
    if wrong.is_empty() {
        return Ok(());
    }
    let message = say!("起草出来的文件读不通，没有写出", "the drafted file would not be sound; nothing is written");
    let hint = say!(
        "按上面所说改正今年的文件；看不出原因的请反馈",
        "correct this year's file as said above; if nothing is wrong with it, report this"
    );
    wrong.push(Diagnostic::error("E334", message).hint(hint));
    Err(Stop::Problems(wrong))
}

/// Writes the schema beside the file where there is none, and says so.
fn put_schema(path: &Path, name: &str, language: Language) -> Result<Option<Say>, Stop> {
    let folder = path.parent().unwrap_or(Path::new(""));
    if folder.join(name).symlink_metadata().is_ok() {
        return Ok(None);
    }
    disk::write_new(folder, name, schema::schema(language).as_bytes())?;
    let shown = folder.join(name).display().to_string();
    Ok(Some(say!(
        "{shown}：编辑器提示和核对用的格式说明，一并写出",
        "{shown}: the schema by which editors suggest and check, written beside the plan"
    )))
}
