//! All integration tests in one binary: the dependencies are linked once.

mod office;
mod cases;
mod twelve;
mod thirty;
mod mutations;
mod runs;
mod check;
mod explain;
mod house;
mod edit;
mod examples;
mod laws;
mod rules;
mod hostile;
mod pages;
mod layout;
mod plain;
mod publishers;
mod titles;
mod offer;
mod readme;
mod rolling;
mod kinds;
mod plans;
