//! Finds numbers in running text, in digits and in Chinese numerals.

use rust_decimal::Decimal;

use crate::facts::check::words::passage::Passage;
use crate::facts::numeral;

/// A number in a passage.
#[derive(Debug, Clone, Copy)]
pub struct Number {
    pub from: usize,
    /// One past its last character.
    pub to: usize,
    /// Without 万 or 亿 that may follow.
    pub value: Decimal,
    /// Decimals that were written.
    pub places: u32,
}

/// The number in digits that begins at `index`: 1,096 or 57.9. Digits within a word (B5, 5G) are taken as well.
pub fn digits(passage: &Passage<'_>, index: usize) -> Option<Number> {
    let (mut to, mut value, mut places) = (index, Decimal::ZERO, 0_u32);
    loop {
        let c = passage.at(to);
        if let Some(digit) = c.to_digit(10) {
            // Beyond 24 digits it is no number that anybody reports.
            if to - index > 24 {
                return None;
            }
            value = value.checked_mul(Decimal::TEN)?.checked_add(digit.into())?;
            places += u32::from(places > 0);
        } else if c == '.' && places == 0 && to > index && passage.at(to + 1).is_ascii_digit() {
            places = 1;
        } else if !(c == ',' && places == 0 && to > index && group(passage, to + 1)) {
            break;
        }
        to += 1;
    }
    let places = places.saturating_sub(1);
    value.set_scale(places).ok()?;
    (to > index).then_some(Number { from: index, to, value, places })
}

/// Whether just three digits stand here, as after the comma of 1,096.
fn group(passage: &Passage<'_>, index: usize) -> bool {
    (0..3).all(|offset| passage.at(index + offset).is_ascii_digit()) && !passage.at(index + 3).is_ascii_digit()
}

/// Whether a character is part of a number in words, of whatever size.
pub fn is_numeral(c: char) -> bool {
    numeral::is_numeral(c) || matches!(c, '○' | '万' | '亿')
}

/// The Chinese number below a thousand that begins at `index`, and one past its end: 四十, 一百一十五, 三.
pub fn chinese(passage: &Passage<'_>, index: usize) -> Option<(u32, usize)> {
    let (number, length) = numeral::loose(passage.chars.get(index..)?)?;
    Some((number, index + length))
}

/// A whole number below a million in either writing, and one past its end.
pub fn whole(passage: &Passage<'_>, index: usize) -> Option<(u32, usize)> {
    if passage.at(index).is_ascii_digit() {
        let number = digits(passage, index).filter(|number| number.places == 0)?;
        let value = u32::try_from(number.value).ok().filter(|value| *value < 1_000_000)?;
        return Some((value, number.to));
    }
    chinese(passage, index)
}

/// A year of the four digits before 年 at `index`: 2025年, 二〇二五年. Gives the year and where it begins.
pub fn year_before(passage: &Passage<'_>, index: usize) -> Option<(i32, usize)> {
    let from = index.checked_sub(4)?;
    let mut year = 0;
    for at in from..index {
        let c = passage.at(at);
        let digit = c.to_digit(10).or_else(|| numeral::loose_digit(c).filter(|_| c != '两'))?;
        year = year * 10 + i32::try_from(digit).ok()?;
    }
    let longer = passage.before(from).is_ascii_digit() || numeral::loose_digit(passage.before(from)).is_some();
    ((1900..=2100).contains(&year) && !longer).then_some((year, from))
}
