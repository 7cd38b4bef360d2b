//! A draft as the text of a facts file for the time that is planned: who we are, the areas, the plan and its budget.

use crate::diagnostic::{Diagnostics, Language};
use crate::facts::model::{Area, Entry, Facts, Line as BudgetLine, Paper, PlanItem};
use crate::facts::pending::MARK;
use crate::facts::quoting::scalar;
use crate::facts::table::{Item, Record, Table};
use crate::facts::value::{Piece, Prose};
use crate::facts::{File, include};
use crate::figures::plan::{self, has_year, in_plan};
use crate::offer::draft::schema_line;
use crate::offer::{PAPERS, key};
use crate::plan::draft::areas::rank;
use crate::plan::draft::{Draft, Proposal};

/// How a draft is written down.
pub struct Page<'a> {
    /// The file with the schema.
    pub schema: &'a str,
    /// The language of the notes; the keys are in that of this year's file.
    pub notes: Language,
    /// The period as it is written, and what a person calls it.
    pub written: &'a str,
    pub name: &'a str,
}

/// The text of the file.
pub fn text(draft: &Draft<'_>, file: &File, page: &Page<'_>) -> String {
    let keys = if in_english(file) { Language::English } else { Language::Chinese };
    let mut writer = Writer { keys, out: schema_line(page.schema) };
    writer.head(file, page);
    writer.line(0, &format!("\n{}:", writer.key(&Facts::TABLE, "organisation")));
    writer.record(&file.facts.organisation, 1);
    writer.paper();
    writer.areas(&draft.areas);
    writer.budget(draft);
    writer.plan(draft, file);
    writer.out
}

/// Whether the keys of a file are English.
pub fn in_english(file: &File) -> bool {
    let root = include::parse(&file.source, &mut Diagnostics::new(), &mut Vec::new());
    root.is_some_and(|root| root.entries().first().is_some_and(|(key, _)| key.text.is_ascii()))
}

/// A person's words as one text. What is a reference is asked for: it led to a figure of this year.
pub fn plain(prose: &Prose) -> String {
    words(prose, |_| MARK.to_owned())
}

fn words(prose: &Prose, reference: impl Fn(&crate::facts::value::Reference) -> String) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Reference(it) => reference(it),
    };
    let paragraph = |pieces: &Vec<Piece>| pieces.iter().map(piece).collect::<String>();
    prose.paragraphs.iter().map(paragraph).collect::<Vec<_>>().join("\n")
}

const NOTES: [[&str; 2]; 2] = [
    [
        "## {name}的工作计划，由 niandu plan 照 {file} 起草。写着“提议”的都是提议，采纳以前不会印出。",
        "## 采纳：niandu plan --accept 本文件 [编号…]；不要的删去整条；要改的直接改。",
    ],
    [
        "## The plan for {name}, drafted by niandu plan from {file}. What has `proposed` (提议) is a proposal and not printed until accepted.",
        "## To accept: niandu plan --accept THIS-FILE [ID…]; delete what is not wanted, change what is not right.",
    ],
];

struct Writer {
    keys: Language,
    out: String,
}

impl Writer {
    fn line(&mut self, depth: usize, text: &str) {
        self.out.push_str(&"  ".repeat(depth));
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn key(&self, table: &Table, en: &str) -> &'static str {
        table.find(en).map_or("", |(_, field)| key(field, self.keys))
    }

    fn head(&mut self, file: &File, page: &Page<'_>) {
        let from = file.source.name().rsplit(['/', '\\']).next().unwrap_or_default();
        for note in NOTES[usize::from(page.notes == Language::English)] {
            self.line(0, &note.replace("{name}", page.name).replace("{file}", from));
        }
        let facts = &Facts::TABLE;
        if let Some(level) = file.facts.level {
            let word = crate::facts::types::Choice::name(level.value).unwrap_or_default();
            self.line(0, &format!("{}: {word}", self.key(facts, "level")));
        }
        let of_year = if file.facts.year.is_some() { "year" } else { "period" };
        for name in [of_year, "plan_period"] {
            self.line(0, &format!("{}: {}", self.key(facts, name), scalar(page.written)));
        }
    }

