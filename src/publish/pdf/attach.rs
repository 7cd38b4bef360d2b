//! Files that go inside a PDF: what it was made of (PDF/A-3, ISO 19005-3 6.8).

use std::collections::HashSet;

use serde::Serialize;

/// A text file that goes inside a PDF.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// Its name in the PDF, with `/` between folders.
    name: String,
    text: String,
    /// The sort of its text (RFC 9512, RFC 7763).
    mime: &'static str,
    /// What it is, for whom the reader's program lists it.
    description: String,
}

impl Attachment {
    /// A file with its name as the user knows it; what a PDF cannot take as a name is left out of it.
    pub fn new(name: &str, text: &str, description: &str) -> Self {
        let mime = if name.ends_with(".md") { "text/markdown" } else { "application/yaml" };
        Self { name: plain(name), text: text.to_owned(), mime, description: description.to_owned() }
    }
}

/// The parts of a path that go down from where it begins, without the characters that systems forbid in names.
fn plain(name: &str) -> String {
    let parts = name.split(['/', '\\']).filter(|part| !["", ".", ".."].contains(part));
    let clean = |part: &str| part.replace(|c: char| c.is_control() || ":*?\"<>|".contains(c), "-");
    let parts: Vec<String> = parts.map(clean).collect();
    if parts.is_empty() { "facts.yaml".to_owned() } else { parts.join("/") }
}

/// The same files under names that differ: a PDF finds them by name.
pub(super) fn apart(files: &[Attachment]) -> Vec<Attachment> {
    let mut taken = HashSet::new();
    let mut apart = files.to_vec();
    for file in &mut apart {
        let (stem, ending) = file.name.rsplit_once('.').unwrap_or((&file.name, ""));
        let name = |number| if number == 1 { file.name.clone() } else { format!("{stem}-{number}.{ending}") };
        if let Some(free) = (1..).map(name).find(|name| !taken.contains(name)) {
            taken.insert(free.clone());
            file.name = free;
        }
    }
    apart
}

/// What a layout says at its end to take the files along. They reach it as data, like the text.
pub(super) const CODE: &str = "
#for file in json(\"attached.json\") {
  pdf.attach(
    file.name,
    bytes(file.text),
    relationship: \"source\",
    mime-type: file.mime,
    description: file.description,
  )
}
";

#[cfg(test)]
mod tests {
    use super::{Attachment, apart};

    #[test]
    fn names_stay_below_and_apart() {
        let file = |name| Attachment::new(name, "", "");
        let names = ["2025.yaml", "../2025.yaml", "分表\\活动.yaml", "C:/a?.md", "..", "2025.yaml"].map(file);
        let names: Vec<String> = apart(&names).into_iter().map(|file| file.name).collect();
        assert_eq!(names, ["2025.yaml", "2025-2.yaml", "分表/活动.yaml", "C-/a-.md", "facts.yaml", "2025-3.yaml"]);
    }
}
