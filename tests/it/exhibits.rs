//! Charts, tables and photos in papers: where they stand, that their figures are the sums of the facts, and photos that
//! cannot be printed.

use std::fs;
use std::path::Path;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Object, String as PdfString};
use niandu::diagnostic::Diagnostics;
use niandu::document::exhibit::{Chart, Exhibit, Shape};
use niandu::document::{Block, Document};
use niandu::facts::picture::{Format, Picture, Unusable};
use niandu::report;
use rust_decimal::Decimal;
use tempfile::TempDir;

use crate::office::{self, niandu, said};
use crate::samples;

fn facts(exhibits: &str, more: &str) -> String {
    format!(
        "年度: 2025\n单位:\n  编号: xingqiao\n  名称: {{署名: 星桥县实验小学工会委员会, 标题用名: 星桥县实验小学工会}}\n\
         文件:\n  year-end-summary: {{日期: 2025-12-26, 图表: {exhibits}}}\n\
         工作领域:\n  - {{编号: huodong, 标题: 丰富文体活动, 条目: [{{编号: qiu, 标题: 办好球类比赛}}]}}\n  - {{编号: guanai, 标题: 关爱教职工}}\n\
         慰问:\n  - {{编号: kunnan, 领域: guanai, 时间: 春节前, 对象: 困难教职工, 人数: 3人, 金额: 3000元}}\n\
         经费:\n  收入: [{{科目: 会费, 金额: 1.68万元}}, {{科目: 拨缴经费, 金额: 62500元}}, {{科目: 补助, 金额: 约5000元}}]\n  \
         支出: [{{科目: 活动, 金额: 1234.56元}}, {{科目: 慰问, 金额: 3000元}}, {{科目: 活动, 金额: 0.44元}}]\n\
         活动:\n  - {{编号: pingpang, 领域: huodong, 条目: qiu, 时间: 2025-04-18, 名称: 教职工乒乓球比赛, 参加: 16人{more}}}\n  \
         - {{编号: chunyou, 领域: huodong, 时间: 4月, 名称: 春游, 参加: 40人}}\n  \
         - {{编号: shetuan, 领域: huodong, 时间: 全年, 名称: 合唱社活动, 参加: 20人}}\n"
    )
}

fn charts(document: &Document) -> Vec<&Chart> {
    let chart = |block: &'_ Block| matches!(block, Block::Exhibit(Exhibit::Chart(_)));
    let found = document.body.iter().filter(|block| chart(block));
    found
        .filter_map(|block| match block {
            Block::Exhibit(Exhibit::Chart(chart)) => Some(chart),
            _ => None,
        })
        .collect()
}

#[test]
fn activities_are_counted_by_month_and_what_has_no_month_stands_beside() {
    let paper = office::make(&facts("[活动按月]", "")).paper();
    let [chart] = charts(&paper)[..] else { panic!("one chart") };
    assert_eq!(chart.table.caption, "图1\u{3000}2025年各月活动次数");
    let drawn: Decimal = chart.series.iter().flat_map(|series| &series.values).flatten().sum();
    assert_eq!(drawn, Decimal::TWO);
    assert_eq!(chart.table.head.last().map(String::as_str), Some("合计"));
    let row: Vec<&str> = chart.table.rows[0].iter().map(|cell| cell.as_str()).collect();
    assert_eq!(row, ["活动（次）", "0", "0", "0", "2", "0", "0", "0", "0", "0", "0", "0", "0", "1", "3"]);
    assert_eq!(
        chart.alt,
        "柱形图：2025年各月活动次数。最多的是4月，2次，最少的是1月、2月、3月等11个月份，0次，合计3次。"
    );
    // At the end of the area that has them, before the next heading.
    let at = paper.body.iter().position(|block| matches!(block, Block::Exhibit(_))).expect("the chart");
    let next = paper.body.get(at + 1);
    assert!(matches!(next, Some(Block::Heading { text, .. }) if **text == *"关爱教职工"), "{next:?}");
}

