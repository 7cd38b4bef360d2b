//! Rules that a well-formed file can still break: characters that have no place in a text, dates outside the period, parts
//! above their whole, more winners than prizes, names that nothing bears.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Origin, Source};
use crate::facts::File;
use crate::facts::amount::{Amount, Grade};
use crate::facts::model::{Activity, Award, Congress, Entered, Entry, Facts, Staff};
use crate::facts::reader::nearest;
use crate::facts::table::{Item, Record};
use crate::facts::time::{Period, Precision, When};
use crate::facts::value::{Role, Text};
use crate::say;

/// The most characters that a name may sign with: several lines, and far less than a page.
const LONGEST_NAME: usize = 200;

/// Whether a character changes how text is shown without being seen: C0 and C1 controls, bidi controls, blanks of no
/// width, variation selectors, tags, private use.
pub fn is_hidden(c: char) -> bool {
    match c {
        '\n' | '\r' | '\t' => false,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' => true,
        '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{3164}' | '\u{ffa0}' => true,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}' | '\u{e000}'..='\u{f8ff}' => true,
        '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}' => true,
        _ => false,
    }
}

/// The refusal of a hidden character, without its place.
pub fn hidden(c: char) -> Diagnostic {
    let code = c as u32;
    Diagnostic::error("E002", say!("看不见的字符 U+{code:04X}", "an invisible character, U+{code:04X}"))
        .hint(say!("删去它；常由别处复制时带入", "delete it; it often comes along when copying"))
}

/// Refuses every hidden character of a file; `false` where there is one.
pub fn characters(source: &Source, problems: &mut Diagnostics) -> bool {
    let mut clean = true;
    for (at, c) in source.text().char_indices().filter(|(_, c)| is_hidden(*c)) {
        problems.push(hidden(c).at(source, Origin::new(at..at + c.len_utf8())));
        clean = false;
    }
    clean
}

/// The one period of the file. `years_broken`: one was written, could not be read, and has been reported.
pub fn period(facts: &Facts, years_broken: bool, source: &Source, problems: &mut Diagnostics) -> Option<Period> {
    match (&facts.year, &facts.period) {
        (Some(year), None) => Some(year.period),
        (None, Some(period)) => Some(period.period),
        (Some(_), Some(period)) => {
            problems.push(
                Diagnostic::error("E018", say!("年度和时期只能写一个", "write either `year` or `period`"))
                    .at(source, period.origin)
                    .hint(say!("删去其中一个", "delete one of them")),
            );
            None
        }
        (None, None) if years_broken => None,
        (None, None) => {
            let first = source.text().find(|c: char| !c.is_whitespace()).unwrap_or(0);
            problems.push(
                Diagnostic::error("E023", say!("缺少“年度”（year）", "`year` (年度) is missing"))
                    .at(source, source.first_line(Origin::new(first..source.text().len())))
                    .hint(say!(
                        "补上：年度: 2025；不是整年时写 时期",
                        "add it: `year: 2025`; where it is not a year write `period`"
                    )),
            );
            None
        }
    }
}

/// Checks every rule on a file that could be read.
pub fn rules(file: &File, problems: &mut Diagnostics) {
    let mut check = Check { file, problems };
    check.signature();
    check.ids();
    check.places();
    for record in file.facts.placed() {
        check.when(record.place().when, record.place().outside);
        match record {
            Entered::Activity(activity) => {
                check.role(activity);
                check.awards(&activity.awards);
                for follow in &activity.then {
                    check.when(follow.when.as_ref(), follow.outside.is_some_and(|flag| flag.value));
                    check.awards(&follow.awards);
                }
            }
            Entered::Congress(congress) => check.congress(congress),
            Entered::Honour(honour) => {
                let listed = honour.to.len();
                check.listed(listed, honour.count.as_ref(), honour.to.last().map(|person| person.origin));
            }
            _ => {}
        }
    }
    if let Some(staff) = &file.facts.staff {
        check.staff(staff);
    }
    for area in &file.facts.areas {
        check.heading(&area.title);
        check.entries(&area.items, 2);
    }
}

