//! The output folder of a run: one run at a time, nothing half written, nothing outside.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::batch::manifest::STATE;
use crate::batch::shard::Shard;
use crate::cli::disk;
use crate::diagnostic::{Diagnostic, Say};
use crate::say;

/// The output folder, held by this run.
pub struct Store {
    /// Its place on the disk.
    pub out: PathBuf,
    /// As the user named it.
    shown: PathBuf,
    /// Where this run keeps what is not for the user.
    pub state: PathBuf,
    /// Given back when the run ends.
    _locks: Vec<File>,
    count: AtomicU64,
}

/// A file that is to stand in the output folder.
pub struct Wanted<'b> {
    pub name: String,
    pub bytes: &'b [u8],
}

/// In so many folders temporary files lie: workers that make files in one folder wait for each other.
const FOLDERS: u64 = 16;

impl Store {
    /// Takes hold of an output folder, which is made where there is none, and sweeps out what a broken run has left.
    pub fn open(out: PathBuf, shown: PathBuf, shard: Option<Shard>) -> Result<Self, Box<Diagnostic>> {
        let unwritten = |error: &io::Error| disk::unwritten(&shown, error);
        let root = out.join(STATE);
        let state = shard.map_or_else(|| root.clone(), |shard| root.join(shard.tag()));
        fs::create_dir_all(&state).map_err(|error| unwritten(&error))?;
        let mut locks = Vec::new();
        // Parts of a run may write beside each other; a whole run is alone.
        let whole = lock(&root, shard.is_some());
        let part = shard.map(|_| lock(&state, false));
        for held in [Some(whole), part].into_iter().flatten() {
            locks.extend(held.map_err(|error| error.map_or_else(|| busy(&shown), |error| unwritten(&error)))?);
        }
        let store = Self { out, shown, state, _locks: locks, count: AtomicU64::new(0) };
        store.sweep().map_err(|error| disk::unwritten(&store.shown, &error))?;
        Ok(store)
    }

    fn temporaries(&self) -> PathBuf {
        self.state.join("tmp")
    }

    fn sweep(&self) -> io::Result<()> {
        match fs::remove_dir_all(self.temporaries()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// The journal of this run.
    pub fn journal(&self) -> PathBuf {
        self.state.join("journal.jsonl")
    }

    /// A place below the output folder as the user would name it.
    pub fn shown(&self, place: &str) -> PathBuf {
        self.shown.join(place)
    }

    /// Makes ready the files that are to stand in a folder below the output folder; those that stand there already are
    /// left as they are, unless `force`, and so are those that may not be replaced, which are named. The error says which file
    /// could not be written; then none is replaced.
    pub fn prepare<'b>(
        &self,
        folder: &str,
        wanted: impl IntoIterator<Item = Wanted<'b>>,
        may_go: impl Fn(&str) -> bool,
        force: bool,
    ) -> Result<(Vec<Ready>, Vec<String>), Box<Diagnostic>> {
        let (mut ready, mut kept) = (Vec::new(), Vec::new());
        for Wanted { name, bytes } in wanted {
            let place = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            if !force && stands(&self.out.join(&place), bytes) {
                continue;
            }
            if !force && !may_go(&place) {
                kept.push(place);
                continue;
            }
            match self.ready(&place, |file| file.write_all(bytes)) {
                Ok(file) => ready.push(file),
                Err(error) => {
                    ready.iter().for_each(Ready::drop);
                    return Err(disk::unwritten(&self.shown(&place), &error));
                }
            }
        }
        Ok((ready, kept))
    }

    fn temporary(&self) -> io::Result<(PathBuf, File)> {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let folder = self.temporaries().join((number % FOLDERS).to_string());
        let path = folder.join(number.to_string());
        let file = match File::create(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(&folder)?;
                File::create(&path)?
            }
            made => made?,
        };
        Ok((path, file))
    }

    /// Puts files that are ready in their places; gives those that could not be, each with the reason.
    pub fn place(&self, folder: &str, ready: Vec<Ready>) -> Vec<(String, Box<Diagnostic>)> {
        let made = self.folder(folder);
        let mut failed = Vec::new();
        for file in ready {
            let shown = self.shown(&file.place);
            let placed = match &made {
                Ok(()) => fs::rename(&file.from, &file.target).map_err(|error| disk::unwritten(&shown, &error)),
                Err(why) => Err(disk::unwritten_for(&shown, why)),
            };
            if let Err(problem) = placed {
                file.drop();
                failed.push((file.place.clone(), problem));
            }
        }
        failed
    }