#[test]
fn figures_of_money_are_exact_sums_and_what_is_about_right_is_not_drawn() {
    let paper = office::make(&facts("[收支]", "")).paper();
    let [income, expense] = charts(&paper)[..] else { panic!("two charts") };
    assert_eq!(income.unit, "万元");
    let cells = |chart: &Chart| -> Vec<Vec<String>> {
        chart.table.rows.iter().map(|row| row.iter().map(|cell| cell.to_string()).collect()).collect()
    };
    assert_eq!(
        cells(income),
        [["会费", "1.68"], ["拨缴经费", "6.25"], ["补助", "约5000元"], ["合计", "约8.43万元"]]
            .map(|row| row.map(str::to_owned).to_vec())
    );
    assert_eq!(income.series[0].values[2], None);
    assert!(income.alt.ends_with("有1个数没有确数，没有画出。"), "{}", income.alt);
    assert_eq!(expense.unit, "元");
    assert_eq!(
        cells(expense),
        [["活动", "1235"], ["慰问", "3000"], ["合计", "4235"]].map(|row| row.map(str::to_owned).to_vec())
    );
    assert_eq!(
        (income.table.caption.as_str(), expense.table.caption.as_str()),
        ("图1\u{3000}2025年经费收入", "图2\u{3000}2025年经费支出")
    );
}

#[test]
fn a_table_alone_is_numbered_by_itself_and_stands_where_it_is_asked_for() {
    let text = facts("[{是: 收入, 只要: 表, 位置: qiu, 标题: 收入一览}, 活动按月]", "");
    let paper = office::make(&text).paper();
    let shown: Vec<&str> = paper
        .body
        .iter()
        .filter_map(|block| match block {
            Block::Exhibit(Exhibit::Table(table)) => Some(table.caption.as_str()),
            Block::Exhibit(Exhibit::Chart(chart)) => Some(chart.table.caption.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(shown, ["表1\u{3000}收入一览", "图1\u{3000}2025年各月活动次数"]);
}

/// A PNG of one grey pixel row by row, and a JPEG header that states a size and a turn.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |name: &[u8; 4], data: &[u8]| {
        bytes.extend(u32::try_from(data.len()).expect("short").to_be_bytes());
        bytes.extend(name);
        bytes.extend(data);
        bytes.extend([0; 4]);
    };
    chunk(b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat());
    chunk(b"IEND", &[]);
    bytes
}

fn jpeg(orientation: u8) -> Vec<u8> {
    jpeg_of(orientation, 1)
}

fn jpeg_of(orientation: u8, components: u8) -> Vec<u8> {
    let exif =
        [b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[orientation, 0, 0, 0, 0, 0, 0]]
            .concat();
    let length = |data: &[u8]| u16::try_from(data.len() + 2).expect("short").to_be_bytes();
    let mut frame = vec![8, 0, 30, 0, 40, components];
    (1..=components).for_each(|component| frame.extend([component, 0x11, 0]));
    [
        b"\xff\xd8\xff\xe1".as_slice(),
        &length(&exif),
        &exif,
        b"\xff\xc0",
        &length(&frame),
        &frame,
        b"\xff\xda\0\x08\x01\x01\0\0\x3f\0\0\xff\xd9",
    ]
    .concat()
}

#[test]
fn a_picture_is_known_by_its_content_and_a_half_one_is_none() {
    let read = |bytes: &[u8]| Picture::read(bytes.to_vec());
    let size = |bytes: &[u8]| read(bytes).map(|picture| (picture.format, picture.size, picture.orientation));
    assert_eq!(size(&png(40, 30)), Ok((Format::Png, (40, 30), 1)));
    assert_eq!(size(&jpeg(1)), Ok((Format::Jpeg, (40, 30), 1)));
    assert_eq!(size(&jpeg(6)), Ok((Format::Jpeg, (30, 40), 6)));
    assert_eq!(size(&jpeg(9)), Ok((Format::Jpeg, (40, 30), 1)));
    assert_eq!(size(&jpeg_of(1, 3)), Ok((Format::Jpeg, (40, 30), 1)));
    assert_eq!(read(&jpeg_of(1, 4)), Err(Unusable::Inks));
    assert_eq!(read(&png(20_000, 20_000)), Err(Unusable::Large));
    for whole in [png(40, 30), jpeg(6)] {
        for end in 0..whole.len() {
            assert_eq!(read(&whole[..end]), Err(Unusable::Foreign), "{end} of {}", whole.len());
        }
    }
}

/// A folder with facts that ask for their photo, and the photo.
fn folder(name: &str, photo: Option<&[u8]>) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let record = format!(", 照片: {{文件: {name}, 说明: 比赛现场}}");
    fs::write(folder.path().join("2025.yaml"), facts("[照片]", &record)).expect("facts");
    if let Some(bytes) = photo {
        fs::write(folder.path().join(name), bytes).expect("a photo");
    }
    folder
}

fn render(folder: &Path) -> (Option<i32>, String) {
    let output = niandu(folder, &["render", "2025.yaml", "--builtin-fonts", "-f", "md", "-o", "out"]);
    (output.status.code(), said(&output))
}

