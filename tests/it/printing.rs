//! PDFs beside their pages: what they conform to, what they say of themselves, which files they hold.

use std::fs;
use std::path::Path;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, String as PdfString};
use niandu::publish::pdf::read::{self, Held};
use niandu::publish::pdf::{Attachment, Standard, pool_of_one};
use typst::layout::{Frame, FrameItem, Point};

use niandu::document::Block;
use niandu::document::exhibit::{Chart, Exhibit};
use niandu::publish::pdf::fonts::{Role, needs};

use crate::office::{self, folder, niandu, said};

const SCHOOL: &str = "\
年度: 2025
单位:
  编号: xingqiao
  名称: {署名: 星桥县实验小学工会委员会, 标题用名: 星桥县实验小学工会}
文件:
  year-end-summary: {日期: 2025-12-26}
工作领域:
  - {编号: huodong, 标题: 丰富文体活动}
活动:
  - {领域: huodong, 时间: 4月, 名称: 教职工乒乓球比赛, 参加: 16人}
";

const RELIEF: &str = "\
慰问:
  - {领域: huodong, 时间: 春节前, 对象: 困难教职工周宁, 人数: 1人, 金额: 1000元}
";

/// Renders with the built-in face; the bytes of the one PDF.
fn pdf(folder: &Path, more: &[&str]) -> Vec<u8> {
    let call = [&["render", "2025.yaml", "-f", "pdf", "--builtin-fonts", "--name", "paper"], more].concat();
    let output = niandu(folder, &call);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    fs::read(folder.join("out/paper.pdf")).expect("the PDF")
}

fn held(bytes: &[u8]) -> Held {
    read::held(bytes).expect("a PDF")
}

#[test]
fn every_standard_is_written_and_says_its_title() {
    let paper = office::make(SCHOOL).paper();
    pool_of_one().expect("one thread").install(|| {
        let sheets = office::workshop().press.print(&paper).expect("it prints");
        for name in Standard::names().chain([Standard::USUAL, Standard::WITH_FILES, "2u+ua1"]) {
            let standard = Standard::named(name).expect(name);
            let bytes = sheets.export_as(&standard).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
            assert_eq!(held(&bytes).title.as_deref(), Some("星桥县实验小学工会2025年工作总结"), "{name}");
        }
    });
}

#[test]
fn a_reader_program_is_told_title_language_and_headings() {
    let paper = office::make(SCHOOL).paper();
    let bytes = pool_of_one()
        .expect("one thread")
        .install(|| office::workshop().press.print(&paper).and_then(|sheets| sheets.export()).expect("it prints"));
    let pdf = Pdf::new(bytes).expect("a PDF");
    let root: Dict<'_> = pdf.xref().get(pdf.xref().root_id()).expect("a root");
    assert_eq!(root.get::<PdfString<'_>>("Lang").expect("a language").as_bytes(), b"zh-CN");
    let viewer: Dict<'_> = root.get("ViewerPreferences").expect("preferences");
    assert_eq!(viewer.get::<bool>("DisplayDocTitle"), Some(true));
    let first: Dict<'_> = root.get::<Dict<'_>>("Outlines").and_then(|list| list.get("First")).expect("a bookmark");
    let title: PdfString<'_> = first.get("Title").expect("its title");
    let units: Vec<u16> = "\u{feff}一、丰富文体活动".encode_utf16().collect();
    assert_eq!(title.as_bytes(), units.iter().flat_map(|unit| unit.to_be_bytes()).collect::<Vec<u8>>());
    let metadata = pdf.metadata();
    assert!(metadata.author.is_some() && metadata.keywords.is_some() && metadata.creation_date.is_some());
}

#[test]
fn the_facts_go_inside_with_all_that_they_include() {
    let main = format!("包含: [分表/慰问.yaml]\n{SCHOOL}");
    let draft = "## 丰富文体活动\n\n工会组织了教职工乒乓球比赛。\n";
    let files = [("2025.yaml", main.as_str()), ("分表/慰问.yaml", RELIEF), ("2025.md", draft)];
    let folder = folder(&files);
    let bytes = pdf(folder.path(), &["--embed-facts"]);
    let inside = held(&bytes);
    let names: Vec<&str> = inside.files.iter().map(|file| file.name.as_str()).collect();
    assert!(
        names.contains(&"2025.yaml") && names.contains(&"分表/慰问.yaml") && names.contains(&"2025.md"),
        "{names:?}"
    );
    for file in &inside.files {
        assert_eq!(file.bytes, fs::read(folder.path().join(&file.name)).expect("the file"), "{}", file.name);
    }
    assert_eq!(bytes, pdf(folder.path(), &["--embed-facts"]), "the same facts, the same bytes");
    assert_eq!(held(&pdf(folder.path(), &[])).files, [], "only where they are asked for");
}

/// The runs of a page with their places.
fn gather(frame: &Frame, origin: Point, runs: &mut Vec<(Point, String)>) {
    for (at, item) in frame.items() {
        match item {
            FrameItem::Group(group) => gather(&group.frame, origin + *at, runs),
            FrameItem::Text(run) => runs.push((origin + *at, run.text.to_string())),
            _ => {}
        }
    }
}

#[test]
fn files_inside_move_nothing_on_the_pages() {
    let paper = office::make(&office::samples()[0]).paper();
    pool_of_one().expect("one thread").install(|| {
        let press = &office::workshop().press;
        let file = Attachment::new("2025.yaml", "年度: 2025\n", "事实文件");
        let (bare, full) = (press.print(&paper).expect("prints"), press.print_with(&paper, &[file]).expect("prints"));
        let frames = |sheets: &niandu::publish::pdf::Sheets<'_>| {
            let mut runs = Vec::new();
            sheets.pages().iter().for_each(|page| gather(&page.frame, Point::zero(), &mut runs));
            runs
        };
        assert!(bare.page_count() > 3 && bare.page_count() == full.page_count());
        assert_eq!(frames(&bare), frames(&full));
    });
}

