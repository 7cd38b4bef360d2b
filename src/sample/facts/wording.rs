//! Sentences and records out of patterns: one of several words, and numbers by chance.
//!
//! `〔甲｜乙〕` is one of these words. `«3..8»` is a number between the two, `«20..50%»` such a part of the staff, `«same»` the
//! number before and `«most»` nearly all of it; `«staff»`, `«women»`, `«young»`, `«members»` and `«retired»` are those of the
//! school, `«teachers_day»` is the number of this year's 教师节, and `*` multiplies. Other names between the marks are left for [`fill`](crate::sample::words::fill).

use crate::sample::facts::Year;
use crate::sample::yaml::{Map, Value};

impl Year<'_> {
    /// The text with its words chosen and its numbers thrown.
    pub(in crate::sample) fn word(&mut self, pattern: &str) -> String {
        let chosen = replaced(pattern, ['〔', '〕'], |words| {
            Some(self.dice.pick(&words.split('｜').collect::<Vec<_>>()).to_owned())
        });
        let mut last = 0;
        replaced(&chosen, ['«', '»'], |factors| self.product(factors, &mut last).map(|n| n.to_string()))
    }

    fn product(&mut self, factors: &str, last: &mut u32) -> Option<u32> {
        let parts: Option<Vec<u32>> = factors.split('*').map(|factor| self.number(factor, *last)).collect();
        let product = parts?.into_iter().product();
        if !factors.contains('*') && !["same", "most"].contains(&factors) {
            *last = product;
        }
        Some(product)
    }

    fn number(&mut self, factor: &str, last: u32) -> Option<u32> {
        Some(match factor {
            "same" => last,
            "most" => last - self.dice.between(0, (last / 12).max(1)).min(last.saturating_sub(1)),
            "staff" => self.staff,
            "women" => self.women,
            "young" => self.young,
            "members" => self.members,
            "retired" => self.retired,
            "teachers_day" => self.year - 1984,
            _ => {
                let (low, high) = factor.split_once("..").unwrap_or((factor, factor));
                let part = high.strip_suffix('%');
                let (low, high) = (low.parse().ok()?, part.unwrap_or(high).parse().ok()?);
                if part.is_some() { self.part(low, high) } else { self.dice.between(low, high) }
            }
        })
    }

    /// The fields of a record: `时间：5月；名称：气排球比赛；参加：«20..50%»人`. A list stands in brackets; prizes are given by
    /// their rank, an agenda by its verb and its matter.
    pub(super) fn fields(&mut self, pattern: &str) -> Map {
        let mut map = Map::default();
        for pair in self.word(pattern).split('；') {
            let (key, value) = pair.split_once('：').unwrap_or((pair, ""));
            let value = match key {
                "奖项" => vec![Map::default().set("奖级", value).set("获奖者", self.winners(1))].into(),
                "议程" => {
                    let (verb, matter) = value.split_once(' ').unwrap_or(("讨论", value));
                    vec![Map::default().set(verb, matter)].into()
                }
                _ => match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
                    Some(list) => list.split('、').collect::<Vec<_>>().into(),
                    None => Value::from(value),
                },
            };
            map = map.set(key, value);
        }
        map
    }
}

/// The text with all that stands between these marks replaced, where there is something to put there.
fn replaced(text: &str, [open, close]: [char; 2], mut with: impl FnMut(&str) -> Option<String>) -> String {
    let (mut made, mut rest) = (String::new(), text);
    while let Some((before, from)) = rest.split_once(open) {
        let Some((inside, after)) = from.split_once(close) else { break };
        made.push_str(before);
        made.push_str(&with(inside).unwrap_or_else(|| format!("{open}{inside}{close}")));
        rest = after;
    }
    made + rest
}
