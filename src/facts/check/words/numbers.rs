//! Numbers in the author's words that are missing, approximate twice over, or impossible.

use rust_decimal::Decimal;

use crate::facts::check::Check;
use crate::facts::check::words::numerals::{self, Number, is_numeral};
use crate::facts::check::words::passage::{Passage, REFERENCE, is_han, is_stop};
use crate::facts::check::words::placeholders;
use crate::say;

/// Verbs after which a unit counts something.
const COUNTING: [&str; 12] =
    ["组织", "开展", "举办", "召开", "获得", "收到", "征集", "发放", "发展", "新建", "评选", "表彰"];
/// Units, each with the characters after which it is another word: 个人, 次日, 名师.
const UNITS: [(&str, &str); 9] = [
    ("个", "人别性体案中展税数把头"),
    ("次", "序要日年月生数第"),
    ("场", "地景合馆所面外内次记"),
    ("件", "数"),
    ("条", "件例款约文幅目理"),
    ("篇", "章幅目"),
    ("期", "间末中刊望待初限盼内满"),
    ("项", "目链"),
    ("名", "师单额称著家誉录次校人片列言字优下牌班"),
];
/// Words for groups of persons, after which 人 or 名 ends a clause only where the number is missing.
const GROUPS: [&str; 9] = ["职工", "会员", "教师", "学生", "党员", "代表", "教工", "困难户", "队员"];
/// Words before a number that make it approximate.
const BEFORE: [&str; 15] = [
    "大约",
    "约",
    "将近",
    "接近",
    "近",
    "不足",
    "超过",
    "至少",
    "逾",
    "超",
    "不少于",
    "不低于",
    "多于",
    "低于",
    "高于",
];
const AFTER: [&str; 3] = ["左右", "上下", "以上"];
/// Rates of which no more than all can have something; 增长率 and 毛入学率 may.
const SHARES: [&str; 24] = [
    "入会率",
    "建会率",
    "参会率",
    "出席率",
    "到会率",
    "参与率",
    "参加率",
    "覆盖率",
    "覆盖面",
    "合格率",
    "达标率",
    "优秀率",
    "满意率",
    "满意度",
    "签订率",
    "参保率",
    "办结率",
    "办复率",
    "答复率",
    "及格率",
    "知晓率",
    "出勤率",
    "巩固率",
    "参评率",
];
/// Words between a rate and its number.
const IS: [&str; 12] = ["均达到", "保持在", "均达", "均为", "达到", "超过", "达", "为", "是", "在", "：", "约"];

