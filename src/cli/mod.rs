//! The command line: disk, environment, terminal and exit code.

pub mod fonts;
