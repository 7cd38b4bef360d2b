//! What the author wrote in words: every text that may be printed, a room for each kind of slip.

mod counts;
mod days;
mod doubled;
mod lists;
mod numbers;
pub mod numerals;
mod occasions;
pub mod passage;
mod persons;
mod placeholders;
mod punctuation;
mod repeats;
pub(super) mod slips;
mod sums;
pub mod walk;
mod weekdays;
mod years;

pub use counts::surname;

use crate::facts::check::Check;
use crate::facts::check::words::passage::Passage;
use crate::facts::check::words::repeats::Met;
use crate::facts::check::words::walk::{Spot, Words};

impl Check<'_> {
    /// Checks every text of the file.
    pub(super) fn words(&mut self) {
        let file = self.file;
        let mut met = Met::new();
        walk::each(&file.facts, &mut |spot, words| self.value(&spot, words, &mut met));
        self.headings_twice();
        self.tell_slips();
    }

    fn value<'w>(&mut self, spot: &Spot, words: Words<'w>, met: &mut Met) {
        let passages = passage::of(words, *spot, &self.file.source);
        if let Words::When(when) = words {
            // A day of another year is said to lie outside the period, and that is enough.
            let period = self.file.period;
            if when.days.is_none_or(|(start, end)| start >= period.start && end <= period.end) {
                passages.iter().for_each(|passage| self.occasions(passage));
            }
            return;
        }
        for passage in &passages {
            self.passage(passage);
        }
        if let Words::Prose(prose) = words {
            self.lists(&passages);
            passages.iter().for_each(|passage| self.counted_lists(passage));
            let place = |index: usize| {
                passages.get(index).map_or(prose.origin, |passage| passage.place(0, passage.chars.len().min(12)))
            };
            self.paragraph_twice(prose, spot, place, met);
        }
    }

    /// Most texts are short and plain: each rule looks only at those that hold a character it is about.
    fn passage(&mut self, passage: &Passage<'_>) {
        let met = passage.chars.iter().fold(0, |met, c| met | class(*c));
        let has = |classes: u8| met & classes != 0;
        self.typed_twice(passage);
        if has(MASK) {
            self.placeholders(passage);
        }
        if has(UNIT) {
            self.missing_number(passage);
        }
        if has(DIGIT | NUMERAL) {
            self.stated_numbers(passage);
            self.weekdays(passage);
            self.calendar(passage);
            self.personal_data(passage);
        }
        if has(DIGIT) {
            self.sums(passage);
            self.document_numbers(passage);
        }
        if has(TIME) {
            self.years(passage);
            self.occasions(passage);
        }
        if has(MARK | MASK) {
            self.full_width_marks(passage);
        }
        if has(HALF) {
            self.half_width_marks(passage);
        }
        if has(WIDE) {
            self.wide_digits(passage);
        }
    }
}

const DIGIT: u8 = 1;
const NUMERAL: u8 = 1 << 1;
/// What a placeholder may begin with.
const MASK: u8 = 1 << 2;
const UNIT: u8 = 1 << 3;
const TIME: u8 = 1 << 4;
const MARK: u8 = 1 << 5;
const HALF: u8 = 1 << 6;
const WIDE: u8 = 1 << 7;

/// What a character may be part of.
fn class(c: char) -> u8 {
    match c {
        '0'..='9' => DIGIT,
        'x' | 'X' | '×' | 'ｘ' | 'Ｘ' | '_' | '＿' | '◯' | '△' | '□' | '＊' => MASK | WIDE,
        '〇' | '○' => MASK | NUMERAL,
        '（' | '《' | '“' | '【' | '？' | '…' => MASK | MARK,
        '(' | '?' | '*' => MASK | HALF,
        '某' | '此' | '请' => MASK,
        '个' | '场' | '件' | '条' | '篇' | '项' | '名' | '届' | '人' | '位' | '余' | '%' | '元' | '率' | '达' => {
            UNIT
        }
        '次' | '期' => UNIT,
        '万' => UNIT | NUMERAL,
        '％' => UNIT | WIDE,
        '年' => UNIT | TIME,
        '第' | '周' => UNIT | TIME,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '零' | '两' => {
            NUMERAL
        }
        '，' | '。' | '；' | '：' | '、' | '！' | '”' | '‘' | '’' | '）' | '》' | '〈' | '〉' | '】' | '「' | '」'
        | '〔' | '〕' => MARK,
        ' ' | ',' | '.' | ':' | ';' | '!' | ')' | '"' => HALF,
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => WIDE,
        _ => 0,
    }
}
