//! The command as it is typed.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};

use crate::cli::{args, render};
use crate::diagnostic::{Language, Say};
use crate::say;

/// The command as it is typed.
pub fn command(language: Language, kinds: &[String]) -> Command {
    let text = |text: Say| text.in_language(language).to_owned();
    let chinese = language == Language::Chinese;
    let folder = Arg::new("dir")
        .required(true)
        .value_name(if chinese { "文件夹" } else { "DIR" })
        .value_parser(value_parser!(PathBuf))
        .help(text(say!(
            "各校事实所在的文件夹：一校一夹",
            "the folder of the schools' facts, a folder for each school"
        )));
    let [format, name] = render::format_and_name(language);
    Command::new("batch")
        .about(text(say!("一次写出一个文件夹里所有学校的文件", "write the papers of all schools in a folder")))
        .after_help(text(examples()))
        .args([folder, render::kind(language, kinds), format, out(language), name])
        .args(run(language))
        .args(render::looks(language))
        .args(args::fonts(language))
        .args(render::pages(language))
        .args(render::pdf(language))
        .args(said(language))
        .args(args::weights(language))
}

fn examples() -> Say {
    say!(
        "例：\n  niandu batch 各校 -k year-end-summary,work-plan -o 上报\n  niandu batch 各校 -j 4 --quiet\n\n\
         各校的事实放在 文件夹/学校/年度.yaml；文件夹里的 niandu.yaml 可以写明时期、文种、格式、模板和学校名册，命令里写的优先。\n\
         一所学校有错，只有它不写，旧文件照留，其余照写；只重写读到的内容有变的学校；中断以后再运行一次就接着写。\n\
         写出 index.html 供人看，manifest.json 和 manifest.csv 供程序读。\n\
         退出码：0 全部写出；1 有的没有写出，最后几行说明是谁、为什么；2 命令写错。",
        "Examples:\n  niandu batch schools -k year-end-summary,work-plan -o out\n  niandu batch schools -j 4 --quiet\n\n\
         Facts lie in DIR/SCHOOL/YEAR.yaml. A niandu.yaml in DIR may say period, kinds, formats, templates and the register of\n\
         schools; what the command says wins. A school with errors fails alone and keeps its old papers; a school is written again\n\
         only when something that was read for it has changed; a run that was broken off goes on when it is started again.\n\
         index.html is for people, manifest.json and manifest.csv are for programs.\n\
         Exit status: 0 all written; 1 some were not, and the last lines say who and why; 2 wrong call."
    )
}

fn out(language: Language) -> Arg {
    let help = say!(
        "写到哪个文件夹（默认 niandu.yaml 里的 输出，再没有就是 ./out）",
        "folder to write to (default: `output` of niandu.yaml, else ./out)"
    );
    Arg::new("out")
        .short('o')
        .long("out")
        .value_name("DIR")
        .value_parser(value_parser!(PathBuf))
        .help(help.in_language(language).to_owned())
}

/// How the run goes.
fn run(language: Language) -> Vec<Arg> {
    let flag = |name: &'static str, help: Say| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help.in_language(language).to_owned())
    };
    let text = |text: Say| text.in_language(language).to_owned();
    let jobs = say!("同时写几所（默认按处理器的个数）", "how many schools at once (default: one for each processor)");
    let period = Arg::new("period").long("period").value_name("PERIOD").help(text(say!(
        "写哪一年度或时期，如 2025、2024—2025学年（默认 niandu.yaml 里的，再没有就取各校文件中最晚的）",
        "which year or period, such as 2025 or 2024—2025学年 (default: that of niandu.yaml, else the latest of all files)"
    )));
    let shard = Arg::new("shard").long("shard").value_name("I/N").help(text(say!(
        "只写其中一份，如 1/4：几台机器分着写，再用 niandu merge 合起来",
        "write one part only, such as 1/4: several machines share a run, and `niandu merge` joins the parts"
    )));
    vec![
        args::jobs(jobs, language),
        period,
        shard,
        flag("force", say!("没有变的也重写", "write again what has not changed, too")),
        flag(
            "prune",
            say!("删去已不在的学校和文种的旧文件", "remove papers of schools and kinds that are no longer there"),
        ),
        flag("fail-fast", say!("一所写不出就停下", "stop at the first school that is refused")),
    ]
}

/// How the run speaks.
fn said(language: Language) -> [Arg; 3] {
    let flag = |name: &'static str, help: Say| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help.in_language(language).to_owned())
    };
    [
        flag("quiet", say!("不显示进度，不列写出的文件", "show no progress and list no papers")).short('q'),
        args::messages("messages", language),
        flag("json", say!("同 --messages json", "the same as --messages json")).conflicts_with("messages"),
    ]
}
