//! The photos that the papers of a file ask for, read from beside it.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use crate::batch::record::Role;
use crate::cli::disk::{self, Witness};
use crate::facts::File;
use crate::facts::picture::{MAX_BYTES, Picture, Unusable, lies_inside};

/// Reads the photos of a facts file. What is wrong with one is said where a paper shows it.
pub fn read(file: &mut File) {
    read_seen(file, &mut ());
}

/// As [`read`], before a witness.
pub fn read_seen(file: &mut File, witness: &mut dyn Witness) {
    let wanted: Vec<_> = file.asked_photos().iter().map(|photo| photo.file.clone()).collect();
    for name in wanted {
        let (facts, ..) = file.source.file_at(name.origin.range().start);
        let folder = Path::new(facts).parent().unwrap_or(Path::new("")).to_owned();
        file.pictures.insert(name.origin, picture(&folder, &name.text, witness));
    }
}

/// Tells the photos of a facts file how papers in `out`, which need not be there yet, lead to them. Where either is named by
/// its place on the disk, and on another drive, they keep the names that the facts give them: no paper tells of a disk.
pub fn link(file: &mut File, out: &Path) {
    let wanted: Vec<_> = file.asked_photos().iter().map(|photo| photo.file.clone()).collect();
    for name in wanted {
        let (facts, ..) = file.source.file_at(name.origin.range().start);
        let photo = Path::new(facts).parent().unwrap_or(Path::new("")).join(name.text.replace('\\', "/"));
        let near = photo.is_relative() && out.is_relative();
        if let Some(Ok(picture)) = file.pictures.get_mut(&name.origin).filter(|_| near) {
            picture.link = way(out, &photo);
        }
    }
}

/// The way from a folder to a file.
pub fn way(from: &Path, to: &Path) -> Option<String> {
    let (from, to) = (real(from)?, real(to.parent()?)?.join(to.file_name()?));
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    if shared == 0 {
        return None;
    }
    let up = from.iter().skip(shared).map(|_| Some(".."));
    let down = to.iter().skip(shared).map(|step| step.as_os_str().to_str());
    up.chain(down).collect::<Option<Vec<&str>>>().map(|steps| steps.join("/"))
}

/// A folder without links and detours, as far as it is there already.
pub fn real(folder: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(if folder == Path::new("") { Path::new(".") } else { folder }).ok()?;
    let (there, root) = whole.ancestors().find_map(|part| Some((part, part.canonicalize().ok()?)))?;
    let rest = whole.strip_prefix(there).ok()?;
    rest.components().all(|step| matches!(step, Component::Normal(_))).then(|| root.join(rest))
}

/// The picture at a path below `folder`.
fn picture(folder: &Path, name: &str, witness: &mut dyn Witness) -> Result<Picture, Unusable> {
    if !lies_inside(name) {
        return Err(Unusable::Outside);
    }
    let folder = if folder == Path::new("") { Path::new(".") } else { folder };
    let path = folder.join(name.replace('\\', "/"));
    let refused = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => Unusable::Missing(None),
        _ => Unusable::Missing(Some([disk::reason(&error), error.to_string()])),
    };
    let file = path;
    // A link may lead elsewhere.
    let found = folder.canonicalize().and_then(|root| Ok((root, file.canonicalize()?)));
    let (root, path) = found.map_err(|error| {
        witness.saw(Role::Photo, &file, None);
        refused(error)
    })?;
    if !path.starts_with(&root) {
        return Err(Unusable::Outside);
    }
    if !path.is_file() {
        witness.saw(Role::Photo, &file, None);
        return Err(Unusable::Missing(None));
    }
    let read = |path: &Path| {
        let mut bytes = Vec::new();
        fs::File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read(&path);
    witness.saw(Role::Photo, &file, bytes.as_deref().ok());
    Picture::read(bytes.map_err(refused)?)
}
