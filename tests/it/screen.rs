//! The page on a screen: what stands around the words, and what helps to read them.

use std::sync::Arc;

use niandu::diagnostic::Source;
use niandu::document::exhibit::{Chart, Exhibit, Image, ImageFormat, Photo, Series, Shape, Table};
use niandu::document::letterhead::{Letterhead, Style};
use niandu::document::text::{Place, Provenance, Sort, Span, Text};
use niandu::document::{Block, Date, Document, Imprint, Signature};
use niandu::publish::html::{Dress, html, page, style};
use niandu::workshop;

use crate::{office, plain};

const CSS: &str = include_str!("../../report-templates/layouts/page.css");

fn heading(level: u8, number: &str, text: &str) -> Block {
    Block::Heading { level, number: number.into(), text: text.into() }
}

fn from(sort: Sort, path: &str, formula: Option<&str>, line: usize) -> Arc<Provenance> {
    let places =
        vec![Place { file: "2025 年.yaml".into(), line }, Place { file: "2025 年.yaml".into(), line: line + 2 }];
    Arc::new(Provenance { sort, path: path.into(), formula: formula.map(str::to_owned), places })
}

/// A text with a clause, two figures in it and one behind it.
fn told() -> Text {
    let words = "一年来，举办跳绳比赛2次，98人参加；入会率46.9%。";
    let span = |part: &str, from: Arc<Provenance>| {
        let at = words.find(part).expect("a part");
        Span { range: at..at + part.len(), from }
    };
    let spans = vec![
        span("举办跳绳比赛2次，98人参加", from(Sort::Clause, "tiaosheng", None, 40)),
        span("2", from(Sort::Figure, "tiaosheng.times", Some("1+1=2"), 42)),
        span("98", from(Sort::Fact, "tiaosheng.participants", None, 43)),
        span("46.9%", from(Sort::Figure, "membership.rate", Some("46÷98=46.9%"), 12)),
    ];
    Text::new(words, spans)
}

fn table() -> Table {
    let row = |cells: [&str; 4]| cells.iter().map(|&cell| Text::from(cell)).collect();
    Table {
        caption: "2025年工会经费收支表".into(),
        head: ["项目", "收入（元）", "支出（元）", "占全年支出的比例（%）"].map(str::to_owned).to_vec(),
        rows: vec![row(["会费", "12000", "", ""]), row(["慰问困难教职工", "", "5600", "46.7"])],
    }
}

fn chart() -> Chart {
    let row = |cells: [&str; 2]| cells.iter().map(|&cell| Text::from(cell)).collect();
    Chart {
        shape: Shape::Columns,
        alt: "各月活动次数：3月2次，4月3次。".into(),
        unit: "次".into(),
        labels: vec!["3月".into(), "4月".into()],
        series: vec![Series { name: "活动".into(), values: vec![Some(2.into()), Some(3.into())] }],
        table: Table {
            caption: "各月活动次数".into(),
            head: vec!["月份".into(), "次数".into()],
            rows: vec![row(["3月", "2"]), row(["4月", "3"])],
        },
    }
}

