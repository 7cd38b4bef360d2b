//! `niandu rollup`: the facts of many schools in, the facts of the body above them out, with where every sum comes from.

mod guard;
mod kept;
mod paper;
mod part;
mod plans;
mod scan;
mod spool;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::batch::config::{self, Config};
use crate::batch::shard::Shard;
use crate::batch::{record, register};
use crate::cli::tell::{Manner, Messages, Teller};
use crate::cli::{DONE, REFUSED, args, disk, files, note, wrong_call};
use crate::diagnostic::{Diagnostic, Diagnostics, Language, Origin, Say, Source};
use crate::facts::time::Period;
use crate::rollup::alike;
use crate::rollup::judge::{self, Asked, Enrolled, Refusal, Verdict};
use crate::rollup::partial::{Head, Partial};
use crate::say;

use guard::Made;
use scan::Files;
use spool::Spool;

/// The command as it is typed.
pub fn command(language: Language) -> Command {
    let say = |text: Say| text.in_language(language).to_owned();
    let path = |name: &'static str, value: &'static str, help: Say| {
        Arg::new(name).long(name).value_name(value).value_parser(value_parser!(PathBuf)).help(say(help))
    };
    let word = |name: &'static str, value: &'static str, help: Say| {
        Arg::new(name).long(name).value_name(value).help(say(help))
    };
    Command::new("rollup")
        .about(say(say!(
            "把各校的事实汇总成上级的事实文件，并列出每个数的出处",
            "sum the facts of many schools to those of the body above, and list where each figure comes from"
        )))
        .after_help(say(say!(
            "例：\n  niandu rollup 各校 --period 2025 -o 汇总-2025.yaml\n  niandu rollup 各校 --partial --id qinghe-county --name 青禾县教育工会\n  \
             niandu rollup 各校 --shard 1/2 --part 1.json\n  niandu rollup --join 1.json 2.json -o 汇总-2025.yaml\n  \
             niandu rollup 各校 --plans --period 2026 -o 计划汇总-2026.yaml\n\n\
             各校的文件放在 文件夹/<学校>/<年度>.yaml；本级自己的事实文件放在文件夹的最上层，写 包含: [汇总-2025.yaml]，\n\
             自己写的优先，不一致的由检查指出。旁边的 csv 逐项列出每个合计出自哪些学校，html 供办公室看，\n\
             part.json 和 part.csv 随汇总一起报给上一级。\n\
             不能相加的（年度不对、重复报送、单位不一、报在两个上级之下、与上级一起计入、事实有错、缺报）一次列出，什么也不写；\n\
             --partial 不计入它们，照样写出，文中会说“据已报送的…所学校统计”。\n\
             退出码：0 全部计入；1 有没有计入的；2 命令写错。",
            "Examples:\n  niandu rollup schools --period 2025 -o rollup-2025.yaml\n  niandu rollup schools --partial --id qinghe-county --name 青禾县教育工会\n  \
             niandu rollup schools --shard 1/2 --part 1.json\n  niandu rollup --join 1.json 2.json -o rollup-2025.yaml\n  \
             niandu rollup schools --plans --period 2026 -o plans-2026.yaml\n\n\
             The files of the schools lie in DIR/<school>/<year>.yaml; the own facts of the body above lie in DIR itself and say\n\
             include: [rollup-2025.yaml]: what they state wins, and a check names what differs. The csv beside it lists the\n\
             schools that each sum comes from, the html is for the office, part.json and part.csv go to the next level with the\n\
             roll-up. What must not be added (wrong period, handed in twice, other units, two districts,\n\
             counted with the body above, errors, missing) is said all at once and nothing is written; --partial goes on without\n\
             it, and the paper says of how many schools its figures are.\n\
             Exit status: 0 all are summed; 1 some are not; 2 wrong call."
        )))
        .arg(
            Arg::new("folder")
                .value_name(if language == Language::Chinese { "文件夹" } else { "DIR" })
                .value_parser(value_parser!(PathBuf))
                .required_unless_present("join")
                .conflicts_with("join")
                .help(say(say!("各校的文件夹", "the folder of the schools"))),
        )
        .arg(word("period", "PERIOD", say!(
            "汇总哪一年度或时期；不写则按 niandu.yaml，再不然取最晚的",
            "the year or period; that of niandu.yaml where absent, else the latest"
        )))
        .arg(path("output", "FILE", say!(
            "写到哪个文件；默认是文件夹里的 汇总-<时期>.yaml",
            "the file to write; 汇总-<period>.yaml in the folder by default"
        )).short('o'))
        .arg(Arg::new("partial").long("partial").action(ArgAction::SetTrue).help(say(say!(
            "不计入缺报的和不能相加的，照样写出",
            "go on without those that are missing or must not be added"
        ))))
        .arg(word("id", "ID", say!("本级工会的编号，没有自己的事实文件时用", "the id of the body, where it has no facts of its own")))
        .arg(word("name", "NAME", say!("本级工会的名称，同上", "its name, likewise")))
        .arg(word("date", "DATE", say!("总结的成文日期，同上", "the date of its summary, likewise")))
        .arg(word("shard", "I/N", say!("只汇总 N 份里的第 I 份，与 --part 同用", "only part I of N, with --part")).requires("part"))
        .arg(path("part", "FILE", say!(
            "写成可以再合并的部分和（json，旁边有同名 csv）",
            "write a partial sum that can be joined (json, with a csv of the same name)"
        )).conflicts_with("output"))
        .arg(Arg::new("plans").long("plans").action(ArgAction::SetTrue).requires("period").conflicts_with_all(["part", "join", "shard"]).help(say(say!(
            "汇总各校在 --period 的计划，不汇总事实：几校都列的事项、共同的目标、撞期和没有承接的事项",
            "roll up the plans for --period in place of the facts: items and goals of several schools, clashes, what was not taken up"
        ))))
        .arg(path("join", "PART", say!("合并部分和", "join partial sums")).num_args(1..).action(ArgAction::Append))
        .arg(args::jobs(say!("同时读几个文件（默认按处理器的个数）", "how many files are read at once (default: one for each processor)"), language))
        .arg(args::messages("messages", language))
}

