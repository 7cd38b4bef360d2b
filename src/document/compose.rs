//! One kind of paper from the figures of a dossier: opening, areas with their items, the sections that follow, signature.

use std::collections::HashSet;

use chrono::Datelike;
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Say};
use crate::document::number::chinese;
use crate::document::phrase::{self, Phrases};
use crate::document::templates::{Manifest, Templates};
use crate::document::{Date, Document, Signature, parse, prose, title, view};
use crate::facts::model::{Area, Entered, Entry, Facts, Paper};
use crate::facts::reader::first_line;
use crate::facts::time::Precision;
use crate::facts::value::{Prose, Reference, Text};
use crate::figures::Figures;
use crate::say;

/// A finished paper, what is to be said about it, and the places of the records that it tells.
pub struct Composed {
    pub document: Option<Document>,
    pub problems: Diagnostics,
    pub used: HashSet<Origin>,
}

/// Writes one paper of `kind`. The document is there only where no error was found.
pub fn compose(figures: Figures<'_>, kind: &str, manifest: &Manifest, templates: &Templates) -> Composed {
    let writer = Writer {
        figures,
        manifest,
        paper: paper(figures, kind),
        mentioned: mentioned(figures),
        phrases: Phrases::new(figures, templates),
    };
    let date = writer.date(kind);
    let body = writer.view();
    let body = templates.body(kind, &body).and_then(|text| parse::blocks(&text, &templates.body_source(kind)));
    let document = match (body, date) {
        (Ok(body), Some(date)) => Some(writer.document(body, date)),
        (Err(problem), _) => {
            writer.phrases.report(*problem);
            None
        }
        _ => None,
    };
    writer.phrases.warn_of_repeats();
    writer.warn_of_number();
    let mentioned: Vec<Origin> = writer.mentioned_origins();
    let (problems, mut used) = writer.phrases.finish();
    used.extend(mentioned);
    Composed { document: document.filter(|_| !problems.has_errors()), problems, used }
}

/// What the file says about a paper of this kind.
pub fn paper<'a>(figures: Figures<'a>, kind: &str) -> Option<&'a Paper> {
    figures.facts().documents.0.iter().find(|(name, _)| name.text == kind).map(|(_, paper)| paper)
}

/// The title of a paper on one line, and where the author forces breaks, with them.
pub fn title_text(figures: Figures<'_>, paper: Option<&Paper>, manifest: &Manifest) -> String {
    match paper.and_then(|paper| paper.title.as_ref()) {
        Some(title) => title.0.text.clone(),
        None => fill(&manifest.title, figures, &[]),
    }
}

/// A pattern with its places filled: `{title}`, `{self}`, `{period}`, `{year}`, `{id}`, and those of `more`.
///
/// In one pass: a name of the facts that looks like a place is text.
pub fn fill(pattern: &str, figures: Figures<'_>, more: &[(&str, &str)]) -> String {
    let names = &figures.facts().organisation.names;
    let value = |place: &str| match place {
        "title" => Some(names.title.text.clone()),
        "self" => Some(view::own_name(figures)),
        "period" => Some(figures.file().period.name()),
        "year" => Some(figures.file().period.end.year().to_string()),
        "id" => Some(figures.facts().organisation.id.text.clone()),
        _ => more.iter().find(|(name, _)| *name == place).map(|(_, text)| (*text).to_owned()),
    };
    let (mut text, mut rest) = (String::new(), pattern);
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        match after.split_once('}').and_then(|(place, tail)| Some((value(place)?, tail))) {
            Some((found, tail)) => {
                text.push_str(&found);
                rest = tail;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text + rest
}

/// Every prose of the file, for what its references mention.
fn all_prose<'a>(figures: Figures<'a>) -> Vec<&'a Prose> {
    let facts = figures.facts();
    let mut list = Vec::new();
    for area in &facts.areas {
        list.extend(&area.text);
        area.items.iter().for_each(|item| entry_prose(item, &mut list));
    }
    for record in facts.placed() {
        let place = record.place();
        list.extend(
            [place.purpose, place.method, place.effect, place.lead, place.tail, place.text].into_iter().flatten(),
        );
    }
    for (_, paper) in &facts.documents.0 {
        list.extend([&paper.guiding, &paper.opening, &paper.transition, &paper.closing].into_iter().flatten());
    }
    list.extend(facts.problems.iter().flat_map(|problem| std::iter::once(&problem.text).chain(&problem.remedy)));
    list.extend(facts.experience.iter().chain(&facts.next));
    list.extend(facts.finance.iter().flat_map(|finance| finance.text.iter().chain(&finance.audit)));
    list
}

