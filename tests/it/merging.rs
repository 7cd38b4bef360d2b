//! A new proposal merged with what a person made of the last one: no edit, comment or blank line is lost.

use std::fs;

use proptest::prelude::*;

use niandu::diagnostic::{Diagnostics, Source};
use niandu::facts::tree::{self, Node, Value};
use niandu::offer::roll::apply;
use niandu::plan::merge::{Asked, Merged, What, merge};

use crate::office::{niandu, said};

/// A proposal: what it says, by the number of a word.
#[derive(Debug, Clone, PartialEq)]
struct Item {
    title: usize,
    time: Option<usize>,
    owner: Option<usize>,
    measure: Option<usize>,
    stems: usize,
}

/// What a person does to a proposal.
#[derive(Debug, Clone)]
enum Act {
    Nothing,
    Title,
    AddGoal,
    DropTime,
    Owner,
    Accept,
    Delete,
    CommentWithin,
    CommentOnDash,
    CommentBehind,
}

/// A proposal in a list: none where it is not made.
type Slot = Option<Item>;

fn item() -> impl Strategy<Value = Item> {
    let maybe = || prop::option::of(0..3_usize);
    (0..3_usize, maybe(), maybe(), maybe(), 0..3_usize).prop_map(|(title, time, owner, measure, stems)| Item {
        title,
        time,
        owner,
        measure,
        stems,
    })
}

fn slot() -> impl Strategy<Value = Slot> {
    prop::option::weighted(0.8, item())
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => Just(Act::Nothing),
        1 => Just(Act::Title),
        1 => Just(Act::AddGoal),
        1 => Just(Act::DropTime),
        1 => Just(Act::Owner),
        1 => Just(Act::Accept),
        1 => Just(Act::Delete),
        1 => Just(Act::CommentWithin),
        1 => Just(Act::CommentOnDash),
        1 => Just(Act::CommentBehind),
    ]
}

/// How a file is written.
#[derive(Debug, Clone, Copy)]
struct Style {
    english: bool,
    crlf: bool,
    flow: bool,
    closed: bool,
}

impl Style {
    fn key(self, zh: &'static str, en: &'static str) -> &'static str {
        if self.english { en } else { zh }
    }
}

/// The fields of an item, in order, as they are written.
fn pairs(number: usize, item: &Item, style: Style) -> Vec<(&'static str, String)> {
    const TIMES: [&str; 3] = ["4月", "2026-05-08", "“三八”节前"];
    const WORDS: [&str; 3] = ["照旧办", "把{{ 跳绳.参加 }}写清：分两步", "a #b"];
    let mut pairs = vec![(style.key("编号", "id"), format!("shi-{number}"))];
    pairs.push((style.key("领域", "area"), format!("l{}", number % 2)));
    pairs.push((
        style.key("事项", "title"),
        format!("办第{}届{}比赛", item.title, ["球", "棋", "跳绳", "书法", "歌咏", "拔河"][number]),
    ));
    pairs.extend(item.time.map(|at| (style.key("时间", "when"), TIMES[at].to_owned())));
    pairs.extend(item.measure.map(|at| (style.key("措施", "measure"), format!("\"{}\"", WORDS[at]))));
    pairs.extend(item.owner.map(|at| (style.key("责任人", "owner"), format!("委员{at}"))));
    let stems = [vec!["a"], vec!["a", "b-2025"], vec!["下一步.2"]][item.stems].join(", ");
    pairs.push((style.key("提议", "proposed"), format!("[{stems}]")));
    pairs
}

/// The lines of an item with its dash, and the comments that the person wrote there.
fn lines(pairs: &[(&str, String)], flow: bool, act: &Act) -> String {
    let all: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    let note = if matches!(act, Act::CommentWithin) { "  # 内注" } else { "" };
    let dash = if matches!(act, Act::CommentOnDash) { "# 内注\n    " } else { "" };
    let behind =
        if matches!(act, Act::CommentBehind) { format!("\n    # 后注，{}\n", pairs[0].1) } else { String::new() };
    if flow {
        return format!("  - {dash}{{{}}}{note}\n{behind}", all.join(", "));
    }
    let (first, rest) = all.split_first().expect("an id");
    let rest: String = rest.iter().map(|pair| format!("    {pair}\n")).collect();
    format!("  - {dash}{first}{note}\n{rest}{behind}")
}

