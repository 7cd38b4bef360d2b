//! Next year's plan grows out of this year's facts, and next year's facts answer it. What is drafted are proposals, as text
//! of a facts file, for a person to take or leave.
//!
//! | step | room |
//! |---|---|
//! | where proposals stand in a file as it is written | [`proposals`] |
//! | proposals taken over in place | [`accept`] |
//! | a new proposal, and what a person made of the last one | [`merge`] |

pub mod accept;
pub mod merge;
pub mod proposals;
