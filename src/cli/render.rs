//! `niandu render`: facts files in, papers out.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::cli::files::Run;
use crate::cli::tell::{Manner, Messages, Teller};
use crate::cli::{DONE, REFUSED, args, disk, fonts, note, wrong_call};
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

/// The command as it is typed.
pub fn command(language: Language, kinds: &[String]) -> Command {
    let say = |text: Say| text.in_language(language).to_owned();
    let list = kinds.join("、");
    Command::new("render")
        .about(say(say!("把事实文件写成文件", "write papers from facts files")))
        .after_help(say(say!(
            "例：\n  niandu render sample-data/qinghe-no1-primary/2025.yaml\n  niandu render 2025.yaml -f pdf -o 上报 --name \"{{title}}{{year}}总结\"\n\n\
             同一文件夹里同一单位较早年度的文件会一并读入，供引用和多年的文件用（{{{{ 上年.… }}}}、{{{{ 任期.… }}}}），\n\
             只为写在命令里的文件写出结果；不在同一文件夹的，也可一并写在命令里。\n\
             退出码：0 全部写出；1 有文件被拒，原因已逐条列出；2 命令写错。",
            "Examples:\n  niandu render sample-data/qinghe-no1-primary/2025.yaml\n  niandu render 2025.yaml -f pdf -o out --name \"{{title}}{{year}}\"\n\n\
             Earlier years of the same body in the same folder are read along, for references and papers over several years\n\
             ({{{{ previous.… }}}}, {{{{ term.… }}}}); papers are written only for the files given. Files elsewhere may be given, too.\n\
             Exit status: 0 all written; 1 some files refused, every reason listed; 2 wrong call."
        )))
        .arg(args::files(
            "facts",
            ["事实文件", "FACTS.yaml"],
            say!("一个或几个事实文件（.yaml）", "one or several facts files (.yaml)"),
            language,
        ))
        .arg(args::kinds(
            say!(
                "文种，可写几个，也可写中文名；all 为凡事实够写的都写：{list}（默认 year-end-summary；文件 里没有它而有别的文种时，写那些）",
                "kinds of paper, several allowed, by Chinese names, too; all is every kind that the facts are enough for: {list} (default: year-end-summary; where `documents` has other kinds only, those)"
            ),
            language,
        ))
        .arg(
            Arg::new("format")
                .short('f')
                .long("format")
                .value_name("FORMAT")
                .value_delimiter(',')
                .action(ArgAction::Append)
                .value_parser(Format::ALL.map(Format::ending))
                .hide_possible_values(true)
                .help(say(say!("格式，可写几个：md、html、pdf（默认全部）", "formats, several allowed: md, html, pdf (default: all)"))),
        )
        .arg(
            Arg::new("out")
                .short('o')
                .long("out")
                .value_name("DIR")
                .default_value("out")
                .hide_default_value(true)
                .value_parser(value_parser!(PathBuf))
                .help(say(say!("写到哪个文件夹（默认 ./out）", "folder to write to (default: ./out)"))),
        )
        .arg(Arg::new("name").long("name").value_name("PATTERN").help(say(say!(
            "文件名式样，可用 {{title}} 标题用名、{{self}} 自称、{{period}} 时期、{{year}} 年份、{{name}} 文种名、{{kind}}、{{key}} 文件 里的键、{{topic}} 专题、{{id}}（默认 {{title}}{{period}}工作总结）",
            "pattern of file names with {{title}}, {{self}}, {{period}}, {{year}}, {{name}}, {{kind}}, {{key}}, {{topic}}, {{id}} (default: {{title}}{{period}}工作总结)"
        ))))
        .arg(Arg::new("layout").long("layout").value_name("LAYOUT").help(say(say!(
            "版式：plain 平件、official 文件、letter 信函、minutes 纪要，或自己的（默认按 文件 里的 版式，再按文种）",
            "layout: plain, official, letter, minutes or one of your own (default: that of the entry in `documents`, else the kind's)"
        ))))
        .arg(args::templates(language))
        .arg(
            Arg::new("fonts")
                .long("fonts")
                .value_name("DIR")
                .action(ArgAction::Append)
                .value_parser(value_parser!(PathBuf))
                .help(say(say!("先用这个文件夹里的字体（可多次）", "use the fonts in this folder first (may be repeated)"))),
        )
        .arg(
            Arg::new("builtin-fonts")
                .long("builtin-fonts")
                .action(ArgAction::SetTrue)
                .help(say(say!("不用系统字体，只用内置字体（和 --fonts）", "use the built-in font (and --fonts) only, not the system's"))),
        )
        .args(of_pages(language))
        .arg(args::messages("messages", language))
        .args(args::weights(language))
}

