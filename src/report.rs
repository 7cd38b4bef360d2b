//! Walks the line for one dossier: facts → figures → document → publish. What needs two stages lives here, too: which fact
//! no paper used, and where in the facts a character stands that no face has.

mod untold;

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::document::Document;
use crate::document::compose::{compose, fill, kind_of, papers, period, topic};
use crate::document::templates::Templates;
use crate::explain;
use crate::facts::nearest::nearest;
use crate::facts::time::Period;
use crate::facts::{Answered, Dossier, File};
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
    /// The problems that are still open.
    pub problems: Diagnostics,
    /// Those that the author has looked into.
    pub answered: Vec<Answered>,
}

impl Outcome {
    /// A file of which nothing came but a problem.
    pub fn refused(source: Source, problem: Diagnostic) -> Self {
        let mut problems = Diagnostics::new();
        problems.push(problem);
        Self { source, papers: Vec::new(), problems, answered: Vec::new() }
    }
}

/// Which facts files of a run belong together, known from a first look at each: organisation and period.
///
/// Holds no facts, so that a run over many schools needs the memory of one.
#[derive(Default)]
pub struct Shelf {
    keys: Vec<Option<(String, Period)>>,
}

impl Shelf {
    /// Takes note of the next file of the run.
    pub fn add(&mut self, source: Option<&Source>) {
        let look = |source: &Source| crate::facts::peek(&outline(source)).or_else(|| crate::facts::peek(source));
        self.keys.push(source.and_then(look));
    }

    /// The files that belong to the dossier of file `at`: those of the same organisation for other periods.
    pub fn beside(&self, at: usize) -> Vec<usize> {
        let Some(Some((body, period))) = self.keys.get(at) else { return Vec::new() };
        let same =
            |key: &Option<(String, Period)>| key.as_ref().is_some_and(|(id, other)| id == body && other != period);
        (0..self.keys.len()).filter(|&other| same(&self.keys[other])).collect()
    }

    /// The first file of the run with the same organisation and period as file `at`, if that is another one.
    pub fn first_of_same(&self, at: usize) -> Option<usize> {
        let key = self.keys.get(at)?.as_ref()?;
        self.keys.iter().position(|other| other.as_ref() == Some(key)).filter(|first| *first < at)
    }
}

/// The sections of a file that say whose facts they are and when; the rest, nearly all of it, need not be parsed for that.
fn outline(source: &Source) -> Source {
    const KEYS: [&str; 6] = ["organisation", "单位", "year", "年度", "period", "时期"];
    let mut text = String::new();
    let mut wanted = false;
    for line in source.text().split_inclusive('\n') {
        if !line.starts_with([' ', '\t', '#', '\r', '\n']) {
            let key = line.split([':', '：']).next().unwrap_or_default();
            wanted = KEYS.contains(&key.trim_matches(['"', '\'', ' ']));
        }
        if wanted {
            text.push_str(line);
        }
    }
    Source::new(source.name(), text)
}

/// Reads a facts file and the files of the same organisation `beside` it into a dossier: the earlier ones, the latest
/// first, and the one of the period after. `doubled` names a file that has already told the same period.
///
/// `problems` are those of getting hold of the source. Problems of the files beside are not told here: each of them has its
/// own turn.
pub fn dossier(
    source: &Source,
    mut problems: Diagnostics,
    beside: &[Source],
    doubled: Option<&str>,
) -> (Option<Dossier>, Diagnostics) {
    let Some(current) = crate::facts::read(source, &mut problems) else { return (None, problems) };
    if let Some(first) = doubled {
        // Its other problems have been told, or will be, with the first file.
        problems = Diagnostics::new();
        problems.push(twice(&current, first));
        return (None, problems);
    }
    let others = beside.iter().filter_map(|source| crate::facts::read(source, &mut Diagnostics::new()));
    let others = others.filter(|file| file.sound);
    let (mut previous, later): (Vec<File>, Vec<File>) = others.partition(|file| file.period < current.period);
    previous.retain(|file| file.period.end < current.period.start);
    previous.sort_by_key(|file| std::cmp::Reverse(file.period));
    let after = later.into_iter().filter(|file| file.period.start > current.period.end);
    let next = after.min_by_key(|file| file.period);
    (Some(Dossier { current, previous, next }), problems)
}

