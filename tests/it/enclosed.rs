//! The pages of papers that go with another, of parts and of the 版记, against GB/T 9704.

use niandu::document::{Block, Document, Enclosed, Imprint};
use typst::layout::{Frame, FrameItem, Point};

use crate::layout::{HANG, HEIGHT, LEFT, SENTENCES, TOP, WIDTH, ZI, heading, near, paper, paragraph, press, print};

fn enclosed(label: Option<&str>, title: &str, body: Vec<Block>) -> Enclosed {
    Enclosed {
        label: label.map(str::to_owned),
        title: title.into(),
        title_lines: vec![title.into()],
        byline: Vec::new(),
        recipients: None,
        body,
        signature: None,
    }
}

fn imprint() -> Imprint {
    Imprint {
        cc: Some("市教育局，市总工会".into()),
        printed_by: Some("青山市教育工会办公室".into()),
        printed_on: Some("2025年12月28日".into()),
    }
}

/// A notice that issues a paper of `lines` lines.
fn notice(lines: usize) -> Document {
    let mut document = paper(vec![paragraph("现将总结印发给你们。")]);
    let body = (0..lines).map(|_| paragraph("补充一行。")).collect();
    document.enclosed = vec![enclosed(None, "青山市教育工会2025年工作总结", body)];
    document.imprint = Some(imprint());
    document
}

/// 7.3.7: an attached paper begins a page, 附件 on its first line, the title on its third.
#[test]
fn an_attached_paper_begins_a_page_under_its_label() {
    let mut document = paper(vec![paragraph("现将两份文件报上，请审阅。")]);
    document.attachments = vec!["2025年工作总结".into(), "2026年工作计划".into()];
    document.enclosed = ["2025年工作总结", "2026年工作计划"]
        .iter()
        .zip(["附件1", "附件2"])
        .map(|(title, label)| enclosed(Some(label), title, SENTENCES.map(paragraph).to_vec()))
        .collect();
    let sheets = print(&document);
    let first = |text: &str| sheets.iter().position(|sheet| sheet.lines[0].text() == text).expect("its page");
    assert_eq!(first("附件1"), 1);
    for label in ["附件1", "附件2"] {
        let [top, title, text] = &sheets[first(label)].lines[..3] else { panic!("three lines") };
        assert!(near(top.top(), TOP, 0.05) && near(top.left(), LEFT, 0.05));
        assert!(near(top.size_in_points(), 15.79, 0.1) && top.face().ends_with("Bold"));
        assert!(near(title.top() - TOP, 2.0 * HANG, 0.05), "{}", title.top());
        assert!(near(title.size_in_points(), 22.0, 0.1));
        assert!(near((title.left() + title.right()) / 2.0, LEFT + WIDTH / 2.0, 0.2));
        assert!(near((text.top() - TOP) / HANG, 4.0, 0.02), "one blank line under the title");
    }
}

/// An issued paper is a paper of its own: no label, its title where the first paper has one.
#[test]
fn an_issued_paper_begins_a_page_with_its_title() {
    let sheets = print(&notice(5));
    assert_eq!(sheets.len(), 2);
    let title = &sheets[1].lines[0];
    assert_eq!(title.text(), "青山市教育工会2025年工作总结");
    assert!(near(title.top(), TOP, 0.05) && near(title.size_in_points(), 22.0, 0.1));
}

/// Date and speaker under the title, centred, and a blank line before the text.
#[test]
fn date_and_speaker_stand_under_the_title() {
    let mut document = paper(SENTENCES.map(paragraph).to_vec());
    document.byline = vec!["（2025年12月28日）".into(), "周宁".into()];
    let sheets = print(&document);
    for (at, text) in [(2, "（2025年12月28日）"), (3, "周宁")] {
        let line = &sheets[0].lines[at];
        assert_eq!(line.text(), text);
        assert!(near(line.size_in_points(), 15.79, 0.1));
        assert!(near((line.left() + line.right()) / 2.0, LEFT + WIDTH / 2.0, ZI / 2.0), "{}", line.left());
        assert!(near((line.top() - TOP) / HANG, at as f64 + 1.0, 0.02), "a blank line under the title");
    }
    assert!(near((sheets[0].lines[4].top() - TOP) / HANG, 6.0, 0.02), "one blank line before the addressee");
}

