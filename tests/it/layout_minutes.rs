//! The minutes of GB/T 9704 10.3, read from the laid-out page: the head, and who was there.

use niandu::document::letterhead::{Letterhead, Style};
use niandu::document::{Document, Signature};

use crate::layout::{HANG, LEFT, SENTENCES, TOP, WIDTH, ZI, near, paper, paragraph};
use crate::ruler::{Leaf, Run, pages};

const PRESENT: &str = "周宁、李青、陈佳、王梅、赵禾、钱川、孙河、吴桥、郑田、冯林、褚松、卫柏、蒋竹、沈兰、杨梅";

/// Minutes with everything that they may have.
fn minutes(sentences: usize) -> Document {
    let body = SENTENCES.iter().cycle().take(sentences).map(|text| paragraph(text)).collect();
    Document {
        layout: "minutes".into(),
        letterhead: Some(Letterhead {
            style: Style::Minutes,
            copy: None,
            secrecy: None,
            urgency: None,
            mark: vec!["青山市第一中学工会会议纪要".into()],
            word: None,
            number: Some("青一中工纪〔2025〕3号".into()),
            signers: Vec::new(),
        }),
        attendance: vec![
            ["出席".into(), PRESENT.into()],
            ["请假".into(), "朱桐".into()],
            ["列席".into(), "县教育工会秦枫、尤杉".into()],
        ],
        recipients: None,
        signature: None,
        ..paper(body)
    }
}

fn first(document: &Document) -> Leaf {
    pages(document).remove(0)
}

/// The mark, red, its upper edge 35 mm under that of the type area; the number two blank lines under it, a red rule as wide
/// as the type area 4 mm under the number, and the title two lines under the rule.
#[test]
fn the_head_of_minutes_stands_like_that_of_a_paper() {
    let leaf = first(&minutes(4));
    let (mark, number) = (leaf.find("会议纪要"), leaf.find("青一中工纪〔2025〕3号"));
    assert!(mark.red && near(mark.ink.0, TOP + 35.0, 0.1), "{mark:?}");
    let middle = |run: &Run| (run.left + run.right) / 2.0;
    for run in [mark, number] {
        assert!(near(middle(run), LEFT + WIDTH / 2.0, 0.3), "{} {run:?}", middle(run));
    }
    let [rule] = &leaf.rules.iter().filter(|rule| rule.red).collect::<Vec<_>>()[..] else { panic!("{:?}", leaf.rules) };
    assert!(near(rule.right - rule.left, WIDTH, 0.05) && near(rule.left, LEFT, 0.05), "{rule:?}");
    assert!(near(rule.top - number.bottom, 4.0, 0.05), "{rule:?}");
    let title = leaf.runs.iter().find(|run| near(run.size, 22.0, 0.1)).expect("a title");
    assert!(near((title.top - rule.bottom) / HANG, 2.0, 0.3), "{}", title.top - rule.bottom);
}

/// Minutes without a number have the mark, the rule and the title.
#[test]
fn minutes_without_a_number_have_a_rule() {
    let mut document = minutes(4);
    document.letterhead.as_mut().expect("a head").number = None;
    let leaf = first(&document);
    let rule = leaf.rules.iter().find(|rule| rule.red).expect("a rule");
    let mark = leaf.find("会议纪要");
    assert!(rule.top > mark.ink.1 + 3.9 && rule.top < mark.ink.1 + 2.0 * HANG + 5.0, "{rule:?}");
    let title = leaf.runs.iter().find(|run| near(run.size, 22.0, 0.1)).expect("a title");
    assert!(near((title.top - rule.bottom) / HANG, 2.0, 0.5), "{}", title.top - rule.bottom);
}

