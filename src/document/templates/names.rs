//! What a template of the user's own may name: components that there are, some filters and tests, and nothing else. Checked
//! when it is loaded, so that a wrong name in a rare branch is found before anything is written.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::scan::{Definition, Kind, Scanned, Sort, Tag};
use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say, Source};
use crate::facts::nearest::nearest;
use crate::say;

/// The filters that templates may use. None of them makes a list out of text or a long text out of a short one.
pub const FILTERS: [&str; 17] = [
    "safe",
    "default",
    "trim",
    "trim_start",
    "trim_end",
    "length",
    "first",
    "last",
    "nth",
    "reverse",
    "unique",
    "join",
    "upper",
    "lower",
    "str",
    "int",
    "get",
];
/// The tests that templates may use.
pub const TESTS: [&str; 15] = [
    "defined",
    "undefined",
    "string",
    "number",
    "integer",
    "map",
    "array",
    "bool",
    "none",
    "odd",
    "even",
    "divisible_by",
    "starting_with",
    "ending_with",
    "containing",
];
/// The statements that templates may use.
const STATEMENTS: [&str; 13] = [
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "endfor",
    "set",
    "set_global",
    "component",
    "endcomponent",
    "break",
    "continue",
    "endset",
];
/// Statements of the engine that would reach beyond the view.
const REFUSED: [&str; 6] = ["include", "extends", "block", "endblock", "filter", "endfilter"];
/// The longest tag, in bytes: a longer one is no expression that a person writes, and may exhaust the engine's stack.
const LONGEST_TAG: usize = 2_000;
/// The most `elif` in a row.
const LONGEST_CHAIN: usize = 50;
/// The largest template, in bytes: ten times the largest that ships.
const LARGEST: usize = 256 * 1024;

/// A template of the user's own and what is said about it.
struct Reading<'a> {
    source: &'a Source,
    scanned: &'a Scanned<'a>,
    components: &'a BTreeSet<&'a str>,
    problems: &'a mut Diagnostics,
}

/// Checks what would keep the engine from reading a template in good order: its size, and components that are defined twice
/// or call themselves. Gives the names of the files that it had better not read.
pub fn bounds<'a>(own: &[(&'a Source, Scanned<'_>)], problems: &mut Diagnostics) -> BTreeSet<&'a str> {
    let mut found = Diagnostics::new();
    for (source, scanned) in own {
        size(source, scanned, &mut found);
    }
    twice(own, &mut found);
    circles(own, &mut found);
    let named = |source: &&(&'a Source, Scanned<'_>)| {
        found.sorted().iter().any(|problem| problem.place.as_ref().is_some_and(|(place, _)| place == source.0))
    };
    let refused = own.iter().filter(named).map(|(source, _)| source.name()).collect();
    problems.append(found);
    refused
}

fn size(source: &Source, scanned: &Scanned<'_>, problems: &mut Diagnostics) {
    let mut too_large = |range: Range<usize>, message: Say| {
        let hint = say!("拆成几个组件", "split it into components");
        problems.push(Diagnostic::error("E216", message).at(source, Origin::new(range)).hint(hint));
    };
    if source.text().len() > LARGEST {
        too_large(0..0, say!("模板超过 256 KB", "the template is larger than 256 KB"));
        return;
    }
    // A chain of alternatives is as deep for the engine as it is long.
    let mut open: Vec<usize> = Vec::new();
    for tag in &scanned.tags {
        if tag.range.len() > LONGEST_TAG {
            too_large(tag.range.clone(), say!("这个标签超过 2000 字节", "this tag is longer than 2000 bytes"));
        }
        match (tag.kind, scanned.nth(tag, 0), open.last_mut()) {
            (Kind::Statement, "if", _) => open.push(0),
            (Kind::Statement, "endif", _) => drop(open.pop()),
            (Kind::Statement, "elif", Some(chain)) => {
                *chain += 1;
                if *chain == LONGEST_CHAIN {
                    too_large(tag.range.clone(), say!("elif 超过 50 个", "there are more than 50 elif in a row"));
                }
            }
            _ => {}
        }
    }
}

