//! Numbers that contradict each other: parts above their whole, more winners than prizes.

use crate::diagnostic::Origin;
use crate::facts::amount::{Amount, Grade};
use crate::facts::check::Check;
use crate::facts::model::{Award, Congress, Staff};
use crate::facts::table::{Item, Record};
use crate::say;

impl Check<'_> {
    pub(super) fn awards(&mut self, awards: &[Award]) {
        for award in awards {
            let lost = ["winners", "count"].iter().any(|name| self.file.lost.contains(*name));
            if award.winners.is_empty() && award.count.is_none() && !lost {
                let rank = &award.rank.text;
                self.error(
                    "E063",
                    award.rank.origin,
                    say!("“{rank}”既没有获奖者也没有数量", "“{rank}” has neither winners nor a number"),
                    say!("写上 获奖者 或 数量", "give `winners` or `count`"),
                );
            }
            self.listed(award.winners.len(), award.count.as_ref(), award.winners.last().map(|person| person.origin));
        }
    }

    /// No more names than the stated number.
    pub(super) fn listed(&mut self, listed: usize, count: Option<&Amount>, last: Option<Origin>) {
        let Some(count) = count.filter(|count| count.sum.grade != Grade::Above && count.sum.is_known()) else { return };
        if rust_decimal::Decimal::from(listed) > count.sum.value {
            let text = &count.text;
            self.error(
                "E046",
                last.unwrap_or(count.origin),
                say!("名单列了{listed}个，数量写的是{text}", "{listed} are listed, but the number given is {text}"),
                say!("核对名单和数量", "check the list and the number"),
            );
        }
    }

    pub(super) fn congress(&mut self, congress: &Congress) {
        self.within(congress.present.as_ref(), congress.due.as_ref(), ["实到", "present"], ["应到", "due"]);
        if let Some(proposals) = &congress.proposals {
            self.within(proposals.filed.as_ref(), proposals.received.as_ref(), ["立案", "filed"], ["征集", "received"]);
            self.within(proposals.answered.as_ref(), proposals.filed.as_ref(), ["办复", "answered"], ["立案", "filed"]);
        }
    }

    pub(super) fn staff(&mut self, staff: &Staff) {
        for (index, field) in Staff::TABLE.fields.iter().enumerate() {
            if matches!(field.en, "total" | "retirees") {
                continue;
            }
            if let Item::Amount(part) = staff.item(index) {
                self.within(Some(part), staff.total.as_ref(), [field.zh, field.en], ["总数", "total"]);
            }
        }
    }

    /// A part does not exceed its whole, where both are exact.
    pub(super) fn within(
        &mut self,
        part: Option<&Amount>,
        whole: Option<&Amount>,
        part_name: [&str; 2],
        whole_name: [&str; 2],
    ) {
        let (Some(part), Some(whole)) = (part, whole) else { return };
        if part.sum.is_exact() && whole.sum.is_exact() && part.sum.value > whole.sum.value {
            let (small, large) = (&part.text, &whole.text);
            let ([part_zh, part_en], [whole_zh, whole_en]) = (part_name, whole_name);
            let line = self.file.source.line_from(whole.origin, part.origin);
            let (line_zh, line_en) = (line.zh, line.en);
            self.error(
                "E047",
                part.origin,
                say!(
                    "“{part_zh}”{small}多于“{whole_zh}”{large}（{line_zh}）",
                    "`{part_en}` {small} is more than `{whole_en}` {large} ({line_en})"
                ),
                say!("核对这两个数", "check the two numbers"),
            );
        }
    }
}
