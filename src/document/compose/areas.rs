//! The areas of a paper: their own words, their records phrased, their items down to the fourth level.

use std::collections::HashSet;

use super::Writer;
use super::exhibits::Home;
use super::sections::{Line, lines};
use crate::diagnostic::Diagnostic;
use crate::document::phrase::{self, Shown};
use crate::facts::model::{Area, Entered, Entry};
use crate::facts::value::Text;
use crate::say;

impl<'a> Writer<'a> {
    /// An area with its heading, its own words, its records and its items; nothing where nothing stands under its heading.
    pub(super) fn area(&self, area: &Area) -> Vec<Line> {
        let mut blocks = Vec::new();
        match &area.text {
            Some(text) => blocks.extend(lines(self.sentences(text))),
            None => blocks.extend(self.told(&self.records(area, None, &area.order)).map(Line::paragraph)),
        }
        for item in &area.items {
            self.entry(area, item, 2, &mut blocks);
        }
        blocks.extend(self.placed_under(area));
        if !blocks.is_empty() {
            self.phrases.take(area.origin);
            blocks.extend(self.exhibits.at(&Home::Area(&area.id.text)));
            blocks.insert(0, Line::heading(1, Some(&area.id), &area.title.text));
        }
        blocks
    }

    /// An item: the author's paragraphs, or its records phrased. `depth` is the level of its heading.
    fn entry(&self, area: &Area, entry: &Entry, depth: u8, blocks: &mut Vec<Line>) {
        let mut own = Vec::new();
        let mut has_records = false;
        match &entry.text {
            Some(text) => own.extend(lines(self.written(entry, self.sentences(text)))),
            None => {
                let order = if entry.order.is_empty() { &area.order } else { &entry.order };
                let records = entry.id.as_ref().map(|id| self.records(area, Some(&id.text), order)).unwrap_or_default();
                has_records = !records.is_empty();
                own.extend(self.phrased(entry, &records).map(Line::paragraph));
            }
        }
        for item in &entry.items {
            self.entry(area, item, (depth + 1).min(4), &mut own);
        }
        if let Some(id) = entry.id.as_ref().filter(|_| !own.is_empty()) {
            own.extend(self.exhibits.at(&Home::Item(&area.id.text, &id.text)));
        }
        match (&entry.title, own.is_empty()) {
            // Where records could not be read or told, that has been said.
            (Some(_), true) if has_records || !self.figures.file().sound => {}
            (Some(title), true) => self.empty_entry(title),
            (Some(title), false) => blocks.push(Line::heading(depth, entry.id.as_ref(), &title.text)),
            (None, _) => {}
        }
        blocks.append(&mut own);
    }

