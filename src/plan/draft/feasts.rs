//! Feasts of a fixed day: what is held for one is held on it or shortly before it, and never after it.

use chrono::{Datelike, Months, NaiveDate};

/// The words that name a feast, and its day.
const FEASTS: [(&[&str], u32, u32); 8] = [
    (&["元旦", "新年"], 1, 1),
    (&["妇女节", "三八"], 3, 8),
    (&["劳动节", "五一"], 5, 1),
    (&["五四"], 5, 4),
    (&["儿童节", "六一"], 6, 1),
    (&["七一"], 7, 1),
    (&["教师节"], 9, 10),
    (&["国庆"], 10, 1),
];

/// The feast, `months` later, for which a matter of this day is held: one that its words name, on that day or within three
/// days behind it.
pub fn feast(words: &str, was: NaiveDate, months: u32) -> Option<NaiveDate> {
    const DAYS_BEFORE: i64 = 3;
    let named = FEASTS.iter().filter(|(names, ..)| names.iter().any(|name| words.contains(name)));
    let days = named.flat_map(|(_, month, day)| {
        [was.year(), was.year() + 1].into_iter().filter_map(|year| NaiveDate::from_ymd_opt(year, *month, *day))
    });
    let held_for = |feast: &NaiveDate| (0..=DAYS_BEFORE).contains(&(*feast - was).num_days());
    days.into_iter().find(held_for)?.checked_add_months(Months::new(months))
}
