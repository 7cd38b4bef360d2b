//! A number that is announced and the plain list behind it: “五必访”：婚必访、丧必访…; 获奖4人：张明、李红、王芳.

use crate::facts::check::Check;
use crate::facts::check::words::numerals::{self, is_numeral};
use crate::facts::check::words::passage::{Passage, REFERENCE, is_han};
use crate::say;

/// What a number in quotes counts where the quote is the name of a set; “三好学生” and “二等奖” are no sets.
const SETS: [&str; 17] =
    ["个", "项", "种", "必", "不", "结合", "到位", "进", "送", "问", "查", "统一", "公开", "有", "抓", "讲", "关爱"];
/// The longest member of a plain list.
const LONGEST: usize = 14;

impl Check<'_> {
    /// Sets in quotes, and persons, with as many members as they announce.
    pub(super) fn counted_lists(&mut self, passage: &Passage<'_>) {
        for colon in (2..passage.chars.len()).filter(|at| passage.at(*at) == '：') {
            let found = match passage.before(colon) {
                '”' => set(passage, colon),
                '人' | '名' | '位' => persons(passage, colon),
                _ => None,
            };
            let Some((from, announced, listed)) = found.filter(|(_, announced, listed)| announced != listed) else {
                continue;
            };
            let written = passage.text(from, colon);
            let written = written.trim_matches(['“', '”']);
            self.warn(
                "W129",
                passage.place(from, colon),
                say!("说是“{written}”，后面列了{listed}项", "“{written}” is announced, but {listed} are listed"),
                say!("核对{announced}这个数和列举", "check the number {announced} and the list"),
            );
        }
    }
}

/// A set in quotes before the colon: where it begins, its number, and how many are listed.
fn set(passage: &Passage<'_>, colon: usize) -> Option<(usize, usize, usize)> {
    let close = colon - 1;
    let open = (close.saturating_sub(12)..close).rev().find(|at| passage.at(*at) == '“')?;
    let (number, to) = numerals::whole(passage, open + 1).filter(|(number, _)| (2..=12).contains(number))?;
    passage.one_of(to, &SETS)?;
    if (to..close).any(|at| is_numeral(passage.at(at)) || passage.at(at).is_ascii_digit()) {
        return None;
    }
    let listed = members(passage, colon + 1)?.len();
    Some((open, usize::try_from(number).ok()?, listed))
}

/// 获奖4人 before the colon, and nothing but names behind it.
fn persons(passage: &Passage<'_>, colon: usize) -> Option<(usize, usize, usize)> {
    let unit = colon - 1;
    let from = (0..unit).rev().take_while(|at| passage.at(*at).is_ascii_digit() && unit - at <= 2).last()?;
    let (number, to) = numerals::whole(passage, from)?;
    let names = members(passage, colon + 1)?;
    let name = |(from, to): &(usize, usize)| (2..=3).contains(&(to - from)) && surname(passage.at(*from));
    let sound = to == unit && !"第近约超余多".contains(passage.before(from)) && names.iter().all(name);
    sound.then_some((from, usize::try_from(number).ok()?, names.len()))
}

/// Whether a name may well begin so: with one of the hundred most frequent surnames.
pub fn surname(c: char) -> bool {
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔\
     谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙史陶贺顾毛郝龚邵万钱严武戴莫孔向汤"
        .contains(c)
}

/// The members of the list at `from`, where it is clean: short, of Chinese characters and quotes, with one kind of mark
/// between them, and closed by a full stop or the end.
fn members(passage: &Passage<'_>, from: usize) -> Option<Vec<(usize, usize)>> {
    let end = (from..passage.chars.len()).find(|at| matches!(passage.at(*at), '。' | '；' | '！'));
    let mut end = end.unwrap_or(passage.chars.len());
    let slash = (from..end).any(|at| passage.at(at) == '/');
    let comma = (from..end).any(|at| passage.at(at) == '、');
    if !slash && !comma {
        // Members that ；parts: they go on to the full stop.
        end = (from..passage.chars.len()).find(|at| passage.at(*at) == '。').unwrap_or(passage.chars.len());
    }
    let mark = if slash {
        '/'
    } else if comma {
        '、'
    } else {
        '；'
    };
    let after = |at: usize| at == passage.chars.len() || passage.at(at) != '；' || mark != '/';
    let (mut found, mut start) = (Vec::new(), from);
    for at in from..=end {
        let c = passage.at(at);
        if at == end || c == mark {
            found.push((start, at));
            start = at + 1;
        } else if !(is_han(c) || matches!(c, '“' | '”')) || c == REFERENCE || matches!(c, '等' | '和' | '及' | '与')
        {
            // 和 and 与 may join the last two members.
            if !(c == '与' && at == start) {
                return None;
            }
        }
    }
    let clean = found.iter().all(|(from, to)| (2..=LONGEST).contains(&(to - from)));
    (clean && found.len() > 1 && after(end)).then_some(found)
}
