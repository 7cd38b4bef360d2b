//! Every paper that the samples give, committed as a person reads it. `UPDATE_SAMPLES=1 cargo test --test it goldens`
//! writes them anew; read the difference before it is committed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use niandu::diagnostic::Diagnostics;
use niandu::publish::markdown::markdown;
use niandu::report::{self, ALL, Draft};

use crate::office::{self, niandu, said};
use crate::samples::{self, Sample};

/// The papers of a body as the program writes them: for each, where it stands below the folder of goldens, and its text.
fn written(body: &str, files: &[PathBuf]) -> BTreeMap<String, String> {
    let out = tempfile::tempdir().expect("a temporary folder");
    let out_name = out.path().to_string_lossy().into_owned();
    let names: Vec<String> = files.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    let mut arguments = vec!["render"];
    arguments.extend(names.iter().map(String::as_str));
    arguments.extend(["-k", ALL, "-f", "md", "-o", &out_name, "--messages", "json"]);
    let output = niandu(&office::root(), &arguments);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{body}: {told}{}", said(&output));
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    let mut papers = BTreeMap::new();
    for (file, path) in told["files"].as_array().expect("files").iter().zip(files) {
        let period = path.file_stem().expect("a name").to_string_lossy();
        for paper in file["written"].as_array().expect("papers") {
            let paper = Path::new(paper.as_str().expect("a path"));
            let name = paper.file_name().expect("a name").to_string_lossy();
            papers.insert(format!("{body}/{period}/{name}"), fs::read_to_string(paper).expect("a paper"));
        }
    }
    papers
}

/// The goldens that are there.
fn committed(folder: &Path) -> BTreeMap<String, String> {
    let mut papers = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten() {
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(folder).expect("below the folder");
            let name: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            papers.insert(name.join("/"), fs::read_to_string(entry.path()).expect("a paper"));
        }
    }
    papers
}

#[test]
fn the_samples_give_the_papers_that_were_read() {
    let folder = office::root().join("tests/samples");
    let mut found = BTreeMap::new();
    for (body, files) in samples::bodies() {
        found.extend(written(&body, &files));
    }
    assert!(found.len() >= 4, "{:?}", found.keys());
    if std::env::var_os("UPDATE_SAMPLES").is_some() {
        let _ = fs::remove_dir_all(&folder);
        for (name, text) in &found {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a golden is written");
        }
        return;
    }
    let committed = committed(&folder);
    let names = |papers: &BTreeMap<String, String>| papers.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&committed), names(&found), "UPDATE_SAMPLES=1 writes them");
    let differ: Vec<String> = found
        .iter()
        .filter(|(name, text)| committed.get(*name) != Some(*text))
        .map(|(name, text)| format!("{name}\n--- committed\n{}\n--- found\n{text}", committed[name]))
        .collect();
    assert!(differ.is_empty(), "{}", differ.join("\n\n"));
}

/// Every paper of a sample as Markdown, under its kind and key.
fn papers(sample: &Sample, kinds: &[String]) -> BTreeMap<(String, String), String> {
    let mut problems = Diagnostics::new();
    let (drafts, _) = report::drafts(&sample.dossier, kinds, None, &office::workshop().templates, &mut problems);
    assert!(!problems.has_errors(), "{}: {:?}", sample.name, problems.sorted());
    let one = |draft: Draft<'_>| ((draft.kind.to_owned(), draft.key), markdown(&draft.document));
    drafts.into_iter().map(one).collect()
}

#[test]
fn a_kind_is_the_same_by_itself_and_among_all_and_each_time() {
    let mut tried = 0;
    for sample in samples::all() {
        let all = papers(&sample, &[ALL.to_owned()]);
        assert!(!all.is_empty(), "{} gives nothing", sample.name);
        assert_eq!(all, papers(&sample, &[ALL.to_owned()]), "{}", sample.name);
        let mut alone = BTreeMap::new();
        let kinds: Vec<&String> = all.keys().map(|(kind, _)| kind).collect();
        for kind in kinds {
            alone.extend(papers(&sample, std::slice::from_ref(kind)));
            tried += 1;
        }
        assert_eq!(alone, all, "{}", sample.name);
    }
    assert!(tried >= 4, "{tried} papers");
}
