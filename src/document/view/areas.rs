//! What clauses of the areas of union work need beyond their fields: openness, donations, inspections, homes.

use serde_json::{Map, Value};

use super::{is_own, put};
use crate::facts::model::{Donation, Home, Inspection, Openness};
use crate::facts::value::Level;
use crate::figures::Figures;

/// What was made public: a matter is made public by its 情况, unless its name says what was seen.
pub(super) fn openness(view: &mut Map<String, Value>, openness: &Openness) {
    const SEEN: [&str; 12] =
        ["情况", "结果", "名单", "方案", "标准", "账目", "收支", "制度", "办法", "预算", "决算", "》"];
    let bare = openness.items.last().is_some_and(|item| !SEEN.iter().any(|end| item.text.ends_with(end)));
    view.insert("bare".to_owned(), Value::Bool(bare));
}

/// What a donation was called: 慈善一日捐活动, 为患病学生募捐.
pub(super) fn donation(view: &mut Map<String, Value>, donation: &Donation) {
    let cause = &donation.cause.text;
    let bare = cause.trim_end_matches('”');
    let ends = |words: &[&str]| words.iter().any(|word| bare.ends_with(word));
    let word = if ends(&["活动", "行动", "募捐", "捐款", "捐赠", "义卖", "捐助"]) {
        ""
    } else if ends(&["捐"]) {
        "活动"
    } else {
        "募捐"
    };
    put(view, "event", Some(format!("{cause}{word}")));
}

/// Work for retirees: who it was for is said unless its name says so.
pub(super) fn retirees(view: &mut Map<String, Value>, title: &str) {
    let said = ["退休", "老教师", "老同志", "老干部"].iter().any(|word| title.contains(word));
    put(view, "whom", (!said).then(|| "离退休教职工".to_owned()));
    visits(view, title);
}

/// Work for women: who it was for is said unless its name says so.
pub(super) fn women(view: &mut Map<String, Value>, title: &str) {
    let said = ["女", "妇", "母婴", "妈妈", "三八", "哺乳", "孕"].iter().any(|word| title.contains(word));
    put(view, "whom", (!said).then(|| "女教职工".to_owned()));
    visits(view, title);
}

/// 走访慰问 takes the persons as its object.
fn visits(view: &mut Map<String, Value>, title: &str) {
    let starts = ["走访", "慰问", "看望"].iter().any(|word| title.starts_with(word));
    view.insert(
        "visits".to_owned(),
        Value::Bool(starts && !["会", "活动", "演出"].iter().any(|end| title.ends_with(end))),
    );
}

/// What a body above inspected is never told as our own inspection.
pub(super) fn inspection(view: &mut Map<String, Value>, inspection: &Inspection, figures: Figures<'_>) {
    if inspection.inspector.as_ref().is_some_and(|inspector| is_own(&inspector.text, figures)) {
        view.remove("inspector");
    }
    const NAMES: [&str; 8] = ["检查", "考核", "验收", "审计", "督查", "督导", "评估", "调研"];
    let word = NAMES.iter().find(|name| inspection.object.text.ends_with(*name));
    view.insert("named".to_owned(), Value::Bool(word.is_some()));
    put(view, "word", word.map(|word| (*word).to_owned()));
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
