//! Headings become areas, items and sections of the tree.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::facts::check::words::walk;
use crate::facts::draft::lines::{Heading, Written};
use crate::facts::draft::{Draft, Spoken, UNNAMED};
use crate::facts::model::SectionName;
use crate::facts::tree::{Key, Node, Value};
use crate::say;

const AREAS: [&str; 2] = ["areas", "工作领域"];
const DOCUMENTS: [&str; 2] = ["documents", "文件"];
const WRITTEN: [&str; 2] = ["written", "自写栏目"];
const SECTIONS: [&str; 2] = ["sections", "栏目"];
const NAME: [&str; 2] = ["name", "栏目名"];
const KIND: [&str; 2] = ["kind", "文种"];
const ID: [&str; 2] = ["id", "编号"];
const TITLE: [&str; 2] = ["title", "标题"];
const TEXT: [&str; 2] = ["text", "正文"];
const ITEMS: [&str; 2] = ["items", "条目"];
const OPENING: [&str; 2] = ["opening", "开头"];
const CLOSING: [&str; 2] = ["closing", "结尾"];

/// A heading with the headings below it.
pub(super) struct Part {
    pub heading: Heading,
    pub items: Vec<Part>,
}

impl Part {
    /// From its heading to the end of what stands under it.
    fn place(&self) -> Origin {
        let start = self.heading.origin.range().start;
        let own = self.heading.paragraphs.last().map_or(self.heading.origin, |last| last.origin);
        let last = self.items.last().map_or(own, Self::place);
        Origin::new(start..last.range().end.max(own.range().end))
    }
}

pub(super) struct Joiner<'a> {
    pub source: &'a Source,
    pub problems: &'a mut Diagnostics,
    pub spoken: Vec<Spoken>,
}

/// How headings meet what the facts have under the same names.
#[derive(Clone, Copy)]
struct Meeting {
    /// Whether the texts of the facts give way, because the draft is for one paper and they are for all.
    replaces: bool,
    /// Whether areas that the draft does not mention follow.
    keeps: bool,
}

/// The names of each paper of the file: its key, and the kind that it names.
pub(super) fn papers(root: &Node) -> Vec<Vec<String>> {
    let entries = root.get(DOCUMENTS).map(Node::entries).unwrap_or_default();
    entries
        .iter()
        .map(|(key, paper)| {
            let kind = paper.get(KIND).and_then(scalar);
            std::iter::once(key.text.clone()).chain(kind.map(str::to_owned)).collect()
        })
        .collect()
}

