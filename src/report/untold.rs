//! What the facts say and no paper of an order tells: records, announced sets, stated rates, the plan, and the sections.
//!
//! A warning is for what some paper of the order has a place for; what none has a place for is a remark, and what another
//! paper of the file will tell is nothing.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say};
use crate::document::compose::places::{self, RECORDS};
use crate::document::compose::{first_text, kind_of, own_prose, papers};
use crate::document::manifest::Manifest;
use crate::document::templates::Templates;
use crate::facts::model::{Area, Facts, Paper};
use crate::facts::table::{Item, Record};
use crate::facts::value::Text;
use crate::facts::{Dossier, File};
use crate::figures::print::references;
use crate::figures::slogans::Set;
use crate::figures::{self, Figures};
use crate::say;

/// What the papers of an order have told, and what they had a place for.
pub(super) struct Told<'a> {
    dossier: &'a Dossier,
    used: HashSet<Origin>,
    places: HashSet<&'static str>,
    /// What other papers of the file, which were not ordered, have a place for.
    elsewhere: HashSet<&'static str>,
    /// The names that their own texts refer to.
    named: HashSet<&'a str>,
    /// The kinds of the order.
    kinds: Vec<(&'a str, &'a Manifest)>,
}

impl<'a> Told<'a> {
    /// By the kinds of an order and what composing them has used.
    pub(super) fn new(
        dossier: &'a Dossier,
        kinds: &[(&'a str, &'a Manifest)],
        templates: &'a Templates,
        used: HashSet<Origin>,
    ) -> Self {
        let figures = figures::derive(dossier);
        let (places, elsewhere, named) = Default::default();
        let mut told = Self { dossier, used, places, elsewhere, named, kinds: kinds.to_vec() };
        for (kind, manifest) in kinds {
            let entries = papers(figures, kind, manifest);
            let none = entries.is_empty().then_some(None);
            for entry in entries.into_iter().map(Some).chain(none) {
                told.places.extend(places::places(figures, manifest, entry));
            }
        }
        for (key, entry) in &dossier.current.facts.documents.0 {
            if let Some((kind, manifest)) = templates.kind(&kind_of(key, entry).text)
                && !kinds.iter().any(|(ordered, _)| *ordered == kind)
            {
                told.elsewhere.extend(places::places(figures, manifest, Some(entry)));
                let references = own_prose(entry).into_iter().flat_map(references);
                told.named.extend(references.flat_map(|reference| reference.path.iter().map(String::as_str)));
            }
        }
        told
    }

    /// Everything that was not told; `figures` are those of the dossier.
    pub(super) fn report(&self, figures: Figures<'_>, problems: &mut Diagnostics) {
        let file = &self.dossier.current;
        if self.places.contains(RECORDS) {
            records(self.dossier, self, problems);
        } else {
            let placed = file.facts.placed();
            let left = placed.iter().map(|record| record.record().origin()).filter(|at| !self.used.contains(at));
            self.remark(RECORDS, ["记录", "records"], left.collect(), problems);
        }
        without_area(self, problems);
        for (en, all) in sections(&file.facts) {
            let left: Vec<Origin> = all.into_iter().filter(|at| !self.is_used(*at)).collect();
            let zh = Facts::TABLE.find(en).map_or(en, |(_, field)| field.zh);
            match left.first() {
                // An area that says nothing has been named where it was left out.
                Some(first) if self.places.contains(en) && en != "areas" => {
                    self.warn_of_section(*first, [zh, en], left.len(), problems);
                }
                _ => self.remark(en, [zh, en], left, problems),
            }
        }
        for (key, paper) in &figures.facts().documents.0 {
            let name = &kind_of(key, paper).text;
            if let Some((_, manifest)) = self.kinds.iter().find(|(kind, manifest)| manifest.answers_to(kind, name)) {
                self.fields(paper, manifest, file, problems);
                self.own_words(paper, manifest, file, problems);
            }
        }
    }

    /// Whether something was told: itself, or anything that stands in it.
    fn is_used(&self, origin: Origin) -> bool {
        let range = origin.range();
        let inside = |at: &Origin| range.start <= at.range().start && at.range().end <= range.end;
        self.used.contains(&origin) || self.used.iter().any(inside)
    }

    fn warn_of_section(&self, first: Origin, [zh, en]: [&str; 2], count: usize, problems: &mut Diagnostics) {
        let source = &self.dossier.current.source;
        let message = say!("{zh}有{count}处没有写进任何文件", "no paper tells {count} of `{en}`");
        let hint = say!(
            "这一栏由作者自己写了就在正文里引用，或删去它",
            "where that section is the author's own, refer to it in the text, or delete it"
        );
        problems.push(Diagnostic::warning("W220", message).at(source, source.first_line(first)).hint(hint));
    }

