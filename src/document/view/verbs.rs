//! What the name of a matter says already: a verb, whom it is for, an occasion. What is said once is not said again.

use serde_json::{Map, Value};

use super::put;

/// Verbs by which something is held or given for somebody.
const FOR: [&str; 14] =
    ["开展", "举办", "组织", "召开", "发放", "安排", "邀请", "设立", "建立", "建成", "办理", "购买", "开设", "赠送"];

/// Verbs that bring their object along.
const OTHERS: [&str; 34] = [
    "走访", "慰问", "看望", "落实", "签订", "调解", "完善", "宣传", "学习", "参观", "关爱", "关心", "评选", "表彰",
    "健全", "维护", "帮助", "帮扶", "协助", "指导", "督促", "监督", "参与", "加强", "做好", "推进", "推动", "推行",
    "实行", "成立", "排查", "化解", "处理", "解决",
];

/// A name that ends so is something that is held, whatever it begins with: 慰问演出.
const HELD: [&str; 11] = ["会", "活动", "演出", "行动", "工作", "讲座", "比赛", "竞赛", "展", "培训", "仪式"];

fn starts(title: &str, verbs: &[&str]) -> bool {
    verbs.iter().any(|verb| title.starts_with(verb))
}

/// Whether what was done begins with its verb: 走访慰问退休教职工, 为哺乳期女教职工设立爱心母婴室.
pub fn opens_with_verb(title: &str) -> bool {
    let object = starts(title, &["为", "与", "对", "向"]) && !starts(title, &["为民", "与会", "对口", "对外", "向上"]);
    let holds = starts(title, &FOR[..4]);
    let signs =
        starts(title, &["签订", "健全", "建立", "完善", "落实", "加强", "做好", "推进", "推动", "维护", "帮助"]);
    holds
        || object
        || signs
        || starts(title, &[&FOR[..], &OTHERS].concat()) && !HELD.iter().any(|end| title.ends_with(end))
}

/// Whether a name ends as that of something held does.
pub(super) fn is_held(title: &str) -> bool {
    HELD.iter().any(|end| title.ends_with(end))
}

/// Whether what was done is a visit, which takes those visited as its object: 走访慰问, 重阳节走访.
pub fn is_visit(title: &str) -> bool {
    const VISITS: [&str; 3] = ["走访", "慰问", "看望"];
    starts(title, &VISITS) && opens_with_verb(title) || VISITS.iter().any(|visit| title.ends_with(visit))
}

/// How those who were reached stand in the sentence, and whether it is said whom it was for.
pub(super) fn reached(view: &mut Map<String, Value>, title: &str, whom: &str, said: &[&str]) {
    let said = said.iter().any(|word| title.contains(word));
    let visits = is_visit(title) && (opens_with_verb(title) || !said);
    let acts = opens_with_verb(title) && !visits;
    let given = !acts || starts(title, &FOR);
    put(view, "whom", (!said && given).then(|| whom.to_owned()));
    view.insert("visits".to_owned(), Value::Bool(visits));
    view.insert("chosen".to_owned(), Value::Bool(acts && starts(title, &["评选", "表彰"])));
    let held = ["举办", "开展", "组织", "召开", "参观", "学习"].iter().any(|word| title.contains(word));
    put(view, "takers", acts.then(|| if held { "参加" } else { "受益" }.to_owned()));
}

/// A way of doing things stands before its verb as it is, or is a clause of its own: 实行分块负责制，….
pub(super) fn method(view: &mut Map<String, Value>) {
    const ADVERBS: [&str; 14] = [
        "方式",
        "为单位",
        "形式",
        "途径",
        "办法",
        "上门",
        "分批",
        "分组",
        "分片",
        "集中",
        "逐一",
        "认真",
        "地",
        "分别",
    ];
    let Some(Value::String(method)) = view.get("method") else { return };
    let adverb = ADVERBS.iter().any(|end| method.ends_with(end));
    let apart = !adverb && !method.starts_with('由') && !method.ends_with(['，', '：', '”']);
    let how = if apart && !method.is_empty() { format!("{method}，") } else { method.clone() };
    view.insert("apart".to_owned(), Value::Bool(how.ends_with('，')));
    put(view, "how", Some(how));
}

/// An occasion that the name of the matter says is not said before it: 重阳节座谈会.
pub(super) fn occasion(view: &mut Map<String, Value>) {
    let says = |title: &str, occasion: &str| title.contains(occasion);
    if let (Some(Value::String(title)), Some(Value::String(occasion))) = (view.get("title"), view.get("occasion"))
        && says(title, occasion)
    {
        view.remove("occasion");
    }
}

/// Those for whom something was held are not named before a name that says them: 基层工会主席培训.
pub(super) fn subject(view: &mut Map<String, Value>) {
    if let (Some(Value::String(title)), Some(Value::String(subject))) = (view.get("title"), view.get("subject"))
        && title.contains(subject.as_str())
    {
        view.remove("subject");
    }
}
