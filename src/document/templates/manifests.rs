//! The manifests of the kinds and the rules of verbs: read, and every name in them checked against what there is.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;

use super::{VERBS, VerbRule, variants};
use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::document::compose::pattern::{self, FILE_PLACES, TITLE_PLACES, TRANSITION_PLACES};
use crate::document::manifest::Manifest;
use crate::facts::model::{Facts, Paper, SECTIONS, SHOWINGS, Showing};
use crate::facts::nearest::nearest;
use crate::facts::table::{Shape, Table};
use crate::facts::tree::{self, Node, Value};
use crate::facts::value::{Role, Tier};
use crate::say;

/// The voices that the built-in kinds are told in; clauses have their own words in some of them, and the first is the usual
/// one.
pub const REGISTERS: [&str; 5] = ["school", "district", "log", "oral", "plan"];
/// What stands for no section of its own: the heading of a part.
const PART: &str = "part";

/// The kinds by name, and the rules of verbs in their order.
type Kinds = (BTreeMap<String, Manifest>, Vec<VerbRule>);

/// Reads the manifests and the rules of verbs. What the user's own ones name must be there; `components` are all there are.
pub fn read(
    sources: &[Source],
    own: &BTreeSet<String>,
    components: &BTreeSet<String>,
    problems: &mut Diagnostics,
) -> Kinds {
    let kind_of = |source: &Source| source.name().strip_suffix("/template.yaml").map(str::to_owned);
    let kinds = variants::kinds(sources, problems);
    let verbs: Vec<VerbRule> = sources
        .iter()
        .find(|source| source.name() == VERBS)
        .and_then(|source| yaml(source, problems))
        .unwrap_or_default();
    for source in sources.iter().filter(|source| own.contains(source.name())) {
        let mut look = Look { source, root: root(source), inherits: false, problems };
        match kind_of(source).and_then(|kind| Some((kinds.get(&kind)?, kind))) {
            Some((manifest, kind)) => {
                look.inherits = manifest.extends.is_some();
                look.manifest(&kind, manifest, &kinds, &Shelf { sources, components, verbs: &verbs });
                look.names(&kind, manifest, &kinds);
            }
            None if source.name() == VERBS => look.verbs(&verbs),
            None => {}
        }
    }
    (kinds, verbs)
}

/// A YAML file as data; what is wrong with it is told in our own words where it is a name.
pub(super) fn yaml<T: DeserializeOwned>(source: &Source, problems: &mut Diagnostics) -> Option<T> {
    let error = match serde_saphyr::from_str(source.text()) {
        Ok(data) => return Some(data),
        Err(error) => error,
    };
    let place = error.location().map(|at| offset(source.text(), at.line() as usize, at.column() as usize));
    let told = error.to_string();
    let told = told.lines().next().unwrap_or_default();
    // The parser says the place in the sentence as well.
    let reason = told.find("column").and_then(|at| told.get(at..)).and_then(|rest| rest.split_once(": "));
    let reason = reason.map_or(told, |(_, reason)| reason).to_owned();
    let origin = place.map_or(Origin::default(), |start| {
        let rest = source.text().get(start..).unwrap_or_default();
        let long = rest.find(|c: char| ":,]}\n \"'".contains(c)).filter(|long| *long > 0);
        let first = rest.chars().next().map_or(0, char::len_utf8);
        Origin::new(start..start + long.unwrap_or(first))
    });
    problems.push(wrong(source, origin, &reason));
    None
}

/// What is wrong with a manifest, by what the parser says of it.
pub(super) fn wrong(source: &Source, origin: Origin, reason: &str) -> Diagnostic {
    let plain = say!(
        "对照内置模板的 template.yaml（niandu templates show）",
        "compare it with a built-in one (`niandu templates show`)"
    );
    let (message, hint) = match unknown(reason) {
        Some((name, known)) => {
            let all = known.join("、");
            let hint = match nearest(name, &known) {
                Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
                None => say!("可以写：{all}", "there are: {all}"),
            };
            (say!("没有“{name}”这一项", "there is no `{name}`"), hint)
        }
        None => match reason.strip_prefix("missing field ").map(|name| name.trim_matches('`')) {
            Some(name) => (say!("缺少“{name}”", "`{name}` is missing"), plain),
            None => (say!("写法不对：{reason}", "not as it should be: {reason}"), plain),
        },
    };
    let (zh, en) = (message.zh, message.en);
    let message = say!("模板清单有误：{zh}", "this template manifest is wrong: {en}");
    Diagnostic::error("E062", message).at(source, origin).hint(hint)
}

/// The name that the parser does not know, and those that it expected.
pub(super) fn unknown(reason: &str) -> Option<(&str, Vec<&str>)> {
    let rest = reason.strip_prefix("unknown field ").or_else(|| reason.strip_prefix("unknown variant "))?;
    let (name, known) = rest.split_once(", expected ")?;
    let known = known.strip_prefix("one of ").unwrap_or(known);
    let words =
        known.split([',', ' ']).map(|word| word.trim_matches('`')).filter(|word| !word.is_empty() && *word != "or");
    Some((name.trim_matches('`'), words.collect()))
}

