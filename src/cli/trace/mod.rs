//! `niandu trace`: where the numbers of a paper come from.

mod paper;
mod show;
mod sums;
mod trouble;

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::{Value, json};

use crate::cli::files::Run;
use crate::cli::{DONE, REFUSED, args, note, tell, wrong_call, wrote};
use crate::diagnostic::{Diagnostics, Language, Say, Severity};
use crate::document::Document;
use crate::document::templates::Templates;
use crate::facts::File;
use crate::facts::picture::Picture;
use crate::report::trace::{self, Number};
use crate::report::{self, ALL};
use crate::say;

/// The command as it is typed.
pub fn command(language: Language, kinds: &[String]) -> Command {
    let say = |text: Say| text.in_language(language).to_owned();
    let list = kinds.join("、");
    let flag = |name: &'static str, help: Say| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help.in_language(language).to_owned())
    };
    Command::new("trace")
        .about(say(say!("查文件里的数字从哪里来", "show where the numbers of a paper come from")))
        .after_help(say(say!(
            "例：\n  niandu trace 2025.yaml --all\n  niandu trace 2025.yaml 98人\n  niandu trace 工作总结.pdf 46.9% --facts 2025.yaml\n\n\
             每个数字列出：所在的标题、事实的路径、算式、事实文件和行号。给出的是写好的文件时，先看文件里带的出处\n\
             （html、docx，以及带着事实的 pdf）；没有带的，在它所在的文件夹和上两级文件夹里找事实文件，\n\
             也可用 --facts 指明。",
            "Examples:\n  niandu trace 2025.yaml --all\n  niandu trace 2025.yaml 98人\n  niandu trace summary.pdf 46.9% --facts 2025.yaml\n\n\
             For each number: its heading, the path of the fact, the formula, the facts file and the line. A finished paper may\n\
             carry all that itself (html, docx, a pdf with its facts); for others the facts are looked for in its folder and the\n\
             two above it, or named with --facts."
        )))
        .arg(args::files(
            "paths",
            ["文件", "FILE"],
            say!(
                "事实文件或写好的文件，最后写要查的数字（--all 时不写）",
                "facts files or a finished paper, then the number to look for (none with --all)"
            ),
            language,
        ))
        .arg(flag("all", say!("列出每一个数字", "list every number")))
        .arg(flag("json", say!("写成 JSON", "write JSON")))
        .arg(
            Arg::new("facts")
                .long("facts")
                .value_name("FACTS")
                .value_parser(value_parser!(PathBuf))
                .help(say(say!("写好的文件所据的事实文件", "the facts file that a finished paper was made from"))),
        )
        .arg(args::kinds(
            say!("只查这几种文件：{list}（默认凡能写的都查）", "only papers of these kinds: {list} (default: all)"),
            language,
        ))
        .arg(args::templates(language))
}

/// What is asked.
struct Asked<'a> {
    /// The number; all where absent.
    number: Option<&'a str>,
    kinds: &'a [String],
    templates: &'a Templates,
    language: Language,
}

/// A paper, and the numbers in it.
struct Traced {
    /// The facts that it follows from; the paper itself where that tells.
    facts: PathBuf,
    kind: String,
    title: String,
    /// Its texts, to tell where a word stands that is asked for and is no number.
    texts: Vec<String>,
    /// As the facts give it now; `None` of a paper that tells of itself.
    document: Option<Document>,
    /// Its numbers and its dates.
    numbers: Vec<Number>,
}

/// Runs the command; gives the exit code.
pub fn run(matches: &ArgMatches, language: Language) -> u8 {
    let mut paths: Vec<PathBuf> = matches.get_many::<PathBuf>("paths").into_iter().flatten().cloned().collect();
    let number = if matches.get_flag("all") { None } else { paths.pop() };
    let number = number.map(|number| number.display().to_string());
    if paths.is_empty() {
        let message = say!(
            "要写上文件和数字，如 niandu trace 2025.yaml 98人；列出全部用 --all",
            "name a file and a number, such as niandu trace 2025.yaml 98人; --all lists every number"
        );
        return wrong_call(message, language);
    }
    let templates = match args::own_templates(matches) {
        Ok(templates) => templates,
        Err(problems) => return refuse(&problems, language),
    };
    let kinds = match args::known_kinds(&args::several(matches, "kind"), &templates) {
        Ok(kinds) if kinds.is_empty() => vec![ALL.to_owned()],
        Ok(kinds) => kinds,
        Err(unknown) => return wrong_call(unknown, language),
    };
    if let Some(file) = number.as_deref().filter(|number| Path::new(number).is_file()) {
        let message = say!(
            "最后要写上要查的数字：niandu trace {file} 98人；列出全部用 --all",
            "write the number to look for at the end: niandu trace {file} 98人; --all lists every number"
        );
        return wrong_call(message, language);
    }
    let asked = Asked { number: number.as_deref(), kinds: &kinds, templates: &templates, language };
    let told = match paths.first().filter(|_| paths.len() == 1).and_then(|path| Some((path, paper::ending(path)?))) {
        Some((path, ending)) => paper::traced(path, ending, matches.get_one::<PathBuf>("facts"), &asked),
        None => of_facts(paths.clone(), &asked),
    };
    match told {
        Ok(traced) => finish(&traced, &asked, &paths, matches.get_flag("json")),
        Err(problems) => refuse(&problems, language),
    }
}

