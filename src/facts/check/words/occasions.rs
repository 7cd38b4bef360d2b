//! Anniversaries and ordinals of occasions fix a year: 第40个教师节 was 2024.

use chrono::Datelike;

use crate::facts::check::Check;
use crate::facts::check::words::numerals;
use crate::facts::check::words::passage::Passage;
use crate::facts::check::words::walk::Part;
use crate::say;

/// Occasions with the year from which their anniversaries count; each was founded or happened in it.
const ANNIVERSARIES: [(&str, i32); 29] = [
    ("妇女节", 1910),
    ("三八节", 1910),
    ("建党", 1921),
    ("中国共产党成立", 1921),
    ("我们党成立", 1921),
    ("共产党诞生", 1921),
    ("新中国成立", 1949),
    ("共和国成立", 1949),
    ("建国", 1949),
    ("国庆", 1949),
    ("建军", 1927),
    ("解放军成立", 1927),
    ("五四运动", 1919),
    ("全国总工会成立", 1925),
    ("中国工会成立", 1925),
    ("全总成立", 1925),
    ("抗战胜利", 1945),
    ("抗日战争胜利", 1945),
    ("法西斯战争胜利", 1945),
    ("改革开放", 1978),
    ("长征胜利", 1936),
    ("辛亥革命", 1911),
    ("香港回归", 1997),
    ("澳门回归", 1999),
    ("香港回归祖国", 1997),
    ("澳门回归祖国", 1999),
    ("抗美援朝", 1950),
    ("共青团成立", 1922),
    ("建团", 1922),
];
/// Occasions that are counted, with the year before the first of them.
const ORDINALS: [(&str, i32); 14] = [
    ("教师节", 1984),
    ("妇女节", 1910),
    ("三八", 1910),
    ("记者节", 1999),
    ("助残日", 1990),
    ("护士节", 1911),
    ("公祭日", 2013),
    ("烈士纪念日", 2013),
    ("宪法日", 2013),
    ("医师节", 2017),
    ("世界读书日", 1995),
    ("国家安全教育日", 2015),
    ("农民丰收节", 2017),
    ("全国中小学生安全教育日", 1995),
];
/// What may stand between the ordinal and the occasion: 第115个“三八”国际劳动妇女节.
const BETWEEN: [&str; 12] = ["“", "”", "三八", "国际", "劳动", "全国", "中国", "世界", "国家", "全民", "·", "5·12"];

/// How far from an occasion the year that it belongs to may be named.
const FAR: usize = 60;

impl Check<'_> {
    /// The year that the number means is one that the place may speak of.
    pub(super) fn occasions(&mut self, passage: &Passage<'_>) {
        let mut index = 0;
        while index < passage.chars.len() {
            let found = match passage.at(index) {
                '周' if passage.at(index + 1) == '年' => anniversary(passage, index),
                '第' => ordinal(passage, index),
                _ => None,
            };
            if let Some(found) = found {
                self.occasion(passage, &found);
                index = found.to;
            } else {
                index += 1;
            }
        }
    }

    fn occasion(&mut self, passage: &Passage<'_>, found: &Occasion) {
        let period = self.file.period;
        let (first, last) = (period.start.year(), period.end.year());
        let ahead = i32::from(matches!(passage.spot.part, Part::Ahead | Part::Plan | Part::Closing | Part::Title));
        let year = found.year;
        // 2024年第40个教师节 says itself which year it speaks of.
        let said = (found.from.saturating_sub(FAR)..passage.chars.len().min(found.to + FAR))
            .filter(|index| passage.at(*index) == '年')
            .any(|index| numerals::year_before(passage, index).is_some_and(|(named, _)| named == year));
        if passage.spot.outside || said || (first..=last + ahead).contains(&year) {
            return;
        }
        let (base, number) = (found.base, found.number);
        let right = |year: i32| year - base;
        let (written, name, fits) = (passage.text(found.from, found.to), period.name(), right(last));
        let choice = if first == last { format!("{fits}") } else { format!("{}或{fits}", right(first)) };
        let choice_en = if first == last { format!("{fits}") } else { format!("{} or {fits}", right(first)) };
        self.warn(
            "W127",
            passage.place(found.from, found.to),
            say!("“{written}”在{year}年，本期是{name}", "“{written}” was in {year}, but the period is {name}"),
            say!("本期应是{choice}，不是{number}；核对", "in this period it is {choice_en}, not {number}; check it"),
        );
    }
}

struct Occasion {
    /// The year from which the number counts.
    base: i32,
    number: u32,
    /// The year that the number means.
    year: i32,
    from: usize,
    to: usize,
}

impl Occasion {
    fn new(base: i32, number: u32, from: usize, to: usize) -> Option<Self> {
        let year = base.checked_add(i32::try_from(number).ok()?)?;
        (number > 0 && number < 1000).then_some(Self { base, number, year, from, to })
    }
}

/// 中国共产党成立104周年, 国际妇女节115周年; `index` is that of 周年.
fn anniversary(passage: &Passage<'_>, index: usize) -> Option<Occasion> {
    let numeral = |at: usize| passage.at(at).is_ascii_digit() || numerals::is_numeral(passage.at(at));
    let from = (index.saturating_sub(8)..index).rev().take_while(|at| numeral(*at)).last()?;
    let (number, to) = numerals::whole(passage, from)?;
    let mut end = from;
    while matches!(passage.before(end), '”' | '“' | '的' | ' ') {
        end -= 1;
    }
    let (word, base) = ANNIVERSARIES.iter().find(|(word, _)| passage.ends(end, word))?;
    let begin = end - word.chars().count();
    (to == index).then(|| Occasion::new(*base, number, begin, index + 2))?
}

/// 第40个教师节; `index` is that of 第.
fn ordinal(passage: &Passage<'_>, index: usize) -> Option<Occasion> {
    let (number, mut to) = numerals::whole(passage, index + 1)?;
    if !matches!(passage.at(to), '个' | '届' | '次') {
        return None;
    }
    to += 1;
    loop {
        if let Some((word, base)) = ORDINALS.iter().find(|(word, _)| passage.starts(to, word)) {
            let quoted = *word == "三八" && !passage.starts(to, "三八节");
            // 教师节目 is another word.
            if !quoted && passage.at(to + word.chars().count()) != '目' {
                return Occasion::new(*base, number, index, to + word.chars().count());
            }
        }
        let between = passage.one_of(to, &BETWEEN)?;
        to += between.chars().count();
    }
}