/// Runs the command; gives the exit code.
pub fn run(matches: &ArgMatches, language: Language) -> u8 {
    let manner = Manner {
        language,
        messages: Messages::named(matches.get_one::<String>("messages")),
        hints: false,
        deny: false,
        product: false,
    };
    let mut teller = Teller::new(manner);
    let code = match job(matches, &mut teller, language) {
        Ok(code) => code,
        Err(Stop::Call(message)) => return wrong_call(message, language),
        Err(Stop::Problem(problem)) => {
            teller.say(&one(*problem));
            REFUSED
        }
    };
    teller.finish();
    code
}

/// Why a run ends before its end.
enum Stop {
    Call(Say),
    Problem(Box<Diagnostic>),
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        let reason = disk::reason(&error);
        let message = say!("暂存的数据读写不了：{reason}", "data laid aside cannot be read or written: {error}");
        let hint = say!("核对输出文件夹的权限和空间", "check permissions and space of the output folder");
        Self::Problem(Box::new(Diagnostic::error("E005", message).hint(hint)))
    }
}

impl From<Box<Diagnostic>> for Stop {
    fn from(problem: Box<Diagnostic>) -> Self {
        Self::Problem(problem)
    }
}

fn one(problem: Diagnostic) -> Diagnostics {
    let mut problems = Diagnostics::new();
    problems.push(problem);
    problems
}

/// All that is known when the files have been read.
struct Summed {
    period: Period,
    asked: Asked,
    heads: BTreeMap<String, Head>,
    verdict: Verdict,
    partial: Partial,
    rows: Spool,
    /// The parts of a run that this is, where it is not a whole one.
    shards: BTreeSet<String>,
    /// Where the files lie, if they are at hand.
    root: Option<PathBuf>,
    /// The name of the body and the date of its paper, as a call names them.
    name: Option<String>,
    date: Option<String>,
}

