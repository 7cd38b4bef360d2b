//! Next year's plan drafted from this year's facts: against one that a person wrote, and the laws that hold for any facts.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use niandu::diagnostic::{Diagnostics, Severity, Source};
use niandu::facts::model::PlanItem;
use niandu::facts::time::Period;
use niandu::facts::{self, Dossier, File};
use niandu::plan::calendar::{Calendar, is_holiday};
use niandu::plan::draft::{self, Draft, Order, Proposal, write};
use niandu::report;
use proptest::prelude::*;

use crate::office::{self, niandu, niandu_in, said};

/// A file of the first sample school.
pub fn sample_text(year: u32) -> String {
    let path = office::root().join(format!("sample-data/qinghe-no1-primary/{year}.yaml"));
    fs::read_to_string(path).expect("a sample")
}

/// The facts of a year without the plan for the year after that they hold: nothing can be read off.
fn unplanned_in(year: u32) -> String {
    let (text, plan) = (sample_text(year), format!("# {} 年工作计划的事项", year + 1));
    assert!(text.contains(&plan), "{year}");
    text.split(&plan).next().expect("a first part").to_owned()
}

fn unplanned() -> String {
    unplanned_in(2025)
}

pub fn dossier(text: &str, earlier: &[String]) -> Dossier {
    let earlier: Vec<Source> =
        earlier.iter().enumerate().map(|(at, text)| Source::new(format!("earlier-{at}.yaml"), text)).collect();
    let (dossier, problems) = report::dossier(&Source::new("this.yaml", text), Diagnostics::new(), &earlier, None);
    dossier.unwrap_or_else(|| panic!("{problems:?}"))
}

/// The period after that of a file.
fn next(file: &File) -> Period {
    niandu::figures::plan::following(file.period).expect("a period after it")
}

pub fn order<'a>(dossier: &Dossier, superiors: &'a [File]) -> Order<'a> {
    Order { period: next(&dossier.current), calendar: Calendar::default(), targets: false, superiors }
}

/// The draft as text, and what is wrong with that beside what is to be filled in.
fn written(draft: &Draft<'_>, file: &File) -> (String, Vec<String>) {
    let period = next(file);
    let name = period.name();
    let words = name.trim_end_matches('年');
    let notes = niandu::diagnostic::Language::Chinese;
    let text = write::text(draft, file, &write::Page { schema: "niandu.zh.json", notes, written: words, name: &name });
    let mut problems = Diagnostics::new();
    facts::read(&Source::new("next.yaml", text.as_str()), &mut problems);
    let wrong = problems.sorted().into_iter().filter(|it| it.severity == Severity::Error && it.code != "E065");
    let wrong = wrong.map(|it| format!("{} {}", it.code, it.message.zh)).collect();
    (text, wrong)
}

pub fn by_id<'d>(draft: &'d Draft<'_>, id: &str) -> &'d Proposal {
    draft.proposals.iter().find(|proposal| proposal.id == id).unwrap_or_else(|| panic!("{id} is proposed"))
}

/// A small file of 2025: the body, two areas, and more.
pub fn file_of(year: u32, more: &str) -> String {
    format!(
        "年度: {year}\n单位:\n  编号: xiaoxue\n  名称: {{署名: 河口小学工会委员会, 标题用名: 河口小学工会}}\n\
         工作领域:\n  - {{编号: minzhu, 标题: 民主管理}}\n  - {{编号: wenti, 标题: 文体活动}}\n{more}"
    )
}

/// The proposals against the plan by hand: how many are right of how many, how many items are found of how many, and which
/// are not.
fn measured(this: &str, before: &str) -> ([usize; 4], Vec<String>) {
    let hand = fs::read_to_string(office::root().join("tests/plans/hand/2026.yaml")).expect("the plan by hand");
    let hand = facts::read(&Source::new("hand.yaml", hand), &mut Diagnostics::new()).expect("a sound file");
    let dossier = dossier(this, &[before.to_owned(), sample_text(2023)]);
    let order = order(&dossier, &[]);
    let draft = draft::draft(&dossier, &order);
    let stems: BTreeSet<&str> = draft.proposals.iter().flat_map(|it| &it.stems).map(String::as_str).collect();
    let from: BTreeSet<&str> = hand.facts.plan.iter().flat_map(|it| &it.from).map(|id| id.text.as_str()).collect();
    let found = |item: &&PlanItem| item.from.iter().any(|id| stems.contains(id.text.as_str()));
    let right = |proposal: &&Proposal| proposal.stems.iter().any(|stem| from.contains(stem.as_str()));
    let (all, items) = (draft.proposals.len(), hand.facts.plan.len());
    let (hits, kept) = (draft.proposals.iter().filter(right).count(), hand.facts.plan.iter().filter(found).count());
    println!("precision {hits}/{all}, recall {kept}/{items}");
    for proposal in draft.proposals.iter().filter(|it| !right(it)) {
        println!("not in the plan by hand: {} {}", proposal.id, proposal.title);
    }
    let missed = hand.facts.plan.iter().filter(|it| !found(it)).map(|item| item.id.text.clone()).collect();
    println!("not proposed: {missed:?}");
    ([hits, all, kept, items], missed)
}

