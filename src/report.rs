//! Walks the line for one dossier: facts → figures → document → publish. What needs two stages lives here, too: which fact
//! no paper used, and where in the facts a character stands that no face has.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::document::Document;
use crate::document::compose::{compose, fill};
use crate::facts::{Dossier, File};
use crate::figures::{self, Figures};
use crate::publish::{Format, Publication, html, markdown};
use crate::say;
use crate::workshop::Workshop;

/// What is asked for.
pub struct Order {
    /// Kinds of paper, by the names of their template folders.
    pub kinds: Vec<String>,
    pub formats: Vec<Format>,
    /// The pattern for file names; the kind's own where absent.
    pub name: Option<String>,
}

/// A paper in all formats asked for.
pub struct Paper {
    pub kind: String,
    /// The file name without its ending.
    pub stem: String,
    pub publications: Vec<Publication>,
    /// Pages of the PDF, where one was printed.
    pub pages: Option<usize>,
}

/// What became of one facts file.
pub struct Outcome {
    pub source: Source,
    /// Empty where anything in the file is an error.
    pub papers: Vec<Paper>,
    pub problems: Diagnostics,
}

/// Reads facts files and puts each into the dossier of its organisation, with the earlier files of the same organisation
/// and the one of the period after it. Files that cannot be read come back as outcomes with their problems.
pub fn dossiers(sources: &[Source]) -> (Vec<(Dossier, Diagnostics)>, Vec<Outcome>) {
    let mut read: Vec<(File, Diagnostics)> = Vec::new();
    let mut failed = Vec::new();
    let mut seen: HashMap<(String, crate::facts::time::Period), Source> = HashMap::new();
    for source in sources {
        let mut problems = Diagnostics::new();
        match crate::facts::read(source, &mut problems) {
            Some(file) => {
                let key = (file.facts.organisation.id.text.clone(), file.period);
                if let Some(first) = seen.get(&key) {
                    problems.push(doubled(&file, first));
                } else {
                    seen.insert(key, source.clone());
                }
                read.push((file, problems));
            }
            None => failed.push(Outcome { source: source.clone(), papers: Vec::new(), problems }),
        }
    }
    let files: Vec<&File> = read.iter().map(|(file, _)| file).collect();
    let around: Vec<(Vec<File>, Option<File>)> =
        files.iter().map(|file| (earlier(file, &files), later(file, &files))).collect();
    let dossiers = read
        .into_iter()
        .zip(around)
        .map(|((current, problems), (previous, next))| (Dossier { current, previous, next }, problems));
    (dossiers.collect(), failed)
}

fn same_body(a: &File, b: &File) -> bool {
    a.facts.organisation.id.text == b.facts.organisation.id.text
}

fn earlier(file: &File, files: &[&File]) -> Vec<File> {
    let mut list: Vec<File> = files
        .iter()
        .filter(|other| same_body(file, other) && other.period.end < file.period.start)
        .map(|f| (*f).clone())
        .collect();
    list.sort_by_key(|file| std::cmp::Reverse(file.period));
    list
}

fn later(file: &File, files: &[&File]) -> Option<File> {
    let after = files.iter().filter(|other| same_body(file, other) && other.period.start > file.period.end);
    after.min_by_key(|other| other.period).map(|file| (*file).clone())
}

fn doubled(file: &File, first: &Source) -> Diagnostic {
    let (id, name) = (&file.facts.organisation.id, first.name());
    let (body, period) = (&id.text, file.period.name());
    Diagnostic::error(
        "E071",
        say!(
            "“{body}”{period}的事实已在 {name} 中给出",
            "the facts of `{body}` for {period} are already given in {name}"
        ),
    )
    .at(&file.source, id.origin)
    .hint(say!("每个单位每个时期只给一个文件", "give one file for each body and period"))
}

