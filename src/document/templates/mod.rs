//! The kinds of paper and the words of their clauses, loaded once and checked before anything is written.

mod blind;
pub mod gather;
pub mod guard;
mod manifests;
mod names;
pub mod scan;
pub mod shapes;
mod variants;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use serde::Deserialize;
use tera::{Context, Tera};

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::document::escape;
use crate::document::formulas::Formulas;
use crate::document::manifest::Manifest;
use crate::say;

use self::gather::Gathered;
use self::guard::{Capped, Weave, Weaving};
pub use self::manifests::{REGISTERS, layout};
pub use self::names::{FILTERS, TESTS, reaches};
use self::scan::Scanned;

/// The templates of all kinds, ready to render; lent by reference to every thread.
pub struct Templates {
    tera: Tera,
    sources: Vec<Source>,
    /// The names of the files that are the user's own.
    own: BTreeSet<String>,
    kinds: BTreeMap<String, Manifest>,
    verbs: Vec<VerbRule>,
    /// The names of all components.
    components: BTreeSet<String>,
    /// Where each of them is defined: the number of the file and the place in it.
    defined: BTreeMap<String, (usize, Origin)>,
    /// Formulas with the time in which they are current.
    pub formulas: Formulas,
    /// The templates that something was woven into.
    woven: Weaving,
}

/// Which verbs and sentence forms a record may take; the first rule that fits is used.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerbRule {
    /// The kind of record, as in the field table.
    pub of: String,
    /// The register it is for; any register where absent.
    #[serde(default)]
    pub register: Option<String>,
    /// The role it is for; any role where absent.
    #[serde(default)]
    pub role: Option<String>,
    /// The endings of the title it is for; any title where absent.
    #[serde(default)]
    pub ends: Vec<String>,
    /// The verbs in order of preference.
    pub verbs: Vec<String>,
    /// The sentence forms in order of preference.
    #[serde(default = "plain_form")]
    pub forms: Vec<String>,
    /// What the persons reached did: 参加, 受益.
    #[serde(default)]
    pub takers: Option<String>,
}

fn plain_form() -> Vec<String> {
    vec!["plain".to_owned()]
}

/// What a piece of template text is called among all templates.
const VERBS: &str = "components/verbs.yaml";
const SHARED_BODY: &str = "components/body.md";
const FORMULAS: &str = "phrases/formulas.yaml";

/// The formulas of the phrase file; none where there is no such file.
fn formulas(sources: &[Source], problems: &mut Diagnostics) -> Formulas {
    let Some(source) = sources.iter().find(|source| source.name() == FORMULAS) else { return Formulas::default() };
    Formulas::parse(source.text()).unwrap_or_else(|reason| {
        let place = source.text().find(&reason).map_or(Origin::default(), |at| Origin::new(at..at + reason.len()));
        let reason = reason.lines().next().unwrap_or_default();
        problems.push(
            Diagnostic::error("E149", say!("提法文件有误：{reason}", "the file of formulas is wrong: {reason}"))
                .at(source, place)
                .hint(say!(
                    "日期写成 2022-10-22；对照内置的 phrases/formulas.yaml",
                    "write days as 2022-10-22; compare it with the built-in phrases/formulas.yaml"
                )),
        );
        Formulas::default()
    })
}

impl Templates {
    /// Loads the templates that ship and the user's own, each named by its path below its folder. All faults of his are
    /// reported together.
    pub fn load(built_in: Vec<Source>, own: Vec<Source>) -> Result<Self, Diagnostics> {
        Self::weave(gather::gather(built_in, own), false)
    }

    /// As [`Templates::load`], with a mark at every branch, to see which of them renderings reach.
    pub fn marked(built_in: Vec<Source>, own: Vec<Source>) -> Result<Self, Diagnostics> {
        Self::weave(gather::gather(built_in, own), true)
    }

    fn weave(gathered: Gathered, marks: bool) -> Result<Self, Diagnostics> {
        let mut problems = Diagnostics::new();
        let Gathered { sources, own } = gathered;
        let texts = sources.iter().filter(|source| gather::is_template(source.name()));
        let scanned: Vec<Text<'_>> = texts.map(|source| (source, Scanned::new(source.text()))).collect();
        let components: BTreeSet<String> =
            scanned.iter().flat_map(|(_, s)| s.definitions()).map(|found| found.name.to_owned()).collect();
        look(&scanned, &own, &components, &mut problems);
        let defined = defined(&sources, &scanned);
        let woven = woven(&scanned, &own, marks);
        let mut tera = engine();
        let text = |source: &Source| woven.get(source.name()).map_or(source.text(), |woven| &woven.text).to_owned();
        let texts: Vec<(String, String)> = scanned.iter().map(|(s, _)| (s.name().to_owned(), text(s))).collect();
        // What the names already tell is not told again in the engine's words.
        if !problems.has_errors()
            && let Err(error) = tera.add_raw_templates(texts)
        {
            problems.push(fault(&error, &sources, &woven));
        }
        let (kinds, verbs) = manifests::read(&sources, &own, &components, &mut problems);
        let formulas = formulas(&sources, &mut problems);
        if problems.has_errors() {
            return Err(problems);
        }
        Ok(Self { tera, sources, own, kinds, verbs, components, defined, formulas, woven })
    }

