//! What views look like: learned from renderings, and held against the fields that templates use. A wrong field in an `if`
//! is never true and its words would vanish in silence.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::scan::{Definition, Kind, Scanned, Sort, Tag, Token};
use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::facts::nearest::nearest;
use crate::say;

/// The form of a value: its fields, and the form of its items where it is a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape {
    pub fields: BTreeMap<String, Shape>,
    pub items: Option<Box<Shape>>,
    /// Whether anything may be in it, as nothing is known of it.
    any: bool,
}

/// The forms of what is rendered, by the name of the component or body.
pub type Shapes = BTreeMap<String, Shape>;

impl Shape {
    fn any() -> Self {
        Self { any: true, ..Self::default() }
    }

    fn learn(&mut self, value: &Value) {
        match value {
            Value::Object(fields) => {
                fields.iter().for_each(|(key, value)| self.fields.entry(key.clone()).or_default().learn(value));
            }
            Value::Array(items) => {
                let all = self.items.get_or_insert_default();
                items.iter().for_each(|item| all.learn(item));
            }
            _ => {}
        }
    }

    /// Takes in what another form has.
    pub fn merge(&mut self, other: &Shape) {
        self.any |= other.any;
        other.fields.iter().for_each(|(key, shape)| self.fields.entry(key.clone()).or_default().merge(shape));
        if let Some(items) = &other.items {
            self.items.get_or_insert_default().merge(items);
        }
    }
}

thread_local! {
    static LEARNED: RefCell<Option<Shapes>> = const { RefCell::new(None) };
}

/// Begins to learn from the renderings of this thread.
pub fn listen() {
    LEARNED.set(Some(Shapes::new()));
}

/// Whether somebody learns from the renderings of this thread.
pub fn listens() -> bool {
    LEARNED.with_borrow(Option::is_some)
}

/// What was learned since.
pub fn learned() -> Shapes {
    LEARNED.take().unwrap_or_default()
}

/// Takes note of a view, where somebody listens.
pub fn note(name: &str, view: &Value) {
    LEARNED.with_borrow_mut(|learned| {
        if let Some(shapes) = learned {
            match shapes.get_mut(name) {
                Some(shape) => shape.learn(view),
                None => shapes.entry(name.to_owned()).or_default().learn(view),
            }
        }
    });
}

/// A template and the forms of the parameters of its components.
type Parameters = BTreeMap<String, BTreeMap<String, Shape>>;

