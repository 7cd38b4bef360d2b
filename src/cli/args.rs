//! The command line as it is typed, in the language of its user.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::diagnostic::{Language, Say};
use crate::publish::Format;
use crate::say;

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
        .subcommand(render(language, kinds))
        .subcommand(super::new::command(language))
        .subcommand(super::schema::command(language));
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
            let usage = match sub.get_name() {
                "schema" => "niandu schema [选项]",
                "new" => "niandu new [选项] <文件夹>",
                _ => "niandu render [选项] <事实文件>...",
            };
            own_help(sub)
                .override_usage(usage)
                .mut_args(|arg| if arg.is_positional() { arg.help_heading("文件") } else { arg.help_heading("选项") })
        })
}

fn render(language: Language, kinds: &[String]) -> Command {
    let say = |text: Say| text.in_language(language).to_owned();
    let list = kinds.join("、");
    Command::new("render")
        .about(say(say!("把事实文件写成文件", "write papers from facts files")))
        .after_help(say(say!(
            "例：\n  niandu render sample-data/qinghe-no1-primary/2025.yaml\n  niandu render 2025.yaml -f pdf -o 上报 --name \"{{title}}{{year}}总结\"\n\n\
             同一单位的几个年度可以一并给出：较早的文件供引用（{{{{ 上年.… }}}}）。\n\
             退出码：0 全部写出；1 有文件被拒，原因已逐条列出；2 命令写错。",
            "Examples:\n  niandu render sample-data/qinghe-no1-primary/2025.yaml\n  niandu render 2025.yaml -f pdf -o out --name \"{{title}}{{year}}\"\n\n\
             Several years of one body may be given together: the earlier files can be referred to ({{{{ previous.… }}}}).\n\
             Exit status: 0 all written; 1 some files refused, every reason listed; 2 wrong call."
        )))
        .arg(
            Arg::new("facts")
                .required(true)
                .num_args(1..)
                .value_name(if language == Language::Chinese { "事实文件" } else { "FACTS.yaml" })
                .value_parser(value_parser!(PathBuf))
                .help(say(say!("一个或几个事实文件（.yaml）", "one or several facts files (.yaml)"))),
        )
        .arg(
            Arg::new("kind")
                .short('k')
                .long("kind")
                .value_name("KIND")
                .value_delimiter(',')
                .action(ArgAction::Append)
                .help(say(say!("文种，可写几个：{list}（默认 year-end-summary）", "kinds of paper, several allowed: {list} (default: year-end-summary)"))),
        )
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
            "文件名式样，可用 {{title}} 标题用名、{{self}} 自称、{{period}} 时期、{{year}} 年份、{{name}} 文种名、{{kind}}、{{id}}（默认 {{title}}{{period}}工作总结）",
            "pattern of file names with {{title}}, {{self}}, {{period}}, {{year}}, {{name}}, {{kind}}, {{id}} (default: {{title}}{{period}}工作总结)"
        ))))
        .arg(
            Arg::new("templates")
                .long("templates")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .help(say(say!("自己的模板；同名的代替内置模板，其余照旧", "your own templates; those of the same name replace the built-in ones"))),
        )
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