    /// A record that goes on: numbers are counted anew and left out.
    fn record(&mut self, record: &dyn Record, depth: usize) {
        for (index, field) in record.table().fields.iter().enumerate() {
            let name = key(field, self.keys);
            match record.item(index) {
                Item::Record(inner) => {
                    self.line(depth, &format!("{name}:"));
                    self.record(inner, depth + 1);
                }
                Item::Amount(_) | Item::Amounts(_) => {}
                item => {
                    if let Some(value) = self.flow(&item) {
                        self.line(depth, &format!("{name}: {value}"));
                    }
                }
            }
        }
    }

    /// A value on one line; nothing where there is none.
    fn flow(&self, item: &Item<'_>) -> Option<String> {
        Some(match item {
            Item::Text(text) => scalar(&text.text),
            Item::Prose(prose) => scalar(&words(prose, braces)),
            Item::Amount(amount) => scalar(&amount.text),
            Item::When(when) => scalar(&when.written),
            Item::Number(number) => number.to_string(),
            Item::Word(word) => (*word).to_owned(),
            Item::Record(record) => {
                let entries = record.table().fields.iter().enumerate().filter_map(|(index, field)| {
                    Some(format!("{}: {}", key(field, self.keys), self.flow(&record.item(index))?))
                });
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }
            Item::List(items) if !items.is_empty() => {
                format!("[{}]", items.iter().filter_map(|item| self.flow(item)).collect::<Vec<_>>().join(", "))
            }
            Item::List(_) | Item::Nothing | Item::Amounts(_) | Item::Person(_) | Item::Named(_) => return None,
        })
    }

    fn paper(&mut self) {
        let kind = "work-plan";
        let zh = PAPERS.iter().find(|(own, _)| *own == kind).and_then(|(_, names)| names.first().copied());
        let name = zh.filter(|_| self.keys == Language::Chinese).unwrap_or(kind);
        self.line(0, &format!("\n{}:", self.key(&Facts::TABLE, "documents")));
        self.line(1, &format!("{name}: {{{}: {MARK}}}", self.key(&Paper::TABLE, "date")));
    }

    fn areas(&mut self, areas: &[Area]) {
        if areas.is_empty() {
            return;
        }
        self.line(0, &format!("\n{}:", self.key(&Facts::TABLE, "areas")));
        let (table, of_entry) = (&Area::TABLE, &Entry::TABLE);
        for area in areas {
            self.line(1, &format!("- {}: {}", self.key(table, "id"), scalar(&area.id.text)));
            self.line(2, &format!("{}: {}", self.key(table, "title"), scalar(&area.title.text)));
            let entries: Vec<String> = area.items.iter().filter_map(|entry| self.entry(of_entry, entry)).collect();
            if !entries.is_empty() {
                self.line(2, &format!("{}:", self.key(table, "items")));
                entries.iter().for_each(|entry| self.line(3, &format!("- {entry}")));
            }
        }
    }

    /// An item of an area, by its name and title; one without a name is nobody's place.
    fn entry(&self, table: &Table, entry: &Entry) -> Option<String> {
        let id = entry.id.as_ref()?;
        let mut parts = vec![format!("{}: {}", self.key(table, "id"), scalar(&id.text))];
        parts
            .extend(entry.title.as_ref().map(|title| format!("{}: {}", self.key(table, "title"), scalar(&title.text))));
        let below: Vec<String> = entry.items.iter().filter_map(|entry| self.entry(table, entry)).collect();
        if !below.is_empty() {
            parts.push(format!("{}: [{}]", self.key(table, "items"), below.join(", ")));
        }
        Some(format!("{{{}}}", parts.join(", ")))
    }

    fn budget(&mut self, draft: &Draft<'_>) {
        if draft.budget.is_empty() {
            return;
        }
        let table = &BudgetLine::TABLE;
        self.line(0, &format!("\n{}:", self.key(&Facts::TABLE, "finance")));
        self.line(1, &format!("{}:", self.key(&crate::facts::model::Finance::TABLE, "budget")));
        for line in &draft.budget {
            let entries = [("item", &line.item), ("amount", &line.amount), ("proposed", &line.stem)];
            let entries = entries.map(|(name, value)| format!("{}: {}", self.key(table, name), scalar(value)));
            self.line(2, &format!("- {{{}}}", entries.join(", ")));
        }
    }

