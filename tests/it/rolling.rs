//! A year rolled forward: it reads without any error but 待填, again and again, and nothing but what must change changes.

use std::fs;
use std::ops::Range;

use niandu::diagnostic::{Diagnostics, Severity, Source};
use niandu::facts::tree::{self, Node, Value};
use niandu::facts::{self, File};
use niandu::offer::roll::{self, Order, Rolled};

use crate::offer::errors;
use crate::office::{self, names, niandu, said};

/// Everything that can be rolled: both samples, the sound file of the catalogue, every case of a document that is sound
/// without the files of other years.
fn sound() -> Vec<(String, String)> {
    let cases = office::root().join("tests/cases/documents");
    let mut files: Vec<_> =
        names(&cases).into_iter().map(|name| (name.clone(), cases.join(name).join("facts.yaml"))).collect();
    let of_a_year = |name: &String| name.starts_with(|c: char| c.is_ascii_digit());
    files.retain(|(name, _)| !names(&cases.join(name)).iter().any(of_a_year));
    files.push(("base".to_owned(), office::root().join("tests/explain/base.yaml")));
    let mut files: Vec<_> =
        files.into_iter().filter_map(|(name, path)| Some((name, fs::read_to_string(path).ok()?))).collect();
    files.extend(office::samples().into_iter().enumerate().map(|(at, text)| (format!("sample {at}"), text)));
    assert!(files.len() > 15, "{}", files.len());
    files
}

fn read(text: &str) -> File {
    facts::read(&Source::new("facts.yaml", text), &mut Diagnostics::new()).expect("a sound file")
}

/// The file rolled forward, and its text.
fn rolled(text: &str) -> (Rolled, String) {
    let file = read(text);
    let written = file.facts.year.as_ref().or(file.facts.period.as_ref()).expect("a period").origin.range();
    let (written, period) = roll::next(&file.period, &text[written]).expect("a period after it");
    let rolled = roll::roll(&file, &Order { period, written: &written, schema: "niandu.zh.json" }).expect("no alias");
    let new = roll::apply(text, &rolled.edits);
    (rolled, new)
}

#[test]
fn a_rolled_file_only_waits_to_be_filled_in() {
    for (name, text) in sound() {
        let (_, new) = rolled(&text);
        let (wrong, pending) = errors(&new);
        assert!(wrong.is_empty() && pending > 0, "{name}: {pending} places, {wrong:#?}\n{new}");
        let made = office::make(&new);
        let told = made.problems.sorted();
        let other: Vec<_> = told.iter().filter(|d| d.severity == Severity::Error && d.code != "E065").collect();
        assert!(other.is_empty(), "{name}: {}\n{new}", made.said());
    }
}

#[test]
fn what_no_edit_covers_stays_byte_for_byte() {
    for (name, text) in sound() {
        for text in [text.clone(), text.replace('\n', "\r\n")] {
            let (rolled, new) = rolled(&text);
            let (mut old_at, mut new_at) = (0, 0);
            for edit in &rolled.edits {
                assert!(old_at <= edit.range.start && edit.range.start <= edit.range.end, "{name}: {edit:?}");
                let kept = &text[old_at..edit.range.start];
                assert_eq!(&new[new_at..new_at + kept.len()], kept, "{name}");
                new_at += kept.len();
                assert_eq!(&new[new_at..new_at + edit.text.len()], edit.text, "{name}");
                (old_at, new_at) = (edit.range.end, new_at + edit.text.len());
            }
            assert_eq!(&new[new_at..], &text[old_at..], "{name}");
            let comments =
                |text: &str| text.lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>();
            let kept = comments(&new);
            assert!(comments(&text).iter().all(|comment| kept.contains(comment)), "{name}");
        }
    }
}

/// A rolled file with something in every place that waits: the first of some values that the field takes.
fn filled(text: &str) -> String {
    const VALUES: [&str; 12] = [
        "12人",
        "0人",
        "12件",
        "12次",
        "12个",
        "12篇",
        "1.2万元",
        "95%",
        "12户",
        "2026-12-26",
        "2026年上半年",
        "填好的话",
    ];
    let mut text = text.to_owned();
    while let Some(at) = text.find("待填") {
        let tried = VALUES.map(|value| format!("{}{value}{}", &text[..at], &text[at + "待填".len()..]));
        let count = |text: &String| {
            let (wrong, pending) = errors(text);
            wrong.len() + pending
        };
        text = tried.into_iter().min_by_key(count).expect("a value");
    }
    text
}

