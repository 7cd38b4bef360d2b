//! The laid-out page against GB/T 9704, read from the positions of the glyphs; no PDF reader in between.

use niandu::diagnostic::Source;
use niandu::document::{Block, Date, Document, Signature};
use niandu::publish::pdf::fonts::Fonts;
use niandu::publish::pdf::{Press, pool_of_one};
use niandu::workshop::Workshop;
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::text::TextItem;
use typst::visualize::{Geometry, Paint};

pub(crate) const TOP: f64 = 37.0;
pub(crate) const LEFT: f64 = 28.0;
pub(crate) const WIDTH: f64 = 156.0;
pub(crate) const HEIGHT: f64 = 225.0;
/// 字, the width of one character of the running text.
pub(crate) const ZI: f64 = WIDTH / 28.0;
/// The distance of two lines.
pub(crate) const HANG: f64 = (HEIGHT - ZI) / 21.0;

/// One glyph; lengths in millimetres from the top left corner of the page.
pub(crate) struct Glyph {
    pub(crate) text: String,
    pub(crate) x: f64,
    width: f64,
    size: f64,
    face: String,
    /// How far its ink reaches above the baseline.
    ink: f64,
    pub(crate) red: bool,
}

/// The glyphs of one baseline, from left to right.
pub(crate) struct Line {
    pub(crate) baseline: f64,
    pub(crate) glyphs: Vec<Glyph>,
}

impl Line {
    pub(crate) fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
    }

    /// Position and end of what leaves ink: a full-width mark at the line's end may lose its empty half.
    pub(crate) fn left(&self) -> f64 {
        self.glyphs[0].x
    }

    pub(crate) fn right(&self) -> f64 {
        self.glyphs.last().map_or(0.0, |glyph| glyph.x + glyph.width)
    }

    /// The upper edge of the ideographic em box.
    pub(crate) fn top(&self) -> f64 {
        self.baseline - 0.88 * self.glyphs[0].size
    }

    pub(crate) fn bottom(&self) -> f64 {
        self.baseline + 0.12 * self.glyphs[0].size
    }

    /// The upper edge of its ink.
    pub(crate) fn ink_top(&self) -> f64 {
        self.baseline - self.glyphs.iter().map(|glyph| glyph.ink).fold(0.0, f64::max)
    }

    pub(crate) fn size_in_points(&self) -> f64 {
        self.glyphs[0].size * 72.0 / 25.4
    }

    pub(crate) fn face(&self) -> &str {
        &self.glyphs[0].face
    }
}

/// One page: its running lines and, apart from them, its number.
pub(crate) struct Sheet {
    pub(crate) lines: Vec<Line>,
    pub(crate) rules: Vec<Rule>,
    number: Line,
}

/// A rule across the page.
pub(crate) struct Rule {
    pub(crate) x: f64,
    /// The middle of its thickness.
    pub(crate) y: f64,
    pub(crate) length: f64,
    pub(crate) weight: f64,
    pub(crate) red: bool,
}

pub(crate) fn press() -> Press {
    Workshop::new(Vec::new(), Fonts::built_in()).expect("the built-in templates").press
}

pub(crate) fn print(document: &Document) -> Vec<Sheet> {
    let press = press();
    let sheets = press.print(document).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert!(sheets.warnings().is_empty(), "{:?}", sheets.warnings());
    sheets.pages().iter().map(|page| sheet(&page.frame)).collect()
}

