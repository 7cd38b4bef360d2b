//! Rows of sources, sorted outside memory: chunks are sorted and laid aside, then read together.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Seek};
use std::path::PathBuf;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::rollup::sources;

/// How many rows a chunk has.
const CHUNK: usize = 20_000;

/// Rows that are laid aside in files without a name: when the program ends, however it ends, they are gone.
pub struct Spool<R = sources::Row> {
    folder: PathBuf,
    rows: Vec<R>,
    chunks: Vec<File>,
}

impl<R: Ord + Serialize + DeserializeOwned> Spool<R> {
    /// A spool whose files lie in a folder.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, rows: Vec::new(), chunks: Vec::new() }
    }

    /// Takes rows in any order.
    pub fn add(&mut self, rows: Vec<R>) -> io::Result<()> {
        self.rows.extend(rows);
        if self.rows.len() >= CHUNK { self.lay_aside() } else { Ok(()) }
    }

    /// Takes all that another one has.
    pub fn join(&mut self, mut other: Self) -> io::Result<()> {
        other.lay_aside()?;
        self.chunks.append(&mut other.chunks);
        Ok(())
    }

    fn lay_aside(&mut self) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        self.rows.sort_unstable();
        let mut file = tempfile::tempfile_in(&self.folder)?;
        let mut table = csv::WriterBuilder::new().has_headers(false).from_writer(BufWriter::new(&mut file));
        for row in self.rows.drain(..) {
            table.serialize(row)?;
        }
        table.flush()?;
        drop(table);
        file.rewind()?;
        self.chunks.push(file);
        Ok(())
    }

    /// All rows in their order.
    pub fn sorted(mut self) -> io::Result<impl Iterator<Item = io::Result<R>>> {
        self.lay_aside()?;
        let mut chunks: Vec<_> = self.chunks.into_iter().map(rows).collect();
        let mut heap = BinaryHeap::new();
        for (at, chunk) in chunks.iter_mut().enumerate() {
            if let Some(row) = chunk.next() {
                heap.push(Reverse((row?, at)));
            }
        }
        Ok(std::iter::from_fn(move || {
            let Reverse((row, at)) = heap.pop()?;
            match chunks.get_mut(at).and_then(Iterator::next) {
                Some(Ok(next)) => heap.push(Reverse((next, at))),
                Some(Err(error)) => return Some(Err(error)),
                None => {}
            }
            Some(Ok(row))
        }))
    }
}

/// The rows of a file.
pub fn rows<R: DeserializeOwned>(file: File) -> impl Iterator<Item = io::Result<R>> {
    let table = csv::ReaderBuilder::new().has_headers(false).from_reader(BufReader::new(file));
    table.into_deserialize().map(|row| row.map_err(io::Error::other))
}
