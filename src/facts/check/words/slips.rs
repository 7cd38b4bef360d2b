//! Slips of the keyboard, of which a file may have hundreds: each kind is said once, with the number and the first lines.

use crate::diagnostic::{Origin, Say};
use crate::facts::check::Check;
use crate::facts::check::words::passage::Passage;
use crate::say;

/// The most lines that are named besides the first.
const LINES: usize = 3;

/// The slips of one kind in one paragraph.
pub struct Slip {
    code: &'static str,
    origin: Origin,
    /// How many there are in the paragraph.
    count: usize,
    message: Say,
    hint: Say,
}

impl Check<'_> {
    /// Keeps a slip of which the characters `from..to` are the first in its paragraph until the whole file has been read.
    pub(super) fn slip(
        &mut self,
        code: &'static str,
        passage: &Passage<'_>,
        (from, to): (usize, usize),
        count: usize,
        (message, hint): (Say, Say),
    ) {
        self.slips.push(Slip { code, origin: passage.place(from, to), count, message, hint });
    }

    /// Says each kind once. What the author has answered is said by itself, so that the rest stays open.
    pub(super) fn tell_slips(&mut self) {
        let mut slips = std::mem::take(&mut self.slips);
        slips.sort_by_key(|slip| (slip.code, slip.origin));
        let answered = |slip: &Slip| {
            let start = slip.origin.range().start;
            self.file.allowed.iter().any(|by| by.code == slip.code && by.covers(start))
        };
        let (answered, open): (Vec<Slip>, Vec<Slip>) = slips.into_iter().partition(answered);
        for slip in answered {
            self.warn(slip.code, slip.origin, slip.message, slip.hint);
        }
        for kind in open.chunk_by(|a, b| a.code == b.code) {
            let Some(first) = kind.first() else { continue };
            let message = self.counted_slips(first, kind);
            self.warn(first.code, first.origin, message, first.hint.clone());
        }
    }

    fn counted_slips(&self, first: &Slip, kind: &[Slip]) -> Say {
        let source = &self.file.source;
        let (zh, en) = (&first.message.zh, &first.message.en);
        let count: usize = kind.iter().map(|slip| slip.count).sum();
        if count == 1 {
            return first.message.clone();
        }
        let file = source.file_at(first.origin.range().start).1;
        let here = |slip: &&Slip| source.file_at(slip.origin.range().start).1 == file;
        let mut lines: Vec<usize> = Vec::new();
        for slip in kind.iter().filter(here) {
            let line = source.line(slip.origin.range().start);
            if lines.last() != Some(&line) {
                lines.push(line);
            }
            // One more than is named shows that there are more.
            if lines.len() > LINES + 1 {
                break;
            }
        }
        if lines.len() < 2 {
            return say!("{zh}，共{count}处", "{en}, {count} in all");
        }
        let more = lines.len() > LINES + 1 || kind.iter().any(|slip| !here(&slip));
        let list = |between: &str| lines.iter().take(LINES + 1).map(usize::to_string).collect::<Vec<_>>().join(between);
        let (list_zh, list_en) = (list("、"), list(", "));
        let (end_zh, end_en) = if more { ("等行", " and others") } else { ("行", "") };
        say!("{zh}，共{count}处（第{list_zh}{end_zh}）", "{en}, {count} in all (lines {list_en}{end_en})")
    }
}
