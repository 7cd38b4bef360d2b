//! What Typst may see: one layout, one data file and the faces, all in memory; no disk, no clock, no network.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::Press;

/// One document on one press.
pub(super) struct Desk<'p> {
    press: &'p Press,
    data_id: FileId,
    data: Bytes,
}

impl<'p> Desk<'p> {
    pub(super) fn new(press: &'p Press, data: Vec<u8>) -> Self {
        Self { press, data_id: file_id("document.json"), data: Bytes::new(data) }
    }

    /// The layout's name in Typst's places.
    pub(super) fn layout_id(&self) -> FileId {
        self.press.layout.id()
    }

    /// The layout as the user knows it.
    pub(super) fn layout_source(&self) -> &crate::diagnostic::Source {
        &self.press.layout_source
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
        self.press.layout.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.press.layout.id() { Ok(self.press.layout.clone()) } else { Err(absent(id)) }
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

/// The id of a file beside the layout. Ids live as long as the process, so the names are few and fixed.
pub(super) fn file_id(name: &'static str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain file name is a valid path");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

fn absent(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
