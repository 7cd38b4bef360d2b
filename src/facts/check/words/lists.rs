//! Lists within the author's text: a number that was announced against what follows, and numbers that are passed over.

use crate::facts::check::Check;
use crate::facts::check::words::numerals::{self, is_numeral};
use crate::facts::check::words::passage::{Passage, is_stop};
use crate::say;

/// How the members of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// 一是
    Is,
    /// 第一，
    Nth,
    /// （一）
    Bracket,
    /// 一、
    Chinese,
    /// 1.
    Dot,
    /// （1）
    Arabic,
}

/// The mark of one member.
struct Mark {
    style: Style,
    number: u32,
    paragraph: usize,
    from: usize,
    to: usize,
}

impl Style {
    /// The members before `number` as they would be marked: （1）至（3）.
    fn missing(self, number: u32) -> String {
        let show = |number: u32| {
            let numeral = "一二三四五六七八九十".chars().nth(number.saturating_sub(1) as usize);
            let numeral = numeral.map_or_else(|| number.to_string(), String::from);
            match self {
                Style::Is => format!("“{numeral}是”"),
                Style::Nth => format!("“第{numeral}”"),
                Style::Bracket => format!("（{numeral}）"),
                Style::Chinese => format!("“{numeral}、”"),
                Style::Dot => format!("“{number}.”"),
                Style::Arabic => format!("（{number}）"),
            }
        };
        match number {
            0..=2 => show(1),
            _ => format!("{}至{}", show(1), show(number - 1)),
        }
    }
}

impl Mark {
    /// Whether a mark that no other follows is one of a list all the same: it begins a paragraph.
    fn is_orphan(&self) -> bool {
        self.from == 0 && self.number > 1 && matches!(self.style, Style::Bracket | Style::Dot | Style::Arabic)
    }
}

/// The lists that marks make up. When a list goes on, those within its last member end: （4） under 5. does not go on with
/// （1） to （3） under 3., unless the numbers run through.
fn lists(marks: &[Mark]) -> Vec<Vec<&Mark>> {
    let mut lists: Vec<(Vec<&Mark>, bool)> = Vec::new();
    for mark in marks {
        let same = lists.iter().rposition(|(list, _)| list.last().is_some_and(|last| last.style == mark.style));
        let found = same.and_then(|at| Some((at, lists.get(at)?)));
        let goes_on = found.filter(|(_, (list, ended))| {
            let next = list.last().is_some_and(|last| mark.number == last.number + 1);
            mark.number != 1 && (!ended || next)
        });
        if let Some(at) = goes_on.map(|(at, _)| at) {
            for (place, (list, ended)) in lists.iter_mut().enumerate().skip(at) {
                *ended = place > at;
                if place == at {
                    list.push(mark);
                }
            }
        } else {
            lists.push((vec![mark], false));
        }
    }
    lists.into_iter().map(|(list, _)| list).collect()
}

/// Words that are counted where a list is announced.
const COUNTED: [&str; 11] = ["方面", "点", "项", "条", "种", "类", "件", "步", "个", "大", "招"];

