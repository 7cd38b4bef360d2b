//! Years in the author's words that are over where he speaks of what is to come, or that are not the year he tells.

use chrono::{Datelike, NaiveDate};

use crate::facts::check::Check;
use crate::facts::check::words::numerals;
use crate::facts::check::words::passage::Passage;
use crate::facts::check::words::walk::Part;
use crate::say;

/// How far a sentence is looked through on either side of a year.
const FAR: usize = 200;

/// A year that is named, and the month where one follows.
struct Mention {
    year: i32,
    month: Option<u32>,
    from: usize,
    /// One past 年.
    to: usize,
    /// One past 月 where a month follows.
    end: usize,
}

/// Words right after a year by which it is the past that something goes on from.
const SINCE: [&str; 12] = ["以来", "起", "至今", "底", "末", "初", "前", "后", "的基础", "相比", "第一", "版"];
/// Words right before such a year.
const FROM: [&str; 14] = ["自", "从", "自从", "于", "比", "较", "同", "与", "和", "及", "根据", "按照", "对照", "继"];
/// Words in a clause by which it speaks of what was.
const PAST: [&str; 25] = [
    "完成的",
    "建成的",
    "形成的",
    "取得的",
    "开展的",
    "已",
    "未",
    "没有",
    "遗留",
    "剩余",
    "立案",
    "基础上",
    "总结",
    "结转",
    "提案",
    "以来",
    "出台",
    "制定",
    "印发",
    "启动",
    "通过",
    "开始",
    "修订",
    "曾",
    "获",
];
/// Words in a sentence by which it speaks of what is to come.
const COMING: [&str; 12] =
    ["将", "打算", "计划", "争取", "力争", "展望", "新的一年", "迎接", "下一步", "期待", "希望", "我们要"];

impl Check<'_> {
    /// Each year that is named is one that the place may speak of. One problem a paragraph.
    pub(super) fn years(&mut self, passage: &Passage<'_>) {
        if passage.spot.outside || passage.spot.table == "body" || passage.spot.table == "former_name" {
            return;
        }
        let mut at = 0;
        let mut sound = true;
        while let Some(index) = (at..passage.chars.len()).find(|index| passage.at(*index) == '年') {
            at = index + 1;
            let Some((year, from)) = numerals::year_before(passage, index) else { continue };
            let month = numerals::whole(passage, at).filter(|(_, to)| passage.at(*to) == '月');
            let end = month.map_or(at, |(_, to)| to + 1);
            let mention = Mention { year, month: month.map(|(month, _)| month), from, to: at, end };
            // “2024年工作要点” in quotes or book marks is the name of a paper.
            if sound && !quoted(passage, from) {
                sound = self.year(passage, &mention);
            }
        }
    }

    fn year(&mut self, passage: &Passage<'_>, mention: &Mention) -> bool {
        let period = self.file.period;
        let (first, last) = (period.start.year(), period.end.year());
        let over = end_of(mention).is_some_and(|end| end <= period.end);
        let year = mention.year;
        let stale = match passage.spot.part {
            Part::Title => year < first || year > last + 1,
            Part::Opening => year < first && told_as_now(passage, mention) && !names_between(passage, first, last),
            Part::Closing => {
                over && !takes_leave(passage, mention, last + 1)
                    && !is_past(passage, mention)
                    && comes(passage, mention)
            }
            Part::Ahead => {
                over && !takes_leave(passage, mention, last + 1)
                    && !is_past(passage, mention)
                    && leads(passage, mention)
            }
            Part::Plan => year < first && !is_past(passage, mention) && leads(passage, mention),
            Part::Body => over && promised(passage, mention) && !quotes_a_decision(passage, mention),
        };
        let (place, named) = (passage.place(mention.from, mention.end), passage.text(mention.from, mention.end));
        let name = period.name();
        if stale {
            let coming = over && !matches!(passage.spot.part, Part::Title | Part::Opening | Part::Plan);
            let message = if coming && year >= first {
                say!(
                    "写的是以后的事，{named}却在本期之内",
                    "this is about what is to come, yet {named} lies in the period"
                )
            } else if coming {
                say!(
                    "写的是以后的事，{named}却已过去（本期是{name}）",
                    "this is about what is to come, yet {named} is over (the period is {name})"
                )
            } else {
                say!("写着{year}年，本期是{name}", "this names {year}, but the period is {name}")
            };
            self.warn(
                "W125",
                place,
                message,
                say!("核对年份；常是沿用旧稿留下的", "check the year; it is often left from an older paper"),
            );
        } else if (year < first || year > last) && claims_this_year(passage, mention) {
            self.warn(
                "W126",
                place,
                say!("把{year}年写成了今年，本期是{name}", "{year} is told as this year, but the period is {name}"),
                say!("核对年份", "check the year"),
            );
            return false;
        } else if year == first - 1 && told_as_done(passage, mention) && !names_between(passage, first, last) {
            self.warn(
                "W126",
                place,
                say!(
                    "正文讲本期的事，却写着{named}（本期是{name}）",
                    "this tells what was done in the period, yet names {named} (the period is {name})"
                ),
                say!("核对年份；确是上一年的事，写明“上年”", "check the year; where it is meant, say so with 上年"),
            );
            return false;
        }
        !stale
    }
}

