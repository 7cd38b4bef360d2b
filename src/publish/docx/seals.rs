//! The names of several issuers beside each other under their seals (GB/T 9704 7.3.5.1): rows of a table without lines.

use super::foot::{TWO, WIDTH};
use super::head::push_beside;
use super::story::{Own, Stand, Story, extent};
use crate::document::Signature;

/// Blank lines between the names of two rows, so that their seals do not touch.
pub const ROOM: i32 = 4;
/// Half a seal of 42 mm, and from the middle of one seal to that of the next at the least, in twentieths of a point.
const HALF_SEAL: i32 = 1191;
const PITCH: i32 = 2551;
/// Between two names.
const GAP: i32 = TWO * 3 / 4;

/// The rows, and the date under the last name.
pub fn push(story: &mut Story, signature: &Signature) {
    let rows = signature.rows();
    let (middle, pitch) = columns(signature, &rows);
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            // Programs put tables that follow each other into one.
            let own = Own { height: Some((0, 2)), ..Own::default() };
            story.paragraph(&Stand { style: "Anchor", keep: true, own, ..Stand::default() }, "");
        }
        push_names(story, row, (middle, pitch), if at == 0 { 1 } else { ROOM });
    }
    let half = (middle + TWO).min(WIDTH - middle + TWO);
    let sides = Some((middle - half, WIDTH - middle - half));
    let own = Own { sides, align: Some("center"), ..Own::default() };
    story.paragraph(&Stand { style: "SignatureDate", own, ..Stand::default() }, &signature.date);
}

/// The middle of the last column, and how far it is to that of the one before: the date ends four characters from the edge
/// where a full row and the last names leave it there.
fn columns(signature: &Signature, rows: &[&[String]]) -> (i32, i32) {
    let half = |name: Option<&String>| name.map_or(0, |name| extent(name) / 2).max(HALF_SEAL);
    let pairs = rows.iter().flat_map(|row| row.windows(2));
    let pitch = pairs.map(|pair| (extent(&pair[0]) + extent(&pair[1])) / 2 + GAP).max().unwrap_or(0).max(PITCH);
    let most = rows.iter().map(|row| row.len()).max().unwrap_or(1);
    let left = rows.iter().filter(|row| row.len() == most).map(|row| half(row.first())).max().unwrap_or(HALF_SEAL);
    let date = extent(&signature.date) / 2;
    let right = rows.iter().map(|row| half(row.last())).max().unwrap_or(HALF_SEAL).max(date);
    let middle = (WIDTH - 2 * TWO - date).max(left + (i32::try_from(most).unwrap_or(1) - 1) * pitch);
    (middle.min(WIDTH - right), pitch)
}

/// One row: an empty cell up to the first name, then a cell for every name with the name in the middle of its column.
fn push_names(story: &mut Story, names: &[String], (middle, pitch): (i32, i32), lines: i32) {
    let first = middle - (i32::try_from(names.len()).unwrap_or(1) - 1) * pitch;
    let lead = (first - pitch / 2).max(20);
    // Where the first column begins at the edge, its name is centred on less than the column.
    let lost = (lead - (first - pitch / 2)).max(0);
    let widths: Vec<i32> = (0..names.len()).map(|at| if at == 0 { pitch - lost } else { pitch }).collect();
    let columns: Vec<i32> = [lead].into_iter().chain(widths).collect();
    let empty = |story: &mut Story| story.paragraph(&Stand { style: "Signature", lines, ..Stand::default() }, "");
    let named: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            // Wider faces have room over the edges of the cell.
            let sides = Some((-TWO, if at == 0 { lost - TWO } else { -TWO }));
            let own = Own { sides, align: Some("center"), ..Own::default() };
            move |story: &mut Story| {
                story.paragraph(&Stand { style: "Signature", lines, own, ..Stand::default() }, name)
            }
        })
        .collect();
    let cells: Vec<&dyn Fn(&mut Story)> = [&empty as &dyn Fn(&mut Story)]
        .into_iter()
        .chain(named.iter().map(|cell| cell as &dyn Fn(&mut Story)))
        .collect();
    push_beside(story, &columns, &cells);
}
