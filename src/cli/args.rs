//! The command line as it is typed, in the language of its user.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::cli::tell::Messages;
use crate::cli::{
    self, batch, check, diff, disk, draft, explain, merge, new, plan, progress, render, rollup, sample, schema, trace,
};
use crate::diagnostic::{Diagnostics, Language, Say};
use crate::document::templates::Templates;
use crate::facts::nearest::nearest;
use crate::{report, say, workshop};

/// The command line's description.
pub fn command(language: Language, kinds: &[String]) -> Command {
    let say = |text: Say| text.in_language(language).to_owned();
    let command = Command::new("niandu")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say(say!(
            "年度：把一年的事实写成工作总结与计划（Markdown、网页、符合 GB/T 9704 的 PDF）",
            "niandu: a year's facts become work summaries and plans (Markdown, HTML, GB/T 9704 PDF)"
        )))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(
            Arg::new("lang")
                .long("lang")
                .global(true)
                .value_name("LANG")
                .value_parser(["zh", "en"])
                .hide_possible_values(true)
                .help(say(say!(
                    "提示所用语言：zh 或 en（默认随系统）",
                    "language of messages: zh or en (by default the system's)"
                ))),
        )
        .subcommand(check::command(language, kinds))
        .subcommand(render::command(language, kinds))
        .subcommand(batch::command(language, kinds))
        .subcommand(diff::command(language))
        .subcommand(explain::command(language))
        .subcommand(new::command(language))
        .subcommand(cli::fonts::command(language))
        .subcommand(cli::templates::command(language))
        .subcommand(draft::command(language, kinds))
        .subcommand(merge::command(language))
        .subcommand(trace::command(language, kinds))
        .subcommand(plan::command(language))
        .subcommand(rollup::command(language))
        .subcommand(progress::command(language))
        .subcommand(sample::command(language))
        .subcommand(schema::command(language));
    if language == Language::Chinese { in_chinese(command) } else { command }
}

/// The frame of the help in Chinese; the texts of the options are in the user's language anyway.
fn in_chinese(command: Command) -> Command {
    const TEMPLATE: &str = "{before-help}{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";
    let own_help = |command: Command| {
        let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("显示这份说明");
        command.disable_help_flag(true).arg(help).help_template(TEMPLATE)
    };
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help("显示版本");
    own_help(command)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading("命令")
        .override_usage("niandu [选项] <命令>")
        .next_help_heading("选项")
        .arg(version)
        .mut_args(|arg| arg.help_heading("选项"))
        .mut_subcommands(|sub| {
            let usage = usage(&sub);
            own_help(sub)
                .override_usage(usage)
                .mut_args(|arg| if arg.is_positional() { arg.help_heading("参数") } else { arg.help_heading("选项") })
        })
}

/// The usage line of a subcommand in Chinese.
fn usage(sub: &Command) -> String {
    let mut usage = format!("niandu {} [选项]", sub.get_name());
    for arg in sub.get_positionals() {
        let name = arg.get_value_names().unwrap_or_default().first().map(|name| name.as_str()).unwrap_or_default();
        let more = if arg.get_num_args().is_some_and(|count| count.max_values() > 1) { "..." } else { "" };
        usage += &if arg.is_required_set() { format!(" <{name}>{more}") } else { format!(" [{name}]{more}") };
    }
    usage
}

/// The files to work on, at least one; `value` is what stands for one, Chinese and English.
pub fn files(name: &'static str, value: [&'static str; 2], help: Say, language: Language) -> Arg {
    Arg::new(name)
        .required(true)
        .num_args(1..)
        .value_name(value[usize::from(language == Language::English)])
        .value_parser(value_parser!(PathBuf))
        .help(help.in_language(language).to_owned())
}

/// `--kind`, for what `help` says.
pub fn kinds(help: Say, language: Language) -> Arg {
    Arg::new("kind")
        .short('k')
        .long("kind")
        .value_name("KIND")
        .value_delimiter(',')
        .action(ArgAction::Append)
        .help(help.in_language(language).to_owned())
}

/// `--templates`.
pub fn templates(language: Language) -> Arg {
    let help = say!(
        "自己的模板；同名的代替内置模板，其余照旧",
        "your own templates; those of the same name replace the built-in ones"
    );
    Arg::new("templates")
        .long("templates")
        .value_name("DIR")
        .value_parser(value_parser!(PathBuf))
        .help(help.in_language(language).to_owned())
}

/// `-j`, for what `help` says.
pub fn jobs(help: Say, language: Language) -> Arg {
    Arg::new("jobs")
        .short('j')
        .long("jobs")
        .value_name("N")
        .value_parser(value_parser!(u16).range(1..=1024))
        .help(help.in_language(language).to_owned())
}

/// How many threads `-j` asks for; one for each processor where it is not given.
pub fn threads(matches: &ArgMatches) -> usize {
    let here = || std::thread::available_parallelism().map_or(1, usize::from);
    matches.get_one::<u16>("jobs").map_or_else(here, |jobs| usize::from(*jobs))
}

