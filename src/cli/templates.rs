//! `niandu templates`: the kinds there are, what makes one of them, copies to begin one's own with, and a check of these.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::cli::tell::{Manner, Messages, Teller};
use crate::cli::{DONE, REFUSED, args, disk, table, tell, wrong_call, wrote};
use crate::diagnostic::{Diagnostic, Diagnostics, Language, Say, Source};
use crate::document::manifest::Manifest;
use crate::document::templates::scan::Scanned;
use crate::document::templates::shapes::Shape;
use crate::document::templates::{FILTERS, TESTS, Templates, gather, layout};
use crate::document::trial::{self, Scope, Trial};
use crate::publish::pdf::pool_of_one;
use crate::say;
use crate::workshop;

/// What the command can do.
const ACTIONS: [&str; 4] = ["list", "show", "eject", "check"];

/// The command as it is typed.
pub fn command(language: Language) -> Command {
    let say = |text: Say| text.in_language(language).to_owned();
    let chinese = language == Language::Chinese;
    let value = move |zh: &'static str, en: &'static str| if chinese { zh } else { en };
    let flag = |name: &'static str, help: Say| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help.in_language(language).to_owned())
    };
    Command::new("templates")
        .about(say(say!("列出、查看、导出、检查模板", "list, show, copy out and check templates")))
        .after_help(say(say!(
            "例：\n  niandu templates list\n  niandu templates show year-end-summary\n  niandu templates eject year-end-summary 我的模板 --as my-summary\n  niandu templates check 我的模板\n\n\
             list 列出文种、组件和版式，show 列出一个文种的全部设置、所用的组件和可用的字段，eject 把文件抄到文件夹里（从不覆盖），\
             check 用各种事实试写一遍，查出写错的名称和字段，说出没有试到的分支。\n\
             退出码：0 没有错误；1 有错误；2 命令写错。",
            "Examples:\n  niandu templates list\n  niandu templates show year-end-summary\n  niandu templates eject year-end-summary my-templates --as my-summary\n  niandu templates check my-templates\n\n\
             list names kinds, components and layouts; show gives a kind with every value in force, its components and their fields;\n\
             eject copies files to a folder (never replacing one); check tries the templates with all sorts of facts, finds wrong names\n\
             and fields and says which branches were not reached.\n\
             Exit status: 0 no errors; 1 errors; 2 wrong call."
        )))
        .arg(
            Arg::new("action")
                .required(true)
                .value_name(value("动作", "ACTION"))
                .value_parser(ACTIONS)
                .help(say(say!("list、show、eject 或 check", "list, show, eject or check"))),
        )
        .arg(
            Arg::new("name")
                .value_name(value("文种或文件夹", "KIND|DIR"))
                .help(say(say!("show、eject 的文种；check 的文件夹", "the kind for show and eject; the folder for check"))),
        )
        .arg(
            Arg::new("dir")
                .value_name(value("文件夹", "DIR"))
                .value_parser(value_parser!(PathBuf))
                .help(say(say!("eject 抄到哪里，默认 templates", "where eject copies to; `templates` by default"))),
        )
        .arg(args::templates(language))
        .arg(
            Arg::new("as")
                .long("as")
                .value_name("NAME")
                .help(say(say!("eject：抄成这个名称的新文种", "eject: copy as a new kind of this name"))),
        )
        .arg(flag("components", say!("eject：组件也抄", "eject: copy the components, too")))
        .arg(flag("all", say!("eject：组件和版式也抄", "eject: copy components and layouts, too")))
        .arg(args::messages("format", language).alias("messages"))
}

/// Runs the command; gives the exit code.
pub fn run(matches: &ArgMatches, language: Language) -> u8 {
    let name = matches.get_one::<String>("name");
    let missing = || wrong_call(say!("还要写明文种或文件夹", "name the kind or the folder"), language);
    match (matches.get_one::<String>("action").map(String::as_str), name) {
        (Some("list"), _) => with_templates(matches, language, |templates| list(templates, language)),
        (Some("show"), Some(kind)) => with_templates(matches, language, |templates| show(kind, templates, language)),
        (Some("eject"), Some(kind)) => {
            with_templates(matches, language, |templates| eject(kind, templates, matches, language))
        }
        (Some("check"), Some(folder)) => check(Path::new(folder), matches, language),
        _ => missing(),
    }
}

