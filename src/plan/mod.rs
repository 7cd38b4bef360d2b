//! Next year's plan grows out of this year's facts, and next year's facts answer it. What is drafted are proposals, as text
//! of a facts file, for a person to take or leave.
//!
//! | step | room |
//! |---|---|
//! | on which days a school can do something | [`calendar`] |
//! | this year's facts to proposals, and what is not proposed | [`draft`](mod@draft) |
//! | proposals as a facts file | [`draft::write`] |
//! | a plan beside what was done, as people and programs are told it | [`progress`] |
//! | the same as a page for the office | [`page`] |
//! | likely matches that a person has confirmed, written into his file | [`confirm`] |
//! | where proposals stand in a file as it is written | [`proposals`] |
//! | proposals taken over in place | [`accept`] |
//! | a new proposal, and what a person made of the last one | [`merge`] |

pub mod accept;
pub mod calendar;
pub mod confirm;
pub mod draft;
pub mod merge;
pub mod page;
pub mod progress;
pub mod proposals;
