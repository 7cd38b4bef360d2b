//! Several issuers under seals (GB/T 9704 7.3.5.1): rows of names, and what becomes of them where a page has no room.

use niandu::document::letterhead::Style;
use niandu::document::{Document, Imprint, Signature};

use crate::layout::{HANG, HEIGHT, LEFT, SENTENCES, TOP, WIDTH, ZI, near, paper, paragraph, press};
use crate::ruler::{Leaf, Run, leaves, pages};
use crate::signed::head;

const SEAL: f64 = 42.0;
const DATE: &str = "2025年12月28日";
const SHORT: [&str; 5] = ["青禾县教育工会", "青禾县教育局", "青禾县总工会", "共青团青禾县委员会", "青禾县妇女联合会"];

/// A paper of so many paragraphs, signed by these under their seals, with a note and a 版记.
fn signed_by(issuers: &[&str], paragraphs: usize) -> Document {
    let mut document = paper(SENTENCES.iter().cycle().take(paragraphs).map(|text| paragraph(text)).collect());
    let issuers = issuers.iter().map(|&name| name.to_owned()).collect();
    document.signature = Some(Signature { issuers, date: DATE.into(), sealed: true });
    document.note = Some("联系人：周宁".into());
    document.imprint = Some(Imprint {
        cc: Some("县教育局".into()),
        printed_by: Some("青禾县教育工会办公室".into()),
        printed_on: Some("2025年12月28日".into()),
    });
    document
}

fn middle(run: &Run) -> (f64, f64) {
    ((run.left + run.right) / 2.0, (run.top + run.bottom) / 2.0)
}

/// The run of a name in a signature, not that in a letterhead.
fn names<'a>(leaf: &'a Leaf, issuers: &[&str]) -> Vec<&'a Run> {
    issuers.iter().filter_map(|name| leaf.runs.iter().find(|run| !run.red && run.text.trim() == *name)).collect()
}

fn date(leaf: &Leaf) -> &Run {
    leaf.runs.iter().find(|run| run.text == DATE && run.size > 15.0).unwrap_or_else(|| panic!("{}", leaf.text()))
}

/// No seal touches another or leaves the type area at the sides, and nothing is printed over a name.
fn seals_stand_apart(names: &[&Run], case: &str) {
    for (at, name) in names.iter().enumerate() {
        let (x, y) = middle(name);
        assert!(x - SEAL / 2.0 > LEFT - 0.1 && x + SEAL / 2.0 < LEFT + WIDTH + 0.1, "{case}: {name:?}");
        assert!(name.left > LEFT - 0.1 && name.right < LEFT + WIDTH + 0.1, "{case}: {name:?}");
        for other in &names[..at] {
            let (dx, dy) = (x - middle(other).0, y - middle(other).1);
            assert!(dx.hypot(dy) > SEAL + 1.0, "{case}: {name:?} {other:?}");
            assert!(dy > 1.0 || other.right + ZI < name.left, "{case}: in their order, apart: {name:?} {other:?}");
        }
    }
}

/// Names stand in rows of three where the line holds them, in columns of equal distance, the last one over the date.
#[test]
fn names_under_seals_stand_in_rows() {
    for (count, rows) in [(2, vec![2]), (3, vec![3]), (4, vec![3, 1]), (5, vec![3, 2])] {
        let sheets = pages(&signed_by(&SHORT[..count], 3));
        let last = sheets.last().expect("a page");
        let names = names(last, &SHORT[..count]);
        assert_eq!(names.len(), count, "{}", last.text());
        seals_stand_apart(&names, &count.to_string());
        let mut found: Vec<usize> = Vec::new();
        for (at, name) in names.iter().enumerate() {
            match at.checked_sub(1).map(|before| name.top - names[before].top) {
                Some(down) if down < 1.0 => *found.last_mut().expect("a row") += 1,
                Some(down) => {
                    assert!(near(down, 5.0 * HANG, 0.05), "{count}: {down}");
                    found.push(1);
                }
                None => found.push(1),
            }
        }
        assert_eq!(found, rows, "{}", last.text());
        if count == 5 {
            let pitch = middle(names[1]).0 - middle(names[0]).0;
            for (left, right) in [(1, 2), (3, 4)] {
                assert!(near(middle(names[right]).0 - middle(names[left]).0, pitch, 0.05), "{names:?}");
            }
            assert!(near(middle(names[2]).0, middle(names[4]).0, 0.05), "the rows end alike: {names:?}");
        }
        let (date, name) = (date(last), names[count - 1]);
        assert!(near(middle(date).0, middle(name).0, 0.05) && near(date.top - name.top, HANG, 0.05), "{count}");
        if count == 2 {
            assert!(near(LEFT + WIDTH - date.right, 4.0 * ZI, 0.05), "{}", date.right);
        }
    }
}

