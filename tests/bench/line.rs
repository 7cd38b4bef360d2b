//! What each step of the line costs, on one thread, with the sample school; and the PDF against the bare engine: the same
//! layout, data, faces and options compiled by Typst alone, in alternating runs; what a chart adds to a PDF; and the check of
//! a file against the bare YAML parser.
//!
//! `cargo bench` prints the times and, at the end, the ratios of the medians of alternating runs.

use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use criterion::Criterion;
use niandu::diagnostic::{Diagnostics, Source};
use niandu::document::compose::{compose, papers};
use niandu::document::exhibit::Exhibit;
use niandu::document::{Block, Document};
use niandu::facts::{self, Dossier};
use niandu::figures;
use niandu::publish::pdf::fonts::Fonts;
use niandu::publish::pdf::{data, pool_of_one};
use niandu::publish::{html, markdown};
use niandu::workshop::{BUILT_IN, Workshop};
use serde_saphyr::granit_parser::Parser;
use typst::foundations::{Bytes, Datetime, Smart};
use typst::syntax::{FileId, RootedPath, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample-data/qinghe-no1-primary/2025.yaml");
const KIND: &str = "year-end-summary";

fn main() {
    let text = std::fs::read_to_string(SAMPLE).expect("the sample is part of the repository");
    // Its photos and the charts over its years need the files beside it.
    let asked = text.find("    图表:").expect("the sample asks for exhibits");
    let end = text[asked..].find("\n  work-report:").expect("the next paper") + asked + 1;
    let source = Source::new("2025.yaml", format!("{}    图表: [活动按月]\n{}", &text[..asked], &text[end..]));
    let workshop =
        Workshop::new(Vec::new(), Fonts::built_in()).unwrap_or_else(|_| panic!("the built-in templates load"));
    let dossier = dossier(&source);
    let charted = document(&dossier, &workshop);
    let chart = |block: &Block| matches!(block, Block::Exhibit(Exhibit::Chart(_)));
    assert_eq!(charted.body.iter().filter(|block| chart(block)).count(), 1, "one chart is drawn");
    let mut document = charted.clone();
    document.body.retain(|block| !chart(block));
    let pool = pool_of_one().expect("one thread");
    pool.install(|| {
        let mut criterion = Criterion::default().configure_from_args().sample_size(20);
        steps(&mut criterion, &source, &dossier, &document, &workshop);
        criterion.final_summary();
        against_the_bare_engine(&document, &workshop);
        with_a_chart(&charted, &document, &workshop);
        against_the_bare_parser(&source);
    });
    first_of_a_process();
}

fn dossier(source: &Source) -> Dossier {
    let current = facts::read(source, &mut Diagnostics::new()).expect("the sample reads");
    Dossier { current, previous: Vec::new(), next: None }
}

fn document(dossier: &Dossier, workshop: &Workshop) -> Document {
    let manifest = workshop.templates.manifest(KIND).expect("the kind is built in");
    let figures = figures::derive(dossier);
    let entry = papers(figures, KIND, manifest).into_iter().next();
    let composed = compose(figures, KIND, manifest, entry, &workshop.templates, None);
    composed.document.expect("the sample has no error")
}

fn steps(c: &mut Criterion, source: &Source, dossier: &Dossier, paper: &Document, workshop: &Workshop) {
    c.bench_function("facts: read and check", |b| b.iter(|| facts::read(black_box(source), &mut Diagnostics::new())));
    c.bench_function("figures and document", |b| b.iter(|| document(black_box(dossier), workshop)));
    c.bench_function("every kind, Markdown and HTML", |b| b.iter(|| every_kind(black_box(dossier), workshop)));
    c.bench_function("markdown", |b| b.iter(|| markdown::markdown(black_box(paper))));
    c.bench_function("html", |b| b.iter(|| html::html(black_box(paper), workshop.css.text())));
    c.bench_function("pdf", |b| b.iter(|| pdf(black_box(paper), workshop)));
}

/// All papers of one school without PDF.
fn every_kind(dossier: &Dossier, workshop: &Workshop) -> usize {
    let figures = figures::derive(dossier);
    let mut bytes = 0;
    for (kind, manifest) in workshop.templates.kinds() {
        for entry in papers(figures, kind, manifest) {
            let composed = compose(figures, kind, manifest, Some(entry), &workshop.templates, None);
            let Some(document) = composed.document else { continue };
            bytes += markdown::markdown(&document).len() + html::html(&document, workshop.css.text()).len();
        }
    }
    bytes
}

fn pdf(paper: &Document, workshop: &Workshop) -> Vec<u8> {
    let sheets = workshop.press.print(paper).unwrap_or_else(|_| panic!("the sample prints"));
    sheets.export().unwrap_or_else(|_| panic!("the sample exports"))
}

/// Typst with nothing around it.
struct Bare<'f> {
    library: LazyHash<Library>,
    fonts: &'f Fonts,
    /// The layout, then the parts that it shares with others.
    layouts: Vec<typst::syntax::Source>,
    data: Bytes,
}

