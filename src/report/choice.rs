//! Which kinds of paper an order writes, and what a kind lacks that cannot be written.

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say};
use crate::document::compose::{kind_of, papers, period};
use crate::document::manifest::Manifest;
use crate::document::templates::Templates;
use crate::facts::Dossier;
use crate::facts::model::{Facts, Paper};
use crate::facts::nearest::nearest;
use crate::facts::table::{Field, Item, Record};
use crate::facts::types::Choice;
use crate::facts::value::Tier;
use crate::figures::{self, Figures};
use crate::say;

/// The word for every kind that can be written.
pub const ALL: &str = "all";
/// The kind that is written where neither the order nor the facts name one.
pub const USUAL: &str = "year-end-summary";

/// The need for a time that is not that of a year.
const PERIOD: &str = "period";

/// A kind that was not written, and why.
#[derive(Debug, Clone)]
pub struct LeftOut {
    pub kind: String,
    /// Its name on paper.
    pub name: String,
    /// What it lacks, each with its own verb.
    pub lacks: Vec<Say>,
}

impl LeftOut {
    /// Everything that it lacks in a row.
    pub fn reason(&self) -> Say {
        let row = |text: fn(&Say) -> &str, mark: &str| self.lacks.iter().map(text).collect::<Vec<_>>().join(mark);
        Say { zh: row(|say| &say.zh, "；"), en: row(|say| &say.en, "; ") }
    }
}

/// The kinds that an order writes from a dossier.
pub(super) struct Chosen<'t> {
    pub kinds: Vec<(&'t str, &'t Manifest)>,
    pub left_out: Vec<LeftOut>,
}

/// The kinds of an order that can be written: those named, with [`ALL`] every kind whose needs the facts meet, and where
/// none is named the year-end summary, or what the facts name instead of it. A named kind that cannot be written is an
/// error.
pub(super) fn choose<'t>(
    dossier: &Dossier,
    names: &[String],
    templates: &'t Templates,
    problems: &mut Diagnostics,
) -> Chosen<'t> {
    let figures = figures::derive(dossier);
    let all = names.iter().any(|name| name == ALL);
    let wanted: Vec<&str> = match names {
        _ if all => templates.kinds().map(|(kind, _)| kind).collect(),
        [] => usual(figures, templates),
        names => names.iter().filter_map(|name| templates.kind(name)).map(|(kind, _)| kind).collect(),
    };
    let mut chosen = Chosen { kinds: Vec::new(), left_out: Vec::new() };
    for kind in wanted {
        let Some(manifest) = templates.manifest(kind) else { continue };
        if chosen.kinds.iter().any(|(known, _)| *known == kind) {
            continue;
        }
        let mut lacks = lacks(figures, kind, manifest, all);
        let undated = is_undated(figures, kind, manifest);
        let long = is_too_long(figures, kind, manifest);
        if lacks.is_empty() && !(all && (undated || long)) {
            // That a date is missing or the period too long is said where the paper would bear it.
            chosen.kinds.push((kind, manifest));
            continue;
        }
        lacks.extend(undated.then(|| date_of(kind)));
        lacks.extend(long.then(|| say!("时期比它所写的长", "the period is longer than it tells")));
        let left_out = LeftOut { kind: kind.to_owned(), name: manifest.name.clone(), lacks };
        if all {
            chosen.left_out.push(left_out);
        } else {
            refuse(figures, manifest, &left_out, problems);
        }
    }
    if all && chosen.kinds.is_empty() && figures.file().sound {
        nothing_possible(figures, &chosen.left_out, problems);
    }
    chosen
}

/// What is written where no kind is named: the year-end summary, or the kinds that the facts name if it is none of them.
pub(super) fn usual<'t>(figures: Figures<'_>, templates: &'t Templates) -> Vec<&'t str> {
    let entries = figures.facts().documents.0.iter();
    let named = entries.filter_map(|(key, paper)| templates.kind(&kind_of(key, paper).text));
    let named: Vec<&str> = named.map(|(kind, _)| kind).collect();
    match templates.kind(USUAL) {
        Some((summary, _)) if named.is_empty() || named.contains(&summary) => vec![summary],
        _ => named,
    }
}

/// Whether every paper of a kind for half a year would tell more.
fn is_too_long(figures: Figures<'_>, kind: &str, manifest: &Manifest) -> bool {
    let entries = papers(figures, kind, manifest);
    let long = |entry: Option<&Paper>| period::is_too_long(manifest, &period::told(figures, manifest, entry));
    if entries.is_empty() { long(None) } else { entries.into_iter().all(|entry| long(Some(entry))) }
}