#[test]
fn what_is_proposed_is_what_a_person_planned() {
    // The plan by hand was written before 2024 held a plan for 2025: without that the measure is of the facts alone.
    let facts_alone: String = unplanned().lines().map(|line| unfulfilled(line) + "\n").collect();
    let ([hits, all, kept, items], missed) = measured(&facts_alone, &unplanned_in(2024));
    assert!(hits * 100 >= all * 94, "{hits} of {all} are right");
    assert!(kept * 100 >= items * 86, "{kept} of {items} are found");
    // Of what was held once nobody knows that it comes again.
    assert_eq!(missed, ["haolaoshi", "liaoxiuyang", "xinli", "jianbuzou", "jia-kaifang"]);
}

/// A line without what its record says it carries out.
fn unfulfilled(line: &str) -> String {
    match (line.find(", 落实: "), line.trim_start().starts_with("落实: ")) {
        (_, true) => String::new(),
        (Some(at), _) => {
            let rest = &line[at + ", 落实: ".len()..];
            let end = if rest.starts_with('[') { rest.find(']').map(|at| at + 1) } else { rest.find([',', '}']) };
            line[..at].to_owned() + &rest[end.unwrap_or(rest.len())..]
        }
        _ => line.to_owned(),
    }
}

#[test]
fn an_account_of_the_plan_brings_in_what_was_not_finished() {
    let ([hits, all, kept, items], missed) = measured(&unplanned(), &sample_text(2024));
    assert!(hits * 100 >= all * 88, "{hits} of {all} are right");
    assert!(kept > items * 86 / 100 && !missed.contains(&"liaoxiuyang".to_owned()), "{kept} of {items}: {missed:?}");
}

#[test]
fn the_plan_of_the_sample_school_says_how_and_when() {
    let dossier = dossier(&unplanned(), &[sample_text(2024), sample_text(2023)]);
    let order = order(&dossier, &[]);
    let draft = draft::draft(&dossier, &order);
    let told = |id: &str| {
        let proposal = by_id(&draft, id);
        (proposal.title.as_str(), proposal.when.as_deref().unwrap_or_default())
    };
    assert_eq!(told("tiaosheng"), ("第八届教职工集体跳绳比赛", "4月"));
    assert_eq!(told("dahui"), ("召开七届三次教职工大会", "2026-03-27"));
    assert_eq!(told("huiyuan"), ("召开六届一次会员大会", "2月"));
    assert_eq!(told("jiaoshijie"), ("庆祝第42个教师节活动", "2026-09-10"));
    assert_eq!(told("sanba"), ("庆祝“三八”国际妇女节116周年活动", "2026-03-06"));
    assert_eq!(told("guangbocao").0, "组队参加县总工会职工广播体操比赛");
    assert_eq!(told("kunnan").1, "春节前");
    assert_eq!(told("wenti-shetuan").0, "从下学期起把周五课后固定为社团时间");
    assert_eq!(by_id(&draft, "wenti-shetuan").measure.as_deref(), Some("由教导处排入课表"));
    assert_eq!(told("wenti-tian").0, "已请总务处列入本年度预算申请，进展在教职工大会上专门说明");
    let shitu = by_id(&draft, "shitu-jiedui");
    assert_eq!(shitu.measure.as_deref(), Some("把师徒结对扩大到入职五年内的教师，每学年组织一次徒弟汇报课展示"));
    assert_eq!(shitu.stems, ["shitu-jiedui", "下一步-a2ee3a"]);
    let screening = draft.passed.iter().find(|passed| passed.name.contains("两癌")).expect("it is told");
    assert!(screening.reason.zh.contains("2027年才到期"), "{}", screening.reason.zh);
    assert_eq!(screening.place.file_and_line().0, "this.yaml");
    let kept = |proposal: &Proposal| proposal.target.is_none() || !proposal.carried.is_empty();
    assert!(draft.proposals.iter().all(kept), "nobody asked for targets but those of what is unfinished");
    let spent = &dossier.current.facts.finance.as_ref().expect("money").expense;
    let spent: Vec<(&str, &str)> =
        spent.iter().map(|line| (line.item.text.as_str(), line.amount.text.as_str())).collect();
    let budget: Vec<(&str, &str)> =
        draft.budget.iter().map(|line| (line.item.as_str(), line.amount.as_str())).collect();
    assert_eq!(budget, spent);
}

