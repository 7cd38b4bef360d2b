//! A document as PDF: the [`Press`] lays it out by GB/T 9704 and writes PDF/A-2a with PDF/UA-1.
//!
//! The press is built once and lent to every thread. It knows a layout (a Typst file that a user may replace) and the
//! [faces](fonts) that play the roles of that layout; the text of a document reaches the layout as data only.

mod attach;
pub mod data;
pub mod fonts;
mod exhibits;
mod picture;
pub mod read;
mod standard;
mod trouble;
pub mod words;
mod world;

use typst::foundations::{Label, NativeElement, Smart};
use typst::introspection::Introspector;
use typst::pdf::AttachElem;
use typst::syntax::Source as TypstSource;
use typst::utils::{LazyHash, PicoStr};
use typst::{Library, LibraryExt};
use typst_layout::{Page, PagedDocument};
use typst_pdf::PdfOptions;

pub use self::attach::Attachment;
use self::fonts::Fonts;
pub use self::standard::Standard;
use self::world::{Desk, file_id};
use crate::diagnostic::{Diagnostic, Diagnostics, Source};
use crate::document::{Date, Document};
use crate::say;

/// Layouts, faces and the Typst library: everything that printing needs and no document changes.
pub struct Press {
    library: LazyHash<Library>,
    fonts: Fonts,
    layouts: Vec<Layout>,
}

/// A layout, or a part that layouts share.
struct Layout {
    typst: TypstSource,
    /// The file as the user knows it, for diagnostics.
    source: Source,
}

/// Where the layouts stand among the templates; to each other they are beside `document.json`.
const FOLDER: &str = "layouts/";

impl Press {
    /// A press for these layouts and the parts that they share, built-in ones and a user's own: files by their names among
    /// the templates, `layouts/plain.typ`.
    pub fn new<'s>(layouts: impl IntoIterator<Item = &'s Source>, fonts: Fonts) -> Self {
        let layout = |source: &Source| {
            let name = source.name().strip_prefix(FOLDER).unwrap_or(source.name());
            let typst = TypstSource::new(file_id(name)?, source.text().to_owned());
            Some(Layout { typst, source: source.clone() })
        };
        let layouts = layouts.into_iter().filter_map(layout).collect();
        Self { library: LazyHash::new(Library::default()), fonts, layouts }
    }

    /// The faces, to ask which play which role and what they cannot print.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// Lays out one document in its layout.
    pub fn print(&self, document: &Document) -> Result<Sheets<'_>, Diagnostics> {
        self.print_with(document, &[])
    }

    /// Lays out one document in its layout; the files go inside the PDF, whose standard has to allow them.
    pub fn print_with(&self, document: &Document, files: &[Attachment]) -> Result<Sheets<'_>, Diagnostics> {
        let forget = Forget;
        let name = &document.layout;
        let file = format!("{FOLDER}{name}.typ");
        let found = self.layouts.iter().find(|layout| layout.source.name() == file);
        let layout = found.ok_or_else(|| {
            let message = say!("没有叫“{name}”的版式", "there is no layout `{name}`");
            trouble::one(Diagnostic::error("E080", message))
        })?;
        let unwritten = |e| {
            let message = say!("正文无法写成版式所读的数据：{e}", "the text cannot be written as data: {e}");
            trouble::one(Diagnostic::error("E080", message))
        };
        let data = data::json(document).map_err(unwritten)?;
        let attached = serde_json::to_vec(&attach::apart(files)).map_err(unwritten)?;
        // Behind the layout, so that every place in it stays where it is.
        let main = match files {
            [] => layout.typst.clone(),
            _ => TypstSource::new(layout.typst.id(), format!("{}\n{}", layout.typst.text(), attach::CODE)),
        };
        let read = [("document.json".to_owned(), data), ("attached.json".to_owned(), attached)];
        let desk = Desk::new(self, main, read.into_iter().chain(exhibits::files(document, self)));
        let result = typst::compile::<PagedDocument>(&desk);
        let warnings = trouble::diagnostics(&desk, &result.warnings);
        match result.output {
            Ok(pages) if inside(&pages) != files.len() => Err(trouble::one(left_out(&layout.source))),
            Ok(pages) => Ok(Sheets { desk, pages, ident: ident(document), warnings, _forget: forget }),
            Err(errors) => Err(trouble::diagnostics(&desk, &errors)),
        }
    }
}

/// A laid-out document, ready to be written.
pub struct Sheets<'p> {
    desk: Desk<'p>,
    pages: PagedDocument,
    ident: String,
    warnings: Diagnostics,
    _forget: Forget,
}

impl Sheets<'_> {
    /// The pages with every glyph at its place.
    pub fn pages(&self) -> &[Page] {
        self.pages.pages()
    }

    /// How many pages the document has.
    pub fn page_count(&self) -> usize {
        self.pages().len()
    }

    /// Whether a signature stands on a page without text, table or picture, which GB/T 9704 7.3.5.5 forbids. The layouts
    /// that come with the program mark such a page.
    pub fn signature_alone(&self) -> bool {
        let mark = Label::new(PicoStr::intern("signature-alone"));
        mark.is_some_and(|mark| self.pages.introspector().label_count(mark) > 0)
    }

    /// What the layout has to say that does not keep the paper from being printed.
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// The PDF file: PDF/A-2a for the archive and PDF/UA-1 for readers who listen, in one. The same document gives the
    /// same bytes, whatever the day, the machine and the number of threads.
    pub fn export(&self) -> Result<Vec<u8>, Diagnostics> {
        self.export_as(&Standard::default())
    }

    /// The PDF file by another standard.
    pub fn export_as(&self, standard: &Standard) -> Result<Vec<u8>, Diagnostics> {
        let options = PdfOptions {
            ident: Smart::Custom(self.ident.clone()),
            creator: Smart::Custom(Some(concat!("niandu ", env!("CARGO_PKG_VERSION")).to_owned())),
            standards: standard.typst(),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&self.pages, &options).map_err(|errors| trouble::diagnostics(&self.desk, &errors))
    }
}

/// How many files the pages take along.
fn inside(pages: &PagedDocument) -> usize {
    pages.introspector().query(&AttachElem::ELEM.select()).len()
}

/// A layout of the user's own that does not show all of itself.
fn left_out(layout: &Source) -> Diagnostic {
    let message = say!("这个版式没有把事实文件带进 PDF", "this layout does not take the facts into the PDF");
    Diagnostic::error("E261", message).at(layout, Default::default()).hint(say!(
        "版式里的 show 规则要写出它收到的全部内容；或不加 --embed-facts",
        "a show rule of the layout has to show all that it is given; or leave out --embed-facts"
    ))
}

/// A pool of one thread for [`Press::print`] and [`Sheets::export`]: `pool.install(|| …)`.
///
/// Typst and the PDF writer use rayon inside. Many documents on one shared pool stall each other and pile up memory;
/// each worker thread with a pool of its own does not.
pub fn pool_of_one() -> Result<rayon::ThreadPool, rayon::ThreadPoolBuildError> {
    // The calling thread is the pool: no second thread, no waiting for one.
    rayon::ThreadPoolBuilder::new().num_threads(1).build()
}

/// Clears Typst's cache when a document is done with, printed or not: without it every document stays in memory.
struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        comemo::evict(0);
    }
}

/// What identifies a document to PDF readers: the same for two prints, different for two papers.
fn ident(document: &Document) -> String {
    let Date { year, month, day } = document.date;
    format!("{}\n{}\n{year}-{month}-{day}", document.title, document.author)
}