fn entry_prose<'a>(entry: &'a Entry, list: &mut Vec<&'a Prose>) {
    list.extend([&entry.text, &entry.lead, &entry.tail].into_iter().flatten());
    entry.items.iter().for_each(|item| entry_prose(item, list));
}

/// The ids that references of the file start with.
fn mentioned<'a>(figures: Figures<'a>) -> HashSet<&'a str> {
    all_prose(figures)
        .into_iter()
        .flat_map(prose::references)
        .filter_map(|reference| reference.path.first())
        .map(String::as_str)
        .collect()
}

struct Writer<'a> {
    figures: Figures<'a>,
    manifest: &'a Manifest,
    paper: Option<&'a Paper>,
    mentioned: HashSet<&'a str>,
    phrases: Phrases<'a>,
}

impl<'a> Writer<'a> {
    fn document(&self, body: Vec<crate::document::Block>, date: Date) -> Document {
        let names = &self.figures.facts().organisation.names;
        let written = title_text(self.figures, self.paper, self.manifest);
        let title = written.replace('\n', "");
        Document {
            title_lines: title::lines(&written, &self.names()),
            author: names.signature.text.clone(),
            keywords: vec![names.title.text.clone(), self.figures.file().period.name(), self.manifest.name.clone()],
            title,
            date,
            recipients: self.paper.map(|paper| texts(&paper.to).join("、")).filter(|to| !to.is_empty()),
            body,
            attachments: self.paper.map(|paper| texts(&paper.attachments)).unwrap_or_default(),
            signature: Some(Signature {
                issuers: vec![names.signature.text.clone()],
                date: format!("{}年{}月{}日", date.year, date.month, date.day),
            }),
        }
    }

    /// Proper names that a title must not be broken inside.
    fn names(&self) -> Vec<&str> {
        let organisation = &self.figures.facts().organisation;
        let names = [&organisation.names.signature, &organisation.names.title];
        let school = organisation.school.as_ref().map(|school| &school.name);
        names.into_iter().chain(&organisation.aliases).chain(school).map(|name| name.text.as_str()).collect()
    }

    /// The date of the paper: never the clock (PDF/A demands one, and the same facts give the same bytes).
    fn date(&self, kind: &str) -> Option<Date> {
        let when = self.paper.and_then(|paper| paper.date.as_ref());
        let day = when.filter(|when| when.precision == Precision::Day).and_then(|when| when.days);
        if let Some((day, _)) = day {
            return Some(Date { year: day.year(), month: day.month() as u8, day: day.day() as u8 });
        }
        let entry = self.paper.map(|paper| first_line(&self.figures.file().source, paper.origin));
        let names = &self.figures.facts().organisation.names;
        let place = when.map(|when| when.origin).or(entry).unwrap_or(names.signature.origin);
        self.fault(
            "E051",
            place,
            say!("落款缺少成文日期（写到日）", "the signature lacks the date of the paper, to the day"),
            say!(
                "在 文件 → {kind} → 日期 写上，如 2025-12-26",
                "write it under documents → {kind} → date, such as 2025-12-26"
            ),
        );
        None
    }

