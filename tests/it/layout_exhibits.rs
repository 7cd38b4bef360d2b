//! Tables and charts on the laid-out page: how figures stand in their columns, and what goes to the page of the signature
//! with them (GB/T 9704 7.3.5.5).

use niandu::document::exhibit::{Chart, Exhibit, Series, Shape, Table};
use niandu::document::{Block, Document, Signature};
use niandu::publish::pdf::Press;
use rust_decimal::Decimal;

use crate::layout::{SENTENCES, near, paper, paragraph, press};
use crate::ruler::{Leaf, Run, leaves, pages};

fn table(head: &[&str], rows: Vec<Vec<String>>) -> Table {
    Table {
        caption: "表1\u{3000}各校活动经费".into(),
        head: head.iter().map(|&cell| cell.to_owned()).collect(),
        rows: rows.into_iter().map(|row| row.into_iter().map(Into::into).collect()).collect(),
    }
}

/// So many schools with figures that are found nowhere else.
fn schools(rows: usize, name: &str) -> Table {
    let row = |row: usize| vec![format!("第{row}{name}"), (1000 + row).to_string(), format!("{}.5", 2000 + row)];
    table(&["学校", "人数", "金额（元）"], (0..rows).map(row).collect())
}

/// A paper with some text, these at its end and a signature.
fn ends_with(sentences: usize, last: Exhibit, sealed: bool) -> Document {
    let text = SENTENCES.iter().cycle().take(sentences).map(|text| paragraph(text));
    let mut document = paper(text.chain([Block::Exhibit(last)]).collect());
    document.signature = document.signature.map(|signature| Signature { sealed, ..signature });
    document
}

/// The page of the date, of which a table of these `rows` has two rows at least, all of them printed once.
fn signed_under_rows(press: &Press, document: &Document, rows: usize, case: &str) -> Vec<Leaf> {
    let sheets = leaves(press, document);
    for row in 0..rows {
        let figure = (1000 + row).to_string();
        let found = sheets.iter().flat_map(|leaf| &leaf.runs).filter(|run| run.text == figure).count();
        assert_eq!(found, 1, "{case}: {figure}");
    }
    let last = sheets.last().expect("a page");
    let date = last.find("2025年12月28日");
    let cells: Vec<&Run> = last.runs.iter().filter(|run| run.text.ends_with(".5")).collect();
    assert!(cells.len() >= 2.min(rows), "{case}: {}", last.text());
    assert!(cells.iter().all(|cell| cell.bottom < date.top), "{case}");
    assert!(last.text().contains("金额（元）"), "{case}: the head is over them");
    assert!(last.runs.iter().all(|run| run.bottom < 262.2 || run.top > 266.0), "{case}: inside the type area");
    let printed = press.print(document).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert!(!printed.signature_alone(), "{case}");
    sheets
}

/// 7.3.5.5: wherever a long table ends on its page, its last two rows stand on the page of the signature.
#[test]
fn the_last_rows_of_a_long_table_go_to_the_page_of_the_signature() {
    let press = press();
    for (name, attachments) in [("小学", 0), ("小学", 3), ("中心小学附设幼儿园和教学点", 0)] {
        for rows in (18..52).step_by(if (name, attachments) == ("小学", 0) { 1 } else { 4 }) {
            let mut document = ends_with(2, Exhibit::Table(schools(rows, name)), rows % 2 == 0);
            document.attachments = (1..=attachments).map(|n| format!("第{n}份名单")).collect();
            signed_under_rows(&press, &document, rows, &format!("{rows} × {name}, {attachments} attachments"));
        }
    }
}

/// A table of rows so high that hardly one fits beside the signature still gives the last of them.
#[test]
fn high_rows_go_along_as_far_as_they_can() {
    let press = press();
    for rows in 2..7 {
        let name = "中心小学附设幼儿园和教学点".repeat(12);
        signed_under_rows(&press, &ends_with(1, Exhibit::Table(schools(rows, &name)), false), rows, &rows.to_string());
    }
}

/// A chart that stands last: its figures are with the signature, under the drawing or over several pages.
#[test]
fn the_figures_of_a_chart_stay_with_the_signature() {
    let press = press();
    for schools in [3, 12, 30, 60] {
        for sentences in [1, 3, 4, 6] {
            let table = self::schools(schools, "小学");
            let values = (0..schools).map(|row| Some(Decimal::from(1000 + row))).collect();
            let chart = Chart {
                shape: if schools > 12 { Shape::Bars } else { Shape::Columns },
                alt: "柱形图：各校人数。".into(),
                unit: "人".into(),
                labels: (0..schools).map(|row| format!("第{row}小学")).collect(),
                series: vec![Series { name: "人数".into(), values }],
                table,
            };
            for sealed in [false, true] {
                let case = format!("{schools} schools after {sentences}, sealed: {sealed}");
                let document = ends_with(sentences, Exhibit::Chart(chart.clone()), sealed);
                let sheets = signed_under_rows_of_a_chart(&press, &document, &case);
                let text: String = sheets.iter().map(Leaf::text).collect();
                let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{case}: {words}"));
                assert!(at("各校活动经费") < at("金额（元）") && at("金额（元）") < at("2025年12月28日"), "{case}");
            }
        }
    }
}

