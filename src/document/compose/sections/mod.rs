//! The sections of a paper in their order. The order, titles and places are data: the author's `sections`, else the kind's.

mod aims;
mod appointments;
mod brief;
mod choice;
mod chronicle;
mod cover;
mod frame;
mod growth;
mod honours;
mod inspection;
mod plan;
mod progress;
mod schedule;
mod term;
mod told;
mod topic;

use std::borrow::Cow;

use serde_json::{Value, json};

use super::exhibits::Home;
use super::{Writer, fill};
use crate::document::parse;
use crate::facts::model::{Area, SECTIONS, Section, SectionChoice, SectionName};
use crate::facts::nearest::nearest;
use crate::facts::pending;
use crate::facts::value::{Prose, Text};
use crate::say;

/// A line of a section: a heading, `depth` levels below the section's own heading, or a paragraph (depth 0).
pub(super) struct Line {
    depth: u8,
    text: String,
}

impl Line {
    /// A heading that can be referred to by `id`.
    pub(super) fn heading(depth: u8, id: Option<&Text>, title: &str) -> Self {
        let text = id.map_or_else(|| title.to_owned(), |id| parse::anchored(&id.text, title));
        Self { depth, text }
    }

    pub(super) fn paragraph(text: String) -> Self {
        Self { depth: 0, text }
    }

    /// A paragraph with the number that a heading there would have.
    pub(super) fn item(depth: u8, text: &str) -> Self {
        Self { depth, text: parse::item(text) }
    }

    /// How far below the section's heading it is a heading (0 for a paragraph), and what an author would write; `None` for
    /// what he cannot write as headings and paragraphs.
    pub(super) fn plain(&self) -> Option<(u8, &str)> {
        parse::unmarked(&self.text).map(|text| (self.depth, text))
    }

    /// As the body template sees it; `above` is the number of # of the heading that it stands under.
    pub(super) fn view(&self, above: usize) -> Value {
        match self.depth {
            0 => json!({ "text": self.text }),
            depth => json!({ "mark": "#".repeat((above + usize::from(depth)).min(5)), "text": self.text }),
        }
    }
}

/// Paragraphs.
pub(super) fn lines(paragraphs: Vec<String>) -> Vec<Line> {
    paragraphs.into_iter().map(Line::paragraph).collect()
}

/// The lines of a section. Its names are in the table of the facts; a section without a row here does not compile.
fn told(writer: &Writer<'_>, section: Section) -> Vec<Line> {
    match section {
        Section::Opening => writer.opening(),
        Section::Profile => writer.profile(),
        Section::OwnText => writer.own_text(),
        Section::Cover => writer.cover(),
        Section::Areas => writer.areas(),
        Section::Guiding => writer.guiding(),
        Section::Goals => writer.goals(),
        Section::Tasks => writer.tasks(),
        Section::Plan => writer.plan(),
        Section::Schedule => writer.schedule(),
        Section::Safeguards => writer.safeguards(),
        Section::Honours => writer.honours(),
        Section::Overview => writer.overview(),
        Section::Term => writer.term(),
        Section::TermFinance => writer.term_finance(),
        Section::Headcount => writer.headcount(),
        Section::Totals => writer.totals(),
        Section::Highlights => writer.highlights(),
        Section::FinanceTotals => writer.finance_totals(),
        Section::Chronicle => writer.chronicle(false),
        Section::ChronicleByMonth => writer.chronicle(true),
        Section::Topic => writer.topic(),
        Section::Inspection => writer.inspection_opening(),
        Section::InspectionResult => writer.inspection_result(),
        Section::Findings => writer.findings(),
        Section::InspectionProblems => writer.inspection_problems(),
        Section::Advice => writer.advice(),
        Section::Publicity => writer.publicity(),
        Section::Finance => writer.finance(),
        Section::Experience => writer.experience(),
        Section::Problems => writer.problems(),
        Section::PlanProgress => writer.plan_progress(),
        Section::Next => writer.next(),
        Section::Closing => writer.closing(),
    }
}

