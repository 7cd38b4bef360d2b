//! The catalogue of codes: complete, in both languages, and every example does what it says.

use std::collections::BTreeSet;

use niandu::diagnostic::{Diagnostic, Diagnostics, Severity, Source};
use niandu::document::compose::kind_of;
use niandu::explain::{Both, FILES, catalogue, read};
use niandu::facts::Dossier;
use niandu::publish::Format;
use niandu::report::{self, Order};

use crate::examples::{BASE, whole};
use crate::office::{self, niandu, niandu_in, said};

/// Everything that rendering the papers of a facts file has to say, hints included, without those that the file answers.
fn problems(text: &str) -> Diagnostics {
    let source = Source::new("facts.yaml", text);
    match report::dossier(&source, Diagnostics::new(), &[], None) {
        (Some(dossier), problems) => {
            let order = Order { kinds: kinds(&dossier), formats: vec![Format::Markdown], ..Order::default() };
            report::make(&dossier, problems, &order, office::workshop()).problems
        }
        (None, problems) => problems,
    }
}

/// The kinds that the file speaks of; the usual one where it speaks of none.
fn kinds(dossier: &Dossier) -> Vec<String> {
    let templates = &office::workshop().templates;
    let entries = dossier.current.facts.documents.0.iter();
    let known = entries.filter_map(|(key, paper)| templates.kind(&kind_of(key, paper).text));
    let mut kinds: Vec<String> = known.map(|(kind, _)| kind.to_owned()).collect();
    kinds.sort();
    kinds.dedup();
    if kinds.is_empty() { vec![office::KIND.to_owned()] } else { kinds }
}

fn short(problem: &&Diagnostic) -> String {
    let line = problem.place.as_ref().map_or(0, |(source, origin)| source.position(origin.range().start).0);
    format!("{} line {line}: {}", problem.code, problem.message.zh)
}

#[test]
fn the_catalogue_has_every_code_and_no_other() {
    let known: BTreeSet<String> = catalogue().expect("the catalogue").into_keys().collect();
    let used = crate::house::used_codes();
    let missing: Vec<_> = used.difference(&known).collect();
    let idle: Vec<_> = known.difference(&used).collect();
    assert!(missing.is_empty() && idle.is_empty(), "not in the catalogue: {missing:?}; nowhere raised: {idle:?}");
}

#[test]
fn every_file_of_the_catalogue_is_listed_and_no_code_stands_in_two() {
    let folder = office::root().join("src/explain");
    let on_disk: BTreeSet<String> = office::names(&folder).into_iter().filter(|name| name.ends_with(".yaml")).collect();
    let listed: BTreeSet<String> = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(listed, on_disk);
    let mut codes = BTreeSet::new();
    for (name, text) in FILES {
        for code in read(text).unwrap_or_else(|error| panic!("{name}: {error}")).into_keys() {
            assert!(codes.insert(code.clone()), "{code} stands in {name} and in another file");
        }
    }
}

#[test]
fn every_code_is_explained_in_both_languages() {
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for (code, entry) in catalogue().expect("the catalogue") {
        let both = [&entry.title, &entry.why].into_iter().chain(&entry.shown);
        for Both { zh, en } in both {
            assert!(chinese(zh) && en.chars().any(|c| c.is_ascii_alphabetic()), "{code}: {zh} / {en}");
            let shouts = |text: &str| text.trim_end().ends_with(['!', '！']);
            assert!(!shouts(zh) && !shouts(en), "{code} shouts");
        }
        let shown = !entry.bad.is_empty() && !entry.good.is_empty() || entry.shown.is_some();
        assert!(shown, "{code} has no example");
        assert!(code.starts_with(['E', 'W', 'H']) && code.len() == 4, "{code}");
    }
}

#[test]
fn the_sound_file_of_the_examples_is_sound() {
    let problems = problems(BASE);
    assert!(problems.is_empty(), "{:?}", problems.sorted().iter().map(short).collect::<Vec<_>>());
}

#[test]
fn every_bad_example_yields_its_code_and_every_good_one_nothing() {
    let mut faults = Vec::new();
    let mut tried = 0;
    for (code, entry) in catalogue().expect("the catalogue") {
        let bad = entry.bad.iter().map(|example| (example, vec![code.as_str()]));
        for (example, expected) in bad.chain(entry.good.iter().map(|example| (example, Vec::new()))) {
            let problems = problems(&whole(&entry, example));
            // Hints are remarks on anything at all: they count only where a hint is what is shown.
            let mut found = problems.sorted();
            found.retain(|problem| code.starts_with('H') || problem.severity != Severity::Hint);
            // An example may leave an area of the sound file without records, or show a set, a rate or a plan without the
            // text that refers to it.
            found.retain(|problem| code == problem.code || !["W054", "W076"].contains(&problem.code));
            tried += 1;
            if found.iter().map(|problem| problem.code).collect::<Vec<_>>() != expected {
                let said = found.iter().map(short).collect::<Vec<_>>().join("\n");
                faults.push(format!("--- {code}: {expected:?} expected of\n{example}found\n{said}"));
            }
        }
    }
    assert!(tried > 20, "{tried} examples");
    assert!(faults.is_empty(), "{} of {tried}\n{}", faults.len(), faults.join("\n\n"));
}

/// The program shows what the catalogue says.
#[test]
fn codes_are_explained_on_the_command_line() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = niandu(folder.path(), &["explain", "w070", "E051"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let told = String::from_utf8(output.stdout).expect("UTF-8");
    let first = told.find("W070 记录没有写进任何文件").expect("W070");
    assert!(told.find("E051 ").is_some_and(|second| second > first), "{told}");
    for part in ["这样写会得到 W070", "\n    活动:\n", "这样写就没有问题", "核实: [W070: 理由]"] {
        assert!(told.contains(part), "{part} in {told}");
    }
    assert!(!told.contains('\u{1b}'), "plain where no terminal is");
    let english = niandu_in("en", folder.path(), &["explain", "W070"]);
    assert!(String::from_utf8_lossy(&english.stdout).contains("allow: [W070: reason]"));
}

#[test]
fn all_codes_are_listed_and_an_unknown_one_gets_its_neighbour() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = niandu(folder.path(), &["explain"]);
    assert_eq!(output.status.code(), Some(0));
    let told = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(told.lines().count(), catalogue().expect("the catalogue").len());
    let output = niandu(folder.path(), &["explain", "E070", "E085", "Z070", "随便"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("没有代码“Z070”；是不是 ") && said(&output).contains("没有代码“随便”"));
    assert!(String::from_utf8_lossy(&output.stdout).contains("E085 "), "what is known is told");
}