#[test]
fn a_filled_file_is_rolled_again() {
    for (name, text) in sound() {
        let full = filled(&rolled(&text).1);
        let (wrong, _) = errors(&full);
        assert!(wrong.is_empty(), "{name}: {wrong:#?}\n{full}");
        let (_, again) = rolled(&full);
        let (wrong, pending) = errors(&again);
        assert!(wrong.is_empty() && pending > 0, "{name}: {wrong:#?}\n{again}");
        assert_eq!(again.matches("yaml-language-server").count(), 1, "{name}");
    }
}

#[test]
fn what_goes_on_is_kept_and_what_was_is_gone() {
    let text = "# 说明\n年度: 2025  # 一年\n单位:\n  编号: a\n  名称: {署名: 甲, 标题用名: 甲}\n  上级: {领导: [校党支部]}\n  学校: {校名: 甲校, 学生: 860人}\n\
        文件:\n  year-end-summary:\n    日期: 2025-12-26  # 写到日\n    指导思想: 围绕教学\n    开头: |\n      {{ 教职工.总数 }}。\n\n      完。\n\
        # 人数\n教职工: {总数: 62人, 女: 45人}\n核实: {W101: 无妨}\n\
        工作领域:\n  - 编号: wenti\n    标题: 文体\n    次序: [tiao-2025, bu]\n    正文: 全年{{ tiao-2025.参加 }}。\n\
        活动:\n  # 跳绳\n  - 编号: tiao-2025\n    领域: wenti\n    时间: 2025-04-18\n    目的: 为庆祝第41个教师节\n    做法: 以小组为单位\n    名称: 跳绳比赛\n    届次: 第3届  # 届\n    参加: 48人\n    奖项:\n      - {奖级: 一等奖, 获奖者: [甲]}\n\
        \x20 - {编号: bu, 领域: wenti, 时间: 5月, 名称: 健步走}  # 一次\n\
        问题:\n  - 问题: 还有{{ tiao-2025.参加 }}没有轮到\n    始于:\n  - 对策: 改\n    问题: 场地小\n\
        计划:\n  - {编号: p1, 事项: 甲, 进展: 完成}\n  - 进展: 未完成\n    编号: p2\n    事项: 乙\n    时间: 6月\n";
    let expected = "# yaml-language-server: $schema=./niandu.zh.json\n# 说明\n年度: 2026  # 一年\n单位:\n  编号: a\n  名称: {署名: 甲, 标题用名: 甲}\n  上级: {领导: [校党支部]}\n  学校: {校名: 甲校, 学生: 待填}\n\
        文件:\n  year-end-summary:\n    日期: 待填  # 写到日\n    指导思想: 围绕教学\n\
        # 人数\n教职工: {总数: 待填, 女: 待填}\n\
        工作领域:\n  - 编号: wenti\n    标题: 文体\n    次序: [tiao-2026]\n    正文: 待填\n\
        活动:\n  # 跳绳\n  - 编号: tiao-2026\n    领域: wenti\n    时间: 待填\n    目的: 待填\n    做法: 以小组为单位\n    名称: 跳绳比赛\n    届次: 第4届  # 届\n    参加: 待填\n\
        问题:\n  - 问题: 还有待填没有轮到\n    始于:\n  - 始于: 2025年\n    对策: 改\n    问题: 场地小\n\
        计划:\n  - 承接: p2\n    编号: p2\n    事项: 乙\n    时间: 待填\n";
    let (rolled, new) = rolled(text);
    assert_eq!(new, expected);
    let left: Vec<&str> = rolled.left.iter().map(|left| left.name.as_str()).collect();
    assert_eq!(left, ["健步走", "甲"]);
}

