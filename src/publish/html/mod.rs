//! A document as one self-contained HTML page: nothing is fetched, nothing runs.
//!
//! The paper itself is all that stands in `main`; what helps to read it (contents, the switch for origins) stands before it
//! in an `aside`, so that the words of `main` are the words of the paper and no others.

mod around;
mod body;
mod contents;
mod exhibits;
mod head;
mod letterhead;
mod origins;
pub mod read;
pub mod style;
pub mod write;

use crate::document::Document;
use contents::Heading;
use write::push_text;

/// How a page is made.
#[derive(Debug, Clone, Copy)]
pub struct Dress<'a> {
    /// Style sheets (CSS) in their order; where two differ, the later one holds.
    pub styles: &'a [&'a str],
    /// Whether figures and clauses carry where they come from. A page that is published need not name the files of a desk.
    pub origins: bool,
}

/// The whole paper as a page that looks as `style` (CSS) says, on a screen, in the dark and on A4 paper.
///
/// All text of the document is escaped; numbers are text, so that they are copied and read out.
pub fn html(document: &Document, style: &str) -> String {
    page(document, &Dress { styles: &[style], origins: true })
}

/// The whole paper as a page in this dress.
pub fn page(document: &Document, dress: &Dress<'_>) -> String {
    let size: usize = dress.styles.iter().map(|style| style.len()).sum();
    let headings = contents::headings(document);
    let mut page = Page {
        out: String::with_capacity(size + 16 * 1024),
        headings: headings.clone().into_iter(),
        exhibits: 0,
        origins: dress.origins,
        date: document.date,
    };
    head::push_head(&mut page.out, document, dress.styles);
    page.out.push_str("<body>\n");
    contents::push_aids(&mut page.out, &headings, dress.origins && origins::has_any(document));
    page.push_papers(document);
    page.out.push_str("</body>\n</html>\n");
    page.out
}

/// A page in the making.
struct Page {
    out: String,
    /// The headings that are still to come, in their order.
    headings: std::vec::IntoIter<Heading>,
    /// How many tables, charts and photos there are so far.
    exhibits: usize,
    origins: bool,
    /// The date of the paper, which is marked as a date wherever it is printed.
    date: crate::document::Date,
}

impl Page {
    /// An element with nothing but text in it; no attribute where `class` is empty.
    fn element(&mut self, element: &str, class: &str, text: &str) {
        self.open(element, class);
        push_text(&mut self.out, text);
        self.close(element);
    }

    fn open(&mut self, element: &str, class: &str) {
        self.out.push('<');
        self.out.push_str(element);
        if !class.is_empty() {
            self.out.push_str(" class=\"");
            self.out.push_str(class);
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn close(&mut self, element: &str) {
        self.out.push_str("</");
        self.out.push_str(element);
        self.out.push_str(">\n");
    }
}