/// The byte at a line and a column, both counted from one.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = match line.checked_sub(2) {
        None => 0,
        Some(before) => text.match_indices('\n').nth(before).map_or(text.len(), |(at, _)| at + 1),
    };
    let within = text.get(start..).unwrap_or_default().char_indices().nth(column.saturating_sub(1));
    within.map_or(text.len(), |(at, _)| start + at)
}

/// The spanned tree of a file that is known to be YAML.
pub(super) fn root(source: &Source) -> Option<Node> {
    tree::parse(source, 0..source.text().len(), &mut Diagnostics::new())
}

/// The name of the layout in a file of the templates; what lies deeper are parts that layouts share.
pub fn layout(file: &str) -> Option<&str> {
    file.strip_prefix("layouts/")?.strip_suffix(".typ").filter(|name| !name.contains('/'))
}

/// What a manifest may name beside kinds.
struct Shelf<'a> {
    sources: &'a [Source],
    components: &'a BTreeSet<String>,
    verbs: &'a [VerbRule],
}

impl Shelf<'_> {
    /// The layouts, by name.
    fn layouts(&self) -> Vec<&str> {
        self.sources.iter().filter_map(|source| layout(source.name())).collect()
    }

    /// The registers there are: those of the built-in kinds, of other kinds and of the rules of verbs.
    fn registers<'r>(&'r self, kinds: &'r BTreeMap<String, Manifest>, here: &str) -> Vec<&'r str> {
        // What only this kind says may be a slip.
        let of_kinds = kinds.iter().filter(|(kind, _)| *kind != here).map(|(_, manifest)| manifest.register.as_str());
        let of_verbs = self.verbs.iter().filter_map(|rule| rule.register.as_deref());
        let all: BTreeSet<&str> = REGISTERS.into_iter().chain(of_kinds).chain(of_verbs).collect();
        all.into_iter().collect()
    }
}

/// One file being looked at.
struct Look<'a> {
    source: &'a Source,
    root: Option<Node>,
    /// Whether values may come from another kind, in whose file they are looked at.
    inherits: bool,
    problems: &'a mut Diagnostics,
}

