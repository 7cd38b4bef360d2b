//! Text that looks like markup, in any fact: it comes out to the letter or is refused with its place, and the paper
//! keeps its structure in every format.

use niandu::document::{Block, Document};
use niandu::publish::html::html;
use niandu::publish::markdown::markdown;

use crate::edit::{self, Scalar};
use crate::office::{self, Made};
use crate::pages;
use crate::plain;

const HOSTILE: [&str; 20] = [
    "#panic()",
    "<script>alert(1)</script>",
    "**强**",
    "| a |",
    "{{ x }}",
    "{% raw %}",
    "{# 注 #}",
    "$x$ */",
    "](x)",
    "&amp;",
    "1. 年初",
    "- 项",
    "# 题",
    "```",
    "\\",
    "</style></title>",
    "--- # 注",
    "\"a\": [b]",
    "@@ {title} {period}",
    "x\u{a0}\u{3000}y",
];

/// The kinds and levels of all blocks: what no text may change.
fn structure(document: &Document) -> Vec<u8> {
    let level = |block: &Block| match block {
        Block::Heading { level, .. } => *level,
        Block::Paragraph(_) => 0,
    };
    document.body.iter().map(level).collect()
}

/// Markdown and HTML read back to exactly the texts of the paper.
fn reads_back(document: &Document) {
    let texts = plain::of_document(document);
    assert_eq!(plain::of_markdown(&markdown(document)), texts);
    let page = html(document, office::workshop().css.text());
    let read: Vec<String> = plain::of_html(&page).into_iter().map(|(_, text)| text).collect();
    assert_eq!(read, texts);
}

/// A text that nothing else in the samples holds and that looks like no markup, no date and no amount.
const HARMLESS: &str = "甲乙丙丁戊";

/// The paper with one value replaced. If there is none, every error has its place.
fn replaced(sample: &str, scalar: &Scalar, value: &str) -> Made {
    let made = office::make(&edit::with(sample, &[(scalar, value)]));
    let sorted = made.problems.sorted();
    assert!(sorted.iter().all(|problem| problem.place.is_some()), "{value} as {}: {}", scalar.key, made.said());
    assert_eq!(made.document.is_none(), made.problems.has_errors(), "{value} as {}", scalar.key);
    made
}

/// Tries a value for one fact; tells whether the paper was made.
///
/// The law: the paper with the hostile text is the paper with a harmless one, but for that text.
fn attempt(sample: &str, scalar: &Scalar, harmless: Option<&Document>, hostile: &str) -> bool {
    let what = format!("{hostile} as {}", scalar.key);
    let made = replaced(sample, scalar, hostile);
    let Some(document) = made.document.as_ref() else {
        let line = sample[..scalar.range.start].matches('\n').count();
        let here = made.said().contains(&format!(" line {}: ", line + 1));
        assert!(harmless.is_none() || here, "{what} is refused elsewhere: {}", made.said());
        return false;
    };
    reads_back(document);
    if let Some(harmless) = harmless {
        assert_eq!(structure(document), structure(harmless), "{what}");
        // A time in words is read without its blanks.
        let time = ["when", "时间"].contains(&scalar.key.as_str());
        let printed = if time { pages::bare(hostile) } else { hostile.to_owned() };
        let expected: Vec<String> = harmless.texts().iter().map(|text| text.replace(HARMLESS, &printed)).collect();
        assert_eq!(document.texts(), expected, "{what}");
    }
    true
}

#[test]
fn hostile_text_in_any_fact_of_a_small_paper() {
    let sample = &office::samples()[1];
    let (mut printed, mut refused) = (0, 0);
    for scalar in edit::scalars(sample) {
        let harmless = replaced(sample, &scalar, HARMLESS).document;
        for hostile in HOSTILE {
            let made = attempt(sample, &scalar, harmless.as_ref(), hostile);
            (printed, refused) = (printed + usize::from(made), refused + usize::from(!made));
        }
    }
    assert!(printed > 600 && refused > 600, "{printed} printed, {refused} refused");
}

/// Every fact that may be any text with one hostile text; the small paper has shown them all in all kinds of facts.
#[test]
fn hostile_text_in_any_text_of_a_large_paper() {
    let sample = &office::samples()[0];
    let scalars = edit::scalars(sample);
    let (mut printed, mut refused) = (0, 0);
    for (scalar, hostile) in scalars.iter().zip(HOSTILE.iter().cycle()) {
        let Some(harmless) = replaced(sample, scalar, HARMLESS).document else { continue };
        let made = attempt(sample, scalar, Some(&harmless), hostile);
        (printed, refused) = (printed + usize::from(made), refused + usize::from(!made));
    }
    assert!(printed > 150, "{printed} printed, {refused} refused");
}

/// The values that may be any text: those that take a harmless one, but for times, which may be words and not figures.
fn texts(sample: &str) -> Vec<Scalar> {
    let mut scalars = edit::scalars(sample);
    scalars.retain(|scalar| scalar.key != "when" && replaced(sample, scalar, HARMLESS).document.is_some());
    scalars
}

