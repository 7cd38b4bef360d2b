//! `niandu progress`: how far a plan has come, for the office's own eyes.

mod confirm;
mod guard;
mod show;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::cli::files::Run;
use crate::cli::{DONE, REFUSED, disk, tell, wrong_call, wrote};
use crate::diagnostic::{Diagnostic, Diagnostics, Language, Origin, Say, Severity};
use crate::facts::{Dossier, File};
use crate::figures::plan::planned;
use crate::figures::progress::Account;
use crate::figures::{self, check};
use crate::plan::page;
use crate::plan::progress::Progress;
use crate::say;

/// The command as it is typed.
pub fn command(language: Language) -> Command {
    let say = |text: Say| text.in_language(language).to_owned();
    let file = |name: &'static str, value: &'static str, help: Say| {
        Arg::new(name).value_name(value).value_parser(value_parser!(PathBuf)).help(say(help))
    };
    let chinese = language == Language::Chinese;
    Command::new("progress")
        .about(say(say!("看计划做到哪一步", "show how far a plan has come")))
        .after_help(say(say!(
            "例：\n  niandu progress 2026.yaml\n  niandu progress 2025.yaml 2026.yaml --as-of 2026-06-30\n  \
             niandu progress 2026.yaml --confirm\n  niandu progress 2026.yaml --html 进度.html\n\n\
             只给一个文件时，看的是这份文件所写一期的计划：它写在本文件里，或写在同一文件夹里上一期的文件里。\n\
             一项做到哪一步，以作者写的 进展 为准；没有写的，由 落实 里写了它的记录看。像是落实了某一项、而没有写 落实 的\n\
             记录另外列出，不计在内；核对以后用 --confirm 写进文件，注释和版面不动。",
            "Examples:\n  niandu progress 2026.yaml\n  niandu progress 2025.yaml 2026.yaml --as-of 2026-06-30\n  \
             niandu progress 2026.yaml --confirm\n  niandu progress 2026.yaml --html progress.html\n\n\
             With a single file it is the plan for the period of that file, which stands in it or in the file of the period before\n\
             in the same folder. How far an item has come is what its author says in `status`, else what the records show that\n\
             name it in `fulfils`. Records that look like an item and do not name it are listed and not counted; --confirm writes\n\
             them into the file once you have looked at them, comments and layout kept."
        )))
        .arg(
            file(
                "plan",
                if chinese { "计划文件" } else { "PLAN" },
                say!("写着计划的文件；只给它时，也是事实文件", "the file with the plan; alone it has the facts, too"),
            )
            .required(true),
        )
        .arg(file(
            "facts",
            if chinese { "事实文件" } else { "FACTS" },
            say!("写着实绩的文件", "the file with what was done"),
        ))
        .arg(Arg::new("as-of").long("as-of").value_name("DATE").help(say(say!(
            "截至哪一天，如 2026-06-30（默认整个时期）",
            "the last day to look at, such as 2026-06-30 (default: the whole period)"
        ))))
        .arg(Arg::new("confirm").long("confirm").value_name("ID").num_args(0..).action(ArgAction::Append).help(say(say!(
            "把列出的记录写上 落实；可只写其中几个的编号（记录的或事项的）",
            "write `fulfils` into the records listed; only those of these ids (of record or item) where some are named"
        ))))
        .arg(file("html", "FILE", say!("写成网页", "write a web page")).long("html"))
        .arg(Arg::new("json").long("json").action(ArgAction::SetTrue).help(say(say!("写成 JSON", "write JSON"))))
}

/// Runs the command; gives the exit code.
pub fn run(matches: &ArgMatches, language: Language) -> u8 {
    let path = |name: &str| matches.get_one::<PathBuf>(name).cloned();
    let until = match matches.get_one::<String>("as-of").map(|day| as_day(day)).transpose() {
        Ok(until) => until,
        Err(wrong) => return wrong_call(wrong, language),
    };
    let Some(first) = path("plan") else { return REFUSED };
    let given = match path("facts") {
        Some(facts) => Given { paths: vec![first.clone(), facts], plan: Some(first) },
        None => Given { paths: vec![first], plan: None },
    };
    let confirmed: Option<Vec<String>> = matches
        .get_many::<String>("confirm")
        .map(|ids| ids.cloned().collect())
        .or_else(|| (matches.value_source("confirm") == Some(clap::parser::ValueSource::CommandLine)).then(Vec::new));
    let free = matches.get_one::<PathBuf>("html").map_or(Ok(()), |page| guard::check(page));
    let result = free.and_then(|()| given.read(language)).and_then(|read| {
        let account = read.account(until)?;
        tell::say(&outside(&account), language);
        match confirmed {
            Some(ids) => confirm::confirm(&account, figures::derive(&read.facts), &ids, language),
            None => shown(&Progress::of(&account, figures::derive(&read.facts)), matches, language),
        }
    });
    match result {
        Ok(()) => DONE,
        Err(problems) => {
            tell::say(&problems, language);
            REFUSED
        }
    }
}

fn as_day(written: &str) -> Result<NaiveDate, Say> {
    NaiveDate::parse_from_str(written.trim(), "%Y-%m-%d").map_err(|_| {
        say!(
            "--as-of “{written}”不是一个日期；写成 2026-06-30",
            "--as-of `{written}` is no date; write it as 2026-06-30"
        )
    })
}

/// What is still to be filled in.
const PENDING: &str = "E065";

/// The files as they are named in the command; without a plan of its own the facts have one, or the file before them.
struct Given {
    paths: Vec<PathBuf>,
    plan: Option<PathBuf>,
}

