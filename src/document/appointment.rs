//! The days of a plan: what a calendar can hold of it, beside its words.

use crate::document::Date;

/// What of a plan has a time of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// In the order of the plan.
    pub appointments: Vec<Appointment>,
    /// How many items have no time, all the year, or only a rhythm.
    pub undated: usize,
}

/// An item of a plan on its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// The same in every paper and every run, so that a calendar that has it already brings it up to date.
    pub uid: String,
    pub title: String,
    /// The first day and the last.
    pub first: Date,
    pub last: Date,
    /// Goal, measure, target, who is in charge: a line each.
    pub details: Vec<String>,
    /// The area of work.
    pub area: Option<String>,
}
