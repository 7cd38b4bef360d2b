//! Word files: a package that holds together, whatever the words; styles, grid and page numbers of GB/T 9704; controls that
//! say where a figure comes from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use niandu::document::exhibit::{Chart, Exhibit, Image, ImageFormat, Photo, Series, Shape, Table};
use niandu::document::letterhead::{Letterhead, Style};
use niandu::document::text::{Place, Provenance, Sort, Span, Text};
use niandu::document::{Block, Document, Enclosed, Imprint, Signature};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::layout::{SENTENCES, heading, paper, paragraph};
use crate::parcel::{POINT, Paragraph, Parcel, elements, parcel, walk, written};

fn from(path: &str, formula: Option<&str>, sort: Sort) -> Arc<Provenance> {
    let places = vec![Place { file: "2025.yaml".into(), line: 12 }];
    Arc::new(Provenance { sort, path: path.into(), formula: formula.map(str::to_owned), places })
}

/// A paper with everything that may stand in one.
fn full() -> Document {
    let words = "会员共98人，入会率为98.0%。";
    let figure = from("membership.rate", Some("98÷100=98.0%"), Sort::Figure);
    let spans = vec![
        Span { range: 0..words.len(), from: from("membership", None, Sort::Clause) },
        Span { range: 9..11, from: from("membership.total", None, Sort::Fact) },
        Span { range: 29..34, from: figure },
    ];
    let mut body = vec![heading(0, "第一部分　", "总结"), heading(1, "一、", "建家")];
    body.push(Block::Paragraph(Text::new(words, spans)));
    let run_in = |level, number: &str, title: &str| Block::RunIn {
        level,
        number: number.into(),
        title: title.into(),
        text: "每周一次，从不间断。".into(),
    };
    body.extend([
        heading(2, "（一）", "活动"),
        run_in(2, "（二）", "练字"),
        run_in(2, "（三）", ""),
        run_in(3, "1.", "比赛"),
    ]);
    let cells = |row: [&str; 2]| row.map(Text::from).to_vec();
    let table = Table {
        caption: "表1 收支".into(),
        head: vec!["项目".into(), "金额".into()],
        rows: vec![cells(["收入", "286.4万元"]), cells(["支出", "271.9万元"])],
    };
    body.push(Block::Exhibit(Exhibit::Table(table)));
    let image = Image { bytes: POINT.into(), format: ImageFormat::Png, size: (1, 2), orientation: 6 };
    let (caption, alt) = ("图1 开幕".into(), "操场上的人".into());
    body.push(Block::Exhibit(Exhibit::Photo(Photo { caption, alt, path: "a.png".into(), image })));
    body.push(chart(3));
    body.extend(SENTENCES.map(paragraph));
    let mut document = paper(body);
    document.letterhead = Some(letterhead(Style::Official));
    document.attachments = vec!["总结".into(), "计划".into()];
    document.attendance = vec![["出席".into(), "周宁，李岩".into()]];
    document.note = Some("此件公开发布".into());
    document.enclosed = vec![Enclosed {
        label: Some("附件1".into()),
        title: "总结".into(),
        title_lines: vec!["总结".into()],
        byline: vec!["周宁".into()],
        recipients: None,
        body: vec![paragraph("略。")],
        signature: None,
    }];
    document.imprint = Some(Imprint {
        cc: Some("市教育局".into()),
        printed_by: Some("青山市教育工会办公室".into()),
        printed_on: Some("2025年12月28日".into()),
    });
    document
}

fn letterhead(style: Style) -> Letterhead {
    Letterhead {
        style,
        copy: Some("000001".into()),
        secrecy: None,
        urgency: Some("特急".into()),
        mark: vec!["青山市教育工会".into(), "青山市体育局".into()],
        word: Some("文件".into()),
        number: Some("青教工〔2025〕1号".into()),
        signers: vec!["周宁".into(), "李岩".into(), "王小山".into()],
    }
}