/// Holds the fields that the templates in `checked` use against the forms that were learned. `all` are all templates.
pub fn check(
    all: &[(&Source, Scanned<'_>)],
    checked: impl Fn(&Source) -> bool,
    shapes: &Shapes,
    problems: &mut Diagnostics,
) {
    let mut known: Parameters = BTreeMap::new();
    for (name, shape) in shapes {
        known.entry(name.clone()).or_default().insert("c".to_owned(), shape.clone());
    }
    // Components call no deeper than the engine follows.
    for _ in 0..20 {
        let before = known.clone();
        all.iter().for_each(|(source, scanned)| Walk::over(source, scanned, &before, shapes).calls(&mut known));
        if known == before {
            break;
        }
    }
    for (source, scanned) in all.iter().filter(|(source, _)| checked(source)) {
        problems.append(Walk::over(source, scanned, &known, shapes).faults());
    }
}

/// One way through a template, with what is known of its names at every tag.
struct Walk<'a> {
    source: &'a Source,
    scanned: &'a Scanned<'a>,
    known: &'a Parameters,
    shapes: &'a Shapes,
    names: Vec<BTreeMap<&'a str, Shape>>,
}

/// What a path in a tag leads to.
enum Led {
    To(Shape),
    /// The token that leads nowhere, and the names that there are.
    Astray(usize, Vec<String>),
}

impl<'a> Walk<'a> {
    fn over(source: &'a Source, scanned: &'a Scanned<'a>, known: &'a Parameters, shapes: &'a Shapes) -> Self {
        Self { source, scanned, known, shapes, names: Vec::new() }
    }

    /// Adds to `known` what the parameters of called components look like.
    fn calls(mut self, known: &mut Parameters) {
        self.each_tag(|walk, tag| {
            for (name, at) in walk.scanned.calls(tag) {
                let parameters = known.entry(name.to_owned()).or_default();
                for (key, shape) in walk.arguments(tag, at) {
                    parameters.entry(key.to_owned()).or_default().merge(&shape);
                }
            }
        });
    }

    /// The fields that are not there.
    fn faults(mut self) -> Diagnostics {
        let mut problems = Diagnostics::new();
        self.each_tag(|walk, tag| {
            for at in walk.paths(tag) {
                if let Led::Astray(token, known) = walk.lead(tag, at).1 {
                    problems.push(walk.fault(tag, token, &known, token == at));
                }
            }
        });
        problems.without_repeats()
    }

    fn fault(&self, tag: &Tag, at: usize, known: &[String], top: bool) -> Diagnostic {
        let word = self.scanned.nth(tag, at);
        let origin = tag.tokens.get(at).map_or(Origin::default(), |token| Origin::new(token.range.clone()));
        let names: Vec<&str> = known.iter().map(String::as_str).collect();
        let all = names.join("、");
        let hint = match nearest(word, &names) {
            Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
            None => say!("这里有：{all}", "there are: {all}"),
        };
        let message = if top {
            say!("这里没有叫“{word}”的变量", "there is no variable `{word}` here")
        } else {
            say!("没有叫“{word}”的字段", "there is no field `{word}`")
        };
        Diagnostic::error("E211", message).at(self.source, origin).hint(hint)
    }

    /// Does something at every tag that stands in a component whose parameters are known, or in a body.
    fn each_tag(&mut self, mut at_tag: impl FnMut(&Self, &Tag)) {
        let definitions = self.scanned.definitions();
        for definition in &definitions {
            let Some(names) = self.parameters(definition) else { continue };
            self.names = vec![names];
            let inside = self.scanned.tags.get(definition.tags.clone()).unwrap_or_default();
            inside.iter().skip(1).for_each(|tag| self.step(tag, &mut at_tag));
        }
        let inside = |at: usize| definitions.iter().any(|definition| definition.tags.contains(&at));
        if let Some(shape) = self.shapes.get(self.source.name()) {
            self.names = vec![BTreeMap::from([("paper", shape.clone())])];
            let scanned = self.scanned;
            scanned
                .tags
                .iter()
                .enumerate()
                .filter(|(at, _)| !inside(*at))
                .for_each(|(_, tag)| self.step(tag, &mut at_tag));
        }
    }

    /// The parameters of a component; none where nothing is known of it.
    fn parameters(&self, definition: &Definition<'a>) -> Option<BTreeMap<&'a str, Shape>> {
        let known = self.known.get(definition.name)?;
        let tag = self.scanned.tags.get(definition.tags.start)?;
        let starts = |at: usize| ["(", ",", "@", "..."].contains(&self.scanned.nth(tag, at.wrapping_sub(1)));
        let words = tag.tokens.iter().enumerate().filter(|(at, token)| token.sort == Sort::Word && starts(*at));
        let named = words.map(|(_, token)| self.scanned.word(token));
        let shape = |name: &str| known.get(name).cloned().unwrap_or_else(Shape::any);
        Some(named.map(|name| (name, shape(name))).collect())
    }

    fn step(&mut self, tag: &Tag, at_tag: &mut impl FnMut(&Self, &Tag)) {
        let word = if tag.kind == Kind::Statement { self.scanned.nth(tag, 0) } else { "" };
        if word == "endfor" {
            self.names.pop();
        }
        at_tag(self, tag);
        match word {
            "for" => self.enter(tag),
            "set" | "set_global" => {
                let name = self.scanned.nth(tag, 1);
                let path = matches!(tag.tokens.get(3), Some(token) if token.sort == Sort::Word)
                    && tag.tokens.len().is_multiple_of(2);
                let shape = match self.lead(tag, 3) {
                    (end, Led::To(shape)) if path && end == tag.tokens.len() => shape,
                    _ => Shape::any(),
                };
                self.bind(name, shape);
            }
            _ => {}
        }
    }

    /// The names of a loop: `for x in path` or `for key, value in path`.
    fn enter(&mut self, tag: &Tag) {
        self.names.push(BTreeMap::new());
        let Some(at) = (0..tag.tokens.len()).find(|at| self.scanned.nth(tag, *at) == "in") else { return };
        let shape = match self.lead(tag, at + 1) {
            (end, Led::To(shape)) if end == tag.tokens.len() => shape.items.map_or_else(Shape::any, |items| *items),
            _ => Shape::any(),
        };
        let names: Vec<&'a str> = (1..at).map(|at| self.scanned.nth(tag, at)).filter(|name| *name != ",").collect();
        let only = names.len() == 1;
        for name in names {
            self.bind(name, if only { shape.clone() } else { Shape::any() });
        }
        self.bind("loop", Shape::any());
    }

    fn bind(&mut self, name: &'a str, shape: Shape) {
        if let Some(names) = self.names.last_mut() {
            names.insert(name, shape);
        }
    }

    /// The places of a tag at which a path begins.
    fn paths(&self, tag: &Tag) -> Vec<usize> {
        let (first, scanned) = (self.scanned.nth(tag, 0), self.scanned);
        let statement = tag.kind == Kind::Statement;
        if statement && !["if", "elif", "for", "set", "set_global"].contains(&first) {
            return Vec::new();
        }
        // What a loop or an assignment names is no path.
        let from = match first {
            "for" if statement => {
                (0..tag.tokens.len()).find(|at| scanned.nth(tag, *at) == "in").unwrap_or_default() + 1
            }
            "set" | "set_global" if statement => 3,
            _ => usize::from(statement),
        };
        let begins = |at: &usize| {
            let Some(Token { sort: Sort::Word, .. }) = tag.tokens.get(*at) else { return false };
            let (before, after) = (scanned.nth(tag, at.wrapping_sub(1)), scanned.nth(tag, at + 1));
            let word = scanned.nth(tag, *at);
            let tested = before == "is" || before == "not" && scanned.nth(tag, at.wrapping_sub(2)) == "is";
            let named = after == "=" || after == "(" && !WORDS.contains(&word);
            let part = [".", "?.", "|", "<", "</"].contains(&before);
            !(WORDS.contains(&word) || tested || named || part)
        };
        (from..tag.tokens.len()).filter(begins).collect()
    }

    /// Follows the path that begins at a token; gives where it ends and what it leads to.
    fn lead(&self, tag: &Tag, at: usize) -> (usize, Led) {
        let first = self.scanned.nth(tag, at);
        let Some(mut shape) = self.names.iter().rev().find_map(|names| names.get(first)).cloned() else {
            let known: BTreeSet<&str> = self.names.iter().flat_map(|names| names.keys().copied()).collect();
            return (at, Led::Astray(at, known.into_iter().map(str::to_owned).collect()));
        };
        let mut end = at + 1;
        while [".", "?."].contains(&self.scanned.nth(tag, end)) {
            let name = self.scanned.nth(tag, end + 1);
            match shape.fields.remove(name) {
                Some(next) => shape = next,
                // Of a text or a list nothing is known by name; of an object everything.
                None if !shape.any && !shape.fields.is_empty() => {
                    let mut known: Vec<String> = shape.fields.into_keys().collect();
                    known.sort();
                    return (end, Led::Astray(end + 1, known));
                }
                None => shape = Shape::any(),
            }
            end += 2;
        }
        (end, Led::To(shape))
    }

    /// The arguments of a call and what they look like.
    fn arguments(&self, tag: &Tag, at: usize) -> Vec<(&'a str, Shape)> {
        let mut found = Vec::new();
        for key in at + 1..tag.tokens.len() {
            if self.scanned.nth(tag, key + 1) != "=" || self.scanned.nth(tag, key + 2) != "{" {
                continue;
            }
            let shape = match self.lead(tag, key + 3) {
                (end, Led::To(shape)) if self.scanned.nth(tag, end) == "}" => shape,
                _ => Shape::any(),
            };
            found.push((self.scanned.nth(tag, key), shape));
        }
        found
    }
}

/// Words of the engine that name nothing of a view.
const WORDS: [&str; 15] =
    ["and", "or", "not", "in", "is", "if", "elif", "else", "true", "false", "True", "False", "none", "None", "body"];
