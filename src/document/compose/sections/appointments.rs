//! The days of a plan for a calendar: an event for each item that has a time, on its day or over its months.

use chrono::{Datelike, Months, NaiveDate};

use crate::document::appointment::{Appointment, Schedule};
use crate::document::compose::Writer;
use crate::document::manifest::Tells;
use crate::document::phrase;
use crate::facts::model::PlanItem;
use crate::facts::time::{Precision, When};
use crate::facts::value::Prose;
use crate::figures::due::{self, apart};
use crate::figures::origins::bare;

impl Writer<'_> {
    /// The days of the plan, for kinds of paper that tell one.
    pub(in crate::document::compose) fn appointments(&self) -> Option<Schedule> {
        if self.manifest.tells != Tells::Plan {
            return None;
        }
        let mut schedule = Schedule { appointments: Vec::new(), undated: 0 };
        for item in &self.figures.facts().plan {
            let time = self.time_of(item);
            let days = time.as_ref().map(|time| self.days(time)).unwrap_or_default();
            schedule.undated += usize::from(days.is_empty());
            let several = days.len() > 1;
            for (number, days) in (1..).zip(days) {
                let part = if several { format!("-{number}") } else { String::new() };
                schedule.appointments.extend(time.as_ref().map(|time| self.appointment(item, time, days, &part)));
            }
        }
        Some(schedule)
    }

    /// The days of a time: of months named one by one those of each; none where it says nothing, or all of the time planned.
    fn days(&self, time: &When) -> Vec<(NaiveDate, NaiveDate)> {
        let plan = self.plan_period();
        let days = due::days(time, &plan).filter(|(first, last)| *first > plan.start || *last < plan.end);
        let Some((first, last)) = days else { return Vec::new() };
        let month = |at: i32| {
            let day = NaiveDate::from_ymd_opt(at.div_euclid(12), u32::try_from(at.rem_euclid(12)).ok()? + 1, 1)?;
            Some((day, day.checked_add_months(Months::new(1))?.pred_opt()?))
        };
        let index = first.year() * 12 + i32::try_from(first.month0()).unwrap_or_default();
        if let Some(months) = apart(&time.written, index).filter(|_| time.precision != Precision::Occasion) {
            return months.into_iter().filter_map(month).collect();
        }
        vec![(first, last)]
    }

    fn appointment(
        &self,
        item: &PlanItem,
        time: &When,
        (first, last): (NaiveDate, NaiveDate),
        part: &str,
    ) -> Appointment {
        let plan = self.plan_period();
        let body = &self.figures.facts().organisation.id.text;
        let span = format!("{}-{}", plan.start.format("%Y%m%d"), plan.end.format("%Y%m%d"));
        let (title, when) = (&item.title.text, &time.written);
        let told = says_more(time) && !title.contains(when.as_str());
        let area = item.area.as_ref().and_then(|own| {
            let own_areas = self.paper.map(|paper| paper.areas.as_slice()).unwrap_or_default();
            let areas = own_areas.iter().chain(&self.figures.facts().areas);
            areas.into_iter().find(|area| area.id.text == own.text).map(|area| area.title.text.clone())
        });
        Appointment {
            uid: format!("{}{part}.{span}@{body}", item.id.text),
            title: if told { format!("{title}（{when}）") } else { title.clone() },
            first: first.into(),
            last: last.into(),
            details: self.details(item),
            area,
        }
    }

    /// What is said of an item beside its name.
    fn details(&self, item: &PlanItem) -> Vec<String> {
        let words = |prose: &Option<Prose>| {
            prose.as_ref().map(|prose| phrase::trimmed(&bare(&self.phrases.inline(prose))).to_owned())
        };
        let target = item.target.as_ref().map(|target| bare(&self.figures.fact(target)).into_owned());
        let owner = item.owner.as_ref().map(|owner| owner.text.clone());
        let all = [("目标", words(&item.goal)), ("措施", words(&item.measure)), ("指标", target), ("责任人", owner)];
        all.into_iter().filter_map(|(name, text)| Some(format!("{name}：{}", text?))).collect()
    }
}

/// Whether a time says more than its days do: 春节前, 3月底; but not 3月8日（星期日）.
fn says_more(time: &When) -> bool {
    let weekday = ["星期", "礼拜", "周"].iter().any(|word| time.written.contains(word));
    let parts = time.precision == Precision::Span && time.written.contains(['旬', '初', '底', '末']);
    time.precision == Precision::Occasion && !weekday || parts
}
