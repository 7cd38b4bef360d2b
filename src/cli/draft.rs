//! `niandu draft`: the draft of a paper, made from the records, to begin writing from. Nothing is overwritten.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command, value_parser};

use crate::cli::files::Run;
use crate::cli::{DONE, REFUSED, args, disk, drafts, note, tell, wrong_call, wrote};
use crate::diagnostic::{Diagnostic, Diagnostics, Language, Say, Severity};
use crate::document::templates::Templates;
use crate::facts::Dossier;
use crate::report::draft;
use crate::report::draft::{Ready, Wanted};
use crate::say;

/// The command as it is typed.
pub fn command(language: Language, kinds: &[String]) -> Command {
    let say = |text: Say| text.in_language(language).to_owned();
    let list = kinds.join("、");
    let file = if language == Language::Chinese { "事实文件" } else { "FACTS.yaml" };
    Command::new("draft")
        .about(say(say!("由记录写出草稿（Markdown），供人接着写", "write a draft (Markdown) from the records, to write on from")))
        .after_help(say(say!(
            "例：\n  niandu draft 2025.yaml\n  niandu draft 2025.yaml -k work-plan\n\n\
             草稿写在事实文件旁边：2025.md 供各种文件共用，2025.工作计划.md 只供这一种。以后检查、成文都连它一起读。\n\
             草稿里是各领域、条目的标题，和由记录成文的话；数字写成引用，事实改了跟着改。自己在事实文件里写了正文的，\
             只写标题。已有的文件从不覆盖。",
            "Examples:\n  niandu draft 2025.yaml\n  niandu draft 2025.yaml -k work-plan\n\n\
             The draft stands beside the facts file: 2025.md for all papers, 2025.work-plan.md for that kind alone. It is read with\n\
             the facts from then on. It has the headings of areas and items, and the sentences that the records become; figures are\n\
             references and follow the facts. Where the facts file has a text of your own there is the heading alone. No file is\n\
             ever overwritten."
        )))
        .arg(
            Arg::new("facts")
                .required(true)
                .value_name(file)
                .value_parser(value_parser!(PathBuf))
                .help(say(say!("事实文件（.yaml）", "a facts file (.yaml)"))),
        )
        .arg(
            Arg::new("kind").short('k').long("kind").value_name("KIND").help(say(say!(
                "只供一种文件的草稿：{list}，或“文件”里的键名（默认各种文件共用）",
                "a draft for papers of one kind: {list}, or for the key of a paper (default: for all papers)"
            ))),
        )
        .arg(
            Arg::new("out").short('o').long("out").value_name("FILE").value_parser(value_parser!(PathBuf)).help(say(say!(
                "写到哪个文件（默认在事实文件旁边）",
                "file to write to (default: beside the facts file)"
            ))),
        )
        .arg(args::templates(language))
}

/// Runs the command; gives the exit code.
pub fn run(matches: &ArgMatches, language: Language) -> u8 {
    let Some(facts) = matches.get_one::<PathBuf>("facts") else { return REFUSED };
    let templates = match args::own_templates(matches) {
        Ok(templates) => templates,
        Err(problems) => return refuse_all(&problems, language),
    };
    let asked = matches.get_one::<String>("kind");
    let path = matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| beside(facts, asked));
    if path.symlink_metadata().is_ok() {
        return refuse(taken(&path), language);
    }
    let known = asked.map(|name| kind_of(name, &templates));
    let dossier = match read(facts) {
        Ok(dossier) => dossier,
        Err(problems) => return refuse_all(&problems, language),
    };
    let kind = match (known.flatten().or_else(|| asked.and_then(|key| keyed(key, &dossier, &templates))), asked) {
        (Some(kind), _) => kind,
        (None, Some(name)) => return wrong_call(args::unknown_kind(name, &templates), language),
        (None, None) => draft::usual(&dossier, &templates),
    };
    let names = asked.map(|name| names(name, &kind, &templates)).unwrap_or_default();
    let wanted = Wanted { kind: &kind, names, file: path.display().to_string() };
    match draft::draft(&dossier, &wanted, &templates) {
        Ok(ready) => finish(&path, &ready, &dossier, language),
        Err(problem) => refuse(*problem, language),
    }
}

