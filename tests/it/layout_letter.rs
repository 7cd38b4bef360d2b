//! The letter format of GB/T 9704 10.1, read from the laid-out page.

use niandu::document::Document;
use niandu::document::letterhead::{Letterhead, Style};

use crate::layout::{HANG, LEFT, SENTENCES, TOP, WIDTH, ZI, near, paper, paragraph};
use crate::ruler::{Leaf, Rule, pages};

/// A letter with every field of its head.
pub fn letter(sentences: usize) -> Document {
    let body = SENTENCES.iter().cycle().take(sentences).map(|text| paragraph(text)).collect();
    Document {
        layout: "letter".into(),
        letterhead: Some(Letterhead {
            style: Style::Letter,
            copy: Some("000001".into()),
            secrecy: Some("秘密★1年".into()),
            urgency: Some("加急".into()),
            mark: vec!["青山市第一中学工会委员会".into()],
            word: None,
            number: Some("青一中工函〔2025〕8号".into()),
            signers: Vec::new(),
        }),
        ..paper(body)
    }
}

/// What a case takes away from a head.
type Change = fn(&mut Letterhead);

fn with(change: impl FnOnce(&mut Letterhead)) -> Leaf {
    let mut document = letter(20);
    change(document.letterhead.as_mut().expect("a head"));
    pages(&document).remove(0)
}

/// The red rules, from the top to the bottom.
fn red(leaf: &Leaf) -> Vec<&Rule> {
    let mut rules: Vec<&Rule> = leaf.rules.iter().filter(|rule| rule.red).collect();
    rules.sort_by(|a, b| a.top.total_cmp(&b.top));
    rules
}

/// The mark: red, its upper edge 30 mm from the upper edge of the page, in the middle, on one line.
#[test]
fn the_mark_stands_30_mm_from_the_top() {
    for name in ["青山市第一中学工会委员会", "青山工会", "西南青山市经济技术开发区第一实验中学附属小学工会委员会", "工"]
    {
        let leaf = with(|head| head.mark = vec![name.into()]);
        let mark = &leaf.runs[0];
        assert_eq!(mark.text, name);
        assert!(mark.red);
        assert!(near(mark.ink.0, 30.0, 0.1), "{} {}", mark.ink.0, name);
        assert!(near((mark.left + mark.right) / 2.0, LEFT + WIDTH / 2.0, 0.5), "{name}");
        assert!(mark.right - mark.left < WIDTH, "{name}");
        assert!(mark.size < 36.01 && mark.size > 14.0, "{} {name}", mark.size);
    }
}

/// Two red double rules of 170 mm in the middle of the page: thick above thin 4 mm under the mark, thin above thick 20 mm
/// from the foot of the page.
#[test]
fn the_double_rules_stand_under_the_mark_and_at_the_foot() {
    let sheets = pages(&letter(20));
    let leaf = &sheets[0];
    let [thick, thin, lower_thin, lower_thick] = red(leaf)[..] else { panic!("{:?}", leaf.rules) };
    for rule in [thick, thin, lower_thin, lower_thick] {
        assert!(near(rule.right - rule.left, 170.0, 0.01), "{rule:?}");
        assert!(near(rule.left, 20.0, 0.01), "{rule:?}");
    }
    let weight = |rule: &Rule| rule.bottom - rule.top;
    assert!(weight(thick) > 2.0 * weight(thin) && weight(lower_thick) > 2.0 * weight(lower_thin));
    assert!(near(thick.top - leaf.runs[0].ink.1, 4.0, 0.05), "{} {:?}", thick.top, leaf.runs[0].ink);
    assert!(near(297.0 - lower_thick.bottom, 20.0, 0.01), "{}", lower_thick.bottom);
    assert!(sheets[1..].iter().all(|leaf| leaf.rules.iter().all(|rule| !rule.red)), "only the first page has them");
}

/// 份号, 密级 and 紧急程度 flush left and 发文字号 flush right, the first of them 7/8 of a character of 3号 under the rule.
#[test]
fn number_and_secrecy_stand_under_the_first_rule() {
    let leaf = with(|_| {});
    let rule = red(&leaf)[1].bottom;
    let [copy, secrecy, urgency] = ["000001", "秘密★1年", "加急"].map(|words| leaf.find(words));
    let number = leaf.find("青一中工函〔2025〕8号");
    for run in [copy, number] {
        assert!(near(run.top - rule, 7.0 / 8.0 * ZI, 0.05), "{} under {rule}", run.top);
    }
    assert!(near(secrecy.top - copy.top, HANG, 0.02) && near(urgency.top - secrecy.top, HANG, 0.02));
    assert!([copy, secrecy, urgency].iter().all(|run| near(run.left, LEFT, 0.05)));
    assert!(near(number.right, LEFT + WIDTH, 0.05), "{}", number.right);
}

