//! The types that a field may have, each with how it is read and what is wrong with what it is not.

mod amounts;
mod choices;
mod containers;
mod texts;
mod times;

pub use amounts::{Number, Participants, Percent};
pub use choices::Choice;
pub use containers::{ByName, Lists, Short, Worded};
pub use texts::Step;
pub use times::{Founded, Span};
