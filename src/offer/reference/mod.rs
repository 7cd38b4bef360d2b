//! The reference pages: every kind of record and every key, in the order of the model.

use crate::diagnostic::Language;
use crate::facts::model::{Body, Facts, Named};
use crate::facts::reader::Read;
use crate::facts::table::{Field, Shape, Table};
use crate::figures::reference::NAMED;
use crate::figures::shares::{SHARES, Share};
use crate::offer::{default, example, is_placed, key, meaning, names, papers, reachable, same, shared};

mod words;

use words::{INTRODUCTION, KINDS, Kind, TAIL};

/// The reference in `language`, as Markdown.
pub fn reference(language: Language) -> String {
    let Shape::Record(root) = Facts::shape() else { return String::new() };
    let (depths, records): (Vec<usize>, Vec<_>) = reachable(root).into_iter().unzip();
    let page = Page { language, names: names(&records), records, depths };
    let mut out = page.say(INTRODUCTION).to_owned();
    page.contents(&mut out);
    page.values(&mut out);
    page.references(&mut out);
    for table in &page.records {
        page.record(table, &mut out);
        if same(table, &Facts::TABLE) {
            page.shared(&mut out);
        }
    }
    out.push_str(page.say(TAIL));
    out
}

/// The page in the making.
struct Page {
    language: Language,
    records: Vec<&'static Table>,
    /// How deep each record lies below the file.
    depths: Vec<usize>,
    names: Vec<String>,
}

