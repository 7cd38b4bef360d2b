//! Cases of a new proposal merged with what a person made of the last one; the law is in `merging`.

use std::fs;
use std::path::Path;

use niandu::diagnostic::Source;
use niandu::offer::roll::apply;
use niandu::plan::merge::{Asked, What, merge};

use crate::merging::{items, merged, told_of};
use crate::office::{self, niandu, said};

const HEAD: &str = "年度: 2026\n单位: {编号: a, 名称: {署名: 甲, 标题用名: 甲}}\n工作领域: [{编号: x, 标题: 甲}, {编号: y, 标题: 乙}]\n";

#[test]
fn a_new_item_stands_behind_the_last_of_its_area_in_the_style_of_the_list() {
    let new = format!("{HEAD}计划:\n  - {{编号: n, 领域: x, 事项: 新的, 提议: [a, b]}}\n");
    let block = format!(
        "{HEAD}计划:\n- 编号: p\n  领域: x\n  事项: 甲\n  措施: |\n    一\n\n    二\n# 以下是乙\n- 编号: q\n  领域: y\n  事项: 乙"
    );
    let (_, text) = merged(None, &block, &new);
    let added = "    二\n- 编号: n\n  领域: x\n  事项: 新的\n  提议: [a, b]\n# 以下是乙\n";
    assert_eq!(text, block.replace("    二\n# 以下是乙\n", added));
    let flow = format!("{HEAD}计划: [{{编号: p, 领域: x, 事项: 甲}}, {{编号: q, 事项: 乙}}]  # 短\n");
    let (_, text) = merged(None, &flow, &new);
    assert_eq!(text, flow.replace("事项: 甲}, ", "事项: 甲}, {编号: n, 领域: x, 事项: 新的, 提议: [a, b]}, "));
    let english = format!("{HEAD}plan:\n  - {{id: p, title: 甲}}\n");
    assert!(merged(None, &english, &new).1.ends_with("  - {id: n, area: x, title: 新的, proposed: [a, b]}\n"));
    for empty in ["", "计划:\n", "计划: []\n", "计划:  # 还没有\n"] {
        let (_, text) = merged(None, &format!("{HEAD}{empty}# 完"), &new);
        assert_eq!(items(&text).len(), 1, "{text}");
    }
}

#[test]
fn a_line_of_the_budget_finds_its_place() {
    let new = format!("{HEAD}经费:\n  预算:\n    - {{科目: 活动, 金额: 1万元, 提议: 经费.支出.活动}}\n");
    for (mine, after) in [
        (
            "经费:\n  收入:\n    - {科目: 会费, 金额: 2万元}  # 注\n教职工: {总数: 9人}\n",
            "经费:\n  收入:\n    - {科目: 会费, 金额: 2万元}  # 注\n  预算:\n    - {科目: 活动, 金额: 1万元, 提议: 经费.支出.活动}\n教职工: {总数: 9人}\n",
        ),
        (
            "经费: {上年结转: 1万元}\n",
            "经费: {上年结转: 1万元, 预算: [{科目: 活动, 金额: 1万元, 提议: 经费.支出.活动}]}\n",
        ),
        ("", "经费:\n  预算:\n    - {科目: 活动, 金额: 1万元, 提议: 经费.支出.活动}\n"),
        ("经费:\n", "经费:\n  预算:\n    - {科目: 活动, 金额: 1万元, 提议: 经费.支出.活动}\n"),
    ] {
        assert_eq!(merged(None, &format!("{HEAD}{mine}"), &new).1, format!("{HEAD}{after}"));
    }
}

#[test]
fn differences_name_both_values_and_the_line() {
    let plan = |time: &str, mark: &str| format!("{HEAD}计划:\n  - {{编号: p, 事项: 甲, 时间: {time}, {mark}: a}}\n");
    let (told, text) = merged(Some(&plan("4月", "提议")), &plan("5月", "提议"), &plan("6月", "提议"));
    assert_eq!(text, plan("5月", "提议"));
    let [only] = told.differences.as_slice() else { panic!("{:?}", told.differences) };
    assert_eq!(only.told().zh, "p 的“时间”：文件里是 5月，提议是 6月");
    assert_eq!(only.what, What::Field { key: "时间".into(), mine: Some("5月".into()), proposed: Some("6月".into()) });
    let source = Source::new("2026.yaml", text.as_str());
    assert_eq!(only.place.map(|place| source.line(place.range().start)), Some(5));
}

