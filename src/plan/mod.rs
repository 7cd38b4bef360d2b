//! Next year's plan grows out of this year's facts, and next year's facts answer it. What is drafted are proposals, as text
//! of a facts file, for a person to take or leave.
//!
//! | step | room |
//! |---|---|
