//! What several tests need: the workshop, a paper composed from facts without disk, the built program run in a folder.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use tempfile::TempDir;

use niandu::diagnostic::{Diagnostic, Diagnostics, Source};
use niandu::document::Document;
use niandu::document::compose::{compose, papers};
use niandu::facts::{self, Dossier, File};
use niandu::figures;
use niandu::publish::pdf::fonts::Fonts;
use niandu::workshop::Workshop;

/// The kind of paper that the tests write.
pub const KIND: &str = "year-end-summary";

/// Templates and press with the built-in face, the same on every machine.
pub fn workshop() -> &'static Workshop {
    static WORKSHOP: OnceLock<Workshop> = OnceLock::new();
    WORKSHOP
        .get_or_init(|| Workshop::new(Vec::new(), Fonts::built_in()).unwrap_or_else(|problems| panic!("{problems:?}")))
}

/// One file as a dossier of its own.
pub fn dossier(current: File) -> Dossier {
    Dossier { current, previous: Vec::new(), next: None }
}

/// What became of a facts file.
pub struct Made {
    pub document: Option<Document>,
    pub problems: Diagnostics,
}

impl Made {
    /// What was said, in short: code, line and message.
    pub fn said(&self) -> String {
        let one = |problem: &&Diagnostic| {
            let line = problem.place.as_ref().map_or(0, |(source, origin)| source.position(origin.range().start).0);
            format!("{} line {line}: {}", problem.code, problem.message.zh)
        };
        self.problems.sorted().iter().map(one).collect::<Vec<_>>().join("\n")
    }

    /// The paper, where there must be one.
    pub fn paper(self) -> Document {
        assert!(!self.problems.has_errors(), "{}", self.said());
        self.document.expect("a document where there is no error")
    }
}

/// The facts of `text` as a finished paper.
pub fn make(text: &str) -> Made {
    make_of(&Source::new("facts.yaml", text))
}

/// The facts of `text` as a finished paper of this kind.
pub fn make_kind(text: &str, kind: &str) -> Made {
    make_source(&Source::new("facts.yaml", text), Some(kind))
}

/// The facts of a source as a finished paper.
pub fn make_of(source: &Source) -> Made {
    make_source(source, None)
}

fn make_source(source: &Source, kind: Option<&str>) -> Made {
    let mut problems = Diagnostics::new();
    let Some(file) = facts::read(source, &mut problems) else { return Made { document: None, problems } };
    let dossier = dossier(file);
    let templates = &workshop().templates;
    let figures = figures::derive(&dossier);
    problems.append(figures::check::contradictions(figures));
    let entry = |kind: &str| templates.manifest(kind).and_then(|it| papers(figures, kind, it).into_iter().next());
    // The kind that the facts name, where they name no year-end summary.
    let named = || templates.kinds().map(|(kind, _)| kind).find(|kind| entry(kind).is_some());
    let kind = kind.or_else(|| if entry(KIND).is_some() { None } else { named() }).unwrap_or(KIND);
    let manifest = templates.manifest(kind).expect("a built-in kind");
    let composed = compose(figures, kind, manifest, entry(kind), templates, None);
    problems.append(composed.problems);
    Made { document: composed.document.filter(|_| !problems.has_errors()), problems }
}

/// The root of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The facts of both sample schools, the larger first, as they are by themselves: see [`alone`].
pub fn samples() -> [String; 2] {
    ["qinghe-no1-primary", "liushu-village-primary"].map(|school| {
        let path = root().join("sample-data").join(school).join("2025.yaml");
        alone(&std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    })
}

/// Facts without what needs the files beside them: photos, and charts over the years.
pub fn alone(facts: &str) -> String {
    let mut inside = false;
    let kept = facts.lines().filter(|line| {
        let deep = line.len() - line.trim_start().len();
        inside = line.starts_with("    图表:") || inside && deep > 4;
        !inside && !line.trim_start().starts_with("照片:")
    });
    kept.map(|line| format!("{line}\n")).collect()
}

/// A folder with these files, by their paths in it.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    folder
}

/// Runs the built program in `folder`, in Chinese.
pub fn niandu(folder: &Path, arguments: &[&str]) -> Output {
    niandu_in("zh", folder, arguments)
}

/// Runs the built program in `folder` and in this language.
pub fn niandu_in(language: &str, folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_niandu"))
        .args(["--lang", language])
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs")
}

/// What the program said on standard error.
pub fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("the program speaks UTF-8")
}

/// The names in a folder, sorted; none where there is no such folder. Hidden ones are listed, too.
pub fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The codes and lines in what was said, in its order.
pub fn found(said: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    let mut code = String::new();
    for line in said.lines() {
        if let Some((head, _)) = line.split_once("]: ") {
            code = head.split_once('[').map(|(_, code)| code.to_owned()).expect("a code");
        } else if let Some((_, place)) = line.split_once("--> facts.yaml:") {
            let number = place.split(':').next().and_then(|number| number.parse().ok()).expect("a line");
            found.push((std::mem::take(&mut code), number));
        }
    }
    found
}

/// Facts of one body that make a short paper.
pub fn facts(id: &str, title: &str) -> String {
    format!(
        "年度: 2025\n单位:\n  编号: {id}\n  名称: {{署名: {title}委员会, 标题用名: {title}}}\n\
         文件:\n  year-end-summary: {{日期: 2025-12-26}}\n\
         工作领域:\n  - {{编号: huodong, 标题: 丰富文体活动}}\n\
         活动:\n  - {{领域: huodong, 时间: 4月, 名称: 教职工乒乓球比赛, 参加: 16人}}\n"
    )
}
