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
        let (mut text, mut rest, mut last) = (String::new(), pattern, 0);
        while let Some(at) = rest.find(['〔', '«']) {
            let (before, from) = rest.split_at(at);
            text.push_str(before);
            let close = if from.starts_with('〔') { '〕' } else { '»' };
            let Some(end) = from.find(close) else { break };
            let inside = &from[from.chars().next().map_or(0, char::len_utf8)..end];
            rest = &from[end + close.len_utf8()..];
            if close == '〕' {
                let words: Vec<&str> = inside.split('｜').collect();
                text.push_str(self.dice.pick(&words));
            } else if let Some(n) = self.product(inside, &mut last) {
                text.push_str(&n.to_string());
            } else {
                text.push_str(&from[..end + close.len_utf8()]);
            }
        }
        text + rest
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
