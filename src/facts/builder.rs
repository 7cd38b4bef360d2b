//! Builds the spanned tree from the parser's events, within budgets.

use std::collections::{BTreeMap, HashMap};

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, Span};

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say, Source};
use crate::facts::accidents;
use crate::facts::check;
use crate::facts::recover::Patch;
use crate::facts::syntax;
use crate::facts::tree::{Key, Node, Value};
use crate::say;

/// The most nodes a file may unfold to, aliases counted each time they are used (a YAML bomb unfolds to billions).
const MAX_NODES: usize = 400_000;
/// The most bytes of text that anchors and aliases may repeat: a hundred times what a careful author repeats by them.
const MAX_REPEATED: usize = 1024 * 1024;
/// The deepest nesting; the model itself needs less than a dozen levels.
const MAX_DEPTH: usize = 64;

/// Why a text gives no tree.
pub struct Fault {
    /// Where in the patched file.
    pub at: usize,
    /// Nothing else of the file can be read: a budget is spent.
    pub ends: bool,
    cause: Cause,
}

enum Cause {
    /// The parser's reason.
    Syntax(String),
    Told(Box<Diagnostic>),
}

impl Fault {
    /// What is to be said about it. `text` is the patched file.
    pub fn diagnostic(&self, source: &Source, text: &str, patch: &Patch) -> Diagnostic {
        match &self.cause {
            Cause::Syntax(reason) => syntax::named(source, text, self.at, reason, patch),
            Cause::Told(problem) => (**problem).clone(),
        }
    }

    /// Whether an alias names an anchor that may stand in another part of the file.
    pub fn is_alias(&self) -> bool {
        matches!(&self.cause, Cause::Syntax(reason) if reason.contains("unknown anchor"))
    }
}

/// Builds the tree of `text`, which begins at byte `from` of the patched file; no tree where nothing is written.
pub fn build(
    source: &Source,
    text: &str,
    from: usize,
    patch: &Patch,
    problems: &mut Diagnostics,
) -> Result<Option<Node>, Box<Fault>> {
    let mut found = Diagnostics::new();
    let mut builder = Builder {
        source,
        patch,
        from,
        problems: &mut found,
        stack: Vec::new(),
        anchors: HashMap::new(),
        unused: BTreeMap::new(),
        nodes: 0,
        repeated: 0,
        root: None,
    };
    for event in Parser::new_from_str(text) {
        let more = match event {
            Ok((event, span)) => builder.take(event, span)?,
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
                let cause = Cause::Syntax(error.info().to_owned());
                return Err(Box::new(Fault { at: from + at, ends: false, cause }));
            }
        };
        if !more {
            break;
        }
    }
    builder.anchors_for_text();
    let root = builder.root;
    problems.append(found);
    Ok(root)
}

/// A half-built collection.
enum Open {
    List {
        start: usize,
        anchor: usize,
        items: Vec<Node>,
    },
    /// `odd`: a key is no single word, as in `{{ a.b }}`, which is two maps to YAML.
    Map {
        start: usize,
        anchor: usize,
        entries: Vec<(Key, Node)>,
        key: Option<Key>,
        odd: bool,
    },
}

struct Builder<'a> {
    source: &'a Source,
    patch: &'a Patch,
    /// Where the text that is read begins in the patched file.
    from: usize,
    problems: &'a mut Diagnostics,
    stack: Vec<Open>,
    anchors: HashMap<usize, (Node, Size)>,
    /// Anchors that no alias has used yet, by number: `&重要` may have been meant as text.
    unused: BTreeMap<usize, Origin>,
    nodes: usize,
    /// Bytes of text that were copied for an anchor or an alias.
    repeated: usize,
    root: Option<Node>,
}