/// A record that is given another id proposes no second item where a person has made something of the first.
#[test]
fn what_is_proposed_under_another_id_is_not_added_again() {
    let item = |id: &str, mark: &str, time: &str| {
        format!("  - {{编号: {id}, 领域: x, 事项: 第九届广播操赛, 时间: {time}, {mark}: [{id}-2025]}}\n")
    };
    let plan = |body: &str| format!("{HEAD}计划:\n{body}");
    let base = plan(&item("guangbocao", "提议", "4月"));
    let new = plan(&item("gbcao", "提议", "4月"));
    let told = |mine: &str, new: &str| {
        let (told, text) = merged(Some(&base), mine, new);
        assert!(told.added.is_empty() && text == mine, "{text}");
        told_of(&told)
    };
    let accepted = plan(&item("guangbocao", "出自", "4月"));
    assert_eq!(told(&accepted, &new), ["guangbocao：gbcao 看来就是这一项（只是编号变了），没有另添"]);
    let noted = plan(&format!("  # 要办好\n{}", item("guangbocao", "提议", "4月")));
    assert_eq!(told(&noted, &new).len(), 1);
    let later = plan(&item("gbcao", "提议", "5月"));
    let both =
        ["guangbocao：gbcao 看来就是这一项（编号变了），没有另添", "guangbocao 的“时间”：文件里是 4月，提议是 5月"];
    assert_eq!(told(&accepted, &later), both);
    // It is told once, and again where the proposal changes; without a last proposal, too.
    assert!(merged(Some(&new), &accepted, &new).0.differences.is_empty());
    assert_eq!(told_of(&merged(Some(&new), &accepted, &later).0), both[1..]);
    assert!(merged(None, &accepted, &new).0.added.is_empty());
    // An untouched one is replaced; of two of that name, or an item that never was a proposal, nobody knows.
    let (swapped, text) = merged(Some(&base), &base, &new);
    assert_eq!((text, swapped.differences.len()), (new.clone(), 0));
    let two = format!("{accepted}{}", item("guangbo", "出自", "5月"));
    assert_eq!(merged(Some(&base), &two, &new).0.added, ["gbcao"]);
    let own = plan("  - {编号: cao, 事项: 广播操赛}\n");
    assert_eq!(merged(Some(&plan("")), &own, &new).0.added, ["gbcao"]);
    // Why something is kept: each reason in its own words.
    for (mine, why) in [
        (accepted.clone(), "已采纳"),
        (accepted.replace("4月", "6月"), "已采纳、改动过"),
        (base.replace("4月", "6月"), "改动过"),
        (noted, "有注释"),
    ] {
        assert_eq!(told(&mine, HEAD), [format!("guangbocao：不再提议，因{why}而保留")]);
    }
}

/// A comment on the line of the dash keeps its item, and so does one behind the last field; what is new stands behind that.
#[test]
fn a_comment_anywhere_on_an_item_keeps_it() {
    let item = |id: &str| format!("编号: {id}\n    领域: x\n    事项: 事{id}\n    提议: [{id}]\n");
    let base = format!("{HEAD}计划:\n  - {}  - {}", item("p"), item("q"));
    let none = format!("{HEAD}计划:\n  - {}", item("n"));
    for (remarked, other) in [
        (format!("  - # 注\n    {}", item("p")), ""),
        (format!("  - !!map # 注\n    {}", item("p")), ""),
        (format!("  - {}    # 注\n", item("p")), ""),
        (format!("  - {}\n      # 注\n\n    # 又注\n", item("p")), ""),
        (format!("  - {}", item("p").replace("事p\n", "事p\n    措施: |\n      照旧\n")), "    # 注\n"),
        (format!("  # 注\n  - {}", item("p")), ""),
        (format!("    # 注\n  - {}", item("p")), ""),
    ] {
        let kept = format!("{remarked}{other}");
        let (told, text) = merged(Some(&base), &format!("{HEAD}计划:\n{kept}  - {}  # 尾\n", item("q")), &none);
        assert_eq!(text, format!("{HEAD}计划:\n{kept}  - {}  # 尾\n", item("n")));
        assert_eq!(told.differences.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["p"], "{kept}");
    }
    let line = |name: &str| format!("    {name}\n      科目: {name}, 金额: 1万元, 提议: a\n");
    let money = |lines: &str| format!("{HEAD}经费:\n  预算:\n{lines}");
    let plain = |name: &str| line(name).replacen(&format!("{name}\n"), "-\n", 1).replace(", ", "\n      ");
    let noted = plain("甲").replacen('-', "- # 去年超支", 1);
    let (_, text) = merged(Some(&money(&(plain("甲") + &plain("乙")))), &money(&(noted.clone() + &plain("乙"))), HEAD);
    assert_eq!(text, money(&noted));
}

