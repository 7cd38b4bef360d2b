//! Markdown and HTML say exactly what the document says, whatever it says.

use niandu::document::escape::escape;
use niandu::document::{Block, Date, Document, Enclosed, Imprint, Signature, title};
use niandu::publish;
use niandu::publish::held::Role;
use niandu::publish::html::read::held;
use niandu::publish::markdown::markdown;
use proptest::prelude::*;

use crate::plain;

fn html(document: &Document) -> String {
    publish::html::html(document, include_str!("../../report-templates/layouts/page.css"))
}

fn paper() -> Document {
    let title = "关于印发《云溪县第三中学工会2025年工作总结和2026年工作计划》的通知";
    let heading = |level, number: &str, text: &str| Block::Heading { level, number: number.into(), text: text.into() };
    Document {
        layout: "plain".into(),
        duplex: false,
        letterhead: None,
        attendance: Vec::new(),
        note: None,
        byline: Vec::new(),
        enclosed: Vec::new(),
        imprint: None,
        schedule: None,
        title: title.into(),
        title_lines: title::lines(title, &["云溪县第三中学工会"]),
        author: "云溪县第三中学工会".into(),
        keywords: vec!["工会".into(), "总结".into()],
        date: Date { year: 2025, month: 12, day: 8 },
        recipients: Some("各工会小组，全体会员".into()),
        body: vec![
            Block::Paragraph("一年来，本会围绕学校中心工作，办成了几件会员看得见的实事。".into()),
            heading(1, "一、", "办好教代会"),
            heading(3, "1.", "征集提案"),
            Block::Paragraph("收到提案18件，立案12件，全部答复。".into()),
            heading(2, "（一）", "落实提案"),
            heading(4, "（1）", "修缮食堂"),
            heading(1, "二、", "关心会员生活"),
        ],
        attachments: vec!["2025年工作总结".into(), "2026年工作计划".into()],
        signature: Some(Signature {
            issuers: vec!["云溪县第三中学工会".into()],
            date: "2025年12月8日".into(),
            sealed: false,
        }),
    }
}

#[test]
fn markdown_of_a_paper() {
    let expected = "\
# 关于印发《云溪县第三中学工会2025年工作总结和2026年工作计划》的通知

各工会小组，全体会员：

一年来，本会围绕学校中心工作，办成了几件会员看得见的实事。

## 一、办好教代会

#### 1.征集提案

收到提案18件，立案12件，全部答复。

### （一）落实提案

##### （1）修缮食堂

## 二、关心会员生活

附件：1.2025年工作总结

2.2026年工作计划

云溪县第三中学工会

2025年12月8日
";
    assert_eq!(markdown(&paper()), expected);
}

#[test]
fn ordinary_text_is_escaped_nowhere() {
    for text in [
        "入会率99.5%，比上年提高1.2个百分点。",
        "（1）“三八”节：2025-2026学年",
        "共3.5万元（约占60%）！",
        "24人/次，C级；A+B",
    ] {
        assert_eq!(escape(text), text);
    }
}

#[test]
fn hostile_text_comes_back_from_markdown() {
    let hostile = [
        "**强**",
        "*a*",
        "_a_ __b__",
        "| a |",
        "|-|",
        "<script>alert(1)</script>",
        "<!-- -->",
        "<https://a.b>",
        "1. 一",
        "1) 一",
        "2023. 年初",
        "12.",
        "7)",
        "# 标题",
        "###",
        "标题 #",
        "  前空",
        "\t制表",
        "尾空  ",
        " ",
        "\\",
        "\\\\*",
        "a\\",
        "&amp;",
        "&#35;",
        "&nbsp;",
        "https://a.b/c_d_e",
        "a@b.c",
        "===",
        "---",
        "--",
        "- - -",
        "***",
        "___",
        "+ 一",
        "- 一",
        "* 一",
        "> 引",
        ">引",
        "~~~",
        "```",
        "`a`",
        "~~a~~",
        "[a](b)",
        "![a](b)",
        "[a]: b",
        "[^1]",
        "[ ] 办",
        "- [x] 办",
        "一\n二",
        "一  \n二",
        "一\r二",
        "＊＊全＊＊",
        "　　全角",
        ". 年初",
        ") 年初",
        "+++",
        ": 定义",
        "$x$",
        "a^2^",
        "{#id}",
        "\"引\"",
        "...",
        "\u{a0}x\u{a0}",
        "\u{b}x\u{c}",
        "\u{feff}",
        "[[维基]]",
        ":::",
        "> [!NOTE]",
    ];
    for text in hostile {
        assert_eq!(plain::of_markdown(&escape(text)), [text], "{:?}", escape(text));
        assert_eq!(plain::of_markdown(&format!("## {}", escape(text))), [text], "{:?}", escape(text));
    }
}

