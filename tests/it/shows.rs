//! Papers that tell less than everything: rows of names and counts are exact, public papers name nobody who was helped, a
//! brief fits its page, a chronicle is in order, and whatever is missing leaves no hole.

use niandu::diagnostic::{Diagnostics, Source};
use niandu::publish::Format;
use niandu::report::{self, Order};
use proptest::prelude::*;

use crate::edit;
use crate::laws::fault;
use crate::office;

/// The kinds that tell a part of the year.
const KINDS: [&str; 5] = ["brief", "brief-public", "chronicle", "inspection-report", "topic-report"];

/// The papers of one kind as Markdown, or what was said instead.
fn written(text: &str, kind: &str) -> Result<Vec<String>, Diagnostics> {
    let order = Order { kinds: vec![kind.to_owned()], formats: vec![Format::Markdown], ..Order::default() };
    let source = Source::new("facts.yaml", text);
    let (dossier, problems) = report::dossier(&source, Diagnostics::new(), &[], None);
    let Some(dossier) = dossier else { return Err(problems) };
    let outcome = report::make(&dossier, problems, &order, office::workshop());
    if outcome.problems.has_errors() {
        return Err(outcome.problems);
    }
    let text = |paper: report::Paper| String::from_utf8(paper.publications[0].bytes.clone()).expect("UTF-8");
    Ok(outcome.papers.into_iter().map(text).collect())
}

fn head(kind: &str) -> String {
    format!(
        "年度: 2025\n单位:\n  编号: x\n  名称: {{署名: 星桥县小学工会, 标题用名: 星桥县小学工会}}\n文件:\n  \
         {kind}: {{日期: 2025-12-26}}\n工作领域: [{{编号: a, 标题: 各项工作}}]\n"
    )
}

/// Lists that a brief only counts: a record, and how the number stands in the paper.
const COUNTED: [(&str, &str, &str, &str); 4] = [
    ("学习培训", "内容: 讲座", "组织学习培训", "项"),
    ("会议", "名称: 座谈会", "召开各类会议", "次"),
    ("慰问", "对象: 困难教职工", "开展慰问", "项"),
    ("检查", "对象: 台账", "组织检查", "次"),
];

/// Names of events that end and begin with quotation marks and book marks, and without.
const NAMES: [&str; 6] = ["“春风”", "“夏雨”", "《青禾》", "《长河》", "跳绳比赛", "健步走活动"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn counts_are_the_numbers_of_records(counts in prop::collection::vec(0_usize..6, 4)) {
        prop_assume!(counts.iter().sum::<usize>() > 0);
        let mut text = head("brief");
        for ((list, fields, ..), count) in COUNTED.iter().zip(&counts) {
            text += &format!("{list}:{}\n", if *count == 0 { " []" } else { "" });
            for at in 0..*count {
                text += &format!("  - {{领域: a, 时间: {}月, {fields}{at}}}\n", at + 1);
            }
        }
        let paper = written(&text, "brief").expect("a paper").remove(0);
        for ((_, _, words, unit), count) in COUNTED.iter().zip(&counts) {
            let told = format!("{words}{count}{unit}");
            prop_assert_eq!(paper.contains(&told), *count > 0, "{} in {}", told, paper);
            prop_assert_eq!(paper.contains(words), *count > 0, "{}", paper);
        }
    }

    #[test]
    fn rows_of_names_are_complete_or_say_how_many(picks in prop::collection::vec(0_usize..6, 1..9)) {
        let mut text = head("brief") + "活动:\n";
        for (at, pick) in picks.iter().enumerate() {
            text += &format!("  - {{领域: a, 时间: {}月, 名称: {}}}\n", at + 1, NAMES[*pick]);
        }
        // Two records of one name may be one event, and are asked about: they are no row to look at.
        let Ok(papers) = written(&text, "brief") else { return Ok(()) };
        let paper = &papers[0];
        for wrong in ["”、“", "》、《", "、、", "、。", "、等", "和和", "，，"] {
            prop_assert!(!paper.contains(wrong), "{} in {}", wrong, paper);
        }
        let number = format!("等{}项活动", picks.len());
        prop_assert_eq!(paper.contains(&number), picks.len() > 3, "{}", paper);
        if picks.len() <= 3 {
            let there = picks.iter().all(|pick| paper.contains(NAMES[*pick]));
            prop_assert!(there, "{}", paper);
        }
    }

    /// Whoever is helped, under whatever field, is not named to the public.
    #[test]
    fn a_public_paper_names_no_helped_person(
        name in prop::sample::select(vec!["周宁", "何静书", "欧阳若溪", "田小满"]),
        fields in prop::collection::vec(0_usize..7, 1..5),
    ) {
        const PLACES: [(&str, &str); 7] = [
            ("慰问", "对象: NAME"), ("慰问", "对象: NAME老师, 金额: 500元"), ("慰问", "对象: 住院教职工, 补语: 并到NAME家中探望"),
            ("福利", "项目: NAME生日慰问"), ("互助保障", "名称: 医疗互助, 正文: NAME获赔2000元"),
            ("捐款", "事由: 为NAME筹款, 金额: 900元"), ("慰问", "对象: 困难教职工, 正文: 看望NAME"),
        ];
        let mut text = head("brief-public") + &format!("人员名录: [{{姓名: {name}}}]\n活动: [{{领域: a, 名称: 健步走活动}}]\n");
        for list in ["慰问", "福利", "互助保障", "捐款"] {
            let here: Vec<&str> = fields.iter().map(|at| PLACES[*at]).filter(|(of, _)| *of == list).map(|(_, f)| f).collect();
            text += &format!("{list}:{}\n", if here.is_empty() { " []" } else { "" });
            for (at, place) in here.iter().enumerate() {
                text += &format!("  - {{领域: a, 时间: {}月, {}}}\n", at + 1, place.replace("NAME", name));
            }
        }
        match written(&text, "brief-public") {
            Ok(papers) => prop_assert!(!papers[0].contains(name), "{}", papers[0]),
            Err(problems) => prop_assert!(false, "{:?}", problems.sorted()),
        }
    }
}

