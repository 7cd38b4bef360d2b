//! `niandu check`: facts files in, every problem of all of them out; nothing is written.

use std::path::PathBuf;

use clap::{ArgMatches, Command};

use crate::cli::files::{self, Run};
use crate::cli::tell::{Manner, Messages, Teller};
use crate::cli::{DONE, REFUSED, args, disk, wrong_call};
use crate::diagnostic::{Diagnostics, Language, Say};
use crate::document::templates::Templates;
use crate::report::{self, Checked};
use crate::say;
use crate::workshop;

/// The command as it is typed.
pub fn command(language: Language, kinds: &[String]) -> Command {
    let say = |text: Say| text.in_language(language).to_owned();
    let list = kinds.join("、");
    Command::new("check")
        .about(say(say!("检查事实文件，不写出任何文件", "check facts files and write nothing")))
        .after_help(say(say!(
            "例：\n  niandu check 2025.yaml\n  niandu check . --hints\n  niandu check 各校 --format sarif > 问题.sarif\n\n\
             文件夹连同下级文件夹一并检查（*.yaml、*.yml，不含隐藏的）；同一单位的几个年度互相核对，\n\
             同一文件夹里较早年度的文件即使没有给出也用来核对。\n\
             每个代码的含义：niandu explain 代码。\n\
             退出码：0 没有错误；1 有错误（加 --deny warnings 时有提醒也算）；2 命令写错。",
            "Examples:\n  niandu check 2025.yaml\n  niandu check . --hints\n  niandu check schools --format sarif > problems.sarif\n\n\
             Folders are searched with all below them (*.yaml, *.yml, nothing hidden); years of one body are checked\n\
             against each other, also against earlier ones of the same folder that are not given.\n\
             What a code means: niandu explain CODE.\n\
             Exit status: 0 no errors; 1 errors (with --deny warnings, warnings too); 2 wrong call."
        )))
        .arg(args::files("paths", ["路径", "PATH"], say!("事实文件或文件夹", "facts files or folders"), language))
        .arg(args::kinds(
            say!(
                "并按文种成文，查出写不成句、没有写进等问题；可写几个，也可写中文名，all 为凡能写的都写：{list}",
                "compose papers of these kinds, too, to find what cannot be told or is left out; all is every kind that the facts are enough for: {list}"
            ),
            language,
        ))
        .arg(args::templates(language))
        .arg(args::messages("format", language).alias("messages"))
        .args(args::weights(language))
}

/// Runs the command; gives the exit code.
pub fn run(matches: &ArgMatches, language: Language) -> u8 {
    let mut teller = Teller::new(Manner {
        language,
        messages: Messages::named(matches.get_one::<String>("format")),
        hints: matches.get_flag("hints"),
        deny: args::denies(matches),
        product: true,
    });
    let templates = match templates(matches) {
        Ok(templates) => templates,
        Err(problems) => {
            teller.say(&problems);
            teller.finish();
            return REFUSED;
        }
    };
    let kinds = match args::known_kinds(&args::several(matches, "kind"), &templates) {
        Ok(kinds) => kinds,
        Err(unknown) => return wrong_call(unknown, language),
    };
    let given: Vec<PathBuf> = matches.get_many::<PathBuf>("paths").into_iter().flatten().cloned().collect();
    let own = matches.get_one::<PathBuf>("templates").map(PathBuf::as_path);
    let found = files::find(&given, own);
    let refused = all(found, &kinds, &templates, &mut teller);
    summary(&teller, matches.get_flag("hints"));
    teller.finish();
    if refused { REFUSED } else { DONE }
}

/// The templates: which kinds of paper there are is part of what is checked.
fn templates(matches: &ArgMatches) -> Result<Templates, Diagnostics> {
    let mut problems = Diagnostics::new();
    let own = matches.get_one::<PathBuf>("templates").map(|folder| disk::templates(folder, &mut problems));
    if problems.has_errors() {
        return Err(problems);
    }
    workshop::templates(own.unwrap_or_default())
}

/// Checks every file in turn; gives whether any was refused.
fn all(found: files::Found, kinds: &[String], templates: &Templates, teller: &mut Teller) -> bool {
    let (paths, faults) = found;
    let mut refused = false;
    for (folder, fault) in faults {
        let mut problems = Diagnostics::new();
        problems.push(fault);
        refused |= teller.file(&folder.display().to_string(), &problems, &[]);
    }
    let run = Run::new(paths);
    for at in 0..run.paths.len() {
        let (_, dossier, problems) = run.read(at);
        let checked = match dossier {
            Some(dossier) => report::check(&dossier, problems, kinds, templates),
            None => Checked { problems, answered: Vec::new(), left_out: Vec::new() },
        };
        refused |= teller.file(&run.name(at), &checked.problems, &checked.answered);
        teller.left_out(&checked.left_out);
    }
    refused
}

/// The last line: how many of everything.
fn summary(teller: &Teller, hints: bool) {
    let counts = teller.summary();
    let (files, errors, warnings) = (counts.files, counts.errors, counts.warnings);
    let (en_files, en_errors, en_warnings) =
        (several(files, "file"), several(errors, "error"), several(warnings, "warning"));
    let mut line =
        say!("共 {files} 个文件：{errors} 处错误，{warnings} 处提醒", "{en_files}: {en_errors}, {en_warnings}");
    let mut add = |more: Say| {
        line.zh.push_str(&more.zh);
        line.en.push_str(&more.en);
    };
    if hints {
        let (hints, en) = (counts.hints, several(counts.hints, "hint"));
        add(say!("，{hints} 条建议", ", {en}"));
    }
    if counts.answered > 0 {
        let answered = counts.answered;
        add(say!("；已核实 {answered} 处", "; {answered} answered"));
    }
    if errors + warnings + counts.hints > 0 {
        teller.line(&say!("代码的含义：niandu explain 代码", "what a code means: niandu explain CODE"));
    }
    teller.line(&line);
}

/// A number of things in English.
fn several(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
