//! The two numbers that a percentage is a share of, where the sentence leaves no doubt: 应到126人，实到121人，出席率98%.

use std::borrow::Cow;

use crate::facts::amount::kind_of;
use crate::facts::check::words::numerals::Number;
use crate::facts::check::words::passage::{REFERENCE, is_han};
use crate::figures::check::words::share::Input;
use crate::figures::check::words::{LINKS, Sentence, unit};

/// How a rate is told: its names, words before the whole, words before the part. `None`: the name without 率.
type Told = (&'static [&'static str], &'static [&'static str], Option<&'static [&'static str]>);

const RATES: [Told; 6] = [
    (
        &["出席率", "到会率", "参会率", "出勤率"],
        &["应到", "应出席", "应参加", "应参会"],
        Some(&["实到", "出席", "到会", "参会", "参加"]),
    ),
    (
        &["办复率", "办结率", "答复率", "落实率", "采纳率", "回复率"],
        &["立案", "提案", "收到", "征集", "受理", "交办"],
        None,
    ),
    (&["获奖率"], &["参赛", "报送", "选送", "上报", "送评", "参评"], None),
    (&["入会率"], &["职工", "员工", "教师"], Some(&["会员", "入会"])),
    (&["合格率", "达标率", "优秀率", "及格率"], &["检查", "受检", "参加", "参评", "考核", "测试", "抽查"], None),
    (&["参保率", "参与率", "满意率", "签订率"], &["职工", "会员", "教师", "参评", "测评", "收回"], None),
];
/// Words for all by which a share names no other whole than the one before it.
const ALL: [&str; 8] = ["", "总数", "总人数", "全部", "全体", "全校", "总量", "比例"];

/// Part and whole of the percentage at `number`; `numbers` are those of the sentence.
pub(super) fn certain(sentence: &Sentence<'_, '_>, number: &Number, numbers: &[Number]) -> Option<[Input<'static>; 2]> {
    let passage = sentence.passage;
    let before = numbers.get(..numbers.partition_point(|other| other.to <= number.from))?;
    let [first, second] = before else { return None };
    if passage.at(first.to) == '%' || passage.at(second.to) == '%' || told(sentence, number.from) != 2 {
        return None;
    }
    let (first_unit, first_value, first_end) = unit(passage, first);
    let (second_unit, second_value, second_end) = unit(passage, second);
    let one_kind = !first_unit.is_empty() && kind_of(&first_unit) == kind_of(&second_unit);
    let first_input =
        Input { unit: Cow::Owned(first_unit), value: first_value?, text: passage.text(first.from, first_end) };
    let second_input =
        Input { unit: Cow::Owned(second_unit), value: second_value?, text: passage.text(second.from, second_end) };
    let head = passage.text(sentence.start, first.from);
    let middle = passage.text(first_end, second.from);
    let link = passage.text(second_end, number.from);
    let (part, whole) = if is_told_of(&head, &middle, &link) {
        (second_input, first_input)
    } else if link == "的" && names_whole(&middle) {
        (first_input, second_input)
    } else {
        return None;
    };
    (one_kind && part.value <= whole.value).then_some([part, whole])
}

/// How many numbers the sentence tells before `end`, references and approximate ones included, dates left out.
fn told(sentence: &Sentence<'_, '_>, end: usize) -> usize {
    let passage = sentence.passage;
    let last = |index: &usize| {
        let (c, next) = (passage.at(*index), passage.at(index + 1));
        let goes_on = next.is_ascii_digit() || ".,".contains(next) && passage.at(index + 2).is_ascii_digit();
        let dated = matches!(next, '年' | '月' | '日' | '届' | '号' | '时');
        c == REFERENCE || c.is_ascii_digit() && !(goes_on || dated)
    };
    (sentence.start..end).filter(last).count()
}

/// 占教职工总数78人的99%.
fn names_whole(middle: &str) -> bool {
    middle.trim_start_matches(['，', ',', '、', '（']).starts_with('占')
        && ["总数", "总人数", "全体", "全部", "应到"].iter().any(|word| middle.contains(word))
        && middle.matches(['，', ',', '、']).count() <= 1
}

/// Whether what stands between the numbers and the percentage says that the second is a part of the first.
fn is_told_of(head: &str, middle: &str, link: &str) -> bool {
    let Some(told) = link.strip_prefix(['，', ',', '、', '（']) else { return false };
    let told = told.trim_end_matches("达到").trim_end_matches(['为', '达', '是', '：', '的']);
    let clause = head.rsplit(['，', ',', '：']).next().unwrap_or(head);
    if let Some(base) = told.strip_prefix('占') {
        let noun = noun(clause);
        let own = !noun.is_empty() && noun.ends_with(base.trim_end_matches("总数").trim_end_matches("人数"));
        let inside = middle.contains("其中") || middle.starts_with('中');
        let tail: String = noun.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
        let same = tail.chars().count() == 2 && self::noun(middle).ends_with(&tail);
        return (ALL.contains(&base) || own) && (inside || same);
    }
    RATES.iter().any(|(names, wholes, parts)| {
        let Some(name) = names.iter().find(|name| told == **name) else { return false };
        let stem = name.trim_end_matches('率');
        wholes.iter().any(|word| clause.contains(word))
            && parts.map_or_else(|| middle.contains(stem), |parts| parts.iter().any(|word| middle.contains(word)))
    })
}

/// The noun that a number follows: 全校教职工 in 全校教职工共78人.
fn noun(clause: &str) -> &str {
    let mut clause = clause;
    while let Some(rest) = LINKS.iter().find_map(|link| clause.strip_suffix(link)) {
        clause = rest;
    }
    let start = clause.char_indices().rev().take_while(|(_, c)| is_han(*c)).last().map_or(clause.len(), |(at, _)| at);
    clause.get(start..).unwrap_or_default()
}
