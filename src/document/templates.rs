//! The kinds of paper and the words of their clauses, loaded once and checked before anything is written.

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

/// The templates of all kinds, ready to render; lent by reference to every thread.
pub struct Templates {
    tera: Tera,
    sources: Vec<Source>,
    kinds: BTreeMap<String, Manifest>,
    verbs: Vec<VerbRule>,
    /// The names of all components.
    components: BTreeSet<String>,
    /// Formulas with the time in which they are current.
    pub formulas: Formulas,
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

/// The names of the components that the templates define.
fn components(sources: &[Source]) -> BTreeSet<String> {
    let names = sources.iter().flat_map(|source| source.text().split("{% component ").skip(1));
    names.filter_map(|rest| rest.split(['(', ' ']).next()).map(str::to_owned).collect()
}

impl Templates {
    /// Loads template files, named by their path below the templates folder. All faults are reported together.
    pub fn load(sources: Vec<Source>) -> Result<Self, Diagnostics> {
        let mut problems = Diagnostics::new();
        let mut tera = Tera::default();
        tera.autoescape_on([".md"]);
        tera.set_escape_fn(write_markdown);
        let is_tera = |name: &str| name.ends_with(".md") || name.ends_with(".txt");
        let texts: Vec<_> = sources.iter().filter(|s| is_tera(s.name())).map(|s| (s.name(), s.text())).collect();
        if let Err(error) = tera.add_raw_templates(texts) {
            problems.push(fault(&error, &sources));
        }
        let kinds = variants::kinds(&sources, &mut problems);
        let verbs = sources.iter().find(|source| source.name() == VERBS);
        let verbs = verbs.and_then(|source| variants::read(source, &mut problems)).unwrap_or_default();
        let components = components(&sources);
        let formulas = formulas(&sources, &mut problems);
        if problems.has_errors() {
            Err(problems)
        } else {
            Ok(Self { tera, sources, kinds, verbs, components, formulas })
        }
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
        let text = self.tera.render_component(name, &context, None, false);
        text.map(|text| text.lines().map(str::trim).collect()).map_err(|error| Box::new(fault(&error, &self.sources)))
    }

    /// The body of a paper as Markdown.
    pub fn body(&self, kind: &str, view: &serde_json::Value) -> Result<String, Box<Diagnostic>> {
        let mut context = Context::new();
        context.insert("paper", view);
        let name = self.body_name(kind);
        self.tera.render(&name, &context).map_err(|error| Box::new(fault(&error, &self.sources)))
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

fn write_markdown(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    out.write_all(escape::escape(text).as_bytes())
}

/// A fault of a template, at its place in the template.
fn fault(error: &tera::Error, sources: &[Source]) -> Diagnostic {
    use tera::ErrorKind::{RenderingError, SyntaxError};
    let (reason, place) = match error.kind() {
        SyntaxError(report) | RenderingError(report) => {
            (report.message().to_owned(), Some((report.filename().to_owned(), report.span().range.clone())))
        }
        _ => (error.to_string(), None),
    };
    let diagnostic = Diagnostic::error("E060", say!("模板有误：{reason}", "this template is wrong: {reason}"))
        .hint(say!("改正模板", "correct the template"));
    match place.and_then(|(name, range)| sources.iter().find(|s| s.name() == name).map(|source| (source, range))) {
        Some((source, range)) => diagnostic.at(source, Origin::new(range)),
        None => diagnostic,
    }
}