fn sheet(frame: &Frame) -> Sheet {
    let (mut lines, mut rules): (Vec<Line>, Vec<Rule>) = Default::default();
    gather(frame, Point::zero(), &mut lines, &mut rules);
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    for line in &mut lines {
        line.glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    let number = lines.pop().expect("every page has a number");
    assert!(number.baseline > TOP + HEIGHT, "the last line of a page is its number");
    rules.sort_by(|a, b| a.y.total_cmp(&b.y));
    Sheet { lines, rules, number }
}

fn gather(frame: &Frame, origin: Point, lines: &mut Vec<Line>, rules: &mut Vec<Rule>) {
    for (at, item) in frame.items() {
        let at = origin + *at;
        match item {
            FrameItem::Group(group) => {
                let shift = Point::new(group.transform.tx, group.transform.ty);
                gather(&group.frame, at + shift, lines, rules);
            }
            FrameItem::Text(text) => {
                let mut x = at.x;
                for glyph in &text.glyphs {
                    let width = glyph.x_advance.at(text.size);
                    let glyph = Glyph {
                        text: text.text[glyph.range()].to_owned(),
                        x: mm(x),
                        width: mm(width),
                        size: mm(text.size),
                        ink: ink(text, &text.text[glyph.range()]),
                        red: is_red(&text.fill),
                        face: text.font.info().family.clone()
                            + if text.font.info().variant.weight.to_number() > 500 { " Bold" } else { "" },
                    };
                    x += width;
                    push(lines, mm(at.y), glyph);
                }
            }
            FrameItem::Shape(shape, _) => {
                if let (Geometry::Line(to), Some(stroke)) = (&shape.geometry, &shape.stroke) {
                    let (weight, red) = (mm(stroke.thickness), is_red(&stroke.paint));
                    rules.push(Rule { x: mm(at.x), y: mm(at.y), length: mm(to.x), weight, red });
                }
            }
            _ => {}
        }
    }
}

/// How far a glyph reaches above the baseline.
fn ink(text: &TextItem, character: &str) -> f64 {
    let face = text.font.ttf();
    let glyph = character.chars().next().and_then(|c| face.glyph_index(c));
    let high = glyph.and_then(|glyph| face.glyph_bounding_box(glyph)).map_or(0, |found| found.y_max);
    f64::from(high) / f64::from(face.units_per_em()) * mm(text.size)
}

fn is_red(paint: &Paint) -> bool {
    matches!(paint, Paint::Solid(colour) if colour.to_hex() == "#ff0000")
}

fn push(lines: &mut Vec<Line>, baseline: f64, glyph: Glyph) {
    match lines.iter_mut().find(|line| (line.baseline - baseline).abs() < 0.1) {
        Some(line) => line.glyphs.push(glyph),
        None => lines.push(Line { baseline, glyphs: vec![glyph] }),
    }
}

fn mm(length: Abs) -> f64 {
    length.to_mm()
}

pub(crate) fn near(measured: f64, wanted: f64, tolerance: f64) -> bool {
    (measured - wanted).abs() <= tolerance
}

// ---- papers --------------------------------------------------------------------------------------------------------

pub(crate) const SENTENCES: [&str; 6] = [
    "学校工会围绕中心工作服务大局团结带领全体教职工扎实做好维权服务建家等各项工作为学校高质量发展贡献智慧和力量并在全校营造了尊重劳动崇尚实干的浓厚氛围",
    "全年开展各类文体活动23场，参加教职工4215人次，比上年增长11.5个百分点；慰问困难教职工42人次，发放慰问金11.5万元，走访率达到100%，其中重病住院教职工17人，探望率为98.6%。",
    "坚持以“三育人”为主线，把师德师风建设放在首位。组织青年教师教学基本功竞赛（第40届），共有63名选手参加，评出一等奖5名、二等奖12名、三等奖20名，教师满意度为63%～68%。",
    "2025年3月8日，举办“巾帼建功、书香校园”主题活动，327名女教职工参加；5月12日至6月20日，组织2024—2025学年教职工疗休养，分6批次共180人，人均经费2150元，合计38.7万元。",
    "阿卜杜·买买提等5位老师获评“最美教师”……他们的事迹引起热烈反响——用一位学生的话说，“这样的老师，是我们一生的灯塔”。收到心得体会612篇，评选优秀征文30篇。",
    "工会按时足额拨缴经费，全年收入286.4万元，支出271.9万元，其中用于职工活动的占49.1%，用于维权帮扶的占18%，结余14.5万元，经费审查合格率连续12年保持100%。",
];

pub(crate) fn heading(level: u8, number: &str, text: &str) -> Block {
    Block::Heading { level, number: number.into(), text: text.into() }
}

pub(crate) fn paragraph(text: &str) -> Block {
    Block::Paragraph(text.into())
}

/// A paper whose body is `body`, with everything that may stand around it.
pub(crate) fn paper(body: Vec<Block>) -> Document {
    Document {
        schedule: None,
        layout: "plain".into(),
        duplex: false,
        letterhead: None,
        attendance: Vec::new(),
        note: None,
        byline: Vec::new(),
        enclosed: Vec::new(),
        imprint: None,
        title: "青山市第一中学工会委员会2025年度工作总结".into(),
        title_lines: vec!["青山市第一中学工会委员会".into(), "2025年度工作总结".into()],
        author: "青山市第一中学工会委员会".into(),
        keywords: vec!["工会".into(), "工作总结".into(), "2025年".into()],
        date: Date { year: 2025, month: 12, day: 28 },
        recipients: Some("市教育工会、校党委".into()),
        body,
        attachments: Vec::new(),
        signature: Some(Signature {
            issuers: vec!["青山市第一中学工会委员会".into()],
            date: "2025年12月28日".into(),
            sealed: false,
        }),
    }
}

/// Several pages with headings of all levels.
fn long_paper() -> Document {
    let mut body = Vec::new();
    for round in 0..4 {
        body.push(heading(1, ["一、", "二、", "三、", "四、"][round], "强化思想引领，凝聚奋进力量"));
        body.push(heading(2, "（一）", "加强2025年师德师风建设"));
        body.extend(SENTENCES.map(paragraph));
        body.push(heading(2, "（二）", "以赛促教"));
        body.push(heading(3, "1.", "青年教师教学基本功竞赛"));
        body.extend(SENTENCES.map(paragraph));
        body.push(heading(4, "（1）", "选拔"));
        body.extend(SENTENCES.map(paragraph));
    }
    paper(body)
}

/// A paper without headings, so that nothing but the text decides where a page ends.
pub(crate) fn plain_paper() -> Document {
    paper(SENTENCES.iter().cycle().take(40).map(|text| paragraph(text)).collect())
}

// ---- page ----------------------------------------------------------------------------------------------------------

/// 5.2.1, 5.2.3: 22 lines from 37 mm to 262 mm.
#[test]
fn a_full_page_has_22_lines_that_fill_the_type_area() {
    let sheets = print(&plain_paper());
    assert!(sheets.len() > 4);
    for sheet in &sheets[1..sheets.len() - 2] {
        assert_eq!(sheet.lines.len(), 22);
        assert!(near(sheet.lines[0].top(), TOP, 0.05), "top {}", sheet.lines[0].top());
        assert!(near(sheet.lines[21].bottom(), TOP + HEIGHT, 0.1), "bottom {}", sheet.lines[21].bottom());
    }
}

/// The same on a page with headings, title and signature: every line stands on one of the 22 places.
#[test]
fn every_line_keeps_to_the_grid() {
    for sheet in print(&long_paper()) {
        for line in sheet.lines.iter().filter(|line| near(line.size_in_points(), 15.79, 0.1)) {
            let place = (line.top() - TOP) / HANG;
            assert!(near(place, place.round(), 0.02), "{place} {}", line.text());
        }
    }
}

/// 5.2.3: 28 characters fill a line, neither pressed nor stretched.
#[test]
fn a_line_of_characters_has_28_of_them() {
    let text = "工会".repeat(200);
    let sheets = print(&paper(vec![paragraph(&text)]));
    let full: Vec<&Line> =
        sheets[0].lines.iter().filter(|line| line.glyphs.len() > 20 && near(line.left(), LEFT, 0.1)).collect();
    assert!(full.len() > 5);
    for line in &full[..full.len() - 1] {
        assert_eq!(line.glyphs.len(), 28, "{}", line.text());
        assert!(near(line.right() - line.left(), WIDTH, 0.05));
        for pair in line.glyphs.windows(2) {
            assert!(near(pair[1].x - pair[0].x, ZI, 0.005), "{}", line.text());
        }
    }
}

/// 7.3.3: the first line of a paragraph stands two characters in.
#[test]
fn a_paragraph_begins_two_characters_in() {
    let sheets = print(&plain_paper());
    let first = sheets[0].lines.iter().find(|line| line.text().starts_with("学校工会")).expect("the first sentence");
    assert!(near(first.left(), LEFT + 2.0 * ZI, 0.05), "{}", first.left());
}

/// 7.3.1, 7.3.2: title 2号, centred; one blank line; addressee flush left with its colon.
#[test]
fn title_and_addressee_stand_where_the_standard_puts_them() {
    let sheets = print(&plain_paper());
    let [first, second, addressee] = &sheets[0].lines[..3] else { panic!("three lines") };
    for line in [first, second] {
        assert!(near(line.size_in_points(), 22.0, 0.1));
        assert!(near((line.left() + line.right()) / 2.0, LEFT + WIDTH / 2.0, 0.2), "{}", line.text());
    }
    assert!(near(first.top(), TOP, 0.05));
    assert_eq!(addressee.text(), "市教育工会、校党委：");
    assert!(near(addressee.left(), LEFT, 0.05));
    assert!(near((addressee.top() - TOP) / HANG, 3.0, 0.02), "one blank line under two title lines");
}

/// 7.5: — 1 —, 4号, one character from the outer edge, 7 mm under the type area.
#[test]
fn page_numbers_stand_outside_right_and_left() {
    for (at, sheet) in print(&plain_paper()).iter().enumerate() {
        let number = &sheet.number;
        let text: String = number.text().split_whitespace().collect();
        assert_eq!(text, format!("—{}—", at + 1));
        assert!(near(number.size_in_points(), 14.0, 0.1));
        let one = 14.0 * 25.4 / 72.0;
        if at % 2 == 0 {
            assert!(near(LEFT + WIDTH - number.right(), one, 0.1), "right {}", number.right());
        } else {
            assert!(near(number.left() - LEFT, one, 0.1), "left {}", number.left());
        }
        // The ink of a dash lies about 0.38 em over the baseline.
        assert!(near(number.baseline - 0.38 * one, TOP + HEIGHT + 7.0, 0.6), "{}", number.baseline);
    }
}

// ---- text ----------------------------------------------------------------------------------------------------------

/// 7.3.3: headings two characters in, in their own faces, none alone at the foot of a page.
#[test]
fn headings_have_their_faces_and_never_end_a_page() {
    let is_heading = |text: &str| {
        ["一、", "二、", "三、", "四、", "（一）", "（二）", "1.", "（1）"].iter().any(|n| text.starts_with(n))
    };
    let mut seen = 0;
    // Shifted line by line, so that every heading comes to the foot of a page once.
    for extra in 0..22 {
        let mut document = long_paper();
        for _ in 0..extra {
            document.body.insert(0, paragraph("补充一行。"));
        }
        for sheet in print(&document) {
            for line in sheet.lines.iter().filter(|line| is_heading(&line.text())) {
                seen += 1;
                assert!(near(line.left(), LEFT + 2.0 * ZI, ZI / 2.0 + 0.1), "{}", line.text());
                let bold = line.text().contains('、') && !line.text().starts_with('（');
                assert_eq!(line.face().ends_with("Bold"), bold, "{} in {}", line.text(), line.face());
            }
            let last = sheet.lines.last().expect("no page is empty").text();
            assert!(!is_heading(&last), "{last}");
        }
    }
    assert!(seen > 22 * 16);
}

/// GB/T 15835: a figure and its unit are read as one; GB/T 15834 5.1: what may not begin or end a line.
#[test]
fn no_line_breaks_a_figure_from_its_unit_or_misplaces_a_mark() {
    let mut seen = 0;
    for shift in 0..28 {
        let body = SENTENCES.iter().map(|text| paragraph(&format!("{}{text}", "工".repeat(shift)))).collect();
        let sheets = print(&paper(body));
        let lines: Vec<&Line> = sheets.iter().flat_map(|sheet| &sheet.lines).collect();
        for pair in lines.windows(2) {
            let (above, below) = (pair[0].text(), pair[1].text());
            // Only where the text runs on.
            if near(pair[1].left(), LEFT, 0.1) && pair[0].right() > LEFT + WIDTH - ZI {
                seen += 1;
                let (end, start) = (above.chars().last().unwrap_or(' '), below.chars().next().unwrap_or(' '));
                assert!(!end.is_ascii_digit(), "{above}|{below}");
                assert!(!(start.is_ascii_digit() && end == '第'), "{above}|{below}");
                assert!(!"，。、；：？！）》”’％%～·".contains(start), "{above}|{below}");
                assert!(!"（《“‘".contains(end), "{above}|{below}");
                assert!(!["人|次", "万|元"].contains(&format!("{end}|{start}").as_str()), "{above}|{below}");
            }
        }
    }
    assert!(seen > 300, "{seen}");
}

/// The word joiners that glue figures leave no glyph, so that no reader copies them.
#[test]
fn the_glue_is_not_in_the_text() {
    let sheets = print(&plain_paper());
    let all: String = sheets.iter().flat_map(|sheet| &sheet.lines).map(Line::text).collect();
    assert!(all.contains("发放慰问金11.5万元"));
    assert!(!all.contains('\u{2060}'));
}

/// Running text is stretched to the type area where a figure goes whole to the next line, but never so that the line
/// falls apart: by less than a quarter of a character between two characters, and hardly at all on the average.
#[test]
fn no_line_is_stretched_badly() {
    let mut gaps: Vec<f64> = Vec::new();
    for shift in 0..28 {
        let body = SENTENCES.iter().map(|text| paragraph(&format!("{}{text}", "工".repeat(shift)))).collect();
        let sheets = print(&paper(body));
        gaps.extend(sheets.iter().flat_map(|sheet| &sheet.lines).filter(|line| is_full(line)).filter_map(stretch));
    }
    assert!(gaps.len() > 400, "{}", gaps.len());
    let worst = gaps.iter().copied().fold(0.0, f64::max);
    let mean = gaps.iter().sum::<f64>() / gaps.len() as f64;
    assert!(worst < 0.25, "{worst}");
    assert!(mean < 0.03, "{mean}");
    // Readers of the file take a tenth of a character for a space between words.
    let wide = gaps.iter().filter(|gap| **gap > 0.1).count();
    assert!(wide * 40 < gaps.len(), "{wide} of {}", gaps.len());
}

fn is_full(line: &Line) -> bool {
    line.right() > LEFT + WIDTH - ZI && near(line.size_in_points(), 15.79, 0.1)
}

/// By how much of a character the characters of a line are set apart.
fn stretch(line: &Line) -> Option<f64> {
    let han = |glyph: &Glyph| glyph.text.chars().all(|c| ('\u{4e00}'..'\u{9fff}').contains(&c));
    let pairs = line.glyphs.windows(2).filter(|pair| han(&pair[0]) && han(&pair[1]));
    pairs.map(|pair| (pair[1].x - pair[0].x) / ZI - 1.0).max_by(f64::total_cmp)
}

/// A paper may lack everything but a title.
#[test]
fn a_bare_paper_prints() {
    let mut document = paper(Vec::new());
    document.recipients = None;
    print(&document);
    document.signature = None;
    print(&document);
    document.attachments = vec!["名单".into()];
    print(&document);
    document.body = vec![heading(1, "一、", "只有标题")];
    print(&document);
}

/// Text is data: nothing in it is Typst syntax.
#[test]
fn hostile_text_is_printed_as_it_is() {
    let text = "#panic() $x$ */ [ \\ `raw` <a> @b // c _d_ *e* \"f\" #{ let 1 }";
    let sheets = print(&paper(vec![paragraph(text), heading(1, "一、", text)]));
    let all: String = sheets.iter().flat_map(|sheet| &sheet.lines).map(Line::text).collect();
    assert_eq!(all.replace(' ', "").matches(&text.replace(' ', "")).count(), 2, "{all}");
}

// ---- file ----------------------------------------------------------------------------------------------------------

/// The same document gives the same file: twice on one press, on another press, and on one thread or two.
#[test]
fn two_prints_are_the_same_bytes() {
    let document = long_paper();
    let press = press();
    let export = |press: &Press| press.print(&document).expect("it prints").export().expect("it exports");
    let first = export(&press);
    assert!(first.starts_with(b"%PDF-1.7"));
    assert_eq!(first, export(&press));
    assert_eq!(first, export(&self::press()));
    let pool = pool_of_one().expect("a pool");
    assert_eq!(first, pool.install(|| export(&press)));
    let both = std::thread::scope(|scope| {
        let prints = [(); 2].map(|()| scope.spawn(|| pool_of_one().expect("a pool").install(|| export(&press))));
        prints.map(|print| print.join().expect("no panic"))
    });
    assert!(both.iter().all(|bytes| *bytes == first));
}

/// A fault in a layout is shown at its place in the layout file.
#[test]
fn a_broken_layout_is_a_diagnostic_with_its_place() {
    let text = "#let paper = json(\"document.json\")\n#paper.titel\n";
    let layout = Source::new("layouts/自定.typ", text);
    let press = Press::new([&layout], Fonts::built_in());
    let paper = Document { layout: "自定".to_owned(), ..plain_paper() };
    let problems = press.print(&paper).err().expect("the field does not exist");
    let place = problems.sorted()[0].place.clone();
    let (source, origin) = place.expect("a place");
    assert_eq!(source.name(), "layouts/自定.typ");
    assert_eq!(source.position(origin.range().start).0, 2);
}