/// Names that references understand before any id.
const RESERVED: [&str; 4] = ["上年", "previous", "时期名", "period_name"];
/// The deepest level of headings: （1） under 1. under （一） under 一、 (GB/T 9704 7.3.3).
const LEVELS: usize = 4;

struct Check<'a> {
    file: &'a File,
    problems: &'a mut Diagnostics,
}

impl Check<'_> {
    fn error(
        &mut self,
        code: &'static str,
        origin: Origin,
        message: crate::diagnostic::Say,
        hint: crate::diagnostic::Say,
    ) {
        self.problems.push(Diagnostic::error(code, message).at(&self.file.source, origin).hint(hint));
    }

    /// Name and date stay together on one page (GB/T 9704 7.3.5), so that a name of several pages cannot be printed.
    fn signature(&mut self) {
        let name = &self.file.facts.organisation.names.signature;
        let length = name.text.chars().count();
        if length > LONGEST_NAME {
            self.error(
                "E050",
                name.origin,
                say!(
                    "署名有{length}个字，落款印不下",
                    "the name that signs has {length} characters, too many to sign with"
                ),
                say!("署名最多{LONGEST_NAME}个字", "it may have {LONGEST_NAME} at most"),
            );
        }
    }

    /// Ids are unique, and none is the name of a section, which a reference would mean first.
    fn ids(&mut self) {
        let mut seen: HashMap<&str, Origin> = HashMap::new();
        for record in self.file.facts.placed() {
            let Some(id) = record.id() else { continue };
            let name = &id.text;
            if let Some(first) = seen.insert(name, id.origin) {
                let (line, _) = self.file.source.position(first.range().start);
                self.error(
                    "E040",
                    id.origin,
                    say!("编号“{name}”在第{line}行已经用过", "the id `{name}` is already used in line {line}"),
                    say!("换一个编号", "choose another id"),
                );
            }
            if Facts::TABLE.find(name).is_some() || RESERVED.contains(&name.as_str()) {
                self.error(
                    "E041",
                    id.origin,
                    say!("编号“{name}”与栏目同名", "the id `{name}` is the name of a section"),
                    say!("换一个编号，如 {name}-1", "choose another id, such as {name}-1"),
                );
            }
        }
        self.unique(self.file.facts.areas.iter().map(|area| &area.id).collect());
        for area in &self.file.facts.areas {
            self.unique(item_id_texts(&area.items));
        }
    }

    /// No two areas, and no two items of an area, have the same id.
    fn unique(&mut self, ids: Vec<&Text>) {
        for (at, id) in ids.iter().enumerate() {
            if let Some(first) = ids[..at].iter().find(|first| first.text == id.text) {
                let (name, (line, _)) = (&id.text, self.file.source.position(first.origin.range().start));
                self.error(
                    "E040",
                    id.origin,
                    say!("编号“{name}”在第{line}行已经用过", "the id `{name}` is already used in line {line}"),
                    say!("换一个编号", "choose another id"),
                );
            }
        }
    }

    /// A superior's event told as our own is a serious error: who names another host says what our part was.
    fn role(&mut self, activity: &Activity) {
        let hosted = activity.role.is_none_or(|role| role.value == Role::Host);
        let broken = self.file.lost.contains("role");
        let named = [(activity.host.as_ref(), "主办单位", "host"), (activity.rank.as_ref(), "名次", "rank")];
        let partner = (activity.partners.first(), "合作单位", "partners");
        let found = named.into_iter().chain([partner]).find_map(|(text, zh, en)| Some((text?, zh, en)));
        if let Some((text, zh, en)) = found.filter(|_| hosted && !broken) {
            self.error(
                "E058",
                text.origin,
                say!("写了“{zh}”，照此会写成本会主办", "`{en}` is given, yet this would be told as our own event"),
                say!(
                    "写明 角色：组队参加、选送、推荐、配合、承办 或 联合举办",
                    "give our `role`: 组队参加, 选送, 推荐, 配合, 承办 or 联合举办"
                ),
            );
        }
    }

    /// Headings get their numbers from the tool.
    fn heading(&mut self, title: &Text) {
        let text = &title.text;
        let numeral = |c: char| "一二三四五六七八九十".contains(c);
        let plain = text.trim_start_matches(numeral);
        let bracket =
            text.strip_prefix(['（', '(']).map(|rest| rest.trim_start_matches(|c| numeral(c) || c.is_ascii_digit()));
        let arabic = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = plain.len() < text.len() && plain.starts_with('、')
            || bracket.is_some_and(|rest| rest.starts_with(['）', ')']) && rest.len() + 4 < text.len())
            || (1..=2).contains(&(text.len() - arabic.len())) && arabic.starts_with(['.', '、', '．']);
        if numbered {
            self.error(
                "E059",
                title.origin,
                say!("标题里写了序号：{text}", "this heading has a number of its own: {text}"),
                say!("去掉序号，由工具编", "leave it out; the tool numbers headings"),
            );
        }
    }

    fn entries(&mut self, entries: &[Entry], level: usize) {
        for entry in entries {
            if let Some(title) = &entry.title {
                self.heading(title);
            }
            if level > LEVELS {
                self.error(
                    "E064",
                    self.file.source.first_line(entry.origin),
                    say!("条目嵌套超过四级", "items are nested more than four levels deep"),
                    say!("并入上一级", "make it part of the level above"),
                );
            } else {
                self.entries(&entry.items, level + 1);
            }
        }
    }

    /// Areas and items that records name exist, and so do records that an order names.
    fn places(&mut self) {
        let facts = &self.file.facts;
        let areas_lost = self.file.lost.contains("areas");
        // Without any area one record says it for all; where the areas could not be read, that has been said.
        let mut homeless = self.file.lost.contains("areas");
        for record in facts.placed() {
            let place = record.place();
            let Some(area_name) = place.area else { continue };
            if facts.areas.is_empty() && std::mem::replace(&mut homeless, true) {
                continue;
            }
            let Some(area) = facts.areas.iter().find(|area| area.id.text == area_name.text) else {
                let known: Vec<&str> = facts.areas.iter().map(|area| area.id.text.as_str()).collect();
                if !areas_lost {
                    self.unknown("E042", area_name, &known, "工作领域", "area");
                }
                continue;
            };
            let Some(item_name) = place.item else { continue };
            let known = item_ids(&area.items);
            if !known.contains(&item_name.text.as_str()) {
                self.unknown("E043", item_name, &known, "条目", "item");
            }
        }
        let ids: Vec<&str> =
            facts.placed().iter().filter_map(|record| record.id()).map(|id| id.text.as_str()).collect();
        let orders = facts.areas.iter().flat_map(|area| area.order.iter().chain(item_orders(&area.items)));
        for name in orders.collect::<Vec<_>>() {
            if !ids.contains(&name.text.as_str()) && !self.file.lost.contains(&name.text) {
                self.unknown("E044", name, &ids, "编号", "record with the id");
            }
        }
    }

    fn unknown(&mut self, code: &'static str, name: &Text, known: &[&str], zh: &str, en: &str) {
        let word = &name.text;
        if self.file.lost.contains(word) && code != "E044" {
            return;
        }
        let hint = match nearest(word, known) {
            Some(near) => say!("是不是“{near}”？", "did you mean `{near}`?"),
            None if known.is_empty() => say!("这里还没有{zh}，先写上一个", "there is none yet; write one"),
            None => {
                let all = known.join("、");
                say!("已有的：{all}", "there are: {all}")
            }
        };
        self.error(code, name.origin, say!("没有叫“{word}”的{zh}", "there is no {en} `{word}`"), hint);
    }

    /// Dates lie inside the period unless the record says otherwise.
    fn when(&mut self, when: Option<&When>, outside: bool) {
        let Some(when) = when else { return };
        // 2024年12月底 is a date with a word on it; 春节前 says no year.
        let dated = when.written.starts_with(|c: char| c.is_ascii_digit());
        let other_year = ["去年", "上年", "明年", "来年", "次年"].iter().any(|word| when.written.starts_with(word));
        if other_year && !outside {
            let written = &when.written;
            self.error(
                "E045",
                when.origin,
                say!("“{written}”说的是另一年", "“{written}” speaks of another year"),
                say!(
                    "改正时间；确要写入的，加 跨期: 是",
                    "correct the time; if it shall be told all the same, add `outside: yes`"
                ),
            );
            return;
        }
        let Some((start, end)) = when.days.filter(|_| when.precision != Precision::Occasion || dated) else { return };
        let period = self.file.period;
        if !outside && !self.file.lost.contains("outside") && (start < period.start || end > period.end) {
            let (written, name) = (&when.written, period.name());
            self.error(
                "E045",
                when.origin,
                say!("“{written}”不在{name}之内", "“{written}” lies outside {name}"),
                say!(
                    "改正日期；确要写入的，加 跨期: 是",
                    "correct the date; if it shall be told all the same, add `outside: yes`"
                ),
            );
        }
    }

    fn awards(&mut self, awards: &[Award]) {
        for award in awards {
            if award.winners.is_empty() && award.count.is_none() && !self.file.lost.contains("winners") {
                let rank = &award.rank.text;
                self.error(
                    "E063",
                    award.rank.origin,
                    say!("“{rank}”既没有获奖者也没有数量", "“{rank}” has neither winners nor a number"),
                    say!("写上 获奖者 或 数量", "give `winners` or `count`"),
                );
            }
            self.listed(award.winners.len(), award.count.as_ref(), award.winners.last().map(|person| person.origin));
        }
    }

    /// No more names than the stated number.
    fn listed(&mut self, listed: usize, count: Option<&Amount>, last: Option<Origin>) {
        let Some(count) = count.filter(|count| count.sum.grade != Grade::Above && count.sum.is_known()) else { return };
        if rust_decimal::Decimal::from(listed) > count.sum.value {
            let text = &count.text;
            self.error(
                "E046",
                last.unwrap_or(count.origin),
                say!("名单列了{listed}个，数量写的是{text}", "{listed} are listed, but the number given is {text}"),
                say!("核对名单和数量", "check the list and the number"),
            );
        }
    }

    fn congress(&mut self, congress: &Congress) {
        self.within(congress.present.as_ref(), congress.due.as_ref(), ["实到", "present"], ["应到", "due"]);
        if let Some(proposals) = &congress.proposals {
            self.within(proposals.filed.as_ref(), proposals.received.as_ref(), ["立案", "filed"], ["征集", "received"]);
            self.within(proposals.answered.as_ref(), proposals.filed.as_ref(), ["办复", "answered"], ["立案", "filed"]);
        }
    }

    fn staff(&mut self, staff: &Staff) {
        for (index, field) in Staff::TABLE.fields.iter().enumerate() {
            if matches!(field.en, "total" | "retirees") {
                continue;
            }
            if let Item::Amount(part) = staff.item(index) {
                self.within(Some(part), staff.total.as_ref(), [field.zh, field.en], ["总数", "total"]);
            }
        }
    }

    /// A part does not exceed its whole, where both are exact.
    fn within(&mut self, part: Option<&Amount>, whole: Option<&Amount>, part_name: [&str; 2], whole_name: [&str; 2]) {
        let (Some(part), Some(whole)) = (part, whole) else { return };
        if part.sum.is_exact() && whole.sum.is_exact() && part.sum.value > whole.sum.value {
            let (small, large) = (&part.text, &whole.text);
            let ([part_zh, part_en], [whole_zh, whole_en]) = (part_name, whole_name);
            let (line, _) = self.file.source.position(whole.origin.range().start);
            self.error(
                "E047",
                part.origin,
                say!(
                    "“{part_zh}”{small}多于“{whole_zh}”{large}（第{line}行）",
                    "`{part_en}` {small} is more than `{whole_en}` {large} (line {line})"
                ),
                say!("核对这两个数", "check the two numbers"),
            );
        }
    }
}

fn item_id_texts(items: &[Entry]) -> Vec<&Text> {
    items.iter().flat_map(|item| item.id.iter().chain(item_id_texts(&item.items))).collect()
}

fn item_ids(items: &[Entry]) -> Vec<&str> {
    items.iter().flat_map(|item| item.id.iter().map(|id| id.text.as_str()).chain(item_ids(&item.items))).collect()
}

fn item_orders(items: &[Entry]) -> Vec<&Text> {
    items.iter().flat_map(|item| item.order.iter().chain(item_orders(&item.items))).collect()
}
