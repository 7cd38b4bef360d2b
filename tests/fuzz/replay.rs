//! Checks files as the fuzz target does and prints what is found: code, line, column, message.
//!   cargo run --manifest-path tests/fuzz/Cargo.toml --bin replay -- FILE…
//! With --examples: every example of the named files of the catalogue (src/explain/*.yaml), put into the sound file.
#![cfg_attr(fuzzing, no_main, allow(dead_code))]

// `cargo fuzz build` builds every program as a target.
#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|_data: &[u8]| {});

#[path = "../../src/explain/mod.rs"]
#[allow(dead_code)] // `niandu explain` uses all of it.
mod explain;
#[path = "../explain/overlay.rs"]
mod overlay;

use niandu_facts::facts::model::Facts;

const BASE: &str = include_str!("../explain/base.yaml");

#[cfg(not(fuzzing))]
fn main() {
    let mut arguments = std::env::args().skip(1).peekable();
    let examples = arguments.next_if(|first| first == "--examples").is_some();
    for path in arguments {
        let bytes = std::fs::read(&path).expect("a readable file");
        let Ok(text) = String::from_utf8(bytes) else { continue };
        if examples {
            check_examples(&path, &text);
        } else {
            show(&path, &text);
        }
    }
}

fn show(path: &str, text: &str) {
    for problem in niandu_facts::check(path, text).sorted() {
        let place = problem.place.as_ref().map(|(source, place)| source.position(place.range().start));
        let (line, column) = place.unwrap_or_default();
        let hint = problem.hint.as_ref().map_or("", |hint| hint.zh.as_str());
        println!("{path}:{line}:{column} {} {} ({hint})", problem.code, problem.message.zh);
    }
}

fn check_examples(path: &str, text: &str) {
    let section = |key: &str| Facts::TABLE.find(key).map(|(index, _)| index);
    let entries = explain::read(text).expect("a file of the catalogue");
    let mut faults = 0;
    for (code, entry) in &entries {
        for (bad, example) in entry.bad.iter().map(|e| (true, e)).chain(entry.good.iter().map(|e| (false, e))) {
            let whole = if entry.whole { example.clone() } else { overlay::overlay(BASE, example, &section) };
            let found = niandu_facts::check(code, &whole);
            // Hints are remarks on anything at all: they count only where a hint is what is shown.
            let codes = found.sorted().into_iter().map(|problem| problem.code);
            let codes: Vec<&str> = codes.filter(|found| code.starts_with('H') || !found.starts_with('H')).collect();
            let expected: &[&str] = if bad { &[code.as_str()] } else { &[] };
            if codes != expected {
                faults += 1;
                println!("--- {code} {}: found {codes:?}\n{example}", if bad { "bad" } else { "good" });
                show(code, &whole);
            }
        }
    }
    println!("{path}: {} codes, {faults} examples not as expected", entries.len());
}