/// The heading of a part stands centred between blank lines, and never at the foot of a page.
#[test]
fn a_part_has_room_and_never_ends_a_page() {
    for extra in 0..22 {
        let mut body: Vec<Block> = (0..extra + 8).map(|_| paragraph("补充一行。")).collect();
        body.extend([heading(0, "第一部分　", "2025年工作总结"), heading(1, "一、", "办好实事")]);
        body.extend(SENTENCES.map(paragraph));
        let sheets = print(&paper(body));
        let mut seen = 0;
        for sheet in &sheets {
            for (at, line) in sheet.lines.iter().enumerate().filter(|(_, line)| line.text().starts_with("第一部分"))
            {
                seen += 1;
                assert!(near((line.left() + line.right()) / 2.0, LEFT + WIDTH / 2.0, 0.2));
                assert!(line.face().ends_with("Bold"));
                let below = sheet.lines.get(at + 1).expect("no part at the foot of a page");
                assert!(below.text().starts_with("一、") && sheet.lines.len() > at + 2, "its section and some text");
                assert!(near(below.top() - line.top(), 2.0 * HANG, 0.05));
                if at > 0 {
                    assert!(near(line.top() - sheet.lines[at - 1].top(), 2.0 * HANG, 0.05));
                }
            }
        }
        assert_eq!(seen, 1);
    }
}

/// A heading that runs into its text is one paragraph with it, two characters in.
#[test]
fn a_run_in_heading_is_one_paragraph_with_its_text() {
    let run_in = |level, number: &str| Block::RunIn {
        level,
        number: number.into(),
        title: "办好职工之家".into(),
        text: SENTENCES[0].into(),
    };
    let sheets = print(&paper(vec![run_in(2, "（一）"), run_in(3, "1.")]));
    let start = |text: &str| sheets[0].lines.iter().find(|line| line.text().starts_with(text)).expect("its line");
    for text in ["（一）办好职工之家。学校工会", "1.办好职工之家。学校工会"] {
        assert!(near(start(text).left(), LEFT + 2.0 * ZI, ZI / 2.0 + 0.1), "{}", start(text).left());
    }
}

/// The rules of the last page: where each lies and how thick it is, in millimetres.
fn rules(document: &Document) -> (usize, Vec<(f64, f64)>) {
    fn gather(frame: &Frame, origin: Point, found: &mut Vec<(f64, f64)>) {
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    gather(&group.frame, origin + *at + Point::new(group.transform.tx, group.transform.ty), found);
                }
                FrameItem::Shape(shape, _) => {
                    let weight = shape.stroke.as_ref().map_or(0.0, |stroke| stroke.thickness.to_mm());
                    found.push(((origin + *at).y.to_mm(), weight));
                }
                _ => {}
            }
        }
    }
    let press = press();
    let sheets = press.print(document).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert!(sheets.warnings().is_empty(), "{:?}", sheets.warnings());
    let mut found = Vec::new();
    for (index, page) in sheets.pages().iter().enumerate() {
        let before = found.len();
        gather(&page.frame, Point::zero(), &mut found);
        assert!(found.len() == before || index + 1 == sheets.page_count(), "rules on the last page alone");
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    (sheets.page_count(), found)
}

/// 7.4: thick, thin and thick rules, the last on the lower edge of the type area of the last page; above it the printing
/// office on the left and the date on the right, and the copies; 4号. It meets no text, wherever the text ends.
#[test]
fn the_imprint_closes_the_last_page() {
    let mut pages = Vec::new();
    for lines in 12..24 {
        let document = notice(lines);
        let (count, rules) = rules(&document);
        pages.push(count);
        let [first, middle, last] = rules.as_slice() else { panic!("three rules: {rules:?}") };
        assert!(near(last.0, TOP + HEIGHT, 0.1), "{rules:?}");
        assert!(near(first.1, 0.35, 0.01) && near(middle.1, 0.25, 0.01) && near(last.1, 0.35, 0.01), "{rules:?}");
        let sheets = print(&document);
        let page = sheets.last().expect("a page");
        let [before @ .., copies, printed] = page.lines.as_slice() else { panic!("two lines") };
        assert_eq!(copies.text(), "抄送：市教育局，市总工会。");
        assert_eq!(printed.text(), "青山市教育工会办公室2025年12月28日印发");
        let one = 14.0 * 25.4 / 72.0;
        assert!(near(copies.size_in_points(), 14.0, 0.1) && near(copies.left(), LEFT + one, 0.1));
        assert!(near(printed.left(), LEFT + one, 0.1) && near(LEFT + WIDTH - printed.right(), one, 0.1));
        assert!(before.last().is_none_or(|line| line.bottom() < first.0), "the text ends above the first rule");
    }
    assert_eq!(pages.first(), Some(&2));
    assert_eq!(pages.last(), Some(&3), "where there is no room left, it takes the next page");
}

/// 7.4 asks for no part of it: what is not known leaves no row.
#[test]
fn an_imprint_may_be_one_line() {
    let mut document = notice(3);
    document.imprint = Some(Imprint { cc: None, printed_by: None, printed_on: Some("2025年12月28日".into()) });
    let (_, rules) = rules(&document);
    assert_eq!(rules.len(), 2, "{rules:?}");
    let sheets = print(&document);
    let last = sheets.last().and_then(|sheet| sheet.lines.last()).expect("a line");
    assert_eq!(last.text(), "2025年12月28日印发");
    let one = 14.0 * 25.4 / 72.0;
    assert!(near(LEFT + WIDTH - last.right(), one, 0.1), "the date stands on the right by itself");
}
