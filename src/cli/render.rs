//! `niandu render`: facts files in, papers out.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::cli::{DONE, REFUSED, args, disk, fonts, note, tell, wrong_call, wrote};
use crate::diagnostic::{Diagnostic, Diagnostics, Language, Source};
use crate::publish::Format;
use crate::publish::pdf::fonts::{Fonts, Standing};
use crate::publish::pdf::pool_of_one;
use crate::report::{self, Order, Outcome, Shelf};
use crate::say;
use crate::workshop::{BUILT_IN, Workshop};

/// The kind that is written where none is named.
const DEFAULT_KIND: &str = "year-end-summary";
/// The places that a pattern of file names may have.
const PLACES: [&str; 7] = ["title", "period", "year", "self", "id", "kind", "name"];

/// The names of the kinds that ship with the program.
pub fn built_in_kinds() -> Vec<String> {
    BUILT_IN.iter().filter_map(|(name, _)| name.strip_suffix("/template.yaml")).map(str::to_owned).collect()
}

/// What the command line asks for.
struct Request {
    facts: Vec<PathBuf>,
    order: Order,
    out: PathBuf,
    templates: Option<PathBuf>,
    fonts: Vec<PathBuf>,
    system_fonts: bool,
}

impl Request {
    fn read(matches: &ArgMatches) -> Self {
        let paths = |name: &str| matches.get_many::<PathBuf>(name).into_iter().flatten().cloned().collect::<Vec<_>>();
        let mut kinds = args::several(matches, "kind");
        if kinds.is_empty() {
            kinds.push(DEFAULT_KIND.to_owned());
        }
        let named = args::several(matches, "format");
        let formats = Format::ALL
            .into_iter()
            .filter(|format| named.is_empty() || named.iter().any(|name| name == format.ending()));
        Self {
            facts: paths("facts"),
            order: Order { kinds, formats: formats.collect(), name: matches.get_one::<String>("name").cloned() },
            out: matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| "out".into()),
            templates: matches.get_one::<PathBuf>("templates").cloned(),
            fonts: paths("fonts"),
            system_fonts: !matches.get_flag("builtin-fonts"),
        }
    }
}

/// Runs the command; gives the exit code.
pub fn run(matches: &ArgMatches, language: Language) -> u8 {
    let request = Request::read(matches);
    if let Some(message) = request.order.name.as_deref().and_then(wrong_place) {
        return wrong_call(message, language);
    }
    let workshop = match workshop(&request, language) {
        Ok(workshop) => workshop,
        Err(problems) => {
            tell(&problems, language);
            return REFUSED;
        }
    };
    for kind in &request.order.kinds {
        if workshop.templates.manifest(kind).is_none() {
            let known = workshop.templates.kinds().map(|(name, _)| name).collect::<Vec<_>>().join("、");
            return wrong_call(
                say!("没有叫“{kind}”的文种；有：{known}", "there is no kind `{kind}`; there are: {known}"),
                language,
            );
        }
    }
    match pool_of_one() {
        Ok(pool) => pool.install(|| write_all(&request, &workshop, language)),
        Err(error) => wrong_call(say!("起不了工作线程：{error}", "no worker thread: {error}"), language),
    }
}

/// A place in a pattern of file names that nothing fills.
fn wrong_place(pattern: &str) -> Option<crate::diagnostic::Say> {
    let mut rest = pattern;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((place, tail)) = after.split_once('}') else {
            return Some(say!("--name 里的“{{{after}”没有写完", "--name has an unfinished place: {{{after}"));
        };
        if !PLACES.contains(&place) {
            let known = PLACES.map(|place| format!("{{{place}}}")).join(" ");
            return Some(say!(
                "--name 里没有“{{{place}}}”；可用：{known}",
                "--name knows no {{{place}}}; known: {known}"
            ));
        }
        rest = tail;
    }
    None
}

fn workshop(request: &Request, language: Language) -> Result<Workshop, Diagnostics> {
    let mut problems = Diagnostics::new();
    let own = request.templates.as_deref().map(|folder| disk::templates(folder, &mut problems)).unwrap_or_default();
    let prints = request.order.formats.contains(&Format::Pdf);
    let (offers, faults) =
        if prints { fonts::search(&request.fonts, request.system_fonts) } else { Default::default() };
    problems.append(faults);
    if problems.has_errors() {
        return Err(problems);
    }
    tell(&problems, language);
    Workshop::new(own, Fonts::new(&offers))
}

