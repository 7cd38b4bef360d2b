//! How wide a line of 2号 type is.

use std::ops::{Add, Sub};

use unicode_width::UnicodeWidthChar;

/// The longest line: 156 mm hold 20.1 characters of 22 pt.
pub const LINE: i32 = 20 * EM;
/// Hundredths of a character.
pub const EM: i32 = 100;

/// The width of a piece of the title in hundredths of a character, as the narrowest and as the widest face draws it.
///
/// The faces agree on Chinese characters only: a figure takes 0.5 in the licensed 小标宋 and 0.6 in the free stand-in,
/// curly quotes anything up to a whole character. A title must fit, and keep its shape, whichever of them is at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Width {
    pub narrow: i32,
    pub wide: i32,
}

impl Width {
    /// The width of one character. Nothing is without width, so that a line holds a bounded number of characters.
    pub fn of(c: char) -> Self {
        let (narrow, wide) = match c {
            'A'..='Z' => (50, 90),
            '!'..='~' => (50, 60),
            ' ' => (35, 50),
            '“' | '”' | '‘' | '’' | '·' => (35, EM),
            _ if c.width_cjk().unwrap_or(0) < 2 => (50, EM),
            _ => (EM, EM),
        };
        Self { narrow, wide }
    }

    /// By how much this line is longer than `other`: zero unless all faces agree that it is, or that it is shorter.
    pub fn beyond(self, other: Self) -> i32 {
        let (narrow, wide) = (self.narrow - other.narrow, self.wide - other.wide);
        if narrow.signum() != wide.signum() {
            0
        } else if narrow.abs() < wide.abs() {
            narrow
        } else {
            wide
        }
    }
}

impl Add for Width {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { narrow: self.narrow + other.narrow, wide: self.wide + other.wide }
    }
}

impl Sub for Width {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self { narrow: self.narrow - other.narrow, wide: self.wide - other.wide }
    }
}