    /// The records of an item as a paragraph; its own words before and after them stand even without records.
    fn phrased(&self, entry: &Entry, records: &[Entered<'_>]) -> Option<String> {
        let told = self.told(records);
        self.written(entry, told.into_iter().collect()).into_iter().next()
    }

    /// Records as a paragraph, each told as far as the kind shows it.
    pub(super) fn told(&self, records: &[Entered<'_>]) -> Option<String> {
        self.phrases.paragraph_showing(records, &self.shown())
    }

    /// How much of records the kind shows.
    pub(super) fn shown(&self) -> Shown<'_> {
        Shown { of: &self.manifest.shows, listed: self.manifest.listed, public: self.manifest.public }
    }

    /// Paragraphs with the words that stand before the first and after the last. Words before that end without a mark
    /// are a sentence of their own.
    fn written(&self, entry: &Entry, mut paragraphs: Vec<String>) -> Vec<String> {
        let open = |text: &str| text.ends_with(['，', '：', '；']);
        if let Some(lead) = entry.lead.as_ref().map(|lead| self.phrases.inline(lead)) {
            let lead = if open(&lead) && !paragraphs.is_empty() { lead } else { phrase::sentence(&lead) };
            match paragraphs.first_mut() {
                Some(first) => first.insert_str(0, &lead),
                None => paragraphs.push(lead),
            }
        }
        if let Some(tail) = entry.tail.as_ref().map(|tail| phrase::sentence(&self.phrases.inline(tail))) {
            match paragraphs.last_mut() {
                Some(last) if phrase::closed(last) || last.ends_with(['，', '；', '：']) => last.push_str(&tail),
                _ => paragraphs.push(tail),
            }
        }
        paragraphs
    }

    /// A heading that nothing follows is left out, and the author is told.
    fn empty_entry(&self, title: &Text) {
        let name = &title.text;
        self.phrases.report(
            Diagnostic::warning(
                "W054",
                say!(
                    "条目“{name}”没有正文也没有记录，没有写入",
                    "the item “{name}” has neither text nor records and is left out"
                ),
            )
            .at(&self.figures.file().source, title.origin)
            .hint(say!("写上 正文，或让记录的 条目 指向它", "write its `text`, or name it as `item` of some records")),
        );
    }

    /// An area that says nothing at all is left out with its heading. Where its items are empty, each of them has been named.
    pub(super) fn warn_of_empty(&self, area: &Area) {
        let own = |record: &Entered<'_>| record.place().area.is_some_and(|name| name.text == area.id.text);
        let titled = area.items.iter().any(|item| item.title.is_some());
        if self.part || area.text.is_some() || titled || self.figures.facts().placed().iter().any(own) {
            return;
        }
        let name = &area.title.text;
        self.phrases.report(
            Diagnostic::warning(
                "W054",
                say!(
                    "领域“{name}”没有正文也没有记录，没有写入",
                    "the area “{name}” has neither text nor records and is left out"
                ),
            )
            .at(&self.figures.file().source, area.title.origin)
            .hint(say!("写上 正文，或让记录的 领域 指向它", "write its `text`, or name it as `area` of some records")),
        );
    }

    /// Whether something stands under the heading of an area.
    pub(super) fn has_words(&self, area: &Area) -> bool {
        fn says(entry: &Entry) -> bool {
            entry.text.is_some() || entry.lead.is_some() || entry.tail.is_some() || entry.items.iter().any(says)
        }
        let here = |record: &Entered<'_>| {
            record.place().area.is_some_and(|name| name.text == area.id.text)
                && self.in_time(*record)
                && self.is_shown(*record)
        };
        area.text.is_some() || area.items.iter().any(says) || self.figures.facts().placed().iter().any(here)
    }

    /// The records of an area and item that no reference tells, in their order.
    pub(super) fn records(&self, area: &Area, item: Option<&str>, order: &[Text]) -> Vec<Entered<'a>> {
        let here = |record: &Entered<'_>| {
            let place = record.place();
            place.area.is_some_and(|name| name.text == area.id.text)
                && place.item.map(|name| name.text.as_str()) == item
        };
        let mut records: Vec<Entered<'a>> = self.figures.facts().placed().into_iter().filter(here).collect();
        records.retain(|record| !self.is_told_elsewhere(*record) && self.in_time(*record) && self.is_shown(*record));
        records.retain(|record| !(self.gathers && matches!(record, Entered::Honour(_))));
        records.retain(|record| self.top != Some(record.record().origin()));
        self.ordered(records, &order.iter().collect::<Vec<_>>())
    }

    /// Records in the order: author's list, then those of the body itself before those of a roll-up, then what has no level,
    /// then by level from high to low, then date, then place in the file. A roll-up has its records in the order they are
    /// told in: kind by kind, from what most schools have.
    pub(super) fn ordered<'r>(&self, mut records: Vec<Entered<'r>>, order: &[&Text]) -> Vec<Entered<'r>> {
        let rollup = self.figures.facts().rollup.iter();
        let rolled: HashSet<&str> =
            rollup.flat_map(|rollup| &rollup.schools.0).map(|(name, _)| name.text.as_str()).collect();
        records.sort_by_key(|record| {
            let id = record.id().map_or("", |id| id.text.as_str());
            let rolled = rolled.contains(id.strip_suffix("-汇总").unwrap_or(id));
            let listed = order.iter().position(|id| record.id().is_some_and(|own| own.text == id.text));
            let date = record.place().when.filter(|_| !rolled).and_then(|when| when.order());
            (
                listed.unwrap_or(usize::MAX),
                rolled,
                // What was done comes before what was won for it.
                record.level().map_or(0, |level| level as u8 + 1),
                date.unwrap_or(chrono::NaiveDate::MAX),
                record.record().origin(),
            )
        });
        records
    }
}
