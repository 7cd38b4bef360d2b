//! x
pub fn markdown(text: &str) -> String { text.to_owned() }
