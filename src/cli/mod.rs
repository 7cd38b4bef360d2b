//! The command line: the only part that touches disk, locale, terminal and exit code.

mod args;
mod batch;
mod check;
mod diff;
mod disk;
mod draft;
mod drafts;
mod encoding;
mod explain;
mod files;
pub mod fonts;
mod left_out;
mod machine;
mod merge;
mod new;
mod photos;
mod plan;
mod progress;
mod render;
mod rollup;
mod sample;
mod sarif;
mod stale;
mod schema;
mod table;
mod tell;
mod templates;
mod terminal;
mod trace;
mod usage;

use std::ffi::OsString;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;
use std::sync::OnceLock;

use crate::diagnostic::{Language, Say};
use crate::say;

/// All that was asked for is done.
/// The program as manifests and partial sums name it: its version and the digest of what it is made of.
const TOOL: &str = env!("NIANDU_TOOL");
const DONE: u8 = 0;
/// Some file was refused; every reason was said.
const REFUSED: u8 = 1;
/// The call itself was wrong.
const WRONG_CALL: u8 = 2;

/// Runs the program with its arguments (the program's name first) and gives its exit code.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.collect();
    let language = language(&arguments);
    let kinds: Vec<String> = render::built_in_kinds();
    let code = match args::command(language, &kinds).try_get_matches_from(&arguments) {
        Ok(matches) => match matches.subcommand() {
            Some(("check", matches)) => check::run(matches, language),
            Some(("render", matches)) => render::run(matches, language),
            Some(("batch", matches)) => batch::run(matches, language),
            Some(("diff", matches)) => diff::run(matches, language),
            Some(("explain", matches)) => explain::run(matches, language),
            Some(("sample", matches)) => sample::run(matches, language),
            Some(("schema", _)) => schema::run(language),
            Some(("new", matches)) => new::run(matches, language),
            Some(("fonts", matches)) => fonts::run(matches, language),
            Some(("templates", matches)) => templates::run(matches, language),
            Some(("draft", matches)) => draft::run(matches, language),
            Some(("merge", matches)) => merge::run(matches, language),
            Some(("trace", matches)) => trace::run(matches, language),
            Some(("plan", matches)) => plan::run(matches, language),
            Some(("rollup", matches)) => rollup::run(matches, language),
            Some(("progress", matches)) => progress::run(matches, language),
            _ => WRONG_CALL,
        },
        Err(error) => {
            // Help and version go to standard output and are no error.
            let code = u8::try_from(error.exit_code()).unwrap_or(WRONG_CALL);
            match usage::chinese(&error).filter(|_| language == Language::Chinese) {
                Some(text) => complain(&text),
                None if code == DONE => wrote(error.to_string().trim_end()),
                None => complain(error.to_string().trim_end()),
            }
            code
        }
    };
    ExitCode::from(heard(code, language))
}

/// `--lang`, else the locale of the system.
fn language(arguments: &[OsString]) -> Language {
    let text: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let after = text.iter().position(|argument| *argument == "--lang").and_then(|at| text.get(at + 1).copied());
    let joined = text.iter().find_map(|argument| argument.strip_prefix("--lang="));
    let named = after.or(joined).map(str::to_owned).or_else(sys_locale::get_locale).unwrap_or_default();
    if named.to_lowercase().starts_with("zh") { Language::Chinese } else { Language::English }
}

/// Why standard output could not be written, where that was the system's doing.
static UNWRITTEN: OnceLock<String> = OnceLock::new();

/// A line to standard output. A reader who has gone (`| head`) is no reason to stop writing papers; a full disk is told at
/// the end.
fn wrote(line: &str) {
    let mut out = std::io::stdout();
    if let Err(error) = writeln!(out, "{line}").and_then(|()| out.flush())
        && error.kind() != ErrorKind::BrokenPipe
    {
        let _ = UNWRITTEN.set(error.to_string());
    }
}

/// The exit code of a run whose output may have been lost.
fn heard(code: u8, language: Language) -> u8 {
    let Some(error) = UNWRITTEN.get() else { return code };
    note(&say!("写不了标准输出：{error}", "standard output cannot be written: {error}"), language);
    code.max(REFUSED)
}

/// A line to standard error, likewise.
fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// A line to standard error, in the user's language.
fn note(text: &Say, language: Language) {
    complain(text.in_language(language));
}

/// A wrong call, said like every other problem.
fn wrong_call(message: Say, language: Language) -> u8 {
    let prefix = say!("错误：", "error: ");
    complain(&format!("{}{}", prefix.in_language(language), message.in_language(language)));
    WRONG_CALL
}
