//! The time that a paper tells: that of the file, unless the facts or the kind say otherwise.

use chrono::Datelike;

use crate::document::manifest::{Manifest, Tells};
use crate::document::number::chinese;
use crate::facts::model::Paper;
use crate::facts::time::Period;
use crate::figures::Figures;
use crate::figures::plan::{following, planned};

/// The time that a paper of this kind tells: the one written for it, else that of the plan for kinds that look ahead, else
/// that of the file.
pub fn told(figures: Figures<'_>, manifest: &Manifest, paper: Option<&Paper>) -> Period {
    let own = figures.file().period;
    match (paper.and_then(|paper| paper.period.as_ref()), manifest.tells) {
        (Some(written), _) => written.period,
        (None, Tells::Plan) => {
            // A plan that is dated after the time of its file is for what follows.
            let date = paper.and_then(|paper| paper.date.as_ref()).and_then(|date| date.days);
            let later = date.is_some_and(|(day, _)| day > own.end);
            if later { following(own).unwrap_or(own) } else { planned(figures.file()) }
        }
        (None, Tells::Past) => own,
    }
}

/// Whether a time is longer than a kind tells.
pub fn is_too_long(manifest: &Manifest, period: &Period) -> bool {
    let (start, end) = (period.start, period.end);
    let months = i64::from(end.year() - start.year()) * 12 + i64::from(end.month()) - i64::from(start.month()) + 1;
    manifest.months.is_some_and(|most| months > i64::from(most))
}

/// How many years a period has, as papers count them: 一年, 三年; a period that is no whole years goes by its name.
pub fn years(period: &Period) -> String {
    let mut months = 0;
    while period.start.checked_add_months(chrono::Months::new(months)).is_some_and(|day| day <= period.end) {
        months += 12;
    }
    let whole = period.start.checked_add_months(chrono::Months::new(months)).and_then(|day| day.pred_opt());
    match months / 12 {
        _ if whole != Some(period.end) => period.name(),
        2 => "两年".to_owned(),
        years => format!("{}年", chinese(years)),
    }
}

/// What a paper calls the time after a period: the one that the file has a plan for, the year that follows a year, else
/// 今后.
pub fn ahead(figures: Figures<'_>, period: &Period) -> String {
    let plan = Some(planned(figures.file())).filter(|plan| !figures.facts().plan.is_empty() && plan.start > period.end);
    let year = |next: &Period| years(period) == "一年" && next.start > period.end;
    plan.or(following(*period).filter(year)).map_or_else(|| "今后".to_owned(), |next| next.name())
}
