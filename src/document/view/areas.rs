//! What clauses of the areas of union work need beyond their fields: openness, donations, inspections, homes.

use serde_json::{Map, Value};

use super::{is_own, put, verbs};
use crate::facts::model::{Donation, Home, Inspection, Labour, Openness, WomenWork};
use crate::facts::value::Level;
use crate::figures::Figures;

/// What was made public: a matter is made public by its 情况, unless its name says what was seen.
pub(super) fn openness(view: &mut Map<String, Value>, openness: &Openness) {
    const SEEN: [&str; 12] =
        ["情况", "结果", "名单", "方案", "标准", "账目", "收支", "制度", "办法", "预算", "决算", "》"];
    let bare = openness.items.last().is_some_and(|item| !SEEN.iter().any(|end| item.text.ends_with(end)));
    view.insert("bare".to_owned(), Value::Bool(bare));
}

/// What a donation was called: 慈善一日捐活动, 为患病学生募捐, 为山区儿童捐书活动.
pub(super) fn donation(view: &mut Map<String, Value>, donation: &Donation) {
    const PERSONS: [&str; 16] = [
        "学生",
        "同学",
        "教师",
        "老师",
        "教职工",
        "职工",
        "儿童",
        "孩子",
        "家庭",
        "群众",
        "村民",
        "老人",
        "同志",
        "患者",
        "人员",
        "灾区",
    ];
    let cause = donation.cause.text.as_str();
    let bare = cause.trim_end_matches('”');
    let ends = |words: &[&str]| words.iter().any(|word| bare.ends_with(word));
    let object = cause.starts_with(['为', '向']);
    let whom = !object && bare == cause && ends(&PERSONS);
    let word = if ends(&["活动", "行动", "募捐", "捐款", "捐赠", "义卖", "捐助"]) {
        ""
    } else if ends(&["捐"]) || object && cause.contains('捐') {
        "活动"
    } else {
        "募捐"
    };
    // 为患病学生募捐 is a verb with its object; 为山区儿童捐书活动 is a name.
    view.insert("acts".to_owned(), Value::Bool(whom || object && !ends(&["活动", "行动"]) && word != "活动"));
    put(view, "event", Some(format!("{}{cause}{word}", if whom { "为" } else { "" })));
}

/// Work for retirees: who it was for is said unless its name says so.
pub(super) fn retirees(view: &mut Map<String, Value>, title: &str) {
    verbs::reached(view, title, "离退休教职工", &["退休", "老教师", "老同志", "老干部"]);
}

/// Work for women: who it was for is said unless its name says so. Measures are clauses, or things in a row.
pub(super) fn women(view: &mut Map<String, Value>, work: &WomenWork) {
    let said = ["女", "妇", "母婴", "妈妈", "三八", "哺乳", "孕"];
    verbs::reached(view, &work.title.text, "女教职工", &said);
    let clause = |text: &str| verbs::opens_with_verb(text) || text.chars().count() > 6;
    if work.measures.iter().any(|measure| clause(&measure.text)) {
        let measures: Vec<&str> = work.measures.iter().map(|measure| measure.text.as_str()).collect();
        put(view, "measures", Some(measures.join("，")));
    }
}

/// The signing of a contract is told by its verb: 签订集体合同1份.
pub(super) fn labour(view: &mut Map<String, Value>, labour: &Labour) {
    let signed = labour.title.text.strip_suffix("签订").filter(|_| labour.verb.is_none());
    let contract = signed.filter(|title| title.ends_with("合同") || title.ends_with("协议"));
    view.insert("signed".to_owned(), Value::Bool(contract.is_some()));
    if let Some(contract) = contract {
        put(view, "title", Some(contract.to_owned()));
    }
}

/// Words that name an inspection.
const INSPECTIONS: [&str; 8] = ["检查", "考核", "验收", "审计", "督查", "督导", "评估", "调研"];

/// Whether what was inspected is named by the inspection itself: 模范职工之家验收.
pub fn is_inspection(object: &str) -> bool {
    INSPECTIONS.iter().any(|name| object.ends_with(name))
}

/// What a body above inspected is never told as our own inspection.
pub(super) fn inspection(view: &mut Map<String, Value>, inspection: &Inspection, figures: Figures<'_>) {
    if inspection.inspector.as_ref().is_some_and(|inspector| is_own(&inspector.text, figures)) {
        view.remove("inspector");
    }
    let word = INSPECTIONS.iter().find(|name| inspection.object.text.ends_with(*name));
    view.insert("named".to_owned(), Value::Bool(word.is_some()));
    put(view, "word", word.map(|word| (*word).to_owned()));
    let counted = inspection.units.as_ref().is_some_and(|units| units.unit == "个");
    // 44个 alone says nothing; what is not a unit is called by its name, or not at all.
    let object = &inspection.object.text;
    let group = ["小组", "教研组", "年级组", "社团"].into_iter().find(|group| object.contains(group));
    put(view, "unit", counted.then(|| group.unwrap_or("单位").to_owned()));
}

/// The level stands before the name of a home, unless the name begins with it.
pub(super) fn home(view: &mut Map<String, Value>, home: &Home) {
    let said = |level: Level| {
        let words = Level::WORDS.iter().find(|(each, _)| *each == level).map_or(&[] as &[&str], |(_, words)| words);
        words.iter().any(|word| home.title.text.starts_with(word))
    };
    let rank = home.rank.map(|rank| rank.value).filter(|level| !said(*level));
    put(view, "rank", rank.map(|level| level.name().to_owned()));
}