/// What a package must be (ISO/IEC 29500-2): every part of a known sort, every relation to a part that is there and called
/// by an identity that is used once, every picture and footer that the text names among its relations.
fn check(parcel: &Parcel) {
    let types = elements(parcel.text("[Content_Types].xml"));
    let of = |element: &str, key: &str| -> BTreeSet<String> {
        types.iter().filter(|(name, _)| name == element).map(|(_, found)| found[key].clone()).collect()
    };
    let (endings, named) = (of("Default", "Extension"), of("Override", "PartName"));
    for part in parcel.parts.keys().filter(|part| *part != "[Content_Types].xml") {
        let ending = part.rsplit_once('.').expect("an ending").1;
        assert!(endings.contains(ending) || named.contains(&format!("/{part}")), "{part} has no sort");
    }
    for part in &named {
        assert!(parcel.parts.contains_key(part.trim_start_matches('/')), "{part} is not there");
    }
    let mut relations = 0;
    for name in parcel.parts.keys().filter(|name| name.ends_with(".rels")) {
        relations += check_relations(parcel, name);
    }
    assert!(relations >= 9, "{relations} relations");
    for name in parcel.parts.keys().filter(|name| name.ends_with(".xml") || name.ends_with(".rels")) {
        walk(parcel.text(name), &mut |_| {});
    }
    check_ids(parcel);
}

fn check_relations(parcel: &Parcel, name: &str) -> usize {
    let (folder, file) = name.split_once("_rels/").expect("a folder of relations");
    let mut ids = BTreeMap::new();
    for (_, found) in elements(parcel.text(name)).iter().filter(|(name, _)| name == "Relationship") {
        let target = format!("{folder}{}", found["Target"]);
        let target = target.strip_prefix("word/../").unwrap_or(&target);
        assert!(parcel.parts.contains_key(target), "{name}: {target} is not there");
        assert!(ids.insert(found["Id"].clone(), target.to_owned()).is_none(), "{name}: {} twice", found["Id"]);
    }
    let owner = format!("{folder}{}", file.trim_end_matches(".rels"));
    if owner != folder {
        for (element, found) in elements(parcel.text(&owner)) {
            for key in ["r:id", "r:embed"] {
                let known = found.get(key).is_none_or(|id| ids.contains_key(id));
                assert!(known, "{owner}: {element} names {:?}", found.get(key));
            }
        }
    }
    ids.len()
}

/// Identities of controls and pictures are used once; styles that the text names are there.
fn check_ids(parcel: &Parcel) {
    let text = elements(parcel.text("word/document.xml"));
    for (element, key) in [("w:id", "w:val"), ("wp:docPr", "id")] {
        let all: Vec<&String> = text.iter().filter(|(name, _)| name == element).map(|(_, found)| &found[key]).collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{element}: {all:?}");
    }
    let styles = elements(parcel.text("word/styles.xml"));
    let known: BTreeSet<&String> =
        styles.iter().filter(|(name, _)| name == "w:style").map(|(_, found)| &found["w:styleId"]).collect();
    for part in parcel.parts.keys().filter(|name| name.starts_with("word/") && name.ends_with(".xml")) {
        for (element, found) in elements(parcel.text(part)) {
            if ["w:pStyle", "w:rStyle", "w:basedOn", "w:next"].contains(&element.as_str()) {
                assert!(known.contains(&found["w:val"]), "{part}: {element} {found:?}");
            }
        }
    }
    let tags = text.iter().filter(|(name, _)| name == "w:tag" || name == "w:alias");
    for (_, found) in tags {
        assert!(found["w:val"].encode_utf16().count() <= 64, "{found:?}");
    }
}

#[test]
fn the_package_holds_together() {
    for (style, signers) in [(Style::Official, 3), (Style::Official, 0), (Style::Letter, 0), (Style::Minutes, 0)] {
        for origins in [true, false] {
            let mut document = full();
            let mut head = letterhead(style);
            head.signers.truncate(signers);
            document.letterhead = Some(head);
            let parcel = parcel(&written(&document, origins));
            check(&parcel);
            assert_eq!(parcel.parts.contains_key("customXml/item1.xml"), origins);
        }
    }
}

