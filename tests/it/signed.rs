//! Signature, date, seal room, note and list of attachments against GB/T 9704 7.3.4 to 7.3.6.

use std::fmt::Write as _;

use niandu::document::Signature;
use niandu::document::letterhead::{Letterhead, Style};

use crate::layout::{
    HANG, HEIGHT, LEFT, SENTENCES, Sheet, TOP, WIDTH, ZI, heading, near, paper, paragraph, plain_paper, print,
};
use crate::ruler::{Leaf, leaves};

/// 7.3.5.2 without a seal: the name two characters from the right, the date two characters right of the name's start.
#[test]
fn name_and_date_stand_as_the_standard_says() {
    let sheets = print(&plain_paper());
    let lines = &sheets.last().expect("a page").lines;
    let [before, name, date] = &lines[lines.len() - 3..] else { panic!("three lines") };
    assert_eq!((name.text().as_str(), date.text().as_str()), ("青山市第一中学工会委员会", "2025年12月28日"));
    assert!(near(LEFT + WIDTH - name.right(), 2.0 * ZI, 0.05));
    assert!(near(date.left() - name.left(), 2.0 * ZI, 0.05));
    assert!(near(name.baseline - before.baseline, 2.0 * HANG, 0.05), "one blank line under the text");
    assert!(near(date.baseline - name.baseline, HANG, 0.05));
}

/// 7.3.5.2: a date longer than the name stands two characters from the right itself, and the name moves left.
#[test]
fn a_long_date_pushes_a_short_name_left() {
    let mut document = plain_paper();
    document.signature =
        Some(Signature { issuers: vec!["校工会".into()], date: "2025年12月28日".into(), sealed: false });
    let sheets = print(&document);
    let [.., name, date] = &sheets.last().expect("a page").lines[..] else { panic!("two lines") };
    assert!(near(LEFT + WIDTH - date.right(), 2.0 * ZI, 0.05));
    assert!(near(date.left() - name.left(), 2.0 * ZI, 0.05));
}

/// 7.3.5.2: several issuers stand under one another, the date by the last.
#[test]
fn several_issuers_stand_under_one_another() {
    let mut document = plain_paper();
    let issuers = vec!["青山市第一中学工会委员会".into(), "青山市第一中学女教职工委员会".into()];
    document.signature = Some(Signature { issuers, date: "2025年12月28日".into(), sealed: false });
    let sheets = print(&document);
    let [.., first, second, date] = &sheets.last().expect("a page").lines[..] else { panic!("three lines") };
    for name in [first, second] {
        assert!(near(LEFT + WIDTH - name.right(), 2.0 * ZI, 0.05), "{}", name.text());
    }
    assert!(near(date.left() - second.left(), 2.0 * ZI, 0.05));
}

/// 7.3.5.5: wherever the text ends on its page, the last two lines of text stand on the page of the signature.
#[test]
fn the_signature_is_never_alone() {
    let endings: [&[&str]; 5] = [
        &[SENTENCES[3]],
        &["特此报告。"],
        &[SENTENCES[0], "特此报告。"],
        &["以上报告，请审阅。", "特此报告。"],
        // Two lines, and two lines with a mark at the end of the last.
        &[
            "新的一年，校工会将继续发挥桥梁纽带作用，为学校发展作出新的更大贡献。",
            "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三。",
        ],
    ];
    for attachments in [0, 1, 8, 18] {
        for ending in endings {
            for extra in 0..25 {
                let mut document = paper(SENTENCES.iter().cycle().take(7).map(|text| paragraph(text)).collect());
                document.body.extend((0..extra).map(|_| paragraph("补充一行。")));
                document.body.extend(ending.iter().map(|text| paragraph(text)));
                document.attachments = (1..=attachments).map(|n| format!("第{n}份名单")).collect();
                if ending.len() == 1 {
                    // A heading over the last paragraph goes along with it.
                    let last = document.body.len() - 1;
                    document.body.insert(last, heading(1, "一、", "结语"));
                }
                let sheets = print(&document);
                check_ending(&sheets, &format!("{attachments} attachments, {extra} lines, {ending:?}"), attachments);
            }
        }
    }
}

