//! `niandu check` as it is called: what it says, in which form, and with which exit code it ends.

use std::fs;
use std::process::Output;

use serde_json::Value;

use crate::office::{self, folder, names, niandu, niandu_in, said};

/// Facts of one body without a problem.
fn facts(id: &str) -> String {
    format!(
        "年度: 2025\n单位:\n  编号: {id}\n  名称: {{署名: 星桥县实验小学工会委员会, 标题用名: 星桥县实验小学工会}}\n\
         文件:\n  year-end-summary: {{日期: 2025-12-26}}\n\
         工作领域:\n  - {{编号: huodong, 标题: 丰富文体活动}}\n\
         活动:\n  - {{领域: huodong, 时间: 4月, 名称: 教职工乒乓球比赛, 参加: 16人}}\n"
    )
}

/// A warning at the paper stage: a record that belongs to no area.
fn warned(id: &str) -> String {
    facts(id) + "慰问:\n  - {时间: 春节前, 对象: 困难教职工, 人数: 3人}\n"
}

/// The same with the author's answer.
fn answered(id: &str) -> String {
    warned(id).replace("人数: 3人}", "人数: 3人, 核实: [W070: 只留作底账]}")
}

/// What the program wrote to standard output.
fn told(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn json(output: &Output) -> Value {
    serde_json::from_str(&told(output)).unwrap_or_else(|error| panic!("{error}: {}", told(output)))
}

/// Code, file and line of all problems of a JSON report.
fn listed(report: &Value) -> Vec<(String, String, u64)> {
    let one = |problem: &Value| {
        let text = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
        (text("code"), text("file"), problem["start"]["line"].as_u64().unwrap_or_default())
    };
    report["problems"].as_array().expect("problems").iter().map(one).collect()
}

const KIND: [&str; 2] = ["-k", office::KIND];

#[test]
fn a_sound_file_is_clean_and_nothing_is_written() {
    let folder = folder(&[("2025.yaml", &facts("a"))]);
    let output = niandu(folder.path(), &["check", "2025.yaml"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!((told(&output).as_str(), said(&output).as_str()), ("共 1 个文件：0 处错误，0 处提醒\n", ""));
    assert_eq!(names(folder.path()), ["2025.yaml"]);
    let output = niandu_in("en", folder.path(), &["check", "2025.yaml"]);
    assert_eq!(told(&output), "1 file: 0 errors, 0 warnings\n");
}

#[test]
fn the_samples_are_clean_with_hints_and_papers() {
    let root = office::root();
    let output = niandu(&root, &["check", "sample-data", "--hints", "--deny", "warnings", "-k", "all"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(told(&output).contains("0 处错误，0 处提醒，0 条建议"), "{}", told(&output));
}

#[test]
fn a_folder_is_searched_and_all_problems_of_all_files_come_in_one_run() {
    let bad = facts("b").replace("4月", "13月").replace("16人", "若干");
    let files = [
        ("a.yaml", facts("a")),
        ("下级/b.yml", bad),
        ("下级/c.YAML", "年度: [".to_owned()),
        (".hidden/d.yaml", "年度: [".to_owned()),
        (".e.yaml", "年度: [".to_owned()),
        ("readme.txt", "年度: [".to_owned()),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let folder = folder(&files);
    let output = niandu(folder.path(), &["check", ".", "missing.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    let told = told(&output);
    let at = |part: &str| told.find(part).unwrap_or_else(|| panic!("{part} in {told}"));
    let order =
        ["missing.yaml", "下级/b.yml:10:23", "下级/b.yml:10:46", "下级/c.YAML:1:", "共 4 个文件：4 处错误"].map(at);
    assert!(order.is_sorted(), "{order:?} in {told}");
    assert!(told.contains("错误[E028]") && told.contains("错误[E026]") && told.contains("错误[E004]"), "{told}");
    assert_eq!(said(&output), "");
}

#[test]
fn a_folder_without_facts_files_is_said() {
    let folder = folder(&[("readme.txt", "")]);
    let output = niandu(folder.path(), &["check", "."]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("错误[E004]: 这个文件夹里没有事实文件"), "{}", told(&output));
}

#[test]
fn templates_of_ones_own_are_no_facts() {
    let manifest = fs::read_to_string(office::root().join("report-templates/year-end-summary/template.yaml"));
    let manifest = manifest.expect("the manifest");
    let folder = folder(&[("2025.yaml", &facts("a")), ("own/year-end-summary/template.yaml", &manifest)]);
    let output = niandu(folder.path(), &["check", ".", "-k", office::KIND, "--templates", "own"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert_eq!(told(&output), "共 1 个文件：0 处错误，0 处提醒\n");
}

#[test]
fn a_file_named_in_several_ways_is_checked_once() {
    let folder = folder(&[("a.yaml", &facts("a"))]);
    let output = niandu(folder.path(), &["check", "a.yaml", "./a.yaml", "."]);
    assert_eq!(told(&output), "共 1 个文件：0 处错误，0 处提醒\n");
}

#[test]
fn two_years_of_one_body_serve_each_other() {
    let last = facts("a").replace("2025", "2024") + "教职工: {总数: 40人}\n";
    let this = facts("a") + "体会: [\"教职工由{{ 上年.教职工.总数 }}增加\"]\n";
    let folder = folder(&[("2024.yaml", &last), ("2025.yaml", &this)]);
    let output = niandu(folder.path(), &["check", ".", "-k", office::KIND]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let output = niandu(folder.path(), &["check", "2025.yaml", "-k", office::KIND]);
    assert_eq!(output.status.code(), Some(0), "what lies beside it is found: {}", told(&output));
    std::fs::remove_file(folder.path().join("2024.yaml")).expect("the file goes");
    let output = niandu(folder.path(), &["check", "2025.yaml", "-k", office::KIND]);
    assert_eq!(output.status.code(), Some(1), "alone it has no year before: {}", told(&output));
}

#[test]
fn warnings_are_denied_on_request_and_hints_are_kept_back() {
    let folder = folder(&[("2025.yaml", &warned("a"))]);
    let call = |more: &[&str]| niandu(folder.path(), &[&["check", "2025.yaml"], KIND.as_slice(), more].concat());
    let output = call(&[]);
    assert_eq!(output.status.code(), Some(0));
    assert!(told(&output).contains("提醒[W070]") && told(&output).contains("0 处错误，1 处提醒"), "{}", told(&output));
    let output = call(&["--deny", "warnings"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("提醒按错误对待"), "{}", told(&output));
    assert!(!told(&output).contains("条建议"));
    assert!(told(&call(&["--hints"])).contains("条建议"));
    assert_eq!(call(&["--deny", "errors"]).status.code(), Some(2));
}

#[test]
fn denied_warnings_keep_a_paper_from_being_written() {
    let folder = folder(&[("a.yaml", &warned("a")), ("b.yaml", &facts("b"))]);
    let call = ["render", "a.yaml", "b.yaml", "-f", "md", "--name", "{id}", "--deny", "warnings"];
    let output = niandu(folder.path(), &call);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(names(&folder.path().join("out")), ["b.md"]);
    assert!(said(&output).contains("提醒按错误对待") && said(&output).contains("2 个文件中有 1 个没有写出"));
}

#[test]
fn an_answer_is_listed_in_the_place_of_its_warning() {
    let folder = folder(&[("2025.yaml", &answered("a"))]);
    let output = niandu(folder.path(), &["check", ".", "-k", office::KIND, "--deny", "warnings"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let expected = "已核实：2025.yaml:12 W070 只留作底账\n共 1 个文件：0 处错误，0 处提醒；已核实 1 处\n";
    assert_eq!(told(&output), expected);
    let output = niandu(folder.path(), &["render", "2025.yaml", "-f", "md", "--deny", "warnings"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(said(&output), "已核实：2025.yaml:12 W070 只留作底账\n");
}

#[test]
fn an_answer_that_meets_nothing_is_said_where_papers_are_written() {
    let idle = facts("a").replace("参加: 16人}", "参加: 16人, 核实: [W070: 看过]}");
    let folder = folder(&[("2025.yaml", &idle)]);
    let output = niandu(folder.path(), &["render", "2025.yaml", "-f", "md"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("提醒[W085]") && said(&output).contains("2025.yaml:10:"), "{}", said(&output));
    let output = niandu(folder.path(), &["check", "2025.yaml"]);
    assert!(!told(&output).contains("W085"), "the check alone has not seen the paper: {}", told(&output));
    for broken in ["[W070]", "[E047: 没错]", "看过", "[W070: ]"] {
        let text = facts("a") + &format!("核实: {broken}\n");
        fs::write(folder.path().join("2025.yaml"), text).expect("facts");
        let output = niandu(folder.path(), &["check", "2025.yaml"]);
        assert_eq!(output.status.code(), Some(1), "{broken}");
        assert!(told(&output).contains("错误[E085]") && told(&output).contains("2025.yaml:11:"), "{}", told(&output));
    }
}

/// The activities of [`facts`] in a file of their own.
fn parted(include: &str) -> (String, String) {
    let whole = facts("a");
    let (main, part) = whole.split_at(whole.find("活动:\n").expect("the activities"));
    (format!("{main}包含: {include}\n"), part.to_owned())
}

#[test]
fn an_included_file_is_read_with_its_own_name_and_lines_and_not_by_itself() {
    let (main, part) = parted("[记录/活动.yaml]");
    let folder = folder(&[("2025.yaml", &main), ("记录/活动.yaml", &part)]);
    let output = niandu(folder.path(), &["check", "."]);
    assert_eq!(told(&output), "共 1 个文件：0 处错误，0 处提醒\n");
    fs::write(folder.path().join("记录/活动.yaml"), part.replace("4月", "13月")).expect("facts");
    let output = niandu(folder.path(), &["check", "."]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("--> 记录/活动.yaml:2:"), "{}", told(&output));
    assert!(told(&output).contains("共 1 个文件：1 处错误"), "{}", told(&output));
    let report = json(&niandu(folder.path(), &["check", ".", "--format", "json"]));
    assert_eq!(listed(&report), [("E028".to_owned(), "记录/活动.yaml".to_owned(), 2)]);
    assert_eq!(report["files"][0]["name"], "2025.yaml");
}

#[test]
fn what_is_wrong_with_an_include_is_said_where_it_stands() {
    let cases = [
        ("[没有.yaml]", "E004"),
        ("[../活动.yaml]", "E082"),
        ("[/etc/活动.yaml]", "E082"),
        ("[活动.yaml, 活动.yaml]", "E084"),
        ("[活动.yaml, ./2025.yaml]", "E084"),
        ("[.]", "E004"),
    ];
    for (include, code) in cases {
        let (main, part) = parted(include);
        let folder = folder(&[("2025.yaml", &main), ("活动.yaml", &part)]);
        let report = json(&niandu(folder.path(), &["check", "2025.yaml", "--format", "json"]));
        assert_eq!(listed(&report), [(code.to_owned(), "2025.yaml".to_owned(), 9)], "{include}");
    }
}

#[test]
fn files_include_on_one_level_only() {
    let (main, part) = parted("活动.yaml");
    let part = format!("{part}包含: [更多.yaml]\n");
    let files = [("2025.yaml", main.as_str()), ("活动.yaml", &part), ("更多.yaml", "")];
    let folder = folder(&files);
    let report = json(&niandu(folder.path(), &["check", ".", "--format", "json"]));
    assert_eq!(listed(&report), [("E083".to_owned(), "活动.yaml".to_owned(), 3)]);
    assert_eq!(report["summary"]["files"], 1);
}

#[test]
fn files_that_include_each_other_are_still_checked() {
    let (main, part) = parted("b.yaml");
    let part = format!("{part}包含: a.yaml\n");
    let folder = folder(&[("a.yaml", &main), ("b.yaml", &part)]);
    let report = json(&niandu(folder.path(), &["check", ".", "--format", "json"]));
    assert_eq!(listed(&report), [("E083".to_owned(), "b.yaml".to_owned(), 3)]);
}

#[test]
fn json_holds_every_problem_with_its_place() {
    let bad = facts("b").replace("16人", "若干");
    let folder = folder(&[("a.yaml", &warned("a")), ("b.yaml", &bad)]);
    let call = [&["check", ".", "--format", "json"], KIND.as_slice()].concat();
    let output = niandu(folder.path(), &call);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(said(&output), "");
    let report = json(&output);
    assert_eq!(report["version"], 1);
    let status = |at: usize| (report["files"][at]["name"].as_str(), report["files"][at]["status"].as_str());
    assert_eq!(status(0), (Some("a.yaml"), Some("warnings")));
    assert_eq!(status(1), (Some("b.yaml"), Some("errors")));
    let problem = &report["problems"][1];
    assert_eq!((problem["code"].as_str(), problem["severity"].as_str()), (Some("E026"), Some("error")));
    assert!(
        problem["message"]["zh"].is_string() && problem["message"]["en"].is_string() && problem["hint"].is_object()
    );
    assert!(problem.get("label").is_some(), "absent parts are null");
    let (start, end) = (problem["start"]["offset"].as_u64(), problem["end"]["offset"].as_u64());
    let range = start.expect("a start") as usize..end.expect("an end") as usize;
    assert_eq!(&bad[range], "若干");
    let line = bad.lines().nth(9).expect("line 10");
    assert_eq!((problem["start"]["line"].as_u64(), problem["snippet"].as_str()), (Some(10), Some(line)));
    let column = problem["start"]["column"].as_u64().expect("a column") as usize;
    assert_eq!(line.chars().skip(column - 1).take(2).collect::<String>(), "若干");
    let counts = ["files", "errors", "warnings", "hints", "answered"].map(|name| report["summary"][name].as_u64());
    assert_eq!(counts, [2, 1, 1, 0, 0].map(Some));
}

#[test]
fn rendering_can_speak_json_too() {
    let folder = folder(&[("a.yaml", &warned("a")), ("b.yaml", &facts("b").replace("4月", "13月"))]);
    let output = niandu(folder.path(), &["render", "a.yaml", "b.yaml", "-f", "md", "--messages", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let report = json(&output);
    assert_eq!(report["files"][0]["written"][0], "out/星桥县实验小学工会2025年工作总结.md");
    assert_eq!(report["files"][1]["written"], Value::Array(Vec::new()));
    let codes: Vec<String> = listed(&report).into_iter().map(|(code, ..)| code).collect();
    assert_eq!(codes, ["W070", "E028"]);
}

#[test]
fn sarif_says_the_same_for_other_tools() {
    let folder = folder(&[("甲 乙.yaml", &answered("a")), ("b.yaml", &facts("b").replace("16人", "若干"))]);
    let call = [&["check", ".", "--messages", "sarif"], KIND.as_slice()].concat();
    let output = niandu(folder.path(), &call);
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(1), ""));
    let log = json(&output);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 2);
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(result["ruleId"], rules[index]["id"]);
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
    }
    let region = &results[0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!((region["startLine"].as_u64(), region["endLine"].as_u64()), (Some(10), Some(10)));
    let columns = region["endColumn"].as_u64().zip(region["startColumn"].as_u64());
    assert_eq!(columns.map(|(end, start)| end - start), Some(2));
    assert_eq!(results[0]["level"], "error");
    assert_eq!(results[0]["suppressions"], Value::Array(Vec::new()));
    let uri = &results[1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "%E7%94%B2%20%E4%B9%99.yaml");
    assert_eq!(results[1]["suppressions"][0]["justification"], "只留作底账");
    for rule in rules.iter().filter(|rule| rule.get("help").is_some()) {
        assert!(rule["fullDescription"]["text"].is_string() && rule["shortDescription"]["text"].is_string());
    }
}

#[test]
fn a_wrong_call_is_said_in_the_language_of_the_user() {
    let folder = folder(&[("2025.yaml", &facts("a"))]);
    let calls: [(&[&str], &str); 8] = [
        (&["chekc"], "没有“chekc”这个命令；是不是“check”？"),
        (&["check"], "缺少“路径”"),
        (&["check", ".", "--hint"], "没有“--hint”这个选项；是不是“--hints”？"),
        (&["check", ".", "--format", "xml"], "“--format”不能写“xml”；可以写：text、json、sarif"),
        (&["check", ".", "--format"], "“--format”后面缺少内容"),
        (&["check", ".", "--format", "json", "--format", "text"], "“--format”只能写一次"),
        (&["check", ".", "-k", "plan"], "没有叫“plan”的文种"),
        (&["render", "2025.yaml", "--messages", "xml"], "“--messages”不能写“xml”"),
    ];
    for (call, expected) in calls {
        let output = niandu(folder.path(), call);
        assert_eq!(output.status.code(), Some(2), "{call:?}");
        assert!(said(&output).starts_with("错误：") && said(&output).contains(expected), "{call:?}: {}", said(&output));
        assert_eq!(told(&output), "", "{call:?}");
    }
}
