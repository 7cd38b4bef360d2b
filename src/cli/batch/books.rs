//! What runs remember below the output folder: the manifest of the last whole run, and the journal of the run that is under
//! way or was broken off. Records stay on the disk; in memory is only where each of them stands.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

use serde::Deserialize;

use crate::batch::manifest::{self, Head};
use crate::batch::record::{Output, Record, Status};
use crate::cli::batch::written::Written;

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    in_journal: bool,
    offset: u64,
    length: usize,
}

/// What is known of a school.
#[derive(Debug, Clone, Copy)]
struct Mark {
    place: Option<Place>,
    /// Whether its record was made under the setting of this run.
    current: bool,
    /// Whether files were about to be replaced when a run was broken off: nobody knows which of them were.
    begun: bool,
}

/// A record of an earlier run.
pub struct Known {
    pub record: Record,
    pub place: Place,
    /// Whether it was made under the setting of this run, and its files are the ones that it names.
    pub current: bool,
}

/// The books of an output folder.
pub struct Books {
    manifest: Option<Mutex<File>>,
    /// The head of the last manifest.
    pub head: Option<Head>,
    journal: PathBuf,
    pen: Mutex<Pen>,
    fingerprint: String,
    marks: HashMap<Box<str>, Mark>,
    /// The places of all records, also of those that a later one replaces.
    places: Vec<Place>,
    /// What runs have written here; read when it is first asked for, which few runs need.
    written: OnceLock<Written>,
    out: PathBuf,
}

/// The open journal.
#[derive(Default)]
struct Pen {
    file: Option<File>,
    length: u64,
    /// Whether the journal says already that what follows is made under the setting of this run.
    stated: bool,
    /// A line could not be written whole: nothing may follow it.
    broken: bool,
}

/// What a line of a journal or a manifest may be, as far as it must be known before the record is asked for.
#[derive(Deserialize)]
struct Line {
    facts: Option<Box<str>>,
    status: Option<Status>,
    fingerprint: Option<String>,
    writing: Option<Box<str>>,
}

impl Books {
    /// Opens the books of a run with this fingerprint: the manifest, where there is one, and the journal.
    pub fn open(manifest: &Path, journal: PathBuf, fingerprint: &str) -> io::Result<Self> {
        let mut books = Self {
            manifest: None,
            head: None,
            journal,
            pen: Mutex::default(),
            fingerprint: fingerprint.to_owned(),
            marks: HashMap::new(),
            places: Vec::new(),
            written: OnceLock::new(),
            out: manifest.parent().map(Path::to_path_buf).unwrap_or_default(),
        };
        if let Ok(file) = File::open(manifest) {
            books.read_manifest(file)?;
        }
        books.read_journal()?;
        Ok(books)
    }

    /// A manifest that cannot be understood says nothing: all is written again.
    fn read_manifest(&mut self, mut file: File) -> io::Result<()> {
        let Ok((head, _)) = manifest::read(BufReader::new(&file)) else { return Ok(()) };
        let current = head.fingerprint == self.fingerprint;
        file.seek(SeekFrom::Start(0))?;
        for_each_line(&file, |offset, line| {
            let line = line.trim_end().trim_end_matches(',');
            let place = Place { in_journal: false, offset, length: line.len() };
            if let Some((facts, _)) = of_record(line) {
                self.places.push(place);
                self.marks.insert(facts, Mark { place: Some(place), current, begun: false });
            }
        })?;
        self.head = Some(head);
        self.manifest = Some(Mutex::new(file));
        Ok(())
    }

    fn read_journal(&mut self) -> io::Result<()> {
        let Ok(file) = OpenOptions::new().read(true).write(true).open(&self.journal) else { return Ok(()) };
        let mut pen = Pen::default();
        for_each_line(&file, |offset, line| {
            // The last line of a run that was broken off may be torn.
            if !line.ends_with('\n') {
                return;
            }
            pen.length = offset + line.len() as u64;
            let length = line.trim_end().len();
            let Ok(line) = serde_json::from_str::<Line>(line) else { return };
            if let Some(fingerprint) = line.fingerprint {
                pen.stated = fingerprint == self.fingerprint;
            }
            if let Some(facts) = line.writing {
                let mark = self.marks.entry(facts).or_insert(Mark { place: None, current: false, begun: true });
                mark.begun = true;
            }
            if let (Some(facts), Some(_)) = (line.facts, line.status) {
                let place = Place { in_journal: true, offset, length };
                self.places.push(place);
                self.marks.insert(facts, Mark { place: Some(place), current: pen.stated, begun: false });
            }
        })?;
        file.set_len(pen.length)?;
        self.pen = Mutex::new(pen);
        Ok(())
    }

