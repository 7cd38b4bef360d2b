//! The names of references that are no keys of a facts file: figures behind a fact, other years, changes.

use crate::figures::headings::{NUMBER, TITLE};
use crate::figures::progress::named;
use crate::figures::shares::SHARES;
use crate::figures::term::TERM;

/// Names of figures behind a fact, Chinese and English.
pub(super) const SHARE: [&str; 2] = ["占比", "share"];
pub(super) const TOTAL: [&str; 2] = ["合计", "total"];
pub(super) const COUNT: [&str; 2] = ["数量", "count"];
pub(super) const BALANCE: [&str; 2] = ["结余", "balance"];
pub(super) const LEAVE: [&str; 2] = ["请假", "leave"];
pub(super) const PRIZES: [&str; 2] = ["获奖", "prizes"];
pub(super) const PERIOD: [&str; 2] = ["时期名", "period_name"];
/// The names by which a path leads to the year before.
pub const PREVIOUS: [&str; 2] = ["上年", "previous"];
/// The change on the period before: its wording, how much it is, and in percent.
pub const CHANGE: [&str; 2] = ["比上年", "change"];
pub const DIFFERENCE: [&str; 2] = ["增减", "difference"];
pub const GROWTH: [&str; 2] = ["增幅", "growth"];
/// All names of figures, for the question which one was meant.
pub(super) fn figure_names() -> impl Iterator<Item = &'static str> {
    let names = [SHARE, TOTAL, COUNT, BALANCE, LEAVE, PRIZES, CHANGE, DIFFERENCE, GROWTH].into_iter();
    names.chain(SHARES.iter().map(|share| share.names)).chain(named::ALL).flatten()
}

/// A name of references that is no key: what it stands for, and how it is written.
pub struct Figure {
    pub names: [&'static str; 2],
    pub meaning: [&'static str; 2],
    pub example: [&'static str; 2],
}

const fn figure(names: [&'static str; 2], meaning: [&'static str; 2], example: [&'static str; 2]) -> Figure {
    Figure { names, meaning, example }
}

/// All of them but the shares of records ([`SHARES`]), for the reference pages.
pub const NAMED: [Figure; 22] = [
    figure(
        SHARE,
        [
            "教职工的一类占总数的比例，或一个科目占收入、支出的比例",
            "the share of a group of the staff, or of a line of income or expense",
        ],
        ["教职工.女.占比", "staff.women.share"],
    ),
    figure(TOTAL, ["收入或支出的合计", "the total of income or expense"], ["经费.支出.合计", "finance.expense.total"]),
    figure(
        BALANCE,
        ["上年结转加收入减支出", "carried over, plus income, less expense"],
        ["经费.结余", "finance.balance"],
    ),
    figure(
        COUNT,
        ["一栏有几条，可按级别", "how many records a section has, or of a level"],
        ["荣誉.市级.数量", "honours.city.count"],
    ),
    figure(PRIZES, ["一项活动的奖项总数", "all prizes of an activity"], ["tiaosheng.获奖", "tiaosheng.prizes"]),
    figure(LEAVE, ["应到减实到", "those due less those present"], ["dahui.请假", "dahui.leave"]),
    figure(PERIOD, ["本期的名称，如 2025年", "the name of the period, such as 2025年"], ["时期名", "period_name"]),
    figure(
        PREVIOUS,
        ["上一期的文件里的数，两份文件要一起给出", "a figure of the period before, whose file is given, too"],
        ["上年.教职工.总数", "previous.staff.total"],
    ),
    figure(
        ["2023", "2023"],
        [
            "某一年的文件里的数；只印出数，是哪一年由作者写明",
            "a figure of the file of that year; it prints alone, the author says which year it is",
        ],
        ["2023.教职工.总数", "2023.staff.total"],
    ),
    figure(
        TERM,
        [
            "任期内各年的文件相加，任期写在所写文件的 时期 里；教职工总数这样的存量不能相加",
            "the sum over the files of the term, which is the `period` of the paper; what counts the same things every year does not add up",
        ],
        ["任期.慰问.金额", "term.relief.amount"],
    ),
    figure(
        CHANGE,
        [
            "与上年相比的说法，如 比上年增加12人，增长8.3%；比率用百分点",
            "the change on the year before in words, such as 比上年增加12人，增长8.3%; points for a rate",
        ],
        ["教职工.会员.比上年", "staff.members.change"],
    ),
    figure(
        DIFFERENCE,
        ["比上年多多少或少多少，不带方向", "how much more or less than the year before, without the direction"],
        ["教职工.会员.增减", "staff.members.difference"],
    ),
    figure(
        GROWTH,
        ["增减占上年的百分比，不带方向", "the difference in percent of the year before, without the direction"],
        ["教职工.会员.增幅", "staff.members.growth"],
    ),
    figure(
        named::RATE,
        [
            "本期的计划办完的事项占全部事项的比例；计划写在本文件或上一期的文件里",
            "items done of all items of the plan for this period, which stands in this file or in that of the period before",
        ],
        ["计划.完成率", "plan.done_rate"],
    ),
    figure(
        named::ITEMS,
        ["本期的计划有几项", "how many items the plan for this period has"],
        ["计划.事项数", "plan.items"],
    ),
    figure(named::DONE, ["其中办完的几项", "how many of them are done"], ["计划.完成", "plan.done"]),
    figure(
        named::PARTLY,
        ["其中部分办完的几项", "how many of them are done in part"],
        ["计划.部分完成", "plan.partly"],
    ),
    figure(named::OPEN, ["其中没有办的几项", "how many of them are not done"], ["计划.未完成", "plan.open"]),
    figure(
        named::PARTLY_NAMED,
        ["部分办完的是哪些事项", "the names of those done in part"],
        ["计划.部分完成事项", "plan.partly_items"],
    ),
    figure(
        named::OPEN_NAMED,
        ["没有办的是哪些事项", "the names of those not done"],
        ["计划.未完成事项", "plan.open_items"],
    ),
    figure(
        NUMBER,
        [
            "一个领域、条目或栏目在这份文件里的序号，随次序变",
            "the number that the heading of an area, item or section has in the paper",
        ],
        ["wenti.序号", "wenti.number"],
    ),
    figure(
        TITLE,
        ["一份文件的标题，不带书名号", "the title of a paper, without its marks"],
        ["文件.year-end-summary.标题", "documents.year-end-summary.title"],
    ),
];