impl Check<'_> {
    /// The lists of one value, which may run over several paragraphs.
    pub(super) fn lists(&mut self, passages: &[Passage<'_>]) {
        let marks: Vec<Mark> =
            passages.iter().enumerate().flat_map(|(paragraph, passage)| marks(passage, paragraph)).collect();
        let orphan = |list: &Vec<&Mark>| marks.len() > 1 && list.iter().any(|mark| mark.is_orphan());
        for list in lists(&marks).iter().filter(|list| list.len() > 1 || orphan(list)) {
            if !self.passed_over(passages, list) && list.len() > 1 {
                self.announced(passages, list);
            }
        }
    }

    /// 一是…三是: whether a number is passed over, which is then reported.
    fn passed_over(&mut self, passages: &[Passage<'_>], list: &[&Mark]) -> bool {
        let first = list.first().filter(|mark| mark.number != 1 && mark.style != Style::Nth).map(|mark| (0, *mark));
        let pairs = list.iter().zip(list.iter().skip(1));
        let gap = pairs.filter(|(a, b)| b.number != a.number + 1).map(|(a, b)| (a.number, *b)).next();
        let Some((before, mark)) = first.or(gap) else { return false };
        let Some(passage) = passages.get(mark.paragraph) else { return false };
        let written = passage.text(mark.from, mark.to);
        let (message, expected) = (before + 1, mark.number);
        let said = if before == 0 {
            let missing = mark.style.missing(expected);
            say!("列举从“{written}”开始，前面没有{missing}", "the list begins with “{written}”; {missing} is missing")
        } else if expected <= before {
            say!("列举到第{before}项后又是“{written}”", "after member {before} the list goes on with “{written}”")
        } else {
            say!("列举缺第{message}项，接着就是“{written}”", "member {message} is missing before “{written}”")
        };
        self.warn(
            "W130",
            passage.place(mark.from, mark.to),
            said,
            say!("补上漏掉的一项，或改正序号", "add the missing member, or correct the numbers"),
        );
        true
    }

    /// 以下五点：… with four members.
    fn announced(&mut self, passages: &[Passage<'_>], list: &[&Mark]) {
        let (Some(first), listed) = (list.first(), list.len()) else { return };
        let announcement = match passages.get(first.paragraph) {
            Some(passage) if first.from > 0 => Some((passage, first.from)),
            _ => first
                .paragraph
                .checked_sub(1)
                .and_then(|at| passages.get(at))
                .map(|passage| (passage, passage.chars.len())),
        };
        let Some((passage, end)) = announcement else { return };
        let Some((number, from, to)) = announcement_in(passage, end) else { return };
        if usize::try_from(number).is_ok_and(|number| number == listed) {
            return;
        }
        let written = passage.text(from, to);
        self.warn(
            "W129",
            passage.place(from, to),
            say!("说是“{written}”，后面列了{listed}项", "“{written}” is announced, but {listed} are listed"),
            say!("核对数目和列举", "check the number and the list"),
        );
    }
}

fn marks(passage: &Passage<'_>, paragraph: usize) -> Vec<Mark> {
    let mut found = Vec::new();
    for index in 0..passage.chars.len() {
        let c = passage.at(index);
        let head = index == 0;
        // Nothing but these characters begins a mark; most are none of them.
        if !(c == '第' || c == '（' || c == '(' || is_numeral(c) || head && c.is_ascii_digit()) {
            continue;
        }
        if !head
            && !matches!(passage.before(index), '；' | '。' | '，' | '：' | '、' | ' ' | '！' | '”' | ';' | ',' | ':')
        {
            continue;
        }
        let mark = mark(passage, index, head);
        found.extend(mark.map(|(style, number, to)| Mark { style, number, paragraph, from: index, to }));
    }
    found
}

fn mark(passage: &Passage<'_>, index: usize, head: bool) -> Option<(Style, u32, usize)> {
    let c = passage.at(index);
    if matches!(c, '（' | '(') {
        let (number, to) = numerals::whole(passage, index + 1).filter(|(number, _)| *number < 30)?;
        let style = if passage.at(index + 1).is_ascii_digit() { Style::Arabic } else { Style::Bracket };
        return (matches!(passage.at(to), '）' | ')')).then_some((style, number, to + 1));
    }
    if c == '第' {
        let (number, to) = numerals::chinese(passage, index + 1)?;
        let stop = matches!(passage.at(to), '，' | '、' | '：') && !is_numeral(passage.at(to + 1));
        return stop.then_some((Style::Nth, number, to + 1));
    }
    if let Some(to) = month_behind(passage, index).filter(|_| head) {
        return Some((Style::Dot, numerals::digits(passage, index)?.value.trunc().try_into().ok()?, to));
    }
    let (number, to) = numerals::whole(passage, index).filter(|(number, _)| *number < 30)?;
    let next = passage.at(to);
    if c.is_ascii_digit() {
        let dot = matches!(next, '.' | '．' | '、') && !passage.at(to + 1).is_ascii_digit();
        return dot.then_some((Style::Dot, number, to + 1));
    }
    match next {
        '是' => Some((Style::Is, number, to + 1)),
        '、' if head && !is_numeral(passage.at(to + 1)) => Some((Style::Chinese, number, to + 1)),
        _ => None,
    }
}

/// 4.3-4月份: member 4, which speaks of March and April. Gives one past the dot.
fn month_behind(passage: &Passage<'_>, index: usize) -> Option<usize> {
    let digits = |from: usize| (from..from + 3).find(|at| !passage.at(*at).is_ascii_digit());
    let dot = digits(index).filter(|at| *at > index && passage.at(*at) == '.')?;
    let end = digits(dot + 1).filter(|at| *at > dot + 1)?;
    match passage.at(end) {
        '月' => Some(dot + 1),
        '-' | '—' | '至' | '～' | '~' => digits(end + 1).filter(|at| passage.at(*at) == '月').map(|_| dot + 1),
        _ => None,
    }
}

/// The number in the clause that ends with ： just before `end`, where it counts what follows.
fn announcement_in(passage: &Passage<'_>, end: usize) -> Option<(u32, usize, usize)> {
    let mut stop = end;
    while passage.before(stop) == ' ' {
        stop -= 1;
    }
    if !matches!(passage.before(stop), '：' | '。' | ':') {
        return None;
    }
    let colon = stop - 1;
    let from = (0..colon).rev().find(|at| is_stop(passage.at(*at)) && passage.at(*at) != '”').map_or(0, |at| at + 1);
    let below = (from..colon).any(|at| passage.starts(at, "以下") || passage.starts(at, "如下"));
    if passage.at(colon) == '。' && !below {
        return None;
    }
    let mut found = None;
    for at in from..colon {
        let c = passage.at(at);
        if !(c.is_ascii_digit() || is_numeral(c))
            || at > from && numeral_like(passage.before(at))
            || passage.before(at) == '第'
        {
            continue;
        }
        let Some((number, to)) = numerals::whole(passage, at).filter(|(number, _)| (2..=30).contains(number)) else {
            continue;
        };
        if let Some(unit) = passage.one_of(to, &COUNTED) {
            let mut end = to + unit.chars().count();
            end += passage.one_of(end, &["方面", "问题", "环节", "重点"]).map_or(0, |word| word.chars().count());
            found = Some((number, at, end));
        }
    }
    found
}

fn numeral_like(c: char) -> bool {
    c.is_ascii_digit() || is_numeral(c)
}