/// 出席 one blank line under the text, two characters in, 黑体; the names in the face of the text, wrapped lines under the
/// first name; 请假 and 列席 the same on lines of their own.
#[test]
fn those_present_stand_under_the_text() {
    let sheets = pages(&minutes(3));
    let leaf = sheets.last().expect("a page");
    let runs: Vec<&Run> = leaf.runs.iter().filter(|run| run.top < 262.0).collect();
    let start = runs.iter().position(|run| run.text.starts_with("出席")).expect("出席");
    let (above, word) = (runs[start - 1], runs[start]);
    assert!(near(word.left, LEFT + 2.0 * ZI, 0.05), "{word:?}");
    assert!(near(word.top - above.top, 2.0 * HANG, 0.05), "one blank line");
    let wrapped = runs[start..].iter().find(|run| near(run.top - word.top, HANG, 0.05)).expect("a second line");
    assert!(near(wrapped.left, LEFT + 5.0 * ZI, 0.1), "under the first name: {wrapped:?}");
    for (words, lines) in [("请假", 2.0), ("列席", 3.0)] {
        let run = leaf.find(words);
        assert!(near(run.left, LEFT + 2.0 * ZI, 0.05) && near(run.top - word.top, lines * HANG, 0.05), "{run:?}");
    }
    let text = leaf.text();
    assert!(text.contains(&format!("出席：{PRESENT}请假：朱桐列席：县教育工会秦枫、尤杉")), "{text}");
}

/// 黑体 for the word and the face of the text for the names: seen where the faces differ, by their weight.
#[test]
fn the_word_is_set_in_the_face_of_a_heading() {
    let leaf = first(&minutes(1));
    let word = leaf.runs.iter().find(|run| run.text.starts_with("出席")).expect("出席");
    assert_eq!(word.text, "出席", "a run of its own: its face or weight is another");
}

/// They follow the 附件说明 and stand before the signature.
#[test]
fn those_present_stand_between_attachments_and_signature() {
    let mut document = minutes(2);
    document.attachments = vec!["提案办理情况表".into()];
    document.signature = Some(Signature {
        issuers: vec!["青山市第一中学工会委员会".into()],
        date: "2025年12月28日".into(),
        sealed: false,
    });
    let text: String = pages(&document).iter().map(Leaf::text).collect();
    let places: Vec<usize> = ["附件：提案办理情况表", "出席：", "请假：", "列席：", "2025年12月28日"]
        .iter()
        .filter_map(|part| text.rfind(part))
        .collect();
    assert_eq!(places.len(), 5, "{text}");
    assert!(places.is_sorted(), "{places:?} {text}");
}

/// Wherever the text ends on its page, a short list stays with its last two lines, and nothing leaves the type area.
#[test]
fn a_list_is_never_alone_on_a_page() {
    for signed in [false, true] {
        for extra in 0..24 {
            let mut document = minutes(5);
            document.body.extend((0..extra).map(|_| paragraph("补充一行。")));
            document.body.push(paragraph(SENTENCES[0]));
            document.signature = signed.then(|| Signature {
                issuers: vec!["青山市第一中学工会委员会".into()],
                date: "2025年12月28日".into(),
                sealed: false,
            });
            let sheets = pages(&document);
            let with = sheets.iter().find(|leaf| leaf.text().contains("出席：")).expect("出席");
            let word = with.find("出席");
            let above = with.runs.iter().filter(|run| run.top < word.top - 0.1 && near(run.size, 15.79, 0.1));
            let lines: std::collections::BTreeSet<i64> = above.map(|run| (run.top * 10.0).round() as i64).collect();
            assert!(lines.len() >= 2, "{extra}: {}", with.text());
            assert!(with.text().contains("列席："), "{extra}");
            for leaf in &sheets {
                let inside = leaf.runs.iter().filter(|run| run.top < 262.5);
                assert!(inside.into_iter().all(|run| run.bottom < TOP + 225.1), "{extra}");
            }
        }
    }
}

/// A list of a whole assembly runs over pages like text.
#[test]
fn a_long_list_runs_over_pages() {
    let mut document = minutes(12);
    document.attendance[0][1] = [PRESENT; 30].join("、");
    let sheets = pages(&document);
    assert!(sheets.len() > 3, "{}", sheets.len());
    let text: String = sheets
        .iter()
        .flat_map(|leaf| leaf.runs.iter())
        .filter(|run| run.top < 262.5)
        .map(|run| run.text.as_str())
        .collect();
    assert_eq!(text.matches("杨梅").count(), 30);
    for leaf in &sheets {
        assert!(leaf.runs.iter().filter(|run| run.top < 262.5).all(|run| run.bottom < TOP + 225.1));
    }
}
