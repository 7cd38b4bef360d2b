//! How the names of several issuers stand under their seals (GB/T 9704 7.3.5.1).

use super::Signature;
use super::title::ems;

/// The type area and a seal of 42 mm with its distance to the next, in half characters of 3号.
const LINE: i32 = 56;
const SEAL: i32 = 15;
const PITCH: i32 = 17;
/// Between two names.
const GAP: i32 = 3;
/// As many stand beside each other at most.
const MOST: usize = 3;

impl Signature {
    /// The names in the order of the issuers, row by row. Under seals as many stand beside each other as the line holds,
    /// three at most; the columns are equally far apart, and a row that is not full ends with the others at the right,
    /// where the date stands. Without seals every name has a line of its own (7.3.5.2).
    pub fn rows(&self) -> Vec<&[String]> {
        let most = if self.sealed { MOST.min(self.issuers.len()) } else { 1 };
        let fitting = (2..=most).rev().find(|&columns| self.fits(columns));
        self.issuers.chunks(fitting.unwrap_or(1)).collect()
    }

    /// Whether rows of so many names, a character and a half apart at least, are no wider than the type area with their seals.
    fn fits(&self, columns: usize) -> bool {
        let wide = |name: &String| 2 * ems(name);
        let rows = || self.issuers.chunks(columns);
        let pitch = rows().flat_map(|row| row.windows(2)).map(|pair| (wide(&pair[0]) + wide(&pair[1]) + 1) / 2 + GAP);
        let pitch = pitch.max().unwrap_or(0).max(PITCH);
        let half = |name: Option<&String>| name.map_or(0, wide).max(SEAL);
        let first = rows().filter(|row| row.len() == columns).map(|row| half(row.first())).max().unwrap_or(SEAL);
        let last = rows().map(|row| half(row.last())).max().unwrap_or(SEAL).max(2 * ems(&self.date));
        // A name in the middle may be wider than both at the edges of its row.
        (first + last + 1) / 2 + pitch * (columns as i32 - 1) <= LINE
    }
}
