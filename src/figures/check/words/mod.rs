//! Numbers in the author's own words beside what the facts say: 教职工79人 where the facts say 78, 57.9% beside 4969 of 8683.
//!
//! Only what can be compared is compared: a number whose noun a fact counts, a share beside its inputs. The rest is the
//! author's business.

mod pairs;
mod share;
mod told;

use std::collections::HashSet;

use chrono::Datelike;
use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say};
use crate::facts::amount::{kind_of, plain};
use crate::facts::check::words::numerals::{self, Number};
use crate::facts::check::words::passage::{self, Passage, REFERENCE, is_han, is_stop};
use crate::facts::check::words::walk::{self, Part, Words};
use crate::facts::value::{Piece, Prose};
use crate::figures::Figures;
use crate::say;
use told::{Fact, TOLD, Told};

/// Words before a noun by which it still means all of them; 困难教职工 and 组织教职工 are some.
const ALL: [&str; 16] = [
    "现有", "共有", "有", "全校", "我校", "学校", "在职", "在编", "全体", "其中", "全县", "共", "发放", "送去", "支出",
    "及",
];
/// Words between a noun and its number.
const LINKS: [&str; 13] =
    ["共计", "总数为", "总数", "人数为", "人数", "共有", "合计", "累计", "共", "为", "达", "有", "："];
/// Words of a sentence by which it compares with another time or speaks of what is not yet.
const OTHER: [&str; 14] =
    ["上年", "去年", "往年", "前年", "原有", "同期", "增加", "增长", "减少", "计划", "预计", "目标", "名额", "平均"];

/// What the file says in numbers, gathered once.
struct Known<'a> {
    figures: Figures<'a>,
    /// Every amount that is stated: what it counts, and how many.
    amounts: HashSet<(&'a str, Decimal)>,
    /// Every share that is stated.
    shares: HashSet<&'a str>,
    /// Those of [`TOLD`] that the file has.
    facts: Vec<Fact>,
}

/// Compares every number of every paragraph with the facts.
pub fn compare(figures: Figures<'_>, problems: &mut Diagnostics) {
    let file = figures.file();
    let mut known = Known { figures, amounts: HashSet::new(), shares: HashSet::new(), facts: Vec::new() };
    let mut passages: Vec<Passage<'_>> = Vec::new();
    walk::each(&file.facts, &mut |spot, words| match words {
        Words::Amount(amount) => {
            known.amounts.insert((kind_of(&amount.unit), amount.sum.value));
        }
        Words::Text(text) if text.text.ends_with('%') => {
            known.shares.insert(&text.text);
        }
        Words::Prose(prose) if !spot.outside && !matches!(spot.part, Part::Ahead | Part::Plan) && counts(prose) => {
            passages.extend(passage::of(words, spot, &file.source));
        }
        _ => {}
    });
    if !passages.is_empty() {
        known.facts = TOLD.iter().filter_map(|told| Fact::of(told, figures)).collect();
    }
    for passage in &passages {
        let mut start = 0;
        for index in 0..=passage.chars.len() {
            if index == passage.chars.len() || matches!(passage.at(index), '。' | '；' | '！') {
                Sentence { known: &known, passage, start, end: index }.compare(problems);
                start = index + 1;
            }
        }
    }
}

/// Whether the author has written any digit himself.
fn counts(prose: &Prose) -> bool {
    let digit = |piece: &Piece| matches!(piece, Piece::Text(text) if text.bytes().any(|byte| byte.is_ascii_digit()));
    prose.paragraphs.iter().flatten().any(digit)
}

/// One sentence of a paragraph.
struct Sentence<'k, 'a> {
    known: &'k Known<'a>,
    passage: &'k Passage<'a>,
    start: usize,
    end: usize,
}

