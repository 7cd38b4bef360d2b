//! `niandu new`: a workspace to begin a year in, empty or rolled forward from last year's file. Nothing is overwritten.

use std::path::{Path, PathBuf};

use chrono::Datelike;
use clap::{Arg, ArgMatches, Command, value_parser};

use crate::cli::{DONE, REFUSED, disk, drafts, note, tell, wrong_call, wrote};
use crate::diagnostic::{Diagnostic, Diagnostics, Language, Say, Severity, Source};
use crate::facts::time::Period;
use crate::facts::{self, File, include, pending};
use crate::offer::roll::{self, Order, Rolled};
use crate::offer::{draft, schema};
use crate::say;

/// The command as it is typed.
pub fn command(language: Language) -> Command {
    let say = |text: Say| text.in_language(language).to_owned();
    let option = |name: &'static str, value: &'static str, help: Say| {
        Arg::new(name).long(name).value_name(value).help(text_in(help, language))
    };
    Command::new("new")
        .about(say(say!("开始新的一年：空白的，或由上年续写", "begin a year: an empty facts file, or last year's rolled forward")))
        .after_help(say(say!(
            "例：\n  niandu new 我校工会 --year 2026\n  niandu new . --from 2025.yaml\n\n\
             续写时保留单位、人员、工作领域和经常性的活动（写了系列、届次或频次的），日期和数字改为“待填”，\
             没有完成的计划和存在的问题带入新的一年；几年一次的，到期才带入；上年结转写上年的结余。注释和排版不动。\
             已有的文件从不覆盖。",
            "Examples:\n  niandu new our-union --year 2026\n  niandu new . --from 2025.yaml\n\n\
             Rolled forward are the body, people, areas and what recurs (with series, ordinal or every); dates and numbers become\n\
             待填; unfinished plan items and problems are carried over; what comes every few years only when it is due; last year's balance\n\
             becomes what is carried over. Comments and layout stay. No file is ever overwritten."
        )))
        .arg(
            Arg::new("dir")
                .required(true)
                .value_name(if language == Language::Chinese { "文件夹" } else { "DIR" })
                .value_parser(value_parser!(PathBuf))
                .help(say(say!("写到哪个文件夹", "folder to write to"))),
        )
        .arg(option("year", "YEAR", say!("年度，如 2026 或 2025—2026学年", "the year, such as 2026 or 2025—2026学年")).conflicts_with("period"))
        .arg(option("period", "PERIOD", say!("不是整年时的起止，如 2025-10..2026-09", "the period where it is no year, such as 2025-10..2026-09")))
        .arg(option("from", "LAST.yaml", say!("上年的文件，由它续写", "last year's file, to be rolled forward")).value_parser(value_parser!(PathBuf)))
}

fn text_in(text: Say, language: Language) -> String {
    text.in_language(language).to_owned()
}

/// The files to write: names below the folder, and texts.
type Files = Vec<(PathBuf, String)>;

/// Runs the command; gives the exit code.
pub fn run(matches: &ArgMatches, language: Language) -> u8 {
    let Some(folder) = matches.get_one::<PathBuf>("dir") else { return REFUSED };
    let given = ["year", "period"].into_iter().find_map(|key| Some((key, matches.get_one::<String>(key)?.trim())));
    let given = match given.map(|(key, written)| Period::parse(written).map(|period| (key, written.to_owned(), period)))
    {
        Some(Ok(given)) => Some(given),
        Some(Err(refused)) => return wrong_call(refused.message, language),
        None => None,
    };
    let schema = if language == Language::Chinese { "niandu.zh.json" } else { "niandu.en.json" };
    match (matches.get_one::<PathBuf>("from"), given) {
        (Some(last), given) => {
            continued(last, given.map(|(_, written, period)| (written, period)), folder, schema, language)
        }
        (None, Some((key, written, period))) => {
            let text = draft::draft(key, &written, schema, language);
            finish(vec![(file_name(&period), text)], folder, schema, language)
        }
        (None, None) => wrong_call(
            say!(
                "写明年度（--year 2026），或给出上年的文件（--from 2025.yaml）",
                "name the year (--year 2026), or last year's file (--from 2025.yaml)"
            ),
            language,
        ),
    }
}

/// The name of the file of a period: 2026.yaml, 2025—2026学年.yaml.
pub fn file_name(period: &Period) -> PathBuf {
    let name = period.name();
    let name = name.strip_suffix('年').filter(|year| year.len() == 4).unwrap_or(&name);
    format!("{name}.yaml").into()
}