fn whole(body: &str, money: &str, style: Style) -> String {
    let mut text = "# 明年\n年度: 2026\n单位: {编号: a, 名称: {署名: 甲, 标题用名: 甲}}\n\n".to_owned();
    text += &format!("{}:\n  - {{编号: l0, 标题: 甲}}\n  - {{编号: l1, 标题: 乙}}\n", style.key("工作领域", "areas"));
    if !body.is_empty() {
        text += &format!("{}:\n{body}", style.key("计划", "plan"));
    }
    if !money.is_empty() {
        text += &format!("{}: {{{}: [{money}]}}\n", style.key("经费", "finance"), style.key("预算", "budget"));
    }
    if !style.closed {
        text.truncate(text.trim_end().len());
    }
    if style.crlf { text.replace('\n', "\r\n") } else { text }
}

fn budget(amounts: &[Option<usize>], style: Style) -> String {
    let line = |(at, amount): (usize, &Option<usize>)| {
        let amount = (*amount)?;
        let keys = [style.key("科目", "item"), style.key("金额", "amount"), style.key("提议", "proposed")];
        Some(format!("{{{}: 科目{at}, {}: {amount}万元, {}: 经费.支出.科目{at}}}", keys[0], keys[1], keys[2]))
    };
    amounts.iter().enumerate().filter_map(line).collect::<Vec<_>>().join(", ")
}

fn proposal(slots: &[Slot], amounts: &[Option<usize>], style: Style) -> String {
    let body: String = slots
        .iter()
        .enumerate()
        .filter_map(|(number, slot)| Some(lines(&pairs(number, slot.as_ref()?, style), true, &Act::Nothing)))
        .collect();
    whole(&body, &budget(amounts, style), style)
}

/// The person's file: what was made of the proposals, with remarks and blank lines.
fn edited(slots: &[Slot], amounts: &[Option<usize>], acts: &[(Act, bool, bool)], style: Style) -> String {
    let mut body = String::new();
    for (number, slot) in slots.iter().enumerate() {
        let (act, comment, blank) = &acts[number];
        if *comment {
            body += &format!("  # 关于第{number}项\n");
        }
        if let Some(item) = slot.as_ref().filter(|_| !matches!(act, Act::Delete)) {
            let mut pairs = pairs(number, item, style);
            match act {
                Act::Title => pairs[2].1 = "改过的事项".to_owned(),
                Act::AddGoal => pairs.insert(3, (style.key("目标", "goal"), "人人参加".to_owned())),
                Act::DropTime => pairs.retain(|(key, _)| !["时间", "when"].contains(key)),
                Act::Owner => {
                    pairs.retain(|(key, _)| !["责任人", "owner"].contains(key));
                    pairs.push((style.key("责任人", "owner"), "我".to_owned()));
                }
                Act::Accept => pairs.iter_mut().for_each(|(key, _)| {
                    if ["提议", "proposed"].contains(key) {
                        *key = style.key("出自", "from");
                    }
                }),
                _ => {}
            }
            body += &lines(&pairs, style.flow, act);
        }
        if *blank {
            body += "\n";
        }
    }
    whole(&body, &budget(amounts, style), style)
}

fn merged(base: Option<&str>, mine: &str, new: &str) -> (Merged, String) {
    let base = base.map(|base| Source::new(".niandu/plan/2026.yaml", base));
    let (own, new) = (Source::new("2026.yaml", mine), Source::new("2026.yaml", new));
    let merged =
        merge(base.as_ref(), &own, &new, &Asked::default()).unwrap_or_else(|problems| panic!("{problems:?}\n{mine}"));
    let text = apply(mine, &merged.edits);
    (merged, text)
}

