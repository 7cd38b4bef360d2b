//! Which kinds an order writes: by any of their names, all of them, those of the facts; and what is said of the rest.

use std::path::Path;

use tempfile::TempDir;

use crate::examples::BASE;
use crate::office::{names, niandu, niandu_in, said};

const SUMMARY: &str = "青禾县第二小学工会2025年工作总结.md";

/// A folder with facts and with two kinds of its own: a plan that needs the facts of a plan, and a letter for districts.
fn folder(facts: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    put("facts.yaml", facts);
    let kind = |name: &str, more: &str| {
        format!(
            "name: {name}\naliases: [{name}稿]\ntitle: \"{{title}}{{period}}{name}\"\nfile: \"{{title}}{{period}}{name}\"\n\
             {more}sections:\n  - is: areas\n  - {{is: next, title: 下一步}}\n"
        )
    };
    put("own/test-plan/template.yaml", &kind("试写打算", "needs: [plan|rates, staff]\n"));
    put("own/test-letter/template.yaml", &kind("试写通报", "levels: [district, city]\n"));
    folder
}

/// The base file with these sections in place of its own.
fn facts(sections: &str) -> String {
    crate::examples::put_into(BASE, sections)
}

fn run(folder: &Path, more: &[&str]) -> (Option<i32>, String, Vec<String>) {
    let mut arguments = vec!["render", "facts.yaml", "-f", "md", "-o", "out", "--templates", "own"];
    arguments.extend(more);
    let output = niandu(folder, &arguments);
    (output.status.code(), said(&output), names(&folder.join("out")))
}

