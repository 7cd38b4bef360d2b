//! Whatever single thing an author leaves out, the paper still reads, or he is told where it is missed: over every sample,
//! every kind that it gives, and every record, list entry, section and field.

use std::time::Instant;

use niandu::diagnostic::{Diagnostics, Origin, Severity, Source};
use niandu::document::{Block, Document};
use niandu::facts::tree::{Node, Value};
use niandu::facts::{self, include};
use niandu::figures;
use niandu::report::{self, ALL};

use crate::laws::fault;
use crate::office;
use crate::samples::{self, Sample};

/// The deletions that are tried over all samples, so that the law is quick enough to be run each time: every section of the
/// facts, and of what lies below every nth entry and every nth field. `DELETIONS=all` tries them all.
const TRIED: usize = 450;

/// What may be said where something is referred to that is missing: in a text, as an area or item, in an order, as a base, as a topic, as the place of a chart.
const DANGLING: [&str; 14] =
    ["E034", "E035", "E037", "E038", "E039", "E042", "E043", "E044", "E056", "E221", "E151", "E190", "E191", "E247"];
/// What may be said where the thing itself must be there: a field, the winner of a prize, the partner of a joint event, the
/// role in another's event, the words of an agenda, a member of an announced set, the date or the time, anything at all.
const NEEDED: [&str; 12] =
    ["E023", "E031", "E051", "E052", "E053", "E058", "E063", "E104", "E220", "E222", "E098", "E182"];

// ---- one thing less ------------------------------------------------------------------------------------------------

/// A way through the tree: at each step the index of an entry.
pub type Path = Vec<usize>;

/// The members of a node.
fn members(node: &Node) -> Vec<&Node> {
    match &node.value {
        Value::List(items) => items.iter().collect(),
        Value::Map(entries) => entries.iter().map(|(_, value)| value).collect(),
        Value::Empty | Value::Scalar(_) => Vec::new(),
    }
}

/// The ways to all entries of a tree: the sections, then the entries of lists below them, then the fields of records.
fn entries(root: &Node) -> [Vec<Path>; 3] {
    fn below(node: &Node, path: &Path, found: &mut [Vec<Path>; 3]) {
        let sort = match node.value {
            _ if path.is_empty() => 0,
            Value::List(_) => 1,
            _ => 2,
        };
        for (at, member) in members(node).into_iter().enumerate() {
            let mut way = path.clone();
            way.push(at);
            below(member, &way, found);
            found[sort].push(way);
        }
    }
    let mut found = <[Vec<Path>; 3]>::default();
    below(root, &Vec::new(), &mut found);
    found
}

/// Those entries of a tree that are tried, about `count`.
fn tried(root: &Node, count: usize) -> Vec<Path> {
    let [mut sections, lists, fields] = entries(root);
    if std::env::var_os("DELETIONS").is_some_and(|wish| wish == "all") {
        return sections.into_iter().chain(lists).chain(fields).collect();
    }
    let half = count.saturating_sub(sections.len()) / 2;
    for list in [lists, fields] {
        let every = list.len().div_ceil(half.max(1)).max(1);
        sections.extend(list.into_iter().step_by(every));
    }
    sections
}

/// The tree written out, without what stands at the end of `gone`. Scalars are texts, in quotes or not.
pub fn written(root: &Node, gone: Option<&Path>) -> String {
    fn value(node: &Node, gone: Option<&[usize]>, out: &mut String) {
        let quoted = |text: &str| serde_json::to_string(text).expect("a text");
        // What is gone further down, below the member at `at`; `None` where the member itself is gone.
        let inside = |at: usize| match gone {
            Some([first]) if *first == at => None,
            Some([first, rest @ ..]) if *first == at => Some(Some(rest)),
            _ => Some(None),
        };
        match &node.value {
            Value::Empty => out.push('~'),
            Value::Scalar(text) => *out += &quoted(text),
            Value::List(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    if let Some(rest) = inside(at) {
                        value(item, rest, out);
                        *out += ",\n ";
                    }
                }
                out.push(']');
            }
            Value::Map(entries) => {
                out.push('{');
                for (at, (key, item)) in entries.iter().enumerate() {
                    if let Some(rest) = inside(at) {
                        *out += &format!("{}: ", quoted(&key.text));
                        value(item, rest, out);
                        *out += ",\n ";
                    }
                }
                out.push('}');
            }
        }
    }
    let mut text = String::new();
    value(root, gone.map(Vec::as_slice), &mut text);
    text + "\n"
}

/// What is left out, for the message: the names on the way to it.
fn name(root: &Node, path: &Path) -> String {
    let mut names = Vec::new();
    let mut node = root;
    for at in path {
        match &node.value {
            Value::Map(entries) => names.push(entries[*at].0.text.clone()),
            _ => names.push(at.to_string()),
        }
        node = members(node)[*at];
    }
    names.join(".")
}