    /// A document number stands in a letterhead, which the plain layout has not; what is not printed is said.
    fn warn_of_number(&self) {
        if let Some(number) = self.paper.and_then(|paper| paper.number.as_ref()) {
            self.phrases.report(
                Diagnostic::warning(
                    "W055",
                    say!(
                        "文号没有印出：这种版式没有版头",
                        "the document number is not printed: this layout has no letterhead"
                    ),
                )
                .at(&self.figures.file().source, number.origin)
                .hint(say!("不带版头的总结不写文号", "a summary without letterhead has no document number")),
            );
        }
    }

    fn fault(&self, code: &'static str, place: Origin, message: Say, hint: Say) {
        self.phrases.report(Diagnostic::error(code, message).at(&self.figures.file().source, place).hint(hint));
    }

    fn view(&self) -> Value {
        let facts = self.figures.facts();
        let mut sections = serde_json::Map::new();
        for (name, title) in &self.manifest.sections {
            let paragraphs = self.section(name);
            if !paragraphs.is_empty() {
                sections.insert(name.clone(), json!({ "title": title, "paragraphs": paragraphs }));
            }
        }
        let areas: Vec<Value> = facts.areas.iter().filter_map(|area| self.area(area)).collect();
        // Where records could not be read or told, that has been said.
        let sound = self.figures.file().sound && !self.phrases.has_errors();
        if areas.is_empty() && sections.is_empty() && sound {
            self.fault(
                "E052",
                facts.organisation.origin,
                say!(
                    "没有可写的内容：工作领域和各栏目都是空的",
                    "there is nothing to write: areas and sections are empty"
                ),
                say!("至少写一个工作领域及其记录", "write at least one area with its records"),
            );
        }
        json!({
            "opening": self.opening(),
            "profile": self.profile(),
            "areas": areas,
            "sections": sections,
            "closing": self.paper.and_then(|paper| paper.closing.as_ref()).map(|closing| self.sentences(closing)),
        })
    }

    /// The author's paragraphs, each ending as a sentence.
    fn sentences(&self, text: &Prose) -> Vec<String> {
        self.phrases.paragraphs(text).iter().map(|paragraph| phrase::sentence(paragraph)).collect()
    }

    /// The opening: the author's, or composed from superiors and guiding words; then the transition.
    fn opening(&self) -> Vec<String> {
        let own = self.paper.and_then(|paper| paper.opening.as_ref());
        let transition = self.paper.and_then(|paper| paper.transition.as_ref());
        let transition = transition
            .map_or_else(|| fill(&self.manifest.transition, self.figures, &[]), |text| self.phrases.inline(text));
        let mut paragraphs =
            own.map(|own| self.sentences(own)).unwrap_or_else(|| self.composed_opening().into_iter().collect());
        match paragraphs.last_mut() {
            Some(last) if last.ends_with('：') => {}
            Some(last) => last.push_str(&transition),
            None => paragraphs.push(transition),
        }
        paragraphs
    }

    fn composed_opening(&self) -> Option<String> {
        let superiors = self.figures.facts().organisation.superiors.as_ref();
        let guiding = self.paper.and_then(|paper| paper.guiding.as_ref());
        let mut c = serde_json::Map::new();
        c.insert("period".to_owned(), json!(self.figures.file().period.name()));
        c.insert("self".to_owned(), json!(view::own_name(self.figures)));
        if let Some(guiding) = guiding {
            c.insert("guiding".to_owned(), json!(phrase::trimmed(&self.phrases.inline(guiding))));
        }
        for (key, names) in
            superiors.map(|s| [("lead", &s.lead), ("guide", &s.guide), ("support", &s.support)]).into_iter().flatten()
        {
            if !names.is_empty() {
                c.insert(key.to_owned(), json!(texts(names).join("、")));
            }
        }
        self.component("opening", &Value::Object(c)).map(|text| phrase::sentence(&text))
    }