/// The kind that a word names: its key or one of its names.
fn kind_of(word: &str, templates: &Templates) -> Option<String> {
    let mut kinds = templates.kinds().filter(|(kind, manifest)| manifest.answers_to(kind, word));
    kinds.next().map(|(kind, _)| kind.to_owned())
}

/// The kind of the paper that has this key in the facts.
fn keyed(key: &str, dossier: &Dossier, templates: &Templates) -> Option<String> {
    let papers = &dossier.current.facts.documents.0;
    let (_, paper) = papers.iter().find(|(name, _)| name.text == key)?;
    paper.kind.as_ref().and_then(|kind| kind_of(&kind.text, templates))
}

/// The names of a kind, the one that was typed first.
fn names(word: &str, kind: &str, templates: &Templates) -> Vec<String> {
    let mut names = vec![word.to_owned()];
    if let Some(manifest) = templates.manifest(kind) {
        let all =
            std::iter::once(kind).chain([manifest.name.as_str()]).chain(manifest.aliases.iter().map(String::as_str));
        names.extend(all.filter(|name| *name != word).map(str::to_owned));
    }
    names
}

/// Where the draft is looked for when the facts are read.
fn beside(facts: &Path, kind: Option<&String>) -> PathBuf {
    let stem = facts.file_stem().unwrap_or_default().to_string_lossy();
    let kind = kind.map(|kind| format!(".{kind}")).unwrap_or_default();
    facts.with_file_name(format!("{stem}{kind}.{}", drafts::ENDING))
}

/// Reads a facts file without errors, but for what is still to be filled in, and the earlier years beside it: what the
/// author compares with them is part of his sentences.
fn read(path: &Path) -> Result<Dossier, Diagnostics> {
    let (_, dossier, problems) = Run::new(vec![path.to_owned()]).read(0);
    match dossier {
        Some(dossier) if !problems.has_errors() => Ok(dossier),
        _ => Err(problems.filtered(|problem| problem.severity == Severity::Error)),
    }
}

fn finish(path: &Path, ready: &Ready, dossier: &Dossier, language: Language) -> u8 {
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match disk::write_new(folder, &name, ready.text.as_bytes()) {
        Ok(_) => wrote(&path.display().to_string()),
        Err(problem) => return refuse(*problem, language),
    }
    if !ready.nameless.is_empty() {
        let source = &dossier.current.source;
        let here = Default::default();
        let mark = if language == Language::Chinese { "、" } else { ", " };
        let mut nameless = ready.nameless.clone();
        nameless.sort();
        let lines: Vec<String> =
            nameless.iter().map(|origin| source.line_from(*origin, here).in_language(language).to_owned()).collect();
        let (count, list) = (lines.len(), lines.join(mark));
        note(
            &say!(
                "有 {count} 条记录没有编号，无从引用；它们所在的标题下没有写话，仍由工具成文：{list}",
                "{count} records have no id and cannot be referred to; the headings they stand under are left to the program: {list}"
            ),
            language,
        );
    }
    if ready.kept > 0 {
        let kept = ready.kept;
        note(
            &say!(
                "有 {kept} 处的话写成草稿会有出入，只写了标题，仍由工具成文",
                "{kept} headings are left to the program, for a draft of them would not say the same"
            ),
            language,
        );
    }
    DONE
}

fn taken(path: &Path) -> Diagnostic {
    let shown = path.display();
    Diagnostic::error("E066", say!("{shown} 已经有了，不会覆盖", "{shown} is there already and is not overwritten"))
        .hint(say!("用 -o 换一个文件名，或先给原来的文件改名", "name another file with -o, or rename that file first"))
}

fn single(problem: Diagnostic) -> Diagnostics {
    let mut problems = Diagnostics::new();
    problems.push(problem);
    problems
}

fn refuse(problem: Diagnostic, language: Language) -> u8 {
    refuse_all(&single(problem), language)
}

fn refuse_all(problems: &Diagnostics, language: Language) -> u8 {
    tell::say(problems, language);
    REFUSED
}