/// The tree of a sample, its parts joined and nothing left to include.
pub fn tree(sample: &Sample) -> Node {
    let mut root = include::parse(&sample.source, &mut Diagnostics::new(), &mut Vec::new()).expect("a tree");
    if let Value::Map(entries) = &mut root.value {
        entries.retain(|(key, _)| !["include", "包含"].contains(&key.text.as_str()));
    }
    root
}

// ---- a paper that reads --------------------------------------------------------------------------------------------

/// A heading label: its scheme and its number.
fn label(number: &str) -> Option<(&'static str, usize)> {
    const NUMERALS: [&str; 21] = [
        "", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六",
        "十七", "十八", "十九", "二十",
    ];
    let schemes = [("第", "部分\u{3000}"), ("（", "）"), ("", "、"), ("", "."), ("", "是")];
    schemes.iter().find_map(|(before, after)| {
        let bare = number.strip_prefix(before)?.strip_suffix(after)?;
        let counted = NUMERALS.iter().position(|numeral| *numeral == bare).filter(|at| *at > 0);
        let name = if counted.is_some() { *after } else { "1" };
        counted.or_else(|| bare.parse().ok()).map(|at| (name, at))
    })
}

/// What is wrong with the numbering of a body, and headings that nothing follows.
fn outline(body: &[Block]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut counts = [0_usize; 6];
    for (at, block) in body.iter().enumerate() {
        let (level, number, title) = match block {
            Block::Heading { level, number, text } => (*level, number, text),
            Block::RunIn { level, number, title, .. } => (*level, number, title),
            Block::Paragraph(_) | Block::Exhibit(_) => continue,
        };
        let depth = usize::from(level.min(4));
        counts[depth] += 1;
        counts[depth + 1..].fill(0);
        // A month of a schedule has no number and is set as the points （一） under it, which begin anew.
        if number.is_empty() {
            counts[depth] = 0;
        }
        match label(number) {
            _ if number.is_empty() => {}
            Some((_, counted)) if counted == counts[depth] => {}
            found => wrong.push(format!("{number}{title} is number {} of its level: {found:?}", counts[depth])),
        }
        // An item that is only numbered has its words in the paragraph.
        let own_words = matches!(block, Block::RunIn { text, .. } if !text.is_empty());
        if title.trim().is_empty() && !own_words {
            wrong.push(format!("{number} has no title"));
        }
        let follows = match body.get(at + 1) {
            None => false,
            Some(Block::Paragraph(_) | Block::Exhibit(_)) => true,
            Some(Block::RunIn { level: next, number: label, .. }) if number.is_empty() && !label.is_empty() => {
                *next >= level
            }
            Some(Block::Heading { level: next, .. } | Block::RunIn { level: next, .. }) => *next > level,
        };
        if matches!(block, Block::Heading { .. }) && !follows {
            wrong.push(format!("nothing follows {number}{title}"));
        }
    }
    wrong
}

/// Words that a number stands between, and that join where it is missing.
const BEFORE: [&str; 14] =
    ["组织", "共", "合计", "达", "支出", "收入", "占", "计", "慰问", "率", "至", "约", "近", "第"];
const UNITS: [&str; 14] = ["人次", "人", "名", "次", "个", "元", "万元", "件", "项", "篇", "%", "届", "期", "场"];

/// A unit whose number is missing: 组织个, 共计人。
fn numberless(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    for at in 0..chars.len() {
        let (before, rest): (String, String) = (chars[..at].iter().collect(), chars[at..].iter().collect());
        let ends = |unit: &&&str| {
            rest.strip_prefix(**unit)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['，', '。', '；', '、', '）']))
        };
        if BEFORE.iter().any(|word| before.ends_with(word))
            && let Some(unit) = UNITS.iter().find(ends)
        {
            let tail: String = chars[at.saturating_sub(8)..at].iter().collect();
            return Some(format!("{tail}|{unit}"));
        }
    }
    None
}

/// Marks that open and close.
const PAIRS: [(char, char); 4] = [('（', '）'), ('《', '》'), ('“', '”'), ('〔', '〕')];

/// The faults of a text.
fn blemish(text: &str) -> Option<String> {
    let count = |mark: char| text.chars().filter(|c| *c == mark).count();
    let open = PAIRS.iter().find(|(from, to)| count(*from) != count(*to));
    let other = ['\u{fdd0}', '\u{fdd1}', '\u{fdd2}', '\n', '\t'];
    fault(text)
        .or_else(|| numberless(text).map(|at| format!("{at} in {text}")))
        .or_else(|| open.map(|(from, to)| format!("{from}{to} do not match in {text}")))
        .or_else(|| text.contains(other).then(|| format!("a mark of the machine in {text:?}")))
        .or_else(|| text.ends_with(['，', '、', '；']).then(|| format!("open end: {text}")))
}