    fn component(&self, name: &str, view: &Value) -> Option<String> {
        match self.phrases.templates().clause(name, view) {
            Ok(text) => Some(text).filter(|text| !text.is_empty()),
            Err(problem) => {
                self.phrases.report(*problem);
                None
            }
        }
    }

    /// School and staff in one paragraph, unless the author's own opening tells of them.
    fn profile(&self) -> Option<String> {
        let facts = self.figures.facts();
        let opening = self.paper.and_then(|paper| paper.opening.as_ref());
        let told = |reference: &Reference| {
            let first = reference.path.first().map_or("", String::as_str);
            Facts::TABLE.find(first).is_some_and(|(_, field)| matches!(field.en, "staff" | "organisation"))
        };
        if opening.is_some_and(|opening| prose::references(opening).any(told)) {
            return None;
        }
        let print = |prose: &Prose| self.phrases.inline(prose);
        let mut c = serde_json::Map::new();
        if let Some(staff) = &facts.staff {
            c = view::fields(staff, self.figures, &print);
            let share = |name: &String| Some((name.clone(), json!(self.figures.staff_share(name)?.print())));
            let shares: serde_json::Map<String, Value> = c.keys().filter_map(share).collect();
            c.insert("shares".to_owned(), Value::Object(shares));
        }
        if let Some(school) = &facts.organisation.school {
            c.insert("school".to_owned(), Value::Object(view::fields(school, self.figures, &print)));
        }
        self.component("profile", &Value::Object(c)).map(|text| phrase::sentence(&text))
    }

    /// The paragraphs of a section that does not come from an area.
    fn section(&self, name: &str) -> Vec<String> {
        let facts = self.figures.facts();
        match name {
            "publicity" => {
                let free = facts.placed().into_iter().filter(|record| {
                    matches!(record, Entered::Publicity(_))
                        && record.place().area.is_none()
                        && !self.is_mentioned(*record)
                });
                self.phrases.paragraph(&free.collect::<Vec<_>>()).into_iter().collect()
            }
            "finance" => self.finance(),
            "experience" => points(facts.experience.iter().map(|point| self.phrases.inline(point)).collect()),
            "problems" => self.problems(),
            "next" => points(facts.next.iter().map(|step| self.phrases.inline(step)).collect()),
            _ => Vec::new(),
        }
    }

    /// The shortcomings in one paragraph, their remedies in the same order in the next.
    fn problems(&self) -> Vec<String> {
        let problems = &self.figures.facts().problems;
        let mut paragraphs = points(problems.iter().map(|problem| self.phrases.inline(&problem.text)).collect());
        let remedies: Vec<String> =
            problems.iter().filter_map(|p| p.remedy.as_ref()).map(|remedy| self.phrases.inline(remedy)).collect();
        if let Some(told) = phrase::join(&remedies) {
            let many = problems.len() > 1;
            paragraphs.extend(self.component("remedies", &json!({ "remedies": told, "many": many })));
        }
        paragraphs
    }

    fn finance(&self) -> Vec<String> {
        let Some(finance) = &self.figures.facts().finance else { return Vec::new() };
        if let Some(text) = &finance.text {
            return self.sentences(text);
        }
        let view = view::finance(finance, &|prose| phrase::trimmed(&self.phrases.inline(prose)).to_owned());
        self.component("finance", &Value::Object(view)).map(|text| phrase::sentence(&text)).into_iter().collect()
    }

    /// An area with its own words, its records and its items; `None` where nothing stands under its heading.
    fn area(&self, area: &Area) -> Option<Value> {
        let mut blocks = Vec::new();
        match &area.text {
            Some(text) => blocks.extend(self.sentences(text).into_iter().map(paragraph)),
            None => blocks.extend(self.phrases.paragraph(&self.records(area, None, &area.order)).map(paragraph)),
        }
        for item in &area.items {
            self.entry(area, item, 3, &mut blocks);
        }
        (!blocks.is_empty()).then(|| json!({ "title": area.title.text, "blocks": blocks }))
    }