#[test]
fn every_proposal_has_its_source_and_the_text_is_sound() {
    let dossier = dossier(&unplanned(), &[sample_text(2024), sample_text(2023)]);
    let order = order(&dossier, &[]);
    let draft = draft::draft(&dossier, &order);
    for proposal in &draft.proposals {
        assert!(!proposal.stems.is_empty() && !proposal.reasons.is_empty(), "{}", proposal.id);
        let (_, line) = proposal.place.file_and_line();
        let lines: Vec<&str> = proposal.place.source.text().lines().collect();
        let around = lines[line - 1..(line + 25).min(lines.len())].join("\n");
        let written = proposal.stems[0].split('-').next().unwrap_or_default();
        let listed = ["下一步", "宣传"].contains(&written);
        assert!(listed || around.contains(&proposal.stems[0]), "{} at line {line}: {around}", proposal.stems[0]);
    }
    let (text, wrong) = written(&draft, &dossier.current);
    assert!(wrong.is_empty(), "{wrong:?}\n{text}");
    let again = draft::draft(&dossier, &order);
    assert_eq!(text, written(&again, &dossier.current).0, "the same bytes twice");
    let read = facts::read(&Source::new("next.yaml", text), &mut Diagnostics::new()).map(|file| file.facts.plan.len());
    assert!(read.is_none_or(|count| count == draft.proposals.len()));
}

#[test]
fn what_a_person_has_planned_is_copied_and_not_proposed() {
    let dossier = dossier(&sample_text(2025), &[sample_text(2024), sample_text(2023)]);
    let order = order(&dossier, &[]);
    let draft = draft::draft(&dossier, &order);
    assert_eq!(draft.own.len(), 17);
    for id in ["tiaosheng", "dahui", "jibengong", "tijian", "wenti-qingnian", "wenti-shetuan", "xia-cd3651"] {
        assert!(!draft.proposals.iter().any(|proposal| proposal.id == id), "{id} is planned already");
    }
    let (text, wrong) = written(&draft, &dossier.current);
    assert!(wrong.is_empty(), "{wrong:?}");
    for item in &draft.own {
        assert!(text.contains(&format!("编号: {}\n", item.id.text)), "{} is copied", item.id.text);
    }
    let goal = "    目标: 让每件立案的提案都有承办部门和办理期限\n";
    assert!(text.contains(goal), "{text}");
    assert_eq!(text.matches("提议: [").count(), draft.proposals.len());
}

#[test]
fn made_up_schools_get_sound_drafts() {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = ["sample", "made", "--schools", "12", "--seed", "7", "--years", "2023..2025"];
    assert!(niandu(folder.path(), &sample).status.success());
    let mut count = 0;
    for school in office::names(&folder.path().join("made")).iter().filter(|name| name.starts_with("school-")) {
        let this = format!("made/{school}/2025.yaml");
        let output = niandu(folder.path(), &["plan", &this, "--targets", "--json"]);
        assert!(output.status.success(), "{this}: {}", said(&output));
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        count += told["proposals"].as_array().map_or(0, Vec::len);
        let (code, told) = run(folder.path(), &[&this, "-o", "again.yaml"]);
        assert_eq!(code, 0, "{this}: {told}");
        fs::remove_file(folder.path().join("again.yaml")).expect("it was written");
    }
    assert!(count > 60, "{count} proposals");
}