#[test]
fn html_of_a_paper() {
    let paper = paper();
    let page = html(&paper);
    let blocks = plain::of_html(&page);
    let texts: Vec<&str> = blocks.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(texts, plain::of_document(&paper));
    let outline: Vec<&str> = blocks.iter().map(|(name, _)| name.as_str()).filter(|name| *name != "p").collect();
    assert_eq!(outline, ["h1", "h2", "h3", "h3", "h4", "h2"]);
    assert!(page.contains("<h1 style=\"--longest:20\">关于印发《云溪县第三中学工会<br>2025年"));
    assert!(page.contains("<time datetime=\"2025-12-08\">2025年12月8日</time>"));
}

#[test]
fn html_fetches_and_runs_nothing() {
    let page = html(&paper());
    assert!(page.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;;"));
    for fetched in ["http:", "https:", "//", "src=", "url(", "@import", "<script", "<link"] {
        assert!(!page.contains(fetched), "{fetched}");
    }
    let page = publish::html::html(&paper(), "p::after { content: '</style><script>' }");
    assert_eq!(page.matches("</style").count(), 1);
}

/// Text with everything that Markdown or HTML could take for syntax. NUL has no form in either.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "*",
        "**",
        "_",
        "`",
        "|",
        "<",
        ">",
        "&",
        ";",
        "#",
        "\\",
        "[",
        "]",
        "(",
        ")",
        "!",
        "~",
        "-",
        "+",
        "=",
        ".",
        ":",
        "/",
        " ",
        "  ",
        "\t",
        "\n",
        "\r",
        "1",
        "23",
        "amp",
        "lt",
        "&#35;",
        "script",
        "http://a.b",
        "会",
        "　",
        "、",
        "“",
        "\"",
        "'",
        "^",
        "$",
        "{",
        "}",
        "x",
        "style",
        "\u{a0}",
    ]);
    prop_oneof![prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat()), "[^\0]{1,20}"]
}

fn any_body() -> impl Strategy<Value = Vec<Block>> {
    let block = prop_oneof![
        hostile().prop_map(|text| Block::Paragraph(text.into())),
        (0u8..9, hostile(), hostile()).prop_map(|(level, number, text)| Block::Heading {
            level,
            number,
            text: text.into()
        }),
        (0u8..9, hostile(), hostile(), hostile()).prop_map(|(level, number, title, text)| Block::RunIn {
            level,
            number,
            title: title.into(),
            text: text.into()
        }),
    ];
    prop::collection::vec(block, 0..6)
}

fn any_signature() -> impl Strategy<Value = Option<Signature>> {
    let signature = (prop::collection::vec(hostile(), 0..3), hostile());
    prop::option::of(signature.prop_map(|(issuers, date)| Signature { issuers, date, sealed: false }))
}

fn any_enclosed() -> impl Strategy<Value = Enclosed> {
    let around = (prop::option::of(hostile()), hostile(), prop::option::of(hostile()));
    let byline = prop::collection::vec(hostile(), 0..3);
    (around, byline, any_body(), any_signature()).prop_map(|((label, title, recipients), byline, body, signature)| {
        Enclosed { label, title_lines: vec![title.clone()], title, byline, recipients, body, signature }
    })
}

fn any_imprint() -> impl Strategy<Value = Imprint> {
    let part = || prop::option::of(hostile());
    (part(), part(), part()).prop_map(|(cc, printed_by, printed_on)| Imprint { cc, printed_by, printed_on })
}

fn any_document() -> impl Strategy<Value = Document> {
    let lines = || prop::collection::vec(hostile(), 0..3);
    let around = (hostile(), hostile(), prop::option::of(hostile()), lines(), lines());
    let under = (prop::collection::vec([hostile(), hostile()], 0..3), prop::option::of(hostile()));
    let after = (prop::collection::vec(any_enclosed(), 0..3), prop::option::of(any_imprint()), under);
    (around, any_body(), any_signature(), after).prop_map(
        |(
            (title, author, recipients, attachments, byline),
            body,
            signature,
            (enclosed, imprint, (attendance, note)),
        )| Document {
            layout: "plain".into(),
            duplex: false,
            letterhead: None,
            attendance,
            note,
            byline,
            enclosed,
            imprint,
            schedule: None,
            title_lines: vec![title.clone()],
            title,
            keywords: vec![author.clone()],
            author,
            date: Date { year: 2025, month: 1, day: 2 },
            recipients,
            body,
            attachments,
            signature,
        },
    )
}

/// A notice with two papers of its own, one with parts, and a 版记.
fn notice() -> Document {
    let mut document = paper();
    document.attachments = Vec::new();
    document.body = vec![Block::Paragraph("现将两份文件印发给你们。".into())];
    let heading = |level, number: &str, text: &str| Block::Heading { level, number: number.into(), text: text.into() };
    let enclosed = |title: &str, byline: Vec<String>, body: Vec<Block>| Enclosed {
        label: None,
        title: title.into(),
        title_lines: vec![title.into()],
        byline,
        recipients: None,
        body,
        signature: None,
    };
    let run_in =
        Block::RunIn { level: 2, number: "（一）".into(), title: "练字".into(), text: "每周一次。".into() };
    let parts = vec![heading(0, "第一部分　", "总结"), heading(1, "一、", "办好实事"), run_in];
    document.enclosed = vec![
        enclosed("2025年工作总结", vec!["（2025年12月8日）".into(), "周宁".into()], parts),
        enclosed("2026年工作计划", Vec::new(), vec![heading(1, "一、", "指导思想")]),
    ];
    document.imprint = Some(Imprint {
        cc: Some("县教育局，县总工会".into()),
        printed_by: Some("云溪县第三中学工会".into()),
        printed_on: Some("2025年12月9日".into()),
    });
    document
}

