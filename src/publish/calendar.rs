//! The days of a plan as an iCalendar file (RFC 5545): whole-day events that any calendar takes in.
//!
//! Nothing in it depends on the clock: it is dated by the paper, and an event has the same name in every run, so that a
//! calendar that has it already brings it up to date.

use chrono::{NaiveDate, NaiveTime};
use icalendar::{Calendar, Component, Event, EventLike, Property};

use crate::document::appointment::{Appointment, Schedule};
use crate::document::{Date, Document};

/// The calendar of a paper; `None` where it tells no plan.
pub fn calendar(document: &Document) -> Option<String> {
    let Schedule { appointments, .. } = document.schedule.as_ref()?;
    let mut calendar = Calendar::empty();
    let head = [
        ("VERSION", "2.0"),
        ("PRODID", "-//niandu//niandu//ZH"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", &plain(&document.title)),
    ];
    for (key, value) in head {
        calendar.append_property(Property::new(key, value));
    }
    for appointment in appointments {
        calendar.push(event(appointment, document.date)?);
    }
    Some(calendar.to_string())
}

/// How many events a paper has for a calendar, and how many items of its plan have no days.
pub fn counts(document: &Document) -> Option<(usize, usize)> {
    document.schedule.as_ref().map(|schedule| (schedule.appointments.len(), schedule.undated))
}

/// `None` for days that are none.
fn event(appointment: &Appointment, date: Date) -> Option<Event> {
    let Appointment { uid, title, first, last, details, area } = appointment;
    let stamp = day(date)?.and_time(NaiveTime::MIN).and_utc();
    let mut event = Event::new();
    event.uid(&plain(uid)).timestamp(stamp).summary(&plain(title)).starts(day(*first)?);
    // The end of whole days is the day behind them.
    event.ends(day(*last)?.succ_opt()?);
    // A month of preparations keeps nobody from being asked to a meeting.
    event.add_property("TRANSP", "TRANSPARENT");
    if !details.is_empty() {
        event.description(&details.iter().map(|line| plain(line)).collect::<Vec<_>>().join("\n"));
    }
    if let Some(area) = area {
        event.categories([plain(area)]);
    }
    Some(event.done())
}

fn day(date: Date) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year, date.month.into(), date.day.into())
}

/// A text on one line: a control character has no place in a calendar.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