    /// One remark for each section of the facts that no paper of the file has a place for.
    fn remark(&self, place: &str, [zh, en]: [&str; 2], left: Vec<Origin>, problems: &mut Diagnostics) {
        let Some(first) = left.iter().min() else { return };
        if self.elsewhere.contains(place) || self.places.contains(place) {
            return;
        }
        let (count, source) = (left.len(), &self.dossier.current.source);
        let message = say!(
            "{zh}有{count}处没有写进这次的文件：所写的文种没有这一栏，或另写了自己的",
            "the papers of this run tell nothing of {count} of `{en}`: they have no section for it, or words of their own"
        );
        let hint = say!(
            "要写进去，就在 栏目 里加上这一栏，或写别的文种",
            "add the section in `sections`, or write another kind"
        );
        problems.push(Diagnostic::hint_only("H220", message).at(source, source.first_line(*first)).hint(hint));
    }

    /// What is written for a paper whose kind has no place for it.
    fn fields(&self, paper: &Paper, manifest: &Manifest, file: &File, problems: &mut Diagnostics) {
        let sections = places::sections_of(manifest, Some(paper));
        for (field, homes) in FIELDS {
            let Some((_, named)) = Paper::TABLE.find(field) else { continue };
            let Some(origin) = first(paper.named(field)) else { continue };
            let topical =
                field == "topic" && [&manifest.title, &manifest.transition].iter().any(|t| t.contains("{topic}"));
            if topical || self.is_used(origin) || homes.iter().any(|home| sections.contains(home)) {
                continue;
            }
            problems.push(without_place([named.zh, named.en], manifest, file, origin));
        }
    }

    /// What a paper has of its own instead of what the file has, and does not print.
    fn own_words(&self, paper: &Paper, manifest: &Manifest, file: &File, problems: &mut Diagnostics) {
        let written: Vec<Origin> = paper.written.iter().filter_map(words_of).collect();
        let own = [
            (["问题", "problems"], paper.problems.iter().map(|problem| problem.text.origin).collect()),
            (["下一步", "next"], paper.next.iter().map(|next| next.origin).collect()),
            (["工作领域", "areas"], paper.areas.iter().filter_map(words_of).collect()),
            (["自写栏目", "written"], written),
        ];
        for (names, all) in own {
            let left = all.into_iter().find(|origin| !self.is_used(*origin));
            left.into_iter().for_each(|origin| problems.push(without_place(names, manifest, file, origin)));
        }
    }
}

/// Where the words of an area stand, where it has any.
fn words_of(area: &Area) -> Option<Origin> {
    first_text(area).map(|_| area.origin)
}

/// A field of a paper that its kind does not print.
fn without_place([zh, en]: [&str; 2], manifest: &Manifest, file: &File, origin: Origin) -> Diagnostic {
    let kind = &manifest.name;
    Diagnostic::warning(
        "W221",
        say!("{zh}没有写进“{kind}”：它没有这一栏", "`{en}` is not told: “{kind}” has no section for it"),
    )
    .at(&file.source, file.source.first_line(origin))
    .hint(say!("移到写它的文种下，或删去", "move it to a kind that tells it, or delete it"))
}

/// Fields of a paper that only some sections print.
const FIELDS: [(&str, &[&str]); 9] = [
    ("goals", &["goals"]),
    ("safeguards", &["safeguards"]),
    ("text", &["text", "cover"]),
    ("topic", &["topic", "inspection"]),
    ("transition", &["opening"]),
    ("opening", &["opening", "cover"]),
    ("opening_form", &["opening", "cover"]),
    ("closing", &["closing", "cover"]),
    ("closing_form", &["closing", "cover"]),
];

/// Where the value of a field begins.
fn first(item: Item<'_>) -> Option<Origin> {
    match item {
        Item::Text(Text { origin, .. }) => Some(*origin),
        Item::Prose(prose) => Some(prose.origin),
        Item::List(items) => items.into_iter().find_map(first),
        _ => None,
    }
}