fn photo() -> Photo {
    // One white pixel.
    let bytes: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\0\0\0\nIDAT\x78\x9cc\xf8\x0f\0\x01\x01\x01\0\x1b\xb6\xeeV\0\0\0\0IEND\xaeB`\x82";
    Photo {
        caption: "跳绳比赛现场".into(),
        alt: "操场上，教职工分两队跳长绳".into(),
        path: "照片/tiaosheng.png".into(),
        image: Image { bytes: bytes.into(), format: ImageFormat::Png, size: (1, 1), orientation: 1 },
    }
}

fn head(style: Style) -> Letterhead {
    Letterhead {
        style,
        copy: Some("000012".into()),
        secrecy: Some("秘密★1年".into()),
        urgency: Some("特急".into()),
        mark: vec![if style == Style::Minutes { "青禾县教育工会会议纪要" } else { "青禾县教育工会" }.into()],
        word: (style == Style::Official).then(|| "文件".into()),
        number: Some("青教工〔2025〕12号".into()),
        signers: if style == Style::Official {
            vec!["周宁".into(), "陈立言".into(), "李一".into()]
        } else {
            Vec::new()
        },
    }
}

/// A paper with everything that a page can have, under a letterhead of this style, where there is one.
pub fn full(style: Option<Style>) -> Document {
    let long = "全年共走访慰问困难教职工若干，送去慰问品，把组织的关心送到家里。".repeat(6);
    let title = "关于报送青禾县教育工会2025年工作总结的报告";
    Document {
        layout: "plain".into(),
        duplex: false,
        letterhead: style.map(head),
        title: title.into(),
        title_lines: vec!["关于报送青禾县教育工会".into(), "2025年工作总结的报告".into()],
        byline: Vec::new(),
        author: "青禾县教育工会".into(),
        keywords: vec!["工会".into()],
        date: Date { year: 2025, month: 12, day: 8 },
        recipients: Some("星桥县总工会".into()),
        body: vec![
            Block::Paragraph(told()),
            heading(1, "一、", "办好教代会"),
            Block::Paragraph(long.as_str().into()),
            heading(2, "（一）", "征集提案"),
            Block::RunIn { level: 3, number: "1.".into(), title: "征集".into(), text: told() },
            Block::Exhibit(Exhibit::Table(table())),
            heading(2, "（二）", "征集提案"),
            Block::Exhibit(Exhibit::Chart(chart())),
            heading(1, "二、", "关心会员生活"),
            Block::Paragraph(long.as_str().into()),
            Block::Exhibit(Exhibit::Photo(photo())),
            heading(1, "三、", "paper"),
            Block::Paragraph(long.as_str().into()),
        ],
        attachments: vec!["2025年工作总结".into()],
        signature: Some(Signature {
            issuers: vec!["青禾县教育工会".into()],
            date: "2025年12月8日".into(),
            sealed: style.is_some(),
        }),
        attendance: match style {
            Some(Style::Minutes) => vec![["出席".into(), "周宁、陈立言".into()], ["请假".into(), "李一".into()]],
            _ => Vec::new(),
        },
        note: Some("联系人：周宁，电话：0000-0000000".into()),
        enclosed: Vec::new(),
        schedule: None,
        imprint: Some(Imprint {
            cc: Some("县教育局，县总工会".into()),
            printed_by: Some("青禾县教育工会".into()),
            printed_on: Some("2025年12月9日".into()),
        }),
    }
}

const STYLES: [Option<Style>; 4] = [None, Some(Style::Official), Some(Style::Letter), Some(Style::Minutes)];

fn shown(document: &Document) -> String {
    html(document, CSS)
}

/// The values of an attribute, in the order of the page.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn words(page: &str) -> Vec<String> {
    plain::of_html(page).into_iter().map(|(_, text)| text).filter(|text| !text.is_empty()).collect()
}

#[test]
fn every_anchor_leads_somewhere_and_no_id_is_given_twice() {
    for style in STYLES {
        let page = shown(&full(style));
        let ids = values(&page, "id");
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), ids.len(), "{ids:?}");
        let anchors: Vec<&str> = values(&page, "href").into_iter().chain(values(&page, "for")).collect();
        assert!(anchors.len() > 6, "{anchors:?}");
        for anchor in anchors {
            assert!(ids.contains(&anchor.trim_start_matches('#')), "{anchor}");
        }
        assert!(ids.contains(&"办好教代会") && ids.contains(&"征集提案-2") && ids.contains(&"paper-2"), "{ids:?}");
    }
}

#[test]
fn contents_name_the_headings_of_a_long_paper() {
    let page = shown(&full(None));
    let nav = page.split_once("<nav").and_then(|(_, rest)| rest.split_once("</nav>")).expect("contents").0;
    let entries: Vec<&str> =
        nav.split("<a href=\"#").skip(1).filter_map(|rest| rest.split(['>', '<']).nth(1)).collect();
    assert_eq!(entries, ["一、办好教代会", "（一）征集提案", "（二）征集提案", "二、关心会员生活", "三、paper"]);
    assert_eq!(nav.matches("<ol>").count(), 2, "{nav}");
    for element in ["ol", "li", "a"] {
        let opened = nav.matches(&format!("<{element}>")).count() + nav.matches(&format!("<{element} ")).count();
        assert_eq!(opened, nav.matches(&format!("</{element}>")).count(), "{nav}");
    }
    let mut short = full(None);
    short.body.retain(|block| !matches!(block, Block::Heading { .. }));
    assert!(!shown(&short).contains("<nav"));
}

#[test]
fn no_heading_skips_a_level() {
    for style in STYLES {
        let mut depth = 0;
        for (name, _) in plain::of_html(&shown(&full(style))) {
            let Some(level) = name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok()) else { continue };
            assert!(level <= depth + 1, "h{level} after h{depth}");
            depth = level;
        }
        assert_eq!(depth, 2);
    }
}

#[test]
fn figures_and_clauses_say_where_they_come_from() {
    let paper = full(None);
    let page = shown(&paper);
    let expected = "<span class=\"origin clause\" data-path=\"tiaosheng\" data-from=\"2025 年.yaml:40 2025 年.yaml:42\">\
        举办跳绳比赛<span class=\"origin figure\" data-path=\"tiaosheng.times\" data-formula=\"1+1=2\" \
        data-from=\"2025 年.yaml:42 2025 年.yaml:44\">2<span class=\"why\" role=\"button\" tabindex=\"0\" \
        aria-label=\"出处：tiaosheng.times，1+1=2，2025 年.yaml:42 2025 年.yaml:44\"></span></span><span class=\"j\"></span>次，";
    assert!(page.contains(expected), "{page}");
    assert!(page.contains("id=\"show-origins\""));
    let published = dressed(&paper, false);
    for left in ["origin", "data-", "2025 年.yaml", "tabindex=\"0\" aria-label=\"出处", "tiaosheng"] {
        assert!(!published.split_once("</style>").expect("a style").1.contains(left), "{left}");
    }
    assert_eq!(words(&published), words(&page));
}

fn dressed(paper: &Document, origins: bool) -> String {
    page(paper, &Dress { styles: &[CSS], origins })
}

#[test]
fn an_origin_that_fits_nowhere_is_left_out_and_the_words_stay() {
    let origin = from(Sort::Fact, "a.b", None, 1);
    let all: [&[(usize, usize)]; 6] =
        [&[(0, 99)], &[(1, 2)], &[(3, 3)], &[(6, 3)], &[(0, 6), (3, 9)], &[(0, 9), (0, 9), (3, 6), (9, 12)]];
    for ranges in all {
        let spans = ranges.iter().map(|(start, end)| Span { range: *start..*end, from: origin.clone() }).collect();
        let mut paper = full(None);
        paper.body = vec![Block::Paragraph(Text::new("一二三四", spans))];
        assert!(words(&shown(&paper)).contains(&"一二三四".to_owned()), "{ranges:?}");
    }
}

#[test]
fn a_letterhead_is_read_from_the_top_of_its_page() {
    let head = |style| words(&shown(&full(Some(style))))[..6].join("|");
    assert!(
        head(Style::Official)
            .starts_with("000012|秘密★1年|特急|青禾县教育工会文件|青教工〔2025〕12号|签发人：周宁　陈立言李一")
    );
    assert!(head(Style::Letter).starts_with("青禾县教育工会|000012|秘密★1年|特急|青教工〔2025〕12号|"));
    assert!(head(Style::Minutes).starts_with("000012|秘密★1年|特急|青禾县教育工会会议纪要|青教工〔2025〕12号|"));
    let page = shown(&full(Some(Style::Minutes)));
    assert!(page.contains("<p><span class=\"word\">出席：</span>周宁、陈立言</p>"));
    assert!(page.contains("<footer class=\"sealed\">") && page.contains("<p class=\"note\">（联系人：周宁，"));
    let mut long = full(Some(Style::Official));
    long.signature.as_mut().expect("a signature").issuers =
        vec!["青禾县青禾镇第一中心小学暨附属幼儿园工会委员会".into()];
    assert!(shown(&long).contains("<footer class=\"sealed long\">"));
}

#[test]
fn a_paper_for_both_sides_says_so_to_the_style() {
    let mut paper = full(Some(Style::Official));
    assert!(shown(&paper).contains("<main id=\"paper\" class=\"official\" style=\"--imprint:2\">"));
    paper.duplex = true;
    assert!(shown(&paper).contains("<main id=\"paper\" class=\"official duplex\" style=\"--imprint:2\">"));
    paper.letterhead = None;
    assert!(shown(&paper).contains("<main id=\"paper\" class=\"duplex\" style=\"--imprint:2\">"));
    // 版记 asks for room of its own; without it there is nothing to say.
    paper.imprint = None;
    assert!(!shown(&paper).contains("--imprint:"));
}

#[test]
fn tables_charts_and_photos_stand_in_the_page() {
    let page = shown(&full(None));
    assert!(
        page.contains("<caption><span>2025年工会经费收支表</span></caption>\n<thead>\n<tr><th scope=\"col\">项目</th>")
    );
    assert!(page.contains("<tr><th scope=\"row\">会费</th><td class=\"amount\">12000</td><td></td>"));
    assert!(page.contains("aria-label=\"表格1：2025年工会经费收支表\""));
    let data = page.split_once("src=\"data:image/png;base64,").expect("a photo").1;
    assert!(data.starts_with("iVBORw0KGgo"), "{data}");
    assert!(page.contains("alt=\"操场上，教职工分两队跳长绳\" width=\"1\" height=\"1\""));
    assert!(
        page.contains("<div class=\"drawing\"><svg ") && page.contains("aria-label=\"各月活动次数：3月2次，4月3次。\"")
    );
    assert!(page.contains("<figcaption>跳绳比赛现场</figcaption>"));
}

/// A paper with this text in every field.
fn filled(text: &str, style: Style) -> Document {
    let mut paper = full(Some(style));
    let head = paper.letterhead.as_mut().expect("a letterhead");
    (head.copy, head.secrecy, head.urgency) = (Some(text.into()), Some(text.into()), Some(text.into()));
    (head.word, head.number) = (Some(text.into()), Some(text.into()));
    (head.mark, head.signers) = (vec![text.into()], vec![text.into()]);
    paper.attendance = vec![[text.into(), text.into()]];
    paper.note = Some(text.into());
    let cells = || vec![Text::from(text), Text::from(text)];
    let table = Table { caption: text.into(), head: vec![text.into(), text.into()], rows: vec![cells()] };
    let chart =
        Chart { alt: text.into(), unit: text.into(), labels: vec![text.into()], table: table.clone(), ..chart() };
    let photo = Photo { caption: text.into(), alt: text.into(), ..photo() };
    let provenance = Provenance {
        sort: Sort::Figure,
        path: text.into(),
        formula: Some(text.into()),
        places: vec![Place { file: text.into(), line: 1 }],
    };
    let span = Span { range: 0..text.len(), from: Arc::new(provenance) };
    paper.body = vec![
        heading(1, text, text),
        Block::Paragraph(Text::new(text, vec![span])),
        Block::Exhibit(Exhibit::Table(table)),
        Block::Exhibit(Exhibit::Chart(chart)),
        Block::Exhibit(Exhibit::Photo(photo)),
    ];
    paper
}

#[test]
fn hostile_text_in_any_field_stays_text() {
    for text in
        ["</p><script>alert(1)</script>", "\" onfocus=\"alert(1)", "' x='", "<!--", "&lt;&amp;", "</style>", "--><b>"]
    {
        for style in [Style::Official, Style::Letter] {
            let paper = filled(text, style);
            let page = shown(&paper);
            let found = words(&page);
            let both = format!("{text}{text}");
            let attended = format!("{text}：{text}");
            let expected = [both.as_str(), attended.as_str(), text];
            assert!(expected.iter().all(|text| found.iter().any(|found| found == text)), "{found:?}");
            // Copy, secrecy, urgency, number; the paragraph; six cells and captions twice; a caption.
            assert!(found.iter().filter(|found| *found == text).count() > 4 + 1 + 10, "{found:?}");
            assert!(found.contains(&format!("签发人：{text}")) && found.contains(&format!("（{text}）")), "{found:?}");
            assert!(!page.contains("<script") && !page.contains("\" onfocus") && page.matches("</style").count() == 1);
        }
    }
}

#[test]
fn the_style_of_the_house_has_the_last_word() {
    let page = page(&full(None), &Dress { styles: &[CSS, "h1 { color: red } /* </style> */"], origins: true });
    let own = page.find("h1 { color: red }").expect("the style of the house");
    assert!(page.find("@media print").is_some_and(|ours| ours < own));
    assert_eq!(page.matches("</style").count(), 2);
}

#[test]
fn what_a_style_sheet_cannot_do_is_told_at_its_place() {
    let said = |css: &str| {
        let problems = style::faults(&Source::new("house.css", css));
        let one = |problem: &&niandu::diagnostic::Diagnostic| {
            let (source, origin) = problem.place.as_ref().expect("a place");
            let (line, column) = source.position(origin.range().start);
            format!("{} {line}:{column}", problem.code)
        };
        problems.sorted().iter().map(one).collect::<Vec<_>>().join(", ")
    };
    for sound in
        [CSS, "", "p{}", "a{content:\"}{\"}", "/* { @import url(x) */", "p{background:url(data:image/png;base64,AA==)}"]
    {
        assert_eq!(said(sound), "", "{sound}");
    }
    for sound in [
        "p{background:url( 'data:image/svg+xml,<svg>)' )}",
        "a{fill:url(#b)}",
        "a::after{content:'\\'{'}",
        "my-url(x){}",
    ] {
        assert_eq!(said(sound), "", "{sound}");
    }
    for (css, expected) in [
        ("p { color: red\nh1 { color: blue }", "W250 1:3"),
        ("p { color: red }\n}", "W250 2:1"),
        ("p { color: rgb(0, 0, 0 }", "W250 1:15"),
        ("p {}\n/* a", "W250 2:1"),
        ("p { content: 'a\n}", "W250 1:14"),
        ("p { background: url(a.png", "W250 1:17"),
        ("@import 'a.css';\np { background: url(//a.b/c.png) }", "W251 1:1, W251 2:17"),
        ("p { background: URL(\"http://a.b/c.png\") }", "W251 1:17"),
        ("p { background: url(图.png) }", "W251 1:17"),
    ] {
        assert_eq!(said(css), expected, "{css}");
    }
}

/// Writes a small paper in a folder of its own.
fn render(files: &[(&str, &str)], options: &[&str]) -> (tempfile::TempDir, std::process::Output) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("facts.yaml"), &office::samples()[1]).expect("facts");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    let call: Vec<&str> =
        ["render", "facts.yaml", "-f", "html", "--name", "paper"].iter().chain(options).copied().collect();
    let output = office::niandu(folder.path(), &call);
    (folder, output)
}

#[test]
fn a_style_of_the_house_goes_into_the_page_and_its_faults_are_told() {
    let css = "h1 { color: teal }\n@import 'more.css';\np { color: red";
    let (folder, output) = render(&[("house.css", css)], &["--css", "house.css"]);
    let said = office::said(&output);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("提醒[W251]") && said.contains("house.css:2:1"), "{said}");
    assert!(said.contains("提醒[W250]") && said.contains("house.css:3:3"), "{said}");
    let page = std::fs::read_to_string(folder.path().join("out/paper.html")).expect("a page");
    assert!(page.contains("h1 { color: teal }"));
    let (_, output) = render(&[("house.css", css)], &["--css", "house.css", "-f", "md"]);
    assert!(output.status.success(), "-f html stands before it");
    let (folder, output) = render(&[], &["--css", "none.css"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(office::said(&output).contains("E004") && !folder.path().join("out").exists());
}

#[test]
fn the_style_among_the_templates_is_looked_at_before_anything_is_written() {
    let css = ("own/layouts/page.css", "p { color: red");
    let (folder, output) = render(&[css], &["--templates", "own"]);
    assert!(output.status.success() && office::said(&output).contains("layouts/page.css:1:3"));
    let output = office::niandu(folder.path(), &["templates", "check", "own"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("提醒[W250]"));
    let (folder, output) = render(&[css], &["--templates", "own", "--deny", "warnings"]);
    assert!(!output.status.success() && !folder.path().join("out").exists(), "{}", office::said(&output));
    let shipped = workshop::built_in().into_iter().find(|source| source.name() == "layouts/page.css").expect("a style");
    assert!(style::faults(&shipped).is_empty());
}

#[test]
fn a_page_for_publication_names_no_file() {
    let (folder, output) = render(&[], &["--no-origins"]);
    assert!(output.status.success(), "{}", office::said(&output));
    let page = std::fs::read_to_string(folder.path().join("out/paper.html")).expect("a page");
    assert!(!page.contains("facts.yaml") && !page.contains("data-path="));
    let call = ["render", "facts.yaml", "-f", "md", "--no-origins"];
    let output = office::niandu(folder.path(), &call);
    assert!(output.status.code() == Some(2) && office::said(&output).contains("--no-origins 只对网页和 Word 文件有用"));
}

/// Without a search path nothing can be opened, on whatever desk the test runs.
#[test]
#[cfg(target_os = "linux")]
fn a_paper_that_cannot_be_opened_is_written_all_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("facts.yaml"), &office::samples()[1]).expect("facts");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_niandu"))
        .args(["--lang", "zh", "render", "facts.yaml", "-f", "md,html", "--name", "paper", "--open"])
        .current_dir(folder.path())
        .env_clear()
        .env("PATH", "")
        .output()
        .expect("the program runs");
    let said = office::said(&output);
    assert!(output.status.success() && said.contains("W252") && said.contains("paper.html"), "{said}");
    assert!(folder.path().join("out/paper.html").exists());
}