/// As [`signed_under_rows`], of figures that the drawing shows, too.
fn signed_under_rows_of_a_chart(press: &Press, document: &Document, case: &str) -> Vec<Leaf> {
    let sheets = leaves(press, document);
    let last = sheets.last().expect("a page");
    let date = last.find("2025年12月28日");
    let cells = last.runs.iter().filter(|run| run.text.ends_with(".5") && run.bottom < date.top).count();
    assert!(cells >= 2, "{case}: {}", last.text());
    sheets
}

/// A figure stands under the figures of its column by its places, the widest of them under the middle of the head; words
/// stand in the middle.
#[test]
fn figures_stand_under_one_another_by_their_places() {
    let cells = [
        ["第一小学", "5", "1.5", "百余人", "7"],
        ["青山市第二小学", "—", "100", "32", "10.5%"],
        ["合计", "1200", "12.25", "8", "3%"],
    ];
    let rows = cells.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect();
    let body = vec![
        paragraph(SENTENCES[0]),
        Block::Exhibit(Exhibit::Table(table(&["学校", "人数", "金额", "约数", "占比"], rows))),
        paragraph(SENTENCES[1]),
    ];
    let sheets = pages(&paper(body));
    let runs: Vec<&Run> = sheets[0].runs.iter().filter(|run| run.size < 13.0).collect();
    let find = |text: &str| *runs.iter().find(|run| run.text == text).unwrap_or_else(|| panic!("{text} in {runs:#?}"));
    let middle = |text: &str| (find(text).left + find(text).right) / 2.0;
    // The cell of a whole number is one run; one with a fraction is two or one, by its glue.
    let of = |text: &str| (find(text).left, find(text).right);
    assert!(near(of("5").1, of("1200").1, 0.05), "{:?} {:?}", of("5"), of("1200"));
    assert!(near(middle("1200"), middle("人数"), 0.05) && near(middle("—"), middle("人数"), 0.05));
    let digit = of("5").1 - of("5").0;
    assert!(near(of("12.25").1 - of("1.5").1, digit, 0.1), "{:?} {:?}", of("12.25"), of("1.5"));
    assert!(of("100").1 < of("1.5").1 - digit, "{:?} {:?}", of("100"), of("1.5"));
    assert!(near(of("100").1, of("12.25").0 + 2.0 * digit, 0.1));
    for words in ["百余人", "32", "8"] {
        assert!(near(middle(words), middle("约数"), 0.05), "a column with words is centred: {words}");
    }
    for words in ["第一小学", "青山市第二小学", "合计"] {
        assert!(near(middle(words), middle("学校"), 0.05), "{words}");
    }
}

/// The title of a long table stands with its head and two rows at least, wherever on the page it begins.
#[test]
fn a_table_begins_with_its_title_its_head_and_two_rows() {
    let press = press();
    for lines in 5..22 {
        let text = (0..lines).map(|_| paragraph("补充一行。"));
        let last = [Block::Exhibit(Exhibit::Table(schools(40, "小学"))), paragraph(SENTENCES[0])];
        let sheets = leaves(&press, &paper(text.chain(last).collect()));
        let leaf = sheets.iter().find(|leaf| leaf.text().contains("各校活动经费")).expect("the title");
        let title = leaf.find("各校活动经费");
        let below = |run: &&Run| run.top > title.top && run.text.ends_with(".5");
        assert!(leaf.runs.iter().filter(below).count() >= 2, "{lines}: {}", leaf.text());
        let beside = leaf.runs.iter().filter(|run| run.text.contains("补充一行")).map(|run| run.bottom);
        assert!(beside.fold(0.0, f64::max) < title.top, "{lines}: nothing lies over the text");
    }
}

/// Where the last rows and the signature do not fit on a page together, a table is not divided for it, and the signature
/// alone on its page is known.
#[test]
fn a_table_is_not_divided_for_a_signature_that_leaves_no_room() {
    let press = press();
    for sentences in 1..5 {
        let mut document = ends_with(sentences, Exhibit::Table(schools(9, "小学")), false);
        document.attachments = (1..=16).map(|n| format!("第{n}份名单")).collect();
        let sheets = leaves(&press, &document);
        let rows = |leaf: &Leaf| leaf.runs.iter().filter(|run| run.text.ends_with(".5")).count();
        assert_eq!(sheets.iter().map(rows).max(), Some(9), "{sentences}: the table is whole");
        let printed = press.print(&document).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert!(printed.signature_alone(), "{sentences}");
    }
}