/// Does something with the templates of `--templates` and the built-in ones.
fn with_templates(matches: &ArgMatches, language: Language, act: impl FnOnce(&Templates) -> u8) -> u8 {
    let mut problems = Diagnostics::new();
    let own = matches.get_one::<PathBuf>("templates").map(|folder| disk::templates(folder, &mut problems));
    let loaded = if problems.has_errors() { Err(problems) } else { workshop::templates(own.unwrap_or_default()) };
    match loaded {
        Ok(templates) => act(&templates),
        Err(problems) => {
            tell::say(&problems, language);
            REFUSED
        }
    }
}

/// Where a file comes from.
fn origin(name: &str, templates: &Templates, language: Language) -> String {
    let text = if templates.is_own(name) { say!("自己的", "your own") } else { say!("内置", "built in") };
    text.in_language(language).to_owned()
}

fn list(templates: &Templates, language: Language) -> u8 {
    let head = |text: Say| wrote(text.in_language(language));
    head(say!(
        "文种（* 为自己的；别名和全部设置见 show）：",
        "Kinds (* your own; `show` gives other names and all values):"
    ));
    table::kinds(templates, language).iter().for_each(|line| wrote(line));
    head(say!("组件：", "Components:"));
    for (file, names) in components(templates) {
        wrote(&format!("  {file}  [{}]", origin(file, templates, language)));
        wrote(&format!("    {}", names.join("、")));
    }
    head(say!("版式：", "Layouts:"));
    // A part that layouts share is none that could be chosen.
    let chosen = |name: &str| layout(name).is_some() || name == "layouts/page.css";
    for source in templates.sources().iter().filter(|source| chosen(source.name())) {
        wrote(&format!("  {}  [{}]", source.name(), origin(source.name(), templates, language)));
    }
    let (filters, tests) = (FILTERS.join("、"), TESTS.join("、"));
    head(say!("模板里能用的过滤器：{filters}", "Filters that templates may use: {filters}"));
    head(say!("模板里能用的判断：{tests}", "Tests that templates may use: {tests}"));
    DONE
}

/// The components that each file defines.
fn components(templates: &Templates) -> BTreeMap<&str, Vec<String>> {
    let texts = templates.sources().iter().filter(|source| gather::is_template(source.name()));
    let defined = |source: &Source| {
        Scanned::new(source.text()).definitions().iter().map(|found| found.name.to_owned()).collect::<Vec<_>>()
    };
    texts.map(|source| (source.name(), defined(source))).filter(|(_, names)| !names.is_empty()).collect()
}

/// The kind under one of its names.
fn kind_of<'t>(name: &str, templates: &'t Templates) -> Result<(&'t str, &'t Manifest), Say> {
    let found = templates.kinds().find(|(kind, manifest)| manifest.answers_to(kind, name));
    let known = templates.kinds().map(|(kind, _)| kind).collect::<Vec<_>>().join("、");
    found.ok_or_else(|| say!("没有叫“{name}”的文种；有：{known}", "there is no kind `{name}`; there are: {known}"))
}

fn show(name: &str, templates: &Templates, language: Language) -> u8 {
    let (kind, manifest) = match kind_of(name, templates) {
        Ok(found) => found,
        Err(unknown) => return wrong_call(unknown, language),
    };
    let from = origin(&format!("{kind}/template.yaml"), templates, language);
    wrote(&format!("# {kind} [{from}]"));
    wrote(&in_force(manifest));
    wrote(say!("\n# 所用的组件和可用的字段", "\n# Components and the fields that they see").in_language(language));
    let trial = trial::run(templates, Scope { all: false, kind: Some(kind) });
    for name in trial.used.get(kind).into_iter().flatten() {
        let (variable, shape) = (if name.ends_with(".md") { "paper" } else { "c" }, trial.shapes.get(name));
        wrote(name);
        shape.map(|shape| fields(variable, shape)).into_iter().flatten().for_each(|line| wrote(&format!("  {line}")));
    }
    DONE
}

