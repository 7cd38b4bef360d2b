//! The rules of the house: who may use whom, what only the command line touches, that every template ships and every
//! diagnostic is shown in a case. Each test proves that it looked at something.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use niandu::workshop::BUILT_IN;

use crate::office;

/// Which module may use which; `say!` may be used anywhere.
const ARROWS: [(&str, &[&str]); 15] = [
    ("diagnostic", &[]),
    ("facts", &["diagnostic"]),
    ("figures", &["facts", "diagnostic"]),
    ("document", &["figures", "facts", "diagnostic"]),
    ("publish", &["document", "diagnostic"]),
    ("workshop", &["document", "publish", "diagnostic"]),
    ("report", &["explain", "facts", "figures", "document", "publish", "workshop", "diagnostic"]),
    ("offer", &["facts", "figures", "diagnostic"]),
    // What is drafted is written as `new` writes.
    ("plan", &["offer", "facts", "figures", "page", "diagnostic"]),
    // Pages for the office are written as the papers' pages are.
    ("page", &["publish", "diagnostic"]),
    ("batch", &["facts", "publish", "page", "diagnostic"]),
    ("rollup", &["facts", "figures", "page", "diagnostic"]),
    ("sample", &["diagnostic"]),
    ("explain", &[]),
    (
        "cli",
        &[
            "offer",
            "explain",
            "diagnostic",
            "facts",
            "figures",
            "document",
            "publish",
            "workshop",
            "report",
            "batch",
            "rollup",
            "plan",
            "sample",
        ],
    ),
];

/// What touches disk, environment, terminal or clock.
const OUTSIDE: [&str; 11] = [
    "std::fs",
    "std::env::var",
    "use std::env",
    "std::process::exit",
    "println!",
    "print!(",
    "dbg!(",
    "SystemTime::now",
    "Instant::now",
    "Utc::now",
    "Local::now",
];

/// Diagnostics that neither an example of the catalogue nor a case in a folder can show, and why; `runs.rs` or `check.rs`
/// shows them.
const NOT_IN_CASES: &[(&str, &str)] = &[
    ("E241", "the picture is a file of its own"),
    ("W243", "it depends on where a page ends"),
    ("E242", "the picture would have 20 MB"),
    ("E004", "the reason is the system's own sentence"),
    ("E005", "the reason is the system's own sentence"),
    ("E010", "the file would have 16 MB"),
    ("E080", "the reason is Typst's own sentence"),
    ("W080", "the reason is Typst's own sentence"),
    ("E081", "the reason is the system's own sentence"),
    ("W081", "a folder stands in the command, not in a file"),
    ("E082", "it takes several files"),
    ("E083", "it takes several files"),
    ("E084", "it takes several files"),
    ("E066", "it takes a file that is there already"),
    ("E217", "it takes a file that is there already"),
    ("W210", "only a check of templates looks for it"),
    ("E067", "it takes last year's file"),
    ("E068", "it takes last year's file"),
    ("E220", "it takes a kind that was asked for by name"),
    ("E222", "it takes a command that asks for all kinds"),
    ("E207", "a draft stands in the command"),
    ("E208", "only `draft` says it"),
    ("W202", "it takes a folder without facts"),
    ("H200", "the cases show no hints"),
    ("W191", "it takes a PDF"),
    ("H190", "it is a hint, and a case shows none"),
    ("W250", "it takes a style sheet"),
    ("W251", "it takes a style sheet"),
    ("W252", "it takes a machine on which nothing opens"),
    ("E260", "it takes an option that only PDFs have"),
    ("W260", "it takes an option that only PDFs have"),
    ("E261", "it takes a layout of one's own"),
    ("E226", "only `trace` says it"),
    ("E227", "only `trace` says it"),
    ("W226", "only `trace` says it"),
    ("E300", "only `rollup` says it"),
    ("E301", "only `rollup` says it"),
    ("E302", "only `rollup` says it"),
    ("E303", "only `rollup` says it"),
    ("E304", "only `rollup` says it"),
    ("E305", "only `rollup` says it"),
    ("E306", "only `rollup` says it"),
    ("E307", "only `rollup` says it"),
    ("E308", "it takes several files"),
    ("E309", "only `rollup` says it"),
    ("E310", "only `rollup` says it"),
    ("E311", "only `rollup` says it"),
    ("E312", "only `rollup` says it"),
    ("E318", "only `rollup` says it"),
    ("E323", "only `rollup` says it"),
    ("W313", "only `diff` says it"),
    ("W314", "only `rollup --plans` says it"),
    ("W317", "only `rollup` says it"),
    ("W318", "only `rollup` says it"),
    ("W319", "only `rollup` says it"),
    ("W320", "only `rollup` says it"),
    ("W300", "it takes several files"),
    ("W301", "only `rollup` says it"),
    ("W302", "only `rollup` says it"),
    ("E330", "only `plan` says it"),
    ("E331", "only `plan` says it"),
    ("E332", "only `plan` says it"),
    ("E333", "only `plan` says it"),
    ("E334", "it takes a fault of the program"),
    ("W330", "only `plan` says it"),
    ("W331", "only `plan` says it"),
    ("E280", "only `batch` says it"),
    ("E282", "it takes another run at the same time"),
    ("E284", "only `batch` says it"),
    ("E285", "it takes a fault of the program"),
    ("E286", "it takes a file whose name is no text"),
    ("W280", "it takes two folders"),
    ("E290", "it stands in niandu.yaml"),
    ("E291", "it stands in niandu.yaml"),
    ("E292", "it stands in niandu.yaml"),
    ("W290", "it takes several files"),
    ("W291", "it takes several files"),
    ("E293", "it takes parts of a run"),
    ("E294", "it takes parts of a run"),
    ("E295", "it takes parts of a run"),
    ("W292", "it takes parts of a run"),
    ("E296", "it takes parts of a run"),
    ("W303", "it takes a roll-up and its files"),
    ("W293", "it takes a paper that a person has changed"),
    ("E297", "it takes parts of a run"),
    ("E275", "only `trace` says it"),
    ("E276", "only `trace` says it"),
    ("W275", "only `trace` says it"),
    ("E360", "needs the command for a plan"),
    ("E361", "needs two files of two bodies"),
    ("E362", "needs two files"),
    ("E363", "needs an option"),
    ("E364", "needs an option"),
    ("W368", "needs an option"),
    ("E346", "only `plan --accept` says it"),
    ("E347", "only `plan --accept` says it"),
    ("E348", "only `plan --accept` says it"),
    ("E349", "only `plan --accept` says it"),
    ("E350", "it takes a format that was asked for"),
    ("E351", "only `plan` says it"),
    ("E352", "only `plan` says it"),
    ("W345", "only `plan` says it"),
];

