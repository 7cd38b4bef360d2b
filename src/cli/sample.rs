//! `niandu sample`: a made-up district on disk, for trials and benchmarks.

use std::fs::{self, File};
use std::io::{BufWriter, Error, Write};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::batch::config;
use crate::cli::{DONE, REFUSED, disk, note, tell, wrong_call, wrote};
use crate::diagnostic::{Diagnostic, Diagnostics, Language, Say};
use crate::sample::Order;
use crate::sample::names::MOST;
use crate::say;

/// The years in which the made-up schools have a history.
const YEARS: RangeInclusive<u32> = 2016..=2040;

/// The command as it is typed.
pub fn command(language: Language) -> Command {
    let text = |text: Say| text.in_language(language).to_owned();
    let option = |name: &'static str, value: &'static str, help: Say| {
        Arg::new(name).long(name).value_name(value).help(text(help))
    };
    Command::new("sample")
        .about(text(say!("编一个县的学校，供试用和测速", "make up a district of schools, for trials and benchmarks")))
        .after_help(text(say!(
            "例：\n  niandu sample 试用 --schools 200\n  niandu sample 试用 --schools 40 --years 2023..2025\n\n\
             每所学校一个文件夹，每年一个事实文件；niandu.yaml 是批量运行的约定和学校名册，schools.json 列出每所学校独有的一个词。\n\
             同一个种子编出的文件总是一个字节也不差；学校的数目改了，原有的学校不变。",
            "Examples:\n  niandu sample trial --schools 200\n  niandu sample trial --schools 40 --years 2023..2025\n\n\
             A folder for each school, a facts file for each year; niandu.yaml says what a run is to do and holds the register, schools.json\n\
             lists the word that stands in the facts of one school only. One seed always gives the same bytes, and a school stays as it is\n\
             whatever the number of schools."
        )))
        .arg(
            Arg::new("dir")
                .required(true)
                .value_name(if language == Language::Chinese { "文件夹" } else { "DIR" })
                .value_parser(value_parser!(PathBuf))
                .help(text(say!("写到哪个文件夹，须是新的或空的", "folder to write to, new or empty"))),
        )
        .arg(option("schools", "N", say!("学校的数目（默认 20）", "number of schools (default: 20)")).value_parser(value_parser!(u32).range(1..MOST as i64)))
        .arg(option("seed", "S", say!("种子（默认 1）", "the seed (default: 1)")).value_parser(value_parser!(u64)))
        .arg(option("years", "YEARS", say!("哪几年，如 2025 或 2023..2025（默认 2025）", "which years, such as 2025 or 2023..2025 (default: 2025)")).value_parser(years))
        .arg(option("defects", "K", say!("有错的学校的数目，各错各的（默认 0）；答案写在 defects.json", "number of schools with a defect each (default: 0); the key is defects.json")).value_parser(value_parser!(u32)))
        .arg(Arg::new("district").long("district").action(ArgAction::SetTrue).help(text(say!("另写县教育工会自己的事实", "also write the facts of the district's own union"))))
}

/// `2025` or `2023..2025`.
fn years(text: &str) -> Result<RangeInclusive<u32>, String> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let (first, last) = (first.trim().parse::<u32>(), last.trim().parse::<u32>());
    match (first, last) {
        (Ok(first), Ok(last)) if first <= last && YEARS.contains(&first) && YEARS.contains(&last) => Ok(first..=last),
        _ => Err(format!("{}..{}", YEARS.start(), YEARS.end())),
    }
}

/// Runs the command; gives the exit code.
pub fn run(matches: &ArgMatches, language: Language) -> u8 {
    let Some(folder) = matches.get_one::<PathBuf>("dir") else { return REFUSED };
    let order = Order {
        schools: matches.get_one::<u32>("schools").map_or(20, |schools| *schools as usize),
        seed: matches.get_one::<u64>("seed").copied().unwrap_or(1),
        years: matches.get_one::<RangeInclusive<u32>>("years").cloned().unwrap_or(2025..=2025),
        defects: matches.get_one::<u32>("defects").map_or(0, |defects| *defects as usize),
        district: matches.get_flag("district"),
    };
    if order.defects > order.schools {
        return wrong_call(say!("--defects 不能多于 --schools", "--defects cannot be more than --schools"), language);
    }
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        let shown = folder.display();
        return wrong_call(
            say!(
                "{shown} 里已经有文件；请给一个新的或空的文件夹",
                "{shown} holds files already; give a new or empty folder"
            ),
            language,
        );
    }
    match write(folder, &order) {
        Ok(files) => {
            let (schools, shown) = (order.schools, folder.display());
            note(
                &say!(
                    "{shown}：{schools} 所学校，{files} 个事实文件和草稿",
                    "{shown}: {schools} schools, {files} facts files and drafts"
                ),
                language,
            );
            wrote(&folder.join(config::FILE).display().to_string());
            DONE
        }
        Err((path, error)) => {
            let (shown, reason) = (path.display(), disk::reason(&error));
            let mut problems = Diagnostics::new();
            problems.push(
                Diagnostic::error("E005", say!("写不了 {shown}：{reason}", "{shown} cannot be written: {error}"))
                    .hint(say!("核对文件夹的权限和空间", "check permissions and space")),
            );
            tell::say(&problems, language);
            REFUSED
        }
    }
}

/// Writes all files; gives the number of those that tell of schools.
fn write(folder: &Path, order: &Order) -> Result<usize, (PathBuf, Error)> {
    // Files come school by school.
    let mut last = PathBuf::new();
    let mut files = 0;
    for made in order.files() {
        let path = folder.join(&made.path);
        let parent = path.parent().unwrap_or(folder).to_owned();
        if parent != last {
            fs::create_dir_all(&parent).map_err(|error| (parent.clone(), error))?;
            last = parent;
        }
        fs::write(&path, &made.bytes).map_err(|error| (path, error))?;
        files += 1;
    }
    pieces(folder.join("schools.json"), order.key())?;
    if order.defects > 0 {
        pieces(folder.join("defects.json"), order.defects())?;
    }
    pieces(folder.join(config::FILE), order.config())?;
    Ok(files)
}

fn pieces(path: PathBuf, pieces: impl Iterator<Item = String>) -> Result<(), (PathBuf, Error)> {
    let put = || {
        let mut file = BufWriter::new(File::create(&path)?);
        for piece in pieces {
            file.write_all(piece.as_bytes())?;
        }
        file.flush()
    };
    put().map_err(|error| (path.clone(), error))
}