#[test]
fn what_is_wrong_with_a_photo_is_said_at_its_line_and_nothing_is_written() {
    let large = vec![0xff; 20 * 1024 * 1024 + 1];
    let inks = jpeg_of(1, 4);
    let cases: [(&str, Option<&[u8]>, &str); 5] = [
        ("没有.jpg", None, "错误[E240]: 没有“没有.jpg”这个图片文件"),
        ("坏.jpg", Some(b"ftypheic"), "错误[E241]: “坏.jpg”不是完整的 JPEG 或 PNG 图片"),
        ("四色.jpg", Some(&inks), "错误[E241]: “四色.jpg”是印刷用的四色（CMYK）图片"),
        ("大.jpg", Some(&large), "错误[E242]: “大.jpg”太大"),
        ("../外.jpg", None, "错误[E243]: “../外.jpg”不在事实文件的文件夹里"),
    ];
    for (name, photo, wanted) in cases {
        let folder = folder(name, photo);
        let (code, said) = render(folder.path());
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains(wanted) && said.contains("2025.yaml:16:"), "{wanted} in {said}");
        assert!(!folder.path().join("out").exists());
    }
}

#[test]
fn a_photo_stands_at_the_end_of_the_item_of_its_record() {
    let folder = folder("球.png", Some(&png(40, 30)));
    let (code, said) = render(folder.path());
    assert_eq!(code, Some(0), "{said}");
    let paper = fs::read_to_string(folder.path().join("out/星桥县实验小学工会2025年工作总结.md")).expect("the paper");
    let at = |words: &str| paper.find(words).unwrap_or_else(|| panic!("{words} in {paper}"));
    assert!(at("乒乓球") < at("![比赛现场](<../球.png>)\n\n比赛现场\n") && at("![比赛") < at("关爱教职工"), "{paper}");
}

/// The way to a photo starts where the paper is written, not where the facts are.
#[test]
fn a_link_to_a_photo_leads_there_from_the_folder_of_the_paper() {
    let link = |out: &str| {
        let folder = folder("球.png", Some(&png(40, 30)));
        let output = niandu(folder.path(), &["render", "2025.yaml", "--builtin-fonts", "-f", "md", "-o", out]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let name = "星桥县实验小学工会2025年工作总结.md";
        let place = folder.path().join(out);
        let paper = fs::read_to_string(place.join(name)).expect("the paper");
        let (_, rest) = paper.split_once("](<").expect("a link");
        let (link, _) = rest.split_once(">)").expect("its end");
        assert!(place.join(link).is_file(), "{link} from {out}");
        link.to_owned()
    };
    assert_eq!(["out", ".", "甲/乙", "./out/"].map(link), ["../球.png", "球.png", "../../球.png", "../球.png"]);
}

/// A layout of the office's own that marks the page says so, too; the warning is at the paper's line.
#[test]
fn a_signature_with_a_page_to_itself_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("own/layouts")).expect("a folder");
    let layout = "#import \"parts/gongwen.typ\": *\n#let paper = json(\"document.json\")\n#show: sheet.with(paper)\n\
                  #first-title(paper)\n#running-text(paper)\n#metadata(none)<signature-alone>\n";
    fs::write(folder.path().join("own/layouts/本校.typ"), layout).expect("a layout");
    fs::write(folder.path().join("2025.yaml"), facts("[]", "")).expect("facts");
    let call = ["render", "2025.yaml", "-f", "pdf", "--builtin-fonts", "--templates", "own", "--layout", "本校"];
    let output = niandu(folder.path(), &call);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("[W243]") && said.contains("2025.yaml:6:"), "{said}");
}

/// The paper of this kind of a sample.
fn paper_of(name: &str, kind: &str) -> Document {
    let sample = samples::all().into_iter().find(|sample| sample.name == name).expect(name);
    let mut problems = Diagnostics::new();
    let templates = &office::workshop().templates;
    let (mut drafts, _) = report::drafts(&sample.dossier, &[kind.to_owned()], None, templates, &mut problems);
    assert!(!problems.has_errors(), "{:?}", problems.sorted());
    drafts.remove(0).document
}

/// The numbers behind these words in the lines of a sample that have both.
fn stated(file: &str, list: &str, words: &str) -> Vec<Decimal> {
    let text = fs::read_to_string(office::root().join("sample-data").join(file)).expect("a sample");
    let lines = text.lines().skip_while(|line| *line != list).skip(1).take_while(|line| line.starts_with(' '));
    let number = |line: &str| {
        let (_, rest) = line.split_once(words)?;
        rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect::<String>().parse().ok()
    };
    lines.filter_map(number).collect()
}