#[test]
fn congresses_go_on_or_begin_anew() {
    let congress =
        |session: &str, kind: &str| format!("教代会:\n  - {{编号: dahui, 类型: {kind}, 届次: {session}, 时间: 3月}}\n");
    let title = |this: &str, earlier: &[String]| {
        let dossier = dossier(this, earlier);
        let order = order(&dossier, &[]);
        by_id(&draft::draft(&dossier, &order), "dahui").title.clone()
    };
    let this = |session, kind| file_of(2025, &congress(session, kind));
    assert_eq!(title(&this("七届二次", "教职工大会"), &[]), "召开七届三次教职工大会");
    assert_eq!(title(&this("第十届第九次", "教职工代表大会"), &[]), "召开第十届第十次教职工代表大会");
    let before = [file_of(2023, &congress("六届二次", "教职工大会"))];
    assert_eq!(title(&this("七届二次", "教职工大会"), &before), "召开八届一次教职工大会");
    let before = [file_of(2023, &congress("六届三次", "教职工大会"))];
    assert_eq!(title(&this("七届二次", "教职工大会"), &before), "召开七届三次教职工大会");
    let report = "文件:\n  congress-report: {日期: 2025-12-30, 时期: 2023年 .. 2025年}\n";
    let this = |kind| file_of(2025, &format!("{report}{}", congress("五届三次", kind)));
    assert_eq!(title(&this("会员大会"), &[]), "召开六届一次会员大会");
    assert_eq!(title(&this("教职工大会"), &[]), "召开五届四次教职工大会");
}

#[test]
fn what_a_body_above_asks_for_is_taken_up_under_its_name() {
    let above = "层级: 县\n年度: 2026\n单位:\n  编号: xian\n  名称: {署名: 河县教育工会, 标题用名: 河县教育工会}\n计划:\n  \
                 - {编号: guangbo-2026, 事项: 职工广播操比赛, 时间: 10月}\n  - {编号: bao-jihua, 事项: 报送本校计划, 时间: 2026-03-31}\n";
    let above = facts::read(&Source::new("above.yaml", above), &mut Diagnostics::new()).expect("a sound file");
    let own = "活动:\n  - {编号: guangbo-2025, 系列: guangbo, 领域: wenti, 时间: 10月, 角色: 组队参加, 主办单位: 县总工会, 名称: 职工广播操比赛}\n";
    let dossier = dossier(&file_of(2025, own), &[]);
    let superiors = [above];
    let order = order(&dossier, &superiors);
    let draft = draft::draft(&dossier, &order);
    assert_eq!(draft.proposals.len(), 2);
    let game = by_id(&draft, "guangbo");
    assert_eq!((game.assigned.as_deref(), game.area.as_deref()), (Some("河县教育工会"), Some("wenti")));
    assert_eq!(game.stems, ["guangbo-2025", "guangbo-2026"]);
    let hand_in = by_id(&draft, "bao-jihua");
    assert_eq!((hand_in.when.as_deref(), hand_in.area.as_deref()), (Some("2026-03-31"), None));
    assert_eq!(hand_in.place.file_and_line(), ("above.yaml", 8));
}

#[test]
fn what_a_body_above_asks_for_is_ours_only_where_it_is_the_same_matter() {
    let above = "层级: 县\n年度: 2026\n单位:\n  编号: xian\n  名称: {署名: 河县教育工会, 标题用名: 河县教育工会}\n计划:\n  \
                 - {编号: jiancha, 事项: 校务公开检查, 时间: 10月}\n  - {编号: qiusai, 事项: 全县教职工排球赛, 时间: 5月}\n";
    let above = facts::read(&Source::new("above.yaml", above), &mut Diagnostics::new()).expect("a sound file");
    let own = "活动:\n  - {编号: gongkai, 系列: gongkai, 领域: minzhu, 时间: 10月, 名称: 校务公开}\n  \
               - {编号: qiu, 系列: qiu, 领域: wenti, 时间: 5月, 名称: 教职工排球赛}\n  \
               - {编号: qinglan, 系列: qinglan, 领域: wenti, 时间: 6月, 名称: 第十二届“青蓝杯”课赛}\n";
    let dossier = dossier(&file_of(2025, own), &[file_of(2024, &own.replace("第十二届", "第十一届"))]);
    let superiors = [above];
    let order = order(&dossier, &superiors);
    let draft = draft::draft(&dossier, &order);
    assert_eq!(by_id(&draft, "gongkai").assigned, None);
    assert_eq!(by_id(&draft, "jiancha").assigned.as_deref(), Some("河县教育工会"));
    assert_eq!(by_id(&draft, "qiu").assigned.as_deref(), Some("河县教育工会"));
    assert_eq!(by_id(&draft, "qinglan").title, "第十三届“青蓝杯”课赛");
}