fn twice(file: &File, first: &str) -> Diagnostic {
    let id = &file.facts.organisation.id;
    let (body, period) = (&id.text, file.period.name());
    Diagnostic::error(
        "E071",
        say!(
            "“{body}”{period}的事实已在 {first} 中给出",
            "the facts of `{body}` for {period} are already given in {first}"
        ),
    )
    .at(&file.source, id.origin)
    .hint(say!("每个单位每个时期只给一个文件", "give one file for each body and period"))
}

/// What checking one dossier finds: open problems, and those that the author has answered.
pub struct Checked {
    pub problems: Diagnostics,
    pub answered: Vec<Answered>,
}

/// Checks the figures of a dossier and, where `kinds` are named, what composing these papers has to say. No paper is made.
pub fn check(dossier: &Dossier, mut problems: Diagnostics, kinds: &[String], templates: &Templates) -> Checked {
    let figures = figures::derive(dossier);
    problems.append(figures::check::contradictions(figures));
    if kinds.is_empty() {
        unknown_kinds(dossier, templates, &mut problems);
        unknown_answers(&dossier.current, &mut problems);
    } else {
        drafts(dossier, kinds, templates, &mut problems);
        problems = problems.without_repeats();
    }
    let (problems, answered) = dossier.current.answer(problems);
    Checked { problems, answered }
}

/// Makes all papers of an order from one dossier. `problems` are those that reading the current file has met.
pub fn make(dossier: &Dossier, mut problems: Diagnostics, order: &Order, workshop: &Workshop) -> Outcome {
    let figures = figures::derive(dossier);
    problems.append(figures::check::contradictions(figures));
    let documents = drafts(dossier, &order.kinds, &workshop.templates, &mut problems);
    let source = dossier.current.source.clone();
    let prints = order.formats.contains(&Format::Pdf);
    for draft in documents.iter().filter(|_| prints) {
        missing_characters(&draft.document, &source, workshop, &mut problems);
    }
    let mut papers = Vec::new();
    if !problems.has_errors() {
        for draft in &documents {
            match publish(&draft.document, &order.formats, workshop, &mut problems) {
                Ok((publications, pages)) => {
                    too_long(draft, pages, &source, &mut problems);
                    let stem = file_stem(order.name.as_deref().unwrap_or(draft.file), draft, figures);
                    papers.push(Paper { kind: draft.kind.to_owned(), stem, publications, pages });
                }
                Err(faults) => problems.append(faults),
            }
        }
    }
    let (mut problems, answered) = dossier.current.answer(problems.without_repeats());
    if problems.has_errors() {
        papers.clear();
    } else {
        idle_answers(&dossier.current, &answered, &mut problems);
    }
    Outcome { source, papers, problems, answered }
}

/// A paper that is composed but not published.
struct Draft<'a> {
    kind: &'a str,
    /// The kind's name on paper and its pattern of file names.
    name: &'a str,
    file: &'a str,
    /// The time that it tells.
    period: Period,
    /// What the paper is about, where it is about one thing.
    topic: String,
    /// The pages that it must fit on, and where the facts speak of it.
    room: Option<(usize, Origin)>,
    document: Document,
}

/// Composes a paper of each kind; what is wrong goes to `problems`.
fn drafts<'a>(
    dossier: &Dossier,
    kinds: &'a [String],
    templates: &'a Templates,
    problems: &mut Diagnostics,
) -> Vec<Draft<'a>> {
    unknown_kinds(dossier, templates, problems);
    let figures = figures::derive(dossier);
    let mut used = HashSet::new();
    let mut drafts = Vec::new();
    for kind in kinds {
        let Some(manifest) = templates.manifest(kind) else { continue };
        let entries = papers(figures, kind, manifest);
        let none = entries.is_empty().then_some(None);
        for entry in entries.into_iter().map(Some).chain(none) {
            let composed = compose(figures, kind, manifest, entry, templates);
            problems.append(composed.problems);
            used.extend(composed.used);
            let period = period::told(figures, manifest, entry);
            let topic = topic::title(figures, manifest, entry);
            let organisation = &figures.facts().organisation;
            let place = entry.map_or(organisation.names.title.origin, |entry| entry.origin);
            let room = manifest.pages.map(|pages| (pages, place));
            let (name, file) = (&manifest.name, &manifest.file);
            let draft = |document| Draft { kind, name, file, period, topic, room, document };
            drafts.extend(composed.document.map(draft));
        }
    }
    // Papers that tell only a part of the year leave out the rest on purpose.
    let partial = |kind: &String| templates.manifest(kind).is_none_or(|manifest| manifest.partial);
    if !problems.has_errors() && !kinds.iter().all(partial) {
        untold::records(dossier, &used, problems);
        untold::without_area(dossier, &used, problems);
    }
    drafts
}