impl<'a> Sentence<'_, 'a> {
    fn compare(&self, problems: &mut Diagnostics) {
        let numbers = self.numbers();
        if numbers.is_empty() || self.speaks_of_another_time() {
            return;
        }
        for number in &numbers {
            if self.passage.at(number.to) == '%' {
                self.share(number, &numbers, problems);
            } else {
                self.amount(number, problems);
            }
        }
    }

    /// The numbers in digits that are stated exactly.
    fn numbers(&self) -> Vec<Number> {
        let (mut found, mut index) = (Vec::new(), self.start);
        while index < self.end {
            let number =
                if self.passage.at(index).is_ascii_digit() { numerals::digits(self.passage, index) } else { None };
            let Some(number) = number else {
                index += 1;
                continue;
            };
            index = number.to;
            let about = "近约超逾第".contains(self.passage.before(number.from))
                || "余多几年月日届".contains(self.passage.at(number.to))
                || self.passage.before(number.from).is_ascii_alphanumeric();
            if !about {
                found.push(number);
            }
        }
        found
    }

    fn speaks_of_another_time(&self) -> bool {
        let period = self.known.figures.file().period;
        (self.start..self.end).any(|index| {
            self.passage.one_of(index, &OTHER).is_some()
                || self.passage.at(index) == '年'
                    && numerals::year_before(self.passage, index)
                        .is_some_and(|(year, _)| !(period.start.year()..=period.end.year()).contains(&year))
        })
    }

    /// A number with its unit, and the noun that it counts.
    fn amount(&self, number: &Number, problems: &mut Diagnostics) {
        let (unit, value, to) = unit(self.passage, number);
        let Some(value) = value.filter(|_| !unit.is_empty()) else { return };
        let mut facts = self.counted(number, to);
        facts.retain(|fact| fact.is_in(&unit));
        if self.is_stated(value, &unit) || facts.iter().any(|fact| fact.value == value) {
            return;
        }
        let Some(fact) = facts.iter().find(|fact| is_near(value, fact.value)).or(facts.first()) else { return };
        let place = self.passage.place(number.from, to);
        let (written, text) = (self.passage.text(number.from, to), &fact.text);
        let (name, en) = (fact.told.name(), fact.told.en);
        let line = fact.origin.map(|origin| self.known.figures.file().source.line_from(origin, place));
        let (line_zh, line_en) = line.map_or((String::new(), String::new()), |line| {
            let (zh, en) = (line.zh, line.en);
            (format!("（{zh}）"), format!(" ({en})"))
        });
        let message = say!(
            "正文写{written}，“{name}”是{text}{line_zh}",
            "the text says {written}, but `{en}` is {text}{line_en}"
        );
        let hint = say!("核对；可改为引用 {{{{ {name} }}}}", "check it; a reference would do: {{{{ {en} }}}}");
        self.say(is_near(value, fact.value), "W142", place, message, hint, problems);
    }

    /// The facts whose noun stands beside a number.
    fn counted(&self, number: &Number, to: usize) -> Vec<&Fact> {
        let mut end = number.from;
        while let Some(link) = self.passage.ends_one_of(end, &LINKS) {
            end -= link.chars().count();
        }
        let closed = is_stop(self.passage.at(to)) || matches!(self.passage.at(to), '（' | ' ' | '和');
        let led = self.passage.ends_one_of(number.from, &["共有", "现有", "有", "下辖", "所辖", "："]);
        let led = led.is_some_and(|lead| {
            // 另有3个教学班 are others.
            !"另还只含内".contains(self.passage.before(number.from - lead.chars().count()))
        });
        if !closed && !led {
            return Vec::new();
        }
        let length = |told: &Told| {
            let fits = |noun: &&&str| {
                if told.before { led && self.passage.starts(to, noun) } else { closed && self.means_all(end, noun) }
            };
            told.nouns.iter().filter(fits).map(|noun| noun.len()).max().unwrap_or(0)
        };
        // 女教职工 ends in 教职工: what the longest noun names is meant, also where the file has no such fact.
        let longest = TOLD.iter().map(length).max().unwrap_or(0);
        self.known.facts.iter().filter(|fact| longest > 0 && length(fact.told) == longest).collect()
    }

    /// Whether `noun` ends at `end` and means all that it names.
    fn means_all(&self, end: usize, noun: &str) -> bool {
        if !self.passage.ends(end, noun) {
            return false;
        }
        let from = end - noun.chars().count();
        !is_han(self.passage.before(from)) && self.passage.before(from) != REFERENCE
            || self.passage.ends_one_of(from, &ALL).is_some()
    }

    /// Whether some record states just this amount.
    fn is_stated(&self, value: Decimal, unit: &str) -> bool {
        self.known.amounts.contains(&(kind_of(unit), value))
    }

    /// What is near a fact is most likely wrong; what is far from it may speak of another thing.
    fn say(&self, near: bool, code: &'static str, place: Origin, message: Say, hint: Say, problems: &mut Diagnostics) {
        let problem = if near { Diagnostic::warning(code, message) } else { Diagnostic::hint_only("H143", message) };
        problems.push(problem.at(&self.known.figures.file().source, place).hint(hint));
    }
}

/// The unit behind a number, the value in it (money in 元), and one past the unit.
fn unit(passage: &Passage<'_>, number: &Number) -> (String, Option<Decimal>, usize) {
    const UNITS: [&str; 16] =
        ["人次", "万元", "亿元", "元", "人", "名", "位", "个", "家", "所", "户", "件", "篇", "场", "次", "条"];
    let Some(unit) = passage.one_of(number.to, &UNITS) else { return (String::new(), Some(number.value), number.to) };
    let to = number.to + unit.chars().count();
    let size = match unit {
        "万元" => 10_000,
        "亿元" => 100_000_000,
        _ => 1,
    };
    let name = if size > 1 { "元" } else { unit };
    (name.to_owned(), number.value.checked_mul(Decimal::from(size)), to)
}

/// Whether one number looks like the other with a slip: within a twentieth, one digit changed, or two swapped.
fn is_near(written: Decimal, fact: Decimal) -> bool {
    let apart = written.checked_sub(fact).map(|apart| apart.abs());
    let within = apart.zip(fact.checked_div(Decimal::from(20))).is_some_and(|(apart, twentieth)| apart <= twentieth);
    let (a, b) = (plain(written).into_bytes(), plain(fact).into_bytes());
    let changed: Vec<usize> = (0..a.len()).filter(|at| a.get(*at) != b.get(*at)).collect();
    let swapped =
        matches!(changed[..], [first, second] if a.get(first) == b.get(second) && a.get(second) == b.get(first));
    within || a.len() == b.len() && a.len() > 1 && (changed.len() == 1 || swapped)
}