#[test]
fn a_change_over_the_years_is_the_sum_of_each_file() {
    let paper = paper_of("qinghe-no1-primary/2025", "year-end-summary");
    let change = charts(&paper).into_iter().find(|chart| chart.shape == Shape::Line).expect("a line");
    let sums = ["2023", "2024", "2025"].map(|year| {
        let amounts = stated(&format!("qinghe-no1-primary/{year}.yaml"), "慰问:", "金额: ");
        assert!(amounts.len() > 5, "{amounts:?}");
        Some(amounts.into_iter().sum::<Decimal>() / Decimal::from(10_000))
    });
    assert_eq!(change.series[0].values, sums);
    assert_eq!(change.labels, ["2023年", "2024年", "2025年"]);
    assert_eq!(change.unit, "万元");
}

#[test]
fn a_change_is_named_in_chinese_whichever_keys_the_facts_have() {
    let path = office::root().join("tests/cases/documents/exhibits");
    let read = |name: &str, from: &str, to: &str| {
        let text = fs::read_to_string(path.join(name)).expect("a case").replace("      - 照片\n", "").replace(from, to);
        niandu::facts::read(&niandu::diagnostic::Source::new(name, text), &mut Diagnostics::new()).expect("facts")
    };
    let asked = "{名称: 会员人数, 路径: 会员与建会.会员}, 慰问.金额]";
    let captions = |figures: &str| {
        let current = read("facts.yaml", asked, figures);
        let dossier = niandu::facts::Dossier { current, previous: vec![read("2024.yaml", "", "")], next: None };
        let mut problems = Diagnostics::new();
        let kinds = [office::KIND.to_owned()];
        let drafts = report::drafts(&dossier, &kinds, None, &office::workshop().templates, &mut problems).0;
        let [draft] = &drafts[..] else { panic!("{:?}", problems.sorted()) };
        let lines = charts(&draft.document).into_iter().filter(|chart| chart.shape == Shape::Line);
        lines.map(|chart| chart.table.caption.clone()).collect::<Vec<_>>()
    };
    let chinese = captions("会员与建会.会员, 慰问.金额, 经费.收入.合计, 活动.数量]");
    assert!(
        chinese.len() > 1 && chinese.iter().all(|caption| !caption.contains(|c: char| c.is_ascii_alphabetic())),
        "{chinese:?}"
    );
    let english = captions("membership.members, relief.amount, finance.income.total, activities.count]");
    assert_eq!(english, chinese);
}

#[test]
fn the_schools_of_a_district_are_those_of_its_list() {
    let paper = paper_of("qinghe-county/2025", "district-summary");
    let [chart] = charts(&paper)[..] else { panic!("one chart") };
    for (series, words) in chart.series.iter().zip(["教职工: ", "会员: "]) {
        let values = stated("qinghe-county/2025.yaml", "单位名录:", words);
        assert_eq!(values.len(), 7);
        assert_eq!(series.values, values.iter().copied().map(Some).collect::<Vec<_>>());
        let whole = values.iter().sum::<Decimal>().to_string();
        let last = chart.table.rows.last().expect("a row");
        assert!(last.iter().any(|cell| **cell == *whole), "{whole} in {last:?}");
    }
}

#[test]
fn what_is_drawn_is_said_in_the_tags_of_the_pdf() {
    let paper = paper_of("qinghe-no1-primary/2025", "year-end-summary");
    let press = &office::workshop().press;
    let bytes = niandu::publish::pdf::pool_of_one().expect("one thread").install(|| {
        press.print(&paper).unwrap_or_else(|problems| panic!("{problems:?}")).export().expect("it exports")
    });
    let pdf = Pdf::new(bytes).expect("a PDF");
    let of =
        |object: Object<'_>| object.into_dict()?.get::<PdfString>(b"Alt".as_slice()).map(|it| it.as_bytes().to_vec());
    let mut said: Vec<Vec<u8>> = pdf.objects().into_iter().filter_map(of).collect();
    let utf16 = |text: &str| [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let shown = paper.body.iter().filter_map(|block| match block {
        Block::Exhibit(Exhibit::Chart(chart)) => Some(chart.alt.as_str()),
        Block::Exhibit(Exhibit::Photo(photo)) => Some(photo.alt.as_str()),
        _ => None,
    });
    let mut wanted: Vec<Vec<u8>> = shown.map(utf16).collect();
    assert_eq!(wanted.len(), 6);
    said.sort();
    wanted.sort();
    assert_eq!(said, wanted);
}
