//! `niandu plan`: next year's plan drafted from this year's facts. Nothing that a person wrote is overwritten.

mod accept;
mod base;
mod draft;
mod list;
mod merge;

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::cli::REFUSED;
use crate::diagnostic::{Language, Say};
use crate::say;

/// The command as it is typed.
pub fn command(language: Language) -> Command {
    let say = |text: Say| text.in_language(language).to_owned();
    let zh = language == Language::Chinese;
    let option = |name: &'static str, value: &'static str, help: Say| {
        Arg::new(name).long(name).value_name(value).help(say(help))
    };
    let files = |name: &'static str, help: Say| {
        option(name, "FILE", help).value_parser(value_parser!(PathBuf)).num_args(1..).action(ArgAction::Append)
    };
    let flag = |name: &'static str, help: Say| Arg::new(name).long(name).action(ArgAction::SetTrue).help(say(help));
    Command::new("plan")
        .about(say(say!("由今年的事实起草明年的计划", "draft next year's plan from this year's facts")))
        .after_help(say(say!(
            "例：\n  niandu plan 2025.yaml\n  niandu plan 2025.yaml --from-superior 县教育工会/2026.yaml -o 2026.yaml\n  niandu plan --accept 2026.yaml tiaosheng dahui\n\n\
             提议的有：年年都有的和到期的（届次加一，日子避开周末、假日和假期）、教代会的下一次、没有办完的、\n\
             问题的对策、下一步打算、上级交办的，以及照上年支出的预算。每一项都写明出自哪一条；采纳以前不会印出。\n\
             旁边同一单位更早的文件会自动找到，用来看哪些事年年都有。",
            "Examples:\n  niandu plan 2025.yaml\n  niandu plan 2025.yaml --from-superior district/2026.yaml -o 2026.yaml\n  niandu plan --accept 2026.yaml tiaosheng dahui\n\n\
             Proposed are what comes every year or is due again (the next ordinal; no weekend, holiday or school holiday), the next\n\
             congress, what was not finished, remedies, next steps, what a body above asks for, and a budget from last year's\n\
             expense. Each says where it comes from, and none is printed before it is accepted. Earlier files of the same body are\n\
             found beside the file: they show what comes every year."
        )))
        .arg(
            Arg::new("file")
                .required(true)
                .value_name(if zh { "文件" } else { "FILE" })
                .value_parser(value_parser!(PathBuf))
                .help(say(say!("今年的事实文件；与 --accept 同用时是起草好的计划", "this year's facts; with --accept the drafted plan"))),
        )
        .arg(
            Arg::new("ids")
                .num_args(0..)
                .value_name(if zh { "编号" } else { "ID" })
                .requires("accept")
                .help(say(say!("采纳哪些提议；不写则全部", "which proposals are accepted; all of them where none is named"))),
        )
        .arg(files("previous", say!("更早的文件；旁边的会自动找到", "earlier files; those beside the file are found")))
        .arg(files("from-superior", say!("上级的文件，里面有那一期的计划", "files of the bodies above, with their plans for that time")))
        .arg(option("period", "PERIOD", say!("计划哪一期；默认是紧接着的一期", "the time that is planned; the one that follows by default")))
        .arg(
            option("term", "START..END", say!("学期的起止，如 2026-03-02..2026-07-10（可多次）；默认按春节推算", "first and last day of a term, such as 2026-03-02..2026-07-10 (may be repeated); by default from the lunar new year"))
                .action(ArgAction::Append),
        )
        .arg(flag("targets", say!("也提议指标，并列出算式", "propose targets too, with the arithmetic")))
        .arg(
            option("output", "NEXT.yaml", say!("写到哪个文件；默认在今年的文件旁边，以时期为名", "the file to write; by default beside this year's, named by its period"))
                .short('o')
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(flag("json", say!("把提议写成 JSON，到标准输出", "write the proposals as JSON to standard output")))
        .arg(flag("accept", say!("采纳提议：就地去掉“提议”，其余不动", "accept proposals: the marks are taken away in place, nothing else changes"))
            .conflicts_with_all(["previous", "from-superior", "period", "term", "targets", "output", "json"]))
}

/// Runs the command; gives the exit code.
pub fn run(matches: &ArgMatches, language: Language) -> u8 {
    if matches.get_flag("accept") {
        let Some(path) = matches.get_one::<PathBuf>("file") else { return REFUSED };
        let ids: Vec<String> = matches.get_many::<String>("ids").into_iter().flatten().cloned().collect();
        return accept::run(path, &ids, language);
    }
    draft::run(matches, language)
}
