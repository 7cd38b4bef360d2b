//! Tables that lie on their side (GB/T 9704 8), read from the laid-out page.

use niandu::diagnostic::Source;
use niandu::document::Document;
use niandu::publish::pdf::Press;
use niandu::publish::pdf::fonts::Fonts;
use niandu::workshop;

use crate::layout::{LEFT, SENTENCES, TOP, WIDTH, near, paper, paragraph};
use crate::ruler::{Leaf, Run, leaves};

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
