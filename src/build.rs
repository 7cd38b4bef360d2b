//! Build script: lists the templates that ship with the program, and joins the built-in faces, which two pairs of crates
//! carry in halves, into `OUT_DIR`; and hashes what the program is made of, so that two builds that may write different
//! papers are told apart.
//!
//! The font crates are locked and fetched with the other dependencies but never compiled: they stand under a target
//! that no platform matches, and cargo itself says where it put them.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;
use sha2::{Digest, Sha256};

/// A face, and the crates and files that hold its two halves.
struct Face {
    file: &'static str,
    halves: [(&'static str, &'static str); 2],
}

const FACES: [Face; 2] = [
    Face {
        file: "LXGWWenKai-Regular.ttf",
        halves: [
            ("makepad-fonts-chinese-regular", "LXGWWenKaiRegular.ttf"),
            ("makepad-fonts-chinese-regular-2", "LXGWWenKaiRegular.ttf.2"),
        ],
    },
    Face {
        file: "LXGWWenKai-Bold.ttf",
        halves: [
            ("makepad-fonts-chinese-bold", "LXGWWenKaiBold.ttf"),
            ("makepad-fonts-chinese-bold-2", "LXGWWenKaiBold.ttf.2"),
        ],
    },
];

/// What the program is made of, below the package.
const WATCHED: [&str; 4] = ["Cargo.lock", "Cargo.toml", "report-templates", "src"];

fn main() {
    for watched in WATCHED {
        println!("cargo::rerun-if-changed={watched}");
    }
    if let Err(problem) = join_faces() {
        println!("cargo::error=built-in fonts: {problem}");
    }
    if let Err(problem) = list_templates() {
        println!("cargo::error=built-in templates: {problem}");
    }
    match tool() {
        Ok(tool) => println!("cargo::rustc-env=NIANDU_TOOL={tool}"),
        Err(problem) => println!("cargo::error=the digest of the sources: {problem}"),
    }
}

/// The version and twelve digits of the hash of everything that the program is made of. The built-in faces are the ones that
/// the lock file names with their hashes. Equal sources give the same on every machine: no path but the one below the
/// package goes into it.
fn tool() -> Result<String, String> {
    let home = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo has not set CARGO_MANIFEST_DIR")?);
    let version = env::var("CARGO_PKG_VERSION").map_err(|e| e.to_string())?;
    let mut files = Vec::new();
    for watched in WATCHED {
        let path = home.join(watched);
        if path.is_dir() {
            collect(&path, &mut files).map_err(|e| format!("cannot list {}: {e}", path.display()))?;
        } else {
            files.push(path);
        }
    }
    let named = |file: PathBuf| {
        let below = file.strip_prefix(&home).unwrap_or(&file);
        (below.iter().map(|step| step.to_string_lossy()).collect::<Vec<_>>().join("/"), file)
    };
    let mut files: Vec<(String, PathBuf)> = files.into_iter().map(named).collect();
    files.sort();
    let mut hash = Sha256::new();
    for (name, path) in files {
        let bytes = fs::read(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        // With its lengths, so that no two lists of files run together to the same bytes.
        hash.update(format!("{}:{name}:{}:", name.len(), bytes.len()));
        hash.update(bytes);
    }
    let digits: String = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("{version}+{digits}"))
}

/// Writes the list of all files below `report-templates`, each with its text included.
fn list_templates() -> Result<(), String> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo has not set OUT_DIR")?);
    let home = env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo has not set CARGO_MANIFEST_DIR")?;
    let root = Path::new(&home).join("report-templates");
    let mut files = Vec::new();
    collect(&root, &mut files).map_err(|e| format!("cannot list {}: {e}", root.display()))?;
    files.sort();
    let mut list = String::from("&[\n");
    for file in &files {
        let name: Vec<_> =
            file.strip_prefix(&root).into_iter().flat_map(Path::iter).map(|p| p.to_string_lossy()).collect();
        list.push_str(&format!("    ({:?}, include_str!({:?})),\n", name.join("/"), file.display().to_string()));
    }
    list.push(']');
    let path = out.join("templates.rs");
    renew(&path, list.as_bytes()).map_err(|e| format!("cannot write {}: {e}", path.display()))
}

/// Writes a file, unless it is there: what is compiled in is not compiled again for a new date.
fn renew(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if fs::read(path).is_ok_and(|there| there == bytes) { Ok(()) } else { fs::write(path, bytes) }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        match entry.file_type()? {
            kind if hidden || kind.is_symlink() => {}
            kind if kind.is_dir() => collect(&entry.path(), files)?,
            _ => files.push(entry.path()),
        }
    }
    Ok(())
}

fn join_faces() -> Result<(), String> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo has not set OUT_DIR")?);
    let metadata = metadata()?;
    for face in &FACES {
        let mut bytes = Vec::new();
        for (package, file) in face.halves {
            let path = folder_of(&metadata, package)?.join("resources").join(file);
            let half = fs::read(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
            bytes.extend(half);
        }
        check(face.file, &bytes)?;
        let path = out.join(face.file);
        renew(&path, &bytes).map_err(|e| format!("cannot write {}: {e}", path.display()))?;
    }
    Ok(())
}

/// What cargo knows of the locked packages. Asking for it also fetches what the build itself had no use for; the first
/// question forbids the network, so that a second build needs none.
fn metadata() -> Result<Value, String> {
    let answer = ask_cargo(&["--offline"]).or_else(|_| ask_cargo(&[])).map_err(|problem| {
        format!("cargo cannot say where the font crates are; run `cargo fetch --locked` and build again ({problem})")
    })?;
    serde_json::from_slice(&answer).map_err(|e| format!("cannot read the answer of `cargo metadata`: {e}"))
}

fn ask_cargo(extra: &[&str]) -> Result<Vec<u8>, String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let folder = env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo has not set CARGO_MANIFEST_DIR")?;
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(extra)
        .current_dir(folder)
        .output()
        .map_err(|e| format!("`cargo metadata` did not start: {e}"))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(String::from_utf8_lossy(&output.stderr).trim().replace('\n', "; "))
    }
}

/// The folder of a locked package.
fn folder_of(metadata: &Value, package: &str) -> Result<PathBuf, String> {
    metadata["packages"]
        .as_array()
        .and_then(|all| all.iter().find(|p| p["name"] == package))
        .and_then(|found| found["manifest_path"].as_str())
        .and_then(|manifest| Path::new(manifest).parent())
        .map(Path::to_path_buf)
        .ok_or_else(|| format!("Cargo.lock has no package {package}; restore Cargo.toml and Cargo.lock"))
}

/// Whether `bytes` is one whole TrueType file: the magic number, and a table directory none of whose tables ends
/// outside the file. A missing or exchanged half fails here and not in a reader's PDF.
fn check(name: &str, bytes: &[u8]) -> Result<(), String> {
    let long = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize);
    let tables = bytes.get(4..6).map_or(0, |b| usize::from(b[0]) << 8 | usize::from(b[1]));
    let whole = long(0) == Some(0x0001_0000)
        && tables > 0
        && (0..tables).all(|i| {
            let entry = 12 + 16 * i;
            matches!((long(entry + 8), long(entry + 12)), (Some(from), Some(size)) if from + size <= bytes.len())
        });
    if whole { Ok(()) } else { Err(format!("{name} is not a whole TrueType file after joining its halves")) }
}