/// The title two lines under the last of them, whichever there are, and everything under it on the grid of the page.
#[test]
fn the_title_stands_two_lines_under_the_last_of_them() {
    let all: [(&str, Change); 5] = [
        ("加急", |_| {}),
        ("青一中工函〔2025〕8号", |head| (head.copy, head.secrecy, head.urgency) = (None, None, None)),
        ("秘密★1年", |head| (head.copy, head.urgency) = (None, None)),
        ("秘密★1年", |head| (head.urgency, head.number) = (None, None)),
        ("", |head| (head.copy, head.secrecy, head.urgency, head.number) = (None, None, None, None)),
    ];
    for (last, change) in all {
        let leaf = with(change);
        let above = if last.is_empty() { red(&leaf)[1].bottom } else { leaf.find(last).bottom };
        let of_title = leaf.runs.iter().filter(|run| near(run.size, 22.0, 0.1));
        let title = of_title.map(|run| run.top).fold(f64::MAX, f64::min);
        let lines = (title - above) / HANG;
        assert!(lines > 1.9 && lines < 2.25, "{lines} lines under {last:?}");
        for run in leaf.runs.iter().filter(|run| near(run.size, 15.79, 0.05) && run.top > title) {
            let place = (run.top - TOP) / HANG;
            assert!(near(place, place.round(), 0.02), "{place} {}", run.text);
        }
    }
}

/// A mark that must be small leaves the title on the grid, not three lines away.
#[test]
fn a_long_name_keeps_the_title_near() {
    let leaf = with(|head| head.mark = vec!["青山市".repeat(16)]);
    let title = leaf.runs.iter().find(|run| near(run.size, 22.0, 0.1)).expect("a title");
    let lines = (title.top - leaf.find("加急").bottom) / HANG;
    assert!(lines > 1.9 && lines < 3.0, "{lines}");
}

/// Of several issuers the first gives the mark (10.1: 联合行文时，使用主办机关标志).
#[test]
fn a_joint_letter_has_the_mark_of_the_first() {
    let leaf = with(|head| head.mark = vec!["青山市教育工会".into(), "青山市总工会".into()]);
    assert_eq!(leaf.runs[0].text, "青山市教育工会");
    assert!(!leaf.text().contains("青山市总工会"));
}

/// The first page has no number; the others count on.
#[test]
fn the_first_page_has_no_number() {
    let sheets = pages(&letter(40));
    assert!(sheets.len() > 3);
    assert!(sheets[0].number().is_none(), "{:?}", sheets[0].number());
    for (at, leaf) in sheets.iter().enumerate().skip(1) {
        let number = leaf.number().expect("a number");
        let text: String = number.text.split_whitespace().collect();
        assert_eq!(text, format!("—{}—", at + 1));
    }
}

/// 版记 has no printing office, date and rules.
#[test]
fn the_imprint_of_a_letter_is_copies_alone() {
    use niandu::document::Imprint;
    let mut document = letter(3);
    document.imprint = Some(Imprint {
        cc: Some("市总工会，市教育局".into()),
        printed_by: Some("市教育工会办公室".into()),
        printed_on: Some("2025年12月29日".into()),
    });
    let sheets = pages(&document);
    let last = sheets.last().expect("a page");
    let copies = last.find("抄送：市总工会，市教育局。");
    assert!(near(copies.left, LEFT + 14.0 * 25.4 / 72.0, 0.05), "one character in: {}", copies.left);
    assert!(copies.bottom < TOP + 225.1 && copies.bottom > TOP + 224.0 - HANG / 2.0, "{}", copies.bottom);
    assert!(!last.text().contains("办公室") && !last.text().contains("印发"));
    assert!(last.rules.iter().all(|rule| rule.red), "{:?}", last.rules);
}

/// Duplex: the binding margin, 28 mm, is on the left of odd pages and on the right of even ones; the head and its rules
/// stay where they are, for the first page is odd, and page numbers stay on the outside.
#[test]
fn even_pages_are_bound_on_the_right_in_duplex_printing() {
    let sheets = pages(&Document { duplex: true, ..letter(40) });
    assert!(sheets.len() > 3);
    let one = 14.0 * 25.4 / 72.0;
    for (at, leaf) in sheets.iter().enumerate() {
        let left = if at % 2 == 0 { 28.0 } else { 26.0 };
        let text = leaf.runs.iter().filter(|run| near(run.size, 15.79, 0.05) && run.top < 262.0);
        let (start, end) = text.fold((f64::MAX, 0.0_f64), |(a, b), run| (a.min(run.left), b.max(run.right)));
        assert!(near(start, left, 0.1) && near(end, left + WIDTH, 0.1), "page {}: {start} to {end}", at + 1);
        if let Some(number) = leaf.number() {
            let outer = if at % 2 == 0 { left + WIDTH - number.right } else { number.left - left };
            assert!(near(outer, one, 0.1), "page {}: {outer}", at + 1);
        }
    }
    assert!(red(&sheets[0]).iter().all(|rule| near(rule.left, 20.0, 0.01)));
}