impl Page {
    fn say(&self, both: [&'static str; 2]) -> &'static str {
        both[usize::from(self.language == Language::English)]
    }

    /// The heading of a record: both names, its own first.
    fn heading(&self, table: &Table) -> String {
        let [zh, en] = title(table);
        if self.language == Language::Chinese { format!("{zh} {en}") } else { format!("{en} {zh}") }
    }

    fn anchor(&self, table: &Table) -> &str {
        let at = self.records.iter().position(|known| same(known, table));
        at.and_then(|at| self.names.get(at)).map_or("", String::as_str)
    }

    /// A link to the part about a record.
    fn link(&self, table: &Table) -> String {
        let [zh, en] = title(table);
        let name = if self.language == Language::Chinese { zh } else { en };
        format!("[{name}](#{})", self.anchor(table))
    }

    fn contents(&self, out: &mut String) {
        out.push_str(self.say(["## 目录\n\n", "## Contents\n\n"]));
        let parts = [
            ("values", ["值的写法", "How values are written"]),
            ("references", ["引用", "References"]),
            ("shared", ["各类记录共有的键", "Keys that all records share"]),
        ];
        for (anchor, title) in parts {
            out.push_str(&format!("- [{}](#{anchor})\n", self.say(title)));
        }
        for (table, depth) in self.records.iter().zip(&self.depths) {
            let indent = "  ".repeat(*depth);
            let doc = self.say([table.doc_zh, table.doc_en]);
            let mark = if self.language == Language::Chinese { "：" } else { ": " };
            out.push_str(&format!("{indent}- {}{mark}{doc}\n", self.link(table)));
        }
        out.push_str("- [");
        out.push_str(self.say(["待填、核实、包含](#more)\n", "待填, allow, include](#more)\n"]));
    }

    fn values(&self, out: &mut String) {
        self.part("values", ["值的写法", "How values are written"], out);
        out.push_str(
            self.say(["| 值 | 可以写 | 说明 |\n|---|---|---|\n", "| value | may be written | note |\n|---|---|---|\n"]),
        );
        for Kind { name, examples, note } in KINDS {
            let examples: Vec<String> = examples.iter().map(|example| format!("`{example}`")).collect();
            out.push_str(&format!("| {} | {} | {} |\n", self.say(*name), examples.join(" "), self.say(*note)));
        }
    }

    fn references(&self, out: &mut String) {
        self.part("references", ["引用", "References"], out);
        out.push_str(self.say(words::REFERENCES));
        for figure in &NAMED {
            let [zh, en] = figure.names;
            let names = if self.language == Language::Chinese { [zh, en] } else { [en, zh] };
            let (meaning, example) = (self.say(figure.meaning), self.say(figure.example));
            out.push_str(&format!("| {} | {} | `{{{{ {example} }}}}` | {meaning} |\n", names[0], names[1]));
        }
        for share in &SHARES {
            out.push_str(&self.share(share));
        }
    }

    /// The row of a share that records of one kind have.
    fn share(&self, share: &Share) -> String {
        let Some(table) = self.records.iter().find(|table| table.en == share.of) else { return String::new() };
        let zh = self.language == Language::Chinese;
        let field = |en: &str| table.find(en).map_or(en, |(_, field)| if zh { field.zh } else { field.en }).to_owned();
        let (part, whole, link) = (field(share.part), field(share.whole), self.link(table));
        let [own, other] = if zh { share.names } else { [share.names[1], share.names[0]] };
        let meaning = if zh {
            format!("{link}的{part}占{whole}的比例；报出了的照报")
        } else {
            format!("{link}: {part} over {whole}; as stated where it is stated")
        };
        // A section that stands once goes by its own name, a record by its id.
        let id = match (share.of, zh) {
            ("membership", true) => "会员与建会",
            ("membership", false) => "membership",
            ("proposals", true) => "编号.提案",
            ("proposals", false) => "id.proposals",
            (_, true) => "编号",
            (_, false) => "id",
        };
        format!("| {own} | {other} | `{{{{ {id}.{own} }}}}` | {meaning} |\n")
    }

    fn part(&self, anchor: &str, title: [&'static str; 2], out: &mut String) {
        out.push_str(&format!("\n<a id=\"{anchor}\"></a>\n\n## {}\n\n", self.say(title)));
    }

    fn shared(&self, out: &mut String) {
        self.part("shared", ["各类记录共有的键", "Keys that all records share"], out);
        let kinds = self.records.iter().filter(|table| is_placed(table));
        let links: Vec<String> = kinds.map(|table| self.link(table)).collect();
        let zh = self.language == Language::Chinese;
        let list = links.join(if zh { "、" } else { ", " });
        out.push_str(
            &self
                .say([
                    "列在工作领域里的记录（{}）都可以写这些键。\n\n",
                    "The records that belong to areas ({}) all have these keys.\n\n",
                ])
                .replace("{}", &list),
        );
        self.table(shared(), out);
    }

    fn record(&self, table: &'static Table, out: &mut String) {
        out.push_str(&format!("\n<a id=\"{}\"></a>\n\n## {}\n\n", self.anchor(table), self.heading(table)));
        let zh = self.language == Language::Chinese;
        let doc = self.say([table.doc_zh, table.doc_en]);
        let mut capital = doc.chars();
        let first = capital.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        out.push_str(&format!("{first}{}{}", capital.as_str(), if zh { "。" } else { "." }));
        let places = self.places(table);
        if !places.is_empty() {
            let list = places.join(if zh { "、" } else { ", " });
            out.push_str(&self.say(["写在{}之下。", " Written under {}."]).replace("{}", &list));
        }
        let placed = is_placed(table);
        if placed {
            out.push_str(self.say(["另有[共有的键](#shared)。", " It has the [shared keys](#shared), too."]));
        }
        out.push_str("\n\n");
        self.table(&table.fields[if placed { shared().len() } else { 0 }..], out);
    }

    /// The keys under which a record is written, each with a link to where they belong.
    fn places(&self, table: &Table) -> Vec<String> {
        let mut places = Vec::new();
        for owner in &self.records {
            for field in owner.fields {
                if (field.shape)().records().is_some_and(|inner| same(inner, table)) {
                    let name = key(field, self.language);
                    let place =
                        if same(owner, &Facts::TABLE) { "facts".to_owned() } else { self.anchor(owner).to_owned() };
                    places.push(format!("[`{name}`](#{place})"));
                }
            }
        }
        places.dedup();
        places
    }

    fn table(&self, fields: &[Field], out: &mut String) {
        out.push_str(self.say([
            "| 键 | 英文键 | 值 | 例 | 说明 |\n|---|---|---|---|---|\n",
            "| key | Chinese key | value | example | meaning |\n|---|---|---|---|---|\n",
        ]));
        for field in fields {
            let [name, other] =
                if self.language == Language::Chinese { [field.zh, field.en] } else { [field.en, field.zh] };
            let period = fields.iter().any(|other| other.en == "organisation");
            let must = match field.en {
                "year" if period => self.say(["（必填，不是整年的写时期）", " (required, or `period`)"]),
                "period" if period => self.say(["（代替年度）", " (in the place of `year`)"]),
                _ if field.required => self.say(["（必填）", " (required)"]),
                _ => "",
            };
            let example = example(field);
            let example = if example.is_empty() { String::new() } else { format!("`{}`", cell(&example)) };
            let (value, note) = (self.value(field), self.note(field));
            out.push_str(&format!("| **{name}**{must} | {other} | {value} | {example} | {note} |\n"));
        }
    }

    /// What may be written: the kind of value, and the units that it may have.
    fn value(&self, field: &Field) -> String {
        let value = self.kind(&(field.shape)());
        if field.units.is_empty() {
            return value;
        }
        let zh = self.language == Language::Chinese;
        let (open, mark, close) = if zh { ("（", "、", "）") } else { (" (", ", ", ")") };
        format!("{value}{open}{}{close}", field.units.join(mark))
    }

    fn kind(&self, shape: &Shape) -> String {
        let word = |zh, en| self.say([zh, en]).to_owned();
        let around =
            |zh: &'static str, en: &'static str, inner: &Shape| self.say([zh, en]).replace("{}", &self.kind(inner));
        match shape {
            Shape::Text => word("文字", "text"),
            Shape::Prose => word("段落", "paragraphs"),
            Shape::Amount => word("数量", "amount"),
            Shape::When => word("时间", "time"),
            Shape::Period => word("时期", "period"),
            Shape::Number => word("整数", "whole number"),
            Shape::Flag => word("是或否", "yes or no"),
            Shape::Percent => word("百分比", "percentage"),
            Shape::Choice(words) if words.contains(&"true") => word("是或否", "yes or no"),
            Shape::Choice(words) => words.join(self.say(["、", ", "])),
            Shape::List(inner) => around("列表：{}", "list of: {}", inner),
            Shape::Named(inner) => around("自定的键：{}", "keys of your own: {}", inner),
            Shape::WordOr(table) => self.say(["文字，或 {}", "text, or {}"]).replace("{}", &self.link(table)),
            Shape::Record(table) => self.link(table),
        }
    }

    fn note(&self, field: &Field) -> String {
        let default = default(field, self.language);
        let mut note = cell(meaning(field, self.language));
        if field.en == "documents" && matches!((field.shape)(), Shape::Named(_)) {
            note.push_str(&format!("{}{}", self.say(["：", ": "]), papers(self.language)));
        }
        let told = ["默认", "不写", "default", "absent"].iter().any(|word| note.contains(word));
        if default.is_empty() || told || note.contains(default) {
            return note;
        }
        let zh = self.language == Language::Chinese;
        format!("{note}{}{default}", if zh { "；默认 " } else { "; default: " })
    }
}

/// What a record is called on the pages, Chinese and English: where two have one name, by what they are.
fn title(table: &Table) -> [String; 2] {
    let [zh, en] = match () {
        () if same(table, &Body::TABLE) => ["文中的单位", "body"],
        () if same(table, &Named::TABLE) => ["获奖者", "winner"],
        () => [table.zh, table.en],
    };
    [zh.to_owned(), en.replace('_', " ")]
}

/// A text that stands in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
