//! `niandu trace`: where the numbers of a paper come from.

mod paper;

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::{Value, json};

use crate::cli::files::Run;
use crate::cli::{DONE, REFUSED, args, disk, note, tell, wrong_call, wrote};
use crate::diagnostic::{Diagnostic, Diagnostics, Language, Origin, Say, Severity, Source};
use crate::document::templates::Templates;
use crate::publish::markdown::markdown;
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
             每个数字列出：所在的段、路径、算式、事实文件和行号。给出的是写好的文件（md、html、pdf、docx）时，\n\
             在它所在的文件夹和上两级文件夹里找事实文件；也可用 --facts 指明。",
            "Examples:\n  niandu trace 2025.yaml --all\n  niandu trace 2025.yaml 98人\n  niandu trace summary.pdf 46.9% --facts 2025.yaml\n\n\
             For each number: its paragraph, its path, the formula, the facts file and the line. For a finished paper (md, html, pdf,\n\
             docx) the facts are looked for in its folder and the two above it, or named with --facts."
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

/// A paper that was composed anew, and the numbers in it.
struct Traced {
    facts: PathBuf,
    kind: String,
    title: String,
    text: String,
    numbers: Vec<Number>,
}

/// Runs the command; gives the exit code.
pub fn run(matches: &ArgMatches, language: Language) -> u8 {
    let mut paths: Vec<PathBuf> = matches.get_many::<PathBuf>("paths").into_iter().flatten().cloned().collect();
    let asked = if matches.get_flag("all") { None } else { paths.pop() };
    let asked = asked.map(|asked| asked.display().to_string());
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
    let told = match paths.first().filter(|_| paths.len() == 1).and_then(|path| Some((path, paper::ending(path)?))) {
        Some((path, ending)) => {
            of_paper(path, ending, matches.get_one::<PathBuf>("facts"), &kinds, &templates, asked.as_deref(), language)
        }
        None => of_facts(paths.clone(), &kinds, &templates),
    };
    match told {
        Ok(traced) => finish(&traced, asked.as_deref(), &paths, matches.get_flag("json"), language),
        Err(problems) => refuse(&problems, language),
    }
}

/// The papers of facts files, composed anew.
fn of_facts(paths: Vec<PathBuf>, kinds: &[String], templates: &Templates) -> Result<Vec<Traced>, Diagnostics> {
    let run = Run::new(paths);
    let mut traced = Vec::new();
    for (at, path) in run.paths.iter().enumerate() {
        let (_, dossier, mut problems) = run.read(at);
        let drafts = match &dossier {
            Some(dossier) => report::drafts(dossier, kinds, None, templates, &mut problems).0,
            None => Vec::new(),
        };
        if problems.has_errors() {
            return Err(problems.filtered(|problem| problem.severity == Severity::Error));
        }
        traced.extend(drafts.iter().map(|draft| Traced {
            facts: path.clone(),
            kind: draft.kind.to_owned(),
            title: draft.document.title.clone(),
            text: markdown(&draft.document),
            numbers: trace::of_document(&draft.document),
        }));
    }
    Ok(traced)
}

/// A finished paper: by what its file carries, else by the facts that it was made from.
fn of_paper(
    path: &Path,
    ending: &str,
    facts: Option<&PathBuf>,
    kinds: &[String],
    templates: &Templates,
    asked: Option<&str>,
    language: Language,
) -> Result<Vec<Traced>, Diagnostics> {
    let bytes = std::fs::read(path).map_err(|error| unreadable(path, &disk::reason(&error)))?;
    let read = paper::read(&bytes, ending);
    let carried: Vec<&[String; 4]> =
        read.carried.iter().filter(|[words, ..]| asked.is_none_or(|asked| words.contains(asked))).collect();
    if facts.is_none() && !carried.is_empty() {
        return Ok(vec![of_carried(path, &read, &carried)]);
    }
    let near = facts.map_or_else(|| beside(path), |facts| vec![facts.clone()]);
    let mut found = Vec::new();
    for file in near {
        // Facts that cannot be read are none that the paper was made from, unless the user says so.
        match of_facts(vec![file], kinds, templates) {
            Ok(traced) => found.extend(traced.into_iter().filter(|each| read.title.as_ref() == Some(&each.title))),
            Err(problems) if facts.is_some() => return Err(problems),
            Err(_) => {}
        }
    }
    if found.is_empty() {
        return Err(without_facts(path));
    }
    let same = |each: &Traced| read.text.as_ref().is_none_or(|text| *text == each.text);
    if !found.iter().any(same) {
        tell::say(&changed(path), language);
    }
    Ok(found)
}

