//! The head of the official layout against GB/T 9704 7.2, read from the positions of ink and rules.

use niandu::document::letterhead::{Letterhead, Style};
use niandu::document::{Document, Imprint, Signature};

use crate::layout::{HANG, HEIGHT, LEFT, Line, SENTENCES, Sheet, TOP, WIDTH, ZI, near, paper, paragraph, print};
use crate::ruler::Run;

fn head() -> Letterhead {
    Letterhead {
        style: Style::Official,
        copy: None,
        secrecy: None,
        urgency: None,
        mark: vec!["青山市教育工会".into()],
        word: Some("文件".into()),
        number: Some("青教工〔2025〕8号".into()),
        signers: Vec::new(),
    }
}

fn official(head: Letterhead) -> Document {
    let mut document = paper(SENTENCES.map(paragraph).to_vec());
    document.layout = "official".into();
    document.letterhead = Some(head);
    document
}

fn first(document: &Document) -> Sheet {
    print(document).remove(0)
}

fn line<'s>(sheet: &'s Sheet, text: &str) -> &'s Line {
    sheet.lines.iter().find(|line| line.text().contains(text)).unwrap_or_else(|| panic!("{text}"))
}

fn red(sheet: &Sheet) -> Vec<&Line> {
    sheet.lines.iter().filter(|line| line.glyphs.iter().all(|glyph| glyph.red)).collect()
}

fn middle(line: &Line) -> f64 {
    (line.left() + line.right()) / 2.0
}

/// 7.2.4: red, centred on one line, its ink 35 mm under the top of the type area, narrower than it, no larger than 小初.
#[test]
fn the_mark_stands_35_mm_under_the_type_area() {
    for name in ["青山市教育工会", "青山市第一中学工会委员会", "青山市经济技术开发区实验中学工会"]
    {
        let sheet = first(&official(Letterhead { mark: vec![name.into()], ..head() }));
        let [mark] = red(&sheet)[..] else { panic!("one line is red") };
        assert_eq!(mark.text(), format!("{name}文件"));
        assert!(near(mark.ink_top(), TOP + 35.0, 0.1), "{}", mark.ink_top());
        assert!(near(middle(mark), LEFT + WIDTH / 2.0, 0.1), "{}", middle(mark));
        assert!(mark.right() - mark.left() <= 150.1 && mark.size_in_points() <= 36.1 && mark.size_in_points() > 22.0);
        assert!(mark.face().ends_with("Bold"));
    }
}

/// 7.2.5, 7.2.7, 7.3.1: the number two blank lines under the mark, the red rule 4 mm under the number, the title two lines
/// under the rule.
#[test]
fn number_rule_and_title_follow_in_their_distances() {
    let sheet = first(&official(head()));
    let (mark, number) = (red(&sheet)[0], line(&sheet, "〔2025〕"));
    assert!(near(number.top() - mark.bottom(), 2.0 * HANG + (HANG - ZI), 0.1), "{}", number.top() - mark.bottom());
    assert!(near(middle(number), LEFT + WIDTH / 2.0, 0.2), "{}", middle(number));
    assert!(near(number.size_in_points(), 15.79, 0.1));
    let [rule] = &sheet.rules[..] else { panic!("one rule") };
    assert!(rule.red && near(rule.x, LEFT, 0.05) && near(rule.length, WIDTH, 0.05));
    assert!(near(rule.y - rule.weight / 2.0 - number.bottom(), 4.0, 0.05), "{}", rule.y);
    assert!((0.35..=0.51).contains(&rule.weight));
    let title = line(&sheet, "青山市第一中学工会委员会");
    assert!(near(title.top() - rule.y - rule.weight / 2.0, 2.0 * HANG, 0.1), "{}", title.top() - rule.y);
    let to = line(&sheet, "市教育工会、校党委：");
    let last = line(&sheet, "2025年度工作总结");
    assert!(near(to.top() - last.top(), 2.0 * HANG, 0.6), "one blank line under the title");
}

