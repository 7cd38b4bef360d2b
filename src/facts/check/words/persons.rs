//! Data of persons that have no business in a report: numbers of identity cards, bank cards and telephones.

use chrono::NaiveDate;

use crate::facts::check::Check;
use crate::facts::check::words::passage::Passage;
use crate::say;

impl Check<'_> {
    /// Every long number of the paragraph.
    pub(super) fn personal_data(&mut self, passage: &Passage<'_>) {
        let mut index = 0;
        while index < passage.chars.len() {
            if !passage.at(index).is_ascii_digit() || passage.before(index).is_ascii_alphanumeric() {
                index += 1;
                continue;
            }
            let (digits, to) = run(passage, index);
            if digits.len() >= 11 && !passage.at(to).is_ascii_alphanumeric() {
                self.long_number(passage, &digits, index, to);
            }
            index = to.max(index + 1);
        }
    }

    fn long_number(&mut self, passage: &Passage<'_>, digits: &[u8], from: usize, to: usize) {
        let place = passage.place(from, to);
        let hint = say!("从总结里删去", "leave it out of the paper");
        if is_identity(digits) {
            let message = say!("这里有身份证号", "this is the number of an identity card");
            self.error("E137", place, message, hint);
        } else if is_bank_card(digits) {
            let message = say!("这里有银行卡号", "this is the number of a bank card");
            self.error("E137", place, message, hint);
        } else if is_like_identity(digits) {
            let message = say!("这里像是身份证号", "this looks like the number of an identity card");
            self.warn("W138", place, message, hint);
        } else if is_mobile(digits) && passage.spot.field.en != "note" {
            let message = say!("这里有手机号", "this is the number of a mobile phone");
            self.warn(
                "W138",
                place,
                message,
                say!("删去；联系方式写在“附注”里", "leave it out; whom to call goes into `note`"),
            );
        }
    }
}

/// The digits from `index` on, single blanks and hyphens between groups left out, and a last X; one past their end.
fn run(passage: &Passage<'_>, index: usize) -> (Vec<u8>, usize) {
    let (mut digits, mut to) = (Vec::new(), index);
    loop {
        let (c, next) = (passage.at(to), passage.at(to + 1));
        if let Some(digit) = c.to_digit(10) {
            digits.push(u8::try_from(digit).unwrap_or_default());
        } else if matches!(c, 'X' | 'x') && digits.len() == 17 {
            digits.push(10);
            return (digits, to + 1);
        } else if !(matches!(c, ' ' | '-') && next.is_ascii_digit() && grouped(&digits)) {
            return (digits, to);
        }
        to += 1;
    }
}

/// Whether a blank may stand after these digits: 138 0000 1111, 6222 0000 1111 2222, 330102 19900101 1234.
fn grouped(digits: &[u8]) -> bool {
    matches!(digits.len(), 3 | 7) && digits.first() == Some(&1)
        || digits.len().is_multiple_of(4) && !digits.is_empty()
        || matches!(digits.len(), 6 | 14)
}

fn number(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |value, digit| value * 10 + u32::from(*digit))
}

/// Eighteen places with a day of birth and the right check digit (GB 11643).
fn is_identity(digits: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    is_born(digits) && digits.last().is_some_and(|last| (sum + u32::from(*last)) % 11 == 1)
}

/// The province and the day of birth of an identity card of eighteen places.
fn is_born(digits: &[u8]) -> bool {
    let [first, second, _, _, _, _, y1, y2, y3, y4, m1, m2, d1, d2, ..] = digits else { return false };
    let year = number(&[*y1, *y2, *y3, *y4]);
    digits.len() == 18
        && (11..=82).contains(&number(&[*first, *second]))
        && (1900..=2100).contains(&year)
        && is_day(year, number(&[*m1, *m2]), number(&[*d1, *d2]))
}

/// Eighteen places with a wrong check digit, or the fifteen of old cards.
fn is_like_identity(digits: &[u8]) -> bool {
    let old = || {
        let [first, second, _, _, _, _, y1, y2, m1, m2, d1, d2, ..] = digits else { return false };
        let province = number(&[*first, *second]);
        digits.len() == 15
            && (11..=82).contains(&province)
            && is_day(1900 + number(&[*y1, *y2]), number(&[*m1, *m2]), number(&[*d1, *d2]))
    };
    is_born(digits) || old()
}

fn is_day(year: u32, month: u32, day: u32) -> bool {
    i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day)).is_some()
}

/// Sixteen to nineteen places that a card begins with, and the right check digit (Luhn).
fn is_bank_card(digits: &[u8]) -> bool {
    let begins = digits.starts_with(&[6, 2]) || digits.len() == 16 && matches!(digits.first(), Some(4 | 5));
    let doubled = |(at, digit): (usize, &u8)| {
        let digit = u32::from(*digit);
        if at % 2 == 1 { if digit > 4 { digit * 2 - 9 } else { digit * 2 } } else { digit }
    };
    let sum: u32 = digits.iter().rev().enumerate().map(doubled).sum();
    (16..=19).contains(&digits.len()) && begins && sum.is_multiple_of(10)
}

fn is_mobile(digits: &[u8]) -> bool {
    digits.len() == 11 && digits.first() == Some(&1) && digits.get(1).is_some_and(|second| *second > 2)
}
