//! Numbers for readers: heading labels, ordinals and 一是, 二是.

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

/// The label of a heading: 一、 （一） 1. （1） for levels 1 to 4 (GB/T 9704 7.3.3).
pub fn label(level: u8, number: u32) -> String {
    match level {
        1 => format!("{}、", chinese(number)),
        2 => format!("（{}）", chinese(number)),
        3 => format!("{number}."),
        _ => format!("（{number}）"),
    }
}

/// Counts headings level by level; a heading starts the levels below it anew.
#[derive(Debug, Default)]
pub struct Counter([u32; 4]);

impl Counter {
    /// The label of the next heading of `level` (1 to 4).
    pub fn next(&mut self, level: u8) -> String {
        let at = usize::from(level.clamp(1, 4)) - 1;
        self.0[at] += 1;
        self.0[at + 1..].fill(0);
        label(level, self.0[at])
    }
}

#[cfg(test)]
mod tests {
    use super::chinese;

    #[test]
    fn chinese_numerals() {
        let cases = [
            (0, "零"),
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (101, "一百零一"),
            (110, "一百一十"),
            (1005, "一千零五"),
            (2020, "二千零二十"),
        ];
        for (number, text) in cases {
            assert_eq!(chinese(number), text);
        }
    }
}
