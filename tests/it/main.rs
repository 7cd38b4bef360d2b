//! All integration tests in one binary: the dependencies are linked once.

mod office;
mod cases;
mod twelve;
mod runs;
mod house;
mod layout;
mod plain;
mod publishers;
mod titles;