/// The last day of what is named.
fn end_of(mention: &Mention) -> Option<NaiveDate> {
    let month = mention.month.unwrap_or(12);
    let (year, next) = if month == 12 { (mention.year + 1, 1) } else { (mention.year, month + 1) };
    NaiveDate::from_ymd_opt(year, next, 1)?.pred_opt()
}

/// Whether the place lies within 《》 or 〔〕 or quotes.
fn quoted(passage: &Passage<'_>, from: usize) -> bool {
    let before = passage.chars.get(from.saturating_sub(FAR)..from).unwrap_or_default();
    let mark = before.iter().rev().find(|c| matches!(c, '《' | '》' | '“' | '”' | '〔' | '〕'));
    matches!(mark, Some('《' | '“' | '〔'))
}

/// Words right before a year by which it is to come.
const PROMISED: [&str; 5] = ["展望", "将在", "将于", "拟于", "拟在"];

fn promised(passage: &Passage<'_>, mention: &Mention) -> bool {
    let word = match passage.spot.part {
        // A body may tell that something was planned; that it will be is another matter.
        Part::Body => passage.ends_one_of(mention.from, &PROMISED[..3]),
        _ => passage.ends_one_of(mention.from, &PROMISED),
    };
    word.is_some() && passage.spot.paper.is_none()
}

/// Whether the sentence tells what somebody decided or said, which was to come then.
fn quotes_a_decision(passage: &Passage<'_>, mention: &Mention) -> bool {
    let words =
        ["会议", "决定", "审议", "通过", "宣布", "提出", "部署", "要求", "方案", "规划", "原", "曾", "通知", "计划"];
    let (from, to) = clause(passage, mention.from, &['。']);
    contains(passage, from, to, &words)
}

/// Words of a sentence that does more than tell one thing that was done.
const MORE: [&str; 30] = [
    "自", "以来", "起", "上年", "去年", "曾", "原", "始", "今年", "本年", "继", "后", "至今", "以前", "首", "上届",
    "到", "启动", "成立", "通过", "获", "延续", "坚持", "持续", "以", "比", "年至", "—", "历年", "连续",
];

/// 2024年5月举办了…: a sentence that begins with a month of another year and plainly tells what was done in it.
fn told_as_done(passage: &Passage<'_>, mention: &Mention) -> bool {
    if mention.month.is_none() || !matches!(passage.spot.part, Part::Body) || passage.spot.paper.is_some() {
        return false;
    }
    let table = passage.spot.table;
    let (from, to) = clause(passage, mention.from, &['。', '；', '！']);
    matches!(table, "area" | "entry")
        && mention.from == from
        && contains(passage, mention.end, to.min(mention.end + 16), &["举办", "召开", "组织", "开展"])
        && !contains(passage, mention.end, to, &MORE)
}