/// Makes all papers of an order from one dossier. `problems` are those that reading the current file has met.
pub fn make(dossier: &Dossier, mut problems: Diagnostics, order: &Order, workshop: &Workshop) -> Outcome {
    let figures = figures::derive(dossier);
    problems.append(figures::check::contradictions(figures));
    let mut used = HashSet::new();
    let mut documents = Vec::new();
    for kind in &order.kinds {
        let Some(manifest) = workshop.templates.manifest(kind) else { continue };
        let composed = compose(figures, kind, manifest, &workshop.templates);
        problems.append(composed.problems);
        used.extend(composed.used);
        if let Some(document) = composed.document {
            let pattern = order.name.as_ref().unwrap_or(&manifest.file);
            documents.push((kind, file_stem(pattern, kind, &manifest.name, figures), document));
        }
    }
    let source = dossier.current.source.clone();
    if !problems.has_errors() {
        unused(dossier, &used, &mut problems);
    }
    let prints = order.formats.contains(&Format::Pdf);
    for (_, _, document) in documents.iter().filter(|_| prints) {
        missing_characters(document, &source, workshop, &mut problems);
    }
    let mut papers = Vec::new();
    if !problems.has_errors() {
        for (kind, stem, document) in &documents {
            match publish(document, &order.formats, workshop, &mut problems) {
                Ok((publications, pages)) => {
                    papers.push(Paper { kind: (*kind).clone(), stem: stem.clone(), publications, pages });
                }
                Err(faults) => problems.append(faults),
            }
        }
    }
    if problems.has_errors() {
        papers.clear();
    }
    Outcome { source, papers, problems: problems.without_repeats() }
}

/// The file name of a paper: the pattern filled, and characters that no file system takes replaced by a hyphen.
fn file_stem(pattern: &str, kind: &str, name: &str, figures: Figures<'_>) -> String {
    let filled = fill(pattern, figures, &[("kind", kind), ("name", name)]);
    let safe = |c: char| {
        if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') || c.is_control() { '-' } else { c }
    };
    let stem: String = filled.chars().map(safe).collect();
    // A pattern may end as the file will: title.pdf names title.md, too.
    let stem =
        Format::ALL.iter().find_map(|format| stem.strip_suffix(&format!(".{}", format.ending()))).unwrap_or(&stem);
    let stem = stem.trim().trim_start_matches('.');
    if stem.is_empty() { kind.to_owned() } else { stem.to_owned() }
}

/// All formats of one paper, and the pages of its PDF. What the layout has to say goes to `problems`.
fn publish(
    document: &Document,
    formats: &[Format],
    workshop: &Workshop,
    problems: &mut Diagnostics,
) -> Result<(Vec<Publication>, Option<usize>), Diagnostics> {
    let mut publications = Vec::new();
    let mut pages = None;
    for format in formats {
        let bytes = match format {
            Format::Markdown => markdown::markdown(document).into_bytes(),
            Format::Html => html::html(document, workshop.css.text()).into_bytes(),
            Format::Pdf => {
                let sheets = workshop.press.print(document)?;
                problems.append(sheets.warnings().clone());
                pages = Some(sheets.page_count());
                sheets.export()?
            }
        };
        publications.push(Publication { format: *format, bytes });
    }
    Ok((publications, pages))
}

/// Records that no paper of the order told.
fn unused(dossier: &Dossier, used: &HashSet<Origin>, problems: &mut Diagnostics) {
    for record in dossier.current.facts.placed() {
        let origin = record.record().origin();
        if used.contains(&origin) {
            continue;
        }
        let zh = record.record().table().zh;
        let en = record.record().table().en;
        let hint = match (record.place().area, record.id()) {
            (None, _) => say!("写上 领域，它才有去处", "give it an `area` to stand in"),
            (_, Some(id)) => {
                let id = &id.text;
                say!(
                    "所在条目由作者自己写：在正文里写 {{{{ {id} }}}}，或删去这条记录",
                    "its item is written by the author: write {{{{ {id} }}}} there, or delete the record"
                )
            }
            (_, None) => say!(
                "所在条目由作者自己写：给它 编号，在正文里引用",
                "its item is written by the author: give it an `id` and refer to it there"
            ),
        };
        let place = dossier.current.source.first_line(origin);
        problems.push(
            Diagnostic::warning("W070", say!("这条{zh}没有写进任何文件", "this {en} is not told in any paper"))
                .at(&dossier.current.source, place)
                .hint(hint),
        );
    }
}

/// Characters that no face has, each at its first place in the facts.
fn missing_characters(document: &Document, source: &Source, workshop: &Workshop, problems: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for text in document.texts() {
        for (_, c) in workshop.press.fonts().missing(text) {
            if !seen.insert(c) {
                continue;
            }
            let code = c as u32;
            let problem = Diagnostic::error(
                "E070",
                say!("没有一种字体有“{c}”（U+{code:04X}）", "no font has “{c}” (U+{code:04X})"),
            )
            .hint(say!(
                "换一个字，或用 --fonts 目录 指定有此字的字体",
                "use another character, or name a folder with a font that has it: --fonts DIR"
            ));
            problems.push(match source.text().find(c) {
                Some(at) => problem.at(source, Origin::new(at..at + c.len_utf8())),
                None => problem,
            });
        }
    }
}