#[test]
#[should_panic(expected = "is not there")]
fn the_check_finds_a_missing_part() {
    let mut parcel = parcel(&written(&full(), true));
    parcel.parts.remove("word/footer2.xml");
    check(&parcel);
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    assert!(written(&full(), true) == written(&full(), true));
}

fn find<'p>(paragraphs: &'p [Paragraph], words: &str) -> &'p Paragraph {
    paragraphs.iter().find(|found| found.words.contains(words)).unwrap_or_else(|| panic!("no {words}"))
}

#[test]
fn every_part_of_a_paper_has_its_style() {
    let paragraphs = parcel(&written(&full(), false)).paragraphs();
    let expected = [
        ("000001", "HeadLine"),
        ("特急", "HeadBold"),
        ("青山市体育局", "Mark"),
        ("〔2025〕1号", "DocumentNumber"),
        ("签发人：周宁　李岩", "Signers"),
        ("2025年度工作总结", "Title"),
        ("市教育工会、校党委：", "Recipients"),
        ("第一部分", "Heading0"),
        ("一、建家", "Heading1"),
        ("（一）活动", "Heading2"),
        ("（二）练字。每周一次", "RunIn2"),
        ("1.比赛。", "RunIn3"),
        ("学校工会围绕", ""),
        ("表1 收支", "Caption"),
        ("286.4万元", "Cell"),
        ("附件：1.总结", "Attachments"),
        ("出席：周宁，李岩", "Attendance"),
        ("2025年12月28日", "SignatureDate"),
        ("（此件公开发布）", "Note"),
        ("附件1", "EnclosureLabel"),
        ("抄送：市教育局。", "ImprintLine"),
    ];
    for (words, style) in expected {
        assert_eq!(find(&paragraphs, words).style, style, "{words}");
    }
}

/// 5.2.1, 5.2.3, 7.5: the numbers of the page, as Word reads them.
#[test]
fn the_page_has_the_grid_of_the_standard() {
    let parcel = parcel(&written(&full(), false));
    let text = parcel.text("word/document.xml");
    for part in [
        "w:w=\"11906\" w:h=\"16838\"",
        "w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\"",
        "w:type=\"linesAndChars\" w:linePitch=\"579\" w:charSpace=\"-849\"",
    ] {
        assert!(text.contains(part), "{part}");
    }
    assert!(!text.contains("w:numPr"));
    let styles = parcel.text("word/styles.xml");
    assert!(!styles.contains("Theme=") && styles.contains("w:line=\"579\" w:lineRule=\"exact\""));
    assert!(styles.contains("w:firstLineChars=\"200\"") && styles.contains("w:eastAsia=\"zh-CN\""));
    for (footer, align) in [("word/footer1.xml", "right"), ("word/footer2.xml", "left")] {
        let footer = parcel.text(footer);
        assert!(footer.contains(&format!("<w:jc w:val=\"{align}\"/>")) && footer.contains(" PAGE "), "{footer}");
    }
    assert!(parcel.text("word/settings.xml").contains("w:evenAndOddHeaders"));
    let mut document = full();
    document.duplex = true;
    let duplex = crate::parcel::parcel(&written(&document, false));
    assert!(
        duplex.text("word/settings.xml").contains("w:mirrorMargins")
            && !parcel.text("word/settings.xml").contains("w:mirrorMargins")
    );
    // The place of the imprint does not follow margins that change sides: it is the middle of the page.
    assert!(duplex.text("word/document.xml").contains("w:tblpXSpec=\"center\" w:tblpYSpec=\"bottom\""));
    assert!(text.contains("w:tblpX=\"1588\" w:tblpYSpec=\"bottom\""));
}