/// Rolls last year's file forward.
fn continued(last: &Path, given: Option<(String, Period)>, folder: &Path, schema: &str, language: Language) -> u8 {
    let file = match read(last) {
        Ok(file) => file,
        Err(problems) => {
            tell::say(&problems, language);
            note(&say!("先改正上年的文件，再续写", "correct last year's file first"), language);
            return REFUSED;
        }
    };
    let Some((written, period)) = given.or_else(|| roll::next(&file.period, &period_as_written(&file))) else {
        return wrong_call(say!("推不出下一个时期，用 --period 写明", "name the next period: --period"), language);
    };
    let rolled = match roll::roll(&file, &Order { period, written: &written, schema }) {
        Ok(rolled) => rolled,
        Err(problem) => return refuse(*problem, language),
    };
    let names = std::iter::once(file_name(&period)).chain(
        include::named(&file.source).into_iter().map(|part| roll::advanced(&part.path, &file.period, &period).into()),
    );
    let mut files: Files = names.zip(roll::texts(&file.source, &rolled.edits)).collect();
    let drafts = drafts::rolled(&file.source, last, &file_name(&period));
    if let Err(problems) = check(&files, &drafts, folder) {
        tell::say(&problems, language);
        let message = say!("续写出来的文件读不通，没有写出", "the rolled file would not be sound; nothing is written");
        let hint = say!(
            "按上面所说改正上年的文件；看不出原因的请反馈",
            "correct last year's file as said above; if nothing is wrong with it, report this"
        );
        return refuse(Diagnostic::error("E068", message).hint(hint), language);
    }
    mark(&mut files, last, &file.source);
    files.extend(drafts.into_iter().map(|(_, name, text)| (name, text)));
    let old = old_comments(&files, &file.period, &period);
    let code = finish(files, folder, schema, language);
    if code == DONE {
        tell_carried(&rolled, &old, language);
        tell_left(&file, &rolled, language);
    }
    code
}

/// Gives each file the byte order mark that last year's had.
fn mark(files: &mut Files, last: &Path, source: &Source) {
    let folder = last.parent().unwrap_or(Path::new(""));
    let parts = include::named(source).into_iter().map(|part| folder.join(part.path));
    for ((_, text), old) in files.iter_mut().zip(std::iter::once(last.to_owned()).chain(parts)) {
        if disk::is_marked(&old) {
            text.insert(0, '\u{feff}');
        }
    }
}

/// The lines of which a comment names a year of last year's period that is not one of the new.
fn old_comments(files: &Files, from: &Period, to: &Period) -> Vec<Say> {
    let years = from.start.year()..=from.end.year();
    let old: Vec<String> = years.take(20).filter(|year| *year < to.start.year()).map(|year| year.to_string()).collect();
    let mut found = Vec::new();
    for (at, (name, text)) in files.iter().enumerate() {
        let name = name.display();
        for (line, text) in text.lines().enumerate().filter(|(_, line)| !line.contains("yaml-language-server")) {
            let comment = comment_of(text);
            let mut words = comment.split(|c: char| !c.is_ascii_digit());
            let line = line + 1;
            match words.find(|word| old.iter().any(|year| year == word)) {
                Some(year) if at == 0 => {
                    found.push(say!("第{line}行（{year}年）", "line {line} ({year})"));
                }
                Some(year) => found.push(say!("{name} 第{line}行（{year}年）", "{name} line {line} ({year})")),
                None => {}
            }
        }
    }
    found
}

/// The comment of a line; a # within quotes begins none.
fn comment_of(line: &str) -> &str {
    let begins = |at: &usize| {
        let before = line.get(..*at).unwrap_or_default();
        let quotes = before.chars().filter(|c| ['"', '\''].contains(c)).count();
        quotes % 2 == 0 && (before.is_empty() || before.ends_with([' ', '\t', '\u{feff}']))
    };
    let at = line.match_indices('#').map(|(at, _)| at).find(begins);
    at.and_then(|at| line.get(at..)).unwrap_or_default()
}

/// What was written that the user may want to look at.
fn tell_carried(rolled: &Rolled, old: &[Say], language: Language) {
    if let Some(balance) = &rolled.carried {
        let told = say!(
            "上年结转写的是上年的结余 {balance}，请核对",
            "carried over from last year is last year's balance, {balance}; please check"
        );
        wrote(told.in_language(language));
    }
    if !old.is_empty() {
        let mark = if language == Language::Chinese { "、" } else { ", " };
        let list = old.iter().map(|line| line.in_language(language)).collect::<Vec<_>>().join(mark);
        wrote(
            say!(
                "注释原样保留，其中提到上年的请核对：{list}",
                "comments stay as they are; these name last year, please check: {list}"
            )
            .in_language(language),
        );
    }
}

/// Reads a facts file that may still have places to fill in, and no other error.
fn read(path: &Path) -> Result<File, Diagnostics> {
    let single = |problem: Diagnostic| {
        let mut problems = Diagnostics::new();
        problems.push(problem);
        problems
    };
    let (source, mut problems) = disk::facts(path).map_err(|problem| single(*problem))?;
    let file = facts::read(&source, &mut problems);
    let wrong = problems.sorted().iter().any(|problem| problem.severity == Severity::Error && problem.code != "E065");
    match file {
        Some(file) if !wrong => Ok(file),
        _ => Err(problems.filtered(|problem| problem.severity == Severity::Error)),
    }
}

/// The period of a file as it is written there.
pub fn period_as_written(file: &File) -> String {
    let span = file.facts.year.as_ref().or(file.facts.period.as_ref());
    let text = span.and_then(|span| file.source.text().get(span.origin.range())).unwrap_or_default();
    text.trim_matches(['"', '\'']).to_owned()
}