/// The papers of facts files, composed anew.
fn of_facts(paths: Vec<PathBuf>, asked: &Asked<'_>) -> Result<Vec<Traced>, Diagnostics> {
    let run = Run::new(paths);
    let mut traced = Vec::new();
    for (at, path) in run.paths.iter().enumerate() {
        let (_, dossier, mut problems) = run.read(at);
        let drafts = match dossier {
            Some(mut dossier) => {
                without_photos(&mut dossier.current);
                let drafts = report::drafts(&dossier, asked.kinds, None, asked.templates, &mut problems).0;
                drafts.iter().map(|draft| of_draft(draft, path)).collect()
            }
            None => Vec::new(),
        };
        if problems.has_errors() {
            return Err(problems.filtered(|problem| problem.severity == Severity::Error));
        }
        traced.extend(drafts);
    }
    Ok(traced)
}

fn of_draft(draft: &report::Draft<'_>, path: &Path) -> Traced {
    let mut numbers = trace::all_of_document(&draft.document);
    let folder = path.parent().unwrap_or(Path::new(""));
    for place in numbers.iter_mut().filter_map(|number| number.from.as_mut()).flat_map(|from| &mut from.places) {
        // A paper names files from the folder of its facts; here they are named from where the user stands.
        let from_here = folder.join(&place.file);
        if from_here.is_file() {
            place.file = from_here.display().to_string();
        }
    }
    let document = draft.document.clone();
    let texts = document.texts().into_iter().map(str::to_owned).collect();
    let (facts, kind, title) = (path.to_owned(), draft.kind.to_owned(), document.title.clone());
    Traced { facts, kind, title, texts, document: Some(document), numbers }
}

/// No photo says where a number comes from: one that is not there, as beside the facts inside a PDF, is no fault here.
fn without_photos(file: &mut File) {
    for picture in file.pictures.values_mut().filter(|picture| picture.is_err()) {
        *picture = Picture::read(DOT.to_vec());
    }
}

/// A PNG picture of one dot.
const DOT: &[u8] = include_bytes!("dot.png");

fn finish(traced: &[Traced], asked: &Asked<'_>, paths: &[PathBuf], json: bool) -> u8 {
    let wanted = |number: &&Number| asked.number.map_or(!number.time, |asked| number.is(asked));
    let found: Vec<(&Traced, Vec<&Number>)> = traced
        .iter()
        .map(|each| (each, each.numbers.iter().filter(wanted).collect::<Vec<_>>()))
        .filter(|(_, numbers)| !numbers.is_empty())
        .collect();
    if found.is_empty() {
        return refuse(&trouble::absent(paths, asked.number, traced), asked.language);
    }
    if json {
        let papers: Vec<Value> = found.iter().map(|(paper, numbers)| record(paper, numbers)).collect();
        wrote(&format!("{:#}", json!({ "papers": papers })));
        return DONE;
    }
    for (at, (paper, numbers)) in found.iter().enumerate() {
        if at > 0 {
            wrote("");
        }
        match asked.number {
            Some(_) => show::each(paper, numbers, asked.language),
            None => show::list(paper, numbers, asked.language),
        }
    }
    let (papers, count) = (found.len(), found.iter().map(|(_, numbers)| numbers.len()).sum::<usize>());
    note(&say!("{papers} 份文件，{count} 个数字", "papers: {papers}, numbers: {count}"), asked.language);
    DONE
}

fn record(paper: &Traced, numbers: &[&Number]) -> Value {
    let one = |number: &&Number| {
        let from = number.from.as_ref();
        let places: Vec<Value> = from
            .iter()
            .flat_map(|from| &from.places)
            .map(|place| json!({ "file": place.file, "line": place.line }))
            .collect();
        json!({
            "number": number.number,
            "paper": number.paper,
            "paragraph": number.paragraph,
            "under": number.under,
            "around": number.around,
            "sort": from.map(|from| format!("{:?}", from.sort).to_lowercase()),
            "path": from.map(|from| &from.path),
            "formula": from.and_then(|from| from.formula.as_ref()),
            "from": places,
        })
    };
    let numbers: Vec<Value> = numbers.iter().map(one).collect();
    json!({ "title": paper.title, "kind": paper.kind, "facts": paper.facts.display().to_string(), "numbers": numbers })
}

fn refuse(problems: &Diagnostics, language: Language) -> u8 {
    tell::say(problems, language);
    REFUSED
}