/// The items of a plan: for each its id and its fields by their Chinese keys.
fn items(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    const KEYS: [(&str, &str); 9] = [
        ("id", "编号"),
        ("area", "领域"),
        ("title", "事项"),
        ("when", "时间"),
        ("measure", "措施"),
        ("owner", "责任人"),
        ("goal", "目标"),
        ("proposed", "提议"),
        ("from", "出自"),
    ];
    let source = Source::new("2026.yaml", text);
    let mut problems = Diagnostics::new();
    let root = tree::parse(&source, 0..text.len(), &mut problems).unwrap_or_else(|| panic!("YAML: {text}"));
    let Some(Node { value: Value::List(list), .. }) = root.get(["plan", "计划"]) else { return Vec::new() };
    let shown = |node: &Node| match &node.value {
        Value::Scalar(text) => text.trim().to_owned(),
        Value::List(items) => items
            .iter()
            .map(|item| format!("{:?},", matches!(&item.value, Value::Scalar(_)).then(|| &item.value)))
            .collect(),
        _ => String::new(),
    };
    let name = |key: &str| KEYS.iter().find(|(en, _)| *en == key).map_or(key, |(_, zh)| zh).to_owned();
    let fields =
        |node: &Node| node.entries().iter().map(|(key, value)| (name(&key.text), shown(value))).collect::<Vec<_>>();
    list.iter().map(|node| (node.get(["id", "编号"]).map(shown).unwrap_or_default(), fields(node))).collect()
}

fn sorted(fields: &[(String, String)]) -> Vec<(String, String)> {
    let mut fields = fields.to_vec();
    fields.sort();
    fields
}

/// The remarks and blank lines of a text.
fn asides(text: &str) -> Vec<String> {
    text.lines()
        .filter(|line| line.trim().is_empty() || line.trim_start().starts_with('#') || line.contains("# 内注"))
        .map(|line| line.rfind('#').map_or(String::new(), |at| line[at..].trim_end().to_owned()))
        .collect()
}

/// A remark behind an item that stands under another one.
fn strayed(text: &str) -> Option<&str> {
    let mut id = "";
    text.lines().find(|line| {
        let words = line.split_once("shi-").map(|(_, behind)| behind.trim_end_matches(|c: char| !c.is_ascii_digit()));
        let number = words.map(|words| words.split([',', '}']).next().unwrap_or_default());
        match number {
            Some(number) if line.contains("后注") => number != id,
            Some(number) => {
                id = number;
                false
            }
            None => false,
        }
    })
}