fn is_past(passage: &Passage<'_>, mention: &Mention) -> bool {
    if promised(passage, mention) {
        return false;
    }
    let marked = passage.one_of(mention.to, &SINCE).is_some() && !matches!(passage.spot.part, Part::Ahead | Part::Plan)
        || passage.one_of(mention.to, &["以来", "起", "至今", "的基础", "相比"]).is_some()
        || passage.ends_one_of(mention.from, &FROM).is_some();
    let (from, to) = clause(passage, mention.from, &['，', '。', '；', '：']);
    marked || contains(passage, from, to, &PAST)
}

/// The stretch around `index` up to the next of `stops` on both sides.
fn clause(passage: &Passage<'_>, index: usize, stops: &[char]) -> (usize, usize) {
    let is = |at: &usize| stops.contains(&passage.at(*at));
    let (first, last) = (index.saturating_sub(FAR), passage.chars.len().min(index + FAR));
    let from = (first..index).rev().find(is).map_or(first, |at| at + 1);
    (from, (index..last).find(is).unwrap_or(last))
}

fn contains(passage: &Passage<'_>, from: usize, to: usize, words: &[&str]) -> bool {
    (from..to).any(|index| passage.one_of(index, words).is_some())
}

/// Whether the sentence takes leave of the year: 2025年即将过去, 回顾2025年, or goes on to the next one.
fn takes_leave(passage: &Passage<'_>, mention: &Mention, coming: i32) -> bool {
    let (from, to) = clause(passage, mention.from, &['。']);
    let named = (from..to).filter(|at| passage.at(*at) == '年').filter_map(|at| numerals::year_before(passage, at));
    let mut named = named.map(|(year, _)| year);
    passage.one_of(mention.to, &["即将过去", "就要过去", "已经过去", "即将结束", "即将成为", "已成为"]).is_some()
        || passage
            .ends_one_of(mention.from, &["过去的", "回顾", "回首", "总结", "告别", "走过", "刚刚过去的"])
            .is_some()
        || mention.year == coming - 1 && named.any(|year| year == coming)
}

/// Whether the sentence speaks of what is to come.
fn comes(passage: &Passage<'_>, mention: &Mention) -> bool {
    let (_, to) = clause(passage, mention.from, &['。', '；']);
    let (from, _) = clause(passage, mention.from, &['，', '。', '；']);
    contains(passage, from, to, &COMING)
}

/// Whether the year leads its clause, or a word of planning stands before it.
fn leads(passage: &Passage<'_>, mention: &Mention) -> bool {
    let (from, _) = clause(passage, mention.from, &['，', '。', '；', '：', '、']);
    mention.from == from
        || passage
            .ends_one_of(
                mention.from,
                &["在", "到", "争取", "力争", "确保", "计划", "拟", "至", "展望", "将于", "拟于"],
            )
            .is_some()
}

/// Whether the opening speaks of the year as the one that it tells.
fn told_as_now(passage: &Passage<'_>, mention: &Mention) -> bool {
    let (from, _) = clause(passage, mention.from, &['，', '。', '；', '：']);
    let now = ["度", "工作", "，", "来", "我校", "我们", "全年", "在", "校工会", "我会"];
    let led = mention.from == from || passage.ends_one_of(mention.from, &["现将", "将", "我校", "工会"]).is_some();
    led && passage.one_of(mention.to, &now).is_some() || passage.ends(mention.from, "现将")
}

/// Whether the sentences name a year of the period as well: then the other one is told beside it.
fn names_between(passage: &Passage<'_>, first: i32, last: i32) -> bool {
    let marks = (0..passage.chars.len()).filter(|index| passage.at(*index) == '年');
    marks.filter_map(|index| numerals::year_before(passage, index)).any(|(year, _)| (first..=last).contains(&year))
}

/// 今年是2024年, 今年（2024年）, 2024年工作总结如下.
fn claims_this_year(passage: &Passage<'_>, mention: &Mention) -> bool {
    let before = ["今年是", "今年（", "本年度（", "今年即", "今年，即", "今年为", "现将"];
    let after = ["工作总结如下", "度工作总结如下", "工作汇报如下", "度工作汇报如下", "工作情况报告如下"];
    passage.ends_one_of(mention.from, &before).is_some() || passage.one_of(mention.to, &after).is_some()
}