    /// What a person has planned, and what is proposed, in the order of the areas.
    fn plan(&mut self, draft: &Draft<'_>, file: &File) {
        let areas = &draft.areas;
        let own = draft.own.iter().map(|item| {
            let name = |text: &Option<crate::facts::value::Text>| text.as_ref().map(|text| text.text.clone());
            (rank(areas, name(&item.area).as_deref(), name(&item.item).as_deref()), self.own(item, file))
        });
        let proposed = draft
            .proposals
            .iter()
            .map(|proposal| (rank(areas, proposal.area.as_deref(), proposal.item.as_deref()), self.proposal(proposal)));
        let mut items: Vec<_> = own.chain(proposed).collect();
        items.sort_by_key(|(rank, _)| *rank);
        if items.is_empty() {
            return;
        }
        self.line(0, &format!("\n{}:", self.key(&Facts::TABLE, "plan")));
        for (_, entries) in items {
            for (at, (name, value)) in entries.iter().enumerate() {
                let dash = if at == 0 { "- " } else { "  " };
                self.line(1, &format!("{dash}{name}: {value}"));
            }
        }
    }

    /// An item as its author wrote it; a time that named the year from where it stood no longer does.
    fn own(&self, item: &PlanItem, file: &File) -> Vec<(&'static str, String)> {
        let fields = item.table().fields.iter().enumerate();
        let planned = plan::planned(file);
        let value = |(index, field): (usize, &'static crate::facts::table::Field)| {
            let value = match (field.en, &item.when) {
                ("when", Some(when)) => Some(scalar(&relative(when, file, &planned))),
                ("outside", _) => item.outside.map(|flag| if flag.value { "是" } else { "否" }.to_owned()),
                _ => self.flow(&item.item(index)),
            };
            Some((key(field, self.keys), value?))
        };
        fields.filter_map(value).collect()
    }

    fn proposal(&self, proposal: &Proposal) -> Vec<(&'static str, String)> {
        let one = |text: &Option<String>| text.as_deref().map(scalar);
        let several = |list: &[String]| {
            let list: Vec<String> = list.iter().map(|one| scalar(one)).collect();
            (!list.is_empty()).then(|| format!("[{}]", list.join(", ")))
        };
        let value = |name: &str| match name {
            "id" => Some(scalar(&proposal.id)),
            "area" => one(&proposal.area),
            "item" => one(&proposal.item),
            "title" => Some(scalar(&proposal.title)),
            "when" => one(&proposal.when),
            "measure" => one(&proposal.measure),
            "target" => one(&proposal.target),
            "goal" => one(&proposal.goal),
            "owner" => one(&proposal.owner),
            "every" => one(&proposal.every),
            "continues" => one(&proposal.continues),
            "carried" => several(&proposal.carried),
            "assigned" => one(&proposal.assigned),
            "proposed" => several(&proposal.stems),
            _ => None,
        };
        let fields = PlanItem::TABLE.fields.iter();
        fields.filter_map(|field| Some((key(field, self.keys), value(field.en)?))).collect()
    }
}

/// 明年3月 in this year's file is 3月 in next year's.
fn relative(when: &crate::facts::time::When, file: &File, planned: &crate::facts::time::Period) -> String {
    let rest = ["明年", "来年"].iter().find_map(|word| when.written.strip_prefix(word));
    match rest {
        Some(rest) if !has_year(when) => rest.to_owned(),
        _ => in_plan(when, &file.period, planned).written,
    }
}

/// A reference as an author writes it.
fn braces(reference: &crate::facts::value::Reference) -> String {
    let format = reference.format.as_ref().map(|format| format!(" | {format}")).unwrap_or_default();
    format!("{{{{ {}{format} }}}}", reference.path.join("."))
}