/// 7.2.6: who signs it off stands one character from the right, two to a line; the number one character from the left on
/// the line of the last of them.
#[test]
fn signers_stand_opposite_to_the_number() {
    let signers: Vec<String> = ["周宁", "李明远", "王晓"].map(str::to_owned).to_vec();
    let sheet = first(&official(Letterhead { signers: signers.clone(), ..head() }));
    let (upper, lower) = (line(&sheet, "签发人：周宁李明远"), line(&sheet, "王晓"));
    assert!(near(LEFT + WIDTH - upper.right(), ZI, 0.1), "{}", upper.right());
    assert!(near(lower.baseline - upper.baseline, HANG, 0.05));
    assert!(lower.text().starts_with("青教工") && near(lower.left(), LEFT + ZI, 0.05));
    let at = |line: &Line, name: &str| line.glyphs.iter().find(|glyph| glyph.text == name).expect("the name").x;
    assert!(near(at(lower, "王"), at(upper, "周"), 0.05), "a line goes on under its first name");
    let rule = &sheet.rules[0];
    assert!(near(rule.y - rule.weight / 2.0 - lower.bottom(), 4.0, 0.05));

    let sheet = first(&official(Letterhead { signers: signers[..1].to_vec(), ..head() }));
    let one = line(&sheet, "签发人：周宁");
    assert!(one.text().starts_with("青教工") && near(LEFT + WIDTH - one.right(), ZI, 0.1));
}

/// 7.2.1 to 7.2.3: flush left from the first line of the type area on, 密级 on the second.
#[test]
fn copy_secrecy_and_urgency_stand_at_the_top() {
    let all = Letterhead {
        copy: Some("000012".into()),
        secrecy: Some("秘密★1年".into()),
        urgency: Some("加急".into()),
        ..head()
    };
    let secret = Letterhead { copy: None, urgency: None, ..all.clone() };
    let urgent = Letterhead { copy: None, secrecy: None, ..all.clone() };
    let cases: [(Letterhead, &[(&str, f64)]); 3] = [
        (all, &[("000012", 0.0), ("秘密★1年", 1.0), ("加急", 2.0)]),
        (secret, &[("秘密★1年", 1.0)]),
        (urgent, &[("加急", 0.0)]),
    ];
    for (head, rows) in cases {
        let sheet = first(&official(head));
        for (text, place) in rows {
            let row = line(&sheet, text);
            assert!(near(row.left(), LEFT, 0.05) && near(row.top() - TOP, place * HANG, 0.05), "{text} {}", row.top());
            assert_eq!(row.face().ends_with("Bold"), *text != "000012", "{text}");
        }
    }
}

/// 7.2.4, joint issue: the names under one another and as wide as each other, the leading one first and 35 mm under the
/// type area, 文件 to their right in the middle of their height.
#[test]
fn a_joint_issue_names_all_and_says_the_word_once() {
    let mark = vec!["青山市教育工会".into(), "青山市总工会女职工委员会".into(), "青山市妇女联合会".into()];
    let sheet = first(&official(Letterhead { mark: mark.clone(), ..head() }));
    let all = red(&sheet);
    let glyphs: String = all.iter().map(|line| line.text()).collect();
    assert!(glyphs.starts_with("青山市教育工会") && glyphs.matches("文件").count() == 1, "{glyphs}");
    let top = all.iter().map(|line| line.ink_top()).fold(f64::MAX, f64::min);
    assert!(near(top, TOP + 35.0, 0.1), "{top}");
    let part = |line: &Line, ends: [&str; 2]| {
        let at = |text: &str| line.glyphs.iter().find(|glyph| glyph.text == text).map(|glyph| glyph.x);
        ends.map(|text| at(text).expect("its name"))
    };
    let rows: Vec<&&Line> = all.iter().filter(|line| line.text().starts_with('青')).collect();
    assert_eq!(rows.len(), 3);
    let [left, right] = part(rows[0], ["青", "会"]);
    assert!(near(part(rows[1], ["青", "青"])[0], left, 0.1) && near(part(rows[2], ["青", "会"])[1], right, 0.2));
    let word = all.iter().find(|line| line.text().contains('文')).expect("the word");
    assert!(near(word.baseline, rows[1].baseline, 1.5), "{} {}", word.baseline, rows[1].baseline);
    assert!(all.iter().map(|line| line.right()).fold(0.0, f64::max) - left <= 150.5);
}

/// 7.4: over the lower edge of the type area of the last page, with its rules.
#[test]
fn the_colophon_ends_the_last_page() {
    let mut document = official(head());
    document.imprint = Some(Imprint {
        cc: Some("市教育局，市总工会".into()),
        printed_by: Some("青山市教育工会办公室".into()),
        printed_on: Some("2025年12月28日".into()),
    });
    let sheets = print(&document);
    let rules = &sheets.last().expect("a page").rules;
    assert_eq!(rules.len(), 3);
    for (rule, weight) in rules.iter().zip([0.35, 0.25, 0.35]) {
        assert!(near(rule.weight, weight, 0.01) && near(rule.length, WIDTH, 0.05) && !rule.red);
    }
    assert!(near(rules[2].y, TOP + HEIGHT, 0.3), "{}", rules[2].y);
}