/// All files with an ending below a folder: their paths below it with `/`, and their texts.
fn files(folder: &Path, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.expect("a readable folder");
        if !entry.file_type().is_file() || !entry.path().to_string_lossy().ends_with(ending) {
            continue;
        }
        let below = entry.path().strip_prefix(folder).expect("below the folder");
        let name: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        found.push((name.join("/"), fs::read_to_string(entry.path()).expect("text")));
    }
    found
}

/// The source files that belong to a module, each with the module's name and its lines without comments.
fn sources() -> Vec<(String, String, Vec<String>)> {
    let mut sources = Vec::new();
    for (name, text) in files(&office::root().join("src"), ".rs") {
        let module = name.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
        if !["lib", "main", "build"].contains(&module.as_str()) {
            let code = text.lines().map(|line| line.split("//").next().unwrap_or_default().to_owned()).collect();
            sources.push((name, module, code));
        }
    }
    assert!(sources.len() > 20, "{} files", sources.len());
    sources
}

/// The modules that a line of code names: `crate::a` and, in `crate::{a, b::c}`, each of them.
fn named(line: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        let word = |text: &'_ str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
        match rest.strip_prefix('{') {
            Some(list) => names.extend(list.split('}').next().unwrap_or_default().split(',').map(|each| {
                let each = each.trim();
                &each[..word(each)]
            })),
            None => names.push(&rest[..word(rest)]),
        }
    }
    names
}

#[test]
fn modules_use_only_what_the_table_allows() {
    let mut arrows = BTreeSet::new();
    for (file, module, code) in sources() {
        let (_, allowed) =
            ARROWS.iter().find(|(name, _)| *name == module).unwrap_or_else(|| panic!("{module} is not in the table"));
        for line in &code {
            // The macro that every module may use names its own home.
            for name in named(line).into_iter().filter(|name| *name != "say" && *name != module) {
                let at_home = line.contains("$crate::diagnostic::Say");
                assert!(allowed.contains(&name) || at_home, "{file} uses {name}: {line}");
                arrows.insert((module.clone(), name.to_owned()));
            }
        }
    }
    assert!(arrows.len() > 12, "{arrows:?}");
}

