//! The partial sums that lie beside a roll-up, from which the next level sums school by school: written with it, and taken
//! where they belong to it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};

use super::part::{self, Part};
use super::spool::{Spool, rows};
use crate::batch::manifest::hex;
use crate::cli::disk;
use crate::diagnostic::{Diagnostic, Diagnostics, Say};
use crate::facts;
use crate::facts::value::Text;
use crate::rollup::beneath;
use crate::rollup::judge::PARTIAL;
use crate::rollup::partial::{self, Broken, Partial};
use crate::rollup::sources::Row;
use crate::rollup::take;
use crate::say;

/// The partial sums beside a roll-up file of this name.
pub fn beside(target: &Path) -> PathBuf {
    target.with_extension("part.json")
}

/// The digest of the sums in the text of a roll-up, and how many bytes they are: what only an editor has changed is no
/// change.
pub fn mark(sums: &str) -> (usize, String) {
    let sums = sums.trim_end();
    (sums.len(), hex(sums.as_bytes()))
}

/// Writes the file, and gives its digest.
pub fn write(path: &Path, part: &Part) -> Result<String, Box<Diagnostic>> {
    let mut digest = Sha256::new();
    disk::stream(&super::folder_of(path), &super::name_of(path), |to| {
        let mut both = Hashing { to, digest: &mut digest };
        serde_json::to_writer(&mut both, part)?;
        writeln!(both)
    })?;
    Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Passes on what is written, and hashes it.
struct Hashing<'w> {
    to: &'w mut dyn Write,
    digest: &'w mut Sha256,
}

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.digest.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// The partial sums of the schools of a body, and the table of their rows.
pub struct Kept {
    part: Part,
    table: File,
}

/// Whether the roll-up of a body names its partial sums.
pub fn is_named(file: &facts::File) -> bool {
    file.facts.rollup.as_ref().is_some_and(|rollup| rollup.partial.is_some())
}

/// Opens the partial sums that the roll-up of a body names; the error says why they cannot be taken.
pub fn open(file: &facts::File, path: &Path) -> Result<Kept, Broken> {
    let Some(rollup) = &file.facts.rollup else { return Err(broken(0, say!("没有写明", "none is named"))) };
    let named = rollup.partial.as_ref();
    // Of a file that is included the line says nothing.
    let own = named.filter(|named| named.origin.range().start < file.source.file_at(0).2.len());
    let line = own.map_or(0, |named| file.source.position(named.origin.range().start).0);
    sums(file, path, named, rollup.digest.as_ref()).map_err(|why| broken(line, why))
}

fn broken(line: usize, Say { zh, en }: Say) -> Broken {
    Broken { count: 1, code: PARTIAL.to_owned(), line, zh, en }
}

fn sums(file: &facts::File, path: &Path, named: Option<&Text>, digest: Option<&Text>) -> Result<Kept, Say> {
    let name = named.map(|named| named.text.trim()).unwrap_or_default();
    if !Path::new(name).components().all(|step| matches!(step, Component::Normal(_))) || name.is_empty() {
        return Err(say!("“{name}”不在本文件夹之内", "`{name}` does not lie in this folder"));
    }
    let rolled = take::rolled(file);
    let (written, _, text) = file.source.file_at(rolled.start);
    let roll_up = if rolled.start == 0 { path } else { Path::new(written) };
    let json = roll_up.parent().unwrap_or(Path::new("")).join(name);
    let unread = |path: &Path, error: &io::Error| {
        let (path, reason) = (path.display(), disk::reason(error));
        say!("读不了 {path}：{reason}", "{path} cannot be read: {error}")
    };
    let bytes = fs::read(&json).map_err(|error| unread(&json, &error))?;
    let shown = json.display();
    if digest.is_none_or(|digest| digest.text.trim() != hex(&bytes)) {
        return Err(say!("{shown} 不是这份汇总的", "{shown} is not of this roll-up"));
    }
    let part: Part = serde_json::from_slice(&bytes).map_err(|error| say!("{shown}：{error}", "{shown}: {error}"))?;
    if !part.is_current() {
        let tool = part.tool();
        return Err(say!(
            "{shown} 出自另一版程序（niandu {tool}）",
            "{shown} comes from another version (niandu {tool})"
        ));
    }
    if !part.is_of(text) {
        return Err(say!(
            "汇总里的数改过了，与 {shown} 不符；要改数，写在本级自己的事实文件里",
            "the sums of the roll-up were changed and are not those of {shown}; figures of one's own belong in one's own facts"
        ));
    }
    let table = part::table(&json);
    let table = File::open(&table).map_err(|error| unread(&table, &error))?;
    Ok(Kept { part, table })
}

impl Kept {
    /// What a body and its schools add, all seen from above; the rows go to a spool.
    pub fn take(
        self,
        file: &facts::File,
        place: &str,
        problems: &Diagnostics,
        spool: &mut Spool,
    ) -> io::Result<Partial> {
        let (below, ids) = self.part.sums();
        let below = below.within(place);
        let (mut all, own) = take::own(file, place, problems, below.leaves().count() as u64);
        let dropped = beneath::put(file, &mut all, below, &ids);
        spool.add(own)?;
        for row in rows(self.table) {
            let row: Row = row?;
            if !dropped.has(&row.figure) {
                spool.add(vec![Row { file: partial::inside(place, &row.file), ..row }])?;
            }
        }
        Ok(all)
    }
}
