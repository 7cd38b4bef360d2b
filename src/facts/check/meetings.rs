//! Congresses: enough delegates to decide, and votes that they could have cast.

use rust_decimal::Decimal;

use crate::facts::amount::{Amount, plain};
use crate::facts::check::Check;
use crate::facts::model::{Congress, Vote};
use crate::facts::numeral;
use crate::facts::value::Tier;
use crate::say;

impl Check<'_> {
    pub(super) fn congress(&mut self, congress: &Congress) {
        self.quorum(congress);
        if let Some(vote) = &congress.vote {
            self.votes(congress, vote);
        }
    }

    /// A congress decides only where two thirds of those due are there.
    fn quorum(&mut self, congress: &Congress) {
        let (Some(present), Some(due)) = (&congress.present, &congress.due) else { return };
        let short = present.most().zip(due.least());
        let short = short.is_some_and(|(present, due)| present * Decimal::from(3) < due * Decimal::TWO);
        if short {
            let (here, all) = (&present.text, &due.text);
            let line = self.file.source.line_from(due.origin, present.origin);
            let (line_zh, line_en) = (line.zh, line.en);
            self.warn(
                "W095",
                present.origin,
                say!(
                    "实到{here}，不足应到{all}（{line_zh}）的三分之二，会议不能作决定",
                    "{here} present are fewer than two thirds of {all} due ({line_en}), too few to decide"
                ),
                say!("核对人数", "check the numbers"),
            );
        }
    }

    fn votes(&mut self, congress: &Congress, vote: &Vote) {
        let cast: Vec<&Amount> = [&vote.yes, &vote.no, &vote.abstain].into_iter().flatten().collect();
        let Some(last) = cast.last() else { return };
        let least: Decimal = cast.iter().filter_map(|votes| votes.least()).sum();
        let voters = congress.present.as_ref().map(|present| (present, "实到", "present"));
        let voters = voters.or(congress.due.as_ref().map(|due| (due, "应到", "due")));
        if let Some((voters, zh, en)) = voters.filter(|(voters, ..)| voters.most().is_some_and(|most| least > most)) {
            let (sum, text) = (plain(least), &voters.text);
            let line = self.file.source.line_from(voters.origin, last.origin);
            let (line_zh, line_en) = (line.zh, line.en);
            self.error(
                "E096",
                last.origin,
                say!(
                    "表决共{sum}票，多于“{zh}”{text}（{line_zh}）",
                    "{sum} votes are more than `{en}` {text} ({line_en})"
                ),
                say!("核对票数和人数", "check the votes and the delegates"),
            );
            return;
        }
        let result = vote.result.as_ref().map_or("", |result| result.text.as_str());
        let refused =
            ["未通过", "未获通过", "不通过", "没有通过", "未能通过", "否决"].iter().any(|word| result.contains(word));
        if !refused && !self.unanimous(vote, result) && result.contains("通过") {
            self.majority(congress, vote);
        }
    }

    /// Who says 全票 or 一致 has no votes against. Gives whether there are some all the same.
    fn unanimous(&mut self, vote: &Vote, result: &str) -> bool {
        let against = [&vote.no, &vote.abstain].into_iter().flatten();
        let against = against.into_iter().find(|votes| votes.least().is_some_and(|least| least > Decimal::ZERO));
        let claimed =
            ["全票", "一致通过", "一致同意"].iter().any(|word| result.contains(word)) && !result.contains("基本一致");
        let Some(votes) = against.filter(|_| claimed) else { return false };
        let text = &votes.text;
        self.error(
            "E097",
            votes.origin,
            say!(
                "结果写的是“{result}”，却有{text}反对或弃权",
                "the result is “{result}”, yet {text} were not in favour"
            ),
            say!("改正结果或票数", "correct the result or the votes"),
        );
        true
    }

    /// What passes has the votes of more than half of those due.
    fn majority(&mut self, congress: &Congress, vote: &Vote) {
        let (Some(yes), Some(due)) = (&vote.yes, &congress.due) else { return };
        let short = yes.most().zip(due.least()).is_some_and(|(yes, due)| yes * Decimal::TWO <= due);
        if short {
            let (votes, all) = (&yes.text, &due.text);
            let line = self.file.source.line_from(due.origin, yes.origin);
            let (line_zh, line_en) = (line.zh, line.en);
            self.warn(
                "W096",
                yes.origin,
                say!(
                    "赞成{votes}，没有超过应到{all}（{line_zh}）的半数，却写了通过",
                    "{votes} in favour are not more than half of {all} due ({line_en}), yet it passed"
                ),
                say!("核对票数和结果", "check the votes and the result"),
            );
        }
    }
}

