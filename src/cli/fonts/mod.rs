//! Faces: where they lie, which of them is used for what (`niandu fonts`), and what to install.

mod advice;
mod search;
mod show;

pub use self::advice::advice;
pub use self::search::Places;
pub use self::show::{command, run};

/// Systems that keep fonts in places of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    Windows,
    MacOs,
    /// Linux and its relatives.
    Other,
}

impl System {
    /// The one that the program is built for.
    pub fn here() -> Self {
        if cfg!(windows) {
            Self::Windows
        } else if cfg!(target_os = "macos") {
            Self::MacOs
        } else {
            Self::Other
        }
    }
}
