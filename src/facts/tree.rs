//! YAML as a spanned tree: every scalar stays the text that was written, so `1.10` and `007` keep their digits.

use std::collections::HashMap;
use std::ops::Range;

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::facts::check;
use crate::say;

/// The largest facts file that is read, in bytes: a thousand times a busy school's year.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
/// The most nodes a file may unfold to, aliases counted each time they are used (a YAML bomb unfolds to billions).
const MAX_NODES: usize = 400_000;
/// The deepest nesting; the model itself needs less than a dozen levels.
const MAX_DEPTH: usize = 64;

/// A value in the file and its place.
#[derive(Debug, Clone)]
pub struct Node {
    pub origin: Origin,
    pub value: Value,
}

/// What stands there.
#[derive(Debug, Clone)]
pub enum Value {
    /// Nothing at all (`key:`), or a plain `~` or `null`.
    Empty,
    /// A scalar, as text.
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(Key, Node)>),
}

/// A key of a map and its place.
#[derive(Debug, Clone)]
pub struct Key {
    pub origin: Origin,
    pub text: String,
}

impl Node {
    /// Whether nothing is written here: no value, or only blanks.
    pub fn is_blank(&self) -> bool {
        match &self.value {
            Value::Empty => true,
            Value::Scalar(text) => text.trim().is_empty(),
            Value::List(_) | Value::Map(_) => false,
        }
    }

    /// The entries of a map; none where this is no map.
    pub fn entries(&self) -> &[(Key, Node)] {
        if let Value::Map(entries) = &self.value { entries } else { &[] }
    }

    /// The value under a key that has these two names.
    pub fn get(&self, names: [&str; 2]) -> Option<&Node> {
        let Value::Map(entries) = &self.value else { return None };
        entries.iter().find(|(key, _)| names.contains(&key.text.as_str())).map(|(_, node)| node)
    }
}

impl Value {
    /// What a person would call this value.
    pub fn noun(&self) -> crate::diagnostic::Say {
        match self {
            Value::Empty => say!("空白", "nothing"),
            Value::Scalar(_) => say!("一个值", "a single value"),
            Value::List(_) => say!("一个列表", "a list"),
            Value::Map(_) => say!("一组键值", "a group of keys"),
        }
    }
}

/// Reads the YAML document in the bytes `file` of `source` (one of [`Source::files`]) into a tree. What is not YAML, or
/// unfolds beyond the budgets, is reported in `problems` and gives `None`.
pub fn parse(source: &Source, file: Range<usize>, problems: &mut Diagnostics) -> Option<Node> {
    let base = file.start;
    if source.text().len() > MAX_BYTES {
        problems.push(
            Diagnostic::error("E010", say!("文件超过 16 MB", "the file is larger than 16 MB"))
                .at(source, Origin::new(base..base))
                .hint(say!("确认这是一份事实文件", "make sure that this is a facts file")),
        );
        return None;
    }
    let text = &source.text()[file.clone()];
    let mut builder =
        Builder { source, base, problems, stack: Vec::new(), anchors: HashMap::new(), nodes: 0, root: None };
    for event in Parser::new_from_str(text) {
        let step = match event {
            Ok((event, span)) => builder.take(event, span),
            Err(error) => Err(syntax(source, &file, &error)),
        };
        match step {
            Ok(true) => {}
            Ok(false) => break,
            Err(problem) => {
                builder.problems.push(*problem);
                return None;
            }
        }
    }
    if builder.root.is_none() {
        builder.problems.push(
            Diagnostic::error("E011", say!("文件是空的", "the file is empty"))
                .at(source, Origin::new(base..base))
                .hint(say!("至少要写 单位 和 年度", "write at least `organisation` and `year`")),
        );
    }
    builder.root
}

/// A half-built collection.
enum Open {
    List { start: usize, anchor: usize, items: Vec<Node> },
    Map { start: usize, anchor: usize, entries: Vec<(Key, Node)>, key: Option<Key> },
}

struct Builder<'a> {
    source: &'a Source,
    /// Where the file begins in the source.
    base: usize,
    problems: &'a mut Diagnostics,
    stack: Vec<Open>,
    anchors: HashMap<usize, (Node, usize)>,
    nodes: usize,
    root: Option<Node>,
}