fn job(matches: &ArgMatches, teller: &mut Teller, language: Language) -> Result<u8, Stop> {
    if matches.get_flag("plans") {
        return plans::roll_up(matches, teller, language);
    }
    let partial = matches.get_flag("partial");
    let part = matches.get_one::<PathBuf>("part");
    if let Some(path) = matches.get_one::<PathBuf>("output") {
        guard::check(path, Made::Whole)?;
    }
    if let Some(path) = part {
        guard::check(path, Made::Part)?;
    }
    let summed = match matches.get_many::<PathBuf>("join") {
        Some(parts) => part::join(parts.cloned().collect(), &output(matches, None), matches.get_one("id"))?,
        None => folder(matches, teller)?,
    };
    let lacking = part::lacking(&summed.shards);
    if part.is_none() && !lacking.is_empty() {
        let (zh, en) = (lacking.join("、"), lacking.join(", "));
        let message = say!("还缺这几份：{zh}", "these parts are not given: {en}");
        let hint = say!("各份都给出来，再合并", "give all parts of the run");
        return Err(Stop::Problem(Box::new(Diagnostic::error("E307", message).hint(hint))));
    }
    if summed.heads.is_empty() && part.is_none() {
        return Err(nothing(&summed.period));
    }
    let mut refusals = summed.verdict.refusals.clone();
    let missing = if part.is_some() { Vec::new() } else { judge::missing(&summed.heads, &summed.asked.register) };
    refusals.extend(alike::units(&summed.partial));
    let mut alike = if part.is_some() { Vec::new() } else { alike::alike(&summed.partial) };
    if part.is_none() {
        alike.extend(alike::names(&summed.partial));
    }
    let mut problems = Diagnostics::new();
    let root = summed.root.as_deref();
    refusals.iter().chain(&alike).for_each(|refusal| problems.push(diagnostic(refusal, root)));
    missing.iter().for_each(|school| problems.push(absent(school, &summed.asked, "事实", root)));
    if !problems.is_empty() {
        teller.say(&problems);
    }
    let refused = !refusals.is_empty() || !missing.is_empty();
    // The own facts of the body are summed in no case, whatever is wrong with them.
    let is_own = |file: &String| summed.verdict.own_file.as_ref() == Some(file);
    let of_schools = refusals.iter().flat_map(|refusal| &refusal.files).filter(|(file, _)| !is_own(file));
    let left_out: BTreeSet<String> = of_schools.map(|(_, name)| name.clone()).collect();
    let code = if refused { REFUSED } else { DONE };
    if let Some(path) = part {
        part::write(path, summed, |path| teller.written(path, &say!("", "")))?;
        return Ok(code);
    }
    if refused && !partial {
        let (out, missing) = (left_out.len(), missing.len());
        note(
            &say!(
                "没有写出：{out} 个单位不能计入，{missing} 个缺报，以上是原因；不等它们用 --partial",
                "nothing is written: {out} cannot be summed, {missing} are missing, for the reasons above; --partial goes on without them"
            ),
            language,
        );
        return Ok(REFUSED);
    }
    if summed.partial.heads.is_empty() {
        return Err(nothing(&summed.period));
    }
    let target = output(matches, Some(&summed));
    guard::check(&target, Made::Whole)?;
    let missing = missing.iter().map(|school| school.name.clone()).collect();
    let found = paper::Found { missing, left_out: left_out.into_iter().collect(), refusals, alike };
    paper::write(matches, summed, &target, found, teller, language)?;
    Ok(code)
}

fn nothing(period: &Period) -> Stop {
    let period = period.name();
    let message = say!("没有{period}可以汇总的事实文件", "there are no facts files for {period} to sum");
    let hint = say!("各校的文件放在 文件夹/<学校>/<年度>.yaml", "the files lie in DIR/<school>/<year>.yaml");
    Stop::Problem(Box::new(Diagnostic::error("E310", message).hint(hint)))
}

