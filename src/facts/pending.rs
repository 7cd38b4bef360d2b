//! 待填: what `niandu new` writes where a value is still to be entered. It is a problem of its own, and no other.

use crate::facts::tree::{Node, Value};

/// The mark for a value that is still to be entered.
pub const MARK: &str = "待填";
/// A word that begins like the mark and is none: 待填报的表格.
const WORD: &str = "待填报";

/// Whether nothing but the mark is written here.
pub fn whole(node: &Node) -> bool {
    matches!(&node.value, Value::Scalar(text) if text.trim() == MARK)
}

/// Where the mark stands in a text.
pub fn places(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices(MARK).map(|(at, _)| at).filter(|at| !text[*at..].starts_with(WORD))
}
