//! Tables, charts and photos on a page.

use super::Page;
use super::write::{push_attribute, push_base64, push_text};
use crate::document::exhibit::{Chart, Exhibit, ImageFormat, Photo, Table};
use crate::document::text::Text;
use crate::publish::chart::{self, Look};

impl Page {
    pub(super) fn exhibit(&mut self, exhibit: &Exhibit) {
        self.exhibits += 1;
        match exhibit {
            Exhibit::Table(table) => self.table(table),
            Exhibit::Chart(chart) => self.chart(chart),
            Exhibit::Photo(photo) => self.photo(photo),
        }
    }

    /// A table in a box of its own, which scrolls where the table is wider than the screen; the keyboard reaches the box.
    fn table(&mut self, table: &Table) {
        let number = self.exhibits;
        self.out.push_str("<div class=\"table\" role=\"region\" tabindex=\"0\"");
        // No two regions of a page may have one name, as two tables may.
        push_attribute(&mut self.out, "aria-label", &format!("表格{number}：{}", table.caption));
        self.out.push_str(">\n<table>\n<caption><span>");
        push_text(&mut self.out, &table.caption);
        self.out.push_str("</span></caption>\n<thead>\n<tr>");
        table.head.iter().for_each(|head| self.cell("th", "col", &Text::from(head.as_str())));
        self.out.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in &table.rows {
            self.out.push_str("<tr>");
            for (column, cell) in row.iter().enumerate() {
                if column == 0 { self.cell("th", "row", cell) } else { self.cell("td", "", cell) }
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table>\n</div>\n");
    }

    /// A cell. An empty one heads nothing, whatever its place.
    fn cell(&mut self, element: &str, scope: &str, text: &Text) {
        let element = if text.trim().is_empty() { "td" } else { element };
        self.out.push('<');
        self.out.push_str(element);
        if element == "th" {
            push_attribute(&mut self.out, "scope", scope);
        } else if is_number(text) {
            self.out.push_str(" class=\"amount\"");
        }
        self.out.push('>');
        self.text(text);
        self.out.push_str("</");
        self.out.push_str(element);
        self.out.push('>');
    }

    /// A chart, told in words to those who do not see it, and its figures as a table under it.
    fn chart(&mut self, chart: &Chart) {
        self.out.push_str("<figure class=\"chart\">\n");
        self.out.push_str("<div class=\"drawing\">");
        self.out.push_str(&chart::svg(chart, &Look { font: FACES, ink: "currentColor" }));
        self.out.push_str("</div>\n");
        self.table(&chart.table);
        self.close("figure");
    }

    /// A photo in the page itself. A browser turns it as its EXIF says.
    fn photo(&mut self, photo: &Photo) {
        let (width, height) = photo.image.size;
        let sort = match photo.image.format {
            ImageFormat::Jpeg => "jpeg",
            ImageFormat::Png => "png",
        };
        let alt = if photo.alt.trim().is_empty() { &photo.caption } else { &photo.alt };
        self.out.push_str("<figure class=\"photo\">\n<img");
        push_attribute(&mut self.out, "alt", alt);
        self.out.push_str(&format!(
            " width=\"{width}\" height=\"{height}\" loading=\"lazy\" decoding=\"async\" src=\"data:image/{sort};base64,"
        ));
        push_base64(&mut self.out, &photo.image.bytes);
        self.out.push_str("\">\n");
        if !photo.caption.is_empty() {
            self.element("figcaption", "", &photo.caption);
        }
        self.close("figure");
    }
}

/// The families of the words in a drawing; it cannot ask the style for the family of a role.
const FACES: &str = "SimHei, 黑体, STHeiti, PingFang SC, Noto Sans CJK SC, sans-serif";

/// Whether a cell holds a figure, which ends at the edge of its column as figures do.
fn is_number(text: &str) -> bool {
    text.trim_start_matches(['-', '−', '+']).starts_with(|c: char| c.is_ascii_digit())
}
