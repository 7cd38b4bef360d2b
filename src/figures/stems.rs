//! What a proposal stems from where that has no id: the list it stands in, with a mark made of what it says. The mark stays
//! when the list gets longer or shorter, and is another one when the words change.

use sha2::{Digest, Sha256};

use crate::diagnostic::Origin;
use crate::facts::File;
use crate::facts::model::Entered;
use crate::facts::value::{Piece, Prose};
use crate::figures::progress::offers::words;

/// The mark of a text.
pub fn of_text(text: &Prose) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Reference(reference) => reference.path.join("."),
    };
    let paragraphs: Vec<String> = text.paragraphs.iter().map(|pieces| pieces.iter().map(piece).collect()).collect();
    mark(&paragraphs.join("\n"))
}

/// The mark of a record: what it is about.
pub fn of_record(record: Entered<'_>) -> String {
    mark(&words(record))
}

fn mark(text: &str) -> String {
    const BYTES: usize = 3;
    Sha256::digest(text.as_bytes()).iter().take(BYTES).map(|byte| format!("{byte:02x}")).collect()
}

/// Where that of which `stem` is the name stands in a file; `None` where the file has no such thing.
pub fn place(file: &File, stem: &str) -> Option<Origin> {
    let (list, mark) = stem.rsplit_once('-')?;
    let facts = &file.facts;
    match list {
        "next" | "下一步" => facts.next.iter().find(|step| of_text(step) == mark).map(|step| step.origin),
        "problems" | "问题" => {
            facts.problems.iter().find(|problem| of_text(&problem.text) == mark).map(|problem| problem.origin)
        }
        _ => {
            let same = |record: Entered<'_>| record.id().is_none() && of_record(record) == mark;
            facts.entered(same).map(|record| record.record().origin())
        }
    }
}
