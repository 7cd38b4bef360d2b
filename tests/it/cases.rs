//! Cases in folders: facts in, a whole Markdown paper or what the terminal shows out, compared to the letter.
//!
//! A case is a folder with a `facts.yaml` (further `*.yaml` files are given after it) and what is expected of it. Files
//! that are called by a year (`2023.yaml`) are not given: they lie beside the others, as last year's file does.
//! `args.txt` holds further arguments, one a line. `UPDATE_CASES=1 cargo test --test it cases` writes the expectations
//! anew; read the difference before it is committed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::office;

/// One case that has run.
struct Ran {
    output: Output,
    /// The names and bytes that were written.
    written: Vec<(String, Vec<u8>)>,
    facts: usize,
}

/// The folders of cases of one kind.
fn folders(kind: &str) -> Vec<PathBuf> {
    let root = office::root().join("tests/cases").join(kind);
    let mut folders: Vec<PathBuf> =
        fs::read_dir(&root).expect("cases").map(|entry| entry.expect("a case").path()).collect();
    folders.retain(|folder| folder.is_dir());
    folders.sort();
    folders
}

fn run(case: &Path) -> Ran {
    let mut facts: Vec<String> = office::names(case).into_iter().filter(|name| name.ends_with(".yaml")).collect();
    facts.retain(|name| !name.starts_with(|c: char| c.is_ascii_digit()));
    facts.sort_by_key(|name| (name != "facts.yaml", name.clone()));
    let more = fs::read_to_string(case.join("args.txt")).unwrap_or_default();
    let mut arguments: Vec<&str> = vec!["render", "--builtin-fonts"];
    arguments.extend(facts.iter().map(String::as_str));
    arguments.extend(more.lines());
    if !more.contains("-f\n") {
        arguments.extend(["-f", "md"]);
    }
    let out = tempfile::tempdir().expect("a temporary folder");
    let folder = out.path().to_string_lossy().into_owned();
    arguments.extend(["-o", &folder]);
    let output = office::niandu(case, &arguments);
    let read = |name: String| (name.clone(), fs::read(out.path().join(name)).expect("what was written"));
    let written = office::names(out.path()).into_iter().map(read).collect();
    Ran { output, written, facts: facts.len() }
}

/// Compares with the file of what is expected, or writes it; what differs is added to `faults`.
fn compare(case: &Path, file: &str, found: &str, faults: &mut Vec<String>) {
    let path = case.join(file);
    if std::env::var_os("UPDATE_CASES").is_some() {
        fs::write(&path, found).expect("an expectation is written");
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if expected != found {
        faults.push(format!("{}\n--- expected\n{expected}\n--- found\n{found}", path.display()));
    }
}

/// What was said of the facts. Notes on fonts come before it and depend on the system.
fn problems(said: &str) -> &str {
    let start = ["错误[", "提醒["].iter().filter_map(|mark| said.find(mark)).min();
    start.map_or(said, |start| &said[start..])
}

#[test]
fn documents_read_as_expected() {
    let mut faults = Vec::new();
    let folders = folders("documents");
    assert!(folders.len() >= 10, "{} cases", folders.len());
    for case in &folders {
        let ran = run(case);
        let said = office::said(&ran.output);
        assert_eq!(ran.output.status.code(), Some(0), "{}: {said}", case.display());
        let [(_, paper)] = ran.written.as_slice() else { panic!("{}: one paper, {said}", case.display()) };
        compare(case, "expected.md", std::str::from_utf8(paper).expect("Markdown is UTF-8"), &mut faults);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn diagnostics_read_as_expected() {
    let mut faults = Vec::new();
    let folders = folders("diagnostics");
    assert!(folders.len() >= 35, "{} cases", folders.len());
    for case in &folders {
        let ran = run(case);
        let said = office::said(&ran.output);
        let told = problems(&said);
        let refused = told.contains("错误[");
        assert!(refused || told.contains("提醒["), "{} says nothing: {said}", case.display());
        assert_eq!(ran.output.status.code(), Some(i32::from(refused)), "{}: {said}", case.display());
        // Where several files are given, the sound one is written.
        let sound = if refused { ran.facts - 1 } else { ran.facts };
        assert_eq!(ran.written.len(), sound, "{}: {said}", case.display());
        compare(case, "expected.txt", told, &mut faults);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}