impl Look<'_> {
    fn manifest(&mut self, kind: &str, manifest: &Manifest, kinds: &BTreeMap<String, Manifest>, shelf: &Shelf<'_>) {
        self.sections(manifest, shelf);
        let registers = shelf.registers(kinds, kind);
        let suffix = format!("_{}", manifest.register);
        if !shelf.components.iter().any(|name| name.ends_with(&suffix)) {
            self.known(&manifest.register, &registers, ["语体（register）", "register"]);
        }
        self.known(&manifest.layout, &shelf.layouts(), ["版式", "layout"]);
        let tiers: Vec<&str> =
            Tier::WORDS.iter().flat_map(|(_, words)| words.iter().copied()).filter(|word| word.is_ascii()).collect();
        manifest.levels.iter().for_each(|level| self.known(level, &tiers, ["级别", "level"]));
        self.facts(manifest);
        let shown = SHOWINGS.iter().filter(|(showing, _)| *showing != Showing::Photos);
        let shown: Vec<&str> = shown.flat_map(|(_, names)| names).copied().collect();
        manifest.exhibits.iter().for_each(|name| self.known(name, &shown, ["图表", "exhibit"]));
        let every: Vec<&str> = kinds.keys().map(String::as_str).collect();
        for whole in &manifest.encloses {
            let there = |name: &str| kinds.iter().any(|(kind, manifest)| manifest.answers_to(kind, name));
            for name in whole.split('|').map(str::trim).filter(|name| !there(name)) {
                self.known_within(name, whole, &every, ["文种", "kind"]);
            }
        }
        self.patterns(manifest);
    }

    /// The sections, and the components of openings and closings.
    fn sections(&mut self, manifest: &Manifest, shelf: &Shelf<'_>) {
        let sections: Vec<&str> = SECTIONS.iter().map(|section| section.names[0]).collect();
        let all = [&sections[..], &[PART]].concat();
        manifest.sections.iter().for_each(|section| self.known(&section.is, &all, ["栏目", "section"]));
        let components: Vec<&str> = shelf.components.iter().map(String::as_str).collect();
        for form in manifest.openings.iter().chain(&manifest.closings) {
            self.known(&form.component, &components, ["组件", "component"]);
            form.unless.iter().for_each(|name| self.known(name, &sections, ["栏目", "section"]));
        }
    }

    /// What is named of the facts.
    fn facts(&mut self, manifest: &Manifest) {
        let fields = |table: &'static Table| table.fields.iter().map(|field| field.en);
        let needed: Vec<&str> = fields(&Facts::TABLE).chain(fields(&Paper::TABLE)).collect();
        for whole in &manifest.needs {
            let names = whole.split('|').map(str::trim);
            names.for_each(|name| self.known_within(name, whole, &needed, ["事实栏目", "section of the facts"]));
        }
        let listed = |shape: Shape| matches!(shape, Shape::List(_));
        let lists: Vec<&str> =
            Facts::TABLE.fields.iter().filter(|field| listed((field.shape)())).map(|field| field.en).collect();
        let named = manifest.shows.keys().chain(&manifest.about);
        named.for_each(|name| self.known(name, &lists, ["记录", "list of records"]));
    }

    /// The patterns and the places in them.
    fn patterns(&mut self, manifest: &Manifest) {
        self.places(&manifest.title, &pattern::places(&TITLE_PLACES));
        self.places(&manifest.file, &pattern::places(&FILE_PLACES));
        self.places(&manifest.transition, &pattern::places(&TRANSITION_PLACES));
        for text in manifest.sections.iter().flat_map(|section| section.title.iter().chain(&section.lead)) {
            self.places(text, &pattern::places(&[]));
        }
    }

    /// Two kinds under one name: which of them a paper is for cannot be known.
    fn names(&mut self, kind: &str, manifest: &Manifest, kinds: &BTreeMap<String, Manifest>) {
        let own = [kind, manifest.name.as_str()].into_iter().chain(manifest.aliases.iter().map(String::as_str));
        for name in own {
            let other = kinds.iter().find(|(other, there)| *other != kind && there.answers_to(other, name));
            if let Some((other, _)) = other {
                let origin = self.place(name);
                self.problems.push(
                    Diagnostic::error(
                        "E215",
                        say!("“{name}”已经是文种 {other} 的名称", "`{name}` is a name of the kind `{other}` already"),
                    )
                    .at(self.source, origin)
                    .hint(say!(
                        "换一个名称，或用同名文件夹代替它",
                        "choose another name, or replace that kind by a folder of its name"
                    )),
                );
            }
        }
    }

    fn verbs(&mut self, verbs: &[VerbRule]) {
        let tables: Vec<&str> =
            Facts::TABLE.fields.iter().filter_map(|f| (f.shape)().records()).map(|t| t.en).collect();
        let roles: Vec<&str> = Role::WORDS.iter().flat_map(|(_, words)| words.iter().copied()).collect();
        for rule in verbs {
            self.known(&rule.of, &tables, ["记录", "kind of record"]);
            rule.role.iter().for_each(|role| self.known(role, &roles, ["角色", "role"]));
        }
    }

    fn known(&mut self, name: &str, known: &[&str], what: [&str; 2]) {
        self.known_within(name, name, known, what);
    }

    /// A name that stands in the value `whole`.
    fn known_within(&mut self, name: &str, whole: &str, known: &[&str], what: [&str; 2]) {
        if known.contains(&name) || self.is_inherited(whole) {
            return;
        }
        let [zh, en] = what;
        let all = known.join("、");
        let hint = match nearest(name, known) {
            Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
            None if known.len() < 25 => say!("有：{all}", "there are: {all}"),
            None => say!("niandu templates list 列出全部", "`niandu templates list` lists them"),
        };
        let origin = self.place(whole);
        self.problems.push(
            Diagnostic::error("E214", say!("没有叫“{name}”的{zh}", "there is no {en} `{name}`"))
                .at(self.source, origin)
                .hint(hint),
        );
    }

    /// The places in a pattern, each of which must be one that is filled.
    fn places(&mut self, pattern: &str, known: &[&str]) {
        let mut rest = pattern;
        while let Some((_, after)) = rest.split_once('{') {
            let (place, tail) = after.split_once('}').unwrap_or((after, ""));
            if !known.contains(&place) && !self.is_inherited(pattern) {
                let all = known.iter().map(|place| format!("{{{place}}}")).collect::<Vec<_>>().join(" ");
                let hint = match nearest(place, known) {
                    Some(near) => say!("是不是 {{{near}}}？", "did you mean {{{near}}}?"),
                    None => say!("可用：{all}", "there are: {all}"),
                };
                let origin = self.place(pattern);
                self.problems.push(
                    Diagnostic::error("E214", say!("没有“{{{place}}}”可填", "there is no {{{place}}} to fill in"))
                        .at(self.source, origin)
                        .hint(hint),
                );
            }
            rest = tail;
        }
    }

    fn is_inherited(&self, text: &str) -> bool {
        self.inherits && self.root.as_ref().and_then(|root| find(root, text)).is_none()
    }

    /// Where a value or a key stands; the first line where it cannot be found.
    fn place(&self, text: &str) -> Origin {
        let found = self.root.as_ref().and_then(|root| find(root, text));
        found.unwrap_or_else(|| self.source.first_line(Origin::new(0..self.source.text().len())))
    }
}

/// The place of a scalar or a key with this text.
pub(super) fn find(node: &Node, text: &str) -> Option<Origin> {
    match &node.value {
        Value::Scalar(scalar) => (scalar == text).then_some(node.origin),
        Value::List(items) => items.iter().find_map(|item| find(item, text)),
        // A value is meant before a key of the same name: `is: title` is no `title:`.
        Value::Map(entries) => entries
            .iter()
            .find_map(|(_, value)| find(value, text))
            .or_else(|| entries.iter().find(|(key, _)| key.text == text).map(|(key, _)| key.origin)),
        Value::Empty => None,
    }
}