    /// What earlier runs know of a facts file.
    pub fn known(&self, facts: &str) -> Option<Known> {
        let mark = self.marks.get(facts)?;
        let place = mark.place?;
        let record = self.read(place).ok()?;
        Some(Known { record, place, current: mark.current && !mark.begun })
    }

    /// The record at a place.
    pub fn read(&self, place: Place) -> io::Result<Record> {
        let torn = || io::Error::from(io::ErrorKind::InvalidData);
        let mut bytes = vec![0; place.length];
        if place.in_journal {
            read_at(&mut File::open(&self.journal)?, place, &mut bytes)?;
        } else {
            let file = self.manifest.as_ref().ok_or_else(torn)?;
            let mut file = file.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            read_at(&mut file, place, &mut bytes)?;
        }
        std::str::from_utf8(&bytes).ok().and_then(manifest::read_line).ok_or_else(torn)
    }

    /// The records of earlier runs, one at a time, also those that a later one replaces.
    pub fn all(&self) -> impl Iterator<Item = Record> + '_ {
        self.places.iter().filter_map(|place| self.read(*place).ok())
    }

    /// Whether a run has written this content to a place below the output folder.
    pub fn has_written(&self, place: &str, sha256: &str) -> bool {
        self.written.get_or_init(|| Written::read(&self.out)).has(place, sha256)
    }

    /// Notes which files of a school are about to be written: where the run is broken off they are the program's all the same.
    pub fn begin(&self, facts: &str, files: &[&Output]) -> io::Result<()> {
        self.write(&serde_json::json!({ "writing": facts, "files": files }).to_string()).map(|_| ())
    }

    /// Enters a finished school.
    pub fn enter(&self, record: &Record) -> io::Result<Place> {
        self.write(&serde_json::to_string(record)?)
    }

    /// Writes a line of the journal and hands it to the system.
    fn write(&self, line: &str) -> io::Result<Place> {
        let mut pen = self.pen.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if pen.broken {
            return Err(io::Error::other("the journal is broken"));
        }
        if pen.file.is_none() {
            if let Some(folder) = self.journal.parent() {
                fs::create_dir_all(folder)?;
            }
            let mut file = OpenOptions::new().create(true).truncate(false).write(true).open(&self.journal)?;
            file.seek(SeekFrom::Start(pen.length))?;
            pen.file = Some(file);
        }
        if !pen.stated {
            let line = serde_json::json!({ "fingerprint": self.fingerprint }).to_string();
            pen.put(&line)?;
            // Under which setting the run writes outlives a power cut, before the first paper is replaced. The lines of the
            // schools need not: a school whose line is lost is written again.
            pen.file.iter().try_for_each(File::sync_data)?;
            pen.stated = true;
        }
        let place = Place { in_journal: true, offset: pen.length, length: line.len() };
        pen.put(line)?;
        Ok(place)
    }

    /// Closes the books of a run whose manifest is written.
    pub fn close(self) -> io::Result<()> {
        drop(self.pen);
        match fs::remove_file(&self.journal) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

impl Pen {
    fn put(&mut self, line: &str) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Err(io::ErrorKind::NotFound.into()) };
        if let Err(error) = file.write_all(format!("{line}\n").as_bytes()) {
            // What stands there of the line is taken back.
            let whole = file.set_len(self.length).and_then(|()| file.seek(SeekFrom::Start(self.length)));
            self.broken = whole.is_err();
            return Err(error);
        }
        self.length += line.len() as u64 + 1;
        Ok(())
    }
}

/// The facts file and the status of a record on a line; nothing where there is none.
fn of_record(line: &str) -> Option<(Box<str>, Status)> {
    let line: Line = serde_json::from_str(line).ok()?;
    line.facts.zip(line.status)
}

fn read_at(file: &mut File, place: Place, bytes: &mut [u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(place.offset))?;
    file.read_exact(bytes)
}

/// Reads a file line by line, each with its offset and its line feed; what is no text ends it.
fn for_each_line(file: &File, mut each: impl FnMut(u64, &str)) -> io::Result<()> {
    let mut reader = BufReader::new(file);
    let (mut offset, mut line) = (0, String::new());
    loop {
        line.clear();
        match reader.read_line(&mut line) {
            Ok(0) => return Ok(()),
            Ok(read) => {
                each(offset, &line);
                offset += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::InvalidData => return Ok(()),
            Err(error) => return Err(error),
        }
    }
}