fn check_ending(sheets: &[Sheet], case: &str, attachments: usize) {
    let lines = &sheets.last().expect("a page").lines;
    let mut shown = String::new();
    for line in lines {
        let _ = writeln!(shown, "{:.2} {}", (line.top() - TOP) / HANG, line.text());
    }
    let name = lines.len().checked_sub(2).unwrap_or_else(|| panic!("{case}: signature and date together\n{shown}"));
    assert_eq!(lines[name].text(), "青山市第一中学工会委员会", "{case}\n{shown}");
    // The attachments stay with the signature and are no text; of a list as long as a page the last two do.
    let text = if attachments > 16 { name } else { name - attachments };
    assert!(text >= 2, "{case}: two lines of text before the signature\n{shown}");
    assert!(near(lines[text].top() - lines[text - 1].top(), 2.0 * HANG, 0.05), "{case}: one blank line\n{shown}");
    let places: Vec<f64> = lines.iter().map(|line| (line.top() - TOP) / HANG).collect();
    assert!(places.iter().all(|place| near(*place, place.round(), 0.02) && *place < 21.5), "{case}\n{shown}");
    assert!(places.windows(2).all(|pair| pair[1] - pair[0] > 0.9), "{case}: nothing overlaps\n{shown}");
}

/// 7.3.3, 7.3.5.5: where a short text and its signature do not fit on the first page together, a line of it stays and a
/// line goes along, in every layout. Of a text of one line nothing can go along, and that is known.
#[test]
fn a_short_text_is_divided_between_the_first_page_and_the_signature() {
    let press = crate::layout::press();
    let styles = [None, Some(Style::Official), Some(Style::Letter), Some(Style::Minutes)];
    let mut divided = [0; 4];
    for (at, (layout, style)) in ["plain", "official", "letter", "minutes"].into_iter().zip(styles).enumerate() {
        let counts = (1..6).flat_map(|lines| [0, 2, 8, 14].map(|attachments| (lines, attachments)));
        for ((lines, attachments), sealed) in counts.flat_map(|case| [(case, false), (case, true)]) {
            let case = format!("{layout}: {lines} lines, {attachments} attachments, sealed: {sealed}");
            let mut document = paper(vec![paragraph(&"甲".repeat(28 * lines - 4))]);
            document.layout = layout.into();
            document.letterhead = style.map(|style| head(style, "青山市第一中学工会委员会", "青一中工〔2025〕8号"));
            document.attachments = (1..=attachments).map(|n| format!("第{n}份名单")).collect();
            document.signature = document.signature.map(|signature| Signature { sealed, ..signature });
            let sheets = leaves(&press, &document);
            let (first, last) = (&sheets[0], sheets.last().expect("a page"));
            let text = |leaf: &Leaf| leaf.runs.iter().filter(|run| run.text.contains('甲')).count();
            assert!(text(first) > 0, "{case}: {}", first.text());
            let (date, signed) = (last.find("2025年12月28日"), text(last));
            assert_eq!(signed == 0, lines == 1 && sheets.len() > 1, "{case}: {}", last.text());
            assert!(date.bottom < TOP + HEIGHT + 0.1, "{case}");
            let printed = press.print(&document).unwrap_or_else(|problems| panic!("{problems:?}"));
            assert_eq!(printed.signature_alone(), signed == 0, "{case}");
            if let Some(list) = last.runs.iter().find(|run| run.text.starts_with("附件：")).filter(|_| signed > 0) {
                let above =
                    last.runs.iter().filter(|run| run.text.contains('甲')).map(|run| run.bottom).fold(0.0, f64::max);
                assert!(near(list.top - above, HANG + (HANG - ZI), 0.1), "{case}: a blank line above the list");
            }
            divided[at] += usize::from(sheets.len() > 1 && signed > 0);
        }
    }
    assert!(divided.iter().all(|count| *count > 3), "{divided:?}");
}

/// A red head with one issuer and a number.
pub fn head(style: Style, mark: &str, number: &str) -> Letterhead {
    Letterhead {
        style,
        copy: None,
        secrecy: None,
        urgency: None,
        mark: vec![mark.into()],
        word: None,
        number: Some(number.into()),
        signers: Vec::new(),
    }
}