/// What is said of HTML pages, and `--open`.
fn of_pages(language: Language) -> [Arg; 3] {
    let say = |text: Say| text.in_language(language).to_owned();
    let css = Arg::new("css").long("css").value_name("FILE.css").value_parser(value_parser!(PathBuf));
    let no_origins = Arg::new("no-origins").long("no-origins").action(ArgAction::SetTrue);
    let open = Arg::new("open").long("open").action(ArgAction::SetTrue);
    [
        css.help(say(say!(
            "本单位的网页样式，接在内置样式之后",
            "a style sheet of your own for HTML pages, after the built-in one"
        ))),
        no_origins.help(say(say!(
            "网页里不带数字和语句的出处（对外发布时用）",
            "leave out of HTML pages where figures and clauses come from (for publication)"
        ))),
        open.help(say(say!("写完后打开（有网页先开网页）", "open what was written (the HTML page if there is one)"))),
    ]
}

/// What the command line asks for.
struct Request {
    facts: Vec<PathBuf>,
    order: Order,
    out: PathBuf,
    templates: Option<PathBuf>,
    fonts: Vec<PathBuf>,
    system_fonts: bool,
    css: Option<PathBuf>,
    origins: bool,
    open: bool,
}

impl Request {
    fn read(matches: &ArgMatches) -> Self {
        let paths = |name: &str| matches.get_many::<PathBuf>(name).into_iter().flatten().cloned().collect::<Vec<_>>();
        let kinds = args::several(matches, "kind");
        let named = args::several(matches, "format");
        let formats = Format::ALL
            .into_iter()
            .filter(|format| named.is_empty() || named.iter().any(|name| name == format.ending()));
        Self {
            facts: paths("facts"),
            order: Order {
                kinds,
                formats: formats.collect(),
                layout: matches.get_one::<String>("layout").cloned(),
                name: matches.get_one::<String>("name").cloned(),
            },
            out: matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| "out".into()),
            templates: matches.get_one::<PathBuf>("templates").cloned(),
            fonts: paths("fonts"),
            system_fonts: !matches.get_flag("builtin-fonts"),
            css: matches.get_one::<PathBuf>("css").cloned(),
            origins: !matches.get_flag("no-origins"),
            open: matches.get_flag("open"),
        }
    }
}

/// Runs the command; gives the exit code.
pub fn run(matches: &ArgMatches, language: Language) -> u8 {
    let mut request = Request::read(matches);
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
    let Some(workshop) = workshop(&request, &mut teller) else {
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
            let prints = request.order.formats.contains(&Format::Pdf);
            if prints && teller.say(&workshop::try_layouts(&workshop.templates)) {
                teller.finish();
                return REFUSED;
            }
            write_all(&request, &workshop, teller, language)
        }),
        Err(error) => wrong_call(say!("起不了工作线程：{error}", "no worker thread: {error}"), language),
    }
}

