//! `niandu render`: facts files in, papers out.

mod command;
mod request;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

pub use self::command::{command, format_and_name, kind, looks, pages, pdf};
use self::request::Request;
pub use self::request::order;

use crate::cli::files::Run;
use crate::cli::fonts::{Places, System};
use crate::cli::tell::{Manner, Messages, Teller};
use crate::cli::{DONE, REFUSED, args, disk, fonts, note, photos, wrong_call};
use crate::diagnostic::{Diagnostic, Diagnostics, Language, Say, Source};
use crate::document::compose::pattern;
use crate::document::templates::Templates;
use crate::publish::html::style;
use crate::publish::pdf::fonts::{Fonts, Standing};
use crate::publish::pdf::pool_of_one;
use crate::publish::{Format, Publication};
use crate::report::{self, Order, Outcome, Paper};
use crate::say;
use crate::workshop::{self, BUILT_IN, Workshop};

/// The names of the kinds that ship with the program.
pub fn built_in_kinds() -> Vec<String> {
    BUILT_IN.iter().filter_map(|(name, _)| name.strip_suffix("/template.yaml")).map(str::to_owned).collect()
}

/// Runs the command; gives the exit code.
pub fn run(matches: &ArgMatches, language: Language) -> u8 {
    let mut request = match Request::read(matches) {
        Ok(request) => request,
        Err(wrong) => return wrong_call(wrong, language),
    };
    if let Some(message) = request.order.name.as_deref().and_then(wrong_place) {
        return wrong_call(message, language);
    }
    let mut teller = Teller::new(Manner {
        language,
        messages: Messages::named(matches.get_one::<String>("messages")),
        hints: matches.get_flag("hints"),
        deny: args::denies(matches),
        product: false,
    });
    let Request { templates, fonts, css, .. } = &request;
    let tools = Tools { templates: templates.as_deref(), fonts, css: css.as_deref() };
    let Some(workshop) = workshop(&tools, &request.order, &mut teller) else {
        teller.finish();
        return REFUSED;
    };
    request.order.kinds = match args::known_kinds(&request.order.kinds, &workshop.templates) {
        Ok(kinds) => kinds,
        Err(unknown) => return wrong_call(unknown, language),
    };
    if let Some(unknown) = request.order.layout.as_deref().and_then(|name| unknown_layout(name, &workshop.templates)) {
        return wrong_call(unknown, language);
    }
    match pool_of_one() {
        Ok(pool) => pool.install(|| {
            // A layout that cannot be printed is refused before anything is written, also where many files are given.
            if request.prints() && teller.say(&workshop::try_layouts(&workshop.templates)) {
                teller.finish();
                return REFUSED;
            }
            write_all(&request, &workshop, teller, language)
        }),
        Err(error) => wrong_call(say!("起不了工作线程：{error}", "no worker thread: {error}"), language),
    }
}

/// What is wrong with a layout that no template has.
pub fn unknown_layout(name: &str, templates: &Templates) -> Option<Say> {
    let known: Vec<&str> = templates.layouts().collect();
    if known.contains(&name) {
        return None;
    }
    let all = known.join("、");
    Some(say!("没有叫“{name}”的版式；有：{all}", "there is no layout `{name}`; there are: {all}"))
}

/// A place in a pattern of file names that nothing fills.
pub fn wrong_place(pattern: &str) -> Option<Say> {
    let mut rest = pattern;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((place, tail)) = after.split_once('}') else {
            return Some(say!("--name 里的“{{{after}”没有写完", "--name has an unfinished place: {{{after}"));
        };
        let places = pattern::places(&pattern::FILE_PLACES);
        if !places.contains(&place) {
            let known = places.iter().map(|place| format!("{{{place}}}")).collect::<Vec<_>>().join(" ");
            return Some(say!(
                "--name 里没有“{{{place}}}”；可用：{known}",
                "--name knows no {{{place}}}; known: {known}"
            ));
        }
        rest = tail;
    }
    None
}

/// Where the tools of a run lie that are not the program's own.
pub struct Tools<'r> {
    pub templates: Option<&'r Path>,
    pub fonts: &'r Places,
    /// The style sheet of the house.
    pub css: Option<&'r Path>,
}

/// Templates and press; `None` where something is wrong with them, which has been said.
pub fn workshop(tools: &Tools<'_>, order: &Order, teller: &mut Teller) -> Option<Workshop> {
    let mut problems = Diagnostics::new();
    let own = tools.templates.map(|folder| disk::templates(folder, &mut problems)).unwrap_or_default();
    let prints = order.formats.contains(&Format::Pdf);
    let (offers, faults) = if prints { tools.fonts.search() } else { Default::default() };
    problems.append(faults);
    let house = tools.css.and_then(|path| house(path, &mut problems));
    if teller.say(&problems) {
        return None;
    }
    let workshop = Workshop::new(own, Fonts::new(&offers)).map_err(|problems| teller.say(&problems)).ok()?;
    if order.formats.contains(&Format::Html) && teller.say(&workshop::try_style(&workshop.templates)) {
        return None;
    }
    Some(Workshop { house, ..workshop })
}

/// The style sheet of the house.
fn house(path: &Path, problems: &mut Diagnostics) -> Option<Source> {
    match disk::read(path) {
        Ok(source) => {
            problems.append(style::faults(&source));
            Some(source)
        }
        Err(problem) => {
            problems.push(*problem);
            None
        }
    }
}

