//! The program as it is called: what it writes where, what it says, and with which exit code it ends.

use std::fs;
use std::path::Path;

use crate::office::{self, facts, folder, names, niandu, said};

const TITLE: &str = "星桥县实验小学工会2025年工作总结";

fn school() -> String {
    facts("xingqiao", "星桥县实验小学工会")
}

fn all_formats(stem: &str) -> Vec<String> {
    let mut names: Vec<String> = ["html", "md", "pdf"].map(|ending| format!("{stem}.{ending}")).to_vec();
    names.sort();
    names
}

/// The bytes of every file in a folder, by name.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    names(folder).into_iter().map(|name| (name.clone(), fs::read(folder.join(name)).expect("a file"))).collect()
}

#[test]
fn without_options_the_summary_is_written_in_all_formats() {
    let folder = folder(&[("2025.yaml", &school())]);
    let output = niandu(folder.path(), &["render", "2025.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(names(&folder.path().join("out")), all_formats(TITLE));
    let told = String::from_utf8(output.stdout).expect("UTF-8");
    for name in all_formats(TITLE) {
        assert!(told.contains(&name), "{told}");
    }
    assert!(told.contains(".pdf（1 页，"), "{told}");
}

#[test]
fn formats_folder_and_names_are_chosen() {
    let folder = folder(&[("2025.yaml", &school())]);
    let call =
        ["render", "2025.yaml", "-f", "html,md", "-o", "甲/乙", "--name", "{id}-{year}{name}({kind}) {self}{period}"];
    let output = niandu(folder.path(), &call);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(said(&output), "", "no word on fonts where nothing is printed");
    let stem = "xingqiao-2025工作总结(year-end-summary) 校工会2025年";
    assert_eq!(names(&folder.path().join("甲/乙")), [format!("{stem}.html"), format!("{stem}.md")]);
}

#[test]
fn a_name_stays_in_its_folder() {
    let folder = folder(&[("2025.yaml", &school())]);
    let output = niandu(folder.path(), &["render", "2025.yaml", "-f", "md", "--name", "../../{title}/a:b"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(names(folder.path()), ["2025.yaml", "out"]);
    let [name] = names(&folder.path().join("out")).try_into().expect("one file");
    assert!(!name.starts_with('.') && name.ends_with("星桥县实验小学工会-a-b.md"), "{name}");
}

#[test]
fn a_wrong_call_is_said_and_writes_nothing() {
    let facts = school();
    let calls: [&[&str]; 8] = [
        &[],
        &["render"],
        &["print", "2025.yaml"],
        &["render", "2025.yaml", "--name", "{titel}"],
        &["render", "2025.yaml", "--name", "{title"],
        &["render", "2025.yaml", "-k", "plan"],
        &["render", "2025.yaml", "-f", "doc"],
        &["render", "2025.yaml", "--colour"],
    ];
    for call in calls {
        let folder = folder(&[("2025.yaml", &facts)]);
        let output = niandu(folder.path(), call);
        assert_eq!(output.status.code(), Some(2), "{call:?}: {}", said(&output));
        assert!(!said(&output).is_empty(), "{call:?} fails without a word");
        assert_eq!(names(folder.path()), ["2025.yaml"], "{call:?}");
    }
}

#[test]
fn help_and_version_are_no_errors() {
    let folder = folder(&[]);
    for call in [["--help"].as_slice(), &["render", "--help"], &["--version"]] {
        let output = niandu(folder.path(), call);
        assert_eq!(output.status.code(), Some(0), "{call:?}");
        assert!(!output.stdout.is_empty() && output.stderr.is_empty(), "{call:?}");
    }
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let (good, other) = (school(), facts("liushu", "柳树乡中心小学工会"));
    let bad = facts("yunxi", "云溪县第三中学工会").replace("4月", "13月");
    let folder = folder(&[("a.yaml", &good), ("b.yaml", &bad), ("c.yaml", "年度: ["), ("d.yaml", &other)]);
    let call = ["render", "a.yaml", "b.yaml", "c.yaml", "missing.yaml", "d.yaml", "--builtin-fonts"];
    let output = niandu(folder.path(), &call);
    assert_eq!(output.status.code(), Some(1));
    let mut expected = [all_formats(TITLE), all_formats("柳树乡中心小学工会2025年工作总结")].concat();
    expected.sort();
    assert_eq!(names(&folder.path().join("out")), expected, "nothing of the bad ones, no temporary files");
    let told = said(&output);
    for place in ["b.yaml:10:", "c.yaml:1:", "missing.yaml", "5 个文件中有 3 个没有写出"] {
        assert!(told.contains(place), "{place} in {told}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_refused_with_a_reason() {
    let folder = folder(&[]);
    fs::create_dir(folder.path().join("2025.yaml")).expect("a folder");
    for name in ["missing.yaml", "2025.yaml"] {
        let output = niandu(folder.path(), &["render", name, "-f", "md"]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        let told = said(&output);
        assert!(told.contains("错误[E004]") && told.contains(name) && told.contains("办法"), "{told}");
        assert_eq!(names(folder.path()), ["2025.yaml"]);
    }
}

#[test]
fn a_file_that_is_far_too_large_is_not_read() {
    let folder = folder(&[]);
    let file = fs::File::create(folder.path().join("2025.yaml")).expect("a file");
    file.set_len(16 * 1024 * 1024 + 1).expect("a sparse file");
    let output = niandu(folder.path(), &["render", "2025.yaml", "-f", "md"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("错误[E010]"), "{}", said(&output));
}

#[test]
fn a_file_in_the_place_of_the_folder_is_said() {
    let folder = folder(&[("2025.yaml", &school()), ("out", "not a folder")]);
    let output = niandu(folder.path(), &["render", "2025.yaml", "-f", "md,html"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("错误[E005]"), "{}", said(&output));
    assert_eq!(names(folder.path()), ["2025.yaml", "out"]);
    assert_eq!(fs::read_to_string(folder.path().join("out")).expect("the file"), "not a folder");
}

#[test]
fn a_name_too_long_for_the_disk_is_said() {
    let folder = folder(&[("2025.yaml", &school())]);
    let output = niandu(folder.path(), &["render", "2025.yaml", "-f", "md", "--name", &"长".repeat(300)]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("错误[E005]"), "{}", said(&output));
    assert_eq!(names(&folder.path().join("out")), Vec::<String>::new(), "no temporary file is left");
}

#[test]
fn a_template_folder_that_is_not_there_is_said() {
    let folder = folder(&[("2025.yaml", &school())]);
    let output = niandu(folder.path(), &["render", "2025.yaml", "-f", "md", "--templates", "none"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("错误[E004]"), "{}", said(&output));
    assert_eq!(names(folder.path()), ["2025.yaml"]);
}

#[test]
fn a_paper_written_again_replaces_the_old_one() {
    let folder = folder(&[("2025.yaml", &school())]);
    let call = ["render", "2025.yaml", "-f", "md"];
    assert_eq!(niandu(folder.path(), &call).status.code(), Some(0));
    fs::write(folder.path().join("2025.yaml"), school().replace("16人", "18人")).expect("facts");
    assert_eq!(niandu(folder.path(), &call).status.code(), Some(0));
    let [(name, bytes)] = contents(&folder.path().join("out")).try_into().expect("one file");
    assert_eq!(name, format!("{TITLE}.md"));
    assert!(String::from_utf8(bytes).expect("UTF-8").contains("18人参加"));
}

#[test]
fn a_refused_file_leaves_the_old_paper_alone() {
    let folder = folder(&[("2025.yaml", &school())]);
    assert_eq!(niandu(folder.path(), &["render", "2025.yaml", "-f", "md"]).status.code(), Some(0));
    let before = contents(&folder.path().join("out"));
    fs::write(folder.path().join("2025.yaml"), school().replace("16人", "几个")).expect("facts");
    assert_eq!(niandu(folder.path(), &["render", "2025.yaml", "-f", "md"]).status.code(), Some(1));
    assert_eq!(contents(&folder.path().join("out")), before);
}

#[test]
fn the_same_facts_give_the_same_bytes() {
    let folder = folder(&[]);
    let samples = office::samples();
    fs::write(folder.path().join("a.yaml"), &samples[0]).expect("facts");
    fs::write(folder.path().join("b.yaml"), &samples[1]).expect("facts");
    for out in ["one", "two"] {
        let output = niandu(folder.path(), &["render", "a.yaml", "b.yaml", "--builtin-fonts", "-o", out]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
    let (one, two) = (contents(&folder.path().join("one")), contents(&folder.path().join("two")));
    assert_eq!(one.len(), 6);
    for ((name, first), (_, second)) in one.iter().zip(&two) {
        assert!(first == second, "{name} differs");
    }
    assert_eq!(two.len(), 6);
}

#[test]
fn line_ends_of_windows_and_a_byte_order_mark_change_nothing() {
    let sample = &office::samples()[0];
    let windows = format!("\u{feff}{}", sample.replace('\n', "\r\n"));
    let folder = folder(&[("unix.yaml", sample), ("windows.yaml", &windows)]);
    for name in ["unix", "windows"] {
        // The name of the file is part of where a number comes from.
        let file = format!("{name}.yaml");
        let output = niandu(folder.path(), &["render", &file, "--builtin-fonts", "--no-origins", "-o", name]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
    let (unix, windows) = (contents(&folder.path().join("unix")), contents(&folder.path().join("windows")));
    assert_eq!(unix.len(), 3);
    assert!(unix == windows, "the papers differ");
}

#[test]
fn an_earlier_year_can_be_referred_to() {
    let last =
        facts("xingqiao", "星桥县实验小学工会").replace("2025", "2024").replace("活动:", "教职工: {总数: 40人}\n活动:");
    let this = school().replace("活动:", "教职工: {总数: 42人}\n活动:")
        + "体会: [\"教职工由{{ 上年.教职工.总数 }}增加到{{ 教职工.总数 }}\"]\n";
    let folder = folder(&[("2024.yaml", &last), ("2025.yaml", &this)]);
    let output = niandu(folder.path(), &["render", "2025.yaml", "2024.yaml", "-f", "md"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let papers = contents(&folder.path().join("out"));
    assert_eq!(papers.len(), 2);
    let all: String = papers.into_iter().map(|(_, bytes)| String::from_utf8(bytes).expect("UTF-8")).collect();
    assert!(all.contains("教职工由40人增加到42人"), "{all}");
}

#[test]
fn messages_come_in_the_language_asked_for() {
    let folder = folder(&[("2025.yaml", &school().replace("4月", "13月"))]);
    let output = office::niandu_in("en", folder.path(), &["render", "2025.yaml", "-f", "md"]);
    let told = said(&output);
    assert!(told.contains("error[E028]") && told.contains("help: check the date"), "{told}");
    let sentences: String = told.lines().filter(|line| line.contains("refused") || line.contains("check")).collect();
    assert!(sentences.contains("1 of 1 files were refused"), "{told}");
}

#[test]
fn a_fonts_folder_that_gives_nothing_is_said() {
    let folder = folder(&[("2025.yaml", &school())]);
    std::fs::create_dir(folder.path().join("empty")).expect("a folder");
    let output = niandu(folder.path(), &["render", "2025.yaml", "-f", "pdf", "--builtin-fonts", "--fonts", "empty"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("提醒[W081]"), "{}", said(&output));
    let output = niandu(folder.path(), &["render", "2025.yaml", "-f", "pdf", "--builtin-fonts", "--fonts", "none"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("错误[E081]"), "{}", said(&output));
}

/// A layout of the user's own is named with the line where it fails, and where it only deserves a remark.
#[test]
fn a_layout_of_ones_own_is_judged_at_its_line() {
    let folder = folder(&[("2025.yaml", &school())]);
    let layouts = folder.path().join("own/layouts");
    std::fs::create_dir_all(&layouts).expect("a folder");
    let built_in =
        std::fs::read_to_string(office::root().join("report-templates/layouts/plain.typ")).expect("the layout");
    let call = ["render", "2025.yaml", "-f", "pdf", "--builtin-fonts", "--templates", "own"];
    std::fs::write(layouts.join("plain.typ"), format!("#let broken = 1 / 0\n{built_in}")).expect("a layout");
    let output = niandu(folder.path(), &call);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(
        said(&output).contains("错误[E080]") && said(&output).contains("layouts/plain.typ:1:"),
        "{}",
        said(&output)
    );
    assert!(names(&folder.path().join("out")).is_empty());
    let remark = "#set text(font: \"no-such-face\")\n";
    std::fs::write(layouts.join("plain.typ"), format!("{remark}{built_in}")).expect("a layout");
    let output = niandu(folder.path(), &call);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(
        said(&output).contains("提醒[W080]") && said(&output).contains("layouts/plain.typ:1:"),
        "{}",
        said(&output)
    );
}

#[test]
fn a_brief_of_two_pages_is_written_with_a_warning() {
    let honours: String =
        (0..200).map(|at| format!("  - {{领域: huodong, 名称: 荣誉{at}号, 获得者: 本会}}\n")).collect();
    let long = school().replace("year-end-summary", "brief") + "荣誉:\n" + &honours;
    for (text, pages) in [(long, 2), (school().replace("year-end-summary", "brief"), 1)] {
        let folder = folder(&[("2025.yaml", &text)]);
        let output = niandu(folder.path(), &["render", "2025.yaml", "-k", "brief", "--builtin-fonts"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert_eq!(said(&output).contains("W191"), pages > 1, "{}", said(&output));
        assert_eq!(said(&output).contains("排成了2页"), pages > 1, "{}", said(&output));
        assert_eq!(names(&folder.path().join("out")).len(), 3);
    }
}

#[test]
fn a_record_without_a_date_is_left_out_of_a_chronicle_with_a_hint() {
    let text =
        school().replace("year-end-summary", "chronicle") + "  - {领域: huodong, 名称: 教职工书法展, 参加: 9人}\n";
    let folder = folder(&[("2025.yaml", &text)]);
    let hinted = niandu(folder.path(), &["check", "-k", "chronicle", "--hints", "2025.yaml"]);
    let told = said(&hinted) + &String::from_utf8_lossy(&hinted.stdout);
    assert!(told.contains("H190"), "{told}");
    let output = niandu(folder.path(), &["render", "2025.yaml", "-k", "chronicle", "-f", "md"]);
    assert!(!said(&output).contains("190"), "{}", said(&output));
    let (_, paper) = contents(&folder.path().join("out")).remove(0);
    let paper = String::from_utf8(paper).expect("UTF-8");
    assert!(paper.contains("4月\u{3000}举办教职工乒乓球比赛，16人参加。") && !paper.contains("书法展"), "{paper}");
}
