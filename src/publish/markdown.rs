//! A document as Markdown: CommonMark that any parser reads back to the document's exact text.

use crate::document::escape::escape;
use crate::document::exhibit::{Exhibit, Table};
use crate::document::{Block, Document, Signature};

/// The whole paper: the title as `#`, levels 一、 to （1） as `##` to `#####` (a level lower under the heading of a part),
/// every paragraph on one line.
///
/// Addressees, attachments, attendance, signature and note stand as plain paragraphs in their printed order (GB/T 9704 7.3). A paper that
/// goes with this one begins under a rule, its title a level below that of the first.
pub fn markdown(document: &Document) -> String {
    let mut blocks = vec![format!("# {}", escape(&document.title))];
    blocks.extend(document.byline.iter().map(|line| escape(line)));
    blocks.extend(document.recipients.iter().map(|to| escape(&format!("{to}："))));
    push_body(&mut blocks, &document.body, 1);
    blocks.extend(document.attachment_lines().iter().map(|line| escape(line)));
    blocks.extend(document.attendance_lines().iter().map(|line| escape(line)));
    blocks.extend(document.signature.iter().flat_map(signature));
    blocks.extend(document.note_line().iter().map(|line| escape(line)));
    for paper in &document.enclosed {
        blocks.push(RULE.to_owned());
        blocks.extend(paper.label.iter().map(|label| escape(label)));
        blocks.push(format!("## {}", escape(&paper.title)));
        blocks.extend(paper.byline.iter().map(|line| escape(line)));
        blocks.extend(paper.recipients.iter().map(|to| escape(&format!("{to}："))));
        push_body(&mut blocks, &paper.body, 2);
        blocks.extend(paper.signature.iter().flat_map(signature));
    }
    if let Some(imprint) = &document.imprint {
        blocks.push(RULE.to_owned());
        blocks.extend(imprint.lines().iter().map(|line| escape(line)));
    }
    blocks.retain(|block| !block.is_empty());
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text
}

/// What stands between two papers, and above the 版记.
const RULE: &str = "---";

fn signature(signature: &Signature) -> Vec<String> {
    signature.issuers.iter().chain([&signature.date]).map(|line| escape(line)).collect()
}

/// The running text; `above` is the level of the title over it.
fn push_body(blocks: &mut Vec<String>, body: &[Block], above: usize) {
    let parts = body.iter().any(|block| matches!(block, Block::Heading { level: 0, .. }));
    for block in body {
        blocks.push(match block {
            Block::Heading { level, number, text } => {
                let level = usize::from((*level).min(4)) + usize::from(parts);
                format!("{} {}", "#".repeat((above + level).min(6)), escape(&format!("{number}{text}")))
            }
            Block::Paragraph(text) => escape(text),
            Block::RunIn { number, title, text, .. } => {
                escape(&format!("{}{text}", Block::run_in_title(number, title)))
            }
            Block::Exhibit(shown) => exhibit(shown),
        });
    }
}

/// A chart or a table by its figures, under its caption, as the tables of GitHub; a photo by its file.
fn exhibit(exhibit: &Exhibit) -> String {
    match exhibit {
        Exhibit::Chart(chart) => table(&chart.table),
        Exhibit::Table(shown) => table(shown),
        Exhibit::Photo(photo) => {
            let picture = format!("![{}](<{}>)", escape(&photo.alt), path(&photo.path));
            if photo.caption.is_empty() { picture } else { format!("{picture}\n\n{}", escape(&photo.caption)) }
        }
    }
}

fn table(table: &Table) -> String {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let head = row(table.head.iter().map(|cell| escape(cell)).collect());
    let rule = row(table.head.iter().map(|_| "---".to_owned()).collect());
    let rows = table.rows.iter().map(|cells| row(cells.iter().map(|cell| escape(cell)).collect()));
    let lines: Vec<String> = [head, rule].into_iter().chain(rows).collect();
    format!("{}\n\n{}", escape(&table.caption), lines.join("\n"))
}

/// A path that ends where it should: between `<` and `>` these two, a backslash and a line feed would end it.
fn path(path: &str) -> String {
    path.replace('\\', "/").replace('<', "%3C").replace('>', "%3E").replace(['\n', '\r'], "%0A")
}
