//! A file with many defects of different codes: exactly those are said in one run, each on its line, and nothing else.
//! To add one, write a line that has it and end the line in its code.

use std::collections::BTreeSet;

use niandu::diagnostic::{Diagnostics, Source};
use niandu::facts::{self, Dossier};
use niandu::figures;

use crate::office;

/// The fewest codes that the file must have.
const AT_LEAST: usize = 27;

/// Every line with a defect ends in the code that belongs to it.
const FACTS: &str = "\
年度: 2025
层级：校 # E077
单位:
  编号: xingqiao
  名称: {署名: 星桥县实验小学工会委员会, 标题用名: 星桥县实验小学工会}
  别名: [星桥实小工会，实小工会] # E008
  成立: 45778 # E087
文件:
  year-end-summary: {日期: 2025-12-26}
教职工:
  总数: 42人
  女: 45人 # E047
  党员: １２人 # E079
  会员: {在编: 40人} # E024
工作领域:
  - 编号: huodong
    标题: 丰富文体活动
    条目: [{编号: tiyu, 标题: 办好体育比赛}]
  - 编号: guanai
    标题: 一、办好关爱实事 # E059
    正文: 全校{{ 教职工.总人数 }}都参加了互助保障。 # E035
活动:
  - {编号: bisai, 领域: huodong, 条目: tiyu, 名称: 教职工乒乓球比赛, 主提: 以球会友} # E021
  - {编号: bisai, 领域: huodong, 条目: tiyu, 名称: 教职工跳绳比赛} # E040
  - {领域: huodong, 条目: tiyu, 时间: 2025-02-30, 名称: 教职工登山活动} # E028
  - {领域: huodong, 条目: tiyu, 时间: 2024-12-30, 名称: 迎新年联欢会} # E045
  - {领域: huodong, 条目: tiyu, 时间: 3/8, 名称: 女教职工插花} # E088
  - {领域: huodong, 条目: tiyv, 名称: 教职工拔河比赛} # E043
  - {领域: huodang, 名称: 教职工健步走} # E042
  - {领域: huodong, 条目: tiyu, 角色: 主持, 名称: 读书分享会} # E025
  - {领域: huodong, 条目: tiyu, 名称: 歌咏, 书法展} # E007
  - {领域: huodong, 条目: tiyu, 名称: 合唱比赛, 名称: 歌咏比赛} # E022
  - {领域: huodong, 条目: tiyu, 名称: 诵读比赛, 届次: 多届} # E030
  - {领域: huodong, 条目: tiyu, 名称: 征文比赛, 奖项: [{奖级: 二等奖}]} # E063
  - {领域: huodong, 条目: tiyu, 名称: 摄影比赛, 参加: 16人 # E001
  - 领域: huodong
    条目: tiyu
    名称: 教职工书画展
    奖项: [{奖级: 一等奖, 获奖者: [语文组, 数学组, 英语组], 数量: 2个}] # E046
会议:
  - {编号: weiyuan, 领域: guanai, 名称: 工会委员会会议, 次数: 4次, 议程: [年度计划]} # E031
慰问:
  - {编号: kunnan, 领域: guanai, 对象: 困难教职工, 人数: 若干} # E026
  - {编号: zhuyuan, 领域: guanai, 对象: 住院教职工, 人数: 5户} # E027
  - {编号: shengyu, 领域: guanai, 人数: 3人} # E023
福利:
  - {编号: tijian, 领域: guanai, 项目: 体检, 人数: 40人, 报出覆盖率: 全部} # E073
";

/// The codes that the lines of the file end in.
fn expected() -> Vec<(String, usize)> {
    let mut expected = Vec::new();
    for (at, line) in FACTS.lines().enumerate() {
        expected.extend(line.rsplit_once(" # ").map(|(_, code)| (code.to_owned(), at + 1)));
    }
    let codes: BTreeSet<&String> = expected.iter().map(|(code, _)| code).collect();
    assert_eq!(codes.len(), expected.len(), "different codes");
    assert!(codes.len() >= AT_LEAST, "{} codes", codes.len());
    expected
}

#[test]
fn all_defects_of_a_file_are_said_at_once() {
    let mut problems = Diagnostics::new();
    let source = Source::new("facts.yaml", FACTS);
    if let Some(file) = facts::read(&source, &mut problems) {
        let dossier = Dossier { current: file, previous: Vec::new(), next: None };
        problems.append(figures::check::contradictions(figures::derive(&dossier)));
    }
    let mut found: Vec<(String, usize)> = Vec::new();
    let problems = problems.without_repeats();
    for problem in problems.sorted() {
        let line = problem.place.as_ref().map_or(0, |(source, place)| source.position(place.range().start).0);
        found.push((problem.code.to_owned(), line));
    }
    // References are looked up when the paper is composed; the run of the program says that one too.
    let mut expected = expected();
    expected.retain(|defect| defect.0 != "E035" || found.contains(defect));
    assert_eq!(found, expected);
}

#[test]
fn the_program_says_all_defects_of_a_file_at_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("facts.yaml"), FACTS).expect("facts");
    let output = office::niandu(folder.path(), &["render", "facts.yaml", "--builtin-fonts"]);
    let said = office::said(&output);
    assert_eq!(office::found(&said), expected(), "{said}");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(office::names(folder.path()), ["facts.yaml"], "nothing is written");
}
