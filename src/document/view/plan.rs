//! What the sentence on an item of a plan needs beyond its fields: whether its name brings a verb, what it aims at.

use serde_json::{Map, Value};

use super::{Print, put, verbs};
use crate::facts::amount::kind_of;
use crate::facts::model::PlanItem;
use crate::figures::Figures;
use crate::figures::origins::bare;

/// Words at the beginning by which the name of a matter is a sentence already.
const VERBS: [&str; 93] = [
    "参加",
    "组队",
    "选送",
    "推荐",
    "制定",
    "制订",
    "修订",
    "起草",
    "推行",
    "加大",
    "加快",
    "深化",
    "强化",
    "规范",
    "优化",
    "提高",
    "提升",
    "拓展",
    "扩大",
    "巩固",
    "坚持",
    "继续",
    "争取",
    "力争",
    "确保",
    "保证",
    "承办",
    "配合",
    "联合",
    "督办",
    "了解",
    "收集",
    "征求",
    "编印",
    "编发",
    "印发",
    "更新",
    "更换",
    "添置",
    "改造",
    "维修",
    "整理",
    "吸收",
    "发展",
    "报送",
    "上报",
    "公示",
    "反馈",
    "答复",
    "办复",
    "听取",
    "审议",
    "讨论",
    "传达",
    "贯彻",
    "观看",
    "收看",
    "清理",
    "核对",
    "收缴",
    "拨付",
    "筹备",
    "启动",
    "引导",
    "动员",
    "发动",
    "支持",
    "鼓励",
    "注重",
    "围绕",
    "结合",
    "进一步",
    "不断",
    "持续",
    "全面",
    "深入",
    "认真",
    "积极",
    "大力",
    "切实",
    "着力",
    "努力",
    "定期",
    "适时",
    "逐步",
    "选树",
    "培养",
    "打造",
    "丰富",
    "增强",
    "依托",
    "利用",
    "增设",
];

/// Words of one character that take an object, and what follows a verb to say that it is done well: 把…, 办好….
const OPENING: [char; 10] = ['把', '将', '让', '使', '按', '以', '从', '每', '再', '请'];

/// Words before a goal that make it a clause already.
const AIMING: [&str; 26] = [
    "力争",
    "争取",
    "力求",
    "确保",
    "保证",
    "做到",
    "达到",
    "实现",
    "使",
    "让",
    "以",
    "为",
    "努力",
    "促进",
    "推动",
    "提高",
    "提升",
    "增强",
    "帮助",
    "不低于",
    "不少于",
    "目标",
    "基本",
    "减少",
    "缩短",
    "扩大",
];

/// Whether the name of an item is a sentence without a further verb: 完善提案办理制度, 把社团排入课表.
pub fn acts(title: &str) -> bool {
    const WITHIN: [&str; 5] = ["开展", "举办", "组织", "召开", "建立"];
    let well = title.chars().nth(1) == Some('好') && !title.starts_with(['友', '爱', '美', '良', '最']);
    let held = verbs::is_held(title) && !WITHIN.iter().any(|verb| title.contains(verb));
    // 从教三十年教师座谈会 is a name, 从新教师中发展会员 a sentence.
    let opens = title.starts_with(['把', '将', '每']) || title.starts_with(OPENING) && !held;
    // 总结全年工作 is a sentence, 总结大会 a name.
    let sums_up = title.starts_with("总结") && !title.ends_with('会');
    well || sums_up || VERBS.iter().any(|verb| title.starts_with(verb)) || opens || verbs::opens_with_verb(title)
}

/// An item of a plan with what it aims at; `aims` are two words for it, so that they vary.
pub fn plan_item(
    item: &PlanItem,
    takers: Option<&str>,
    aims: [&str; 2],
    figures: Figures<'_>,
    print: Print,
) -> Map<String, Value> {
    let mut view = Map::new();
    let title = &item.title.text;
    put(&mut view, "title", Some(title.clone()));
    let measure = item.measure.as_ref().map(print);
    let goal = item.goal.as_ref().map(print).filter(|goal| !goal.is_empty());
    let said =
        |word: &str| [Some(title), measure.as_ref(), goal.as_ref()].into_iter().flatten().any(|t| t.contains(word));
    put(&mut view, "every", item.every.as_ref().map(|every| every.text.clone()).filter(|every| !said(every)));
    let target = item.target.as_ref().filter(|target| target.sum.is_known() && !said(&target.text));
    let target = target.map(|target| told_target(&figures.fact(target), kind_of(&target.unit), takers, aims[0]));
    let aim = if target.is_some() { aims[1] } else { aims[0] };
    put(&mut view, "target", target);
    put(
        &mut view,
        "goal",
        goal.map(
            |goal| if AIMING.iter().any(|word| bare(&goal).starts_with(word)) { goal } else { format!("{aim}{goal}") },
        ),
    );
    put(&mut view, "measure", measure.filter(|measure| !measure.is_empty()));
    view
}

/// A target in words that its unit and the matter allow: those who come, what is made, what is counted.
fn told_target(target: &str, unit: &str, takers: Option<&str>, aim: &str) -> String {
    const MADE: [&str; 12] = ["篇", "件", "幅", "节", "条", "项", "份", "本", "个", "所", "家", "册"];
    const PARTIES: [&str; 5] = ["家庭", "队", "队伍", "户", "对"];
    let parties = PARTIES.iter().any(|end| unit.ends_with(end));
    match (unit, takers.or(parties.then_some("参加"))) {
        ("次" | "期" | "元" | "天", _) => format!("计划{target}"),
        (unit, Some(takers)) if !MADE.contains(&unit) => format!("{aim}{target}{takers}"),
        ("人" | "人次", None) => format!("计划{target}"),
        _ => format!("{aim}完成{target}"),
    }
}