impl Check<'_> {
    /// A unit whose number was left out: 组织个, 有职工人, 建会率为以上.
    pub(super) fn missing_number(&mut self, passage: &Passage<'_>) {
        let (mut gaps, mut end) = (Vec::new(), 0);
        for index in 0..passage.chars.len() {
            if let Some((from, to)) = gap(passage, index).filter(|(from, _)| *from >= end) {
                gaps.push((from, to));
                end = to;
            }
        }
        let Some((from, to)) = gaps.first().copied() else { return };
        let (more_zh, more_en) = placeholders::others(gaps.len());
        let (written, place) = (passage.text(from, to), passage.place(from, to));
        self.warn(
            "W122",
            place,
            say!("“{written}”里像是漏了数字{more_zh}", "a number seems to be missing in “{written}”{more_en}"),
            say!("补上数字，或改写这一句", "fill in the number, or reword"),
        );
    }

    /// 近90多 and 约50左右 say the same twice; more than all is no share.
    pub(super) fn stated_numbers(&mut self, passage: &Passage<'_>) {
        let mut index = 0;
        while index < passage.chars.len() {
            let c = passage.at(index);
            let number = if c.is_ascii_digit() { numerals::digits(passage, index) } else { counted(passage, index) };
            let Some(number) = number else {
                index += 1;
                continue;
            };
            self.twice_approximate(passage, number);
            self.above_all(passage, number);
            index = number.to;
        }
    }

    fn twice_approximate(&mut self, passage: &Passage<'_>, number: Number) {
        let mut to = number.to;
        let before = BEFORE.iter().copied().filter(|word| passage.ends(number.from, word));
        let mut before = before.max_by_key(|word| word.len());
        let from = number.from - before.map_or(0, |word| word.chars().count());
        // 附近, 最近 and 节约 end in the same characters.
        if before.is_some_and(|word| word.chars().count() == 1)
            && matches!(
                passage.before(from),
                '附' | '最' | '靠' | '临' | '邻' | '远' | '节' | '合' | '条' | '公' | '高'
            )
        {
            before = None;
        }
        while matches!(passage.at(to), '万' | '亿') {
            to += 1;
        }
        let inside = matches!(passage.at(to), '余' | '多' | '几') && !passage.starts(to, "多媒体");
        to += usize::from(inside);
        let unit = (0..4).find(|offset| {
            passage.one_of(to + offset, &AFTER).is_some()
                || !is_han(passage.at(to + offset)) && passage.at(to + offset) != '%'
        });
        let after = unit.and_then(|offset| Some((offset, passage.one_of(to + offset, &AFTER)?)));
        // 近20人参加以上活动 speaks of the activities above.
        let after = after.filter(|(offset, word)| {
            let next = passage.at(to + offset + 2);
            *word != "以上" || is_stop(next) || !is_han(next) || "的参受获达出到".contains(next)
        });
        // 近三年多来 means the last three years.
        if before == Some("近") && matches!(passage.at(to), '年' | '月' | '天' | '日' | '周' | '届') {
            before = None;
        }
        if usize::from(before.is_some()) + usize::from(inside) + usize::from(after.is_some()) < 2 {
            return;
        }
        let end = after.map_or(to, |(offset, word)| to + offset + word.chars().count());
        let start = if before.is_some() { from } else { number.from };
        let (written, place) = (passage.text(start, end), passage.place(start, end));
        self.warn(
            "W123",
            place,
            say!("“{written}”用了两个约数词", "“{written}” is approximate twice over"),
            say!("只留一个", "keep one of the words"),
        );
    }

    fn above_all(&mut self, passage: &Passage<'_>, number: Number) {
        let all = Decimal::ONE_HUNDRED;
        if passage.at(number.to) != '%' || number.value < all {
            return;
        }
        let mut from = number.from;
        while let Some(word) = passage.ends_one_of(from, &IS) {
            from -= word.chars().count();
        }
        let more = number.value > all
            || AFTER[1..].iter().any(|word| passage.starts(number.to + 1, word))
            || ["超过", "高于", "逾", "超"].iter().any(|word| passage.ends(number.from, word));
        let share = SHARES.iter().find(|word| passage.ends(from, word));
        if let Some(share) = share.filter(|_| more) {
            let begin = from - share.chars().count();
            let end = number.to + 1 + if passage.starts(number.to + 1, "以上") { 2 } else { 0 };
            let (written, place) = (passage.text(begin, end), passage.place(begin, end));
            self.error(
                "E124",
                place,
                say!("“{written}”：比率不会超过100%", "“{written}”: no share is above 100%"),
                say!("核对这个比率，或引用算出的比率", "check the rate, or refer to the computed one"),
            );
        }
    }
}

/// A Chinese number of two characters or more; 一 alone is as often a word.
fn counted(passage: &Passage<'_>, index: usize) -> Option<Number> {
    if !is_numeral(passage.at(index)) || is_numeral(passage.before(index)) {
        return None;
    }
    let (value, to) = numerals::chinese(passage, index)?;
    (value >= 10).then_some(Number { from: index, to, value: value.into(), places: 0 })
}

/// The place of a number that is missing at `index`, with the words around it.
fn gap(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
    match passage.at(index) {
        '个' | '次' | '场' | '件' | '条' | '篇' | '期' | '项' | '名' | '届' | '人' | '位' | '余' => {
            unit(passage, index)
        }
        '%' | '％' => percent(passage, index),
        '元' | '万' => money(passage, index),
        '率' => rate(passage, index),
        '达' if passage.starts(index, "达到以上") && is_stop(passage.at(index + 4)) => Some((index, index + 4)),
        '年' => date(passage, index),
        _ => None,
    }
}