    /// The layouts, by name.
    pub fn layouts(&self) -> impl Iterator<Item = &str> {
        self.sources().iter().filter_map(|source| layout(source.name()))
    }

    /// The kinds there are, sorted by name.
    pub fn kinds(&self) -> impl Iterator<Item = (&str, &Manifest)> {
        self.kinds.iter().map(|(name, manifest)| (name.as_str(), manifest))
    }

    /// The manifest of a kind.
    pub fn manifest(&self, kind: &str) -> Option<&Manifest> {
        self.kinds.get(kind)
    }

    /// The kind that `name` means, by its folder or by one of its names on paper.
    pub fn kind(&self, name: &str) -> Option<(&str, &Manifest)> {
        self.kinds().find(|(kind, manifest)| manifest.answers_to(kind, name))
    }

    /// The first rule for a record of the kind `of` with this role and title, told in this register.
    pub fn verb_rule(&self, register: &str, of: &str, role: &str, title: &str) -> Option<&VerbRule> {
        self.verbs.iter().find(|rule| {
            rule.of == of
                && rule.register.as_ref().is_none_or(|wanted| wanted == register)
                && rule.role.as_ref().is_none_or(|wanted| wanted == role)
                && (rule.ends.is_empty() || rule.ends.iter().any(|end| title.ends_with(end.as_str())))
        })
    }

    /// One clause: the component `name` with its facts as `c`, in the wording of `register` where there is one
    /// (`activity_log`). Line breaks of the template are layout, not text.
    ///
    /// The error is a sentence about the template, with its place where it is known.
    pub fn clause(&self, register: &str, name: &str, view: &serde_json::Value) -> Result<String, Box<Diagnostic>> {
        let mut context = Context::new();
        context.insert("c", view);
        let special = format!("{name}_{register}");
        let name = if self.components.contains(&special) { &special } else { name };
        shapes::note(name, view);
        let mut out = Capped::default();
        guard::begin();
        let told = self.tera.render_component_to(name, &context, None, false, &mut out);
        told.map_err(|error| self.placed(self.fault(&error), name))?;
        Ok(out.text().lines().map(str::trim).collect())
    }

    /// Where the component is defined that [`Templates::clause`] takes for `name` in this register.
    pub fn place_of(&self, register: &str, name: &str) -> Option<(Source, Origin)> {
        let special = self.defined.get(&format!("{name}_{register}"));
        let (file, origin) = special.or_else(|| self.defined.get(name))?;
        self.sources.get(*file).map(|source| (source.clone(), *origin))
    }

    /// The body of a paper as Markdown.
    pub fn body(&self, kind: &str, view: &serde_json::Value) -> Result<String, Box<Diagnostic>> {
        let mut context = Context::new();
        context.insert("paper", view);
        let name = self.body_name(kind);
        shapes::note(&name, view);
        let mut out = Capped::default();
        guard::begin();
        self.tera.render_to(&name, &context, &mut out).map_err(|error| self.fault(&error))?;
        Ok(out.text())
    }

    /// A fault with a place: that of the component where the engine knows none.
    fn placed(&self, fault: Box<Diagnostic>, component: &str) -> Box<Diagnostic> {
        let texts = self.sources.iter().filter(|source| fault.place.is_none() && gather::is_template(source.name()));
        let defined = |source: &Source| {
            let found = Scanned::new(source.text()).definitions().into_iter().find(|found| found.name == component)?;
            Some((source.clone(), Origin::new(found.at)))
        };
        match texts.into_iter().find_map(defined) {
            Some((source, origin)) => Box::new(fault.at(&source, origin)),
            None => fault,
        }
    }

    fn fault(&self, error: &tera::Error) -> Box<Diagnostic> {
        Box::new(fault(error, &self.sources, &self.woven))
    }

    /// All files, sorted by their names.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Whether a file is the user's own.
    pub fn is_own(&self, name: &str) -> bool {
        self.own.contains(name)
    }

    /// The endings of titles that the rules of verbs ask for in records of a kind.
    pub fn verb_ends<'t>(&'t self, of: &'t str) -> impl Iterator<Item = &'t str> {
        self.verbs.iter().filter(move |rule| rule.of == of).flat_map(|rule| &rule.ends).map(String::as_str)
    }

    /// The names of all components.
    pub fn components(&self) -> impl Iterator<Item = &str> {
        self.components.iter().map(String::as_str)
    }

    /// The branches that carry marks, in the order of their numbers: file and place.
    pub fn branches(&self) -> Vec<(&Source, Origin)> {
        // Marks are numbered in the order of the sources.
        let woven = self.sources.iter().filter_map(|source| Some((source, self.woven.get(source.name())?)));
        woven
            .flat_map(|(source, woven)| woven.branches.iter().map(move |range| (source, Origin::new(range.clone()))))
            .collect()
    }