/// Says once which roles are played by a face of another class, and what to install.
fn say_substitutions(fonts: &Fonts, language: Language) {
    let stand_ins: Vec<_> = fonts.choices().iter().filter(|choice| choice.standing != Standing::OfClass).collect();
    if stand_ins.is_empty() {
        return;
    }
    let list = stand_ins
        .iter()
        .map(|choice| format!("{} ← {}", choice.role.class(), choice.face))
        .collect::<Vec<_>>()
        .join("；");
    note(&say!("字体替代：{list}", "fonts substituted: {list}"), language);
    note(&fonts::advice(), language);
}

/// Renders every file in turn; what one file needed is gone before the next is read.
fn write_all(request: &Request, workshop: &Workshop, language: Language) -> u8 {
    let mut shelf = Shelf::default();
    for path in &request.facts {
        shelf.add(disk::facts(path).ok().map(|(source, _)| source).as_ref());
    }
    let mut taken: HashMap<String, String> = HashMap::new();
    let mut refused = 0_usize;
    for at in 0..request.facts.len() {
        let outcome = render(request, at, &shelf, workshop);
        refused += usize::from(!deliver(&outcome, &request.out, &mut taken, language));
    }
    if request.order.formats.contains(&Format::Pdf) && !taken.is_empty() {
        say_substitutions(workshop.press.fonts(), language);
    }
    if refused == 0 {
        return DONE;
    }
    let all = request.facts.len();
    note(&say!("{all} 个文件中有 {refused} 个没有写出", "{refused} of {all} files were refused"), language);
    REFUSED
}

/// What becomes of the facts file at a place of the call.
fn render(request: &Request, at: usize, shelf: &Shelf, workshop: &Workshop) -> Outcome {
    let path = &request.facts[at];
    let (source, problems) = match disk::facts(path) {
        Ok(read) => read,
        Err(problem) => return Outcome::refused(Source::new(path.display().to_string(), ""), *problem),
    };
    let sound = |i: usize| disk::facts(&request.facts[i]).ok().filter(|(_, problems)| !problems.has_errors());
    let beside: Vec<Source> = shelf.beside(at).into_iter().filter_map(sound).map(|(source, _)| source).collect();
    let first = shelf.first_of_same(at).map(|i| request.facts[i].display().to_string());
    match report::dossier(&source, problems, &beside, first.as_deref()) {
        (Some(dossier), problems) => report::make(&dossier, problems, &request.order, workshop),
        (None, problems) => Outcome { source, papers: Vec::new(), problems },
    }
}

/// Writes what a facts file became, or says why nothing is written for it. `taken` are the names written so far.
fn deliver(outcome: &Outcome, out: &Path, taken: &mut HashMap<String, String>, language: Language) -> bool {
    let mut problems = outcome.problems.clone();
    for paper in &outcome.papers {
        if let Some(first) = taken.get(&paper.stem) {
            let name = &paper.stem;
            problems.push(
                Diagnostic::error("E072", say!("“{name}”已由 {first} 写出", "“{name}” has been written from {first}"))
                    .at(&outcome.source, Default::default())
                    .hint(say!(
                        "用 --name 加上 {{id}} 或 {{period}} 区分",
                        "tell them apart by --name with {{id}} or {{period}}"
                    )),
            );
        }
    }
    if tell(&problems, language) {
        return false;
    }
    let mut complete = true;
    for paper in &outcome.papers {
        taken.insert(paper.stem.clone(), outcome.source.name().to_owned());
        for publication in &paper.publications {
            let name = format!("{}.{}", paper.stem, publication.format.ending());
            match disk::write(out, &name, &publication.bytes) {
                Ok(path) => {
                    let pages = paper.pages.filter(|_| publication.format == Format::Pdf);
                    let size = publication.bytes.len().div_ceil(1024);
                    let what = match pages {
                        Some(pages) => say!("（{pages} 页，{size} KB）", " ({pages} pages, {size} KB)"),
                        None => say!("（{size} KB）", " ({size} KB)"),
                    };
                    wrote(&format!("{}{}", path.display(), what.in_language(language)));
                }
                Err(problem) => {
                    let mut problems = Diagnostics::new();
                    problems.push(*problem);
                    tell(&problems, language);
                    complete = false;
                }
            }
        }
    }
    complete
}
