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

/// The need for something that a paper is about.
const TOPIC: &str = "topic";

/// A kind that was not written, and why.
#[derive(Debug, Clone)]
pub struct LeftOut {
    pub kind: String,
    /// Its name on paper.
    pub name: String,
    /// Who writes it, where bodies of other levels do.
    pub level: Option<Say>,
    /// What the facts lack, each with its own verb.
    pub facts: Vec<Say>,
    /// What its own entry in the facts would say, where it has none.
    pub entry: Vec<Say>,
}

impl LeftOut {
    /// Everything that it lacks in a row.
    pub fn reason(&self) -> Say {
        row(self.level.iter().chain(&self.facts).chain(&self.entry))
    }

    /// What the facts lack in a row; nothing where only its entry is missing.
    pub fn lacking(&self) -> Option<Say> {
        (!self.facts.is_empty()).then(|| row(self.facts.iter()))
    }
}

fn row<'s>(all: impl Iterator<Item = &'s Say> + Clone) -> Say {
    let zh = all.clone().map(|say| say.zh.as_str()).collect::<Vec<_>>().join("；");
    Say { zh, en: all.map(|say| say.en.as_str()).collect::<Vec<_>>().join("; ") }
}

/// The kinds that an order writes from a dossier.
pub(super) struct Chosen<'t> {
    pub kinds: Vec<(&'t str, &'t Manifest)>,
    pub left_out: Vec<LeftOut>,
}

/// The kinds of an order that can be written: those named, with [`ALL`] every kind whose needs the facts meet, and where
/// none is named the year-end summary, or what the facts name instead of it. A named kind that cannot be written is an
/// error, beside [`ALL`], too.
pub(super) fn choose<'t>(
    dossier: &Dossier,
    names: &[String],
    templates: &'t Templates,
    problems: &mut Diagnostics,
) -> Chosen<'t> {
    let figures = figures::derive(dossier);
    let all = names.iter().any(|name| name == ALL);
    let named: Vec<&str> = names.iter().filter_map(|name| templates.kind(name)).map(|(kind, _)| kind).collect();
    let wanted: Vec<&str> = match names {
        _ if all => templates.kinds().map(|(kind, _)| kind).collect(),
        [] => usual(figures, templates),
        _ => named.clone(),
    };
    let mut chosen = Chosen { kinds: Vec::new(), left_out: Vec::new() };
    for kind in wanted {
        let Some(manifest) = templates.manifest(kind) else { continue };
        if chosen.kinds.iter().any(|(known, _)| *known == kind) {
            continue;
        }
        let asked = !all || named.contains(&kind);
        match left_out(figures, kind, manifest, asked) {
            None => chosen.kinds.push((kind, manifest)),
            Some(left_out) if asked => refuse(figures, manifest, &left_out, problems),
            Some(left_out) => chosen.left_out.push(left_out),
        }
    }
    if all && chosen.kinds.is_empty() && figures.file().sound && !problems.has_errors() {
        nothing_possible(figures, &chosen.left_out, problems);
    }
    chosen
}

/// Why a kind is not written, if it is not. Of one that was asked for by name, a missing date, a period that is too long and
/// the level of those who write it are said where the paper would be.
fn left_out(figures: Figures<'_>, kind: &str, manifest: &Manifest, asked: bool) -> Option<LeftOut> {
    let entries = papers(figures, kind, manifest);
    let mut left_out = LeftOut {
        kind: kind.to_owned(),
        name: manifest.name.clone(),
        level: None,
        facts: Vec::new(),
        entry: Vec::new(),
    };
    needs(figures, manifest, &entries, &mut left_out, !asked);
    if !asked {
        // Where the facts speak of such a paper, its author means it, and is asked about the level.
        left_out.level = level_of_others(figures, manifest).filter(|_| entries.is_empty());
        let long = is_too_long(figures, kind, manifest);
        left_out.facts.extend(long.then(|| say!("时期比它所写的长", "the period is longer than it tells")));
        left_out.entry.extend(is_undated(figures, &entries).then(|| date_of(kind)));
    }
    let lacks = left_out.level.is_some() || !left_out.facts.is_empty() || !left_out.entry.is_empty();
    lacks.then_some(left_out)
}

