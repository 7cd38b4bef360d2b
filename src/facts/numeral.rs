//! Chinese numerals: the one place that knows what they are worth.
//!
//! Values of fields are read as strictly as they have one meaning ([`take`]): 四十二 and 一百零五, but not 一百五 (105 or
//! 150) or 三四十. Running text, which is only compared, is read as people read it ([`loose`]).

/// The value of a numeral for one digit; 两 is one only where a person says it.
pub fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The value of a digit as running text writes it: also 两, and the ring that many type for 〇.
pub fn loose_digit(c: char) -> Option<u32> {
    match c {
        '两' => Some(2),
        '○' => Some(0),
        _ => digit(c),
    }
}

/// What the unit of a place is worth.
fn unit(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

/// Whether a character is part of a number in words.
pub fn is_numeral(c: char) -> bool {
    c == '两' || digit(c).is_some() || unit(c).is_some()
}

/// Whether things are numbered with such a character: 一 to 十.
pub fn is_ordinal(c: char) -> bool {
    c == '十' || digit(c).is_some_and(|digit| digit > 0)
}

/// A number from 1 to 99 in words, or one in digits, at the start of a text, and what follows it: 九 of 九名.
pub fn leading(text: &str) -> Option<(u32, &str)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 {
        let (number, rest) = text.split_at_checked(digits)?;
        return Some((number.parse().ok()?, rest));
    }
    take(text).filter(|(number, _)| (1..100).contains(number))
}

/// The number below a thousand that running text begins with, and how many characters it has: 四十, 一百一十五, 三.
pub fn loose(text: &[char]) -> Option<(u32, usize)> {
    let (mut length, mut total, mut digit) = (0, 0, None);
    for &c in text {
        if let Some(size) = unit(c).filter(|size| *size < 1000) {
            total += digit.take().unwrap_or(1) * size;
        } else if let Some(next) = loose_digit(c) {
            if digit.is_some_and(|digit| digit != 0) {
                return None;
            }
            digit = Some(next);
        } else {
            break;
        }
        length += 1;
        if length > 7 {
            return None;
        }
    }
    (length > 0).then_some((total + digit.unwrap_or(0), length))
}

/// A whole text as a number below ten thousand: 七, 十二, 一百零三.
pub fn whole(text: &str) -> Option<u32> {
    take(text).filter(|(_, rest)| rest.is_empty()).map(|(value, _)| value)
}

/// A whole number in Chinese numerals, as headings and ordinals use them: 七, 十二, 一百零三.
pub fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const UNITS: [(u32, &str); 3] = [(1000, "千"), (100, "百"), (10, "十")];
    if number >= 10_000 {
        return number.to_string();
    }
    let (mut text, mut rest, mut gap) = (String::new(), number, false);
    for (size, unit) in UNITS {
        let digit = rest / size;
        rest %= size;
        if digit > 0 {
            if gap {
                text.push_str(DIGITS[0]);
            }
            // Ten is 十, not 一十, unless hundreds stand before it.
            if !(digit == 1 && size == 10 && text.is_empty()) {
                text.push_str(DIGITS[digit as usize]);
            }
            text.push_str(unit);
            gap = false;
        } else {
            gap = !text.is_empty();
        }
    }
    if rest > 0 || text.is_empty() {
        if gap {
            text.push_str(DIGITS[0]);
        }
        text.push_str(DIGITS[rest as usize]);
    }
    text
}

/// A year digit by digit: 二〇二五.
pub fn year(text: &str) -> Option<i32> {
    let digits: Option<Vec<u32>> = text.chars().map(digit).collect();
    digits
        .filter(|digits| digits.len() == 4)
        .map(|digits| digits.iter().fold(0, |year, &digit| year * 10 + digit as i32))
}

/// Takes a number off the front; `None` where there is none or it could be another.
pub fn take(text: &str) -> Option<(u32, &str)> {
    let mut state = State { value: 0, last: 10_000, zero: false, started: false };
    let mut rest = text;
    while let Some(after) = state.step(rest)? {
        rest = after;
    }
    let sound = state.started && !state.zero && !rest.starts_with(is_numeral);
    sound.then_some((state.value, rest))
}

struct State {
    value: u32,
    /// The unit of the place before: 100 after 三百.
    last: u32,
    /// A 零 stands before what comes.
    zero: bool,
    started: bool,
}

impl State {
    /// The rest after one place; nothing where the number ends. `None` where it is no number or not one alone.
    fn step<'a>(&mut self, rest: &'a str) -> Option<Option<&'a str>> {
        let mut chars = rest.chars();
        let Some(first) = chars.next().filter(|c| is_numeral(*c)) else { return Some(None) };
        let after = chars.as_str();
        if self.last == 1 {
            return None;
        }
        if matches!(first, '零' | '〇') {
            let alone = !self.started && !after.starts_with(is_numeral);
            (self.started, self.last) = (true, if alone { 1 } else { self.last });
            if alone {
                return Some(Some(after));
            }
            let inside = self.value > 0 && !std::mem::replace(&mut self.zero, true);
            return inside.then_some(Some(after));
        }
        let count = if first == '两' { Some(2) } else { digit(first) };
        match (count, unit(count.map_or(first, |_| chars.next().unwrap_or(' ')))) {
            (Some(count), Some(size)) => self.place(count, size).then_some(Some(chars.as_str())),
            (None, Some(10)) if !self.started => self.place(1, 10).then_some(Some(after)),
            // 十几 counts from ten, 百余 from a hundred; alone they are no number.
            (None, Some(size)) if !self.started && after.starts_with(['余', '多', '几']) => {
                self.place(1, size).then_some(Some(after))
            }
            (Some(_), None) if first == '两' && self.started => None,
            (Some(count), None) => self.place(count, 1).then_some(Some(after)),
            _ => None,
        }
    }

    fn place(&mut self, count: u32, size: u32) -> bool {
        let gap = self.started && self.last / size > 10;
        if size >= self.last || gap != self.zero {
            return false;
        }
        self.value += count * size;
        (self.last, self.zero, self.started) = (size, false, true);
        true
    }
}
