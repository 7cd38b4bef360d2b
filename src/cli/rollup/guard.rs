//! What a roll-up may replace: an earlier one, and nothing else that stands where it is to be written.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::kept;
use crate::cli::disk;
use crate::diagnostic::{Diagnostic, Origin, Say, Source};
use crate::facts::include::ROLLUP;
use crate::rollup::office;
use crate::rollup::plans;
use crate::rollup::sources::{self, Row};
use crate::say;

/// What is about to be written.
#[derive(Debug, Clone, Copy)]
pub enum Made {
    /// A roll-up in YAML and the table of its sources.
    Whole,
    /// A roll-up of plans in YAML and the table of their items.
    Plans,
    /// A partial sum in json and its rows.
    Part,
}

/// What marks a partial sum, of whatever version.
#[derive(Deserialize)]
struct Mark {
    #[serde(rename = "version")]
    _version: IgnoredAny,
    #[serde(rename = "heads")]
    _heads: IgnoredAny,
    #[serde(rename = "partial")]
    _partial: IgnoredAny,
}

/// Refuses a target where something else stands, or beside which its table has no place.
pub fn check(target: &Path, made: Made) -> Result<(), Box<Diagnostic>> {
    let table = target.with_extension("csv");
    if table == target {
        let message = say!("这个名字要留给旁边的 csv", "this name is that of the csv beside the file");
        return Err(refused(target, message));
    }
    stands(target, |bytes| is_sum(bytes, made))?;
    stands(&table, |bytes| is_table(bytes, made))?;
    if let Made::Whole = made {
        check(&kept::beside(target), Made::Part)?;
    }
    if let Made::Whole | Made::Plans = made {
        stands(&page(target), office::is_own)?;
    }
    Ok(())
}

/// The page for the office beside a roll-up.
pub fn page(target: &Path) -> PathBuf {
    target.with_extension("html")
}

/// Whether a folder takes files.
pub fn takes(folder: &Path) -> Result<(), Box<Diagnostic>> {
    let made = fs::create_dir_all(folder).and_then(|()| tempfile::tempfile_in(folder));
    made.map(drop).map_err(|error| disk::unwritten(folder, &error))
}

fn stands(path: &Path, is_own: impl Fn(&[u8]) -> bool) -> Result<(), Box<Diagnostic>> {
    // Nothing is lost of what is not there or empty.
    match fs::metadata(path) {
        Err(_) => return Ok(()),
        Ok(data) if data.is_file() && data.len() == 0 => return Ok(()),
        Ok(_) => {}
    }
    if fs::read(path).is_ok_and(|bytes| is_own(&bytes)) {
        return Ok(());
    }
    Err(refused(
        path,
        say!(
            "这里已有别的文件，不是 niandu rollup 写出的",
            "something else stands here that `niandu rollup` has not written"
        ),
    ))
}

fn refused(path: &Path, message: Say) -> Box<Diagnostic> {
    let hint = say!(
        "没有写出；换一个名字，如 -o 汇总-2025.yaml",
        "nothing is written; take another name, such as -o rollup-2025.yaml"
    );
    let source = Source::new(path.display().to_string(), "");
    Box::new(Diagnostic::error("E311", message).at(&source, Origin::default()).hint(hint))
}

fn is_sum(bytes: &[u8], made: Made) -> bool {
    match made {
        Made::Part => serde_json::from_slice::<Mark>(bytes).is_ok(),
        Made::Whole | Made::Plans => {
            let text = String::from_utf8_lossy(bytes);
            let key = |line: &str| line.split_once(':').is_some_and(|(key, _)| ROLLUP.contains(&key.trim_end()));
            text.trim_start_matches('\u{feff}').lines().any(key)
        }
    }
}

fn is_table(bytes: &[u8], made: Made) -> bool {
    match made {
        Made::Whole => bytes.starts_with(sources::opening().as_bytes()),
        Made::Plans => bytes.starts_with(plans::sources::opening().as_bytes()),
        Made::Part => {
            let table = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
            table.into_deserialize::<Row>().next().is_some_and(|row| row.is_ok())
        }
    }
}