#[test]
fn what_comes_every_few_years_waits_until_it_is_due() {
    let year = |every: &str, when: &str| {
        let text = format!(
            "年度: 2025\n单位:\n  编号: a\n  名称: {{署名: 甲, 标题用名: 甲}}\n福利:\n  - {{时间: {when}, 项目: 筛查, 频次: {every}}}\n"
        );
        let (rolled, new) = rolled(&text);
        assert_eq!(new.contains("筛查"), rolled.left.is_empty(), "{every} {new}");
        assert_eq!(new.contains("\n# 福利:\n"), !rolled.left.is_empty() || new.contains("# 福利"), "{every} {new}");
        assert!(errors(&new).0.is_empty(), "{new}");
        rolled.left.first().map(|left| left.due)
    };
    for every in ["每年一次", "一年一次", "每年两次", "每学期一次", "每年级一次", "第二年", "每月两次", "长期"]
    {
        assert_eq!(year(every, "5月"), None, "{every}");
    }
    for every in ["每两年一次", "两年一次", "隔年一次", "每隔一年", "每2年一次", "每两学年一次"]
    {
        assert_eq!(year(every, "5月"), Some(Some(2027)), "{every}");
    }
    assert_eq!(year("三年一届", "5月"), Some(Some(2028)));
    // Told of an earlier year, it is due now.
    assert_eq!(year("每两年一次", "2024-05"), None);
}

#[test]
fn the_balance_is_carried_over_where_it_is_known() {
    let body = "单位:\n  编号: a\n  名称: {署名: 甲, 标题用名: 甲}\n经费: {上年结转: 1万元, 收入: [{科目: 会费, 金额: 2万元}], 支出: [{科目: 活动, 金额: 5000元}]}\n";
    let text = format!("年度: 2025\n{body}");
    assert!(rolled(&text).1.contains("上年结转: 2.5万元"), "{}", rolled(&text).1);
    let vague = text.replace("5000元", "近5000元");
    assert!(rolled(&vague).1.contains("上年结转: 待填"));
    let overdrawn = text.replace("5000元", "4万元");
    assert!(rolled(&overdrawn).1.contains("上年结转: 待填"));
}

#[test]
fn line_ends_and_byte_order_mark_stay_and_old_comments_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "\u{feff}# 2025年的事实\r\n年度: 2025  # 一年\r\n单位:\r\n  编号: a\r\n  名称: {署名: 甲, 标题用名: '甲 # 2025'}\r\n会议:  # 例会\r\n  # 开过的\r\n  - {名称: 例会}\r\n";
    fs::write(folder.path().join("2025.yaml"), text).expect("a file");
    let output = niandu(folder.path(), &["new", ".", "--from", "2025.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let new = fs::read_to_string(folder.path().join("2026.yaml")).expect("the file");
    assert!(new.starts_with("\u{feff}# yaml-language-server: $schema=./niandu.zh.json\r\n# 2025年的事实\r\n"), "{new}");
    assert_eq!(new.matches('\n').count(), new.matches("\r\n").count());
    assert!(new.ends_with("\r\n# 会议:  # 例会\r\n  # 开过的\r\n"), "{new}");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("第2行（2025年）") && !told.contains("第6行"), "{told}");
}

#[test]
fn no_key_is_left_without_a_value() {
    let empty = |text: &str| {
        fn look(node: &Node, found: &mut Vec<String>) {
            match &node.value {
                Value::List(items) => items.iter().for_each(|item| look(item, found)),
                Value::Map(entries) => {
                    found.extend(entries.iter().filter(|(_, value)| value.is_blank()).map(|(key, _)| key.text.clone()));
                    entries.iter().for_each(|(_, value)| look(value, found));
                }
                _ => {}
            }
        }
        let source = Source::new("facts.yaml", text);
        let mut found = Vec::new();
        look(&tree::parse(&source, 0..text.len(), &mut Diagnostics::new()).expect("YAML"), &mut found);
        found.sort();
        found
    };
    for (name, text) in sound() {
        let (old, new) = (empty(&text), empty(&rolled(&text).1));
        assert!(new.iter().all(|key| old.contains(key)), "{name}: {new:?}");
    }
}

#[test]
fn the_period_after_a_period() {
    for (written, next) in [
        ("2025", "2026"),
        ("2025年", "2026年"),
        ("2024—2025学年", "2025—2026学年"),
        ("2025年上半年", "2025年下半年"),
        ("2025下半年", "2026年上半年"),
        ("2024-10 .. 2025-09", "2025-10 .. 2026-09"),
        ("2025-03 .. 2025-05", "2025年6月至8月"),
        ("2021-01 .. 2025-12", "2026-01 .. 2030-12"),
    ] {
        let period = facts::time::Period::parse(written).expect(written);
        let found = roll::next(&period, written).expect(written);
        assert_eq!(facts::time::Period::parse(&found.0), Ok(found.1), "{written}");
        if written != "2025-03 .. 2025-05" {
            assert_eq!(found.0, next, "{written}");
        }
    }
}

