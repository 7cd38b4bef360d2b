//! The lines of a draft: headings and paragraphs, and nothing else.
//!
//! Only `#` at the beginning of a line is live. Every other line is a paragraph of its own, as in a `正文: |` of a facts
//! file, and reaches the page as it was typed: `2023. 年初`, `*`, `_`, `<`, `&` and `\` mean nothing here. A line that only
//! Markdown can mean (a dash of a list, a row of a table, a fence) is refused, for it would be printed with its marks.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say, Source};
use crate::facts::prose;
use crate::say;

/// The deepest heading: `#####` is （1） under 1. under （一） under 一、.
pub const DEEPEST: usize = 5;

/// The most headings of a draft; a year's paper has a few dozen.
const MAX_HEADINGS: usize = 5000;

/// Words and where they stand.
#[derive(Debug, Clone)]
pub struct Written {
    pub origin: Origin,
    pub text: String,
}

/// A heading with the paragraphs under it, up to the next heading.
#[derive(Debug, Clone)]
pub struct Heading {
    /// The number of its `#`.
    pub level: usize,
    /// The line without its `#`.
    pub origin: Origin,
    pub title: Option<Written>,
    pub id: Option<Written>,
    pub paragraphs: Vec<Written>,
}

/// A draft as lines.
#[derive(Debug, Default)]
pub struct Lines {
    /// What stands before the first heading.
    pub opening: Vec<Written>,
    pub headings: Vec<Heading>,
}

/// Reads the draft in the bytes `file` of `source`.
pub fn read(source: &Source, file: Range<usize>, problems: &mut Diagnostics) -> Lines {
    let mut lines = Lines::default();
    let mut at = file.start;
    let mut before: Option<Foreign> = None;
    for line in source.text().get(file).unwrap_or_default().split_inclusive('\n') {
        let text = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if text.is_empty() {
            continue;
        }
        let written = Written { origin: Origin::new(start..start + text.len()), text: text.to_owned() };
        let foreign = foreign(text);
        match foreign {
            // A list of ten lines is one slip.
            Some(kind) if before == Some(kind) => {}
            Some(kind) => problems.push(kind.refused().at(source, written.origin)),
            None if lines.headings.len() >= MAX_HEADINGS => {
                problems.push(too_many().at(source, written.origin));
                return lines;
            }
            None => lines.take(written, source, problems),
        }
        before = foreign;
    }
    lines
}

fn too_many() -> Diagnostic {
    Diagnostic::error(
        "E015",
        say!("草稿里的标题过多（超过 {MAX_HEADINGS} 个）", "the draft has more than {MAX_HEADINGS} headings"),
    )
    .hint(say!("确认这是一份草稿", "make sure that this is a draft"))
}

impl Lines {
    fn take(&mut self, line: Written, source: &Source, problems: &mut Diagnostics) {
        let marks = line.text.len() - line.text.trim_start_matches(['#', '＃']).len();
        let (sign, rest) = line.text.split_at(marks);
        let plain = sign.chars().all(|c| c == '#');
        if plain && !sign.is_empty() && (rest.is_empty() || rest.starts_with(char::is_whitespace)) {
            self.headings.extend(heading(sign.len(), &line, source, problems));
            return;
        }
        // #1教学楼 is text; ##开展活动 and ＃ 开展活动 are headings that lack their blank or have the wrong sign.
        let meant = sign.chars().count() > 1 || !plain && rest.starts_with(char::is_whitespace);
        if meant {
            let place = Origin::new(line.origin.range().start..line.origin.range().start + marks);
            problems.push(
                Diagnostic::error("E203", say!("“{sign}”不是标题的写法", "“{sign}” does not make a heading"))
                    .at(source, place)
                    .hint(say!(
                        "标题写成半角 #、一个空格、标题，如 ## 开展文体活动",
                        "write ASCII #, one blank and the title, such as ## 开展文体活动"
                    )),
            );
            return;
        }
        if let Some(marks) = inline_marks(&line.text) {
            problems.push(
                Diagnostic::warning("W203", say!("“{marks}”会原样印出", "“{marks}” will be printed as it is"))
                    .at(source, line.origin)
                    .hint(say!(
                        "草稿里只有标题是活的；去掉这些符号",
                        "only headings are live in a draft; take the marks away"
                    )),
            );
        }
        match self.headings.last_mut() {
            Some(heading) => heading.paragraphs.push(line),
            None => self.opening.push(line),
        }
    }
}