#[test]
fn targets_are_proposed_where_they_are_asked_for_with_the_arithmetic() {
    let game = |year: u32, count: u32| {
        file_of(
            year,
            &format!(
                "活动:\n  - {{编号: qiu-{year}, 系列: qiu, 领域: wenti, 时间: 4月, 名称: 教职工排球赛, 参加: {count}人}}\n"
            ),
        )
    };
    let dossier = dossier(&game(2025, 60), &[game(2024, 70), game(2023, 65)]);
    let order = Order { targets: true, ..order(&dossier, &[]) };
    let draft = draft::draft(&dossier, &order);
    let proposal = by_id(&draft, "qiu");
    assert_eq!(proposal.target.as_deref(), Some("65人"));
    let reasons: Vec<&str> = proposal.reasons.iter().map(|reason| reason.zh.as_str()).collect();
    assert!(reasons.contains(&"指标：2023年65人、2024年70人、2025年60人，平均65人，不低于上年，取65人"), "{reasons:?}");
}

#[test]
fn a_half_year_looks_at_the_same_half_a_year_before() {
    let half = |written: &str, month: u32, name: &str| {
        file_of(
            2025,
            &format!("活动:\n  - {{编号: {name}, 系列: {name}, 领域: wenti, 时间: {month}月, 名称: 教职工{name}}}\n"),
        )
        .replace("年度: 2025", &format!("时期: {written}"))
    };
    let this = half("2025年下半年", 10, "qiu");
    let titles = |earlier: &[String]| {
        let dossier = dossier(&this, earlier);
        let order = order(&dossier, &[]);
        let draft = draft::draft(&dossier, &order);
        let codes: Vec<&str> = draft.problems.sorted().iter().map(|problem| problem.code).collect();
        (draft.proposals.iter().map(|it| it.title.clone()).collect::<Vec<_>>(), codes)
    };
    assert_eq!(titles(&[half("2025年上半年", 4, "tiao")]), (vec!["教职工tiao".to_owned()], vec![]));
    assert_eq!(titles(&[]), (vec![], vec!["W330", "W331"]));
}

/// A folder with this text as 2025.yaml.
pub fn folder(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("2025.yaml"), text).expect("written");
    folder
}

pub fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = niandu(folder, &[&["plan"], arguments].concat());
    (output.status.code().unwrap_or(-1), said(&output))
}