impl Check<'_> {
    /// All delegates of a school are among its staff. Staff may have come and gone since, so that this is no error.
    pub(super) fn delegates(&mut self, congress: &Congress) {
        let facts = &self.file.facts;
        let of_school = match facts.level {
            Some(level) => level.value == Tier::School,
            None => facts.organisation.school.is_some(),
        };
        let total = facts.staff.as_ref().and_then(|staff| staff.total.as_ref());
        let (Some(due), Some(total)) = (&congress.due, total.filter(|_| of_school)) else { return };
        let over = due.counts_like(total) && due.least().zip(total.most()).is_some_and(|(due, total)| due > total);
        if over {
            let (all, staff) = (&due.text, &total.text);
            let line = self.file.source.line_from(total.origin, due.origin);
            let (line_zh, line_en) = (line.zh, line.en);
            self.warn(
                "W110",
                due.origin,
                say!(
                    "“应到”{all}多于“教职工.总数”{staff}（{line_zh}）",
                    "`due` {all} is more than `staff.total` {staff} ({line_en})"
                ),
                say!("核对这两个数", "check the two numbers"),
            );
        }
    }

    /// A session is held once, and the third comes after the second.
    pub(super) fn sessions(&mut self, congresses: &[Congress]) {
        let mut held: Vec<&Congress> = congresses.iter().filter(|one| serial(one).is_some()).collect();
        held.sort_by_key(|one| one.when.as_ref().and_then(|when| when.days));
        // Few are held in a year; of one kind only neighbours are compared.
        let mut latest: std::collections::HashMap<&str, &Congress> = std::collections::HashMap::new();
        for congress in held {
            let Some(before) = latest.insert(&congress.kind.text, congress) else { continue };
            let days = |one: &Congress| one.when.as_ref().and_then(|when| when.days);
            let (Some((_, end)), Some((start, _))) = (days(before), days(congress)) else { continue };
            if end >= start {
                continue;
            }
            match serial(before).cmp(&serial(congress)) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => self.held_twice(congress, before),
                std::cmp::Ordering::Greater => self.backwards(congress, before),
            }
        }
    }

    fn held_twice(&mut self, congress: &Congress, before: &Congress) {
        let (Some(session), Some(first)) = (&congress.session, &before.session) else { return };
        let (kind, name) = (&congress.kind.text, &session.text);
        let line = self.file.source.line_from(first.origin, session.origin);
        let (line_zh, line_en) = (line.zh, line.en);
        self.error(
            "E101",
            session.origin,
            say!("{name}{kind}在{line_zh}已经写过", "{name}{kind} is already told in {line_en}"),
            say!("合并成一条，或改正届次", "merge the two, or correct the session"),
        );
    }

    fn backwards(&mut self, congress: &Congress, before: &Congress) {
        let (Some(session), Some(first)) = (&congress.session, &before.session) else { return };
        let (late, early) = (&session.text, &first.text);
        let line = self.file.source.line_from(first.origin, session.origin);
        let (line_zh, line_en) = (line.zh, line.en);
        self.warn(
            "W112",
            session.origin,
            say!("{late}写在{early}（{line_zh}）之后召开", "{late} is told to come after {early} ({line_en})"),
            say!("核对届次和时间", "check the sessions and the dates"),
        );
    }
}

/// A session as two numbers that can be compared: 7 and 2 of 七届二次.
pub fn serial(congress: &Congress) -> Option<(u32, u32)> {
    let text = congress.session.as_ref()?.text.trim();
    let (term, rest) = numeral::leading(text.strip_prefix('第').unwrap_or(text))?;
    let rest = rest.strip_prefix('届')?;
    let (time, rest) = numeral::leading(rest.strip_prefix('第').unwrap_or(rest))?;
    rest.starts_with('次').then_some((term, time))
}