#[test]
fn the_table_sees_a_wrong_arrow() {
    assert_eq!(named("use crate::facts::amount::Sum;"), ["facts"]);
    assert_eq!(named("use crate::{cli, report::Order};"), ["cli", "report"]);
    assert_eq!(named("fn f(x: &crate::document::Block) -> crate::cli::X {"), ["document", "cli"]);
}

#[test]
fn only_the_command_line_touches_disk_clock_and_terminal() {
    let (mut seen, mut outside) = (0, 0);
    for (file, module, code) in sources() {
        for (call, line) in code.iter().flat_map(|line| OUTSIDE.iter().map(move |call| (call, line))) {
            let here = line.contains(call);
            outside += usize::from(here && module == "cli");
            assert!(!here || module == "cli", "{file}: {line}");
        }
        seen += 1;
    }
    assert!(seen > 20 && outside > 3, "{seen} files, {outside} calls in cli");
}

#[test]
fn every_template_ships() {
    let on_disk = files(&office::root().join("report-templates"), "");
    assert!(on_disk.len() > 5, "{} templates", on_disk.len());
    let built_in: Vec<(String, String)> =
        BUILT_IN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let names = |list: &[(String, String)]| list.iter().map(|(name, _)| name.clone()).collect::<BTreeSet<_>>();
    assert_eq!(names(&on_disk), names(&built_in));
    for file in &on_disk {
        assert!(built_in.contains(file), "{} ships under another text", file.0);
    }
}

/// The codes in a text, each between `before` and `after`.
fn codes(text: &str, before: char, after: char) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for (at, _) in text.match_indices(before) {
        let rest = &text[at + before.len_utf8()..];
        let mut chars = rest.chars();
        let letter = chars.next().is_some_and(|c| matches!(c, 'E' | 'W' | 'H'));
        let digits = chars.by_ref().take(3).filter(char::is_ascii_digit).count() == 3;
        if letter && digits && chars.next() == Some(after) {
            codes.insert(rest[..4].to_owned());
        }
    }
    codes
}

/// Every code that the program can say.
pub fn used_codes() -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (_, _, code) in sources() {
        code.iter().for_each(|line| used.extend(codes(line, '"', '"')));
    }
    assert!(used.len() > 40, "{used:?}");
    used
}

#[test]
fn every_diagnostic_is_shown() {
    let used = used_codes();
    let cases = files(&office::root().join("tests/cases/diagnostics"), "expected.txt");
    let mut shown: BTreeSet<String> = cases.iter().flat_map(|(_, text)| codes(text, '[', ']')).collect();
    let catalogue = niandu::explain::catalogue().expect("the catalogue");
    shown.extend(catalogue.into_iter().filter(|(_, entry)| !entry.bad.is_empty()).map(|(code, _)| code));
    let read = |name: &str| fs::read_to_string(office::root().join("tests/it").join(name)).expect(name);
    let runs = read("runs.rs")
        + &read("trace.rs")
        + &read("check.rs")
        + &read("offer.rs")
        + &read("rolling.rs")
        + &read("kinds.rs")
        + &read("draft.rs")
        + &read("templates.rs")
        + &read("screen.rs")
        + &read("printing.rs")
        + &read("exhibits.rs")
        + &read("rollup.rs")
        + &read("rollup_plans.rs")
        + &read("planning.rs")
        + &read("planning_words.rs")
        + &read("rollup_levels.rs")
        + &read("batch.rs")
        + &read("batch_index.rs")
        + &read("shards.rs")
        + &read("progress.rs")
        + &read("accepting.rs")
        + &read("merging_cases.rs")
        + &read("calendar.rs")
        + &read("difference.rs");
    for &(code, reason) in NOT_IN_CASES {
        assert!(runs.contains(code), "{code} ({reason}) is shown in runs.rs");
        assert!(shown.insert(code.to_owned()), "{code} is shown in a case after all");
    }
    let (hidden, gone): (Vec<_>, Vec<_>) = (used.difference(&shown).collect(), shown.difference(&used).collect());
    assert!(hidden.is_empty() && gone.is_empty(), "nowhere shown: {hidden:?}; nowhere raised: {gone:?}");
}