/// Long names stand in pairs, longer ones under one another.
#[test]
fn long_names_take_a_row_to_themselves() {
    for (length, beside) in [(9, true), (12, true), (15, false), (22, false)] {
        let issuers = ["甲", "乙", "丙"].map(|name| name.repeat(length));
        let issuers: Vec<&str> = issuers.iter().map(String::as_str).collect();
        let sheets = pages(&signed_by(&issuers, 3));
        let names = names(sheets.last().expect("a page"), &issuers);
        seals_stand_apart(&names, &length.to_string());
        assert_eq!(near(names[0].top, names[1].top, 0.05), beside, "{length}: {names:?}");
    }
}

/// 7.3.5.5: a signature higher than a page is divided between its rows. Nothing leaves the type area or lies in the 版记,
/// the first row stands with two lines of text, and a date on a page without text is known.
#[test]
fn a_signature_higher_than_a_page_is_divided_between_its_rows() {
    let press = press();
    let long: Vec<String> = (1..=9).map(|n| format!("青禾县第{n}小学附属幼儿园和教学点工会委员会")).collect();
    let mut found = [0, 0];
    for (layout, style) in [("plain", None), ("official", Some(Style::Official)), ("letter", Some(Style::Letter))] {
        for (count, paragraphs) in (3..=9).step_by(2).flat_map(|count| (1..9).step_by(5).map(move |n| (count, n))) {
            let case = format!("{layout}, {count} issuers, {paragraphs} paragraphs");
            let issuers: Vec<&str> = long[..count].iter().map(String::as_str).collect();
            let mut document = signed_by(&issuers, paragraphs);
            document.layout = layout.into();
            document.letterhead = style.map(|style| head(style, "青禾县教育工会", "青教工〔2025〕8号"));
            let sheets = leaves(&press, &document);
            let mut seen = 0;
            for leaf in &sheets {
                let names = names(leaf, &issuers);
                seals_stand_apart(&names, &case);
                seen += names.len();
                let small = leaf.runs.iter().filter(|run| run.size < 15.0 && run.top < TOP + HEIGHT);
                let imprint = small.map(|run| run.top).fold(TOP + HEIGHT, f64::min);
                for run in leaf.runs.iter().filter(|run| run.size > 15.0) {
                    assert!(run.bottom < imprint + 0.1, "{case}: {run:?} over {imprint}");
                }
            }
            assert_eq!(seen, count, "{case}");
            let text = |leaf: &Leaf| {
                leaf.runs.iter().any(|run| run.right - run.left > 100.0 && !run.text.contains("工会委员会"))
            };
            let first = sheets.iter().find(|leaf| !names(leaf, &issuers[..1]).is_empty()).expect("the first");
            assert!(text(first), "{case}: {}", first.text());
            let signed = sheets.iter().find(|leaf| leaf.runs.iter().any(|run| run.text == DATE && run.size > 15.0));
            let alone = !text(signed.unwrap_or_else(|| panic!("{case}: no date")));
            let printed = press.print(&document).unwrap_or_else(|problems| panic!("{problems:?}"));
            assert_eq!(printed.signature_alone(), alone, "{case}");
            found[usize::from(alone)] += 1;
        }
    }
    assert!(found.iter().all(|count| *count > 3), "{found:?}");
}
