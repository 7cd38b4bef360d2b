//! Papers that carry others: one file of facts feeds them all, and a number changed there changes everywhere.

use niandu::document::{Block, Document};
use proptest::prelude::*;

use crate::edit;
use crate::laws::reads_or_says_where_of;
use crate::office::{self, make, make_kind};

/// The facts of a notice and of a report, each with two papers behind it.
fn facts() -> [(String, &'static str); 2] {
    [("notice-of-two-papers", "notice"), ("submission-of-two-papers", "submission")].map(|(case, kind)| {
        let path = office::root().join("tests/cases/documents").join(case).join("facts.yaml");
        (std::fs::read_to_string(&path).expect("a case"), kind)
    })
}

/// The papers of these facts.
pub fn both() -> [Document; 2] {
    facts().map(|(text, kind)| make_kind(&text, kind).paper())
}

/// A county whose notice, summary and second paper all tell how many there are.
fn county(staff: u32, fund: u32) -> String {
    format!(
        "层级: 县\n年度: 2025\n\
         单位:\n  编号: xingqiao\n  名称: {{署名: 星桥县教育工会, 标题用名: 星桥县教育工会, 自称: 我会}}\n\
         文件:\n\
         \x20 notice:\n    日期: 2025-12-30\n    主送: [各学校工会]\n    所附文件: [year-end-summary, jihua]\n\
         \x20   正文: 现将两份文件印发给全县{{{{ 教职工.总数 }}}}教职工，慰问金{{{{ 慰问.金额 | 元 }}}}已经发到本人。\n\
         \x20 year-end-summary: {{}}\n\
         \x20 jihua:\n    文种: year-end-summary\n    标题: 星桥县教育工会2026年工作计划\n\
         \x20   开头: 明年为{{{{ 教职工.总数 }}}}教职工建立健康档案。\n    过渡: 工作安排如下：\n\
         \x20   工作领域:\n      - {{编号: ercha, 标题: 做好帮扶, 正文: \"帮扶资金不少于今年的{{{{ 慰问.金额 | 元 }}}}。\"}}\n\
         教职工: {{总数: {staff}人}}\n\
         工作领域:\n  - {{编号: bangfu, 标题: 关爱教职工}}\n\
         慰问:\n  - {{领域: bangfu, 时间: 春节前, 对象: 困难教职工, 人数: 3人, 金额: {fund}元}}\n"
    )
}

/// The text of the cover, then that of each paper behind it.
fn texts(document: &Document) -> Vec<String> {
    let text = |body: &[Block]| body.iter().flat_map(Block::texts).collect::<String>();
    let enclosed = document.enclosed.iter().map(|paper| text(&paper.body));
    std::iter::once(text(&document.body)).chain(enclosed).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_number_of_the_facts_is_the_same_in_cover_summary_and_plan(
        (staff, other) in (100_u32..9000, 100_u32..9000),
        (fund, more) in (1001_u32..9999, 1001_u32..9999),
    ) {
        prop_assume!(staff != other && fund != more);
        let [before, after] = [(staff, fund), (other, more)].map(|(staff, fund)| {
            let document = make_kind(&county(staff, fund), "notice").paper();
            texts(&document)
        });
        prop_assert_eq!(before.len(), 3);
        for (before, after) in before.iter().zip(&after) {
            prop_assert!(before.contains(&format!("{staff}")), "{}", before);
            prop_assert!(after.contains(&format!("{other}")), "{}", after);
            prop_assert!(before.contains(&format!("{fund}元")) && after.contains(&format!("{more}元")), "{}", after);
            // Nothing else moves, and no old number stays.
            let moved = before.replace(&format!("{staff}人"), &format!("{other}人"));
            prop_assert_eq!(&moved.replace(&format!("{fund}元"), &format!("{more}元")), after);
        }
    }
}

/// Behind a cover a paper is the paper that it is alone, numbered by itself.
#[test]
fn an_enclosed_paper_reads_as_it_does_alone() {
    for (sample, kind) in [("qinghe-county", "notice"), ("qinghe-no1-primary", "submission")] {
        let path = office::root().join("sample-data").join(sample).join("2025.yaml");
        let text = std::fs::read_to_string(&path).expect("a sample");
        // The county keeps some records in a second file.
        let text = office::alone(&text.replace("包含: [活动.yaml]\n", ""));
        let (cover, alone) = (make_kind(&text, kind).paper(), make(&text).paper());
        let [enclosed, ..] = cover.enclosed.as_slice() else { panic!("{sample}: nothing is enclosed") };
        // What is to come is left to the plan behind it.
        let ahead = |block: &Block| matches!(block, Block::Heading { text, .. } if text == "下一步打算");
        let at = alone.body.iter().position(ahead).expect("next steps");
        let without = [&alone.body[..at], &alone.body[at + 2..]].concat();
        assert_eq!(enclosed.body, without, "{sample}");
        assert_eq!(enclosed.title, alone.title);
        assert_eq!(enclosed.title_lines, alone.title_lines);
        let issued = kind == "notice";
        assert_eq!(enclosed.signature, alone.signature.filter(|_| !issued), "an issued paper is signed by its notice");
        assert_eq!(enclosed.label.is_none(), issued);
        assert_eq!(cover.attachments.is_empty(), issued, "an issued paper is no 附件");
    }
}

/// What a notice issues needs no date of its own, and has that of the notice where it stands alone.
#[test]
fn papers_behind_a_cover_share_its_date() {
    let facts = county(500, 2000);
    let summary = make(&facts).paper();
    assert_eq!(summary.signature.map(|signature| signature.date), Some("2025年12月30日".to_owned()));
    let undated = facts.replace("    日期: 2025-12-30\n", "");
    let said = make_kind(&undated, "notice").said();
    assert_eq!(said.matches("E051").count(), 1, "{said}");
    let vague = facts.replace("year-end-summary: {}", "year-end-summary: {日期: 2025年12月}");
    assert!(make(&vague).said().contains("E051"), "a date that is written must be to the day");
}

/// The titles of the papers in that of the cover: each in its marks, the body named once, 和 before the last.
#[test]
fn a_cover_is_named_after_its_papers() {
    let one = county(500, 2000);
    let document = make_kind(&one, "notice").paper();
    assert_eq!(document.title, "关于印发《星桥县教育工会2025年工作总结》和《2026年工作计划》的通知");
    assert!(document.title_lines.len() > 1 && document.title_lines.concat() == document.title);
    let third = one
        .replace("jihua]", "jihua, qita]")
        .replace("  jihua:\n", "  qita: {文种: year-end-summary, 标题: 星桥县教育工会2025年帮扶总结}\n  jihua:\n");
    let document = make_kind(&third, "notice").paper();
    assert_eq!(document.title, "关于印发《星桥县教育工会2025年工作总结》《2026年工作计划》和《2025年帮扶总结》的通知");
    let own = one.replace("    主送:", "    标题: 关于印发两份文件的通知\n    主送:");
    assert_eq!(make_kind(&own, "notice").paper().title, "关于印发两份文件的通知");
    let single = one.replace("[year-end-summary, jihua]", "[year-end-summary]");
    assert_eq!(make_kind(&single, "notice").paper().title, "关于印发《星桥县教育工会2025年工作总结》的通知");
}

/// Whatever is missing, a cover and what it carries read well, or the gap is named at its place.
#[test]
fn any_record_or_field_behind_a_cover_may_be_missing() {
    let (mut written, mut refused) = (0, 0);
    for (text, kind) in facts() {
        for gone in edit::entries(&text).into_iter().chain(edit::fields(&text)) {
            let without = edit::without(&text, std::slice::from_ref(&gone));
            if reads_or_says_where_of(kind, &without, &text[gone]) { written += 1 } else { refused += 1 }
        }
    }
    assert!(written > 30 && refused > 5, "{written} written, {refused} refused");
}

/// What is wrong with an enclosed paper is said once, though the cover and the paper itself are written; and what the
/// enclosed paper tells is told.
#[test]
fn a_problem_of_an_enclosed_paper_is_said_once() {
    let facts = county(500, 2000)
        .replace("bangfu, 标题: 关爱教职工}", "bangfu, 标题: 关爱教职工}\n  - {编号: kong, 标题: 空着}");
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("facts.yaml"), facts).expect("a file");
    for kinds in [["notice", "notice"], ["notice", "year-end-summary"]] {
        let output = office::niandu(folder.path(), &["check", "facts.yaml", "-k", kinds[0], "-k", kinds[1]]);
        let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), office::said(&output));
        assert_eq!(told.matches("[W054]").count(), 1, "{told}");
        assert_eq!(told.matches("[W").count(), 1, "{told}");
    }
}
