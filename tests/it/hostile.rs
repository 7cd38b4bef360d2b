//! Text that looks like markup, in any fact: it comes out to the letter or is refused with its place, and the paper
//! keeps its structure in every format.

use niandu::diagnostic::{Diagnostics, Source};
use niandu::document::{Block, Document};
use niandu::publish::html::html;
use niandu::publish::markdown::markdown;
use niandu::report;

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
        Block::Paragraph(_) | Block::RunIn { .. } | Block::Exhibit(_) => 0,
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
        // Whether a comma stands behind how something was done depends on its last word.
        let bare = |texts: Vec<String>| -> Vec<String> {
            let method = ["method", "做法"].contains(&scalar.key.as_str());
            // Where a chain of clauses parts into sentences depends on its length.
            let parted = |text: String| text.replace('；', "。");
            texts.into_iter().map(parted).map(|text| if method { text.replace('，', "") } else { text }).collect()
        };
        let found: Vec<String> = document.texts().iter().map(|text| text.to_string()).collect();
        assert_eq!(bare(found), bare(expected), "{what}");
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
    scalars.retain(|scalar| {
        // The number of a paper has a form of its own.
        !["when", "date", "number", "printed_on"].contains(&scalar.key.as_str())
            && replaced(sample, scalar, HARMLESS).document.is_some()
    });
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
        format!("活动: {}{}", "{a: ".repeat(10_000), "}".repeat(10_000)),
        // A few aliases of a long text unfold to gigabytes as well as many of a short one.
        format!("a: &a {}\nb: [{}]\n", "长".repeat(100_000), "*a, ".repeat(10_000)),
        format!("a: {}x{}\n", (0..60).map(|at| format!("&a{at} [")).collect::<String>(), "]".repeat(60)).repeat(900),
        "\u{2028}年度: \r2025\r\n".repeat(1_000),
    ];
    for text in texts {
        let made = office::make(&text);
        let said = made.problems.sorted().len();
        assert!(made.document.is_none() && said > 0, "{said} problems");
        assert!(said < 200 || text.starts_with("活动: [{"), "{said} problems of {}", &text[..20.min(text.len())]);
    }
}

/// A file with thousands of problems in one line, in unknown keys, and in records that all name what is not there: a place
/// is found, and a name suggested, without going through the file again for each. (Each took minutes before it was so.)
#[test]
fn thousands_of_problems_are_told_soon() {
    let head = "年度: 2025\n单位: {编号: x, 名称: {署名: 星桥县小学工会, 标题用名: 星桥县小学工会}}\n";
    let area = "工作领域: [{编号: a, 标题: 甲}]\n";
    let many = |count: usize, each: &dyn Fn(usize) -> String| (0..count).map(each).collect::<String>();
    let texts = [
        format!("{head}{area}活动: [{{名称: 赛, {}}}]\n", many(10_000, &|at| format!("键{at}: 值, "))),
        format!("{head}{area}活动: [{}]\n", many(5_000, &|_| "{{ a: b }: c }, ".to_owned())),
        format!("{head}{area}活动: [{}]\n", many(10_000, &|at| format!("&重{at} 值, "))),
        format!("{head}{area}活动:\n{}", many(10_000, &|_| "  - {名称: 赛, 领域: a, 时间: 13月}\n".to_owned())),
        format!(
            "{head}工作领域:\n{}活动:\n{}",
            many(2_000, &|at| format!("  - {{编号: a{at}, 标题: 甲{at}, 正文: 乙。}}\n")),
            many(2_000, &|at| format!("  - {{名称: 第{at}号赛, 领域: b{at}}}\n"))
        ),
        format!("{head}工作领域: [{{编号: a, 标题: 甲, 正文: \"{}\"}}]\n", "{{ 没有的 }}".repeat(10_000)),
    ];
    for text in texts {
        let source = Source::new("facts.yaml", text);
        let (dossier, problems) = report::dossier(&source, Diagnostics::new(), &[], None);
        let problems = match dossier {
            Some(dossier) => report::check(&dossier, problems, &[], &office::workshop().templates).problems,
            None => problems,
        };
        let sorted = problems.sorted();
        let places = sorted.iter().filter_map(|problem| problem.place.as_ref());
        let lines: Vec<(usize, usize)> = places.map(|(_, place)| source.position(place.range().start)).collect();
        assert!(lines.len() >= 2_000, "{} problems", lines.len());
        assert!(lines.is_sorted());
        let said: usize = sorted.iter().map(|problem| problem.message.zh.len() + problem.message.en.len()).sum();
        assert!(said < 400 * lines.len(), "{said} bytes are said");
    }
}

/// Line and column against a plain count, in a text of every kind of character and line break.
#[test]
fn places_are_counted_in_characters() {
    let text = "a\r\n年\u{301}度🙂\u{20000}\tم\rb\n\n".repeat(200) + &"字".repeat(3_000);
    let source = Source::new("a.yaml", text.clone()).with(&[Source::new("b.yaml", "x\n年度")]);
    let (mut line, mut column) = (1, 1);
    for (at, c) in text.char_indices() {
        for offset in at..at + c.len_utf8() {
            assert_eq!(source.position(offset), (line, column), "byte {offset}");
        }
        (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
    }
    let second = text.len() + 1;
    assert_eq!(source.position(second), (1, 1));
    assert_eq!(source.position(second + 5), (2, 2));
    assert_eq!(source.position(usize::MAX), (2, 3));
}

/// Numbers and dates at the edge of what can be computed are read or refused.
#[test]
fn extreme_values_are_read_or_refused() {
    let values = [
        "0.0000000000000000000000000001人",
        "999999999999999.9999999999999人",
        "1000000000000000元",
        "9999999999999999999999999999万亿元",
        "79228162514264337593543950335",
        "近0万亿",
        "0000-00-00",
        "9999-12-31",
        "2100-02-29",
        "0000年1月",
        "第99999999999999届",
        "4294967296",
        "99.9999999999999999999999999999%",
        "0001-01..9999-12",
        "99991231",
    ];
    let sample = &office::samples()[1];
    for scalar in edit::scalars(sample) {
        for value in values {
            replaced(sample, &scalar, value);
        }
    }
}