    /// The template of a kind's body: its own, else that of the kind it extends, else the one that all kinds share.
    fn body_name(&self, kind: &str) -> String {
        let own = format!("{kind}/body.md");
        if self.sources.iter().any(|source| source.name() == own) {
            return own;
        }
        let base = self.kinds.get(kind).and_then(|manifest| manifest.extends.as_deref());
        base.map_or_else(|| SHARED_BODY.to_owned(), |base| self.body_name(base))
    }

    /// The source of a kind's body template.
    pub fn body_source(&self, kind: &str) -> Source {
        let name = self.body_name(kind);
        self.sources.iter().find(|source| source.name() == name).cloned().unwrap_or_else(|| Source::new(name, ""))
    }
}

/// Whether a template asked for what its view does not have: for want of a fact, and so no fault of the template itself.
///
/// The engine says so in its message and nowhere else.
pub fn is_absence(problem: &Diagnostic) -> bool {
    ["not defined", "undefined"].iter().any(|words| problem.message.en.contains(words))
}

fn write_markdown(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    out.write_all(escape::escape(text).as_bytes())
}

/// A template and its tags.
type Text<'s> = (&'s Source, Scanned<'s>);

/// Looks at the user's own templates: first at what the engine must not read, then at their form, then at their names.
fn look(all: &[Text<'_>], own: &BTreeSet<String>, components: &BTreeSet<String>, problems: &mut Diagnostics) {
    let own: Vec<Text<'_>> = all.iter().filter(|(source, _)| own.contains(source.name())).cloned().collect();
    let refused = names::bounds(&own, problems);
    own.iter().filter(|(source, _)| !refused.contains(source.name())).for_each(|(source, _)| syntax(source, problems));
    if !problems.has_errors() {
        names::check(&own, &components.iter().map(String::as_str).collect(), problems);
    }
}

/// Where each component is defined; the last definition is the one that is used.
fn defined(sources: &[Source], all: &[Text<'_>]) -> BTreeMap<String, (usize, Origin)> {
    let mut defined = BTreeMap::new();
    for (source, scanned) in all {
        let file = sources.iter().position(|each| each.name() == source.name()).unwrap_or(usize::MAX);
        for found in scanned.definitions() {
            defined.insert(found.name.to_owned(), (file, Origin::new(found.at)));
        }
    }
    defined
}

/// The user's own templates with bounds, and where they are wanted all templates with marks, numbered through.
fn woven(all: &[Text<'_>], own: &BTreeSet<String>, marks: bool) -> Weaving {
    let (mut weaving, mut first) = (Weaving::new(), 0);
    for (source, scanned) in all {
        let bounds = own.contains(source.name());
        if bounds || marks {
            let text = guard::weave(scanned, Weave { bounds, marks: marks.then_some(first) });
            first += text.branches.len();
            weaving.insert(source.name().to_owned(), text);
        }
    }
    weaving
}

/// The engine with what templates may use and no more.
fn engine() -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on([".md"]);
    tera.set_escape_fn(write_markdown);
    guard::prepare(&mut tera);
    blind::prepare(&mut tera);
    tera
}

/// Says what is wrong with the syntax of one template. What it calls is not there yet, so only its form is looked at.
fn syntax(source: &Source, problems: &mut Diagnostics) {
    let alone = engine().add_raw_template(source.name(), source.text());
    if let Err(error) = alone.as_ref()
        && matches!(error.kind(), tera::ErrorKind::SyntaxError(_))
    {
        problems.push(fault(error, std::slice::from_ref(source), &Weaving::new()));
    }
}

/// A fault of a template, at its place in the template.
fn fault(error: &tera::Error, sources: &[Source], woven: &Weaving) -> Diagnostic {
    use tera::ErrorKind::{RenderingError, SyntaxError};
    let (reason, place) = match error.kind() {
        SyntaxError(report) | RenderingError(report) => {
            (report.message().to_owned(), Some((report.filename().to_owned(), report.span().range.clone())))
        }
        _ => (error.to_string(), None),
    };
    let beyond = reason.contains(guard::BEYOND) || matches!(error.kind(), tera::ErrorKind::Io(_));
    let diagnostic = if beyond {
        let message = say!("模板写得太多或循环太多", "the template writes or loops too much");
        Diagnostic::error("E216", message).hint(say!(
            "一次最多写 4 MB、循环 5 万次，一个变量最多 64 KB",
            "at most 4 MB of output, 50,000 rounds of loops and 64 KB in a variable"
        ))
    } else {
        Diagnostic::error("E060", say!("模板有误：{reason}", "this template is wrong: {reason}"))
            .hint(say!("改正模板", "correct the template"))
    };
    match place.and_then(|(name, range)| sources.iter().find(|s| s.name() == name).map(|source| (source, range))) {
        Some((source, range)) => {
            let range = woven.get(source.name()).map_or(range.clone(), |woven| woven.written(range));
            diagnostic.at(source, Origin::new(range))
        }
        None => diagnostic,
    }
}
