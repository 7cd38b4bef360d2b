//! What Typst may see: the layouts, one data file and the faces, all in memory; no disk, no clock, no network.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::{Layout, Press, attach};

/// One document on one press.
pub(super) struct Desk<'p> {
    press: &'p Press,
    /// The layout as it is read: with a line for the files that go inside, where there are any.
    main: Source,
    data_id: FileId,
    data: Bytes,
    /// The files that go inside, as data, and where the layout finds them.
    attached: Option<(FileId, Bytes)>,
}

impl<'p> Desk<'p> {
    pub(super) fn new(press: &'p Press, layout: &'p Layout, data: Vec<u8>, attached: Option<Vec<u8>>) -> Self {
        let data_id = file_id("document.json").expect("a plain file name is a valid path");
        let attached = attached.and_then(|files| Some((file_id("attached.json")?, Bytes::new(files))));
        let typst = &layout.typst;
        // Behind the layout, so that every place in it stays where it is.
        let main = match attached {
            Some(_) => Source::new(typst.id(), format!("{}\n{}", typst.text(), attach::CODE)),
            None => typst.clone(),
        };
        Self { press, main, data_id, data: Bytes::new(data), attached }
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
        let attached = self.attached.as_ref().filter(|(place, _)| *place == id).map(|(_, files)| files);
        let found = if id == self.data_id { Some(&self.data) } else { attached };
        found.cloned().ok_or_else(|| absent(id))
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
