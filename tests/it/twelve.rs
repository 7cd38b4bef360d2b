//! A file with twelve different errors of rules, types and keys: those twelve are said in one run, and nothing else.

use crate::office;

/// Every line with a fault ends in the code that belongs to it.
const FACTS: &str = "\
年度: 2025
单位:
  编号: xingqiao
  名称: {署名: 星桥县实验小学工会委员会, 标题用名: 星桥县实验小学工会}
文件:
  year-end-summary: {日期: 2025-12-26}
教职工:
  总数: 42人
  女: 45人 # E047
工作领域:
  - 编号: huodong
    标题: 丰富文体活动
    条目: [{编号: tiyu, 标题: 办好体育比赛}]
  - 编号: guanai
    标题: 办好关爱实事
    正文: |
      全校{{ 教职工.总人数 }}都参加了互助保障。 # E035
活动:
  - {编号: bisai, 领域: huodong, 条目: tiyu, 名称: 教职工乒乓球比赛, 主提: 以球会友} # E021
  - {编号: bisai, 领域: huodong, 条目: tiyu, 名称: 教职工跳绳比赛} # E040
  - {领域: huodong, 条目: tiyu, 时间: 2025-02-30, 名称: 教职工登山活动} # E028
  - {领域: huodong, 条目: tiyu, 时间: 2024-12-30, 名称: 迎新年联欢会} # E045
  - {领域: huodong, 条目: tiyv, 名称: 教职工拔河比赛} # E043
  - {领域: huodong, 条目: tiyu, 角色: 主持, 名称: 读书分享会} # E025
  - 领域: huodong
    条目: tiyu
    名称: 教职工书画展
    奖项: [{奖级: 一等奖, 获奖者: [语文组, 数学组, 英语组], 数量: 2个}] # E046
慰问:
  - {编号: kunnan, 领域: guanai, 对象: 困难教职工, 人数: 若干} # E026
  - {编号: zhuyuan, 领域: guanai, 对象: 住院教职工, 人数: 5户} # E027
  - {编号: shengyu, 领域: guanai, 人数: 3人} # E023
";

#[test]
fn twelve_errors_are_said_in_one_run() {
    let mut expected: Vec<(String, usize)> = Vec::new();
    for (at, line) in FACTS.lines().enumerate() {
        expected.extend(line.rsplit_once(" # ").map(|(_, code)| (code.to_owned(), at + 1)));
    }
    let mut codes: Vec<&str> = expected.iter().map(|(code, _)| code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 12, "twelve different codes");

    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("facts.yaml"), FACTS).expect("facts");
    let output = office::niandu(folder.path(), &["render", "facts.yaml", "--builtin-fonts"]);
    let said = office::said(&output);
    assert_eq!(office::found(&said), expected, "{said}");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(office::names(folder.path()), ["facts.yaml"], "nothing is written");
}
