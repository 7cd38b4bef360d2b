//! The files of a year of a school: its facts, and its draft where its chair would rather write than fill in.

use std::fmt::Write;

use crate::sample::facts::{Area, Item, SECTIONS, Year, money};
use crate::sample::school::{School, Size};
use crate::sample::words::{self as say, fill};
use crate::sample::yaml::{Map, write};

/// The facts of a school in a year, and its draft. Where it `follows` the file of the year before, records name the items of
/// that file's plan which they carry out.
pub fn files(school: &School, year: u32, follows: bool) -> (String, Option<String>) {
    let mut made = Year::new(school, year, follows);
    let head = format!("# {}工会 {year} 年的事实。虚构，由 niandu sample 写出。\n", school.name);
    let mut top = Map::default().set("层级", "校").set("年度", year.to_string()).set("单位", body(&mut made));
    top = top.set("文件", papers(&mut made));
    top = top.set("教职工", staff(&mut made));
    let draft = school.draft.then(|| draft(&mut made));
    if draft.is_none() {
        let areas: Vec<Map> = made.areas.iter().map(area).collect();
        top = top.set("工作领域", areas);
    }
    for section in SECTIONS {
        let of = made.records.iter().filter(|(name, _)| *name == section).map(|(_, map)| map.clone());
        let records: Vec<Map> = of.collect();
        top = top.set_if(!records.is_empty(), section, records);
    }
    top = top.set("经费", finance(&mut made));
    if made.dice.chance(75) {
        let lessons = several(&mut made, say::LESSONS, [2, 3, 3, 4, 4]);
        top = top.set("体会", lessons);
    }
    let (problems, next) = outlook(&mut made);
    top = top.set("问题", problems).set("下一步", next);
    let plan = std::mem::take(&mut made.plan);
    top = top.set("计划", plan);
    (head + &write(&top, school.english), draft)
}

fn body(made: &mut Year) -> Map {
    let school = made.school;
    let (name, short) = (&school.name, &school.short);
    let names = Map::default()
        .set("署名", format!("{name}工会委员会"))
        .set("标题用名", format!("{name}工会"))
        .set("自称", "我校工会");
    let classes = (made.staff * 2 / 5).max(3);
    let students = classes * made.dice.between(24, 44);
    let of = Map::default()
        .set("校名", name)
        .set("类型", school.kind)
        .set("学生", format!("{students}人"))
        .set("班级", format!("{classes}个"));
    let alias = !school.number.is_multiple_of(3);
    let map =
        Map::default().set("编号", school.id()).set("名称", names).set_if(alias, "别名", vec![format!("{short}工会")]);
    let above = Map::default().set("领导", ["校党支部"]).set("指导", ["县教育工会"]);
    map.set("上级工会", crate::sample::DISTRICT).set("学校", of).set("上级", above)
}

fn papers(made: &mut Year) -> Map {
    let (year, draft) = (made.year, made.school.draft);
    let words = [("name", made.school.name.clone()), ("year", year.to_string()), ("next", (year + 1).to_string())];
    let day = made.dice.between(18, 30);
    let mut summary = Map::default().set("日期", format!("{year}-12-{day}"));
    if !draft {
        if made.dice.chance(60) {
            summary = summary.prose("开头", fill(&pick(made, say::OPENINGS), &words));
        } else {
            summary = summary.prose("指导思想", pick(made, say::GUIDING));
        }
        if made.dice.chance(60) {
            summary = summary.prose("结尾", pick(made, say::CLOSINGS));
        }
    }
    let day = made.dice.between(5, 16);
    let plan = Map::default().set("日期", format!("{}-01-{day:02}", year + 1));
    let plan = plan.prose("指导思想", fill(&pick(made, say::PLAN_GUIDING), &words));
    let goals = several(made, say::GOALS, [2, 4, 4, 5, 6]);
    let safeguards = several(made, say::SAFEGUARDS, [2, 4, 4, 5, 5]);
    let plan = plan.set("工作目标", goals).set("保障措施", safeguards);
    Map::default().set("year-end-summary", summary).set("work-plan", plan)
}

fn staff(made: &mut Year) -> Map {
    let heads = |n: u32| format!("{n}人");
    let party = made.staff * made.school.retired / 100;
    let map = Map::default().set("总数", heads(made.staff)).set("女", heads(made.women)).set("青年", heads(made.young));
    map.set("党员", heads(party)).set("会员", heads(made.members)).set("退休", heads(made.retired))
}

