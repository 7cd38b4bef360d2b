//! niandu（年度）

pub mod cli;
pub mod diagnostic;
pub mod document;
pub mod publish;