#[test]
fn markdown_of_a_notice() {
    let expected = "\
# 关于印发《云溪县第三中学工会2025年工作总结和2026年工作计划》的通知

各工会小组，全体会员：

现将两份文件印发给你们。

云溪县第三中学工会

2025年12月8日

---

## 2025年工作总结

（2025年12月8日）

周宁

### 第一部分　总结

#### 一、办好实事

（一）练字。每周一次。

---

## 2026年工作计划

### 一、指导思想

---

抄送：县教育局，县总工会。

云溪县第三中学工会

2025年12月9日印发
";
    assert_eq!(markdown(&notice()), expected);
}

#[test]
fn every_paper_of_a_page_has_an_outline_of_its_own() {
    let page = html(&notice());
    let outline: Vec<String> =
        plain::of_html(&page).into_iter().map(|(name, _)| name).filter(|name| name != "p").collect();
    assert_eq!(outline, ["h1", "h1", "h2", "h3", "h1", "h2"]);
    for (id, title) in [("paper-1", "2025年工作总结"), ("paper-2", "2026年工作计划")] {
        assert!(page.contains(&format!("<article class=\"enclosed\" aria-labelledby=\"{id}\">")), "{page}");
        let found = page.split_once(&format!("<h1 id=\"{id}\"")).expect("its title").1;
        assert!(found.split_once('>').is_some_and(|(_, text)| text.starts_with(title)));
    }
    assert!(page.contains("<p><span class=\"level2\">（一）练字。</span>每周一次。</p>"));
    // In the contents each is an entry of its own, its headings under it.
    let nav = page.split_once("<nav").and_then(|(_, rest)| rest.split_once("</nav>")).expect("contents").0;
    let lines: String = nav.split_once('\n').expect("a list").1.replace('\n', "");
    let entry = |id: &str, text: &str| format!("<a href=\"#{id}\">{text}</a>");
    let (first, second) = (entry("paper-1", "2025年工作总结"), entry("paper-2", "2026年工作计划"));
    let under = [entry("总结", "第一部分　总结"), entry("指导思想", "一、指导思想")];
    let expected = format!(
        "<ol><li>{first}<ol><li>{}</li></ol></li><li>{second}<ol><li>{}</li></ol></li></ol>",
        under[0], under[1]
    );
    assert_eq!(lines, expected);
}

/// A paper in parts has five levels under its title; the page has elements for three of them and says the depth of the rest.
#[test]
fn no_heading_is_deeper_than_the_fourth_element() {
    let labels = ["第一部分　", "一、", "（一）", "1.", "（1）"];
    let words = ["总结", "办好实事", "送温暖", "走访", "春节前"];
    let heading = |(level, (number, text)): (usize, (&str, &str))| Block::Heading {
        level: u8::try_from(level).expect("a level"),
        number: number.into(),
        text: text.into(),
    };
    let mut document = notice();
    document.body = labels.into_iter().zip(words).enumerate().map(heading).collect();
    document.enclosed[0].body = document.body.clone();
    let page = html(&document);
    let outline: Vec<String> =
        plain::of_html(&page).into_iter().map(|(name, _)| name).filter(|name| name != "p").collect();
    assert_eq!(outline, ["h1", "h2", "h3", "h4", "h1", "h2", "h3", "h4", "h1", "h2"]);
    for deep in [
        "<p class=\"level3\" id=\"走访\" role=\"heading\" aria-level=\"5\">1.走访</p>",
        "<p class=\"level4\" id=\"春节前-2\" role=\"heading\" aria-level=\"6\">（1）春节前</p>",
    ] {
        assert!(page.contains(deep), "{page}");
    }
    let roles: Vec<Role> = held(&page).texts.into_iter().map(|told| told.role).filter(|r| *r != Role::Words).collect();
    let one: Vec<Role> = std::iter::once(Role::Title).chain((2..=6).map(Role::Heading)).collect();
    assert_eq!(roles, [one.clone(), one, vec![Role::Title, Role::Heading(2)]].concat());
}

proptest! {
    #[test]
    fn markdown_gives_back_the_text(document in any_document()) {
        prop_assert_eq!(plain::of_markdown(&markdown(&document)), plain::of_document(&document));
    }

    #[test]
    fn escaped_texts_may_stand_side_by_side(texts in prop::collection::vec(hostile(), 1..5)) {
        let line: String = texts.iter().map(|text| escape(text)).collect();
        prop_assert_eq!(plain::of_markdown(&line), vec![texts.concat()]);
    }

    #[test]
    fn html_gives_back_the_text(document in any_document()) {
        let texts: Vec<String> = plain::of_html(&html(&document)).into_iter().map(|(_, text)| text).collect();
        prop_assert_eq!(texts, plain::of_document(&document));
    }
}