impl Builder<'_> {
    /// Takes one event; `false` ends the reading.
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<bool, Box<Fault>> {
        let range = span.byte_range().unwrap_or_default();
        let range = self.patch.back(self.from + range.start)..self.patch.back(self.from + range.end);
        let origin = Origin::new(range.clone());
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if anchor != 0 {
                    self.unused.insert(anchor, origin);
                }
                if let Some(tag) = tag.filter(|tag| tag.is_custom()) {
                    let name = tag.original();
                    return Err(self.refuse(
                        "E012",
                        origin,
                        say!("不认识的标签 {name}", "unknown tag {name}"),
                        say!("去掉标签", "take the tag away"),
                    ));
                }
                if style == ScalarStyle::Plain {
                    self.warn_of_swallowed(range.end);
                }
                let written = self.source.text().get(range).unwrap_or_default();
                let folds = !matches!(style, ScalarStyle::Literal) && written.contains('\n');
                let text = if folds { unfolded(&text) } else { text.into_owned() };
                self.refuse_hidden(&text, written, origin);
                let empty = style == ScalarStyle::Plain && matches!(text.as_str(), "" | "~" | "null");
                let value = if empty { Value::Empty } else { Value::Scalar(text) };
                let node = Node { origin, value };
                self.keep(&node, anchor)?;
                self.finish(node)?;
            }
            Event::Alias(id) => {
                self.unused.remove(&id);
                let Some(size) = self.anchors.get(&id).map(|(_, size)| *size) else {
                    return Err(self.refuse(
                        "E013",
                        origin,
                        say!("引用指向它自己", "this alias points at itself"),
                        say!("把内容写出来", "write the content out"),
                    ));
                };
                self.repeat(size, origin)?;
                if let Some((node, _)) = self.anchors.get(&id).cloned() {
                    self.finish(node)?;
                }
            }
            Event::SequenceStart(_, anchor, _) => {
                self.open(Open::List { start: range.start, anchor, items: Vec::new() }, origin)?;
            }
            Event::MappingStart(_, anchor, _) => {
                self.open(
                    Open::Map { start: range.start, anchor, entries: Vec::new(), key: None, odd: false },
                    origin,
                )?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end)?,
            Event::DocumentStart(..) if self.root.is_some() => {
                self.problems.push(
                    Diagnostic::error(
                        "E006",
                        say!("一个文件里写了两份（--- 之后又是一份）", "the file holds a second document after ---"),
                    )
                    .at(self.source, self.source.first_line(origin))
                    .hint(say!("每份事实一个文件；多余的 --- 删去", "one file for each; delete the ---")),
                );
                return Ok(false);
            }
            Event::StreamEnd => return Ok(false),
            _ => {}
        }
        Ok(true)
    }

    /// Hidden characters that an escape (`\u202e`) brings in; those in the raw text are refused before parsing.
    fn refuse_hidden(&mut self, text: &str, written: &str, origin: Origin) {
        let hidden = text.chars().find(|&c| check::characters::is_hidden(c) && !written.contains(c));
        if let Some(c) = hidden {
            let problem = check::characters::hidden(c).at(self.source, origin);
            self.problems.push(problem);
        }
    }

    /// `抓重点 #1` loses ` #1`: YAML takes it for a comment. A real comment has a blank after its #.
    fn warn_of_swallowed(&mut self, end: usize) {
        let text = self.source.text();
        let rest = text.get(end..).unwrap_or_default();
        let comment = rest.trim_start_matches(' ');
        let blanks = rest.len() - comment.len();
        let swallowed = |rest: &str| rest.starts_with(|c: char| !c.is_whitespace() && c != '#');
        if blanks == 0 || !comment.strip_prefix('#').is_some_and(swallowed) {
            return;
        }
        let comment = comment.lines().next().unwrap_or_default().trim_end();
        let place = Origin::new(end + blanks..end + blanks + comment.len());
        self.problems.push(
            Diagnostic::warning(
                "W017",
                say!("“{comment}”成了注释，不会印出", "“{comment}” is a comment and will not be printed"),
            )
            .at(self.source, place)
            .hint(say!(
                "是正文就给整个值加引号；是注释就在 # 后空一格",
                "put the value in quotes; if it is a comment, leave a blank after #"
            )),
        );
    }

    fn open(&mut self, open: Open, origin: Origin) -> Result<(), Box<Fault>> {
        if self.stack.len() >= MAX_DEPTH {
            return Err(self.refuse(
                "E014",
                origin,
                say!("嵌套超过 {MAX_DEPTH} 层", "nested more than {MAX_DEPTH} levels deep"),
                say!("检查括号和缩进", "check brackets and indentation"),
            ));
        }
        self.stack.push(open);
        Ok(())
    }

    fn close(&mut self, end: usize) -> Result<(), Box<Fault>> {
        let (start, anchor, value) = match self.stack.pop() {
            Some(Open::List { start, anchor, items }) => (start, anchor, Value::List(items)),
            // {{ a.b }} was meant as text, and as text it can be read on.
            Some(Open::Map { start, anchor, odd: true, .. }) => {
                let text = self.source.text().get(start..end).unwrap_or_default();
                (start, anchor, Value::Scalar(text.trim().to_owned()))
            }
            Some(Open::Map { start, anchor, entries, .. }) => (start, anchor, Value::Map(entries)),
            None => return Ok(()),
        };
        let node = Node { origin: Origin::new(start..end), value };
        self.keep(&node, anchor)?;
        self.finish(node)
    }

    /// Keeps a copy of a finished node that has an anchor.
    fn keep(&mut self, node: &Node, anchor: usize) -> Result<(), Box<Fault>> {
        if anchor == 0 {
            return Ok(());
        }
        let size = Size::of(&node.value);
        self.repeat(size, node.origin)?;
        self.anchors.insert(anchor, (node.clone(), size));
        Ok(())
    }

    /// Counts what is about to be copied: a few aliases of a long text are a bomb as well as many of a short one.
    fn repeat(&mut self, size: Size, origin: Origin) -> Result<(), Box<Fault>> {
        self.nodes += size.nodes - 1;
        self.repeated += size.bytes;
        if self.nodes > MAX_NODES || self.repeated > MAX_REPEATED {
            return Err(self.too_much(origin));
        }
        Ok(())
    }

    fn too_much(&self, origin: Origin) -> Box<Fault> {
        let (nodes, bytes) = (MAX_NODES, MAX_REPEATED / (1024 * 1024));
        if self.anchors.is_empty() {
            return self.refuse(
                "E015",
                origin,
                say!("内容过多（超过 {nodes} 项）", "the file holds more than {nodes} values"),
                say!("确认这是一份事实文件", "make sure that this is a facts file"),
            );
        }
        self.refuse(
            "E015",
            origin,
            say!(
                "展开后的内容过多（超过 {nodes} 项，或重复的文字超过 {bytes} MB）",
                "this unfolds to more than {nodes} values, or repeats more than {bytes} MB of text"
            ),
            say!("不要层层引用锚点（&、*）", "do not nest anchors and aliases (& and *)"),
        )
    }

    /// Hangs a finished node into what is open around it.
    fn finish(&mut self, node: Node) -> Result<(), Box<Fault>> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(self.too_much(node.origin));
        }
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { entries, key, odd, .. }) => match key.take() {
                Some(name) => entries.push((name, node)),
                None => {
                    let text = match node.value {
                        Value::Scalar(text) => text,
                        Value::Empty => String::new(),
                        _ => {
                            if !std::mem::replace(odd, true) {
                                self.problems.push(accidents::odd_key(self.source, node.origin));
                            }
                            String::new()
                        }
                    };
                    *key = Some(Key { origin: node.origin, text });
                }
            },
        }
        Ok(())
    }

    /// `名称: &重要 活动` prints only 活动: the first word became the name of an anchor. An anchor that nothing uses was
    /// meant as text.
    fn anchors_for_text(&mut self) {
        for origin in self.unused.values() {
            let before = self.source.text().get(..origin.range().start).unwrap_or_default();
            // Every anchor has its sign a few bytes before what it marks.
            let Some(start) = before.rfind('&') else { continue };
            let name = &before[start..];
            if name.is_ascii() || name.contains('\n') {
                continue;
            }
            let place = Origin::new(start..start + name.trim_end().len());
            self.problems.push(accidents::sign_at_start(self.source, place, '&'));
        }
    }

    /// A problem that ends the reading of the file, but for tags and aliases, which end that of the record.
    fn refuse(&self, code: &'static str, origin: Origin, message: Say, hint: Say) -> Box<Fault> {
        let problem = Diagnostic::error(code, message).at(self.source, origin).hint(hint);
        let at = self.patch.forth(origin.range().start);
        Box::new(Fault { at, ends: !matches!(code, "E012" | "E013"), cause: Cause::Told(Box::new(problem)) })
    }
}

