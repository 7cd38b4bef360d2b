//! Where the words of a paper come from: every number of every sample is explained, and the explanation is true.

use std::collections::BTreeMap;

use niandu::diagnostic::Diagnostics;
use niandu::document::compose::compose;
use niandu::document::origins::digits;
use niandu::document::text::{Place, Provenance, Sort, Text};
use niandu::document::{Block, Document};
use niandu::figures::{self, origins};
use niandu::publish::markdown::markdown;
use niandu::report::{self, ALL, trace};
use niandu::workshop::BUILT_IN;

use crate::office::{self, niandu, said};
use crate::samples::{self, Sample};

/// Every paper of a sample.
fn papers(sample: &Sample) -> Vec<Document> {
    let mut problems = Diagnostics::new();
    let templates = &office::workshop().templates;
    let drafts = report::drafts(&sample.dossier, &[ALL.to_owned()], None, templates, &mut problems).0;
    assert!(!problems.has_errors(), "{}: {:?}", sample.name, problems.sorted());
    drafts.into_iter().map(|draft| draft.document).collect()
}

/// The running texts of a paper and of those that go with it.
fn texts(document: &Document) -> Vec<&Text> {
    let bodies = std::iter::once(&document.body).chain(document.enclosed.iter().map(|paper| &paper.body));
    bodies.flatten().flat_map(of_block).collect()
}

fn of_block(block: &Block) -> Vec<&Text> {
    match block {
        Block::Heading { text, .. } | Block::Paragraph(text) => vec![text],
        Block::RunIn { title, text, .. } => vec![title, text],
        Block::Exhibit(_) => Vec::new(),
    }
}

/// The texts of all files that a sample is read from, by name.
fn files(sample: &Sample) -> BTreeMap<String, Vec<String>> {
    let mut files = BTreeMap::new();
    let dossier = &sample.dossier;
    for file in std::iter::once(&dossier.current).chain(&dossier.previous).chain(&dossier.next) {
        let source = &file.source;
        for range in source.files().chain(source.drafts().map(|(_, range)| range)) {
            let (name, _, text) = source.file_at(range.start);
            files.insert(name.to_owned(), text.lines().map(str::to_owned).collect());
        }
    }
    files
}

fn line<'f>(files: &'f BTreeMap<String, Vec<String>>, place: &Place, below: usize) -> Option<&'f str> {
    files.get(&place.file)?.get((place.line + below).checked_sub(1)?).map(String::as_str)
}

/// Whether a number stands on one of the lines from a place on.
fn stands(files: &BTreeMap<String, Vec<String>>, place: &Place, lines: usize, number: &str) -> bool {
    let plain = |text: &str| text.replace([',', ' '], "");
    (0..lines).filter_map(|below| line(files, place, below)).any(|line| plain(line).contains(&plain(number)))
}

/// What is wrong with the explanation of a number; `None` where it is true.
fn fault(files: &BTreeMap<String, Vec<String>>, number: &str, from: Option<&Provenance>) -> Option<String> {
    // A value may go on over the lines that follow, a record over many.
    const VALUE: usize = 12;
    const RECORD: usize = 60;
    let Some(from) = from else { return Some("not explained".to_owned()) };
    let there = |lines: usize| from.places.iter().any(|place| stands(files, place, lines, number));
    let known = match from.sort {
        Sort::Fact => there(VALUE),
        // The result of the formula, or a part of the wording of a change.
        Sort::Figure => {
            let formula = from.formula.as_ref().is_some_and(|formula| formula.contains(number));
            formula && !from.places.is_empty() && from.places.iter().all(|place| line(files, place, 0).is_some())
        }
        Sort::Clause | Sort::Words => there(RECORD) || NAMES.iter().any(|name| name.contains(number)),
        Sort::Template => {
            let template =
                |place: &Place| BUILT_IN.iter().any(|(name, text)| *name == place.file && text.contains(number));
            from.places.iter().any(template) || NAMES.iter().any(|name| name.contains(number))
        }
    };
    (!known || from.path.is_empty()).then(|| format!("{from:?}"))
}

/// Names of groups of the staff, which the program knows and no file has.
const NAMES: [&str; 2] = ["35岁以下青年教职工", "50岁以上教职工"];

#[test]
fn every_number_of_every_sample_is_explained_and_the_explanation_is_true() {
    let (mut seen, mut faults) = (0, Vec::new());
    for sample in samples::all() {
        let files = files(&sample);
        for document in papers(&sample) {
            for number in trace::of_document(&document) {
                seen += 1;
                for part in digits(&number.number) {
                    let digits = &number.number[part];
                    if let Some(fault) = fault(&files, digits, number.from.as_ref()) {
                        faults.push(format!("{}: {} …{}… {digits}: {fault}", sample.name, number.paper, number.around));
                    }
                }
            }
        }
    }
    faults.sort();
    faults.dedup();
    assert!(faults.is_empty(), "{} of {seen}:\n{}", faults.len(), faults.join("\n"));
    assert!(seen > 1200, "{seen} numbers");
}