#[test]
fn a_paper_for_the_public_takes_no_facts_along() {
    let facts = SCHOOL.replace("year-end-summary", "brief-public") + RELIEF;
    let folder = folder(&[("2025.yaml", &facts)]);
    let call = ["render", "2025.yaml", "-f", "pdf", "--builtin-fonts", "-k", "brief-public", "--embed-facts"];
    let output = niandu(folder.path(), &call);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("E260") && !said(&output).contains("W260"), "{}", said(&output));
    assert!(said(&output).contains("1 个文件中有 1 个没有写出"), "{}", said(&output));
    assert!(!folder.path().join("out").exists());

    // Beside others it alone is kept back.
    let both = SCHOOL.replace("year-end-summary:", "brief-public: {日期: 2025-12-26}\n  year-end-summary:") + RELIEF;
    fs::write(folder.path().join("2025.yaml"), both).expect("a file");
    let call = ["render", "2025.yaml", "-f", "pdf,md", "--builtin-fonts", "-k", "all", "--embed-facts", "-o", "out"];
    let output = niandu(folder.path(), &call);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    for words in ["E260", "W260", "1 个文件中有 1 个没有写全"] {
        assert!(said(&output).contains(words), "{words} in {}", said(&output));
    }
    let written = office::names(&folder.path().join("out"));
    assert!(written.iter().any(|name| name.ends_with("工作总结.pdf")), "{written:?}");
    assert!(!written.iter().any(|name| name.contains("公开版")), "{written:?}");
}

#[test]
fn names_that_go_along_are_said() {
    let facts = format!("{SCHOOL}{RELIEF}");
    let folder = folder(&[("2025.yaml", &facts)]);
    let call = ["render", "2025.yaml", "-f", "pdf", "--builtin-fonts", "--embed-facts"];
    let output = niandu(folder.path(), &call);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("W260") && said(&output).contains("周宁"), "{}", said(&output));
    let without = niandu(folder.path(), &call[..5]);
    assert!(!said(&without).contains("W260"), "{}", said(&without));
    // An answer holds, and is none too many where nothing goes along.
    let answered = facts.replace("1000元}", "1000元, 核实: [W260: 只存档]}");
    fs::write(folder.path().join("2025.yaml"), answered).expect("a file");
    for call in [&call[..], &call[..5]] {
        let output = niandu(folder.path(), call);
        assert_eq!(output.status.code(), Some(0));
        assert!(!said(&output).contains("[W"), "{}", said(&output));
    }
}

#[test]
fn a_layout_that_drops_the_facts_is_told() {
    let own = "#let paper = json(\"document.json\")\n\
               #set document(title: paper.title, date: datetime(year: 2025, month: 1, day: 1))\n\
               #set text(lang: \"zh\", font: \"role-fang\")\n";
    let (drops, shows) = (format!("{own}#show: it => [= 标题]\n"), format!("{own}#show: it => [= 标题 #it]\n"));
    for (layout, code) in [(drops, Some(1)), (shows, Some(0))] {
        let folder = folder(&[("2025.yaml", SCHOOL), ("own/layouts/plain.typ", &layout)]);
        let call = ["render", "2025.yaml", "-f", "pdf", "--builtin-fonts", "--templates", "own", "--embed-facts"];
        let output = niandu(folder.path(), &call);
        assert_eq!(output.status.code(), code, "{}", said(&output));
        assert_eq!(said(&output).contains("E261"), code == Some(1), "{}", said(&output));
    }
}