fn unit(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
    let (c, before, next) = (passage.at(index), passage.before(index), passage.at(index + 1));
    let end = index + if passage.starts(index, "人次") { 2 } else { 1 };
    let closed = is_stop(passage.at(end)) || passage.one_of(end, &["参加", "参与", "受到"]).is_some();
    match c {
        '届' | '次' | '期' | '个' | '名' if before == '第' && !"次及门等落".contains(passage.before(index - 1)) =>
        {
            return (c != '次' && c != '期' || next != '第').then_some((index.saturating_sub(1), index + 1));
        }
        '人' | '名' | '位' => {
            let group = passage.ends_one_of(index, &GROUPS);
            if let Some(group) = group.filter(|_| is_stop(passage.at(index + 1))) {
                return Some((index - group.chars().count(), index + 1));
            }
        }
        '余' => {
            let counted = "人名次元件篇场万条个项份户册".contains(next);
            return (counted && approximates(passage, index)).then_some((index.saturating_sub(1), index + 2));
        }
        _ => {}
    }
    if closed && approximates(passage, index) && matches!(c, '人' | '名' | '次' | '场' | '篇' | '件') {
        let certain = before != '达' || end > index + 1;
        return certain.then_some((index.saturating_sub(1), end));
    }
    let (word, others) = UNITS.iter().find(|(word, _)| passage.starts(index, word))?;
    let verb = passage.ends_one_of(index, &COUNTING)?;
    (!others.contains(next) && next != REFERENCE)
        .then_some((index - verb.chars().count(), index + word.chars().count()))
}

/// Whether a word that calls for a number ends just before `index`: 约, 近, 共, but not 附近, 节约, 公共.
fn approximates(passage: &Passage<'_>, index: usize) -> bool {
    let earlier = index.checked_sub(1).map_or('\0', |before| passage.before(before));
    match passage.before(index) {
        '近' => !"附亲最靠接临远贴相".contains(earlier) || passage.ends(index, "接近"),
        '约' => !"节签合条公相违制".contains(earlier),
        '共' => !"公中一".contains(earlier) || passage.ends(index, "一共"),
        '达' => !"到表传发".contains(earlier),
        '计' => passage.ends_one_of(index, &["共计", "累计", "合计"]).is_some(),
        _ => false,
    }
}

fn percent(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
    let before = passage.before(index);
    let open = is_han(before) && !is_numeral(before) && !matches!(before, '几' | '多' | '余' | '某');
    open.then_some((index.saturating_sub(2), index + 1))
}

fn money(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
    let length = if passage.starts(index, "万元") { 2 } else { 1 };
    if passage.at(index) == '万' && length == 1 {
        return None;
    }
    let other = "旦素宵老月首气帅凶".contains(passage.at(index + length)) && passage.at(index + length) != '\0';
    let words = ["共", "共计", "合计", "累计", "总计", "支出", "投入", "发放", "收入", "慰问金", "补助", "金额"];
    let word = words.iter().filter(|word| passage.ends(index, word)).max_by_key(|word| word.len())?;
    (!other && !passage.ends(index, "公共")).then_some((index - word.chars().count(), index + length))
}

fn rate(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
    let mut to = index + 1;
    let verb = passage.one_of(to, &["达到", "分别为", "为", "达"]);
    to += verb.map_or(0, |verb| verb.chars().count());
    if passage.starts(to, "以上") && is_stop(passage.at(to + 2)) && (verb.is_some() || passage.at(to + 2) != '\0') {
        return Some((index.saturating_sub(2), to + 2));
    }
    (verb.is_some() && matches!(passage.at(to), '，' | '。' | '；' | '、')).then_some((index.saturating_sub(2), to))
}

/// 于年月日 without any of its numbers; 出生年月日 is a word.
fn date(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
    let length = if passage.starts(index, "年月日") { 3 } else { 2 };
    let open = matches!(passage.before(index), '\0' | '于' | '在' | '至' | '到' | '，' | '。' | '；' | '（');
    (open && passage.starts(index, "年月")).then_some((index, index + length))
}
