//! Congresses: enough delegates to decide, and votes that they could have cast.

use rust_decimal::Decimal;

use crate::facts::amount::{Amount, plain};
use crate::facts::check::Check;
use crate::facts::model::{Congress, Vote};
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