/// Checks the names in templates of the user's own. `components` are all that there are.
pub fn check(own: &[(&Source, Scanned<'_>)], components: &BTreeSet<&str>, problems: &mut Diagnostics) {
    for (source, scanned) in own {
        let mut reading = Reading { source, scanned, components, problems };
        scanned.tags.iter().for_each(|tag| reading.tag(tag));
    }
}

impl Reading<'_> {
    fn tag(&mut self, tag: &Tag) {
        if tag.kind == Kind::Statement && !self.statement(tag) {
            return;
        }
        self.components(tag);
        for at in 0..tag.tokens.len() {
            self.token(tag, at);
        }
    }

    /// Whether the statement is one that templates may use; what the engine does not know either it says itself.
    fn statement(&mut self, tag: &Tag) -> bool {
        let (word, second) = (self.scanned.nth(tag, 0), self.scanned.nth(tag, 2));
        let captures = word.starts_with("set") && second != "=";
        if REFUSED.contains(&word) || captures {
            let zh = if captures { "set … endset" } else { word };
            self.refuse(
                tag.range.clone(),
                say!("模板里不能用 {zh}", "a template cannot use `{zh}`"),
                say!(
                    "把共用的话写成组件（component），用 {{{{ <名称 …/> }}}} 调用",
                    "write what is shared as a component and call it: {{{{ <name …/> }}}}"
                ),
            );
            return false;
        }
        STATEMENTS.contains(&word)
    }

    fn components(&mut self, tag: &Tag) {
        for (name, at) in self.scanned.calls(tag) {
            let Some(token) = tag.tokens.get(at) else { continue };
            if at != 1 || tag.kind != Kind::Print {
                self.refuse(
                    token.range.clone(),
                    say!("组件只能单独成一个标签", "a component stands in a tag of its own"),
                    say!("写成 {{{{ <{name} …/> }}}}", "write {{{{ <{name} …/> }}}}"),
                );
            } else if !self.components.contains(name) {
                let known: Vec<&str> = self.components.iter().copied().collect();
                self.unknown(token.range.clone(), ["组件", "component"], name, &known);
            }
        }
    }

    fn token(&mut self, tag: &Tag, at: usize) {
        let Some(token) = tag.tokens.get(at) else { return };
        let before = |steps: usize| at.checked_sub(steps).map(|at| self.scanned.nth(tag, at)).unwrap_or_default();
        let (word, first) = (self.scanned.word(token), self.scanned.nth(tag, 0));
        let range = token.range.clone();
        let tested = before(1) == "is" || before(1) == "not" && before(2) == "is";
        match token.sort {
            Sort::Word if before(1) == "|" && !FILTERS.contains(&word) => {
                self.unknown(range, ["过滤器", "filter"], word, &FILTERS);
            }
            Sort::Word if before(1) == "|" => {}
            Sort::Word if tested && word != "not" && !TESTS.contains(&word) => {
                self.unknown(range, ["判断", "test"], word, &TESTS);
            }
            Sort::Word if tested => {}
            Sort::Word if self.scanned.nth(tag, at + 1) == "(" && first != "component" && !is_operator(word) => {
                let hint = say!(
                    "模板只看得到给它的事实；循环用 {{% for 项 in c.列表 %}}",
                    "a template sees the facts it is given and nothing else; loops run over its lists: {{% for x in c.list %}}"
                );
                self.refuse(range, say!("模板里没有函数“{word}”", "there is no function `{word}` in templates"), hint);
            }
            Sort::Sign => self.literal(tag, at, word, before(1)),
            _ => {}
        }
    }

    /// A list or a map written in the template: loops run over lists of the view.
    fn literal(&mut self, tag: &Tag, at: usize, sign: &str, before: &str) {
        let ends_value = |text: &str| {
            text.ends_with([')', ']', '"', '\'', '`'])
                || text.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_') && !is_operator(text)
        };
        let list = sign == "[" && !ends_value(before);
        let first = self.scanned.nth(tag, 0);
        let map = sign == "{" && (first != "<" || before != "=") && first != "component";
        if let Some(token) = tag.tokens.get(at).filter(|_| list || map) {
            self.refuse(
                token.range.clone(),
                say!("模板里不能自己列表", "a template cannot write lists of its own"),
                say!("循环只用给它的列表，如 c.awards", "loop over the lists it is given, such as c.awards"),
            );
        }
    }

    fn unknown(&mut self, range: Range<usize>, what: [&str; 2], name: &str, known: &[&str]) {
        let [zh, en] = what;
        let all = known.join("、");
        let hint = match nearest(name, known) {
            Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
            None if known.len() < 20 => say!("有：{all}", "there are: {all}"),
            None => say!("niandu templates list 列出全部", "`niandu templates list` lists them"),
        };
        self.problems.push(
            Diagnostic::error("E210", say!("没有叫“{name}”的{zh}", "there is no {en} `{name}`"))
                .at(self.source, Origin::new(range))
                .hint(hint),
        );
    }

    fn refuse(&mut self, range: Range<usize>, message: Say, hint: Say) {
        self.problems.push(Diagnostic::error("E212", message).at(self.source, Origin::new(range)).hint(hint));
    }
}

fn is_operator(word: &str) -> bool {
    ["and", "or", "not", "in", "is", "if", "elif", "else", "set", "set_global", "for"].contains(&word)
}

/// A component that the user defines more than once: which one is meant cannot be known.
fn twice(own: &[(&Source, Scanned<'_>)], problems: &mut Diagnostics) {
    let mut seen: BTreeMap<&str, &Source> = BTreeMap::new();
    for (source, scanned) in own {
        for Definition { name, at, .. } in scanned.definitions() {
            let Some(first) = seen.insert(name, source) else { continue };
            let first = first.name();
            problems.push(
                Diagnostic::error(
                    "E213",
                    say!("组件“{name}”在 {first} 里已经写过", "the component `{name}` is defined in {first} already"),
                )
                .at(source, Origin::new(at))
                .hint(say!("只留一处，或改名", "keep one of them, or rename it")),
            );
        }
    }
}

/// A component that calls itself, by itself or by way of others, would never end.
fn circles(own: &[(&Source, Scanned<'_>)], problems: &mut Diagnostics) {
    let mut calls: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (_, scanned) in own {
        for definition in scanned.definitions() {
            let inside = scanned.tags.get(definition.tags).into_iter().flatten();
            calls
                .entry(definition.name)
                .or_default()
                .extend(inside.flat_map(|tag| scanned.calls(tag)).map(|(name, _)| name));
        }
    }
    for (source, scanned) in own {
        for Definition { name, at, .. } in scanned.definitions() {
            if !reaches(name, name, &calls) {
                continue;
            }
            problems.push(
                Diagnostic::error("E213", say!("组件“{name}”调用了自己", "the component `{name}` calls itself"))
                    .at(source, Origin::new(at))
                    .hint(say!("改用循环", "use a loop instead")),
            );
        }
    }
}

/// Whether a component calls another one, by itself or by way of others.
pub fn reaches(from: &str, to: &str, calls: &BTreeMap<&str, BTreeSet<&str>>) -> bool {
    let (mut seen, mut open): (BTreeSet<&str>, Vec<&str>) = (BTreeSet::new(), vec![from]);
    while let Some(next) = open.pop() {
        for called in calls.get(next).into_iter().flatten() {
            if *called == to {
                return true;
            }
            if seen.insert(called) {
                open.push(called);
            }
        }
    }
    false
}