/// The file to write; beside it lie the sources.
fn output(matches: &ArgMatches, summed: Option<&Summed>) -> PathBuf {
    if let Some(path) = matches.get_one::<PathBuf>("output").or(matches.get_one::<PathBuf>("part")) {
        return path.clone();
    }
    let folder = summed.and_then(|summed| summed.root.clone()).unwrap_or_default();
    let period = summed.map(|summed| summed.period.name()).unwrap_or_default();
    folder.join(format!("汇总-{}.yaml", period.trim_end_matches('年')))
}

/// The folder that a file is to lie in.
fn folder_of(path: &Path) -> PathBuf {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

/// The name of a file.
fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The files of a run, and what it is asked for.
struct Opened {
    root: PathBuf,
    config: Option<Config>,
    asked: Asked,
    files: Files,
    /// The period that the call names.
    period: Option<Period>,
}

/// Looks into the folder of a run; what is to be written to `target` is no file of it.
fn open(matches: &ArgMatches, target: &Path, teller: &mut Teller) -> Result<Opened, Stop> {
    let root = matches.get_one::<PathBuf>("folder").cloned().unwrap_or_default();
    if root.is_file() {
        return Err(no_folder(&root));
    }
    let mut problems = Diagnostics::new();
    let config = configured(&root, &mut problems)?;
    let body = matches.get_one::<String>("id").cloned();
    let mut asked = Asked { body, root: root.display().to_string(), ..Asked::default() };
    asked.register = config.iter().flat_map(register::of).map(enrolled).collect();
    let templates = config.as_ref().and_then(|config| config.templates.as_ref()).map(|text| root.join(&text.text));
    let (mut paths, faults) = files::find(std::slice::from_ref(&root), templates.as_deref());
    faults.into_iter().for_each(|(_, fault)| problems.push(fault));
    if teller.say(&problems) {
        return Err(nothing_at(&root));
    }
    let canonical = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    paths.retain(|path| name_of(path) != config::FILE && canonical(path) != canonical(target));
    let threads = args::threads(matches);
    let aside =
        if matches.contains_id("output") || matches.contains_id("part") { folder_of(target) } else { root.clone() };
    guard::takes(&aside)?;
    let files = Files::new(&root, paths, threads, aside);
    let given = matches.get_one::<String>("period").map(|text| Period::parse(text));
    let period = given.transpose().map_err(|refused| Stop::Call(refused.message))?;
    Ok(Opened { root, config, asked, files, period })
}

/// Reads and sums the files below a folder.
fn folder(matches: &ArgMatches, teller: &mut Teller) -> Result<Summed, Stop> {
    let Opened { root, config, mut asked, mut files, period } = open(matches, &output(matches, None), teller)?;
    let configured = || config.as_ref().and_then(|config| config.period.as_ref()).map(|span| span.period);
    let period = period.or_else(configured);
    let Some(period) = period.or_else(|| files.latest()) else { return Err(nothing_at(&root)) };
    asked.period = period.name();
    if let Some(shard) = matches.get_one::<String>("shard") {
        let shard = Shard::parse(shard).map_err(Stop::Call)?;
        files.paths.retain(|(place, _)| shard.takes(record::folder(place)));
    }
    let first = files.sum(&period, &BTreeSet::new())?;
    let (mut heads, mut found) = (first.heads.clone(), first);
    let mut verdict = judge::heads(&heads, &asked);
    // Files of another period have not been read as a whole; those that are told of are told by their names.
    let unnamed: Vec<String> =
        verdict.refusals.iter().flat_map(|refusal| &refusal.files).map(|(file, _)| file.clone()).collect();
    for file in unnamed {
        if let Some(head) = heads.get_mut(&file).filter(|head| head.name.is_empty() && head.broken.is_none()) {
            head.name = scan::name(&root.join(&file)).unwrap_or_default();
        }
    }
    verdict = judge::heads(&heads, &asked);
    let out = verdict.out();
    // What is refused for what others are has been summed: once more without it.
    if found.partial.heads.keys().any(|file| out.contains(file)) {
        found = files.sum(&period, &out)?;
    }
    found.partial.heads.retain(|file, _| !out.contains(file));
    let shards = matches.get_one::<String>("shard").cloned().into_iter().collect();
    let given = |option: &str| matches.get_one::<String>(option).cloned();
    let (name, date) = (given("name"), given("date"));
    let (partial, rows, root) = (found.partial, found.rows, Some(root));
    Ok(Summed { period, asked, heads, verdict, partial, rows, shards, root, name, date })
}

fn no_folder(root: &Path) -> Stop {
    let message = say!("这是一个文件，不是文件夹", "this is a file, no folder");
    let hint = say!("给出各校的文件夹，其中是 <学校>/<年度>.yaml", "name the folder that holds <school>/<year>.yaml");
    let source = Source::new(root.display().to_string(), "");
    Stop::Problem(Box::new(Diagnostic::error("E312", message).at(&source, Origin::default()).hint(hint)))
}

fn nothing_at(root: &Path) -> Stop {
    let root = root.display();
    let message = say!("{root} 里没有可以汇总的事实文件", "there are no facts files to sum in {root}");
    let hint = say!("各校的文件放在 文件夹/<学校>/<年度>.yaml", "the files lie in DIR/<school>/<year>.yaml");
    Stop::Problem(Box::new(Diagnostic::error("E310", message).hint(hint)))
}

/// The configuration of the folder, if it has one.
fn configured(root: &Path, problems: &mut Diagnostics) -> Result<Option<Config>, Stop> {
    let path = root.join(config::FILE);
    if !path.is_file() {
        return Ok(None);
    }
    Ok(Config::read(&disk::read(&path)?, problems))
}

fn enrolled(entry: register::Entry) -> Enrolled {
    Enrolled { id: entry.id, name: entry.name, aliases: entry.aliases, folder: entry.folder }
}

/// A refusal as it is told: at its place, where the file is at hand.
fn diagnostic(refusal: &Refusal, root: Option<&Path>) -> Diagnostic {
    let problem = if refusal.code.starts_with('W') { Diagnostic::warning } else { Diagnostic::error };
    let problem = problem(refusal.code, refusal.message.clone()).hint(refusal.hint.clone());
    let Some((file, line)) = &refusal.at else { return problem };
    let path = root.map_or_else(|| PathBuf::from(file), |root| root.join(file));
    match disk::read(&path) {
        Ok(source) => {
            let place = line_at(&source, *line);
            problem.at(&source, place)
        }
        Err(_) => problem.at(&Source::new(path.display().to_string(), ""), Origin::default()),
    }
}

/// A line of a file, without its indentation.
fn line_at(source: &Source, line: usize) -> Origin {
    let mut start = 0;
    for (at, text) in source.text().split_inclusive('\n').enumerate() {
        if at + 1 == line {
            let words = text.trim();
            let from = start + text.find(words).unwrap_or_default();
            return Origin::new(from..from + words.len());
        }
        start += text.len();
    }
    Origin::default()
}

/// A school of the register that has not handed in `what` is wanted.
fn absent(school: &Enrolled, asked: &Asked, what: &str, root: Option<&Path>) -> Diagnostic {
    let (name, period) = (&school.name, &asked.period);
    let problem =
        Diagnostic::error("E306", say!("“{name}”没有报送{period}的{what}", "“{name}” has not handed in for {period}"))
            .hint(say!("催报；不等它用 --partial", "ask for it; --partial goes on without it"));
    let Some(source) = root.and_then(|root| disk::read(&root.join(config::FILE)).ok()) else { return problem };
    let at = source.text().lines().position(|line| line.contains(&school.id)).map_or(0, |at| at + 1);
    let place = line_at(&source, at);
    problem.at(&source, place)
}