/// 7.3.5.2: the date begins two characters right of the name; 7.3.5.1: both have one middle.
#[test]
fn a_signature_stands_where_the_standard_puts_it() {
    let indents = |document: &Document| -> Vec<BTreeMap<String, String>> {
        let parcel = parcel(&written(document, false));
        let text = parcel.text("word/document.xml").to_owned();
        let from = text.find("w:val=\"Signature\"").expect("a signature");
        let tail = format!(
            "<w:x xmlns:w=\"w\"><w:p><w:pPr><w:pStyle {}",
            &text[from..text.find("<w:sectPr").expect("its end")]
        );
        elements(&format!("{tail}</w:x>"))
            .into_iter()
            .filter(|(name, _)| name == "w:ind")
            .map(|(_, found)| found)
            .collect()
    };
    let mut document = paper(vec![paragraph("一。")]);
    document.signature =
        Some(Signature {
            issuers: vec!["青山市教育工会委员会".into()], date: "2025年2月5日".into(), sealed: false
        });
    let [name, date] = &indents(&document)[..] else { panic!("two lines") };
    assert_eq!(name["w:rightChars"], "200");
    // Ten characters of 314 twips that end 632 from the edge begin 5072 from the other; two more are 632.
    let number = |indents: &BTreeMap<String, String>, side: &str| indents[side].parse::<i32>().expect("a number");
    assert_eq!(number(date, "w:left"), 8844 - 632 - 10 * 314 + 632);
    document.signature.as_mut().expect("one").sealed = true;
    let [name, date] = &indents(&document)[..] else { panic!("two lines") };
    let middle = |indents| number(indents, "w:left") - number(indents, "w:right");
    assert_eq!(middle(name), middle(date));
}

/// Every live figure and clause stands in a control that carries its path; a part of its own says the rest.
#[test]
fn a_control_says_where_a_figure_comes_from() {
    let parcel = parcel(&written(&full(), true));
    let paragraphs = parcel.paragraphs();
    let controls: Vec<(&str, &str)> = find(&paragraphs, "入会率").controls.iter().map(|(a, b)| (&**a, &**b)).collect();
    let expected =
        [("membership", "会员共98人，入会率为98.0%。"), ("membership.total", "98"), ("membership.rate", "98.0%")];
    assert_eq!(controls, expected);
    let item = parcel.text("customXml/item1.xml");
    let rate = "<origin tag=\"membership.rate\" sort=\"figure\" path=\"membership.rate\" formula=\"98÷100=98.0%\">\
                <place file=\"2025.yaml\" line=\"12\"/></origin>";
    assert!(item.contains(rate), "{item}");
    let without = crate::parcel::parcel(&written(&full(), false));
    assert!(!without.text("word/document.xml").contains("w:sdt"));
    let words = |parcel: &Parcel| parcel.paragraphs().into_iter().map(|found| found.words).collect::<Vec<_>>();
    assert_eq!(words(&parcel), words(&without));
}

/// Word refuses a tag of more than 64 characters; two paths that begin alike keep apart.
#[test]
fn long_paths_have_short_tags_of_their_own() {
    let words = "12和13和14";
    let long = |end: &str| format!("{}.{end}", "activities.演讲比赛".repeat(8));
    let spans = vec![
        Span { range: 0..2, from: from(&long("a"), None, Sort::Fact) },
        Span { range: 5..7, from: from(&long("b"), None, Sort::Fact) },
        Span { range: 10..12, from: from(&long("b"), Some("7+7=14"), Sort::Figure) },
    ];
    let parcel = parcel(&written(&paper(vec![Block::Paragraph(Text::new(words, spans))]), true));
    check(&parcel);
    let paragraphs = parcel.paragraphs();
    let controls = &find(&paragraphs, "12和13").controls;
    let tags: BTreeSet<&String> = controls.iter().map(|(tag, _)| tag).collect();
    assert_eq!(tags.len(), 3, "{tags:?}");
}

/// A photo that its file asks to be turned is measured before it is turned.
#[test]
fn a_photo_is_turned_and_described() {
    let parcel = parcel(&written(&full(), false));
    let text = elements(parcel.text("word/document.xml"));
    let only = |name: &str| &text.iter().find(|(found, _)| found == name).expect(name).1;
    assert_eq!(only("a:xfrm")["rot"], "5400000");
    let extent = only("wp:extent");
    assert_eq!((extent["cx"].as_str(), extent["cy"].as_str()), ("19050", "9525"));
    assert_eq!(only("wp:docPr")["descr"], "操场上的人");
    assert_eq!(parcel.parts["word/media/image1.png"], POINT);
}

