//! What a run has done, for people: one page with every school, its papers and its problems.

use std::io::{self, Write};

use crate::batch::manifest::Head;
use crate::batch::record::Record;
use crate::diagnostic::Language;

/// Writes the page. Records come sorted by the bytes of `facts`; one that cannot be had ends the writing.
pub fn write(
    to: &mut dyn Write,
    head: &Head,
    records: impl IntoIterator<Item = io::Result<Record>>,
    language: Language,
) -> io::Result<()> {
    let _ = (head, language);
    for record in records {
        writeln!(to, "{}", record?.facts)?;
    }
    Ok(())
}
