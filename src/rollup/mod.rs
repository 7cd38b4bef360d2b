//! The facts of many schools added up to those of the body above them, as data: the disk is for `cli`.
//!
//! What each school adds is a [`Partial`](partial::Partial); partials add up in any order and grouping, so that threads and
//! machines can share the work. Nothing is added that must not be ([`judge`]); every figure knows who states it
//! ([`sources`]); rates are never added, the tool derives them again from the sums.

pub mod alike;
pub mod beneath;
pub mod judge;
pub mod gaps;
mod kinds;
mod matters;
mod names;
pub mod office;
pub mod partial;
pub mod plans;
pub mod sources;
pub mod take;
pub mod total;
pub mod write;
