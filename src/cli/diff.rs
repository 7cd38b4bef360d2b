//! `niandu diff`: which facts and figures differ between two files.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::{Value, json};

use crate::cli::{DONE, REFUSED, disk, note, table, tell, wrote};
use crate::diagnostic::{Diagnostic, Diagnostics, Language, Origin, Say, Severity};
use crate::facts::{self, Dossier, File};
use crate::figures::change::{By, Change};
use crate::figures::difference::{Fact, Figure, Side, differences};
use crate::say;

/// The longest value that a line of the terminal shows, in characters.
const LONGEST: usize = 40;

/// The command as it is typed.
pub fn command(language: Language) -> Command {
    let say = |text: Say| text.in_language(language).to_owned();
    let file = |name: &'static str, help: Say| {
        let value = if language == Language::Chinese { "文件" } else { "FILE" };
        Arg::new(name).required(true).value_name(value).value_parser(value_parser!(PathBuf)).help(say(help))
    };
    Command::new("diff")
        .about(say(say!("比较两份事实文件：哪些事实、哪些数字变了", "compare two facts files: which facts and figures changed")))
        .after_help(say(say!(
            "例：\n  niandu diff 2024.yaml 2025.yaml\n  niandu diff 上周的2025.yaml 2025.yaml --json\n\n\
             先列写下来的事实（+ 新写的，- 没有了的，其余是改了的），只是写法不同的另列，再列由事实算出来的合计、占比和\n\
             比率；百分点和增幅按没有取舍的数算。同一件事在两份文件里按编号、系列、名称对上，编号里的年份不算不同。行号是后一份文件的，没有了的是前一份的。",
            "Examples:\n  niandu diff 2024.yaml 2025.yaml\n  niandu diff last-week.yaml 2025.yaml --json\n\n\
             First the facts as they are written (+ new, - gone, the others changed), apart what is only written otherwise, then the\n\
             totals, shares and rates that follow; points and growth are of the unrounded values. Records are the same by id, series or name; a year in an id is no difference. Lines are those of the second\n\
             file; of what is gone, of the first."
        )))
        .arg(file("before", say!("前一份", "the earlier one")))
        .arg(file("after", say!("后一份", "the later one")))
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help(say(say!("写成 JSON", "write JSON"))),
        )
}

/// Runs the command; gives the exit code.
pub fn run(matches: &ArgMatches, language: Language) -> u8 {
    let mut problems = Diagnostics::new();
    let mut read = |name: &str| matches.get_one::<PathBuf>(name).and_then(|path| file(path, &mut problems));
    let files = (read("before"), read("after"));
    let (Some(before), Some(after)) = files else {
        tell::say(&problems, language);
        note(&say!("先改正上面的错误，再比较", "correct these errors first"), language);
        return REFUSED;
    };
    let dossier = Dossier { previous: vec![before], current: after, next: None };
    let found = differences(&dossier);
    let [before, after] = [&dossier.previous[0], &dossier.current];
    if let Some(problem) = other_body([before, after]) {
        let mut problems = Diagnostics::new();
        problems.push(problem);
        tell::say(&problems, language);
    }
    if matches.get_flag("json") {
        let side = |file: &File| json!({ "file": file.source.name(), "period": file.period.name() });
        let list = |facts: &[Fact]| facts.iter().map(|fact| fact_record(fact, [before, after])).collect::<Vec<_>>();
        let (facts, rewritten) = (list(&found.facts), list(&found.rewritten));
        let figures: Vec<Value> = found.figures.iter().map(figure_record).collect();
        wrote(&format!(
            "{:#}",
            json!({
                "before": side(before), "after": side(after), "facts": facts, "rewritten": rewritten, "figures": figures
            })
        ));
        return DONE;
    }
    show_facts(&found.facts, [before, after], language);
    show_rewritten(&found.rewritten, [before, after], language);
    show_figures(&found.figures, language);
    let (facts, figures) = (found.facts.len(), found.figures.len());
    note(&say!("{facts} 处事实、{figures} 个数字不同", "{facts} facts and {figures} figures differ"), language);
    DONE
}

/// Two bodies have no year in common: what stands beside each other says little, but may be wanted.
fn other_body([before, after]: [&File; 2]) -> Option<Diagnostic> {
    let (first, second) = (&before.facts.organisation.id, &after.facts.organisation.id);
    (first.text.trim() != second.text.trim()).then(|| {
        let (one, other, name) = (&first.text, &second.text, before.source.name());
        let message = say!(
            "这两份不是同一个单位的：这里是“{other}”，{name} 是“{one}”，逐项相比说明不了什么",
            "these are two bodies: `{other}` here, `{one}` in {name}; what differs between them says little"
        );
        let hint = say!(
            "比一个单位的两年、两稿；本是一个单位的，两份写同一个编号",
            "compare two years or two states of one body; if it is one, give both files the same id"
        );
        Diagnostic::warning("W313", message).at(&after.source, second.origin).hint(hint)
    })
}

/// A file that is sound.
fn file(path: &Path, problems: &mut Diagnostics) -> Option<File> {
    let mut own = Diagnostics::new();
    let file = match disk::facts(path) {
        Ok((source, found)) => {
            own.append(found);
            facts::read(&source, &mut own)
        }
        Err(problem) => {
            own.push(*problem);
            None
        }
    };
    // What is still to be filled in is a difference like any other.
    let wrong = own.filtered(|problem| problem.severity == Severity::Error && problem.code != "E065");
    let sound = wrong.is_empty();
    problems.append(wrong);
    file.filter(|_| sound)
}