#[test]
fn an_alias_is_refused_and_not_broken() {
    let text = office::samples()[0].replacen("年度: 2025", "年度: 2025\n人员名录:\n  - &a {姓名: 甲}\n  - *a", 1);
    let file = read(&text);
    let order = Order { period: file.period, written: "2026", schema: "niandu.zh.json" };
    let problem = roll::roll(&file, &order).err().expect("an alias");
    assert_eq!(problem.code, "E067");
}

#[test]
fn a_year_of_several_files_stays_several_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let main = "年度: 2025\n包含: [2025/活动.yaml]\n单位:\n  编号: a\n  名称: {署名: 甲, 标题用名: 甲}\n";
    let part = "# 别人写的\n竞赛:\n  - {编号: qi-2025, 时间: 4月, 名称: 象棋比赛, 届次: 2}\n";
    fs::create_dir(folder.path().join("2025")).expect("a folder");
    fs::write(folder.path().join("2025.yaml"), main).expect("a file");
    fs::write(folder.path().join("2025/活动.yaml"), part).expect("a file");
    let output = niandu(folder.path(), &["new", ".", "--from", "2025.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let new = fs::read_to_string(folder.path().join("2026/活动.yaml")).expect("the part");
    assert_eq!(new, "# 别人写的\n竞赛:\n  - {编号: qi-2026, 时间: 待填, 名称: 象棋比赛, 届次: 3}\n");
    let main = fs::read_to_string(folder.path().join("2026.yaml")).expect("the file");
    assert!(main.contains("包含: [2026/活动.yaml]"), "{main}");
}

/// The values of a text that are no lists and no records, each with the key it stands under.
fn scalars(text: &str) -> Vec<(String, Range<usize>)> {
    fn look(node: &Node, key: &str, found: &mut Vec<(String, Range<usize>)>) {
        match &node.value {
            Value::Scalar(_) => found.push((key.to_owned(), node.origin.range())),
            Value::List(items) => items.iter().for_each(|item| look(item, key, found)),
            Value::Map(entries) => entries.iter().for_each(|(key, value)| look(value, &key.text, found)),
            Value::Empty => {}
        }
    }
    let source = Source::new("facts.yaml", text);
    let root = tree::parse(&source, 0..text.len(), &mut Diagnostics::new()).expect("YAML");
    let mut found = Vec::new();
    look(&root, "", &mut found);
    found
}

#[test]
fn a_value_to_be_filled_in_is_one_problem() {
    let (mut tried, mut faults) = (0, Vec::new());
    // A case of another kind of paper has nothing to say of this one.
    let sound = sound().into_iter().filter(|(_, text)| text.len() < 3000);
    for (name, text) in sound.filter(|(_, text)| !office::make(text).problems.has_errors()) {
        for (key, range) in scalars(&text) {
            // What refers to a record, a share or a line of income looks for it under the name that it knows.
            let block = text[..range.start].lines().last().is_some_and(|line| line.trim_end().ends_with('|'));
            let named = text[range.clone()] == *"在岗培训率";
            if ["编号", "id", "科目"].contains(&key.as_str()) || named || block || text[range.clone()].contains('\n')
            {
                continue;
            }
            let waiting = format!("{}待填{}", &text[..range.start], &text[range.end..]);
            let made = office::make(&waiting);
            let errors = made.problems.clone().filtered(|problem| problem.severity == Severity::Error);
            let told: Vec<_> = errors.sorted().iter().map(|problem| problem.code).collect();
            if told != ["E065"] {
                faults.push(format!("{name} {key} {:?}: {}", &text[range], made.said()));
            }
            tried += 1;
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(tried > 400, "{tried}");
}

#[test]
fn a_file_without_one_of_its_lines_rolls_as_well() {
    let mut rolls = 0;
    for (name, text) in sound().into_iter().filter(|(_, text)| text.len() < 3000) {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for without in 0..lines.len() {
            let text: String =
                lines.iter().enumerate().filter(|(at, _)| *at != without).map(|(_, line)| *line).collect();
            if errors(&text).0.is_empty()
                && facts::read(&Source::new("", text.as_str()), &mut Diagnostics::new()).is_some()
            {
                let (_, new) = rolled(&text);
                let (wrong, _) = errors(&new);
                assert!(wrong.is_empty(), "{name} without line {without}: {wrong:#?}\n{new}");
                rolls += 1;
            }
        }
    }
    assert!(rolls > 200, "{rolls}");
}
