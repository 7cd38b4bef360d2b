//! Last year's file rolled forward, as edits of its text: who we are, the areas and what recurs stays, dates and counts are
//! asked for, what the year brought is gone. Each kind of value has its fate.

mod edits;
mod fate;
pub(crate) mod records;
mod years;

use std::collections::HashMap;

use chrono::Datelike;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::facts::amount::Sum;
use crate::facts::answers::ALLOW;
use crate::facts::model::{Facts, PlanItem, Problem};
use crate::facts::pending::MARK;
use crate::facts::reader::Read;
use crate::facts::table::{Field, Shape, Table};
use crate::facts::time::Period;
use crate::facts::tree::{Key, Node, Value};
use crate::facts::{File, include};
use crate::figures;
use crate::offer::{draft, is_placed};
use crate::say;
use fate::{Fate, fate};
use records::{alias, carried, due, is_done, is_prose, name};

pub use edits::{Edit, Edits, apply, texts};
pub use records::due_again;
pub(crate) use records::{members, text_of, value_text};
pub use years::{advanced, moved, next};

/// A year rolled forward.
pub struct Rolled {
    /// The changes of the source's text, in order.
    pub edits: Vec<Edit>,
    /// The records that are not carried over: where each stood, its section and its name.
    pub left: Vec<Left>,
    /// Last year's balance, if it became what is carried over from last year.
    pub carried: Option<String>,
}

/// A record that is not carried over.
pub struct Left {
    pub origin: Origin,
    pub section: &'static Field,
    pub name: String,
    /// The year in which it is due again, where it comes every few years.
    pub due: Option<i32>,
}

/// What the new file is to be.
pub struct Order<'a> {
    pub period: Period,
    /// The period as it is written.
    pub written: &'a str,
    /// The file with the schema.
    pub schema: &'a str,
}

/// Rolls `file` forward to another period.
pub fn roll(file: &File, order: &Order) -> Result<Rolled, Box<Diagnostic>> {
    let source = &file.source;
    let root = include::parse(source, &mut Diagnostics::new(), &mut Vec::new());
    let nothing = || Rolled { edits: Vec::new(), left: Vec::new(), carried: None };
    let Some(root) = root.filter(|root| !root.entries().is_empty()) else { return Ok(nothing()) };
    if let Some(alias) = alias(&root, 0) {
        let message = say!(
            "这里的内容在别处用 * 引用，续写不了",
            "this is used elsewhere by an alias (*) and cannot be rolled forward"
        );
        let hint =
            say!("在用 * 的地方把内容写出来，去掉 &", "write the content out where * stands, and take the & away");
        return Err(Box::new(Diagnostic::error("E067", message).at(source, source.first_line(alias)).hint(hint)));
    }
    let Shape::Record(table) = Facts::shape() else { return Ok(nothing()) };
    let mut roller = Roller {
        source,
        from: file.period,
        order,
        edits: Edits::new(source.text()),
        ids: HashMap::new(),
        left: Vec::new(),
        balance: balance(file, order),
        carried: None,
        plain: !Edits::new(source.text()).is_flow(&root),
    };
    roller.choose(&root, table);
    if !source.text().lines().next().unwrap_or_default().contains("yaml-language-server") {
        let end = if source.text().split('\n').next().is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" };
        roller.edits.put(0..0, draft::schema_line(order.schema).replace('\n', end));
    }
    roller.record(&root, table);
    Ok(Rolled { edits: roller.edits.done(), left: roller.left, carried: roller.carried })
}

/// What was left at the end of a period, where it is known to the last digit and the next period follows at once.
fn balance(file: &File, order: &Order) -> Option<String> {
    let finance = file.facts.finance.as_ref()?;
    let stated = finance.balance.as_ref().map(|stated| stated.sum).filter(Sum::is_exact);
    let left = figures::balance(finance).or(stated).filter(|left| !left.value.is_sign_negative())?;
    (file.period.end.succ_opt() == Some(order.period.start)).then(|| left.print("元"))
}

struct Roller<'a> {
    source: &'a Source,
    from: Period,
    order: &'a Order<'a>,
    edits: Edits<'a>,
    /// The ids of the records that are carried over, old and new.
    ids: HashMap<String, String>,
    left: Vec<Left>,
    /// What last year left, if it is known.
    balance: Option<String>,
    /// The balance, once it is written.
    carried: Option<String>,
    /// Whether the file is written a key a line.
    plain: bool,
}