impl World for Bare<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }
    fn main(&self) -> FileId {
        self.layouts[0].id()
    }
    fn source(&self, id: FileId) -> typst::diag::FileResult<typst::syntax::Source> {
        Ok(self.layouts.iter().find(|layout| layout.id() == id).expect("the layouts name no other file").clone())
    }
    fn file(&self, _: FileId) -> typst::diag::FileResult<Bytes> {
        Ok(self.data.clone())
    }
    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }
    fn today(&self, _: Option<typst::foundations::Duration>) -> Option<Datetime> {
        None
    }
}

fn bare_pdf(bare: &Bare) -> Vec<u8> {
    let pages = typst::compile::<PagedDocument>(bare).output.unwrap_or_else(|_| panic!("the layout compiles"));
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).expect("both fit together");
    let options = PdfOptions { ident: Smart::Custom("bare".to_owned()), standards, ..PdfOptions::default() };
    let bytes = typst_pdf::pdf(&pages, &options).unwrap_or_else(|_| panic!("the pages export"));
    comemo::evict(0);
    bytes
}

/// Thirty runs each, in turn, so that what else the machine does falls on both.
fn against_the_bare_engine(paper: &Document, workshop: &Workshop) {
    let source = |(name, text): &(&str, &str)| {
        let name = name.strip_prefix("layouts/").filter(|name| *name == "plain.typ" || name.starts_with("parts/"))?;
        let path = VirtualPath::new(name).expect("a plain name");
        let id = FileId::new(RootedPath::new(VirtualRoot::Project, path));
        Some(typst::syntax::Source::new(id, (*text).to_owned()))
    };
    let mut layouts: Vec<_> = BUILT_IN.iter().filter_map(source).collect();
    layouts.sort_by_key(|layout| layout.id().get().vpath().get_without_slash().starts_with("parts/"));
    let bare = Bare {
        library: LazyHash::new(Library::default()),
        fonts: workshop.press.fonts(),
        layouts,
        data: Bytes::new(data::json(paper).expect("a document is data")),
    };
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..30 {
        ours.push(timed(|| pdf(paper, workshop)));
        theirs.push(timed(|| bare_pdf(&bare)));
    }
    let (ours, theirs) = (median(&mut ours), median(&mut theirs));
    println!("pdf: {ours:?}, bare engine: {theirs:?}, ratio {:.3}", ours.as_secs_f64() / theirs.as_secs_f64());
}

/// A paper with one chart against the same without it. Its table is counted, too, as no chart is printed without.
fn with_a_chart(charted: &Document, plain: &Document, workshop: &Workshop) {
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..30 {
        with.push(timed(|| pdf(charted, workshop)));
        without.push(timed(|| pdf(plain, workshop)));
    }
    let (with, without) = (median(&mut with), median(&mut without));
    let (more, ratio) = (with.saturating_sub(without), with.as_secs_f64() / without.as_secs_f64());
    println!("pdf with a chart: {with:?}, without: {without:?}, more: {more:?}, ratio {ratio:.3}");
}

/// All that `niandu check` does to a file, against the events of the YAML parser alone.
fn against_the_bare_parser(source: &Source) {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..200 {
        ours.push(timed(|| check(black_box(source))));
        theirs.push(timed(|| Parser::new_from_str(black_box(source.text())).filter(Result::is_ok).count()));
    }
    let (ours, theirs) = (median(&mut ours), median(&mut theirs));
    let size = source.text().len();
    println!(
        "check of {size} bytes: {ours:?}, bare parser: {theirs:?}, ratio {:.2}",
        ours.as_secs_f64() / theirs.as_secs_f64()
    );
}

/// Reading, rules and contradictions of one file.
fn check(source: &Source) -> Diagnostics {
    let mut problems = Diagnostics::new();
    if let Some(current) = facts::read(source, &mut problems) {
        let dossier = Dossier { current, previous: Vec::new(), next: None };
        let found = figures::check::contradictions(figures::derive(&dossier));
        problems.append(found);
        return dossier.current.answer(problems).0;
    }
    problems
}

/// The whole program from start to finished PDF, built-in face.
fn first_of_a_process() {
    let out = std::env::temp_dir().join("niandu-bench");
    let mut times: Vec<Duration> = (0..20)
        .map(|_| {
            timed(|| {
                let run = Command::new(env!("CARGO_BIN_EXE_niandu"))
                    .args(["render", SAMPLE, "-f", "pdf", "--builtin-fonts", "-o"])
                    .arg(&out)
                    .output();
                assert!(run.is_ok_and(|run| run.status.success()), "the program renders the sample");
            })
        })
        .collect();
    println!("first pdf of a process, start to end: {:?}", median(&mut times));
    let _ = std::fs::remove_dir_all(&out);
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}
