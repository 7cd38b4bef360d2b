//! `niandu fonts`: for every role the face that plays it, and what the faces lack for the papers of given facts.

use std::collections::HashSet;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde::Serialize;

use super::{Places, System, advice};
use crate::cli::files::Run;
use crate::cli::{DONE, REFUSED, args, note, table, tell, wrong_call, wrote};
use crate::diagnostic::{Diagnostics, Language, Say, Severity};
use crate::document::templates::Templates;
use crate::publish::pdf::fonts::{Choice, Fonts, Role, Standing};
use crate::report::{self, faces};
use crate::say;

/// Characters that are listed for a person; of more only the number is said.
const LISTED: usize = 60;

/// The command as it is typed.
pub fn command(language: Language) -> Command {
    let say = |text: Say| text.in_language(language).to_owned();
    let json = Arg::new("json").long("json").action(ArgAction::SetTrue);
    Command::new("fonts")
        .about(say(say!("说明各处用哪种字体，缺哪些字", "show which face is used for what, and which characters it lacks")))
        .after_help(say(say!(
            "例：\n  niandu fonts\n  niandu fonts 2025.yaml -k all\n  niandu fonts 2025.yaml --fonts 字体文件夹\n\n\
             “汉字”一栏是字体有 GBK 20902 个汉字中的多少个；GB 2312 有 6763 个，人名里的生僻字多在此外。\n\
             退出码：0 都能印；1 有字没有一种字体有，或事实文件写不成文件；2 命令写错。",
            "Examples:\n  niandu fonts\n  niandu fonts 2025.yaml -k all\n  niandu fonts 2025.yaml --fonts my-fonts\n\n\
             The column “characters” is how many of the 20902 Chinese characters of GBK a face has; GB 2312 has 6763, and rare\n\
             characters in names are mostly beyond them.\n\
             Exit status: 0 all can be printed; 1 a character is in no font, or the facts make no paper; 2 wrong call."
        )))
        .arg(
            args::files(
                "facts",
                ["事实文件", "FACTS.yaml"],
                say!("一个或几个事实文件：查它们的文件缺哪些字", "facts files, to see what is missing for their papers"),
                language,
            )
            .required(false),
        )
        .arg(args::kinds(
            say!("为哪些文种查（默认同 render）", "for papers of which kinds (default: as for render)"),
            language,
        ))
        .arg(args::templates(language))
        .args(args::fonts(language))
        .arg(json.help(say(say!("以 JSON 写到标准输出", "write JSON to standard output"))))
}

/// What the command shows, as data for other programs.
#[derive(Serialize)]
struct Shown {
    roles: Vec<RoleShown>,
    lacks: Vec<LackShown>,
    /// What to install, in both languages.
    advice: Vec<Both>,
}

#[derive(Serialize)]
struct RoleShown {
    /// The name by which layouts ask for it, and its class in the standard.
    role: &'static str,
    class: &'static str,
    face: String,
    /// `None` for the built-in face.
    file: Option<String>,
    /// `of-class`, `stand-in` or `built-in`; and whether its folder was named with `--fonts`.
    standing: &'static str,
    given: bool,
    /// Of the 20 902 Chinese characters of GBK.
    characters: usize,
}

#[derive(Serialize)]
struct LackShown {
    role: &'static str,
    class: &'static str,
    character: char,
    code: String,
    file: Option<String>,
    line: Option<usize>,
    /// The face that prints it instead; `None` where there is none.
    printed_in: Option<String>,
}

#[derive(Serialize)]
struct Both {
    zh: String,
    en: String,
}

/// Runs the command; gives the exit code.
pub fn run(matches: &ArgMatches, language: Language) -> u8 {
    let templates = match args::own_templates(matches) {
        Ok(templates) => templates,
        Err(problems) => {
            tell::say(&problems, language);
            return REFUSED;
        }
    };
    let kinds = match args::known_kinds(&args::several(matches, "kind"), &templates) {
        Ok(kinds) => kinds,
        Err(unknown) => return wrong_call(unknown, language),
    };
    let places = Places::read(matches);
    let (offers, faults) = places.search();
    if tell::say(&faults, language) {
        return REFUSED;
    }
    let fonts = Fonts::new(&offers);
    let paths: Vec<PathBuf> = matches.get_many::<PathBuf>("facts").into_iter().flatten().cloned().collect();
    let asked = !paths.is_empty();
    let (lacks, complete) = lacks(paths, &kinds, &templates, &fonts, language);
    let advice = if places.system { advice(System::here(), fonts.choices()) } else { vec![leave_out()] };
    let stuck = lacks.iter().any(|lack| lack.printed_in.is_none());
    if matches.get_flag("json") {
        let advice = advice.into_iter().map(|Say { zh, en }| Both { zh, en }).collect();
        let roles = fonts.choices().iter().map(|choice| role(choice, &fonts)).collect();
        match serde_json::to_string_pretty(&Shown { roles, lacks, advice }) {
            Ok(text) => wrote(&text),
            Err(error) => return wrong_call(say!("写不成 JSON：{error}", "no JSON: {error}"), language),
        }
    } else {
        rows(&fonts, language).iter().for_each(|row| wrote(row));
        say_lacks(&lacks, asked && complete, language);
        advice.iter().for_each(|advice| note(advice, language));
    }
    if stuck || !complete { REFUSED } else { DONE }
}

fn leave_out() -> Say {
    say!(
        "没有看系统里的字体：去掉 --builtin-fonts 再看一次。",
        "The system's fonts were not looked at: leave out --builtin-fonts to see them."
    )
}