fn style() -> impl Strategy<Value = Style> {
    (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(english, crlf, flow, closed)| Style {
        english,
        crlf,
        flow,
        closed,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, ..ProptestConfig::default() })]

    #[test]
    fn no_edit_is_lost_and_what_nobody_touched_follows(
        old in prop::collection::vec(slot(), 6),
        new in prop::collection::vec(slot(), 6),
        again in prop::collection::vec(any::<bool>(), 6),
        money in prop::collection::vec(prop::option::of(1..4_usize), 3),
        later in prop::collection::vec(prop::option::of(1..4_usize), 3),
        acts in prop::collection::vec((act(), any::<bool>(), any::<bool>()), 6),
        style in style(),
    ) {
        // About half of the proposals are made again as they were.
        let new: Vec<Slot> = old.iter().zip(&new).zip(&again).map(|((old, new), same)| if *same { old.clone() } else { new.clone() }).collect();
        let plain = Style { crlf: false, closed: true, ..style };
        let (base, next) = (proposal(&old, &money, plain), proposal(&new, &later, plain));
        let mine = edited(&old, &money, &acts, style);
        let (told, text) = merged(Some(&base), &mine, &next);

        prop_assert_eq!(asides(&text), asides(&mine), "{}\n---\n{}", mine, text);
        prop_assert!(!style.crlf || text.matches('\n').count() == text.matches("\r\n").count(), "{:?}", text);
        let (before, after, proposed) = (items(&mine), items(&text), items(&next));
        let find = |list: &[(String, Vec<(String, String)>)], id: &str| {
            list.iter().find(|(own, _)| own == id).map(|(_, fields)| sorted(fields))
        };
        for (number, (act, ..)) in acts.iter().enumerate() {
            let id = format!("shi-{number}");
            let (own, now, wanted) = (find(&before, &id), find(&after, &id), find(&proposed, &id));
            let differs = told.differences.iter().any(|difference| difference.id == id);
            let lines = || mine.lines().zip(mine.lines().skip(1));
            let noted = lines().any(|(above, line)| above.starts_with("  #") && line.contains(&id));
            match (&old[number], &new[number], act) {
                (None, None, _) => prop_assert!(now.is_none()),
                // New: it is there, as it is proposed.
                (None, Some(_), _) => prop_assert_eq!(now, wanted, "{}", text),
                // Deleted: it stays away, and a change of the proposal is told.
                (Some(a), b, Act::Delete) => {
                    prop_assert!(now.is_none(), "{}", text);
                    prop_assert_eq!(differs, b.as_ref().is_some_and(|b| a != b));
                }
                (Some(_), None, Act::Nothing) if !noted => prop_assert!(now.is_none(), "{}", text),
                (Some(item), None, _) => {
                    let touched = match act {
                        Act::DropTime => noted || item.time.is_some(),
                        _ => true,
                    };
                    prop_assert_eq!(&now, &own.filter(|_| touched), "{}", text);
                    prop_assert_eq!(differs, touched);
                }
                (Some(_), Some(_), Act::Nothing | Act::CommentWithin | Act::CommentOnDash | Act::CommentBehind) => {
                    prop_assert_eq!(now, wanted, "{}\n---\n{}", mine, text);
                    prop_assert!(!differs);
                }
                (Some(a), Some(b), Act::Accept) => {
                    prop_assert_eq!(now, own);
                    prop_assert_eq!(differs, a != b);
                }
                // What the person wrote is there; the rest is as proposed.
                (Some(a), Some(b), _) => {
                    let (own, now, wanted) = (own.expect("mine"), now.expect("after"), wanted.expect("new"));
                    let (field, told) = match act {
                        Act::Title => ("事项", a.title != b.title),
                        Act::AddGoal => ("目标", false),
                        Act::DropTime => ("时间", a.time.is_some() && a.time != b.time && b.time.is_some()),
                        _ => ("责任人", a.owner != b.owner),
                    };
                    let value = |fields: &[(String, String)], key: &str| fields.iter().find(|(own, _)| own == key).cloned();
                    let kept = !matches!(act, Act::DropTime) || a.time.is_some();
                    prop_assert_eq!(value(&now, field), value(if kept { &own } else { &wanted }, field), "{}", text);
                    let others = |fields: &[(String, String)]| fields.iter().filter(|(key, _)| key != field).cloned().collect::<Vec<_>>();
                    prop_assert_eq!(others(&now), others(&wanted), "{}\n---\n{}", mine, text);
                    prop_assert_eq!(differs, told, "{:?}", told_of(&told_list(&mine, &base, &next)));
                }
            }
        }

        prop_assert_eq!(strayed(&text), None, "{}\n---\n{}", mine, text);

        // Two runs give the same bytes; the next one, with nothing new, changes nothing and has nothing to say.
        prop_assert_eq!(&merged(Some(&base), &mine, &next).1, &text);
        let (rest, same) = merged(Some(&next), &text, &next);
        prop_assert_eq!(same, text);
        prop_assert!(rest.differences.is_empty() && rest.edits.is_empty(), "{:?}", rest.differences);
        let (still, unchanged) = merged(Some(&base), &mine, &base);
        prop_assert_eq!(unchanged, mine.clone());
        prop_assert!(still.differences.is_empty());

        // Without the last proposal nothing of the person's is changed.
        let (alone, grown) = merged(None, &mine, &next);
        prop_assert!(alone.edits.iter().all(|edit| edit.range.is_empty()), "{:?}", alone.edits);
        let known = items(&grown);
        for (id, fields) in &before {
            prop_assert_eq!(find(&known, id), Some(sorted(fields)));
        }
        for (id, fields) in &proposed {
            let was = before.iter().any(|(own, _)| own == id);
            let stems = |fields: &[(String, String)]| {
                fields.iter().find(|(key, _)| ["提议", "出自"].contains(&key.as_str())).map(|(_, stems)| stems.clone())
            };
            let renamed = before.iter().any(|(own, mine)| find(&proposed, own).is_none() && stems(mine) == stems(fields));
            prop_assert!(was || renamed || find(&known, id) == Some(sorted(fields)));
        }
    }
}

fn told_list(mine: &str, base: &str, new: &str) -> Merged {
    merged(Some(base), mine, new).0
}

fn told_of(merged: &Merged) -> Vec<String> {
    merged.differences.iter().map(|difference| difference.told().zh).collect()
}

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