#[test]
fn the_program_writes_the_draft_and_overwrites_nothing() {
    let folder = folder(&file_of(
        2025,
        "活动:\n  - {编号: qiu-2025, 系列: qiu, 领域: wenti, 时间: 2025-04-18, 名称: 教职工排球赛, 届次: 3}\n",
    ));
    let output = niandu(folder.path(), &["plan", "2025.yaml"]);
    let shown = String::from_utf8(output.stdout.clone()).expect("text");
    assert!(output.status.success(), "{}", said(&output));
    assert!(shown.contains("qiu  第四届教职工排球赛  2026-04-17") && shown.contains("2025.yaml:9"), "{shown}");
    let first = fs::read(folder.path().join("2026.yaml")).expect("the draft");
    assert!(folder.path().join("niandu.zh.json").is_file());
    assert_eq!(run(folder.path(), &["2025.yaml"]).0, 0);
    assert_eq!(fs::read(folder.path().join("2026.yaml")).expect("the draft"), first, "a second run changes nothing");
    assert_eq!(run(folder.path(), &["2025.yaml", "-o", "out/2026.yaml"]).0, 0);
    assert_eq!(fs::read(folder.path().join("out/2026.yaml")).expect("the draft"), first, "the same bytes twice");
    let json = niandu_in("en", folder.path(), &["plan", "2025.yaml", "--json", "-o", "json/2026.yaml"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(json["proposals"][0]["stems"][0], "qiu-2025");
    assert_eq!(json["proposals"][0]["source"]["line"], 9);
}

#[test]
fn an_english_file_gets_an_english_draft() {
    let sample = office::root().join("sample-data/liushu-village-primary/2025.yaml");
    let folder = folder(&fs::read_to_string(sample).expect("a sample"));
    let output = niandu_in("en", folder.path(), &["plan", "2025.yaml"]);
    assert!(output.status.success(), "{}", said(&output));
    let text = fs::read_to_string(folder.path().join("2026.yaml")).expect("the draft");
    let keys = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.trim_start_matches(['-', ' ']).split_once(':'));
    let keys: Vec<&str> = keys.map(|(key, _)| key).collect();
    assert!(keys.len() > 20 && keys.iter().all(|key| key.is_ascii()), "{keys:?}");
    assert!(text.contains("proposed: [benefits-1642f0]"), "{text}");
}

#[test]
fn terms_of_the_office_are_respected() {
    let folder = folder(&file_of(
        2025,
        "活动:\n  - {编号: qiu-2025, 系列: qiu, 领域: wenti, 时间: 2025-07-02, 名称: 教职工排球赛}\n",
    ));
    let when = |arguments: &[&str], to: &str| {
        let (code, told) = run(folder.path(), &[&["2025.yaml", "-o", to], arguments].concat());
        assert_eq!(code, 0, "{told}");
        let text = fs::read_to_string(folder.path().join(to)).expect("the draft");
        text.lines().find_map(|line| line.trim().strip_prefix("时间: ")).expect("a time").to_owned()
    };
    assert_eq!(when(&[], "a.yaml"), "2026-07-01");
    assert_eq!(when(&["--term", "2026-03-02..2026-06-26"], "b.yaml"), "7月");
    fs::write(folder.path().join("niandu.yaml"), "学期: [2026-03-02 .. 2026-06-26]\n").expect("written");
    assert_eq!(when(&[], "c.yaml"), "7月");
}

#[test]
fn wrong_calls_are_told() {
    let folder = folder(&file_of(2025, ""));
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    let refused = |arguments: &[&str], code: &str| {
        let (exit, told) = run(folder.path(), arguments);
        assert!(exit == 1 && told.contains(code) && told.contains("-->"), "{code}: {told}");
        assert!(!folder.path().join("2026.yaml").exists());
    };
    refused(&["2025.yaml", "--period", "2027"], "E330");
    put("wrong.yaml", &file_of(2025, "计划时期: 2028\n"));
    refused(&["wrong.yaml"], "E330");
    refused(&["2025.yaml", "--previous", "wrong.yaml"], "E331");
    put("other.yaml", &file_of(2024, "").replace("xiaoxue", "zhongxue"));
    refused(&["2025.yaml", "--previous", "other.yaml"], "E331");
    put("above.yaml", &file_of(2024, "计划:\n  - {编号: a, 事项: 比赛, 时间: 4月}\n").replace("xiaoxue", "xian"));
    refused(&["2025.yaml", "--from-superior", "above.yaml"], "E332");
    refused(&["2025.yaml", "--from-superior", "other.yaml"], "E333");
    refused(&["2025.yaml", "--from-superior", "2025.yaml"], "E333");
    put(
        "peer.yaml",
        &file_of(2026, "计划:\n  - {编号: a, 事项: 比赛, 时间: 2026-04-03}\n").replace("xiaoxue", "zhongxue"),
    );
    refused(&["2025.yaml", "--from-superior", "peer.yaml"], "E333");
    put("broken.yaml", &file_of(2025, "活动: [{名称: 赛, 时间: 13月}]\n"));
    refused(&["broken.yaml"], "E028");
    // E334 takes a fault of the program: the draft of sound facts is sound.
    let (exit, told) = run(folder.path(), &["2025.yaml"]);
    assert!(exit == 0 && told.contains("W330"), "{told}");
}

/// The proposal that continues an item of the plan.
pub fn continued<'d>(draft: &'d Draft<'_>, id: &str) -> &'d Proposal {
    let found = draft.proposals.iter().find(|it| it.continues.as_deref() == Some(id));
    found.unwrap_or_else(|| panic!("{id} is proposed again"))
}

#[test]
fn what_a_record_only_looks_like_is_carried_over_and_the_record_is_named() {
    let more = "计划时期: 2025\n活动:\n  - {编号: qi, 领域: wenti, 时间: 5月, 名称: 教职工象棋比赛}\n  \
                - {编号: qiu, 系列: qiu, 领域: wenti, 时间: 6月, 名称: 教职工排球比赛}\n计划:\n  \
                - {编号: xiaqi, 领域: wenti, 事项: 举办教职工象棋比赛, 时间: 4月, 目标: 人人会下, 指标: 60人, 措施: 分组循环}\n  \
                - {编号: paiqiu, 领域: wenti, 事项: 举办教职工排球比赛, 时间: 6月, 频次: 每年一次, 措施: 年级混编}\n";
    let dossier = dossier(&file_of(2025, more), &[]);
    let order = order(&dossier, &[]);
    let draft = draft::draft(&dossier, &order);
    let told = |proposal: &Proposal| proposal.reasons.iter().map(|it| it.zh.clone()).collect::<Vec<_>>().join("；");
    let chess = continued(&draft, "xiaqi");
    assert_eq!(chess.carried, ["2025年"]);
    assert!(told(chess).contains("this.yaml 第10行的记录") && told(chess).contains("落实: xiaqi"), "{}", told(chess));
    let words = [&chess.goal, &chess.target, &chess.measure].map(|text| text.as_deref().unwrap_or_default());
    assert_eq!(words, ["人人会下", "60人", "分组循环"]);
    let volleyball = continued(&draft, "paiqiu");
    assert_eq!(volleyball.carried, ["2025年"]);
    let words = [&volleyball.every, &volleyball.measure].map(|text| text.as_deref().unwrap_or_default());
    assert_eq!(words, ["每年一次", "年级混编"]);
    assert!(told(volleyball).contains("落实: paiqiu"), "{}", told(volleyball));
    assert!(draft.passed.iter().all(|passed| !passed.name.contains("举办")));
}

#[test]
fn a_time_outside_the_half_year_is_dropped_and_said() {
    let plan =
        "计划时期: 2025年下半年\n计划:\n  - {编号: xiu, 领域: wenti, 事项: 修订办法, 时间: 11月, 进展: 未完成}\n";
    let text = file_of(2025, plan).replace("年度: 2025", "时期: 2025年下半年");
    let dossier = dossier(&text, &[]);
    let order = order(&dossier, &[]);
    let draft = draft::draft(&dossier, &order);
    let proposal = continued(&draft, "xiu");
    assert_eq!(proposal.when, None);
    assert!(proposal.reasons.iter().any(|reason| reason.zh.contains("原定11月")), "{:?}", proposal.reasons);
}

#[test]
fn what_has_no_id_goes_by_what_it_says() {
    let ids = |steps: &[&str]| {
        let list: String = steps.iter().map(|step| format!("  - {step}\n")).collect();
        let text = format!("下一步:\n{list}存在的问题:\n  - {{问题: 场地小, 对策: 借用体育馆}}\n");
        let dossier = dossier(&file_of(2025, &text.replace("存在的问题", "问题")), &[]);
        let order = order(&dossier, &[]);
        let draft = draft::draft(&dossier, &order);
        draft.proposals.iter().map(|it| (it.title.clone(), it.id.clone(), it.stems.clone())).collect::<Vec<_>>()
    };
    let (two, three) = (ids(&["修缮职工书屋", "编写校史"]), ids(&["整理档案资料", "修缮职工书屋", "编写校史"]));
    assert_eq!((two.len(), three.len()), (3, 4));
    assert!(two.iter().all(|one| three.contains(one)), "{two:?} {three:?}");
    assert!(two.iter().all(|(_, id, _)| id.is_ascii()), "{two:?}");
    assert!(ids(&["修缮教职工书屋", "编写校史"]).iter().any(|(_, id, _)| two.iter().all(|(_, known, _)| known != id)));
}

#[test]
fn a_plan_for_another_time_gets_no_proposals() {
    let folder = folder(&file_of(2025, "活动:\n  - {编号: qiu, 系列: qiu, 领域: wenti, 时间: 4月, 名称: 排球赛}\n"));
    let target = file_of(2026, "计划时期: 2027\n计划:\n  - {编号: a, 事项: 比赛, 时间: 4月}\n");
    fs::write(folder.path().join("2026.yaml"), &target).expect("written");
    let (exit, told) = run(folder.path(), &["2025.yaml"]);
    assert!(exit == 1 && told.contains("E352") && told.contains("2027年"), "{told}");
    assert_eq!(fs::read_to_string(folder.path().join("2026.yaml")).expect("the file"), target);
}

#[test]
fn a_plan_with_the_areas_of_its_paper_gets_the_proposals() {
    let from = office::root().join("sample-data/qinghe-no1-women");
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["2025.yaml", "2026.yaml"] {
        fs::copy(from.join(name), folder.path().join(name)).expect("copied");
    }
    let (exit, told) = run(folder.path(), &["2025.yaml"]);
    assert!(exit == 0, "{told}");
    let text = fs::read_to_string(folder.path().join("2026.yaml")).expect("the plan");
    assert!(!text.lines().any(|line| line.starts_with("工作领域:")), "{text}");
    assert_eq!(text.matches("提议: [").count(), 3, "{text}");
    let output = niandu(folder.path(), &["check", "2026.yaml"]);
    let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), said(&output));
    assert!(told.contains("E345") && !told.contains("[E0") && !told.contains("[E1"), "{told}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_day_moves_to_one_on_which_school_is_open(offset in 0u64..5800, years in 1u32..4) {
        let was = NaiveDate::from_ymd_opt(2015, 1, 1).expect("a day") + Days::new(offset);
        let calendar = Calendar::default();
        let weekend = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        if let Some(day) = calendar.moved(was, 12 * years) {
            prop_assert_eq!((day.year(), day.month()), (was.year() + years as i32, was.month()));
            prop_assert!(!is_holiday(day));
            prop_assert!(!weekend(day) || weekend(was));
            prop_assert!(calendar.in_term(day) || !calendar.in_term(was));
        }
    }

    #[test]
    fn ordinals_go_on(number in 1u32..98, apart in 1u32..5, several in 1u32..4) {
        let chinese = niandu::facts::numeral::chinese;
        let held = |year: u32, at: u32, ordinal: u32| {
            format!("  - {{编号: qiu-{year}-{at}, 系列: qiu, 领域: wenti, 频次: 每{}年一次, 名称: 教职工排球赛{at}, 届次: {ordinal}}}\n", chinese(apart))
        };
        let feast = format!("  - {{编号: jie-2025, 领域: wenti, 目的: 为庆祝第{number}个教师节, 名称: 演出}}\n");
        // Several of one year go on behind the highest of them, however long ago that was.
        let last = 2026 - apart;
        let games: String = (0..several).map(|at| held(last, at, number + at)).collect();
        let this = format!("活动:\n{}{feast}", if last == 2025 { games.as_str() } else { "" });
        let mut earlier = vec![file_of(2024, "活动:\n  - {编号: jie-2024, 领域: wenti, 名称: 朗诵会}\n")];
        match last {
            2025 => {}
            2024 => earlier[0] += &games,
            year => earlier.push(file_of(year, &format!("活动:\n{games}"))),
        }
        let dossier = dossier(&file_of(2025, &this), &earlier);
        let order = order(&dossier, &[]);
        let draft = draft::draft(&dossier, &order);
        for at in 0..several {
            let title = format!("第{}届教职工排球赛{at}", chinese(number + several + at));
            prop_assert!(draft.proposals.iter().any(|it| it.title == title), "{} of {:?}", title, draft.proposals);
        }
        let next = number + 1;
        prop_assert_eq!(&by_id(&draft, "jie").title, &format!("庆祝第{next}个教师节活动"));
    }

    /// Whatever becomes of an item of the plan of this year, it is proposed again or told as done.
    #[test]
    fn no_item_of_the_plan_is_lost(states in prop::collection::vec(0usize..6, 1..12)) {
        let mut plan = String::from("计划时期: 2025\n计划:\n");
        let mut events = String::from("活动:\n  - {编号: qita, 领域: wenti, 名称: 别的事}\n");
        for (at, state) in states.iter().enumerate() {
            let more = ["", ", 进展: 完成", ", 进展: 部分完成", ", 进展: 未完成", "", ", 频次: 每年一次, 进展: 完成"][*state];
            plan += &format!("  - {{编号: shi-{at}, 领域: wenti, 事项: 第{at}号工程, 时间: 4月{more}}}\n");
            if *state == 4 {
                events += &format!("  - {{编号: ban-{at}, 领域: wenti, 名称: 办成的事{at}号, 落实: [shi-{at}]}}\n");
            }
        }
        let dossier = dossier(&file_of(2025, &format!("{events}{plan}")), &[]);
        let order = order(&dossier, &[]);
        let draft = draft::draft(&dossier, &order);
        for (at, state) in states.iter().enumerate() {
            let id = format!("shi-{at}");
            let again = draft.proposals.iter().find(|it| it.continues.as_deref() == Some(id.as_str()));
            let done = draft.passed.iter().any(|passed| passed.name == format!("第{at}号工程"));
            prop_assert!(again.is_some() != done, "{} is told once", id);
            let carried = again.map(|proposal| proposal.carried.clone()).unwrap_or_default();
            prop_assert_eq!(carried.is_empty(), [1, 4, 5].contains(state), "{} {:?}", id, carried);
            prop_assert_eq!(done, [1, 4].contains(state));
        }
        prop_assert!(written(&draft, &dossier.current).1.is_empty());
    }
}
