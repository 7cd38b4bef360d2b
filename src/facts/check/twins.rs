//! Numbers that stand in two places of the file, and a common total beside the counts that it is made of.

use rust_decimal::Decimal;

use crate::facts::amount::{Amount, plain};
use crate::facts::check::Check;
use crate::facts::model::Publicity;
use crate::say;

/// A number with the name of its place, Chinese and English.
type Placed<'a> = (Option<&'a Amount>, [&'static str; 2]);

impl Check<'_> {
    /// Numbers for which the file has two places agree.
    pub(super) fn stated_twice(&mut self) {
        let facts = &self.file.facts;
        let (staff, membership, cadres) = (facts.staff.as_ref(), facts.membership.as_ref(), facts.cadres.as_ref());
        let certain: [[Placed; 2]; 2] = [
            [
                (staff.and_then(|staff| staff.members.as_ref()), ["教职工.会员", "staff.members"]),
                (membership.and_then(|all| all.members.as_ref()), ["会员与建会.会员", "membership.members"]),
            ],
            [
                (staff.and_then(|staff| staff.cadres.as_ref()), ["教职工.工会干部", "staff.cadres"]),
                (cadres.and_then(|cadres| cadres.total.as_ref()), ["工会干部.总数", "cadres.total"]),
            ],
        ];
        for [first, second] in certain {
            self.pair(first, second);
        }
        // 职工 of a district may count those outside its schools, so that 教职工 may be fewer.
        let all = membership.and_then(|all| all.staff.as_ref());
        if let (Some(staff), Some(all)) = (staff.and_then(|staff| staff.total.as_ref()), all)
            && let Some((least, most)) = staff.least().zip(all.most())
            && least > most
        {
            let (small, large) = (&all.text, &staff.text);
            let line = self.file.source.line_from(staff.origin, all.origin);
            let (line_zh, line_en) = (line.zh, line.en);
            self.warn(
                "W091",
                all.origin,
                say!(
                    "“职工”{small}少于“教职工.总数”{large}（{line_zh}）",
                    "`membership.staff` {small} is less than `staff.total` {large} ({line_en})"
                ),
                say!("核对这两个数", "check the two numbers"),
            );
        }
    }

    fn pair(&mut self, first: Placed, second: Placed) {
        let ((Some(one), [one_zh, one_en]), (Some(two), [two_zh, two_en])) = (first, second) else { return };
        let apart = |a: &Amount, b: &Amount| a.least().zip(b.most()).is_some_and(|(a, b)| a > b);
        if !apart(one, two) && !apart(two, one) {
            return;
        }
        let ((late, late_zh, late_en), (early, early_zh, early_en)) = if one.origin < two.origin {
            ((two, two_zh, two_en), (one, one_zh, one_en))
        } else {
            ((one, one_zh, one_en), (two, two_zh, two_en))
        };
        let (here, there) = (&late.text, &early.text);
        let line = self.file.source.line_from(early.origin, late.origin);
        let (line_zh, line_en) = (line.zh, line.en);
        self.error(
            "E094",
            late.origin,
            say!(
                "“{late_zh}”写的是{here}，“{early_zh}”写的是{there}（{line_zh}）",
                "`{late_en}` is {here}, but `{early_en}` is {there} ({line_en})"
            ),
            say!("改成同一个数，或只留一处", "make them one number, or keep one of them"),
        );
    }

    /// The articles of all outlets together against the common total. An article may have been printed twice, so that
    /// this may be right all the same.
    pub(super) fn articles(&mut self, publicity: &Publicity) {
        let Some(total) = &publicity.articles else { return };
        let counts: Vec<&Amount> = publicity.outlets.iter().filter_map(|outlet| outlet.0.articles.as_ref()).collect();
        let Some(last) = counts.last().filter(|_| counts.iter().all(|count| count.unit == total.unit)) else { return };
        let all = counts.len() == publicity.outlets.len() && !self.lost(&["outlets", "articles"]);
        let add =
            |side: fn(&Amount) -> Option<Decimal>| counts.iter().map(|count| side(count)).sum::<Option<Decimal>>();
        let over = add(Amount::least).zip(total.most()).is_some_and(|(sum, total)| sum > total);
        let under = all && add(Amount::most).zip(total.least()).is_some_and(|(sum, total)| sum < total);
        if over || under {
            let (sum, text, unit) = (plain(counts.iter().map(|count| count.sum.value).sum()), &total.text, &total.unit);
            let line = self.file.source.line_from(last.origin, total.origin);
            let (line_zh, line_en) = (line.zh, line.en);
            self.warn(
                "W093",
                total.origin,
                say!(
                    "各媒体的篇数合计{sum}{unit}（{line_zh}），总数写的是{text}",
                    "the outlets make {sum}{unit} ({line_en}), but the total given is {text}"
                ),
                say!("核对总数和各媒体的篇数", "check the total and the counts"),
            );
        }
    }
}