#[test]
fn a_brief_names_whom_a_public_one_does_not() {
    let text = head("brief") + "福利: [{领域: a, 项目: 周宁生日慰问}]\n";
    assert!(written(&text, "brief").expect("a paper")[0].contains("周宁"));
}

#[test]
fn the_briefs_of_the_samples_fit_on_one_page() {
    let mut seen = 0;
    for (school, kind) in
        [("qinghe-no1-primary", "brief"), ("qinghe-no1-primary", "brief-public"), ("qinghe-county", "brief")]
    {
        let folder = office::root().join("sample-data").join(school);
        let out = tempfile::tempdir().expect("a temporary folder");
        let to = out.path().to_string_lossy().into_owned();
        let output =
            office::niandu(&folder, &["render", "2025.yaml", "-k", kind, "-f", "pdf", "--builtin-fonts", "-o", &to]);
        let told = String::from_utf8(output.stdout.clone()).expect("UTF-8");
        assert!(told.contains("（1 页"), "{told}{}", office::said(&output));
        assert!(!office::said(&output).contains("提醒["), "{}", office::said(&output));
        seen += 1;
    }
    assert_eq!(seen, 3);
}

#[test]
fn every_kind_of_the_sample_is_written_without_a_word() {
    let mut papers = 0;
    for (school, kinds) in [
        ("qinghe-no1-primary", &["brief", "brief-public", "chronicle", "topic-report"][..]),
        ("qinghe-county", &["brief", "inspection-report"]),
    ] {
        let folder = office::root().join("sample-data").join(school);
        for kind in kinds {
            let output = office::niandu(&folder, &["check", "2025.yaml", "-k", kind, "--hints"]);
            let said = office::said(&output) + &String::from_utf8_lossy(&output.stdout);
            assert!(said.contains("0 处错误，0 处提醒，0 条建议"), "{school} {kind}: {said}");
            papers += 1;
        }
    }
    assert_eq!(papers, 6);
}

#[test]
fn a_chronicle_is_in_order_of_time() {
    let paper = written(&office::samples()[0], "chronicle").expect("a paper").remove(0);
    let months: Vec<u32> = paper
        .lines()
        .filter_map(|line| line.split_once('\u{3000}'))
        .filter_map(|(when, _)| when.split_once('月').and_then(|(month, _)| month.parse().ok()))
        .collect();
    assert!(months.len() > 20, "{months:?}");
    assert!(months.is_sorted(), "{months:?}");
}

#[test]
fn any_entry_may_be_missing_from_papers_that_tell_a_part() {
    let (mut sound, mut refused) = (0, 0);
    let [sample, _] = office::samples();
    for entry in edit::entries(&sample) {
        let without = edit::without(&sample, std::slice::from_ref(&entry));
        for kind in KINDS {
            match written(&without, kind) {
                Ok(papers) => {
                    for paper in papers {
                        let found: Vec<String> = paper.lines().filter_map(fault).collect();
                        assert!(found.is_empty(), "{kind} without {}: {found:?}", &sample[entry.clone()]);
                        sound += 1;
                    }
                }
                Err(problems) => {
                    let placed = problems.sorted().iter().all(|problem| problem.place.is_some());
                    assert!(placed, "{kind} without {}", &sample[entry.clone()]);
                    refused += 1;
                }
            }
        }
    }
    assert!(sound > 120 && refused > 30, "{sound} written, {refused} refused");
}

#[test]
fn a_file_is_named_by_its_topic() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let sample = office::root().join("sample-data/qinghe-no1-primary");
    let to = folder.path().to_string_lossy().into_owned();
    let output = office::niandu(&sample, &["render", "2025.yaml", "-k", "topic-report", "-f", "md", "-o", &to]);
    assert_eq!(output.status.code(), Some(0), "{}", office::said(&output));
    assert_eq!(office::names(folder.path()).len(), 2);
    let named = office::niandu(
        &sample,
        &["render", "2025.yaml", "-k", "topic-report", "-f", "md", "-o", &to, "--name", "{id}-{topic}"],
    );
    assert_eq!(named.status.code(), Some(0), "{}", office::said(&named));
    assert!(office::names(folder.path()).contains(&"qinghe-no1-primary-经费收支.md".to_owned()));
}
