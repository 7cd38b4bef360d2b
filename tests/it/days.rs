//! Days that a page prints are dates to machines, too, and nothing else is.

use niandu::document::text::{Day, Text};
use niandu::document::{Block, Date};
use niandu::publish::html::html;
use proptest::prelude::*;

use crate::{office, plain, screen};

const HEAD: &str = "\
单位:
  编号: yuhe-ex
  名称: {署名: 玉河县第二小学工会委员会, 标题用名: 玉河县第二小学工会, 自称: 我校工会}
工作领域:
  - {编号: huodong, 标题: 开展文体活动}
";

/// The days of a page, each as a machine and a person read it, in their order.
fn days(page: &str) -> Vec<(String, String)> {
    let body = page.split_once("<main").expect("a paper").1;
    let one = |part: &str| {
        let (date, rest) = part.split_once("\">").expect("its end");
        let words = rest.split_once("</time>").expect("its end").0.replace("<span class=\"j\"></span>", "");
        (date.to_owned(), words)
    };
    body.split("<time datetime=\"").skip(1).map(one).collect()
}

fn written(facts: &str, kind: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("2025.yaml"), facts).expect("facts");
    let call = ["render", "2025.yaml", "-k", kind, "-f", "html", "--name", "paper"];
    let output = office::niandu(folder.path(), &call);
    assert!(output.status.success(), "{}", office::said(&output));
    std::fs::read_to_string(folder.path().join("out/paper.html")).expect("a page")
}

#[test]
fn the_days_of_a_chronicle_are_dates() {
    let record = |name: &str, when: &str| format!("  - {{领域: huodong, 名称: {name}, 时间: {when}, 参加: 80人}}\n");
    let records = [
        record("跳绳比赛", "3月7日"),
        record("读书节", "2025-05-09"),
        record("书画展", "5月20日至22日"),
        record("登山", "6月"),
        record("茶话会", "春节前"),
        record("歌咏会", "11月30日"),
    ];
    let facts = format!("{HEAD}年度: 2025\n文件: {{chronicle: {{日期: 2025-12-31}}}}\n活动:\n{}", records.concat());
    let found = days(&written(&facts, "chronicle"));
    let expected = [("2025-03-07", "3月7日"), ("2025-05-09", "5月9日"), ("2025-11-30", "11月30日")];
    assert_eq!(found, expected.map(|(date, words)| (date.to_owned(), words.to_owned())));
}

/// Where a period has two years, the year is printed and part of the day.
#[test]
fn a_day_of_a_school_year_has_its_year() {
    let facts = format!(
        "{HEAD}时期: 2024—2025学年\n文件: {{chronicle: {{日期: 2025-08-31}}}}\n活动:\n  \
         - {{领域: huodong, 名称: 跳绳比赛, 时间: 2025年3月7日, 参加: 80人}}\n"
    );
    let found = days(&written(&facts, "chronicle"));
    assert_eq!(found, [("2025-03-07".to_owned(), "2025年3月7日".to_owned())]);
}

proptest! {
    /// A day may stand anywhere, also where it cannot be printed: the words of the page stay.
    #[test]
    fn a_day_changes_no_word(ranges in prop::collection::vec((0_usize..40, 0_usize..40), 0..6)) {
        let mut paper = screen::full(None);
        let Block::Paragraph(told) = paper.body[0].clone() else { panic!("a paragraph") };
        let before = plain::of_html(&html(&paper, ""));
        let date = Date { year: 2025, month: 3, day: 7 };
        let days = ranges.into_iter().map(|(start, end)| Day { range: start..end, date }).collect();
        paper.body[0] = Block::Paragraph(Text::new(told.as_str(), told.spans().to_vec()).with_days(days));
        let page = html(&paper, "");
        prop_assert_eq!(plain::of_html(&page), before);
        prop_assert_eq!(page.matches("<time ").count(), page.matches("</time>").count());
    }
}