/// `--fonts` and `--builtin-fonts`.
pub fn fonts(language: Language) -> [Arg; 2] {
    let say = |text: Say| text.in_language(language).to_owned();
    let folders = Arg::new("fonts")
        .long("fonts")
        .value_name("DIR")
        .action(ArgAction::Append)
        .value_parser(value_parser!(PathBuf))
        .help(say(say!("先用这个文件夹里的字体（可多次）", "use the fonts in this folder first (may be repeated)")));
    let built_in = Arg::new("builtin-fonts").long("builtin-fonts").action(ArgAction::SetTrue).help(say(say!(
        "不用系统字体，只用内置字体（和 --fonts）",
        "use the built-in font (and --fonts) only, not the system's"
    )));
    [folders, built_in]
}

/// For whom problems are said, under the option `name`.
pub fn messages(name: &'static str, language: Language) -> Arg {
    let help = say!(
        "问题怎样列出：text（默认）、json 或 sarif；后两种把一份完整的文档写到标准输出",
        "how problems are listed: text (default), json or sarif; the latter two write one document to standard output"
    );
    Arg::new(name)
        .long(name)
        .value_name("text|json|sarif")
        .value_parser(Messages::NAMES)
        .hide_possible_values(true)
        .help(help.in_language(language).to_owned())
}

/// `--deny` and `--hints`.
pub fn weights(language: Language) -> [Arg; 2] {
    let say = |text: Say| text.in_language(language).to_owned();
    let deny = Arg::new("deny")
        .long("deny")
        .value_name("warnings")
        .value_parser(["warnings"])
        .hide_possible_values(true)
        .help(say(say!("提醒与错误同等对待：--deny warnings", "warnings count as errors: --deny warnings")));
    let hints = Arg::new("hints")
        .long("hints")
        .action(ArgAction::SetTrue)
        .help(say(say!("也说可以写得更好的地方", "also say what could be better")));
    [deny, hints]
}

/// Whether warnings count as errors.
pub fn denies(matches: &ArgMatches) -> bool {
    matches.get_one::<String>("deny").is_some()
}

/// The kinds asked for, by the names of their folders; [`report::ALL`] stands for itself. Names may be parted by Chinese
/// marks, too. The error names one that no template answers to, or says that none is named at all.
pub fn known_kinds(names: &[String], templates: &Templates) -> Result<Vec<String>, Say> {
    const MARKS: [char; 5] = [',', '，', '、', ';', '；'];
    let mut kinds = Vec::new();
    for name in names {
        // A name that a template has is not taken apart.
        let whole = templates.kind(name).is_some();
        let parts = name.split(|c: char| !whole && (MARKS.contains(&c) || c.is_whitespace()));
        for part in parts.filter(|part| !part.is_empty()) {
            kinds.push(known_kind(part, templates)?);
        }
    }
    if kinds.is_empty() && !names.is_empty() {
        return Err(say!("-k 后面没有写文种", "no kind is named after -k"));
    }
    Ok(kinds)
}

fn known_kind(name: &str, templates: &Templates) -> Result<String, Say> {
    let found = || templates.kind(name).or_else(|| templates.kind(&name.to_lowercase()));
    match name {
        "全部" => Ok(report::ALL.to_owned()),
        _ if name.eq_ignore_ascii_case(report::ALL) => Ok(report::ALL.to_owned()),
        _ => found().map(|(kind, _)| kind.to_owned()).ok_or_else(|| unknown_kind(name, templates)),
    }
}

/// A kind that no template answers to.
pub fn unknown_kind(kind: &str, templates: &Templates) -> Say {
    let names = templates.kinds().flat_map(|(kind, manifest)| [kind, &manifest.name]);
    let all: Vec<&str> =
        names.chain(templates.kinds().flat_map(|(_, m)| m.aliases.iter().map(String::as_str))).collect();
    if let Some(near) = nearest(kind, &all) {
        return say!("没有叫“{kind}”的文种；是不是“{near}”？", "there is no kind `{kind}`; did you mean `{near}`?");
    }
    let chinese = templates.kinds().map(|(_, manifest)| manifest.name.as_str()).collect::<Vec<_>>().join("、");
    let english = templates.kinds().map(|(name, _)| name).collect::<Vec<_>>().join(", ");
    say!("没有叫“{kind}”的文种；有：{chinese}", "there is no kind `{kind}`; there are: {english}")
}

/// The values of an option that may be given several times, in the order given and each once.
pub fn several(matches: &ArgMatches, name: &str) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for value in matches.get_many::<String>(name).into_iter().flatten() {
        if !values.contains(value) {
            values.push(value.clone());
        }
    }
    values
}

/// The templates, with those of the user: which kinds of paper there are is part of what is checked.
pub fn own_templates(matches: &ArgMatches) -> Result<Templates, Diagnostics> {
    let mut problems = Diagnostics::new();
    let own = matches.get_one::<PathBuf>("templates").map(|folder| disk::templates(folder, &mut problems));
    if problems.has_errors() {
        return Err(problems);
    }
    workshop::templates(own.unwrap_or_default())
}