/// Elements that are closed too late take in what follows them: the figures of a chart would stand in its picture.
#[test]
fn no_paragraph_or_table_stands_in_a_paragraph() {
    let parcel = parcel(&written(&full(), true));
    let text = parcel.text("word/document.xml");
    let mut open: Vec<String> = Vec::new();
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event().expect("XML") {
            quick_xml::events::Event::Start(element) => {
                let name = element.name().as_ref().to_owned();
                if ["w:p", "w:tbl", "w:sectPr"].contains(&name.as_str()) {
                    let inside = open.iter().rfind(|outer| ["w:p", "w:r"].contains(&outer.as_str()));
                    assert!(inside.is_none() || name == "w:sectPr", "{name} in {open:?}");
                }
                open.push(name);
            }
            quick_xml::events::Event::End(element) => assert_eq!(open.pop().as_deref(), Some(element.name().as_ref())),
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty() && text.contains("<w:tbl>") && text.contains("<pic:pic"));
}

#[test]
fn a_table_repeats_its_head_and_breaks_no_row() {
    let parcel = parcel(&written(&full(), false));
    let text = parcel.text("word/document.xml");
    let table = &text[text.find("表1 收支").expect("the table")..];
    let table = &table[..table.find("</w:tbl>").expect("its end")];
    assert_eq!(table.matches("<w:cantSplit/>").count(), 3);
    assert_eq!(table.matches("<w:tblHeader/>").count(), 1);
}

/// A table of so many columns and rows under its caption, with figures of six digits.
fn table(columns: usize, rows: usize) -> Block {
    let head = std::iter::once("学校".to_owned()).chain((1..columns).map(|column| format!("科目{column}"))).collect();
    let row = |row: usize| {
        let cells = (1..columns).map(|column| (100_000 + row * 100 + column).to_string().into());
        std::iter::once(format!("第{row}小学").into()).chain(cells).collect()
    };
    Block::Exhibit(Exhibit::Table(Table {
        caption: "表1　各校活动经费".into(),
        head,
        rows: (0..rows).map(row).collect(),
    }))
}

/// A chart over so many years, with its figures.
fn chart(years: usize) -> Block {
    let labels: Vec<String> = (0..years).map(|year| format!("{}年", 2011 + year)).collect();
    let cells = (0..years).map(|year| (100_000 + year).to_string().into());
    let table = Table {
        caption: "图1　会员".into(),
        head: std::iter::once("年度".to_owned()).chain(labels.clone()).collect(),
        rows: vec![std::iter::once("会员（人）".into()).chain(cells).collect()],
    };
    let series = Series { name: "会员".into(), values: vec![Some(Decimal::ONE); years] };
    let alt = "折线图：会员。".into();
    let chart = Chart { shape: Shape::Line, alt, unit: "人".into(), labels, series: vec![series], table };
    Block::Exhibit(Exhibit::Chart(chart))
}

/// Of each section, in their order, whether its pages lie, the footers of its pages and whether its first page has its own.
fn sections(parcel: &Parcel) -> Vec<(bool, Vec<String>, bool)> {
    let mut found: Vec<(bool, Vec<String>, bool)> = Vec::new();
    for (name, attributes) in elements(parcel.text("word/document.xml")) {
        match name.as_str() {
            "w:sectPr" => found.push((false, Vec::new(), false)),
            "w:footerReference" => found.last_mut().expect("a section").1.push(attributes["r:id"].clone()),
            "w:pgSz" => {
                let lies = attributes.get("w:orient").is_some_and(|orient| orient == "landscape");
                let size = (attributes["w:w"].as_str(), attributes["w:h"].as_str());
                assert_eq!(size, if lies { ("16838", "11906") } else { ("11906", "16838") });
                found.last_mut().expect("a section").0 = lies;
            }
            "w:titlePg" => found.last_mut().expect("a section").2 = true,
            "w:pgNumType" => panic!("numbers run on"),
            _ => {}
        }
    }
    found
}

