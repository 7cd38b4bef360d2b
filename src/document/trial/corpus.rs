//! Facts made up from the field table, to try templates with: every record with all its fields, with each of them alone and
//! without each, and with many mixtures. Nothing in them is meant to make sense; all of it is valid.

use std::collections::BTreeMap;

use crate::document::manifest::{Form, Manifest};
use crate::facts::model::Facts;
use crate::facts::table::{Field, Shape, Table};
use crate::facts::value::Tier;

/// Throws that are the same every time.
pub struct Dice(u64);

impl Dice {
    /// Dice for one file.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    /// Dice for one part of a file, so that what is new in one part changes nothing in the others.
    fn of_part(seed: u64, part: &str) -> Self {
        let mixed = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        let mut dice = Self::new(seed ^ part.bytes().fold(0xCBF2_9CE4_8422_2325, mixed));
        // The first throws of seeds that lie near each other are alike.
        for _ in 0..4 {
            dice.throw(2);
        }
        dice
    }

    /// A number below `sides`; 0 where there are none.
    pub fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let high = usize::try_from(self.0 >> 33).unwrap_or_default();
        high.checked_rem(sides).unwrap_or_default()
    }

    fn pick<'p, T>(&mut self, list: &'p [T]) -> Option<&'p T> {
        list.get(self.throw(list.len()))
    }

    /// Whether something happens that happens once in so many times.
    fn once_in(&mut self, times: usize) -> bool {
        self.throw(times) == 0
    }
}

/// What a corpus is made of beside the field table.
pub struct Stock<'a> {
    /// Words that the templates and rules of a record ask for (讲座, 主办), by its name; those of all under no name.
    pub words: BTreeMap<String, Vec<String>>,
    pub kinds: Vec<(&'a str, &'a Manifest)>,
}

/// Fields that say where a record goes, which the corpus sees to itself, or that keep its sentence from being made.
const APART: [&str; 8] = ["id", "area", "item", "photos", "series", "fulfils", "allow", "when"];
/// What is stated of a body for charts alone and told in no sentence; the last of its fields.
const DRAWN: [&str; 2] = ["staff", "members"];
/// Fields of a paper that the corpus writes itself or leaves to the kind.
const OF_PAPER: [&str; 22] = [
    "exhibits",
    "kind",
    "period",
    "layout",
    "duplex",
    "mark",
    "copy",
    "sealed",
    "present",
    "excused",
    "attending",
    "date",
    "opening",
    "closing",
    "opening_form",
    "closing_form",
    "text",
    "areas",
    "sections",
    "encloses",
    "topic",
    "title",
];
/// Sections of the facts that the corpus writes itself.
const FRAME: [&str; 9] =
    ["include", "level", "year", "period", "organisation", "documents", "areas", "people", "bodies"];
/// The year of the file that papers are written from.
const LAST: u32 = 2025;
/// The figures of earlier years, as long as those of the last.
const EARLIER: [&str; 6] = ["10", "12", "15", "3", "30", "近500"];
/// How many records of a list papers are about.
const TOPICS: usize = 12;
/// The areas that records belong to.
const AREAS: usize = 4;

/// How much of the records a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// One of each type with all its fields.
    Full,
    /// A few of each type.
    Small,
    /// Each type with every field alone and without every field.
    Whole,
}

/// The facts files of a body for some years, as YAML, the latest first; each seed gives other ones. The years have the same
/// records with other figures.
pub fn files(seed: u64, size: Size, stock: &Stock<'_>) -> Vec<String> {
    [LAST, LAST - 1].into_iter().map(|year| file(seed, year, size, stock)).collect()
}

fn file(seed: u64, year: u32, size: Size, stock: &Stock<'_>) -> String {
    let (dice, text, ids) = (Dice::new(seed), String::new(), Vec::new());
    let mut writer = Writer { dice, stock, text, seed, year, size, table: "", ids };
    writer.frame();
    for field in Facts::TABLE.fields.iter().filter(|field| !FRAME.contains(&field.en)) {
        writer.section(field);
    }
    writer.papers();
    writer.text
}