    /// An item: the author's paragraphs, or its records phrased. `depth` is the number of # of its heading.
    fn entry(&self, area: &Area, entry: &Entry, depth: usize, blocks: &mut Vec<Value>) {
        let mut own = Vec::new();
        match &entry.text {
            Some(text) => own.extend(self.sentences(text).into_iter().map(paragraph)),
            None => {
                let order = if entry.order.is_empty() { &area.order } else { &entry.order };
                let records = entry.id.as_ref().map(|id| self.records(area, Some(&id.text), order)).unwrap_or_default();
                own.extend(self.phrased(entry, &records).map(paragraph));
            }
        }
        for item in &entry.items {
            self.entry(area, item, (depth + 1).min(5), &mut own);
        }
        match (&entry.title, own.is_empty()) {
            (Some(title), true) => self.empty_entry(title),
            (Some(title), false) => blocks.push(json!({ "mark": "#".repeat(depth), "text": title.text })),
            (None, _) => {}
        }
        blocks.append(&mut own);
    }

    fn phrased(&self, entry: &Entry, records: &[Entered<'_>]) -> Option<String> {
        let told = self.phrases.paragraph(records)?;
        let lead = entry.lead.as_ref().map(|lead| self.phrases.inline(lead)).unwrap_or_default();
        let tail = entry.tail.as_ref().map(|tail| phrase::sentence(&self.phrases.inline(tail))).unwrap_or_default();
        let glue = if lead.is_empty() || lead.ends_with(['。', '，', '：', '；']) { "" } else { "，" };
        Some(format!("{lead}{glue}{told}{tail}"))
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

    /// The records of an area and item that no reference tells, in the order: author's list, level, date, place in the file.
    fn records(&self, area: &Area, item: Option<&str>, order: &[Text]) -> Vec<Entered<'a>> {
        let here = |record: &Entered<'_>| {
            let place = record.place();
            place.area.is_some_and(|name| name.text == area.id.text)
                && place.item.map(|name| name.text.as_str()) == item
        };
        let mut records: Vec<Entered<'a>> = self.figures.facts().placed().into_iter().filter(here).collect();
        records.retain(|record| !self.is_mentioned(*record));
        records.sort_by_key(|record| {
            let listed = order.iter().position(|id| record.id().is_some_and(|own| own.text == id.text));
            let date = record.place().when.and_then(|when| when.order());
            (
                listed.unwrap_or(usize::MAX),
                record.level().map_or(u8::MAX, |level| level as u8),
                date.unwrap_or(chrono::NaiveDate::MAX),
                record.record().origin(),
            )
        });
        records
    }

    fn is_mentioned(&self, record: Entered<'_>) -> bool {
        record.id().is_some_and(|id| self.mentioned.contains(id.text.as_str()))
    }

    fn mentioned_origins(&self) -> Vec<Origin> {
        let placed = self.figures.facts().placed();
        placed.into_iter().filter(|record| self.is_mentioned(*record)).map(|record| record.record().origin()).collect()
    }
}

fn paragraph(text: String) -> Value {
    json!({ "text": text })
}

fn texts(list: &[Text]) -> Vec<String> {
    list.iter().map(|text| text.text.clone()).collect()
}

/// Points in order, told as 一是…；二是…。; a single point is just a sentence. Points of several sentences stand alone.
fn points(list: Vec<String>) -> Vec<String> {
    let list: Vec<&str> = list.iter().map(|point| phrase::trimmed(point)).filter(|point| !point.is_empty()).collect();
    if let [only] = list.as_slice() {
        return vec![phrase::sentence(only)];
    }
    let numbered: Vec<String> =
        (1..).zip(&list).map(|(number, point)| format!("{}是{point}", chinese(number))).collect();
    if list.iter().any(|point| point.contains('。')) {
        return numbered.iter().map(|point| phrase::sentence(point)).collect();
    }
    phrase::join(&numbered).into_iter().collect()
}