/// 7.3.3: the first page shows text, also where a short text and its signature would not fit under the head.
#[test]
fn the_first_page_shows_text() {
    for attachments in 0..6 {
        for signers in 0..3 {
            let signers = ["周宁", "李明远", "王晓"].map(str::to_owned)[..signers].to_vec();
            let mut document = official(Letterhead { signers, ..head() });
            document.body = vec![paragraph("现将上述材料报上，请审阅，其中的数字截至2025年12月20日，不妥之处请指正。")];
            document.attachments = (1..=attachments).map(|n| format!("青山市第一中学工会2025年第{n}份材料")).collect();
            let signature = document.signature.take();
            document.signature = signature.map(|signature| Signature { sealed: true, ..signature });
            let sheets = print(&document);
            assert!(sheets[0].lines.iter().any(|line| line.text().contains("现将上述材料报上")), "{attachments}");
            for sheet in &sheets {
                assert!(sheet.lines.iter().all(|line| line.bottom() < TOP + HEIGHT + 0.1), "{attachments}");
            }
        }
    }
}

/// What stands at the foot keeps a line away from the date, on a page that has text; a seal has two blank lines above the
/// name where they are left, else one (7.3.5.1, 7.3.5.5).
#[test]
fn the_colophon_keeps_away_from_the_date_and_has_text_above_it() {
    let mut blanks = Vec::new();
    for sentences in 4..30 {
        let mut document = official(head());
        document.body = SENTENCES.iter().cycle().take(sentences).map(|text| paragraph(text)).collect();
        let signature = document.signature.take();
        document.signature = signature.map(|signature| Signature { sealed: true, ..signature });
        document.imprint = Some(Imprint {
            cc: Some("市教育局，市总工会".into()),
            printed_by: Some("青山市教育工会办公室".into()),
            printed_on: Some("2025年12月30日".into()),
        });
        let sheets = print(&document);
        let last = sheets.last().expect("a page");
        let at = last.lines.iter().position(|line| line.text() == "2025年12月28日").expect("the date on the last page");
        let (text, name, date) = (&last.lines[at - 2], &last.lines[at - 1], &last.lines[at]);
        assert!(
            text.left() < LEFT + 3.0 * ZI && near(text.bottom(), name.top() - 2.0 * HANG, 1.1 * HANG),
            "{sentences}"
        );
        blanks.push(((name.baseline - text.baseline) / HANG).round() as i32 - 1);
        let above = last.rules.iter().map(|rule| rule.y).filter(|y| *y > date.bottom()).fold(f64::MAX, f64::min);
        assert!(above - date.bottom() > HANG - 0.2, "{sentences}: {}", above - date.bottom());
    }
    assert!(
        blanks.iter().all(|blank| [1, 2].contains(blank)) && blanks.contains(&1) && blanks.contains(&2),
        "{blanks:?}"
    );
}

/// 7.2.5, 7.2.6: names that do not both fit beside the number have a line each; one that is wider than its line goes on
/// under its first character. Nothing is printed over the number, which stands on the last line, or leaves the page.
#[test]
fn long_names_of_signers_keep_away_from_the_number() {
    let many = ["买买提·吐尔逊", "阿卜杜热西提·卡地尔", "沈知夏", "周宁"].as_slice();
    for (signers, lines) in
        [(many, 4), (&["John Alexander Smithson-Montgomery"], 2), (&["沈知夏", "王小明", "周宁"], 2)]
    {
        let signers: Vec<String> = signers.iter().map(|&name| name.to_owned()).collect();
        let sheet = crate::ruler::pages(&official(Letterhead { signers: signers.clone(), ..head() })).remove(0);
        let (number, label) = (sheet.find("〔"), sheet.find("签发人"));
        assert!(near(number.top - label.top, f64::from(lines - 1) * HANG, 0.1), "{signers:?}");
        let between = |run: &&Run| run.top > label.top - 0.1 && run.bottom < number.bottom + 0.1;
        let (names, of_number): (Vec<&Run>, Vec<&Run>) =
            sheet.runs.iter().filter(between).partition(|run| run.left > label.left - 0.1);
        let end_of_number = of_number.iter().map(|run| run.right).fold(0.0, f64::max);
        for name in &names {
            assert!(name.right < LEFT + WIDTH - ZI + 0.1, "{signers:?}: {name:?}");
            assert!(name.left > end_of_number + ZI - 0.1, "{signers:?}: {name:?}");
        }
        // 签发人 and its colon take four whole characters.
        let last = names.iter().filter(|run| near(run.top, number.top, 0.1)).map(|run| run.left);
        let left = last.fold(f64::MAX, f64::min);
        assert!(near(left - label.left, 4.0 * ZI, 0.1), "{signers:?}: {left}");
    }
}