struct Writer<'a> {
    dice: Dice,
    stock: &'a Stock<'a>,
    text: String,
    seed: u64,
    year: u32,
    size: Size,
    /// The record that is being written.
    table: &'static str,
    /// The ids of records, with the lists where they stand.
    ids: Vec<(&'static str, String)>,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Body, papers and areas.
    fn frame(&mut self) {
        let at = usize::try_from(self.seed).unwrap_or_default();
        let tiers: Vec<&str> = Tier::WORDS.iter().filter_map(|(_, words)| words.first().copied()).collect();
        if let Some(tier) = tiers.get(at % (tiers.len() + 1)) {
            self.line(&format!("level: {tier}"));
        }
        self.line(&format!("year: {}", self.year));
        self.line("organisation:");
        self.line("  id: xingqiao");
        self.line("  names: {signature: 星桥县实验小学工会委员会, title: 星桥县实验小学工会}");
        let table = Facts::TABLE.find("organisation").and_then(|(_, field)| (field.shape)().records());
        let own = |field: &&Field| !["id", "names", "aliases", "allow"].contains(&field.en);
        for field in table.iter().flat_map(|table| table.fields).filter(own) {
            if !self.dice.once_in(3) || self.size == Size::Full {
                let value = self.value(field, 0);
                self.line(&format!("  {}: {value}", field.en));
            }
        }
        self.line("areas:");
        for area in 0..AREAS {
            self.line(&format!("  - {{id: a{area}, title: 第{area}方面}}"));
        }
    }

    /// An entry for every kind, or one for each thing that it can be about.
    fn papers(&mut self) {
        self.line("documents:");
        for index in 0..self.stock.kinds.len() {
            let Some((kind, manifest)) = self.stock.kinds.get(index).copied() else { continue };
            self.dice = Dice::of_part(self.seed, kind);
            let topics = self.topics(manifest);
            // A full file has a paper with each opening and closing of the kind.
            let forms = manifest.openings.len().max(manifest.closings.len()).max(1);
            let papers = topics.len().max(if self.size == Size::Full { forms } else { 1 });
            for turn in 0..papers {
                let about = topics.get(turn.checked_rem(topics.len()).unwrap_or_default());
                let about = about.map_or_else(String::new, |topic| format!("topic: {topic}, "));
                let entry = self.paper(manifest, turn).join(", ");
                self.line(&format!("  {kind}{turn}: {{kind: {kind}, {about}{entry}}}"));
            }
        }
    }

    /// What a paper of this kind can be about: records of its list, or anything.
    fn topics(&self, manifest: &Manifest) -> Vec<String> {
        let has = |name: &str| manifest.sections.iter().any(|section| section.is == name);
        let of = |list: &str| -> Vec<String> {
            self.ids.iter().filter(|(of, _)| *of == list).map(|(_, id)| id.clone()).take(TOPICS).collect()
        };
        match &manifest.about {
            Some(list) => of(list),
            None if has("topic") => {
                let sections = ["finance", "membership", "a0", "training"].map(str::to_owned);
                sections.into_iter().chain(of("activities")).chain(of("congress").into_iter().take(2)).collect()
            }
            None => Vec::new(),
        }
    }

    /// The fields of a paper, with the openings and closings of its kind in turn.
    fn paper(&mut self, manifest: &Manifest, turn: usize) -> Vec<String> {
        let seed = usize::try_from(self.seed).unwrap_or_default();
        let at = seed + turn;
        let mut entry = vec![format!("date: {}-12-26", self.year)];
        // Some papers of a kind that tells several years tell them, others one.
        if manifest.sections.iter().any(|section| section.is == "term") && seed.is_multiple_of(2) {
            entry.push(format!("period: {}年 .. {LAST}年", LAST - 1));
        }
        let form = |forms: &[Form]| -> Option<String> {
            forms.get(at.checked_rem(forms.len())?).map(|form| quoted(&form.name))
        };
        entry.extend(form(&manifest.openings).map(|name| format!("opening_form: {name}")));
        entry.extend(form(&manifest.closings).map(|name| format!("closing_form: {name}")));
        let table = Facts::TABLE.find("documents").and_then(|(_, field)| (field.shape)().records());
        for field in table.iter().flat_map(|table| table.fields).filter(|field| !OF_PAPER.contains(&field.en)) {
            if self.dice.once_in(2) || self.size == Size::Full {
                let value = self.value(field, 0);
                entry.push(format!("{}: {value}", field.en));
            }
        }
        entry
    }

    fn section(&mut self, field: &Field) {
        self.dice = Dice::of_part(self.seed, field.en);
        let shape = (field.shape)();
        match (&shape, shape.records()) {
            (Shape::List(_), Some(table)) => {
                self.line(&format!("{}:", field.en));
                for chosen in self.choices(table) {
                    let record = self.record(table, &chosen, 0);
                    if table.find("id").is_some_and(|(_, field)| !field.required) {
                        let id = format!("r{}", self.ids.len());
                        self.line(&format!("  - {{id: {id}, {}", record.trim_start_matches('{')));
                        self.ids.push((field.en, id));
                    } else {
                        self.line(&format!("  - {record}"));
                    }
                }
            }
            (_, Some(table)) if self.dice.once_in(8) || self.size == Size::Full => {
                let record = self.record(table, &vec![true; table.fields.len()], 0);
                self.line(&format!("{}: {record}", field.en));
            }
            _ if self.dice.once_in(4) && self.size != Size::Full => {}
            _ => {
                let value = self.value(field, 0);
                self.line(&format!("{}: {value}", field.en));
            }
        }
    }

    /// Which fields the records of a type have, a record each.
    fn choices(&mut self, table: &Table) -> Vec<Vec<bool>> {
        let drawn = |field: &&Field| table.en == "body" && DRAWN.contains(&field.en);
        let count = table.fields.len() - table.fields.iter().filter(drawn).count();
        let mut all = Vec::new();
        if self.size != Size::Small {
            all.push(vec![true; count]);
        }
        if self.size == Size::Whole {
            all.extend((0..count).map(|only| (0..count).map(|at| at == only).collect()));
            all.extend((0..count).map(|without| (0..count).map(|at| at != without).collect()));
        }
        let mixtures = match self.size {
            Size::Full => 0,
            Size::Small => 2,
            Size::Whole => 24,
        };
        for _ in 0..mixtures {
            let rare = 2 + self.dice.throw(5);
            all.push((0..count).map(|_| self.dice.once_in(rare)).collect());
        }
        all
    }

    /// A record with the fields chosen and those that it must have.
    fn record(&mut self, table: &Table, chosen: &[bool], depth: usize) -> String {
        let before = std::mem::replace(&mut self.table, table.en);
        let mut parts = Vec::new();
        for (at, field) in table.fields.iter().enumerate() {
            let wanted = field.required || chosen.get(at).copied().unwrap_or_default();
            let value = match field.en {
                "area" => format!("a{}", self.dice.throw(AREAS)),
                "id" if field.required => format!("n{}x{}", self.seed, self.text.len() + parts.len()),
                "when" if depth == 0 && self.dice.once_in(2) => self.when(),
                // What its author words himself is told by no component.
                "text" if wanted && !field.required && (self.size == Size::Full || !self.dice.once_in(8)) => continue,
                name if APART.contains(&name) => continue,
                _ if !wanted => continue,
                _ => self.value(field, depth),
            };
            parts.push(format!("{}: {value}", field.en));
        }
        self.table = before;
        format!("{{{}}}", parts.join(", "))
    }

    fn value(&mut self, field: &Field, depth: usize) -> String {
        if field.en == "of" {
            let bases = [
                "staff.total",
                "staff.women",
                "staff.members",
                "membership.units",
                "membership.staff",
                "organisation.units",
            ];
            return (*self.dice.pick(&bases).unwrap_or(&"staff.total")).to_owned();
        }
        self.shape(&(field.shape)(), field, depth)
    }

    fn shape(&mut self, shape: &Shape, field: &Field, depth: usize) -> String {
        match shape {
            Shape::Text | Shape::Prose => self.words(field),
            Shape::Amount => {
                let unit = self.dice.pick(field.units).copied().unwrap_or("个");
                let at = self.dice.throw(6);
                let numbers = if self.year == LAST { ["12", "12", "12", "2", "30", "近600"] } else { EARLIER };
                let number = numbers.get(at).copied().unwrap_or("1");
                format!("{number}{unit}")
            }
            Shape::When => self.when(),
            Shape::Period => self.year.to_string(),
            Shape::Number => (1 + self.dice.throw(12)).to_string(),
            Shape::Flag => self.dice.pick(&["true", "false"]).copied().unwrap_or("true").to_owned(),
            Shape::Choice(words) => self.dice.pick(words).copied().unwrap_or_default().to_owned(),
            Shape::Percent => self.dice.pick(&["57.9%", "100%", "96%"]).copied().unwrap_or_default().to_owned(),
            Shape::List(inner) => self.list(inner, field, depth),
            Shape::Named(inner) => self.named(inner, field, depth),
            Shape::WordOr(_) if self.dice.once_in(2) => self.words(field),
            Shape::WordOr(table) | Shape::Record(table) => {
                let rare = if self.size == Size::Full { 1 } else { 1 + self.dice.throw(3) };
                let chosen: Vec<bool> = table.fields.iter().map(|_| self.dice.once_in(rare)).collect();
                // Sets may hold sets; two levels show all that there is.
                if depth > 2 { "{}".to_owned() } else { self.record(table, &chosen, depth + 1) }
            }
        }
    }

    fn list(&mut self, inner: &Shape, field: &Field, depth: usize) -> String {
        let count = 1 + self.dice.throw(3);
        let own = field.en == "to" && self.dice.once_in(2);
        let mut items: Vec<String> = (0..count).map(|_| self.shape(inner, field, depth)).collect();
        if own {
            items.truncate(1);
            items.iter_mut().for_each(|item| "本会".clone_into(item));
        }
        items.dedup();
        format!("[{}]", items.join(", "))
    }

    fn named(&mut self, inner: &Shape, field: &Field, depth: usize) -> String {
        let keys = match inner {
            Shape::Text => ["听取", "审议", "听取"],
            _ => ["甲", "乙", "丙"],
        };
        let count = 1 + self.dice.throw(2);
        let pairs: Vec<String> =
            keys.iter().take(count).map(|key| format!("{key}: {}", self.shape(inner, field, depth))).collect();
        format!("{{{}}}", pairs.join(", "))
    }

    fn when(&mut self) -> String {
        let times = ["-04-02", "4月", "“三八”节前后", "上半年", "-09-09", "春节前", "11月"];
        let time = self.dice.pick(&times).copied().unwrap_or_default();
        if time.starts_with('-') { quoted(&format!("{}{time}", self.year)) } else { quoted(time) }
    }

    /// A text: as a person would write it, or with a word that some template asks for.
    fn words(&mut self, field: &Field) -> String {
        let usual =
            if field.example.is_empty() || field.example.contains(['{', '[']) { "样例" } else { field.example };
        let words = self.stock.words.get(self.table).or_else(|| self.stock.words.get(""));
        let word = words.and_then(|words| self.dice.pick(words)).cloned().unwrap_or_default();
        let text = match self.dice.throw(5) {
            0 => word,
            1 | 2 => format!("{usual}{word}"),
            3 => format!("{word}{usual}"),
            _ => usual.to_owned(),
        };
        quoted(if text.is_empty() { usual } else { &text })
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::String(text.to_owned()).to_string()
}