/// 8: a table that is too wide for the type area lies on pages of its own; what fits stands in the text.
#[test]
fn a_wide_table_lies_on_pages_of_its_own() {
    let upright = (false, vec!["rId4".to_owned(), "rId5".to_owned()], false);
    let lying = (true, vec!["rId8".to_owned(), "rId9".to_owned()], false);
    for (columns, lies) in [(3, false), (10, false), (11, true), (17, true)] {
        for block in [table(columns, 6), chart(columns - 1)] {
            let words = || SENTENCES.map(paragraph).to_vec();
            let body = [words(), vec![heading(1, "二、", "经费"), block], words()].concat();
            let parcel = parcel(&written(&paper(body), true));
            check(&parcel);
            let expected =
                if lies { vec![upright.clone(), lying.clone(), upright.clone()] } else { vec![upright.clone()] };
            assert_eq!(sections(&parcel), expected, "{columns}");
            assert_eq!(parcel.parts.contains_key("word/footer4.xml"), lies);
        }
    }
    // At the end, one after another, in a letter, and with a paper that goes with it.
    let mut document = full();
    document.letterhead = Some(Letterhead { signers: Vec::new(), ..letterhead(Style::Letter) });
    document.body = vec![paragraph("略。"), heading(1, "一、", "经费"), table(17, 6), chart(16), table(17, 6)];
    document.enclosed[0].body = vec![paragraph("略。"), table(17, 6)];
    document.imprint = None;
    let parcel = parcel(&written(&document, true));
    check(&parcel);
    let first = (false, vec!["rId4".to_owned(), "rId5".to_owned(), "rId6".to_owned()], true);
    let (up, down) = (upright, lying);
    let expected = [first, down.clone(), up.clone(), down.clone(), up, down];
    assert_eq!(sections(&parcel), expected);
    // The heading stands over its table.
    let text = parcel.text("word/document.xml");
    assert!(text.find("<w:sectPr").expect("a section") < text.find("一、").expect("the heading"));
}

/// 7.3.3: under a letterhead the first paragraph is not kept with what follows it.
#[test]
fn the_first_page_shows_text() {
    let mut document = paper(vec![paragraph("现将总结报上，请审阅。")]);
    document.attachments = vec!["总结".into()];
    let kept = |document: &Document| {
        let parcel = parcel(&written(document, false));
        let text = parcel.text("word/document.xml");
        let at = text.find("现将总结").expect("the text");
        text[text[..at].rfind("<w:p>").expect("its paragraph")..at].contains("<w:keepNext/>")
    };
    assert!(kept(&document));
    document.letterhead = Some(letterhead(Style::Official));
    assert!(!kept(&document));
}

const RECORD: &str = "3月7日　举办（共2场）插花活动，56人参加，18%是35岁以下青年。";
const CLAUSE: &str = "举办（共2场）插花活动，56人参加，18%是35岁以下青年";

/// A record of a chronicle: its date, one clause with figures, a full stop.
fn record() -> Block {
    let span = |part: &str, path: &str, sort| {
        let at = RECORD.find(part).expect(part);
        Span { range: at..at + part.len(), from: from(path, None, sort) }
    };
    let spans = vec![
        span(CLAUSE, "chahua", Sort::Clause),
        span("2场", "chahua.场次", Sort::Figure),
        span("56人", "chahua.参加", Sort::Figure),
        span("18", "chahua.成效", Sort::Fact),
        span("35", "chahua.成效", Sort::Fact),
    ];
    Block::Paragraph(Text::new(RECORD, spans))
}