impl Roller<'_> {
    /// Finds the records that are carried over, so that lists of ids can be kept to them.
    fn choose(&mut self, root: &Node, table: &'static Table) {
        let mut ids: Vec<String> = Vec::new();
        for (key, value) in root.entries() {
            let Some((_, section)) = table.find(&key.text) else { continue };
            let Some(inner) = (section.shape)().records().filter(|inner| is_placed(inner)) else { continue };
            for record in members(value) {
                match carried(record, section, inner) && self.is_due(record) {
                    true => ids.extend(text_of(record, ["id", "编号"])),
                    false => self.leave(record, section, inner),
                }
            }
        }
        for id in &ids {
            let new = advanced(id, &self.from, &self.order.period);
            let taken = ids.contains(&new);
            self.ids.insert(id.clone(), if taken { id.clone() } else { new });
        }
    }

    /// Whether a record is due in the new period, as far as it says how often it comes.
    fn is_due(&self, record: &Node) -> bool {
        due(record, &self.from).is_none_or(|year| year <= self.order.period.end.year())
    }

    /// Notes a record that stays behind.
    fn leave(&mut self, record: &Node, section: &'static Field, table: &'static Table) {
        let due = due(record, &self.from).filter(|_| !self.is_due(record));
        self.left.push(Left { origin: record.origin, section, name: name(record, table), due });
    }

    /// Edits a record; gives whether nothing of it is left.
    fn record(&mut self, node: &Node, table: &'static Table) -> bool {
        let mut keeps = Vec::new();
        for (key, value) in node.entries() {
            let stays = match table.find(&key.text) {
                Some((_, field)) => self.field(key, value, field, table),
                None => !ALLOW.contains(&key.text.as_str()),
            };
            keeps.push(stays);
        }
        self.mark(node, table, &keeps);
        let empty = !keeps.is_empty() && keeps.iter().all(|keep| !keep);
        if !empty {
            self.edits.entries(node, &keeps);
        }
        empty
    }

    /// Edits the value of a field; gives whether it stays.
    fn field(&mut self, key: &Key, value: &Node, field: &'static Field, table: &'static Table) -> bool {
        if value.is_blank() {
            return true;
        }
        match (table.en, field.en) {
            ("facts", "year" | "period") => {
                self.edits.value(key, value, self.order.written);
                return true;
            }
            ("plan_item", "continues") => return false,
            (_, "id") if is_placed(table) => {
                if let Some(new) = value_text(value).and_then(|id| self.ids.get(id.trim())).cloned() {
                    self.replace(key, value, &new);
                }
                return true;
            }
            ("area" | "entry", "order") => return self.order_of(value),
            ("finance", "carried") if self.balance.is_some() => {
                self.carried.clone_from(&self.balance);
                self.edits.value(key, value, self.balance.as_deref().unwrap_or_default());
                return true;
            }
            _ => {}
        }
        match fate(table, field) {
            Fate::Keep => true,
            Fate::Drop => false,
            Fate::Inside => self.inside(key, value, field, table),
            Fate::Ask => {
                self.ask(key, value, field);
                true
            }
            fate => {
                self.texts(key, value, field, fate);
                true
            }
        }
    }

    /// Writes a value anew if it is another.
    fn replace(&mut self, key: &Key, value: &Node, new: &str) {
        if value_text(value).is_some_and(|old| old.trim() != new) {
            self.edits.value(key, value, new);
        }
    }

    /// Asks for a value; of keys that the author chose, for each.
    fn ask(&mut self, key: &Key, value: &Node, field: &Field) {
        match (&value.value, (field.shape)()) {
            (Value::Map(entries), Shape::Named(_)) => {
                entries.iter().for_each(|(key, value)| self.edits.ask(key, value))
            }
            _ => self.edits.ask(key, value),
        }
    }

    /// A text, or a list of them, that stays as far as it can.
    fn texts(&mut self, key: &Key, value: &Node, field: &Field, fate: Fate) {
        if let Some(text) = value_text(value) {
            let new = self.text(text, fate, field);
            match new {
                Some(_) if fate == Fate::Words => self.references(value),
                Some(new) => self.edits.value(key, value, &new),
                None => {}
            }
            return;
        }
        for item in members(value) {
            match (value_text(item), (field.shape)().records()) {
                (Some(text), _) => {
                    if let Some(new) = self.text(text, fate, field) {
                        self.edits.item(item, &new);
                    }
                }
                (None, Some(table)) => {
                    self.record(item, table);
                }
                (None, None) => {}
            }
        }
    }

    /// What a text becomes; `None` where it stays.
    fn text(&self, text: &str, fate: Fate, field: &Field) -> Option<String> {
        let advanced = advanced(text, &self.from, &self.order.period);
        match fate {
            Fate::Advance => {
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                let next = digits.parse::<u32>().ok()?.checked_add(1)?;
                Some(text.trim().replace(&digits, &next.to_string()))
            }
            Fate::Years => Some(advanced).filter(|new| new != text),
            Fate::Words => text.contains("{{").then(String::new),
            // A name goes on with its years moved; a sentence is the author's, and no number in it is known to hold.
            Fate::Lasting if !is_prose(field) && !fate::ordinal(text) => Some(advanced).filter(|new| new != text),
            Fate::Lasting => (!is_prose(field) || fate::dated(text)).then(|| MARK.to_owned()),
            _ => None,
        }
    }

    /// Puts 待填 in the place of every reference of a text.
    fn references(&mut self, value: &Node) {
        let range = value.origin.range();
        let text = self.source.text().get(range.clone()).unwrap_or_default();
        let mut at = 0;
        while let Some(open) = text[at..].find("{{").map(|open| at + open) {
            let Some(close) = text[open..].find("}}").map(|close| open + close + 2) else { return };
            self.edits.put(range.start + open..range.start + close, MARK);
            at = close;
        }
    }

    /// Ids of records in the order wanted, kept to those that are carried over.
    fn order_of(&mut self, value: &Node) -> bool {
        let ids = members(value);
        let keeps: Vec<bool> =
            ids.iter().map(|id| value_text(id).is_some_and(|id| self.ids.contains_key(id.trim()))).collect();
        if !keeps.contains(&true) {
            return false;
        }
        for id in &ids {
            let new = value_text(id).and_then(|id| self.ids.get(id.trim()).filter(|new| *new != id.trim())).cloned();
            if let Some(new) = new {
                self.edits.item(id, &new);
            }
        }
        self.edits.members(value, &keeps);
        true
    }

    /// A record or a list of them; gives whether anything stays.
    fn inside(&mut self, key: &Key, value: &Node, field: &'static Field, owner: &Table) -> bool {
        let shape = (field.shape)();
        let Some(table) = shape.records() else {
            // An agenda: the verbs stay, what they were about is asked for.
            for step in members(value) {
                step.entries().iter().for_each(|(key, value)| self.edits.ask(key, value));
            }
            return true;
        };
        if matches!(shape, Shape::Named(_)) {
            value.entries().iter().for_each(|(_, record)| {
                self.record(record, table);
            });
            return true;
        }
        if !matches!(value.value, Value::List(_)) {
            return self.member(value, field, table);
        }
        let keeps: Vec<bool> = members(value).iter().map(|record| self.member(record, field, table)).collect();
        if keeps.contains(&true) || keeps.is_empty() {
            self.edits.members(value, &keeps);
            return true;
        }
        // A section that is empty waits as a comment; a list within a record goes.
        let first = self.source.files().next().is_some_and(|main| main.contains(&key.origin.range().start));
        match owner.en == Facts::TABLE.en && self.plain {
            true if first => self.edits.comment(key, value),
            // A file of nothing but comments cannot be included.
            true => self.edits.value(key, value, "[]"),
            false => return false,
        }
        true
    }

    /// One record that may be carried over; gives whether it is.
    fn member(&mut self, record: &Node, field: &'static Field, table: &'static Table) -> bool {
        if value_text(record).is_some() {
            return true;
        }
        let plan = table.en == PlanItem::TABLE.en;
        if is_placed(table) && !(carried(record, field, table) && self.is_due(record)) {
            return false;
        }
        if plan && is_done(record) && (text_of(record, ["every", "频次"]).is_none() || !self.is_due(record)) {
            self.leave(record, field, table);
            return false;
        }
        !self.record(record, table)
    }

    /// A problem says since when it stands, an item of the plan which one it continues.
    fn mark(&mut self, node: &Node, table: &Table, keeps: &[bool]) {
        let first = node.entries().iter().zip(keeps).find(|(_, keep)| **keep).map(|((key, _), _)| key);
        let Some(first) = first else { return };
        let english = first.text.is_ascii();
        let blank = |names| node.get(names).is_some_and(Node::is_blank);
        let entry = if table.en == Problem::TABLE.en && node.get(["since", "始于"]).is_none() {
            let year = self.from.end.year();
            format!("{}: {year}年", if english { "since" } else { "始于" })
        } else if table.en == PlanItem::TABLE.en && !blank(["continues", "承接"]) {
            let Some(id) = text_of(node, ["id", "编号"]) else { return };
            format!("{}: {id}", if english { "continues" } else { "承接" })
        } else {
            return;
        };
        self.edits.before(node, first, &entry);
    }
}
