//! Characters and words that were typed twice: 的的, 提提供. Only what hardly any right sentence holds.

use crate::facts::check::Check;
use crate::facts::check::words::passage::{Passage, is_han};
use crate::say;

/// A character, those before it and those behind it by which the pair is right: 目的的, 为了了解, 存在在校.
const CHARACTERS: [(char, &str, &str); 9] = [
    ('的', "目有标打靶端准的", "确的"),
    ('了', "为除末未罢不甚然了", "解结却事了如不于当"),
    ('在', "存实现所内外潜自正好还在", "校职编岗读线建册场乎外家位任座此在"),
    ('和', "缓总共温饱调平柔谐中亲附失人晴磨暖随祥谦讲求和", "美睦气平解谐好田和"),
    ('是', "还但而就正凡总于可若要只国先求如不自是", "非是"),
    ('与', "参赠给授赐付交与", "会人时世其众共与"),
    ('及', "普涉波顾企触危论提殃以言推惠遍埃及", "时格早物第其至及"),
    ('为', "作行认成以称变转何因更人", "了此何民什人主期例"),
    ('把', "火拖手大一个两几扫", "关握手把脉"),
];
/// Words of which the first character was typed twice, and the characters before them by which it is right.
const WORDS: [(&str, &str); 9] = [
    ("提提供", "前"),
    ("提提高", "前"),
    ("提提升", "前"),
    ("参参加", ""),
    ("参参与", ""),
    ("举举办", "选推列"),
    ("坚坚持", "攻"),
    ("完完成", "未做办"),
    ("召召开", "号"),
];
/// Words that were typed twice.
const TWICE: [&str; 9] =
    ["进行进行", "开展开展", "举办举办", "组织组织", "教职工教职工", "我们我们", "积极积极", "认真认真", "坚持坚持"];

impl Check<'_> {
    /// One problem a paragraph.
    pub(super) fn typed_twice(&mut self, passage: &Passage<'_>) {
        let Some((from, to, keep)) = (0..passage.chars.len()).find_map(|index| doubled(passage, index)) else { return };
        let (written, place) = (passage.text(from, to), passage.place(from, to));
        let right = passage.text(keep, to);
        self.warn(
            "W146",
            place,
            say!("“{written}”像是多打了字", "“{written}” looks like something typed twice"),
            say!("改为“{right}”", "write “{right}”"),
        );
    }
}

/// The pair at `index`: where it begins and ends, and from where on it is enough.
fn doubled(passage: &Passage<'_>, index: usize) -> Option<(usize, usize, usize)> {
    let (c, next) = (passage.at(index), passage.at(index + 1));
    if !is_han(c) {
        return None;
    }
    if c != next {
        // Two or three characters, and then the same again.
        let length =
            (2..=3).find(|length| passage.at(index + length) == c && passage.at(index + length + 1) == next)?;
        TWICE.iter().find(|word| passage.starts(index, word) && word.chars().count() == 2 * length)?;
        let open = !is_han(passage.before(index)) || length == 3 || !"我你他".contains(passage.before(index));
        return open.then_some((index, index + 2 * length, index + length));
    }
    let (before, after) = (passage.before(index), passage.at(index + 2));
    if let Some((_, left, right)) = CHARACTERS.iter().find(|(character, _, _)| *character == c) {
        return (!left.contains(before) && !right.contains(after)).then_some((index, index + 2, index + 1));
    }
    let (word, left) = WORDS.iter().find(|(word, _)| passage.starts(index, word))?;
    (!left.contains(before)).then_some((index, index + word.chars().count(), index + 1))
}