impl Joiner<'_> {
    /// The areas of the draft for all papers.
    pub(super) fn areas(&mut self, root: &mut Node, areas: Vec<Part>) {
        if !areas.is_empty() {
            let base = list(root.get(AREAS));
            let areas = self.merged(areas, base, Meeting { replaces: false, keeps: true }, true);
            put(root, AREAS, areas);
        }
    }

    /// The rest of that draft: the title of the summary, and sections of the papers that tell what was.
    pub(super) fn general(&mut self, root: &mut Node, draft: Draft) {
        if let Some(title) = draft.title {
            match summary(root) {
                Some(at) => self.paper(root, at, |joiner, paper| joiner.say(paper, TITLE, title)),
                None => self.whose(title.origin),
            }
        }
        let (opening, sections) = (draft.opening, draft.sections);
        let opening = text_of(&opening).map(|text| (OPENING, section("opening", "开头", text)));
        let sections = sections.into_iter().filter_map(|(section, part)| self.section(section, part));
        let written: Vec<_> = opening.into_iter().chain(sections.collect::<Vec<_>>()).collect();
        for (names, area) in &written {
            self.said_by_all(root, *names, area);
        }
        add(root, WRITTEN, written.into_iter().map(|(_, area)| area));
    }

    /// The draft of one paper, the entry of `documents` at this place.
    pub(super) fn of_paper(&mut self, root: &mut Node, at: usize, draft: Draft, file: Origin) {
        let shared = list(root.get(AREAS));
        self.paper(root, at, |joiner, paper| {
            joiner.spoken.push((paper.origin, file));
            if let Some(title) = draft.title {
                joiner.say(paper, TITLE, title);
            }
            if let Some(text) = text_of(&draft.opening) {
                joiner.say(paper, OPENING, text);
            }
            if !draft.areas.is_empty() {
                let own = list(paper.get(AREAS));
                let apart = own.is_empty();
                let base = if apart { shared } else { own };
                let areas = joiner.merged(draft.areas, base, Meeting { replaces: apart, keeps: !apart }, true);
                put(paper, AREAS, areas);
            }
            for (section, part) in draft.sections {
                let Some((names, area)) = joiner.section(section, part) else { continue };
                if let Some(other) = own_text(paper, names) {
                    joiner.twice(area.get(TEXT).map_or(area.origin, |text| text.origin), other);
                }
                match (names, area.get(TEXT)) {
                    (OPENING | CLOSING, Some(text)) => set(paper, names, text.clone()),
                    (OPENING | CLOSING, None) => {}
                    _ => add(paper, WRITTEN, std::iter::once(area)),
                }
            }
        });
    }

    /// Which paper a draft with these names is for: the one of that key, else the only one of that kind.
    pub(super) fn entry(&self, root: &Node, names: &[String]) -> Option<usize> {
        let papers = papers(root);
        let first = names.first()?;
        let by_key = papers.iter().position(|paper| paper.first() == Some(first));
        let of_kind = |paper: &Vec<String>| paper.last().is_some_and(|kind| names.contains(kind));
        let mut all = papers.iter().enumerate().filter(|(_, paper)| of_kind(paper)).map(|(at, _)| at);
        by_key.or_else(|| all.next().filter(|_| all.next().is_none()))
    }

    fn paper(&mut self, root: &mut Node, at: usize, with: impl FnOnce(&mut Self, &mut Node)) {
        let Some(Node { value: Value::Map(papers), .. }) = get_mut(root, DOCUMENTS) else { return };
        let Some((_, paper)) = papers.get_mut(at) else { return };
        if matches!(paper.value, Value::Empty) {
            paper.value = Value::Map(Vec::new());
        }
        with(self, paper);
    }

    /// Headings in their order, each with what `base` has under its name; what they do not mention follows, where it may.
    fn merged(&mut self, parts: Vec<Part>, mut base: Vec<Node>, meeting: Meeting, areas: bool) -> Node {
        let place = parts.first().map_or(Origin::default(), |part| part.heading.origin);
        let mut nodes = Vec::new();
        for part in parts {
            let wanted = part.heading.id.as_ref().map(|id| (ID, &id.text));
            let wanted = wanted.or(part.heading.title.as_ref().map(|title| (TITLE, &title.text)));
            let is = |node: &Node| wanted.is_some_and(|(names, text)| node.get(names).and_then(scalar) == Some(text));
            let found = base.iter().position(is).map(|at| base.remove(at));
            nodes.push(self.node(part, found, meeting, areas));
        }
        if meeting.keeps {
            base.iter().for_each(|node| self.follows(node, place));
            nodes.append(&mut base);
        }
        Node { origin: place, value: Value::List(nodes) }
    }

    /// One heading with its paragraphs, its items, and what the facts have under its name.
    fn node(&mut self, part: Part, found: Option<Node>, meeting: Meeting, area: bool) -> Node {
        self.spoken.extend(found.as_ref().map(|node| (node.origin, part.place())));
        let Part { heading, items } = part;
        let new = found.is_none();
        let mut node = found.unwrap_or(Node { origin: heading.origin, value: Value::Map(Vec::new()) });
        match heading.id {
            Some(id) if new => set(&mut node, ID, leaf(id)),
            None if new && area => {
                let text = format!("{UNNAMED}{}", heading.origin.range().start);
                set(&mut node, ID, leaf(Written { origin: heading.origin, text }));
            }
            _ => {}
        }
        if let Some(title) = heading.title {
            set(&mut node, TITLE, leaf(title));
        }
        if let Some(text) = text_of(&heading.paragraphs) {
            let other = node.get(TEXT).filter(|other| !other.is_blank()).map(|other| other.origin);
            if let Some(other) = other.filter(|_| !meeting.replaces) {
                self.twice(text.origin, other);
            }
            set(&mut node, TEXT, leaf(text));
        }
        if !items.is_empty() {
            let base = list(node.get(ITEMS));
            let items = self.merged(items, base, Meeting { keeps: true, ..meeting }, false);
            put(&mut node, ITEMS, items);
        }
        node
    }

    /// A section in the author's words, as an area whose id is the section's name. What stands without a heading has no
    /// headings below it.
    fn section(&mut self, section: &'static SectionName, part: Part) -> Option<([&'static str; 2], Node)> {
        if let Some(item) = part.items.first().filter(|_| section.title.is_empty()) {
            self.wrong_level(item.heading.origin, item.heading.level);
            return None;
        }
        let heading = Heading { id: None, ..part.heading };
        let origin = heading.origin;
        let title = heading.title.clone().unwrap_or(Written { origin, text: section.names[1].to_owned() });
        let part = Part { heading: Heading { title: Some(title), ..heading }, items: part.items };
        let mut node = self.node(part, None, Meeting { replaces: false, keeps: false }, false);
        set(&mut node, ID, leaf(Written { origin, text: section.names[0].to_owned() }));
        Some((section.names, node))
    }

    /// A text of a paper that the draft gives: it may stand in one place only.
    fn say(&mut self, paper: &mut Node, names: [&'static str; 2], text: Written) {
        if let Some(other) = own_text(paper, names) {
            self.twice(text.origin, other);
        }
        set(paper, names, leaf(text));
    }

    /// Where every paper that tells what was has this section in its own words, those of the draft would be printed nowhere.
    fn said_by_all(&mut self, root: &Node, names: [&'static str; 2], area: &Node) {
        let Some(text) = area.get(TEXT) else { return };
        let entries = root.get(DOCUMENTS).map(Node::entries).unwrap_or_default();
        let mut own = Vec::new();
        for ((_, paper), _) in entries.iter().zip(papers(root)).filter(|(_, names)| !is_plan(names)) {
            match own_text(paper, names) {
                Some(other) => own.push(other),
                None => return,
            }
        }
        if let Some(other) = own.first() {
            self.twice(text.origin, *other);
        }
    }

    fn twice(&mut self, place: Origin, other: Origin) {
        let line = self.source.line_from(other, place);
        let (zh, en) = (line.zh, line.en);
        self.problems.push(
            Diagnostic::error(
                "E200",
                say!("这一处已在{zh}写过", "the words for this place are already written in {en}"),
            )
            .at(self.source, self.source.first_line(place))
            .hint(say!(
                "只留一处：草稿里写了，就从事实文件里删去",
                "keep one: what the draft says is deleted from the facts file"
            )),
        );
    }

    fn whose(&mut self, place: Origin) {
        self.problems.push(
            Diagnostic::error("E205", say!("分不清这是哪份文件的标题", "it is not clear which paper this is the title of"))
                .at(self.source, place)
                .hint(say!(
                    "把标题写在事实文件的“文件”里，或给草稿改名，如 2025.工作总结.md",
                    "write the title under `documents` in the facts, or name the draft for its paper, such as 2025.工作总结.md"
                )),
        );
    }

    fn follows(&mut self, node: &Node, draft: Origin) {
        let name = node.get(TITLE).or(node.get(ID));
        let Some((name, place)) = name.and_then(|node| Some((scalar(node)?, node.origin))) else { return };
        let file = self.source.file_at(draft.range().start).0;
        self.problems.push(
            Diagnostic::hint_only(
                "H200",
                say!(
                    "{file} 里没有“{name}”，排在写了的后面",
                    "{file} does not have “{name}”; it follows what is there"
                ),
            )
            .at(self.source, place)
            .hint(say!("在草稿里写上它的标题，就在那个位置", "write its heading into the draft to give it its place")),
        );
    }
}

/// The paper that a title of the general draft is for: the only summary, else the only paper that tells what was.
fn summary(root: &Node) -> Option<usize> {
    let papers = papers(root);
    let is_summary = |names: &Vec<String>| names.iter().any(|name| name.contains("总结") || name.contains("summary"));
    let only = |wanted: &dyn Fn(&Vec<String>) -> bool| {
        let mut found = papers.iter().enumerate().filter(|(_, names)| wanted(names)).map(|(at, _)| at);
        found.next().filter(|_| found.next().is_none())
    };
    only(&is_summary).or_else(|| only(&|names| !is_plan(names)))
}

fn is_plan(names: &[String]) -> bool {
    names.iter().any(|name| walk::is_plan(name))
}

/// Where a paper has its own words for a section.
fn own_text(paper: &Node, names: [&str; 2]) -> Option<Origin> {
    let field = paper.get(names).filter(|_| names == TITLE || [OPENING, CLOSING, TEXT].contains(&names));
    let chosen = list(paper.get(SECTIONS)).into_iter().find_map(|choice| {
        let named = choice.get(NAME).and_then(scalar).is_some_and(|name| names.contains(&name));
        choice.get(TEXT).filter(|text| named && !text.is_blank()).cloned()
    });
    field.filter(|node| !node.is_blank()).cloned().or(chosen).map(|node| node.origin)
}

fn section(id: &str, title: &str, text: Written) -> Node {
    let origin = text.origin;
    let word = |text: &str| leaf(Written { origin, text: text.to_owned() });
    let mut node = Node { origin, value: Value::Map(Vec::new()) };
    set(&mut node, ID, word(id));
    set(&mut node, TITLE, word(title));
    set(&mut node, TEXT, leaf(text));
    node
}

/// Paragraphs as one text, a line each.
fn text_of(paragraphs: &[Written]) -> Option<Written> {
    let (first, last) = (paragraphs.first()?, paragraphs.last()?);
    let place: Range<usize> = first.origin.range().start..last.origin.range().end;
    let text = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join("\n");
    Some(Written { origin: Origin::new(place), text })
}

fn scalar(node: &Node) -> Option<&str> {
    if let Value::Scalar(text) = &node.value { Some(text.trim()) } else { None }
}

/// The members of a list; a single value stands for a list of one.
fn list(node: Option<&Node>) -> Vec<Node> {
    match node.map(|node| (node, &node.value)) {
        None | Some((_, Value::Empty)) => Vec::new(),
        Some((_, Value::List(items))) => items.clone(),
        Some((node, _)) => vec![node.clone()],
    }
}

fn leaf(written: Written) -> Node {
    Node { origin: written.origin, value: Value::Scalar(written.text) }
}

fn get_mut<'n>(node: &'n mut Node, names: [&str; 2]) -> Option<&'n mut Node> {
    let Value::Map(entries) = &mut node.value else { return None };
    entries.iter_mut().find(|(key, _)| names.contains(&key.text.as_str())).map(|(_, node)| node)
}

/// Puts a value under a key, in the place of the one that is there.
fn put(node: &mut Node, names: [&str; 2], value: Node) {
    if let Some(old) = get_mut(node, names) {
        *old = value;
    } else if let Value::Map(entries) = &mut node.value {
        entries.push((Key { origin: value.origin, text: names[0].to_owned() }, value));
    }
}

fn set(node: &mut Node, names: [&str; 2], value: Node) {
    put(node, names, value);
}

/// Adds members to a list.
fn add(node: &mut Node, names: [&str; 2], more: impl Iterator<Item = Node>) {
    let mut all = list(node.get(names));
    all.extend(more);
    if let Some(first) = all.first() {
        let origin = first.origin;
        put(node, names, Node { origin, value: Value::List(all) });
    }
}