#[test]
fn hostile_text_in_all_facts_at_once_is_printed() {
    let sample = &office::samples()[1];
    let texts = texts(sample);
    assert!(texts.len() >= 40, "{} texts", texts.len());
    for first in 0..HOSTILE.len() {
        // In prose {{ x }} is a reference, in a heading 1. a number of its own: both are rightly refused.
        let values =
            HOSTILE.iter().filter(|hostile| !hostile.contains("{{") && !hostile.starts_with("1.")).cycle().skip(first);
        let changes: Vec<(&Scalar, &str)> = texts.iter().zip(values.copied()).collect();
        let document = office::make(&edit::with(sample, &changes)).paper();
        assert_eq!(structure(&document), structure(&office::make(sample).paper()));
        reads_back(&document);
        let printed = pages::text(&document);
        assert_eq!(printed, pages::bare(&plain::of_document(&document).concat()));
    }
}

#[test]
fn a_reference_in_a_plain_field_is_text() {
    let facts = "年度: 2025\n单位:\n  编号: x\n  名称: {署名: 星桥县小学工会, 标题用名: 星桥县小学工会}\n\
                 文件:\n  year-end-summary: {日期: 2025-12-26}\n工作领域: [{编号: a, 标题: \"{{ 单位.编号 }}\"}]\n\
                 活动: [{领域: a, 名称: \"{{ 单位.编号 }}比赛\", 主题: \"{{\", 地点: \"}}\"}]\n";
    let document = office::make(facts).paper();
    let texts = document.texts().join("\n");
    assert!(texts.contains("{{ 单位.编号 }}\n"), "{texts}");
    assert!(texts.contains("在}}举办以“{{”为主题的{{ 单位.编号 }}比赛"), "{texts}");
    reads_back(&document);
}

#[test]
fn ten_thousand_characters_are_printed() {
    let long = "工会".repeat(5000);
    let sample = &office::samples()[1];
    let scalars = edit::scalars(sample);
    for key in ["title", "guiding", "who", "name"] {
        let scalar = scalars.iter().find(|scalar| scalar.key == key).expect("the sample has it");
        let document = office::make(&edit::with(sample, &[(scalar, &long)])).paper();
        reads_back(&document);
        assert_eq!(pages::text(&document), pages::bare(&plain::of_document(&document).concat()), "{key}");
    }
    let title = sample.replace("date: 2025-12-24", &format!("date: 2025-12-24\n    title: {long}"));
    let document = office::make(&title).paper();
    assert_eq!(document.title, long);
    assert_eq!(document.title_lines.concat(), long);
    reads_back(&document);
    assert_eq!(pages::text(&document), pages::bare(&plain::of_document(&document).concat()));
}

/// Facts of a body with long names in every place around the text.
fn long_names(signature: &str, long: &str) -> String {
    format!(
        "年度: 2025\n单位:\n  编号: x\n  名称: {{署名: {signature}, 标题用名: {long}乙, 自称: {long}丙}}\n\
         文件:\n  year-end-summary: {{日期: 2025-12-26, 主送: [{long}丁, {long}戊], 附件: [{long}己, {long}庚]}}\n\
         工作领域: [{{编号: a, 标题: {long}辛, 正文: 有。}}]\n"
    )
}

#[test]
fn long_names_around_the_text_are_printed() {
    for length in [20, 40, 100, 400, 5000] {
        let long = "工会".repeat(length);
        let signature: String = long.chars().take(200).collect();
        let document = office::make(&long_names(&signature, &long)).paper();
        reads_back(&document);
        assert_eq!(pages::text(&document), pages::bare(&plain::of_document(&document).concat()), "{length}");
    }
    let refused = office::make(&long_names(&"工会".repeat(400), "工会"));
    assert!(refused.document.is_none());
    assert_eq!(refused.said(), "E050 line 4: 署名有800个字，落款印不下");
}

/// Files that are no facts: however large and broken, little is said, and it is said soon.
#[test]
fn broken_files_are_told_in_a_few_words() {
    let texts = [
        format!("活动: {}{}", "[".repeat(10_000), "]".repeat(10_000)),
        (0..1200).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect(),
        "{[}\"\n".repeat(100_000),
        "年度：2025\n".repeat(30_000),
        (0..30_000).map(|at| format!("a{at}: \"x\n")).collect(),
        (0..3_000).map(|at| format!("a{at}: \"x\n")).collect(),
        format!("活动:\n{}", "  - {名称: \"x\n".repeat(3_000)),
        format!("a: \"{}", "x\n".repeat(100_000)),
        "- ".repeat(100_000),
        "\0".repeat(100_000),
        format!("a:\n{}", "\tb: c\n".repeat(50_000)),
        format!("a: {}", "{{ ".repeat(100_000)),
        format!("活动: [{{{}}}]", "编号: x, ".repeat(20_000)),
    ];
    for text in texts {
        let made = office::make(&text);
        let said = made.problems.sorted().len();
        assert!(made.document.is_none() && said > 0, "{said} problems");
        assert!(said < 200 || text.starts_with("活动: [{"), "{said} problems of {}", &text[..20.min(text.len())]);
    }
}