/// A manifest with every value in force, as a `template.yaml` has it.
fn in_force(manifest: &Manifest) -> String {
    let Ok(serde_json::Value::Object(values)) = serde_json::to_value(manifest).map(written) else {
        return String::new();
    };
    let mut lines = Vec::new();
    for (key, value) in values {
        match value {
            serde_json::Value::Array(items) if items.iter().any(serde_json::Value::is_object) => {
                lines.push(format!("{key}:"));
                lines.extend(items.iter().map(|item| format!("  - {item}")));
            }
            value => lines.push(format!("{key}: {value}")),
        }
    }
    lines.join("\n")
}

/// A value without what is not there.
fn written(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(fields) => {
            fields.into_iter().filter(|(_, value)| !value.is_null()).map(|(key, value)| (key, written(value))).collect()
        }
        serde_json::Value::Array(items) => items.into_iter().map(written).collect(),
        other => other,
    }
}

/// The paths that a template can write: c.title, c.awards[].rank.
fn fields(path: &str, shape: &Shape) -> Vec<String> {
    let mut all = Vec::new();
    for (name, inner) in &shape.fields {
        let here = format!("{path}.{name}");
        let (inner, here) = match &inner.items {
            Some(items) => (items.as_ref(), format!("{here}[]")),
            None => (inner, here),
        };
        if inner.fields.is_empty() { all.push(here) } else { all.extend(fields(&here, inner)) }
    }
    all
}

fn eject(name: &str, templates: &Templates, matches: &ArgMatches, language: Language) -> u8 {
    let kind = match kind_of(name, templates) {
        Ok((kind, _)) => kind,
        Err(unknown) => return wrong_call(unknown, language),
    };
    let own = matches.get_one::<String>("as").map(String::as_str);
    if own.is_some_and(|own| own.is_empty() || !own.chars().all(|c| c.is_alphanumeric() || "-_".contains(c))) {
        let message = say!(
            "--as 的名称只能有字母、数字、汉字、- 和 _",
            "a name given by --as may have letters, digits, - and _ only"
        );
        return wrong_call(message, language);
    }
    let folder = matches.get_one::<PathBuf>("dir").cloned().unwrap_or_else(|| "templates".into());
    let files = copies(kind, own, templates, matches);
    let there: Vec<&str> =
        files.iter().filter(|(name, _)| folder.join(name).exists()).map(|(name, _)| name.as_str()).collect();
    if there.is_empty() {
        return put(&folder, &files, language);
    }
    let (list, shown) = (there.join("、"), folder.display());
    let problem = Diagnostic::error("E217", say!("{shown} 里已有：{list}", "{shown} has these files already: {list}"));
    let hint = say!("换一个文件夹，或用 --as 抄成新文种", "choose another folder, or copy it as a new kind with --as");
    refuse(problem.hint(hint), language)
}

/// The files to copy: those of the kind, under its own name or a new one, and what else is asked for.
fn copies(kind: &str, own: Option<&str>, templates: &Templates, matches: &ArgMatches) -> Vec<(String, String)> {
    let (all, components) = (matches.get_flag("all"), matches.get_flag("components"));
    let below = |name: &str| name.strip_prefix(kind).filter(|rest| rest.starts_with('/')).map(str::to_owned);
    // The words of a kind are components: under a second name they would stand in for those of the first.
    let words = |name: &str| own.is_some() && name.ends_with(".txt");
    let wanted = |name: &str| {
        below(name).is_some() && (all || components || !words(name))
            || (all || components) && name.starts_with("components/")
            || all && name.starts_with("layouts/")
    };
    let copy = |source: &Source| {
        let below = below(source.name());
        let text = match own.filter(|_| below.as_deref() == Some("/template.yaml")) {
            Some(own) => renamed(source.text(), own),
            None => source.text().to_owned(),
        };
        (below.map_or_else(|| source.name().to_owned(), |rest| format!("{}{rest}", own.unwrap_or(kind))), text)
    };
    templates.sources().iter().filter(|source| wanted(source.name())).map(copy).collect()
}

/// Writes files that are not there; all of them or none.
fn put(folder: &Path, files: &[(String, String)], language: Language) -> u8 {
    let mut written: Vec<PathBuf> = Vec::new();
    for (name, text) in files {
        let path = folder.join(name);
        let (parent, file) = (path.parent().unwrap_or(folder), path.file_name().unwrap_or_default().to_string_lossy());
        match disk::write_new(parent, &file, text.as_bytes()) {
            Ok(path) => written.push(path),
            Err(problem) => {
                written.iter().for_each(|path| disk::take_back(path));
                return refuse(*problem, language);
            }
        }
    }
    written.iter().for_each(|path| wrote(&path.display().to_string()));
    DONE
}

