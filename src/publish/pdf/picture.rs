//! A drawing as pixels, for files that cannot hold it as a drawing.

use typst::syntax::Source as TypstSource;
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use super::world::{Desk, file_id};
use super::{Forget, Press, trouble};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::say;

/// A sheet that is exactly as large as the drawing on it, on white paper.
const MAIN: &str =
    "#set page(width: 442pt, height: auto, margin: 0pt, fill: white)\n#image(\"picture.svg\", width: 100%)\n";
/// The width of that sheet in points.
const WIDE: f64 = 442.0;
/// No picture of a printed page needs to be finer: 600 dpi over the type area.
const FINEST: u32 = 3700;

impl Press {
    /// The drawing as a PNG that is `pixels_wide`. Its families may be those of the roles (see [`Press::family`]).
    pub fn picture(&self, svg: &str, pixels_wide: u32) -> Result<Vec<u8>, Diagnostics> {
        let _forget = Forget;
        let failed = |reason: String| {
            trouble::one(Diagnostic::error("E080", say!("图表画不出来：{reason}", "a chart cannot be drawn: {reason}")))
        };
        let main = file_id("picture.typ").ok_or_else(|| failed("picture.typ".to_owned()))?;
        let main = TypstSource::new(main, MAIN.to_owned());
        let desk = Desk::new(self, main, [("picture.svg".to_owned(), svg.as_bytes().to_vec())]);
        let sheet = typst::compile::<PagedDocument>(&desk).output;
        let sheet = sheet.map_err(|errors| trouble::diagnostics(&desk, &errors))?;
        let page = sheet.pages().first().ok_or_else(|| failed("0".to_owned()))?;
        let pixel_per_pt = f64::from(pixels_wide.clamp(1, FINEST)) / WIDE;
        let options = RenderOptions { pixel_per_pt: pixel_per_pt.into(), render_bleed: false };
        typst_render::render(page, &options).encode_png().map_err(|error| failed(error.to_string()))
    }

    /// The family for words in a drawing: that of the text, or the built-in one where the text's face lacks a character. In
    /// a drawing no other face can lend one.
    pub fn family<'t>(&self, words: impl IntoIterator<Item = &'t str>) -> &'static str {
        self.fonts.family(words)
    }
}
