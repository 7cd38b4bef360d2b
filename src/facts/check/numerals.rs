//! Numerals inside names: 第九名, 两个善于.

/// A number at the start of `text`, in Chinese numerals up to 99 or in digits, and what follows it.
pub fn leading_number(text: &str) -> Option<(u32, &str)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 {
        let (number, rest) = text.split_at_checked(digits)?;
        return Some((number.parse().ok()?, rest));
    }
    let end = text.find(|c| value(c).is_none()).unwrap_or(text.len());
    let (numeral, rest) = text.split_at_checked(end)?;
    let values: Vec<u32> = numeral.chars().filter_map(value).collect();
    let number = match values[..] {
        [one] => one,
        [10, one @ 1..=9] => 10 + one,
        [ten @ 1..=9, 10] => ten * 10,
        [ten @ 1..=9, 10, one @ 1..=9] => ten * 10 + one,
        _ => return None,
    };
    Some((number, rest))
}

/// The number behind the first `mark` in `text`, and what follows it.
pub fn number_after<'t>(text: &'t str, mark: &str) -> Option<(u32, &'t str)> {
    leading_number(text.split_once(mark)?.1)
}

fn value(c: char) -> Option<u32> {
    let place = "一二三四五六七八九十".chars().position(|numeral| numeral == c);
    match c {
        '两' => Some(2),
        _ => place.and_then(|place| u32::try_from(place + 1).ok()),
    }
}