#[test]
fn a_kind_goes_by_any_of_its_names() {
    for name in ["year-end-summary", "工作总结", "年终总结"] {
        let folder = folder(BASE);
        let (code, said, written) = run(folder.path(), &["-k", name]);
        assert_eq!((code, written.as_slice()), (Some(0), [SUMMARY.to_owned()].as_slice()), "{said}");
    }
    let folder = folder(BASE);
    let (code, said, written) = run(folder.path(), &["-k", "工作总结,年终总结,year-end-summary"]);
    assert_eq!((code, written.len()), (Some(0), 1), "one kind is written once: {said}");
    let (code, said, _) = run(folder.path(), &["-k", "年终总给"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("是不是“年终总结”"), "{said}");
}

#[test]
fn names_are_taken_as_they_are_typed() {
    let folder = folder(BASE);
    for (typed, expected) in [
        (&["-k", "工作总结，年终总结"][..], Some(0)),
        (&["-k", " 工作总结、"], Some(0)),
        (&["-k", "Year-End-Summary", "-k", "工作总结"], Some(0)),
        (&["-k", "ALL"], Some(0)),
        (&["-k", "全部"], Some(0)),
        (&["-k", "工作总结,,"], Some(0)),
        (&["-k", ""], Some(2)),
        (&["-k", "，"], Some(2)),
    ] {
        let (code, said, written) = run(folder.path(), typed);
        assert_eq!(code, expected, "{typed:?}: {said}");
        let wanted = if expected == Some(0) { vec![SUMMARY] } else { vec![] };
        assert_eq!(written, wanted, "{typed:?}");
        assert_eq!(said.contains("-k 后面没有写文种"), expected == Some(2), "{said}");
        std::fs::remove_dir_all(folder.path().join("out")).ok();
    }
}

#[test]
fn all_writes_what_the_facts_are_enough_for_and_says_what_the_rest_lacks() {
    let folder = folder(BASE);
    let (code, said, written) = run(folder.path(), &["-k", "all"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(written, [SUMMARY]);
    let told: Vec<&str> = said.lines().filter(|line| line.contains("没有写")).collect();
    let expected = [
        "没有写 半年工作小结：时期比它所写的长",
        "没有写 检查情况报告：缺 检查",
        "没有写 工作要点、月度工作计划、工作意见：缺 计划",
        "没有写 试写打算：缺 计划 或 比率",
        "没有写 工作计划：缺 计划 或 工作目标 或 正文 或 指导思想 或 保障措施",
        "没有写 工作简报、工作简报（公开版）、大事记、工会工作报告、报送报告、多年工作汇报、专题报告、工作汇报、口头工作汇报：没有列在 文件 里",
    ];
    assert_eq!(told, expected, "{said}");
    let output = niandu(folder.path(), &["check", "facts.yaml", "-k", "all", "--templates", "own", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let left_out = told["files"][0]["left_out"].as_array().expect("a list");
    let own = left_out.iter().find(|kind| kind["kind"] == "test-plan").expect("the plan");
    assert_eq!(own["lacks"]["zh"], "缺 计划 或 比率；缺 文件 → test-plan → 日期");
    assert_eq!(own["name"], "试写打算");
    let others = left_out.iter().find(|kind| kind["kind"] == "test-letter").expect("a kind of other levels");
    assert_eq!(others["lacks"]["zh"], "由层级为 县、市 的单位写；缺 文件 → test-letter → 日期");
}

#[test]
fn what_is_left_out_of_several_files_is_a_line_for_each() {
    let folder = folder(BASE);
    std::fs::write(
        folder.path().join("2024.yaml"),
        BASE.replace("年度: 2025", "年度: 2024").replace("2025-12", "2024-12"),
    )
    .expect("a file");
    for (language, words) in [
        ("zh", ["facts.yaml：没有写 ", "检查情况报告（缺 检查）；", "（没有列在 文件 里）"]),
        ("en", ["facts.yaml: not written: ", "inspection-report (no inspections); ", " (not in `documents`)"]),
    ] {
        let output = niandu_in(language, folder.path(), &["check", ".", "-k", "all", "--templates", "own"]);
        let said = said(&output);
        let told: Vec<&str> = said.lines().filter(|line| line.contains("yaml")).collect();
        assert_eq!(told.len(), 2, "{said}");
        assert!(words.iter().all(|word| told[1].contains(word)) && told[1].ends_with(words[2]), "{said}");
    }
}

/// The level is asked about where a paper is meant: by its name in the order, or by its entry in the facts.
#[test]
fn a_kind_of_another_level_is_a_warning_where_it_is_meant() {
    let letter = facts("文件:\n  试写通报: {日期: 2025-12-27}\n");
    for order in ["试写通报", "all"] {
        let folder = folder(&letter);
        let (code, said, written) = run(folder.path(), &["-k", order]);
        assert_eq!((code, written.len()), (Some(0), 1), "{said}");
        assert_eq!(said.matches("提醒[W152]").count(), 1, "{said}");
    }
    let (code, said, written) = run(folder(BASE).path(), &["-k", "all"]);
    assert_eq!((code, written.len()), (Some(0), 1), "{said}");
    assert!(!said.contains("通报") && !said.contains("W152"), "{said}");
}

#[test]
fn all_writes_every_kind_that_has_what_it_needs() {
    let facts = facts(
        "文件:\n  year-end-summary: {日期: 2025-12-26, 指导思想: 围绕学校教育教学工作}\n  试写打算: {日期: 2025-12-27}\n\
         计划:\n  - {编号: hechang, 事项: 教职工合唱比赛, 时间: 2026年6月}\n",
    );
    let folder = folder(&facts);
    let (code, said, written) = run(folder.path(), &["-k", "all"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(written.contains(&SUMMARY.to_owned()), "{written:?}");
    assert!(written.contains(&"青禾县第二小学工会2025年试写打算.md".to_owned()), "{written:?}");
    assert!(!said.contains("test-plan"), "{said}");
}

#[test]
fn a_named_kind_that_lacks_something_is_refused_where_it_should_stand() {
    let folder = folder(BASE);
    for (kind, lack) in [("test-plan", "缺 计划 或 比率"), ("试写打算,all", "缺 计划 或 比率")] {
        let (code, said, written) = run(folder.path(), &["-k", kind]);
        assert_eq!((code, written.len()), (Some(1), 0), "{said}");
        assert!(said.contains("错误[E220]") && said.contains(lack) && said.contains("facts.yaml:4:"), "{said}");
        assert_eq!(said.matches("错误[").count(), 1, "{said}");
    }
}

#[test]
fn facts_that_are_enough_for_nothing_are_refused_once() {
    let folder = folder(&facts("文件: {}\n"));
    let (code, said, written) = run(folder.path(), &["-k", "all"]);
    assert_eq!((code, written.len()), (Some(1), 0), "{said}");
    assert!(said.contains("错误[E222]") && said.matches("错误[").count() == 1, "{said}");
}

#[test]
fn without_a_kind_the_facts_say_what_is_written() {
    let folder = folder(&facts(
        "文件:\n  试写打算: {日期: 2025-12-27}\n计划:\n  - {编号: hechang, 事项: 教职工合唱比赛, 时间: 2026年6月}\n",
    ));
    let (code, said, written) = run(folder.path(), &[]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(written, ["青禾县第二小学工会2025年试写打算.md"]);
}

#[test]
fn two_papers_of_a_kind_need_two_names() {
    let two = |title: &str| {
        facts(&format!(
            "文件:\n  year-end-summary: {{日期: 2025-12-26, 指导思想: 围绕学校教育教学工作}}\n  \
             给教代会的: {{文种: year-end-summary, 日期: 2025-12-27{title}}}\n"
        ))
    };
    let clash = folder(&two(""));
    let (code, said, written) = run(clash.path(), &[]);
    assert_eq!((code, written.len()), (Some(1), 0), "{said}");
    assert!(said.contains("错误[E072]") && said.contains("{key}") && said.contains("标题"), "{said}");
    let (code, said, written) = run(clash.path(), &["--name", "{year}{key}"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(written, ["2025year-end-summary.md", "2025给教代会的.md"]);
    let titled = folder(&two(", 标题: 青禾县第二小学工会2025年工作报告"));
    let (code, said, written) = run(titled.path(), &[]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(written, [SUMMARY, "青禾县第二小学工会2025年工作报告.md"]);
}