/// What the file itself says of where its numbers come from.
fn of_carried(path: &Path, read: &paper::Paper, carried: &[&[String; 4]]) -> Traced {
    use crate::document::text::{Place, Provenance, Sort};
    let title = read.title.clone().unwrap_or_default();
    let place = |place: &str| {
        let (file, line) = place.rsplit_once(':')?;
        Some(Place { file: file.to_owned(), line: line.parse().ok()? })
    };
    let number = |[words, path, formula, from]: &[String; 4]| Number {
        paper: title.clone(),
        paragraph: 0,
        number: words.clone(),
        around: words.clone(),
        from: Some(Provenance {
            sort: if formula.is_empty() { Sort::Fact } else { Sort::Figure },
            path: path.clone(),
            formula: Some(formula.clone()).filter(|formula| !formula.is_empty()),
            places: from.split(' ').filter_map(place).collect(),
        }),
    };
    let numbers = carried.iter().filter(|[words, ..]| words.chars().any(|c| c.is_ascii_digit()));
    let numbers = numbers.map(|each| number(each)).collect();
    Traced { facts: path.to_owned(), kind: String::new(), title, text: String::new(), numbers }
}

/// The facts files that may be those of a paper: in its folder and the two above it.
fn beside(path: &Path) -> Vec<PathBuf> {
    const UP: usize = 3;
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut found = Vec::new();
    for folder in whole.ancestors().skip(1).take(UP) {
        let entries = walkdir::WalkDir::new(folder).min_depth(1).max_depth(1).sort_by_file_name();
        let yaml = |path: &Path| path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
        let files = entries.into_iter().flatten().map(walkdir::DirEntry::into_path);
        found.extend(files.filter(|path| path.is_file() && yaml(path)));
    }
    found
}

fn finish(traced: &[Traced], asked: Option<&str>, paths: &[PathBuf], json: bool, language: Language) -> u8 {
    let wanted = |number: &&Number| asked.is_none_or(|asked| number.is(asked));
    let found: Vec<(&Traced, Vec<&Number>)> = traced
        .iter()
        .map(|each| (each, each.numbers.iter().filter(wanted).collect::<Vec<_>>()))
        .filter(|(_, numbers)| !numbers.is_empty())
        .collect();
    if found.is_empty() {
        return refuse(&absent(paths, asked), language);
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
        wrote(&format!("{}（{}）", paper.title, paper.facts.display()));
        numbers.iter().for_each(|number| wrote(&line(number, language)));
    }
    let (papers, count) = (found.len(), found.iter().map(|(_, numbers)| numbers.len()).sum::<usize>());
    note(&say!("{papers} 份文件，{count} 个数字", "papers: {papers}, numbers: {count}"), language);
    DONE
}

/// A number on a line: where it stands, what it says, where it comes from.
fn line(number: &Number, language: Language) -> String {
    let mark = if language == Language::Chinese { "，" } else { ", " };
    let paragraph = number.paragraph;
    let place = say!("第{paragraph}段", "block {paragraph}");
    let place = if paragraph == 0 { "" } else { place.in_language(language) };
    let Some(from) = &number.from else { return format!("  {place}  {}", number.number) };
    let lines: Vec<String> = from.places.iter().map(ToString::to_string).collect();
    let parts = [from.path.clone(), from.formula.clone().unwrap_or_default(), lines.join("、")];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("  {place}  {}  {}", number.number, parts.join(mark)).replace("    ", "  ")
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

fn single(problem: Diagnostic) -> Diagnostics {
    let mut problems = Diagnostics::new();
    problems.push(problem);
    problems
}

fn refuse(problems: &Diagnostics, language: Language) -> u8 {
    tell::say(problems, language);
    REFUSED
}

/// A problem with a file as a whole.
fn with(path: &Path, problem: Diagnostic) -> Diagnostics {
    single(problem.at(&Source::new(path.display().to_string(), ""), Origin::default()))
}

fn unreadable(path: &Path, reason: &str) -> Diagnostics {
    let problem = Diagnostic::error("E004", say!("读不了这个文件：{reason}", "this file cannot be read: {reason}"));
    with(path, problem.hint(say!("核对文件名和权限", "check its name and permissions")))
}

fn absent(paths: &[PathBuf], asked: Option<&str>) -> Diagnostics {
    let problem = match asked {
        Some(number) => {
            Diagnostic::error("E226", say!("正文里没有“{number}”这个数", "the text has no number “{number}”")).hint(
                say!(
                    "照正文里的写法写，如 98人、46.9%；--all 列出全部",
                    "write it as the text has it, such as 98人 or 46.9%; --all lists every number"
                ),
            )
        }
        None => Diagnostic::error("E226", say!("正文里没有数字", "the text has no numbers"))
            .hint(say!("日期和标题序号不算", "dates and the numbers of headings do not count")),
    };
    match paths.first() {
        Some(path) => with(path, problem),
        None => single(problem),
    }
}

fn without_facts(path: &Path) -> Diagnostics {
    let problem = Diagnostic::error(
        "E227",
        say!("找不到写出这份文件的事实文件", "the facts that this paper was made from are not found"),
    );
    with(
        path,
        problem.hint(say!(
            "用 --facts 指明；文件的标题要与事实写出的一致",
            "name them with --facts; the title must be the one that the facts give"
        )),
    )
}

fn changed(path: &Path) -> Diagnostics {
    let problem = Diagnostic::warning(
        "W226",
        say!("这份文件与事实现在写出的不一样", "this paper does not read as the facts give it now"),
    );
    with(
        path,
        problem.hint(say!(
            "事实或文件后来改过：以下出处是现在的事实",
            "facts or paper were changed since: the origins below are those of the facts as they are"
        )),
    )
}
