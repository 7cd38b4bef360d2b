//! Announced sets: 四个突出 has four members.

use crate::diagnostic::Origin;
use crate::facts::check::Check;
use crate::facts::model::{Slogan, SloganMember};
use crate::facts::numeral;
use crate::facts::types::{Number, Short};
use crate::facts::value::Text;
use crate::say;

/// Words between an announced number and what is counted.
const MEASURES: [&str; 12] = ["个", "项", "大", "条", "点", "种", "类", "面", "方面", "则", "步", "件"];

impl Check<'_> {
    pub(super) fn slogan(&mut self, slogan: &Slogan) {
        self.set(&slogan.title, slogan.count, &slogan.members);
    }

    /// The announced number, written out or in the name, is that of the members. A set without any is only spoken of.
    fn set(&mut self, title: &Text, count: Option<Number>, members: &[Short<SloganMember>]) {
        let named = announced(&title.text).map(|value| (value, title.origin));
        let counted = count.map(|count| (count.value, count.origin));
        if let (Some((name, _)), Some((value, at))) = (named, counted)
            && name != value
        {
            self.miscounted(&title.text, name, value, at);
        } else if let Some((value, at)) = counted.or(named)
            && !members.is_empty()
            && !self.lost(&["members"])
            && usize::try_from(value).ok() != Some(members.len())
        {
            let (title, listed) = (&title.text, members.len());
            let hint = if u32::try_from(listed).is_ok_and(|listed| listed < value) {
                say!("补上缺的成员，或改正数目", "add what is missing, or correct the number")
            } else {
                say!("删去多出的成员，或改正数目", "take out what is too many, or correct the number")
            };
            self.error(
                "E098",
                at,
                say!(
                    "“{title}”宣布了{value}个，列出的是{listed}个",
                    "“{title}” announces {value}, but {listed} are listed"
                ),
                hint,
            );
        }
        for Short(member) in members {
            self.set(&member.title, member.count, &member.members);
        }
    }

    fn miscounted(&mut self, title: &str, name: u32, value: u32, at: Origin) {
        self.error(
            "E098",
            at,
            say!("“{title}”说的是{name}个，“数目”写的是{value}", "“{title}” says {name}, but `count` is {value}"),
            say!("改正其中一个", "correct one of them"),
        );
    }
}

/// The number that the name of a set announces: 四 of 四个突出. A name with more numerals (三严三实) announces none.
fn announced(title: &str) -> Option<u32> {
    let (number, rest) = numeral::leading(title)?;
    let measure = MEASURES.iter().find(|measure| rest.starts_with(**measure))?;
    let thing = rest.strip_prefix(measure)?;
    let alone = !thing.chars().any(|c| c == '两' || numeral::is_ordinal(c));
    // 一条心 and 一个都不能少 count nothing.
    let counts = number > 1 || thing.chars().count() > 1 && !thing.starts_with(['都', '也']);
    (alone && counts).then_some(number)
}