/// Whether the files can be read, but for what is still to be filled in.
fn check(files: &Files, drafts: &[drafts::Rolled], folder: &Path) -> Result<(), Diagnostics> {
    let source = |name: &Path, text: &str| Source::new(folder.join(name).display().to_string(), text);
    let sources: Vec<Source> = files.iter().map(|(name, text)| source(name, text)).collect();
    let Some((main, parts)) = sources.split_first() else { return Ok(()) };
    let whole = if parts.is_empty() { main.clone() } else { main.with(parts) };
    let drafts: Vec<_> = drafts.iter().map(|(names, name, text)| (names.clone(), source(name, text))).collect();
    let source = if drafts.is_empty() { whole } else { whole.with_drafts(&drafts) };
    let mut problems = Diagnostics::new();
    facts::read(&source, &mut problems);
    let wrong = problems.filtered(|problem| problem.severity == Severity::Error && problem.code != "E065");
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// Writes the files and the schema beside them, if none of them is there already.
fn finish(files: Files, folder: &Path, schema_name: &str, language: Language) -> u8 {
    let mut taken = Diagnostics::new();
    for (name, _) in &files {
        let path = folder.join(name);
        // A link that leads nowhere is there, too.
        if path.symlink_metadata().is_ok() {
            taken.push(self::taken(&path));
        }
    }
    if tell::say(&taken, language) {
        return REFUSED;
    }
    let places: usize = files.iter().map(|(_, text)| pending::places(&in_use(text)).count()).sum();
    match write_all(&files, folder) {
        Ok(paths) => paths.iter().for_each(|path| wrote(&path.display().to_string())),
        Err(problem) => return refuse(*problem, language),
    }
    let path = folder.join(schema_name);
    let offered = schema::schema(language);
    match std::fs::read(&path) {
        Ok(old) if old == offered.as_bytes() => {}
        Ok(_) => {
            let shown = path.display();
            let command = format!("niandu schema > {shown}");
            note(
                &say!(
                    "{shown} 是另一个版本，没有改动；要更新：{command}",
                    "{shown} is of another version and stays; to renew it: {command}"
                ),
                language,
            );
        }
        Err(_) => match disk::write_new(folder, schema_name, offered.as_bytes()) {
            Ok(path) => wrote(&path.display().to_string()),
            Err(problem) => return refuse(*problem, language),
        },
    }
    wrote(say!("待填 {places} 处", "{places} places to fill in (待填)").in_language(language));
    DONE
}

/// A file that is there already.
pub fn taken(path: &Path) -> Diagnostic {
    let shown = path.display();
    let message = say!("{shown} 已经有了，不会覆盖", "{shown} is there already and is not overwritten");
    let hint = say!("换一个文件夹，或先给原来的文件改名", "choose another folder, or rename that file first");
    Diagnostic::error("E066", message).hint(hint)
}

/// Writes all files or none.
fn write_all(files: &Files, folder: &Path) -> Result<Vec<PathBuf>, Box<Diagnostic>> {
    let mut written = Vec::new();
    for (name, text) in files {
        let path = folder.join(name);
        let (parent, name) = (path.parent().unwrap_or(folder), path.file_name().unwrap_or_default().to_string_lossy());
        match disk::write_new(parent, &name, text.as_bytes()) {
            Ok(path) => written.push(path),
            Err(problem) => {
                written.iter().for_each(|path: &PathBuf| disk::take_back(path));
                return Err(problem);
            }
        }
    }
    Ok(written)
}

/// The lines that are no comments.
fn in_use(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with('#')).collect::<Vec<_>>().join("\n")
}

/// What stays behind in last year's file.
fn tell_left(file: &File, rolled: &Rolled, language: Language) {
    let count = rolled.left.len();
    if count == 0 {
        return;
    }
    wrote(
        say!(
            "没有带入的记录 {count} 条（仍在上年的文件里）：",
            "{count} records are not carried over (they stay in last year's file):"
        )
        .in_language(language),
    );
    for left in &rolled.left {
        let line = file.source.line_from(left.origin, Default::default());
        let section = if language == Language::Chinese { left.section.zh } else { left.section.en };
        let mark = if language == Language::Chinese { "：" } else { ": " };
        let due = left.due.map(|year| say!("（{year}年才到期）", " (due again in {year})"));
        let due = due.as_ref().map_or("", |due| due.in_language(language));
        wrote(&format!("  {} {section}{mark}{}{due}", line.in_language(language), left.name));
    }
    let advice = say!(
        "每年都有的，写上 频次: 每年一次，下次就会带入",
        "what recurs is carried over with `every`, such as every: 每年一次"
    );
    wrote(advice.in_language(language));
    let words = say!(
        "自己写的段落改成了待填，开头和结尾没有带入；要用的从上年的文件里抄",
        "your own paragraphs became 待填, opening and closing are left out; copy from last year's file what you want to keep"
    );
    wrote(words.in_language(language));
}

fn refuse(problem: Diagnostic, language: Language) -> u8 {
    let mut problems = Diagnostics::new();
    problems.push(problem);
    tell::say(&problems, language);
    REFUSED
}