/// What the facts lack for papers of a kind, the date aside.
fn lacks(figures: Figures<'_>, kind: &str, manifest: &Manifest, all: bool) -> Vec<Say> {
    let entries = papers(figures, kind, manifest);
    let mut lacks: Vec<Say> = level_of_others(figures, manifest).into_iter().collect();
    // Of a file with errors nobody knows what it would hold.
    if !figures.file().sound {
        return lacks;
    }
    for need in &manifest.needs {
        let keys: Vec<&str> = need.split('|').map(str::trim).collect();
        // A time that does not fit is told where the paper is written, with the time that it has.
        let timed = keys.contains(&PERIOD) && (!all || is_timed(figures, &entries));
        if timed || keys.iter().any(|key| is_met(figures, &entries, key)) {
            continue;
        }
        let names = |zh: bool| {
            let name = |key: &str| match field(key) {
                Some(field) => if zh { field.zh } else { field.en }.to_owned(),
                None => key.to_owned(),
            };
            keys.iter().map(|key| name(key)).collect::<Vec<_>>().join(if zh { " 或 " } else { " or " })
        };
        let (zh, en) = (names(true), names(false));
        lacks.push(say!("缺 {zh}", "no {en}"));
    }
    lacks
}

/// Whether the facts or a paper of the kind write their time.
fn is_timed(figures: Figures<'_>, entries: &[&Paper]) -> bool {
    figures.facts().period.is_some() || entries.iter().any(|entry| entry.period.is_some())
}

/// Whether a need is met: a section of the facts, or a field of the paper.
fn is_met(figures: Figures<'_>, entries: &[&Paper], key: &str) -> bool {
    let there = |record: &dyn Record| match record.named(key) {
        Item::Nothing => false,
        Item::List(items) => !items.is_empty(),
        Item::Amounts(amounts) => !amounts.is_empty(),
        Item::Named(named) => !named.is_empty(),
        _ => true,
    };
    there(figures.facts()) || entries.iter().any(|entry| there(*entry)) || figures.file().lost.contains(key)
}

/// The field that a need names.
fn field(key: &str) -> Option<&'static Field> {
    Facts::TABLE.find(key).or_else(|| Paper::TABLE.find(key)).map(|(_, field)| field)
}

/// Where a kind is written by bodies of other levels, who writes it.
fn level_of_others(figures: Figures<'_>, manifest: &Manifest) -> Option<Say> {
    let own = figures.facts().level.map_or(Tier::School, |level| level.value);
    let tiers: Vec<Tier> = manifest.levels.iter().filter_map(|level| Tier::of(level)).collect();
    if tiers.is_empty() || tiers.contains(&own) || figures.file().lost.contains("level") {
        return None;
    }
    let zh = tiers.iter().filter_map(|tier| tier.name()).collect::<Vec<_>>().join("、");
    let en = manifest.levels.join(", ");
    Some(say!("由层级为 {zh} 的单位写", "written by bodies of the level {en}"))
}

/// Whether no entry of the facts gives a paper of this kind its date.
fn is_undated(figures: Figures<'_>, kind: &str, manifest: &Manifest) -> bool {
    let lost = &figures.file().lost;
    papers(figures, kind, manifest).is_empty() && !["documents", "date"].iter().any(|name| lost.contains(*name))
}

fn date_of(kind: &str) -> Say {
    say!("缺 文件 → {kind} → 日期", "no documents → {kind} → date")
}

/// A kind that was asked for by name and cannot be written.
fn refuse(figures: Figures<'_>, manifest: &Manifest, left_out: &LeftOut, problems: &mut Diagnostics) {
    let (name, kind) = (&manifest.name, &left_out.kind);
    let Say { zh, en } = left_out.reason();
    let hint = if level_of_others(figures, manifest).is_some() {
        say!("核对 层级，或换一个文种", "check `level`, or ask for another kind")
    } else {
        say!("补上所缺的，或不要这个文种", "add what is missing, or leave this kind out")
    };
    let problem = Diagnostic::error("E220", say!("写不出“{name}”（{kind}）：{zh}", "`{kind}` cannot be written: {en}"));
    let place = place_of(figures, kind, manifest);
    problems.push(problem.at(&figures.file().source, figures.file().source.first_line(place)).hint(hint));
}

/// Where the facts speak of papers of a kind, else of the body.
fn place_of(figures: Figures<'_>, kind: &str, manifest: &Manifest) -> Origin {
    let entries = &figures.facts().documents.0;
    let own = entries.iter().find(|(key, paper)| manifest.answers_to(kind, &kind_of(key, paper).text));
    own.map_or(figures.facts().organisation.id.origin, |(key, _)| key.origin)
}

/// All kinds were asked for and the facts are enough for none.
fn nothing_possible(figures: Figures<'_>, left_out: &[LeftOut], problems: &mut Diagnostics) {
    let file = figures.file();
    let nearest = left_out.iter().min_by_key(|kind| kind.lacks.len());
    let hint = match nearest {
        Some(kind) => {
            let (name, Say { zh, en }) = (&kind.name, kind.reason());
            say!("最接近的是“{name}”：{zh}", "the nearest is “{name}”: {en}")
        }
        None => say!("至少写一种文件的日期", "give the date of one kind at least"),
    };
    problems.push(
        Diagnostic::error(
            "E222",
            say!("没有一种文件是这些事实够写的", "these facts are not enough for any kind of paper"),
        )
        .at(&file.source, file.source.first_line(figures.facts().organisation.id.origin))
        .hint(hint),
    );
}

/// Entries of `documents` that no kind answers to: what they say would go nowhere.
pub(super) fn unknown_kinds(dossier: &Dossier, templates: &Templates, problems: &mut Diagnostics) {
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