#[test]
fn options_that_do_not_go_together_are_a_wrong_call() {
    let folder = folder(&[("2025.yaml", SCHOOL)]);
    let calls: [(&[&str], &str); 5] = [
        (&["--pdf-standard", "5x"], "2a"),
        (&["--pdf-standard", "4+ua1"], "ua1"),
        (&["--pdf-standard", "2a", "--embed-facts"], "3a+ua1"),
        (&["-f", "md", "--embed-facts"], "--embed-facts"),
        (&["-f", "md", "--pdf-standard", "2a"], "--pdf-standard"),
    ];
    for (more, told) in calls {
        let output = niandu(folder.path(), &[&["render", "2025.yaml"], more].concat());
        assert_eq!(output.status.code(), Some(2), "{more:?}");
        assert!(said(&output).contains(told), "{}", said(&output));
    }
}

#[test]
fn what_is_no_sound_pdf_is_read_without_harm() {
    let folder = folder(&[("2025.yaml", SCHOOL)]);
    let bytes = pdf(folder.path(), &["--embed-facts"]);
    assert_eq!(read::held(b""), None);
    assert_eq!(read::held(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"), None);
    for end in (0..bytes.len()).step_by(1 + bytes.len() / 40) {
        let _ = read::held(&bytes[..end]);
        let mut broken = bytes.clone();
        broken[end] ^= 0x55;
        let _ = read::held(&broken);
    }
}

#[test]
fn the_faces_of_all_roles_are_shown() {
    let folder = folder(&[("2025.yaml", SCHOOL)]);
    let output = niandu(folder.path(), &["fonts", "2025.yaml", "--builtin-fonts"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let told = String::from_utf8(output.stdout).expect("UTF-8");
    for class in ["小标宋", "仿宋", "黑体", "楷体", "宋体"] {
        assert!(
            told.lines().any(|line| line.trim_start().starts_with(class) && line.contains("LXGW WenKai")),
            "{told}"
        );
    }
    assert!(told.contains("各字体都有"), "{told}");
}

#[test]
fn a_character_in_no_font_is_told_with_its_place() {
    let facts = SCHOOL.replace("乒乓球比赛", "乒乓球\u{1f600}比赛");
    let folder = folder(&[("2025.yaml", &facts)]);
    let output = niandu(folder.path(), &["fonts", "2025.yaml", "--builtin-fonts"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(told.contains("U+1F600") && told.contains("2025.yaml:10"), "{told}");
    let json = niandu(folder.path(), &["fonts", "2025.yaml", "--builtin-fonts", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(json["roles"].as_array().map(Vec::len), Some(5));
    let lack = &json["lacks"][0];
    assert_eq!((lack["code"].as_str(), lack["line"].as_u64()), (Some("U+1F600"), Some(10)));
    assert!(lack["printed_in"].is_null() && lack["role"] == "role-fang", "{lack}");
}

#[test]
fn facts_that_make_no_paper_are_told() {
    let folder = folder(&[("2025.yaml", &SCHOOL.replace("4月", "13月"))]);
    let output = niandu(folder.path(), &["fonts", "2025.yaml", "--builtin-fonts"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!String::from_utf8_lossy(&output.stdout).contains("各字体都有"));
    assert!(said(&output).contains("E0"), "{}", said(&output));
}

#[test]
fn a_rare_character_is_asked_for_in_every_role_that_it_is_set_in() {
    // One text stands in two roles, as the name of a body does that is the mark over the paper and its signature.
    let facts =
        std::fs::read_to_string(office::root().join("tests/cases/documents/exhibits/facts.yaml")).expect("facts");
    let facts = facts.replace("      - 照片\n", "");
    let mut paper = office::make(&facts).paper();
    let name = "青禾县㐂镇小学工会委员会";
    paper.title = name.to_owned();
    let signature = paper.signature.as_mut().expect("a signature");
    signature.issuers = vec![name.to_owned()];
    let (mut captions, mut heads) = (Vec::new(), Vec::new());
    for block in &mut paper.body {
        let Block::Exhibit(Exhibit::Table(table) | Exhibit::Chart(Chart { table, .. })) = block else { continue };
        captions.push(table.caption.clone());
        heads.extend(table.head.clone());
    }
    assert!(!captions.is_empty() && !heads.is_empty());
    let found = needs::texts(&paper);
    let asked = |role: Role, text: &str| found.iter().any(|(own, words)| *own == role && *words == text);
    assert!(asked(Role::Biaosong, &paper.title) && asked(Role::Fang, &paper.title), "the title and the signature");
    assert!(captions.iter().chain(&heads).all(|text| asked(Role::Hei, text)));
    let lost: Vec<&str> = paper.texts().into_iter().filter(|text| !found.iter().any(|(_, own)| own == text)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}
