//! A paper that tells a part of the time of its file, such as the first half of a year: what belongs to it, and what the
//! author must say himself.

use std::collections::HashSet;

use super::{Writer, period};
use crate::diagnostic::{Diagnostic, Origin};
use crate::document::manifest::{Shows, Tells};
use crate::facts::model::{Area, Entered, Entry};
use crate::facts::value::Prose;
use crate::say;

impl Writer<'_> {
    /// Whether a record lies in the time that the paper tells. Where that is a part of the file's, only what begins and
    /// ends in it does: the figures of a whole year are not those of its first half.
    pub(super) fn in_time(&self, record: Entered<'_>) -> bool {
        let place = record.place();
        let inside = |(first, last): (chrono::NaiveDate, chrono::NaiveDate)| {
            self.period.start <= first && last <= self.period.end
        };
        !self.part || !place.outside && place.when.and_then(|when| when.days).is_some_and(inside)
    }

    /// Whether the kind tells records of this type at all.
    pub(super) fn is_shown(&self, record: Entered<'_>) -> bool {
        let list = self.figures.facts().list_of(record);
        self.manifest.shows.get(list) != Some(&Shows::Nothing)
    }

    /// The records that this paper leaves out by its nature.
    pub(super) fn aside(&self) -> HashSet<Origin> {
        let placed = self.figures.facts().placed();
        // A paper with areas of its own tells what belongs to them.
        let own = self.paper.is_some_and(|paper| !paper.areas.is_empty());
        let elsewhere = |record: &Entered<'_>| {
            let name = record.place().area.map(|area| &area.text);
            own && !self.areas_of().iter().any(|area| Some(&area.id.text) == name)
        };
        let left =
            placed.iter().filter(|record| !self.in_time(**record) || !self.is_shown(**record) || elsewhere(record));
        left.map(|record| record.record().origin()).collect()
    }

    /// A kind for half a year cannot tell a whole one. A time that could not be read has been said.
    pub(super) fn check_period(&self, kind: &str) {
        let lost = &self.figures.file().lost;
        if !lost.contains("period") {
            self.check_meets();
        }
        if lost.contains("period") || !period::is_too_long(self.manifest, &self.period) {
            return;
        }
        let (name, told) = (&self.manifest.name, self.period.name());
        let written = self.paper.map(|paper| paper.period.as_ref().map_or(paper.origin, |period| period.origin));
        let place = written.unwrap_or(self.figures.facts().organisation.names.signature.origin);
        self.fault(
            "E182",
            self.figures.file().source.first_line(place),
            say!(
                "{name}只写半年或一学期，这里的时期是{told}",
                "`{kind}` tells half a year or a term, and this is {told}"
            ),
            say!(
                "在 文件 → {kind} → 时期 写明，如 2025年上半年",
                "write it under documents → {kind} → period, such as 2025上半年"
            ),
        );
    }

    /// A paper that looks back tells a time of which the file holds facts.
    fn check_meets(&self) {
        let own = self.figures.file().period;
        let written = self.paper.and_then(|paper| paper.period.as_ref());
        let Some(written) = written.filter(|_| self.manifest.tells == Tells::Past) else { return };
        if written.period.start <= own.end && own.start <= written.period.end {
            return;
        }
        let (told, file) = (written.period.name(), own.name());
        self.fault(
            "E183",
            written.origin,
            say!("这份文件写{told}，事实是{file}的", "this paper tells {told}, and the facts are of {file}"),
            say!("改正 时期，或写进那一期的文件", "correct `period`, or write it into the file of that time"),
        );
    }

    /// What the author wrote for the whole time, and what does not say when it was.
    pub(super) fn warn_of_part(&self) {
        if !self.part || !self.figures.file().sound {
            return;
        }
        let told = self.period.name();
        let own = self.paper.is_some_and(|paper| !paper.areas.is_empty());
        let texts = self.figures.facts().areas.iter().find_map(first_text).filter(|_| !own && self.has(&["areas"]));
        if let Some(text) = texts {
            let message = say!(
                "领域里自己写的段落是按整个时期写的，这份文件只写{told}",
                "the author's paragraphs in the areas are of the whole period, and this paper tells {told} alone"
            );
            let hint = say!(
                "在这份文件的 工作领域 里另写；照用就写上 核实",
                "write `areas` for this paper alone, or answer this where the words hold for it"
            );
            self.warn(Diagnostic::warning("W180", message).hint(hint), text.origin);
        }
        let placed = self.figures.facts().placed();
        let untimed = |record: &&Entered<'_>| {
            let place = record.place();
            place.area.is_some()
                && place.when.is_none_or(|when| when.days.is_none())
                && !self.is_told_elsewhere(**record)
        };
        let untimed: Vec<_> = placed.iter().filter(untimed).collect();
        let Some(first) = untimed.first() else { return };
        let count = untimed.len();
        let message = say!(
            "{count}条记录没有写明时间，没有写进只写{told}的文件",
            "records without a known time are not told in a paper of {told} alone ({count})"
        );
        let hint = say!("写上 时间，它才能归到这段时间里", "give them a time, by which they belong to it or not");
        self.warn(Diagnostic::warning("W181", message).hint(hint), first.record().origin());
    }
}

/// The first words of the author's own in an area.
pub fn first_text(area: &Area) -> Option<&Prose> {
    area.text.as_ref().or_else(|| area.items.iter().find_map(entry_text))
}

fn entry_text(entry: &Entry) -> Option<&Prose> {
    let own = entry.text.as_ref().or(entry.lead.as_ref()).or(entry.tail.as_ref());
    own.or_else(|| entry.items.iter().find_map(entry_text))
}