/// What is wrong with a layout that no template has.
fn unknown_layout(name: &str, templates: &Templates) -> Option<Say> {
    let known: Vec<&str> = templates.layouts().collect();
    if known.contains(&name) {
        return None;
    }
    let all = known.join("、");
    Some(say!("没有叫“{name}”的版式；有：{all}", "there is no layout `{name}`; there are: {all}"))
}

/// A place in a pattern of file names that nothing fills.
fn wrong_place(pattern: &str) -> Option<Say> {
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

/// Templates and press; `None` where something is wrong with them, which has been said.
fn workshop(request: &Request, teller: &mut Teller) -> Option<Workshop> {
    let mut problems = Diagnostics::new();
    let own = request.templates.as_deref().map(|folder| disk::templates(folder, &mut problems)).unwrap_or_default();
    let prints = request.order.formats.contains(&Format::Pdf);
    let (offers, faults) =
        if prints { fonts::search(&request.fonts, request.system_fonts) } else { Default::default() };
    problems.append(faults);
    let house = request.css.as_deref().and_then(|path| house(path, &mut problems));
    if teller.say(&problems) {
        return None;
    }
    let workshop = Workshop::new(own, Fonts::new(&offers)).map_err(|problems| teller.say(&problems)).ok()?;
    if request.order.formats.contains(&Format::Html) && teller.say(&workshop::try_style(&workshop.templates)) {
        return None;
    }
    Some(Workshop { house, origins: request.origins, ..workshop })
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
fn write_all(request: &Request, workshop: &Workshop, mut teller: Teller, language: Language) -> u8 {
    let run = Run::new(request.facts.clone());
    let mut written = Written::default();
    let mut refused = 0_usize;
    for at in 0..run.paths.len() {
        let outcome = match run.read(at) {
            (_, Some(dossier), problems) => report::make(&dossier, problems, &request.order, workshop),
            (source, None, problems) => {
                Outcome { source, papers: Vec::new(), problems, answered: Vec::new(), left_out: Vec::new() }
            }
        };
        refused += usize::from(!deliver(&outcome, &request.out, &mut written, &mut teller));
    }
    if request.order.formats.contains(&Format::Pdf) && !written.names.is_empty() {
        say_substitutions(workshop.press.fonts(), language);
    }
    if request.open && refused == 0 {
        open(&written, &mut teller);
    }
    teller.finish();
    if refused == 0 {
        return DONE;
    }
    let all = request.facts.len();
    note(&say!("{all} 个文件中有 {refused} 个没有写出", "{refused} of {all} files were refused"), language);
    REFUSED
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
fn deliver(outcome: &Outcome, out: &Path, written: &mut Written, teller: &mut Teller) -> bool {
    let mut problems = outcome.problems.clone();
    for paper in &outcome.papers {
        if let Some(first) = written.names.get(&paper.stem) {
            problems.push(taken_name(&paper.stem, first, &outcome.source));
        }
    }
    let refused = teller.file(outcome.source.name(), &problems, &outcome.answered);
    teller.left_out(&outcome.left_out);
    if refused {
        return false;
    }
    let mut complete = true;
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
                    complete = false;
                }
            }
        }
    }
    complete
}

fn taken_name(name: &str, first: &str, source: &Source) -> Diagnostic {
    Diagnostic::error("E072", say!("“{name}”已由 {first} 写出", "“{name}” has been written from {first}"))
        .at(source, Default::default())
        .hint(say!(
            "用 --name 加上 {{id}} 或 {{period}} 区分，同一单位的几份加上 {{key}}",
            "tell them apart by --name with {{id}} or {{period}}, several papers of one body with {{key}}"
        ))
}

/// How large a written paper is.
fn size(paper: &Paper, publication: &Publication) -> Say {
    let size = publication.bytes.len().div_ceil(1024);
    match paper.pages.filter(|_| publication.format == Format::Pdf) {
        Some(pages) => say!("（{pages} 页，{size} KB）", " ({pages} pages, {size} KB)"),
        None => say!("（{size} KB）", " ({size} KB)"),
    }
}