/// Answers that answer nothing: the warning has gone, or the answer stands in the wrong record.
fn idle_answers(file: &File, answered: &[Answered], problems: &mut Diagnostics) {
    let used: HashSet<Origin> = answered.iter().map(|answer| answer.by.origin).collect();
    for allowed in file.allowed.iter().filter(|allowed| !used.contains(&allowed.origin)) {
        let code = &allowed.code;
        problems.push(
            Diagnostic::warning(
                "W085",
                say!("这条核实没有对应的提醒 {code}", "this answer meets no {code}: there is no such warning here"),
            )
            .at(&file.source, allowed.origin)
            .hint(say!("删去它，或移到有提醒的那条记录里", "delete it, or move it to the record that is warned about")),
        );
    }
}

/// Answers to a warning that does not exist.
fn unknown_answers(file: &File, problems: &mut Diagnostics) {
    for allowed in file.allowed.iter().filter(|allowed| !explain::is_code(&allowed.code)) {
        let code = &allowed.code;
        problems.push(
            Diagnostic::warning("W085", say!("没有代码 {code}", "there is no code {code}"))
                .at(&file.source, allowed.origin)
                .hint(say!("niandu explain 列出全部代码", "`niandu explain` lists all codes")),
        );
    }
}

/// Entries of `documents` that no kind answers to: what they say would go nowhere.
fn unknown_kinds(dossier: &Dossier, templates: &Templates, problems: &mut Diagnostics) {
    let kinds: Vec<_> = templates.kinds().collect();
    let known: Vec<&str> = kinds.iter().flat_map(|(kind, manifest)| [*kind, manifest.name.as_str()]).collect();
    for (key, paper) in &dossier.current.facts.documents.0 {
        let name = kind_of(key, paper);
        if kinds.iter().any(|(kind, manifest)| manifest.answers_to(kind, &name.text)) {
            continue;
        }
        let word = &name.text;
        let hint = match nearest(word, &known) {
            Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
            None => {
                let all = known.join("、");
                say!("现有的文种：{all}", "kinds there are: {all}")
            }
        };
        problems.push(
            Diagnostic::error("E057", say!("没有叫“{word}”的文种", "there is no kind of paper `{word}`"))
                .at(&dossier.current.source, name.origin)
                .hint(hint),
        );
    }
}

/// The file name of a paper: the pattern filled, and characters that no file system takes replaced by a hyphen.
fn file_stem(pattern: &str, draft: &Draft<'_>, figures: Figures<'_>) -> String {
    let Draft { kind, name, topic, .. } = draft;
    let filled = fill(pattern, figures, &draft.period, &[("kind", kind), ("name", name), ("topic", topic)]);
    let safe = |c: char| {
        if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') || c.is_control() { '-' } else { c }
    };
    let stem: String = filled.chars().map(safe).collect();
    // A pattern may end as the file will: title.pdf names title.md, too.
    let stem =
        Format::ALL.iter().find_map(|format| stem.strip_suffix(&format!(".{}", format.ending()))).unwrap_or(&stem);
    let stem = stem.trim().trim_start_matches('.');
    if stem.is_empty() { (*kind).to_owned() } else { stem.to_owned() }
}

/// A paper that must fit on so many pages and takes more.
fn too_long(draft: &Draft<'_>, pages: Option<usize>, source: &Source, problems: &mut Diagnostics) {
    let (Some(pages), Some((room, place))) = (pages, draft.room) else { return };
    if pages > room {
        let name = draft.name;
        problems.push(
            Diagnostic::warning(
                "W191",
                say!(
                    "{name}排成了{pages}页，应不超过{room}页",
                    "this {name} takes {pages} pages and should take {room}"
                ),
            )
            .at(source, source.first_line(place))
            .hint(say!(
                "在 栏目 里少列几项，或让这份文件另有自己的 工作领域",
                "list fewer `sections`, or give this paper `areas` of its own"
            )),
        );
    }
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
