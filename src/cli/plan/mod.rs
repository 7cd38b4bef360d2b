//! `niandu plan`: what is drafted for the next year, and what becomes of it.

mod accept;
pub mod base;
pub mod merge;

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::cli::wrong_call;
use crate::diagnostic::{Language, Say};
use crate::say;

/// The command as it is typed.
pub fn command(language: Language) -> Command {
    let say = |text: Say| text.in_language(language).to_owned();
    let chinese = language == Language::Chinese;
    Command::new("plan")
        .about(say(say!("采纳下一年计划的提议", "accept proposals for next year's plan")))
        .arg(
            Arg::new("facts")
                .required(true)
                .value_name(if chinese { "事实文件" } else { "FACTS.yaml" })
                .value_parser(value_parser!(PathBuf))
                .help(say(say!("有提议的文件", "the file with the proposals"))),
        )
        .arg(
            Arg::new("ids")
                .num_args(0..)
                .value_name(if chinese { "编号" } else { "ID" })
                .help(say(say!("采纳哪些；不写就是全部", "which of them; all where none is named"))),
        )
        .arg(
            Arg::new("accept")
                .long("accept")
                .action(ArgAction::SetTrue)
                .help(say(say!("采纳提议：就地改，注释和排版不动", "accept proposals in place; comments and layout stay"))),
        )
}

/// Runs the command; gives the exit code.
pub fn run(matches: &ArgMatches, language: Language) -> u8 {
    let Some(path) = matches.get_one::<PathBuf>("facts") else { return crate::cli::REFUSED };
    let ids: Vec<String> = matches.get_many::<String>("ids").into_iter().flatten().cloned().collect();
    if matches.get_flag("accept") {
        return accept::run(path, &ids, language);
    }
    wrong_call(say!("写明 --accept", "say --accept"), language)
}