/// The words of the control around the record in a paper of these blocks; the controls in it, and what the file says of it
/// when it is read back, are the same whatever stands around it.
fn control_of_record(body: Vec<Block>) -> String {
    let bytes = written(&paper(body), true);
    let parcel = parcel(&bytes);
    let paragraphs = parcel.paragraphs();
    let found = find(&paragraphs, "插花");
    assert_eq!(found.words, RECORD);
    let controls: Vec<(&str, &str)> = found.controls.iter().map(|(a, b)| (&**a, &**b)).collect();
    let inner = [("chahua.场次", "2场"), ("chahua.参加", "56人"), ("chahua.成效", "18%"), ("chahua.成效", "35岁以下")];
    assert_eq!(controls[1..], inner);
    assert_eq!(controls[0].0, "chahua");
    let whole = parcel.text("word/document.xml").contains("<w:alias w:val=\"chahua（整段）\"/>");
    assert_eq!(whole, controls[0].1 != CLAUSE);
    let held = niandu::publish::docx::read::held(&bytes).expect("a Word file");
    let text = held.texts.iter().map(|told| &told.text).find(|text| text.contains("插花")).expect("the paragraph");
    let told = text.spans().iter().find(|span| span.from.path == "chahua").expect("the clause");
    assert_eq!(text[told.range.clone()].trim_end_matches('。'), CLAUSE);
    assert_eq!(text.spans().len(), 5);
    controls[0].1.to_owned()
}

/// A record stands in a control as a whole. Where nothing but records would stand in the file, the control stands at its
/// beginning, so that whoever reads no controls reads the rest of it; the file still says that all of it comes from there.
#[test]
fn a_record_is_a_control_unless_no_words_are_left_outside() {
    let opening = |length: usize| Block::Paragraph("记".repeat(length).as_str().into());
    assert_eq!(control_of_record(vec![opening(29), record()]), CLAUSE);
    let first = "举办（共2场）插花活动";
    assert_eq!(control_of_record(vec![record()]), first);
    assert_eq!(control_of_record(vec![opening(28), record()]), first);
    assert_eq!(control_of_record(vec![heading(1, "一、", &"记".repeat(40)), record()]), first);
    // Words that come from a fact stand in a control themselves.
    let clause = Span { range: 0..60, from: from("a.b", None, Sort::Clause) };
    let fact = Text::new("记".repeat(40), vec![clause]);
    assert_eq!(control_of_record(vec![Block::Paragraph(fact), record()]), first);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the words, the file is well-formed and says them; U+FFFD stands for what XML has not.
    #[test]
    fn any_words_are_written(words in any::<String>(), name in any::<String>(), cut in 0_usize..64) {
        let mut document = full();
        let span = Span { range: 0..cut, from: from(&name, Some(&words), Sort::Figure) };
        document.body = vec![Block::Paragraph(Text::new(words.clone(), vec![span])), heading(1, &words, &name)];
        document.title_lines = vec![words.clone()];
        document.title = words.clone();
        document.keywords = vec![words.clone()];
        let parcel = parcel(&written(&document, true));
        check(&parcel);
        let plain = |c: char| if c < ' ' && !"\t\n\r".contains(c) || "\u{fffe}\u{ffff}".contains(c) { '\u{fffd}' } else { c };
        let said: String = words.chars().map(plain).collect();
        prop_assert!(parcel.paragraphs().iter().any(|found| found.style.is_empty() && found.words == said));
    }
}

/// The names of several issuers under seals stand in the rows of the PDF, four blank lines apart.
#[test]
fn seals_stand_in_the_rows_of_the_pdf() {
    let mut document = paper(vec![paragraph("略。")]);
    let names = ["青禾县教育工会", "青禾县教育局", "青禾县总工会", "共青团青禾县委员会", "青禾县妇女联合会"];
    let issuers = names.map(str::to_owned).to_vec();
    document.signature = Some(Signature { issuers, date: "2025年12月28日".into(), sealed: true });
    let parcel = parcel(&written(&document, false));
    let text = parcel.text("word/document.xml");
    let rows: Vec<Vec<&str>> = text
        .split("<w:tr>")
        .skip(1)
        .map(|row| row.split("</w:tr>").next().unwrap_or_default())
        .map(|row| names.into_iter().filter(|name| row.contains(&format!(">{name}<"))).collect())
        .filter(|row: &Vec<&str>| !row.is_empty())
        .collect();
    assert_eq!(rows, [names[..3].to_vec(), names[3..].to_vec()]);
}
