//! A file with many defects of different codes: exactly those are said in one run, each on its line, and nothing else.
//! To add one, write a line that has it and end the line in its code.

use std::collections::BTreeSet;

use niandu::diagnostic::{Diagnostic, Diagnostics, Severity, Source};
use niandu::facts::{self, Dossier};
use niandu::figures;

use crate::office;

/// The fewest codes that each file must have.
const AT_LEAST: [usize; 2] = [27, 30];

/// Defects of syntax, types, keys and rules together. Every line with a defect ends in the code that belongs to it.
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

/// Well-formed throughout; only rules are broken.
const RULES: &str = "\
年度: 2025
单位:
  编号: xingqiao
  名称: {署名: 星桥县实验小学工会委员会, 标题用名: 星桥县实验小学工会}
  成立: 2032年 # E100
文件:
  year-end-summary: {日期: 2025-12-26}
教职工: {总数: 62人, 女: 45人, 会员: 62人}
会员与建会: {职工: 62人, 会员: 60人} # E094
比率:
  - {名称: 在岗培训率, 比率: 96.5%} # W090
  - {名称: 达标率, 比率: 105%, 基数: 各教研组} # E093
提法:
  - {编号: tifa, 名称: 两个善于, 成员: [善于学习, 善于服务, 善于创新]} # E098
工作领域:
  - 编号: huodong
    标题: 丰富文体活动
    条目: [{编号: tiyu, 标题: 办好体育比赛}]
    次序: [bahe] # E044
  - 编号: guanai
    标题: 一、办好关爱实事 # E059
    正文: 全校{{ 教职工.总人数 }}都参加了互助保障。 # E035
活动:
  - {编号: bisai, 领域: huodong, 条目: tiyu, 时间: 4月, 系列: bisai, 名称: 教职工乒乓球比赛, 届次: 3, 参加: 20人}
  - {编号: bisai, 领域: huodong, 条目: tiyu, 时间: 5月, 名称: 教职工跳绳比赛, 参加: 18人} # E040
  - {领域: huodong, 条目: tiyu, 时间: 6月, 系列: bisai, 名称: 教职工单打赛, 届次: 3, 参加: 12人} # E101
  - {领域: huodong, 条目: tiyu, 时间: 2024-12-30, 名称: 迎新年联欢会, 参加: 50人} # E045
  - {领域: huodong, 条目: tiyv, 时间: 3月, 名称: 教职工拔河比赛, 参加: 40人} # E043
  - {领域: huodang, 时间: 3月, 名称: 教职工健步走, 参加: 30人} # E042
  - {领域: huodong, 条目: tiyu, 时间: 9月, 主办单位: 县总工会, 名称: 职工合唱节, 参加: 28人} # E058
  - {领域: huodong, 条目: tiyu, 时间: 10月, 名称: 征文比赛, 作品: 16篇, 奖项: [{奖级: 二等奖}]} # E063
  - {领域: huodong, 条目: tiyu, 时间: 11月, 名称: 书画展, 作品: 30幅, 奖项: [{奖级: 一等奖, 获奖者: [语文组, 数学组], 数量: 1个}]} # E046
  - {领域: huodong, 条目: tiyu, 时间: 5月, 角色: 组队参加, 主办单位: 县体育局, 名称: 登山赛, 参加: 8人, 参赛规模: 8支队伍, 名次: 团体第九名} # E099
教代会:
  - {编号: d1, 领域: huodong, 时间: 2025-03-28, 类型: 教职工大会, 届次: 七届二次, 应到: 62人, 实到: 60人, 表决: {赞成: 59票, 反对: 2票, 弃权: 1票}} # E096
  - {编号: d2, 领域: huodong, 时间: 2025-06-20, 类型: 会员大会, 届次: 五届三次, 应到: 62人, 实到: 60人, 请假: 5人} # E095
  - {编号: d3, 领域: huodong, 时间: 2025-09-20, 类型: 会员大会, 届次: 五届四次, 应到: 62人, 实到: 40人} # W095
慰问:
  - {编号: kunnan, 领域: guanai, 时间: 春节前, 对象: 困难教职工, 人数: 260人, 金额: 28000万元} # W104
福利:
  - {编号: tijian, 领域: guanai, 时间: 9月, 项目: 体检, 人数: 58人, 基数: 教职工.总数, 报出覆盖率: 94.5%} # E091
  - {编号: shengri, 领域: guanai, 时间: 全年, 项目: 生日慰问, 人数: 62人, 基数: 教职工.男} # E056
  - {编号: jieri, 领域: guanai, 时间: 全年, 项目: 节日慰问, 人数: 62人, 人均: 800元, 金额: 4.69万元} # W094
荣誉:
  - {领域: huodong, 时间: 12月, 名称: 模范职工之家, 级别: 县, 授予单位: 县总工会} # E104
经费:
  收入: [{科目: 会费, 金额: 2万元}, {科目: 拨缴经费, 金额: 4万元}]
  收入合计: 6.5万元 # E092
体会:
  - 3月7日（星期六）组织了插花活动 # E128
  - 联系人的身份证号是11010519491231002X # E137
  - 全年组织个兴趣小组 # W122
  - 会上要求，一是抓学习；三是办实事 # W130
  - 参加的人数近90多人 # W123
  - 为庆祝第40个教师节举办了演出 # W127
  - 设立了“教工书屋，人人爱读 # W131
";

/// The codes that the lines of a file end in.
fn expected(text: &str, at_least: usize) -> Vec<(String, usize)> {
    let mut expected = Vec::new();
    for (at, line) in text.lines().enumerate() {
        expected.extend(line.rsplit_once(" # ").map(|(_, code)| (code.to_owned(), at + 1)));
    }
    let codes: BTreeSet<&String> = expected.iter().map(|(code, _)| code).collect();
    assert_eq!(codes.len(), expected.len(), "different codes");
    assert!(codes.len() >= at_least, "{} codes", codes.len());
    expected
}

#[test]
fn all_defects_of_a_file_are_said_at_once() {
    for (text, at_least) in [FACTS, RULES].into_iter().zip(AT_LEAST) {
        let mut problems = Diagnostics::new();
        let source = Source::new("facts.yaml", text);
        let current = facts::read(&source, &mut problems).expect("most of it can be read");
        let dossier = Dossier { current, previous: Vec::new(), next: None };
        problems.append(figures::check::contradictions(figures::derive(&dossier)));
        let problems = problems.without_repeats();
        let mut told = problems.sorted();
        told.retain(|problem| problem.severity != Severity::Hint);
        let line = |problem: &Diagnostic| {
            problem.place.as_ref().map_or(0, |(source, place)| source.position(place.range().start).0)
        };
        let found: Vec<_> = told.into_iter().map(|problem| (problem.code.to_owned(), line(problem))).collect();
        assert_eq!(found, expected(text, at_least));
    }
}

#[test]
fn the_program_says_all_defects_of_a_file_at_once() {
    for (text, at_least) in [FACTS, RULES].into_iter().zip(AT_LEAST) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("facts.yaml"), text).expect("facts");
        let output = office::niandu(folder.path(), &["render", "facts.yaml", "--builtin-fonts"]);
        let said = office::said(&output);
        assert_eq!(office::found(&said), expected(text, at_least), "{said}");
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(office::names(folder.path()), ["facts.yaml"], "nothing is written");
    }
}
