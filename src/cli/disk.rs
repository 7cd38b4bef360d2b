//! Files in and out. Nothing is half written: a file appears under its name when it is complete.

use std::collections::HashSet;
use std::fs;
use std::io::{BufWriter, Error, ErrorKind, Read, Write};
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use crate::batch::record::Role;
use crate::cli::{drafts, encoding};
use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say, Source};
use crate::facts::include::{self, Included};
use crate::facts::tree::MAX_BYTES;
use crate::say;

/// Who is told of every file that is read for a facts file: what it is read for, where it lies, and its bytes, or none
/// where it could not be read.
pub trait Witness {
    /// A file was read, or looked for in vain.
    fn saw(&mut self, role: Role, path: &Path, bytes: Option<&[u8]>);
}

/// Nobody wants to know.
impl Witness for () {
    fn saw(&mut self, _: Role, _: &Path, _: Option<&[u8]>) {}
}

/// Reads a text file. The error says what is wrong with the file as a whole, or at which byte it stops being text.
pub fn read(path: &Path) -> Result<Source, Box<Diagnostic>> {
    read_seen(path, Role::Facts, &mut ())
}

/// As [`read`], before a witness.
pub fn read_seen(path: &Path, role: Role, witness: &mut dyn Witness) -> Result<Source, Box<Diagnostic>> {
    let name = path.display().to_string();
    let whole = |code, message: Say, hint: Say| {
        Box::new(Diagnostic::error(code, message).at(&Source::new(name.clone(), ""), Origin::default()).hint(hint))
    };
    if path.is_dir() {
        return Err(whole(
            "E004",
            say!("这是一个文件夹", "this is a folder"),
            say!("给出事实文件，如 {name}/2025.yaml", "name a facts file, such as {name}/2025.yaml"),
        ));
    }
    let bytes = start_of(path);
    witness.saw(role, path, bytes.as_deref().ok());
    let bytes = bytes.map_err(|error| {
        let reason = reason(&error);
        whole(
            "E004",
            say!("读不了这个文件：{reason}", "this file cannot be read: {error}"),
            say!("核对文件名和权限", "check its name and permissions"),
        )
    })?;
    if bytes.len() > MAX_BYTES {
        return Err(whole(
            "E010",
            say!("文件超过 16 MB", "the file is larger than 16 MB"),
            say!("确认这是一份事实文件", "make sure that this is a facts file"),
        ));
    }
    decode(&name, &bytes)
}

/// The bytes of a file, or one byte more than may be read: a device or a pipe does not say how long it is.
fn start_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let file = fs::File::open(path)?;
    let limit = MAX_BYTES as u64 + 1;
    let size = file.metadata()?.len().min(limit);
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    file.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What a system error means, in Chinese; the system's own words where it is an uncommon one.
pub fn reason(error: &Error) -> String {
    let reason = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::AlreadyExists => "已经有同名的文件",
        ErrorKind::IsADirectory => "这是一个文件夹",
        ErrorKind::NotADirectory => "路径中有一段不是文件夹",
        ErrorKind::StorageFull => "磁盘已满",
        ErrorKind::QuotaExceeded => "超出了磁盘配额",
        ErrorKind::FileTooLarge => "文件太大",
        ErrorKind::InvalidFilename => "文件名太长或有不能用的字符",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "文件正被别的程序使用",
        ErrorKind::Interrupted | ErrorKind::TimedOut => "读写中断",
        ErrorKind::UnexpectedEof => "文件不完整",
        ErrorKind::OutOfMemory => "内存不足",
        _ => return error.to_string(),
    };
    reason.to_owned()
}

/// Whether a file begins with a byte order mark.
pub fn is_marked(path: &Path) -> bool {
    fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"\xef\xbb\xbf"))
}

/// Reads a facts file with the files that it includes. What is wrong with an included file is told at the place that names
/// it; the others are read all the same. The drafts beside the file come with it.
pub fn facts(path: &Path) -> Result<(Source, Diagnostics), Box<Diagnostic>> {
    facts_seen(path, &mut ())
}

