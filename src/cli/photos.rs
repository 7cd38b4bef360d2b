//! The photos that the papers of a file ask for, read from beside it.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::cli::disk;
use crate::facts::File;
use crate::facts::picture::{MAX_BYTES, Picture, Unusable, lies_inside};

/// Reads the photos of a facts file. What is wrong with one is said where a paper shows it.
pub fn read(file: &mut File) {
    let wanted: Vec<_> = file.asked_photos().iter().map(|photo| photo.file.clone()).collect();
    for name in wanted {
        let (facts, ..) = file.source.file_at(name.origin.range().start);
        let folder = Path::new(facts).parent().unwrap_or(Path::new("")).to_owned();
        file.pictures.insert(name.origin, picture(&folder, &name.text));
    }
}

/// The picture at a path below `folder`.
fn picture(folder: &Path, name: &str) -> Result<Picture, Unusable> {
    if !lies_inside(name) {
        return Err(Unusable::Outside);
    }
    let folder = if folder == Path::new("") { Path::new(".") } else { folder };
    let path = folder.join(name.replace('\\', "/"));
    let refused = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => Unusable::Missing(None),
        _ => Unusable::Missing(Some([disk::reason(&error), error.to_string()])),
    };
    // A link may lead elsewhere.
    let (root, path) = (folder.canonicalize().map_err(refused)?, path.canonicalize().map_err(refused)?);
    if !path.starts_with(&root) {
        return Err(Unusable::Outside);
    }
    if !path.is_file() {
        return Err(Unusable::Missing(None));
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(&path).map_err(refused)?;
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(refused)?;
    Picture::read(bytes)
}
