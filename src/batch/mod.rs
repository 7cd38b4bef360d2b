//! A run over many schools, as data: what is asked of it ([`config`]), which part of it ([`shard`]), what became of each
//! school ([`record`]), who should have handed in ([`register`]), and how all of that is written down: for machines
//! ([`manifest`]) and for people ([`index`]). What the parts of a run have written becomes one again in [`merge`]. The run
//! itself, which touches the disk, is in `cli`.

pub mod config;
pub mod index;
pub mod manifest;
pub mod merge;
pub mod record;
pub mod register;
pub mod shard;