/// 7.3.4: 附件 two characters in; the second name stands under the first.
#[test]
fn attachments_are_listed_under_the_text() {
    let mut document = plain_paper();
    document.attachments = vec![
        "2025年度教职工文体活动一览表".into(),
        "困难教职工慰问资金使用情况明细表（含重病住院、子女入学两类情形）".into(),
    ];
    let sheets = print(&document);
    let lines = &sheets.last().expect("a page").lines;
    let at = lines.iter().position(|line| line.text().starts_with("附件：1.")).expect("the list");
    assert!(near(lines[at].left(), LEFT + 2.0 * ZI, 0.05));
    assert!(near(lines[at + 1].left(), LEFT + 5.0 * ZI, 0.05));
    let name = lines[at + 1].glyphs.iter().find(|glyph| glyph.text == "困").expect("the name");
    assert!(near(lines[at + 2].left(), name.x, ZI / 2.0 + 0.1), "a wrapped name goes on under its first character");
}

/// A long list of attachments runs over pages like text.
#[test]
fn many_long_attachments_stay_inside_the_page() {
    let mut document = plain_paper();
    document.attachments = vec![
        "2025年度困难教职工慰问资金使用情况明细表（含重病住院、子女入学、意外灾害等三类情形）"
            .repeat(2);
        9
    ];
    for sheet in print(&document) {
        assert!(sheet.lines.iter().all(|line| line.bottom() < TOP + HEIGHT + 0.1));
    }
}

// ---- seal and note -------------------------------------------------------------------------------------------------

/// 7.3.5.1 with a seal: the date ends four characters from the right, the name is centred on it, and both stand under two
/// blank lines, where a seal of 42 mm whose top is within a line of the text lies over them with its middle above theirs.
#[test]
fn a_seal_has_its_room() {
    let mut document = plain_paper();
    document.signature = document.signature.map(|signature| Signature { sealed: true, ..signature });
    let sheets = print(&document);
    let [.., before, name, date] = &sheets.last().expect("a page").lines[..] else { panic!("three lines") };
    assert!(near(LEFT + WIDTH - date.right(), 4.0 * ZI, 0.05), "{}", date.right());
    assert!(near((name.left() + name.right()) / 2.0, (date.left() + date.right()) / 2.0, 0.05));
    assert!(near(name.baseline - before.baseline, 3.0 * HANG, 0.05), "two blank lines under the text");
    let seal_top = (name.top() + date.bottom()) / 2.0 - 21.0 - before.bottom();
    assert!(
        seal_top > HANG / 2.0 && seal_top - HANG < 5.0,
        "{seal_top} mm under the text at the latest, a little higher"
    );
}

/// A name that would pass the right edge takes the date along to the left; it ends at the edge.
#[test]
fn a_long_name_under_a_seal_stays_on_the_page() {
    let mut document = plain_paper();
    let issuers = vec!["青山市第一中学工会委员会女教职工工作委员会".into()];
    document.signature = Some(Signature { issuers, date: "2025年12月28日".into(), sealed: true });
    let sheets = print(&document);
    let [.., name, date] = &sheets.last().expect("a page").lines[..] else { panic!("two lines") };
    assert!(near(name.right(), LEFT + WIDTH, 0.05), "{}", name.right());
    assert!(near((name.left() + name.right()) / 2.0, (date.left() + date.right()) / 2.0, 0.05));
}

/// 7.3.6: the note in brackets on the line under the date, two characters in.
#[test]
fn a_note_stands_under_the_date() {
    let mut document = plain_paper();
    document.note = Some("联系人：周宁".into());
    let sheets = print(&document);
    let [.., date, note] = &sheets.last().expect("a page").lines[..] else { panic!("two lines") };
    assert_eq!(note.text(), "（联系人：周宁）");
    assert!(near(note.baseline - date.baseline, HANG, 0.05));
    // The empty half of the bracket is left out at the beginning of a line.
    let brought = note.glyphs[1].x - LEFT;
    assert!(brought > 2.0 * ZI && brought < 3.0 * ZI + 0.05, "{brought}");
}