/// A scalar that was continued on the next line: YAML puts a blank there, which Chinese text does not have.
fn unfolded(text: &str) -> String {
    let wide = |c: Option<&char>| c.is_some_and(|c| !c.is_ascii());
    let chars: Vec<char> = text.chars().collect();
    let kept =
        |&(at, c): &(usize, &char)| *c != ' ' || at == 0 || !(wide(chars.get(at - 1)) && wide(chars.get(at + 1)));
    chars.iter().enumerate().filter(kept).map(|(_, c)| *c).collect()
}

/// How large a value is, itself included.
#[derive(Clone, Copy)]
struct Size {
    nodes: usize,
    /// Bytes of its texts and keys.
    bytes: usize,
}

impl Size {
    fn of(value: &Value) -> Self {
        let mut size = Self { nodes: 1, bytes: 0 };
        let mut add = |more: Self| (size.nodes, size.bytes) = (size.nodes + more.nodes, size.bytes + more.bytes);
        match value {
            Value::Empty => {}
            Value::Scalar(text) => add(Self { nodes: 0, bytes: text.len() }),
            Value::List(items) => items.iter().for_each(|item| add(Self::of(&item.value))),
            Value::Map(entries) => entries.iter().for_each(|(key, item)| {
                add(Self { nodes: 0, bytes: key.text.len() });
                add(Self::of(&item.value));
            }),
        }
        size
    }
}