/// As [`facts`], before a witness.
pub fn facts_seen(path: &Path, witness: &mut dyn Witness) -> Result<(Source, Diagnostics), Box<Diagnostic>> {
    if drafts::is_draft(path) {
        return Err(drafts::given(path));
    }
    let main = read_seen(path, Role::Facts, witness)?;
    let mut problems = Diagnostics::new();
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut parts: Vec<Source> = Vec::new();
    let own = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut seen = HashSet::from([own(path)]);
    let mut size = main.text().len();
    // Diagnostics point into the joined source, which is known only at the end.
    let mut faults: Vec<(Origin, Diagnostic)> = Vec::new();
    for Included { path: named, origin } in include::named(&main) {
        let steps = || Path::new(&named).components().filter(|step| *step != Component::CurDir);
        let inside = steps().all(|step| matches!(step, Component::Normal(_)));
        let target = folder.join(steps().collect::<PathBuf>());
        if named.is_empty() {
            continue; // The reader tells of an empty member.
        }
        if !inside {
            let message = say!("“{named}”不在本文件夹之内", "`{named}` does not lie in this folder");
            let hint = say!("只能包含同一文件夹或其下的文件", "include files of the same folder or below");
            faults.push((origin, Diagnostic::error("E082", message).hint(hint)));
            continue;
        }
        if !seen.insert(own(&target)) {
            let message = say!("“{named}”已经读过", "`{named}` has been read already");
            faults.push((origin, Diagnostic::error("E084", message).hint(say!("删去一处", "delete one of them"))));
            continue;
        }
        match part(&target, &mut size, witness) {
            Ok(part) => parts.push(part),
            // A fault inside the file is told there, one of the file as a whole where it is named.
            Err(problem) if problem.code == "E003" => problems.push(*problem),
            Err(problem) => faults.push((origin, Diagnostic { place: None, ..*problem })),
        }
        if size > MAX_BYTES {
            break;
        }
    }
    let source = if parts.is_empty() { main } else { main.with(&parts) };
    let source = drafts::with(source, path, size, &mut problems, witness);
    faults.into_iter().for_each(|(origin, fault)| problems.push(fault.at(&source, origin)));
    Ok((source, problems))
}

/// Reads an included file; `size` counts the bytes of all files of the source, which together are no larger than one may be.
fn part(target: &Path, size: &mut usize, witness: &mut dyn Witness) -> Result<Source, Box<Diagnostic>> {
    if fs::metadata(target).is_ok_and(|data| !data.is_file() && !data.is_dir()) {
        let message = say!("这不是一个普通文件", "this is no ordinary file");
        return Err(Box::new(
            Diagnostic::error("E004", message).hint(say!("包含一个事实文件", "include a facts file")),
        ));
    }
    let part = read_seen(target, Role::Include, witness)?;
    *size += part.text().len();
    if *size > MAX_BYTES {
        let message = say!("连同包含的文件超过 16 MB", "with what is included the file is larger than 16 MB");
        let hint = say!("确认这些是事实文件", "make sure that these are facts files");
        return Err(Box::new(Diagnostic::error("E010", message).hint(hint)));
    }
    Ok(part)
}

fn decode(name: &str, bytes: &[u8]) -> Result<Source, Box<Diagnostic>> {
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let sixteen = encoding::sixteen_bits(bytes);
    let error = match std::str::from_utf8(body) {
        // UTF-16 of ASCII letters is UTF-8 with a NUL behind each of them.
        Ok(text) if sixteen.is_none() => return Ok(Source::new(name, text)),
        Ok(_) => None,
        Err(error) => Some(error),
    };
    let valid = if sixteen.is_some() { 0 } else { error.map_or(0, |error| error.valid_up_to()) };
    let sound = String::from_utf8_lossy(&body[..valid]).into_owned();
    let at = sound.len();
    let source = Source::new(name, format!("{sound}\u{fffd}"));
    let (message, hint) = match sixteen {
        Some(encoding) => (
            say!("文件不是 UTF-8 编码（是 {encoding}）", "the file is not UTF-8 (it is {encoding})"),
            say!(
                "用编辑器另存为 UTF-8（Unicode 不是 UTF-8）",
                "save it as UTF-8 in your editor (“Unicode” is not UTF-8)"
            ),
        ),
        None if encoding::is_gbk(body) => (
            say!("文件不是 UTF-8 编码（可能是 GBK）", "the file is not UTF-8 (it may be GBK)"),
            say!("用编辑器另存为 UTF-8（ANSI 就是 GBK）", "save it as UTF-8 in your editor (“ANSI” is GBK)"),
        ),
        None => (
            say!(
                "文件不是文本，或已损坏（既不是 UTF-8，也不是 GBK）",
                "the file is no text or is damaged (neither UTF-8 nor GBK)"
            ),
            say!("核对文件；用编辑器打开，另存为 UTF-8", "check the file; open it in an editor and save it as UTF-8"),
        ),
    };
    Err(Box::new(Diagnostic::error("E003", message).at(&source, Origin::new(at..at + 3)).hint(hint)))
}

