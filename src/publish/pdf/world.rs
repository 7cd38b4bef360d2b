//! What Typst may see: the layouts, one data file, pictures and the faces, all in memory; no disk, no clock, no network.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::{Layout, Press};

/// What is printed at one time on one press: a document in its layout, or a picture.
pub(super) struct Desk<'p> {
    press: &'p Press,
    /// What is set, as it is read.
    main: Source,
    files: Vec<(FileId, Bytes)>,
}

impl<'p> Desk<'p> {
    /// `main` is what is set; `files` are the data and the pictures that it reads, by name.
    pub(super) fn new(press: &'p Press, main: Source, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let file = |(name, bytes): (String, Vec<u8>)| Some((file_id(&name)?, Bytes::new(bytes)));
        Self { press, main, files: files.into_iter().filter_map(file).collect() }
    }

    /// The layout, or the part of it, with this id in Typst's places.
    pub(super) fn layout(&self, id: FileId) -> Option<&'p Layout> {
        self.press.layouts.iter().find(|layout| layout.typst.id() == id)
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.press.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        self.layout(id).map(|layout| layout.typst.clone()).ok_or_else(|| absent(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let file = self.files.iter().find(|(own, _)| *own == id);
        file.map(|(_, bytes)| bytes.clone()).ok_or_else(|| absent(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.font(index)
    }

    /// The clock stands still: a paper printed again next year is the same paper.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The id of a file beside the layouts; `None` for a name that is no path. Ids live as long as the process, so the names are
/// those of the templates and the numbered ones of pictures, and no more.
pub(super) fn file_id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

fn absent(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