/// The sections of the facts that stand in a paper as a whole, each with the places of what it says. Registers of persons
/// and bodies are there to be looked up, and what the staff is may stand behind a share.
fn sections(facts: &Facts) -> [(&'static str, Vec<Origin>); 7] {
    [
        ("membership", facts.membership.iter().map(|each| each.origin).collect()),
        ("cadres", facts.cadres.iter().map(|each| each.origin).collect()),
        // A heading without words is a place for other facts, and nothing that could be lost.
        ("areas", facts.areas.iter().filter(|area| first_text(area).is_some()).map(|each| each.origin).collect()),
        ("finance", facts.finance.iter().map(|each| each.origin).collect()),
        ("problems", facts.problems.iter().map(|each| each.origin).collect()),
        ("experience", facts.experience.iter().map(|each| each.origin).collect()),
        ("next", facts.next.iter().map(|each| each.origin).collect()),
    ]
}

/// Records that no paper of the order told.
fn records(dossier: &Dossier, told: &Told<'_>, problems: &mut Diagnostics) {
    for record in dossier.current.facts.placed() {
        let origin = record.record().origin();
        if told.used.contains(&origin) {
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

/// Announced sets, stated rates and the plan, which stand in a paper only where the author's text refers to them.
fn without_area(told: &Told<'_>, problems: &mut Diagnostics) {
    let (facts, source, used) = (&told.dossier.current.facts, &told.dossier.current.source, &told.used);
    plan(told, problems);
    let at_home = |place: &str| told.places.contains(place);
    if !at_home("slogans") && !at_home("rates") {
        let left = |origins: Vec<Origin>| origins.into_iter().filter(|at| !used.contains(at)).collect();
        let sets = left(facts.slogans.iter().map(|set| set.origin).collect());
        told.remark("slogans", ["提法", "slogans"], sets, problems);
        let rates = left(facts.rates.iter().map(|rate| rate.origin).collect());
        return told.remark("rates", ["比率", "rates"], rates, problems);
    }
    let mut warn = |origin: Origin, message: Say, hint: Say| {
        problems.push(Diagnostic::warning("W076", message).at(source, source.first_line(origin)).hint(hint));
    };
    for set in facts.slogans.iter().filter(|set| !told.named.contains(set.id.text.as_str())) {
        let (name, id) = (&set.title.text, &set.id.text);
        if !used.contains(&set.origin) {
            warn(
                set.origin,
                say!("提法“{name}”没有写进任何文件", "the announced set “{name}” is not told in any paper"),
                say!("在正文里写 {{{{ {id} }}}}，或删去它", "write {{{{ {id} }}}} in a text, or delete it"),
            );
        } else if Set::from(set).prose().iter().any(|prose| !used.contains(&prose.origin)) {
            warn(
                set.origin,
                say!("提法“{name}”的引语、正文没有印出", "the sentences of the announced set “{name}” are not printed"),
                say!(
                    "让 {{{{ {id} }}}} 独占一段，就印全文",
                    "give {{{{ {id} }}}} a paragraph of its own to have it in full"
                ),
            );
        }
    }
    for rate in facts.rates.iter().filter(|rate| !used.contains(&rate.origin)) {
        let name = &rate.name.text;
        let names = [Some(name), rate.id.as_ref().map(|id| &id.text)];
        if names.into_iter().flatten().any(|name| told.named.contains(name.as_str())) {
            continue;
        }
        let id = rate.id.as_ref().map_or_else(|| format!("比率.{name}"), |id| id.text.clone());
        warn(
            rate.origin,
            say!("比率“{name}”没有写进任何文件", "the rate “{name}” is not told in any paper"),
            say!("在正文里写 {{{{ {id} }}}}，或删去它", "write {{{{ {id} }}}} in a text, or delete it"),
        );
    }
}

/// The plan is one problem, at the first item that no text refers to.
fn plan(told: &Told<'_>, problems: &mut Diagnostics) {
    let source = &told.dossier.current.source;
    let untold = told.dossier.current.facts.plan.iter().filter(|item| !told.is_used(item.origin));
    let untold: Vec<_> = untold.collect();
    let Some(first) = untold.first() else { return };
    if !told.places.contains("plan") {
        return told.remark("plan", ["计划", "plan"], untold.iter().map(|item| item.origin).collect(), problems);
    }
    let (count, id) = (untold.len(), &first.id.text);
    let message = say!("计划里有{count}项还没有文件写到", "no paper tells {count} of the plan's items yet");
    let hint = say!(
        "在 文件 里写上 工作计划，或在正文里引用，如 {{{{ {id} }}}}；只留作底账的写上 核实",
        "add a `work-plan` under `documents`, refer to them in a text, such as {{{{ {id} }}}}, or answer this with `allow`"
    );
    problems.push(Diagnostic::warning("W076", message).at(source, source.first_line(first.origin)).hint(hint));
}
