//! What the files of an order are called, and that no two of them are called the same.

use std::collections::HashMap;

use super::Draft;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::compose::fill;
use crate::document::compose::pattern::FILE_PLACES;
use crate::figures::Figures;
use crate::publish::Format;
use crate::say;

/// The file names of papers, without their endings. Two papers of one name are an error.
pub(super) fn stems(
    drafts: &[Draft<'_>],
    pattern: Option<&str>,
    figures: Figures<'_>,
    problems: &mut Diagnostics,
) -> Vec<String> {
    let stems: Vec<String> = drafts.iter().map(|draft| stem(draft, pattern, drafts, figures)).collect();
    let mut first: HashMap<&str, &Draft<'_>> = HashMap::new();
    for (stem, draft) in stems.iter().zip(drafts) {
        let Some(earlier) = first.insert(stem.as_str(), draft) else { continue };
        let (key, other) = (&draft.key, &earlier.key);
        let source = &figures.file().source;
        problems.push(
            Diagnostic::error(
                "E072",
                say!(
                    "“{key}”和“{other}”的文件名都是“{stem}”",
                    "`{key}` and `{other}` would both be written as “{stem}”"
                ),
            )
            .at(source, draft.place)
            .hint(say!(
                "给两份各写一个 标题，或用 --name 加上 {{key}} 区分",
                "give each of them a `title`, or tell them apart by --name with {{key}}"
            )),
        );
    }
    stems
}

/// The name of one paper: by the pattern asked for, else by its own title where the kind has several papers, else by the
/// kind's pattern.
fn stem(draft: &Draft<'_>, pattern: Option<&str>, drafts: &[Draft<'_>], figures: Figures<'_>) -> String {
    let several = drafts.iter().filter(|other| other.kind == draft.kind).count() > 1;
    let own = draft.title.as_deref().filter(|_| several && pattern.is_none());
    let topic = draft.topic.as_str();
    let values = [draft.kind, draft.name, draft.key.as_str(), topic];
    let places: Vec<(&str, &str)> = FILE_PLACES.into_iter().zip(values).collect();
    let filled = match own {
        Some(title) => title.to_owned(),
        None => fill(pattern.unwrap_or(draft.file), figures, &draft.period, &places),
    };
    safe(&filled, draft.kind)
}

/// A name with characters that no file system takes replaced by a hyphen; `kind` where nothing is left.
fn safe(name: &str, kind: &str) -> String {
    let safe = |c: char| {
        if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') || c.is_control() { '-' } else { c }
    };
    let stem: String = name.chars().map(safe).collect();
    // A pattern may end as the file will: title.pdf names title.md, too.
    let stem =
        Format::ALL.iter().find_map(|format| stem.strip_suffix(&format!(".{}", format.ending()))).unwrap_or(&stem);
    let stem = stem.trim().trim_start_matches('.');
    if stem.is_empty() { kind.to_owned() } else { stem.to_owned() }
}