/// What was proposed on request stays where the next run does not ask for it again, and the option is named.
#[test]
fn what_nobody_asks_for_again_stays() {
    let plan = |body: &str| format!("{HEAD}计划:\n{body}");
    let own = "  - {编号: p, 事项: 甲, 提议: [a]}\n";
    let theirs = "  - {编号: q, 事项: 乙, 交办: 县会, 提议: [z]}\n";
    let both = "  - {编号: p, 事项: 甲, 指标: 60人, 交办: 县会, 提议: [a, z]}\n";
    let asked = Asked { targets: true, bodies: vec!["县会".to_owned()] };
    let run = |base: &str, new: &str, asked: &Asked| {
        let source = |name: &str, body: &str| Source::new(name, plan(body));
        let merged = merge(Some(&source("base", base)), &source("2026.yaml", base), &source("2026.yaml", new), asked);
        let merged = merged.unwrap_or_else(|problems| panic!("{problems:?}"));
        (apply(&plan(base), &merged.edits), told_of(&merged))
    };
    let all = format!("{own}{theirs}");
    let (text, told) = run(&all, own, &Asked::default());
    assert_eq!((text, told), (plan(&all), vec!["q：这次没有给出 --from-superior，照旧".to_owned()]));
    assert_eq!(run(&all, own, &asked), (plan(own), vec![]));
    let (text, told) = run(both, own, &Asked::default());
    assert_eq!(text, plan(both));
    assert_eq!(told, ["p：这次没有给出 --from-superior，照旧", "p：这次没有给出 --targets，照旧"]);
    assert_eq!(run(both, own, &asked), (plan(own), vec![]));
}

/// W345 and E351: a last proposal that cannot be read is as good as lost, and a layout that cannot be kept is refused.
#[test]
fn what_cannot_be_merged_is_told() {
    let plan = format!("{HEAD}计划:\n  - {{编号: p, 事项: 甲, 提议: a}}\n");
    let (told, text) = merged(Some("计划: [\n"), &plan, &plan);
    assert_eq!((told.lost.map(|lost| lost.code), text), (Some("W345"), plan.clone()));
    let one = Source::new("2026.yaml", format!("{HEAD}计划: {{编号: q, 事项: 乙}}\n"));
    let problems = merge(None, &one, &Source::new("2026.yaml", plan), &Asked::default()).err().expect("no list");
    assert_eq!(problems.sorted().iter().map(|problem| problem.code).collect::<Vec<_>>(), ["E351"]);
}

