//! niandu（年度）

pub mod diagnostic;
pub mod document;
pub mod publish;
