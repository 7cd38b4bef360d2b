//! Whether two values that are written otherwise are one: an amount in another unit, a time with or without its year.

use crate::facts::amount::{Amount, kind_of};
use crate::facts::table::Item;
use crate::facts::time::{Period, When};

/// Whether both mean the same.
pub fn is_same([before, after]: [&Item<'_>; 2], [earlier, later]: [Period; 2]) -> bool {
    match (before, after) {
        (Item::Amount(before), Item::Amount(after)) => same_amount(before, after),
        (Item::Amounts(before), Item::Amounts(after)) => {
            before.len() == after.len() && before.iter().zip(after.iter()).all(|(one, other)| same_amount(one, other))
        }
        (Item::When(before), Item::When(after)) => same_time([before, after], [earlier, later]),
        _ => false,
    }
}

/// 1.5万元 and 15000元; 近600人 and 600人 are two claims.
fn same_amount(one: &Amount, other: &Amount) -> bool {
    one.sum.is_exact()
        && other.sum.is_exact()
        && one.sum.value == other.sum.value
        && kind_of(&one.unit) == kind_of(&other.unit)
}

/// The same days. A time without a year is one of its file's own: 4月 of 2024 and 2025年4月 of 2025 differ no more than 4月
/// and 4月; two years that are both written are two times.
fn same_time([one, other]: [&When; 2], [earlier, later]: [Period; 2]) -> bool {
    if one.days.is_some() && one.days == other.days && one.precision == other.precision {
        return true;
    }
    let bare = !(names_year(one) && names_year(other));
    bare && one.precision == other.precision && one.print(&earlier) == other.print(&later)
}

fn names_year(time: &When) -> bool {
    time.written.chars().take_while(char::is_ascii_digit).count() == 4
}
