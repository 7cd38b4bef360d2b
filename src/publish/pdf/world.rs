//! What Typst may see: the layouts, one data file and the faces, all in memory; no disk, no clock, no network.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::{Layout, Press};

/// One document on one press.
pub(super) struct Desk<'p> {
    press: &'p Press,
    layout: &'p Layout,
    data_id: FileId,
    data: Bytes,
}

impl<'p> Desk<'p> {
    pub(super) fn new(press: &'p Press, layout: &'p Layout, data: Vec<u8>) -> Self {
        let data_id = file_id("document.json").expect("a plain file name is a valid path");
        Self { press, layout, data_id, data: Bytes::new(data) }
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
        self.layout.typst.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.layout(id).map(|layout| layout.typst.clone()).ok_or_else(|| absent(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data_id { Ok(self.data.clone()) } else { Err(absent(id)) }
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
/// those of the templates and no more.
pub(super) fn file_id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

fn absent(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