/// E352 and W345 on the command line: the plan is drafted, edited by a person, and drafted again from other facts.
#[test]
fn a_plan_drafted_again_keeps_what_the_person_wrote() {
    let this = |extra: &str| {
        format!(
            "年度: 2025\n单位:\n  编号: a\n  名称: {{署名: 甲会, 标题用名: 甲会}}\n工作领域:\n  - {{编号: wenti, 标题: 办好活动}}\n活动:\n  - {{编号: qiu-2025, 系列: qiu, 领域: wenti, 时间: 2025-04-18, 名称: 教职工排球赛, 届次: 3}}\n  - {{编号: qi-2025, 系列: qi, 领域: wenti, 时间: 5月, 名称: 教职工象棋赛, 届次: 1}}\n{extra}"
        )
    };
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name);
    let run = |arguments: &[&str]| niandu(folder.path(), &[&["plan"], arguments].concat());
    fs::write(place("2025.yaml"), this("")).expect("written");
    assert!(run(&["2025.yaml"]).status.success());
    let drafted = fs::read_to_string(place("2026.yaml")).expect("the draft");
    assert_eq!(fs::read_to_string(place(".niandu/plan/2026.yaml")).expect("what is kept"), drafted);

    let mine = drafted.replacen("第四届教职工排球赛", "第四届教职工气排球赛  # 换成气排球", 1);
    assert_ne!(mine, drafted);
    fs::write(place("2026.yaml"), &mine).expect("written");
    let output = run(&["2025.yaml"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(fs::read_to_string(place("2026.yaml")).expect("the plan"), mine);

    let more = "  - {编号: wu-2025, 系列: wu, 领域: wenti, 时间: 6月, 名称: 教职工舞蹈赛, 届次: 1}\n";
    fs::write(place("2025.yaml"), this(more).replace("排球赛", "大排球赛")).expect("written");
    let output = run(&["2025.yaml"]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}", said(&output));
    assert!(told.contains("新的提议 1 项：wu"), "{told}");
    let wanted = "qiu 的“事项”：文件里是 第四届教职工气排球赛，提议是 第四届教职工大排球赛";
    let line = mine.lines().position(|line| line.contains("气排球赛")).expect("the line") + 1;
    assert!(told.contains(&format!("第{line}行 {wanted}")), "{told}");
    let after = fs::read_to_string(place("2026.yaml")).expect("the plan");
    assert!(after.contains("第四届教职工气排球赛  # 换成气排球") && after.contains("第二届教职工舞蹈赛"), "{after}");
    assert!(mine.lines().all(|line| after.lines().any(|new| new == line)), "{after}");

    fs::write(place(".niandu/plan/2026.yaml"), b"\xff\xfe\x00").expect("written");
    let output = run(&["2025.yaml"]);
    assert!(output.status.success() && said(&output).contains("W345"), "{}", said(&output));
    assert_eq!(fs::read_to_string(place("2026.yaml")).expect("the plan"), after);
    let output = run(&["2025.yaml", "-o", "2025.yaml"]);
    assert!(output.status.code() == Some(1) && said(&output).contains("E352"), "{}", said(&output));
}

/// The list tells what the file has now: what waits, what is accepted and what a person has taken out; the hint to accept stands
/// only where something waits.
#[test]
fn the_list_tells_what_has_become_of_each_proposal() {
    let this = "年度: 2025\n单位:\n  编号: a\n  名称: {署名: 甲会, 标题用名: 甲会}\n活动:\n  - {编号: qiu-2025, 系列: qiu, 时间: 4月, 名称: 排球赛, 届次: 3}\n  - {编号: qi-2025, 系列: qi, 时间: 5月, 名称: 象棋赛, 届次: 1}\n经费: {支出: [{科目: 活动, 金额: 1万元}]}\n";
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("2025.yaml"), this).expect("written");
    let run = |arguments: &[&str]| {
        let output = niandu(folder.path(), &[&["plan"], arguments].concat());
        assert!(output.status.success(), "{}", said(&output));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let first = run(&["2025.yaml"]);
    assert!(first.contains("提议 2 项：待采纳 2\n") && first.contains("照上年的支出：待采纳 1\n"), "{first}");
    assert!(first.contains("采纳：niandu plan --accept 2026.yaml"), "{first}");
    run(&["--accept", "2026.yaml", "qiu"]);
    let second = run(&["2025.yaml"]);
    assert!(second.contains("提议 2 项：待采纳 1、已采纳 1\n"), "{second}");
    assert!(
        second.contains("  已采纳  qiu  第四届排球赛") && second.contains("  待采纳  qi  第二届象棋赛"),
        "{second}"
    );
    let place = folder.path().join("2026.yaml");
    let text = fs::read_to_string(&place).expect("the plan");
    fs::write(&place, &text[..text.find("  - 编号: qi\n").expect("the item")]).expect("written");
    run(&["--accept", "2026.yaml"]);
    let third = run(&["2025.yaml"]);
    assert!(third.contains("提议 2 项：已采纳 1、已删去 1\n") && third.contains("  已删去  qi  "), "{third}");
    assert!(third.contains("照上年的支出：已采纳 1\n") && !third.contains("--accept"), "{third}");
    let json: serde_json::Value = serde_json::from_str(&run(&["2025.yaml", "--json"])).expect("JSON");
    assert_eq!([&json["proposals"][0]["state"], &json["proposals"][1]["state"]], ["accepted", "deleted"]);
    assert_eq!(json["budget"][0]["state"], "accepted");
    // A proposal that is made no longer and was changed still waits.
    fs::write(&place, text.replace("第二届象棋赛", "第二届围棋赛")).expect("written");
    fs::write(folder.path().join("2025.yaml"), this.replace("系列: qi, ", "").replace(", 届次: 1", ""))
        .expect("written");
    fs::remove_file(folder.path().join(".niandu/plan/2026.yaml")).expect("kept");
    assert!(run(&["2025.yaml"]).contains("--accept"));
}

/// Headings of areas and names of the body that change in this year's file are told and left.
#[test]
fn headings_and_names_that_change_are_told() {
    let text = |name: &str, title: &str, item: &str| {
        format!(
            "年度: 2026\n单位:\n  编号: a\n  名称:\n    署名: {name}\n工作领域:\n  - 编号: x\n    标题: {title}\n    条目: [{{编号: i, 标题: {item}}}]\n"
        )
    };
    let (base, new) = (text("甲会", "办活动", "比赛"), text("乙会", "办好活动", "赛事"));
    let (told, after) = merged(Some(&base), &base, &new);
    assert_eq!(after, base);
    let wanted = [
        "单位 的“署名”：文件里是 甲会，提议是 乙会",
        "x 的“标题”：文件里是 办活动，提议是 办好活动",
        "x.i 的“标题”：文件里是 比赛，提议是 赛事",
    ];
    assert_eq!(told_of(&told), wanted);
    let source = Source::new("2026.yaml", base.as_str());
    let lines = told.differences.iter().filter_map(|one| Some(source.line(one.place?.range().start)));
    assert_eq!(lines.collect::<Vec<_>>(), [5, 8, 9]);
    // What the person has changed the same way, or what did not change in this year's file, is no news.
    assert!(merged(Some(&base), &new, &new).0.differences.is_empty());
    assert!(merged(Some(&new), &base, &new).0.differences.is_empty());
    let paper = base
        .replace("工作领域:", "文件:\n  工作计划:\n   工作领域:")
        .replace("\n  - 编号: x\n    标题", "\n    - 编号: x\n      标题")
        .replace("    条目", "      条目");
    assert_eq!(told_of(&merged(Some(&base), &paper, &new).0), wanted);
    assert_eq!(told_of(&merged(Some(&base), &base.replace("标题: 办活动", "标题: 我的"), &new).0).len(), 3);
}

/// In a sample whose plan is accepted, a record gets another id.
#[test]
fn an_accepted_item_of_a_renamed_record_stays_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let from = office::root().join("sample-data/qinghe-no1-primary");
    for year in ["2023.yaml", "2024.yaml", "2025.yaml"] {
        fs::copy(from.join(year), folder.path().join(year)).expect("copied");
    }
    let run = |arguments: &[&str]| {
        let output = niandu(folder.path(), &[&["plan"], arguments].concat());
        assert!(output.status.success(), "{}", said(&output));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let read = |path: &Path| fs::read_to_string(path).expect("a file");
    let (this, next) = (folder.path().join("2025.yaml"), folder.path().join("2026.yaml"));
    run(&["2025.yaml"]);
    run(&["--accept", "2026.yaml"]);
    let accepted = read(&next);
    fs::write(&this, read(&this).replace("guangbocao-2025", "gbcao-2025")).expect("written");
    let told = run(&["2025.yaml"]);
    assert!(told.contains("guangbocao：gbcao 看来就是这一项（只是编号变了），没有另添"), "{told}");
    assert!(told.contains("  已采纳  gbcao  ") && !told.contains("待采纳"), "{told}");
    assert_eq!(read(&next), accepted);
    assert!(!run(&["2025.yaml"]).contains("看来就是"));
}
