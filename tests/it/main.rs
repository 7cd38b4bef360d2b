//! All integration tests in one binary: the dependencies are linked once.

mod office;
mod cases;
mod twelve;
mod layout;
mod plain;
mod publishers;
mod titles;