/// A heading of a part (第一部分), under which numbering begins anew.
const PART: [&str; 2] = ["part", "部分"];
/// Sections that need to know what the paper is about.
const ABOUT: [&str; 2] = ["topic", "inspection"];
/// Sections that frame a paper: alone they are nothing to write.
pub(super) const FRAME: [&str; 4] = ["opening", "profile", "headcount", "closing"];

/// The name under which the heading of a section is known: the English one of a section that there is.
pub fn section_name(name: &str) -> &str {
    SectionName::named(name).map_or(name, |kind| kind.names[0])
}

/// A section that this paper has.
struct Wanted<'a> {
    /// Its English name; that of the author for a section of his own.
    name: &'a str,
    title: Option<Cow<'a, str>>,
    /// Words before its first paragraph.
    lead: Option<String>,
    /// Whether it is the last part of the areas.
    under_areas: bool,
    text: Option<&'a Prose>,
    under: Option<&'a Text>,
    area: Option<&'a Area>,
}

impl<'a> Writer<'a> {
    /// The sections as the body template sees them. What has nothing under it drops out with its heading.
    pub(super) fn sections(&self) -> Vec<Value> {
        self.check_choice();
        let wanted = self.wanted();
        if wanted.iter().any(|wanted| ABOUT.contains(&wanted.name)) && !self.has_topic() {
            return Vec::new();
        }
        let written: Vec<(&Wanted<'_>, Vec<Line>)> = wanted
            .iter()
            .filter(|wanted| wanted.under.is_none() && !wanted.under_areas)
            .map(|wanted| (wanted, self.write(wanted)))
            .collect();
        let filled = |(wanted, lines): &(&Wanted<'_>, Vec<Line>)| !FRAME.contains(&wanted.name) && !lines.is_empty();
        // Where records could not be read or told, that has been said.
        if self.figures.file().sound && !self.phrases.has_errors() {
            if !written.iter().any(filled) {
                self.nothing_to_write();
            } else if wanted.iter().any(|wanted| wanted.name == "areas") {
                let bare = |area: &&Area| wanted.iter().all(|w| w.under.is_none_or(|under| under.text != area.id.text));
                self.areas_of().iter().filter(bare).for_each(|area| self.warn_of_empty(area));
            }
        }
        let mut views = Vec::new();
        let is_part = |wanted: &Wanted<'_>| PART.contains(&wanted.name);
        let below = |at: usize| written.iter().skip(at + 1).take_while(|(next, _)| !is_part(next));
        let parts = (0..written.len()).filter(|at| is_part(written[*at].0) && below(*at).any(filled)).count();
        for (at, (wanted, lines)) in written.iter().enumerate() {
            let part = is_part(wanted);
            // A part that only the last words would stand in is none, and a paper of one part has no parts.
            if lines.is_empty() && !(part && parts > 1 && below(at).any(filled)) {
                continue;
            }
            let above = if part { 1 } else { 1 + usize::from(wanted.title.is_some()) };
            let blocks: Vec<Value> = lines.iter().map(|line| line.view(above)).collect();
            let mut view = json!({ "name": wanted.name, "mark": "#".repeat(above), "blocks": blocks });
            if let (Some(title), Value::Object(view)) = (&wanted.title, &mut view) {
                view.insert("title".to_owned(), json!(parse::anchored(wanted.name, title)));
            }
            views.push(view);
        }
        self.exhibits_left(&mut views);
        views
    }

    fn write(&self, wanted: &Wanted<'_>) -> Vec<Line> {
        let framed = ["opening", "closing"].contains(&wanted.name);
        let written = self.own_section(wanted.name).filter(|_| wanted.text.is_none() && !framed);
        if let Some(own) = written.filter(|own| own.text.is_some() || !own.items.is_empty()) {
            let mut lines = self.written_lines(own);
            lines.extend(self.exhibits.at(&Home::Section(wanted.name)));
            return lines;
        }
        let mut lines = match (wanted.text, wanted.area, SectionName::named(wanted.name)) {
            (Some(text), ..) => lines(self.sentences(text)),
            (None, Some(area), _) => self.area(area),
            (None, None, Some(named)) => told(self, named.section),
            (None, None, None) => Vec::new(),
        };
        if !lines.is_empty() {
            lines.extend(self.exhibits.at(&Home::Section(wanted.name)));
        }
        if wanted.name == "areas" && wanted.area.is_none() {
            lines.extend(self.joined_to_areas());
        }
        if let (Some(lead), Some(first)) = (&wanted.lead, lines.first_mut().filter(|first| first.depth == 0)) {
            first.text.insert_str(0, lead);
        }
        lines
    }

    /// The sections of the kind that are parts of the areas, each with its heading.
    fn joined_to_areas(&self) -> Vec<Line> {
        let mut joined = Vec::new();
        for wanted in self.wanted().iter().filter(|wanted| wanted.under_areas && wanted.name != "areas") {
            let lines = self.write(wanted);
            if !lines.is_empty() {
                joined.push(Line::heading(1, None, wanted.title.as_deref().unwrap_or(wanted.name)));
                let deeper = |line: Line| Line { depth: if line.depth == 0 { 0 } else { line.depth + 1 }, ..line };
                joined.extend(lines.into_iter().map(deeper));
            }
        }
        joined
    }

    /// A section in the author's words, without its own heading.
    fn written_lines(&self, own: &Area) -> Vec<Line> {
        let lines = self.area(own).into_iter().skip(1);
        lines.map(|line| Line { depth: line.depth.saturating_sub(1), ..line }).collect()
    }

    /// The whole text in the author's words.
    fn own_text(&self) -> Vec<Line> {
        lines(self.paper.and_then(|paper| paper.text.as_ref()).map(|text| self.sentences(text)).unwrap_or_default())
    }

    /// What stands under an area without being a section of its own, each with its heading.
    pub(super) fn placed_under(&self, area: &Area) -> Vec<Line> {
        let here = |wanted: &Wanted<'_>| wanted.under.is_some_and(|under| under.text == area.id.text);
        let mut placed = Vec::new();
        for wanted in self.wanted().iter().filter(|wanted| here(wanted)) {
            let lines = self.write(wanted);
            if !lines.is_empty() {
                let title = parse::anchored(wanted.name, wanted.title.as_deref().unwrap_or(wanted.name));
                placed.push(Line::heading(2, None, &title));
                placed.extend(
                    lines
                        .into_iter()
                        .map(|line| Line { depth: if line.depth == 0 { 0 } else { line.depth + 2 }, ..line }),
                );
            }
        }
        placed
    }

    /// The sections in their order: those of the author, between what stands without a heading in the kind; else the kind's.
    fn wanted(&self) -> Vec<Wanted<'a>> {
        let placed = |text: &String| fill(text, self.figures, &self.period, &[]);
        // What is to come is told by the plan that goes with this paper.
        let kept = |name: &str| !(self.planned && name == "next");
        let of_kind = self.manifest.sections.iter().filter(|section| kept(&section.is)).map(|section| Wanted {
            name: &section.is,
            title: section.title.as_deref().map(|title| self.titled(&section.is, title)),
            lead: section.lead.as_ref().map(placed),
            under_areas: section.under_areas,
            text: None,
            under: None,
            area: None,
        });
        let Some(chosen) = self.paper.map(|paper| &paper.sections).filter(|chosen| !chosen.is_empty()) else {
            return of_kind.collect();
        };
        let chosen: Vec<Wanted<'a>> = chosen.iter().filter_map(|choice| self.chosen(&choice.0)).collect();
        let unnamed =
            |wanted: &Wanted<'_>| FRAME.contains(&wanted.name) && !chosen.iter().any(|c| c.name == wanted.name);
        let (before, after): (Vec<_>, Vec<_>) = of_kind.filter(unnamed).partition(|wanted| wanted.name != "closing");
        before.into_iter().chain(chosen).chain(after).collect()
    }

    /// The heading of a section: the author's, where he writes the section himself, else the kind's.
    fn titled(&self, name: &str, title: &'a str) -> Cow<'a, str> {
        self.own_section(name).map_or_else(|| self.filled(title), |own| Cow::Borrowed(own.title.text.as_str()))
    }

    /// A heading of the kind, which may name the period.
    fn filled(&self, title: &'a str) -> Cow<'a, str> {
        if title.contains('{') {
            Cow::Owned(fill(title, self.figures, &self.period, &[]))
        } else {
            Cow::Borrowed(title)
        }
    }

    /// A section that the author asks for: one that there is, one of his areas, or one that he writes himself.
    fn chosen(&self, choice: &'a SectionChoice) -> Option<Wanted<'a>> {
        let name = choice.name.text.as_str();
        let own_title = choice.title.as_ref().map(|title| Cow::Borrowed(title.text.as_str()));
        let kind = SectionName::named(name);
        let area = self.areas_of().iter().find(|area| area.id.text == name);
        let known = kind.map(|kind| kind.names[0]).or_else(|| PART.contains(&name).then_some(PART[0]));
        let of_kind = self.manifest.sections.iter().find(|section| Some(section.is.as_str()) == known);
        let placed = |text: &String| fill(text, self.figures, &self.period, &[]);
        let title = own_title.or_else(|| {
            let of_kind = of_kind.and_then(|section| section.title.as_deref());
            let usual = of_kind.or(kind.map(|kind| kind.title).filter(|title| !title.is_empty()));
            let own = (known.is_none() && area.is_none()).then_some(name);
            usual.or(own).map(|title| self.titled(known.unwrap_or(name), title))
        });
        if known.is_none() && area.is_none() && choice.text.is_none() {
            if name != pending::MARK {
                self.unknown_section(&choice.name);
            }
            return None;
        }
        Some(Wanted {
            name: known.unwrap_or(name),
            title: title.filter(|_| area.is_none()),
            lead: of_kind.and_then(|section| section.lead.as_ref()).filter(|_| choice.text.is_none()).map(placed),
            under_areas: false,
            text: choice.text.as_ref(),
            under: choice.under.as_ref(),
            area,
        })
    }

    fn unknown_section(&self, name: &Text) {
        let word = &name.text;
        if word == pending::MARK {
            return;
        }
        let known: Vec<&str> = SECTIONS.iter().flat_map(|kind| [kind.names[1], kind.names[0]]).collect();
        let all = SECTIONS.iter().map(|kind| kind.names[1]).collect::<Vec<_>>().join("、");
        let hint = match nearest(word, &known) {
            Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
            None => say!(
                "现有的栏目：{all}；自己另立的栏目要写 正文",
                "sections there are: {all}; one of your own needs a `text`"
            ),
        };
        self.fault("E151", name.origin, say!("没有叫“{word}”的栏目", "there is no section `{word}`"), hint);
    }

    /// All areas but those that the author places by themselves.
    fn areas(&self) -> Vec<Line> {
        let apart: Vec<&str> = self.paper.iter().flat_map(|p| &p.sections).map(|c| c.0.name.text.as_str()).collect();
        let own = self.areas_of().iter().filter(|area| !apart.contains(&area.id.text.as_str()));
        own.flat_map(|area| self.area(area)).collect()
    }

    /// Whether the paper has one of these sections.
    pub(in crate::document::compose) fn has(&self, names: &[&str]) -> bool {
        self.wanted().iter().any(|wanted| names.contains(&wanted.name))
    }

    /// The areas that this paper tells.
    pub(super) fn areas_of(&self) -> &'a [Area] {
        super::areas_of(self.figures, self.paper)
    }
}