impl Builder<'_> {
    /// Takes one event; `false` ends the reading.
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<bool, Box<Diagnostic>> {
        let range = span.byte_range().unwrap_or_default();
        let range = self.base + range.start..self.base + range.end;
        let origin = Origin::new(range.clone());
        match event {
            Event::Scalar(text, style, anchor, tag) => {
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
                self.finish(Node { origin, value }, anchor, 1)?;
            }
            Event::Alias(id) => {
                let Some((node, size)) = self.anchors.get(&id).cloned() else {
                    return Err(self.refuse(
                        "E013",
                        origin,
                        say!("引用指向它自己", "this alias points at itself"),
                        say!("把内容写出来", "write the content out"),
                    ));
                };
                self.finish(node, 0, size)?;
            }
            Event::SequenceStart(_, anchor, _) => {
                self.open(Open::List { start: range.start, anchor, items: Vec::new() }, origin)?;
            }
            Event::MappingStart(_, anchor, _) => {
                self.open(Open::Map { start: range.start, anchor, entries: Vec::new(), key: None }, origin)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end)?,
            Event::DocumentStart(..) if self.root.is_some() => {
                return Err(self.refuse(
                    "E006",
                    self.source.first_line(origin),
                    say!("一个文件里写了两份（--- 之后又是一份）", "the file holds a second document after ---"),
                    say!("每份事实一个文件；多余的 --- 删去", "one file for each; delete the ---"),
                ));
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
        let line = text.get(end..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let blanks = line.len() - line.trim_start_matches(' ').len();
        let comment = &line[blanks..];
        if blanks == 0
            || !comment.starts_with('#')
            || !comment[1..].starts_with(|c: char| !c.is_whitespace() && c != '#')
        {
            return;
        }
        let place = Origin::new(end + blanks..end + line.trim_end().len());
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

    fn open(&mut self, open: Open, origin: Origin) -> Result<(), Box<Diagnostic>> {
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

    fn close(&mut self, end: usize) -> Result<(), Box<Diagnostic>> {
        let (start, anchor, value) = match self.stack.pop() {
            Some(Open::List { start, anchor, items }) => (start, anchor, Value::List(items)),
            Some(Open::Map { start, anchor, entries, .. }) => (start, anchor, Value::Map(entries)),
            None => return Ok(()),
        };
        let size = if anchor == 0 { 1 } else { size(&value) };
        self.finish(Node { origin: Origin::new(start..end), value }, anchor, size)
    }

    /// Hangs a finished node into what is open around it.
    fn finish(&mut self, node: Node, anchor: usize, size: usize) -> Result<(), Box<Diagnostic>> {
        self.nodes += size;
        if self.nodes > MAX_NODES {
            return Err(self.refuse(
                "E015",
                node.origin,
                say!("展开后的内容过多（超过 {MAX_NODES} 项）", "this unfolds to more than {MAX_NODES} values"),
                say!("不要层层引用锚点（&、*）", "do not nest anchors and aliases (& and *)"),
            ));
        }
        if anchor != 0 {
            self.anchors.insert(anchor, (node.clone(), size));
        }
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { entries, key, .. }) => match key.take() {
                Some(name) => entries.push((name, node)),
                None => match node.value {
                    Value::Scalar(text) => *key = Some(Key { origin: node.origin, text }),
                    Value::Empty => *key = Some(Key { origin: node.origin, text: String::new() }),
                    _ => {
                        return Err(self.refuse(
                            "E016",
                            node.origin,
                            say!("键必须是一个词", "a key must be a single word"),
                            say!(
                                "值若以 {{{{ 开头，请用引号括起来，或改用 | 段落",
                                "if the value starts with {{{{, put it in quotes or write it as a | block"
                            ),
                        ));
                    }
                },
            },
        }
        Ok(())
    }

    fn refuse(
        &self,
        code: &'static str,
        origin: Origin,
        message: crate::diagnostic::Say,
        hint: crate::diagnostic::Say,
    ) -> Box<Diagnostic> {
        Box::new(Diagnostic::error(code, message).at(self.source, origin).hint(hint))
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

/// How many nodes a value holds, itself included.
fn size(value: &Value) -> usize {
    1 + match value {
        Value::List(items) => items.iter().map(|item| size(&item.value)).sum(),
        Value::Map(entries) => entries.iter().map(|(_, item)| size(&item.value)).sum(),
        _ => 0,
    }
}

/// A text that is not YAML: the place, the parser's reason, and the accident that most often leads there.
fn syntax(source: &Source, file: &Range<usize>, error: &ScanError) -> Box<Diagnostic> {
    let text = &source.text()[..file.end];
    let at = error.marker().byte_offset().map_or(text.len(), |at| file.start + at).min(text.len());
    let line_start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let line_end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    let line = &text[line_start..line_end];
    let (at, tab) = match tab_in_indentation(text, line_start) {
        Some(tab) => (tab, true),
        None => (at, false),
    };
    let next = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    let reason = error.info();
    let hint = if tab {
        say!("缩进用空格，不用制表符（Tab）", "indent with spaces, not with tabs")
    } else if line.contains("{{") {
        say!(
            "值若以 {{{{ 开头，请用引号括起来，或改用 | 段落",
            "if the value starts with {{{{, put it in quotes or write it as a | block"
        )
    } else if line.contains('：') && !line.contains(": ") {
        say!("键后面要用半角冒号加空格（: ）", "a key is followed by an ASCII colon and a space (: )")
    } else {
        say!(
            "检查这一行及上一行的缩进、冒号、引号和括号",
            "check indentation, colons, quotes and brackets in this line and the one above"
        )
    };
    Box::new(
        Diagnostic::error("E001", say!("这里不是正确的 YAML", "this is not valid YAML: {reason}"))
            .at(source, Origin::new(at..next))
            .hint(hint),
    )
}

/// The tab that indents the line at `start` or the one below it: the parser stumbles on either side of the line break.
fn tab_in_indentation(text: &str, start: usize) -> Option<usize> {
    let mut line_start = start;
    for line in text[start..].split_inclusive('\n').take(2) {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indent].find('\t') {
            return Some(line_start + tab);
        }
        line_start += line.len();
    }
    None
}
