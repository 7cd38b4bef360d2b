//! Which text of a paper is set in which role, as the layouts set it (GB/T 9704 7.2 to 7.5).

use std::collections::HashMap;

use super::Role;
use crate::document::exhibit::{Chart, Exhibit};
use crate::document::letterhead::Letterhead;
use crate::document::{Block, Document};

/// The page numbers, which no field of a paper holds.
const NUMBERS: &str = "— 0123456789";

/// Every text of a paper with its role, in no particular order; a text may stand in two.
pub fn texts<'d>(document: &'d Document) -> Vec<(Role, &'d str)> {
    let mut found: Vec<(Role, &'d str)> = document.letterhead.iter().flat_map(head).collect();
    found.push((Role::Biaosong, &document.title));
    found.extend(document.enclosed.iter().map(|paper| (Role::Biaosong, paper.title.as_str())));
    found.extend(document.enclosed.iter().filter_map(|paper| Some((Role::Hei, paper.label.as_deref()?))));
    let bylines = document.byline.iter().chain(document.enclosed.iter().flat_map(|paper| &paper.byline));
    found.extend(bylines.map(|line| (Role::Kai, line.as_str())));
    let blocks = document.body.iter().chain(document.enclosed.iter().flat_map(|paper| &paper.body));
    found.extend(blocks.flat_map(block));
    found.extend(document.attendance.iter().map(|[label, _]| (Role::Hei, label.as_str())));
    found.extend(document.attendance.iter().map(|[_, names]| (Role::Fang, names.as_str())));
    found.extend(document.note.iter().map(|note| (Role::Fang, note.as_str())));
    // What is left is running text. A text that has been named above may stand there once more: the name of the body is a
    // mark over the paper and its signature.
    let mut named: HashMap<&'d str, usize> = HashMap::new();
    found.iter().for_each(|(_, text)| *named.entry(text).or_default() += 1);
    let left = |text: &&'d str| match named.get_mut(text).filter(|times| **times > 0) {
        Some(times) => {
            *times -= 1;
            false
        }
        None => true,
    };
    let rest: Vec<(Role, &str)> = document.texts().into_iter().filter(left).map(|text| (Role::Fang, text)).collect();
    found.extend(rest);
    found.push((Role::Song, NUMBERS));
    found
}

fn head(head: &Letterhead) -> Vec<(Role, &str)> {
    let mark = head.mark.iter().chain(&head.word).map(|text| (Role::Biaosong, text.as_str()));
    let marks = head.secrecy.iter().chain(&head.urgency).map(|text| (Role::Hei, text.as_str()));
    let signers = head.signers.iter().map(|text| (Role::Kai, text.as_str()));
    let numbers = head.copy.iter().chain(&head.number).map(|text| (Role::Fang, text.as_str()));
    mark.chain(marks).chain(signers).chain(numbers).collect()
}

fn block(block: &Block) -> Vec<(Role, &str)> {
    let role = |level: u8| match level {
        0 | 1 => Role::Hei,
        2 => Role::Kai,
        _ => Role::Fang,
    };
    match block {
        Block::Heading { level, number, text } => vec![(role(*level), number), (role(*level), text)],
        Block::Paragraph(text) => vec![(Role::Fang, text)],
        // Of the headings that run into a paragraph only （一） has a face of its own.
        Block::RunIn { level, number, title, text } => {
            let lead = if *level == 2 { Role::Kai } else { Role::Fang };
            vec![(lead, number), (lead, title), (Role::Fang, text)]
        }
        Block::Exhibit(Exhibit::Table(table) | Exhibit::Chart(Chart { table, .. })) => {
            let heads = std::iter::once(table.caption.as_str()).chain(table.head.iter().map(String::as_str));
            let cells = table.rows.iter().flatten().map(|cell| (Role::Fang, cell.as_str()));
            heads.map(|text| (Role::Hei, text)).chain(cells).collect()
        }
        Block::Exhibit(exhibit) => exhibit.texts().into_iter().map(|text| (Role::Fang, text)).collect(),
    }
}