/// What is written where no kind is named: the year-end summary, or the kinds that the facts name if it is none of them.
pub(super) fn usual<'t>(figures: Figures<'_>, templates: &'t Templates) -> Vec<&'t str> {
    let named = entries(figures, templates);
    match templates.kind(USUAL) {
        Some((summary, _)) if named.is_empty() || named.contains(&summary) => vec![summary],
        _ => named,
    }
}

/// The kinds that the facts name, in their order.
fn entries<'t>(figures: Figures<'_>, templates: &'t Templates) -> Vec<&'t str> {
    let entries = figures.facts().documents.0.iter();
    entries.filter_map(|(key, paper)| templates.kind(&kind_of(key, paper).text)).map(|(kind, _)| kind).collect()
}

/// The kinds that the facts of a dossier name under `documents`, each once.
pub fn named(dossier: &Dossier, templates: &Templates) -> Vec<String> {
    let mut kinds: Vec<String> = Vec::new();
    for kind in entries(figures::derive(dossier), templates) {
        if kinds.iter().all(|known| known != kind) {
            kinds.push(kind.to_owned());
        }
    }
    kinds
}

/// Whether every paper of a kind for half a year would tell more.
fn is_too_long(figures: Figures<'_>, kind: &str, manifest: &Manifest) -> bool {
    let entries = papers(figures, kind, manifest);
    let long = |entry: Option<&Paper>| period::is_too_long(manifest, &period::told(figures, manifest, entry));
    if entries.is_empty() { long(None) } else { entries.into_iter().all(|entry| long(Some(entry))) }
}

/// What the facts and the entry of a kind lack, the date aside.
fn needs(figures: Figures<'_>, manifest: &Manifest, entries: &[&Paper], left_out: &mut LeftOut, all: bool) {
    // Of a file with errors nobody knows what it would hold.
    if !figures.file().sound {
        return;
    }
    for need in &manifest.needs {
        let keys: Vec<&str> = need.split('|').map(str::trim).collect();
        // A time that does not fit is told where the paper is written, with the time that it has.
        let timed = keys.contains(&PERIOD) && (!all || is_timed(figures, entries));
        // What a paper is about is asked where it is written, with what there is to choose from.
        let asked = !all && !entries.is_empty() && keys == [TOPIC];
        if timed || asked || keys.iter().any(|key| is_met(figures, entries, key)) {
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
        let of_entry = keys.iter().all(|key| Facts::TABLE.find(key).is_none() && Paper::TABLE.find(key).is_some());
        let list = if of_entry && entries.is_empty() { &mut left_out.entry } else { &mut left_out.facts };
        list.push(say!("缺 {zh}", "no {en}"));
    }
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
fn is_undated(figures: Figures<'_>, entries: &[&Paper]) -> bool {
    let lost = &figures.file().lost;
    entries.is_empty() && !["documents", "date"].iter().any(|name| lost.contains(*name))
}

fn date_of(kind: &str) -> Say {
    say!("缺 文件 → {kind} → 日期", "no documents → {kind} → date")
}

/// A kind that was asked for by name and cannot be written.
fn refuse(figures: Figures<'_>, manifest: &Manifest, left_out: &LeftOut, problems: &mut Diagnostics) {
    let (name, kind) = (&manifest.name, &left_out.kind);
    let Say { zh, en } = left_out.reason();
    let hint = say!("补上所缺的，或不要这个文种", "add what is missing, or leave this kind out");
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
    let nearest = left_out.iter().min_by_key(|kind| (kind.level.is_some(), kind.facts.len() + kind.entry.len()));
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
