//! A run over many schools, as data: what is asked of it ([`config`]), what became of each school ([`record`]). The run
//! itself, which touches the disk, is in `cli`.

pub mod config;
pub mod record;
