//! Texts as they are written into a facts file.

/// A text as YAML reads it back.
pub fn scalar(text: &str) -> String {
    let safe = |c: char| c.is_alphanumeric() || "年月日—（）《》“”、，。；：·_".contains(c) || c == '.' || c == '-';
    let first = text.chars().next().is_some_and(|c| c.is_alphanumeric() || "《“（".contains(c));
    let word = !["true", "false", "yes", "no", "null", "on", "off"].contains(&text.to_lowercase().as_str());
    if first && word && text.chars().all(safe) {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted += &format!("\\x{:02x}", u32::from(c)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
