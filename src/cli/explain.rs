//! `niandu explain`: what a code means, with a bad and a good example.

use std::collections::BTreeMap;
use std::io::IsTerminal;

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::cli::{DONE, WRONG_CALL, args, complain, wrong_call, wrote};
use crate::diagnostic::{Language, Say};
use crate::explain::{Both, Entry, catalogue};
use crate::facts::nearest::nearest;
use crate::say;

/// The command as it is typed.
pub fn command(language: Language) -> Command {
    let say = |text: Say| text.in_language(language).to_owned();
    Command::new("explain")
        .about(say(say!("说明一个代码的含义，附正反两个例子", "explain a code with a bad and a good example")))
        .after_help(say(say!(
            "例：\n  niandu explain E047\n  niandu explain          列出所有代码",
            "Examples:\n  niandu explain E047\n  niandu explain          list all codes"
        )))
        .arg(
            Arg::new("codes")
                .value_name(if language == Language::Chinese { "代码" } else { "CODE" })
                .action(ArgAction::Append)
                .num_args(0..)
                .help(say(say!(
                    "一个或几个代码，如 E047；不写则列出全部",
                    "one or several codes, such as E047; without any all are listed"
                ))),
        )
}

/// Runs the command; gives the exit code.
pub fn run(matches: &ArgMatches, language: Language) -> u8 {
    let all = match catalogue() {
        Ok(all) => all,
        Err(error) => {
            return wrong_call(say!("代码目录读不了：{error}", "the catalogue cannot be read: {error}"), language);
        }
    };
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let codes: Vec<String> = args::several(matches, "codes").iter().map(|code| code.trim().to_uppercase()).collect();
    if codes.is_empty() {
        all.iter()
            .for_each(|(code, entry)| wrote(&format!("{}  {}", bold(code, colour), words(&entry.title, language))));
        return DONE;
    }
    let mut result = DONE;
    let mut told = Vec::new();
    for code in &codes {
        match all.get(code) {
            Some(entry) => told.push(text(code, entry, language, colour)),
            None => {
                complain(unknown(code, &all).in_language(language));
                result = WRONG_CALL;
            }
        }
    }
    if !told.is_empty() {
        wrote(&told.join("\n\n"));
    }
    result
}

/// There is no such code; there may be one that is near.
fn unknown(code: &str, all: &BTreeMap<String, Entry>) -> Say {
    // The letter is easily mistaken: E070 for W070.
    let digits = code.trim_start_matches(|c: char| !c.is_ascii_digit());
    let same = all.keys().find(|known| !digits.is_empty() && known[1..] == *digits).map(String::as_str);
    let known: Vec<&str> = all.keys().map(String::as_str).collect();
    match same.or_else(|| nearest(code, &known)) {
        Some(near) => say!("没有代码“{code}”；是不是 {near}？", "there is no code `{code}`; did you mean {near}?"),
        None => {
            say!("没有代码“{code}”；niandu explain 列出全部", "there is no code `{code}`; `niandu explain` lists all")
        }
    }
}

/// What a code means, as text.
pub fn text(code: &str, entry: &Entry, language: Language, colour: bool) -> String {
    let (kind, aside) = weight(code);
    let title = words(&entry.title, language);
    let head = match language {
        Language::Chinese => format!("{} {title}（{}）", bold(code, colour), kind.zh),
        Language::English => format!("{} {title} ({})", bold(code, colour), kind.en),
    };
    let mut parts = vec![head, words(&entry.why, language).to_owned()];
    let example = |title: Say, example: Option<&String>| {
        example.map(|example| format!("{}\n\n{}", title.in_language(language), indented(example)))
    };
    parts.extend(example(say!("这样写会得到 {code}：", "This yields {code}:"), entry.bad.first()));
    parts.extend(example(say!("这样写就没有问题：", "This is fine:"), entry.good.first()));
    parts.extend(entry.shown.as_ref().map(|shown| words(shown, language).to_owned()));
    parts.extend(aside.map(|aside| aside.in_language(language).to_owned()));
    parts.join("\n\n")
}

/// What kind of code it is, and what its author can do about it beside correcting the file.
fn weight(code: &str) -> (Say, Option<Say>) {
    let answer = say!(
        "核对过、确实无误的，在这条记录里写明理由：核实: [{code}: 理由]；体会、下一步这样没有键的列表，写在文件开头一级",
        "Where it has been looked into and is right, say so in the record: allow: [{code}: reason]; for lists without keys, such as \
         next steps, at the top level of the file"
    );
    // What no record can answer: the file as text, the answer itself, the program's fonts and layout, templates.
    const UNANSWERED: [&str; 5] = ["W017", "W080", "W081", "W085", "W210"];
    match code.chars().next() {
        Some('E') => (say!("错误：改正之前什么也不写出", "an error: nothing is written until it is corrected"), None),
        Some('W') => (
            say!("提醒：照样写出", "a warning: the paper is written"),
            Some(answer).filter(|_| !UNANSWERED.contains(&code)),
        ),
        _ => (say!("建议：加 --hints 才说", "a hint: said with --hints only"), Some(answer)),
    }
}

/// Words of the catalogue in one language.
pub fn words(both: &Both, language: Language) -> &str {
    match language {
        Language::Chinese => both.zh.trim(),
        Language::English => both.en.trim(),
    }
}

fn indented(example: &str) -> String {
    let line = |line: &str| if line.is_empty() { String::new() } else { format!("    {line}") };
    example.trim_end().lines().map(line).collect::<Vec<_>>().join("\n")
}

fn bold(text: &str, colour: bool) -> String {
    if colour { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
}