/// Everything that is wrong with a paper and with those that go with it.
fn faults(document: &Document) -> Vec<String> {
    let mut wrong = outline(&document.body);
    wrong.extend(document.enclosed.iter().flat_map(|paper| outline(&paper.body)));
    // A number is judged with its heading: （一） alone would be no text.
    let numbers = |body: &[Block]| -> Vec<String> {
        body.iter()
            .filter_map(|block| match block {
                Block::Heading { number, .. } | Block::RunIn { number, .. } => Some(number.clone()),
                Block::Paragraph(_) | Block::Exhibit(_) => None,
            })
            .collect()
    };
    let mut labels = numbers(&document.body);
    labels.extend(document.enclosed.iter().flat_map(|paper| numbers(&paper.body)));
    let texts = document.texts().into_iter().filter(|text| !labels.iter().any(|label| label == text));
    wrong.extend(texts.filter_map(blemish));
    wrong
}

#[test]
fn the_search_for_blemishes_finds_them() {
    for text in ["全年组织个", "共支出元。", "参加率%，", "（甲", "甲”乙", "甲，", "甲  乙", "慰问（）人"]
    {
        assert!(blemish(text).is_some(), "{text}");
    }
    for text in ["全年组织5个。", "共支出6元", "第七届、第八届", "人人参加。"] {
        assert_eq!(blemish(text), None);
    }
    let heading = |level, number: &str| Block::Heading { level, number: number.to_owned(), text: "甲".into() };
    let said = || Block::Paragraph("乙。".into());
    assert_eq!(outline(&[heading(1, "一、"), said(), heading(1, "二、"), heading(2, "（一）"), said()]), [""; 0]);
    for wrong in [
        vec![heading(1, "一、"), said(), heading(1, "三、"), said()],
        vec![heading(1, "一、"), said(), heading(1, "一、"), said()],
        vec![heading(1, "一、"), heading(1, "二、"), said()],
        vec![heading(1, "一、"), heading(2, "（二）"), said()],
        vec![heading(1, "一、")],
    ] {
        assert_eq!(outline(&wrong).len(), 1, "{wrong:?}");
    }
}

// ---- the law -------------------------------------------------------------------------------------------------------

/// The papers that a text gives in the place of the sample, all kinds; `None` where the file is refused.
pub fn papers(sample: &Sample, text: String) -> (Vec<(String, Document)>, Diagnostics) {
    let source = Source::new("facts.yaml", text).with_drafts(&sample.drafts());
    let mut problems = Diagnostics::new();
    let Some(file) = facts::read(&source, &mut problems) else { return (Vec::new(), problems) };
    let mut dossier = sample.dossier.clone();
    dossier.current = sample.seen(file);
    problems.append(figures::check::contradictions(figures::derive(&dossier)));
    let (drafts, _) = report::drafts(&dossier, &[ALL.to_owned()], None, &office::workshop().templates, &mut problems);
    (drafts.into_iter().map(|draft| (draft.kind.to_owned(), draft.document)).collect(), problems)
}

/// What is wrong with what becomes of a sample without the entry at `gone`; the number of papers that were written.
fn without(sample: &Sample, root: &Node, gone: &Path) -> (usize, Vec<String>) {
    let text = written(root, Some(gone));
    let (papers, problems) = papers(sample, text);
    let mut wrong = Vec::new();
    for problem in problems.sorted() {
        let inside = |source: &Source, at: &Origin| at.range().end <= source.text().len() && !at.range().is_empty();
        let placed = problem.place.as_ref().is_some_and(|(source, at)| inside(source, at));
        if problem.severity == Severity::Error
            && !(placed && (DANGLING.contains(&problem.code) || NEEDED.contains(&problem.code)))
        {
            wrong.push(format!("{}: {}", problem.code, problem.message.zh));
        }
    }
    if problems.has_errors() {
        return (0, wrong);
    }
    for (kind, document) in &papers {
        wrong.extend(faults(document).into_iter().map(|fault| format!("{kind}: {fault}")));
    }
    (papers.len(), wrong)
}

#[test]
fn any_single_thing_may_be_missing() {
    let mut wrong = Vec::new();
    let (mut written, mut refused) = (0, 0);
    let begun = Instant::now();
    let samples = samples::all();
    for sample in &samples {
        let root = tree(sample);
        let (papers, problems) = papers(sample, self::written(&root, None));
        assert!(!problems.has_errors() && !papers.is_empty(), "{}: {:?}", sample.name, problems.sorted());
        for (kind, document) in &papers {
            wrong.extend(faults(document).into_iter().map(|fault| format!("{} whole, {kind}: {fault}", sample.name)));
        }
        for path in &tried(&root, TRIED / samples.len()) {
            let (count, found) = without(sample, &root, path);
            if count == 0 {
                refused += 1
            } else {
                written += 1
            }
            wrong.extend(
                found.into_iter().map(|fault| format!("{} without {}: {fault}", sample.name, name(&root, path))),
            );
        }
    }
    println!("{written} written, {refused} refused, {:?}", begun.elapsed());
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
    assert!(written > 150 && refused > 60, "{written} written, {refused} refused");
}
