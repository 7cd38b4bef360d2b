//! Tables that lie on their side (GB/T 9704 8), read from the laid-out page.

use niandu::diagnostic::Source;
use niandu::document::exhibit::{Exhibit, Table};
use niandu::document::{Block, Document, Signature};
use niandu::publish::pdf::Press;
use niandu::publish::pdf::fonts::Fonts;
use niandu::workshop;

use crate::layout::{HANG, LEFT, SENTENCES, TOP, WIDTH, near, paper, paragraph};
use crate::ruler::{Leaf, Run, leaves, pages};

/// A layout that prints a table of so many rows after the text of the paper, and the text again.
fn layout(rows: usize) -> Source {
    let text = "#import \"parts/gongwen.typ\": *
#import \"parts/sideways.typ\": sideways
#let paper = json(\"document.json\")
#show: sheet.with(paper)
#first-title(paper)
#running-text(paper)
#sideways(range(ROWS), (rows, first) => table(
  columns: (1fr,) * 4,
  table.header([表头甲], [表头乙], [表头丙], [表头丁]),
  ..rows.map(row => ([第#row 行], [乙], [丙], [丁])).flatten(),
))
#running-text(paper)
";
    Source::new("layouts/lying.typ", text.replace("ROWS", &rows.to_string()))
}

fn printed(rows: usize, duplex: bool, sentences: usize) -> Vec<Leaf> {
    let built_in = workshop::built_in();
    let shared =
        built_in.iter().filter(|source| source.name().starts_with("layouts/") && source.name().ends_with(".typ"));
    let own = layout(rows);
    let press = Press::new(shared.chain([&own]), Fonts::built_in());
    let body = SENTENCES.iter().cycle().take(sentences).map(|text| paragraph(text)).collect();
    leaves(&press, &Document { layout: "lying".into(), duplex, signature: None, ..paper(body) })
}

fn lying(leaf: &Leaf) -> Vec<&Run> {
    leaf.runs.iter().filter(|run| run.sideways).collect()
}

/// The page is upright, its number where it is on the other pages, and the head of the table on the left, on odd pages
/// and on even ones.
#[test]
fn the_head_of_a_lying_table_is_on_the_left() {
    for (duplex, sentences) in [(false, 3), (true, 3), (false, 8), (true, 8)] {
        let sheets = printed(60, duplex, sentences);
        let tables: Vec<(usize, &Leaf)> =
            sheets.iter().enumerate().filter(|(_, leaf)| !lying(leaf).is_empty()).collect();
        assert!(tables.len() > 2, "{} pages with a table", tables.len());
        for (at, leaf) in tables {
            let odd = at % 2 == 0;
            let left = if duplex && !odd { 26.0 } else { LEFT };
            assert!(near(leaf.width, 210.0, 0.1) && near(leaf.height, 297.0, 0.1));
            let number = leaf.number().expect("a number");
            let one = 14.0 * 25.4 / 72.0;
            let outer = if odd { left + WIDTH - number.right } else { number.left - left };
            assert!(!number.sideways && near(outer, one, 0.1), "{outer}");
            let (head, rows): (Vec<&Run>, Vec<&Run>) =
                lying(leaf).into_iter().partition(|run| run.text.starts_with("表头"));
            assert_eq!(head.len(), 4, "the head is on every page");
            let last = head.iter().map(|run| run.left).fold(0.0, f64::max);
            assert!(rows.iter().all(|run| run.left > last), "the rows are right of the head");
            assert!(
                leaf.runs.iter().filter(|run| run.top < 262.5 || run.sideways).all(|run| run.sideways),
                "nothing else"
            );
            for run in lying(leaf) {
                assert!(run.left > left - 0.1 && run.left < left + WIDTH + 0.1, "{run:?}");
                assert!(run.bottom > TOP - 0.1 && run.bottom < TOP + 226.0, "{run:?}");
            }
        }
    }
}

/// No row is lost or printed twice, whatever their number.
#[test]
fn every_row_is_printed_once() {
    for rows in [0, 1, 2, 13, 14, 15, 61] {
        let sheets = printed(rows, false, 2);
        let runs: Vec<&Run> = sheets.iter().flat_map(|leaf| lying(leaf)).collect();
        assert_eq!(runs.iter().filter(|run| run.text == "乙").count(), rows);
        assert!(runs.iter().any(|run| run.text == "表头甲"), "{rows}");
    }
}

/// The text goes on on the page after the table, and no page is empty.
#[test]
fn the_text_goes_on_after_a_lying_table() {
    let sheets = printed(3, false, 2);
    assert_eq!(sheets.len(), 3);
    assert!(lying(&sheets[0]).is_empty() && lying(&sheets[2]).is_empty() && !lying(&sheets[1]).is_empty());
}

/// A table of so many columns and rows, every cell a figure of six digits that is found nowhere else.
fn table(columns: usize, rows: usize) -> Block {
    let head = std::iter::once("学校".to_owned()).chain((1..columns).map(|column| format!("科目{column}"))).collect();
    let row = |row: usize| {
        let cells = (1..columns).map(|column| figure(row, column).into());
        std::iter::once(format!("第{row}小学").into()).chain(cells).collect()
    };
    Block::Exhibit(Exhibit::Table(Table {
        caption: "表1\u{3000}各校活动经费".into(),
        head,
        rows: (0..rows).map(row).collect(),
    }))
}

fn figure(row: usize, column: usize) -> String {
    (100_000 + row * 100 + column).to_string()
}

fn with_table(columns: usize, rows: usize) -> Vec<Leaf> {
    let text = || SENTENCES.iter().take(3).map(|text| paragraph(text));
    pages(&paper(text().chain([table(columns, rows)]).chain(text()).collect()))
}

/// 8: what does not fit into 156 mm lies on its side, whole; what fits stands.
#[test]
fn only_a_table_too_wide_for_the_type_area_lies() {
    for (columns, lies) in [(3, false), (9, false), (10, false), (11, true), (17, true)] {
        let sheets = with_table(columns, 6);
        let runs: Vec<&Run> = sheets.iter().flat_map(|leaf| &leaf.runs).collect();
        for row in 0..6 {
            for column in 1..columns {
                let figure = figure(row, column);
                let found: Vec<&&Run> = runs.iter().filter(|run| run.text.contains(&figure)).collect();
                assert!(matches!(found[..], [run] if run.sideways == lies), "{columns}: {figure} {found:?}");
            }
        }
        for leaf in &sheets {
            let left = leaf.runs.iter().map(|run| run.left).fold(f64::MAX, f64::min);
            let right = leaf.runs.iter().map(|run| run.right).fold(0.0, f64::max);
            assert!(left > LEFT - 0.2 && right < LEFT + WIDTH + 0.2, "{columns}: {left} to {right}");
        }
    }
}

/// A table over several pages has its head on each of them, and the text after it stands in the lines of the page.
#[test]
fn a_long_table_repeats_its_head() {
    for columns in [4, 17] {
        let sheets = with_table(columns, 70);
        let parts: Vec<&Leaf> =
            sheets.iter().filter(|leaf| leaf.runs.iter().any(|run| run.text.contains("小学"))).collect();
        assert!(parts.len() >= 3, "{} pages", parts.len());
        for leaf in parts {
            let heads = leaf.runs.iter().filter(|run| run.text.contains("科目1") && run.text.len() < 9).count();
            assert!(heads >= 1, "{columns}: {}", leaf.text());
        }
        let titles = sheets.iter().flat_map(|leaf| &leaf.runs).filter(|run| run.text.contains("各校活动经费")).count();
        assert_eq!(titles, 1);
        let after =
            sheets.iter().rev().find_map(|leaf| leaf.runs.iter().rfind(|run| run.text.contains(&SENTENCES[1][..9])));
        let lines = (after.expect("the text after the table").top - TOP) / HANG;
        assert!(near(lines, lines.round(), 0.02), "{lines}");
    }
}

/// A signature that has a page to itself, after a table that lies, is known; the names of
/// attachments are no text beside it.
#[test]
fn a_signature_alone_on_its_page_is_known() {
    let press = crate::layout::press();
    let mut found = [0, 0];
    let cases = (38..44).map(|rows| (4, rows)).chain([(17, 6), (17, 20), (4, 3)]);
    let cases = cases.flat_map(|case| [(case, 0), (case, 2)]);
    for ((columns, rows), attachments, sealed) in cases.flat_map(|(case, n)| [(case, n, false), (case, n, true)]) {
        let text = SENTENCES.iter().take(2).map(|text| paragraph(text));
        let mut document = paper(text.chain([table(columns, rows)]).collect());
        document.signature = document.signature.map(|signature| Signature { sealed, ..signature });
        document.attachments = (1..=attachments).map(|n| format!("第{n}份名单")).collect();
        let sheets = leaves(&press, &document);
        let last = sheets.last().expect("a page");
        let alone = last.runs.iter().all(|run| run.sideways || !run.text.contains("小学"));
        assert_eq!(alone, columns == 17, "{columns} × {rows}");
        let printed = press.print(&document).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert_eq!(printed.signature_alone(), alone, "{columns} × {rows}, {attachments}, sealed: {sealed}");
        found[usize::from(alone)] += 1;
    }
    assert!(found[0] > 9 && found[1] > 4, "{found:?}");
}

/// 7.3.5.5: a signature does not stand alone on the page after a table.
#[test]
fn a_signature_stays_with_the_table_before_it() {
    for sealed in [false, true] {
        for (columns, rows) in [(4, 3), (4, 12), (4, 20), (11, 6), (11, 20)] {
            for sentences in 1..5 {
                let text = SENTENCES.iter().cycle().take(sentences).map(|text| paragraph(text));
                let mut document = paper(text.chain([table(columns, rows)]).collect());
                document.signature = document.signature.map(|signature| Signature { sealed, ..signature });
                let sheets = pages(&document);
                let last = sheets.last().expect("a page");
                let (date, table) = (last.find("2025年12月28日"), last.find("小学"));
                assert!(!table.sideways && table.bottom < date.top, "{columns} × {rows} after {sentences}");
            }
        }
    }
}