/// `## 标题 {#id}`; closing `#` are no part of the title.
fn heading(level: usize, line: &Written, source: &Source, problems: &mut Diagnostics) -> Option<Heading> {
    let start = line.origin.range().start;
    let piece = |text: &str| {
        let at = text.as_ptr() as usize - line.text.as_ptr() as usize;
        Written { origin: Origin::new(start + at..start + at + text.len()), text: text.to_owned() }
    };
    let mut rest = line.text.get(level..).unwrap_or_default().trim();
    let bare = rest.trim_end_matches('#');
    if bare.is_empty() || bare.ends_with(char::is_whitespace) {
        rest = bare.trim_end();
    }
    let mut id = None;
    if let Some((title, name)) = named(rest) {
        id = Some(piece(name));
        rest = title;
    }
    let heading = Heading {
        level,
        origin: line.origin,
        title: Some(rest).filter(|title| !title.is_empty()).map(piece),
        id,
        paragraphs: Vec::new(),
    };
    if heading.title.is_none() && heading.id.is_none() {
        problems.push(
            Diagnostic::error("E204", say!("标题是空的", "this heading has no words"))
                .at(source, line.origin)
                .hint(say!("写上标题，或删去这一行", "write the title, or delete the line")),
        );
        return None;
    }
    Some(heading)
}

/// The title and the id of `title {#id}`; braces of any width, for an id that is wrong is reported where ids are.
fn named(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_suffix(['}', '｝'])?;
    let at = inside.rfind(['{', '｛'])?;
    let name = inside.get(at..)?.trim_start_matches(['{', '｛']).trim_start();
    let name = name.strip_prefix(['#', '＃'])?;
    Some((inside.get(..at)?.trim_end(), name.trim()))
}

/// A line that Markdown gives a meaning which a paper has no place for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Foreign {
    List,
    Table,
    Quote,
    Code,
    Rule,
    Html,
    Image,
}

fn foreign(text: &str) -> Option<Foreign> {
    let item = |mark: &str| text.strip_prefix(mark).is_some_and(|rest| rest.starts_with([' ', '\t', '\u{3000}']));
    let only = |marks: &[char]| text.chars().count() >= 3 && text.chars().all(|c| marks.contains(&c) || c == ' ');
    if only(&['-']) || only(&['=']) || only(&['*']) || only(&['_']) {
        return Some(Foreign::Rule);
    }
    if ["-", "*", "+", "•"].into_iter().any(item) {
        return Some(Foreign::List);
    }
    if text.len() > 1 && text.starts_with('|') && text.ends_with('|') {
        return Some(Foreign::Table);
    }
    if text.starts_with("```") || text.starts_with("~~~") {
        return Some(Foreign::Code);
    }
    if text.starts_with("<!--") || text.starts_with("-->") {
        return Some(Foreign::Html);
    }
    if text.starts_with("![") && text.contains("](") {
        return Some(Foreign::Image);
    }
    (text == ">" || item(">")).then_some(Foreign::Quote)
}

impl Foreign {
    fn refused(self) -> Diagnostic {
        let (what, hint): (Say, Say) = match self {
            Foreign::List => (
                say!("列表", "a list"),
                say!(
                    "去掉行首的符号，每条写成一段，或改成标题",
                    "take the mark away and write each as a paragraph or a heading"
                ),
            ),
            Foreign::Table => (
                say!("表格", "a table"),
                say!("用文字写成一段；数字放进事实文件", "say it in a paragraph; figures belong in the facts file"),
            ),
            Foreign::Quote => (say!("引用块", "a quotation"), say!("去掉行首的 >", "take the > away")),
            Foreign::Code => (say!("代码块", "a block of code"), say!("删去这一行", "delete the line")),
            Foreign::Rule => (
                say!("分隔线", "a rule"),
                say!("删去这一行；标题用 ## 开头", "delete the line; a heading begins with ##"),
            ),
            Foreign::Html => (
                say!("注释", "a comment"),
                say!("删去；备忘写到事实文件的 # 注释里", "delete it; notes go into # comments of the facts file"),
            ),
            Foreign::Image => {
                (say!("图片", "an image"), say!("删去；草稿里没有图片", "delete it; a draft has no images"))
            }
        };
        let (zh, en) = (what.zh, what.en);
        Diagnostic::error(
            "E202",
            say!("这里是{zh}，草稿只有标题和段落", "this is {en}; a draft has headings and paragraphs only"),
        )
        .hint(hint)
    }
}

/// Marks of emphasis, links and code within a line: `**重点**`, `[网址](http…)`.
fn inline_marks(text: &str) -> Option<&'static str> {
    let paired = |mark: &str| {
        let mut parts = text.split(mark);
        // Words between two marks; 张**、李** has none that begins and ends beside its mark.
        parts.next().is_some()
            && parts.next().is_some_and(|inside| {
                let inner = inside.chars().next().zip(inside.chars().last());
                inner.is_some_and(|(a, b)| is_word(a) && is_word(b)) && parts.next().is_some()
            })
    };
    match () {
        () if paired("**") => Some("**"),
        () if paired("~~") => Some("~~"),
        () if paired("`") => Some("`"),
        () if text.contains("](http") => Some("[](…)"),
        () => None,
    }
}

fn is_word(c: char) -> bool {
    prose::is_name(c) || matches!(c, '“' | '”' | '《' | '》' | '：' | '。' | '%')
}
