//! Prizes, ranks and honours: who holds them, how many there are, and of how many.

use rust_decimal::Decimal;

use crate::diagnostic::Origin;
use crate::facts::amount::{Amount, Grade, plain};
use crate::facts::check::Check;
use crate::facts::model::{Activity, Award, Honour};
use crate::facts::numeral;
use crate::say;

impl Check<'_> {
    /// Each prize has a winner or a number, and no more winners than its number.
    pub(super) fn awards(&mut self, awards: &[Award]) {
        for award in awards {
            if award.winners.is_empty() && award.count.is_none() && !self.lost(&["winners", "count"]) {
                let rank = &award.rank.text;
                self.error(
                    "E063",
                    award.rank.origin,
                    say!("“{rank}”既没有获奖者也没有数量", "“{rank}” has neither winners nor a number"),
                    say!("写上 获奖者 或 数量", "give `winners` or `count`"),
                );
            }
            self.holders(&award.winners);
            self.listed(award.winners.len(), award.count.as_ref(), award.winners.last().map(|person| person.origin));
        }
    }

    /// No more names than the stated number.
    fn listed(&mut self, listed: usize, count: Option<&Amount>, last: Option<Origin>) {
        let Some(count) = count.filter(|count| count.sum.grade != Grade::Above && count.sum.is_known()) else { return };
        if Decimal::from(listed) > count.sum.value {
            let text = &count.text;
            self.error(
                "E046",
                last.unwrap_or(count.origin),
                say!("名单列了{listed}个，数量写的是{text}", "{listed} are listed, but the number given is {text}"),
                say!("核对名单和数量", "check the list and the number"),
            );
        }
    }

    /// An honour has a holder or at least a number of holders.
    pub(super) fn honour(&mut self, honour: &Honour) {
        self.listed(honour.to.len(), honour.count.as_ref(), honour.to.last().map(|person| person.origin));
        let told = honour.text.is_some() || honour.count.is_some() || !honour.to.is_empty();
        if !told && !self.lost(&["to", "count", "text"]) {
            let title = &honour.title.text;
            self.error(
                "E104",
                honour.title.origin,
                say!("“{title}”没有写获得者，也没有写数量", "“{title}” has neither a holder nor a number"),
                say!(
                    "写上 获得者（本会获得写 本会）或 数量",
                    "give `to` (`organisation` for the body itself) or `count`"
                ),
            );
        }
    }

    /// Prizes against their stated number, against entries and participants; the rank against the field.
    pub(super) fn contest(&mut self, activity: &Activity) {
        self.rank(activity);
        if activity.awards.is_empty() || self.lost(&["awards", "winners", "count"]) {
            return;
        }
        let fewest = |award: &Award| match &award.count {
            Some(count) => count.least().unwrap_or_default(),
            None => award.winners.len().into(),
        };
        let listed: Decimal = activity.awards.iter().map(fewest).sum();
        if let Some(stated) = &activity.prizes {
            let exact = |award: &Award| award.count.as_ref().is_none_or(|count| count.sum.is_exact());
            self.prizes(stated, listed, activity.awards.iter().all(exact));
        } else if let Some(award) = activity.awards.last() {
            self.chances(activity, listed, award.rank.origin);
        }
    }

    fn prizes(&mut self, stated: &Amount, listed: Decimal, exact: bool) {
        let (sum, text) = (plain(listed), &stated.text);
        if stated.most().is_some_and(|most| listed > most) {
            self.error(
                "E103",
                stated.origin,
                say!(
                    "各奖级合计{sum}个，多于“奖项总数”{text}",
                    "the prizes listed make {sum}, more than `prizes` {text}"
                ),
                say!("核对总数和各奖级的数量", "check the total and the number of each rank"),
            );
        } else if exact && stated.least().is_some_and(|least| listed < least) {
            self.warn(
                "W099",
                stated.origin,
                say!(
                    "各奖级合计{sum}个，少于“奖项总数”{text}",
                    "the prizes listed make {sum}, fewer than `prizes` {text}"
                ),
                say!(
                    "补上缺的奖级，或给只列部分获奖者的奖级写 数量",
                    "add the missing ranks, or give `count` where only some winners are listed"
                ),
            );
        }
    }

    /// There are not more prizes than entries or, where no entries are given, than persons or teams that took part.
    fn chances(&mut self, activity: &Activity, prizes: Decimal, place: Origin) {
        let all = |amounts: &[&Amount]| amounts.iter().map(|amount| amount.most()).collect::<Option<Vec<Decimal>>>();
        let (limits, zh, en) = match (&activity.entries, &activity.participants) {
            (Some(entries), _) => (all(&[entries]), "作品", "entries"),
            (None, Some(took_part)) => (all(&took_part.0.iter().collect::<Vec<_>>()), "参加", "participants"),
            (None, None) => return,
        };
        // The largest of 9支队伍118人: a prize goes to a team or to a person.
        let Some(limit) = limits.and_then(|limits| limits.into_iter().max()).filter(|limit| prizes > *limit) else {
            return;
        };
        let (prizes, limit) = (plain(prizes), plain(limit));
        self.warn(
            "W097",
            place,
            say!("奖项合计{prizes}个，“{zh}”只有{limit}", "{prizes} prizes, but `{en}` is only {limit}"),
            say!("核对奖项和参赛的数量", "check the numbers of prizes and of those who competed"),
        );
    }

    /// The ninth of eight teams is not possible.
    fn rank(&mut self, activity: &Activity) {
        let (Some(rank), Some(field)) = (&activity.rank, &activity.field) else { return };
        // One of many players may be ninth where eight teams competed.
        if ["个人", "单打", "双打", "组"].iter().any(|word| rank.text.contains(word)) {
            return;
        }
        let number = rank.text.split_once('第').and_then(|(_, rest)| numeral::leading(rest));
        let Some((place, _)) = number.filter(|(_, rest)| rest.starts_with('名')) else { return };
        if field.most().is_some_and(|most| Decimal::from(place) > most) {
            let (rank_text, text) = (&rank.text, &field.text);
            let line = self.file.source.line_from(field.origin, rank.origin);
            let (line_zh, line_en) = (line.zh, line.en);
            self.error(
                "E099",
                rank.origin,
                say!(
                    "名次是“{rank_text}”，参赛规模只有{text}（{line_zh}）",
                    "the rank is “{rank_text}”, but `field` is only {text} ({line_en})"
                ),
                say!("核对名次和参赛规模", "check the rank and the field"),
            );
        }
    }
}