/// Says once which roles are played by a face of another class, and what to install.
pub fn say_substitutions(used: &Fonts, language: Language) {
    let stand_ins: Vec<_> = used.choices().iter().filter(|choice| choice.standing != Standing::OfClass).collect();
    if stand_ins.is_empty() {
        return;
    }
    let list = stand_ins
        .iter()
        .map(|choice| format!("{} ← {}", choice.role.class(), choice.face))
        .collect::<Vec<_>>()
        .join("；");
    note(&say!("字体替代：{list}", "fonts substituted: {list}"), language);
    fonts::advice(System::here(), used.choices()).iter().for_each(|advice| note(advice, language));
}

/// Renders every file in turn; what one file needed is gone before the next is read.
fn write_all(request: &Request, workshop: &Workshop, mut teller: Teller, language: Language) -> u8 {
    let run = Run::new(request.facts.clone());
    let mut written = Written::default();
    let (mut refused, mut partly) = (0_usize, 0_usize);
    for at in 0..run.paths.len() {
        let outcome = match run.read(at) {
            (_, Some(mut dossier), problems) => {
                photos::link(&mut dossier.current, &request.out);
                report::make(&dossier, problems, &request.order, workshop)
            }
            (source, None, problems) => Outcome { problems, ..Outcome::empty(source) },
        };
        match deliver(&outcome, &request.out, &mut written, &mut teller) {
            Delivery::Whole => {}
            Delivery::Partly => partly += 1,
            Delivery::Refused => refused += 1,
        }
    }
    if request.prints() && !written.names.is_empty() {
        say_substitutions(workshop.press.fonts(), language);
    }
    if request.open && refused + partly == 0 {
        open(&written, &mut teller);
    }
    teller.finish();
    let all = request.facts.len();
    if refused > 0 {
        note(&say!("{all} 个文件中有 {refused} 个没有写出", "{refused} of {all} files were refused"), language);
    }
    if partly > 0 {
        note(
            &say!("{all} 个文件中有 {partly} 个没有写全", "{partly} of {all} files were not written in full"),
            language,
        );
    }
    if refused + partly == 0 { DONE } else { REFUSED }
}

/// What became of the papers of a facts file.
enum Delivery {
    Whole,
    /// Some of them are not written.
    Partly,
    Refused,
}

/// What a run has written so far.
#[derive(Default)]
struct Written {
    /// The names of papers, each with the facts file that it was written from.
    names: HashMap<String, String>,
    files: Vec<(Format, PathBuf)>,
}

/// Opens the first page that was written, else the first paper to be looked at. That this fails is no fault of the papers.
fn open(written: &Written, teller: &mut Teller) {
    let rank = |format: Format| match format {
        Format::Html => 0,
        Format::Markdown => 2,
        _ => 1,
    };
    let Some((_, path)) = written.files.iter().min_by_key(|(format, _)| rank(*format)) else { return };
    if let Err(error) = opener::open(path) {
        let (shown, reason) = (path.display(), error.to_string());
        let mut problems = Diagnostics::new();
        problems.push(
            Diagnostic::warning("W252", say!("{shown} 没能打开：{reason}", "{shown} could not be opened: {reason}"))
                .hint(say!("文件已经写好，请自行打开", "the paper is written; open it yourself")),
        );
        teller.say(&problems);
    }
}

/// Writes what a facts file became, or says why nothing is written for it. `written` is what the run has written so far.
fn deliver(outcome: &Outcome, out: &Path, written: &mut Written, teller: &mut Teller) -> Delivery {
    let mut problems = outcome.problems.clone();
    for paper in &outcome.papers {
        if let Some(first) = written.names.get(&paper.stem) {
            problems.push(taken_name(&paper.stem, first, &outcome.source));
        }
    }
    let refused = teller.file(outcome.source.name(), &problems, &outcome.answered);
    teller.left_out(&outcome.left_out);
    let withheld = outcome.withheld.has_errors();
    if withheld {
        teller.fault(&outcome.withheld);
    }
    if refused || withheld && outcome.papers.is_empty() {
        return Delivery::Refused;
    }
    let mut delivery = if withheld { Delivery::Partly } else { Delivery::Whole };
    for paper in &outcome.papers {
        written.names.insert(paper.stem.clone(), outcome.source.name().to_owned());
        for publication in &paper.publications {
            let name = format!("{}.{}", paper.stem, publication.format.ending());
            match disk::write(out, &name, &publication.bytes) {
                Ok(path) => {
                    teller.written(path.display().to_string(), &size(paper, publication));
                    written.files.push((publication.format, path));
                }
                Err(problem) => {
                    let mut problems = Diagnostics::new();
                    problems.push(*problem);
                    teller.fault(&problems);
                    delivery = Delivery::Partly;
                }
            }
        }
    }
    delivery
}

pub fn taken_name(name: &str, first: &str, source: &Source) -> Diagnostic {
    Diagnostic::error("E072", say!("“{name}”已由 {first} 写出", "“{name}” has been written from {first}"))
        .at(source, Default::default())
        .hint(say!(
            "用 --name 加上 {{id}} 或 {{period}} 区分，同一单位的几份加上 {{key}}",
            "tell them apart by --name with {{id}} or {{period}}, several papers of one body with {{key}}"
        ))
}

/// How large a written paper is.
pub fn size(paper: &Paper, publication: &Publication) -> Say {
    let size = publication.bytes.len().div_ceil(1024);
    if let Some((events, undated)) = paper.days.filter(|_| publication.format == Format::Calendar) {
        return match undated {
            0 => say!("（{events} 项日程）", " ({events} events)"),
            _ => say!(
                "（{events} 项日程；另有 {undated} 项没有定下日子，不在里面）",
                " ({events} events; {undated} items have no days and are not in it)"
            ),
        };
    }
    match paper.pages.filter(|_| publication.format == Format::Pdf) {
        Some(pages) => say!("（{pages} 页，{size} KB）", " ({pages} pages, {size} KB)"),
        None => say!("（{size} KB）", " ({size} KB)"),
    }
}