/// What the faces lack for the papers of the facts, and whether all facts made papers; why one did not has been said.
fn lacks(
    paths: Vec<PathBuf>,
    kinds: &[String],
    templates: &Templates,
    fonts: &Fonts,
    language: Language,
) -> (Vec<LackShown>, bool) {
    let (mut found, mut complete): (Vec<LackShown>, bool) = (Vec::new(), true);
    let run = Run::new(paths);
    for at in 0..run.paths.len() {
        let (source, dossier, mut problems) = run.read(at);
        let drafts = match &dossier {
            Some(dossier) => report::drafts(dossier, kinds, None, templates, &mut problems).0,
            None => Vec::new(),
        };
        // Only what keeps papers from being made is said here; the rest is what `check` is for.
        let errors: Diagnostics = problems.filtered(|problem| problem.severity == Severity::Error);
        complete &= !tell::say(&errors, language);
        for draft in &drafts {
            let lacks = faces::lacks(&draft.document, &source, fonts);
            found.extend(lacks.iter().map(lack));
        }
    }
    let mut seen = HashSet::new();
    found.retain(|lack| seen.insert((lack.role, lack.character)));
    found.sort_by_key(|lack| Role::ALL.iter().position(|role| role.family() == lack.role));
    (found, complete)
}

fn lack(lack: &faces::Lack) -> LackShown {
    let place = lack.place.as_ref().map(|(source, origin)| {
        let start = origin.range().start;
        (source.file_at(start).0.to_owned(), source.line(start))
    });
    LackShown {
        role: lack.role.family(),
        class: lack.role.class(),
        character: lack.character,
        code: format!("U+{:04X}", lack.character as u32),
        line: place.as_ref().map(|(_, line)| *line),
        file: place.map(|(file, _)| file),
        printed_in: lack.printer.clone(),
    }
}

fn role(choice: &Choice, fonts: &Fonts) -> RoleShown {
    RoleShown {
        role: choice.role.family(),
        class: choice.role.class(),
        face: choice.face.clone(),
        file: choice.place.clone(),
        standing: match choice.standing {
            Standing::OfClass => "of-class",
            Standing::StandIn => "stand-in",
            Standing::BuiltIn => "built-in",
        },
        given: choice.given,
        characters: fonts.extent(choice.role),
    }
}

/// The table of roles.
fn rows(fonts: &Fonts, language: Language) -> Vec<String> {
    let say = |text: Say| text.in_language(language).to_owned();
    let head = [
        say!("用途", "for"),
        say!("字体", "face"),
        say!("来由", "why"),
        say!("汉字", "characters"),
        say!("文件", "file"),
    ];
    let mut rows = vec![head.map(say)];
    rows.extend(fonts.choices().iter().map(|choice| {
        let file = choice.place.clone().unwrap_or_else(|| say(say!("（程序自带）", "(in the program)")));
        let extent = fonts.extent(choice.role).to_string();
        [choice.role.class().to_owned(), choice.face.clone(), say(why(choice)), extent, file]
    }));
    table::aligned(&rows)
}

fn why(choice: &Choice) -> Say {
    let class = choice.role.class();
    let why = match choice.standing {
        Standing::OfClass => say!("是{class}", "a {class}"),
        Standing::StandIn => say!("代替{class}", "stands in"),
        Standing::BuiltIn => say!("没有{class}，用自带的", "no {class} found"),
    };
    let (zh, en) = (&why.zh, &why.en);
    if choice.given { say!("{zh}，--fonts 给出", "{en}, by --fonts") } else { why }
}

/// The characters that faces lack, a line each.
fn say_lacks(lacks: &[LackShown], all_seen: bool, language: Language) {
    if lacks.is_empty() {
        if all_seen {
            wrote(
                say!("所给事实的文件用到的字，各字体都有。", "The faces have every character of these papers.")
                    .in_language(language),
            );
        }
        return;
    }
    let count = lacks.len();
    wrote(
        say!("所给事实的文件，字体缺 {count} 字：", "For these papers the faces lack {count} characters:")
            .in_language(language),
    );
    let say = |text: Say| text.in_language(language).to_owned();
    let rows: Vec<[String; 4]> = lacks
        .iter()
        .take(LISTED)
        .map(|lack| {
            let place = match (&lack.file, lack.line) {
                (Some(file), Some(line)) => format!("{file}:{line}"),
                _ => say(say!("（模板）", "(a template)")),
            };
            let printed = match &lack.printed_in {
                Some(face) => say!("由 {face} 印出", "printed in {face}"),
                None => say!("没有一种字体有：印不出", "in no font: cannot be printed"),
            };
            [lack.class.to_owned(), format!("{} {}", lack.character, lack.code), place, say(printed)]
        })
        .collect();
    table::aligned(&rows).iter().for_each(|row| wrote(row));
    if let Some(more) = count.checked_sub(LISTED).filter(|more| *more > 0) {
        wrote(say!("另有 {more} 字没有列出", "{more} more are not listed").in_language(language));
    }
    if lacks.iter().any(|lack| lack.printed_in.is_none()) {
        note(
            &say!(
                "印不出的字：换一个字，或用 --fonts 目录 指定一种有此字的仿宋、楷体、宋体。",
                "For what cannot be printed use another character, or name a folder with a 仿宋, 楷体 or 宋体 that has it: --fonts DIR."
            ),
            language,
        );
    }
}