fn refuse(problem: Diagnostic, language: Language) -> u8 {
    let mut problems = Diagnostics::new();
    problems.push(problem);
    tell::say(&problems, language);
    REFUSED
}

/// A manifest under a name of its own: two kinds cannot answer to one name.
fn renamed(text: &str, name: &str) -> String {
    let mut lines = Vec::new();
    let mut dropping = false;
    for line in text.lines() {
        let inside = line.starts_with([' ', '-']);
        dropping = line.starts_with("aliases:") || dropping && inside;
        if line.starts_with("name:") {
            lines.push(format!("name: {name}"));
        } else if !dropping {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n") + "\n"
}

/// Everything that can be found out about a folder of templates.
fn check(folder: &Path, matches: &ArgMatches, language: Language) -> u8 {
    let mut teller = Teller::new(Manner {
        language,
        messages: Messages::named(matches.get_one::<String>("format")),
        hints: false,
        deny: false,
        product: true,
    });
    let mut problems = Diagnostics::new();
    let own = disk::templates(folder, &mut problems);
    unused(&own, &mut problems);
    let marked = if problems.has_errors() { None } else { loaded(own, &mut problems) };
    if let Some(templates) = &marked {
        problems.append(workshop::try_style(templates));
        match pool_of_one() {
            Ok(pool) => problems.append(pool.install(|| workshop::try_layouts(templates))),
            Err(error) => return wrong_call(say!("起不了工作线程：{error}", "no worker thread: {error}"), language),
        }
    }
    let trial = marked.as_ref().map(|templates| trial::run(templates, Scope::default()));
    if let Some(trial) = &trial {
        problems.append(trial.problems.clone());
    }
    let refused = teller.file(&folder.display().to_string(), &problems, &[]);
    if let Some(trial) = &trial {
        coverage(trial, &teller);
    }
    teller.finish();
    if refused { REFUSED } else { DONE }
}

fn loaded(own: Vec<Source>, problems: &mut Diagnostics) -> Option<Templates> {
    match Templates::marked(workshop::built_in(), own) {
        Ok(templates) => Some(templates),
        Err(found) => {
            problems.append(found);
            None
        }
    }
}

/// Which branches of the user's own templates were reached.
fn coverage(trial: &Trial, teller: &Teller) {
    let (all, open) = (trial.branches, trial.unreached.len());
    if all == 0 {
        teller.line(&say!("没有分支要试", "there are no branches to try"));
        return;
    }
    let reached = all - open;
    let mille = reached * 1000 / all;
    let (whole, tenth) = (mille / 10, mille % 10);
    teller.line(&say!(
        "分支 {all} 个，试到 {reached} 个（{whole}.{tenth}%）",
        "{all} branches, {reached} reached ({whole}.{tenth}%)"
    ));
    for (source, origin) in &trial.unreached {
        let (line, column) = source.position(origin.range().start);
        let (name, tag) = (source.name(), source.text().get(origin.range()).unwrap_or_default());
        teller.line(&say!("没有试到：{name}:{line}:{column} {tag}", "not reached: {name}:{line}:{column} {tag}"));
    }
}

/// Files below the folder that are no part of any template.
fn unused(own: &[Source], problems: &mut Diagnostics) {
    for source in own.iter().filter(|source| source.name().contains('/') && !is_used(source.name())) {
        problems.push(
            Diagnostic::warning("W210", say!("这个文件用不上", "this file is not used"))
                .at(source, source.first_line(Default::default()))
                .hint(say!("核对文件名；说明文字放在最外层", "check its name; notes belong on the top level")),
        );
    }
}

fn is_used(name: &str) -> bool {
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    match name.split_once('/') {
        Some(("components", rest)) => rest.ends_with(".txt") || ["body.md", "verbs.yaml"].contains(&rest),
        Some(("layouts", _)) => ends(&[".typ", ".css"]),
        Some(("phrases", rest)) => rest == "formulas.yaml",
        Some((_, rest)) => ["template.yaml", "body.md"].contains(&rest) || rest.ends_with(".txt"),
        None => true,
    }
}