#[test]
fn spans_lie_within_their_texts_and_nest_and_no_mark_is_printed() {
    let mut seen = 0;
    for sample in samples::all() {
        for document in papers(&sample) {
            for text in document.texts() {
                assert!(!text.contains(origins::is_mark), "{}: {text}", sample.name);
            }
            for text in texts(&document) {
                let mut open: Vec<std::ops::Range<usize>> = Vec::new();
                for span in text.spans() {
                    seen += 1;
                    assert!(text.get(span.range.clone()).is_some_and(|words| !words.is_empty()), "{span:?} in {text}");
                    open.retain(|outer| outer.end > span.range.start);
                    let within = open.last().is_none_or(|outer| outer.end >= span.range.end);
                    assert!(within, "{span:?} crosses {open:?} in {text}");
                    open.push(span.range.clone());
                }
            }
        }
    }
    assert!(seen > 2500, "{seen} spans");
}

#[test]
fn a_figure_says_how_it_follows_and_from_which_lines() {
    let [sample, _] = office::samples();
    let paper = office::make(&sample).paper();
    let numbers = trace::of_document(&paper);
    let share = numbers.iter().find(|number| number.number.ends_with('%')).expect("a share");
    let from = share.from.as_ref().expect("an origin");
    assert_eq!(from.sort, Sort::Figure, "{share:?}");
    let formula = from.formula.as_ref().expect("a formula");
    assert!(formula.contains('÷') && formula.ends_with(&share.number), "{formula}");
    assert!(!from.places.is_empty() && from.places.iter().all(|place| place.file == "facts.yaml"), "{from:?}");
}

#[test]
fn what_is_noted_changes_no_word() {
    // What is composed carries notes; what a reader gets has none, whichever way it was composed.
    let templates = &office::workshop().templates;
    let [sample, _] = office::samples();
    let paper = office::make(&sample).paper();
    let plain = markdown(&paper);
    assert!(!plain.contains(origins::is_mark));
    let manifest = templates.manifest(office::KIND).expect("a kind");
    let mut problems = Diagnostics::new();
    let file =
        niandu::facts::read(&niandu::diagnostic::Source::new("facts.yaml", sample), &mut problems).expect("facts");
    let dossier = office::dossier(file);
    let figures = figures::derive(&dossier);
    let entry = niandu::document::compose::papers(figures, office::KIND, manifest).into_iter().next();
    let again = compose(figures, office::KIND, manifest, entry, templates, None).document.expect("a paper");
    assert_eq!(markdown(&again), plain);
}

/// The folder of a sample school.
fn school() -> std::path::PathBuf {
    office::root().join("sample-data/qinghe-no1-primary")
}

#[test]
fn trace_lists_numbers_of_facts_and_of_a_finished_paper() {
    let output = niandu(&school(), &["trace", "2025.yaml", "-k", "year-end-summary", "--all"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.lines().count() > 40 && told.contains("÷") && told.contains("2025.yaml:"), "{told}");

    let folder = tempfile::tempdir().expect("a folder");
    let facts = school().join("2025.yaml");
    let out = folder.path().to_string_lossy().into_owned();
    let arguments = ["render", &facts.to_string_lossy(), "-k", "year-end-summary", "-f", "md", "-o", &out];
    let output = niandu(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let name = office::names(folder.path()).into_iter().find(|name| name.ends_with(".md")).expect("a paper");

    // Without facts near it nothing is known of it.
    let output = niandu(folder.path(), &["trace", &name, "78人"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("E227"), "{}", said(&output));

    let with = ["--facts", &*facts.to_string_lossy()].map(str::to_owned);
    let output = niandu(folder.path(), &["trace", &name, "78人", &with[0], &with[1]]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(!said(&output).contains("W226"), "{}", said(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("教职工.总数"), "{output:?}");

    let output = niandu(folder.path(), &["trace", &name, "987654人", &with[0], &with[1]]);
    assert!(said(&output).contains("E226"), "{}", said(&output));

    let text = std::fs::read_to_string(folder.path().join(&name)).expect("a paper");
    std::fs::write(folder.path().join(&name), text + "\n另加一段。\n").expect("written");
    let output = niandu(folder.path(), &["trace", &name, "78人", &with[0], &with[1]]);
    assert!(said(&output).contains("W226"), "{}", said(&output));
}

#[test]
fn trace_speaks_json() {
    let output = niandu(&school(), &["trace", "2025.yaml", "78人", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let number = &told["papers"][0]["numbers"][0];
    assert_eq!(number["number"], "78人");
    assert_eq!(number["from"][0]["file"], "2025.yaml");
    assert!(number["from"][0]["line"].as_u64().is_some_and(|line| line > 0), "{number}");
}