fn area(area: &Area) -> Map {
    let items: Vec<Map> = area.items.iter().map(item).collect();
    Map::default().set("编号", area.id).set("标题", &area.title).set("条目", items)
}

fn item(item: &Item) -> Map {
    let mut map = Map::default().set("编号", item.id).set("标题", &item.title);
    for (key, text) in [("正文", &item.text), ("引语", &item.lead), ("补语", &item.tail)] {
        if let Some(text) = text {
            map = if key == "正文" || text.contains("{{") { map.prose(key, text) } else { map.set(key, text) };
        }
    }
    map
}

/// The draft: opening, areas and closing in the author's hand.
fn draft(made: &mut Year) -> String {
    let words = [("name", made.school.name.clone()), ("year", made.year.to_string())];
    let mut text = format!("{}\n", fill(&pick(made, say::OPENINGS), &words));
    let closing = pick(made, say::CLOSINGS);
    for area in &made.areas {
        let _ = write!(text, "\n## {} {{#{}}}\n", area.title, area.id);
        for item in &area.items {
            let _ = write!(text, "\n### {} {{#{}}}\n", item.title, item.id);
            for paragraph in item.text.iter().flat_map(|text| text.lines()) {
                let _ = write!(text, "\n{paragraph}\n");
            }
        }
    }
    text + &format!("\n## 结尾\n\n{closing}\n")
}

fn finance(made: &mut Year) -> Map {
    let dice = &mut made.dice;
    let line = |dice: &mut _, item: &str, yuan: u32| Map::default().set("科目", item).set("金额", money(dice, yuan));
    let small = made.school.size <= Size::Village;
    let activities = made.staff * dice.between(100, 220) / 100 * 100;
    let study = made.staff * dice.between(20, 60) / 10 * 10;
    let office = made.staff * dice.between(10, 30);
    let spent = made.spent[0] + made.spent[1] + activities + study + office;
    let own = made.members * dice.between(90, 150);
    let due = made.staff * dice.between(700, 900);
    let more = spent.saturating_sub(own + due) + dice.between(5, 30) * 100;
    let mut income =
        vec![line(dice, "会费收入", own), line(dice, "拨缴经费收入", due), line(dice, "行政补助收入", more)];
    if !small && dice.chance(30) {
        let n = dice.between(2, 8) * 1000;
        income.push(line(dice, "上级补助收入", n));
    }
    let mut expense = vec![
        line(dice, "节日和生日慰问支出", made.spent[1]),
        line(dice, "送温暖支出", made.spent[0]),
        line(dice, "文体活动支出", activities),
    ];
    expense.push(line(dice, "学习培训支出", study));
    expense.push(line(dice, "业务支出", office));
    let left = dice.between(2, 20) * 1000;
    let carried = money(dice, left);
    let audit =
        *dice.pick(&[&"经费审查委员会每半年审查一次账目，未发现违规支出", &"账目由经费审查委员会逐笔看过，票据齐全"]);
    Map::default().set("收入", income).set("支出", expense).set("上年结转", carried).set("审计", audit)
}

/// Problems, some of which stay for years, and what comes next.
fn outlook(made: &mut Year) -> (Vec<Map>, Vec<String>) {
    let n = [2, 2, 3, 4, 5][made.school.size as usize];
    let first = made.school.number + made.year as usize;
    let mut problems = Vec::new();
    for at in 0..n {
        let (what, cause, remedy) = say::PROBLEMS[(first + at * 3) % say::PROBLEMS.len()];
        let (id, with_cause) = (format!("wenti-{}", at + 1), made.dice.chance(50));
        let map = Map::default().set("编号", id).set("问题", what).set_if(with_cause, "原因", cause);
        problems.push(map.set("对策", remedy));
    }
    if let Some(left) = made.left.first() {
        let what = format!("年初计划里的{left}没有办成");
        let map = Map::default().set("编号", "wenti-jihua").set("问题", what);
        problems.push(map.set("对策", "列入明年的计划，由委员会会议每季度过问一次"));
    }
    (problems, several(made, say::NEXT, [2, 3, 3, 4, 5]))
}

/// One of these, with its words chosen.
fn pick(made: &mut Year, lines: &[&str]) -> String {
    let line = made.dice.pick(lines).to_owned();
    made.word(&line)
}

/// So many of these for a school of each size, with their words chosen.
fn several(made: &mut Year, lines: &[&str], n: [usize; 5]) -> Vec<String> {
    let lines = made.dice.several(lines, n[made.school.size as usize]);
    lines.into_iter().map(|line| made.word(line)).collect()
}