/// All template files below `folder`, named by their path below it.
pub fn templates(folder: &Path, problems: &mut Diagnostics) -> Vec<Source> {
    let mut sources = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let path = match entry {
            Ok(entry) if entry.file_type().is_file() => entry.into_path(),
            Ok(_) => continue,
            Err(error) => {
                let name = folder.display();
                let reason = error.io_error().map_or_else(|| error.to_string(), reason);
                problems.push(
                    Diagnostic::error(
                        "E004",
                        say!(
                            "读不了模板文件夹 {name}：{reason}",
                            "the templates folder {name} cannot be read: {error}"
                        ),
                    )
                    .hint(say!("核对 --templates 的文件夹", "check the folder given to --templates")),
                );
                continue;
            }
        };
        match read(&path) {
            Ok(source) => {
                let below = path.strip_prefix(folder).unwrap_or(&path);
                let name: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
                sources.push(Source::new(name.join("/"), source.text()));
            }
            Err(problem) => problems.push(*problem),
        }
    }
    sources
}

/// Writes a file in one piece: first beside its place, then by rename.
pub fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Box<Diagnostic>> {
    put(folder, name, true, |file| file.write_all(bytes))
}

/// As [`write`], for what is written piece by piece.
pub fn stream(
    folder: &Path,
    name: &str,
    write: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
) -> Result<PathBuf, Box<Diagnostic>> {
    put(folder, name, true, |file| {
        let mut buffered = BufWriter::new(file);
        write(&mut buffered)?;
        buffered.flush()
    })
}

/// As [`write`], but a file that is there already stays as it is, also one that came a moment ago.
pub fn write_new(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Box<Diagnostic>> {
    put(folder, name, false, |file| file.write_all(bytes))
}

/// Takes back a file that was written a moment ago, because another one of its set could not be.
pub fn take_back(path: &Path) {
    let _ = fs::remove_file(path);
}

fn put(
    folder: &Path,
    name: &str,
    replaces: bool,
    write: impl FnOnce(&mut fs::File) -> Result<(), Error>,
) -> Result<PathBuf, Box<Diagnostic>> {
    let path = folder.join(name);
    let put = || -> Result<(), Error> {
        fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new().prefix(".niandu-").tempfile_in(folder)?;
        write(file.as_file_mut())?;
        open_to_all(file.as_file())?;
        let kept = if replaces { file.persist(&path) } else { file.persist_noclobber(&path) };
        kept.map(|_| ()).map_err(|error| error.error)
    };
    put().map(|()| path.clone()).map_err(|error| unwritten(&path, &error))
}

/// A file that cannot be written.
pub fn unwritten(path: &Path, error: &Error) -> Box<Diagnostic> {
    unwritten_for(path, &Say { zh: reason(error), en: error.to_string() })
}

/// A file that cannot be written, for what the program itself has found.
pub fn unwritten_for(path: &Path, Say { zh, en }: &Say) -> Box<Diagnostic> {
    let shown = path.display();
    let message = say!("写不了 {shown}：{zh}", "{shown} cannot be written: {en}");
    Box::new(Diagnostic::error("E005", message).hint(say!(
        "核对文件夹的权限和空间；名称太长时用 --name",
        "check permissions and space; if the name is too long use --name"
    )))
}

/// A temporary file is private; a finished paper has the permissions of any new file.
#[cfg(unix)]
pub fn open_to_all(file: &fs::File) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
pub fn open_to_all(_: &fs::File) -> Result<(), Error> {
    Ok(())
}
