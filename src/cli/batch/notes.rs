//! What was read for a school, with the hash of each file.

use std::fs::{self, File};
use std::io;
use std::path::{Component, Path};

use sha2::{Digest, Sha256};

use crate::batch::manifest::hex;
use crate::batch::record::{Input, Role};
use crate::cli::disk::Witness;
use crate::cli::drafts;

/// A witness who keeps what was read, each file once.
#[derive(Default)]
pub struct Notes {
    inputs: Vec<Input>,
    /// What facts files are read for at the moment; for the school's own where absent.
    pub facts_are: Option<Role>,
}

impl Notes {
    /// Takes note of what lies in a folder.
    pub fn folder(&mut self, path: &str, listing: &str) {
        self.inputs.push(Input { role: Role::Folder, path: path.to_owned(), sha256: hex(listing.as_bytes()) });
    }

    /// All of it, by role and path.
    pub fn inputs(mut self) -> Vec<Input> {
        self.inputs.sort_by(|a, b| (a.role, &a.path).cmp(&(b.role, &b.path)));
        self.inputs
    }
}

impl Witness for Notes {
    fn saw(&mut self, role: Role, path: &Path, bytes: Option<&[u8]>) {
        let role = self.facts_are.filter(|_| role == Role::Facts).unwrap_or(role);
        let steps = path.components().filter(|step| *step != Component::CurDir);
        let path = steps.map(|step| step.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        if self.inputs.iter().all(|input| input.path != path) {
            self.inputs.push(Input { role, path, sha256: bytes.map(hex).unwrap_or_default() });
        }
    }
}

/// A hash as it is written.
pub fn written(digest: Option<[u8; 32]>) -> String {
    digest.into_iter().flatten().map(|byte| format!("{byte:02x}")).collect()
}

/// The hash of a file as it is now; empty where it cannot be read.
pub fn now(path: &Path) -> String {
    let hashed = || -> io::Result<[u8; 32]> {
        let mut hash = Sha256::new();
        io::copy(&mut File::open(path)?, &mut Into(&mut hash))?;
        Ok(hash.finalize().into())
    };
    written(hashed().ok())
}

/// Bytes that go into a hash.
struct Into<'h>(&'h mut Sha256);

impl io::Write for Into<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The names in a folder that a dossier depends on: those of its facts files, and of the drafts that bear one of them.
pub fn listing(folder: &str, facts: &[&str]) -> String {
    let stems: Vec<&str> = facts.iter().filter_map(|name| Path::new(name).file_stem()?.to_str()).collect();
    let of_one = |name: &str| {
        let rest = stems.iter().filter_map(|stem| name.strip_prefix(stem));
        drafts::is_draft(Path::new(name)) && rest.into_iter().any(|rest| rest.starts_with('.'))
    };
    let place = if folder.is_empty() { "." } else { folder };
    let entries = fs::read_dir(place).into_iter().flatten().flatten();
    let there = entries.filter_map(|entry| entry.file_name().into_string().ok()).filter(|name| of_one(name));
    let mut names: Vec<String> = there.chain(facts.iter().map(|name| (*name).to_owned())).collect();
    names.sort();
    names.join("\n")
}