    /// A folder below the output folder, and not by a link somewhere else.
    fn folder(&self, folder: &str) -> Result<(), Say> {
        let path = self.out.join(folder);
        let told = |error: io::Error| Say { zh: disk::reason(&error), en: error.to_string() };
        let root = self.out.canonicalize().map_err(told)?;
        let there = path.ancestors().find_map(|part| part.canonicalize().ok());
        if !there.is_some_and(|there| there.starts_with(&root)) {
            return Err(say!("有链接通到输出文件夹外面", "a link leads out of the output folder"));
        }
        fs::create_dir_all(&path).map_err(told)
    }

    /// Makes ready a file that is to stand at this place below the output folder; `write` gives its content.
    pub fn ready(&self, place: &str, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<Ready> {
        let (from, mut file) = self.temporary()?;
        let written = write(&mut file).and_then(|()| disk::open_to_all(&file));
        written.inspect_err(|_| drop(fs::remove_file(&from)))?;
        Ok(Ready { from, target: self.out.join(place), place: place.to_owned() })
    }

    /// Writes a file of the run as a whole, if it is not there already with this content; `write` may be asked twice.
    /// Gives whether it was written.
    pub fn renew(&self, name: &str, write: impl Fn(&mut dyn Write) -> io::Result<()>) -> Result<bool, Box<Diagnostic>> {
        let target = self.out.join(name);
        let renewed = || -> io::Result<bool> {
            if let Ok(file) = File::open(&target) {
                let mut same = Same { file: BufReader::new(file), differs: false };
                let written = write(&mut same);
                if !same.differs && written.is_ok() && same.file.read(&mut [0])? == 0 {
                    return Ok(false);
                }
            }
            let (path, file) = self.temporary()?;
            let mut to = io::BufWriter::new(file);
            let placed = write(&mut to)
                .and_then(|()| to.flush())
                .and_then(|()| disk::open_to_all(to.get_ref()))
                // After a power cut the manifest and the page are either the old ones or the new ones as a whole, and never
                // empty. They are few, so that it costs nothing; papers need it not, as their hashes are in the manifest and
                // the next run compares them.
                .and_then(|()| to.get_ref().sync_data())
                .and_then(|()| fs::rename(&path, &target))
                .map(|()| settle(&self.out));
            placed.map(|()| true).inspect_err(|_| drop(fs::remove_file(&path)))
        };
        renewed().map_err(|error| disk::unwritten(&self.shown(name), &error))
    }

    /// Removes a file below the output folder, and the folders that it leaves empty.
    pub fn remove(&self, place: &str) -> io::Result<()> {
        let path = self.out.join(place);
        fs::remove_file(&path)?;
        let folders = path.ancestors().skip(1).take_while(|folder| *folder != self.out);
        folders.take_while(|folder| fs::remove_dir(folder).is_ok()).for_each(drop);
        Ok(())
    }

    /// Ends the run: nothing temporary stays.
    pub fn close(self) {
        let _ = self.sweep();
    }
}

/// A file that waits to be put in its place.
pub struct Ready {
    from: PathBuf,
    target: PathBuf,
    /// Below the output folder.
    pub place: String,
}

impl Ready {
    /// Takes it back.
    pub fn drop(&self) {
        let _ = fs::remove_file(&self.from);
    }
}

/// Has a new name in a folder outlive a power cut, where the system can say so of a folder.
fn settle(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_data());
    }
}

/// A lock in a folder, shared or not; none where the file system knows no locks. The error is none where another run has it.
fn lock(folder: &Path, shared: bool) -> Result<Option<File>, Option<io::Error>> {
    let file = File::options().create(true).truncate(false).write(true).open(folder.join("lock")).map_err(Some)?;
    let locked = if shared { file.try_lock_shared() } else { file.try_lock() };
    match locked {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(None),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

fn busy(out: &Path) -> Box<Diagnostic> {
    let out = out.display();
    let message = say!("另一次运行正在写 {out}", "another run is writing to {out}");
    Box::new(Diagnostic::error("E282", message).hint(say!(
        "等它结束；要同时写，换一个文件夹（-o）",
        "wait until it has ended, or write to another folder (-o)"
    )))
}

/// Whether a file has these bytes.
fn stands(path: &Path, bytes: &[u8]) -> bool {
    let same_size = fs::symlink_metadata(path).is_ok_and(|it| it.is_file() && it.len() == bytes.len() as u64);
    same_size && fs::read(path).is_ok_and(|there| there == bytes)
}

/// Takes what is written for a comparison with a file.
struct Same {
    file: BufReader<File>,
    differs: bool,
}

impl Write for Same {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut there = vec![0; bytes.len()];
        if self.file.read_exact(&mut there).is_err() || there != bytes {
            self.differs = true;
            return Err(io::Error::other("another content"));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
