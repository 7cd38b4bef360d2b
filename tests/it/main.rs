//! All integration tests in one binary: the dependencies are linked once.

mod layout;
mod plain;
mod publishers;
mod titles;
