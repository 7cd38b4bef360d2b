//! A new proposal merged with what a person made of the last one: no edit, comment or blank line is lost.

use proptest::prelude::*;

use niandu::diagnostic::{Diagnostics, Source};
use niandu::facts::tree::{self, Node, Value};
use niandu::offer::roll::apply;
use niandu::plan::merge::{Asked, Merged, merge};

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

pub fn merged(base: Option<&str>, mine: &str, new: &str) -> (Merged, String) {
    let base = base.map(|base| Source::new(".niandu/plan/2026.yaml", base));
    let (own, new) = (Source::new("2026.yaml", mine), Source::new("2026.yaml", new));
    let merged =
        merge(base.as_ref(), &own, &new, &Asked::default()).unwrap_or_else(|problems| panic!("{problems:?}\n{mine}"));
    let text = apply(mine, &merged.edits);
    (merged, text)
}

/// The items of a plan: for each its id and its fields by their Chinese keys.
pub fn items(text: &str) -> Vec<(String, Vec<(String, String)>)> {
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

pub fn told_of(merged: &Merged) -> Vec<String> {
    merged.differences.iter().map(|difference| difference.told().zh).collect()
}