/// Where a difference stands: in the later file, else in the earlier.
fn place<'a>(sides: &'a [Option<Side>; 2], files: [&'a File; 2]) -> Option<(&'a File, Origin)> {
    let [before, after] = sides;
    let after = after.as_ref().map(|side| (files[1], side.origin));
    after.or_else(|| before.as_ref().map(|side| (files[0], side.origin)))
}

fn show_facts(facts: &[Fact], files: [&File; 2], language: Language) {
    let mut section = "";
    let mut rows: Vec<[String; 3]> = Vec::new();
    let flush = |rows: &mut Vec<[String; 3]>| {
        table::aligned(rows).iter().for_each(|line| wrote(line));
        rows.clear();
    };
    for fact in facts {
        let name = if language == Language::Chinese { fact.section[0] } else { fact.section[1] };
        if name != section {
            flush(&mut rows);
            wrote(name);
            section = name;
        }
        rows.push(row(fact, files, language));
    }
    flush(&mut rows);
}

/// What means the same stands apart: nothing has changed there.
fn show_rewritten(facts: &[Fact], files: [&File; 2], language: Language) {
    if !facts.is_empty() {
        wrote(say!("只是写法不同", "written otherwise, the same value").in_language(language));
        let rows: Vec<_> = facts.iter().map(|fact| row(fact, files, language)).collect();
        table::aligned(&rows).iter().for_each(|line| wrote(line));
    }
}

/// A difference: what it is called, before → after, the line.
fn row(fact: &Fact, files: [&File; 2], language: Language) -> [String; 3] {
    let sign = sign(&fact.sides);
    let line = place(&fact.sides, files).map(|(file, origin)| file.source.line_from(origin, Origin::default()));
    let line = line.map_or(String::new(), |line| line.in_language(language).to_owned());
    [format!("{sign} {}", known(fact)), short(fact), line]
}

/// What a difference is called: its path, and the record where the path has only an id.
fn known(fact: &Fact) -> String {
    let of = if fact.of.is_empty() || fact.path.starts_with(&fact.of) {
        String::new()
    } else {
        format!("（{}）", cut(&fact.of))
    };
    format!("{}{of}", fact.path)
}

/// Before → after, on one line.
fn short(fact: &Fact) -> String {
    let [before, after] = fact.sides.each_ref().map(|side| side.as_ref().map(|side| cut(&side.text)));
    between(before, after)
}

/// Whether it is new, gone, or another.
fn sign<T>(sides: &[Option<T>; 2]) -> &'static str {
    match sides {
        [None, _] => "+",
        [_, None] => "-",
        _ => " ",
    }
}

fn between(before: Option<String>, after: Option<String>) -> String {
    match (before, after) {
        (Some(before), Some(after)) => format!("{before} → {after}"),
        (before, after) => before.or(after).unwrap_or_default(),
    }
}

/// The beginning of a long text.
fn cut(text: &str) -> String {
    let line: String = text.lines().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(LONGEST).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

fn show_figures(figures: &[Figure], language: Language) {
    if figures.is_empty() {
        return;
    }
    wrote(say!("算出来的数字", "figures that follow").in_language(language));
    let rows: Vec<[String; 3]> = figures
        .iter()
        .map(|figure| {
            let sign = sign(&figure.sides);
            let [before, after] = figure.sides.clone();
            let change = figure.change.as_ref().map(told).unwrap_or_default();
            [format!("{sign} {}", figure.path), between(before, after), change]
        })
        .collect();
    table::aligned(&rows).iter().for_each(|line| wrote(line));
}

/// A change in figures: +7900元（+41.6%）.
fn told(change: &Change) -> String {
    let by = |sign: &str, by: &Option<By>| match by {
        Some(By { amount, percent }) => format!("{sign}{amount}（{sign}{percent}）"),
        None => sign.to_owned(),
    };
    match change {
        Change::More(amount) => by("+", amount),
        Change::Less(amount) => by("−", amount),
        Change::Up(points) => format!("+{points}个百分点"),
        Change::Down(points) => format!("−{points}个百分点"),
        Change::Same | Change::New | Change::Gone(_) | Change::First => String::new(),
    }
}

fn fact_record(fact: &Fact, files: [&File; 2]) -> Value {
    let side = |at: usize| {
        fact.sides[at].as_ref().map(|side| {
            let (source, start) = (&files[at].source, side.origin.range().start);
            let (file, line) = (source.file_at(start).0, source.line(start));
            json!({ "text": side.text, "file": file, "line": line })
        })
    };
    json!({ "section": fact.section[1], "path": fact.path, "of": fact.of, "before": side(0), "after": side(1) })
}

fn figure_record(figure: &Figure) -> Value {
    let change = figure.change.as_ref().map(|change| match change {
        Change::More(by) => json!({ "way": "more", "by": amount(by) }),
        Change::Less(by) => json!({ "way": "less", "by": amount(by) }),
        Change::Up(points) => json!({ "way": "up", "points": points }),
        Change::Down(points) => json!({ "way": "down", "points": points }),
        Change::New => json!({ "way": "new" }),
        Change::Gone(_) => json!({ "way": "gone" }),
        Change::First => json!({ "way": "first" }),
        Change::Same => json!({ "way": "same" }),
    });
    json!({ "path": figure.path, "before": figure.sides[0], "after": figure.sides[1], "change": change })
}

fn amount(by: &Option<By>) -> Value {
    by.as_ref().map_or(Value::Null, |by| json!({ "amount": by.amount, "percent": by.percent }))
}