/// The files read.
struct Files {
    facts: Dossier,
    plan: Option<Dossier>,
}

impl Given {
    fn read(&self, language: Language) -> Result<Files, Diagnostics> {
        let run = Run::new(self.paths.clone());
        let read = |at: usize| {
            let (_, dossier, problems) = run.read(at);
            // What is still to be filled in is no reason not to look.
            let mut wrong = problems.filtered(|problem| problem.severity == Severity::Error && problem.code != PENDING);
            if let Some(dossier) = &dossier {
                wrong.append(check::of_plan(figures::derive(dossier)));
            }
            match dossier {
                Some(dossier) if !wrong.has_errors() => {
                    tell::say(&dossier.current.answer(wrong).0, language);
                    Ok(dossier)
                }
                _ => Err(wrong),
            }
        };
        let facts = read(self.paths.len() - 1)?;
        let apart = self.plan.as_ref().filter(|plan| plan.display().to_string() != facts.current.source.name());
        let plan = apart.map(|_| read(0)).transpose()?;
        Ok(Files { facts, plan })
    }
}

impl Files {
    /// The plan beside the facts.
    fn account(&self, until: Option<NaiveDate>) -> Result<Account<'_>, Diagnostics> {
        let facts = &self.facts.current;
        let Some(plan) = self.plan.as_ref().map(|dossier| &dossier.current) else {
            let account = figures::derive(&self.facts).account(until);
            return account.ok_or_else(|| no_plan(facts));
        };
        let (body, other) = (&facts.facts.organisation.id, &plan.facts.organisation.id);
        let (period, name) = (planned(plan), facts.period.name());
        if plan.facts.plan.is_empty() {
            return Err(no_plan(plan));
        }
        if body.text != other.text {
            let (body_id, other_id) = (&body.text, &other.text);
            let message = say!(
                "计划是“{other_id}”的，事实是“{body_id}”的",
                "the plan is of `{other_id}`, the facts are of `{body_id}`"
            );
            return Err(single(
                "E361",
                message,
                facts,
                body.origin,
                say!("给出同一单位的两份文件", "name files of one body"),
            ));
        }
        if facts.period.start < period.start || facts.period.end > period.end {
            let plan_name = period.name();
            let message =
                say!("计划是{plan_name}的，事实是{name}的", "the plan is for {plan_name}, the facts are of {name}");
            let hint = say!("给出{plan_name}的事实文件", "name the facts of {plan_name}");
            return Err(single("E362", message, facts, when_of(facts), hint));
        }
        Ok(Account::of(plan, facts, until))
    }
}

/// A day before the plan's time or after it says little of how far the plan has come.
fn outside(account: &Account<'_>) -> Diagnostics {
    let mut problems = Diagnostics::new();
    let (Some(day), period) = (account.until, account.period) else { return problems };
    let name = period.name();
    let message = match day {
        _ if day < period.start => say!(
            "截至{day}，{name}还没有开始，各项都没有到时间",
            "on {day} {name} had not begun, so nothing is due yet"
        ),
        _ if day > period.end => {
            say!("截至{day}，{name}已经过完，各项都到了时间", "on {day} {name} was over, so all of it is due")
        }
        _ => return problems,
    };
    let (start, end) = (period.start, period.end);
    let hint = say!("--as-of 写{start}到{end}之间的一天", "give --as-of a day from {start} to {end}");
    problems.push(Diagnostic::warning("W368", message).hint(hint));
    problems
}

/// Where a file says which period it tells.
fn when_of(file: &File) -> Origin {
    let span = file.facts.year.as_ref().or(file.facts.period.as_ref());
    span.map_or(file.facts.organisation.origin, |span| span.origin)
}

fn no_plan(file: &File) -> Diagnostics {
    let name = file.period.name();
    let hint = match file.facts.plan.is_empty() {
        true => say!(
            "计划写在本文件或上一期文件的 计划 里；把上一期的文件放在同一文件夹",
            "the plan stands in this file or in that of the period before; put that file into the same folder"
        ),
        false => {
            let planned = planned(file).name();
            say!(
                "这份文件里的计划是{planned}的：后面再写上{planned}的事实文件",
                "the plan in this file is for {planned}: name the facts of {planned} behind it"
            )
        }
    };
    single("E360", say!("没有{name}的计划", "there is no plan for {name}"), file, when_of(file), hint)
}

fn single(code: &'static str, message: Say, file: &File, origin: Origin, hint: Say) -> Diagnostics {
    let mut problems = Diagnostics::new();
    problems.push(Diagnostic::error(code, message).at(&file.source, origin).hint(hint));
    problems
}

/// Shows how the plan stands, in the way that is asked for.
fn shown(progress: &Progress, matches: &ArgMatches, language: Language) -> Result<(), Diagnostics> {
    if let Some(path) = matches.get_one::<PathBuf>("html") {
        let mut bytes = Vec::new();
        // What is written to memory does not fail.
        let _ = page::write(&mut bytes, progress, language);
        let written = write(path, &bytes)?;
        wrote(&written.display().to_string());
    }
    if matches.get_flag("json") {
        wrote(&serde_json::to_string_pretty(progress).unwrap_or_default());
    } else if !matches.contains_id("html") {
        show::lines(progress, language).iter().for_each(|line| wrote(line));
    }
    Ok(())
}

/// Writes a file in one piece.
fn write(path: &Path, bytes: &[u8]) -> Result<PathBuf, Diagnostics> {
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    disk::write(folder, &name, bytes).map(|_| path.to_owned()).map_err(|problem| {
        let mut problems = Diagnostics::new();
        problems.push(*problem);
        problems
    })
}
